//! What every layer may know: nothing about a session is global, so that one process can hold many.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use ratatui::layout::Rect;

use crate::command::Row;
use crate::command::key::Key;
use crate::command::keymap::Keymap;
use crate::domain::Language;
use crate::domain::look::{Colours, OwnTheme, Tone};
use crate::domain::operator::{Permission, Session};
use crate::domain::query::{BatchProgress, Home, Preferences};
use crate::domain::reason::Reason;
use crate::domain::settings::{Settings, Theme};
use crate::domain::time::Timestamp;
use crate::domain::view::Views;
use crate::domain::zone::Zone;
use crate::service::{PushReport, PushTally};
use crate::texts::Texts;

use super::presence::Present;
use crate::ui::kit::theme::Palette;

/// Lines of the frame above the body and below it.
pub const LINES_ABOVE: u16 = 3;
/// Lines of the frame below the body.
pub const LINES_BELOW: u16 = 2;
/// The smallest screen that can be used: columns and rows.
pub const SMALLEST: (u16, u16) = (80, 24);
/// The smallest screen of which a reduced view can be read.
pub const LEAST: (u16, u16) = (40, 10);

/// How long the answer of a terminal to a question about its paper counts.
const ANSWER_WAITS: Duration = Duration::from_secs(2);

/// What the terminal and the desktop can do, and the options of this start.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts, each read by its name"
)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Capabilities {
    /// Whether a desktop's file dialog can be opened.
    pub file_dialog: bool,
    /// Whether the operator sits at another machine: what only this one can show is dimmed with the reason.
    pub elsewhere: bool,
    /// How many colours are wanted and can be shown.
    pub colours: Colours,
    /// Whether the language was asked for at the start and stays whatever the operator chose once.
    pub language_is_chosen: bool,
    /// Whether the theme was.
    pub theme_is_chosen: bool,
}

/// Calls to the provider's server that are being made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallsRunning {
    /// How far.
    pub tally: PushTally,
    /// Changes a second.
    pub rate: u64,
    /// How long it will still take, once that can be said.
    pub seconds_left: Option<u64>,
}

/// Whether a console changes anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReadOnly {
    /// It does what its operator may.
    #[default]
    Off,
    /// Not until its operator turns that off again.
    Chosen,
    /// Not at all: it was opened so.
    Opened,
}

/// What every layer may know.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts, each read by its name"
)]
#[derive(Debug, Clone)]
pub struct Context {
    /// Who is at the console.
    pub session: Option<Session>,
    /// The texts in the operator's language.
    pub texts: Texts,
    /// The theme that was chosen.
    pub theme: Theme,
    /// The theme that somebody made, where one was named, and whether it is the one that is shown.
    pub own_theme: Option<(OwnTheme, bool)>,
    /// Its colours.
    pub palette: Palette,
    /// Whether nobody has chosen a theme, so that it follows the paper of the terminal.
    pub follows_paper: bool,
    /// The home directory of whoever is at the terminal, for `~` and for files to take away.
    pub home_directory: Option<PathBuf>,
    /// The present moment.
    pub now: Timestamp,
    /// Time since the console began, for waiting and blinking.
    pub moment: Duration,
    /// Columns and rows of the screen.
    pub size: (u16, u16),
    /// Settings of the account.
    pub settings: Settings,
    /// The time zone the operator chose, and the one of the machine at which they sit, where it says one.
    pub zones: (Option<Zone>, Option<Zone>),
    /// What waits, for the first line.
    pub home: Home,
    /// The batch that runs.
    pub running: Option<BatchProgress>,
    /// Calls to the provider's server that are being made.
    pub calls: Option<CallsRunning>,
    /// What the calls came to that were over last.
    pub calls_over: Option<PushReport>,
    /// Who else is at a console of this process.
    pub present: Arc<[Present]>,
    /// What the surroundings can do.
    pub capabilities: Capabilities,
    /// The name to offer at sign-in.
    pub offered_name: String,
    /// Whether this console was opened because something else had replaced the database.
    pub was_replaced: bool,
    /// Whether names, emails and IDs are masked, for a screen that others see.
    pub privacy: bool,
    /// Whether lines and signs are drawn in ASCII.
    pub ascii: bool,
    /// Whether nothing moves by itself: progress goes in steps.
    pub calm: bool,
    /// Whether nothing is changed from here.
    pub read_only: ReadOnly,
    /// The keys that whoever sits here added.
    pub keymap: Arc<Keymap>,
    /// How whoever sits here wants the tables.
    pub views: Views,
}

impl Context {
    /// A context before anybody is signed in.
    pub fn new(language: Language, theme: Theme, capabilities: Capabilities) -> Self {
        let theme = shown(theme, capabilities.colours);
        Self {
            session: None,
            texts: Texts::new(language),
            theme,
            own_theme: None,
            palette: Palette::of(theme, capabilities.colours),
            follows_paper: !capabilities.theme_is_chosen,
            home_directory: None,
            now: Timestamp::default(),
            moment: Duration::ZERO,
            size: SMALLEST,
            settings: Settings::default(),
            zones: (None, None),
            home: Home::default(),
            running: None,
            calls: None,
            calls_over: None,
            present: Arc::default(),
            capabilities,
            offered_name: String::new(),
            was_replaced: false,
            privacy: false,
            ascii: false,
            calm: false,
            read_only: ReadOnly::default(),
            keymap: Arc::default(),
            views: Views::default(),
        }
    }

    /// The keys of a command, the one that hints show first.
    pub fn keys(&self, row: &'static Row) -> impl Iterator<Item = Key> {
        self.keymap.keys(row)
    }

    /// Why the operator is not permitted something.
    pub fn refusal(&self, permission: Permission) -> Option<Reason> {
        let session = self.session.as_ref()?;
        crate::command::refusal(permission, session.role)
    }

    /// The language in which the operator reads.
    pub fn language(&self) -> Language {
        self.texts.language()
    }

    /// Takes up what the operator chose once, unless an option of this start says otherwise.
    pub fn prefer(&mut self, own: &Preferences) {
        if let Some(language) = own
            .language
            .filter(|_| !self.capabilities.language_is_chosen)
        {
            self.speak(language);
        }
        if let Some(theme) = own.theme.filter(|_| !self.capabilities.theme_is_chosen) {
            self.follows_paper = false;
            self.paint(theme);
        }
        self.reckon(own.zone.clone());
    }

    /// Takes up the settings of the account: dates are shown in its time zone, where the operator has no other.
    pub fn settle(&mut self, settings: Settings) {
        self.settings = settings;
        self.reckon(self.zones.0.clone());
    }

    /// Shows dates in the operator's own time zone from now on.
    pub fn reckon(&mut self, own: Option<Zone>) {
        self.zones.0 = own;
        let rules = self.zone().rules().clone();
        self.texts = self.texts.clone().in_zone(rules);
    }

    /// The time zone in which dates are shown here, and typed.
    pub fn zone(&self) -> &Zone {
        let (own, said) = &self.zones;
        Zone::shown(own.as_ref(), said.as_ref(), &self.settings.time_zone)
    }

    /// Changes the language at once.
    pub fn speak(&mut self, language: Language) {
        if self.language() != language {
            let zone = self.texts.zone().clone();
            self.texts = Texts::new(language).in_zone(zone);
        }
    }

    /// Changes the theme at once; without colours every theme is the plain one.
    pub fn paint(&mut self, theme: Theme) {
        self.theme = shown(theme, self.capabilities.colours);
        self.own_theme = self.own_theme.map(|(own, _)| (own, false));
        self.palette = Palette::of(self.theme, self.capabilities.colours);
    }

    /// Changes to the theme that somebody made.
    pub fn paint_own(&mut self, own: OwnTheme) {
        self.paint(own.base());
        self.own_theme = Some((own, true));
        self.palette = Palette::own(&own, self.capabilities.colours);
    }

    /// The terminal said which paper it has: as long as nobody chose a theme, the console's is as light or as dark. What
    /// is said later would change the colours of what is being read.
    pub fn lie_on(&mut self, paper: Tone) {
        if self.follows_paper && self.moment <= ANSWER_WAITS {
            self.paint(if paper.is_light() {
                Theme::Light
            } else {
                Theme::Dark
            });
        }
    }

    /// The part of the screen between the frame's lines.
    pub fn body(&self) -> Rect {
        let (width, height) = self.laid_out();
        Rect::new(
            0,
            LINES_ABOVE,
            width,
            height.saturating_sub(LINES_ABOVE + LINES_BELOW),
        )
    }

    /// The size in which places lie: that of the screen, or the smallest that shows them whole.
    pub fn laid_out(&self) -> (u16, u16) {
        (self.size.0.max(SMALLEST.0), self.size.1.max(SMALLEST.1))
    }

    /// Whether the screen is too small to show a place whole.
    pub fn is_reduced(&self) -> bool {
        self.size.0 < SMALLEST.0 || self.size.1 < SMALLEST.1
    }

    /// Whether the screen is too small to be used.
    pub fn is_too_small(&self) -> bool {
        self.size.0 < LEAST.0 || self.size.1 < LEAST.1
    }

    /// Whether the screen as it is known goes beyond what there is to draw on.
    pub fn is_beyond(&self, frame: Rect) -> bool {
        self.size.0 > frame.width || self.size.1 > frame.height
    }
}

/// A theme as it can be shown.
const fn shown(theme: Theme, colours: Colours) -> Theme {
    match colours {
        Colours::None => Theme::Plain,
        Colours::Eight | Colours::Sixteen | Colours::Many | Colours::All => theme,
    }
}
