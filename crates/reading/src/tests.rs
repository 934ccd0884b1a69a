//! Small files, read key by key.

use crate::{
    Absence, Fault, Faults, Found, Guide, Message, Report, Sentences, Spot, catalogue, tree,
};
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

#[test]
fn what_is_said_of_a_key_is_what_the_guide_knows_of_it() {
    let guide = Guide {
        nearest: |word| (word == "苹果").then(|| "apples".to_owned()),
        takes: |key| (key == "apples").then(|| Phrase::same("apples in a basket")),
        table: |key| (key == "basket").then(|| Phrase::same("basket = { apples = 3 }")),
        named: Some("baskets"),
    };
    let read = |text: &str, guide: Guide| {
        let (mut found, top) = Found::in_text("fruit.toml", text, guide);
        let _ = (top.whole(&mut found, "apples", (1, 9)), top.table(&mut found, "basket"));
        found.finish(Some(())).unwrap_err().render(Language::En)
    };
    for (text, known, plain) in [
        ("苹果 = 3\n", "did you mean `apples`?", "as in \"苹果\""),
        ("[baskets.苹果]\n", "[baskets.\"苹果\"]", "as in [\"苹果\"]"),
        ("apples = 12\n", "apples in a basket", "from 1 to 9"),
        ("basket = 3\n", "basket = { apples = 3 }", "such as [basket]"),
    ] {
        let [with, without] = [guide, Guide::NONE].map(|guide| read(text, guide));
        assert!(with.contains(known), "{text}{with}");
        assert!(without.contains(plain) && !without.contains(known), "{text}{without}");
    }
}

catalogue! {
    /// What may be wrong with a basket.
    enum Wrong besides crate::FileMessage;
    "basket::empty" Empty { name: String }
        en "`{name}` is empty"
        zh "`{name}`是空的";
        help en "put an apple in"
        zh "请放入一个苹果";
    "basket::lacks" Lacks {}
        en "an apple is missing"
        zh "缺少苹果";
}

impl Message for Wrong {
    type Subject = u32;

    fn absence(&self) -> Option<Absence> {
        match self {
            Self::File(message) => message.absence(),
            Self::Lacks {} => Some(Absence::Here),
            Self::Empty { .. } => None,
        }
    }

    fn about(&self, apples: u32) -> Vec<Phrase> {
        vec![Phrase::same(format!("{apples} were there"))]
    }
}

#[test]
fn a_catalogue_holds_its_own_messages_beside_those_of_any_file() {
    assert_eq!(Wrong::CODES, ["basket::empty", "basket::lacks"]);
    let mut report = Report::<Wrong>::default();
    let source = report.add("fruit.toml", "a = 1\nb 2\n");
    assert!(tree::parse(&mut report, source).is_none());
    let spot = Spot { source, start: 0, end: 1 };
    report.fault(spot, Wrong::Empty { name: "a\u{7}".to_owned() }).of(7);
    let warnings = report.warn(spot, Wrong::Empty { name: "b".to_owned() }).clone();
    assert!(format!("{warnings:?}").contains("Empty"));
    let found = report.finish();
    let codes: Vec<(&str, usize)> = found.iter().map(|fault| (fault.code, fault.line)).collect();
    assert_eq!(codes, [("basket::empty", 1), ("scenario::syntax", 2)]);
    let [fault, _] = found.faults.as_slice() else { panic!("{found}") };
    assert_eq!(fault.message, Wrong::Empty { name: "a\u{7}".to_owned() }.message());
    let help: Vec<&str> = fault.help.iter().map(|help| help.zh.as_str()).collect();
    assert_eq!(help, ["请放入一个苹果", "7 were there"]);
    assert!(found.render(Language::Zh).contains("`a\\u{7}`是空的"), "{found}");
    assert_eq!(found.warnings().len(), 1);
}

#[test]
fn what_may_stand_in_a_line_or_a_file_that_could_not_be_read_is_not_called_missing() {
    let found = |torn: bool, lost: bool| {
        let mut report = Report::<Wrong>::default();
        let source = report.add("fruit.toml", "");
        let spot = report.whole(source);
        report.fault(spot, Wrong::Lacks {});
        let (key, table) = ("apples".to_owned(), Phrase::same("[basket]"));
        report.fault(spot, crate::FileMessage::MissingKey { key, table });
        if torn {
            report.tear(source);
        }
        if lost {
            report.lose();
        }
        report.finish().iter().map(|fault| fault.code).collect::<Vec<_>>()
    };
    assert_eq!(found(false, false), ["basket::lacks", "file::missing_key"]);
    assert_eq!(found(false, true), ["basket::lacks"]);
    assert_eq!(found(true, false), [""; 0]);
}
