//! Place tables that nobody would write: built of right and wrong cells, or shipped ones spoilt.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::texts::{letters, spoils, spoilt, text};
use crate::shipped_places;

const HEADER: &str = "code,county,township,community,zone,adults,migrant_share";

/// A cell, fitting or not.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => (0..400u32).prop_map(|number| number.to_string()),
        4 => select(vec!["C", "T", "A", "urban", "rural", "pastoral", "0.3", "0", "1"]).prop_map(str::to_owned),
        1 => select(vec![
            "", " ", "\"\"", "\"a,b\"", "\"a\nb\"", "\"a\"\"b\"", "\"", "a\"b", "'a'", "1e400", "-1", "65536", "NaN",
            "0x10", "１２", "30%", "3,000", "城镇", "\u{0}", "\u{feff}", "=1+1", "99999999999999999999",
        ])
        .prop_map(str::to_owned),
        1 => any::<f64>().prop_map(|number| number.to_string()),
        1 => text(any::<char>(), 0..=6),
        1 => text(letters(",\"\n\r;\t '"), 0..=4),
        1 => (1..3_000usize).prop_map(|length| "x".repeat(length)),
    ]
}

/// A row that has what a row needs, but for a cell here and there.
fn row() -> impl Strategy<Value = String> {
    let right = (0..40u32, 0..3u32, 0..4u32, 0..3usize, 0..300u32, 0..=10u32).prop_map(
        |(code, county, township, zone, adults, share)| {
            let zone = ["urban", "rural", "pastoral"][zone];
            let cells = [
                code.to_string(),
                format!("C{county}"),
                format!("T{township}"),
                format!("A{code}"),
                zone.to_owned(),
                adults.to_string(),
                (f64::from(share) / 10.0).to_string(),
            ];
            cells.to_vec()
        },
    );
    let spoilt =
        (right, prop::option::of((any::<Index>(), cell()))).prop_map(|(mut cells, other)| {
            if let Some((at, cell)) = other {
                let at = at.index(cells.len());
                cells[at] = cell;
            }
            cells.join(",")
        });
    prop_oneof![
        6 => spoilt,
        1 => prop::collection::vec(cell(), 0..10).prop_map(|cells| cells.join(",")),
    ]
}

/// A header, right or wrong.
fn header() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => Just(HEADER.to_owned()),
        1 => Just(format!("\u{feff}{HEADER}")),
        1 => Just(HEADER.replace(',', ";")),
        1 => Just(format!("{HEADER},league,phone,name_zh")),
        1 => prop::collection::vec(cell(), 0..10).prop_map(|cells| cells.join(",")),
        1 => (1..1_500usize).prop_map(|count| format!("{HEADER}{}", ",x".repeat(count))),
        1 => any::<Index>().prop_map(|at| {
            let names: Vec<&str> = HEADER.split(',').collect();
            let at = at.index(names.len());
            [&names[..at], &names[at + 1..], &names[at..=at]].concat().join(",")
        }),
    ]
}

/// A table of such rows.
fn of_rows() -> impl Strategy<Value = Vec<u8>> {
    let end = select(vec!["\n", "\n", "\n", "\r\n", "\r", "\n\n"]);
    (header(), prop::collection::vec(row(), 0..8), end, any::<bool>()).prop_map(
        |(header, rows, end, last)| {
            let lines: Vec<String> = std::iter::once(header).chain(rows).collect();
            let mut text = lines.join(end);
            if last {
                text.push_str(end);
            }
            text.into_bytes()
        },
    )
}

/// A shipped table spoilt.
fn of_shipped() -> impl Strategy<Value = Vec<u8>> {
    (any::<Index>(), spoils()).prop_map(|(which, spoils)| {
        let (_, text) = shipped_places()[which.index(shipped_places().len())];
        // Twenty rows are as good as all.
        let text: Vec<&str> = text.lines().take(20).collect();
        spoilt(&text.join("\n"), &spoils).into_bytes()
    })
}

/// Tables, some of them with bytes that are no text.
pub(super) fn tables() -> impl Strategy<Value = Vec<u8>> {
    let broken = (of_rows(), any::<Index>(), any::<u8>()).prop_map(|(mut bytes, at, byte)| {
        bytes.insert(at.index(bytes.len() + 1), byte);
        bytes
    });
    prop_oneof![
        6 => of_rows(),
        3 => of_shipped(),
        1 => broken,
        1 => prop::collection::vec(any::<u8>(), 0..60),
    ]
}
