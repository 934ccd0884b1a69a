//! What was compared and how, and what may be said of a difference.

use serde::{Deserialize, Serialize};

use super::{Ceiling, Control};
use crate::metric;
use crate::quantity::Text;
use crate::statistics::Bound;

/// A scenario of the comparison.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Arm {
    /// Name.
    pub name: String,
    /// What people call it, in English and Chinese; the name where the file gives no title.
    #[serde(default)]
    pub title: [String; 2],
    /// One sentence, in English and Chinese.
    pub summary: [String; 2],
    /// What it sets otherwise than the baseline, a sentence each, written by the program.
    #[serde(default)]
    pub sets: Vec<Told>,
    /// Seeds that were run: 1 to `n` of the design's.
    pub n: usize,
    /// Whether it is another place than the baseline's: then differences are of place and policy.
    pub elsewhere: bool,
    /// First month in which what is read of the settings differs from the baseline's, of the first seed;
    /// none for the baseline and for a scenario that is like it.
    pub first_difference: Option<u32>,
    /// Where the histories are the baseline's in every seed, or nothing that a scenario alone sets acts: a
    /// sentence that says why, in English and Chinese.
    #[serde(default)]
    pub same: Option<[String; 2]>,
    /// Months of the baseline that did not have to be run again, over all seeds.
    pub months_saved: u64,
    /// Months run, over all seeds.
    pub months_run: u64,
}

/// A sentence on what a scenario sets otherwise than the baseline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// The setting, where it is of one.
    pub setting: Option<String>,
    /// The sentence, in English and Chinese.
    pub words: [String; 2],
}

/// How arms were compared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Design {
    /// Months of a run.
    pub months: u32,
    /// Months before the policy, left out.
    pub burn_in: u32,
    /// Adults of month 0.
    pub adults: u64,
    /// Posts of the baseline in month 1, vacant ones too.
    #[serde(default)]
    pub posts: usize,
    /// Communities.
    pub communities: usize,
    /// Name of the widest area, and its level.
    pub area: String,
    /// Level of the widest area.
    pub level: String,
    /// Seeds, ascending.
    pub seeds: Vec<u64>,
    /// Chance that any interval of a family misses, as asked.
    pub alpha: f64,
    /// Intervals in the families of `differences`, `zones` and `years`: each holds with chance
    /// 1 − alpha / family (Bonferroni). Where metrics are named in `precision` or `decide`, these are the
    /// families, and each other interval holds with chance 1 − alpha.
    pub families: [usize; 3],
    /// Which intervals.
    pub interval: Interval,
    /// Why no more seeds were run.
    pub stopped: Stopped,
    /// Half-widths asked for, by metric: seeds were added until the interval was as narrow.
    pub precision: Vec<(String, f64)>,
    /// Metrics for which seeds were added until the verdict was clear.
    #[serde(default)]
    pub decide: Vec<String>,
    /// Of these the ones whose estimate leans away from zero: it was looked at until it was clear, which
    /// comes soonest where luck makes it large.
    #[serde(default)]
    pub leans: Vec<String>,
    /// Margins given, by metric.
    #[serde(default)]
    pub margins: Vec<(String, f64)>,
    /// The luck of counties by seed, for which means are adjusted; empty where they are not.
    #[serde(default)]
    pub controls: Vec<Control>,
    /// Ceilings given.
    #[serde(default)]
    pub ceilings: Vec<Ceiling>,
    /// Goals given, the most important first.
    #[serde(default)]
    pub goals: Vec<String>,
    /// What costs, prices of a gain and dominance are of.
    #[serde(default)]
    pub cost: CostBasis,
}

/// What costs, prices of a gain and dominance are of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CostBasis {
    /// What is asked of the county in January, which is what a county votes.
    #[default]
    Budget,
    /// Money used.
    Spending,
}

impl CostBasis {
    /// Identifier of the metric.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Budget => "budget",
            Self::Spending => "spending",
        }
    }

    /// Position of the metric in the registry.
    pub fn metric(self) -> Option<usize> {
        metric::find(self.id())
    }
}

impl Design {
    /// Whether the data decided when to stop.
    pub fn is_open(&self) -> bool {
        !(self.precision.is_empty() && self.decide.is_empty())
    }

    /// Whether seeds were added for a metric.
    pub fn names(&self, metric: &str) -> bool {
        self.decide.iter().any(|id| id == metric)
            || self.precision.iter().any(|(id, _)| id == metric)
    }

    /// The rule for an interval of a metric, one of `family` that hold together; of a metric that is not
    /// named where others are, one that stands for itself.
    pub fn bound(&self, metric: &str, family: usize) -> Bound {
        let together = !self.is_open() || self.names(metric);
        self.interval.bound(self.alpha, if together { family } else { 1 })
    }
}

/// A kind of interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Interval {
    /// For a number of seeds fixed before: Student's t, bootstrap-t of few or skewed seeds.
    Fixed,
    /// Student's t, bootstrap-t of few or skewed seeds, at half the chance of missing, for seeds that were added
    /// until it was as narrow as asked.
    Width,
    /// A confidence sequence: valid at any number of seeds, however often one looks, where differences are
    /// about normal; as wide as bootstrap-t at least where they are not.
    Sequence,
}

impl Interval {
    /// What it is, in a few words.
    pub(crate) const fn text(self) -> Text {
        match self {
            Self::Fixed => Text {
                en: "Student's t, bootstrap-t of few or skewed seeds, Bonferroni",
                zh: "t 区间（种子少或分布偏斜时为 bootstrap-t），Bonferroni 校正",
            },
            Self::Width => Text {
                en: "Student's t at half the chance of missing, since its width decided when to stop, bootstrap-t where seeds are few or skewed, Bonferroni",
                zh: "t 区间（种子少或分布偏斜时为 bootstrap-t），因以区间宽度决定停止而将失误概率减半，Bonferroni 校正",
            },
            Self::Sequence => Text {
                en: "confidence sequence, Bonferroni: valid at any number of seeds where differences are about normal, wider by bootstrap-t where many are equal or they are skewed",
                zh: "置信序列，Bonferroni 校正：差异近似正态时对任意种子数均成立；差异多数相同或偏斜时按 bootstrap-t 放宽",
            },
        }
    }

    /// The rule for one of `family` intervals that all hold with chance 1 − `alpha`.
    pub(crate) fn bound(self, alpha: f64, family: usize) -> Bound {
        let alpha = alpha / family.max(1) as f64;
        match self {
            Self::Fixed => Bound::by_shape(alpha),
            // Stopped where the spread happens to look small, t misses up to twice as often (Chow and
            // Robbins 1965; worked out in a test).
            Self::Width => Bound::by_shape(alpha / 2.0),
            Self::Sequence => Bound::sequence(alpha),
        }
    }
}

/// Why a comparison ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stopped {
    /// The seeds asked for were run.
    Seeds,
    /// Every named interval is as narrow as asked.
    Precise,
    /// Every named verdict is clear, and every named interval as narrow as asked.
    Decided,
    /// The most seeds were run, and something is still open.
    MostSeeds,
    /// Time was up.
    Time,
    /// Interrupted.
    Interrupted,
}

/// What may be said of a difference. With its interval from l to h and the margin m:
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 0 < l and h > m on the better side.
    Better,
    /// 0 < l and h <= m: surely better, surely by less than matters.
    BetterSmall,
    /// The same on the worse side.
    Worse,
    /// Surely worse, by less than matters.
    WorseSmall,
    /// Higher, of a metric without direction.
    Higher,
    /// Higher by less than matters.
    HigherSmall,
    /// Lower, of a metric without direction.
    Lower,
    /// Lower by less than matters.
    LowerSmall,
    /// l <= 0 <= h, and both within the margin.
    NoDifference,
    /// None of these.
    NotClear,
    /// All pairs are equal.
    Same,
    /// There is no pair with a value, as of an election in months without one.
    NoValue,
}

impl Stopped {
    /// Why it ended, in a sentence.
    pub const fn text(self) -> Text {
        match self {
            Self::Seeds => Text {
                en: "All seeds asked for were run.",
                zh: "已运行全部指定的种子。",
            },
            Self::Precise => Text {
                en: "Stopped when every named interval was as narrow as asked.",
                zh: "所指定指标的区间均已达到要求的宽度，故停止。",
            },
            Self::Decided => Text {
                en: "Stopped when every named verdict was clear.",
                zh: "所指定指标的结论均已明确，故停止。",
            },
            Self::MostSeeds => Text {
                en: "Stopped at the most seeds; something is still open.",
                zh: "已达种子数上限，仍有未决之处。",
            },
            Self::Time => Text {
                en: "Stopped because time was up; what is not clear is still open.",
                zh: "时间已到，故停止；“尚不明确”者仍未决。",
            },
            Self::Interrupted => Text {
                en: "Interrupted; finished seeds were kept.",
                zh: "已中断，保留已完成的种子。",
            },
        }
    }
}

impl Verdict {
    /// All of them, the best first.
    pub const ALL: [Self; 12] = [
        Self::Better,
        Self::BetterSmall,
        Self::Higher,
        Self::HigherSmall,
        Self::NoDifference,
        Self::Same,
        Self::LowerSmall,
        Self::Lower,
        Self::WorseSmall,
        Self::Worse,
        Self::NotClear,
        Self::NoValue,
    ];

    /// Identifier, as in `comparison.csv`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::BetterSmall => "better_small",
            Self::Worse => "worse",
            Self::WorseSmall => "worse_small",
            Self::Higher => "higher",
            Self::HigherSmall => "higher_small",
            Self::Lower => "lower",
            Self::LowerSmall => "lower_small",
            Self::NoDifference => "no_difference",
            Self::NotClear => "not_clear",
            Self::Same => "same",
            Self::NoValue => "no_value",
        }
    }

    /// The verdict in words.
    pub const fn text(self) -> Text {
        match self {
            Self::Better => Text { en: "better", zh: "更好" },
            Self::BetterSmall => Text { en: "better, but small", zh: "更好，但幅度小" },
            Self::Worse => Text { en: "worse", zh: "更差" },
            Self::WorseSmall => Text { en: "worse, but small", zh: "更差，但幅度小" },
            Self::Higher => Text { en: "higher", zh: "升高" },
            Self::HigherSmall => Text { en: "higher, but small", zh: "升高，但幅度小" },
            Self::Lower => Text { en: "lower", zh: "降低" },
            Self::LowerSmall => Text { en: "lower, but small", zh: "降低，但幅度小" },
            Self::NoDifference => {
                Text { en: "no difference that matters", zh: "无实际意义的差异" }
            }
            Self::NotClear => Text { en: "not clear", zh: "尚不明确" },
            Self::Same => Text { en: "the same in every seed", zh: "每个种子均相同" },
            Self::NoValue => Text { en: "no value", zh: "无取值" },
        }
    }

    /// The sign that is sure: 1 better or higher, −1 worse or lower, 0 none.
    pub const fn way(self) -> i8 {
        match self {
            Self::Better | Self::BetterSmall | Self::Higher | Self::HigherSmall => 1,
            Self::Worse | Self::WorseSmall | Self::Lower | Self::LowerSmall => -1,
            Self::NoDifference | Self::NotClear | Self::Same | Self::NoValue => 0,
        }
    }
}
