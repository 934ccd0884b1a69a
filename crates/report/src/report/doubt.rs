//! What the title of a comparison must not hide: by which goal a package comes first, and in how many futures it
//! does; and what to find out first.

use super::natural::lower;
use super::text::entry;
use crate::comparison::Comparison;
use crate::metric::Better;
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

/// On a later goal another package that may be chosen gains more than the one that comes first: by the means.
pub(super) fn better_on_another(of: &Comparison) -> Option<Phrase> {
    let ranking = of.ranking.as_ref()?;
    let first = ranking.first.as_ref()?;
    let better = |goal: &String| {
        let sign = if entry(goal).0.better == Better::Lower { -1.0 } else { 1.0 };
        let own = of.differences.iter().filter(|found| found.metric == *goal);
        let gains = own.filter(|found| !of.is_out(&found.scenario));
        let most = gains
            .filter_map(|found| Some((&found.scenario, sign * found.difference?)))
            .max_by(|a, b| a.1.total_cmp(&b.1))?;
        (most.0 != first).then(|| (of.called(most.0), name(goal)))
    };
    let (who, goal) = ranking.goals.iter().skip(1).find_map(better)?;
    Some(Phrase {
        en: format!("On {} {} gains more by the mean.", goal.en, who.en),
        zh: format!("就{}而言，按均值“{}”改善更多。", goal.zh, who.zh),
    })
}

/// What to find out first: the setting whose value would help the choice most, where it was looked for.
pub(super) fn find_out(of: &Comparison) -> Option<Phrase> {
    let why = of.futures.as_ref()?.why.as_ref()?;
    let one = why.learning.first()?;
    let outcome = name(&one.metric);
    Some(match one.learnt.first().and_then(|learnt| SettingId::find(&learnt.setting)) {
        Some(setting) => {
            let name = setting.setting().plainly();
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
                "no single guess whose value would surely change the choice by {}; so first what was given, and the county's own revenue.",
                outcome.en
            ),
            zh: format!(
                "没有哪一项假设的取值确定会改变按{}作出的选择；故应先核实所给设定与本旗县的财力。",
                outcome.zh
            ),
        },
    })
}

fn name(id: &str) -> Text {
    entry(id).0.name
}
