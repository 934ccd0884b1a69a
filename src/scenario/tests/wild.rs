//! Wild inputs: whatever the text, there is an answer and no panic.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::panic::{AssertUnwindSafe, catch_unwind};

use proptest::prelude::*;

use super::{load_in, load_text, loaded};
use crate::quantity::Language;
use crate::scenario::{Options, shipped};
use crate::setting::SettingId;

/// Texts of some letters.
fn text(
    letters: impl Strategy<Value = char>,
    length: RangeInclusive<usize>,
) -> impl Strategy<Value = String> {
    prop::collection::vec(letters, length).prop_map(String::from_iter)
}

/// One of some letters.
fn letters(of: &'static str) -> impl Strategy<Value = char> {
    prop::sample::select(of.chars().collect::<Vec<_>>())
}

/// What comes of a case. A panic fails it: proptest, without the standard library (see `Cargo.toml`),
/// would not see it and not look for the smallest such input.
fn calmly<T>(case: impl FnOnce() -> T) -> Result<T, TestCaseError> {
    catch_unwind(AssertUnwindSafe(case)).map_err(|_| TestCaseError::fail("a panic, told above"))
}

/// A scrap of a scenario file: right, wrong, or nonsense.
fn scrap() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("one_stop".to_owned()),
        Just("split.service".to_owned()),
        Just("distance".to_owned()),
        Just("revenue_per_adult".to_owned()),
        (0..SettingId::all().count())
            .prop_map(|at| SettingId::all().nth(at).map_or("", |id| id.setting().id).to_owned()),
        text(letters("abcdefghijklmnopqrstuvwxyz_"), 1..=12),
    ];
    let value = prop_oneof![
        Just("true".to_owned()),
        Just("\"rural\"".to_owned()),
        Just("{ urban = 1, rural = 0.5 }".to_owned()),
        Just("[\"urban-1\", 3]".to_owned()),
        Just("{ every = 3, share = 0.1 }".to_owned()),
        Just("nan".to_owned()),
        Just("-9223372036854775808".to_owned()),
        (0.0..2.0f64).prop_map(|number| number.to_string()),
        (0..150u32).prop_map(|number| number.to_string()),
        text(any::<char>(), 0..=8),
    ];
    prop_oneof![
        (word.clone(), value.clone()).prop_map(|(word, value)| format!("{word} = {value}")),
        prop_oneof![
            Just("from"),
            Just("until"),
            Just("share"),
            Just("ramp"),
            Just("zone"),
            Just("waves"),
            Just("value"),
            Just("factor"),
            Just("communities"),
            Just("months"),
            Just("burn_in"),
            Just("table"),
            Just("extends")
        ]
        .prop_flat_map(move |key| value.clone().prop_map(move |value| format!("{key} = {value}"))),
        word.prop_map(|word| format!("set = \"{word}\"")),
        prop_oneof![
            Just("[baseline]"),
            Just("[policy]"),
            Just("[policy.split]"),
            Just("[horizon]"),
            Just("[place]"),
            Just("[place.urban]"),
            Just("[interventions.a]"),
            Just("[interventions.b]"),
            Just("[shocks.c]"),
            Just("schema = 1"),
            Just("[[policy]]"),
            Just("\"\"\""),
            Just("}"),
            Just("# 注释")
        ]
        .prop_map(str::to_owned),
        text(any::<char>(), 0..=20),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_scraps_of_a_file_give_a_scenario_or_faults(scraps in prop::collection::vec(scrap(), 0..14)) {
        let text = format!("schema = 1\n{}", scraps.join("\n"));
        match calmly(|| load_text(&text, &[]))? {
            Ok(loaded) => {
                let again = calmly(|| load_text(&loaded.resolved, &[]))?;
                prop_assert!(again.is_ok(), "{}", loaded.resolved);
            }
            Err(faults) => {
                prop_assert!(!faults.is_empty());
                prop_assert!(!calmly(|| faults.render(Language::Zh))?.is_empty());
            }
        }
    }

    #[test]
    fn a_shipped_file_with_a_part_cut_out_or_put_in_gives_a_scenario_or_faults(
        which in 0..17usize, at in 0..2000usize, length in 0..40usize, put in text(any::<char>(), 0..=6),
    ) {
        let (_, text) = shipped()[which % shipped().len()];
        let letters: Vec<char> = text.chars().collect();
        let at = at % (letters.len() + 1);
        let (before, after) = (&letters[..at], &letters[(at + length).min(letters.len())..]);
        let text: String = before.iter().chain(put.chars().collect::<Vec<_>>().iter()).chain(after).collect();
        let _ = calmly(|| load_text(&text, &[]).map_err(|faults| faults.render(Language::En)))?;
    }

    #[test]
    fn any_set_gives_a_scenario_or_faults(
        line in text(any::<char>(), 0..=30),
        key in text(letters("abcdefghijklmnopqrstuvwxyz.\"' "), 0..=20),
        value in text(any::<char>(), 0..=12),
    ) {
        let assignment = format!("{key}={value}");
        let _ = calmly(|| {
            load_text("schema = 1\n", &[&line, &assignment]).map_err(|faults| faults.render(Language::En))
        })?;
    }

    #[test]
    fn any_table_gives_a_place_or_faults(
        rows in prop::collection::vec(
            text(letters("abcdefghijklmnopqrstuvwxyz0123456789,.\"\n\r\u{4e00}"), 0..=30), 0..8,
        ),
        header in any::<bool>(),
    ) {
        let header = if header { "code,county,township,community,zone,adults,migrant_share\n1,C,T,A,urban,3,0\n" } else { "" };
        let table = format!("{header}{}", rows.join("\n"));
        let folder = tempfile::tempdir().unwrap();
        let files = [("a.toml", "schema = 1\n[place]\ntable = \"p.csv\"\n"), ("p.csv", table.as_str())];
        let _ = calmly(|| {
            load_in(folder.path(), &files, &Options::default()).map_err(|faults| faults.render(Language::En))
        })?;
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
        std::fs::write(&path, bytes).unwrap();
        let faults =
            crate::scenario::load(&path.display().to_string(), &Options::default()).unwrap_err();
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
fn sixty_thousand_wrong_lines_are_answered_soon_and_in_bounds() {
    let text: String = std::iter::once("schema = 1\n[policy]\n".to_owned())
        .chain((0..60_000).map(|number| format!("k{number} = 1\n")))
        .collect();
    let faults = load_text(&text, &[]).unwrap_err();
    assert!(faults.len() <= 1000);
    assert!(faults.render(Language::En).len() < 100_000);
}
