//! What the screen does to the signs of the shipped packages: their differences in worlds of all plausible
//! ranges, and in those that agree with the evidence.

use cogov::scenario::load_worlds;
use model::metric::{METRICS, find};
use model::supposed::World;
use model::world::Halt;
use study::futures::{Cases, Outlook};
use study::screen::{Cache, Job, SHOWN};

use super::Asked;
use super::truth::{PACKAGES, TEN, plan_on};

/// Seeds of these futures begin here.
const FUTURES: u64 = 8_500_000_000;
/// The key of worlds that were not screened.
const KEY: u64 = 79;

/// Prints the table; it has no bound to hold.
pub fn check(asked: &Asked) -> Result<bool, String> {
    let plan = plan_on(TEN).map_err(|error| error.to_string())?;
    let drawn: Vec<World> = (0..asked.truths).map(|index| World::draw(KEY, index)).collect();
    let shipped = load_worlds("plausible").map_err(|faults| faults.render(words::Language::En))?;
    let most = shipped.worlds.len().min(asked.truths as usize);
    let screened = &shipped.worlds[..most];
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build();
    let pool = pool.map_err(|error| error.to_string())?;
    let (mut cache, stop) = (Cache::default(), Halt::default());
    let mut run = |worlds: &[World]| {
        let job = |(at, world)| Job { world, seed: FUTURES + at as u64, with_packages: true };
        let jobs: Vec<Job<'_>> = worlds.iter().enumerate().map(job).collect();
        cache.run(&plan, &jobs, &pool, &stop, &mut |_, _| {}).ok_or("stopped")
    };
    let (before, after) = (run(&drawn)?, run(screened)?);
    let weights: Vec<f64> = screened.iter().map(|world| world.weight).collect();
    println!("{} worlds of all plausible ranges; {most} that agree with the evidence", drawn.len());
    println!(
        "| package, outcome | unscreened: 5-95 % (better, worse, %) | screened: 5-95 % (better, worse, %) |"
    );
    println!("| --- | --- | --- |");
    for (package, name) in PACKAGES.iter().enumerate() {
        for (shown, outcome) in SHOWN.iter().enumerate() {
            let column = plan.targets.len() + package * SHOWN.len() + shown;
            let cell = |rows: &[Vec<f64>], weights: &[f64]| {
                let differences: Vec<f64> = rows.iter().map(|row| row[column]).collect();
                say(outcome, &differences, weights)
            };
            let equal = vec![1.0; before.len()];
            println!(
                "| {name}, {outcome} | {} | {} |",
                cell(&before, &equal),
                cell(&after, &weights)
            );
        }
    }
    Ok(true)
}

fn say(outcome: &str, differences: &[f64], weights: &[f64]) -> String {
    let Some(metric) = find(outcome) else { return String::new() };
    let entry = &METRICS[metric];
    let cases = Cases { differences, weights, other: None, second: &[] };
    let found = Outlook::new([""; 4], entry.better, entry.margin.size, cases);
    let (Some(spread), Some(falls)) = (found.spread, found.counts) else {
        return "no value".to_owned();
    };
    format!(
        "{:+.4} .. {:+.4} ({:.0}, {:.0})",
        spread.low,
        spread.high,
        100.0 * falls.better.share,
        100.0 * falls.worse.share
    )
}
