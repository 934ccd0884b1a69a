//! Step 6: activities and deliberation (model section 5.6).

use bevy_ecs::prelude::*;
use bevy_ecs::query::QueryData;
use multiversion::multiversion;

use crate::math::{self, exp32, logistic32};
use crate::quantity::tell;
use crate::quantity::{Fen, MigrantRights, fen, fulfilled, share_of};
use crate::random::unit32;
use crate::setting::Settings;
use crate::world::community::{Census, Gathering, InForce, Office, Site, Strength};
use crate::world::county::Counties;
use crate::world::ledger::{Account, Ledger};
use crate::world::resident::{
    ActLuck, Belonging, Birth, Efficacy, Habit, LastTook, Norm, Since, Took, TookPart, Traits,
    TraitsOf, Trust,
};
use crate::world::tally::Tally;
use crate::world::{Clock, Spread, each};

/// Rows worked on at once: short loops over them vectorise.
const LANES: usize = 8;

/// The least tenure, in months, from which a migrant is eligible: may take part in politics, vote
/// and stand. Locals always are.
pub(crate) fn rights_from(settings: &Settings) -> f32 {
    match settings.levers.migrant_rights {
        MigrantRights::None => f32::INFINITY,
        MigrantRights::AfterMonths => settings.participation.rights_after as f32,
        MigrantRights::Full => f32::NEG_INFINITY,
    }
}

/// A community whose residents may take part.
#[derive(QueryData)]
#[query_data(mutable)]
pub(crate) struct Gathered {
    in_force: &'static InForce,
    strength: &'static Strength,
    office: &'static Office,
    census: &'static Census,
    birth: &'static Birth,
    since: &'static Since,
    traits: &'static TraitsOf,
    act: &'static ActLuck,
    trust: &'static Trust,
    belonging: &'static Belonging,
    efficacy: &'static Efficacy,
    norm: &'static Norm,
    habit: &'static Habit,
    took: &'static mut TookPart,
    last: &'static mut LastTook,
    gathering: &'static mut Gathering,
    ledger: &'static mut Ledger,
    tally: &'static mut Tally,
}

tell! {
    take_part, "Participation" "参与",
    "Activities are held, residents are asked, and take part or stay away."
    "举办活动、征询居民，居民参与或不参与。"
}

/// Every month: activities are held and paid, residents are asked, and take part or stay away.
pub(crate) fn take_part(clock: Res<Clock>, spread: Res<Spread>, mut communities: Query<Gathered>) {
    each(&spread, communities.iter_mut(), |mut c| {
        let settings = &*c.in_force.0;
        hold(&mut c.gathering, settings, c.office, c.census.all(), &mut c.ledger);
        let call = Call::new(settings, &c.gathering, c.strength.integration_support, clock.month);
        let columns = Columns {
            birth: &c.birth.0,
            since: &c.since.0,
            traits: &c.traits.0,
            act: &c.act.0,
            trust: &c.trust.0,
            belonging: &c.belonging.0,
            efficacy: &c.efficacy.0,
            norm: &c.norm.0,
            habit: &c.habit.0,
        };
        (c.gathering.political, c.gathering.civic) =
            answer(&call, &columns, &mut c.took.0, &mut c.last.0);
        count(&mut c.tally, &c.gathering, c.census.all());
    });
}

/// Activities held and the share reached; the share asked to deliberate: procedure without hours is
/// empty. Activities are paid.
fn hold(
    gathering: &mut Gathering,
    settings: &Settings,
    office: &Office,
    adults: u32,
    ledger: &mut Ledger,
) {
    let participation = &settings.participation;
    (gathering.events, gathering.reach, gathering.asked) = (0.0, 0.0, 0.0);
    if adults == 0 {
        return;
    }
    let adults = f64::from(adults);
    let hours = office.outreach * participation.event_hours_share;
    let money = ledger.balance(Account::Activity) as f64 / 100.0;
    let events = (hours / (participation.event_hours * settings.service.distance))
        .min(money / participation.event_cost)
        .max(0.0);
    ledger.transfer_up_to(
        Account::Activity,
        Account::Events,
        fen(events * participation.event_cost),
    );
    let density = math::pow(participation.reach_scale / adults, participation.reach_exponent);
    gathering.events = events;
    gathering.reach = 1.0 - math::exp(-participation.event_reach * events * density);
    let meetings = (office.outreach - hours) / (adults * participation.meeting_hours);
    gathering.asked = settings.levers.procedural_openness.min(meetings.max(0.0));
}

fn count(tally: &mut Tally, gathering: &Gathering, adults: u32) {
    tally.reach = gathering.reach * f64::from(adults);
    tally.asked = gathering.asked * f64::from(adults);
    tally.participants_local = f64::from(gathering.political[0] + gathering.civic[0]);
    tally.participants_migrant = f64::from(gathering.political[1] + gathering.civic[1]);
    tally.political = f64::from(gathering.political[0] + gathering.political[1]);
    tally.civic = f64::from(gathering.civic[0] + gathering.civic[1]);
}

/// The columns of a community that decide participation, row by row.
struct Columns<'a> {
    birth: &'a [f32],
    since: &'a [f32],
    traits: &'a [Traits],
    act: &'a [u32],
    trust: &'a [f32],
    belonging: &'a [f32],
    efficacy: &'a [f32],
    norm: &'a [f32],
    habit: &'a [f32],
}

/// Who takes part: writes `took` and `last`, returns political and civic participants by status.
#[multiversion(targets("x86_64+avx2+popcnt"))]
fn answer(
    call: &Call,
    columns: &Columns,
    took: &mut [u8],
    last: &mut [u16],
) -> ([u32; 2], [u32; 2]) {
    call.answer(columns, took, last)
}

/// A month's call to take part: the coefficients of the propensity in single precision.
struct Call {
    month: u16,
    base: f32,
    belonging: f32,
    efficacy: f32,
    trust: f32,
    norm: f32,
    norm_pivot: f32,
    habit: f32,
    elder: f32,
    elder_born: f32,
    barrier: f32,
    barrier_fades: f32,
    rights_from: f32,
    asked: f32,
    reach: f32,
}

impl Call {
    fn new(settings: &Settings, gathering: &Gathering, support: f64, month: u32) -> Self {
        let participation = &settings.participation;
        Self {
            month: month as u16,
            base: participation.join_base as f32,
            belonging: participation.join_belonging as f32,
            efficacy: participation.join_efficacy as f32,
            trust: participation.join_trust as f32,
            norm: participation.join_norm as f32,
            norm_pivot: participation.norm_pivot as f32,
            habit: participation.join_habit as f32,
            elder: participation.join_elder as f32,
            elder_born: (f64::from(month) - 12.0 * settings.needs.elder_age) as f32,
            barrier: (participation.migrant_barrier * (1.0 - support)) as f32,
            barrier_fades: (-1.0 / participation.barrier_months) as f32,
            rights_from: rights_from(settings),
            asked: gathering.asked as f32,
            reach: gathering.reach as f32,
        }
    }

    #[inline(always)]
    fn answer(&self, columns: &Columns, took: &mut [u8], last: &mut [u16]) -> ([u32; 2], [u32; 2]) {
        let mut counts = Counts::default();
        let rows = took.len();
        let mut start = 0;
        while start + LANES <= rows {
            let lanes = Lanes::load(columns, start);
            let (took, last) = (&mut took[start..start + LANES], &mut last[start..start + LANES]);
            self.answer_lanes(&lanes, took, last, &mut counts);
            start += LANES;
        }
        if start < rows {
            // The last rows are worked on with copies of the last one beside them, not counted.
            let lanes = Lanes::load_rest(columns, start);
            let (mut some, mut when) = ([0; LANES], [0; LANES]);
            let mut all = Counts::default();
            self.answer_lanes(&lanes, &mut some, &mut when, &mut all);
            for at in 0..rows - start {
                took[start + at] = some[at];
                if some[at] != 0 {
                    last[start + at] = self.month;
                }
                counts.add(some[at], lanes.migrant[at] > 0.5);
            }
        }
        counts.sums()
    }

    #[inline(always)]
    fn answer_lanes(&self, lanes: &Lanes, took: &mut [u8], last: &mut [u16], counts: &mut Counts) {
        let mut propensity = [0.0_f32; LANES];
        let month = f32::from(self.month);
        let tenure = lanes.since.map(|since| month - since);
        for at in 0..LANES {
            let barrier = lanes.migrant[at] * self.barrier * exp32(tenure[at] * self.barrier_fades);
            let elder = if lanes.birth[at] <= self.elder_born { self.elder } else { 0.0 };
            propensity[at] = self.base
                + self.belonging * (lanes.belonging[at] - 0.5)
                + self.efficacy * (lanes.efficacy[at] - 0.5)
                + self.trust * (lanes.trust[at] - 0.5)
                + self.norm * (lanes.norm[at] - self.norm_pivot)
                + self.habit * lanes.habit[at]
                + elder
                - barrier;
        }
        for value in &mut propensity {
            *value = logistic32(*value);
        }
        let mut act = [0_u32; LANES];
        for at in 0..LANES {
            let eligible = (lanes.migrant[at] == 0.0) | (tenure[at] >= self.rights_from);
            let deliberates = if eligible { self.asked * propensity[at] } else { 0.0 };
            let joins = deliberates + (1.0 - deliberates) * self.reach * propensity[at];
            let political = u32::from(lanes.uniform[at] < deliberates);
            let any = u32::from(lanes.uniform[at] < joins);
            let civic = any & !political;
            let migrant = u32::from(lanes.migrant[at] != 0.0);
            act[at] = political * u32::from(Took::POLITICAL) + civic * u32::from(Took::CIVIC);
            counts.political[0][at] += political & !migrant;
            counts.political[1][at] += political & migrant;
            counts.civic[0][at] += civic & !migrant;
            counts.civic[1][at] += civic & migrant;
        }
        for at in 0..LANES {
            took[at] = act[at] as u8;
            // All bits for those who took part: no branch on chance.
            let mask = u16::from(act[at] != 0).wrapping_neg();
            last[at] = (self.month & mask) | (last[at] & !mask);
        }
    }
}

/// Participants by status and lane.
#[derive(Default)]
struct Counts {
    political: [[u32; LANES]; 2],
    civic: [[u32; LANES]; 2],
}

impl Counts {
    fn add(&mut self, act: u8, migrant: bool) {
        self.political[usize::from(migrant)][0] += u32::from(act & Took::POLITICAL != 0);
        self.civic[usize::from(migrant)][0] += u32::from(act & Took::CIVIC != 0);
    }

    /// Political and civic participants by status.
    fn sums(&self) -> ([u32; 2], [u32; 2]) {
        (self.political.map(|lanes| lanes.iter().sum()), self.civic.map(|lanes| lanes.iter().sum()))
    }
}

/// Some rows of the columns, side by side.
struct Lanes {
    birth: [f32; LANES],
    since: [f32; LANES],
    migrant: [f32; LANES],
    uniform: [f32; LANES],
    trust: [f32; LANES],
    belonging: [f32; LANES],
    efficacy: [f32; LANES],
    norm: [f32; LANES],
    habit: [f32; LANES],
}

impl Lanes {
    #[inline(always)]
    fn load(columns: &Columns, start: usize) -> Self {
        let copy = |column: &[f32]| -> [f32; LANES] {
            let mut lanes = [0.0; LANES];
            lanes.copy_from_slice(&column[start..start + LANES]);
            lanes
        };
        let mut migrant = [0.0; LANES];
        for (lane, traits) in migrant.iter_mut().zip(&columns.traits[start..start + LANES]) {
            *lane = traits.migrant();
        }
        let mut uniform = [0.0; LANES];
        for (lane, &word) in uniform.iter_mut().zip(&columns.act[start..start + LANES]) {
            *lane = unit32(word);
        }
        Self {
            birth: copy(columns.birth),
            since: copy(columns.since),
            migrant,
            uniform,
            trust: copy(columns.trust),
            belonging: copy(columns.belonging),
            efficacy: copy(columns.efficacy),
            norm: copy(columns.norm),
            habit: copy(columns.habit),
        }
    }

    /// The rows from `start`, fewer than the lanes; the last one fills up.
    fn load_rest(columns: &Columns, start: usize) -> Self {
        let last = columns.birth.len() - 1;
        let row = |lane: usize| (start + lane).min(last);
        let copy = |column: &[f32]| std::array::from_fn(|lane| column[row(lane)]);
        Self {
            birth: copy(columns.birth),
            since: copy(columns.since),
            migrant: std::array::from_fn(|lane| columns.traits[row(lane)].migrant()),
            uniform: std::array::from_fn(|lane| unit32(columns.act[row(lane)])),
            trust: copy(columns.trust),
            belonging: copy(columns.belonging),
            efficacy: copy(columns.efficacy),
            norm: copy(columns.norm),
            habit: copy(columns.habit),
        }
    }
}

/// A community whose participants give money.
#[derive(QueryData)]
#[query_data(mutable)]
pub(crate) struct Giving {
    site: &'static Site,
    in_force: &'static InForce,
    office: &'static Office,
    census: &'static Census,
    gathering: &'static mut Gathering,
    ledger: &'static mut Ledger,
    tally: &'static mut Tally,
}

tell! {
    contribute, "Contributions" "出资与提案",
    "Residents' own money comes in and is matched; proposals are paid from discretionary money."
    "居民出资并获配套，提案由机动经费支付。"
}

/// Every month: participants contribute, the county matches, and their proposals are paid as far as
/// discretionary money goes (model sections 5.1, 5.6 and 5.8).
pub(crate) fn contribute(mut counties: ResMut<Counties>, mut communities: Query<Giving>) {
    // A treasury that cannot match all matches all in part, whoever comes first.
    let mut due = vec![0; counties.0.len()];
    for c in &communities {
        due[c.site.county] += matching(&c.in_force.0, c.gathering);
    }
    let ratios: Vec<f64> = (counties.0.iter().zip(&due))
        .map(|(county, &due)| fulfilled(county.ledger.balance(Account::Treasury), due))
        .collect();
    for mut c in &mut communities {
        let settings = &*c.in_force.0;
        let given = contribution(settings, &c.gathering);
        c.ledger.transfer(Account::Outside, Account::Discretionary, given);
        let matched = share_of(matching(settings, &c.gathering), ratios[c.site.county]);
        let county = &mut counties.0[c.site.county].ledger;
        Ledger::grant(county, &mut c.ledger, Account::Discretionary, matched);

        let political: u32 = c.gathering.political.iter().sum();
        let proposals = f64::from(political) * settings.attitudes.proposal_share;
        let cost = fen(proposals * settings.attitudes.proposal_cost);
        let paid = c.ledger.transfer_up_to(Account::Discretionary, Account::Projects, cost);
        c.gathering.funded = fulfilled(paid, cost);
        c.gathering.responsiveness =
            responsiveness(settings, c.office.admin_share, c.gathering.funded);
        c.gathering.last_month = c.gathering.participants();
        c.tally.responsiveness = c.gathering.responsiveness * f64::from(c.census.all());
        c.tally.funded = c.gathering.funded * f64::from(c.census.all());
    }
}

/// How far proposals are answered: by hours that are not administration's, and by money.
fn responsiveness(settings: &Settings, admin_share: f64, funded: f64) -> f64 {
    math::pow(1.0 - admin_share, settings.attitudes.response_exponent) * funded
}

/// What participants give, fen.
fn contribution(settings: &Settings, gathering: &Gathering) -> Fen {
    fen(f64::from(gathering.participants()) * settings.funding.contribution)
}

/// What the county adds to it, fen, if the treasury can.
fn matching(settings: &Settings, gathering: &Gathering) -> Fen {
    (contribution(settings, gathering) as f64 * settings.levers.matching).floor() as Fen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::arithmetic::holds;
    use crate::math::logistic;
    use crate::quantity::{Education, Zone};

    #[test]
    fn the_lanes_follow_the_formula_of_the_specification_row_by_row() {
        let mut settings = Settings::defaults(Zone::Urban);
        settings.levers.migrant_rights = MigrantRights::AfterMonths;
        let gathering = Gathering { asked: 0.5, reach: 0.6, ..Gathering::default() };
        let call = Call::new(&settings, &gathering, 0.0, 30);
        let n = 1_003;
        let wave = |row: usize, by: f32| (row as f32 * by).sin().abs();
        let birth: Vec<f32> =
            (0..n).map(|row| 30.0 - 12.0 * (18.0 + 70.0 * wave(row, 0.7))).collect();
        let since: Vec<f32> = (0..n).map(|row| 30.0 - 60.0 * wave(row, 1.3)).collect();
        let traits: Vec<Traits> =
            (0..n).map(|row| Traits::new(Education::Basic, row % 3 == 0)).collect();
        let act: Vec<u32> = (0..n).map(|row| (row as u32).wrapping_mul(2_654_435_761)).collect();
        let column = |by: f32| (0..n).map(|row| wave(row, by)).collect::<Vec<_>>();
        let (trust, belonging, efficacy, norm, habit) =
            (column(0.11), column(0.23), column(0.37), column(0.53), column(0.71));
        let columns = Columns {
            birth: &birth,
            since: &since,
            traits: &traits,
            act: &act,
            trust: &trust,
            belonging: &belonging,
            efficacy: &efficacy,
            norm: &norm,
            habit: &habit,
        };
        let (mut took, mut last) = (vec![0; n], vec![7; n]);
        let (political, civic) = call.answer(&columns, &mut took, &mut last);
        let mut expected = ([0; 2], [0; 2]);
        for row in 0..n {
            let tenure = f64::from(30.0 - since[row]);
            let migrant = row % 3 == 0;
            let elder = f64::from(30.0 - birth[row]) / 12.0 >= 60.0;
            let x = -1.65
                + (f64::from(belonging[row]) - 0.5)
                + 0.8 * (f64::from(efficacy[row]) - 0.5)
                + 0.8 * (f64::from(trust[row]) - 0.5)
                + 2.0 * (f64::from(norm[row]) - 0.35)
                + f64::from(habit[row])
                + if elder { 0.2 } else { 0.0 }
                - if migrant { 0.25 * math::exp(-tenure / 36.0) } else { 0.0 };
            let p = logistic(x);
            let d = if !migrant || tenure >= 24.0 { 0.5 * p } else { 0.0 };
            let u = f64::from(unit32(act[row]));
            let act = if u < d {
                expected.0[usize::from(migrant)] += 1;
                Took::POLITICAL
            } else if u < d + (1.0 - d) * 0.6 * p {
                expected.1[usize::from(migrant)] += 1;
                Took::CIVIC
            } else {
                0
            };
            assert_eq!(took[row], act, "row {row}");
            assert_eq!(last[row], if act == 0 { 7 } else { 30 });
        }
        assert_eq!((political, civic), expected);
    }

    #[test]
    fn the_formulas_of_activities_and_meetings_are_those_of_the_code() {
        let held = |settings: &mut Settings, draw: &mut dyn FnMut() -> f64| {
            let (outreach, adults) = (300.0 * draw(), 1 + (5_000.0 * draw()) as u32);
            let money = (3_000_000.0 * draw()) as Fen;
            let mut county = Ledger::default();
            county.transfer(Account::Outside, Account::Treasury, money);
            let mut ledger = Ledger::default();
            Ledger::grant(&mut county, &mut ledger, Account::AppropriatedGrant, money);
            ledger.transfer(Account::AppropriatedGrant, Account::Activity, money);
            let office = Office { outreach, ..Office::default() };
            let mut gathering = Gathering::default();
            hold(&mut gathering, settings, &office, adults, &mut ledger);
            let words = vec![
                ("O", outreach),
                ("adults", f64::from(adults)),
                ("activity money", money as f64 / 100.0),
                ("x", gathering.events),
            ];
            (words, gathering)
        };
        for (ends, is_matched) in
            [(("participants give ", " to discretionary"), false), (("county adds ", ", as"), true)]
        {
            // Money is in whole fen: many participants, so that the last one does not matter.
            holds("money of participants", ends, |settings, draw| {
                settings.funding.contribution = 1.0 + draw();
                settings.levers.matching = draw();
                let civic = [1_000_000, (2e6 * draw()) as u32];
                let gathering = Gathering { civic, ..Gathering::default() };
                let given = contribution(settings, &gathering) as f64 / 100.0;
                let matched = matching(settings, &gathering) as f64 / 100.0;
                let words =
                    vec![("participants", f64::from(gathering.participants())), ("that", given)];
                (words, if is_matched { matched } else { given })
            });
        }
        holds("activities", ("x = ", ""), |settings, draw| {
            let (words, gathering) = held(settings, draw);
            (words, gathering.events)
        });
        holds("reach of activities", ("a = ", ""), |settings, draw| {
            let (words, gathering) = held(settings, draw);
            (words, gathering.reach)
        });
        holds("asked to deliberate", ("d = ", ""), |settings, draw| {
            let (words, gathering) = held(settings, draw);
            (words, gathering.asked)
        });
        holds("responsiveness", ("= ", ""), |settings, draw| {
            let (share, funded) = (draw(), draw());
            (vec![("alpha", share), ("funded", funded)], responsiveness(settings, share, funded))
        });
    }
}
