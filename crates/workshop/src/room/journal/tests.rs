use std::fs;

use super::super::tests::rules;
use super::super::{Beat, Forecast};
use super::*;
use crate::grid::Policy;

fn head() -> Head {
    Head::of("hours", "abc", "def")
}

/// Some minutes of a workshop, written as a server does.
fn some(path: &Path) -> Room {
    let Opened { mut journal, mut room, is_old, .. } = open(path, &head(), rules()).unwrap();
    assert!(!is_old);
    let forecast = Forecast { value: 12.1, low: 10.0, high: 0.1 + 13.2 };
    let joined = |member: &str, team| Event::Joined { member: member.to_owned(), team };
    let policy = Policy::named("01010").unwrap();
    for event in [
        Event::Door { code: "ABC234".to_owned(), key: "KEY".to_owned() },
        joined("a", 1),
        joined("b", 2),
        joined("c", 2),
        Event::Moved { beat: Beat::Predict },
        Event::Predicted { team: 2, forecast },
        Event::MoreTime { minutes: 1 },
        Event::Moved { beat: Beat::Commit },
        Event::Committed { team: 2, policy, forecast },
        Event::Clock,
        Event::Paused { paused: true },
    ] {
        room.pass(7_000);
        room.take(event.clone()).unwrap();
        let (at, left) = room.time();
        journal.add(&Line { at, left, event }).unwrap();
    }
    room
}

fn lines(path: &Path) -> Vec<String> {
    fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn a_workshop_goes_on_where_its_journal_ends() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.jsonl");
    let room = some(&path);
    let mut opened = open(&path, &head(), rules()).unwrap();
    assert!(opened.is_old && !opened.was_torn);
    assert_eq!(opened.room.snapshot(), room.snapshot());
    assert_eq!(opened.room.time(), room.time());
    assert_eq!(opened.room.time(), (77, Some(339)));
    for member in ["a", "b", "c", "d"] {
        assert_eq!(opened.room.mine(member), room.mine(member));
    }
    assert_eq!(opened.room.door(), Some(&["ABC234".to_owned(), "KEY".to_owned()]));
    assert_eq!(opened.journal.text().unwrap(), fs::read_to_string(&path).unwrap());
    // And it is written on behind what was there.
    let before = lines(&path).len();
    opened.journal.add(&Line { at: 80, left: None, event: Event::Clock }).unwrap();
    assert_eq!(lines(&path).len(), before + 1);
}

#[test]
fn a_journal_cut_anywhere_is_gone_on_with_from_its_last_whole_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.jsonl");
    some(&path);
    let whole = fs::read(&path).unwrap();
    let first = whole.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    for length in 0..whole.len() {
        fs::write(&path, &whole[..length]).unwrap();
        let opened = open(&path, &head(), rules()).unwrap();
        assert_eq!(opened.is_old, length >= first, "{length}");
        let is_cut = length > first && whole[length - 1] != b'\n';
        assert_eq!(opened.was_torn, is_cut, "{length}");
        drop(opened);
        let kept =
            whole[..length].iter().rposition(|byte| *byte == b'\n').map_or(first, |at| at + 1);
        assert_eq!(fs::read(&path).unwrap(), whole[..kept.max(first)], "{length}");
    }
    // A line that got its length but not its words.
    let zeros = [&whole[..], &[0; 40], b"\n"].concat();
    fs::write(&path, zeros).unwrap();
    assert!(open(&path, &head(), rules()).unwrap().was_torn);
    assert_eq!(fs::read(&path).unwrap(), whole);
}

#[test]
fn what_is_no_journal_of_this_workshop_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.jsonl");
    some(&path);
    let whole = fs::read_to_string(&path).unwrap();
    let with = |from: &str, to: &str| whole.replacen(from, to, 1);
    for (text, part) in [
        ("my notes".to_owned(), "no journal"),
        ("my notes\n".to_owned(), "no journal"),
        ("{\"a\": 1}\n".to_owned(), "no journal"),
        (with("\"workshop\":1", "\"workshop\":9"), "no journal"),
        (with("\"hours\"", "\"openness\""), "case `openness`"),
        (with("\"abc\"", "\"xyz\""), "changed since"),
        (with("\"def\"", "\"xyz\""), "another table"),
        (with("\"event\":\"joined\"", "\"event\":\"fled\""), "line 3 cannot be read"),
        (with("{\"at\":21", "\"at\":21"), "line 4 cannot be read"),
        (with("\"01010\"", "\"22222\""), "line 10 tells what cannot have happened (Effort points"),
        (with("\"predict\"", "\"reveal\""), "line 7 tells what cannot have happened (Not now"),
    ] {
        fs::write(&path, &text).unwrap();
        let why = open(&path, &head(), rules()).unwrap_err().say();
        assert!(why.en.contains(part), "{}: {part}", why.en);
        assert!(why.zh.chars().any(|sign| sign > '\u{4e00}'), "{}", why.zh);
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
}

#[test]
fn two_programs_never_write_one_journal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.jsonl");
    let first = open(&path, &head(), rules()).unwrap();
    assert!(matches!(open(&path, &head(), rules()), Err(NoJournal::InUse)));
    drop(first);
    assert!(open(&path, &head(), rules()).is_ok());
}

#[cfg(unix)]
#[test]
fn a_journal_is_for_the_eyes_of_its_owner_since_the_key_stands_in_it() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.jsonl");
    some(&path);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
}
