//! What a page is told of a case and of its answers: the room's server sends it, an exported file holds it.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use model::metric::{Better, METRICS, Shown, Window};
use model::quantity::{Text, ZONES};
use scenario::Value as Given;
use serde_json::{Value, json};
use study::experiment::lives::OUTCOMES;
use words::{Phrase, say};

use super::case::{Case, Lever};
use super::grid::{Policy, STEPS};
use super::table::{Cell, Table, rounded};
use super::why;
use crate::room::Forecast;

/// Months over which an outcome that is told month by month is said to end.
const LAST: usize = 12;

/// What is told of a case: its texts, levers, outcomes and prices, and the answer of things as they are.
pub fn case(case: &Case, table: &Table) -> Value {
    let [title, story, question, lesson] = case.texts.each_ref().map(both);
    let beats = &case.beats;
    json!({
        "name": case.name,
        "hash": case.hash,
        "title": title,
        "story": story,
        "question": question,
        "lesson": lesson,
        "purse": case.purse,
        "efforts": case.efforts,
        "beats": {"predict": beats.predict, "commit": beats.commit, "reveal": beats.reveal, "why": beats.why},
        "months": table.months,
        "burn_in": table.burn_in,
        "seeds": table.seeds.iter().map(|cells| cells.seed).collect::<Vec<_>>(),
        "goals": case.goals.iter().map(|&at| outcome(at)).collect::<Vec<_>>(),
        "watch": case.watch.iter().map(|&at| outcome(at)).collect::<Vec<_>>(),
        "lived": OUTCOMES.iter().map(|of| json!({"id": of.id, "name": text(of.name)})).collect::<Vec<_>>(),
        "levers": case.levers.iter().map(lever).collect::<Vec<_>>(),
        "prices": Policy::all().map(|policy| price(table, policy)).collect::<Vec<_>>(),
        "elections": elections(case, table),
        "file": file(case, Policy::default()),
        "today": answer(case, table, Policy::default()),
        "why": why::of_case(case, table.why.as_ref()),
        "program": {
            "version": table.program.version,
            "commit": table.program.commit,
            "numbers": table.program.numbers,
        },
    })
}

/// What is told of a case to those who are still guessing: of things as they are no more than `months`, where they
/// may see so little; and without the lesson, until it may be read.
pub fn veiled(mut told: Value, months: Option<u32>, has_lesson: bool) -> Value {
    if let Some(months) = months {
        let cut = |line: &Value| {
            let values = line.as_array().map(Vec::as_slice).unwrap_or_default().iter().enumerate();
            let seen = |(at, value): (usize, &Value)| {
                if at < months as usize { value.clone() } else { Value::Null }
            };
            Value::from(values.map(seen).collect::<Vec<_>>())
        };
        let today = &told["today"];
        let lines = today["lines"].as_array().map(Vec::as_slice).unwrap_or_default();
        told["today"] = json!({
            "policy": 0,
            "lines": lines.iter().map(cut).collect::<Vec<_>>(),
            "mean": cut(&today["mean"]),
            "means": [],
            "moved": [],
            "ends": lines.iter().map(|_| Value::Null).collect::<Vec<_>>(),
            "fares": [],
            "price": today["price"],
        });
    }
    if !has_lesson {
        told["lesson"] = Value::Null;
        told["why"] = Value::Null;
    }
    told
}

/// What a policy brings: lines of the first goal by seed, means over seeds of all outcomes, in how many histories
/// each is higher and lower than without it, of how many, and who fares how.
pub fn answer(case: &Case, table: &Table, policy: Policy) -> Value {
    let (cells, today) = (cells(table, policy), cells(table, Policy::TODAY));
    let lines: Vec<_> = cells.iter().filter_map(|cell| cell.lines.first()).collect();
    let months = table.months as usize;
    let mean =
        |month: usize| average(lines.iter().filter_map(|line| line.get(month).copied().flatten()));
    let means = (0..table.goals.len() + table.watch.len()).map(|at| {
        let of: Vec<f64> =
            cells.iter().filter_map(|cell| cell.means.get(at).copied().flatten()).collect();
        let [low, high] = [f64::min, f64::max].map(|end| of.iter().copied().reduce(end));
        [average(of.iter().copied()), low, high]
    });
    // By seed: both histories have the same luck.
    let moved = (0..table.goals.len() + table.watch.len()).map(|at| {
        let pairs = cells.iter().zip(&today).filter_map(|(own, other)| {
            Some((own.means.get(at).copied()??, other.means.get(at).copied()??))
        });
        let [mut higher, mut lower, mut all] = [0; 3];
        for (own, other) in pairs {
            all += 1;
            higher += u32::from(own > other);
            lower += u32::from(own < other);
        }
        [higher, lower, all]
    });
    json!({
        "policy": policy.number(),
        "lines": lines,
        "mean": (0..months).map(mean).collect::<Vec<_>>(),
        "means": means.collect::<Vec<_>>(),
        "moved": moved.collect::<Vec<_>>(),
        "ends": ends(case, table, policy),
        "fares": fares(&cells),
        "price": price(table, policy),
        "life": why::of_policy(table.why.as_ref(), policy),
    })
}

/// A case with all its answers in little room: lines of the first goal as whole numbers of two bytes over the range
/// that they take, so that a value is off by at most a 130,000th of that range; 65,535 stands for none. The lines
/// lie one behind another by policy, seed and month, in base 64. All else is as of [`case`] and [`answer`], less
/// what follows from the lines.
pub fn packed(of: &Case, table: &Table) -> Value {
    let lines: Vec<Option<f64>> = Policy::all()
        .flat_map(|policy| cells(table, policy))
        .filter_map(|cell| cell.lines.first())
        .flatten()
        .copied()
        .collect();
    let known = || lines.iter().flatten().copied();
    let least = known().reduce(f64::min).unwrap_or_default();
    let most = known().reduce(f64::max).unwrap_or_default();
    let worth = if most > least { (most - least) / f64::from(u16::MAX - 1) } else { 1.0 };
    let number = |value: &Option<f64>| {
        value.map_or(u16::MAX, |value| ((value - least) / worth).round() as u16)
    };
    let bytes: Vec<u8> = lines.iter().flat_map(|value| number(value).to_le_bytes()).collect();
    let less = |mut told: Value| {
        if let Some(told) = told.as_object_mut() {
            for key in ["lines", "mean", "policy"] {
                told.remove(key);
            }
        }
        told
    };
    let mut told = case(of, table);
    told["today"] = Value::Null;
    json!({
        "told": told,
        "least": least,
        "worth": worth,
        "lines": BASE64_STANDARD.encode(bytes),
        "answers": Policy::all().map(|policy| less(answer(of, table, policy))).collect::<Vec<_>>(),
    })
}

/// Where the line of the first goal ends, by seed: its mean over the last 12 months where it is told month by
/// month, else its last value.
pub fn ends(case: &Case, table: &Table, policy: Policy) -> Vec<Option<f64>> {
    let monthly = case.goals.first().is_some_and(|&goal| METRICS[goal].window == Window::Month);
    let end = |cell: &Cell| {
        let line = cell.lines.first()?;
        let last = if monthly { LAST } else { 1 };
        average(line[line.len().saturating_sub(last)..].iter().copied().flatten())
    };
    cells(table, policy).into_iter().map(end).collect()
}

/// What a policy adds to the yearly budget in its dearest year, in yuan per adult: the mean over seeds. 0 if no
/// calendar year of the policy was run.
pub fn price(table: &Table, policy: Policy) -> f64 {
    let cells = cells(table, policy);
    let dearest =
        cells.iter().filter_map(|cell| cell.added.iter().flatten().copied().reduce(f64::max));
    let mean = average(dearest).unwrap_or_default();
    (mean * 100.0).round() / 100.0 + 0.0
}

/// The effort points of a policy.
pub fn effort(case: &Case, policy: Policy) -> u32 {
    case.levers.iter().zip(policy.steps()).map(|(lever, step)| lever.effort[step]).sum()
}

/// Whether a policy lies within the purse and the effort points of its case.
pub fn is_affordable(case: &Case, table: &Table, policy: Policy) -> bool {
    price(table, policy) <= case.purse && effort(case, policy) <= case.efforts
}

/// How far a forecast was from what came: the interval score of a central range of four in five (Gneiting and
/// Raftery 2007, equation 43), the mean over the seeds, in the unit in which the first goal is shown. Lower is
/// better; none where no line ends.
pub fn score(case: &Case, forecast: Forecast, ends: &[Option<f64>]) -> Option<f64> {
    let scale = case.goals.first().map_or(1.0, |&goal| METRICS[goal].shown.scale());
    let shown: Vec<f64> = ends.iter().flatten().map(|end| end * scale).collect();
    forecast.mean_score(&shown)
}

/// A policy as a scenario file that `cogov run` takes, beside the baseline's own file where that is no shipped one.
pub fn file(case: &Case, policy: Policy) -> String {
    let [title, ..] = &case.texts;
    let name = format!("{}-{}", case.name, policy.name());
    let chosen = case.levers.iter().zip(policy.steps());
    let words = |pick: fn(&Phrase) -> &String, between: &str| {
        let words: Vec<&str> =
            chosen.clone().map(|(lever, step)| pick(&lever.steps[step]).as_str()).collect();
        words.join(between)
    };
    let quoted = |text: String| Given::from(text).as_written();
    let mut file = String::from("schema = 1\n");
    let rows = [
        ("name", name),
        ("title", format!("{}: {}", title.en, policy.name())),
        ("title_zh", format!("{}：{}", title.zh, policy.name())),
        ("summary", format!("{}.", words(|of| &of.en, "; "))),
        ("summary_zh", format!("{}。", words(|of| &of.zh, "；"))),
        ("extends", case.baseline.clone()),
    ];
    for (key, text) in rows {
        let _ = writeln!(file, "{key} = {}", quoted(text));
    }
    for line in &case.set {
        let _ = writeln!(file, "{}", line.replacen('=', " = ", 1));
    }
    for (lever, step) in chosen {
        if step > 0 {
            for (key, value) in &lever.set[step] {
                let _ = writeln!(file, "{key} = {}", value.as_written());
            }
        }
    }
    file
}

fn both(of: &Phrase) -> Value {
    json!({"en": of.en, "zh": of.zh})
}

fn text(of: Text) -> Value {
    json!({"en": of.en, "zh": of.zh})
}

/// An outcome: how its numbers are shown, and which way is better.
fn outcome(at: usize) -> Value {
    let metric = &METRICS[at];
    let unit = if metric.shown == Shown::Percent { Text { en: "%", zh: "%" } } else { metric.unit };
    json!({
        "id": metric.id,
        "name": text(metric.name),
        "meaning": text(metric.meaning),
        "unit": text(unit),
        "scale": metric.shown.scale(),
        "decimals": metric.shown.decimals(),
        "monthly": metric.window == Window::Month,
        "better": match metric.better {
            Better::Higher => 1,
            Better::Lower => -1,
            Better::Neither => 0,
        },
    })
}

fn lever(of: &Lever) -> Value {
    let step = |step: usize| {
        let set = of.set[step]
            .iter()
            .map(|(key, value)| json!({"key": key, "value": value.as_written()}));
        set.collect::<Vec<_>>()
    };
    json!({
        "name": of.name,
        "title": both(&of.title),
        "steps": of.steps.iter().map(both).collect::<Vec<_>>(),
        "effort": of.effort,
        "decides": of.decides.iter().map(|&who| text(who)).collect::<Vec<_>>(),
        "sets": (0..STEPS).map(step).collect::<Vec<_>>(),
    })
}

/// The months of elections, of things as they are.
fn elections(case: &Case, table: &Table) -> Vec<u32> {
    let Ok(scenario) = case.base.scenario() else { return Vec::new() };
    let settings = &scenario.baseline[0];
    let every = settings.levers.term_months.max(1);
    let all = (settings.elections.first_election..=table.months).step_by(every as usize);
    all.filter(|&month| month > 0).collect()
}

/// What a policy brought, by seed.
fn cells(table: &Table, policy: Policy) -> Vec<&Cell> {
    table.seeds.iter().filter_map(|cells| cells.policies.get(policy.number())).collect()
}

/// The mean of values, to five digits; none of none.
fn average(values: impl Iterator<Item = f64>) -> Option<f64> {
    average_of(values).and_then(rounded)
}

fn average_of(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (number, sum) = values.fold((0_u32, 0.0), |(number, sum), value| (number + 1, sum + value));
    (number > 0).then(|| sum / f64::from(number))
}

/// Who fares better and worse than in the same history without the policy: residents who live there at the end in
/// both, all seeds together, as shares of them; by zone, locals before migrants.
fn fares(cells: &[&Cell]) -> Vec<Value> {
    let groups = ZONES.iter().flat_map(|zone| [(zone, false), (zone, true)]);
    let told = groups.enumerate().filter_map(|(at, (zone, is_migrant))| {
        let sum = |place: usize| -> f64 {
            let of = cells.iter().filter_map(|cell| cell.fares.get(at)?.get(place));
            of.sum()
        };
        let all = sum(0);
        let share = |place: usize| rounded(sum(place) / all);
        let who = if is_migrant {
            say!(en "migrants" zh "流动人口")
        } else {
            say!(en "locals" zh "户籍居民")
        };
        (all > 0.0).then(|| {
            json!({
                "zone": text(zone.text()),
                "who": both(&who),
                "residents": (all / cells.len() as f64).round(),
                "outcomes": (0..OUTCOMES.len())
                    .map(|outcome| [share(1 + 2 * outcome), share(2 + 2 * outcome)])
                    .collect::<Vec<_>>(),
            })
        })
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::SeedCells;
    use crate::{grid, load};
    use report::output::Program;

    const MONTHS: usize = 36;

    /// A table whose numbers say where they are from: seed + policy / 1000 + month / 1,000,000.
    fn made(of: &Case) -> Table {
        let program = Program {
            version: "0".to_owned(),
            commit: "0".to_owned(),
            numbers: "0".to_owned(),
            sources: "0".to_owned(),
        };
        let mut table = Table::empty(of, program, (MONTHS as u32, 12));
        let cell = |seed: u64, policy: Policy| {
            let own = seed as f64 + policy.number() as f64 / 1000.0;
            let line =
                |_: &usize| (0..MONTHS).map(|month| Some(own + month as f64 / 1e6)).collect();
            let fare = |group: usize| {
                vec![10.0, 2.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, group as f64, 0.0]
            };
            Cell {
                lines: of.goals.iter().map(line).collect(),
                means: (0..of.goals.len() + of.watch.len())
                    .map(|at| Some(own + at as f64))
                    .collect(),
                added: vec![Some(policy.number() as f64 - 1.0), Some(policy.number() as f64), None],
                fares: if policy.number() == 0 { Vec::new() } else { (0..6).map(fare).collect() },
            }
        };
        let seeds = [1_u64, 3].map(|seed| SeedCells {
            seed,
            policies: Policy::all().map(|policy| cell(seed, policy)).collect(),
        });
        table.add(seeds.into());
        table
    }

    fn close(value: &Value, expected: f64) -> bool {
        value.as_f64().is_some_and(|value| (value - expected).abs() < 1e-9)
    }

    #[test]
    fn an_answer_is_the_table_s_own_numbers_by_seed_and_their_means() {
        let (of, _) = load("hours").unwrap();
        let table = made(&of);
        let policy = Policy::named("02110").unwrap();
        let told = answer(&of, &table, policy);
        assert_eq!(told["policy"], policy.number());
        for (seed, cells) in table.seeds.iter().enumerate() {
            let line = &cells.policies[policy.number()].lines[0];
            assert_eq!(told["lines"][seed], serde_json::to_value(line).unwrap());
            for (at, mean) in cells.policies[policy.number()].means.iter().enumerate() {
                assert!(
                    told["means"][at][1].as_f64() <= *mean
                        && *mean <= told["means"][at][2].as_f64()
                );
            }
        }
        assert!(close(&told["mean"][0], 2.066), "{}", told["mean"][0]);
        assert!(close(&told["means"][3][0], 5.066) && close(&told["means"][3][2], 6.066));
        assert_eq!(told["moved"][3], json!([2, 0, 2]), "higher by .066 in both");
        let today = answer(&of, &table, Policy::TODAY);
        assert_eq!(today["moved"][3], json!([0, 0, 2]), "the same in both");
        assert!(close(&told["price"], 66.0));
        let fares = told["fares"].as_array().unwrap();
        assert_eq!(fares.len(), 6);
        assert_eq!(fares[5]["who"]["zh"], "流动人口");
        assert_eq!(fares[5]["zone"]["en"], "pastoral");
        assert!(close(&fares[5]["outcomes"][0][0], 0.2) && close(&fares[5]["outcomes"][4][0], 0.5));
    }

    #[test]
    fn a_case_is_told_with_all_prices_and_with_things_as_they_are() {
        let (of, _) = load("newcomers").unwrap();
        let table = made(&of);
        let told = case(&of, &table);
        assert_eq!(told["prices"].as_array().unwrap().len(), 243);
        assert_eq!(told["prices"][200], 200.0);
        assert_eq!(told["today"]["policy"], 0);
        assert_eq!(told["today"]["fares"], json!([]));
        assert_eq!(told["levers"].as_array().unwrap().len(), crate::LEVERS);
        assert_eq!(told["goals"][0]["id"], "satisfaction_migrant");
        assert_eq!(told["elections"], json!([36]));
        for key in ["title", "story", "question", "lesson"] {
            assert!(
                !told[key]["en"].as_str().unwrap().is_empty() && told[key]["zh"].is_string(),
                "{key}"
            );
        }
    }

    #[test]
    fn who_is_still_guessing_is_told_neither_how_the_line_goes_on_nor_the_lesson() {
        let (of, _) = load("hours").unwrap();
        let table = made(&of);
        let whole = case(&of, &table);
        let told = veiled(whole.clone(), Some(12), false);
        for at in 0..MONTHS {
            let is_known = at < 12;
            assert_eq!(!told["today"]["mean"][at].is_null(), is_known, "{at}");
            assert_eq!(!told["today"]["lines"][1][at].is_null(), is_known, "{at}");
        }
        assert_eq!(told["today"]["ends"], json!([null, null]));
        assert!(told["lesson"].is_null());
        assert_eq!(told["today"]["mean"][11], whole["today"]["mean"][11]);
        let choosing = veiled(whole.clone(), None, false);
        assert_eq!(choosing["today"], whole["today"]);
        assert_eq!(veiled(whole.clone(), None, true), whole);
    }

    #[test]
    fn a_line_told_by_the_month_ends_at_the_mean_of_its_last_year_and_another_at_its_last_value() {
        for (name, end) in [("newcomers", 29.5), ("hours", 35.0)] {
            let (of, _) = load(name).unwrap();
            let table = made(&of);
            let found = ends(&of, &table, Policy::default());
            assert_eq!(found, [rounded(1.0 + end / 1e6), rounded(3.0 + end / 1e6)], "{name}");
        }
    }

    #[test]
    fn packed_lines_are_the_table_s_within_a_step_of_their_range_and_gaps_stay_gaps() {
        let (of, _) = load("hours").unwrap();
        let mut table = made(&of);
        table.seeds[1].policies[7].lines[0][3] = None;
        let told = packed(&of, &table);
        let bytes = BASE64_STANDARD.decode(told["lines"].as_str().unwrap()).unwrap();
        assert_eq!(bytes.len(), 2 * 243 * 2 * MONTHS);
        let (least, worth) = (told["least"].as_f64().unwrap(), told["worth"].as_f64().unwrap());
        for policy in Policy::all() {
            for seed in 0..2 {
                for month in 0..MONTHS {
                    let at = 2 * ((policy.number() * 2 + seed) * MONTHS + month);
                    let number = u16::from_le_bytes([bytes[at], bytes[at + 1]]);
                    match table.seeds[seed].policies[policy.number()].lines[0][month] {
                        None => assert_eq!(number, u16::MAX),
                        Some(value) => {
                            let off = least + f64::from(number) * worth - value;
                            assert!(off.abs() <= worth * 0.500001, "{off}");
                        }
                    }
                }
            }
        }
        assert_eq!(told["answers"].as_array().unwrap().len(), 243);
        assert_eq!(
            told["answers"][7]["ends"],
            answer(&of, &table, Policy::named("00021").unwrap())["ends"]
        );
    }

    #[test]
    fn a_forecast_is_charged_for_its_width_and_tenfold_for_what_it_misses() {
        let (of, _) = load("hours").unwrap();
        // Of the first goal of this case shares are shown in per cent.
        let forecast = Forecast { value: 11.0, low: 10.0, high: 12.0 };
        let told = score(&of, forecast, &[Some(0.11), Some(0.13), Some(0.095), None]).unwrap();
        assert!((told - (2.0 + 12.0 + 7.0) / 3.0).abs() < 1e-9, "{told}");
        assert_eq!(score(&of, forecast, &[None]), None);
    }

    #[test]
    fn the_file_of_a_policy_is_a_scenario_with_the_case_s_own_numbers() {
        for (name, _) in crate::shipped() {
            let (of, _) = load(name).unwrap();
            for policy in ["00000", "12021", "22222"].map(|digits| Policy::named(digits).unwrap()) {
                let folder = tempfile::tempdir().unwrap();
                let path = folder.path().join("policy.toml");
                std::fs::write(&path, file(&of, policy)).unwrap();
                let read =
                    scenario::Base::read(&path.display().to_string()).unwrap().scenario().unwrap();
                let mut own = grid::scenario(&of, policy).unwrap();
                own.name.clone_from(&read.name);
                let same = study::experiment::Together::of(&read, &own, 1);
                assert_eq!(same, study::experiment::Together::Always, "{name} {policy:?}");
            }
        }
    }
}
