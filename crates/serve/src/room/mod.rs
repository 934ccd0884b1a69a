//! The workshop: a case, a room of people, a wall and a trainer.
//!
//! What may happen is decided by [`workshop::room`]; here it is asked for, kept ([`kept`]) and told to all. A
//! device is known by a word in a cookie, of which the journal holds a hash only.

mod asked;
mod code;
mod kept;
mod member;

use std::sync::Arc;

use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use axum::{Extension, Json, Router};
use serde_json::{Value, json};
use workshop::Policy;
use workshop::room::{Beat, Event, Refused};

use crate::app::App;
use crate::entrance::Visitor;
use crate::guard::From;
use crate::quantity::Text;
use crate::refusal::{Refusal, body, failed};
use asked::{Commit, Join, Lead, Name, Predict};
pub use code::{as_blocks, join_address};
pub use kept::Workshop;
pub(crate) use kept::tick;
use member::Member;

/// Routes of the workshop.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/room", get(to_the_page))
        .route("/room/", page_of("phone"))
        .route("/room/wall", page_of("wall"))
        .route("/room/sheets", page_of("sheets"))
        .route("/room/case", get(case))
        .route("/room/answer/{policy}", get(answer))
        .route("/room/state", get(state))
        .route("/room/live", get(live))
        .route("/room/join", post(join))
        .route("/room/name", post(name))
        .route("/room/mine", get(mine))
        .route("/room/notes", get(notes))
        .route("/room/predict", post(predict))
        .route("/room/commit", post(commit))
        .route("/room/lead", page_of("lead").post(lead))
        .route("/room/file/{name}", get(file))
        .route("/room/journal", get(journal))
        .route("/room/qr.svg", get(qr))
}

async fn to_the_page() -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, "/room/")]).into_response()
}

/// The page of a role.
fn page_of(role: &'static str) -> MethodRouter<Arc<App>> {
    get(move |State(app): State<Arc<App>>| async move { page(&app, role) })
}

fn page(app: &App, role: &str) -> Result<Response, Refusal> {
    app.workshop()?;
    Ok(crate::pages::shell(app, role))
}

impl App {
    /// The workshop that is open.
    pub(crate) fn workshop(&self) -> Result<&Arc<Workshop>, Refusal> {
        self.workshop.as_ref().ok_or_else(|| {
            let text = Text {
                en: "No workshop is open here; a trainer opens one with cogov serve --workshop CASE.",
                zh: "此处没有进行中的研讨；培训者可用 cogov serve --workshop 案例 开启。",
            };
            Refusal::missing("room::no_workshop", text)
        })
    }
}

/// What takes a disk or a while is done on a thread that does not talk.
async fn aside<T: Send + 'static>(
    app: &App,
    work: impl FnOnce(&Workshop) -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    let workshop = Arc::clone(app.workshop()?);
    tokio::task::spawn_blocking(move || work(&workshop)).await.map_err(|_| failed())?
}

fn in_json(text: Arc<str>) -> Response {
    let head = [(CONTENT_TYPE, "application/json; charset=utf-8"), (CACHE_CONTROL, "no-cache")];
    (head, text.to_string()).into_response()
}

async fn case(State(app): State<Arc<App>>) -> Result<Response, Refusal> {
    aside(&app, |workshop| Ok(in_json(workshop.case(workshop.beat())))).await
}

async fn answer(
    State(app): State<Arc<App>>,
    Path(policy): Path<String>,
    Extension(visitor): Extension<Visitor>,
) -> Result<Response, Refusal> {
    let beat = app.workshop()?.beat();
    let policy = Policy::named(&policy).ok_or_else(|| no_policy(&policy))?;
    let from = if policy == Policy::TODAY { Beat::Commit } else { Beat::Reveal };
    if visitor < Visitor::Trainer && beat < from {
        let text =
            Text { en: "What comes of this is shown later.", zh: "此结果稍后揭示。" };
        return Err(Refusal::new(StatusCode::CONFLICT, "room::not_yet", text));
    }
    aside(&app, move |workshop| Ok(in_json(workshop.answer(policy)))).await
}

fn no_policy(policy: &str) -> Refusal {
    let policy: String = policy.chars().take(20).collect();
    Refusal::wrong(
        "room::policy",
        format!("'{policy}' names no policy: give the step of each lever, as in 02110."),
        format!("“{policy}”不是政策名称：请依次写出各杠杆的档位，如 02110。"),
    )
}

async fn state(State(app): State<Arc<App>>) -> Result<Response, Refusal> {
    Ok(in_json(app.workshop()?.told(&app)))
}

async fn live(
    State(app): State<Arc<App>>,
    Extension(from): Extension<From>,
) -> Result<Response, Refusal> {
    let workshop = Arc::clone(app.workshop()?);
    let permit = app.a_stream(from)?;
    let shown = workshop.shown();
    let first = workshop.told(&app);
    Ok(crate::live::stream_from(first, shown, (permit, workshop.watch())))
}

async fn join(
    State(app): State<Arc<App>>,
    Extension(from): Extension<From>,
    headers: HeaderMap,
    asked: Result<Json<Join>, JsonRejection>,
) -> Result<Response, Refusal> {
    let workshop = app.workshop()?;
    let Join { team } = body(asked)?;
    let known = Member::of(&headers);
    let member = match known {
        Some(member) => {
            workshop.may(&member)?;
            member
        }
        None => {
            workshop.may_bring(from)?;
            Member::new().map_err(|_| failed())?
        }
    };
    let cookie = member.cookie();
    let team = aside(&app, move |workshop| {
        workshop.take_with(|room| {
            let team = match team {
                Some(team) => team,
                None if room.beat() >= Beat::Reveal => return Err(Refused::TooLate),
                None => room.new_team()?,
            };
            Ok((Event::Joined { member: member.hash().to_owned(), team }, team))
        })
    })
    .await?;
    app.workshop()?.publish(&app);
    let mut response = Json(json!({"team": team})).into_response();
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    Ok(response)
}

async fn mine(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<Json<Value>, Refusal> {
    let workshop = app.workshop()?;
    let member = Member::of(&headers);
    Ok(Json(workshop.mine(member.as_ref().map_or("", Member::hash))))
}

/// Lets a member's team say something, and tells what it has said.
async fn say(
    app: &Arc<App>,
    headers: &HeaderMap,
    event: impl FnOnce(u32) -> Event + Send + 'static,
) -> Result<Json<Value>, Refusal> {
    let workshop = app.workshop()?;
    let member = Member::of(headers).ok_or(Refused::JoinFirst)?;
    workshop.may(&member)?;
    let hash = member.hash().to_owned();
    aside(app, move |workshop| {
        workshop.take_with(|room| {
            let team = room.team_of(&hash).ok_or(Refused::JoinFirst)?;
            Ok((event(team), ()))
        })
    })
    .await?;
    workshop.publish(app);
    Ok(Json(workshop.mine(member.hash())))
}

async fn name(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    asked: Result<Json<Name>, JsonRejection>,
) -> Result<Json<Value>, Refusal> {
    app.workshop()?;
    let Name { name } = body(asked)?;
    say(&app, &headers, move |team| Event::Named { team, name }).await
}

async fn predict(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    asked: Result<Json<Predict>, JsonRejection>,
) -> Result<Json<Value>, Refusal> {
    app.workshop()?;
    let forecast = body(asked)?.forecast();
    say(&app, &headers, move |team| Event::Predicted { team, forecast }).await
}

async fn commit(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    asked: Result<Json<Commit>, JsonRejection>,
) -> Result<Json<Value>, Refusal> {
    app.workshop()?;
    let asked = body(asked)?;
    let policy = Policy::named(&asked.policy).ok_or_else(|| no_policy(&asked.policy))?;
    let forecast = asked.forecast();
    say(&app, &headers, move |team| Event::Committed { team, policy, forecast }).await
}

fn for_the_trainer(visitor: Visitor) -> Result<(), Refusal> {
    if visitor == Visitor::Trainer {
        return Ok(());
    }
    Err(Refusal::new(
        StatusCode::FORBIDDEN,
        "room::trainer_only",
        Text {
            en: "This is for the trainer: open the address with the trainer's key that the terminal of the server shows.",
            zh: "此操作仅限培训者：请打开服务器终端所显示的带培训者密钥的地址。",
        },
    ))
}

async fn lead(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
    asked: Result<Json<Lead>, JsonRejection>,
) -> Result<Response, Refusal> {
    app.workshop()?;
    for_the_trainer(visitor)?;
    let lead = body(asked)?;
    aside(&app, move |workshop| workshop.take_with(|room| Ok((lead.event(room)?, ())))).await?;
    let workshop = app.workshop()?;
    workshop.publish(&app);
    Ok(in_json(workshop.told(&app)))
}

/// What to say at each beat, and answers to what is likely asked.
async fn notes(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
) -> Result<Json<Value>, Refusal> {
    let workshop = app.workshop()?;
    for_the_trainer(visitor)?;
    Ok(Json(workshop.notes()))
}

/// A team's policy as a scenario file, and the table of the place beside it where there is one.
async fn file(
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let workshop = app.workshop()?;
    let own = Member::of(&headers).and_then(|member| workshop.team_of(member.hash()));
    let version = app.about.version.clone();
    let text = if name == "place.csv" {
        workshop.place().ok_or_else(no_file)?
    } else {
        let team = name.strip_suffix(".toml").and_then(|team| team.parse::<u32>().ok());
        let team = team.ok_or_else(no_file)?;
        let is_told = visitor == Visitor::Trainer || own == Some(team);
        aside(&app, move |workshop| workshop.file(team, is_told, &version)).await?
    };
    let kind = if name.ends_with(".csv") { "text/csv; charset=utf-8" } else { "application/toml" };
    Ok(saved(&name, kind, text))
}

fn no_file() -> Refusal {
    let text = Text { en: "There is no such file.", zh: "没有此文件。" };
    Refusal::missing("room::unknown_file", text)
}

fn saved(name: &str, kind: &'static str, text: String) -> Response {
    let mut response = ([(CONTENT_TYPE, kind)], text).into_response();
    if let Ok(saved) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        response.headers_mut().insert(CONTENT_DISPOSITION, saved);
    }
    response
}

async fn journal(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
) -> Result<Response, Refusal> {
    app.workshop()?;
    for_the_trainer(visitor)?;
    let text = aside(&app, Workshop::journal).await?;
    Ok(saved("workshop.jsonl", "application/x-ndjson", text))
}

async fn qr(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<Response, Refusal> {
    let workshop = app.workshop()?;
    let address = workshop.joined_at(&app, &headers).ok_or_else(|| {
        let text = Text {
            en: "No address leads phones here: start the server with --host and the address of this machine.",
            zh: "手机无法连接到此处：请以 --host 加本机地址启动服务器。",
        };
        Refusal::missing("room::no_address", text)
    })?;
    let svg = code::as_svg(&address).ok_or_else(failed)?;
    Ok(([(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "no-cache")], svg).into_response())
}

impl std::convert::From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        let status = match refused {
            Refused::JoinFirst => StatusCode::FORBIDDEN,
            Refused::NoSuchTeam | Refused::NoSuchName => StatusCode::NOT_FOUND,
            Refused::Forecast(..) | Refused::Purse(..) | Refused::Effort(..) | Refused::Minutes => {
                StatusCode::BAD_REQUEST
            }
            Refused::TooManyTeams
            | Refused::TooManyMembers
            | Refused::TooLate
            | Refused::Over
            | Refused::AtTheBeginning
            | Refused::NoMoreRounds
            | Refused::NotNow(_)
            | Refused::NoClock => StatusCode::CONFLICT,
        };
        Self::new(status, refused.code(), refused.say())
    }
}

#[cfg(test)]
mod tests;
