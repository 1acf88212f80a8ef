//! Whom each row of an upload means: the rows of a file against the identity registries.
//!
//! A row keeps two keyed hashes of each identifier, 63 bits to find the registry entry and 64 more to verify it against
//! the living user's real identifier: 127 bits must agree, and no text is kept. Large files are matched in one pass
//! over registries and users, small ones by look-ups; both come to the same verdicts.

mod damaged;
mod identity_of_row;
mod second_look;

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::domain::batch::{Disagreement, PlanRow, RowOutcome};
use crate::domain::damage::Damage;
use crate::domain::id::UserId;
use crate::domain::identifier::IdentifierKind;
use crate::domain::operator::Operator;
use crate::error::Result;
use crate::service::Core;
use crate::service::directory::identity;
use crate::store::Db;
use damaged::Suspected;
pub(crate) use identity_of_row::{Print, RowIdentity};
use second_look::SecondLook;

/// One user in so many must stand in the file for a pass over all of them to be cheaper than look-ups.
const PASS_SHARE: u64 = 20;

impl RowIdentity {
    /// What the answers to its identifiers come to, each read in the other way where nobody living has it in its own.
    fn judged(
        &self,
        email: Option<Answer>,
        unique_id: Option<Answer>,
        second: &SecondLook,
        index: usize,
    ) -> (RowOutcome, i64) {
        let read = second_look::read;
        let (as_id, as_email) = (second.as_id(index), second.as_email(index));
        let email_read = email.map(|own| read(own, as_id, unique_id));
        let id_read = unique_id.map(|own| read(own, as_email, email));
        if email_read == Some(None) || id_read == Some(None) {
            return disagree(Disagreement::TwoReadings);
        }
        let (email, unique_id) = (email_read.flatten(), id_read.flatten());
        let lost = second.has_lost_zeros(index).then_some(Damage::LostZeros);
        let suspected = Suspected {
            unique_id: self.suspected.unique_id.or(lost),
            ..self.suspected
        };
        suspected.judge(verdict(email, unique_id))
    }
}

/// What an identifier answers to, and what must be known of that user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Nobody,
    Living { user: i64, on_hold: bool },
    Deleted { user: i64 },
}

/// Judges every row, in file order.
pub(crate) fn match_rows(
    db: &Db<'_>,
    core: &Core,
    operator: &Operator,
    rows: &[RowIdentity],
) -> Result<Vec<PlanRow>> {
    let ([emails, ids], has_odd_ids) = answers(db, core, rows)?;
    let second = SecondLook::take(db, core, rows, [&emails, &ids], has_odd_ids)?;
    let operators: HashMap<i64, RowOutcome> = identity::operators_among_users(db, core)?
        .into_iter()
        .filter(|(_, one)| !one.disabled)
        .map(|(user, one)| {
            let own = one.id == operator.id;
            (
                user.0,
                if own {
                    RowOutcome::OwnUser
                } else {
                    RowOutcome::ProtectedOperator
                },
            )
        })
        .collect();
    // As many as can be meant, however many rows there are.
    let users = usize::try_from(db.counter("users")?).unwrap_or(usize::MAX);
    let mut first_lines: HashMap<i64, u32> = HashMap::with_capacity(rows.len().min(users));
    let mut plan = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        let line = row.line;
        let (outcome, reference) = if let Some(fault) = row.fault {
            (fault, row.suspected.of_fault(fault))
        } else {
            let email = row.email.map(|_| emails.of(index));
            let unique_id = row.unique_id.map(|_| ids.of(index));
            row.judged(email, unique_id, &second, index)
        };
        let (outcome, reference) = match outcome {
            // A second row is a duplicate of one that is done; of one that is not, it fails for the same reason.
            RowOutcome::Deleted => match operators.get(&reference) {
                Some(protected) => (*protected, reference),
                None => match first_lines.entry(reference) {
                    Entry::Occupied(earlier) => (RowOutcome::Duplicate, i64::from(*earlier.get())),
                    Entry::Vacant(first) => {
                        first.insert(line);
                        (outcome, reference)
                    }
                },
            },
            _ => (outcome, reference),
        };
        plan.push(PlanRow {
            line,
            outcome,
            reference,
        });
    }
    Ok(plan)
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

/// Rows with what they answer to.
type Judged = Vec<(u32, Answer)>;

/// Answers of one registry, by row.
struct Answers(Judged);

impl Answers {
    fn of(&self, row: usize) -> Answer {
        let found = self
            .0
            .binary_search_by_key(&row, |(index, _)| *index as usize);
        found
            .ok()
            .and_then(|at| self.0.get(at))
            .map_or(Answer::Nobody, |(_, answer)| *answer)
    }
}

/// An entry of a registry that a row's hash has found.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    user: i64,
    row: u32,
    check: u64,
}

/// What the identifiers of all rows answer to: addresses and IDs.
/// Also whether any living user's ID begins with a zero or has the form of an address, where all were seen.
fn answers(db: &Db<'_>, core: &Core, rows: &[RowIdentity]) -> Result<([Answers; 2], Option<bool>)> {
    let emails = wanted(rows, |row| row.email);
    let ids = wanted(rows, |row| row.unique_id);
    let count = (emails.len() + ids.len()) as u64;
    let by_pass = count * PASS_SHARE > db.counter("users")?;
    let mut has_odd_ids = None;
    let mut judged = if by_pass {
        let emails = merge(db, IdentifierKind::Email, &emails)?;
        let ids = merge(db, IdentifierKind::UniqueId, &ids)?;
        let (judged, is_odd) = verify_by_pass(db, core, &emails, &ids)?;
        has_odd_ids = Some(is_odd);
        judged
    } else {
        let emails = look_up(db, IdentifierKind::Email, &emails)?;
        let ids = look_up(db, IdentifierKind::UniqueId, &ids)?;
        [
            verify_each(db, core, IdentifierKind::Email, &emails)?,
            verify_each(db, core, IdentifierKind::UniqueId, &ids)?,
        ]
    };
    for judged in &mut judged {
        judged.sort_unstable_by_key(|(row, _)| *row);
    }
    Ok((judged.map(Answers), has_odd_ids))
}

/// The identifiers of one kind, in the order of their hashes, each with its row.
fn wanted(
    rows: &[RowIdentity],
    print: impl Fn(&RowIdentity) -> Option<Print>,
) -> Vec<(Print, u32)> {
    let rows = rows.iter().zip(0..);
    let mut wanted: Vec<(Print, u32)> = rows
        .filter_map(|(row, index)| print(row).map(|print| (print, index)))
        .collect();
    wanted.sort_unstable_by_key(|(print, index)| (print.hash, *index));
    wanted
}

fn merge(db: &Db<'_>, kind: IdentifierKind, wanted: &[(Print, u32)]) -> Result<Vec<Candidate>> {
    let mut candidates = Vec::with_capacity(wanted.len());
    let mut at = 0;
    db.each_registered(kind, |hash, user| {
        while wanted.get(at).is_some_and(|(print, _)| print.hash < hash) {
            at += 1;
        }
        while let Some((print, row)) = wanted.get(at).filter(|(print, _)| print.hash == hash) {
            candidates.push(Candidate {
                user: user.0,
                row: *row,
                check: print.check,
            });
            at += 1;
        }
    })?;
    candidates.sort_unstable_by_key(|candidate| (candidate.user, candidate.row));
    Ok(candidates)
}

fn look_up(db: &Db<'_>, kind: IdentifierKind, wanted: &[(Print, u32)]) -> Result<Vec<Candidate>> {
    let mut candidates = Vec::with_capacity(wanted.len());
    for (print, row) in wanted {
        if let Some(user) = db.registered(kind, print.hash)? {
            candidates.push(Candidate {
                user: user.0,
                row: *row,
                check: print.check,
            });
        }
    }
    candidates.sort_unstable_by_key(|candidate| (candidate.user, candidate.row));
    Ok(candidates)
}

/// Verifies candidates of both kinds, each in the order of their users, in one pass over all users.
fn verify_by_pass(
    db: &Db<'_>,
    core: &Core,
    emails: &[Candidate],
    ids: &[Candidate],
) -> Result<([Judged; 2], bool)> {
    let mut has_odd_ids = false;
    let mut emails = Verification::of(emails);
    let mut ids = Verification::of(ids);
    db.each_identity(|user, email, unique_id, on_hold| {
        has_odd_ids |= unique_id.starts_with('0') || unique_id.contains('@');
        emails.meet(user, on_hold, || {
            check_of(core, IdentifierKind::Email, email, unique_id)
        });
        ids.meet(user, on_hold, || {
            check_of(core, IdentifierKind::UniqueId, email, unique_id)
        });
    })?;
    Ok(([emails.end(), ids.end()], has_odd_ids))
}

/// Candidates in the order of their users, and what has been found out about them.
struct Verification<'c> {
    left: std::iter::Peekable<std::slice::Iter<'c, Candidate>>,
    answers: Judged,
}

impl<'c> Verification<'c> {
    fn of(candidates: &'c [Candidate]) -> Self {
        Self {
            left: candidates.iter().peekable(),
            answers: Vec::with_capacity(candidates.len()),
        }
    }

    /// A user is here. Those before who were not met are gone.
    fn meet(&mut self, user: UserId, on_hold: bool, check: impl FnOnce() -> Option<u64>) {
        while let Some(gone) = self.left.next_if(|candidate| candidate.user < user.0) {
            self.answers
                .push((gone.row, Answer::Deleted { user: gone.user }));
        }
        if self
            .left
            .peek()
            .is_none_or(|candidate| candidate.user != user.0)
        {
            return;
        }
        let check = check();
        while let Some(here) = self.left.next_if(|candidate| candidate.user == user.0) {
            let verified = check == Some(here.check);
            self.answers
                .push((here.row, living(user, on_hold, verified)));
        }
    }

    fn end(mut self) -> Judged {
        let gone = self
            .left
            .map(|gone| (gone.row, Answer::Deleted { user: gone.user }));
        self.answers.extend(gone);
        self.answers
    }
}

fn verify_each(
    db: &Db<'_>,
    core: &Core,
    kind: IdentifierKind,
    candidates: &[Candidate],
) -> Result<Judged> {
    let mut answers = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let answer = match db.doomed_user(UserId(candidate.user))? {
            None => Answer::Deleted {
                user: candidate.user,
            },
            Some(user) => {
                let email = user.email.as_deref().unwrap_or_default();
                let check = check_of(
                    core,
                    kind,
                    email,
                    user.unique_id.as_deref().unwrap_or_default(),
                );
                living(user.id, user.on_hold, check == Some(candidate.check))
            }
        };
        answers.push((candidate.row, answer));
    }
    Ok(answers)
}

fn check_of(core: &Core, kind: IdentifierKind, email: &str, unique_id: &str) -> Option<u64> {
    match kind {
        // Stored as it was read, so nothing but the letters' case is left to settle.
        IdentifierKind::Email => {
            (!email.is_empty()).then(|| core.key.email_print(&email.to_ascii_lowercase()).check)
        }
        IdentifierKind::UniqueId => {
            (!unique_id.is_empty()).then(|| core.key.id_print(unique_id).check)
        }
    }
}

/// A living user who does not bear the identifier after all is nobody to the row.
fn living(user: UserId, on_hold: bool, verified: bool) -> Answer {
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
