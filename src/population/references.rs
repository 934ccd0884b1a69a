//! Reference groups: whom a resident looks at (model sections 4 and 5.10).

use crate::random::{Luck, Process, unit32};
use crate::world::resident::{NOBODY, References, Traits};

/// Those present, listed by id: all of them are the rows themselves; locals and migrants are listed.
#[derive(Debug, Default)]
pub struct Present {
    count: usize,
    /// Rows of locals and of migrants.
    by_status: [Vec<u16>; 2],
    /// Place of a row in the list of its status.
    rank: Vec<u16>,
}

impl Present {
    /// Lists the residents of a community, in place of whatever was listed before.
    pub fn list(&mut self, traits: &[Traits]) {
        self.count = traits.len();
        self.rank.resize(traits.len(), 0);
        let [locals, migrants] = &mut self.by_status;
        locals.resize(traits.len(), 0);
        migrants.resize(traits.len(), 0);
        // Every row is written to both lists and counted in its own: no branch on status.
        let mut counts = [0_u16; 2];
        for (row, (traits, rank)) in traits.iter().zip(&mut self.rank).enumerate() {
            let migrant = u16::from(traits.is_migrant());
            let places = counts;
            locals[usize::from(places[0])] = row as u16;
            migrants[usize::from(places[1])] = row as u16;
            *rank = if migrant == 1 { places[1] } else { places[0] };
            counts = [places[0] + 1 - migrant, places[1] + migrant];
        }
        locals.truncate(usize::from(counts[0]));
        migrants.truncate(usize::from(counts[1]));
    }

    /// Draws somebody for the place of `row`: from the own status group with probability
    /// `homophily`, else (and if nobody is left there) from the whole community; never the resident
    /// or somebody already in the group.
    fn draw(
        &self,
        traits: &[Traits],
        row: u16,
        group: &[u16],
        homophily: f32,
        words: (u32, u32),
    ) -> Option<u16> {
        let status = traits[usize::from(row)].is_migrant();
        if unit32(words.0) < homophily {
            let mut taken = Taken::with(self.rank[usize::from(row)]);
            for &member in group.iter().filter(|&&member| member != NOBODY) {
                let at = usize::from(member);
                taken.add(self.rank[at], traits[at].is_migrant() == status);
            }
            let own = &self.by_status[usize::from(status)];
            if let Some(place) = pick(own.len(), taken.places(), words.1) {
                return Some(own[usize::from(place)]);
            }
        }
        let mut taken = Taken::with(row);
        for &member in group {
            taken.add(member, member != NOBODY);
        }
        pick(self.count, taken.places(), words.1)
    }
}

/// Places of a list that may not be drawn.
struct Taken {
    places: [u16; MOST_MEMBERS + 1],
    count: usize,
}

impl Taken {
    fn with(place: u16) -> Self {
        let mut taken = Self { places: [0; MOST_MEMBERS + 1], count: 0 };
        taken.add(place, true);
        taken
    }

    /// Adds a place, or not: written in any case, so that there is no branch.
    fn add(&mut self, place: u16, whether: bool) {
        self.places[self.count] = place;
        self.count += usize::from(whether);
    }

    fn places(&self) -> &[u16] {
        &self.places[..self.count]
    }
}

/// The ⌊u·n⌋-th of the n places from 0 to `count` − 1 that are not `taken`.
fn pick(count: usize, taken: &[u16], word: u32) -> Option<u16> {
    let free = count.checked_sub(taken.len()).filter(|&free| free > 0)?;
    let first = ((u64::from(word) * free as u64) >> 32) as u16;
    // The place that has as many taken places below it as it lies above `first`: reached from below.
    let mut place = first;
    loop {
        let below = taken.iter().map(|&other| u16::from(other <= place)).sum::<u16>();
        if first + below == place {
            return Some(place);
        }
        place = first + below;
    }
}

/// The most places in a reference group.
pub const MOST_MEMBERS: usize = 64;

/// Fills the empty places of some rows' groups, in their order; a place that nobody can fill stays
/// empty and is tried again each month.
pub fn fill_places(
    references: &mut References,
    rows: impl Iterator<Item = u16>,
    present: &Present,
    residents: (&[u32], &[Traits]),
    homophily: f32,
    (luck, month): (Luck, u32),
) {
    let (ids, traits) = residents;
    let size = references.size;
    for row in rows {
        let start = usize::from(row) * size;
        let mut block = [0; 4];
        let mut drawn = usize::MAX;
        for place in 0..size {
            if references.rows[start + place] != NOBODY {
                continue;
            }
            // A block serves two places.
            if drawn != place / 2 {
                drawn = place / 2;
                block =
                    luck.block_of(Process::Reference, month, ids[usize::from(row)], drawn as u32);
            }
            let words = if place % 2 == 0 { (block[0], block[1]) } else { (block[2], block[3]) };
            let group = &references.rows[start..start + size];
            match present.draw(traits, row, group, homophily, words) {
                Some(member) => references.rows[start + place] = member,
                None => references.gaps = true,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Education;

    fn groups(n: usize, migrants: usize, size: usize, homophily: f32) -> (References, Vec<Traits>) {
        let traits: Vec<Traits> =
            (0..n).map(|row| Traits::new(Education::Basic, row < migrants)).collect();
        let ids: Vec<u32> = (0..n as u32).collect();
        let mut references = References { size, rows: vec![NOBODY; n * size], gaps: false };
        let mut present = Present::default();
        present.list(&traits);
        let luck = Luck::of_seed(5).of("a");
        fill_places(&mut references, 0..n as u16, &present, (&ids, &traits), homophily, (luck, 0));
        (references, traits)
    }

    #[test]
    fn members_are_others_and_distinct() {
        let (references, _) = groups(40, 12, 8, 0.6);
        assert!(!references.gaps);
        for (row, group) in references.rows.chunks(8).enumerate() {
            let mut members = group.to_vec();
            members.sort_unstable();
            members.dedup();
            assert_eq!(members.len(), 8);
            assert!(!members.contains(&(row as u16)));
        }
    }

    #[test]
    fn a_small_community_is_everybody_s_group_and_the_rest_stays_empty() {
        let (references, _) = groups(4, 1, 8, 0.6);
        assert!(references.gaps);
        for group in references.rows.chunks(8) {
            assert_eq!(group.iter().filter(|&&member| member != NOBODY).count(), 3);
        }
    }

    #[test]
    fn homophily_is_the_share_drawn_from_the_own_group_beyond_chance() {
        let (references, traits) = groups(2_000, 600, 8, 0.6);
        let mut own = 0;
        for (row, group) in references.rows.chunks(8).enumerate().skip(600) {
            own +=
                group.iter().filter(|&&member| traits[usize::from(member)] == traits[row]).count();
        }
        // .6 + .4 x .7 = .88 of 11,200 places; five standard errors are .0154.
        let share = own as f64 / 11_200.0;
        assert!((share - 0.88).abs() < 0.0154, "{share}");
    }

    #[test]
    fn the_pick_skips_what_is_taken() {
        assert_eq!(pick(5, &[1, 0], 0), Some(2));
        assert_eq!(pick(5, &[4, 0], u32::MAX), Some(3));
        assert_eq!(pick(2, &[1, 0], 9), None);
        // Word by word, the free places of 0 to 6 in their order.
        for (nth, place) in [0, 3, 4, 6].into_iter().enumerate() {
            assert_eq!(pick(7, &[5, 1, 2], (nth as u32) << 30), Some(place));
        }
    }
}
