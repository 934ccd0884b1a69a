//! Generated pages are those of the registries.

use std::path::Path;

use cogov::output::columns_page;
use cogov::reference;

fn is_current(name: &str, page: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    if std::env::var_os("COGOV_BLESS").is_some() {
        std::fs::write(&path, page).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == page, "docs/{name} is not current: run COGOV_BLESS=1 cargo test");
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
    assert!(&text[from..to] == part, "{page} is not current: run COGOV_BLESS=1 cargo test");
}

#[test]
fn the_tables_of_the_page_of_places_are_current() {
    part_is_current("docs/places.md", "columns", &reference::place_columns());
    part_is_current("docs/places.md", "quantiles", &reference::region_quantiles());
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
