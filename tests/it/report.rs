//! The report: every sentence from the numbers, in both languages, of any comparison and any place.

use cogov::comparison::{Asks, Comparison, Request, Verdict, alone, compare};
use cogov::experiment::{InMemory, Pairing, Runner};
use cogov::metric::{METRICS, main_metrics};
use cogov::month::processes;
use cogov::policy::Scenario;
use cogov::quantity::{Language, Phrase};
use cogov::report::page;

use crate::common::{busy, id, put, small, three_counties};

fn arms(small: Scenario) -> Vec<Scenario> {
    let baseline = Scenario { months: 30, burn_in: 12, ..busy(small) };
    let clear = baseline.clone().with_policy(id("mandate_clarity"), 0.6);
    let same = baseline.clone();
    let named = |(at, arm): (usize, Scenario)| Scenario { name: format!("arm-{at}"), ..arm };
    [baseline, clear, same].into_iter().enumerate().map(named).collect()
}

fn compared(arms: &[Scenario], seeds: &[u64]) -> Comparison {
    let metrics = main_metrics();
    let request = Request {
        arms,
        metrics: &metrics,
        alpha: 0.05,
        margins: &[],
        seeds,
        precision: &[],
        decide: &[],
        asks: Asks::default(),
        month: &processes,
        time_is_up: &|| false,
        runner: Runner { threads: 2, ..Runner::default() },
    };
    compare(&request).unwrap().unwrap().comparison
}

/// A page that a person may be shown: whole, without the traces of numbers that are none.
fn is_sound(page: &str) {
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>"));
    let text = page.split("<style>").next().unwrap().to_owned()
        + page.split("</style>").nth(1).unwrap().split("<script>").next().unwrap();
    for trace in ["NaN", "inf ", ">inf", "{", "Some("] {
        let found = text.split("<script type=\"application/json\"").next().unwrap();
        assert!(!found.contains(trace), "{trace} in a page");
    }
    for attribute in ["src=\"", "http://", "https://", "url("] {
        assert!(!page.contains(attribute), "{attribute} in a page");
    }
}

#[test]
fn a_report_is_whole_for_places_and_runs_of_any_kind() {
    let mut nobody = arms(small([1, 1, 0], [1, 1, 0]));
    for arm in &mut nobody {
        put(arm, &[("outflow_factor", 5.0), ("coming_of_age", 0.0)]);
    }
    let mut short = arms(small([1, 0, 0], [40, 0, 0]));
    for arm in &mut short {
        (arm.months, arm.burn_in) = (1, 0);
    }
    for (arms, seeds) in [
        (arms(small([2, 1, 1], [60, 40, 30])), &[1, 2, 3][..]),
        (arms(three_counties()), &[1, 2]),
        (nobody, &[1]),
        (short, &[1, 2]),
    ] {
        let comparison = compared(&arms, seeds);
        for language in [Language::En, Language::Zh] {
            is_sound(&page(&comparison, language));
        }
    }
}

#[test]
fn the_report_of_a_run_tells_what_the_runs_showed() {
    let scenario = arms(small([2, 1, 1], [60, 40, 30])).remove(0);
    let metrics = main_metrics();
    let pairing = Pairing {
        arms: std::slice::from_ref(&scenario),
        metrics: &metrics,
        month: &processes,
        runner: Runner::default(),
    };
    let outcomes = pairing.run(&[1, 2, 3], &[true]).unwrap();
    let found = alone(&scenario, &metrics, &outcomes, &InMemory).unwrap();
    is_sound(&page(&found, Language::En));
    assert!(found.differences.is_empty() && found.gains.is_empty() && found.fairness.is_empty());
    let spending = METRICS.iter().position(|metric| metric.id == "spending").unwrap();
    let mean = outcomes
        .iter()
        .map(|outcome| outcome.arms[0].as_ref().unwrap().seen.run[spending])
        .sum::<f64>()
        / 3.0;
    let value = found.values.iter().find(|value| value.metric == "spending").unwrap();
    assert!((value.value.mean.unwrap() - mean).abs() < 1e-9);
    // Each calendar year too, from burn-in on and before.
    let column = metrics.iter().position(|&metric| metric == spending).unwrap();
    let years = found.year_values.iter().filter(|of| of.metric == "spending");
    let years: Vec<_> = years.collect();
    assert_eq!(years.len(), scenario.months.div_ceil(12) as usize);
    assert!(years.iter().any(|of| of.burn_in) && years.iter().any(|of| !of.burn_in));
    for of in years {
        let at = (of.year as usize - 1) * metrics.len() + column;
        let seen = outcomes.iter().map(|outcome| outcome.arms[0].as_ref().unwrap().seen.years[at]);
        let mean = seen.sum::<f64>() / 3.0;
        // A year that is cut has no spending.
        match of.value.mean {
            None => assert!(mean.is_nan(), "{}", of.year),
            Some(told) => assert!((told - mean).abs() < 1e-9, "{}", of.year),
        }
    }
    let page = page(&found, Language::En);
    assert!(page.contains("as we assume, ") && page.contains("of 100 cadres leave in a year"));
}

#[test]
fn a_verdict_says_no_more_than_the_intervals_and_names_are_never_markup() {
    let mut comparison = compared(&arms(small([2, 1, 1], [60, 40, 30])), &[1, 2, 3]);
    for found in &mut comparison.differences {
        found.verdict = Verdict::NotClear;
        (found.low, found.high) = (Some(-1.0), Some(1.0));
    }
    let text = page(&comparison, Language::En);
    for claim in ["Better:", "Worse:", "Higher:", "Lower:", "It spends more"] {
        assert!(!text.contains(claim), "{claim}");
    }
    assert!(text.contains("Not clear: ") && text.contains("Whether it spends more or less"));

    let evil = "<script>alert(1)</script>";
    let rename = |name: &mut String| {
        if name == "arm-1" {
            *name = evil.to_owned();
        }
    };
    comparison.arms.iter_mut().for_each(|arm| rename(&mut arm.name));
    comparison.differences.iter_mut().for_each(|found| rename(&mut found.scenario));
    comparison.arms[1].summary = [evil.to_owned(), "</span>".to_owned()];
    comparison.tiles[0].name = [evil.to_owned(), evil.to_owned()];
    comparison.tiles[0].township = [evil.to_owned(), evil.to_owned()];
    assert!(!page(&comparison, Language::Zh).contains(evil));
}

#[test]
fn the_summary_of_a_scenario_is_told_in_the_language_of_the_reader() {
    let mut all = arms(small([1, 0, 0], [30, 0, 0]));
    all[1].summary = Phrase { en: "Clear duties.".to_owned(), zh: "职责清晰。".to_owned() };
    let text = page(&compared(&all, &[1, 2]), Language::Zh);
    assert!(text.contains("<span lang=\"en\">Clear duties.</span>"));
    assert!(text.contains("<span lang=\"zh-Hans\">职责清晰。</span>"));
    assert!(text.contains("<html lang=\"zh-Hans\">"));
}

#[test]
fn what_has_no_value_is_no_verdict_and_a_tie_has_no_best() {
    // No election in thirty months: turnout has no value. The third arm is the baseline again.
    let mut all = arms(small([2, 1, 1], [60, 40, 30]));
    for arm in &mut all {
        put(arm, &[("first_election", 36.0)]);
    }
    let comparison = compared(&all, &[1, 2, 3]);
    let turnout = comparison.differences.iter().find(|found| found.metric == "turnout_all");
    assert_eq!(turnout.unwrap().verdict, Verdict::NoValue);
    assert!(comparison.prices.iter().all(|price| price.metric != "turnout_all"));
    assert!(comparison.zones.iter().all(|found| found.n > 0));
    let text = page(&comparison, Language::En);
    assert!(!text.contains("Not clear yet: turnout of all adults"));
    let tied = comparison.regrets.iter().filter(|regret| regret.arm != "arm-1");
    assert!(tied.into_iter().all(|regret| regret.best == 0.0), "baseline and its double tie");
}

#[test]
fn another_place_is_said_to_be_one() {
    let mut all = arms(small([2, 1, 1], [60, 40, 30]));
    all[2].place = arms(small([1, 1, 1], [80, 40, 30]))[0].place.clone();
    let comparison = compared(&all, &[1, 2]);
    assert_eq!(
        comparison.arms.iter().map(|arm| arm.elsewhere).collect::<Vec<_>>(),
        [false, false, true]
    );
    let text = page(&comparison, Language::En);
    assert!(text.contains("arm-2 has conditions of its own, not those of arm-0"));
    assert!(!text.contains("arm-2 sets nothing otherwise"));
}

#[test]
fn of_several_counties_those_that_cannot_pay_are_named() {
    let mut all = arms(three_counties());
    for arm in &mut all {
        put(arm, &[("revenue_per_adult", 30.0)]);
        arm.revenue_given = true;
    }
    let comparison = compared(&all, &[1, 2]);
    assert_eq!(comparison.design.level, "place");
    let short: Vec<&str> = comparison
        .values
        .iter()
        .filter(|value| value.arm == "arm-1" && value.metric == "fiscal_pressure")
        .filter(|value| value.level == "county" && value.value.low.is_some_and(|low| low > 1.0))
        .map(|value| value.area.as_str())
        .collect();
    assert!(!short.is_empty(), "some county is short of revenue");
    let text = page(&comparison, Language::En);
    let named = text.split("revenue does not cover what is planned in ").nth(1).unwrap();
    assert!(short.iter().all(|county| named.split("</span>").next().unwrap().contains(county)));
}
