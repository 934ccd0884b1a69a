//! Programmes: levers with a running cost to the county, which act by what of that cost is paid.
//!
//! The list is here, once. Costs, payment, effective strength, the formulas and the checks follow from it.

use super::levers::Levers;
use crate::quantity::{Choice, Fen, Value};

/// Hands the list of programmes to a macro: of each its lever, its cost and what the cost is counted by.
/// Those of each month have a strength in every month; that of rounds acts in recruitment rounds alone, and
/// what is counted by it is who came by it.
macro_rules! programmes {
    ($then:ident) => {
        $then! {
            each month {
                one_stop cost_one_stop Township;
                digital_records cost_digital_records Adult;
                culture_programme cost_culture_programme Adult;
                integration_support cost_integration_support Migrant;
                career_path cost_career_path Cadre;
                rule_of_law cost_rule_of_law Cadre;
            }
            in rounds {
                graduate_programme cost_graduate_programme Graduate;
            }
        }
    };
}
pub(crate) use programmes;

/// What the cost of a programme is counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// A township office; its communities bear equal parts.
    Township,
    /// An adult.
    Adult,
    /// An adult migrant.
    Migrant,
    /// A cadre in post.
    Cadre,
    /// A college-graduate official in post, whatever the lever is now.
    Graduate,
}

/// A programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Programme {
    /// Identifier of its lever.
    pub lever: &'static str,
    /// Identifier of its cost.
    pub cost: &'static str,
    /// What the cost is counted by.
    pub per: Per,
}

macro_rules! list {
    (
        each month { $($lever:ident $cost:ident $per:ident;)* }
        in rounds { $($other:ident $other_cost:ident $other_per:ident;)* }
    ) => {
        /// All programmes, in the order in which their costs are added.
        pub const PROGRAMMES: &[Programme] = &[
            $(programme(stringify!($lever), stringify!($cost), Per::$per),)*
            $(programme(stringify!($other), stringify!($other_cost), Per::$other_per),)*
        ];

        /// Never called: what stands in the list is a lever of the type of programmes.
        const _: fn(&Levers) = |levers| {
            fn listed<T: ProgrammeLever>(_: T) {}
            $(listed(levers.$lever);)*
            $(listed(levers.$other);)*
        };
    };
}
programmes!(list);

const _: () = assert!(
    Levers::PROGRAMMES == PROGRAMMES.len(),
    "a lever of the type `Unpaid` has no line in the list of programmes, at the top of \
     crates/model/src/setting/programme.rs"
);

/// The type of a lever that can stand in the list of programmes.
#[diagnostic::on_unimplemented(
    message = "a lever of the type `{Self}` stands in the list of programmes",
    label = "its type must be `Unpaid`",
    note = "write `NAME: Unpaid = Unpaid::NONE` in crates/model/src/setting/levers.rs, or take its line out of \
            the list in crates/model/src/setting/programme.rs"
)]
trait ProgrammeLever {}
impl ProgrammeLever for Unpaid {}

const fn programme(lever: &'static str, cost: &'static str, per: Per) -> Programme {
    Programme { lever, cost, per }
}

/// The value of a programme's lever: what is wanted, not what acts. It can be paid for and nothing else, so
/// that no process takes it for the effective strength.
///
/// ```
/// let settings = model::setting::Settings::defaults(model::quantity::Zone::Urban);
/// let strength: f64 = settings.levers.one_stop.paid(model::setting::PaidShare::of(1, 2));
/// ```
///
/// ```compile_fail
/// let settings = model::setting::Settings::defaults(model::quantity::Zone::Urban);
/// let strength: f64 = settings.levers.one_stop;
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unpaid(f64);

impl Unpaid {
    /// No programme.
    pub(crate) const NONE: Self = Self(0.0);

    /// What it costs where it costs `price` at full strength.
    pub fn cost(self, price: f64) -> f64 {
        price * self.0
    }

    /// The effective strength, where a share of the cost was paid.
    pub fn paid(self, share: PaidShare) -> f64 {
        self.0 * share.0
    }

    /// Whether any of it is wanted.
    pub fn is_wanted(self) -> bool {
        self.0 > 0.0
    }
}

impl From<f64> for Unpaid {
    fn from(wanted: f64) -> Self {
        Self(wanted)
    }
}

impl Value for Unpaid {
    const CHOICE: Choice = Choice::Real;
    const COSTS_MONEY: bool = true;
    fn to_number(self) -> f64 {
        self.0
    }
    fn from_number(number: f64) -> Self {
        Self(number)
    }
}

/// What share of the cost of its programmes a county paid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PaidShare(f64);

impl PaidShare {
    /// All of it.
    pub const ALL: Self = Self(1.0);

    /// What was paid of a cost, both in fen; all, where there was no cost.
    pub fn of(paid: Fen, cost: Fen) -> Self {
        if cost > 0 { Self(paid as f64 / cost as f64) } else { Self::ALL }
    }

    /// The share, from 0 to 1.
    pub fn share(self) -> f64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::setting::SettingId;

    #[test]
    fn a_programme_acts_by_what_is_paid_of_it() {
        let lever = Unpaid::from(0.5);
        assert_eq!(lever.cost(200.0), 100.0);
        assert_eq!(lever.paid(PaidShare::of(30, 40)), 0.375);
        assert_eq!(lever.paid(PaidShare::of(0, 0)), 0.5);
    }

    #[test]
    fn every_lever_with_a_cost_of_its_own_is_in_the_list_of_programmes() {
        let with_cost = SettingId::all().map(|id| id.setting()).filter(|entry| {
            entry.is_lever() && SettingId::find(&format!("cost_{}", entry.id)).is_some()
        });
        let mut levers: Vec<&str> = with_cost.map(|entry| entry.id).collect();
        let mut listed: Vec<&str> = PROGRAMMES.iter().map(|programme| programme.lever).collect();
        levers.sort_unstable();
        listed.sort_unstable();
        assert_eq!(listed, levers);
        for programme in PROGRAMMES {
            let lever = SettingId::find(programme.lever).unwrap().setting();
            assert!(lever.costs_money && lever.default == [0.0; 3], "{}", lever.id);
            assert_eq!(programme.cost, format!("cost_{}", programme.lever));
        }
    }
}
