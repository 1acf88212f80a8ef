//! `users`: people.

use std::path::Path;

use super::{done, letters, licenses, profile, roster, selecting, sure, warn_and_act};
use crate::cli::args::{NewUserArguments, Selection, Target, UsersVerb};
use crate::cli::context::{Context, Failure, Open, load};
use crate::cli::sheet::{Cell, Column, Record, machine, text};
use crate::cli::{Ended, Ending};
use crate::domain::id::UserId;
use crate::domain::identifier::{EmailAddress, UniqueId};
use crate::domain::naming::means_no_license;
use crate::domain::op::{Op, PeopleOp, UserToAdd};
use crate::domain::query::{Export, Query};
use crate::domain::reason::Reason;
use crate::domain::time::Timestamp;
use crate::domain::user::{EmployeeInfo, UserRow, UserSort, UsersQuestion};
use crate::error::Error;
use crate::formats;
use crate::texts::Texts;
use crate::{say, wording};

const COLUMNS: [Column; 13] = [
    machine("id"),
    text("name", "out-name"),
    text("primary_email_address", "out-email"),
    text("unique_user_id", "out-unique-id"),
    text("license", "out-license"),
    text("connected", "out-profile"),
    text("groups", "out-groups"),
    text("on_hold", "out-hold"),
    text("last_active", "out-last-active"),
    machine("invited_at"),
    machine("job_title"),
    machine("language"),
    machine("attributes"),
];

/// Runs a verb of people.
pub(super) fn run(context: &mut Context, verb: UsersVerb) -> Ended {
    match verb {
        UsersVerb::List {
            selection,
            sort,
            descending,
            limit,
        } => {
            let sort = UserSort {
                column: sort,
                descending,
            };
            list(context, &selection, sort, limit.limit)
        }
        UsersVerb::Show { key } => profile::show(context, &key),
        UsersVerb::Import(arguments) => roster::import(context, &arguments, None),
        UsersVerb::Correct { entry, roster } => roster::import(context, &roster, Some(entry)),
        UsersVerb::Export {
            everything,
            selection,
            target,
        } => export(context, everything.as_deref(), &selection, &target),
        UsersVerb::Filters(verb) => selecting::filters(context, verb),
        UsersVerb::Edit(arguments) => profile::edit(context, &arguments),
        UsersVerb::Disconnect { keys, yes, preview } => disconnect(context, &keys, yes, preview),
        UsersVerb::License {
            keys,
            license_type,
            give,
            take,
            yes,
            preview,
        } => {
            let held = (give || take).then_some(give);
            let mut open = context.open()?;
            let op = license(&mut open, &keys, &license_type, held)?;
            if preview {
                return letters::preview(context, &mut open, &op);
            }
            sure_to_revoke(context, &mut open, &op, yes)?;
            to_many(context, &mut open, &op)
        }
        UsersVerb::Add(arguments) => add(context, arguments),
        UsersVerb::Hold { keys, reason, lift } => hold(context, &keys, reason, lift),
    }
}

fn export(
    context: &mut Context,
    everything: Option<&Path>,
    selection: &Selection,
    target: &Target,
) -> Ended {
    let mut open = context.open()?;
    if let Some(folder) = everything {
        let learners = open.reader.export_everything(&open.session, folder)?;
        let folder = folder.display().to_string();
        let said = say!(
            context.texts,
            "cli-whole",
            count = learners,
            folder = folder
        );
        context.output.narrate(&said);
        return Ok(done(()));
    }
    let filter = selecting::filter(context, &mut open, selection)?;
    let export = Export::Users(filter);
    context.export(&mut open, &export, target).map(done)
}

fn list(
    context: &mut Context,
    selection: &Selection,
    sort: UserSort,
    limit: Option<usize>,
) -> Ended {
    let mut open = context.open()?;
    let filter = selecting::filter(context, &mut open, selection)?;
    let now = context.surroundings.clock.now();
    context.list(
        &COLUMNS,
        limit,
        |page| {
            let filter = filter.clone();
            let question = UsersQuestion { filter, sort, page };
            Ok(load!(open, Query::Users(question), Users).window.rows)
        },
        |texts, row| record(texts, row, now),
    )
}

fn record(texts: &Texts, row: &UserRow, now: Timestamp) -> Record {
    let last_active = row.last_active.map(formats::rfc3339);
    let last_active = Cell::WordedJson(
        last_active.into(),
        formats::relative(texts, row.last_active, now),
    );
    vec![
        Cell::Number(row.id.0),
        Cell::Text(row.name.clone()),
        Cell::maybe(row.email.as_ref().map(ToString::to_string)),
        Cell::maybe(row.unique_id.as_ref().map(ToString::to_string)),
        Cell::Code(row.license.code(), row.license.label().to_owned()),
        Cell::connection(row.connected),
        Cell::Several(row.groups.clone()),
        Cell::Flag(row.on_hold),
        last_active,
        Cell::maybe_moment(row.invited_at),
        Cell::maybe(Some(row.job_title.clone()).filter(|title| !title.is_empty())),
        Cell::maybe(row.language.map(|language| language.code().to_owned())),
        Cell::Json(serde_json::to_value(&row.attributes).unwrap_or_default()),
    ]
}

/// Asks first; a script says `--yes`.
fn disconnect(context: &mut Context, keys: &[String], yes: bool, preview: bool) -> Ended {
    let mut open = context.open()?;
    let users = all(&mut open, keys)?;
    let op = Op::People(PeopleOp::Disconnect { users });
    if preview {
        return letters::preview(context, &mut open, &op);
    }
    let reached = open.reader.plan(&open.session, &op)?.reaches;
    if reached > 0 {
        let warning = say!(context.texts, "cli-warn-disconnect", count = reached);
        sure(context, &warning, yes)?;
    }
    to_many(context, &mut open, &op)
}

/// The same before licenses are taken; who gets one loses nothing.
fn sure_to_revoke(
    context: &mut Context,
    open: &mut Open,
    op: &Op,
    yes: bool,
) -> Result<(), Failure> {
    let takes = matches!(
        op,
        Op::People(
            PeopleOp::SetLicense { license: None, .. }
                | PeopleOp::ChangeLicense { held: false, .. }
        )
    );
    if yes || !takes {
        return Ok(());
    }
    // What is refused anyway is refused, and put on record, by the act itself.
    let plan = open.reader.plan(&open.session, op).ok();
    match plan.map_or(0, |plan| plan.reaches) {
        0 => Ok(()),
        reached => {
            let warning = say!(context.texts, "cli-warn-revoke", count = reached);
            sure(context, &warning, yes)
        }
    }
}

/// Gives exactly one license type by its name, or takes every license away; with `--give` or `--take`, this one
/// alone.
fn license(
    open: &mut Open,
    keys: &[String],
    name: &str,
    held: Option<bool>,
) -> Result<Op, Failure> {
    let users = all(open, keys)?;
    Ok(match held {
        Some(held) => Op::People(PeopleOp::ChangeLicense {
            users,
            license: licenses::named(open, name)?,
            held,
        }),
        // A type that was called so before is meant by its name.
        None if means_no_license(name) && licenses::named(open, name).is_err() => {
            Op::People(PeopleOp::SetLicense {
                users,
                license: None,
            })
        }
        None => Op::People(PeopleOp::SetLicense {
            users,
            license: Some(licenses::named(open, name)?),
        }),
    })
}

/// Adds a user by hand.
fn add(context: &mut Context, arguments: NewUserArguments) -> Ended {
    let mut open = context.open()?;
    let email = arguments.email.as_deref().map(EmailAddress::parse);
    let email = email.transpose();
    let email = email.map_err(|fault| Error::Refused(Reason::BadEmail(fault)))?;
    let unique_id = arguments.id.as_deref().map(UniqueId::parse).transpose();
    let unique_id = unique_id.map_err(|fault| Error::Refused(Reason::BadId(fault)))?;
    let mut user = UserToAdd {
        info: EmployeeInfo {
            first_name: arguments.first.unwrap_or_default(),
            last_name: arguments.last.unwrap_or_default(),
            email,
            unique_id,
            job_title: arguments.job_title.unwrap_or_default(),
            language: arguments.language,
            ..EmployeeInfo::default()
        },
        ..UserToAdd::default()
    };
    for name in &arguments.license {
        user.licenses.push(licenses::named(&mut open, name)?);
    }
    for name in &arguments.group {
        user.groups.push(selecting::group_named(&mut open, name)?);
    }
    context
        .act(&mut open, &Op::People(PeopleOp::Add(Box::new(user))))
        .map(done)
}

/// Does an act to everybody whom it reaches, and says whom it passes over.
fn to_many(context: &mut Context, open: &mut Open, op: &Op) -> Ended {
    let plan = open.reader.plan(&open.session, op)?;
    for warning in &plan.warnings {
        let said = wording::warning(&context.texts, warning);
        context.output.narrate(&said);
    }
    for (target, reason) in &plan.refused {
        let said = wording::reason(&context.texts, reason);
        context
            .output
            .complain(&format!("{}: {said}", target.identifier()));
    }
    if plan.reaches == 0 {
        return Ok(Ending::InPart);
    }
    context.act(open, op)?;
    Ok(Ending::good(plan.refused_total == 0))
}

fn hold(context: &mut Context, keys: &[String], reason: String, lift: bool) -> Ended {
    let mut open = context.open()?;
    let users = all(&mut open, keys)?;
    let op = if lift {
        Op::People(PeopleOp::LiftHold { users, reason })
    } else {
        Op::People(PeopleOp::PlaceHold { users, reason })
    };
    warn_and_act(context, &mut open, &op).map(done)
}

fn all(open: &mut Open, keys: &[String]) -> Result<Vec<UserId>, Failure> {
    keys.iter().map(|key| open.find(key)).collect()
}
