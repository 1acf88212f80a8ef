//! The learners whom the words in the first field find, offered below it.

use ratatui::layout::Rect;

use crate::domain::Page;
use crate::domain::query::{Query, UsersPage};
use crate::domain::user::{UserFilter, UserRow, UserSort, UsersQuestion};
use crate::say;

use crate::ui::dialogs::gone::Gone;
use crate::ui::kit::canvas::{Canvas, Hit, cut, wrap};
use crate::ui::kit::person;
use crate::ui::kit::person::Person;
use crate::ui::shell::context::Context;
use crate::ui::shell::layer::{Asked, Out};

/// Learners that are offered at a time.
const OFFERED: usize = 5;
/// Learners among whom the best are looked for.
const LOOKED_AT: usize = 50;

/// The learners whom the words in the first field find.
#[derive(Default)]
pub(super) struct Search {
    pub(super) asked: Asked,
    pub(super) words: String,
    pub(super) found: Vec<UserRow>,
    pub(super) total: usize,
    pub(super) highlighted: usize,
    /// Whether whom the form is for is not settled by where it was opened.
    pub(super) is_open: bool,
    pub(super) answered: bool,
    /// Who was called so, where the words find nobody.
    pub(super) gone: Gone,
}

impl Search {
    pub(super) fn begin(&mut self, words: String, context: &Context, out: &mut Out) {
        self.words.clone_from(&words);
        if words.is_empty() {
            self.asked.forget();
            self.found.clear();
            self.answered = false;
            return;
        }
        let filter = UserFilter {
            search: words,
            ..UserFilter::default()
        };
        let (sort, page) = (UserSort::default(), Page::first(LOOKED_AT));
        let question = UsersQuestion { filter, sort, page };
        self.asked.load(Query::Users(question), context, out);
    }

    pub(super) fn receive(&mut self, page: &UsersPage, context: &Context, out: &mut Out) {
        let words = self.words.trim().to_owned();
        self.gone.ask(&words, page.window.total, context, out);
        self.found.clone_from(&page.window.rows);
        // Whose email or ID was typed whole comes before whoever has it somewhere.
        let words = self.words.to_lowercase();
        self.found.sort_by_key(|row| person::nearness(row, &words));
        self.found.truncate(OFFERED);
        self.total = page.window.total;
        self.highlighted = 0;
        self.answered = true;
    }

    pub(super) fn step(&mut self, by: isize) {
        let last = self.found.len().saturating_sub(1);
        self.highlighted = self.highlighted.saturating_add_signed(by).min(last);
    }
}

impl Search {
    /// Draws the learners that are offered over the fields below the first one.
    pub(super) fn draw(
        &self,
        canvas: &mut Canvas<'_, '_>,
        form: Rect,
        height: u16,
        context: &Context,
    ) {
        let (texts, palette) = (&context.texts, &context.palette);
        let search = self;
        let more = search.total.saturating_sub(search.found.len());
        let people: Vec<Person> = search.found.iter().map(Person::of).collect();
        let mut lines = person::lines(&people, form.width.saturating_sub(4));
        if more > 0 {
            let count = u64::try_from(more).unwrap_or_default();
            lines.push(say!(texts, "new-request-more", count = count));
        } else if search.answered && search.found.is_empty() {
            let none = say!(texts, "new-request-found-nobody");
            let said = search.gone.said(texts, search.words.trim()).unwrap_or(none);
            lines.extend(wrap(&said, form.width.saturating_sub(4)));
        }
        // What lies beneath would show in part only.
        let fields = height.saturating_sub(1);
        let beneath = form.rows().skip(1).take(usize::from(fields));
        for line in beneath.filter(|_| !lines.is_empty()) {
            canvas.clear(line);
        }
        for (index, (line, text)) in form.rows().skip(1).zip(&lines).enumerate() {
            let is_row = index < search.found.len();
            let inner = Rect {
                x: line.x + 4,
                width: line.width.saturating_sub(4),
                ..line
            };
            let style = match is_row {
                true if index == search.highlighted => {
                    canvas.paint(line, palette.selected);
                    let sign = Rect {
                        x: line.x + 2,
                        ..line
                    };
                    canvas.print(sign, "▌", palette.selected);
                    palette.text.patch(palette.selected)
                }
                true => palette.text,
                false => palette.dim,
            };
            canvas.print(inner, &cut(text.trim_end(), inner.width), style);
            if is_row {
                canvas.hit(line, Hit::Row(index));
            }
        }
    }
}
