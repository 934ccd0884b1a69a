//! `cogov serve`: the model in a browser.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::Args;

use super::completions;
use super::job::Threads;
use super::stop::Stop;
use super::{DONE, FAULTS, REFUSED, program, say, say_error};
use crate::quantity::{Language, Text};
use serve::{About, App, Bound, Entrance, Server, Wanted};
use words::say;

/// Open the model in a browser: move levers and see at once what they do, beside things as they are
///
/// The page is part of the program and needs no network. Without --host nobody but this machine reaches it;
/// with it, as in --host 0.0.0.0, whoever gives the join code that is printed.
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
        let wanted = Wanted { about, scenarios, place, language, threads };
        let entrance = if self.host.is_loopback() {
            Entrance::open()
        } else {
            match Entrance::drawn() {
                Ok(entrance) => entrance,
                Err(error) => return refuse(&error, language),
            }
        };
        let app = match App::new(wanted, entrance) {
            Ok(app) => app,
            Err(faults) => {
                say_error(&faults.render(language));
                return FAULTS;
            }
        };
        match Server::bind(self.host, self.port) {
            Ok((server, bound)) => {
                say(&told(&app, bound, language));
                server.run(&app, || stop.is_asked());
                DONE
            }
            Err(error) => refuse(&error, language),
        }
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
