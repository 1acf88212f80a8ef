//! How the steps of the wizard are drawn.

use std::cmp::Ordering;

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::domain::batch::Terminated;
use crate::formats;
use crate::say;
use crate::wording::{self, Explained};

use super::upload::Upload;
use super::{Control, Wizard, WizardStep};
use crate::ui::kit::buttons;
use crate::ui::kit::buttons::{Button, Kind};
use crate::ui::kit::canvas::{Canvas, Hit, width, wrap};
use crate::ui::kit::form::draw_text;
use crate::ui::shell::context::Context;

/// The steps with the messages by which the stepper names them.
const STEPS: [(WizardStep, &str); 4] = [
    (WizardStep::Instructions, "wizard-step-instructions"),
    (WizardStep::Upload, "wizard-step-upload"),
    (WizardStep::Review, "wizard-step-review"),
    (WizardStep::Confirm, "wizard-step-confirm"),
];

/// Writes paragraphs one under the other.
pub(in crate::ui::screens) struct Pen {
    pub rest: Rect,
}

impl Pen {
    pub(in crate::ui::screens) fn line(&mut self) -> Rect {
        let line = Rect {
            height: self.rest.height.min(1),
            ..self.rest
        };
        self.skip(1);
        line
    }

    pub(in crate::ui::screens) fn skip(&mut self, lines: u16) {
        let lines = lines.min(self.rest.height);
        self.rest.y += lines;
        self.rest.height -= lines;
    }

    pub(in crate::ui::screens) fn write(
        &mut self,
        canvas: &mut Canvas<'_, '_>,
        text: &str,
        style: Style,
    ) {
        for line in wrap(text, self.rest.width) {
            canvas.print(self.line(), &line, style);
        }
    }

    /// Writes a paragraph after a sign, its further lines under its text.
    pub(in crate::ui::screens) fn item(
        &mut self,
        canvas: &mut Canvas<'_, '_>,
        sign: &str,
        text: &str,
        style: Style,
    ) {
        let indent = width(sign) + 1;
        for (index, text) in wrap(text, self.rest.width.saturating_sub(indent))
            .iter()
            .enumerate()
        {
            let line = self.line();
            if index == 0 {
                canvas.print(line, sign, style);
            }
            canvas.print(indented(line, indent), text, style);
        }
    }
}

/// The line without some columns at its beginning.
pub(in crate::ui::screens) fn indented(line: Rect, columns: u16) -> Rect {
    Rect {
        x: line.x + columns,
        width: line.width.saturating_sub(columns),
        ..line
    }
}

/// The parts of a wizard's screen: the line of its steps, what a step shows, so wide at the most, and the last line.
pub(in crate::ui::screens) fn rooms(area: Rect, widest: u16) -> [Rect; 3] {
    let area = Rect {
        x: area.x + 2,
        width: area.width.saturating_sub(4),
        ..area
    };
    let room = Rect {
        y: area.y + 2,
        height: area.height.saturating_sub(4),
        width: area.width.min(widest),
        ..area
    };
    let last = Rect {
        y: area.bottom().saturating_sub(1),
        height: 1,
        ..area
    };
    [area, room, last]
}

/// Draws the steps of a wizard in one line, the present one marked.
pub(in crate::ui::screens) fn draw_stepper<S: Ord + Copy>(
    canvas: &mut Canvas<'_, '_>,
    line: Rect,
    steps: &[(S, &str)],
    present: S,
    context: &Context,
) {
    let palette = &context.palette;
    let mut rest = line;
    for (index, (step, label)) in steps.iter().enumerate() {
        if index > 0 {
            rest = indented(rest, canvas.print(rest, " · ", palette.dim));
        }
        let (sign, style) = match step.cmp(&present) {
            Ordering::Equal => ("▸ ", palette.strong.add_modifier(Modifier::UNDERLINED)),
            Ordering::Less => ("✓ ", palette.good),
            Ordering::Greater => ("", palette.dim),
        };
        rest = indented(rest, canvas.print(rest, sign, style));
        let label = format!("{} {}", index + 1, context.texts.message(label));
        rest = indented(rest, canvas.print(rest, &label, style));
    }
}

/// Draws something that can be pressed in the body: whether it has the focus, and its place among the controls.
pub(in crate::ui::screens) fn draw_link(
    canvas: &mut Canvas<'_, '_>,
    line: Rect,
    label: &str,
    (is_focused, place_among): (bool, usize),
    context: &Context,
) -> u16 {
    let palette = &context.palette;
    let text = if is_focused {
        format!("[ {label} ]")
    } else {
        format!("  {label}  ")
    };
    let style = if is_focused {
        palette.focused(palette.link)
    } else {
        palette.link.add_modifier(Modifier::UNDERLINED)
    };
    let place = Rect {
        width: width(&text).min(line.width),
        ..line
    };
    if is_focused {
        canvas.print(place, &text, style);
    } else {
        // Only the words are underlined.
        canvas.print(indented(place, 2), label, style);
    }
    canvas.hit(place, Hit::Control(place_among));
    place.width
}

/// Draws the field of a path, and what is known of the file.
pub(in crate::ui::screens) fn draw_upload(
    canvas: &mut Canvas<'_, '_>,
    pen: &mut Pen,
    upload: &Upload,
    focus: (bool, usize),
    context: &Context,
) {
    let (texts, palette) = (&context.texts, &context.palette);
    draw_path(canvas, pen, upload, focus, context);
    pen.skip(1);
    if let Some(file) = &upload.chosen {
        let line = pen.line();
        let used = canvas.print(line, &format!("✓ {}", file.name), palette.strong) + 3;
        let size = formats::size(texts, file.bytes);
        canvas.print(indented(line, used), &size, palette.text);
        pen.skip(1);
    } else if let Some(fault) = &upload.fault {
        pen.item(canvas, "▲", fault, palette.danger);
        pen.skip(1);
    } else if upload.looks_for_long(context) {
        canvas.print(pen.line(), &say!(texts, "upload-looking"), palette.dim);
        pen.skip(1);
    }
}

/// Says that a file is Terminated, why, and what to do.
pub(in crate::ui::screens) fn draw_terminated(
    canvas: &mut Canvas<'_, '_>,
    pen: &mut Pen,
    said: &str,
    terminated: &Terminated,
    context: &Context,
) {
    let (texts, palette) = (&context.texts, &context.palette);
    pen.write(canvas, said, palette.danger);
    pen.skip(1);
    let why = wording::terminated(texts, terminated);
    pen.item(canvas, "▲", &why, palette.text);
    pen.skip(1);
    pen.write(canvas, &say!(texts, "review-terminated-how"), palette.dim);
}

/// Says that a file could not be read, and what to do.
pub(in crate::ui::screens) fn draw_failed(
    canvas: &mut Canvas<'_, '_>,
    pen: &mut Pen,
    fault: &Explained,
    context: &Context,
) {
    let palette = &context.palette;
    pen.item(canvas, "▲", &fault.happened, palette.danger);
    pen.write(canvas, &fault.means, palette.text);
    pen.write(canvas, &fault.remedy, palette.text);
}

/// Draws the field of a path with the names that complete it.
fn draw_path(
    canvas: &mut Canvas<'_, '_>,
    pen: &mut Pen,
    upload: &Upload,
    (is_focused, place_among): (bool, usize),
    context: &Context,
) {
    let palette = &context.palette;
    let line = pen.line();
    let style = if is_focused {
        palette.strong
    } else {
        palette.dim
    };
    let label = say!(context.texts, "upload-or-path");
    let used = canvas.print(indented(line, 2), &label, style);
    if is_focused {
        canvas.print(line, "▌", palette.link);
    }
    let field = indented(line, used + 4);
    draw_text(canvas, field, &upload.path, false, is_focused, context);
    canvas.hit(line, Hit::Control(place_among));
    if !upload.offered.is_empty() && is_focused {
        let offered = upload.offered.join(" · ");
        for text in wrap(&offered, field.width).iter().take(3) {
            let line = pen.line();
            canvas.print(indented(line, used + 4), text, palette.dim);
        }
    }
}

impl Wizard {
    pub(in crate::ui::screens) fn draw(
        &self,
        canvas: &mut Canvas<'_, '_>,
        area: Rect,
        context: &Context,
    ) {
        let [head, room, last] = rooms(area, 110);
        draw_stepper(canvas, head, &STEPS, self.step, context);
        self.draw_last(canvas, last, context);
        let mut pen = Pen { rest: room };
        match self.step {
            WizardStep::Instructions => self.draw_instructions(canvas, &mut pen, context),
            WizardStep::Upload => self.draw_upload(canvas, &mut pen, context),
            WizardStep::Review | WizardStep::Confirm => self.draw_review(canvas, &mut pen, context),
            WizardStep::Notice => self.draw_notice(canvas, &mut pen, context),
        }
    }

    /// What has happened to real data so far, and the buttons.
    fn draw_last(&self, canvas: &mut Canvas<'_, '_>, line: Rect, context: &Context) {
        let palette = &context.palette;
        let texts = &context.texts;
        let (says, style) = match self.batch {
            None => (say!(texts, "wizard-nothing-deleted"), palette.good),
            Some(batch) => {
                let batch = batch.to_string();
                (
                    say!(texts, "wizard-batch-made", batch = batch),
                    palette.text,
                )
            }
        };
        canvas.print(line, &format!("● {says}"), style);
        let controls = self.buttons();
        let buttons: Vec<_> = controls.iter().map(|it| self.button(*it)).collect();
        // While the warning lies above, nothing here has the focus.
        let focused = (self.step != WizardStep::Confirm).then_some(self.focus);
        let focus = controls.iter().position(|it| Some(*it) == focused);
        let first = self.controls().len() - controls.len();
        buttons::draw(canvas, line, &buttons, focus, first, context);
    }

    fn button(&self, control: Control) -> Button {
        let (label, kind) = match control {
            Control::Back => ("Back", Kind::Safe),
            Control::Cancel => ("Cancel", Kind::Safe),
            Control::SaveCopy => ("Save a copy", Kind::Onward),
            Control::Close => ("Close", Kind::Safe),
            _ if self.step == WizardStep::Instructions => ("Next", Kind::Onward),
            _ => ("Continue", Kind::Onward),
        };
        Button::new(label, kind).enabled_if(self.is_enabled(control))
    }

    /// Draws something that can be pressed in the body.
    pub(super) fn draw_link(
        &self,
        canvas: &mut Canvas<'_, '_>,
        line: Rect,
        control: Control,
        label: &str,
        context: &Context,
    ) -> u16 {
        let place = self.controls().iter().position(|it| *it == control);
        let focus = (self.focus == control, place.unwrap_or_default());
        draw_link(canvas, line, label, focus, context)
    }

    fn draw_instructions(&self, canvas: &mut Canvas<'_, '_>, pen: &mut Pen, context: &Context) {
        let palette = &context.palette;
        let texts = &context.texts;
        canvas.print(pen.line(), "Instructions to upload CSV", palette.strong);
        pen.skip(1);
        let items = [
            say!(texts, "wizard-columns"),
            say!(texts, "wizard-headers"),
            say!(texts, "wizard-size"),
            say!(texts, "wizard-keep-copy"),
        ];
        for item in items {
            pen.item(canvas, "•", &item, palette.text);
        }
        pen.skip(1);
        let label = "Download User deletion CSV template";
        self.draw_link(canvas, pen.line(), Control::Template, label, context);
        pen.skip(1);
        for example in [
            "primary_email_address,unique_user_id",
            "name@example.com,",
            ",E-1042",
        ] {
            canvas.print(indented(pen.line(), 2), example, palette.dim);
        }
    }

    fn draw_upload(&self, canvas: &mut Canvas<'_, '_>, pen: &mut Pen, context: &Context) {
        let palette = &context.palette;
        let texts = &context.texts;
        canvas.print(pen.line(), "Upload CSV to delete users", palette.strong);
        pen.skip(1);
        let line = pen.line();
        let label = "Upload from computer";
        let used = self.draw_link(canvas, line, Control::Pick, label, context);
        canvas.print(
            indented(line, used + 2),
            &say!(texts, "upload-only-csv"),
            palette.dim,
        );
        if self.upload.offers_the_browser() {
            let says = if self.upload.waits_for_the_dialog() {
                say!(texts, "upload-waits")
            } else {
                say!(texts, "upload-dialog-over")
            };
            pen.item(canvas, "●", &says, palette.warning);
            let label = say!(texts, "upload-browse");
            self.draw_link(canvas, pen.line(), Control::Browse, &label, context);
        }
        let place = self.controls().iter().position(|it| *it == Control::Path);
        let focus = (self.focus == Control::Path, place.unwrap_or_default());
        draw_upload(canvas, pen, &self.upload, focus, context);
        let heading = say!(texts, "wizard-all-data");
        pen.item(
            canvas,
            "ⓘ",
            &heading,
            palette.warning.add_modifier(Modifier::BOLD),
        );
        let account = context.settings.account.clone();
        let says = say!(texts, "upload-what-goes", account = account);
        pen.item(canvas, " ", &says, palette.text);
    }
}
