//! **Reports**: the aggregate report by month and by course, with bars.
//!
//! ```text
//!  By month   By course
//!  The totals include 12 deleted learners; they are never recalculated.
//!
//!    MONTH    MINUTES                                     ACTIVE  COMPLETED
//!  ▌ 2026-11   12,204  ██████████████████▌                   312         97
//! ```
//!
//! Totals are shown as they are kept: nothing here is computed anew.

use std::time::Duration;

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::command::{Command, Scope};
use crate::domain::plan::Changes;
use crate::domain::query::{Answer, Export, Query};
use crate::domain::report::AggregateReport;
use crate::formats;
use crate::say;
use crate::titled;

use crate::ui::dialogs::save::Save;
use crate::ui::kit::canvas::{Canvas, Hit, wrap};
use crate::ui::kit::list::List;
use crate::ui::kit::table::{Column, Row, Table, Title, rows_in};
use crate::ui::kit::tabs;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out};
use crate::ui::shell::route::Route;

/// Lines above the table: tabs, the sentence on two lines, an empty line.
const ABOVE: u16 = 4;
const BY_MONTH: usize = 0;
const BY_COURSE: usize = 1;

/// The aggregate report.
pub struct Reports {
    asked: Asked,
    report: Option<AggregateReport>,
    tab: usize,
    /// Rows of each tab by position: the report is whole, so only the cursor needs keeping.
    lists: [List<usize, usize>; 2],
}

impl Default for Reports {
    /// The report by month.
    fn default() -> Self {
        let list = || List::new(|index: &usize| *index);
        Self {
            asked: Asked::default(),
            report: None,
            tab: BY_MONTH,
            lists: [list(), list()],
        }
    }
}

impl Reports {
    fn height(context: &Context) -> u16 {
        rows_in(context.body().height.saturating_sub(ABOVE)).max(1)
    }

    fn list(&self) -> &List<usize, usize> {
        &self.lists[self.tab]
    }

    fn receive(&mut self, report: &AggregateReport, context: &Context) {
        let height = Self::height(context);
        self.lists[BY_MONTH].receive_all((0..report.months.len()).collect(), height);
        self.lists[BY_COURSE].receive_all((0..report.courses.len()).collect(), height);
        self.report = Some(report.clone());
    }

    fn table<'a>(&self, report: &AggregateReport, wide: u16, context: &Context) -> Table<'a> {
        let texts = &context.texts;
        let list = self.list();
        let shown = list.top()..(list.top() + usize::from(Self::height(context))).min(list.total());
        let minutes = Column::exact(titled!(texts, "out-minutes"), 0).right();
        let completions = Column::exact(titled!(texts, "out-completions"), 0).right();
        let (columns, rows) = if self.tab == BY_MONTH {
            let columns = vec![
                Column::exact(titled!(texts, "out-month"), 0),
                minutes,
                Column::exact(Title::coded("bar", ""), 2),
                Column::exact(titled!(texts, "report-active"), 0).right(),
                completions,
            ];
            let bar = wide.saturating_sub(49).min(64);
            (columns, months(report, shown, bar, context))
        } else {
            let columns = vec![
                Column::flexible(titled!(texts, "out-course"), 20, 0),
                minutes,
                Column::exact(Title::coded("bar", ""), 2),
                completions,
            ];
            let bar = (wide / 2).saturating_sub(22).min(40);
            (columns, courses(report, shown, bar, context))
        };
        Table {
            columns,
            rows,
            top: list.top(),
            cursor: Some(list.cursor()),
            total: list.total(),
        }
    }

    fn turn(&mut self, tab: usize) {
        self.tab = tab % self.lists.len();
    }
}

fn months<'a>(
    report: &AggregateReport,
    shown: std::ops::Range<usize>,
    bar: u16,
    context: &Context,
) -> Vec<Option<Row<'a>>> {
    let most = report.months.iter().map(|it| it.minutes).max().unwrap_or(0);
    let rows = report.months.get(shown).unwrap_or_default().iter();
    let row = |month: &crate::domain::report::MonthTotal| {
        Some(Row {
            cells: vec![
                plain(month.month.clone(), context),
                figure(month.minutes, context),
                drawn(month.minutes, most, bar, context),
                figure(month.active_learners, context),
                figure(month.completions, context),
            ],
            marked: false,
        })
    };
    rows.map(row).collect()
}

fn courses<'a>(
    report: &AggregateReport,
    shown: std::ops::Range<usize>,
    bar: u16,
    context: &Context,
) -> Vec<Option<Row<'a>>> {
    let most = report
        .courses
        .iter()
        .map(|it| it.minutes)
        .max()
        .unwrap_or(0);
    let rows = report.courses.get(shown).unwrap_or_default().iter();
    let row = |course: &crate::domain::report::CourseTotal| {
        Some(Row {
            cells: vec![
                plain(course.title.clone(), context),
                figure(course.minutes, context),
                drawn(course.minutes, most, bar, context),
                figure(course.completions, context),
            ],
            marked: false,
        })
    };
    rows.map(row).collect()
}

fn plain<'a>(text: String, context: &Context) -> Line<'a> {
    Line::from(Span::styled(text, context.palette.text))
}

fn figure<'a>(value: u64, context: &Context) -> Line<'a> {
    plain(formats::number(context.language(), value), context)
}

fn drawn<'a>(value: u64, most: u64, columns: u16, context: &Context) -> Line<'a> {
    let bar = proportional(value, most, columns);
    Line::from(Span::styled(bar, context.palette.bar))
}

/// A bar in eighths of a column, padded to the full width; anything that is not nothing is seen.
fn proportional(value: u64, most: u64, columns: u16) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let all = u128::from(columns) * 8;
    let share = u128::from(value) * all / u128::from(most.max(1));
    let eighths = if value > 0 { share.max(1) } else { 0 };
    let full = usize::try_from(eighths / 8).unwrap_or(0);
    let part = usize::try_from(eighths % 8).unwrap_or(0);
    let bar = format!("{}{}", "█".repeat(full), EIGHTHS[part]);
    let used = full + usize::from(part > 0);
    let blank = usize::from(columns).saturating_sub(used);
    bar + &" ".repeat(blank)
}

impl Layer for Reports {
    fn scope(&self) -> Scope {
        Scope::Reports
    }

    fn route(&self) -> Option<Route> {
        Some(Route::Reports)
    }

    fn figure(&self, context: &Context) -> Option<String> {
        let report = self.report.as_ref()?;
        let minutes: u64 = report.months.iter().map(|month| month.minutes).sum();
        let minutes = formats::number(context.language(), minutes);
        Some(say!(context.texts, "report-figure", minutes = minutes))
    }

    fn shows(&self) -> Changes {
        Changes::USERS.union(Changes::BATCHES)
    }

    fn load(&mut self, context: &Context, out: &mut Out) {
        self.asked.load(Query::AggregateReport, context, out);
    }

    fn hints(&self, _context: &Context) -> Vec<Command> {
        vec![
            Command::NextTab,
            Command::ImportLearning,
            Command::ExportReport,
            Command::Back,
        ]
    }

    fn command(&mut self, command: Command, context: &Context, out: &mut Out) -> Handled {
        match command {
            Command::NextTab => self.turn(self.tab + 1),
            Command::PreviousTab => self.turn(self.tab + self.lists.len() - 1),
            Command::ExportReport if self.tab == BY_MONTH => {
                out.open(Save::new(Export::Months, "report-by-month.csv", context));
            }
            Command::ExportReport => {
                out.open(Save::new(Export::Courses, "report-by-course.csv", context));
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn input(&mut self, input: &Input, context: &Context, _out: &mut Out) -> Handled {
        if let Input::Click(Hit::Tab(tab)) = input {
            self.turn(*tab);
            return Handled::Yes;
        }
        if self.lists[self.tab].input(input, Self::height(context)) {
            Handled::Yes
        } else {
            Handled::No
        }
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, _: &mut Out) -> Handled {
        if !self.asked.takes(ticket) {
            return Handled::No;
        }
        if let Ok(Reply::Answer(Answer::AggregateReport(report))) = reply {
            self.receive(report, context);
        }
        Handled::of(reply)
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.asked.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let (texts, palette) = (&context.texts, &context.palette);
        let place = Rect {
            x: area.x + 3,
            width: area.width.saturating_sub(6),
            ..area
        };
        let labels = [
            say!(texts, "report-by-month"),
            say!(texts, "report-by-course"),
        ];
        tabs::draw(canvas, place, &labels, self.tab, context);
        let mut rows = place.rows().skip(1);
        let Some(report) = &self.report else {
            if self.asked.is_slow(context)
                && let Some(row) = rows.next()
            {
                canvas.print(row, &say!(texts, "loading"), palette.dim);
            }
            return;
        };
        let sentence = say!(texts, "report-included", count = report.deleted_learners);
        let sentence = wrap(&sentence, place.width);
        for (row, text) in rows.by_ref().zip(sentence.iter().take(2)) {
            canvas.print(row, text, palette.dim);
        }
        let rest = Rect {
            y: area.y + ABOVE,
            height: area.height.saturating_sub(ABOVE),
            ..area
        };
        if self.list().total() > 0 {
            self.table(report, area.width, context)
                .draw(canvas, rest, context);
            return;
        }
        let empty = Rect {
            x: place.x,
            width: place.width,
            ..rest
        };
        let learned = self.report.as_ref().is_some_and(|it| !it.months.is_empty());
        let text = if self.tab == BY_COURSE && learned {
            say!(texts, "report-no-courses")
        } else {
            say!(texts, "report-empty")
        };
        canvas.paragraph(empty, &text, palette.dim);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_drawn_in_eighths_and_what_is_not_nothing_is_seen() {
        assert_eq!(proportional(100, 100, 4), "████");
        assert_eq!(proportional(50, 100, 3), "█▌ ");
        assert_eq!(proportional(1, 1_000_000, 3), "▏  ");
        assert_eq!(proportional(0, 100, 3), "   ");
        assert_eq!(proportional(0, 0, 2), "  ");
    }
}
