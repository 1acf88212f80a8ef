//! What stands in the open tab: asked for, taken, moved in.

use crate::domain::query::{Answer, Query};
use crate::domain::record::LogFilter;
use crate::domain::request::{RequestFilter, RequestView};

use super::tabs::HISTORY_BELOW;
use super::{ABOVE, Profile};
use crate::command::key::Key;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::Input;
use crate::ui::shell::layer::{Handled, Out};
use crate::ui::shell::route::ProfileTab;

impl Profile {
    /// Lines above the tab: one more where something of the learner is at the provider.
    pub(super) fn above(&self) -> u16 {
        let learner = self.learner.as_ref();
        ABOVE + u16::from(learner.is_some_and(|it| !it.at_provider.is_empty()))
    }

    /// Lines of the tab.
    pub(super) fn height(&self, context: &Context) -> u16 {
        let below = match self.tab {
            ProfileTab::History => HISTORY_BELOW,
            ProfileTab::EmployeeInfo
            | ProfileTab::Groups
            | ProfileTab::Licenses
            | ProfileTab::Learning
            | ProfileTab::Requests => 0,
        };
        let taken = self.above() + 1 + below;
        context.body().height.saturating_sub(taken).max(1)
    }

    /// Opens a tab.
    pub(super) fn show(&mut self, tab: ProfileTab, context: &Context, out: &mut Out) {
        self.tab = tab;
        self.top = 0;
        self.ask_for_the_tab(context, out);
    }

    /// Opens a tab beside the open one.
    pub(super) fn step_tab(&mut self, by: isize, context: &Context, out: &mut Out) {
        let count = ProfileTab::ALL.len();
        let at = ProfileTab::ALL
            .iter()
            .position(|tab| *tab == self.tab)
            .unwrap_or_default();
        let next = (at + count).saturating_add_signed(by) % count;
        self.show(ProfileTab::ALL[next], context, out);
    }

    /// Asks for what the open tab shows beyond the profile itself.
    pub(super) fn ask_for_the_tab(&mut self, context: &Context, out: &mut Out) {
        let height = self.height(context);
        let query = match self.tab {
            ProfileTab::Learning => Query::LearnerReport(self.user),
            ProfileTab::Requests => Query::Requests {
                view: RequestView::All,
                filter: RequestFilter::of(Some(self.user)),
                page: self.requests.page(height),
            },
            ProfileTab::History => Query::Log {
                filter: LogFilter {
                    user: Some(self.user),
                    ..LogFilter::default()
                },
                page: self.history.page(height),
            },
            ProfileTab::EmployeeInfo | ProfileTab::Groups | ProfileTab::Licenses => return,
        };
        self.tab_asked.load(query, context, out);
    }

    /// Takes what was asked for.
    pub(super) fn received(&mut self, answer: &Answer, context: &Context) {
        let height = self.height(context);
        match answer {
            Answer::Profile(Some(learner)) => {
                self.groups.receive_all(learner.groups.clone(), height);
                self.learner = Some((**learner).clone());
                self.gone = false;
            }
            Answer::Profile(None) => {
                self.learner = None;
                self.editing = None;
                self.gone = true;
            }
            Answer::Groups(groups) => self.all_groups.clone_from(groups),
            Answer::LearnerReport(report) => self.report = Some(report.clone()),
            Answer::Requests(window) => self.requests.receive(window.clone(), height),
            Answer::Log(window) => {
                self.history_refusal = None;
                self.history.receive(window.clone(), height);
            }
            _ => {}
        }
    }

    /// Moves in the list of the open tab, or scrolls it.
    pub(super) fn move_in_tab(
        &mut self,
        input: &Input,
        context: &Context,
        out: &mut Out,
    ) -> Handled {
        let height = self.height(context);
        let handled = match self.tab {
            ProfileTab::Groups => self.groups.input(input, height),
            ProfileTab::Requests => self.requests.input(input, height),
            ProfileTab::History => self.history.input(input, height),
            ProfileTab::EmployeeInfo | ProfileTab::Licenses | ProfileTab::Learning => {
                let last = self
                    .report
                    .as_ref()
                    .map_or(0, |report| report.courses.len());
                let by = match input {
                    Input::Key(Key::Up | Key::Char('k')) => -1,
                    Input::Key(Key::Down | Key::Char('j')) => 1,
                    Input::Key(Key::PageUp) => -isize::try_from(height).unwrap_or(1),
                    Input::Key(Key::PageDown) => isize::try_from(height).unwrap_or(1),
                    Input::Wheel(rows) => isize::from(*rows),
                    _ => return Handled::No,
                };
                let last = last.saturating_sub(usize::from(height));
                self.top = self.top.saturating_add_signed(by).min(last);
                true
            }
        };
        let lacks = match self.tab {
            ProfileTab::Requests => self.requests.lacks(height),
            ProfileTab::History => self.history.lacks(height),
            _ => false,
        };
        if lacks {
            self.ask_for_the_tab(context, out);
        }
        if handled { Handled::Yes } else { Handled::No }
    }
}
