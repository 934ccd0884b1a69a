//! The folder of results when calls of the system fail, and when the process dies at them.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::disk::{Plan, with_plan};
use super::*;
use crate::output::receipt::{Kind, Program, Source};

/// Files by name, without what waits inside.
type Files = BTreeMap<String, Vec<u8>>;

fn files(folder: &Path) -> Files {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let files = entries.filter(|entry| entry.path().is_file());
    let name = |entry: &fs::DirEntry| entry.file_name().into_string().unwrap();
    files.map(|entry| (name(&entry), fs::read(entry.path()).unwrap())).collect()
}

fn receipt() -> Receipt {
    let source = Source {
        name: "a".to_owned(),
        title: Default::default(),
        sha256: String::new(),
        place_sha256: None,
    };
    Receipt::new(Kind::Run, &Program::default(), vec![source], &[])
}

/// A result of some files; `text` is in each of them.
fn write(target: &Path, text: &str, names: &[&str]) -> Result<(), OutputError> {
    let mut folder = Folder::begin(target, "run")?;
    folder.refuse_foreign(names.iter().copied())?;
    folder.refuse_fixed()?;
    let parts = folder.parts("key");
    parts.begin()?;
    let path = parts.folder().join("1-runs.csv");
    disk::write(&path, text.as_bytes()).map_err(|error| OutputError::io(&path, error))?;
    parts.finish(1, 0, &[path])?;
    for name in names {
        folder.put_text(name, text)?;
    }
    let mut receipt = receipt();
    receipt.result = folder.result_name(&[]);
    folder.commit(receipt)
}

const FIRST: [&str; 3] = ["runs.csv", "place.csv", "report.html"];
const SECOND: [&str; 3] = ["runs.csv", "series.csv", "report.html"];

/// A folder with an older result, if wanted, and a note of its user's.
fn before(older: bool) -> (tempfile::TempDir, PathBuf) {
    let out = tempfile::tempdir().unwrap();
    let target = out.path().join("a");
    if older {
        write(&target, "old", &FIRST).unwrap();
        fs::write(target.join("notes.txt"), "mine").unwrap();
    }
    (out, target)
}

/// Old and new result of the two ways to begin.
fn old_and_new(older: bool) -> (Files, Files, usize) {
    let (_out, target) = before(older);
    let old = files(&target);
    let (done, calls) = with_plan(Plan::Count, || write(&target, "new", &SECOND));
    done.unwrap();
    (old, files(&target), calls)
}

#[test]
fn the_new_result_takes_the_place_of_the_old_one_and_nothing_else() {
    let (old, new, _) = old_and_new(true);
    assert_eq!(new["notes.txt"], b"mine");
    assert_eq!(new["runs.csv"], b"new");
    assert!(old.contains_key("place.csv") && !new.contains_key("place.csv"), "nothing stale stays");
    assert_eq!(new.len(), 5);
}

#[test]
fn whichever_call_fails_the_folder_is_the_old_or_the_new_one_at_once() {
    let mut tried = 0;
    for older in [false, true] {
        let (old, new, calls) = old_and_new(older);
        for at in 1..=calls {
            for kind in [ErrorKind::StorageFull, ErrorKind::PermissionDenied, ErrorKind::Other] {
                let (_out, target) = before(older);
                let (done, _) = with_plan(Plan::Fail(at, kind), || write(&target, "new", &SECOND));
                let found = files(&target);
                // Calls that only tidy up may fail without harm.
                let expected = if done.is_ok() { &new } else { &old };
                assert_eq!(&found, expected, "call {at} of {calls} failed, {kind:?}: {done:?}");
                write(&target, "new", &SECOND).unwrap();
                assert_eq!(files(&target), new, "the next command goes on after call {at}");
                assert!(!target.join(".cogov").exists() || cfg!(windows), "nothing is left over");
                tried += 1;
            }
        }
    }
    assert!(tried > 150, "{tried} points");
}

#[test]
fn whenever_the_process_dies_the_next_command_finds_the_old_or_the_new_result() {
    let (mut tried, mut completed) = (0, 0);
    for older in [false, true] {
        let (old, new, calls) = old_and_new(older);
        for at in 1..=calls {
            let (_out, target) = before(older);
            let (done, _) = with_plan(Plan::Die(at), || write(&target, "new", &SECOND));
            // A reader is enough.
            let _ = Folder::tidy(&target);
            let found = files(&target);
            assert!(found == old || found == new, "died at call {at} of {calls}: {found:?}");
            assert!(done.is_err() || found == new);
            completed += usize::from(found == new);
            // And so is another command that dies while it brings things to an end.
            let (_out, target) = before(older);
            let _ = with_plan(Plan::Die(at), || write(&target, "new", &SECOND));
            for again in [1, 2, 3, 5, 8] {
                let _ = with_plan(Plan::Die(again), || Folder::begin(&target, "run").map(drop));
            }
            write(&target, "new", &SECOND).unwrap();
            assert_eq!(files(&target), new, "the next command goes on after call {at}");
            assert!(!target.join(".cogov").exists() || cfg!(windows), "nothing is left over");
            tried += 1;
        }
    }
    assert!(tried > 50 && completed > 2, "{tried} points, {completed} with the new result");
}

#[test]
fn finished_seeds_of_a_command_that_died_wait_for_the_next_one_with_the_same_key() {
    let (_out, target) = before(true);
    let (_, _, calls) = old_and_new(true);
    let mut waited = 0;
    for at in 1..calls {
        let _ = with_plan(Plan::Die(at), || write(&target, "new", &SECOND));
        let folder = Folder::begin(&target, "run").unwrap();
        assert!(folder.parts("other").finished(&[1]).is_empty());
        let done = folder.parts("key").finished(&[1, 2]);
        waited += done.len();
        assert!(done.iter().all(|done| done.seed == 1));
        assert!(!target.join("1-runs.csv").exists(), "it does not show as the result");
    }
    assert!(waited > 5, "{waited}");
    // One whose rows were changed is run again.
    let folder = Folder::begin(&target, "run").unwrap();
    folder.parts("key").begin().unwrap();
    fs::write(folder.parts("key").folder().join("1-runs.csv"), "forged").unwrap();
    assert!(folder.parts("key").finished(&[1]).is_empty());
}

#[test]
fn files_that_no_receipt_names_are_refused_whatever_they_are() {
    for name in ["runs.csv", "manifest.json"] {
        let (_out, target) = before(false);
        fs::create_dir_all(&target).unwrap();
        fs::write(target.join(name), "mine").unwrap();
        assert!(write(&target, "new", &SECOND).is_err());
        fs::remove_file(target.join(name)).unwrap();
        fs::create_dir(target.join(name)).unwrap();
        assert!(write(&target, "new", &SECOND).is_err());
        assert!(target.join(name).is_dir() && !target.join(".cogov").exists());
    }
    // A file of the result may not have become a folder either.
    let (_out, target) = before(true);
    fs::remove_file(target.join("runs.csv")).unwrap();
    fs::create_dir(target.join("runs.csv")).unwrap();
    assert!(matches!(write(&target, "new", &SECOND), Err(OutputError::InTheWay { .. })));
}

#[test]
fn a_file_that_its_user_changed_is_not_taken_away_as_stale() {
    let (_out, target) = before(true);
    fs::write(target.join("place.csv"), "my own work").unwrap();
    write(&target, "new", &SECOND).unwrap();
    assert_eq!(fs::read(target.join("place.csv")).unwrap(), b"my own work");
}

#[test]
fn scratch_folders_of_the_dead_are_removed_and_those_of_the_living_stay() {
    let living = Scratch::new("verify").unwrap();
    let dead = living.path().with_file_name("cogov-scratch-of-the-dead");
    fs::create_dir_all(&dead).unwrap();
    fs::write(dead.join("lock"), "").unwrap();
    let next = Scratch::new("verify").unwrap();
    assert!(living.path().is_dir() && next.path().is_dir() && !dead.exists());
}
