//! Filters that an operator kept under names: chosen, kept and forgotten.

use crate::command::Command;
use crate::domain::filter::{SavedFilter, UserFilter};
use crate::domain::id::GroupId;
use crate::domain::op::{Op, OwnOp};
use crate::domain::query::{Answer, Group, Query};
use crate::say;

use super::filters::By;
use crate::ui::dialogs::menu::{Anchor, Menu};
use crate::ui::dialogs::prompt::Prompt;
use crate::ui::kit::form::Field;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Out, Told};
use crate::ui::shell::toast::Toast;

/// What the menu that is open asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Step {
    /// Which filter, or what to do.
    #[default]
    Choose,
    /// Which filter goes.
    Remove,
}

/// The filters that were kept.
#[derive(Default)]
pub(super) struct Saved {
    kept: Vec<SavedFilter>,
    step: Step,
    asked: Asked,
    acting: Asked,
}

impl Saved {
    /// Asks for them.
    pub(super) fn load(&mut self, context: &Context, out: &mut Out) {
        self.asked.load(Query::SavedFilters, context, out);
    }

    /// Opens the list of kept filters, and what else can be done.
    pub(super) fn open(&mut self, groups: &[Group], context: &Context, out: &mut Out) {
        self.step = Step::Choose;
        let texts = &context.texts;
        let mut options: Vec<(String, String)> = self
            .kept
            .iter()
            .map(|saved| (saved.name.clone(), described(saved, groups, context)))
            .collect();
        options.push((say!(texts, "saved-keep"), String::new()));
        if !self.kept.is_empty() {
            options.push((say!(texts, "saved-remove"), String::new()));
        }
        ask(options, context, out);
    }

    /// Goes on after the menu or the prompt; answers a filter that was chosen.
    pub(super) fn told(
        &mut self,
        told: &Told,
        (filter, of): (&UserFilter, Option<GroupId>),
        context: &Context,
        out: &mut Out,
    ) -> Option<UserFilter> {
        match told {
            Told::Chosen(_, index) => self.chosen(*index, (filter, of), context, out),
            Told::Text(_, name) => {
                let saved = Box::new(SavedFilter::of(name, filter));
                let op = Op::Own(OwnOp::SaveFilter(saved));
                self.acting.run(op, None, context, out);
                None
            }
            _ => None,
        }
    }

    fn chosen(
        &mut self,
        index: usize,
        (filter, of): (&UserFilter, Option<GroupId>),
        context: &Context,
        out: &mut Out,
    ) -> Option<UserFilter> {
        let texts = &context.texts;
        let chosen = self.kept.get(index);
        match (std::mem::take(&mut self.step), chosen) {
            (Step::Remove, Some(saved)) => {
                let op = Op::Own(OwnOp::RemoveFilter(saved.name.clone()));
                self.acting.run(op, None, context, out);
                None
            }
            (Step::Choose, Some(saved)) => {
                let chosen = saved.filter.clone().at(context.now);
                // Of a group's members the group stays.
                Some(UserFilter {
                    group: of.or(chosen.group),
                    ..chosen
                })
            }
            (_, None) if index == self.kept.len() => {
                if By::set_in(filter, of).is_empty() {
                    out.toast(Toast::notice(say!(texts, "saved-nothing")));
                } else {
                    out.open(Prompt::new(
                        Command::SavedFilters,
                        say!(texts, "command-saved-filters"),
                        say!(texts, "saved-explained"),
                        Field::text(say!(texts, "saved-name"), ""),
                        say!(texts, "button-save"),
                        context,
                    ));
                }
                None
            }
            (_, None) => {
                self.step = Step::Remove;
                let names = self.kept.iter().map(|saved| saved.name.clone());
                let options = names.map(|name| (name, String::new())).collect();
                ask(options, context, out);
                None
            }
        }
    }

    /// Takes a reply, where it is one of its own.
    pub(super) fn reply(
        &mut self,
        ticket: Ticket,
        reply: &Back,
        context: &Context,
        out: &mut Out,
    ) -> Option<Handled> {
        if self.acting.takes(ticket) {
            self.load(context, out);
            return Some(Handled::of(reply));
        }
        if !self.asked.takes(ticket) {
            return None;
        }
        if let Ok(Reply::Answer(Answer::SavedFilters(kept))) = reply {
            self.kept.clone_from(kept);
        }
        Some(Handled::of(reply))
    }
}

fn ask(options: Vec<(String, String)>, context: &Context, out: &mut Out) {
    let title = say!(context.texts, "command-saved-filters");
    let menu = Menu::choice(Command::SavedFilters, title, Anchor::Middle, options, 0);
    out.open(menu);
}

/// The conditions of a kept filter in one line.
fn described(saved: &SavedFilter, groups: &[Group], context: &Context) -> String {
    let set = By::set_in(&saved.filter, None).into_iter();
    let said = set.map(|by| by.value(&saved.filter, groups, context));
    said.collect::<Vec<_>>().join(" · ")
}
