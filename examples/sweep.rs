//! A sweep: two levers, all pairs of their values, a few seeds each.
//!
//!     cargo run --release --example sweep
#![allow(clippy::print_stdout, reason = "an example shows its numbers")]

use std::error::Error;

use scenario::Base;
use study::simulate;

/// A place of two communities, so that a sweep takes seconds.
const VILLAGE: &str = r#"
schema = 1
extends = "baseline"
[place]
urban = { communities = 1, adults = 300 }
rural = { communities = 1, adults = 200 }
pastoral = { communities = 0 }
"#;

/// Prints the mean turnover of staff for each pair of values.
pub fn main() -> Result<(), Box<dyn Error>> {
    // Files are read and checked once; a variation costs little beside a run.
    let base = Base::read(VILLAGE)?;
    for pay in [0.6, 0.8, 1.0] {
        for clarity in [0.3, 0.9] {
            let levers = [("policy.pay_ratio", pay), ("policy.mandate_clarity", clarity)];
            let scenario = base.with(&levers)?;
            let runs = (1..=3).map(|seed| simulate(&scenario, seed));
            let turnover: Vec<f64> = runs.filter_map(|run| run.whole("staff_turnover")).collect();
            let mean = turnover.iter().sum::<f64>() / turnover.len() as f64;
            println!("pay {pay:.1}, clarity {clarity:.1}: turnover {:.1} %", 100.0 * mean);
        }
    }
    Ok(())
}
