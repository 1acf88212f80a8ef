//! The form of **Employee info**.

use crate::domain::Language;
use crate::domain::id::UserId;
use crate::domain::identifier::{EmailAddress, IdentifierFault, UniqueId};
use crate::domain::op::{Op, PeopleOp};
use crate::domain::reason::{Reason, Shown};
use crate::domain::user::{EmployeeInfo, InfoChange};
use crate::say;
use crate::wording;

use crate::ui::kit::buttons::{Button, Kind};
use crate::ui::kit::form::{Field, Form, FormSignal};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::Input;

const FIRST: usize = 0;
const LAST: usize = 1;
const EMAIL: usize = 2;
const ID: usize = 3;
const JOB: usize = 4;
const LANGUAGE: usize = 5;
const ATTRIBUTES: usize = 6;

/// Employee info being edited.
pub(super) struct Editing {
    before: EmployeeInfo,
    pub(super) form: Form,
}

impl Editing {
    pub(super) fn new(info: &EmployeeInfo, context: &Context) -> Self {
        let buttons = vec![
            Button::new(say!(context.texts, "button-cancel"), Kind::Safe),
            Button::new(say!(context.texts, "button-save"), Kind::Onward),
        ];
        Self {
            before: info.clone(),
            form: Form::new(fields(info, context), buttons, 1),
        }
    }

    pub(super) fn is_touched(&self) -> bool {
        self.form.is_touched()
    }

    /// Takes an input and says at once, beside the field, what cannot be an address or an ID.
    pub(super) fn input(&mut self, input: &Input, context: &Context) -> FormSignal {
        let signal = self.form.input(input);
        if signal == FormSignal::Moved {
            let focus = self.form.focus();
            for (field, fault) in self.faults(context) {
                // A fault is not shown while its text is still being typed.
                if field != focus && self.form.fields[field].is_touched() {
                    self.form.fields[field].fault = Some(fault);
                }
            }
        }
        signal
    }

    /// The act that saves; none where something is wrong, which then stands beside its field.
    pub(super) fn op(&mut self, user: UserId, context: &Context) -> Option<Op> {
        let faults = self.faults(context);
        for (field, fault) in faults.into_iter().rev() {
            self.form.fail(field, fault);
        }
        if self.form.has_faults() {
            return None;
        }
        Some(Op::People(PeopleOp::Edit {
            user,
            change: Box::new(InfoChange {
                seen: self.before.clone(),
                wanted: self.info(),
            }),
        }))
    }

    /// Puts a refusal beside the field that it is about.
    pub(super) fn refuse(&mut self, reason: &Reason, context: &Context) {
        let field = match reason {
            Reason::IdTaken | Reason::IdDeleted(_) | Reason::BadId(_) => ID,
            Reason::NameMissing => FIRST,
            Reason::ChangedMeanwhile { what, .. } => self.place(what),
            _ => EMAIL,
        };
        self.form
            .fail(field, wording::reason(&context.texts, reason));
    }

    /// The field that shows something.
    fn place(&self, what: &Shown) -> usize {
        match what {
            Shown::LastName => LAST,
            Shown::Email => EMAIL,
            Shown::UniqueId => ID,
            Shown::JobTitle => JOB,
            Shown::Language => LANGUAGE,
            Shown::Attribute(name) => {
                let index = self.before.attributes.keys().position(|it| it == name);
                index.map_or(FIRST, |index| ATTRIBUTES + index)
            }
            Shown::FirstName | Shown::Name | Shown::Seats | Shown::Role | Shown::Request => FIRST,
        }
    }

    fn info(&self) -> EmployeeInfo {
        let mut info = EmployeeInfo {
            first_name: self.form.value(FIRST),
            last_name: self.form.value(LAST),
            email: EmailAddress::parse(&self.form.value(EMAIL)).ok(),
            unique_id: UniqueId::parse(&self.form.value(ID)).ok(),
            job_title: self.form.value(JOB),
            language: match self.form.chosen(LANGUAGE) {
                0 => None,
                chosen => Language::ALL.get(chosen - 1).copied(),
            },
            attributes: self.before.attributes.clone(),
        };
        for (index, value) in info.attributes.values_mut().enumerate() {
            *value = self.form.value(ATTRIBUTES + index);
        }
        info
    }

    fn faults(&self, context: &Context) -> Vec<(usize, String)> {
        let mut faults = Vec::new();
        let email = self.form.value(EMAIL);
        let id = self.form.value(ID);
        let mut add = |field, reason: Reason| {
            faults.push((field, wording::reason(&context.texts, &reason)));
        };
        if email.is_empty() && id.is_empty() {
            add(EMAIL, Reason::IdentifierMissing);
        }
        match EmailAddress::parse(&email) {
            Ok(_) | Err(IdentifierFault::Empty) => {}
            Err(fault) => add(EMAIL, Reason::BadEmail(fault)),
        }
        match UniqueId::parse(&id) {
            Ok(_) | Err(IdentifierFault::Empty) => {}
            Err(fault) => add(ID, Reason::BadId(fault)),
        }
        faults
    }
}

/// The fields of employee info with what they hold.
pub(super) fn fields(info: &EmployeeInfo, context: &Context) -> Vec<Field> {
    let texts = &context.texts;
    let email = info
        .email
        .as_ref()
        .map(crate::domain::identifier::EmailAddress::as_str)
        .unwrap_or_default();
    let id = info
        .unique_id
        .as_ref()
        .map(crate::domain::identifier::UniqueId::as_str)
        .unwrap_or_default();
    let languages: Vec<_> = [say!(texts, "profile-language-unknown")]
        .into_iter()
        .chain(Language::ALL.map(|language| language.own_name().to_owned()))
        .collect();
    let language = info
        .language
        .and_then(|it| Language::ALL.iter().position(|language| *language == it))
        .map_or(0, |index| index + 1);
    let mut fields = vec![
        Field::text(say!(texts, "profile-first-name"), info.first_name.clone()),
        Field::text(say!(texts, "profile-last-name"), info.last_name.clone()),
        Field::text(say!(texts, "profile-email"), email),
        Field::text(say!(texts, "profile-id"), id),
        Field::text(say!(texts, "profile-job"), info.job_title.clone()),
        Field::choice(say!(texts, "profile-language"), languages, language),
    ];
    let attributes = info.attributes.iter();
    fields.extend(
        attributes.map(|(name, value)| Field::text(wording::attribute(texts, name), value.clone())),
    );
    fields
}
