//! What an ablation says in sentences, in both languages.

use super::{Ablation, Feedback, TakenApart};
use crate::comparison::Estimate;
use crate::metric;
use crate::quantity::{Phrase, Text};
use crate::statistics::Kind;

/// Whether it is nothing in every seed.
fn is_nothing(of: &Estimate) -> bool {
    of.interval == Kind::Equal && of.mean == Some(0.0)
}

impl TakenApart {
    /// Whether there surely is an effect to take apart.
    pub fn has_effect(&self) -> bool {
        self.effect.is_sure()
    }

    /// What the effect on the outcome runs through, in sentences.
    pub fn told(&self) -> Phrase {
        self.untold().unwrap_or_else(|| self.parts())
    }

    /// Why there is nothing to take apart, where there is no effect that luck could not have made.
    fn untold(&self) -> Option<Phrase> {
        let metric = metric::entry(&self.metric);
        let name = metric.name;
        if self.effect.n == 0 {
            return Some(Phrase {
                en: format!("{}: no value.", capital(name.en)),
                zh: format!("{}：无取值。", name.zh),
            });
        }
        if is_nothing(&self.effect) {
            let bound = self.effect.fewer_than().unwrap_or_default();
            let n = self.effect.n;
            return Some(Phrase {
                en: format!(
                    "{}: the same in every seed (surely another in fewer than {bound} of {n}), so there is \
                     nothing to take apart.",
                    capital(name.en)
                ),
                zh: format!(
                    "{}：各种子均相同（{n} 个种子中有差异者少于 {bound} 个），故无可分解。",
                    name.zh
                ),
            });
        }
        let effect = metric.shown.change(self.effect.ends());
        (!self.effect.is_sure()).then(|| Phrase {
            en: format!(
                "{}: {effect}; that there is an effect cannot be told from luck, so what it runs \
                 through is not told either.",
                capital(name.en)
            ),
            zh: format!("{}：{effect}；效果与偶然无法区分，故不说明其途径。", name.zh),
        })
    }

    /// The effect, what is left without feedbacks, and what runs through each.
    fn parts(&self) -> Phrase {
        let metric = metric::entry(&self.metric);
        let name = metric.name;
        let number = |of: &Estimate| metric.shown.change(of.ends());
        let effect = number(&self.effect);
        let mut en = format!("{}: {effect}.", capital(name.en));
        let mut zh = format!("{}：{effect}。", name.zh);
        let direct = number(&self.direct);
        en += &format!(" With all six feedbacks held {direct} is left.");
        zh += &format!("固定全部六条反馈后剩余 {direct}。");
        let of = |wanted: &dyn Fn(&Estimate) -> bool| -> Vec<(Feedback, Estimate)> {
            self.through.iter().filter(|(_, part)| wanted(part)).copied().collect()
        };
        let sure = of(&Estimate::is_sure);
        if !sure.is_empty() {
            let list = |say: fn(&Text) -> &'static str, comma: &str, of: &str| {
                let one = |(feedback, part): &(Feedback, Estimate)| {
                    format!("{}{of}{}", say(&feedback.name()), number(part))
                };
                sure.iter().map(one).collect::<Vec<_>>().join(comma)
            };
            en += &format!(" Through {}.", list(|of| of.en, "; through ", " "));
            zh += &format!("经由{}。", list(|of| of.zh, "；经由", " "));
        }
        let unsure = of(&|part| !part.is_sure() && !is_nothing(part));
        let names = |list: &[(Feedback, Estimate)], zh: bool| {
            let name =
                |(of, _): &(Feedback, Estimate)| if zh { of.name().zh } else { of.name().en };
            list.iter().map(name).collect::<Vec<_>>().join(if zh { "、" } else { ", " })
        };
        if !unsure.is_empty() {
            en += &format!(" Not to be told from nothing: {}.", names(&unsure, false));
            zh += &format!("与无作用难以区分：{}。", names(&unsure, true));
        }
        let nothing = of(&is_nothing);
        if !nothing.is_empty() {
            en += &format!(" Nothing in any seed: {}.", names(&nothing, false));
            zh += &format!("各种子均无作用：{}。", names(&nothing, true));
        }
        if self.interaction.is_sure() {
            let rest = number(&self.interaction);
            en += &format!(" The parts do not add up: {rest} is what feedbacks do together.");
            zh += &format!("各部分之和不等于总效果：{rest} 为各反馈的交互作用。");
        }
        Phrase { en, zh }
    }
}

impl Ablation {
    /// What is said of all outcomes: a sentence each, or why there is nothing to say; then of which months it is
    /// where they are parts of years.
    pub fn told(&self) -> Vec<Phrase> {
        let phrase = |[en, zh]: &[String; 2]| Phrase { en: en.clone(), zh: zh.clone() };
        let mut told: Vec<Phrase> = self.conditions.iter().map(phrase).collect();
        match &self.same {
            Some(same) => told.push(phrase(same)),
            None => told.extend(self.outcomes.iter().map(TakenApart::told)),
        }
        let [months, burn_in] = self.months;
        told.extend(metric::parts_of_years(months, burn_in));
        told
    }

    /// How its numbers are meant.
    pub fn meant(&self) -> Phrase {
        let n = self.seeds.len();
        let [months, burn_in] = self.months;
        let first = burn_in + 1;
        let (which, which_zh) = if first == months {
            (format!("month {months}"), format!("第 {months} 个月"))
        } else {
            (format!("months {first} to {months}"), format!("第 {first} 至 {months} 个月"))
        };
        let seeds = if n == 1 { "seed" } else { "seeds" };
        Phrase {
            en: format!(
                "{n} {seeds}, {which}. A feedback is held at what it read in the \
                 baseline's history of the same seed, by community and month; the part through it is what \
                 is then lost of the effect. Intervals of an outcome hold together with 95 % confidence, \
                 over the luck of seeds alone. Parts need not add up: the rest is interaction."
            ),
            zh: format!(
                "{n} 个种子，{which_zh}。固定反馈：按社区和月份取同一种子基线历史中的值；\
                 由此失去的效果即经由该反馈的部分。每个结果的各区间同时成立的置信度为 95%，仅反映种子的随机性。\
                 各部分之和不必等于总效果，其余为交互作用。"
            ),
        }
    }
}

/// A text with its first letter large.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>());
    first.unwrap_or_default() + letters.as_str()
}
