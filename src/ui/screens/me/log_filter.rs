//! Which entries of the activity log are listed: chosen from a menu, or typed where a menu cannot list it.

use crate::command::Command;
use crate::domain::id::{BatchId, OperatorId};
use crate::domain::operator::{Operator, Permission};
use crate::domain::query::{Answer, Query, TombstoneAnswer};
use crate::domain::record::LogFilter;
use crate::say;
use crate::wording;

use crate::ui::dialogs::menu::{Anchor, Menu};
use crate::ui::dialogs::prompt::Prompt;
use crate::ui::kit::form::Field;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Out, Told};
use crate::ui::shell::toast::Toast;

/// By what the log can be filtered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Refused,
    Act,
    Operator,
    Days,
    Learner,
    Batch,
}

const ALL: [By; 6] = [
    By::Refused,
    By::Act,
    By::Operator,
    By::Days,
    By::Learner,
    By::Batch,
];

/// What is listed, and what can be chosen.
#[derive(Default)]
pub(super) struct Filtering {
    filter: LogFilter,
    /// Learner and days as they were typed.
    learner: String,
    days: String,
    acts: Vec<String>,
    operators: Vec<(OperatorId, String)>,
    choosing: Option<By>,
    all_acts: Asked,
    all_operators: Asked,
    looking: Asked,
}

impl Filtering {
    /// Asks for what can be chosen.
    pub(super) fn load(&mut self, context: &Context, out: &mut Out) {
        self.all_acts.load(Query::LogActs, context, out);
        if context.refusal(Permission::Inspect).is_none() {
            self.all_operators.load(Query::Operators, context, out);
        }
    }

    /// The filter, for a list for people.
    pub(super) fn filter(&self) -> LogFilter {
        LogFilter {
            folds: true,
            ..self.filter.clone()
        }
    }

    /// Whether anything narrows the list.
    pub(super) fn is_set(&self) -> bool {
        self.filter != LogFilter::default()
    }

    /// Lists everything again.
    pub(super) fn clear(&mut self) {
        self.filter = LogFilter::default();
    }

    /// Opens the list of filters with what each is set to, and a last entry that clears them.
    pub(super) fn open(&mut self, context: &Context, out: &mut Out) {
        self.choosing = None;
        let options = self
            .offered()
            .into_iter()
            .map(|by| (name(by, context), self.value(by, context)))
            .chain([(say!(context.texts, "log-filter-clear"), String::new())]);
        let title = say!(context.texts, "command-filter-log");
        let options: Vec<_> = options.collect();
        out.open(Menu::choice(
            Command::FilterLog,
            title,
            Anchor::Middle,
            options,
            0,
        ));
    }

    /// Whoever sees only their own entries need not choose whose.
    fn offered(&self) -> Vec<By> {
        let known = |by: &By| *by != By::Operator || !self.operators.is_empty();
        ALL.into_iter().filter(known).collect()
    }

    /// Goes on after a menu or a prompt; answers whether another list is wanted.
    pub(super) fn told(&mut self, told: &Told, context: &Context, out: &mut Out) -> bool {
        match told {
            Told::Chosen(Command::FilterLog, index) => self.chosen(*index, context, out),
            Told::Text(Command::FilterLog, text) => self.typed(text, context, out),
            _ => false,
        }
    }

    fn chosen(&mut self, index: usize, context: &Context, out: &mut Out) -> bool {
        if let Some(by) = self.choosing.take() {
            let index = index.checked_sub(1);
            if by == By::Act {
                self.filter.act = index.and_then(|index| self.acts.get(index).cloned());
            } else {
                let chosen = index.and_then(|index| self.operators.get(index));
                self.filter.operator = chosen.map(|(id, _)| *id);
            }
            return true;
        }
        let Some(by) = self.offered().get(index).copied() else {
            self.clear();
            return true;
        };
        match by {
            By::Refused => {
                let refused = Some(LogFilter::REFUSED.to_owned());
                let is_set = self.filter.act == refused;
                self.filter.act = refused.filter(|_| !is_set);
                return true;
            }
            By::Act => {
                let acts = self.acts.iter();
                let options = acts.map(|act| wording::act(&context.texts, act)).collect();
                self.choose(by, options, context, out);
            }
            By::Operator => {
                let names = self.operators.iter();
                let options = names.map(|(_, name)| name.clone()).collect();
                self.choose(by, options, context, out);
            }
            By::Days | By::Learner | By::Batch => self.ask(by, context, out),
        }
        false
    }

    fn choose(&mut self, by: By, options: Vec<String>, context: &Context, out: &mut Out) {
        self.choosing = Some(by);
        let any = say!(context.texts, "filter-any");
        let options = std::iter::once(any).chain(options);
        let options: Vec<_> = options.map(|value| (value, String::new())).collect();
        let title = name(by, context);
        out.open(Menu::choice(
            Command::FilterLog,
            title,
            Anchor::Middle,
            options,
            0,
        ));
    }

    fn ask(&mut self, by: By, context: &Context, out: &mut Out) {
        self.choosing = Some(by);
        let texts = &context.texts;
        let explained = match by {
            By::Days => say!(texts, "log-filter-days-explained"),
            By::Learner => say!(texts, "log-filter-learner-explained"),
            By::Refused | By::Act | By::Operator | By::Batch => String::new(),
        };
        out.open(Prompt::new(
            Command::FilterLog,
            say!(texts, "command-filter-log"),
            explained,
            Field::text(name(by, context), ""),
            say!(texts, "log-filter-button"),
            context,
        ));
    }

    fn typed(&mut self, text: &str, context: &Context, out: &mut Out) -> bool {
        let texts = &context.texts;
        match self.choosing.take() {
            Some(By::Days) => {
                let Some([from, until]) = context.zone().days(text) else {
                    out.toast(Toast::refused(say!(texts, "log-filter-days-wrong")));
                    return false;
                };
                text.trim().clone_into(&mut self.days);
                (self.filter.from, self.filter.until) = (Some(from), Some(until));
                true
            }
            Some(By::Batch) => {
                let Ok(batch) = text.trim().parse() else {
                    out.toast(Toast::refused(say!(texts, "log-filter-batch-wrong")));
                    return false;
                };
                self.filter.batch = Some(BatchId(batch));
                true
            }
            Some(By::Learner) => {
                text.trim().clone_into(&mut self.learner);
                let query = Query::AskTombstones(self.learner.clone());
                self.looking.load(query, context, out);
                false
            }
            Some(By::Refused | By::Act | By::Operator) | None => false,
        }
    }

    /// Takes an answer: none where it is somebody else's, else whether another list is wanted.
    pub(super) fn takes(
        &mut self,
        ticket: Ticket,
        reply: &Back,
        context: &Context,
        out: &mut Out,
    ) -> Option<bool> {
        let mine = self.all_acts.takes(ticket)
            || self.all_operators.takes(ticket)
            || self.looking.takes(ticket);
        if !mine {
            return None;
        }
        match reply {
            Ok(Reply::Answer(Answer::LogActs(acts))) => self.acts.clone_from(acts),
            Ok(Reply::Answer(Answer::Operators(operators))) => {
                let named = |one: &Operator| (one.id, one.name.clone());
                self.operators = operators.iter().map(named).collect();
            }
            Ok(Reply::Answer(Answer::AskTombstones(answer))) => {
                self.filter.user = match answer {
                    TombstoneAnswer::StillHere(user, _) => Some(*user),
                    TombstoneAnswer::Deleted(tombstone) => Some(tombstone.user),
                    TombstoneAnswer::Released(released) => Some(released.tombstone.user),
                    TombstoneAnswer::GivenUp(given_up) => Some(given_up.user),
                    TombstoneAnswer::NotAnIdentifier
                    | TombstoneAnswer::NeverSeen
                    | TombstoneAnswer::TwoFit(_)
                    | TombstoneAnswer::KeyLost => {
                        let said = wording::tombstone_answer(&context.texts, answer);
                        out.toast(Toast::refused(said));
                        return Some(false);
                    }
                };
                return Some(true);
            }
            Ok(_) | Err(_) => {}
        }
        Some(false)
    }

    fn value(&self, by: By, context: &Context) -> String {
        let texts = &context.texts;
        let refused = self.filter.act.as_deref() == Some(LogFilter::REFUSED);
        let value = match by {
            By::Refused => refused.then(|| say!(texts, "log-filter-yes")),
            By::Act => {
                let act = self.filter.act.as_deref().filter(|_| !refused);
                act.map(|act| wording::act(texts, act))
            }
            By::Operator => {
                let is_chosen = |one: &&(OperatorId, String)| Some(one.0) == self.filter.operator;
                let chosen = self.operators.iter().find(is_chosen);
                chosen.map(|(_, name)| name.clone())
            }
            By::Days => self.filter.from.map(|_| self.days.clone()),
            By::Learner => self.filter.user.map(|_| self.learner.clone()),
            By::Batch => self.filter.batch.map(|batch| batch.to_string()),
        };
        value.unwrap_or_else(|| say!(texts, "filter-any"))
    }

    /// What narrows the list, in words.
    pub(super) fn summary(&self, context: &Context) -> String {
        let is_set = |by: &By| match by {
            By::Refused => self.filter.act.as_deref() == Some(LogFilter::REFUSED),
            By::Act => {
                let act = self.filter.act.as_deref();
                act.is_some_and(|act| act != LogFilter::REFUSED)
            }
            By::Operator => self.filter.operator.is_some(),
            By::Days => self.filter.from.is_some(),
            By::Learner => self.filter.user.is_some(),
            By::Batch => self.filter.batch.is_some(),
        };
        let shown = ALL.into_iter().filter(is_set).map(|by| match by {
            By::Refused => name(by, context),
            _ => format!("{}: {}", name(by, context), self.value(by, context)),
        });
        let shown = shown.collect::<Vec<_>>().join(" · ");
        say!(context.texts, "log-filter-summary", filter = shown)
    }
}

fn name(by: By, context: &Context) -> String {
    let texts = &context.texts;
    match by {
        By::Refused => say!(texts, "log-filter-refused"),
        By::Act => say!(texts, "out-act"),
        By::Operator => say!(texts, "log-who"),
        By::Days => say!(texts, "log-filter-days"),
        By::Learner => say!(texts, "out-user"),
        By::Batch => say!(texts, "out-batch"),
    }
}
