//! Finished seeds as numbers, a file a seed beside the notes of [`Parts`]: from them summary, tables and report are
//! made without a table being read, and a command that goes on where another was killed takes them up.

use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::disk;
use super::parts::Parts;
use crate::experiment::{SeedOutcome, Shelf};
use crate::output::error::OutputError;

/// The numbers of finished seeds.
pub struct Seeds {
    parts: Parts,
    /// Arms of an outcome.
    arms: usize,
    /// Seeds that an earlier command finished, ascending.
    there: Vec<u64>,
}

impl Seeds {
    /// Those among finished seeds of `arms` scenarios.
    pub fn of(parts: Parts, arms: usize) -> Self {
        Self { parts, arms, there: Vec::new() }
    }

    /// Looks which of the seeds an earlier command finished; they are ascending.
    pub fn look(&mut self, seeds: &[u64]) -> usize {
        self.there = self.parts.finished(seeds).iter().map(|done| done.seed).collect();
        self.there.len()
    }

    /// Where the numbers of a seed are.
    pub fn path(&self, seed: u64) -> PathBuf {
        self.parts.folder().join(format!("{seed}-seen.bin"))
    }

    /// Writes the numbers of a seed; the long part stays in the file alone.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn put(&self, outcome: &mut SeedOutcome) -> io::Result<PathBuf> {
        let path = self.path(outcome.seed);
        let bytes: Vec<u8> = outcome.to_words().into_iter().flat_map(u64::to_le_bytes).collect();
        disk::write(&path, &bytes)?;
        lend(outcome);
        Ok(path)
    }

    /// Reads a seed; nothing where there is none, or one of another build.
    pub fn take(&self, seed: u64) -> Option<SeedOutcome> {
        let words = words(&self.path(seed)).ok()?;
        let mut outcome = SeedOutcome::from_words(&words)?;
        let is_meant = outcome.seed == seed && outcome.arms.len() == self.arms;
        lend(&mut outcome);
        is_meant.then_some(outcome)
    }
}

fn lend(outcome: &mut SeedOutcome) {
    outcome.arms.iter_mut().flatten().for_each(|arm| arm.seen.lend());
}

impl Shelf for Seeds {
    fn keep(&self, outcome: &mut SeedOutcome) -> io::Result<()> {
        let path = self.put(outcome)?;
        self.parts.finish(outcome.seed, 0, &[path]).map_err(OutputError::into_io)
    }

    fn find(&self, seed: u64, open: &[bool]) -> Option<SeedOutcome> {
        self.there.binary_search(&seed).ok()?;
        let outcome = self.take(seed)?;
        // The baseline is always run.
        let is_meant =
            outcome.arms.iter().zip(open).skip(1).all(|(arm, &open)| arm.is_some() == open);
        is_meant.then_some(outcome)
    }

    fn long(&self, seed: u64, arm: usize, columns: Range<usize>) -> io::Result<Vec<f64>> {
        let mut file = disk::open(&self.path(seed))?;
        let mut head = vec![0; 8 * (SeedOutcome::FIRST + 2 * self.arms)];
        file.read_exact(&mut head)?;
        let sizes = &of_bytes(&head)[SeedOutcome::FIRST..];
        let from = SeedOutcome::long_from(sizes, arm) + columns.start as u64;
        file.seek(SeekFrom::Start(8 * from))?;
        let mut bytes = vec![0; 8 * columns.len()];
        file.read_exact(&mut bytes)?;
        Ok(of_bytes(&bytes).into_iter().map(f64::from_bits).collect())
    }
}

/// Numbers in a file of their own.
pub(crate) fn put_numbers(path: &Path, numbers: &[f64]) -> io::Result<()> {
    let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_bits().to_le_bytes()).collect();
    disk::write(path, &bytes)
}

/// Some of them.
pub(crate) fn some_numbers(path: &Path, columns: Range<usize>) -> io::Result<Vec<f64>> {
    let mut file = disk::open(path)?;
    file.seek(SeekFrom::Start(8 * columns.start as u64))?;
    let mut bytes = vec![0; 8 * columns.len()];
    file.read_exact(&mut bytes)?;
    Ok(of_bytes(&bytes).into_iter().map(f64::from_bits).collect())
}

fn words(path: &Path) -> io::Result<Vec<u64>> {
    let mut bytes = Vec::new();
    disk::open(path)?.read_to_end(&mut bytes)?;
    if bytes.len() % 8 == 0 { Ok(of_bytes(&bytes)) } else { Err(ErrorKind::InvalidData.into()) }
}

fn of_bytes(bytes: &[u8]) -> Vec<u64> {
    let mut words = Vec::with_capacity(bytes.len() / 8);
    let word = |eight: &[u8]| eight.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte));
    words.extend(bytes.chunks_exact(8).map(word));
    words
}
