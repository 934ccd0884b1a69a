//! What is said of the settings on which differences hang.

use super::axes::{Driver, Hangs};
use super::found::Futures;
use super::outlook::Outlook;
use crate::metric;
use crate::quantity::{Phrase, Text};
use crate::setting::SettingId;

/// A share of the variance that would be worth seeing.
const WORTH_SEEING: f64 = 0.1;

/// What a setting is called in plain words.
pub(super) fn name_of(setting: &str) -> Text {
    SettingId::find(setting).map_or(Text { en: "", zh: "" }, |id| id.setting().plainly())
}

/// Names of metrics, with commas.
fn names(metrics: &[&str]) -> Phrase {
    let all = |zh: bool, comma: &str| {
        let name = |id: &&str| {
            let name = metric::entry(id).name;
            if zh { name.zh } else { name.en }
        };
        metrics.iter().map(name).collect::<Vec<_>>().join(comma)
    };
    Phrase { en: all(false, ", "), zh: all(true, "、") }
}

fn listed(drivers: &[Driver]) -> Phrase {
    let one = |of: &Driver| {
        let (name, share) = (name_of(&of.setting), of.explains * 100.0);
        [format!("{} ({share:.0} %)", name.en), format!("{}（{share:.0}%）", name.zh)]
    };
    let all: Vec<[String; 2]> = drivers.iter().map(one).collect();
    let join = |at: usize, comma: &str| {
        all.iter().map(|of| of[at].as_str()).collect::<Vec<_>>().join(comma)
    };
    Phrase { en: join(0, ", "), zh: join(1, "、") }
}

impl Futures {
    /// On which settings the differences of a scenario hang, of each of these metrics at most `most`, in the widest
    /// area; of how many it cannot be told, and how many worlds would do.
    pub fn hangs_on(&self, scenario: &str, metrics: &[&str], most: usize) -> Vec<Phrase> {
        let area = self.areas.first().map(|[_, name]| name.as_str()).unwrap_or_default();
        let of = |id: &&str| self.outlook(scenario, id, area).filter(|of| of.spread.is_some());
        let all: Vec<&Outlook> = metrics.iter().filter_map(of).collect();
        let (told, untold): (Vec<&Outlook>, Vec<&Outlook>) =
            all.into_iter().partition(|of| !of.hangs.drivers.is_empty());
        let one = |of: &&Outlook| {
            let drivers = &of.hangs.drivers;
            let (name, said) =
                (metric::entry(&of.metric).name, listed(&drivers[..drivers.len().min(most)]));
            [format!("{}: {}", name.en, said.en), format!("{}：{}", name.zh, said.zh)]
        };
        let found: Vec<[String; 2]> = told.iter().map(one).collect();
        let join = |at: usize, comma: &str| {
            found.iter().map(|of| of[at].as_str()).collect::<Vec<_>>().join(comma)
        };
        let first = (!found.is_empty()).then(|| Phrase {
            en: format!(
                "It hangs on (share of the variance over futures that each explains alone): {}.",
                join(0, "; ")
            ),
            zh: format!("取决于（各自单独解释的未来间方差比例）：{}。", join(1, "；")),
        });
        first.into_iter().chain(too_few(&untold)).collect()
    }
}

/// Of which outcomes it cannot be told, and how many worlds would do.
fn too_few(untold: &[&Outlook]) -> Option<Phrase> {
    let metrics: Vec<&str> = untold.iter().map(|of| of.metric.as_str()).collect();
    let names = names(&metrics);
    // Where nothing differs there is nothing to tell.
    let moves = |hangs: &&Hangs| hangs.floor != Some(0.0);
    let all: Vec<&Hangs> = untold.iter().map(|of| &of.hangs).filter(moves).collect();
    let first = all.first()?;
    let floor = all.iter().filter_map(|of| of.floor).reduce(f64::max);
    let (Some(floor), Some(worlds)) =
        (floor, all.iter().filter_map(|of| of.worlds_for(WORTH_SEEING)).max())
    else {
        let n = first.worlds;
        return Some(Phrase {
            en: if n == 1 {
                "What it hangs on: one world is too few to tell; try 64.".to_owned()
            } else {
                format!("What it hangs on: {n} are too few worlds to tell; try 64.")
            },
            zh: format!("取决于什么：仅 {n} 个世界，过少而无法判断；可试 64 个。"),
        });
    };
    let (en, zh, least) = (&names.en, &names.zh, floor * 100.0);
    if worlds <= first.worlds {
        return Some(Phrase {
            en: format!(
                "Of {en} no setting alone explains more than the luckiest of as many without effect ({least:.0} %)."
            ),
            zh: format!(
                "{zh}：没有单个设定的解释力超过同样多的无效设定中最巧合者（{least:.0}%）。"
            ),
        });
    }
    Some(Phrase {
        en: format!(
            "Too few worlds to tell what these hang on: {en}. A setting would have to explain {least:.0} % of the variance; one that explains 10 % is seen about as often as not in {worlds} worlds."
        ),
        zh: format!(
            "世界过少，无法判断下列结果取决于什么：{zh}。单个设定须解释方差的 {least:.0}% 才能看出；解释 10% 者，约需 {worlds} 个世界才有一半机会看出。"
        ),
    })
}
