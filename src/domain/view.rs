//! How an operator wants a table: which columns, in which order, how wide.
//!
//! A view is a value over the codes of columns, so that one rule holds for every table: a column that a view does not
//! name stands at the end, as wide as usual, and one column that tells rows apart always stays, whatever was hidden.

use std::collections::BTreeMap;

use super::coded::coded;

coded! {
    /// A table of the console that can be arranged.
    #[derive(PartialOrd, Ord)]
    #[expect(missing_docs, reason = "each is named after its screen")]
    pub enum TableName {
        Users = "users",
        Groups = "groups",
        Licenses = "licenses",
        IdleSeats = "idle_seats",
        DeletedUsers = "deleted_users",
        ActivityLog = "activity_log",
        Outbox = "outbox",
        AtProvider = "at_provider",
        Handover = "handover",
        Gone = "gone",
        Operators = "operators",
        Sessions = "sessions",
        Keys = "keys",
        Requests = "requests",
        Reports = "reports",
    }
}

/// The narrowest and the widest column that can be asked for, in columns of the terminal.
pub const WIDTHS: std::ops::RangeInclusive<u16> = 3..=80;
/// The most columns that a view names.
const MOST_COLUMNS: usize = 60;
/// The longest code of a column, in bytes.
const LONGEST_CODE: usize = 120;

/// What is wanted of one column.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnChoice {
    /// Its code, the same in every language.
    pub code: String,
    /// Whether it is shown.
    pub shown: bool,
    /// How wide it is; none as wide as it needs to be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u16>,
}

/// The columns of a table in their order; none chosen is the usual table.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct TableView {
    /// What was chosen, in order.
    pub columns: Vec<ColumnChoice>,
}

/// The views of one operator.
pub type Views = BTreeMap<TableName, TableView>;

/// A column as the program has it, before anybody chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usual<'c> {
    /// Its code; empty where it cannot be chosen.
    pub code: &'c str,
    /// Whether it is shown where nobody chose.
    pub shown: bool,
    /// Whether it tells rows apart.
    pub tells: bool,
}

/// A column in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// Where it stands among the columns as the program has them.
    pub column: usize,
    /// Whether it is shown.
    pub shown: bool,
    /// How wide it is, where that was chosen.
    pub width: Option<u16>,
}

impl TableView {
    /// Whether it can be kept: as many columns as a table may have, each once, no wider than a screen, and no code that
    /// could be an address.
    pub fn can_be_kept(&self) -> bool {
        let mut codes: Vec<&str> = self.columns.iter().map(|one| one.code.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        let fits = |one: &ColumnChoice| {
            one.code.len() <= LONGEST_CODE
                && !one.code.is_empty()
                && !one.code.contains('@')
                && one.width.is_none_or(|width| WIDTHS.contains(&width))
        };
        codes.len() == self.columns.len()
            && codes.len() <= MOST_COLUMNS
            && self.columns.iter().all(fits)
    }

    /// The columns of a table in their order, those that are not shown among them.
    pub fn arrange(&self, usual: &[Usual<'_>]) -> Vec<Placed> {
        let place = |choice: &ColumnChoice| {
            let column = usual.iter().position(|one| one.code == choice.code)?;
            Some(Placed {
                column,
                shown: choice.shown,
                width: choice.width,
            })
        };
        let mut placed: Vec<Placed> = self.columns.iter().filter_map(place).collect();
        for (column, one) in usual.iter().enumerate() {
            if !placed.iter().any(|known| known.column == column) {
                placed.push(Placed {
                    column,
                    shown: one.shown,
                    width: None,
                });
            }
        }
        // Nobody acts on rows that all look alike.
        let tells = |one: &Placed| usual[one.column].tells;
        let has_tells = placed.iter().any(tells);
        let needed = |one: &Placed| tells(one) || !has_tells;
        if !placed.iter().any(|one| one.shown && needed(one))
            && let Some(first) = placed.iter_mut().find(|one| needed(one))
        {
            first.shown = true;
        }
        placed
    }

    /// The same with other choices for some columns; what it says of columns that are not among them stays.
    #[must_use]
    pub fn with(&self, choices: Vec<ColumnChoice>) -> Self {
        let others = self.columns.iter().filter(|one| {
            let is_chosen = |choice: &ColumnChoice| choice.code == one.code;
            !choices.iter().any(is_chosen)
        });
        let others: Vec<ColumnChoice> = others.cloned().collect();
        Self {
            columns: choices.into_iter().chain(others).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const USUAL: [Usual<'static>; 4] = [
        usual("name", true, true),
        usual("email", true, true),
        usual("license", true, false),
        usual("title", false, false),
    ];

    const fn usual(code: &'static str, shown: bool, tells: bool) -> Usual<'static> {
        Usual { code, shown, tells }
    }

    fn view(choices: &[(&str, bool, Option<u16>)]) -> TableView {
        let choice = |(code, shown, width): &(&str, bool, Option<u16>)| ColumnChoice {
            code: (*code).to_owned(),
            shown: *shown,
            width: *width,
        };
        TableView {
            columns: choices.iter().map(choice).collect(),
        }
    }

    fn shown(view: &TableView) -> Vec<(usize, Option<u16>)> {
        let placed = view.arrange(&USUAL).into_iter();
        let placed = placed.filter(|one| one.shown);
        placed.map(|one| (one.column, one.width)).collect()
    }

    #[test]
    fn columns_stand_as_they_were_chosen_and_those_that_came_later_at_the_end() {
        assert_eq!(
            shown(&TableView::default()),
            [(0, None), (1, None), (2, None)]
        );
        let chosen = view(&[
            ("license", true, Some(12)),
            ("name", true, None),
            ("title", true, None),
            ("gone", true, None),
        ]);
        assert_eq!(
            shown(&chosen),
            [(2, Some(12)), (0, None), (3, None), (1, None)]
        );
    }

    #[test]
    fn one_column_that_tells_rows_apart_always_stays() {
        let chosen = view(&[("email", false, None), ("name", false, None)]);
        assert_eq!(shown(&chosen), [(1, None), (2, None)]);
        let nothing = USUAL.map(|one| Usual {
            tells: false,
            ..one
        });
        let hidden = view(&[
            ("name", false, None),
            ("email", false, None),
            ("license", false, None),
        ]);
        assert!(hidden.arrange(&nothing).iter().any(|one| one.shown));
    }

    #[test]
    fn what_is_said_of_columns_that_are_not_there_now_stays() {
        let before = view(&[("name", true, Some(9)), ("minutes", false, None)]);
        let after = before.with(view(&[("name", true, None)]).columns);
        assert_eq!(
            after,
            view(&[("name", true, None), ("minutes", false, None)])
        );
    }

    #[test]
    fn what_could_be_an_address_or_makes_no_sense_is_not_kept() {
        assert!(view(&[("name", true, Some(12))]).can_be_kept());
        for bad in [
            view(&[("name", true, Some(2))]),
            view(&[("name", true, Some(81))]),
            view(&[("name", true, None), ("name", false, None)]),
            view(&[("", true, None)]),
            view(&[("attribute:siti@x.example", true, None)]),
        ] {
            assert!(!bad.can_be_kept(), "{bad:?}");
        }
    }
}
