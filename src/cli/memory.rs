//! How much memory a run takes, told before it takes it: a stranger's table may ask for billions of people.

use crate::place::Place;
use crate::quantity::{Language, grouped};
use words::say;

/// Bytes that a program takes of itself, with the values of some thousand seeds.
const ITSELF: u64 = 20_000_000;

/// Bytes that an adult takes in one world. Measured at the peak of a run: 67 in the region, 62 in an invented place of
/// a million.
const ADULT: u64 = 80;

/// Bytes that a community takes besides its adults, where each is observed. Measured with 20,000 communities of one
/// adult: 8,900; 4,200 where they are not.
const COMMUNITY: u64 = 9_000;

/// The same in a comparison: two worlds at once, and the lives of their residents, which are kept of each scenario
/// until the baseline's end. Measured in the place of a million: 278 with two scenarios, 313 with four.
const ADULT_COMPARED: u64 = 250;
const ADULT_OF_SCENARIO: u64 = 20;

/// Bytes that a community takes for each scenario of a comparison. Measured with 20,000 communities and two: 10,700.
const COMMUNITY_COMPARED: u64 = 11_000;

/// Beyond it nobody is served by an attempt, however large the machine: ten times the adults of the region.
const MOST_ADULTS: u64 = 200_000_000;

/// Bytes that one seed of a place takes: of a run, or of a comparison of so many scenarios.
pub fn estimate(place: &Place, scenarios: usize) -> u64 {
    let (adults, communities) = (place.adults(), place.communities.len() as u64);
    let scenarios = scenarios as u64;
    let [adult, community] = match scenarios {
        0 | 1 => [ADULT, COMMUNITY],
        more => [ADULT_COMPARED + ADULT_OF_SCENARIO * more, COMMUNITY_COMPARED * more],
    };
    ITSELF + adult * adults + community * communities
}

/// What a check tells of it.
pub fn told(place: &Place, language: Language) -> String {
    let megabytes = |scenarios| grouped(estimate(place, scenarios).div_ceil(1_000_000));
    let [run, compared] = [1, 2].map(megabytes);
    say!(
        en "A run takes about {run} MB of memory, a comparison with it about {compared} MB, for each seed at a time."
        zh "每个同时运行的种子约需 {run} MB 内存，与之比较时约需 {compared} MB。"
    ).pick(language)
}

/// Why a place cannot be run on this machine, or so many scenarios not be compared; nothing where they can, or the
/// machine does not tell.
pub fn refusal(place: &Place, scenarios: usize, language: Language) -> Option<String> {
    let needed = estimate(place, scenarios);
    let there = available();
    if place.adults() <= MOST_ADULTS && there.is_none_or(|there| needed <= there) {
        return None;
    }
    let adults = grouped(place.adults());
    let [needed, there] = [needed, there.unwrap_or(0)].map(|bytes| grouped(bytes / 1_000_000));
    Some(say!(
        en "error: the place has {adults} adults: it takes about {needed} MB of memory, of which this \
             machine has {there} left\n  take fewer adults or communities, or a larger machine"
        zh "错误：该地区有 {adults} 名成年人，约需 {needed} MB 内存，本机可用 {there} MB\n  \
             请减少成年人或社区，或换用内存更大的机器"
    ).pick(language))
}

/// Bytes that programs may still take, where the system tells (Linux).
fn available() -> Option<u64> {
    let told = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = told.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes.saturating_mul(1024))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Scenario;

    #[test]
    fn a_comparison_takes_more_than_a_run_and_each_scenario_more() {
        let place = Place::clone(&Scenario::baseline().place);
        let all = [1, 2, 3].map(|scenarios| estimate(&place, scenarios));
        assert!(all[0] < all[1] && all[1] < all[2], "{all:?}");
    }

    #[test]
    fn a_place_of_more_people_than_a_machine_may_hold_is_refused_with_its_number() {
        let mut place = Place::clone(&Scenario::baseline().place);
        let row = place.communities[0].clone();
        place.communities = vec![row; 4_000];
        for row in &mut place.communities {
            row.adults = 60_000;
        }
        let said = refusal(&place, 1, Language::En).unwrap_or_default();
        assert!(said.contains("240,000,000 adults"), "{said}");
    }
}
