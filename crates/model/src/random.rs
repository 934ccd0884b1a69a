//! Keyed randomness: the only place that makes random numbers.
//!
//! Every draw is a pure function of (master seed, community or county, process, subject, month),
//! by Philox4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3",
//! SC 2011). So a result does not depend on threads, on iteration order or on what another process
//! draws, and two scenarios with one seed share *common random numbers*.
//!
//! The key of a run is its master seed; the key of a community (or county) is one Philox block of
//! the run's key and a hash of its code, so that a community has its luck wherever it stands in a
//! table and whatever else the table holds. The counter is (subject, month, process, block).

use std::convert::Infallible;

use rand::TryRng;
use rand_distr::{Beta, Distribution, Exp, Gamma, StandardNormal};
use statrs::distribution::{ContinuousCDF, Normal};

use crate::math;

/// What a draw is for. Numbers are part of every result: never renumber, only add.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Process {
    /// Deriving a community's or county's key.
    Key = 0,
    /// The monthly block of a resident: its words decide need, participation and going (death,
    /// departure, settlement).
    Month = 1,
    /// A resident's state at the start or on arrival.
    Arrival = 2,
    /// A resident's reference group, one block for two places in it.
    Reference = 3,
    /// Type and report of a need.
    Need = 4,
    /// Order of a request in the queue.
    Queue = 5,
    /// Whether a finished request is resolved.
    Resolution = 6,
    /// Number of disputes.
    Disputes = 7,
    /// Whether a dispute is settled.
    Settlement = 8,
    /// A resident's part in an election: representative, vote.
    Election = 9,
    /// Number of candidates.
    Candidates = 10,
    /// One candidate.
    Candidate = 11,
    /// Quitting of a cadre.
    Quit = 12,
    /// Noise of an appraisal.
    Appraisal = 13,
    /// Number of applicants.
    Applicants = 14,
    /// One applicant.
    Applicant = 15,
    /// Pick among applicants without competition.
    Pick = 16,
    /// Number of adults who come of age.
    ComingOfAge = 17,
    /// Number of migrants who arrive.
    Inflow = 18,
    /// Fiscal shock of a county.
    Fiscal = 19,
    /// Campaign intensity of a county.
    Campaign = 20,
    /// Rank of a community in pilots.
    Rank = 21,
    /// Number and choice of posts filled at the start.
    PostsFilled = 22,
    /// A cadre at the start.
    Cadre = 23,
    /// A county or community of an invented place.
    Invented = 24,
    /// Samples drawn again from what was seen, for an interval; no part of any world.
    Resample = 25,
    /// A world: a joint value of the uncertain settings; no part of any run.
    World = 26,
    /// Points of a design of a study; no part of any run.
    Design = 27,
}

/// One block of Philox4x32-10: four words from a key of two and a counter of four.
#[inline(always)]
pub(crate) fn philox(key: [u32; 2], counter: [u32; 4]) -> [u32; 4] {
    let [mut k0, mut k1] = key;
    let [mut c0, mut c1, mut c2, mut c3] = counter;
    for round in 0..10 {
        if round > 0 {
            k0 = k0.wrapping_add(0x9E37_79B9);
            k1 = k1.wrapping_add(0xBB67_AE85);
        }
        let left = u64::from(c0) * 0xD251_1F53;
        let right = u64::from(c2) * 0xCD9E_8D57;
        let (next0, next2) = ((right >> 32) as u32 ^ c1 ^ k0, (left >> 32) as u32 ^ c3 ^ k1);
        c1 = right as u32;
        c3 = left as u32;
        c0 = next0;
        c2 = next2;
    }
    [c0, c1, c2, c3]
}

/// The luck of a run, a county or a community: a key from which all its draws follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Luck([u32; 2]);

impl Luck {
    /// The luck of a run with a master seed.
    pub fn of_seed(seed: u64) -> Self {
        Self([seed as u32, (seed >> 32) as u32])
    }

    /// The luck of a community or county of this run, by its code.
    pub fn of(self, code: &str) -> Self {
        // 64-bit FNV-1a: codes are few and short, and the block below mixes.
        let hash = code.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
        });
        let [first, second, ..] =
            philox(self.0, [hash as u32, (hash >> 32) as u32, Process::Key as u32, 0]);
        Self([first, second])
    }

    /// Four words for (process, month, subject).
    #[inline(always)]
    pub fn block(self, process: Process, month: u32, subject: u32) -> [u32; 4] {
        philox(self.0, [subject, month, process as u32, 0])
    }

    /// Four words for (process, month, subject), the n-th time.
    #[inline(always)]
    pub fn block_of(self, process: Process, month: u32, subject: u32, block: u32) -> [u32; 4] {
        philox(self.0, [subject, month, process as u32, block])
    }

    /// A stream of draws for (process, month, subject).
    pub fn stream(self, process: Process, month: u32, subject: u32) -> Stream {
        let counter = [subject, month, process as u32, 0];
        Stream { key: self.0, counter, words: [0; AHEAD], next: AHEAD }
    }

    /// One uniform draw in [0, 1) for (process, month, subject).
    pub fn uniform(self, process: Process, month: u32, subject: u32) -> f64 {
        let [first, second, ..] = self.block(process, month, subject);
        unit64(first, second)
    }
}

/// A word as a uniform number in [0, 1), 24 bits: exact in single precision.
#[inline(always)]
pub fn unit32(word: u32) -> f32 {
    (word >> 8) as f32 * (1.0 / 16_777_216.0)
}

/// Two words as a uniform number in [0, 1), 53 bits.
pub fn unit64(first: u32, second: u32) -> f64 {
    let bits = (u64::from(first) << 32 | u64::from(second)) >> 11;
    bits as f64 * (1.0 / 9_007_199_254_740_992.0)
}

/// Words of a stream drawn at once: two blocks side by side take hardly longer than one.
const AHEAD: usize = 8;

/// As many draws as one subject needs for one process in one month.
#[derive(Clone, Debug)]
pub struct Stream {
    key: [u32; 2],
    counter: [u32; 4],
    words: [u32; AHEAD],
    next: usize,
}

impl TryRng for Stream {
    type Error = Infallible;

    #[inline]
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        if self.next == AHEAD {
            self.draw_ahead();
        }
        let word = self.words[self.next];
        self.next += 1;
        Ok(word)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let Ok(low) = self.try_next_u32();
        let Ok(high) = self.try_next_u32();
        Ok(u64::from(high) << 32 | u64::from(low))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(4) {
            let Ok(word) = self.try_next_u32();
            chunk.copy_from_slice(&word.to_le_bytes()[..chunk.len()]);
        }
        Ok(())
    }
}

impl Stream {
    fn draw_ahead(&mut self) {
        for block in self.words.as_chunks_mut().0 {
            *block = philox(self.key, self.counter);
            self.counter[3] = self.counter[3].wrapping_add(1);
        }
        self.next = 0;
    }

    /// A uniform number in [0, 1).
    pub fn uniform(&mut self) -> f64 {
        let Ok(first) = self.try_next_u32();
        let Ok(second) = self.try_next_u32();
        unit64(first, second)
    }

    /// A standard normal number.
    pub fn normal(&mut self) -> f64 {
        StandardNormal.sample(self)
    }

    /// A number from Beta(n·m, n·(1 − m)): mean m, precision n. A mean of 0 or 1 is that number.
    pub fn beta(&mut self, mean: f64, precision: f64) -> f64 {
        match Beta::new(precision * mean, precision * (1.0 - mean)) {
            // Extreme shapes may give 0/0 inside the sampler; the mean is then the best answer.
            Ok(beta) => Some(beta.sample(self)).filter(|x| x.is_finite()).unwrap_or(mean),
            Err(_) => mean.clamp(0.0, 1.0),
        }
    }

    /// A number from Gamma(shape, scale); 0 where either is not above 0.
    pub fn gamma(&mut self, shape: f64, scale: f64) -> f64 {
        Gamma::new(shape, scale).map_or(0.0, |gamma| gamma.sample(self))
    }

    /// A number from the exponential distribution with a mean; 0 where the mean is not above 0.
    pub fn exponential(&mut self, mean: f64) -> f64 {
        if mean > 0.0 { Exp::new(1.0 / mean).map_or(0.0, |exp| exp.sample(self)) } else { 0.0 }
    }
}

/// A Poisson count by inversion of one uniform, so that a higher rate with the same luck never
/// gives fewer. Above a rate of 500 the normal distribution is inverted.
pub fn poisson(rate: f64, uniform: f64) -> u32 {
    const SWITCH: f64 = 500.0;
    if rate.is_nan() || rate <= 0.0 {
        return 0;
    }
    if rate <= SWITCH {
        return poisson_exact(rate, uniform);
    }
    let z = Normal::standard().inverse_cdf(uniform.clamp(1e-15, 1.0 - 1e-15));
    let count = (rate + math::sqrt(rate) * z + 0.5).floor().clamp(0.0, 4e9) as u32;
    // The normal is a little lower than the exact count in the tails: keep the order at the switch.
    count.max(poisson_exact(SWITCH, uniform))
}

fn poisson_exact(rate: f64, uniform: f64) -> u32 {
    let mut count = 0_u32;
    let mut chance = math::exp(-rate);
    let mut below = chance;
    // Beyond the last count with a visible chance the sum stops short of 1.
    while uniform >= below && chance > 0.0 {
        count += 1;
        chance *= rate / f64::from(count);
        let next = below + chance;
        if next <= below && f64::from(count) > rate {
            break;
        }
        below = next;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn philox_gives_the_published_answers() {
        // Known-answer tests of the Random123 distribution, kat_vectors, philox4x32 10.
        let answers = [
            ([0, 0], [0, 0, 0, 0], [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
            (
                [0xffff_ffff, 0xffff_ffff],
                [0xffff_ffff, 0xffff_ffff, 0xffff_ffff, 0xffff_ffff],
                [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd],
            ),
            (
                [0xa409_3822, 0x299f_31d0],
                [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
                [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1],
            ),
        ];
        for (key, counter, answer) in answers {
            assert_eq!(philox(key, counter), answer);
        }
    }

    #[test]
    fn a_draw_depends_on_its_key_alone() {
        let luck = Luck::of_seed(7).of("150105001001");
        let alone = luck.uniform(Process::Quit, 12, 3);
        let _ = luck.uniform(Process::Quit, 12, 2);
        assert_eq!(alone.to_bits(), luck.uniform(Process::Quit, 12, 3).to_bits());
        assert_ne!(alone.to_bits(), luck.uniform(Process::Quit, 13, 3).to_bits());
        assert_ne!(alone.to_bits(), luck.uniform(Process::Appraisal, 12, 3).to_bits());
        assert_ne!(
            alone.to_bits(),
            Luck::of_seed(8).of("150105001001").uniform(Process::Quit, 12, 3).to_bits()
        );
        assert_ne!(
            alone.to_bits(),
            Luck::of_seed(7).of("150105001002").uniform(Process::Quit, 12, 3).to_bits()
        );
    }

    #[test]
    fn a_count_never_falls_when_its_rate_rises() {
        for step in 0..200 {
            let uniform = (f64::from(step) + 0.5) / 200.0;
            let mut before = 0;
            for rate in [0.0, 0.01, 0.5, 1.0, 7.0, 80.0, 499.0, 500.0, 500.5, 501.0, 560.0, 4000.0]
            {
                let count = poisson(rate, uniform);
                assert!(count >= before, "rate {rate}, uniform {uniform}: {count} < {before}");
                before = count;
            }
        }
    }

    #[test]
    fn the_mean_count_over_all_luck_is_the_rate() {
        for rate in [0.05, 0.7, 3.0, 45.0, 480.0, 700.0] {
            let n = 20_000;
            let sum: f64 =
                (0..n).map(|i| f64::from(poisson(rate, (f64::from(i) + 0.5) / f64::from(n)))).sum();
            // A midpoint rule over the whole distribution, not a sample: the bound is its error.
            assert!((sum / f64::from(n) - rate).abs() < 0.01 * rate.max(0.1), "rate {rate}");
        }
    }

    #[test]
    fn a_uniform_of_almost_one_ends_the_count() {
        assert!(poisson(500.0, 1.0 - f64::EPSILON / 2.0) < 800);
        assert!(poisson(0.001, 1.0 - f64::EPSILON / 2.0) < 20);
    }

    #[test]
    fn means_at_the_ends_give_the_ends() {
        let mut stream = Luck::of_seed(1).stream(Process::Arrival, 0, 0);
        assert_eq!(stream.beta(0.0, 8.0).to_bits(), 0.0_f64.to_bits());
        assert_eq!(stream.beta(1.0, 8.0).to_bits(), 1.0_f64.to_bits());
    }

    #[test]
    fn draws_have_the_bits_of_libm_whatever_a_crate_of_the_tests_switches_on() {
        let mut stream = Luck::of_seed(1).stream(Process::Arrival, 0, 0);
        let mut digest = 0_u64;
        for _ in 0..10_000 {
            for draw in [
                stream.beta(0.3, 8.0),
                stream.beta(0.5, 1.5),
                stream.gamma(2.2, 12.5),
                stream.gamma(0.4, 1.0),
                stream.normal(),
                stream.exponential(48.0),
                Normal::standard().inverse_cdf(stream.uniform()),
            ] {
                digest =
                    (digest.rotate_left(5) ^ draw.to_bits()).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            }
        }
        assert_eq!(
            digest, 6_325_486_431_061_931_013,
            "num-traits has its feature std: see Cargo.toml"
        );
    }
}
