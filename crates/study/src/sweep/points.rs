//! The points of a study, each worked out when it is asked for: a large study takes no more memory.

use scenario::{Asked, Factor, Method, Rows, Side, Study};

use crate::design::{self, Point, Role};

/// A point of a study.
#[derive(Clone, Debug, PartialEq)]
pub struct Setpoint {
    /// Its number, from 1.
    pub number: u32,
    /// What it is in the design; in a crossed study in that of the levers, then in that of the uncertainties.
    pub seats: Vec<Seat>,
    /// The value of each factor, as a scenario file would give it.
    pub values: Vec<String>,
}

/// What a point is in a design.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seat {
    /// Its number in that design, from 1.
    pub point: u32,
    /// Its block, from 1.
    pub block: u32,
    /// What it is in its block.
    pub role: Role,
}

impl Setpoint {
    /// The seed of a replicate, from 1. In a crossed study it is that of the uncertainties' point: all points of
    /// the levers meet the same future there.
    pub fn seed(&self, study: &Study, replicate: u32) -> u64 {
        let is_redrawn = |seat: &Seat| seat.role == Role::Redrawn;
        match self.seats.as_slice() {
            [levers, _] if is_redrawn(levers) => study.seed_redrawn(self.number, replicate),
            [.., seat] => study.seed(seat.point, replicate, is_redrawn(seat)),
            [] => study.seed(self.number, replicate, false),
        }
    }
}

/// The points of a study.
pub struct Points<'a> {
    parts: Vec<Part<'a>>,
    /// The design whose points are the outer ones, where there are two.
    outer: usize,
    /// The design that each factor is of, and its position there.
    at: Vec<(usize, usize)>,
    number: u32,
}

/// The points of one design.
struct Part<'a> {
    asked: &'a Asked,
    factors: Vec<&'a Factor>,
    groups: Vec<usize>,
    /// Number of groups.
    count: usize,
    /// Points of designs that are made as a whole.
    whole: Whole,
    number: u32,
}

/// What must be made as a whole.
enum Whole {
    /// Nothing.
    None,
    /// Coordinates by point.
    Made(Vec<Point>),
    /// Positions of levels by point.
    Levels(Vec<Vec<usize>>),
    /// Steps away from the middle.
    Steps(Vec<Option<(usize, usize)>>),
    /// The rows of a file.
    Rows(Rows),
}

/// A design has more points than a study may have.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the design has too many points")]
pub struct TooMany;

impl<'a> Points<'a> {
    /// The points of a study; `rows` are those of the lists of its designs, where they have one.
    ///
    /// # Errors
    /// If there are too many.
    pub fn new(study: &'a Study, rows: Vec<Rows>) -> Result<Self, TooMany> {
        let sides = study.sides();
        let mut at = vec![(0, 0); study.factors.len()];
        for (part, side) in sides.iter().enumerate() {
            for (position, &factor) in side.factors.iter().enumerate() {
                at[factor] = (part, position);
            }
        }
        let mut rows = rows.into_iter();
        let part = |side: &Side<'a>| Part::new(study, side, rows.next().unwrap_or_default());
        let parts = sides.iter().map(part).collect::<Result<Vec<_>, _>>()?;
        let outer = study.growing().unwrap_or(parts.len() - 1);
        let all = parts.iter().try_fold(1_u32, |all, part| all.checked_mul(part.number));
        let number = all.filter(|&all| all <= scenario::MOST_POINTS).ok_or(TooMany)?;
        Ok(Self { parts, outer, at, number })
    }

    /// The number of points.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The number of points of each design.
    pub fn numbers(&self) -> Vec<u32> {
        self.parts.iter().map(|part| part.number).collect()
    }

    /// A point, from 1 up to their number. Crossed, all points of the one design come with the first point of the
    /// other, which may grow, then with its second.
    pub fn get(&self, number: u32) -> Setpoint {
        let inner = 1 - self.outer.min(1);
        let size = if self.parts.len() > 1 { self.parts[inner].number } else { 1 };
        let at = number.saturating_sub(1);
        let of = |part: usize| {
            let at = if part == self.outer { at / size } else { at % size };
            self.parts[part].get(at + 1)
        };
        let all: Vec<(Seat, Vec<String>)> = (0..self.parts.len()).map(of).collect();
        let values = self.at.iter().map(|&(part, factor)| all[part].1[factor].clone()).collect();
        Setpoint { number, seats: all.into_iter().map(|(seat, _)| seat).collect(), values }
    }
}

impl<'a> Part<'a> {
    fn new(study: &'a Study, side: &Side<'a>, rows: Rows) -> Result<Self, TooMany> {
        let factors: Vec<&Factor> = side.factors.iter().map(|&at| &study.factors[at]).collect();
        let groups = side.group_of_factors(study);
        let (asked, count) = (side.asked, side.groups.len());
        let dimensions = factors.len();
        let levels = |factor: &&Factor| factor.values.listed().unwrap_or(asked.count as usize);
        let most = scenario::MOST_POINTS as usize;
        let whole = match asked.method {
            Method::Latin => Whole::Made(design::latin(asked.key, dimensions, asked.count)),
            Method::Grid => {
                let all: Vec<usize> = factors.iter().map(levels).collect();
                Whole::Levels(design::grid(&all, most).ok_or(TooMany)?)
            }
            Method::OneAtATime => {
                let all: Vec<_> = factors.iter().map(|one| (levels(one), levels(one))).collect();
                Whole::Steps(design::one_at_a_time(&all))
            }
            Method::List => Whole::Rows(rows),
            Method::Random | Method::Sobol | Method::Saltelli | Method::Morris => Whole::None,
        };
        let number = match &whole {
            Whole::Rows(rows) => rows.len() as u64,
            Whole::Steps(steps) => steps.len() as u64,
            _ => asked.points(&factors, count).ok_or(TooMany)?,
        };
        let number = u32::try_from(number).map_err(|_| TooMany)?;
        Ok(Self { asked, factors, groups, count, whole, number })
    }

    /// A point, from 1 up to their number.
    fn get(&self, number: u32) -> (Seat, Vec<String>) {
        let at = number.saturating_sub(1);
        let index = at as usize;
        let asked = self.asked;
        let seat = |block, role| Seat { point: number, block, role };
        let plain = |values| (seat(number, Role::Plain), values);
        match (&self.whole, asked.method) {
            (Whole::Made(all), _) => plain(self.values(&all[index].at)),
            (Whole::Levels(all), _) => plain(self.on_levels(&all[index])),
            (Whole::Rows(rows), _) => plain(rows[index].clone()),
            (Whole::Steps(steps), _) => {
                let step = steps[index];
                let role = step.map_or(Role::Start, |(factor, _)| Role::Step(self.groups[factor]));
                (seat(1, role), self.away(step))
            }
            (Whole::None, Method::Saltelli) => {
                let size = self.count as u32 + 3;
                let block = design::saltelli_block(asked.key, &self.groups, at / size, true);
                self.of_block(number, &block[(at % size) as usize])
            }
            (Whole::None, Method::Morris) => {
                let size = self.count as u32 + 2;
                let block = design::trajectory(asked.key, &self.groups, at / size, true);
                self.of_block(number, &block[(at % size) as usize])
            }
            (Whole::None, Method::Sobol) => {
                plain(self.values(&design::sobol_at(asked.key, self.groups.len(), at)))
            }
            (Whole::None, _) => {
                plain(self.values(&design::random_at(asked.key, self.groups.len(), at)))
            }
        }
    }

    fn of_block(&self, number: u32, point: &Point) -> (Seat, Vec<String>) {
        let seat = Seat { point: number, block: point.block + 1, role: point.role };
        (seat, self.values(&point.at))
    }

    /// The values at coordinates.
    fn values(&self, at: &[f64]) -> Vec<String> {
        self.factors.iter().zip(at).map(|(factor, &at)| factor.values.at(at)).collect()
    }

    /// The values at positions of levels: of a range its ends and what lies evenly between.
    fn on_levels(&self, at: &[usize]) -> Vec<String> {
        let level = |(factor, &at): (&&Factor, &usize)| self.level(factor, at);
        self.factors.iter().zip(at).map(level).collect()
    }

    fn level(&self, factor: &Factor, at: usize) -> String {
        match factor.values.listed() {
            Some(count) => factor.values.at((at as f64 + 0.5) / count as f64),
            None => {
                let last = self.asked.count.saturating_sub(1).max(1);
                factor.values.at(at as f64 / f64::from(last))
            }
        }
    }

    /// The middle of all ranges (of what is listed the first), with one factor at one of its levels.
    fn away(&self, step: Option<(usize, usize)>) -> Vec<String> {
        let value = |(at, factor): (usize, &&Factor)| match step {
            Some((moved, level)) if moved == at => self.level(factor, level),
            _ => match factor.values.listed() {
                Some(_) => factor.values.at(0.0),
                None => factor.values.at(0.5),
            },
        };
        self.factors.iter().enumerate().map(value).collect()
    }
}

/// How a role is written in a table: groups by name.
pub fn role_word(role: Role, groups: &[String]) -> String {
    let group = |at: usize| groups.get(at).map_or("", String::as_str).to_owned();
    match role {
        Role::Plain => String::new(),
        Role::Start => "start".to_owned(),
        Role::First => "a".to_owned(),
        Role::Second => "b".to_owned(),
        Role::Step(at) => group(at),
        Role::Mixed(at) => group(at),
        Role::Redrawn => "redrawn".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn study(design: &str) -> Study {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("study.toml");
        let text = format!(
            "study = 1\nname = \"s\"\nseeds = 2\n[levers]\n\"policy.appraisal\" = {{}}\n\
             [uncertainties]\n\"baseline.quit_base\" = [0.01, 0.03]\n\"baseline.quit_burnout\" = [1.0, 3.0]\n\
             {}\n",
            if design.starts_with('[') { design.to_owned() } else { format!("[design]\n{design}") }
        );
        std::fs::write(&path, text).unwrap();
        scenario::load_study(&path).unwrap_or_else(|faults| panic!("{faults}"))
    }

    fn all(design: &str) -> Vec<Setpoint> {
        let study = study(design);
        let points = Points::new(&study, Vec::new()).unwrap();
        (1..=points.number()).map(|number| points.get(number)).collect()
    }

    #[test]
    fn points_that_extend_are_those_there_were_and_others() {
        for (few, many) in [
            ("kind = \"random\"\npoints = 5", "kind = \"random\"\npoints = 9"),
            ("kind = \"sobol\"\npoints = 4", "kind = \"sobol\"\npoints = 16"),
            ("kind = \"saltelli\"\npoints = 2", "kind = \"saltelli\"\npoints = 8"),
            ("kind = \"morris\"\ntrajectories = 2", "kind = \"morris\"\ntrajectories = 5"),
        ] {
            let (few, many) = (all(few), all(many));
            assert_eq!(many[..few.len()], few);
        }
    }

    #[test]
    fn each_design_has_the_points_that_it_says() {
        assert_eq!(all("kind = \"grid\"\nlevels = 3").len(), 2 * 3 * 3);
        assert_eq!(all("kind = \"latin\"\npoints = 7").len(), 7);
        assert_eq!(all("kind = \"saltelli\"\npoints = 2").len(), 2 * 6);
        assert_eq!(all("kind = \"morris\"\ntrajectories = 2").len(), 2 * 5);
        let steps = all("kind = \"one-at-a-time\"\nlevels = 2");
        assert_eq!(steps.len(), 1 + 2 + 2 + 2);
        assert_eq!(steps[0].values, ["false", "0.02", "2.0"]);
        assert_eq!(steps[2].values, ["true", "0.02", "2.0"]);
        assert_eq!(steps[4].values[1], "0.03");
    }

    #[test]
    fn a_grid_reaches_the_ends_of_ranges_and_every_listed_value() {
        let points = all("kind = \"grid\"\nlevels = 3");
        let column = |at: usize| -> BTreeSet<String> {
            points.iter().map(|point| point.values[at].clone()).collect()
        };
        assert_eq!(column(0), ["false", "true"].map(str::to_owned).into());
        assert_eq!(column(1), ["0.01", "0.02", "0.03"].map(str::to_owned).into());
    }

    #[test]
    fn roles_are_told_by_the_names_of_groups() {
        let study = study("kind = \"saltelli\"\npoints = 1");
        let points = all("kind = \"saltelli\"\npoints = 1");
        let groups = &study.sides()[0].groups;
        let words: Vec<String> =
            points.iter().map(|point| role_word(point.seats[0].role, groups)).collect();
        let wanted = [
            "a",
            "b",
            "policy.appraisal",
            "baseline.quit_base",
            "baseline.quit_burnout",
            "redrawn",
        ];
        assert_eq!(words, wanted);
    }

    fn crossed(levers: &str, uncertainties: &str) -> String {
        let sides = [("levers", levers), ("uncertainties", uncertainties)];
        sides.map(|(key, design)| format!("[design.{key}]\n{design}\n")).concat()
    }

    #[test]
    fn each_point_of_the_levers_meets_each_of_the_uncertainties_in_the_same_future() {
        let sobol = |points: u32| format!("kind = \"sobol\"\npoints = {points}");
        let design = |points| crossed("kind = \"grid\"", &sobol(points));
        let study = study(&design(4));
        let points = all(&design(4));
        assert_eq!(points.len(), 2 * 4);
        let parts: BTreeSet<(String, Vec<String>)> =
            points.iter().map(|one| (one.values[0].clone(), one.values[1..].to_vec())).collect();
        assert_eq!(parts.len(), 8);
        for point in &points {
            let world = point.seats[1].point;
            assert_eq!(point.seed(&study, 2), 20_000_000 + u64::from(world));
            assert_eq!(point.number, (world - 1) * 2 + point.seats[0].point);
        }
        assert_eq!(all(&design(8))[..8], points, "worlds may be added");
        // Where worlds cannot grow and levers can, levers are the outer ones.
        let list = |points: u32| crossed(&sobol(points), "kind = \"grid\"\nlevels = 3");
        assert_eq!(all(&list(4))[..18], all(&list(2)));
    }

    #[test]
    fn what_is_there_to_show_luck_shares_its_seed_with_no_other_point() {
        let saltelli = "kind = \"saltelli\"\npoints = 2";
        let design = crossed(saltelli, saltelli);
        let study = study(&design);
        let mut seeds = BTreeSet::new();
        let mut redrawn = 0;
        for point in all(&design) {
            let is_redrawn = point.seats[0].role == Role::Redrawn;
            for replicate in [1, 2] {
                let is_new = seeds.insert(point.seed(&study, replicate));
                assert!(is_new || !is_redrawn);
            }
            redrawn += usize::from(is_redrawn);
        }
        assert_eq!((redrawn, seeds.len()), (2 * 10, 2 * (2 * 10 + 10)));
    }
}
