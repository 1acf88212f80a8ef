//! **Me**: account settings, authentication, operators, sessions, keys, outbox, what is at the provider, deleted users, activity log.

pub mod account_settings;
pub mod activity_log;
pub mod at_provider;
pub mod authenticate;
pub mod deleted_users;
pub mod keys;
mod log_filter;
pub mod operators;
pub mod outbox;
mod role_history;
pub mod scim;
pub mod sessions;
