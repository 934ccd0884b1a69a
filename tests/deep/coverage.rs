//! Whether the range of futures holds the truth as often as it says, the whole way: targets from a truth, worlds
//! made for them or narrowed to them, packages compared in these worlds.

use cogov::scenario::load_worlds;
use model::metric::{METRICS, find};
use model::supposed::World;
use model::world::Halt;
use study::futures::{Cases, Outlook, Side, Word, effective, side};
use study::screen::{Cache, Job, MakeError, Plan, SHOWN, make, narrow};

use super::Asked;
use super::recovery::effort;
use super::truth::{PACKAGES, TEN, Truth, plan, plan_of, plan_on, truth, truth_of};

/// The outcomes that are looked at.
const OUTCOMES: [&str; 6] = [
    "participation_yearly",
    "participation_ratio",
    "staff_turnover",
    "resolution_rate",
    "unmet_need",
    "trust",
];
/// Seeds of futures begin here.
const FUTURES: u64 = 8_000_000_000;
/// Worlds with which a comparison is made.
const WORLDS: usize = 64;

/// Below this effective number of worlds `compare` and `worlds narrow` say that there are too few: the range is
/// then that of all of them, and holds less than it says.
const FEWEST: f64 = 20.0;

/// What was counted by package and outcome: beside enough worlds, and beside fewer.
type Counts = [Vec<Count>; 2];

fn none_yet() -> Counts {
    [(); 2].map(|()| vec![Count::default(); PACKAGES.len() * OUTCOMES.len()])
}

/// What was counted of one package and outcome.
#[derive(Clone, Default)]
struct Count {
    truths: u32,
    held: u32,
    said: u32,
    said_falsely: u32,
}

/// Coverage of the range and errors of the words, by package and outcome.
pub fn check(asked: &Asked) -> Result<bool, String> {
    let plan = plan().map_err(|error| error.to_string())?;
    let (mut cache, stop) = (Cache::default(), Halt::default());
    let mut counts = none_yet();
    let (mut tried, mut without) = (0, 0);
    let mut worlds_kept: Vec<(usize, f64)> = Vec::new();
    for index in 0.. {
        if tried == asked.truths {
            break;
        }
        let Some(truth) = truth(&plan, index, asked.outer) else { continue };
        tried += 1;
        let own = plan_of(&plan, &truth);
        let mut keep = |_: &str, _: usize| {};
        let made = match make(&own, effort(asked), &mut cache, &stop, &mut keep) {
            Ok(made) => made,
            Err(MakeError::Trouble(_)) => {
                without += 1;
                continue;
            }
            Err(error) => return Err(error.to_string()),
        };
        let worlds: Vec<(&World, u64)> =
            made.worlds.iter().zip(&made.points).map(|(world, point)| (world, of(point))).collect();
        let worlds = &worlds[..worlds.len().min(WORLDS)];
        worlds_kept.push(compared(worlds, &plan, &truth, &mut cache, &mut counts)?);
        if u32::is_multiple_of(tried, 10) {
            println!("{tried} truths, {without} without worlds, {} runs", cache.len());
        }
    }
    Ok(tell(&counts, (tried, without), &worlds_kept))
}

/// The same with worlds that are there: truths from worlds made with another key (a file), each with its own luck,
/// its targets as wide as the evidence, and the shipped worlds narrowed to these. Without a file every eighth of the
/// shipped worlds is a truth, and the others are narrowed. Or with truths from the outer halves
/// of the plausible ranges, of which hardly one agrees with the evidence: it shows how ranges fail there.
pub fn check_narrowed(asked: &Asked) -> Result<bool, String> {
    let plan = plan_on(TEN).map_err(|error| error.to_string())?;
    let read = |name: &str| -> Result<Vec<World>, String> {
        Ok(load_worlds(name).map_err(|faults| faults.render(words::Language::En))?.worlds)
    };
    let mut shipped = read("plausible")?;
    let truths: Box<dyn Iterator<Item = Truth>> = if asked.outer {
        Box::new((0..).filter_map(|index| truth(&plan, index, true)))
    } else {
        let worlds =
            if asked.from.is_empty() { left_out(&mut shipped) } else { read(&asked.from)? };
        let taken: Vec<Truth> = by_weight(&worlds, asked.truths)
            .into_iter()
            .zip(0..)
            .filter_map(|(world, index)| truth_of(&plan, world, index))
            .collect();
        Box::new(taken.into_iter())
    };
    let (mut cache, stop) = (Cache::default(), Halt::default());
    let mut counts = none_yet();
    let (mut tried, mut without, mut worlds_kept) = (0, 0, Vec::new());
    for truth in truths.skip(asked.after as usize).take(asked.truths as usize) {
        tried += 1;
        let own = plan_of(&plan, &truth);
        let mut keep = |_: &str, _: usize| {};
        let narrowed = narrow(&own, &shipped, 2, &mut cache, &stop, &mut keep).ok_or("stopped")?;
        let kept = shipped.iter().zip(&narrowed.meets).filter(|(_, meets)| **meets);
        let worlds: Vec<(&World, u64)> =
            kept.map(|(world, _)| (world, u64::from(world.number))).take(WORLDS).collect();
        if worlds.is_empty() {
            without += 1;
            continue;
        }
        worlds_kept.push(compared(&worlds, &plan, &truth, &mut cache, &mut counts)?);
    }
    Ok(tell(&counts, (tried, without), &worlds_kept))
}

/// Every eighth world, taken out of the others: a truth must not be among the worlds that are narrowed to it.
fn left_out(worlds: &mut Vec<World>) -> Vec<World> {
    let (mut out, mut rest) = (Vec::new(), Vec::new());
    for (at, world) in worlds.drain(..).enumerate() {
        if at % 8 == 0 { out.push(world) } else { rest.push(world) }
    }
    *worlds = rest;
    out
}

/// So many worlds, each as often as its weight is large: every so much weight one.
fn by_weight(worlds: &[World], number: u32) -> Vec<&World> {
    let all: f64 = worlds.iter().map(|world| world.weight).sum();
    let step = all / f64::from(number);
    let (mut passed, mut taken) = (0.0, Vec::new());
    for world in worlds {
        passed += world.weight;
        while (taken.len() as f64 + 0.5) * step < passed {
            taken.push(world);
        }
    }
    taken
}

/// Compares the packages in worlds, each with the seed behind its number, and counts; how many worlds there
/// were, and their effective number. Beside 20 worlds `compare` says little; they are counted all the same.
fn compared(
    worlds: &[(&World, u64)],
    plan: &Plan,
    truth: &Truth,
    cache: &mut Cache,
    counts: &mut Counts,
) -> Result<(usize, f64), String> {
    let weights: Vec<f64> = worlds.iter().map(|(world, _)| world.weight).collect();
    let jobs: Vec<Job<'_>> = worlds
        .iter()
        .map(|&(world, seed)| Job { world, seed: FUTURES + seed, with_packages: true })
        .collect();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build();
    let pool = pool.map_err(|error| error.to_string())?;
    let futures = cache.run(plan, &jobs, &pool, &Halt::default(), &mut |_: &str, _: usize| {});
    let cases = effective(&weights);
    let counts = &mut counts[usize::from(cases < FEWEST)];
    count(counts, plan, truth, &futures.ok_or("stopped")?, &weights);
    Ok((worlds.len(), cases))
}

/// A number of a point, so that a world has the same seed whoever makes it.
fn of(point: &[f64]) -> u64 {
    let mut mixed = 0_u64;
    for at in point.iter().filter(|at| at.is_finite()) {
        mixed = mixed.rotate_left(7) ^ at.to_bits();
    }
    mixed % 900_000_000
}

fn count(counts: &mut [Count], plan: &Plan, truth: &Truth, futures: &[Vec<f64>], weights: &[f64]) {
    let targets = plan.targets.len();
    for package in 0..PACKAGES.len() {
        for (at, outcome) in OUTCOMES.iter().enumerate() {
            let Some(metric) = find(outcome) else { continue };
            let Some(shown) = SHOWN.iter().position(|shown| shown == outcome) else { continue };
            let column = package * SHOWN.len() + shown;
            let differences: Vec<f64> = futures.iter().map(|row| row[targets + column]).collect();
            let is = truth.differences[column];
            let cases = Cases { differences: &differences, weights, other: None, second: &[] };
            let entry = &METRICS[metric];
            let found = Outlook::new([""; 4], entry.better, entry.margin.size, cases);
            let (Some(spread), Some(falls)) = (found.spread, found.counts) else { continue };
            if !is.is_finite() {
                continue;
            }
            let count = &mut counts[package * OUTCOMES.len() + at];
            count.truths += 1;
            count.held += u32::from(spread.low <= is && is <= spread.high);
            if falls.side != Side::Between && falls.word <= Word::NearlyAll {
                count.said += 1;
                let is = side(entry.better, is, entry.margin.size);
                count.said_falsely += u32::from(is != falls.side);
            }
        }
    }
}

fn tell(counts: &Counts, (tried, without): (u32, u32), kept: &[(usize, f64)]) -> bool {
    let mean = |of: &dyn Fn(&(usize, f64)) -> f64| {
        kept.iter().map(of).sum::<f64>() / kept.len().max(1) as f64
    };
    let few = kept.iter().filter(|(_, cases)| *cases < FEWEST).count();
    println!(
        "coverage: {tried} truths, {without} without a world; {:.0} worlds kept on average (at most {WORLDS}), \
         effective number {:.0}; {few} truths with an effective number below {FEWEST}",
        mean(&|of| of.0 as f64),
        mean(&|of| of.1),
    );
    let [enough, few] = counts;
    println!("\nWith an effective number of {FEWEST} or more:\n");
    let holds = tell_of(enough);
    println!("\nWith fewer (told, not asserted):\n");
    tell_of(few);
    holds
}

/// The table of some truths; whether ranges hold as often as they say, and words are false as rarely.
fn tell_of(counts: &[Count]) -> bool {
    println!(
        "| package | outcome | range holds the truth, of | % | said of nearly all or all | falsely | % |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    let mut holds = true;
    let percent = |of: u32, all: u32| 100.0 * f64::from(of) / f64::from(all.max(1));
    for (at, count) in counts.iter().enumerate() {
        println!(
            "| {} | {} | {} of {} | {:.1} | {} | {} | {:.1} |",
            PACKAGES[at / OUTCOMES.len()],
            OUTCOMES[at % OUTCOMES.len()],
            count.held,
            count.truths,
            percent(count.held, count.truths),
            count.said,
            count.said_falsely,
            percent(count.said_falsely, count.said)
        );
        holds &= within(count.held, count.truths, 0.86, 0.94);
    }
    let sum = |of: fn(&Count) -> u32| counts.iter().map(of).sum::<u32>();
    let (said, falsely) = (sum(|count| count.said), sum(|count| count.said_falsely));
    let (held, truths) = (sum(|count| count.held), sum(|count| count.truths));
    println!(
        "\nRanges hold the truth in {held} of {truths} ({:.1} %); 'nearly all' or 'all' said {said} times, falsely \
         {falsely} ({:.1} %).",
        percent(held, truths),
        percent(falsely, said)
    );
    holds && f64::from(falsely) <= 0.1 * f64::from(said.max(1))
}

/// Whether a share is within its bounds, or so few were tried that it may be (2.6 standard errors).
fn within(held: u32, of: u32, low: f64, high: f64) -> bool {
    let n = f64::from(of.max(1));
    let (share, error) = (f64::from(held) / n, 2.6 * (0.9 * 0.1 / n).sqrt());
    let slack = if of >= 400 { 0.0 } else { error };
    low - slack <= share && share <= high + slack
}
