//! Account settings, with the defaults of `files.md`.

mod comparing;

use super::Language;
use super::id::OperatorId;
use super::provider::{Provider, Road};
use super::request::{APPROVAL_HOURS, RequestKind};
use super::time::Timestamp;
use super::zone::Zone;
use crate::domain::coded::coded;

/// Whether learners of the account have a LinkedIn profile connected.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum ProfileConnection {
    /// A connected profile is needed for premium content.
    Required,
    /// Learners may connect one.
    #[default]
    Optional,
    /// The account offers none.
    NotOffered,
}

/// What a setting can be: asked by both doors and by the service, and said to whoever tries something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Allowed {
    /// Any text, an empty one too.
    Text,
    /// A text that is not empty.
    Name,
    /// A path.
    Path,
    /// Any number of texts.
    List,
    /// Yes or no.
    Flag,
    /// A whole number in a range.
    Number {
        /// The least.
        least: u64,
        /// The most; none where every whole number will do.
        most: Option<u64>,
        /// Whether it can be left out.
        or_none: bool,
    },
    /// One of these words.
    OneOf(Vec<&'static str>),
    /// A time zone by its IANA name.
    Zone,
}

impl Allowed {
    /// Whole numbers up to a limit.
    pub const fn up_to(most: u64) -> Self {
        Self::Number {
            least: 0,
            most: Some(most),
            or_none: false,
        }
    }

    /// Whether a number is in the range; anything that is no number is not.
    pub fn takes(&self, number: u64) -> bool {
        match self {
            Self::Number { least, most, .. } => {
                *least <= number && most.is_none_or(|most| number <= most)
            }
            Self::Text
            | Self::Name
            | Self::Path
            | Self::List
            | Self::Flag
            | Self::OneOf(_)
            | Self::Zone => false,
        }
    }
}

/// The settings of the account.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent settings, each read by its name"
)]
pub struct Settings {
    /// Name of the account.
    pub account: String,
    /// Whether profiles are connected.
    pub profile_connection: ProfileConnection,
    /// Other LinkedIn products of the organisation; where there are any, a deletion leaves a reference record.
    pub other_products: Vec<String>,
    /// Users in a batch past which the phrase is typed.
    pub gate_users: u64,
    /// Share of the account in percent past which the phrase is typed.
    pub gate_percent: u8,
    /// Whether a batch waits for a second full admin.
    pub second_admin: bool,
    /// Days between confirmation and the first deletion, 0 to 7.
    pub wait_days: u8,
    /// Rows an upload may have; no limit when none.
    pub max_rows: Option<u64>,
    /// Days a batch's CSV is kept after it is complete; 0 removes it at once.
    pub keep_upload_days: u16,
    /// Whether learners are mailed when their license is revoked.
    pub mail_on_revoke: bool,
    /// How the help desk is reached, as every letter to a learner says: an address, a number; may be empty.
    pub help_desk_contact: String,
    /// Language of mail to people whose language is not known.
    pub language: Language,
    /// The zone in which days are counted and dates are shown.
    pub time_zone: Zone,
    /// Colour of the account's name at the top of every screen.
    pub colour: AccountColour,
    /// The word beside it: what kind of account this is.
    pub word: AccountWord,
    /// Where the account lives.
    pub provider: Provider,
    /// How a license is revoked at the provider.
    pub revoke_road: Road,
    /// How a user is deleted at the provider.
    pub delete_road: Road,
    /// Whether the provider itself mails learners to register again, so that no mail of ours says it twice.
    pub provider_mails: bool,
    /// Rows of one file for the provider at the most.
    pub package_rows: u64,
    /// Days after which evidence should have come from the provider.
    pub overdue_after: u16,
    /// Calls to a server that are under way at once, at the most.
    pub calls_at_once: u8,
    /// Whether consoles over SSH are recorded.
    pub record_sessions: bool,
    /// Days for which recordings are kept.
    pub keep_recordings_days: u16,
    /// Whether whoever comes with a key is asked for the passphrase, where there is one, before an act of risk.
    pub passphrase_for_risk: bool,
}

/// A change of the settings, with what they were when it was begun: whoever was slower overwrites nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsChange {
    /// The settings as they were read.
    pub seen: Settings,
    /// As they shall be.
    pub wanted: Settings,
}

/// A change of the settings that waits for another full admin, because it weakens a guard.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct WaitingChange {
    /// Who asks for it.
    pub asked_by: OperatorId,
    /// That operator's name, as it is now.
    #[serde(skip)]
    pub asked_by_name: String,
    /// Since when.
    pub asked_at: Timestamp,
    /// The settings as they were read.
    pub seen: Settings,
    /// As they shall be.
    pub wanted: Settings,
}

impl WaitingChange {
    /// How long it waits, in seconds.
    const WAITS: i64 = APPROVAL_HOURS * 3_600;

    /// Until when it can be approved.
    pub const fn ends(&self) -> Timestamp {
        Timestamp(self.asked_at.0 + Self::WAITS)
    }

    /// What goes on waiting when another change is saved meanwhile: over the settings as they are then, without those
    /// that were changed; none where nothing is left.
    pub fn after(&self, change: &SettingsChange) -> Option<Self> {
        let seen = change.wanted.clone();
        let waiting = seen.under(&self.seen, &self.wanted);
        let wanted = waiting.under(&change.seen, &change.wanted);
        let waits = wanted != seen;
        waits.then(|| Self {
            seen,
            wanted,
            ..self.clone()
        })
    }

    /// Whether another change is about a setting that waits.
    pub fn meets(&self, change: &SettingsChange) -> bool {
        let changed = change.seen.differing(&change.wanted);
        let waiting = self.seen.differing(&self.wanted);
        waiting.iter().any(|name| changed.contains(name))
    }

    /// Whether it can still be approved: in time, and over the settings that it was asked for. One that was asked for
    /// further ahead than any clock was right is not believed.
    pub fn stands(&self, now: Timestamp, present: &Settings) -> bool {
        let ends = self.ends();
        ends > now && ends.bounded(now, Self::WAITS) == ends && self.seen == *present
    }
}

coded! {
    /// A colour that tells accounts apart.
    #[derive(Default)]
    #[expect(missing_docs, reason = "the names of colours say it")]
    pub enum AccountColour {
        #[default]
        Blue = "blue",
        Green = "green",
        Yellow = "yellow",
        Magenta = "magenta",
        Cyan = "cyan",
        Red = "red",
    }
}

coded! {
    /// What kind of account this is, in a word that stands beside its name.
    #[derive(Default)]
    pub enum AccountWord {
        /// No word.
        #[default]
        None = "none",
        /// Its learners do not exist.
        Demo = "demo",
        /// It is there to try something out.
        Trial = "trial",
        /// Its learners are real.
        Production = "production",
    }
}

coded! {
    /// How the console is coloured.
    #[derive(Default)]
    pub enum Theme {
        /// Light letters on the terminal's dark ground.
        #[default]
        Dark = "dark",
        /// Dark letters on the terminal's light ground.
        Light = "light",
        /// White and bright colours on black: every text stands out at seven to one.
        HighContrast = "high-contrast",
        /// Blue and orange in place of green and red, for eyes that do not tell those apart.
        Deutan = "deutan",
        /// Turquoise and red in place of blue and yellow, for eyes that do not tell those apart.
        Tritan = "tritan",
        /// No colours: bold, dim and reverse only.
        Plain = "plain",
    }
}

impl Settings {
    /// The road on which a kind of act reaches the provider; none where the account lives here.
    pub fn road(&self, kind: RequestKind) -> Option<Road> {
        let chosen = match kind {
            RequestKind::Disconnect => Road::ByHand,
            RequestKind::Revoke => self.revoke_road,
            RequestKind::Delete => self.delete_road,
        };
        self.provider.road(kind, chosen)
    }

    /// The same account at another place, with the roads that are usual there.
    #[must_use]
    pub fn living_at(mut self, provider: Provider) -> Self {
        if self.provider != provider {
            let usual = |kind| provider.roads(kind).first().copied().unwrap_or_default();
            self.revoke_road = usual(RequestKind::Revoke);
            self.delete_road = usual(RequestKind::Delete);
            self.provider = provider;
        }
        self
    }

    /// Most calls to a server at once.
    pub const MOST_CALLS: u8 = 16;
    /// Most rows of one file for the provider.
    pub const MAX_PACKAGE_ROWS: u64 = 1_000_000;
    /// Longest waiting time in days.
    pub const MAX_WAIT_DAYS: u8 = 7;

    /// Whether a guard against deleting too much becomes weaker by a change.
    pub fn is_weakened_by(&self, wanted: &Self) -> bool {
        let rows = |settings: &Self| settings.max_rows.unwrap_or(u64::MAX);
        wanted.gate_users > self.gate_users
            || wanted.gate_percent > self.gate_percent
            || wanted.wait_days < self.wait_days
            || rows(wanted) > rows(self)
            || self.second_admin && !wanted.second_admin
            || wanted.provider != self.provider
            || self.record_sessions && !wanted.record_sessions
            || self.passphrase_for_risk && !wanted.passphrase_for_risk
    }

    /// Whether all is as a new account has it, but for its name, language, time zone, colour and word.
    pub fn has_usual_rules(&self) -> bool {
        let usual = Self {
            account: self.account.clone(),
            language: self.language,
            time_zone: self.time_zone.clone(),
            colour: self.colour,
            word: self.word,
            ..Self::default()
        };
        *self == usual
    }

    /// What a setting can be, by its name in JSON; none for what is no setting.
    pub fn allowed(name: &str) -> Option<Allowed> {
        Some(match name {
            "account" => Allowed::Name,
            "help_desk_contact" => Allowed::Text,
            "profile_connection" => Allowed::OneOf(vec!["required", "optional", "not_offered"]),
            "other_products" => Allowed::List,
            "gate_users" => Allowed::Number {
                least: 0,
                most: None,
                or_none: false,
            },
            "gate_percent" => Allowed::up_to(100),
            "second_admin"
            | "mail_on_revoke"
            | "provider_mails"
            | "record_sessions"
            | "passphrase_for_risk" => Allowed::Flag,
            "wait_days" => Allowed::up_to(Self::MAX_WAIT_DAYS.into()),
            "max_rows" => Allowed::Number {
                least: 1,
                most: None,
                or_none: true,
            },
            "keep_upload_days" => Allowed::up_to(3_650),
            "provider" => Allowed::OneOf(Provider::ALL.map(Provider::code).to_vec()),
            "revoke_road" => Allowed::OneOf(Road::ALL.map(Road::code).to_vec()),
            "delete_road" => Allowed::OneOf(vec![Road::File.code(), Road::Scim.code()]),
            "package_rows" => Allowed::Number {
                least: 1,
                most: Some(Self::MAX_PACKAGE_ROWS),
                or_none: false,
            },
            "overdue_after" | "keep_recordings_days" => Allowed::Number {
                least: 1,
                most: Some(365),
                or_none: false,
            },
            "calls_at_once" => Allowed::Number {
                least: 1,
                most: Some(Self::MOST_CALLS.into()),
                or_none: false,
            },
            "language" => Allowed::OneOf(Language::ALL.map(Language::code).to_vec()),
            "time_zone" => Allowed::Zone,
            "word" => Allowed::OneOf(AccountWord::ALL.map(AccountWord::code).to_vec()),
            "colour" => Allowed::OneOf(vec!["blue", "green", "yellow", "magenta", "cyan", "red"]),
            _ => return None,
        })
    }

    /// The first setting that is out of its range.
    pub fn out_of_range(&self) -> Option<&'static str> {
        let numbers = [
            ("gate_users", Some(self.gate_users)),
            ("gate_percent", Some(self.gate_percent.into())),
            ("wait_days", Some(self.wait_days.into())),
            ("max_rows", self.max_rows),
            ("keep_upload_days", Some(self.keep_upload_days.into())),
            ("package_rows", Some(self.package_rows)),
            ("overdue_after", Some(self.overdue_after.into())),
            ("calls_at_once", Some(self.calls_at_once.into())),
            (
                "keep_recordings_days",
                Some(self.keep_recordings_days.into()),
            ),
        ];
        let bad = |(name, number): &(&'static str, Option<u64>)| {
            let allowed = Self::allowed(name);
            number.is_some_and(|number| allowed.is_none_or(|allowed| !allowed.takes(number)))
        };
        numbers.into_iter().find(bad).map(|(name, _)| name)
    }

    /// What stands between a review that would delete `planned` of `users` and its batch.
    pub fn gate(&self, planned: u64, users: u64) -> super::batch::Gate {
        let past_count = (planned > self.gate_users).then_some(self.gate_users);
        // Compared as products: no rounding lets 20.4 % pass as 20 %.
        let share_is_past = planned > 0 && planned * 100 > users * u64::from(self.gate_percent);
        let past_share = share_is_past.then_some(self.gate_percent);
        super::batch::Gate {
            phrase_for: (past_count.is_some() || past_share.is_some()).then_some(planned),
            past_count,
            past_share,
            needs_approval: self.second_admin,
            wait_days: self.wait_days,
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            account: String::new(),
            profile_connection: ProfileConnection::Optional,
            other_products: Vec::new(),
            gate_users: 500,
            gate_percent: 20,
            second_admin: false,
            wait_days: 0,
            max_rows: None,
            keep_upload_days: 0,
            mail_on_revoke: true,
            help_desk_contact: String::new(),
            language: Language::English,
            time_zone: Zone::UTC,
            colour: AccountColour::Blue,
            word: AccountWord::None,
            provider: Provider::Here,
            revoke_road: Road::File,
            delete_road: Road::File,
            provider_mails: true,
            package_rows: 10_000,
            overdue_after: 8,
            calls_at_once: 4,
            record_sessions: false,
            keep_recordings_days: 7,
            passphrase_for_risk: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_says_what_it_can_be() -> Result<(), serde_json::Error> {
        let values = serde_json::to_value(Settings::default())?;
        for name in values.as_object().into_iter().flat_map(|map| map.keys()) {
            assert!(Settings::allowed(name).is_some(), "{name}");
        }
        assert_eq!(Settings::allowed("colours"), None);
        Ok(())
    }

    #[test]
    fn what_is_out_of_range_is_named() {
        let settings = Settings::default();
        assert_eq!(settings.out_of_range(), None);
        let with = |change: fn(&mut Settings)| {
            let mut settings = Settings::default();
            change(&mut settings);
            settings.out_of_range()
        };
        assert_eq!(with(|it| it.wait_days = 8), Some("wait_days"));
        assert_eq!(with(|it| it.gate_percent = 101), Some("gate_percent"));
        assert_eq!(with(|it| it.max_rows = Some(0)), Some("max_rows"));
        assert_eq!(
            with(|it| it.keep_upload_days = 3_651),
            Some("keep_upload_days")
        );
    }

    #[test]
    fn the_gates_open_up_to_their_figures_and_close_past_them() {
        let settings = Settings::default();
        assert_eq!(settings.gate(500, 10_000).phrase(), None);
        assert_eq!(
            settings.gate(501, 10_000).phrase().as_deref(),
            Some("delete 501 users")
        );
        assert_eq!(settings.gate(20, 100).phrase(), None);
        assert_eq!(
            settings.gate(21, 100).phrase().as_deref(),
            Some("delete 21 users")
        );
        assert_eq!(settings.gate(204, 1_000).past_share, Some(20));
        assert_eq!(settings.gate(0, 0).phrase(), None);
    }
}
