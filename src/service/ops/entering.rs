//! The entry of an act in the activity log.

use super::Scene;
use crate::domain::act::Act;
use crate::domain::blotting::{Kept, Person, discreet, unmistakable_words};
use crate::domain::id::{BatchId, UserId};
use crate::domain::identifier::{EmailAddress, Identifier, UniqueId};
use crate::domain::op::Op;
use crate::domain::reason::Reason;
use crate::domain::record::Detail;
use crate::error::{Error, Result};
use crate::service::account::chain;
use crate::service::directory::identity::{self, Named};
use crate::store::Entry;

/// Adds a log entry for an act.
pub(crate) fn enter(
    scene: &Scene<'_, '_>,
    op: &Op,
    user: Option<UserId>,
    batch: Option<BatchId>,
    detail: Detail,
) -> Result<()> {
    enter_as(scene, op.act(), user, batch, detail)
}

/// Adds a log entry as an act of its own.
pub(in crate::service) fn enter_as(
    scene: &Scene<'_, '_>,
    act: Act,
    user: Option<UserId>,
    batch: Option<BatchId>,
    detail: Detail,
) -> Result<()> {
    let entry = Entry {
        at: scene.now,
        operator: Some(scene.operator.id),
        act,
        user,
        batch,
        detail,
    };
    chain::append(scene.tx, scene.core, &entry)
}

/// Whom a text names beyond doubt: the log never has it, because nothing can be taken out of the log once they are deleted.
pub(super) fn others_in(scene: &Scene<'_, '_>, text: &str) -> Result<Kept> {
    let mut others = Kept::default();
    others.note(text);
    for word in unmistakable_words(text) {
        let Ok(id) = UniqueId::parse(word).map(Identifier::UniqueId) else {
            continue;
        };
        if identity::look_up(scene.tx, scene.core, &id)? != Named::Nobody {
            others.goes(&Person {
                unique_id: word,
                ..Person::default()
            });
        }
    }
    scene.tx.each_name(|name| {
        others.goes(&Person {
            name,
            ..Person::default()
        });
    })?;
    Ok(others)
}

/// What somebody wrote about a learner, as the log keeps it.
pub(super) fn discreetly(
    scene: &Scene<'_, '_>,
    text: &str,
    about: UserId,
    others: &Kept,
) -> Result<String> {
    let profile = scene.tx.profile(about)?;
    let info = profile.ok_or(Error::Refused(Reason::UserGone))?.employee;
    let about = Person {
        name: &info.full_name(),
        email: info.email.as_ref().map_or("", EmailAddress::as_str),
        unique_id: info.unique_id.as_ref().map_or("", UniqueId::as_str),
    };
    Ok(discreet(text, &about, others))
}
