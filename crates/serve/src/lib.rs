//! `cogov serve`: the model in a browser. A page inside the program, without a network: the files of `page/`
//! are part of it, and everything that it shows comes from the crates below.
//!
//! A request passes the guard ([`guard`]: where it comes from, who asks, how much), then a route. Routes are put
//! together in [`router`]; a part of the page has a room of its own with a function `routes`, added there.

#![warn(unreachable_pub)]
#![cfg_attr(test, allow(clippy::too_many_lines, reason = "a test may be a long list of cases"))]

mod app;
mod entrance;
mod explore;
mod export;
mod guard;
mod live;
mod pages;
mod refusal;
pub mod room;
mod server;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;

pub use app::{About, App, Wanted};
pub use entrance::{Entrance, NoLuck};
pub use explore::HISTORIES;
pub use export::exported;
pub use refusal::Refusal;
pub use server::{Bound, NoServer, Server};

pub(crate) use ::model::{metric, month, place, policy, quantity, setting};
pub(crate) use study::{ablation, comparison, experiment, futures};

/// The most bytes of a request's body.
const MOST_BYTES: usize = 64 * 1024;

/// All routes behind the guard.
pub fn router(app: &Arc<App>) -> Router {
    Router::new()
        .merge(pages::routes())
        .merge(entrance::routes())
        .merge(explore::routes())
        .merge(room::routes())
        .fallback(refusal::no_such_page)
        .method_not_allowed_fallback(refusal::no_such_method)
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(from_fn_with_state(Arc::clone(app), guard::guard))
        .with_state(Arc::clone(app))
}
