//! From the words of a reader to what they ask for.

use super::{Kind, Subject, subjects};
use crate::metric::{MAIN, METRICS};
use crate::quantity::{Language, Text};

/// What a word leads to.
#[derive(Clone, Debug)]
pub enum Answer {
    /// One subject.
    One(Subject),
    /// Everything of a kind or group.
    All(Group),
    /// Several things of the name.
    Several(Vec<Hit>),
    /// Nothing of the name; in whose names or meanings it occurs.
    Inside(Vec<Subject>),
    /// Nothing of the name; what is near.
    Nothing(Vec<Subject>),
}

/// One of several things of a name.
#[derive(Clone, Copy, Debug)]
pub enum Hit {
    /// A subject.
    One(Subject),
    /// A group.
    All(Group),
}

/// The subjects of a kind, or of a group of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// The kind.
    pub kind: Kind,
    /// The group, where it is not the whole kind.
    pub name: Option<Text>,
}

impl Group {
    /// Its subjects, in the order of the registry.
    pub fn subjects(self) -> Vec<Subject> {
        let is_in = |subject: &Subject| {
            subject.kind() == self.kind
                && self.name.is_none_or(|name| subject.group() == Some(name))
        };
        subjects().into_iter().filter(is_in).collect()
    }
}

/// The kinds, each with its groups: what there is to ask for.
pub fn overview() -> Vec<(Kind, Vec<Group>)> {
    let all = subjects();
    let groups = |kind| {
        let mut groups: Vec<Group> = Vec::new();
        let own = all.iter().filter(|subject| subject.kind() == kind);
        for name in own.filter_map(|subject| subject.group()) {
            if groups.iter().all(|group| group.name != Some(name)) {
                groups.push(Group { kind, name: Some(name) });
            }
        }
        groups
    };
    Kind::ALL.into_iter().map(|kind| (kind, groups(kind))).collect()
}

/// What words ask for: a name, or a kind and a name of it.
pub fn answer(words: &str) -> Answer {
    let plain = plain(words);
    match hits(&plain, None).as_slice() {
        [] => {}
        [Hit::One(subject)] => return Answer::One(*subject),
        [Hit::All(group)] => return Answer::All(*group),
        several => return Answer::Several(several.to_vec()),
    }
    if let Some((first, rest)) = plain.split_once('_')
        && let Some(kind) = kind_of(first)
    {
        match hits(rest, Some(kind)).as_slice() {
            [] => {}
            [Hit::One(subject), ..] => return Answer::One(*subject),
            [Hit::All(group), ..] => return Answer::All(*group),
        }
    }
    let near = near(&plain);
    let inside: Vec<Subject> =
        near.iter().copied().filter(|&subject| is_inside(&plain, subject)).collect();
    if inside.is_empty() { Answer::Nothing(near) } else { Answer::Inside(inside) }
}

/// Metrics that a word may mean, the nearest first.
pub fn near_metrics(word: &str) -> Vec<usize> {
    let word = plain(word);
    let is_metric = |subject: Subject| match subject {
        Subject::Metric(at) => Some(at),
        _ => None,
    };
    all_near(&word).into_iter().filter_map(is_metric).collect()
}

/// Case, hyphens, underscores and blanks do not count.
fn plain(words: &str) -> String {
    let lower = words.trim().to_lowercase();
    lower.split([' ', '-', '_']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("_")
}

/// The kind of a word, of one or many.
fn kind_of(word: &str) -> Option<Kind> {
    if ["scenario", "scenarios"].contains(&word) {
        return Some(Kind::Package);
    }
    Kind::ALL.into_iter().find(|kind| {
        let one = kind.one();
        [kind.many(), one.en, one.zh].contains(&word)
    })
}

/// Everything of a name: an identifier goes before names, and words of the glossary come last, since
/// most of them name what has an entry.
fn hits(word: &str, kind: Option<Kind>) -> Vec<Hit> {
    if kind.is_none()
        && let Some(kind) = kind_of(word)
    {
        return vec![Hit::All(Group { kind, name: None })];
    }
    let is_wanted = |own: Kind| kind.is_none_or(|kind| kind == own);
    let all: Vec<Subject> =
        subjects().into_iter().filter(|subject| is_wanted(subject.kind())).collect();
    let is_term = |subject: &Subject| subject.kind() == Kind::Term;
    let by_id = all.iter().filter(|it| !is_term(it) && plain(it.id()) == word);
    let mut hits: Vec<Hit> = by_id.copied().map(Hit::One).collect();
    if !hits.is_empty() {
        return hits;
    }
    let is_name = |name: Text| [name.en, name.zh].iter().any(|name| plain(name) == word);
    let (terms, entries): (Vec<Subject>, Vec<Subject>) =
        all.into_iter().filter(|it| it.names().any(is_name)).partition(is_term);
    hits.extend(entries.into_iter().map(Hit::One));
    let groups = overview().into_iter().flat_map(|(_, groups)| groups);
    let groups = groups.filter(|group| is_wanted(group.kind) && group.name.is_some_and(is_name));
    hits.extend(groups.map(Hit::All));
    if hits.is_empty() {
        hits.extend(terms.into_iter().map(Hit::One));
    }
    hits
}

/// Other things that have the identifier or the name of a subject.
pub fn namesakes(subject: Subject) -> Vec<Hit> {
    let name = subject.name();
    let words = [subject.id(), name.en, name.zh].map(plain);
    let is_namesake = |id: &str, name: Text| {
        [id, name.en, name.zh].iter().any(|word| !word.is_empty() && words.contains(&plain(word)))
    };
    let is_same = |other: &Subject| other.kind() == subject.kind() && other.id() == subject.id();
    let mut found: Vec<Hit> = subjects()
        .into_iter()
        .filter(|other| !is_same(other) && is_namesake(other.id(), other.name()))
        .map(Hit::One)
        .collect();
    let groups = overview().into_iter().flat_map(|(_, groups)| groups);
    let groups = groups.filter(|group| group.name.is_some_and(|name| is_namesake("", name)));
    found.extend(groups.map(Hit::All));
    found
}

/// Near subjects that are named, at most.
const MOST_NEAR: usize = 10;
/// Longer words are like no name.
const LONGEST: usize = 60;

/// Subjects whose name is like a word, or has it in it; then those whose meaning has it.
fn near(word: &str) -> Vec<Subject> {
    let mut found = all_near(word);
    found.truncate(MOST_NEAR);
    found
}

fn all_near(word: &str) -> Vec<Subject> {
    let length = word.chars().count();
    if length == 0 || length > LONGEST {
        return Vec::new();
    }
    let all = subjects().into_iter().filter(|subject| subject.kind() != Kind::Evidence);
    let mut found: Vec<(usize, usize, Subject)> = all
        .enumerate()
        .filter_map(|(at, subject)| Some((distance(word, subject)?, at, subject)))
        .collect();
    // One of the main outcomes first: they are what people ask for.
    let is_main = |subject: Subject| MAIN.iter().any(|&at| METRICS[at].id == subject.id());
    found.sort_by_key(|&(distance, at, subject)| (distance, !is_main(subject), at));
    found.into_iter().map(|(_, _, subject)| subject).collect()
}

/// How far a subject is from a word; none where it has nothing to do with it.
fn distance(word: &str, subject: Subject) -> Option<usize> {
    let length = word.chars().count();
    let name = subject.name();
    let names = [subject.id(), name.en, name.zh].map(plain);
    let slip = names.iter().map(|name| strsim::osa_distance(word, name)).min();
    let slip = slip.filter(|&slip| slip <= (length / 3).max(1) && slip < length);
    let inside = is_in_name(word, subject).then_some(2);
    let told = is_in_meaning(word, subject).then_some(LONGEST);
    [slip, inside, told].into_iter().flatten().min()
}

/// Whether a word occurs in the name or the meaning of a subject.
fn is_inside(word: &str, subject: Subject) -> bool {
    is_in_name(word, subject) || is_in_meaning(word, subject)
}

/// One Chinese character says as much as three letters.
fn says_enough(word: &str) -> bool {
    word.chars().count() >= 3 || !word.is_ascii()
}

fn is_in_name(word: &str, subject: Subject) -> bool {
    let names = subject.names().flat_map(|name| [name.en, name.zh]);
    let mut names = std::iter::once(subject.id()).chain(names).map(plain);
    says_enough(word) && names.any(|name| name.contains(word))
}

fn is_in_meaning(word: &str, subject: Subject) -> bool {
    let tells = |language| plain(&subject.meaning(language)).contains(word);
    let is_long = word.chars().count() > 1;
    says_enough(word) && is_long && [Language::En, Language::Zh].into_iter().any(tells)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metric::METRICS;

    fn id(words: &str) -> &'static str {
        match answer(words) {
            Answer::One(subject) => subject.id(),
            other => panic!("{words}: {other:?}"),
        }
    }

    #[test]
    fn an_entry_is_found_by_identifier_and_by_name_in_both_languages() {
        for words in ["pay_ratio", "Pay-Ratio", "pay ratio", "薪酬比", "lever pay_ratio"] {
            assert_eq!(id(words), "pay_ratio", "{words}");
        }
        assert_eq!(id("urban"), "urban");
        assert_eq!(id("t8"), "T8");
        assert_eq!(id("burn-in"), "burn_in");
        assert_eq!(id("pilot"), "pilot");
        assert_eq!(id("comprehensive"), "comprehensive");
    }

    #[test]
    fn kinds_and_groups_are_listed() {
        assert!(matches!(answer("scenarios"), Answer::All(Group { kind: Kind::Package, .. })));
        assert!(matches!(answer("levers"), Answer::All(Group { kind: Kind::Lever, name: None })));
        assert!(matches!(answer("指标"), Answer::All(Group { kind: Kind::Metric, name: None })));
        let Answer::All(group) = answer("inclusion of migrants") else { panic!() };
        assert!(group.subjects().iter().any(|subject| subject.id() == "migrant_rights"));
    }

    #[test]
    fn things_of_one_name_are_told_apart_by_their_kind() {
        assert!(matches!(answer("adults"), Answer::Several(hits) if hits.len() >= 2));
        assert!(matches!(answer("metric adults"), Answer::One(Subject::Metric(_))));
        assert!(matches!(answer("parameter adults"), Answer::One(Subject::Setting(_))));
    }

    #[test]
    fn an_unknown_word_has_the_nearest_names() {
        let near = |words: &str| match answer(words) {
            Answer::Nothing(near) | Answer::Inside(near) => {
                near.iter().map(|subject| subject.id()).collect::<Vec<_>>()
            }
            other => panic!("{words}: {other:?}"),
        };
        assert_eq!(near("pay_ration")[0], "pay_ratio");
        assert!(near("乡镇留用").contains(&"retention"));
        assert!(matches!(answer("pay"), Answer::Inside(_)));
        assert!(matches!(answer("pay_ration"), Answer::Nothing(_)));
        let metric = |word: &str| near_metrics(word).first().map(|&at| METRICS[at].id);
        assert_eq!(metric("turnover"), Some("staff_turnover"));
        assert_eq!(metric("trsut"), Some("trust"));
        assert_eq!(metric("流失率"), Some("staff_turnover"));
        assert_eq!(metric("xyzzyx"), None);
        assert_eq!(near("xyzzyx"), [""; 0]);
        assert_eq!(near(&"x".repeat(100_000)), [""; 0]);
    }
}
