//! The lives that differ most.

use super::{Pair, words};
use crate::cli::columns::paragraph;
use crate::cli::outcome::draw;
use crate::comparison::other_conditions;
use crate::experiment::trace::{RankedResident, Ranking};
use crate::month::processes;
use crate::quantity::{Language, Text, agreed, grouped};
use report::life::{never_apart, worlds_part};

/// The list, and how to go on; `again` is the command as it was given.
pub fn list(ranking: &Ranking, pair: &Pair, again: &str) -> String {
    let language = pair.language;
    let mut text = paragraph(&heading(ranking, pair), "", "  ") + "\n";
    let Some(first) = ranking.most.first() else {
        return text.trim_end().to_owned();
    };
    let rows = ranking.most.iter().map(|of| line(of, pair)).collect();
    text += &draw(header(language), rows);
    for part in [Some(meaning(language).to_owned()), alone(ranking, pair), posts(ranking, pair)] {
        text += &part.map_or(String::new(), |part| paragraph(&part, "", "  ") + "\n");
    }
    let next = Text { en: "Follow one of them:", zh: "查看其中一人：" }.say(language);
    format!("{text}{next}\n  {again} --resident {}", pair.id(first.community, first.id))
}

fn heading(ranking: &Ranking, pair: &Pair) -> String {
    let [baseline, scenario] = pair.names();
    let (seed, burn_in) = (pair.seed, pair.scenarios[0].burn_in);
    let months = pair.scenarios[0].months;
    let (all, same) = (grouped(ranking.residents), grouped(ranking.same));
    let language = pair.language;
    let parted = ranking.parted.as_ref().map_or_else(
        || never_apart(pair),
        |parted| {
            let [name, _] = words::process(&processes(), parted.process);
            let part = worlds_part(parted, language);
            match language {
                Language::En => format!("In month {}, in {}, {part}.", parted.month, name.en),
                Language::Zh => format!("第{}个月“{}”环节，{part}。", parted.month, name.zh),
            }
        },
    );
    let note = other_conditions(pair.scenarios[0], pair.scenarios[1]);
    let note = note.map_or_else(String::new, |note| {
        let gap = if language == Language::En { " " } else { "" };
        format!("{}{gap}", note.pick(language))
    });
    note + &match language {
        Language::En => format!(
            "{scenario} against {baseline}, seed {seed}, months {} to {months}. {parted} Of {all} \
             residents of month {burn_in}, {same} had a life that did not differ at all.",
            burn_in + 1
        ),
        Language::Zh => format!(
            "情景 {scenario}，基线 {baseline}，种子 {seed}，第{}至{months}个月。{parted}\
             第{burn_in}个月的 {all} 名居民中，{same} 人的生活毫无差异。",
            burn_in + 1
        ),
    }
}

fn header(language: Language) -> Vec<String> {
    let words = match language {
        Language::En => ["resident", "apart", "attitudes", "taking part", "took part", "since"],
        Language::Zh => ["居民", "差异", "态度", "参与", "参与月数", "始于"],
    };
    words.map(str::to_owned).to_vec()
}

fn line(of: &RankedResident, pair: &Pair) -> Vec<String> {
    let apart = &of.apart;
    vec![
        pair.id(of.community, of.id),
        format!("{:.2}", apart.sum()),
        format!("{:.2}", apart.attitudes),
        apart.participation.to_string(),
        words::arrow(apart.took),
        apart.first.to_string(),
    ]
}

fn meaning(language: Language) -> &'static str {
    Text {
        en: "Apart: over the months lived in both histories, the absolute differences of trust, satisfaction, belonging and efficacy, summed (attitudes), plus one for each month of participation in one history only (taking part). Took part: months, baseline → scenario. Since: the month in which the lives first differ.",
        zh: "差异：在两段历史共同生活的各月中，信任、满意度、归属感和效能感之差的绝对值之和（态度），加上仅在一个世界参与的月数（参与）。参与月数：基线 → 情景。始于：首次出现差异的月份。",
    }
    .say(language)
}

/// Who lived longer in one of the worlds.
fn alone(ranking: &Ranking, pair: &Pair) -> Option<String> {
    let ids: Vec<String> = ranking.alone.iter().map(|of| pair.id(of.community, of.id)).collect();
    let [here, there] = ranking.longer.map(grouped);
    (!ids.is_empty()).then(|| match pair.language {
        Language::En => agreed(&format!(
            "Here longer in the baseline: {here} residents; in the scenario: {there}. By most months: {}.",
            ids.join(", ")
        )),
        Language::Zh => format!(
            "在基线中居住更久者 {here} 人，在情景中居住更久者 {there} 人；相差月数最多者：{}。",
            ids.join("、")
        ),
    })
}

fn posts(ranking: &Ranking, pair: &Pair) -> Option<String> {
    let ids: Vec<String> =
        ranking.posts.iter().map(|of| pair.id(of.community, of.number)).collect();
    (!ids.is_empty()).then(|| match pair.language {
        Language::En => format!(
            "Posts that differ most (--cadre), by burnout and skill, a month held in one history only counting one: {}.",
            ids.join(", ")
        ),
        Language::Zh => format!(
            "差异最大的岗位（--cadre；按职业倦怠与能力之差计，仅在一个世界有人任职的月份计为1）：{}。",
            ids.join("、")
        ),
    })
}
