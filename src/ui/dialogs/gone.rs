//! Who was called so before: asked of the tombstones where a search finds nobody, so that whoever is on the telephone with
//! a former learner is not sent to check the spelling.

use crate::domain::query::{Answer, Query, TombstoneAnswer};
use crate::texts::Texts;
use crate::wording;

use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Out};

/// What the tombstones answer to words that find nobody.
#[derive(Default)]
pub struct Gone {
    asked: Asked,
    words: String,
    answer: Option<TombstoneAnswer>,
}

impl Gone {
    /// Asks about words that found nobody; about others nothing is to be asked.
    pub fn ask(&mut self, words: &str, found: usize, context: &Context, out: &mut Out) {
        self.answer = None;
        self.asked.forget();
        words.clone_into(&mut self.words);
        if found == 0 && !words.is_empty() {
            let query = Query::AskTombstones(words.to_owned());
            self.asked.load(query, context, out);
        }
    }

    /// Takes the answer, where it is that.
    pub fn takes(&mut self, ticket: Ticket, reply: &Back) -> bool {
        if !self.asked.takes(ticket) {
            return false;
        }
        if let Ok(Reply::Answer(Answer::AskTombstones(answer))) = reply {
            self.answer = Some(answer.clone());
        }
        true
    }

    /// What became of whoever was called so; none where nobody was.
    pub fn said(&self, texts: &Texts, words: &str) -> Option<String> {
        let answer = self.answer.as_ref().filter(|_| self.words == words)?;
        answer
            .was_somebody()
            .then(|| wording::tombstone_answer(texts, answer))
    }
}
