//! Draws the users table.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::command::{self, Command, Menu as Of};
use crate::domain::folding;
use crate::domain::license::LicenseStatus;
use crate::domain::request::RequestKind;
use crate::domain::user::{UserColumn, UserRow};
use crate::formats;
use crate::say;
use crate::titled;

use super::Users;
use super::narrowing::column_title;
use crate::command::key::Key;
use crate::ui::kit::canvas::{Canvas, Hit, width, wrap};
use crate::ui::kit::narrow;
use crate::ui::kit::table::{Column, Row, Table, Title};
use crate::ui::shell::context::Context;

/// Columns that the tabs take at the least.
const BESIDE_TABS: u16 = 32;

/// The column by which a click on a heading sorts: all but the last, the groups, can be sorted by.
pub(super) fn sorted_by(index: usize) -> Option<UserColumn> {
    UserColumn::ALL.get(index).copied()
}

pub(super) fn draw(users: &Users, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
    let mut lines = area.rows();
    if let Some(line) = lines.next() {
        draw_tabs(canvas, line, 0, context);
        draw_chips(users, canvas, line, context);
    }
    if let Some(line) = lines.next() {
        draw_search(users, canvas, line, context);
    }
    let bar = u16::from(!users.marks.is_empty());
    let rest = Rect {
        y: area.y + 2,
        height: area.height.saturating_sub(2 + bar),
        ..area
    };
    if users.list.total() == 0 {
        draw_empty(users, canvas, rest, context);
    } else {
        draw_table(users, canvas, rest, context);
    }
    if bar > 0 {
        let last = Rect {
            y: area.bottom() - 1,
            height: 1,
            ..area
        };
        draw_marks(users, canvas, last, context);
    }
}

/// Draws the tabs of **People**, of which one is open; answers what lies under them.
pub(crate) fn under_people_tabs(
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    active: usize,
    context: &Context,
) -> Rect {
    draw_tabs(canvas, Rect { height: 1, ..area }, active, context);
    Rect {
        y: area.y + 2,
        height: area.height.saturating_sub(2),
        ..area
    }
}

/// The two tabs of **People**.
pub(super) fn draw_tabs(canvas: &mut Canvas<'_, '_>, line: Rect, active: usize, context: &Context) {
    let palette = &context.palette;
    let mut x = line.x + 1;
    for (index, label) in ["Users", "Groups", "Licenses"].into_iter().enumerate() {
        let place = Rect {
            x,
            width: width(label),
            ..line
        };
        let style = if index == active {
            palette
                .strong
                .add_modifier(ratatui::style::Modifier::UNDERLINED)
        } else {
            palette.dim
        };
        canvas.print(place, label, style);
        canvas.hit(place, Hit::Tab(index));
        x += place.width + 3;
    }
}

/// Draws every condition that narrows the table flush right, each to be clicked away; those that find no room are counted.
fn draw_chips(users: &Users, canvas: &mut Canvas<'_, '_>, line: Rect, context: &Context) {
    let palette = &context.palette;
    let of = users.group.as_ref().map(|(group, _)| *group);
    let chips = users.narrowing.chips(&users.groups, of, context);
    let begin = line.x + BESIDE_TABS;
    let room = Rect {
        x: begin,
        width: line.right().saturating_sub(begin + 1),
        ..line
    };
    if chips.is_empty() {
        canvas.print_right(room, &users.narrowing.summary(context), palette.dim);
        return;
    }
    narrow::draw_chips(canvas, room, &chips, context);
}

fn draw_search(users: &Users, canvas: &mut Canvas<'_, '_>, line: Rect, context: &Context) {
    let palette = &context.palette;
    let number = |value| formats::number(context.language(), value);
    let total = u64::try_from(users.list.total()).unwrap_or(u64::MAX);
    let mut count = say!(
        context.texts,
        "users-count",
        shown = number(total),
        all = number(users.page.all)
    );
    if users.page.provisional {
        count = format!("{count} …");
    }
    if users.rows.is_slow(context) {
        count = format!("{}  {count}", say!(context.texts, "loading"));
    }
    let room = Rect {
        width: line.width.saturating_sub(1),
        ..line
    };
    let place = canvas.print_right(room, &count, palette.dim);
    let field = Rect {
        width: place.x.saturating_sub(line.x + 2),
        ..line
    };
    let hint = say!(context.texts, "users-search");
    users.narrowing.field.draw(canvas, field, &hint, context);
}

fn draw_empty(users: &Users, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
    // Before the first answer there is nothing to say.
    if !users.rows.is_settled() {
        return;
    }
    let texts = &context.texts;
    let text = if users.page.all == 0 && context.home.deleted_users > 0 {
        say!(texts, "users-none-any-more")
    } else if users.page.all == 0 {
        say!(texts, "users-none")
    } else if users.narrowing.narrows(users.group.is_some()) {
        let narrowing = &users.narrowing;
        let gone = narrowing.gone.said(texts, &narrowing.filter.search);
        let none = say!(texts, "users-none-match");
        gone.map_or(none.clone(), |gone| format!("{gone} {none}"))
    } else {
        say!(texts, "users-none-in-group")
    };
    let lines = wrap(&text, area.width.saturating_sub(6));
    for (line, text) in area.rows().skip(1).zip(&lines) {
        canvas.print(
            Rect {
                x: line.x + 3,
                ..line
            },
            text,
            context.palette.dim,
        );
    }
}

fn draw_table(users: &Users, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
    let list = &users.list;
    let words = folding::words(&users.narrowing.filter.search);
    let row = |row| drawn(users, row, &words, context);
    let table = Table::of(list, area, columns(users, context), row);
    table.draw(canvas, area, context);
}

fn columns(users: &Users, context: &Context) -> Vec<Column> {
    let sort = users.narrowing.sort;
    let sorted = UserColumn::ALL.map(|column| {
        let title = Title::coded(column.code(), column_title(column, context));
        let mut drawn = match column {
            UserColumn::Name => Column::telling(title, 12, 0),
            UserColumn::Email => Column::telling(title, 18, 0),
            UserColumn::UniqueId => Column::telling(title, 10, 1),
            UserColumn::License | UserColumn::Profile => Column::exact(title, 2),
            UserColumn::LastActive => Column::exact(title, 4),
        };
        drawn.sorted = (column == sort.column).then_some(sort.descending);
        drawn
    });
    let texts = &context.texts;
    let more = [
        Column::flexible(titled!(texts, "column-groups"), 10, 5),
        Column::flexible(titled!(texts, "column-job-title"), 10, 5).on_request(),
        Column::exact(titled!(texts, "column-invited"), 4).on_request(),
        Column::exact(titled!(texts, "column-language"), 5).on_request(),
    ];
    let attributes = users.narrowing.attributes.iter().map(|name| {
        let title = Title::coded(
            format!("attribute:{name}"),
            crate::wording::attribute(texts, name),
        );
        Column::flexible(title, 8, 5).on_request()
    });
    sorted.into_iter().chain(more).chain(attributes).collect()
}

fn drawn<'a>(users: &Users, row: &'a UserRow, words: &[String], context: &Context) -> Row<'a> {
    let cells = UserColumn::ALL.map(|column| cell(column, row, words, context));
    let plain = |text: String| Line::from(Span::styled(text, context.palette.dim));
    let invited = row
        .invited_at
        .map(|at| formats::relative(&context.texts, Some(at), context.now));
    let more = [
        row.groups.join(", "),
        row.job_title.clone(),
        invited.unwrap_or_else(|| "–".to_owned()),
        row.language
            .map_or("–", |language| language.own_name())
            .to_owned(),
    ];
    let value = |name: &String| row.attributes.get(name).cloned().unwrap_or_default();
    let attributes = users.narrowing.attributes.iter().map(value);
    let more = more.into_iter().chain(attributes).map(plain);
    Row {
        cells: cells.into_iter().chain(more).collect(),
        marked: users.marks.holds(row.id),
    }
}

fn cell<'a>(column: UserColumn, row: &'a UserRow, words: &[String], context: &Context) -> Line<'a> {
    let palette = &context.palette;
    let marked = |text: &str| emphasised(text, words, palette.text, palette.matched);
    // What is on its way at the provider stands where it will be seen once it is done.
    let underway = |kind| row.at_provider.is_some_and(|change| change.kind == kind);
    let with_sign = |cell: Span<'a>, kind| {
        let sign = if underway(kind) { " ⇡" } else { "" };
        Line::from(vec![cell, Span::styled(sign, palette.warning)])
    };
    match column {
        UserColumn::Name => {
            let mut name = marked(&row.name);
            if row.on_hold {
                name.spans.insert(0, Span::styled("⚑ ", palette.warning));
            }
            if underway(RequestKind::Delete) {
                name.spans.insert(0, Span::styled("⇡ ", palette.warning));
            }
            name
        }
        UserColumn::Email => marked(row.email.as_ref().map_or("–", |email| email.as_str())),
        UserColumn::UniqueId => marked(row.unique_id.as_ref().map_or("–", |id| id.as_str())),
        UserColumn::License => {
            let style = match row.license {
                LicenseStatus::Activated => palette.good,
                LicenseStatus::Invited => palette.link,
                LicenseStatus::None => palette.dim,
            };
            with_sign(
                Span::styled(row.license.label(), style),
                RequestKind::Revoke,
            )
        }
        UserColumn::Profile => {
            let profile = if row.connected {
                Span::styled("● Connected", palette.text)
            } else {
                Span::styled("○ –", palette.dim)
            };
            with_sign(profile, RequestKind::Disconnect)
        }
        UserColumn::LastActive => {
            let active = formats::relative(&context.texts, row.last_active, context.now);
            Line::from(Span::styled(active, palette.dim))
        }
    }
}

/// The text with every place where one of the words, folded as a search folds them, stands in another style.
pub fn emphasised(text: &str, words: &[String], style: Style, matched: Style) -> Line<'static> {
    if words.is_empty() {
        return Line::from(Span::styled(text.to_owned(), style));
    }
    let letters: Vec<char> = text.chars().collect();
    // What each letter is folded to, and of which letter each folded one is: some become several, accents none.
    let mut folded = Vec::new();
    let mut of = Vec::new();
    for (at, letter) in letters.iter().enumerate() {
        folding::fold_letter(*letter, &mut |one| {
            folded.push(one);
            of.push(at);
        });
    }
    let mut is_matched = vec![false; letters.len()];
    for word in words {
        let word: Vec<char> = word.chars().collect();
        if word.is_empty() {
            continue;
        }
        for (at, _) in folded
            .windows(word.len())
            .enumerate()
            .filter(|(_, part)| *part == word)
        {
            is_matched[of[at]..=of[at + word.len() - 1]].fill(true);
        }
    }
    let mut spans: Vec<Span<'static>> = Vec::new();
    let mut begin = 0;
    for at in 1..=letters.len() {
        if at == letters.len() || is_matched[at] != is_matched[begin] {
            let part: String = letters[begin..at].iter().collect();
            let style = if is_matched[begin] {
                style.patch(matched)
            } else {
                style
            };
            spans.push(Span::styled(part, style));
            begin = at;
        }
    }
    Line::from(spans)
}

fn draw_marks(users: &Users, canvas: &mut Canvas<'_, '_>, line: Rect, context: &Context) {
    let palette = &context.palette;
    canvas.paint(line, palette.selected);
    let marked = say!(context.texts, "users-marked", count = users.marks.count());
    let aim = users.outline();
    let mut x = line.x + 1;
    x += canvas.print(Rect { x, ..line }, &format!("✓ {marked}"), palette.marked) + 3;
    for row in command::menu(Of::Marked) {
        // As in the last line: what the role may not do is not named.
        if context.refusal(row.permission).is_some() {
            continue;
        }
        let key = context.keys(row).next().unwrap_or(Key::Esc);
        let name = short(row.command, row.name(&context.texts), context);
        let wide = width(&key.to_string()) + 1 + width(&name);
        if x + wide > line.right() {
            break;
        }
        let obstacle = crate::ui::screens::people::learner::obstacle(row.command, &aim, context);
        let (key_style, style) = match obstacle {
            None => (palette.key, palette.text),
            Some(_) => (palette.dim, palette.dim),
        };
        let place = Rect {
            x,
            width: wide,
            ..line
        };
        let used = canvas.print(place, &key.to_string(), key_style);
        canvas.print(
            Rect {
                x: x + used + 1,
                width: wide - used - 1,
                ..line
            },
            &name,
            style,
        );
        canvas.hit(place, Hit::Command(row.command));
        x += wide + 2;
    }
}

/// The bar of marks has room for one word per act.
fn short(command: Command, name: String, context: &Context) -> String {
    let texts = &context.texts;
    match command {
        Command::Disconnect => say!(texts, "marked-disconnect"),
        Command::ManageLicenses => say!(texts, "marked-licenses"),
        Command::PlaceHold => say!(texts, "marked-hold"),
        Command::LiftHold => say!(texts, "marked-lift"),
        Command::DeleteUser => say!(texts, "marked-delete"),
        Command::AddToGroup => say!(texts, "marked-add"),
        Command::RemoveFromGroup => say!(texts, "marked-remove"),
        Command::ClearMarks => say!(texts, "marked-clear"),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Modifier;

    #[test]
    fn matches_are_emphasised_whatever_the_case_and_nothing_else_is() {
        let matched = Style::new().add_modifier(Modifier::BOLD);
        let words = ["siti".to_owned(), "ri".to_owned()];
        let line = emphasised("Siti Rika siti", &words, Style::new(), matched);
        let bold: Vec<_> = line
            .spans
            .iter()
            .map(|span| (span.content.as_ref(), span.style == matched))
            .collect();
        assert_eq!(
            bold,
            [
                ("Siti", true),
                (" ", false),
                ("Ri", true),
                ("ka ", false),
                ("siti", true)
            ]
        );
    }

    #[test]
    fn what_a_search_finds_is_emphasised_in_its_own_letters() {
        let matched = Style::new().add_modifier(Modifier::BOLD);
        for (name, typed, found) in [
            ("Nguyễn Thị", "nguyen", "Nguyễn"),
            ("Gro\u{DF}mann", "gross", "Gro\u{DF}"),
            ("Ju\u{308}rgen", "jur", "Ju\u{308}r"),
            ("O’Neil", "o'n", "O’N"),
        ] {
            let line = emphasised(name, &folding::words(typed), Style::new(), matched);
            let bold = line.spans.iter().find(|span| span.style == matched);
            assert_eq!(bold.map(|span| span.content.as_ref()), Some(found));
        }
    }
}
