//! Everybody whom a server has, read once in a run: in the place of filters where none can be relied on.
//!
//! It says where a person's record is, and no more: the record itself is asked for again, and must be the person's, before
//! anything is sent. Only a listing that has everybody says that somebody is not there.

use std::collections::{BTreeSet, HashMap};

use crate::connect::scim::{Completeness, Fault, Found, IdAttribute, Scim, ScimUser};
use crate::domain::identifier::{EmailAddress, UniqueId, matching_form};
use crate::domain::provider::identity::{Choice, Identifiers, choose};

/// Everybody, by address and by ID.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Everybody {
    /// The server's id of each record, and whose it is.
    people: Vec<(Box<str>, Identifiers)>,
    by_email: HashMap<String, Vec<usize>>,
    by_id: HashMap<UniqueId, Vec<usize>>,
}

impl Everybody {
    fn add(&mut self, user: &ScimUser, id_attribute: IdAttribute) {
        let (place, who) = (self.people.len(), user.identifiers(id_attribute));
        if let Some(email) = &who.email {
            self.by_email.entry(key(email)).or_default().push(place);
        }
        if let Some(id) = &who.unique_id {
            self.by_id.entry(id.clone()).or_default().push(place);
        }
        self.people.push((user.id.as_str().into(), who));
    }

    /// The one who is meant, by the server's id.
    fn choose(&self, held: &Identifiers) -> Choice<&str> {
        let by_email = held
            .email
            .as_ref()
            .and_then(|email| self.by_email.get(&key(email)));
        let by_id = held.unique_id.as_ref().and_then(|id| self.by_id.get(id));
        let places: BTreeSet<&usize> = by_email.into_iter().chain(by_id).flatten().collect();
        let candidates = places
            .into_iter()
            .filter_map(|place| self.people.get(*place));
        match choose(held, candidates, |one| one.1.clone(), |one| one.0.clone()) {
            Choice::One(one) => Choice::One(&one.0),
            Choice::Nobody => Choice::Nobody,
            Choice::Several => Choice::Several,
            Choice::Another(mismatch) => Choice::Another(mismatch),
        }
    }
}

/// An address as two that are the same are written alike.
fn key(email: &EmailAddress) -> String {
    matching_form(email.as_str())
}

impl Scim {
    /// Reads everybody; none where the listing does not have them all.
    pub fn everybody(&self) -> Result<Option<Everybody>, Fault> {
        let mut everybody = Everybody::default();
        let listed = self.list(|user, _| everybody.add(user, self.id_attribute))?;
        Ok((listed.completeness == Completeness::Whole).then_some(everybody))
    }

    /// Looks for a person among everybody, and asks what the record is now.
    pub(super) fn among(&self, everybody: &Everybody, held: &Identifiers) -> Result<Found, Fault> {
        if held.is_empty() {
            return Ok(Found::Unaskable);
        }
        Ok(match everybody.choose(held) {
            Choice::One(id) => match self.get(id)? {
                Some(user) => self.choose(held, std::slice::from_ref(&user)),
                None => Found::Nobody,
            },
            Choice::Nobody => Found::Nobody,
            Choice::Several => Found::Several,
            Choice::Another(mismatch) => Found::Another(mismatch),
        })
    }
}
