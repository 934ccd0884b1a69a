//! Explore: a policy made on the page, beside today, on the same seeds.

use std::sync::Arc;

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use crate::app::{App, Wanted};

/// What the part of the page that explores keeps.
pub(crate) struct Explore {}

impl Explore {
    pub(crate) fn new(_: &Wanted) -> Result<Self, scenario::Faults> {
        Ok(Self {})
    }
}

/// Routes of Explore.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new().route("/explore/about", get(about))
}

/// What the page needs to know before it asks anything.
async fn about(State(app): State<Arc<App>>) -> Json<Value> {
    Json(json!({
        "version": app.about.version,
        "commit": app.about.commit,
        "numbers": app.about.numbers,
    }))
}
