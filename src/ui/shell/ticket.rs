//! What ties replies to questions.

/// Ties a reply to the question that asked for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ticket {
    /// Who asks: questions of one asker replace each other.
    pub asker: u64,
    /// Grows with every question.
    pub serial: u64,
}
