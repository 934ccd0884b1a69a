//! What all requests share.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::entrance::Entrance;
use crate::explore::Explore;
use crate::guard::Rates;
use crate::quantity::{Language, Text};
use crate::refusal::Refusal;

/// The most event streams that are open at once.
const MOST_STREAMS: usize = 512;

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
}

/// What all requests share.
pub struct App {
    /// The program.
    pub about: About,
    /// The language in which the page opens.
    pub language: Language,
    pub(crate) entrance: Entrance,
    pub(crate) rates: Rates,
    pub(crate) explore: Explore,
    streams: Arc<Semaphore>,
}

impl App {
    /// Reads the scenarios and starts the threads that run them.
    ///
    /// # Errors
    /// All faults of the scenarios.
    pub fn new(wanted: Wanted, entrance: Entrance) -> Result<Arc<Self>, scenario::Faults> {
        Ok(Arc::new(Self {
            about: wanted.about.clone(),
            language: wanted.language,
            entrance,
            rates: Rates::default(),
            explore: Explore::new(&wanted)?,
            streams: Arc::new(Semaphore::new(MOST_STREAMS)),
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
    pub(crate) fn a_stream(&self) -> Result<OwnedSemaphorePermit, Refusal> {
        Arc::clone(&self.streams).try_acquire_owned().map_err(|_| {
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
