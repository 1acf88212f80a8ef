//! What stands against acts on learners' requests.
//!
//! Doing and approving a request is judged by what the same act would be judged by without one, so that the help desk
//! is a road to the act and never around its guards.

use super::batches::{self, Asked, ReviewFacts};
use super::binding::{record, seal};
use super::hindrance::hindrance_of;
use super::{
    Judged, LONGEST, as_shown, checked_text, fill, guards, licenses, nothing_hidden, people,
    provider,
};
use crate::domain::act::Act;
use crate::domain::batch::RowOutcome;
use crate::domain::hidden::breaks_line;
use crate::domain::id::{RequestId, UserId};
use crate::domain::op::RequestOp;
use crate::domain::operator::{OnePerson, Operator};
use crate::domain::plan::{RequestStep, RequestWay, Verdict, Warning};
use crate::domain::reason::{Reason, Shown};
use crate::domain::record::Subject;
use crate::domain::request::{
    self, AtDesk, Correction, NewRequest, Reply, RequestAct, RequestKind, RequestRow, plain_lines,
};
use crate::domain::settings::{ProfileConnection, Settings};
use crate::error::{Error, Result};
use crate::service::Core;
use crate::service::deletion::given::Given;
use crate::store::Db;

/// Longest note or reply in characters.
const LONGEST_TEXT: usize = 4_000;

/// Everything that a request is judged with.
pub(super) struct Desk<'d, 'c> {
    /// What can be read.
    pub db: &'d Db<'c>,
    /// What the process shares.
    pub core: &'d Core,
    /// Who acts.
    pub operator: &'d Operator,
    /// The settings of the account.
    pub settings: &'d Settings,
}

/// A text of several lines as it is kept, when there is one and it is not too long.
pub(super) fn checked_words(text: &str) -> Result<String> {
    let text = plain_lines(text);
    if text.is_empty() {
        return Err(Error::Refused(Reason::TextMissing));
    }
    if text.chars().count() > LONGEST_TEXT {
        return Err(Error::Refused(Reason::TooLong(LONGEST_TEXT as u64)));
    }
    nothing_hidden(&text)?;
    Ok(text)
}

/// Refuses a text that would be shown on more than one line, or with pictures of what cannot be seen.
fn one_line(text: &str) -> Result<()> {
    if text.trim().chars().any(breaks_line) {
        return Err(Error::Refused(Reason::NotOneLine(text.trim().to_owned())));
    }
    Ok(())
}

/// What was typed: the phrase of a gate, and why nobody has verified the identity.
pub(super) type Typed<'t> = (Option<&'t str>, Option<&'t str>);

/// When the act of a request is done.
#[derive(Clone, Copy)]
enum Deed<'a> {
    /// Once somebody has approved it.
    Later,
    /// Now, with what was typed.
    Now(Option<&'a str>),
}

impl Desk<'_, '_> {
    /// Judges an act on a request.
    pub(super) fn judge(&self, act: &RequestOp, judged: &mut Judged) -> Result<()> {
        match act {
            RequestOp::New(new) => self.may_take(new, judged),
            RequestOp::Claim { request, version } => self.may_claim(*request, *version),
            RequestOp::Release(request) => self.may(RequestAct::Release, *request).map(drop),
            RequestOp::Note { request, text } => {
                checked_words(text)?;
                // Words on a request of a deleted learner would outlive the learner.
                self.may(RequestAct::Note, *request).map(drop)
            }
            RequestOp::Reply {
                request,
                reply,
                wait,
            } => self.may_reply(*request, reply, *wait),
            RequestOp::Verify { request, how } => {
                let act = match how {
                    Some(how) => {
                        one_line(checked_text(how, Reason::TextMissing)?)?;
                        RequestAct::Verify
                    }
                    None => RequestAct::Unverify,
                };
                self.may(act, *request).map(drop)
            }
            RequestOp::Wait(request) => self.may(RequestAct::Wait, *request).map(drop),
            RequestOp::GoOn(request) => self.may(RequestAct::GoOn, *request).map(drop),
            RequestOp::Do {
                request,
                phrase,
                unverified,
            } => {
                let typed = (phrase.as_deref(), unverified.as_deref());
                self.may_do(*request, typed, judged)
            }
            RequestOp::Approve {
                request,
                seal,
                phrase,
                unverified,
            } => {
                let typed = (phrase.as_deref(), unverified.as_deref());
                self.may_approve(*request, seal, typed, judged)
            }
            RequestOp::Return { request, question } => {
                checked_words(question)?;
                self.may(RequestAct::Return, *request).map(drop)
            }
            RequestOp::Correct(correction) => self.may_correct(*correction, judged),
            RequestOp::Reject { request, reason } => {
                checked_text(reason, Reason::ReasonMissing)?;
                self.may(RequestAct::Reject, *request).map(drop)
            }
            RequestOp::Cancel {
                request, reason, ..
            } => {
                checked_text(reason, Reason::ReasonMissing)?;
                self.may_cancel(*request)
            }
        }
    }

    fn may_claim(&self, request: RequestId, version: i64) -> Result<()> {
        let row = self.may(RequestAct::Claim, request)?;
        if row.owner.is_none() && row.version != version {
            return Err(Error::Stale);
        }
        Ok(())
    }

    /// Closes a request for good. A batch that was made of it must be one that can be withdrawn.
    fn may_cancel(&self, request: RequestId) -> Result<()> {
        let row = self.may(RequestAct::Cancel, request)?;
        match row.batch.filter(|_| row.state.is_bound()) {
            Some(batch) => {
                let event = batches::withdrawing(self.db, batch)?;
                batches::may_move(self.db, batch, event)
            }
            None => Ok(()),
        }
    }

    /// What may be done to a request is said by the domain; answers the request as it stands.
    fn may(&self, act: RequestAct, request: RequestId) -> Result<RequestRow> {
        let row = self.db.request_row(request)?;
        let row = row.ok_or(Error::Refused(Reason::RequestGone))?;
        let facts = row.facts();
        let asker = facts.approval_by;
        let asker = asker.map(|asker| guards::one_person(self.db, self.operator, asker));
        request::may(act, &facts, &self.at_desk(asker.transpose()?.flatten()))?;
        Ok(row)
    }

    fn at_desk(&self, asker: Option<OnePerson>) -> AtDesk {
        AtDesk {
            asker,
            operator: self.operator.id,
            role: self.operator.role,
            profiles_offered: self.settings.profile_connection != ProfileConnection::NotOffered,
            now: self.core.now(),
        }
    }

    fn may_take(&self, new: &NewRequest, judged: &mut Judged) -> Result<()> {
        if !self.db.user_exists(new.user)? {
            return Err(Error::Refused(Reason::UserGone));
        }
        one_line(&new.channel)?;
        checked_text(&new.channel, Reason::TextMissing)?;
        one_line(&new.asked_by)?;
        nothing_hidden(&new.asked_by)?;
        nothing_hidden(&new.note)?;
        if new.asked_by.chars().count() > LONGEST {
            return Err(Error::Refused(Reason::TooLong(LONGEST as u64)));
        }
        if new.note.chars().count() > LONGEST_TEXT {
            return Err(Error::Refused(Reason::TooLong(LONGEST_TEXT as u64)));
        }
        self.is_only_wish(new.user, new.kind)?;
        self.warn_of_hindrance(new.user, new.kind, judged)
    }

    fn is_only_wish(&self, user: UserId, kind: RequestKind) -> Result<()> {
        match self.db.open_request_of(user, kind)? {
            Some(open) => Err(Error::Conflict(Reason::OpenRequest(open))),
            None => Ok(()),
        }
    }

    /// What cannot be carried out is recorded all the same, and said.
    fn warn_of_hindrance(
        &self,
        user: UserId,
        kind: RequestKind,
        judged: &mut Judged,
    ) -> Result<()> {
        let hindrance = hindrance_of(self.db, self.settings, user, kind)?;
        let warnings = hindrance.map(Warning::CannotBeDone);
        judged.plan.warnings.extend(warnings);
        Ok(())
    }

    fn may_correct(&self, correction: Correction, judged: &mut Judged) -> Result<()> {
        let (request, user, kind) = (correction.request, correction.user, correction.kind);
        let record = record(self.db, request)?;
        let learner = record.user != Some(user);
        self.may(RequestAct::Correct { learner }, request)?;
        let entry = (Act::RequestCorrect, Subject::Request(request));
        let present = (record.user, record.kind);
        as_shown(self.db, (&correction.seen, &present), Shown::Request, entry)?;
        if !learner && record.kind == kind {
            return Err(Error::Refused(Reason::NothingToCorrect));
        }
        if !self.db.user_exists(user)? {
            return Err(Error::Refused(Reason::UserGone));
        }
        self.is_only_wish(user, kind)?;
        self.warn_of_hindrance(user, kind, judged)
    }

    fn may_reply(&self, request: RequestId, reply: &Reply, wait: bool) -> Result<()> {
        if let Reply::Text(text) = reply {
            checked_words(text)?;
        }
        if *reply == Reply::DisconnectYourself {
            self.may(RequestAct::HowToDisconnect, request)?;
        }
        self.may(RequestAct::Reply { wait }, request).map(drop)
    }

    fn may_do(&self, request: RequestId, typed: Typed<'_>, judged: &mut Judged) -> Result<()> {
        let row = self.may(RequestAct::Do, request)?;
        let way = request::way(row.kind, row.identity_verified, self.operator.role)?;
        self.judge_deed(&row, way, typed, judged)
    }

    fn may_approve(
        &self,
        request: RequestId,
        seen: &str,
        typed: Typed<'_>,
        judged: &mut Judged,
    ) -> Result<()> {
        let row = self.may(RequestAct::Approve, request)?;
        let record = record(self.db, request)?;
        let asked = record.approval_seal.as_deref();
        if asked != Some(seen) || asked != Some(&seal(self.db, self.core, &record)?) {
            return Err(Error::Conflict(Reason::ApprovalOutdated));
        }
        self.judge_deed(&row, RequestWay::Act, typed, judged)
    }

    /// Judges the act itself.
    fn judge_deed(
        &self,
        row: &RequestRow,
        way: RequestWay,
        (phrase, unverified): Typed<'_>,
        judged: &mut Judged,
    ) -> Result<()> {
        let user = row.user.ok_or(Error::Refused(Reason::UserGone))?;
        if way == RequestWay::Act && request::lacks_identity(&row.facts()) {
            checked_text(unverified.unwrap_or_default(), Reason::IdentityReason)?;
        }
        let when = match way {
            RequestWay::Act => Deed::Now(phrase),
            RequestWay::AskForApproval => Deed::Later,
        };
        let mut verdicts = match row.kind {
            RequestKind::Disconnect => people::may_disconnect(self.db, self.settings, &[user])?,
            RequestKind::Revoke => licenses::may_set(self.db, &[user], None)?,
            RequestKind::Delete => vec![self.try_deletion(row.id, user, when)?],
        };
        if row.kind != RequestKind::Delete && self.settings.road(row.kind).is_some() {
            provider::restrain(self.db, self.settings, row.kind, &[user], &mut verdicts)?;
            judged.plan.warnings.push(Warning::DoneElsewhere);
        }
        fill(self.db, judged, &[user], verdicts)?;
        if row.kind == RequestKind::Delete && way == RequestWay::Act && self.settings.second_admin {
            let approves = Warning::SecondAdminApproves;
            judged.plan.warnings.push(approves);
            let nobody = guards::nobody_approves(self.db, self.operator.id)?;
            let nobody = nobody.then_some(Warning::NobodyApproves);
            judged.plan.warnings.extend(nobody);
        }
        if !row.identity_verified {
            judged.plan.warnings.push(Warning::IdentityNotVerified);
        }
        judged.plan.request = Some(RequestStep {
            request: row.id,
            version: row.version,
            kind: row.kind,
            way,
        });
        Ok(())
    }

    /// What a batch of the learner would come to, and whether it could be confirmed.
    fn try_deletion(&self, request: RequestId, user: UserId, when: Deed<'_>) -> Result<Verdict> {
        let found = Given::of_request(self.db, self.core, self.operator, (request, user))?;
        // It has the one row of the learner.
        let counts = found.rows.counts();
        let outcome = counts.0.keys().next().copied();
        let verdict = match outcome {
            Some(RowOutcome::Deleted) => Verdict::Reached,
            Some(RowOutcome::OnHold) => Verdict::Refused(Reason::OnHold),
            Some(RowOutcome::ProtectedOperator) => Verdict::Refused(Reason::IsOperator),
            Some(RowOutcome::OwnUser) => Verdict::Refused(Reason::IsSelf),
            Some(RowOutcome::IdsDisagree) => Verdict::Refused(Reason::IdsDisagree),
            Some(RowOutcome::AtProvider) => {
                Verdict::Refused(Reason::AtProvider(RequestKind::Delete))
            }
            // The row holds what stands at the learner: whoever is not found by it is gone.
            Some(
                RowOutcome::AlreadyDeleted
                | RowOutcome::NotFound
                | RowOutcome::Duplicate
                | RowOutcome::InvalidEmail
                | RowOutcome::InvalidId
                | RowOutcome::EmptyRow
                | RowOutcome::WrongFieldCount
                | RowOutcome::MalformedRow
                | RowOutcome::SuspiciousCharacters
                | RowOutcome::Withdrawn
                | RowOutcome::RepeatedHeader
                | RowOutcome::Cancelled
                | RowOutcome::RefusedThere
                | RowOutcome::GivenUp
                | RowOutcome::BackThere,
            )
            | None => Verdict::Refused(Reason::UserGone),
        };
        if let (Verdict::Reached, Deed::Now(phrase)) = (&verdict, when) {
            let facts = ReviewFacts {
                planned: counts.of(RowOutcome::Deleted),
                rows: found.tally.rows,
                sha256: &found.sha256(),
            };
            let asked = asked(self.settings, phrase);
            batches::may_become_batch(self.db, self.settings, &facts, &asked)?;
        }
        Ok(verdict)
    }
}

/// The confirmation of a one-user batch: the same user may have been deleted and come back before.
pub(super) fn asked<'a>(settings: &Settings, phrase: Option<&'a str>) -> Asked<'a> {
    Asked {
        wait_days: settings.wait_days,
        phrase,
        again: true,
    }
}
