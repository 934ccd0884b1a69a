//! Small files, read key by key.

use crate::{Fault, Faults, Found, Guide};
use words::{Language, Phrase};

/// Reads a small format of its own: what it holds, and the warnings.
fn read(text: &str) -> Result<(Vec<(String, f64)>, Vec<Fault>), Faults> {
    let (mut found, top) = Found::in_text("targets.toml", text, Guide::NONE);
    top.schema(&mut found);
    top.only(&mut found, &["schema", "name", "kind", "quick", "seeds", "range", "of", "targets"]);
    top.needs(&mut found, &["name"]);
    let name = top.word(&mut found, "name");
    let kind = top.one_of(&mut found, "kind", &["mean", "last"]);
    let quick = top.flag(&mut found, "quick");
    let seeds = top.whole(&mut found, "seeds", (1, 100));
    let range = top.numbers(&mut found, "range", (0.0, 1.0));
    let of = top.words(&mut found, "of").unwrap_or_default();
    assert!(name.is_none() || found.is_sound() || kind.is_some() || quick.is_some());
    assert!(seeds.is_none_or(|seeds| seeds > 0) && range.is_none_or(|range| !range.is_empty()));
    for (word, at) in of {
        let what =
            Phrase { en: format!("no metric `{word}`"), zh: format!("没有指标`{word}`") };
        if word != "trust" {
            found.unknown(at, ("target::unknown_metric", what), &word, ["trust", "burnout"]);
        }
    }
    let mut targets = Vec::new();
    for (name, target) in top.tables(&mut found, "targets") {
        target.only(&mut found, &["value"]);
        target.needs(&mut found, &["value"]);
        let Some(value) = target.number(&mut found, "value", (0.0, 1.0)) else { continue };
        if value == 0.0 {
            let what = Phrase { en: "aims at nothing".to_owned(), zh: "目标为零".to_owned() };
            found.warn(target.here(), "target::nothing", what, None);
        }
        targets.push((name, value));
    }
    found.finish(Some(targets))
}

#[test]
fn a_sound_file_is_read_with_its_warnings() {
    let text = "schema = 1\nname = \"x\"\nkind = \"last\"\nquick = true\nseeds = 3\nrange = [0, 0.5]\n\
                of = [\"trust\"]\n[targets.a]\nvalue = 0.5\n[targets.b]\nvalue = 0\n";
    let (targets, warnings) = read(text).unwrap();
    assert_eq!(targets, [("a".to_owned(), 0.5), ("b".to_owned(), 0.0)]);
    let [warning] = warnings.as_slice() else { panic!("{warnings:?}") };
    assert_eq!((warning.code, warning.line), ("target::nothing", 10));
}

#[test]
fn all_faults_of_a_file_come_in_one_go_with_place_and_remedy() {
    let text = "schema = 2\nnmae = \"x\"\nkind = \"lsat\"\nquick = \"yes\"\nseeds = 0\nrange = [0, 50]\n\
                of = [\"trsut\"]\n[targets.a]\nvalue = \"50%\"\n[targets.b]\n";
    let faults = read(text).unwrap_err();
    let found: Vec<(&str, usize)> = faults.iter().map(|fault| (fault.code, fault.line)).collect();
    let wanted = [
        ("file::missing_key", 1),
        ("scenario::wrong_schema", 1),
        ("scenario::unknown_key", 2),
        ("scenario::unknown_word", 3),
        ("scenario::wrong_type", 4),
        ("scenario::out_of_range", 5),
        ("scenario::out_of_range", 6),
        ("target::unknown_metric", 7),
        ("scenario::wrong_type", 9),
        ("file::missing_key", 10),
    ];
    assert_eq!(found, wanted, "{faults}");
    for (language, words) in [
        (Language::En, ["did you mean `name`?", "did you mean `last`?", "did you mean `trust`?"]),
        (Language::Zh, ["是否指`name`？", "是否指`last`？", "是否指`trust`？"]),
    ] {
        let said = faults.render(language);
        for word in words {
            assert!(said.contains(word), "{word}\n{said}");
        }
    }
    assert!(faults.render(Language::En).contains("50 % is 0.5"));
}

#[test]
fn a_line_that_is_no_toml_is_told_and_the_rest_is_read() {
    let faults = read("schema = 1\nname = x\n[targets.a]\nvalue = 2\n").unwrap_err();
    let codes: Vec<&str> = faults.iter().map(|fault| fault.code).collect();
    assert_eq!(codes, ["scenario::syntax", "scenario::out_of_range"], "{faults}");
    let (found, _) = Found::in_file("nowhere.toml".as_ref(), Guide::NONE);
    let faults = found.finish(None::<()>).unwrap_err();
    assert_eq!(faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), ["scenario::unreadable"]);
}
