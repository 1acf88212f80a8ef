//! The request before and after one, in the queue from which it was opened.
//!
//! Where the request has left the queue meanwhile, as one that was claimed leaves the unassigned ones, its neighbours are
//! those between which it would stand.

use crate::command::Command;
use crate::domain::Page;
use crate::domain::query::{Answer, Query};
use crate::domain::request::{RequestFilter, RequestRow, RequestView};
use crate::say;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Reply};
use crate::ui::shell::layer::{Asked, Handled, Out, Wish};
use crate::ui::shell::route::Route;
use crate::ui::shell::toast::Toast;

/// Requests of a queue that are looked through.
const MOST: usize = 5_000;

/// A step to the request beside.
#[derive(Default)]
pub(super) struct Beside {
    pub(super) asked: Asked,
    is_back: bool,
}

impl Beside {
    /// Asks for the queue.
    pub(super) fn ask(
        &mut self,
        command: Command,
        (view, filter): (RequestView, RequestFilter),
        context: &Context,
        out: &mut Out,
    ) {
        self.is_back = command == Command::PreviousRequest;
        let page = Page::first(MOST);
        let query = Query::Requests { view, filter, page };
        self.asked.load(query, context, out);
    }

    /// Goes to the neighbour, in the place of the request that is left; says where there is none.
    pub(super) fn went(
        &self,
        row: Option<&RequestRow>,
        reply: &Back,
        context: &Context,
        out: &mut Out,
    ) -> Handled {
        if let (Some(row), Ok(Reply::Answer(Answer::Requests(window)))) = (row, reply) {
            match neighbour(row, &window.rows, self.is_back) {
                Some(next) => {
                    out.wish(Wish::Leave);
                    out.go(Route::Request(next.id));
                }
                None if self.is_back => {
                    out.toast(Toast::notice(say!(context.texts, "request-is-first")));
                }
                None => out.toast(Toast::notice(say!(context.texts, "request-is-last"))),
            }
        }
        Handled::of(reply)
    }
}

/// The row next to one in a queue that stands in its order.
fn neighbour<'q>(
    row: &RequestRow,
    queue: &'q [RequestRow],
    is_back: bool,
) -> Option<&'q RequestRow> {
    if is_back {
        queue.iter().rfind(|other| other.place() < row.place())
    } else {
        queue.iter().find(|other| other.place() > row.place())
    }
}
