//! Acts on groups.

use super::entering::enter;
use super::{LONGEST, Scene, as_shown, checked_name, people};
use crate::domain::act::Act;
use crate::domain::hidden::unfit_in_line;
use crate::domain::id::{GroupId, UserId};
use crate::domain::naming::group_key;
use crate::domain::op::{GroupOp, Op};
use crate::domain::plan::{Changes, Receipt, Verdict};
use crate::domain::reason::{Reason, Shown};
use crate::domain::record::{Detail, Named, Subject};
use crate::error::{Error, Result};
use crate::store::Db;

/// Most groups there can be; their numbers are packed.
const MAX_GROUPS: usize = 65_535;

/// What stands against an act learner by learner, where it is done to several. Who is in already, or out already, is no
/// trouble.
pub(super) fn verdicts<'o>(db: &Db<'_>, act: &'o GroupOp) -> Result<super::Verdicts<'o>> {
    match act {
        GroupOp::Add { group, users } | GroupOp::TakeOut { group, users } => {
            stands(db, *group)?;
            Ok(Some((
                users,
                people::each(db, users, |_| Verdict::Reached)?,
            )))
        }
        GroupOp::Create { .. } | GroupOp::Rename { .. } | GroupOp::Remove { .. } => Ok(None),
    }
}

/// Judges an act on groups as a whole.
pub(super) fn judge(db: &Db<'_>, act: &GroupOp) -> Result<()> {
    match act {
        GroupOp::Create { name } => may_name(db, None, name),
        GroupOp::Rename { group, seen, name } => {
            may_name(db, Some(*group), name)?;
            let subject = Subject::Named(Named::Group(*group));
            let pair = (seen, &stands(db, *group)?);
            as_shown(db, pair, Shown::Name, (Act::GroupRename, subject))
        }
        GroupOp::Remove { group } | GroupOp::Add { group, .. } | GroupOp::TakeOut { group, .. } => {
            stands(db, *group).map(drop)
        }
    }
}

/// The name of a group that is still there.
fn stands(db: &Db<'_>, group: GroupId) -> Result<String> {
    db.group_name(group)?
        .ok_or(Error::Refused(Reason::GroupGone))
}

/// Whether a group can bear a name.
fn may_name(db: &Db<'_>, group: Option<GroupId>, name: &str) -> Result<()> {
    let name = checked_name(name)?;
    if let Some(group) = group {
        stands(db, group)?;
    } else if db.groups()?.len() >= MAX_GROUPS {
        return Err(Error::Refused(Reason::TooLong(MAX_GROUPS as u64)));
    }
    let key = group_key(name);
    let groups = db.groups()?.into_iter();
    let mut others = groups.filter(|other| Some(other.id) != group);
    if others.any(|other| group_key(&other.name) == key) {
        return Err(Error::Conflict(Reason::NameTaken));
    }
    Ok(())
}

/// Names of groups in a roster that can be kept.
pub(super) fn is_group_name(name: &str) -> bool {
    !name.trim().is_empty() && name.chars().count() <= LONGEST && unfit_in_line(name).is_none()
}

/// Applies an act on groups.
pub(super) fn apply(
    scene: &Scene<'_, '_>,
    op: &Op,
    act: &GroupOp,
    reached: &[UserId],
) -> Result<(Receipt, Changes)> {
    let (receipt, group) = match act {
        GroupOp::Create { name } => {
            let name = name.trim();
            let group = scene.tx.insert_group(name)?;
            (Receipt::GroupCreated(group, name.to_owned()), group)
        }
        GroupOp::Rename { group, name, .. } => {
            scene.tx.rename_group(*group, name.trim())?;
            (Receipt::GroupRenamed(name.trim().to_owned()), *group)
        }
        GroupOp::Remove { group } => {
            let name = stands(scene.tx, *group)?;
            for user in scene.tx.members_of(*group)? {
                set_membership(scene, *group, user, false)?;
            }
            scene.tx.remove_group(*group)?;
            (Receipt::GroupRemoved(name), *group)
        }
        GroupOp::Add { group, .. } => return membership(scene, op, *group, reached, true),
        GroupOp::TakeOut { group, .. } => return membership(scene, op, *group, reached, false),
    };
    enter(scene, op, None, None, Detail::Group { group })?;
    Ok((receipt, Changes::GROUPS.union(Changes::USERS)))
}

fn membership(
    scene: &Scene<'_, '_>,
    op: &Op,
    group: GroupId,
    users: &[UserId],
    join: bool,
) -> Result<(Receipt, Changes)> {
    let name = stands(scene.tx, group)?;
    let mut count = 0;
    for user in users {
        if set_membership(scene, group, *user, join)? {
            enter(scene, op, Some(*user), None, Detail::Group { group })?;
            count += 1;
        }
    }
    let receipt = if join {
        Receipt::AddedToGroup(count, name)
    } else {
        Receipt::RemovedFromGroup(count, name)
    };
    Ok((receipt, Changes::GROUPS.union(Changes::USERS)))
}

/// Puts a user into a group or takes them out; answers whether anything changed.
fn set_membership(scene: &Scene<'_, '_>, group: GroupId, user: UserId, join: bool) -> Result<bool> {
    let before = scene
        .tx
        .groups_of(user)?
        .ok_or(Error::Refused(Reason::UserGone))?;
    let number = u16::try_from(group.0).map_err(|_| Error::Refused(Reason::GroupGone))?;
    if before.contains(&number) == join {
        return Ok(false);
    }
    let mut after: Vec<u16> = before
        .iter()
        .copied()
        .filter(|other| *other != number)
        .collect();
    if join {
        after.push(number);
    }
    scene.tx.set_groups(user, &before, &after)?;
    scene.tx.note_change(user, user)?;
    Ok(true)
}
