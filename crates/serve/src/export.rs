//! A case as one file that any browser opens without a server: the page's own modules, put one behind another.

use serde_json::Value;

use crate::pages::room;
use crate::quantity::Language;

/// The modules, each after those that it uses.
const MODULES: &[&str] = &[
    include_str!("../page/dom.js"),
    include_str!("../page/words.js"),
    include_str!("../page/loop-picture.js"),
    include_str!("../page/room/room-words.js"),
    include_str!("../page/room/room-rules.js"),
    include_str!("../page/room/room-chart.js"),
    include_str!("../page/room/room-beats.js"),
    include_str!("../page/room/room-alone.js"),
];
const STYLES: &[&str] = &[
    report::report::pieces::STYLE,
    include_str!("../page/page.css"),
    include_str!("../page/room/room.css"),
];

/// A case with all its answers, as [`workshop::payload::packed`] gives them, as one HTML file.
pub fn exported(packed: &Value, language: Language) -> String {
    let tag = match language {
        Language::En => "en",
        Language::Zh => "zh-Hans",
    };
    // In a script nothing but its own end tag ends it: no `<` stands in the data.
    let data = packed.to_string().replace('<', "\\u003c");
    let head = format!("<style>{}</style>", STYLES.concat());
    let tail = format!(
        "<script type=\"application/json\" id=\"packed\">{data}</script>\n<script>{}</script>",
        script()
    );
    room(tag, "alone", (&head, &tail))
}

/// The modules as one classic script, which a file may run where it may not load modules.
fn script() -> String {
    let lines = MODULES.iter().flat_map(|module| module.lines());
    let own = lines.filter(|line| !line.starts_with("import "));
    let plain = own.map(|line| line.strip_prefix("export ").unwrap_or(line));
    let body: Vec<&str> = plain.collect();
    format!("(() => {{\n\"use strict\";\n{}\nbegin();\n}})();", body.join("\n"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn modules_put_one_behind_another_import_nothing_and_share_no_name() {
        let script = script();
        let mut names = BTreeSet::new();
        for line in script.lines() {
            assert!(!line.starts_with("import") && !line.starts_with("export"), "{line}");
            let line = line.strip_prefix("async ").unwrap_or(line);
            for kind in ["const ", "let ", "function ", "class "] {
                let Some(rest) = line.strip_prefix(kind) else { continue };
                let end = rest.find(|sign: char| !sign.is_alphanumeric() && sign != '_');
                let name = &rest[..end.unwrap_or(rest.len())];
                assert!(names.insert(name.to_owned()), "two modules have a `{name}`");
            }
        }
        assert!(names.contains("begin") && names.contains("el"));
        assert!(!script.contains("</script"));
    }

    #[test]
    fn no_text_of_a_case_ends_its_script() {
        let page = exported(&serde_json::json!({"told": "</script><b>"}), Language::Zh);
        assert_eq!(page.matches("</script>").count(), 2);
        assert!(page.contains("lang=\"zh-Hans\"") && page.contains("\\u003c/script>\\u003cb>"));
        for gap in ["{lang}", "{role}", "{head}", "{tail}"] {
            assert!(!page.contains(gap), "{gap}");
        }
    }
}
