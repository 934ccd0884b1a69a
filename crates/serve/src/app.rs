//! What all requests share.

use std::net::IpAddr;
use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::entrance::Entrance;
use crate::explore::Explore;
use crate::guard::{self, From, Rates, Seat, Seats};
use crate::quantity::{Language, Text};
use crate::refusal::Refusal;
use crate::room::Workshop;

/// The most event streams that are open at once.
const MOST_STREAMS: usize = 512;
/// Those of one device of the network.
const STREAMS_OF_DEVICE: usize = 64;

/// The program that serves, as receipts name it.
#[derive(Clone, Debug)]
pub struct About {
    /// Version.
    pub version: String,
    /// Commit of the source.
    pub commit: String,
    /// Hash of the sources that decide numbers: what two programs with the same agree in.
    pub numbers: String,
}

/// What a server is started with.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The program.
    pub about: About,
    /// Scenarios to start from besides the shipped ones: files, as on a command line.
    pub scenarios: Vec<String>,
    /// A table of a place that all start from unless they choose another.
    pub place: Option<std::path::PathBuf>,
    /// The language in which the page opens.
    pub language: Language,
    /// Threads that run the model.
    pub threads: usize,
    /// Histories that a question is answered with while one watches: [`HISTORIES`], or fewer.
    pub histories: usize,
}

/// What all requests share.
pub struct App {
    /// The program.
    pub about: About,
    /// The language in which the page opens.
    pub language: Language,
    pub(crate) entrance: Entrance,
    pub(crate) rates: Rates<IpAddr>,
    pub(crate) explore: Explore,
    pub(crate) workshop: Option<Arc<Workshop>>,
    streams: Arc<Semaphore>,
    /// Streams of each device.
    of_device: Seats,
}

impl App {
    /// Reads the scenarios and starts the threads that run them.
    ///
    /// # Errors
    /// All faults of the scenarios.
    pub fn new(wanted: Wanted, entrance: Entrance) -> Result<Arc<Self>, scenario::Faults> {
        Self::with(wanted, entrance, None)
    }

    /// The same, with a workshop that is open.
    ///
    /// # Errors
    /// As of [`new`](Self::new).
    pub fn with(
        wanted: Wanted,
        entrance: Entrance,
        workshop: Option<Workshop>,
    ) -> Result<Arc<Self>, scenario::Faults> {
        Ok(Arc::new(Self {
            about: wanted.about.clone(),
            language: wanted.language,
            entrance,
            rates: Rates::new(guard::BURST, guard::A_SECOND),
            explore: Explore::new(&wanted)?,
            workshop: workshop.map(Arc::new),
            streams: Arc::new(Semaphore::new(MOST_STREAMS)),
            of_device: Seats::new(STREAMS_OF_DEVICE),
        }))
    }

    /// Who comes in.
    pub fn entrance(&self) -> &Entrance {
        &self.entrance
    }

    /// The right to one event stream.
    ///
    /// # Errors
    /// If too many are open.
    pub(crate) fn a_stream(
        &self,
        from: From,
    ) -> Result<(OwnedSemaphorePermit, Option<Seat>), Refusal> {
        let stream = Arc::clone(&self.streams).try_acquire_owned().ok();
        stream.zip(self.of_device.take(from)).ok_or_else(|| {
            let text = Text {
                en: "Too many pages are open; close one, or try again soon.",
                zh: "打开的页面过多；请关闭一些，或稍后再试。",
            };
            Refusal::busy("serve::too_many_streams", text, 5)
        })
    }

    /// The tag of the language in which the page opens.
    pub(crate) fn lang_tag(&self) -> &'static str {
        match self.language {
            Language::En => "en",
            Language::Zh => "zh-Hans",
        }
    }
}
