//! A device that takes part: known by a word that the system drew, and by nothing of the person who holds it.

use axum::http::HeaderMap;
use sha2::{Digest, Sha256};

use crate::entrance::{A_DAY, SIGNS, cookies, word};

/// Signs of the word: 130 bits.
const LENGTH: usize = 26;

/// A device that takes part.
pub(super) struct Member {
    word: String,
    hash: String,
}

impl Member {
    /// Who sends these headers, if it is anybody.
    pub(super) fn of(headers: &HeaderMap) -> Option<Self> {
        cookies(headers, "member").find(|word| is_word(word)).map(Self::with)
    }

    /// Somebody new.
    pub(super) fn new() -> Result<Self, getrandom::Error> {
        word(LENGTH).map(|word| Self::with(&word))
    }

    fn with(word: &str) -> Self {
        let hash = Sha256::digest(word.as_bytes());
        let hash = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        Self { word: word.to_owned(), hash }
    }

    /// As the journal names them: who reads it cannot speak for them.
    pub(super) fn hash(&self) -> &str {
        &self.hash
    }

    /// What the device keeps.
    pub(super) fn cookie(&self) -> String {
        let word = &self.word;
        format!("member={word}; Path=/room; Max-Age={A_DAY}; HttpOnly; SameSite=Strict")
    }
}

fn is_word(word: &str) -> bool {
    word.len() == LENGTH && word.bytes().all(|sign| SIGNS.contains(&sign))
}
