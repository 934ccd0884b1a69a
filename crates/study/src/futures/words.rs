//! What is said of both doubts: luck and worlds. One function makes the sentence, for the terminal, the tables
//! and the page.

use super::found::{Ended, Futures, Origin};
use super::outlook::{Counts, Outlook, Side};
use super::share::Word;
use crate::comparison::Verdict;
use crate::metric::{self, Better, METRICS};
use crate::quantity::{self, Phrase, Text};
use words::say;

/// From this share of futures on the other way it is said in how many it is so.
const MANY: f64 = 0.25;

/// What more and less are called.
fn ways(better: Better) -> [Text; 2] {
    match better {
        Better::Neither => [Text { en: "higher", zh: "升高" }, Text { en: "lower", zh: "降低" }],
        Better::Higher | Better::Lower => {
            [Text { en: "better", zh: "更好" }, Text { en: "worse", zh: "更差" }]
        }
    }
}

impl Origin {
    /// What its futures are called: plausible is only what was held against evidence.
    pub const fn futures(self) -> Text {
        match self {
            Self::Screened => Text { en: "plausible futures", zh: "种合理的未来" },
            Self::Drawn | Self::Given => Text { en: "futures", zh: "种未来" },
        }
    }

    /// Where its worlds come from.
    pub const fn text(self) -> Text {
        match self {
            Self::Drawn => Text {
                en: "drawn from the inner half of the plausible ranges, not screened against evidence",
                zh: "取自合理范围的内半部分，未经证据筛选",
            },
            Self::Screened => Text {
                en: "screened: with the shipped settings they agree with what is known of such counties today",
                zh: "经筛选：按自带设定与此类旗县的已知现状相符",
            },
            Self::Given => Text { en: "of the file that was given", zh: "取自所给文件" },
        }
    }

    /// Identifier, as in the tables.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Drawn => "drawn",
            Self::Screened => "screened",
            Self::Given => "given",
        }
    }
}

impl Ended {
    /// What was not run, and why; nothing where all was.
    pub(crate) fn cut_short(self, of: &Futures) -> Option<Phrase> {
        let (run, twice) = (of.worlds.len(), of.twice());
        let why = match self {
            Self::Worlds | Self::Precise => return None,
            Self::MostWorlds if of.precision.is_none() => {
                return Some(Phrase {
                    en: format!("There are no more than {run} worlds, of {} asked for.", of.asked),
                    zh: format!("可用的世界只有 {run} 个，少于所要求的 {} 个。", of.asked),
                });
            }
            Self::MostWorlds => {
                return Some(say!(
                    en "There are no more than {run} worlds; the intervals of some shares are still wider than asked."
                    zh "可用的世界只有 {run} 个，部分比例的区间仍宽于要求。"
                ));
            }
            Self::Time => Text { en: "time was up", zh: "时间已到" },
            Self::Interrupted => Text { en: "interrupted", zh: "已中断" },
        };
        let (asked, asked_twice) = (of.asked, of.asked_twice);
        Some(Phrase {
            en: format!(
                "Worlds: {run} of {asked} were run, {twice} of {asked_twice} twice ({}).",
                why.en
            ),
            zh: format!(
                "世界：要求 {asked} 个，已运行 {run} 个；其中要求 {asked_twice} 个运行两次，已完成 {twice} 个（{}）。",
                why.zh
            ),
        })
    }
}

/// Better (or higher) and worse (or lower) in so many futures, for a narrow column.
pub fn in_short(outlook: &Outlook) -> Option<Phrase> {
    let counts = outlook.counts?;
    let better = metric::find(&outlook.metric).map_or(Better::Neither, |at| METRICS[at].better);
    let [up, down] = ways(better);
    let (of_up, of_down) = (counts.better.count, counts.worse.count);
    Some(Phrase {
        en: format!("{} {of_up}, {} {of_down}", up.en, down.en),
        zh: format!("{} {of_up}，{} {of_down}", up.zh, down.zh),
    })
}

/// The verdict of luck and the shares of futures, in one sentence without a full stop.
pub fn both_doubts(verdict: Verdict, outlook: &Outlook, origin: Origin) -> Phrase {
    let said = Phrase::from(verdict.text());
    let Some(counts) = outlook.counts else { return said };
    let better = metric::find(&outlook.metric).map_or(Better::Neither, |at| METRICS[at].better);
    let is_small = matches!(
        verdict,
        Verdict::BetterSmall | Verdict::WorseSmall | Verdict::HigherSmall | Verdict::LowerSmall
    );
    match verdict.way() {
        _ if is_small => beside(&said, &counts, better, origin),
        1 => with_way((Side::Better, Side::Worse), &counts, better, origin),
        -1 => with_way((Side::Worse, Side::Better), &counts, better, origin),
        // The same in every seed says more than within the margin.
        _ if verdict == Verdict::NoDifference
            && counts.side == Side::Between
            && counts.word < Word::Depends =>
        {
            agreed(&said, counts.between.count, &counts, origin)
        }
        _ => beside(&said, &counts, better, origin),
    }
}

/// The word of a side.
fn word_of(side: Side, better: Better) -> Text {
    let [up, down] = ways(better);
    match side {
        Side::Better => up,
        Side::Worse => down,
        Side::Between => Text { en: "no difference that matters", zh: "无实际意义的差异" },
    }
}

fn with_way(
    (side, other): (Side, Side),
    counts: &Counts,
    better: Better,
    origin: Origin,
) -> Phrase {
    let said = Phrase::from(word_of(side, better));
    let count = counts.of(side).count;
    if counts.side == side && counts.word < Word::Depends {
        return agreed(&said, count, counts, origin);
    }
    let (futures, n) = (origin.futures(), counts.better.n);
    if counts.of(other).share >= MANY {
        let (against, many) = (word_of(other, better), counts.of(other).count);
        return Phrase {
            en: format!(
                "{} as we assume, but in {many} of {n} {} {}",
                said.en, futures.en, against.en
            ),
            zh: format!(
                "按默认假设{}，但在 {n} {}中有 {many} 种{}",
                said.zh, futures.zh, against.zh
            ),
        };
    }
    Phrase {
        en: format!(
            "{} as we assume, but only in {count} of {n} {}: it depends on what is assumed",
            said.en, futures.en
        ),
        zh: format!(
            "按默认假设{}，但在 {n} {}中仅有 {count} 种如此：取决于假设",
            said.zh, futures.zh
        ),
    }
}

/// A verdict with which most futures agree.
fn agreed(said: &Phrase, count: usize, counts: &Counts, origin: Origin) -> Phrase {
    let (futures, n) = (origin.futures(), counts.better.n);
    match counts.word {
        Word::All => Phrase {
            en: format!("{}, and in all {n} {}", said.en, futures.en),
            zh: format!("{}，在全部 {n} {}中也如此", said.zh, futures.zh),
        },
        Word::NearlyAll => Phrase {
            en: format!("{}, and in {count} of {n} {}", said.en, futures.en),
            zh: format!("{}，在 {n} {}中有 {count} 种也如此", said.zh, futures.zh),
        },
        Word::Most | Word::Depends => Phrase {
            en: format!("{}, and in most {}, {count} of {n}", said.en, futures.en),
            zh: format!("{}，在多数（{n} {}中的 {count} 种）也如此", said.zh, futures.zh),
        },
    }
}

/// A verdict that has no way, or a small one, beside what futures show.
fn beside(said: &Phrase, counts: &Counts, better: Better, origin: Origin) -> Phrase {
    let (futures, n) = (origin.futures(), counts.better.n);
    let [up, down] = ways(better);
    let (of_up, of_down) = (counts.better.count, counts.worse.count);
    Phrase {
        en: format!(
            "{}; by more than the margin {} in {of_up} and {} in {of_down} of {n} {}",
            said.en, up.en, down.en, futures.en
        ),
        zh: format!(
            "{}；在 {n} {}中，超过界限而{}者 {of_up} 种，{}者 {of_down} 种",
            said.zh, futures.zh, up.zh, down.zh
        ),
    }
}

impl Futures {
    /// What the worlds are, and how shares of futures are meant.
    pub fn meant(&self) -> Vec<Phrase> {
        let n = self.worlds.len();
        let origin = self.origin.text();
        let mut said = vec![Phrase {
            en: quantity::agreed(&format!(
                "{n} worlds, {}. A world is one joint value of what is not known of people, offices and prices; each is run on a seed of its own. How many futures are better follows from how these worlds were chosen; it tells how far the result hangs on what is assumed.",
                origin.en
            )),
            zh: format!(
                "{n} 个世界，{}。一个世界是对居民、机构和价格中未知之处的一组联合取值，各用一个单独的种子运行。多少种未来更好，取决于这些世界如何选取；它表明结果在多大程度上取决于假设。",
                origin.zh
            ),
        }];
        said.extend(self.of_all());
        said.extend(self.of_few());
        said.extend(self.of_today());
        said.extend(self.of_other_shape());
        said.extend(self.of_luck());
        said.extend(self.ended.cut_short(self));
        said
    }

    /// What all of so many worlds speak for.
    fn of_all(&self) -> Option<Phrase> {
        let n = self.worlds.len();
        let weights: Vec<f64> = self.worlds.iter().map(|of| of.weight).collect();
        let all = super::share::Share::of(&vec![true; n], &weights)?;
        let least = (all.low * 100.0).floor();
        Some(say!(
            en "All of {n} speaks for at least {least:.0} % of worlds like these."
            zh "{n} 个全部如此，说明此类世界中至少 {least:.0}% 如此。"
        ))
    }

    /// That so few worlds tell less than their range and shares say.
    fn of_few(&self) -> Option<Phrase> {
        let cases = self.effective;
        (cases < super::share::FEWEST_CASES).then(|| {
            say!(
                en "So few worlds (an effective number of {cases:.0}) leave the range too narrow: below 20 it held the truth in 72 of 100 tries, from 20 on in 90. Words are weaker here than the shares; run more with --worlds."
                zh "世界数过少（有效数{cases:.0}），区间偏窄：试验中有效数不足20时，100次仅有72次包含真值，20个以上为90次。用词已弱于比例；请用 --worlds 增加。"
            )
        })
    }

    fn of_other_shape(&self) -> Option<Phrase> {
        let area = &self.areas.first()?[1];
        let main = self.outlooks.iter().filter(|of| of.area == *area);
        let counts: Vec<Counts> = main.filter_map(|of| of.counts).collect();
        let told = counts.iter().filter(|of| of.other_share.is_some()).count();
        let (all, untold) = (counts.len(), counts.len() - told);
        let cases = counts.iter().filter(|of| of.other_share.is_some());
        let cases = cases.filter_map(|of| of.other_cases).reduce(f64::min);
        Some(match cases {
            Some(cases) => say!(
                en "Words are those of the weaker of two shapes of the ranges, triangular and even, of the settings that move a difference: told of {told} of {all} differences, by {cases:.0} worlds or more; of {untold} it cannot be told."
                zh "对影响差异的设定，用词取两种分布形状（三角形与均匀）中较弱者：{all} 项差异中可判断 {told} 项，有效世界数至少 {cases:.0}；其余 {untold} 项无法判断。"
            ),
            None => Phrase {
                en: "Whether shares would be the same under the other shape of the ranges (even for triangular) cannot be told: too few worlds tell of it.".to_owned(),
                zh: "若改用另一分布形状（以均匀代三角形），比例是否相同无法判断：有效世界数过少。".to_owned(),
            },
        })
    }

    /// How much of the variance over futures is luck, over the outcomes of the widest area.
    fn of_luck(&self) -> Option<Phrase> {
        let area = &self.areas.first()?[1];
        let main = self.outlooks.iter().filter(|of| of.area == *area);
        let mut shares: Vec<f64> = main.filter_map(|of| Some(of.luck?.share * 100.0)).collect();
        shares.sort_unstable_by(f64::total_cmp);
        let (least, most) = (shares.first()?, shares.last()?);
        let middle = crate::statistics::quantile(&shares, 0.5);
        let twice = self.twice();
        Some(say!(
            en "Of the variance over futures {middle:.0} % is luck (median of the differences; {least:.0} to {most:.0} %), by {twice} worlds that were run twice; the rest is what is assumed."
            zh "未来之间的方差中，随机性占 {middle:.0}%（各项差异的中位数；{least:.0}% 至 {most:.0}%），由运行两次的 {twice} 个世界得出；其余来自假设。"
        ))
    }

    /// On which outcomes which scenario is best in most futures, where there are several.
    pub fn best(&self) -> Option<Phrase> {
        let arms = self.ranks.iter().map(|rank| rank.arm.as_str());
        let mut names: Vec<&str> = arms.collect();
        names.dedup();
        names.sort_unstable();
        names.dedup();
        if names.len() < 3 {
            return None;
        }
        let mut metrics: Vec<&str> = self.ranks.iter().map(|rank| rank.metric.as_str()).collect();
        metrics.dedup();
        let one = |id: &&str| {
            let own = self.ranks.iter().filter(|rank| rank.metric == *id);
            let best = own.reduce(|a, b| if b.best.share > a.best.share { b } else { a })?;
            let name = METRICS[metric::find(id)?].name;
            let (arm, count) = (&best.arm, best.best.count);
            Some([format!("{} {arm} {count}", name.en), format!("{} {arm} {count}", name.zh)])
        };
        let found: Vec<[String; 2]> = metrics.iter().filter_map(one).collect();
        let all = |at: usize, comma: &str| {
            found.iter().map(|of| of[at].as_str()).collect::<Vec<_>>().join(comma)
        };
        let n = self.worlds.len();
        Some(Phrase {
            en: format!("Best in so many of {n} futures: {}.", all(0, "; ")),
            zh: format!("在 {n} 种未来中占优的次数：{}。", all(1, "；")),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::futures::outlook::Cases;

    fn outlook(metric: &str, better: usize, worse: usize) -> Outlook {
        let mut values = vec![0.0; 64];
        let up =
            if METRICS[metric::find(metric).unwrap()].better == Better::Lower { -1.0 } else { 1.0 };
        values[..better].fill(up);
        values[better..better + worse].fill(-up);
        let weights = [1.0; 64];
        let cases = Cases { differences: &values, weights: &weights, other: None, second: &[] };
        let entry = METRICS[metric::find(metric).unwrap()].better;
        Outlook::new(["a", metric, "county", "x"], entry, 0.1, cases)
    }

    #[test]
    fn a_sentence_says_both_doubts_and_no_more() {
        let said = |verdict, better, worse| {
            both_doubts(verdict, &outlook("staff_turnover", better, worse), Origin::Screened).en
        };
        let cases = [
            (Verdict::Better, 64, 0, "better, and in all 64 plausible futures"),
            (Verdict::Better, 62, 1, "better, and in 62 of 64 plausible futures"),
            (Verdict::Better, 50, 4, "better, and in most plausible futures, 50 of 64"),
            (
                Verdict::Better,
                30,
                26,
                "better as we assume, but in 26 of 64 plausible futures worse",
            ),
            (
                Verdict::Better,
                40,
                4,
                "better as we assume, but only in 40 of 64 plausible futures: it depends on what is assumed",
            ),
            (Verdict::Worse, 64, 0, "worse as we assume, but in 64 of 64 plausible futures better"),
            (
                Verdict::NoDifference,
                2,
                1,
                "no difference that matters, and in 61 of 64 plausible futures",
            ),
            (
                Verdict::NotClear,
                40,
                20,
                "not clear; by more than the margin better in 40 and worse in 20 of 64 plausible futures",
            ),
            (
                Verdict::BetterSmall,
                10,
                0,
                "better, but small; by more than the margin better in 10 and worse in 0 of 64 plausible futures",
            ),
        ];
        for (verdict, better, worse, expected) in cases {
            assert_eq!(said(verdict, better, worse), expected);
        }
        let drawn = both_doubts(Verdict::Better, &outlook("trust", 62, 0), Origin::Drawn);
        assert_eq!(drawn.en, "better, and in 62 of 64 futures");
        assert_eq!(drawn.zh, "更好，在 64 种未来中有 62 种也如此");
        let higher = both_doubts(Verdict::Higher, &outlook("spending", 64, 0), Origin::Drawn);
        assert!(
            !higher.en.contains("better")
                || METRICS[metric::find("spending").unwrap()].better != Better::Neither
        );
    }

    #[test]
    fn no_sentence_on_worlds_speaks_of_what_they_do_not_tell() {
        let forbidden = ["probab", "likel", "confiden", "概率", "可能性", "置信"];
        for source in [include_str!("words.rs"), include_str!("share.rs"), include_str!("found.rs")]
        {
            let code = source.split("#[cfg(test)]").next().unwrap_or_default();
            for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
                for word in forbidden {
                    assert!(!line.to_lowercase().contains(word), "{line}");
                }
            }
        }
    }
}
