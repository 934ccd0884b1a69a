//! When a setting is read, and what gates it: an entry says both, and everything that must know in
//! which months a change can act asks here.

use super::{Setting, SettingId, Settings};
use crate::quantity::{Choice, Franchise, MigrantRights, Phrase, Text, Zone};
use crate::setting;

/// When in a run the value in force is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// When the world of month 0 is made, and never again.
    Start,
    /// Each month.
    Month,
    /// In January: the value then in force stands for the year.
    January,
    /// In January, as the mean of the values in force in the twelve months of the year.
    Year,
    /// Each month, for nothing but whether the grant arrives in it.
    Arrival,
    /// In months in which an instalment of the grant arrives.
    Instalment,
    /// In December.
    December,
    /// In election months.
    Election,
    /// In recruitment rounds.
    Round,
    /// In months of visits.
    Visit,
}

impl When {
    /// When, in words that follow "read".
    pub fn text(self) -> Text {
        match self {
            Self::Start => {
                Text { en: "at the start of a run only", zh: "仅在模拟开始时读取" }
            }
            Self::Month => Text { en: "each month", zh: "每月读取" },
            Self::January => Text {
                en: "in January, for the whole year",
                zh: "每年一月读取，全年有效",
            },
            Self::Year => Text {
                en: "in January, as the mean of the values in force in the twelve months of the year",
                zh: "每年一月读取，取全年十二个月生效值的均值",
            },
            Self::Arrival => Text {
                en: "each month: whether the grant arrives in it",
                zh: "每月读取，只决定当月补助是否到账",
            },
            Self::Instalment => Text {
                en: "in months in which the grant arrives (after the first `release_delay` months of a year)",
                zh: "在补助到账的月份读取（每年最初`release_delay`个月之后）",
            },
            Self::December => Text { en: "in December", zh: "每年十二月读取" },
            Self::Election => Text {
                en: "in election months (`first_election`, then every `term_months`)",
                zh: "在选举月读取（首次为`first_election`，此后每隔`term_months`）",
            },
            Self::Round => Text {
                en: "in recruitment rounds (months divisible by `recruit_every`)",
                zh: "在招聘轮次读取（可被`recruit_every`整除的月份）",
            },
            Self::Visit => Text {
                en: "in months of visits (divisible by `peer_every`)",
                zh: "在互访月份读取（可被`peer_every`整除的月份）",
            },
        }
    }

    /// The settings that decide when it falls.
    pub fn settings(self) -> Vec<SettingId> {
        match self {
            Self::Start
            | Self::Month
            | Self::January
            | Self::Year
            | Self::Arrival
            | Self::December => Vec::new(),
            Self::Instalment => vec![setting!("release_delay")],
            Self::Election => vec![setting!("first_election"), setting!("term_months")],
            Self::Round => vec![setting!("recruit_every")],
            Self::Visit => vec![setting!("peer_every")],
        }
    }

    /// Whether it falls into a month.
    pub fn falls(self, at: &Moment) -> bool {
        let of_year = (at.month + 11) % 12 + 1;
        let cadres = &at.settings.cadres;
        match self {
            Self::Start => at.month == 0,
            Self::Month | Self::Arrival => at.month > 0,
            Self::January | Self::Year => of_year == 1,
            Self::Instalment => of_year > at.settings.levers.release_delay,
            Self::December => of_year == 12,
            Self::Election => at.election,
            Self::Round => at.month.is_multiple_of(cadres.recruit_every.max(1)),
            Self::Visit => at.month.is_multiple_of(cadres.peer_every.max(1)),
        }
    }
}

/// A month in a community, as far as it decides what is read.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    /// Month, from 1.
    pub month: u32,
    /// Whether it is an election month.
    pub(crate) election: bool,
    /// Whether there may be college graduates in post: the programme is or was in force.
    pub(crate) graduates: bool,
    /// Zone of the community.
    pub zone: Zone,
    /// Settings in force.
    pub settings: &'a Settings,
    /// Settings from month 1.
    pub baseline: &'a Settings,
}

/// What must hold for a setting to act at all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gate {
    /// A number is above 0, or a switch is on.
    On(SettingId),
    /// A number is not 0.
    NotZero(SettingId),
    /// A choice is this word.
    Is(SettingId, &'static str),
    /// A choice is another word.
    IsNot(SettingId, &'static str),
    /// A value is another than that of a second setting.
    Apart(SettingId, SettingId),
    /// A number is above the baseline's.
    AboveBaseline(SettingId),
    /// One of two numbers is above 0.
    Either(SettingId, SettingId),
    /// Somebody has no vote: the franchise is indirect, or migrants have not all rights.
    Excluded,
    /// The programme of college graduates is or was in force.
    Graduates,
    /// The community is of this zone.
    In(Zone),
}

impl Gate {
    /// Whether it is open.
    pub fn holds(self, at: &Moment) -> bool {
        let now = |id| at.settings.get(id);
        match self {
            Self::On(id) => now(id) > 0.0,
            Self::NotZero(id) => now(id) != 0.0,
            Self::Is(id, word) => position(id, word) == Some(now(id)),
            Self::IsNot(id, word) => position(id, word) != Some(now(id)),
            Self::Apart(id, other) => now(id) != now(other),
            Self::AboveBaseline(id) => now(id) > at.baseline.get(id),
            Self::Either(id, other) => now(id) > 0.0 || now(other) > 0.0,
            Self::Excluded => {
                let levers = &at.settings.levers;
                levers.franchise == Franchise::Indirect
                    || levers.migrant_rights != MigrantRights::Full
            }
            Self::Graduates => at.graduates,
            Self::In(zone) => at.zone == zone,
        }
    }

    /// The setting on which it depends.
    pub fn on(self) -> Option<SettingId> {
        match self {
            Self::On(id)
            | Self::NotZero(id)
            | Self::Is(id, _)
            | Self::IsNot(id, _)
            | Self::Apart(id, _)
            | Self::AboveBaseline(id)
            | Self::Either(id, _) => Some(id),
            Self::Excluded => Some(setting!("franchise")),
            Self::Graduates => Some(setting!("graduate_programme")),
            Self::In(_) => None,
        }
    }

    /// All settings on which it depends.
    pub fn settings(self) -> Vec<SettingId> {
        match self {
            Self::On(id)
            | Self::NotZero(id)
            | Self::Is(id, _)
            | Self::IsNot(id, _)
            | Self::AboveBaseline(id) => vec![id],
            Self::Apart(id, other) | Self::Either(id, other) => vec![id, other],
            Self::Excluded => vec![setting!("franchise"), setting!("migrant_rights")],
            Self::Graduates => vec![setting!("graduate_programme")],
            Self::In(_) => Vec::new(),
        }
    }

    /// What must hold, in words that follow "only where".
    pub fn text(self) -> Phrase {
        let (en, zh) = match self {
            Self::On(id) if is_switch(id) => (format!("`{id}` is true"), format!("`{id}`为true")),
            Self::On(id) => (format!("`{id}` is above 0"), format!("`{id}`大于0")),
            Self::NotZero(id) => (format!("`{id}` is not 0"), format!("`{id}`不为0")),
            Self::Is(id, word) => (format!("`{id}` is \"{word}\""), format!("`{id}`为\"{word}\"")),
            Self::IsNot(id, word) => {
                (format!("`{id}` is not \"{word}\""), format!("`{id}`不为\"{word}\""))
            }
            Self::Apart(id, other) => {
                (format!("`{id}` is not the `{other}`"), format!("`{id}`不等于`{other}`"))
            }
            Self::AboveBaseline(id) => {
                (format!("`{id}` is above the baseline's"), format!("`{id}`高于基线"))
            }
            Self::Either(id, other) => {
                (format!("`{id}` or `{other}` is above 0"), format!("`{id}`或`{other}`大于0"))
            }
            Self::Excluded => (
                "`franchise` is \"indirect\" or `migrant_rights` is not \"full\"".to_owned(),
                "`franchise`为\"indirect\"或`migrant_rights`不为\"full\"".to_owned(),
            ),
            Self::Graduates => (
                "`graduate_programme` is or was above 0".to_owned(),
                "`graduate_programme`现在或曾经大于0".to_owned(),
            ),
            Self::In(zone) => (
                format!("the community is {}", zone.text().en),
                format!("社区属于{}", zone.text().zh),
            ),
        };
        Phrase { en, zh }
    }
}

fn position(id: SettingId, word: &str) -> Option<f64> {
    let Choice::Words(words) = id.setting().choice else { return None };
    words.iter().position(|known| *known == word).map(|at| at as f64)
}

fn is_switch(id: SettingId) -> bool {
    id.setting().choice == Choice::Flag
}

/// Gates as entries write them, by the identifiers of settings; one that there is not does not compile.
#[expect(non_snake_case, reason = "they stand for the variants")]
pub(super) mod written {
    use super::{Gate, SettingId};

    pub(in crate::setting) use Gate::{Excluded, Graduates, In};

    pub(in crate::setting) const fn On(id: &str) -> Gate {
        Gate::On(SettingId::named(id))
    }

    pub(in crate::setting) const fn NotZero(id: &str) -> Gate {
        Gate::NotZero(SettingId::named(id))
    }

    pub(in crate::setting) const fn Is(id: &str, word: &'static str) -> Gate {
        Gate::Is(SettingId::named(id), word)
    }

    pub(in crate::setting) const fn IsNot(id: &str, word: &'static str) -> Gate {
        Gate::IsNot(SettingId::named(id), word)
    }

    pub(in crate::setting) const fn Apart(id: &str, other: &str) -> Gate {
        Gate::Apart(SettingId::named(id), SettingId::named(other))
    }

    pub(in crate::setting) const fn AboveBaseline(id: &str) -> Gate {
        Gate::AboveBaseline(SettingId::named(id))
    }

    pub(in crate::setting) const fn Either(id: &str, other: &str) -> Gate {
        Gate::Either(SettingId::named(id), SettingId::named(other))
    }
}

impl SettingId {
    /// Whether the value in force in a month can change anything.
    pub(crate) fn is_read(self, at: &Moment) -> bool {
        let setting = self.setting();
        setting.read.iter().any(|when| when.falls(at))
            && setting.gates.iter().all(|gate| gate.holds(at))
    }

    /// Whether it is read as a mean over the year.
    pub fn is_yearly(self) -> bool {
        self.setting().read.contains(&When::Year)
    }

    /// What is read of a value in a month: of the delay of the grant whether it is over.
    pub(crate) fn as_read(self, value: f64, month: u32) -> f64 {
        let of_year = f64::from((month + 11) % 12 + 1);
        let is_arrival = self.setting().read == [When::Arrival];
        if is_arrival { f64::from(u8::from(of_year > value)) } else { value }
    }
}

/// A number that was meant for another span of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongSpan {
    /// One for a year where one for a month is wanted.
    YearForMonth,
    /// One for a month where one for a year is wanted.
    MonthForYear,
}

impl WrongSpan {
    /// A number as it must be written where it was meant for the other span.
    pub fn other(self, number: f64) -> f64 {
        match self {
            Self::YearForMonth => number / 12.0,
            Self::MonthForYear => number * 12.0,
        }
    }
}

impl Setting {
    /// Whether it counts something a month.
    pub fn is_a_month(&self) -> bool {
        self.unit.en.contains("a month")
    }

    /// Whether a value that differs from the default twelvefold may be meant for another span of time.
    pub fn slip_of_time(&self, value: f64, default: f64) -> Option<WrongSpan> {
        // A share of dust: 12 x .004 is not .048 in binary fractions.
        let nearly = 1.0 - 1e-9;
        if !(value > 0.0 && default > 0.0) {
            None
        } else if self.is_a_month() && value >= 12.0 * default * nearly {
            Some(WrongSpan::YearForMonth)
        } else if self.unit.en.contains("a year") && value * 12.0 * nearly <= default {
            Some(WrongSpan::MonthForYear)
        } else {
            None
        }
    }

    /// When it is read and what gates it, in words that follow "read".
    pub fn reading(&self) -> Phrase {
        let whens: Vec<Text> = self.read.iter().map(|when| when.text()).collect();
        let gates: Vec<Phrase> = self.gates.iter().map(|gate| gate.text()).collect();
        let join = |parts: Vec<String>, with: &str| parts.join(with);
        let mut en = join(whens.iter().map(|text| text.en.to_owned()).collect(), " and ");
        let mut zh = join(whens.iter().map(|text| text.zh.to_owned()).collect(), "，并");
        if !gates.is_empty() {
            let all = join(gates.iter().map(|gate| gate.en.clone()).collect(), " and ");
            en.push_str(&format!("; acts only where {all}"));
            let all = join(gates.iter().map(|gate| gate.zh.clone()).collect(), "且");
            zh.push_str(&format!("；仅在{all}时起作用"));
        }
        Phrase { en, zh }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Language;

    #[test]
    fn every_gate_names_words_that_there_are() {
        for setting in SettingId::all().map(SettingId::setting) {
            for gate in &setting.gates {
                if let Gate::Is(id, word) | Gate::IsNot(id, word) = *gate {
                    assert!(position(id, word).is_some(), "{word}, a gate of {}", setting.id);
                }
                for language in [Language::En, Language::Zh] {
                    assert!(!gate.text().say(language).is_empty());
                }
            }
        }
    }

    #[test]
    fn what_can_change_is_not_read_at_the_start_only() {
        use crate::setting::Scope;
        for setting in SettingId::all().map(SettingId::setting) {
            let at_start = setting.read == [When::Start];
            assert!(!at_start || setting.scope == Scope::Fixed, "{}", setting.id);
        }
    }
}
