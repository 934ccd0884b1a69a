//! One run: a scenario, a seed, and what happened in it.
//!
//!     cargo run --release --example one_run
#![allow(clippy::print_stdout, reason = "an example shows its numbers")]

use std::error::Error;

use scenario::Base;
use study::simulate;

/// Runs the default county once and prints three outcomes of each of its areas, and one by year.
pub fn main() -> Result<(), Box<dyn Error>> {
    // The name of a shipped scenario, the path of a file, or the text of one.
    let base = Base::read("baseline")?;
    let observed = simulate(&base.scenario()?, 1);
    for area in observed.areas() {
        println!("{} {}", area.level.id(), area.name);
        for metric in ["trust", "staff_turnover", "resolution_rate"] {
            // Nothing where a denominator is zero.
            if let Some(value) = observed.get(area.level, &area.name, metric) {
                println!("  {metric}: {value:.3}");
            }
        }
    }
    let widest = &observed.areas()[0];
    for year in 1..=observed.months() / 12 {
        let trust = observed.year(year, widest.level, &widest.name, "trust");
        println!("year {year}: trust {:.3}", trust.unwrap_or(f64::NAN));
    }
    Ok(())
}
