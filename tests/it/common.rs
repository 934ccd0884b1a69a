//! What the tests share: small places, runs as bits, and the checks that hold in every month of
//! every run.
#![allow(clippy::panic, clippy::unwrap_used, reason = "helpers of tests: a panic is a failed test")]

use std::sync::Arc;

use bevy_ecs::prelude::*;
use cogov::metric;
use cogov::metric::{Detail, Exists, Level, METRICS, Window, areas};
use cogov::model::Model;
use cogov::place::{CommunityRow, CountyRow, Given, Place, TownshipRow};
use cogov::policy::{Change, ChangeKind, Operation, Scenario, Target};
use cogov::quantity::{Choice, ZONES, Zone};
use cogov::random::{Luck, Process};
use cogov::setting::{SERVICE_TYPES, SettingId, Settings};
use cogov::world::{
    ActLuck, Belonging, Birth, Census, Counties, Efficacy, Gathering, Habit, Ids, LastTook,
    LeaveLuck, Ledger, NOBODY, Norm, Office, Queue, Record, References, Role, Satisfaction, Since,
    Site, Strength, Tally, Team, TookPart, Traits, TraitsOf, Trust, TurnedAway,
};

// ---- scenarios ----

/// The setting with an identifier.
pub fn id(name: &str) -> SettingId {
    SettingId::find(name).unwrap_or_else(|| panic!("no setting is called {name}"))
}

/// Settings whose values a scenario must give together: the shares of the grant, of schooling and
/// of needs sum to one, the weights of the appraisal to one at most.
pub fn shares() -> Vec<(Vec<SettingId>, bool)> {
    let ids = |names: &[&str]| names.iter().map(|name| id(name)).collect::<Vec<_>>();
    let needs = |column: &str| {
        SERVICE_TYPES.iter().map(|kind| id(&format!("need.{}.{column}", kind.id()))).collect()
    };
    vec![
        (cogov::policy::SPLIT.to_vec(), true),
        (ids(&["education.basic", "education.secondary", "education.tertiary"]), true),
        (needs("local"), true),
        (needs("migrant"), true),
        (ids(&["appraisal_residents", "appraisal_peers"]), false),
    ]
}

/// An intervention everywhere, from a month on.
pub fn change(setting: &str, value: f64, from: u32) -> Change {
    Change {
        kind: ChangeKind::Intervention,
        name: setting.to_owned(),
        setting: id(setting),
        operation: Operation::Value([value; 3]),
        from,
        until: None,
        ramp: 0,
        target: Target::default(),
    }
}

/// Sets one setting in all zones; if it is a share of something, the others make room for it.
pub fn set(scenario: &mut Scenario, setting: SettingId, value: f64) {
    for settings in &mut scenario.baseline {
        settings.set(setting, value);
        for (group, whole) in shares().iter().filter(|(group, _)| group.contains(&setting)) {
            let others: Vec<_> = group.iter().copied().filter(|&other| other != setting).collect();
            let sum: f64 = others.iter().map(|&other| settings.get(other)).sum();
            if *whole || sum + value > 1.0 {
                let rest = 1.0 - value;
                for &other in &others {
                    let part = if sum > 0.0 { settings.get(other) / sum } else { 1.0 };
                    let count = if sum > 0.0 { 1.0 } else { others.len() as f64 };
                    settings.set(other, rest * part / count);
                }
            }
        }
    }
    if setting == id("revenue_per_adult") {
        scenario.revenue_given = true;
    }
}

/// The same by name.
pub fn put(scenario: &mut Scenario, settings: &[(&str, f64)]) {
    for &(name, value) in settings {
        set(scenario, id(name), value);
    }
}

/// The default county with these communities and adults each, by zone; 26 months of which 4 burn in.
/// Revenue is higher than the default: a small community pays four posts too.
pub fn small(communities: [u32; 3], adults: [u32; 3]) -> Scenario {
    let mut scenario = Scenario { months: 26, burn_in: 4, ..Scenario::baseline() };
    for (zone, settings) in scenario.baseline.iter_mut().enumerate() {
        settings.place.communities = communities[zone];
        settings.place.adults = adults[zone];
    }
    scenario.place = Arc::new(Place::synthetic(&scenario.baseline));
    put(&mut scenario, &[("revenue_per_adult", 6000.0)]);
    scenario
}

/// The scenario in a place from rows as of [`place_of`]; its counties derive their own revenue.
pub fn in_place(rows: &[(usize, Zone, u32, f64)]) -> Scenario {
    Scenario { place: Arc::new(place_of(rows)), revenue_given: false, ..small([0; 3], [0; 3]) }
}

/// A place from rows of (county, zone, adults, share of migrants); codes are positions, townships
/// are four consecutive communities of a county, whatever their zones.
pub fn place_of(rows: &[(usize, Zone, u32, f64)]) -> Place {
    let mut place = Place {
        counties: Vec::new(),
        townships: Vec::new(),
        communities: Vec::new(),
        from_table: true,
    };
    for (at, &(county, zone, adults, migrant_share)) in rows.iter().enumerate() {
        let name = format!("county-{county}");
        let county =
            place.counties.iter().position(|known| known.name == name).unwrap_or_else(|| {
                place.counties.push(CountyRow { name, name_zh: None });
                place.counties.len() - 1
            });
        let before = place.communities.iter().filter(|row| row.county == county).count();
        if before % 4 == 0 {
            let name = format!("township-{at}");
            place.townships.push(TownshipRow { name, name_zh: None, county });
        }
        let township =
            place.townships.iter().rposition(|township| township.county == county).unwrap();
        let code = format!("1525{at:08}");
        let name = code.clone();
        place.communities.push(CommunityRow {
            code,
            name,
            county,
            township,
            zone,
            adults,
            migrant_share,
            given: Given::default(),
        });
    }
    place
}

/// Three counties with eleven communities of all zones, as from a table that gives some of them posts,
/// cadres, grants and pay of their own.
pub fn three_counties() -> Scenario {
    use Zone::{Pastoral, Rural, Urban};
    let rows = [
        (0, Urban, 160, 0.4),
        (0, Urban, 90, 0.2),
        (1, Rural, 70, 0.1),
        (0, Rural, 60, 0.1),
        (1, Urban, 120, 0.3),
        (2, Pastoral, 40, 0.1),
        (1, Rural, 50, 0.2),
        (0, Urban, 75, 0.3),
        (2, Pastoral, 55, 0.0),
        (0, Rural, 45, 0.1),
        (2, Rural, 65, 0.2),
    ];
    let mut scenario = in_place(&rows);
    let mut place = Place::clone(&scenario.place);
    let value = |name: &str, value: f64| (id(name), value);
    let own = [
        (1, Given { posts: Some(7), staff: Some(6), part_time: Some(2), ..Given::default() }),
        (2, Given { settings: vec![value("base_grant", 81_234.56)], ..Given::default() }),
        (4, Given { settings: vec![value("pay_ratio", 0.777)], ..Given::default() }),
        (6, Given { posts: Some(2), staff: Some(0), ..Given::default() }),
        (7, Given { staff: Some(9), part_time: Some(3), ..Given::default() }),
        (
            10,
            Given {
                settings: vec![value("base_grant", 40_000.0), value("pay_ratio", 0.5)],
                ..Given::default()
            },
        ),
    ];
    for (at, given) in own {
        place.communities[at].given = given;
    }
    scenario.place = Arc::new(place);
    scenario
}

/// Every lever away from its baseline, and elections in month 7: all processes have work to do.
pub const BUSY: [(&str, f64); 36] = [
    ("first_election", 7.0),
    ("mandate_clarity", 0.8),
    ("admin_cap_share", 0.45),
    ("rule_of_law", 0.9),
    ("digital_records", 0.7),
    ("transparency", 0.8),
    ("procedural_openness", 0.6),
    ("franchise", 1.0),
    ("term_months", 12.0),
    ("migrant_rights", 1.0),
    ("migrant_service_access", 0.9),
    ("integration_support", 0.8),
    ("settlement_rate", 0.05),
    ("settlement_after", 12.0),
    ("allocation", 2.0),
    ("release_delay", 1.0),
    ("retention", 0.05),
    ("split.discretionary", 0.12),
    ("split.social_organisations", 0.16),
    ("career_path", 0.9),
    ("graduate_programme", 0.5),
    ("pay_ratio", 0.7),
    ("seniority_rise", 0.03),
    ("training_hours", 60.0),
    ("part_time_share", 0.4),
    ("selection_standard", 0.3),
    ("dismissal_threshold", 0.42),
    ("competitive", 1.0),
    ("appraisal", 1.0),
    ("peer_learning", 0.8),
    ("one_stop", 0.9),
    ("culture_programme", 0.7),
    ("outreach_share", 0.35),
    ("service_scope", 0.4),
    ("volunteer_hours", 0.5),
    ("matching", 0.5),
];

/// The scenario with all levers moved from month 1.
pub fn busy(mut scenario: Scenario) -> Scenario {
    put(&mut scenario, &BUSY);
    scenario
}

/// Uniform numbers of a key, for random settings without a generator of their own.
pub struct Numbers {
    key: u64,
    next: u32,
}

impl Numbers {
    /// The numbers of a key.
    pub fn of(key: u64) -> Self {
        Self { key, next: 0 }
    }

    /// The next one, in [0, 1).
    pub fn draw(&mut self) -> f64 {
        self.next += 1;
        Luck::of_seed(self.key).of("a test").uniform(Process::Key, 0, self.next)
    }

    /// The next whole number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        ((self.draw() * n as f64) as usize).min(n - 1)
    }

    /// Puts items in another order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}

/// The value of a setting at a place between the ends of its legal range, a legal one.
pub fn value_at(setting: SettingId, place: f64) -> f64 {
    let entry = setting.setting();
    let value = entry.range.0 + place * (entry.range.1 - entry.range.0);
    if entry.choice == Choice::Real { value } else { value.round() }
}

// ---- runs as bits ----

/// What a run shows, bit by bit: for each month all metrics of all areas (month, year, run), then
/// the money moved this year.
pub type Bits = Vec<Vec<u64>>;

/// The bits of what a model shows now.
pub fn bits(model: &Model) -> Vec<u64> {
    let recorder = model.recorder();
    let metrics = [recorder.month(), recorder.year(), recorder.run()].concat();
    let money = recorder.funding().iter().flatten().map(|&fen| fen.cast_unsigned());
    metrics.into_iter().map(f64::to_bits).chain(money).collect()
}

/// Runs a scenario to its end with a model.
pub fn run_with(mut model: Model) -> Bits {
    let mut months = Vec::new();
    while !model.is_over() {
        model.step();
        months.push(bits(&model));
    }
    months.push(residents(&mut model).concat());
    months
}

/// Runs a scenario to its end.
pub fn run(scenario: &Scenario, seed: u64) -> Bits {
    run_with(Model::new(scenario, seed, Detail::Community, false))
}

/// All residents of each community, bit by bit, with their groups, and the cadres; in the order of
/// the place.
pub fn residents(model: &mut Model) -> Vec<Vec<u64>> {
    let world = model.world();
    let mut query = world.query::<(
        (&Site, &References, &Team),
        (&Ids, &Birth, &Since, &TraitsOf, &LastTook, &TookPart),
        (&Trust, &Satisfaction, &Belonging, &Efficacy, &Habit, &Norm),
    )>();
    let mut all: Vec<(usize, Vec<u64>)> = query
        .iter(world)
        .map(|((site, references, team), person, attitudes)| {
            let (ids, birth, since, traits, last, took) = person;
            let (trust, satisfaction, belonging, efficacy, habit, norm) = attitudes;
            let mut bits: Vec<u64> = Vec::new();
            for column in [&birth.0, &since.0, &trust.0, &satisfaction.0, &belonging.0] {
                bits.extend(column.iter().map(|value| u64::from(value.to_bits())));
            }
            for column in [&efficacy.0, &habit.0, &norm.0] {
                bits.extend(column.iter().map(|value| u64::from(value.to_bits())));
            }
            bits.extend(ids.0.iter().map(|&id| u64::from(id)));
            bits.extend(traits.0.iter().map(|traits| u64::from(traits.0)));
            bits.extend(last.0.iter().map(|&last| u64::from(last)));
            bits.extend(took.0.iter().map(|&took| u64::from(took)));
            bits.extend(references.rows.iter().map(|&row| u64::from(row)));
            for (post, cadre) in team.cadres() {
                bits.extend([u64::from(post.number), cadre.skill.to_bits()]);
                bits.extend([cadre.burnout.to_bits(), cadre.tenure.to_bits()]);
            }
            (site.index, bits)
        })
        .collect();
    all.sort_unstable_by_key(|&(index, _)| index);
    all.into_iter().map(|(_, bits)| bits).collect()
}

/// Runs a scenario and checks every month of it (see [`Watch`]); returns the model at the end.
pub fn run_soundly(scenario: &Scenario, seed: u64) -> Model {
    let mut model = Model::new(scenario, seed, Detail::Community, false);
    let mut watch = Watch::new(scenario, &mut model);
    while !model.is_over() {
        model.step();
        watch.check(&mut model);
    }
    model
}

// ---- what holds in every month ----

/// Looks at a model month by month and checks what must hold in every run:
/// the books; people in and out, one by one; posts; columns, ids and groups; every state within its
/// bounds; every metric within its range, and empty exactly where its denominator is zero.
pub struct Watch {
    scenario: Scenario,
    /// Ids and traits of each community after last month.
    before: Vec<(Vec<u32>, Vec<Traits>)>,
    /// Positions of the communities of each area.
    members: Vec<Vec<usize>>,
    /// Tallies of the months there were, by area.
    past: Vec<Vec<Tally>>,
    settled: u64,
}

impl Watch {
    /// Begins before the first month.
    pub fn new(scenario: &Scenario, model: &mut Model) -> Self {
        let members = members(&scenario.place);
        let mut watch = Self {
            scenario: scenario.clone(),
            before: Vec::new(),
            past: vec![Vec::new(); members.len()],
            members,
            settled: 0,
        };
        watch.before = watch.people(model);
        for (row, (ids, _)) in scenario.place.communities.iter().zip(&watch.before) {
            assert_eq!(row.adults as usize, ids.len(), "adults at the start of {}", row.code);
        }
        watch
    }

    /// Migrants who became locals so far.
    pub fn settled(&self) -> u64 {
        self.settled
    }

    fn people(&self, model: &mut Model) -> Vec<(Vec<u32>, Vec<Traits>)> {
        let world = model.world();
        let mut query = world.query::<(&Site, &Ids, &TraitsOf)>();
        let mut people = vec![(Vec::new(), Vec::new()); self.scenario.place.communities.len()];
        for (site, ids, traits) in query.iter(world) {
            people[site.index] = (ids.0.clone(), traits.0.clone());
        }
        people
    }

    /// Checks the month that was just simulated.
    pub fn check(&mut self, model: &mut Model) {
        model.check_books();
        let month = model.clock().month;
        let now = self.people(model);
        let world = model.world();
        let mut moves = world.query::<(&Site, &Tally, &Census, &TurnedAway)>();
        for (site, tally, census, turned_away) in moves.iter(world) {
            self.check_people(month, site.index, &now[site.index], tally, census);
            assert_eq!(turned_away.0, 0, "nobody is turned away where there is room");
        }
        self.before = now;
        check_columns(world);
        check_attitudes(world);
        check_teams(world);
        check_communities(world);
        self.check_metrics(model);
    }

    /// Who was here stayed, left or settled; who is new came this month, of age or as a migrant.
    fn check_people(
        &mut self,
        month: u32,
        at: usize,
        (ids, traits): &(Vec<u32>, Vec<Traits>),
        tally: &Tally,
        census: &Census,
    ) {
        let (old_ids, old_traits) = &self.before[at];
        let (mut stayed, mut settled, mut of_age, mut arrived) = (0, 0, 0, 0);
        for (id, traits) in ids.iter().zip(traits) {
            if let Ok(row) = old_ids.binary_search(id) {
                stayed += 1;
                let was = old_traits[row];
                assert_eq!(was.education(), traits.education(), "schooling of {id}");
                settled += usize::from(was.is_migrant() && !traits.is_migrant());
                assert!(was.is_migrant() || !traits.is_migrant(), "a local became a migrant");
            } else {
                assert_eq!(id >> 17, 1 << 14 | month, "a newcomer's id tells the month");
                let migrant = id >> 16 & 1 == 1;
                assert_eq!(migrant, traits.is_migrant(), "a newcomer's id tells the kind");
                *(if migrant { &mut arrived } else { &mut of_age }) += 1;
            }
        }
        let migrants = |traits: &[Traits]| traits.iter().filter(|t| t.is_migrant()).count();
        let gone = old_ids.len() - stayed;
        assert_eq!(tally.moved_out + tally.died, gone as f64, "departures and deaths");
        assert_eq!(tally.moved_in, f64::from(arrived), "arrivals");
        assert_eq!(tally.came_of_age, f64::from(of_age), "comings of age");
        assert_eq!(
            ids.len() as f64,
            old_ids.len() as f64 + tally.moved_in + tally.came_of_age
                - tally.moved_out
                - tally.died,
            "adults of month {month}"
        );
        let left = old_ids.iter().zip(old_traits).filter(|(id, _)| ids.binary_search(id).is_err());
        let migrants_left = left.filter(|(_, traits)| traits.is_migrant()).count();
        assert_eq!(
            migrants(traits) + migrants_left + settled,
            migrants(old_traits) + arrived as usize,
            "migrants of month {month}"
        );
        let (all, migrants) = (ids.len() as u32, migrants(traits) as u32);
        assert_eq!(census.adults, [all - migrants, migrants], "the census counts who is here");
        // Observation comes before the moves: it saw those of the month before.
        assert_eq!(tally.adults(), old_ids.len() as f64, "adults observed");
        self.settled += settled as u64;
    }

    fn check_metrics(&mut self, model: &mut Model) {
        let place = Arc::clone(&self.scenario.place);
        let (month, burn_in) = (model.clock().month, self.scenario.burn_in);
        let world = model.world();
        let revenue: Vec<bool> =
            world.resource::<Counties>().0.iter().map(|county| county.revenue > 0).collect();
        let mut tallies = vec![Tally::default(); place.communities.len()];
        let mut query = world.query::<(&Site, &Tally)>();
        for (site, tally) in query.iter(world) {
            // A community's Gini coefficient is not a number; nothing else may be.
            let shown = format!("{:?}", Tally { gini: 0.0, ..*tally }).replace(": -0.0", ": 0.0");
            assert!(!shown.contains("NaN") && !shown.contains("inf"), "{shown}");
            assert!(!shown.contains(": -"), "below zero: {shown}");
            tallies[site.index] = *tally;
        }
        let mut populated = vec![false; revenue.len()];
        for (row, tally) in place.communities.iter().zip(&tallies) {
            populated[row.county] |= tally.adults() > 0.0;
        }
        let recorder = model.recorder();
        let values = [recorder.month(), recorder.year(), recorder.run()];
        for (area, own) in recorder.areas.iter().enumerate() {
            let mut sum = Tally::default();
            self.members[area].iter().for_each(|&at| sum.add_area(&counted(&tallies[at])));
            self.past[area].push(sum);
            let past = &self.past[area];
            let lately = total(&past[past.len().saturating_sub(12)..]);
            let year = total(&past[(month - 1) as usize / 12 * 12..]);
            let run = total(&past[(burn_in as usize).min(past.len())..]);
            let first_whole = (burn_in as usize).div_ceil(12) * 12;
            let whole = first_whole..past.len() / 12 * 12;
            let whole = total(past.get(whole).unwrap_or_default());
            let known = Known {
                level: own.level,
                revenue: match own.level {
                    Level::Place => populated.iter().zip(&revenue).any(|(&a, &b)| a && b),
                    _ => revenue[own.county],
                },
                period: 0,
            };
            let of_run = if whole.months > 0.0 { whole } else { run };
            let leaving = [lately, year, of_run];
            let spent = [sum, if year.months < 12.0 { Tally::none() } else { year }, whole];
            let voted = [year, year, run];
            for (period, tally) in [&sum, &year, &run].into_iter().enumerate() {
                let of = Windows {
                    own: tally,
                    leaving: &leaving[period],
                    spent: &spent[period],
                    voted: &voted[period],
                };
                for (at, metric) in METRICS.iter().enumerate() {
                    let value = values[period][area * METRICS.len() + at];
                    let what = || {
                        format!(
                            "{} of {} in month {month}, period {period}: {value}",
                            metric.id, own.name
                        )
                    };
                    let known = Known { period, ..known };
                    if let Some(empty) = known.is_empty(at, &of) {
                        assert_eq!(value.is_nan(), empty, "whether empty: {}", what());
                    }
                    if !value.is_nan() {
                        let (low, high) = metric.range;
                        assert!(low <= value && value <= high, "outside its range: {}", what());
                    }
                }
            }
        }
    }
}

/// Positions of the communities of each area, in the order of the areas.
fn members(place: &Place) -> Vec<Vec<usize>> {
    let areas = areas(place, Detail::Community);
    let wide = areas.len() - place.communities.len();
    let of_area = areas[..wide].iter().map(|area| {
        let inside = |row: &CommunityRow| match area.level {
            Level::Place => true,
            Level::County => row.county == area.county,
            _ => row.county == area.county && area.name.ends_with(row.zone.id()),
        };
        (0..place.communities.len()).filter(|&at| inside(&place.communities[at])).collect()
    });
    of_area.chain((0..place.communities.len()).map(|at| vec![at])).collect()
}

fn total(months: &[Tally]) -> Tally {
    let mut sum = Tally::none();
    for month in months {
        sum.add_months(month);
    }
    sum
}

/// A community of nobody counts with its money only.
fn counted(tally: &Tally) -> Tally {
    if tally.adults() > 0.0 { *tally } else { tally.of_nobody() }
}

/// Tallies of the months that metrics of different windows cover.
struct Windows<'a> {
    own: &'a Tally,
    /// For turnover.
    leaving: &'a Tally,
    /// For money a year.
    spent: &'a Tally,
    /// For the budget.
    voted: &'a Tally,
}

/// What decides, besides the tally, whether a value is empty.
#[derive(Clone, Copy)]
struct Known {
    level: Level,
    /// Whether the county has revenue this year; of the place, some county with adults.
    revenue: bool,
    /// 0 for the month, 1 for the year, 2 for the run.
    period: usize,
}

impl Known {
    /// Whether a metric must be empty: what its entry says it is over is zero in the months that it
    /// covers. None where the counts of communities, which are all that the test adds up, do not tell:
    /// what counties had voted and which of them anybody lived in in January.
    fn is_empty(self, metric: usize, of: &Windows) -> Option<bool> {
        let entry = &METRICS[metric];
        let tally = match entry.window {
            Window::Month | Window::LastYear => of.own,
            Window::Year => of.leaving,
            Window::WholeYears => of.spent,
            Window::January => of.voted,
            Window::Summary if self.period == 0 => return Some(true),
            Window::Summary => of.own,
        };
        let below = self.level > Level::County;
        let nobody = of.own.adults() == 0.0 && entry.exists != Exists::EvenOfNobody;
        if of.own.months == 0.0 || nobody || (below && entry.exists == Exists::County) {
            return Some(true);
        }
        let of_county = [metric!("fulfilment"), metric!("fiscal_pressure")];
        if of_county.contains(&metric) {
            let known = self.period < 2 && self.level == Level::County;
            return (known && metric == of_county[1]).then_some(!self.revenue);
        }
        let gini = if tally.resolved > 0.0 { 0.0 } else { f64::NAN };
        Some(entry.value.is_empty(&Tally { gini, ..*tally }))
    }
}

/// All columns have the same length, ids ascend, groups hold distinct others who exist.
fn check_columns(world: &mut World) {
    let mut query = world.query::<(
        (&Ids, &Birth, &Since, &TraitsOf, &Trust, &Satisfaction, &Belonging, &Efficacy),
        (&Habit, &Norm, &LastTook, &TookPart, &ActLuck, &LeaveLuck),
        (&References, &Queue),
    )>();
    for (first, second, (references, queue)) in query.iter(world) {
        let (ids, birth, since, traits, trust, satisfaction, belonging, efficacy) = first;
        let (habit, norm, last, took, act, leave) = second;
        let lengths = [
            birth.0.len(),
            since.0.len(),
            traits.0.len(),
            trust.0.len(),
            satisfaction.0.len(),
            belonging.0.len(),
            efficacy.0.len(),
            habit.0.len(),
            norm.0.len(),
            last.0.len(),
            took.0.len(),
            act.0.len(),
            leave.0.len(),
        ];
        let rows = ids.0.len();
        assert_eq!(lengths, [rows; 13], "columns have one length");
        assert!(ids.0.is_sorted_by(|a, b| a < b), "ids ascend strictly");
        assert_eq!(references.rows.len(), rows * references.size, "a group for each resident");
        if references.size > 0 {
            let mut empty = false;
            for (row, group) in references.rows.chunks_exact(references.size).enumerate() {
                let mut members: Vec<u16> =
                    group.iter().copied().filter(|&member| member != NOBODY).collect();
                let filled = members.len();
                empty |= filled < references.size;
                assert_eq!(filled, references.size.min(rows - 1), "a group takes all there are");
                assert!(members.iter().all(|&member| usize::from(member) < rows), "members exist");
                assert!(!members.contains(&(row as u16)), "nobody is in the own group");
                members.sort_unstable();
                members.dedup();
                assert_eq!(members.len(), filled, "members are distinct");
            }
            assert!(references.gaps || !empty, "empty places are known");
        }
        for request in &queue.0 {
            assert_eq!(
                ids.0[usize::from(request.row)],
                request.resident,
                "requests find who filed"
            );
            assert!(request.left >= 0.0 && request.left.is_finite(), "hours of a request");
        }
    }
}

/// Attitudes and states of residents and cadres lie in [0, 1].
fn check_attitudes(world: &mut World) {
    let mut query =
        world.query::<(&Trust, &Satisfaction, &Belonging, &Efficacy, &Habit, &Norm, &Since)>();
    for (trust, satisfaction, belonging, efficacy, habit, norm, since) in query.iter(world) {
        for (name, column) in [
            ("trust", &trust.0),
            ("satisfaction", &satisfaction.0),
            ("belonging", &belonging.0),
            ("efficacy", &efficacy.0),
            ("habit", &habit.0),
            ("norm", &norm.0),
        ] {
            for value in column {
                assert!((0.0..=1.0).contains(value), "{name} of a resident: {value:e}");
            }
        }
        assert!(since.0.iter().all(|since| since.is_finite()), "tenure of a resident");
    }
}

/// Nobody without a post; posts within the quota but for those still held; one director, first.
fn check_teams(world: &mut World) {
    let mut query = world.query::<&Team>();
    for team in query.iter(world) {
        assert!(team.in_post() <= team.posts.len(), "filled posts are posts");
        let vacant = team.posts.iter().filter(|post| post.holder.is_none());
        let vacant_but_director = vacant.filter(|post| post.role != Role::Director).count();
        assert!(
            team.posts.len() <= team.quota || vacant_but_director == 0,
            "posts above the quota are held"
        );
        assert!(team.posts.is_sorted_by(|a, b| a.number < b.number), "numbers ascend");
        let directors =
            team.posts.iter().enumerate().filter(|(_, post)| post.role == Role::Director);
        assert_eq!(directors.map(|(at, _)| at).collect::<Vec<_>>(), [0], "one director, first");
        for (_, cadre) in team.cadres() {
            assert!((0.0..=1.0).contains(&cadre.skill), "skill of a cadre: {}", cadre.skill);
            assert!((0.0..=1.0).contains(&cadre.burnout), "burnout of a cadre: {}", cadre.burnout);
            assert!(cadre.tenure >= 0.0 && cadre.tenure.is_finite(), "tenure of a cadre");
        }
    }
}

/// States of communities are shares where they are shares, and hours are finite and not negative.
fn check_communities(world: &mut World) {
    let mut query = world.query::<(&Office, &Gathering, &Record, &Strength, &Ledger, &Census)>();
    for (office, gathering, record, strength, ledger, census) in query.iter(world) {
        for (name, share) in [
            ("administrative share", office.admin_share),
            ("neglect", office.neglect),
            ("paid share", office.paid_share),
            ("skill", office.skill),
            ("reach", gathering.reach),
            ("asked", gathering.asked),
            ("funded", gathering.funded),
            ("responsiveness", gathering.responsiveness),
            ("record", record.0),
            ("mean trust", census.mean_trust()),
            ("mean satisfaction", census.mean_satisfaction()),
        ] {
            assert!((0.0..=1.0).contains(&share), "{name} of a community: {share:e}");
        }
        for (lever, share) in strength.each() {
            assert!((0.0..=1.0).contains(&share), "strength of {lever}: {share:e}");
        }
        for (name, amount) in [
            ("hours", office.hours),
            ("hours demanded", office.demanded),
            ("hours refused", office.refused),
            ("hours done", office.done),
            ("training", office.training),
            ("outreach", office.outreach),
            ("service", office.service),
            ("demand", office.demand.unwrap_or(0.0)),
            ("visits", office.visits),
            ("events", gathering.events),
            ("arrears", ledger.arrears as f64),
        ] {
            assert!(amount >= 0.0 && amount.is_finite(), "{name} of a community: {amount:e}");
        }
    }
}

/// Sets of all the settings at random within their legal ranges: half keep their default, a quarter
/// are drawn from the range, a quarter stand at one of its ends.
pub fn random_settings(scenario: &mut Scenario, numbers: &mut Numbers) {
    use cogov::setting::Table;
    for setting in SettingId::all().filter(|setting| setting.setting().table() == Table::Values) {
        let (kind, place) = (numbers.draw(), numbers.draw());
        let place = if kind < 0.75 { place } else { place.round() };
        if kind >= 0.5 {
            for settings in &mut scenario.baseline {
                settings.set(setting, value_at(setting, place));
            }
        }
    }
    for zone in ZONES {
        let settings = &mut scenario.baseline[zone.index()];
        for (group, whole) in shares() {
            let sum: f64 = group.iter().map(|&share| settings.get(share)).sum();
            if sum == 0.0 && whole {
                let defaults = Settings::defaults(zone);
                group.iter().for_each(|&share| settings.set(share, defaults.get(share)));
            } else if whole || sum > 1.0 {
                group.iter().for_each(|&share| settings.set(share, settings.get(share) / sum));
            }
        }
    }
    scenario.revenue_given = numbers.draw() < 0.8;
}
