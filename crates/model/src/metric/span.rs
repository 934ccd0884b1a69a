//! Which months and areas the values of metrics cover: what is done and what is said of it, in one place.

use crate::quantity::{Phrase, Text};

/// How months and areas are put together, whatever the metric.
pub const RATIO_OF_SUMS: Text = Text {
    en: "Over several months, communities or counties a metric is a ratio of sums, numerators and denominators each added up, never a mean of ratios; only the budget of a run is a mean, of its years. A ratio whose denominator is zero is empty, and so is every value but the number of adults in an area of nobody.",
    zh: "跨月份、社区或旗县的指标是合计之比，即分子、分母各自相加后相除，而非比值的平均；仅运行的预算为各年平均。分母为零的比值为空；无人区域除成年居民数外各指标均为空。",
};

/// The months that a value covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// A month.
    Month,
    /// A calendar year, as far as it was run.
    Year,
    /// The months after burn-in.
    Run,
}

/// Which months the values of a metric cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// The months of the value.
    Month,
    /// In a month the last 12 months; in a run whole calendar years.
    Year,
    /// As `Month`, but a value of a month needs 12 months before it.
    LastYear,
    /// Whole calendar years; a month's value is that of twelve such months.
    WholeYears,
    /// The Januaries; a month's value is that of its year.
    January,
    /// No value a month: only years and runs have it.
    Summary,
}

impl Window {
    /// All windows, each at its own position.
    pub const ALL: [Self; 6] =
        [Self::Month, Self::Year, Self::LastYear, Self::WholeYears, Self::January, Self::Summary];

    /// A name for tables.
    pub const fn name(self) -> Text {
        match self {
            Self::Month => Text { en: "months", zh: "各月" },
            Self::Year => Text { en: "twelve months", zh: "十二个月" },
            Self::LastYear => {
                Text { en: "months with a year behind them", zh: "满一年的各月" }
            }
            Self::WholeYears => Text { en: "whole years", zh: "完整年度" },
            Self::January => Text { en: "Januaries", zh: "各年一月" },
            Self::Summary => Text { en: "summaries", zh: "汇总" },
        }
    }

    /// The months that the value of a span covers, as a sentence.
    pub const fn text(self, span: Span) -> Text {
        match (self, span) {
            (Self::Month, Span::Month) => Text { en: "Of the month.", zh: "为当月值。" },
            (Self::Month | Self::LastYear | Self::Summary, Span::Run) => {
                Text { en: "Over the months after burn-in.", zh: "按预热期后各月计算。" }
            }
            (Self::Month | Self::Summary, Span::Year) => {
                Text { en: "Over the year's months.", zh: "按当年各月计算。" }
            }
            (Self::Year, Span::Month) => Text {
                en: "Over the last 12 months, in the first year those there are, as for a year.",
                zh: "按最近12个月计算，第一年按已有月份折算为全年。",
            },
            (Self::Year, Span::Year) => Text {
                en: "Over the year's months; of a year cut short they are scaled to 12.",
                zh: "按当年各月计算，不满一年的折算为全年。",
            },
            (Self::Year, Span::Run) => Text {
                en: "Over the whole calendar years after burn-in; where there is none, over the months after burn-in, scaled to 12.",
                zh: "按预热期后的完整日历年计算；没有完整日历年时，按预热期后各月折算为全年。",
            },
            (Self::LastYear, Span::Month) => Text {
                en: "Over the last 12 months; empty in the first 11 months.",
                zh: "按最近12个月计算，前11个月为空。",
            },
            (Self::LastYear, Span::Year) => Text {
                en: "Over the year's months that have 12 months behind them: of year 1 December alone.",
                zh: "按当年中满12个月窗口的各月计算，第一年仅为十二月。",
            },
            (Self::WholeYears, Span::Month) => {
                Text { en: "The month's money times 12.", zh: "当月金额乘以12。" }
            }
            (Self::WholeYears, Span::Year) => Text {
                en: "Of the whole calendar year; empty in a year cut short.",
                zh: "按完整日历年计算，不满一年的为空。",
            },
            (Self::WholeYears, Span::Run) => Text {
                en: "Over the whole calendar years after burn-in; empty where there is none.",
                zh: "按预热期后的完整日历年计算；没有完整日历年时为空。",
            },
            (Self::January, Span::Month | Span::Year) => {
                Text { en: "That of the year's January.", zh: "为当年一月的预算值。" }
            }
            (Self::January, Span::Run) => Text {
                en: "Over the years whose January comes after burn-in; empty where there is none.",
                zh: "按一月在预热期之后的各年计算；没有这样的年份时为空。",
            },
            (Self::Summary, Span::Month) => Text { en: "No value.", zh: "无取值。" },
        }
    }
}

/// What must be said of a run whose policy period, the months after burn-in, is no number of whole calendar
/// years: which of its values are of which months. Nothing where it is.
pub fn parts_of_years(months: u32, burn_in: u32) -> Option<Phrase> {
    let (first, last) = (burn_in.div_ceil(12) + 1, months / 12);
    let period = months.saturating_sub(burn_in);
    if period == 0 || (burn_in.is_multiple_of(12) && months.is_multiple_of(12)) {
        return None;
    }
    let from = burn_in + 1;
    let (which, which_zh) = if period == 1 {
        (format!("Month {months} holds"), format!("第{months}个月"))
    } else {
        (format!("Months {from} to {months} hold"), format!("第{from}至{months}个月"))
    };
    let mut said = if first <= last {
        let (years, years_zh) = if first == last {
            (format!("year {first}"), format!("第{first}年"))
        } else {
            (format!("years {first} to {last}"), format!("第{first}至{last}年"))
        };
        Phrase {
            en: format!(
                "Months {from} to {months} are no whole calendar years: money a year, returns and turnover are of {years}, other outcomes of all these months."
            ),
            zh: format!(
                "第{from}至{months}个月不是整数个日历年：年度资金、上缴资金和队伍流失率按{years_zh}计算，其他结果按全部月份计算。"
            ),
        }
    } else {
        let december = first * 12;
        Phrase {
            en: format!(
                "{which} no whole calendar year: money a year has no value, and turnover is that of {period} month{} scaled to 12. For whole years end in a December, as with --months {december}.",
                if period == 1 { "" } else { "s" }
            ),
            zh: format!(
                "{which_zh}不含完整日历年：年度资金无取值，队伍流失率由{period}个月折算为全年。如需完整年度，请以十二月结束，例如 --months {december}。"
            ),
        }
    };
    if (first - 1) * 12 >= months {
        said.en += " No January is among them, so there is no budget and no fiscal pressure.";
        said.zh += "其中没有一月，因此没有预算和财政压力。";
    }
    Some(said)
}

/// Where a metric exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exists {
    /// In every area, of nobody too.
    EvenOfNobody,
    /// In every area in which somebody lives.
    Everywhere,
    /// In counties and the place only.
    County,
}

impl Exists {
    /// The areas in words.
    pub const fn text(self) -> Text {
        match self {
            Self::EvenOfNobody | Self::Everywhere => Text {
                en: "communities, zones, counties and the place",
                zh: "社区、地区类型、旗县与整个地点",
            },
            Self::County => {
                Text { en: "counties and the place only", zh: "仅旗县与整个地点" }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(months: u32, burn_in: u32) -> String {
        parts_of_years(months, burn_in).map_or(String::new(), |said| said.en)
    }

    #[test]
    fn parts_of_years_are_told_and_whole_years_are_not() {
        assert_eq!(said(120, 24), "");
        assert_eq!(said(12, 0), "");
        assert_eq!(said(24, 24), "");
        assert!(said(126, 24).contains("are of years 3 to 10, other"));
        assert!(said(48, 30).contains("are of year 4, other"));
        let three = said(27, 24);
        assert!(three.contains("3 months scaled to 12") && three.contains("--months 36"));
        assert!(!three.contains("January"));
        assert!(said(36, 30).contains("No January"));
        assert!(said(36, 30).contains("--months 48"));
        assert!(said(25, 24).starts_with("Month 25 holds no whole calendar year"));
        assert!(said(7, 0).contains("7 months") && said(7, 0).contains("--months 12"));
    }
}
