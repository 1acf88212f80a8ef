//! What could still name a deleted user: the erasure journal, the scan of the files, addresses that others wrote down.

pub mod found;
pub mod journal;
pub(crate) mod leaf;
pub(crate) mod leftovers;
pub(crate) mod lost;
pub(crate) mod remains;
mod scanning;
pub(crate) mod settling;

pub use found::{Mark, Scanned};
pub use scanning::{Register, Standing, scan, scan_between};
