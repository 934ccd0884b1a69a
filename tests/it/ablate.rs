//! `cogov ablate` from outside.

use serde_json::Value;
use tempfile::TempDir;

use crate::outside::{put, read, says};

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    put(
        &folder,
        "small.toml",
        "schema = 1\nextends = \"baseline.toml\"\nhorizon.months = 48\n\
         [place]\nurban = { communities = 1, adults = 300 }\nrural = { communities = 1, adults = 300 }\n\
         pastoral = { communities = 0, adults = 100 }\n",
    );
    let clear = "schema = 1\nextends = \"small.toml\"\npolicy.mandate_clarity = 0.8\n";
    put(&folder, "clear.toml", clear);
    folder
}

const ABLATE: [&str; 8] = [
    "ablate",
    "clear.toml",
    "--baseline",
    "small.toml",
    "--seeds",
    "10",
    "--metrics",
    "admin_share,trust",
];

#[test]
fn an_effect_is_told_by_the_feedbacks_that_it_runs_through_in_both_languages() {
    let folder = folder();
    let (told, _) = says(&folder, &ABLATE, 0);
    assert!(told.contains("Through the rebound of relief"), "{told}");
    let table = read(&folder, "output/ablate-clear/ablation.csv");
    let value = |part: &str| -> f64 {
        let mark = format!("clear,small,admin_share,{part},");
        let row = table.lines().find(|line| line.starts_with(&mark)).unwrap();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(row.as_bytes());
        reader.records().next().unwrap().unwrap()[6].parse().unwrap()
    };
    let parts =
        ["norm", "voice", "burnout_to_quits", "public_record", "legitimacy", "relief_rebound"];
    let sum: f64 = parts.iter().map(|part| value(part)).sum();
    let rest = value("effect") - value("direct") - value("interaction");
    assert!((sum - rest).abs() < 1e-9 && value("relief_rebound") > 0.0, "{table}");
    // The effect is that of a comparison on the same seeds.
    let compare = ["compare", "small.toml", "clear.toml", "--worlds=0", "--quiet", "--seeds", "10"];
    says(&folder, &[&compare[..], &["--name", "c"]].concat(), 0);
    let report: Value = serde_json::from_str(&read(&folder, "output/c/report.json")).unwrap();
    let found = report["differences"].as_array().unwrap().iter();
    let mut found = found.filter(|row| row["metric"] == "admin_share");
    let effect = found.next().unwrap()["difference"].as_f64().unwrap();
    assert!((effect - value("effect")).abs() < 1e-12, "{effect}");
    let (told, _) = says(&folder, &[&ABLATE[..], &["--lang", "zh", "--name", "zh"]].concat(), 0);
    assert!(told.contains("经由减负反弹"), "{told}");
    let [one, other] =
        ["ablate-clear", "zh"].map(|name| read(&folder, &format!("output/{name}/ablation.csv")));
    assert_eq!(one, other);
    let report: Value = serde_json::from_str(&read(&folder, "output/zh/report.json")).unwrap();
    assert!(report["told"][0][1].as_str().unwrap().contains("减负反弹"));
    let dictionary = read(&folder, "output/zh/dictionary.csv");
    for column in table.lines().next().unwrap().split(',') {
        assert!(dictionary.contains(&format!("ablation.csv,{column},")), "{column}");
    }
}

#[test]
fn what_cannot_be_taken_apart_is_refused_with_one_message() {
    let folder = folder();
    let (_, said) = says(&folder, &["ablate", "clear.toml", "--seeds", "2"], 3);
    assert!(said.contains("cannot be compared") && said.contains("[horizon]"), "{said}");
    let place = ["ablate", "clear.toml", "--seeds", "2", "--months", "48"];
    let (_, said) = says(&folder, &place, 3);
    assert!(said.contains("is another place than the baseline's"), "{said}");
    let (_, said) = says(&folder, &["ablate", "clear.toml", "--metrics", "trsut"], 2);
    assert!(said.contains("did you mean 'trust'"), "{said}");
    let quick =
        ["ablate", "clear.toml", "--baseline", "small.toml", "--seeds", "1", "--metrics", "trust"];
    let more = [&quick[..5], &["2", "--metrics", "trust"]].concat();
    let more: Vec<&str> = more.into_iter().collect();
    let name = ["--name", "more"];
    says(&folder, &[&more[..], &name].concat(), 0);
    says(&folder, &quick, 0);
    // The same again is the same; what would lose seeds is refused.
    let before = read(&folder, "output/ablate-clear/ablation.csv");
    says(&folder, &quick, 0);
    assert_eq!(read(&folder, "output/ablate-clear/ablation.csv"), before);
    let (_, said) = says(&folder, &[&quick[..], &name].concat(), 4);
    assert!(said.contains("more seeds") && said.contains("--force"), "{said}");
    says(&folder, &[&quick[..], &name, &["--force"]].concat(), 0);
    // What is the user's stays, and stands in nobody's way but under the names of the result.
    std::fs::create_dir(folder.path().join("output/mine")).unwrap();
    put(&folder, "output/mine/notes.txt", "mine");
    says(&folder, &[&quick[..], &["--name", "mine"]].concat(), 0);
    assert_eq!(read(&folder, "output/mine/notes.txt"), "mine");
    std::fs::create_dir(folder.path().join("output/own")).unwrap();
    put(&folder, "output/own/ablation.csv", "mine");
    let (_, said) = says(&folder, &[&quick[..], &["--name", "own", "--force"]].concat(), 4);
    assert!(said.contains("ablation.csv"), "{said}");
    assert_eq!(read(&folder, "output/own/ablation.csv"), "mine");
    assert!(!folder.path().join("output/own/.cogov").exists());
}

#[test]
fn an_ablation_is_verified_by_its_bytes_and_says_that_it_is_not_run_again() {
    let folder = folder();
    let quick =
        ["ablate", "clear.toml", "--baseline", "small.toml", "--seeds", "1", "--metrics", "trust"];
    says(&folder, &quick, 0);
    let (told, said) = says(&folder, &["verify", "output/ablate-clear"], 4);
    assert!(told.contains("each as its receipt says"), "{told}");
    assert!(said.contains("is an ablation") && said.contains("cogov ablate"), "{said}");
    // A comparison does not take its place.
    let compare =
        ["compare", "small.toml", "clear.toml", "--worlds=0", "--quiet", "--seeds", "1", "--name"];
    let (_, said) = says(&folder, &[&compare[..], &["ablate-clear"]].concat(), 4);
    assert!(said.contains("of another command"), "{said}");
    let table = read(&folder, "output/ablate-clear/ablation.csv");
    put(&folder, "output/ablate-clear/ablation.csv", &table.replace("effect", "affect"));
    let (_, said) = says(&folder, &["verify", "output/ablate-clear"], 3);
    assert!(said.contains("ablation.csv"), "{said}");
}

#[test]
fn histories_that_are_the_same_are_told_with_their_reason_and_parts_of_a_year_are_marked() {
    let folder = folder();
    let dead = "schema = 1\nextends = \"small.toml\"\npolicy.dismissal_threshold = 0.5\n";
    put(&folder, "dead.toml", dead);
    let more = ["--baseline", "small.toml", "--seeds", "4"];
    let (told, _) = says(&folder, &[&["ablate", "dead.toml"][..], &more].concat(), 0);
    let flowing = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let told = flowing(&told);
    assert!(told.contains("same in every seed: what is set cannot act here, because"), "{told}");
    assert!(!told.contains("cannot be told from luck") && !told.contains("Trust"), "{told}");
    let report: Value =
        serde_json::from_str(&read(&folder, "output/ablate-dead/report.json")).unwrap();
    assert_eq!(report["told"].as_array().unwrap().len(), 1);
    assert!(report["ablation"]["same"][1].as_str().unwrap().contains("每个种子中都相同"));
    let short =
        [&["ablate", "clear.toml", "--months", "25", "--name", "short"][..], &more].concat();
    let told = flowing(&says(&folder, &short, 0).0);
    assert!(
        told.contains("Vacancy: the same in every seed (surely another in fewer than"),
        "{told}"
    );
    assert!(told.contains("Month 25 holds no whole calendar year"), "{told}");
    assert!(told.contains("4 seeds, month 25. A feedback"), "{told}");
}
