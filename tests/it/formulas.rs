//! The formulas name what the code of their processes reads.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use cogov::formula::{Formula, START, formulas};
use cogov::month::processes;
use cogov::setting::{PROGRAMMES, Programme, SettingId, Table};

fn source(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

/// What to do about a setting that no formula names.
const WRITE_IT: &str = "write it into the formula of its process in crates/model/src/formula/";

/// Code without its tests and comments.
fn code(file: &str) -> String {
    let text = source(file);
    let code = text.split("#[cfg(test)]").next().unwrap();
    let code = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let mut code = code.collect::<Vec<_>>().join("\n");
    // Whoever takes the list of programmes reads all of them.
    if code.contains("programmes!(") {
        for Programme { lever, cost, .. } in PROGRAMMES {
            code.push_str(&format!("levers.{lever} prices.{cost} "));
        }
    }
    code
}

/// The file of each process, as `crates/model/src/month.rs` names its system; those that observe read no setting.
fn files_of(process: &str) -> Vec<String> {
    if process == START {
        return [
            "model",
            "population/people",
            "population/references",
            "population/team",
            "process/opening",
        ]
        .map(|file| format!("crates/model/src/{file}.rs"))
        .to_vec();
    }
    let month = code("crates/model/src/month.rs");
    let entry = month.split(&format!("::{process},\n")).next().unwrap();
    match entry.rsplit(' ').next().unwrap() {
        "metric" => Vec::new(),
        module => vec![format!("crates/model/src/process/{module}.rs")],
    }
}

/// The files of a formula's processes, and those from which they take formulas.
fn files(formula: &Formula) -> BTreeSet<String> {
    let mut files: BTreeSet<String> =
        formula.acts_in.iter().flat_map(|process| files_of(process)).collect();
    for file in files.clone() {
        let code = code(&file);
        for other in ["posts", "participation", "fiscal"] {
            let uses = [format!("super::{other}::"), format!("process::{other}::")];
            if uses.iter().any(|path| code.contains(path)) || code.contains(&format!(" {other}::"))
            {
                files.insert(format!("crates/model/src/process/{other}.rs"));
            }
        }
    }
    files
}

/// Whether code reads a field: no method of its name, no count of the tally, no own field.
fn reads(code: &str, field: &str) -> bool {
    code.match_indices(&format!(".{field}")).any(|(at, found)| {
        let next = code[at + found.len()..].chars().next().unwrap_or(' ');
        let is_field = !next.is_alphanumeric() && next != '_' && next != '(';
        is_field && !["tally", "self"].iter().any(|owner| code[..at].ends_with(owner))
    })
}

/// The field of a setting: its identifier with underscores, in the table of needs its column.
fn field(id: &str) -> String {
    id.strip_prefix("need.")
        .and_then(|rest| rest.split_once('.'))
        .map_or_else(|| id.replace('.', "_"), |(_, column)| column.to_owned())
}

/// Settings that processes read. Those of place and horizon make the world; nothing reads them later.
fn read_by_processes() -> Vec<&'static str> {
    let all = SettingId::all().map(SettingId::setting);
    all.filter(|setting| setting.table() == Table::Values).map(|setting| setting.id).collect()
}

#[test]
fn a_formula_names_no_setting_that_its_processes_do_not_read() {
    for formula in formulas() {
        let code: String = files(formula).iter().map(|file| code(file)).collect();
        for id in read_by_processes().into_iter().filter(|id| formula.reads(id)) {
            // The share of social organisations is what the other shares leave.
            let is_rest = id == "split.social_organisations";
            assert!(is_rest || reads(&code, &field(id)), "`{}` names {id}", formula.name.en);
        }
    }
}

#[test]
fn what_the_code_of_a_process_reads_is_named_by_one_of_its_formulas() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/model/src/process");
    let mut seen = 0;
    let mut all: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            format!("crates/model/src/process/{}", entry.unwrap().file_name().to_str().unwrap())
        })
        .collect();
    all.extend(files_of(START));
    for file in all {
        let code = code(&file);
        let own: Vec<&Formula> =
            formulas().filter(|formula| files(formula).contains(&file)).collect();
        // Short columns of the table of needs are names of much else.
        let names = read_by_processes().into_iter().filter(|id| !id.starts_with("need."));
        for id in names.filter(|id| reads(&code, &field(id))) {
            seen += 1;
            let told = format!("{file} reads {id}: {WRITE_IT}");
            assert!(own.iter().any(|formula| formula.reads(id)), "{told}");
        }
    }
    assert!(seen > 200, "the scan found the reads: {seen}");
}

#[test]
fn every_setting_acts_in_a_formula_and_every_name_in_a_formula_is_known() {
    for id in SettingId::all().map(|id| id.setting().id) {
        assert!(formulas().any(|formula| formula.reads(id)), "{id} acts nowhere: {WRITE_IT}");
    }
    let known: Vec<&str> = processes().iter().map(|process| process.id).collect();
    for formula in formulas() {
        for process in formula.acts_in {
            assert!(*process == START || known.contains(process), "{process}");
        }
        for word in formula.named() {
            let id = word.replace("TYPE", "health");
            // Words of choices, a share that is paid, and a column of a place's table.
            let is_word =
                ["per_adult", "need", "performance", "paid_share", "posts"].contains(&word);
            assert!(is_word || SettingId::find(&id).is_some(), "{word} in `{}`", formula.name.en);
        }
    }
}
