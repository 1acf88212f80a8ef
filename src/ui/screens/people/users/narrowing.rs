//! Search, filters and sort order of the users table.

use tui_input::Input as Line;

use crate::command::Command;
use crate::domain::id::GroupId;
use crate::domain::license::LicenseStatus;
use crate::domain::query::Group;
use crate::domain::user::{UserColumn, UserFilter, UserSort};
use crate::say;

use crate::command::key::Key;
use crate::ui::dialogs::gone::Gone;
use crate::ui::dialogs::menu::{Anchor, Menu};
use crate::ui::kit::form::{request, type_in};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::Input;
use crate::ui::shell::layer::{Handled, Out};

/// By what the table can be filtered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    License,
    Profile,
    Hold,
    Group,
}

const ALL: [By; 4] = [By::License, By::Profile, By::Hold, By::Group];
const LICENSES: [LicenseStatus; 3] = [
    LicenseStatus::Activated,
    LicenseStatus::Invited,
    LicenseStatus::None,
];

/// What narrows the table, and in which order it stands.
#[derive(Default)]
pub(super) struct Narrowing {
    pub(super) filter: UserFilter,
    pub(super) sort: UserSort,
    /// Whether keys go to the search field.
    pub(super) searching: bool,
    pub(super) line: Line,
    choosing: Option<By>,
    /// Who was called as the search says, where it finds nobody.
    pub(super) gone: Gone,
}

impl Narrowing {
    /// Types into the search field.
    pub(super) fn type_in(&mut self, input: &Input) -> Handled {
        match input {
            Input::Key(Key::Enter | Key::Esc | Key::Down | Key::Tab) => self.searching = false,
            Input::Key(key) => {
                let Some(request) = request(*key) else {
                    return Handled::No;
                };
                self.line.handle(request);
            }
            Input::Paste(text) => type_in(&mut self.line, text),
            _ => return Handled::No,
        }
        self.filter.search = self.line.value().trim().to_owned();
        Handled::Yes
    }

    /// Whether anything narrows the table beyond the group it is of.
    pub(super) fn narrows(&self, of_group: bool) -> bool {
        let group = if of_group { self.filter.group } else { None };
        let bare = UserFilter {
            group,
            ..UserFilter::default()
        };
        self.filter != bare
    }

    /// Takes search and filters back.
    pub(super) fn widen(&mut self, group: Option<GroupId>) {
        self.line.reset();
        self.filter = UserFilter {
            group,
            ..UserFilter::default()
        };
    }

    /// Sorts by a column; by the same one again in the other direction.
    pub(super) fn sort_by(&mut self, column: UserColumn) {
        self.sort = UserSort {
            column,
            descending: self.sort.column == column && !self.sort.descending,
        };
    }

    pub(super) fn open_sort(&self, context: &Context, out: &mut Out) {
        let options = UserColumn::ALL.map(|column| {
            let note = match (self.sort.column == column, self.sort.descending) {
                (true, true) => "▼",
                (true, false) => "▲",
                (false, _) => "",
            };
            (column_title(column, context), note.to_owned())
        });
        let chosen = UserColumn::ALL
            .iter()
            .position(|it| *it == self.sort.column);
        let title = say!(context.texts, "command-sort");
        out.open(Menu::choice(
            Command::Sort,
            title,
            Anchor::Middle,
            options,
            chosen.unwrap_or_default(),
        ));
    }

    /// Opens the list of filters with what each is set to, and a last entry that clears them.
    pub(super) fn open(
        &mut self,
        groups: &[Group],
        of: Option<GroupId>,
        context: &Context,
        out: &mut Out,
    ) {
        self.choosing = None;
        let texts = &context.texts;
        let options = offered(of)
            .iter()
            .copied()
            .map(|by| (name(by, context), self.value(by, groups, context)))
            .chain([(say!(texts, "filter-clear"), String::new())]);
        let title = say!(texts, "command-filter");
        out.open(Menu::choice(
            Command::Filter,
            title,
            Anchor::Middle,
            options,
            0,
        ));
    }

    /// Takes what was chosen: a filter, whose values are then offered, or a value; answers whether it narrows now.
    pub(super) fn chosen(
        &mut self,
        index: usize,
        groups: &[Group],
        of: Option<GroupId>,
        context: &Context,
        out: &mut Out,
    ) -> bool {
        if let Some(by) = self.choosing.take() {
            self.set(by, index.checked_sub(1), groups);
            return true;
        }
        let Some(by) = offered(of).get(index).copied() else {
            self.widen(of);
            return true;
        };
        self.choosing = Some(by);
        let options = [say!(context.texts, "filter-any")]
            .into_iter()
            .chain(values(by, groups, context))
            .map(|value| (value, String::new()));
        let title = name(by, context);
        out.open(Menu::choice(
            Command::Filter,
            title,
            Anchor::Middle,
            options,
            0,
        ));
        false
    }

    fn set(&mut self, by: By, index: Option<usize>, groups: &[Group]) {
        let yes_or_no = index.map(|index| index == 0);
        match by {
            By::License => {
                self.filter.license = index.and_then(|index| LICENSES.get(index).copied());
            }
            By::Profile => self.filter.connected = yes_or_no,
            By::Hold => self.filter.on_hold = yes_or_no,
            By::Group => {
                let group = index.and_then(|index| groups.get(index));
                self.filter.group = group.map(|group| group.id);
            }
        }
    }

    fn value(&self, by: By, groups: &[Group], context: &Context) -> String {
        let position = |yes: bool| usize::from(!yes);
        let index = match by {
            By::License => self
                .filter
                .license
                .and_then(|it| LICENSES.iter().position(|license| *license == it)),
            By::Profile => self.filter.connected.map(position),
            By::Hold => self.filter.on_hold.map(position),
            By::Group => self
                .filter
                .group
                .and_then(|it| groups.iter().position(|group| group.id == it)),
        };
        let any = || say!(context.texts, "filter-any");
        index
            .and_then(|index| values(by, groups, context).into_iter().nth(index))
            .unwrap_or_else(any)
    }

    /// The filters as the first line shows them: license and profile always, the others when set.
    pub(super) fn summary(&self, groups: &[Group], of_group: bool, context: &Context) -> String {
        let is_set = |by: By| match by {
            By::License | By::Profile => true,
            By::Hold => self.filter.on_hold.is_some(),
            By::Group => self.filter.group.is_some() && !of_group,
        };
        let shown = ALL.into_iter().filter(|by| is_set(*by)).map(|by| {
            let value = self.value(by, groups, context);
            format!("{}: {value}", name(by, context))
        });
        shown.collect::<Vec<_>>().join("  ")
    }
}

/// The filters that are offered: members of a group cannot be filtered by group.
const fn offered(of: Option<GroupId>) -> &'static [By] {
    match of {
        Some(_) => &[By::License, By::Profile, By::Hold],
        None => &ALL,
    }
}

/// The heading of a column.
pub(super) fn column_title(column: UserColumn, context: &Context) -> String {
    let texts = &context.texts;
    match column {
        UserColumn::Name => say!(texts, "column-name"),
        UserColumn::Email => say!(texts, "column-email"),
        UserColumn::UniqueId => say!(texts, "column-id"),
        UserColumn::License => say!(texts, "column-license"),
        UserColumn::Profile => say!(texts, "column-profile"),
        UserColumn::LastActive => say!(texts, "column-active"),
    }
}

fn name(by: By, context: &Context) -> String {
    let texts = &context.texts;
    match by {
        By::License => say!(texts, "filter-license"),
        By::Profile => say!(texts, "filter-profile"),
        By::Hold => say!(texts, "filter-hold"),
        By::Group => say!(texts, "filter-group"),
    }
}

fn values(by: By, groups: &[Group], context: &Context) -> Vec<String> {
    let texts = &context.texts;
    match by {
        By::License => LICENSES.map(|it| it.label().to_owned()).to_vec(),
        By::Profile => vec!["Connected".to_owned(), "Not connected".to_owned()],
        By::Hold => vec![say!(texts, "filter-held"), say!(texts, "filter-not-held")],
        By::Group => groups.iter().map(|group| group.name.clone()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_column_again_turns_the_order_around() {
        let mut narrowing = Narrowing::default();
        narrowing.sort_by(UserColumn::Email);
        assert!(!narrowing.sort.descending);
        narrowing.sort_by(UserColumn::Email);
        assert!(narrowing.sort.descending);
        narrowing.sort_by(UserColumn::Name);
        assert!(!narrowing.sort.descending);
    }

    #[test]
    fn a_group_s_own_filter_does_not_count_as_narrowing() {
        let mut narrowing = Narrowing::default();
        narrowing.filter.group = Some(GroupId(1));
        assert!(narrowing.narrows(false));
        assert!(!narrowing.narrows(true));
        narrowing.filter.search = "siti".to_owned();
        assert!(narrowing.narrows(true));
    }
}
