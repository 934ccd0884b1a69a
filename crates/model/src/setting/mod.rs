//! Settings: every lever and parameter that a scenario can set, one entry each.
//!
//! A *lever* is a setting that a policy sets and somebody decides; a *parameter* is any other. An
//! entry holds identifier, name and meaning in English and Chinese, unit, ranges, default, ground
//! and source. Help, faults, the dictionary, the resolved scenario and the generated docs derive
//! from the entries. Each group of entries is one file and one struct of typed fields, so that a
//! process reads `settings.needs.need_rate` and a misspelling does not compile.

mod administration;
mod attitudes;
mod cadres;
mod demography;
mod disputes;
mod elections;
mod entries;
mod funding;
mod levers;
mod need_table;
mod needs;
mod participation;
mod place;
mod population;
mod posts;
mod programme;
mod programmes;
mod service;
mod uncertain;
mod when;

use std::fmt;
use std::sync::LazyLock;

use entries::{first, groups, settings};

use crate::quantity::{Choice, Text, Value, ZONES, Zone};

pub use need_table::{NeedRow, NeedTable, SERVICE_TYPES, ServiceType};
pub(crate) use programme::programmes;
pub use programme::{PROGRAMMES, PaidShare, Per, Programme, Unpaid};
pub use uncertain::{Doubt, Nature, Shape, Why};
pub use when::{Gate, Moment, When, WrongSpan};

/// How well a number is known, as in the evidence base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The number or finding stood in the source's own text.
    Seen,
    /// Worked out from rows of the evidence base.
    Derived,
    /// Seen only in an excerpt of another document that reports it.
    Excerpt,
    /// Recalled from general knowledge, not seen.
    Recalled,
    /// An assumption; no source was found.
    Assumed,
}

impl Ground {
    /// The ground's name in both languages.
    pub fn text(self) -> Text {
        match self {
            Self::Seen => Text { en: "seen", zh: "见于原文" },
            Self::Derived => Text { en: "derived", zh: "推算" },
            Self::Excerpt => Text { en: "excerpt", zh: "见于转引" },
            Self::Recalled => Text { en: "recalled", zh: "凭记忆" },
            Self::Assumed => Text { en: "assumed", zh: "假设" },
        }
    }
}

/// Who decides a lever in life: a label for readers, without effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decider {
    /// National law.
    Nation,
    /// The autonomous region.
    Region,
    /// The county.
    County,
    /// The township or subdistrict office.
    Township,
    /// The community itself.
    Community,
}

impl Decider {
    /// The decider's name in both languages.
    pub fn text(self) -> Text {
        match self {
            Self::Nation => Text { en: "nation", zh: "国家" },
            Self::Region => Text { en: "region", zh: "自治区" },
            Self::County => Text { en: "county", zh: "旗县" },
            Self::Township => Text { en: "township", zh: "乡镇街道" },
            Self::Community => Text { en: "community", zh: "社区" },
        }
    }
}

/// Where and when a setting may change (model section 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Only from month 1, in `[baseline]`, `[horizon]` or `[place]`.
    Fixed,
    /// At any month, for the whole county: an intervention takes no target.
    County,
    /// At any month, in any community.
    Community,
}

/// The table of a scenario file in which a setting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// `[horizon]`
    Horizon,
    /// `[place]` and its `[place.ZONE]`
    Place,
    /// `[baseline]`, `[policy]`, interventions and shocks
    Values,
}

/// One lever or parameter.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Identifier, as in scenario files (`split.operating`).
    pub id: &'static str,
    /// Name of the group of the entry: of its file, or of the part of the file.
    pub group: Text,
    /// What values it takes.
    pub choice: Choice,
    /// Default, by zone (urban, rural, pastoral).
    pub default: [f64; 3],
    /// Whether a scenario may give it by zone.
    pub by_zone: bool,
    /// Legal range; a value outside is a fault.
    pub range: (f64, f64),
    /// Usual range: what the evidence makes plausible, or for a lever what is done in life. A value
    /// outside is unusual.
    pub plausible: Option<(f64, f64)>,
    /// What it is: who could know its value.
    pub nature: Nature,
    /// How far its value may be from the default: given for prices and behaviour, and only for them.
    pub doubt: Option<Doubt>,
    /// Unit, empty where plain.
    pub unit: Text,
    table: Table,
    /// Where and when it may change.
    pub scope: Scope,
    /// When the value in force is read.
    pub read: Vec<When>,
    /// What must hold for it to act: all of these.
    pub gates: Vec<Gate>,
    /// How well the default is known.
    pub ground: Ground,
    /// Evidence row, paper or `assumed`.
    pub source: &'static str,
    /// Who decides it: given for levers, and only for them.
    pub decides: Option<Decider>,
    /// Whether the model books money for it: else it costs nothing in the model, whatever it takes in
    /// life.
    pub costs_money: bool,
    /// Short name.
    pub name: Text,
    /// What it means.
    pub meaning: Text,
    /// What it is called where people read who know nothing of the model: of a lever what is voted, of a guess what
    /// nobody knows; none where its name does.
    pub plain: Option<Text>,
}

impl Setting {
    /// Whether it is a policy lever.
    pub fn is_lever(&self) -> bool {
        self.decides.is_some()
    }

    /// What it is called where people read who know nothing of the model.
    pub fn plainly(&self) -> Text {
        self.plain.unwrap_or(self.name)
    }

    /// The table of a scenario file where it stands.
    pub fn table(&self) -> Table {
        self.table
    }

    /// Whether the default is worked out from other values (`None` in section 11 of the model):
    /// the revenue of a county read from a table, and the reference of retention.
    pub fn is_derived(&self) -> bool {
        self.default[0].is_nan()
    }
}

/// A default of a field of type `T`: one value for all zones, or one by zone. So a default of another
/// type, `0` for an `f64`, does not compile.
///
/// ```
/// use model::setting::DefaultOf;
/// assert_eq!(DefaultOf::<f64>::numbers(0.5), [0.5; 3]);
/// ```
///
/// ```compile_fail
/// use model::setting::DefaultOf;
/// assert_eq!(DefaultOf::<f64>::numbers(0), [0.0; 3]);
/// ```
pub trait DefaultOf<T> {
    /// Whether there is one by zone.
    const BY_ZONE: bool;
    /// The default by zone, as numbers.
    fn numbers(self) -> [f64; 3];
}

impl<T: Value> DefaultOf<T> for T {
    const BY_ZONE: bool = false;
    fn numbers(self) -> [f64; 3] {
        [self.to_number(); 3]
    }
}

impl<T: Value> DefaultOf<T> for [T; 3] {
    const BY_ZONE: bool = true;
    fn numbers(self) -> [f64; 3] {
        self.map(Value::to_number)
    }
}

/// What a group of settings offers to the registry.
trait Group {
    /// Identifiers of the entries, in their order.
    const IDS: &'static [&'static str];
    fn entries() -> Vec<Setting>;
    fn get(&self, index: usize) -> f64;
    fn set(&mut self, index: usize, number: f64);
}

groups! {
    /// Horizon and place.
    place: place::Place,
    /// The policy levers.
    levers: levers::Levers,
    /// The table of needs.
    need: NeedTable,
    /// Residents at the start.
    population: population::Population,
    /// Posts and cadres at the start.
    posts: posts::Posts,
    /// Funding flows.
    funding: funding::Funding,
    /// Costs of the programmes.
    programmes: programmes::Programmes,
    /// Administrative work and hours.
    administration: administration::Administration,
    /// Needs and voice.
    needs: needs::Needs,
    /// Disputes.
    disputes: disputes::Disputes,
    /// Service.
    service: service::Service,
    /// Participation.
    participation: participation::Participation,
    /// Elections.
    elections: elections::Elections,
    /// Attitudes.
    attitudes: attitudes::Attitudes,
    /// Cadres.
    cadres: cadres::Cadres,
    /// Demography and migration.
    demography: demography::Demography,
}

impl Settings {
    /// The defaults of one zone.
    pub fn defaults(zone: Zone) -> Self {
        let numbers: Vec<f64> =
            REGISTRY.settings.iter().map(|setting| setting.default[zone.index()]).collect();
        Self::from_numbers(&numbers)
    }

    /// The defaults of the three zones, in the order of [`ZONES`].
    pub fn defaults_by_zone() -> [Self; 3] {
        ZONES.map(Self::defaults)
    }
}

/// A setting, by its place in the registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SettingId(u16);

impl SettingId {
    /// The place in the registry.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The entry.
    pub fn setting(self) -> &'static Setting {
        &REGISTRY.settings[self.index()]
    }

    /// The setting with an identifier, if there is one.
    pub fn find(id: &str) -> Option<Self> {
        let place = REGISTRY.by_id.binary_search_by(|(known, _)| (*known).cmp(id)).ok()?;
        Some(REGISTRY.by_id[place].1)
    }

    /// The setting with an identifier, for the macro `setting!` alone.
    ///
    /// # Panics
    /// Where there is none: while compiling, since the macro makes a constant of it.
    #[doc(hidden)]
    pub const fn named(id: &str) -> Self {
        let position = Settings::position(id);
        assert!(position.is_some(), "no setting has this identifier");
        match position {
            Some(at) => Self(at as u16),
            None => Self(u16::MAX),
        }
    }

    /// All settings, in the order of the registry.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..REGISTRY.settings.len()).map(Self::at)
    }

    fn at(index: usize) -> Self {
        Self(u16::try_from(index).unwrap_or(u16::MAX))
    }
}

/// The setting of an identifier, found while compiling: one that there is not does not compile.
///
/// ```
/// use model::setting;
/// assert_eq!(setting!("pay_ratio").setting().id, "pay_ratio");
/// ```
///
/// ```compile_fail
/// let _ = model::setting!("pay_ration");
/// ```
#[macro_export]
macro_rules! setting {
    ($id:expr) => {{
        const ID: $crate::setting::SettingId = $crate::setting::SettingId::named($id);
        ID
    }};
}

/// The position of a word in a list, found while compiling.
pub(crate) const fn position(words: &[&str], word: &str) -> Option<usize> {
    let mut at = 0;
    while at < words.len() {
        if is_same(words[at], word) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Whether two words are the same: `==` of texts is no constant function yet.
pub(crate) const fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}

impl fmt::Display for SettingId {
    /// Its identifier.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.setting().id)
    }
}

#[derive(Debug)]
struct Registry {
    settings: Vec<Setting>,
    by_id: Vec<(&'static str, SettingId)>,
}

static REGISTRY: LazyLock<Registry> = LazyLock::new(|| {
    let settings = Settings::entries();
    let mut by_id: Vec<_> =
        settings.iter().enumerate().map(|(at, setting)| (setting.id, SettingId::at(at))).collect();
    by_id.sort_unstable();
    Registry { settings, by_id }
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_leads_to_its_entry_while_compiling_as_when_running() {
        let ids = SettingId::all().map(|id| (id, id.setting().id));
        for (at, (id, word)) in ids.enumerate() {
            assert_eq!(Settings::position(word), Some(at), "{word}");
            assert_eq!(SettingId::named(word), id, "{word}");
        }
        assert_eq!(Settings::position("pay_ration"), None);
    }

    #[test]
    fn every_identifier_is_used_once() {
        for pair in REGISTRY.by_id.windows(2) {
            assert_ne!(pair[0].0, pair[1].0);
        }
    }

    #[test]
    fn every_default_lies_in_its_ranges() {
        for setting in &REGISTRY.settings {
            for value in setting.default {
                if setting.is_derived() {
                    continue;
                }
                assert!(setting.range.0 <= value && value <= setting.range.1, "{}", setting.id);
                if let Some((from, to)) = setting.plausible {
                    assert!(from <= value && value <= to, "plausible range of {}", setting.id);
                    assert!(setting.range.0 <= from && to <= setting.range.1, "{}", setting.id);
                }
            }
        }
    }

    #[test]
    fn every_setting_says_what_it_is_and_levers_alone_are_levers() {
        for setting in &REGISTRY.settings {
            let told = format!("{}: `decides` belongs to a lever, and to levers alone", setting.id);
            assert_eq!(setting.nature == Nature::Lever, setting.is_lever(), "{told}");
            assert_eq!(setting.nature.varies(), setting.doubt.is_some(), "{}", setting.id);
        }
    }

    #[test]
    fn every_price_and_behaviour_has_a_range_that_holds_its_default_and_fits_its_shape() {
        let mut seen = 0;
        for setting in &REGISTRY.settings {
            let Some(doubt) = setting.doubt else { continue };
            seen += 1;
            let id = setting.id;
            assert!(doubt.low < doubt.high, "{id}");
            assert_eq!(doubt.is_factor, setting.by_zone, "{id}");
            assert!(doubt.shape != Shape::LogUniform || doubt.low > 0.0, "{id}");
            assert!(matches!(setting.choice, Choice::Real | Choice::Whole), "{id}");
            for default in setting.default {
                let ends = if doubt.is_factor {
                    (doubt.low * default, doubt.high * default)
                } else {
                    assert_eq!(Some((doubt.low, doubt.high)), setting.plausible, "{id}");
                    (doubt.low, doubt.high)
                };
                assert!(ends.0 <= default && default <= ends.1, "{id}");
                assert!(setting.range.0 <= ends.0 && ends.1 <= setting.range.1, "{id}");
            }
        }
        assert!(seen > 150, "{seen}");
    }

    #[test]
    fn what_varies_together_is_more_than_one_setting_with_one_shape() {
        let groups: std::collections::BTreeSet<&str> =
            REGISTRY.settings.iter().filter_map(|setting| setting.doubt?.together).collect();
        assert!(groups.len() >= 3);
        for group in groups {
            let members: Vec<&Setting> = REGISTRY
                .settings
                .iter()
                .filter(|setting| setting.doubt.is_some_and(|doubt| doubt.together == Some(group)))
                .collect();
            assert!(members.len() > 1, "{group}");
            let shapes = members.iter().map(|member| member.doubt.map(|doubt| doubt.shape));
            assert!(shapes.clone().all(|shape| shape == members[0].doubt.map(|doubt| doubt.shape)));
        }
    }

    #[test]
    fn every_entry_speaks_both_languages_and_names_its_ground() {
        for setting in &REGISTRY.settings {
            for text in [setting.name, setting.meaning, setting.group] {
                assert!(!text.en.is_empty() && !text.zh.is_empty(), "{}", setting.id);
                assert!(text.en.is_ascii() && !text.zh.is_ascii(), "{}", setting.id);
            }
            assert!(!setting.source.is_empty(), "{}", setting.id);
        }
    }

    #[test]
    fn a_value_set_by_identifier_is_read_back_and_no_other_changes() {
        for id in SettingId::all() {
            let before = Settings::defaults(Zone::Urban);
            let mut after = before.clone();
            let other = if before.get(id) == id.setting().range.0 {
                id.setting().range.1
            } else {
                id.setting().range.0
            };
            after.set(id, other);
            for any in SettingId::all() {
                let expected = if any == id { other } else { before.get(any) };
                let found = after.get(any);
                assert!(
                    found == expected || (found.is_nan() && expected.is_nan()),
                    "{}",
                    any.setting().id
                );
            }
        }
    }
}
