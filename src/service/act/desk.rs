//! What stands against acts on learners' requests.
//!
//! Doing and approving a request is judged by what the same act would be judged by without one, so that the help desk
//! is a road to the act and never around its guards.

use super::super::files::hexadecimal;
use super::super::{Core, review};
use super::batches::{self, Asked};
use super::{Judged, LONGEST, checked_text, fill, licenses, people};
use crate::domain::batch::RowOutcome;
use crate::domain::id::{RequestId, UserId};
use crate::domain::op::Op;
use crate::domain::operator::{Grant, Operator, Permission, Role};
use crate::domain::plan::{RequestStep, RequestWay, Verdict, Warning};
use crate::domain::query::ReviewSource;
use crate::domain::reason::Reason;
use crate::domain::request::{NewRequest, Reply, RequestKind, RequestState};
use crate::domain::settings::Settings;
use crate::error::{Error, Result};
use crate::store::{Db, RequestRecord};

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

/// A request as it is stored.
pub(super) fn record(db: &Db<'_>, request: RequestId) -> Result<RequestRecord> {
    db.request_record(request)?
        .ok_or(Error::Refused(Reason::RequestGone))
}

/// A text of several lines without the space around it, when there is one and it is not too long.
pub(super) fn checked_words(text: &str) -> Result<&str> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::Refused(Reason::TextMissing));
    }
    if text.chars().count() > LONGEST_TEXT {
        return Err(Error::Refused(Reason::TooLong(LONGEST_TEXT as u64)));
    }
    Ok(text)
}

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
    pub(super) fn judge(&self, op: &Op, judged: &mut Judged) -> Result<()> {
        match op {
            Op::NewRequest(new) => self.may_take(new),
            Op::ClaimRequest { request, version } => self.may_claim(*request, *version),
            Op::ReleaseRequest(request) => self.may_release(*request),
            Op::NoteOnRequest { request, text } => {
                checked_words(text)?;
                // Words on a request of a deleted learner would outlive the learner.
                let gone = record(self.db, *request)?.user.is_none();
                if gone {
                    Err(Error::Refused(Reason::UserGone))
                } else {
                    Ok(())
                }
            }
            Op::ReplyToRequest {
                request,
                reply,
                wait,
            } => self.may_reply(*request, reply, *wait),
            Op::VerifyIdentity { request, how } => self.may_verify(*request, how.as_deref()),
            Op::WaitForLearner(request) => match self.at_hand(*request)?.state {
                state @ RequestState::WaitingForLearner => {
                    Err(Error::Conflict(Reason::RequestIs(state)))
                }
                _ => Ok(()),
            },
            Op::GoOnWithRequest(request) => match self.at_hand(*request)?.state {
                RequestState::WaitingForLearner => Ok(()),
                state => Err(Error::Conflict(Reason::RequestIs(state))),
            },
            Op::DoRequest { request, phrase } => self.may_do(*request, phrase.as_deref(), judged),
            Op::ApproveRequest {
                request,
                seal,
                phrase,
            } => self.may_approve(*request, seal, phrase.as_deref(), judged),
            Op::RejectRequest { request, reason } => {
                checked_text(reason, Reason::ReasonMissing)?;
                self.may_reject(*request)
            }
            Op::CancelRequest { request, reason } => {
                checked_text(reason, Reason::ReasonMissing)?;
                self.may_cancel(*request)
            }
            _ => Ok(()),
        }
    }

    fn may_take(&self, new: &NewRequest) -> Result<()> {
        if !self.db.user_exists(new.user)? {
            return Err(Error::Refused(Reason::UserGone));
        }
        checked_text(&new.channel, Reason::TextMissing)?;
        if new.asked_by.chars().count() > LONGEST {
            return Err(Error::Refused(Reason::TooLong(LONGEST as u64)));
        }
        if new.note.chars().count() > LONGEST_TEXT {
            return Err(Error::Refused(Reason::TooLong(LONGEST_TEXT as u64)));
        }
        match self.db.open_request_of(new.user, new.kind)? {
            Some(open) => Err(Error::Conflict(Reason::OpenRequest(open))),
            None => Ok(()),
        }
    }

    fn may_claim(&self, request: RequestId, version: i64) -> Result<()> {
        let record = self.workable(request, false)?;
        if record.owner.is_none() && record.version != version {
            return Err(Error::Stale);
        }
        Ok(())
    }

    fn may_release(&self, request: RequestId) -> Result<()> {
        let record = record(self.db, request)?;
        if !record.state.is_open() {
            return Err(Error::Conflict(Reason::RequestIs(record.state)));
        }
        match record.owner {
            None => Err(Error::Refused(Reason::RequestUnclaimed)),
            // Whoever is away for long must not hold a request for ever.
            Some(owner) if owner == self.operator.id || self.operator.role == Role::FullAdmin => {
                Ok(())
            }
            Some(_) => self.not_held_by_another(&record),
        }
    }

    fn may_verify(&self, request: RequestId, how: Option<&str>) -> Result<()> {
        if let Some(how) = how {
            checked_text(how, Reason::TextMissing)?;
        }
        let record = self.at_hand(request)?;
        if how.is_none() && record.identity_at.is_none() {
            return Err(Error::Refused(Reason::IdentityUnverified));
        }
        Ok(())
    }

    /// `wait`: whether the request shall wait for the learner from then on, which one that waits for an approval or its
    /// batch cannot.
    fn may_reply(&self, request: RequestId, reply: &Reply, wait: bool) -> Result<()> {
        if let Reply::Text(text) = reply {
            checked_words(text)?;
        }
        let record = self.workable(request, !wait)?;
        if *reply == Reply::DisconnectYourself && record.kind != RequestKind::Disconnect {
            return Err(Error::Refused(Reason::OnlyToDisconnect));
        }
        let user = record.user.ok_or(Error::Refused(Reason::UserGone))?;
        let known = self.db.doomed_user(user)?;
        if known.is_none_or(|known| known.email.is_none()) {
            return Err(Error::Refused(Reason::NoAddress));
        }
        Ok(())
    }

    fn may_reject(&self, request: RequestId) -> Result<()> {
        let record = record(self.db, request)?;
        match record.state {
            RequestState::WaitingForApproval => self.approves(&record),
            _ => self.at_hand(request).map(drop),
        }
    }

    fn may_cancel(&self, request: RequestId) -> Result<()> {
        let record = self.workable(request, true)?;
        let Some(batch) = record
            .batch
            .filter(|_| record.state == RequestState::Scheduled)
        else {
            return Ok(());
        };
        if Permission::DeleteUsers.granted_to(self.operator.role) != Grant::Yes {
            return Err(Error::NotAllowed(Reason::NeedsRole(Role::FullAdmin)));
        }
        batches::may_move(self.db, batch, batches::withdrawing(self.db, batch)?)
    }

    /// An open request that nobody else holds. `bound`: even while it waits for approval or for its batch.
    fn workable(&self, request: RequestId, bound: bool) -> Result<RequestRecord> {
        let record = record(self.db, request)?;
        let is_bound = matches!(
            record.state,
            RequestState::WaitingForApproval | RequestState::Scheduled
        );
        if !record.state.is_open() || (is_bound && !bound) {
            // Who has it is the better news for whoever was slower.
            self.not_held_by_another(&record)?;
            return Err(Error::Conflict(Reason::RequestIs(record.state)));
        }
        self.not_held_by_another(&record)?;
        Ok(record)
    }

    /// An open request that nobody else holds and that waits neither for approval nor for its batch.
    fn at_hand(&self, request: RequestId) -> Result<RequestRecord> {
        self.workable(request, false)
    }

    fn not_held_by_another(&self, record: &RequestRecord) -> Result<()> {
        match record.owner {
            Some(owner) if owner != self.operator.id => {
                let name = self.db.operator(owner)?.map(|owner| owner.name);
                Err(Error::Conflict(Reason::RequestHeldBy(
                    name.unwrap_or_default(),
                )))
            }
            _ => Ok(()),
        }
    }

    fn may_do(&self, request: RequestId, phrase: Option<&str>, judged: &mut Judged) -> Result<()> {
        let record = self.at_hand(request)?;
        let way = self.way(&record)?;
        let when = if way == RequestWay::Act {
            Deed::Now(phrase)
        } else {
            Deed::Later
        };
        self.judge_deed(&record, way, when, judged)
    }

    /// Whether the operator's role does it or asks for approval.
    fn way(&self, record: &RequestRecord) -> Result<RequestWay> {
        let needed = permission_of(record.kind);
        match needed.granted_to(self.operator.role) {
            Grant::Yes => Ok(RequestWay::Act),
            Grant::OnVerifiedRequest if record.identity_at.is_some() => Ok(RequestWay::Act),
            Grant::OnVerifiedRequest => Err(Error::NotAllowed(Reason::NeedsVerifiedRequest)),
            Grant::AsksForApproval => Ok(RequestWay::AskForApproval),
            Grant::Own | Grant::LicenseRequests | Grant::No => {
                Err(Error::NotAllowed(Reason::NeedsRole(needed.least_role())))
            }
        }
    }

    /// Whether the operator may approve a request, by role and as somebody other than who asked.
    fn approves(&self, record: &RequestRecord) -> Result<()> {
        let granted = match Permission::Approve.granted_to(self.operator.role) {
            Grant::Yes => true,
            Grant::LicenseRequests => record.kind == RequestKind::Revoke,
            _ => false,
        };
        if !granted {
            return Err(Error::NotAllowed(Reason::NeedsRole(Role::FullAdmin)));
        }
        let asked = record.approval_by.map(|by| self.db.operator(by));
        let asked = asked.transpose()?.flatten();
        if asked.is_some_and(|one| one.is_one_person_with(self.operator)) {
            return Err(Error::NotAllowed(Reason::OwnApproval));
        }
        Ok(())
    }

    fn may_approve(
        &self,
        request: RequestId,
        seen: &str,
        phrase: Option<&str>,
        judged: &mut Judged,
    ) -> Result<()> {
        let record = record(self.db, request)?;
        let pending = matches!(
            record.state,
            RequestState::WaitingForApproval | RequestState::InReview
        );
        let expired = record
            .approval_expires
            .is_some_and(|expires| expires <= self.core.now());
        if pending && expired {
            return Err(Error::Conflict(Reason::ApprovalExpired));
        }
        if record.state != RequestState::WaitingForApproval {
            return Err(Error::Conflict(Reason::RequestIs(record.state)));
        }
        self.approves(&record)?;
        if self.way(&record)? != RequestWay::Act {
            return Err(Error::NotAllowed(Reason::NeedsRole(Role::FullAdmin)));
        }
        let asked = record.approval_seal.as_deref();
        if asked != Some(seen) || asked != Some(&seal(self.db, self.core, &record)?) {
            return Err(Error::Conflict(Reason::ApprovalOutdated));
        }
        self.judge_deed(&record, RequestWay::Act, Deed::Now(phrase), judged)
    }

    /// Judges the act itself.
    fn judge_deed(
        &self,
        record: &RequestRecord,
        way: RequestWay,
        when: Deed<'_>,
        judged: &mut Judged,
    ) -> Result<()> {
        let user = record.user.ok_or(Error::Refused(Reason::UserGone))?;
        let verdicts = match record.kind {
            RequestKind::Disconnect => people::may_disconnect(self.db, self.settings, &[user])?,
            RequestKind::Revoke => licenses::may_set(self.db, &[user], None)?,
            RequestKind::Delete => vec![self.try_deletion(user, when)?],
        };
        fill(self.db, judged, &[user], verdicts)?;
        if record.identity_at.is_none() {
            judged.plan.warnings.push(Warning::IdentityNotVerified);
        }
        judged.plan.request = Some(RequestStep {
            request: record.id,
            version: record.version,
            kind: record.kind,
            way,
        });
        Ok(())
    }

    /// Goes the road of a batch up to its confirmation, and leaves nothing behind.
    fn try_deletion(&self, user: UserId, when: Deed<'_>) -> Result<Verdict> {
        let source = ReviewSource::Users(vec![user]);
        let found = review::review(self.db, self.core, self.operator, &source, &mut |_| true)?;
        let verdict = match found.rows.first().map(|row| row.outcome) {
            Some(RowOutcome::Deleted) => Verdict::Reached,
            Some(RowOutcome::OnHold) => Verdict::Refused(Reason::OnHold),
            Some(RowOutcome::ProtectedOperator) => Verdict::Refused(Reason::IsOperator),
            Some(RowOutcome::OwnUser) => Verdict::Refused(Reason::IsSelf),
            Some(RowOutcome::IdsDisagree) => Verdict::Refused(Reason::IdsDisagree),
            _ => Verdict::Refused(Reason::UserGone),
        };
        let confirmed = match (&verdict, when) {
            (Verdict::Reached, Deed::Now(phrase)) => {
                let asked = asked(self.settings, found.token, phrase);
                batches::may_confirm(self.db, self.core, self.settings, &asked)
            }
            _ => Ok(()),
        };
        self.core.reviews()?.remove(&found.token);
        confirmed.map(|()| verdict)
    }
}

/// The confirmation of a one-user batch: the same user may have been deleted and come back before.
pub(super) fn asked<'a>(
    settings: &Settings,
    review: crate::domain::batch::ReviewToken,
    phrase: Option<&'a str>,
) -> Asked<'a> {
    Asked {
        review,
        wait_days: settings.wait_days,
        phrase,
        again: true,
    }
}

/// What an operator must be permitted to do a request of a kind.
const fn permission_of(kind: RequestKind) -> Permission {
    match kind {
        RequestKind::Disconnect => Permission::Disconnect,
        RequestKind::Revoke => Permission::ManageLicenses,
        RequestKind::Delete => Permission::DeleteOnRequest,
    }
}

/// A keyed hash over exactly what is asked to be approved: the request, what it does, on whom as they are identified
/// now, which licenses would go, and the identity check it rests on.
pub(super) fn seal(db: &Db<'_>, core: &Core, record: &RequestRecord) -> Result<String> {
    let user = record.user.ok_or(Error::Refused(Reason::UserGone))?;
    let known = db
        .doomed_user(user)?
        .ok_or(Error::Refused(Reason::UserGone))?;
    let licenses = match record.kind {
        RequestKind::Revoke => db.held_statuses(user)?,
        RequestKind::Disconnect | RequestKind::Delete => Vec::new(),
    };
    let content = format!(
        "{:?}",
        (
            record.id,
            record.kind.code(),
            user,
            known.email,
            known.unique_id,
            licenses,
            &record.identity_how,
            record.identity_at,
        )
    );
    let mark = core.key.log_mark(b"approval", content.as_bytes());
    Ok(hexadecimal(&mark))
}
