//! Generated pages are those of the registries.

use std::path::Path;

use cogov::reference;

fn is_current(name: &str, page: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    if std::env::var_os("COGOV_BLESS").is_some() {
        std::fs::write(&path, page).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == page, "docs/{name} is not current: run COGOV_BLESS=1 cargo test");
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
