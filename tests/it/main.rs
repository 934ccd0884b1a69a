//! Integration tests in one binary.
mod docs;
mod patterns;
