//! Verdicts and sentences, what is compared with what, intervals beyond the possible: see
//! `tests/cases/README.md`.

use std::collections::BTreeMap;

use cogov::comparison::{Asks, Compared, Request, Stopped, Verdict, of_outcomes};
use cogov::experiment::{ArmOutcome, Runner, SeedOutcome, Seen};
use cogov::metric::{self, Detail, METRICS, areas, main_metrics};
use cogov::month::processes;
use cogov::output::{ArmText, ComparisonFolder, Program, Versus};
use cogov::policy::Scenario;
use cogov::quantity::Language;
use cogov::random::{Luck, Process, Stream};
use tempfile::TempDir;

use super::with_inputs;
use crate::common::{id, small};
use crate::outside::{put, read, says};

/// A row of a table by column.
type Row = BTreeMap<String, String>;

fn rows(text: &str) -> Vec<Row> {
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let header = table.headers().unwrap().clone();
    let row = |record: csv::StringRecord| {
        header.iter().zip(record.iter()).map(|(a, b)| (a.to_owned(), b.to_owned())).collect()
    };
    table.records().map(|record| row(record.unwrap())).collect()
}

fn number(row: &Row, column: &str) -> Option<f64> {
    row[column].parse().ok()
}

/// What a made-up scenario does to a metric: nothing, something in some seeds, little, or much.
fn effect(kind: u32, size: f64, stream: &mut Stream) -> f64 {
    match kind {
        0 => 0.0,
        1 => size,
        2 => 0.3 * size + 0.1 * size * stream.normal(),
        3 => -0.3 * size + 0.05 * size * stream.normal(),
        4 => 0.02 * size * stream.normal(),
        5 => -3.0 * size + 0.5 * size * stream.normal(),
        6 if stream.uniform() < 0.7 => 0.0,
        _ => 2.0 * size + size * stream.normal(),
    }
}

/// What two scenarios and the baseline would have shown on a seed.
fn world(arms: &[Scenario], compared: &[usize], repetition: u64, seed: u64) -> SeedOutcome {
    let kinds = Luck::of_seed(repetition);
    let luck = kinds.of(&seed.to_string());
    let areas = areas(&arms[0].place, Detail::Zone).len();
    let mut shared = luck.stream(Process::Rank, 0, 0);
    let base: Vec<f64> = (0..areas * METRICS.len()).map(|_| 0.4 + 0.02 * shared.normal()).collect();
    let arm = |arm: usize| {
        let mut stream = luck.stream(Process::Rank, 0, arm as u32);
        let run: Vec<f64> = base
            .iter()
            .enumerate()
            .map(|(at, value)| {
                let at = at % METRICS.len();
                let kind = kinds.block(Process::Rank, arm as u32, at as u32)[0] % 8;
                let change = effect(kind, METRICS[at].margin.size, &mut stream);
                // Without a value in all seeds, or in some.
                let empty = METRICS[at].id == "turnout_all" && repetition.is_multiple_of(5)
                    || METRICS[at].id == "trust" && seed.is_multiple_of(3) && seed > 3;
                if empty {
                    f64::NAN
                } else if arm == 0 {
                    *value
                } else {
                    value + change
                }
            })
            .collect();
        let columns = compared.iter().map(|&metric| run[metric]);
        let series = columns.clone().cycle().take(compared.len() * arms[0].months as usize);
        let years = columns.cycle().take(compared.len() * 2);
        ArmOutcome {
            first_difference: None,
            months_run: 1,
            seen: Seen {
                series: series.collect(),
                years: years.collect(),
                flows: vec![0.0; cogov::world::FLOWS.len()],
                ..Seen { run: run.clone(), ..Seen::default() }
            },
            lived: None,
        }
    };
    SeedOutcome { seed, arms: (0..arms.len()).map(|at| Some(arm(at))).collect() }
}

/// Writes a comparison of made-up worlds; returns its table and its page.
fn made_up(repetition: u64) -> ([Vec<Row>; 2], String) {
    let baseline = Scenario { months: 14, burn_in: 12, ..small([1, 0, 0], [30, 0, 0]) };
    let capped = baseline.clone().with_policy(id("admin_cap_share"), 0.4);
    let named = |(at, arm): (usize, Scenario)| Scenario { name: format!("arm-{at}"), ..arm };
    let arms: Vec<Scenario> =
        [baseline.clone(), baseline, capped].into_iter().enumerate().map(named).collect();
    // Not always the main outcomes: spending may be left out, and stands in the costs alone then.
    let drop = METRICS.iter().position(|metric| metric.id == "spending").unwrap();
    let compared: Vec<usize> = main_metrics()
        .into_iter()
        .filter(|&at| !repetition.is_multiple_of(3) || at != drop)
        .collect();
    let seeds: Vec<u64> = (1..=[1, 2, 3, 6, 12][repetition as usize % 5]).collect();
    let request = Request {
        arms: &arms,
        metrics: &compared,
        alpha: 0.05,
        margins: &[],
        seeds: &seeds,
        precision: &[],
        decide: &[],
        asks: Asks::default(),
        month: &processes,
        time_is_up: &|| false,
        runner: Runner::default(),
    };
    let outcomes: Vec<SeedOutcome> =
        seeds.iter().map(|&seed| world(&arms, &compared, repetition, seed)).collect();
    let comparison = of_outcomes(&request, &outcomes, Stopped::Seeds).unwrap();
    let folder = TempDir::new().unwrap();
    let text = |arm: &Scenario| ArmText {
        name: arm.name.clone(),
        title: [arm.name.clone(), arm.name.clone()],
        resolved: String::new(),
        place_table: None,
    };
    let versus = Versus {
        brief: false,
        lives: false,
        name: "made".to_owned(),
        arms: arms.iter().map(text).collect(),
        seeds: seeds.clone(),
        metrics: compared.clone(),
        no_place: false,
        bom: false,
        command: Vec::new(),
        program: Program::default(),
    };
    ComparisonFolder::new(folder.path(), versus, false)
        .unwrap()
        .write(Compared { comparison, outcomes }, &arms, Language::En)
        .unwrap();
    let tables = ["comparison.csv", "costs.csv"];
    let tables = tables.map(|file| rows(&read(&folder, &format!("made/{file}"))));
    (tables, read(&folder, "made/report.html"))
}

/// The texts of one language of the verdicts, an item a scenario.
fn verdicts(page: &str, language: &str) -> Vec<String> {
    let first = page.split("<section id=\"outcomes\"").nth(1).unwrap().split("</section>").next();
    let tag = format!("<span lang=\"{language}\">");
    let of =
        |part: &str| part.split(&tag).nth(1).unwrap().split("</span>").next().unwrap().to_owned();
    first.unwrap().split("<p class=\"verdict\">").skip(1).map(of).collect()
}

/// The metrics that a list names, without what stands in brackets.
fn listed(list: &str, chinese: bool) -> Vec<String> {
    let mut depth = 0;
    let plain = |letter: &char| {
        depth += i32::from("(（".contains(*letter));
        let keep = depth == 0;
        depth -= i32::from(")）".contains(*letter));
        keep
    };
    let text: String = list.chars().filter(plain).collect();
    let text = text.replace(" and ", ", ");
    let names = if chinese { text.split('、') } else { text.split('\u{0}') };
    let names: Vec<&str> = if chinese { names.collect() } else { text.split(", ").collect() };
    let metric = |name: &str| {
        let is_it =
            |metric: &&metric::Metric| [metric.name.en, metric.name.zh].contains(&name.trim());
        METRICS.iter().find(is_it).unwrap_or_else(|| panic!("no outcome {name}")).id.to_owned()
    };
    names.into_iter().filter(|name| !name.trim().is_empty()).map(metric).collect()
}

/// Openings of the sentences that list outcomes, in both languages.
const LISTS: [(&str, &str, &str); 11] = [
    ("better_small", "Better, but by less than matters: ", "更好，但幅度无实际意义："),
    ("worse_small", "Worse, but by less than matters: ", "更差，但幅度无实际意义："),
    ("higher_small", "Higher, but by less than matters: ", "升高，但幅度无实际意义："),
    ("lower_small", "Lower, but by less than matters: ", "降低，但幅度无实际意义："),
    ("better", "Better: ", "更好："),
    ("worse", "Worse: ", "更差："),
    ("higher", "Higher: ", "升高："),
    ("lower", "Lower: ", "降低："),
    ("no_difference", "No difference that matters: ", "无实际意义的差异："),
    ("same", "The same in every seed: ", "每个种子均相同："),
    ("not_clear", "Not clear: ", "尚不明确："),
];

/// Openings of the sentence on spending.
const SPENDING: [(&str, &str, &str); 7] = [
    ("higher", "It spends more: ", "支出增加：每"),
    ("lower", "It spends less: ", "支出减少：每"),
    ("higher_small", "It spends more, but by less than matters: ", "支出增加，但幅度"),
    ("lower_small", "It spends less, but by less than matters: ", "支出减少，但幅度"),
    (
        "no_difference",
        "Its spending does not differ by more than matters: ",
        "支出无实际意义的差异：",
    ),
    ("same", "Its spending is the same in every seed", "每个种子中支出均相同"),
    ("not_clear", "Whether it spends more or less is not clear: ", "支出增减尚不明确："),
];

/// What is said of what a package asks of the budget, by verdict.
const BUDGET: [(&str, &str, &str); 7] = [
    ("higher_small", "It asks for more of the county's budget, but by less", "预算增加，但幅度"),
    ("lower_small", "It asks for less of the county's budget, but by less", "预算减少，但幅度"),
    ("higher", "It asks for more of the county's budget: ", "预算增加："),
    ("lower", "It asks for less of the county's budget: ", "预算减少："),
    (
        "no_difference",
        "Its budget does not differ by more than matters: ",
        "预算无实际意义的差异：",
    ),
    ("same", "Its budget is the same in every seed", "每个种子中预算均相同"),
    (
        "not_clear",
        "Whether it asks for more or less of the county's budget is not clear: ",
        "预算增减尚不明确：",
    ),
];

/// Holds the difference that a sentence gives of a metric against its row: its sign, and of how many seeds it is.
fn is_of_row(sentence: &str, row: &Row, chinese: bool) {
    let metric = &METRICS[metric::find(&row["metric"]).unwrap()];
    let (name, open, close) =
        if chinese { (metric.name.zh, "（", '）') } else { (metric.name.en, " (", ')') };
    let behind = sentence.split(&format!("{name}{open}")).nth(1).unwrap();
    let inside = behind.split(close).next().unwrap();
    let change = number(row, "difference").unwrap();
    if inside.starts_with(['+', '-']) {
        assert_eq!(inside.starts_with('+'), change > 0.0, "{name}: {sentence}");
    }
    let n = &row["n"];
    let told = if chinese { format!(" 个种子中的 {n} 个") } else { format!(" {n} of ") };
    let all = row["seeds"].clone();
    assert_eq!(inside.contains(&told), *n != all, "{name}: {inside}: {n} of {all}");
}

/// Holds the bound of what is the same in every seed against the rows.
fn is_bounded(sentence: &str, own: &BTreeMap<&str, &Row>, chinese: bool) {
    let bound = |row: &Row| {
        let n = number(row, "n")?;
        Some([(number(row, "differs_below")? * n).ceil(), n])
    };
    let same = own.values().filter(|row| row["verdict"] == "same" && row["metric"] != "spending");
    let words = |[count, n]: [f64; 2]| {
        if chinese {
            format!("每 {n} 个种子中有差异者少于 {count} 个")
        } else {
            format!("differs in fewer than {count} of {n} seed")
        }
    };
    let told = same.filter_map(|row| bound(row)).any(|of| sentence.contains(&words(of)));
    assert!(
        told || sentence.contains("0 of 1 seed") || sentence.contains("每 1 个种子"),
        "{sentence}"
    );
}

/// Holds the words of the table of all outcomes against the rows, in both languages.
fn words_are_those_of_rows(page: &str, rows: &[&Row]) {
    for row in rows.iter().filter(|row| row["level"] == "county") {
        let at = format!("data-metric=\"{}\" data-scenario=\"{}\"", row["metric"], row["scenario"]);
        let cells = page.split(&at).nth(1).unwrap();
        let word = cells.split("<span class=\"word ").nth(1).unwrap();
        let verdict = Verdict::ALL.into_iter().find(|of| of.id() == row["verdict"]).unwrap();
        assert!(word.starts_with(&format!("{}\"", verdict.id())), "{row:?}");
        for (language, text) in [("en", verdict.text().en), ("zh-Hans", verdict.text().zh)] {
            let said = word.split(&format!("<span lang=\"{language}\">")).nth(1).unwrap();
            assert!(said.starts_with(text), "{row:?}: {said:.80}");
        }
    }
}

/// Holds a sentence on money against its row of `costs.csv`, compared or not: verdict and sign.
fn is_of_costs(sentence: &str, row: &Row, verdict: &str) {
    assert_eq!(row["verdict"], verdict, "{sentence}");
    // What is shown as 0 has no sign.
    let mean = sentence.split([')', '(', '（']).next().unwrap_or(sentence);
    let told = mean.find(['+', '-', '\u{2212}']).filter(|_| verdict != "same");
    if let (Some(at), Some(change)) = (told, number(row, "difference")) {
        assert_eq!(mean[at..].starts_with('+'), change > 0.0, "{sentence}: {row:?}");
    }
}

/// Holds the sentences on a scenario against its rows; returns how many outcomes it told of.
fn hold(
    said: &str,
    (own, costs): (&BTreeMap<&str, &Row>, &BTreeMap<&str, &Row>),
    chinese: bool,
) -> usize {
    let stop = if chinese { "。" } else { ". " };
    let mut told: Vec<String> = Vec::new();
    for sentence in format!("{said} ").split(stop).map(str::trim).filter(|part| !part.is_empty()) {
        let begins =
            |(_, en, zh): &&(&str, &str, &str)| sentence.starts_with(if chinese { zh } else { en });
        if let Some((verdict, en, zh)) = LISTS.iter().find(begins) {
            let list = &sentence[if chinese { zh.len() } else { en.len() }..];
            for metric in listed(list.split([';', '；']).next().unwrap(), chinese) {
                assert_eq!(&own[metric.as_str()]["verdict"], verdict, "{metric}: {sentence}");
                if *verdict != "same" {
                    is_of_row(sentence, own[metric.as_str()], chinese);
                }
                told.push(metric);
            }
            if *verdict == "same" {
                is_bounded(sentence, own, chinese);
            }
        } else if let Some((verdict, ..)) = SPENDING.iter().find(begins) {
            is_of_costs(sentence, costs["spending"], verdict);
            if let Some(row) = own.get("spending") {
                assert_eq!(&row["verdict"], verdict, "{sentence}");
                told.push("spending".to_owned());
            }
        } else if let Some((verdict, ..)) = BUDGET.iter().find(begins) {
            is_of_costs(sentence, costs["budget"], verdict);
            if let Some(row) = own.get("budget") {
                assert_eq!(&row["verdict"], verdict, "{sentence}");
                told.push("budget".to_owned());
            }
        } else if sentence.contains("in opposite ways") || sentence.contains("方向相反") {
            let name = sentence.split([':', '：']).next().unwrap();
            let words =
                if chinese { ["户籍居民 ", "流动人口 "] } else { ["locals ", "migrants "] };
            let [local, migrant] = words.map(|of| sentence.rsplit(of).next().unwrap());
            let metric = METRICS
                .iter()
                .find(|metric| metric.name.en.eq_ignore_ascii_case(name) || metric.name.zh == name);
            let way = &own[metric.unwrap().id]["opposite"];
            assert!(!way.is_empty(), "{sentence}");
            assert!([local, migrant].iter().all(|of| of.starts_with(['+', '-'])), "{sentence}");
            assert_eq!(local.starts_with('+'), way.starts_with("locals_up"), "{sentence}");
            assert_ne!(migrant.starts_with('+'), local.starts_with('+'), "{sentence}");
        } else if let Some(list) = [
            "Set by the scenario itself, so not an effect of it: ",
            "由情景直接设定，不属于其效果：",
        ]
        .iter()
        .find_map(|opening| sentence.strip_prefix(opening))
        {
            assert_eq!(listed(list, chinese), ["admin_share"]);
            told.push("admin_share".to_owned());
        } else {
            let pressure = ["On average over the years", "各年平均而言"];
            assert!(
                pressure.iter().any(|opening| sentence.starts_with(opening)),
                "unknown: {sentence}"
            );
        }
    }
    told.sort();
    let mut expected: Vec<&str> =
        own.iter().filter(|(_, row)| row["verdict"] != "no_value").map(|(id, _)| *id).collect();
    expected.sort_unstable();
    assert_eq!(told, expected, "{said}");
    told.len()
}

#[test]
fn every_sentence_of_two_hundred_reports_is_that_of_their_table_in_both_languages() {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut opposite = 0;
    for repetition in 0..200 {
        let ([table, costs], page) = made_up(repetition);
        let seeds = [1, 2, 3, 6, 12][repetition as usize % 5].to_string();
        let with_seeds = |row: &Row| {
            let seeds = ("seeds".to_owned(), seeds.clone());
            row.clone().into_iter().chain([seeds]).collect()
        };
        let whole: Vec<Row> =
            table.iter().filter(|row| row["year"].is_empty()).map(with_seeds).collect();
        let whole: Vec<&Row> = whole.iter().collect();
        words_are_those_of_rows(&page, &whole);
        for (language, chinese) in [("en", false), ("zh-Hans", true)] {
            let said = verdicts(&page, language);
            assert_eq!(said.len(), 2);
            for (at, said) in said.iter().enumerate() {
                let name = format!("arm-{}", at + 1);
                let widest = |row: &&&Row| row["scenario"] == name && row["level"] == "county";
                let own: BTreeMap<&str, &Row> =
                    whole.iter().filter(widest).map(|row| (row["metric"].as_str(), *row)).collect();
                let costs = costs.iter().filter(|row| row["scenario"] == name);
                let costs = costs.map(|row| (row["metric"].as_str(), row)).collect();
                assert!(hold(said, (&own, &costs), chinese) > 10);
                opposite += own.values().filter(|row| !row["opposite"].is_empty()).count();
            }
        }
        for row in &table {
            *seen.entry(row["verdict"].clone()).or_default() += 1;
            is_sound(row);
        }
    }
    for verdict in Verdict::ALL {
        assert!(seen.contains_key(verdict.id()), "{} never came: {seen:?}", verdict.id());
    }
    assert!(opposite > 0);
}

/// A row of `comparison.csv` says what its interval supports, by the definition.
fn is_sound(row: &Row) {
    let metric = &METRICS[metric::find(&row["metric"]).unwrap()];
    let verdict = row["verdict"].as_str();
    let (low, high) = (number(row, "difference_low"), number(row, "difference_high"));
    assert!(!row["compared_with"].is_empty() && row["confidence"] == "0.95");
    let Some((low, high)) = low.zip(high) else {
        assert!(["none", "equal"].contains(&row["interval"].as_str()), "{row:?}");
        assert_ne!(verdict, "no_difference", "{row:?}");
        return;
    };
    assert!(low < high, "an interval without width: {row:?}");
    let reach = metric.range.1 - metric.range.0;
    assert!(-reach <= low && high <= reach, "{row:?}");
    let margin = number(row, "margin").unwrap();
    let (low, high) = match metric.better {
        metric::Better::Lower => (-high, -low),
        metric::Better::Higher | metric::Better::Neither => (low, high),
    };
    let neither = metric.better == metric::Better::Neither;
    let expected = match () {
        () if low > 0.0 && high > margin => {
            if neither {
                "higher"
            } else {
                "better"
            }
        }
        () if low > 0.0 => {
            if neither {
                "higher_small"
            } else {
                "better_small"
            }
        }
        () if high < 0.0 && low < -margin => {
            if neither {
                "lower"
            } else {
                "worse"
            }
        }
        () if high < 0.0 => {
            if neither {
                "lower_small"
            } else {
                "worse_small"
            }
        }
        () if -margin <= low && high <= margin => "no_difference",
        () => "not_clear",
    };
    assert_eq!(verdict, expected, "{row:?}");
}

const FEW: [&str; 8] =
    ["--place", "25-tiny-place.csv", "--months", "40", "--threads", "1", "--seeds", "3"];

#[test]
fn a_scenario_with_conditions_of_its_own_is_told_first_everywhere() {
    let folder = with_inputs();
    let words = ["compare", "--worlds=0", "baseline", "16-other-conditions.toml", "--name", "own"];
    let (said, _) = says(&folder, &[&words[..], &FEW].concat(), 0);
    let first = said.lines().next().unwrap();
    assert!(first.starts_with("Note: other-conditions has conditions of its own"), "{said}");
    let page = read(&folder, "output/own/report.html");
    let screen = page.split("<section id=\"answer\"").nth(1).unwrap();
    let (own, title) = (screen.find("has conditions of its own"), screen.find("<h1"));
    assert!(own.unwrap() < title.unwrap());
    assert!(screen.contains("条件与基线 baseline 不同"));
    let report = read(&folder, "output/own/report.json");
    assert!(report.find("\"own_conditions\"").unwrap() < report.find("\"arms\"").unwrap());
    for table in ["comparison.csv", "winners.csv", "costs.csv", "prices.csv"] {
        for row in rows(&read(&folder, &format!("output/own/{table}"))) {
            let expected = if row["scenario"] == "baseline" { "same" } else { "own_settings" };
            assert_eq!(
                (row["compared_with"].as_str(), row["conditions"].as_str()),
                ("baseline", expected)
            );
            assert!(row.contains_key("confidence") && row.contains_key("family"), "{table}");
        }
    }
    let (said, _) = says(&folder, &[&["--lang", "zh"], &words[..], &FEW].concat(), 0);
    assert!(said.starts_with("注意：other-conditions 的条件与基线 baseline 不同"), "{said}");
    // A policy alone is compared with its own baseline.
    let words = ["compare", "--worlds=0", "baseline", "17-small-change.toml"];
    let (said, _) = says(&folder, &[&words[..], &FEW].concat(), 0);
    assert!(
        said.starts_with("Compared with The present state (baseline) on the same 3 seeds"),
        "{said}"
    );
}

#[test]
fn every_column_of_every_table_of_a_comparison_is_in_its_dictionary() {
    let folder = with_inputs();
    let words = ["compare", "--worlds=0", "baseline", "17-small-change.toml", "--name", "small"];
    says(&folder, &[&words[..], &FEW].concat(), 0);
    let dictionary = rows(&read(&folder, "output/small/dictionary.csv"));
    let tables = std::fs::read_dir(folder.path().join("output/small")).unwrap();
    let tables = tables.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut found = 0;
    for table in tables.filter(|file| file.ends_with(".csv") && file != "place.csv") {
        let text = read(&folder, &format!("output/small/{table}"));
        for column in text.lines().next().unwrap().split(',') {
            let is_it = |row: &&Row| row["file"] == table && row["column_name"] == column;
            assert!(dictionary.iter().any(|row| is_it(&row)), "{table}: {column}");
            found += 1;
        }
    }
    assert!(found > 150);
    says(&folder, &["verify", "output/small", "--seeds", "1"], 0);
}

#[test]
fn what_acts_on_nothing_is_the_same_in_every_seed_and_never_no_difference() {
    let folder = with_inputs();
    let words = ["compare", "--worlds=0", "baseline", "04-dead-levers.toml", "--name", "dead"];
    let (said, _) = says(&folder, &[&words[..], &FEW].concat(), 0);
    assert!(said.contains("the same in every seed") && !said.contains("(+0.0, +0.0)"), "{said}");
    let page = read(&folder, "output/dead/report.html");
    assert!(page.contains("the same in every seed"));
    assert!(!page.contains("Whether it spends more or less is not clear"));
    for row in rows(&read(&folder, "output/dead/comparison.csv")) {
        assert!(["same", "no_value"].contains(&row["verdict"].as_str()), "{row:?}");
        assert!(row["difference_low"].is_empty() && row["difference_high"].is_empty());
    }
}

#[test]
fn intervals_end_where_a_quantity_ends() {
    let folder = with_inputs();
    let (said, _) = says(&folder, &[&["run", "baseline"], &FEW[..]].concat(), 0);
    let said = said.replace(" --set", "");
    assert!(!said.contains(" -") || said.contains("- \n"), "{said}");
    let mut cut = 0;
    for row in rows(&read(&folder, "output/baseline/summary.csv")) {
        let (low, high) = METRICS[metric::find(&row["metric"]).unwrap()].range;
        if let Some(end) = number(&row, "interval_low") {
            assert!(low <= end && number(&row, "interval_high").unwrap() <= high, "{row:?}");
            cut += u32::from(end <= low);
        }
    }
    assert!(cut > 0, "no interval reached its end");
    let words = ["compare", "--worlds=0", "baseline", "clear-functions", "--name", "shares"];
    says(&folder, &[&words[..], &FEW].concat(), 0);
    for row in rows(&read(&folder, "output/shares/winners.csv")) {
        for column in ["better_low", "better_high", "worse_low", "worse_high"] {
            assert!(number(&row, column).is_none_or(|end| (0.0..=1.0).contains(&end)), "{row:?}");
        }
    }
}

#[test]
fn of_one_seed_there_is_no_interval_and_no_sentence_that_there_is_one() {
    let folder = with_inputs();
    put(
        &folder,
        "clear.toml",
        "schema = 1\nname = \"clear\"\nsummary = \"Clear.\"\nextends = \"baseline\"\n[policy]\nmandate_clarity = 0.6\n",
    );
    let one = [&FEW[..6], &["--seeds", "1"]].concat();
    for words in [
        &["run", "baseline"][..],
        &["compare", "--worlds=0", "baseline", "clear.toml", "--name", "one"],
    ] {
        let (said, _) = says(&folder, &[words, &one[..]].concat(), 0);
        assert!(!said.contains("95 %") && !said.contains("confidence"), "{said}");
        assert!(!said.contains("the interval lies within"), "{said}");
        assert!(said.contains("One seed is one history"), "{said}");
        assert!(!said.contains("1 seeds"), "{said}");
    }
    for row in rows(&read(&folder, "output/one/comparison.csv")) {
        assert!(row["difference_low"].is_empty() && row["interval"] == "none", "{row:?}");
        assert!(["same", "not_clear", "no_value"].contains(&row["verdict"].as_str()), "{row:?}");
    }
    let page = read(&folder, "output/one/report.html");
    assert!(page.contains("One seed is one history"));
    assert!(!page.split("</section>").next().unwrap().contains("95 %"));
}
