//! `cogov choose`: the packages that serve the goals best within the ceiling, by a race.

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
use super::job::{Ahead, Job, Over, Threads};
use super::{DONE, FAULTS, REFUSED, USAGE, measure, memory, program, say, say_error, written};
use crate::choice::{Ask, Choice, MOST_IN_WORLDS, choose, explore_choice};
use crate::comparison::{CostBasis, Request};
use crate::experiment::{PairingError, Runner};
use crate::metric;
use crate::output::{
    CHOICE_FILES, Held, cannot_write, choice_dictionary, choice_json, choice_table, front_table,
    race_table,
};
use crate::policy::Scenario;
use crate::quantity::{Language, Phrase, Text};
use crate::report::{Said, choice_page};
use words::say;

/// Choose among packages: those that serve the goals best within the ceiling, near-ties told as ties
///
/// All candidates share their seeds; who surely does not fit, or is surely worse than another by more than the
/// margin of a goal, drops out early. The baseline is a candidate too. Who is left, and who is on the front of
/// budget against gain, is run in plausible worlds. The result is a table, files, and scenario files of the
/// best that cogov compare takes.
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
    /// Name of the folder of results, and of the scenario files of the best in the current folder
    #[arg(id = "choice_name", long = "name", value_name = "NAME", default_value = "chosen", value_parser = parse_name)]
    name: String,
    /// Folder of results
    #[arg(id = "choice_out", long = "out", default_value = "output", value_name = "DIR")]
    out: PathBuf,
    /// Replace a choice of the name, and its scenario files
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
        if let Some(message) = self.taken(language) {
            return refuse(REFUSED, &message);
        }
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
        // Before the lock, which makes the folder, all was looked at; another may have come between.
        let held = match Held::take(&self.folder(), "choose") {
            Ok(held) => held,
            Err(error) => return refuse(REFUSED, written::refused(&error).say(language)),
        };
        if let Some(message) = self.taken(language) {
            return refuse(REFUSED, &message);
        }
        self.run(&asked, (&source, &held), &field, language)
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

    /// Why nothing can be written, as far as can be seen before an hour of runs.
    fn taken(&self, language: Language) -> Option<String> {
        let own = beside(&self.out, &self.name, language);
        if own.is_some() {
            return own;
        }
        let folder = self.folder();
        // All but the page, which choices of older versions have not.
        let tables = CHOICE_FILES.iter().copied().filter(|file| !file.ends_with(".html"));
        let tables: Vec<&str> = tables.collect();
        let what = say!(en "choice" zh "选择结果");
        let free = written::is_free(&folder, (&tables[..], what), self.force);
        free.and_then(|()| next::is_free(&self.name, self.force))
            .err()
            .map(|told| told.pick(language))
    }

    fn run(
        &self,
        asked: &Asked,
        (source, held): (&Source, &Held),
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
        let found = job.run(|runner| -> Result<Option<Choice>, PairingError> {
            let race = || (runner.stop)() || is_up(self.time_of_seeds(worlds.len()));
            let all = || (runner.stop)() || is_up(self.time);
            let of_race = Ask { runner: Runner { stop: &race, ..runner }, ..ask };
            let Some(mut choice) = choose(of_race)? else { return Ok(None) };
            if !worlds.is_empty() && !all() {
                let known = source.known_of(&field.arms[0]);
                let of_worlds = Ask { runner: Runner { stop: &all, ..runner }, ..ask };
                let worlds = (source.origin, worlds, known);
                explore_choice(&mut choice, &of_worlds, worlds, runner.stop)?;
            }
            Ok(Some(choice))
        });
        let choice = match found {
            Ok(Some(choice)) => choice,
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
        let code = self.finish(&choice, (field, held), language);
        if job.stop.is_asked() && choice.is_cut() { job.stop.code() } else { code }
    }

    /// The time for seeds: two thirds of all where worlds are run besides.
    fn time_of_seeds(&self, worlds: usize) -> Option<Duration> {
        self.time.map(|time| if worlds > 0 { time.mul_f64(2.0 / 3.0) } else { time })
    }

    /// Writes what was found and prints it; returns the exit code.
    fn finish(&self, choice: &Choice, (field, held): (&Field, &Held), language: Language) -> u8 {
        let first = &field.arms[0];
        if let Some(goal) = choice.without_value() {
            say_error(told::no_value(goal, first).say(language));
            return REFUSED;
        }
        let mut said = told::said(choice, &field.left_out);
        said.lead.extend(metric::parts_of_years(first.months, first.burn_in));
        let sentences = said.all();
        if let Err(message) = self.write(choice, &said, (field, held), language) {
            say_error(&message);
            return REFUSED;
        }
        let next = match self.next(choice, field, language) {
            Ok(next) => next,
            Err(message) => {
                say_error(&message);
                return REFUSED;
            }
        };
        if !self.quiet {
            say(&told::table(choice, &sentences, language));
            let folder = self.folder();
            let folder = folder.display();
            let files = say!(
                en "Files: {folder}: report.html for people, and tables with dictionary.csv on their columns. cogov verify does not check a choice; it checks the comparison that comes next."
                zh "文件：{folder}，其中 report.html 供阅读，各表列含义见 dictionary.csv。cogov verify 不检查选择结果，但可检查接下来的比较。"
            );
            say(&paragraph(files.say(language), "", "  "));
            for line in next {
                say(line.say(language));
            }
        }
        if choice.told().is_empty() { REFUSED } else { DONE }
    }

    fn write(
        &self,
        choice: &Choice,
        said: &Said,
        (field, held): (&Field, &Held),
        language: Language,
    ) -> Result<(), String> {
        let folder = self.folder();
        let command: Vec<String> =
            std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
        let version = program().version;
        let sentences = said.all();
        let json = choice_json(choice, (&sentences, &field.left_out), (&version, &command));
        let page = choice_page(choice, said, (&version, &command), language);
        let contents = [
            choice_table(choice),
            front_table(choice),
            race_table(choice),
            choice_dictionary(),
            json,
            Ok(page.into_bytes()),
        ];
        let mut files = Vec::new();
        for (file, bytes) in CHOICE_FILES.into_iter().zip(contents) {
            let failed = |error| cannot_write(&folder.join(file), &error, language);
            files.push((file, bytes.map_err(failed)?));
        }
        held.put(&files).map_err(|error| written::refused(&error).pick(language))
    }

    /// Writes the best as scenario files; returns what to do with them.
    fn next(
        &self,
        choice: &Choice,
        field: &Field,
        language: Language,
    ) -> Result<Vec<Phrase>, String> {
        let written = next::write(choice, field, (&self.name, self.force), language)?;
        if written.is_empty() {
            return Ok(Vec::new());
        }
        let files: Vec<String> = written.iter().map(|path| path.display().to_string()).collect();
        let last = self.seeds.0.last().copied().unwrap_or(0);
        let mut words = vec!["cogov".to_owned(), "compare".to_owned(), self.baseline.clone()];
        words.extend(files.iter().cloned());
        words.extend(["--goal".to_owned(), choice.goals.join(",")]);
        words.extend(self.ceiling.iter().flat_map(|of| ["--ceiling".to_owned(), of.clone()]));
        words.extend(self.over.words());
        words.extend(["--seeds".to_owned(), format!("{}..{}", last + 1, last + 40)]);
        let words: Vec<String> = words.iter().map(|word| words::shell_word(word)).collect();
        let (files, command) = (files.join(", "), words.join(" "));
        Ok(vec![say!(
            en "Wrote {files}. Next, on seeds that chose nothing:\n  {command}"
            zh "已写入{files}。接着用未参与选择的种子比较：\n  {command}"
        )])
    }

    /// Tells how long it takes, on a terminal, or where it is long.
    fn tell_time(&self, ask: &Ask, (threads, worlds): (usize, usize), language: Language) {
        if self.quiet {
            return;
        }
        let request = Request::new(ask.arms, ask.goals, ask.seeds);
        let [seeds, futures] = futures::estimate(&request, worlds, threads);
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

/// Arms as they are run.
type Arms = Vec<Scenario>;
