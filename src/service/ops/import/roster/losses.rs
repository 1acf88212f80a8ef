//! Who loses the last license or the connected profile by a roster, and the letters that say so, before they are sent.

use crate::domain::request::RequestKind;
use crate::service::ops::righting::fulfilled_by;
use std::collections::BTreeMap;

use super::comparing::{Comparison, LicenseChange, each_meant, held, neighbours};
use super::meaning::Meanings;
use super::{Deeds, roster_of};
use crate::domain::id::{LicenseTypeId, RequestId, UserId};
use crate::domain::license::LicenseStatus;
use crate::domain::mail::{LetterSeen, MailKind};
use crate::domain::roster::{RosterField, RosterImport, RosterRow};
use crate::domain::time::Timestamp;
use crate::domain::user::Profile;
use crate::error::Result;
use crate::service::Core;
use crate::service::mail::letters::{self, Ended, Notice};
use crate::store::{Db, PresentUser};

/// Who lost what by an import: the open requests that asked for it are closed once the import has its entry.
#[derive(Debug, Default)]
pub(crate) struct Lost {
    /// Users who have no license any more.
    pub licenses: Vec<UserId>,
    /// Users whose profile is not connected any more.
    pub connections: Vec<UserId>,
}

/// What a user is mailed who loses something.
#[derive(Debug, Clone, Copy)]
enum Told {
    /// That it is gone.
    Notice(Notice),
    /// That what they asked for is done.
    Outcome(RequestId, RequestKind),
}

impl Told {
    const fn kind(self) -> MailKind {
        match self {
            Self::Notice(notice) => notice.kind(),
            Self::Outcome(..) => MailKind::RequestOutcome,
        }
    }
}

/// What a row takes from a user, who is mailed about it as when it is done by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Losses {
    /// The user had a license and has none from now on.
    pub license: bool,
    /// The user had a connected profile and has none from now on.
    pub connection: bool,
}

impl Losses {
    /// What a row takes, with the strongest license from now on.
    pub(super) fn of(
        user: &PresentUser<'_>,
        row: &RosterRow<'_>,
        strongest: LicenseStatus,
    ) -> Self {
        let (had, none) = (user.license != LicenseStatus::None, LicenseStatus::None);
        Self {
            license: had && strongest == none,
            connection: user.connected && row.connected == Some(false),
        }
    }

    /// What the user is mailed. Whoever asked for it is mailed that it is done, whatever else is mailed, and of a license
    /// nothing besides.
    fn told(self, db: &Db<'_>, user: UserId, (on_revoke, all): (bool, bool)) -> Result<Vec<Told>> {
        let mut told = Vec::new();
        if self.license {
            let outcome = outcome(db, user, RequestKind::Revoke)?;
            let notice = Told::Notice(Notice::LicenseRevoked);
            told.extend(outcome.or((on_revoke && all).then_some(notice)));
        }
        if self.connection {
            told.extend(all.then_some(Told::Notice(Notice::Reregister)));
            told.extend(outcome(db, user, RequestKind::Disconnect)?);
        }
        Ok(told)
    }
}

fn outcome(db: &Db<'_>, user: UserId, kind: RequestKind) -> Result<Option<Told>> {
    let request = fulfilled_by(db, user, kind)?;
    Ok(request.map(|record| Told::Outcome(record.id, kind)))
}

/// Licenses of a user that change, each with where it stood and stands from now on, and the strongest from now on.
pub(super) struct Licenses {
    pub changed: Vec<(LicenseChange, Timestamp)>,
    pub strongest: LicenseStatus,
}

/// Where the license types that change stood and shall stand.
pub(super) fn licenses_after(
    db: &Db<'_>,
    user: &PresentUser<'_>,
    row: &RosterRow<'_>,
    wishes: &[LicenseChange],
    now: Timestamp,
) -> Result<Licenses> {
    if wishes.is_empty() {
        return Ok(Licenses {
            changed: Vec::new(),
            strongest: user.license,
        });
    }
    let mut changed = Vec::with_capacity(wishes.len());
    let held = held(db, user)?.into_iter();
    let mut statuses: BTreeMap<LicenseTypeId, LicenseStatus> =
        held.map(|(license, status, _)| (license, status)).collect();
    for step in wishes {
        // Two columns may speak of one type: the later one counts.
        let before = statuses.remove(&step.license).unwrap_or_default();
        if step.after != LicenseStatus::None {
            statuses.insert(step.license, step.after);
        }
        let since = row.license_since(step.after).unwrap_or(now);
        changed.push((LicenseChange { before, ..*step }, since));
    }
    Ok(Licenses {
        changed,
        strongest: statuses.into_values().max().unwrap_or_default(),
    })
}

/// Letters that an import would send: how many of each kind, and the first of each.
#[derive(Debug, Default)]
pub(crate) struct Mailing {
    /// How many of which kind.
    pub counts: Vec<(MailKind, u64)>,
    /// The first of each kind, whole.
    pub letters: Vec<LetterSeen>,
}

/// What an import would mail. Where nobody loses anything, no user is read.
pub(crate) fn mailing(
    db: &Db<'_>,
    core: &Core,
    import: &RosterImport,
    deeds: &Deeds,
) -> Result<Mailing> {
    let mut mailing = Mailing::default();
    let totals = &deeds.verdicts.totals;
    let takes = totals.licenses.iter().any(|kind| kind.taken > 0)
        || totals.changed(RosterField::Connection) > 0;
    if !takes {
        return Ok(mailing);
    }
    let roster = roster_of(core, import)?;
    let meanings = Meanings::of(db, &roster, import.options)?;
    let mut comparison = Comparison::new(db, &meanings, import.options.empties);
    let mails_on_revoke = db.settings()?.mail_on_revoke;
    let mut buffer = Vec::new();
    let all = !import.options.no_mail;
    let mut first: Vec<(Told, UserId, u32)> = Vec::new();
    for together in neighbours(&deeds.changes) {
        each_meant(db, together, |user, place| {
            let row = roster.shelf.at(place as usize, &mut buffer)?.row();
            comparison.fields(user, &row)?;
            let licenses = licenses_after(db, user, &row, &comparison.wishes, core.now())?;
            if row.email.as_filled().is_none() && user.email.is_none() {
                return Ok(());
            }
            let losses = Losses::of(user, &row, licenses.strongest);
            for told in losses.told(db, user.id, (mails_on_revoke, all))? {
                let kind = told.kind();
                let known = mailing.counts.iter_mut().find(|(known, _)| *known == kind);
                if let Some((_, count)) = known {
                    *count += 1;
                } else {
                    mailing.counts.push((kind, 1));
                    first.push((told, user.id, place));
                }
            }
            Ok(())
        })?;
    }
    let from = core.mail()?.sender.to_string();
    let settings = db.settings()?;
    for (told, user, place) in first {
        let row = roster.shelf.at(place as usize, &mut buffer)?.row();
        let Some(profile) = db.profile(user)? else {
            continue;
        };
        let own = profile.employee.email.clone();
        let mut profile = as_after(profile, &row, import);
        if meanings.keeps_identifiers(user) {
            profile.employee.email = own;
        }
        let (id, now) = (String::new(), core.now());
        let mail = match told {
            Told::Notice(notice) => letters::notice(notice, &settings, &profile, id, now),
            Told::Outcome(request, kind) => db.request_about(request)?.and_then(|about| {
                let ended = Ended::Done(kind);
                letters::request_outcome(&settings, &profile, &about, &ended, id, now)
            }),
        };
        let seen = mail.into_iter().map(|mail| letters::seen(mail, &from));
        mailing.letters.extend(seen);
    }
    Ok(mailing)
}

/// Whoever is written to, as they are called after the import.
fn as_after(mut profile: Profile, row: &RosterRow<'_>, import: &RosterImport) -> Profile {
    let empties = |field| import.options.empties.empty(field);
    let info = &mut profile.employee;
    let (first, last) = (RosterField::FirstName, RosterField::LastName);
    info.first_name = row
        .first_name
        .text_over(&info.first_name, empties(first))
        .to_owned();
    info.last_name = row
        .last_name
        .text_over(&info.last_name, empties(last))
        .to_owned();
    info.email = row.email.as_filled().cloned().or(info.email.take());
    info.language = row.language.or(info.language);
    profile
}
