//! What the terminal and the report say alike, in both languages.

use super::asked::named;
use super::{Arm, Comparison, Design, Difference, OwnConditions, SettingChange, Verdict, changes};
use crate::metric::{self, METRICS, SET_BY, Shown};
use crate::policy::Scenario;
use crate::quantity::{Language, Phrase, Text, agreed};
use crate::setting::{Ground, SettingId, Table};
use words::say;

/// What intervals of values count, and what one seed cannot tell.
pub fn of_luck(has_intervals: bool) -> Phrase {
    let said = if has_intervals {
        Text {
            en: "Intervals count the luck of seeds alone, each for itself (Student's t).",
            zh: "区间仅反映种子的随机性，各自成立（t 分布）。",
        }
    } else {
        Text {
            en: "One seed is one history and has no interval: it cannot tell an effect, or what is usual, from luck, and nothing is decided. Try --seeds 10 for a first look, 40 to decide.",
            zh: "一个种子只是一段历史，没有区间：无法区分政策效果或常态与偶然，因此不下结论。初看可用 --seeds 10，下结论可用 40。",
        }
    };
    after(&said.into(), &of_assumptions())
}

/// One sentence after another.
fn after(first: &Phrase, second: &Phrase) -> Phrase {
    Phrase { en: format!("{} {}", first.en, second.en), zh: format!("{}{}", first.zh, second.zh) }
}

/// What no interval counts.
fn of_assumptions() -> Phrase {
    let (all, assumed) = assumptions();
    say!(en "That the model or its numbers may be wrong is in no interval: {assumed} of its {all} \
             settings are assumptions." zh "模型及其数值本身可能有误，这不反映在任何区间中：全部 {all} 项设定中有 {assumed} 项为假设。")
}

impl Design {
    /// How sure one can be of the main table: of luck alone.
    pub fn certainty(&self) -> Phrase {
        let family = self.families[0];
        if self.seeds.len() < 2 || family == 0 {
            return of_luck(self.seeds.len() > 1);
        }
        let (sure, how) = (sure(self.alpha), self.interval.text());
        let named = named(self);
        let (holds, holds_zh) = match family {
            _ if self.is_open() && !named.en.is_empty() => (
                format!("the intervals of {} hold together, each other one by itself,", named.en),
                format!("{}的区间同时成立、其余区间各自成立", named.zh),
            ),
            1 => ("the interval holds".to_owned(), "该区间成立".to_owned()),
            _ => (
                format!("all {family} intervals hold together"),
                format!("全部 {family} 个区间同时成立"),
            ),
        };
        let of_luck = Phrase {
            en: format!(
                "Intervals count the luck of seeds alone: given the model and its assumptions, {holds} \
                 with {sure} % confidence ({}).",
                how.en
            ),
            zh: format!(
                "区间仅反映种子的随机性：在模型及其假设之下，{holds_zh}的置信度为 {sure}%（{}）。",
                how.zh
            ),
        };
        after(&of_luck, &of_assumptions())
    }
}

impl Comparison {
    /// Whether a scenario sets an outcome itself, by a lever that it moves.
    pub fn is_input(&self, scenario: &str, metric: &str) -> bool {
        SET_BY.iter().any(|&(outcome, lever)| {
            let moves = |change: &SettingChange| {
                change.scenario == scenario && change.setting == lever.setting().id
            };
            METRICS[outcome].id == metric && self.changes.iter().any(moves)
        })
    }

    /// Whether a scenario's conditions are the baseline's, as in the tables.
    pub fn conditions_of(&self, scenario: &str) -> &'static str {
        let own = self.own_conditions.iter().find(|own| own.scenario == scenario);
        match own.map(|own| (own.place, own.settings.is_empty())) {
            None => "same",
            Some((true, true)) => "own_place",
            Some((true, false)) => "own_place_and_settings",
            Some((false, _)) => "own_settings",
        }
    }
}

/// Which calendar years of which scenario are of some months only; none where all are whole.
pub fn years_in_part(of: &Comparison) -> Option<Phrase> {
    let (mut en, mut zh) = (Vec::new(), Vec::new());
    for arm in of.arms[1..].iter().filter(|arm| arm.same.is_none()) {
        let own = of.years.iter().filter(|found| found.scenario == arm.name);
        let first = own.clone().next().map(|found| found.metric.as_str());
        let own = own.filter(|found| Some(found.metric.as_str()) == first);
        for found in own.filter(|found| found.is_of_part_of_a_year()) {
            let (year, name) = (found.year.unwrap_or_default(), &arm.name);
            let run = found.year_months.unwrap_or(12);
            let policy = found.policy_months.unwrap_or(run);
            if policy > 0 && policy < run {
                en.push(format!("year {year} has {policy} months of {name}"));
                zh.push(format!("第{year}年仅{policy}个月实施{name}"));
            } else {
                en.push(format!("year {year} has {run} months (of {name})"));
                zh.push(format!("第{year}年仅{run}个月（{name}）"));
            }
        }
    }
    if en.is_empty() {
        return None;
    }
    Some(Phrase {
        en: agreed(&format!(
            "By calendar year, not to be held against whole years: {}.",
            en.join("; ")
        )),
        zh: format!("按日历年：{}，不可与整年相比。", zh.join("；")),
    })
}

/// Outcomes that have a value in fewer seeds than were run, with their numbers; none where all have as many.
pub fn fewer_values(all: usize, each: &[(usize, usize)]) -> Option<Phrase> {
    let fewer: Vec<&(usize, usize)> = each.iter().filter(|&&(_, n)| 0 < n && n < all).collect();
    if fewer.is_empty() {
        return None;
    }
    let list = |name: fn(&Text) -> &'static str, comma: &str| {
        let parts = fewer.iter().map(|(at, n)| format!("{} {n}", name(&METRICS[*at].name)));
        parts.collect::<Vec<_>>().join(comma)
    };
    Some(Phrase {
        en: format!("Of {all} seeds fewer have a value of: {}.", list(|text| text.en, ", ")),
        zh: format!("{all} 个种子中，有取值者较少的指标：{}。", list(|text| text.zh, "、")),
    })
}

/// A confidence in per cent without needless digits.
fn sure(alpha: f64) -> String {
    let text = format!("{:.2}", (1.0 - alpha) * 100.0);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Settings of the model, and how many of them are assumptions.
fn assumptions() -> (usize, usize) {
    let all = || SettingId::all().map(SettingId::setting);
    let values = || all().filter(|setting| setting.table() == Table::Values);
    let assumed = values().filter(|setting| setting.ground == Ground::Assumed);
    (values().count(), assumed.count())
}

impl Difference {
    /// The verdict in words, with its bound where all pairs are equal, and a word where locals and migrants
    /// move in opposite ways.
    pub fn said(&self) -> Phrase {
        let mut said = Phrase::from(self.verdict.text());
        if self.verdict == Verdict::Same && self.n > 1 {
            let (count, n) = (self.fewer_than().unwrap_or_default(), self.n);
            said.en.push_str(&format!(" (differs in fewer than {count} of {n})"));
            said.zh.push_str(&format!("（每 {n} 个种子中有差异者少于 {count} 个）"));
        }
        if self.opposite.is_some() {
            said.en.push_str("; locals and migrants in opposite ways");
            said.zh.push_str("；户籍居民与流动人口方向相反");
        }
        said
    }

    /// A sentence on locals and migrants, where they move in opposite ways.
    pub fn opposite_ways(&self) -> Option<Phrase> {
        let opposite = self.opposite?;
        let at = metric::find(&self.metric)?;
        let shown = Shown::of(at);
        let [whole, local, migrant] = [self.estimate(), opposite.local, opposite.migrant]
            .map(|of| shown.changes(of.ends())[0].clone());
        let name = METRICS[at].name;
        let (unit, unit_zh) =
            if shown == Shown::Percent { (" points", "个百分点") } else { ("", "") };
        Some(Phrase {
            en: format!(
                "{}: the {whole}{unit} of all hide that locals and migrants move in opposite ways: \
                 locals {local}{unit}, migrants {migrant}{unit}.",
                capital(name.en)
            ),
            zh: format!(
                "{}：总体的 {whole}{unit_zh}掩盖了户籍居民与流动人口方向相反：户籍居民 \
                 {local}{unit_zh}，流动人口 {migrant}{unit_zh}。",
                name.zh
            ),
        })
    }
}

/// A text with its first letter large.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>());
    first.unwrap_or_default() + letters.as_str()
}

/// The scenarios under conditions of their own.
pub(super) fn own_conditions(
    arms: &[Arm],
    changes: &[SettingChange],
    burn_in: u32,
) -> Vec<OwnConditions> {
    let own = |arm: &Arm| {
        let settings = early(&arm.name, changes, burn_in);
        let told = told(&arms[0].name, &arm.name, arm.elsewhere, &settings);
        (arm.elsewhere || !settings.is_empty()).then(|| OwnConditions {
            scenario: arm.name.clone(),
            place: arm.elsewhere,
            settings,
            told,
        })
    };
    arms[1..].iter().filter_map(own).collect()
}

/// Settings of a scenario that differ before the policy begins.
fn early(scenario: &str, changes: &[SettingChange], burn_in: u32) -> Vec<String> {
    let is_early = |change: &&SettingChange| {
        change.scenario == scenario && (change.by == "baseline" || change.from <= burn_in)
    };
    let mut settings: Vec<String> =
        changes.iter().filter(is_early).map(|change| change.setting.clone()).collect();
    settings.dedup();
    settings
}

/// That a scenario lives under other conditions than a baseline, for whoever sets the two side by side; none if it
/// does not.
pub fn other_conditions(baseline: &Scenario, scenario: &Scenario) -> Option<Phrase> {
    let changes = changes::of(&[baseline.clone(), scenario.clone()]);
    let settings = early(&scenario.name, &changes, baseline.burn_in);
    let elsewhere = *scenario.place != *baseline.place;
    let [en, zh] = told(&baseline.name, &scenario.name, elsewhere, &settings);
    (elsewhere || !settings.is_empty())
        .then(|| Phrase { en: format!("Note: {en}"), zh: format!("注意：{zh}") })
}

/// The sentence on conditions; long lists are cut short.
fn told(baseline: &str, scenario: &str, place: bool, settings: &[String]) -> [String; 2] {
    const MOST: usize = 4;
    let named = |language: Language| -> String {
        let (comma, many) = match language {
            Language::En => (", ", " and {} more"),
            Language::Zh => ("、", "等另 {} 项"),
        };
        let known = settings.iter().filter_map(|id| SettingId::find(id));
        let names = known.map(|id| id.setting().name.say(language));
        let names: Vec<&str> = names.take(MOST).collect();
        let mut named = names.join(comma);
        if settings.len() > MOST {
            named.push_str(&many.replace("{}", &(settings.len() - MOST).to_string()));
        }
        named
    };
    let mut en = Vec::new();
    let mut zh = Vec::new();
    if place {
        en.push("it is another place with other people".to_owned());
        zh.push("地点与居民不同".to_owned());
    }
    if !settings.is_empty() {
        en.push(format!("it differs before the policy begins in {}", named(Language::En)));
        zh.push(format!("政策开始前以下设定即不同：{}", named(Language::Zh)));
    }
    [
        format!(
            "{scenario} has conditions of its own, not those of {baseline}: {}. Its differences are \
             of conditions and policy together; only a baseline under the same conditions shows the \
             policy alone.",
            en.join("; ")
        ),
        format!(
            "{scenario} 的条件与基线 {baseline} 不同：{}。其差异由条件与政策共同造成；要单独看政策的\
             作用，须与条件相同的基线比较。",
            zh.join("；")
        ),
    ]
}
