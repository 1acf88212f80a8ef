//! `deletions`: batches, their files, and deleted identifiers.

use std::path::Path;

use super::reviewing::{batch, review};
use super::signing;
use super::{done, letters, misfits, package, running, sure};
use crate::cli::args::{DeletionsVerb, Target};
use crate::cli::context::{Context, Failure, Open, load};
use crate::cli::output::Format;
use crate::cli::pages::pages;
use crate::cli::sheet::{Cell, Column, List, Record, figures, machine, text};
use crate::cli::{Ended, Ending, summary, whom};
use crate::domain::batch::{BatchRow, Review, ReviewToken, RowOutcome, Tombstone};
use crate::domain::case::Case;
use crate::domain::id::BatchId;
use crate::domain::identifier::IdentifierKind;
use crate::domain::op::{AccountOp, BatchOp, Op, ReleaseScope};
use crate::domain::query::{Export, Query, TombstoneAnswer};
use crate::domain::reason::Reason;
use crate::error::Error;
use crate::service::{CertificateVerdict, TEMPLATE, TEMPLATE_NAME};
use crate::texts::Texts;
use crate::{say, wording};

const ROW_COLUMNS: [Column; 6] = [
    figures("line", "out-line"),
    text("primary_email_address", "out-email"),
    text("unique_user_id", "out-unique-id"),
    text("outcome", "out-outcome"),
    text("message", "out-message"),
    machine("hint"),
];

const FOUND_COLUMNS: [Column; 12] = [
    machine("answer"),
    machine("user"),
    machine("deleted_at"),
    machine("batch"),
    machine("line"),
    machine("operator"),
    machine("released_at"),
    machine("released_by"),
    machine("reason"),
    machine("given_up_at"),
    machine("given_up_by"),
    machine("readings"),
];

/// Runs a verb of deletions.
pub(super) fn run(context: &mut Context, verb: DeletionsVerb) -> Ended {
    match verb {
        DeletionsVerb::Template { target } => {
            let written = context.write(TEMPLATE.as_bytes(), &target, TEMPLATE_NAME);
            written
                .map(done)
                .map_err(|error| context.force_advised(error))
        }
        DeletionsVerb::Check { file, rows } => check(context, &file, rows),
        DeletionsVerb::Run(arguments) => running::run(context, &arguments),
        DeletionsVerb::List { limit } => list(context, limit.limit),
        DeletionsVerb::Show {
            batch,
            rows,
            outcome,
        } => show(context, BatchId(batch), rows, outcome),
        DeletionsVerb::Results { batch, all, target } => {
            results(context, BatchId(batch), all, &target)
        }
        DeletionsVerb::Cancel { batch } => running::cancel(context, BatchId(batch)),
        DeletionsVerb::Withdraw { batch } => {
            act(context, &Op::Batch(BatchOp::Withdraw(BatchId(batch))))
        }
        DeletionsVerb::Approve {
            batch,
            plan,
            yes,
            preview,
        } => approve(context, BatchId(batch), plan, (yes, preview)),
        DeletionsVerb::Resume {
            batch,
            no_purge,
            preview,
        } => running::resume(context, BatchId(batch), no_purge, preview),
        DeletionsVerb::Certificate {
            batch,
            verify,
            page,
            target,
        } => match (verify, batch) {
            (Some(file), _) => verify_certificate(context, &file),
            (None, Some(batch)) => {
                let mut open = context.open()?;
                let export = if page {
                    Export::CertificatePage(BatchId(batch), context.texts.language())
                } else {
                    Export::Certificate(BatchId(batch))
                };
                Ok(context.export(&mut open, &export, &target).map(done)?)
            }
            (None, None) => Ok(Ending::Done),
        },
        DeletionsVerb::SigningKey(arguments) => signing::key(context, &arguments),
        DeletionsVerb::Find { key } => find(context, key),
        DeletionsVerb::Release { key, only, reason } => release(context, key, only, reason),
        DeletionsVerb::Prepare(arguments) => misfits::prepare(context, &arguments),
        DeletionsVerb::Correct(arguments) => misfits::correct(context, &arguments),
        DeletionsVerb::Package { file, out, force } => {
            package::package(context, &file, &out, force)
        }
    }
}

fn act(context: &mut Context, op: &Op) -> Ended {
    let mut open = context.open()?;
    context.act(&mut open, op).map(done)
}

/// Approves a batch as it was seen, or as it is staged now.
fn approve(
    context: &mut Context,
    id: BatchId,
    plan: Option<String>,
    (yes, preview): (bool, bool),
) -> Ended {
    let mut open = context.open()?;
    let seen = batch(&mut open, id)?;
    // Whoever names the plan has seen it.
    let yes = yes || plan.is_some();
    let plan_sha256 = plan.unwrap_or(seen.plan_sha256);
    let op = Op::Batch(BatchOp::Approve {
        batch: id,
        plan_sha256,
    });
    if preview {
        return letters::preview(context, &mut open, &op);
    }
    // Nobody is asked for what is refused anyway.
    open.reader.plan(&open.session, &op)?;
    let warning = say!(context.texts, "cli-warn-approve", count = seen.planned);
    sure(context, &warning, yes)?;
    context.act(&mut open, &op)?;
    let batch = batch(&mut open, id)?;
    Ok(summary::of_batch(context, &batch).map(done)?)
}

fn check(context: &mut Context, file: &Path, rows: bool) -> Ended {
    let mut open = context.open()?;
    let review = review(context, &mut open, file)?;
    checked(context, &mut open, &review, rows)
}

/// Writes what a review found, and forgets it: nothing is deleted.
pub(super) fn checked(
    context: &mut Context,
    open: &mut Open,
    review: &Review,
    rows: bool,
) -> Ended {
    let written = if rows {
        review_rows(context, open, review.token)
    } else {
        whom::of_review(open, review)
            .and_then(|whom| Ok(summary::of_review(context, review, &whom)?))
    };
    open.reader.drop_review(review.token);
    written?;
    if review.tally.rows == 0 {
        context
            .output
            .narrate(&say!(context.texts, "file-without-rows"));
    }
    if let Some(batch) = review.earlier_batch {
        let batch = batch.to_string();
        let said = say!(context.texts, "reason-already-batch", batch = batch);
        context.output.narrate(&said);
    }
    context
        .output
        .narrate(&say!(context.texts, "cli-nothing-deleted"));
    Ok(Ending::good(review.counts.failed() == 0))
}

fn list(context: &mut Context, limit: Option<usize>) -> Ended {
    let mut open = context.open()?;
    let now = context.surroundings.clock.now();
    context.list(
        &summary::BATCH_COLUMNS,
        limit,
        |page| Ok(load!(open, Query::Batches(page), Batches).rows),
        |texts, batch| summary::batch_record(texts, batch, now),
    )
}

fn show(context: &mut Context, id: BatchId, rows: bool, outcome: Option<RowOutcome>) -> Ended {
    let mut open = context.open()?;
    let batch = batch(&mut open, id)?;
    if !rows {
        let whom = whom::of_batch(&mut open, &batch)?;
        let case = load!(open, Query::Case(id), Case);
        let case = Some(case).filter(Case::is_chain);
        return Ok(summary::of_shown(context, &batch, whom.as_ref(), case.as_ref()).map(done)?);
    }
    let texts = context.texts.clone();
    let load = |page| {
        let query = Query::BatchRows {
            batch: id,
            outcome,
            page,
        };
        Ok(load!(open, query, BatchRows).rows)
    };
    write_rows(context, &texts, false, load).map(done)
}

fn review_rows(
    context: &mut Context,
    open: &mut Open,
    review: ReviewToken,
) -> std::result::Result<(), Failure> {
    let texts = context.texts.clone();
    let load = |page| {
        let query = Query::ReviewRows {
            review,
            outcome: None,
            page,
        };
        Ok(load!(open, query, ReviewRows).rows)
    };
    write_rows(context, &texts, true, load)
}

fn write_rows(
    context: &mut Context,
    texts: &Texts,
    in_review: bool,
    load: impl FnMut(crate::domain::Page) -> std::result::Result<Vec<BatchRow>, Failure>,
) -> std::result::Result<(), Failure> {
    let mut list = List::new(&ROW_COLUMNS, context.format, texts);
    let output = &mut context.output;
    pages(None, load, |rows: Vec<BatchRow>| {
        let rows = rows.iter();
        let records: Vec<Record> = rows.map(|row| row_record(texts, row, in_review)).collect();
        list.page(output, &records)?;
        Ok(!output.is_closed())
    })?;
    Ok(list.end(&mut context.output)?)
}

fn row_record(texts: &Texts, row: &BatchRow, in_review: bool) -> Record {
    let (email, id) = row.text.clone().unzip();
    let outcome = match row.outcome {
        None => Cell::Code("pending", say!(texts, "outcome-pending")),
        Some(RowOutcome::Deleted) if in_review => {
            Cell::Code("would_delete", say!(texts, "outcome-would-delete"))
        }
        Some(outcome) => Cell::Code(outcome.code(), wording::outcome(texts, outcome)),
    };
    vec![
        Cell::Number(row.line.into()),
        Cell::maybe(email),
        Cell::maybe(id),
        outcome,
        Cell::Text(wording::batch_row_said(texts, row, in_review)),
        Cell::maybe(row.hint.as_ref().map(|hint| hint.identifier.clone())),
    ]
}

fn results(context: &mut Context, id: BatchId, all: bool, target: &Target) -> Ended {
    let mut open = context.open()?;
    let export = Export::Results { batch: id, all };
    let all_rows = say!(context.texts, "cli-advice-all-rows", batch = id.to_string());
    let advised = |failure: Failure| match failure.error {
        Error::Refused(Reason::NoFailedRows) => Failure::advised(failure.error, all_rows.clone()),
        _ => failure,
    };
    if target.output.is_some() {
        let exported = context.export(&mut open, &export, target);
        return exported.map(done).map_err(advised);
    }
    let batch = batch(&mut open, id)?;
    let is_usual = !all && !context.is_for_excel();
    let written = batch.results_file.filter(|path| path.exists() && is_usual);
    let path = match written {
        Some(path) if !target.force => path,
        _ => open
            .reader
            .export(
                &open.session,
                &context.as_asked(&export),
                None,
                target.force,
            )
            .map_err(|error| advised(context.force_advised(error)))?,
    };
    Ok(context.place(&path).map(done)?)
}

fn verify_certificate(context: &mut Context, file: &Path) -> Ended {
    let mut open = context.open()?;
    let incoming = context.upload(file)?;
    let verdict = open
        .reader
        .verify_certificate(&open.session, incoming.path())?;
    let mut checked = Vec::new();
    let (code, batch, said) = match verdict {
        CertificateVerdict::Genuine(certificate, by_signature) => {
            checked.push("mark");
            checked.extend(by_signature.then_some("signature"));
            let texts = &context.texts;
            let number = certificate.batch.to_string();
            let genuine = say!(texts, "cli-certificate-genuine", batch = number);
            let how = if by_signature {
                say!(texts, "cli-certificate-by-both")
            } else {
                say!(texts, "cli-certificate-by-mark")
            };
            (
                "genuine",
                Some(certificate.batch),
                format!("{genuine} {how}"),
            )
        }
        CertificateVerdict::NotGenuine => (
            "not_genuine",
            None,
            say!(context.texts, "cli-certificate-not-genuine"),
        ),
        CertificateVerdict::NotACertificate => (
            "not_a_certificate",
            None,
            say!(context.texts, "cli-certificate-not-one"),
        ),
    };
    if context.format == Format::Table {
        context.output.line(&said)?;
    } else {
        let columns = ["certificate", "batch", "checked"].map(machine);
        let record = vec![
            Cell::Code(code, String::new()),
            batch.map_or(Cell::Nothing, Cell::Number),
            Cell::Json(serde_json::json!(checked)),
        ];
        context.show(&columns, &record)?;
    }
    Ok(Ending::good(code == "genuine"))
}

fn find(context: &mut Context, key: String) -> Ended {
    let mut open = context.open()?;
    let answer = load!(open, Query::AskTombstones(key), AskTombstones);
    if context.format == Format::Table {
        let said = wording::tombstone_answer(&context.texts, &answer);
        return Ok(context.output.line(&said).map(done)?);
    }
    let record = found_cells(&answer);
    context.show(&FOUND_COLUMNS, &record)?;
    Ok(Ending::Done)
}

/// An answer of the tombstones for machines, in the order of [`FOUND_COLUMNS`].
fn found_cells(answer: &TombstoneAnswer) -> Record {
    let (code, user, tombstone, release) = match answer {
        TombstoneAnswer::NotAnIdentifier => ("not_an_identifier", None, None, None),
        TombstoneAnswer::NeverSeen => ("never_seen", None, None, None),
        TombstoneAnswer::GivenUp(given_up) => {
            let tombstone = given_up.tombstone.as_ref();
            let here = tombstone.is_none().then_some(given_up.user.0);
            ("given_up", here, tombstone, None)
        }
        TombstoneAnswer::StillHere(user, before) => {
            let before = before.as_deref();
            let tombstone = before.map(|release| &release.tombstone);
            ("still_here", Some(user.0), tombstone, before)
        }
        TombstoneAnswer::Deleted(tombstone) => ("deleted", None, Some(tombstone), None),
        TombstoneAnswer::Released(release) => {
            let tombstone = Some(&release.tombstone);
            ("released", None, tombstone, Some(&**release))
        }
        TombstoneAnswer::TwoFit(_) => ("two_fit", None, None, None),
        TombstoneAnswer::KeyLost => ("key_lost", None, None, None),
    };
    let mut record = vec![
        Cell::Code(code, String::new()),
        user.map_or(Cell::Nothing, Cell::Number),
    ];
    record.extend(tombstone_cells(tombstone));
    record.push(
        release
            .and_then(|release| release.at)
            .map_or(Cell::Nothing, Cell::Moment),
    );
    record.push(Cell::maybe(
        release.and_then(|one| one.operator_name.clone()),
    ));
    record.push(Cell::maybe(release.map(|one| one.reason.clone())));
    let given_up = match answer {
        TombstoneAnswer::GivenUp(given_up) => Some(given_up),
        _ => None,
    };
    record.push(given_up.map_or(Cell::Nothing, |one| Cell::Moment(one.at)));
    record.push(Cell::maybe(
        given_up.and_then(|one| one.operator_name.clone()),
    ));
    record.push(match answer {
        TombstoneAnswer::TwoFit(answers) => Cell::Array(answers.iter().map(as_read).collect()),
        _ => Cell::Nothing,
    });
    record
}

/// One of two answers, with how the text was read for it.
fn as_read((kind, answer): &(IdentifierKind, TombstoneAnswer)) -> Cell {
    let read_as = match kind {
        IdentifierKind::Email => "email",
        IdentifierKind::UniqueId => "unique_id",
    };
    let names = FOUND_COLUMNS.iter().map(|column| column.name);
    let cells = names.zip(found_cells(answer));
    let read_as = [("read_as", Cell::Code(read_as, String::new()))];
    Cell::Object(read_as.into_iter().chain(cells).collect())
}

fn tombstone_cells(tombstone: Option<&Tombstone>) -> [Cell; 4] {
    let Some(tombstone) = tombstone else {
        return [const { Cell::Nothing }; 4];
    };
    [
        Cell::Moment(tombstone.deleted_at),
        Cell::Number(tombstone.batch.0),
        tombstone
            .line
            .map_or(Cell::Nothing, |line| Cell::Number(line.into())),
        Cell::Text(tombstone.operator_name.clone()),
    ]
}

fn release(context: &mut Context, key: String, only: bool, reason: String) -> Ended {
    let scope = if only {
        ReleaseScope::Typed
    } else {
        ReleaseScope::Whole
    };
    let op = Op::Account(AccountOp::ReleaseIdentifier { key, scope, reason });
    act(context, &op)
}
