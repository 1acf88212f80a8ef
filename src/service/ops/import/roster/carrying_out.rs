//! Doing what the rows of a roster were judged to do: users who change in the order of their ids, each written only where
//! something changes, then new users in bulk in the file's order, who may take what the others gave up.

use crate::domain::record::{ImportTold, Letter};
use std::collections::{BTreeMap, HashMap, HashSet};

use super::comparing::{
    Comparison, LicenseChange, attributes_after, each_meant, granted, neighbours,
};
use super::handing::Others;
use super::losses::{Losses, Lost, licenses_after};
use super::meaning::Meanings;
use super::moves::Moves;
use super::shelf::{Shelf, Shelved};
use super::telling;
use super::tracing::Tracing;
use super::{Deeds, Roster, identified};
use crate::domain::id::{GroupId, LicenseTypeId, UserId};
use crate::domain::identifier::{EmailAddress, IdentifierKind, UniqueId};
use crate::domain::license::LicenseStatus;
use crate::domain::naming::{group_key, means_no_license};
use crate::domain::reason::Reason;
use crate::domain::roster::{
    ImportOptions, ImportTrace, RosterChange, RosterField, RosterFields, RosterMark, RosterRow,
};
use crate::domain::time::Timestamp;
use crate::domain::user::EmployeeInfo;
use crate::error::{Error, Result};
use crate::service::directory::identity;
use crate::service::mail::letters;
use crate::service::ops::{Scene, licenses as by_hand, message_id};
use crate::store::{Bulk, BulkUser, PresentUser, Renewal, RenewedUser};

/// Does what every row was judged to do, and says so for the entry of the log; answers who lost what by it.
pub(super) fn carry_out(
    scene: &Scene<'_, '_>,
    roster: &Roster,
    options: ImportOptions,
    deeds: &Deeds,
    told: &mut ImportTold,
) -> Result<Lost> {
    let made = make_licenses(scene, options, deeds)?;
    let meanings = Meanings::of(scene.tx, roster, options)?;
    let mails = !options.no_mail && scene.tx.settings()?.mail_on_revoke;
    let mut carrying = Carrying {
        scene,
        meanings: &meanings,
        options,
        mails,
        mailed: 0,
        lost: Lost::default(),
        groups: HashMap::new(),
        named: HashMap::new(),
        others: Others {
            handed: &deeds.handed,
            new: numbers(scene, deeds)?,
        },
        tracing: Tracing::begin(scene)?,
        done: 0,
        total: deeds.changes.len() as u64 + deeds.verdicts.count(RosterMark::Added),
    };
    carrying.change_all(&roster.shelf, &deeds.changes)?;
    if deeds.verdicts.count(RosterMark::Added) > 0 {
        carrying.add_all(&roster.shelf, deeds)?;
    }
    let any = |count: u64| Some(count).filter(|count| *count > 0);
    told.licenses_made = any(made);
    told.groups_made = any(carrying.groups.len() as u64);
    told.mailed = any(carrying.mailed);
    told.taken_over = any(deeds.verdicts.totals.taken_over);
    told.trace = carrying.tracing.finish(scene)?;
    Ok(carrying.lost)
}

/// The numbers that those will have who are new and take something over: they are numbered in the order of their rows.
fn numbers(scene: &Scene<'_, '_>, deeds: &Deeds) -> Result<HashMap<u32, UserId>> {
    let wanted: HashSet<u32> = deeds.handed.newcomers().collect();
    if wanted.is_empty() {
        return Ok(HashMap::new());
    }
    let mut last = scene.tx.last_user_id()?;
    let mut numbers = HashMap::with_capacity(wanted.len());
    let marks = deeds.verdicts.marks().iter();
    for (mark, place) in marks.filter(|mark| !mark.is_unread()).zip(0..) {
        if *mark == RosterMark::Added {
            last += 1;
            if wanted.contains(&place) {
                numbers.insert(place, UserId(last));
            }
        }
    }
    Ok(numbers)
}

/// Makes the license types that are missing, with as many seats as the file gives; answers how many.
fn make_licenses(scene: &Scene<'_, '_>, options: ImportOptions, deeds: &Deeds) -> Result<u64> {
    let mut made = 0;
    if options.make_licenses {
        let licenses = &deeds.verdicts.totals.licenses;
        for kind in licenses.iter().filter(|kind| !kind.is_known) {
            if means_no_license(&kind.name) {
                return Err(Error::Refused(Reason::NameReserved));
            }
            scene.tx.add_license_type(&kind.name, kind.given)?;
            made += 1;
        }
    }
    Ok(made)
}

struct Carrying<'c, 's, 't> {
    scene: &'c Scene<'s, 't>,
    meanings: &'c Meanings,
    options: ImportOptions,
    /// Whether whoever loses the last license is mailed.
    mails: bool,
    mailed: u64,
    lost: Lost,
    /// Groups that were made, by what their names have in common.
    groups: HashMap<String, u16>,
    /// The same by each name that a row gives them: what names have in common is found once a name, not once a row.
    named: HashMap<String, u16>,
    others: Others<'c>,
    tracing: Tracing,
    /// Users who are written, of those who shall be.
    done: u64,
    total: u64,
}

/// A user who changes, and what of them.
struct Change {
    user: RenewedUser,
    /// Whether the user's own row changes.
    is_renewed: bool,
    licenses: Vec<(LicenseChange, Timestamp)>,
    losses: Losses,
    /// Identifiers of before and from now on, where they change.
    identifiers: Option<(EmployeeInfo, EmployeeInfo)>,
    trace: ImportTrace,
    /// What the history of the user keeps, from what to what.
    history: Vec<RosterChange>,
}

impl Carrying<'_, '_, '_> {
    fn add_all(&mut self, rows: &Shelf, deeds: &Deeds) -> Result<()> {
        let scene = self.scene;
        let names = rows.names().iter();
        let kinds: Vec<Option<LicenseTypeId>> =
            names.map(|name| self.meanings.license(name)).collect();
        let mut bulk = scene.tx.bulk(scene.core.key_number)?;
        let mut added: Option<(UserId, UserId)> = None;
        let mut histories = Vec::new();
        // A row that could not be read was not set aside.
        let marks = deeds.verdicts.marks().iter();
        let mut marks = marks.filter(|mark| !mark.is_unread());
        rows.each(|one| {
            if marks.next() == Some(&RosterMark::Added) {
                let id = self.add(&mut bulk, one, &kinds)?;
                let place = u32::try_from(one.place).unwrap_or(u32::MAX);
                if let Some(foreseen) = self.others.new.get(&place) {
                    if *foreseen != id {
                        return Err(Error::Bug("a user has another number".to_owned()));
                    }
                    histories.push((id, telling::taken_over(&one.row(), (&self.others, place))));
                }
                added = Some((added.map_or(id, |(first, _)| first), id));
            }
            Ok(())
        })?;
        bulk.finish()?;
        let number = self.tracing.number();
        for (id, changes) in histories {
            scene.tx.insert_edit(number, id, &changes)?;
        }
        match added {
            Some((first, last)) => scene.tx.note_change(first, last),
            None => Ok(()),
        }
    }

    fn add(
        &mut self,
        bulk: &mut Bulk<'_>,
        one: Shelved<'_>,
        kinds: &[Option<LicenseTypeId>],
    ) -> Result<UserId> {
        let scene = self.scene;
        let row = one.row();
        let groups = self.groups_of(row.groups_wanted().unwrap_or_default())?;
        let joined: Vec<GroupId> = groups
            .iter()
            .map(|group| GroupId((*group).into()))
            .collect();
        let glance = one.glance();
        let wanted = glance
            .licenses()
            .filter_map(|(place, cell)| Some((kinds.get(place).copied().flatten()?, cell)));
        let since = |status| row.license_since(status).unwrap_or(scene.now);
        let held: Vec<_> = granted(wanted)
            .into_iter()
            .map(|step| (step.license, step.after, since(step.after)))
            .collect();
        let attributes = row.attributes.iter();
        let attributes: BTreeMap<String, String> = attributes
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let id = bulk.add(&BulkUser {
            first_name: row.first_name.text(),
            last_name: row.last_name.text(),
            email: row.email.as_filled(),
            unique_id: row.unique_id.as_filled(),
            job_title: row.work_title.text(),
            language: row.language,
            connected: row.connected.unwrap_or_default(),
            last_active: row.last_active,
            hold: None,
            groups: &joined,
            attributes: &attributes,
            licenses: &held,
        })?;
        if let Some((email, hash)) = row.email.as_filled().zip(one.head.email) {
            identity::note_domain_of(bulk, scene.core, email);
            bulk.register(IdentifierKind::Email, hash, id);
        }
        if let Some(hash) = one.head.unique_id {
            bulk.register(IdentifierKind::UniqueId, hash, id);
        }
        let trace = ImportTrace {
            added: true,
            licenses: held.iter().map(|(license, ..)| (*license, true)).collect(),
            groups: groups.iter().map(|group| (*group, true)).collect(),
            ..ImportTrace::default()
        };
        self.tracing.note(scene, id, &trace)?;
        self.count_one()?;
        Ok(id)
    }

    fn count_one(&mut self) -> Result<()> {
        self.done += 1;
        self.scene.told(self.done, self.total)
    }

    fn change_all(&mut self, rows: &Shelf, users: &[(UserId, u32)]) -> Result<()> {
        let scene = self.scene;
        let mut comparison = Comparison::new(scene.tx, self.meanings, self.options.empties);
        let mut renewal = scene.tx.renewal();
        let mut moves = Moves::default();
        let mut buffer = Vec::new();
        for together in neighbours(users) {
            // Nothing is written into the table while it is read.
            let mut changes = Vec::with_capacity(together.len());
            each_meant(scene.tx, together, |user, place| {
                let row = rows.at(place as usize, &mut buffer)?.row();
                let fields = comparison.fields(user, &row)?;
                changes.push(self.change(user, (&row, place), fields, &comparison.wishes)?);
                Ok(())
            })?;
            if changes.len() < together.len() {
                return Err(Error::Refused(Reason::UserGone));
            }
            for change in &mut changes {
                write(scene, &mut renewal, &mut moves, change)?;
                if change.losses.license {
                    self.tell(change)?;
                }
                if change.losses.connection {
                    self.tell_to_register_again(change)?;
                }
                self.tracing.note(scene, change.user.id, &change.trace)?;
                let number = self.tracing.number();
                scene
                    .tx
                    .insert_edit(number, change.user.id, &change.history)?;
                self.count_one()?;
            }
            if let (Some((first, _)), Some((last, _))) = (together.first(), together.last()) {
                scene.tx.note_change(*first, *last)?;
            }
        }
        // What is given up is given up by all before anything is taken.
        moves.write(scene)?;
        renewal.finish()
    }

    /// Whoever loses the last license is not invited any more, and is mailed as when it is revoked by hand.
    fn tell(&mut self, change: &mut Change) -> Result<()> {
        self.scene.tx.stop_invitation(change.user.id)?;
        self.lost.licenses.push(change.user.id);
        let mails = self.mails && !by_hand::told_by_request(self.scene, change.user.id)?;
        if mails && by_hand::queue_letter(self.scene, change.user.id)? == Letter::Queued {
            change.trace.mailed = true;
            self.mailed += 1;
        }
        Ok(())
    }

    /// Whoever loses the connected profile is mailed as when it is disconnected by hand.
    fn tell_to_register_again(&mut self, change: &mut Change) -> Result<()> {
        self.lost.connections.push(change.user.id);
        if self.options.no_mail {
            return Ok(());
        }
        let tx = self.scene.tx;
        let profile = tx.profile(change.user.id)?;
        let profile = profile.ok_or(Error::Refused(Reason::UserGone))?;
        let notice = letters::Notice::Reregister;
        let (settings, now) = (tx.settings()?, self.scene.now);
        if let Some(mail) = letters::notice(notice, &settings, &profile, message_id()?, now) {
            tx.queue_mail(&mail)?;
            change.trace.mailed = true;
            self.mailed += 1;
        }
        Ok(())
    }

    fn change(
        &mut self,
        user: &PresentUser<'_>,
        (row, place): (&RosterRow<'_>, u32),
        fields: RosterFields,
        wishes: &[LicenseChange],
    ) -> Result<Change> {
        let licenses = licenses_after(self.scene.tx, user, row, wishes, self.scene.now)?;
        let losses = Losses::of(user, row, licenses.strongest);
        let renewed = self.renewed(user, row, fields, licenses.strongest)?;
        let other_identifiers =
            fields.changes(RosterField::Email) || fields.changes(RosterField::UniqueId);
        let identifiers = other_identifiers.then(|| {
            let before = identified(user.email, user.unique_id);
            let after = identified(renewed.email.as_deref(), renewed.unique_id.as_deref());
            (before, after)
        });
        let others = RosterField::ALL
            .into_iter()
            .filter(|field| *field != RosterField::Licenses);
        let is_renewed = others.into_iter().any(|field| fields.changes(field))
            || licenses.strongest != user.license;
        Ok(Change {
            is_renewed,
            losses,
            trace: ImportTrace {
                fields,
                licenses: wishes
                    .iter()
                    .filter_map(|step| Some((step.license, step.moves()?)))
                    .collect(),
                groups: renewed.groups.as_ref().map(moved).unwrap_or_default(),
                ..ImportTrace::default()
            },
            history: telling::history(
                user,
                row,
                (fields, self.options.empties),
                (&self.others, place),
            )?,
            user: renewed,
            licenses: licenses.changed,
            identifiers,
        })
    }

    /// How a user shall be.
    fn renewed(
        &mut self,
        user: &PresentUser<'_>,
        row: &RosterRow<'_>,
        fields: RosterFields,
        license: LicenseStatus,
    ) -> Result<RenewedUser> {
        let empties = |field| self.options.empties.empty(field);
        let email = row.email.as_filled().map(EmailAddress::as_str);
        let email = email.filter(|_| fields.changes(RosterField::Email));
        let unique_id = row.new_unique_id.as_filled().or(row.unique_id.as_filled());
        let unique_id = unique_id.filter(|_| fields.changes(RosterField::UniqueId));
        let first_name = row
            .first_name
            .text_over(user.first_name, empties(RosterField::FirstName));
        let last_name = row
            .last_name
            .text_over(user.last_name, empties(RosterField::LastName));
        let job_title = row
            .work_title
            .text_over(user.job_title, empties(RosterField::WorkTitle));
        let attributes = fields
            .changes(RosterField::Attributes)
            .then(|| attributes_after(user, row, empties(RosterField::Attributes)))
            .transpose()?;
        let groups = match row.groups_wanted() {
            Some(names) if fields.changes(RosterField::Groups) => {
                Some((user.groups().collect(), self.groups_of(names)?))
            }
            _ => None,
        };
        Ok(RenewedUser {
            id: user.id,
            first_name: first_name.to_owned(),
            last_name: last_name.to_owned(),
            email: email.or(user.email).map(str::to_owned),
            unique_id: unique_id
                .map(UniqueId::as_str)
                .or(user.unique_id)
                .map(str::to_owned),
            job_title: job_title.to_owned(),
            license,
            language: row.language,
            connected: row.connected.map(|after| (user.connected, after)),
            last_active: row.later_access(user.last_active),
            groups,
            attributes,
        })
    }

    /// Numbers of the groups with these names, each once; those that there are not are made.
    fn groups_of(&mut self, names: &[&str]) -> Result<Vec<u16>> {
        let mut groups = Vec::with_capacity(names.len());
        for name in names {
            if self.meanings.groups(&[name], &mut groups) {
                continue;
            }
            let group = match self.named.get(*name) {
                Some(group) => *group,
                None => self.made(name)?,
            };
            if !groups.contains(&group) {
                groups.push(group);
            }
        }
        Ok(groups)
    }

    /// The number of the group that a name means and that there was not before this import.
    fn made(&mut self, name: &str) -> Result<u16> {
        let key = group_key(name);
        let group = if let Some(group) = self.groups.get(&key) {
            *group
        } else {
            let called = self.meanings.called(&key).unwrap_or(name);
            let made = self.scene.tx.insert_group(called)?;
            let number = u16::try_from(made.0).map_err(|_| Error::Refused(Reason::GroupGone))?;
            self.groups.insert(key, number);
            number
        };
        self.named.insert(name.to_owned(), group);
        Ok(group)
    }
}

/// Groups that were joined and left.
fn moved((before, after): &(Vec<u16>, Vec<u16>)) -> Vec<(u16, bool)> {
    let joined = after.iter().filter(|group| !before.contains(group));
    let left = before.iter().filter(|group| !after.contains(group));
    let joined = joined.map(|group| (*group, true));
    joined.chain(left.map(|group| (*group, false))).collect()
}

fn write(
    scene: &Scene<'_, '_>,
    renewal: &mut Renewal<'_>,
    moves: &mut Moves,
    change: &Change,
) -> Result<()> {
    let user = &change.user;
    if change.is_renewed {
        renewal.save(user)?;
    }
    if let Some((before, after)) = &change.identifiers {
        moves.note(scene.core, user.id, before, after);
        if let Some(email) = &after.email {
            identity::note_domain(scene.tx, scene.core, email)?;
        }
    }
    for (step, since) in &change.licenses {
        let statuses = (step.before, step.after);
        renewal.set_license(user.id, step.license, statuses, *since)?;
    }
    Ok(())
}
