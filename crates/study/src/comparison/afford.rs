//! What terminal and report say of budgets, ceilings and the order of packages, in both languages.

use super::{
    Bounded, Budget, Ceiling, CeilingYear, Comparison, Cut, Fit, Ranking, UnderCeiling, Verdict,
};
use crate::metric::{self, METRICS, unsigned_zero};
use crate::quantity::{Language, Phrase, Text};
use crate::world::Account;
use words::say;

/// What every table of costs must say of itself.
pub const NO_SETTING_UP: Text = Text {
    en: "Programmes have running costs only: what it costs to set them up does not exist in the model.",
    zh: "专项计划只计运行费用：模型中不存在启动（建设）费用。",
};

/// What the budget is.
pub const BUDGET_IS: Text = Text {
    en: "Budget: what is asked of the county in January for the year's pay, grants and programmes, before any cut. Money used is another thing: spending. Millions are of all adults there are: more than yuan times today's, where a package keeps more people.",
    zh: "预算：一月向县级财政申报的全年人员经费、社区补助和专项计划资金（削减之前），与实际支出不同。总额按当时全部成年人计：方案留住更多人时，高于每人金额乘以今天的人数。",
};

/// A sentence on an amount in the unit that is usual in each language: million yuan, ten thousand yuan.
pub fn millions(millions: f64, signed: bool) -> Phrase {
    let text = |value: f64, decimals: usize| {
        let text =
            if signed { format!("{value:+.decimals$}") } else { format!("{value:.decimals$}") };
        unsigned_zero(text)
    };
    if millions.is_nan() {
        return Phrase::same("–");
    }
    // Small places have small sums: three digits at least.
    let small = millions.abs() < 0.1;
    Phrase {
        en: text(millions, if small { 4 } else { 2 }),
        zh: text(100.0 * millions, if small { 2 } else { 1 }),
    }
}

/// A number without the digits that say nothing.
fn plain(value: f64) -> String {
    let text = format!("{value:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

impl Ceiling {
    /// The ceiling as the option takes it.
    pub fn written(self) -> String {
        format!("{}:{}", self.of.id(), plain(self.most))
    }

    /// What it allows.
    pub fn text(self) -> Phrase {
        let (most, size) = (self.most, plain(self.most.abs()));
        let wan = plain(100.0 * self.most.abs());
        let (en, zh) = match self.of {
            Bounded::Pressure => {
                let percent = plain(100.0 * most);
                return say!(
                    en "fiscal pressure, budget over revenue, of at most {percent} %"
                    zh "财政压力（预算除以财力）不超过 {percent}%"
                );
            }
            Bounded::Budget => (format!("{size} yuan an adult"), format!("每名成年人 {size} 元")),
            Bounded::Million => (format!("{size} million yuan a year"), format!("每年 {wan} 万元")),
            Bounded::Percent => (format!("{size} % of it"), format!("其 {size}%")),
        };
        let year = if self.of == Bounded::Percent { " of the same year" } else { "" };
        match most {
            0.0 => Phrase {
                en: format!("no more than the baseline's budget{year}"),
                zh: "不超过基线预算".to_owned(),
            },
            most if most < 0.0 => Phrase {
                en: format!("at least {en} below the baseline's budget{year}"),
                zh: format!("比基线预算至少低{zh}"),
            },
            _ => Phrase {
                en: format!("at most {en} above the baseline's budget{year}"),
                zh: format!("比基线预算至多高{zh}"),
            },
        }
    }

    /// The same in few words, for the head of a column beside budgets beyond the baseline's.
    pub fn in_short(self) -> Phrase {
        let sign = |most: f64| {
            let sign = if most > 0.0 { "+" } else { "" };
            format!("{sign}{}", plain(most)).replace('-', "\u{2212}")
        };
        let (most, wan) = (sign(self.most), sign(100.0 * self.most));
        match self.of {
            Bounded::Budget => say!(en "at most {most} yuan an adult" zh "每名成年人至多{most}元"),
            Bounded::Million => Phrase {
                en: format!("at most {most} million a year"),
                zh: format!("每年至多{wan}万元"),
            },
            Bounded::Percent => say!(en "at most {most} %" zh "至多{most}%"),
            Bounded::Pressure => {
                let percent = plain(100.0 * self.most);
                say!(en "at most {percent} % of revenue" zh "不超过财力的{percent}%")
            }
        }
    }

    /// A value in its unit.
    pub fn value(self, value: Option<f64>) -> Phrase {
        let Some(value) = value else { return Phrase::same("–") };
        match self.of {
            Bounded::Budget => Phrase::same(unsigned_zero(format!("{value:+.1}"))),
            Bounded::Million => millions(value, true),
            Bounded::Percent => Phrase {
                en: unsigned_zero(format!("{value:+.1}")) + " %",
                zh: unsigned_zero(format!("{value:+.1}")) + "%",
            },
            Bounded::Pressure => {
                let text = format!("{:.1}", 100.0 * value);
                say!(en "{text} %" zh "{text}%")
            }
        }
    }

    /// A mean with its interval.
    pub fn estimate(self, of: &CeilingYear) -> Phrase {
        let [mean, low, high] = [of.mean, of.low, of.high].map(|value| self.value(value));
        if of.low.is_none() || of.high.is_none() {
            return mean;
        }
        Phrase {
            en: format!("{} ({}, {})", mean.en, low.en, high.en),
            zh: format!("{}（{}，{}）", mean.zh, low.zh, high.zh),
        }
    }
}

impl Fit {
    /// What may be said, in words.
    pub const fn text(self) -> Text {
        match self {
            Self::Fits => Text { en: "fits", zh: "在上限之内" },
            Self::NotClear => Text { en: "not clear", zh: "尚不明确" },
            Self::DoesNotFit => Text { en: "does not fit", zh: "超出上限" },
            Self::NoValue => Text { en: "no value", zh: "无取值" },
        }
    }
}

impl UnderCeiling {
    /// The year that decides, with its county where there are several.
    pub fn decides(&self) -> Phrase {
        let Some(of) = self.deciding.and_then(|at| self.years.get(at)) else {
            return Phrase::same("–");
        };
        let value = self.ceiling.estimate(of);
        let several = self.years.iter().any(|other| other.county != of.county);
        let (year, county) = (of.year, &of.county);
        if several {
            return Phrase {
                en: format!("{}, {county}, year {year}", value.en),
                zh: format!("{}，{county}，第{year}年", value.zh),
            };
        }
        Phrase {
            en: format!("{}, year {year}", value.en), zh: format!("{}，第{year}年", value.zh)
        }
    }

    /// In how many of the seeds all years fit.
    pub fn seeds(&self) -> Phrase {
        let Some([low, high]) = self.share else { return Phrase::same("–") };
        let [low, high] = [low, high].map(|end| format!("{:.0}", 100.0 * end));
        let (fitting, n) = (self.fitting, self.n);
        say!(
            en "{fitting} of {n} ({low} to {high} %)"
            zh "{n} 个中 {fitting} 个（{low}% 至 {high}%）"
        )
    }

    /// What the ceiling is, and what its intervals hold together.
    pub fn about(&self, sure: f64) -> Phrase {
        let (text, family) = (self.ceiling.text(), self.family);
        let sure = plain(100.0 * sure);
        Phrase {
            en: format!(
                "Ceiling {}: {}, in every whole year and county; shown is the year that comes nearest to it (for each package {family} intervals hold together with {sure} % confidence)",
                self.ceiling.written(),
                text.en
            ),
            zh: format!(
                "上限 {}：{}，每个完整年份和旗县均须满足；所列为最接近上限的年份（每个情景的 {family} 个区间同时成立的置信度为 {sure}%）",
                self.ceiling.written(),
                text.zh
            ),
        }
    }
}

impl Cut {
    /// How much is cut, where and when.
    pub fn said(&self, called: &Phrase, several: bool) -> Phrase {
        let (yuan, percent) = (format!("{:.1}", self.yuan), format!("{:.1}", 100.0 * self.share));
        let Self { seeds, n, year, county, .. } = self;
        let (place, place_zh) = if several {
            (format!(" of {county}"), county.to_string())
        } else {
            Default::default()
        };
        let sure = if self.surely {
            ""
        } else {
            " How much is cut on average is uncertain: the interval of its mean begins at nothing."
        };
        let sure_zh = if self.surely {
            ""
        } else {
            "平均削减多少尚不确定：其均值的区间从零开始。"
        };
        Phrase {
            en: format!(
                "{} is cut in {seeds} of {n} seeds: most in year {year}{place}, where {yuan} yuan an adult, {percent} % of the budget, cannot be granted on average.{sure}",
                called.en
            ),
            zh: format!(
                "{}在 {n} 个种子中的 {seeds} 个被削减：{place_zh}第{year}年削减最多，平均每名成年人 {yuan} 元（预算的 {percent}%）无法安排。{sure_zh}",
                called.zh
            ),
        }
    }
}

impl Comparison {
    /// The most that an arm may ask for in all in a year, and what the ceiling comes to for today's adults, in
    /// million yuan: where a ceiling for each adult lets more through in all, since the arm keeps more people. The
    /// mean of the largest sum is as unsure, by today's adult, as what decides under the ceiling.
    pub fn beyond_in_all(&self, under: &UnderCeiling) -> Option<[f64; 2]> {
        if under.ceiling.of != Bounded::Budget || under.fit == Fit::DoesNotFit {
            return None;
        }
        let decides = under.years.get(under.deciding?)?;
        let unsure = decides.high.zip(decides.mean).map_or(0.0, |(high, mean)| high - mean);
        let today = self.design.adults as f64 / 1e6;
        let years = self.widest_budgets(&under.arm).filter(|of| of.year.is_some());
        let sums = years.filter_map(|of| of.millions_change.mean);
        let sum = sums.fold(f64::NEG_INFINITY, f64::max) + unsure * today;
        let most = under.ceiling.most * today;
        (sum > most && most > 0.0).then_some([sum, most])
    }

    /// Sentences on these, an arm each.
    pub fn beyond_in_all_said(&self) -> Vec<Phrase> {
        let said = |under: &UnderCeiling| {
            let [sum, most] = self.beyond_in_all(under)?;
            let (name, [sum, exact]) =
                (self.called(&under.arm), [sum, most].map(|it| millions(it, false)));
            let (each, most) = (plain(under.ceiling.most), plain(most));
            Some(Phrase {
                en: format!(
                    "{} may ask for {} million in a year in all, more than {each} yuan for each of today's adults: where more people stay, the sum grows. If it is the sum that is voted, bound that: --ceiling million:{most}",
                    name.en, sum.en
                ),
                zh: format!(
                    "{}全年合计可能达{}万元，超过按今天的成年人每人{each}元计的{}万元：留住的人越多，总额越大。若表决的是总额，请限定总额：--ceiling million:{most}",
                    name.zh, sum.zh, exact.zh
                ),
            })
        };
        self.ceilings.iter().filter_map(said).collect()
    }

    /// What people call an arm.
    pub fn called(&self, name: &str) -> Phrase {
        let arm = self.arms.iter().find(|arm| arm.name == name);
        let title = |at: usize| {
            let title = arm.map(|arm| arm.title[at].as_str()).filter(|title| !title.is_empty());
            title.unwrap_or(name).to_owned()
        };
        Phrase { en: title(0), zh: title(1) }
    }

    /// Sentences on what is cut, an arm each.
    pub fn cuts_said(&self) -> Vec<Phrase> {
        let several = self.design.level == "place";
        self.cuts.iter().map(|cut| cut.said(&self.called(&cut.arm), several)).collect()
    }

    /// The budget of an arm in the widest area, all whole years together.
    pub fn whole_budget(&self, arm: &str) -> Option<&Budget> {
        self.widest_budgets(arm).find(|of| of.year.is_none())
    }

    /// The worst year of an arm in the widest area.
    pub fn worst_year(&self, arm: &str) -> Option<&Budget> {
        self.widest_budgets(arm).find(|of| of.worst)
    }

    fn widest_budgets(&self, arm: &str) -> impl Iterator<Item = &Budget> {
        self.budgets.iter().filter(move |of| of.arm == arm && of.level == self.design.level)
    }

    /// What the county adds to residents' contributions, which is in no budget; nothing where there is none.
    pub fn matching_said(&self) -> Option<Phrase> {
        let (from, to) = (Account::Treasury.id(), Account::Discretionary.id());
        let is_matching = |arm: &str| {
            let flow = self
                .flows
                .iter()
                .find(|flow| flow.arm == arm && flow.from_account == from && flow.to_account == to);
            flow.map(|flow| flow.yuan).filter(|yuan| *yuan >= 0.000_5)
        };
        let found: Vec<(Phrase, f64)> = self
            .arms
            .iter()
            .filter_map(|arm| Some((self.called(&arm.name), is_matching(&arm.name)?)))
            .collect();
        if found.is_empty() {
            return None;
        }
        let all = |of: fn(&Phrase) -> &str, comma: &str| {
            let parts = found.iter().map(|(name, yuan)| format!("{} {yuan:.2}", of(name)));
            parts.collect::<Vec<_>>().join(comma)
        };
        Some(Phrase {
            en: format!(
                "Matching of residents' contributions is in no budget; it takes, yuan an adult a year: {}.",
                all(|name| &name.en, ", ")
            ),
            zh: format!(
                "对居民出资的配套不在预算之内，每名成年人每年（元）：{}。",
                all(|name| &name.zh, "、")
            ),
        })
    }

    /// Sentences that stand beside every table of costs: what is not in it, and whose revenue is a guess.
    pub fn costs_said(&self) -> Vec<Phrase> {
        let mut said = vec![Phrase::from(BUDGET_IS), NO_SETTING_UP.into()];
        said.extend(self.matching_said());
        said.extend(self.revenue_said());
        said
    }

    /// Sentences on revenue that was not given.
    pub fn revenue_said(&self) -> Vec<Phrase> {
        let one_for_all = self.revenue.len() == 1 && self.revenue[0].arms.len() == self.arms.len();
        let said = self.revenue.iter().map(|of| {
            let [en, zh] = of.told.clone();
            if one_for_all {
                return Phrase { en, zh };
            }
            Phrase {
                en: format!("{}: {en}", of.arms.join(", ")),
                zh: format!("{}：{zh}", of.arms.join("、")),
            }
        });
        said.collect()
    }
}

impl Ranking {
    /// The goals, the most important first.
    pub fn heading(&self) -> Phrase {
        let all = |language: Language, comma: &str| {
            let names = self.goals.iter().filter_map(|id| metric::find(id));
            names.map(|at| METRICS[at].name.say(language)).collect::<Vec<_>>().join(comma)
        };
        Phrase {
            en: format!("In the order of the goals: {}", all(Language::En, ", then ")),
            zh: format!("按目标排序：{}", all(Language::Zh, "，其次")),
        }
    }

    /// What may be said of who comes first.
    pub fn said(&self, of: &Comparison) -> Phrase {
        let Some(top) = self.ranks.first() else { return Phrase::same("") };
        let tops: Vec<Phrase> = self
            .ranks
            .iter()
            .filter(|rank| rank.place == top.place)
            .map(|rank| of.called(&rank.scenario))
            .collect();
        let join = |part: fn(&Phrase) -> &str, comma: &str| {
            tops.iter().map(part).collect::<Vec<_>>().join(comma)
        };
        let (names, names_zh) = (join(|p| &p.en, ", "), join(|p| &p.zh, "、"));
        let goal =
            self.goals.first().and_then(|id| metric::find(id)).map_or("", |at| METRICS[at].name.en);
        let goal_zh =
            self.goals.first().and_then(|id| metric::find(id)).map_or("", |at| METRICS[at].name.zh);
        let within = if of.ceilings.is_empty() {
            ("", "")
        } else {
            ("Within the ceilings ", "在上限之内，")
        };
        match top.fit {
            Some(Fit::DoesNotFit) => Text {
                en: "No package fits the ceilings; below they are in the order of the goals all the same.",
                zh: "没有情景在上限之内；下表仍按目标排序。",
            }
            .into(),
            Some(Fit::NotClear | Fit::NoValue) => Text {
                en: "No package surely fits the ceilings; those of which it is not clear come first.",
                zh: "没有情景确定在上限之内；尚不明确者排在前面。",
            }
            .into(),
            _ if tops.len() > 1 => Phrase {
                en: format!(
                    "{}{names} are level: on no goal does one surely differ from the others by more than matters. What they cost, another goal, more seeds or your judgement may part them.",
                    within.0
                ),
                zh: format!(
                    "{}{names_zh}不分先后：在各目标上均无确定且有实际意义的差异。可比较其预算、另加目标、增加种子或自行判断。",
                    within.1
                ),
            },
            _ if self.first.is_some() => Phrase {
                en: format!("{}{names} comes first, and is surely better than the baseline on {goal}.", within.0),
                zh: format!("{}{names_zh}排在最前，且{goal_zh}确定优于基线。", within.1),
            },
            _ => Phrase {
                en: format!(
                    "{}{names} comes first, but {}.",
                    within.0,
                    not_better(top.against_baseline.first(), goal)
                ),
                zh: format!(
                    "{}{names_zh}排在最前，但{}。",
                    within.1,
                    not_better_zh(top.against_baseline.first(), goal_zh)
                ),
            },
        }
    }
}

fn not_better(verdict: Option<&Verdict>, goal: &str) -> String {
    match verdict {
        Some(Verdict::Worse | Verdict::WorseSmall) => {
            format!("the baseline itself is better on {goal}")
        }
        Some(Verdict::NoValue) | None => format!("{goal} has no value"),
        Some(Verdict::NotClear) => {
            format!("whether it is better than the baseline on {goal} is not clear")
        }
        Some(_) => format!("on {goal} it differs from the baseline by no more than matters"),
    }
}

fn not_better_zh(verdict: Option<&Verdict>, goal: &str) -> String {
    match verdict {
        Some(Verdict::Worse | Verdict::WorseSmall) => format!("基线本身的{goal}更好"),
        Some(Verdict::NoValue) | None => format!("{goal}无取值"),
        Some(Verdict::NotClear) => format!("{goal}是否优于基线尚不明确"),
        Some(_) => format!("{goal}与基线相比无实际意义的差异"),
    }
}
