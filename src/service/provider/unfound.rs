//! Learners whom a server does not find as they are held here: gone, or never there.
//!
//! That nobody is found proves nothing: the server may be another account's, or not understand the question. Which of it is
//! so is said by a list of all its users, read once the calls are over and believed or not as a roster is.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use crate::connect::scim::{Everybody, Fault, Scim};
use crate::domain::id::{ChangeId, UserId};
use crate::domain::identifier::Identifier;
use crate::domain::op::Op;
use crate::domain::operator::Session;
use crate::domain::provider::identity::Identifiers;
use crate::domain::provider::{
    CallEnd, CallEntry, ProviderOp, RosterDoubt, RosterFacts, Scope, Sighting, conclude_unfound,
    doubts,
};
use crate::error::Result;
use crate::service::Service;
use crate::service::directory::identity::{self, Named};
use crate::service::ops::{absences, folded_name};
use crate::service::provider::books::Books;
use crate::service::provider::course::{Course, Unfound};

/// Users of the list who are looked up here, and changes that are concluded, in one short piece.
const PIECE: usize = 500;

/// The list of all users, and what it has to do with this account.
struct Listing {
    everybody: Arc<Everybody>,
    /// Learners here whom somebody in it is.
    met: BTreeSet<UserId>,
    /// Names of those in it who are nobody here, folded.
    new: HashSet<String>,
}

/// Concludes what is so for learners who were not found, where the server's list of all users is believed; otherwise says
/// why it is not, and every change stays as it stands.
pub(crate) fn conclude(
    books: &mut impl Books,
    session: &Session,
    scim: &Scim,
    course: &mut Course,
) -> Result<Option<Fault>> {
    let everybody = match scim.everybody() {
        Ok(Ok(everybody)) => Arc::new(everybody),
        Ok(Err(listed)) => return Ok(Some(Fault::Incomplete(listed))),
        Err(fault) => return Ok(Some(fault)),
    };
    let listing = Arc::new(known_here(books, everybody)?);
    let own = Arc::clone(&listing);
    let doubts = books.with(move |service| doubts_about(service, &own))?;
    if !doubts.is_empty() {
        return Ok(Some(Fault::Doubtful(doubts)));
    }
    let mut left = std::mem::take(&mut course.unfound);
    while !left.is_empty() {
        let next = left.keys().nth(PIECE).copied();
        let rest = next.map(|next| left.split_off(&next)).unwrap_or_default();
        let piece = std::mem::replace(&mut left, rest);
        let (own, of) = (Arc::clone(&listing), session.clone());
        let source = scim.address().as_str().to_owned();
        let (ends, open) = books.with(move |service| settle(service, &of, source, &own, &piece))?;
        for (change, end) in ends {
            course.note(change, &end);
        }
        course.passed.extend(open);
    }
    Ok(None)
}

/// Looks up who of the list is a learner here.
fn known_here(books: &mut impl Books, everybody: Arc<Everybody>) -> Result<Listing> {
    let (mut met, mut new) = (BTreeSet::new(), HashSet::new());
    for begin in (0..everybody.people().len()).step_by(PIECE) {
        let own = Arc::clone(&everybody);
        let found = books.with(move |service| {
            let people = own.people().iter().skip(begin).take(PIECE);
            people
                .map(|one| living(service, &one.who))
                .collect::<Result<Vec<_>>>()
        })?;
        let people = everybody.people().iter().skip(begin);
        for (one, users) in people.zip(found) {
            if users.is_empty() {
                new.insert(folded_name(&one.name));
            }
            met.extend(users);
        }
    }
    Ok(Listing {
        everybody,
        met,
        new,
    })
}

/// The learners whom identifiers mean.
fn living(service: &Service, who: &Identifiers) -> Result<Vec<UserId>> {
    let (db, core) = (service.store.db(), &service.core);
    let mut users = Vec::new();
    for identifier in Identifier::those_of(who.email.as_ref(), who.unique_id.as_ref()) {
        // Who is deleted here is still registered, and is no learner any more.
        if let Named::Living(user) = identity::look_up(&db, core, &identifier)? {
            users.push(user);
        }
    }
    Ok(users)
}

/// What stands against believing the list.
fn doubts_about(service: &Service, listing: &Listing) -> Result<Vec<RosterDoubt>> {
    let db = service.store.db();
    let (users, met) = (db.counter("users")?, listing.met.len() as u64);
    let there = db.deletions_there()?.into_iter().collect();
    let absent = absences(&db, &there, |user| !listing.met.contains(&user))?;
    let facts = RosterFacts {
        rows: listing.everybody.people().len() as u64,
        unreadable: 0,
        users,
        met,
        missing: users.saturating_sub(met),
        explained: absent.explained,
        accepted: absent.accepted,
        known: absent.known,
        taken_at: service.core.now(),
        last_taken_at: None,
        now: service.core.now(),
        ends_whole: true,
    };
    Ok(doubts(&facts, db.settings()?.gate_percent))
}

/// Ends of changes, and changes of which nothing is concluded.
type Settled = (Vec<(ChangeId, CallEnd)>, Vec<ChangeId>);

/// Writes down what follows for some changes.
fn settle(
    service: &mut Service,
    session: &Session,
    source: String,
    listing: &Listing,
    unfound: &BTreeMap<ChangeId, Unfound>,
) -> Result<Settled> {
    let (mut ends, mut open) = (Vec::new(), Vec::new());
    for (change, one) in unfound {
        let Some(record) = service.store.db().changes_in(Scope::Change(*change))?.pop() else {
            continue;
        };
        let sighting = sighted(service, listing, record.user, &one.held)?;
        match conclude_unfound((record.kind, record.state), one.refusal, sighting) {
            Some(end) => ends.push((*change, end)),
            None => open.push(*change),
        }
    }
    let entries = ends.iter().map(|(change, end)| CallEntry::Ended {
        change: *change,
        end: end.clone(),
    });
    let entries = entries.collect();
    let op = Op::Provider(ProviderOp::Calls { source, entries });
    service.execute(session, &op, None)?;
    Ok((ends, open))
}

/// How the list shows a learner, by the rules of a roster.
fn sighted(
    service: &Service,
    listing: &Listing,
    user: UserId,
    held: &Identifiers,
) -> Result<Sighting> {
    let everybody = &listing.everybody;
    if everybody.has_either(held) {
        return Ok(Sighting::Here {
            licensed: None,
            connected: None,
        });
    }
    let learner = service.store.db().sought(&[user])?.pop();
    let name = learner
        .map(|learner| folded_name(&learner.name()))
        .unwrap_or_default();
    let may_be_another = !name.is_empty() && listing.new.contains(&name);
    Ok(if may_be_another || !everybody.could_show(held) {
        Sighting::Hidden
    } else {
        Sighting::Missing
    })
}
