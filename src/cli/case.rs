//! `cogov case`: cases for workshops, and their tables of answers.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::{Args, Subcommand};

use super::columns::paragraph;
use super::input::count_of_faults;
use super::job::{Ahead, Job, Threads};
use super::{DONE, FAULTS, INTERNAL, INTERRUPTED, REFUSED, program, say, say_error};
use crate::output::{cannot_write, read_text, replace};
use crate::policy::Scenario;
use crate::quantity::{Language, Phrase};
use crate::scenario::{Faults, render};
use words::say;
use workshop::{Case, Misfit, Table, Why};

/// Cases for workshops: a small choice of policies, all of whose answers are worked out beforehand
#[derive(Args)]
pub struct Cases {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// List the shipped cases
    List,
    /// Check cases: all mistakes at once, each with its place and what is allowed
    Check(Check),
    /// Work out all policies of a case on its seeds; goes on where an interrupted one ended
    Prepare(Prepare),
    /// Write a case with all its answers as one HTML file: it opens on any phone, without a network
    Export(Export),
}

/// Check cases
#[derive(Args)]
struct Check {
    /// Case files, or names of shipped cases
    #[arg(id = "checked_cases", required = true, value_name = "CASE")]
    cases: Vec<String>,
}

/// Work out a case
#[derive(Args)]
struct Prepare {
    /// A case file, or the name of a shipped case
    #[arg(id = "prepared_case", value_name = "CASE")]
    case: String,
    /// Seeds of each policy: 1 to N
    #[arg(id = "case_seeds", long = "seeds", value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(2..=100))]
    seeds: u32,
    /// The table of answers [default: output/cases/NAME.json]
    #[arg(id = "case_table", long = "table", value_name = "FILE")]
    table: Option<PathBuf>,
    /// Replace what lies there, if it is not this case's table
    #[arg(id = "case_force", long = "force")]
    force: bool,
    #[command(flatten)]
    threads: Threads,
}

/// Write a case as one HTML file
#[derive(Args)]
struct Export {
    /// A case file, or the name of a shipped case; `cogov case prepare` first
    #[arg(id = "exported_case", value_name = "CASE")]
    case: String,
    /// The table of answers [default: output/cases/NAME.json]
    #[arg(id = "export_table", long = "table", value_name = "FILE")]
    table: Option<PathBuf>,
    /// The file to write [default: output/cases/NAME.html]
    #[arg(id = "export_out", long = "out", value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Cases {
    /// Runs the command; returns the exit code.
    pub fn execute(self, language: Language) -> u8 {
        match self.command {
            Command::List => list(language),
            Command::Check(check) => check.execute(language),
            Command::Prepare(prepare) => prepare.execute(language),
            Command::Export(export) => export.execute(language),
        }
    }
}

/// The shipped cases, with what each asks.
fn list(language: Language) -> u8 {
    for (name, _) in workshop::shipped() {
        match workshop::load(name) {
            Ok((case, _)) => {
                let [title, _, question, _] = &case.texts;
                let told = Phrase {
                    en: format!("{name} ({}): {}", title.en, question.en),
                    zh: format!("{name}（{}）：{}", title.zh, question.zh),
                };
                say(&paragraph(told.say(language), "", "  "));
            }
            Err(faults) => return refuse_case(&faults, language),
        }
    }
    DONE
}

fn refuse_case(faults: &Faults, language: Language) -> u8 {
    say_error(&faults.render(language));
    FAULTS
}

impl Check {
    fn execute(&self, language: Language) -> u8 {
        let mut number = 0;
        for name in &self.cases {
            match workshop::load(name) {
                Ok((case, warnings)) => {
                    if !warnings.is_empty() {
                        say_error(&render(&warnings, language, false));
                        say_error("");
                    }
                    let (purse, efforts) = (case.purse, case.efforts);
                    let told = say!(
                        en "{name}: no faults. 243 policies; a purse of {purse} yuan an adult a year, effort points: {efforts}."
                        zh "{name}：没有错误。243种政策；每年每名成年居民{purse}元，投入点数{efforts}。"
                    );
                    say(&paragraph(&told.pick(language), "", ""));
                }
                Err(faults) => {
                    say_error(&faults.render(language));
                    say_error("");
                    number += faults.len();
                }
            }
        }
        if number == 0 {
            return DONE;
        }
        say_error(&count_of_faults(number, language));
        FAULTS
    }
}

/// Where the files of a case lie unless the command line says otherwise.
pub(super) fn file(given: Option<&PathBuf>, case: &Case, end: &str) -> PathBuf {
    given.cloned().unwrap_or_else(|| Path::new("output/cases").join(format!("{}.{end}", case.name)))
}

impl Prepare {
    fn execute(&self, language: Language) -> u8 {
        let (case, warnings) = match workshop::load(&self.case) {
            Ok(loaded) => loaded,
            Err(faults) => return refuse_case(&faults, language),
        };
        if !warnings.is_empty() {
            say_error(&render(&warnings, language, false));
        }
        let arms = match workshop::scenarios(&case) {
            Ok(arms) => arms,
            Err(faults) => return refuse_case(&faults, language),
        };
        let path = file(self.table.as_ref(), &case, "json");
        let time = (arms[0].months, arms[0].burn_in);
        let mut table = match held(&case, &path) {
            Held::Table(table) => *table,
            Held::Other(misfit) if !self.force => {
                return refuse_table(&path, &misfit, language);
            }
            Held::Other(_) | Held::Nothing => Table::empty(&case, program(), time),
        };
        let seeds: Vec<u64> = (1..=u64::from(self.seeds)).collect();
        self.run((&case, &arms), &mut table, (&seeds, &path), language)
    }

    /// Runs the seeds that are missing, as many at once as there are threads, and keeps each lot.
    fn run(
        &self,
        (case, arms): (&Case, &[Scenario]),
        table: &mut Table,
        (seeds, path): (&[u64], &Path),
        language: Language,
    ) -> u8 {
        let began = Instant::now();
        let missing = table.missing(seeds);
        let mut job = Job::new(&self.threads, language);
        let months = missing.len() as u64 * arms.len() as u64 * u64::from(table.months);
        let why = if table.why.is_none() { Why::months(table.months) } else { 0 };
        job.show(Ahead::Months(months + why), "");
        if let Some(folder) = path.parent()
            && let Err(error) = std::fs::create_dir_all(folder)
        {
            say_error(&cannot_write(path, &error, language));
            return REFUSED;
        }
        for lot in missing.chunks(job.threads()) {
            let cells = job.work(|runner| workshop::prepare(case, arms, lot, runner));
            match cells {
                Ok(cells) => table.add(cells),
                Err(error) => {
                    say_error(&error.to_string());
                    return INTERNAL;
                }
            }
            if let Err(code) = keep(table, path, &job, language) {
                return code;
            }
        }
        if table.why.is_none() {
            match job.work(|runner| Why::of(case, arms, runner)) {
                Ok(why) => table.why = why,
                Err(error) => {
                    say_error(&error.to_string());
                    return INTERNAL;
                }
            }
            if let Err(code) = keep(table, path, &job, language) {
                return code;
            }
        }
        job.clear();
        let (name, shown, ran, all) =
            (&case.name, path.display(), missing.len(), table.seeds.len());
        let seconds = format!("{:.0}", began.elapsed().as_secs_f64());
        let told = say!(
            en "{name}: {shown} holds 243 policies on {all} seeds; {ran} of these run now, in {seconds} s."
            zh "{name}：{shown}含243种政策，{all}个种子；本次运行其中{ran}个，用时{seconds}秒。"
        );
        say(&paragraph(&told.pick(language), "", ""));
        DONE
    }
}

impl Export {
    fn execute(&self, language: Language) -> u8 {
        let began = Instant::now();
        let case = match workshop::load(&self.case) {
            Ok((case, _)) => case,
            Err(faults) => return refuse_case(&faults, language),
        };
        let path = file(self.table.as_ref(), &case, "json");
        let table = match held(&case, &path) {
            Held::Table(table) if !table.seeds.is_empty() => table,
            Held::Other(misfit) => return refuse_export(&path, &misfit, &self.case, language),
            _ => return refuse_export(&path, &Misfit::Unreadable, &self.case, language),
        };
        let page = serve::exported(&workshop::payload::packed(&case, &table), language);
        let out = file(self.out.as_ref(), &case, "html");
        if let Some(folder) = out.parent()
            && let Err(error) = std::fs::create_dir_all(folder)
        {
            say_error(&cannot_write(&out, &error, language));
            return REFUSED;
        }
        if let Err(error) = replace(&out, page.as_bytes()) {
            say_error(&cannot_write(&out, &error, language));
            return REFUSED;
        }
        let (name, out, seeds) = (&case.name, out.display(), table.seeds.len());
        let size = format!("{:.2}", page.len() as f64 / 1e6);
        let seconds = format!("{:.1}", began.elapsed().as_secs_f64());
        let told = say!(
            en "{name}: {out} holds 243 policies on {seeds} seeds in {size} MB, written in {seconds} s. It opens in any browser, without a network."
            zh "{name}：{out}含243种政策、{seeds}个种子，{size} MB，用时{seconds}秒。任何浏览器均可打开，无需网络。"
        );
        say(&paragraph(&told.pick(language), "", ""));
        DONE
    }
}

fn refuse_export(path: &Path, misfit: &Misfit, case: &str, language: Language) -> u8 {
    let shown = path.display();
    let case = words::shell_word(case);
    let option = words::shell_word(&shown.to_string());
    let told = if path.exists() {
        let why = misfit.say();
        say!(
            en "error: {shown} cannot be used: {why}\n  make it anew: cogov case prepare {case} --table {option} --force"
            zh "错误：无法使用{shown}：{why}\n  请重新生成：cogov case prepare {case} --table {option} --force",
            why
        )
    } else {
        say!(
            en "error: there is no table of answers {shown}\n  make it first: cogov case prepare {case} --table {option}"
            zh "错误：没有答案表{shown}\n  请先生成：cogov case prepare {case} --table {option}"
        )
    };
    say_error(&told.pick(language));
    REFUSED
}

/// What lies where a table should.
pub(super) enum Held {
    /// The case's table.
    Table(Box<Table>),
    /// Something else.
    Other(Misfit),
    /// Nothing.
    Nothing,
}

pub(super) fn held(case: &Case, path: &Path) -> Held {
    match read_text(path) {
        Ok(text) => match Table::read(&text, case, &program()) {
            Ok(table) => Held::Table(Box::new(table)),
            Err(misfit) => Held::Other(misfit),
        },
        Err(_) if path.exists() => Held::Other(Misfit::Unreadable),
        Err(_) => Held::Nothing,
    }
}

fn refuse_table(path: &Path, misfit: &Misfit, language: Language) -> u8 {
    let (path, why) = (path.display(), misfit.say());
    let told = say!(
        en "error: {path} cannot be used: {why}\n  give another --table, or replace it with --force"
        zh "错误：无法使用{path}：{why}\n  请换用其他 --table，或用 --force 替换",
        why
    );
    say_error(&told.pick(language));
    REFUSED
}

/// Keeps what is worked out so far.
///
/// # Errors
/// The exit code, where the file cannot be written or the command is asked to stop.
fn keep(table: &Table, path: &Path, job: &Job, language: Language) -> Result<(), u8> {
    if let Err(error) = replace(path, table.to_text().as_bytes()) {
        say_error(&cannot_write(path, &error, language));
        return Err(REFUSED);
    }
    if job.stop.is_asked() {
        job.clear();
        return Err(INTERRUPTED);
    }
    Ok(())
}
