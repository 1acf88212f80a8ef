//! What is done with the learner under the cursor or those who are marked: **More**, marks, and adding others.

use crate::command::{Command, Menu as Of};
use crate::domain::query::Query;
use crate::domain::user::UsersQuestion;
use crate::say;

use super::{ABOVE, Users};
use crate::ui::dialogs::menu::{Anchor, Menu};
use crate::ui::screens::people::learner;
use crate::ui::shell::context::{Context, LINES_ABOVE};
use crate::ui::shell::layer::Out;
use crate::ui::shell::toast::Toast;

impl Users {
    pub(super) fn open_more(&self, context: &Context, out: &mut Out) {
        let aim = self.outline();
        if aim.count == 0 {
            out.toast(Toast::refused(say!(context.texts, "list-nothing")));
            return;
        }
        let obstacle = |command| learner::obstacle(command, &aim, context);
        let menu = if self.marks.is_empty() {
            let below = self.list.cursor().saturating_sub(self.list.top());
            let below = u16::try_from(below).unwrap_or(u16::MAX);
            let line = LINES_ABOVE.saturating_add(ABOVE).saturating_add(below);
            Menu::of(Of::User, "More", Anchor::Line(line), context, obstacle)
        } else {
            let title = say!(context.texts, "users-marked", count = self.marks.count());
            Menu::of(Of::Marked, title, Anchor::Middle, context, obstacle)
        };
        out.open(menu);
    }

    pub(super) fn mark(&mut self, command: Command, context: &Context, out: &mut Out) {
        let height = self.height(context);
        match command {
            Command::Mark => {
                if let Some(row) = self.list.selected() {
                    self.marks.toggle(row.id, self.list.cursor());
                    self.list.move_by(1, height);
                }
            }
            Command::MarkRange => {
                let question = UsersQuestion {
                    filter: self.narrowing.filter.clone(),
                    sort: self.narrowing.sort,
                    page: self.marks.range_to(self.list.cursor()),
                };
                self.marks.ranged.load(Query::Users(question), context, out);
            }
            Command::MarkAll => {
                let filter = self.narrowing.filter.clone();
                self.marks
                    .everybody
                    .load(Query::UserIds(filter), context, out);
            }
            _ => self.marks.clear(),
        }
        self.ask_for_what_lacks(context, out);
    }
}

/// Asks how users are added: by hand, or by a file.
pub(super) fn open_add(context: &Context, out: &mut Out) {
    let texts = &context.texts;
    let options = [
        (say!(texts, "add-users-by-hand"), String::new()),
        (say!(texts, "add-users-by-csv"), String::new()),
    ];
    let title = crate::command::row(Command::AddUser).name(texts);
    out.open(Menu::choice(
        Command::AddUser,
        title,
        Anchor::Middle,
        options,
        0,
    ));
}
