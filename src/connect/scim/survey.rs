//! What a server really does, found out without writing anything.
//!
//! What it declares is one thing; whether a filter finds the first user of its own list, and nobody where there is nobody,
//! is tried.

use serde_json::Value;
use ureq::http::Method;

use crate::connect::scim::record::{attribute, flag_of, number_of};
use crate::connect::scim::{Fault, Lookup, Said, Scim, ScimUser};

/// How many users are asked for to look at.
const SAMPLE: usize = 200;
/// A value that nobody has.
const NOBODY: &str = "nobody.7f3c9a61@offboard.invalid";

/// What a server declares of itself (`ServiceProviderConfig`).
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct Declared {
    /// Whether records can be changed in part.
    pub patch: Option<bool>,
    /// Whether there are filters.
    pub filter: Option<bool>,
    /// The most records of an answer.
    pub most_results: Option<u64>,
    /// Whether records have versions.
    pub versions: Option<bool>,
}

/// What a filter does.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case", tag = "use")]
pub enum FilterUse {
    /// It finds who is asked for, and nobody where there is nobody.
    Works,
    /// It answers with others than were asked for.
    Ignored,
    /// It does not find who is there.
    Blind,
    /// The server refuses it.
    Refused {
        /// In these words.
        said: Said,
    },
    /// No user that was looked at has the attribute.
    Untried,
}

/// What was found out about a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// What it declares, where it does.
    pub declared: Option<Declared>,
    /// How many schemas it describes, where it does.
    pub schemas: Option<u64>,
    /// How many users it says there are.
    pub users: Option<u64>,
    /// How many of them came at once, of those that were asked for.
    pub sample: u64,
    /// How many of those have an `externalId`.
    pub with_external_id: u64,
    /// How many have a `userName`.
    pub with_user_name: u64,
    /// How many have an address.
    pub with_email: u64,
    /// How many say whether they are active.
    pub with_active: u64,
    /// How many name groups, which are not read.
    pub with_groups: u64,
    /// What each filter does.
    pub filters: [(Lookup, FilterUse); 3],
    /// The methods that the server says it allows on a user, where it says so.
    pub allow: Option<String>,
}

impl Survey {
    /// The filters that do what they should.
    pub fn keys(&self) -> Vec<Lookup> {
        let works = self.filters.iter();
        let works = works.filter(|(_, does)| *does == FilterUse::Works);
        works.map(|(key, _)| *key).collect()
    }

    /// Whether the server says that a record can be asked to be of a version.
    pub fn has_versions(&self) -> bool {
        self.declared
            .as_ref()
            .and_then(|declared| declared.versions)
            == Some(true)
    }

    /// Whether the server says that a method is allowed on a user; unknown where it does not say.
    pub fn allows(&self, method: &str) -> Option<bool> {
        let mut methods = self.allow.as_deref()?.split(',');
        Some(methods.any(|one| one.trim().eq_ignore_ascii_case(method)))
    }
}

impl Scim {
    /// Finds out what the server does. Nothing is written there.
    pub fn survey(&self) -> Result<Survey, Fault> {
        let declared = self.described("ServiceProviderConfig")?;
        let schemas = self.described("Schemas")?;
        let page = match self.page_of_users(1, Some(SAMPLE)) {
            Err(Fault::Answered(said)) if said.status < 500 => self.page_of_users(1, None)?,
            other => other?,
        };
        let users = &page.users;
        let count =
            |has: &dyn Fn(&ScimUser) -> bool| users.iter().filter(|user| has(user)).count() as u64;
        let filter = |key| Ok::<_, Fault>((key, self.try_filter(key, users)?));
        let [external_id, user_name, email] = Lookup::ALL;
        Ok(Survey {
            declared: declared.as_ref().map(read_declared),
            schemas: schemas.as_ref().and_then(count_schemas),
            users: page.stated,
            sample: users.len() as u64,
            with_external_id: count(&|user| user.external_id.is_some()),
            with_user_name: count(&|user| user.user_name.is_some()),
            with_email: count(&|user| user.email.is_some()),
            with_active: count(&|user| user.active.is_some()),
            with_groups: count(&|user| user.has_groups),
            filters: [filter(external_id)?, filter(user_name)?, filter(email)?],
            allow: self.allowed(users)?,
        })
    }

    /// A description that not every server has.
    fn described(&self, what: &str) -> Result<Option<Value>, Fault> {
        match self.ask_json(&self.address.of(what)) {
            Ok(json) => Ok(Some(json)),
            Err(Fault::Answered(_) | Fault::NotScim(_)) => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    /// Tries a filter on somebody who is there, and on nobody.
    fn try_filter(&self, key: Lookup, users: &[ScimUser]) -> Result<FilterUse, Fault> {
        let there = users.iter().find_map(|user| Some((user, key.of(user)?)));
        let Some((user, value)) = there else {
            return Ok(FilterUse::Untried);
        };
        let found = match self.find(key, value) {
            Ok(found) => found,
            Err(Fault::Answered(said)) => return Ok(FilterUse::Refused { said }),
            Err(fault) => return Err(fault),
        };
        if !found.iter().all(|found| key.fits(found, value)) {
            return Ok(FilterUse::Ignored);
        }
        if !found.iter().any(|found| found.id == user.id) {
            return Ok(FilterUse::Blind);
        }
        match self.find(key, NOBODY) {
            Ok(found) if found.is_empty() => Ok(FilterUse::Works),
            Ok(_) => Ok(FilterUse::Ignored),
            Err(Fault::Answered(said)) => Ok(FilterUse::Refused { said }),
            Err(fault) => Err(fault),
        }
    }

    /// What the server says it allows on a user.
    fn allowed(&self, users: &[ScimUser]) -> Result<Option<String>, Fault> {
        let address = users
            .first()
            .and_then(|user| self.address.of_user(&user.id));
        let Some(address) = address else {
            return Ok(None);
        };
        match self.call(&Method::OPTIONS, &address, &[], None) {
            Ok(answer) => Ok(answer.allow),
            Err(Fault::SignIn(_) | Fault::Redirected(_) | Fault::Broken(_) | Fault::Silent(_)) => {
                Ok(None)
            }
            Err(fault) => Err(fault),
        }
    }
}

fn read_declared(json: &Value) -> Declared {
    let supported = |name| attribute(json, name).and_then(|part| flag_of(part, "supported"));
    let filter = attribute(json, "filter");
    Declared {
        patch: supported("patch"),
        filter: supported("filter"),
        most_results: filter.and_then(|filter| number_of(filter, "maxResults")),
        versions: supported("etag"),
    }
}

fn count_schemas(json: &Value) -> Option<u64> {
    let listed = attribute(json, "Resources").and_then(Value::as_array);
    Some(listed?.len() as u64)
}
