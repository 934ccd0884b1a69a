//! Requests to a workshop that are refused: who asks what, and the answer.

use super::*;

/// A request that is refused, by whom it is asked, and the answer's status and code.
type Bad = (&'static str, &'static str, &'static str, &'static str, u16, &'static str);

/// In the lobby, by a stranger, a guest without a team, one of team 1, and the trainer.
const BAD: &[Bad] = &[
    ("stranger", "GET", "/room/state", "", 401, "serve::join_first"),
    ("stranger", "GET", "/room/live", "", 401, "serve::join_first"),
    ("stranger", "GET", "/room/case", "", 401, "serve::join_first"),
    ("stranger", "POST", "/room/join", "{}", 401, "serve::join_first"),
    ("stranger", "POST", "/room/lead", r#"{"do": "next"}"#, 401, "serve::join_first"),
    ("stranger", "GET", "/room/qr.svg", "", 401, "serve::join_first"),
    ("stranger", "GET", "/room/journal", "", 401, "serve::join_first"),
    ("guest", "POST", "/room/lead", r#"{"do": "next"}"#, 403, "room::trainer_only"),
    ("guest", "POST", "/room/lead", "rubbish", 403, "room::trainer_only"),
    ("guest", "GET", "/room/journal", "", 403, "room::trainer_only"),
    ("guest", "GET", "/room/answer/00000", "", 409, "room::not_yet"),
    ("guest", "GET", "/room/answer/02110", "", 409, "room::not_yet"),
    ("guest", "GET", "/room/answer/0211", "", 400, "room::policy"),
    ("guest", "GET", "/room/answer/02113", "", 400, "room::policy"),
    ("guest", "GET", "/room/answer/-0211", "", 400, "room::policy"),
    ("guest", "GET", "/room/answer/..%2f..%2fkey", "", 400, "room::policy"),
    ("guest", "GET", "/room/answer/%F0%9F%8E%B2", "", 400, "room::policy"),
    ("guest", "GET", "/room/answer/%ff%fe", "", 400, "serve::not_understood"),
    ("guest", "GET", "/room/answer/", "", 404, "serve::no_such_page"),
    ("guest", "GET", "/room/nothing", "", 404, "serve::no_such_page"),
    ("guest", "GET", "/room/file/1.toml", "", 409, "room::not_now"),
    ("guest", "GET", "/room/file/9.toml", "", 404, "room::no_such_team"),
    ("guest", "GET", "/room/file/99999999999.toml", "", 404, "room::unknown_file"),
    ("guest", "GET", "/room/file/1.csv", "", 404, "room::unknown_file"),
    ("guest", "GET", "/room/file/place.csv", "", 404, "room::unknown_file"),
    ("guest", "GET", "/room/file/..%2fw.jsonl", "", 404, "room::unknown_file"),
    ("member", "GET", "/room/file/1.toml", "", 404, "room::no_policy"),
    (
        "guest",
        "POST",
        "/room/predict",
        r#"{"value": 1, "low": 0, "high": 2}"#,
        403,
        "room::join_first",
    ),
    ("guest", "POST", "/room/predict", "", 400, "serve::not_understood"),
    ("guest", "POST", "/room/predict", "{", 400, "serve::not_understood"),
    ("guest", "POST", "/room/predict", "[1, 0, 2]", 403, "room::join_first"),
    ("guest", "POST", "/room/predict", r#"{"value": 1, "low": 0}"#, 400, "serve::not_understood"),
    (
        "guest",
        "POST",
        "/room/predict",
        r#"{"value": "1", "low": 0, "high": 2}"#,
        400,
        "serve::not_understood",
    ),
    (
        "guest",
        "POST",
        "/room/predict",
        r#"{"value": 1, "low": 0, "high": 1e999}"#,
        400,
        "serve::not_understood",
    ),
    (
        "guest",
        "POST",
        "/room/predict",
        r#"{"value": 1, "low": 0, "high": NaN}"#,
        400,
        "serve::not_understood",
    ),
    (
        "guest",
        "POST",
        "/room/predict",
        r#"{"value": 1, "low": 0, "high": 2, "team": 1}"#,
        400,
        "serve::not_understood",
    ),
    (
        "member",
        "POST",
        "/room/predict",
        r#"{"value": 1, "low": 0, "high": 2}"#,
        409,
        "room::not_now",
    ),
    (
        "member",
        "POST",
        "/room/commit",
        r#"{"policy": "00000", "value": 1, "low": 0, "high": 2}"#,
        409,
        "room::not_now",
    ),
    (
        "guest",
        "POST",
        "/room/commit",
        r#"{"policy": "00000", "value": 1, "low": 0, "high": 2}"#,
        403,
        "room::join_first",
    ),
    (
        "guest",
        "POST",
        "/room/commit",
        r#"{"policy": "33333", "value": 1, "low": 0, "high": 2}"#,
        400,
        "room::policy",
    ),
    (
        "guest",
        "POST",
        "/room/commit",
        r#"{"policy": 0, "value": 1, "low": 0, "high": 2}"#,
        400,
        "serve::not_understood",
    ),
    ("guest", "POST", "/room/join", r#"{"team": 9}"#, 404, "room::no_such_team"),
    ("guest", "POST", "/room/join", r#"{"team": -1}"#, 400, "serve::not_understood"),
    ("guest", "POST", "/room/join", r#"{"team": 1.5}"#, 400, "serve::not_understood"),
    ("guest", "POST", "/room/join", r#"{"team": "Willow"}"#, 400, "serve::not_understood"),
    ("guest", "POST", "/room/join", r#"{"team": 4294967296}"#, 400, "serve::not_understood"),
    ("guest", "POST", "/room/join", r#"{"name": "Ann"}"#, 400, "serve::not_understood"),
    ("guest", "POST", "/room/join", "null", 400, "serve::not_understood"),
    ("guest", "GET", "/room/join", "", 405, "serve::no_such_method"),
    ("guest", "DELETE", "/room/state", "", 405, "serve::no_such_method"),
    ("guest", "PUT", "/room/predict", "", 405, "serve::no_such_method"),
    ("trainer", "POST", "/room/lead", r#"{"do": "back"}"#, 409, "room::at_the_beginning"),
    ("trainer", "POST", "/room/lead", r#"{"do": "more_time"}"#, 409, "room::no_clock"),
    ("trainer", "POST", "/room/lead", r#"{"do": "more_time", "minutes": 0}"#, 400, "room::minutes"),
    (
        "trainer",
        "POST",
        "/room/lead",
        r#"{"do": "more_time", "minutes": 61}"#,
        400,
        "room::minutes",
    ),
    (
        "trainer",
        "POST",
        "/room/lead",
        r#"{"do": "more_time", "minutes": -1}"#,
        400,
        "serve::not_understood",
    ),
    ("trainer", "POST", "/room/lead", r#"{"do": "pause"}"#, 409, "room::no_clock"),
    (
        "trainer",
        "POST",
        "/room/lead",
        r#"{"do": "show", "team": 9, "phase": "draw"}"#,
        404,
        "room::no_such_team",
    ),
    (
        "trainer",
        "POST",
        "/room/lead",
        r#"{"do": "show", "phase": "all"}"#,
        400,
        "serve::not_understood",
    ),
    ("trainer", "POST", "/room/lead", r#"{"do": "show"}"#, 400, "serve::not_understood"),
    ("trainer", "POST", "/room/lead", r#"{"do": "next", "from": "why"}"#, 409, "room::not_now"),
    (
        "trainer",
        "POST",
        "/room/lead",
        r#"{"do": "next", "from": "noon"}"#,
        400,
        "serve::not_understood",
    ),
    ("trainer", "POST", "/room/lead", r#"{"do": "remove", "team": 9}"#, 404, "room::no_such_team"),
    ("trainer", "POST", "/room/lead", r#"{"do": "dance"}"#, 400, "serve::not_understood"),
    ("trainer", "POST", "/room/lead", "{}", 400, "serve::not_understood"),
];

#[tokio::test]
async fn each_bad_request_to_a_workshop_has_its_answer_and_changes_nothing() {
    let house = room(Entrance::of("ABC234", "THEKEY"));
    let mut member = Device::with(&house, "cogov=ABC234");
    member.does("/room/join", json!({"team": null})).await;
    let before = member.state().await;
    for (who, method, path, body, status, code) in BAD {
        let cookie = match *who {
            "stranger" => "",
            "guest" => "cogov=ABC234",
            "trainer" => "cogov=THEKEY",
            _ => &member.cookie,
        };
        let mut request = request(method, path).header("content-type", "application/json");
        if !cookie.is_empty() {
            request = request.header("cookie", cookie);
        }
        let told = send(&house.app, request.body(Body::from(*body)).unwrap()).await;
        let what = format!("{who} {method} {path} {body}: {} {}", told.status, told.text);
        assert_eq!((told.status.as_u16(), told.code().as_str()), (*status, *code), "{what}");
        let message = &told.json()["error"]["message"];
        assert!(message["en"].as_str().is_some_and(|text| text.len() > 10), "{what}");
        let zh = message["zh"].as_str().unwrap_or_default();
        assert!(zh.chars().any(|sign| sign > '\u{4e00}'), "{what}");
    }
    assert!(BAD.len() >= 60);
    let mut after = member.state().await;
    after["ends_in"] = before["ends_in"].clone();
    assert_eq!(after, before);
}

#[tokio::test]
async fn what_comes_of_a_disk_a_place_or_a_site_of_others_is_refused_too() {
    let house = room(Entrance::open());
    for (header, value, status, code) in [
        ("host", "evil.example", 421, "serve::other_host"),
        ("origin", "http://evil.example", 403, "serve::other_origin"),
        ("sec-fetch-site", "cross-site", 403, "serve::other_origin"),
        ("content-type", "text/plain", 415, "serve::not_understood"),
    ] {
        let mut request = Request::builder().method("POST").uri("/room/lead");
        for (name, own) in [("host", "localhost:1"), ("content-type", "application/json")] {
            request = request.header(name, if name == header { value } else { own });
        }
        if !["host", "content-type"].contains(&header) {
            request = request.header(header, value);
        }
        let told = send(&house.app, request.body(Body::from(r#"{"do": "next"}"#)).unwrap()).await;
        assert_eq!((told.status.as_u16(), told.code().as_str()), (status, code), "{header}");
    }
    let long = format!(r#"{{"do": "{}"}}"#, "x".repeat(70_000));
    let told = send(&house.app, Device::new(&house).asks("POST", "/room/lead", &long)).await;
    assert_eq!(told.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(Device::new(&house).state().await["beat"], "lobby");
    // Where no workshop is open, all says so.
    let none = house_with(tempfile::tempdir().unwrap(), Entrance::open(), None);
    for path in
        ["state", "live", "case", "answer/00000", "mine", "qr.svg", "journal", "file/1.toml"]
    {
        let told = Device::new(&none).get(&format!("/room/{path}")).await;
        assert_eq!(told.code(), "room::no_workshop", "{path}");
    }
}
