//! `provider`: a SCIM server is connected to, tried and read.
//!
//! The token comes from a file that only its owner can read, or from the environment; never from an argument.

use std::path::Path;

use super::done;
use super::taking_in::take;
use crate::cli::args::Target;
use crate::cli::context::{Context, Failure, Open};
use crate::cli::output::Format;
use crate::cli::sheet::{Cell, Column, figures, machine, text};
use crate::cli::{Ended, Ending};
use crate::domain::batch::Progress;
use crate::domain::op::{Op, Secret};
use crate::domain::operator::Permission;
use crate::domain::provider::{ProviderOp, ProviderRoster};
use crate::domain::reason::Reason;
use crate::error::{Error, Result, Trouble};
use crate::service::scim::{
    Completeness, Fault, FilterUse, IdAttribute, Scim, Settings, SetupFault, Survey,
};
use crate::service::{NewConnection, TokenFrom, Tried, Unconnected, capabilities, pull_roster};
use crate::texts::Texts;
use crate::{say, wording};

/// Where the token is looked for first.
const TOKEN: &str = "OFFBOARD_SCIM_TOKEN";

const SURVEY: [Column; 16] = [
    text("url", "out-scim-url"),
    text("id_attribute", "out-scim-id-attribute"),
    figures("users", "out-users"),
    figures("sample", "out-scim-sample"),
    figures("with_external_id", "out-scim-with-external-id"),
    figures("with_user_name", "out-scim-with-user-name"),
    figures("with_email", "out-scim-with-email"),
    figures("with_active", "out-scim-with-active"),
    figures("with_groups", "out-scim-with-groups"),
    text("filter_external_id", "out-scim-filter-external-id"),
    text("filter_user_name", "out-scim-filter-user-name"),
    text("filter_email", "out-scim-filter-email"),
    text("patch", "out-scim-patch"),
    text("delete", "out-scim-delete"),
    text("versions", "out-scim-versions"),
    machine("schemas"),
];

const PULLED: [Column; 4] = [
    figures("users", "out-users"),
    figures("stated", "out-scim-stated"),
    figures("pages", "out-scim-pages"),
    text("completeness", "out-scim-completeness"),
];

pub(super) fn connect(
    context: &mut Context,
    url: &str,
    token_file: Option<&Path>,
    (ca_file, id_attribute): (Option<&Path>, IdAttribute),
) -> Ended {
    let texts = context.texts.clone();
    let mut open = context.open()?;
    let token = match (token_file, std::env::var(TOKEN)) {
        (Some(path), _) => TokenFrom::File(path.to_owned()),
        (None, Ok(token)) if !token.is_empty() => TokenFrom::Said(Secret(token)),
        (None, _) => return Err(Error::Usage(say!(texts, "cli-usage-scim-token")).into()),
    };
    let new = NewConnection {
        url: url.to_owned(),
        token,
        ca_file: ca_file.map(Path::to_owned),
        id_attribute,
    };
    match open.service.connect_provider(&open.session, &new)? {
        Ok(tried) => {
            context.output.narrate(&say!(texts, "cli-scim-connected"));
            show(context, &tried)
        }
        Err(unconnected) => Err(not_connected(&texts, &unconnected)),
    }
}

/// A server that cannot be spoken to is a matter of what was said; one that did not do as it should is a failure of the
/// surroundings.
fn not_connected(texts: &Texts, unconnected: &Unconnected) -> Failure {
    match unconnected {
        Unconnected::Fault(fault) => failure(texts, fault),
        Unconnected::Setup(_) | Unconnected::Token(..) | Unconnected::Authorities(..) => {
            Error::Usage(wording::scim_unconnected(texts, unconnected)).into()
        }
    }
}

pub(super) fn test(context: &mut Context) -> Ended {
    let mut open = context.open()?;
    let tried = match open.reader.try_server(&open.session, None) {
        Ok(Ok(tried)) => tried,
        Ok(Err(unconnected)) => return Err(not_connected(&context.texts, &unconnected)),
        Err(Error::Refused(Reason::NoServer)) => return Err(no_connection(&context.texts)),
        Err(error) => return Err(error.into()),
    };
    let found = Op::Provider(ProviderOp::Survey(capabilities(&tried.survey)));
    open.service.execute(&open.session, &found, None)?;
    show(context, &tried)
}

/// Holds every call back until somebody makes them again.
pub(super) fn stop(context: &mut Context) -> Ended {
    let mut open = context.open()?;
    let op = Op::Provider(ProviderOp::HoldCalls(true));
    context.act(&mut open, &op).map(done)
}

fn no_connection(texts: &Texts) -> Failure {
    Error::Usage(say!(texts, "cli-usage-scim-connect")).into()
}

/// Takes all users of the server in as a roster.
pub(super) fn pull(
    context: &mut Context,
    only_check: bool,
    phrase: Option<String>,
    (license, make_licenses): (Option<String>, bool),
) -> Ended {
    let mut open = context.open()?;
    let (settings, scim) = connection(context, &open, Permission::TakeEvidence)?;
    let pulled = reading(context, &scim, |each| {
        let server = (&scim, settings.id_attribute);
        open.reader
            .pull_provider_roster(&open.session, server, license, each)
    })?;
    let texts = context.texts.clone();
    let pulled = pulled.map_err(|fault| failure(&texts, &fault))?;
    let Some(mut import) = pulled.import else {
        let said = wording::scim_completeness(&texts, &pulled.listed);
        context.output.complain(&said);
        return Ok(Ending::InPart);
    };
    import.options.make_licenses = make_licenses;
    let roster = ProviderRoster {
        import,
        taken_at: pulled.taken_at,
        phrase,
    };
    let served = Some(&*pulled.served);
    take(context, &mut open, (roster, served), only_check)
}

/// Writes all users of the server as a roster CSV, and takes nothing in.
pub(super) fn write(context: &mut Context, target: &Target) -> Ended {
    let open = context.open()?;
    let (settings, scim) = connection(context, &open, Permission::TakeEvidence)?;
    let pulled = reading(context, &scim, |each| {
        pull_roster(&scim, settings.id_attribute, each)
    })?;
    let texts = context.texts.clone();
    let pulled = pulled.map_err(|fault| failure(&texts, &fault))?;
    let (listed, is_whole) = (
        pulled.listed,
        pulled.listed.completeness == Completeness::Whole,
    );
    if !is_whole {
        let said = wording::scim_completeness(&texts, &listed);
        context.output.complain(&said);
    }
    let served = &pulled.served;
    let left = [
        ("cli-pulled-left-out", served.nameless.len() as u64),
        ("cli-pulled-twice", served.twice.len() as u64),
        ("cli-pulled-incomplete", served.incomplete()),
    ];
    let is_good = is_whole && left.iter().all(|(_, count)| *count == 0);
    if is_whole {
        context.write(&pulled.csv, target, "roster.csv")?;
        for (id, count) in left.into_iter().filter(|(_, count)| *count > 0) {
            let said = texts.message_with(id, &[("count", count.into())]);
            context.output.complain(&said);
        }
        if target.file().is_none() {
            return Ok(Ending::good(is_good));
        }
    }
    let record = vec![
        Cell::Count(listed.users),
        listed.stated.map_or(Cell::Nothing, Cell::Count),
        Cell::Count(listed.pages),
        Cell::Code(
            wording::scim_completeness_code(listed.completeness),
            wording::scim_completeness(&texts, &listed),
        ),
    ];
    context.show(&PULLED, &record)?;
    Ok(Ending::good(is_good))
}

/// Reads users with progress, until somebody stops it.
fn reading<T>(
    context: &mut Context,
    scim: &Scim,
    read: impl FnOnce(&mut dyn FnMut(u64, Option<u64>) -> bool) -> Result<T>,
) -> Result<T> {
    let going = context.work()?;
    let what = say!(context.texts, "cli-scim-pulling");
    let mut telling = context.output.progress(&context.texts, &what);
    going.ending(&scim.stop(), || {
        read(&mut |done, stated| {
            let total = stated.unwrap_or(done);
            telling.tell(Progress { done, total });
            going.goes_on()
        })
    })
}

/// The connection that is kept, for an act that needs a permission.
pub(super) fn connection(
    context: &Context,
    open: &Open,
    permission: Permission,
) -> std::result::Result<(Settings, Scim), Failure> {
    let settings = open
        .service
        .provider_connection(&open.session, permission)?;
    let settings = settings.ok_or_else(|| no_connection(&context.texts))?;
    let setup = |fault: SetupFault| Error::Usage(wording::scim_setup(&context.texts, &fault));
    let scim = Scim::new(&settings).map_err(setup)?;
    Ok((settings, scim))
}

/// A server that did not do as it should, as a failure of the surroundings.
pub(super) fn failure(texts: &Texts, fault: &Fault) -> Failure {
    let said = wording::scim_fault(texts, fault);
    let error = match fault {
        Fault::Stopped => Error::Stopped,
        _ => Error::Environment(Trouble::Io(said.clone())),
    };
    Failure::in_words(error, said)
}

fn show(context: &mut Context, tried: &Tried) -> Ended {
    let (settings, survey) = (&tried.settings, &tried.survey);
    let texts = context.texts.clone();
    let record = record(&texts, settings, survey);
    context.show(&SURVEY, &record)?;
    let is_usable = !survey.keys().is_empty();
    if context.format == Format::Table && !is_usable {
        let said = if survey.sample == 0 {
            "cli-scim-nobody"
        } else {
            "cli-scim-no-filter"
        };
        context.output.narrate(&texts.message(said));
    }
    Ok(Ending::Done)
}

fn record(texts: &Texts, settings: &Settings, survey: &Survey) -> Vec<Cell> {
    let declared = survey.declared.clone().unwrap_or_default();
    let known = |flag: Option<bool>| flag.map_or_else(|| Cell::Nothing, Cell::Flag);
    let filters = survey.filters.iter().map(|(_, does)| filter(texts, does));
    let mut record = vec![
        Cell::Text(settings.address.as_str().to_owned()),
        Cell::Code(
            settings.id_attribute.code(),
            settings.id_attribute.name().to_owned(),
        ),
        survey.users.map_or(Cell::Nothing, Cell::Count),
        Cell::Count(survey.sample),
        Cell::Count(survey.with_external_id),
        Cell::Count(survey.with_user_name),
        Cell::Count(survey.with_email),
        Cell::Count(survey.with_active),
        Cell::Count(survey.with_groups),
    ];
    record.extend(filters);
    record.extend([
        known(declared.patch),
        known(survey.allows("DELETE")),
        known(declared.versions),
        survey.schemas.map_or(Cell::Nothing, Cell::Count),
    ]);
    record
}

fn filter(texts: &Texts, does: &FilterUse) -> Cell {
    let (code, said) = wording::scim_filter(texts, does);
    Cell::Code(code, said)
}
