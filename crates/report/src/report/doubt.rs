//! What the title of a comparison must not hide: by which goal a package comes first, and in how many futures it
//! does; and what to find out first.

use super::natural::lower;
use super::text::entry;
use crate::comparison::Comparison;
use crate::quantity::{Phrase, Text};
use crate::setting::SettingId;

/// By which goal the package that comes first is parted from the next, where it is not the first one.
pub(super) fn parted_by(of: &Comparison) -> Option<Phrase> {
    let ranking = of.ranking.as_ref()?;
    let first = ranking.first.as_ref()?;
    let at = ranking.ranks.iter().position(|rank| rank.scenario == *first)?;
    let goal = ranking.goals.first()?;
    let by = ranking.ranks[at].before_by.as_ref().filter(|by| *by != goal)?;
    let next = of.called(&ranking.ranks.get(at + 1)?.scenario);
    let [goal, by] = [goal, by].map(|id| name(id));
    Some(Phrase {
        en: format!("By {} luck does not part it from {}: {} does.", goal.en, next.en, by.en),
        zh: format!("就{}而言，与“{}”之差不能排除随机性；二者由{}区分。", goal.zh, next.zh, by.zh),
    })
}

/// What to find out first: the setting whose value would help the choice most, where it was looked for.
pub(super) fn find_out(of: &Comparison) -> Option<Phrase> {
    let why = of.futures.as_ref()?.why.as_ref()?;
    let one = why.learning.first()?;
    let outcome = name(&one.metric);
    Some(match one.learnt.first().and_then(|learnt| SettingId::find(&learnt.setting)) {
        Some(setting) => {
            let name = setting.setting().name;
            Phrase {
                en: format!(
                    "{}: the choice by {} gains most from knowing it.",
                    lower(name.en),
                    outcome.en
                ),
                zh: format!("{}：最有助于按{}作出选择。", name.zh, outcome.zh),
            }
        }
        None => Phrase {
            en: format!(
                "no single guess whose value would surely change the choice by {}.",
                outcome.en
            ),
            zh: format!("没有哪一项假设的取值确定会改变按{}作出的选择。", outcome.zh),
        },
    })
}

fn name(id: &str) -> Text {
    entry(id).0.name
}
