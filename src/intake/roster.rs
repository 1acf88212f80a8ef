//! The roster CSV.
