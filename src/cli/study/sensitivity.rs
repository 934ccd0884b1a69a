//! `cogov study sensitivity`: which factors move which outcome.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::columns::paragraph;
use crate::cli::outcome::draw;
use crate::cli::{DONE, FAULTS, REFUSED, program, say, say_error};
use crate::output::study::analysed::{Learned, Outcome, Swept, Unread, read_swept};
use crate::output::study::learned::{Line, Measure, lines, sensitivity_table};
use crate::output::{cannot_write, replace};
use crate::quantity::{Language, Phrase, Text};
use crate::report::{called, heading, is_share, sentences, shares, study_page};
use crate::scenario::Role;
use words::say;

/// Tell which factors move which outcome, and what cannot be told from luck
///
/// Reads the folder of a finished study; writes sensitivity.csv and sensitivity.html into it.
#[derive(Args)]
pub struct Sensitivity {
    /// Folder of a finished study, as output/NAME
    #[arg(value_name = "DIR", id = "study_dir")]
    folder: PathBuf,
}

impl Sensitivity {
    /// Runs the command; returns the exit code.
    pub fn execute(self, language: Language) -> u8 {
        let swept = match read_swept(&self.folder) {
            Ok(swept) => swept,
            Err(unread) => {
                say_error(&refusal(&unread, language));
                return FAULTS;
            }
        };
        let mut all: Vec<Line> = Vec::new();
        for outcome in &swept.outcomes {
            let learned = swept.learn(outcome);
            let found = lines(&swept, outcome, &learned);
            say(&told(&swept, outcome, &learned, &found, language));
            all.extend(found);
        }
        let page = study_page(&swept, &all, &program().version, language);
        let table = match sensitivity_table(&swept.study.name, &all) {
            Ok(table) => table,
            Err(error) => return refuse(&self.folder, &error, language),
        };
        for (file, bytes) in [("sensitivity.csv", table), ("sensitivity.html", page.into_bytes())] {
            let path = self.folder.join(file);
            if let Err(error) = replace(&path, &bytes) {
                return refuse(&path, &error, language);
            }
        }
        let folder = self.folder.display();
        say(&say!(
            en "Files: {folder}/sensitivity.csv, {folder}/sensitivity.html"
            zh "文件：{folder}/sensitivity.csv、{folder}/sensitivity.html"
        )
        .pick(language));
        DONE
    }
}

fn refuse(path: &Path, error: &std::io::Error, language: Language) -> u8 {
    say_error(&cannot_write(path, error, language));
    REFUSED
}

/// Why a folder tells nothing.
fn refusal(unread: &Unread, language: Language) -> String {
    match unread {
        Unread::Faults(faults) => faults.render(language),
        Unread::Table(path, why) => {
            let path = path.display();
            say!(
                en "error: cannot read {path}: {why}\n  cogov study run STUDY.toml makes it; of shards, cogov study merge"
                zh "错误：无法读取{path}：{why}\n  cogov study run STUDY.toml 会生成它；分片运行时用 cogov study merge"
            ).pick(language)
        }
        Unread::Unlike(path, what) => {
            let path = path.display();
            say!(
                en "error: {path} is not the table of the study beside it: {what}\n  cogov study merge writes it anew"
                zh "错误：{path}与同一文件夹中的研究不符：{what}\n  可用 cogov study merge 重新写出"
            ).pick(language)
        }
    }
}

/// What is told of an outcome on a terminal.
fn told(
    swept: &Swept,
    outcome: &Outcome,
    learned: &[(usize, Learned)],
    lines: &[Line],
    language: Language,
) -> String {
    let mut text = format!("{}\n", called(outcome).say(language));
    for (part, learned) in learned {
        let part = &swept.parts[*part];
        if let Some(heading) = heading(swept, part) {
            text.push_str(&format!("  {}\n", heading.say(language)));
        }
        let own: Vec<&Line> = lines.iter().filter(|line| is_of(line, part.side)).collect();
        text.push_str(&told_of(learned, &own, language));
    }
    let shared: Vec<&Line> = lines.iter().filter(|line| is_share(line)).collect();
    for said in shares(&shared) {
        text.push_str(&paragraph(said.say(language), "", "  "));
        text.push('\n');
    }
    text
}

/// Whether a line is of a design.
fn is_of(line: &Line, side: Option<Role>) -> bool {
    line.side == side && !is_share(line)
}

/// What is told of one design.
fn told_of(learned: &Learned, lines: &[&Line], language: Language) -> String {
    let mut text = String::new();
    if matches!(learned, Learned::Nothing) {
        text.push_str(Text {
            en: "  nothing can be estimated: too few points with values, one seed a point, or an outcome that does not vary\n",
            zh: "  无法估计：有取值的点过少、每点只有一个种子，或结果没有变化\n",
        }.say(language));
        return text;
    }
    let measures = [
        Measure::First,
        Measure::Total,
        Measure::Size,
        Measure::Mean,
        Measure::Spread,
        Measure::Rank,
        Measure::Density,
    ];
    let shown: Vec<Measure> = measures
        .into_iter()
        .filter(|measure| lines.iter().any(|line| line.measure == *measure))
        .collect();
    let factor = Text { en: "factor", zh: "因素" };
    let header = [factor.say(language).to_owned()]
        .into_iter()
        .chain(shown.iter().map(|measure| measure.id().to_owned()));
    let mut names: Vec<&str> = Vec::new();
    for line in lines.iter().filter(|line| !line.factor.is_empty()) {
        if !names.contains(&line.factor.as_str()) {
            names.push(&line.factor);
        }
    }
    let row = |name: &&str| {
        let cell = |measure: &Measure| {
            let found = lines.iter().find(|line| line.factor == *name && line.measure == *measure);
            found.map_or_else(String::new, |line| cell(line))
        };
        let luck = Text { en: "(luck alone)", zh: "（仅随机性）" }.say(language);
        let first = if *name == "luck" { luck } else { name };
        [first.to_owned()].into_iter().chain(shown.iter().map(cell)).collect::<Vec<String>>()
    };
    text.push_str(&draw(header.collect(), names.iter().map(row).collect()));
    for said in sentences(lines) {
        let said: Phrase = said;
        text.push_str(&paragraph(said.say(language), "", "  "));
        text.push('\n');
    }
    text
}

/// An estimate with its interval; in brackets what cannot be told from noise.
fn cell(line: &Line) -> String {
    let estimate = line.estimate;
    let number = |value: f64| {
        if value.is_nan() {
            return "–".to_owned();
        }
        let text = format!("{value:.3}");
        if text.trim_start_matches('-').parse() == Ok(0.0) { "0.000".to_owned() } else { text }
    };
    let mut text = number(estimate.value);
    if estimate.low.is_finite() {
        text.push_str(&format!(" [{}, {}]", number(estimate.low), number(estimate.high)));
    }
    if line.is_told() == Some(false) { format!("({text})") } else { text }
}
