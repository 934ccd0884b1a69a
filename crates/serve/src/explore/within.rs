//! Communities, and lives in them: what one opens from the answer. One seed, today's history and the first
//! package's side by side.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::routing::get;
use axum::{Json, Router};
use report::life::{self, Pair, names};
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::{both, text};
use super::open::Question;
use super::{OfMetric, failed, found_of};
use crate::app::App;
use crate::comparison::Tile;
use crate::experiment::trace::{Subject, Tracing};
use crate::experiment::{Runner, accounts, inside};
use crate::metric::entry;
use crate::month::processes;
use crate::policy::Scenario;
use crate::quantity::{Language, Phrase, Text};
use crate::refusal::Refusal;

/// The seed of the histories that are opened.
const SEED: u64 = 1;

/// Routes of what is inside.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/explore/{key}/tiles", get(tiles))
        .route("/explore/{key}/community", get(community))
        .route("/explore/{key}/lives", get(lives))
        .route("/explore/{key}/life", get(one_life))
}

/// Communities with an outcome in each arm.
async fn tiles(
    State(app): State<Arc<App>>,
    Path(key): Path<String>,
    Query(of): Query<OfMetric>,
) -> Result<Json<Value>, Refusal> {
    let (_, found, column) = found_of(&app, &key, &of)?;
    let shown = entry(&of.metric).shown;
    let value = |tile: &Tile, arm: usize| tile.values.get(arm)?.get(column).copied()?;
    let tile = |tile: &Tile| {
        let [here, there] = [0, 1].map(|arm| value(tile, arm));
        let change = here.zip(there).map(|(here, there)| there - here);
        json!({
            "code": tile.code,
            "name": {"en": tile.name[0], "zh": tile.name[1]},
            "township": {"en": tile.township[0], "zh": tile.township[1]},
            "zone": tile.zone,
            "adults": tile.adults,
            "today": here.map(|value| shown.show(value)),
            "mine": there.map(|value| shown.show(value)),
            "change": change,
            "said": change.map(|by| shown.change([by, f64::NAN, f64::NAN])),
        })
    };
    let zones =
        crate::quantity::ZONES.map(|zone| json!({"id": zone.id(), "name": text(zone.text())}));
    let metric = entry(&of.metric);
    Ok(Json(json!({
        "zones": zones,
        "better": match metric.better {
            crate::metric::Better::Higher => 1,
            crate::metric::Better::Lower => -1,
            crate::metric::Better::Neither => 0,
        },
        "seeds": found.design.seeds.len(),
        "tiles": found.tiles.iter().map(tile).collect::<Vec<_>>(),
    })))
}

/// A community or a life, as an address names it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    code: String,
    #[serde(default)]
    resident: Option<u32>,
    #[serde(default)]
    post: Option<u16>,
}

fn position(question: &Question, code: &str) -> Result<usize, Refusal> {
    let rows = &question.read.arms[0].place.communities;
    rows.iter().position(|row| row.code == code).ok_or_else(|| {
        let text = Text { en: "There is no such community here.", zh: "此处没有该社区。" };
        Refusal::missing("explore::unknown_community", text)
    })
}

/// Runs work on a thread that may take its time, a few at once.
async fn at_length<T: Send + 'static>(
    app: &Arc<App>,
    work: impl FnOnce() -> Option<T> + Send + 'static,
) -> Result<T, Refusal> {
    let seat = Arc::clone(&app.explore.at_length).try_acquire_owned().map_err(|_| {
        let text = Text {
            en: "Others are opening communities and lives just now; try again in a moment.",
            zh: "其他人正在打开社区或生活轨迹，请稍后再试。",
        };
        Refusal::busy("explore::busy", text, 2)
    })?;
    let done = tokio::task::spawn_blocking(move || {
        let _seat = seat;
        work()
    });
    done.await.map_err(|_| failed())?.ok_or_else(failed)
}

async fn community(
    State(app): State<Arc<App>>,
    Path(key): Path<String>,
    Query(named): Query<Named>,
) -> Result<Json<Value>, Refusal> {
    let question = app.explore.question(&key)?;
    let at = position(&question, &named.code)?;
    let told = at_length(&app, move || {
        let arms = &question.read.arms;
        let run = |arm: &Scenario| inside(arm, SEED, at, &|| false);
        let histories = std::thread::scope(|scope| {
            let other = scope.spawn(|| run(&arms[1]));
            let here = run(&arms[0]);
            [here, other.join().ok().flatten()]
        });
        let [here, there] = histories;
        let row = &arms[0].place.communities[at];
        let numbers = |of: &[crate::experiment::Within]| {
            let all = of.iter().flat_map(|month| month.posts.iter().map(|post| post.number));
            all.collect::<std::collections::BTreeSet<u16>>()
        };
        let (here, there) = (here?, there?);
        let names: serde_json::Map<String, Value> = numbers(&here)
            .union(&numbers(&there))
            .map(|&number| (number.to_string(), name("post", &row.code, u32::from(number))))
            .collect();
        Some(json!({
            "code": row.code,
            "name": {"en": row.name_in(Language::En), "zh": row.name_in(Language::Zh)},
            "zone": text(row.zone.text()),
            "adults": row.adults,
            "seed": SEED,
            "accounts": accounts().map(|account| text(account.text())).collect::<Vec<_>>(),
            "names": names,
            "today": here,
            "mine": there,
        }))
    });
    Ok(Json(told.await?))
}

fn name(kind: &str, code: &str, number: u32) -> Value {
    let [en, zh] = names::of(kind, code, number);
    json!({"en": en, "zh": zh})
}

/// The lives that differ most.
async fn lives(
    State(app): State<Arc<App>>,
    Path(key): Path<String>,
) -> Result<Json<Value>, Refusal> {
    let question = app.explore.question(&key)?;
    let told = at_length(&app, move || {
        let arms = &question.read.arms;
        let ranking = tracing(arms).ranking().ok()??;
        let code = |at: usize| arms[0].place.communities[at].code.clone();
        let residents = ranking.most.iter().take(8).map(|of| {
            let code = code(of.community);
            json!({
                "name": name("resident", &code, of.id),
                "code": code,
                "resident": of.id,
                "took": of.apart.took,
                "apart": of.apart.sum(),
            })
        });
        let posts = ranking.posts.iter().take(4).map(|of| {
            let code = code(of.community);
            json!({"name": name("post", &code, u32::from(of.number)), "code": code, "post": of.number})
        });
        Some(json!({
            "seed": SEED,
            "residents": residents.collect::<Vec<_>>(),
            "posts": posts.collect::<Vec<_>>(),
            "all": ranking.residents,
            "same": ranking.same,
        }))
    });
    Ok(Json(told.await?))
}

fn tracing(arms: &[Scenario]) -> Tracing<'_> {
    let scenarios = [&arms[0], &arms[1]];
    Tracing { scenarios, seed: SEED, month: &processes, runner: Runner::default() }
}

/// One life in both histories, as `cogov trace` tells it.
async fn one_life(
    State(app): State<Arc<App>>,
    Path(key): Path<String>,
    Query(named): Query<Named>,
) -> Result<Json<Value>, Refusal> {
    let question = app.explore.question(&key)?;
    let at = position(&question, &named.code)?;
    let (subject, kind, number) = match (named.resident, named.post) {
        (Some(id), None) => (Subject::Resident(at, id), "resident", id),
        (None, Some(post)) => (Subject::Post(at, post), "post", u32::from(post)),
        _ => {
            return Err(Refusal::wrong(
                "explore::whose_life",
                "Give either a resident or a post.",
                "请给出一名居民或一个岗位。",
            ));
        }
    };
    let told = at_length(&app, move || {
        let arms = &question.read.arms;
        let trace = tracing(arms).trace(subject).ok()??;
        if trace.who.is_none() {
            return Some(Value::Null);
        }
        let pair = |language| Pair { scenarios: [&arms[0], &arms[1]], seed: SEED, language };
        let story = |language| life::story(&trace, &pair(language));
        let steps = |language| life::chain(&trace, &processes(), language);
        let (en, zh) = (steps(Language::En), steps(Language::Zh));
        let steps = en.iter().zip(&zh).map(|(en, zh)| {
            let whole = |of: &life::Moment| format!("{}: {}", of.process, of.what);
            json!({"month": en.month, "what": both(&Phrase { en: whole(en), zh: whole(zh) })})
        });
        Some(json!({
            "name": name(kind, &named.code, number),
            "story": story(Language::En).into_iter().zip(story(Language::Zh))
                .map(|(en, zh)| json!({"en": en, "zh": zh})).collect::<Vec<_>>(),
            "steps": steps.take(40).collect::<Vec<_>>(),
            "measures": trace.subject.measures().iter().map(|of| text(of.name)).collect::<Vec<_>>(),
            "months": trace.months.iter().map(|worlds| {
                worlds.each_ref().map(|of| {
                    of.values.iter().map(|value| value.is_finite().then_some(*value))
                        .collect::<Vec<_>>()
                })
            }).collect::<Vec<_>>(),
        }))
    });
    match told.await? {
        Value::Null => {
            let text = Text {
                en: "Nobody of this number was seen in either history.",
                zh: "两段历史中均未出现此编号者。",
            };
            Err(Refusal::missing("explore::nobody", text))
        }
        told => Ok(Json(told)),
    }
}
