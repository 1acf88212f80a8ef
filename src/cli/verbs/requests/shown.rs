//! Requests as the command line shows them.

use super::known;
use crate::cli::context::{Context, Open, load};
use crate::cli::output::Format;
use crate::cli::sheet::{Cell, Column, Record, figures, machine, text};
use crate::cli::{Ended, Ending};
use crate::domain::id::RequestId;
use crate::domain::query::Query;
use crate::domain::request::{
    self as domain, EntryKind, Hindrance, Request, RequestEntry, RequestFilter, RequestRow,
    RequestView,
};
use crate::domain::settings::ProfileConnection;
use crate::sanitise::visible_lines;
use crate::texts::Texts;
use crate::{formats, wording};

const ROW_COLUMNS: [Column; 20] = [
    figures("id", "out-number"),
    text("kind", "out-kind"),
    text("state", "out-state"),
    machine("user_id"),
    text("user", "out-user"),
    text("email", "out-email"),
    text("unique_id", "out-unique-id"),
    machine("channel"),
    text("owner", "out-owner"),
    text("opened_at", "out-opened"),
    text("due_at", "out-due-at"),
    machine("note"),
    machine("asked_by"),
    machine("identity_verified"),
    machine("version"),
    machine("license"),
    machine("connected"),
    machine("on_hold"),
    machine("language"),
    machine("other_open"),
];

/// Columns that only the whole request shows to people.
const WHOLE: [(usize, Column); 9] = [
    (7, text("channel", "out-channel")),
    (11, text("note", "new-request-words")),
    (12, text("asked_by", "out-asked-by")),
    (13, text("identity_verified", "out-identity")),
    (15, text("license", "out-license")),
    (16, text("connected", "out-profile")),
    (17, text("on_hold", "out-hold")),
    (18, text("language", "out-language")),
    (19, text("other_open", "out-other-open")),
];

const REQUEST_COLUMNS: [Column; 18] = [
    text("taken_by", "out-taken-by"),
    text("identity_how", "out-identity-how"),
    text("waiting_since", "out-waiting-since"),
    text("approval_by", "out-approval-by"),
    text("approval_expires_at", "out-approval-expires"),
    machine("approval_seal"),
    text("approver", "out-approver"),
    text("closed_at", "out-closed"),
    text("reason", "out-reason"),
    text("batch", "out-batch"),
    text("log_entry", "out-log-entry"),
    text("mail", "out-mail"),
    text("setback", "out-setback"),
    text("setback_at", "out-setback-at"),
    machine("hindrance"),
    machine("batch_state"),
    machine("others"),
    machine("entries"),
];

/// Lists requests.
pub(super) fn list(
    context: &mut Context,
    open: &mut Open,
    (view, filter): (RequestView, &RequestFilter),
    limit: Option<usize>,
) -> Ended {
    let page_of = |page| {
        let filter = filter.clone();
        let query = Query::Requests { view, filter, page };
        Ok(load!(open, query, Requests).rows)
    };
    context.list(&ROW_COLUMNS, limit, page_of, row_record)
}

/// Shows one request with its notes and replies.
pub(super) fn show(context: &mut Context, open: &mut Open, id: RequestId) -> Ended {
    let request = known(open, id)?;
    let texts = context.texts.clone();
    let mut columns = ROW_COLUMNS.to_vec();
    for (index, column) in WHOLE {
        columns[index] = column;
    }
    columns.extend(REQUEST_COLUMNS);
    let mut record = row_record(&texts, &request.row);
    let settings = load!(open, Query::Settings, Settings);
    let offered = settings.profile_connection != ProfileConnection::NotOffered;
    let learner = request.row.facts().learner;
    let learner = learner.filter(|_| request.row.state.is_open());
    let hindrance =
        learner.and_then(|learner| domain::hindrance(request.row.kind, &learner, offered));
    record.extend(rest(&texts, &request, hindrance));
    context.show(&columns, &record)?;
    if context.format == Format::Table {
        for entry in &request.entries {
            let said = said(&texts, entry);
            context.output.raw(said.as_bytes())?;
        }
    }
    Ok(Ending::Done)
}

/// A note or a reply for people: the heading says for whom it is, and the two are set off by different marks.
fn said(texts: &Texts, entry: &RequestEntry) -> String {
    let mark = match entry.kind {
        EntryKind::Note => "  #",
        EntryKind::Reply => "  >",
        EntryKind::Question => "  ?",
    };
    let heading = [
        wording::entry_kind(texts, entry.kind),
        formats::moment(texts, entry.at),
        entry.operator_name.clone().unwrap_or_default(),
    ];
    let mut said = format!("\n{}\n", visible_lines(&heading.join(" · ")));
    for line in entry.text.as_deref().unwrap_or("…").lines() {
        said = format!("{said}{mark} {}\n", visible_lines(line));
    }
    said
}

fn row_record(texts: &Texts, row: &RequestRow) -> Record {
    let learner = row.learner.as_ref();
    let flag = |so: Option<bool>| so.map_or(Cell::Nothing, Cell::Flag);
    vec![
        Cell::Number(row.id.0),
        Cell::Code(row.kind.code(), wording::request_kind(texts, row.kind)),
        Cell::Code(row.state.code(), wording::request_state(texts, row.state)),
        row.user.map_or(Cell::Nothing, |id| Cell::Number(id.0)),
        Cell::maybe(row.user_name.clone()),
        Cell::maybe(
            learner
                .and_then(|it| it.email.as_ref())
                .map(ToString::to_string),
        ),
        Cell::maybe(
            learner
                .and_then(|it| it.unique_id.as_ref())
                .map(ToString::to_string),
        ),
        Cell::maybe(row.channel.clone()),
        Cell::maybe(row.owner_name.clone()),
        Cell::Moment(row.opened_at),
        Cell::Moment(row.due_at),
        Cell::maybe(row.note.clone()),
        Cell::maybe(row.asked_by.clone()),
        Cell::Flag(row.identity_verified),
        Cell::Number(row.version),
        learner.map_or(Cell::Nothing, |it| {
            Cell::Code(it.license.code(), it.license.label().to_owned())
        }),
        learner.map_or(Cell::Nothing, |it| Cell::connection(it.connected)),
        flag(learner.map(|it| it.on_hold)),
        learner
            .and_then(|it| it.language)
            .map_or(Cell::Nothing, |language| {
                Cell::Code(language.code(), language.own_name().to_owned())
            }),
        Cell::maybe_count(learner.map(|it| it.other_open)),
    ]
}

fn rest(texts: &Texts, request: &Request, hindrance: Option<Hindrance>) -> Record {
    let approval = request.approval.as_ref();
    let entries = request.entries.iter().map(|entry| {
        Cell::Object(vec![
            (
                "kind",
                Cell::Code(entry.kind.code(), wording::entry_kind(texts, entry.kind)),
            ),
            ("at", Cell::Moment(entry.at)),
            ("operator", Cell::maybe(entry.operator_name.clone())),
            ("text", Cell::maybe(entry.text.clone())),
        ])
    });
    let others = request.others.iter().map(|other| {
        let (kind, state) = (other.kind, other.state);
        Cell::Object(vec![
            ("id", Cell::Number(other.id.0)),
            (
                "kind",
                Cell::Code(kind.code(), wording::request_kind(texts, kind)),
            ),
            (
                "state",
                Cell::Code(state.code(), wording::request_state(texts, state)),
            ),
        ])
    });
    let number = |id: Option<i64>| id.map_or(Cell::Nothing, Cell::Number);
    vec![
        Cell::maybe(request.taken_by_name.clone()),
        Cell::maybe(request.identity.as_ref().and_then(|one| one.how.clone())),
        Cell::maybe_moment(request.row.waiting_since),
        Cell::maybe(approval.and_then(|one| one.by_name.clone())),
        Cell::maybe_moment(approval.map(|one| one.expires_at)),
        Cell::maybe(approval.and_then(|one| one.seal.clone())),
        Cell::maybe(request.approver_name.clone()),
        Cell::maybe_moment(request.row.closed_at),
        Cell::maybe(request.reason.clone()),
        number(request.proof.batch.map(|batch| batch.0)),
        Cell::maybe_count(request.proof.log_entry),
        number(request.proof.mail.map(|mail| mail.0)),
        request.setback.map_or(Cell::Nothing, |setback| {
            Cell::Code(setback.kind.code(), wording::setback(texts, &setback))
        }),
        Cell::maybe_moment(request.setback.map(|setback| setback.at)),
        hindrance.map_or(Cell::Nothing, |it| {
            Cell::Code(it.code(), wording::reason(texts, &it.reason()))
        }),
        request.batch_state.map_or(Cell::Nothing, |state| {
            Cell::Code(state.code(), wording::batch_state(texts, state))
        }),
        Cell::Array(others.collect()),
        Cell::Array(entries.collect()),
    ]
}
