//! Means that are adjusted for the luck of counties are made again from the exported numbers, as anybody could.

use std::collections::BTreeMap;

use tempfile::TempDir;

use crate::outside::{put, read, says};

/// A table: its columns by name, row by row.
fn table(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let row = |row: csv::StringRecord| {
        header.iter().map(str::to_owned).zip(row.iter().map(str::to_owned)).collect()
    };
    reader.records().map(Result::unwrap).map(row).collect()
}

/// The intercept of a regression, by elimination on its normal equations.
fn intercept(controls: &[[f64; 4]], values: &[f64]) -> f64 {
    let row = |at: usize| [1.0, controls[at][0], controls[at][1], controls[at][2], controls[at][3]];
    let mut system = [[0.0_f64; 6]; 5];
    for (at, value) in values.iter().enumerate() {
        let x = row(at);
        for i in 0..5 {
            for j in 0..5 {
                system[i][j] += x[i] * x[j];
            }
            system[i][5] += x[i] * value;
        }
    }
    for pivot in 0..5 {
        for other in 0..5 {
            if other != pivot {
                let from = system[pivot];
                let by = system[other][pivot] / from[pivot];
                for (into, of) in system[other].iter_mut().zip(from) {
                    *into -= by * of;
                }
            }
        }
    }
    system[0][5] / system[0][0]
}

fn number(text: &str) -> f64 {
    text.parse().unwrap_or(f64::NAN)
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    put(
        &folder,
        "small.toml",
        "schema = 1\nextends = \"baseline.toml\"\nhorizon.months = 48\n\
         baseline.revenue_per_adult = 900\n\
         [place]\nurban = { communities = 2, adults = 400 }\nrural = { communities = 2, adults = 300 }\n\
         pastoral = { communities = 0, adults = 100 }\n",
    );
    let clear = "schema = 1\nextends = \"small.toml\"\npolicy.mandate_clarity = 0.8\n";
    put(&folder, "clear.toml", clear);
    put(&folder, "pay.toml", "schema = 1\nextends = \"small.toml\"\npolicy.pay_ratio = 0.9\n");
    folder
}

const COMPARE: [&str; 6] =
    ["compare", "small.toml", "clear.toml", "pay.toml", "--worlds=0", "--quiet"];

#[test]
fn adjusted_means_of_every_table_are_intercepts_of_regressions_on_the_exported_controls() {
    let folder = folder();
    says(&folder, &[&COMPARE[..], &["--seeds", "24", "--name", "c"]].concat(), 0);
    let file = |name: &str| table(&read(&folder, &format!("output/c/{name}")));
    let (runs, effects, luck) = (file("runs.csv"), file("comparison.csv"), file("controls.csv"));
    let of_year = |year: &str| -> Vec<[f64; 4]> {
        let names =
            ["campaigns_burn_in", "campaigns_first_half", "campaigns_second_half", "revenue"];
        let rows = luck.iter().filter(|row| row["year"] == year);
        rows.map(|row| names.map(|name| number(&row[name]))).collect()
    };
    assert_eq!((of_year("").len(), of_year("4").len(), of_year("2").len()), (24, 24, 0));
    let values = |scenario: &str, area: &str, metric: &str| -> Vec<f64> {
        let rows = runs.iter().filter(|row| row["scenario"] == scenario && row["area"] == area);
        rows.map(|row| number(&row[metric])).collect()
    };
    let mut adjusted = 0;
    let controls = of_year("");
    for row in effects.iter().filter(|row| row["estimate"] == "adjusted") {
        let [low, high] = ["difference_low", "difference_high"].map(|name| number(&row[name]));
        assert!(row["interval"] == "equal" || low < high, "{row:?}");
        if !row["year"].is_empty() {
            continue;
        }
        adjusted += 1;
        let all = ["small", &row["scenario"]].map(|of| values(of, &row["area"], &row["metric"]));
        let [here, there] = all.map(|values| intercept(&controls, &values));
        for (found, known) in
            [("baseline_mean", here), ("scenario_mean", there), ("difference", there - here)]
        {
            assert!(
                (number(&row[found]) - known).abs() < 1e-8 * (1.0 + known.abs()),
                "{found} {row:?}"
            );
        }
    }
    assert!(adjusted > 5, "{adjusted}");
    // A row that is not adjusted has plain means, and no metric has one arm of each.
    for row in effects.iter().filter(|row| row["estimate"] == "mean" && row["year"].is_empty()) {
        let there = values(&row["scenario"], &row["area"], &row["metric"]);
        let known: Vec<f64> = there.into_iter().filter(|value| !value.is_nan()).collect();
        let mean = known.iter().sum::<f64>() / known.len() as f64;
        if known.len() == 24 {
            assert!((number(&row["scenario_mean"]) - mean).abs() < 1e-9 * (1.0 + mean.abs()));
        }
    }
    let costs = file("costs.csv");
    for row in effects.iter().filter(|row| row["year"].is_empty() && row["area"] == "county") {
        let cost = costs
            .iter()
            .find(|cost| cost["scenario"] == row["scenario"] && cost["metric"] == row["metric"]);
        let pairs =
            [("difference", "difference"), ("mean", "scenario_mean"), ("estimate", "estimate")];
        for (cost, (one, other)) in cost.iter().flat_map(|cost| pairs.map(|pair| (cost, pair))) {
            assert_eq!(cost[one], row[other], "{row:?}");
        }
    }
    says(&folder, &["verify", "output/c"], 0);
    says(&folder, &["verify", "output/c", "--all"], 0);
}

#[test]
fn few_seeds_and_a_rule_that_looks_have_plain_means() {
    let folder = folder();
    for (name, words) in [
        ("few", &["--seeds", "19"][..]),
        ("open", &["--seeds", "24", "--precision", "admin_share=0.1pp"][..]),
    ] {
        says(&folder, &[&COMPARE[..], words, &["--name", name]].concat(), 0);
        let rows = table(&read(&folder, &format!("output/{name}/comparison.csv")));
        assert!(
            rows.iter()
                .all(|row| row["estimate"] != "adjusted" && row["control_saving"].is_empty())
        );
        assert!(!folder.path().join(format!("output/{name}/controls.csv")).exists());
    }
}

#[test]
fn controls_that_were_changed_are_told() {
    let folder = folder();
    says(&folder, &[&COMPARE[..], &["--seeds", "20", "--name", "c"]].concat(), 0);
    let text = read(&folder, "output/c/controls.csv");
    let (first, rest) = text.split_once("\n1,,").unwrap();
    put(&folder, "output/c/controls.csv", &format!("{first}\n1,,9{rest}"));
    let (told, _) = says(&folder, &["verify", "output/c"], 3);
    assert!(told.contains("controls.csv"), "{told}");
}
