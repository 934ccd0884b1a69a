//! One scheme of colours for all messages: labels alone are coloured, on terminals only.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::io::IsTerminal;

/// Beginnings of lines that say what kind of message follows, with their colour.
const LABELS: [(&str, &str); 4] = [
    ("error", "\u{1b}[1;31m"),
    ("错误", "\u{1b}[1;31m"),
    ("warning", "\u{1b}[1;33m"),
    ("警告", "\u{1b}[1;33m"),
];
const END: &str = "\u{1b}[0m";

/// Whether messages to standard error are coloured: on a terminal that can, unless `NO_COLOR` is set.
pub fn is_wanted() -> bool {
    let set = |name: &str| std::env::var_os(name);
    let refused = set("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = set("TERM").is_some_and(|term| term == OsStr::new("dumb"));
    !refused && !dumb && std::io::stderr().is_terminal()
}

/// A message whose labels are coloured.
pub fn paint(text: &str, wanted: bool) -> Cow<'_, str> {
    if !wanted {
        return text.into();
    }
    let lines: Vec<Cow<'_, str>> = text.split('\n').map(line).collect();
    lines.join("\n").into()
}

fn line(line: &str) -> Cow<'_, str> {
    for (label, colour) in LABELS {
        let Some(rest) = line.strip_prefix(label) else { continue };
        // A label may carry the code of a fault: `error[scenario::unknown_key]: …`.
        let end = match rest.chars().next() {
            Some(':' | '：') => 0,
            Some('[') => rest.find(']').map_or(0, |at| at + 1),
            _ => continue,
        };
        let (code, rest) = rest.split_at(end);
        return format!("{colour}{label}{code}{END}{rest}").into();
    }
    line.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_alone_are_coloured_and_only_where_wanted() {
        let text = "error[place::x]: errors\n  = help: error\n警告：甲";
        assert_eq!(paint(text, false), text);
        let red = "\u{1b}[1;31merror[place::x]\u{1b}[0m: errors";
        assert_eq!(
            paint(text, true),
            format!("{red}\n  = help: error\n\u{1b}[1;33m警告\u{1b}[0m：甲")
        );
        assert_eq!(paint("errors are told", true), "errors are told");
    }
}
