//! Cells of a row of an import that are set right: which one, and what it shall say.

use super::{Misfits, Typing};
use crate::command::Command;
use crate::domain::case::{Misfit, Misfitting};
use crate::domain::mending::against_mending;
use crate::domain::reason::Reason;
use crate::formats;
use crate::sanitise::visible;
use crate::say;
use crate::ui::dialogs::menu::{Anchor, Menu};
use crate::ui::dialogs::prompt::Prompt;
use crate::ui::kit::form::Field;
use crate::ui::shell::context::Context;
use crate::ui::shell::layer::Out;

impl Misfits {
    /// Why cells of a row cannot be set right.
    pub(super) fn against_cells(misfit: &Misfit) -> Option<Reason> {
        match &misfit.why {
            Misfitting::Import(failed) => against_mending(misfit.line, Some(failed)),
            Misfitting::Deletion(_) => Some(Reason::CorrectInFile(misfit.line)),
        }
    }

    /// Asks which cell shall say something else.
    pub(super) fn ask_for_cell(&self, context: &Context, out: &mut Out) {
        let texts = &context.texts;
        let Some(misfit) = self.list.selected().filter(|it| !it.cells.is_empty()) else {
            return;
        };
        if let Some(reason) = Self::against_cells(misfit) {
            out.refuse(reason);
            return;
        }
        let said = self.cells.get(&misfit.line);
        let cell = |(place, (header, value)): (usize, &(String, String))| {
            let value = said
                .and_then(|said| said.get(&place))
                .map_or(value, |(_, said)| said);
            let shown = |text: &str| visible(text.trim()).into_owned();
            let header = if place < misfit.cells.len() - misfit.beyond {
                shown(header)
            } else {
                say!(texts, "misfits-cell-beyond")
            };
            (header, shown(value))
        };
        let options: Vec<(String, String)> = misfit.cells.iter().enumerate().map(cell).collect();
        let line = formats::number(context.language(), u64::from(misfit.line));
        let title = say!(texts, "misfits-cell-title", line = line);
        let blamed = misfit.blamed.unwrap_or_default();
        let purpose = Command::CorrectRows;
        out.open(Menu::choice(
            purpose,
            title,
            Anchor::Middle,
            options,
            blamed,
        ));
    }

    pub(super) fn ask_for_text(&mut self, place: usize, context: &Context, out: &mut Out) {
        let texts = &context.texts;
        let Some(misfit) = self.list.selected() else {
            return;
        };
        let Some((header, value)) = misfit.cells.get(place) else {
            return;
        };
        if place >= misfit.cells.len() - misfit.beyond {
            out.refuse(Reason::CellWithoutHeader(misfit.line));
            return;
        }
        let said = self
            .cells
            .get(&misfit.line)
            .and_then(|said| said.get(&place));
        let value = said.map_or(value, |(_, said)| said).clone();
        let header = visible(header.trim()).into_owned();
        let line = formats::number(context.language(), u64::from(misfit.line));
        let prompt = Prompt::new(
            Command::CorrectRows,
            format!("{} · {header}", say!(texts, "rows-line-of", line = line)),
            say!(texts, "misfits-cell-about"),
            Field::text(header, value),
            say!(texts, "misfits-cell-button"),
            context,
        );
        out.open(prompt.or_nothing());
        self.typing = Typing::Cell(place);
    }

    /// Notes what a cell shall say; what stands there already is nothing to note.
    pub(super) fn set(&mut self, place: usize, text: &str) {
        let Some(misfit) = self.list.selected() else {
            return;
        };
        let Some((header, present)) = misfit.cells.get(place) else {
            return;
        };
        self.is_touched = true;
        let row = self.cells.entry(misfit.line).or_default();
        // A row with too many cells is right as it stands once somebody says so.
        if text == present && misfit.beyond == 0 {
            row.remove(&place);
        } else {
            row.insert(place, (header.trim().to_owned(), text.to_owned()));
        }
        if row.is_empty() {
            self.cells.remove(&misfit.line);
        }
    }

    /// Why no learner can be chosen for a row.
    pub(super) fn against_taking(misfit: &Misfit) -> Option<Reason> {
        let Misfitting::Import(failed) = &misfit.why else {
            return None;
        };
        let has_no_cells = against_mending(misfit.line, Some(failed));
        has_no_cells
            .or_else(|| (!failed.is_about_whom()).then_some(Reason::NothingToChoose(misfit.line)))
    }
}
