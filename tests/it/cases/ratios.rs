//! See `tests/cases/README.md`: ratios over counties and months (2), parts of a year (6), the order of rows
//! (18), areas of nobody (23); and the budget.

use std::collections::BTreeMap;
use std::sync::Arc;

use cogov::metric::{Area, Detail, Level, METRICS};
use cogov::model::Model;
use cogov::place::Place;
use cogov::policy::Scenario;
use cogov::quantity::Zone;
use cogov::world::{Account, Counties, FLOWS, Site, Tally};
use tempfile::TempDir;

use super::with_inputs;
use crate::common::{busy, in_place, put};
use crate::outside::{put as write, read, says};

// ---- every metric from communities and months ----

/// What a community, or a county, counted in a month.
type Count = fn(&Tally) -> f64;

/// A ratio of sums over communities and months, with a factor.
struct Ratio(f64, Count, Count);

const LOCAL: Count = |t| t.adults_local;
const MIGRANT: Count = |t| t.adults_migrant;
const ADULTS: Count = |t| t.adults_local + t.adults_migrant;
const ENDED: Count = |t| t.resolved + t.failed + t.lapsed;
const WORKED: Count = |t| t.hours_volunteers + t.hours_social + t.hours_cadres;
const YEAR_LOCAL: Count = |t| t.yearly_adults_local;
const YEAR_MIGRANT: Count = |t| t.yearly_adults_migrant;
const YEAR_ADULTS: Count = |t| t.yearly_adults_local + t.yearly_adults_migrant;

/// The definitions of metrics that are one ratio of counts, as docs/odd.md has them.
fn ratio(id: &str) -> Option<Ratio> {
    Some(match id {
        "participation" => Ratio(1.0, |t| t.participants_local + t.participants_migrant, ADULTS),
        "participation_local" => Ratio(1.0, |t| t.participants_local, LOCAL),
        "participation_migrant" => Ratio(1.0, |t| t.participants_migrant, MIGRANT),
        "participation_civic" => Ratio(1.0, |t| t.civic, ADULTS),
        "participation_political" => Ratio(1.0, |t| t.political, ADULTS),
        "participation_yearly" => Ratio(1.0, |t| t.yearly_local + t.yearly_migrant, YEAR_ADULTS),
        "participation_yearly_local" => Ratio(1.0, |t| t.yearly_local, YEAR_LOCAL),
        "participation_yearly_migrant" => Ratio(1.0, |t| t.yearly_migrant, YEAR_MIGRANT),
        "turnout_all" => Ratio(1.0, |t| t.votes, |t| t.voting_adults),
        "turnout_entitled" => Ratio(1.0, |t| t.votes, |t| t.entitled),
        "talent_excluded" => Ratio(1.0, |t| t.tertiary_excluded, |t| t.tertiary),
        "reach" => Ratio(1.0, |t| t.reach, ADULTS),
        "asked" => Ratio(1.0, |t| t.asked, ADULTS),
        "staff_turnover" => Ratio(12.0, |t| t.quits + t.dismissals, |t| t.staff),
        "quit_rate" => Ratio(12.0, |t| t.quits, |t| t.staff),
        "dismissal_rate" => Ratio(12.0, |t| t.dismissals, |t| t.staff),
        "vacancy" => Ratio(1.0, |t| t.vacant, |t| t.quota),
        "skill" => Ratio(1.0, |t| t.skill, |t| t.cadres),
        "burnout" => Ratio(1.0, |t| t.burnout, |t| t.cadres),
        "admin_share" => Ratio(1.0, |t| t.admin_done, |t| t.hours),
        "unmet_admin" => Ratio(1.0, |t| t.admin_demanded - t.admin_done, |t| t.admin_demanded),
        "admin_refused" => Ratio(1.0, |t| t.admin_refused, |t| t.admin_demanded),
        "neglect" => Ratio(1.0, |t| t.neglect, ADULTS),
        "demand" => Ratio(1.0, |t| t.demand, |t| t.demand_adults),
        "filed_per_1000" => Ratio(1000.0, |t| t.filed, ADULTS),
        "resolved_per_1000" => Ratio(1000.0, |t| t.resolved, ADULTS),
        "failed_per_1000" => Ratio(1000.0, |t| t.failed, ADULTS),
        "lapsed_per_1000" => Ratio(1000.0, |t| t.lapsed, ADULTS),
        "backlog_per_1000" => Ratio(1000.0, |t| t.backlog, ADULTS),
        "resolution_rate" => Ratio(1.0, |t| t.resolved, ENDED),
        "lapse_rate" => Ratio(1.0, |t| t.lapsed, ENDED),
        "months_to_resolve" => Ratio(1.0, |t| t.resolved_months, |t| t.resolved),
        "voice" => Ratio(1.0, |t| t.filed, |t| t.needs),
        "unmet_need" => Ratio(1.0, |t| t.unreported + t.failed + t.lapsed, |t| t.needs),
        "share_volunteers" => Ratio(1.0, |t| t.hours_volunteers, WORKED),
        "share_social_organisations" => Ratio(1.0, |t| t.hours_social, WORKED),
        "satisfaction" => Ratio(1.0, |t| t.satisfaction_local + t.satisfaction_migrant, ADULTS),
        "satisfaction_local" => Ratio(1.0, |t| t.satisfaction_local, LOCAL),
        "satisfaction_migrant" => Ratio(1.0, |t| t.satisfaction_migrant, MIGRANT),
        "trust" => Ratio(1.0, |t| t.trust_local + t.trust_migrant, ADULTS),
        "trust_local" => Ratio(1.0, |t| t.trust_local, LOCAL),
        "trust_migrant" => Ratio(1.0, |t| t.trust_migrant, MIGRANT),
        "belonging" => Ratio(1.0, |t| t.belonging_local + t.belonging_migrant, ADULTS),
        "belonging_local" => Ratio(1.0, |t| t.belonging_local, LOCAL),
        "belonging_migrant" => Ratio(1.0, |t| t.belonging_migrant, MIGRANT),
        "efficacy" => Ratio(1.0, |t| t.efficacy_local + t.efficacy_migrant, ADULTS),
        "efficacy_local" => Ratio(1.0, |t| t.efficacy_local, LOCAL),
        "efficacy_migrant" => Ratio(1.0, |t| t.efficacy_migrant, MIGRANT),
        "disputes_per_1000" => Ratio(1000.0, |t| t.disputes, ADULTS),
        "escalations_per_1000" => Ratio(1000.0, |t| t.escalations, ADULTS),
        "migrant_share" => Ratio(1.0, MIGRANT, ADULTS),
        "tertiary_share" => Ratio(1.0, |t| t.tertiary, ADULTS),
        "net_migration" => Ratio(12_000.0, |t| t.moved_in - t.moved_out, ADULTS),
        "paid_share" => Ratio(1.0, |t| t.paid_share, |t| t.payroll),
        "arrears_per_cadre" => Ratio(0.01, |t| t.arrears, |t| t.cadres),
        "idle" => Ratio(0.01, |t| t.idle, ADULTS),
        "responsiveness" => Ratio(1.0, |t| t.responsiveness, ADULTS),
        "funded_share" => Ratio(1.0, |t| t.funded, ADULTS),
        "budget_pay" => Ratio(0.01, |t| t.budget_pay, |t| t.budget_adults),
        "budget_grants" => Ratio(0.01, |t| t.budget_grants, |t| t.budget_adults),
        _ => return None,
    })
}

/// The difference or ratio of two of these.
fn of_two(id: &str) -> Option<[&'static str; 2]> {
    Some(match id {
        "participation_gap" => ["participation_local", "participation_migrant"],
        "participation_yearly_gap" => {
            ["participation_yearly_local", "participation_yearly_migrant"]
        }
        "belonging_gap" => ["belonging_local", "belonging_migrant"],
        "participation_ratio" => ["participation_migrant", "participation_local"],
        _ => return None,
    })
}

/// Money spent, by its sink.
fn sink(id: &str) -> Option<Account> {
    Some(match id {
        "spend_wages" => Account::Wages,
        "spend_suppliers" => Account::Suppliers,
        "spend_events" => Account::Events,
        "spend_trainers" => Account::Trainers,
        "spend_social_organisations" => Account::SocialOrganisations,
        "spend_office" => Account::Office,
        "spend_township" => Account::Township,
        "spend_programmes" => Account::Programmes,
        "spend_projects" => Account::Projects,
        _ => return None,
    })
}

/// A run's counts and money, as the world had them.
struct Seen {
    place: Arc<Place>,
    burn_in: usize,
    areas: Vec<Area>,
    /// By month and community.
    tallies: Vec<Vec<Tally>>,
    /// By month and county: cost of programmes and what was paid of it, fen.
    programmes: Vec<Vec<[f64; 2]>>,
    /// By year (the last one cut short), area and flow: fen, as in `funding.csv`.
    funding: Vec<Vec<Vec<f64>>>,
}

/// Values by month, year and run.
type Values = [Vec<Vec<f64>>; 3];

fn run(scenario: &Scenario, seed: u64) -> (Seen, Values) {
    let mut model = Model::new(scenario, seed, Detail::Community, false);
    let mut seen = Seen {
        place: Arc::clone(&scenario.place),
        burn_in: scenario.burn_in as usize,
        areas: model.recorder().areas.clone(),
        tallies: Vec::new(),
        programmes: Vec::new(),
        funding: Vec::new(),
    };
    let mut values: Values = Default::default();
    while !model.is_over() {
        model.step();
        let world = model.world();
        let mut tallies = vec![Tally::default(); scenario.place.communities.len()];
        let mut query = world.query::<(&Site, &Tally)>();
        for (site, tally) in query.iter(world) {
            tallies[site.index] = *tally;
        }
        let counties = world.resource::<Counties>().0.iter().map(|county| {
            [county.tally.programmes_cost, county.tally.programmes_paid].map(|fen| fen as f64)
        });
        seen.programmes.push(counties.collect());
        seen.tallies.push(tallies);
        let recorder = model.recorder();
        values[0].push(recorder.month());
        if model.clock().is_december() || model.is_over() {
            values[1].push(recorder.year());
            let money = recorder.funding().iter().map(|flows| flows.map(|fen| fen as f64).to_vec());
            seen.funding.push(money.collect());
        }
    }
    values[2].push(model.recorder().run());
    (seen, values)
}

impl Seen {
    fn members(&self, area: &Area) -> Vec<usize> {
        let inside = |at: &usize| {
            let row = &self.place.communities[*at];
            match area.level {
                Level::Place => true,
                Level::County => row.county == area.county,
                Level::Zone => row.county == area.county && area.name.ends_with(row.zone.id()),
                Level::Community => row.code == area.name,
            }
        };
        (0..self.place.communities.len()).filter(inside).collect()
    }

    fn counties(&self, area: &Area) -> Vec<usize> {
        match area.level {
            Level::Place => (0..self.place.counties.len()).collect(),
            _ => vec![area.county],
        }
    }

    /// A sum over communities and months; of a community of nobody only money counts.
    fn sum(&self, area: &Area, months: &[usize], money: bool, of: Count) -> f64 {
        let members = self.members(area);
        let cells = months.iter().flat_map(|&month| {
            members.iter().map(move |&community| &self.tallies[month][community])
        });
        cells.filter(|t| money || ADULTS(t) > 0.0).map(of).sum()
    }

    fn whole_years(&self) -> Vec<usize> {
        let years = 0..self.tallies.len() / 12;
        years.filter(|year| year * 12 >= self.burn_in).collect()
    }

    fn flow(&self, area: usize, years: &[usize], is: impl Fn(Account, Account) -> bool) -> f64 {
        let flows = (0..FLOWS.len()).filter(|&at| is(FLOWS[at].0, FLOWS[at].1));
        flows.map(|at| years.iter().map(|&year| self.funding[year][area][at]).sum::<f64>()).sum()
    }

    /// The budget of an area in a year: P, O, X, revenue, pay transferred, adults, f·(O + X), where f is the
    /// share of the grants that was transferred; fen. Of a place that of its counties with somebody in January.
    fn voted(&self, at: usize, year: usize) -> [f64; 7] {
        let area = &self.areas[at];
        let mut all = [0.0; 7];
        for county in self.counties(area) {
            let one = |area: &&Area| area.level == Level::County && area.county == county;
            let (own, this) = self.areas.iter().enumerate().find(|(_, area)| one(area)).unwrap();
            let january = [year * 12];
            let adults = self.sum(this, &january, true, |t| t.budget_adults);
            if adults == 0.0 && area.level == Level::Place {
                continue;
            }
            let flow =
                |from: Account, to: Account| self.flow(own, &[year], |a, b| (a, b) == (from, to));
            let grants = self.sum(this, &january, true, |t| t.budget_grants);
            let programmes = 12.0 * self.programmes[year * 12][county][0];
            let f = flow(Account::Treasury, Account::AppropriatedGrant) / grants;
            let parts = [
                self.sum(this, &january, true, |t| t.budget_pay),
                grants,
                programmes,
                flow(Account::Outside, Account::Treasury),
                flow(Account::Treasury, Account::AppropriatedPay),
                adults,
                f * (grants + programmes),
            ];
            all.iter_mut().zip(parts).for_each(|(sum, part)| *sum += part);
        }
        all
    }

    /// Gini coefficient as half the mean absolute difference over the mean.
    fn gini(&self, area: &Area, months: &[usize]) -> f64 {
        let rates: Vec<f64> = self
            .members(area)
            .into_iter()
            .filter_map(|at| {
                let sum = |of: Count| months.iter().map(|&m| of(&self.tallies[m][at])).sum::<f64>();
                (sum(ENDED) > 0.0).then(|| sum(|t| t.resolved) / sum(ENDED))
            })
            .collect();
        let pairs = rates.iter().flat_map(|a| rates.iter().map(move |b| (a - b).abs()));
        pairs.sum::<f64>() / (2.0 * rates.len() as f64 * rates.iter().sum::<f64>())
    }
}

/// The months or years of a value: a month, a year or the run.
struct Covered<'a> {
    seen: &'a Seen,
    months: Vec<usize>,
    /// For turnover.
    leaving: Vec<usize>,
    /// Whole calendar years; none where the value is of a month.
    years: Option<Vec<usize>>,
    /// Years whose January is covered.
    januaries: Vec<usize>,
}

impl Covered<'_> {
    fn months_of(years: &[usize]) -> Vec<usize> {
        years.iter().flat_map(|year| year * 12..year * 12 + 12).collect()
    }

    fn of<'a>(seen: &'a Seen, span: usize, at: usize) -> Covered<'a> {
        let last = seen.tallies.len();
        match span {
            0 => Covered {
                seen,
                months: vec![at],
                leaving: (at.saturating_sub(11)..=at).collect(),
                years: None,
                januaries: vec![at / 12],
            },
            1 => {
                let months: Vec<usize> = (at * 12..(at * 12 + 12).min(last)).collect();
                let whole = months.len() == 12;
                Covered {
                    seen,
                    leaving: months.clone(),
                    years: Some(if whole { vec![at] } else { Vec::new() }),
                    januaries: vec![at],
                    months,
                }
            }
            _ => {
                let months: Vec<usize> = (seen.burn_in..last).collect();
                let years = seen.whole_years();
                let leaving =
                    if years.is_empty() { months.clone() } else { Self::months_of(&years) };
                let januaries = months.iter().filter(|month| *month % 12 == 0);
                let januaries = januaries.map(|month| month / 12).collect();
                Covered { seen, leaving, years: Some(years), januaries, months }
            }
        }
    }

    /// The right value of a metric; none where only the program knows it.
    fn value(&self, id: &str, at: usize) -> Option<f64> {
        let (seen, area) = (self.seen, &self.seen.areas[at]);
        let adults = seen.sum(area, &self.months, true, ADULTS);
        let count = |months: &[usize], of| seen.sum(area, months, false, of);
        let is_money = id == "idle" || id.starts_with("budget_");
        if adults == 0.0 && !["adults", "adults_end"].contains(&id) {
            return Some(f64::NAN);
        }
        if let Some(Ratio(factor, above, below)) = ratio(id) {
            if id.starts_with("budget_") {
                return Some(self.mean_of_years(|year| {
                    let january = [year * 12];
                    let sum = |of| seen.sum(area, &january, true, of);
                    let skips = area.level == Level::Place;
                    let above = if skips { self.of_place(year, above) } else { sum(above) };
                    factor * above / sum(below)
                }));
            }
            let months = match id {
                "staff_turnover" | "quit_rate" | "dismissal_rate" => &self.leaving,
                _ => &self.months,
            };
            let above = seen.sum(area, months, is_money, above);
            return Some(factor * above / seen.sum(area, months, is_money, below));
        }
        if let Some([a, b]) = of_two(id) {
            let (a, b) = (self.value(a, at)?, self.value(b, at)?);
            return Some(match id {
                "participation_ratio" if b == 0.0 => f64::NAN,
                "participation_ratio" => a / b,
                _ => a - b,
            });
        }
        match id {
            "adults" => Some(adults / self.months.len() as f64),
            "adults_end" => {
                Some(seen.sum(area, &self.months[self.months.len() - 1..], true, ADULTS))
            }
            "director_rotation" => Some(count(&self.months, |t| t.rotations)),
            "gini_resolution" if area.level <= Level::County => Some(seen.gini(area, &self.months)),
            _ => self.money(id, at),
        }
    }

    /// Fen of a count of communities, over the place's counties with somebody.
    fn of_place(&self, year: usize, of: Count) -> f64 {
        let counties = self.seen.areas.iter().filter(|area| area.level == Level::County);
        let sum = |area: &Area, of| self.seen.sum(area, &[year * 12], true, of);
        let some = counties.filter(|area| sum(area, |t| t.budget_adults) > 0.0);
        some.map(|area| sum(area, of)).sum()
    }

    fn mean_of_years(&self, of: impl Fn(usize) -> f64) -> f64 {
        let values = self.januaries.iter().map(|&year| of(year));
        let values: Vec<f64> = values.filter(|value| value.is_finite()).collect();
        values.iter().sum::<f64>() / values.len() as f64
    }

    /// Fen spent in months: of communities; of programmes above them what counties paid.
    fn spent(&self, area: &Area, months: &[usize], id: &str) -> f64 {
        let of: Count = match id {
            "spend_wages" => |t| t.spend_wages,
            "spend_suppliers" => |t| t.spend_suppliers,
            "spend_events" => |t| t.spend_events,
            "spend_trainers" => |t| t.spend_trainers,
            "spend_social_organisations" => |t| t.spend_social_organisations,
            "spend_office" => |t| t.spend_office,
            "spend_township" => |t| t.spend_township,
            "spend_projects" => |t| t.spend_projects,
            "spend_programmes" => |t| t.spend_programmes,
            _ => panic!("{id}"),
        };
        if id == "spend_programmes" && area.level <= Level::County {
            let counties = self.seen.counties(area);
            let paid = |&month: &usize| -> f64 {
                counties.iter().map(|&county| self.seen.programmes[month][county][1]).sum()
            };
            return months.iter().map(paid).sum();
        }
        self.seen.sum(area, months, true, of)
    }

    /// Money spent a year: of years from `funding.csv`, of months (and of programmes below the county, which
    /// the books of communities do not have) from the months.
    fn spent_a_year(&self, at: usize, id: &str, sink: Account) -> f64 {
        let (seen, area) = (self.seen, &self.seen.areas[at]);
        let Some(years) = &self.years else {
            return 12.0 * self.spent(area, &self.months, id);
        };
        let months = Self::months_of(years);
        if sink == Account::Programmes && area.level > Level::County {
            return 12.0 * self.spent(area, &months, id);
        }
        12.0 * seen.flow(at, years, |_, to| to == sink)
    }

    /// Money, yuan; below the county a county's money is empty.
    fn money(&self, id: &str, at: usize) -> Option<f64> {
        let (seen, area) = (self.seen, &self.seen.areas[at]);
        let years = self.years.as_deref();
        let months = years.map_or(self.months.clone(), Self::months_of);
        let adults = seen.sum(area, &months, true, ADULTS);
        let sinks = || METRICS.iter().filter_map(|metric| Some((metric.id, sink(metric.id)?)));
        if let Some(sink) = sink(id) {
            return Some(self.spent_a_year(at, id, sink) / 100.0 / adults);
        }
        let voted = |part: fn([f64; 7]) -> f64| {
            self.januaries.iter().map(|&year| part(seen.voted(at, year))).sum::<f64>()
        };
        let budgeted = |part: fn([f64; 7]) -> f64| {
            self.mean_of_years(|year| {
                let voted = seen.voted(at, year);
                part(voted) / 100.0 / voted[5]
            })
        };
        Some(match id {
            "spending" => {
                let spent = sinks().map(|(id, sink)| self.spent_a_year(at, id, sink));
                spent.sum::<f64>() / 100.0 / adults
            }
            "cost_per_resolved" => {
                let spent = sinks().map(|(id, _)| self.spent(area, &self.months, id)).sum::<f64>();
                spent / 100.0 / seen.sum(area, &self.months, false, |t| t.resolved)
            }
            _ if area.level > Level::County => f64::NAN,
            // Booked in Decembers: of a month the year's money says nothing.
            "returned" => {
                let returned = |from, to| from == Account::Treasury && to == Account::Outside;
                12.0 * seen.flow(at, years?, returned) / 100.0 / adults
            }
            "fiscal_pressure" => voted(|of| of[0] + of[1] + of[2]) / voted(|of| of[3]),
            "programmes_paid" => {
                let cells = self.months.iter().flat_map(|&month| {
                    let counties = seen.counties(area).into_iter();
                    counties.map(move |county| seen.programmes[month][county])
                });
                let [cost, paid] = cells.fold([0.0; 2], |sum, [a, b]| [sum[0] + a, sum[1] + b]);
                if cost > 0.0 { paid / cost } else { 1.0 }
            }
            "budget_programmes" => budgeted(|of| of[2]),
            "budget" => budgeted(|of| of[0] + of[1] + of[2]),
            // What was transferred of pay and grants, and of programmes as much of the budget as of grants.
            "appropriated" => budgeted(|of| of[4] + of[6]),
            "fulfilment" => voted(|of| of[6]) / voted(|of| of[1] + of[2]),
            _ => return None,
        })
    }
}

/// Two counties and one of nobody; the first has a community of nobody. Revenue of 700 yuan an adult is
/// enough for the first and not for the second. 41 months, 13 of them burn-in: the year 3 is whole, months 14 to
/// 24 and 37 to 41 are parts of years.
fn uneven() -> Scenario {
    use Zone::{Pastoral, Rural, Urban};
    let mut scenario = busy(in_place(&[
        (0, Urban, 900, 0.3),
        (0, Urban, 1100, 0.25),
        (0, Rural, 0, 0.1),
        (1, Pastoral, 90, 0.1),
        (1, Pastoral, 70, 0.0),
        (1, Rural, 120, 0.2),
        (2, Rural, 0, 0.0),
    ]));
    put(&mut scenario, &[("revenue_per_adult", 700.0)]);
    Scenario { months: 41, burn_in: 13, ..scenario }
}

fn assert_recomputed(scenario: &Scenario, left: &mut BTreeMap<&'static str, usize>) {
    let (seen, values) = run(scenario, 3);
    for (span, rows) in values.iter().enumerate() {
        for (at, row) in rows.iter().enumerate() {
            let covered = Covered::of(&seen, span, at);
            for (index, area) in seen.areas.iter().enumerate() {
                for (metric, entry) in METRICS.iter().enumerate() {
                    let found = row[index * METRICS.len() + metric];
                    let Some(right) = covered.value(entry.id, index) else {
                        *left.entry(entry.id).or_default() += 1;
                        continue;
                    };
                    let right =
                        if span == 0 && entry.id == "adults_end" { f64::NAN } else { right };
                    // Transfers are cut to the fen by community, the cost of a month to the fen.
                    let cut = ["appropriated", "fulfilment", "fiscal_pressure"];
                    let cut = cut.contains(&entry.id) || entry.id.starts_with("budget");
                    let tolerance = if cut { 1e-5 } else { 1e-9 } * right.abs().max(1e-3);
                    assert!(
                        right.is_nan() && found.is_nan()
                            || !right.is_finite() && found.is_nan()
                            || (right - found).abs() <= tolerance,
                        "{} of {} {}, span {span}, {at}: {found} for {right}",
                        entry.id,
                        area.level.id(),
                        area.name,
                    );
                }
            }
        }
    }
}

#[test]
fn every_metric_is_the_ratio_of_sums_that_its_definition_says_at_every_level_and_time() {
    let mut left = BTreeMap::new();
    assert_recomputed(&uneven(), &mut left);
    // Only of months: what a county returns is booked in December, and funding.csv has years.
    let left: Vec<_> = left.into_keys().collect();
    assert_eq!(left, ["returned"], "no second definition: write it in `ratio` of this file");
}

#[test]
fn a_county_short_of_revenue_is_granted_less_than_its_budget_and_the_other_all_of_it() {
    let (seen, values) = run(&uneven(), 3);
    let of = |name: &str, id: &str| {
        let area = seen.areas.iter().position(|area| area.name == name).unwrap();
        let metric = METRICS.iter().position(|metric| metric.id == id).unwrap();
        values[2][0][area * METRICS.len() + metric]
    };
    assert_eq!(of("county-0", "fulfilment"), 1.0);
    assert!((of("county-0", "appropriated") / of("county-0", "budget") - 1.0).abs() < 1e-6);
    assert!(of("county-1", "fulfilment") < 0.9 && of("county-1", "fiscal_pressure") > 1.0);
    assert!(of("county-1", "appropriated") < 0.95 * of("county-1", "budget"));
    let parts = ["budget_pay", "budget_grants", "budget_programmes"].map(|id| of("place", id));
    assert!((parts.iter().sum::<f64>() / of("place", "budget") - 1.0).abs() < 1e-12);
    assert!(of("county-2", "budget").is_nan() && of("county-0/rural", "budget_pay").is_nan());
}

/// Turnover of a run without a whole year, and no January: months 14 to 21.
#[test]
fn without_a_whole_year_money_is_empty_and_turnover_is_that_of_the_months_there_are() {
    let mut left = BTreeMap::new();
    let short = Scenario { months: 21, burn_in: 13, ..uneven() };
    assert_recomputed(&short, &mut left);
    let (_, values) = run(&short, 3);
    let of = |id: &str| values[2][0][METRICS.iter().position(|metric| metric.id == id).unwrap()];
    assert!(of("spending").is_nan() && of("returned").is_nan() && of("budget").is_nan());
    assert!(of("fiscal_pressure").is_nan() && of("staff_turnover") > 0.0);
}

// ---- the program from outside ----

/// Rows of a table, by header.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut lines = text.lines().map(|line| line.split(','));
    let header: Vec<&str> = lines.next().unwrap().collect();
    let row = |cells: std::str::Split<'_, char>| {
        let cells = header.iter().zip(cells);
        cells.map(|(name, cell)| ((*name).to_owned(), cell.to_owned())).collect()
    };
    lines.map(row).collect()
}

fn number(row: &BTreeMap<String, String>, column: &str) -> f64 {
    if row[column].is_empty() { f64::NAN } else { row[column].parse().unwrap() }
}

/// A small city that has enough and a banner of many small camps that has not.
fn city_and_banner(folder: &TempDir) {
    let mut table = "code,county,township,community,zone,adults,migrant_share\n".to_owned();
    table += "A0,Aries City,Town,Block 0,urban,900,0.3\nA1,Aries City,Town,Block 1,urban,900,0.3\n";
    for camp in 0..4 {
        table += &format!("B{camp},Borea Banner,Sumu,Camp {camp},pastoral,40,0.05\n");
    }
    write(folder, "two.csv", &table);
    let scenario = "schema = 1\nname = \"two\"\nsummary = \"Two.\"\nextends = \"baseline\"\n\n\
                    [place]\ntable = \"two.csv\"\n";
    write(folder, "two.toml", scenario);
    let grants = "schema = 1\nname = \"grants\"\nsummary = \"Grants.\"\nextends = \"two.toml\"\n\n\
                  [interventions.grant]\nset = \"base_grant\"\nfactor = 3\nzone = \"pastoral\"\n";
    write(folder, "grants.toml", grants);
}

/// By county and year: budget and adults of January from `years.csv` and `series.csv`, revenue from
/// `funding.csv`.
fn pressure_of_sums(
    folder: &TempDir,
    name: &str,
    years: std::ops::RangeInclusive<u32>,
) -> [f64; 2] {
    let [all, series, funding] = ["years", "series", "funding"]
        .map(|table| rows(&read(folder, &format!("output/{name}/{table}.csv"))));
    let (mut budget, mut revenue, mut claims, mut granted) = (0.0, 0.0, 0.0, 0.0);
    let county = |row: &&BTreeMap<String, String>| row["level"] == "county";
    for row in all.iter().filter(county) {
        let year: u32 = row["year"].parse().unwrap();
        if !years.contains(&year) {
            continue;
        }
        let same = |other: &&BTreeMap<String, String>| other["area"] == row["area"];
        let january = ((year - 1) * 12 + 1).to_string();
        let adults = series.iter().filter(same).find(|other| other["month"] == january).unwrap();
        let adults = number(adults, "adults");
        let money = |from: &str, to: &str| -> f64 {
            let flows = funding.iter().filter(same).filter(|flow| flow["year"] == row["year"]);
            let flows =
                flows.filter(|flow| flow["from_account"] == from && flow["to_account"] == to);
            flows.map(|flow| number(flow, "yuan")).sum()
        };
        budget += adults * number(row, "budget");
        revenue += money("outside", "treasury");
        claims += adults * (number(row, "budget") - number(row, "budget_pay"));
        granted += money("treasury", "appropriated_grant");
    }
    [budget / revenue, granted / claims]
}

#[test]
fn fiscal_pressure_and_fulfilment_of_a_place_are_of_the_counties_sums() {
    let folder = with_inputs();
    city_and_banner(&folder);
    for scenario in ["two", "grants"] {
        let file = format!("{scenario}.toml");
        says(&folder, &["run", &file, "--seeds", "1", "--months", "48", "--quiet"], 0);
        let [pressure, fulfilment] = pressure_of_sums(&folder, scenario, 3..=4);
        let runs = rows(&read(&folder, &format!("output/{scenario}/runs.csv")));
        let place = runs.iter().find(|row| row["level"] == "place").unwrap();
        assert!((number(place, "fiscal_pressure") - pressure).abs() < 1e-9, "{scenario}");
        assert!((number(place, "fulfilment") - fulfilment).abs() < 1e-6, "{scenario}");
        let counties: Vec<f64> = runs
            .iter()
            .filter(|row| row["level"] == "county")
            .map(|row| number(row, "fiscal_pressure"))
            .collect();
        let short = counties.iter().filter(|&&pressure| pressure > 1.0).count();
        assert_eq!(short, usize::from(scenario == "grants"), "{scenario}: {counties:?}");
    }
}

#[test]
fn parts_of_a_year_are_marked_and_money_is_that_of_whole_years() {
    let folder = with_inputs();
    city_and_banner(&folder);
    let run = |months: &str, out: &str| {
        let words = ["run", "two.toml", "--seeds", "2", "--months", months, "--out", out];
        says(&folder, &words, 0).0
    };
    let (whole, part) = (run("48", "output"), run("54", "part"));
    assert!(!whole.contains("whole calendar year"), "{whole}");
    assert!(part.contains("Months 25 to 54 are no whole calendar years"), "{part}");
    let [whole, part] =
        ["output", "part"].map(|out| rows(&read(&folder, &format!("{out}/two/runs.csv"))));
    for (whole, part) in whole.iter().zip(&part) {
        for id in ["spending", "spend_wages", "returned", "staff_turnover"] {
            assert_eq!(whole[id], part[id], "{id}");
        }
    }
    let years = rows(&read(&folder, "part/two/years.csv"));
    let last: Vec<_> = years.iter().filter(|row| row["year"] == "5").collect();
    assert!(
        !last.is_empty() && years.iter().all(|row| (row["months"] == "12") != (row["year"] == "5"))
    );
    for row in last {
        assert_eq!([&row["months"], &row["spending"], &row["returned"]], ["6", "", ""]);
        assert!(row["level"] == "zone" || number(row, "budget") > 0.0);
    }
    let series = rows(&read(&folder, "part/two/series.csv"));
    for row in series {
        let month: u32 = row["month"].parse().unwrap();
        assert_eq!(row["participation_yearly"].is_empty(), month < 12, "month {month}");
    }
}

#[test]
fn a_comparison_without_a_whole_year_says_so_and_shows_no_money_a_year() {
    let folder = with_inputs();
    city_and_banner(&folder);
    for (language, word) in [("en", "hold no whole calendar year"), ("zh", "不含完整日历年")]
    {
        let words =
            ["compare", "--worlds=0", "two.toml", "grants.toml", "--seeds", "2", "--months", "27"];
        let words = [&words[..], &["--lang", language, "--force"]].concat();
        let (text, _) = says(&folder, &words, 0);
        assert!(text.replace('\n', " ").contains(word) || text.contains(word), "{text}");
        let report = read(&folder, "output/compare-two-grants/report.html");
        assert!(report.contains(word));
    }
    let effects = rows(&read(&folder, "output/compare-two-grants/comparison.csv"));
    let spending = effects.iter().find(|row| row["metric"] == "spending").unwrap();
    assert_eq!(spending["difference"], "");
}

#[test]
fn the_order_of_rows_changes_no_byte_of_a_county() {
    let folder = with_inputs();
    for table in ["18-rows-in-order", "18-rows-reversed"] {
        let file = format!("{table}.csv");
        let words = ["run", "baseline", "--place", &file, "--seeds", "2", "--months", "30"];
        says(&folder, &[&words[..], &["--quiet", "--out", table]].concat(), 0);
    }
    for file in ["runs.csv", "series.csv", "years.csv", "funding.csv", "summary.csv"] {
        let [here, there] = ["18-rows-in-order", "18-rows-reversed"]
            .map(|table| read(&folder, &format!("{table}/baseline/{file}")));
        assert!(here == there, "{file}");
    }
}

#[test]
fn a_county_of_nobody_has_no_values_and_changes_none_of_the_place() {
    let folder = with_inputs();
    let some = "code,county,township,community,zone,adults,migrant_share\n\
                A0,Aries,Town,Block 0,urban,500,0.3\nB0,Borea,Sumu,Camp 0,pastoral,90,0.1\n";
    let nobody = "N0,Nova,Town,New Block,urban,0,0.3\n";
    write(&folder, "some.csv", some);
    write(&folder, "all.csv", &format!("{some}{nobody}"));
    for table in ["some", "all"] {
        let file = format!("{table}.csv");
        let words = ["run", "baseline", "--place", &file, "--seeds", "1", "--months", "36"];
        says(&folder, &[&words[..], &["--quiet", "--out", table]].concat(), 0);
    }
    let [some, all] =
        ["some", "all"].map(|out| rows(&read(&folder, &format!("{out}/baseline/runs.csv"))));
    let place = |rows: &[BTreeMap<String, String>]| rows[0].clone();
    assert_eq!(place(&some), place(&all));
    for row in all.iter().filter(|row| row["area"].starts_with("Nova")) {
        let values: Vec<&str> =
            row.iter().filter(|(_, value)| !value.is_empty()).map(|(id, _)| id.as_str()).collect();
        assert_eq!(values, ["adults", "adults_end", "area", "level", "scenario", "seed"]);
    }
    let summary = |table: &str| says(&folder, &["place", "summary", table], 0).0;
    let last = |text: &str| {
        let all = |line: &&str| line.trim_start().starts_with("all ");
        text.lines().rfind(all).unwrap().to_owned()
    };
    assert_eq!(
        last(&summary("some.csv")).split_whitespace().collect::<Vec<_>>(),
        last(&summary("all.csv")).split_whitespace().collect::<Vec<_>>()
    );
}
