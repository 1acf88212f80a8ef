//! What a form shows, as a refusal names it where somebody else was faster.

/// What a form shows and changes, and somebody else may have changed meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of the fields say it")]
pub enum Shown {
    FirstName,
    LastName,
    Email,
    UniqueId,
    JobTitle,
    Language,
    /// A custom attribute, by its name.
    Attribute(String),
    /// The name of a group or a license type.
    Name,
    /// The seats of a license type.
    Seats,
    /// The role of an operator.
    Role,
    /// Whose request it is, and what it asks for.
    Request,
}
