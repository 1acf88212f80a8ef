//! Keys of two strokes: the first waits, and what can follow stands on the screen meanwhile.

use ratatui::layout::Rect;

use super::App;
use crate::command::Scope;
use crate::command::key::Key;
use crate::say;
use crate::ui::kit::canvas::{Canvas, cut, width};
use crate::ui::shell::toast::Toast;

/// Columns between two of the keys that can follow.
const GAP: u16 = 3;

impl App {
    /// Takes a key that begins another one or follows it; false where it is neither.
    pub(super) fn follows_prefix(&mut self, scope: Scope, key: Key) -> bool {
        let keymap = &self.context.keymap;
        let Some(first) = self.prefix.take() else {
            let Key::Char(first) = key else {
                return false;
            };
            let begins = scope != Scope::Overlay && !keymap.after(scope, first).is_empty();
            self.prefix = begins.then_some(first);
            return begins;
        };
        let Key::Char(then) = key else {
            // Any other key leaves it: Esc does nothing more, the others do what they always do.
            return key == Key::Esc;
        };
        if let Some(command) = keymap.meaning(scope, Key::After(first, then)) {
            self.run(command);
        } else {
            let keys = Key::After(first, then).to_string();
            let said = say!(self.context.texts, "prefix-nothing", keys = keys);
            self.show(Toast::notice(said));
        }
        true
    }

    /// Draws what can follow the key that waits.
    pub(super) fn draw_prefix(&self, canvas: &mut Canvas<'_, '_>, area: Rect) {
        let scope = self.places.last().map(|place| place.screen.scope());
        let (Some(first), Some(scope)) = (self.prefix, scope) else {
            return;
        };
        let (texts, palette) = (&self.context.texts, &self.context.palette);
        let follows = self.context.keymap.after(scope, first);
        let said: Vec<(String, String)> = follows
            .into_iter()
            .map(|(then, row)| (then.to_string(), row.name(texts)))
            .collect();
        let each = said.iter().map(|(key, name)| width(key) + 1 + width(name));
        let each = each.max().unwrap_or(0) + GAP;
        let room = area.width.saturating_sub(4);
        let beside = (room / each.max(1)).max(1);
        let count = u16::try_from(said.len()).unwrap_or(u16::MAX);
        let tall = count.div_ceil(beside);
        let place = Rect::new(
            area.x,
            area.bottom().saturating_sub(tall + 3),
            area.width,
            tall + 2,
        );
        let title = say!(texts, "prefix-title", key = first.to_string());
        let inside = canvas.boxed(place, &title, palette.rule, palette.strong);
        let lines: Vec<Rect> = inside.rows().collect();
        for (index, (key, name)) in (0_u16..).zip(&said) {
            // Downwards first, as one reads a list.
            let Some(line) = lines.get(usize::from(index % tall.max(1))) else {
                continue;
            };
            let x = line.x + (index / tall.max(1)) * each;
            let room = Rect {
                x,
                width: each.min(line.right().saturating_sub(x)),
                ..*line
            };
            let used = canvas.print(room, key, palette.key);
            let rest = Rect {
                x: room.x + used + 1,
                width: room.width.saturating_sub(used + 1),
                ..room
            };
            canvas.print(rest, &cut(name, rest.width), palette.text);
        }
    }
}
