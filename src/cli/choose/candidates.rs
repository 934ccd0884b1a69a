//! The candidates: read, combined two by two, and held against each other before anything runs.

use std::path::Path;

use super::Arms;
use crate::choice::{MOST, Package, combined, is_list, read_list};
use crate::cli::job::Over;
use crate::cli::{FAULTS, USAGE, say_error};
use crate::experiment::Together;
use crate::policy::Scenario;
use crate::quantity::{Language, Phrase};
use crate::scenario::{Faults, Loaded, load, parts_of, render};
use words::say;

/// The shipped packages (scenarios/README.md).
pub(super) const PACKAGES: [&str; 7] = [
    "clear-functions",
    "adequate-funding",
    "professional-team",
    "migrant-inclusion",
    "one-stop-services",
    "co-governance",
    "governance-training",
];

/// Who takes part.
pub(super) struct Field {
    /// The baseline as it was named.
    pub baseline: String,
    /// The scenarios, the baseline first.
    pub arms: Arms,
    /// The table of the place, if it has one: all live in it.
    pub place_table: Option<String>,
    /// What each is made of, in the order of the arms.
    pub packages: Vec<Package>,
    /// Who does not, and why.
    pub left_out: Vec<(String, Phrase)>,
}

/// An exit code, and a message.
type Refusal = (u8, String);

/// Reads the candidates.
///
/// # Errors
/// Why there is nothing to choose from, or what is wrong with an input.
pub(super) fn field(
    baseline: &str,
    words: &[String],
    pairs: bool,
    over: &Over,
    language: Language,
) -> Result<Field, Refusal> {
    let (packages, pairs) = named(baseline, words, pairs, language)?;
    let faulty = |faults: Faults| (FAULTS, faults.render(language));
    let first = load(baseline, &over.options()).map_err(faulty)?;
    let mut field = Field {
        baseline: baseline.to_owned(),
        arms: vec![first.scenario],
        place_table: first.place_table,
        packages: vec![Package::default()],
        left_out: Vec::new(),
    };
    let mut all_faults = Vec::new();
    for package in &packages {
        match read(baseline, package, over) {
            Ok(loaded) => {
                for warning in &loaded.warnings {
                    say_error(&render(std::slice::from_ref(warning), language, false));
                }
                let refused = other_conditions(&field.arms[0], &loaded.scenario, baseline);
                if let Some(refused) = refused {
                    return Err((FAULTS, refused.pick(language)));
                }
                take(&mut field, package.clone(), loaded.scenario, language)?;
            }
            Err(faults) => all_faults.push(faults.render(language)),
        }
    }
    if !all_faults.is_empty() {
        return Err((FAULTS, all_faults.join("\n")));
    }
    if pairs {
        for (a, b) in combined(&packages, baseline) {
            let pair = together(&packages[a], &packages[b]);
            match read(baseline, &pair, over) {
                Ok(loaded) => take(&mut field, pair, loaded.scenario, language)?,
                Err(faults) => {
                    let why = faults.iter().next().map(|fault| fault.message.clone());
                    let name = label(&pair);
                    let why = why.unwrap_or_else(|| Phrase::same(""));
                    field.left_out.push((name, cannot_be_combined(&why)));
                }
            }
        }
    }
    check(&field, language)?;
    Ok(field)
}

/// What the words of the command name.
fn named(
    baseline: &str,
    words: &[String],
    pairs: bool,
    language: Language,
) -> Result<(Vec<Package>, bool), Refusal> {
    let lists = words.iter().filter(|word| is_list(Path::new(word))).count();
    if lists > 0 && words.len() > 1 {
        let message = say!(
            en "error: a file that lists packages stands alone; write the others into it"
            zh "错误：列出方案的文件须单独给出；请将其余方案写入该文件"
        );
        return Err((USAGE, message.pick(language)));
    }
    if let (1, [word]) = (lists, words) {
        let read = read_list(Path::new(word));
        let (list, warnings) = read.map_err(|faults| (FAULTS, faults.render(language)))?;
        for warning in &warnings {
            say_error(&render(std::slice::from_ref(warning), language, false));
        }
        let packages = list.packages.into_iter().map(split).collect();
        return Ok((packages, list.pairs || pairs));
    }
    if words.is_empty() {
        // In a county of one's own a shipped package is one on top of it.
        let with = |word: &&str| match baseline {
            "baseline" => Package::named(word),
            own => split(Package::named(&format!("{own}+{word}"))),
        };
        return Ok((PACKAGES.iter().map(with).collect(), true));
    }
    let mut packages: Vec<Package> = Vec::new();
    for word in words {
        let package = split(Package::named(word.trim()));
        if packages.contains(&package) {
            let message = say!(
                en "error: '{word}' is given twice; give each package once"
                zh "错误：'{word}' 重复；每个方案只应给出一次"
            );
            return Err((USAGE, message.pick(language)));
        }
        packages.push(package);
    }
    if packages.len() * (packages.len() + 1) / 2 > MOST && pairs || packages.len() > MOST {
        let message = say!(
            en "error: at most {MOST} candidates can be chosen from, pairs among them; give fewer packages"
            zh "错误：最多可从{MOST}个候选方案（含两两合并）中选择；请减少方案"
        );
        return Err((USAGE, message.pick(language)));
    }
    Ok((packages, pairs))
}

/// A package whose word is a sum, as its parts.
fn split(package: Package) -> Package {
    let parts = package.parts.iter().flat_map(|word| parts_of(word));
    Package { parts: parts.collect(), ..package }
}

fn together(a: &Package, b: &Package) -> Package {
    let name = (a.name.is_some() || b.name.is_some()).then(|| format!("{}+{}", label(a), label(b)));
    let more = b.parts.iter().filter(|part| !a.parts.contains(part));
    Package {
        parts: a.parts.iter().chain(more).cloned().collect(),
        set: [&a.set[..], &b.set].concat(),
        name,
    }
}

/// What a package is called before it is read.
fn label(package: &Package) -> String {
    let stem = |word: &String| {
        let stem = Path::new(word).file_stem();
        stem.map_or_else(|| word.clone(), |stem| stem.to_string_lossy().into_owned())
    };
    package
        .name
        .clone()
        .unwrap_or_else(|| package.parts.iter().map(stem).collect::<Vec<_>>().join("+"))
}

fn read(baseline: &str, package: &Package, over: &Over) -> Result<Loaded, Faults> {
    let word = if package.parts.is_empty() { baseline.to_owned() } else { package.parts.join("+") };
    let mut options = over.options();
    options.set.extend(package.lines());
    let mut loaded = load(&word, &options)?;
    if let Some(name) = &package.name {
        loaded.scenario.name.clone_from(name);
        let set: Vec<String> = package
            .set
            .iter()
            .map(|(lever, value)| format!("{lever} {}", value.as_written()))
            .collect();
        let set = set.join(", ");
        loaded.scenario.title = loaded.scenario.title.map(|title| Phrase {
            en: format!("{} ({set})", title.en),
            zh: format!("{}（{set}）", title.zh),
        });
        if package.parts.is_empty() {
            loaded.scenario.title = None;
        }
    }
    Ok(loaded)
}

/// Lets a scenario take part, unless it is one that is there already.
fn take(
    field: &mut Field,
    package: Package,
    scenario: Scenario,
    language: Language,
) -> Result<(), Refusal> {
    let name = scenario.name.clone();
    let same =
        field.arms.iter().position(|arm| Together::of(arm, &scenario, 1) == Together::Always);
    if let Some(at) = same {
        let other = &field.arms[at].name;
        field.left_out.push((
            name,
            say!(
                en "nothing that is read of it differs from {other}"
                zh "与{other}在模型所读取的各项上毫无差别"
            ),
        ));
        return Ok(());
    }
    if field.arms.iter().any(|arm| arm.name.to_lowercase() == name.to_lowercase()) {
        let message = say!(
            en "error: two candidates have one name: '{name}'\n  give one of the files another `name`"
            zh "错误：两个候选方案同名：'{name}'\n  请给其中一个文件另取`name`"
        );
        return Err((FAULTS, message.pick(language)));
    }
    field.arms.push(scenario);
    field.packages.push(package);
    Ok(())
}

fn cannot_be_combined(why: &Phrase) -> Phrase {
    let why = Phrase { en: spaced(&why.en), zh: spaced(&why.zh) };
    say!(en "they cannot be combined: {why}" zh "二者不能合并：{why}", why)
}

/// A message in one line.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Why a package cannot be chosen beside the baseline: it lives elsewhere, or under conditions of its own.
fn other_conditions(baseline: &Scenario, scenario: &Scenario, word: &str) -> Option<Phrase> {
    let name = &scenario.name;
    let time = |of: &Scenario| (of.months, of.burn_in);
    let ((months, burn_in), (own, own_burn_in)) = (time(baseline), time(scenario));
    if (months, burn_in) != (own, own_burn_in) {
        return Some(say!(
            en "error: '{name}' has {own} months, {own_burn_in} of them burn-in; the baseline has {months} and {burn_in}\n  give both the same [horizon]"
            zh "错误：“{name}”的模拟期为{own}个月（预热{own_burn_in}个月），基线为{months}个月（预热{burn_in}个月）\n  请统一 [horizon]"
        ));
    }
    (Together::of(baseline, scenario, 1) == Together::Never).then(|| {
        say!(
            en "error: '{name}' lives in another place, or under other conditions, than the baseline '{word}': they would be chosen, not the policy\n  put the package on top of the baseline, as in {word}+{name}, or give both one place with --place"
            zh "错误：“{name}”与基线“{word}”的地点或条件不同：比较的将是条件而非政策\n  请将方案置于基线之上，如 {word}+{name}，或用 --place 统一地点"
        )
    })
}

/// Whether there is anything to choose.
fn check(field: &Field, language: Language) -> Result<(), Refusal> {
    let baseline = &field.baseline;
    let mut message = match field.packages.len() - 1 {
        0 => say!(
            en "error: no package does anything that differs from the baseline '{baseline}'\n  'cogov scenario diff' says what they set"
            zh "错误：没有方案与基线“{baseline}”有任何差别\n  可用 'cogov scenario diff' 查看其设定"
        ),
        1 => {
            let (one, word) = (&field.arms[1].name, field.packages[1].parts.join("+"));
            say!(
                en "error: '{one}' is the only candidate besides the baseline\n  name a second package, or compare it: cogov compare {baseline} {word}"
                zh "错误：除基线外只有“{one}”一个候选方案\n  请再给出一个方案，或直接比较：cogov compare {baseline} {word}"
            )
        }
        _ if field.arms.len() - 1 > MOST => {
            let number = field.arms.len() - 1;
            say!(
                en "error: these are {number} candidates, and at most {MOST} can be chosen from; give fewer packages, or no pairs"
                zh "错误：共有{number}个候选方案，最多{MOST}个；请减少方案，或不作两两合并"
            )
        }
        _ => return Ok(()),
    };
    for (name, why) in &field.left_out {
        message.en += &format!("\n  left out: {name}; {}", why.en);
        message.zh += &format!("\n  未列入：{name}；{}", why.zh);
    }
    Err((USAGE, message.pick(language)))
}

#[cfg(test)]
mod tests {
    use super::PACKAGES;

    #[test]
    fn the_packages_are_those_of_the_list_of_scenarios() {
        let readme = include_str!("../../../scenarios/README.md");
        let (_, own) = readme.split_once("| **Packages** |").unwrap();
        let (own, _) = own.split_once("| **Together** |").unwrap();
        let names: Vec<&str> =
            own.lines().filter_map(|line| line.strip_prefix("| [")?.split(']').next()).collect();
        assert_eq!(names, PACKAGES);
    }
}
