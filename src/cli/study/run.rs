//! `cogov study run`: units of work over threads, each finished one kept.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use clap::Args;

use super::opened::Opened;
use super::state::finish;
use crate::cli::job::{Ahead, Job, Threads};
use crate::cli::{DONE, FAULTS, REFUSED, say, say_error};
use crate::output::study::{Found, Store, StudyError};
use crate::output::{number, of_metric};
use crate::quantity::Language;
use crate::scenario::Study;
use study::sweep::{Failure, Measured, Points, Runner, Shard, Unit};
use words::say;

/// Run a study, or go on with one that was ended; results in CSV
///
/// Ended at any moment, by whatever, the same command goes on from the units that were finished. Several
/// processes, also of several machines, may run shards of one study in one folder: --shard 1/4 and so on, then
/// cogov study merge.
#[derive(Args)]
pub struct Run {
    /// Study file
    #[arg(value_name = "STUDY", id = "study")]
    file: PathBuf,
    /// Folder in which the study has its folder
    #[arg(long, default_value = "output", value_name = "DIR")]
    out: PathBuf,
    /// Run only share I of N
    #[arg(long, value_name = "I/N", value_parser = parse_shard)]
    shard: Option<Shard>,
    #[command(flatten)]
    threads: Threads,
    /// No progress
    #[arg(long)]
    quiet: bool,
}

/// Reads `I/N`.
fn parse_shard(text: &str) -> Result<Shard, String> {
    let parts = text.split_once('/').and_then(|(number, of)| {
        Some((number.trim().parse::<u32>().ok()?, of.trim().parse::<u32>().ok()?))
    });
    match parts {
        Some((number, of)) if (1..=of).contains(&number) && of <= 100_000 => {
            Ok(Shard { number, of })
        }
        _ => Err(format!("'{text}' is no share of a whole, as 1/4")),
    }
}

/// What a thread tells of a unit.
type Told = (Unit, Result<Vec<Measured>, Failure>);

impl Run {
    /// Runs the command; returns the exit code.
    pub fn execute(self, language: Language) -> u8 {
        let Some(opened) = Opened::read(&self.file, language) else { return FAULTS };
        let Some(points) = opened.points(language) else { return FAULTS };
        let folder = opened.folder(&self.out);
        let shard = self.shard.unwrap_or(Shard::WHOLE);
        let key = opened.key();
        let begun = Store::begin(&folder, &key, shard, "cogov study run");
        let (store, found) = match begun {
            Ok(begun) => begun,
            Err(error) => {
                say_error(&error.say(language));
                return REFUSED;
            }
        };
        tell_unusable(&found, language);
        let runner = match Runner::new(&opened.study) {
            Ok(runner) => runner,
            Err(faults) => {
                say_error(&faults.render(language));
                return FAULTS;
            }
        };
        let mut job = Job::new(&self.threads, language);
        let ended = self.units((&opened.study, &points, &runner), &found, shard, store, &mut job);
        if let Err(error) = ended {
            say_error(&error.say(language));
            return REFUSED;
        }
        if job.stop.is_asked() {
            say_error(match language {
                Language::En => "Interrupted; finished units are kept: the same command goes on.",
                Language::Zh => "已中断；完成的单元已保留，再次运行同一命令即可继续。",
            });
            return job.stop.code();
        }
        if self.shard.is_some_and(|shard| shard.of > 1) {
            let (folder, file) = (folder.display(), self.file.display());
            say(&match language {
                Language::En => format!(
                    "{folder}: shard {}/{} is finished; when all are: cogov study merge {file}",
                    shard.number, shard.of
                ),
                Language::Zh => format!(
                    "{folder}：分片 {}/{} 已完成；全部完成后：cogov study merge {file}",
                    shard.number, shard.of
                ),
            });
            return DONE;
        }
        finish(&opened, &points, &folder, language)
    }

    /// Runs what is missing of a shard.
    fn units(
        &self,
        (study, points, runner): (&Study, &Points<'_>, &Runner<'_>),
        found: &Found,
        shard: Shard,
        mut store: Store,
        job: &mut Job,
    ) -> Result<(), StudyError> {
        let all = u64::from(points.number()) * u64::from(study.seeds);
        let unit = |at: u64| Unit {
            point: (at / u64::from(study.seeds)) as u32 + 1,
            replicate: (at % u64::from(study.seeds)) as u32 + 1,
        };
        let is_open = |unit: Unit| shard.has(unit.point) && !found.has(unit);
        if !self.quiet {
            let open = (0..all).filter(|&at| is_open(unit(at))).count() as u64;
            job.show(Ahead::Units(open), &study.name);
        }
        let (next, failed) = (AtomicU64::new(0), AtomicBool::new(false));
        let stopped = || job.stop.is_asked() || failed.load(Ordering::Relaxed);
        let work = |tell: Sender<Told>| {
            while !stopped() {
                let at = next.fetch_add(1, Ordering::Relaxed);
                if at >= all {
                    return;
                }
                let unit = unit(at);
                if !is_open(unit) {
                    continue;
                }
                let point = points.get(unit.point);
                let seed = point.seed(study, unit.replicate);
                let Some(result) = runner.run(&point, seed, &stopped) else { return };
                if tell.send((unit, result)).is_err() {
                    return;
                }
            }
        };
        std::thread::scope(|scope| {
            let (tell, told) = channel::<Told>();
            for _ in 0..job.threads() {
                let tell = tell.clone();
                scope.spawn(|| work(tell));
            }
            drop(tell);
            let kept = keep(study, &told, &mut store, job);
            failed.store(kept.is_err(), Ordering::Relaxed);
            kept
        })?;
        job.clear();
        store.end()
    }
}

/// Within this time what is finished is on the disk.
const SOON: Duration = Duration::from_millis(900);

/// Puts what threads tell into the store, until they are done.
fn keep(
    study: &Study,
    told: &Receiver<Told>,
    store: &mut Store,
    job: &Job,
) -> Result<(), StudyError> {
    let mut waiting_since = None;
    loop {
        match told.recv_timeout(Duration::from_millis(250)) {
            Ok((unit, result)) => {
                store.add(unit, lines(study, unit, &result));
                waiting_since.get_or_insert_with(Instant::now);
                job.advance(1);
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
        if waiting_since.is_some_and(|since| since.elapsed() >= SOON) {
            store.write()?;
            waiting_since = None;
        }
    }
}

/// The lines of a unit: point, replicate, scenario's position, outcomes, differences, fault.
fn lines(study: &Study, unit: Unit, result: &Result<Vec<Measured>, Failure>) -> String {
    let Unit { point, replicate } = unit;
    let commas = |count: usize| ",".repeat(count);
    let columns = study.outcomes.len() * if study.difference { 2 } else { 1 };
    let all = match result {
        Ok(all) => all,
        Err(failure) => {
            let line =
                |at| format!("{point},{replicate},{at}{}{}\n", commas(columns + 1), failure.code);
            return (0..study.scenarios.len()).map(line).collect();
        }
    };
    let mut text = String::new();
    for measured in all {
        text.push_str(&format!("{point},{replicate},{}", measured.scenario));
        for (&metric, &value) in study.outcomes.iter().zip(&measured.values) {
            text.push(',');
            text.push_str(&of_metric(metric, value));
        }
        if study.difference {
            let first = &all[0].values;
            for (&value, &before) in measured.values.iter().zip(first) {
                text.push(',');
                if measured.scenario > 0 {
                    text.push_str(&number(value - before));
                }
            }
        }
        text.push_str(",\n");
    }
    text
}

/// Tells of parts that count for nothing.
pub fn tell_unusable(found: &Found, language: Language) {
    for path in &found.unusable {
        let path: &Path = path;
        let path = path.display();
        say_error(&say!(
            en "warning: {path} is not whole, or of another study or version: its units count as missing and \
                 are run again; remove the file to be rid of this line"
            zh "警告：{path}不完整，或属于另一研究或版本：其中的单元视为缺少并重新运行；删除该文件即不再提示"
        ).pick(language));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shard_is_a_share_of_a_whole() {
        assert_eq!(parse_shard("2/4"), Ok(Shard { number: 2, of: 4 }));
        for wrong in ["0/4", "5/4", "1", "a/b", "1/0", "-1/2", "1/100001"] {
            assert!(parse_shard(wrong).is_err(), "{wrong}");
        }
    }
}
