//! The double-entry ledger (model section 5.1): accounts, flows between them, balances in fen.

use bevy_ecs::prelude::*;

use crate::quantity::{Fen, Text};

/// Declares accounts with their identifiers and names.
macro_rules! accounts {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $en:literal, $zh:literal;)*) => {
        /// An account.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Account { $($(#[$doc])* $name,)* }

        impl Account {
            /// All accounts, in the order of the books.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The account's identifier, as in `funding.csv`.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// The account's name in both languages.
            pub const fn text(self) -> Text {
                match self { $(Self::$name => Text { en: $en, zh: $zh },)* }
            }
        }
    };
}

accounts! {
    /// The fiscal world beyond the county, residents' purses included.
    Outside = "outside", "outside", "县外";
    /// The county's treasury.
    Treasury = "treasury", "county treasury", "县级财政";
    /// Pay appropriated for the year and not yet released.
    AppropriatedPay = "appropriated_pay", "appropriated pay", "已拨未付薪酬";
    /// Grant appropriated for the year and not yet released.
    AppropriatedGrant = "appropriated_grant", "appropriated grant", "已拨未付经费";
    /// Money for pay.
    Personnel = "personnel", "personnel", "人员经费";
    /// Money to keep the office running.
    Operating = "operating", "operating", "办公运转";
    /// Money for materials of requests.
    Service = "service", "service", "服务经费";
    /// Money for activities.
    Activity = "activity", "activity", "活动经费";
    /// Money for training.
    Training = "training", "training", "培训经费";
    /// Money that residents decide on.
    Discretionary = "discretionary", "discretionary", "居民议定资金";
    /// Sink: pay of cadres.
    Wages = "wages", "wages", "工资支出";
    /// Sink: materials.
    Suppliers = "suppliers", "suppliers", "物资支出";
    /// Sink: activities.
    Events = "events", "events", "活动支出";
    /// Sink: training.
    Trainers = "trainers", "trainers", "培训支出";
    /// Sink: hours of social organisations.
    SocialOrganisations = "social_organisations", "social organisations", "社会组织";
    /// Sink: office costs of administrative work.
    Office = "office", "office costs", "办公支出";
    /// Sink: what the township office keeps.
    Township = "township", "township administration", "乡镇街道行政";
    /// Sink: programmes of the county.
    Programmes = "programmes", "programmes", "专项计划";
    /// Sink: proposals of residents.
    Projects = "projects", "residents' projects", "居民项目";
}

/// Number of accounts.
pub(crate) const ACCOUNTS: usize = Account::ALL.len();

/// The sinks: where money is spent.
pub const SINKS: [Account; 9] = [
    Account::Wages,
    Account::Suppliers,
    Account::Events,
    Account::Trainers,
    Account::SocialOrganisations,
    Account::Office,
    Account::Township,
    Account::Programmes,
    Account::Projects,
];

/// The flows that exist: from one account to another.
pub const FLOWS: [(Account, Account); 30] = {
    use Account::*;
    [
        (Outside, Treasury),
        (Treasury, AppropriatedPay),
        (Treasury, AppropriatedGrant),
        (Treasury, Programmes),
        (Treasury, Discretionary),
        (Treasury, Outside),
        (AppropriatedPay, Personnel),
        (AppropriatedGrant, Operating),
        (AppropriatedGrant, Service),
        (AppropriatedGrant, Activity),
        (AppropriatedGrant, Training),
        (AppropriatedGrant, Discretionary),
        (AppropriatedGrant, SocialOrganisations),
        (AppropriatedGrant, Township),
        (Outside, Discretionary),
        (Outside, Operating),
        (Personnel, Wages),
        (Operating, Office),
        (Service, Office),
        (Activity, Office),
        (Service, Suppliers),
        (Activity, Events),
        (Training, Trainers),
        (Discretionary, Projects),
        (Personnel, Treasury),
        (Operating, Treasury),
        (Service, Treasury),
        (Activity, Treasury),
        (Training, Treasury),
        (Discretionary, Activity),
    ]
};

/// The flow table as a matrix, so that a transfer costs one look-up. 255: no such flow.
const FLOW_OF: [[u8; ACCOUNTS]; ACCOUNTS] = {
    let mut table = [[255; ACCOUNTS]; ACCOUNTS];
    let mut at = 0;
    while at < FLOWS.len() {
        table[FLOWS[at].0 as usize][FLOWS[at].1 as usize] = at as u8;
        at += 1;
    }
    table
};

/// The books of a community, or of a county's treasury.
///
/// A transfer between a community and its county debits the one and credits the other; so the sum
/// over all accounts of a county and its communities is zero, always.
#[derive(Component, Clone, Debug, PartialEq, Eq)]
pub struct Ledger {
    balance: [Fen; ACCOUNTS],
    /// Money moved this calendar year along each of [`FLOWS`].
    year: [Fen; FLOWS.len()],
    /// Money moved this month along each of [`FLOWS`].
    month: [Fen; FLOWS.len()],
    /// Memo: pay owed to cadres.
    pub arrears: Fen,
}

impl Default for Ledger {
    fn default() -> Self {
        Self { balance: [0; ACCOUNTS], year: [0; FLOWS.len()], month: [0; FLOWS.len()], arrears: 0 }
    }
}

impl Ledger {
    /// What an account holds.
    pub fn balance(&self, account: Account) -> Fen {
        self.balance[account as usize]
    }

    /// The sum over all accounts of this ledger.
    pub fn sum(&self) -> Fen {
        self.balance.iter().sum()
    }

    /// The lowest balance of all accounts but `outside`.
    pub(crate) fn lowest(&self) -> Fen {
        self.balance[1..].iter().copied().min().unwrap_or(0)
    }

    /// Moves money between two accounts of this ledger.
    pub(crate) fn transfer(&mut self, from: Account, to: Account, money: Fen) {
        self.balance[from as usize] -= money;
        self.balance[to as usize] += money;
        self.book(from, to, money);
    }

    /// Moves up to `money`, as far as `from` holds it; returns what was moved.
    pub(crate) fn transfer_up_to(&mut self, from: Account, to: Account, money: Fen) -> Fen {
        let moved = money.clamp(0, self.balance(from).max(0));
        self.transfer(from, to, moved);
        moved
    }

    /// Moves money from the county's treasury to a community's account, as far as it goes; returns
    /// what was moved.
    pub fn grant(county: &mut Self, community: &mut Self, to: Account, money: Fen) -> Fen {
        let money = money.clamp(0, county.balance(Account::Treasury).max(0));
        county.balance[Account::Treasury as usize] -= money;
        community.balance[to as usize] += money;
        community.book(Account::Treasury, to, money);
        money
    }

    /// Moves money from a community's account back to the county's treasury.
    pub(crate) fn give_back(community: &mut Self, county: &mut Self, from: Account, money: Fen) {
        community.balance[from as usize] -= money;
        county.balance[Account::Treasury as usize] += money;
        community.book(from, Account::Treasury, money);
    }

    fn book(&mut self, from: Account, to: Account, money: Fen) {
        debug_assert!(money >= 0, "a transfer moves money one way: {from:?} to {to:?}, {money}");
        let flow = usize::from(FLOW_OF[from as usize][to as usize]);
        debug_assert!(flow < FLOWS.len(), "no flow from {from:?} to {to:?}");
        if let (Some(year), Some(month)) = (self.year.get_mut(flow), self.month.get_mut(flow)) {
            *year += money;
            *month += money;
        }
    }

    /// Money moved this month from one account to another.
    pub fn moved_in_month(&self, from: Account, to: Account) -> Fen {
        along(&self.month, from, to)
    }

    /// Money moved this calendar year from one account to another.
    pub fn moved_in_year(&self, from: Account, to: Account) -> Fen {
        along(&self.year, from, to)
    }

    /// Money moved this calendar year along each of [`FLOWS`].
    pub fn year(&self) -> &[Fen; FLOWS.len()] {
        &self.year
    }

    /// Money that reached a sink this month.
    pub(crate) fn spent_in_month(&self, sink: Account) -> Fen {
        FLOWS
            .iter()
            .zip(&self.month)
            .filter(|((_, to), _)| *to == sink)
            .map(|(_, money)| money)
            .sum()
    }

    /// Begins a month's bookings.
    pub(crate) fn begin_month(&mut self) {
        self.month = [0; FLOWS.len()];
    }

    /// Begins a calendar year's bookings.
    pub(crate) fn begin_year(&mut self) {
        self.year = [0; FLOWS.len()];
    }
}

/// Money of one flow.
fn along(moved: &[Fen; FLOWS.len()], from: Account, to: Account) -> Fen {
    debug_assert!(FLOW_OF[from as usize][to as usize] != 255, "no flow from {from:?} to {to:?}");
    moved.get(usize::from(FLOW_OF[from as usize][to as usize])).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transfer_keeps_the_sum_at_zero() {
        let mut county = Ledger::default();
        let mut community = Ledger::default();
        county.transfer(Account::Outside, Account::Treasury, 1_000);
        Ledger::grant(&mut county, &mut community, Account::AppropriatedGrant, 700);
        community.transfer(Account::AppropriatedGrant, Account::Operating, 300);
        let moved = community.transfer_up_to(Account::Operating, Account::Office, 999);
        assert_eq!(moved, 300);
        assert_eq!(county.sum() + community.sum(), 0);
        assert_eq!(county.balance(Account::Treasury), 300);
        assert_eq!(community.moved_in_year(Account::Treasury, Account::AppropriatedGrant), 700);
        assert_eq!(community.spent_in_month(Account::Office), 300);
    }

    #[test]
    fn every_sink_is_reached_by_a_flow_and_left_by_none() {
        for sink in SINKS {
            assert!(FLOWS.iter().any(|&(_, to)| to == sink));
            assert!(FLOWS.iter().all(|&(from, _)| from != sink));
        }
    }
}
