//! The router as a browser, a stranger and a fool would use it.

use std::fs;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::comparison::{self, Difference};
use crate::entrance::Entrance;
use crate::metric::main_metrics;
use crate::quantity::Language;
use crate::{About, App, Wanted, router};

/// Two small communities for eighteen months.
const VILLAGE: &str = r#"
schema = 1
name = "village"
summary = "Two communities."
extends = "baseline"

[horizon]
months = 30
burn_in = 12

[place.urban]
communities = 1
adults = 150

[place.rural]
communities = 1
adults = 100

[place.pastoral]
communities = 0
"#;

pub(crate) struct House {
    pub(crate) app: Arc<App>,
    /// Holds the files of the starts.
    _folder: tempfile::TempDir,
}

fn house(entrance: Entrance) -> House {
    house_with(tempfile::tempdir().unwrap(), entrance, None)
}

pub(crate) fn house_with(
    folder: tempfile::TempDir,
    entrance: Entrance,
    workshop: Option<crate::room::Workshop>,
) -> House {
    let file = folder.path().join("village.toml");
    fs::write(&file, VILLAGE).unwrap();
    let table = folder.path().join("ours.csv");
    let rows = "code,community,township,county,zone,adults,migrant_share\n\
                a,a,t,c,urban,160,0.3\nb,b,t,c,rural,120,0.1\n";
    fs::write(&table, rows).unwrap();
    let about = About {
        version: "9.9.9".to_owned(),
        commit: "abc".to_owned(),
        numbers: "0123456789".to_owned(),
    };
    let wanted = Wanted {
        about,
        scenarios: vec![file.to_string_lossy().into_owned()],
        place: Some(table),
        language: Language::En,
        threads: 2,
        histories: 40,
    };
    let app = App::with(wanted, entrance, workshop);
    let app = app.map_err(|faults| faults.render(Language::En)).unwrap();
    House { app, _folder: folder }
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }

    pub(crate) fn code(&self) -> String {
        self.json()["error"]["code"].as_str().unwrap_or_default().to_owned()
    }
}

pub(crate) async fn send(app: &Arc<App>, request: Request<Body>) -> Answer {
    let response = router(app).oneshot(request).await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    let bytes = to_bytes(response.into_body(), 10_000_000).await.unwrap();
    Answer { status, headers, text: String::from_utf8_lossy(&bytes).into_owned() }
}

pub(crate) fn request(method: &str, path: &str) -> axum::http::request::Builder {
    let from: SocketAddr = ([127, 0, 0, 1], 5000).into();
    Request::builder()
        .method(method)
        .uri(path)
        .header("host", "localhost:8400")
        .extension(ConnectInfo(from))
}

async fn get(app: &Arc<App>, path: &str) -> Answer {
    send(app, request("GET", path).body(Body::empty()).unwrap()).await
}

async fn post(app: &Arc<App>, path: &str, body: &str) -> Answer {
    let request = request("POST", path).header("content-type", "application/json");
    send(app, request.body(Body::from(body.to_owned())).unwrap()).await
}

async fn ask(app: &Arc<App>, asked: &Value) -> Answer {
    post(app, "/explore/ask", &asked.to_string()).await
}

/// Looks at a question until all its histories are there.
async fn answered(app: &Arc<App>, key: &str) -> Arc<comparison::Comparison> {
    let question = app.explore.question(key).unwrap();
    let _viewer = app.explore.look(&question);
    for _ in 0..6_000 {
        if let Some(found) = question.found()
            && found.design.seeds.len() == question.target()
        {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("no answer in two minutes");
}

fn said(of: &[Difference]) -> Vec<Difference> {
    of.to_vec()
}

/// The files of a question give its numbers: as `cogov compare today.toml mine.toml` reads them.
async fn files_give_the_numbers(asked: Value, with_table: bool) {
    let house = house(Entrance::open());
    let told = ask(&house.app, &asked).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.text);
    let key = told.json()["key"].as_str().unwrap().to_owned();
    let found = answered(&house.app, &key).await;
    let folder = tempfile::tempdir().unwrap();
    let names = ["today", "mine"];
    for name in names {
        let file = get(&house.app, &format!("/explore/{key}/file/{name}.toml")).await;
        assert_eq!(file.status, StatusCode::OK);
        fs::write(folder.path().join(format!("{name}.toml")), file.text).unwrap();
    }
    let table = get(&house.app, &format!("/explore/{key}/file/place.csv")).await;
    assert_eq!(table.status.is_success(), with_table);
    if with_table {
        fs::write(folder.path().join("place.csv"), table.text).unwrap();
    }
    let arms = names.map(|name| {
        let path = folder.path().join(format!("{name}.toml"));
        let options = scenario::Options::default();
        let loaded = scenario::load(&path.to_string_lossy(), &options);
        loaded.map_err(|faults| faults.render(Language::En)).unwrap().scenario
    });
    let (metrics, seeds) = (main_metrics(), (1..=40).collect::<Vec<u64>>());
    let request = comparison::Request::new(&arms, &metrics, &seeds);
    let expected = comparison::compare(&request).unwrap().unwrap().comparison;
    assert_eq!(said(&found.differences), said(&expected.differences));
    assert_eq!(found.years, expected.years);
    assert_eq!(found.series, expected.series);
    assert_eq!(found.tiles, expected.tiles);
    assert!(expected.differences.iter().any(|of| of.difference.is_some_and(|by| by != 0.0)));
    assert!(expected.differences.iter().any(|of| of.adjusted), "means are adjusted from 20 seeds");
}

#[tokio::test]
async fn the_files_of_a_question_give_its_numbers() {
    let set = json!({"pay_ratio": 0.9, "career_path": 1, "migrant_rights": "full", "appraisal": true,
        "part_time_share": {"rural": 0.25}, "split.service": 0.4});
    let asked = json!({"start": "village", "packages": [{"set": set}],
        "assume": {"quit_base": 0.02}});
    files_give_the_numbers(asked, false).await;
}

#[tokio::test]
async fn the_files_of_a_question_on_a_table_give_its_numbers() {
    let asked =
        json!({"start": "village", "place": "ours", "packages": [{"set": {"pay_ratio": 0.9}}]});
    files_give_the_numbers(asked, true).await;
}

#[tokio::test]
async fn intervals_shrink_as_histories_come_and_more_may_be_asked_for() {
    let house = house(Entrance::open());
    let asked = json!({"start": "village", "packages": [{"set": {"pay_ratio": 0.9}}]});
    let key = ask(&house.app, &asked).await.json()["key"].as_str().unwrap().to_owned();
    let first = answered(&house.app, &key).await;
    let more = post(&house.app, &format!("/explore/{key}/more"), r#"{"seeds": 160}"#).await;
    assert_eq!(more.json()["target"], 160);
    let second = answered(&house.app, &key).await;
    let half = |of: &comparison::Comparison| {
        let found = of.differences.iter().find(|of| of.metric == "burnout").unwrap();
        found.half_width().unwrap()
    };
    assert!(half(&second) < 0.7 * half(&first), "{} {}", half(&second), half(&first));
    // The same question has the same key, and its answer stays.
    assert_eq!(ask(&house.app, &asked).await.json()["key"], key);
    for (path, holds) in [
        ("months?metric=trust", "svg"),
        ("part/outcomes", "html"),
        ("part/people", "html"),
        ("part/money", "html"),
        ("part/map", "html"),
    ] {
        let told = get(&house.app, &format!("/explore/{key}/{path}")).await;
        assert!(told.json()[holds].as_str().is_some_and(|text| text.len() > 100), "{path}");
    }
}

#[tokio::test]
async fn a_question_that_its_page_moved_on_from_stops_unless_others_look() {
    let house = house(Entrance::open());
    let asked = |pay: f64, instead: Option<&str>| json!({"start": "village", "packages": [{"set": {"pay_ratio": pay}}], "instead": instead});
    let key = async |asked: Value| {
        let told = ask(&house.app, &asked).await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.text);
        told.json()["key"].as_str().unwrap().to_owned()
    };
    let first = key(asked(0.8, None)).await;
    let question = house.app.explore.question(&first).unwrap();
    let _one = house.app.explore.look(&question);
    // Asked again it is no other question.
    assert_eq!(key(asked(0.8, Some(&first))).await, first);
    assert!(question.is_watched());
    let second = key(asked(0.9, Some(&first))).await;
    assert!(!question.is_watched());
    // Back again, and with another who looks.
    assert_eq!(key(asked(0.8, Some(&second))).await, first);
    assert!(question.is_watched());
    let _other = house.app.explore.look(&question);
    key(asked(0.7, Some(&first))).await;
    assert!(question.is_watched());
    // A key that nobody knows is no fault: the server may have begun anew.
    key(asked(0.7, Some("nothing"))).await;
}

#[tokio::test]
async fn what_the_page_loads_is_its_own_and_every_answer_forbids_all_else() {
    let house = house(Entrance::open());
    let index = get(&house.app, "/").await;
    assert!(index.text.contains("<html lang=\"en\">"));
    let mut names: Vec<String> = Vec::new();
    for text in index.text.split('"').filter(|text| text.starts_with("/page/")) {
        names.push(text.to_owned());
    }
    let mut at = 0;
    while let Some(name) = names.get(at).cloned() {
        let file = get(&house.app, &name).await;
        assert_eq!(file.status, StatusCode::OK, "{name}");
        assert!(
            file.headers["content-security-policy"]
                .to_str()
                .unwrap()
                .contains("default-src 'none'")
        );
        assert!(!file.text.contains("http://") || file.text.contains("www.w3.org"), "{name}");
        for line in file.text.lines().filter(|line| line.starts_with("import ")) {
            let import = line.rsplit('"').nth(1).unwrap().replace("./", "/page/");
            if !names.contains(&import) {
                names.push(import);
            }
        }
        at += 1;
    }
    assert!(names.len() >= 8, "{names:?}");
}

/// A request that is refused: method, path, body, headers, and the answer's status and code.
type Bad =
    (&'static str, String, String, &'static [(&'static str, &'static str)], u16, &'static str);

fn bad(method: &'static str, path: &str, body: &str, status: u16, code: &'static str) -> Bad {
    const JSON: &[(&str, &str)] = &[("content-type", "application/json")];
    (method, path.to_owned(), body.to_owned(), JSON, status, code)
}

fn bad_asks() -> Vec<Bad> {
    let ask = |body: &str, status, code| bad("POST", "/explore/ask", body, status, code);
    let of = |set: &str| format!(r#"{{"start": "village", "packages": [{{"set": {set}}}]}}"#);
    let many = ["{}"; 5].join(",");
    let long =
        format!(r#"{{"start": "village", "packages": [{{"title": "{}"}}]}}"#, "x".repeat(61));
    vec![
        ask("", 400, "serve::not_understood"),
        ask("{", 400, "serve::not_understood"),
        ask("[]", 400, "serve::not_understood"),
        ask("null", 400, "serve::not_understood"),
        ask("\u{0}", 400, "serve::not_understood"),
        ask(&"[".repeat(5000), 400, "serve::not_understood"),
        ask("{}", 400, "serve::not_understood"),
        ask(r#"{"start": 3, "packages": []}"#, 400, "serve::not_understood"),
        ask(r#"{"start": "village", "packages": [], "x": 1}"#, 400, "serve::not_understood"),
        ask(r#"{"start": "village", "packages": [{"sets": {}}]}"#, 400, "serve::not_understood"),
        ask(r#"{"start": "village", "packages": []}"#, 400, "explore::packages"),
        ask(&format!(r#"{{"start": "village", "packages": [{many}]}}"#), 400, "explore::packages"),
        ask(r#"{"start": "vilage", "packages": [{}]}"#, 400, "explore::unknown_start"),
        ask(r#"{"start": "/etc/passwd", "packages": [{}]}"#, 400, "explore::unknown_start"),
        ask(
            r#"{"start": "village", "place": "../ours.csv", "packages": [{}]}"#,
            400,
            "explore::unknown_place",
        ),
        ask(&long, 400, "explore::title"),
        ask(
            r#"{"start": "village", "packages": [{"title": "a\nname = 1"}]}"#,
            400,
            "explore::title",
        ),
        ask(&of(r#"{"pay_ration": 1}"#), 400, "explore::unknown_lever"),
        ask(&of(r#"{"quit_base": 0.1}"#), 400, "explore::unknown_lever"),
        ask(&of(r#"{"pay_ratio = 1\n[shocks]": 1}"#), 400, "explore::unknown_lever"),
        ask(&of(r#"{"pay_ratio": null}"#), 400, "explore::odd_value"),
        ask(&of(r#"{"pay_ratio": [1]}"#), 400, "explore::odd_value"),
        ask(&of(r#"{"pay_ratio": {"town": 1}}"#), 400, "explore::unknown_zone"),
        ask(&of(r#"{"pay_ratio": {"urban": {}}}"#), 400, "explore::odd_value"),
        ask(&of(r#"{"pay_ratio": 20}"#), 422, "serve::faults"),
        ask(&of(r#"{"pay_ratio": -1e300}"#), 422, "serve::faults"),
        ask(&of(r#"{"pay_ratio": "high"}"#), 422, "serve::faults"),
        ask(&of(r#"{"term_months": 60.5}"#), 422, "serve::faults"),
        ask(&of(r#"{"migrant_rights": "some"}"#), 422, "serve::faults"),
        ask(&of(r#"{"appraisal": 0.5}"#), 422, "serve::faults"),
        ask(&of(r#"{"split.service": 0.9, "split.operating": 0.9}"#), 422, "serve::faults"),
        ask(
            r#"{"start": "village", "assume": {"quit_bass": 1}, "packages": [{}]}"#,
            400,
            "explore::unknown_assumption",
        ),
        ask(
            r#"{"start": "village", "assume": {"quit_base": 7}, "packages": [{}]}"#,
            422,
            "serve::faults",
        ),
        ask(&" ".repeat(70_000), 413, "serve::not_understood"),
    ]
}

fn bad_rest() -> Vec<Bad> {
    const TEXT: &[(&str, &str)] = &[("content-type", "text/plain")];
    const ELSEWHERE: &[(&str, &str)] =
        &[("content-type", "application/json"), ("origin", "http://evil.example")];
    const CROSS: &[(&str, &str)] =
        &[("content-type", "application/json"), ("sec-fetch-site", "cross-site")];
    const OTHER: &[(&str, &str)] = &[("host", "evil.example:8400")];
    let text = |text: &str| text.to_owned();
    let question = r#"{"start": "village", "packages": [{}]}"#;
    vec![
        ("POST", text("/explore/ask"), text(question), TEXT, 415, "serve::not_understood"),
        ("POST", text("/explore/ask"), text(question), ELSEWHERE, 403, "serve::other_origin"),
        ("POST", text("/explore/ask"), text(question), CROSS, 403, "serve::other_origin"),
        ("GET", text("/"), String::new(), OTHER, 421, "serve::other_host"),
        bad("GET", "/nothing", "", 404, "serve::no_such_page"),
        bad("GET", "/page/../Cargo.toml", "", 404, "serve::no_such_page"),
        bad("GET", "/page/%2e%2e%2fCargo.toml", "", 404, "serve::no_such_page"),
        bad("GET", "/page/", "", 404, "serve::no_such_page"),
        bad("DELETE", "/", "", 405, "serve::no_such_method"),
        bad("GET", "/explore/ask", "", 405, "serve::no_such_method"),
        bad("PUT", "/explore/ask", "{}", 405, "serve::no_such_method"),
        bad("GET", "/explore/zzz/live", "", 404, "explore::unknown_question"),
        bad("GET", "/explore/zzz/months?metric=trust", "", 404, "explore::unknown_question"),
        bad("GET", "/explore/zzz/file/mine.toml", "", 404, "explore::unknown_question"),
        bad("POST", "/explore/zzz/more", "{\"seeds\": 80}", 404, "explore::unknown_question"),
        bad("POST", "/explore/zzz/why", "", 404, "explore::unknown_question"),
        bad("GET", "/explore/KEY/months?metric=trusts", "", 400, "explore::unknown_metric"),
        bad("GET", "/explore/KEY/part/secrets", "", 404, "explore::unknown_section"),
        bad("GET", "/explore/KEY/file/passwd", "", 404, "explore::unknown_file"),
        bad("GET", "/explore/KEY/file/pinned-3.toml", "", 404, "explore::unknown_file"),
        bad("POST", "/explore/KEY/more", "{\"seeds\": 0}", 400, "explore::seeds"),
        bad("POST", "/explore/KEY/more", "{\"seeds\": 100000}", 400, "explore::seeds"),
        bad("POST", "/explore/KEY/more", "{\"seeds\": -1}", 400, "serve::not_understood"),
        bad(
            "GET",
            &format!("/explore/about?{}", "x".repeat(17_000)),
            "",
            414,
            "serve::address_too_long",
        ),
    ]
}

#[tokio::test]
async fn each_bad_request_has_its_answer_in_both_languages_and_the_server_goes_on() {
    let house = house(Entrance::open());
    let good = json!({"start": "village", "packages": [{"set": {"pay_ratio": 0.9}}]});
    let key = ask(&house.app, &good).await.json()["key"].as_str().unwrap().to_owned();
    answered(&house.app, &key).await;
    let all: Vec<Bad> = bad_asks().into_iter().chain(bad_rest()).collect();
    assert!(all.len() >= 50);
    for (method, path, body, headers, status, code) in all {
        let path = path.replace("KEY", &key);
        let mut request =
            Request::builder().method(Method::from_bytes(method.as_bytes()).unwrap()).uri(&path);
        if headers.iter().all(|(name, _)| *name != "host") {
            request = request.header("host", "localhost:8400");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let told = send(&house.app, request.body(Body::from(body.clone())).unwrap()).await;
        let shown: String = body.chars().take(80).collect();
        let what = format!(
            "{method} {} {shown}: {} {}",
            &path[..path.len().min(60)],
            told.status,
            told.text
        );
        assert_eq!(told.status.as_u16(), status, "{what}");
        assert_eq!(told.code(), code, "{what}");
        let message = &told.json()["error"]["message"];
        assert!(message["en"].as_str().is_some_and(|text| text.len() > 10), "{what}");
        assert!(
            message["zh"].as_str().is_some_and(|text| text.chars().any(|sign| sign > '\u{4e00}')),
            "{what}"
        );
    }
    assert_eq!(ask(&house.app, &good).await.json()["key"], key);
}

#[tokio::test]
async fn in_a_room_strangers_see_the_door_and_guests_come_in() {
    let house = house(Entrance::of("ABC234", "THEKEY"));
    let room = |path: &str, cookie: &str| {
        let from: SocketAddr = (IpAddr::from([192, 168, 1, 7]), 5000).into();
        let request = Request::builder()
            .uri(path)
            .header("host", "192.168.1.2:8400")
            .extension(ConnectInfo(from));
        let request = if cookie.is_empty() { request } else { request.header("cookie", cookie) };
        request.body(Body::empty()).unwrap()
    };
    let sent = |path: &'static str, cookie: &'static str| send(&house.app, room(path, cookie));
    assert_eq!(sent("/", "").await.status, StatusCode::OK);
    assert_eq!(sent("/page/page.js", "").await.status, StatusCode::OK);
    assert_eq!(sent("/explore/about", "").await.code(), "serve::join_first");
    assert_eq!(sent("/explore/about", "cogov=WRONG1").await.code(), "serve::join_first");
    assert_eq!(sent("/join?code=WRONG1", "").await.code(), "serve::wrong_code");
    let joined = sent("/join?code=abc234", "").await;
    assert_eq!(joined.status, StatusCode::SEE_OTHER);
    let cookie = joined.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    assert_eq!(sent("/explore/about", "cogov=abc234").await.status, StatusCode::OK);
    // Whoever asks without end is told to wait, however slow the machine; exactly when, a test of rates says.
    let mut asked = 0;
    while sent("/page/page.js", "").await.status != StatusCode::TOO_MANY_REQUESTS {
        asked += 1;
        assert!(asked < 20_000, "nobody is told to wait");
    }
}
