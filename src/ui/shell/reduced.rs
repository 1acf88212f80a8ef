//! The reduced view: below 80×24 a place is there to be read, its lines broken to the width of the window.
//!
//! ```text
//!  People > Users
//!  NAME EMAIL ID LICENSE
//!  ▌ Aarav Iyer aarav.iyer@enigma.example
//!  E-10017 Activated
//!  Reduced view, to read only. 80 × 24 shows and does everything.
//!  ↑↓ move  ↵ open  Esc back  Ctrl-Q quit
//! ```
//!
//! The place is drawn as in the smallest window that holds it whole, and its text is shown anew: nothing is cut, and
//! what is under the cursor stays in sight. What changes something waits for a window that shows all of the question.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Rect;

use crate::command::{self, Command, Risk, Scope};
use crate::say;

use super::context::{Context, SMALLEST};
use super::layer::Layer;
use super::toast::Toast;
use crate::command::key::Key;
use crate::ui::kit::canvas::{Canvas, lines as lines_of, wrap};

/// What is drawn: the place, the box over it, and what was said last.
pub struct Picture<'a> {
    /// The place.
    pub place: Option<&'a dyn Layer>,
    /// The box over it, which is read alone.
    pub overlay: Option<&'a dyn Layer>,
    /// What was said last.
    pub toast: Option<&'a Toast>,
}

/// Draws the reduced view.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, picture: &Picture<'_>, context: &Context) {
    let (texts, palette) = (&context.texts, &context.palette);
    let wide = area.width.saturating_sub(2);
    let (columns, rows) = SMALLEST;
    let note = say!(
        texts,
        "reduced",
        columns = i64::from(columns),
        rows = i64::from(rows)
    );
    let mut below = Vec::new();
    if let Some(toast) = picture.toast {
        below.extend(wrap(&format!("{} {}", toast.sign(), toast.text), wide));
    }
    below.extend(wrap(&note, wide));
    below.extend(wrap(&keys(context), wide));
    let mut lines = lines(picture, wide, context);
    // The title stays; the rest moves with the cursor under it.
    let titled = picture.overlay.is_none() && !lines.is_empty();
    let title: Vec<_> = lines.drain(..usize::from(titled)).collect();
    let tall = usize::from(area.height).saturating_sub(title.len());
    let room = tall.saturating_sub(below.len()).max(tall / 2);
    let at = lines.iter().position(|(_, chosen)| *chosen).unwrap_or(0);
    let first = at.saturating_sub(room / 2);
    let first = first.min(lines.len().saturating_sub(room));
    let inside = Rect {
        x: area.x + 1,
        width: wide,
        ..area
    };
    let shown = title.iter().chain(lines.iter().skip(first).take(room));
    for (row, (line, chosen)) in inside.rows().zip(shown) {
        let style = if *chosen {
            palette.strong
        } else {
            palette.text
        };
        canvas.print(row, line, style);
    }
    for (row, line) in inside.rows().skip(title.len() + room).zip(&below) {
        canvas.print(row, line, palette.dim);
    }
}

/// The keys that work.
fn keys(context: &Context) -> String {
    let texts = &context.texts;
    [
        ("↑↓", say!(texts, "hint-move")),
        ("↵", say!(texts, "hint-open")),
        ("Esc", say!(texts, "hint-back")),
        ("Ctrl-Q", say!(texts, "hint-quit")),
    ]
    .map(|(key, says)| format!("{key} {says}"))
    .join("  ")
}

/// The lines of what lies uppermost, broken to the width, and whether each is under the cursor.
fn lines(picture: &Picture<'_>, wide: u16, context: &Context) -> Vec<(String, bool)> {
    let Some(drawn) = whole(picture, context) else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    for line in drawn {
        let text = line.trim_matches(|letter| " │┌┐└┘─".contains(letter));
        // The edges of a box and the rules of a frame say nothing; one empty line is enough.
        if text.is_empty() {
            continue;
        }
        let chosen = text.contains('▌');
        let broken = wrap(&text.replace('│', " "), wide);
        lines.extend(broken.into_iter().map(|line| (line, chosen)));
    }
    lines
}

/// The lines of the smallest whole window: of a box what stands in it, of a place its title and its body.
fn whole(picture: &Picture<'_>, context: &Context) -> Option<Vec<String>> {
    let (columns, rows) = context.laid_out();
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).ok()?;
    let drawn = terminal.draw(|frame| {
        let mut canvas = Canvas::new(frame);
        let area = canvas.area();
        match (picture.overlay, picture.place) {
            (Some(overlay), _) => overlay.view(&mut canvas, area, context),
            (None, Some(place)) => {
                super::chrome::frame(&mut canvas, place, context);
                place.view(&mut canvas, context.body(), context);
            }
            (None, None) => super::chrome::opening(&mut canvas, area, context),
        }
        canvas.finish(context.palette.ground);
    });
    let mut lines = lines_of(drawn.ok()?.buffer);
    if picture.overlay.is_none() && picture.place.is_some() {
        // The first line leads to other places; the reduced view has no room for it.
        return Some(lines.split_off(1));
    }
    Some(lines)
}

/// Whether a key works in the reduced view: those that move and look, and none that could answer a question.
pub fn takes(key: Key, top: Option<&dyn Layer>, context: &Context) -> bool {
    let scope = top.map(Layer::scope);
    let moves = matches!(
        key,
        Key::Up
            | Key::Down
            | Key::Left
            | Key::Right
            | Key::PageUp
            | Key::PageDown
            | Key::Home
            | Key::End
            | Key::Esc
            | Key::Ctrl('q' | 'c')
    );
    let answers = matches!(
        scope,
        None | Some(Scope::Overlay | Scope::Door | Scope::Wizard | Scope::Settings)
    );
    let looks = |command: Command| command::row(command).risk == Risk::Looks;
    let typing = top.is_some_and(Layer::is_typing);
    moves
        || key == Key::Enter
            && !answers
            && !typing
            && scope
                .and_then(|scope| context.keymap.meaning(scope, key))
                .is_none_or(looks)
}
