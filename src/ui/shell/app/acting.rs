//! Commands and wishes: what the operator asked for, and what layers want from the app.

use crate::command::{self, Command, Menu as Of};
use crate::domain::Language;
use crate::domain::batch::BatchState;
use crate::domain::id::BatchId;
use crate::domain::op::{Op, OwnOp};
use crate::domain::reason::Reason;
use crate::domain::settings::Theme;
use crate::domain::zone::Zone;
use crate::error::Error;
use crate::say;
use crate::wording;

use super::App;
use crate::ui::dialogs::fault::Fault;
use crate::ui::dialogs::help::Help;
use crate::ui::dialogs::menu::{Anchor, Menu};
use crate::ui::dialogs::new_request::NewRequestForm;
use crate::ui::dialogs::palette::Palette;
use crate::ui::dialogs::passphrase::Passphrase;
use crate::ui::dialogs::prompt::Prompt;
use crate::ui::dialogs::residue::Residue;
use crate::ui::dialogs::restore::Restore;
use crate::ui::dialogs::save::Save;
use crate::ui::kit::form::Field;
use crate::ui::shell::event::Effect;
use crate::ui::shell::layer::{Handled, Told, Wish};
use crate::ui::shell::recents::{Chosen, Way};
use crate::ui::shell::route::Route;
use crate::ui::shell::toast::Toast;

impl App {
    /// Runs a command: asks the role, then the screen, and says why where it may not be.
    pub(super) fn run(&mut self, command: Command) {
        let row = command::row(command);
        if let Some(reason) = self.context.refusal(row.permission) {
            return self.refuse(&reason);
        }
        let screen = self.places.last().map(|place| &place.screen);
        let obstacle = screen.and_then(|screen| screen.obstacle(command, &self.context));
        let obstacle = obstacle.or(self.context.masked(command));
        if let Some(reason) = obstacle {
            return self.refuse(&reason);
        }
        if self.run_on_table(command) {
            return;
        }
        let Some(place) = self.places.last_mut() else {
            return;
        };
        let handled = place.screen.command(command, &self.context, &mut self.out);
        if handled == Handled::No {
            self.run_everywhere(command);
        }
    }

    /// Commands that no screen has to know.
    fn run_everywhere(&mut self, command: Command) {
        match command {
            Command::Palette => {
                let recents = self.recents.shown(self.context.privacy);
                let palette = Palette::new(recents.cloned().collect(), &self.context);
                self.out.open(palette);
            }
            Command::Help => self.open_help(),
            Command::MeMenu => self.open_me(),
            Command::Back => self.back(),
            Command::Quit => self.quit(),
            Command::Suspend => self.out.effect(Effect::Suspend),
            Command::SignOut => self.sign_out(),
            Command::Refresh => self.reload_top(),
            Command::ChooseLanguage => self.open_languages(),
            Command::ChooseTheme => self.open_themes(),
            Command::ChooseZone => self.open_zone(),
            Command::Privacy => self.turn_privacy(),
            Command::ReadOnly => self.turn_read_only(),
            Command::SetPassphrase => self.open_passphrase(),
            Command::BackUpNow => self.out.open(Save::backup(&self.context)),
            Command::Residue => self.out.open(Residue::default()),
            Command::RestoreBackup => self.out.open(Restore::new(&self.context)),
            Command::NewRequest => self.out.open(NewRequestForm::new(None, &self.context)),
            Command::FollowToast => {
                if let Some(route) = self.toast.take().and_then(|toast| toast.way) {
                    self.go(&route);
                }
            }
            Command::RunningBatch => match self.running_batch() {
                Some(batch) => self.go(&Route::Batch(batch)),
                None => self.show(Toast::notice(say!(self.context.texts, "no-running-batch"))),
            },
            other => match Route::of(other) {
                Some(route) => self.go(&route),
                None => self.lead_to(other),
            },
        }
    }

    /// A command that belongs to another place: goes there and says how it is done.
    fn lead_to(&mut self, command: Command) {
        let row = command::row(command);
        let prefixes = (1..=row.path.len()).rev();
        let place = prefixes
            .filter_map(|length| row.path.get(..length))
            .filter_map(|path| command::by_path(&path.join(" > ")))
            .find_map(Route::of);
        let sentence = row.sentence(&self.context.texts);
        if let Some(route) = place {
            self.go(&route);
        }
        self.show(Toast::notice(sentence));
    }

    /// Carries out what layers wished, and what that led to, until nothing is left.
    pub(super) fn carry_out_wishes(&mut self) {
        while let Some(wish) = self.out.wishes.pop_front() {
            self.carry_out(wish);
        }
    }

    fn carry_out(&mut self, wish: Wish) {
        match wish {
            Wish::Go(route) => self.go(&route),
            Wish::Back => self.back(),
            Wish::Close => self.close(),
            Wish::Leave => self.leave(),
            Wish::Open(mut layer) => {
                layer.load(&self.context, &mut self.out);
                self.overlays.push(layer);
            }
            Wish::Toast(toast) => self.show(toast),
            Wish::Fault(error) => self.show_fault(&error),
            Wish::Refuse(reason) => self.refuse(&reason),
            Wish::Command(command) => self.run(command),
            Wish::Choose(chosen) => self.choose(chosen),
            Wish::Tell(told) => self.tell(&told),
            Wish::Speak(language) => self.speak(language),
            Wish::Paint(theme) => self.paint(theme),
            Wish::Arrange(table, choices) => self.arrange(table, choices),
            Wish::Changed(changes) => self.reload(changes),
            Wish::Proven(session) => self.proven(session),
            Wish::SignedIn(session) => self.signed_in(session),
        }
    }

    /// Does or goes to what was chosen by name; it stands first the next time.
    fn choose(&mut self, chosen: Chosen) {
        let way = chosen.way.clone();
        // A masked name says nothing once names are shown again.
        if !(self.context.privacy && way.names_somebody()) {
            self.recents.keep(chosen);
        }
        match way {
            Way::Command(command) => self.run(command),
            Way::Place(route) => self.go(&route),
        }
    }

    fn tell(&mut self, told: &Told) {
        match told {
            Told::Confirmed(Command::Back) => self.typed_text_may_go(),
            Told::Chosen(Command::ChooseLanguage, index) => {
                if let Some(language) = Language::ALL.get(*index) {
                    self.speak(*language);
                }
            }
            Told::Chosen(Command::ChooseTheme, index) => {
                match (Theme::ALL.get(*index), self.context.own_theme) {
                    (Some(theme), _) => self.paint(*theme),
                    (None, Some((own, _))) => self.context.paint_own(own),
                    (None, None) => {}
                }
            }
            Told::Text(Command::ChooseZone, text) => self.choose_zone(text.trim()),
            // The box that asked is still open.
            Told::File(Command::RestoreBackup, _)
            | Told::Text(Command::CorrectRows, _)
            | Told::Chosen(Command::CorrectRows, _) => {
                if let Some(asking) = self.overlays.last_mut() {
                    asking.told(told, &self.context, &mut self.out);
                }
            }
            _ => {
                if let Some(place) = self.places.last_mut() {
                    place.screen.told(told, &self.context, &mut self.out);
                }
            }
        }
    }

    fn speak(&mut self, language: Language) {
        self.context.speak(language);
        if self.context.session.is_some() {
            let question = &mut self.questions.preference;
            let op = Op::Own(OwnOp::SetLanguage(language));
            question.run(op, None, &self.context, &mut self.out);
        }
    }

    fn paint(&mut self, theme: Theme) {
        self.context.follows_paper = false;
        self.context.paint(theme);
        if self.context.session.is_some() {
            let question = &mut self.questions.preference;
            let op = Op::Own(OwnOp::SetTheme(theme));
            question.run(op, None, &self.context, &mut self.out);
        }
    }

    /// Reads and types dates in another time zone; in that of the account where nothing was typed.
    fn choose_zone(&mut self, name: &str) {
        let named = (!name.is_empty()).then(|| Zone::named(name)).transpose();
        let Ok(zone) = named else {
            let wrong = say!(self.context.texts, "zone-wrong");
            return self.show(Toast::refused(wrong));
        };
        self.context.reckon(zone.clone());
        let op = Op::Own(OwnOp::SetZone(zone));
        let question = &mut self.questions.preference;
        question.run(op, None, &self.context, &mut self.out);
    }

    pub(super) fn refuse(&mut self, reason: &Reason) {
        let text = wording::reason(&self.context.texts, reason);
        self.show(Toast::refused(text));
    }

    /// A refusal is a toast; what needs explaining is a box.
    pub(super) fn show_fault(&mut self, error: &Error) {
        match error {
            Error::Refused(reason) | Error::NotAllowed(reason) => self.refuse(reason),
            _ => self
                .overlays
                .push(Box::new(Fault::new(error, &self.context))),
        }
    }

    /// The batch to which the header leads: the one that runs, else one that waits to go on.
    pub(super) fn running_batch(&self) -> Option<BatchId> {
        let waiting = |state: BatchState| state.is_running() || state == BatchState::Paused;
        let known = || {
            let batches = &self.context.home.batches;
            batches
                .iter()
                .find(|batch| waiting(batch.state))
                .map(|batch| batch.id)
        };
        self.context
            .running
            .map(|running| running.batch)
            .or_else(known)
    }

    fn open_help(&mut self) {
        let Some(place) = self.places.last() else {
            return;
        };
        let title = format!(
            "{} · {}",
            say!(self.context.texts, "help-title"),
            place.screen.crumbs(&self.context).join(" > ")
        );
        let obstacle = |command| place.screen.obstacle(command, &self.context);
        let help = Help::new(place.screen.scope(), title, &self.context, obstacle);
        self.overlays.push(Box::new(help));
    }

    fn open_me(&mut self) {
        let session = self.context.session.as_ref();
        let title = session.map_or_else(
            || "Me".to_owned(),
            |session| format!("Me · {}", session.name),
        );
        let menu = Menu::of(Of::Me, title, Anchor::TopRight, &self.context, |_| None);
        self.overlays.push(Box::new(menu));
    }

    fn open_languages(&mut self) {
        let options = Language::ALL.map(|language| (language.own_name().to_owned(), String::new()));
        let chosen = Language::ALL
            .iter()
            .position(|language| *language == self.context.language());
        let menu = Menu::choice(
            Command::ChooseLanguage,
            "Language",
            Anchor::TopRight,
            options,
            chosen.unwrap_or_default(),
        );
        self.overlays.push(Box::new(menu));
    }

    fn open_themes(&mut self) {
        let texts = &self.context.texts;
        let mut options = Theme::ALL
            .map(|theme| {
                let name = match theme {
                    Theme::Dark => say!(texts, "theme-dark"),
                    Theme::Light => say!(texts, "theme-light"),
                    Theme::HighContrast => say!(texts, "theme-high-contrast"),
                    Theme::Deutan => say!(texts, "theme-deutan"),
                    Theme::Tritan => say!(texts, "theme-tritan"),
                    Theme::Plain => say!(texts, "theme-plain"),
                };
                (name, String::new())
            })
            .to_vec();
        // One that somebody made stands last, where the configuration names it.
        let own = self.context.own_theme.map(|_| say!(texts, "theme-own"));
        options.extend(own.map(|name| (name, String::new())));
        let chosen = match self.context.own_theme {
            Some((_, true)) => Some(Theme::ALL.len()),
            Some((_, false)) | None => Theme::ALL
                .iter()
                .position(|theme| *theme == self.context.theme),
        };
        let menu = Menu::choice(
            Command::ChooseTheme,
            "Theme",
            Anchor::TopRight,
            options,
            chosen.unwrap_or_default(),
        );
        self.overlays.push(Box::new(menu));
    }

    fn open_zone(&mut self) {
        let texts = &self.context.texts;
        let account = self.context.settings.time_zone.name().to_owned();
        let own = self.context.zones.0.as_ref().map_or("", Zone::name);
        let title = command::row(Command::ChooseZone).name(texts);
        let field = Field::text(say!(texts, "setting-zone"), own);
        let about = say!(texts, "zone-explained", zone = account);
        let button = say!(texts, "zone-button");
        let prompt = Prompt::new(
            Command::ChooseZone,
            title,
            about,
            field,
            button,
            &self.context,
        );
        self.overlays.push(Box::new(prompt.or_nothing()));
    }

    fn open_passphrase(&mut self) {
        self.overlays.push(Box::new(Passphrase::new(&self.context)));
    }
}
