//! Scenarios and places that are part of the program, so that it works in any folder.

/// Names and texts of the files of a folder.
macro_rules! files {
    ($folder:literal, $end:literal: $($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../../scenarios/", $folder, $name, $end)))),*]
    };
}

const SCENARIOS: &[(&str, &str)] = files![
    "", ".toml":
    "adequate-funding"
    "baseline"
    "campaign-surge"
    "clear-functions"
    "co-governance"
    "comprehensive"
    "comprehensive-funded"
    "east-ujimqin"
    "governance-training"
    "migrant-inclusion"
    "one-stop-services"
    "pilot-rollout"
    "poor-county"
    "population-loss"
    "professional-team"
    "revenue-shock"
    "saihan"
];

const TARGETS: &[(&str, &str)] = files!["targets/", ".toml": "inner-mongolia"];

const WORLDS: &[(&str, &str)] = files!["worlds/", ".csv": "plausible"];

const PLACES: &[(&str, &str)] = files!["places/", ".csv": "east-ujimqin" "saihan"];

/// Names and texts of the shipped scenarios, by name.
pub fn shipped() -> &'static [(&'static str, &'static str)] {
    SCENARIOS
}

/// Names and tables of the shipped places, by name.
pub fn shipped_places() -> &'static [(&'static str, &'static str)] {
    PLACES
}

/// Names and texts of the shipped files of targets, by name.
pub(crate) fn shipped_targets() -> &'static [(&'static str, &'static str)] {
    TARGETS
}

/// Names and tables of the shipped worlds, by name.
pub fn shipped_worlds() -> &'static [(&'static str, &'static str)] {
    WORLDS
}

/// A shipped scenario by name, with or without `.toml`.
pub(super) fn scenario(word: &str) -> Option<(&'static str, &'static str)> {
    find(SCENARIOS, word.strip_suffix(".toml").unwrap_or(word))
}

/// A shipped place by name or as a path (`places/saihan.csv`).
pub(super) fn place(word: &str) -> Option<(&'static str, &'static str)> {
    let word = word.strip_prefix("places/").unwrap_or(word);
    find(PLACES, word.strip_suffix(".csv").unwrap_or(word))
}

fn find(
    files: &[(&'static str, &'static str)],
    name: &str,
) -> Option<(&'static str, &'static str)> {
    files.iter().copied().find(|(known, _)| *known == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_files_are_found_by_name_and_by_file_name() {
        for &(name, text) in shipped() {
            assert_eq!(scenario(&format!("{name}.toml")), Some((name, text)));
        }
        assert_eq!(place("places/saihan.csv"), place("saihan"));
        assert!(place("saihan").is_some());
    }

    #[test]
    fn shipped_files_stand_in_the_order_of_the_alphabet() {
        for files in [SCENARIOS, PLACES] {
            assert!(files.windows(2).all(|pair| pair[0].0 < pair[1].0));
        }
    }
}
