//! Where the feedbacks of the model are cut: what they read is noted in one history, and held in another at what
//! was noted. Systems stand in the month before and after the process that reads; nothing is changed by them where
//! no feedback is held.

use std::sync::Arc;

use bevy_ecs::prelude::*;

use super::Feedback;
use crate::model::Model;
use crate::month::{Process, Step, Turn};
use crate::quantity::Text;
use crate::world::{Clarity, Clock, Efficacy, Events, Norm, Record, Site, Team, Trust};

/// What feedbacks read of a community in a month. Means are over residents, or over cadres in post.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Inputs {
    norm: Option<f64>,
    trust: Option<f64>,
    efficacy: Option<f64>,
    burnout: Option<f64>,
    record: f64,
    turnout: Option<f64>,
    relief: Option<f64>,
}

/// What feedbacks read in a history: by month from 1, by position of the community.
pub(super) type History = Vec<Vec<Inputs>>;

/// What the systems do; without it nothing.
#[derive(Resource)]
struct Seam {
    work: Work,
    /// By position of the community, what was there before a feedback was held, to be put back.
    own: Vec<Own>,
}

enum Work {
    /// What is read is noted.
    Noting(History),
    /// These feedbacks are held at what was noted.
    Holding(Arc<History>, [bool; Feedback::ALL.len()]),
}

#[derive(Clone, Default)]
struct Own {
    columns: Vec<Vec<f32>>,
    shift: f64,
    record: f64,
    turnout: Option<f64>,
}

/// The month with the seam in it.
pub(super) fn with_seam(mut processes: Vec<Process>) -> Vec<Process> {
    let before = |step, system| (step, 0, system);
    let after = |step, system| (step, 1, system);
    let all = [
        before(Step::Assign, relief.into_configs()),
        before(Step::MeetNeeds, voice.into_configs()),
        after(Step::MeetNeeds, voice_back.into_configs()),
        before(Step::TakePart, norm.into_configs()),
        after(Step::Elect, norm_back.into_configs()),
        before(Step::FormAttitudes, public.into_configs()),
        after(Step::FormAttitudes, public_back.into_configs()),
        before(Step::Leave, burnout.into_configs()),
        after(Step::Leave, burnout_back.into_configs()),
    ];
    for (step, later, system) in all {
        let place = processes.iter().position(|process| process.id == step.id());
        let process = Process {
            turn: Turn(0),
            id: "hold_feedbacks",
            name: Text { en: "Feedbacks held", zh: "固定反馈" },
            meaning: Text {
                en: "Holds what a feedback reads at its value in the baseline's history.",
                zh: "将反馈所读取的量固定为基线历史中的值。",
            },
            system,
        };
        processes.insert(place.map_or(processes.len(), |place| place + later), process);
    }
    for (turn, process) in processes.iter_mut().enumerate() {
        process.turn = Turn(turn);
    }
    processes
}

/// Begins to note what feedbacks read.
pub(super) fn note(model: &mut Model) {
    insert(model, Work::Noting(Vec::new()));
}

/// What was noted.
pub(super) fn noted(model: &mut Model) -> History {
    match model.world().remove_resource::<Seam>() {
        Some(Seam { work: Work::Noting(history), .. }) => history,
        _ => Vec::new(),
    }
}

/// Holds feedbacks from now on.
pub(super) fn hold(model: &mut Model, history: &Arc<History>, held: &[Feedback]) {
    let which = Feedback::ALL.map(|feedback| held.contains(&feedback));
    insert(model, Work::Holding(Arc::clone(history), which));
}

fn insert(model: &mut Model, work: Work) {
    let world = model.world();
    let communities = world.query::<&Site>().iter(world).count();
    world.insert_resource(Seam { work, own: vec![Own::default(); communities] });
}

impl Seam {
    /// Notes of a community, or what it was at where `feedback` is held.
    fn meet(
        &mut self,
        feedback: Feedback,
        clock: Clock,
        site: &Site,
        write: impl FnOnce(&mut Inputs),
    ) -> Option<Inputs> {
        let month = clock.month as usize;
        match &mut self.work {
            Work::Noting(history) => {
                if history.len() < month {
                    history.resize(month, Vec::new());
                }
                let row = &mut history[month - 1];
                if row.len() <= site.index {
                    row.resize(site.index + 1, Inputs::default());
                }
                write(&mut row[site.index]);
                None
            }
            Work::Holding(history, held) => {
                let at = Feedback::ALL.iter().position(|of| *of == feedback)?;
                let row = history.get(month - 1).filter(|_| held[at])?;
                row.get(site.index).copied()
            }
        }
    }
}

fn mean(values: &[f32]) -> Option<f64> {
    let sum: f64 = values.iter().map(|value| f64::from(*value)).sum();
    (!values.is_empty()).then(|| sum / values.len() as f64)
}

/// Moves a column so that its mean is that of the other history; the differences between residents stay.
fn shift(values: &mut [f32], toward: Option<f64>) {
    if let Some((own, other)) = mean(values).zip(toward) {
        let by = (other - own) as f32;
        values.iter_mut().for_each(|value| *value += by);
    }
}

fn relief(clock: Res<Clock>, seam: Option<ResMut<Seam>>, mut all: Query<(&Site, &mut Clarity)>) {
    let Some(mut seam) = seam else { return };
    for (site, mut clarity) in &mut all {
        let left = clarity.left;
        let write = |of: &mut Inputs| of.relief = left;
        if let Some(held) = seam.meet(Feedback::Relief, *clock, site, write) {
            clarity.left = held.relief;
        }
    }
}

fn voice(
    clock: Res<Clock>,
    seam: Option<ResMut<Seam>>,
    mut all: Query<(&Site, &mut Trust, &mut Efficacy)>,
) {
    let Some(mut seam) = seam else { return };
    for (site, mut trust, mut efficacy) in &mut all {
        let write = |of: &mut Inputs| {
            (of.trust, of.efficacy) = (mean(&trust.0), mean(&efficacy.0));
        };
        if let Some(held) = seam.meet(Feedback::Voice, *clock, site, write) {
            seam.own[site.index].columns = vec![trust.0.clone(), efficacy.0.clone()];
            shift(&mut trust.0, held.trust);
            shift(&mut efficacy.0, held.efficacy);
        }
    }
}

fn voice_back(seam: Option<ResMut<Seam>>, mut all: Query<(&Site, &mut Trust, &mut Efficacy)>) {
    let Some(mut seam) = seam else { return };
    for (site, mut trust, mut efficacy) in &mut all {
        let mut columns = std::mem::take(&mut seam.own[site.index].columns).into_iter();
        if let Some((first, second)) = columns.next().zip(columns.next()) {
            (trust.0, efficacy.0) = (first, second);
        }
    }
}

fn norm(clock: Res<Clock>, seam: Option<ResMut<Seam>>, mut all: Query<(&Site, &mut Norm)>) {
    let Some(mut seam) = seam else { return };
    for (site, mut norm) in &mut all {
        let write = |of: &mut Inputs| of.norm = mean(&norm.0);
        if let Some(held) = seam.meet(Feedback::Norm, *clock, site, write) {
            seam.own[site.index].columns = vec![norm.0.clone()];
            shift(&mut norm.0, held.norm);
        }
    }
}

fn norm_back(seam: Option<ResMut<Seam>>, mut all: Query<(&Site, &mut Norm)>) {
    let Some(mut seam) = seam else { return };
    for (site, mut norm) in &mut all {
        if let Some(column) = std::mem::take(&mut seam.own[site.index].columns).pop() {
            norm.0 = column;
        }
    }
}

fn public(
    clock: Res<Clock>,
    seam: Option<ResMut<Seam>>,
    mut all: Query<(&Site, &mut Record, &mut Events)>,
) {
    let Some(mut seam) = seam else { return };
    for (site, mut record, mut events) in &mut all {
        let own = &mut seam.own[site.index];
        (own.record, own.turnout) = (record.0, events.turnout);
        let write = |of: &mut Inputs| (of.record, of.turnout) = (record.0, events.turnout);
        if let Some(held) = seam.meet(Feedback::Record, *clock, site, write) {
            record.0 = held.record;
        }
        if let Some(held) = seam.meet(Feedback::Legitimacy, *clock, site, |_| {}) {
            events.turnout = held.turnout;
        }
    }
}

fn public_back(seam: Option<Res<Seam>>, mut all: Query<(&Site, &mut Record, &mut Events)>) {
    let Some(seam) = seam else { return };
    for (site, mut record, mut events) in &mut all {
        let own = &seam.own[site.index];
        (record.0, events.turnout) = (own.record, own.turnout);
    }
}

fn burnout(clock: Res<Clock>, seam: Option<ResMut<Seam>>, mut all: Query<(&Site, &mut Team)>) {
    let Some(mut seam) = seam else { return };
    for (site, mut team) in &mut all {
        let holders = || team.posts.iter().filter_map(|post| post.holder);
        let (sum, number) =
            holders().fold((0.0, 0_u32), |(sum, number), cadre| (sum + cadre.burnout, number + 1));
        let mean = (number > 0).then(|| sum / f64::from(number));
        let held = seam.meet(Feedback::Burnout, *clock, site, |of| of.burnout = mean);
        let by =
            mean.zip(held.and_then(|held| held.burnout)).map_or(0.0, |(own, other)| other - own);
        seam.own[site.index].shift = by;
        move_burnout(&mut team, by);
    }
}

fn burnout_back(seam: Option<Res<Seam>>, mut all: Query<(&Site, &mut Team)>) {
    let Some(seam) = seam else { return };
    for (site, mut team) in &mut all {
        move_burnout(&mut team, -seam.own[site.index].shift);
    }
}

fn move_burnout(team: &mut Team, by: f64) {
    if by != 0.0 {
        for cadre in team.posts.iter_mut().filter_map(|post| post.holder.as_mut()) {
            cadre.burnout += by;
        }
    }
}
