//! `provider gone` and `provider accept`: who is gone at the provider without our doing, and their erasure here, by a batch
//! that is reviewed and confirmed like any other.

use super::reviewing::review_of;
use super::running;
use crate::cli::Ended;
use crate::cli::args::Confirmation;
use crate::cli::context::{Context, load};
use crate::cli::sheet::{Cell, Column, Record, figures, text};
use crate::domain::provider::GoneLearner;
use crate::domain::query::{Query, ReviewSource};
use crate::texts::Texts;

const GONE: [Column; 5] = [
    figures("user", "out-user"),
    text("name", "out-name"),
    text("primary_email_address", "out-email"),
    text("unique_user_id", "out-unique-id"),
    text("missed_at", "out-missed-at"),
];

/// Lists who is gone.
pub(super) fn list(context: &mut Context, limit: Option<usize>) -> Ended {
    let mut open = context.open()?;
    context.list(
        &GONE,
        limit,
        |page| Ok(load!(open, Query::Gone(page), Gone).rows),
        record,
    )
}

fn record(_: &Texts, gone: &GoneLearner) -> Record {
    vec![
        Cell::Number(gone.user.0),
        Cell::Text(gone.name.clone()),
        Cell::maybe(gone.email.clone()),
        Cell::maybe(gone.unique_id.clone()),
        Cell::Moment(gone.missed_at),
    ]
}

/// Reviews the erasure here of who is gone, all or those that are named, and carries it out once it is confirmed.
pub(super) fn accept(context: &mut Context, keys: &[String], how: &Confirmation) -> Ended {
    running::refuse_unasked(context, how)?;
    let mut open = context.open()?;
    let mut users = Vec::with_capacity(keys.len());
    for key in keys {
        users.push(open.find(key)?);
    }
    let source = ReviewSource::Gone((!keys.is_empty()).then_some(users));
    let review = review_of(context, &mut open, &source, None)?;
    running::through(context, &mut open, &review, how)
}
