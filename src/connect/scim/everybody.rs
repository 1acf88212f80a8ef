//! Everybody whom a server has, read once in a run: in the place of filters where none can be relied on.
//!
//! It says where a person's record is, and no more: the record itself is asked for again, and must be the person's, before
//! anything is sent. Only a listing that has everybody says that somebody is not there.

use std::collections::{BTreeSet, HashMap};

use crate::connect::scim::{Completeness, Fault, Found, IdAttribute, Listed, Scim, ScimUser};
use crate::domain::identifier::{EmailAddress, UniqueId, matching_form};
use crate::domain::provider::identity::{Choice, Identifiers, choose};

/// Somebody whom a server has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The server's id of the record.
    id: Box<str>,
    /// Whose it is.
    pub who: Identifiers,
    /// The whole name.
    pub name: Box<str>,
}

/// Everybody, by address and by ID.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Everybody {
    people: Vec<Person>,
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
        let names = [user.first_name(), user.family_name.as_deref()];
        let name: Vec<&str> = names.into_iter().flatten().collect();
        self.people.push(Person {
            id: user.id.as_str().into(),
            who,
            name: name.join(" ").into(),
        });
    }

    /// All of them.
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// Whether somebody has either identifier.
    pub fn has_either(&self, held: &Identifiers) -> bool {
        let has_email = |email| self.by_email.contains_key(&key(email));
        let has_id = |id| self.by_id.contains_key(id);
        held.email.as_ref().is_some_and(has_email) || held.unique_id.as_ref().is_some_and(has_id)
    }

    /// Whether it would show who has these: no list shows somebody by what nobody has in it.
    pub fn could_show(&self, held: &Identifiers) -> bool {
        held.email.is_some() && !self.by_email.is_empty()
            || held.unique_id.is_some() && !self.by_id.is_empty()
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
        match choose(
            held,
            candidates,
            |one| one.who.clone(),
            |one| one.id.clone(),
        ) {
            Choice::One(one) => Choice::One(&one.id),
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
    /// Reads everybody; where the listing does not have them all, says what came of it.
    pub fn everybody(&self) -> Result<Result<Everybody, Listed>, Fault> {
        let mut everybody = Everybody::default();
        let listed = self.list(|user, _| everybody.add(user, self.id_attribute))?;
        let is_whole = listed.completeness == Completeness::Whole;
        Ok(is_whole.then_some(everybody).ok_or(listed))
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
