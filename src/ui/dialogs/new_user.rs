//! **Add users** by hand: the fields of **Employee info**, a license and a group. What was typed stays until it is done.

use std::time::Duration;

use ratatui::layout::Rect;

use crate::command::{self, Command};
use crate::domain::identifier::{EmailAddress, UniqueId};
use crate::domain::license::LicenseType;
use crate::domain::op::{Op, PeopleOp, UserToAdd};
use crate::domain::query::{Answer, Group, Query};
use crate::domain::reason::Reason;
use crate::domain::user::EmployeeInfo;
use crate::say;
use crate::wording;

use crate::ui::kit::canvas::Canvas;
use crate::ui::kit::form::Field;
use crate::ui::kit::sheet::{Looks, Sheet, SheetSignal};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Wish};

const FIRST: usize = 0;
const LAST: usize = 1;
const EMAIL: usize = 2;
const ID: usize = 3;
const TITLE: usize = 4;
const LICENSE: usize = 5;
const GROUP: usize = 6;

/// The form of a new user; it is there once license types and groups are known.
#[derive(Default)]
pub struct NewUser {
    sheet: Option<Sheet>,
    types: Option<Vec<LicenseType>>,
    groups: Option<Vec<Group>>,
    asked: [Asked; 2],
}

impl NewUser {
    fn settle(&mut self, context: &Context) {
        let texts = &context.texts;
        let (Some(types), Some(groups)) = (&self.types, &self.groups) else {
            return;
        };
        if self.sheet.is_some() {
            return;
        }
        let licenses = types.iter().map(|kind| kind.name.clone());
        let licenses = std::iter::once("No license".to_owned()).chain(licenses);
        let groups = groups.iter().map(|group| group.name.clone());
        let groups = std::iter::once(say!(texts, "new-user-no-group")).chain(groups);
        let fields = vec![
            Field::text(say!(texts, "roster-field-preferred-first-name"), ""),
            Field::text(say!(texts, "roster-field-preferred-last-name"), ""),
            Field::text(say!(texts, "roster-field-primary-email-address"), ""),
            Field::text(say!(texts, "roster-field-unique-user-id"), ""),
            Field::text(say!(texts, "roster-field-work-title"), ""),
            Field::choice(say!(texts, "new-user-license"), licenses.collect(), 0),
            Field::choice(say!(texts, "new-user-group"), groups.collect(), 0),
        ];
        self.sheet = Some(Sheet::saving(fields, context));
    }

    /// The user as typed, or the field that is wrong and why.
    fn read(&self, sheet: &Sheet, context: &Context) -> Result<UserToAdd, (usize, String)> {
        let texts = &context.texts;
        let (email, unique_id) = (sheet.form.value(EMAIL), sheet.form.value(ID));
        if email.is_empty() && unique_id.is_empty() {
            let reason = wording::reason(texts, &Reason::IdentifierMissing);
            return Err((EMAIL, reason));
        }
        let said = |field, reason: &Reason| (field, wording::reason(texts, reason));
        let email = (!email.is_empty()).then(|| EmailAddress::parse(&email));
        let email = email.transpose();
        let unique_id = (!unique_id.is_empty()).then(|| UniqueId::parse(&unique_id));
        let unique_id = unique_id.transpose();
        let chosen = |field: usize| sheet.form.chosen(field).checked_sub(1);
        let types = self.types.as_deref().unwrap_or_default();
        let groups = self.groups.as_deref().unwrap_or_default();
        Ok(UserToAdd {
            info: EmployeeInfo {
                first_name: sheet.form.value(FIRST),
                last_name: sheet.form.value(LAST),
                email: email.map_err(|fault| said(EMAIL, &Reason::BadEmail(fault)))?,
                unique_id: unique_id.map_err(|fault| said(ID, &Reason::BadId(fault)))?,
                job_title: sheet.form.value(TITLE),
                ..EmployeeInfo::default()
            },
            licenses: chosen(LICENSE)
                .and_then(|place| types.get(place))
                .map(|kind| kind.id)
                .into_iter()
                .collect(),
            groups: chosen(GROUP)
                .and_then(|place| groups.get(place))
                .map(|group| group.id)
                .into_iter()
                .collect(),
        })
    }

    fn submit(&mut self, context: &Context, out: &mut Out) {
        let Some(mut sheet) = self.sheet.take() else {
            return;
        };
        if sheet.asked.is_settled() {
            match self.read(&sheet, context) {
                Ok(user) => {
                    let op = Op::People(PeopleOp::Add(Box::new(user)));
                    sheet.asked.run(op, None, context, out);
                }
                Err((field, fault)) => sheet.fail_at(field, fault),
            }
        }
        self.sheet = Some(sheet);
    }

    fn received(&mut self, reply: &Back, context: &Context) -> Handled {
        match reply {
            Ok(Reply::Answer(Answer::Licenses(types))) => self.types = Some(types.clone()),
            Ok(Reply::Answer(Answer::Groups(groups))) => self.groups = Some(groups.clone()),
            Ok(_) => {}
            Err(_) => return Handled::Fault,
        }
        self.settle(context);
        Handled::Yes
    }
}

/// The field that a reason is about.
fn field_of(reason: &Reason) -> usize {
    match reason {
        Reason::IdTaken | Reason::IdDeleted(_) => ID,
        Reason::NoSeats(_) | Reason::UnknownLicense(_) => LICENSE,
        Reason::GroupGone => GROUP,
        Reason::TooLong(_) => FIRST,
        _ => EMAIL,
    }
}

impl Layer for NewUser {
    fn load(&mut self, context: &Context, out: &mut Out) {
        let [types, groups] = &mut self.asked;
        types.load(Query::Licenses, context, out);
        groups.load(Query::Groups, context, out);
    }

    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        Sheet::hints(true, context)
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn holds_typed_text(&self) -> bool {
        let sheet = self.sheet.as_ref();
        sheet.is_some_and(|sheet| sheet.form.is_touched())
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        let Some(sheet) = &mut self.sheet else {
            if matches!(input, Input::Key(crate::command::key::Key::Esc)) {
                out.wish(Wish::Close);
            }
            return Handled::Yes;
        };
        let signal = sheet.input(input, out);
        if signal == SheetSignal::Accepted {
            self.submit(context, out);
        }
        signal.handled()
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        if let Some(sheet) = &mut self.sheet
            && sheet.asked.takes(ticket)
        {
            return sheet.answered(reply, field_of, context, out);
        }
        if self.asked.iter_mut().any(|asked| asked.takes(ticket)) {
            return self.received(reply, context);
        }
        Handled::No
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        let acting = self.sheet.iter().map(|sheet| &sheet.asked);
        let asked = self.asked.iter().chain(acting);
        asked.filter_map(|asked| asked.wakes_after(context)).min()
    }

    fn is_drawn(&self, context: &Context) -> bool {
        self.sheet.is_some() || self.asked.iter().any(|asked| asked.is_slow(context))
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let Some(sheet) = &self.sheet else {
            return;
        };
        let texts = &context.texts;
        let looks = Looks {
            title: command::row(Command::AddUser).name(texts),
            about: say!(texts, "new-user-explained"),
            columns: 72,
            ..Looks::default()
        };
        sheet.draw(canvas, area, &looks, context);
    }
}
