//! Rows of a roster that is reviewed in words.

use crate::domain::mail::MailKind;
use crate::domain::roster::{RosterChange, RosterLine, RosterList};
use crate::sanitise::visible;
use crate::say;
use crate::texts::Texts;

/// Which rows a list holds.
pub fn roster_list(texts: &Texts, list: RosterList) -> String {
    match list {
        RosterList::All => say!(texts, "rows-all"),
        RosterList::Added => say!(texts, "import-added"),
        RosterList::Changed => say!(texts, "import-changed"),
        RosterList::ChangedIn(field) => super::roster_field(texts, field),
        RosterList::Told => say!(texts, "import-told"),
        RosterList::EmptyCell(field) => {
            let field = super::roster_field(texts, field);
            say!(texts, "import-empty-cells", field = field)
        }
        RosterList::Unchanged => say!(texts, "import-unchanged"),
        RosterList::Refused => say!(texts, "import-refused"),
        RosterList::Gone => say!(texts, "import-gone"),
    }
}

/// What becomes of a row, with every change from what to what.
pub fn roster_line(texts: &Texts, row: &RosterLine) -> String {
    let Some(result) = &row.result else {
        return say!(texts, "import-gone-row");
    };
    let mut said = vec![super::roster_result(texts, result)];
    let message = super::roster_message(texts, result);
    if !message.is_empty() {
        said.push(message);
    }
    said.extend(
        row.changes
            .iter()
            .map(|change| roster_change(texts, change)),
    );
    said.join(" · ")
}

/// One change of a row.
pub fn roster_change(texts: &Texts, change: &RosterChange) -> String {
    let field = match &change.of {
        Some(of) => visible(of).into_owned(),
        None => super::roster_field(texts, change.field),
    };
    let shown = |text: &str| match text {
        "" => say!(texts, "import-nothing"),
        text => visible(text).into_owned(),
    };
    if change.is_kept {
        return say!(
            texts,
            "import-change-kept",
            field = field,
            old = shown(&change.old)
        );
    }
    let (old, new) = (shown(&change.old), shown(&change.new));
    format!("{field}: {old} → {new}")
}

/// How many letters of a kind are sent.
pub fn letters_of_kind(texts: &Texts, kind: MailKind, count: u64) -> String {
    let kind = super::mail_kind(texts, kind);
    say!(texts, "letters-of-kind", count = count, kind = kind)
}
