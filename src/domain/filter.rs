//! Which learners are meant: the conditions of the users table, and conditions that an operator kept under a name.
//!
//! All conditions of a filter must hold. How long ago something was counts in days from the moment of the question, so that
//! a kept filter means next month what it means today.

use std::collections::BTreeMap;

use super::coded::coded;
use super::id::GroupId;
use super::license::LicenseStatus;
use super::time::Timestamp;

coded! {
    /// On which side of a day in the past something lies.
    pub enum Side {
        /// On that day or since.
        Within = "within",
        /// Before it.
        Longer = "longer",
    }
}

/// How long ago something was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ago {
    /// Days before now.
    pub days: u32,
    /// Since then, or before.
    pub side: Side,
    /// The moment that was so many days ago when the question was asked.
    #[serde(skip)]
    pub moment: Timestamp,
}

/// The most days that can be asked for: twenty years.
pub const MOST_DAYS_AGO: u32 = 7_300;

impl Ago {
    /// So many days before a moment.
    pub const fn of(days: u32, side: Side, now: Timestamp) -> Self {
        Self {
            days,
            side,
            moment: now.plus_days(-(days as i64)),
        }
    }

    /// The same counted from another moment.
    #[must_use]
    pub const fn at(self, now: Timestamp) -> Self {
        Self::of(self.days, self.side, now)
    }

    /// Whether a moment lies on this side.
    pub const fn holds(self, at: Timestamp) -> bool {
        match self.side {
            Side::Within => at.0 >= self.moment.0,
            Side::Longer => at.0 < self.moment.0,
        }
    }
}

/// When somebody learned last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LastActive {
    /// Never.
    Never,
    /// So long ago. Who never learned has not learned for longer than any time.
    Ago(Ago),
}

impl LastActive {
    /// Whether it holds of somebody.
    pub const fn holds(self, last_active: Option<Timestamp>) -> bool {
        match (self, last_active) {
            (Self::Never, at) => at.is_none(),
            (Self::Ago(ago), Some(at)) => ago.holds(at),
            (Self::Ago(ago), None) => matches!(ago.side, Side::Longer),
        }
    }
}

/// Which users of the account are meant.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UserFilter {
    /// Words that must all stand somewhere in name, email or ID, in any order, compared as [`super::folding`] says.
    #[serde(skip)]
    pub search: String,
    /// Only this license status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub license: Option<LicenseStatus>,
    /// Only connected, or only not connected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connected: Option<bool>,
    /// Only members of this group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupId>,
    /// Only on hold, or only not on hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_hold: Option<bool>,
    /// Only who learned last so long ago.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_active: Option<LastActive>,
    /// Only who was invited so long ago and has not come yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invited: Option<Ago>,
    /// Only with these values of custom attributes, by name; compared as [`super::folding`] says.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, String>,
}

impl UserFilter {
    /// Whether every user passes.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The same, with days counted from another moment.
    #[must_use]
    pub fn at(mut self, now: Timestamp) -> Self {
        self.invited = self.invited.map(|ago| ago.at(now));
        self.last_active = self.last_active.map(|last| match last {
            LastActive::Never => last,
            LastActive::Ago(ago) => LastActive::Ago(ago.at(now)),
        });
        self
    }
}

/// A filter that an operator kept under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedFilter {
    /// Its name.
    pub name: String,
    /// Its conditions; no words that are searched for, which may be somebody's name.
    pub filter: UserFilter,
}

/// The longest name of a kept filter, and the longest value in it, in characters.
const LONGEST: usize = 80;

impl SavedFilter {
    /// A filter as it is kept: without the words that are searched for.
    pub fn of(name: &str, filter: &UserFilter) -> Self {
        Self {
            name: name.trim().to_owned(),
            filter: UserFilter {
                search: String::new(),
                ..filter.clone()
            },
        }
    }

    /// Whether it can be kept: named in one line, with some condition, and nothing in it that could be an address.
    pub fn can_be_kept(&self) -> bool {
        let plain = |text: &String| {
            !text.contains('@')
                && text.chars().count() <= LONGEST
                && !text.chars().any(char::is_control)
        };
        let values = self.filter.attributes.iter();
        !self.name.is_empty()
            && self.filter.search.is_empty()
            && !self.filter.is_empty()
            && plain(&self.name)
            && values
                .into_iter()
                .all(|(name, value)| plain(name) && plain(value))
    }
}

/// A value of a custom attribute, and how many learners have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributeValue {
    /// The name of the attribute.
    pub name: String,
    /// The value.
    pub value: String,
    /// How many have it.
    pub learners: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_795_262_400);

    #[test]
    fn days_count_from_the_moment_of_the_question() {
        let longer = Ago::of(90, Side::Longer, NOW);
        assert!(longer.holds(NOW.plus_days(-91)) && !longer.holds(NOW.plus_days(-90)));
        let within = Ago::of(90, Side::Within, NOW);
        assert!(!within.holds(NOW.plus_days(-91)) && within.holds(NOW.plus_days(-90)));
        let later = longer.at(NOW.plus_days(30));
        assert!(later.holds(NOW.plus_days(-61)));
    }

    #[test]
    fn who_never_learned_has_not_learned_for_longer_than_any_time() {
        let ago = |side| LastActive::Ago(Ago::of(90, side, NOW));
        assert!(ago(Side::Longer).holds(None) && !ago(Side::Within).holds(None));
        assert!(LastActive::Never.holds(None) && !LastActive::Never.holds(Some(NOW)));
    }

    #[test]
    fn a_kept_filter_reads_as_it_was_written_and_what_is_not_understood_is_damage() {
        let filter = UserFilter {
            license: Some(LicenseStatus::Invited),
            last_active: Some(LastActive::Ago(Ago::of(90, Side::Longer, Timestamp(0)))),
            invited: Some(Ago::of(14, Side::Longer, Timestamp(0))),
            attributes: BTreeMap::from([("department".to_owned(), "Sales".to_owned())]),
            ..UserFilter::default()
        };
        let text = serde_json::to_string(&filter).unwrap_or_default();
        let read: Option<UserFilter> = serde_json::from_str(&text).ok();
        assert_eq!(read.map(|it| it.at(NOW)), Some(filter.at(NOW)), "{text}");
        for damaged in [r#"{"licence":"invited"}"#, r#"{"license":"gold"}"#] {
            assert!(serde_json::from_str::<UserFilter>(damaged).is_err());
        }
    }

    #[test]
    fn nothing_that_could_be_an_address_is_kept() {
        let sales = UserFilter {
            attributes: BTreeMap::from([("department".to_owned(), "Sales".to_owned())]),
            search: "siti@x.example".to_owned(),
            ..UserFilter::default()
        };
        let saved = SavedFilter::of(" Sales ", &sales);
        assert!(saved.can_be_kept());
        assert_eq!(
            (saved.name.as_str(), saved.filter.search.as_str()),
            ("Sales", "")
        );
        assert!(!SavedFilter::of("siti@x.example", &sales).can_be_kept());
        assert!(!SavedFilter::of("", &sales).can_be_kept());
        assert!(!SavedFilter::of("All", &UserFilter::default()).can_be_kept());
        let manager = UserFilter {
            attributes: BTreeMap::from([("manager".to_owned(), "budi@x.example".to_owned())]),
            ..UserFilter::default()
        };
        assert!(!SavedFilter::of("Budi", &manager).can_be_kept());
    }
}
