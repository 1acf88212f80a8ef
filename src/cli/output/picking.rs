//! Lists in the plain mode: each row a numbered line, a page at a time, from which one can be chosen.

use super::Output;
use crate::error::Result;
use crate::say;
use crate::texts::Texts;

/// Rows that are read before somebody is asked whether to go on.
const PAGE: usize = 10;

/// What came of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::cli) enum Picked {
    /// Nothing was chosen.
    #[default]
    Nothing,
    /// One was: what names it, and what its line says.
    Named(String, String),
}

/// A list from which something can be chosen.
#[derive(Debug, Default)]
pub(super) struct Picking {
    /// Columns with what names a row; none where nothing can be chosen.
    columns: Option<&'static [&'static str]>,
    /// What names each row that was read, by its number.
    names: Vec<(Option<String>, String)>,
    picked: Picked,
    /// Somebody has chosen, or wants to hear no more.
    over: bool,
}

impl Output {
    /// Has the next list numbered, and one of it chosen where columns name it.
    pub fn pick(&mut self, columns: Option<&'static [&'static str]>) {
        self.picking = Some(Picking {
            columns,
            ..Picking::default()
        });
    }

    /// What was chosen from the list.
    pub fn picked(&mut self) -> Picked {
        let picking = self.picking.take();
        picking.map(|picking| picking.picked).unwrap_or_default()
    }

    /// Whether whoever hears a list has heard enough of it.
    pub fn has_enough(&self) -> bool {
        self.is_closed() || self.picking.as_ref().is_some_and(|picking| picking.over)
    }

    /// Reads out one row; after a page, asks.
    pub fn row(
        &mut self,
        texts: &Texts,
        said: &str,
        cell: impl Fn(&str) -> Option<String>,
    ) -> Result<()> {
        let Some(picking) = &mut self.picking else {
            return self.line(said);
        };
        let columns = picking.columns.unwrap_or_default();
        let name = columns.iter().find_map(|column| cell(column));
        picking
            .names
            .push((name.filter(|name| !name.is_empty()), said.to_owned()));
        let number = picking.names.len();
        self.line(&format!("{number}. {said}"))?;
        if number.is_multiple_of(PAGE) {
            let can_choose = !columns.is_empty();
            let question = if can_choose {
                say!(texts, "plain-more-or-number")
            } else {
                say!(texts, "plain-more")
            };
            self.answered(texts, &question, true);
        }
        Ok(())
    }

    /// Asks at the end of a list.
    pub fn list_is_over(&mut self, texts: &Texts) {
        let Some(picking) = &self.picking else {
            return;
        };
        if picking.over || picking.columns.is_none() || picking.names.is_empty() {
            return;
        }
        let question = say!(texts, "plain-end");
        self.answered(texts, &question, false);
    }

    fn answered(&mut self, texts: &Texts, question: &str, goes_on: bool) {
        loop {
            let answer = self.ask(question);
            let Some(picking) = &mut self.picking else {
                return;
            };
            let typed = answer.unwrap_or_else(|| "0".to_owned());
            if typed.is_empty() {
                picking.over = !goes_on;
                return;
            }
            let number = typed.parse::<usize>().ok();
            if number == Some(0) {
                picking.over = true;
                return;
            }
            let named = number.and_then(|number| picking.names.get(number - 1).cloned());
            if let Some((Some(name), said)) = named {
                picking.picked = Picked::Named(name, said);
                picking.over = true;
                return;
            }
            let most = picking.names.len() as u64;
            self.complain(&say!(texts, "plain-no-number", most = most));
        }
    }
}
