//! The account itself: its place, key and access; opening, upkeep, restoring; its log's chain.

pub mod access;
pub(crate) mod attendance;
pub(crate) mod chain;
pub(crate) mod clock;
pub mod coming;
pub(crate) mod connection;
pub(crate) mod first_steps;
pub(crate) mod key;
pub(crate) mod listing;
pub(crate) mod opening;
pub(crate) mod passphrase;
pub(crate) mod place;
pub(crate) mod restoring;
pub(crate) mod role_history;
pub(crate) mod serving;
pub mod signing;
pub(crate) mod spellings;
pub(crate) mod surroundings;
pub(crate) mod upkeep;
pub(crate) mod whole;
