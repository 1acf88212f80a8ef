//! `operators`: who works on the account, and as what.

mod history;
mod keys;
mod sessions;

use super::{done, warn_and_act};
use crate::cli::Ended;
use crate::cli::args::OperatorsVerb;
use crate::cli::context::{Context, Failure, Open, load};
use crate::cli::sheet::{Cell, Column, List, Record, machine, text};
use crate::domain::id::OperatorId;
use crate::domain::identifier::EmailAddress;
use crate::domain::op::{NewOperator, NewPassphrase, Op, OperatorOp, OwnOp, Secret};
use crate::domain::operator::Operator;
use crate::domain::query::Query;
use crate::domain::reason::Reason;
use crate::error::Error;
use crate::texts::Texts;
use crate::{say, wording};

/// Variable of the environment that holds a passphrase to set.
const NEW_PASSPHRASE: &str = "OFFBOARD_NEW_PASSPHRASE";

const OPERATOR_COLUMNS: [Column; 8] = [
    machine("id"),
    text("name", "out-name"),
    text("email", "out-email"),
    text("role", "out-role"),
    text("has_passphrase", "out-passphrase"),
    text("disabled", "out-disabled"),
    text("language", "out-language"),
    text("access_from", "out-access-from"),
];

/// Runs a verb of operators.
pub(super) fn run(context: &mut Context, verb: OperatorsVerb) -> Ended {
    let mut open = context.open()?;
    let open = &mut open;
    let op = match verb {
        OperatorsVerb::List => return list(context, open),
        OperatorsVerb::History { name } => return history::run(context, open, name.as_deref()),
        OperatorsVerb::Key(verb) => return keys::run(context, open, verb),
        OperatorsVerb::Ca(verb) => return keys::run_authority(context, open, verb),
        OperatorsVerb::Session(verb) => return sessions::run(context, open, verb),
        OperatorsVerb::Add { name, role, email } => {
            let email = email.as_deref().map(EmailAddress::parse).transpose();
            let email = email.map_err(|fault| Error::Refused(Reason::BadEmail(fault)))?;
            let mut new = NewOperator {
                name,
                email,
                role,
                passphrase: None,
            };
            // What is refused anyway is refused before a passphrase is asked for.
            let op = Op::Operator(OperatorOp::Add(Box::new(new.clone())));
            if open.reader.plan(&open.session, &op).is_ok() {
                let missing = Error::Usage(say!(context.texts, "cli-usage-new-passphrase"));
                new.passphrase = Some(passphrase(context, &new.name).ok_or(missing)?);
            }
            Op::Operator(OperatorOp::Add(Box::new(new)))
        }
        OperatorsVerb::Role { name, role } => {
            let all = load!(open, Query::Operators, Operators);
            let known = all.into_iter().find(|known| known.name == name.trim());
            let known = known.ok_or(Error::Refused(Reason::OperatorGone))?;
            Op::Operator(OperatorOp::ChangeRole {
                operator: known.id,
                seen: known.role,
                role,
            })
        }
        OperatorsVerb::Passphrase { name } => passphrase_op(context, open, name.as_deref())?,
        OperatorsVerb::Disable { name } => Op::Operator(OperatorOp::Disable(named(open, &name)?)),
        OperatorsVerb::Erase { name, yes } => {
            let operator = named(open, &name)?;
            let warning = say!(context.texts, "cli-warn-erase-operator", name = name);
            super::sure(context, &warning, yes)?;
            Op::Operator(OperatorOp::Erase(operator))
        }
        OperatorsVerb::Enable { name } => Op::Operator(OperatorOp::Enable(named(open, &name)?)),
    };
    warn_and_act(context, open, &op).map(done)
}

fn named(open: &mut Open, name: &str) -> Result<OperatorId, Failure> {
    let found = load!(open, Query::OperatorNamed(name.to_owned()), OperatorNamed);
    found.ok_or_else(|| Error::Refused(Reason::OperatorGone).into())
}

/// Whether a name is that of the operator who asks.
fn is_own(open: &Open, name: &str) -> bool {
    open.session.name.eq_ignore_ascii_case(name.trim())
}

/// A passphrase to set: from the environment, else asked for where there is a terminal.
fn passphrase(context: &mut Context, name: &str) -> Option<Secret> {
    let given = std::env::var(NEW_PASSPHRASE).ok();
    if let Some(passphrase) = given.filter(|given| !given.is_empty()) {
        return Some(Secret(passphrase));
    }
    let question = say!(
        context.texts,
        "cli-ask-new-passphrase",
        name = name.to_owned()
    );
    context.output.ask_secret(&question).map(Secret)
}

fn passphrase_op(
    context: &mut Context,
    open: &mut Open,
    name: Option<&str>,
) -> Result<Op, Failure> {
    let whose = name.unwrap_or(&open.session.name).to_owned();
    let is_own = whose == open.session.name;
    let operator = if is_own {
        open.session.operator
    } else {
        named(open, &whose)?
    };
    let has_one = is_own && load!(open, Query::Home, Home).has_passphrase;
    let present = has_one.then(|| context.passphrase(&whose)).transpose()?;
    let missing = Error::Usage(say!(context.texts, "cli-usage-new-passphrase"));
    let passphrase = passphrase(context, &whose).ok_or(missing)?;
    Ok(if is_own {
        Op::Own(OwnOp::SetPassphrase(NewPassphrase {
            present,
            wanted: passphrase,
        }))
    } else {
        Op::Operator(OperatorOp::ResetPassphrase {
            operator,
            passphrase,
        })
    })
}

fn list(context: &mut Context, open: &mut Open) -> Ended {
    let operators = load!(open, Query::Operators, Operators);
    let texts = context.texts.clone();
    let from = |one: &Operator| {
        let from = operators.iter().find(|it| one.access.from == Some(it.id));
        from.map(|it| it.name.clone())
    };
    let records: Vec<Record> = operators
        .iter()
        .map(|one| operator_record(&texts, one, from(one)))
        .collect();
    let mut list = List::new(&OPERATOR_COLUMNS, context.format, &texts);
    list.page(&mut context.output, &records)?;
    Ok(list.end(&mut context.output).map(done)?)
}

fn operator_record(texts: &Texts, operator: &Operator, access_from: Option<String>) -> Record {
    vec![
        Cell::Number(operator.id.0),
        Cell::Text(operator.name.clone()),
        Cell::maybe(operator.email.as_ref().map(ToString::to_string)),
        Cell::Code(operator.role.code(), wording::role(texts, operator.role)),
        Cell::Flag(operator.has_passphrase),
        Cell::Flag(operator.disabled),
        match operator.language {
            Some(language) => Cell::Code(language.code(), language.own_name().to_owned()),
            None => Cell::Nothing,
        },
        Cell::maybe(access_from),
    ]
}
