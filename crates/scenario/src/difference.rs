//! What sets two scenarios apart, in sentences with units.

use super::sentence::{self, both};
use model::model::revenue_by_county;
use model::policy::{Change, ChangeKind, Operation, SPLIT, Scenario, complete_split};
use model::quantity::{Choice, Language, Text, ZONES};
use model::setting;
use model::setting::{SettingId, Table};
use words::{Phrase, say};

/// Differences of one part of two scenarios.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The part.
    pub part: Phrase,
    /// A sentence each.
    pub sentences: Vec<Told>,
}

/// A sentence, and the setting that it tells of, if it is of one.
#[derive(Clone, Debug)]
pub struct Told {
    /// The setting.
    pub setting: Option<SettingId>,
    /// The sentence.
    pub words: Phrase,
}

impl Told {
    fn of(setting: SettingId, words: Option<Phrase>) -> Option<Self> {
        words.map(|words| Self { setting: Some(setting), words })
    }
}

/// What is different in the second of two scenarios, part by part; parts that are alike are left out.
pub fn differences(before: &Scenario, after: &Scenario) -> Vec<Difference> {
    let parts = [
        (Text { en: "Horizon", zh: "时间范围" }.into(), horizon(before, after)),
        (Text { en: "Place", zh: "地点" }.into(), place(before, after)),
        (
            Text { en: "Baseline, from month 1", zh: "基线（自第1个月起）" }.into(),
            baseline(before, after),
        ),
        (policy_part(before, after), policy(before, after)),
        (
            Text { en: "Interventions", zh: "干预" }.into(),
            changes(before, after, ChangeKind::Intervention),
        ),
        (Text { en: "Shocks", zh: "冲击" }.into(), changes(before, after, ChangeKind::Shock)),
    ];
    let differs = |(part, sentences): (Phrase, Vec<Told>)| {
        (!sentences.is_empty()).then_some(Difference { part, sentences })
    };
    parts.into_iter().filter_map(differs).collect()
}

fn horizon(before: &Scenario, after: &Scenario) -> Vec<Told> {
    let mut sentences = Vec::new();
    for (id, was, is) in [
        (setting!("months"), before.months, after.months),
        (setting!("burn_in"), before.burn_in, after.burn_in),
    ] {
        if was != is {
            let words = moved(id, [f64::from(was); 3], [f64::from(is); 3]);
            sentences.extend(Told::of(id, words));
        }
    }
    sentences
}

fn place(before: &Scenario, after: &Scenario) -> Vec<Told> {
    if before.place == after.place {
        return Vec::new();
    }
    let (was, is) = (sentence::place(&before.place), sentence::place(&after.place));
    let words = both(|language| match language {
        Language::En if was == is => format!("Another table: {}.", is.en),
        Language::Zh if was == is => format!("换用另一张表：{}。", is.zh),
        Language::En => format!("Instead of {}: {}.", was.en, is.en),
        Language::Zh => format!("由{}变为{}。", was.zh, is.zh),
    });
    let mut sentences = vec![Told { setting: None, words }];
    if !before.place.from_table && !after.place.from_table {
        let ids = SettingId::all().filter(|id| id.setting().table() == Table::Place);
        sentences.extend(
            ids.flat_map(|id| Told::of(id, moved(id, given(before, id), given(after, id)))),
        );
    }
    sentences
}

/// The baseline's values of a setting.
fn given(scenario: &Scenario, id: SettingId) -> [f64; 3] {
    ZONES.map(|zone| scenario.baseline[zone.index()].get(id))
}

fn baseline(before: &Scenario, after: &Scenario) -> Vec<Told> {
    let mut sentences = Vec::new();
    for id in SettingId::all().filter(|id| id.setting().table() == Table::Values) {
        let derived = id == setting!("revenue_per_adult") && (derives(before) || derives(after));
        let words = if derived {
            revenue(before, after)
        } else {
            moved(id, given(before, id), given(after, id))
        };
        sentences.extend(Told::of(id, words));
    }
    sentences
}

/// Whether the revenue of counties is worked out from their place.
fn derives(scenario: &Scenario) -> bool {
    scenario.place.from_table && !scenario.revenue_given
}

fn revenue(before: &Scenario, after: &Scenario) -> Option<Phrase> {
    let say = |scenario: &Scenario| -> Phrase {
        let how = match revenue_by_county(scenario).as_slice() {
            [one] => sentence::number((one * 100.0).round() / 100.0),
            several => {
                let mean = several.iter().sum::<f64>() / several.len() as f64;
                sentence::number((mean * 100.0).round() / 100.0)
            }
        };
        let several = scenario.place.counties.len() > 1;
        match (derives(scenario), several) {
            (false, _) => say!(en "{how} as given" zh "给定的{how}"),
            (true, false) => say!(en "{how}, derived from the place," zh "由地点推导的{how}"),
            (true, true) => {
                say!(en "a mean of {how}, derived for each county," zh "按旗县推导的（平均{how}）")
            }
        }
    };
    let (was, is) = (say(before), say(after));
    (was != is).then(|| Phrase {
        en: format!("Revenue per adult changes from {} to {} yuan a year.", was.en, is.en),
        zh: format!("人均社区财力由{}变为{}（元/成人·年）。", was.zh, is.zh),
    })
}

fn policy_part(before: &Scenario, after: &Scenario) -> Phrase {
    let (was, is) = (before.burn_in + 1, after.burn_in + 1);
    if was == is {
        say!(en "Policy, from month {is}" zh "政策（自第{is}个月起）")
    } else {
        say!(en "Policy, from month {is} instead of {was}" zh "政策（自第{is}个月起，原为第{was}个月）")
    }
}

fn policy_of(scenario: &Scenario, id: SettingId) -> Option<[f64; 3]> {
    let lines = scenario.changes.iter();
    let mut lines = lines.filter(|line| line.kind == ChangeKind::Policy && line.setting == id);
    match lines.next()?.operation {
        Operation::Value(numbers) => Some(numbers),
        Operation::Factor(_) => None,
    }
}

/// Values under the policy: its own, else the baseline's; shares of the grant that it leaves open
/// divide the rest.
pub(super) fn under_policy(scenario: &Scenario, id: SettingId) -> [f64; 3] {
    if is_moved(scenario, id) {
        return shares_under_policy(scenario, id);
    }
    let mut values = policy_of(scenario, id).unwrap_or([f64::NAN; 3]);
    for (value, under) in values.iter_mut().zip(given(scenario, id)) {
        if value.is_nan() {
            *value = under;
        }
    }
    values
}

/// Whether it is a share of the grant, and the policy gives some of them.
fn is_moved(scenario: &Scenario, id: SettingId) -> bool {
    SPLIT.contains(&id) && SPLIT.iter().any(|share| policy_of(scenario, *share).is_some())
}

fn shares_under_policy(scenario: &Scenario, id: SettingId) -> [f64; 3] {
    ZONES.map(|zone| {
        let baseline = &scenario.baseline[zone.index()];
        let mut settings = baseline.clone();
        let own = SPLIT.map(|share| policy_of(scenario, share).map(|values| values[zone.index()]));
        let own = own.map(|value| value.filter(|value| !value.is_nan()));
        for (share, value) in SPLIT.into_iter().zip(own) {
            if let Some(value) = value {
                settings.set(share, value);
            }
        }
        complete_split(&mut settings, baseline, SPLIT, own.map(|value| value.is_some()));
        settings.get(id)
    })
}

fn policy(before: &Scenario, after: &Scenario) -> Vec<Told> {
    let sets = |scenario, id| policy_of(scenario, id).is_some() || is_moved(scenario, id);
    let set = |id: &SettingId| sets(before, *id) || sets(after, *id);
    let mut sentences = Vec::new();
    for id in SettingId::all().filter(set) {
        let words = moved(id, under_policy(before, id), under_policy(after, id));
        sentences.extend(Told::of(id, words));
    }
    sentences
}

/// A sentence for each pair of values that differ; zones that go the same way share one.
fn moved(id: SettingId, before: [f64; 3], after: [f64; 3]) -> Option<Phrase> {
    let same = |zone: usize, other: usize| {
        let alike = |values: &[f64; 3]| {
            values[zone] == values[other] || values[zone].is_nan() && values[other].is_nan()
        };
        alike(&before) && alike(&after)
    };
    let differs = |zone: usize| {
        before[zone] != after[zone] && !(before[zone].is_nan() && after[zone].is_nan())
    };
    let firsts = (0..ZONES.len()).filter(|&zone| differs(zone));
    let firsts: Vec<usize> =
        firsts.filter(|&zone| (0..zone).all(|other| !same(zone, other))).collect();
    if firsts.is_empty() {
        return None;
    }
    let everywhere = firsts.len() == 1 && (0..ZONES.len()).all(|zone| same(zone, firsts[0]));
    Some(both(|language| {
        let ways = firsts.iter().map(|&first| {
            let way = way(id, before[first], after[first], language);
            if everywhere {
                return way;
            }
            let zones = (0..ZONES.len()).filter(|&zone| same(zone, first));
            let zones: Vec<&str> = zones.map(|zone| ZONES[zone].text().say(language)).collect();
            match language {
                Language::En => format!("{way} ({})", zones.join(", ")),
                Language::Zh => format!("{way}（{}）", zones.join("、")),
            }
        });
        let ways = ways.collect::<Vec<_>>().join(sentence::comma(language));
        match language {
            Language::En => format!("{} {ways}.", sentence::name(id, language)),
            Language::Zh => format!("{}{ways}。", sentence::name(id, language)),
        }
    }))
}

/// How a value moves: `rises from 0.62 to 0.9 of the local wage`.
fn way(id: SettingId, before: f64, after: f64, language: Language) -> String {
    let many = is_plural(id.setting().name.en);
    let is_number = matches!(id.setting().choice, Choice::Real | Choice::Whole);
    let (was, is) = (sentence::bare(id, before), sentence::value(id, after));
    let verb = match (id.setting().choice, before < after) {
        (Choice::Flag, on) => {
            return Text {
                en: match (on, many) {
                    (true, false) => "is switched on",
                    (true, true) => "are switched on",
                    (false, false) => "is switched off",
                    (false, true) => "are switched off",
                },
                zh: if on { "启用" } else { "停用" },
            }
            .say(language)
            .to_owned();
        }
        _ if !is_number || before.is_nan() || after.is_nan() => Text { en: "change", zh: "变为" },
        (_, true) => Text { en: "rise", zh: "升至" },
        (_, false) => Text { en: "fall", zh: "降至" },
    };
    let ending = if many { "" } else { "s" };
    match language {
        Language::En => format!("{}{ending} from {} to {}", verb.en, was.en, is.en),
        Language::Zh => format!("由{}{}{}", was.zh, verb.zh, is.zh),
    }
}

/// Whether an English name stands for many: `training hours`, `political rights of migrants`.
fn is_plural(name: &str) -> bool {
    const AFTER_NOUN: [&str; 8] =
        [" of ", " for ", " to ", " in ", " by ", " from ", " per ", " before "];
    let end = AFTER_NOUN.iter().filter_map(|word| name.find(word)).min().unwrap_or(name.len());
    let noun = &name[..end];
    noun.ends_with('s') && !noun.ends_with("ss") && !noun.ends_with("us")
}

fn changes(before: &Scenario, after: &Scenario, kind: ChangeKind) -> Vec<Told> {
    let of = |scenario: &Scenario| -> Vec<Change> {
        scenario.changes.iter().filter(|change| change.kind == kind).cloned().collect()
    };
    let (was, is) = (of(before), of(after));
    let mut names: Vec<&str> = was.iter().chain(&is).map(|change| change.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let tell = |list: &[Change], scenario: &Scenario, name: &str| {
        let found = list.iter().find(|change| change.name == name);
        found.map(|change| sentence::change(change, &scenario.place))
    };
    let mut sentences = Vec::new();
    for name in names {
        let told = match (tell(&was, before, name), tell(&is, after, name)) {
            (None, Some(is)) => both(|language| match language {
                Language::En => format!("`{name}` is new: {}", is.en),
                Language::Zh => format!("新增`{name}`：{}", is.zh),
            }),
            (Some(was), None) => both(|language| match language {
                Language::En => format!("`{name}` is dropped: {}", was.en),
                Language::Zh => format!("取消`{name}`：{}", was.zh),
            }),
            (Some(was), Some(is)) if was != is => both(|language| match language {
                Language::En => format!("`{name}` changes. Before: {} Now: {}", was.en, is.en),
                Language::Zh => format!("`{name}`有变：原为{}现为{}", was.zh, is.zh),
            }),
            _ => continue,
        };
        let mut known = is.iter().chain(&was);
        let setting = known.find(|change| change.name == name).map(|change| change.setting);
        sentences.push(Told { setting, words: told });
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::is_plural;

    #[test]
    fn names_of_many_are_told_from_names_of_one() {
        for name in ["training hours", "political rights of migrants", "one-stop services"] {
            assert!(is_plural(name), "{name}");
        }
        for name in ["access of migrants", "pay ratio", "share for social organisations"] {
            assert!(!is_plural(name), "{name}");
        }
    }
}
