//! What of the account is found beside commands: learners by name, email or ID; batches by number or the name of their
//! file; requests and handovers by number.

use crate::domain::batch::Batch;
use crate::domain::folding::{fold, words};
use crate::domain::id::{BatchId, HandoverId, RequestId};
use crate::domain::provider::Handover;
use crate::domain::query::{Answer, Query};
use crate::domain::request::Request;
use crate::domain::user::{UserFilter, UserRow, UserSort, UsersQuestion};
use crate::domain::{Language, Page};
use crate::say;
use crate::texts::Texts;
use crate::wording;

use super::Entry;
use crate::ui::kit::person;
use crate::ui::kit::person::Person;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Out};
use crate::ui::shell::recents::Way;
use crate::ui::shell::route::{ProfileTab, Route};

/// Learners that are offered at a time.
const OFFERED: usize = 5;
/// Learners among whom the best are looked for.
const LOOKED_AT: usize = 50;
/// Batches whose file names are looked at, the newest.
const BATCHES: usize = 200;
/// Letters from which on a file name is looked for.
const LONG_ENOUGH: usize = 2;
/// Letters from which on the word before a number says of what it is.
const A_WORD: usize = 3;

/// What of the account was found.
#[derive(Default)]
pub(super) struct Things {
    typed: String,
    learners: Vec<UserRow>,
    request: Option<Request>,
    numbered: Option<Batch>,
    handover: Option<Handover>,
    batches: Vec<Batch>,
    asking_learners: Asked,
    asking_request: Asked,
    asking_batch: Asked,
    asking_handover: Asked,
    asking_batches: Asked,
}

impl Things {
    /// Asks for the batches whose names can be typed, once.
    pub(super) fn load(&mut self, context: &Context, out: &mut Out) {
        let query = Query::Batches(Page::first(BATCHES));
        if context.refusal(query.permission()).is_none() {
            self.asking_batches.load(query, context, out);
        }
    }

    /// Looks for what was typed.
    pub(super) fn look(&mut self, typed: &str, context: &Context, out: &mut Out) {
        typed.trim().clone_into(&mut self.typed);
        let asked = [
            &mut self.asking_learners,
            &mut self.asking_request,
            &mut self.asking_batch,
            &mut self.asking_handover,
        ];
        asked.into_iter().for_each(Asked::forget);
        (self.request, self.numbered, self.handover) = (None, None, None);
        if self.typed.is_empty() || self.typed.starts_with('#') {
            self.learners.clear();
        } else {
            let question = UsersQuestion {
                filter: UserFilter {
                    search: self.typed.clone(),
                    ..UserFilter::default()
                },
                sort: UserSort::default(),
                page: Page::first(LOOKED_AT),
            };
            let query = Query::Users(question);
            self.asking_learners.load(query, context, out);
        }
        let Some((kind, number)) = numbered(&self.typed) else {
            return;
        };
        for each in Numbered::ALL {
            let (query, asking) = match each {
                Numbered::Request => {
                    let query = Query::Request(RequestId(number));
                    (query, &mut self.asking_request)
                }
                Numbered::Batch => (Query::Batch(BatchId(number)), &mut self.asking_batch),
                Numbered::Handover => {
                    let query = Query::Handover(HandoverId(number));
                    (query, &mut self.asking_handover)
                }
            };
            let is_meant = kind.is_none_or(|kind| kind == each);
            if is_meant && context.refusal(query.permission()).is_none() {
                asking.load(query, context, out);
            }
        }
    }

    /// Whether it is still not known what is called as was typed.
    pub(super) fn is_awaited(&self) -> bool {
        let asked = [
            &self.asking_learners,
            &self.asking_request,
            &self.asking_batch,
            &self.asking_handover,
            &self.asking_batches,
        ];
        !asked.into_iter().all(Asked::is_settled)
    }

    /// Takes a reply, where it is one of its own.
    pub(super) fn reply(&mut self, ticket: Ticket, reply: &Back) -> Handled {
        let asked = [
            &mut self.asking_learners,
            &mut self.asking_request,
            &mut self.asking_batch,
            &mut self.asking_handover,
            &mut self.asking_batches,
        ];
        let mine = asked.into_iter().any(|asked| asked.takes(ticket));
        if !mine {
            return Handled::No;
        }
        match reply {
            Ok(Reply::Answer(Answer::Users(page))) => {
                self.learners.clone_from(&page.window.rows);
                let typed = self.typed.to_lowercase();
                self.learners
                    .sort_by_key(|row| person::nearness(row, &typed));
                self.learners.truncate(OFFERED);
            }
            Ok(Reply::Answer(Answer::Request(request))) => {
                self.request = request.as_deref().cloned();
            }
            Ok(Reply::Answer(Answer::Handover(handover))) => {
                self.handover = handover.as_deref().cloned();
            }
            Ok(Reply::Answer(Answer::Batch(batch))) => {
                self.numbered = batch.as_deref().cloned();
            }
            Ok(Reply::Answer(Answer::Batches(window))) => self.batches.clone_from(&window.rows),
            Ok(_) | Err(_) => {}
        }
        Handled::of(reply)
    }

    /// Whether what was found is called exactly as was typed: it comes before every command.
    pub(super) fn is_exact(&self) -> bool {
        let typed = self.typed.to_lowercase();
        let is_named = self.request.is_some() || self.numbered.is_some() || self.handover.is_some();
        let mut learners = self.learners.iter();
        is_named || learners.any(|row| person::nearness(row, &typed) == 0)
    }

    /// What was found, in lines of so many columns.
    pub(super) fn entries(&self, columns: u16, context: &Context) -> Vec<Entry> {
        if self.typed.is_empty() {
            return Vec::new();
        }
        let texts = &context.texts;
        let entry = |route, shown, note| Entry {
            way: Way::Place(route),
            shown,
            note,
            refusal: None,
        };
        let kind = say!(texts, "palette-learner");
        let people: Vec<Person> = self.learners.iter().map(Person::of).collect();
        let room = columns.saturating_sub(crate::ui::kit::canvas::width(&kind) + 2);
        let learners = self.learners.iter().zip(person::lines(&people, room));
        let learners = learners.map(|(row, shown)| {
            let route = Route::User(row.id, ProfileTab::default());
            entry(route, shown.trim_end().to_owned(), kind.clone())
        });
        let batches = self.found_batches().map(|batch| {
            let titled = Numbered::Batch.titled(texts, &batch.id.to_string());
            let shown = format!("{titled} · {}", batch.file_name);
            let state = wording::batch_state(texts, batch.state);
            entry(Route::Batch(batch.id), shown, state)
        });
        let request = self.request.iter().map(|request| {
            let row = &request.row;
            let kind = wording::request_kind(texts, row.kind);
            let titled = Numbered::Request.titled(texts, &row.id.to_string());
            let shown = format!("{titled} · {kind}");
            let state = wording::request_state(texts, row.state);
            entry(Route::Request(row.id), shown, state)
        });
        let handover = self.handover.iter().map(|handover| {
            let kind = wording::request_kind(texts, handover.kind);
            let titled = Numbered::Handover.titled(texts, &handover.id.to_string());
            let state = wording::handover_state(texts, handover.state());
            let route = Route::Handover(handover.id);
            entry(route, format!("{titled} · {kind}"), state)
        });
        let found = batches.chain(request).chain(handover);
        found.chain(learners).collect()
    }

    /// The batch of the number that was typed, and those whose file is called so.
    fn found_batches(&self) -> impl Iterator<Item = &Batch> {
        let typed = words(&self.typed);
        let is_named = self.typed.chars().count() >= LONG_ENOUGH && !self.typed.starts_with('#');
        let named = self.batches.iter().filter(move |batch| {
            let name = fold(&batch.file_name);
            is_named && typed.iter().all(|word| name.contains(word.as_str()))
        });
        let numbered = self.numbered.as_ref();
        let others = named.filter(move |batch| numbered.is_none_or(|it| it.id != batch.id));
        numbered.into_iter().chain(others.take(OFFERED))
    }
}

/// What goes by a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numbered {
    Request,
    Batch,
    Handover,
}

impl Numbered {
    const ALL: [Self; 3] = [Self::Request, Self::Batch, Self::Handover];

    /// What it is called, with its number.
    fn titled(self, texts: &Texts, number: &str) -> String {
        match self {
            Self::Request => say!(texts, "request-numbered", request = number),
            Self::Batch => say!(texts, "batch-title", batch = number),
            Self::Handover => say!(texts, "provider-handover", handover = number),
        }
    }
}

/// The number that was typed, with or without its sign, and of what, where its word stands before it: as it is called on
/// screens, in any language, or how that begins.
fn numbered(typed: &str) -> Option<(Option<Numbered>, i64)> {
    let digits = typed.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    let number = digits.parse().ok()?;
    let before = typed.strip_suffix(digits)?;
    let before = before.trim();
    let before = before.strip_suffix('#').unwrap_or(before);
    let word = fold(before.trim());
    if word.is_empty() {
        return Some((None, number));
    }
    if word.chars().count() < A_WORD {
        return None;
    }
    let languages = Language::ALL.map(Texts::new);
    let is_called = |kind: &Numbered| {
        let mut titles = languages.iter().map(|texts| kind.titled(texts, ""));
        titles.any(|title| fold(title.trim()).starts_with(word.as_ref()))
    };
    let kind = Numbered::ALL.into_iter().find(is_called)?;
    Some((Some(kind), number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_by_itself_with_its_sign_and_behind_the_word_of_what_it_is() {
        for typed in ["7", "#7", "# 7"] {
            assert_eq!(numbered(typed), Some((None, 7)), "{typed}");
        }
        for typed in [
            "Request 7",
            "request 7",
            "REQUEST #7",
            "req 7",
            "permintaan 7",
            "Permintaan #7",
        ] {
            let found = Some((Some(Numbered::Request), 7));
            assert_eq!(numbered(typed), found, "{typed}");
        }
        for typed in ["Batch 12", "batch #12"] {
            assert_eq!(numbered(typed), Some((Some(Numbered::Batch), 12)));
        }
        for typed in ["Handover 3", "penyerahan 3"] {
            assert_eq!(numbered(typed), Some((Some(Numbered::Handover), 3)));
        }
        for typed in [
            "",
            "request",
            "b7",
            "Siti 7",
            "E-7",
            "7 days",
            "seven",
            "request 7a",
        ] {
            assert_eq!(numbered(typed), None, "{typed}");
        }
    }
}
