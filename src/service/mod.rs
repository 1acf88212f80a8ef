//! The use cases.

pub mod files;
