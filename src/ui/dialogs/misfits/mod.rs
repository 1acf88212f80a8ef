//! Rows that can be corrected, each with the learners who are near to it: whom does it mean? Rows of an import have cells,
//! too, which can be set right.
//!
//! Nobody is taken by themselves: a row means whom the operator chooses, and is left as it is otherwise.
//!
//! ```text
//! ┌ Correct rows of batch 3 · 4 rows, 1 chosen ──────────────────┐
//! │    LINE  EMAIL                  ID      MEANS                │
//! │ ▌    17  budi.santozo@x.example –       Budi Santoso         │
//! │      23  –                      K-99    –                    │
//! │ Line 17: Nobody in this account has this email or ID. …      │
//! │ 1  Budi Santoso · budi.santoso@x.example · E-2001            │
//! │ 2  Budi Susanto · budi.susanto@x.example · E-2002            │
//! └──────────────────────────────────────────────────────────────┘
//! ```

mod cells;

use std::collections::BTreeMap;
use std::time::Duration;

use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::command::Command;
use crate::domain::case::{Correction, Misfit, MisfitsOf, Taken};
use crate::domain::id::UserId;
use crate::domain::identifier::Fit;
use crate::domain::mending::Mend;
use crate::domain::query::{Answer, Query};
use crate::domain::reason::Reason;
use crate::formats;
use crate::sanitise::visible;
use crate::say;
use crate::wording;

use super::prompt::Prompt;
use crate::command::key::Key;
use crate::ui::kit::canvas::{Canvas, Hit};
use crate::ui::kit::form::Field;
use crate::ui::kit::list::List;
use crate::ui::kit::listing;
use crate::ui::kit::table::{Column, Row, Table};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Told, Wish};
use crate::ui::shell::route::Route;

/// Lines below the table: a blank one, two for what is wrong with the row, and those who are near with how many more.
const BELOW: u16 = 7;

/// The rows that can be corrected.
pub struct Misfits {
    of: MisfitsOf,
    list: List<Misfit, u32>,
    /// Who was chosen for which line, with the name that is shown.
    taken: BTreeMap<u32, (Taken, String)>,
    /// What cells of which lines shall say, with the header of each.
    cells: BTreeMap<u32, BTreeMap<usize, (String, String)>>,
    /// Whether anything was said that the screen has not heard.
    is_touched: bool,
    asked: Asked,
    loaded: bool,
    /// What is being typed.
    typing: Typing,
    /// The line for which somebody was typed who is being looked up, and what was typed.
    typed: Option<(u32, String)>,
    finding: Asked,
}

/// What is being typed in the box above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Typing {
    /// Whom the row means.
    #[default]
    Whom,
    /// What the cell at this place shall say.
    Cell(usize),
}

impl Misfits {
    /// The rows of a batch, of a list of leavers, or of an import.
    pub fn new(of: MisfitsOf) -> Self {
        Self {
            of,
            list: List::new(|misfit: &Misfit| misfit.line),
            taken: BTreeMap::new(),
            cells: BTreeMap::new(),
            is_touched: false,
            asked: Asked::default(),
            loaded: false,
            typing: Typing::default(),
            typed: None,
            finding: Asked::default(),
        }
    }

    /// The same, with what was chosen before.
    #[must_use]
    pub fn with(mut self, taken: &[Taken]) -> Self {
        let taken = taken
            .iter()
            .map(|taken| (taken.line, (*taken, String::new())));
        self.taken.extend(taken);
        self
    }

    /// The name of whoever was chosen for a row.
    fn name_of(misfit: &Misfit, (taken, name): &(Taken, String), context: &Context) -> String {
        if !name.is_empty() {
            return name.clone();
        }
        let near = misfit.nearest.iter().find(|near| near.user == taken.user);
        near.map_or_else(
            || say!(context.texts, "misfits-chosen"),
            |near| near.name.clone(),
        )
    }

    fn height(context: &Context) -> u16 {
        listing::rows_over_the_body(BELOW, context)
    }

    fn take(&mut self, user: UserId, name: String, context: &Context, out: &mut Out) {
        let Some(misfit) = self.list.selected() else {
            return;
        };
        let line = misfit.line;
        if let Some(reason) = Self::against_taking(misfit) {
            out.refuse(reason);
            return;
        }
        if let Some(corrected) = &misfit.corrected {
            out.refuse(Reason::RowCorrected {
                line,
                batch: corrected.batch,
                by: corrected.by.clone(),
            });
            return;
        }
        let taken = Taken {
            line,
            user,
            at: context.now,
        };
        self.is_touched = true;
        self.taken.insert(line, (taken, name));
    }

    fn take_nearest(&mut self, place: usize, context: &Context, out: &mut Out) {
        let near = self
            .list
            .selected()
            .and_then(|misfit| misfit.nearest.get(place));
        if let Some(near) = near.cloned() {
            self.take(near.user, near.name, context, out);
        }
    }

    fn leave(&mut self) {
        if let Some(misfit) = self.list.selected() {
            self.is_touched = true;
            self.taken.remove(&misfit.line);
            self.cells.remove(&misfit.line);
        }
    }

    /// How many rows are corrected.
    fn corrected(&self) -> usize {
        let cells = self.cells.keys();
        self.taken.len() + cells.filter(|line| !self.taken.contains_key(line)).count()
    }

    fn ask_for_somebody(&mut self, context: &Context, out: &mut Out) {
        let texts = &context.texts;
        let Some(misfit) = self.list.selected() else {
            return;
        };
        if let Some(reason) = Self::against_taking(misfit) {
            out.refuse(reason);
            return;
        }
        let about = match self.of {
            MisfitsOf::Batch(_) | MisfitsOf::Preparation(_) => say!(texts, "misfits-type-about"),
            MisfitsOf::Roster(_) | MisfitsOf::Learning(_) => say!(texts, "misfits-whom-about"),
        };
        let line = formats::number(context.language(), u64::from(misfit.line));
        out.open(Prompt::new(
            Command::CorrectRows,
            say!(texts, "misfits-type-title", line = line),
            about,
            Field::text(say!(texts, "misfits-type-field"), String::new()),
            say!(texts, "misfits-type-button"),
            context,
        ));
        self.typing = Typing::Whom;
    }

    /// Goes on to the review of what was said.
    fn go_on(&self, out: &mut Out) {
        if self.corrected() == 0 {
            return;
        }
        out.wish(Wish::Close);
        if let MisfitsOf::Batch(batch) = self.of {
            out.go(Route::Correcting(Correction {
                batch,
                taken: self.taken.values().map(|(taken, _)| *taken).collect(),
            }));
            return;
        }
        let mut rows: BTreeMap<u32, Mend> = BTreeMap::new();
        for (line, (taken, _)) in &self.taken {
            rows.entry(*line).or_default().taken = Some(taken.user);
        }
        for (line, cells) in &self.cells {
            let cells = cells
                .iter()
                .map(|(place, (_, text))| (*place, text.clone()));
            rows.entry(*line).or_default().cells = cells.collect();
        }
        let rows = rows.into_iter().map(|(line, row)| Mend { line, ..row });
        out.wish(Wish::Tell(Told::Corrected(rows.collect())));
    }

    fn title(&self, context: &Context) -> String {
        let texts = &context.texts;
        let count = |count: usize| formats::number(context.language(), count as u64);
        let (rows, chosen) = (count(self.list.total()), count(self.corrected()));
        match self.of {
            MisfitsOf::Batch(batch) => {
                let batch = batch.to_string();
                say!(
                    texts,
                    "misfits-title",
                    batch = batch,
                    rows = rows,
                    chosen = chosen
                )
            }
            MisfitsOf::Preparation(_) | MisfitsOf::Roster(_) | MisfitsOf::Learning(_) => {
                say!(texts, "misfits-title-file", rows = rows, chosen = chosen)
            }
        }
    }

    fn columns(context: &Context) -> Vec<Column> {
        let texts = &context.texts;
        vec![
            Column::exact(say!(texts, "rows-line"), 0).right(),
            Column::telling(say!(texts, "rows-email"), 16, 0),
            Column::telling(say!(texts, "rows-id"), 8, 0),
            Column::flexible(say!(texts, "misfits-means"), 12, 0),
        ]
    }

    fn cells(&self, misfit: &Misfit, context: &Context) -> Vec<Line<'static>> {
        let palette = &context.palette;
        let or_dash = |text: &str| match text {
            "" => Line::styled("–", palette.dim),
            text => Line::from(visible(text).into_owned()),
        };
        let (email, id) = misfit.text.as_ref().map_or(("", ""), |(a, b)| (a, b));
        let email = if email.is_empty() {
            &misfit.name
        } else {
            email
        };
        let line = formats::number(context.language(), u64::from(misfit.line));
        let cells = self.cells.get(&misfit.line).into_iter().flatten();
        let cells = cells.map(|(_, (header, text))| format!("{header}: {text}"));
        let name = self
            .taken
            .get(&misfit.line)
            .map(|it| Self::name_of(misfit, it, context));
        let said: Vec<String> = name.into_iter().chain(cells).collect();
        let said = Some(said.join(" · ")).filter(|said| !said.is_empty());
        let means = match (said, &misfit.corrected) {
            (Some(said), _) => Line::styled(visible(&said).into_owned(), palette.strong),
            (None, Some(corrected)) => {
                let batch = corrected.batch.to_string();
                let name = visible(&corrected.by).into_owned();
                let said = say!(
                    context.texts,
                    "misfit-corrected",
                    batch = batch,
                    name = name
                );
                Line::styled(said, palette.dim)
            }
            (None, None) => Line::styled("–", palette.dim),
        };
        vec![Line::from(line), or_dash(email), or_dash(id), means]
    }

    /// What is wrong with the row under the cursor, and who is near to it.
    fn said(&self, context: &Context) -> (String, Vec<String>) {
        let texts = &context.texts;
        let Some(misfit) = self.list.selected() else {
            return (String::new(), Vec::new());
        };
        let line = formats::number(context.language(), u64::from(misfit.line));
        let said = wording::misfit_said(texts, misfit);
        let said = say!(texts, "rows-said", line = line, said = said);
        let nearest = misfit.nearest.iter().zip(1..).map(|(near, key)| {
            let who = wording::near_learner(texts, near);
            format!("{key}  {}", visible(&who))
        });
        let mut nearest: Vec<String> = nearest.collect();
        let more = misfit.near.saturating_sub(misfit.nearest.len() as u64);
        if more > 0 {
            nearest.push(format!("   {}", say!(texts, "misfit-more", count = more)));
        }
        if nearest.is_empty() && misfit.corrected.is_none() {
            nearest.push(match Self::against_cells(misfit) {
                _ if misfit.cells.is_empty() => say!(texts, "misfits-nobody-near"),
                Some(_) => say!(texts, "misfits-no-cells"),
                None if misfit.why.is_about_whom() => say!(texts, "misfits-nobody-near"),
                None => say!(texts, "misfits-edit-it"),
            });
        }
        (said, nearest)
    }
}

impl Layer for Misfits {
    fn load(&mut self, context: &Context, out: &mut Out) {
        let query = Query::Misfits {
            of: self.of,
            page: self.list.page(Self::height(context)),
        };
        self.asked.load(query, context, out);
    }

    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        let mut hints = Vec::new();
        let nearest = self
            .list
            .selected()
            .map_or(0, |misfit| misfit.nearest.len());
        match nearest {
            0 => {}
            1 => hints.push(("1".to_owned(), say!(texts, "misfits-hint-take"))),
            last => hints.push((format!("1–{last}"), say!(texts, "misfits-hint-take"))),
        }
        let selected = self.list.selected();
        if selected.is_none_or(|misfit| misfit.why.is_about_whom()) {
            hints.push(("t".to_owned(), say!(texts, "misfits-hint-type")));
        }
        if selected.is_some_and(|misfit| Self::against_cells(misfit).is_none()) {
            hints.push(("e".to_owned(), say!(texts, "misfits-hint-edit")));
        }
        hints.push(("x".to_owned(), say!(texts, "misfits-hint-leave")));
        if self.corrected() > 0 {
            hints.push(("↵".to_owned(), say!(texts, "misfits-hint-review")));
        }
        hints.push(("Esc".to_owned(), say!(texts, "hint-close")));
        hints
    }

    fn holds_typed_text(&self) -> bool {
        self.is_touched
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        let height = Self::height(context);
        match input {
            Input::Key(Key::Char(digit @ '1'..='3')) => {
                let place = usize::from(u8::try_from(*digit).unwrap_or(b'1') - b'1');
                self.take_nearest(place, context, out);
            }
            Input::Key(Key::Char('t')) => self.ask_for_somebody(context, out),
            Input::Key(Key::Char('e')) => self.ask_for_cell(context, out),
            Input::Key(Key::Char('x') | Key::Backspace | Key::Delete) => self.leave(),
            Input::Key(Key::Enter) => self.go_on(out),
            Input::Key(Key::Esc | Key::Left) | Input::Click(Hit::Outside) => out.wish(Wish::Back),
            other => {
                if self.list.input(other, height) && self.list.lacks(height) {
                    self.load(context, out);
                }
            }
        }
        Handled::Yes
    }

    fn told(&mut self, told: &Told, context: &Context, out: &mut Out) {
        match (told, self.typing) {
            (Told::Chosen(Command::CorrectRows, place), _) => {
                self.ask_for_text(*place, context, out);
            }
            (Told::Text(Command::CorrectRows, text), Typing::Cell(place)) => {
                self.set(place, text.trim());
            }
            (Told::Text(Command::CorrectRows, typed), Typing::Whom) => {
                if let Some(misfit) = self.list.selected() {
                    self.typed = Some((misfit.line, typed.clone()));
                    self.finding
                        .load(Query::FindUser(typed.clone()), context, out);
                }
            }
            _ => {}
        }
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        if self.finding.takes(ticket) {
            let Some((line, typed)) = self.typed.take() else {
                return Handled::Yes;
            };
            let is_here = self
                .list
                .selected()
                .is_some_and(|misfit| misfit.line == line);
            match reply {
                Ok(Reply::Answer(Answer::FindUser(Fit::One(user)))) if is_here => {
                    self.take(*user, typed, context, out);
                }
                Ok(Reply::Answer(Answer::FindUser(Fit::Nobody))) => out.refuse(Reason::UserGone),
                Ok(Reply::Answer(Answer::FindUser(Fit::Two(..)))) => out.refuse(Reason::TwoFit),
                Ok(_) => {}
                Err(_) => return Handled::Fault,
            }
            return Handled::Yes;
        }
        if !self.asked.takes(ticket) {
            return Handled::No;
        }
        if let Ok(Reply::Answer(Answer::Misfits(window))) = reply {
            self.list.receive(window.clone(), Self::height(context));
            self.loaded = true;
        }
        Handled::of_or_close(reply, out)
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.asked.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, _area: Rect, context: &Context) {
        let palette = &context.palette;
        let state = (self.loaded, self.asked.is_slow(context));
        let title = self.title(context);
        let Some([inside, table]) = listing::boxed(canvas, &title, state, BELOW, context) else {
            return;
        };
        let row = |misfit: &Misfit| Row {
            cells: self.cells(misfit, context),
            marked: self.taken.contains_key(&misfit.line) || self.cells.contains_key(&misfit.line),
        };
        Table::of(&self.list, table, Self::columns(context), row).draw(canvas, table, context);
        let (said, nearest) = self.said(context);
        let rows = self.list.total();
        let nearest = listing::wrapped(&nearest, &said, (inside, table), rows);
        let kept = u16::try_from(nearest.len()).unwrap_or(BELOW);
        let below = listing::below(&said, (inside, table), rows, kept);
        let drawn = canvas.paragraph(below, &said, palette.dim);
        let last = inside.bottom().saturating_sub(kept);
        let begin = (below.y + drawn).max(table.bottom() + 3).min(last);
        let people = Rect {
            y: begin,
            height: inside.bottom().saturating_sub(begin),
            ..inside
        };
        for (line, text) in people.rows().zip(&nearest) {
            canvas.print(line, text, palette.text);
        }
    }
}
