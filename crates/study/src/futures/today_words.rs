//! What is said of worlds in which the baseline agrees with what is known of such counties today.

use super::found::Futures;
use super::known::FEWEST;
use super::outlook::{Counts, Outlook};
use crate::metric;
use crate::quantity::{Phrase, agreed};

impl Futures {
    /// In how many worlds the baseline still agrees, and what it misses most.
    pub(super) fn of_today(&self) -> Option<Phrase> {
        let today = self.today.as_ref()?;
        let (count, n) = (today.count(), today.meets.len());
        let most = today
            .missed
            .iter()
            .zip(&self.known)
            .max_by(|a, b| a.0.cmp(b.0).then(b.1.name.cmp(&a.1.name)));
        let most = most.filter(|(missed, _)| **missed > 0);
        let missed = most.map(|(missed, known)| {
            let name = metric::entry(&known.metric).name;
            Phrase {
                en: format!(", missed most: {} ({missed})", name.en),
                zh: format!("，最常不符：{}（{missed} 个）", name.zh),
            }
        });
        let missed = missed.unwrap_or(Phrase { en: String::new(), zh: String::new() });
        let mut said = Phrase {
            en: agreed(&format!(
                "This baseline, with what it sets itself, agrees with the same in {count} of these {n} worlds (levels, by one or two seeds{}).",
                missed.en
            )),
            zh: format!(
                "本基线（连同其自身设定）在这 {n} 个世界中有 {count} 个与同样的已知现状相符（各项水平，由一至两个种子判断{}）。",
                missed.zh
            ),
        };
        if count < FEWEST && count < n {
            said.en += " So few: evidence about other counties does not carry over to it, and shares over them are not counted.";
            said.zh += "数量过少：关于其他旗县的证据不适用于本基线，不另计比例。";
        }
        Some(said)
    }

    /// Where the baseline is not such a county as worlds were screened for: in how many of them it agrees, in short.
    /// Nothing where it agrees in all.
    pub fn agrees_in_short(&self) -> Option<Phrase> {
        let today = self.today.as_ref()?;
        let (count, n) = (today.count(), today.meets.len());
        if count == n {
            return None;
        }
        let mut said = Phrase {
            en: format!(
                "In {count} of {n} of them this baseline agrees with what is known of such counties today"
            ),
            zh: format!("其中{n}个里有{count}个，本基线与此类旗县的已知现状相符"),
        };
        if count < FEWEST {
            said.en += "; so few that evidence about other counties does not carry over to it";
            said.zh += "；数量过少，关于其他旗县的证据不适用";
        }
        said.en += ".";
        said.zh += "。";
        Some(said)
    }

    /// How the differences of a scenario fall over the worlds in which the baseline agrees, beside all of them.
    pub fn where_it_agrees(&self, scenario: &str, metrics: &[&str]) -> Option<Phrase> {
        let area = self.areas.first().map(|[_, name]| name.as_str())?;
        let of = |id: &&str| {
            let outlook = self.outlook(scenario, id, area)?;
            Some((outlook, outlook.agreeing?))
        };
        let all: Vec<(&Outlook, Counts)> = metrics.iter().filter_map(of).collect();
        let count = self.today.as_ref()?.count();
        let one = |(outlook, counts): &(&Outlook, Counts)| {
            let name = metric::entry(&outlook.metric).name;
            let narrow = Outlook { counts: Some(*counts), ..(*outlook).clone() };
            let said = super::words::in_short(&narrow)?;
            Some([format!("{}: {}", name.en, said.en), format!("{}：{}", name.zh, said.zh)])
        };
        let found: Vec<[String; 2]> = all.iter().filter_map(one).collect();
        let join = |at: usize, comma: &str| {
            found.iter().map(|of| of[at].as_str()).collect::<Vec<_>>().join(comma)
        };
        (!found.is_empty()).then(|| Phrase {
            en: format!(
                "Over the {count} worlds in which the baseline agrees with what is known: {}.",
                join(0, "; ")
            ),
            zh: format!("在基线与已知现状相符的 {count} 个世界中：{}。", join(1, "；")),
        })
    }
}
