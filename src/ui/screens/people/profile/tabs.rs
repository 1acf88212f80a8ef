//! Draws the tabs of the profile page.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::command::{self, Command};
use crate::domain::query::Group;
use crate::domain::user::{CourseProgress, Profile as Learner};
use crate::formats;
use crate::say;
use crate::titled;
use crate::wording;

use super::{Profile, editing};
use crate::ui::kit::buttons::bar;
use crate::ui::kit::canvas::{Canvas, Hit, wrap};
use crate::ui::kit::list::List;
use crate::ui::kit::table::{Column, Row, Table};
use crate::ui::screens::desk::due;
use crate::ui::shell::context::Context;
use crate::ui::shell::layer::{Handled, Out};
use crate::ui::shell::route::{ProfileTab, Route};

/// Lines under the history: an empty one, and the entry under the cursor.
pub(super) const HISTORY_BELOW: u16 = 4;

pub(super) fn draw(
    profile: &Profile,
    learner: &Learner,
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    context: &Context,
) {
    match profile.tab {
        ProfileTab::EmployeeInfo => info(profile, learner, canvas, area, context),
        ProfileTab::Groups => groups(profile, canvas, area, context),
        ProfileTab::Licenses => licenses(learner, canvas, area, context),
        ProfileTab::Learning => learning(profile, canvas, area, context),
        ProfileTab::Requests => requests(profile, canvas, area, context),
        ProfileTab::History => history(profile, canvas, area, context),
    }
}

impl Profile {
    /// Whether the cursor stands on this row of the requests.
    pub(super) fn is_at_request(&self, index: usize) -> bool {
        self.tab == ProfileTab::Requests && index == self.requests.cursor()
    }

    /// Opens the request under the cursor.
    pub(super) fn open_request(&self, out: &mut Out) -> Handled {
        if let Some(request) = self.requests.selected() {
            out.go(Route::Request(request.id));
        }
        Handled::Yes
    }
}

/// Says one thing in place of a list.
fn say_only(canvas: &mut Canvas<'_, '_>, area: Rect, text: &str, context: &Context) {
    let lines = wrap(text, area.width.saturating_sub(4));
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

fn info(
    profile: &Profile,
    learner: &Learner,
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    context: &Context,
) {
    let place = Rect {
        y: area.y,
        width: area.width.saturating_sub(2),
        ..area
    };
    if let Some(editing) = &profile.editing {
        editing.form.draw(canvas, place, context);
        return;
    }
    let palette = &context.palette;
    let fields = editing::fields(&learner.employee, context);
    let mut rows = place.rows();
    for (index, field) in fields.iter().enumerate() {
        let Some(line) = rows.next() else { return };
        let label = Rect {
            x: line.x + 2,
            width: 22.min(line.width),
            ..line
        };
        canvas.print(label, field.label(), palette.dim);
        let value = field.shown();
        let value = if value.is_empty() {
            "–".to_owned()
        } else {
            value
        };
        let rest = Rect {
            x: line.x + 26,
            width: line.width.saturating_sub(26),
            ..line
        };
        canvas.hit(line, Hit::Control(index));
        let lines = wrap(&value, rest.width);
        for (at, said) in lines.iter().enumerate() {
            let below = if at == 0 { Some(line) } else { rows.next() };
            let Some(below) = below else { return };
            canvas.print(Rect { y: below.y, ..rest }, said, palette.text);
        }
    }
    if let Some(hold) = &learner.hold {
        let since = formats::date(&context.texts, hold.since);
        let held = say!(
            context.texts,
            "profile-held",
            since = since,
            reason = hold.reason.clone()
        );
        let lines = wrap(&format!("⚑ {held}"), place.width.saturating_sub(4));
        for (line, text) in rows.skip(1).zip(&lines) {
            let line = Rect {
                x: line.x + 2,
                ..line
            };
            canvas.print(line, text, palette.warning);
        }
    }
}

fn groups(profile: &Profile, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
    if profile.groups.total() == 0 {
        say_only(
            canvas,
            area,
            &say!(context.texts, "profile-no-groups"),
            context,
        );
        return;
    }
    let columns = vec![Column::telling(
        titled!(context.texts, "column-group"),
        12,
        0,
    )];
    list(
        canvas,
        area,
        &profile.groups,
        columns,
        context,
        |(_, name)| vec![name.clone().into()],
    );
}

fn licenses(learner: &Learner, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
    let palette = &context.palette;
    let mut lines = area.rows().skip(1);
    if learner.licenses.is_empty()
        && let Some(line) = lines.next()
    {
        canvas.print(
            Rect {
                x: line.x + 2,
                ..line
            },
            learner.license.label(),
            palette.text,
        );
    }
    for license in &learner.licenses {
        let Some(line) = lines.next() else { return };
        let text = Line::from(vec![
            Span::styled(license.name.clone(), palette.strong),
            Span::styled(format!("   {}", license.status.label()), palette.text),
        ]);
        canvas.line(
            Rect {
                x: line.x + 2,
                width: line.width.saturating_sub(3),
                ..line
            },
            &text,
        );
    }
    let Some(line) = lines.nth(1) else { return };
    let place = Rect {
        x: line.x + 2,
        width: line.width.saturating_sub(3),
        ..line
    };
    let row = command::row(Command::ManageLicenses);
    let name = row.name(&context.texts);
    if let Some(reason) = context.refusal(row.permission) {
        let reason = wording::reason(&context.texts, &reason);
        canvas.print(place, &format!("{name}: {reason}"), palette.dim);
        return;
    }
    let text = Line::from(vec![
        Span::styled("↵ ", palette.key),
        Span::styled(name, palette.link),
    ]);
    canvas.line(place, &text);
    canvas.hit(place, Hit::Control(0));
}

fn learning(profile: &Profile, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
    let texts = &context.texts;
    let palette = &context.palette;
    let Some(report) = &profile.report else {
        return;
    };
    if report.courses.is_empty() {
        say_only(canvas, area, &say!(texts, "profile-no-courses"), context);
        return;
    }
    let sum = say!(
        texts,
        "profile-learning",
        courses = report.courses.len(),
        completions = report.completions,
        minutes = report.minutes
    );
    canvas.print(
        Rect {
            x: area.x + 2,
            height: 1,
            ..area
        },
        &sum,
        palette.strong,
    );
    let rest = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    let height = usize::from(rest.height.saturating_sub(1));
    let columns = vec![
        Column::flexible(titled!(texts, "column-course"), 16, 0),
        Column::exact(titled!(texts, "column-progress"), 0),
        Column::exact(titled!(texts, "column-minutes"), 1).right(),
        Column::exact(titled!(texts, "column-completed"), 2),
        Column::exact(titled!(texts, "column-last"), 3),
    ];
    let shown = report.courses.iter().skip(profile.top).take(height);
    let table = Table {
        columns,
        rows: shown.map(|it| Some(course(it, context))).collect(),
        top: profile.top,
        cursor: None,
        total: report.courses.len(),
    };
    table.draw(canvas, rest, context);
}

fn course<'a>(course: &CourseProgress, context: &Context) -> Row<'a> {
    let texts = &context.texts;
    let percent = u64::from(course.percent);
    let completed = course
        .completed_at
        .map_or_else(|| "–".to_owned(), |at| formats::date(texts, at));
    Row {
        cells: vec![
            course.title.clone().into(),
            format!(
                "{} {}",
                bar(percent, 100, 8),
                formats::percent(context.language(), percent, 100)
            )
            .into(),
            formats::number(context.language(), course.minutes).into(),
            completed.into(),
            formats::relative(texts, course.last_at, context.now).into(),
        ],
        marked: false,
    }
}

fn requests(profile: &Profile, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
    let texts = &context.texts;
    if profile.requests.total() == 0 {
        if profile.tab_asked.is_settled() {
            say_only(canvas, area, &say!(texts, "profile-no-requests"), context);
        }
        return;
    }
    let columns = vec![
        Column::exact(titled!(texts, "column-request"), 0),
        Column::exact(titled!(texts, "column-state"), 0),
        Column::exact(titled!(texts, "column-opened"), 1),
        Column::exact(titled!(texts, "column-due"), 2),
        Column::telling(titled!(texts, "column-owner"), 8, 3),
    ];
    list(canvas, area, &profile.requests, columns, context, |row| {
        vec![
            wording::request_kind(texts, row.kind).into(),
            wording::request_state(texts, row.state).into(),
            formats::relative(texts, Some(row.opened_at), context.now).into(),
            {
                let (due, style) = due::due(row, context);
                Line::from(Span::styled(due, style))
            },
            row.owner_name
                .clone()
                .unwrap_or_else(|| "–".to_owned())
                .into(),
        ]
    });
}

fn history(profile: &Profile, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
    let texts = &context.texts;
    if let Some(reason) = &profile.history_refusal {
        say_only(canvas, area, &wording::reason(texts, reason), context);
        return;
    }
    if profile.history.total() == 0 {
        if profile.tab_asked.is_settled() {
            say_only(canvas, area, &say!(texts, "profile-no-history"), context);
        }
        return;
    }
    let columns = vec![
        Column::exact(titled!(texts, "column-when"), 0),
        Column::telling(titled!(texts, "column-who"), 8, 0),
        Column::flexible(titled!(texts, "column-act"), 14, 0),
        Column::flexible(titled!(texts, "column-detail"), 10, 1),
    ];
    let table = Rect {
        height: area.height.saturating_sub(HISTORY_BELOW),
        ..area
    };
    if let Some(entry) = profile.history.selected() {
        // The result of the entry under the cursor, whole.
        let below = Rect {
            x: area.x + 3,
            y: table.bottom() + 1,
            width: area.width.saturating_sub(6),
            height: HISTORY_BELOW.saturating_sub(1).min(area.height),
        };
        let said = format!(
            "{} · {}",
            formats::moment_exact(texts, entry.at),
            wording::log_entry_detail(texts, entry)
        );
        canvas.paragraph(below.intersection(area), &said, context.palette.dim);
    }
    list(canvas, table, &profile.history, columns, context, |entry| {
        let who = entry
            .operator_name
            .clone()
            .unwrap_or_else(|| "Offboard".to_owned());
        vec![
            formats::relative(texts, Some(entry.at), context.now).into(),
            who.into(),
            wording::log_act(texts, entry).into(),
            wording::log_entry_detail(texts, entry).into(),
        ]
    });
}

fn list<T, K: PartialEq>(
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    list: &List<T, K>,
    columns: Vec<Column>,
    context: &Context,
    cells: impl Fn(&T) -> Vec<Line<'static>>,
) {
    let row = |row: &T| Row {
        cells: cells(row),
        marked: false,
    };
    let table = Table::of(list, area, columns, row);
    table.draw(canvas, area, context);
}

impl Profile {
    /// The groups the learner is not in.
    pub(super) fn other_groups(&self) -> Vec<Group> {
        let mine = self
            .learner
            .as_ref()
            .map(|learner| learner.groups.as_slice());
        let is_mine = |group: &Group| {
            mine.unwrap_or_default()
                .iter()
                .any(|(id, _)| *id == group.id)
        };
        self.all_groups
            .iter()
            .filter(|group| !is_mine(group))
            .cloned()
            .collect()
    }
}
