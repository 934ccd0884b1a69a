//! Who comes in. On the machine itself everybody does. On a network one needs the join code, and the trainer's
//! key for what only a trainer may do; both are kept in a cookie that no other site is sent.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Query, State};
use axum::http::header::{COOKIE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;

use crate::app::App;
use crate::quantity::Text;
use crate::refusal::Refusal;

/// Signs of a join code: none that is taken for another.
pub(crate) const SIGNS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
/// Signs of a join code and of a trainer's key.
const CODE: usize = 6;
const KEY: usize = 24;
/// Seconds that a device keeps what it was given: phones forget it no sooner when their browser is closed.
pub(crate) const A_DAY: u32 = 86_400;

/// What a visitor may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Visitor {
    /// Nothing yet.
    Stranger,
    /// Look, explore, take part.
    Guest,
    /// Lead a workshop too.
    Trainer,
}

/// Why no codes were drawn: the system gives no random bytes.
pub type NoLuck = getrandom::Error;

/// The codes that open the door; none where only the machine itself is served.
#[derive(Clone, Debug, Default)]
pub struct Entrance {
    codes: Option<[String; 2]>,
}

impl Entrance {
    /// Everybody on this machine.
    pub fn open() -> Self {
        Self::default()
    }

    /// A join code and a trainer's key, drawn by the system.
    ///
    /// # Errors
    /// If the system gives no random bytes.
    pub fn drawn() -> Result<Self, NoLuck> {
        Ok(Self { codes: Some([word(CODE)?, word(KEY)?]) })
    }

    /// Given ones, as after a restart.
    pub fn of(code: &str, key: &str) -> Self {
        Self { codes: Some([code.to_owned(), key.to_owned()]) }
    }

    /// The join code and the trainer's key, where there are any.
    pub fn codes(&self) -> Option<&[String; 2]> {
        self.codes.as_ref()
    }

    /// Who sends these headers.
    pub(crate) fn visitor(&self, headers: &HeaderMap) -> Visitor {
        let Some(codes) = &self.codes else { return Visitor::Trainer };
        let words = cookies(headers, "cogov");
        words.map(|word| visitor_of(word, codes)).max().unwrap_or(Visitor::Stranger)
    }
}

/// The values of a cookie.
pub(crate) fn cookies<'a>(headers: &'a HeaderMap, name: &'a str) -> impl Iterator<Item = &'a str> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|cookie| cookie.to_str().ok());
    let pairs = cookies.flat_map(|cookie| cookie.split(';'));
    pairs.filter_map(move |pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

fn visitor_of(word: &str, [code, key]: &[String; 2]) -> Visitor {
    if is_same(word, key) {
        Visitor::Trainer
    } else if is_same(&word.to_uppercase(), code) {
        Visitor::Guest
    } else {
        Visitor::Stranger
    }
}

/// Whether two words are the same, in a time that does not tell where they differ.
fn is_same(a: &str, b: &str) -> bool {
    let differ = a.bytes().zip(b.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b));
    a.len() == b.len() && differ == 0
}

/// A word that the system draws.
pub(crate) fn word(length: usize) -> Result<String, getrandom::Error> {
    let mut bytes = vec![0; length];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect())
}

#[derive(Deserialize)]
struct Shown {
    #[serde(default)]
    code: String,
    /// The wall, for who leads there.
    #[serde(default)]
    to: String,
}

/// Routes of the door.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new().route("/join", get(join))
}

/// Takes a code and, where it is right, gives the cookie.
async fn join(
    State(app): State<Arc<App>>,
    Query(shown): Query<Shown>,
) -> Result<Response, Refusal> {
    let page = |visitor: Visitor| match (&app.workshop, visitor) {
        (None, _) => "/",
        (Some(_), _) if shown.to == "wall" => "/room/wall",
        (Some(_), Visitor::Trainer) => "/room/lead",
        (Some(_), _) => "/room/",
    };
    let Some(codes) = app.entrance.codes() else {
        let page = page(Visitor::Guest).to_owned();
        return Ok((StatusCode::SEE_OTHER, [(LOCATION, page)]).into_response());
    };
    let code = shown.code.trim();
    let visitor = visitor_of(code, codes);
    if visitor == Visitor::Stranger {
        return Err(Refusal::new(
            StatusCode::FORBIDDEN,
            "serve::wrong_code",
            Text {
                en: "This is not the join code; it stands on the wall, and in the terminal of the server.",
                zh: "加入码不正确；加入码显示在大屏上，也显示在服务器的终端里。",
            },
        ));
    }
    let cookie = format!("cogov={code}; Path=/; Max-Age={A_DAY}; HttpOnly; SameSite=Strict");
    let head = [(LOCATION, page(visitor).to_owned()), (SET_COOKIE, cookie)];
    Ok((StatusCode::SEE_OTHER, head).into_response())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn with(cookie: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, HeaderValue::from_str(cookie).unwrap());
        headers
    }

    #[test]
    fn a_join_code_makes_a_guest_a_key_a_trainer_and_nothing_else_anything() {
        let entrance = Entrance::of("ABC234", "LONGKEY");
        let visitor = |cookie: &str| entrance.visitor(&with(cookie));
        assert_eq!(visitor("cogov=ABC234"), Visitor::Guest);
        assert_eq!(visitor("a=b; cogov=abc234"), Visitor::Guest);
        assert_eq!(visitor("cogov=ABC234; cogov=LONGKEY"), Visitor::Trainer);
        assert_eq!(visitor("cogov=ABC23"), Visitor::Stranger);
        assert_eq!(visitor("cogov="), Visitor::Stranger);
        assert_eq!(entrance.visitor(&HeaderMap::new()), Visitor::Stranger);
        assert_eq!(Entrance::open().visitor(&HeaderMap::new()), Visitor::Trainer);
    }

    #[test]
    fn codes_are_drawn_anew_of_signs_that_nobody_mistakes() {
        let drawn = || Entrance::drawn().unwrap().codes().unwrap().clone();
        let ([code, key], other) = (drawn(), drawn());
        assert_eq!((code.len(), key.len()), (CODE, KEY));
        assert!(code.bytes().chain(key.bytes()).all(|sign| SIGNS.contains(&sign)));
        assert_ne!([code, key], other);
    }
}
