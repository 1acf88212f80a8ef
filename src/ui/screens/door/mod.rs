//! Before the console: signing in, and the first start.

pub mod first_start;
pub(crate) mod form;
pub mod sign_in;
