//! What a case gives to whoever leads a workshop on it: what to say at each beat, and answers to what is likely asked.

use reading::{Fields, Found};
use serde_json::{Value, json};
use words::Phrase;

use crate::room::Beat;

/// Words of the beats in a case's file; the story is told in the lobby, and the end needs no words.
const SAID: [(&str, Beat); 5] = [
    ("story", Beat::Lobby),
    ("predict", Beat::Predict),
    ("commit", Beat::Commit),
    ("reveal", Beat::Reveal),
    ("why", Beat::Why),
];
const OF_QUESTION: [&str; 4] = ["question", "question_zh", "answer", "answer_zh"];

/// What a trainer is given. A case may lack any of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notes {
    /// What to say at a beat, in the order of the beats.
    pub say: Vec<(Beat, Phrase)>,
    /// What is likely asked, and the answer, in the order of the file.
    pub asked: Vec<[Phrase; 2]>,
}

/// A text that must be given in both languages.
pub(crate) fn both(found: &mut Found, table: &Fields, key: &str) -> Phrase {
    let zh = format!("{key}_zh");
    table.needs(found, &[key, &zh]);
    let [en, zh] = [key, &zh].map(|key| table.word(found, key).unwrap_or_default());
    Phrase { en, zh }
}

/// Reads `[say]` and `[asked.NAME]` of a case.
pub(crate) fn read(found: &mut Found, top: &Fields) -> Notes {
    let mut say = Vec::new();
    if let Some(table) = top.table(found, "say") {
        let all: Vec<String> =
            SAID.iter().flat_map(|(key, _)| [(*key).to_owned(), format!("{key}_zh")]).collect();
        table.only(found, &all.iter().map(String::as_str).collect::<Vec<_>>());
        for (key, beat) in SAID {
            // Either language alone is a fault, neither is none.
            if table.has(key) || table.has(&format!("{key}_zh")) {
                say.push((beat, both(found, &table, key)));
            }
        }
    }
    let mut tables = top.tables(found, "asked");
    tables.sort_by_key(|(_, table)| table.here().start());
    let asked = tables.iter().map(|(_, table)| {
        table.only(found, &OF_QUESTION);
        ["question", "answer"].map(|key| both(found, table, key))
    });
    Notes { say, asked: asked.collect() }
}

impl Notes {
    /// For the trainer's page.
    pub fn to_json(&self) -> Value {
        let both = |of: &Phrase| json!({"en": of.en, "zh": of.zh});
        let say = self.say.iter().map(|(beat, words)| (beat.id().to_owned(), both(words)));
        let asked = |[question, answer]: &[Phrase; 2]| json!({"question": both(question), "answer": both(answer)});
        json!({
            "say": say.collect::<serde_json::Map<_, _>>(),
            "asked": self.asked.iter().map(asked).collect::<Vec<_>>(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_case_says_what_to_say_at_each_beat_and_answers_what_is_asked() {
        for (name, _) in crate::case::shipped() {
            let (case, _) = crate::case::load(name).unwrap();
            let beats: Vec<Beat> = case.notes.say.iter().map(|(beat, _)| *beat).collect();
            assert_eq!(beats, SAID.map(|(_, beat)| beat), "{name}");
            assert!(case.notes.asked.len() >= 2, "{name}");
            let told = case.notes.to_json();
            assert!(told["say"]["commit"]["zh"].as_str().is_some_and(|text| !text.is_empty()));
        }
    }

    #[test]
    fn words_in_one_language_alone_are_a_fault_that_names_the_other() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("case.toml");
        let text = crate::case::shipped()[0].1;
        let said = text.find("[say]").unwrap();
        let cut = text[said..].find("story_zh").unwrap() + said;
        let end = text[cut..].find('\n').unwrap() + cut;
        std::fs::write(&file, format!("{}{}", &text[..cut], &text[end..])).unwrap();
        let faults = crate::case::load(&file.to_string_lossy()).unwrap_err();
        let told = faults.render(words::Language::En);
        assert!(told.contains("story_zh"), "{told}");
    }
}
