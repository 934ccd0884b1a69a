//! A comparison: scenarios beside a baseline on the same seeds, with intervals and verdicts.
//!
//!     cargo run --release --example comparison
#![allow(clippy::print_stdout, reason = "an example shows its numbers")]

use std::error::Error;

use model::metric::main_metrics;
use scenario::{Base, Value};
use study::comparison::{Request, compare};
use study::experiment::Runner;

/// Prints what may be said of each main outcome.
pub fn main() -> Result<(), Box<dyn Error>> {
    // Two communities, so that it takes seconds.
    let base = Base::read("baseline")?;
    let place = [
        ("place.urban.communities", Value::from(1)),
        ("place.rural.communities", Value::from(1)),
        ("place.pastoral.communities", Value::from(0)),
    ];
    let with = |more: &[(&'static str, Value)]| base.with(&[&place[..], more].concat());
    let baseline = with(&[])?;
    let clear = with(&[("name", "clear".into()), ("policy.mandate_clarity", Value::from(0.9))])?;
    // Seeds run side by side; what they show does not depend on the threads.
    let runner = Runner { threads: 2, ..Runner::default() };
    let (arms, metrics, seeds) = ([baseline, clear], main_metrics(), [1, 2, 3, 4, 5]);
    let request = Request { runner, ..Request::new(&arms, &metrics, &seeds) };
    let compared = compare(&request)?.ok_or("nobody stopped it")?;
    for found in &compared.comparison.differences {
        let (Some(difference), Some(low), Some(high)) = (found.difference, found.low, found.high)
        else {
            continue;
        };
        let (scenario, metric) = (&found.scenario, &found.metric);
        println!("{scenario}: {metric} {difference:+.3} ({low:+.3} to {high:+.3})");
    }
    Ok(())
}
