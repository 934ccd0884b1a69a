//! Speed of the whole model beside a plain kernel, in one run.
//!
//! `cargo bench` prints resident-months a processor-second of the default county and, interleaved
//! with it, updates a processor-second of a plain struct-of-arrays participation kernel: their ratio
//! says how fast the model is on whatever machine, however loaded. `cargo bench -- scale` goes from
//! 50 thousand to 20 million adults, with memory; `cargo bench -- threads` compares the processor
//! time a seed on one and on two threads; `cargo bench -- forks` that of paired worlds that go on from
//! the baseline's and of the same worlds run whole.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::expect_used,
    reason = "a program for developers"
)]

mod kernel;

use std::sync::Arc;
use std::time::{Duration, Instant};

use cogov::experiment::{Pairing, Runner};
use cogov::metric::Detail;
use cogov::model::Model;
use cogov::month::processes;
use cogov::place::Place;
use cogov::policy::Scenario;
use cogov::scenario::Options;
use cpu_time::ProcessTime;
use rayon::prelude::*;

use kernel::Kernel;

const ROUNDS: usize = 7;

fn main() {
    let what = std::env::args().skip(1).find(|word| !word.starts_with("--"));
    match what.as_deref() {
        None => ratio(),
        Some("scale") => scale(),
        Some("threads") => threads(),
        Some("forks") => forks(),
        Some(other) => {
            eprintln!("unknown benchmark '{other}': nothing (ratio), scale, threads or forks");
            std::process::exit(2);
        }
    }
}

/// The default place `times` as large: more communities of the same sizes.
fn county(times: u32) -> Scenario {
    let mut scenario = Scenario::baseline();
    for settings in &mut scenario.baseline {
        settings.place.communities *= times;
    }
    scenario.place = Arc::new(Place::synthetic(&scenario.baseline));
    scenario
}

/// Runs `months` of a scenario on the current pool; returns resident-months and processor time.
fn simulate(scenario: &Scenario, seed: u64, months: u32, spread: bool) -> (f64, Duration, Model) {
    let mut model = Model::new(scenario, seed, Detail::Zone, spread);
    let start = ProcessTime::now();
    for _ in 0..months {
        model.step();
    }
    (scenario.place.adults() as f64 * f64::from(months), start.elapsed(), model)
}

fn rate(work: f64, time: Duration) -> f64 {
    work / time.as_secs_f64() / 1e6
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The model beside the kernel, in turn.
fn ratio() {
    const RESIDENTS: usize = 100_000;
    const TICKS: u32 = 120;
    let scenario = county(1);
    let (mut kernels, mut models, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let mut kernel = Kernel::new(RESIDENTS, round as u64);
        let start = ProcessTime::now();
        let participants: u64 = (0..TICKS).map(|_| kernel.tick()).sum();
        let updates = RESIDENTS as f64 * f64::from(TICKS);
        let kernel = rate(updates, start.elapsed());
        assert!(participants > 0, "the kernel did its work");
        let (work, time, _) = simulate(&scenario, round as u64 + 1, scenario.months, false);
        let model = rate(work, time);
        kernels.push(kernel);
        models.push(model);
        ratios.push(model / kernel);
        println!(
            "round {round}: kernel {kernel:6.1} M/s  model {model:5.1} M/s  ratio {:.3}",
            model / kernel
        );
    }
    println!(
        "median of {ROUNDS}: kernel {:.1} million updates, model {:.1} million resident-months a processor-second, ratio {:.3}",
        median(kernels),
        median(models),
        median(ratios)
    );
}

/// Cost a resident-month and memory from 50 thousand to 20 million adults.
fn scale() {
    println!(
        "      adults  months   set-up s     wall s    processor s   ns/resident-month   bytes/resident"
    );
    // What the process itself needs (scratch tables, schedules, allocator) is taken by a county before.
    let (.., warm) = simulate(&county(1), 2, 120, true);
    let mut first = None;
    for (times, months) in [(1, 120), (20, 120), (407, 120)] {
        let scenario = county(times);
        let before = resident_bytes();
        let wall = Instant::now();
        let mut model = Model::new(&scenario, 1, Detail::Zone, true);
        let setup = wall.elapsed().as_secs_f64();
        let start = ProcessTime::now();
        for _ in 0..months {
            model.step();
        }
        let (time, wall) = (start.elapsed(), wall.elapsed().as_secs_f64());
        let work = scenario.place.adults() as f64 * f64::from(months);
        let nanoseconds = time.as_secs_f64() / work * 1e9;
        let adults = model.recorder().adults();
        println!(
            "{:12} {months:7} {setup:10.2} {wall:10.1} {:14.1} {nanoseconds:19.1} {:16.1}",
            scenario.place.adults(),
            time.as_secs_f64(),
            (resident_bytes() - before) / adults
        );
        model.check_books();
        let first = *first.get_or_insert(nanoseconds);
        println!("{:60}cost against the smallest: {:.2}", "", nanoseconds / first);
    }
    drop(warm);
}

/// Processor time a seed on one thread and on two, in turn.
fn threads() {
    let scenario = county(1);
    let seeds: Vec<u64> = (1..=8).collect();
    let mut costs = Vec::new();
    for round in 0..ROUNDS {
        let [one, two] = [1, 2].map(|threads| {
            let pool =
                rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
            let start = ProcessTime::now();
            pool.install(|| {
                seeds.par_iter().for_each(|&seed| {
                    let _ = simulate(&scenario, seed, scenario.months, false);
                });
            });
            start.elapsed().as_secs_f64() / seeds.len() as f64
        });
        println!(
            "round {round}: {one:.3} s a seed on one thread, {two:.3} s on two: {:.3}",
            two / one
        );
        costs.push(two / one);
    }
    println!("median of {ROUNDS}: two threads cost {:.3} of one, a seed", median(costs));
}

/// Processor time of a baseline and four packages on a seed, forked and run whole, in turn.
fn forks() {
    let names =
        ["baseline", "clear-functions", "professional-team", "migrant-inclusion", "comprehensive"];
    let load = |name| scenario::load(name, &Options::default()).ok();
    let arms: Vec<Scenario> =
        names.into_iter().filter_map(load).map(|loaded| loaded.scenario).collect();
    assert_eq!(arms.len(), names.len(), "the shipped scenarios load");
    let pairing =
        Pairing { arms: &arms, metrics: &[], month: &processes, runner: Runner::default() };
    let mut ratios = Vec::new();
    for round in 0..ROUNDS {
        let seed = round as u64 + 1;
        let start = ProcessTime::now();
        let forked = pairing.run(&[seed], &vec![true; arms.len()]).expect("threads");
        let forked = (start.elapsed().as_secs_f64(), forked);
        let start = ProcessTime::now();
        let whole: Vec<_> = (0..arms.len()).map(|arm| pairing.whole(arm, seed)).collect();
        let whole = (start.elapsed().as_secs_f64(), whole);
        for (arm, seen) in forked.1[0].arms.iter().zip(&whole.1) {
            let same =
                arm.as_ref().zip(seen.as_ref()).is_some_and(|(arm, seen)| arm.seen.same(seen));
            assert!(same, "a fork is the same to the bit as a whole run");
        }
        println!(
            "round {round}: forked {:.2} s, whole {:.2} s: {:.3}",
            forked.0,
            whole.0,
            forked.0 / whole.0
        );
        ratios.push(forked.0 / whole.0);
    }
    println!("median of {ROUNDS}: forked worlds cost {:.3} of whole ones", median(ratios));
}

/// Memory of this process, bytes (Linux; elsewhere not a number).
fn resident_bytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: Option<f64> = status.split(' ').nth(1).and_then(|pages| pages.parse().ok());
    pages.map_or(f64::NAN, |pages| pages * 4096.0)
}
