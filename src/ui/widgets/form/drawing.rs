//! How a form looks: label, content, and beside it what is wrong or what to know.

use ratatui::layout::Rect;
use tui_input::Input as Line;

use super::super::super::canvas::{Canvas, Hit, cut, width};
use super::super::super::context::Context;
use super::super::buttons;
use super::{Content, Field, Form};

impl Form {
    /// Draws the fields and, two lines below, the buttons; answers how many lines it took.
    pub fn draw(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) -> u16 {
        let labels = self
            .fields
            .iter()
            .map(|field| width(&field.label))
            .max()
            .unwrap_or(0);
        let labels = labels.min(area.width / 2);
        for (index, (field, line)) in self.fields.iter().zip(area.rows()).enumerate() {
            self.draw_field(canvas, line, index, field, labels, context);
        }
        let fields = u16::try_from(self.fields.len()).unwrap_or(u16::MAX);
        if self.buttons.is_empty() {
            return fields;
        }
        if let Some(line) = area.rows().nth(self.fields.len() + 1) {
            let focus = self.focus.checked_sub(self.fields.len());
            buttons::draw(
                canvas,
                line,
                &self.buttons,
                focus,
                self.fields.len(),
                context,
            );
        }
        fields + 2
    }

    fn draw_field(
        &self,
        canvas: &mut Canvas<'_, '_>,
        line: Rect,
        index: usize,
        field: &Field,
        labels: u16,
        context: &Context,
    ) {
        let palette = &context.palette;
        let focused = self.focus == index;
        let sign = if focused { "▌" } else { " " };
        canvas.print(line, sign, palette.link);
        let label = Rect {
            x: line.x + 2,
            width: labels,
            ..line
        };
        let style = if focused { palette.strong } else { palette.dim };
        canvas.print(label, &cut(&field.label, labels), style);
        let x = label.right() + 2;
        let rest = Rect {
            x,
            width: line.right().saturating_sub(x),
            ..line
        };
        canvas.hit(line, Hit::Control(index));
        // Hints stand in one column; a fault takes the room it needs.
        let hints = self.fields.iter().map(|field| width(&field.hint)).max();
        let fault = field.fault.as_deref().map_or(0, width);
        let note = hints.unwrap_or(0).max(fault);
        let wanted = if note == 0 { 0 } else { note + 4 };
        let room = rest
            .width
            .saturating_sub(wanted)
            .max(rest.width / 3)
            .min(48);
        let place = Rect {
            width: room,
            ..rest
        };
        draw_content(canvas, place, field, focused, context);
        let x = place.right() + 1;
        let beside = Rect {
            x,
            width: rest.right().saturating_sub(x),
            ..rest
        };
        if let Some(fault) = &field.fault {
            canvas.print(
                beside,
                &cut(&format!("▲ {fault}"), beside.width),
                palette.danger,
            );
        } else {
            canvas.print(beside, &cut(&field.hint, beside.width), palette.dim);
        }
    }
}

fn draw_content(
    canvas: &mut Canvas<'_, '_>,
    place: Rect,
    field: &Field,
    focused: bool,
    context: &Context,
) {
    let palette = &context.palette;
    match &field.content {
        Content::Text { line, masked } => draw_text(canvas, place, line, *masked, focused, context),
        Content::Choice { options, chosen } => {
            let option = options.get(*chosen).map(String::as_str).unwrap_or_default();
            let text = if focused {
                format!("‹ {option} ›")
            } else {
                option.to_owned()
            };
            let style = if focused {
                palette.strong
            } else {
                palette.text
            };
            canvas.print(place, &cut(&text, place.width), style);
        }
        Content::Fixed(text) => {
            canvas.print(place, &cut(text, place.width), palette.text);
        }
    }
}

/// Draws a line of text being typed, scrolled so that the cursor can be seen.
pub fn draw_text(
    canvas: &mut Canvas<'_, '_>,
    place: Rect,
    line: &Line,
    masked: bool,
    focused: bool,
    context: &Context,
) {
    use ratatui::style::Modifier;
    let palette = &context.palette;
    let style = palette.text.add_modifier(Modifier::UNDERLINED);
    let blank = " ".repeat(usize::from(place.width));
    canvas.print(place, &blank, style);
    let shown = if masked {
        "•".repeat(line.value().chars().count())
    } else {
        line.value().to_owned()
    };
    let before: String = shown.chars().take(line.cursor()).collect();
    let cursor = width(&before);
    let room = place.width.saturating_sub(1);
    let mut skipped = 0;
    let mut start = 0;
    // Passes over whole letters until the cursor fits.
    for (at, letter) in shown.char_indices() {
        if cursor - skipped <= room {
            break;
        }
        skipped += width(letter.encode_utf8(&mut [0; 4]));
        start = at + letter.len_utf8();
    }
    canvas.print(place, shown.get(start..).unwrap_or_default(), style);
    if focused {
        canvas.cursor(place.x + (cursor - skipped).min(room), place.y);
    }
}
