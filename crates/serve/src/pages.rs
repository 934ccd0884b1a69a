//! The files of the page: part of the program, sent as they are.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::app::App;
use crate::refusal::{Refusal, no_such_page};

const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";

/// Name, kind and text of each file.
const FILES: &[(&str, &str, &str)] = &[
    ("report.css", STYLE, report::report::pieces::STYLE),
    ("page.css", STYLE, include_str!("../page/page.css")),
    ("page.js", SCRIPT, include_str!("../page/page.js")),
    ("words.js", SCRIPT, include_str!("../page/words.js")),
    ("dom.js", SCRIPT, include_str!("../page/dom.js")),
    ("state.js", SCRIPT, include_str!("../page/state.js")),
    ("server.js", SCRIPT, include_str!("../page/server.js")),
    ("levers.js", SCRIPT, include_str!("../page/levers.js")),
    ("answer.js", SCRIPT, include_str!("../page/answer.js")),
    ("line.js", SCRIPT, include_str!("../page/line.js")),
    ("map.js", SCRIPT, include_str!("../page/map.js")),
    ("inside.js", SCRIPT, include_str!("../page/inside.js")),
    ("loop-picture.js", SCRIPT, include_str!("../page/loop-picture.js")),
    ("loop.js", SCRIPT, include_str!("../page/loop.js")),
    ("doubt.js", SCRIPT, include_str!("../page/doubt.js")),
    ("room.css", STYLE, include_str!("../page/room/room.css")),
    ("room-words.js", SCRIPT, include_str!("../page/room/room-words.js")),
    ("room-rules.js", SCRIPT, include_str!("../page/room/room-rules.js")),
    ("room-chart.js", SCRIPT, include_str!("../page/room/room-chart.js")),
    ("room-beats.js", SCRIPT, include_str!("../page/room/room-beats.js")),
    ("room-teams.js", SCRIPT, include_str!("../page/room/room-teams.js")),
    ("room-live.js", SCRIPT, include_str!("../page/room/room-live.js")),
];

const INDEX: &str = include_str!("../page/index.html");

/// Routes of the page.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new().route("/", get(index)).route("/page/{file}", get(file))
}

/// The page of a workshop, of all roles: its script shows what a role needs.
const ROOM: &str = include_str!("../page/room/index.html");
/// What it loads where a server is.
const ROOM_HEAD: &str = "<link rel=\"stylesheet\" href=\"/page/report.css\">\n\
    <link rel=\"stylesheet\" href=\"/page/page.css\">\n\
    <link rel=\"stylesheet\" href=\"/page/room.css\">\n\
    <script type=\"module\" src=\"/page/room-live.js\"></script>";

/// The page of a workshop: its language, its role, and what stands at the end of its head and of its body.
pub(crate) fn room(tag: &str, role: &str, (head, tail): (&str, &str)) -> String {
    // Each gap once, the long texts last: what stands in them is no gap.
    [("{lang}", tag), ("{role}", role), ("{head}", head), ("{tail}", tail)]
        .into_iter()
        .fold(ROOM.to_owned(), |page, (gap, text)| page.replacen(gap, text, 1))
}

/// The page of a workshop for a role, from this server.
pub(crate) fn shell(app: &App, role: &str) -> Response {
    let page = room(app.lang_tag(), role, (ROOM_HEAD, ""));
    ([(CONTENT_TYPE, "text/html; charset=utf-8"), (CACHE_CONTROL, "no-cache")], page)
        .into_response()
}

async fn index(State(app): State<Arc<App>>) -> Response {
    let page = INDEX.replace("{lang}", app.lang_tag());
    ([(CONTENT_TYPE, "text/html; charset=utf-8"), (CACHE_CONTROL, "no-cache")], page)
        .into_response()
}

async fn file(Path(name): Path<String>) -> Result<Response, Refusal> {
    match FILES.iter().find(|(known, _, _)| *known == name) {
        Some(&(_, kind, text)) => {
            Ok(([(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-cache")], text).into_response())
        }
        None => Err(no_such_page().await),
    }
}
