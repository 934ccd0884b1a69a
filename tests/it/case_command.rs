//! `cogov case`: what lies where a table of answers should go is not lost.

use tempfile::TempDir;

use crate::outside::{put, read, says};

#[test]
fn a_file_that_is_not_the_table_of_the_case_is_left_alone() {
    let folder = TempDir::new().unwrap();
    for text in ["my notes", "{\"seeds\": []}"] {
        put(&folder, "mine.json", text);
        for (language, part) in [("en", "replace it with --force"), ("zh", "--force 替换")] {
            let words = ["case", "prepare", "hours", "--table=mine.json", "--lang", language];
            let (_, error) = says(&folder, &words, 4);
            assert!(error.contains(part), "{error}");
        }
        assert_eq!(read(&folder, "mine.json"), text);
    }
}

#[test]
fn shipped_cases_are_listed_and_have_no_faults() {
    let folder = TempDir::new().unwrap();
    let (told, _) = says(&folder, &["case", "list"], 0);
    for case in ["hours", "newcomers", "openness", "selection"] {
        assert!(told.contains(case), "{told}");
        let (told, _) = says(&folder, &["case", "check", case], 0);
        assert!(told.contains("no faults"), "{told}");
    }
    let (_, error) = says(&folder, &["case", "check", "nothing"], 3);
    assert!(error.contains("nothing"), "{error}");
}
