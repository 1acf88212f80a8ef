//! `audit` and `outbox`: what is on record, and mail.

use super::changes::change;
use super::done;
use crate::cli::args::{AuditVerb, DossierArguments, Entries, OutboxVerb};
use crate::cli::context::{Context, Failure, Open, load};
use crate::cli::output::Format;
use crate::cli::sheet::{Cell, Column, Record, figures, machine, text};
use crate::cli::{Ended, Ending};
use crate::domain::id::{BatchId, MailId, OperatorId, RequestId, UserId};
use crate::domain::mail::MailRow;
use crate::domain::op::{AccountOp, Op};
use crate::domain::query::TombstoneAnswer;
use crate::domain::query::{DossierOf, Export, Query};
use crate::domain::reason::Reason;
use crate::domain::record::{LogEntry, LogFilter};
use crate::domain::time::Timestamp;
use crate::domain::zone::Zone;
use crate::error::Error;
use crate::sanitise;
use crate::texts::Texts;
use crate::{say, wording};

const LOG_COLUMNS: [Column; 10] = [
    figures("number", "out-number"),
    text("at", "out-when"),
    machine("operator_id"),
    text("operator", "out-operator"),
    text("act", "out-act"),
    machine("user_id"),
    text("user", "out-user"),
    figures("batch", "out-batch"),
    text("detail", "out-detail"),
    machine("changes"),
];

const MAIL_COLUMNS: [Column; 12] = [
    figures("id", "out-number"),
    text("state", "out-state"),
    text("kind", "out-kind"),
    text("to", "out-to"),
    text("subject", "out-subject"),
    text("queued_at", "out-queued"),
    text("sent_at", "out-sent"),
    figures("attempts", "out-attempts"),
    machine("trouble"),
    machine("user_id"),
    machine("batch"),
    machine("request"),
];

/// Writes a dossier: to the file that was named, or to the folder of exports.
pub(super) fn dossier(context: &mut Context, arguments: DossierArguments) -> Ended {
    let of = match (arguments.request, arguments.batch, arguments.learner) {
        (Some(request), ..) => DossierOf::Request(RequestId(request)),
        (None, Some(batch), _) => DossierOf::Batch(BatchId(batch)),
        (None, None, key) => DossierOf::Key(key.unwrap_or_default()),
    };
    let mut open = context.open()?;
    let (export, target) = (Export::Dossier(of), &arguments.target);
    if target.output.is_some() {
        return context.export(&mut open, &export, target).map(done);
    }
    let written = open
        .reader
        .export(&open.session, &export, None, target.force)
        .map_err(|error| context.force_advised(error))?;
    Ok(context.place(&written).map(done)?)
}

/// Runs a verb of the activity log.
pub(super) fn audit(context: &mut Context, verb: AuditVerb) -> Ended {
    let mut open = context.open()?;
    match verb {
        AuditVerb::List { of, limit } => {
            let filter = LogFilter {
                // Machines get every entry.
                folds: context.format == Format::Table,
                ..entries(context, &mut open, of)?
            };
            list_log(context, &mut open, &filter, limit.limit)
        }
        AuditVerb::Verify => verify(context, &mut open),
        AuditVerb::Export { of, target } => {
            let export = Export::Log(entries(context, &mut open, of)?);
            Ok(context.export(&mut open, &export, &target).map(done)?)
        }
    }
}

/// Which entries are asked for.
fn entries(context: &Context, open: &mut Open, of: Entries) -> Result<LogFilter, Failure> {
    let refused = of.refused.then(|| LogFilter::REFUSED.to_owned());
    let act = known_act(context, of.act)?.or(refused);
    let day = |text: Option<String>| day(context, &context.zone, text);
    let from = day(of.from)?.map(|(begins, _)| begins);
    let until = day(of.to)?.map(|(_, ends)| ends);
    Ok(LogFilter {
        user: match of.user {
            Some(key) => Some(learner(open, &key)?),
            None => None,
        },
        operator: match of.by {
            Some(name) => Some(operator(open, &name)?),
            None => None,
        },
        batch: of.batch.map(BatchId),
        act,
        from,
        until,
        folds: false,
    })
}

/// An act by its code, as the log keeps it.
fn known_act(context: &Context, act: Option<String>) -> Result<Option<String>, Failure> {
    match act {
        Some(code) if !wording::is_act(&context.texts, &code) => {
            let advice = say!(context.texts, "cli-advice-acts");
            Err(Failure::advised(Error::NotFound(code), advice))
        }
        act => Ok(act),
    }
}

/// A day of the account: when it begins and when it is over.
fn day(
    context: &Context,
    zone: &Zone,
    text: Option<String>,
) -> Result<Option<(Timestamp, Timestamp)>, Failure> {
    let Some(text) = text else { return Ok(None) };
    let day = zone.day(&text);
    let wrong = || Error::Usage(say!(context.texts, "cli-usage-day", day = text));
    Ok(Some(day.ok_or_else(wrong)?))
}

/// Whom the log may know by an identifier: somebody living, else whoever was deleted under it.
fn learner(open: &mut Open, key: &str) -> Result<UserId, Failure> {
    let living = open.find(key);
    match living.as_ref().err().and_then(Failure::gone) {
        Some(TombstoneAnswer::Deleted(tombstone)) => Ok(tombstone.user),
        Some(TombstoneAnswer::Released(released)) => Ok(released.tombstone.user),
        Some(TombstoneAnswer::GivenUp(given_up)) => Ok(given_up.user),
        Some(
            TombstoneAnswer::NotAnIdentifier
            | TombstoneAnswer::NeverSeen
            | TombstoneAnswer::StillHere(..)
            | TombstoneAnswer::TwoFit(_)
            | TombstoneAnswer::KeyLost,
        )
        | None => living,
    }
}

fn operator(open: &mut Open, name: &str) -> Result<OperatorId, Failure> {
    let found = load!(open, Query::OperatorNamed(name.to_owned()), OperatorNamed);
    found.ok_or_else(|| Error::NotFound(name.to_owned()).into())
}

fn list_log(
    context: &mut Context,
    open: &mut Open,
    filter: &LogFilter,
    limit: Option<usize>,
) -> Ended {
    context.list(
        &LOG_COLUMNS,
        limit,
        |page| {
            let filter = filter.clone();
            Ok(load!(open, Query::Log { filter, page }, Log).rows)
        },
        log_record,
    )
}

fn log_record(texts: &Texts, entry: &LogEntry) -> Record {
    vec![
        Cell::Count(entry.number),
        Cell::Moment(entry.at),
        entry
            .operator
            .map_or(Cell::Nothing, |id| Cell::Number(id.0)),
        Cell::maybe(entry.operator_name.clone()),
        Cell::Worded(entry.act.clone(), wording::log_act(texts, entry)),
        entry.user.map_or(Cell::Nothing, |id| Cell::Number(id.0)),
        Cell::maybe(entry.user_name.clone()),
        entry.batch.map_or(Cell::Nothing, |id| Cell::Number(id.0)),
        Cell::Worded(
            entry.detail.encoded(),
            wording::log_entry_detail(texts, entry),
        ),
        Cell::Array(entry.changes.iter().map(change).collect()),
    ]
}

fn verify(context: &mut Context, open: &mut Open) -> Ended {
    let found = load!(open, Query::VerifyLog, VerifyLog);
    let whole = found.fault.is_none();
    if context.format == Format::Table {
        let said = wording::verification(&context.texts, &found);
        context.output.line(&said)?;
        let head = say!(context.texts, "cli-log-head", head = found.head.clone());
        context.output.line(&head)?;
        return Ok(Ending::good(whole));
    }
    let columns = ["whole", "entries", "under_lost_key", "head", "fault"].map(machine);
    let record = vec![
        Cell::Flag(whole),
        Cell::Count(found.entries),
        Cell::Count(found.under_lost_key),
        Cell::Text(found.head.clone()),
        Cell::Json(serde_json::to_value(found.fault).unwrap_or_default()),
    ];
    context.show(&columns, &record)?;
    Ok(Ending::good(whole))
}

/// Runs a verb of mail.
pub(super) fn outbox(context: &mut Context, verb: OutboxVerb) -> Ended {
    let mut open = match verb {
        OutboxVerb::Send { .. } => context.open_for_mail()?,
        OutboxVerb::List { .. } | OutboxVerb::Show { .. } => context.open()?,
    };
    match verb {
        OutboxVerb::List { limit } => list_mail(context, &mut open, limit.limit),
        OutboxVerb::Show { message } => show_mail(context, &mut open, MailId(message)),
        OutboxVerb::Send { messages } => send(context, &mut open, &messages),
    }
}

fn list_mail(context: &mut Context, open: &mut Open, limit: Option<usize>) -> Ended {
    context.list(
        &MAIL_COLUMNS,
        limit,
        |page| Ok(load!(open, Query::Outbox(page), Outbox).rows),
        mail_record,
    )
}

fn mail_record(texts: &Texts, mail: &MailRow) -> Record {
    vec![
        Cell::Number(mail.id.0),
        Cell::Code(mail.state.code(), wording::mail_state(texts, mail.state)),
        Cell::Code(mail.kind.code(), wording::mail_kind(texts, mail.kind)),
        Cell::Text(mail.to.clone()),
        Cell::Text(mail.subject.clone()),
        Cell::Moment(mail.queued_at),
        Cell::maybe_moment(mail.sent_at),
        Cell::Count(mail.attempts.into()),
        trouble_cell(texts, mail),
        mail.user.map_or(Cell::Nothing, |id| Cell::Number(id.0)),
        mail.batch.map_or(Cell::Nothing, |id| Cell::Number(id.0)),
        mail.request.map_or(Cell::Nothing, |id| Cell::Number(id.0)),
    ]
}

fn trouble_cell(texts: &Texts, mail: &MailRow) -> Cell {
    mail.trouble.as_ref().map_or(Cell::Nothing, |trouble| {
        Cell::Worded(trouble.stored(), wording::mail_trouble(texts, trouble))
    })
}

fn show_mail(context: &mut Context, open: &mut Open, id: MailId) -> Ended {
    let found = load!(open, Query::Mail(id), Mail);
    let mail = found.ok_or(Error::Refused(Reason::MailGone))?;
    let texts = context.texts.clone();
    let mut record = mail_record(&texts, &mail);
    let mut columns = MAIL_COLUMNS.to_vec();
    // A list has no room for it, and one message has.
    if let Some(column) = columns.iter_mut().find(|column| column.name == "trouble") {
        *column = text("trouble", "outbox-trouble");
    }
    if context.format == Format::Table {
        context.show(&columns, &record)?;
        let body = sanitise::visible_lines(mail.body.trim_end()).into_owned();
        context.output.raw(format!("\n{body}\n").as_bytes())?;
    } else {
        columns.push(machine("body"));
        record.push(Cell::Text(mail.body));
        context.show(&columns, &record)?;
    }
    Ok(Ending::Done)
}

/// Queues the named messages again, if any, and delivers what waits. It ends well only when nothing waits any more.
fn send(context: &mut Context, open: &mut Open, messages: &[i64]) -> Ended {
    for message in messages {
        context.act(open, &Op::Account(AccountOp::SendAgain(MailId(*message))))?;
    }
    let delivery = open.service.deliver(&open.session)?;
    let said = say!(
        context.texts,
        "cli-delivered",
        sent = delivery.sent,
        failed = delivery.failed,
        queued = delivery.queued
    );
    context.output.narrate(&said);
    if let Some(trouble) = &delivery.trouble {
        let said = wording::mail_trouble(&context.texts, trouble);
        context.output.complain(&said);
        return Ok(Ending::Hindered);
    }
    Ok(Ending::good(delivery.failed == 0 && delivery.queued == 0))
}
