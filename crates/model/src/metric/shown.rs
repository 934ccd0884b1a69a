//! How numbers of metrics are shown to people: shares in per cent, money in yuan, indices plain.

use super::METRICS;
use crate::quantity::Phrase;
use words::say;

/// How a number is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// In per cent; differences in percentage points.
    Percent,
    /// In yuan.
    Money,
    /// An index, ratio or coefficient: the number says all, its unit nothing.
    Index,
    /// A whole number of people, over whatever area and months.
    Count,
    /// A number of people, as a mean over months.
    People,
    /// In months.
    Months,
    /// So many of something to something else, which the unit tells.
    Rate,
}

/// Decimals beyond which a difference is one of rounding.
const MOST_DECIMALS: usize = 12;

impl Shown {
    /// How the metric at a position of the registry is shown.
    pub fn of(metric: usize) -> Self {
        METRICS[metric].shown
    }

    /// Whether what tells the number must tell its unit too, which the number does not carry.
    pub const fn needs_unit(self) -> bool {
        !matches!(self, Self::Percent | Self::Index)
    }

    /// Whether values of areas add up to that of all of them.
    pub const fn adds_up(self) -> bool {
        matches!(self, Self::Count | Self::People)
    }

    /// Whether a hundredth is a change worth telling: of shares, indices and ratios.
    pub const fn is_small(self) -> bool {
        matches!(self, Self::Percent | Self::Index)
    }

    /// What one unit shown is worth: 100 per cent are 1.
    pub const fn scale(self) -> f64 {
        match self {
            Self::Percent => 100.0,
            _ => 1.0,
        }
    }

    /// Decimals of a value.
    pub const fn decimals(self) -> usize {
        match self {
            Self::Percent | Self::Money => 1,
            _ => 3,
        }
    }

    /// Decimals of a difference: as many as a value's, and more where its interval is so narrow that
    /// rounding would hide it.
    fn decimals_of([low, high]: [f64; 2], least: usize) -> usize {
        let half = (high - low) / 2.0;
        if !half.is_finite() || half <= 0.0 {
            return least;
        }
        // An interval that leaves zero out must not read as if it touched it.
        let nearest = if low * high > 0.0 { low.abs().min(high.abs()) } else { f64::INFINITY };
        let mut decimals = least;
        let mut worth = 1.0;
        for _ in 0..least {
            worth *= 10.0;
        }
        while (half * worth < 0.95 || nearest * worth < 0.5) && decimals < MOST_DECIMALS {
            worth *= 10.0;
            decimals += 1;
        }
        decimals
    }

    /// The ends of an interval of a value without its unit, in as many decimals as it takes that they
    /// differ: an interval never reads as one of no width.
    pub fn ends(self, low: f64, high: f64) -> [String; 2] {
        let both = [low, high].map(|end| end * self.scale());
        apart(both, self.decimals(), |end, decimals| unsigned_zero(format!("{end:.decimals$}")))
    }

    /// A value, with `%` where it is a share.
    pub fn show(self, value: f64) -> String {
        let number = self.number(value);
        if self == Self::Percent && !value.is_nan() { format!("{number} %") } else { number }
    }

    /// How large a difference is, with its unit: a margin, half an interval.
    pub fn amount(self, value: f64) -> Phrase {
        let text = format!("{:.1$}", value * self.scale(), self.decimals() + 2);
        let number = text.trim_end_matches('0').trim_end_matches('.');
        match self {
            Self::Percent => {
                say!(en "{number} points" zh "{number} 个百分点")
            }
            Self::Money => say!(en "{number} yuan" zh "{number} 元"),
            _ => Phrase::same(number),
        }
    }

    /// A value without its unit.
    pub fn number(self, value: f64) -> String {
        if value.is_nan() {
            return "-".to_owned();
        }
        unsigned_zero(format!("{:.1$}", value * self.scale(), self.decimals()))
    }

    /// A difference and the ends of its interval, each with its sign; of shares in percentage points.
    pub fn changes(self, all: [f64; 3]) -> [String; 3] {
        let all = all.map(|value| value * self.scale());
        let decimals = Self::decimals_of([all[1], all[2]], self.decimals());
        let show = |value: f64| unsigned_zero(format!("{value:+.decimals$}"));
        all.map(|value| if value.is_nan() { "-".to_owned() } else { show(value) })
    }

    /// A difference with its sign and its interval, if it has one.
    pub fn change(self, all: [f64; 3]) -> String {
        let [value, low, high] = self.changes(all);
        if all[1].is_finite() && all[2].is_finite() {
            format!("{value} ({low}, {high})")
        } else {
            value
        }
    }

    /// An interval of a value.
    pub fn interval(self, low: f64, high: f64) -> String {
        if low.is_nan() {
            return "-".to_owned();
        }
        let [low, high] = self.ends(low, high);
        format!("{low} – {high}{}", if self == Self::Percent { " %" } else { "" })
    }

    /// A value and half its interval; where the interval was cut at what the value can be, its ends.
    pub fn half_width(self, value: f64, low: f64, high: f64) -> String {
        let (below, above) = (value - low, high - value);
        if above.is_nan() || below.is_nan() {
            return self.show(value);
        }
        if (above - below).abs() > 1e-9 * above.max(below) {
            return format!("{} [{}]", self.number(value), self.interval(low, high));
        }
        // Half an interval is never shown as none.
        let [_, half] = self.ends(0.0, above);
        let unit = if self == Self::Percent { " %" } else { "" };
        format!("{} ± {half}{unit}", self.number(value))
    }
}

/// Two numbers as texts that differ if the numbers do, in at least so many decimals.
pub fn apart(both: [f64; 2], least: usize, text: impl Fn(f64, usize) -> String) -> [String; 2] {
    let mut decimals = least;
    loop {
        let texts = both.map(|end| text(end, decimals));
        if texts[0] != texts[1] || decimals >= MOST_DECIMALS {
            return texts;
        }
        decimals += 1;
    }
}

/// A number as text; what rounds to zero has no sign, since it tells nothing of one.
pub fn unsigned_zero(text: String) -> String {
    if text.chars().any(|letter| ('1'..='9').contains(&letter)) {
        return text;
    }
    text.trim_start_matches(['+', '-']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::find;
    use super::*;

    #[test]
    fn shares_are_shown_in_per_cent_money_in_yuan_and_indices_plain() {
        let shown = |id: &str| Shown::of(find(id).unwrap());
        assert_eq!(shown("resolution_rate").show(0.5), "50.0 %");
        assert_eq!(shown("staff_turnover").show(0.112), "11.2 %");
        assert_eq!(shown("spending").show(153.84), "153.8");
        assert_eq!(shown("trust").show(0.5), "0.500");
        assert_eq!(shown("trust").show(f64::NAN), "-");
        assert_eq!(shown("resolution_rate").interval(0.1, 0.2), "10.0 – 20.0 %");
        assert_eq!(shown("resolution_rate").half_width(0.1, 0.08, 0.12), "10.0 ± 2.0 %");
        assert_eq!(shown("vacancy").half_width(0.01, 0.0, 0.05), "1.0 [0.0 – 5.0 %]");
        // However narrow it is, an interval does not read as one of no width.
        assert_eq!(shown("vacancy").interval(0.0, 0.00003), "0.000 – 0.003 %");
        assert_eq!(shown("trust").half_width(0.5, 0.499_99, 0.500_01), "0.500 ± 0.00001");
    }

    #[test]
    fn an_amount_has_its_unit_and_no_needless_digits() {
        assert_eq!(Shown::Percent.amount(0.005).en, "0.5 points");
        assert_eq!(Shown::Percent.amount(0.05).zh, "5 个百分点");
        assert_eq!(Shown::Money.amount(12.0).en, "12 yuan");
        assert_eq!(Shown::Index.amount(0.012_34).en, "0.01234");
    }

    #[test]
    fn a_small_difference_with_a_narrow_interval_gets_more_decimals_and_never_reads_zero() {
        let shown = Shown::Percent;
        assert_eq!(shown.change([0.123, 0.1, 0.15]), "+12.3 (+10.0, +15.0)");
        assert_eq!(shown.change([-0.000_2, -0.000_3, -0.000_1]), "-0.02 (-0.03, -0.01)");
        assert_eq!(shown.change([0.0, 0.0, 0.0]), "0.0 (0.0, 0.0)");
        assert_eq!(shown.change([0.1, f64::NEG_INFINITY, f64::INFINITY]), "+10.0");
        assert_eq!(shown.change([f64::NAN; 3]), "-");
        assert_eq!(shown.show(-0.000_01), "0.0 %");
        assert_eq!(shown.number(-0.0), "0.0");
        assert_eq!(shown.change([-1e-9, -0.1, 0.1]), "0.0 (-10.0, +10.0)");
    }
}
