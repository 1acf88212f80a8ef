//! Walkthroughs: shown in this terminal, listed, or recorded into a file.

use std::path::PathBuf;

use super::beginning::needs_terminal;
use crate::cli::args::{Target, TourArguments};
use crate::cli::context::{Context, in_folder};
use crate::cli::sheet::{Cell, Column, List, figures, text};
use crate::cli::{Ended, Ending};
use crate::domain::Language;
use crate::error::{Error, Result};
use crate::say;
use crate::service::Surroundings;
use crate::tour::live::{self, Show};
use crate::tour::rehearsal::Setting;
use crate::tour::{Pace, Tour, cast};

const COLUMNS: [Column; 3] = [
    text("name", "out-tour"),
    figures("steps", "out-steps"),
    text("title", "out-title"),
];

/// Shows a tour, lists all of them where none is named, or records one.
pub(super) fn run(context: &mut Context, arguments: TourArguments) -> Ended {
    let Some(name) = arguments.name.filter(|_| !arguments.list) else {
        return list(context);
    };
    if context.database_is_named {
        let told = say!(context.texts, "cli-tour-own-account");
        context.output.complain(&told);
    }
    let tour = named(context, &name)?;
    match arguments.record {
        Some(file) => record(context, tour, file, arguments.size, arguments.pace),
        None => show(context, tour, arguments.pace, arguments.auto),
    }
}

/// The tour of a name; one that does not exist is answered with those that do.
fn named(context: &Context, name: &str) -> Result<Tour> {
    let all = Tour::all()?;
    let names: Vec<String> = all.iter().map(|tour| tour.name.clone()).collect();
    let found = all.into_iter().find(|tour| tour.name == name);
    found.ok_or_else(|| {
        Error::Usage(say!(
            context.texts,
            "cli-usage-tour",
            name = name.to_owned(),
            names = names.join(", ")
        ))
    })
}

fn list(context: &mut Context) -> Ended {
    let language = context.texts.language();
    let rows: Vec<_> = Tour::all()?
        .into_iter()
        .map(|tour| {
            let title = tour.title.in_language(language).to_owned();
            let steps = u64::try_from(tour.steps.len()).unwrap_or_default();
            vec![Cell::Text(tour.name), Cell::Count(steps), Cell::Text(title)]
        })
        .collect();
    let mut list = List::new(&COLUMNS, context.format, &context.texts);
    list.page(&mut context.output, &rows)?;
    list.end(&mut context.output)?;
    Ok(Ending::Done)
}

fn show(context: &mut Context, tour: Tour, pace: Pace, plays: bool) -> Ended {
    needs_terminal(context)?;
    needs_room(context)?;
    let show = Show {
        texts: context.texts.clone(),
        look: context.look,
        pace,
        plays,
        surroundings: Surroundings {
            // The passphrases of a demo account are no secret, and nobody likes to wait for one.
            cheap_passphrases: true,
            ..context.surroundings.clone()
        },
    };
    // The console listens to signals itself and puts the terminal back before it ends.
    let until_closed = context.work()?;
    live::run(tour, show)?;
    drop(until_closed);
    Ok(Ending::Done)
}

/// Refuses a terminal in which neither the console nor the captions have room.
fn needs_room(context: &Context) -> Result<()> {
    let (columns, rows) = live::ROOM;
    let found = rustix::termios::tcgetwinsize(std::io::stdout());
    // One that does not say how large it is may be large enough.
    let Some(found) = found.ok().filter(|size| size.ws_col > 0 && size.ws_row > 0) else {
        return Ok(());
    };
    if found.ws_col >= columns && found.ws_row >= rows {
        return Ok(());
    }
    Err(Error::Usage(say!(
        context.texts,
        "cli-usage-tour-room",
        columns = columns,
        rows = rows,
        foundcolumns = found.ws_col,
        foundrows = found.ws_row
    )))
}

fn record(context: &mut Context, tour: Tour, file: PathBuf, size: (u16, u16), pace: Pace) -> Ended {
    let usual_name = format!("{}.cast", tour.name);
    let target = Target {
        output: Some(in_folder(file, &usual_name)),
        force: false,
    };
    if let Some(path) = target.file().filter(|path| path.exists()) {
        return Err(Error::Environment(crate::error::Trouble::Exists(path)).into());
    }
    let language: Language = context.texts.language();
    let setting = Setting {
        language,
        zone: context.texts.zone().clone(),
        size,
        pace,
        begins: context.surroundings.clock.now(),
    };
    let mut recorded = Vec::new();
    cast::record(tour, &setting, &mut recorded)?;
    context.write(&recorded, &target, &usual_name)?;
    Ok(Ending::Done)
}
