//! Mail: the letters, and their way out.

pub(crate) mod letters;
pub(crate) mod post;
pub mod trial;
