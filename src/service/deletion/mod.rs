//! Deletion from the review of a file to its results: review, matching, chunks, erasure, certificate, package.

pub(crate) mod approvals;
pub(crate) mod certificate;
mod differing;
pub(crate) mod dossier;
pub(crate) mod erasure;
pub(crate) mod finishing;
pub(crate) mod given;
pub(crate) mod heaps;
mod hints;
pub(crate) mod list_noted;
pub(crate) mod listing;
pub(crate) mod lock;
pub(crate) mod log_rows;
pub(crate) mod matching;
pub(crate) mod misfits;
pub mod package;
pub(crate) mod page;
pub(crate) mod preparing;
pub mod results;
pub(crate) mod review;
pub(crate) mod reviewed;
pub(crate) mod rewording;
pub(crate) mod running;
pub(crate) mod said;
pub(crate) mod upload;
pub mod verifying;
pub(crate) mod whom;
