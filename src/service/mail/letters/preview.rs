//! The letters that an act would send, whole, before it is done.

use super::{Ended, Notice, notice, request_outcome, request_received, request_reply};
use crate::domain::id::{RequestId, UserId};
use crate::domain::mail::LetterSeen;
use crate::domain::op::Op;
use crate::domain::plan::{Plan, RequestWay};
use crate::domain::reason::Reason;
use crate::domain::request::{NewRequest, RequestKind};
use crate::domain::settings::Settings;
use crate::domain::time::Timestamp;
use crate::domain::user::Profile;
use crate::error::{Error, Result};
use crate::service::ops::hindrance_of;
use crate::store::{Db, NewMail, RequestAbout};

/// The letters to learners that a planned act would send; of many alike, the first. `from` is whom mail comes from.
/// Mail to operators holds no words of anybody and is not shown beforehand.
pub(crate) fn letters_of(
    db: &Db<'_>,
    plan: &Plan,
    from: &str,
    now: Timestamp,
) -> Result<Vec<LetterSeen>> {
    let settings = db.settings()?;
    let drafts = Drafts {
        db,
        settings: &settings,
        now,
    };
    let first = plan.sample.first().map(|target| target.user);
    let mails = match &plan.op {
        Op::Disconnect { .. } => drafts.notice(Notice::Reregister, first)?,
        Op::SetLicense { license: None, .. } if settings.mail_on_revoke => {
            drafts.notice(Notice::LicenseRevoked, first)?
        }
        // Whoever keeps another license is told nothing.
        Op::ChangeLicense {
            license,
            held: false,
            ..
        } if settings.mail_on_revoke => {
            let kept = match first {
                Some(user) => db.held_statuses(user)?,
                None => Vec::new(),
            };
            let loses_all = kept.iter().all(|(kind, _)| kind == license);
            drafts.notice(Notice::LicenseRevoked, first.filter(|_| loses_all))?
        }
        Op::NewRequest(new) => drafts.received(new)?,
        Op::ReplyToRequest { request, reply, .. } => {
            let (profile, about) = drafts.request(*request)?;
            let id = String::new();
            let reply = request_reply(&settings, &profile, &about, reply, id, now);
            reply.map(|(mail, _)| mail).into_iter().collect()
        }
        Op::RejectRequest { request, reason } => {
            drafts.outcome(*request, &Ended::Rejected(reason.trim().to_owned()))?
        }
        Op::CancelRequest {
            request,
            reason,
            mail: true,
        } => drafts.outcome(*request, &Ended::Cancelled(reason.trim().to_owned()))?,
        Op::DoRequest { request, .. } | Op::ApproveRequest { request, .. } => {
            drafts.done(*request, plan)?
        }
        // These mail no learner.
        Op::CancelRequest { mail: false, .. }
        | Op::ReturnRequest { .. }
        | Op::CorrectRequest(_)
        | Op::SetLicense { .. }
        | Op::ChangeLicense { .. }
        | Op::LicenseType(_)
        | Op::AddUser(_)
        | Op::PlaceHold { .. }
        | Op::LiftHold { .. }
        | Op::EditUser { .. }
        | Op::ImportUsers(_)
        | Op::ImportLearning(_)
        | Op::ForgetColumns(_)
        | Op::CreateGroup { .. }
        | Op::RenameGroup { .. }
        | Op::RemoveGroup { .. }
        | Op::AddToGroup { .. }
        | Op::RemoveFromGroup { .. }
        | Op::ConfirmBatch { .. }
        | Op::CancelBatch(_)
        | Op::ResumeBatch(_)
        | Op::WithdrawBatch(_)
        | Op::ApproveBatch { .. }
        | Op::ClaimRequest { .. }
        | Op::ReleaseRequest(_)
        | Op::NoteOnRequest { .. }
        | Op::VerifyIdentity { .. }
        | Op::WaitForLearner(_)
        | Op::GoOnWithRequest(_)
        | Op::AddOperator(_)
        | Op::ChangeRole { .. }
        | Op::DisableOperator(_)
        | Op::EnableOperator(_)
        | Op::ResetPassphrase { .. }
        | Op::EraseOperator(_)
        | Op::ClearResidue { .. }
        | Op::ReleaseIdentifier { .. }
        | Op::ChangeSettings(_)
        | Op::ApproveSettings(_)
        | Op::DismissFirstSteps
        | Op::SetLanguage(_)
        | Op::SetTheme(_)
        | Op::SetPassphrase(_)
        | Op::SendAgain(_) => Vec::new(),
    };
    Ok(mails.into_iter().map(|mail| seen(mail, from)).collect())
}

fn seen(mail: NewMail, from: &str) -> LetterSeen {
    LetterSeen {
        kind: mail.kind,
        language: mail.language,
        from: from.to_owned(),
        to: mail.recipient,
        automatic: !mail.kind.is_by_hand(),
        subject: mail.subject,
        body: mail.body,
    }
}

/// Everything that letters are drafted with. They have no Message-ID: that is given when they are queued.
struct Drafts<'d, 'c> {
    db: &'d Db<'c>,
    settings: &'d Settings,
    now: Timestamp,
}

impl Drafts<'_, '_> {
    fn profile(&self, user: UserId) -> Result<Profile> {
        self.db
            .profile(user)?
            .ok_or(Error::Refused(Reason::UserGone))
    }

    fn request(&self, request: RequestId) -> Result<(Profile, RequestAbout)> {
        let gone = || Error::Refused(Reason::RequestGone);
        let about = self.db.request_about(request)?.ok_or_else(gone)?;
        let user = about.user.ok_or(Error::Refused(Reason::UserGone))?;
        Ok((self.profile(user)?, about))
    }

    fn notice(&self, what: Notice, user: Option<UserId>) -> Result<Vec<NewMail>> {
        let Some(user) = user else {
            return Ok(Vec::new());
        };
        let profile = self.profile(user)?;
        let mail = notice(what, self.settings, &profile, String::new(), self.now);
        Ok(mail.into_iter().collect())
    }

    fn received(&self, new: &NewRequest) -> Result<Vec<NewMail>> {
        let profile = self.profile(new.user)?;
        let about = RequestAbout {
            // It gets its number when it is taken down.
            request: None,
            user: Some(new.user),
            kind: new.kind,
            asked: Some(new.asked_by.clone()),
            opened_at: self.now,
        };
        let hindrance = hindrance_of(self.db, self.settings, new.user, new.kind)?;
        let due = match hindrance {
            None => Some(new.kind.due_at(self.now, &self.settings.time_zone)),
            Some(_) => None,
        };
        let id = String::new();
        let mail = request_received(self.settings, &profile, &about, due, id, self.now);
        Ok(mail.into_iter().collect())
    }

    fn outcome(&self, request: RequestId, ended: &Ended) -> Result<Vec<NewMail>> {
        let (profile, about) = match self.request(request) {
            // Nobody is left who could be told.
            Err(Error::Refused(Reason::UserGone)) => return Ok(Vec::new()),
            found => found?,
        };
        let id = String::new();
        let mail = request_outcome(self.settings, &profile, &about, ended, id, self.now);
        Ok(mail.into_iter().collect())
    }

    /// What doing a request sends: the outcome, and what the act itself tells.
    fn done(&self, request: RequestId, plan: &Plan) -> Result<Vec<NewMail>> {
        let Some(step) = plan.request.filter(|step| step.way == RequestWay::Act) else {
            return Ok(Vec::new());
        };
        let (profile, about) = self.request(request)?;
        let mut mails = Vec::new();
        let ended = match step.kind {
            RequestKind::Disconnect => {
                mails = self.notice(Notice::Reregister, Some(profile.id))?;
                Ended::Done(step.kind)
            }
            RequestKind::Revoke => Ended::Done(step.kind),
            RequestKind::Delete => {
                let wishes = self.db.wishes_of(profile.id, profile.id)?;
                Ended::Deleted(wishes.iter().map(|(_, _, kind)| *kind).collect())
            }
        };
        let id = String::new();
        mails.extend(request_outcome(
            self.settings,
            &profile,
            &about,
            &ended,
            id,
            self.now,
        ));
        Ok(mails)
    }
}
