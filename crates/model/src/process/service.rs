//! Step 5, second part: requests are worked off (model section 5.5).

use bevy_ecs::prelude::*;
use bevy_ecs::query::QueryData;

use crate::quantity::tell;
use crate::quantity::{Fen, fen};
use crate::random::Process;
use crate::setting::{NeedRow, Settings};
use crate::world::community::{Census, Gathering, InForce, Office, Record, Site};
use crate::world::county::Townships;
use crate::world::ledger::{Account, Ledger};
use crate::world::request::{Ending, Events, Queue, Request};
use crate::world::tally::Tally;
use crate::world::{Clock, Spread, each};

/// A community that serves its queue.
#[derive(QueryData)]
#[query_data(mutable)]
pub(crate) struct Serving {
    site: &'static Site,
    in_force: &'static InForce,
    census: &'static Census,
    gathering: &'static Gathering,
    office: &'static mut Office,
    queue: &'static mut Queue,
    record: &'static mut Record,
    ledger: &'static mut Ledger,
    events: &'static mut Events,
    tally: &'static mut Tally,
}

tell! {
    serve, "Service" "服务",
    "Volunteers, social organisations and cadres work on the queue of requests, oldest first."
    "志愿者、社会组织与社区工作者按先后顺序办理诉求。"
}

/// Every month: volunteers, social organisations and cadres work on the queue, oldest first.
pub(crate) fn serve(
    clock: Res<Clock>,
    spread: Res<Spread>,
    townships: Res<Townships>,
    mut communities: Query<Serving>,
) {
    each(&spread, communities.iter_mut(), |mut c| {
        let settings = &*c.in_force.0;
        let open: f64 = c.queue.0.iter().map(|request| f64::from(request.left)).sum();
        measure_demand(&mut c.office, open, c.census.all(), &mut c.tally);

        let township = &townships.0[c.site.township];
        let part = if township.adults > 0 {
            f64::from(c.census.all()) / f64::from(township.adults)
        } else {
            0.0
        };
        let mut desk =
            Desk { rows: &settings.need.rows, queue: &mut c.queue.0, ledger: &mut c.ledger };
        let volunteers = f64::from(c.gathering.last_month) * settings.levers.volunteer_hours;
        c.tally.hours_volunteers = desk.pass(volunteers, |row| row.volunteers);
        c.tally.hours_social = desk.pass(township.social_hours * part, |row| row.social);
        c.tally.hours_cadres = desk.pass(effective_hours(settings, &c.office), |_| true);

        close(clock.month, c.site, settings, c.office.skill, &mut c.queue, &mut c.events);
        keep_record(&mut c.record, settings, &c.events, &mut c.tally);
        c.tally.backlog = c.queue.0.len() as f64;
    });
}

/// What the hours of cadres are worth by their skill.
fn effective_hours(settings: &Settings, office: &Office) -> f64 {
    office.service * (settings.service.work_base + office.skill)
}

/// D: administrative hours demanded under the cap and hours of open requests, over total hours.
fn measure_demand(office: &mut Office, open: f64, adults: u32, tally: &mut Tally) {
    if office.hours > 0.0 {
        let demand = (office.demanded - office.refused + open) / office.hours;
        office.demand = Some(demand);
        tally.demand = demand * f64::from(adults);
        tally.demand_adults = f64::from(adults);
    }
}

/// A queue at work, with the service account that pays materials.
struct Desk<'a> {
    rows: &'a [NeedRow; 7],
    queue: &'a mut [Request],
    ledger: &'a mut Ledger,
}

impl Desk<'_> {
    /// Spends hours on the oldest requests that can be served; returns the hours used. A request
    /// whose materials cannot be paid waits, and later ones may pass it.
    fn pass(&mut self, hours: f64, can: impl Fn(&NeedRow) -> bool) -> f64 {
        let mut left = hours;
        for request in self.queue.iter_mut() {
            if left <= 0.0 {
                break;
            }
            let row = &self.rows[usize::from(request.kind)];
            if !can(row) || request.left <= 0.0 && request.started {
                continue;
            }
            if !request.started {
                let materials: Fen = fen(row.materials);
                if self.ledger.balance(Account::Service) < materials {
                    continue;
                }
                self.ledger.transfer(Account::Service, Account::Suppliers, materials);
                request.started = true;
            }
            let work = left.min(f64::from(request.left));
            left -= work;
            request.left =
                if work < f64::from(request.left) { request.left - work as f32 } else { 0.0 };
        }
        hours - left.max(0.0)
    }
}

/// Ends requests: the finished are resolved or fail, the unfinished lapse after `patience` months.
fn close(
    month: u32,
    site: &Site,
    settings: &Settings,
    skill: f64,
    queue: &mut Queue,
    events: &mut Events,
) {
    let service = &settings.service;
    let solved = (service.resolve_base + service.resolve_skill * skill).min(service.resolve_max);
    queue.0.retain(|request| {
        let age = month - u32::from(request.filed);
        let ending = if request.started && request.left <= 0.0 {
            let uniform =
                site.luck.uniform(Process::Resolution, u32::from(request.filed), request.resident);
            if uniform < solved { Ending::Resolved } else { Ending::Failed }
        } else if f64::from(age) >= service.patience {
            Ending::Lapsed
        } else {
            return true;
        };
        events.ended.push((request.row, ending, age as u16));
        false
    });
}

/// The track record moves towards the share resolved of all requests that ended this month.
fn keep_record(record: &mut Record, settings: &Settings, events: &Events, tally: &mut Tally) {
    for &(_, ending, age) in &events.ended {
        match ending {
            Ending::Resolved => {
                tally.resolved += 1.0;
                tally.resolved_months += f64::from(age);
            }
            Ending::Failed => tally.failed += 1.0,
            Ending::Lapsed => tally.lapsed += 1.0,
        }
    }
    if tally.ended() > 0.0 {
        record.0 += (tally.resolved / tally.ended() - record.0) / settings.service.record_months;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::arithmetic::holds;
    use crate::quantity::Zone;

    fn request(kind: u8, left: f32) -> Request {
        Request { resident: 0, row: 0, filed: 1, left, kind, started: false }
    }

    fn ledger(yuan: Fen) -> Ledger {
        let mut ledger = Ledger::default();
        let mut county = Ledger::default();
        county.transfer(Account::Outside, Account::Treasury, yuan * 100);
        Ledger::grant(&mut county, &mut ledger, Account::AppropriatedGrant, yuan * 100);
        ledger.transfer(Account::AppropriatedGrant, Account::Service, yuan * 100);
        ledger
    }

    #[test]
    fn a_request_that_cannot_be_paid_waits_and_later_ones_pass_it() {
        let settings = Settings::defaults(Zone::Urban);
        // Social assistance takes 120 yuan of materials, social security 10.
        let mut queue = [request(2, 4.0), request(1, 2.5)];
        let mut ledger = ledger(50);
        let mut desk = Desk { rows: &settings.need.rows, queue: &mut queue, ledger: &mut ledger };
        let used = desk.pass(100.0, |_| true);
        assert_eq!(used.to_bits(), 2.5_f64.to_bits());
        assert!(!queue[0].started && queue[1].left == 0.0);
        assert_eq!(ledger.balance(Account::Service), 4_000);
    }

    #[test]
    fn a_request_can_be_part_done_and_materials_are_paid_once() {
        let settings = Settings::defaults(Zone::Urban);
        let mut queue = [request(2, 4.0)];
        let mut ledger = ledger(200);
        let mut desk = Desk { rows: &settings.need.rows, queue: &mut queue, ledger: &mut ledger };
        assert_eq!(desk.pass(1.0, |row| row.volunteers), 0.0, "volunteers cannot do it");
        assert_eq!(desk.pass(1.0, |_| true), 1.0);
        assert_eq!(desk.pass(9.0, |_| true), 3.0);
        assert_eq!(ledger.balance(Account::Service), 8_000);
    }

    #[test]
    fn the_formula_of_effective_hours_is_that_of_the_code() {
        holds("hours at work", ("on all, with ", " effective hours"), |settings, draw| {
            let office = Office { service: 300.0 * draw(), skill: draw(), ..Office::default() };
            let words = vec![("G", office.service), ("K\u{304}", office.skill)];
            (words, effective_hours(settings, &office))
        });
    }

    #[test]
    fn the_formula_of_the_track_record_is_that_of_the_code() {
        holds("track record", ("R ← ", ", unchanged"), |settings, draw| {
            let before = draw();
            let endings = [Ending::Resolved, Ending::Failed, Ending::Lapsed];
            let ended: Vec<_> =
                (0..7).map(|row| (row, endings[(3.0 * draw()) as usize], 1)).collect();
            let resolved = ended.iter().filter(|(_, of, _)| *of == Ending::Resolved).count();
            let events = Events { ended, ..Events::default() };
            let mut record = Record(before);
            keep_record(&mut record, settings, &events, &mut Tally::default());
            let words = vec![("R", before), ("resolved", resolved as f64), ("ended", 7.0)];
            (words, record.0)
        });
    }
}
