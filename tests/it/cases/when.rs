//! When a setting is read and what gates it: what is set and never read is told, and worlds part in the
//! month in which what is read differs. Cases 01, 04, 26 and 27, and others of their kind.

use cogov::experiment::lockstep::first_divergence;
use cogov::experiment::{Pairing, Runner, Together};
use cogov::metric::{Detail, METRICS};
use cogov::model::Model;
use cogov::month::processes;
use cogov::policy::{Change, ChangeKind, Operation, Scenario, Target};
use cogov::quantity::Choice;
use cogov::scenario::shipped;
use cogov::setting;
use cogov::setting::{Gate, Scope, SettingId};
use cogov::world::Counties;

use crate::cases::with_inputs;
use crate::common::{id, put, small, value_at};
use crate::outside::{put as put_file, says};

fn change(setting: SettingId, operation: Operation, from: u32, until: Option<u32>) -> Change {
    Change {
        kind: ChangeKind::Intervention,
        name: "x".to_owned(),
        setting,
        operation,
        from,
        until,
        ramp: 0,
        target: Target::default(),
    }
}

fn with(baseline: &Scenario, change: Change) -> Scenario {
    let mut scenario = baseline.clone();
    scenario.changes.push(change);
    scenario.order_changes();
    scenario
}

/// A value that is far from one, in a setting's range.
fn another(setting: SettingId, now: f64) -> f64 {
    let entry = setting.setting();
    let near = |value: f64| (value - now).abs() < 1e-12;
    let (low, high) = entry.plausible.unwrap_or(entry.range);
    match entry.choice {
        Choice::Real => {
            let goal =
                if now > 0.0 && now * 1.5 <= high { now * 1.5 } else { value_at(setting, 0.6) };
            if near(goal) { f64::midpoint(low, now) } else { goal }
        }
        _ if near(high) => low,
        Choice::Whole => (now + 2.0).min(high),
        _ => {
            if near(1.0) {
                0.0
            } else {
                1.0
            }
        }
    }
}

/// A small busy place with elections in months 18, 30 and 42.
fn base() -> Scenario {
    let mut scenario = small([2, 2, 2], [140, 120, 100]);
    put(
        &mut scenario,
        &[
            ("first_election", 18.0),
            ("term_months", 12.0),
            ("need_rate", 0.1),
            ("dispute_rate", 8.0),
            ("quit_base", 0.05),
            ("applicants", 1.0),
            ("settlement_rate", 0.02),
            ("representative_share", 0.3),
            ("candidates_per_1000", 30.0),
        ],
    );
    Scenario { months: 44, burn_in: 12, ..scenario }
}

/// Opens the gates of a setting in the baseline; a gate on what changes in time by a line of the policy.
fn open(scenario: &mut Scenario, setting: SettingId) {
    for gate in &setting.setting().gates {
        match *gate {
            Gate::On(on) | Gate::NotZero(on) | Gate::Either(on, _) => {
                let now = scenario.baseline[0].get(on);
                if now == 0.0 {
                    let high: f64 = if on == setting!("dismissal_threshold") { 0.5 } else { 1.0 };
                    put(scenario, &[(on.setting().id, high.min(on.setting().range.1))]);
                }
            }
            Gate::Is(on, word) => put(scenario, &[(on.setting().id, word_at(on, word))]),
            Gate::IsNot(on, _) => put(scenario, &[(on.setting().id, 1.0)]),
            Gate::Apart(on, _) => {
                let now = scenario.baseline[0].get(on);
                if on == setting!("retention") {
                    put(scenario, &[("retention_reference", now + 0.3)]);
                } else {
                    put(scenario, &[(on.setting().id, now * 1.4)]);
                }
            }
            Gate::AboveBaseline(on) => {
                *scenario = scenario.clone().with_policy(on, 0.8);
            }
            Gate::Graduates => {
                put(scenario, &[("graduate_programme", 3.0), ("graduate_applicants", 3.0)]);
            }
            Gate::Excluded | Gate::In(_) => {}
        }
    }
}

fn word_at(setting: SettingId, word: &str) -> f64 {
    let Choice::Words(words) = setting.setting().choice else { panic!("{setting}") };
    words.iter().position(|known| *known == word).unwrap() as f64
}

fn changeable() -> impl Iterator<Item = SettingId> {
    SettingId::all().filter(|id| id.setting().scope != Scope::Fixed)
}

fn parts(baseline: &Scenario, scenario: &Scenario, seed: u64) -> Option<u32> {
    let span = (u32::MAX, baseline.months);
    let found = first_divergence([baseline, scenario], seed, &processes, span, &Runner::default());
    found.unwrap().map(|found| found.month)
}

#[test]
fn worlds_never_part_before_the_registry_says_that_a_setting_is_read() {
    // Gates as they are by default; a window without a January, one of a single month, one at the end.
    let baseline = base();
    let mut idle = 0;
    for setting in changeable() {
        let now = baseline.baseline[0].get(setting);
        let value = Operation::Value([another(setting, if now.is_nan() { 0.15 } else { now }); 3]);
        for (from, until) in [(14, Some(24)), (26, Some(26)), (40, None)] {
            let scenario = with(&baseline, change(setting, value, from, until));
            let together = Together::of(&baseline, &scenario, 5);
            let found = parts(&baseline, &scenario, 5);
            idle += usize::from(together == Together::Always);
            let first = together.first_difference();
            let holds = found.is_none_or(|found| first.is_some_and(|first| first <= found));
            let name = setting.setting().id;
            assert!(holds, "{name} from {from}: read in {first:?}, worlds part in {found:?}");
        }
    }
    assert!(idle > 60, "the windows miss much: {idle}");
}

#[test]
fn with_its_gates_open_a_setting_parts_the_worlds_and_mostly_in_the_month_in_which_it_is_read() {
    // Ceilings, floors and least numbers that so small a place does not reach, and what acts only where
    // hours are short: nothing can be said of them here.
    const RARE: [&str; 17] = [
        "staff_per_10k",
        "part_time_share",
        "residents_per_adult",
        "performance_floor",
        "seniority_years",
        "age_max",
        "core_tasks",
        "neglect_need",
        "mediation_share",
        "settle_max",
        "work_base",
        "patience",
        "meeting_hours",
        "quit_pay",
        "pay_floor",
        "quit_max",
        "mortality_max",
    ];
    let (mut at_once, mut all) = (0, 0);
    let mut later = Vec::new();
    for setting in changeable() {
        let mut baseline = base();
        open(&mut baseline, setting);
        let name = setting.setting().id;
        let now = baseline.baseline[0].get(setting);
        let value = another(setting, if now.is_nan() { 0.15 } else { now });
        let scenario = with(&baseline, change(setting, Operation::Value([value; 3]), 13, None));
        let Together::Until(first) = Together::of(&baseline, &scenario, 5) else {
            panic!("{name} is never read")
        };
        match parts(&baseline, &scenario, 5) {
            Some(month) => {
                assert!(month >= first, "{name}: {month} before {first}");
                at_once += usize::from(month == first);
                all += 1;
            }
            None => later.push(name),
        }
    }
    later.retain(|name| !RARE.contains(name));
    assert!(later.is_empty(), "act nowhere: {later:?}");
    assert!(at_once * 10 > all * 8, "{at_once} of {all} at once");
}

/// Revenue of each year, as the county booked it.
fn revenue(scenario: &Scenario) -> Vec<f64> {
    let mut model = Model::new(scenario, 1, Detail::County, false);
    let mut found = Vec::new();
    while !model.is_over() {
        model.step();
        if model.clock().is_december() {
            found.push(model.world().resource::<Counties>().0[0].revenue as f64);
        }
    }
    found
}

#[test]
fn eleven_months_of_a_shock_cost_eleven_twelfths_of_a_year() {
    let mut baseline = small([1, 0, 0], [300, 0, 0]);
    baseline.months = 60;
    // Nobody comes or goes: the number of adults is the same in both.
    let whole = revenue(&baseline);
    let setting = id("revenue_per_adult");
    for (from, until, year, months) in
        [(38, 48, 3, 11.0), (37, 48, 3, 12.0), (37, 37, 3, 1.0), (48, 48, 3, 1.0), (43, 54, 3, 6.0)]
    {
        let shock = change(setting, Operation::Factor(0.5), from, Some(until));
        let found = revenue(&with(&baseline, shock));
        assert_eq!(found[..year], whole[..year], "years before");
        let ratio = found[year] / whole[year];
        let expected = 1.0 - 0.5 * months / 12.0;
        assert!((ratio - expected).abs() < 1e-4, "months {from} to {until}: {ratio}");
    }
}

#[test]
fn a_ramp_of_revenue_counts_by_the_mean_of_its_months() {
    let mut baseline = small([1, 0, 0], [300, 0, 0]);
    baseline.months = 36;
    let whole = revenue(&baseline);
    let ramp =
        Change { ramp: 12, ..change(id("revenue_per_adult"), Operation::Factor(2.0), 13, None) };
    let found = revenue(&with(&baseline, ramp));
    // Weights 1/12, 2/12, ... 12/12 have the mean 13/24.
    let ratio = found[1] / whole[1];
    assert!((ratio - (1.0 + 13.0 / 24.0)).abs() < 1e-4, "{ratio}");
}

#[test]
fn a_run_cut_short_is_the_beginning_of_the_whole_one_though_revenue_changes_after_its_end() {
    let folder = with_inputs();
    put_file(
        &folder,
        "late.toml",
        "schema = 1\nname = \"late\"\nsummary = \"s\"\nextends = \"small.toml\"\n\
         [shocks.cut]\nset = \"revenue_per_adult\"\nfactor = 0.1\nfrom = 33\nuntil = 40\n",
    );
    small_file(&folder);
    let series = |months: &str| {
        let out = format!("out-{months}");
        let words = ["run", "late.toml", "--seeds", "1", "--months", months, "--out", &out];
        says(&folder, &words, 0);
        crate::outside::read(&folder, &format!("{out}/late/series.csv"))
    };
    let (short, long) = (series("30"), series("48"));
    // Rows go by month within an area; the first 30 months of the first area are the same.
    let rows = |text: &str| text.lines().take(31).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(rows(&short), rows(&long));
}

#[test]
fn a_world_that_parts_inside_a_year_goes_on_as_a_whole_run_would() {
    let mut baseline = base();
    (baseline.burn_in, baseline.months) = (30, 58);
    let policy = |settings: &[(&str, f64)]| {
        settings.iter().fold(baseline.clone(), |scenario, &(name, value)| {
            scenario.with_policy(id(name), value)
        })
    };
    // The policy begins in month 31, a July.
    let cases: [(&[(&str, f64)], Option<u32>); 11] = [
        (&[("base_grant", 97_500.0)], Some(37)),
        (&[("staff_per_10k", 40.0)], Some(37)),
        (&[("revenue_per_adult", 300.0)], Some(25)),
        (&[("revenue_per_adult", 300.0), ("staff_per_10k", 40.0)], Some(25)),
        (&[("base_grant", 97_500.0), ("split.training", 0.2)], Some(31)),
        (&[("competitive", 1.0)], Some(33)),
        (&[("franchise", 1.0), ("staff_per_10k", 40.0)], Some(37)),
        (&[("term_months", 24.0)], Some(42)),
        (&[("dismissal_threshold", 0.5)], None),
        (&[("dismissal_threshold", 0.5), ("appraisal", 1.0)], Some(31)),
        (&[("release_delay", 5.0)], Some(39)),
    ];
    let mut arms = vec![baseline.clone()];
    arms.extend(cases.iter().map(|(settings, _)| policy(settings)));
    for (at, arm) in arms.iter_mut().enumerate() {
        arm.name = format!("arm-{at}");
    }
    let metrics: Vec<usize> = (0..METRICS.len()).collect();
    let pairing =
        Pairing { arms: &arms, metrics: &metrics, month: &processes, runner: Runner::default() };
    let outcomes = pairing.run(&[3, 8], &vec![true; arms.len()]).unwrap();
    for outcome in outcomes {
        for (at, (settings, first)) in cases.iter().enumerate() {
            let arm = outcome.arms[at + 1].as_ref().unwrap();
            assert_eq!(arm.first_difference, *first, "{settings:?}");
            let whole = pairing.whole(at + 1, outcome.seed).unwrap();
            assert!(arm.seen.same(&whole), "{settings:?}, seed {}", outcome.seed);
        }
    }
}

/// A small place, so that the program is quick.
fn small_file(folder: &tempfile::TempDir) {
    put_file(
        folder,
        "small.toml",
        "schema = 1\nname = \"small\"\nsummary = \"s\"\nextends = \"baseline\"\n[place]\n\
         urban = { communities = 2, adults = 150 }\nrural = { communities = 1, adults = 100 }\n\
         pastoral = { communities = 0, adults = 80 }\n",
    );
}

/// Warnings of a check of a scenario with these lines.
fn warnings(lines: &str, language: &str) -> String {
    let folder = with_inputs();
    small_file(&folder);
    let text =
        format!("schema = 1\nname = \"x\"\nsummary = \"s\"\nextends = \"small.toml\"\n{lines}\n");
    put_file(&folder, "x.toml", &text);
    says(&folder, &["scenario", "check", "x.toml", "--lang", language], 0).1
}

#[test]
fn a_check_warns_of_what_can_never_be_read() {
    let window = |set: &str, value: &str, from: u32, until: u32| {
        format!(
            "[interventions.w]\nset = \"{set}\"\nvalue = {value}\nfrom = {from}\nuntil = {until}"
        )
    };
    for (lines, why) in [
        // No January in the window.
        (window("base_grant", "97500", 38, 48), "read in January"),
        (window("staff_per_10k", "20", 26, 36), "read in January"),
        (window("allocation", "\"need\"", 38, 40), "read in January"),
        (window("part_time_share", "0.3", 38, 40), "read in January"),
        (window("growth", "0.05", 38, 40), "read in January"),
        // Between elections, in months 36 and 96.
        (window("franchise", "\"direct\"", 40, 90), "election months"),
        (window("term_months", "36", 40, 90), "election months"),
        (window("vote_base", "1", 37, 95), "election months"),
        // Between recruitment rounds, visits, and not in a December.
        (window("competitive", "true", 37, 38), "recruitment rounds"),
        (window("peer_learning", "1", 37, 38), "months of visits"),
        // Grants come only after the first two months.
        (window("split.training", "0.2", 37, 38), "the grant arrives"),
        (window("release_delay", "0", 39, 48), "in which months of a year"),
        // Gates.
        ("[policy]\ndismissal_threshold = 0.5".to_owned(), "`appraisal` is true"),
        ("[policy]\nappraisal_residents = 0.6".to_owned(), "`appraisal` is true"),
        (
            "[policy]\nappraisal_peers = 0.1\nappraisal = true".to_owned(),
            "`dismissal_threshold` is above 0",
        ),
        ("[policy]\nappraisal_stress = 0.3".to_owned(), "`appraisal` is true"),
        ("[policy]\nrights_after = 6".to_owned(), "`migrant_rights` is \"after_months\""),
        (
            "[policy]\nrights_after = 6\nmigrant_rights = \"full\"".to_owned(),
            "`migrant_rights` is \"after_months\"",
        ),
        (
            "[policy]\nsettlement_rate = 0\nsettlement_after = 12".to_owned(),
            "`settlement_rate` is above 0",
        ),
        ("[policy]\nseniority_years = 5".to_owned(), "`seniority_rise` is above 0"),
        ("[policy]\ncost_one_stop = 5000".to_owned(), "`one_stop` is above 0"),
        ("[policy]\nperformance_floor = 0.2".to_owned(), "`allocation` is \"performance\""),
        (
            "[policy]\nneed_weight_pastoral = 2\nallocation = \"need\"".to_owned(),
            "the community is pastoral",
        ),
        (
            "[policy]\nrepresentative_share = 0.2\nfranchise = \"direct\"".to_owned(),
            "`franchise` is \"indirect\"",
        ),
        ("[policy]\npeer_gain = 0.2".to_owned(), "`peer_learning` is above 0"),
        ("[policy]\nrelief_half_life = 60".to_owned(), "`mandate_clarity` is above the baseline's"),
        ("[policy]\nquit_graduate = 2".to_owned(), "`graduate_programme` is or was above 0"),
        (
            "[policy]\nself_raised = 0\nself_raised_to_operating = 0.5".to_owned(),
            "`self_raised` is above 0",
        ),
        ("[baseline]\ndismissal_threshold = 0.4".to_owned(), "`appraisal` is true"),
        // The gate opens, but in other months.
        (
            format!(
                "{}\n[interventions.a]\nset = \"appraisal\"\nvalue = true\nfrom = 49\nuntil = 60",
                window("dismissal_threshold", "0.5", 37, 48)
            ),
            "`appraisal` is true",
        ),
    ] {
        let found = warnings(&lines, "en").replace('\n', " ");
        let found = found.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(found.contains("changes nothing") && found.contains(why), "{lines}: {found}");
        let zh = warnings(&lines, "zh");
        assert!(zh.contains("不会改变任何结果"), "{lines}: {zh}");
    }
}

#[test]
fn policy_that_an_intervention_sets_anew_from_its_first_month_on_is_told() {
    let policy = "[policy]\npay_ratio = 0.9\n[interventions.a]\nset = \"pay_ratio\"\nvalue = 0.7\n";
    let flowing = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let found = flowing(&warnings(policy, "en"));
    assert!(found.contains("`pay_ratio` under [policy] has no effect: `a`"), "{found}");
    let found = warnings(policy, "zh");
    assert!(found.contains("[policy]") && found.contains("`pay_ratio`不起作用"), "{found}");
    for not in ["zone = \"urban\"", "until = 30", "from = 30", "share = 0.5"] {
        let found = flowing(&warnings(&format!("{policy}{not}"), "en"));
        assert!(!found.contains("has no effect"), "{not}: {found}");
    }
}

#[test]
fn a_check_is_silent_where_a_change_is_read_as_it_says() {
    for lines in [
        "[policy]\nappraisal = true\ndismissal_threshold = 0.5\nappraisal_residents = 0.6",
        "[policy]\nbase_grant = 97500\nrevenue_per_adult = 300",
        "[shocks.s]\nset = \"revenue_per_adult\"\nfactor = 0.5\nfrom = 38\nuntil = 48",
        "[interventions.w]\nset = \"base_grant\"\nvalue = 97500\nfrom = 37\nuntil = 48",
        "[interventions.w]\nset = \"base_grant\"\nvalue = 97500\nfrom = 37",
        "[interventions.w]\nset = \"franchise\"\nvalue = \"direct\"\nfrom = 30\nuntil = 36",
        "[interventions.w]\nset = \"admin_cap_share\"\nvalue = 0.05\nfrom = 37\nuntil = 40",
        "[interventions.w]\nset = \"graduate_programme\"\nvalue = 1\nfrom = 30\nuntil = 33\n\
         [interventions.z]\nset = \"quit_graduate\"\nvalue = 2\nfrom = 40",
        "[baseline]\nappraisal_residents = 0.5\n[policy]\nappraisal = true\ndismissal_threshold = 0.3",
        "[policy]\nretention = 0.15",
    ] {
        let found = warnings(lines, "en");
        assert!(found.is_empty(), "{lines}: {found}");
    }
}

#[test]
fn a_check_warns_of_what_is_read_as_more_than_was_meant() {
    let window = |from: u32, until: &str| {
        format!("[interventions.w]\nset = \"base_grant\"\nvalue = 97500\nfrom = {from}{until}")
    };
    for (lines, acts) in [
        (window(37, "\nuntil = 37"), "months 37 to 48"),
        (window(40, "\nuntil = 50"), "months 49 to 60"),
        (window(40, ""), "months 49 to 120"),
        (
            "[horizon]\nburn_in = 30\n[policy]\nbase_grant = 97500\nstaff_per_10k = 15".to_owned(),
            "from month 37 on",
        ),
        (
            "[horizon]\nburn_in = 30\n[policy]\nrevenue_per_adult = 300".to_owned(),
            "from month 25 on",
        ),
    ] {
        let found = warnings(&lines, "en").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(found.contains(acts), "{lines}: {found}");
        assert!(warnings(&lines, "zh").contains("一月"), "{lines}");
    }
}

#[test]
fn no_shipped_scenario_sets_what_cannot_act() {
    let folder = with_inputs();
    for (name, _) in shipped() {
        let found = says(&folder, &["scenario", "check", name], 0).1;
        assert!(!found.contains("changes nothing") && !found.contains("as if"), "{name}: {found}");
    }
}

#[test]
fn the_same_history_is_told_with_its_reason_instead_of_verdicts() {
    let folder = with_inputs();
    let place = "place.urban.communities=2";
    let words = |language: &'static str| {
        vec![
            "compare",
            "baseline",
            "04-dead-levers.toml",
            "--seeds",
            "2",
            "--months",
            "40",
            "--set",
            place,
            "--set",
            "place.rural.communities=1",
            "--set",
            "place.pastoral.communities=0",
            "--set",
            "place.urban.adults=150",
            "--lang",
            language,
            "--force",
        ]
    };
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (table, _) = says(&folder, &words("en"), 0);
    let told = "The two histories are the same in every seed: what is set cannot act here, because \
                `dismissal_threshold` acts only where `appraisal` is true";
    assert!(flat(&table).contains(told), "{table}");
    assert!(!table.contains("no difference") && !table.contains("+0.0"), "{table}");
    let report = crate::outside::read(&folder, "output/compare-baseline-dead-levers/report.html");
    assert!(flat(&report).contains("The two histories are the same in every seed"));
    let (table, _) = says(&folder, &words("zh"), 0);
    assert!(flat(&table).contains("两段历史在每个种子中都相同"), "{table}");
    let run = [
        "run",
        "04-dead-levers.toml",
        "--seeds",
        "2",
        "--months",
        "30",
        "--set",
        place,
        "--set",
        "place.rural.communities=0",
        "--set",
        "place.pastoral.communities=0",
        "--set",
        "place.urban.adults=150",
    ];
    let (table, _) = says(&folder, &run, 0);
    assert!(flat(&table).contains("change nothing in any seed"), "{table}");
}

#[test]
fn a_number_meant_for_another_span_of_time_is_told() {
    for (lines, told) in [
        ("[policy]\nsettlement_rate = 0.05", "write 0.004167"),
        ("[policy]\nsettlement_rate = 0.048", "write 0.004"),
        ("[baseline]\nquit_base = 0.12", "write 0.01"),
        ("[baseline]\nlocal_wage = 72000", "write 6000"),
        ("[interventions.i]\nset = \"settlement_rate\"\nvalue = 0.05\nfrom = 37", "write 0.004167"),
        ("[shocks.s]\nset = \"settlement_rate\"\nfactor = 12\nfrom = 37", "a number for a month"),
        ("[policy]\nvolunteer_hours = 1.8", "write 0.15"),
        ("[policy]\ngrant_per_adult = 2.25", "write 27"),
        ("[policy]\nbase_grant = 5400", "write 64800"),
        ("[policy]\nsettlement_rate = 0.03", "outside the 0 to 0.02 that are usual"),
        ("[policy]\nstaff_per_10k = 55", "outside the 4 to 40 that are usual"),
    ] {
        let found = warnings(lines, "en").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(found.contains(told), "{lines}: {found}");
    }
    for lines in
        ["[policy]\nsettlement_rate = 0.01", "[policy]\ntraining_hours = 60\nsettlement_after = 36"]
    {
        assert!(warnings(lines, "en").is_empty(), "{lines}");
    }
}

#[test]
fn the_inputs_of_the_cases_are_checked_as_they_should_be() {
    let folder = with_inputs();
    let said = |file: &str| says(&folder, &["scenario", "check", file], 0).1;
    for silent in [
        "01-shock-11-months.toml",
        "01-shock-12-months.toml",
        "01-shock-1-month.toml",
        "26-window.toml",
    ] {
        assert_eq!(said(silent), "", "{silent}");
    }
    assert!(said("04-dead-levers.toml").contains("appraisal"));
    assert!(said("27-year-rate-as-month-rate.toml").contains("twelve times the default"));
    let (page, _) = says(&folder, &["explain", "revenue_per_adult"], 0);
    assert!(page.contains("January"), "{page}");
}
