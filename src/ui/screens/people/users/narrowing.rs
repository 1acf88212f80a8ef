//! Search, filters and sort order of the users table.

use crate::command::Command;
use crate::domain::filter::{AttributeValue, MOST_DAYS_AGO};
use crate::domain::id::GroupId;
use crate::domain::query::{Answer, Group, Query};
use crate::domain::user::{UserColumn, UserFilter, UserSort};
use crate::say;

use super::filters::{By, Known, Set};
use super::saved::Saved;
use crate::ui::dialogs::gone::Gone;
use crate::ui::dialogs::menu::{Anchor, Menu};
use crate::ui::dialogs::prompt::Prompt;
use crate::ui::kit::form::Field;
use crate::ui::kit::narrow::SearchField;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Out};
use crate::ui::shell::toast::Toast;

/// What narrows the table, and in which order it stands.
#[derive(Default)]
pub(super) struct Narrowing {
    pub(super) filter: UserFilter,
    pub(super) sort: UserSort,
    pub(super) field: SearchField,
    choosing: Option<By>,
    /// Every value of a custom attribute that somebody has.
    values: Vec<AttributeValue>,
    /// Their names, without those that could be addresses: a view cannot name those.
    pub(super) attributes: Vec<String>,
    all_values: Asked,
    pub(super) saved: Saved,
    /// Who was called as the search says, where it finds nobody.
    pub(super) gone: Gone,
}

impl Narrowing {
    /// Types into the search field.
    pub(super) fn type_in(&mut self, input: &Input) -> Handled {
        let handled = self.field.type_in(input);
        self.filter.search = self.field.words();
        handled
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
        self.field.line.reset();
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

    /// Asks for what filters are chosen from.
    pub(super) fn load(&mut self, context: &Context, out: &mut Out) {
        if self.values.is_empty() {
            self.all_values.load(Query::AttributeValues, context, out);
        }
        self.saved.load(context, out);
    }

    fn known<'k>(&'k self, groups: &'k [Group], of: Option<GroupId>) -> Known<'k> {
        Known {
            groups,
            values: &self.values,
            of,
        }
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
        let value = |by: &By| by.value(&self.filter, groups, context);
        let options = By::offered(self.known(groups, of))
            .into_iter()
            .map(|by| (by.name(context), value(&by)))
            .chain([(say!(texts, "filter-clear"), String::new())]);
        let title = say!(texts, "command-filter");
        let options: Vec<_> = options.collect();
        out.open(Menu::choice(
            Command::Filter,
            title,
            Anchor::Middle,
            options,
            0,
        ));
        // What has come since stands in the next list.
        self.all_values.load(Query::AttributeValues, context, out);
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
            let mut filter = self.filter.clone();
            let known = self.known(groups, of);
            let set = by.set(&mut filter, index.checked_sub(1), known, context);
            self.filter = filter;
            if set == Set::Days {
                ask_days(&by, context, out);
                self.choosing = Some(by);
            }
            return set == Set::Done;
        }
        let Some(by) = By::offered(self.known(groups, of)).get(index).cloned() else {
            self.widen(of);
            return true;
        };
        let any = (say!(context.texts, "filter-any"), String::new());
        let own = by.options(self.known(groups, of), context);
        let options: Vec<_> = std::iter::once(any).chain(own).collect();
        let title = by.name(context);
        self.choosing = Some(by);
        out.open(Menu::choice(
            Command::Filter,
            title,
            Anchor::Middle,
            options,
            0,
        ));
        false
    }

    /// Takes a number of days that was typed; answers whether it narrows now.
    pub(super) fn typed_days(&mut self, text: &str, context: &Context, out: &mut Out) -> bool {
        let days = text
            .trim()
            .parse()
            .ok()
            .filter(|days| *days <= MOST_DAYS_AGO);
        if let (Some(by), Some(days)) = (self.choosing.take(), days) {
            by.set_days(&mut self.filter, days, context);
            return true;
        }
        let most = u64::from(MOST_DAYS_AGO);
        let said = say!(context.texts, "filter-days-wrong", most = most);
        out.toast(Toast::refused(said));
        false
    }

    /// Takes a reply, where it is one of its own.
    pub(super) fn reply(
        &mut self,
        ticket: Ticket,
        reply: &Back,
        context: &Context,
        out: &mut Out,
    ) -> Option<Handled> {
        if !self.all_values.takes(ticket) {
            return self.saved.reply(ticket, reply, context, out);
        }
        if let Ok(Reply::Answer(Answer::AttributeValues(values))) = reply {
            self.values.clone_from(values);
            let names = values.iter().map(|one| one.name.clone());
            self.attributes = names.filter(|name| !name.contains('@')).collect();
            self.attributes.dedup();
        }
        Some(Handled::of(reply))
    }

    /// Every condition that is set, in words.
    pub(super) fn chips(
        &self,
        groups: &[Group],
        of: Option<GroupId>,
        context: &Context,
    ) -> Vec<String> {
        let set = By::set_in(&self.filter, of).into_iter();
        let chip = |by: By| {
            let value = by.value(&self.filter, groups, context);
            format!("{}: {value}", by.name(context))
        };
        set.map(chip).collect()
    }

    /// Takes a condition away by its position among those that are set, or the last one; answers whether there was one.
    pub(super) fn remove_chip(&mut self, index: Option<usize>, of: Option<GroupId>) -> bool {
        let set = By::set_in(&self.filter, of);
        let index = index.unwrap_or_else(|| set.len().saturating_sub(1));
        let Some(by) = set.get(index) else {
            return false;
        };
        match by {
            By::License => self.filter.license = None,
            By::Profile => self.filter.connected = None,
            By::Hold => self.filter.on_hold = None,
            By::Group => self.filter.group = None,
            By::LastActive => self.filter.last_active = None,
            By::Invited => self.filter.invited = None,
            By::Attribute(name) => {
                self.filter.attributes.remove(name);
            }
        }
        true
    }

    /// The filters as the first line shows them where none is set.
    pub(super) fn summary(&self, context: &Context) -> String {
        let shown = [By::License, By::Profile].map(|by| {
            let value = by.value(&self.filter, &[], context);
            format!("{}: {value}", by.name(context))
        });
        shown.join("  ")
    }
}

/// Asks for a number of days.
fn ask_days(by: &By, context: &Context, out: &mut Out) {
    let texts = &context.texts;
    out.open(Prompt::new(
        Command::Filter,
        by.name(context),
        say!(texts, "filter-days-explained"),
        Field::text(say!(texts, "filter-days"), ""),
        say!(texts, "log-filter-button"),
        context,
    ));
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
