//! Observation: what a month counted is added up over communities and months, and becomes metrics.

use bevy_ecs::prelude::*;

use super::area::{Area, Detail, Level, areas};
use super::{Exists, METRICS, Metric, Span, Window};
use crate::place::Place;
use crate::quantity::tell;
use crate::quantity::{Fen, ZONES};
use crate::world::community::Site;
use crate::world::county::Counties;
use crate::world::ledger::{Account, FLOWS, Ledger};
use crate::world::tally::{CountyTally, Tally};
use crate::world::{Clock, Spread, each};

tell! {
    observe, "Observation" "观测",
    "What the books say is added to each community's count, before people come and go."
    "在人员流动之前，将账目计入各社区的统计。"
}

/// Step 9: what the books say is added to each community's tally, before people come and go.
pub(crate) fn observe(spread: Res<Spread>, mut communities: Query<(&Ledger, &mut Tally)>) {
    const HELD: [Account; 6] = [
        Account::Personnel,
        Account::Operating,
        Account::Service,
        Account::Activity,
        Account::Training,
        Account::Discretionary,
    ];
    each(&spread, communities.iter_mut(), |(ledger, mut tally)| {
        let spent = |sink| ledger.spent_in_month(sink) as f64;
        tally.spend_wages = spent(Account::Wages);
        tally.spend_suppliers = spent(Account::Suppliers);
        tally.spend_events = spent(Account::Events);
        tally.spend_trainers = spent(Account::Trainers);
        tally.spend_social_organisations = spent(Account::SocialOrganisations);
        tally.spend_office = spent(Account::Office);
        tally.spend_township = spent(Account::Township);
        tally.spend_projects = spent(Account::Projects);
        tally.idle = HELD.iter().map(|&account| ledger.balance(account)).sum::<Fen>() as f64;
    });
}

/// Leavers and staff of a month: what the turnover of the last 12 months needs.
#[derive(Clone, Copy, Debug, Default)]
struct Leaving {
    quits: f64,
    dismissals: f64,
    staff: f64,
}

/// Requests resolved and ended of a community, for the Gini coefficient.
#[derive(Clone, Copy, Debug, Default)]
struct Endings {
    resolved: f64,
    ended: f64,
}

impl Endings {
    fn add(&mut self, tally: &Tally) {
        self.resolved += tally.resolved;
        self.ended += tally.ended();
    }
}

/// What was observed of an area.
#[derive(Clone, Debug)]
struct Watch {
    month: Tally,
    year: Tally,
    run: Tally,
    /// The whole calendar years of the run.
    whole_years: Tally,
    lately: [Leaving; 12],
}

impl Watch {
    fn of(&self, span: Span) -> &Tally {
        match span {
            Span::Month => &self.month,
            Span::Year => &self.year,
            Span::Run => &self.run,
        }
    }

    /// What a metric with a window is the ratio of; nothing where it has no value.
    fn tally(&self, span: Span, window: Window) -> Option<Tally> {
        let own = *self.of(span);
        match (window, span) {
            (Window::Summary, Span::Month) => None,
            (Window::Year, Span::Month) => {
                let sum = |of: fn(&Leaving) -> f64| self.lately.iter().map(of).sum();
                Some(Tally {
                    quits: sum(|month| month.quits),
                    dismissals: sum(|month| month.dismissals),
                    staff: sum(|month| month.staff),
                    ..own
                })
            }
            (Window::Year, Span::Run) if self.whole_years.months > 0.0 => Some(self.whole_years),
            (Window::WholeYears, Span::Year) => (own.months >= YEAR).then_some(own),
            (Window::WholeYears, Span::Run) => Some(self.whole_years),
            (Window::January, Span::Month) => Some(own.with_budget(&self.year)),
            _ => Some(own),
        }
    }

    fn end_month(&mut self, month: u32, burn_in: u32) {
        let this = &self.month;
        self.lately[(month - 1) as usize % 12] =
            Leaving { quits: this.quits, dismissals: this.dismissals, staff: this.staff };
        self.year.add_months(this);
        if month > burn_in {
            self.run.add_policy_month(this);
        }
        if month.is_multiple_of(12) && month >= burn_in + 12 {
            self.whole_years.add_months(&self.year);
        }
    }
}

/// Months of a year.
const YEAR: f64 = 12.0;

/// Adds up tallies, month after month.
#[derive(Resource, Clone, Debug)]
pub struct Recorder {
    /// The areas, in the order of all values.
    pub areas: Vec<Area>,
    burn_in: u32,
    watches: Vec<Watch>,
    /// Areas of each community: place, county, zone, itself, as far as they are observed.
    of_community: Vec<[Option<usize>; 4]>,
    /// Communities of each county.
    of_county: Vec<Vec<usize>>,
    /// Endings of each community in the month, the year and the run.
    endings: Vec<[Endings; 3]>,
    county_areas: Vec<usize>,
    /// Counties in the order of their names, so that the order of a table changes no sum.
    county_order: Vec<usize>,
    /// Money moved this calendar year, by area and flow.
    funding: Vec<[Fen; FLOWS.len()]>,
}

/// The position of an area among those observed; none where it is not.
fn find(areas: &[Area], level: Level, name: &str, county: usize) -> Option<usize> {
    areas.iter().position(|area| {
        area.level == level && area.name == name && (level == Level::Place || area.county == county)
    })
}

/// Areas of each community: place, county, zone, itself, as far as they are observed.
fn areas_of_communities(
    place: &Place,
    areas: &[Area],
    county_areas: &[usize],
) -> Vec<[Option<usize>; 4]> {
    let several = place.counties.len() > 1;
    let mut zone_areas = vec![[None; 3]; place.counties.len()];
    for (county, zones) in zone_areas.iter_mut().enumerate() {
        for zone in ZONES {
            let name = if several {
                format!("{}/{}", place.counties[county].name, zone.id())
            } else {
                zone.id().to_owned()
            };
            zones[zone.index()] = find(areas, Level::Zone, &name, county);
        }
    }
    let whole = find(areas, Level::Place, "place", 0);
    let first = areas.iter().position(|area| area.level == Level::Community);
    let rows = place.communities.iter().enumerate();
    rows.map(|(at, row)| {
        let zone = zone_areas[row.county][row.zone.index()];
        [whole, Some(county_areas[row.county]), zone, first.map(|first| first + at)]
    })
    .collect()
}

/// The values of all metrics in all areas: a row of metrics an area. Not a number where empty.
pub(crate) type Observations = Vec<f64>;

impl Recorder {
    /// Months of a calendar year, up to its `month`, that come after the burn-in.
    pub fn months_after_burn_in(&self, month: u32) -> u32 {
        let january = month.saturating_sub(1) / 12 * 12;
        month.saturating_sub(january.max(self.burn_in))
    }

    /// A recorder of a place that leaves out the first `burn_in` months of the run's summary.
    pub fn new(place: &Place, detail: Detail, burn_in: u32) -> Self {
        let areas = areas(place, detail);
        let county_areas: Vec<usize> = place
            .counties
            .iter()
            .enumerate()
            .map(|(at, county)| find(&areas, Level::County, &county.name, at).unwrap_or_default())
            .collect();
        let mut county_order: Vec<usize> = (0..place.counties.len()).collect();
        county_order.sort_by(|&a, &b| place.counties[a].name.cmp(&place.counties[b].name));
        let mut of_county = vec![Vec::new(); place.counties.len()];
        for (at, row) in place.communities.iter().enumerate() {
            of_county[row.county].push(at);
        }
        let none = Watch {
            month: Tally::default(),
            year: Tally::none(),
            run: Tally::none(),
            whole_years: Tally::none(),
            lately: [Leaving::default(); 12],
        };
        Self {
            watches: vec![none; areas.len()],
            funding: vec![[0; FLOWS.len()]; areas.len()],
            burn_in,
            of_community: areas_of_communities(place, &areas, &county_areas),
            areas,
            of_county,
            endings: vec![[Endings::default(); 3]; place.communities.len()],
            county_areas,
            county_order,
        }
    }

    /// Values of the month.
    pub fn month(&self) -> Observations {
        self.values(Span::Month)
    }

    /// Values of the calendar year so far.
    pub fn year(&self) -> Observations {
        self.values(Span::Year)
    }

    /// What the calendar year counted so far in one area.
    pub(super) fn tally_of_year(&self, area: usize) -> &Tally {
        &self.watches[area].year
    }

    /// Values of the run so far, burn-in left out.
    pub fn run(&self) -> Observations {
        self.values(Span::Run)
    }

    /// Values of the month in one area, by its position in `areas`.
    pub fn month_in(&self, area: usize) -> Observations {
        self.values_in(area, Span::Month)
    }

    /// Values of the calendar year so far in one area.
    pub fn year_in(&self, area: usize) -> Observations {
        self.values_in(area, Span::Year)
    }

    /// Adults of all areas at the last observation.
    pub fn adults(&self) -> f64 {
        let counties = self.county_areas.iter().map(|&area| &self.watches[area]);
        counties.map(|watch| watch.month.adults_end).sum()
    }

    /// Money moved this calendar year, by area, along each of [`FLOWS`].
    pub fn funding(&self) -> &[[Fen; FLOWS.len()]] {
        &self.funding
    }

    fn values(&self, span: Span) -> Observations {
        (0..self.areas.len()).flat_map(|area| self.values_in(area, span)).collect()
    }

    fn values_in(&self, at: usize, span: Span) -> Observations {
        let (area, watch) = (&self.areas[at], &self.watches[at]);
        let gini = self.gini(area, span);
        let nobody = watch.of(span).adults() <= 0.0;
        let tallies = Window::ALL.map(|window| {
            let tally = watch.tally(span, window).filter(|tally| tally.months > 0.0);
            tally.map(|tally| Tally { gini, ..tally })
        });
        let value = |metric: &Metric| {
            let has = match metric.exists {
                Exists::EvenOfNobody => true,
                Exists::Everywhere => !nobody,
                Exists::County => !nobody && area.level <= Level::County,
            };
            let tally = tallies[metric.window as usize].as_ref().filter(|_| has)?;
            metric.value.of(tally).filter(|value| value.is_finite())
        };
        METRICS.iter().map(|metric| value(metric).unwrap_or(f64::NAN)).collect()
    }

    fn begin_month(&mut self, january: bool) {
        for watch in &mut self.watches {
            watch.month = Tally::default();
            if january {
                watch.year = Tally::none();
            }
        }
        for [month, year, _] in &mut self.endings {
            *month = Endings::default();
            if january {
                *year = Endings::default();
            }
        }
    }

    fn add_community(&mut self, site: &Site, tally: &Tally, counted: bool) {
        let tally = if tally.adults() > 0.0 { *tally } else { tally.of_nobody() };
        // The place is the sum of its counties.
        let [_, areas @ ..] = self.of_community[site.index];
        for area in areas.into_iter().flatten() {
            self.watches[area].month.add_area(&tally);
        }
        let [month, year, run] = &mut self.endings[site.index];
        month.add(&tally);
        year.add(&tally);
        if counted {
            run.add(&tally);
        }
    }

    /// Adds what exists for counties only, and the counties to the place.
    fn add_counties(&mut self, counties: &Counties) {
        let whole = self.areas.iter().position(|area| area.level == Level::Place);
        for &at in &self.county_order {
            let county = &counties.0[at].tally;
            let month = &mut self.watches[self.county_areas[at]].month;
            // Communities count their part of programmes; the county's sum is what was paid.
            month.spend_programmes = 0.0;
            month.add_area(&county_extra(county));
            if let Some(whole) = whole {
                let county = month.of_somebody();
                self.watches[whole].month.add_area(&county);
            }
        }
    }

    /// The Gini coefficient of a county or the place; not a number below.
    fn gini(&self, area: &Area, span: Span) -> f64 {
        let endings = |&community: &usize| self.endings[community][span as usize];
        match area.level {
            Level::Place => gini(self.endings.iter().map(|endings| endings[span as usize])),
            Level::County => gini(self.of_county[area.county].iter().map(endings)),
            Level::Zone | Level::Community => f64::NAN,
        }
    }

    fn end_month(&mut self, month: u32) {
        for watch in &mut self.watches {
            watch.end_month(month, self.burn_in);
        }
    }
}

/// What exists for a county only.
fn county_extra(county: &CountyTally) -> Tally {
    let money = |fen: Fen| fen as f64;
    let voted = county.voted.unwrap_or_default();
    let claims = voted.grants + voted.programmes;
    Tally {
        returned: money(county.returned),
        spend_programmes: money(county.programmes_paid),
        programmes_cost: money(county.programmes_cost),
        programmes_paid: money(county.programmes_paid),
        budget_programmes: money(voted.programmes),
        appropriated: money(voted.granted_pay + voted.granted_rest),
        budget: money(voted.pay + claims),
        revenue: money(voted.revenue),
        claims: money(claims),
        granted: money(voted.granted_rest),
        budgets: if county.voted.is_some() { 1.0 } else { 0.0 },
        ..Tally::default()
    }
}

/// Gini coefficient of the resolution rates of communities with ended requests.
fn gini(communities: impl Iterator<Item = Endings>) -> f64 {
    let rates = communities.filter(|endings| endings.ended > 0.0);
    let mut rates: Vec<f64> = rates.map(|endings| endings.resolved / endings.ended).collect();
    rates.sort_unstable_by(f64::total_cmp);
    let n = rates.len() as f64;
    let sum: f64 = rates.iter().sum();
    if sum <= 0.0 {
        return f64::NAN;
    }
    let spread: f64 =
        rates.iter().enumerate().map(|(at, rate)| (2.0 * (at as f64 + 1.0) - n - 1.0) * rate).sum();
    // Of equals rounding may leave a last bit below zero.
    (spread / (n * sum)).max(0.0)
}

tell! {
    record, "Record" "汇总",
    "The month is added up over communities, zones and counties."
    "按社区、地区类型与县汇总本月。"
}

/// After the month's last process: adds the month to all areas.
pub fn record(
    clock: Res<Clock>,
    counties: Res<Counties>,
    mut recorder: ResMut<Recorder>,
    communities: Query<(&Site, &Tally, &Ledger)>,
) {
    let recorder = &mut *recorder;
    recorder.begin_month(clock.is_january());
    let counted = clock.month > recorder.burn_in;
    for (site, tally, _) in &communities {
        recorder.add_community(site, tally, counted);
    }
    recorder.add_counties(&counties);
    recorder.end_month(clock.month);
    recorder.funding.fill([0; FLOWS.len()]);
    for (site, _, ledger) in &communities {
        for area in recorder.of_community[site.index].into_iter().flatten() {
            add_flows(&mut recorder.funding[area], ledger.year());
        }
    }
    let whole = recorder.areas.iter().position(|area| area.level == Level::Place);
    for (county, &area) in counties.0.iter().zip(&recorder.county_areas) {
        for area in [Some(area), whole].into_iter().flatten() {
            add_flows(&mut recorder.funding[area], county.ledger.year());
        }
    }
}

fn add_flows(sum: &mut [Fen; FLOWS.len()], flows: &[Fen; FLOWS.len()]) {
    for (sum, flow) in sum.iter_mut().zip(flows) {
        *sum += flow;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gini_coefficient_is_zero_for_equals_and_follows_the_formula() {
        let endings = |rates: &[f64]| {
            gini(rates.iter().map(|&rate| Endings { resolved: rate * 10.0, ended: 10.0 }))
        };
        assert!(endings(&[0.5, 0.5, 0.5]).abs() < 1e-12);
        // (−1 x .2 + 1 x .6) / (2 x .8)
        assert!((endings(&[0.6, 0.2]) - 0.25).abs() < 1e-12);
        assert!(endings(&[1.0 / 3.0; 5]) >= 0.0);
        assert!(endings(&[0.0]).is_nan());
        assert!(gini([Endings::default()].into_iter()).is_nan());
    }
}
