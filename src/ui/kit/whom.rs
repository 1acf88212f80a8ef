//! Whom a deletion means, in lines: in full where there is room, in one line each where there is less.
//!
//! ```text
//!  Siti Aminah   siti@enigma.example   E-7
//!    ▲ manages 4 people · active 3 days ago · connected
//!    Engineer · Sales · Activated
//! ```
//!
//! What should make somebody hesitate stands with the name; what tells two people apart is never cut.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::person::{self, Person};
use crate::domain::batch::Whom;
use crate::say;
use crate::ui::kit::canvas::{Canvas, cut, width, wrap};
use crate::ui::shell::context::Context;
use crate::wording;

/// Groups that are named on a screen.
const GROUPS: usize = 6;
/// The same where the room is short.
const FEW_GROUPS: usize = 2;
/// Names of a sample at the least, where there are so many; counts make room for them.
const FEWEST: usize = 3;
/// Columns that identifiers keep beside what should make somebody hesitate.
const IDENTITY: u16 = 44;

/// A line in several styles.
pub type Spans = Vec<(String, Style)>;

/// Everything, each person in several lines.
pub fn in_full(whom: &Whom, wide: u16, context: &Context) -> Vec<Spans> {
    let mut lines = breakdown(whom, (GROUPS, whom.people.len()), wide, context);
    lines.extend(people(whom, wide, true, context));
    if whom.mailed > 0 {
        let mailed = say!(context.texts, "whom-mailed", count = whom.mailed);
        let lines_of_it = wrap(&mailed, wide.saturating_sub(2)).into_iter();
        lines.extend(lines_of_it.map(|line| vec![(format!("  {line}"), context.palette.text)]));
    }
    lines
}

/// Each person in several lines: name and identifiers, what should make somebody hesitate, and what else is known where
/// that is wanted.
fn people(whom: &Whom, wide: u16, with_circumstances: bool, context: &Context) -> Vec<Spans> {
    let palette = &context.palette;
    let texts = &context.texts;
    let mut lines = Vec::new();
    let indented = |text: &str, style: Style, lines: &mut Vec<Spans>| {
        for line in wrap(text, wide.saturating_sub(4)) {
            lines.push(vec![(format!("    {line}"), style)]);
        }
    };
    for (person, name) in whom.people.iter().zip(names(whom, wide.saturating_sub(2))) {
        lines.push(vec![(format!("  {name}"), palette.strong)]);
        let hesitations = wording::hesitations(texts, person, context.now);
        if !hesitations.is_empty() {
            indented(&hesitations, palette.warning, &mut lines);
        }
        if with_circumstances {
            let known = wording::circumstances(texts, person, context.now);
            indented(&known, palette.dim, &mut lines);
        }
    }
    lines
}

/// Each person in one line.
fn people_in_short(whom: &Whom, wide: u16, context: &Context) -> Vec<Spans> {
    let palette = &context.palette;
    let reasons: Vec<String> = whom
        .people
        .iter()
        .map(|it| wording::hesitations(&context.texts, it, context.now))
        .collect();
    let widest = reasons.iter().map(|it| width(it)).max().unwrap_or(0);
    let least = IDENTITY.min(wide.saturating_sub(2));
    let names = names(whom, wide.saturating_sub(widest + 4).max(least));
    let column = names.iter().map(|name| width(name)).max().unwrap_or(0);
    let line = |(name, reason): (String, String)| {
        let pad = " ".repeat(usize::from(column - width(&name) + 2));
        let left = wide.saturating_sub(column + 4);
        vec![
            (format!("  {name}{pad}"), palette.text),
            (cut(&reason, left), palette.warning),
        ]
    };
    names.into_iter().zip(reasons).map(line).collect()
}

fn names(whom: &Whom, wide: u16) -> Vec<String> {
    let people: Vec<Person> = whom.people.iter().map(|it| Person::of(&it.row)).collect();
    person::lines(&people, wide)
}

/// As much as so many lines hold; what they do not is counted in the last.
pub fn fitting(whom: &Whom, wide: u16, tall: usize, context: &Context) -> Vec<Spans> {
    let full = in_full(whom, wide, context);
    if full.len() <= tall {
        return full;
    }
    let named = whom.people.len();
    let mut lines = breakdown(whom, (GROUPS, named), wide, context);
    lines.extend(people(whom, wide, false, context));
    if lines.len() <= tall {
        return lines;
    }
    let people = people_in_short(whom, wide, context);
    let mut lines = breakdown(whom, (FEW_GROUPS, named), wide, context);
    let all_fit = lines.len() + named <= tall;
    let shown = if all_fit {
        named
    } else {
        tall.saturating_sub(lines.len() + 1).min(named)
    };
    let mut shown = shown;
    if !all_fit {
        // Names before counts: what was drawn at random is there to be read.
        lines = if shown < FEWEST.min(named) {
            shown = tall.saturating_sub(2).min(named);
            vec![sample(shown, context)]
        } else {
            breakdown(whom, (FEW_GROUPS, shown), wide, context)
        };
    }
    lines.extend(people.into_iter().take(shown));
    if !all_fit {
        lines.truncate(tall.saturating_sub(1));
        let more = whom.count.saturating_sub(shown as u64);
        let said = say!(context.texts, "whom-more", count = more);
        lines.push(vec![(format!("  {said}"), context.palette.dim)]);
    }
    lines
}

/// Counts by group and license, and that the people below are a sample; nothing where there are no others.
fn breakdown(
    whom: &Whom,
    (groups, shown): (usize, usize),
    wide: u16,
    context: &Context,
) -> Vec<Spans> {
    let palette = &context.palette;
    let texts = &context.texts;
    if !whom.is_sample() {
        return Vec::new();
    }
    let mut lines = Vec::new();
    let counts = [
        (
            say!(texts, "whom-by-group"),
            wording::by_group(texts, whom, groups),
        ),
        (
            say!(texts, "whom-by-license"),
            wording::by_license(texts, whom),
        ),
    ];
    let head = counts
        .iter()
        .map(|(head, _)| width(head))
        .max()
        .unwrap_or(0)
        + 2;
    for (name, counts) in counts {
        for (index, line) in wrap(&counts, wide.saturating_sub(head + 2))
            .into_iter()
            .enumerate()
        {
            let name = if index == 0 { name.as_str() } else { "" };
            let pad = " ".repeat(usize::from(head - width(name)));
            lines.push(vec![
                (format!("  {name}{pad}"), palette.heading),
                (line, palette.text),
            ]);
        }
    }
    lines.push(sample(shown, context));
    lines
}

/// That the people below are some of many.
fn sample(shown: usize, context: &Context) -> Spans {
    let said = say!(context.texts, "whom-sample", count = shown as u64);
    vec![(format!("  {said}"), context.palette.heading)]
}

/// Draws lines, one under the other.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, lines: &[Spans]) {
    for (row, spans) in area.rows().zip(lines) {
        let mut rest = row;
        for (text, style) in spans {
            let used = canvas.print(rest, text, *style);
            rest.x += used;
            rest.width = rest.width.saturating_sub(used);
        }
    }
}
