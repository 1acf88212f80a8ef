//! How a form looks: label, content, and beside it what is wrong or what to know.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use tui_input::Input as Line;

use super::{Content, Field, Form};
use crate::ui::kit::area::Area;
use crate::ui::kit::buttons;
use crate::ui::kit::canvas::{Canvas, Hit, cut, width};
use crate::ui::kit::person;
use crate::ui::shell::context::Context;

impl Form {
    /// Draws the fields and, two lines below, the buttons; answers how many lines it took.
    pub fn draw(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) -> u16 {
        let fields = self.draw_fields(canvas, area, context);
        if self.buttons.is_empty() {
            return fields;
        }
        if let Some(line) = area.rows().nth(usize::from(fields) + 1) {
            self.draw_buttons(canvas, line, context);
        }
        fields + 2
    }

    /// Draws the fields; answers how many lines they took.
    pub fn draw_fields(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) -> u16 {
        let beside = self.fields.iter().filter(|field| !field.is_wide());
        let labels = beside.map(|field| width(&field.label)).max().unwrap_or(0);
        let labels = labels.min(area.width / 2);
        let mut fields = 0;
        for (index, field) in self.fields.iter().enumerate() {
            let place = Rect {
                y: area.y.saturating_add(fields),
                height: field.height(),
                ..area
            };
            let place = place.intersection(area);
            fields = fields.saturating_add(field.height());
            if place.height == 0 {
                continue;
            }
            if field.is_wide() {
                self.draw_wide(canvas, place, index, field, context);
            } else {
                self.draw_field(canvas, place, index, field, labels, context);
            }
        }
        fields
    }

    /// Draws the buttons into a line.
    pub fn draw_buttons(&self, canvas: &mut Canvas<'_, '_>, line: Rect, context: &Context) {
        let first = self.fields.len();
        let focus = self.focus.checked_sub(first);
        buttons::draw(canvas, line, &self.buttons, focus, first, context);
    }

    /// A text of several lines under its label, or something that is so or not.
    fn draw_wide(
        &self,
        canvas: &mut Canvas<'_, '_>,
        place: Rect,
        index: usize,
        field: &Field,
        context: &Context,
    ) {
        let palette = &context.palette;
        let focused = self.focus == index;
        canvas.hit(place, Hit::Control(index));
        let line = Rect { height: 1, ..place };
        if focused {
            canvas.print(line, "▌", palette.link);
        }
        let beside = Rect {
            x: line.x + 2,
            width: line.width.saturating_sub(2),
            ..line
        };
        let style = if focused { palette.strong } else { palette.dim };
        let label = match &field.content {
            Content::Check(true) => format!("[×] {}", field.label),
            Content::Check(false) => format!("[ ] {}", field.label),
            _ => field.label.clone(),
        };
        let used = canvas.print(beside, &cut(&label, beside.width), style);
        let rest = Rect {
            x: beside.x + used + 2,
            width: beside.width.saturating_sub(used + 2),
            ..beside
        };
        match &field.fault {
            Some(fault) => canvas.print(
                rest,
                &cut(&format!("▲ {fault}"), rest.width),
                palette.danger,
            ),
            None => canvas.print(rest, &cut(&field.hint, rest.width), palette.dim),
        };
        if let Content::Area(area) = &field.content {
            let under = Rect {
                y: beside.y + 1,
                height: place.height - 1,
                ..beside
            };
            draw_area(canvas, under, area, focused, context);
        }
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
            let hint = match &field.identifies {
                Some(others) => person::fitted(&field.hint, others, beside.width),
                None => cut(&field.hint, beside.width),
            };
            canvas.print(beside, &hint, palette.dim);
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
        Content::Text {
            line,
            masked,
            is_offered,
        } => {
            let style = palette.text.add_modifier(if *is_offered && focused {
                Modifier::REVERSED
            } else {
                Modifier::UNDERLINED
            });
            draw_line(canvas, place, (line, style), *masked, focused);
        }
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
            // What stands beside it says why it cannot be changed now.
            let style = if field.hint.is_empty() {
                palette.text
            } else {
                palette.dim
            };
            canvas.print(place, &cut(text, place.width), style);
        }
        // These have lines of their own.
        Content::Area(_) | Content::Check(_) => {}
    }
}

/// Draws a text of several lines being typed, scrolled so that the cursor can be seen.
fn draw_area(
    canvas: &mut Canvas<'_, '_>,
    place: Rect,
    area: &Area,
    focused: bool,
    context: &Context,
) {
    let palette = &context.palette;
    let style = palette.text.add_modifier(Modifier::UNDERLINED);
    let (lines, top, (column, row)) = area.shown();
    let mut lines = lines.into_iter();
    let wide = area.columns().min(place.width);
    for line in place.rows() {
        let line = Rect {
            width: wide,
            ..line
        };
        canvas.print(line, &" ".repeat(usize::from(wide)), style);
        canvas.print(line, lines.next().unwrap_or_default(), style);
    }
    let mut mark = |line: u16, sign| {
        let beside = Rect::new(place.x + wide, place.y + line, 2, 1).intersection(place);
        canvas.print(beside, sign, palette.key);
    };
    if top > 0 {
        mark(0, if context.ascii { " ^" } else { " ▲" });
    }
    if area.height() > top + usize::from(area.rows()) {
        mark(area.rows().saturating_sub(1), " ▼");
    }
    if focused {
        canvas.cursor(place.x + column.min(wide.saturating_sub(1)), place.y + row);
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
    let style = context.palette.text.add_modifier(Modifier::UNDERLINED);
    draw_line(canvas, place, (line, style), masked, focused);
}

fn draw_line(
    canvas: &mut Canvas<'_, '_>,
    place: Rect,
    (line, style): (&Line, Style),
    masked: bool,
    focused: bool,
) {
    let blank = " ".repeat(usize::from(place.width));
    // The room beside a suggestion is not part of it.
    canvas.print(
        place,
        &blank,
        style
            .remove_modifier(Modifier::REVERSED)
            .add_modifier(Modifier::UNDERLINED),
    );
    let shown = if masked {
        "•".repeat(line.value().chars().count())
    } else {
        line.value().to_owned()
    };
    // Where nobody types, beginning and end of what is longer than its place are shown.
    if !focused {
        canvas.print(place, &person::fitted(&shown, &[], place.width), style);
        return;
    }
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
