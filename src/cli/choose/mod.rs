//! `cogov choose`: the packages that serve the goals best within the ceiling, by a race.

pub(super) mod again;
mod candidates;
mod next;
mod told;

use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::Args;

use self::candidates::{Field, field};
use super::ceiling::{Wishes, ceilings, goals, no_whole_year};
use super::columns::paragraph;
use super::compare::{parse_alpha, parse_name, parse_time};
use super::completions;
use super::futures::{self, Source};
use super::input::{Seeds, beside, parse_seeds};
use super::job::{self, Ahead, Job, Over, Threads};
use super::{DONE, FAULTS, REFUSED, USAGE, measure, memory, program, say, say_error};
use crate::choice::{Ask, Chosen, MOST_IN_WORLDS, choose, explore_choice};
use crate::comparison::{CostBasis, Request};
use crate::experiment::{PairingError, Runner};
use crate::metric::METRICS;
use crate::output::{ArmText, ChoiceFolder, Choosing, titles};
use crate::policy::Scenario;
use crate::quantity::{Language, Text};
use crate::report::choice_page;
use crate::scenario::write_resolved;
use words::say;

/// Choose among packages: those that serve the goals best within the ceiling, near-ties told as ties
///
/// All candidates share their seeds; who surely does not fit, or is surely worse than another by more than the
/// margin of a goal, drops out early. The baseline is a candidate too. Who is left, and who is on the front of
/// budget against gain, is run in plausible worlds. The result is a table, a page, and a folder in which each
/// candidate is a scenario file that cogov compare takes; cogov verify checks it.
#[derive(Args)]
pub struct Choose {
    /// Packages: scenario files, names of shipped ones, or A+B; or one file that lists packages, steps of levers and whether pairs are meant [default: the shipped packages, and each two of them]
    #[arg(id = "chosen_from", value_name = "FILE | PACKAGE", add = completions::scenarios())]
    packages: Vec<String>,
    /// What is wanted: outcomes by identifier, the most important first; a later one decides among ties of those before
    #[arg(id = "choice_goal", long = "goal", value_name = "METRIC,...", value_delimiter = ',', required = true, add = completions::metrics())]
    goal: Vec<String>,
    /// The most that may be asked for in each whole year and county, beyond the baseline: budget:12 (yuan an adult), million:0.7 or 万元:70 (a year), percent:5 (of the baseline's budget); or pressure:1.0 (budget over revenue itself); may be given again
    #[arg(long, value_name = "WHAT:MOST", allow_hyphen_values = true)]
    ceiling: Vec<String>,
    /// The baseline: a scenario file, or the name of a shipped one
    #[arg(long, id = "choice_baseline", default_value = "baseline", value_name = "BASELINE", add = completions::scenarios())]
    baseline: String,
    /// Combine each two of the packages that can be combined besides
    #[arg(long)]
    pairs: bool,
    /// Differences within this margin do not matter: a share in points as 5pp, others in their unit; may be given again [default: the outcome's own, see cogov explain]
    #[arg(long, value_name = "METRIC=MARGIN", add = completions::metrics_with_number())]
    margin: Vec<String>,
    /// Chance that anything said of luck is wrong, all candidates, goals and looks together
    #[arg(id = "choice_alpha", long = "alpha", value_name = "ALPHA", default_value_t = 0.05, value_parser = parse_alpha)]
    alpha: f64,
    /// The most seeds: N means 1 to N; A..B means A to B
    #[arg(id = "choice_seeds", long = "seeds", default_value = "100", value_name = "N | A..B", value_parser = parse_seeds)]
    seeds: Seeds,
    /// Run those that are left in N worlds besides, joint values of what is not known; 0 for none
    #[arg(id = "choice_worlds", long = "worlds", value_name = "N", default_value_t = 64, allow_negative_numbers = true, value_parser = clap::value_parser!(u32).range(0..=i64::from(futures::MOST)))]
    worlds: u32,
    /// Stop in this time, as in 90s, 5m or 1h: two thirds of it for seeds, the rest for worlds
    #[arg(id = "choice_time", long = "time", value_name = "TIME", value_parser = parse_time)]
    time: Option<Duration>,
    #[command(flatten)]
    threads: Threads,
    #[command(flatten)]
    over: Over,
    /// Name of the folder
    #[arg(id = "choice_name", long = "name", value_name = "NAME", default_value = "chosen", value_parser = parse_name)]
    name: String,
    /// Folder of results
    #[arg(id = "choice_out", long = "out", default_value = "output", value_name = "DIR")]
    out: PathBuf,
    /// Replace another result of the name
    #[arg(long, id = "choice_force")]
    force: bool,
    /// No progress and no table
    #[arg(long)]
    quiet: bool,
}

/// What the words of the command say of outcomes.
struct Asked {
    wishes: Wishes,
    margins: Vec<(usize, f64)>,
}

impl Choose {
    /// Runs the command; returns the exit code.
    pub fn execute(self, language: Language) -> u8 {
        let refuse = |code: u8, message: &str| {
            say_error(message);
            code
        };
        let asked = match self.asked(language) {
            Ok(asked) => asked,
            Err(message) => return refuse(USAGE, &message),
        };
        let source = match Source::read(None, self.worlds as usize) {
            Ok(source) => source,
            Err(faults) => return refuse(FAULTS, &faults.render(language)),
        };
        let field = match field(&self.baseline, &self.packages, self.pairs, &self.over, language) {
            Ok(field) => field,
            Err((code, message)) => return refuse(code, &message),
        };
        let first = &field.arms[0];
        let late = no_whole_year(&asked.wishes, (first.months, first.burn_in), language);
        let room = || memory::refusal(&first.place, field.arms.len(), language);
        if let Some(message) = late.or_else(room) {
            return refuse(FAULTS, &message);
        }
        if let Some(message) = beside(&self.out, &self.name, language) {
            return refuse(REFUSED, &message);
        }
        match ChoiceFolder::new(&self.folder(), self.choosing(&asked, &field), self.force) {
            Ok(folder) => self.run(&asked, (&source, folder), &field, language),
            Err(error) => job::refuse(&error, Some(OWN_NAME), language),
        }
    }

    fn asked(&self, language: Language) -> Result<Asked, String> {
        let ceilings = ceilings(&self.ceiling, language)?;
        let goals = goals(&self.goal, language)?;
        let margins = measure::read("--margin", &self.margin, language)?;
        Ok(Asked { wishes: Wishes { ceilings, goals, cost: CostBasis::default() }, margins })
    }

    fn folder(&self) -> PathBuf {
        self.out.join(&self.name)
    }

    /// What the folder of the result is told.
    fn choosing(&self, asked: &Asked, field: &Field) -> Choosing {
        let arm = |of: &Scenario| ArmText {
            name: of.name.clone(),
            title: titles(of),
            resolved: write_resolved(of),
            place_table: field.place_table.clone(),
        };
        let ceilings = asked.wishes.ceilings.iter();
        let ceilings = ceilings.map(|of| format!("ceiling {}:{}", of.of.id(), of.most));
        let margins = asked.margins.iter();
        let margins = margins.map(|&(at, size)| format!("margin {}={size}", METRICS[at].id));
        let others = [format!("alpha {}", self.alpha), format!("worlds {}", self.worlds)];
        Choosing {
            arms: field.arms.iter().map(arm).collect(),
            seeds: self.seeds.0.clone(),
            goals: asked.wishes.goals.clone(),
            question: ceilings.chain(margins).chain(others).collect::<Vec<_>>().join(", "),
            command: std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect(),
            program: program(),
        }
    }

    fn run(
        &self,
        asked: &Asked,
        (source, folder): (&Source, ChoiceFolder),
        field: &Field,
        language: Language,
    ) -> u8 {
        let mut job = Job::new(&self.threads, language);
        let worlds = &source.worlds[..(self.worlds as usize).min(source.worlds.len())];
        let ask = Ask {
            margins: &asked.margins,
            ceilings: &asked.wishes.ceilings,
            alpha: self.alpha,
            ..Ask::new(&field.arms, &asked.wishes.goals, &self.seeds.0)
        };
        self.tell_time(&ask, (job.threads(), worlds.len()), language);
        if !self.quiet {
            job.show(Ahead::Open, "");
        }
        let start = Instant::now();
        let is_up = |time: Option<Duration>| time.is_some_and(|time| start.elapsed() >= time);
        let found = job.run(|runner| -> Result<Option<Chosen>, PairingError> {
            let race = || (runner.stop)() || is_up(self.time_of_seeds(worlds.len()));
            let all = || (runner.stop)() || is_up(self.time);
            let of_race = Ask { runner: Runner { stop: &race, ..runner }, ..ask };
            let Some(mut chosen) = choose(of_race)? else { return Ok(None) };
            if !worlds.is_empty() && !all() {
                let known = source.known_of(&field.arms[0]);
                let of_worlds = Ask { runner: Runner { stop: &all, ..runner }, ..ask };
                let worlds = (source.origin, worlds, known);
                explore_choice(&mut chosen.choice, &of_worlds, worlds, runner.stop)?;
            }
            Ok(Some(chosen))
        });
        let chosen = match found {
            Ok(Some(chosen)) => chosen,
            Ok(None) => {
                let is_asked = job.stop.is_asked();
                say_error(if is_asked { STOPPED } else { NO_TIME }.say(language));
                return if is_asked { job.stop.code() } else { REFUSED };
            }
            Err(error) => {
                say_error(&format!("error: {error}"));
                return REFUSED;
            }
        };
        let code = self.finish(&chosen, (field, folder), language);
        if job.stop.is_asked() && chosen.choice.is_cut() { job.stop.code() } else { code }
    }

    /// The time for seeds: two thirds of all where worlds are run besides.
    fn time_of_seeds(&self, worlds: usize) -> Option<Duration> {
        self.time.map(|time| if worlds > 0 { time.mul_f64(2.0 / 3.0) } else { time })
    }

    /// Writes what was found and prints it; returns the exit code.
    fn finish(
        &self,
        chosen: &Chosen,
        (field, folder): (&Field, ChoiceFolder),
        language: Language,
    ) -> u8 {
        let (choice, first) = (&chosen.choice, &field.arms[0]);
        if let Some(goal) = choice.without_value() {
            say_error(told::no_value(goal, first).say(language));
            return REFUSED;
        }
        let said = again::said(choice, &field.left_out, first);
        let sentences = said.all();
        let page = choice_page(choice, &said, folder.told(), language);
        let told = (sentences.as_slice(), field.left_out.as_slice());
        let folder = match folder.write(chosen, &field.arms, told, &page) {
            Ok(folder) => folder,
            Err(error) => return job::refuse(&error, Some(OWN_NAME), language),
        };
        if !self.quiet {
            say(&told::table(choice, &sentences, language));
            let next = next::command(choice, &folder, (&self.ceiling, &self.seeds));
            let folder = folder.display();
            let files = say!(
                en "Files: {folder}: report.html for people, tables with dictionary.csv on their columns, and each candidate as a scenario file."
                zh "文件：{folder}，其中 report.html 供阅读，各表列含义见 dictionary.csv，每个候选方案为一个情景文件。"
            );
            say(&paragraph(files.say(language), "", "  "));
            if let Some(next) = next {
                say(next.say(language));
            }
        }
        if choice.told().is_empty() { REFUSED } else { DONE }
    }

    /// Tells how long it takes, on a terminal, or where it is long.
    fn tell_time(&self, ask: &Ask, (threads, worlds): (usize, usize), language: Language) {
        if self.quiet {
            return;
        }
        let request = Request::new(ask.arms, ask.goals, ask.seeds);
        let futures::Times { seeds, futures, .. } = futures::estimate(&request, worlds, threads);
        let first = crate::choice::FIRST_LOOK as f64 / ask.seeds.len().max(1) as f64;
        let least = seeds.mul_f64(first.min(1.0));
        let kept = ask.arms.len().min(MOST_IN_WORLDS + 1) as f64 / ask.arms.len() as f64;
        let most = seeds + futures.mul_f64(kept);
        let is_long = most > LONG;
        if !is_long && !std::io::stderr().is_terminal() {
            return;
        }
        let [from, to] = [least, most].map(|time| futures::in_words(time, language));
        let number = ask.arms.len();
        let mut text = say!(
            en "From {from} to {to}: {number} candidates, by how soon they drop out."
            zh "需{from}至{to}：{number}个候选方案，视淘汰快慢而定。"
        );
        if is_long {
            text.en += " Less with fewer packages, --seeds 40, --worlds 16, or a smaller --place.";
            text.zh += "减少方案、用 --seeds 40、--worlds 16 或较小的 --place 可更快。";
        }
        say_error(text.say(language));
    }
}

/// Above this time it is said how to take less.
const LONG: Duration = Duration::from_secs(600);

const STOPPED: Text = Text {
    en: "error: stopped before one seed was finished; nothing was written",
    zh: "错误：尚无任何种子完成即已停止；未写入任何文件",
};

const NO_TIME: Text = Text {
    en: "error: --time: time was up before a seed was finished; nothing was written\n  \
         give more time, fewer packages, or a smaller place",
    zh: "错误：--time：尚无完成的种子，时间已到，未写入结果\n  请延长时间、减少方案，或缩小地区",
};

/// The remedy of a choice alone, where a result would be overwritten.
const OWN_NAME: Text =
    Text { en: "  give it a --name of its own,", zh: "  可用 --name 另取名称；" };

/// Arms as they are run.
type Arms = Vec<Scenario>;
