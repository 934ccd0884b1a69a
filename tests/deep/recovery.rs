//! Whether history matching rules out the truth.

use model::world::Halt;
use statrs::distribution::{Binomial, DiscreteCDF};
use study::screen::{Cache, Effort, MakeError, implausibilities};

use super::Asked;
use super::truth::{plan, plan_of, truth};

/// What is ruled out is further outside than this.
const IMPLAUSIBLE: f64 = 3.0;
/// Of 200 truths at least 184 survive, else 95 in 100 is not believed: where it is exactly 95, fewer survive in
/// one try of fifty. Of fewer truths as many as would be missed in one try of a thousand.
fn fewest(truths: u32) -> u32 {
    if truths >= 200 {
        return (184 * truths).div_ceil(200);
    }
    let Ok(survivors) = Binomial::new(0.95, u64::from(truths)) else { return 0 };
    (0..=truths)
        .rfind(|&fewest| fewest == 0 || survivors.cdf(u64::from(fewest) - 1) <= 1e-3)
        .unwrap_or(0)
}

/// The error of an emulator that is too sure of itself: the test must fail for it.
const UNDERSTATED: f64 = 1.0 / 5.0;

/// The effort of one search.
pub fn effort(asked: &Asked) -> Effort {
    Effort {
        key: 1,
        threads: 2,
        first: asked.first,
        wave: asked.wave,
        waves: asked.waves,
        keep: 64,
        proposals: 2_000,
    }
}

/// Survivors among truths, with emulators as they are and with their variance understated fivefold.
pub fn check(asked: &Asked) -> Result<bool, String> {
    let plan = plan().map_err(|error| error.to_string())?;
    let (mut cache, stop) = (Cache::default(), Halt::default());
    let (mut tried, mut survive, mut survive_understated) = (0, 0, 0);
    let mut nothing_left = [0, 0];
    let mut worst: Vec<f64> = Vec::new();
    let mut ruling = vec![0; plan.targets.len()];
    for index in 0.. {
        if tried == asked.truths {
            break;
        }
        let Some(truth) = truth(&plan, index, asked.outer) else { continue };
        tried += 1;
        let own = plan_of(&plan, &truth);
        for (at, times) in [1.0, UNDERSTATED].into_iter().enumerate() {
            let points = std::slice::from_ref(&truth.point);
            let mut keep = |_: &str, _: usize| {};
            let found = implausibilities(
                &own,
                effort(asked),
                (points, times),
                &mut cache,
                &stop,
                &mut keep,
            );
            match found {
                Ok(found) => {
                    let (by, target) = found[0];
                    let survives = by <= IMPLAUSIBLE;
                    if at == 0 {
                        survive += u32::from(survives);
                        worst.push(by);
                        ruling[target] += u32::from(!survives);
                    } else {
                        survive_understated += u32::from(survives);
                    }
                }
                // Nothing at all is left: the truth is not either.
                Err(MakeError::Trouble(_)) => nothing_left[at] += 1,
                Err(error) => return Err(error.to_string()),
            }
        }
        if tried % 10 == 0 {
            println!(
                "{tried} truths: {survive} survive, {survive_understated} understated; {} runs",
                cache.len()
            );
        }
    }
    worst.sort_unstable_by(f64::total_cmp);
    let share = |of: u32| 100.0 * f64::from(of) / f64::from(tried);
    println!(
        "recovery: of {tried} truths {survive} survive all waves ({:.1} %); with the variance of emulators \
         understated fivefold {survive_understated} ({:.1} %); nothing was left in {} and {}",
        share(survive),
        share(survive_understated),
        nothing_left[0],
        nothing_left[1]
    );
    if let Some(most) = worst.last() {
        let middle = worst[worst.len() / 2];
        println!("implausibility of the truth: median {middle:.2}, largest {most:.2}");
    }
    for (target, count) in plan.targets.iter().zip(&ruling).filter(|(_, count)| **count > 0) {
        println!("ruled out by {}: {count}", target.name);
    }
    let holds = survive >= fewest(tried);
    // A handful of truths cannot tell that it would fail.
    let can_fail = survive_understated < fewest(tried) || tried < 200;
    println!("at least {} are wanted: {holds}; fewer where understated: {can_fail}", fewest(tried));
    Ok(holds && can_fail)
}
