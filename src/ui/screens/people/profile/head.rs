//! The head of the profile page: who it is, and the tabs.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::command::Command;
use crate::domain::user::Profile as Learner;
use crate::formats;
use crate::say;
use crate::wording;

use super::Profile;
use crate::ui::kit::canvas::{Canvas, Hit, cut, width};
use crate::ui::shell::context::Context;
use crate::ui::shell::route::ProfileTab;

/// Name with **More** to its right, identifiers, where the learner stands, what of theirs is at the provider.
pub(super) fn draw(
    profile: &Profile,
    learner: &Learner,
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    context: &Context,
) {
    let palette = &context.palette;
    let texts = &context.texts;
    let row = |index: u16| Rect {
        x: area.x + 1,
        y: area.y + index,
        width: area.width.saturating_sub(2),
        height: 1,
    };
    let first = row(0);
    let name = cut(&profile.name(), first.width.saturating_sub(16));
    let mut x = first.x + canvas.print(first, &name, palette.strong);
    if learner.hold.is_some() {
        x += canvas.print(Rect { x: x + 1, ..first }, "⚑", palette.warning) + 1;
    }
    let more = Rect {
        x: x + 3,
        width: 6,
        ..first
    };
    canvas.print(more, "More ▾", palette.key);
    canvas.hit(more, Hit::Command(Command::More));
    let info = &learner.employee;
    let email = info.email.as_ref().map(|it| it.as_str().to_owned());
    let id = info.unique_id.as_ref().map(|it| it.as_str().to_owned());
    let title = (!info.job_title.is_empty()).then(|| info.job_title.clone());
    let second = row(1);
    let whole: Vec<_> = [&email, &id, &title].into_iter().flatten().collect();
    let whole = whole.into_iter().map(String::as_str).collect::<Vec<_>>();
    let mut line = whole.join("   ");
    if width(&line) > second.width {
        // The ID is whole, and the title stands below.
        let parts: Vec<_> = [id, email].into_iter().flatten().collect();
        line = parts.join("   ");
    }
    canvas.print(second, &cut(&line, second.width), palette.text);
    let connection = if learner.connected {
        "● Connected"
    } else {
        "○ Not connected"
    };
    let active = say!(
        texts,
        "profile-active",
        when = formats::relative(texts, learner.last_active, context.now)
    );
    let third = row(2);
    let line = format!("{connection}   {}   {active}", learner.license.label());
    canvas.print(third, &cut(&line, third.width), palette.dim);
    let underway = learner.at_provider.iter();
    let underway = underway.map(|it| wording::learner_change(texts, it, context.now));
    let line = underway.collect::<Vec<_>>().join(" · ");
    if !line.is_empty() {
        let fourth = row(3);
        let line = format!("⇡ {line}");
        canvas.print(fourth, &cut(&line, fourth.width), palette.warning);
    }
}

/// The tabs, of which one is open.
pub(super) fn draw_tabs(
    open: ProfileTab,
    canvas: &mut Canvas<'_, '_>,
    line: Rect,
    context: &Context,
) {
    let palette = &context.palette;
    let mut x = line.x + 1;
    for (index, tab) in ProfileTab::ALL.into_iter().enumerate() {
        let label = tab.label();
        let place = Rect {
            x,
            width: width(label),
            ..line
        };
        let style = if tab == open {
            palette.strong.add_modifier(Modifier::UNDERLINED)
        } else {
            palette.dim
        };
        canvas.print(place, label, style);
        canvas.hit(place, Hit::Tab(index));
        x += place.width + 3;
    }
}
