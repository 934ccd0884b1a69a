//! What was learned of a study, as one table: a row an outcome, measure and factor.

use scenario::Role;
use study::sensitivity::Estimate;

use super::analysed::{Learned, Outcome, Seen, Swept};
use super::dictionary::OF_SENSITIVITY;
use crate::metric::METRICS;
use crate::output::table::number;
use crate::quantity::Text;

/// A row of `sensitivity.csv`.
#[derive(Clone, Debug)]
pub struct Line {
    /// Scenario.
    pub scenario: String,
    /// Column of the outcome in `runs.csv`.
    pub outcome: String,
    /// Whose design tells it, in a crossed study; else none.
    pub side: Option<Role>,
    /// What is measured.
    pub measure: Measure,
    /// Factor or group; empty for what is of all of them, `luck` for what does nothing.
    pub factor: String,
    /// The estimate; without an interval its ends are not numbers.
    pub estimate: Estimate,
    /// What noise alone shows; not a number where nothing is held against it.
    pub noise: f64,
    /// How many times as many blocks would tell it from noise, where it cannot be told yet.
    pub times: Option<f64>,
}

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Sobol index of first order.
    First,
    /// Sobol index of total order.
    Total,
    /// Morris's mu*.
    Size,
    /// Morris's mu.
    Mean,
    /// Morris's sigma.
    Spread,
    /// Standardised rank regression.
    Rank,
    /// PAWN.
    Density,
    /// The share of the ranks' variance that the line explains.
    Explained,
    /// Variance of the mean over luck that goes with factors.
    OfFactors,
    /// Share of luck in the variance of single runs.
    Luck,
    /// Of a crossed study: the share of the levers in the variance of the means over luck.
    OfLevers,
    /// The share of the uncertainties.
    OfUncertainties,
    /// The share of both together.
    OfBoth,
}

impl Measure {
    /// The word of the table.
    pub fn id(self) -> &'static str {
        match self {
            Self::First => "sobol_first",
            Self::Total => "sobol_total",
            Self::Size => "morris_mu_star",
            Self::Mean => "morris_mu",
            Self::Spread => "morris_sigma",
            Self::Rank => "rank_regression",
            Self::Density => "pawn_median",
            Self::Explained => "rank_explained",
            Self::OfFactors => "variance_factors",
            Self::Luck => "share_luck",
            Self::OfLevers => "share_levers",
            Self::OfUncertainties => "share_uncertainties",
            Self::OfBoth => "share_both",
        }
    }

    /// In words.
    pub fn text(self) -> Text {
        match self {
            Self::First => Text { en: "first order (alone)", zh: "一阶（单独）" },
            Self::Total => {
                Text { en: "total order (with interactions)", zh: "总阶（含交互）" }
            }
            Self::Size => {
                Text { en: "mean size of the effect (mu*)", zh: "效应平均大小（mu*）" }
            }
            Self::Mean => Text { en: "mean effect (mu)", zh: "平均效应（mu）" },
            Self::Spread => {
                Text { en: "spread of the effect (sigma)", zh: "效应离散（sigma）" }
            }
            Self::Rank => Text { en: "rank regression", zh: "秩回归" },
            Self::Density => {
                Text { en: "change of the distribution (PAWN)", zh: "分布变化（PAWN）" }
            }
            Self::Explained => {
                Text { en: "variance of ranks explained", zh: "秩方差解释比例" }
            }
            Self::OfFactors => {
                Text { en: "variance that goes with factors", zh: "因素带来的方差" }
            }
            Self::Luck => Text {
                en: "share of luck in the variance of runs",
                zh: "随机性占运行方差的比例",
            },
            Self::OfLevers => Text { en: "share of the levers", zh: "政策杠杆的份额" },
            Self::OfUncertainties => {
                Text { en: "share of the uncertainties", zh: "不确定因素的份额" }
            }
            Self::OfBoth => Text { en: "share of both together", zh: "两者共同的份额" },
        }
    }
}

impl Line {
    /// Whether it is told from noise; none where nothing is held against it.
    pub fn is_told(&self) -> Option<bool> {
        let Estimate { value, low, .. } = self.estimate;
        let least = if low.is_finite() { low } else { value.abs() };
        self.noise.is_finite().then_some(least > self.noise)
    }
}

/// The column of an outcome.
pub fn column(outcome: &Outcome) -> String {
    let id = METRICS[outcome.metric].id;
    if outcome.is_difference { format!("{id}_difference") } else { id.to_owned() }
}

/// All rows of an outcome: what each design tells, and how the variance parts between them.
pub fn lines(swept: &Swept, outcome: &Outcome, learned: &[(usize, Learned)]) -> Vec<Line> {
    let of = |(part, learned): &(usize, Learned)| of_part(&swept.parts[*part], outcome, learned);
    let mut all: Vec<Line> = learned.iter().flat_map(of).collect();
    if let Some(found) = swept.parted(outcome) {
        let shares = [
            (Measure::OfLevers, found.levers),
            (Measure::OfUncertainties, found.uncertainties),
            (Measure::OfBoth, found.both),
        ];
        // Luck drops out of the shares: nothing is what they are held against.
        let line = |(measure, estimate)| Line {
            scenario: outcome.scenario.clone(),
            outcome: column(outcome),
            side: None,
            measure,
            factor: String::new(),
            estimate,
            noise: 0.0,
            times: None,
        };
        all.extend(shares.map(line));
    }
    all
}

fn of_part(part: &Seen, outcome: &Outcome, learned: &Learned) -> Vec<Line> {
    let line = |measure, factor: &str, estimate, noise| Line {
        scenario: outcome.scenario.clone(),
        outcome: column(outcome),
        side: part.side,
        measure,
        factor: factor.to_owned(),
        estimate,
        noise,
        times: None,
    };
    let alone = |value| Estimate { value, low: f64::NAN, high: f64::NAN };
    let none = f64::NAN;
    let groups = &part.groups;
    let mut all = Vec::new();
    match learned {
        Learned::Nothing => {}
        Learned::Sobol(found) => {
            let floors = [found.noise.first.high, found.noise.total.high];
            for (group, index) in groups.iter().zip(&found.groups) {
                let orders = [(Measure::First, index.first), (Measure::Total, index.total)];
                for ((measure, estimate), floor) in orders.into_iter().zip(floors) {
                    let times = study::sensitivity::times_as_many(&estimate, 0.0);
                    let told = line(measure, group, estimate, floor);
                    let times = times.filter(|_| told.is_told() == Some(false));
                    all.push(Line { times, ..told });
                }
            }
            all.push(line(Measure::First, "luck", found.noise.first, none));
            all.push(line(Measure::Total, "luck", found.noise.total, none));
            all.push(line(Measure::OfFactors, "", found.variance, none));
            let share = found.luck / (found.luck + found.variance.value.max(0.0));
            all.push(line(Measure::Luck, "", alone(share), none));
        }
        Learned::Morris(found) => {
            let floor = found.last().map_or(none, |luck| luck.size.high);
            let names = groups.iter().map(String::as_str).chain(["luck"]);
            for (at, (name, effect)) in names.zip(found).enumerate() {
                let floor = if at < groups.len() { floor } else { none };
                all.push(line(Measure::Size, name, effect.size, floor));
                all.push(line(Measure::Mean, name, effect.mean, none));
                all.push(line(Measure::Spread, name, alone(effect.spread), none));
            }
        }
        Learned::Given(ranked, density) => {
            let names = || part.acting(outcome).map(|at| part.paths[at].as_str());
            if let Some(found) = ranked {
                for (name, &value) in names().zip(&found.coefficients) {
                    all.push(line(Measure::Rank, name, alone(value), found.noise));
                }
                all.push(line(Measure::Explained, "", alone(found.explained), none));
            }
            if let Some(found) = density {
                for (name, &value) in names().zip(&found.distances) {
                    all.push(line(Measure::Density, name, alone(value), found.noise));
                }
            }
        }
    }
    all
}

/// The word of a design.
fn side_word(side: Option<Role>) -> &'static str {
    match side {
        None => "",
        Some(Role::Lever) => "levers",
        Some(Role::Uncertainty) => "uncertainties",
    }
}

/// The rows as CSV.
///
/// # Errors
/// If they cannot be put together: a defect of the program.
pub fn sensitivity_table(name: &str, lines: &[Line]) -> std::io::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(OF_SENSITIVITY.iter().map(|(column, ..)| *column))?;
    for line in lines {
        let Estimate { value, low, high } = line.estimate;
        let told = line.is_told().map_or("", |told| if told { "true" } else { "false" });
        writer.write_record([
            name,
            &line.scenario,
            &line.outcome,
            side_word(line.side),
            line.measure.id(),
            &line.factor,
            &number(value),
            &number(low),
            &number(high),
            &number(line.noise),
            told,
            &line.times.map(number).unwrap_or_default(),
        ])?;
    }
    writer.into_inner().map_err(|error| std::io::Error::other(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dictionary_names_every_measure_of_the_table() {
        use Measure::{
            Density, Explained, First, Luck, Mean, OfBoth, OfFactors, OfLevers, OfUncertainties,
            Rank, Size, Spread, Total,
        };
        let (_, _, meaning) = OF_SENSITIVITY.iter().find(|(id, ..)| *id == "measure").unwrap();
        let crossed = [OfLevers, OfUncertainties, OfBoth];
        let plain = [First, Total, Size, Mean, Spread, Rank, Density, Explained, OfFactors, Luck];
        for measure in plain.into_iter().chain(crossed) {
            assert!(meaning.en.contains(measure.id()) && meaning.zh.contains(measure.id()));
        }
    }
}
