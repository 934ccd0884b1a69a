//! The form of the code: lengths of files, and what no library looks at. Lengths of functions are clippy's.

use std::fs;
use std::path::Path;

use crate::layers::files;

/// Lines of a file but for those of its tests, which stand at its end.
fn lines_without_tests(text: &str) -> usize {
    let lines: Vec<&str> = text.lines().collect();
    let is_tests = |at: usize| {
        lines[at] == "#[cfg(test)]"
            && lines[at + 1..]
                .iter()
                .find(|line| !line.starts_with("#["))
                .is_some_and(|line| line.starts_with("mod ") && line.ends_with('{'))
    };
    (0..lines.len()).find(|&at| is_tests(at)).unwrap_or(lines.len())
}

/// All files of the program and the crates with their texts, but for folders and files of tests.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let all = ["src", "crates", "benches", "examples"].map(|folder| files(&root.join(folder)));
    let named = all.into_iter().flatten().map(|path| {
        let text = fs::read_to_string(&path).unwrap();
        (path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/"), text)
    });
    named.filter(|(name, _)| !name.contains("/tests/") && !name.ends_with("tests.rs")).collect()
}

#[test]
fn no_file_has_more_than_500_lines_besides_its_tests() {
    let all = sources();
    assert!(all.len() > 300, "only {} files", all.len());
    let long: Vec<String> = all
        .iter()
        .map(|(name, text)| (lines_without_tests(text), name))
        .filter(|&(lines, _)| lines > 500)
        .map(|(lines, name)| format!("{name}: {lines}"))
        .collect();
    assert!(long.is_empty(), "give each purpose a file of its own: {long:?}");
}

#[test]
fn no_library_looks_at_the_clock_the_arguments_or_the_working_folder() {
    // Who holds a folder, since when and on which machine, is asked of the system to be told.
    const TELLS_WHO: &str = "crates/report/src/output/room/lock.rs";
    let mut seen = 0;
    // A server counts what visitors ask for in a minute; no result of it hangs on that.
    const SERVES: &str = "crates/serve/";
    let libraries = sources().into_iter().filter(|(name, _)| name.starts_with("crates/"));
    let libraries = libraries.filter(|(name, _)| !name.starts_with(SERVES));
    for (name, text) in libraries.filter(|(name, _)| name != TELLS_WHO) {
        seen += 1;
        let code = text.lines().take(lines_without_tests(&text));
        for (at, line) in code.enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for word in [
                "Instant",
                "SystemTime",
                ".elapsed()",
                "env::args",
                "env::var",
                "args_os",
                "current_dir",
                "stdin()",
            ] {
                assert!(!code.contains(word), "{name}:{}: {word}", at + 1);
            }
        }
    }
    assert!(seen > 200, "only {seen} files");
}

#[test]
fn lines_are_counted_up_to_the_tests_of_a_file() {
    assert_eq!(lines_without_tests("a\nb\n#[cfg(test)]\nmod tests {\n}\n"), 2);
    assert_eq!(lines_without_tests("a\n#[cfg(test)]\nmod tests;\nb\n"), 4);
}
