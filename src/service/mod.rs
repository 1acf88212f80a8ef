//! The use cases.

pub mod files;
pub mod package;
pub mod results;
