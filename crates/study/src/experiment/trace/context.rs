//! What a community was like in both worlds when a life in it first differed.

use bevy_ecs::prelude::*;

use crate::experiment::lockstep::{Twins, community};
use crate::metric;
use crate::metric::METRICS;
use crate::setting::{SettingId, Settings};
use crate::world::{Census, InForce, Tally};

/// Metrics that tell how it was for residents and cadres, from what comes first in the month.
const TOLD: [usize; 11] = [
    metric!("paid_share"),
    metric!("admin_share"),
    metric!("neglect"),
    metric!("reach"),
    metric!("asked"),
    metric!("participation"),
    metric!("responsiveness"),
    metric!("resolution_rate"),
    metric!("backlog_per_1000"),
    metric!("escalations_per_1000"),
    metric!("turnout_all"),
];

/// What differed in a community at a moment: values in the baseline's world and in the scenario's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Context {
    /// Settings in force.
    pub settings: Vec<(SettingId, [f64; 2])>,
    /// Metrics of the month so far, by position in the registry.
    pub metrics: Vec<(usize, [f64; 2])>,
}

impl Context {
    /// Looks at a community of both worlds, by its position.
    pub(super) fn of(twins: &mut Twins, position: usize) -> Self {
        let [here, there] = [0, 1].map(|at: usize| {
            let world = twins.worlds[at].world();
            let community = community(world, position);
            community.and_then(|community| seen(&world.entity(community)))
        });
        let (Some(here), Some(there)) = (here, there) else { return Self::default() };
        let values = |id: SettingId| [here.0.get(id), there.0.get(id)];
        let settings = SettingId::all().map(|id| (id, values(id)));
        let metrics = TOLD.into_iter().filter_map(|metric| {
            let value = METRICS[metric].value;
            Some((metric, [value.of(&here.1)?, value.of(&there.1)?]))
        });
        Self {
            settings: settings.filter(differ).collect(),
            metrics: metrics.filter(differ).collect(),
        }
    }
}

fn differ<T>((_, [here, there]): &(T, [f64; 2])) -> bool {
    here != there && !(here.is_nan() && there.is_nan())
}

/// Settings in force and the month's counts so far: adults are those of the census, since the month
/// counts its own only later.
fn seen(community: &EntityRef) -> Option<(Settings, Tally)> {
    let settings = Settings::clone(&community.get::<InForce>()?.0);
    let [local, migrant] = community.get::<Census>()?.adults.map(f64::from);
    let tally = community.get::<Tally>()?;
    Some((settings, Tally { adults_local: local, adults_migrant: migrant, ..*tally }))
}
