//! The columns of a file: found by their headers, sent where the call says, and never left out without a word.

use std::path::Path;

use super::args::{ColumnsArguments, Mapping};
use super::context::{Context, Failure, Open};
use crate::domain::columns::{Column, Columns, Destination, Field, HeaderLine, Origin};
use crate::domain::op::{ImportOp, Op};
use crate::error::{Error, Result as Done};
use crate::sanitise::visible;
use crate::say;
use crate::service::{Begun, HeaderNames, Orders};
use crate::texts::Texts;

/// Refuses to forget where nothing shall be changed.
pub(super) fn forgets_only(
    context: &Context,
    check: bool,
    said: &ColumnsArguments,
) -> Result<(), Failure> {
    if check && said.forget_columns {
        let told = say!(context.texts, "cli-usage-check-forgets");
        return Err(Error::Usage(told).into());
    }
    Ok(())
}

/// Begins the import of a file: what is remembered of its header line is used, and said, unless it shall be forgotten.
pub(super) fn begin<F: Field>(
    context: &mut Context,
    open: &mut Open,
    file: &Path,
    said: &ColumnsArguments,
) -> Result<Begun<F>, Failure> {
    let begun = open.reader.begin_import::<F>(&open.session, file)?;
    if said.forget_columns {
        let op = Op::Import(ImportOp::ForgetColumns(HeaderLine {
            kind: F::KIND,
            headers: begun.beginning.headers,
        }));
        context.act(open, &op)?;
        return Ok(open.reader.begin_import(&open.session, file)?);
    }
    if begun.is_remembered {
        let told = say!(context.texts, "cli-columns-remembered");
        context.output.narrate(&told);
    }
    Ok(begun)
}

/// Reads a file with what was said of its dates and times. Where nothing was and they can be read in two ways, they are
/// read as is remembered.
pub(super) fn in_order<T>(
    mut said: Orders,
    remembered: Orders,
    mut read: impl FnMut(Orders) -> Done<T>,
) -> Done<T> {
    loop {
        let reason = match read(said) {
            Err(Error::Refused(reason)) => reason,
            read => return read,
        };
        let before = said;
        if reason.asks_for_the_order_of_dates() {
            said.dates = said.dates.or(remembered.dates);
        } else if reason.asks_for_the_order_of_times() {
            said.times = said.times.or(remembered.times);
        }
        if said == before {
            return Err(Error::Refused(reason));
        }
    }
}

/// The columns of a file, or none where some are open: they are named, with what to do.
pub(super) fn columns<F: Field>(
    context: &mut Context,
    begun: &Begun<F>,
    said: &Mapping,
) -> Result<Option<Columns<F>>, Failure> {
    let names = HeaderNames::<F>::read().map_err(|error| Error::Bug(error.to_string()))?;
    let beginning = &begun.beginning;
    let mut columns = begun.columns.clone();
    for (header, to) in destinations(context, said, &names)? {
        let is_meant =
            |column: &Column<F>| column.header.trim().eq_ignore_ascii_case(header.trim());
        let mut all = columns.0.iter();
        // Of two columns with one header the one that is open is meant.
        let open = all.position(|column| is_meant(column) && column.goes.is_none());
        let place = open.or_else(|| columns.0.iter().position(is_meant));
        let Some(place) = place else {
            let header = visible(header).into_owned();
            let told = say!(context.texts, "cli-columns-no-header", header = header);
            return Err(Failure::not_typed(told));
        };
        columns.send(place, to, Origin::Chosen);
    }
    if said.ignore_unknown {
        let open: Vec<usize> = (0..columns.0.len())
            .filter(|place| columns.0[*place].goes.is_none())
            .collect();
        for place in open {
            columns.send(place, Destination::Ignored, Origin::Chosen);
        }
    }
    let open = open_lines(&context.texts, &columns, &beginning.samples);
    if open.is_empty() {
        return Ok(Some(columns));
    }
    let count = open.len() as u64;
    let told = say!(context.texts, "cli-columns-open", count = count);
    context.output.complain(&told);
    for line in open {
        context.output.complain(&line);
    }
    let told = say!(context.texts, "cli-columns-open-means");
    context.output.complain(&told);
    Ok(None)
}

/// Where the words that were typed send columns, those first that name a destination.
fn destinations<'s, F: Field>(
    context: &Context,
    said: &'s Mapping,
    names: &HeaderNames<F>,
) -> Result<Vec<(&'s str, Destination<F>)>, Failure> {
    let mut chosen = Vec::new();
    for pair in &said.map {
        let destination = pair
            .rsplit_once('=')
            .and_then(|(header, to)| Some((header, names.typed(header, to)?)));
        let Some(destination) = destination else {
            let told = say!(context.texts, "cli-columns-bad-map", said = pair.clone());
            return Err(Failure::not_typed(told));
        };
        chosen.push(destination);
    }
    let ignored = said.ignore.iter();
    chosen.extend(ignored.map(|header| (header.as_str(), Destination::Ignored)));
    Ok(chosen)
}

/// A line for each column that goes nowhere yet, with what stands in it.
fn open_lines<F: Field>(
    texts: &Texts,
    columns: &Columns<F>,
    samples: &[Vec<String>],
) -> Vec<String> {
    let open = columns.0.iter().zip(samples);
    open.filter(|(column, _)| column.goes.is_none())
        .map(|(column, samples)| {
            let header = visible(column.header.trim()).into_owned();
            let samples = visible(&samples.join(" · ")).into_owned();
            say!(
                texts,
                "cli-columns-open-line",
                header = header,
                samples = samples
            )
        })
        .collect()
}
