//! One person at a server: by the server's id, or by a filter, whose answer is never taken for the person's.
//!
//! That a filter finds nobody proves nothing: a server may not understand it and answer with none. That there is no record
//! of an id is taken from the server itself, which says so (404) in words of SCIM or answers with users right after.

use std::sync::atomic::Ordering;

use serde_json::Value;

use crate::connect::scim::record::attribute;
use crate::connect::scim::wire::Answer;
use crate::connect::scim::{Fault, IdAttribute, Said, Scim, ScimUser};
use crate::domain::coded::coded;
use crate::domain::identifier::{EmailAddress, UniqueId};
use crate::domain::provider::identity::{Choice, Identifiers, Mismatch, choose};

/// The most records of an answer to a filter that are asked for.
const CANDIDATES: &str = "10";

coded! {
    /// An attribute by which somebody can be asked for, the surest first.
    pub enum Lookup {
        /// `externalId`.
        ExternalId = "external_id",
        /// `userName`.
        UserName = "user_name",
        /// `emails.value`.
        Email = "email",
    }
}

impl Lookup {
    /// The attribute as a filter names it.
    pub const fn attribute(self) -> &'static str {
        match self {
            Self::ExternalId => "externalId",
            Self::UserName => "userName",
            Self::Email => "emails.value",
        }
    }

    /// What a record has there.
    pub(super) fn of(self, user: &ScimUser) -> Option<&str> {
        match self {
            Self::ExternalId => user.external_id.as_deref(),
            Self::UserName => user.user_name.as_deref(),
            Self::Email => user.email.as_deref(),
        }
    }

    /// Whether a record can be the answer to a value. A server may look through every address of a record, and through its
    /// name for want of one.
    pub(super) fn fits(self, user: &ScimUser, value: &str) -> bool {
        let same = |text: &String| text.eq_ignore_ascii_case(value);
        match self {
            Self::ExternalId => user.external_id.iter().any(same),
            Self::UserName | Self::Email => user.user_name.iter().chain(&user.emails).any(same),
        }
    }
}

/// What came of looking for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// The person's record.
    One(Box<ScimUser>),
    /// No record was returned that has either identifier.
    Nobody,
    /// Nothing is held by which any filter that works could ask for the person.
    Unaskable,
    /// More than one record can be the person's.
    Several,
    /// A record has one of the identifiers, but not the other.
    Another(Mismatch),
    /// The server refused to look for what is held, in these words.
    Unanswered(Said),
}

impl Scim {
    /// The record of an id; none where the server says that there is none.
    pub fn get(&self, id: &str) -> Result<Option<ScimUser>, Fault> {
        let record = self.get_whole(id)?;
        Ok(record.map(|(user, _)| user))
    }

    /// The same with all that the server says of it.
    pub(super) fn get_whole(&self, id: &str) -> Result<Option<(ScimUser, Value)>, Fault> {
        let Some(address) = self.address.of_user(id) else {
            return Ok(None);
        };
        let answer = self.ask(&address)?;
        if matches!(answer.status, 404 | 410) {
            if !is_error_of_scim(&answer) {
                self.answers_with_users()?;
            }
            return Ok(None);
        }
        let said = || self.said(&answer);
        if !answer.is_success() {
            return Err(Fault::Answered(said()));
        }
        let json = answer.json().ok_or_else(|| Fault::NotScim(said()))?;
        let user = ScimUser::read(&json);
        if user.id != id {
            return Err(Fault::NotScim(said()));
        }
        self.shows_by_id.store(true, Ordering::Relaxed);
        Ok(Some((user, json)))
    }

    /// Makes sure that it is still the server that answers, and not what stands before it.
    pub(super) fn answers_with_users(&self) -> Result<(), Fault> {
        self.page_of_users(1, Some(1)).map(drop)
    }

    /// The records that a server returns for a filter, whoever they are.
    pub fn find(&self, key: Lookup, value: &str) -> Result<Vec<ScimUser>, Fault> {
        // A SCIM string is a JSON string (RFC 7644, 3.4.2.2).
        let filter = format!("{} eq {}", key.attribute(), Value::from(value));
        let address = self
            .address
            .of_users(&[("filter", &filter), ("count", CANDIDATES)]);
        Ok(self.users_at(&address)?.users)
    }

    /// Looks for a person with the filters that do what they should, one after the other.
    pub fn locate(&self, held: &Identifiers, keys: &[Lookup]) -> Result<Found, Fault> {
        let (mut asked, mut unanswered) = (false, None);
        for key in keys {
            for value in self.values(held, *key) {
                asked = true;
                let candidates = match self.find(*key, value) {
                    // A filter that works for others: something in this value is too much for the server.
                    Err(Fault::Answered(said)) if said.status < 500 => {
                        unanswered = Some(said);
                        continue;
                    }
                    found => found?,
                };
                match self.choose(held, &candidates) {
                    Found::Nobody => {}
                    found => return Ok(found),
                }
            }
        }
        if let Some(said) = unanswered {
            return Ok(Found::Unanswered(said));
        }
        match (asked, keys.is_empty()) {
            (true, _) => Ok(Found::Nobody),
            (false, false) => Ok(Found::Unaskable),
            (false, true) => Err(Fault::NoFilter),
        }
    }

    /// The one among these that is the person.
    pub fn choose(&self, held: &Identifiers, candidates: &[ScimUser]) -> Found {
        let identifiers = |user: &ScimUser| user.identifiers(self.id_attribute);
        match choose(held, candidates, identifiers, |user| user.id.clone()) {
            Choice::One(user) => Found::One(Box::new(user.clone())),
            Choice::Nobody => Found::Nobody,
            Choice::Several => Found::Several,
            Choice::Another(mismatch) => Found::Another(mismatch),
        }
    }

    /// What is held that can stand in an attribute.
    fn values<'a>(&self, held: &'a Identifiers, key: Lookup) -> Vec<&'a str> {
        let id = held.unique_id.as_ref().map(UniqueId::as_str);
        let email = held.email.as_ref().map(EmailAddress::as_str);
        match (key, self.id_attribute) {
            (Lookup::ExternalId, IdAttribute::ExternalId) => id.into_iter().collect(),
            (Lookup::ExternalId, IdAttribute::UserName) => Vec::new(),
            (Lookup::UserName, IdAttribute::UserName) => id.or(email).into_iter().collect(),
            (Lookup::UserName, IdAttribute::ExternalId) | (Lookup::Email, _) => {
                email.into_iter().collect()
            }
        }
    }
}

/// Whether an answer names the schema of a SCIM error (RFC 7644, 3.12).
fn is_error_of_scim(answer: &Answer) -> bool {
    let names_it = |json: Value| {
        let schemas = attribute(&json, "schemas")?.as_array()?.clone();
        let mut schemas = schemas.iter().filter_map(Value::as_str);
        Some(schemas.any(|schema| schema == "urn:ietf:params:scim:api:messages:2.0:Error"))
    };
    answer.json().and_then(names_it).unwrap_or_default()
}
