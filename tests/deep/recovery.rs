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

/// What was counted.
#[derive(Default)]
struct Count {
    tried: u32,
    /// Survivors with emulators as they are, and with their variance understated.
    survive: [u32; 2],
    /// Searches that left nothing at all, so the truth neither.
    nothing_left: [u32; 2],
    /// How far the truths were outside, in standard deviations.
    outside: Vec<f64>,
    /// How many truths each target ruled out.
    ruling: Vec<u32>,
}

/// Survivors among truths, with emulators as they are and with their variance understated fivefold.
pub fn check(asked: &Asked) -> Result<bool, String> {
    let plan = plan().map_err(|error| error.to_string())?;
    let (mut cache, stop) = (Cache::default(), Halt::default());
    let mut count = Count { ruling: vec![0; plan.targets.len()], ..Count::default() };
    let truths = (0..).filter_map(|index| truth(&plan, index, asked.outer));
    for truth in truths.skip(asked.after as usize).take(asked.truths as usize) {
        count.tried += 1;
        let own = plan_of(&plan, &truth);
        for (at, times) in [1.0, UNDERSTATED].into_iter().enumerate() {
            let of = (std::slice::from_ref(&truth.point), times);
            let mut keep = |_: &str, _: usize| {};
            match implausibilities(&own, effort(asked), of, &mut cache, &stop, &mut keep) {
                Ok(found) => count.add(at, found[0]),
                Err(MakeError::Trouble(_)) => count.nothing_left[at] += 1,
                Err(error) => return Err(error.to_string()),
            }
        }
        if count.tried.is_multiple_of(10) {
            let ([survive, understated], runs) = (count.survive, cache.len());
            println!(
                "{} truths: {survive} survive, {understated} understated; {runs} runs",
                count.tried
            );
        }
    }
    let names: Vec<&str> = plan.targets.iter().map(|target| target.name.as_str()).collect();
    Ok(count.tell(&names))
}

impl Count {
    fn add(&mut self, at: usize, (outside, target): (f64, usize)) {
        let survives = outside <= IMPLAUSIBLE;
        self.survive[at] += u32::from(survives);
        if at == 0 {
            self.outside.push(outside);
            self.ruling[target] += u32::from(!survives);
        }
    }

    fn tell(mut self, targets: &[&str]) -> bool {
        let (tried, [survive, understated]) = (self.tried, self.survive);
        let share = |of: u32| 100.0 * f64::from(of) / f64::from(tried);
        println!(
            "recovery: of {tried} truths {survive} survive all waves ({:.1} %); with the variance of emulators \
             understated fivefold {understated} ({:.1} %); nothing was left in {} and {}",
            share(survive),
            share(understated),
            self.nothing_left[0],
            self.nothing_left[1]
        );
        self.outside.sort_unstable_by(f64::total_cmp);
        if let Some(most) = self.outside.last() {
            let middle = self.outside[self.outside.len() / 2];
            println!("implausibility of the truth: median {middle:.2}, largest {most:.2}");
        }
        for (target, count) in targets.iter().zip(&self.ruling).filter(|(_, count)| **count > 0) {
            println!("ruled out by {target}: {count}");
        }
        let holds = survive >= fewest(tried);
        // A handful of truths cannot tell that it would fail.
        let can_fail = understated < fewest(tried) || tried < 200;
        println!(
            "at least {} are wanted: {holds}; fewer where understated: {can_fail}",
            fewest(tried)
        );
        holds && can_fail
    }
}
