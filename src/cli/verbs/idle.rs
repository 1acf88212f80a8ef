//! `licenses idle`: who holds a seat and does not use it, and how it comes back.

use super::{done, letters, sure};
use crate::cli::Ended;
use crate::cli::args::IdleArguments;
use crate::cli::context::{Context, Failure, Open, load};
use crate::cli::output::Format;
use crate::cli::pages::pages;
use crate::cli::sheet::{Cell, Column, List, Record, figures, machine, object, text};
use crate::domain::idle::{IdleFigures, IdleSeat};
use crate::domain::op::{Op, PeopleOp};
use crate::domain::plan::{Plan, Receipt};
use crate::domain::provider::ProviderReceipt;
use crate::domain::query::Query;
use crate::domain::time::Timestamp;
use crate::texts::Texts;
use crate::{formats, say, wording};

const COLUMNS: [Column; 9] = [
    machine("id"),
    text("name", "out-name"),
    text("primary_email_address", "out-email"),
    text("unique_user_id", "out-unique-id"),
    text("licenses", "out-licenses"),
    text("idle", "out-idle"),
    machine("since"),
    machine("last_active"),
    text("keeps", "idle-keeps"),
];

const DONE: [Column; 4] = [
    figures("revoked", "out-revoked"),
    figures("prepared", "out-prepared"),
    figures("seats", "out-seats"),
    figures("kept", "out-kept"),
];

/// Lists idle seats, or has them come back.
pub(super) fn run(context: &mut Context, open: &mut Open, arguments: &IdleArguments) -> Ended {
    if arguments.revoke {
        return revoke(context, open, arguments);
    }
    let texts = context.texts.clone();
    let now = context.surroundings.clock.now();
    let days = arguments.days;
    let mut list = List::new(&COLUMNS, context.format, &texts);
    let output = &mut context.output;
    let mut found = IdleFigures::default();
    pages(
        arguments.limit.limit,
        |page| {
            let seats = load!(open, Query::IdleSeats { days, page }, IdleSeats);
            found = seats.figures;
            Ok(seats.window.rows)
        },
        |rows: Vec<IdleSeat>| {
            let records: Vec<Record> = rows.iter().map(|row| record(&texts, row, now)).collect();
            list.page(output, &records)?;
            Ok(!output.is_closed())
        },
    )?;
    list.end(&mut context.output)?;
    for line in told(&texts, &found) {
        context.output.narrate(&line);
    }
    Ok(done(()))
}

/// The figures of a list, and how far they can be trusted.
fn told(texts: &Texts, found: &IdleFigures) -> [String; 2] {
    let figures = say!(
        texts,
        "idle-figures",
        learners = found.learners(),
        seats = found.seats,
        never = found.never_came
    );
    let known = match found.known_until {
        Some(at) => say!(
            texts,
            "idle-known-until",
            date = formats::day_told(texts, at)
        ),
        None => say!(texts, "idle-known-never"),
    };
    [figures, known]
}

fn record(texts: &Texts, seat: &IdleSeat, now: Timestamp) -> Record {
    vec![
        Cell::Number(seat.user.0),
        Cell::Text(seat.name.clone()),
        Cell::maybe(seat.email.as_ref().map(ToString::to_string)),
        Cell::maybe(seat.unique_id.as_ref().map(ToString::to_string)),
        Cell::Several(seat.licenses.clone()),
        Cell::Code(seat.idle.way.code(), wording::idle(texts, seat, now)),
        Cell::Moment(seat.idle.since),
        Cell::maybe_day(seat.last_active),
        match &seat.keeps {
            Some(reason) => Cell::Code(reason.code(), wording::reason(texts, reason)),
            None => Cell::Nothing,
        },
    ]
}

/// Takes the seats back from everybody who does not keep theirs, and says who does.
fn revoke(context: &mut Context, open: &mut Open, arguments: &IdleArguments) -> Ended {
    let days = arguments.days;
    let users = load!(open, Query::IdleIds(days), IdleIds);
    let op = Op::People(PeopleOp::ReclaimSeats { users, days });
    let plan = open.reader.plan(&open.session, &op)?;
    if arguments.preview {
        context.output.narrate(&comes_to(&context.texts, &plan));
        return letters::preview(context, open, &op);
    }
    for (target, reason) in &plan.refused {
        let said = wording::reason(&context.texts, reason);
        let said = format!("{}: {said}", target.identifier());
        context.output.narrate(&said);
    }
    for warning in &plan.warnings {
        let said = wording::warning(&context.texts, warning);
        context.output.narrate(&said);
    }
    if plan.reaches == 0 {
        let said = if plan.refused_total == 0 {
            say!(context.texts, "idle-none", days = u64::from(days))
        } else {
            say!(context.texts, "idle-all-keep")
        };
        context.output.narrate(&said);
        return outcome(context, [0, 0, 0, plan.refused_total]);
    }
    let warning = comes_to(&context.texts, &plan);
    sure(context, &warning, arguments.yes)?;
    let figures = match context.act(open, &op)? {
        Receipt::SeatsReclaimed {
            count,
            seats,
            refused,
        } => [count, 0, seats, refused],
        Receipt::Provider(ProviderReceipt::Prepared(_, count, _, refused)) => {
            [0, count, 0, refused]
        }
        other => return Err(Failure::from(unexpected(&other))),
    };
    outcome(context, figures)
}

fn unexpected(receipt: &Receipt) -> crate::error::Error {
    crate::error::Error::Bug(format!("seats came back as {receipt:?}"))
}

/// What taking the seats back comes to.
fn comes_to(texts: &Texts, plan: &Plan) -> String {
    say!(
        texts,
        "cli-warn-reclaim",
        count = plan.reaches,
        seats = plan.seats,
        kept = plan.refused_total
    )
}

/// What was done, for machines; people have heard it.
fn outcome(context: &mut Context, figures: [u64; 4]) -> Ended {
    if context.format == Format::Table {
        return Ok(done(()));
    }
    let record = figures.map(Cell::Count).to_vec();
    let texts = context.texts.clone();
    object(&mut context.output, &texts, context.format, &DONE, &record)?;
    Ok(done(()))
}
