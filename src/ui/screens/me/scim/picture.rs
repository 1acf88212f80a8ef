//! How **Configure SCIM** is drawn: lines of a head and a text, as many as fit, the others below.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::provider::{Provider, Road};
use crate::domain::request::RequestKind;
use crate::formats;
use crate::sanitise::visible;
use crate::say;
use crate::service::PushReport;
use crate::service::scim::{Fault, FilterUse, Survey};
use crate::wording;

use super::{Scim, why};
use crate::ui::kit::canvas::{Canvas, width, wrap};
use crate::ui::screens::me::at_provider::calls;
use crate::ui::shell::context::Context;

/// Columns between the heads and the texts.
const GAP: u16 = 3;

/// A line of the page.
#[derive(Debug, Clone)]
pub(super) struct Line {
    head: String,
    text: String,
    style: Style,
    /// Whether the text stands beside a head, its own or the one above.
    is_beside: bool,
    /// Whether it is how far the calls are.
    is_bar: bool,
}

fn text(text: impl Into<String>, style: Style) -> Line {
    Line {
        head: String::new(),
        text: text.into(),
        style,
        is_beside: false,
        is_bar: false,
    }
}

fn row(head: impl Into<String>, says: impl Into<String>, style: Style) -> Line {
    Line {
        head: head.into(),
        is_beside: true,
        ..text(says, style)
    }
}

fn blank() -> Line {
    text("", Style::default())
}

/// Columns from the edge to the texts beside heads.
fn indent(lines: &[Line]) -> u16 {
    let heads = lines.iter().map(|line| width(&line.head));
    heads.max().unwrap_or(0) + GAP
}

/// A line, in as many as it takes.
fn wrapped(line: &Line, columns: u16) -> Vec<Line> {
    let texts = wrap(&line.text, columns);
    let more = texts.iter().skip(1).map(|text| Line {
        head: String::new(),
        text: text.clone(),
        ..*line
    });
    let first = Line {
        text: texts.first().cloned().unwrap_or_default(),
        ..line.clone()
    };
    std::iter::once(first).chain(more).collect()
}

/// What a run of calls came to.
fn came_to(report: &PushReport, context: &Context) -> Vec<Line> {
    let (texts, palette) = (&context.texts, &context.palette);
    let said = wording::calls_over(texts, report);
    let mark = if report.is_all_done() { "✓" } else { "●" };
    let mut lines = vec![text(format!("{mark} {said}"), palette.text)];
    match &report.ended {
        Some(Fault::Stopped) => lines.push(text(say!(texts, "scim-stopped"), palette.warning)),
        Some(fault) => {
            let said = wording::scim_fault(texts, fault);
            lines.push(text(format!("▲ {said}"), palette.danger));
        }
        None => {}
    }
    if let Some(said) = wording::calls_left_in_doubt(texts, report) {
        lines.push(text(format!("▲ {said}"), palette.warning));
    }
    for said in wording::calls_held(texts, report) {
        lines.push(text(format!("▲ {said}"), palette.warning));
    }
    if report.tally.diverted > 0 {
        let said = say!(texts, "receipt-diverted", count = report.tally.diverted);
        lines.push(text(said, palette.text));
    }
    lines
}

/// What a server was found to do.
fn found(survey: &Survey, context: &Context) -> Vec<Line> {
    let (texts, palette) = (&context.texts, &context.palette);
    let number = |count| formats::number(texts.language(), count);
    let users = survey.users.map_or_else(|| "–".to_owned(), number);
    let looked = say!(
        texts,
        "scim-looked-at",
        sample = number(survey.sample),
        id = number(survey.with_external_id),
        name = number(survey.with_user_name),
        email = number(survey.with_email),
        active = number(survey.with_active),
        groups = number(survey.with_groups)
    );
    let mut lines = vec![
        row(say!(texts, "out-users"), users, palette.strong),
        row(say!(texts, "out-scim-sample"), looked, palette.text),
    ];
    let heads = [
        say!(texts, "out-scim-filter-external-id"),
        say!(texts, "out-scim-filter-user-name"),
        say!(texts, "out-scim-filter-email"),
    ];
    for (head, (_, does)) in heads.into_iter().zip(&survey.filters) {
        let style = match does {
            FilterUse::Works => palette.good,
            FilterUse::Untried => palette.dim,
            FilterUse::Ignored | FilterUse::Blind | FilterUse::Refused { .. } => palette.warning,
        };
        lines.push(row(head, wording::scim_filter(texts, does).1, style));
    }
    let declared = survey.declared.clone().unwrap_or_default();
    let known = |flag: Option<bool>| match flag {
        Some(true) => say!(texts, "scim-yes"),
        Some(false) => say!(texts, "scim-no"),
        None => say!(texts, "scim-unknown"),
    };
    let flags = [
        (say!(texts, "out-scim-patch"), declared.patch),
        (say!(texts, "out-scim-delete"), survey.allows("DELETE")),
        (say!(texts, "out-scim-versions"), declared.versions),
    ];
    for (head, flag) in flags {
        lines.push(row(head, known(flag), palette.text));
    }
    if survey.keys().is_empty() {
        let says = if survey.sample == 0 {
            say!(texts, "cli-scim-nobody")
        } else {
            say!(texts, "cli-scim-no-filter")
        };
        lines.push(text(format!("▲ {says}"), palette.warning));
    }
    lines
}

/// Where the lines stand.
pub(super) fn room(body: Rect) -> Rect {
    Rect {
        x: body.x + 2,
        y: body.y + 1,
        width: body.width.saturating_sub(4),
        height: body.height.saturating_sub(1),
    }
}

/// What becomes of a learner who is deleted, by the road of deletions.
pub(super) fn deleting(road: Road, context: &Context) -> String {
    match road {
        Road::Scim => say!(context.texts, "scim-deleting-calls"),
        Road::File | Road::ByHand => say!(context.texts, "scim-deleting-file"),
    }
}

impl Scim {
    /// Every line of the page.
    pub(super) fn lines(&self, context: &Context) -> Vec<Line> {
        let mut lines = self.connection(context);
        lines.push(blank());
        lines.extend(self.calls(context));
        lines.push(blank());
        lines.extend(self.findings(context));
        let columns = room(context.body()).width;
        let beside = columns.saturating_sub(indent(&lines));
        let columns_of = |line: &Line| if line.is_beside { beside } else { columns };
        let wrapped = lines
            .iter()
            .flat_map(|line| wrapped(line, columns_of(line)));
        wrapped.collect()
    }

    /// The connection, and how acts reach the server.
    fn connection(&self, context: &Context) -> Vec<Line> {
        let (texts, palette) = (&context.texts, &context.palette);
        let Some(whole) = &self.whole else {
            return Vec::new();
        };
        let settings = &context.settings;
        let mut lines = Vec::new();
        match &whole.server {
            Some(server) => {
                let server = visible(server).into_owned();
                lines.push(row(say!(texts, "out-scim-url"), server, palette.strong));
                let token = say!(texts, "scim-token-kept");
                lines.push(row(say!(texts, "scim-token"), token, palette.text));
            }
            None => lines.push(text(say!(texts, "scim-not-connected"), palette.text)),
        }
        if settings.provider == Provider::Scim {
            let road = |kind, chosen| settings.provider.road(kind, chosen);
            if let Some(road) = road(RequestKind::Revoke, settings.revoke_road) {
                let says = wording::road(texts, road);
                lines.push(row(say!(texts, "scim-revoking"), says, palette.text));
            }
            if let Some(road) = road(RequestKind::Delete, settings.delete_road) {
                let says = deleting(road, context);
                lines.push(row(say!(texts, "scim-deleting"), says, palette.text));
            }
        } else {
            let where_to = wording::provider(texts, settings.provider);
            let says = say!(texts, "scim-lives", provider = where_to);
            lines.push(text(format!("▲ {says}"), palette.warning));
        }
        lines
    }

    /// The calls: how far they are, how many wait, what the last run came to.
    fn calls(&self, context: &Context) -> Vec<Line> {
        let (texts, palette) = (&context.texts, &context.palette);
        if context.calls.is_some() {
            return vec![
                Line {
                    is_bar: true,
                    ..blank()
                },
                text(say!(texts, "calls-nothing-lost"), palette.dim),
            ];
        }
        let (prepared, in_doubt) = self.whole.as_ref().map_or((0, 0), |it| it.pushable);
        let held = self.whole.as_ref().is_some_and(|it| it.calls_are_held);
        let mut lines = Vec::new();
        if prepared + in_doubt == 0 {
            lines.push(text(say!(texts, "scim-no-calls"), palette.dim));
        } else {
            let says = say!(
                texts,
                "scim-calls-wait",
                prepared = prepared,
                doubt = in_doubt
            );
            lines.push(text(format!("● {says}"), palette.warning));
            if held {
                lines.push(text(say!(texts, "scim-calls-held"), palette.warning));
            }
        }
        if let Some(report) = &context.calls_over {
            lines.extend(came_to(report, context));
        }
        lines
    }

    /// What the server does, as a list.
    fn findings(&self, context: &Context) -> Vec<Line> {
        let (texts, palette) = (&context.texts, &context.palette);
        let mut lines = vec![text(say!(texts, "scim-findings"), palette.heading)];
        if !self.testing.is_settled() {
            lines.push(text(say!(texts, "scim-testing"), palette.dim));
        } else if let Some(trouble) = &self.trouble {
            let says = format!("▲ {}", why(trouble, context));
            lines.push(text(says, palette.danger));
        } else if let Some(survey) = &self.survey {
            lines.extend(found(survey, context));
        } else {
            lines.push(text(say!(texts, "scim-not-tested"), palette.dim));
        }
        lines
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let room = room(area);
        if self.whole.is_none() {
            if self.asked.is_slow(context) {
                canvas.print(room, &say!(context.texts, "loading"), context.palette.dim);
            }
            return;
        }
        let lines = self.lines(context);
        let indent = indent(&lines);
        let top = self.scroll.top(lines.len(), room.height);
        for (place, line) in room.rows().zip(lines.iter().skip(top)) {
            if line.is_bar {
                calls::draw(canvas, place, context);
                continue;
            }
            canvas.print(place, &line.head, context.palette.dim);
            let from = if line.is_beside { indent } else { 0 };
            let beside = Rect {
                x: place.x + from,
                width: place.width.saturating_sub(from),
                ..place
            };
            canvas.print(beside, &line.text, line.style);
        }
        self.scroll.draw(canvas, room, lines.len(), context);
    }
}
