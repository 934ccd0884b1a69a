//! The nearest valid word: "did you mean".

/// Longer words than this are not compared: no valid word is so long.
const LONGEST: usize = 80;

/// The candidate nearest to a word, if one is near enough to be meant.
///
/// Case, hyphens and underscores do not count; a candidate whose last part (`split.discretionary`) is
/// the word, or one that begins like it (`one_stop_services`), counts as near. Of equally near ones the first in the alphabet is taken.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let word = plain(word);
    let length = word.chars().count();
    if length == 0 || length > LONGEST {
        return None;
    }
    let near_enough = (length / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= 2 * LONGEST)
        .map(|candidate| (distance(&word, candidate), candidate))
        .filter(|&(distance, _)| distance <= near_enough)
        .min()
        .map(|(_, candidate)| candidate.to_owned())
}

fn plain(word: &str) -> String {
    word.trim().to_lowercase().replace(['-', ' '], "_")
}

fn distance(word: &str, candidate: &str) -> usize {
    let candidate = plain(candidate);
    let last = candidate.rsplit('.').next().unwrap_or(&candidate);
    let part = if last.len() < candidate.len() {
        1 + strsim::osa_distance(word, last)
    } else {
        usize::MAX
    };
    let begins = candidate.len() > 3 && word.starts_with(&*candidate)
        || word.len() > 3 && candidate.starts_with(word);
    let begun = if begins { 2 } else { usize::MAX };
    strsim::osa_distance(word, &candidate).min(part).min(begun)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_pen_is_understood() {
        let words = ["pay_ratio", "patience", "split.discretionary"];
        assert_eq!(nearest("pay_ration", words).as_deref(), Some("pay_ratio"));
        assert_eq!(nearest("Pay-Ratio", words).as_deref(), Some("pay_ratio"));
        assert_eq!(nearest("pay", ["pay_ratio"]), None);
        assert_eq!(nearest("pay_ratio_of_cadres", words).as_deref(), Some("pay_ratio"));
        assert_eq!(nearest("discretionary", words).as_deref(), Some("split.discretionary"));
    }

    #[test]
    fn a_word_far_from_all_others_has_no_nearest() {
        assert_eq!(nearest("weather", ["pay_ratio", "patience"]), None);
        assert_eq!(nearest("", ["a"]), None);
        assert_eq!(nearest(&"x".repeat(1_000_000), ["x"]), None);
    }
}
