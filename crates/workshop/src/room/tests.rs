use super::*;
use crate::case::LEVERS;

const NEAR: Forecast = Forecast { value: 12.0, low: 10.0, high: 14.0 };

/// A case of which a step more of any lever costs ten yuan and a point; the line ends at 12 and 13, and a
/// step lower for each yuan.
pub(super) fn rules() -> Rules {
    let sum = |policy: Policy| policy.steps().iter().sum::<usize>() as f64;
    Rules {
        minutes: [3, 6, 4, 7],
        purse: 25.0,
        efforts: 3,
        effort: [[0, 1, 2]; LEVERS],
        prices: Policy::all().map(|policy| 10.0 * sum(policy)).collect(),
        ends: Policy::all()
            .map(|policy| [12.0, 13.0].map(|end| end - sum(policy)).into())
            .collect(),
        range: (0.0, 100.0),
    }
}

pub(super) fn room() -> Room {
    Room::new(rules()).unwrap()
}

fn go(room: &mut Room, beat: Beat) {
    room.take(Event::Moved { beat }).unwrap();
}

fn join(room: &mut Room, member: &str, team: u32) -> Result<(), Refused> {
    room.take(Event::Joined { member: member.to_owned(), team })
}

fn commit(digits: &str) -> Event {
    Event::Committed { team: 1, policy: Policy::named(digits).unwrap(), forecast: NEAR }
}

fn predicted(team: u32) -> Event {
    Event::Predicted { team, forecast: NEAR }
}

#[test]
fn a_workshop_goes_through_its_beats_and_the_clock_is_that_of_the_case() {
    let mut room = room();
    let mut seen = vec![(room.beat(), room.time().1)];
    while let Ok(next) = room.moved(1) {
        room.take(next).unwrap();
        seen.push((room.beat(), room.time().1));
    }
    let minutes = [None, Some(3), Some(6), Some(4), Some(7), None];
    let expected = Beat::ALL.into_iter().zip(minutes.map(|left| left.map(|left| left * 60)));
    assert!(seen.into_iter().eq(expected));
    assert_eq!(room.moved(1), Err(Refused::Over));
    go(&mut room, Beat::Lobby);
    assert_eq!(room.moved(-1), Err(Refused::AtTheBeginning));
}

#[test]
fn time_passes_only_while_the_clock_runs_and_more_may_be_given() {
    let mut room = room();
    room.pass(5_000);
    assert_eq!(room.time(), (5, None));
    assert_eq!(room.take(Event::MoreTime { minutes: 1 }), Err(Refused::NoClock));
    go(&mut room, Beat::Predict);
    room.pass(60_500);
    assert_eq!(room.time(), (65, Some(120)));
    room.take(Event::Paused { paused: true }).unwrap();
    room.pass(60_000);
    assert!(!room.is_running());
    room.take(Event::Paused { paused: false }).unwrap();
    room.take(Event::MoreTime { minutes: 2 }).unwrap();
    assert_eq!(room.time().1, Some(240));
    for minutes in [0, MOST_MINUTES + 1, u32::MAX] {
        assert_eq!(room.take(Event::MoreTime { minutes }), Err(Refused::Minutes));
    }
    // A beat whose time is over stays, and teams may still answer.
    join(&mut room, "a", 1).unwrap();
    room.pass(u64::MAX);
    assert_eq!((room.beat(), room.time().1, room.is_running()), (Beat::Predict, Some(0), false));
    room.take(predicted(1)).unwrap();
}

#[test]
fn each_new_team_has_a_name_of_its_own_until_none_is_left() {
    let mut room = room();
    for at in 0..MOST_TEAMS {
        let team = room.new_team().unwrap();
        join(&mut room, &format!("member {at}"), team).unwrap();
    }
    let names: std::collections::BTreeSet<&str> =
        room.teams().values().map(|team| team.name.en).collect();
    assert_eq!(names.len(), MOST_TEAMS);
    assert_eq!(room.new_team(), Err(Refused::TooManyTeams));
    assert_eq!(join(&mut room, "late", 25), Err(Refused::TooManyTeams));
    // Its name is free again, its number is not.
    room.take(Event::Removed { team: 3 }).unwrap();
    assert_eq!(room.new_team(), Ok(25));
    join(&mut room, "late", 25).unwrap();
    assert_eq!(room.teams()[&25].name.en, NAMES[2].en);
    assert_eq!(room.team_of("member 2"), None);
    for at in room.members()..MOST_MEMBERS {
        join(&mut room, &format!("one more {at}"), 1).unwrap();
    }
    assert_eq!(join(&mut room, "too many", 1), Err(Refused::TooManyMembers));
    join(&mut room, "late", 1).unwrap();
}

#[test]
fn a_team_takes_a_free_name_of_the_list_until_lines_are_drawn() {
    let mut room = room();
    join(&mut room, "a", 1).unwrap();
    join(&mut room, "b", 2).unwrap();
    let named = |team, name: &str| Event::Named { team, name: name.to_owned() };
    assert_eq!(room.take(named(1, NAMES[1].en)), Err(Refused::NoSuchName), "the other team's");
    assert_eq!(room.take(named(1, "Tigers")), Err(Refused::NoSuchName));
    assert_eq!(room.take(named(9, NAMES[5].en)), Err(Refused::NoSuchTeam));
    room.take(named(1, NAMES[5].en)).unwrap();
    assert_eq!(room.teams()[&1].name.zh, NAMES[5].zh);
    assert!(room.is_so(&named(1, NAMES[5].en)));
    // The name that it had is free again.
    room.take(named(2, NAMES[0].en)).unwrap();
    go(&mut room, Beat::Reveal);
    assert_eq!(room.take(named(2, NAMES[7].en)), Err(Refused::NotNow(Beat::Reveal)));
}

#[test]
fn a_team_of_nobody_that_has_said_nothing_goes_and_one_that_has_stays() {
    let mut room = room();
    join(&mut room, "a", 1).unwrap();
    join(&mut room, "a", 2).unwrap();
    assert_eq!(room.teams().keys().copied().collect::<Vec<_>>(), [2]);
    go(&mut room, Beat::Predict);
    room.take(predicted(2)).unwrap();
    join(&mut room, "a", 3).unwrap();
    assert_eq!(room.teams().keys().copied().collect::<Vec<_>>(), [2, 3]);
    assert_eq!(join(&mut room, "a", 9), Err(Refused::NoSuchTeam));
}

#[test]
fn who_comes_late_joins_a_team_that_is_there_and_nobody_comes_after_the_end() {
    let mut room = room();
    join(&mut room, "a", 1).unwrap();
    go(&mut room, Beat::Reveal);
    assert_eq!(join(&mut room, "b", 2), Err(Refused::TooLate));
    join(&mut room, "b", 1).unwrap();
    go(&mut room, Beat::End);
    assert_eq!(join(&mut room, "c", 1), Err(Refused::Over));
}

#[test]
fn what_a_team_says_is_taken_in_its_beat_only_and_may_be_changed_in_it() {
    let mut room = room();
    join(&mut room, "a", 1).unwrap();
    assert_eq!(room.take(predicted(1)), Err(Refused::NotNow(Beat::Lobby)));
    go(&mut room, Beat::Predict);
    assert_eq!(room.take(predicted(2)), Err(Refused::NoSuchTeam));
    assert_eq!(room.take(commit("00000")), Err(Refused::NotNow(Beat::Predict)));
    room.take(predicted(1)).unwrap();
    let wide = Forecast { high: 20.0, ..NEAR };
    room.take(Event::Predicted { team: 1, forecast: wide }).unwrap();
    assert_eq!(room.teams()[&1].predict, Some(wide));
    let odd = Forecast { high: 11.0, ..NEAR };
    let refused = room.take(Event::Predicted { team: 1, forecast: odd });
    assert_eq!(refused, Err(Refused::Forecast(0.0, 100.0)));
    go(&mut room, Beat::Commit);
    assert_eq!(room.take(predicted(1)), Err(Refused::NotNow(Beat::Commit)));
    room.take(commit("10000")).unwrap();
    room.take(commit("11000")).unwrap();
    go(&mut room, Beat::Reveal);
    assert_eq!(room.take(commit("00000")), Err(Refused::NotNow(Beat::Reveal)));
    assert_eq!(room.teams()[&1].commit.unwrap().0.name(), "11000");
}

#[test]
fn a_policy_is_held_to_purse_and_effort_points() {
    let mut room = room();
    join(&mut room, "a", 1).unwrap();
    go(&mut room, Beat::Commit);
    assert_eq!(room.take(commit("11100")), Err(Refused::Purse(30.0, 25.0)));
    assert_eq!(room.take(commit("22000")), Err(Refused::Effort(4, 3)));
    room.take(commit("02000")).unwrap();
    // A price that nobody knows is not within any purse.
    let mut rules = rules();
    rules.prices[1] = f64::NAN;
    assert!(rules.allow(Policy::named("00001").unwrap()).is_err());
    assert!(rules.allow(Policy::TODAY).is_ok());
}

#[test]
fn what_teams_said_and_how_good_it_was_is_told_from_the_reveal_on_and_not_before() {
    let mut room = room();
    join(&mut room, "a", 1).unwrap();
    join(&mut room, "b", 2).unwrap();
    go(&mut room, Beat::Predict);
    room.take(predicted(1)).unwrap();
    go(&mut room, Beat::Commit);
    room.take(commit("20000")).unwrap();
    let before = room.snapshot();
    assert_eq!(before["teams"][0]["predicted"], true);
    assert_eq!(before["teams"][1]["predicted"], false);
    for key in ["predict", "policy", "commit", "scores"] {
        assert!(before["teams"][0].get(key).is_none(), "{key}");
    }
    go(&mut room, Beat::Reveal);
    let told = room.snapshot();
    // The range of 10 to 14 holds 12 and 13; of the policy it holds 10 and 11.
    assert_eq!(told["teams"][0]["scores"], json!([4.0, 4.0, 8.0]));
    assert_eq!(told["teams"][0]["policy"], "20000");
    assert_eq!(told["teams"][1]["scores"], json!([null, null, null]));
    go(&mut room, Beat::Commit);
    assert!(room.snapshot()["teams"][0].get("policy").is_none(), "who goes back covers it again");
    assert_eq!(room.mine("a")["policy"], "20000");
    assert_eq!(
        room.mine("nobody"),
        json!({"team": null, "predict": null, "policy": null, "commit": null, "mayMove": false})
    );
}

#[test]
fn what_the_wall_shows_is_of_a_team_that_is_there() {
    let mut room = room();
    let show = |team| Event::Shown { team, phase: Phase::Scores };
    assert_eq!(room.take(show(Some(1))), Err(Refused::NoSuchTeam));
    join(&mut room, "a", 1).unwrap();
    room.take(show(Some(1))).unwrap();
    assert_eq!(room.snapshot()["show"], json!({"team": 1, "phase": "scores"}));
    room.take(Event::Removed { team: 1 }).unwrap();
    assert_eq!(room.snapshot()["show"]["team"], Value::Null);
}

#[test]
fn rules_that_lack_a_policy_begin_no_workshop() {
    let mut rules = rules();
    rules.ends.pop();
    assert!(Room::new(rules).is_none());
}

#[test]
fn teams_choose_once_more_with_a_whole_purse_and_both_choices_stay() {
    let mut room = room();
    join(&mut room, "a", 1).unwrap();
    assert_eq!(room.check(&Event::Again), Err(Refused::NotNow(Beat::Lobby)));
    go(&mut room, Beat::Predict);
    room.take(predicted(1)).unwrap();
    go(&mut room, Beat::Commit);
    room.take(commit("10000")).unwrap();
    go(&mut room, Beat::Why);
    let before = room.snapshot()["teams"][0]["scores"].clone();
    assert!(before[2].as_f64() > before[1].as_f64());
    room.take(Event::Again).unwrap();
    // The clock is that of choosing; what was predicted is known, and is not said anew.
    assert_eq!((room.beat(), room.time().1), (Beat::Commit, Some(360)));
    assert_eq!(room.moved(-1), Err(Refused::AtTheBeginning));
    assert_eq!(room.mine("a")["policy"], Value::Null);
    // A team that comes now missed the first round; who says nothing has nothing in the second.
    join(&mut room, "b", 2).unwrap();
    room.take(commit("02000")).unwrap();
    go(&mut room, Beat::Reveal);
    let told = room.snapshot();
    let [first, second] = [&told["teams"][0], &told["teams"][1]];
    assert_eq!(told["round"], 2);
    assert_eq!((&first["policy"], &first["scores"][2]), (&json!("02000"), &first["scores"][1]));
    assert_eq!(first["earlier"][0]["policy"], "10000");
    assert_eq!(first["earlier"][0]["score"], before[1]);
    assert_eq!(second["earlier"], json!([null]));
    for _ in 2..MOST_ROUNDS {
        room.take(Event::Again).unwrap();
        go(&mut room, Beat::End);
    }
    assert_eq!(room.check(&Event::Again), Err(Refused::NoMoreRounds));
}
