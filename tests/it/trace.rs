//! A life in two histories: what is shown is what happened, and the command that shows it.

use std::collections::BTreeMap;
use std::fs;
use std::sync::LazyLock;

use assert_cmd::Command;
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

use cogov::experiment::lockstep::first_divergence;
use cogov::experiment::trace::{Event, Ranking, Step, Subject, Trace, TracedMonth, Tracing, What};
use cogov::experiment::{Pairing, Runner, Together};
use cogov::metric::Detail;
use cogov::model::Model;
use cogov::month::processes;
use cogov::policy::Scenario;
use cogov::world::{Site, Tally};

use crate::common::{busy, id, put, small};

const SEED: u64 = 5;

/// A town and a village where everything happens and nobody comes, so that all lives can be traced;
/// and the same with clear functions, more outreach and fewer who leave from month 9 on.
fn two() -> [Scenario; 2] {
    let mut baseline = Scenario { months: 26, burn_in: 8, ..busy(small([1, 1, 0], [50, 30, 0])) };
    put(&mut baseline, &[("inflow", 0.0), ("coming_of_age", 0.0), ("need_rate", 0.06)]);
    put(&mut baseline, &[("outflow_migrant", 0.03), ("outflow_local", 0.01), ("quit_base", 0.03)]);
    put(&mut baseline, &[("mandate_clarity", 0.2), ("outreach_share", 0.2)]);
    put(&mut baseline, &[("candidate_ability", 0.9), ("term_months", 6.0), ("resolve_max", 0.7)]);
    let mut scenario = baseline.clone();
    for (lever, value) in
        [("mandate_clarity", 0.9), ("outreach_share", 0.5), ("outflow_factor", 0.3)]
    {
        scenario = scenario.with_policy(id(lever), value);
    }
    let scenario = Scenario { name: "open".to_owned(), ..scenario };
    [baseline, scenario]
}

fn tracing<'a>(of: &'a [Scenario; 2], threads: usize) -> Tracing<'a> {
    Tracing {
        scenarios: of.each_ref(),
        seed: SEED,
        month: &processes,
        runner: Runner { threads, ..Runner::default() },
    }
}

fn ranking(of: &[Scenario; 2], threads: usize) -> Ranking {
    tracing(of, threads).ranking().unwrap().unwrap()
}

fn trace(of: &[Scenario; 2], subject: Subject) -> Trace {
    tracing(of, 1).trace(subject).unwrap().unwrap()
}

/// The lives of all residents, traced one by one.
static LIVES: LazyLock<Vec<Trace>> = LazyLock::new(|| {
    let two = two();
    let rows = two[0].place.communities.iter().enumerate();
    let subjects =
        rows.flat_map(|(at, row)| (0..row.adults).map(move |id| Subject::Resident(at, id)));
    subjects.map(|subject| trace(&two, subject)).collect()
});

/// The posts of both communities, those created later too.
static POSTS: LazyLock<Vec<Trace>> = LazyLock::new(|| {
    let two = two();
    let posts = (0..2).flat_map(|at| (0..8).map(move |number| Subject::Post(at, number)));
    posts.map(|subject| trace(&two, subject)).filter(|trace| trace.who.is_some()).collect()
});

/// What the months of a world counted, by community.
fn tallies(scenario: &Scenario) -> Vec<BTreeMap<usize, Tally>> {
    let mut model = Model::new(scenario, SEED, Detail::County, false);
    let months = (0..scenario.months).map(|_| {
        model.step();
        let world = model.world();
        let mut query = world.query::<(&Site, &Tally)>();
        query.iter(world).map(|(site, tally)| (site.index, *tally)).collect()
    });
    months.collect()
}

/// Compares counts of events in all traces with those of the tallies, in both histories.
fn check_counts(traces: &[Trace], counted: &[(&[&str], fn(&Tally) -> f64)]) {
    for (world, scenario) in two().iter().enumerate() {
        for (month, tallies) in tallies(scenario).iter().enumerate() {
            for (community, tally) in tallies {
                let here = traces.iter().filter(|trace| trace.subject.community() == *community);
                let events: Vec<&str> = here
                    .flat_map(|trace| &trace.months[month][world].events)
                    .map(|event| event.id())
                    .collect();
                for (ids, value) in counted {
                    let found = events.iter().filter(|id| ids.contains(id)).count();
                    let what = (ids, month + 1, community, world);
                    assert_eq!(found as f64, value(tally), "{what:?}");
                }
            }
        }
    }
}

fn happened(traces: &[Trace], event: &str) -> usize {
    let months = traces.iter().flat_map(|trace| &trace.months).flatten();
    months.flat_map(|month| &month.events).filter(|found| found.id() == event).count()
}

#[test]
fn everything_that_a_month_counts_of_residents_happened_to_one_of_them() {
    check_counts(
        &LIVES,
        &[
            (&["reported", "silent"], |tally| tally.needs),
            (&["silent"], |tally| tally.unreported),
            (&["resolved"], |tally| tally.resolved),
            (&["failed"], |tally| tally.failed),
            (&["lapsed"], |tally| tally.lapsed),
            (&["activity"], |tally| tally.civic),
            (&["deliberation"], |tally| tally.political),
            (&["voted"], |tally| tally.votes),
            (&["voted", "stayed_away"], |tally| tally.entitled),
            (&["voted", "stayed_away", "no_vote"], |tally| tally.voting_adults),
            (&["died"], |tally| tally.died),
            (&["moved_away"], |tally| tally.moved_out),
        ],
    );
    for event in ["silent", "resolved", "failed", "deliberation", "voted", "no_vote", "settled"] {
        assert!(happened(&LIVES, event) > 0, "{event} never happened: the test tests nothing");
    }
    assert!(happened(&LIVES, "moved_away") > 3 && happened(&LIVES, "lapsed") > 3);
}

#[test]
fn everything_that_a_month_counts_of_cadres_happened_in_one_of_the_posts() {
    check_counts(
        &POSTS,
        &[
            (&["quit"], |tally| tally.quits),
            (&["dismissed"], |tally| tally.dismissals),
            (&["replaced"], |tally| tally.rotations),
        ],
    );
    for event in ["quit", "dismissed", "replaced", "hired", "promoted", "succeeded"] {
        assert!(happened(&POSTS, event) > 0, "{event} never happened: the test tests nothing");
    }
    // Who leaves one post for the director's is who takes over there.
    assert_eq!(happened(&POSTS, "promoted"), happened(&POSTS, "succeeded"));
    // Whoever holds a post came to it, and left it, by something that is told.
    for trace in POSTS.iter() {
        for world in 0..2 {
            let mut held = None;
            for month in trace.months.iter().map(|worlds| &worlds[world]) {
                let holds = month.here && !month.values[0].is_nan();
                let told = month.events.iter().any(|event| !matches!(event, Event::PartTime(_)));
                assert!(held.is_none_or(|held| held == holds) || told, "{trace:?}");
                held = Some(holds);
            }
        }
    }
}

/// Months in which a life took part, after burn-in.
fn participation(trace: &Trace, world: usize, burn_in: usize) -> f64 {
    let months = trace.months[burn_in..].iter().map(|worlds| &worlds[world]);
    months.filter(|month| month.events.iter().any(|event| event.is_participation())).count() as f64
}

#[test]
fn the_lives_shown_add_up_to_what_a_comparison_says_of_lives() {
    let two = two();
    let pairing =
        Pairing { arms: &two, metrics: &[], month: &processes, runner: Runner::default() };
    let outcome = pairing.run(&[SEED], &[true, true]).unwrap().remove(0);
    let lived = outcome.arms[1].as_ref().unwrap().lived.clone().unwrap();
    let groups: Vec<_> = lived.groups.into_iter().flatten().collect();
    let here = |month: usize, world: usize| move |trace: &&Trace| trace.months[month][world].here;
    let first: Vec<&Trace> = LIVES.iter().filter(here(7, 0)).collect();
    let both: Vec<&&Trace> =
        first.iter().filter(|trace| (0..2).all(|world| here(25, world)(trace))).collect();
    let sum = |of: fn(&cogov::experiment::lives::Shared) -> f64| groups.iter().map(of).sum::<f64>();
    assert_eq!(first.len() as f64, sum(|group| group.residents));
    assert_eq!(both.len() as f64, sum(|group| group.both));
    let years = 18.0 / 12.0;
    let took: f64 = both
        .iter()
        .map(|trace| participation(trace, 1, 8) - participation(trace, 0, 8))
        .sum::<f64>()
        / years;
    let change = sum(|group| group.fares[3].change);
    assert!((took - change).abs() < 1e-9 && took > 0.0, "{took} {change}");
    let last = |trace: &Trace, world: usize| trace.months[25][world].values[0];
    let trust: f64 = both.iter().map(|trace| last(trace, 1) - last(trace, 0)).sum();
    assert!((trust - sum(|group| group.fares[1].change)).abs() < 1e-9);
}

#[test]
fn once_somebody_has_gone_from_one_world_no_step_tells_of_the_other_alone() {
    let mut left = 0;
    for trace in LIVES.iter() {
        let alone = |month: &&Step| {
            let worlds = &trace.months[month.month as usize - 1];
            month.process == "move_people" && worlds[0].here != worlds[1].here
        };
        let Some(at) = trace.steps.iter().position(|step| alone(&step)) else { continue };
        left += 1;
        assert!(matches!(trace.steps[at].what, What::Events(_)));
        assert_eq!(trace.steps.len(), at + 1, "{:?}", trace.steps);
    }
    assert!(left > 0, "nobody left one history only: the test tests nothing");
}

#[test]
fn a_pair_of_the_same_scenario_has_no_life_that_differs() {
    let [baseline, scenario] = two();
    let same = [scenario.clone(), Scenario { name: "again".to_owned(), ..scenario }];
    let found = ranking(&same, 1);
    assert!(found.residents > 50 && found.same == found.residents, "{found:?}");
    assert!(found.parted.is_none() && found.most.is_empty() && found.posts.is_empty());
    assert_eq!((found.longer, found.alone.len()), ([0, 0], 0));
    let life = trace(&same, Subject::Resident(0, 3));
    assert!(life.steps.is_empty() && life.who.is_some());
    assert!(life.months.iter().all(|[here, there]| here == there));
    // And the pair that does differ is not the same.
    assert!(ranking(&[baseline, same[0].clone()], 1).same < found.residents);
}

#[test]
fn worlds_part_where_the_fairness_check_says_and_no_life_differs_before() {
    let two = two();
    let [baseline, scenario] = &two;
    let parted =
        first_divergence([baseline, scenario], SEED, &processes, (1, 26), &Runner::default());
    let parted = parted.unwrap().unwrap();
    assert_eq!((parted.month, parted.process), (9, "assign"));
    assert_eq!(Together::of(baseline, scenario, SEED), Together::Until(9));
    assert_eq!(ranking(&two, 1).parted, Some(parted.clone()));
    let order: Vec<&str> = processes().iter().map(|process| process.id).collect();
    let at = |id: &str| order.iter().position(|process| *process == id).unwrap();
    for trace in LIVES.iter().chain(POSTS.iter()) {
        assert_eq!(trace.parted, Some(parted.clone()));
        let moments: Vec<(u32, usize)> =
            trace.steps.iter().map(|step| (step.month, at(step.process))).collect();
        assert!(moments.is_sorted(), "{:?}", trace.steps);
        assert!(moments.first().is_none_or(|first| *first >= (9, at("assign"))));
    }
    let earliest = LIVES.iter().filter_map(|trace| trace.steps.first()).map(|step| step.month);
    assert_eq!(earliest.min(), Some(9), "some life differs in the first month of the policy");
}

#[test]
fn lives_are_ranked_by_the_differences_that_their_traces_show() {
    let two = two();
    let found = ranking(&two, 1);
    let apart = |trace: &Trace| {
        let both = |[here, there]: &[TracedMonth; 2]| {
            let attitudes = here.values.iter().zip(&there.values).take(4);
            attitudes.map(|(a, b)| (a - b).abs()).sum::<f64>()
        };
        let months = trace.months[8..].iter();
        // The month in which somebody goes is lived in both histories up to then.
        let months = months.filter(|worlds| worlds.iter().all(|world| !world.values.is_empty()));
        let took = |month: &TracedMonth| month.events.iter().any(|event| event.is_participation());
        let one_only = |[here, there]: &&[TracedMonth; 2]| took(here) != took(there);
        (months.clone().map(both).sum::<f64>(), months.filter(one_only).count())
    };
    for of in &found.most {
        let trace = LIVES
            .iter()
            .find(|trace| trace.subject == Subject::Resident(of.community, of.id))
            .unwrap();
        let (attitudes, participation) = apart(trace);
        assert!((of.apart.attitudes - attitudes).abs() < 1e-9, "{of:?} {attitudes}");
        assert_eq!(usize::from(of.apart.participation), participation);
        assert_eq!(u32::from(of.apart.first), trace.steps[0].month);
        let took = [0, 1].map(|world| participation_of(trace, world));
        assert_eq!(of.apart.took.map(f64::from), took);
    }
    let sums: Vec<f64> = found.most.iter().map(|of| of.apart.sum()).collect();
    assert!(sums.len() == 10 && sums.is_sorted_by(|a, b| a >= b), "{sums:?}");
    let present = LIVES.iter().filter(|trace| trace.months[7][0].here);
    let same = present.filter(|trace| trace.steps.is_empty()).count() as u64;
    assert_eq!(found.same, same);
    let most = LIVES.iter().map(apart).map(|(a, b)| a + b as f64);
    assert!((most.fold(0.0, f64::max) - sums[0]).abs() < 1e-9, "nobody is further apart");
}

fn participation_of(trace: &Trace, world: usize) -> f64 {
    participation(trace, world, 8)
}

#[test]
fn a_ranking_is_the_same_for_any_threads() {
    let two = two();
    let one = ranking(&two, 1);
    for threads in [2, 4] {
        assert_eq!(ranking(&two, threads), one, "{threads} threads");
    }
}

// ---- the command ----

/// Two scenarios of a small place in a folder, and the same place under another name.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    let put = |file: &str, text: &str| fs::write(folder.path().join(file), text).unwrap();
    put(
        "before.toml",
        "schema = 1\n[horizon]\nmonths = 24\nburn_in = 8\n[place.urban]\ncommunities = 1\nadults = 60\n\
         [place.rural]\ncommunities = 1\nadults = 40\n[place.pastoral]\ncommunities = 0\n\
         [baseline]\nrevenue_per_adult = 6000\nneed_rate = 0.06\nfirst_election = 12\nquit_base = 0.03\n",
    );
    put(
        "after.toml",
        "schema = 1\nextends = \"before.toml\"\n[policy]\nmandate_clarity = 0.9\noutreach_share = 0.5\n\
         franchise = \"direct\"\npay_ratio = 0.9\n",
    );
    put("same.toml", "schema = 1\nextends = \"before.toml\"\n");
    put(
        "towns.csv",
        "code,county,township,community,zone,adults,migrant_share\n1,K,T,East,urban,60,0.3\n\
         2,K,T,West,rural,40,0.1\n3,K,T,West,rural,30,0.1\n",
    );
    folder
}

/// What a command prints, its standard output and its errors, with its exit code.
fn says(folder: &TempDir, words: &[&str], code: i32) -> (String, String) {
    let mut command = Command::cargo_bin("cogov").unwrap();
    let command = command.current_dir(folder.path()).arg("trace").args(words);
    let assert = command.assert().code(code);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&assert.get_output().stdout), text(&assert.get_output().stderr))
}

#[test]
fn a_life_and_a_post_are_told_in_both_languages() {
    let folder = folder();
    let told = |subject: &[&str], language: &str| {
        let words = [&["before.toml", "after.toml", "--lang", language], subject].concat();
        let (text, _) = says(&folder, &words, 0);
        assert!(text.lines().all(|line| line.width() <= 80), "{text}");
        text
    };
    let (list, _) = says(&folder, &["before.toml", "after.toml"], 0);
    let next = list.lines().last().unwrap().trim();
    assert!(next.starts_with("cogov trace before.toml after.toml --seed 1 --resident "), "{next}");
    let resident = next.rsplit(' ').next().unwrap();
    let mut all = String::new();
    for subject in [&[][..], &["--resident", resident], &["--cadre", "urban-1/1"]] {
        for language in ["en", "zh"] {
            all += &format!("$ cogov trace {subject:?} --lang {language}\n");
            all += &told(subject, language);
        }
    }
    insta::assert_snapshot!(all);
    let months = |words: &[&str]| {
        let text = told(&[&["--resident", resident], words].concat(), "en");
        let first = |line: &str| line.split_whitespace().next().map(str::to_owned);
        let lines = text.lines().skip_while(|line| !line.starts_with("month"));
        lines.filter_map(first).filter_map(|word| word.parse::<u32>().ok()).collect::<Vec<_>>()
    };
    assert_eq!(months(&["--all"]), (1..=24).collect::<Vec<_>>());
    assert!(months(&[]).len() < 24 && months(&[])[0] >= 9);
}

#[test]
fn a_life_is_written_as_csv_whole_and_never_over_another_file() {
    let folder = folder();
    let words = ["before.toml", "after.toml", "--resident", "urban-1/7", "--csv", "life.csv"];
    let (text, _) = says(&folder, &words, 0);
    assert!(text.ends_with("Wrote life.csv\n"), "{text}");
    let csv = fs::read_to_string(folder.path().join("life.csv")).unwrap();
    let header =
        "scenario,seed,month,subject,here,events,trust,satisfaction,belonging,efficacy,norm,habit";
    assert_eq!(csv.lines().next(), Some(header));
    let rows: Vec<Vec<&str>> = csv.lines().skip(1).map(|line| line.split(',').collect()).collect();
    assert_eq!(rows.len(), 2 * 24);
    assert_eq!(rows[0][..5], ["before", "1", "1", "urban-1/7", "1"]);
    assert_eq!(rows[1][0], "after");
    // Before the policy both histories are the same.
    assert!((0..8).all(|month| rows[2 * month][2..] == rows[2 * month + 1][2..]));
    let (_, error) = says(&folder, &words, 4);
    assert!(error.contains("life.csv is there already"), "{error}");
    assert_eq!(fs::read_to_string(folder.path().join("life.csv")).unwrap(), csv);
    says(&folder, &[&words[..4], &["--csv", "no/where.csv"]].concat(), 4);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 5, "nothing is left over");
}

#[test]
fn a_community_is_named_by_its_code_or_by_a_name_of_its_own() {
    let folder = folder();
    let of = |id: &str, code: i32| {
        let words = ["before.toml", "after.toml", "--place", "towns.csv", "--resident", id];
        says(&folder, &words, code)
    };
    assert_eq!(of("1/5", 0).0, of("East/5", 0).0);
    assert!(of("east/5", 0).0.contains("Resident 1/5"), "the id is told by code");
    let (_, error) = of("West/5", 2);
    assert!(error.contains("2 communities are called 'West'") && error.contains("2, 3"), "{error}");
}

#[test]
fn an_id_that_nobody_has_is_refused_with_what_is_possible() {
    let folder = folder();
    let of = |option: &str, id: &str, language: &str| {
        let words = ["before.toml", "after.toml", option, id, "--lang", language];
        says(&folder, &words, 2).1
    };
    for (option, id, en, zh) in [
        ("--resident", "urban-1", "as in urban-1/3", "例如 urban-1/3"),
        ("--resident", "urban-1/x", "as in urban-1/3", "例如 urban-1/3"),
        ("--resident", "urban-1/60", "the numbers 0 to 59", "0 至 59"),
        ("--resident", "urbn-1/5", "did you mean 'urban-1'?", "是否指 'urban-1'"),
        ("--resident", "urban-1/4000000000", "the nearest is urban-1/2", "最接近的是 urban-1/2"),
        ("--cadre", "urban-1/77", "the nearest is urban-1/", "最接近的是 urban-1/"),
        ("--cadre", "urban-1/70000", "as in urban-1/3", "例如 urban-1/3"),
    ] {
        let (english, chinese) = (of(option, id, "en"), of(option, id, "zh"));
        assert!(english.contains(en) && english.contains(option), "{english}");
        assert!(chinese.contains(zh) && chinese.contains(option), "{chinese}");
        for line in english.lines().chain(chinese.lines()) {
            assert!(line.width() <= 80, "{line}");
        }
    }
    let (_, error) = says(&folder, &["before.toml", "after.toml", "--all"], 2);
    assert!(error.contains("--resident"), "{error}");
}

#[test]
fn worlds_of_another_place_or_horizon_are_refused_and_the_same_ones_have_nothing_to_tell() {
    let folder = folder();
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (_, error) = says(&folder, &["before.toml", "saihan"], 3);
    assert!(error.contains("'saihan' cannot be compared"), "{error}");
    let horizon = ["--set", "horizon.months=24", "--set", "horizon.burn_in=8"];
    let (_, error) = says(&folder, &[&["before.toml", "saihan"], &horizon[..]].concat(), 3);
    assert!(error.contains("another place") && error.contains("--place"), "{error}");
    let (text, _) = says(&folder, &["before.toml", "same.toml"], 0);
    assert!(
        flat(&text).contains("The histories never part: what is set cannot act here"),
        "{text}"
    );
    let (text, _) = says(&folder, &["before.toml", "same.toml", "--resident", "urban-1/7"], 0);
    assert!(
        flat(&text).contains("Nothing differed. The histories never part: what is set"),
        "{text}"
    );
}

#[test]
fn the_page_of_trace_shows_what_the_command_prints() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/trace.md");
    let page = fs::read_to_string(&path).unwrap();
    let folder = TempDir::new().unwrap();
    let mut current = String::new();
    for (at, part) in page.split("```").enumerate() {
        if at > 0 {
            current += "```";
        }
        match part.strip_prefix("console\n$ cogov trace ") {
            Some(block) => {
                let command = block.lines().next().unwrap();
                let words: Vec<&str> = command.split(' ').collect();
                let (out, _) = says(&folder, &words, 0);
                current += &format!("console\n$ cogov trace {command}\n{out}");
            }
            None => current += part,
        }
    }
    if std::env::var_os("COGOV_BLESS").is_some() {
        fs::write(&path, &current).unwrap();
    }
    assert!(page.matches("$ cogov trace ").count() == 2);
    let page = fs::read_to_string(&path).unwrap();
    assert!(page == current, "docs/trace.md is not current: run COGOV_BLESS=1 cargo test");
}
