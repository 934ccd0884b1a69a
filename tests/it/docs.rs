//! Generated pages are those of the registries.

use std::path::Path;

use cogov::formula::{Formula, formulas};
use cogov::output::columns_page;
use cogov::reference;
use cogov::setting::PROGRAMMES;

fn is_current(name: &str, page: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    if std::env::var_os("COGOV_BLESS").is_some() {
        std::fs::write(&path, page).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == page,
        "docs/{name} is not current: run COGOV_BLESS=1 cargo test --test it docs::"
    );
}

/// The part of a page between `<!-- made: NAME -->` and the next `<!-- end -->`.
fn part_is_current(page: &str, name: &str, part: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
    let text = std::fs::read_to_string(&path).unwrap();
    let begin = format!("<!-- made: {name} -->\n");
    let from = text.find(&begin).unwrap() + begin.len();
    let to = from + text[from..].find("<!-- end -->").unwrap();
    if std::env::var_os("COGOV_BLESS").is_some() {
        std::fs::write(&path, [&text[..from], part, &text[to..]].concat()).unwrap();
        return;
    }
    assert!(
        &text[from..to] == part,
        "{page} is not current: run COGOV_BLESS=1 cargo test --test it docs::"
    );
}

#[test]
fn the_tables_of_the_page_of_places_are_current() {
    part_is_current("docs/places.md", "columns", &reference::place_columns());
    part_is_current("docs/places.md", "quantiles", &reference::region_quantiles());
}

#[test]
fn the_programmes_of_the_glossary_are_those_of_the_registry() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/glossary.md");
    let mut page = std::fs::read_to_string(path).unwrap();
    let levers: Vec<&str> = PROGRAMMES.iter().map(|programme| programme.lever).collect();
    for (place, comma) in [("programmes", ", "), ("programmes-zh", "、")] {
        let begin = format!("<span id=\"{place}\">");
        let from = page.find(&begin).unwrap() + begin.len();
        let to = from + page[from..].find("</span>").unwrap();
        page.replace_range(from..to, &levers.join(comma));
    }
    is_current("glossary.md", &page);
}

/// The page with the text of each formula between `<span id="formula-NAME">` and `</span>`; a formula without
/// such a place is part of the text of another.
fn with_formulas(page: &str) -> String {
    let plain = |text: &str| text.replace('×', "x");
    let mut page = page.to_owned();
    for formula in formulas() {
        let letters = formula.name.en.to_lowercase();
        let words = letters.split(|c: char| !c.is_ascii_alphanumeric());
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let begin = format!("<span id=\"formula-{}\">", words.join("-"));
        let text = plain(formula.text.en);
        let Some(from) = page.find(&begin).map(|at| at + begin.len()) else {
            let part = |other: &Formula| {
                other.text.en != formula.text.en && plain(other.text.en).contains(&text)
            };
            assert!(formulas().any(part), "docs/odd.md: no place for a formula: {begin}</span>");
            continue;
        };
        let to = from + page[from..].find("</span>").unwrap();
        page.replace_range(from..to, &text);
    }
    page
}

#[test]
fn the_formulas_of_the_odd_page_are_those_of_the_registry() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/odd.md");
    is_current("odd.md", &with_formulas(&std::fs::read_to_string(path).unwrap()));
}

#[test]
fn the_columns_of_a_comparison_in_the_page_of_results_are_current() {
    part_is_current("output/README.md", "comparison", &columns_page());
}

#[test]
fn the_page_of_levers_is_current() {
    is_current("levers.md", &reference::levers());
}

#[test]
fn the_page_of_parameters_is_current() {
    is_current("parameters.md", &reference::parameters());
}

#[test]
fn the_page_of_metrics_is_current() {
    is_current("metrics.md", &reference::metrics());
}
