//! Money that is voted: budgets, ceilings and goals, worked out again from the tables of runs.

use std::collections::BTreeMap;

use cogov::statistics::{Bound, Kind, paired};
use tempfile::TempDir;

use crate::outside::{put, read, says};

/// A table by its header: each row a map of cells.
fn rows(folder: &TempDir, file: &str) -> Vec<BTreeMap<String, String>> {
    let text = read(folder, file);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let row = |record: csv::StringRecord| {
        header.iter().cloned().zip(record.iter().map(str::to_owned)).collect()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

fn number(row: &BTreeMap<String, String>, column: &str) -> f64 {
    row[column].parse().unwrap_or(f64::NAN)
}

/// What a county asked for and got in a year, worked out from `years.csv`, `series.csv` and `funding.csv`.
#[derive(Clone, Copy, Debug)]
struct Asked {
    budget: f64,
    million: f64,
    appropriated: f64,
    pressure: f64,
    cut: bool,
}

/// By seed, county and year.
type All = BTreeMap<(u64, String, u32), Asked>;

fn asked(folder: &TempDir, name: &str) -> All {
    let of = |row: &BTreeMap<String, String>| (row["seed"].parse().unwrap(), row["area"].clone());
    let mut adults: BTreeMap<(u64, String, u32), f64> = BTreeMap::new();
    for row in rows(folder, &format!("runs/{name}/series.csv")) {
        let month: u32 = row["month"].parse().unwrap();
        if row["level"] == "county" && month % 12 == 1 {
            let (seed, area) = of(&row);
            adults.insert((seed, area, month / 12 + 1), number(&row, "adults"));
        }
    }
    let mut money: BTreeMap<(u64, String, u32), [f64; 3]> = BTreeMap::new();
    for row in rows(folder, &format!("runs/{name}/funding.csv")) {
        let flow = (row["from_account"].as_str(), row["to_account"].as_str());
        let at = match flow {
            ("outside", "treasury") => 0,
            ("treasury", "appropriated_pay") => 1,
            ("treasury", "appropriated_grant") => 2,
            _ => continue,
        };
        if row["level"] == "county" {
            let (seed, area) = of(&row);
            let year = row["year"].parse().unwrap();
            money.entry((seed, area, year)).or_default()[at] = number(&row, "yuan");
        }
    }
    let mut all = All::new();
    for row in rows(folder, &format!("runs/{name}/years.csv")) {
        if row["level"] != "county" {
            continue;
        }
        let (seed, area) = of(&row);
        let key = (seed, area, row["year"].parse().unwrap());
        let (adults, [revenue, pay, grants]) = (adults[&key], money[&key]);
        let parts = ["budget_pay", "budget_grants", "budget_programmes"];
        let [p, o, x] = parts.map(|column| number(&row, column) * adults);
        // f is the share of the grants that was moved; programmes get the same.
        let appropriated = pay + grants / o * (o + x);
        let budget = p + o + x;
        let cut = budget - appropriated > 1.0;
        all.insert(
            key,
            Asked {
                budget: budget / adults,
                million: budget / 1e6,
                appropriated: appropriated / adults,
                pressure: budget / revenue,
                cut,
            },
        );
    }
    all
}

const PACKAGE: &str = "schema = 1\nname = \"package\"\nextends = \"baseline\"\n[policy]\npay_ratio = 0.68\none_stop = 0.5\n";

const COUNTIES: &str = "code,community,county,township,zone,adults,migrant_share\n\
    a1,A1,Hill,T1,urban,420,0.3\na2,A2,Hill,T1,rural,250,0.1\n\
    b1,B1,Lake,T2,urban,360,0.2\nb2,B2,Lake,T2,pastoral,180,0.1\n";

/// The place of each case, as words of a command.
fn places() -> [Vec<&'static str>; 3] {
    let small = vec![
        "--set=place.urban.communities=2",
        "--set=place.urban.adults=300",
        "--set=place.rural.communities=1",
        "--set=place.rural.adults=200",
        "--set=place.pastoral.communities=0",
    ];
    let mut short = small.clone();
    short.push("--set=baseline.revenue_per_adult=900");
    let mut rich = small;
    rich.push("--set=baseline.revenue_per_adult=3000");
    [rich, vec!["--place=counties.csv"], short]
}

#[test]
fn budgets_worst_years_and_what_fits_follow_from_runs_and_funding() {
    for (case, place) in places().iter().enumerate() {
        let folder = TempDir::new().unwrap();
        put(&folder, "package.toml", PACKAGE);
        put(&folder, "counties.csv", COUNTIES);
        let both = |first: &[&'static str]| -> Vec<&str> {
            let words = ["baseline", "package.toml", "--seeds=5", "--months=48"];
            let first = first.iter().copied();
            first.chain(words).chain(place.iter().copied()).collect()
        };
        says(&folder, &both(&["run", "--out=runs", "--metrics=all"]), 0);
        let [here, there] = ["baseline", "package"].map(|name| asked(&folder, name));
        let years: Vec<u32> = vec![3, 4];
        let mut counties: Vec<String> = there.keys().map(|(_, county, _)| county.clone()).collect();
        counties.sort();
        counties.dedup();
        assert_eq!(counties.len(), if case == 1 { 2 } else { 1 });
        let value = |kind: &str, seed: u64, county: &String, year: u32| {
            let at = (seed, county.clone(), year);
            let (a, b) = (here[&at], there[&at]);
            match kind {
                "budget" => b.budget - a.budget,
                "million" => b.million - a.million,
                "percent" => 100.0 * (b.million / a.million - 1.0),
                _ => b.pressure,
            }
        };
        // Ceilings on either side of what is asked for, and one in the midst of it.
        let ceilings = [
            ("budget", [0.1, 1e4]),
            ("million", [1e-6, 5.0]),
            ("percent", [1.0, 500.0]),
            ("pressure", [0.05, 9.0]),
        ];
        for side in 0..2 {
            let options: Vec<String> = ceilings
                .iter()
                .map(|(kind, most)| format!("--ceiling={kind}:{}", most[side]))
                .collect();
            let mut words = both(&["compare", "--force", "--name=c", "--worlds=0"]);
            words.extend(options.iter().map(String::as_str));
            says(&folder, &words, 0);
            let cut_in = (1..=5)
                .filter(|&seed| {
                    counties.iter().any(|c| years.iter().any(|&y| there[&(seed, c.clone(), y)].cut))
                })
                .count();
            assert_eq!(cut_in > 0, case == 2, "case {case}: cut in {cut_in}");
            let found = rows(&folder, "output/c/ceilings.csv");
            for (kind, most) in ceilings {
                let most = most[side];
                let own: Vec<_> = found
                    .iter()
                    .filter(|row| row["ceiling"] == kind && row["scenario"] == "package")
                    .collect();
                let family = years.len() * counties.len();
                let bound = Bound::by_shape(0.05 / family as f64);
                let (mut within, mut above) = (true, false);
                for county in &counties {
                    for &year in &years {
                        let pairs: Vec<(f64, f64)> =
                            (1..=5).map(|seed| (0.0, value(kind, seed, county, year))).collect();
                        let expected = paired(&pairs, bound);
                        let is_it = |row: &&&BTreeMap<String, String>| {
                            row["county"] == *county && row["year"] == year.to_string()
                        };
                        let row = own.iter().find(is_it).unwrap();
                        // Five seeds that agree to the fen have no interval, and say too little.
                        let equal = row["interval"] == Kind::Equal.id();
                        let ends = [
                            ("mean", expected.difference),
                            ("mean_low", expected.low),
                            ("mean_high", expected.high),
                        ];
                        for (column, right) in ends.into_iter().take(if equal { 1 } else { 3 }) {
                            let given = number(row, column);
                            let near = (given - right).abs() < 1e-4 * right.abs().max(1.0);
                            assert!(
                                near,
                                "{case} {kind} {county} {year} {column}: {given} {right}"
                            );
                        }
                        within &= !equal && expected.high <= most;
                        above |= !equal && expected.low > most;
                    }
                }
                let whole = own.iter().find(|row| row["county"].is_empty()).unwrap();
                // What is cut never fits.
                let allowed = match (above, within, cut_in) {
                    (true, ..) => &["does_not_fit"][..],
                    (_, true, 0) => &["fits"],
                    (_, false, 0) => &["not_clear"],
                    _ => &["does_not_fit", "not_clear"],
                };
                assert!(
                    allowed.contains(&whole["fit"].as_str()),
                    "{case} {kind}:{most}: {whole:?}"
                );
                let fits = (1..=5)
                    .filter(|&seed| {
                        counties.iter().all(|county| {
                            years.iter().all(|&year| {
                                let cut = there[&(seed, county.clone(), year)].cut;
                                !cut && value(kind, seed, county, year) <= most
                            })
                        })
                    })
                    .count();
                assert!((number(whole, "fits_in") - fits as f64 / 5.0).abs() < 1e-9, "{whole:?}");
            }
        }
        budgets(&folder, &here, &there, &counties);
    }
}

/// Holds `budgets.csv` against the runs.
fn budgets(folder: &TempDir, here: &All, there: &All, counties: &[String]) {
    let found = rows(folder, "output/c/budgets.csv");
    for county in counties {
        let mean = |all: &dyn Fn((u64, String, u32)) -> f64, year: u32| {
            (1..=5).map(|seed| all((seed, county.clone(), year))).sum::<f64>() / 5.0
        };
        let mut worst = (0, f64::NEG_INFINITY);
        for year in [3, 4] {
            let is_it = |row: &&BTreeMap<String, String>| {
                row["scenario"] == "package"
                    && row["level"] == "county"
                    && row["area"] == *county
                    && row["year"] == year.to_string()
            };
            let row = found.iter().find(is_it).unwrap();
            let change = mean(&|at| there[&at].budget - here[&at].budget, year);
            for (column, right) in [
                ("budget", mean(&|at| there[&at].budget, year)),
                ("budget_change", change),
                ("million", mean(&|at| there[&at].million, year)),
                ("million_change", mean(&|at| there[&at].million - here[&at].million, year)),
                ("appropriated", mean(&|at| there[&at].appropriated, year)),
            ] {
                let given = number(row, column);
                assert!(
                    (given - right).abs() < 1e-4 * right.abs().max(1.0),
                    "{column} {given} {right}"
                );
            }
            if change > worst.1 {
                worst = (year, change);
            }
        }
        let marked: Vec<&str> = found
            .iter()
            .filter(|row| {
                row["scenario"] == "package"
                    && row["area"] == *county
                    && row["worst_year"] == "true"
            })
            .map(|row| row["year"].as_str())
            .collect();
        assert_eq!(marked, [worst.0.to_string()]);
    }
}

/// `cogov compare` of two shipped scenarios in the small place.
fn compare(folder: &TempDir, words: &[&str], code: i32) -> (String, String) {
    let first = [
        "compare",
        "baseline",
        "professional-team",
        "clear-functions",
        "--force",
        "--name=c",
        "--worlds=0",
    ];
    let [small, ..] = places();
    let months = words.iter().all(|word| !word.starts_with("--months")).then_some("--months=36");
    let all = first.iter().chain(words).copied().chain(small).chain(months);
    says(folder, &all.collect::<Vec<&str>>(), code)
}

fn flowing(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn odd_ceilings_and_goals_are_answered_before_anything_is_run() {
    let folder = TempDir::new().unwrap();
    for (words, told) in [
        (&["--ceiling=12"][..], "as in budget:12"),
        (&["--ceiling=budget:0,7"], "write budget:0.7"),
        (&["--ceiling=budget:1,000"], "write budget:1000, or budget:1.000"),
        (&["--ceiling=percent:0.05"], "write percent:5, for 0.05 % percent:0.05%"),
        (&["--ceiling=buget:12"], "did you mean 'budget'"),
        (&["--ceiling=spending:12"], "not of money used"),
        (&["--ceiling=million:700000"], "write million:0.7"),
        (&["--ceiling=pressure:95"], "write pressure:0.95"),
        (&["--ceiling=budget:12", "--ceiling=budget:10"], "given twice"),
        (&["--ceiling=million:0.7,万元:70"], "万元 is the same"),
        (&["--ceiling=budget:12", "--months=30"], "--months 36"),
        (&["--goal=spending"], "money is held by --ceiling"),
        (&["--goal=turnover"], "staff_turnover"),
        (&["--goal=trust,trust"], "given twice"),
        (&["--goal=all"], "all"),
        (&["--goal="], "--goal staff_turnover,unmet_need"),
        (&["--goal=nothing"], "unknown metric 'nothing'"),
        (&["--goal=staff_turnover unmet_need"], "write --goal staff_turnover,unmet_need"),
        (&["--goal=staff_turnover，unmet_need"], "write --goal staff_turnover,unmet_need"),
        (&["--goal=adults"], "neither more nor less of it is better"),
        (&["--goal=staff_turnover=5"], "did you mean 'staff_turnover'"),
        (&["--ceiling=million:70万元"], "write 万元:70"),
        (&["--ceiling=pressure:0"], "above 0"),
        (&["--cost=wages"], "budget, spending"),
    ] {
        let (_, said) = compare(&folder, words, 2);
        assert!(flowing(&said).contains(told), "{words:?}: {said}");
    }
    let (_, said) = compare(&folder, &["--ceiling=预算:十二", "--lang=zh"], 2);
    assert!(said.contains("写法如 budget:12"), "{said}");
    assert!(!folder.path().join("output").exists(), "nothing is written");
    for language in ["en", "zh"] {
        let (help, _) = says(&folder, &["compare", "--help", "--lang", language], 0);
        assert!(
            ["--ceiling", "--goal", "--cost", "万元:70"].iter().all(|word| help.contains(word))
        );
    }
}

#[test]
fn odd_combinations_are_answered_before_anything_is_run() {
    let folder = TempDir::new().unwrap();
    let file = |pay: &str, more: &str| format!("schema = 1\n{more}[policy]\npay_ratio = {pay}\n");
    put(&folder, "low.toml", &file("0.5", ""));
    put(&folder, "high.toml", &file("0.9", ""));
    put(&folder, "far.toml", &file("0.5", "[place]\ntable = \"saihan\"\n"));
    put(&folder, "here.toml", &file("0.5", "[place]\ntable = \"east-ujimqin\"\n"));
    put(&folder, "long.toml", &file("0.5", "[horizon]\nmonths = 240\n"));
    put(&folder, "short.toml", &file("0.5", "[horizon]\nmonths = 60\n"));
    let split = |part: &str| format!("schema = 1\n[policy.split]\n{part} = 0.8\n");
    put(&folder, "wages.toml", &split("office"));
    put(&folder, "other.toml", &split("training"));
    for (sum, code, told) in [
        ("clear-functions+clear-functions", 3, "is named twice"),
        ("clear-functions++adequate-funding", 3, "nothing stands on one side of a `+`"),
        ("+clear-functions", 3, "nothing stands on one side of a `+`"),
        ("clear-functions+", 3, "nothing stands on one side of a `+`"),
        ("clear-functions+missing", 3, "no file and no shipped scenario `missing`"),
        ("clear-functions+clear-functons", 3, "did you mean"),
        ("low.toml+high.toml", 3, "pay_ratio"),
        ("here.toml+far.toml", 3, "table"),
        ("long.toml+short.toml", 3, "months"),
        ("wages.toml+other.toml", 3, ""),
        ("baseline", 3, "two scenarios have one name"),
    ] {
        let words = ["compare", "baseline", sum, "--seeds=2", "--worlds=0", "--quiet"];
        let (_, said) = says(&folder, &words, code);
        let said = flowing(&said.replace('|', " "));
        assert!(said.contains(told), "{sum}: {said}");
        assert!(said.contains("error"), "{sum}: {said}");
        let (_, said) = says(&folder, &[&words[..], &["--lang=zh"]].concat(), code);
        assert!(said.contains("错误"), "{sum}: {said}");
    }
    assert!(!folder.path().join("output").exists(), "nothing is written");
}

#[test]
fn a_run_tells_its_budgets_as_a_comparison_does_on_page_and_terminal() {
    for place in places() {
        let folder = TempDir::new().unwrap();
        put(&folder, "counties.csv", COUNTIES);
        let run = |words: &[&'static str]| -> String {
            let first = ["run", "baseline", "--seeds=4", "--months=48", "--force"];
            let all = first.iter().chain(words).chain(&place).copied();
            says(&folder, &all.collect::<Vec<&str>>(), 0).0
        };
        let (english, chinese) = (run(&[]), run(&["--lang=zh"]));
        let several = place.len() == 1;
        let widest = if several { "place" } else { "county" };
        let years = rows(&folder, "output/baseline/yearly_budgets.csv");
        let of = |year: Option<&str>| {
            let own = years.iter().filter(|row| row["level"] == widest);
            let own = own.filter(|row| year.is_none_or(|year| row["year"] == year));
            let mut seeds: BTreeMap<String, [f64; 3]> = BTreeMap::new();
            for row in own {
                let sums = seeds.entry(row["seed"].clone()).or_default();
                sums[0] += ["pay_yuan", "grants_yuan", "programmes_yuan"]
                    .iter()
                    .map(|column| number(row, column))
                    .sum::<f64>();
                sums[1] += number(row, "january_adults");
                sums[2] += number(row, "appropriated_yuan");
            }
            let all = seeds.len() as f64;
            let mean = |value: fn(&[f64; 3]) -> f64| seeds.values().map(value).sum::<f64>() / all;
            [mean(|of| of[0] / of[1]), mean(|of| of[0] / 2e6), mean(|of| of[2] / of[1])]
        };
        let [adult, million, granted] = of(None);
        let [third, fourth] = ["3", "4"].map(|year| of(Some(year))[0]);
        let (worst, year) = if fourth > third { (fourth, 4) } else { (third, 3) };
        let size = if million < 0.1 { format!("{million:.4}") } else { format!("{million:.2}") };
        let (adult, worst, granted) =
            (format!("{adult:.1}"), format!("{worst:.1}"), format!("{granted:.1}"));
        let line = english.lines().find(|line| line.contains("(year ")).unwrap_or(&english);
        for word in [&adult, &size, &format!("{worst} (year {year})")] {
            assert!(line.contains(word.as_str()), "{word}: {english}");
        }
        assert!(english.contains("Budget of a year, mean over seeds"), "{english}");
        assert!(flowing(&english).contains("does not exist in the model"), "{english}");
        let given = place.iter().any(|word| word.contains("revenue_per_adult"));
        assert_eq!(flowing(&english).contains("Revenue was not given"), !given, "{english}");
        assert!(chinese.contains(&format!("{worst}（第{year}年）")), "{chinese}");
        let page = read(&folder, "output/baseline/report.html");
        for word in ["What is voted", &adult, &granted, "does not exist in the model"] {
            assert!(page.contains(word), "{word}");
        }
        assert!(!several || page.contains("Lake"), "counties are told apart");
        // Of other metrics alone nothing is said of budgets.
        assert!(!run(&["--metrics=trust"]).contains("Budget of a year"));
    }
}

#[test]
fn without_a_goal_none_is_named_as_first_and_one_seed_decides_nothing() {
    let folder = TempDir::new().unwrap();
    let (table, _) = compare(&folder, &["--seeds=1", "--ceiling=budget:1000"], 0);
    assert!(table.contains("not clear") && !table.contains("comes first"), "{table}");
    assert!(!folder.path().join("output/c/ranking.csv").exists());
    assert!(flowing(&table).contains("does not exist in the model"), "{table}");
    assert!(!table.contains("Revenue was not given"), "{table}");
    let (table, _) = compare(
        &folder,
        &["--seeds=6", "--goal=staff_turnover,unmet_need", "--ceiling=budget:-900"],
        0,
    );
    assert!(table.contains("No package fits the ceilings"), "{table}");
    let ranks = rows(&folder, "output/c/ranking.csv");
    assert!(ranks.len() == 2 && ranks.iter().all(|row| row["comes_first"] == "false"), "{ranks:?}");
    let (table, _) =
        compare(&folder, &["--seeds=6", "--goal=staff_turnover,unmet_need", "--lang=zh"], 0);
    assert!(table.contains("按目标排序：队伍流失率，其次"), "{table}");
}

#[test]
fn a_ceiling_holds_again_when_its_comparison_is_verified() {
    let folder = TempDir::new().unwrap();
    let words =
        ["--seeds=3", "--ceiling=budget:5,pressure:1", "--goal=staff_turnover", "--cost=spending"];
    compare(&folder, &words, 0);
    says(&folder, &["verify", "output/c", "--all"], 0);
    let prices = rows(&folder, "output/c/prices.csv");
    assert!(!prices.is_empty() && prices.iter().all(|row| row["cost"] == "spending"));
}

#[test]
fn a_lower_pay_that_makes_a_derived_county_poorer_is_told_with_before_and_after() {
    let folder = TempDir::new().unwrap();
    put(&folder, "counties.csv", COUNTIES);
    let run = |words: &[&str]| {
        let first =
            ["run", "baseline", "--seeds=1", "--months=36", "--place=counties.csv", "--force"];
        let all: Vec<&str> = first.iter().chain(words).copied().collect();
        flowing(&says(&folder, &all, 0).0)
    };
    let plain = run(&[]);
    assert!(
        plain.contains("Revenue was not given, so it is derived: from")
            && !plain.contains("moves from"),
        "{plain}"
    );
    let poorer = run(&["--set=baseline.pay_ratio=0.5"]);
    assert!(
        poorer.contains("By the baseline's pay_ratio it moves from")
            && poorer.contains("make the county poorer"),
        "{poorer}"
    );
    assert!(!run(&["--set=baseline.revenue_per_adult=900"]).contains("Revenue was not given"));
    let (summary, _) = says(&folder, &["place", "summary", "counties.csv"], 0);
    assert!(flowing(&summary).contains("--set baseline.revenue_per_adult=YUAN"), "{summary}");
}
