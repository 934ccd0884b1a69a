//! `cogov study status` and `merge`: what shards have run, and the tables of it.

use std::path::{Path, PathBuf};

use clap::Args;

use super::opened::Opened;
use super::run::tell_unusable;
use crate::cli::{DONE, FAULTS, REFUSED, say, say_error};
use crate::output::study::{Found, is_study, merge};
use crate::quantity::{Language, agreed, grouped};
use study::sweep::{Points, Unit};
use words::say;

/// Tell what of a study is finished and what is missing
#[derive(Args)]
pub struct Status {
    /// Study file
    #[arg(value_name = "STUDY", id = "study")]
    file: PathBuf,
    /// Folder in which the study has its folder
    #[arg(long, default_value = "output", value_name = "DIR")]
    out: PathBuf,
    /// Of so many shards, list those in which something is missing
    #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    shards: u32,
}

/// Put the tables of a study together from what shards have run
#[derive(Args)]
pub struct Merge {
    /// Study file
    #[arg(value_name = "STUDY", id = "study")]
    file: PathBuf,
    /// Folder in which the study has its folder
    #[arg(long, default_value = "output", value_name = "DIR")]
    out: PathBuf,
}

impl Merge {
    /// Runs the command; returns the exit code.
    pub fn execute(self, language: Language) -> u8 {
        let Some(opened) = Opened::read(&self.file, language) else { return FAULTS };
        let Some(points) = opened.points(language) else { return FAULTS };
        let folder = opened.folder(&self.out);
        finish(&opened, &points, &folder, language)
    }
}

impl Status {
    /// Runs the command; returns the exit code.
    pub fn execute(self, language: Language) -> u8 {
        let Some(opened) = Opened::read(&self.file, language) else { return FAULTS };
        let Some(points) = opened.points(language) else { return FAULTS };
        let Some(found) = read(&opened, &opened.folder(&self.out), language) else {
            return REFUSED;
        };
        let seeds = opened.study.seeds;
        let mut missing = vec![0_u64; self.shards as usize];
        let mut first = None;
        for point in 1..=points.number() {
            for replicate in 1..=seeds {
                let unit = Unit { point, replicate };
                if !found.has(unit) {
                    // As of Shard::has.
                    let shard = (point + self.shards - 1) % self.shards;
                    missing[shard as usize] += 1;
                    first.get_or_insert(unit);
                }
            }
        }
        let all = u64::from(points.number()) * u64::from(seeds);
        let open: u64 = missing.iter().sum();
        let [done, all] = [all - open, all].map(grouped);
        let name = &opened.study.name;
        say(&match (language, first) {
            (Language::En, None) => format!("{name}: all {all} units are finished"),
            (Language::Zh, None) => format!("{name}：全部{all}个单元已完成"),
            (Language::En, Some(first)) => format!(
                "{name}: {done} of {all} units are finished; the first that is missing: point {}, replicate {}",
                first.point, first.replicate
            ),
            (Language::Zh, Some(first)) => format!(
                "{name}：已完成{done}个单元（共{all}个）；首个缺少的：第{}点第{}次重复",
                first.point, first.replicate
            ),
        });
        if self.shards > 1 {
            for (shard, &open) in missing.iter().enumerate().filter(|(_, open)| **open > 0) {
                let (number, of) = (shard + 1, self.shards);
                say(&say!(
                    en "--shard {number}/{of}: {open} units missing"
                    zh "--shard {number}/{of}：缺少{open}个单元"
                )
                .pick(language));
            }
        }
        DONE
    }
}

/// Reads what is finished of a study; prints why it cannot be read.
fn read(opened: &Opened, folder: &Path, language: Language) -> Option<Found> {
    if !is_study(folder) {
        let folder = folder.display();
        say_error(
            &say!(
                en "error: {folder} holds no study: nothing of it was run yet"
                zh "错误：{folder}中没有研究：尚未运行"
            )
            .pick(language),
        );
        return None;
    }
    let key = opened.key();
    let found = key.check(folder).and_then(|()| Found::read(folder, &key));
    match found {
        Ok(found) => {
            tell_unusable(&found, language);
            Some(found)
        }
        Err(error) => {
            say_error(&error.say(language));
            None
        }
    }
}

/// Puts the tables together and tells of it; returns the exit code.
pub fn finish(opened: &Opened, points: &Points<'_>, folder: &Path, language: Language) -> u8 {
    let Some(found) = read(opened, folder, language) else { return REFUSED };
    let merged = match merge(folder, &opened.key(), &opened.study, points, &found) {
        Ok(merged) => merged,
        Err(error) => {
            say_error(&error.say(language));
            return REFUSED;
        }
    };
    let units = grouped(merged.units);
    let name = folder.display();
    let told = say!(
        en "{name}: {units} units in points.csv and runs.csv"
        zh "{name}：{units}个单元，见 points.csv 和 runs.csv"
    );
    say(&agreed(told.say(language)));
    let Some(first) = merged.first_failed else { return DONE };
    let (failed, point) = (merged.failed, first.point);
    say_error(&say!(
        en "warning: {failed} units have no values (first: point {point}): the column fault of runs.csv says why"
        zh "警告：{failed}个单元没有取值（首个：第{point}点），原因见 runs.csv 的 fault 列"
    ).pick(language));
    FAULTS
}
