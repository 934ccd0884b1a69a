//! What plausible worlds do to a comparison. A *world* is one joint value of the uncertain settings; with a
//! seed it is one *future*. Seeds are luck, worlds are what is not known; the shares of futures follow from
//! how worlds were drawn and screened, and are never said to be more than that.

mod axes;
mod explore;
mod found;
mod hang_words;
mod known;
mod learning;
mod luck;
mod outlook;
mod rank;
mod run;
mod shape;
mod share;
mod source;
mod supposed;
mod today_words;
mod turning;
mod why;
mod why_words;
mod words;

pub use axes::{Driver, Hangs};
pub use explore::explore;
pub use found::{Asked, Basis, Ended, Futures, Origin, Row, rows};
pub use known::{Known, Today, known};
pub use learning::{Learning, Learnt};
pub use luck::LuckShare;
pub use outlook::{Cases, Counts, Outlook, Side, Spread, side};
pub use rank::{Rank, ranks};
pub use run::{Plan, Seen};

pub use share::{Share, Word, effective};
pub use source::Source;
pub use supposed::{Supposed, drawn};
pub use turning::{Side as TurningSide, Turning};
pub use why::{Asks, MOST_TURNING, SEEDS as TURNING_SEEDS, Why};
pub use words::{both_doubts, in_short};
