//! The caption over the screen: what the tour says, where it covers nothing that it speaks of.
//!
//! ```text
//! ┌ disconnect  3/9 ──────────────────────────────────────────┐
//! │ More opens the menu of the learner under the cursor.      │
//! │ Next: m                                                   │
//! │ space next  ← back  p play  q leave the tour              │
//! └───────────────────────────────────────────────────────────┘
//! ```
//!
//! Every place on screen is weighed by what would be covered: what the step speaks of never, what it looks for hardly,
//! empty cells gladly.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span};

use super::guide::{Guide, Phase};
use super::{Sight, TourStep};
use crate::command::key::Key;
use crate::domain::Language;
use crate::say;
use crate::ui::kit::canvas::{Canvas, cut, width, wrap};
use crate::ui::kit::theme::Palette;
use crate::ui::shell::driver::lines;

/// What it costs to cover a cell that must stay visible.
const NEVER: u32 = 100_000;
/// Widths that are tried, widest first.
const WIDTHS: [u16; 4] = [76, 60, 46, 36];

/// What there is to say at the moment.
struct Saying {
    title: String,
    text: String,
    /// Keys that come next, or that are being pressed, and how many of them are.
    keys: Vec<(String, bool)>,
    controls: Vec<(String, String)>,
}

/// Draws the caption over the screen; `has_controls` where somebody is there to press them.
pub fn draw(canvas: &mut Canvas<'_, '_>, guide: &Guide, palette: &Palette, has_controls: bool) {
    let language = guide.texts().language();
    match guide.phase() {
        _ if guide.hurries() => {
            let text = say!(guide.texts(), "tour-goes-back");
            strip(canvas, &[(text, false)], palette);
        }
        Phase::Pressing(pressed, _) => {
            let keys = guide
                .step()
                .map_or(Vec::new(), |step| chips(step, language, *pressed));
            strip(canvas, &keys, palette);
        }
        Phase::Arriving(_) => {
            let keys = guide
                .step()
                .map_or(Vec::new(), |step| chips(step, language, usize::MAX));
            strip(canvas, &keys, palette);
        }
        Phase::Reading(_) | Phase::Astray(_) | Phase::ByHand(_) => {
            let saying = saying(guide, has_controls);
            let buffer = canvas.drawn();
            let (place, rows) = place(buffer, guide, &saying);
            boxed(canvas, place, &rows, &saying, palette);
        }
    }
}

/// Where the caption lies on a screen; none while it is not shown.
pub fn area(screen: &Buffer, guide: &Guide, has_controls: bool) -> Option<Rect> {
    matches!(guide.phase(), Phase::Reading(_))
        .then(|| place(screen, guide, &saying(guide, has_controls)).0)
}

/// Where the texts lie that the caption must not cover: each to the end of what it is part of.
pub fn focus(screen: &Buffer, guide: &Guide) -> Vec<Rect> {
    let focus = guide.step().map_or(&[][..], TourStep::focus);
    let mut places = found(screen, guide, focus);
    for place in &mut places {
        while let Some(wide) = goes_on(screen, *place) {
            place.width += wide;
        }
    }
    places
}

/// How many columns a text goes on for behind a place: to the end of its next word; none where two blanks, a frame or
/// the edge end it.
fn goes_on(screen: &Buffer, place: Rect) -> Option<u16> {
    let sign = |x: u16| {
        let is_inside = x < screen.area.right();
        is_inside.then(|| screen[(x, place.y)].symbol())
    };
    let first = place.right();
    let begins = match sign(first)? {
        " " => first + 1,
        _ => first,
    };
    let is_word = |x: u16| sign(x).is_some_and(|sign| !matches!(sign, " " | "│" | "─" | "┐" | "┃"));
    let end = (begins..screen.area.right()).find(|x| !is_word(*x));
    let end = end.unwrap_or(screen.area.right());
    (end > begins).then(|| end - first)
}

fn saying(guide: &Guide, has_controls: bool) -> Saying {
    let texts = guide.texts();
    let (number, count) = (guide.number() + 1, guide.tour().steps.len());
    let title = format!("{}  {number}/{count}", guide.tour().name);
    let caption = guide
        .step()
        .map(|step| step.caption.in_language(texts.language()).to_owned());
    let next = guide.tour().steps.get(guide.number() + 1);
    let control = |key: Key, says: String| (key.to_string(), says);
    let mut saying = Saying {
        title,
        text: caption.unwrap_or_default(),
        keys: next.map_or(Vec::new(), |step| chips(step, texts.language(), 0)),
        controls: Vec::new(),
    };
    match guide.phase() {
        Phase::ByHand(is_over) => {
            saying.text = if *is_over {
                say!(texts, "tour-over")
            } else {
                say!(texts, "tour-by-hand")
            };
            saying.keys = Vec::new();
            return saying;
        }
        Phase::Astray(missing) => {
            saying.text = say!(texts, "tour-astray", text = missing.as_str());
            saying.keys = Vec::new();
        }
        _ => {}
    }
    if has_controls {
        let play = if guide.plays() {
            say!(texts, "tour-pause")
        } else {
            say!(texts, "tour-play")
        };
        saying.controls = vec![
            control(Key::Char(' '), say!(texts, "tour-next")),
            control(Key::Left, say!(texts, "tour-back")),
            control(Key::Char('p'), play),
            control(Key::Char('q'), say!(texts, "tour-leave")),
        ];
    }
    saying
}

/// The keys of a step as people read them, text that is typed in one piece, and which of them are pressed.
fn chips(step: &TourStep, language: Language, pressed: usize) -> Vec<(String, bool)> {
    let mut before = 0;
    let phrases = step.phrases(language).into_iter().map(|phrase| {
        before += phrase.len();
        let words = match phrase.as_slice() {
            [key] => key.to_string(),
            text => text.iter().map(|key| letter(*key)).collect(),
        };
        (words, before <= pressed)
    });
    phrases.collect()
}

/// A key of a text that is typed.
fn letter(key: Key) -> String {
    match key {
        Key::Char(letter) => letter.to_string(),
        other => other.to_string(),
    }
}

/// One line above the hints: keys while they are pressed.
fn strip(canvas: &mut Canvas<'_, '_>, keys: &[(String, bool)], palette: &Palette) {
    if keys.is_empty() {
        return;
    }
    let area = canvas.area();
    let sign = " ⌨ ";
    let room = area.width.saturating_sub(width(sign));
    let mut spans = vec![Span::styled(sign, palette.strong)];
    for (key, is_pressed) in within(keys, room) {
        let style = if is_pressed { palette.key } else { palette.dim };
        spans.push(Span::styled(format!(" {key} "), style));
    }
    let line = Line::from(spans);
    let wide = u16::try_from(line.width())
        .unwrap_or(area.width)
        .min(area.width);
    let y = area.bottom().saturating_sub(2);
    let place = Rect::new(area.right() - wide, y, wide, 1);
    canvas.clear(place);
    canvas.line(place, &line);
}

/// Keys that have room beside each other: those that are pressed next, each to its end; what was pressed before gives way.
fn within(keys: &[(String, bool)], room: u16) -> Vec<(String, bool)> {
    let wide = |keys: &[(String, bool)]| {
        let widths = keys.iter().map(|(key, _)| width(key).saturating_add(2));
        widths.fold(0, u16::saturating_add)
    };
    let mut from = 0;
    while wide(&keys[from..]) > room && keys.get(from + 1).is_some_and(|_| keys[from].1) {
        from += 1;
    }
    let mut left = room;
    let mut shown = Vec::new();
    for (key, is_pressed) in &keys[from..] {
        if left <= 3 {
            break;
        }
        let key = cut(key, left - 2);
        left -= width(&key) + 2;
        shown.push((key, *is_pressed));
    }
    shown
}

/// The rows of a saying at a width.
fn rows(saying: &Saying, columns: u16, guide: &Guide) -> Vec<Row> {
    let mut rows: Vec<Row> = wrap(&saying.text, columns)
        .into_iter()
        .map(Row::Text)
        .collect();
    if !saying.keys.is_empty() {
        let words = saying
            .keys
            .iter()
            .map(|(key, _)| (key.clone(), String::new()));
        let mut parts = vec![(String::new(), say!(guide.texts(), "tour-next-keys"))];
        parts.extend(words);
        rows.extend(flow(&parts, columns, 1).into_iter().map(Row::Keys));
    }
    rows.extend(
        flow(&saying.controls, columns, 2)
            .into_iter()
            .map(Row::Keys),
    );
    rows
}

/// A row of a caption.
enum Row {
    Text(String),
    /// Keys and what they do.
    Keys(Vec<(String, String)>),
}

/// Lays pairs out in rows.
fn flow(parts: &[(String, String)], columns: u16, gap: u16) -> Vec<Vec<(String, String)>> {
    let mut rows: Vec<Vec<(String, String)>> = Vec::new();
    let mut used = 0;
    for part in parts {
        let wide = width(&part.0) + width(&part.1) + 1 + gap;
        match rows.last_mut() {
            Some(row) if used + wide <= columns + gap => {
                row.push(part.clone());
                used += wide;
            }
            _ => {
                rows.push(vec![part.clone()]);
                used = wide;
            }
        }
    }
    rows
}

fn boxed(
    canvas: &mut Canvas<'_, '_>,
    place: Rect,
    rows: &[Row],
    saying: &Saying,
    palette: &Palette,
) {
    let border = palette.link;
    let inside = canvas.boxed(
        place,
        &saying.title,
        border,
        palette.link.add_modifier(Modifier::BOLD),
    );
    for (row, area) in rows.iter().zip(inside.rows()) {
        match row {
            Row::Text(text) => {
                canvas.print(area, text, palette.strong);
            }
            Row::Keys(parts) => {
                let mut spans = Vec::new();
                for (key, says) in parts {
                    let gap = if key.is_empty() || says.is_empty() {
                        ""
                    } else {
                        " "
                    };
                    spans.push(Span::styled(format!("{key}{gap}"), palette.key));
                    spans.push(Span::styled(says.clone(), palette.dim));
                    spans.push(Span::styled("  ".to_owned(), Style::new()));
                }
                canvas.line(area, &Line::from(spans));
            }
        }
    }
}

/// The place for a saying on a screen, and its rows there.
fn place(screen: &Buffer, guide: &Guide, saying: &Saying) -> (Rect, Vec<Row>) {
    let area = screen.area;
    let weights = Weights::of(screen, guide);
    let mut best: Option<(u32, Rect, Vec<Row>)> = None;
    for columns in WIDTHS {
        let wide = (columns + 4).min(area.width);
        let rows = rows(saying, wide.saturating_sub(4), guide);
        let tall = u16::try_from(rows.len())
            .unwrap_or(u16::MAX)
            .saturating_add(2);
        let tall = tall.min(area.height);
        let far = area.width - wide;
        let mut least: Option<(u32, Rect)> = None;
        for x in [0, far / 2, far] {
            for y in 0..=area.height - tall {
                let place = Rect::new(area.x + x, area.y + y, wide, tall);
                // Of places that are as good, the lowest.
                let cost = weights.under(place) * 8 + u32::from(area.height - y);
                if least.is_none_or(|(least, _)| cost < least) {
                    least = Some((cost, place));
                }
            }
        }
        if let Some((cost, place)) = least
            && best.as_ref().is_none_or(|(least, ..)| cost < *least)
        {
            best = Some((cost, place, rows));
        }
    }
    best.map_or((Rect::ZERO, Vec::new()), |(_, place, rows)| (place, rows))
}

/// What covering each cell would cost, summed up from the corner, so that an area costs four look-ups.
struct Weights {
    columns: usize,
    sums: Vec<u32>,
}

impl Weights {
    fn of(screen: &Buffer, guide: &Guide) -> Self {
        let area = screen.area;
        let sees = guide.step().map_or(&[][..], |step| &step.sees);
        let looked_for = found(screen, guide, sees);
        let focus = focus(screen, guide);
        let boxes = boxes(screen);
        let columns = usize::from(area.width) + 1;
        let mut sums = vec![0_u32; columns * (usize::from(area.height) + 1)];
        for (y, row) in area.rows().enumerate() {
            let mut line = 0_u32;
            for (x, position) in row.positions().enumerate() {
                let is_in = |places: &[Rect]| places.iter().any(|place| place.contains(position));
                line += if is_in(&focus) {
                    NEVER
                } else if is_in(&looked_for) {
                    60
                } else {
                    weight(screen, position) + if is_in(&boxes) { 8 } else { 0 }
                };
                sums[(y + 1) * columns + x + 1] = sums[y * columns + x + 1] + line;
            }
        }
        Self { columns, sums }
    }

    fn under(&self, place: Rect) -> u32 {
        let at = |x: u16, y: u16| self.sums[usize::from(y) * self.columns + usize::from(x)];
        at(place.right(), place.bottom()) + at(place.x, place.y)
            - at(place.right(), place.y)
            - at(place.x, place.bottom())
    }
}

/// What it costs to cover a cell of which the step does not speak.
fn weight(screen: &Buffer, position: Position) -> u32 {
    let cell = &screen[position];
    let is_marked = cell.bg != Color::Reset || cell.modifier.contains(Modifier::REVERSED);
    let is_frame = position.y < screen.area.y + 2 || position.y + 1 == screen.area.bottom();
    match cell.symbol().trim() {
        _ if is_marked => 6,
        "" => 0,
        "─" => 1,
        _ if is_frame => 4,
        _ => 2,
    }
}

/// The boxes above the screen: what they say is what matters at the moment.
fn boxes(screen: &Buffer) -> Vec<Rect> {
    let is = |x: u16, y: u16, sign: &str| screen[(x, y)].symbol() == sign;
    let mut boxes = Vec::new();
    for corner in screen.area.positions() {
        let (x, y) = (corner.x, corner.y);
        if !is(x, y, "┌") {
            continue;
        }
        let right = (x + 1..screen.area.right()).find(|right| is(*right, y, "┐"));
        let bottom = (y + 1..screen.area.bottom()).find(|bottom| is(x, *bottom, "└"));
        if let (Some(right), Some(bottom)) = (right, bottom) {
            boxes.push(Rect::new(x, y, right - x + 1, bottom - y + 1));
        }
    }
    boxes
}

/// Where texts stand on a screen.
fn found(screen: &Buffer, guide: &Guide, sights: &[Sight]) -> Vec<Rect> {
    let lines = lines(screen);
    let mut places = Vec::new();
    for sight in sights {
        let words = sight.words(guide.texts());
        for (y, line) in (screen.area.y..).zip(&lines) {
            for (at, _) in line.match_indices(words.as_str()) {
                let x = screen.area.x + width(line.get(..at).unwrap_or_default());
                places.push(Rect::new(x, y, width(&words), 1).intersection(screen.area));
            }
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn keys_that_have_no_room_end_at_a_sign_and_never_at_the_edge() {
        let keys = [
            ("siti.aminah@enigma.example".to_owned(), true),
            ("tab".to_owned(), true),
            ("Moves to another position".to_owned(), false),
        ];
        let shown = |room| -> Vec<String> {
            let shown = within(&keys, room).into_iter();
            shown.map(|(key, _)| key).collect()
        };
        assert_eq!(shown(70).len(), 3);
        assert_eq!(shown(33), ["tab", "Moves to another position"]);
        assert_eq!(shown(20), ["Moves to another …"]);
    }
}
