//! Reviews that verbs of deletions begin with, and the batches that they name.

use std::path::Path;

use crate::cli::context::{Context, Failure, Open, load};
use crate::cli::quoting::quoted_path;
use crate::cli::summary;
use crate::domain::batch::{Batch, Review};
use crate::domain::id::BatchId;
use crate::domain::query::{Query, ReviewSource};
use crate::domain::reason::Reason;
use crate::error::Error;
use crate::{say, wording};

/// Reviews a file; a Terminated one has its summary written.
pub(super) fn review(
    context: &mut Context,
    open: &mut Open,
    file: &Path,
) -> std::result::Result<Review, Failure> {
    let incoming = context.upload(file)?;
    let source = ReviewSource::File(incoming.path().to_owned());
    review_of(context, open, &source, Some(incoming.path()))
}

/// Reviews a file, or learners who become one.
pub(super) fn review_of(
    context: &mut Context,
    open: &mut Open,
    source: &ReviewSource,
    file: Option<&Path>,
) -> std::result::Result<Review, Failure> {
    let what = say!(context.texts, "cli-checking");
    let reviewed = context.watched(&what, |watch| {
        open.reader.review(&open.session, source, watch)
    });
    let review = reviewed.or_else(|error| Err(of_terminated(context, file, error)?))?;
    for warning in &review.warnings {
        let said = wording::review_warning(&context.texts, *warning);
        context.output.complain(&said);
    }
    for said in wording::read_otherwise(&context.texts, &review.read_otherwise) {
        context.output.complain(&said);
    }
    Ok(review)
}

/// Writes the summary of a file that fails as a whole; one that may be a list of leavers has its way named.
pub(super) fn of_terminated(
    context: &mut Context,
    file: Option<&Path>,
    error: Error,
) -> std::result::Result<Failure, Failure> {
    let (Error::Terminated(terminated), Some(file)) = (&error, file) else {
        return Ok(error.into());
    };
    summary::of_terminated(context, file, terminated)?;
    if !terminated.cause.may_be_a_list() {
        return Ok(error.into());
    }
    let advice = say!(
        context.texts,
        "cli-advice-prepare",
        file = quoted_path(file)
    );
    Ok(Failure::advised(error, advice))
}

/// Loads a batch.
pub(super) fn batch(open: &mut Open, batch: BatchId) -> std::result::Result<Box<Batch>, Failure> {
    let found = load!(open, Query::Batch(batch), Batch);
    found.ok_or_else(|| Error::Refused(Reason::BatchGone).into())
}
