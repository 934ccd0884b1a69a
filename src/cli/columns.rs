//! Rows of a terminal: cells of fixed width, each broken into lines.

use unicode_width::UnicodeWidthStr;

use words::wrap;

/// Columns of a terminal.
pub const TERMINAL: usize = 80;

/// Cells side by side, each in its width with a blank between; a first cell that is too long stands
/// in a line of its own.
pub fn row(cells: &[(&str, usize)]) -> String {
    let mut columns: Vec<(Vec<String>, usize)> =
        cells.iter().map(|&(text, width)| (wrap(text, width), width)).collect();
    let mut text = String::new();
    if let Some((first, width)) = columns.first_mut()
        && first.iter().any(|line| line.width() > *width)
    {
        text = format!("{}\n", first.join(" "));
        *first = vec![String::new()];
    }
    let height = columns.iter().map(|(lines, _)| lines.len()).max().unwrap_or(0);
    let lines = (0..height).map(|at| {
        let mut line = String::new();
        for (cell, width) in &columns {
            let part = cell.get(at).map_or("", String::as_str);
            line.push_str(part);
            line.push_str(&" ".repeat(width.saturating_sub(part.width()) + 1));
        }
        line.trim_end().to_owned()
    });
    text + &lines.collect::<Vec<_>>().join("\n")
}

/// A paragraph, its first line behind one indent and the others behind another.
pub fn paragraph(text: &str, first: &str, others: &str) -> String {
    let lines = wrap(text, TERMINAL - first.width().max(others.width()));
    let lines = lines.iter().enumerate().map(|(at, line)| {
        let indent = if at == 0 { first } else { others };
        format!("{indent}{line}")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A path cut at its beginning where it is too long.
pub fn tail(path: &str, columns: usize) -> String {
    if path.width() <= columns {
        return path.to_owned();
    }
    let mut cut = path;
    while cut.width() + 1 > columns {
        let mut letters = cut.chars();
        letters.next();
        cut = letters.as_str();
    }
    format!("…{cut}")
}

/// A name cut at its end where it is too long.
pub fn head(name: &str, columns: usize) -> String {
    if name.width() <= columns {
        return name.to_owned();
    }
    let mut cut = name;
    while cut.width() + 1 > columns {
        let mut letters = cut.chars();
        letters.next_back();
        cut = letters.as_str();
    }
    format!("{cut}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_keep_their_columns_in_both_scripts() {
        let text = row(&[("职责", 6), ("one two", 4), ("x", 1)]);
        assert_eq!(text, "职责   one  x\n       two");
        assert_eq!(row(&[("too-long-a-word", 4), ("x", 1)]), "too-long-a-word\n     x");
    }

    #[test]
    fn a_long_name_keeps_its_beginning() {
        assert_eq!(head("东乌珠穆沁旗", 9), "东乌珠穆…");
        assert_eq!(head("Saihan", 6), "Saihan");
    }

    #[test]
    fn a_long_path_keeps_its_end() {
        assert_eq!(tail("a/long/way/mine.toml", 12), "…y/mine.toml");
        assert_eq!(tail("mine.toml", 12), "mine.toml");
    }
}
