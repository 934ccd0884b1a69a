//! A study that was read, with its scenarios, for the commands that go on from there.

use std::path::{Path, PathBuf};

use crate::cli::input::load_all;
use crate::cli::{program, say_error};
use crate::output::study::StudyKey;
use crate::output::{Source, sha256, titles};
use crate::quantity::Language;
use crate::scenario::{
    Base, Factor, Loaded, Method, Options, Rows, Study, Values, load_study, read_points, render,
};
use study::sweep::Points;

/// A study and what it rests on.
pub struct Opened {
    /// The file.
    pub study: Study,
    /// The points of the lists of its designs; none of a design that has no list.
    pub rows: Vec<Rows>,
    /// The scenarios, without any factor.
    pub scenarios: Vec<Loaded>,
}

impl Opened {
    /// Reads a study; prints faults and warnings. Nothing where there are faults.
    pub fn read(path: &Path, language: Language) -> Option<Self> {
        let mut study = match load_study(path) {
            Ok(study) => study,
            Err(faults) => {
                say_error(&faults.render(language));
                return None;
            }
        };
        for warning in &study.warnings {
            say_error(&render(std::slice::from_ref(warning), language, false));
        }
        let rows = lists(&mut study, language)?;
        let options = options(&study);
        let scenarios = load_all(&study.scenarios, &options, language)?;
        let opened = Self { study, rows, scenarios };
        opened.factors_are_read(language).then_some(opened)
    }

    /// Whether every factor can be set at both ends of its range; prints why not.
    fn factors_are_read(&self, language: Language) -> bool {
        let mut all_read = true;
        let base = self.study.scenarios.last();
        let base = base.and_then(|name| Base::read_with(name, &options(&self.study)).ok());
        let Some(base) = base else { return true };
        for factor in &self.study.factors {
            for value in ends(factor) {
                let set = vec![format!("{}={value}", factor.path)];
                // Shares that must add up are a matter of all factors together: told when a point is run.
                let Err(faults) = base.with_set(&set) else { continue };
                let of_set = |file: &str| file == "--set";
                if !faults.iter().any(|fault| of_set(&fault.file)) {
                    continue;
                }
                say_error(&match language {
                    Language::En => format!("error: factor `{}` cannot be {value}:", factor.path),
                    Language::Zh => format!("错误：因素`{}`不能取{value}：", factor.path),
                });
                say_error(&faults.render(language));
                all_read = false;
                break;
            }
        }
        all_read
    }

    /// The points.
    pub fn points(&self, language: Language) -> Option<Points<'_>> {
        let points = Points::new(&self.study, self.rows.clone());
        if points.is_err() {
            say_error(match language {
                Language::En => "error: the design has too many points",
                Language::Zh => "错误：设计的点过多",
            });
        }
        points.ok()
    }

    /// What its units must share with others of a folder.
    pub fn key(&self) -> StudyKey {
        let source = |loaded: &Loaded| Source {
            name: loaded.scenario.name.clone(),
            title: titles(&loaded.scenario),
            sha256: sha256(loaded.resolved.as_bytes()),
            place_sha256: loaded.place_table.as_ref().map(|table| sha256(table.as_bytes())),
        };
        let sources = self.scenarios.iter().map(source).collect();
        StudyKey::new(&self.study, &self.rows, sources, &program())
    }

    /// The folder of its results.
    pub fn folder(&self, out: &Path) -> PathBuf {
        out.join(&self.study.name)
    }
}

/// What a study sets over its scenarios.
pub fn options(study: &Study) -> Options {
    Options { set: Vec::new(), months: study.months, place: study.place.clone() }
}

/// Reads the lists of points of a study's designs; prints their faults.
fn lists(study: &mut Study, language: Language) -> Option<Vec<Rows>> {
    let mut all = Vec::new();
    let mut filled = Vec::new();
    for side in study.sides() {
        let Some(file) = side.asked.file.as_ref().filter(|_| side.asked.method == Method::List)
        else {
            all.push(Rows::new());
            continue;
        };
        let is_own = |at: &usize| side.factors.contains(at);
        let of = |own: bool| {
            let all = (0..study.factors.len()).filter(move |at| is_own(at) == own);
            all.map(|at| &study.factors[at]).collect::<Vec<&Factor>>()
        };
        match read_points(file, &of(true), &of(false)) {
            Ok(rows) => {
                filled.push((side.factors.clone(), all.len()));
                all.push(rows);
            }
            Err(faults) => {
                say_error(&faults.render(language));
                return None;
            }
        }
    }
    for (factors, at) in filled {
        study.fill(&factors, &all[at]);
    }
    Some(all)
}

/// The ends of a factor's range, or all that is listed.
pub fn ends(factor: &Factor) -> Vec<String> {
    match &factor.values {
        Values::Listed(all) => all.clone(),
        values => vec![values.at(0.0), values.at(1.0)],
    }
}
