//! Integration tests in one binary.
mod cli;
mod common;
mod docs;
mod laws;
mod patterns;
mod sturdy;
