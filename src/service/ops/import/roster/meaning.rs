//! What the names in a roster mean in the account: license types and groups, each name asked once for the whole file.
//!
//! A license type that there is not, and that the import shall make, has a number of its own below zero until it is
//! made.

use std::collections::HashMap;

use super::Roster;
use super::meant::identifiers_after;
use crate::domain::folding::fold;
use crate::domain::id::{LicenseTypeId, UserId};
use crate::domain::license::LicenseType;
use crate::domain::naming::{group_key, license_named};
use crate::domain::reason::Reason;
use crate::domain::roster::{ImportOptions, LicenseTotal, RosterRow};
use crate::domain::user::EmployeeInfo;
use crate::error::{Error, Result};
use crate::service::ops::checked_name;
use crate::store::Db;

/// Most groups there can be; their numbers are packed.
const MAX_GROUPS: usize = 65_535;
/// Names of groups that are kept of a file: several may mean one group, but never so many.
pub(super) const MOST_NAMES: usize = 4 * MAX_GROUPS;

/// What the names of a roster mean.
pub(super) struct Meanings {
    licenses: HashMap<String, LicenseTypeId>,
    groups: HashMap<String, u16>,
    /// The account's license types.
    pub types: Vec<LicenseType>,
    /// License types as the file names them, with nothing counted yet.
    pub totals: Vec<(Option<LicenseTypeId>, LicenseTotal)>,
    /// Groups that there are not, each once and in alphabetical order, as the file names it first and as it will be called.
    pub new_groups: Vec<String>,
    /// Users of whom a change is open at the provider, in the order of their ids.
    underway: Vec<UserId>,
}

impl Meanings {
    /// Asks what the names of a roster mean.
    pub fn of(db: &Db<'_>, roster: &Roster, options: ImportOptions) -> Result<Self> {
        let types = db.license_types()?;
        let mut licenses = HashMap::new();
        let mut totals = Vec::new();
        for (name, provisional) in roster.licenses.iter().zip(1..) {
            let found = license_named(&types, name);
            let made = options.make_licenses.then_some(LicenseTypeId(-provisional));
            if found.is_none() && options.make_licenses {
                checked_name(name)?;
            }
            let id = found.map(|kind| kind.id).or(made);
            licenses.extend(id.map(|id| (name.to_string(), id)));
            let total = LicenseTotal {
                name: found.map_or_else(|| name.to_string(), |kind| kind.name.clone()),
                is_known: found.is_some(),
                given: 0,
                taken: 0,
                missing: 0,
                restated: 0,
            };
            totals.push((id, total));
        }
        let (groups, new_groups) = groups(db, roster)?;
        Ok(Self {
            licenses,
            groups,
            types,
            totals,
            new_groups,
            underway: db.users_underway()?,
        })
    }

    /// What the new group of this key will be called, however a row writes it.
    pub fn called(&self, key: &str) -> Option<&str> {
        let mut names = self.new_groups.iter();
        names
            .find(|name| group_key(name) == key)
            .map(String::as_str)
    }

    /// Whether a user keeps the identifiers that stand here, whatever a row says: a change is open at the provider, which
    /// knows the user by what was handed over. What it answers would find nobody under another address or ID.
    pub fn keeps_identifiers(&self, user: UserId) -> bool {
        self.underway.binary_search(&user).is_ok()
    }

    /// The identifiers of a user after a row.
    pub fn identifiers_after(
        &self,
        user: UserId,
        row: &RosterRow<'_>,
        before: EmployeeInfo,
    ) -> EmployeeInfo {
        if self.keeps_identifiers(user) {
            before
        } else {
            identifiers_after(row, before)
        }
    }

    /// The license type that a name in the file means.
    pub fn license(&self, name: &str) -> Option<LicenseTypeId> {
        self.licenses.get(name).copied()
    }

    /// Adds the numbers of the groups that names in the file mean; answers whether each name has one.
    pub fn groups(&self, names: &[&str], into: &mut Vec<u16>) -> bool {
        let mut all = true;
        for name in names {
            match self.groups.get(*name) {
                Some(group) if !into.contains(group) => into.push(*group),
                Some(_) => {}
                None => all = false,
            }
        }
        all
    }
}

/// Numbers of groups by each name that the file gives them, and the names that no group has, as they are written first.
fn groups(db: &Db<'_>, roster: &Roster) -> Result<(HashMap<String, u16>, Vec<String>)> {
    let present = db.groups()?;
    let count = present.len();
    let mut by_key = HashMap::with_capacity(count);
    for group in present {
        let number = u16::try_from(group.id.0).map_err(|_| Error::Refused(Reason::GroupGone))?;
        // Two that were made before names were compared by key: the older one.
        by_key.entry(group_key(&group.name)).or_insert(number);
    }
    let mut numbers = HashMap::new();
    let mut new: HashMap<String, &str> = HashMap::new();
    let mut names: Vec<(usize, &str)> = roster
        .groups
        .iter()
        .map(|(name, place)| (*place, &**name))
        .collect();
    names.sort_unstable();
    for (_, name) in names {
        let key = group_key(name);
        if let Some(number) = by_key.get(&key) {
            numbers.insert(name.to_string(), *number);
        } else {
            new.entry(key).or_insert(name);
        }
    }
    if count + new.len() > MAX_GROUPS || roster.groups.len() > MOST_NAMES {
        return Err(Error::Refused(Reason::TooLong(MAX_GROUPS as u64)));
    }
    let mut new: Vec<String> = new.into_values().map(str::to_owned).collect();
    new.sort_by_cached_key(|name| (fold(name).into_owned(), name.clone()));
    Ok((numbers, new))
}
