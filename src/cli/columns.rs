//! The columns of a file: found by their headers, sent where the call says, and never left out without a word.

use std::path::Path;

use super::args::Mapping;
use super::context::{Context, Failure};
use crate::domain::columns::{Column, Columns, Destination, Field, Origin};
use crate::error::Error;
use crate::sanitise::visible;
use crate::say;
use crate::service::{HeaderNames, read_beginning};

/// The columns of a file, or none where some are open: they are named, with what to do.
pub(super) fn columns<F: Field>(
    context: &mut Context,
    file: &Path,
    said: &Mapping,
) -> Result<Option<Columns<F>>, Failure> {
    let names = HeaderNames::<F>::read().map_err(|error| Error::Bug(error.to_string()))?;
    let beginning = read_beginning(file)?;
    let mut columns = names.find(&beginning.headers);
    let mut ignored: Vec<(&str, Destination<F>)> = Vec::new();
    for header in &said.ignore {
        ignored.push((header, Destination::Ignored));
    }
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
    for (header, to) in chosen.into_iter().chain(ignored) {
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
    let open: Vec<String> = columns
        .0
        .iter()
        .zip(&beginning.samples)
        .filter(|(column, _)| column.goes.is_none())
        .map(|(column, samples)| {
            let header = visible(column.header.trim()).into_owned();
            let samples = visible(&samples.join(" · ")).into_owned();
            say!(
                context.texts,
                "cli-columns-open-line",
                header = header,
                samples = samples
            )
        })
        .collect();
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
