//! `cogov compare`: scenarios against a baseline on the same seeds.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::Args;

use super::ceiling::{Money, Wishes, no_whole_year};
use super::columns::paragraph;
use super::completions;
use super::differences;
use super::futures::{self, Source, Worlds};
use super::input::{Seeds, beside, find_metrics, load_all, parse_seeds};
use super::job::{self, Ahead, Folder, Job, Over, Threads};
use super::measure;
use super::memory;
use super::{DONE, FAULTS, INTERNAL, REFUSED, USAGE, program, say, say_error};
use crate::comparison::{
    Asks, Combination, Compared, Comparison, Request, Stopped, Told, compare_onto, synergies,
};
use crate::experiment::PairingError;
use crate::metric::main_metrics;
use crate::output::{ArmText, ComparisonFolder, Versus, sha256, titles};
use crate::policy::Scenario;
use crate::quantity::{Language, Text};
use crate::scenario::{Family, Loaded, NAMES, differences as differences_of, is_name};
use words::say;

/// Compare scenarios with a baseline on the same seeds: verdicts, report, CSV
#[derive(Args)]
pub struct Compare {
    /// The baseline: a scenario file, or the name of a shipped one
    #[arg(value_name = "BASELINE", add = completions::scenarios())]
    baseline: String,
    /// Scenarios to compare with it
    #[arg(required = true, value_name = "SCENARIO", add = completions::scenarios())]
    scenarios: Vec<String>,
    /// Seeds: N means 1 to N; A..B means A to B [default: 40; with --precision, --decide or --time at most 1000]
    #[arg(id = "compared_seeds", long = "seeds", value_name = "N | A..B", value_parser = parse_seeds)]
    seeds: Option<Seeds>,
    /// Add seeds until half the interval of this metric's difference is no wider: a share in points as 1pp, others in their unit; may be given again. Where many seeds differ by the same, ten must differ otherwise first
    #[arg(long, value_name = "METRIC=HALF-WIDTH", add = completions::metrics_with_number())]
    precision: Vec<String>,
    /// Add seeds until the verdict on these metrics is clear; an estimate at such a stop leans away from zero. Where many seeds differ by the same, ten must differ otherwise first
    #[arg(long, value_name = "METRIC,...", value_delimiter = ',', add = completions::metrics())]
    decide: Vec<String>,
    /// Compare in N worlds besides, joint values of what is not known; 0 for none
    #[arg(long, value_name = "N", default_value_t = 64, allow_negative_numbers = true, value_parser = clap::value_parser!(u32).range(0..=i64::from(futures::MOST)))]
    worlds: u32,
    /// The worlds of this file, as cogov worlds make writes it [default: those that the program comes with]
    #[arg(long, value_name = "FILE")]
    worlds_file: Option<String>,
    /// Say what it hangs on: 256 worlds more, turning points, and what is worth finding out first
    #[arg(long)]
    why: bool,
    /// Stop in this time, as in 90s, 5m or 1h: a third of it for seeds, the rest for worlds
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    time: Option<Duration>,
    /// Compare these metrics, by identifier, separated by commas, or all [default: the main outcomes]
    #[arg(long, value_name = "ID,...", value_delimiter = ',', add = completions::metrics())]
    metrics: Vec<String>,
    /// Differences within this margin do not matter: a share in points as 5pp, others in their unit; may be given again [default: the outcome's own, see cogov explain]
    #[arg(long, value_name = "METRIC=MARGIN", add = completions::metrics_with_number())]
    margin: Vec<String>,
    #[command(flatten)]
    money: Money,
    /// Chance that any interval of the main table misses
    #[arg(long, default_value_t = 0.05, value_parser = parse_alpha)]
    alpha: f64,
    #[command(flatten)]
    threads: Threads,
    #[command(flatten)]
    over: Over,
    /// Name of the comparison's folder [default: compare-BASELINE-SCENARIO]
    #[arg(id = "comparison_name", long = "name", value_name = "NAME", value_parser = parse_name)]
    name: Option<String>,
    #[command(flatten)]
    folder: Folder,
    /// Write page 1 of the report alone besides, as brief.html: to print and hand round
    #[arg(long)]
    brief: bool,
    /// Write besides what became of residents seed by seed, as lives.csv: winners.csv follows from it
    #[arg(long)]
    lives: bool,
    /// No progress and no table
    #[arg(long)]
    quiet: bool,
}

/// A name that a folder can have, of one that may be too long: cut, with a mark of what was cut off.
pub(super) fn of_file(name: &str) -> String {
    if name.len() <= LONGEST_FOLDER {
        return name.to_owned();
    }
    let mark = &sha256(name.as_bytes())[..8];
    let mut kept = name;
    while kept.len() + 1 + mark.len() > LONGEST_FOLDER {
        kept = &kept[..kept.char_indices().next_back().map_or(0, |(at, _)| at)];
    }
    format!("{}-{mark}", kept.trim_end_matches([' ', '.']))
}

/// Bytes of a folder's name, at most: most file systems take 255 of them, or as many letters.
const LONGEST_FOLDER: usize = 240;

/// The most seeds where the data or the clock decide how many.
const MOST_SEEDS: u64 = 1_000;

pub(super) fn parse_time(text: &str) -> Result<Duration, String> {
    let wrong = || format!("'{text}' is not a time, as in 90s, 5m or 1h");
    let (number, unit) =
        text.split_at(text.len() - text.chars().next_back().map_or(0, char::len_utf8));
    let seconds = match unit {
        "s" => 1.0,
        "m" => 60.0,
        "h" => 3_600.0,
        _ => return Err(wrong()),
    };
    let number: f64 = number.trim().parse().map_err(|_| wrong())?;
    let time = Duration::try_from_secs_f64(number * seconds).map_err(|_| wrong())?;
    if time.is_zero() { Err(wrong()) } else { Ok(time) }
}

pub(super) fn parse_name(text: &str) -> Result<String, String> {
    if is_name(text) {
        return Ok(text.to_owned());
    }
    Err(format!("the folder is called by it: {}", NAMES.en))
}

pub(super) fn parse_alpha(text: &str) -> Result<f64, String> {
    let percent = text.strip_suffix(['%', '％']).map(str::trim_end);
    let wrong = |_| format!("'{text}' is not a number, as in 0.05 or 5%");
    let alpha: f64 = match percent {
        Some(digits) => digits.parse::<f64>().map_err(wrong)? / 100.0,
        None => text.parse().map_err(wrong)?,
    };
    if alpha > 0.0 && alpha <= 0.5 {
        Ok(alpha)
    } else {
        Err(format!("{text} is not a chance above 0 and at most 0.5, as in 0.05 or 5%"))
    }
}

/// What the words of the command say of metrics.
struct Asked {
    metrics: Vec<usize>,
    precision: Vec<(usize, f64)>,
    decide: Vec<usize>,
    margins: Vec<(usize, f64)>,
    wishes: Wishes,
    worlds: Worlds,
}

impl Compare {
    /// Runs the command; returns the exit code.
    pub fn execute(self, language: Language) -> u8 {
        let asked = match self.asked(language) {
            Ok(asked) => asked,
            Err(message) => {
                say_error(&message);
                return USAGE;
            }
        };
        let options = self.over.options();
        let names: Vec<String> =
            [&self.baseline].into_iter().chain(&self.scenarios).cloned().collect();
        let source = match Source::read(self.worlds_file.as_deref(), asked.worlds.most()) {
            Ok(source) => source,
            Err(faults) => {
                say_error(&faults.render(language));
                return FAULTS;
            }
        };
        let Some(loaded) = load_all(&names, &options, language) else { return FAULTS };
        if let Some(message) = different_horizon(&loaded, language) {
            say_error(&message);
            return FAULTS;
        }
        let horizon = (loaded[0].scenario.months, loaded[0].scenario.burn_in);
        if let Some(message) = no_whole_year(&asked.wishes, horizon, language) {
            say_error(&message);
            return USAGE;
        }
        let mut places = loaded.iter().map(|loaded| &loaded.scenario.place);
        let refusal = places.find_map(|place| memory::refusal(place, loaded.len(), language));
        if let Some(refusal) = refusal {
            say_error(&refusal);
            return FAULTS;
        }
        warn_of_places(&loaded, language);
        let name = self.folder_name(&loaded);
        if let Some(message) = beside(&self.folder.out, &name, language) {
            say_error(&message);
            return REFUSED;
        }
        let versus = Versus {
            name,
            arms: loaded_arms(&loaded),
            seeds: self.seeds(),
            metrics: asked.metrics.clone(),
            no_place: self.folder.no_place,
            bom: self.folder.bom,
            brief: self.brief,
            lives: self.lives,
            command: std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect(),
            program: program(),
        };
        let folder = match ComparisonFolder::new(&self.folder.out, versus, self.folder.force) {
            Ok(folder) => folder,
            Err(error) => return job::refuse(&error, Some(OWN_NAME), language),
        };
        self.run(&loaded, (&asked, &source), folder, language)
    }

    fn folder_name(&self, loaded: &[Loaded]) -> String {
        self.name.clone().unwrap_or_else(|| {
            of_file(&format!("compare-{}-{}", loaded[0].scenario.name, loaded[1].scenario.name))
        })
    }

    /// Reads the metrics, precisions and margins.
    fn asked(&self, language: Language) -> Result<Asked, String> {
        let mut metrics = if self.metrics.is_empty() {
            main_metrics()
        } else {
            find_metrics("--metrics", &self.metrics, language)?
        };
        let decide = find_metrics("--decide", &self.decide, language)?;
        let (precision, width) = futures::precision(&self.precision, language)?;
        let precision = measure::read("--precision", &precision, language)?;
        if width.is_some() && self.worlds == 0 {
            return Err(futures::NONE_TO_NARROW.say(language).to_owned());
        }
        if self.why && self.worlds == 0 {
            return Err(futures::NO_WHY.say(language).to_owned());
        }
        let more = if self.why { futures::MORE_FOR_WHY } else { 0 };
        let number = (self.worlds + more).min(futures::MOST) as usize;
        let worlds = Worlds { number, precision: width, why: self.why };
        let margins = measure::read("--margin", &self.margin, language)?;
        // What is named is compared.
        metrics.extend(precision.iter().chain(&margins).map(|&(metric, _)| metric));
        let wishes = self.money.read(language)?;
        metrics.extend(decide.iter().chain(&wishes.goals));
        metrics.sort_unstable();
        metrics.dedup();
        Ok(Asked { metrics, precision, decide, margins, wishes, worlds })
    }

    /// Whether the data or the clock decide how many seeds are run.
    fn is_open(&self) -> bool {
        let of_seeds = |word: &String| !word.trim_start().starts_with("worlds");
        self.precision.iter().any(of_seeds) || !self.decide.is_empty() || self.time.is_some()
    }

    fn seeds(&self) -> Vec<u64> {
        let most = if self.is_open() { MOST_SEEDS } else { 40 };
        self.seeds.as_ref().map_or_else(|| (1..=most).collect(), |seeds| seeds.0.clone())
    }

    fn run(
        &self,
        loaded: &[Loaded],
        (asked, source): (&Asked, &Source),
        folder: ComparisonFolder,
        language: Language,
    ) -> u8 {
        let mut job = Job::new(&self.threads, language);
        let arms: Vec<Scenario> = loaded.iter().map(|loaded| loaded.scenario.clone()).collect();
        let seeds = self.seeds();
        let start = Instant::now();
        let request = Request {
            alpha: self.alpha,
            margins: &asked.margins,
            precision: &asked.precision,
            decide: &asked.decide,
            asks: Asks {
                ceilings: &asked.wishes.ceilings,
                goals: &asked.wishes.goals,
                cost: asked.wishes.cost,
            },
            time_is_up: &|| self.time_of_seeds().is_some_and(|time| start.elapsed() >= time),
            ..Request::new(&arms, &asked.metrics, &seeds)
        };
        self.tell_time(&request, (job.threads(), asked.worlds), language);
        if !self.quiet {
            job.show(self.ahead(&arms, seeds.len() + asked.worlds.futures()), "");
        }
        tell_taken_up(folder.taken_up(), self.quiet, language);
        let time_is_up = || self.time.is_some_and(|time| start.elapsed() >= time);
        let found = job.run(|runner| {
            let request = Request { runner, ..request };
            let Some(mut compared) = compare_onto(folder.shelf(), &request)? else {
                return Ok(None);
            };
            asked.worlds.run(&request, source, &mut compared, &time_is_up)?;
            Ok(Some(compared))
        });
        let mut compared = match found {
            Ok(Some(compared)) => compared,
            Ok(None) => {
                let stop = &job.stop;
                say_error(nothing(stop.is_asked()).say(language));
                return if stop.is_asked() { stop.code() } else { REFUSED };
            }
            Err(error) => return failed(folder, error, language),
        };
        for (arm, scenario) in compared.comparison.arms.iter_mut().zip(&arms).skip(1) {
            arm.sets = sets(&arms[0], scenario);
        }
        compared.comparison.combinations =
            synergies(&request, &compared.outcomes, &combinations(loaded));
        self.finish(folder, compared, &arms, &job, language)
    }

    /// Writes what was found and prints it; returns the exit code.
    fn finish(
        &self,
        folder: ComparisonFolder,
        compared: Compared,
        arms: &[Scenario],
        job: &Job,
        language: Language,
    ) -> u8 {
        let written = match folder.write(compared, arms, language) {
            Ok(written) => written,
            Err(error) => return job::refuse(&error, Some(OWN_NAME), language),
        };
        if !self.quiet {
            say(&differences::table(&written.comparison, language));
            let result = &written.comparison.receipt.result;
            say(&differences::files(&written.folder, result, language));
        }
        self.code(&written.comparison, &job.stop, language)
    }

    /// The time for seeds: a third of all where worlds are run besides.
    fn time_of_seeds(&self) -> Option<Duration> {
        self.time.map(|time| if self.worlds > 0 { time / 3 } else { time })
    }

    /// Tells how long it takes, on a terminal, or where it is long.
    fn tell_time(&self, request: &Request, (threads, worlds): (usize, Worlds), language: Language) {
        if self.quiet || self.is_open() || worlds.precision.is_some() {
            return;
        }
        let times = futures::estimate(request, worlds.futures(), threads);
        let (is_long, told) = futures::told(times, (request.seeds.len(), worlds), language);
        if is_long || self.why || std::io::stderr().is_terminal() {
            say_error(&told);
        }
    }

    fn code(&self, comparison: &Comparison, stop: &super::stop::Stop, language: Language) -> u8 {
        if let Some(check) = comparison.fairness.iter().find(|check| !check.holds) {
            say_error(&differences::unfair(check, language));
            return INTERNAL;
        }
        let interrupted = comparison.design.stopped == Stopped::Interrupted
            || futures::was_interrupted(comparison.futures.as_ref());
        if interrupted { stop.code() } else { DONE }
    }

    /// Where the data or the clock decide, nobody knows how much is left.
    fn ahead(&self, arms: &[Scenario], runs: usize) -> Ahead {
        let months = u64::from(arms[0].months) * arms.len() as u64 * runs as u64;
        if self.is_open() { Ahead::Open } else { Ahead::Months(months) }
    }
}

/// Prints why runs ended; returns the exit code.
fn failed(folder: ComparisonFolder, error: PairingError, language: Language) -> u8 {
    match error {
        PairingError::Shelf(error) => job::refuse(&folder.fail(error), Some(OWN_NAME), language),
        PairingError::Threads(error) => {
            say_error(&error.to_string());
            INTERNAL
        }
    }
}

/// Tells of seeds that need not be run again.
fn tell_taken_up(seeds: usize, quiet: bool, language: Language) {
    if seeds > 0 && !quiet {
        say_error(
            &say!(
                en "{seeds} seeds were finished by a command that was ended, and are taken up"
                zh "沿用上次中断前已完成的 {seeds} 个种子"
            )
            .pick(language),
        );
    }
}

/// Why there is nothing to show.
fn nothing(interrupted: bool) -> Text {
    if interrupted {
        Text {
            en: "interrupted before a seed was finished; nothing was written",
            zh: "运行中断，尚无完成的种子，未写入结果",
        }
    } else {
        Text {
            en: "error: --time: time was up before a seed was finished; nothing was written\n  \
                 give more time, or a smaller place",
            zh: "错误：--time：尚无完成的种子，时间已到，未写入结果\n  请延长时间，或缩小地区",
        }
    }
}

/// Scenarios whose months cannot be paired.
pub fn different_horizon(loaded: &[Loaded], language: Language) -> Option<String> {
    let time = |loaded: &Loaded| (loaded.scenario.months, loaded.scenario.burn_in);
    let (months, burn_in) = time(&loaded[0]);
    let other = loaded.iter().find(|other| time(other) != (months, burn_in))?;
    let (name, (other_months, other_burn_in)) = (&other.scenario.name, time(other));
    Some(say!(
        en "error: '{name}' cannot be compared: it has {other_months} months, {other_burn_in} of \
             them burn-in; the baseline has {months} and {burn_in}\n  give both the same [horizon], \
             for example by --set horizon.months={months} --set horizon.burn_in={burn_in}"
        zh "错误：无法比较“{name}”：其模拟期为 {other_months} 个月（预热 {other_burn_in} 个月），\
             基线为 {months} 个月（预热 {burn_in} 个月）\n  请统一 [horizon]，例如 \
             --set horizon.months={months} --set horizon.burn_in={burn_in}"
    ).pick(language))
}

/// Warns where the scenarios are of several places: nobody lives in both then.
fn warn_of_places(loaded: &[Loaded], language: Language) {
    let here = &loaded[0].scenario.place;
    for other in loaded.iter().filter(|other| *other.scenario.place != **here) {
        let name = &other.scenario.name;
        let text = say!(
            en "warning: '{name}' is another place than the baseline's: differences are of place and settings together, and no resident is compared"
            zh "警告：“{name}”与基线的地点不同：差异由地点与设定共同造成，且无法逐人比较"
        ).pick(language);
        say_error(&paragraph(&text, "", "  "));
    }
}

/// What a scenario sets otherwise than the baseline, as `scenario diff` says it.
fn sets(baseline: &Scenario, scenario: &Scenario) -> Vec<Told> {
    let parts = differences_of(baseline, scenario).into_iter();
    let told = parts.flat_map(|part| part.sentences).map(|told| Told {
        setting: told.setting.map(|id| id.setting().id.to_owned()),
        words: [told.words.en, told.words.zh],
    });
    told.collect()
}

/// The scenarios that are put together from others of the comparison. The baseline may be a part of all
/// of them (`county+duties`, `county+team`, `county+duties+team`): it has no effect of its own.
fn combinations(loaded: &[Loaded]) -> Vec<Combination> {
    let baseline = &loaded[0].family.own;
    let is_arm = |other: &Loaded, part: &PathBuf| {
        let Family { own, parts, .. } = &other.family;
        own == part || parts.len() == 2 && parts.contains(baseline) && parts.contains(part)
    };
    let name = |part: &PathBuf| {
        let found = loaded.iter().find(|other| is_arm(other, part))?;
        Some(found.scenario.name.clone())
    };
    let found = loaded.iter().skip(1).filter_map(|of| {
        let parts = of.family.parts.iter().filter(|part| *part != baseline);
        let parts = parts.map(name).collect::<Option<Vec<String>>>()?;
        let (scenario, sets) = (of.scenario.name.clone(), of.family.sets);
        (parts.len() > 1).then_some(Combination { scenario, parts, sets, synergies: Vec::new() })
    });
    found.collect()
}

/// The texts of the arms, for the receipt.
fn loaded_arms(loaded: &[Loaded]) -> Vec<ArmText> {
    let arm = |loaded: &Loaded| ArmText {
        name: loaded.scenario.name.clone(),
        title: titles(&loaded.scenario),
        resolved: loaded.resolved.clone(),
        place_table: loaded.place_table.clone(),
    };
    loaded.iter().map(arm).collect()
}

/// The remedy of a comparison alone, where a result would be overwritten.
const OWN_NAME: Text =
    Text { en: "  give it a --name of its own,", zh: "  可用 --name 另取名称；" };

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_two_long_names_is_cut_between_letters_and_stays_apart_from_others() {
        assert_eq!(of_file("compare-a-b"), "compare-a-b");
        let [one, two] = ["甲", "乙"]
            .map(|last| of_file(&format!("compare-{}-{}{last}", "嘎".repeat(64), "查".repeat(64))));
        assert!(one.len() <= LONGEST_FOLDER && one.len() > LONGEST_FOLDER - 5, "{}", one.len());
        assert!(one.starts_with("compare-嘎嘎") && one != two, "{one} {two}");
        assert!(is_name(&one));
    }

    #[test]
    fn times_are_read_with_their_unit() {
        assert_eq!(parse_time("90s"), Ok(Duration::from_secs(90)));
        assert_eq!(parse_time("1.5m"), Ok(Duration::from_secs(90)));
        assert_eq!(parse_time("2h"), Ok(Duration::from_secs(7_200)));
        for wrong in ["", "5", "m", "-1s", "0s", "1d", "5 分", "nans", "infs"] {
            assert!(parse_time(wrong).is_err(), "{wrong}");
        }
    }
}
