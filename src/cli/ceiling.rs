//! What a planner may ask for, and what for: the options of ceilings, goals and costs.

use clap::{Args, ValueEnum};

use super::completions;
use super::input::find_metric;
use super::measure::thousands;
use crate::comparison::{Bounded, Ceiling, CostBasis};
use crate::metric::{self, Better, METRICS};
use crate::quantity::{Language, Phrase};
use words::say;

/// Options on money and goals.
#[derive(Args)]
pub struct Money {
    /// The most that may be asked for in each whole year and county, beyond the baseline: budget:12 (yuan an adult), million:0.7 or 万元:70 (a year), percent:5 (of the baseline's budget); or pressure:1.0 (budget over revenue itself); may be given again
    #[arg(long, value_name = "WHAT:MOST", allow_hyphen_values = true)]
    ceiling: Vec<String>,
    /// Sort the scenarios by these outcomes, the most important first; those that fit the ceilings come first
    #[arg(long, value_name = "METRIC,...", value_delimiter = ',', add = completions::metrics())]
    goal: Vec<String>,
    /// What costs, prices of a gain and dominance are of: the budget, which a county votes, or money used
    #[arg(long, value_name = "WHAT", default_value = "budget")]
    cost: Basis,
}

#[derive(Clone, Copy, ValueEnum)]
enum Basis {
    Budget,
    Spending,
}

/// What was asked for.
pub struct Wishes {
    /// Ceilings, in the order given.
    pub ceilings: Vec<Ceiling>,
    /// Positions of the goals, the most important first.
    pub goals: Vec<usize>,
    /// What costs are of.
    pub cost: CostBasis,
}

impl Money {
    /// Reads the options.
    ///
    /// # Errors
    /// A message that says what to write.
    pub fn read(&self, language: Language) -> Result<Wishes, String> {
        let ceilings = ceilings(&self.ceiling, language)?;
        let goals = goals(&self.goal, language)?;
        let cost = match self.cost {
            Basis::Budget => CostBasis::Budget,
            Basis::Spending => CostBasis::Spending,
        };
        Ok(Wishes { ceilings, goals, cost })
    }
}

/// Reads the words of `--goal`.
///
/// # Errors
/// A message that says what to write.
pub(super) fn goals(words: &[String], language: Language) -> Result<Vec<usize>, String> {
    let fault = |what: Phrase| format!("{}{}", error(language), what.say(language));
    if let Some(what) = words.iter().find_map(|id| odd_goal(id)) {
        return Err(fault(what));
    }
    let goals = words.iter().map(|id| find_metric("--goal", id.trim(), language));
    let goals = goals.collect::<Result<Vec<usize>, String>>()?;
    for (at, &goal) in goals.iter().enumerate() {
        if METRICS[goal].better == Better::Neither {
            return Err(fault(no_direction(goal)));
        }
        if goals[..at].contains(&goal) {
            return Err(fault(goal_twice(goal)));
        }
    }
    Ok(goals)
}

/// Why nothing can be held against a ceiling in so many months; nothing where there is a whole year.
pub fn no_whole_year(
    wishes: &Wishes,
    (months, burn_in): (u32, u32),
    language: Language,
) -> Option<String> {
    let first = burn_in.div_ceil(12) + 1;
    if wishes.ceilings.is_empty() || first * 12 <= months {
        return None;
    }
    let (from, december) = (burn_in + 1, first * 12);
    Some(say!(
        en "error: --ceiling holds whole calendar years after burn-in, and months {from} to {months} hold none\n  \
             end in a December, as with --months {december}"
        zh "错误：--ceiling 按预热期之后的完整日历年判断，第 {from} 至 {months} 个月不含完整年份\n  \
             请以十二月结束，例如 --months {december}"
    ).pick(language))
}

fn error(language: Language) -> &'static str {
    match language {
        Language::En => "error: ",
        Language::Zh => "错误：",
    }
}

/// What a word before the colon bounds, and how many of its units one of ours is.
const WORDS: [(&str, Bounded, f64); 21] = [
    ("budget", Bounded::Budget, 1.0),
    ("yuan", Bounded::Budget, 1.0),
    ("预算", Bounded::Budget, 1.0),
    ("人均预算", Bounded::Budget, 1.0),
    ("元", Bounded::Budget, 1.0),
    ("million", Bounded::Million, 1.0),
    ("millions", Bounded::Million, 1.0),
    ("million yuan", Bounded::Million, 1.0),
    ("百万元", Bounded::Million, 1.0),
    ("百万", Bounded::Million, 1.0),
    ("万元", Bounded::Million, 100.0),
    ("万", Bounded::Million, 100.0),
    ("wan", Bounded::Million, 100.0),
    ("percent", Bounded::Percent, 1.0),
    ("per cent", Bounded::Percent, 1.0),
    ("%", Bounded::Percent, 1.0),
    ("百分比", Bounded::Percent, 1.0),
    ("百分之", Bounded::Percent, 1.0),
    ("pressure", Bounded::Pressure, 1.0),
    ("fiscal_pressure", Bounded::Pressure, 1.0),
    ("财政压力", Bounded::Pressure, 1.0),
];

/// Units that may stand behind a number.
fn units(of: Bounded, in_wan: bool) -> &'static [&'static str] {
    match of {
        Bounded::Budget => &["yuan an adult", "yuan per adult", "yuan", "元/成人", "元/人", "元"],
        Bounded::Million if in_wan => &["万元", "万"],
        Bounded::Million => &["million yuan", "million", "百万元", "百万", "m", "M"],
        Bounded::Percent => &["per cent", "percent", "%"],
        Bounded::Pressure => &["%"],
    }
}

/// No county asks for so many million yuan a year for its communities.
const TOO_MANY_MILLIONS: f64 = 10_000.0;
/// Nor for so many times its revenue: such a number is one of per cent.
const TOO_MUCH_PRESSURE: f64 = 10.0;

/// Reads the words of `--ceiling`; several may stand in one, with commas between.
pub(super) fn ceilings(words: &[String], language: Language) -> Result<Vec<Ceiling>, String> {
    let mut found: Vec<Ceiling> = Vec::new();
    for word in words {
        for part in parts(word) {
            let fault = |what: &Phrase| {
                format!("{}--ceiling '{part}': {}", error(language), what.say(language))
            };
            let ceiling = one(&part).map_err(|what| fault(&what))?;
            if found.iter().any(|other| other.of == ceiling.of) {
                return Err(fault(&twice(ceiling.of)));
            }
            found.push(ceiling);
        }
    }
    Ok(found)
}

/// The ceilings of a word: a comma parts two of them, unless what follows is none (a decimal comma).
fn parts(word: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for piece in word.split([',', '，', ';', '；']) {
        match found.last_mut() {
            Some(last) if !piece.contains([':', '：', '=']) => {
                last.push(',');
                last.push_str(piece);
            }
            _ => found.push(piece.to_owned()),
        }
    }
    found
}

fn one(word: &str) -> Result<Ceiling, Phrase> {
    let narrow = narrow(word);
    let (what, number) = narrow.split_once([':', '=']).ok_or_else(|| shape(&narrow))?;
    let what = what.trim().to_lowercase();
    let known = WORDS.iter().find(|(word, ..)| *word == what);
    let &(_, of, per_unit) = known.ok_or_else(|| unknown(&what))?;
    let text = number.trim();
    let behind =
        units(of, per_unit > 1.0).iter().find_map(|unit| Some((text.strip_suffix(unit)?, *unit)));
    let (digits, unit) = behind.unwrap_or((text, ""));
    let number = number_of(digits.trim_end())
        .ok_or_else(|| foreign_unit(text).unwrap_or_else(|| not_a_number(of, &what, text)))?;
    let most = match of {
        Bounded::Pressure if unit == "%" => number / 100.0,
        Bounded::Pressure if number >= TOO_MUCH_PRESSURE => return Err(too_much_pressure(number)),
        _ => number / per_unit,
    };
    if of == Bounded::Pressure && most <= 0.0 {
        return Err(no_pressure());
    }
    if of == Bounded::Million && most.abs() >= TOO_MANY_MILLIONS {
        return Err(too_many_millions(number, per_unit));
    }
    if of == Bounded::Percent && most <= -100.0 {
        return Err(all_of_it());
    }
    if of == Bounded::Percent && unit.is_empty() && most != 0.0 && most.abs() < LEAST_PERCENT {
        return Err(a_share(most));
    }
    Ok(Ceiling { of, most: most + 0.0 })
}

/// Below this a number of per cent without its sign was more likely meant as a share.
const LEAST_PERCENT: f64 = 0.5;

/// What to write for a share where per cent are wanted.
fn a_share(number: f64) -> Phrase {
    let percent = (100.0 * number * 1e6).round() / 1e6;
    say!(
        en "is it a share? For {percent} % of the baseline's budget write percent:{percent}, for {number} % percent:{number}%"
        zh "所写是否为比例？若指基线预算的{percent}%，请写 percent:{percent}；若确指{number}%，请写 percent:{number}%"
    )
}

/// Full-width signs as plain ones.
fn narrow(word: &str) -> String {
    let narrow = |sign: char| match sign {
        '０'..='９' => char::from_u32(sign as u32 - '０' as u32 + '0' as u32).unwrap_or(sign),
        '：' => ':',
        '＝' => '=',
        '．' => '.',
        '％' => '%',
        '＋' => '+',
        '－' | '−' | '–' => '-',
        other => other,
    };
    word.trim().chars().map(narrow).collect()
}

/// A number of digits, with a sign and a point.
fn number_of(digits: &str) -> Option<f64> {
    let plain = |sign: char| sign.is_ascii_digit() || matches!(sign, '.' | '-' | '+' | 'e' | 'E');
    if digits.is_empty() || !digits.chars().all(plain) {
        return None;
    }
    digits.parse().ok().filter(|number: &f64| number.is_finite())
}

fn kinds() -> Phrase {
    Phrase {
        en: "budget:12 (yuan an adult above the baseline), million:0.7 (million yuan a year above it), 万元:70, \
             percent:5 (of its budget), pressure:1.0 (budget over revenue)"
            .to_owned(),
        zh: "budget:12（比基线每名成年人多12元）、million:0.7 或 万元:70（每年多70万元）、percent:5（多其预算的5%）、\
             pressure:1.0（预算除以财力）"
            .to_owned(),
    }
}

fn shape(word: &str) -> Phrase {
    let kinds = kinds();
    // A number alone is most often one of yuan.
    let hint = number_of(word).map_or_else(String::new, |_| format!("budget:{word}"));
    if hint.is_empty() {
        return Phrase { en: format!("write {}", kinds.en), zh: format!("可写 {}", kinds.zh) };
    }
    Phrase {
        en: format!("say of what it is, as in {hint}; it takes {}", kinds.en),
        zh: format!("请说明所限为何，如 {hint}；可写 {}", kinds.zh),
    }
}

fn unknown(what: &str) -> Phrase {
    let kinds = kinds();
    let words: Vec<&str> = WORDS.iter().map(|(word, ..)| *word).collect();
    let near = words::nearest(what, words.iter().copied());
    let (did, did_zh) = match near {
        Some(near) => {
            (format!("did you mean '{near}'? It takes "), format!("是否指“{near}”？可写 "))
        }
        None => ("it takes ".to_owned(), "可写 ".to_owned()),
    };
    let (why, why_zh) = match what {
        "spending" | "spend" | "支出" => (
            "a ceiling is one of what a county votes, not of money used; ",
            "上限针对县级表决的预算，而非实际支出；",
        ),
        _ => ("nothing that a ceiling is of; ", "不是上限的种类；"),
    };
    Phrase { en: format!("{why}{did}{}", kinds.en), zh: format!("{why_zh}{did_zh}{}", kinds.zh) }
}

fn not_a_number(of: Bounded, what: &str, text: &str) -> Phrase {
    if text.contains([',', '，']) && number_of(&text.replace([',', '，'], ".")).is_some() {
        let written = text.replace([',', '，'], ".");
        if let Some(plain) = thousands(text) {
            return say!(
                en "a comma may mean thousands or a point: write {what}:{plain}, or {what}:{written}"
                zh "逗号可能表示千分位或小数点：请写 {what}:{plain} 或 {what}:{written}"
            );
        }
        return say!(
            en "a number has a point, not a comma: write {what}:{written}"
            zh "小数点应为“.”，不用逗号：请写 {what}:{written}"
        );
    }
    let example = match of {
        Bounded::Budget => "budget:12",
        Bounded::Million => "million:0.7",
        Bounded::Percent => "percent:5",
        Bounded::Pressure => "pressure:1.0, pressure:100%",
    };
    say!(
        en "'{text}' is not a number of its unit; write it as in {example}"
        zh "“{text}”不是该单位的数；写法如 {example}"
    )
}

/// What to write where the unit behind a number is that of another ceiling.
fn foreign_unit(text: &str) -> Option<Phrase> {
    // Long units first: 万元 ends with 元.
    let kinds = [
        ("万元", Bounded::Million, true),
        ("million", Bounded::Million, false),
        ("budget", Bounded::Budget, false),
        ("percent", Bounded::Percent, false),
    ];
    let found = kinds.into_iter().find_map(|(word, of, in_wan)| {
        let unit = units(of, in_wan).iter().find(|unit| text.ends_with(**unit))?;
        let number = text.strip_suffix(unit)?.trim_end();
        number_of(number).map(|_| (word, *unit, number))
    });
    let (word, unit, number) = found?;
    Some(Phrase {
        en: format!("a number of {unit} is a ceiling of another kind: write {word}:{number}"),
        zh: format!("以“{unit}”计的数属于另一种上限：请写 {word}:{number}"),
    })
}

fn too_much_pressure(number: f64) -> Phrase {
    let ratio = number / 100.0;
    say!(
        en "pressure is budget over revenue, 1 where all revenue is asked for; for {number} % write pressure:{ratio} or pressure:{number}%"
        zh "财政压力为预算除以财力，等于 1 时恰为全部财力；若指 {number}%，请写 pressure:{ratio} 或 pressure:{number}%"
    )
}

fn no_pressure() -> Phrase {
    Phrase {
        en: "pressure is budget over revenue: a number above 0 is wanted, as in pressure:1.0"
            .to_owned(),
        zh: "财政压力为预算除以财力，应为大于 0 的数，如 pressure:1.0".to_owned(),
    }
}

fn too_many_millions(number: f64, per_unit: f64) -> Phrase {
    let (million, wan) = (number / 1e6, number / 1e4);
    let unit = if per_unit > 1.0 { "万元" } else { "million yuan" };
    let unit_zh = if per_unit > 1.0 { "万元" } else { "百万元" };
    Phrase {
        en: format!(
            "that would be {number} {unit} a year; for {number} yuan a year write million:{million} or 万元:{wan}"
        ),
        zh: format!(
            "这将是每年 {number} {unit_zh}；若指每年 {number} 元，请写 million:{million} 或 万元:{wan}"
        ),
    }
}

fn all_of_it() -> Phrase {
    Phrase {
        en: "that would leave nothing of the baseline's budget; write it as in percent:5, or percent:-5 for a saving".to_owned(),
        zh: "这样基线预算将分文不剩；写法如 percent:5，节省则写 percent:-5".to_owned(),
    }
}

fn twice(of: Bounded) -> Phrase {
    let (id, also) = (of.id(), if of == Bounded::Million { " (万元 is the same)" } else { "" });
    Phrase {
        en: format!("a ceiling of {id}{also} is given twice; give the lower one alone"),
        zh: format!("{id} 的上限已给出（万元与 million 为同一种）；只应给出较低的一个"),
    }
}

/// What to write for a goal that is no word, or several.
fn odd_goal(id: &str) -> Option<Phrase> {
    let words: Vec<&str> = id.split([' ', '，', '、', ';', '；', '+']).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        return Some(Phrase {
            en: "--goal: name an outcome, as in --goal staff_turnover,unmet_need".to_owned(),
            zh: "--goal：请写出结果指标，例如 --goal staff_turnover,unmet_need".to_owned(),
        });
    }
    let all_known = words.iter().all(|word| metric::find(word).is_some());
    (words.len() > 1 && all_known).then(|| Phrase {
        en: format!("--goal '{id}': commas part goals: write --goal {}", words.join(",")),
        zh: format!("--goal '{id}'：各目标以英文逗号分隔：请写 --goal {}", words.join(",")),
    })
}

fn no_direction(goal: usize) -> Phrase {
    let metric = &METRICS[goal];
    let id = metric.id;
    let is_money = metric.family.en == "money";
    let (en, zh) = if is_money {
        ("; money is held by --ceiling", "；资金用 --ceiling 限定")
    } else {
        ("", "")
    };
    Phrase {
        en: format!(
            "--goal '{id}': neither more nor less of it is better, so packages cannot be sorted by it{en}\n  \
             'cogov explain {id}' says what it is; take an outcome with a direction, as staff_turnover or unmet_need"
        ),
        zh: format!(
            "--goal '{id}'：该指标没有好坏方向，无法据以排序{zh}\n  \
             可用 'cogov explain {id}' 查看；请选有方向的结果，如 staff_turnover 或 unmet_need"
        ),
    }
}

fn goal_twice(goal: usize) -> Phrase {
    let id = METRICS[goal].id;
    say!(
        en "--goal '{id}' is given twice; give it once, at its place in the order"
        zh "--goal '{id}' 已给出；按其先后次序只应给出一次"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Result<Vec<Ceiling>, String> {
        let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
        ceilings(&words, Language::En)
    }

    #[test]
    fn a_ceiling_is_read_however_it_is_written() {
        for (word, of, most) in [
            ("budget:12", Bounded::Budget, 12.0),
            ("budget=12 yuan", Bounded::Budget, 12.0),
            ("预算：１２元", Bounded::Budget, 12.0),
            ("budget:-5", Bounded::Budget, -5.0),
            ("budget:+0", Bounded::Budget, 0.0),
            ("budget:-0", Bounded::Budget, 0.0),
            ("budget:1e1", Bounded::Budget, 10.0),
            ("万元:0", Bounded::Million, 0.0),
            ("million:0.7", Bounded::Million, 0.7),
            ("Million: .7", Bounded::Million, 0.7),
            ("万元:70", Bounded::Million, 0.7),
            ("万元：70万元", Bounded::Million, 0.7),
            ("percent:5", Bounded::Percent, 5.0),
            ("percent:5 %", Bounded::Percent, 5.0),
            ("pressure:1.0", Bounded::Pressure, 1.0),
            ("财政压力：95％", Bounded::Pressure, 0.95),
            ("fiscal_pressure:1", Bounded::Pressure, 1.0),
        ] {
            let found = read(&[word]).unwrap()[0];
            assert!(found.of == of && (found.most - most).abs() < 1e-12, "{word}: {found:?}");
        }
        let several = read(&["budget:12,pressure:1.0", "percent:5"]).unwrap();
        assert_eq!(several.len(), 3);
    }

    #[test]
    fn what_cannot_be_a_ceiling_is_answered_with_what_to_write() {
        for (words, told) in [
            (&["12"][..], "as in budget:12"),
            (&["budget"], "write budget:12"),
            (&["budget:"], "write it as in budget:12"),
            (&["budget:twelve"], "write it as in budget:12"),
            (&["budget:0,7"], "write budget:0.7"),
            (&["budget:nan"], "not a number"),
            (&["budget:inf"], "not a number"),
            (&["buget:12"], "did you mean 'budget'?"),
            (&["spending:12"], "not of money used"),
            (&["trust:0.5"], "nothing that a ceiling is of"),
            (&["million:700000"], "write million:0.7 or 万元:70"),
            (&["pressure:95"], "write pressure:0.95"),
            (&["pressure:0"], "above 0"),
            (&["pressure:-1"], "above 0"),
            (&["percent:-100"], "leave nothing"),
            (&["budget:12", "budget:10"], "given twice"),
            (&["million:0.7", "万元:70"], "万元 is the same"),
            (&[""], "write budget:12"),
            (&["million:70万元"], "write 万元:70"),
            (&["million:７０万"], "write 万元:70"),
            (&["budget:12万元"], "write 万元:12"),
            (&["万元:70元"], "write budget:70"),
            (&["budget:0.7 million yuan"], "write million:0.7"),
            (&["budget:5%"], "write percent:5"),
            (&["percent:5pp"], "write it as in percent:5"),
            (&["budget:<12"], "write it as in budget:12"),
            (&["budget:12:13"], "write it as in budget:12"),
            (&["percent:5%", "percent:６%"], "given twice"),
            (&["budget:12,budget:13"], "given twice"),
        ] {
            let said = read(words).unwrap_err();
            assert!(said.contains(told), "{words:?}: {said}");
        }
    }
}
