//! Ablation: how much of a scenario's effect runs through which feedback of the model.
//!
//! A feedback is switched off by holding what it reads, by community and month, at what it was in the baseline's
//! history of the same seed, in the scenario's history: the baseline stays as it is. What is lost of the effect runs
//! through the feedback. Such parts need not add up to the effect: the rest is their interaction.

mod seam;
mod words;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::comparison::{Estimate, never_apart, other_conditions};
use crate::experiment::{Runner, ThreadsError, Together};
use crate::metric::{Detail, METRICS};
use crate::model::Model;
use crate::month::{month, processes};
use crate::policy::Scenario;
use crate::quantity::Text;
use crate::statistics::{Bound, paired};
use crate::world::Spread;

/// A feedback of the model: a way by which what changed comes back on what people and offices do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Feedback {
    /// What others in the reference group do, on taking part and voting.
    Norm,
    /// Trust and efficacy, on whether a need is reported.
    Voice,
    /// Burnout of cadres, on whether they quit.
    Burnout,
    /// The public record of what is resolved, on trust and satisfaction.
    Record,
    /// Turnout of an election, on trust.
    Legitimacy,
    /// The rebound of administrative work after relief.
    Relief,
}

impl Feedback {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Norm, Self::Voice, Self::Burnout, Self::Record, Self::Legitimacy, Self::Relief];

    /// Identifier, as in the tables.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Norm => "norm",
            Self::Voice => "voice",
            Self::Burnout => "burnout_to_quits",
            Self::Record => "public_record",
            Self::Legitimacy => "legitimacy",
            Self::Relief => "relief_rebound",
        }
    }

    /// Name.
    pub const fn name(self) -> Text {
        match self {
            Self::Norm => Text { en: "the norm", zh: "规范" },
            Self::Voice => Text { en: "voice", zh: "诉求表达" },
            Self::Burnout => Text { en: "burnout and quits", zh: "倦怠与离职" },
            Self::Record => Text { en: "the public record", zh: "公开的办结记录" },
            Self::Legitimacy => Text { en: "legitimacy of elections", zh: "选举合法性" },
            Self::Relief => Text { en: "the rebound of relief", zh: "减负反弹" },
        }
    }

    /// What is held.
    pub const fn meaning(self) -> Text {
        match self {
            Self::Norm => Text {
                en: "The norm that residents see when they decide whether to take part and to vote: its mean in the community.",
                zh: "居民决定是否参与、投票时所见的规范：其社区均值。",
            },
            Self::Voice => Text {
                en: "Trust and efficacy when residents decide whether to report a need: their means in the community.",
                zh: "居民决定是否表达需求时的信任与效能感：其社区均值。",
            },
            Self::Burnout => Text {
                en: "Burnout when cadres decide whether to quit: its mean in the team.",
                zh: "干部决定是否离职时的倦怠：其团队均值。",
            },
            Self::Record => Text {
                en: "The community's record of resolved requests when trust and satisfaction form.",
                zh: "形成信任与满意度时社区的办结记录。",
            },
            Self::Legitimacy => Text {
                en: "Turnout of an election when trust forms; none where the baseline has none.",
                zh: "形成信任时的选举投票率；基线当月无选举则不计。",
            },
            Self::Relief => Text {
                en: "What is left of the relief from administrative work: nothing of it is lost where the baseline has none.",
                zh: "减负的留存份额：基线无减负时视为毫无流失。",
            },
        }
    }
}

/// What to take apart.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// The baseline.
    pub baseline: &'a Scenario,
    /// The scenario: of the baseline's place and horizon.
    pub scenario: &'a Scenario,
    /// Positions of the outcomes in the registry.
    pub metrics: &'a [usize],
    /// Seeds.
    pub seeds: &'a [u64],
    /// How they are run.
    pub runner: Runner<'a>,
}

/// The effect of a scenario taken apart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ablation {
    /// Baseline.
    pub baseline: String,
    /// Scenario.
    pub scenario: String,
    /// Seeds that were run.
    pub seeds: Vec<u64>,
    /// Months of a run, and those before the policy, which are left out.
    pub months: [u32; 2],
    /// That the scenario lives under other conditions than the baseline, in English and Chinese; none if not.
    #[serde(default)]
    pub conditions: Option<[String; 2]>,
    /// Why the two histories are the same in every seed, in English and Chinese; none where they are not.
    #[serde(default)]
    pub same: Option<[String; 2]>,
    /// Outcomes.
    pub outcomes: Vec<TakenApart>,
}

/// The effect on an outcome of the widest area over the policy period, taken apart. Intervals of an outcome hold
/// together with 95 % confidence, over the luck of seeds alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TakenApart {
    /// Metric.
    pub metric: String,
    /// Mean of the baseline.
    pub baseline: Option<f64>,
    /// Scenario less baseline, seed by seed.
    pub effect: Estimate,
    /// The effect with all feedbacks held.
    pub direct: Estimate,
    /// What is lost of the effect where one is held.
    pub through: Vec<(Feedback, Estimate)>,
    /// The effect less what is direct and less all parts: what feedbacks do together.
    pub interaction: Estimate,
}

/// Intervals of an outcome: the effect, what is direct, the parts and their interaction.
const FAMILY: usize = Feedback::ALL.len() + 3;

/// Histories of a seed: baseline, scenario, all feedbacks held, and each by itself.
const HISTORIES: usize = Feedback::ALL.len() + 3;

/// Months of runs that an ablation takes.
pub fn months_of(request: &Request) -> u64 {
    u64::from(request.baseline.months) * (HISTORIES * request.seeds.len()) as u64
}

/// Takes the effect of a scenario apart; seeds that were stopped are left out, and nothing is told of none.
///
/// # Errors
/// If threads cannot be made.
pub fn ablate(request: &Request) -> Result<Option<Ablation>, ThreadsError> {
    let adults = 3 * request.baseline.place.adults();
    let rows = request.runner.each_seed(adults, request.seeds, |seed, spread| {
        Some((seed, histories(request, seed, spread)?))
    })?;
    let rows: Vec<(u64, Vec<Vec<f64>>)> = rows.into_iter().flatten().collect();
    if rows.is_empty() {
        return Ok(None);
    }
    let outcome = |&metric: &usize| taken_apart(metric, &rows);
    Ok(Some(Ablation {
        baseline: request.baseline.name.clone(),
        scenario: request.scenario.name.clone(),
        seeds: rows.iter().map(|&(seed, _)| seed).collect(),
        months: [request.baseline.months, request.baseline.burn_in],
        conditions: other_conditions(request.baseline, request.scenario)
            .map(|note| [note.en, note.zh]),
        same: same(request, &rows),
        outcomes: request.metrics.iter().map(outcome).collect(),
    }))
}

/// Why nothing that is set acts, where that is so in all seeds.
fn same(request: &Request, rows: &[(u64, Vec<Vec<f64>>)]) -> Option<[String; 2]> {
    let why = |seed| never_apart(request.baseline, request.scenario, seed);
    let first = rows.first().and_then(|&(seed, _)| why(seed))?;
    let all = rows.iter().all(|&(seed, _)| why(seed).is_some());
    all.then(|| {
        [
            format!("The two histories are the same in every seed: {}.", first.en),
            format!("两段历史在每个种子中都相同：{}。", first.zh),
        ]
    })
}

/// What each history of a seed shows in the widest area; none if it was stopped.
fn histories(request: &Request, seed: u64, spread: &Spread) -> Option<Vec<Vec<f64>>> {
    let Request { baseline, scenario, runner, .. } = *request;
    let start = match Together::of(baseline, scenario, seed) {
        Together::Always => baseline.burn_in,
        Together::Until(first) => baseline.burn_in.min(first - 1),
        Together::Never => 0,
    };
    let new = |of: &Scenario| {
        let month = month(seam::with_seam(processes()));
        Model::with_month(of, seed, Detail::County, spread.clone(), month)
    };
    let mut trunk = new(baseline);
    until(&mut trunk, start, &runner)?;
    // The baseline goes on from a copy, so that the trunk stays where the others leave it.
    let mut here = trunk.fork(baseline, seed, month(seam::with_seam(processes())));
    seam::note(&mut here);
    until(&mut here, baseline.months, &runner)?;
    let history = Arc::new(seam::noted(&mut here));
    let mut found = vec![seen(&here)];
    (runner.progress)(u64::from(baseline.months));
    let each = Feedback::ALL.iter().map(std::slice::from_ref);
    for held in [&[][..], &Feedback::ALL[..]].into_iter().chain(each) {
        let mut there = if start == 0 {
            new(scenario)
        } else {
            trunk.fork(scenario, seed, month(seam::with_seam(processes())))
        };
        seam::hold(&mut there, &history, held);
        until(&mut there, baseline.months, &runner)?;
        found.push(seen(&there));
        (runner.progress)(u64::from(baseline.months));
    }
    Some(found)
}

fn seen(model: &Model) -> Vec<f64> {
    let mut all = model.recorder().run();
    all.truncate(METRICS.len());
    all
}

/// Runs up to a month, that included; nothing if it was stopped.
fn until(model: &mut Model, month: u32, runner: &Runner) -> Option<()> {
    while model.clock().month < month {
        if (runner.stop)() {
            return None;
        }
        model.step();
    }
    // A month that was broken off is no month.
    (!(runner.stop)()).then_some(())
}

fn taken_apart(metric: usize, rows: &[(u64, Vec<Vec<f64>>)]) -> TakenApart {
    let effects = |of: &[Vec<f64>]| -> Vec<f64> {
        of[1..].iter().map(|history| history[metric] - of[0][metric]).collect()
    };
    let effects: Vec<Vec<f64>> = rows.iter().map(|(_, of)| effects(of)).collect();
    let estimate = |of: &dyn Fn(&[f64]) -> f64| {
        let pairs: Vec<(f64, f64)> = effects.iter().map(|row| (0.0, of(row))).collect();
        let found = paired(&pairs, Bound::by_shape(0.05 / FAMILY as f64));
        let said = |value: f64| value.is_finite().then_some(value + 0.0);
        Estimate {
            n: found.n,
            mean: said(found.difference),
            low: said(found.low),
            high: said(found.high),
            interval: found.kind,
            unseen: said(found.unseen),
        }
    };
    let baselines = rows.iter().map(|(_, of)| of[0][metric]).filter(|value| !value.is_nan());
    let baselines: Vec<f64> = baselines.collect();
    let parts = |row: &[f64]| row[2..].iter().map(|without| row[0] - without).sum::<f64>();
    let through = Feedback::ALL.iter().enumerate();
    TakenApart {
        metric: METRICS[metric].id.to_owned(),
        baseline: (!baselines.is_empty())
            .then(|| baselines.iter().sum::<f64>() / baselines.len() as f64),
        effect: estimate(&|row| row[0]),
        direct: estimate(&|row| row[1]),
        through: through.map(|(at, &of)| (of, estimate(&|row| row[0] - row[2 + at]))).collect(),
        interaction: estimate(&|row| row[0] - row[1] - parts(row)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Place;
    use crate::statistics::Kind;

    /// Two small communities over four years, and clear functions without law from the third year on.
    fn village() -> (Scenario, Scenario) {
        let mut baseline = Scenario::baseline();
        let mut place = Place::clone(&baseline.place);
        place.communities.truncate(2);
        place.communities.iter_mut().for_each(|community| community.adults = 300);
        baseline.place = Arc::new(place);
        (baseline.months, baseline.burn_in) = (48, 24);
        let mut scenario = baseline.clone();
        "clear".clone_into(&mut scenario.name);
        let clarity = crate::setting::SettingId::find("mandate_clarity").unwrap();
        (baseline, scenario.with_policy(clarity, 0.8))
    }

    fn outcome<'a>(of: &'a Ablation, id: &str) -> &'a TakenApart {
        of.outcomes.iter().find(|outcome| outcome.metric == id).unwrap()
    }

    #[test]
    fn a_seam_at_which_nothing_is_held_leaves_every_bit_of_a_history() {
        let (_, scenario) = village();
        let mut plain = Model::new(&scenario, 3, Detail::County, false);
        let with_seam = || {
            let month = month(seam::with_seam(processes()));
            Model::with_month(&scenario, 3, Detail::County, false, month)
        };
        let mut noting = with_seam();
        seam::note(&mut noting);
        let never = Runner::default();
        let bits = |of: &Model| -> Vec<u64> {
            of.recorder().run().iter().map(|value| value.to_bits()).collect()
        };
        for model in [&mut plain, &mut noting] {
            until(model, 48, &never).unwrap();
        }
        assert_eq!(bits(&plain), bits(&noting));
        // Held at what it read itself: nothing moves either.
        let history = Arc::new(seam::noted(&mut noting));
        let mut held = with_seam();
        seam::hold(&mut held, &history, &Feedback::ALL);
        until(&mut held, 48, &never).unwrap();
        assert_eq!(bits(&plain), bits(&held));
    }

    #[test]
    fn an_effect_is_taken_apart_into_what_is_direct_the_parts_and_their_interaction() {
        let (baseline, scenario) = village();
        let metrics: Vec<usize> = ["admin_share", "burnout", "staff_turnover", "turnout_all"]
            .iter()
            .map(|id| crate::metric::find(id).unwrap())
            .collect();
        let seeds: Vec<u64> = (1..=12).collect();
        let runner = Runner::default();
        let request = Request {
            baseline: &baseline,
            scenario: &scenario,
            metrics: &metrics,
            seeds: &seeds,
            runner,
        };
        let found = ablate(&request).unwrap().unwrap();
        for of in found.outcomes.iter().filter(|of| of.effect.n > 0) {
            let parts = of.through.iter().map(|(_, part)| part.mean.unwrap()).sum::<f64>();
            let all = of.direct.mean.unwrap() + parts + of.interaction.mean.unwrap();
            assert!((all - of.effect.mean.unwrap()).abs() < 1e-9, "{}", of.metric);
            let told = of.told();
            assert!(told.en.ends_with('.') && told.zh.ends_with('。'));
        }
        // Without law administrative work comes back: held, the relief stays, so that the part through the
        // rebound takes from the effect what the rebound took.
        let admin = outcome(&found, "admin_share");
        let part = |feedback| admin.through.iter().find(|(of, _)| *of == feedback).unwrap().1;
        assert!(admin.effect.mean < Some(0.0) && part(Feedback::Relief).low > Some(0.0));
        // Nobody takes hours from who takes part: what is asked of the office does not run through the norm.
        assert_eq!(part(Feedback::Norm).interval, Kind::Equal);
        assert!(admin.told().en.contains("Through the rebound of relief"), "{}", admin.told().en);
        assert!(outcome(&found, "burnout").direct.mean < Some(0.0));
    }

    #[test]
    fn the_baseline_beside_itself_has_no_effect_and_no_parts() {
        let (baseline, _) = village();
        let metrics = [crate::metric::find("trust").unwrap()];
        let (seeds, runner) = ([1, 2, 3], Runner::default());
        let request = Request {
            baseline: &baseline,
            scenario: &baseline,
            metrics: &metrics,
            seeds: &seeds,
            runner,
        };
        let found = ablate(&request).unwrap().unwrap();
        let of = &found.outcomes[0];
        let all = of.through.iter().map(|(_, part)| part).chain([
            &of.effect,
            &of.direct,
            &of.interaction,
        ]);
        assert!(all.clone().all(|of| of.interval == Kind::Equal && of.mean == Some(0.0)));
        assert!(of.told().en.contains("the same in every seed"));
    }
}
