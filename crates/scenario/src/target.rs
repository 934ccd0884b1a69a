//! Interventions in space and time: their communities, and whether they can act at all.

use std::collections::BTreeMap;

use super::draft::{Draft, Effect, Timing};
use super::layer::Worded;
use super::messages::{Kind, Report};
use super::phrases;
use model::place::Place;
use model::policy::{Change, Operation, Target};
use model::quantity::round;
use words::nearest;

/// Unknown communities beyond this number get no nearest word, which takes time.
const MOST_HINTS: usize = 20;
/// Codes listed for a name that several communities have.
const MOST_CODES: usize = 10;

/// Codes and names of the communities of a place.
pub(super) struct Index<'a> {
    place: &'a Place,
    codes: BTreeMap<&'a str, usize>,
    names: BTreeMap<&'a str, Vec<usize>>,
    hints: usize,
}

impl<'a> Index<'a> {
    /// The index of a place.
    pub(super) fn new(place: &'a Place) -> Self {
        let rows = place.communities.iter().enumerate();
        let mut names: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, row) in rows.clone() {
            let zh = row.given.name_zh.as_ref().filter(|&zh| *zh != row.name);
            for name in [Some(&row.name), zh].into_iter().flatten() {
                names.entry(name).or_default().push(at);
            }
        }
        Self {
            place,
            codes: rows.map(|(at, row)| (row.code.as_str(), at)).collect(),
            names,
            hints: 0,
        }
    }

    /// The community of a code, or of a name that only one has.
    fn find(&mut self, report: &mut Report, word: &Worded) -> Option<usize> {
        if let Some(&at) = self.codes.get(word.word.as_str()) {
            return Some(at);
        }
        let found = word.word.clone();
        match self.names.get(word.word.as_str()).map(Vec::as_slice) {
            Some(&[at]) => Some(at),
            Some(several) => {
                let rows = several
                    .iter()
                    .take(MOST_CODES)
                    .filter_map(|&at| self.place.communities.get(at));
                let mut codes: Vec<&str> = rows.map(|row| row.code.as_str()).collect();
                if several.len() > MOST_CODES {
                    codes.push("...");
                }
                report
                    .fault(word.spot, Kind::AmbiguousCommunity { found, codes: codes.join(", ") });
                None
            }
            None => {
                self.hints += 1;
                let words = self.codes.keys().chain(self.names.keys()).copied();
                let near = if self.hints > MOST_HINTS { None } else { nearest(&found, words) };
                report.fault(word.spot, Kind::UnknownCommunity { found }).near(near);
                None
            }
        }
    }
}

/// The months of a run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Horizon {
    /// Length of the run.
    pub months: u32,
    /// Length that the files give; longer than the run if the command line cut it short.
    pub(crate) planned: u32,
    /// Months before the policy.
    pub burn_in: u32,
}

impl Horizon {
    /// The last months in which a change may begin and still act: of a setting that is read as a mean
    /// over the year those of the last year, beyond the end too.
    fn reached(self, yearly: bool) -> Self {
        let whole = |months: u32| if yearly { months.div_ceil(12) * 12 } else { months };
        Self { months: whole(self.months), planned: whole(self.planned), ..self }
    }
}

/// What becomes of an intervention.
pub(super) enum Placed {
    /// It acts.
    Acts(Change),
    /// It would act only after the end of a run that the command line cut short.
    AfterEnd,
    /// It has a fault.
    Faulty,
}

/// Whether an intervention ends after its beginning, and begins before the end of the run; else a fault.
pub(super) fn check_time(
    report: &mut Report,
    timing: &Timing,
    horizon: Horizon,
    yearly: bool,
) -> bool {
    let from = timing.from.map_or(horizon.burn_in + 1, |(month, _)| month);
    let name = || timing.name.clone();
    if let Some((until, spot)) = timing.until.filter(|&(until, _)| until < from) {
        let why = phrases::begins(timing.from.is_some());
        report.fault(spot, Kind::UntilBeforeFrom { name: name(), until, from, why });
        return false;
    }
    if from > horizon.reached(yearly).planned {
        let spot = timing.from.map_or(timing.spot, |(_, spot)| spot);
        report.fault(spot, Kind::AfterHorizon { name: name(), from, months: horizon.planned });
        return false;
    }
    true
}

/// Places a draft in a place and a horizon.
pub(super) fn place_draft(
    report: &mut Report,
    draft: Draft,
    in_time: bool,
    index: &mut Index<'_>,
    horizon: Horizon,
) -> Placed {
    let timing = draft.timing.clone();
    let from = timing.from.map_or(horizon.burn_in + 1, |(month, _)| month);
    let Some(target) = find_target(report, &draft, index) else { return Placed::Faulty };
    let change = Change {
        kind: draft.kind,
        name: timing.name.clone(),
        setting: draft.setting,
        operation: match draft.effect {
            Effect::Value(values) => {
                Operation::Value(values.map(|given| given.map_or(f64::NAN, |given| given.number)))
            }
            Effect::Factor(factor) => Operation::Factor(factor),
        },
        from,
        until: timing.until.map(|(month, _)| month),
        ramp: draft.ramp.map_or(0, |(months, _)| months),
        target,
    };
    let reached = horizon.reached(draft.setting.is_yearly());
    match first_month(report, &draft, &change, index.place).filter(|_| in_time) {
        None => Placed::Faulty,
        Some(first) if first <= reached.months => {
            warn_of_cuts(report, &draft, &change, reached);
            Placed::Acts(change)
        }
        Some(first) if first <= reached.planned => Placed::AfterEnd,
        Some(first) => {
            let spot = timing.from.map_or(timing.spot, |(_, spot)| spot);
            report.fault(
                spot,
                Kind::AfterHorizon { name: timing.name, from: first, months: horizon.planned },
            );
            Placed::Faulty
        }
    }
}

/// Warns of a ramp that ends before it is full, and of waves that never come.
fn warn_of_cuts(report: &mut Report, draft: &Draft, change: &Change, horizon: Horizon) {
    let last = change.until.unwrap_or(u32::MAX).min(horizon.planned);
    let months = last - change.from + 1;
    let name = || change.name.clone();
    if let Some((ramp, spot)) = draft.ramp.filter(|&(ramp, _)| ramp > months) {
        report.warn(spot, Kind::RampCut { name: name(), ramp, months, last });
    }
    if let Some((waves, spot)) = draft.waves {
        let first = change.from.saturating_add(waves.every);
        if first > last {
            report.warn(spot, Kind::WavesCut { name: name(), first, last });
        }
    }
}

fn find_target(report: &mut Report, draft: &Draft, index: &mut Index<'_>) -> Option<Target> {
    let communities = match &draft.communities {
        None => None,
        Some((words, _)) => {
            let found: Vec<Option<usize>> =
                words.iter().map(|word| index.find(report, word)).collect();
            let mut found = found.into_iter().collect::<Option<Vec<usize>>>()?;
            found.sort_unstable();
            found.dedup();
            Some(found)
        }
    };
    Some(Target {
        zone: draft.zone.map(|(zone, _)| zone),
        communities,
        share: draft.share.map(|(share, _)| share),
        waves: draft.waves.map(|(waves, _)| waves),
    })
}

/// The month in which the first communities begin; a fault if none ever does.
fn first_month(report: &mut Report, draft: &Draft, change: &Change, place: &Place) -> Option<u32> {
    let name = || draft.timing.name.clone();
    let candidates = change.target.candidates(place);
    let reached = candidates.iter().filter_map(|&at| place.communities.get(at)).any(
        |row| !matches!(change.operation, Operation::Value(values) if values[row.zone.index()].is_nan()),
    );
    if !reached {
        let communities = draft.communities.as_ref().map(|(_, spot)| *spot);
        let spot = communities.or(draft.zone.map(|(_, spot)| spot)).unwrap_or(draft.timing.spot);
        report.fault(spot, Kind::EmptyTarget { name: name() });
        return None;
    }
    let target = u32::try_from(candidates.len()).unwrap_or(u32::MAX);
    let is_none = |share: f64| round(share * f64::from(target)) == 0;
    let least = least_share(target);
    if let Some((waves, spot)) = draft.waves
        && is_none(waves.share)
    {
        report.fault(spot, Kind::WaveOfNone { name: name(), share: waves.share, target, least });
        return None;
    }
    let Some((share, spot)) = draft.share.filter(|&(share, _)| is_none(share)) else {
        return Some(change.from);
    };
    let Some((waves, _)) = draft.waves else {
        report.fault(spot, Kind::PilotOfNone { name: name(), share, target, least });
        return None;
    };
    let first = change.from.saturating_add(waves.every);
    match draft.timing.until {
        Some((last, spot)) if last < first => {
            report.fault(spot, Kind::WavesTooLate { name: name(), first, last });
            None
        }
        _ => Some(first),
    }
}

/// The least share, of four decimals, that gives one of so many communities.
fn least_share(target: u32) -> f64 {
    (0.5 / f64::from(target.max(1)) * 10_000.0).ceil() / 10_000.0
}
