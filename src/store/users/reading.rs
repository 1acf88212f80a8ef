//! Rows of users as they are read.

use std::collections::BTreeMap;

use rusqlite::Row;
use rusqlite::types::FromSqlError;

use super::numbers;
use crate::domain::id::UserId;
use crate::domain::time::Timestamp;
use crate::domain::user::{EmployeeInfo, Hold, Profile, UserRow};

/// Reads custom attributes; most users have none.
pub(super) fn read_attributes(
    text: &str,
    into: &mut BTreeMap<String, String>,
) -> rusqlite::Result<()> {
    into.clear();
    if text != "{}" {
        *into = serde_json::from_str(text).map_err(FromSqlError::other)?;
    }
    Ok(())
}

pub(super) fn user_row_from(
    row: &Row<'_>,
    names: &BTreeMap<i64, String>,
) -> rusqlite::Result<UserRow> {
    let info = EmployeeInfo {
        first_name: row.get(1)?,
        last_name: row.get(2)?,
        email: row.get(3)?,
        unique_id: row.get(4)?,
        ..EmployeeInfo::default()
    };
    let groups = numbers(row.get_ref(8)?.as_str()?);
    let mut attributes = BTreeMap::new();
    read_attributes(row.get_ref(12)?.as_str()?, &mut attributes)?;
    Ok(UserRow {
        id: UserId(row.get(0)?),
        name: info.full_name(),
        license: row.get(5)?,
        connected: row.get(6)?,
        on_hold: row.get(7)?,
        groups: groups
            .filter_map(|group| names.get(&i64::from(group)).cloned())
            .collect(),
        last_active: row.get::<_, Option<i64>>(9)?.map(Timestamp),
        email: info.email,
        unique_id: info.unique_id,
        at_provider: None,
        job_title: row.get(10)?,
        language: row.get(11)?,
        invited_at: row.get::<_, Option<i64>>(13)?.map(Timestamp),
        attributes,
    })
}

pub(super) fn profile_from(row: &Row<'_>, id: UserId) -> rusqlite::Result<(Profile, Vec<u16>)> {
    let attributes = row.get_ref(6)?.as_str()?;
    let since: Option<i64> = row.get(8)?;
    let reason: Option<String> = row.get(9)?;
    let profile = Profile {
        id,
        employee: EmployeeInfo {
            first_name: row.get(0)?,
            last_name: row.get(1)?,
            email: row.get(2)?,
            unique_id: row.get(3)?,
            job_title: row.get(4)?,
            language: row.get(5)?,
            attributes: serde_json::from_str(attributes).map_err(FromSqlError::other)?,
        },
        connected: row.get(7)?,
        hold: since.zip(reason).map(|(since, reason)| Hold {
            reason,
            since: Timestamp(since),
        }),
        last_active: row.get::<_, Option<i64>>(10)?.map(Timestamp),
        license: row.get(11)?,
        licenses: Vec::new(),
        groups: Vec::new(),
        minutes: 0,
        operator: None,
        at_provider: Vec::new(),
    };
    Ok((profile, numbers(row.get_ref(12)?.as_str()?).collect()))
}
