//! What is said of turning points and of learning.

use super::found::Futures;
use super::hang_words::name_of;
use super::learning::{Learning, Learnt};
use super::turning::Turning;
use super::why::Why;
use crate::metric::{self, Shown};
use crate::quantity::{Phrase, Text};
use words::say;

/// A number with as many digits as one reads: three that tell something.
fn number(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let rounded: f64 = format!("{value:.2e}").parse().unwrap_or(value);
    format!("{rounded}")
}

/// A heading and what stands beneath it.
pub(super) type Told = (Text, Vec<Phrase>);

impl Futures {
    /// All that is said where it was asked why: turning points, then what to find out first.
    pub fn told_why(&self) -> Vec<Told> {
        let Some(why) = &self.why else { return Vec::new() };
        let turning = Text {
            en: "Turning points, all else as in the world as assumed",
            zh: "转折点（其余均按默认假设）",
        };
        let learning = Text { en: "What to find out first", zh: "最值得先弄清的" };
        vec![(turning, why.turning_points()), (learning, self.to_find_out(why))]
    }

    /// What is worth finding out, an outcome a sentence.
    fn to_find_out(&self, why: &Why) -> Vec<Phrase> {
        let meant = (!why.learning.is_empty()).then(|| Phrase {
            en: "The value of knowing a setting before choosing: how much more of the outcome the choice by it gives, on average over worlds that were not used to find it (Strong, Oakley and Brennan 2014). The choice is the scenario with the best mean; the baseline is one of them.".to_owned(),
            zh: "在选择之前弄清某设定的价值：据此选择平均可使结果改善多少，用未参与拟合的世界计算（Strong、Oakley、Brennan 2014）。所选者为均值最优的情景（含基线）。".to_owned(),
        });
        let learnt = why.learning.iter().map(of_outcome);
        meant.into_iter().chain(why.limited()).chain(learnt).collect()
    }
}

impl Why {
    /// What cannot be chosen, where anything cannot.
    fn limited(&self) -> Option<Phrase> {
        let (en, zh) = (self.left_out.join(", "), self.left_out.join("、"));
        (!self.left_out.is_empty()).then(|| Phrase {
            en: format!(
                "Only what does not surely break a ceiling can be chosen; left out here: {en}."
            ),
            zh: format!("只有未确定超出上限者可供选择；此处不计：{zh}。"),
        })
    }

    fn turning_points(&self) -> Vec<Phrase> {
        let mut said: Vec<Phrase> = self.limited().into_iter().collect();
        said.extend(self.turning.iter().map(turning));
        if self.cut {
            said.push(Phrase {
                en: "Not all turning points were looked for: it was ended before.".to_owned(),
                zh: "转折点未全部查找：运行提前结束。".to_owned(),
            });
        } else if self.turning.is_empty() {
            said.push(Phrase {
                en: "None of the guesses that weigh most would turn it alone, however wrong it may plausibly be.".to_owned(),
                zh: "影响最大的各项假设，在合理范围内无论错多少，均不能单独使结论反转。".to_owned(),
            });
        }
        said
    }
}

/// Default, ground and turning value in one sentence.
fn turning(of: &Turning) -> Phrase {
    let (setting, outcome) = (name_of(&of.setting), metric::entry(&of.metric).name);
    let ground = crate::setting::SettingId::find(&of.setting).map(|id| id.setting().ground.text());
    let ground = ground.unwrap_or(Text { en: "", zh: "" });
    let [low, high] = of.range.map(number);
    let assumed = number(of.default[0]);
    let shown = metric::entry(&of.metric).shown;
    let [here, ..] = shown.changes([of.default[1], 0.0, 0.0]);
    let known = Phrase {
        en: format!("assumed {assumed} (ground: {}; plausible {low} to {high})", ground.en),
        zh: format!("默认 {assumed}（依据：{}；合理范围 {low} 至 {high}）", ground.zh),
    };
    let (scenario, against) = (&of.scenario, &of.against);
    match of.turns {
        Some(turns) => {
            let way = if turns > of.default[0] { ["above", "高于"] } else { ["below", "低于"] };
            let turns = number(turns);
            let luck = if of.is_clear {
                ["", ""]
            } else {
                ["; on one side luck hides the sign", "；其中一侧的符号被随机性掩盖"]
            };
            Phrase {
                en: format!(
                    "{}: {scenario} against {against} is {here} as assumed and turns where the guess of {} is {} {turns}; {}{}.",
                    capital(outcome.en),
                    setting.en,
                    way[0],
                    known.en,
                    luck[0]
                ),
                zh: format!(
                    "{}：{scenario} 相对 {against} 按默认假设为 {here}，当{}{} {turns} 时反转；{}{}。",
                    outcome.zh, setting.zh, way[1], known.zh, luck[1]
                ),
            }
        }
        None => Phrase {
            en: format!(
                "{}: {scenario} against {against} is {here} as assumed; {} has no turning point within its range, {}.",
                capital(outcome.en),
                setting.en,
                known.en
            ),
            zh: format!(
                "{}：{scenario} 相对 {against} 按默认假设为 {here}；{}在其范围内无转折点，{}。",
                outcome.zh, setting.zh, known.zh
            ),
        },
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>());
    first.unwrap_or_default() + letters.as_str()
}

/// What learning is worth for one outcome.
fn of_outcome(of: &Learning) -> Phrase {
    let entry = metric::entry(&of.metric);
    let shown = entry.shown;
    let (choice, n) = (&of.choice, of.worlds);
    let right = (1.0 - of.wrong) * 100.0;
    let ceiling = amount(shown, of.ceiling);
    let start = Phrase {
        en: format!(
            "{}: {choice} is chosen, and is the best in {right:.0} % of the worlds",
            capital(entry.name.en)
        ),
        zh: format!("{}：选 {choice}，在 {right:.0}% 的世界中最优", entry.name.zh),
    };
    let rest = if of.ceiling <= 0.0 {
        Phrase {
            en: "nothing that could be learnt would change that".to_owned(),
            zh: "弄清任何事都不会改变选择".to_owned(),
        }
    } else if of.floor.is_none() {
        say!(
            en "{n} worlds are too few to tell what learning is worth"
            zh "仅 {n} 个世界，过少而无法判断弄清何者有价值"
        )
    } else if of.learnt.is_empty() && !of.changes {
        Phrase {
            en: format!(
                "knowing any single setting would not change it; knowing everything, luck too, is worth {}",
                ceiling.en
            ),
            zh: format!("弄清任何单个设定都不会改变选择；弄清一切（含随机性）价值 {}", ceiling.zh),
        }
    } else if of.learnt.is_empty() {
        Phrase {
            en: format!(
                "no single setting is worth more than chance would feign in {n} worlds; knowing everything, luck too, is worth {}",
                ceiling.en
            ),
            zh: format!(
                "在 {n} 个世界中，没有单个设定的价值超出偶然；弄清一切（含随机性）价值 {}",
                ceiling.zh
            ),
        }
    } else {
        let all: Vec<Phrase> = of.learnt.iter().take(3).map(|one| learnt(one, of, shown)).collect();
        let join = |pick: fn(&Phrase) -> &str, comma: &str| {
            all.iter().map(pick).collect::<Vec<_>>().join(comma)
        };
        Phrase {
            en: format!(
                "{}; knowing everything, luck too, is worth {}",
                join(|of| &of.en, "; "),
                ceiling.en
            ),
            zh: format!("{}；弄清一切（含随机性）价值 {}", join(|of| &of.zh, "；"), ceiling.zh),
        }
    };
    Phrase {
        en: format!("{}; {}.", start.en, rest.en), zh: format!("{}；{}。", start.zh, rest.zh)
    }
}

/// An amount of an outcome, without a sign.
fn amount(shown: Shown, value: f64) -> Phrase {
    shown.amount(value)
}

fn learnt(one: &Learnt, of: &Learning, shown: Shown) -> Phrase {
    let name = name_of(&one.setting);
    let value = amount(shown, one.value);
    let [before, after] = [of.wrong, one.wrong].map(|wrong| (1.0 - wrong) * 100.0);
    let [low, middle, high] = &one.choices;
    Phrase {
        en: format!(
            "knowing {} is worth {} (choose {low} where it is low, {middle} in the middle, {high} where it is high), right in {after:.0} instead of {before:.0} % of the worlds",
            name.en, value.en
        ),
        zh: format!(
            "弄清{}价值 {}（低时选 {low}，居中选 {middle}，高时选 {high}），选对的世界由 {before:.0}% 变为 {after:.0}%",
            name.zh, value.zh
        ),
    }
}
