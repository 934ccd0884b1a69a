//! The bounds of the readers: sizes that they refuse, and answers within bounds just below them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::tests::{load_in, load_text, loaded};
use crate::{Faults, Options, load};
use model::quantity::Language;

const HEADER: &str = "code,county,township,community,zone,adults,migrant_share\n";

/// The codes of the faults of a table.
fn of_table(table: &str) -> Vec<&'static str> {
    let folder = tempfile::tempdir().unwrap();
    let files = [("a.toml", "schema = 1\n[place]\ntable = \"p.csv\"\n"), ("p.csv", table)];
    let found = load_in(folder.path(), &files, &Options::default());
    match found {
        Ok(_) => Vec::new(),
        Err(faults) => {
            assert!(faults.render(Language::En).len() < 100_000);
            faults.iter().map(|fault| fault.code).collect()
        }
    }
}

/// Loads a text and sees that the answer is not too long.
fn answer(text: &str) -> Option<Faults> {
    let found = load_text(text, &[]);
    let faults = found.err()?;
    assert!(faults.len() <= 1000);
    assert!(faults.render(Language::En).len() < 100_000);
    assert!(faults.render(Language::Zh).len() < 100_000);
    Some(faults)
}

#[test]
fn tables_with_too_many_columns_communities_or_counties_are_faults() {
    let rows = |count: u32, county: fn(u32) -> u32| {
        let row = |at| format!("{at},C{},T,A,urban,1,0\n", county(at));
        (0..count).map(row).fold(HEADER.to_owned(), |text, row| text + &row)
    };
    let columns = |count: usize| {
        format!(
            "{}{}\n1,C,T,A,urban,1,0{}\n",
            HEADER.trim_end(),
            ",x".repeat(count),
            ",".repeat(count)
        )
    };
    assert!(of_table(&columns(993)).is_empty());
    assert_eq!(of_table(&columns(994)), ["place::too_many_columns"]);
    assert_eq!(of_table(&",".repeat(10_000_000)), ["place::too_many_columns"]);
    assert!(of_table(&rows(3000, |at| at)).is_empty());
    assert_eq!(of_table(&rows(3001, |at| at)), ["place::too_many_counties"]);
    assert!(of_table(&rows(100_000, |_| 0)).is_empty());
    assert_eq!(of_table(&rows(100_001, |_| 0)), ["place::too_many_communities"]);
}

#[test]
fn tables_of_strange_shapes_are_answered_answer() {
    let long = 4_000_000;
    for (rows, code) in [
        (",".repeat(long), "place::no_rows"),
        ("x,".repeat(long), "place::row_length"),
        ("\"".repeat(long), "place::row_length"),
        (format!("\"{}", "a".repeat(long)), "place::row_length"),
        (format!("\"{}", "a\n".repeat(long)), "place::open_quote"),
        ("\n".repeat(long), "place::no_rows"),
        ("x\n".repeat(long / 4), "place::row_length"),
        (format!("1,C,T,A,{},1,0\n", "x".repeat(long)), "place::bad_zone"),
    ] {
        assert_eq!(of_table(&format!("{HEADER}{rows}")).first(), Some(&code));
    }
}

#[test]
fn files_of_strange_shapes_are_answered_answer() {
    let many = |count: u32, one: &dyn Fn(u32) -> String| (0..count).map(one).collect::<String>();
    for text in [
        format!("{}a = 1\n", "a.".repeat(400_000)),
        format!("[{}a]\n", "a.".repeat(400_000)),
        format!("x = {}{}\n", "[".repeat(400_000), "]".repeat(400_000)),
        format!("x = {}1{}\n", "{a=".repeat(200_000), "}".repeat(200_000)),
        format!("{} = 1\n", "x".repeat(900_000)),
        format!("x = \"{}\" y\n", "一".repeat(300_000)),
        many(60_000, &|at| format!("[t{at}]\n")),
        many(60_000, &|at| format!("[t{at}\n")),
        many(60_000, &|at| format!("x = = {at}\n")),
        format!("[policy]\n{}", many(60_000, &|at| format!("k{at} = 1\n"))),
        many(1_000, &|at| format!("[interventions.i{at}]\nset = \"x{at}\"\n")),
        format!(
            "[interventions.i]\nset = \"one_stop\"\nvalue = 1\ncommunities = [{}]\n",
            many(70_000, &|at| format!("\"urban-{}\",", at + 13))
        ),
    ] {
        assert!(answer(&format!("schema = 1\n{text}")).is_some(), "{:.60}", text);
    }
}

#[test]
fn a_thousand_changes_in_the_largest_place_are_checked_answer() {
    let place = "place.urban.communities = 20000\nplace.rural.communities = 20000\nplace.pastoral.communities = 20000\n";
    let one = |at: u32| {
        format!(
            "[interventions.i{at}]\nset = \"split.training\"\nvalue = 0.1\nzone = \"urban\"\nfrom = {}\n\
             share = 0.3\nwaves = {{ every = 1, share = 0.001 }}\n",
            at + 30
        )
    };
    let changes: String = (0..1000).map(one).collect();
    assert!(answer(&format!("schema = 1\nhorizon.months = 1200\n{place}{changes}")).is_none());
}

#[test]
fn a_long_chain_of_parents_is_a_fault() {
    let folder = tempfile::tempdir().unwrap();
    for at in 0..40 {
        let text = format!("schema = 1\nextends = \"{}.toml\"\n", at + 1);
        fs::write(folder.path().join(format!("{at}.toml")), text).unwrap();
    }
    fs::write(folder.path().join("40.toml"), "schema = 1\n").unwrap();
    let from = |at: u32| {
        let path = folder.path().join(format!("{at}.toml")).display().to_string();
        load(&path, &Options::default())
    };
    assert!(from(20).is_ok());
    let faults = from(19).unwrap_err();
    assert_eq!(
        faults.iter().map(|fault| fault.code).collect::<Vec<_>>(),
        ["scenario::too_many_parents"]
    );
    assert!(faults.render(Language::Zh).contains("超过20个"));
}

#[cfg(unix)]
#[test]
fn nobody_waits_for_a_pipe_that_a_file_names() {
    let folder = tempfile::tempdir().unwrap();
    let made = std::process::Command::new("mkfifo").arg(folder.path().join("pipe")).status();
    assert!(made.is_ok_and(|status| status.success()));
    for text in ["extends = \"pipe\"\n", "place.table = \"pipe\"\n"] {
        let faults = load_in(
            folder.path(),
            &[("a.toml", &format!("schema = 1\n{text}"))],
            &Options::default(),
        );
        let faults = faults.unwrap_err();
        assert_eq!(
            faults.iter().map(|fault| fault.code).collect::<Vec<_>>(),
            ["scenario::not_a_file"]
        );
        assert!(Path::new(&folder.path().join("pipe")).exists());
    }
}

#[test]
fn files_that_are_no_text_or_too_large_are_faults() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.toml");
    let mut found = BTreeMap::new();
    for (name, bytes) in
        [("bytes", vec![0xff, 0xfe, 0x00]), ("large", vec![b'#'; 2_000_000]), ("empty", Vec::new())]
    {
        fs::write(&path, bytes).unwrap();
        let faults = load(&path.display().to_string(), &Options::default()).unwrap_err();
        found.insert(name, faults.iter().map(|fault| fault.code).collect::<Vec<_>>());
    }
    assert_eq!(found["bytes"], ["scenario::not_text"]);
    assert_eq!(found["large"], ["scenario::too_large"]);
    assert_eq!(found["empty"], ["scenario::missing_schema"]);
}

#[test]
fn more_changes_than_a_scenario_may_have_are_a_fault() {
    let one = |number| format!("[shocks.s{number}]\nset = \"admin_load\"\nfactor = 1.1\n");
    let text =
        |count: u32| (0..count).map(one).fold("schema = 1\n".to_owned(), |text, one| text + &one);
    assert!(load_text(&text(1000), &[]).is_ok());
    let faults = load_text(&text(1001), &[]).unwrap_err();
    assert_eq!(
        faults.iter().map(|fault| fault.code).collect::<Vec<_>>(),
        ["scenario::too_many_changes"]
    );
}

#[test]
fn shares_that_are_too_many_to_check_are_told() {
    let one = |number: u32| {
        let (from, urban) = (25 + number, 1 + number % 12);
        format!(
            "[interventions.i{number}]\nset = \"split.training\"\nvalue = 0.1\nfrom = {from}\n\
             communities = [\"urban-{urban}\", \"rural-{}\"]\n",
            1 + number % 11
        )
    };
    let text = |count| (0..count).map(one).fold(String::new(), |text, one| text + &one);
    let text = |count| format!("schema = 1\nhorizon.months = 1200\n{}", text(count));
    let unchecked = |count| {
        let warnings = loaded(&text(count), &[]).warnings;
        warnings.into_iter().find(|warning| warning.code == "scenario::shares_unchecked")
    };
    assert!(unchecked(200).is_none());
    let warning = unchecked(1000).unwrap();
    assert!(warning.message.en.contains("the shares of the split were not checked from month"));
    assert!(warning.message.zh.contains("资金分配比例自第"), "{}", warning.message.zh);
}

#[test]
fn changes_that_are_too_many_to_look_at_are_told_and_forty_windows_of_a_setting_are_looked_at() {
    let place = "place.urban.communities = 20000\nplace.rural.communities = 20000\nplace.pastoral.communities = 20000\n";
    let one = |at: u32| {
        let from = 30 + at;
        format!(
            "[interventions.i{at}]\nset = \"base_grant\"\nvalue = 3000\nzone = \"urban\"\nfrom = {from}\n\
             until = {from}\n"
        )
    };
    let codes = |head: &str, count: u32| {
        let changes: String = (0..count).map(one).collect();
        let text = format!("schema = 1\nhorizon.months = 1200\n{head}{changes}");
        let warnings = loaded(&text, &[]).warnings;
        let with = |code: &str| warnings.iter().filter(|warning| warning.code == code).count();
        [with("scenario::not_looked_at"), with("scenario::never_read")]
    };
    assert_eq!(codes(place, 900), [1, 0]);
    // Read in January: of forty windows of a month in a row those that are one act.
    let [missed, never] = codes("", 40);
    assert!(missed == 0 && (36..=37).contains(&never), "{missed} {never}");
    assert_eq!(codes("", 600)[0], 1);
}

#[test]
fn sixty_thousand_wrong_lines_are_answered_in_bounds() {
    let text: String = std::iter::once("schema = 1\n[policy]\n".to_owned())
        .chain((0..60_000).map(|number| format!("k{number} = 1\n")))
        .collect();
    let faults = load_text(&text, &[]).unwrap_err();
    assert!(faults.len() <= 1000);
    assert!(faults.render(Language::En).len() < 100_000);
}
