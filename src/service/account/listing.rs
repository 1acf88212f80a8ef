//! All users of a server as a roster: a row for each record by which a learner can be known.
//!
//! What an import could not read is made fit for it: a text that is broken into lines stands on one, and one that is hidden or
//! damaged is left out and named. No record keeps the others from being read.

use std::collections::HashMap;
use std::io::Write;

use crate::connect::scim::{Fault, IdAttribute, Listed, Scim, ScimUser};
use crate::domain::damage;
use crate::domain::hidden::{breaks_line, hidden};
use crate::domain::identifier::{EmailAddress, UniqueId, matching_form};
use crate::domain::provider::identity::Identifiers;
use crate::domain::reason::Reason;
use crate::domain::roster::{Nameless, Served, ServerRecord};
use crate::error::{Error, Result, Trouble};
use crate::intake::writing::CsvWriter;

/// The columns, as an import knows them.
const COLUMNS: [&str; 6] = [
    "preferred_first_name",
    "preferred_last_name",
    "primary_email_address",
    "unique_user_id",
    "work_title",
    "license_status",
];

/// A roster that was read from a server, and whether it has everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PulledRoster {
    /// The file, with a header.
    pub csv: Vec<u8>,
    /// What came of the listing.
    pub listed: Listed,
    /// Of which records the rows are.
    pub served: Served,
}

/// Reads all users of a server as a roster. `each` hears how many have come, and of how many.
pub fn pull_roster(
    scim: &Scim,
    id_attribute: IdAttribute,
    mut each: impl FnMut(u64, Option<u64>) -> bool,
) -> Result<std::result::Result<PulledRoster, Fault>> {
    let mut csv = Vec::new();
    let pulled = pull_into(scim, id_attribute, &mut csv, &mut each)?;
    Ok(pulled.map(|(listed, served)| PulledRoster {
        csv,
        listed,
        served,
    }))
}

/// The same, into whatever takes it.
pub(crate) fn pull_into(
    scim: &Scim,
    id_attribute: IdAttribute,
    out: &mut impl Write,
    each: &mut dyn FnMut(u64, Option<u64>) -> bool,
) -> Result<std::result::Result<(Listed, Served), Fault>> {
    let mut rows = Rows {
        id_attribute,
        served: Served::default(),
        known: HashMap::new(),
        line: 1,
    };
    let mut writer = CsvWriter::new(out);
    writer.row(COLUMNS).map_err(|error| unwritten(&error))?;
    let (mut count, mut written) = (0, Ok(()));
    let stop = scim.stop();
    let listed = scim.list(|user, stated| {
        count += 1;
        if let Some(row) = rows.row(user)
            && written.is_ok()
        {
            written = writer.row(row.iter().map(String::as_str));
        }
        if !each(count, stated) {
            stop.stop();
        }
    });
    written.map_err(|error| unwritten(&error))?;
    Ok(listed.map(|listed| (listed, rows.served)))
}

fn unwritten(error: &std::io::Error) -> Error {
    Trouble::Io(error.to_string()).into()
}

/// Makes rows of records.
struct Rows {
    id_attribute: IdAttribute,
    served: Served,
    /// What should be one record's own, with the line of the first that has it.
    known: HashMap<String, u32>,
    line: u32,
}

impl Rows {
    /// The row of a record; none where nothing in it says whom it means.
    fn row(&mut self, user: &ScimUser) -> Option<[String; 6]> {
        let who = user.identifiers(self.id_attribute);
        let mut record = ServerRecord {
            id: user.id.clone(),
            user_name: user.user_name.clone(),
            left_out: Vec::new(),
        };
        let mut text = |name, text: &Option<String>| {
            let text = text.as_deref().unwrap_or_default();
            fit(text).unwrap_or_else(|| {
                record.left_out.push(name);
                String::new()
            })
        };
        let from = if user.given_name.is_none() && user.family_name.is_none() {
            "displayName"
        } else {
            "name.givenName"
        };
        let first = text(from, &user.first_name().map(str::to_owned));
        let last = text("name.familyName", &user.family_name);
        let title = text("title", &user.title);
        let [bad_email, bad_id] = self.unread(user);
        if who.is_empty() {
            self.served.nameless.push(Nameless {
                record,
                name: format!("{first} {last}").trim().to_owned(),
                why: bad_email.or(bad_id).unwrap_or(Reason::IdentifierMissing),
            });
            return None;
        }
        record.left_out.extend(bad_email.map(|_| "emails"));
        record
            .left_out
            .extend(bad_id.map(|_| self.id_attribute.name()));
        self.line = self.line.saturating_add(1);
        self.note_shared(user, &who);
        self.served.rows.push((self.line, record));
        let active = user
            .active
            .map(|active| if active { "active" } else { "inactive" });
        Some([
            first,
            last,
            who.email
                .map(|email| email.as_str().to_owned())
                .unwrap_or_default(),
            who.unique_id
                .map(|id| id.as_str().to_owned())
                .unwrap_or_default(),
            title,
            active.unwrap_or_default().to_owned(),
        ])
    }

    /// Why an address, and an ID, is none.
    fn unread(&self, user: &ScimUser) -> [Option<Reason>; 2] {
        let email = user.email.as_deref().map(EmailAddress::parse);
        let id = match self.id_attribute {
            IdAttribute::ExternalId => &user.external_id,
            IdAttribute::UserName => &user.user_name,
        };
        let id = id.as_deref().map(UniqueId::parse);
        [
            email
                .and_then(std::result::Result::err)
                .map(Reason::BadEmail),
            id.and_then(std::result::Result::err).map(Reason::BadId),
        ]
    }

    /// Notes what the record on this line has in common with an earlier one although it should be its own. Names of users
    /// are the same in any case (RFC 7643, 4.1.1).
    fn note_shared(&mut self, user: &ScimUser, who: &Identifiers) {
        let id = user.external_id.as_ref().map(|id| format!("i{id}"));
        let name = user
            .user_name
            .as_ref()
            .map(|name| format!("n{}", name.to_lowercase()));
        let email = who.email.as_ref();
        let email = email.map(|email| format!("e{}", matching_form(email.as_str())));
        for own in [id, name, email].into_iter().flatten() {
            let first = *self.known.entry(own).or_insert(self.line);
            if first != self.line {
                self.served.twice.entry(self.line).or_insert(first);
                self.served.twice.entry(first).or_insert(self.line);
            }
        }
    }
}

/// A text as an import takes it, on one line; none where it cannot be taken.
fn fit(text: &str) -> Option<String> {
    let text: String = text
        .trim()
        .chars()
        .map(|c| if breaks_line(c) { ' ' } else { c })
        .collect();
    let is_fit = hidden(&text).is_none() && damage::recognise_in_text(&text).is_none();
    is_fit.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(id: &str, external_id: &str, user_name: &str, email: &str) -> ScimUser {
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        ScimUser {
            id: id.to_owned(),
            external_id: text(external_id),
            user_name: text(user_name),
            email: text(email),
            ..ScimUser::default()
        }
    }

    fn rows() -> Rows {
        Rows {
            id_attribute: IdAttribute::ExternalId,
            served: Served::default(),
            known: HashMap::new(),
            line: 1,
        }
    }

    #[test]
    fn records_that_share_what_should_be_their_own_are_named_with_each_other() {
        let mut rows = rows();
        for user in [
            user("a", "E-1", "siti", "siti@x.example"),
            user("b", "E-2", "budi", "budi@x.example"),
            user("c", "E-1", "other", "other@x.example"),
            user("d", "E-4", "BUDI", "b@x.example"),
            user("e", "E-5", "eka", "Siti@X.example"),
            user("f", "e-1", "fajar", "fajar@x.example"),
        ] {
            assert!(rows.row(&user).is_some());
        }
        let twice: Vec<_> = rows.served.twice.into_iter().collect();
        assert_eq!(twice, [(2, 4), (3, 5), (4, 2), (5, 3), (6, 2)]);
        let named = rows
            .served
            .rows
            .iter()
            .map(|(_, record)| record.id.as_str());
        assert_eq!(named.collect::<String>(), "abcdef");
    }

    #[test]
    fn no_record_keeps_the_others_from_being_read() {
        let mut rows = rows();
        let mut odd = user("a", "E-1", "siti", "siti@x.example");
        odd.given_name = Some("Siti\nNur".to_owned());
        odd.family_name = Some("A\u{200b}minah".to_owned());
        odd.title = Some("#REF!".to_owned());
        let row = rows.row(&odd).unwrap_or_default();
        assert_eq!(
            (row[0].as_str(), row[1].as_str(), row[4].as_str()),
            ("Siti Nur", "", "")
        );
        let left_out = &rows.served.rows[0].1.left_out;
        assert_eq!(left_out, &["name.familyName", "title"]);
        assert!(rows.row(&user("b", "", "svc-backup", "")).is_none());
        assert!(rows.row(&user("c", "", "", "nowhere")).is_none());
        let why: Vec<_> = rows
            .served
            .nameless
            .iter()
            .map(|one| one.why.code())
            .collect();
        assert_eq!(why[0], "identifier_missing");
        assert_eq!(why.len(), 2);
        assert!(rows.row(&user("d", "E-9", "", "nowhere")).is_some());
        assert_eq!(rows.served.rows[1].1.left_out, ["emails"]);
        assert_eq!(rows.served.incomplete(), 2);
    }
}
