//! The plain mode: the console as numbered questions and answers, for screen readers and terminals that can only print.
//!
//! ```text
//! Menu.
//! 1. Users
//! 2. User Deletion
//! 0. Leave
//! Number: 2
//! ```
//!
//! Nothing is drawn: every answer is a line, every list numbered, every question one that a verb of the command line needs.
//! [`places`] says where one is and what can be done there, from the table of commands; [`asking`] asks for the
//! arguments of the verb, one after the other; the verb itself does what it does on the command line, and asks for the same
//! phrases. What is printed goes through [`crate::sanitise::spoken`].

mod asking;
mod places;

use std::ffi::OsString;

use clap::FromArgMatches as _;

use self::places::{Deed, Item, PLACES, Place};
use super::args::{Arguments, Verb};
use super::context::{Context, Failure, Open};
use super::output::Picked;
use super::{Ended, Ending, help, tell, usage};
use crate::command::{self, Command, Label};
use crate::domain::Language;
use crate::domain::op::{Op, OwnOp};
use crate::domain::query::{Answer, Query};
use crate::error::Error;
use crate::say;
use crate::service::Service;
use crate::start::Doors;
use crate::wording;

/// What does what was asked for: the verbs.
#[derive(Clone, Copy)]
pub(super) struct Hands {
    /// Runs a verb.
    pub run: fn(&mut Context, Option<Verb>, Doors) -> Ended,
    /// Deletes the learner of a key, by a review and a batch.
    pub delete: fn(&mut Context, &str) -> Ended,
    /// What verbs open.
    pub doors: Doors,
}

/// Asks and answers until somebody leaves.
pub(super) fn run(context: &mut Context, hands: Hands) -> Ended {
    let mut plain = Plain { context, hands };
    plain.begin()?;
    plain.sign_in()?;
    while plain.menu()? {}
    Ok(Ending::Done)
}

struct Plain<'c> {
    context: &'c mut Context,
    hands: Hands,
}

impl Plain<'_> {
    fn say(&mut self, text: &str) {
        self.context.output.complain(text);
    }

    /// Asks; nothing where the input is at its end.
    fn ask(&mut self, question: &str) -> Option<String> {
        self.context.output.ask(question)
    }

    fn tell(&mut self, failure: &Failure) {
        tell(&self.context.texts, &mut self.context.output, failure);
    }

    /// Makes the account where there is none.
    fn begin(&mut self) -> Result<(), Failure> {
        if Service::exists(&self.context.database()?) {
            return Ok(());
        }
        let texts = self.context.texts.clone();
        self.say(&say!(texts, "plain-first"));
        let mut words: Vec<OsString> = vec!["offboard".into(), "init".into()];
        for (option, question) in [
            ("account", say!(texts, "plain-account")),
            ("admin", say!(texts, "plain-admin")),
        ] {
            let answer = self.ask(&question).filter(|answer| !answer.is_empty());
            let answer = answer.ok_or(Error::Stopped)?;
            words.push(format!("--{option}={answer}").into());
        }
        self.call(&words)
    }

    /// Who is asking: nobody is asked where the account has one operator without a passphrase.
    fn sign_in(&mut self) -> Result<(), Failure> {
        loop {
            match self.context.open() {
                Ok(mut open) => {
                    self.context.held = Some(open.session.clone());
                    self.speak_own(&mut open)?;
                    let told = say!(self.context.texts, "plain-here", name = open.session.name);
                    self.say(&told);
                    return Ok(());
                }
                Err(failure) if matches!(failure.error, Error::Usage(_) | Error::NotAllowed(_)) => {
                    if !matches!(failure.error, Error::Usage(_)) {
                        self.tell(&failure);
                    }
                    let question = say!(self.context.texts, "plain-who");
                    let name = self.ask(&question).filter(|name| !name.is_empty());
                    let name = name.ok_or(Error::Stopped)?;
                    self.context.named_operator = Some(name.clone());
                    self.context.operator = Some(name);
                }
                Err(other) => return Err(other),
            }
        }
    }

    /// The operator's own language, unless another was asked for.
    fn speak_own(&mut self, open: &mut Open) -> Result<(), Failure> {
        let answer = open.reader.load(&open.session, &Query::Preferences)?;
        if let Answer::Preferences(own) = answer
            && let Some(language) = own.language
            && !self.context.language_is_chosen
        {
            self.context.speak(language);
        }
        Ok(())
    }

    /// Numbers what can be chosen and asks; none for back, and where the input ends.
    fn choose(&mut self, title: &str, names: &[String], back: &str) -> Option<usize> {
        loop {
            self.say(title);
            for (index, name) in names.iter().enumerate() {
                self.say(&format!("{}. {name}", index + 1));
            }
            self.say(&format!("0. {back}"));
            let question = say!(self.context.texts, "plain-number");
            let typed = self.ask(&question)?;
            match typed.parse::<usize>() {
                Ok(0) => return None,
                Ok(number) if number <= names.len() => return Some(number - 1),
                _ if typed.is_empty() => return None,
                _ => {
                    let most = names.len() as u64;
                    let wrong = say!(self.context.texts, "plain-no-number", most = most);
                    self.say(&wrong);
                }
            }
        }
    }

    /// The menu of all places; whether to go on.
    fn menu(&mut self) -> Result<bool, Failure> {
        let texts = self.context.texts.clone();
        let deeds = places::of_me();
        let ways = PLACES.iter().map(|place| command::row(place.way));
        let mut names: Vec<String> = ways.map(|row| row.name(&texts)).collect();
        names.extend(deeds.iter().map(|(row, _)| row.name(&texts)));
        names.push(command::row(Command::ChooseLanguage).name(&texts));
        let title = say!(texts, "plain-menu");
        let leave = say!(texts, "plain-leave");
        let Some(chosen) = self.choose(&title, &names, &leave) else {
            return Ok(false);
        };
        if let Some(place) = PLACES.get(chosen) {
            while self.place(place)? {}
        } else if let Some(deed) = deeds.get(chosen - PLACES.len()) {
            self.deed(*deed, None)?;
        } else {
            self.language()?;
        }
        Ok(true)
    }

    /// What can be done in a place; whether to stay there.
    fn place(&mut self, place: &Place) -> Result<bool, Failure> {
        let texts = self.context.texts.clone();
        let tree = help::command(&texts);
        let row = command::row(place.way);
        let deeds = place.deeds(&tree);
        let list = place.list().map(|verb| (row, verb));
        let mut names: Vec<String> = list.iter().map(|_| say!(texts, "plain-list")).collect();
        names.extend(deeds.iter().map(|deed| self.named(*deed, &tree)));
        let back = say!(texts, "plain-back");
        let title = format!("{}.", row.name(&texts));
        let Some(chosen) = self.choose(&title, &names, &back) else {
            return Ok(false);
        };
        let all: Vec<Deed> = list.into_iter().chain(deeds).collect();
        let Some(deed) = all.get(chosen).copied() else {
            return Ok(true);
        };
        let is_list = Some(deed) == list;
        self.context
            .output
            .pick(place.item.filter(|_| is_list).map(|item| item.columns));
        self.deed(deed, None)?;
        if let (Some(item), Picked::Named(name, said)) = (place.item, self.context.output.picked())
        {
            while self.one((place, item), &name, &said)? {}
        }
        Ok(true)
    }

    /// What can be done with one of what was listed; whether to stay with it.
    fn one(
        &mut self,
        (place, item): (&Place, Item),
        name: &str,
        said: &str,
    ) -> Result<bool, Failure> {
        let texts = self.context.texts.clone();
        let tree = help::command(&texts);
        let deeds = place.deeds_with(item, &tree);
        let names: Vec<String> = deeds.iter().map(|deed| self.named(*deed, &tree)).collect();
        let back = say!(texts, "plain-back");
        let Some(chosen) = self.choose(&format!("{said}."), &names, &back) else {
            return Ok(false);
        };
        let Some(deed) = deeds.get(chosen).copied() else {
            return Ok(true);
        };
        if deed.0.command == Command::DeleteUser {
            let deleted = (self.hands.delete)(self.context, name);
            return self.heed(deleted.map(drop));
        }
        self.deed(deed, Some((item, name)))?;
        Ok(true)
    }

    /// How a deed is called, with why it is refused where the role does not let it be done.
    fn named(&self, (row, verb): Deed, tree: &clap::Command) -> String {
        let texts = &self.context.texts;
        // Labels that hint at a key say too little alone.
        let about = places::find(tree, verb).and_then(clap::Command::get_about);
        let name = match (row.label, about) {
            (Label::Message(_), Some(about)) if row.path.is_empty() => about.to_string(),
            _ => row.name(texts),
        };
        let role = self.context.held.as_ref().map(|session| session.role);
        match role.and_then(|role| row.refusal(role)) {
            None => name,
            Some(reason) => format!("{name} ({})", wording::reason(texts, &reason)),
        }
    }

    /// Asks for what a verb needs and runs it.
    fn deed(&mut self, deed: Deed, item: Option<(Item, &str)>) -> Result<(), Failure> {
        let Some(words) = asking::words(self.context, deed, item) else {
            return Ok(());
        };
        let ran = self.call(&words);
        self.heed(ran).map(drop)
    }

    /// Runs a call as the command line does.
    fn call(&mut self, words: &[OsString]) -> Result<(), Failure> {
        let parsed = help::command(&self.context.texts).try_get_matches_from(words);
        let parsed = parsed.and_then(|matches| Arguments::from_arg_matches(&matches));
        match parsed {
            Ok(arguments) => {
                (self.hands.run)(self.context, arguments.verb, self.hands.doors).map(drop)
            }
            Err(refused) => {
                let wrong = usage::in_words(&self.context.texts, &refused);
                Err(Error::Usage(wrong).into())
            }
        }
    }

    /// Tells what failed; only a bug ends everything.
    fn heed(&mut self, ran: Result<(), Failure>) -> Result<bool, Failure> {
        let done = self.context.output.flush();
        match ran {
            Err(failure) if matches!(failure.error, Error::Bug(_)) => return Err(failure),
            Err(failure) => self.tell(&failure),
            Ok(()) => {}
        }
        done?;
        Ok(!self.context.output.is_closed())
    }

    /// Another language, which is remembered.
    fn language(&mut self) -> Result<(), Failure> {
        let names = Language::ALL.map(|language| language.own_name().to_owned());
        let row = command::row(Command::ChooseLanguage);
        let title = format!("{}.", row.name(&self.context.texts));
        let back = say!(self.context.texts, "plain-back");
        let Some(chosen) = self.choose(&title, &names, &back) else {
            return Ok(());
        };
        let Some(language) = Language::ALL.get(chosen).copied() else {
            return Ok(());
        };
        self.context.speak(language);
        let mut open: Open = self.context.open()?;
        let set = self
            .context
            .act(&mut open, &Op::Own(OwnOp::SetLanguage(language)));
        self.heed(set.map(drop)).map(drop)
    }
}
