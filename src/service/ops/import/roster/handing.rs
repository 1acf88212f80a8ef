//! Identifiers that one row gives up and another takes, wherever the two stand in the file.
//!
//! A row gives an address up where its ID says whom it means and it has another address for them, and an address or an ID
//! where it replaces it (`existing_email_address`, `new_unique_user_id`). Whoever takes it is judged like everybody else;
//! but a row that is left out gives nothing up, so that whoever takes from it is left out too, and whoever takes from
//! that one. So rows are judged until nobody takes from a row that is left out: once where nothing is handed on at all,
//! and hardly ever more than twice.

use std::collections::{HashMap, HashSet};

use super::relating::Way;
use super::shelf::Shelf;
use crate::domain::id::UserId;
use crate::domain::identifier::{EmailAddress, Identifier, IdentifierKind, is_same_mailbox};
use crate::domain::reason::Reason;
use crate::domain::roster::{Other, RosterField, RosterRow};
use crate::error::Result;
use crate::service::Core;
use crate::service::directory::identity;
use crate::store::Db;

/// An entry of a registry.
pub(super) type Key = (IdentifierKind, i64);

/// A row that gives an identifier up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Giver {
    /// Who has it now.
    pub user: UserId,
    /// The row's place.
    pub place: u32,
    /// Its line.
    pub line: u32,
}

/// Identifiers that rows give up for others to take.
pub(super) type GivenUp = HashMap<Key, Giver>;

/// An identifier that goes from one row to another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    pub kind: IdentifierKind,
    /// Who gives it up.
    pub giver: Giver,
    /// The place of the row that takes it, and its line.
    pub taker: (u32, u32),
    /// Who takes it; none where somebody new does.
    pub user: Option<UserId>,
}

/// What is handed on while rows are judged.
#[derive(Debug, Default)]
pub(super) struct Handing {
    pub given_up: GivenUp,
    /// Places of the rows that give something up.
    givers: HashSet<u32>,
    /// Rows that are left out and give nothing up, with what whoever takes from them hears.
    closed: HashMap<u32, Reason>,
    /// Rows that were left out for want of a seat: they are left out although whoever took from them frees one.
    seatless: HashSet<u32>,
    /// What is taken by the rows that were judged, as far as nothing stands against it.
    pub links: Vec<Link>,
}

/// What is handed on by a roster, by row.
#[derive(Debug, Default)]
pub(super) struct Handed {
    links: Vec<Link>,
    given: HashMap<(u32, IdentifierKind), usize>,
    taken: HashMap<(u32, IdentifierKind), usize>,
}

impl Handing {
    /// Notes what the rows give up that are looked up.
    pub fn look_ahead(db: &Db<'_>, core: &Core, rows: &Shelf, ways: &[Way]) -> Result<Self> {
        let mut handing = Self::default();
        let is_looked_up = |way: &Way| matches!(way, Way::Careful | Way::Shared);
        if !ways.iter().any(is_looked_up) {
            return Ok(handing);
        }
        rows.each(|one| {
            if one.head.renames && is_looked_up(&ways[one.place]) {
                let row = one.row();
                if let Some(user) = replaces(db, core, &row)? {
                    let giver = giver(user, one.place, row.line);
                    for gone in replaced(&row) {
                        handing.give_up(core, &gone, giver);
                    }
                }
            }
            Ok(())
        })?;
        // Whom nobody else names has nothing that anybody takes.
        if !ways.contains(&Way::Shared) {
            return Ok(handing);
        }
        rows.each(|one| {
            let can_be = one.head.email.is_some() && one.head.unique_id.is_some();
            if can_be && ways[one.place] == Way::Shared {
                let row = one.row();
                if let Some((user, gone)) = handing.left_behind(db, core, &row)? {
                    let giver = giver(user, one.place, row.line);
                    handing.give_up(core, &gone, giver);
                }
            }
            Ok(())
        })?;
        Ok(handing)
    }

    /// The first row that gives an identifier up does.
    fn give_up(&mut self, core: &Core, gone: &Identifier, giver: Giver) {
        self.givers.insert(giver.place);
        for key in core.key.entries(gone) {
            self.given_up.entry(key).or_insert(giver);
        }
    }

    /// The address that a learner leaves behind for the one in the row, where the ID says whom the row means.
    fn left_behind(
        &self,
        db: &Db<'_>,
        core: &Core,
        row: &RosterRow<'_>,
    ) -> Result<Option<(UserId, Identifier)>> {
        let (Some(email), Some(id)) = (row.email.as_filled(), row.unique_id.as_filled()) else {
            return Ok(None);
        };
        let id = Identifier::UniqueId(id.clone());
        let identity::Named::Living(user) = identity::look_up(db, core, &id)? else {
            return Ok(None);
        };
        // Where another row hands the ID on, it says nothing of whom this one means.
        let renames = row.new_unique_id.as_filled().is_some();
        if !renames && self.giver_of(&core.key.identifier(&id), user).is_some() {
            return Ok(None);
        }
        let present = db.doomed_user(user)?.and_then(|user| user.email);
        let present = present.filter(|present| !is_same_mailbox(present, email.as_str()));
        let present = present.and_then(|present| EmailAddress::parse(&present).ok());
        Ok(present.map(|present| (user, Identifier::Email(present))))
    }

    /// The row by which a user gives an identifier up.
    pub fn giver_of(&self, key: &Key, holder: UserId) -> Option<Giver> {
        giver_of(&self.given_up, key, holder)
    }

    /// What stands against a row because of the rows from which it takes something.
    pub fn objection(&self, takes: &[(IdentifierKind, Giver)]) -> Option<Reason> {
        let mut givers = takes.iter();
        let closed = givers.find_map(|(_, giver)| self.closed.get(&giver.place));
        closed.cloned()
    }

    /// Whether there was no seat for a row, when somebody took from it.
    pub fn is_seatless(&self, place: u32) -> bool {
        self.seatless.contains(&place)
    }

    /// Whether a row gives something up.
    pub fn is_giver(&self, place: u32) -> bool {
        self.givers.contains(&place)
    }

    /// Notes which rows that give something up are left out, and lets nobody take from them, nor from whoever took from
    /// them. Answers whether anybody did, who is to be judged again.
    pub fn close(&mut self, left_out: Vec<(u32, u32, Reason)>) -> bool {
        let mut by_giver: HashMap<u32, Vec<(u32, u32)>> = HashMap::new();
        for link in &self.links {
            by_giver
                .entry(link.giver.place)
                .or_default()
                .push(link.taker);
        }
        let mut is_taken = false;
        let mut to_close = Vec::new();
        for (place, line, reason) in left_out {
            if by_giver.contains_key(&place) && matches!(reason, Reason::NoSeats(_)) {
                self.seatless.insert(place);
            }
            to_close.push((place, line));
        }
        while let Some((place, line)) = to_close.pop() {
            if self.closed.contains_key(&place) {
                continue;
            }
            self.closed.insert(place, Reason::GiverLeftOut(line));
            let takers = by_giver.remove(&place).unwrap_or_default();
            is_taken |= !takers.is_empty();
            to_close.extend(takers);
        }
        is_taken
    }

    /// What is handed on in the end.
    pub fn end(self) -> (GivenUp, Handed) {
        let mut handed = Handed::default();
        for (nth, link) in self.links.iter().enumerate() {
            handed.given.insert((link.giver.place, link.kind), nth);
            handed.taken.insert((link.taker.0, link.kind), nth);
        }
        handed.links = self.links;
        (self.given_up, handed)
    }
}

impl Handed {
    /// Who takes what a row gives up.
    pub fn given(&self, place: u32, field: RosterField) -> Option<&Link> {
        self.links.get(*self.given.get(&(place, kind_of(field)?))?)
    }

    /// From whom a row takes something.
    pub fn taken(&self, place: u32, field: RosterField) -> Option<&Link> {
        self.links.get(*self.taken.get(&(place, kind_of(field)?))?)
    }

    /// Places of rows by which somebody new takes something.
    pub fn newcomers(&self) -> impl Iterator<Item = u32> + '_ {
        let new = self.links.iter().filter(|link| link.user.is_none());
        new.map(|link| link.taker.0)
    }
}

/// Who has from others, and gives to them, what rows hand on, while it is done: somebody new has a number by then.
pub(super) struct Others<'h> {
    pub handed: &'h Handed,
    /// The numbers of those who are new and take something, by the place of the row.
    pub new: HashMap<u32, UserId>,
}

impl Others<'_> {
    /// Who had before what the row gives to its learner.
    pub fn from(&self, place: u32, field: RosterField) -> Option<Other> {
        let link = self.handed.taken(place, field)?;
        Some(Other::of(link.giver.user))
    }

    /// Who has from now on what the learner of the row has now.
    pub fn to(&self, place: u32, field: RosterField) -> Option<Other> {
        let link = self.handed.given(place, field)?;
        let user = link.user.or_else(|| self.new.get(&link.taker.0).copied());
        user.map(Other::of)
    }
}

/// The row by which a user gives an identifier up.
pub(super) fn giver_of(given_up: &GivenUp, key: &Key, holder: UserId) -> Option<Giver> {
    let giver = given_up.get(key)?;
    (giver.user == holder).then_some(*giver)
}

fn giver(user: UserId, place: usize, line: u32) -> Giver {
    let place = u32::try_from(place).unwrap_or(u32::MAX);
    Giver { user, place, line }
}

const fn kind_of(field: RosterField) -> Option<IdentifierKind> {
    match field {
        RosterField::Email => Some(IdentifierKind::Email),
        RosterField::UniqueId => Some(IdentifierKind::UniqueId),
        RosterField::FirstName
        | RosterField::LastName
        | RosterField::WorkTitle
        | RosterField::Groups
        | RosterField::Licenses
        | RosterField::Attributes
        | RosterField::Language
        | RosterField::Connection
        | RosterField::LastActive => None,
    }
}

/// The user all of whose identifiers these are that a row replaces.
fn replaces(db: &Db<'_>, core: &Core, row: &RosterRow<'_>) -> Result<Option<UserId>> {
    let mut found = None;
    for gone in replaced(row) {
        match (identity::look_up(db, core, &gone)?, found) {
            (identity::Named::Living(user), None) => found = Some(user),
            (identity::Named::Living(user), Some(other)) if user == other => {}
            _ => return Ok(None),
        }
    }
    Ok(found)
}

/// Identifiers of before that a row replaces.
pub(super) fn replaced(row: &RosterRow<'_>) -> Vec<Identifier> {
    let email = row.existing_email.as_filled();
    let unique_id = row.unique_id.as_filled();
    let unique_id = unique_id.filter(|old| {
        let new = row.new_unique_id.as_filled();
        new.is_some_and(|new| new != *old)
    });
    let email = email.filter(|old| row.email.as_filled().is_some_and(|new| !new.matches(old)));
    let email = email.cloned().map(Identifier::Email);
    let unique_id = unique_id.cloned().map(Identifier::UniqueId);
    email.into_iter().chain(unique_id).collect()
}
