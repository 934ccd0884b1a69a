//! Step 2: funding flows (model section 5.1). Each January revenue and budget; every month release,
//! payroll, programmes; at the end of December the sweep.

use bevy_ecs::prelude::*;
use bevy_ecs::query::QueryData;

use super::posts::{entry_pay, pay};
use crate::math;
use crate::quantity::tell;
use crate::quantity::{Allocation, Fen, Zone, fen, fulfilled, grained, share_of, yuan};
use crate::random::{Luck, Process};
use crate::setting::{PaidShare, Per, Settings, Unpaid, programmes};
use crate::world::Clock;
use crate::world::community::{Census, InForce, Office, Record, Site, Strength};
use crate::world::county::{Counties, County, Township, Townships};
use crate::world::ledger::{Account, Ledger};
use crate::world::tally::{Tally, Voted};
use crate::world::team::Team;

/// What a community's claims on money hang on.
#[derive(QueryData)]
pub(crate) struct Claimant {
    site: &'static Site,
    in_force: &'static InForce,
    census: &'static Census,
    record: &'static Record,
    team: &'static Team,
}

/// A community to which money flows.
#[derive(QueryData)]
#[query_data(mutable)]
pub(crate) struct Funded {
    claimant: Claimant,
    strength: &'static mut Strength,
    office: &'static mut Office,
    ledger: &'static mut Ledger,
    tally: &'static mut Tally,
}

tell! {
    budget, "Budget" "预算",
    "Each January revenue comes in and pay, grants and programmes are appropriated as far as it goes."
    "每年一月收入入库，在财力范围内安排人员经费、社区补助与项目支出。"
}

/// Each January: revenue comes in, pay and grants are appropriated as far as it goes.
pub(crate) fn budget(
    clock: Res<Clock>,
    mut counties: ResMut<Counties>,
    townships: Res<Townships>,
    mut communities: Query<Funded>,
) {
    if !clock.is_january() {
        return;
    }
    let mut needs: Vec<Budget> = vec![Budget::default(); counties.0.len()];
    let allocations: Vec<_> = counties.0.iter().map(|c| c.settings.levers.allocation).collect();
    for FundedReadOnlyItem { claimant, .. } in &communities {
        let county = claimant.site.county;
        let budget = &mut needs[county];
        let adults = f64::from(claimant.census.all());
        budget.adults += adults;
        budget.weighted += grained(adults * claimant.weight(allocations[county]));
        budget.pay += 12 * claimant.monthly_pay();
        budget.programmes += grained(12.0 * claimant.programme_cost(&townships));
    }
    for FundedReadOnlyItem { claimant, .. } in &communities {
        let county = claimant.site.county;
        let budget = &mut needs[county];
        let weight = budget.scaled(claimant.weight(allocations[county]));
        budget.grants += grant(&claimant.in_force.0, claimant.census, weight);
    }
    for (county, budget) in counties.0.iter_mut().zip(&mut needs) {
        receive_revenue(county, *clock, budget.adults);
        budget.fulfil(county);
    }
    for FundedItem { claimant, mut ledger, mut tally, .. } in &mut communities {
        let at = claimant.site.county;
        let (county, budget) = (&mut counties.0[at], &needs[at]);
        let pay = 12 * claimant.monthly_pay();
        let weight = budget.scaled(claimant.weight(allocations[at]));
        let grant = grant(&claimant.in_force.0, claimant.census, weight);
        tally.budget_adults = f64::from(claimant.census.all());
        [tally.budget_pay, tally.budget_grants] = [pay, grant].map(|money| money as f64);
        let pay = share_of(pay, budget.pay_ratio);
        let grant = share_of(grant, county.fulfilment);
        Ledger::grant(&mut county.ledger, &mut ledger, Account::AppropriatedPay, pay);
        Ledger::grant(&mut county.ledger, &mut ledger, Account::AppropriatedGrant, grant);
    }
}

/// A county's January sums.
#[derive(Clone, Copy, Debug, Default)]
struct Budget {
    adults: f64,
    weighted: f64,
    /// P, fen.
    pay: Fen,
    /// O, fen.
    grants: Fen,
    /// X, yuan.
    programmes: f64,
    /// f_P.
    pay_ratio: f64,
}

impl Budget {
    /// A weight scaled to mean 1 over adults.
    fn scaled(&self, weight: f64) -> f64 {
        if self.weighted > 0.0 { weight * self.adults / self.weighted } else { 1.0 }
    }

    /// Pay comes first; grants and programmes share the rest.
    fn fulfil(&mut self, county: &mut County) {
        let treasury = county.ledger.balance(Account::Treasury);
        self.pay_ratio = fulfilled(treasury, self.pay);
        let granted_pay = share_of(self.pay, self.pay_ratio);
        let programmes = fen(self.programmes);
        let claims = self.grants + programmes;
        let left = treasury - granted_pay;
        county.fulfilment = fulfilled(left, claims);
        county.pressure =
            (county.revenue > 0).then(|| (self.pay + claims) as f64 / county.revenue as f64);
        county.tally.voted = Some(Voted {
            pay: self.pay,
            grants: self.grants,
            programmes,
            granted_pay,
            granted_rest: left.clamp(0, claims.max(0)),
            revenue: county.revenue,
        });
    }
}

fn receive_revenue(county: &mut County, clock: Clock, adults: f64) {
    let settings = &county.settings;
    let sd = settings.funding.fiscal_sd;
    let z = revenue_shock(&county.luck, clock.month);
    let growth = math::pow(1.0 + settings.funding.growth, f64::from(clock.year() - 1));
    let revenue = county.revenue_per_adult * adults * growth * math::exp(sd * z - sd * sd / 2.0);
    county.revenue = fen(revenue);
    county.ledger.transfer(Account::Outside, Account::Treasury, county.revenue);
}

/// The shock of a January on the revenue of a county, in standard deviations: of mean 0.
pub(crate) fn revenue_shock(county: &Luck, month: u32) -> f64 {
    county.stream(Process::Fiscal, month, 0).normal()
}

impl ClaimantItem<'_, '_> {
    /// Weight of the community in the allocation, before scaling.
    fn weight(&self, allocation: Allocation) -> f64 {
        let funding = &self.in_force.0.funding;
        match allocation {
            Allocation::PerAdult => 1.0,
            Allocation::Need => {
                let zone = match self.site.zone {
                    Zone::Urban => 0.0,
                    Zone::Rural => funding.need_weight_rural,
                    Zone::Pastoral => funding.need_weight_pastoral,
                };
                1.0 + funding.need_weight_migrant * self.census.migrant_share() + zone
            }
            Allocation::Performance => self.record.0.max(funding.performance_floor),
        }
    }

    /// A month's pay of the budgeted posts, fen: holders' pay, entry pay for vacant posts. A surplus
    /// post still held, the last by number, is paid but not budgeted.
    fn monthly_pay(&self) -> Fen {
        let settings = &self.in_force.0;
        let budgeted = self.team.posts.len() - self.team.surplus();
        self.team.posts[..budgeted]
            .iter()
            .map(|post| {
                post.holder.map_or(entry_pay(settings, post.role), |cadre| {
                    pay(settings, post.role, cadre.tenure)
                })
            })
            .sum()
    }
}

/// A community's grant of a year, fen.
fn grant(settings: &Settings, census: &Census, weight: f64) -> Fen {
    let levers = &settings.levers;
    fen(levers.base_grant + levers.grant_per_adult * f64::from(census.all()) * weight)
}

/// What the costs of programmes of a community are counted by.
struct Counted {
    communities_of_township: f64,
    adults: f64,
    migrants: f64,
    cadres: f64,
    graduates: f64,
}

impl Counted {
    fn of(ClaimantItem { site, census, team, .. }: &ClaimantItem, townships: &Townships) -> Self {
        Self {
            communities_of_township: f64::from(townships.0[site.township].communities.max(1)),
            adults: f64::from(census.all()),
            migrants: f64::from(census.adults[1]),
            cadres: team.in_post() as f64,
            graduates: team.graduates() as f64,
        }
    }

    /// The community's part of a cost, of which `price` is that of full strength.
    fn cost(&self, per: Per, lever: Unpaid, price: f64) -> f64 {
        match per {
            Per::Township => lever.cost(price) / self.communities_of_township,
            Per::Adult => lever.cost(price) * self.adults,
            Per::Migrant => lever.cost(price) * self.migrants,
            Per::Cadre => lever.cost(price) * self.cadres,
            Per::Graduate => price * self.graduates,
        }
    }
}

macro_rules! costs {
    (
        each month { $($lever:ident $cost:ident $per:ident;)* }
        in rounds { $($other:ident $other_cost:ident $other_per:ident;)* }
    ) => {
        impl ClaimantItem<'_, '_> {
            /// The community's own cost of programmes, yuan a month (of townships' ones its part).
            fn programme_cost(&self, townships: &Townships) -> f64 {
                let (levers, prices) = (&self.in_force.0.levers, &self.in_force.0.programmes);
                let counted = Counted::of(self, townships);
                let mut cost = 0.0;
                $(cost += counted.cost(Per::$per, levers.$lever, prices.$cost);)*
                $(cost += counted.cost(Per::$other_per, levers.$other, prices.$other_cost);)*
                cost
            }
        }
    };
}
programmes!(costs);

tell! {
    release, "Release" "拨付",
    "Pay and grant arrive month by month, less what the township keeps; the grant is split by use."
    "工资与补助按月拨付，扣除乡镇（街道）留用后按用途分配。"
}

/// Every month: instalments of pay and grant arrive, residents' own money too; the grant is split.
pub(crate) fn release(
    clock: Res<Clock>,
    mut townships: ResMut<Townships>,
    mut communities: Query<Funded>,
) {
    for township in &mut townships.0 {
        *township = Township { social_hours: 0.0, adults: 0, ..township.clone() };
    }
    let months_left = Fen::from(13 - clock.of_year());
    for FundedItem { claimant, mut ledger, .. } in &mut communities {
        let ClaimantItem { site, in_force, census, .. } = claimant;
        let settings = &in_force.0;
        let pay = ledger.balance(Account::AppropriatedPay) / months_left;
        ledger.transfer(Account::AppropriatedPay, Account::Personnel, pay);
        if clock.of_year() > settings.levers.release_delay {
            let grant = ledger.balance(Account::AppropriatedGrant) / months_left;
            split_grant(settings, &mut ledger, grant);
        }
        raise_own_money(settings, &mut ledger, census.all());
        let bought =
            ledger.moved_in_month(Account::AppropriatedGrant, Account::SocialOrganisations);
        let township = &mut townships.0[site.township];
        township.social_hours += grained(yuan(bought) / settings.funding.social_org_hour_cost);
        township.adults += census.all();
    }
}

/// The township keeps its part; the rest goes to the accounts by shares, remainders of rounding to
/// social organisations.
fn split_grant(settings: &Settings, ledger: &mut Ledger, grant: Fen) {
    use Account::{Activity, AppropriatedGrant, Discretionary, Operating, Service, Training};
    let levers = &settings.levers;
    let kept = share_of(grant, levers.retention);
    ledger.transfer(AppropriatedGrant, Account::Township, kept);
    let arrives = grant - kept;
    let mut left = arrives;
    for (account, share) in [
        (Operating, levers.split_operating),
        (Service, levers.split_service),
        (Activity, levers.split_activity),
        (Training, levers.split_training),
        (Discretionary, levers.split_discretionary),
    ] {
        let part = share_of(arrives, share).min(left);
        ledger.transfer(AppropriatedGrant, account, part);
        left -= part;
    }
    ledger.transfer(AppropriatedGrant, Account::SocialOrganisations, left);
}

fn raise_own_money(settings: &Settings, ledger: &mut Ledger, adults: u32) {
    let raised = fen(settings.funding.self_raised * f64::from(adults));
    let operating = share_of(raised, settings.funding.self_raised_to_operating);
    ledger.transfer(Account::Outside, Account::Operating, operating);
    ledger.transfer(Account::Outside, Account::Discretionary, raised - operating);
}

tell! {
    pay_wages, "Wages" "发薪",
    "Cadres are paid from the personnel account, as far as it goes; the rest becomes arrears."
    "从人员经费发放工资，不足部分形成欠薪。"
}

/// Every month: arrears first, then the same share of pay for all cadres of a community.
pub(crate) fn pay_wages(mut communities: Query<Funded>) {
    for FundedItem { claimant, mut office, mut ledger, mut tally, .. } in &mut communities {
        let ClaimantItem { in_force, team, .. } = claimant;
        let arrears = ledger.arrears;
        let settled = ledger.transfer_up_to(Account::Personnel, Account::Wages, arrears);
        let bill: Fen =
            team.cadres().map(|(post, cadre)| pay(&in_force.0, post.role, cadre.tenure)).sum();
        office.paid_share = fulfilled(ledger.balance(Account::Personnel), bill);
        let paid = ledger.transfer_up_to(Account::Personnel, Account::Wages, bill);
        ledger.arrears = arrears - settled + bill - paid;
        let cadres = team.in_post() as f64;
        tally.payroll = cadres;
        tally.paid_share = cadres * office.paid_share;
    }
}

tell! {
    pay_programmes, "Programmes" "项目支付",
    "Programmes are paid from the treasury at one ratio, which is their effective strength too."
    "县财政按统一比例支付各项目，该比例也是项目的实际力度。"
}

/// Every month: programmes are paid from the treasury at one ratio, which is their effect too.
pub(crate) fn pay_programmes(
    mut counties: ResMut<Counties>,
    townships: Res<Townships>,
    mut communities: Query<Funded>,
) {
    let mut costs = vec![0.0; counties.0.len()];
    for FundedReadOnlyItem { claimant, .. } in &communities {
        costs[claimant.site.county] += grained(claimant.programme_cost(&townships));
    }
    for (county, &cost) in counties.0.iter_mut().zip(&costs) {
        pay_up_to(county, fen(cost));
    }
    for FundedItem { claimant, mut strength, mut tally, .. } in &mut communities {
        let paid = counties.0[claimant.site.county].paid_ratio;
        *strength = Strength::of(&claimant.in_force.0, paid);
        tally.spend_programmes = claimant.programme_cost(&townships) * 100.0 * paid.share();
    }
}

/// Pays programmes of a cost, as far as the budget and the treasury go.
fn pay_up_to(county: &mut County, cost: Fen) {
    let due = share_of(cost, county.fulfilment);
    let paid = county.ledger.transfer_up_to(Account::Treasury, Account::Programmes, due);
    county.paid_ratio = PaidShare::of(paid, cost);
    (county.tally.programmes_cost, county.tally.programmes_paid) = (cost, paid);
}

tell! {
    end_year, "Year's end" "年终结转",
    "In December what is left of the year's money goes back, but for what may be kept."
    "十二月未用资金除可结转部分外上缴。"
}

/// At the end of December: what accounts hold above some months of their receipts goes back to the
/// treasury (of discretionary money: to activities), and the treasury keeps a reserve.
pub(crate) fn end_year(
    clock: Res<Clock>,
    mut counties: ResMut<Counties>,
    mut communities: Query<Funded>,
) {
    if !clock.is_december() {
        return;
    }
    for FundedItem { claimant, mut ledger, .. } in &mut communities {
        let months = claimant.in_force.0.funding.carry_over;
        let county = &mut counties.0[claimant.site.county].ledger;
        for (account, receipts) in swept(&ledger) {
            let above = above_carry_over(&ledger, account, receipts, months);
            Ledger::give_back(&mut ledger, county, account, above);
        }
        let receipts = ledger.moved_in_year(Account::AppropriatedGrant, Account::Discretionary)
            + ledger.moved_in_year(Account::Outside, Account::Discretionary)
            + ledger.moved_in_year(Account::Treasury, Account::Discretionary);
        let above = above_carry_over(&ledger, Account::Discretionary, receipts, months);
        ledger.transfer(Account::Discretionary, Account::Activity, above);
    }
    for county in &mut counties.0 {
        let reserve = county.revenue as f64 * county.settings.funding.reserve_cap;
        let above = (county.ledger.balance(Account::Treasury) - reserve.floor() as Fen).max(0);
        county.ledger.transfer(Account::Treasury, Account::Outside, above);
        county.tally.returned = above;
    }
}

/// The accounts that go back to the treasury, with their receipts of the calendar year.
fn swept(ledger: &Ledger) -> [(Account, Fen); 5] {
    use Account::{
        Activity, AppropriatedGrant, AppropriatedPay, Operating, Outside, Personnel, Service,
        Training,
    };
    [
        (
            Operating,
            ledger.moved_in_year(AppropriatedGrant, Operating)
                + ledger.moved_in_year(Outside, Operating),
        ),
        (Service, ledger.moved_in_year(AppropriatedGrant, Service)),
        (Activity, ledger.moved_in_year(AppropriatedGrant, Activity)),
        (Training, ledger.moved_in_year(AppropriatedGrant, Training)),
        (Personnel, ledger.moved_in_year(AppropriatedPay, Personnel)),
    ]
}

fn above_carry_over(ledger: &Ledger, account: Account, receipts: Fen, months: f64) -> Fen {
    let kept = (receipts as f64 / 12.0 * months).floor() as Fen;
    (ledger.balance(account) - kept).max(0)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::formula::arithmetic::holds;
    use crate::random::Luck;
    use crate::world::tally::CountyTally;

    #[test]
    fn a_grant_is_split_to_the_fen() {
        let settings = Settings::defaults(Zone::Urban);
        let mut ledger = Ledger::default();
        ledger.transfer(Account::Outside, Account::Treasury, 0);
        let mut county = Ledger::default();
        county.transfer(Account::Outside, Account::Treasury, 1_001);
        Ledger::grant(&mut county, &mut ledger, Account::AppropriatedGrant, 1_001);
        split_grant(&settings, &mut ledger, 1_001);
        // 150 kept; of 851: 382, 212, 102, 51, 34 and the rest, 70.
        assert_eq!(ledger.balance(Account::Township), 150);
        assert_eq!(ledger.balance(Account::Operating), 382);
        assert_eq!(ledger.balance(Account::Service), 212);
        assert_eq!(ledger.balance(Account::Activity), 102);
        assert_eq!(ledger.balance(Account::Training), 51);
        assert_eq!(ledger.balance(Account::Discretionary), 34);
        assert_eq!(ledger.balance(Account::SocialOrganisations), 70);
        assert_eq!(ledger.balance(Account::AppropriatedGrant), 0);
    }

    #[test]
    fn the_formula_of_grants_is_that_of_the_code() {
        // Money is in whole fen: a large grant, so that the last one does not matter.
        holds("grants of a year", ("communities of ", ""), |settings, draw| {
            settings.levers.base_grant = 100_000.0 * (1.0 + draw());
            let census = Census { adults: [1_000, (900.0 * draw()) as u32], ..Census::default() };
            let weight = 0.5 + draw();
            let words = vec![("adults", f64::from(census.all())), ("weight", weight)];
            (words, grant(settings, &census, weight) as f64 / 100.0)
        });
    }

    #[test]
    fn the_formulas_of_weights_are_those_of_the_code() {
        for (ends, allocation) in [
            (("`need` ", " or `need_weight_pastoral`"), Allocation::Need),
            (("`performance` ", ". They"), Allocation::Performance),
        ] {
            holds("weights of communities", ends, |settings, draw| {
                let adults = [1 + (900.0 * draw()) as u32, (900.0 * draw()) as u32];
                let (census, record) = (Census { adults, ..Census::default() }, Record(draw()));
                let site = Site {
                    index: 0,
                    rank: 0,
                    county: 0,
                    township: 0,
                    zone: Zone::Rural,
                    luck: Luck::of_seed(1),
                    first_adults: 0,
                    first_posts: None,
                };
                let claimant = ClaimantItem {
                    site: &site,
                    in_force: &InForce(Arc::new(settings.clone())),
                    census: &census,
                    record: &record,
                    team: &Team::default(),
                };
                let words = vec![("migrant share", census.migrant_share()), ("R", record.0)];
                (words, claimant.weight(allocation))
            });
        }
    }

    #[test]
    fn the_formulas_of_money_of_communities_are_those_of_the_code() {
        // Money is in whole fen: large sums, so that the last one does not matter.
        holds("self-raised money", ("", " a month"), |settings, draw| {
            settings.funding.self_raised = 1.0 + draw();
            let adults = 1_000_000 + (1e6 * draw()) as u32;
            let mut ledger = Ledger::default();
            raise_own_money(settings, &mut ledger, adults);
            let raised = -ledger.balance(Account::Outside);
            (vec![("adults", f64::from(adults))], raised as f64 / 100.0)
        });
        holds("wages", ("`paid_share` = ", "; the rest"), |_, draw| {
            let [money, bill] = [1e10 * draw(), 1.0 + 1e10 * draw()].map(f64::floor);
            let words = vec![("personnel money", money), ("wage bill", bill)];
            (words, fulfilled(money as Fen, bill as Fen))
        });
        holds("end of December", ("money above ", " returns"), |_, draw| {
            let (receipts, months) = (1e9 + (1e9 * draw()).floor(), 12.0 * draw());
            let mut ledger = Ledger::default();
            ledger.transfer(Account::Outside, Account::Operating, 100_000_000_000);
            let above = above_carry_over(&ledger, Account::Operating, receipts as Fen, months);
            let kept = ledger.balance(Account::Operating) - above;
            (vec![("receipts of the year", receipts), ("carry_over", months)], kept as f64)
        });
    }

    #[test]
    fn the_formula_of_what_is_paid_for_programmes_is_that_of_the_code() {
        holds("paid ratio", ("county pays ", "; paid/cost"), |settings, draw| {
            let (treasury, cost) = ((1e9 * draw()).floor(), 1.0 + (2e9 * draw()).floor());
            let mut county = county(settings, treasury as Fen);
            county.fulfilment = draw();
            pay_up_to(&mut county, cost as Fen);
            let words = vec![("f", county.fulfilment), ("cost", cost), ("treasury", treasury)];
            (words, county.tally.programmes_paid as f64)
        });
    }

    /// A county with money in its treasury, fen.
    fn county(settings: &Settings, treasury: Fen) -> County {
        let mut ledger = Ledger::default();
        ledger.transfer(Account::Outside, Account::Treasury, treasury);
        County {
            name: "1".to_owned(),
            luck: Luck::of_seed(1),
            ledger,
            settings: Arc::new(settings.clone()),
            revenue_per_adult: 0.0,
            campaign: 0.0,
            revenue: 0,
            pressure: None,
            fulfilment: 1.0,
            paid_ratio: PaidShare::ALL,
            tally: CountyTally::default(),
        }
    }

    #[test]
    fn the_formulas_of_fulfilment_are_those_of_the_code() {
        for (ends, is_pay) in [(("f_P = ", "."), true), (("ratio f = ", ""), false)] {
            holds("fulfilment", ends, |settings, draw| {
                let mut sum = || 1 + (1e12 * draw()) as Fen;
                let (pay, grants, programmes, treasury) = (sum(), sum(), sum(), 3 * sum());
                let mut county = county(settings, treasury);
                let programmes = programmes as f64 / 100.0;
                let mut budget = Budget { pay, grants, programmes, ..Budget::default() };
                budget.fulfil(&mut county);
                let words = vec![
                    ("treasury", treasury as f64),
                    ("f_P", budget.pay_ratio),
                    ("P", pay as f64),
                    ("O", grants as f64),
                    ("X", 100.0 * programmes),
                ];
                (words, if is_pay { budget.pay_ratio } else { county.fulfilment })
            });
        }
    }
}
