//! The letters that an act would send, whole, before it is done.

use super::{Ended, Notice, notice, request_outcome, request_received, request_reply};
use crate::domain::batch::users_of;
use crate::domain::id::{LicenseTypeId, RequestId, UserId};
use crate::domain::mail::LetterSeen;
use crate::domain::op::{BatchOp, Op, PeopleOp, RequestOp};
use crate::domain::plan::{Plan, RequestWay};
use crate::domain::reason::Reason;
use crate::domain::request::{Correction, NewRequest, RequestKind};
use crate::domain::settings::Settings;
use crate::domain::time::Timestamp;
use crate::domain::user::Profile;
use crate::error::{Error, Result};
use crate::service::ops::{corrected_due, hindrance_of};
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
    let mails = match &plan.op {
        Op::People(act) => drafts.on_people(plan, act)?,
        Op::Request(act) => drafts.on_request(plan, act)?,
        Op::Batch(BatchOp::Approve { batch, .. } | BatchOp::Resume(batch)) => {
            drafts.deletion(&users_of(&db.planned_rows(*batch)?))?.1
        }
        // These mail no learner.
        Op::Batch(BatchOp::Confirm { .. } | BatchOp::Cancel(_) | BatchOp::Withdraw(_))
        | Op::LicenseType(_)
        | Op::Group(_)
        | Op::Import(_)
        | Op::Operator(_)
        | Op::Account(_)
        | Op::Own(_)
        | Op::Ssh(_)
        | Op::Provider(_) => Vec::new(),
    };
    Ok(mails.into_iter().map(|mail| seen(mail, from)).collect())
}

/// How many of those who shall be deleted are mailed what became of their open requests, and the letter to the first.
pub(crate) fn letters_of_deletion(
    db: &Db<'_>,
    doomed: &[UserId],
    from: &str,
    now: Timestamp,
) -> Result<(u64, Vec<LetterSeen>)> {
    let settings = db.settings()?;
    let drafts = Drafts {
        db,
        settings: &settings,
        now,
    };
    let (count, mails) = drafts.deletion(doomed)?;
    let letters = mails.into_iter().map(|mail| seen(mail, from)).collect();
    Ok((count, letters))
}

pub(crate) fn seen(mail: NewMail, from: &str) -> LetterSeen {
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
    /// The letters of an act on learners. What the provider does is mailed once it is done.
    fn on_people(&self, plan: &Plan, act: &PeopleOp) -> Result<Vec<NewMail>> {
        let reached = || plan.sample.iter().map(|target| target.user);
        let is_elsewhere = self.settings.provider.is_elsewhere();
        match act {
            PeopleOp::Disconnect { .. } if !is_elsewhere => {
                let mut mails = self.notice(Notice::Reregister, reached().next())?;
                mails.extend(self.fulfilled(reached(), RequestKind::Disconnect)?);
                Ok(mails)
            }
            PeopleOp::SetLicense { license: None, .. } | PeopleOp::ReclaimSeats { .. }
                if !is_elsewhere =>
            {
                self.revoked(reached())
            }
            // Whoever keeps another license is not mailed.
            PeopleOp::ChangeLicense {
                license,
                held: false,
                ..
            } => {
                let losers = self.losers(reached(), *license)?;
                self.revoked(losers.into_iter())
            }
            PeopleOp::Disconnect { .. }
            | PeopleOp::SetLicense { .. }
            | PeopleOp::ReclaimSeats { .. }
            | PeopleOp::ChangeLicense { .. }
            | PeopleOp::Add(_)
            | PeopleOp::PlaceHold { .. }
            | PeopleOp::LiftHold { .. }
            | PeopleOp::Edit { .. }
            | PeopleOp::ClearResidue { .. } => Ok(Vec::new()),
        }
    }

    /// The letters of an act on a request.
    fn on_request(&self, plan: &Plan, act: &RequestOp) -> Result<Vec<NewMail>> {
        match act {
            RequestOp::New(new) => self.received(new),
            RequestOp::Reply { request, reply, .. } => {
                let (profile, about) = self.request(*request)?;
                let id = String::new();
                let reply = request_reply(self.settings, &profile, &about, reply, id, self.now);
                Ok(reply.map(|(mail, _)| mail).into_iter().collect())
            }
            RequestOp::Reject { request, reason } => {
                self.outcome(*request, &Ended::Rejected(reason.trim().to_owned()))
            }
            RequestOp::Cancel {
                request,
                reason,
                mail: true,
            } => self.outcome(*request, &Ended::Cancelled(reason.trim().to_owned())),
            RequestOp::Do { .. } | RequestOp::Approve { .. }
                if self.settings.provider.is_elsewhere() =>
            {
                Ok(Vec::new())
            }
            RequestOp::Do { request, .. } | RequestOp::Approve { request, .. } => {
                self.done(*request, plan)
            }
            RequestOp::Correct(correction) => self.corrected(*correction),
            RequestOp::Cancel { mail: false, .. }
            | RequestOp::Return { .. }
            | RequestOp::Claim { .. }
            | RequestOp::Release(_)
            | RequestOp::Note { .. }
            | RequestOp::Verify { .. }
            | RequestOp::Wait(_)
            | RequestOp::GoOn(_) => Ok(Vec::new()),
        }
    }

    fn profile(&self, user: UserId) -> Result<Profile> {
        self.db
            .profile(user)?
            .ok_or(Error::Refused(Reason::UserGone))
    }

    /// Those who keep no license besides one of this type.
    fn losers(
        &self,
        users: impl Iterator<Item = UserId>,
        license: LicenseTypeId,
    ) -> Result<Vec<UserId>> {
        let mut losers = Vec::new();
        for user in users {
            let held = self.db.held_statuses(user)?;
            if held.iter().all(|(kind, _)| *kind == license) {
                losers.push(user);
            }
        }
        Ok(losers)
    }

    /// What those who lose their license are mailed: of each sort of letter the first.
    fn revoked(&self, users: impl Iterator<Item = UserId> + Clone) -> Result<Vec<NewMail>> {
        let mut mails = self.fulfilled(users.clone(), RequestKind::Revoke)?;
        if self.settings.mail_on_revoke {
            // Whoever asked for it is mailed the outcome of the request.
            let mut users = users.map(|user| {
                let open = self.db.open_request_of(user, RequestKind::Revoke)?;
                Ok(open.is_none().then_some(user))
            });
            let first = users.find_map(Result::transpose).transpose()?;
            mails.extend(self.notice(Notice::LicenseRevoked, first)?);
        }
        Ok(mails)
    }

    /// The outcome of the first open request that an act closes because it asks for the same.
    fn fulfilled(
        &self,
        users: impl Iterator<Item = UserId>,
        kind: RequestKind,
    ) -> Result<Vec<NewMail>> {
        for user in users {
            if let Some(request) = self.db.open_request_of(user, kind)? {
                return self.outcome(request, &Ended::Done(kind));
            }
        }
        Ok(Vec::new())
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
            // It gets its number when it is recorded.
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

    /// The word that a request was recorded goes to the right learner, where it has not left yet.
    fn corrected(&self, correction: Correction) -> Result<Vec<NewMail>> {
        if !self.db.received_waits(correction.request)? {
            return Ok(Vec::new());
        }
        let gone = || Error::Refused(Reason::RequestGone);
        let record = self.db.request_record(correction.request)?;
        let record = record.ok_or_else(gone)?;
        let about = self.db.request_about(correction.request)?;
        let about = RequestAbout {
            user: Some(correction.user),
            kind: correction.kind,
            ..about.ok_or_else(gone)?
        };
        let profile = self.profile(correction.user)?;
        let due = corrected_due(&record, correction.kind, &self.settings.time_zone);
        let hindrance = hindrance_of(self.db, self.settings, correction.user, correction.kind)?;
        let promised = hindrance.is_none().then_some(due);
        let id = String::new();
        let mail = request_received(self.settings, &profile, &about, promised, id, self.now);
        Ok(mail.into_iter().collect())
    }

    /// What deleting users sends to those who asked for anything: how many letters, and the first.
    fn deletion(&self, doomed: &[UserId]) -> Result<(u64, Vec<NewMail>)> {
        let (Some(first), Some(last)) = (doomed.first(), doomed.last()) else {
            return Ok((0, Vec::new()));
        };
        let wishes = self.db.wishes_of(*first, *last)?;
        let (mut count, mut mails) = (0, Vec::new());
        for wishes in wishes.chunk_by(|one, other| one.0 == other.0) {
            let Some((user, request, _)) = wishes.first() else {
                continue;
            };
            if doomed.binary_search(user).is_err() {
                continue;
            }
            if !mails.is_empty() {
                let rows = self.db.user_rows(&[*user])?;
                count += u64::from(rows.iter().any(|row| row.email.is_some()));
                continue;
            }
            let kinds = wishes.iter().map(|(_, _, kind)| *kind).collect();
            mails = self.outcome(*request, &Ended::Deleted(kinds))?;
            count += mails.len() as u64;
        }
        Ok((count, mails))
    }

    fn outcome(&self, request: RequestId, ended: &Ended) -> Result<Vec<NewMail>> {
        let (profile, about) = match self.request(request) {
            // Nobody is left to be mailed.
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
