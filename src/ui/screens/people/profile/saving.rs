//! Editing **Employee info**: begins, is left without losing what was typed, is saved or refused.

use crate::command::Command;
use crate::error::Error;
use crate::say;

use super::Profile;
use super::editing::Editing;
use crate::ui::dialogs::confirm::Confirm;
use crate::ui::dialogs::statement::Statement;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::Back;
use crate::ui::shell::layer::{Handled, Out};
use crate::ui::shell::route::ProfileTab;

impl Profile {
    pub(super) fn edit(&mut self, context: &Context, out: &mut Out) {
        if let Some(learner) = &self.learner {
            self.editing = Some(Editing::new(&learner.employee, context));
            self.show(ProfileTab::EmployeeInfo, context, out);
        }
    }

    /// Leaves the form: at once when nothing was typed, else after asking.
    pub(super) fn stop_editing(&mut self, context: &Context, out: &mut Out) {
        if !self.editing.as_ref().is_some_and(Editing::is_touched) {
            self.editing = None;
            return;
        }
        let texts = &context.texts;
        let statement = Statement {
            title: say!(texts, "discard-title"),
            subject: vec![self.name()],
            goes: Some(say!(texts, "discard-goes")),
            stays: Some(say!(texts, "discard-stays")),
            button: say!(texts, "discard-button"),
            ..Statement::default()
        };
        out.open(Confirm::question(Command::EditProfile, statement));
    }

    pub(super) fn save(&mut self, context: &Context, out: &mut Out) {
        let Some(editing) = &mut self.editing else {
            return;
        };
        if !self.saving.is_settled() {
            return;
        }
        if let Some(op) = editing.op(self.user, context) {
            self.saving.run(op, None, context, out);
        }
    }

    pub(super) fn saved(&mut self, reply: &Back, context: &Context) -> Handled {
        match (reply, &mut self.editing) {
            (Ok(_), _) => self.editing = None,
            (Err(Error::Refused(reason) | Error::Conflict(reason)), Some(editing)) => {
                editing.refuse(reason, context);
            }
            (Err(_), _) => return Handled::Fault,
        }
        Handled::Yes
    }
}
