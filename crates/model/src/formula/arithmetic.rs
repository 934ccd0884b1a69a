//! The arithmetic of the formulas, for tests: a text is worked out on settings and held against the code.

use super::{Formula, formulas};
use crate::math;
use crate::quantity::{Choice, Zone};
use crate::setting::{SettingId, Settings, Table};

/// A value of a word of a formula that is no setting, or whether a condition holds.
pub(crate) type Words<'a> = &'a [(&'a str, f64)];

/// Holds the text of a formula, from after `begin` up to `end`, against the code on random settings. `case`
/// gives the words of the text and what the code makes of them. A plus in the text that were a minus must be
/// told.
pub(crate) fn holds<'a>(
    name: &str,
    (begin, end): (&str, &str),
    case: impl Fn(&mut Settings, &mut dyn FnMut() -> f64) -> (Vec<(&'a str, f64)>, f64),
) {
    let text = part(formula(name).text.en, begin, end);
    let pluses: Vec<usize> = text.match_indices(" + ").map(|(at, _)| at).collect();
    let mut told = vec![false; pluses.len()];
    for seed in 1..=200 {
        let mut state = seed * 0x9e37_79b9;
        let mut draw = move || uniform(&mut state);
        let mut settings = random(&mut draw);
        let (words, found) = case(&mut settings, &mut draw);
        let value = work_out(text, &settings, &words);
        assert!(near(value, found), "`{name}`: the text says {value}, the code {found}");
        for (plus, told) in pluses.iter().zip(&mut told) {
            let wrong = format!("{} − {}", &text[..*plus], &text[plus + 3..]);
            *told |= !near(work_out(&wrong, &settings, &words), found);
        }
    }
    assert!(told.iter().all(|told| *told), "`{name}`: a wrong sign is not told: {told:?}");
}

/// Whether two numbers are the same but for rounding: some of the code has 24 bits, also of numbers up to 1 of
/// which a small one is the difference.
fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-5 * a.abs().max(b.abs()).max(0.03)
}

fn formula(name: &str) -> &'static Formula {
    formulas().find(|formula| formula.name.en == name).unwrap_or_else(|| panic!("no `{name}`"))
}

fn part<'a>(text: &'a str, begin: &str, end: &str) -> &'a str {
    let from = text.find(begin).unwrap_or_else(|| panic!("no {begin} in {text}")) + begin.len();
    let rest = &text[from..];
    if end.is_empty() { rest } else { &rest[..rest.find(end).unwrap()] }
}

/// A uniform number, by a generator that is good enough to choose cases (splitmix64).
fn uniform(state: &mut u64) -> f64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}

/// Settings at random: switches either way, shares anywhere, other numbers from half to one and a half of
/// their default, or within one of zero.
fn random(draw: &mut dyn FnMut() -> f64) -> Settings {
    let mut settings = Settings::defaults(Zone::Urban);
    for id in SettingId::all().filter(|id| id.setting().table() == Table::Values) {
        let (entry, at) = (id.setting(), draw());
        let (low, high) = entry.range;
        let default = entry.default[0];
        let value = match entry.choice {
            Choice::Flag => at.round(),
            Choice::Real if !default.is_nan() && high - low <= 1.0 => low + at * (high - low),
            Choice::Real if default == 0.0 => {
                let (low, high) = (low.max(-1.0), high.min(1.0));
                low + at * (high - low)
            }
            Choice::Real if !default.is_nan() => default * (0.5 + at),
            _ => continue,
        };
        settings.set(id, value.clamp(low, high));
    }
    settings
}

/// The value of a text.
pub(crate) fn work_out(text: &str, settings: &Settings, words: Words) -> f64 {
    let mut reader = Reader { rest: text, settings, words };
    let mut value = reader.sum();
    if reader.eat(", at most") {
        value = value.min(reader.sum());
    }
    assert!(reader.rest.trim().is_empty(), "not understood: {} of {text}", reader.rest);
    value
}

struct Reader<'a> {
    rest: &'a str,
    settings: &'a Settings,
    words: Words<'a>,
}

impl<'a> Reader<'a> {
    fn eat(&mut self, sign: &str) -> bool {
        let rest = self.rest.trim_start().strip_prefix(sign);
        rest.inspect(|rest| self.rest = rest).is_some()
    }

    fn until(&mut self, sign: char) -> &'a str {
        let (before, after) = self.rest.split_once(sign).unwrap();
        self.rest = after;
        before
    }

    fn word(&self, word: &str) -> Option<f64> {
        self.words.iter().find(|(known, _)| *known == word).map(|(_, value)| *value)
    }

    fn sum(&mut self) -> f64 {
        let mut value = self.product();
        loop {
            if self.eat("+") {
                value += self.product();
            } else if self.eat("−") {
                value -= self.product();
            } else {
                return value;
            }
        }
    }

    fn product(&mut self) -> f64 {
        let mut value = self.power();
        loop {
            if self.eat("×") || self.eat("·") {
                value *= self.power();
            } else if self.eat("/") {
                value /= self.power();
            } else {
                return value;
            }
        }
    }

    fn power(&mut self) -> f64 {
        if self.eat("−") {
            return -self.power();
        }
        let base = self.atom();
        if self.eat("^") { math::pow(base, self.power()) } else { base }
    }

    fn arguments(&mut self) -> Vec<f64> {
        let mut all = vec![self.sum()];
        while self.eat(",") {
            all.push(self.sum());
        }
        assert!(self.eat(")"), "no end of arguments: {}", self.rest);
        all
    }

    fn atom(&mut self) -> f64 {
        // Words may have several parts: the longest first.
        let here = self.rest.trim_start();
        let whole = |rest: &str| !rest.starts_with(|next: char| next.is_alphanumeric());
        let fits = self.words.iter().filter(|(word, _)| here.strip_prefix(word).is_some_and(whole));
        if let Some((word, value)) = fits.max_by_key(|(word, _)| word.len()) {
            self.rest = &here[word.len()..];
            return *value;
        }
        if self.eat("`") {
            let id = self.until('`').replace("TYPE", "health");
            let setting = || self.settings.get(SettingId::find(&id).unwrap());
            return self.word(&id).unwrap_or_else(setting);
        }
        if self.eat("[") {
            let condition = self.until(']').replace('`', "");
            let setting = || SettingId::find(&condition.replace("TYPE", "health")).unwrap();
            return self.word(&condition).unwrap_or_else(|| self.settings.get(setting()));
        }
        for (sign, value) in [("½", 0.5), ("¼", 0.25)] {
            if self.eat(sign) {
                return value;
            }
        }
        for function in ["min", "max", "exp", "logistic", "floor", "round"] {
            if self.eat(&format!("{function}(")) {
                let all = self.arguments();
                return match function {
                    "min" => all.into_iter().fold(f64::INFINITY, f64::min),
                    "max" => all.into_iter().fold(f64::NEG_INFINITY, f64::max),
                    "exp" => math::exp(all[0]),
                    "floor" => all[0].floor(),
                    "logistic" => 1.0 / (1.0 + math::exp(-all[0])),
                    _ => (all[0] + 0.5).floor(),
                };
            }
        }
        if self.eat("|") {
            let value = self.sum().abs();
            assert!(self.eat("|"));
            return value;
        }
        if self.eat("(") {
            return self.group();
        }
        self.number()
    }

    /// What stands in brackets; `(a if b)` is a if the condition holds, else 1.
    fn group(&mut self) -> f64 {
        let value = self.sum();
        if self.eat(")") {
            return value;
        }
        let condition = self.until(')').trim().replace('`', "");
        let holds = self.word(&condition);
        let holds = holds.unwrap_or_else(|| panic!("no condition `{condition}`"));
        if holds > 0.0 { value } else { 1.0 }
    }

    fn number(&mut self) -> f64 {
        let here = self.rest.trim_start();
        let digit = |letter: char| letter.is_ascii_digit() || letter == '.';
        // A comma parts thousands if a digit follows, else arguments.
        let mut end = 0;
        for (at, letter) in here.char_indices() {
            let parts = letter == ',' && here[at + 1..].starts_with(|next: char| digit(next));
            if !digit(letter) && !parts {
                break;
            }
            end = at + 1;
        }
        self.rest = &here[end..];
        here[..end].replace(',', "").parse().unwrap_or_else(|_| panic!("no number: {here}"))
    }
}

/// Formulas whose arithmetic is held against the code, by the tests of the processes.
const HELD: [&str; 56] = [
    "cap",
    "outreach and service",
    "office costs",
    "visits",
    "weights of communities",
    "self-raised money",
    "wages",
    "paid ratio",
    "end of December",
    "disputes heard",
    "money of participants",
    "part-time posts",
    "hours at work",
    "quota",
    "part-time posts at first",
    "seniority factor",
    "pay",
    "tasks handed down",
    "clarity that lasts",
    "relative pay",
    "resources",
    "burnout",
    "skill",
    "quits",
    "number of disputes",
    "voice",
    "hours of a request",
    "death",
    "tasks demanded",
    "hours of a team",
    "hours of administration",
    "hours of training",
    "neglect",
    "need",
    "settling",
    "voting",
    "what voting does",
    "silence",
    "a request resolved",
    "a request failed or lapsed",
    "public record",
    "conflict",
    "legitimacy",
    "norm",
    "habit",
    "belonging",
    "level of belonging",
    "efficacy",
    "track record",
    "activities",
    "reach of activities",
    "asked to deliberate",
    "responsiveness",
    "departure",
    "fulfilment",
    "grants of a year",
];

/// Formulas that say how something is drawn or chosen: what follows is held by closed forms and by the means
/// of many runs (`tests/it/limits.rs`).
const DRAWN: [&str; 23] = [
    "campaigns",
    "appraisal",
    "coming of age",
    "arrivals",
    "settlement",
    "entitled",
    "candidates",
    "taking office",
    "type of a need",
    "taking part",
    "applicants",
    "ability of applicants",
    "selection",
    "resolving",
    "age",
    "education",
    "tenure of migrants",
    "attitudes at first",
    "reference group",
    "posts filled at first",
    "cadres at first",
    "record and election at first",
    "revenue",
];

/// Formulas that are sentences, without arithmetic or with sums over communities, posts or programmes: tests of
/// their processes hold what they say (a grant is split to the fen, revenue is derived from a table, ...).
const WORDED: [&str; 12] = [
    "mean skill of the team",
    "term",
    "derived revenue",
    "release and split",
    "cost of programmes",
    "effective strength",
    "eligible",
    "rounds",
    "materials",
    "lapsing",
    "horizon",
    "place",
];

#[test]
fn a_formula_is_held_against_the_code_or_it_is_said_why_not() {
    // What is left is the propensity, worked out for eight residents at a time (its lanes are held against the
    // formula, row by row, by a test of participation), and the money of proposals, in the middle of its system.
    let named = || HELD.iter().chain(&DRAWN).chain(&WORDED);
    for name in named() {
        assert_eq!(formulas().filter(|formula| formula.name.en == *name).count(), 1, "{name}");
    }
    let left = formulas().filter(|formula| !named().any(|name| *name == formula.name.en));
    let left: Vec<&str> = left.map(|formula| formula.name.en).collect();
    assert_eq!(left.len(), 93 - 91, "a new formula: hold it, or say why not: {left:?}");
}

#[test]
fn a_text_is_worked_out_as_it_reads() {
    let settings = Settings::defaults(Zone::Urban);
    let value = |text| work_out(text, &settings, &[("w", 2.0), ("if old", 0.0), ("mean T", 3.0)]);
    assert_eq!(value("1 + 2 × w^2/4 − ½"), 2.5);
    assert_eq!(value("max(1, −w) × (5 if old) × 10,000"), 10_000.0);
    assert_eq!(value("¼·(mean T + 1), at most 0.5"), 0.5);
    assert_eq!(value("`pay_ratio` − 1"), settings.levers.pay_ratio - 1.0);
}
