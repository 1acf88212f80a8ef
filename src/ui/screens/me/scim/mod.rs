//! **Me > Authenticate > Automate user management > Configure SCIM**: the connection to the provider's server, what the server
//! does, everybody read from it, and the calls that are made to it.
//!
//! ```text
//!  Server      https://scim.example.com/v2
//!  Token       kept in a file of its own, and never shown
//!  Revoking    calls (SCIM)
//!  Deleting    by file; the learner is deactivated by a call at once
//!
//!  ████████████████░░░░░░░░  61 %  365 of 598 changes · 12 changes/s · 20 s left
//!
//!  What the server does
//!    Users                3,412
//!    Filter externalId    finds who is asked for
//! ```

mod picture;

use std::time::Duration;

use ratatui::layout::Rect;

use crate::command::{Command, Scope};
use crate::domain::op::{AccountOp, Op};
use crate::domain::plan::Changes;
use crate::domain::provider::{AtProvider, Provider, ProviderOp, Road};
use crate::domain::query::{Answer, Query};
use crate::domain::reason::Reason;
use crate::domain::settings::SettingsChange;
use crate::error::Error;
use crate::say;
use crate::service::scim::Survey;
use crate::service::{Unconnected, capabilities};
use crate::wording;

use crate::command::key::Key;
use crate::ui::dialogs::confirm::Confirm;
use crate::ui::dialogs::connect::Connect;
use crate::ui::dialogs::menu::{Anchor, Menu};
use crate::ui::dialogs::statement::Statement;
use crate::ui::kit::canvas::Canvas;
use crate::ui::kit::scroll::Scroll;
use crate::ui::screens::me::at_provider::calls;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Effect, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Told};
use crate::ui::shell::route::Route;

/// Commands of the page, most useful first.
const COMMANDS: [Command; 7] = [
    Command::StopCalls,
    Command::PushCalls,
    Command::PullUsers,
    Command::TestServer,
    Command::ConnectServer,
    Command::ChooseDeleting,
    Command::Back,
];
/// The roads of a deletion, in the order in which they are offered.
const DELETING: [Road; 2] = [Road::File, Road::Scim];

/// The page.
#[derive(Default)]
pub struct Scim {
    whole: Option<AtProvider>,
    /// What the server was found to do, since the page was opened.
    survey: Option<Survey>,
    /// Why that could not be found out.
    trouble: Option<Unconnected>,
    /// The road that was chosen for deletions and waits for its confirmation.
    wanted: Option<Road>,
    scroll: Scroll,
    asked: Asked,
    testing: Asked,
    acting: Asked,
}

impl Scim {
    fn server(&self) -> Option<&str> {
        self.whole.as_ref()?.server.as_deref()
    }

    fn test(&mut self, context: &Context, out: &mut Out) {
        self.trouble = None;
        let ticket = self.testing.ticket(context, out);
        out.effect(Effect::AskServer(ticket, None));
    }

    /// Hears what the server does, and has it noted.
    fn tested(&mut self, survey: &Survey, context: &Context, out: &mut Out) {
        let found = ProviderOp::Survey(capabilities(survey));
        self.survey = Some(survey.clone());
        self.acting.run(Op::Provider(found), None, context, out);
    }

    /// Offers the roads that a deletion can take.
    fn offer_deleting(context: &Context, out: &mut Out) {
        let options = DELETING.map(|road| (picture::deleting(road, context), String::new()));
        let now = context.settings.delete_road;
        let chosen = DELETING.iter().position(|road| *road == now);
        out.open(Menu::choice(
            Command::ChooseDeleting,
            say!(context.texts, "command-choose-deleting"),
            Anchor::Middle,
            options,
            chosen.unwrap_or_default(),
        ));
    }

    fn ask_deleting(&mut self, road: Road, context: &Context, out: &mut Out) {
        if road == context.settings.delete_road {
            return;
        }
        self.wanted = Some(road);
        let texts = &context.texts;
        let (old, new) = (context.settings.delete_road, road);
        let both = [old, new].map(|road| picture::deleting(road, context));
        let statement = Statement {
            title: say!(texts, "command-choose-deleting"),
            subject: vec![both.join(" → ")],
            stays: Some(say!(texts, "scim-deleting-stays")),
            mailed: Some(say!(texts, "describe-nobody")),
            button: say!(texts, "button-save"),
            ..Statement::default()
        };
        out.open(Confirm::question(Command::ChooseDeleting, statement));
    }

    fn change_deleting(&mut self, context: &Context, out: &mut Out) {
        if let Some(road) = self.wanted.take() {
            let seen = context.settings.clone();
            let mut wanted = seen.clone();
            wanted.delete_road = road;
            let change = Box::new(SettingsChange { seen, wanted });
            let op = Op::Account(AccountOp::ChangeSettings(change));
            self.acting.run(op, None, context, out);
        }
    }
}

impl Layer for Scim {
    fn scope(&self) -> Scope {
        Scope::Scim
    }

    fn route(&self) -> Option<Route> {
        Some(Route::Scim)
    }

    fn figure(&self, context: &Context) -> Option<String> {
        let (prepared, in_doubt) = self.whole.as_ref()?.pushable;
        let texts = &context.texts;
        Some(match context.calls {
            Some(_) => say!(texts, "scim-figure-calls"),
            None => say!(texts, "scim-figure", count = prepared + in_doubt),
        })
    }

    fn shows(&self) -> Changes {
        Changes::PROVIDER.union(Changes::SETTINGS)
    }

    fn load(&mut self, context: &Context, out: &mut Out) {
        self.asked.load(Query::AtProvider, context, out);
    }

    fn hints(&self, context: &Context) -> Vec<Command> {
        let mut hints = COMMANDS.to_vec();
        // What another process does is rarely stopped from here.
        if context.calls.is_none()
            && let Some(at) = hints.iter().position(|it| *it == Command::StopCalls)
        {
            let stop = hints.remove(at);
            hints.push(stop);
        }
        hints
    }

    fn obstacle(&self, command: Command, context: &Context) -> Option<Reason> {
        let no_server = || self.server().is_none().then_some(Reason::NoServer);
        match command {
            Command::TestServer => no_server(),
            Command::PullUsers => {
                let here = !context.settings.provider.is_elsewhere();
                no_server().or(here.then_some(Reason::LivesHere))
            }
            Command::PushCalls => {
                let waits = self.whole.as_ref().is_some_and(|it| it.pushable != (0, 0));
                no_server().or_else(|| calls::against_push(waits, context))
            }
            // Calls of another process are held back too.
            Command::StopCalls => {
                let goes_on = |it: &AtProvider| it.pushable != (0, 0) && !it.calls_are_held;
                let is_something = self.whole.as_ref().is_some_and(goes_on);
                calls::against_stop(context).filter(|_| !is_something)
            }
            Command::ChooseDeleting => {
                let by_calls = context.settings.provider == Provider::Scim;
                (!by_calls).then_some(Reason::NoServer)
            }
            _ => None,
        }
    }

    fn command(&mut self, command: Command, context: &Context, out: &mut Out) -> Handled {
        match command {
            Command::ConnectServer => {
                out.open(Connect::sheet(self.server().unwrap_or_default(), context));
            }
            Command::TestServer => self.test(context, out),
            Command::PushCalls => calls::push(&mut self.acting, context, out),
            Command::StopCalls => calls::stop(&mut self.acting, context, out),
            Command::ChooseDeleting => Self::offer_deleting(context, out),
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn told(&mut self, told: &Told, context: &Context, out: &mut Out) {
        match told {
            Told::Server(survey) => {
                self.trouble = None;
                self.survey = Some((**survey).clone());
                self.load(context, out);
            }
            Told::Chosen(Command::ChooseDeleting, option) => {
                if let Some(road) = DELETING.get(*option) {
                    self.ask_deleting(*road, context, out);
                }
            }
            Told::Confirmed(Command::ChooseDeleting) => self.change_deleting(context, out),
            _ => {}
        }
    }

    fn input(&mut self, input: &Input, context: &Context, _out: &mut Out) -> Handled {
        let lines = self.lines(context).len();
        let room = picture::room(context.body()).height;
        let by = match input {
            Input::Key(Key::Up | Key::Char('k')) => -1,
            Input::Key(Key::Down | Key::Char('j')) => 1,
            input if self.scroll.input(input, lines, room) => 0,
            _ => return Handled::No,
        };
        self.scroll.by(by, lines, room);
        Handled::Yes
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        let asked = [&mut self.asked, &mut self.testing, &mut self.acting];
        if !asked.into_iter().any(|asked| asked.takes(ticket)) {
            return Handled::No;
        }
        match reply {
            Ok(Reply::Answer(Answer::AtProvider(whole))) => self.whole = Some((**whole).clone()),
            Ok(Reply::ServerTried(tried)) => match &**tried {
                Ok(tried) => self.tested(&tried.survey, context, out),
                Err(why) => {
                    self.survey = None;
                    self.trouble = Some(why.clone());
                }
            },
            Ok(_) => {}
            Err(Error::Conflict(reason) | Error::Refused(reason)) => {
                out.refuse(reason.clone());
            }
            Err(_) => return Handled::Fault,
        }
        Handled::Yes
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        let asked = [&self.asked, &self.testing, &self.acting];
        let waits = asked.map(|asked| asked.wakes_after(context));
        waits.into_iter().flatten().min()
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        self.draw(canvas, area, context);
    }
}

/// Why a server is not connected to, in words.
fn why(unconnected: &Unconnected, context: &Context) -> String {
    wording::scim_unconnected(&context.texts, unconnected)
}
