//! `cogov scenario` from outside.

use std::fs;

use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

use cogov::scenario::shipped;
use cogov::setting::SettingId;

use crate::outside::{put, says};

#[test]
fn the_list_names_every_shipped_scenario_and_what_it_sets() {
    let folder = TempDir::new().unwrap();
    for language in ["en", "zh"] {
        let (text, _) = says(&folder, &["scenario", "list", "--lang", language], 0);
        for (name, _) in shipped() {
            assert!(text.lines().any(|line| line == *name), "{name}");
        }
        assert!(text.contains("admin_cap_share, mandate_clarity, rule_of_law"), "{text}");
        assert!(text.lines().all(|line| line.width() <= 80), "{text}");
    }
}

#[test]
fn a_check_tells_the_faults_of_all_files_and_which_are_fine() {
    let folder = TempDir::new().unwrap();
    put(&folder, "a.toml", "schema = 1\n[policy]\none_stopp = 1\npay_ratio = 9\n");
    put(&folder, "b.toml", "schema = 1\nextends = \"baseline\"\n[baseline]\npatience = 20\n");
    put(&folder, "c.toml", "schema = 1\n[baseline]\npatience = \"long\"\nneed_rate = 0.1\n");
    let (out, error) = says(&folder, &["scenario", "check", "a.toml", "b.toml", "c.toml"], 3);
    for part in ["did you mean `one_stop`?", "a.toml:4", "c.toml:3", "3 faults"] {
        assert!(error.contains(part), "{part}: {error}");
    }
    assert!(error.contains("warning") && error.contains("b.toml:4"), "{error}");
    assert!(error.contains("c.toml:4"), "warnings are told beside faults: {error}");
    assert!(out.starts_with("b.toml: no faults, 1 warning."), "{out}");
    assert_eq!(out.matches("no faults").count(), 1, "{out}");
    let (out, error) = says(&folder, &["scenario", "check", "baseline", "saihan"], 0);
    assert_eq!((out.matches("no faults").count(), error.as_str()), (2, ""));
}

/// Two scenarios that differ in every part.
fn two_counties(folder: &TempDir) {
    put(
        folder,
        "before.toml",
        "schema = 1\n[horizon]\nburn_in = 12\n[baseline]\npay_ratio = 0.62\n\
         [policy]\none_stop = 0.5\ncompetitive = true\n\
         [interventions.ending]\nset = \"pay_ratio\"\nvalue = 0.9\n\
         [interventions.growing]\nset = \"one_stop\"\nvalue = 1\nfrom = 37\n",
    );
    put(
        folder,
        "after.toml",
        "schema = 1\nextends = \"before.toml\"\n[horizon]\nmonths = 84\nburn_in = 24\n\
         [place.urban]\ncommunities = 2\nadults = 1000\n\
         [baseline]\npay_ratio = 0.9\ndistance = { rural = 2, pastoral = 3 }\n\
         [policy]\ncompetitive = false\nmigrant_rights = \"full\"\nrelease_delay = 1\ntraining_hours = 60\n\
         [policy.split]\ndiscretionary = 0.12\n\
         [interventions.growing]\nset = \"one_stop\"\nvalue = 1\nfrom = 37\nramp = 6\nzone = \"urban\"\n\
         [interventions.pilot]\nset = \"distance\"\nvalue = { rural = 1.0 }\nshare = 0.2\nwaves = { every = 12, share = 0.2 }\nuntil = 72\n\
         [shocks.bad-years]\nset = \"revenue_per_adult\"\nfactor = 0.7\nfrom = 61\n",
    );
}

#[test]
fn a_difference_is_told_in_sentences_with_units() {
    let folder = TempDir::new().unwrap();
    two_counties(&folder);
    let both = ["en", "zh"].map(|language| {
        let words = ["scenario", "diff", "before.toml", "after.toml", "--lang", language];
        let (text, _) = says(&folder, &words, 0);
        assert!(text.lines().all(|line| line.width() <= 80), "{text}");
        text
    });
    insta::assert_snapshot!(both.join("\n"));
    let (text, _) = says(&folder, &["scenario", "diff", "baseline", "baseline"], 0);
    assert_eq!(text, "From baseline to baseline: no difference.\n");
    let (_, error) = says(&folder, &["scenario", "diff", "no-one", "nothing"], 3);
    assert!(error.contains("no-one") && error.contains("nothing"), "{error}");
}

#[test]
fn the_files_of_a_scenario_are_shown_with_what_replaces_what() {
    let folder = TempDir::new().unwrap();
    two_counties(&folder);
    let both = ["en", "zh"].map(|language| {
        says(&folder, &["scenario", "show", "after.toml", "--lang", language], 0).0
    });
    insta::assert_snapshot!(both.join("\n"));
}

#[test]
fn a_resolved_scenario_shows_every_setting_its_origin_and_ground() {
    let folder = TempDir::new().unwrap();
    two_counties(&folder);
    for language in ["en", "zh"] {
        let words = ["scenario", "show", "after.toml", "--resolved", "--lang", language];
        let (text, _) = says(&folder, &words, 0);
        for id in SettingId::all().map(|id| id.setting().id) {
            let found = text.lines().any(|line| line.split_whitespace().next() == Some(id));
            assert!(found, "{id} is missing");
        }
        assert!(text.lines().all(|line| line.width() <= 80), "{text}");
    }
    let (text, _) = says(&folder, &["scenario", "show", "after.toml", "--resolved"], 0);
    let line = |start: &str| {
        let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        let mut lines = lines.skip_while(|line| !line.starts_with(start));
        (lines.next().unwrap(), lines.next().unwrap())
    };
    assert_eq!(line("burn_in").0, "burn_in 24 months after.toml:5 own");
    assert_eq!(line("retention 0").0, "retention 0.15 default assumed");
    let (baseline, policy) = line("one_stop");
    assert_eq!(baseline, "one_stop 0 default assumed");
    assert_eq!(policy, "from month 25 0.5 before.toml:7 own");
}

/// The file with the # taken from every line that gives a lever a value.
fn take_in(text: &str) -> (String, usize) {
    let ids: Vec<&str> = SettingId::all().map(|id| id.setting().id).collect();
    let mut taken = 0;
    let lines = text.lines().map(|line| {
        let value = line
            .strip_prefix("# ")
            .and_then(|line| line.split_once(" = ").map(|(id, _)| (id, line)));
        match value {
            Some((id, line))
                if ids.contains(&id) && SettingId::find(id).unwrap().setting().is_lever() =>
            {
                taken += 1;
                line
            }
            _ => line,
        }
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    (text, taken)
}

#[test]
fn a_new_file_checks_clean_as_it_is_and_with_every_lever_taken_in() {
    let folder = TempDir::new().unwrap();
    let levers = SettingId::all().filter(|id| id.setting().is_lever()).count();
    for (name, extends, language) in
        [("plain", "baseline", "en"), ("all", "comprehensive", "zh"), ("我们旗", "saihan", "zh")]
    {
        let words = ["scenario", "new", name, "--extends", extends, "--lang", language];
        says(&folder, &words, 0);
        let file = format!("{name}.toml");
        let (out, error) = says(&folder, &["scenario", "check", &file], 0);
        assert!(error.is_empty() && out.contains("no faults"), "{error}");
        let (text, _) = says(&folder, &["scenario", "diff", extends, &file], 0);
        assert!(text.contains("no difference"), "{text}");
        let text = fs::read_to_string(folder.path().join(&file)).unwrap();
        let (text, taken) = take_in(&text);
        assert_eq!(taken, levers);
        put(&folder, "taken.toml", &text);
        let (_, error) = says(&folder, &["scenario", "check", "taken.toml"], 0);
        assert_eq!(error, "");
        let (text, _) = says(&folder, &["scenario", "diff", &file, "taken.toml"], 0);
        assert!(text.contains("no difference"), "{text}");
    }
}

#[test]
fn a_new_file_never_replaces_one_that_is_there() {
    let folder = TempDir::new().unwrap();
    put(&folder, "mine.toml", "mine");
    let (_, error) = says(&folder, &["scenario", "new", "mine"], 4);
    assert!(error.contains("mine.toml is there already"), "{error}");
    assert_eq!(fs::read_to_string(folder.path().join("mine.toml")).unwrap(), "mine");
    says(&folder, &["scenario", "new", "../mine"], 2);
    says(&folder, &["scenario", "new", "other", "--extends", "baselin"], 3);
    says(&folder, &["scenario", "new", "other", "--place", "no.csv"], 3);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing was written");
}

#[test]
fn a_new_file_takes_a_place_and_runs() {
    let folder = TempDir::new().unwrap();
    put(
        &folder,
        "ours.csv",
        "code,county,township,community,zone,adults,migrant_share\n1,K,T,East,urban,200,0.3\n2,K,T,West,rural,100,0.1\n",
    );
    says(&folder, &["scenario", "new", "ours", "--place", "ours.csv", "--schema", "cogov.json"], 0);
    let text = fs::read_to_string(folder.path().join("ours.toml")).unwrap();
    assert!(text.starts_with("#:schema cogov.json\n"), "{text}");
    let (out, _) = says(&folder, &["scenario", "check", "ours.toml"], 0);
    assert!(out.contains("2 communities"), "{out}");
    says(&folder, &["run", "ours.toml", "--seeds=1", "--months=26", "--quiet"], 0);
    assert!(folder.path().join("output/ours/runs.csv").exists());
}
