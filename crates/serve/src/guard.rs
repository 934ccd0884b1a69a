//! What every request passes: is it meant for us (`Host`), does it come from our own page (`Origin`), may the
//! visitor in, and not too fast. And what every answer carries: a policy that lets the page load nothing that is
//! not ours.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{CONTENT_TYPE, HOST, HeaderName, HeaderValue, ORIGIN};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::entrance::Visitor;
use crate::quantity::Text;
use crate::refusal::Refusal;

/// What every answer carries.
const HEADERS: [(&str, &str); 6] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
         connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
];

/// The longest address with its question.
const LONGEST_ADDRESS: usize = 16 * 1024;
/// The longest time in which a request is read and answered (an event stream has begun by then).
const LONGEST: Duration = Duration::from_secs(30);
/// What strangers may read: the page itself, and the door.
const FOR_ALL: [&str; 8] =
    ["/", "/join", "/page/*", "/room", "/room/", "/room/wall", "/room/lead", "/room/sheets"];

/// Lets a request in, or refuses it.
pub(crate) async fn guard(
    State(app): State<Arc<App>>,
    mut request: Request,
    next: Next,
) -> Response {
    let from = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let mut response = match admit(&app, &request, from) {
        Ok(visitor) => {
            request.extensions_mut().insert(visitor);
            request.extensions_mut().insert(From(from));
            tokio::time::timeout(LONGEST, next.run(request)).await.unwrap_or_else(|_| {
                Refusal::new(StatusCode::REQUEST_TIMEOUT, "serve::too_slow", TOO_SLOW)
                    .into_response()
            })
        }
        Err(refusal) => refusal.into_response(),
    };
    for (name, value) in HEADERS {
        let (name, value) = (HeaderName::from_static(name), HeaderValue::from_static(value));
        response.headers_mut().insert(name, value);
    }
    in_our_words(response)
}

const TOO_SLOW: Text =
    Text { en: "The request took too long to arrive.", zh: "请求传输时间过长。" };

/// What the framework refuses by itself (a body too long, words that are no JSON) is told as all else is.
fn in_our_words(response: Response) -> Response {
    let status = response.status();
    let is_ours = response
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind != "text/plain; charset=utf-8");
    let is_error = status.is_client_error() || status.is_server_error();
    if !is_error || is_ours {
        return response;
    }
    let (code, text) = match status {
        StatusCode::PAYLOAD_TOO_LARGE => (
            "serve::too_long",
            Text { en: "The request is longer than 64 kB.", zh: "请求超过 64 kB。" },
        ),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => (
            "serve::no_json",
            Text {
                en: "What is asked must be JSON (Content-Type: application/json).",
                zh: "提问须为 JSON（Content-Type: application/json）。",
            },
        ),
        StatusCode::UNPROCESSABLE_ENTITY | StatusCode::BAD_REQUEST => (
            "serve::not_understood",
            Text {
                en: "The request cannot be read: it is not JSON, or a part of it is missing, unknown or of another kind.",
                zh: "无法读取请求：不是 JSON，或其中某部分缺失、未知或类型不符。",
            },
        ),
        _ => (
            "serve::failed",
            Text {
                en: "The server could not answer this.", zh: "服务器无法回答此请求。"
            },
        ),
    };
    let headers = response.headers().clone();
    let mut ours = Refusal::new(status, code, text).into_response();
    for (name, value) in &headers {
        if name != CONTENT_TYPE && *name != axum::http::header::CONTENT_LENGTH {
            ours.headers_mut().insert(name, value.clone());
        }
    }
    ours
}

/// Whether a request may go on, and as whose.
fn admit(app: &App, request: &Request, from: Option<IpAddr>) -> Result<Visitor, Refusal> {
    let headers = request.headers();
    let host = is_for_us(app, headers)?;
    if request.uri().to_string().len() > LONGEST_ADDRESS {
        let text = Text { en: "The address is too long.", zh: "地址过长。" };
        return Err(Refusal::new(StatusCode::URI_TOO_LONG, "serve::address_too_long", text));
    }
    is_from_our_page(request.method(), headers, &host)?;
    let is_local = from.is_none_or(|from| from.is_loopback());
    if !is_local && !from.is_none_or(|from| app.rates.may(from)) {
        return Err(Refusal::too_fast(Text {
            en: "Too many requests from this device; wait a second.",
            zh: "此设备的请求过于频繁，请稍等一秒。",
        }));
    }
    let visitor = app.entrance.visitor(headers);
    let path = request.uri().path();
    let is_for_all = request.method() == Method::GET
        && FOR_ALL.iter().any(|open| {
            open.strip_suffix('*').map_or(path == *open, |open| path.starts_with(open))
        });
    if visitor == Visitor::Stranger && !is_for_all {
        return Err(Refusal::new(
            StatusCode::UNAUTHORIZED,
            "serve::join_first",
            Text { en: "Give the join code first.", zh: "请先输入加入码。" },
        ));
    }
    Ok(visitor)
}

/// Whether the request names us: else another site's name was made to point here. Returns the name.
fn is_for_us(app: &App, headers: &HeaderMap) -> Result<String, Refusal> {
    let mut hosts = headers.get_all(HOST).iter();
    let host = hosts.next().and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split_once(']').map_or("", |(name, _)| name),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    let is_number = name.parse::<IpAddr>();
    let is_us = match is_number {
        // A number is nobody's name; on the machine itself only its own.
        Ok(address) => app.entrance.codes().is_some() || address.is_loopback(),
        Err(_) => name.eq_ignore_ascii_case("localhost"),
    };
    if is_us && hosts.next().is_none() {
        return Ok(host.to_owned());
    }
    Err(Refusal::new(
        StatusCode::MISDIRECTED_REQUEST,
        "serve::other_host",
        Text {
            en: "This server answers to localhost and to its address in numbers only.",
            zh: "本服务器只接受以 localhost 或数字地址访问。",
        },
    ))
}

/// Whether it comes from our page: what changes or costs something must not come from another site.
fn is_from_our_page(method: &Method, headers: &HeaderMap, host: &str) -> Result<(), Refusal> {
    let origin = headers.get(ORIGIN).map(|origin| origin.to_str().unwrap_or_default());
    let is_ours = |origin: &str| {
        origin.strip_prefix("http://").is_some_and(|from| from.eq_ignore_ascii_case(host))
    };
    let site = headers.get("sec-fetch-site").and_then(|site| site.to_str().ok());
    let from_elsewhere = site.is_some_and(|site| !matches!(site, "same-origin" | "none"));
    let asks = *method != Method::GET && *method != Method::HEAD;
    if origin.is_some_and(|origin| !is_ours(origin)) || (asks && from_elsewhere) {
        return Err(Refusal::new(
            StatusCode::FORBIDDEN,
            "serve::other_origin",
            Text {
                en: "The request comes from another site and is not answered.",
                zh: "请求来自其他网站，不予回答。",
            },
        ));
    }
    Ok(())
}

/// Requests that a device may make at once, and each second after.
pub(crate) const BURST: f64 = 300.0;
pub(crate) const A_SECOND: f64 = 40.0;
/// Devices that are remembered.
const MOST_DEVICES: usize = 4096;

/// Where a request comes from; tests come from nowhere.
#[derive(Clone, Copy)]
pub(crate) struct From(pub(crate) Option<IpAddr>);

/// How fast each of some asks.
pub(crate) struct Rates<K> {
    burst: f64,
    a_second: f64,
    seen: Mutex<BTreeMap<K, (f64, Option<Instant>)>>,
}

impl<K: Ord> Rates<K> {
    /// So many requests at once, and so many each second after.
    pub(crate) fn new(burst: f64, a_second: f64) -> Self {
        Self { burst, a_second, seen: Mutex::default() }
    }

    /// Whether one may ask now.
    pub(crate) fn may(&self, who: K) -> bool {
        self.may_at(who, Instant::now())
    }

    fn may_at(&self, who: K, now: Instant) -> bool {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() >= MOST_DEVICES && !seen.contains_key(&who) {
            seen.clear();
        }
        let (left, last) = seen.entry(who).or_insert((self.burst, None));
        let passed = last.map_or(0.0, |last| now.saturating_duration_since(last).as_secs_f64());
        *left = (*left + passed * self.a_second).min(self.burst);
        *last = Some(now);
        if *left < 1.0 {
            return false;
        }
        *left -= 1.0;
        true
    }
}

/// Seats of which no device of the network takes more than some; the machine itself takes what it likes.
#[derive(Clone)]
pub(crate) struct Seats {
    most: usize,
    taken: Arc<Mutex<BTreeMap<IpAddr, usize>>>,
}

/// A seat of a device, until it is dropped.
pub(crate) struct Seat(Seats, IpAddr);

impl Seats {
    pub(crate) fn new(most: usize) -> Self {
        Self { most, taken: Arc::default() }
    }

    /// A seat, if there is one; the machine itself needs none.
    pub(crate) fn take(&self, From(from): From) -> Option<Option<Seat>> {
        let Some(from) = from.filter(|from| !from.is_loopback()) else { return Some(None) };
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let seats = taken.entry(from).or_default();
        if *seats >= self.most {
            return None;
        }
        *seats += 1;
        Some(Some(Seat(self.clone(), from)))
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut taken = self.0.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(seats) = taken.get_mut(&self.1) {
            *seats -= 1;
            if *seats == 0 {
                taken.remove(&self.1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_that_asks_too_fast_waits_and_others_do_not() {
        let rates = Rates::new(BURST, A_SECOND);
        let [one, other] = [1, 2].map(|last| IpAddr::from([192, 168, 0, last]));
        let now = Instant::now();
        let allowed = (0..400).filter(|_| rates.may_at(one, now)).count();
        assert_eq!(allowed, BURST as usize);
        assert!(rates.may_at(other, now));
        assert!(rates.may_at(one, now + Duration::from_secs(1)));
    }

    #[test]
    fn no_device_takes_all_seats_and_those_of_who_left_are_free_again() {
        let seats = Seats::new(2);
        let [one, other] = [1, 2].map(|last| From(Some(IpAddr::from([192, 168, 0, last]))));
        let taken = [seats.take(one), seats.take(one)];
        assert!(taken.iter().all(Option::is_some) && seats.take(one).is_none());
        assert!(seats.take(other).is_some());
        drop(taken);
        assert!(seats.take(one).is_some());
        let own = From(Some(IpAddr::from([127, 0, 0, 1])));
        assert!((0..5).all(|_| seats.take(own).is_some()));
    }
}
