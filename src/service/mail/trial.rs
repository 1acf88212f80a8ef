//! One message on the road by which mail leaves, beside the outbox: to try how mail is set up.

use crate::connect::{MailRoad, OutgoingMail};
use crate::domain::mail::{MailTrouble, MailTroubleKind};
use crate::domain::operator::{Permission, Session};
use crate::error::Result;
use crate::service::Reader;
use crate::service::account::access;
use crate::service::ops::message_id;

/// What is sent.
#[derive(Debug, Clone)]
pub struct TrialLetter {
    /// To whom.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its text; nothing of the account stands in it.
    pub body: String,
}

/// What came of it.
#[derive(Debug, Clone)]
pub struct MailTrial {
    /// By which road: `folder`, `server` or `closed`.
    pub road: &'static str,
    /// The folder or the server.
    pub place: String,
    /// Whom it comes from.
    pub from: String,
    /// Its Message-ID.
    pub message_id: String,
    /// What was in the way; none where it was taken.
    pub trouble: Option<MailTrouble>,
}

impl Reader {
    /// Sends one message now, for whoever may send mail again. It is no mail of the account: nothing is written down.
    pub fn try_mail(
        &self,
        session: &Session,
        road: &MailRoad,
        letter: TrialLetter,
    ) -> Result<MailTrial> {
        access::authorise(&self.store.db(), session, Permission::SendAgain)?;
        let usual = self.core.place.mail.clone();
        let (name, place) = match road {
            MailRoad::Usual => ("folder", usual.display().to_string()),
            MailRoad::Folder(path, _) => ("folder", path.display().to_string()),
            MailRoad::Server(server) => ("server", server.address()),
            MailRoad::Closed(_) => ("closed", String::new()),
        };
        let message = OutgoingMail {
            to: letter.to,
            subject: letter.subject,
            body: letter.body,
            message_id: message_id()?,
            date: self.core.now(),
            automatic: true,
        };
        let trouble = match (road, road.mailer(usual)) {
            (_, Some(mut mailer)) => {
                let taken = mailer.deliver(&message);
                mailer.rest();
                taken.err()
            }
            (MailRoad::Closed(why), None) => Some(MailTrouble {
                kind: MailTroubleKind::Other,
                words: why.clone(),
            }),
            (_, None) => None,
        };
        Ok(MailTrial {
            road: name,
            place,
            from: road.sender().to_string(),
            message_id: message.message_id,
            trouble,
        })
    }
}
