//! The trials: what must hold whatever happens to the process, the disk, the files or the terminal.
//!
//! Each room has a short form that runs with the other tests. `OFFBOARD_TRIALS=long` runs the long forms;
//! `docs/trials.md` lists them with the figures to reach.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a trial that cannot go on has failed"
)]

#[path = "../support/mod.rs"]
mod support;

mod backups;
mod controls;
mod cuts;
mod damaged;
mod disk;
mod faults;
mod full;
mod ground;
mod hostile;
mod invariants;
mod leaving;
mod log;
mod places;
mod points;
mod residue;
mod restoring;
mod sentences;
mod shim;
mod struck;
mod together;
