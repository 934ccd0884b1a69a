//! `cogov serve`: the model in a browser.

mod opening;

use std::net::IpAddr;
use std::path::PathBuf;

use clap::Args;

use super::completions;
use super::job::Threads;
use super::stop::Stop;
use super::{DONE, FAULTS, REFUSED, program, say, say_error};
use crate::quantity::{Language, Text};
use opening::{Open, Workshops};
use serve::{About, App, Bound, Entrance, Server, Wanted};
use words::say;

/// Open the model in a browser: move levers and see at once what they do, beside things as they are
///
/// The page is part of the program and needs no network. Without --host nobody but this machine reaches it;
/// with it, as in --host 0.0.0.0, whoever gives the join code that is printed.
///
/// --workshop opens a workshop on a case for a room of people: a wall, the trainer's page, and phones that join
/// by a code. Its answers are worked out beforehand by cogov case prepare. All that happens is kept in a file as
/// it happens; the same command again goes on with a workshop that was interrupted.
#[derive(Args)]
pub struct Serve {
    /// Scenarios of your own to start from, besides the shipped ones
    #[arg(id = "started_from", value_name = "SCENARIO", add = completions::scenarios())]
    scenarios: Vec<String>,
    /// The port; 0 for any that is free
    #[arg(long, value_name = "N", default_value_t = 8400)]
    port: u16,
    /// The address to listen at; 0.0.0.0 for all of this machine
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    host: IpAddr,
    /// Use the communities of this table (CSV, or FILE.xlsx or FILE.xlsx#SHEET)
    #[arg(long, value_name = "FILE", add = completions::places())]
    place: Option<PathBuf>,
    #[command(flatten)]
    workshop: Workshops,
    #[command(flatten)]
    threads: Threads,
}

impl Serve {
    /// Runs the command until it is interrupted; returns the exit code.
    pub fn execute(self, language: Language) -> u8 {
        let stop = Stop::listen();
        let program = program();
        let about =
            About { version: program.version, commit: program.commit, numbers: program.numbers };
        let (scenarios, place, threads) = (self.scenarios, self.place, self.threads.count());
        let wanted =
            Wanted { about, scenarios, place, language, threads, histories: serve::HISTORIES };
        let (server, bound) = match Server::bind(self.host, self.port) {
            Ok(bound) => bound,
            Err(error) => return refuse(&error, language),
        };
        let open = match self.workshop.open(bound, language) {
            Ok(open) => open,
            Err(code) => return code,
        };
        let door = open.as_ref().and_then(|open| open.door.clone());
        let entrance = match entrance(self.host, door) {
            Ok(entrance) => entrance,
            Err(error) => return refuse(&error, language),
        };
        let said = open.as_ref().map(Open::said);
        let workshop = open.map(|open| open.workshop);
        if let (Some(workshop), Some(codes)) = (&workshop, entrance.codes())
            && let Err(refusal) = workshop.keep_door(codes.clone())
        {
            say_error(refusal.message().say(language));
            return REFUSED;
        }
        let app = match App::with(wanted, entrance, workshop) {
            Ok(app) => app,
            Err(faults) => {
                say_error(&faults.render(language));
                return FAULTS;
            }
        };
        say(&match said {
            Some(said) => opening::told(&said, app.entrance(), bound, language),
            None => told(&app, bound, language),
        });
        server.run(&app, || stop.is_asked());
        DONE
    }
}

/// Everybody on this machine; else who has the codes, those of before where there are any.
fn entrance(host: IpAddr, door: Option<[String; 2]>) -> Result<Entrance, serve::NoLuck> {
    match door {
        _ if host.is_loopback() => Ok(Entrance::open()),
        Some([code, key]) => Ok(Entrance::of(&code, &key)),
        None => Entrance::drawn(),
    }
}

fn refuse(error: &dyn std::fmt::Display, language: Language) -> u8 {
    let message = say!(
        en "error: the page cannot be served at {error}\n  give another --port, or 0 for any that is free, and a --host of this machine"
        zh "错误：无法在此提供页面：{error}\n  请换用其他 --port（0 表示任一空闲端口），--host 须为本机地址"
    );
    say_error(&message.pick(language));
    REFUSED
}

/// Where it is, and who may come in.
fn told(app: &App, Bound(address): Bound, language: Language) -> String {
    let host = if address.ip().is_unspecified() {
        let text = Text { en: "<address of this machine>", zh: "<本机地址>" };
        format!("{}:{}", text.say(language), address.port())
    } else {
        address.to_string()
    };
    let open = say!(
        en "Open http://{host}/ in a browser; Ctrl-C ends it."
        zh "请在浏览器中打开 http://{host}/ ；按 Ctrl-C 结束。"
    )
    .pick(language);
    let Some([code, key]) = app.entrance().codes() else { return open };
    let codes = say!(
        en "Join code: {code}  (http://{host}/join?code={code})\nTrainer's key, to be kept: http://{host}/join?code={key}"
        zh "加入码：{code}（http://{host}/join?code={code}）\n培训者密钥，请勿外传：http://{host}/join?code={key}"
    );
    format!("{open}\n{}", codes.pick(language))
}
