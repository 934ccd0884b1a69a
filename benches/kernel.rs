//! A plain reference for speed: the participation kernel, without the model.
//!
//! Residents live in communities of 1000. Each has trust, engagement and 8 fixed neighbours of the
//! own community, drawn at random (one may be drawn twice). In a tick
//!
//! ```text
//! engagement <- clamp(0.7 engagement + 0.2 mean of the neighbours' engagement last tick + 0.1 trust)
//! takes part with chance logistic(-2 + 3 engagement), one draw
//! trust      <- clamp(trust + 0.01 (took part - 0.3))
//! ```
//!
//! and participants are counted by community. It is written for speed alone: columns of numbers, one
//! pass that gathers, one that fills a buffer with draws, and one without branches that the compiler
//! can vectorise. How the whole model compares with it, in the same run on the same machine, says
//! more than either figure by itself.

/// Residents of a community.
const RESIDENTS: usize = 1000;
/// Room for a community's column: a power of two, so that a masked index needs no check.
const ROOM: usize = 1024;
/// Neighbours of a resident.
const NEIGHBOURS: usize = 8;
/// Independent generators side by side.
const LANES: usize = 8;

/// One column of a community. The rows above [`RESIDENTS`] stay zero and are never read.
type Column = [f32; ROOM];

/// The state of all residents, a column a quantity.
pub struct Kernel {
    seed: u64,
    tick: u64,
    trust: Vec<Column>,
    engagement: Vec<Column>,
    /// Engagement of the tick being worked out; changes places with `engagement` afterwards.
    next: Vec<Column>,
    neighbours: Vec<[[u16; NEIGHBOURS]; RESIDENTS]>,
    participants: Vec<u32>,
}

impl Kernel {
    /// A population of whole communities: `residents` is rounded up to a multiple of 1000.
    /// Trust and engagement start uniform in [0, 1).
    pub fn new(residents: usize, seed: u64) -> Self {
        let communities = residents.div_ceil(RESIDENTS);
        let mut trust = vec![[0.0; ROOM]; communities];
        let mut engagement = vec![[0.0; ROOM]; communities];
        let mut neighbours = vec![[[0; NEIGHBOURS]; RESIDENTS]; communities];
        let mut words = [0; RESIDENTS];
        for community in 0..communities {
            // Set-up has a key of its own: ticks count from 0.
            let mut stream = Lanes::new(seed, u64::MAX, community as u64);
            stream.fill(&mut words);
            for (trust, &word) in trust[community].iter_mut().zip(&words) {
                *trust = unit(word);
            }
            stream.fill(&mut words);
            for (engagement, &word) in engagement[community].iter_mut().zip(&words) {
                *engagement = unit(word);
            }
            for place in 0..NEIGHBOURS {
                stream.fill(&mut words);
                let rows = neighbours[community].iter_mut().zip(&words);
                for (own, (row, &word)) in rows.enumerate() {
                    // One of the 999 others: those from the own row on move up by one.
                    let other = (u64::from(word) * (RESIDENTS as u64 - 1)) >> 32;
                    row[place] = (other + u64::from(other >= own as u64)) as u16;
                }
            }
        }
        Kernel {
            seed,
            tick: 0,
            trust,
            next: engagement.clone(),
            engagement,
            neighbours,
            participants: vec![0; communities],
        }
    }

    /// One month of everybody; returns how many took part.
    pub fn tick(&mut self) -> u64 {
        let mut draws = [0; RESIDENTS];
        let columns = self.engagement.iter().zip(&mut self.next).zip(&mut self.trust);
        let counts = self.neighbours.iter().zip(&mut self.participants);
        for (community, (((old, new), trust), (neighbours, count))) in
            columns.zip(counts).enumerate()
        {
            gather(old, neighbours, trust, new);
            Lanes::new(self.seed, self.tick, community as u64).fill(&mut draws);
            *count = act(new, &draws, trust);
        }
        std::mem::swap(&mut self.engagement, &mut self.next);
        self.tick += 1;
        self.participants.iter().map(|&count| u64::from(count)).sum()
    }
}

/// The new engagement, from the old one of the resident and of the neighbours.
fn gather(
    old: &Column,
    neighbours: &[[u16; NEIGHBOURS]; RESIDENTS],
    trust: &Column,
    new: &mut Column,
) {
    let rows = old.iter().zip(trust).zip(new).zip(neighbours);
    for (((&own, &trust), new), row) in rows {
        let sum: f32 = row.map(|n| old[usize::from(n) % ROOM]).iter().sum();
        *new = (0.7 * own + (0.2 / NEIGHBOURS as f32) * sum + 0.1 * trust).clamp(0.0, 1.0);
    }
}

/// Who takes part, and what it does to trust. `u < logistic(x)` is tested as `u (1 + exp(-x)) < 1`.
fn act(engagement: &Column, draws: &[u32; RESIDENTS], trust: &mut Column) -> u32 {
    let mut count = 0;
    for ((trust, &engagement), &word) in trust.iter_mut().zip(engagement).zip(draws) {
        let hit = unit(word) * (1.0 + exp(2.0 - 3.0 * engagement)) < 1.0;
        count += u32::from(hit);
        *trust = (*trust + (f32::from(u8::from(hit)) * 0.01 - 0.003)).clamp(0.0, 1.0);
    }
    count
}

/// The upper 24 bits as a number in [0, 1).
fn unit(word: u32) -> f32 {
    (word >> 8) as i32 as f32 * (1.0 / 16_777_216.0)
}

/// e to the x for |x| below 80: a power of two for the whole part, its Taylor series of degree 5 for
/// the rest. The relative error is below 4e-6 in [-2, 2], where all of ours are; the bits are the same
/// on every machine.
fn exp(x: f32) -> f32 {
    /// 1.5 x 2^23: added to a small number it leaves the nearest integer in the low bits.
    const ROUND: f32 = 12_582_912.0;
    let x = x * std::f32::consts::LOG2_E;
    let shifted = x + ROUND;
    let f = x - (shifted - ROUND);
    let series = 0.001_333_355_8;
    let series = series * f + 0.009_618_129;
    let series = series * f + 0.055_504_11;
    let series = series * f + 0.240_226_5;
    let series = series * f + std::f32::consts::LN_2;
    let series = series * f + 1.0;
    let scale = (shifted.to_bits() << 23).wrapping_add(0x3f80_0000);
    series * f32::from_bits(scale)
}

/// Eight xoshiro128++ generators in step (Blackman and Vigna 2019), keyed anew for each use.
struct Lanes([[u32; LANES]; 4]);

impl Lanes {
    fn new(seed: u64, tick: u64, community: u64) -> Self {
        let mut key = mix(mix(mix(seed) ^ tick) ^ community);
        let mut state = [[0; LANES]; 4];
        for word in state.as_flattened_mut() {
            key = key.wrapping_add(GOLDEN);
            *word = (mix(key) >> 32) as u32;
        }
        Lanes(state)
    }

    fn fill(&mut self, words: &mut [u32; RESIDENTS]) {
        const { assert!(RESIDENTS.is_multiple_of(LANES)) };
        let [mut a, mut b, mut c, mut d] = self.0;
        for out in words.as_chunks_mut::<LANES>().0 {
            for lane in 0..LANES {
                out[lane] = a[lane].wrapping_add(d[lane]).rotate_left(7).wrapping_add(a[lane]);
                let shifted = b[lane] << 9;
                c[lane] ^= a[lane];
                d[lane] ^= b[lane];
                b[lane] ^= c[lane];
                a[lane] ^= d[lane];
                c[lane] ^= shifted;
                d[lane] = d[lane].rotate_left(11);
            }
        }
        self.0 = [a, b, c, d];
    }
}

/// 2^64 divided by the golden ratio.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// The finaliser of SplitMix64.
fn mix(key: u64) -> u64 {
    let key = key.wrapping_add(GOLDEN);
    let key = (key ^ (key >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let key = (key ^ (key >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    key ^ (key >> 31)
}
