//! A place of the navigation that this console does not offer yet: says so, and how to go on.

use ratatui::layout::Rect;

use crate::command::Scope;
use crate::domain::reason::Reason;
use crate::wording;

use super::super::canvas::{Canvas, wrap};
use super::super::context::Context;
use super::super::layer::Layer;
use super::super::route::Route;

/// A place without a screen.
pub struct Vacant {
    route: Route,
}

impl Vacant {
    /// The place.
    pub fn new(route: Route) -> Self {
        Self { route }
    }
}

impl Layer for Vacant {
    fn scope(&self) -> Scope {
        Scope::Console
    }

    fn route(&self) -> Option<Route> {
        Some(self.route.clone())
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let text = wording::reason(&context.texts, &Reason::NotOffered);
        let lines = wrap(&text, area.width.saturating_sub(4));
        for (line, text) in area.rows().skip(1).zip(&lines) {
            canvas.print(
                Rect {
                    x: line.x + 2,
                    ..line
                },
                text,
                context.palette.dim,
            );
        }
    }
}
