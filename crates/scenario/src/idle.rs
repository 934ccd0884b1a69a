//! Changes that can never be read, and changes that are read as more than they say.

use super::course::Written;
use super::merge::Merged;
use super::messages::{Kind, Report};
use super::sheet::ByZone;
use model::model::calendar;
use model::policy::{ChangeKind, Glance, Idle, Scenario, Seen, Why};
use model::quantity::Phrase;
use model::setting::{Gate, Scope, SettingId, When};
use reading::Spot;
use words::say;

/// Steps of all looks: comparisons of a community with a change, communities that answer alike counted once.
/// It is enough for hundreds of changes of many settings, or for some forty windows of one setting in a hundred
/// years; else a load must not take longer than a run, and what was not looked at is told.
const MOST_LOOKED_AT: usize = 20_000_000;
/// Starts of changes in communities, all changes together: beyond it they are not kept.
const MOST_STARTS: usize = 50_000_000;
/// Seeds that are tried where a draw decides which communities a change reaches.
const SEEDS: [u64; 3] = [1, 2, 3];

/// What is looked at: the policy on each seed, and how much more may be looked at.
struct Look<'a> {
    scenario: &'a Scenario,
    glances: Vec<Glance>,
    left: usize,
    /// Changes and settings that were not looked at, and where they stand.
    missed: Vec<(String, Spot)>,
}

/// What a change does.
enum Does {
    /// It is read, or nobody looked.
    Acts,
    /// It sets what is in force anyway.
    Nothing,
    /// It can never be read.
    Idle(Idle),
}

impl<'a> Look<'a> {
    fn new(scenario: &'a Scenario) -> Self {
        let targeted = scenario.changes.iter().filter(|change| !change.target.is_all()).count();
        let starts = scenario.place.communities.len().saturating_mul(targeted);
        let mut look = Self { scenario, glances: Vec::new(), left: 0, missed: Vec::new() };
        if starts <= MOST_STARTS {
            look.left = MOST_LOOKED_AT;
            look.on(0);
        }
        look
    }

    /// The policy on one of the seeds, and how many steps may still be taken.
    fn on(&mut self, seed: usize) -> Option<(&mut Glance, &mut usize)> {
        while self.left > 0 && self.glances.len() <= seed {
            let calendar = calendar(self.scenario, SEEDS[self.glances.len()]);
            self.glances.push(Glance::new(&calendar, self.scenario.months));
        }
        let left = &mut self.left;
        self.glances.get_mut(seed).map(|glance| (glance, left))
    }

    /// What a change does; one that was not looked at acts, and is kept to be told.
    fn does(&mut self, (change, spot): &Written) -> Does {
        let seeds = if change.target.share.is_some() { SEEDS.len() } else { 1 };
        let mut found = None;
        for seed in 0..seeds {
            let seen = self.on(seed).map(|(glance, left)| glance.of(change, left));
            match seen.unwrap_or(Seen::TooMuch) {
                Seen::Acts => return Does::Acts,
                Seen::Idle(idle) => found = found.or(Some(idle)),
                Seen::Nothing => {}
                Seen::TooMuch => {
                    self.missed.push((change.name.clone(), *spot));
                    return Does::Acts;
                }
            }
        }
        found.map_or(Does::Nothing, Does::Idle)
    }

    /// Months in which a setting is read; none if it was not looked at.
    fn months_read(&mut self, id: SettingId) -> Option<Vec<u32>> {
        self.on(0).and_then(|(glance, left)| glance.months_read(id, left))
    }
}

/// Warns of what is set and cannot act, and of what acts in other months than it says.
pub(super) fn warn_of_idle(
    report: &mut Report,
    merged: &Merged,
    scenario: &Scenario,
    (changes, overruled): (&[Written], &[String]),
) {
    let mut inside_a_year: Vec<&Written> = Vec::new();
    let (timed, plain): (Vec<&Written>, Vec<&Written>) = changes.iter().partition(|(change, _)| {
        let setting = change.setting.setting();
        setting.read != [When::Month] || !setting.gates.is_empty()
    });
    let gated = merged
        .baseline
        .iter()
        .filter(|(id, _)| !id.setting().gates.is_empty() && id.setting().scope != Scope::Fixed);
    let gated: Vec<_> = gated.collect();
    if changes.is_empty() && gated.is_empty() {
        return;
    }
    let mut look = Look::new(scenario);
    for written in timed {
        let (change, spot) = written;
        match look.does(written) {
            Does::Idle(idle) => {
                let remedy = remedy(&mut look, &idle);
                let name = change.name.clone();
                report.warn(*spot, Kind::NeverRead { name, why: idle.text() }).more(Some(remedy));
            }
            Does::Nothing => warn_of_nothing(report, written, overruled),
            Does::Acts if change.kind == ChangeKind::Policy => {
                if !is_january(change.from) && is_for_a_year(change.setting) {
                    inside_a_year.push(written);
                }
            }
            Does::Acts => warn_of_years(report, scenario, written),
        }
    }
    let missed = look.missed.len();
    for written in plain {
        if matches!(look.does(written), Does::Nothing) {
            warn_of_nothing(report, written, overruled);
        }
    }
    // What is read in each month acts, unless it sets what is in force: that goes without a look.
    look.missed.truncate(missed);
    warn_of_policy_inside_a_year(report, &inside_a_year);
    for (&id, values) in gated {
        warn_of_baseline(report, &mut look, id, values);
    }
    warn_of_missed(report, &look.missed);
}

/// Says that a change sets what is in force anyway, unless it was told why. A line of the policy may state what
/// is so already, as files do that list all levers.
fn warn_of_nothing(report: &mut Report, (change, spot): &Written, overruled: &[String]) {
    if change.kind == ChangeKind::Policy || overruled.contains(&change.name) {
        return;
    }
    report.warn(*spot, Kind::InForceAnyway { name: change.name.clone() });
}

/// Says what was not looked at.
fn warn_of_missed(report: &mut Report, missed: &[(String, Spot)]) {
    let Some((name, spot)) = missed.first() else { return };
    let more = missed.len() - 1;
    let which = match more {
        0 => Phrase::same(format!("`{name}`")),
        _ => Phrase {
            en: format!("`{name}` and {more} more"),
            zh: format!("`{name}`等{}项", more + 1),
        },
    };
    report.warn(*spot, Kind::NotLookedAt { which });
}

fn is_january(month: u32) -> bool {
    month % 12 == 1
}

/// The first January from a month on.
fn next_january(month: u32) -> u32 {
    (month.max(1) - 1).div_ceil(12) * 12 + 1
}

/// Whether a value stands for a year.
fn is_for_a_year(id: SettingId) -> bool {
    matches!(id.setting().read[..], [When::January | When::Year])
}

/// What to do so that it acts.
fn remedy(look: &mut Look, idle: &Idle) -> Phrase {
    let id = idle.id.setting().id;
    let gates = match &idle.why {
        Why::Untimely => return later(look, idle),
        Why::Shut(gates) => gates.as_slice(),
        Why::NeverTogether => &idle.id.setting().gates,
    };
    let mut others: Vec<String> =
        gates.iter().filter_map(|gate| gate.on()).map(|id| format!("`{id}`")).collect();
    others.dedup();
    if others.is_empty() || gates.iter().any(|gate| matches!(gate, Gate::In(_))) {
        return say!(
            en "set it where it acts, or leave it out: cogov explain {id}"
            zh "请在其起作用之处设定，或去掉：cogov explain {id}"
        );
    }
    Phrase {
        en: format!(
            "set {} too, in the same months and communities, or leave `{id}` out",
            others.join(" and ")
        ),
        zh: format!("请在相同的月份和社区同时设定{}，或去掉`{id}`", others.join("和")),
    }
}

/// The months in which it would be read.
fn later(look: &mut Look, idle: &Idle) -> Phrase {
    let scenario = look.scenario;
    let months = look.months_read(idle.id).unwrap_or_default();
    let near = |month: &&u32| **month >= idle.months.0;
    let shown: Vec<String> = months.iter().filter(near).take(3).map(u32::to_string).collect();
    let all: Vec<String> = months.iter().take(3).map(u32::to_string).collect();
    let list = if shown.is_empty() { all } else { shown };
    if list.is_empty() {
        return Phrase {
            en: format!("a run of {} months has no such month", scenario.months),
            zh: format!("{}个月的模拟中没有这样的月份", scenario.months),
        };
    }
    Phrase {
        en: format!(
            "let it be in force in a month in which it is read, such as {}",
            list.join(", ")
        ),
        zh: format!("请使其在读取的月份有效，例如第{}个月", list.join("、")),
    }
}

/// Warns of an intervention whose value is read in January and so acts in other months than it says.
fn warn_of_years(report: &mut Report, scenario: &Scenario, (change, spot): &Written) {
    if change.setting.setting().read != [When::January] || change.target.waves.is_some() {
        return;
    }
    let last = change.until.unwrap_or(u32::MAX).min(scenario.months);
    let first_read = next_january(change.from);
    let last_acts = ((last - 1) / 12 * 12 + 12).min(scenario.months);
    if first_read > last || (first_read, last_acts) == (change.from, last) {
        return;
    }
    report.warn(
        *spot,
        Kind::ForAYear {
            name: change.name.clone(),
            key: change.setting.setting().id.to_owned(),
            months: months(change.from, last),
            first_read,
            last_acts,
        },
    );
}

/// Months from one to another, both with them.
fn months(from: u32, last: u32) -> Phrase {
    if from == last {
        return say!(en "month {from}" zh "第{from}个月");
    }
    say!(en "months {from} to {last}" zh "第{from}至{last}个月")
}

/// Warns of a policy that begins inside a year and has levers that stand for a year.
fn warn_of_policy_inside_a_year(report: &mut Report, written: &[&Written]) {
    let names = |yearly: bool| {
        let own = written.iter().filter(|(change, _)| change.setting.is_yearly() == yearly);
        own.map(|(change, _)| format!("`{}`", change.name)).collect::<Vec<_>>().join(", ")
    };
    let of = |yearly: bool| written.iter().find(|(change, _)| change.setting.is_yearly() == yearly);
    if let Some((change, spot)) = of(false) {
        let (from, first_read) = (change.from, next_january(change.from));
        report.warn(
            *spot,
            Kind::PolicyFromJanuary { keys: Phrase::same(names(false)), from, first_read },
        );
    }
    if let Some((change, spot)) = of(true) {
        let (from, first_read) = (change.from, next_january(change.from) - 12);
        report.warn(
            *spot,
            Kind::PolicyBeforeItsMonth { keys: Phrase::same(names(true)), from, first_read },
        );
    }
}

/// Warns of a value of the baseline that stands behind a shut gate in all months of the run.
fn warn_of_baseline(report: &mut Report, look: &mut Look, id: SettingId, values: &ByZone) {
    let setting = id.setting();
    let zones = values.iter().zip(setting.default);
    let other = zones.filter_map(|(given, default)| {
        given.as_ref().filter(|given| given.number != default).map(|given| given.spot)
    });
    let Some(spot) = other.max() else { return };
    let name = format!("baseline.{}", setting.id);
    let Some(months) = look.months_read(id) else {
        look.missed.push((name, spot));
        return;
    };
    if months.is_empty() {
        let months = (1, look.scenario.months);
        let idle = Idle { id, months, why: Why::Shut(setting.gates.clone()) };
        let remedy = remedy(look, &idle);
        report.warn(spot, Kind::NeverRead { name, why: idle.text() }).more(Some(remedy));
    }
}
