//! How much memory a run takes, told before it takes it: a stranger's table may ask for billions of people.

use crate::place::Place;
use crate::quantity::{Language, grouped};

/// Bytes that an adult takes: columns, reference group, and what grows while a month is worked out. An estimate:
/// the bench of scale measured 77 to 82 bytes a resident at the end of a run.
const ADULT: u64 = 150;

/// Bytes that a community takes besides its adults, and an area in what is observed: an estimate.
const COMMUNITY: u64 = 12_000;

/// Beyond it nobody is served by an attempt, however large the machine: ten times the adults of the region.
const MOST_ADULTS: u64 = 200_000_000;

/// Bytes that one run of a place takes.
pub fn estimate(place: &Place) -> u64 {
    20_000_000 + ADULT * place.adults() + COMMUNITY * place.communities.len() as u64
}

/// What a check tells of it.
pub fn told(place: &Place, language: Language) -> String {
    let megabytes = estimate(place).div_ceil(1_000_000);
    match language {
        Language::En => format!("A run takes about {} MB of memory.", grouped(megabytes)),
        Language::Zh => format!("每次运行约需 {} MB 内存。", grouped(megabytes)),
    }
}

/// Why a place cannot be run on this machine; nothing where it can, or the machine does not tell.
pub fn refusal(place: &Place, language: Language) -> Option<String> {
    let needed = estimate(place);
    let there = available();
    if place.adults() <= MOST_ADULTS && there.is_none_or(|there| needed <= there) {
        return None;
    }
    let adults = grouped(place.adults());
    let [needed, there] = [needed, there.unwrap_or(0)].map(|bytes| grouped(bytes / 1_000_000));
    Some(match language {
        Language::En => format!(
            "error: the place has {adults} adults: it takes about {needed} MB of memory, of which this \
             machine has {there} left\n  take fewer adults or communities, or a larger machine"
        ),
        Language::Zh => format!(
            "错误：该地区有 {adults} 名成年人，约需 {needed} MB 内存，本机可用 {there} MB\n  \
             请减少成年人或社区，或换用内存更大的机器"
        ),
    })
}

/// Bytes that programs may still take, where the system tells (Linux).
fn available() -> Option<u64> {
    let told = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = told.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes.saturating_mul(1024))
}
