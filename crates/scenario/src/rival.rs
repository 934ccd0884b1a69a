//! Changes of one setting that come from different packages.

use super::messages::{Kind, Report};
use super::phrases;
use model::policy::ChangeKind;
use model::quantity::{ZONES, Zone};
use model::setting::SettingId;
use reading::Spot;
use reading::tree::{Data, Entry, Node, Table};
use words::Phrase;

/// A line of the policy, an intervention or a shock of one of several files.
pub(super) struct Rival {
    /// The file.
    link: usize,
    kind: ChangeKind,
    name: String,
    setting: SettingId,
    spot: Spot,
    /// File and line.
    at: String,
    zones: [bool; 3],
    communities: Option<Vec<String>>,
    /// First and last month.
    months: [u64; 2],
}

impl Rival {
    /// A line of the policy.
    pub(super) fn policy(
        link: usize,
        setting: SettingId,
        (spot, at): (Spot, String),
        zones: [bool; 3],
        begins: u32,
    ) -> Self {
        let (kind, name) = (ChangeKind::Policy, setting.setting().id.to_owned());
        let months = [u64::from(begins), u64::MAX];
        Self { link, kind, name, setting, spot, at, zones, communities: None, months }
    }

    /// An intervention or shock, as far as it can be read; its faults are told elsewhere.
    pub(super) fn change(
        link: usize,
        (kind, name): (ChangeKind, &str),
        entry: &Entry,
        (spot, at): (Spot, String),
        begins: u32,
    ) -> Option<Self> {
        let Data::Table(table) = &entry.node.data else { return None };
        let setting = SettingId::find(word(table, "set")?)?;
        let zone = word(table, "zone").and_then(Zone::find);
        let of_value = |zone: Zone| match table.get("value").map(|entry| &entry.node.data) {
            Some(Data::Table(values)) => values.contains_key(zone.id()),
            _ => true,
        };
        let month = |key: &str| match table.get(key)?.node.data {
            Data::Whole(month) => u64::try_from(month).ok(),
            _ => None,
        };
        Some(Self {
            link,
            kind,
            name: name.to_owned(),
            setting,
            spot,
            at,
            zones: ZONES.map(|own| zone.is_none_or(|zone| zone == own) && of_value(own)),
            communities: communities(table),
            months: [
                month("from").unwrap_or(u64::from(begins)),
                month("until").unwrap_or(u64::MAX),
            ],
        })
    }

    /// Whether both may act on one community in one month, so that it matters which comes last.
    fn meets(&self, other: &Self) -> bool {
        // Shocks come over whatever a policy does; two lines of a policy are compared as values.
        let is_shock = |of: &Self| of.kind == ChangeKind::Shock;
        let both_policy = self.kind == ChangeKind::Policy && other.kind == ChangeKind::Policy;
        let one_name = self.kind == other.kind && self.name == other.name;
        let apart = match (&self.communities, &other.communities) {
            (Some(here), Some(there)) => !here.iter().any(|code| there.contains(code)),
            _ => false,
        };
        self.setting == other.setting
            && is_shock(self) == is_shock(other)
            && !both_policy
            && !one_name
            && !apart
            && self.zones.iter().zip(other.zones).any(|(&here, there)| here && there)
            && self.months[0] <= other.months[1]
            && other.months[0] <= self.months[1]
    }

    fn said(&self) -> Phrase {
        phrases::changed_by(self.kind, &self.name)
    }
}

/// Tells of each pair from files of which neither extends the other.
pub(super) fn check(
    report: &mut Report,
    rivals: &[Rival],
    unrelated: impl Fn(usize, usize) -> bool,
) {
    for (at, one) in rivals.iter().enumerate() {
        for other in &rivals[at + 1..] {
            if one.meets(other) && unrelated(one.link, other.link) {
                let kind = Kind::ConflictOfLever {
                    key: one.setting.setting().id.to_owned(),
                    here: other.said(),
                    there: one.said(),
                    at: one.at.clone(),
                };
                report.fault(other.spot, kind);
            }
        }
    }
}

fn word<'a>(table: &'a Table, key: &str) -> Option<&'a str> {
    match &table.get(key)?.node.data {
        Data::Word(word) => Some(word),
        _ => None,
    }
}

fn communities(table: &Table) -> Option<Vec<String>> {
    let Data::List(list) = &table.get("communities")?.node.data else { return None };
    let words = list.iter().filter_map(|node| match &node.data {
        Data::Word(word) => Some(word.clone()),
        _ => None,
    });
    Some(words.collect())
}

/// Whether two values say the same, wherever they stand; 1 and 1.0 do.
pub(super) fn alike(one: &Node, other: &Node) -> bool {
    let number = |data: &Data| match *data {
        Data::Whole(number) => Some(number as f64),
        Data::Real(number) => Some(number),
        _ => None,
    };
    match (&one.data, &other.data) {
        (Data::Word(one), Data::Word(other)) => one == other,
        (Data::Flag(one), Data::Flag(other)) => one == other,
        (Data::Moment, Data::Moment) => true,
        (Data::List(one), Data::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| alike(one, other))
        }
        (Data::Table(one), Data::Table(other)) => {
            let same = |(name, entry): (&String, &Entry)| {
                other.get(name).is_some_and(|other| alike(&entry.node, &other.node))
            };
            one.len() == other.len() && one.iter().all(same)
        }
        (one, other) => number(one).is_some_and(|one| number(other) == Some(one)),
    }
}
