//! A workshop as it goes on: its beats, teams, forecasts and choices. A fold over what happened: whoever has the
//! events has the workshop. It knows of no network, no disk and no clock; the time that passed is told to it.

mod event;
mod forecast;
pub mod journal;
mod names;
mod refused;
mod rules;

use std::collections::BTreeMap;

use serde_json::{Value, json};
use words::Text;

pub use event::{Beat, Event, Phase};
pub use forecast::Forecast;
pub use names::MOST_TEAMS;
use names::NAMES;
pub use refused::Refused;
pub use rules::Rules;

use crate::grid::Policy;

/// The most people of a workshop.
pub const MOST_MEMBERS: usize = 400;
/// The most times that teams choose.
pub const MOST_ROUNDS: u32 = 3;
/// The most minutes that a beat gets at a time.
pub const MOST_MINUTES: u32 = 60;

/// What a team has said.
#[derive(Clone, Debug, PartialEq)]
pub struct Team {
    /// Its name.
    pub name: Text,
    /// Where the line ends if nothing changes.
    pub predict: Option<Forecast>,
    /// What it chose, and where that leads.
    pub commit: Option<(Policy, Forecast)>,
    /// The same of the rounds before this one; nothing where it said nothing, or was not there yet.
    pub earlier: Vec<Option<(Policy, Forecast)>>,
}

/// A workshop as it goes on.
#[derive(Clone, Debug)]
pub struct Room {
    rules: Rules,
    beat: Beat,
    /// Milliseconds left of the beat, where a clock runs.
    left: Option<u64>,
    /// Milliseconds that passed in all.
    passed: u64,
    paused: bool,
    /// By number. The number of a team that was removed is not given again.
    teams: BTreeMap<u32, Team>,
    last: u32,
    /// Who is in which team.
    members: BTreeMap<String, u32>,
    door: Option<[String; 2]>,
    show: (Option<u32>, Phase),
    /// How often the teams choose, this time included.
    round: u32,
    revision: u64,
}

impl Room {
    /// A workshop into which nobody has come yet; none of rules that lack a policy.
    pub fn new(rules: Rules) -> Option<Self> {
        rules.is_whole().then(|| Self {
            rules,
            beat: Beat::Lobby,
            left: None,
            passed: 0,
            paused: false,
            teams: BTreeMap::new(),
            last: 0,
            members: BTreeMap::new(),
            door: None,
            show: (None, Phase::Draw),
            round: 1,
            revision: 0,
        })
    }

    /// The beat.
    pub fn beat(&self) -> Beat {
        self.beat
    }

    /// What the case lays down.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// The teams, by number.
    pub fn teams(&self) -> &BTreeMap<u32, Team> {
        &self.teams
    }

    /// The join code and the trainer's key, where the door has any.
    pub fn door(&self) -> Option<&[String; 2]> {
        self.door.as_ref()
    }

    /// The team of a member.
    pub fn team_of(&self, member: &str) -> Option<u32> {
        self.members.get(member).copied()
    }

    /// People who take part.
    pub fn members(&self) -> usize {
        self.members.len()
    }

    /// Whole seconds that passed, and those that are left of the beat.
    pub fn time(&self) -> (u64, Option<u64>) {
        (self.passed / 1000, self.left.map(|left| left.div_ceil(1000)))
    }

    /// Whether the clock was stopped.
    pub fn is_paused(&self) -> bool {
        self.paused
    }

    /// Whether things already are as something would make them.
    pub fn is_so(&self, event: &Event) -> bool {
        let said = |team: &u32| self.teams.get(team);
        match event {
            Event::Door { code, key } => {
                self.door.as_ref().is_some_and(|[of, to]| of == code && to == key)
            }
            Event::Joined { member, team } => self.team_of(member) == Some(*team),
            Event::Named { team, name } => said(team).is_some_and(|team| team.name.en == name),
            Event::Predicted { team, forecast } => {
                said(team).is_some_and(|team| team.predict == Some(*forecast))
            }
            Event::Committed { team, policy, forecast } => {
                said(team).is_some_and(|team| team.commit == Some((*policy, *forecast)))
            }
            Event::Moved { beat } => self.beat == *beat,
            Event::Paused { paused } => self.paused == *paused,
            Event::Shown { team, phase } => self.show == (*team, *phase),
            Event::MoreTime { .. } | Event::Removed { .. } | Event::Again | Event::Clock => false,
        }
    }

    /// Whether the beat's clock runs.
    pub fn is_running(&self) -> bool {
        !self.paused && self.left.is_some_and(|left| left > 0)
    }

    /// Lets milliseconds pass. A beat whose time is over stays until the trainer moves on: nobody is cut off in
    /// the middle of a word.
    pub fn pass(&mut self, milliseconds: u64) {
        self.passed = self.passed.saturating_add(milliseconds);
        if !self.paused {
            self.left = self.left.map(|left| left.saturating_sub(milliseconds));
        }
    }

    /// Sets the time to what a journal says.
    pub(crate) fn at(&mut self, passed: u64, left: Option<u64>) {
        self.passed = passed.saturating_mul(1000);
        if self.left.is_some() {
            self.left = left.map(|left| left.saturating_mul(1000));
        }
    }

    /// The team that somebody gets who asks for a new one.
    ///
    /// # Errors
    /// If there is no name left.
    pub fn new_team(&self) -> Result<u32, Refused> {
        self.free_name().map(|_| self.last.saturating_add(1)).ok_or(Refused::TooManyTeams)
    }

    fn free_name(&self) -> Option<Text> {
        self.free_names().next()
    }

    /// The names of the list that no team has.
    fn free_names(&self) -> impl Iterator<Item = Text> {
        let taken = |name: &Text| self.teams.values().any(|team| team.name.en == name.en);
        NAMES.iter().filter(move |name| !taken(name)).copied()
    }

    /// Whether something may happen now.
    ///
    /// # Errors
    /// Why not.
    pub fn check(&self, event: &Event) -> Result<(), Refused> {
        match event {
            Event::Door { .. } | Event::Clock => Ok(()),
            Event::Joined { member, team } => self.check_join(member, *team),
            Event::Named { team, name } => {
                self.check_team(*team)?;
                // Once lines are drawn, people speak of teams by their names.
                if self.beat >= Beat::Reveal {
                    return Err(Refused::NotNow(self.beat));
                }
                let is_free = self.free_names().any(|free| free.en == name);
                if is_free { Ok(()) } else { Err(Refused::NoSuchName) }
            }
            Event::Predicted { team, forecast } => {
                self.check_forecast(Beat::Predict, *team, forecast)
            }
            Event::Committed { team, policy, forecast } => {
                self.check_forecast(Beat::Commit, *team, forecast)?;
                self.rules.allow(*policy)
            }
            Event::Moved { .. } => Ok(()),
            Event::Again if self.beat < Beat::Reveal => Err(Refused::NotNow(self.beat)),
            Event::Again if self.round >= MOST_ROUNDS => Err(Refused::NoMoreRounds),
            Event::Again => Ok(()),
            Event::MoreTime { minutes } if !(1..=MOST_MINUTES).contains(minutes) => {
                Err(Refused::Minutes)
            }
            Event::MoreTime { .. } | Event::Paused { .. } => {
                self.left.map(|_| ()).ok_or(Refused::NoClock)
            }
            Event::Shown { team, .. } => team.map_or(Ok(()), |team| self.check_team(team)),
            Event::Removed { team } => self.check_team(*team),
        }
    }

    fn check_team(&self, team: u32) -> Result<(), Refused> {
        if self.teams.contains_key(&team) { Ok(()) } else { Err(Refused::NoSuchTeam) }
    }

    fn check_join(&self, member: &str, team: u32) -> Result<(), Refused> {
        if self.beat == Beat::End {
            return Err(Refused::Over);
        }
        if !self.members.contains_key(member) && self.members.len() >= MOST_MEMBERS {
            return Err(Refused::TooManyMembers);
        }
        if self.teams.contains_key(&team) {
            return Ok(());
        }
        if self.beat >= Beat::Reveal {
            return Err(Refused::TooLate);
        }
        let new = self.new_team()?;
        if team == new { Ok(()) } else { Err(Refused::NoSuchTeam) }
    }

    fn check_forecast(&self, beat: Beat, team: u32, forecast: &Forecast) -> Result<(), Refused> {
        self.check_team(team)?;
        if self.beat != beat {
            return Err(Refused::NotNow(self.beat));
        }
        let (least, most) = self.rules.range;
        if forecast.is_sound(self.rules.range) {
            Ok(())
        } else {
            Err(Refused::Forecast(least, most))
        }
    }

    /// The beat before or after this one, as something that may happen.
    ///
    /// # Errors
    /// At either end.
    pub fn moved(&self, by: isize) -> Result<Event, Refused> {
        // What was predicted is known by now.
        if by < 0 && self.round > 1 && self.beat == Beat::Commit {
            return Err(Refused::AtTheBeginning);
        }
        let edge = if by > 0 { Refused::Over } else { Refused::AtTheBeginning };
        self.beat.beside(by).map(|beat| Event::Moved { beat }).ok_or(edge)
    }

    /// Lets something happen.
    ///
    /// # Errors
    /// If it may not.
    pub fn take(&mut self, event: Event) -> Result<(), Refused> {
        self.check(&event)?;
        if event != Event::Clock {
            self.revision += 1;
        }
        match event {
            Event::Clock => {}
            Event::Door { code, key } => self.door = Some([code, key]),
            Event::Joined { member, team } => self.join(member, team),
            Event::Named { team, name } => {
                let name = NAMES.iter().find(|known| known.en == name).copied();
                self.teams.entry(team).and_modify(|team| team.name = name.unwrap_or(team.name));
            }
            Event::Predicted { team, forecast } => {
                self.teams.entry(team).and_modify(|team| team.predict = Some(forecast));
            }
            Event::Committed { team, policy, forecast } => {
                self.teams.entry(team).and_modify(|team| team.commit = Some((policy, forecast)));
            }
            Event::Moved { beat } => self.go(beat),
            Event::Again => self.begin_again(),
            Event::MoreTime { minutes } => {
                self.left = self.left.map(|left| left.saturating_add(u64::from(minutes) * 60_000));
            }
            Event::Paused { paused } => self.paused = paused,
            Event::Shown { team, phase } => self.show = (team, phase),
            Event::Removed { team } => self.remove(team),
        }
        Ok(())
    }

    fn join(&mut self, member: String, team: u32) {
        if !self.teams.contains_key(&team) {
            let Some(name) = self.free_name() else { return };
            let earlier = vec![None; self.round as usize - 1];
            self.teams.insert(team, Team { name, predict: None, commit: None, earlier });
            self.last = team;
        }
        let before = self.members.insert(member, team).filter(|before| *before != team);
        // A team of which the last one left before it said anything was a slip of a finger.
        if let Some(before) = before
            && self.size(before) == 0
            && self
                .teams
                .get(&before)
                .is_some_and(|team| team.predict.is_none() && team.commit.is_none())
        {
            self.remove(before);
        }
    }

    fn remove(&mut self, team: u32) {
        self.teams.remove(&team);
        self.members.retain(|_, of| *of != team);
        if self.show.0 == Some(team) {
            self.show.0 = None;
        }
    }

    /// The next round: what was chosen stands beside what will be, and purse and points are whole again.
    fn begin_again(&mut self) {
        for team in self.teams.values_mut() {
            let chosen = team.commit.take();
            team.earlier.push(chosen);
        }
        self.round += 1;
        self.go(Beat::Commit);
    }

    fn size(&self, team: u32) -> usize {
        self.members.values().filter(|of| **of == team).count()
    }

    fn go(&mut self, beat: Beat) {
        let [predict, commit, reveal, why] = self.rules.minutes;
        let minutes = match beat {
            Beat::Lobby | Beat::End => None,
            Beat::Predict => Some(predict),
            Beat::Commit => Some(commit),
            Beat::Reveal => Some(reveal),
            Beat::Why => Some(why),
        };
        self.left = minutes.map(|minutes| u64::from(minutes) * 60_000);
        self.beat = beat;
        self.paused = false;
        self.show = (None, Phase::Draw);
    }

    fn score(&self, policy: Policy, forecast: Forecast) -> Option<f64> {
        forecast.mean_score(self.rules.ends.get(policy.number())?)
    }

    /// Scores of a team's forecasts, of what it predicted and of its own policy, and what counts: in the first round
    /// their sum, later that of the policy alone, since nothing is predicted anew; less is better.
    pub fn scores(&self, team: &Team) -> [Option<f64>; 3] {
        let predict = team.predict.and_then(|forecast| self.score(Policy::TODAY, forecast));
        let commit = team.commit.and_then(|(policy, forecast)| self.score(policy, forecast));
        let counts = if self.round > 1 {
            commit
        } else {
            predict.zip(commit).map(|(one, other)| one + other)
        };
        [predict, commit, counts]
    }

    /// What a team chose in earlier rounds, what it said of it, and the score.
    fn earlier(&self, team: &Team) -> Value {
        let one = |(policy, forecast): &(Policy, Forecast)| json!({"policy": policy, "commit": forecast, "score": self.score(*policy, *forecast)});
        team.earlier.iter().map(|round| round.as_ref().map(one)).collect()
    }

    /// What everybody may know now.
    pub fn snapshot(&self) -> Value {
        let told = self.beat >= Beat::Reveal;
        let team = |(id, team): (&u32, &Team)| {
            let mut value = json!({
                "id": id,
                "name": {"en": team.name.en, "zh": team.name.zh},
                "members": self.size(*id),
                "predicted": team.predict.is_some(),
                "committed": team.commit.is_some(),
            });
            if told {
                value["predict"] = json!(team.predict);
                value["policy"] = json!(team.commit.map(|(policy, _)| policy));
                value["commit"] = json!(team.commit.map(|(_, forecast)| forecast));
                value["scores"] = json!(self.scores(team));
            }
            if self.round > 1 {
                value["earlier"] = self.earlier(team);
            }
            value
        };
        json!({
            "revision": self.revision,
            "beat": self.beat,
            "ends_in": self.time().1,
            "paused": self.paused,
            "round": self.round,
            "may_again": self.check(&Event::Again).is_ok(),
            "teams": self.teams.iter().map(team).collect::<Vec<_>>(),
            "names": if self.beat == Beat::Lobby {
                self.free_names().map(|name| json!({"en": name.en, "zh": name.zh})).collect()
            } else {
                Vec::new()
            },
            "show": {"team": self.show.0, "phase": self.show.1},
        })
    }

    /// What a member's own team has said so far.
    pub fn mine(&self, member: &str) -> Value {
        let id = self.team_of(member);
        let team = id.and_then(|id| self.teams.get(&id));
        let commit = team.and_then(|team| team.commit);
        json!({
            "team": id,
            "predict": team.and_then(|team| team.predict),
            "policy": commit.map(|(policy, _)| policy),
            "commit": commit.map(|(_, forecast)| forecast),
            "mayMove": team.is_some() && matches!(self.beat, Beat::Predict | Beat::Commit),
        })
    }
}

#[cfg(test)]
mod tests;
