//! What a request is refused with: a status, a code and a sentence in both languages.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::quantity::{Language, Phrase, Text};

/// Why a request gets no answer.
#[derive(Debug)]
pub struct Refusal {
    status: StatusCode,
    code: &'static str,
    message: Phrase,
    faults: Vec<Value>,
    /// Seconds after which it may be asked again.
    again: Option<u32>,
}

impl Refusal {
    /// A refusal with a code that programs read and a sentence for people.
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<Phrase>) -> Self {
        Self { status, code, message: message.into(), faults: Vec::new(), again: None }
    }

    /// What was asked is wrong.
    pub fn wrong(code: &'static str, en: impl Into<String>, zh: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, Phrase { en: en.into(), zh: zh.into() })
    }

    /// What was asked for is not there.
    pub fn missing(code: &'static str, text: Text) -> Self {
        Self::new(StatusCode::NOT_FOUND, code, text)
    }

    /// Too much at once: to be asked again after some seconds.
    pub fn busy(code: &'static str, text: Text, again: u32) -> Self {
        Self { again: Some(again), ..Self::new(StatusCode::SERVICE_UNAVAILABLE, code, text) }
    }

    /// Too much of one visitor.
    pub fn too_fast(text: Text) -> Self {
        let status = StatusCode::TOO_MANY_REQUESTS;
        Self { again: Some(1), ..Self::new(status, "serve::too_fast", text) }
    }

    /// The faults of a scenario, as its reader found them.
    pub fn faults(found: &scenario::Faults) -> Self {
        let faults: Vec<Value> = found
            .iter()
            .map(|fault| {
                let help = |language: Language| -> Vec<String> {
                    fault.help.iter().map(|help| help.say(language).to_owned()).collect()
                };
                json!({
                    "code": fault.code,
                    "line": fault.line,
                    "column": fault.column,
                    "message": {
                        "en": fault.message.say(Language::En),
                        "zh": fault.message.say(Language::Zh),
                    },
                    "help": {"en": help(Language::En), "zh": help(Language::Zh)},
                })
            })
            .collect();
        let number = faults.len();
        let message = Phrase {
            en: words::agreed(&format!("{number} faults in the scenario.")),
            zh: format!("情景有{number}处错误。"),
        };
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        Self { faults, ..Self::new(status, "serve::faults", message) }
    }

    /// The sentence for people.
    pub fn message(&self) -> &Phrase {
        &self.message
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let Phrase { en, zh } = self.message;
        let mut error = json!({"code": self.code, "message": {"en": en, "zh": zh}});
        if !self.faults.is_empty() {
            error["faults"] = self.faults.into();
        }
        let mut response = (self.status, Json(json!({"error": error}))).into_response();
        let json = HeaderValue::from_static("application/json; charset=utf-8");
        response.headers_mut().insert(CONTENT_TYPE, json);
        if let Some(again) = self.again {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(again));
        }
        response
    }
}

/// What a JSON body says.
pub(crate) fn body<T>(body: Result<Json<T>, JsonRejection>) -> Result<T, Refusal> {
    match body {
        Ok(Json(value)) => Ok(value),
        Err(rejection) => {
            let status = match rejection.status() {
                status @ (StatusCode::PAYLOAD_TOO_LARGE | StatusCode::UNSUPPORTED_MEDIA_TYPE) => {
                    status
                }
                _ => StatusCode::BAD_REQUEST,
            };
            let why: String = rejection.body_text().chars().take(300).collect();
            let message = Phrase {
                en: format!("The request cannot be read: {why}"),
                zh: format!("无法读取请求：{why}"),
            };
            Err(Refusal::new(status, "serve::not_understood", message))
        }
    }
}

/// What should have gone well did not.
pub(crate) fn failed() -> Refusal {
    let text =
        Text { en: "The server could not answer this.", zh: "服务器无法回答此请求。" };
    Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "serve::failed", text)
}

/// Nothing is found under the address.
pub(crate) async fn no_such_page() -> Refusal {
    Refusal::missing(
        "serve::no_such_page",
        Text { en: "There is nothing at this address.", zh: "此地址没有内容。" },
    )
}

/// The address is right, the method is not.
pub(crate) async fn no_such_method() -> Refusal {
    Refusal::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "serve::no_such_method",
        Text {
            en: "This address is asked in another way (GET to read, POST to ask).",
            zh: "此地址须用其他方法请求（读取用 GET，提问用 POST）。",
        },
    )
}
