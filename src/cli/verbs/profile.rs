//! `users show` and `users edit`: one person.

use super::done;
use crate::cli::args::EditArguments;
use crate::cli::context::{Context, Failure, Open, load};
use crate::cli::sheet::{Cell, Column, machine, text};
use crate::cli::{Ended, Ending};
use crate::domain::identifier::{EmailAddress, UniqueId};
use crate::domain::op::{Op, PeopleOp};
use crate::domain::query::Query;
use crate::domain::reason::Reason;
use crate::domain::user::{EmployeeInfo, InfoChange, Profile};
use crate::error::Error;
use crate::say;

const COLUMNS: [Column; 16] = [
    machine("id"),
    text("first_name", "out-first-name"),
    text("last_name", "out-last-name"),
    text("primary_email_address", "out-email"),
    text("unique_user_id", "out-unique-id"),
    text("job_title", "out-job-title"),
    text("language", "out-language"),
    text("attributes", "out-attributes"),
    text("license", "out-license"),
    text("licenses", "out-licenses"),
    text("connected", "out-profile"),
    text("groups", "out-groups"),
    text("on_hold", "out-hold"),
    text("hold_reason", "out-hold-reason"),
    text("minutes", "out-minutes"),
    text("last_active", "out-last-active"),
];

/// Shows a profile.
pub(super) fn show(context: &mut Context, key: &str) -> Ended {
    let mut open = context.open()?;
    let profile = profile(&mut open, key)?;
    let record = record(&profile);
    context.show(&COLUMNS, &record)?;
    Ok(Ending::Done)
}

fn record(profile: &Profile) -> Vec<Cell> {
    let employee = &profile.employee;
    let attributes = employee.attributes.iter();
    let shown: Vec<String> = attributes
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let attributes = serde_json::to_value(&employee.attributes).unwrap_or_default();
    let licenses = profile.licenses.iter();
    let licenses = licenses.map(|held| format!("{} ({})", held.name, held.status.label()));
    vec![
        Cell::Number(profile.id.0),
        Cell::Text(employee.first_name.clone()),
        Cell::Text(employee.last_name.clone()),
        Cell::maybe(employee.email.as_ref().map(ToString::to_string)),
        Cell::maybe(employee.unique_id.as_ref().map(ToString::to_string)),
        Cell::Text(employee.job_title.clone()),
        match employee.language {
            Some(language) => Cell::Code(language.code(), language.own_name().to_owned()),
            None => Cell::Nothing,
        },
        Cell::WordedJson(attributes, shown.join(", ")),
        Cell::Code(profile.license.code(), profile.license.label().to_owned()),
        Cell::WordedJson(
            serde_json::to_value(&profile.licenses).unwrap_or_default(),
            licenses.collect::<Vec<_>>().join(", "),
        ),
        Cell::connection(profile.connected),
        Cell::Several(
            profile
                .groups
                .iter()
                .map(|(_, name)| name.clone())
                .collect(),
        ),
        Cell::Flag(profile.hold.is_some()),
        Cell::maybe(profile.hold.as_ref().map(|hold| hold.reason.clone())),
        Cell::Count(profile.minutes),
        Cell::maybe_day(profile.last_active),
    ]
}

/// Changes what was named and leaves the rest of the profile.
pub(super) fn edit(context: &mut Context, arguments: &EditArguments) -> Ended {
    let mut open = context.open()?;
    let profile = profile(&mut open, &arguments.key)?;
    let mut info = profile.employee.clone();
    change(context, &mut info, arguments)?;
    let op = Op::People(PeopleOp::Edit {
        user: profile.id,
        change: Box::new(InfoChange {
            seen: profile.employee,
            wanted: info,
        }),
    });
    context.act(&mut open, &op).map(done)
}

fn change(
    context: &Context,
    info: &mut EmployeeInfo,
    arguments: &EditArguments,
) -> Result<(), Failure> {
    let change = &arguments.change;
    let set = |place: &mut String, value: &Option<String>| {
        if let Some(value) = value {
            value.trim().clone_into(place);
        }
    };
    set(&mut info.first_name, &change.first_name);
    set(&mut info.last_name, &change.last_name);
    set(&mut info.job_title, &change.job_title);
    info.language = change.language.or(info.language);
    match change.email.as_deref().map(str::trim) {
        None => {}
        Some("") => info.email = None,
        Some(typed) => {
            let email = EmailAddress::parse(typed);
            info.email = Some(email.map_err(|fault| Error::Refused(Reason::BadEmail(fault)))?);
        }
    }
    match change.id.as_deref().map(str::trim) {
        None => {}
        Some("") => info.unique_id = None,
        Some(typed) => {
            let id = UniqueId::parse(typed);
            info.unique_id = Some(id.map_err(|fault| Error::Refused(Reason::BadId(fault)))?);
        }
    }
    for attribute in &change.attributes {
        let Some((name, value)) = attribute.split_once('=') else {
            let told = say!(
                context.texts,
                "cli-usage-name-value",
                value = attribute.clone()
            );
            return Err(Error::Usage(told).into());
        };
        if value.is_empty() {
            info.attributes.remove(name);
        } else {
            info.attributes.insert(name.to_owned(), value.to_owned());
        }
    }
    Ok(())
}

fn profile(open: &mut Open, key: &str) -> Result<Box<Profile>, Failure> {
    let user = open.find(key)?;
    let profile = load!(open, Query::Profile(user), Profile);
    profile.ok_or_else(|| Error::NotFound(key.to_owned()).into())
}
