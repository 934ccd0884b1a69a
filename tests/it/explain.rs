//! `cogov explain` from outside, and every page that it can write.

use assert_cmd::Command;
use unicode_width::UnicodeWidthStr;

use cogov::explain::{Answer, Kind, Line, Subject, overview, subjects};
use cogov::quantity::Language;

fn says(words: &[&str], code: i32) -> (String, String) {
    let assert = Command::cargo_bin("cogov").unwrap().args(words).assert().code(code);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&assert.get_output().stdout), text(&assert.get_output().stderr))
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter))
}

#[test]
fn everything_can_be_explained_in_both_languages_and_no_part_is_empty() {
    for subject in subjects() {
        for language in [Language::En, Language::Zh] {
            let page = subject.page(language);
            let id = subject.id();
            assert!(!page.lead.is_empty() && page.parts.len() > 1, "{id}");
            for part in &page.parts {
                assert!(!part.lines.is_empty(), "{} of {id}", part.label);
                assert_eq!(is_chinese(part.label), language == Language::Zh, "{id}");
                for line in &part.lines {
                    let (Line::Words(text) | Line::Under(text) | Line::Code(text)) = line;
                    assert!(!text.trim().is_empty(), "{} of {id}", part.label);
                }
            }
        }
    }
}

#[test]
fn a_setting_tells_where_it_acts_by_which_formula_and_how_to_write_it() {
    let parts = |subject: Subject| -> Vec<&'static str> {
        subject.page(Language::En).parts.iter().map(|part| part.label).collect()
    };
    for subject in subjects() {
        let wanted: &[&str] = match subject.kind() {
            Kind::Lever => &[
                "Decided by",
                "Values",
                "Default",
                "May be set",
                "Money",
                "Ground",
                "Acts in",
                "Formula",
                "Set by",
                "In a file",
            ],
            Kind::Parameter => &[
                "Values",
                "Default",
                "May be set",
                "Ground",
                "Acts in",
                "Formula",
                "Set by",
                "In a file",
            ],
            Kind::Metric => &[
                "Unit",
                "Range",
                "Direction",
                "A month",
                "A year",
                "A run",
                "Sums",
                "Exists for",
                "Shown by",
            ],
            Kind::Process => &["In the month", "Reads"],
            Kind::Package => &["Extends", "Place, time", "Differs", "To use it"],
            _ => &[],
        };
        let found = parts(subject);
        for part in wanted {
            assert!(found.contains(part), "{part} of {}", subject.id());
        }
    }
}

#[test]
fn the_lines_for_a_file_are_good_as_they_stand() {
    let folder = tempfile::TempDir::new().unwrap();
    let mut text = String::new();
    for subject in subjects() {
        if !matches!(subject, Subject::Setting(_)) {
            continue;
        }
        let page = subject.page(Language::En);
        let example = page.parts.iter().find(|part| part.label == "In a file").unwrap();
        let [Line::Code(table), Line::Code(line)] = &example.lines[..] else { panic!() };
        // A table stands once in a file: keys with their table in front stand as often as they like.
        text += &format!("{}.{line}\n", table.trim_matches(['[', ']']));
    }
    std::fs::write(folder.path().join("all.toml"), format!("schema = 1\n{text}")).unwrap();
    let mut command = Command::cargo_bin("cogov").unwrap();
    command.current_dir(folder.path()).args(["scenario", "check", "all.toml"]).assert().code(0);
}

#[test]
fn every_page_and_list_fits_a_terminal_in_both_languages() {
    for language in ["en", "zh"] {
        let mut words = vec!["explain"];
        words.extend(Kind::ALL.map(Kind::many));
        let asked: Vec<String> =
            subjects().iter().map(|it| format!("{} {}", it.kind().one().en, it.id())).collect();
        words.extend(asked.iter().map(String::as_str));
        words.extend(["--lang", language]);
        let (text, error) = says(&words, 0);
        assert_eq!(error, "");
        for line in text.lines() {
            assert!(line.width() <= 80, "{line}");
        }
        for subject in subjects() {
            let title = text.lines().any(|line| line.starts_with(subject.id()));
            assert!(title, "{}", subject.id());
        }
    }
}

#[test]
fn pages_are_as_they_were() {
    let both = ["en", "zh"].map(|language| {
        let words = ["join_belonging", "admin_cap_share", "split.service", "need.health.crosses"];
        let more = ["staff_turnover", "adults_end", "serve", "pilot-rollout", "saihan", "rural"];
        let rest = ["treasury", "P18", "ramp", "participation"];
        let words: Vec<&str> =
            ["explain"].into_iter().chain(words).chain(more).chain(rest).collect();
        says(&[&words[..], &["--lang", language]].concat(), 0).0
    });
    insta::assert_snapshot!(both.join("\n"));
}

#[test]
fn without_a_word_the_lists_are_told_and_a_list_has_every_entry() {
    for language in ["en", "zh"] {
        let (text, _) = says(&["explain", "--lang", language], 0);
        for (kind, groups) in overview() {
            assert!(text.contains(kind.many()), "{text}");
            for group in groups.iter().take(2) {
                let name = group.name.unwrap();
                let word = if language == "en" { name.en } else { name.zh };
                assert!(text.contains(&word[..word.len().min(6)]), "{word}");
            }
        }
        assert!(text.lines().all(|line| line.width() <= 80), "{text}");
    }
    for kind in Kind::ALL {
        let (text, _) = says(&["explain", kind.many()], 0);
        for subject in subjects().iter().filter(|subject| subject.kind() == kind) {
            let found = text.lines().any(|line| line.starts_with(subject.id()));
            assert!(found, "{} in the list of {}", subject.id(), kind.many());
        }
    }
}

#[test]
fn an_unknown_word_is_answered_with_the_nearest_and_others_are_still_explained() {
    let (out, error) = says(&["explain", "pay_ration", "urban"], 2);
    assert!(error.contains("nothing is called `pay_ration`") && error.contains("pay_ratio"));
    assert!(out.contains("urban") && !out.contains("pay_ratio"), "{out}");
    let (_, error) = says(&["explain", "xyzzyx", "--lang", "zh"], 2);
    assert!(error.contains("没有名为`xyzzyx`的内容"), "{error}");
    let (out, _) = says(&["explain", "adults"], 0);
    assert!(out.contains("cogov explain metric adults"), "{out}");
    let (out, _) = says(&["explain", "metric", "adults"], 0);
    assert!(out.starts_with("adults\n"), "{out}");
}

/// Whoever reads "what an activity costs" in a report can ask for it by these words.
#[test]
fn what_a_report_calls_a_setting_is_explained_by_these_words() {
    let mut asked = 0;
    for subject in subjects() {
        let Subject::Setting(id) = subject else { continue };
        let Some(plain) = id.setting().plain else { continue };
        for (words, language) in [(plain.en, Language::En), (plain.zh, Language::Zh)] {
            asked += 1;
            let answer = cogov::explain::answer(words);
            assert!(
                matches!(answer, Answer::One(found) if found.id() == subject.id()),
                "{words}: {answer:?}"
            );
            let page = subject.page(language);
            let told =
                page.parts.iter().any(|part| part.lines.contains(&Line::Words(words.into())));
            assert!(told, "{words}");
        }
    }
    assert!(asked > 100, "{asked}");
}
