//! What is done to a person at a server: deactivated, or deleted.
//!
//! Before anything is sent, the person's record has been returned by the server and has both identifiers. Each call is
//! recorded before it is made. What came of one that was not answered with yes or no is asked for before anything is sent
//! again, whatever went wrong: a deed that was done is not done twice, and one that was not is not taken for done.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use serde_json::{Value, json};
use ureq::http::Method;

use crate::connect::scim::exchange::TRIES;
use crate::connect::scim::record::ScimUser;
use crate::connect::scim::wire::Answer;
use crate::connect::scim::{Everybody, Fault, Found, Lookup, Said, Scim};
use crate::domain::provider::Call;
use crate::domain::provider::identity::{Identifiers, Mismatch, same_person};

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Deed {
    /// The person is not active any more.
    Deactivate,
    /// The person's record is not there any more.
    Delete,
}

/// What is known of where the person's record is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// Nothing: it is asked for by a filter.
    Nothing,
    /// The server's id, from an earlier call of which it is not known what came of it.
    InDoubt(String),
    /// A record that the server returned in this run.
    Record(Box<ScimUser>),
}

/// Something to do to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Errand {
    /// Tells errands apart.
    pub number: u64,
    /// What is to be done.
    pub deed: Deed,
    /// Who it is.
    pub held: Identifiers,
    /// Where the record is.
    pub known: Known,
    /// What may be done about it.
    pub leave: Leave,
}

/// What may be done for an errand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Leave {
    /// Ask, and send.
    #[default]
    Send,
    /// Only ask whether it is done.
    Ask,
    /// Only ask whether it is done, which the server said it would see to.
    Await,
}

impl Leave {
    /// What it comes to where asking does not say that it is done; none where something is sent then.
    const fn otherwise(self) -> Option<Outcome> {
        match self {
            Self::Send => None,
            Self::Ask => Some(Outcome::Undone),
            Self::Await => Some(Outcome::Accepted),
        }
    }
}

/// What something was concluded from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// The server's answer to the call.
    Answered(Said),
    /// It was asked, and it is so.
    Asked,
}

/// What came of an errand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is so.
    Done(Proof),
    /// The server accepted it, and it is not done yet.
    Accepted,
    /// No record has either identifier. That proves nothing: the server may be another account's.
    NotThere,
    /// More than one record can be the person's: nothing was done.
    Several,
    /// The record is not the person's: nothing was done.
    Another(Mismatch),
    /// The server refused.
    Refused(Said),
    /// The server does not do this.
    NotOffered(Said),
    /// Nothing is held by which the server could be asked for the person.
    Unaskable,
    /// The server says that it deleted the record, and still shows it.
    StillThere,
    /// It is not done, and nothing was sent.
    Undone,
    /// What came of it could not be found out.
    InDoubt(String),
}

/// A call could not be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unrecorded;

/// Records calls before they are made and answers after.
pub trait CallLog: Sync {
    /// Records that a call is about to be made on a record; when this fails, it is not made.
    fn before(&self, errand: u64, call: Call, id: &str) -> Result<(), Unrecorded>;

    /// Records what the server answered to it, or that it did not.
    fn after(&self, errand: u64, call: Call, answer: Result<&Said, &Fault>);
}

/// How this server is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Manner {
    /// The filters that do what they should.
    pub keys: Vec<Lookup>,
    /// Whether a change says which version it is of.
    pub versions: bool,
    /// Everybody who is there, in the place of filters.
    pub everybody: Option<Arc<Everybody>>,
}

/// What an answer to a call means.
enum Judged {
    Done(Said),
    /// The server says that it is done, and shows nothing of it: it is asked, for each person anew.
    Claimed(Said),
    /// It is seen to, and may not be done yet.
    Accepted,
    Gone(Said),
    Refused(Said),
    NotOffered(Call, Said),
    /// To be asked for, then sent again where it was not done.
    Doubt(String),
    /// No answer came in time. It is asked for once, and not sent again in this run: the server may be at it still.
    Silent,
    /// Too many calls at once: it was not done. It is asked for all the same before it is sent again.
    TurnedAway,
}

impl Scim {
    /// Does an errand. A fault ends the whole run; the errand is then settled by the next one.
    pub fn carry(
        &self,
        errand: &Errand,
        manner: &Manner,
        log: &dyn CallLog,
    ) -> Result<Outcome, Fault> {
        let found = self.whereabouts(errand, manner)?;
        let mut user = match found {
            Ok(user) => user,
            Err(outcome) => return Ok(outcome),
        };
        let (mut doubt, mut claimed, mut turned_away) = (String::new(), None, false);
        let mut otherwise = errand.leave.otherwise();
        for tries in 0..=TRIES {
            if errand.deed == Deed::Deactivate && user.active == Some(false) {
                return Ok(Outcome::Done(claimed.map_or(Proof::Asked, Proof::Answered)));
            }
            if let Some(outcome) = otherwise {
                return Ok(outcome);
            }
            if tries == TRIES {
                break;
            }
            if errand.deed == Deed::Delete && !self.shows_by_id() {
                user = match self.tried_by_id(errand, user)? {
                    Ok(user) => user,
                    Err(outcome) => return Ok(outcome),
                };
            }
            let judged = self.tell(errand, &user, manner, log)?;
            turned_away = matches!(judged, Judged::TurnedAway);
            match judged {
                Judged::Done(said) => return Ok(Outcome::Done(Proof::Answered(said))),
                Judged::Accepted => otherwise = Some(Outcome::Accepted),
                Judged::Silent => otherwise = Some(Outcome::InDoubt(String::new())),
                Judged::Refused(said) => return Ok(Outcome::Refused(said)),
                Judged::NotOffered(Call::Patch, _) => self.no_patch.store(true, Ordering::Relaxed),
                Judged::NotOffered(_, said) => return Ok(Outcome::NotOffered(said)),
                Judged::Gone(said) => doubt = said.to_string(),
                Judged::TurnedAway => {}
                Judged::Claimed(said) if errand.deed == Deed::Delete => {
                    return self.looked_after(errand, &user.id, manner, said);
                }
                Judged::Claimed(said) => {
                    doubt = said.to_string();
                    claimed = Some(said);
                }
                Judged::Doubt(words) => {
                    doubt = words;
                    if tries > 0 {
                        self.rest((None, None), tries - 1);
                    }
                }
            }
            match self.ask_again(errand, &user.id, manner)? {
                Ok(now) => user = now,
                Err(outcome) => return Ok(outcome),
            }
        }
        Ok(if turned_away {
            Outcome::Undone
        } else {
            Outcome::InDoubt(doubt)
        })
    }

    /// The record of the person; or what came of the errand already.
    fn whereabouts(
        &self,
        errand: &Errand,
        manner: &Manner,
    ) -> Result<Result<ScimUser, Outcome>, Fault> {
        match &errand.known {
            Known::Record(user) => Ok(self.verified(errand, (**user).clone())),
            Known::InDoubt(id) => match self.ask_again(errand, id, manner)? {
                Ok(user) if errand.leave == Leave::Send => self.alone(errand, user, manner),
                found => Ok(found),
            },
            Known::Nothing => self.sought(errand, manner),
        }
    }

    /// The record of an earlier call, unless another one can be the person's by now.
    fn alone(
        &self,
        errand: &Errand,
        user: ScimUser,
        manner: &Manner,
    ) -> Result<Result<ScimUser, Outcome>, Fault> {
        Ok(match self.sought(errand, manner)? {
            Ok(found) if found.id != user.id => Err(Outcome::Several),
            Err(Outcome::Several) => Err(Outcome::Several),
            Ok(_) | Err(_) => Ok(user),
        })
    }

    /// The record that the filters find; or what that says of the errand.
    fn sought(&self, errand: &Errand, manner: &Manner) -> Result<Result<ScimUser, Outcome>, Fault> {
        let found = match &manner.everybody {
            Some(everybody) => self.among(everybody, &errand.held)?,
            None => self.locate(&errand.held, &manner.keys)?,
        };
        Ok(match found {
            Found::One(user) => Ok(*user),
            Found::Nobody => Err(Outcome::NotThere),
            Found::Unaskable => Err(Outcome::Unaskable),
            Found::Several => Err(Outcome::Several),
            Found::Another(mismatch) => Err(Outcome::Another(mismatch)),
            Found::Unanswered(said) => Err(Outcome::Refused(said)),
        })
    }

    /// Asks what the record is now, after a call of which it is not known what came of it. That no record has the id any
    /// more says nothing of the person, who may be there under another.
    fn ask_again(
        &self,
        errand: &Errand,
        id: &str,
        manner: &Manner,
    ) -> Result<Result<ScimUser, Outcome>, Fault> {
        match self.get(id)? {
            Some(user) => Ok(self.verified(errand, user)),
            None => self.sought(errand, manner),
        }
    }

    /// Asks for a record by its id before it is deleted: only a server that shows who is there by an id says something by
    /// showing nobody.
    fn tried_by_id(
        &self,
        errand: &Errand,
        user: ScimUser,
    ) -> Result<Result<ScimUser, Outcome>, Fault> {
        match self.get(&user.id) {
            Ok(Some(now)) => Ok(self.verified(errand, now)),
            Ok(None) | Err(Fault::Answered(_) | Fault::NotScim(_)) => Ok(Ok(user)),
            Err(fault) => Err(fault),
        }
    }

    /// What came of a deletion that the server says is done. That is a claim: the record is asked for, for each person.
    fn looked_after(
        &self,
        errand: &Errand,
        id: &str,
        manner: &Manner,
        said: Said,
    ) -> Result<Outcome, Fault> {
        let shows_by_id = self.shows_by_id();
        match self.get(id) {
            Ok(Some(_)) => return Ok(Outcome::StillThere),
            Ok(None) if shows_by_id => return Ok(Outcome::Done(Proof::Answered(said))),
            // Neither there nor gone: this one is asked about again by the next run.
            Err(Fault::Answered(said) | Fault::NotScim(said)) if shows_by_id => {
                return Ok(Outcome::InDoubt(said.to_string()));
            }
            Ok(None) | Err(Fault::Answered(_) | Fault::NotScim(_)) => {}
            Err(fault) => return Err(fault),
        }
        Ok(match self.sought(errand, manner)? {
            Ok(_) => Outcome::StillThere,
            Err(Outcome::NotThere) => Outcome::NotThere,
            Err(_) => Outcome::InDoubt(said.to_string()),
        })
    }

    fn verified(&self, errand: &Errand, user: ScimUser) -> Result<ScimUser, Outcome> {
        match same_person(&errand.held, &user.identifiers(self.id_attribute)) {
            Ok(()) => Ok(user),
            Err(mismatch) => Err(Outcome::Another(mismatch)),
        }
    }

    /// Makes the call, recorded before and after.
    fn tell(
        &self,
        errand: &Errand,
        user: &ScimUser,
        manner: &Manner,
        log: &dyn CallLog,
    ) -> Result<Judged, Fault> {
        let mut version = user.version.clone();
        let (call, method, body) = match errand.deed {
            Deed::Delete => (Call::Delete, Method::DELETE, None),
            Deed::Deactivate if !self.puts() => (Call::Patch, Method::PATCH, Some(deactivation())),
            Deed::Deactivate => {
                let Some((fresh, whole)) = self.get_whole(&user.id)? else {
                    return Ok(Judged::Doubt("404".to_owned()));
                };
                version.clone_from(&fresh.version);
                if self.verified(errand, fresh).is_err() {
                    // What it is now is asked for right after.
                    return Ok(Judged::Doubt(String::new()));
                }
                (Call::Put, Method::PUT, Some(deactivated(whole)))
            }
        };
        let Some(address) = self.address.of_user(&user.id) else {
            return Ok(Judged::Doubt(String::new()));
        };
        let version = version.as_deref().filter(|_| manner.versions);
        let head: Vec<_> = version
            .map(|version| ("if-match", version))
            .into_iter()
            .collect();
        if self.stop.is_stopped() {
            return Err(Fault::Stopped);
        }
        log.before(errand.number, call, &user.id)
            .map_err(|Unrecorded| Fault::Unrecorded)?;
        let answer = self.call(&method, &address, &head, body.as_ref());
        let said = answer.as_ref().map(|answer| self.said(answer));
        log.after(errand.number, call, said.as_ref().map_err(|fault| *fault));
        match answer {
            Ok(answer) => Ok(self.judge(call, user, &answer)),
            // Nothing was answered, or more than is read.
            Err(Fault::Broken(words)) => Ok(Judged::Doubt(words)),
            Err(Fault::Silent(_)) => Ok(Judged::Silent),
            Err(Fault::TooLong) => Ok(Judged::Doubt(String::new())),
            Err(fault) => Err(fault),
        }
    }

    fn judge(&self, call: Call, user: &ScimUser, answer: &Answer) -> Judged {
        let said = self.said(answer);
        match answer.status {
            202 => Judged::Accepted,
            200..=299 if call == Call::Delete && answer.body.is_empty() => Judged::Claimed(said),
            // What comes with a body may be the page of something that stands before the server.
            200..=299 if call == Call::Delete => Judged::Doubt(said.to_string()),
            200..=299 => match answered(answer) {
                Some(now) if now.id == user.id && now.active == Some(false) => Judged::Done(said),
                Some(_) | None => Judged::Claimed(said),
            },
            404 | 410 => Judged::Gone(said),
            405 | 501 => Judged::NotOffered(call, said),
            429 => {
                self.rest(answer.patience(), 0);
                Judged::TurnedAway
            }
            503 => {
                self.rest(answer.patience(), 0);
                Judged::Doubt(said.to_string())
            }
            // The record is not of the version that was read, or the server can't tell what it did.
            409 | 412 | 500.. => Judged::Doubt(said.to_string()),
            _ => Judged::Refused(said),
        }
    }

    /// Whether the server has shown somebody by an id.
    fn shows_by_id(&self) -> bool {
        self.shows_by_id.load(Ordering::Relaxed)
    }

    /// Whether records are replaced as a whole, because this server does not change them in part.
    fn puts(&self) -> bool {
        self.no_patch.load(Ordering::Relaxed)
    }
}

/// The record in an answer, where there is one.
fn answered(answer: &Answer) -> Option<ScimUser> {
    Some(ScimUser::read(&answer.json()?))
}

fn deactivation() -> Value {
    json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "replace", "path": "active", "value": false}],
    })
}

/// A whole record, not active.
fn deactivated(mut record: Value) -> Value {
    if let Some(object) = record.as_object_mut() {
        object.retain(|name, _| {
            !["meta", "active"]
                .iter()
                .any(|own| name.eq_ignore_ascii_case(own))
        });
        object.insert("active".to_owned(), Value::Bool(false));
    }
    record
}
