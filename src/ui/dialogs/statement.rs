//! What a question before an act says: what goes, what stays, who is mailed.

use crate::command::Command;
use crate::domain::id::BatchId;

/// What a confirmation says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Statement {
    /// Its title: the name of the act.
    pub title: String,
    /// Whom or what it concerns, a line each.
    pub subject: Vec<String>,
    /// What changes, where nothing is lost.
    pub changes: Option<String>,
    /// What goes.
    pub goes: Option<String>,
    /// What stays.
    pub stays: Option<String>,
    /// Who is mailed.
    pub mailed: Option<String>,
    /// What else to know.
    pub warnings: Vec<String>,
    /// Another way, and the command that leads there.
    pub way: Option<(String, Command)>,
    /// What stands on the button that does it.
    pub button: String,
    /// What stands on the safe button, where **Cancel** could be read as the act itself.
    pub keep: Option<String>,
    /// The batch that goes on behind the question: its figures are shown as they are now.
    pub goes_on: Option<BatchId>,
    /// Whether there is anything to do.
    pub possible: bool,
}
