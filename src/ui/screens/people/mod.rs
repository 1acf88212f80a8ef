//! **People**: users, their profiles, groups, licenses.

pub mod groups;
pub mod idle;
pub mod learner;
pub mod licenses;
pub mod profile;
pub mod rules;
pub mod users;
