//! Offboard: the admin console with which an organisation lets learners go, safely.

pub mod domain;
pub mod intake;
pub mod service;
