//! The verbs: each puts what was said into a query or an act and writes the answer.

mod account;
mod beginning;
mod changes;
mod config;
mod correcting;
mod database;
mod deletions;
mod doctor;
mod gone;
mod idle;
mod learning;
mod letters;
mod licenses;
mod mail;
mod misfits;
mod operators;
mod package;
mod people;
mod profile;
mod provider;
mod push;
mod records;
mod reports;
mod requests;
mod restoring;
mod reviewing;
mod roster;
mod rules;
mod runner;
mod running;
mod scim;
mod selecting;
mod serve;
mod served;
mod shell;
mod signing;
mod taking_in;
mod tour;

use super::args::{MailVerb, Verb};
use super::context::{Context, Failure, Open};
use super::{Ended, Ending, plain};
use crate::domain::op::Op;
use crate::domain::plan::{Receipt, Warning};
use crate::error::Error;
use crate::start::Doors;
use crate::{say, wording};

/// Runs a verb; without one, the console.
#[expect(clippy::too_many_lines, reason = "a table has as many lines as rows")]
pub(super) fn run(context: &mut Context, verb: Option<Verb>, doors: Doors) -> Ended {
    let Some(verb) = verb else {
        if context.output.is_plain() {
            return questions(context, doors);
        }
        return beginning::console(context, doors.console);
    };
    match verb {
        Verb::Demo {
            plain_data: Some(file),
            learners,
            ..
        } => beginning::plain_data(context, &file, learners),
        Verb::Demo {
            learners,
            role,
            provider,
            at,
            plain_data: None,
            ..
        } => beginning::demo(context, (learners, provider), role, at.as_deref(), doors),
        Verb::Tour(arguments) => tour::run(context, arguments),
        Verb::Init {
            account,
            admin,
            admin_name,
            time_zone,
            from,
        } => {
            if let Some(zone) = time_zone {
                context.surroundings.zone = zone;
            }
            let name = account.unwrap_or_default();
            beginning::init(context, name, (&admin, admin_name), from.as_deref())
        }
        Verb::Seed {
            learners,
            seed,
            yes,
        } => beginning::seed(context, (learners, seed), yes),
        Verb::Run { due, once } => {
            let due_only = due;
            runner::run(context, runner::Scope { due_only, once })
        }
        Verb::Serve { listen, host_key } => serve::run(context, listen, host_key, doors.server),
        Verb::Users(verb) => people::run(context, *verb),
        Verb::Licenses(verb) => licenses::run(context, verb),
        Verb::Rules(verb) => rules::run(context, verb),
        Verb::Deletions(verb) => deletions::run(context, verb),
        Verb::Provider(verb) => provider::run(context, *verb),
        Verb::Requests(verb) => requests::run(context, verb),
        Verb::Reports(verb) => reports::run(context, &verb),
        Verb::Learning(verb) => learning::run(context, verb),
        Verb::Dossier(arguments) => records::dossier(context, arguments),
        Verb::Verify { file, key } => signing::verify(context, &file, key.as_deref()),
        Verb::Outbox(verb) => records::outbox(context, verb),
        Verb::Audit(verb) => records::audit(context, verb),
        Verb::Operators(verb) => operators::run(context, verb),
        Verb::Account(verb) => account::run(context, verb),
        Verb::Db(verb) => database::run(context, verb),
        Verb::Config(verb) => config::run(context, &verb),
        Verb::Mail(MailVerb::Test { address }) => mail::test(context, &address),
        Verb::Doctor => doctor::run(context),
        // These were answered before anything was opened.
        Verb::Help { .. } | Verb::Version => Ok(Ending::Done),
        Verb::Completions { shell } => shell::completions(context, shell),
        Verb::Man { command, output } => shell::man(context, &command, output.as_deref()),
    }
}

/// The console as questions and answers.
fn questions(context: &mut Context, doors: Doors) -> Ended {
    let delete = running::delete_one;
    plain::run(context, plain::Hands { run, delete, doors })
}

/// Ends well.
fn done<T>(_: T) -> Ending {
    Ending::Done
}

/// Says what is about to be done, and asks. Where nobody can be asked, the call must say yes by itself.
fn sure(context: &mut Context, warning: &str, yes: bool) -> Result<(), Failure> {
    if yes {
        return Ok(());
    }
    context.output.complain(warning);
    if !context.output.can_ask() {
        return Err(unasked(context));
    }
    let question = say!(context.texts, "cli-ask-confirm", word = "yes");
    if context.output.ask(&question).as_deref() == Some("yes") {
        return Ok(());
    }
    let said = say!(context.texts, "cli-not-sure", word = "yes");
    Err(Failure::not_typed(said))
}

/// The refusal of a call that would have to be asked where nobody can be.
fn unasked(context: &Context) -> Failure {
    Error::Usage(say!(context.texts, "cli-usage-yes")).into()
}

/// Says what is to be known of an act, then does it.
fn warn_and_act(context: &mut Context, open: &mut Open, op: &Op) -> Result<Receipt, Failure> {
    // What is refused is put on record once: here, where the act would be refused as well.
    let plan = open.reader.plan(&open.session, op)?;
    let warnings = plan.warnings.into_iter();
    // That a change waits is said by its receipt.
    for warning in warnings.filter(|warning| *warning != Warning::WaitsForAnother) {
        let said = wording::warning(&context.texts, &warning);
        context.output.complain(&said);
    }
    context.act(open, op)
}
