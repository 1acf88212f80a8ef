//! `provider`: accounts that live elsewhere: what is there, what is to be uploaded, and the evidence that comes back.

use std::path::Path;

use super::taking_in::{conclude, take};
use super::{done, gone, push, scim};
use crate::cli::args::{ProviderVerb, RosterArguments, ScimVerb};
use crate::cli::columns;
use crate::cli::context::{Context, Failure, Open, load};
use crate::cli::output::Format;
use crate::cli::sheet::{Cell, Column, List, Record, figures, machine, text};
use crate::cli::{Ended, Ending};
use crate::domain::columns::RosterField;
use crate::domain::id::{ChangeId, HandoverId};
use crate::domain::op::{AccountOp, Op};
use crate::domain::plan::Receipt;
use crate::domain::provider::{
    Change, ChangeAct, ChangeState, Evidence, Handover, HandoverState, Provider, ProviderOp,
    ProviderReceipt, ProviderRoster, ResultsEffect, Scope, Stranger, first_strangers,
};
use crate::domain::query::Query;
use crate::domain::reason::Reason;
use crate::domain::settings::SettingsChange;
use crate::domain::time::Timestamp;
use crate::error::{Error, Result};
use crate::service::RosterChoice;
use crate::texts::Texts;
use crate::{say, wording};

const HANDOVERS: [Column; 15] = [
    figures("handover", "out-handover"),
    figures("batch", "out-batch"),
    text("kind", "out-kind"),
    text("road", "out-road"),
    text("state", "out-state"),
    figures("changes", "out-changes"),
    figures("confirmed", "out-confirmed"),
    figures("refused", "out-refused"),
    figures("overdue", "out-overdue"),
    text("file", "out-file"),
    machine("sha256"),
    machine("part"),
    machine("parts"),
    machine("prepared_at"),
    machine("handed_at"),
];

const CHANGES: [Column; 15] = [
    figures("change", "out-change"),
    figures("handover", "out-handover"),
    figures("batch", "out-batch"),
    text("kind", "out-kind"),
    text("state", "out-state"),
    text("name", "out-name"),
    text("primary_email_address", "out-email"),
    text("unique_user_id", "out-unique-id"),
    text("since", "out-when"),
    text("words", "out-words"),
    machine("code"),
    machine("request"),
    machine("evidence"),
    machine("kept_here"),
    machine("road"),
];

const SHOWN: [Column; 17] = [
    text("provider", "out-setting-provider"),
    text("revoke_road", "out-setting-revoke-road"),
    text("delete_road", "out-setting-delete-road"),
    text("provider_mails", "out-setting-provider-mails"),
    figures("package_rows", "out-setting-package-rows"),
    figures("overdue_after", "out-setting-overdue-after"),
    figures("calls_at_once", "out-setting-calls-at-once"),
    figures("open", "out-open"),
    figures("prepared", "out-prepared"),
    figures("by_hand", "out-by-hand"),
    figures("in_doubt", "out-in-doubt"),
    figures("overdue", "out-overdue"),
    text("last_roster_taken_at", "out-last-roster"),
    machine("last_roster"),
    figures("gone", "out-gone"),
    text("url", "out-scim-url"),
    text("server_deletes", "out-scim-delete"),
];

/// Runs a verb of accounts that live elsewhere.
pub(super) fn run(context: &mut Context, verb: ProviderVerb) -> Ended {
    match verb {
        ProviderVerb::Scim(verb) => at_server(context, verb),
        ProviderVerb::Set { provider } => set(context, provider),
        ProviderVerb::Show => show(context),
        ProviderVerb::List { limit } => list(context, limit.limit),
        ProviderVerb::Changes {
            handover,
            state,
            limit,
        } => changes(context, (handover.map(HandoverId), state), limit.limit),
        ProviderVerb::Uploaded { handover, at } => {
            let mut open = context.open()?;
            let at = match at {
                Some(at) => moment(context, &at, None)?,
                None => context.surroundings.clock.now(),
            };
            let handover = HandoverId(handover);
            act(
                context,
                &mut open,
                ProviderOp::MarkUploaded { handover, at },
            )?;
            one(context, &mut open, handover)
        }
        ProviderVerb::Results {
            file,
            message,
            rows,
        } => results(context, &file, (message.as_deref(), rows)),
        ProviderVerb::Roster(arguments) => roster(context, &arguments),
        ProviderVerb::Done { change } => {
            on_changes(context, Scope::Change(ChangeId(change)), ChangeAct::TickOff)
        }
        ProviderVerb::GiveUp { which, reason } => {
            on_changes(context, which.scope(), ChangeAct::GiveUp { reason })
        }
        ProviderVerb::TakeBack { which } => on_changes(context, which.scope(), ChangeAct::TakeBack),
        ProviderVerb::Gone { limit } => gone::list(context, limit.limit),
        ProviderVerb::Accept { keys, confirmation } => gone::accept(context, &keys, &confirmation),
        ProviderVerb::Again { which } => {
            on_changes(context, which.scope(), ChangeAct::PrepareAgain)
        }
    }
}

/// Runs a verb of a SCIM server.
fn at_server(context: &mut Context, verb: ScimVerb) -> Ended {
    match verb {
        ScimVerb::Connect {
            url,
            token_file,
            ca_file,
            id_attribute,
        } => scim::connect(
            context,
            &url,
            token_file.as_deref(),
            (ca_file.as_deref(), id_attribute),
        ),
        ScimVerb::Test => scim::test(context),
        ScimVerb::Stop => scim::stop(context),
        ScimVerb::Push { watch } => push::run(context, watch),
        ScimVerb::Pull {
            check,
            confirm,
            license,
            make_licenses,
            target,
        } => match target.output {
            Some(_) => scim::write(context, &target),
            None => scim::pull(context, check, confirm, (license, make_licenses)),
        },
    }
}

/// Does an act on changes that may end the last change of a batch, and what follows from it.
fn on_changes(context: &mut Context, scope: Scope, what: ChangeAct) -> Ended {
    let mut open = context.open()?;
    act(context, &mut open, ProviderOp::Changes(scope, what))?;
    // It was done as it was asked for, however a batch ends by it.
    conclude(context, &mut open)?;
    Ok(Ending::Done)
}

fn act(
    context: &mut Context,
    open: &mut Open,
    op: ProviderOp,
) -> std::result::Result<Receipt, Failure> {
    context.act(open, &Op::Provider(op))
}

fn set(context: &mut Context, provider: Provider) -> Ended {
    let mut open = context.open()?;
    let seen = *load!(open, Query::Settings, Settings);
    let wanted = seen.clone().living_at(provider);
    let change = SettingsChange { seen, wanted };
    context
        .act(
            &mut open,
            &Op::Account(AccountOp::ChangeSettings(Box::new(change))),
        )
        .map(done)
}

fn show(context: &mut Context) -> Ended {
    let mut open = context.open()?;
    let settings = *load!(open, Query::Settings, Settings);
    let there = *load!(open, Query::AtProvider, AtProvider);
    let texts = context.texts.clone();
    let road = |road| {
        Cell::Code(
            crate::domain::provider::Road::code(road),
            wording::road(&texts, road),
        )
    };
    let last = there.last_roster.as_ref();
    let deletes = there.capabilities.and_then(|known| known.deletes);
    let record = vec![
        Cell::Code(
            settings.provider.code(),
            wording::provider(&texts, settings.provider),
        ),
        road(settings.revoke_road),
        road(settings.delete_road),
        Cell::Flag(settings.provider_mails),
        Cell::Count(settings.package_rows),
        Cell::Count(settings.overdue_after.into()),
        Cell::Count(settings.calls_at_once.into()),
        Cell::Count(there.figures.open),
        Cell::Count(there.figures.prepared),
        Cell::Count(there.figures.by_hand),
        Cell::Count(there.figures.in_doubt),
        Cell::Count(there.figures.overdue),
        last.map_or(Cell::Nothing, |last| Cell::Moment(last.taken_at)),
        evidence(&texts, last),
        Cell::Count(there.gone),
        Cell::maybe(there.server.clone()),
        deletes.map_or(Cell::Nothing, Cell::Flag),
    ];
    context.show(&SHOWN, &record)?;
    Ok(Ending::Done)
}

fn evidence(texts: &Texts, found: Option<&Evidence>) -> Cell {
    let Some(found) = found else {
        return Cell::Nothing;
    };
    Cell::Object(vec![
        (
            "kind",
            Cell::Code(found.kind.code(), wording::evidence(texts, found.kind)),
        ),
        ("taken_at", Cell::Moment(found.taken_at)),
        ("received_at", Cell::Moment(found.received_at)),
        ("source", Cell::Text(found.source.clone())),
        ("sha256", Cell::maybe(found.sha256.clone())),
    ])
}

fn list(context: &mut Context, limit: Option<usize>) -> Ended {
    let mut open = context.open()?;
    context.list(
        &HANDOVERS,
        limit,
        |page| Ok(load!(open, Query::Handovers(page), Handovers).rows),
        record,
    )
}

fn one(context: &mut Context, open: &mut Open, handover: HandoverId) -> Ended {
    let found = load!(open, Query::Handover(handover), Handover);
    let texts = context.texts.clone();
    if let Some(found) = found {
        let record = record(&texts, &found);
        context.show(&HANDOVERS, &record)?;
    }
    Ok(Ending::Done)
}

fn record(texts: &Texts, handover: &Handover) -> Record {
    let state = handover.state();
    let file = handover.file.as_ref();
    vec![
        Cell::Number(handover.id.0),
        handover
            .batch
            .map_or(Cell::Nothing, |batch| Cell::Number(batch.0)),
        Cell::Code(
            handover.kind.code(),
            wording::request_kind(texts, handover.kind),
        ),
        Cell::Code(handover.road.code(), wording::road(texts, handover.road)),
        Cell::Code(
            HandoverState::code(state),
            wording::handover_state(texts, state),
        ),
        Cell::Count(handover.counts.changes),
        Cell::Count(handover.counts.confirmed),
        Cell::Count(handover.counts.refused),
        Cell::Count(handover.counts.overdue),
        Cell::maybe(file.map(|file| file.display().to_string())),
        Cell::maybe(handover.sha256.clone()),
        Cell::Number(handover.part.0.into()),
        Cell::Number(handover.part.1.into()),
        Cell::Moment(handover.prepared_at),
        handover.handed_at.map_or(Cell::Nothing, Cell::Moment),
    ]
}

fn changes(
    context: &mut Context,
    (handover, state): (Option<HandoverId>, Option<ChangeState>),
    limit: Option<usize>,
) -> Ended {
    let mut open = context.open()?;
    context.list(
        &CHANGES,
        limit,
        |page| {
            let query = Query::Changes {
                handover,
                state,
                page,
            };
            Ok(load!(open, query, Changes).rows)
        },
        change,
    )
}

fn change(texts: &Texts, change: &Change) -> Record {
    let number = |number: Option<i64>| number.map_or(Cell::Nothing, Cell::Number);
    vec![
        Cell::Number(change.id.0),
        number(change.handover.map(|handover| handover.0)),
        number(change.batch.map(|batch| batch.0)),
        Cell::Code(
            change.kind.code(),
            wording::request_kind(texts, change.kind),
        ),
        Cell::Code(
            change.state.code(),
            wording::change_state(texts, change.state, change.road),
        ),
        Cell::maybe(change.name.clone()),
        Cell::maybe(change.email.clone()),
        Cell::maybe(change.unique_id.clone()),
        Cell::Moment(change.since),
        words(texts, change),
        Cell::maybe(change.code.clone()),
        number(change.request.map(|request| request.0)),
        evidence(texts, change.evidence.as_ref()),
        Cell::Flag(change.kept_here),
        change.road.map_or(Cell::Nothing, |road| {
            Cell::Code(road.code(), wording::road(texts, road))
        }),
    ]
}

/// The provider's words; for people after the reason why it refused.
fn words(texts: &Texts, change: &Change) -> Cell {
    match (&change.words, wording::change_words(texts, change)) {
        (Some(words), Some(said)) => Cell::Worded(words.clone(), said),
        (None, Some(said)) => Cell::WordedJson(serde_json::Value::Null, said),
        (_, None) => Cell::Nothing,
    }
}

/// A moment as it was typed, in the time zone of whoever typed it; `file` is when a file was changed last.
fn moment(context: &Context, typed: &str, file: Option<&Path>) -> Result<Timestamp> {
    let changed = || {
        let modified = std::fs::metadata(file?).ok()?.modified().ok()?;
        let since = modified.duration_since(std::time::UNIX_EPOCH).ok()?;
        i64::try_from(since.as_secs()).ok().map(Timestamp)
    };
    let found = match typed {
        "now" => Some(context.surroundings.clock.now()),
        "file" => changed(),
        typed => context.zone.moment(typed),
    };
    found.ok_or_else(|| {
        let typed = typed.to_owned();
        Error::Usage(say!(context.texts, "cli-no-moment", typed = typed))
    })
}

/// The rows of a results file that mean nobody.
const STRANGERS: [Column; 4] = [
    figures("line", "out-line"),
    text("said", "out-said"),
    text("code", "out-code"),
    text("message", "out-message"),
];

fn results(context: &mut Context, file: &Path, (message, rows): (Option<&str>, bool)) -> Ended {
    let mut open = context.open()?;
    let incoming = context.incoming(file)?;
    let token = open
        .reader
        .read_provider_results(&open.session, incoming.path(), message)?;
    let op = Op::Provider(ProviderOp::Results(token));
    let outcome = match open.service.execute(&open.session, &op, None) {
        Ok(outcome) => outcome,
        Err(error) => {
            if let Error::Refused(Reason::NoResults(effect)) = &error {
                results_rows(context, effect, rows)?;
            }
            return Err(error.into());
        }
    };
    context.output.note_act();
    let mut all_well = true;
    if let Receipt::Provider(ProviderReceipt::Results(effect)) = &outcome.receipt {
        all_well = effect.refused + effect.unknown() == 0;
        results_rows(context, effect, rows)?;
    }
    let said = wording::receipt(&context.texts, &outcome.receipt);
    context.output.narrate(&said);
    if let Receipt::Provider(ProviderReceipt::Results(effect)) = &outcome.receipt
        && !rows
    {
        for line in wording::strangers(&context.texts, &effect.strangers) {
            context.output.complain(&line);
        }
    }
    all_well &= conclude(context, &mut open)?;
    Ok(Ending::good(all_well))
}

/// What the rows of a results file are, for machines; in a table those that mean nobody, where they are asked for.
fn results_rows(context: &mut Context, effect: &ResultsEffect, all: bool) -> Result<()> {
    let texts = context.texts.clone();
    let (named, more) = if all {
        (&effect.strangers[..], 0)
    } else {
        first_strangers(&effect.strangers)
    };
    let stranger = |row: &Stranger| -> Record {
        vec![
            Cell::Number(row.line.into()),
            Cell::Text(row.said.clone()),
            Cell::Code(row.why.code(), row.why.code().to_owned()),
            Cell::Text(wording::why_nobody(&texts, row.why)),
        ]
    };
    if context.format == Format::Table {
        let mut list = List::new(&STRANGERS, context.format, &texts);
        if all {
            let rows: Vec<Record> = named.iter().map(stranger).collect();
            list.page(&mut context.output, &rows)?;
            list.end(&mut context.output)?;
        }
        return Ok(());
    }
    let objects = named.iter().map(|row| {
        let headings = STRANGERS.iter().map(|column| column.name);
        Cell::Object(headings.zip(stranger(row)).collect())
    });
    let columns = [
        "rows",
        "refused",
        "unknown",
        "again",
        "well",
        "strangers",
        "strangers_more",
    ];
    let counts = [
        effect.rows(),
        effect.refused,
        effect.unknown(),
        effect.again,
        effect.well,
    ];
    let mut record: Record = counts.map(Cell::Count).to_vec();
    record.push(Cell::Array(objects.collect()));
    record.push(Cell::Count(more));
    context.show(&columns.map(machine), &record)
}

fn roster(context: &mut Context, arguments: &RosterArguments) -> Ended {
    let mut open = context.open()?;
    let taken_at = moment(context, &arguments.taken, Some(&arguments.file))?;
    let incoming = context.incoming(&arguments.file)?;
    let (file, said) = (incoming.path(), &arguments.columns);
    let begun = columns::begin::<RosterField>(context, &mut open, file, said)?;
    let Some(found) = columns::columns(context, &begun, &said.mapping)? else {
        return Ok(Ending::InPart);
    };
    let license = arguments.license.clone().or(begun.license);
    let mut import = columns::in_order(said.orders(None), begun.orders, |orders| {
        let choice = RosterChoice {
            columns: found.clone(),
            license: license.clone(),
            order: orders.dates,
            served: None,
        };
        open.reader
            .read_provider_roster(&open.session, file, &choice)
    })?;
    import.options.make_licenses = arguments.make_licenses;
    let roster = ProviderRoster {
        import,
        taken_at,
        phrase: arguments.confirm.clone(),
    };
    take(context, &mut open, (roster, None), arguments.check)
}
