//! Truths: worlds taken for the real one, and what a county would know of itself in them.

use std::error::Error;

use cogov::scenario::{Base, load_targets};
use model::policy::Scenario;
use model::random::{Luck, Process};
use model::supposed::{Target, World, dimensions};
use study::screen::{Plan, scaled, unscaled};

/// The packages that are looked at.
pub const PACKAGES: [&str; 3] = ["clear-functions", "professional-team", "migrant-inclusion"];
/// Months of a run: two years of burn-in, two of policy.
const MONTHS: u32 = 48;
/// Seeds of truths begin here; no screen and no comparison uses them.
const SEEDS: u64 = 7_000_000_000;

/// Urban, rural and pastoral communities: five, few enough for many truths.
const FIVE: [u32; 3] = [2, 2, 1];
/// Those with which the shipped worlds were made.
pub const TEN: [u32; 3] = [4, 4, 2];

/// What is run for truths.
pub fn plan() -> Result<Plan, Box<dyn Error>> {
    plan_on(FIVE)
}

/// What is run on so many communities.
pub fn plan_on([urban, rural, pastoral]: [u32; 3]) -> Result<Plan, Box<dyn Error>> {
    let in_place = |name: &str| -> Result<Scenario, Box<dyn Error>> {
        let text = format!(
            "schema = 1\nextends = \"{name}\"\n[place]\nurban = {{ communities = {urban} }}\n\
             rural = {{ communities = {rural} }}\npastoral = {{ communities = {pastoral} }}\n"
        );
        Ok(Base::read(&text)?.scenario()?)
    };
    let targets = load_targets("inner-mongolia")
        .map_err(|faults| faults.render(words::Language::En))?
        .targets;
    let packages = PACKAGES.iter().map(|name| in_place(name)).collect::<Result<Vec<_>, _>>()?;
    Ok(Plan::new(&in_place("baseline")?, targets, &packages, MONTHS))
}

/// One truth.
pub struct Truth {
    /// Its point in the unit cube.
    pub point: Vec<f64>,
    /// What is known of it: its own outcomes on one seed, as wide as the evidence, the outcome anywhere within.
    pub targets: Vec<Target>,
    /// Differences of the packages on another seed, as [`Plan::run`] gives them.
    pub differences: Vec<f64>,
}

/// Truth `index` of the prior, or of its outer halves; none where an outcome has no value.
pub fn truth(plan: &Plan, index: u32, outer: bool) -> Option<Truth> {
    let luck = Luck::of_seed(77).of(if outer { "outer truths" } else { "truths" });
    let at = |dimension: usize| {
        let below = luck.uniform(Process::World, dimension as u32, index);
        // The outer halves: the first and the last quarter.
        match below {
            below if !outer => below,
            below if below < 0.5 => below / 2.0,
            below => 0.5 + below / 2.0,
        }
    };
    let point: Vec<f64> = (0..dimensions().len()).map(at).collect();
    let world = World::at(index, &point);
    Some(Truth { point, ..truth_of(plan, &world, index)? })
}

/// A world taken for the truth, with the luck of an index; none where an outcome has no value.
pub fn truth_of(plan: &Plan, world: &World, index: u32) -> Option<Truth> {
    let seed = SEEDS + 2 * u64::from(index);
    let known = plan.run(world, seed, false);
    let place = Luck::of_seed(78).of("bands");
    let mut targets = plan.targets.clone();
    for (number, (target, &value)) in targets.iter_mut().zip(&known).enumerate() {
        let found = scaled(target, value);
        if !found.is_finite() {
            return None;
        }
        let width = scaled(target, target.high) - scaled(target, target.low);
        let below = width * place.uniform(Process::World, number as u32, index);
        let [low, high] = [found - below, found - below + width].map(|end| unscaled(target, end));
        (target.low, target.high) = (low, high);
    }
    let differences = plan.run(world, seed + 1, true)[plan.targets.len()..].to_vec();
    Some(Truth { point: Vec::new(), targets, differences })
}

/// The plan with what is known of a truth.
pub fn plan_of(plan: &Plan, truth: &Truth) -> Plan {
    Plan { targets: truth.targets.clone(), ..plan.clone() }
}
