//! The account at a glance: seats by type, idle seats, users, and figures month by month. Each leads to its list.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::idle::{IdleFigures, USUAL_DAYS};
use crate::domain::license::LicenseType;
use crate::domain::query;
use crate::domain::report::MonthFigure;
use crate::formats;
use crate::sanitise::visible;
use crate::say;
use crate::ui::kit::buttons::bar;
use crate::ui::kit::canvas::{Canvas, Hit, cut, width};
use crate::ui::kit::chart;
use crate::ui::kit::person::apart;
use crate::ui::shell::context::Context;
use crate::ui::shell::route::{Route, Section};

/// Columns from which on there are two columns of figures.
const TWO: u16 = 72;
/// Columns of the right one, where there is room for more than a line of it.
const BARS: u16 = 64;
/// Columns of the right one where there is no such room.
const LINE: u16 = 36;
/// Rows from which on the figures of months are bars.
const TALL: u16 = 26;
/// Rows of a chart of bars.
const CHART: u16 = 8;
/// License types that are shown, on a small screen and on a tall one.
const FEW: usize = 3;
const MANY: usize = 12;

/// Columns of a bar at the least.
const SHORTEST: u16 = 8;

/// In which column something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// A figure, what is drawn below it, and the way to its list.
pub(super) struct Glance {
    title: String,
    /// The title where there is no room for the whole one.
    short: Option<String>,
    picture: Picture,
    pub(super) side: Side,
    pub(super) route: Route,
}

enum Picture {
    None,
    Seats(Vec<LicenseType>),
    Months(Vec<MonthFigure>),
}

/// What there is to see, the left column first.
pub(super) fn of(home: &query::Home, idle: Option<&IdleFigures>, context: &Context) -> Vec<Glance> {
    let texts = &context.texts;
    let days = u64::from(USUAL_DAYS);
    let left = |title, picture, route| Glance {
        title,
        short: None,
        picture,
        side: Side::Left,
        route,
    };
    let right = |title, months: &[MonthFigure], route| Glance {
        title,
        short: None,
        picture: Picture::Months(months.to_vec()),
        side: Side::Right,
        route,
    };
    let (active, deletions) = (&home.active, &home.deletions);
    let mut all = vec![
        seats(home, context),
        left(
            match idle {
                Some(found) => say!(
                    texts,
                    "home-idle",
                    idle = found.learners(),
                    days = days,
                    never = found.never_came
                ),
                None => say!(texts, "command-idle-seats"),
            },
            Picture::None,
            Route::IdleSeats,
        ),
        left(
            say!(texts, "home-users", count = home.users),
            Picture::None,
            Route::Users,
        ),
        right(say!(texts, "home-active"), active, Route::Reports),
        right(
            say!(texts, "home-deletions"),
            deletions,
            Route::Authenticate(Section::UserDeletion),
        ),
    ];
    if home.on_hold > 0 {
        all.push(Glance {
            title: say!(texts, "home-hold", count = home.on_hold),
            short: None,
            picture: Picture::None,
            side: Side::Right,
            route: Route::OnHold,
        });
    }
    all
}

/// Seats over all license types, with a bar for each.
fn seats(home: &query::Home, context: &Context) -> Glance {
    let texts = &context.texts;
    let number = |value| formats::number(context.language(), value);
    let seats = &home.seats;
    let (taken, total) = (number(seats.invited + seats.activated), number(seats.total));
    let short = say!(
        texts,
        "home-seats-short",
        taken = taken.clone(),
        total = total.clone()
    );
    Glance {
        title: say!(
            texts,
            "home-seats",
            taken = taken,
            total = total,
            invited = number(seats.invited),
            available = number(seats.available())
        ),
        short: Some(short),
        picture: Picture::Seats(home.license_types.clone()),
        side: Side::Left,
        route: Route::Licenses,
    }
}

/// Rows that all of it takes in an area.
pub(super) fn height(glances: &[Glance], area: Rect) -> u16 {
    let of = |side| rows_of(glances, side, area);
    let (left, right) = (of(Side::Left), of(Side::Right));
    if area.width >= TWO {
        left.max(right)
    } else {
        left + right
    }
}

fn rows_of(glances: &[Glance], side: Side, area: Rect) -> u16 {
    let of_it = glances.iter().filter(|one| one.side == side);
    of_it.map(|one| 1 + one.picture.rows(area)).sum()
}

impl Picture {
    fn rows(&self, area: Rect) -> u16 {
        match self {
            Self::None => 0,
            Self::Seats(types) => {
                let most = if area.height >= TALL { MANY } else { FEW };
                u16::try_from(types.len().min(most)).unwrap_or_default()
            }
            Self::Months(months) if months.iter().all(|month| month.figure == 0) => 1,
            Self::Months(_) if area.height >= TALL => CHART,
            Self::Months(_) => 1,
        }
    }
}

/// Draws all of it; `first` is the position of the first among all that can be chosen, of which one has the cursor.
pub(super) fn draw(
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    glances: &[Glance],
    (first, cursor): (usize, usize),
    context: &Context,
) {
    let whole = Rect {
        height: context.body().height,
        ..area
    };
    let (left, right) = columns(area, rows_of(glances, Side::Left, whole));
    let mut next = [left.y, right.y];
    for (index, one) in (first..).zip(glances) {
        let (column, y) = match one.side {
            Side::Left => (left, &mut next[0]),
            Side::Right => (right, &mut next[1]),
        };
        let rows = 1 + one.picture.rows(whole);
        let place = Rect {
            y: *y,
            height: rows,
            ..column
        };
        *y += rows;
        if place.bottom() <= area.bottom() {
            one.draw(canvas, place, index, index == cursor, context);
        }
    }
}

/// The two columns; on a narrow screen the right one stands below the left one.
fn columns(area: Rect, left_rows: u16) -> (Rect, Rect) {
    if area.width < TWO {
        let below = Rect {
            y: area.y + left_rows,
            ..area
        };
        return (area, below);
    }
    let right = if area.width >= 2 * BARS - 8 {
        BARS
    } else {
        LINE
    };
    let left = Rect {
        width: area.width - right,
        ..area
    };
    let right = Rect {
        x: left.right(),
        width: right,
        ..area
    };
    (left, right)
}

impl Glance {
    fn draw(
        &self,
        canvas: &mut Canvas<'_, '_>,
        place: Rect,
        index: usize,
        under_cursor: bool,
        context: &Context,
    ) {
        let palette = &context.palette;
        canvas.hit(place, Hit::Row(index));
        let line = Rect { height: 1, ..place };
        let text = Rect {
            x: line.x + 3,
            width: line.width.saturating_sub(4),
            ..line
        };
        let style = if under_cursor {
            canvas.paint(line, palette.selected);
            canvas.print(line, "▌", palette.selected);
            palette.selected
        } else {
            palette.strong
        };
        let fits = width(&self.title) <= text.width;
        let title = self.short.as_ref().filter(|_| !fits);
        let title = title.unwrap_or(&self.title);
        canvas.print(text, &cut(title, text.width), style);
        let below = Rect {
            y: text.y + 1,
            height: place.height.saturating_sub(1),
            ..text
        };
        match &self.picture {
            Picture::None => {}
            Picture::Seats(types) => draw_seats(canvas, below, types, context),
            Picture::Months(months) => draw_months(canvas, below, months, context),
        }
    }
}

/// A bar for each license type; the last line says how many more there are, where there is no room for all.
fn draw_seats(canvas: &mut Canvas<'_, '_>, area: Rect, types: &[LicenseType], context: &Context) {
    let (texts, palette) = (&context.texts, &context.palette);
    let number = |value| formats::number(context.language(), value);
    let rows = usize::from(area.height);
    let shown = if types.len() > rows {
        rows.saturating_sub(1)
    } else {
        types.len()
    };
    let figures: Vec<String> = types
        .iter()
        .take(shown)
        .map(|kind| {
            let (taken, total) = (number(kind.assigned()), number(kind.seats));
            say!(texts, "home-type", taken = taken, total = total)
        })
        .collect();
    let figure = figures.iter().map(|it| width(it)).max().unwrap_or(0);
    let names: Vec<&str> = types.iter().map(|kind| kind.name.as_str()).collect();
    let widest = names.iter().map(|name| width(&visible(name))).max();
    let room = area.width.saturating_sub(figure + SHORTEST + 2);
    let name = widest.unwrap_or(0).min(room);
    let names = apart(&names, name);
    let bars = area.width.saturating_sub(name + figure + 2);
    let mut lines = area.rows();
    for ((kind, told), said) in types.iter().zip(&names).zip(&figures) {
        let Some(line) = lines.next() else { return };
        let part = |x: u16, width: u16| Rect {
            x: line.x + x,
            width,
            ..line
        };
        let full = kind.available() == 0 && kind.seats > 0;
        let style: Style = if full { palette.warning } else { palette.text };
        canvas.print(part(0, name), told, style);
        let drawn = bar(kind.assigned(), kind.seats, bars);
        canvas.print(part(name + 1, bars), &drawn, palette.bar);
        canvas.print_right(part(name + bars + 2, figure), said, style);
    }
    if let Some(line) = lines.next().filter(|_| shown < types.len()) {
        let more = (types.len() - shown) as u64;
        canvas.print(line, &say!(texts, "home-more", count = more), palette.dim);
    }
}

/// The months, and the figure of the last one.
fn draw_months(canvas: &mut Canvas<'_, '_>, area: Rect, months: &[MonthFigure], context: &Context) {
    let (texts, palette) = (&context.texts, &context.palette);
    let Some(last) = months.last() else {
        canvas.print(area, &say!(texts, "home-none"), palette.dim);
        return;
    };
    if area.height > 1 {
        chart::months(canvas, area, months, context);
        return;
    }
    let wide = u16::try_from(months.len())
        .unwrap_or(area.width)
        .min(area.width);
    let place = Rect {
        width: wide,
        ..area
    };
    chart::months(canvas, place, months, context);
    let said = say!(
        texts,
        "home-month",
        figure = formats::number(context.language(), last.figure),
        month = last.month.clone()
    );
    let rest = Rect {
        x: area.x + wide + 2,
        width: area.width.saturating_sub(wide + 2),
        ..area
    };
    canvas.print(rest, &said, palette.text);
}
