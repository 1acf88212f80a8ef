//! Whom each row of an upload means: the rows of a file against the identity registries.
//!
//! Of an identifier two keyed hashes are kept, 63 bits to find the registry entry and 64 more to verify it against the
//! living user's real identifier: 127 bits must agree, and no text is kept. Large files are matched in one pass over
//! registries and users, small ones by look-ups; both come to the same verdicts. Neither takes more memory for more rows:
//! what is looked for and what is found lies on heaps, and one heap is in memory at a time.

mod answers;
mod damaged;
mod finding;
mod first_lines;
mod second_look;
mod sought;

use std::collections::HashMap;

use crate::domain::batch::{Disagreement, PlanRow, RowOutcome};
use crate::domain::damage::Damage;
use crate::domain::id::UserId;
use crate::domain::operator::Operator;
use crate::error::Result;
use crate::service::Core;
use crate::service::deletion::reviewed::ReviewedRows;
use crate::service::directory::identity;
use crate::store::Db;
use answers::Answers;
use damaged::Suspected;
use finding::find;
use first_lines::FirstLines;
pub(crate) use sought::Sought;
use sought::SoughtRow;

/// One user in so many must stand in the file for a pass over all of them to be cheaper than look-ups.
const PASS_SHARE: u64 = 20;
/// Rows that are judged together.
const ROWS_TOGETHER: usize = 1 << 15;

/// An identifier as two keyed hashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Print {
    /// The registry's hash.
    pub hash: i64,
    /// What verifies it.
    pub check: u64,
}

/// What an identifier answers to, and what must be known of that user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Nobody,
    Living { user: i64, on_hold: bool },
    Deleted { user: i64 },
}

/// What was asked about a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Question {
    /// Who has the address.
    Email,
    /// Who has the ID.
    Id,
    /// Which living user has the address as their ID.
    EmailAsId,
    /// Which living user has the ID as their address.
    IdAsEmail,
    /// Whether somebody has the ID with zeros before it.
    LostZeros,
}

/// Everything that was answered about a row; nobody where nothing was.
#[derive(Debug, Clone, Copy)]
struct Answered {
    email: Answer,
    unique_id: Answer,
    as_id: Option<Answer>,
    as_email: Option<Answer>,
    has_lost_zeros: bool,
    /// Whether several living users have the identifier in the sense of the other column.
    fits_several: bool,
    /// Another living user who has the address, in another spelling of its domain.
    second_bearer: Option<Answer>,
}

impl Answered {
    const NOTHING: Self = Self {
        email: Answer::Nobody,
        unique_id: Answer::Nobody,
        as_id: None,
        as_email: None,
        has_lost_zeros: false,
        fits_several: false,
        second_bearer: None,
    };

    fn note(&mut self, question: Question, answer: Answer) {
        let fits_several = &mut self.fits_several;
        let mut other_sense = |found: &mut Option<Answer>| {
            // Whoever lives is asked first, and the deleted where nobody living fits.
            if found.is_some() && matches!(answer, Answer::Deleted { .. }) {
                return;
            }
            *fits_several |= found.is_some_and(|before| before != answer);
            *found = Some(answer);
        };
        match question {
            Question::Email => self.note_email(answer),
            Question::Id => self.unique_id = answer,
            Question::EmailAsId => other_sense(&mut self.as_id),
            Question::IdAsEmail => other_sense(&mut self.as_email),
            Question::LostZeros => self.has_lost_zeros = true,
        }
    }

    /// Of the spellings of an address, one that somebody living has comes first.
    fn note_email(&mut self, answer: Answer) {
        use Answer::{Deleted, Living, Nobody};
        let is_second = matches!((self.email, answer), (Living { .. }, Living { .. }));
        match (self.email, answer) {
            _ if is_second && self.email != answer => self.second_bearer = Some(answer),
            (Deleted { .. }, Living { .. }) | (Nobody, _) => self.email = answer,
            (Living { .. }, _) | (Deleted { .. }, Deleted { .. } | Nobody) => {}
        }
    }

    /// Why a row names nobody, if so. What cannot be an address is an ID where it is somebody's.
    fn fault_of(&self, row: &SoughtRow) -> Option<RowOutcome> {
        let is_id = row.fault == Some(RowOutcome::InvalidEmail) && self.as_id.is_some();
        row.fault.filter(|_| !is_id)
    }

    /// Whether the address, and whether the ID, is somebody's in the sense of the other column alone.
    fn read_otherwise(&self, row: &SoughtRow) -> (bool, bool) {
        let is_other = |own: Answer, other: Option<Answer>| {
            let is_elsewhere = other.is_some_and(|other| other != own);
            is_elsewhere && !matches!(own, Answer::Living { .. })
        };
        // Where two fit, the outcome says so.
        let is_read = self.fault_of(row).is_none() && !self.fits_several;
        (
            is_read && row.has_email && is_other(self.email, self.as_id),
            is_read && row.has_id && is_other(self.unique_id, self.as_email),
        )
    }

    /// What the answers come to, each identifier read in the other way where nobody living has it in its own.
    fn judged(&self, row: &SoughtRow) -> (RowOutcome, i64) {
        let read = second_look::read;
        let unique_id = row.has_id.then_some(self.unique_id);
        // Of two who have the address, the ID beside it says which.
        let says_which = self.second_bearer.is_some() && unique_id == self.second_bearer;
        let email = if says_which {
            self.unique_id
        } else {
            self.email
        };
        let email = row.has_email.then_some(email);
        let email_read = email.map(|own| read(own, self.as_id, unique_id));
        let id_read = unique_id.map(|own| read(own, self.as_email, email));
        if self.fits_several {
            return disagree(Disagreement::SeveralIds);
        }
        if self.second_bearer.is_some() && email != unique_id {
            return disagree(Disagreement::TwoSpellings);
        }
        if email_read == Some(None) || id_read == Some(None) {
            return disagree(Disagreement::TwoReadings);
        }
        let (email, unique_id) = (email_read.flatten(), id_read.flatten());
        let lost = self.has_lost_zeros.then_some(Damage::LostZeros);
        let suspected = Suspected {
            unique_id: row.suspected.unique_id.or(lost),
            ..row.suspected
        };
        suspected.judge(verdict(email, unique_id))
    }
}

/// Judges every row, in file order.
pub(crate) fn match_rows(
    db: &Db<'_>,
    core: &Core,
    operator: &Operator,
    mut sought: Sought,
) -> Result<ReviewedRows> {
    let folder = &core.place.uploads;
    let answers = find(db, core, &sought)?;
    sought.forget_names(folder);
    let mut judge = Judge::new(db, core, operator)?;
    let mut reviewed = ReviewedRows::new(folder);
    let mut answered = Vec::new();
    let mut rows = Vec::new();
    for heap in 0..sought.row_heaps() {
        rows.clear();
        sought.each_row(heap, |row| {
            rows.push(row);
            Ok(())
        })?;
        answered.clear();
        answered.resize(rows.len(), Answered::NOTHING);
        answers.read(heap, &mut answered)?;
        for (row, answered) in rows.iter().zip(&answered) {
            reviewed.push(judge.row(row, answered))?;
            let (emails, ids) = answered.read_otherwise(row);
            let told = &mut reviewed.read_otherwise;
            if emails {
                told.emails_as_ids.note(row.line);
            }
            if ids {
                told.ids_as_emails.note(row.line);
            }
        }
    }
    Ok(reviewed)
}

/// Users who are operators of this console and stay, and those whose deletion is on its way at the provider, with what
/// becomes of a row that means one.
fn protected(db: &Db<'_>, core: &Core, operator: &Operator) -> Result<HashMap<i64, RowOutcome>> {
    let operators = identity::operators_among_users(db, core)?.into_iter();
    let active = operators.filter(|(_, one)| !one.disabled);
    let outcome = |one: &Operator| {
        if one.id == operator.id {
            RowOutcome::OwnUser
        } else {
            RowOutcome::ProtectedOperator
        }
    };
    let operators = active.map(|(user, one)| (user.0, outcome(&one)));
    let underway = db.open_deletions()?.into_iter();
    let underway = underway.map(|user| (user, RowOutcome::AtProvider));
    Ok(underway.chain(operators).collect())
}

/// What rows are judged by beside the answers to them.
pub(crate) struct Judge {
    protected: HashMap<i64, RowOutcome>,
    first_lines: FirstLines,
}

impl Judge {
    pub(crate) fn new(db: &Db<'_>, core: &Core, operator: &Operator) -> Result<Self> {
        Ok(Self {
            protected: protected(db, core, operator)?,
            first_lines: FirstLines::default(),
        })
    }

    /// Judges a row of a file by what was answered about it.
    fn row(&mut self, row: &SoughtRow, answered: &Answered) -> PlanRow {
        let found = match answered.fault_of(row) {
            Some(fault) => (fault, row.suspected.of_fault(fault)),
            None => answered.judged(row),
        };
        self.meant(row.line, found)
    }

    /// Judges a row that means a living learner who is known.
    pub(crate) fn known(&mut self, line: u32, user: UserId, on_hold: bool) -> PlanRow {
        let user = living(user, on_hold, true);
        self.meant(line, verdict(None, Some(user)))
    }

    fn meant(&mut self, line: u32, (outcome, reference): (RowOutcome, i64)) -> PlanRow {
        let (outcome, reference) = match outcome {
            // A second row is a duplicate of one that is done; of one that is not, it fails for the same reason.
            RowOutcome::Deleted => match self.protected.get(&reference) {
                Some(protected) => (*protected, reference),
                None => match self.first_lines.note(reference, line) {
                    Some(earlier) => (RowOutcome::Duplicate, i64::from(earlier)),
                    None => (outcome, reference),
                },
            },
            _ => (outcome, reference),
        };
        PlanRow {
            line,
            outcome,
            reference,
        }
    }
}

/// What the answers to a row's identifiers come to.
fn verdict(email: Option<Answer>, unique_id: Option<Answer>) -> (RowOutcome, i64) {
    use Answer::{Deleted, Living, Nobody};
    let one = match (email, unique_id) {
        (Some(one), None) | (None, Some(one)) => one,
        (Some(email), Some(unique_id)) if email == unique_id => email,
        // One of a deleted user's two identifiers may have been given later or released since.
        (Some(Deleted { user }), Some(Nobody)) | (Some(Nobody), Some(Deleted { user })) => {
            Deleted { user }
        }
        (Some(_), Some(Nobody)) => return disagree(Disagreement::UnknownId),
        (Some(Nobody), Some(_)) => return disagree(Disagreement::UnknownEmail),
        (Some(_), Some(_)) => return disagree(Disagreement::TwoUsers),
        (None, None) => return (RowOutcome::EmptyRow, 0),
    };
    match one {
        Nobody => (RowOutcome::NotFound, 0),
        Deleted { user } => (RowOutcome::AlreadyDeleted, user),
        Living {
            user,
            on_hold: true,
        } => (RowOutcome::OnHold, user),
        Living {
            user,
            on_hold: false,
        } => (RowOutcome::Deleted, user),
    }
}

const fn disagree(how: Disagreement) -> (RowOutcome, i64) {
    (RowOutcome::IdsDisagree, how.reference())
}

/// A living user who does not bear the identifier after all is nobody to the row.
const fn living(user: UserId, on_hold: bool, verified: bool) -> Answer {
    if verified {
        Answer::Living {
            user: user.0,
            on_hold,
        }
    } else {
        Answer::Nobody
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Answer = Answer::Living {
        user: 7,
        on_hold: false,
    };

    #[test]
    fn both_identifiers_must_mean_the_same_user() {
        assert_eq!(verdict(Some(HERE), Some(HERE)), (RowOutcome::Deleted, 7));
        let other = Answer::Living {
            user: 8,
            on_hold: false,
        };
        assert_eq!(
            verdict(Some(HERE), Some(other)),
            (RowOutcome::IdsDisagree, 0)
        );
        assert_eq!(
            verdict(Some(HERE), Some(Answer::Nobody)),
            disagree(Disagreement::UnknownId)
        );
        assert_eq!(
            verdict(Some(Answer::Nobody), Some(HERE)),
            disagree(Disagreement::UnknownEmail)
        );
        assert_eq!(
            verdict(Some(Answer::Deleted { user: 7 }), Some(HERE)),
            (RowOutcome::IdsDisagree, 0)
        );
    }

    #[test]
    fn an_email_that_is_the_id_of_two_users_but_for_capitals_means_neither() {
        let row = SoughtRow {
            line: 2,
            fault: None,
            has_email: true,
            has_id: false,
            suspected: Suspected::default(),
        };
        let mut answered = Answered::NOTHING;
        answered.note(Question::EmailAsId, HERE);
        assert_eq!(answered.judged(&row), (RowOutcome::Deleted, 7));
        answered.note(Question::EmailAsId, HERE);
        assert_eq!(answered.judged(&row), (RowOutcome::Deleted, 7));
        let other = Answer::Living {
            user: 8,
            on_hold: false,
        };
        answered.note(Question::EmailAsId, other);
        assert_eq!(answered.judged(&row), disagree(Disagreement::SeveralIds));
    }

    #[test]
    fn an_address_that_two_living_users_have_in_two_spellings_means_neither() {
        let row = SoughtRow {
            line: 2,
            fault: None,
            has_email: true,
            has_id: false,
            suspected: Suspected::default(),
        };
        let other = Answer::Living {
            user: 8,
            on_hold: false,
        };
        let gone = Answer::Deleted { user: 9 };
        let deleted = (RowOutcome::Deleted, 7);
        for (id, judged) in [
            (HERE, deleted),
            (other, (RowOutcome::Deleted, 8)),
            (Answer::Nobody, disagree(Disagreement::TwoSpellings)),
            (gone, disagree(Disagreement::TwoSpellings)),
        ] {
            let mut answered = Answered::NOTHING;
            answered.note(Question::Email, HERE);
            answered.note(Question::Email, other);
            answered.note(Question::Id, id);
            let row = SoughtRow {
                has_id: true,
                ..row
            };
            assert_eq!(answered.judged(&row), judged, "{id:?}");
        }
        let two = disagree(Disagreement::TwoSpellings);
        for (answers, judged) in [
            (vec![HERE, HERE], deleted),
            (vec![HERE, gone], deleted),
            (vec![gone, HERE], deleted),
            (vec![gone, gone], (RowOutcome::AlreadyDeleted, 9)),
            (vec![HERE, other], two),
            (vec![other, gone, HERE], two),
        ] {
            let mut answered = Answered::NOTHING;
            for answer in &answers {
                answered.note(Question::Email, *answer);
            }
            assert_eq!(answered.judged(&row), judged, "{answers:?}");
        }
    }

    #[test]
    fn one_identifier_is_enough() {
        assert_eq!(verdict(Some(HERE), None), (RowOutcome::Deleted, 7));
        assert_eq!(
            verdict(None, Some(Answer::Deleted { user: 9 })),
            (RowOutcome::AlreadyDeleted, 9)
        );
        assert_eq!(
            verdict(Some(Answer::Nobody), None),
            (RowOutcome::NotFound, 0)
        );
    }

    #[test]
    fn a_hold_is_not_passed_by() {
        assert_eq!(
            verdict(
                Some(Answer::Living {
                    user: 7,
                    on_hold: true
                }),
                None
            ),
            (RowOutcome::OnHold, 7)
        );
    }
}
