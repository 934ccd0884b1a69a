//! Reference groups: whom a resident looks at (model sections 4 and 5.10).

use multiversion::multiversion;

use crate::random::{Luck, Process, unit32};
use crate::world::resident::{NOBODY, References, Traits};

/// The most places in a reference group.
pub(super) const MOST_MEMBERS: usize = 64;

/// Those present, listed by id: all of them are the rows themselves; locals and migrants are listed.
#[derive(Debug, Default)]
pub(crate) struct Present {
    count: usize,
    /// Rows of locals and of migrants.
    rows: [Vec<u16>; 2],
    /// Place of a row in the list of locals and in that of migrants; nobody where it is not listed.
    places: [Places; 2],
}

/// Place by row; nobody has none.
#[derive(Debug)]
struct Places(Box<[u16; 1 << 16]>);

impl Default for Places {
    fn default() -> Self {
        Self(Box::new([NOBODY; 1 << 16]))
    }
}

impl Present {
    /// Lists the residents of a community, in place of whatever was listed before.
    pub(crate) fn list(&mut self, traits: &[Traits]) {
        self.count = traits.len();
        let [locals, migrants] = &mut self.rows;
        let [local_places, migrant_places] = &mut self.places;
        locals.resize(traits.len(), 0);
        migrants.resize(traits.len(), 0);
        // Every row is written to both lists and counted in its own: no branch on status.
        let mut counts = [0_u16; 2];
        let places = local_places.0.iter_mut().zip(migrant_places.0.iter_mut());
        for (row, (traits, (local, migrant))) in traits.iter().zip(places).enumerate() {
            locals[usize::from(counts[0])] = row as u16;
            migrants[usize::from(counts[1])] = row as u16;
            // All bits for a migrant: `x | mask` is nobody or x.
            let mask = u16::from(traits.is_migrant()).wrapping_neg();
            *local = counts[0] | mask;
            *migrant = counts[1] | !mask;
            counts = [counts[0] + (!mask & 1), counts[1] + (mask & 1)];
        }
        locals.truncate(usize::from(counts[0]));
        migrants.truncate(usize::from(counts[1]));
    }

    /// Draws somebody for the place of `row`: from the own status group with probability
    /// `homophily`, else (and if nobody is left there) from the whole community; never the resident
    /// or somebody already in the group.
    #[inline(always)]
    fn draw(
        &self,
        migrant: bool,
        row: u16,
        group: &[u16],
        homophily: f32,
        words: (u32, u32),
    ) -> Option<u16> {
        let mut taken = [NOBODY; TAKEN];
        if unit32(words.0) < homophily {
            let (own, places) =
                (&self.rows[usize::from(migrant)], &self.places[usize::from(migrant)].0);
            taken[0] = places[usize::from(row)];
            for (taken, &member) in taken[1..].iter_mut().zip(group) {
                *taken = places[usize::from(member)];
            }
            if let Some(place) = pick(own.len(), &taken, group.len(), words.1) {
                return Some(own[usize::from(place)]);
            }
        }
        taken[0] = row;
        taken[1..=group.len()].copy_from_slice(group);
        pick(self.count, &taken, group.len(), words.1)
    }
}

/// Places compared at once: enough for the usual size of a group.
const LANES: usize = 16;
/// Room for the places of a list that may not be drawn: the resident's own and those of the group.
/// Where there is none stands nobody, above all places.
const TAKEN: usize = MOST_MEMBERS + LANES;

/// The ⌊u·n⌋-th of the n places from 0 to `count` − 1 that are not taken by a group of some size.
#[inline(always)]
fn pick(count: usize, taken: &[u16; TAKEN], size: usize, word: u32) -> Option<u16> {
    let free = count.checked_sub(usize::from(up_to(NOBODY - 1, taken, size)));
    let free = free.filter(|&free| free > 0)?;
    let first = ((u64::from(word) * free as u64) >> 32) as u16;
    // The place that has as many taken places up to it as it lies above `first`: reached from below.
    let mut place = first;
    loop {
        let below = up_to(place, taken, size);
        if first + below == place {
            return Some(place);
        }
        place = first + below;
    }
}

/// How many taken places are at most `place`.
#[inline(always)]
fn up_to(place: u16, taken: &[u16; TAKEN], size: usize) -> u16 {
    /// Rare, and apart, so that the compiler does not make much of it.
    #[cold]
    #[inline(never)]
    fn rest(place: u16, taken: &[[u16; LANES]]) -> u16 {
        taken.iter().flatten().map(|&taken| u16::from(taken <= place)).sum()
    }
    let (lanes, _) = taken.as_chunks::<LANES>();
    let some = lanes[0].map(|taken| u16::from(taken <= place)).iter().sum();
    if size < LANES { some } else { some + rest(place, &lanes[1..]) }
}

/// Fills the empty places of some rows' groups, in their order; a place that nobody can fill stays
/// empty and is tried again each month.
#[multiversion(targets("x86_64+avx2+popcnt"))]
pub(crate) fn fill_places(
    references: &mut References,
    rows: &[u16],
    present: &Present,
    residents: (&[u32], &[Traits]),
    homophily: f32,
    (luck, month): (Luck, u32),
) {
    let (ids, traits) = residents;
    let size = references.size;
    for &row in rows {
        let at = usize::from(row);
        let group = &mut references.rows[at * size..][..size];
        let mut block = [0; 4];
        let mut drawn = usize::MAX;
        // A bit for each empty place.
        let mut empty = group
            .iter()
            .enumerate()
            .fold(0_u64, |empty, (place, &member)| empty | u64::from(member == NOBODY) << place);
        while empty != 0 {
            let place = empty.trailing_zeros() as usize;
            empty &= empty - 1;
            // A block serves two places.
            if drawn != place / 2 {
                drawn = place / 2;
                block = luck.block_of(Process::Reference, month, ids[at], drawn as u32);
            }
            let words =
                if place.is_multiple_of(2) { (block[0], block[1]) } else { (block[2], block[3]) };
            match present.draw(traits[at].is_migrant(), row, group, homophily, words) {
                Some(member) => group[place] = member,
                None => references.gaps = true,
            }
        }
    }
}

/// Gives the members of all groups their new rows and lists the groups with an empty place.
pub(crate) fn rename(references: &mut References, new_row: &[u16; 1 << 16], open: &mut Vec<u16>) {
    if references.size == 8 {
        return rename_eights(&mut references.rows, new_row, open);
    }
    for row in &mut references.rows {
        *row = new_row[usize::from(*row)];
    }
    list_open(references, open);
}

/// The usual size: block by block, members one by one and then groups at once, without a branch.
#[multiversion(targets("x86_64+avx2+popcnt"))]
fn rename_eights(members: &mut [u16], new_row: &[u16; 1 << 16], open: &mut Vec<u16>) {
    const SIZE: usize = 8;
    const BLOCK: usize = 128;
    open.resize(members.len() / SIZE, 0);
    let mut found = 0;
    for (block, members) in members.chunks_mut(BLOCK * SIZE).enumerate() {
        for member in &mut *members {
            *member = new_row[usize::from(*member)];
        }
        for (row, group) in members.as_chunks::<SIZE>().0.iter().enumerate() {
            let gap = group.iter().fold(false, |gap, &member| gap | (member == NOBODY));
            open[found] = (block * BLOCK + row) as u16;
            found += usize::from(gap);
        }
    }
    open.truncate(found);
}

/// Lists the rows whose group has an empty place, in place of whatever was listed before.
pub(crate) fn list_open(references: &References, open: &mut Vec<u16>) {
    open.clear();
    if references.size == 0 {
        return;
    }
    for (row, group) in references.rows.chunks_exact(references.size).enumerate() {
        if group.contains(&NOBODY) {
            open.push(row as u16);
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
        let rows: Vec<u16> = (0..n as u16).collect();
        fill_places(&mut references, &rows, &present, (&ids, &traits), homophily, (luck, 0));
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
    fn groups_of_eight_and_of_any_size_are_renamed_alike() {
        let (references, _) = groups(700, 200, 8, 0.6);
        let mut new_row = Box::new([NOBODY; 1 << 16]);
        for (row, new) in new_row[..700].iter_mut().enumerate() {
            *new = if row % 90 == 7 { NOBODY } else { (row - row / 90) as u16 };
        }
        let (mut eights, mut pairs) = (references.clone(), References { size: 2, ..references });
        let (mut open, mut open_pairs) = (vec![3; 9], vec![3; 9]);
        rename(&mut eights, &new_row, &mut open);
        rename(&mut pairs, &new_row, &mut open_pairs);
        assert_eq!(eights.rows, pairs.rows);
        open_pairs.iter_mut().for_each(|row| *row /= 4);
        open_pairs.dedup();
        assert!(open.len() > 20 && open == open_pairs);
    }

    #[test]
    fn the_pick_skips_what_is_taken() {
        let pick = |count, some: &[u16], word| {
            let mut taken = [NOBODY; TAKEN];
            taken[..some.len()].copy_from_slice(some);
            pick(count, &taken, some.len() - 1, word)
        };
        assert_eq!(pick(5, &[1, NOBODY, 0], 0), Some(2));
        assert_eq!(pick(5, &[4, 0], u32::MAX), Some(3));
        assert_eq!(pick(2, &[1, 0], 9), None);
        // Word by word, the free places of 0 to 6 in their order.
        for (nth, place) in [0, 3, 4, 6].into_iter().enumerate() {
            assert_eq!(pick(7, &[5, 1, 2], (nth as u32) << 30), Some(place));
        }
        let most: Vec<u16> = (0..=MOST_MEMBERS as u16).collect();
        assert_eq!(pick(MOST_MEMBERS + 2, &most, 0), Some(MOST_MEMBERS as u16 + 1));
    }
}
