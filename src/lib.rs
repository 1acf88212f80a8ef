//! Offboard: the admin console with which an organisation lets learners go, safely.
//!
//! Three doors lead to one service: `load` a question, `plan` an act, `execute` it. The console (`ui`) and the command
//! line (`cli`) are the two faces of those doors and never see each other. Data flows one way:
//!
//! ```text
//! ui | cli  →  service  →  store  →  domain
//!                 ↓
//!              intake  →  domain
//! ```
//!
//! A [`tour`] stands beside the console and presses its keys; the console knows it only as a [`crate::ui::shell::leader::Leader`].
//!
//! Every write is an [`crate::domain::op::Op`] and goes through [`crate::service::Service::execute`], or is a chunk of a batch that
//! such an act confirmed. `tests/architecture.rs` holds the layers apart.

pub mod cli;
pub mod command;
pub mod connect;
pub mod domain;
pub mod durable;
pub mod error;
pub mod formats;
pub mod intake;
pub mod numerals;
pub mod sanitise;
pub mod serve;
pub mod service;
pub mod start;
pub mod store;
pub mod texts;
pub mod tour;
pub mod ui;
pub mod wording;
