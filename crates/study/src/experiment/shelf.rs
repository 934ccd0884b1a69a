//! Where what was seen on finished seeds is kept while others run. Final values stay in memory; what grows with
//! months and communities may lie elsewhere, and comes back a few columns at a time.

use std::io;
use std::ops::Range;

use super::lives::Lived;
use super::pairing::{ArmOutcome, SeedOutcome, Seen};
use crate::metric::YearsBudget;

/// Keeps what was seen on finished seeds.
pub trait Shelf: Sync {
    /// Takes a finished seed. It may take the long part of what was seen with it ([`Seen::lend`]); the rest stays.
    ///
    /// # Errors
    /// If it cannot be kept.
    fn keep(&self, outcome: &mut SeedOutcome) -> io::Result<()>;

    /// A seed that an earlier command finished, with these arms and no others; then it need not be run.
    fn find(&self, seed: u64, open: &[bool]) -> Option<SeedOutcome>;

    /// Some of the long part that was taken of an arm.
    ///
    /// # Errors
    /// If it cannot be read.
    fn long(&self, seed: u64, arm: usize, columns: Range<usize>) -> io::Result<Vec<f64>>;
}

/// Everything stays in memory.
#[derive(Clone, Copy, Debug, Default)]
pub struct InMemory;

impl Shelf for InMemory {
    fn keep(&self, _: &mut SeedOutcome) -> io::Result<()> {
        Ok(())
    }

    fn find(&self, _: u64, _: &[bool]) -> Option<SeedOutcome> {
        None
    }

    fn long(&self, _: u64, _: usize, _: Range<usize>) -> io::Result<Vec<f64>> {
        Err(io::ErrorKind::NotFound.into())
    }
}

/// Words of an arm before its numbers: first difference, months run, years of flows, whether lives were compared,
/// lengths of run and flows, lengths of the three long parts.
const HEAD: usize = 10;

impl SeedOutcome {
    /// All of it as words: numbers by their bits, the short parts of all arms before the long ones.
    pub fn to_words(&self) -> Vec<u64> {
        let mut words = vec![self.seed, self.arms.len() as u64];
        let (mut short, mut long) = (Vec::new(), Vec::new());
        for arm in &self.arms {
            let before = (short.len(), long.len());
            if let Some(arm) = arm {
                arm.write(&mut short);
                let seen = &arm.seen;
                let parts = [&seen.series, &seen.years, &seen.communities];
                long.extend(parts.into_iter().flatten().map(|value| value.to_bits()));
            }
            words.extend([short.len() - before.0, long.len() - before.1].map(|size| size as u64));
        }
        words.extend(short);
        words.extend(long);
        words
    }

    /// Reads words; nothing if they are none of an outcome.
    pub fn from_words(words: &[u64]) -> Option<Self> {
        let (&[seed, arms], rest) = words.split_first_chunk()?;
        let sizes = rest.get(..usize::try_from(arms).ok()?.checked_mul(2)?)?;
        let mut outcome = Self { seed, arms: Vec::new() };
        let mut rest = &rest[sizes.len()..];
        for size in sizes.chunks_exact(2) {
            let (short, after) = rest.split_at_checked(usize::try_from(size[0]).ok()?)?;
            rest = after;
            let arm = if short.is_empty() { None } else { Some(ArmOutcome::read(short)?) };
            outcome.arms.push(arm);
        }
        for arm in outcome.arms.iter_mut().flatten() {
            let [series, years, communities] = std::mem::take(&mut arm.seen.lent);
            for (part, length) in [
                (&mut arm.seen.series, series),
                (&mut arm.seen.years, years),
                (&mut arm.seen.communities, communities),
            ] {
                let (bits, after) = rest.split_at_checked(length)?;
                part.extend(bits.iter().copied().map(f64::from_bits));
                rest = after;
            }
        }
        rest.is_empty().then_some(outcome)
    }

    /// How many words come before those that tell where the long parts are.
    pub const FIRST: usize = 2;

    /// Where among the words the long part of an arm begins. `sizes` are the words behind the first ones, two for
    /// each arm.
    pub fn long_from(sizes: &[u64], arm: usize) -> u64 {
        let short: u64 = sizes.iter().step_by(2).sum();
        let before: u64 = sizes.iter().skip(1).step_by(2).take(arm).sum();
        (Self::FIRST + sizes.len()) as u64 + short + before
    }
}

impl ArmOutcome {
    fn write(&self, words: &mut Vec<u64>) {
        let seen = &self.seen;
        let [series, years, communities] = seen.lengths();
        let budgets: Vec<f64> = seen.budgets.iter().flat_map(YearsBudget::to_numbers).collect();
        let lengths = [seen.run.len(), seen.flows.len(), series, years, communities, budgets.len()];
        words.extend(
            [self.first_difference.unwrap_or(0), self.months_run, seen.flow_years].map(u64::from),
        );
        words.push(u64::from(self.lived.is_some()));
        words.extend(lengths.map(|length| length as u64));
        let lived = self.lived.as_ref().map_or_else(Vec::new, |lived| lived.to_numbers());
        let numbers = [&seen.run, &seen.flows, &budgets, &lived];
        words.extend(numbers.into_iter().flatten().map(|value| value.to_bits()));
    }

    fn read(words: &[u64]) -> Option<Self> {
        let (head, rest) = words.split_first_chunk::<HEAD>()?;
        let [first, months_run, flow_years] = [head[0], head[1], head[2]].map(u32::try_from);
        let lengths = [head[4], head[5], head[6], head[7], head[8], head[9]];
        let [run, flows, series, years, communities, budgets] =
            lengths.map(|length| usize::try_from(length).ok());
        let (run, rest) = rest.split_at_checked(run?)?;
        let (flows, rest) = rest.split_at_checked(flows?)?;
        let (budgets, lived) = rest.split_at_checked(budgets?)?;
        let numbers =
            |bits: &[u64]| -> Vec<f64> { bits.iter().copied().map(f64::from_bits).collect() };
        let seen = Seen {
            run: numbers(run),
            flows: numbers(flows),
            flow_years: flow_years.ok()?,
            budgets: YearsBudget::from_numbers(&numbers(budgets))?,
            lent: [series?, years?, communities?],
            ..Seen::default()
        };
        let lived = match head[3] {
            0 => lived.is_empty().then_some(None)?,
            _ => Some(Box::new(Lived::from_numbers(&numbers(lived))?)),
        };
        let first_difference = Some(first.ok()?).filter(|&month| month > 0);
        Some(Self { first_difference, months_run: months_run.ok()?, seen, lived })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome() -> SeedOutcome {
        let seen = Seen {
            series: vec![1.0, f64::NAN, -0.0],
            years: vec![4.5],
            flows: vec![2.0, 0.25],
            flow_years: 3,
            budgets: YearsBudget::from_numbers(&[6.0, 5.0, f64::NAN, 4.0, 3.0, 2.0]).unwrap(),
            run: vec![0.1, f64::NAN],
            communities: vec![7.0, 8.0],
            lent: [0; 3],
        };
        let mut lived = Lived::default();
        lived.groups[1][0].fares[2].change = -0.5;
        lived.newcomers[1].sums[2] = 9.0;
        let baseline =
            ArmOutcome { first_difference: None, months_run: 26, seen: seen.clone(), lived: None };
        let arm = ArmOutcome {
            first_difference: Some(13),
            months_run: 14,
            seen,
            lived: Some(Box::new(lived)),
        };
        SeedOutcome { seed: 7, arms: vec![Some(baseline), None, Some(arm)] }
    }

    #[test]
    fn an_outcome_is_read_back_to_the_bit_and_its_long_parts_are_where_they_are_said_to_be() {
        let outcome = outcome();
        let words = outcome.to_words();
        let again = SeedOutcome::from_words(&words).unwrap();
        assert_eq!(again.to_words(), words);
        assert_eq!(again.arms[2].as_ref().unwrap().lived, outcome.arms[2].as_ref().unwrap().lived);
        let sizes = &words[SeedOutcome::FIRST..][..6];
        for arm in [0, 2] {
            let from = usize::try_from(SeedOutcome::long_from(sizes, arm)).unwrap();
            assert_eq!(f64::from_bits(words[from]), 1.0);
            assert_eq!(f64::from_bits(words[from + 5]), 8.0);
        }
    }

    #[test]
    fn words_that_were_cut_or_are_none_of_an_outcome_are_told() {
        let words = outcome().to_words();
        for length in 0..words.len() {
            assert!(SeedOutcome::from_words(&words[..length]).is_none(), "{length}");
        }
        let more = [words.as_slice(), &[0]].concat();
        assert!(SeedOutcome::from_words(&more).is_none());
        assert!(SeedOutcome::from_words(&[u64::MAX; 40]).is_none());
    }
}
