//! Text in lines of a width, Latin and Chinese.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Breaks a text into lines of at most a number of columns: at blanks, and between Chinese characters
/// but not before their punctuation. A word longer than a line stands alone.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for piece in pieces(text) {
        let Some(line) = lines.last_mut() else { break };
        let fits = line.width() + piece.trim_end().width() <= columns;
        if fits || line.is_empty() {
            line.push_str(piece);
        } else {
            lines.push(piece.to_owned());
        }
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

/// The pieces between which a line may break.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, letter) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, letter)) {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = Some(letter);
    }
    pieces.push(&text[start..]);
    pieces
}

fn may_break(before: char, after: char) -> bool {
    const NEVER_FIRST: &str = "，。；：、！？）》”%";
    const NEVER_LAST: &str = "（《“";
    let wide = |letter: char| letter.width() == Some(2);
    let at_blank = before == ' ' && after != ' ';
    at_blank
        || (wide(before) || wide(after))
            && after != ' '
            && !NEVER_FIRST.contains(after)
            && !NEVER_LAST.contains(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_blanks_and_between_chinese_characters() {
        assert_eq!(wrap("a few words here", 9), ["a few", "words", "here"]);
        assert_eq!(wrap("社区工作者，队伍", 11), ["社区工作", "者，队伍"]);
        assert_eq!(wrap("社区one工作者", 8), ["社区one", "工作者"]);
        assert_eq!(wrap("averylongword a", 5), ["averylongword", "a"]);
        assert_eq!(wrap("", 5), [""]);
    }
}
