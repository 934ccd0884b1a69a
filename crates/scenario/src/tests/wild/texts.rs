//! Scenario texts that nobody would write: built of right and wrong pieces, or shipped files spoilt.

use std::ops::RangeInclusive;

use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::shipped;
use model::quantity::Choice;
use model::setting::{Scope, SettingId};

/// Texts of some letters.
pub(super) fn text(
    letters: impl Strategy<Value = char>,
    length: RangeInclusive<usize>,
) -> impl Strategy<Value = String> {
    prop::collection::vec(letters, length).prop_map(String::from_iter)
}

/// One of some letters.
pub(super) fn letters(of: &'static str) -> impl Strategy<Value = char> {
    select(of.chars().collect::<Vec<_>>())
}

/// Letters that are hard to read or to show.
const STRANGE: &str = "\0\u{7}\u{1b}\u{7f}\u{85}\r\t\u{a0}\u{200b}\u{202e}\u{2066}\u{2028}\u{feff}\u{fffd}\u{e000}，：＝“”‘’（）［］｛｝。％０９　旗é\u{301}👩\u{200d}🌾\\\"'#=[]{}.,-+_";

/// Pieces of TOML, right and wrong.
const PIECES: [&str; 44] = [
    "schema = 1",
    "extends = \"baseline\"",
    "extends = \"mine.toml\"",
    "extends = \"\"",
    "[horizon]",
    "[place]",
    "[place.urban]",
    "[baseline]",
    "[baseline.split]",
    "[policy]",
    "[policy.split]",
    "[interventions.a]",
    "[interventions.\"一\"]",
    "[shocks.b]",
    "[[policy]]",
    "[interventions]",
    "\"\"\"",
    "'''",
    "}",
    "]",
    "{",
    "[",
    "= ",
    "#",
    "//",
    "true",
    "True",
    "nan",
    "-inf",
    "1e999",
    "9223372036854775808",
    "-0",
    "0x7f",
    "1_000",
    "50%",
    "1979-05-27T07:32:00Z",
    "{ urban = 1, rural = 0.5 }",
    "{ every = 3, share = 0.1 }",
    "[\"urban-1\", \"x\"]",
    "\\u0000",
    "\"\\uD800\"",
    "table = \"saihan\"",
    "table = \"p.csv\"",
    "a.b.c.d.e = 1",
];

/// The identifier of a setting, or a word like one.
fn word() -> impl Strategy<Value = String> {
    let ids: Vec<String> = SettingId::all().map(|id| id.setting().id.to_owned()).collect();
    prop_oneof![
        6 => select(ids),
        1 => select(vec!["split.discretionary", "one_stop", "revenue_per_adult", "distance", "seed"])
            .prop_map(str::to_owned),
        1 => text(letters("abcdefghijklmnopqrstuvwxyz_."), 1..=12),
        1 => text(any::<char>(), 0..=6),
    ]
}

/// A value, fitting or not.
fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => (0.0..2.0f64).prop_map(|number| number.to_string()),
        4 => (0..150u32).prop_map(|number| number.to_string()),
        1 => any::<f64>().prop_map(|number| format!("{number:?}")),
        1 => any::<i64>().prop_map(|number| number.to_string()),
        1 => any::<bool>().prop_map(|flag| flag.to_string()),
        1 => select(vec!["\"rural\"", "\"direct\"", "\"full\"", "\"need\"", "\"urban-1\""]).prop_map(str::to_owned),
        1 => (0.0..1.0f64, 0..9u32).prop_map(|(a, b)| format!("{{ urban = {a}, pastoral = {b} }}")),
        1 => (1..40u32, 0.0..0.5f64).prop_map(|(a, b)| format!("{{ every = {a}, share = {b} }}")),
        1 => select(PIECES.to_vec()).prop_map(str::to_owned),
        1 => text(any::<char>(), 0..=8).prop_map(|text| format!("{text:?}")),
        1 => text(letters(STRANGE), 0..=8),
        1 => (1..300usize).prop_map(|deep| format!("{}1{}", "[".repeat(deep), "]".repeat(deep))),
        1 => (1..300usize).prop_map(|deep| format!("{}1{}", "{a=".repeat(deep), "}".repeat(deep))),
    ]
}

/// A line of a scenario file: right, wrong, or nonsense.
fn line() -> impl Strategy<Value = String> {
    let key = select(vec![
        "from",
        "until",
        "share",
        "ramp",
        "zone",
        "waves",
        "value",
        "factor",
        "communities",
        "months",
        "burn_in",
        "table",
        "extends",
        "name",
        "summary",
        "adults",
        "migrant_share",
        "township_size",
        "every",
    ]);
    prop_oneof![
        4 => (word(), value()).prop_map(|(word, value)| format!("{word} = {value}")),
        4 => (key, value()).prop_map(|(key, value)| format!("{key} = {value}")),
        2 => word().prop_map(|word| format!("set = \"{word}\"")),
        3 => select(PIECES.to_vec()).prop_map(str::to_owned),
        1 => (word(), word()).prop_map(|(table, name)| format!("[{table}.{name}]")),
        1 => text(any::<char>(), 0..=20),
        1 => text(letters(STRANGE), 0..=20),
        1 => (1..300usize).prop_map(|deep| format!("{}a = 1", "a.".repeat(deep))),
    ]
}

/// A file of such lines.
pub(super) fn of_lines() -> impl Strategy<Value = String> {
    let lines = prop::collection::vec(line(), 0..14);
    let end = select(vec!["\n", "\n", "\n", "\r\n", "\r"]);
    (any::<bool>(), lines, end).prop_map(|(schema, lines, end)| {
        let begin = if schema { format!("schema = 1{end}") } else { String::new() };
        begin + &lines.join(end)
    })
}

/// A setting that may change, and a value of it as TOML, mostly one that is allowed.
pub(super) fn fitting() -> impl Strategy<Value = (SettingId, String)> {
    let ids: Vec<SettingId> =
        SettingId::all().filter(|id| id.setting().scope != Scope::Fixed).collect();
    (select(ids), 0.0..1.02f64).prop_map(|(id, place)| {
        let setting = id.setting();
        let (low, high) = setting.range;
        let number = low + place * (high - low).min(1e6);
        let value = match setting.choice {
            Choice::Real => format!("{number:?}"),
            Choice::Whole => format!("{number:.0}"),
            Choice::Flag => (place > 0.5).to_string(),
            Choice::Words(words) => format!("{:?}", words[number.round() as usize % words.len()]),
        };
        (id, value)
    })
}

/// Interventions and shocks that have all their parts, and mostly fit.
pub(super) fn of_changes() -> impl Strategy<Value = String> {
    let optional = |key: &'static str, value: BoxedStrategy<String>| {
        prop::option::weighted(0.3, value).prop_map(move |value| {
            value.map_or(String::new(), |value| format!("{key} = {value}\n"))
        })
    };
    let month = |low: u32, high: u32| (low..high).prop_map(|month| month.to_string()).boxed();
    let share = || (0.0..1.0f64).prop_map(|share| format!("{share:.2}")).boxed();
    let zone =
        select(vec!["\"urban\"", "\"rural\"", "\"pastoral\""]).prop_map(str::to_owned).boxed();
    let named =
        select(vec!["[\"urban-1\"]", "[\"rural-2\", \"urban-3\"]"]).prop_map(str::to_owned).boxed();
    let waves = (1..40u32, share())
        .prop_map(|(every, share)| format!("{{ every = {every}, share = {share} }}"));
    let parts = (
        optional("from", month(1, 90)),
        optional("until", month(80, 130)),
        optional("ramp", month(0, 30)),
        optional("share", share()),
        optional("zone", zone),
        optional("communities", named),
        optional("waves", waves.boxed()),
    );
    let one = (any::<bool>(), fitting(), prop::option::weighted(0.2, 0.0..2.0f64), parts).prop_map(
        |(shock, (id, value), factor, parts)| {
            let (from, until, ramp, share, zone, named, waves) = parts;
            // What is one for the county takes no target.
            let where_to = if id.setting().scope == Scope::County {
                String::new()
            } else {
                [share, zone, named, waves].concat()
            };
            let effect =
                factor.map_or(format!("value = {value}"), |factor| format!("factor = {factor:.2}"));
            let table = if shock { "shocks" } else { "interventions" };
            (
                table,
                format!("set = \"{}\"\n{effect}\n{from}{until}{ramp}{where_to}", id.setting().id),
            )
        },
    );
    prop::collection::vec(one, 1..5).prop_map(|changes| {
        let changes = changes.into_iter().enumerate();
        let changes = changes.map(|(at, (table, text))| format!("[{table}.c{at}]\n{text}"));
        changes.fold("schema = 1\n".to_owned(), |text, one| text + &one)
    })
}

/// What the command line sets, mostly fitting.
pub(super) fn of_set() -> impl Strategy<Value = Vec<String>> {
    let good = fitting().prop_map(|(id, value)| format!("policy.{}={value}", id.setting().id));
    let part = prop_oneof![
        fitting().prop_map(|(id, value)| format!("interventions.a.set=\"{}\"", id.setting().id)
            + "\u{0}interventions.a.value="
            + &value),
        (1..130u32).prop_map(|month| format!("interventions.a.from={month}")),
        (1..130u32).prop_map(|months| format!("horizon.months={months}")),
        (0..9u32).prop_map(|count| format!("place.urban.communities={count}")),
    ];
    let bad = prop_oneof![
        text(any::<char>(), 0..=30),
        (text(letters("abcdefghijklmnopqrstuvwxyz.\"' "), 0..=20), value())
            .prop_map(|(key, value)| format!("{key}={value}")),
        line(),
    ];
    let one = prop_oneof![6 => good, 3 => part, 1 => bad];
    prop::collection::vec(one, 1..5).prop_map(|lines| {
        lines.iter().flat_map(|line| line.split('\u{0}')).map(str::to_owned).collect()
    })
}

/// One way to spoil a text.
#[derive(Clone, Debug)]
pub(super) enum Spoil {
    /// Cut out letters.
    Cut(Index, usize),
    /// Put in letters.
    Put(Index, String),
    /// Put a piece in the place of letters.
    Replace(Index, usize, String),
    /// Repeat a line somewhere else.
    Repeat(Index, Index),
    /// Change all ends of lines.
    Ends(&'static str),
}

/// Ways to spoil a text.
pub(super) fn spoils() -> impl Strategy<Value = Vec<Spoil>> {
    let put = || {
        prop_oneof![
            text(letters(STRANGE), 1..=3),
            text(any::<char>(), 1..=6),
            select(PIECES.to_vec()).prop_map(|piece| format!("\n{piece}\n")),
            value(),
            Just("x".repeat(5_000)),
        ]
    };
    let one = prop_oneof![
        (any::<Index>(), 1..40usize).prop_map(|(at, length)| Spoil::Cut(at, length)),
        (any::<Index>(), put()).prop_map(|(at, put)| Spoil::Put(at, put)),
        (any::<Index>(), 1..12usize, put())
            .prop_map(|(at, length, put)| Spoil::Replace(at, length, put)),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Spoil::Repeat(from, to)),
        select(vec!["\r\n", "\r", "\n\n", " "]).prop_map(Spoil::Ends),
    ];
    prop::collection::vec(one, 1..5)
}

/// A text spoilt.
pub(super) fn spoilt(text: &str, spoils: &[Spoil]) -> String {
    spoils.iter().fold(text.to_owned(), |text, spoil| {
        let letters: Vec<char> = text.chars().collect();
        let splice = |at: &Index, length: usize, put: &str| {
            let at = at.index(letters.len() + 1);
            let after = &letters[(at + length).min(letters.len())..];
            letters[..at].iter().copied().chain(put.chars()).chain(after.iter().copied()).collect()
        };
        match spoil {
            Spoil::Cut(at, length) => splice(at, *length, ""),
            Spoil::Put(at, put) => splice(at, 0, put),
            Spoil::Replace(at, length, put) => splice(at, *length, put),
            Spoil::Repeat(from, to) => {
                let mut lines: Vec<&str> = text.split('\n').collect();
                let line = lines[from.index(lines.len())];
                lines.insert(to.index(lines.len() + 1), line);
                lines.join("\n")
            }
            Spoil::Ends(end) => text.replace('\n', end),
        }
    })
}

/// A shipped file spoilt.
pub(super) fn of_shipped() -> impl Strategy<Value = String> {
    (any::<Index>(), spoils())
        .prop_map(|(which, spoils)| spoilt(shipped()[which.index(shipped().len())].1, &spoils))
}

/// Words that name a parent or a table.
pub(super) fn paths() -> impl Strategy<Value = String> {
    prop_oneof![
        select(vec![
            "baseline",
            "a.toml",
            "b.toml",
            "c",
            "./a.toml",
            "../a.toml",
            "a.toml/",
            "a.toml/b",
            ".",
            "..",
            "/",
            "",
            "/dev/null",
            "/dev/zero",
            "/proc/self/mem",
            "/nowhere/a.toml",
            "C:\\a.toml",
            "//a",
            "a\u{0}b",
            "p.csv",
            "saihan",
            "places/saihan.csv",
            "~/a.toml",
            "file:///a",
            "<shipped>/baseline.toml",
            "baseline.toml",
        ])
        .prop_map(str::to_owned),
        text(any::<char>(), 0..=12),
        (1..6_000usize).prop_map(|length| "a/".repeat(length)),
        (1..300usize).prop_map(|length| format!("{}a.toml", "./".repeat(length))),
    ]
}
