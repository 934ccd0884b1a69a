//! Explore: a policy made on the page, beside today, on the same seeds.
//!
//! A question ([`question`]) is read as a scenario file would be, and answered piece by piece ([`engine`]); what is
//! known so far is told ([`answer`]) to all who look.

mod answer;
mod engine;
mod levers;
mod open;
mod pieces;
mod question;
mod sample;
mod starts;
mod within;

use std::sync::Arc;

use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, Query, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Json, Router};
use report::report::pieces::{self as report_pieces, Section};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::Semaphore;

use crate::app::{App, Wanted};
use crate::comparison::Comparison;
use crate::futures::Source;
use crate::guard::From;
use crate::quantity::Text;
use crate::refusal::{Refusal, body, failed};
use engine::{Engine, MOST_SEEDS};
pub use open::HISTORIES;
use open::{Question, Viewer, WORLDS};
use question::Asked;
use starts::Starts;

/// What the part of the page that explores keeps.
pub(crate) struct Explore {
    starts: Starts,
    engine: Engine,
    /// Seats for what takes a while: communities and lives that are opened.
    at_length: Arc<Semaphore>,
}

/// Communities and lives that are opened at once.
const AT_LENGTH: usize = 4;

impl Explore {
    /// Somebody looks at a question until what is returned is dropped.
    pub(crate) fn look(&self, at: &Arc<Question>) -> Viewer {
        self.engine.look(at)
    }

    /// Reads the starts, and starts the threads.
    pub(crate) fn new(wanted: &Wanted) -> Result<Self, scenario::Faults> {
        let starts = Starts::read(wanted)?;
        let source = Source::read(None, WORLDS)?;
        let at_length = Arc::new(Semaphore::new(AT_LENGTH));
        Ok(Self {
            starts,
            engine: Engine::new(wanted.threads, wanted.histories, source),
            at_length,
        })
    }

    /// A question by its key.
    pub(crate) fn question(&self, key: &str) -> Result<Arc<Question>, Refusal> {
        self.engine.find(key).ok_or_else(|| {
            let text = Text {
                en: "This question is not known any more; ask it again.",
                zh: "此问题已不在记录中，请重新提问。",
            };
            Refusal::missing("explore::unknown_question", text)
        })
    }
}

/// Routes of Explore.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .merge(within::routes())
        .route("/explore/about", get(about))
        .route("/explore/ask", post(ask))
        .route("/explore/{key}/live", get(live))
        .route("/explore/{key}/more", post(more))
        .route("/explore/{key}/why", get(why).post(ask_why))
        .route("/explore/{key}/months", get(months))
        .route("/explore/{key}/part/{section}", get(part))
        .route("/explore/{key}/file/{name}", get(file))
}

/// What the page needs to know before it asks anything.
async fn about(State(app): State<Arc<App>>) -> Json<Value> {
    Json(json!({
        "version": app.about.version,
        "commit": app.about.commit,
        "numbers": app.about.numbers,
        "levers": levers::all(),
        "assumptions": levers::assumptions(),
        "from": app.explore.starts.to_json(),
    }))
}

async fn ask(
    State(app): State<Arc<App>>,
    asked: Result<Json<Asked>, JsonRejection>,
) -> Result<Json<Value>, Refusal> {
    let asked = body(asked)?;
    // A table of thousands of rows takes a while to read: not on a thread that talks.
    let reading = tokio::task::spawn_blocking(move || {
        let explore = &app.explore;
        let read = asked.read(&explore.starts)?;
        if let Some(left) = asked.instead.as_deref().filter(|left| *left != read.key) {
            explore.engine.leave(left);
        }
        let question = explore.engine.ask(read)?;
        Ok(Json(told(&question)))
    });
    reading.await.map_err(|_| failed())?
}

/// What is known of a question as soon as it is asked.
fn told(question: &Question) -> Value {
    let today = &question.read.arms[0];
    let sets = |arm: &crate::policy::Scenario| -> Vec<Value> {
        let parts = scenario::differences(today, arm);
        let sentences = parts.iter().flat_map(|part| &part.sentences);
        sentences.map(|told| answer::both(&told.words)).collect()
    };
    let arms = &question.read.arms[1..];
    json!({
        "key": question.read.key,
        "packages": arms.iter().map(|arm| json!({"name": arm.name, "sets": sets(arm)})).collect::<Vec<_>>(),
    })
}

async fn live(
    State(app): State<Arc<App>>,
    Extension(from): Extension<From>,
    Path(key): Path<String>,
) -> Result<Response, Refusal> {
    let question = app.explore.question(&key)?;
    let permit = app.a_stream(from)?;
    let viewer = app.explore.look(&question);
    Ok(crate::live::stream(question.shown(), (permit, viewer)))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct More {
    seeds: usize,
}

async fn more(
    State(app): State<Arc<App>>,
    Path(key): Path<String>,
    wanted: Result<Json<More>, JsonRejection>,
) -> Result<Json<Value>, Refusal> {
    let question = app.explore.question(&key)?;
    let More { seeds } = body(wanted)?;
    if !(1..=MOST_SEEDS).contains(&seeds) {
        return Err(Refusal::wrong(
            "explore::seeds",
            format!("Between 1 and {MOST_SEEDS} seeds are run on a page."),
            format!("页面上运行的种子数须为 1 至 {MOST_SEEDS}。"),
        ));
    }
    app.explore.engine.more(&question, seeds);
    Ok(Json(json!({"target": question.target()})))
}

async fn ask_why(
    State(app): State<Arc<App>>,
    Path(key): Path<String>,
) -> Result<Json<Value>, Refusal> {
    let question = app.explore.question(&key)?;
    app.explore.engine.ask_why(&question);
    Ok(Json(json!({"asked": true})))
}

/// What the effect runs through, where that was asked for and is done.
async fn why(
    State(app): State<Arc<App>>,
    Path(key): Path<String>,
    Query(of): Query<OfMetric>,
) -> Result<Json<Value>, Refusal> {
    let (question, found, _) = found_of(&app, &key, &of)?;
    let apart = question.why().map(|why| workshop::why::apart(&why, &of.metric));
    let all: Vec<&str> = found.metrics.iter().map(String::as_str).collect();
    let rows = report_pieces::rows(&found, &question.read.arms[1].name, &all);
    let node = |row: &report_pieces::Row| {
        json!({
            "metric": row.metric, "name": answer::both(&row.name), "today": row.baseline,
            "mine": row.mean, "symbol": row.symbol, "verdict": row.verdict,
            "said": answer::both(&row.said),
        })
    };
    Ok(Json(json!({"nodes": rows.iter().map(node).collect::<Vec<_>>(), "apart": apart})))
}

#[derive(Deserialize)]
struct OfMetric {
    #[serde(default)]
    metric: String,
}

/// A question, what was found of it, and the place of the asked metric among those of it.
fn found_of(
    app: &App,
    key: &str,
    of: &OfMetric,
) -> Result<(Arc<Question>, Arc<Comparison>, usize), Refusal> {
    let question = app.explore.question(key)?;
    let found = question.found().ok_or_else(not_yet)?;
    let column = found.metrics.iter().position(|id| *id == of.metric);
    let column = column.ok_or_else(|| unknown_metric(&of.metric))?;
    Ok((question, found, column))
}

async fn months(
    State(app): State<Arc<App>>,
    Path(key): Path<String>,
    Query(of): Query<OfMetric>,
) -> Result<Json<Value>, Refusal> {
    let (_, found, _) = found_of(&app, &key, &of)?;
    let mut told = answer::months(&found, &of.metric);
    told["svg"] = report_pieces::months(&found, &of.metric).into();
    told["seeds"] = found.design.seeds.len().into();
    Ok(Json(told))
}

fn unknown_metric(metric: &str) -> Refusal {
    let metric: String = metric.chars().take(60).collect();
    Refusal::wrong(
        "explore::unknown_metric",
        format!("'{metric}' is not among the outcomes of this question."),
        format!("“{metric}”不在此问题的结果指标之中。"),
    )
}

fn not_yet() -> Refusal {
    let text = Text { en: "There is no answer yet.", zh: "尚无结果。" };
    Refusal::busy("explore::not_yet", text, 1)
}

async fn part(
    State(app): State<Arc<App>>,
    Path((key, section)): Path<(String, String)>,
) -> Result<Json<Value>, Refusal> {
    let question = app.explore.question(&key)?;
    let section = Section::ALL.into_iter().find(|known| known.id() == section);
    let section = section.ok_or_else(|| {
        let text = Text { en: "There is no such section.", zh: "没有此部分。" };
        Refusal::missing("explore::unknown_section", text)
    })?;
    let found = question.found().ok_or_else(not_yet)?;
    let writing = tokio::task::spawn_blocking(move || section.write(&found));
    let html = writing.await.map_err(|_| failed())?;
    Ok(Json(json!({"html": html})))
}

async fn file(
    State(app): State<Arc<App>>,
    Path((key, name)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    let question = app.explore.question(&key)?;
    let read = &question.read;
    let package = name.strip_suffix(".toml").and_then(|name| {
        let at = (0..read.files.len()).find(|&at| question::name(at) == name)?;
        Some(headed(&app, &read.files[at], question.target()))
    });
    let (text, kind) = match name.as_str() {
        "today.toml" => (Some(read.today.clone()), "application/toml"),
        "place.csv" => (read.table.clone(), "text/csv; charset=utf-8"),
        _ => (package, "application/toml"),
    };
    let text = text.ok_or_else(|| {
        let text = Text { en: "There is no such file.", zh: "没有此文件。" };
        Refusal::missing("explore::unknown_file", text)
    })?;
    let mut response = ([(CONTENT_TYPE, kind)], text).into_response();
    if let Ok(saved) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        response.headers_mut().insert(CONTENT_DISPOSITION, saved);
    }
    Ok(response)
}

/// A file with a head that says where it comes from and what to do with it.
fn headed(app: &App, text: &str, seeds: usize) -> String {
    let version = &app.about.version;
    format!(
        "# Made on the page of cogov {version}. With today.toml beside it, this gives the page's numbers:\n\
         #   cogov compare today.toml mine.toml --seeds {seeds}\n\
         # 由 cogov {version} 的页面生成。将 today.toml 置于同一文件夹，以上命令即得页面上的数值。\n\n{text}"
    )
}
