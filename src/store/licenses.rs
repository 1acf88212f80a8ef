//! License types, their seats, and the licenses that users hold.

use rusqlite::{OptionalExtension, named_params};

use super::users::USER_SHIFT;
use super::{Db, Tx};
use crate::domain::id::{LicenseTypeId, UserId};
use crate::domain::license::{HeldLicense, LicenseStatus, LicenseType, Seats};
use crate::domain::time::Timestamp;
use crate::error::Result;

const KIND: i64 = 1;
/// The largest number that a license type has had.
const LAST_TYPE: &str = "last_license_type";

pub(super) fn key(user: UserId, license: LicenseTypeId) -> i64 {
    user.0 << USER_SHIFT | KIND << 16 | license.0 & 0xffff
}

fn span(user: UserId) -> (i64, i64) {
    let first = user.0 << USER_SHIFT | KIND << 16;
    (first, first | 0xffff)
}

impl Db<'_> {
    /// License types with their seats.
    pub fn license_types(&self) -> Result<Vec<LicenseType>> {
        let sql = "SELECT id, name, seats, invited, activated FROM license_types ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let types = statement.query_map([], |row| {
            Ok(LicenseType {
                id: LicenseTypeId(row.get(0)?),
                name: row.get(1)?,
                seats: row.get(2)?,
                invited: row.get(3)?,
                activated: row.get(4)?,
            })
        })?;
        Ok(types.collect::<rusqlite::Result<_>>()?)
    }

    /// Seats over all license types.
    pub fn seats(&self) -> Result<Seats> {
        let sql = "SELECT coalesce(sum(seats), 0), coalesce(sum(invited), 0), coalesce(sum(activated), 0) \
                   FROM license_types";
        let seats = self.connection.prepare_cached(sql)?.query_row([], |row| {
            Ok(Seats {
                total: row.get(0)?,
                invited: row.get(1)?,
                activated: row.get(2)?,
            })
        })?;
        Ok(seats)
    }

    /// Users who hold a license type, with where they stand, in the order of their ids.
    pub fn holders_of(&self, license: LicenseTypeId) -> Result<Vec<(UserId, LicenseStatus)>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id FROM users WHERE license <> 0 ORDER BY id")?;
        let users = statement.query_map([], |row| Ok(UserId(row.get(0)?)))?;
        let mut holders = Vec::new();
        for user in users {
            let user = user?;
            let held = self.held_statuses(user)?.into_iter();
            let of_it = held.filter(|(id, _)| *id == license);
            holders.extend(of_it.map(|(_, status)| (user, status)));
        }
        Ok(holders)
    }

    /// Licenses that a user holds.
    pub fn held_licenses(&self, user: UserId) -> Result<Vec<HeldLicense>> {
        let (first, last) = span(user);
        let sql = "SELECT t.id, t.name, r.a FROM records r JOIN license_types t ON t.id = (r.key & 65535) \
                   WHERE r.key BETWEEN :first AND :last ORDER BY t.id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let held = statement.query_map(named_params! {":first": first, ":last": last}, |row| {
            Ok(HeldLicense {
                license_type: LicenseTypeId(row.get(0)?),
                name: row.get(1)?,
                status: row.get(2)?,
            })
        })?;
        Ok(held.collect::<rusqlite::Result<_>>()?)
    }

    /// License types and statuses that a user holds, without names.
    pub fn held_statuses(&self, user: UserId) -> Result<Vec<(LicenseTypeId, LicenseStatus)>> {
        let (first, last) = span(user);
        let sql =
            "SELECT key & 65535, a FROM records WHERE key BETWEEN :first AND :last ORDER BY key";
        let mut statement = self.connection.prepare_cached(sql)?;
        let held = statement.query_map(named_params! {":first": first, ":last": last}, |row| {
            Ok((LicenseTypeId(row.get(0)?), row.get(1)?))
        })?;
        Ok(held.collect::<rusqlite::Result<_>>()?)
    }

    /// What some users hold: of each license the type and where it stands.
    pub fn each_held_status(
        &self,
        users: impl Iterator<Item = UserId>,
        mut each: impl FnMut(LicenseTypeId, LicenseStatus),
    ) -> Result<()> {
        let sql = "SELECT key & 65535, a FROM records WHERE key BETWEEN ? AND ?";
        let mut statement = self.connection.prepare_cached(sql)?;
        for user in users {
            let (first, last) = span(user);
            let mut rows = statement.query([first, last])?;
            while let Some(row) = rows.next()? {
                each(LicenseTypeId(row.get(0)?), row.get(1)?);
            }
        }
        Ok(())
    }

    /// License types that a user holds, by number, with where they stand and since when.
    pub fn held_since(
        &self,
        user: UserId,
    ) -> Result<Vec<(LicenseTypeId, LicenseStatus, Timestamp)>> {
        let (first, last) = span(user);
        let sql =
            "SELECT key & 65535, a, b FROM records WHERE key BETWEEN :first AND :last ORDER BY key";
        let mut statement = self.connection.prepare_cached(sql)?;
        let held = statement.query_map(named_params! {":first": first, ":last": last}, |row| {
            Ok((
                LicenseTypeId(row.get(0)?),
                row.get(1)?,
                Timestamp(row.get(2)?),
            ))
        })?;
        Ok(held.collect::<rusqlite::Result<_>>()?)
    }

    /// When a user was last active, and whether a legal hold protects them.
    pub fn last_sign_of(&self, user: UserId) -> Result<Option<(Option<Timestamp>, bool)>> {
        let sql = "SELECT last_active, hold_since IS NOT NULL FROM users WHERE id = :id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement.query_row(named_params! {":id": user.0}, |row| {
            let last_active: Option<i64> = row.get(0)?;
            Ok((last_active.map(Timestamp), row.get(1)?))
        });
        Ok(found.optional()?)
    }

    /// Adds to a list what the users from `first` to `last` hold, in the order of their ids: in one go, which is cheaper
    /// than one by one where most of them are wanted.
    pub fn held_between(
        &self,
        first: UserId,
        last: UserId,
        into: &mut Vec<(UserId, LicenseTypeId, LicenseStatus, Timestamp)>,
    ) -> Result<()> {
        let ((first, _), (_, last)) = (span(first), span(last));
        let sql = "SELECT key >> 20, key & 65535, a, b FROM records \
                   WHERE key BETWEEN :first AND :last AND (key >> 16 & 15) = 1 ORDER BY key";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(named_params! {":first": first, ":last": last})?;
        while let Some(row) = rows.next()? {
            let (user, license) = (UserId(row.get(0)?), LicenseTypeId(row.get(1)?));
            into.push((user, license, row.get(2)?, Timestamp(row.get(3)?)));
        }
        Ok(())
    }
}

impl Tx<'_> {
    /// Adds a license type.
    pub fn add_license_type(&self, name: &str, seats: u64) -> Result<LicenseTypeId> {
        let last: i64 = self.fact(LAST_TYPE)?.unwrap_or_default();
        let types = self.license_types()?;
        let id = types.iter().map(|kind| kind.id.0).fold(last, i64::max) + 1;
        let sql = "INSERT INTO license_types (id, name, seats) VALUES (:id, :name, :seats)";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": id, ":name": name, ":seats": seats})?;
        self.set_fact(LAST_TYPE, id)?;
        Ok(LicenseTypeId(id))
    }

    /// Gives a license type another name.
    pub fn rename_license_type(&self, license: LicenseTypeId, name: &str) -> Result<()> {
        let sql = "UPDATE license_types SET name = :name WHERE id = :id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": license.0, ":name": name})?;
        Ok(())
    }

    /// Gives a license type so many seats.
    pub fn set_seats(&self, license: LicenseTypeId, seats: u32) -> Result<()> {
        let sql = "UPDATE license_types SET seats = :seats WHERE id = :id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": license.0, ":seats": seats})?;
        Ok(())
    }

    /// Removes a license type that nobody holds. Its number is not used again.
    pub fn remove_license_type(&self, license: LicenseTypeId) -> Result<()> {
        let last: i64 = self.fact(LAST_TYPE)?.unwrap_or_default();
        self.set_fact(LAST_TYPE, last.max(license.0))?;
        let sql = "DELETE FROM license_types WHERE id = :id";
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": license.0})?;
        Ok(())
    }

    /// Sets where a user stands with a license type, with the seats and the user's strongest status.
    pub fn set_license(
        &self,
        user: UserId,
        license: LicenseTypeId,
        status: LicenseStatus,
        at: Timestamp,
    ) -> Result<()> {
        let held = self.held_statuses(user)?;
        let before = held
            .iter()
            .find(|(id, _)| *id == license)
            .map_or(LicenseStatus::None, |(_, status)| *status);
        if before == status {
            return Ok(());
        }
        if status == LicenseStatus::None {
            let sql = "DELETE FROM records WHERE key = :key";
            self.connection
                .prepare_cached(sql)?
                .execute(named_params! {":key": key(user, license)})?;
        } else {
            let sql = "INSERT OR REPLACE INTO records (key, a, b) VALUES (:key, :status, :at)";
            let parameters =
                named_params! {":key": key(user, license), ":status": status.number(), ":at": at.0};
            self.connection.prepare_cached(sql)?.execute(parameters)?;
        }
        self.count_seats(license, before, -1)?;
        self.count_seats(license, status, 1)?;
        let others = held
            .iter()
            .filter(|(id, _)| *id != license)
            .map(|(_, status)| *status);
        let strongest = others.max().unwrap_or_default().max(status);
        let sql = "UPDATE users SET license = :license WHERE id = :id AND license <> :license";
        let parameters = named_params! {":id": user.0, ":license": strongest.number()};
        self.connection.prepare_cached(sql)?.execute(parameters)?;
        Ok(())
    }

    /// Moves the seats taken with a status.
    pub fn count_seats(
        &self,
        license: LicenseTypeId,
        status: LicenseStatus,
        change: i64,
    ) -> Result<()> {
        let sql = match status {
            LicenseStatus::None => return Ok(()),
            LicenseStatus::Invited => {
                "UPDATE license_types SET invited = invited + :change WHERE id = :id"
            }
            LicenseStatus::Activated => {
                "UPDATE license_types SET activated = activated + :change WHERE id = :id"
            }
        };
        self.connection
            .prepare_cached(sql)?
            .execute(named_params! {":id": license.0, ":change": change})?;
        Ok(())
    }
}
