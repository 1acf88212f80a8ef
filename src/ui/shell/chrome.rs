//! The frame of every screen.
//!
//! ```text
//!  Offboard  Enigma Hub    Home  People  Requests 3  Reports   ◆ MR  ⟳ 42  61 %  Me DL ▾
//!  People > Users                                            seats 812 of 1,000 · 23 invited
//! ────────────────────────────────────────────────────────────────────────────────────
//!  (body)
//!  ✓ The profile of Siti Aminah was disconnected.   Ctrl-O shows it
//!  ↵ open  m More  / search  f filter  space mark  s sort  : go to  ? help
//! ```

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::command::{self, Command, Scope};
use crate::domain::batch::{BatchState, Progress};
use crate::domain::operator::initials;
use crate::domain::settings::AccountWord;
use crate::formats;
use crate::sanitise::visible;
use crate::say;

use super::context::{Context, LEAST, ReadOnly};
use super::layer::Layer;
use super::presence;
use super::toast::{Toast, Tone};
use crate::command::key::Key;
use crate::ui::kit::ascii;
use crate::ui::kit::canvas::{Canvas, Hit, centred, cut, width, wrap};

/// How many others are named in the first line.
const OTHERS: usize = 3;
/// Columns that the name of the account keeps, however many tabs there are.
const LEAST_ACCOUNT: u16 = 6;

/// Draws the first three lines.
pub fn frame(canvas: &mut Canvas<'_, '_>, screen: &dyn Layer, context: &Context) {
    let (columns, _) = context.laid_out();
    first_line(canvas, Rect::new(0, 0, columns, 1), screen, context);
    second_line(canvas, Rect::new(0, 1, columns, 1), screen, context);
    canvas.rule(Rect::new(0, 2, columns, 1), context.palette.rule);
    let (_, rows) = context.laid_out();
    let rule = Rect::new(0, rows.saturating_sub(2), columns, 1);
    canvas.rule(rule, context.palette.rule);
}

fn first_line(canvas: &mut Canvas<'_, '_>, line: Rect, screen: &dyn Layer, context: &Context) {
    let palette = &context.palette;
    let mut x = 1;
    let product = Rect {
        x,
        width: line.width,
        ..line
    };
    x += canvas.print(
        product,
        &say!(context.texts, "program-name"),
        palette.strong,
    ) + 2;
    // A long name of the account gives way to the tabs and to what stands at the right.
    let account = cut(
        &context.settings.account,
        room_for_account(line, x, context),
    );
    let style = palette.account(context.settings.colour);
    let named = format!("{account}{}", word_of_account(context));
    x += canvas.print(
        Rect {
            x,
            width: line.width - x,
            ..line
        },
        &named,
        style,
    );
    let Some(session) = &context.session else {
        return;
    };
    let me = me(&session.name, context);
    let room = Rect {
        width: line.width - 1,
        ..line
    };
    let active = screen.route().and_then(|route| route.tab());
    let style = if active == Some(Command::MeMenu) {
        palette.strong
    } else {
        palette.text
    };
    let place = canvas.print_right(room, &me, style);
    canvas.hit(place, Hit::Command(Command::MeMenu));
    let room = Rect {
        width: place.x.saturating_sub(2),
        ..line
    };
    let room = chip(canvas, room, context);
    let room = others(canvas, x, room, context);
    tabs(canvas, x, room, active, context);
}

/// Columns for the name of the account: what the tabs, the running batch and **Me** leave of the line.
fn room_for_account(line: Rect, x: u16, context: &Context) -> u16 {
    let Some(session) = &context.session else {
        return line.width.saturating_sub(x + 1);
    };
    let tabs: u16 = labels(context)
        .iter()
        .map(|(_, label)| width(label) + 2)
        .sum();
    let me = width(&me(&session.name, context)) + 3;
    let chip = chip_text(context).map_or(0, |(text, _)| width(&text) + 2);
    // Who else is here needs room for a count at the least.
    let others = match initials_of_others(context).len() {
        0 => 0,
        _ => 4,
    };
    let word = width(&word_of_account(context));
    let left = line
        .width
        .saturating_sub(x + tabs + me + chip + others + word + 2);
    left.clamp(LEAST_ACCOUNT, (line.width / 4).max(LEAST_ACCOUNT))
}

/// What kind of account this is, as it stands behind the name; empty where nobody said.
fn word_of_account(context: &Context) -> String {
    let texts = &context.texts;
    match context.settings.word {
        AccountWord::None => String::new(),
        AccountWord::Demo => format!(" · {}", say!(texts, "word-demo")),
        AccountWord::Trial => format!(" · {}", say!(texts, "word-trial")),
        AccountWord::Production => format!(" · {}", say!(texts, "word-production")),
    }
}

/// **Me** with the initials, and what is open at the provider; what is overdue there stands out.
fn me(name: &str, context: &Context) -> String {
    let number = |count| formats::number(context.language(), count);
    let figures = context.home.provider.filter(|figures| figures.open > 0);
    let waits = match figures {
        None => String::new(),
        Some(figures) if figures.overdue == 0 => format!(" ⇡{}", number(figures.open)),
        Some(figures) => {
            format!(" ⇡{} ▲{}", number(figures.open), number(figures.overdue))
        }
    };
    let mut sign = String::new();
    if context.read_only != ReadOnly::Off {
        sign = format!("[{}] ", say!(context.texts, "read-only-sign"));
    }
    if context.privacy {
        sign = format!("{sign}[{}] ", say!(context.texts, "privacy-sign"));
    }
    format!("{sign}Me {}{waits} ▾", initials(name))
}

/// The initials of who else is here.
fn initials_of_others(context: &Context) -> Vec<String> {
    let me = context.session.as_ref().map(|session| session.operator);
    me.map_or_else(Vec::new, |me| presence::initials(&context.present, me))
}

/// Draws who else is here flush right: their initials, or how many they are where there is no room for more than that
/// beside the tabs; answers the room that is left.
fn others(canvas: &mut Canvas<'_, '_>, least_x: u16, room: Rect, context: &Context) -> Rect {
    let initials = initials_of_others(context);
    let tabs: u16 = labels(context)
        .iter()
        .map(|(_, label)| width(label) + 2)
        .sum();
    let spare = room.width.saturating_sub(least_x + tabs);
    let shown = initials.iter().take(OTHERS).cloned().collect::<Vec<_>>();
    let more = initials.len().saturating_sub(OTHERS);
    let mut named = format!("◆ {}", shown.join(" "));
    if more > 0 {
        named = format!("{named} +{more}");
    }
    let counted = format!("◆{}", initials.len());
    let fits = |text: &String| width(text) + 2 <= spare;
    let Some(text) = [named, counted]
        .into_iter()
        .find(fits)
        .filter(|_| !initials.is_empty())
    else {
        return room;
    };
    let place = canvas.print_right(room, &text, context.palette.link);
    canvas.hit(place, Hit::Command(Command::GoSessions));
    Rect {
        width: place.x.saturating_sub(2),
        ..room
    }
}

/// Draws the running batch flush right and answers the room that is left.
fn chip(canvas: &mut Canvas<'_, '_>, room: Rect, context: &Context) -> Rect {
    let Some((text, style)) = chip_text(context) else {
        return room;
    };
    let place = canvas.print_right(room, &text, style);
    canvas.hit(place, Hit::Command(Command::RunningBatch));
    Rect {
        width: place.x.saturating_sub(2),
        ..room
    }
}

fn chip_text(context: &Context) -> Option<(String, Style)> {
    let palette = &context.palette;
    let known = || {
        let waits = |state: BatchState| state.is_running() || state == BatchState::Paused;
        let batch = context
            .home
            .batches
            .iter()
            .find(|batch| waits(batch.state))?;
        let progress = Progress {
            done: batch.processed,
            total: batch.planned,
        };
        Some((batch.id, batch.state, progress))
    };
    let (batch, state, progress) = context
        .running
        .map(|running| (running.batch, running.state, running.progress))
        .or_else(known)?;
    let percent = formats::percent(context.language(), progress.done, progress.total);
    Some(match state {
        BatchState::Paused => (format!("‖ {batch}  {percent}"), palette.warning),
        BatchState::Erasing => (format!("⟳ {batch}  ✓"), palette.link),
        _ => (format!("⟳ {batch}  {percent}"), palette.link),
    })
}

fn tabs(
    canvas: &mut Canvas<'_, '_>,
    least_x: u16,
    room: Rect,
    active: Option<Command>,
    context: &Context,
) {
    let palette = &context.palette;
    let tabs = labels(context);
    let total: u16 = tabs.iter().map(|(_, label)| width(label) + 2).sum();
    let spare = room.width.saturating_sub(least_x + total);
    let mut x = least_x + 2 + spare.saturating_sub(2).min(6);
    for (command, label) in tabs {
        let wide = width(&label);
        if x + wide > room.width {
            break;
        }
        let place = Rect::new(x, room.y, wide, 1);
        let style = if active == Some(command) {
            palette
                .strong
                .add_modifier(ratatui::style::Modifier::UNDERLINED)
        } else {
            palette.text
        };
        canvas.print(place, &label, style);
        canvas.hit(place, Hit::Command(command));
        x += wide + 2;
    }
}

/// The tabs, with what waits there.
fn labels(context: &Context) -> [(Command, String); 4] {
    let counted = |label: &str, count: u64| match count {
        0 => label.to_owned(),
        count => format!("{label} {}", formats::number(context.language(), count)),
    };
    [
        (Command::GoHome, "Home".to_owned()),
        (Command::GoUsers, "People".to_owned()),
        (
            Command::GoRequests,
            match context.home.awaiting_requests {
                0 => counted("Requests", context.home.open_requests),
                // What waits for this operator's approval stands out.
                awaiting => format!(
                    "{} ▲{}",
                    counted("Requests", context.home.open_requests),
                    formats::number(context.language(), awaiting)
                ),
            },
        ),
        (Command::GoReports, "Reports".to_owned()),
    ]
}

fn second_line(canvas: &mut Canvas<'_, '_>, line: Rect, screen: &dyn Layer, context: &Context) {
    let palette = &context.palette;
    let line = Rect {
        x: 1,
        width: line.width.saturating_sub(2),
        ..line
    };
    let crumbs = screen.crumbs(context).join(" > ");
    let crumbs = cut(&crumbs, line.width);
    let mut used = canvas.print(line, &crumbs, palette.strong);
    let opened = screen.route().and_then(|route| route.opened());
    let names = match (opened, &context.session) {
        (Some(opened), Some(me)) => presence::names_at(&context.present, me.operator, opened),
        (None, _) | (_, None) => Vec::new(),
    };
    if !names.is_empty() {
        let count = u64::try_from(names.len()).unwrap_or_default();
        let names = visible(&names.join(", ")).into_owned();
        let text = say!(context.texts, "present-open", names = names, count = count);
        let place = Rect {
            x: line.x + used + 3,
            width: line.width.saturating_sub(used + 3),
            ..line
        };
        let text = cut(&format!("◆ {text}"), place.width);
        used += 3 + canvas.print(place, &text, palette.link);
    }
    if let Some(figure) = screen.figure(context) {
        let rest = line.width.saturating_sub(used + 3);
        // A figure that does not fit says nothing rather than something else.
        if width(&figure) <= rest {
            canvas.print_right(line, &figure, palette.dim);
        }
    }
}

/// Draws the keys that work here and now; `?` is always last and never cut.
pub fn last_line(canvas: &mut Canvas<'_, '_>, top: &dyn Layer, context: &Context) {
    let (columns, rows) = context.laid_out();
    let line = Rect::new(1, rows.saturating_sub(1), columns.saturating_sub(2), 1);
    let spoken = top.spoken_hints(context);
    let mut hints: Vec<(String, String, Option<Command>)> = spoken
        .into_iter()
        .map(|(key, says)| (key, says, None))
        .collect();
    // What is chosen first, then what can be done, then the ways about.
    let ways = hints.split_off(hints.len().min(1));
    let commands = top.hints(context).into_iter();
    let commands = commands.filter(|command| works(*command, top, context));
    let typing = top.is_typing();
    hints.extend(commands.filter_map(|it| hint(it, typing, context)));
    hints.extend(ways);
    let has_the_console = !matches!(top.scope(), Scope::Overlay | Scope::Door);
    for (key, ..) in &mut hints {
        *key = ascii::key(std::mem::take(key), context.ascii);
    }
    let everywhere = |command| hint(command, typing, context).filter(|_| has_the_console);
    let help = everywhere(Command::Help);
    hints.extend(everywhere(Command::Palette));
    let wide = |(key, says, _): &(String, String, Option<Command>)| width(key) + width(says) + 3;
    let reserved = help.as_ref().map_or(0, wide);
    let mut x = line.x;
    for hint in &hints {
        if x + wide(hint) + reserved > line.right() + 2 {
            break;
        }
        x += draw_hint(canvas, x, line, hint, context);
    }
    if let Some(help) = help {
        draw_hint(canvas, x, line, &help, context);
    }
}

/// Whether a command would be carried out here and now; menus name those that would not, with the reason.
fn works(command: Command, top: &dyn Layer, context: &Context) -> bool {
    let permission = command::row(command).permission;
    let stands = [
        context.refusal(permission),
        context.masked(command),
        top.obstacle(command, context),
    ];
    stands.iter().all(Option::is_none)
}

/// The hint of a command: its first key, or while letters would be typed the first that is none.
fn hint(
    command: Command,
    typing: bool,
    context: &Context,
) -> Option<(String, String, Option<Command>)> {
    let row = command::row(command);
    let mut keys = context
        .keys(row)
        .filter(|key| !(typing && matches!(key, Key::Char(_))));
    let key = keys.next()?.to_string();
    Some((key, said(row, context), Some(command)))
}

/// The name of a command within a line: its first letter small, unless it is a label of the navigation.
fn said(row: &command::Row, context: &Context) -> String {
    let name = row.name(&context.texts);
    let mut letters = name.chars();
    match (row.label, letters.next()) {
        (command::Label::Message(_), Some(first)) => first.to_lowercase().chain(letters).collect(),
        _ => name,
    }
}

fn draw_hint(
    canvas: &mut Canvas<'_, '_>,
    x: u16,
    line: Rect,
    (key, says, command): &(String, String, Option<Command>),
    context: &Context,
) -> u16 {
    let place = Rect {
        x,
        width: line.right().saturating_sub(x),
        ..line
    };
    let used = canvas.print(place, key, context.palette.key);
    let rest = Rect {
        x: x + used + 1,
        width: place.width.saturating_sub(used + 1),
        ..line
    };
    let used = used + 1 + canvas.print(rest, says, context.palette.dim);
    if let Some(command) = command {
        canvas.hit(
            Rect {
                width: used,
                ..place
            },
            Hit::Command(*command),
        );
    }
    used + 2
}

/// Draws a toast above the last line.
pub fn toast(canvas: &mut Canvas<'_, '_>, area: Rect, toast: &Toast, context: &Context) {
    let palette = &context.palette;
    let style = match toast.tone {
        Tone::Done => palette.good,
        Tone::Notice => palette.link,
        Tone::Refused => palette.warning,
    };
    let mut text = format!("{} {}", toast.sign(), toast.text);
    if toast.way.is_some() {
        text = format!(
            "{text}   {}",
            say!(context.texts, "toast-way", key = "Ctrl-O")
        );
    }
    let lines = wrap(&text, area.width.saturating_sub(2));
    let tall = u16::try_from(lines.len()).unwrap_or(1).min(area.height / 3);
    let y = area.bottom().saturating_sub(1 + tall);
    let place = Rect::new(area.x, y, area.width, tall);
    canvas.clear(place);
    for (row, line) in place.rows().zip(&lines) {
        canvas.print(
            Rect {
                x: row.x + 1,
                width: row.width.saturating_sub(2),
                ..row
            },
            line,
            style,
        );
    }
    canvas.hit(place, Hit::Toast);
}

/// Says that the screen is too small.
pub fn too_small(canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
    let (columns, rows) = LEAST;
    let text = say!(
        context.texts,
        "too-small",
        columns = i64::from(columns),
        rows = i64::from(rows),
        has_columns = i64::from(area.width),
        has_rows = i64::from(area.height)
    );
    let lines = wrap(&text, area.width.max(1));
    for (row, line) in area.rows().zip(&lines) {
        canvas.print(row, line, context.palette.text);
    }
}

/// Says that the database is being opened, once that takes a while.
pub fn opening(canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
    if context.moment < super::layer::SHOWN_AFTER {
        return;
    }
    let text = say!(context.texts, "opening");
    let place = centred(area, width(&text), 1);
    canvas.print(place, &text, context.palette.dim);
}
