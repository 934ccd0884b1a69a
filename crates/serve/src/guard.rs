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
const FOR_ALL: [&str; 3] = ["/", "/join", "/page/"];

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
    let is_for_all = FOR_ALL.iter().any(|open| {
        path == *open || (open.len() > 1 && open.ends_with('/') && path.starts_with(open))
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
const BURST: f64 = 300.0;
const A_SECOND: f64 = 40.0;
/// Devices that are remembered.
const MOST_DEVICES: usize = 4096;

/// How fast each device asks.
#[derive(Default)]
pub(crate) struct Rates(Mutex<BTreeMap<IpAddr, (f64, Option<Instant>)>>);

impl Rates {
    /// Whether a device may ask now.
    fn may(&self, from: IpAddr) -> bool {
        self.may_at(from, Instant::now())
    }

    fn may_at(&self, from: IpAddr, now: Instant) -> bool {
        let mut devices = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if devices.len() >= MOST_DEVICES && !devices.contains_key(&from) {
            devices.clear();
        }
        let (left, last) = devices.entry(from).or_insert((BURST, None));
        let passed = last.map_or(0.0, |last| now.saturating_duration_since(last).as_secs_f64());
        *left = (*left + passed * A_SECOND).min(BURST);
        *last = Some(now);
        if *left < 1.0 {
            return false;
        }
        *left -= 1.0;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_that_asks_too_fast_waits_and_others_do_not() {
        let rates = Rates::default();
        let [one, other] = [1, 2].map(|last| IpAddr::from([192, 168, 0, last]));
        let now = Instant::now();
        let allowed = (0..400).filter(|_| rates.may_at(one, now)).count();
        assert_eq!(allowed, BURST as usize);
        assert!(rates.may_at(other, now));
        assert!(rates.may_at(one, now + Duration::from_secs(1)));
    }
}
