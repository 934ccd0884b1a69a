//! Integration tests in one binary.
mod cli;
mod docs;
mod patterns;
