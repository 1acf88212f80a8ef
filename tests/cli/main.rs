//! The real binary, driven as a shell drives it: what it writes, where, and with which exit code.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod cases;
mod correcting;
mod deletions;
mod desk;
mod dossier;
mod files;
mod golden;
mod guards;
mod harness;
mod history;
mod identifiers;
mod incoming;
mod keys;
mod learning;
mod own;
mod people;
mod plain;
mod provider;
mod read_only;
mod records;
mod remembered;
mod residue;
mod roles_over_time;
mod rules;
mod said;
mod signing;
mod spellings;
mod streams;
mod surroundings;
mod terminal;
mod whom;
mod words;
