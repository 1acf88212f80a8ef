//! **Requests**: the queue, one request, and what can be done with either.

pub mod acts;
pub mod due;
pub mod request;
pub mod requests;
