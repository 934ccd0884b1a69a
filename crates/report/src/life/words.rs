//! What happened and how things stood, in words.

use crate::experiment::trace::Event;
use crate::month::Process;
use crate::quantity::{Language, Text};
use crate::world::Ending;
use ::model::process::Vote;

/// What happened, several things one after the other; a dash for nothing.
pub fn events(events: &[Event], language: Language) -> String {
    if events.is_empty() {
        return "–".to_owned();
    }
    let words: Vec<String> = events.iter().map(|&of| event(of, language)).collect();
    words.join(Text { en: "; ", zh: "；" }.say(language))
}

/// What happened.
pub fn event(event: Event, language: Language) -> String {
    let months = |months: u32| match language {
        Language::En if months == 1 => "1 month".to_owned(),
        Language::En => format!("{months} months"),
        Language::Zh => format!("{months}个月"),
    };
    let in_brackets = |parts: Vec<String>, what: Text| match (language, parts.is_empty()) {
        (_, true) => what.say(language).to_owned(),
        (Language::En, false) => format!("{} ({})", what.en, parts.join(", ")),
        (Language::Zh, false) => format!("{}（{}）", what.zh, parts.join("，")),
    };
    match event {
        Event::Reported(about) => {
            let about = about.text().say(language).to_owned();
            in_brackets(vec![about], Text { en: "reported a need", zh: "提出诉求" })
        }
        Event::Ended { ending, about, age } => {
            let about = about.map(|about| about.text().say(language).to_owned());
            let age = (age > 0).then(|| match language {
                Language::En => format!("after {}", months(age.into())),
                Language::Zh => format!("历时{}", months(age.into())),
            });
            in_brackets(about.into_iter().chain(age).collect(), ended(ending))
        }
        Event::Quit(tenure) => match language {
            Language::En => format!("quit after {}", months(tenure)),
            Language::Zh => format!("辞职（任职{}）", months(tenure)),
        },
        Event::Dismissed(tenure) => match language {
            Language::En => format!("dismissed after {}", months(tenure)),
            Language::Zh => format!("被辞退（任职{}）", months(tenure)),
        },
        other => plain(other).say(language).to_owned(),
    }
}

fn ended(ending: Ending) -> Text {
    match ending {
        Ending::Resolved => Text { en: "request resolved", zh: "诉求办结" },
        Ending::Failed => Text { en: "request failed", zh: "诉求未办成" },
        Ending::Lapsed => Text { en: "request lapsed", zh: "诉求逾期" },
    }
}

/// Words of what has no more to tell.
fn plain(event: Event) -> Text {
    let (en, zh) = match event {
        Event::Silent => ("met a need, stayed silent", "有需求而未提出"),
        Event::Activity => ("took part in an activity", "参加社区活动"),
        Event::Deliberation => ("took part in deliberation", "参与议事协商"),
        Event::Election(Vote::Votes) => ("voted", "投票"),
        Event::Election(Vote::StaysAway) => ("did not vote", "未投票"),
        Event::Election(Vote::NotEntitled) => ("had no vote", "无投票资格"),
        Event::Settled => ("settled as a local", "落户"),
        Event::MovedAway => ("moved away", "迁出"),
        Event::Died => ("died", "去世"),
        Event::MovedIn => ("moved in", "迁入"),
        Event::CameOfAge => ("came of age", "成年"),
        Event::Created => ("post created", "新设岗位"),
        Event::GivenUp => ("post given up", "岗位撤销"),
        Event::PartTime(true) => ("became part-time", "改为兼职岗位"),
        Event::PartTime(false) => ("became full-time", "改为专职岗位"),
        Event::Hired(true) => ("hired, a graduate", "大学生招聘到岗"),
        Event::Hired(false) => ("hired", "招聘到岗"),
        Event::Elected => ("elected to the post", "经选举上任"),
        Event::Replaced => ("replaced by an elected director", "换届更替为新主任"),
        Event::Promoted => ("became director", "接任主任"),
        Event::Succeeded => ("a colleague took over", "同事接任"),
        Event::Reported(_) | Event::Ended { .. } | Event::Quit(_) | Event::Dismissed(_) => ("", ""),
    };
    Text { en, zh }
}

/// Name of a process, and what it does.
pub fn process(list: &[Process], id: &str) -> [Text; 2] {
    let found = list.iter().find(|process| process.id == id);
    found.map_or(
        [Text { en: "Start", zh: "起点" }, Text { en: "month 0", zh: "第0个月" }],
        |process| [process.name, process.meaning],
    )
}

/// Two numbers with as many decimals as it takes to tell them apart.
pub fn pair(numbers: [f64; 2]) -> [String; 2] {
    const MOST: usize = 9;
    let shown = |decimals: usize| numbers.map(|number| format!("{number:.decimals$}"));
    let decimals = (3..MOST).find(|&decimals| {
        let [a, b] = shown(decimals);
        a != b
    });
    shown(decimals.unwrap_or(MOST))
}

/// Two texts with an arrow between them: the baseline's and the scenario's.
pub fn arrow([here, there]: [impl std::fmt::Display; 2]) -> String {
    format!("{here} → {there}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::setting::ServiceType;

    #[test]
    fn numbers_get_the_decimals_that_tell_them_apart() {
        assert_eq!(arrow(pair([0.5, 0.75])), "0.500 → 0.750");
        assert_eq!(arrow(pair([0.512_341, 0.512_343])), "0.512341 → 0.512343");
        assert_eq!(arrow(pair([0.5, 0.5])), "0.500000000 → 0.500000000");
    }

    #[test]
    fn what_happened_is_told_in_both_languages() {
        let resolved =
            Event::Ended { ending: Ending::Resolved, about: Some(ServiceType::Culture), age: 1 };
        let happened = [Event::Reported(ServiceType::Employment), resolved];
        assert_eq!(
            events(&happened, Language::En),
            "reported a need (employment); request resolved (culture, education, sports, after 1 month)"
        );
        assert_eq!(
            events(&happened, Language::Zh),
            "提出诉求（就业服务）；诉求办结（文化教育体育，历时1个月）"
        );
        assert_eq!(events(&[], Language::En), "–");
        assert_eq!(event(Event::Quit(31), Language::Zh), "辞职（任职31个月）");
    }
}
