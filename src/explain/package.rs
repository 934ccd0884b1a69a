//! The pages of shipped scenarios and places.

use super::shipped::{baseline, loaded};
use super::{Line, Page};
use crate::quantity::{Language, Phrase, Text};
use crate::scenario::{differences, file_layers, load_place, sentence, shipped, shipped_places};

/// What a shipped scenario says of itself.
pub(super) fn summary(at: usize) -> Phrase {
    loaded(at).map_or(Phrase::same(""), |loaded| loaded.scenario.summary.clone())
}

/// The page of a shipped scenario.
pub(super) fn explain(page: &mut Page, at: usize) {
    let name = shipped()[at].0;
    let layers = file_layers(name).unwrap_or_default();
    let parents = layers.iter().skip(1).map(|layer| layer.file.trim_start_matches("<shipped>/"));
    let parents: Vec<&str> = parents.map(|file| file.trim_end_matches(".toml")).collect();
    let extends = if parents.is_empty() {
        page.say("nothing: it stands by itself", "无：独立成文").to_owned()
    } else {
        page.list(parents)
    };
    page.add(Text { en: "Extends", zh: "继承自" }, extends);
    if let (Some(before), Some(after)) = (baseline(), loaded(at)) {
        let scenario = &after.scenario;
        let words = [sentence::place(&scenario.place), sentence::horizon(scenario)];
        let words = words.each_ref().map(|phrase| phrase.say(page.language));
        let place = sentence::capital(&words.join(page.say("; ", "；")));
        page.add(Text { en: "Place, time", zh: "地点与时间" }, place);
        let mut lines = Vec::new();
        for difference in differences(&before.scenario, &after.scenario) {
            lines.push(Line::Words(difference.part.say(page.language).to_owned()));
            let sentences = difference.sentences.iter();
            lines.extend(
                sentences.map(|told| Line::Under(told.words.say(page.language).to_owned())),
            );
        }
        if lines.is_empty() {
            let none =
                page.say("no difference: every value is the default", "没有差别：均为默认值");
            lines.push(Line::Words(none.to_owned()));
        }
        page.add_lines(Text { en: "Differs", zh: "与基线相比" }, lines);
    }
    let commands = [
        format!("cogov run {name}"),
        format!("cogov compare baseline {name}"),
        format!("cogov scenario show {name}"),
        format!("cogov scenario new mine --extends {name}"),
    ];
    let commands = if name == "baseline" {
        vec![commands[0].clone(), commands[2].clone(), commands[3].clone()]
    } else {
        commands.to_vec()
    };
    let commands = commands.into_iter().map(Line::Code).collect();
    page.add_lines(Text { en: "To use it", zh: "用法" }, commands);
}

/// How large a shipped place is.
pub(super) fn place_in_words(at: usize, language: Language) -> String {
    let (name, _) = shipped_places()[at];
    load_place(name.as_ref()).map_or(String::new(), |(table, _)| {
        let words = sentence::place(&table.place);
        match language {
            Language::En => format!("{}.", sentence::capital(&words.en)),
            Language::Zh => format!("{}。", words.zh),
        }
    })
}

/// The page of a shipped place.
pub(super) fn explain_place(page: &mut Page, at: usize) {
    let (name, _) = shipped_places()[at];
    let words = page.say(
        "names, codes and county totals are real; the figures of single communities are shares of county totals, not measured",
        "名称、代码与旗县总数为真实数据；单个社区的数字按旗县总数分摊，并非实测",
    );
    page.add(Text { en: "Measured", zh: "数据性质" }, words.to_owned());
    let lines = ["[place]".to_owned(), format!("table = \"places/{name}.csv\"")];
    page.add_lines(Text { en: "In a file", zh: "写法" }, lines.map(Line::Code).to_vec());
    let commands = [
        format!("cogov run clear-functions --place {name}"),
        format!("cogov scenario new mine --place {name}"),
    ];
    page.add_lines(Text { en: "To use it", zh: "用法" }, commands.map(Line::Code).to_vec());
}
