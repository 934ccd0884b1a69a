//! Worlds of `cogov compare`: how many, how long they take, and running them.

use std::time::{Duration, Instant};

use super::measure;
use crate::comparison::{Compared, Request, Stopped, add_why};
use crate::experiment::{Runner, ThreadsError, Together};
use crate::futures::{Asked, Basis, Futures, MOST_TURNING, Plan, TURNING_SEEDS, explore};
use crate::metric::Detail;
use crate::model::Model;
use crate::policy::Scenario;
use crate::quantity::{Language, Phrase, Text};
use words::say;

pub use crate::futures::Source;

/// Worlds that are run on a second seed, at most.
const TWICE: usize = 16;

/// The most worlds of one command.
pub const MOST: u32 = 2_000;

/// Above this time it is said how to take less.
const LONG: Duration = Duration::from_secs(600);

/// Worlds that are run besides where it is asked why: of few the luckiest of many settings feigns too much.
pub const MORE_FOR_WHY: u32 = 256;

/// Where it is asked why and no world is run.
pub const NO_WHY: Text = Text {
    en: "error: --why asks worlds what the result hangs on, and --worlds 0 runs none; leave one of them out",
    zh: "错误：--why 由各世界说明结果取决于什么，而 --worlds 0 不运行任何世界；请去掉其一",
};

/// Where shares are to be narrow and no world is run.
pub const NONE_TO_NARROW: Text = Text {
    en: "error: --precision worlds adds worlds, and --worlds 0 runs none; leave one of them out",
    zh: "错误：--precision worlds 会增加世界，而 --worlds 0 不运行任何世界；请去掉其一",
};

/// What a command asks of worlds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Worlds {
    /// How many; with a width at least.
    pub number: usize,
    /// Half-width of the shares' intervals at which no more are needed.
    pub precision: Option<f64>,
    /// Whether turning points and the value of learning are looked for.
    pub why: bool,
}

impl Worlds {
    /// The most that are run.
    pub fn most(self) -> usize {
        if self.precision.is_some() { MOST as usize } else { self.number }
    }

    /// How many are run on a second seed.
    pub fn twice(self) -> usize {
        self.number.min(TWICE)
    }

    /// Futures of all scenarios: worlds and second seeds.
    pub fn futures(self) -> usize {
        self.number + self.twice()
    }

    /// Runs them and puts what was found beside the rest of a comparison. Nothing is run where the seeds were
    /// interrupted. `time_is_up` ends them as it ends seeds.
    ///
    /// # Errors
    /// If threads cannot be made.
    pub fn run(
        self,
        request: &Request,
        source: &Source,
        compared: &mut Compared,
        time_is_up: &(dyn Fn() -> bool + Sync),
    ) -> Result<(), ThreadsError> {
        let is_cut = compared.comparison.design.stopped == Stopped::Interrupted;
        if self.number == 0 || is_cut {
            return Ok(());
        }
        let worlds = &source.worlds[..self.most().min(source.worlds.len())];
        let known = source.known_of(&request.arms[0]);
        let stop = || (request.runner.stop)() || time_is_up();
        let plan = Plan {
            arms: request.arms,
            worlds,
            month: request.month,
            runner: Runner { stop: &stop, ..request.runner },
            known,
        };
        let names: Vec<&str> = request.arms.iter().map(|arm| arm.name.as_str()).collect();
        let (metrics, margins) = (request.metrics, request.margins);
        let basis = Basis { names: &names, metrics, margins, known };
        let (number, precision) = (self.number, self.precision);
        let asked = Asked { origin: source.origin, worlds: number, twice: self.twice(), precision };
        compared.comparison.futures = explore(&plan, asked, basis, request.runner.stop)?;
        if self.why {
            let runner = Runner { stop: &stop, ..request.runner };
            add_why(&mut compared.comparison, &Request { runner, ..*request })?;
        }
        Ok(())
    }
}

/// What was not run of the worlds that were asked for.
pub fn was_interrupted(futures: Option<&Futures>) -> bool {
    futures.is_some_and(|of| of.ended == crate::futures::Ended::Interrupted)
}

/// Takes `worlds=WIDTH` out of the words of `--precision`.
///
/// # Errors
/// A message that says what to write.
pub fn precision(
    words: &[String],
    language: Language,
) -> Result<(Vec<String>, Option<f64>), String> {
    let is_of_worlds =
        |word: &&String| word.split('=').next().is_some_and(|id| id.trim() == "worlds");
    let (own, others): (Vec<&String>, Vec<&String>) = words.iter().partition(is_of_worlds);
    let others: Vec<String> = others.into_iter().cloned().collect();
    let fault = |word: &str, what: Phrase| match language {
        Language::En => format!("error: --precision '{word}': {}", what.en),
        Language::Zh => format!("错误：--precision '{word}'：{}", what.zh),
    };
    let width = match own.as_slice() {
        [] => None,
        [word] => {
            let written = word.split_once('=').map_or("", |(_, number)| number.trim());
            Some(measure::share(written).ok_or_else(|| fault(word, width_wanted()))?)
        }
        [_, word, ..] => {
            let twice = Phrase {
                en: "worlds is given twice; give it once".to_owned(),
                zh: "worlds 已给出；只应给出一次".to_owned(),
            };
            return Err(fault(word, twice));
        }
    };
    Ok((others, width))
}

fn width_wanted() -> Phrase {
    Phrase {
        en: "half the width of the shares of futures, from 1pp to 50pp, as in worlds=5pp"
            .to_owned(),
        zh: "应为未来比例区间的半宽，1 至 50 个百分点，例如 worlds=5pp".to_owned(),
    }
}

/// How long the parts of a comparison take.
#[derive(Clone, Copy)]
pub struct Times {
    /// All seeds of the world as assumed.
    pub seeds: Duration,
    /// All futures.
    pub futures: Duration,
    /// One seed of the baseline and of the longest scenario beside it, as a turning point takes them.
    pub pair: Duration,
}

/// How long a comparison takes on this machine, by a look at a few months of its baseline.
pub fn estimate(request: &Request, futures: usize, threads: usize) -> Times {
    let baseline = &request.arms[0];
    let begun = Instant::now();
    let mut model = Model::new(baseline, 1, Detail::Zone, false);
    let set_up = begun.elapsed();
    let (begun, mut months) = (Instant::now(), Vec::new());
    while !model.is_over() && months.len() < 12 && begun.elapsed() < Duration::from_millis(300) {
        let month = Instant::now();
        model.step();
        months.push(month.elapsed());
    }
    // The one in the middle: the first month is slower than those to come, and any may have waited for others.
    months.sort_unstable();
    let month = months.get(months.len() / 2).copied().unwrap_or_default();
    let of = |arms: &[&Scenario], number: usize| {
        let threads = threads.clamp(1, number.max(1));
        (set_up + month * months_of(arms)).mul_f64(number as f64 / threads as f64)
    };
    let all: Vec<&Scenario> = request.arms.iter().collect();
    let longest = all[1..].iter().max_by_key(|arm| months_of(&[baseline, arm]));
    let pair: Vec<&Scenario> = std::iter::once(baseline).chain(longest.copied()).collect();
    let seeds = TURNING_SEEDS as usize;
    Times {
        seeds: of(&all, request.seeds.len()),
        futures: of(&all, futures),
        pair: of(&pair, seeds).div_f64(seeds as f64),
    }
}

/// Months that are run on one seed: what scenarios have in common once.
fn months_of(arms: &[&Scenario]) -> u32 {
    let own = |arm: &&Scenario| {
        let first = Together::of(arms[0], arm, 1).first_difference();
        arm.months - (first.unwrap_or(arm.months + 1) - 1).min(arm.months)
    };
    arms[0].months + arms[1..].iter().map(own).sum::<u32>()
}

/// What is told before it starts: how long it takes, and of how long ones how to take less. Where the data or the
/// clock decide when to stop, nothing.
pub fn told(
    Times { seeds, futures, pair }: Times,
    (number, worlds): (usize, Worlds),
    language: Language,
) -> (bool, String) {
    let all = seeds + futures;
    let is_long = all > LONG && worlds.number > 16;
    let about = in_words(all, language);
    let mut text = match (worlds.number, language) {
        (0, Language::En) => format!("About {about}: {number} seeds."),
        (0, Language::Zh) => format!("约需 {about}：{number} 个种子。"),
        (of, Language::En) => format!(
            "About {about}: {number} seeds of the world as assumed, then {of} worlds ({} futures).",
            worlds.futures()
        ),
        (of, Language::Zh) => format!(
            "约需 {about}：默认世界 {number} 个种子，然后 {of} 个世界（{} 种未来）。",
            worlds.futures()
        ),
    };
    if worlds.why {
        let (most, seeds) = (MOST_TURNING, TURNING_SEEDS);
        text += &match language {
            Language::En => format!(
                " Then up to {most} turning points, {seeds} seeds at two to four values each: about {} more at most.",
                in_words(turning(pair, most), language)
            ),
            Language::Zh => format!(
                "然后最多确认 {most} 个转折点，各取 2 至 4 个取值、每个取值 {seeds} 个种子：最多再需 {}。",
                in_words(turning(pair, most), language)
            ),
        };
    }
    if is_long {
        let fewer = Worlds { number: 16, ..worlds };
        let share = fewer.futures() as f64 / worlds.futures() as f64;
        let less = in_words(seeds + futures.mul_f64(share), language);
        text += &say!(en " With --worlds 16 about {less}." zh "用 --worlds 16 约需 {less}。")
            .pick(language);
    }
    (is_long, text)
}

/// How long so many turning points take at most: one scenario beside the baseline, at four values.
fn turning(one: Duration, most: usize) -> Duration {
    one.mul_f64((most * 4) as f64 * TURNING_SEEDS as f64)
}

/// A time in round numbers.
pub(super) fn in_words(time: Duration, language: Language) -> String {
    let seconds = time.as_secs_f64();
    let (number, [one, many], zh) = if seconds < 90.0 {
        let number = if seconds < 10.0 { seconds.ceil() } else { (seconds / 5.0).ceil() * 5.0 };
        (number, ["second", "seconds"], "秒")
    } else if seconds < 5_400.0 {
        ((seconds / 60.0).ceil(), ["minute", "minutes"], "分钟")
    } else {
        ((seconds / 3_600.0).ceil(), ["hour", "hours"], "小时")
    };
    match language {
        Language::En if number < 1.5 => format!("{number:.0} {one}"),
        Language::En => format!("{number:.0} {many}"),
        Language::Zh => format!("{number:.0} {zh}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn a_width_of_worlds_is_taken_out_of_the_others() {
        let found = precision(&words(&["trust=0.01", "worlds=5pp"]), Language::En).unwrap();
        assert_eq!(found, (words(&["trust=0.01"]), Some(0.05)));
        for written in ["worlds=5 %", "worlds=0.05", "worlds = 5个百分点"] {
            assert_eq!(
                precision(&words(&[written]), Language::En).unwrap().1,
                Some(0.05),
                "{written}"
            );
        }
        assert_eq!(precision(&words(&["trust=0.01"]), Language::En).unwrap().1, None);
        for wrong in [
            "worlds",
            "worlds=",
            "worlds=5",
            "worlds=0",
            "worlds=-1pp",
            "worlds=60pp",
            "worlds=NaN",
            "worlds=0.1pp",
        ] {
            let said = precision(&words(&[wrong]), Language::En).unwrap_err();
            assert!(said.contains("worlds=5pp"), "{wrong}: {said}");
        }
        let twice = precision(&words(&["worlds=5pp", "worlds=4pp"]), Language::En).unwrap_err();
        assert!(twice.contains("twice"), "{twice}");
    }

    #[test]
    fn what_takes_long_is_told_with_a_shorter_way() {
        let worlds = Worlds { number: 64, precision: None, why: false };
        let minutes = |number: u64| Duration::from_secs(60 * number);
        let times = |seeds, futures| Times { seeds, futures, pair: Duration::from_secs(1) };
        let (long, said) = told(times(minutes(6), minutes(8)), (40, worlds), Language::En);
        assert!(
            long && said.contains("About 14 minutes")
                && said.contains("--worlds 16 about 10 minutes"),
            "{said}"
        );
        let (long, said) = told(times(minutes(1), minutes(2)), (40, worlds), Language::En);
        assert!(!long && said.contains("64 worlds (80 futures)") && !said.contains("16"), "{said}");
        let short = Duration::from_millis(300);
        let (_, said) = told(times(short, short), (40, worlds), Language::Zh);
        assert!(said.contains("约需 1 秒"), "{said}");
        // Eight turning points of twenty seeds at four values, each of a second.
        let (_, said) =
            told(times(short, short), (40, Worlds { why: true, ..worlds }), Language::En);
        assert!(said.contains("about 11 minutes more at most"), "{said}");
    }
}
