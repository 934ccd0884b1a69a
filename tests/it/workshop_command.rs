//! `cogov serve --workshop` as a trainer uses it: the real program, real sockets, killed in the middle.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::outside::{cogov, put, read, says};

/// A case that is worked out in a moment: one community of sixty adults for three years.
fn prepare(folder: &TempDir) {
    let (_, text) = workshop::shipped().iter().find(|(name, _)| *name == "hours").unwrap();
    let small =
        "[set]\n\"horizon.months\" = 36\n\"horizon.burn_in\" = 12\n\"place.urban.adults\" = 60\n";
    let text = text
        .replace("name = \"hours\"", "name = \"small\"")
        .replace("[set]\n", small)
        .replace("\"place.urban.communities\" = 5", "\"place.urban.communities\" = 1")
        .replace("\"place.rural.communities\" = 4", "\"place.rural.communities\" = 0")
        .replace("\"place.pastoral.communities\" = 2", "\"place.pastoral.communities\" = 0");
    put(folder, "small.toml", &text);
    cogov(folder, &["case", "prepare", "small.toml", "--seeds", "2"]).assert().success();
}

/// The program as it serves; killed, as by a power cut, when it is dropped.
struct Serving {
    child: Child,
    host: String,
    said: String,
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn serve(folder: &TempDir, more: &[&str]) -> Serving {
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("cogov"))
        .current_dir(folder.path())
        .args(["serve", "--workshop", "small.toml", "--port", "0", "--lang", "en"])
        .args(more)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut said = String::new();
    while !said.contains("Ctrl-C") {
        said += &lines.next().expect("the program says where it is").unwrap();
        said += "\n";
    }
    let at = said.split("Trainer: http://").nth(1).unwrap_or_default();
    let host = at.split('/').next().unwrap_or_default().to_owned();
    Serving { child, host, said }
}

impl Serving {
    fn connect(&self) -> TcpStream {
        TcpStream::connect(&self.host).unwrap()
    }

    /// The answer's body, and the cookie that was given.
    fn ask(&self, method: &str, path: &str, cookie: &str, body: &Value) -> (Value, String) {
        let host = &self.host;
        let body = if method == "GET" { String::new() } else { body.to_string() };
        let length = body.len();
        let mut stream = self.connect();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncookie: {cookie}\r\n\
             content-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
        )
        .unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let given = head.lines().find_map(|line| line.strip_prefix("set-cookie: "));
        let given = given.and_then(|line| line.split(';').next()).unwrap_or_default().to_owned();
        (serde_json::from_str(body).unwrap_or(Value::Null), given)
    }

    fn lead(&self, what: &str) -> Value {
        self.ask("POST", "/room/lead", "", &json!({"do": what})).0
    }

    fn get(&self, path: &str, cookie: &str) -> Value {
        self.ask("GET", path, cookie, &Value::Null).0
    }
}

#[test]
fn a_workshop_that_is_killed_in_the_middle_goes_on_with_the_same_command() {
    let folder = TempDir::new().unwrap();
    prepare(&folder);
    let said = json!({"value": 12, "low": 10, "high": 14});
    let (cookies, before) = {
        let serving = serve(&folder, &[]);
        assert!(serving.said.contains("small-1.jsonl"), "{}", serving.said);
        let cookies = [(); 3].map(|()| serving.ask("POST", "/room/join", "", &json!({})).1);
        assert_eq!(serving.lead("next")["beat"], "predict");
        for cookie in &cookies[..2] {
            serving.ask("POST", "/room/predict", cookie, &said);
        }
        serving.lead("pause");
        let (_, busy) = says(&folder, &["serve", "--workshop", "small.toml", "--port", "0"], 4);
        assert!(busy.contains("another cogov serve"), "{busy}");
        (cookies, serving.get("/room/state", ""))
    };
    // What was being written when the light went out.
    let path = folder.path().join("output/workshops/small-1.jsonl");
    let whole = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{whole}{{\"at\":9,\"event\":\"pre")).unwrap();
    let serving = serve(&folder, &[]);
    for part in ["Goes on with", "teams: 3, people: 3", "cut off and is dropped"] {
        assert!(serving.said.contains(part), "{part}: {}", serving.said);
    }
    assert_eq!(read(&folder, "output/workshops/small-1.jsonl"), whole);
    assert_eq!(serving.get("/room/state", ""), before);
    for (cookie, team) in cookies.iter().zip(1..) {
        let mine = serving.get("/room/mine", cookie);
        assert_eq!(mine["team"], team);
        assert_eq!(mine["predict"].is_null(), team == 3);
    }
    // One that has ended is gone on with for its sheets, and left as it is when a new one is asked for.
    assert_eq!(serving.lead("end")["beat"], "end");
    drop(serving);
    let next = serve(&folder, &[]);
    assert!(next.said.contains("small-1.jsonl") && next.said.contains("--new"), "{}", next.said);
    drop(next);
    assert!(serve(&folder, &["--new"]).said.contains("small-2.jsonl"));
}

#[test]
fn clients_that_say_half_read_nothing_or_leave_hurt_nobody() {
    let folder = TempDir::new().unwrap();
    prepare(&folder);
    let serving = serve(&folder, &["--journal", "mine.jsonl"]);
    let host = &serving.host;
    let mut held = Vec::new();
    for at in 0..60 {
        let mut stream = serving.connect();
        match at % 4 {
            // Half a request.
            0 => write!(stream, "POST /room/join HTTP/1.1\r\nhost: {host}\r\ncontent-le").unwrap(),
            // A body that never comes.
            1 => write!(
                stream,
                "POST /room/join HTTP/1.1\r\nhost: {host}\r\ncontent-type: application/json\r\n\
                 content-length: 100\r\n\r\n{{"
            )
            .unwrap(),
            // A stream that is never read.
            2 => write!(stream, "GET /room/live HTTP/1.1\r\nhost: {host}\r\n\r\n").unwrap(),
            // Garbage, and no more to say.
            _ => {
                stream.write_all(&[0xff; 300]).unwrap();
                let _ = stream.shutdown(Shutdown::Write);
            }
        }
        held.push(stream);
    }
    let (_, cookie) = serving.ask("POST", "/room/join", "", &json!({}));
    assert_eq!(serving.lead("next")["beat"], "predict");
    for at in 0..15 {
        let value = f64::from(12 + at);
        let said = json!({"value": value, "low": 10, "high": 40});
        let mine = serving.ask("POST", "/room/predict", &cookie, &said).0;
        assert_eq!(mine["predict"]["value"], value);
    }
    drop(held);
    assert_eq!(serving.get("/room/mine", &cookie)["team"], 1);
    // A journal of another case is none of this one's.
    drop(serving);
    let text = read(&folder, "mine.jsonl").replacen("\"small\"", "\"other\"", 1);
    put(&folder, "mine.jsonl", &text);
    let words = ["serve", "--workshop", "small.toml", "--port", "0", "--journal", "mine.jsonl"];
    let (_, error) = says(&folder, &words, 4);
    assert!(error.contains("the case `other`"), "{error}");
}

#[test]
fn a_workshop_without_answers_says_how_to_work_them_out() {
    let folder = TempDir::new().unwrap();
    for (language, part) in [("en", "once, before anybody comes"), ("zh", "请在研讨之前")] {
        let words = ["serve", "--workshop", "hours", "--port", "0", "--lang", language];
        let (_, error) = says(&folder, &words, 4);
        assert!(error.contains("cogov case prepare hours") && error.contains(part), "{error}");
    }
    let (_, error) = says(&folder, &["serve", "--workshop", "ours", "--port", "0"], 3);
    assert!(error.contains("hours"), "{error}");
    says(&folder, &["serve", "--journal", "x.jsonl"], 2);
}
