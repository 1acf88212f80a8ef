//! The table of the screen that is open: which of its columns is pointed at, how it is arranged, what of it is copied.
//!
//! What is arranged is drawn so at once, and kept a moment later: ten columns wider is one act, not ten.

use std::time::Duration;

use super::App;
use crate::command::{Command, Scope};
use crate::domain::op::{Op, OwnOp};
use crate::domain::view::{ColumnChoice, TableName, TableView};
use crate::say;
use crate::ui::dialogs::columns::{Columns, can_hide, choices, resized};
use crate::ui::kit::arranged::{Arrangement, ShownTable};
use crate::ui::shell::event::Effect;
use crate::ui::shell::toast::Toast;

/// How long after the last change of a view it is kept.
const KEPT_AFTER: Duration = Duration::from_secs(1);

/// What is known of the tables of an open console.
#[derive(Debug, Default)]
pub(super) struct Tables {
    /// The column that is pointed at, and on which screen.
    focus: Option<(Scope, String)>,
    /// A view that is to be kept, and since when.
    unkept: Option<(TableName, Duration)>,
}

impl Tables {
    /// After how long a view is kept.
    pub(super) fn wakes_after(&self, moment: Duration) -> Option<Duration> {
        let (_, since) = self.unkept?;
        Some((since + KEPT_AFTER).saturating_sub(moment))
    }
}

impl App {
    fn scope(&self) -> Option<Scope> {
        self.places.last().map(|place| place.screen.scope())
    }

    /// How the table of the screen is drawn.
    pub(super) fn arrangement(&self) -> Option<Arrangement> {
        let scope = self.scope()?;
        let table = scope.table()?;
        let focus = self.tables.focus.as_ref();
        Some(Arrangement {
            view: self.context.views.get(&table).cloned().unwrap_or_default(),
            focus: focus
                .filter(|(of, _)| *of == scope)
                .map(|(_, code)| code.clone()),
        })
    }

    /// Runs a command of tables; false where it is none, or there is no table.
    pub(super) fn run_on_table(&mut self, command: Command) -> bool {
        let is_of_tables = matches!(
            command,
            Command::TableColumns
                | Command::NextColumn
                | Command::PreviousColumn
                | Command::WiderColumn
                | Command::NarrowerColumn
                | Command::ColumnLeft
                | Command::ColumnRight
                | Command::HideColumn
                | Command::UsualColumns
                | Command::CopyCell
                | Command::CopyRow
                | Command::CopyColumn
        );
        let points = self.tables.focus.is_some() && command == Command::Back;
        if points && self.overlays.is_empty() {
            self.tables.focus = None;
            return true;
        }
        if !is_of_tables {
            return false;
        }
        let name = self.scope().and_then(Scope::table);
        let (Some(name), Some(shown)) = (name, self.hits.table().cloned()) else {
            self.show(Toast::refused(say!(self.context.texts, "table-none")));
            return true;
        };
        match command {
            Command::TableColumns => self.overlays.push(Box::new(Columns::new(name, &shown))),
            Command::NextColumn => self.point(&shown, true),
            Command::PreviousColumn => self.point(&shown, false),
            Command::UsualColumns => self.arrange(name, None),
            Command::CopyCell | Command::CopyRow | Command::CopyColumn => {
                self.copy(command, &shown);
            }
            _ => self.change_column(command, name, shown),
        }
        true
    }

    /// Points at the next column that can be named, or at the one before.
    fn point(&mut self, shown: &ShownTable, forwards: bool) {
        let can = |index: &usize| {
            let column = &shown.columns[*index];
            column.shown && !column.code.is_empty()
        };
        let all = 0..shown.columns.len();
        let next = match (shown.focus, forwards) {
            (Some(focus), true) => (focus + 1..shown.columns.len()).find(can),
            (Some(focus), false) => (0..focus).rev().find(can),
            (None, true) => all.clone().find(can),
            (None, false) => all.clone().rev().find(can),
        };
        let next = next.or(shown.focus);
        let code = next.map(|index| shown.columns[index].code.clone());
        self.tables.focus = self.scope().zip(code);
    }

    /// Does something to the column that is pointed at.
    fn change_column(&mut self, command: Command, name: TableName, mut shown: ShownTable) {
        let texts = &self.context.texts;
        let Some(focus) = shown.focus else {
            return self.show(Toast::notice(say!(texts, "table-point-first")));
        };
        let beside = |forwards: bool| {
            let is_shown = |index: &usize| shown.columns[*index].shown;
            if forwards {
                (focus + 1..shown.columns.len()).find(is_shown)
            } else {
                (0..focus).rev().find(is_shown)
            }
        };
        match command {
            Command::WiderColumn | Command::NarrowerColumn => {
                let by = if command == Command::WiderColumn {
                    1
                } else {
                    -1
                };
                let column = &mut shown.columns[focus];
                column.chosen = Some(resized(column, by));
            }
            Command::ColumnLeft | Command::ColumnRight => {
                let Some(other) = beside(command == Command::ColumnRight) else {
                    return;
                };
                let column = shown.columns.remove(focus);
                shown.columns.insert(other, column);
            }
            _ => {
                if !can_hide(&shown.columns, focus) {
                    return self.show(Toast::refused(say!(texts, "columns-last")));
                }
                let next = beside(true).or_else(|| beside(false));
                shown.columns[focus].shown = false;
                let code = next.map(|index| shown.columns[index].code.clone());
                self.tables.focus = self.scope().zip(code);
            }
        }
        self.arrange(name, Some(choices(&shown.columns)));
    }

    /// Draws a table from now on as somebody wants it, and keeps that in a moment; the usual one where nothing is chosen.
    pub(super) fn arrange(&mut self, table: TableName, choices: Option<Vec<ColumnChoice>>) {
        let views = &mut self.context.views;
        if let Some(choices) = choices {
            let view = views.entry(table).or_default();
            *view = view.with(choices);
        } else {
            views.remove(&table);
            self.tables.focus = None;
        }
        if self
            .tables
            .unkept
            .is_some_and(|(unkept, _)| unkept != table)
        {
            self.keep_view();
        }
        self.tables.unkept = Some((table, self.context.moment));
    }

    /// Keeps a view whose time has come.
    pub(super) fn keep_settled_view(&mut self) {
        let settled = self.tables.wakes_after(self.context.moment);
        if settled.is_some_and(|left| left.is_zero()) {
            self.keep_view();
        }
    }

    /// Keeps what was arranged and is not kept yet.
    pub(super) fn keep_view(&mut self) {
        let Some((table, _)) = self.tables.unkept.take() else {
            return;
        };
        if self.context.session.is_none() {
            return;
        }
        let view: TableView = self.context.views.get(&table).cloned().unwrap_or_default();
        let question = &mut self.questions.view;
        let op = Op::Own(OwnOp::SetView(table, view));
        question.run(op, None, &self.context, &mut self.out);
    }

    /// Copies a cell, a row or a column of what is on screen, as it stands there.
    fn copy(&mut self, command: Command, shown: &ShownTable) {
        let texts = &self.context.texts;
        let visible = |(index, _): &(usize, &String)| shown.columns[*index].shown;
        let row = shown.cursor.and_then(|cursor| shown.rows[cursor].as_ref());
        let column = shown.focus;
        let text = match (command, row, column) {
            (Command::CopyRow, Some(cells), _) => {
                let cells = cells.iter().enumerate().filter(visible);
                let cells: Vec<&str> = cells.map(|(_, cell)| cell.trim()).collect();
                cells.join("\t")
            }
            (Command::CopyCell, Some(cells), Some(column)) => cells[column].trim().to_owned(),
            (Command::CopyColumn, _, Some(column)) => {
                let cells = shown.rows.iter().flatten();
                let cells: Vec<&str> = cells.map(|cells| cells[column].trim()).collect();
                cells.join("\n")
            }
            (Command::CopyRow, None, _) | (_, None, Some(_)) => {
                return self.show(Toast::refused(say!(texts, "list-nothing")));
            }
            _ => return self.show(Toast::notice(say!(texts, "table-point-first"))),
        };
        let what = match command {
            Command::CopyRow => say!(texts, "copied-row"),
            Command::CopyColumn => say!(
                texts,
                "copied-column",
                count = u64::try_from(text.lines().count()).unwrap_or_default(),
                column = column.map_or_else(String::new, |at| shown.columns[at].title.clone())
            ),
            _ => say!(
                texts,
                "copied-cell",
                text = crate::sanitise::visible(&text).into_owned()
            ),
        };
        // Nobody can tell whether the terminal at the other end took it.
        let said = if self.context.capabilities.elsewhere {
            say!(texts, "copy-sent", what = what)
        } else {
            say!(texts, "copy-done", what = what)
        };
        self.out.effect(Effect::Copy(text));
        self.show(Toast::done(said));
    }
}
