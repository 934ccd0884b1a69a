//! How a share is said with people or things in it: "11 of 100 cadres leave in a year".

/// A share as one says it: what there are a hundred of, and what some of them do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hundred {
    /// What there are a hundred of, and what some of them do.
    pub en: [&'static str; 2],
    /// A hundred of what (with its counting word), those of them who do it, and the counting word of these.
    pub zh: [&'static str; 3],
    /// Of how many there are some in the whole place.
    pub heads: Heads,
}

/// Of how many a share is, where the place says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heads {
    /// Of its adults.
    Adults,
    /// Of its posts.
    Posts,
    /// Of the cadres in them: posts less those that stand vacant.
    Staff,
    /// Of what is not counted beforehand.
    None,
}
