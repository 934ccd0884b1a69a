//! Event streams. What is sent is always the newest: a client that reads slowly skips what it missed, so that
//! nothing piles up, and one that vanished is noticed by the next heartbeat.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use tokio::sync::watch;

/// Between two heartbeats.
const HEARTBEAT: Duration = Duration::from_secs(10);

/// What is shown now: a text (JSON) that is replaced by newer ones. An empty one is not sent.
pub(crate) type Shown = watch::Receiver<Arc<str>>;

/// Sends what is shown, and then each newer text, until nobody can replace it any more; `kept` lives as long as
/// the stream does.
pub(crate) fn stream<K: Send + 'static>(mut shown: Shown, kept: K) -> Response {
    let first = Arc::clone(&shown.borrow_and_update());
    stream_from(first, shown, kept)
}

/// The same, where what is told first is fresher than what is shown.
pub(crate) fn stream_from<K: Send + 'static>(first: Arc<str>, shown: Shown, kept: K) -> Response {
    let first = Some(first).filter(|first| !first.is_empty());
    let events = stream::unfold((first, shown, kept), |(first, mut shown, kept)| async {
        let mut next = first;
        let text = loop {
            if let Some(text) = next.filter(|text| !text.is_empty()) {
                break text;
            }
            shown.changed().await.ok()?;
            next = Some(Arc::clone(&shown.borrow_and_update()));
        };
        let event = Ok::<_, Infallible>(Event::default().data(&*text));
        Some((event, (None, shown, kept)))
    });
    let alive = KeepAlive::new().interval(HEARTBEAT);
    let mut response = Sse::new(events).keep_alive(alive).into_response();
    let no_store = axum::http::HeaderValue::from_static("no-store");
    response.headers_mut().insert(axum::http::header::CACHE_CONTROL, no_store);
    response
}
