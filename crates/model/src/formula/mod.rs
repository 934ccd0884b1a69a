//! The rules of the model as formulas, in English and Chinese.
//!
//! A formula names the settings that it reads in backticks; so where a setting acts follows from the
//! formulas and is listed nowhere else. Tests hold that they name what the code of their processes
//! reads, no more and no less, and that `docs/odd.md` says the same.

#[cfg(test)]
pub(crate) mod arithmetic;
mod assignment;
mod attitudes;
mod cadres;
mod demography;
mod disputes;
mod elections;
mod fiscal;
mod needs;
mod participation;
mod posts;
mod recruitment;
mod service;
mod start;

use crate::quantity::Text;

/// Where a formula acts that makes the world of month 0: no process of the month.
pub const START: &str = "start";

/// A rule of the model.
#[derive(Clone, Copy, Debug)]
pub struct Formula {
    /// Processes of the month in which it acts, or [`START`].
    pub acts_in: &'static [&'static str],
    /// Name.
    pub name: Text,
    /// The rule; identifiers of settings stand in backticks.
    pub text: Text,
    symbols: &'static [Symbol],
}

/// A letter of formulas.
#[derive(Clone, Copy, Debug)]
pub struct Symbol {
    /// How it is written.
    pub sign: &'static str,
    /// What it stands for.
    pub meaning: Text,
}

/// Letters of all submodels; one of a submodel goes before them.
const COMMON: &[Symbol] = &[
    symbol("T", "trust of a resident", "居民的信任"),
    symbol("S", "satisfaction of a resident", "居民的满意度"),
    symbol("B", "belonging of a resident", "居民的归属感"),
    symbol("E", "efficacy of a resident", "居民的效能感"),
    symbol("H", "habit of a resident", "居民的习惯"),
    symbol("N", "perceived norm of a resident", "居民的感知规范"),
    symbol("K", "skill of a cadre", "社区工作者的技能"),
    symbol("K̄", "mean skill of the team", "队伍平均技能"),
    symbol("U", "burnout of a cadre", "社区工作者的倦怠"),
    symbol("R", "track record of the community", "社区服务实绩"),
    symbol("logistic", "logistic(x) = 1/(1 + exp(−x))", "logistic(x) = 1/(1 + exp(−x))"),
    symbol("[", "[condition] is 1 if it holds, else 0", "[条件] 成立时为1，否则为0"),
];

const fn symbol(sign: &'static str, en: &'static str, zh: &'static str) -> Symbol {
    Symbol { sign, meaning: Text { en, zh } }
}

const fn formula(
    symbols: &'static [Symbol],
    acts_in: &'static [&'static str],
    [name_en, name_zh]: [&'static str; 2],
    [en, zh]: [&'static str; 2],
) -> Formula {
    Formula { acts_in, name: Text { en: name_en, zh: name_zh }, text: Text { en, zh }, symbols }
}

/// All formulas, in the order of the submodels.
pub fn formulas() -> impl Iterator<Item = &'static Formula> {
    [
        start::FORMULAS,
        posts::FORMULAS,
        fiscal::FORMULAS,
        assignment::FORMULAS,
        needs::FORMULAS,
        disputes::FORMULAS,
        service::FORMULAS,
        participation::FORMULAS,
        elections::FORMULAS,
        attitudes::FORMULAS,
        cadres::FORMULAS,
        recruitment::FORMULAS,
        demography::FORMULAS,
    ]
    .into_iter()
    .flatten()
}

impl Formula {
    /// Whether it reads a setting. `need.TYPE.hours` stands for the hours of all types.
    pub fn reads(&self, id: &str) -> bool {
        let pattern = match id.strip_prefix("need.").and_then(|rest| rest.split_once('.')) {
            Some((_, column)) => format!("need.TYPE.{column}"),
            None => id.to_owned(),
        };
        self.named().any(|word| word == pattern)
    }

    /// The words in backticks.
    pub fn named(&self) -> impl Iterator<Item = &'static str> {
        self.text.en.split('`').skip(1).step_by(2)
    }

    /// The letter of the submodel that it works out, if it works out one.
    pub fn gives(&self) -> Option<&'static str> {
        let defines = |sign: &str| self.text.en.contains(&format!("{sign} = "));
        let mut own = self.symbols.iter().map(|symbol| symbol.sign);
        own.find(|sign| sign.chars().next().is_some_and(char::is_lowercase) && defines(sign))
    }

    /// Whether it is of the same submodel as another.
    pub fn is_of_submodel(&self, other: &Self) -> bool {
        std::ptr::eq(self.symbols, other.symbols)
    }

    /// What its letters stand for. They are looked for in the Chinese text, where a letter is no word.
    pub fn symbols(&self) -> Vec<Symbol> {
        let mut found: Vec<Symbol> = Vec::new();
        for sign in signs(self.text.zh) {
            let known = self.symbols.iter().chain(COMMON).find(|known| known.sign == sign);
            if let Some(known) = known
                && found.iter().all(|other| other.sign != sign)
            {
                found.push(*known);
            }
        }
        found
    }
}

/// Letters of a Chinese formula outside backticks, and the bracket of a condition.
fn signs(text: &str) -> Vec<String> {
    let mut signs = Vec::new();
    for part in text.split('`').step_by(2) {
        if part.contains('[') {
            signs.push("[".to_owned());
        }
        // U+0304 is the bar of a mean.
        let is_sign = |letter: char| {
            letter.is_ascii_alphanumeric() || matches!(letter, '_' | '\u{304}' | 'α'..='ω')
        };
        let words = part.split(|letter| !is_sign(letter));
        let words = words.filter(|word| word.starts_with(|first: char| first.is_alphabetic()));
        signs.extend(words.map(str::to_owned));
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of formulas that every reader of formulas knows.
    const FUNCTIONS: [&str; 8] =
        ["min", "max", "exp", "floor", "round", "Normal", "Poisson", "Beta"];

    #[test]
    fn every_letter_of_a_formula_is_explained() {
        for formula in formulas() {
            let known = formula.symbols();
            for sign in signs(formula.text.zh) {
                let explained = known.iter().any(|symbol| symbol.sign == sign);
                let name = formula.name.en;
                assert!(explained || FUNCTIONS.contains(&&*sign), "{sign} in `{name}`");
            }
        }
    }

    #[test]
    fn both_languages_name_the_same_settings_and_letters() {
        for formula in formulas() {
            let sorted = |text: &'static str| {
                let mut words: Vec<&str> = text.split('`').skip(1).step_by(2).collect();
                words.sort_unstable();
                words.dedup();
                words
            };
            let (en, zh) = (formula.text.en, formula.text.zh);
            assert_eq!(sorted(en), sorted(zh), "{}", formula.name.en);
            for symbol in formula.symbols() {
                assert!(en.contains(symbol.sign), "{} in `{}`", symbol.sign, formula.name.en);
            }
        }
    }
}
