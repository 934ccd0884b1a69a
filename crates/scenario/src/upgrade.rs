//! A file of an older schema as one of this program's, its comments kept.
//!
//! `schema` rises only when an old file would mean something else. The program then still reads the old one, and
//! here is a step that rewrites it. So far there is one schema, and the one step is for files without a number.

/// The schema that this program writes.
pub(crate) const SCHEMA: u32 = 1;

const MARK: &str = "\u{feff}";

/// What becomes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Upgraded {
    /// It is of this program's schema already.
    Already,
    /// The file as this program's schema writes it.
    Text(String),
    /// It is of a schema that this program does not know.
    Unknown(String),
}

/// Rewrites a file.
pub fn upgrade(text: &str) -> Upgraded {
    // Some editors begin a file with a mark of its encoding.
    let (mark, text) = text.strip_prefix(MARK).map_or(("", text), |rest| (MARK, rest));
    // Keys of the file itself stand before its first section.
    let top = text.lines().take_while(|line| !line.trim_start().starts_with('['));
    let named = top.filter_map(|line| line.split_once('=')).find_map(|(key, value)| {
        let value = value.split('#').next().unwrap_or_default();
        (key.trim() == "schema").then(|| value.trim().to_owned())
    });
    match named {
        Some(number) if number == SCHEMA.to_string() => Upgraded::Already,
        Some(other) => Upgraded::Unknown(other),
        None => Upgraded::Text(mark.to_owned() + &with_number(text)),
    }
}

/// A file with its schema before its first key; what is said above that stays above it.
fn with_number(text: &str) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let is_comment = |line: &&str| line.trim().is_empty() || line.trim_start().starts_with('#');
    let at: usize = text.split_inclusive('\n').take_while(is_comment).map(str::len).sum();
    let (above, below) = text.split_at(at);
    let gap = if above.is_empty() || above.ends_with('\n') { "" } else { end };
    format!("{above}{gap}schema = {SCHEMA}{end}{below}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_a_number_gets_one_and_keeps_its_comments() {
        let text = "# mine\n\nname = \"a\" # here\n[policy]\n# more\npay_ratio = 1\n";
        let Upgraded::Text(new) = upgrade(text) else { panic!("{text}") };
        assert_eq!(new, text.replace("name", "schema = 1\nname"));
        assert_eq!(upgrade(&new), Upgraded::Already);
        for text in ["", "# only this", "\r\n[policy]\r\n", "\u{feff}name = 1"] {
            let Upgraded::Text(new) = upgrade(text) else { panic!("{text}") };
            assert!(new.contains("schema = 1"), "{new}");
            assert_eq!(new.starts_with(MARK), text.starts_with(MARK));
            assert_eq!(upgrade(&new), Upgraded::Already);
        }
    }

    #[test]
    fn a_number_in_a_section_is_none_of_the_file_and_another_one_is_told() {
        assert!(matches!(upgrade("[policy]\nschema = 1\n"), Upgraded::Text(_)));
        assert_eq!(upgrade("schema=2 # soon\n"), Upgraded::Unknown("2".to_owned()));
        assert_eq!(upgrade("schema = 1#\n"), Upgraded::Already);
    }
}
