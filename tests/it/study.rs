//! Studies from outside: what goes on after a kill, what is refused, what is the same.

use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

use assert_cmd::Command;
use tempfile::TempDir;

const SCENARIO: &str = r#"schema = 1
name = "small"
extends = "baseline.toml"
[horizon]
months = 30
[place]
urban = { communities = 2, adults = 300 }
rural = { communities = 1, adults = 200 }
pastoral = { communities = 0, adults = 100 }
"#;

const STUDY: &str = r#"study = 1
name = "quits"
scenarios = ["small.toml", "small.toml+clear-functions"]
outcomes = ["staff_turnover", "trust", "disputes_per_1000"]
seeds = 2
[uncertainties]
"baseline.quit_base" = {}
"baseline.quit_burnout" = [1.0, 5.0]
[design]
kind = "sobol"
points = 16
"#;

/// The tables of a study.
const TABLES: [&str; 5] =
    ["points.csv", "runs.csv", "dictionary.csv", "study.toml", "manifest.json"];

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("small.toml"), SCENARIO).unwrap();
    fs::write(folder.path().join("quits.toml"), STUDY).unwrap();
    folder
}

fn study(folder: &TempDir, words: &[&str]) -> Command {
    let mut command = Command::cargo_bin("cogov").unwrap();
    command.current_dir(folder.path()).arg("study").args(words);
    command
}

fn error(command: &mut Command, code: i32) -> String {
    let assert = command.assert().code(code);
    String::from_utf8(assert.get_output().stderr.clone()).unwrap()
}

/// The tables in a folder of results.
fn tables(folder: &TempDir, out: &str) -> Vec<Vec<u8>> {
    let path = folder.path().join(out).join("quits");
    TABLES.iter().map(|table| fs::read(path.join(table)).unwrap()).collect()
}

/// Begins to run the study in the background.
fn begin(folder: &TempDir, out: &str) -> Child {
    std::process::Command::new(assert_cmd::cargo::cargo_bin("cogov"))
        .current_dir(folder.path())
        .args(["study", "run", "quits.toml", "--threads=1", "--quiet", "--out", out])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn a_study_that_was_killed_and_one_in_shards_have_the_bytes_of_one_that_never_ended() {
    let folder = folder();
    let run = |words: &[&str]| {
        let all = [&["run", "quits.toml", "--quiet"], words].concat();
        study(&folder, &all).assert().code(0);
    };
    run(&["--out=whole", "--threads=2"]);
    for number in ["1/3", "2/3", "3/3"] {
        run(&["--out=shards", "--shard", number]);
    }
    study(&folder, &["merge", "quits.toml", "--out=shards"]).assert().code(0);
    // Killed early, late and in between; however far it came, the next one goes on.
    for wait in [20, 1300, 400, 1100] {
        let mut child = begin(&folder, "killed");
        std::thread::sleep(Duration::from_millis(wait));
        let _ = child.kill();
        child.wait().unwrap();
    }
    run(&["--out=killed"]);
    assert_eq!(tables(&folder, "whole"), tables(&folder, "shards"));
    assert_eq!(tables(&folder, "whole"), tables(&folder, "killed"));
    let rows = String::from_utf8(tables(&folder, "whole")[1].clone()).unwrap();
    assert_eq!(rows.lines().count(), 1 + 16 * 2 * 2);
}

#[test]
fn a_study_grows_by_points_and_seeds_and_keeps_what_there_was() {
    let folder = folder();
    let rows = |text: &str| -> Vec<String> {
        fs::write(folder.path().join("quits.toml"), text).unwrap();
        study(&folder, &["run", "quits.toml"]).assert().code(0);
        let rows = fs::read_to_string(folder.path().join("output/quits/runs.csv")).unwrap();
        rows.lines().map(str::to_owned).collect()
    };
    let few = rows(&STUDY.replace("points = 16", "points = 4").replace("seeds = 2", "seeds = 1"));
    let many = rows(&STUDY.replace("points = 16", "points = 8").replace("seeds = 2", "seeds = 3"));
    assert_eq!((few.len(), many.len()), (1 + 4 * 2, 1 + 8 * 3 * 2));
    assert!(few.iter().all(|row| many.contains(row)));
    let again = rows(&STUDY.replace("points = 16", "points = 4").replace("seeds = 2", "seeds = 1"));
    assert_eq!(again, few, "a study that shrinks has the rows that it asks for");
}

#[test]
fn a_row_of_a_study_is_what_a_run_of_its_seed_and_values_shows() {
    let folder = folder();
    let text = STUDY.replace("points = 16", "points = 2");
    fs::write(folder.path().join("quits.toml"), text).unwrap();
    study(&folder, &["run", "quits.toml"]).assert().code(0);
    let rows = fs::read_to_string(folder.path().join("output/quits/runs.csv")).unwrap();
    let row: Vec<&str> = rows.lines().nth(5).unwrap().split(',').collect();
    let [seed, quits, burnout] = [row[3], row[5], row[6]];
    assert_eq!((row[1], row[2], seed, row[4]), ("2", "1", "10000002", "small"));
    let mut run = Command::cargo_bin("cogov").unwrap();
    run.current_dir(folder.path()).args(["run", "small.toml", "--quiet", "--out=single"]);
    run.args([
        "--metrics=staff_turnover,trust,disputes_per_1000",
        &format!("--seeds={seed}..{seed}"),
    ]);
    run.args(["--set", &format!("baseline.quit_base={quits}")]);
    run.args(["--set", &format!("baseline.quit_burnout={burnout}")]).assert().code(0);
    let single = fs::read_to_string(folder.path().join("single/small/runs.csv")).unwrap();
    let single: Vec<&str> = single.lines().nth(1).unwrap().split(',').collect();
    assert_eq!(row[7..10], single[4..7]);
}

#[test]
fn what_cannot_stand_beside_a_study_is_refused_by_name_and_nothing_is_lost() {
    let folder = folder();
    let small = STUDY.replace("points = 16", "points = 2");
    let write = |text: &str| fs::write(folder.path().join("quits.toml"), text).unwrap();
    let run = |code| error(&mut study(&folder, &["run", "quits.toml"]), code);
    write(&small);
    run(0);
    let before = tables(&folder, "output");
    for (from, to, what) in [
        ("[1.0, 5.0]", "[1.0, 4.0]", "other factors or another design"),
        ("\"trust\", ", "", "other outcomes"),
        ("+clear-functions", "+professional-team", "another scenario"),
    ] {
        write(&small.replace(from, to));
        assert!(run(4).contains(what), "{what}");
    }
    write(&small);
    // Another version of the model, as its key would be.
    let key = folder.path().join("output/quits/study.json");
    let text = fs::read_to_string(&key).unwrap();
    fs::write(&key, text.replace("\"results\": 1", "\"results\": 999")).unwrap();
    assert!(run(4).contains("another version of the model"));
    fs::write(&key, text).unwrap();
    assert_eq!(tables(&folder, "output"), before);
}

#[test]
fn a_part_that_was_cut_is_told_and_its_units_are_run_again() {
    let folder = folder();
    fs::write(folder.path().join("quits.toml"), STUDY.replace("points = 16", "points = 2"))
        .unwrap();
    study(&folder, &["run", "quits.toml"]).assert().code(0);
    let before = tables(&folder, "output");
    let parts = folder.path().join("output/quits/parts");
    let part = fs::read_dir(&parts).unwrap().next().unwrap().unwrap().path();
    let text = fs::read_to_string(&part).unwrap();
    fs::write(&part, &text[..text.len() - 70]).unwrap();
    let told = error(&mut study(&folder, &["merge", "quits.toml"]), 4);
    assert!(told.contains("not whole") && told.contains("4 units are missing"), "{told}");
    let told = error(&mut study(&folder, &["run", "quits.toml"]), 0);
    assert!(told.contains("not whole"), "{told}");
    assert_eq!(tables(&folder, "output"), before);
}

#[test]
fn a_point_that_cannot_be_is_recorded_with_its_fault_and_the_rest_goes_on() {
    let folder = folder();
    let text = "study = 1\nname = \"quits\"\nscenarios = [\"small.toml\"]\noutcomes = [\"trust\"]\n\
                [levers]\n\"policy.appraisal_residents\" = [0.0, 0.7]\n\"policy.appraisal_peers\" = [0.0, 0.5]\n\
                [design]\nkind = \"grid\"\nlevels = 2\n";
    fs::write(folder.path().join("quits.toml"), text).unwrap();
    let told = error(&mut study(&folder, &["run", "quits.toml"]), 3);
    assert!(told.contains("have no values"), "{told}");
    let rows = fs::read_to_string(folder.path().join("output/quits/runs.csv")).unwrap();
    let faults = rows.lines().skip(1).filter(|row| row.contains("scenario::")).count();
    assert!(faults > 0 && faults < 8, "{rows}");
}

#[test]
fn a_shard_that_is_at_work_is_refused_by_process_and_machine() {
    let folder = folder();
    fs::write(folder.path().join("quits.toml"), STUDY.replace("points = 16", "points = 4096"))
        .unwrap();
    let mut child = begin(&folder, "output");
    let lock = folder.path().join("output/quits/.cogov/1-of-1/holder.json");
    for _ in 0..600 {
        if lock.exists() {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let told = error(&mut study(&folder, &["run", "quits.toml"]), 4);
    let _ = child.kill();
    child.wait().unwrap();
    assert!(told.contains(&format!("process {}", child.id())), "{told}");
}

#[test]
fn faults_of_a_study_and_of_what_it_names_come_before_anything_is_run() {
    let folder = folder();
    let wild = "baseline.quit_base,baseline.quit_burnout\n0.01,77\n";
    fs::write(folder.path().join("wild.csv"), wild).unwrap();
    for (from, to, what) in [
        ("quit_base", "quit_bas", "did you mean `baseline.quit_base`?"),
        ("\"small.toml\", ", "\"smal.toml\", ", "smal.toml"),
        (
            "\"baseline.quit_base\" = {}",
            "\"interventions.nothing.value\" = [0.0, 1.0]",
            "cannot be 0.0",
        ),
        ("kind = \"sobol\"\npoints = 16", "kind = \"list\"\nfile = \"none.csv\"", "none.csv"),
        ("kind = \"sobol\"\npoints = 16", "kind = \"list\"\nfile = \"small.toml\"", "no column"),
        ("[1.0, 5.0]", "[5.0, 1.0]", "is empty"),
        ("[1.0, 5.0]", "[1.0, 500.0]", "500"),
        (
            "kind = \"sobol\"\npoints = 16",
            "kind = \"saltelli\"\npoints = 8388608",
            "41943040 points",
        ),
        ("kind = \"sobol\"\npoints = 16", "kind = \"list\"\nfile = \"wild.csv\"", "77"),
    ] {
        let text = STUDY.replace(from, to);
        assert_ne!(text, STUDY, "{from}");
        fs::write(folder.path().join("quits.toml"), text).unwrap();
        let told = error(&mut study(&folder, &["run", "quits.toml"]), 3);
        assert!(told.contains(what), "{what}: {told}");
        assert!(!Path::new(&folder.path().join("output")).exists());
    }
    fs::write(folder.path().join("quits.toml"), STUDY).unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    let told = error(&mut study(&folder, &["run", "quits.toml", "--out=file"]), 4);
    assert!(told.contains("cannot write"), "{told}");
}

#[test]
fn a_study_to_begin_with_is_a_study_and_its_points_are_a_list() {
    let folder = TempDir::new().unwrap();
    for lang in ["en", "zh"] {
        let name = format!("mine-{lang}");
        study(&folder, &["new", &name, "--lang", lang]).assert().code(0);
        study(&folder, &["check", &format!("{name}.toml"), "--lang", lang]).assert().code(0);
        study(&folder, &["new", &name]).assert().code(4);
    }
    study(&folder, &["design", "mine-en.toml", "--out=points.csv"]).assert().code(0);
    let text = fs::read_to_string(folder.path().join("mine-en.toml")).unwrap();
    let list = "[design]\nkind = \"list\"\nfile = \"points.csv\"\n";
    let from = text.find("[design]").unwrap();
    fs::write(folder.path().join("list.toml"), format!("{}{list}", &text[..from])).unwrap();
    study(&folder, &["design", "list.toml", "--out=again.csv"]).assert().code(0);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(read("again.csv"), read("points.csv").replace("\r", ""));
}

#[test]
fn sensitivity_tells_what_moves_an_outcome_and_what_is_noise() {
    let folder = folder();
    let text = STUDY
        .replace("[\"small.toml\", \"small.toml+clear-functions\"]", "[\"small.toml\"]")
        .replace(
            "\"baseline.quit_burnout\" = [1.0, 5.0]",
            "\"baseline.dismissal_threshold\" = [0.0, 0.5]",
        );
    for (design, measures) in [
        ("kind = \"saltelli\"\npoints = 8", ["sobol_first", "sobol_total", "share_luck"]),
        ("kind = \"morris\"\ntrajectories = 6", ["morris_mu_star", "morris_mu", "morris_sigma"]),
        ("kind = \"grid\"\nlevels = 5", ["rank_regression", "pawn_median", "rank_explained"]),
    ] {
        let name = design.split('"').nth(1).unwrap();
        let text = text.replace("quits", name).replace("kind = \"sobol\"\npoints = 16", design);
        let file = format!("{name}.toml");
        fs::write(folder.path().join(&file), text).unwrap();
        study(&folder, &["run", &file, "--quiet"]).assert().code(0);
        let output = format!("output/{name}");
        study(&folder, &["sensitivity", &output, "--lang=zh"]).assert().code(0);
        let told = study(&folder, &["sensitivity", &output]).assert().code(0);
        let told = String::from_utf8(told.get_output().stdout.clone()).unwrap();
        // Of eight points' luck the estimate of a variance may be below 0: then there are no shares of it.
        let says = ["Cannot be told from noise", "No variance goes with the factors here"];
        assert!(says.iter().any(|words| told.contains(words)) && !told.contains("NaN"), "{told}");
        let read = |name: &str| fs::read_to_string(folder.path().join(&output).join(name)).unwrap();
        let table = read("sensitivity.csv");
        for measure in measures {
            assert!(table.contains(measure), "{measure}: {table}");
        }
        // Nobody is appraised: the threshold does nothing, and is never told from noise.
        let dead = table.lines().filter(|line| line.contains("dismissal_threshold"));
        assert!(dead.clone().count() >= 6);
        assert!(dead.clone().all(|line| !line.contains(",true,")), "{table}");
        let page = read("sensitivity.html");
        assert!(page.contains("lang=\"zh-Hans\"") && page.contains("<svg"));
        assert!(page.contains("seeds by both factors"));
    }
    let told = error(&mut study(&folder, &["sensitivity", "output"]), 3);
    assert!(told.contains("study.toml"), "{told}");
}

/// A study whose levers are met by every world.
const CROSSED: &str = r#"study = 1
name = "crossed"
scenarios = ["small.toml", "small.toml+clear-functions"]
outcomes = ["staff_turnover", "trust"]
seeds = 2
[levers]
"policy.mandate_clarity" = [0.3, 0.9]
[uncertainties]
"baseline.quit_base" = {}
"baseline.quit_burnout" = { column = "burnt" }
[design.levers]
kind = "grid"
levels = 3
[design.uncertainties]
kind = "list"
file = "worlds.csv"
"#;

#[test]
fn every_point_of_the_levers_meets_every_world_on_the_same_seeds_and_sensitivity_tells_them_apart()
{
    let folder = folder();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let rows: String =
        (1..=8).map(|row| format!("{},0.0{row}\n", 1.0 + f64::from(row * 5 % 8) / 2.0)).collect();
    write("worlds.csv", &format!("burnt,baseline.quit_base\n{rows}"));
    write("crossed.toml", CROSSED);
    let told = study(&folder, &["check", "crossed.toml"]).assert().code(0);
    let told = String::from_utf8(told.get_output().stdout.clone()).unwrap();
    assert!(
        told.contains("levers grid (3 points) crossed with uncertainties list (8 points), 24"),
        "{told}"
    );
    study(&folder, &["run", "crossed.toml", "--quiet"]).assert().code(0);
    let output = folder.path().join("output/crossed");
    let rows = |name: &str| -> Vec<Vec<String>> {
        let mut reader = csv::Reader::from_path(output.join(name)).unwrap();
        let head = reader.headers().unwrap().clone();
        let rows = reader.records().map(|row| row.unwrap());
        let all = [head].into_iter().chain(rows);
        all.map(|row| row.iter().map(str::to_owned).collect()).collect()
    };
    let points = rows("points.csv");
    assert_eq!(points[0][1..4], ["lever_point", "lever_block", "lever_role"]);
    assert_eq!(points.len(), 1 + 3 * 8);
    // The baseline, over which no lever is laid, shows the same at all points of the levers; its seeds are the world's.
    let runs = rows("runs.csv");
    assert_eq!(runs.len(), 1 + 24 * 2 * 2);
    let find = |name: &str| runs[0].iter().position(|column| column == name).unwrap();
    let (seed, trust) = (find("seed"), find("trust"));
    let baseline: std::collections::BTreeSet<(String, String)> = runs[1..]
        .iter()
        .filter(|row| row[find("scenario")] == "small")
        .map(|row| (row[seed].clone(), row[trust].clone()))
        .collect();
    assert_eq!(baseline.len(), 8 * 2);
    // A row is what a run of its seed and values shows.
    let row = runs[1..].iter().rev().find(|row| row[find("scenario")] != "small").unwrap();
    let mut run = Command::cargo_bin("cogov").unwrap();
    run.current_dir(folder.path()).args([
        "run",
        "small.toml+clear-functions",
        "--quiet",
        "--out=one",
    ]);
    run.args(["--metrics=trust", &format!("--seeds={0}..{0}", row[seed])]);
    for path in ["policy.mandate_clarity", "baseline.quit_base", "baseline.quit_burnout"] {
        run.args(["--set", &format!("{path}={}", row[find(path)])]);
    }
    run.assert().code(0);
    let one = fs::read_dir(folder.path().join("one")).unwrap().next().unwrap().unwrap().path();
    let one = fs::read_to_string(one.join("runs.csv")).unwrap();
    assert_eq!(one.lines().nth(1).unwrap().rsplit(',').next().unwrap(), row[trust]);
    for lang in ["zh", "en"] {
        study(&folder, &["sensitivity", "output/crossed", "--lang", lang]).assert().code(0);
    }
    let table = rows("sensitivity.csv");
    let has = |design: &str, measure: &str, factor: &str| {
        table.iter().any(|row| row[3] == design && row[4] == measure && row[5] == factor)
    };
    assert!(has("uncertainties", "rank_regression", "baseline.quit_base"), "{table:?}");
    for measure in ["share_levers", "share_uncertainties", "share_both"] {
        assert!(has("", measure, ""), "{measure}");
    }
    // Levers are never told to move what no lever is laid over.
    let is_wrong = |row: &&Vec<String>| {
        row[1] == "small" && (row[3] == "levers" || row[4].starts_with("share"))
    };
    assert_eq!(table.iter().find(is_wrong), None);
    let page = fs::read_to_string(output.join("sensitivity.html")).unwrap();
    assert!(page.contains("in the mean over 8 points of the uncertainties"));
}

#[test]
fn worlds_may_be_added_to_a_crossed_study_and_its_points_are_a_list() {
    let folder = folder();
    let text = |worlds: u32| {
        CROSSED.replace("{ column = \"burnt\" }", "[1.0, 5.0]").replace(
            "kind = \"list\"\nfile = \"worlds.csv\"",
            &format!("kind = \"sobol\"\npoints = {worlds}"),
        )
    };
    let rows = |worlds: u32| -> Vec<String> {
        fs::write(folder.path().join("crossed.toml"), text(worlds)).unwrap();
        study(&folder, &["run", "crossed.toml", "--quiet"]).assert().code(0);
        let rows = fs::read_to_string(folder.path().join("output/crossed/runs.csv")).unwrap();
        rows.lines().map(str::to_owned).collect()
    };
    let (few, many) = (rows(2), rows(4));
    assert_eq!((few.len(), many.len()), (1 + 2 * 3 * 2 * 2, 1 + 4 * 3 * 2 * 2));
    assert_eq!(many[..few.len()], few);
    let wider = text(4).replace("levels = 3", "levels = 4");
    fs::write(folder.path().join("crossed.toml"), wider).unwrap();
    let told = error(&mut study(&folder, &["run", "crossed.toml"]), 4);
    assert!(told.contains("other factors or another design"), "{told}");
    // Its points, as they were written, are a list of one design.
    let (start, _) = CROSSED.split_once("[design.levers]").unwrap();
    let list = start.replace("{ column = \"burnt\" }", "{}").replace("\"crossed\"", "\"again\"");
    let list = format!("{list}[design]\nkind = \"list\"\nfile = \"output/crossed/points.csv\"\n");
    fs::write(folder.path().join("again.toml"), list).unwrap();
    let told = study(&folder, &["check", "again.toml"]).assert().code(0);
    let told = String::from_utf8(told.get_output().stdout.clone()).unwrap();
    assert!(told.contains("design list, 12 points"), "{told}");
}
