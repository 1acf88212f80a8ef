//! Who else is at a console of this process, and what they have open.

use crate::domain::id::{OperatorId, RequestId, UserId};
use crate::domain::operator::{Session, initials as initials_of};

/// What two operators may have open at once without knowing of each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    /// A learner's profile.
    User(UserId),
    /// A request.
    Request(RequestId),
}

/// Somebody at a console.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Present {
    /// Who.
    pub operator: OperatorId,
    /// The operator's name.
    pub name: String,
    /// What they have open.
    pub opened: Option<Opened>,
}

impl Present {
    /// Whoever is signed in at a console, with what is open there.
    pub fn new(session: &Session, opened: Option<Opened>) -> Self {
        Self {
            operator: session.operator,
            name: session.name.clone(),
            opened,
        }
    }
}

/// The initials of who else is here than one operator, each once.
pub fn initials(present: &[Present], me: OperatorId) -> Vec<String> {
    let mut seen = vec![me];
    let others = present.iter().filter(|present| {
        let is_new = !seen.contains(&present.operator);
        seen.push(present.operator);
        is_new
    });
    others.map(|present| initials_of(&present.name)).collect()
}

/// The names of who else than one operator has something open.
pub fn names_at(present: &[Present], me: OperatorId, opened: Opened) -> Vec<String> {
    let others = present
        .iter()
        .filter(|present| present.operator != me && present.opened == Some(opened));
    let mut names: Vec<String> = others.map(|present| present.name.clone()).collect();
    names.sort();
    names.dedup();
    names
}
