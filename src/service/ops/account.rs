//! Acts on the account as a whole and on the operator's own affairs.

use super::entering::{enter, enter_as};
use super::{
    Judged, LONGEST, Scene, checked_name, guards, nothing_hidden, only_own, provider, release,
    rules,
};
use crate::domain::act::Act;
use crate::domain::id::MailId;
use crate::domain::mail::MailState;
use crate::domain::op::{AccountOp, Op, OwnOp};
use crate::domain::operator::{Operator, Role};
use crate::domain::plan::{Changes, Receipt};
use crate::domain::reason::Reason;
use crate::domain::record::{Detail, Word};
use crate::domain::settings::{Settings, SettingsChange};
use crate::error::{Error, Result};
use crate::service::Core;
use crate::service::account::passphrase;
use crate::store::Db;

/// Judges an act on the account.
pub(super) fn judge(
    db: &Db<'_>,
    core: &Core,
    (operator, settings): (&Operator, &Settings),
    act: &AccountOp,
    judged: &mut Judged,
) -> Result<()> {
    match act {
        AccountOp::ReleaseIdentifier { key, scope, reason } => {
            release::meant(db, core, key, *scope, reason).map(drop)
        }
        AccountOp::ChangeSettings(change) => {
            may_set(db, settings, change)?;
            let warnings = guards::warnings(db, core, operator, change)?;
            judged.plan.warnings.extend(warnings);
            Ok(())
        }
        AccountOp::ApproveSettings(change) => {
            guards::may_approve(db, core, operator, settings, change)?;
            may_set(db, settings, change)
        }
        AccountOp::DismissFirstSteps => {
            if db.first_steps_are_listed()? {
                Ok(())
            } else {
                Err(Error::Refused(Reason::NoFirstSteps))
            }
        }
        AccountOp::SendAgain(mail) => may_send_again(db, operator, *mail),
        AccountOp::Rule(act) => rules::judge(db, core, operator, act),
    }
}

/// Judges an act on one's own affairs. How the console looks to oneself is nobody else's affair.
pub(super) fn judge_own(core: &Core, act: &OwnOp) -> Result<()> {
    match act {
        OwnOp::SetPassphrase(new) => passphrase::may_be_chosen(&new.wanted, &core.surroundings),
        OwnOp::SetLanguage(_) | OwnOp::SetTheme(_) | OwnOp::SetZone(_) | OwnOp::RemoveFilter(_) => {
            Ok(())
        }
        OwnOp::SetView(_, view) if view.can_be_kept() => Ok(()),
        OwnOp::SaveFilter(saved) if saved.can_be_kept() => Ok(()),
        OwnOp::SetView(..) | OwnOp::SaveFilter(_) => Err(Error::Refused(Reason::CannotBeKept)),
    }
}

fn may_set(db: &Db<'_>, present: &Settings, change: &SettingsChange) -> Result<()> {
    if change.seen != *present {
        let name = db.last_who_of([Act::SettingsChange, Act::SettingsApprove])?;
        return Err(name.map_or(Error::Stale, |name| {
            Error::Conflict(Reason::SettingsChangedBy(name))
        }));
    }
    let new = &change.wanted;
    if new.provider != present.provider {
        let open = db.changes_in_flight()?;
        if open > 0 {
            return Err(Error::Refused(Reason::ChangesOpen(open)));
        }
    }
    provider::may_take_roads(db, present, new)?;
    checked_name(&new.account)?;
    let bad = |name| Err(Error::Refused(Reason::BadSetting(name)));
    if let Some(name) = new.out_of_range() {
        return bad(name);
    }
    let contact = new.help_desk_contact.trim();
    if contact.chars().count() > LONGEST || contact.contains(char::is_control) {
        return bad("help_desk_contact");
    }
    nothing_hidden(contact)?;
    if new
        .other_products
        .iter()
        .any(|product| checked_name(product).is_err())
    {
        return bad("other_products");
    }
    Ok(())
}

/// Whether a message can be delivered again.
fn may_send_again(db: &Db<'_>, operator: &Operator, mail: MailId) -> Result<()> {
    let is_own = db.is_mail_of(mail, operator.id)?;
    if only_own(operator, &Op::Account(AccountOp::SendAgain(mail))) && !is_own {
        return Err(Error::NotAllowed(Reason::NeedsRole(Role::SubAdmin)));
    }
    match db.mail_state(mail)? {
        None => Err(Error::Refused(Reason::MailGone)),
        Some(MailState::Sent) => Err(Error::Refused(Reason::MailSent)),
        Some(_) => Ok(()),
    }
}

/// Applies an act on the account.
pub(super) fn apply(
    scene: &mut Scene<'_, '_>,
    op: &Op,
    act: &AccountOp,
) -> Result<(Receipt, Changes)> {
    let (receipt, changes, detail) = match act {
        AccountOp::ReleaseIdentifier { key, scope, reason } => {
            let released = release::apply(scene, op, (key, *scope, reason))?;
            return Ok((released, Changes::TOMBSTONES));
        }
        AccountOp::ChangeSettings(change) => {
            let receipt = guards::change(scene, change)?;
            let detail = guards::told(change)?;
            if receipt == Receipt::SettingsWait {
                enter_as(scene, Act::SettingsAsk, None, None, detail)?;
                return Ok((receipt, Changes::SETTINGS));
            }
            (receipt, Changes::SETTINGS, detail)
        }
        AccountOp::ApproveSettings(change) => {
            let receipt = guards::approve(scene, change)?;
            (receipt, Changes::SETTINGS, guards::told(change)?)
        }
        AccountOp::DismissFirstSteps => {
            scene.tx.list_first_steps(false)?;
            let receipt = Receipt::FirstStepsDismissed;
            (receipt, Changes::SETTINGS, Detail::NOTHING)
        }
        AccountOp::Rule(act) => return rules::apply(scene, op, act),
        AccountOp::SendAgain(mail) => {
            scene.tx.queue_again(*mail, scene.now)?;
            let detail = Detail::Mail { mail: *mail };
            (Receipt::MailQueued, Changes::OUTBOX, detail)
        }
    };
    enter(scene, op, None, None, detail)?;
    Ok((receipt, changes))
}

/// Applies an act on the operator's own affairs.
pub(super) fn apply_own(scene: &Scene<'_, '_>, op: &Op, act: &OwnOp) -> Result<(Receipt, Changes)> {
    let me = scene.operator.id;
    let detail = match act {
        OwnOp::SetLanguage(language) => {
            scene.tx.set_language(me, *language)?;
            Detail::Language {
                language: *language,
            }
        }
        OwnOp::SetTheme(theme) => {
            scene.tx.set_theme(me, *theme)?;
            Detail::Theme { theme: *theme }
        }
        OwnOp::SetZone(zone) => {
            scene.tx.set_zone(me, zone.as_ref())?;
            zone.as_ref()
                .map_or(Detail::NOTHING, |zone| Detail::TimeZone {
                    time_zone: Word::of(zone.name()),
                })
        }
        OwnOp::SetView(table, view) => {
            scene.tx.set_view(me, *table, view)?;
            enter(scene, op, None, None, Detail::NOTHING)?;
            return Ok((Receipt::ViewKept, Changes::empty()));
        }
        OwnOp::SaveFilter(saved) => {
            scene.tx.save_filter(me, saved)?;
            enter(scene, op, None, None, Detail::NOTHING)?;
            return Ok((Receipt::FilterKept(saved.name.clone()), Changes::empty()));
        }
        OwnOp::RemoveFilter(name) => {
            if !scene.tx.remove_filter(me, name)? {
                return Err(Error::NotFound(name.clone()));
            }
            enter(scene, op, None, None, Detail::NOTHING)?;
            return Ok((Receipt::FilterForgotten(name.clone()), Changes::empty()));
        }
        OwnOp::SetPassphrase(new) => {
            let hash = passphrase::hash(&new.wanted, &scene.core.surroundings)?;
            scene.tx.set_passphrase(me, &hash)?;
            Detail::NOTHING
        }
    };
    enter(scene, op, None, None, detail)?;
    Ok((Receipt::PreferenceSaved, Changes::OPERATORS))
}
