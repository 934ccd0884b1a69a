//! Results on disk are a promise: what is in a folder stays, is whole, and is what it says it is.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use cogov::output::verify::Stored;
use tempfile::TempDir;

use crate::outside::{put, read, says};

/// One urban community of 50 adults, 26 months.
const TINY: &str = "schema = 1\nextends = \"baseline\"\n[horizon]\nmonths = 26\nburn_in = 12\n\
    [place.urban]\ncommunities = 1\nadults = 50\n[place.rural]\ncommunities = 0\n\
    [place.pastoral]\ncommunities = 0\n";

/// A folder with `tiny.toml` and `tiny2.toml`.
fn tiny() -> TempDir {
    let folder = TempDir::new().unwrap();
    put(&folder, "tiny.toml", TINY);
    put(&folder, "tiny2.toml", &format!("{TINY}[policy]\nmandate_clarity = 0.8\n"));
    folder
}

/// All files below a folder.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    found
}

const RUN: [&str; 12] = [
    "runs.csv",
    "series.csv",
    "years.csv",
    "funding.csv",
    "yearly_budgets.csv",
    "summary.csv",
    "dictionary.csv",
    "scenario.toml",
    "report.html",
    "manifest.json",
    "place.csv",
    "notes.txt",
];
const COMPARE: [&str; 11] = [
    "runs.csv",
    "yearly_budgets.csv",
    "comparison.csv",
    "winners.csv",
    "costs.csv",
    "prices.csv",
    "report.json",
    "report.html",
    "tiny.toml",
    "tiny2.toml",
    "manifest.json",
];

#[test]
fn a_scenario_that_lies_where_its_result_would_be_is_never_overwritten() {
    let folder = tiny();
    for sub in ["tiny", "study"] {
        fs::create_dir(folder.path().join(sub)).unwrap();
    }
    put(&folder, "tiny/scenario.toml", &format!("# my own comments\nname = \"tiny\"\n{TINY}"));
    put(&folder, "study/tiny.toml", TINY);
    put(&folder, "study/tiny2.toml", TINY);
    let before = files(folder.path());
    for force in [&[][..], &["--force"]] {
        let words = [&["run", "tiny/scenario.toml", "--out=.", "--seeds=1"], force].concat();
        assert!(says(&folder, &words, 4).1.contains("scenario.toml"));
        let words = [
            "compare",
            "--worlds=0",
            "study/tiny.toml",
            "study/tiny2.toml",
            "--out=.",
            "--name=study",
        ];
        let words = [&words[..], &["--seeds=1"], force].concat();
        let (_, said) = says(&folder, &words, 4);
        assert!(said.contains("tiny.toml, tiny2.toml") && said.contains("move them"), "{said}");
    }
    assert_eq!(files(folder.path()), before);
}

#[test]
fn whatever_lies_in_a_folder_of_results_is_there_afterwards() {
    let folder = tiny();
    let all =
        RUN.iter().map(|file| ("tiny", file)).chain(COMPARE.iter().map(|file| ("pair", file)));
    for (name, file) in all {
        let out = format!("--out=out-{name}-{file}");
        let own = folder.path().join(&out[6..]).join(name).join(file);
        fs::create_dir_all(own.parent().unwrap()).unwrap();
        fs::write(&own, "precious").unwrap();
        let run = ["run", "tiny.toml", "--seeds=1", "--quiet", &out];
        let pair = [
            "compare",
            "--worlds=0",
            "tiny.toml",
            "tiny2.toml",
            "--name=pair",
            "--seeds=1",
            "--quiet",
            &out,
        ];
        let words = if name == "tiny" { &run[..] } else { &pair[..] };
        // This place has no table.
        let is_in_the_way = !["notes.txt", "place.csv"].contains(file);
        says(&folder, words, if is_in_the_way { 4 } else { 0 });
        assert_eq!(fs::read(&own).unwrap(), b"precious", "{name}/{file}");
        let count = fs::read_dir(own.parent().unwrap()).unwrap().count();
        assert_eq!(count == 1, is_in_the_way, "{name}/{file}: nothing half written");
    }
}

/// A study of two points of `tiny.toml`.
const STUDY: &str = "study = 1\nname = \"one\"\nscenarios = [\"tiny.toml\"]\noutcomes = [\"trust\"]\n\
    [uncertainties]\n\"baseline.quit_base\" = {}\n[design]\nkind = \"sobol\"\npoints = 2\nkey = 1\n\
    [seeds]\nnumber = 1\n";

/// Commands that write into `output/one`, each for itself.
const WRITERS: [&[&str]; 5] = [
    &["run", "source.toml", "--seeds=1"],
    &["compare", "tiny.toml", "tiny2.toml", "--worlds=0", "--seeds=2", "--name=one"],
    &["ablate", "tiny2.toml", "--baseline=tiny.toml", "--seeds=1", "--name=one"],
    &[
        "choose",
        "tiny2.toml",
        "tiny3.toml",
        "--baseline=tiny.toml",
        "--goal=trust",
        "--worlds=0",
        "--seeds=10",
        "--name=one",
    ],
    &["study", "run", "one.study.toml"],
];

#[test]
fn no_command_overwrites_what_another_one_left_in_a_folder() {
    for (first, before) in WRITERS.iter().enumerate() {
        let folder = tiny();
        put(&folder, "one.study.toml", STUDY);
        put(&folder, "tiny3.toml", &format!("{TINY}[policy]\nmandate_clarity = 0.4\n"));
        let source = TINY.replacen("schema = 1\n", "schema = 1\nname = \"one\"\n", 1);
        put(&folder, "source.toml", &source);
        says(&folder, &[before, &["--quiet"][..]].concat(), 0);
        let there = files(&folder.path().join("output"));
        for (_, after) in WRITERS.iter().enumerate().filter(|(at, _)| *at != first) {
            let (_, said) = says(&folder, &[after, &["--quiet"][..]].concat(), 4);
            assert!(said.contains("output"), "{before:?}, {after:?}: {said}");
            assert_eq!(files(&folder.path().join("output")), there, "{before:?}, {after:?}");
        }
    }
}

#[test]
fn force_replaces_a_result_whole_and_leaves_nothing_stale() {
    let folder = tiny();
    let run = ["run", "tiny.toml", "--seeds=2", "--quiet"];
    let pair =
        ["compare", "--worlds=0", "tiny.toml", "tiny2.toml", "--seeds=2", "--name=tiny", "--quiet"];
    put(&folder, "tiny3.toml", &format!("{TINY}[policy]\nmandate_clarity = 0.4\n"));
    let choice = WRITERS[3].iter().chain(&["--quiet"]);
    let choice: Vec<&str> =
        choice.map(|word| if *word == "--name=one" { "--name=tiny" } else { *word }).collect();
    says(&folder, &run, 0);
    put(&folder, "output/tiny/notes.txt", "mine");
    let (_, said) = says(&folder, &pair, 4);
    assert!(said.contains("another command") && said.contains("2 seeds"), "{said}");
    for words in [&pair[..], &choice, &run] {
        says(&folder, &[words, &["--force"]].concat(), 0);
        says(&folder, &["verify", "output/tiny", "--all"], 0);
        let is_run = folder.path().join("output/tiny/series.csv").exists();
        assert_eq!(is_run, !folder.path().join("output/tiny/tiny2.toml").exists());
        let is_choice = words[0] == "choose";
        assert_eq!(is_choice, folder.path().join("output/tiny/choice.csv").exists());
    }
    assert_eq!(read(&folder, "output/tiny/notes.txt"), "mine");
}

#[test]
fn a_file_that_cannot_be_replaced_costs_no_seed() {
    // A folder in the place of a file stands for one that is open elsewhere.
    let folder = tiny();
    says(&folder, &["run", "tiny.toml", "--seeds=2", "--quiet"], 0);
    let summary = folder.path().join("output/tiny/summary.csv");
    let kept = fs::read(&summary).unwrap();
    fs::remove_file(&summary).unwrap();
    fs::create_dir(&summary).unwrap();
    let before = files(folder.path());
    let more = ["run", "tiny.toml", "--seeds=3..4", "--quiet"];
    assert!(says(&folder, &more, 4).1.contains("summary.csv"));
    assert_eq!(files(folder.path()), before);
    fs::remove_dir(&summary).unwrap();
    fs::write(&summary, kept).unwrap();
    says(&folder, &more, 0);
    let said = says(&folder, &["verify", "output/tiny", "--all"], 0).0;
    assert!(said.contains("all seeds (1, 2, 3, 4)"), "{said}");
}

#[test]
fn damaged_rows_are_neither_extended_nor_signed() {
    let folder = tiny();
    says(&folder, &["run", "tiny.toml", "--seeds=3", "--quiet"], 0);
    let whole = read(&folder, "output/tiny/series.csv");
    let changed = whole.replacen("0.", "0.1", 1);
    assert_ne!(whole, changed);
    put(&folder, "output/tiny/series.csv", &changed);
    let (_, said) = says(&folder, &["run", "tiny.toml", "--seeds=4..4"], 4);
    assert!(said.contains("series.csv (changed since it was written)"), "{said}");
    assert_eq!(read(&folder, "output/tiny/series.csv"), changed);
}

/// Changes of a file that a hand could make.
fn tamperings(text: &[u8]) -> Vec<Vec<u8>> {
    let mut changed = Vec::new();
    let length = text.len();
    for at in (0..24).map(|step| step * (length - 1) / 23) {
        let with = |byte: u8| [&text[..at], &[byte], &text[at + 1..]].concat();
        changed.extend([with(text[at] ^ 1), [&text[..at], &text[at + 1..]].concat()]);
        changed.push([&text[..at], b" ", &text[at..]].concat());
    }
    changed.extend([[text, b"\n"].concat(), [b"\n", text].concat(), text[..length / 2].to_vec()]);
    changed.extend([Vec::new(), [text, text].concat()]);
    changed.retain(|other| other != text);
    changed
}

#[test]
fn nine_hundred_tamperings_are_found_without_running_the_model() {
    let folder = tiny();
    says(&folder, &["run", "tiny.toml", "--seeds=2", "--quiet"], 0);
    let pair =
        ["compare", "--worlds=0", "tiny.toml", "tiny2.toml", "--name=pair", "--seeds=2", "--quiet"];
    says(&folder, &pair, 0);
    let mut tried = 0;
    for name in ["tiny", "pair"] {
        let result = folder.path().join("output").join(name);
        let is_found = || Stored::open(&result).map_or(true, |stored| !stored.edited.is_empty());
        assert!(!is_found());
        for (path, text) in files(&result) {
            for changed in tamperings(&text) {
                fs::write(&path, &changed).unwrap();
                assert!(is_found(), "{}: {} bytes", path.display(), changed.len());
                tried += 1;
            }
            fs::remove_file(&path).unwrap();
            assert!(is_found());
            fs::write(&path, &text).unwrap();
        }
        assert!(!is_found());
    }
    assert!(tried >= 900, "{tried} tamperings");
}

#[test]
fn a_check_of_the_bytes_alone_finds_a_change_and_a_file_that_could_pass_for_the_results_own() {
    let folder = tiny();
    says(&folder, &["run", "tiny.toml", "--seeds=2", "--quiet"], 0);
    let verify = ["verify", "output/tiny", "--seeds=0"];
    let said = says(&folder, &verify, 0).0;
    assert!(said.contains("each as its receipt says"), "{said}");
    put(&folder, "output/tiny/notes.txt", "mine");
    assert!(says(&folder, &verify, 0).0.contains("Not of the result: notes.txt"));
    put(&folder, "output/tiny/extra.csv", "a,b\n");
    assert!(says(&folder, &verify, 4).1.contains("not checked: extra.csv"));
    fs::remove_file(folder.path().join("output/tiny/extra.csv")).unwrap();
    let page = read(&folder, "output/tiny/report.html");
    put(&folder, "output/tiny/report.html", &page.replacen("burnout", "happiness", 1));
    let (_, said) = says(&folder, &verify, 3);
    assert!(said.contains("report.html: changed since it was written"), "{said}");
    put(&folder, "output/tiny/report.html", &page);
    let manifest = read(&folder, "output/tiny/manifest.json");
    put(
        &folder,
        "output/tiny/manifest.json",
        &manifest.replacen("\"threads\": ", "\"threads\": 1", 1),
    );
    assert!(says(&folder, &verify, 3).1.contains("manifest.json"));
}

#[test]
fn seeds_that_are_run_again_are_drawn_by_chance_and_the_number_is_told() {
    let folder = tiny();
    says(&folder, &["run", "tiny.toml", "--seeds=40", "--quiet"], 0);
    let drawn = || {
        let said = says(&folder, &["verify", "output/tiny"], 0).0;
        let line = said.lines().find(|line| line.contains("Run again")).unwrap().to_owned();
        assert!(said.contains("--sample-seed"), "{said}");
        line
    };
    // Four equal draws of 2 of 40 come once in 4.7e8.
    let first = drawn();
    assert!((0..3).any(|_| drawn() != first));
}

#[test]
fn receipts_and_pages_name_files_and_never_folders() {
    let folder = tiny();
    let here = folder.path().to_str().unwrap().to_owned();
    let (file, out) = (format!("{here}/tiny.toml"), format!("{here}/private-folder"));
    let other = format!("{here}/tiny2.toml");
    says(&folder, &["run", &file, "--seeds=1", "--quiet", "--out", &out], 0);
    let pair = [
        "compare",
        "--worlds=0",
        &file,
        &other,
        "--seeds=2",
        "--quiet",
        "--name=pair",
        "--out",
        &out,
    ];
    says(&folder, &pair, 0);
    let all = files(Path::new(&out));
    assert!(all.len() > 15);
    for (path, bytes) in all {
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains(&here) && !text.contains("private-folder"), "{}", path.display());
    }
    assert!(read(&folder, "private-folder/tiny/report.html").contains("tiny.toml"));
}

#[test]
fn a_result_can_be_handed_on_without_the_table_of_its_place() {
    let folder = tiny();
    let table = "code,county,township,community,zone,adults,migrant_share\n\
        1,East,T,A,urban,60,0.3\n2,East,T,B,rural,40,0\n";
    put(&folder, "place.csv", table);
    let words = ["run", "tiny.toml", "--place=place.csv", "--seeds=2", "--quiet"];
    says(&folder, &words, 0);
    let with: serde_json::Value =
        serde_json::from_str(&read(&folder, "output/tiny/manifest.json")).unwrap();
    says(&folder, &[&words[..], &["--no-place"]].concat(), 0);
    assert!(!folder.path().join("output/tiny/place.csv").exists());
    let without: serde_json::Value =
        serde_json::from_str(&read(&folder, "output/tiny/manifest.json")).unwrap();
    assert_eq!(with["result"], without["result"]);
    assert!(says(&folder, &["verify", "output/tiny"], 4).1.contains("--place FILE"));
    says(&folder, &["verify", "output/tiny", "--seeds=0"], 0);
    says(&folder, &["verify", "output/tiny", "--place=place.csv", "--all"], 0);
    put(&folder, "place.csv", &table.replace(",60,", ",61,"));
    says(&folder, &["verify", "output/tiny", "--place=place.csv"], 4);
}

/// What steers a terminal: a title, a bell, an erasure, C1, the direction of writing.
const STEERS: &str = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m\u{202e}\u{2066}\u{61c}";

#[test]
fn no_text_of_a_file_steers_the_terminal() {
    let folder = tiny();
    let toml: String = STEERS.chars().map(|sign| format!("\\u{:04x}", u32::from(sign))).collect();
    let own = format!("summary = \"{toml}\"\nsummary_zh = \"{toml}\"\n");
    let change = "[interventions.\"NAME\"]\nfrom = 13\nset = { pay_ratio = 0.9 }\n";
    let text = TINY.replace("schema = 1\n", &format!("schema = 1\n{own}"));
    put(&folder, "evil.toml", &(text + &change.replace("NAME", &toml)));
    let table = format!(
        "code,county,township,community,zone,adults,migrant_share,{STEERS}\n\
         1{STEERS},East{STEERS},T,A{STEERS},urban,60,0.3,x\n"
    );
    put(&folder, "evil.csv", &table);
    says(&folder, &["run", "tiny.toml", "--seeds=1", "--quiet"], 0);
    let manifest = read(&folder, "output/tiny/manifest.json");
    let json: String = STEERS.chars().map(|sign| format!("\\u{:04x}", u32::from(sign))).collect();
    put(
        &folder,
        "output/tiny/manifest.json",
        &manifest.replacen("\"0.1.0\"", &format!("\"{json}\""), 1),
    );
    let mut printed = 0;
    for words in [
        &["run", "evil.toml", "--seeds=1"][..],
        &["run", "evil.toml", "--seeds=1", "--lang=zh", "--out=zh"],
        &["run", "tiny.toml", "--place=evil.csv", "--seeds=1", "--out=placed"],
        &["compare", "--worlds=0", "tiny.toml", "evil.toml", "--seeds=2"],
        &["scenario", "show", "evil.toml"],
        &["scenario", "show", "evil.toml", "--resolved"],
        &["scenario", "diff", "tiny.toml", "evil.toml"],
        &["scenario", "check", "evil.toml"],
        &["place", "check", "evil.csv"],
        &["place", "summary", "evil.csv"],
        &["trace", "tiny.toml", "evil.toml", "--place=evil.csv"],
        &["trace", "tiny.toml", "evil.toml"],
        &["verify", "output/tiny"],
        &["run", "tiny.toml", STEERS],
        &["run", "tiny.toml", "--metrics", STEERS],
        &["explain", STEERS],
        &["scenario", "new", STEERS],
        &["verify", STEERS],
        &["run", "tiny.toml", "--seeds=1", "--out", STEERS],
    ] {
        let output = assert_cmd::Command::cargo_bin("cogov")
            .unwrap()
            .current_dir(folder.path())
            .args(words)
            .output()
            .unwrap();
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        let steers = |sign: char| STEERS.contains(sign) && !"]0;owned[2J31m".contains(sign);
        let found = text.chars().find(|&sign| steers(sign));
        assert_eq!(found, None, "{words:?}: {text:?}");
        printed += usize::from(text.contains("\\u{1b}"));
    }
    assert!(printed >= 8, "the texts were printed by {printed} commands");
}

#[test]
fn names_that_begin_like_formulas_are_none_in_the_tables_of_results() {
    let folder = tiny();
    let table = "code,county,township,community,zone,adults,migrant_share\n\
        -1,\"=cmd|'/c calc'!A1\",T,A,urban,60,0.3\n+2,@SUM(A1),T,B,rural,40,0\n";
    put(&folder, "place.csv", table);
    let place = ["--place=place.csv", "--seeds=2", "--quiet"];
    says(&folder, &[&["run", "tiny.toml", "--detail=community"], &place[..]].concat(), 0);
    says(
        &folder,
        &[&["compare", "--worlds=0", "tiny.toml", "tiny2.toml", "--name=pair"], &place[..]]
            .concat(),
        0,
    );
    let mut named = 0;
    for (path, bytes) in files(&folder.path().join("output")) {
        if path.extension().is_none_or(|end| end != "csv") || path.ends_with("place.csv") {
            continue;
        }
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[..]);
        for cell in reader
            .records()
            .flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
        {
            let begins = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
            assert!(!begins || cell.parse::<f64>().is_ok(), "{}: {cell}", path.display());
            named += usize::from(cell.starts_with("'=") || cell.starts_with("'@"));
        }
    }
    assert!(named > 20, "{named}");
    // What is read back from the tables is what was written.
    says(&folder, &["verify", "output/tiny", "--all"], 0);
    says(&folder, &["verify", "output/pair", "--all"], 0);
    says(
        &folder,
        &["run", "tiny.toml", "--detail=community", "--place=place.csv", "--seeds=3..3"],
        0,
    );
}

#[test]
fn names_that_a_system_cannot_take_are_none() {
    let long = "长".repeat(64);
    for name in ["CON", "nul", "aux", "COM1", "nul.txt", "Lpt9", "-rf", "--force", &"长".repeat(81)]
    {
        assert!(!scenario::is_name(name), "{name}");
    }
    for name in ["con-fusion", "console", "company", "com", "lpt", "com10", "a-b", &long] {
        assert!(scenario::is_name(name), "{name}");
    }
    let folder = tiny();
    let named =
        |name: String| TINY.replace("schema = 1\n", &format!("schema = 1\nname = \"{name}\"\n"));
    put(&folder, "a.toml", &named(format!("{long}a")));
    put(&folder, "b.toml", &named(format!("{long}b")));
    says(
        &folder,
        &["compare", "--worlds=0", "a.toml", "b.toml", "--seeds=1", "--quiet", "--metrics=all"],
        0,
    );
}

#[test]
fn what_passes_a_check_fits_in_memory_and_the_check_tells_how_much_that_is() {
    let folder = tiny();
    assert!(says(&folder, &["scenario", "check", "tiny.toml"], 0).0.contains("MB of memory"));
    let huge = TINY.replace("communities = 1\nadults = 50", "communities = 20000\nadults = 65535");
    put(&folder, "huge.toml", &huge);
    for words in [&["scenario", "check", "huge.toml"][..], &["run", "huge.toml"]] {
        let (_, said) = says(&folder, words, 3);
        assert!(said.contains("1,310,700,000 adults"), "{said}");
    }
}

#[test]
fn a_file_without_a_schema_is_upgraded_with_its_comments() {
    let folder = tiny();
    put(&folder, "old.toml", &format!("# mine\n{}", TINY.replace("schema = 1\n", "")));
    says(&folder, &["scenario", "check", "old.toml"], 3);
    says(&folder, &["scenario", "upgrade", "old.toml"], 0);
    assert_eq!(read(&folder, "old.toml"), format!("# mine\n{TINY}"));
    assert!(says(&folder, &["scenario", "upgrade", "old.toml"], 0).0.contains("already"));
}

#[cfg(unix)]
mod unix {
    use std::os::unix::process::ExitStatusExt;
    use std::process::{Child, Command, Stdio};
    use std::time::{Duration, Instant};

    use super::*;

    fn cogov(folder: &TempDir, words: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("cogov"));
        command.current_dir(folder.path()).args(words).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    fn signal(child: &Child, name: &str) {
        let pid = child.id().to_string();
        assert!(Command::new("kill").args([name, &pid]).status().unwrap().success());
    }

    /// Waits until some seeds are finished.
    fn wait_for_seeds(folder: &TempDir, seeds: usize) {
        let start = Instant::now();
        let target = folder.path().join("output/tiny");
        while cogov::output::room::Folder::waiting(&target) < seeds {
            assert!(start.elapsed() < Duration::from_secs(120), "no seed was finished");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    const LONG: [&str; 5] = ["run", "tiny.toml", "--seeds=100000", "--threads=1", "--quiet"];

    #[test]
    fn seeds_of_a_command_that_was_killed_are_taken_up_and_give_the_same_bytes() {
        let folder = tiny();
        let mut child = cogov(&folder, &LONG).spawn().unwrap();
        wait_for_seeds(&folder, 3);
        child.kill().unwrap();
        assert_eq!(child.wait().unwrap().signal(), Some(9));
        // Not yet a result.
        let (_, said) = says(&folder, &["verify", "output/tiny"], 4);
        assert!(said.contains("finished seeds of a command that was ended wait there"), "{said}");
        let (_, said) = says(&folder, &["run", "tiny.toml", "--seeds=6"], 0);
        assert!(said.contains("of 6 seeds were finished by a command that was ended"), "{said}");
        says(&folder, &["run", "tiny.toml", "--seeds=6", "--out=whole"], 0);
        for file in ["runs.csv", "series.csv", "years.csv", "funding.csv", "summary.csv"] {
            let [here, there] =
                ["output", "whole"].map(|out| read(&folder, &format!("{out}/tiny/{file}")));
            assert!(here == there, "{file}");
        }
        assert!(!folder.path().join("output/tiny/.cogov").exists());
    }

    #[test]
    fn the_first_signal_keeps_finished_seeds_and_exit_codes_tell_the_signal() {
        for (name, code) in [("-INT", 130), ("-TERM", 143), ("-HUP", 129)] {
            let folder = tiny();
            let mut child = cogov(&folder, &LONG).spawn().unwrap();
            wait_for_seeds(&folder, 2);
            signal(&child, name);
            assert_eq!(child.wait().unwrap().code(), Some(code), "{name}");
            says(&folder, &["verify", "output/tiny", "--seeds=1"], 0);
        }
    }

    #[test]
    fn seeds_of_a_comparison_that_was_killed_are_taken_up_and_give_the_same_bytes() {
        let folder = tiny();
        put(&folder, "other.toml", &format!("{TINY}[policy]\nmandate_clarity = 0.8\n"));
        let words =
            ["compare", "--worlds=0", "tiny.toml", "other.toml", "--name=tiny", "--threads=1"];
        let mut child =
            cogov(&folder, &[&words[..], &["--seeds=100000"]].concat()).spawn().unwrap();
        wait_for_seeds(&folder, 3);
        child.kill().unwrap();
        assert_eq!(child.wait().unwrap().signal(), Some(9));
        // Not yet a result; and a seed that was changed is run again.
        says(&folder, &["verify", "output/tiny"], 4);
        let inside = folder.path().join("output/tiny/.cogov");
        let seeds = fs::read_dir(inside).unwrap().map(|entry| entry.unwrap().path());
        let seeds = seeds.into_iter().find(|path| path.is_dir() && !path.ends_with("new")).unwrap();
        fs::write(seeds.join("2-seen.bin"), [0; 64]).unwrap();
        let few = [&words[..], &["--seeds=6"]].concat();
        let (_, said) = says(&folder, &few, 0);
        assert!(
            said.contains("were finished by a command that was ended, and are taken up"),
            "{said}"
        );
        says(&folder, &[&few[..], &["--out=whole"]].concat(), 0);
        for file in ["runs.csv", "comparison.csv", "winners.csv", "costs.csv", "prices.csv"] {
            let [here, there] =
                ["output", "whole"].map(|out| read(&folder, &format!("{out}/tiny/{file}")));
            assert!(here == there, "{file}");
        }
        assert!(!folder.path().join("output/tiny/.cogov").exists());
        // Now there is nothing to take up.
        assert!(!says(&folder, &few, 0).1.contains("taken up"));
    }

    /// A pipe that is full: whoever writes to it waits until its reader is gone.
    fn full_pipe() -> (std::io::PipeReader, std::io::PipeWriter) {
        use std::io::Write;
        use std::sync::atomic::{AtomicUsize, Ordering};

        let (reader, writer) = std::io::pipe().unwrap();
        let written = std::sync::Arc::new(AtomicUsize::new(0));
        let (mut filler, count) = (writer.try_clone().unwrap(), written.clone());
        std::thread::spawn(move || {
            while let Ok(more) = filler.write(&[b' '; 4096]) {
                count.fetch_add(more, Ordering::Relaxed);
            }
        });
        let mut before = 0;
        while before == 0 || before != written.load(Ordering::Relaxed) {
            before = written.load(Ordering::Relaxed);
            std::thread::sleep(Duration::from_millis(200));
        }
        (reader, writer)
    }

    #[test]
    fn the_second_signal_ends_a_command_that_the_first_cannot_and_the_result_is_whole() {
        let folder = tiny();
        let (reader, writer) = full_pipe();
        let words = ["run", "tiny.toml", "--seeds=2", "--threads=1"];
        let mut child = cogov(&folder, &words).stdout(writer).spawn().unwrap();
        // The result is in; the command waits until somebody reads what it says.
        let start = Instant::now();
        let is_in = || {
            let there = |name: &str| folder.path().join("output/tiny").join(name).exists();
            there("manifest.json") && !there(".cogov")
        };
        while !is_in() {
            assert!(start.elapsed() < Duration::from_secs(120), "there is no result");
            std::thread::sleep(Duration::from_millis(5));
        }
        signal(&child, "-INT");
        std::thread::sleep(Duration::from_millis(300));
        assert_eq!(child.try_wait().unwrap(), None, "the first one only asks");
        signal(&child, "-INT");
        assert_eq!(child.wait().unwrap().code(), Some(130));
        drop(reader);
        says(&folder, &["verify", "output/tiny"], 0);
    }

    #[test]
    fn files_of_the_system_that_let_their_reader_wait_are_not_waited_for() {
        // Whoever may read it waits until the kernel has something to say.
        let endless = "/proc/kmsg";
        if !Path::new(endless).exists() {
            return;
        }
        let folder = tiny();
        let child = TINY.replace("extends = \"baseline\"", &format!("extends = \"{endless}\""));
        put(&folder, "child.toml", &child);
        put(&folder, "place.toml", &format!("{TINY}[place]\ntable = \"{endless}\"\n"));
        for file in ["child.toml", "place.toml", endless] {
            says(&folder, &["scenario", "check", file], 3);
        }
        says(&folder, &["place", "check", endless], 3);
        says(&folder, &["run", "tiny.toml", "--seeds=2"], 0);
        for file in ["manifest.json", "runs.csv", "report.html", "scenario.toml"] {
            let path = folder.path().join("output/tiny").join(file);
            let kept = fs::read(&path).unwrap();
            fs::remove_file(&path).unwrap();
            std::os::unix::fs::symlink(endless, &path).unwrap();
            let ended = cogov(&folder, &["verify", "output/tiny", "--seeds=0"]).status().unwrap();
            assert!([Some(3), Some(4)].contains(&ended.code()), "{file}: {ended:?}");
            let ended = cogov(&folder, &["run", "tiny.toml", "--seeds=3..3"]).status().unwrap();
            assert_eq!(ended.code(), Some(4), "{file}");
            fs::remove_file(&path).unwrap();
            fs::write(&path, kept).unwrap();
        }
    }

    #[test]
    fn signals_that_were_ignored_at_the_start_stay_ignored() {
        let folder = tiny();
        let program = assert_cmd::cargo::cargo_bin("cogov");
        let script = format!(
            "trap '' HUP INT; exec {} {}",
            program.display(),
            "run tiny.toml --seeds 60 --threads 1 --quiet"
        );
        let mut child = Command::new("sh");
        let mut child = child.current_dir(folder.path()).args(["-c", &script]).spawn().unwrap();
        wait_for_seeds(&folder, 1);
        signal(&child, "-HUP");
        signal(&child, "-INT");
        assert_eq!(child.wait().unwrap().code(), Some(0));
        assert!(read(&folder, "output/tiny/manifest.json").contains("    60\n"));
    }

    #[test]
    fn a_second_writer_is_told_who_writes_and_the_first_loses_nothing() {
        let folder = tiny();
        let mut first = cogov(&folder, &LONG).spawn().unwrap();
        wait_for_seeds(&folder, 1);
        let (_, said) = says(&folder, &["run", "tiny.toml", "--seeds=1", "--force"], 4);
        let who = format!("process {}", first.id());
        assert!(said.contains("cogov run writes in") && said.contains(&who), "{said}");
        assert!(says(&folder, &["verify", "output/tiny"], 4).1.contains(&who));
        signal(&first, "-INT");
        assert_eq!(first.wait().unwrap().code(), Some(130));
        says(&folder, &["verify", "output/tiny", "--seeds=1"], 0);
    }

    #[test]
    fn of_commands_at_once_each_is_kept_or_refused() {
        for other in ["--seeds=21..22", "--set=policy.pay_ratio=0.9"] {
            let folder = tiny();
            let words = ["run", "tiny.toml", "--quiet", "--threads=1"];
            let start = |more| cogov(&folder, &[&words[..], &[more]].concat()).spawn().unwrap();
            let mut pair = [start("--seeds=1..2"), start(other)];
            let codes = pair.each_mut().map(|child| child.wait().unwrap().code().unwrap());
            assert!(
                codes.contains(&0) && codes.iter().all(|code| [0, 4].contains(code)),
                "{codes:?}"
            );
            let said = says(&folder, &["verify", "output/tiny", "--all"], 0).0;
            if codes == [0, 0] {
                assert!(said.contains("(1, 2, 21, 22)"), "{said}");
            }
        }
    }

    #[test]
    fn a_folder_that_is_held_is_refused_by_every_command_that_would_write_there() {
        let folder = tiny();
        put(&folder, "tiny3.toml", &format!("{TINY}[policy]\nmandate_clarity = 0.4\n"));
        put(&folder, "one.study.toml", &STUDY.replace("name = \"one\"", "name = \"tiny\""));
        let mut first = cogov(&folder, &LONG).spawn().unwrap();
        wait_for_seeds(&folder, 1);
        for words in WRITERS.iter().skip(1) {
            let words: Vec<&str> = words
                .iter()
                .map(|word| if *word == "--name=one" { "--name=tiny" } else { *word })
                .chain(["--quiet"])
                .collect();
            let (_, said) = says(&folder, &words, 4);
            assert!(said.contains("cogov run writes in"), "{words:?}: {said}");
        }
        signal(&first, "-INT");
        assert_eq!(first.wait().unwrap().code(), Some(130));
        says(&folder, &["verify", "output/tiny", "--seeds=1"], 0);
    }

    #[test]
    fn output_that_cannot_be_written_is_no_success_and_a_reader_that_left_is_no_failure() {
        let full = || fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        if fs::metadata("/dev/full").is_err() {
            return;
        }
        let folder = tiny();
        says(&folder, &["run", "tiny.toml", "--seeds=1", "--quiet"], 0);
        for words in [
            &["schema"][..],
            &["man"],
            &["--help"],
            &["--version"],
            &["explain", "trust"],
            &["completions", "bash"],
            &["scenario", "show", "baseline"],
            &["scenario", "list"],
            &["verify", "output/tiny", "--seeds=1"],
            &["run", "tiny.toml", "--seeds=1"],
            &["compare", "--worlds=0", "tiny.toml", "tiny2.toml", "--seeds=2"],
        ] {
            let mut command = cogov(&folder, words);
            let output = command.stdout(full()).stderr(Stdio::piped()).output().unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(4), "{words:?}: {said}");
            assert!(said.contains("standard output"), "{words:?}: {said}");
        }
        let mut child = cogov(&folder, &["schema"]).stdout(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }

    #[test]
    fn what_is_no_regular_file_is_refused_where_a_result_should_be() {
        let folder = tiny();
        says(&folder, &["run", "tiny.toml", "--seeds=1", "--quiet"], 0);
        let all: Vec<PathBuf> = files(&folder.path().join("output/tiny")).into_keys().collect();
        assert!(all.len() > 8);
        for path in all {
            let kept = fs::read(&path).unwrap();
            fs::remove_file(&path).unwrap();
            assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
            let verify = ["verify", "output/tiny", "--seeds=1"];
            let code = if path.ends_with("manifest.json") || path.ends_with("scenario.toml") {
                4
            } else {
                3
            };
            says(&folder, &verify, code);
            says(&folder, &["run", "tiny.toml", "--seeds=2..2", "--quiet"], 4);
            fs::remove_file(&path).unwrap();
            std::os::unix::fs::symlink("/dev/zero", &path).unwrap();
            says(&folder, &verify, code);
            fs::remove_file(&path).unwrap();
            fs::write(&path, kept).unwrap();
        }
        says(&folder, &["verify", "output/tiny"], 0);
    }
}
