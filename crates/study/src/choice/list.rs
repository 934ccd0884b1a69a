//! What is chosen from: packages, steps of levers, and pairs of them. A file may list them.

use std::path::Path;

use reading::{Fields, Found};
use scenario::{Fault, Faults, KEYS, Value, is_name};

use crate::setting::SettingId;
use words::say;

/// The most candidates of one choice.
pub const MOST: usize = 200;

/// The keys of a list; no scenario file has one of the last three.
const TOP: [&str; 4] = ["schema", "packages", "pairs", "steps"];

/// A package to choose from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Package {
    /// Scenario files or names of shipped ones, which are combined; none where levers are set on the baseline.
    pub parts: Vec<String>,
    /// Levers that are set besides, with their values.
    pub set: Vec<(String, Value)>,
    /// What it is called; nothing where the scenario's own name says it.
    pub name: Option<String>,
}

impl Package {
    /// A scenario alone, as a word of the command line names it.
    pub fn named(word: &str) -> Self {
        Self { parts: vec![word.to_owned()], ..Self::default() }
    }

    /// What is set besides, as `--set` has it.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        self.set.iter().map(|(lever, value)| format!("policy.{lever}={}", value.as_written()))
    }
}

/// What is chosen from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct List {
    /// The packages, in the order of the file; then steps.
    pub packages: Vec<Package>,
    /// Whether each two of them that can be combined are candidates too.
    pub pairs: bool,
}

/// Whether a file is a list of what is chosen from, and no scenario.
pub fn is_list(path: &Path) -> bool {
    let is_file = path.is_file() && path.extension().is_some_and(|end| end == "toml");
    is_file && {
        let (_, top) = Found::in_file(path, KEYS);
        TOP[1..].iter().any(|key| top.has(key))
    }
}

/// Reads a list.
///
/// # Errors
/// All faults of the file, each with its place; those of the scenarios that it names are found when these are read.
pub fn read_list(path: &Path) -> Result<(List, Vec<Fault>), Faults> {
    let (mut found, top) = Found::in_file(path, KEYS);
    let folder = path.parent().unwrap_or_else(|| Path::new(""));
    top.schema(&mut found);
    top.only(&mut found, &TOP);
    let mut packages: Vec<Package> = Vec::new();
    for (word, at) in top.words(&mut found, "packages").unwrap_or_default() {
        let package = Package::named(&beside(folder, &word));
        if packages.contains(&package) {
            let what = say!(en "`{word}` is named twice" zh "`{word}`重复");
            let help = say!(en "name each package once" zh "每个方案只列一次");
            found.fault(at, "choice::twice", what, Some(help));
        } else {
            packages.push(package);
        }
    }
    let pairs = top.flag(&mut found, "pairs").unwrap_or(false);
    let mut tables = top.tables(&mut found, "steps");
    tables.sort_by_key(|(_, table)| table.here().start());
    for (name, table) in tables {
        packages.extend(steps(&mut found, folder, &name, &table));
    }
    if packages.is_empty() && found.is_sound() {
        let what = say!(en "the list names nothing to choose from" zh "清单未列出可供选择的方案");
        let help = say!(
            en "name packages, as in packages = [\"clear-functions\", \"mine.toml\"], or steps of levers as [steps.NAME]"
            zh "请列出方案，如 packages = [\"clear-functions\", \"mine.toml\"]，或以 [steps.名称] 列出杠杆的分级"
        );
        found.fault(top.here(), "choice::empty", what, Some(help));
    }
    let number = packages.len() + if pairs { combined(&packages, "").len() } else { 0 };
    if number > MOST {
        let what = say!(
            en "the list makes {number} candidates, and at most {MOST} can be chosen from"
            zh "清单共有{number}个候选方案，最多{MOST}个"
        );
        let help = say!(en "give fewer steps, or leave out pairs" zh "请减少分级，或不作两两合并");
        found.fault(top.here(), "choice::too_many", what, Some(help));
    }
    found.finish(Some(List { packages, pairs }))
}

/// A file beside the list, else the word as a command line would take it.
fn beside(folder: &Path, word: &str) -> String {
    let path = folder.join(word);
    if path.is_file() { path.display().to_string() } else { word.to_owned() }
}

/// The packages of one table of steps: each value of its levers, of several levers each combination.
fn steps(found: &mut Found, folder: &Path, name: &str, table: &Fields) -> Vec<Package> {
    table.only(found, &["package", "levers"]);
    table.needs(found, &["levers"]);
    if !is_name(name) {
        let what = say!(en "`{name}` cannot be the name of steps" zh "`{name}`不能作为分级的名称");
        found.fault(table.here(), "choice::name", what, Some(scenario::NAMES.into()));
    }
    let parts: Vec<String> =
        table.word(found, "package").iter().map(|word| beside(folder, word)).collect();
    let Some(levers) = table.table(found, "levers") else { return Vec::new() };
    let keys: Vec<String> = levers.keys().map(str::to_owned).collect();
    if keys.is_empty() {
        let what = say!(en "the steps set no lever" zh "分级未设定任何杠杆");
        let help = say!(en "as in pay_ratio = [0.7, 0.8]" zh "如 pay_ratio = [0.7, 0.8]");
        found.fault(levers.here(), "choice::no_lever", what, Some(help));
        return Vec::new();
    }
    let mut sets: Vec<Vec<(String, Value)>> = vec![Vec::new()];
    for key in keys {
        if SettingId::find(&key).is_none_or(|id| id.setting().decides.is_none()) {
            let what = say!(en "`{key}` is no lever of the model" zh "`{key}`不是模型的政策杠杆");
            let known = SettingId::all().map(SettingId::setting);
            let known = known.filter(|known| known.decides.is_some()).map(|known| known.id);
            found.unknown(levers.at(&key), ("choice::unknown_lever", what), &key, known);
            continue;
        }
        let values = levers.values(found, &key).unwrap_or_default();
        if values.is_empty() {
            if found.is_sound() {
                let what = say!(en "`{key}` has no steps" zh "`{key}`没有分级");
                let help = say!(en "as in [0.7, 0.8]" zh "如 [0.7, 0.8]");
                found.fault(levers.at(&key), "choice::no_steps", what, Some(help));
            }
            continue;
        }
        // Far more than can be chosen from need not be made to be counted.
        let room = |sets: &Vec<Vec<(String, Value)>>| sets.len() * values.len() <= 100 * MOST;
        if room(&sets) {
            let with = |set: &Vec<(String, Value)>| {
                let add =
                    |(value, _): &(Value, _)| [&set[..], &[(key.clone(), value.clone())]].concat();
                values.iter().map(add).collect::<Vec<_>>()
            };
            sets = sets.iter().flat_map(with).collect();
        }
    }
    let package = |set: Vec<(String, Value)>| {
        let values: Vec<String> = set.iter().map(|(_, value)| value.as_written()).collect();
        let values = values.join("-").replace(['"', '\''], "");
        Package { parts: parts.clone(), set, name: Some(format!("{name}-{values}")) }
    };
    sets.into_iter().map(package).collect()
}

/// Each two packages that share neither a part nor a lever that both set besides, combined. That both stand on the
/// same baseline parts nobody.
pub fn combined(packages: &[Package], baseline: &str) -> Vec<(usize, usize)> {
    let apart = |a: &Package, b: &Package| {
        !a.parts.iter().any(|part| part != baseline && b.parts.contains(part))
            && !a.set.iter().any(|(key, _)| b.set.iter().any(|(other, _)| other == key))
    };
    let of = |first: usize| {
        let others = first + 1..packages.len();
        others
            .filter(move |&second| apart(&packages[first], &packages[second]))
            .map(move |second| (first, second))
    };
    (0..packages.len()).flat_map(of).collect()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::quantity::Language;

    fn file(text: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.toml");
        std::fs::write(&path, text).unwrap();
        (folder, path)
    }

    #[test]
    fn a_list_names_packages_steps_and_whether_pairs_are_meant() {
        let (_folder, path) = file(
            "schema = 1\npackages = [\"clear-functions\", \"one-stop-services\"]\npairs = true\n\
             [steps.pay]\npackage = \"professional-team\"\nlevers.pay_ratio = [0.7, 0.8]\nlevers.appraisal = [true, false]\n\
             [steps.hours]\nlevers.training_hours = [8]\n",
        );
        assert!(is_list(&path));
        let (list, _) = read_list(&path).unwrap();
        let names: Vec<Option<&str>> = list.packages.iter().map(|of| of.name.as_deref()).collect();
        assert_eq!(
            names,
            [
                None,
                None,
                Some("pay-true-0.7"),
                Some("pay-true-0.8"),
                Some("pay-false-0.7"),
                Some("pay-false-0.8"),
                Some("hours-8"),
            ]
        );
        let lines: Vec<String> = list.packages[3].lines().collect();
        assert_eq!(lines, ["policy.appraisal=true", "policy.pay_ratio=0.8"]);
        // Steps of one package are no pair; all others are.
        assert_eq!(combined(&list.packages, "").len(), 1 + 2 * 4 + 2 + 4);
        let [a, b] = ["a", "b"].map(|own| Package {
            parts: vec!["ours.toml".to_owned(), own.to_owned()],
            ..Package::default()
        });
        let both = [a, b];
        assert_eq!(combined(&both, "ours.toml"), [(0, 1)]);
        assert_eq!(combined(&both, ""), []);
    }

    #[test]
    fn each_fault_of_a_list_has_one_message_with_place_and_remedy() {
        for (text, part) in [
            ("packages = [\"a\"]\n", "schema"),
            ("schema = 1\n", "nothing to choose from"),
            ("schema = 1\npackages = []\n", "nothing to choose from"),
            ("schema = 1\npackges = [\"a\"]\npairs = true\n", "packages"),
            ("schema = 1\npackages = \"a\"\n", "list"),
            ("schema = 1\npackages = [1]\n", "text"),
            ("schema = 1\npackages = [\"a\", \"a\"]\n", "named twice"),
            ("schema = 1\npackages = [\"a\"]\npairs = \"yes\"\n", "pairs"),
            ("schema = 1\n[steps.x]\npackage = \"a\"\n", "levers"),
            ("schema = 1\n[steps.x]\nlevers.pay_rato = [1]\n", "pay_ratio"),
            ("schema = 1\n[steps.x]\nlevers.quit_base = [1]\n", "no lever"),
            ("schema = 1\n[steps.x]\nlevers.pay_ratio = []\n", "no steps"),
            ("schema = 1\n[steps.x]\nlevers.pay_ratio = 0.7\n", "list"),
            ("schema = 1\n[steps.x]\nlevers = {}\n", "no lever"),
            ("schema = 1\n[steps.x]\nlever.pay_ratio = [1]\nlevers.appraisal = [true]\n", "levers"),
            ("schema = 1\n[steps.\"a/b\"]\nlevers.appraisal = [true]\n", "cannot be the name"),
        ] {
            let (_folder, path) = file(text);
            let told = read_list(&path).unwrap_err().render(Language::En);
            assert!(told.contains(part) && told.contains("list.toml"), "{text}: {told}");
        }
        let many: Vec<String> = (0..=MOST).map(|at| at.to_string()).collect();
        let (_folder, path) = file(&format!(
            "schema = 1\n[steps.x]\nlevers.training_hours = [{}]\n",
            many.join(", ")
        ));
        let told = read_list(&path).unwrap_err().render(Language::Zh);
        assert!(told.contains("最多200个"), "{told}");
    }
}
