//! `operators session`: who is here over SSH, and ending a session.

use crate::cli::Ended;
use crate::cli::args::SessionVerb;
use crate::cli::context::{Context, Open, load};
use crate::cli::sheet::{Cell, Column, List, Record, machine, text};
use crate::cli::verbs::{done, warn_and_act};
use crate::domain::op::Op;
use crate::domain::query::Query;
use crate::domain::sitting::{Sitting, SittingKind};
use crate::domain::ssh::SshOp;
use crate::say;

const COLUMNS: [Column; 8] = [
    text("session", "out-number"),
    machine("operator"),
    text("name", "out-name"),
    text("since", "out-since"),
    text("kind", "out-kind"),
    text("address", "out-address"),
    text("fingerprint", "out-fingerprint"),
    text("authority", "log-detail-authority"),
];

/// Runs a verb of sessions.
pub(super) fn run(context: &mut Context, open: &mut Open, verb: SessionVerb) -> Ended {
    match verb {
        SessionVerb::List => list(context, open),
        SessionVerb::End { number } => {
            let op = Op::Ssh(SshOp::EndSession(number));
            warn_and_act(context, open, &op).map(done)
        }
    }
}

fn list(context: &mut Context, open: &mut Open) -> Ended {
    let found = load!(open, Query::Sittings, Sittings);
    let texts = context.texts.clone();
    if !found.served {
        context.output.narrate(&say!(texts, "sessions-not-served"));
    }
    let records: Vec<Record> = found.rows.iter().map(record).collect();
    let mut list = List::new(&COLUMNS, context.format, &texts);
    list.page(&mut context.output, &records)?;
    Ok(list.end(&mut context.output).map(done)?)
}

fn record(sitting: &Sitting) -> Record {
    let codes: Vec<_> = sitting.kinds.kinds().map(SittingKind::code).collect();
    let told = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    vec![
        Cell::Number(sitting.id),
        Cell::Number(sitting.operator.0),
        Cell::Text(sitting.name.clone()),
        Cell::Moment(sitting.since),
        Cell::Text(codes.join(",")),
        Cell::maybe(told(&sitting.address)),
        Cell::maybe(told(&sitting.key)),
        Cell::maybe(sitting.authority.clone()),
    ]
}
