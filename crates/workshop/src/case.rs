//! Files of cases: read and checked with all faults at once, each with its place, cause and remedy.

use std::collections::BTreeMap;
use std::path::Path;

use model::metric::{self, METRICS};
use model::quantity::Text;
use model::setting::{Decider, SettingId};
use reading::{At, Fields, Found};
use report::output::sha256;
use scenario::{Base, Fault, Faults, KEYS, Options, Value, is_name};
use study::experiment::Together;
use words::{Phrase, say};

use super::grid::{self, Policy, STEPS};
use super::notes::{self, Notes, both};

/// Levers of a case.
pub const LEVERS: usize = 5;
/// The most outcomes of each kind: what fits one screen.
const MOST_METRICS: usize = 8;

const TOP: [&str; 20] = [
    "schema",
    "name",
    "title",
    "title_zh",
    "story",
    "story_zh",
    "question",
    "question_zh",
    "lesson",
    "lesson_zh",
    "baseline",
    "set",
    "goals",
    "watch",
    "purse",
    "efforts",
    "beats",
    "levers",
    "say",
    "asked",
];
const TEXTS: [&str; 4] = ["title", "story", "question", "lesson"];
const BEATS: [&str; 4] = ["predict", "commit", "reveal", "why"];
const OF_LEVER: [&str; 7] =
    ["title", "title_zh", "steps", "steps_zh", "effort", "set", "interventions"];

const SHIPPED: &[(&str, &str)] = &[
    ("hours", include_str!("../../../scenarios/cases/hours.toml")),
    ("newcomers", include_str!("../../../scenarios/cases/newcomers.toml")),
    ("openness", include_str!("../../../scenarios/cases/openness.toml")),
    ("pilot", include_str!("../../../scenarios/cases/pilot.toml")),
    ("revenue", include_str!("../../../scenarios/cases/revenue.toml")),
    ("selection", include_str!("../../../scenarios/cases/selection.toml")),
];

/// Names and texts of the shipped cases, by name.
pub fn shipped() -> &'static [(&'static str, &'static str)] {
    SHIPPED
}

/// Minutes of the beats of a workshop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beats {
    /// Of predicting.
    pub predict: u32,
    /// Of choosing.
    pub commit: u32,
    /// Of seeing.
    pub reveal: u32,
    /// Of asking why.
    pub why: u32,
}

/// A lever of a case: settings that move together, in three steps.
#[derive(Clone, Debug)]
pub struct Lever {
    /// Name in the file.
    pub name: String,
    /// Name for people.
    pub title: Phrase,
    /// What each step is called; the first is things as they are.
    pub steps: [Phrase; STEPS],
    /// Effort points of each step.
    pub effort: [u32; STEPS],
    /// What each step sets: keys of scenario files and values.
    pub set: [Vec<(String, Value)>; STEPS],
    /// Who decides, the widest first, each once.
    pub decides: Vec<Text>,
    at: At,
    /// Where each of what a step sets stands.
    places: [Vec<At>; STEPS],
}

/// A case that was read: sound, and its levers are legal values of the baseline.
#[derive(Debug)]
pub struct Case {
    /// Name.
    pub name: String,
    /// Title, story, question for the room, and what it teaches.
    pub texts: [Phrase; 4],
    /// The baseline with what the case lays over it.
    pub base: Base,
    /// How the file names the baseline.
    pub baseline: String,
    /// What it lays over the baseline, each `key=value` as in a file.
    pub set: Vec<String>,
    /// Outcomes that are wanted, as positions in the registry; the first is the room's number.
    pub goals: Vec<usize>,
    /// Outcomes on the way from levers to goals, as positions in the registry.
    pub watch: Vec<usize>,
    /// What a policy may add to the yearly budget in its dearest year: yuan per adult.
    pub purse: f64,
    /// Effort points that a policy may use.
    pub efforts: u32,
    /// Minutes of the beats.
    pub beats: Beats,
    /// The levers, in the order of the file.
    pub levers: Vec<Lever>,
    /// What is given to whoever leads.
    pub notes: Notes,
    /// SHA-256 of what decides its answers: the scenario that it begins from, levers and outcomes.
    pub hash: String,
}

/// Reads a case, given by path or by the name of a shipped one; with warnings.
///
/// # Errors
/// All faults of the file and of the baseline, each with its place.
pub fn load(name_or_path: &str) -> Result<(Case, Vec<Fault>), Faults> {
    let path = Path::new(name_or_path);
    let name = name_or_path.strip_suffix(".toml").unwrap_or(name_or_path);
    if path.exists() {
        return read(Found::in_file(path, KEYS), path.parent());
    }
    if let Some((name, text)) = SHIPPED.iter().find(|(known, _)| *known == name) {
        return read(Found::in_text(&format!("<shipped>/cases/{name}.toml"), text, KEYS), None);
    }
    let (mut found, at) = Found::in_word("<case>", name_or_path);
    let what = say!(en "there is no case `{name_or_path}`" zh "没有案例`{name_or_path}`");
    found.unknown(at, ("case::unknown", what), name, SHIPPED.iter().map(|(name, _)| *name));
    found.finish(None::<Case>)
}

fn read(
    (mut found, top): (Found, Fields),
    folder: Option<&Path>,
) -> Result<(Case, Vec<Fault>), Faults> {
    top.schema(&mut found);
    top.only(&mut found, &TOP);
    top.needs(&mut found, &["name", "baseline", "goals", "watch", "purse", "efforts", "levers"]);
    let name = top.word(&mut found, "name").unwrap_or_default();
    if top.has("name") && !is_name(&name) {
        let what = say!(en "`{name}` cannot be the name of a case" zh "`{name}`不能作为案例名称");
        found.fault(top.at("name"), "case::name", what, Some(scenario::NAMES.into()));
    }
    let texts = TEXTS.map(|key| both(&mut found, &top, key));
    let (goals, watch) = (metrics(&mut found, &top, "goals"), metrics(&mut found, &top, "watch"));
    let purse = top.number(&mut found, "purse", (0.0, 10_000.0)).unwrap_or_default();
    let efforts = top.whole(&mut found, "efforts", (0, 100)).unwrap_or_default();
    let beats = beats(&mut found, &top);
    let levers = levers(&mut found, &top);
    let notes = notes::read(&mut found, &top);
    let baseline = top.word(&mut found, "baseline");
    let options = laid_over(&mut found, &top);
    let base = baseline.as_ref().and_then(|name| base(&mut found, &top, (name, folder), &options));
    let case = base.filter(|_| found.is_sound()).and_then(|base| {
        let loaded = base.loaded().ok()?;
        let table = loaded.place_table.unwrap_or_default();
        // What decides the answers, and no word of the story: a lesson that is written anew costs no runs.
        let steps: Vec<_> = levers.iter().map(|lever| &lever.set).collect();
        let decides = format!("{steps:?}\n{goals:?}\n{watch:?}\n{}\n{table}", loaded.resolved);
        let hash = sha256(decides.as_bytes());
        let baseline = baseline.unwrap_or_default();
        Some(Case {
            name,
            texts,
            base,
            baseline,
            set: options.set,
            goals,
            watch,
            purse,
            efforts,
            beats,
            levers,
            notes,
            hash,
        })
    });
    if let Some(case) = &case {
        check_policies(&mut found, case);
    }
    found.finish(case)
}

fn metrics(found: &mut Found, top: &Fields, key: &str) -> Vec<usize> {
    let Some(words) = top.words(found, key) else { return Vec::new() };
    if words.is_empty() || words.len() > MOST_METRICS {
        let number = words.len();
        let what = say!(en "`{key}` names {number} outcomes" zh "`{key}`列出了{number}个指标");
        let help = say!(en "name 1 to {MOST_METRICS}" zh "请列出1至{MOST_METRICS}个");
        found.fault(top.at(key), "case::outcomes", what, Some(help));
    }
    let mut positions = Vec::new();
    for (word, at) in words {
        let Some(position) = metric::find(&word) else {
            let what = say!(en "there is no outcome `{word}`" zh "没有指标`{word}`");
            let known = METRICS.iter().map(|metric| metric.id);
            found.unknown(at, ("case::unknown_outcome", what), &word, known);
            continue;
        };
        if positions.contains(&position) {
            let what = say!(en "`{word}` is named twice" zh "`{word}`重复");
            let help = say!(en "name each outcome once" zh "每个指标只列一次");
            found.fault(at, "case::twice", what, Some(help));
        } else {
            positions.push(position);
        }
    }
    positions
}

fn beats(found: &mut Found, top: &Fields) -> Beats {
    let table = top.table(found, "beats");
    if let Some(table) = &table {
        table.only(found, &BEATS);
    }
    let [predict, commit, reveal, why] = BEATS.map(|beat| {
        table.as_ref().and_then(|table| table.whole(found, beat, (1, 120))).unwrap_or(5)
    });
    Beats { predict, commit, reveal, why }
}

/// What the case lays over its baseline, as a command line does with `--set`.
fn laid_over(found: &mut Found, top: &Fields) -> Options {
    let Some(table) = top.table(found, "set") else { return Options::default() };
    let keys: Vec<String> = table.keys().map(str::to_owned).collect();
    let line = |key: &String| {
        let (value, _) = table.value(found, key)?;
        Some(format!("{key}={}", value.as_written()))
    };
    Options { set: keys.iter().filter_map(line).collect(), ..Options::default() }
}

/// The baseline: beside the case's file, else as a command line would find it.
fn base(
    found: &mut Found,
    top: &Fields,
    (name, folder): (&String, Option<&Path>),
    options: &Options,
) -> Option<Base> {
    let beside = folder.map(|folder| folder.join(name)).filter(|path| path.is_file());
    let path = beside.map_or_else(|| name.clone(), |path| path.display().to_string());
    match Base::read_with(&path, options) {
        Ok(base) => Some(base),
        Err(faults) => {
            pass_on(found, top.at("baseline"), &faults);
            None
        }
    }
}

/// Tells the faults of a scenario at the place of the case that brought them about.
fn pass_on(found: &mut Found, at: At, faults: &Faults) {
    for fault in faults.iter() {
        found.fault(at, fault.code, fault.message.clone(), fault.help.first().cloned());
    }
}

fn levers(found: &mut Found, top: &Fields) -> Vec<Lever> {
    let mut tables = top.tables(found, "levers");
    tables.sort_by_key(|(_, table)| table.here().start());
    if top.has("levers") && tables.len() != LEVERS {
        let number = tables.len();
        let what = say!(en "the case has {number} levers" zh "案例有{number}个杠杆");
        let help =
            say!(en "give {LEVERS}, as `[levers.NAME]`" zh "请以`[levers.名称]`给出{LEVERS}个");
        found.fault(top.at("levers"), "case::levers", what, Some(help));
    }
    tables.into_iter().map(|(name, table)| lever(found, name, &table)).collect()
}

fn lever(found: &mut Found, name: String, table: &Fields) -> Lever {
    table.only(found, &OF_LEVER);
    table.needs(found, &["steps", "steps_zh", "effort"]);
    if !table.has("set") && !table.has("interventions") {
        table.needs(found, &["set"]);
    }
    let title = both(found, table, "title");
    let [en, zh] = ["steps", "steps_zh"].map(|key| {
        let words = table.words(found, key).unwrap_or_default();
        three(found, table, key, words.into_iter().map(|(word, _)| word).collect())
    });
    let steps = std::array::from_fn(|step| Phrase { en: en[step].clone(), zh: zh[step].clone() });
    let points = table.numbers(found, "effort", (0.0, 100.0)).unwrap_or_default();
    if points.iter().any(|points| points.fract() != 0.0) {
        let what = say!(en "effort points are whole numbers" zh "投入点数须为整数");
        let help = say!(en "as in [0, 1, 2]" zh "如[0, 1, 2]");
        found.fault(table.at("effort"), "case::effort", what, Some(help));
    }
    let points = points.into_iter().map(|points| points as u32).collect();
    let effort = three(found, table, "effort", points);
    let mut given = Given::default();
    given.take_settings(found, table);
    given.take_interventions(found, table);
    let Given { set, places, decides } = given;
    let mut texts: Vec<Text> = Vec::new();
    for decider in decides {
        if !texts.contains(&decider.text()) {
            texts.push(decider.text());
        }
    }
    Lever { name, title, steps, effort, set, decides: texts, at: table.here(), places }
}

/// What the steps of a lever set.
#[derive(Default)]
struct Given {
    set: [Vec<(String, Value)>; STEPS],
    places: [Vec<At>; STEPS],
    decides: Vec<Decider>,
}

impl Given {
    fn add(&mut self, step: usize, (key, value, at): (String, Value, At)) {
        self.set[step].push((key, value));
        self.places[step].push(at);
    }

    /// Levers of the model, with a value a step: from the month in which a policy begins, everywhere.
    fn take_settings(&mut self, found: &mut Found, table: &Fields) {
        let Some(values) = table.table(found, "set") else { return };
        let keys: Vec<String> = values.keys().map(str::to_owned).collect();
        for key in keys {
            let Some(decider) = lever_named(found, &key, values.at(&key)) else { continue };
            self.decides.push(decider);
            let given = values.values(found, &key).unwrap_or_default();
            if given.len() != STEPS {
                wrong_number(found, values.at(&key), &key, given.len());
            }
            for (step, (value, at)) in given.into_iter().take(STEPS).enumerate() {
                self.add(step, (format!("policy.{key}"), value, at));
            }
        }
    }

    /// Interventions, a table of them a step: some communities first, more of them later. Their keys are those of
    /// a scenario's `[interventions.NAME]`, and its reader checks them.
    fn take_interventions(&mut self, found: &mut Found, table: &Fields) {
        if !table.has("interventions") {
            return;
        }
        let steps = table.list_of_tables(found, "interventions").unwrap_or_default();
        if found.is_sound() && steps.len() != STEPS {
            wrong_number(found, table.at("interventions"), "interventions", steps.len());
        }
        for (step, tables) in steps.into_iter().take(STEPS).enumerate() {
            let names: Vec<String> = tables.keys().map(str::to_owned).collect();
            for name in names {
                let Some(parts) = tables.table(found, &name) else { continue };
                if let Some(setting) = parts.has("set").then(|| parts.word(found, "set")).flatten()
                {
                    self.decides.extend(lever_named(found, &setting, parts.at("set")));
                }
                for (key, value, at) in parts.leaves(found) {
                    self.add(step, (format!("interventions.{name}.{key}"), value, at));
                }
            }
        }
    }
}

/// Who decides on a lever of the model, or a fault.
fn lever_named(found: &mut Found, key: &str, at: At) -> Option<Decider> {
    let is_lever = |id: &SettingId| id.setting().decides.is_some();
    if let Some(id) = SettingId::find(key).filter(is_lever) {
        return id.setting().decides;
    }
    let what = say!(en "`{key}` is no lever of the model" zh "`{key}`不是模型的政策杠杆");
    let known = SettingId::all().filter(is_lever).map(|id| id.setting().id);
    found.unknown(at, ("case::unknown_lever", what), key, known);
    None
}

fn wrong_number(found: &mut Found, at: At, key: &str, number: usize) {
    let what = say!(en "`{key}` has {number} values" zh "`{key}`有{number}个值");
    let help = say!(
        en "give {STEPS}, one a step; the first is things as they are"
        zh "请给出{STEPS}个，每档一个；第一个为现状"
    );
    found.fault(at, "case::steps", what, Some(help));
}

/// Exactly one a step, or a fault.
fn three<T: Default + Clone>(
    found: &mut Found,
    table: &Fields,
    key: &str,
    mut given: Vec<T>,
) -> [T; STEPS] {
    if table.has(key) && given.len() != STEPS {
        wrong_number(found, table.at(key), key, given.len());
    }
    given.resize(STEPS, T::default());
    std::array::from_fn(|step| given[step].clone())
}

/// Each step alone, then all together: legal, the first as things are, the others not without effect.
fn check_policies(found: &mut Found, case: &Case) {
    let Ok(baseline) = case.base.scenario() else { return };
    for (at, lever) in case.levers.iter().enumerate() {
        for step in 0..STEPS {
            let policy = Policy::alone(at, step);
            let scenario = match grid::scenario(case, policy) {
                Ok(scenario) => scenario,
                Err(faults) => {
                    pass_on_of(found, case, policy, &faults);
                    continue;
                }
            };
            let same = Together::of(&baseline, &scenario, 1) == Together::Always;
            let (name, which) = (&lever.name, step + 1);
            if step == 0 && !same {
                let what = say!(
                    en "the first step of `{name}` is not things as they are"
                    zh "`{name}`的第一档不是现状"
                );
                let help = say!(
                    en "give the baseline's own values first"
                    zh "第一个值须为基准情景自身的取值"
                );
                found.fault(lever.at, "case::not_today", what, Some(help));
            } else if step > 0 && same {
                let what = say!(
                    en "step {which} of `{name}` does nothing by itself"
                    zh "`{name}`的第{which}档单独不起作用"
                );
                found.warn(lever.at, "case::idle", what, None);
            }
        }
    }
    set_twice(found, case);
    let faulty = |policy| grid::scenario(case, policy).err().map(|faults| (policy, faults));
    if found.is_sound()
        && let Some((policy, faults)) = Policy::all().find_map(faulty)
    {
        pass_on_of(found, case, policy, &faults);
    }
}

/// Tells the faults of a policy where the case's file gives what they are about.
fn pass_on_of(found: &mut Found, case: &Case, policy: Policy, faults: &Faults) {
    let chosen = || case.levers.iter().zip(policy.steps());
    // What a policy sets is read as a text with a line a value, in this order.
    let places: Vec<At> = chosen().flat_map(|(lever, step)| lever.places[step].clone()).collect();
    let moved = chosen().find(|&(_, step)| step > 0).or_else(|| chosen().next());
    for fault in faults.iter() {
        let own = (fault.file == "<with>").then(|| places.get(fault.line - 1)).flatten();
        let Some(at) = own.copied().or_else(|| moved.map(|(lever, _)| lever.at)) else { continue };
        found.fault(at, fault.code, fault.message.clone(), fault.help.first().cloned());
    }
}

/// Two levers must not set one key: of a policy with both, one would do nothing.
fn set_twice(found: &mut Found, case: &Case) {
    let mut known: BTreeMap<&str, &str> = BTreeMap::new();
    for lever in &case.levers {
        let keys = |step: usize| lever.set[step].iter().zip(&lever.places[step]);
        let mut own: BTreeMap<&str, At> = BTreeMap::new();
        for ((key, _), &at) in (0..STEPS).flat_map(keys) {
            own.entry(key).or_insert(at);
        }
        for (key, at) in own {
            if let Some(other) = known.insert(key, &lever.name) {
                let name = &lever.name;
                let what = say!(
                    en "`{key}` is set by two levers, `{other}` and `{name}`"
                    zh "`{other}`和`{name}`两个杠杆都设定了`{key}`"
                );
                let help = say!(
                    en "let one lever set it; give a second intervention a name of its own"
                    zh "只由一个杠杆设定；第二项干预请另取名称"
                );
                found.fault(at, "case::set_twice", what, Some(help));
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(text: &str) -> String {
        read(Found::in_text("case.toml", text, KEYS), None).unwrap().0.hash
    }

    #[test]
    fn a_story_that_is_written_anew_keeps_the_answers_and_another_step_does_not() {
        let (_, text) = shipped()[0];
        let story = text.lines().find(|line| line.starts_with("lesson =")).unwrap();
        let own = hash(text);
        assert_eq!(hash(&text.replacen(story, "lesson = \"Another one.\"", 1)), own);
        let step = "admin_cap_share = [1.0, 0.6, 0.45]";
        assert!(text.contains(step));
        assert_ne!(hash(&text.replacen(step, "admin_cap_share = [1.0, 0.6, 0.4]", 1)), own);
    }

    #[test]
    fn faults_in_an_intervention_of_a_lever_stand_where_the_file_gives_them() {
        let (_, text) = shipped().iter().find(|(name, _)| *name == "pilot").unwrap();
        for (from, to, code, at) in [
            ("set = \"one_stop\"", "set = \"one_stp\"", "case::unknown_lever", "\"one_stp\""),
            ("value = 0.6", "value = 6.0", "scenario::out_of_range", "6.0"),
            ("every = 36", "evry = 36", "scenario::unknown_key", "36"),
            ("from = 25", "from = 250", "scenario::after_horizon", "250"),
            ("{ cap = ", "{ posts = ", "case::set_twice", ""),
            ("interventions = [\n  {},", "interventions = [", "case::steps", ""),
        ] {
            let changed = text.replacen(from, to, 1);
            assert_ne!(&changed, text, "{from}");
            let faults = read(Found::in_text("case.toml", &changed, KEYS), None).unwrap_err();
            let told = faults.render(model::quantity::Language::En);
            let fault = faults.iter().find(|fault| fault.code == code);
            let fault = fault.unwrap_or_else(|| panic!("{code}: {told}"));
            assert!(changed[fault.span.clone()].contains(at), "{at}: {told}");
        }
    }

    #[test]
    fn faults_of_a_case_come_all_at_once_with_what_to_write() {
        let (_, text) = shipped()[0];
        for (from, to, code) in [
            ("goals = [", "goals = [\"trusst\", ", "case::unknown_outcome"),
            ("admin_cap_share = [", "admin_cap_shar = [", "case::unknown_lever"),
            ("admin_cap_share = [1.0, 0.6, 0.45]", "admin_cap_share = [1.0, 0.6]", "case::steps"),
            ("admin_cap_share = [1.0, ", "admin_cap_share = [0.9, ", "case::not_today"),
        ] {
            let changed = text.replacen(from, to, 1);
            assert_ne!(changed, text, "{from}");
            let faults = read(Found::in_text("case.toml", &changed, KEYS), None).unwrap_err();
            assert!(
                faults.iter().any(|fault| fault.code == code),
                "{code}: {}",
                faults.render(model::quantity::Language::En)
            );
        }
        let faults = load("hour").unwrap_err().render(model::quantity::Language::En);
        assert!(faults.contains("hours"), "{faults}");
    }
}
