//! Rows of files in words: their outcomes, and why a file fails as a whole.

use super::message_id;
use super::parts::damage;
use super::provider::why_refused;
use crate::domain::batch::{
    BatchRow, BatchState, Disagreement, ForeignFormat, LinesTold, ReadOtherwise, ReviewWarning,
    RowHint, RowOutcome, Terminated, TerminatedCause, Tombstone,
};
use crate::domain::damage::Damage;
use crate::domain::provider::WhyRefused;
use crate::domain::roster::{
    RosterFault, RosterFaultKind, RosterField, RosterResult, RosterTotals,
};
use crate::formats;
use crate::sanitise::visible;
use crate::say;
use crate::texts::Texts;

/// Most names of columns that are listed where others were wanted.
const MOST_NAMES: usize = 5;
/// Most characters that are shown of such a name.
const LONGEST_NAME: usize = 40;

/// What there is to say about one row: its outcome and what explains it.
#[derive(Debug, Clone, Copy)]
pub struct RowSaid<'a> {
    /// What became of it.
    pub outcome: RowOutcome,
    /// The earlier line (`Duplicate`).
    pub earlier_line: Option<u32>,
    /// Where the user was deleted (`AlreadyDeleted`).
    pub tombstone: Option<&'a Tombstone>,
    /// In what email and ID disagree (`IdsDisagree`).
    pub disagreement: Option<Disagreement>,
    /// What happened to the identifier (`InvalidEmail`, `InvalidId`).
    pub damage: Option<Damage>,
    /// Why the provider refused (`RefusedThere`).
    pub refused: Option<&'a WhyRefused>,
}

impl From<RowOutcome> for RowSaid<'_> {
    fn from(outcome: RowOutcome) -> Self {
        Self {
            outcome,
            earlier_line: None,
            tombstone: None,
            disagreement: None,
            damage: None,
            refused: None,
        }
    }
}

/// What rows are called of which nothing has become yet, in a batch of this state.
pub fn pending(texts: &Texts, state: Option<BatchState>) -> String {
    match state {
        Some(BatchState::AtProvider) => say!(texts, "out-pending-there"),
        _ => say!(texts, "out-pending"),
    }
}

/// The short name of an outcome.
pub fn outcome(texts: &Texts, outcome: RowOutcome) -> String {
    texts.message(&message_id("outcome", outcome.code()))
}

/// The short name of an outcome in a review, where nothing has happened yet.
pub fn would_outcome(texts: &Texts, would: RowOutcome) -> String {
    match would {
        RowOutcome::Deleted => say!(texts, "outcome-would-delete"),
        other => outcome(texts, other),
    }
}

/// What happened to a row and what to do about it: the message column of the results.
pub fn outcome_message(texts: &Texts, row: &RowSaid<'_>) -> String {
    match (row.outcome, row.earlier_line, row.tombstone) {
        (RowOutcome::Duplicate, Some(line), _) => {
            say!(texts, "row-duplicate-of", line = line.to_string())
        }
        (RowOutcome::AlreadyDeleted, _, Some(tombstone)) => already_deleted(texts, tombstone),
        (RowOutcome::IdsDisagree, ..) => match row.disagreement {
            Some(Disagreement::UnknownId) => say!(texts, "row-ids-disagree-unknown-id"),
            Some(Disagreement::UnknownEmail) => say!(texts, "row-ids-disagree-unknown-email"),
            Some(Disagreement::TwoReadings) => say!(texts, "row-ids-disagree-two-readings"),
            Some(Disagreement::SeveralIds) => say!(texts, "row-ids-disagree-several-ids"),
            Some(Disagreement::TwoSpellings) => say!(texts, "row-ids-disagree-two-spellings"),
            Some(Disagreement::TwoUsers) | None => say!(texts, "row-ids-disagree"),
        },
        (RowOutcome::InvalidEmail | RowOutcome::InvalidId, ..) if row.damage.is_some() => row
            .damage
            .map_or_else(String::new, |found| damage(texts, found)),
        (RowOutcome::RefusedThere, ..) => {
            let why = row.refused.and_then(|why| why_refused(texts, why));
            why.map_or_else(
                || say!(texts, "row-refused-by-provider"),
                |why| say!(texts, "row-refused-by-provider-why", why = why),
            )
        }
        (plain, ..) => texts.message(&message_id("row", plain.code())),
    }
}

/// The same for a row of a batch or a review as a pane lists it. In a review, nothing has happened yet.
pub fn batch_row_said(texts: &Texts, row: &BatchRow, in_review: bool) -> String {
    match row.outcome {
        None => say!(texts, "row-pending"),
        Some(RowOutcome::Deleted) if in_review => say!(texts, "row-would-delete"),
        Some(outcome) => {
            let said = RowSaid {
                outcome,
                earlier_line: row.earlier_line,
                tombstone: row.tombstone.as_ref(),
                disagreement: row.disagreement,
                damage: row.damage,
                refused: row.refused.as_ref(),
            };
            let said = outcome_message(texts, &said);
            match &row.hint {
                None => said,
                Some(hint) => format!("{said} {}", row_hint(texts, hint)),
            }
        }
    }
}

/// Of what a spreadsheet may have made an identifier that nobody has.
fn row_hint(texts: &Texts, hint: &RowHint) -> String {
    let identifier = visible(&hint.identifier).into_owned();
    match hint.others {
        0 => say!(texts, "row-hint", identifier = identifier),
        others => say!(
            texts,
            "row-hint-others",
            identifier = identifier,
            count = others
        ),
    }
}

/// Rows whose identifier was read in the sense of the other column.
pub fn read_otherwise(texts: &Texts, read: &ReadOtherwise) -> Vec<String> {
    let told = |id: &str, of: &LinesTold| {
        let lines = super::lines(texts, &of.lines, of.rows);
        let values = [("count", of.rows.into()), ("lines", lines.into())];
        (of.rows > 0).then(|| texts.message_with(id, &values))
    };
    let both = [
        told("review-ids-as-emails", &read.ids_as_emails),
        told("review-emails-as-ids", &read.emails_as_ids),
    ];
    both.into_iter().flatten().collect()
}

fn already_deleted(texts: &Texts, tombstone: &Tombstone) -> String {
    let date = formats::date(texts, tombstone.deleted_at);
    let batch = tombstone.batch.to_string();
    match tombstone.line {
        Some(line) => say!(
            texts,
            "row-already-deleted-at",
            date = date,
            batch = batch,
            line = line.to_string()
        ),
        None => say!(texts, "row-already-deleted-in", date = date, batch = batch),
    }
}

/// What is odd about a reviewed file as a whole.
pub fn review_warning(texts: &Texts, warning: ReviewWarning) -> String {
    match warning {
        ReviewWarning::RosterHeaders => say!(texts, "review-warning-roster-headers"),
        ReviewWarning::NobodyApproves => say!(texts, "review-warning-nobody-approves"),
        ReviewWarning::NearlyEverybody => say!(texts, "review-warning-nearly-everybody"),
    }
}

/// Why a file fails as a whole: names the line and what to correct.
pub fn terminated(texts: &Texts, terminated: &Terminated) -> String {
    match &terminated.cause {
        TerminatedCause::MissingHeader { missing, found } => missing_header(texts, missing, found),
        TerminatedCause::DuplicateHeader(column) => {
            say!(texts, "terminated-duplicate-header", column = *column)
        }
        TerminatedCause::TooLarge(bytes) => {
            say!(
                texts,
                "terminated-too-large",
                bytes = formats::number(texts.language(), *bytes)
            )
        }
        TerminatedCause::TooManyRows(rows, allowed) => say!(
            texts,
            "terminated-too-many-rows",
            rows = *rows,
            allowed = *allowed
        ),
        TerminatedCause::NotCsv(format) => texts.message(foreign_id(*format)),
        TerminatedCause::BadHeader
        | TerminatedCause::BadEncoding
        | TerminatedCause::UnclosedQuote
        | TerminatedCause::Malformed => at_its_line(texts, terminated),
        TerminatedCause::Unaccounted => say!(texts, "terminated-unaccounted"),
    }
}

/// Names what is missing, and what stands there instead.
fn missing_header(texts: &Texts, missing: &[&str], found: &[String]) -> String {
    if found.is_empty() {
        return say!(texts, "terminated-empty");
    }
    let lacks = match missing {
        [column] => say!(texts, "terminated-missing-header", column = *column),
        _ => say!(texts, "terminated-missing-headers"),
    };
    let shown = found.iter().take(MOST_NAMES).map(|name| {
        let cut: String = name.trim().chars().take(LONGEST_NAME).collect();
        format!("“{}”", visible(&cut))
    });
    let mut names = shown.collect::<Vec<_>>().join(", ");
    if found.len() > MOST_NAMES {
        names.push_str(", …");
    }
    let instead = say!(texts, "terminated-found-columns", names = names);
    format!("{lacks} {instead}")
}

fn at_its_line(texts: &Texts, terminated: &Terminated) -> String {
    let name = match terminated.cause {
        TerminatedCause::BadHeader => "bad_header",
        ref cause => cause.code(),
    };
    let id = message_id("terminated", name);
    match terminated.line {
        Some(line) => {
            texts.message_with(&format!("{id}-line"), &[("line", line.to_string().into())])
        }
        None => texts.message(&id),
    }
}

const fn foreign_id(format: ForeignFormat) -> &'static str {
    match format {
        ForeignFormat::Workbook => "terminated-workbook",
        ForeignFormat::Pdf => "terminated-pdf",
        ForeignFormat::Archive => "terminated-archive",
        ForeignFormat::Image => "terminated-image",
        ForeignFormat::Binary => "terminated-binary",
    }
}

/// The short name of what happens to a row of a roster.
pub fn roster_result(texts: &Texts, result: &RosterResult) -> String {
    match result {
        RosterResult::Added => say!(texts, "roster-added"),
        RosterResult::Changed => say!(texts, "roster-changed"),
        RosterResult::Unchanged => say!(texts, "roster-unchanged"),
        RosterResult::Refused(_) => say!(texts, "roster-refused"),
        RosterResult::Unreadable(fault) if fault.what == RosterFaultKind::RepeatedHeader => {
            say!(texts, "outcome-repeated-header")
        }
        RosterResult::Unreadable(_) => say!(texts, "roster-unreadable"),
    }
}

/// What a field of a roster is called.
pub fn roster_field(texts: &Texts, field: RosterField) -> String {
    texts.message(&super::message_id("roster-field", field.code()))
}

/// What a roster changes, in sums: a line for each field, license type and new group.
pub fn roster_totals(texts: &Texts, totals: &RosterTotals) -> Vec<String> {
    let mut said = Vec::new();
    for field in RosterField::ALL {
        let count = totals.changed(field);
        if count > 0 && field != RosterField::Licenses {
            let field = roster_field(texts, field);
            said.push(say!(texts, "roster-total", field = field, count = count));
        }
    }
    if totals.taken_over > 0 {
        let count = totals.taken_over;
        said.push(say!(texts, "roster-total-taken-over", count = count));
    }
    let moved = totals.licenses.iter();
    for kind in moved.filter(|kind| kind.given + kind.taken > 0) {
        said.push(say!(
            texts,
            "roster-total-license",
            name = visible(&kind.name).into_owned(),
            given = kind.given,
            taken = kind.taken
        ));
    }
    for kind in totals.licenses.iter().filter(|kind| kind.missing > 0) {
        let name = visible(&kind.name).into_owned();
        said.push(say!(
            texts,
            "roster-total-license-missing",
            name = name,
            count = kind.missing
        ));
    }
    for kind in totals.licenses.iter().filter(|kind| kind.restated > 0) {
        said.push(say!(
            texts,
            "roster-total-license-restated",
            name = visible(&kind.name).into_owned(),
            count = kind.restated
        ));
    }
    if !totals.new_groups.is_empty() {
        let names = totals.new_groups.iter().map(|name| visible(name));
        let names = names.collect::<Vec<_>>().join(", ");
        let count = totals.new_groups.len() as u64;
        said.push(say!(
            texts,
            "roster-new-groups",
            count = count,
            names = names
        ));
    }
    said
}

/// What is wrong with a row of a roster; nothing when nothing is.
pub fn roster_message(texts: &Texts, result: &RosterResult) -> String {
    match result {
        RosterResult::Added | RosterResult::Changed | RosterResult::Unchanged => String::new(),
        RosterResult::Refused(why) => super::reason(texts, why),
        RosterResult::Unreadable(fault) => roster_fault(texts, fault),
    }
}

fn roster_fault(texts: &Texts, fault: &RosterFault) -> String {
    let message = match fault.what {
        RosterFaultKind::Damaged(found) => damage(texts, found),
        RosterFaultKind::Hidden(found) => super::parts::hidden_character(texts, found),
        RosterFaultKind::LicenseStatus => say!(texts, "roster-fault-license-status"),
        RosterFaultKind::Connection => say!(texts, "roster-fault-connection"),
        RosterFaultKind::Language => say!(texts, "roster-fault-language"),
        RosterFaultKind::Date => say!(texts, "roster-fault-date"),
        RosterFaultKind::RepeatedHeader => say!(texts, "roster-fault-repeated-header"),
        RosterFaultKind::TwoEmails => say!(texts, "roster-fault-two-emails"),
        RosterFaultKind::ChangeWithoutPair => say!(texts, "roster-fault-change-without-pair"),
        _ => match RowOutcome::from_code(fault.code()).map(RowSaid::from) {
            Some(row) => outcome_message(texts, &row),
            None => say!(texts, "roster-fault-other", code = fault.code()),
        },
    };
    match &fault.column {
        Some(column) => say!(
            texts,
            "roster-fault-column",
            column = visible(column).into_owned(),
            message = message
        ),
        None => message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Language;

    #[test]
    fn a_wrong_header_is_told_with_what_stands_there_and_an_empty_file_as_empty() {
        let both_columns = ["primary_email_address", "unique_user_id"];
        for texts in Language::ALL.map(Texts::new) {
            let said = |found: &[&str]| {
                let cause = TerminatedCause::MissingHeader {
                    missing: both_columns.to_vec(),
                    found: found.iter().map(|&name| name.to_owned()).collect(),
                };
                terminated(&texts, &Terminated { cause, line: None })
            };
            let wrong = said(&["Personalnummer", "Name", "E-Mail"]);
            assert!(
                wrong.contains("“Personalnummer”, “Name”, “E-Mail”"),
                "{wrong}"
            );
            let many = said(&["a", "b", "c", "d", "e", "f"]);
            assert!(many.contains("“e”, …") && !many.contains("“f”"), "{many}");
            assert!(!said(&[]).contains("primary_email_address"));
        }
    }

    #[test]
    fn a_second_user_is_spoken_of_only_where_there_is_one() {
        let said = |texts: &Texts, disagreement| {
            let row = RowSaid {
                disagreement: Some(disagreement),
                ..RowSaid::from(RowOutcome::IdsDisagree)
            };
            outcome_message(texts, &row)
        };
        for texts in Language::ALL.map(Texts::new) {
            let two = said(&texts, Disagreement::TwoUsers);
            let id = said(&texts, Disagreement::UnknownId);
            let email = said(&texts, Disagreement::UnknownEmail);
            assert!(
                two != id && two != email && id != email,
                "{two} {id} {email}"
            );
        }
        let english = Texts::new(Language::English);
        assert!(said(&english, Disagreement::TwoUsers).contains("two different users"));
        assert!(said(&english, Disagreement::UnknownId).contains("nobody has this ID"));
        assert!(said(&english, Disagreement::UnknownEmail).contains("nobody has this email"));
    }
}
