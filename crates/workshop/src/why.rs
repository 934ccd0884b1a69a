//! Why an answer came, worked out with the table: what the effect of each lever alone runs through, and one person's
//! years with every policy beside the same years without it.

use model::metric::entry;
use model::month::processes;
use model::policy::Scenario;
use model::quantity::{Language, Phrase};
use report::life::{self, Pair, names};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use study::ablation::{Ablation, Feedback, Request, ablate};
use study::comparison::Estimate;
use study::experiment::trace::{Subject, Tracing};
use study::experiment::{Runner, ThreadsError, Together};

use super::case::{Case, LEVERS};
use super::grid::{Policy, STEPS};

/// Seeds by which an effect is taken apart.
const SEEDS: u64 = 6;
/// The seed of the life that is told: the first of the case, which the room sees drawn.
const SEED: u64 = 1;

/// Why answers came.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Why {
    /// The effect of a lever at a step, the others as they are; levers that do nothing by themselves have none.
    pub apart: Vec<Apart>,
    /// Whose life is told: the resident whose life all levers in full change most. None if nobody's differs.
    pub person: Option<Person>,
}

/// The effect of one lever alone, taken apart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Apart {
    /// The policy: one lever at a step.
    pub policy: Policy,
    /// What its effect runs through.
    pub found: Ablation,
}

/// A resident, and what each policy makes of the years.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// Code of the community.
    pub community: String,
    /// Number within it.
    pub resident: u32,
    /// The story of the life by the policy's number, a paragraph in English and Chinese after the other; that of
    /// things as they are is empty.
    pub lives: Vec<Vec<[String; 2]>>,
}

impl Why {
    /// Months of runs that it takes, of a case of so many months a run, at most.
    pub fn months(months: u32) -> u64 {
        let histories = Feedback::ALL.len() as u64 + 3;
        let lives = 2 * Policy::all().count() as u64;
        u64::from(months) * (LEVERS as u64 * (STEPS as u64 - 1) * SEEDS * histories + lives)
    }

    /// Works it out; nothing if it was stopped.
    ///
    /// # Errors
    /// If threads cannot be made.
    pub fn of(
        case: &Case,
        arms: &[Scenario],
        runner: Runner<'_>,
    ) -> Result<Option<Self>, ThreadsError> {
        let mut metrics: Vec<usize> = case.goals.iter().chain(&case.watch).copied().collect();
        metrics.sort_unstable();
        metrics.dedup();
        let seeds: Vec<u64> = (1..=SEEDS).collect();
        let mut apart = Vec::new();
        let moves = (0..LEVERS).flat_map(|lever| (1..STEPS).map(move |step| (lever, step)));
        for (lever, step) in moves {
            let policy = Policy::alone(lever, step);
            let (baseline, scenario) = (&arms[0], &arms[policy.number()]);
            if Together::of(baseline, scenario, 1) == Together::Always {
                continue;
            }
            let (metrics, seeds) = (metrics.as_slice(), seeds.as_slice());
            let found = ablate(&Request { baseline, scenario, metrics, seeds, runner })?;
            let Some(found) = found.filter(|found| found.seeds.len() == seeds.len()) else {
                return Ok(None);
            };
            apart.push(Apart { policy, found });
        }
        let Some(person) = person(arms, runner)? else { return Ok(None) };
        Ok(Some(Self { apart, person }))
    }
}

/// Whose life is told, with all of them; nothing if it was stopped.
fn person(arms: &[Scenario], runner: Runner<'_>) -> Result<Option<Option<Person>>, ThreadsError> {
    let tracing = |at: usize| Tracing {
        scenarios: [&arms[0], &arms[at]],
        seed: SEED,
        month: &processes,
        runner,
    };
    let Some(ranking) = tracing(arms.len() - 1).ranking()? else { return Ok(None) };
    let Some(most) = ranking.most.first() else { return Ok(Some(None)) };
    let subject = Subject::Resident(most.community, most.id);
    let mut lives = vec![Vec::new()];
    for at in 1..arms.len() {
        let Some(trace) = tracing(at).trace(subject)? else { return Ok(None) };
        let told = |language| {
            let scenarios = [&arms[0], &arms[at]];
            life::story(&trace, &Pair { scenarios, seed: SEED, language })
        };
        let (en, zh) = (told(Language::En), told(Language::Zh));
        lives.push(en.into_iter().zip(zh).map(|(en, zh)| [en, zh]).collect());
    }
    let community = arms[0].place.communities[most.community].code.clone();
    Ok(Some(Some(Person { community, resident: most.id, lives })))
}

/// What is told of a case: feedbacks, each lever's effect on the goals taken apart, and whose life is told.
pub(crate) fn of_case(case: &Case, why: Option<&Why>) -> Value {
    let Some(why) = why else { return Value::Null };
    let feedback = |of: Feedback| {
        let (name, meaning) = (of.name(), of.meaning());
        json!({
            "id": of.id(),
            "name": {"en": name.en, "zh": name.zh},
            "meaning": {"en": meaning.en, "zh": meaning.zh},
        })
    };
    let goals: Vec<&str> = case.goals.iter().map(|&at| model::metric::METRICS[at].id).collect();
    let apart = why.apart.iter().map(|Apart { policy, found }| {
        let of = |metric: &&str| {
            let mut told = apart(found, metric);
            if let Some(through) = told["through"].as_array_mut() {
                for of in through.iter_mut().filter_map(Value::as_object_mut) {
                    of.remove("name");
                    of.remove("meaning");
                }
            }
            told
        };
        (policy.name(), goals.iter().map(of).collect::<Value>())
    });
    json!({
        "feedbacks": Feedback::ALL.map(feedback),
        "seeds": SEEDS,
        "apart": apart.collect::<serde_json::Map<String, Value>>(),
        "person": why.person.as_ref().map(|person| {
            let [en, zh] = names::of("resident", &person.community, person.resident);
            json!({"name": {"en": en, "zh": zh}, "seed": SEED})
        }),
    })
}

/// A policy's life: its paragraphs.
pub(crate) fn of_policy(why: Option<&Why>, policy: Policy) -> Value {
    let person = why.and_then(|why| why.person.as_ref());
    let life = person.and_then(|person| person.lives.get(policy.number()));
    let told = life.into_iter().flatten().map(|[en, zh]| json!({"en": en, "zh": zh}));
    told.collect()
}

/// What an effect on an outcome runs through, as pages read it.
pub fn apart(of: &Ablation, metric: &str) -> Value {
    let shown = entry(metric).shown;
    let Some(found) = of.outcomes.iter().find(|of| of.metric == metric) else {
        return Value::Null;
    };
    let effect = found.effect.mean.unwrap_or(0.0);
    let part = |estimate: &Estimate| {
        let mean = estimate.mean.unwrap_or(0.0);
        json!({
            "said": shown.change(estimate.ends()),
            "share": if effect == 0.0 { 0.0 } else { (mean / effect).clamp(-1.0, 1.0) },
            "sure": estimate.is_sure(),
        })
    };
    let through = found.through.iter().map(|(feedback, estimate)| {
        let mut told = part(estimate);
        let (name, meaning) = (feedback.name(), feedback.meaning());
        told["id"] = feedback.id().into();
        told["name"] = json!({"en": name.en, "zh": name.zh});
        told["meaning"] = json!({"en": meaning.en, "zh": meaning.zh});
        told
    });
    let through: Vec<Value> = through.collect();
    let both = |of: Phrase| json!({"en": of.en, "zh": of.zh});
    json!({
        "seeds": of.seeds.len(),
        "effect": part(&found.effect),
        "has_effect": found.has_effect(),
        "direct": part(&found.direct),
        "through": through,
        "told": both(found.told()),
        "meant": both(of.meant()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load;

    #[test]
    fn a_policy_is_told_its_own_life_and_things_as_they_are_none() {
        let life = |at: usize| match at {
            0 => Vec::new(),
            _ => vec![[format!("year {at}"), format!("第{at}年")]],
        };
        let lives = (0..Policy::all().count()).map(life).collect();
        let person = Person { community: "a-1".to_owned(), resident: 7, lives };
        let why = Why { apart: Vec::new(), person: Some(person) };
        let policy = Policy::named("00012").unwrap();
        assert_eq!(of_policy(Some(&why), policy), json!([{"en": "year 5", "zh": "第5年"}]));
        assert_eq!(of_policy(Some(&why), Policy::TODAY), json!([]));
        assert_eq!(of_policy(None, policy), json!([]));
        let (case, _) = load("hours").unwrap();
        let told = of_case(&case, Some(&why));
        assert!(!told["person"]["name"]["zh"].as_str().unwrap().is_empty());
        assert_eq!(told["feedbacks"].as_array().unwrap().len(), Feedback::ALL.len());
        assert!(of_case(&case, None).is_null());
        let text = serde_json::to_string(&why).unwrap();
        assert_eq!(serde_json::from_str::<Why>(&text).unwrap(), why);
    }
}
