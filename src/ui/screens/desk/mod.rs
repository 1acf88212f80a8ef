//! **Requests**: the queue, one request, and what can be done with either.

pub mod acts;
pub mod due;
mod narrowing;
pub mod request;
pub mod requests;
