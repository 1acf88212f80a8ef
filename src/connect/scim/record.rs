//! A user's record as a server returns it, read leniently: names of attributes in any case, values as text or number or
//! not at all, and whatever else there is left alone.

use serde_json::Value;

use crate::domain::coded::coded;
use crate::domain::identifier::{EmailAddress, UniqueId};
use crate::domain::provider::identity::Identifiers;

coded! {
    /// Where a record has its unique user ID.
    #[derive(Default)]
    pub enum IdAttribute {
        /// In `externalId`.
        #[default]
        ExternalId = "external_id",
        /// In `userName`.
        UserName = "user_name",
    }
}

impl IdAttribute {
    /// The attribute by its own name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ExternalId => "externalId",
            Self::UserName => "userName",
        }
    }
}

/// A user's record at a server.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ScimUser {
    /// The server's own name of the record; empty where it gave none.
    pub id: String,
    /// `externalId`.
    pub external_id: Option<String>,
    /// `userName`.
    pub user_name: Option<String>,
    /// The primary of `emails`, or the first.
    pub email: Option<String>,
    /// All of `emails`.
    pub emails: Vec<String>,
    /// `name.givenName`.
    pub given_name: Option<String>,
    /// `name.familyName`.
    pub family_name: Option<String>,
    /// `displayName`, or `name.formatted`.
    pub display_name: Option<String>,
    /// `title`.
    pub title: Option<String>,
    /// `active`, where it says so.
    pub active: Option<bool>,
    /// Whether it names groups.
    pub has_groups: bool,
    /// `meta.version`.
    pub version: Option<String>,
}

impl ScimUser {
    /// Reads a record.
    pub fn read(json: &Value) -> Self {
        let name = attribute(json, "name");
        let of_name = |part| name.and_then(|name| text_of(name, part));
        let version = attribute(json, "meta").and_then(|meta| text_of(meta, "version"));
        Self {
            id: text_of(json, "id").unwrap_or_default(),
            external_id: text_of(json, "externalId"),
            user_name: text_of(json, "userName"),
            email: attribute(json, "emails").and_then(email_of),
            emails: attribute(json, "emails").map_or_else(Vec::new, emails_of),
            given_name: of_name("givenName"),
            family_name: of_name("familyName"),
            display_name: text_of(json, "displayName").or_else(|| of_name("formatted")),
            title: text_of(json, "title"),
            active: attribute(json, "active").and_then(flag),
            has_groups: attribute(json, "groups")
                .and_then(Value::as_array)
                .is_some_and(|groups| !groups.is_empty()),
            version,
        }
    }

    /// The first name, or the name that is shown where there are no parts of it.
    pub fn first_name(&self) -> Option<&str> {
        match (&self.given_name, &self.family_name) {
            (None, None) => self.display_name.as_deref(),
            (given, _) => given.as_deref(),
        }
    }

    /// Who it is: the address of `emails`, or of `userName` where there is none; the ID of the attribute that was chosen.
    pub fn identifiers(&self, id_attribute: IdAttribute) -> Identifiers {
        let email = self.email.as_deref().or(self.user_name.as_deref());
        let id = match id_attribute {
            IdAttribute::ExternalId => &self.external_id,
            IdAttribute::UserName => &self.user_name,
        };
        Identifiers {
            email: email.and_then(|email| EmailAddress::parse(email).ok()),
            unique_id: id.as_deref().and_then(|id| UniqueId::parse(id).ok()),
        }
    }
}

/// An attribute by its name, in any case (RFC 7643, 2.1).
pub(super) fn attribute<'a>(json: &'a Value, name: &str) -> Option<&'a Value> {
    let object = json.as_object()?;
    let exact = object.get(name);
    let found = exact.or_else(|| {
        let mut others = object.iter();
        let same = others.find(|(other, _)| other.eq_ignore_ascii_case(name));
        same.map(|(_, value)| value)
    });
    found.filter(|value| !value.is_null())
}

/// An attribute as text, which a number and a truth can be too; nothing where it is empty.
pub(super) fn text_of(json: &Value, name: &str) -> Option<String> {
    plain(attribute(json, name)?)
}

/// An attribute as a number, which a text can be too.
pub(super) fn number_of(json: &Value, name: &str) -> Option<u64> {
    let value = attribute(json, name)?;
    let text = || value.as_str()?.trim().parse().ok();
    value.as_u64().or_else(text)
}

/// An attribute as a truth.
pub(super) fn flag_of(json: &Value, name: &str) -> Option<bool> {
    attribute(json, name).and_then(flag)
}

fn plain(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(flag) => flag.to_string(),
        Value::Null | Value::Array(_) | Value::Object(_) => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

/// A truth, as `true`, `"True"`, `1` or `"1"`.
fn flag(value: &Value) -> Option<bool> {
    match plain(value)?.trim().to_ascii_lowercase().as_str() {
        "true" | "1" | "active" => Some(true),
        "false" | "0" | "inactive" => Some(false),
        _ => None,
    }
}

/// The primary of several addresses, or the first, however they stand.
fn email_of(emails: &Value) -> Option<String> {
    let is_primary = |email: &&Value| flag_of(email, "primary") == Some(true);
    let mut all = emails.as_array().into_iter().flatten();
    let primary = all.find(is_primary).and_then(address_of);
    primary.or_else(|| emails_of(emails).into_iter().next())
}

/// All addresses, however they stand.
fn emails_of(emails: &Value) -> Vec<String> {
    match emails.as_array() {
        Some(all) => all.iter().filter_map(address_of).collect(),
        None => address_of(emails).into_iter().collect(),
    }
}

fn address_of(email: &Value) -> Option<String> {
    plain(email).or_else(|| text_of(email, "value"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_record_is_read_however_it_is_written() {
        let usual = ScimUser::read(&json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
            "id": "2819c223", "externalId": "E-1", "userName": "siti", "active": true,
            "name": {"givenName": "Siti", "familyName": "Aminah"},
            "emails": [{"value": "old@x.example"}, {"value": "siti@x.example", "primary": true}],
            "meta": {"version": "W/\"1\"", "location": "/Users/2819c223"}, "unheard": [{}],
        }));
        assert_eq!(usual.email.as_deref(), Some("siti@x.example"));
        assert_eq!(usual.emails, ["old@x.example", "siti@x.example"]);
        assert_eq!(usual.active, Some(true));
        assert_eq!(usual.version.as_deref(), Some("W/\"1\""));
        let odd = ScimUser::read(&json!({
            "ID": 7, "ExternalID": 1042, "username": "siti@x.example", "active": "False",
            "emails": ["", "siti@x.example"], "displayName": null, "name": "Siti",
        }));
        assert_eq!(
            (odd.id.as_str(), odd.external_id.as_deref()),
            ("7", Some("1042"))
        );
        assert_eq!(odd.active, Some(false));
        assert_eq!(odd.email.as_deref(), Some("siti@x.example"));
        for nothing in [
            json!({}),
            json!([]),
            json!("x"),
            json!({"id": {}, "active": [], "emails": {}}),
        ] {
            assert_eq!(ScimUser::read(&nothing), ScimUser::default(), "{nothing}");
        }
    }

    #[test]
    fn who_a_record_is_comes_from_the_attribute_that_was_chosen() {
        let user = ScimUser::read(&json!({
            "id": "1", "externalId": "E-1", "userName": "siti@x.example",
        }));
        let by = |attribute| {
            let who = user.identifiers(attribute);
            let text = |id: Option<UniqueId>| id.map(|id| id.as_str().to_owned());
            (
                who.email.map(|email| email.as_str().to_owned()),
                text(who.unique_id),
            )
        };
        let email = Some("siti@x.example".to_owned());
        assert_eq!(
            by(IdAttribute::ExternalId),
            (email.clone(), Some("E-1".to_owned()))
        );
        assert_eq!(by(IdAttribute::UserName), (email.clone(), email));
    }

    #[test]
    fn truths_and_numbers_may_be_texts() {
        let json = json!({"a": "TRUE", "b": 0, "c": "maybe", "n": "12", "m": 3, "k": -1});
        let flags = ["a", "b", "c", "d"].map(|name| flag_of(&json, name));
        assert_eq!(flags, [Some(true), Some(false), None, None]);
        let numbers = ["n", "m", "k", "a"].map(|name| number_of(&json, name));
        assert_eq!(numbers, [Some(12), Some(3), None, None]);
    }
}
