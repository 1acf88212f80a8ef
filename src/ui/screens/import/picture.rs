//! How the steps of an import are drawn.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::Line;

use crate::command::Command;
use crate::formats;
use crate::sanitise::visible;
use crate::say;
use crate::service::{DateOrder, TimeOrder};
use crate::titled;
use crate::wording;

use super::choosing::{Choosing, Shown};
use super::controls::Control;
use super::{Aim, Import, ImportStep};
use crate::ui::kit::buttons::{self, Button, Kind, bar};
use crate::ui::kit::canvas::{Canvas, Hit, cut};
use crate::ui::kit::form::draw_text;
use crate::ui::kit::table::{Column, Row, Table};
use crate::ui::screens::deletion::wizard::picture::{
    Pen, draw_link, draw_stepper, draw_upload, indented, rooms,
};
use crate::ui::shell::context::Context;

/// Columns that are shown of where a column goes, at the most.
const WIDEST: u16 = 32;

impl Import {
    pub(super) fn draw(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let [head, room, last] = rooms(area, 116);
        draw_stepper(canvas, head, self.aim.steps(), self.step, context);
        self.draw_last(canvas, last, context);
        let mut pen = Pen { rest: room };
        match self.step {
            ImportStep::File => self.draw_file(canvas, &mut pen, context),
            ImportStep::Columns => self.draw_columns(canvas, &mut pen, context),
            ImportStep::Period => self.draw_period(canvas, &mut pen, context),
            ImportStep::Review | ImportStep::Confirm => {
                self.draw_review(canvas, &mut pen, context);
            }
            ImportStep::Running => self.draw_running(canvas, &mut pen, context),
            ImportStep::Receipt => self.draw_receipt(canvas, &mut pen, context),
        }
    }

    /// What has happened to real data so far, and the buttons.
    fn draw_last(&self, canvas: &mut Canvas<'_, '_>, line: Rect, context: &Context) {
        let palette = &context.palette;
        let texts = &context.texts;
        let (says, style) = match self.step {
            ImportStep::Running => (say!(texts, "import-running-now"), palette.text),
            ImportStep::Receipt if self.aim.is_provider_roster() => {
                (say!(texts, "import-taken-in"), palette.text)
            }
            ImportStep::Receipt => (say!(texts, "import-done"), palette.text),
            _ if self.aim == Aim::Leavers => (say!(texts, "wizard-nothing-deleted"), palette.good),
            _ if matches!(self.aim, Aim::Roster | Aim::Server | Aim::Results) => {
                (say!(texts, "import-nothing-concluded"), palette.good)
            }
            _ => (say!(texts, "import-nothing-changed"), palette.good),
        };
        canvas.print(line, &format!("● {says}"), style);
        let controls = self.buttons(context);
        let buttons: Vec<_> = controls
            .iter()
            .map(|it| self.button(*it, context))
            .collect();
        // While the question lies above, nothing here has the focus.
        let focused = (self.step != ImportStep::Confirm).then_some(self.focus);
        let focus = controls.iter().position(|it| Some(*it) == focused);
        let first = self.controls(context).len() - controls.len();
        buttons::draw(canvas, line, &buttons, focus, first, context);
    }

    fn button(&self, control: Control, context: &Context) -> Button {
        let (label, kind) = match control {
            Control::Back => ("button-back", Kind::Safe),
            Control::Cancel => ("button-cancel", Kind::Safe),
            Control::Stop => ("button-cancel", Kind::Dangerous),
            Control::Correct => ("command-correct-import", Kind::Onward),
            Control::Leavers => ("command-leavers", Kind::Onward),
            Control::Close => ("button-close", Kind::Safe),
            _ => ("button-continue", Kind::Onward),
        };
        Button::new(context.texts.message(label), kind).enabled_if(self.is_enabled(control))
    }

    fn link(
        &self,
        canvas: &mut Canvas<'_, '_>,
        line: Rect,
        control: Control,
        label: &str,
        context: &Context,
    ) -> u16 {
        let place = self.place_of(control, context);
        draw_link(canvas, line, label, (self.focus == control, place), context)
    }

    fn draw_file(&self, canvas: &mut Canvas<'_, '_>, pen: &mut Pen, context: &Context) {
        let palette = &context.palette;
        let texts = &context.texts;
        let head = match self.aim {
            Aim::Users => say!(texts, "import-file-users"),
            Aim::Learning => say!(texts, "import-file-learning"),
            Aim::Leavers => say!(texts, "prepare-file"),
            Aim::Roster | Aim::Server => say!(texts, "import-file-provider-roster"),
            Aim::Results => say!(texts, "import-file-results"),
        };
        canvas.print(pen.line(), &head, palette.strong);
        pen.skip(1);
        let line = pen.line();
        let used = self.link(canvas, line, Control::Pick, "Upload from computer", context);
        let only = say!(texts, "upload-only-csv");
        canvas.print(indented(line, used + 2), &only, palette.dim);
        if self.upload.offers_the_browser() {
            let says = if self.upload.waits_for_the_dialog() {
                say!(texts, "upload-waits")
            } else {
                say!(texts, "upload-dialog-over")
            };
            pen.item(canvas, "●", &says, palette.warning);
            let label = say!(texts, "upload-browse");
            self.link(canvas, pen.line(), Control::Browse, &label, context);
        }
        let place = self.place_of(Control::Path, context);
        let focus = (self.focus == Control::Path, place);
        draw_upload(canvas, pen, &self.upload, focus, context);
        let says = match self.aim {
            Aim::Users => say!(texts, "import-file-users-about"),
            Aim::Learning => say!(texts, "import-file-learning-about"),
            Aim::Leavers => say!(texts, "prepare-file-about"),
            Aim::Roster | Aim::Server => say!(texts, "import-file-provider-roster-about"),
            Aim::Results => say!(texts, "import-file-results-about"),
        };
        pen.item(canvas, "ⓘ", &says, palette.text);
    }

    fn draw_columns(&self, canvas: &mut Canvas<'_, '_>, pen: &mut Pen, context: &Context) {
        let palette = &context.palette;
        let texts = &context.texts;
        let Some(choosing) = &self.choosing else {
            if self.beginning.is_slow(context) {
                canvas.print(pen.line(), &say!(texts, "import-opening"), palette.dim);
            }
            return;
        };
        let open = choosing.open() as u64;
        let says = if open > 0 {
            say!(texts, "columns-to-choose", count = open)
        } else if choosing.is_remembered() {
            say!(texts, "columns-all-remembered")
        } else {
            say!(texts, "columns-all-said")
        };
        let style = if open > 0 {
            palette.warning
        } else {
            palette.text
        };
        pen.write(canvas, &says, style);
        pen.skip(1);
        let questions = self.questions(choosing, context);
        let below = u16::try_from(questions.len()).unwrap_or_default();
        let table = Rect {
            x: pen.rest.x.saturating_sub(2),
            height: pen.rest.height.saturating_sub(below + u16::from(below > 0)),
            ..pen.rest
        };
        self.draw_table(canvas, table, &choosing.shown(texts), context);
        pen.skip(table.height + u16::from(below > 0));
        for (control, text, style) in questions {
            let line = pen.line();
            match control {
                Some(control) => {
                    self.link(canvas, line, control, &text, context);
                }
                None => {
                    canvas.print(line, &cut(&text, line.width), style);
                }
            }
        }
    }

    /// What has to be said beside the columns.
    fn questions(
        &self,
        choosing: &Choosing,
        context: &Context,
    ) -> Vec<(Option<Control>, String, Style)> {
        let texts = &context.texts;
        let palette = &context.palette;
        let mut questions = Vec::new();
        if choosing.asks_order {
            let said = match choosing.orders.dates {
                None => say!(texts, "columns-order-open"),
                Some(DateOrder::DayFirst) => say!(texts, "columns-day-first"),
                Some(DateOrder::MonthFirst) => say!(texts, "columns-month-first"),
            };
            let text = format!("{}  {said}", say!(texts, "columns-order"));
            questions.push((Some(Control::Order), text, palette.text));
        }
        if choosing.asks_times {
            let said = match choosing.orders.times {
                None => say!(texts, "columns-times-open"),
                Some(TimeOrder::HoursMinutes) => say!(texts, "columns-hours-minutes"),
                Some(TimeOrder::MinutesSeconds) => say!(texts, "columns-minutes-seconds"),
            };
            let text = format!("{}  {said}", say!(texts, "columns-times"));
            questions.push((Some(Control::Times), text, palette.text));
        }
        if choosing.asks_license {
            let said = choosing
                .license
                .as_deref()
                .map(|name| visible(name).into_owned());
            let said = said.unwrap_or_else(|| say!(texts, "columns-license-open"));
            let text = format!("{}  {said}", say!(texts, "columns-license"));
            questions.push((Some(Control::License), text, palette.text));
        }
        if !choosing.tells_users_apart() {
            let says = say!(texts, "columns-nobody");
            questions.push((None, format!("▲ {says}"), palette.warning));
        }
        let missing = choosing.missing_types();
        if !missing.is_empty() {
            let names = visible(&missing.join(", ")).into_owned();
            let (sign, style, says) = if self.reading.options.make_licenses {
                (
                    "✓",
                    palette.good,
                    say!(texts, "columns-makes", names = names),
                )
            } else {
                (
                    "▲",
                    palette.warning,
                    say!(texts, "columns-missing", names = names),
                )
            };
            questions.push((None, format!("{sign} {says}"), style));
        }
        questions
    }

    fn draw_table(
        &self,
        canvas: &mut Canvas<'_, '_>,
        area: Rect,
        shown: &[Shown],
        context: &Context,
    ) {
        let palette = &context.palette;
        let texts = &context.texts;
        let cursor = match self.focus {
            Control::Column(place) => Some(place),
            _ => None,
        };
        let height = usize::from(area.height.saturating_sub(1).max(1));
        let last = shown.len().saturating_sub(1);
        let top = (cursor.unwrap_or_default().min(last) + 1).saturating_sub(height);
        let row = |column: &Shown| {
            let goes = match &column.goes {
                Some(goes) => Line::styled(cut(goes, WIDEST), palette.text),
                None => Line::styled(
                    format!("? {}", say!(texts, "columns-choose")),
                    palette.warning,
                ),
            };
            let how = if column.is_open {
                palette.warning
            } else {
                palette.dim
            };
            Some(Row {
                cells: vec![
                    Line::styled(column.header.clone(), palette.strong),
                    Line::styled(column.samples.clone(), palette.dim),
                    goes,
                    Line::styled(column.how.clone(), how),
                ],
                marked: false,
            })
        };
        let table = Table {
            columns: vec![
                Column::flexible(titled!(texts, "columns-in-the-file"), 14, 0),
                Column::flexible(titled!(texts, "columns-samples"), 12, 2),
                Column::exact(titled!(texts, "columns-goes-to"), 0),
                Column::exact("", 1),
            ],
            rows: shown.iter().skip(top).take(height).map(row).collect(),
            top,
            cursor,
            total: shown.len(),
        };
        table.draw(canvas, area, context);
        for (line, index) in area.rows().skip(1).zip(top..shown.len()) {
            canvas.hit(line, Hit::Control(index));
        }
    }

    fn draw_period(&self, canvas: &mut Canvas<'_, '_>, pen: &mut Pen, context: &Context) {
        let palette = &context.palette;
        let texts = &context.texts;
        let (about, label, bad) = match self.aim {
            Aim::Roster | Aim::Server => (
                say!(texts, "import-taken-about"),
                say!(texts, "import-taken"),
                say!(texts, "moment-wrong"),
            ),
            Aim::Users | Aim::Learning | Aim::Leavers | Aim::Results => (
                say!(texts, "import-period-about"),
                say!(texts, "import-period"),
                say!(texts, "import-period-bad"),
            ),
        };
        pen.write(canvas, &about, palette.text);
        pen.skip(1);
        let line = pen.line();
        let is_focused = self.focus == Control::Period;
        if is_focused {
            canvas.print(line, "▌", palette.link);
        }
        let used = canvas.print(indented(line, 2), &label, palette.strong);
        let field = indented(line, used + 4);
        let field = Rect {
            width: field.width.min(30),
            ..field
        };
        draw_text(canvas, field, &self.period, false, is_focused, context);
        let place = self.place_of(Control::Period, context);
        canvas.hit(line, Hit::Control(place));
        if self.period_is_bad {
            pen.item(canvas, "▲", &bad, palette.danger);
        }
        if let Some(offered) = self.offered(context) {
            pen.skip(1);
            let label = match self.aim {
                Aim::Roster | Aim::Server => {
                    say!(texts, "import-taken-offered", when = offered)
                }
                Aim::Users | Aim::Learning | Aim::Leavers | Aim::Results => {
                    say!(texts, "import-period-offered", days = offered)
                }
            };
            self.link(canvas, pen.line(), Control::Offered, &label, context);
        }
    }

    fn draw_running(&self, canvas: &mut Canvas<'_, '_>, pen: &mut Pen, context: &Context) {
        let palette = &context.palette;
        let texts = &context.texts;
        let says = say!(texts, "import-running", file = self.file(context));
        pen.write(canvas, &says, palette.strong);
        pen.skip(1);
        draw_bar(canvas, pen, self.progress, context);
        pen.skip(1);
        pen.write(canvas, &say!(texts, "import-running-about"), palette.dim);
    }

    fn draw_receipt(&self, canvas: &mut Canvas<'_, '_>, pen: &mut Pen, context: &Context) {
        let palette = &context.palette;
        let texts = &context.texts;
        let Some(receipt) = &self.receipt else {
            return;
        };
        let style = palette.good.add_modifier(Modifier::BOLD);
        pen.item(canvas, "✓", &wording::receipt(texts, receipt), style);
        pen.skip(1);
        pen.item(
            canvas,
            "•",
            &say!(texts, "import-receipt-log"),
            palette.text,
        );
        if self.aim == Aim::Users && self.holds_anything() {
            if let Some(reason) = self.leavers_obstacle(context) {
                let says = wording::reason(texts, &reason);
                pen.item(canvas, "•", &says, palette.dim);
            } else {
                let says = say!(texts, "import-receipt-leavers");
                pen.item(canvas, "•", &says, palette.text);
            }
        }
        pen.skip(1);
        let entries = self.entries(context);
        self.draw_entries(canvas, pen, &entries, context);
    }

    /// What can be pressed here and now.
    pub(super) fn key_hints(&self, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        let mut hints = vec![("↵".to_owned(), say!(texts, "hint-press"))];
        match (self.step, self.focus) {
            (ImportStep::File, Control::Path) => {
                hints.push(("Tab".to_owned(), say!(texts, "hint-complete")));
            }
            (ImportStep::Review, Control::Entry(index)) => {
                let entry = self.entries(context).into_iter().nth(index);
                if entry.is_some_and(|entry| entry.what.is_choice()) {
                    hints.push(("space".to_owned(), say!(texts, "hint-agree")));
                }
            }
            _ => {}
        }
        hints.push(("↑↓".to_owned(), say!(texts, "hint-move")));
        hints.push(("Esc".to_owned(), say!(texts, "hint-back")));
        hints
    }

    /// The commands of a step; the last line leaves out those that something stands against.
    pub(super) fn command_hints(&self) -> Vec<Command> {
        let missing = self.choosing.as_ref().map(Choosing::missing_types);
        let lacks_types = missing.is_some_and(|missing| !missing.is_empty());
        let is_ready = self.reading.roster().is_some() && self.reading.is_ready();
        let leavers = (self.aim == Aim::Users && is_ready).then_some(Command::ProposeLeavers);
        let mut hints = Vec::new();
        match self.step {
            ImportStep::File if self.focus != Control::Path => {
                hints.push(Command::UploadFromComputer);
            }
            ImportStep::Columns => {
                hints.push(Command::IgnoreColumn);
                hints.extend((self.aim != Aim::Learning).then_some(Command::KeepColumn));
                hints.extend(lacks_types.then_some(Command::MakeLicenses));
                hints.push(Command::ForgetColumns);
            }
            ImportStep::Review => {
                hints.push(Command::CorrectImport);
                hints.extend(is_ready.then_some(Command::ImportRows));
                hints.extend(leavers);
            }
            ImportStep::Receipt => {
                hints.push(Command::CorrectImport);
                hints.extend(leavers);
            }
            ImportStep::File | ImportStep::Period | ImportStep::Confirm | ImportStep::Running => {}
        }
        hints
    }
}

pub(super) fn draw_bar(
    canvas: &mut Canvas<'_, '_>,
    pen: &mut Pen,
    progress: crate::domain::batch::Progress,
    context: &Context,
) {
    let palette = &context.palette;
    let line = pen.line();
    let room = line.width.saturating_sub(10).min(50);
    let used = canvas.print(line, &bar(progress.done, progress.total, room), palette.bar);
    let percent = formats::percent(context.language(), progress.done, progress.total);
    canvas.print(indented(line, used + 2), &percent, palette.text);
}
