//! See `tests/cases/README.md`.
