//! Judging the rows of a roster, in the file's order.
//!
//! A roster is judged as a whole: an identifier that one row gives up can be taken by another wherever it stands
//! ([`super::handing`]). A row is never guessed to hand something on: an address that leads to one user and an ID that
//! leads to another are refused where no row gives the learner of that address another one. Where the file is taken whole
//! or not at all, a seat that one row frees is there for all. Where rows are taken in part, seats go by what stands before.

use std::cell::RefCell;
use std::collections::HashMap;

use super::comparing::{
    Comparison, LicenseChange, Wish, compare, each_meant, granted, strangeness,
};
use super::handing::{Giver, Handing, Key, Link};
use super::marks::Marks;
use super::meaning::Meanings;
use super::meant::{Verdict, identifiers_after, whom};
use super::relating::{Way, relate};
use super::remarking::{groups_without_zeros, numbers_beside_others};
use super::seats::Seats;
use super::shelf::{Shelf, Shelved};
use super::{Deeds, Roster, bad_text, identified};
use crate::domain::id::{LicenseTypeId, UserId};
use crate::domain::identifier::{IdentifierKind, UniqueId};
use crate::domain::reason::Reason;
use crate::domain::roster::{
    ImportOptions, Known, NewIds, RosterFields, RosterResult, RosterRow, RosterVerdicts,
    TextRemark, objection,
};
use crate::domain::user::EmployeeInfo;
use crate::error::Result;
use crate::service::Core;
use crate::service::directory::identity;
use crate::store::Db;

/// What a row would do.
enum Deed {
    Add,
    /// With the user, where the row was looked up.
    Change(Option<UserId>),
    Unchanged,
}

/// Judges every row.
pub(super) fn judge(
    db: &Db<'_>,
    core: &Core,
    roster: &Roster,
    options: ImportOptions,
) -> Result<Deeds> {
    let shelf = &roster.shelf;
    let meanings = Meanings::of(db, roster, options)?;
    let mut comparison = Comparison::new(db, &meanings, options.empties);
    let mut relations = relate(db, core, shelf)?;
    let compared = compare(&mut comparison, shelf, &mut relations)?;
    let (mut ways, bearers, met) = (relations.ways, relations.bearers, relations.met);
    let mut judge = Judge::new(core, roster, comparison, &compared.wishes, options);
    judge.look_ahead(shelf, &ways, options)?;
    let mut verdicts = RosterVerdicts::default();
    let mut looked_up = Vec::new();
    let mut new_ids = NewIds::default();
    let mut unreadable = roster.unreadable.iter().peekable();
    shelf.each(|one| {
        let line = one.glance().line;
        while let Some(fault) = unreadable.next_if(|fault| fault.line < line) {
            verdicts.push(fault.line, fault.result);
        }
        let way = &mut ways[one.place];
        let found = compared.fields[one.place];
        let (result, fields) = match judge.deed(*way, one, line)? {
            Ok((Deed::Add, fields)) => (added(&mut new_ids, one), fields),
            Ok((Deed::Unchanged, fields)) => (RosterResult::Unchanged, fields.and(found)),
            Ok((Deed::Change(user), fields)) => {
                looked_up.extend(user.map(|user| (user, place_of(one))));
                (RosterResult::Changed, fields.and(found))
            }
            Err(reason) => {
                *way = Way::Same;
                (
                    RosterResult::Refused(Box::new(reason)),
                    RosterFields::default(),
                )
            }
        };
        verdicts.push_with(line, result, fields);
        Ok(())
    })?;
    for fault in unreadable {
        verdicts.push(fault.line, fault.result);
    }
    verdicts.remark(judge.remarks(db, roster, new_ids)?);
    let differs = |(_, place): &(_, u32)| ways[*place as usize] == Way::Differs;
    let differing = bearers.into_iter().filter(differs);
    let mut changes: Vec<_> = differing.chain(looked_up).collect();
    changes.sort_unstable();
    let gone = unmet(db, core, roster, met)?;
    verdicts.totals.gone = gone.count();
    verdicts.totals.users = db.counter("users")?;
    verdicts.totals.licenses = judge.seats.totals;
    verdicts.totals.new_groups.clone_from(&meanings.new_groups);
    let (given_up, handed) = judge.handing.end();
    Ok(Deeds {
        verdicts: verdicts.into(),
        changes,
        gone,
        given_up,
        handed,
    })
}

/// That a row adds somebody, whose ID is looked at.
fn added(new: &mut NewIds, one: Shelved<'_>) -> RosterResult {
    if one.head.is_number {
        let row = one.row();
        let id = row.unique_id.as_filled();
        new.note(row.line, id.map_or("", UniqueId::as_str));
    } else {
        new.pass();
    }
    RosterResult::Added
}

/// Users whom no row means, not even one that cannot be read.
fn unmet(db: &Db<'_>, core: &Core, roster: &Roster, mut met: Marks) -> Result<Marks> {
    let mut gone = Marks::default();
    // Rows that are corrected are not the whole roster: they leave nobody out.
    if !roster.mending.rows.only {
        for user in roster.named_unread(db, core)? {
            met.set(user);
        }
        db.each_user_id(|user| {
            if !met.has(user) {
                gone.set(user);
            }
        })?;
    }
    Ok(gone)
}

struct Judge<'j, 'c> {
    core: &'j Core,
    roster: &'j Roster,
    comparison: Comparison<'j, 'c>,
    /// The license types that the names in the rows mean, where there are such.
    named: Vec<Option<LicenseTypeId>>,
    seats: Seats,
    /// What rows that mean one user each change of licenses, and those of them that are still to come.
    all_wishes: &'j [Wish],
    wishes: &'j [Wish],
    names: &'j crate::domain::roster::Names,
    handing: Handing,
    /// Identifiers that earlier rows have spoken for, where others may, with their line. The registry has one entry for a
    /// hash, so whoever shares one by chance is refused as a namesake would be.
    lines: HashMap<Key, u32>,
    /// Users whom earlier rows mean, where others may, with their line.
    users: HashMap<UserId, u32>,
}

/// A user as a row that was looked up would have them.
struct Wanted {
    fields: RosterFields,
    licenses: Vec<LicenseChange>,
    /// The identifiers from now on.
    identifiers: EmployeeInfo,
}

impl<'j, 'c> Judge<'j, 'c> {
    fn new(
        core: &'j Core,
        roster: &'j Roster,
        comparison: Comparison<'j, 'c>,
        wishes: &'j [Wish],
        options: ImportOptions,
    ) -> Self {
        let meanings = comparison.meanings;
        let names = roster.shelf.names();
        Self {
            core,
            roster,
            named: names.iter().map(|name| meanings.license(name)).collect(),
            seats: Seats::of(meanings, options.in_part),
            comparison,
            all_wishes: wishes,
            wishes,
            names,
            handing: Handing::default(),
            lines: HashMap::new(),
            users: HashMap::new(),
        }
    }

    /// Finds out what rows give up that others may take, before the first one is judged.
    fn look_ahead(&mut self, rows: &Shelf, ways: &[Way], options: ImportOptions) -> Result<()> {
        self.handing = Handing::look_ahead(self.comparison.db, self.core, rows, ways)?;
        if !options.in_part {
            self.free_seats(rows, ways)?;
        }
        self.settle(rows, ways)?;
        self.begin();
        Ok(())
    }

    /// Forgets what rows took that were judged before.
    fn begin(&mut self) {
        self.seats.begin(self.comparison.meanings);
        self.wishes = self.all_wishes;
        self.handing.links.clear();
        self.lines.clear();
        self.users.clear();
    }

    /// Judges all rows until nobody takes an identifier from a row that is left out.
    fn settle(&mut self, rows: &Shelf, ways: &[Way]) -> Result<()> {
        while !self.handing.given_up.is_empty() {
            self.begin();
            let mut left_out = Vec::new();
            rows.each(|one| {
                let line = one.glance().line;
                let deed = self.deed(ways[one.place], one, line)?;
                let place = place_of(one);
                if let Err(reason) = deed
                    && self.handing.is_giver(place)
                {
                    left_out.push((place, line, reason));
                }
                Ok(())
            })?;
            if !self.handing.close(left_out) {
                break;
            }
        }
        Ok(())
    }

    /// Notes the seats that rows give up.
    fn free_seats(&mut self, rows: &Shelf, ways: &[Way]) -> Result<()> {
        let given_back = |wish: &&Wish| wish.step.moves() == Some(false);
        for wish in self.all_wishes.iter().filter(given_back) {
            self.seats.free(wish.step.license);
        }
        let is_looked_up = |way: &Way| matches!(way, Way::Careful | Way::Shared);
        if !ways.iter().any(is_looked_up) {
            return Ok(());
        }
        rows.each(|one| {
            let is_careful = is_looked_up(&ways[one.place]);
            if !is_careful || one.glance().licenses().all(|(_, cell)| cell.is_held()) {
                return Ok(());
            }
            let row = one.row();
            if let Ok(Some(user)) = self.whom(&row)?
                && let Some(Ok(wanted)) = self.wanted(user, &row)?
            {
                let given_back = |step: &&LicenseChange| step.moves() == Some(false);
                for step in wanted.licenses.iter().filter(given_back) {
                    self.seats.free(step.license);
                }
            }
            Ok(())
        })
    }

    fn deed(
        &mut self,
        way: Way,
        one: Shelved<'_>,
        line: u32,
    ) -> Result<Verdict<(Deed, RosterFields)>> {
        // Of two records that should be one's own, neither says anything.
        if self.roster.is_twice(line) {
            return Ok(Err(Reason::TwiceThere));
        }
        if let Way::Careful | Way::Shared = way {
            return self.looked_up(one, line, way == Way::Shared);
        }
        let deed = self.simple(way, one);
        Ok(deed.map(|deed| (deed, RosterFields::default())))
    }

    /// Words that look damaged, by themselves or beside what stands there now.
    fn remarks(&mut self, db: &Db<'_>, roster: &Roster, ids: NewIds) -> Result<Vec<TextRemark>> {
        let mut remarks = roster.remarks.clone();
        remarks.append(&mut self.comparison.remarks);
        let new = &self.comparison.meanings.new_groups;
        remarks.extend(groups_without_zeros(db, &roster.shelf, new)?);
        remarks.extend(numbers_beside_others(db, ids)?);
        Ok(remarks)
    }

    /// What is wrong with a row whoever it means.
    fn fault(&self, one: Shelved<'_>) -> Option<Reason> {
        if one.head.has_bad_text {
            return bad_text(&one.row());
        }
        if one.head.has_bad_group {
            return Some(Reason::NameMissing);
        }
        let glance = one.glance();
        let mut places = glance.licenses().map(|(place, _)| place);
        let unknown = places.find(|place| self.named.get(*place).copied().flatten().is_none());
        unknown.map(|place| Reason::UnknownLicense(self.names.at(place).to_owned()))
    }

    /// Judges a row that is a stranger's, or that was compared with the one user whom it means.
    fn simple(&mut self, way: Way, one: Shelved<'_>) -> Verdict<Deed> {
        if way == Way::Stranger
            && one.head.is_suspect
            && let Some(reason) = objection(&one.row(), Known::default())
        {
            return Err(reason);
        }
        if one.head.email.is_none() && one.head.unique_id.is_none() {
            return Err(Reason::IdentifierMissing);
        }
        if let Some(reason) = self.fault(one) {
            return Err(reason);
        }
        let mut wanted = Vec::new();
        // A stranger holds nothing.
        if way == Way::Stranger {
            let glance = one.glance();
            let kinds = glance.licenses().filter_map(|(place, cell)| {
                Some((self.named.get(place).copied().flatten()?, cell))
            });
            wanted = granted(kinds);
        }
        let own = self.wishes_of(one.place);
        wanted.extend(own.iter().map(|wish| wish.step));
        self.seats.take(&wanted, false)?;
        Ok(match way {
            Way::Stranger => Deed::Add,
            Way::Differs => Deed::Change(None),
            Way::Known | Way::Same | Way::Careful | Way::Shared => Deed::Unchanged,
        })
    }

    fn wishes_of(&mut self, place: usize) -> &'j [Wish] {
        let before = self
            .wishes
            .partition_point(|wish| (wish.place as usize) < place);
        let (_, rest) = self.wishes.split_at(before);
        let count = rest.partition_point(|wish| wish.place as usize == place);
        let (own, rest) = rest.split_at(count);
        self.wishes = rest;
        own
    }

    /// Judges a row by looking up whom it means.
    fn looked_up(
        &mut self,
        one: Shelved<'_>,
        line: u32,
        is_shared: bool,
    ) -> Result<Verdict<(Deed, RosterFields)>> {
        let row = one.row();
        let user = match self.whom(&row)? {
            Ok(user) => user,
            Err(reason) => return Ok(Err(reason)),
        };
        if let Some(line) = user.and_then(|user| self.users.get(&user)) {
            return Ok(Err(Reason::DuplicateOf(*line)));
        }
        let mut wanted = match self.as_it_says(user, &row)? {
            Ok(wanted) => wanted,
            Err(reason) => return Ok(Err(reason)),
        };
        let takes = match self.takes(user, one, &wanted)? {
            Ok(takes) => takes,
            Err(reason) => return Ok(Err(reason)),
        };
        let identifiers = identity::identifiers(&wanted.identifiers);
        let hashes = identifiers.iter().map(|one| self.core.key.identifier(one));
        let hashes: Vec<_> = hashes.collect();
        if is_shared && let Some(line) = hashes.iter().find_map(|hash| self.lines.get(hash)) {
            return Ok(Err(Reason::DuplicateOf(*line)));
        }
        // Whoever is refused for want of a seat has spoken for the identifiers nevertheless.
        if is_shared {
            self.users.extend(user.map(|user| (user, line)));
            self.lines
                .extend(hashes.into_iter().map(|hash| (hash, line)));
        }
        if let Some(reason) = self.handing.objection(&takes) {
            return Ok(Err(reason));
        }
        let place = place_of(one);
        let is_seatless = self.handing.is_seatless(place);
        if let Err(reason) = self.seats.take(&wanted.licenses, is_seatless) {
            return Ok(Err(reason));
        }
        if !takes.is_empty() {
            wanted.fields.take_over();
        }
        self.handing
            .links
            .extend(takes.into_iter().map(|(kind, giver)| Link {
                kind,
                giver,
                taker: (place, line),
                user,
            }));
        let deed = match user {
            None => Deed::Add,
            Some(_) if wanted.fields.changes_any() => Deed::Change(user),
            Some(_) => Deed::Unchanged,
        };
        Ok(Ok((deed, wanted.fields)))
    }

    /// Whoever a row means, as it would have them, or what speaks against it.
    fn as_it_says(&mut self, user: Option<UserId>, row: &RosterRow<'_>) -> Result<Verdict<Wanted>> {
        let Some(user) = user else {
            return Ok(match objection(row, Known::default()) {
                None => Ok(self.newcomer(row)),
                Some(reason) => Err(reason),
            });
        };
        Ok(self.wanted(user, row)?.unwrap_or(Err(Reason::UserGone)))
    }

    /// What a row that was looked up takes from others, each with the row that gives it up, or what stands against it.
    fn takes(
        &self,
        user: Option<UserId>,
        one: Shelved<'_>,
        wanted: &Wanted,
    ) -> Result<Verdict<Vec<(IdentifierKind, Giver)>>> {
        let takes = RefCell::new(Vec::new());
        let is_free = |key: &Key, holder| {
            let giver = self.handing.giver_of(key, holder);
            takes.borrow_mut().extend(giver.map(|giver| (key.0, giver)));
            giver.is_some()
        };
        let db = self.comparison.db;
        let objection =
            identity::objection_unless(db, self.core, user, &wanted.identifiers, &is_free)?;
        if let Some(reason) = objection.or_else(|| self.fault(one)) {
            return Ok(Err(reason));
        }
        let takes = takes.into_inner();
        for (_, giver) in &takes {
            // The provider knows the learner by what they have now.
            if self.comparison.meanings.keeps_identifiers(giver.user) {
                return Ok(Err(Reason::GiverAtProvider(giver.line)));
            }
        }
        Ok(Ok(takes))
    }

    /// A user as a row would have them, or what speaks against it; none when they are gone.
    fn wanted(&mut self, user: UserId, row: &RosterRow<'_>) -> Result<Option<Verdict<Wanted>>> {
        let mut found = None;
        let comparison = &mut self.comparison;
        each_meant(comparison.db, &[(user, 0)], |user, _| {
            found = Some(if let Some(reason) = strangeness(user, row) {
                Err(reason)
            } else {
                let fields = comparison.fields(user, row)?;
                let before = identified(user.email, user.unique_id);
                let meanings = comparison.meanings;
                Ok(Wanted {
                    fields,
                    licenses: std::mem::take(&mut comparison.wishes),
                    identifiers: meanings.identifiers_after(user.id, row, before),
                })
            });
            Ok(())
        })?;
        Ok(found)
    }

    /// A new user as a row would have them.
    fn newcomer(&self, row: &RosterRow<'_>) -> Wanted {
        let meanings = self.comparison.meanings;
        let kinds = row
            .licenses
            .iter()
            .filter_map(|(name, cell)| Some((meanings.license(name)?, *cell)));
        Wanted {
            fields: RosterFields::default(),
            licenses: granted(kinds),
            identifiers: identifiers_after(row, EmployeeInfo::default()),
        }
    }

    fn whom(&self, row: &RosterRow<'_>) -> Result<Verdict<Option<UserId>>> {
        whom(self.comparison.db, self.core, &self.handing.given_up, row)
    }
}

fn place_of(one: Shelved<'_>) -> u32 {
    u32::try_from(one.place).unwrap_or(u32::MAX)
}
