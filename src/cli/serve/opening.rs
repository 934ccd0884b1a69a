//! The workshop that a server opens: its case, its table of answers and its journal.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use clap::Args;

use super::super::case::{Held, file, held};
use super::super::{FAULTS, REFUSED, say_error};
use crate::output::cannot_write;
use crate::quantity::Language;
use serve::room::{Workshop, as_blocks, join_address};
use serve::{Bound, Entrance};
use words::{Phrase, say};
use workshop::room::Rules;
use workshop::room::journal::{self, Head, NoJournal, Opened};
use workshop::{Case, Table};

/// Seeds without which nobody can tell luck from skill.
const FEWEST_SEEDS: usize = 2;
/// A workshop that was left for so long is not gone on with unless its journal is named.
const LEFT: Duration = Duration::from_secs(12 * 3600);
/// The most journals of a case in a folder.
const MOST_JOURNALS: usize = 100_000;

#[derive(Args)]
pub(super) struct Workshops {
    /// Open a workshop on this case: a case file, or the name of a shipped case
    #[arg(id = "workshop_case", long = "workshop", value_name = "CASE")]
    case: Option<String>,
    /// The case's table of answers [default: output/cases/NAME.json]
    #[arg(id = "workshop_table", long = "table", value_name = "FILE", requires = "workshop_case")]
    table: Option<PathBuf>,
    /// The workshop's file, gone on with if it is there [default: the last output/workshops/NAME-N.jsonl,
    /// unless it lay for 12 hours; else a new one]
    #[arg(
        id = "workshop_journal",
        long = "journal",
        value_name = "FILE",
        requires = "workshop_case"
    )]
    journal: Option<PathBuf>,
    /// Begin a new workshop where the last one would be gone on with
    #[arg(
        id = "workshop_new",
        long = "new",
        requires = "workshop_case",
        conflicts_with = "workshop_journal"
    )]
    new: bool,
}

/// A workshop that is open, and what is said of it.
pub(super) struct Open {
    pub(super) workshop: Workshop,
    /// The codes that it had before, if it goes on.
    pub(super) door: Option<[String; 2]>,
    said: Phrase,
}

impl Workshops {
    /// Opens the workshop that is asked for, if one is.
    ///
    /// # Errors
    /// The exit code; why is said.
    pub(super) fn open(&self, bound: Bound, language: Language) -> Result<Option<Open>, u8> {
        let Some(name) = &self.case else { return Ok(None) };
        let (case, _) = workshop::load(name).map_err(|faults| {
            say_error(&faults.render(language));
            FAULTS
        })?;
        let refuse = |message: Phrase| {
            say_error(&message.pick(language));
            REFUSED
        };
        let table = self.table(name, &case).map_err(refuse)?;
        let (path, opened, kept) = self.journal(&case, &table).map_err(refuse)?;
        let said = told_of(&case, &table, &path, &opened, kept);
        let door = opened.room.door().cloned();
        let workshop = Workshop::new(case, table, opened, join_address(bound.0));
        Ok(Some(Open { workshop, door, said }))
    }

    fn table(&self, name: &str, case: &Case) -> Result<Table, Phrase> {
        let path = file(self.table.as_ref(), case, "json");
        let option = if self.table.is_some() {
            format!(" --table {}", path.display())
        } else {
            String::new()
        };
        let path = path.display();
        match held(case, Path::new(&path.to_string())) {
            Held::Nothing => Err(say!(
                en "error: the answers of this case are not there: {path}\n  work them out once, before anybody comes: cogov case prepare {name}{option}"
                zh "错误：没有该案例的答案表：{path}\n  请在研讨之前先计算一次：cogov case prepare {name}{option}"
            )),
            Held::Other(misfit) => {
                let why = misfit.say();
                Err(say!(
                    en "error: {path} cannot be used: {why}\n  work the answers out anew: cogov case prepare {name}{option} --force"
                    zh "错误：无法使用{path}：{why}\n  请重新计算答案：cogov case prepare {name}{option} --force",
                    why
                ))
            }
            Held::Table(table) if table.seeds.len() < FEWEST_SEEDS => {
                let number = table.seeds.len();
                Err(say!(
                    en "error: {path} holds {number} seeds: nobody could tell luck from skill\n  work out more: cogov case prepare {name}{option} --seeds 10"
                    zh "错误：{path}只有{number}个种子，无法区分运气与本事\n  请计算更多：cogov case prepare {name}{option} --seeds 10"
                ))
            }
            Held::Table(table) => Ok(*table),
        }
    }

    /// The journal, with the place where it lies, and one that was left alone for it.
    fn journal(
        &self,
        case: &Case,
        table: &Table,
    ) -> Result<(PathBuf, Opened, Option<PathBuf>), Phrase> {
        let answers = crate::output::sha256(table.to_text().as_bytes());
        let head = Head::of(&case.name, &case.hash, &answers);
        let rules = Rules::of(case, table);
        let open = |path: &Path| journal::open(path, &head, rules.clone());
        if let Some(path) = &self.journal {
            let opened = open(path).map_err(|why| refused(path, &why))?;
            return Ok((path.clone(), opened, None));
        }
        let folder = Path::new("output/workshops");
        std::fs::create_dir_all(folder).map_err(|error| Phrase {
            en: cannot_write(folder, &error, Language::En),
            zh: cannot_write(folder, &error, Language::Zh),
        })?;
        let number = |number: usize| folder.join(format!("{}-{number}.jsonl", case.name));
        let free = (1..MOST_JOURNALS).find(|&at| !number(at).exists()).unwrap_or(MOST_JOURNALS);
        let last = (free > 1).then(|| number(free - 1)).filter(|last| !self.new && is_fresh(last));
        if let Some(last) = &last {
            match open(last) {
                // One that has ended too: its sheets may be wanted still.
                Ok(opened) => return Ok((last.clone(), opened, None)),
                Err(NoJournal::Changed | NoJournal::Answers) => {}
                Err(why) => return Err(refused(last, &why)),
            }
        }
        let path = number(free);
        let opened = open(&path).map_err(|why| refused(&path, &why))?;
        Ok((path, opened, last))
    }
}

/// Whether a file was written to within half a day.
#[allow(
    clippy::disallowed_methods,
    reason = "which workshop is gone on with is no result: a room does not come back after a night"
)]
fn is_fresh(path: &Path) -> bool {
    let written = std::fs::metadata(path).and_then(|file| file.modified());
    written
        .is_ok_and(|written| SystemTime::now().duration_since(written).unwrap_or_default() < LEFT)
}

fn refused(path: &Path, why: &NoJournal) -> Phrase {
    let (path, why) = (path.display(), why.say());
    say!(
        en "error: {path} cannot be gone on with: {why}\n  name another file by --journal, or begin a new workshop by --new"
        zh "错误：无法继续{path}：{why}\n  请用 --journal 指定其他文件，或用 --new 开始新的研讨",
        why
    )
}

/// What the workshop is, and where it goes on.
fn told_of(
    case: &Case,
    table: &Table,
    path: &Path,
    opened: &Opened,
    left: Option<PathBuf>,
) -> Phrase {
    let (name, title, seeds) = (&case.name, case.texts[0].clone(), table.seeds.len());
    let [predict, commit, reveal, why] =
        [case.beats.predict, case.beats.commit, case.beats.reveal, case.beats.why];
    let minutes = predict + commit + reveal + why;
    let mut said = say!(
        en "Workshop {name}, “{title}”: {minutes} minutes, {seeds} seeds."
        zh "研讨案例 {name}“{title}”：{minutes}分钟，{seeds}个种子。",
        title
    );
    let path = path.display();
    let more = if opened.is_old {
        let (beat, teams) = (opened.room.beat().name(), opened.room.teams().len());
        let people = opened.room.members();
        say!(
            en "\nGoes on with {path}: {beat}; teams: {teams}, people: {people}. For a new workshop give --new."
            zh "\n继续 {path}：{beat}；小组{teams}个，{people}人。要开始新的研讨请用 --new。",
            beat
        )
    } else if let Some(left) = left {
        let left = left.display();
        say!(
            en "\nKept in {path}; {left} was made with other answers, and stays as it is."
            zh "\n记录保存在 {path}；{left} 依据另一份答案表，保持原样。"
        )
    } else {
        say!(en "\nKept in {path}." zh "\n记录保存在 {path}。")
    };
    said.en += &more.en;
    said.zh += &more.zh;
    if opened.was_torn {
        let torn = say!(
            en "\nThe last line of the file was cut off and is dropped."
            zh "\n文件末行不完整，已舍去。"
        );
        said.en += &torn.en;
        said.zh += &torn.zh;
    }
    said
}

/// What a trainer needs to know: where the wall, the trainer and the phones go.
pub(super) fn told(open: &Phrase, entrance: &Entrance, bound: Bound, language: Language) -> String {
    let said = open.say(language);
    let host = join_address(bound.0);
    let Some([code, key]) = entrance.codes() else {
        let host = format!("http://{}", bound.0);
        let where_to = say!(
            en "Trainer: {host}/room/lead\nWall:    {host}/room/wall\nTeams:   {host}/room/\nOnly this machine reaches it; for phones give --host 0.0.0.0. Ctrl-C ends it."
            zh "培训者：{host}/room/lead\n大屏：  {host}/room/wall\n小组：  {host}/room/\n只有本机可以访问；供手机使用请加 --host 0.0.0.0 。按 Ctrl-C 结束。"
        );
        return format!("{said}\n{}", where_to.say(language));
    };
    let unknown = say!(
        en "http://<address of this machine>:{port}" zh "http://<本机地址>:{port}",
        port = bound.0.port()
    );
    let address = host.clone().unwrap_or_else(|| unknown.say(language).to_owned());
    let where_to = say!(
        en "Trainer, not to be shown: {address}/join?code={key}\nWall, on the projector:   {address}/join?code={key}&to=wall\nPhones: {address}/join?code={code}\nJoin code: {code}"
        zh "培训者（请勿外传）：{address}/join?code={key}\n大屏（投影）：{address}/join?code={key}&to=wall\n手机：{address}/join?code={code}\n加入码：{code}"
    );
    let picture = host.and_then(|host| as_blocks(&format!("{host}/join?code={code}")));
    let end = say!(en "Ctrl-C ends it; the same command goes on." zh "按 Ctrl-C 结束；再次运行同一命令可继续。");
    let parts = [said.to_owned(), where_to.say(language).to_owned()];
    let parts = parts.into_iter().chain(picture).chain([end.say(language).to_owned()]);
    parts.collect::<Vec<_>>().join("\n")
}

impl Open {
    /// What is said of it when it opens.
    pub(super) fn said(&self) -> Phrase {
        self.said.clone()
    }
}
