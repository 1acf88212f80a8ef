//! Letters before they are sent.

use super::done;
use crate::cli::context::{Context, Open};
use crate::cli::output::Format;
use crate::cli::sheet::{Cell, Column, List, Record, machine, text};
use crate::cli::{Ended, Ending};
use crate::domain::mail::LetterSeen;
use crate::domain::op::Op;
use crate::sanitise::visible_lines;
use crate::texts::Texts;
use crate::{say, wording};

const COLUMNS: [Column; 7] = [
    text("kind", "out-kind"),
    text("from", "letter-from"),
    text("to", "out-to"),
    text("subject", "out-subject"),
    text("language", "letter-language"),
    machine("automatic"),
    machine("body"),
];

/// Shows the letters that an act would send, and does nothing.
pub(super) fn preview(context: &mut Context, open: &mut Open, op: &Op) -> Ended {
    let plan = open.reader.plan(&open.session, op)?;
    for (target, reason) in &plan.refused {
        let said = wording::reason(&context.texts, reason);
        let said = format!("{}: {said}", target.identifier());
        context.output.complain(&said);
    }
    show(context, &plan.letters)
}

/// Shows letters whole, and says that nothing was done.
pub(super) fn show(context: &mut Context, letters: &[LetterSeen]) -> Ended {
    let texts = context.texts.clone();
    if context.format != Format::Table {
        let mut list = List::new(&COLUMNS, context.format, &texts);
        let records: Vec<Record> = letters.iter().map(|one| record(&texts, one)).collect();
        list.page(&mut context.output, &records)?;
        return Ok(list.end(&mut context.output).map(done)?);
    }
    if letters.is_empty() {
        context.output.narrate(&say!(texts, "cli-no-letter"));
    }
    for (index, letter) in letters.iter().enumerate() {
        if index > 0 {
            context.output.raw(b"\n")?;
        }
        let record = record(&texts, letter);
        context.show(&COLUMNS, &record)?;
        let body = visible_lines(&letter.body).into_owned();
        context.output.raw(format!("\n{body}\n").as_bytes())?;
    }
    context.output.narrate(&say!(texts, "cli-only-shown"));
    Ok(Ending::Done)
}

fn record(texts: &Texts, letter: &LetterSeen) -> Record {
    vec![
        Cell::Code(letter.kind.code(), wording::mail_kind(texts, letter.kind)),
        Cell::Text(letter.from.clone()),
        Cell::Text(letter.to.clone()),
        Cell::Text(letter.subject.clone()),
        Cell::Code(
            letter.language.code(),
            letter.language.own_name().to_owned(),
        ),
        Cell::Flag(letter.automatic),
        Cell::Text(letter.body.clone()),
    ]
}
