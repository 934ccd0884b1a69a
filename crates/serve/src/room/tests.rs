use std::path::Path;

use axum::body::Body;
use axum::http::Request;
use report::output::Program;
use workshop::room::Rules;
use workshop::room::journal::{self, Head};
use workshop::{Case, Cell, SeedCells, Table};

use super::*;
use crate::entrance::Entrance;
use crate::tests::{Answer, House, house_with, request, send};

mod refused;

const MONTHS: u32 = 48;

/// Answers that no model gave: the line of a policy lies at its number in thousandths of a seed, and costs what its
/// number says in tenths of a yuan.
fn table(case: &Case) -> Table {
    let [version, commit, numbers, sources] = ["0"; 4].map(str::to_owned);
    let program = Program { version, commit, numbers, sources };
    let mut table = Table::empty(case, program, (MONTHS, 12));
    let cell = |seed: u64, policy: Policy| {
        let end = (seed as f64 + policy.number() as f64) / 1000.0;
        Cell {
            lines: case.goals.iter().map(|_| vec![Some(end); MONTHS as usize]).collect(),
            means: case.goals.iter().chain(&case.watch).map(|_| Some(end)).collect(),
            added: vec![Some(policy.number() as f64 / 10.0)],
            fares: Vec::new(),
        }
    };
    let seeds = [1, 2].map(|seed| SeedCells {
        seed,
        policies: Policy::all().map(|policy| cell(seed, policy)).collect(),
    });
    table.add(seeds.into());
    table
}

/// A workshop whose journal lies at a path.
fn opened(path: &Path) -> Workshop {
    let (case, _) = workshop::load("hours").map_err(|_| "no case").unwrap();
    let table = table(&case);
    let head = Head::of(&case.name, &case.hash, "answers");
    let opened = journal::open(path, &head, Rules::of(&case, &table)).unwrap();
    Workshop::new(case, table, opened, Some("http://192.168.1.2:8400".to_owned()))
}

fn room(entrance: Entrance) -> House {
    let folder = tempfile::tempdir().unwrap();
    let workshop = opened(&folder.path().join("w.jsonl"));
    house_with(folder, entrance, Some(workshop))
}

/// A phone or a wall: what it was given it gives back.
struct Device<'a> {
    house: &'a House,
    cookie: String,
}

impl<'a> Device<'a> {
    fn new(house: &'a House) -> Self {
        Self { house, cookie: String::new() }
    }

    fn with(house: &'a House, cookie: &str) -> Self {
        Self { house, cookie: cookie.to_owned() }
    }

    fn asks(&self, method: &str, path: &str, body: &str) -> Request<Body> {
        let mut request = request(method, path);
        if !self.cookie.is_empty() {
            request = request.header("cookie", &self.cookie);
        }
        if method == "POST" {
            request = request.header("content-type", "application/json");
        }
        request.body(Body::from(body.to_owned())).unwrap()
    }

    async fn get(&self, path: &str) -> Answer {
        send(&self.house.app, self.asks("GET", path, "")).await
    }

    async fn post(&mut self, path: &str, body: &Value) -> Answer {
        let answer = send(&self.house.app, self.asks("POST", path, &body.to_string())).await;
        if let Some(cookie) = answer.headers.get("set-cookie") {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let kept =
                if self.cookie.is_empty() { String::new() } else { format!("{}; ", self.cookie) };
            if !self.cookie.contains(pair) {
                self.cookie = format!("{kept}{pair}");
            }
        }
        answer
    }

    /// Something that must go well.
    async fn does(&mut self, path: &str, body: Value) -> Value {
        let answer = self.post(path, &body).await;
        assert_eq!(answer.status, StatusCode::OK, "{path} {body}: {}", answer.text);
        answer.json()
    }

    async fn leads(&mut self, what: &str) -> Value {
        self.does("/room/lead", json!({"do": what})).await
    }

    async fn state(&self) -> Value {
        self.get("/room/state").await.json()
    }
}

fn forecast() -> Value {
    json!({"value": 1.0, "low": 0.5, "high": 1.5})
}

fn commit(policy: &str) -> Value {
    json!({"policy": policy, "value": 1.0, "low": 0.5, "high": 1.5})
}

#[tokio::test]
async fn a_workshop_with_three_teams_goes_through_all_beats_to_scores_and_files() {
    let house = room(Entrance::open());
    let mut trainer = Device::new(&house);
    let mut teams = [(); 3].map(|()| Device::new(&house));
    for (at, team) in teams.iter_mut().enumerate() {
        assert_eq!(team.does("/room/join", json!({"team": null})).await["team"], at + 1);
    }
    let mut fourth = Device::new(&house);
    assert_eq!(fourth.does("/room/join", json!({"team": 2})).await["team"], 2);
    let state = trainer.state().await;
    assert_eq!(state["beat"], "lobby");
    let members: Vec<&Value> =
        state["teams"].as_array().unwrap().iter().map(|team| &team["members"]).collect();
    assert_eq!(members, [1, 2, 1]);
    teams[0].does("/room/name", json!({"name": "Heron"})).await;
    let taken = teams[1].post("/room/name", &json!({"name": "Heron"})).await;
    assert_eq!((taken.status, taken.code()), (StatusCode::NOT_FOUND, "room::no_such_name".into()));
    assert_eq!(trainer.state().await["teams"][0]["name"]["zh"], "苍鹭");
    // What is to be guessed is told when it may be seen.
    let told = async |device: &Device<'_>| {
        let case = device.get("/room/case").await.json();
        [case["today"]["ends"][0].is_null(), case["lesson"].is_null()]
    };
    assert_eq!(told(&teams[0]).await, [true, true]);
    assert_eq!(trainer.leads("next").await["beat"], "predict");
    assert_eq!(told(&teams[0]).await, [true, true]);
    for team in &mut teams {
        let mine = team.does("/room/predict", forecast()).await;
        assert_eq!((&mine["predict"], &mine["mayMove"]), (&forecast(), &json!(true)));
    }
    assert_eq!(fourth.get("/room/mine").await.json()["predict"], forecast(), "a team's is one");
    assert_eq!(trainer.leads("next").await["beat"], "commit");
    assert_eq!(told(&teams[0]).await, [false, true]);
    for (team, policy) in teams.iter_mut().zip(["00010", "00110", "00000"]) {
        team.does("/room/commit", commit(policy)).await;
    }
    let refused = teams[0].post("/room/commit", &commit("22000")).await;
    assert_eq!((refused.status, refused.code()), (StatusCode::BAD_REQUEST, "room::effort".into()));
    let told = trainer.leads("next").await;
    assert_eq!(told["beat"], "reveal");
    // Things as they are end at 0.1 and 0.2 per cent; the first team's policy, number 3, at 0.4 and 0.5.
    let scores = &told["teams"][0]["scores"];
    let close = |at: usize, value: f64| (scores[at].as_f64().unwrap() - value).abs() < 1e-9;
    assert!(close(0, 1.0 + 3.5) && close(1, 1.0 + 0.5) && close(2, 6.0), "{scores}");
    let shown = json!({"do": "show", "team": 2, "phase": "seeds"});
    assert_eq!(trainer.does("/room/lead", shown).await["show"]["team"], 2);
    let file = teams[2].get("/room/file/2.toml").await;
    assert!(file.text.contains("career_path = 0.5"), "{}", file.text);
    let read = scenario::Base::read(&file.text);
    assert!(read.is_ok_and(|base| base.scenario().is_ok()), "{}", file.text);
    for beat in ["why", "end"] {
        assert_eq!(trainer.leads("next").await["beat"], beat);
    }
    let journal = trainer.get("/room/journal").await;
    // Its head, four who came, a name, five beats, three guesses, three policies and what was shown.
    assert_eq!(journal.text.lines().count(), 1 + 4 + 1 + 5 + 3 + 3 + 1);
}

#[tokio::test]
async fn what_comes_is_told_to_the_trainer_and_to_teams_in_its_beat_only() {
    let house = room(Entrance::of("ABC234", "THEKEY"));
    let mut trainer = Device::with(&house, "cogov=THEKEY");
    let mut guest = Device::with(&house, "cogov=ABC234");
    guest.does("/room/join", json!({"team": null})).await;
    let both = [("00000", "commit"), ("00010", "reveal")];
    for beat in ["lobby", "predict", "commit", "reveal", "why", "end"] {
        assert_eq!(trainer.state().await["beat"], beat);
        for (policy, from) in both {
            let path = format!("/room/answer/{policy}");
            let told = guest.get(&path).await;
            let order = ["lobby", "predict", "commit", "reveal", "why", "end"];
            let place = |beat: &str| order.iter().position(|of| *of == beat);
            let expected = if place(beat) >= place(from) { "" } else { "room::not_yet" };
            let code = if told.status.is_success() { String::new() } else { told.code() };
            assert_eq!(code, expected, "{policy} {beat}");
            assert_eq!(trainer.get(&path).await.json()["ends"].as_array().unwrap().len(), 2);
        }
        if beat != "end" {
            trainer.leads("next").await;
        }
    }
}

#[tokio::test]
async fn the_codes_of_the_door_lead_phones_trainer_and_wall_to_their_pages() {
    let house = room(Entrance::of("ABC234", "THEKEY"));
    let stranger = Device::new(&house);
    for (path, page) in [
        ("/join?code=abc234", "/room/"),
        ("/join?code=THEKEY", "/room/lead"),
        ("/join?code=THEKEY&to=wall", "/room/wall"),
    ] {
        let told = stranger.get(path).await;
        assert_eq!(told.headers["location"], page);
        let cookie = told.headers["set-cookie"].to_str().unwrap();
        assert!(cookie.contains("SameSite=Strict") && cookie.contains("HttpOnly"), "{cookie}");
    }
    let guest = Device::with(&house, "cogov=ABC234");
    let picture = guest.get("/room/qr.svg").await;
    assert_eq!(picture.headers["content-type"], "image/svg+xml");
    let state = guest.state().await;
    assert_eq!((&state["code"], &state["watching"]), (&json!("ABC234"), &json!(0)));
    // The journal goes out without the key.
    house.app.workshop().unwrap().keep_door(["ABC234".to_owned(), "THEKEY".to_owned()]).unwrap();
    let trainer = Device::with(&house, "cogov=THEKEY");
    let journal = trainer.get("/room/journal").await.text;
    assert!(!journal.contains("THEKEY") && journal.contains("\"case\":\"hours\""), "{journal}");
}

#[tokio::test]
async fn a_workshop_goes_on_after_a_restart_with_the_same_cookies() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.jsonl");
    let (cookie, before, mine) = {
        let house = house_with(tempfile::tempdir().unwrap(), Entrance::open(), Some(opened(&path)));
        let mut device = Device::new(&house);
        device.does("/room/join", json!({"team": null})).await;
        device.leads("next").await;
        device.does("/room/predict", forecast()).await;
        (device.cookie.clone(), device.state().await, device.get("/room/mine").await.json())
    };
    let house = house_with(tempfile::tempdir().unwrap(), Entrance::open(), Some(opened(&path)));
    let mut device = Device::with(&house, &cookie);
    assert_eq!(device.state().await, before);
    assert_eq!(device.get("/room/mine").await.json(), mine);
    device.does("/room/predict", json!({"value": 2, "low": 1, "high": 3})).await;
}

#[test]
fn the_server_and_its_pages_call_a_beat_by_one_name() {
    let words = include_str!("../../page/room/room-words.js");
    for beat in Beat::ALL {
        let (id, name) = (beat.id(), beat.name());
        let line = format!("beat_{id}: [\"{}\", \"{}\"]", name.en, name.zh);
        assert!(words.contains(&line), "{line}");
    }
}

#[tokio::test]
async fn what_is_said_again_is_not_written_again_and_who_taps_without_end_waits() {
    let house = room(Entrance::open());
    let mut device = Device::new(&house);
    device.does("/room/join", json!({"team": null})).await;
    device.leads("next").await;
    let lines = |device: &Device<'_>| {
        let asked = device.asks("GET", "/room/journal", "");
        let app = Arc::clone(&device.house.app);
        async move { send(&app, asked).await.text.lines().count() }
    };
    let mut said = 0;
    while device.post("/room/predict", &forecast()).await.status != StatusCode::TOO_MANY_REQUESTS {
        said += 1;
        assert!(said < 5_000, "nobody is told to wait");
    }
    assert_eq!(lines(&device).await, 4);
    let again = device.post("/room/lead", &json!({"do": "next", "from": "lobby"})).await;
    assert_eq!(again.code(), "room::not_now", "two taps are one step");
}

#[tokio::test]
async fn a_full_house_of_teams_says_so_and_a_device_has_one_team() {
    let house = room(Entrance::open());
    let mut devices = Vec::new();
    for team in 1..=workshop::room::MOST_TEAMS {
        let mut device = Device::new(&house);
        assert_eq!(device.does("/room/join", json!({})).await["team"], team);
        devices.push(device);
    }
    let refused = Device::new(&house).post("/room/join", &json!({"team": null})).await;
    assert_eq!(refused.code(), "room::too_many_teams");
    let again = devices[3].does("/room/join", json!({"team": 1})).await;
    assert_eq!(again["team"], 1);
    assert_eq!(devices[3].state().await["teams"].as_array().unwrap().len(), 23);
}
