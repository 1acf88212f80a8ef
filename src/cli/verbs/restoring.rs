//! `db restore`: a backup takes the place of the database.

use std::path::Path;

use crate::cli::context::{Context, Failure};
use crate::cli::output::Format;
use crate::cli::sheet::{Cell, Column, machine};
use crate::cli::{Ended, Ending};
use crate::domain::operator::Session;
use crate::error::{Error, Trouble};
use crate::service::{Restore, RestoreReport, Service};
use crate::{say, wording};

const RESTORE_COLUMNS: [Column; 22] = [
    machine("users"),
    machine("erasures_applied"),
    machine("batches_held"),
    machine("residue"),
    machine("kept"),
    machine("holds_kept"),
    machine("holds_lost"),
    machine("settings_kept"),
    machine("settings_lost"),
    machine("operators_kept_out"),
    machine("operators_kept_erased"),
    machine("roles_kept"),
    machine("passphrases_kept"),
    machine("operators_let_in"),
    machine("keys_kept_revoked"),
    machine("keys_kept_out"),
    machine("cas_kept_out"),
    machine("batches_lost"),
    machine("finished_lost"),
    machine("requests_lost"),
    machine("requests_older"),
    machine("not_read"),
];

/// Replaces the database by a backup.
pub(super) fn restore(context: &mut Context, mut order: Restore, yes: bool) -> Ended {
    let database = context.database()?;
    let incoming = context.incoming(&order.backup)?;
    incoming.path().clone_into(&mut order.backup);
    if !order.backup.exists() {
        return Err(Error::Environment(Trouble::missing(&order.backup)).into());
    }
    let present = Service::exists(&database);
    if present && !yes {
        let warning = say!(
            context.texts,
            "cli-warn-restore",
            database = database.display().to_string(),
            backup = order.backup.display().to_string()
        );
        let warning = with_guards(context, &order, warning);
        ask_before(context, &warning, "cli-usage-restore-yes", "yes")?;
    }
    let session = if present {
        present_operator(context)?
    } else {
        None
    };
    let report = loop {
        match restored(context, &database, &order, session.as_ref()) {
            Err(error @ Error::Environment(Trouble::JournalGap(_)))
                if context.output.can_ask() && !order.over_a_gap =>
            {
                let told = wording::error(&context.texts, &error).happened;
                let warning = say!(context.texts, "cli-warn-gap", told = told);
                ask_before(context, &warning, "cli-usage-restore-yes", "gap")?;
                order.over_a_gap = true;
            }
            done => break done?,
        }
    };
    for said in wording::restored(&context.texts, &report) {
        context.output.narrate(&said);
    }
    if context.format != Format::Table {
        context.show(&RESTORE_COLUMNS, &restore_record(&report))?;
    }
    Ok(Ending::good(report.residue == 0))
}

/// The warning, and what is kept of what guards the account, where somebody reads it and the backup can be looked at.
fn with_guards(context: &mut Context, order: &Restore, warning: String) -> String {
    if !context.output.can_ask() {
        return warning;
    }
    let Ok(mut open) = context.open() else {
        return warning;
    };
    let seen = open.reader.look_at_backup(&open.session, &order.backup);
    let kept = seen.ok().and_then(|seen| seen.guards);
    let mut said = vec![warning];
    said.extend(
        kept.iter()
            .flat_map(|kept| wording::guards_kept(&context.texts, kept)),
    );
    said.join("\n")
}

fn numbers(ids: impl Iterator<Item = i64>) -> Cell {
    Cell::Array(ids.map(Cell::Number).collect())
}

fn restore_record(report: &RestoreReport) -> Vec<Cell> {
    let names =
        |names: &[&str]| Cell::Several(names.iter().map(|name| (*name).to_owned()).collect());
    let guards = &report.guards;
    let kept = report.kept.as_ref();
    vec![
        Cell::Count(report.users),
        Cell::Count(report.erasures_applied),
        Cell::Count(report.batches_held),
        Cell::Count(report.residue),
        Cell::maybe(kept.map(|path| path.display().to_string())),
        Cell::Count(guards.holds_kept),
        Cell::Count(guards.holds_lost),
        names(&guards.settings_kept),
        names(&guards.settings_lost),
        Cell::Several(guards.operators_kept_out.clone()),
        Cell::Count(guards.operators_kept_erased),
        Cell::Several(guards.roles_kept.clone()),
        Cell::Several(guards.passphrases_kept.clone()),
        Cell::Several(guards.operators_let_in.clone()),
        Cell::Several(guards.keys_kept_revoked.clone()),
        Cell::Several(guards.keys_kept_out.clone()),
        Cell::Several(guards.cas_kept_out.clone()),
        numbers(guards.batches_lost.iter().map(|id| id.0)),
        numbers(guards.finished_lost.iter().map(|id| id.0)),
        numbers(guards.requests_lost.iter().map(|id| id.0)),
        numbers(guards.requests_older.iter().map(|id| id.0)),
        names(&guards.not_read),
    ]
}

fn restored(
    context: &mut Context,
    database: &Path,
    order: &Restore,
    session: Option<&Session>,
) -> Result<RestoreReport, Error> {
    let surroundings = context.surroundings.clone();
    let what = say!(context.texts, "cli-restoring");
    context.watched(&what, |watch| {
        Service::restore(database, order, session, surroundings, watch)
    })
}

/// Who is asking, by the database that is there; nobody when it cannot be used any more, for then its file's owner
/// may replace it.
fn present_operator(context: &mut Context) -> Result<Option<Session>, Failure> {
    match context.open() {
        Ok(mut open) => {
            context.prove_before_restoring(&mut open)?;
            Ok(Some(open.session))
        }
        Err(failure) if is_beyond_use(&failure.error) => Ok(None),
        Err(failure) => Err(failure),
    }
}

const fn is_beyond_use(error: &Error) -> bool {
    matches!(
        error,
        Error::Environment(
            Trouble::Damaged(_)
                | Trouble::SideFileDamaged { .. }
                | Trouble::ForeignSchema(_)
                | Trouble::JournalGap(_)
                | Trouble::KeyMissing(_)
                | Trouble::OtherKey(_)
        )
    )
}

/// Warns and asks; `usage` names what is said where nobody can be asked.
pub(super) fn ask_before(
    context: &mut Context,
    warning: &str,
    usage: &str,
    word: &str,
) -> Result<(), Failure> {
    if !context.output.can_ask() {
        return Err(Error::Usage(context.texts.message(usage)).into());
    }
    context.output.complain(warning);
    let question = say!(context.texts, "cli-ask-confirm", word = word);
    if context.output.ask(&question).as_deref() == Some(word) {
        return Ok(());
    }
    let said = say!(context.texts, "cli-not-typed-change", word = word);
    Err(Failure::not_typed(said))
}
