//! By what the users table can be filtered, and each condition that is set as a chip that can be taken away by itself.

use crate::domain::filter::{Ago, AttributeValue, LastActive, Side, UserFilter};
use crate::domain::id::GroupId;
use crate::domain::license::LicenseStatus;
use crate::domain::query::Group;
use crate::say;
use crate::ui::shell::context::Context;
use crate::wording;

/// By what the table can be filtered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum By {
    License,
    Profile,
    Hold,
    Group,
    LastActive,
    Invited,
    /// A custom attribute, by its name.
    Attribute(String),
}

/// What filters are chosen from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'k> {
    pub(super) groups: &'k [Group],
    pub(super) values: &'k [AttributeValue],
    /// The group whose members alone are listed.
    pub(super) of: Option<GroupId>,
}

/// What becomes of a filter for which something was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Set {
    /// It is set, or it narrows nothing any more.
    Done,
    /// A number of days has to be typed.
    Days,
}

const LICENSES: [LicenseStatus; 3] = [
    LicenseStatus::Activated,
    LicenseStatus::Invited,
    LicenseStatus::None,
];
const ACTIVE: [(Side, u32); 6] = [
    (Side::Within, 7),
    (Side::Within, 30),
    (Side::Within, 90),
    (Side::Longer, 90),
    (Side::Longer, 180),
    (Side::Longer, 365),
];
const INVITED: [(Side, u32); 5] = [
    (Side::Within, 7),
    (Side::Within, 30),
    (Side::Longer, 14),
    (Side::Longer, 30),
    (Side::Longer, 90),
];

impl By {
    /// The filters that are offered: members of a group cannot be filtered by group.
    pub(super) fn offered(known: Known<'_>) -> Vec<Self> {
        let mut offered = vec![Self::License, Self::Profile, Self::Hold];
        if known.of.is_none() {
            offered.push(Self::Group);
        }
        offered.extend([Self::LastActive, Self::Invited]);
        let mut names: Vec<&String> = known.values.iter().map(|value| &value.name).collect();
        names.dedup();
        offered.extend(names.into_iter().cloned().map(Self::Attribute));
        offered
    }

    /// Every condition of a filter that is set.
    pub(super) fn set_in(filter: &UserFilter, of: Option<GroupId>) -> Vec<Self> {
        let plain = [
            Self::License,
            Self::Profile,
            Self::Hold,
            Self::Group,
            Self::LastActive,
            Self::Invited,
        ];
        let is_set = |by: &Self| match by {
            Self::License => filter.license.is_some(),
            Self::Profile => filter.connected.is_some(),
            Self::Hold => filter.on_hold.is_some(),
            Self::Group => filter.group.is_some() && of.is_none(),
            Self::LastActive => filter.last_active.is_some(),
            Self::Invited => filter.invited.is_some(),
            Self::Attribute(name) => filter.attributes.contains_key(name),
        };
        let attributes = filter.attributes.keys().cloned().map(Self::Attribute);
        plain.into_iter().filter(is_set).chain(attributes).collect()
    }

    /// Its name.
    pub(super) fn name(&self, context: &Context) -> String {
        let texts = &context.texts;
        match self {
            Self::License => say!(texts, "filter-license"),
            Self::Profile => say!(texts, "filter-profile"),
            Self::Hold => say!(texts, "filter-hold"),
            Self::Group => say!(texts, "filter-group"),
            Self::LastActive => say!(texts, "filter-active"),
            Self::Invited => say!(texts, "filter-invited"),
            Self::Attribute(name) => wording::attribute(texts, name),
        }
    }

    /// What can be chosen, with a note beside it.
    pub(super) fn options(&self, known: Known<'_>, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        let plain = |said: String| (said, String::new());
        match self {
            Self::License => LICENSES.map(|it| plain(it.label().to_owned())).to_vec(),
            Self::Profile => ["Connected", "Not connected"]
                .map(|it| plain(it.to_owned()))
                .to_vec(),
            Self::Hold => [say!(texts, "filter-held"), say!(texts, "filter-not-held")]
                .map(plain)
                .to_vec(),
            Self::Group => known
                .groups
                .iter()
                .map(|group| plain(group.name.clone()))
                .collect(),
            Self::LastActive => ACTIVE
                .iter()
                .map(|(side, days)| plain(active(context, *side, *days)))
                .chain([
                    plain(say!(texts, "filter-active-never")),
                    plain(say!(texts, "filter-other-days")),
                ])
                .collect(),
            Self::Invited => INVITED
                .iter()
                .map(|(side, days)| plain(invited(context, *side, *days)))
                .chain([plain(say!(texts, "filter-other-days"))])
                .collect(),
            Self::Attribute(name) => {
                let own = known.values.iter().filter(|value| value.name == *name);
                let number = |count| crate::formats::number(context.language(), count);
                own.map(|value| (value.value.clone(), number(value.learners)))
                    .collect()
            }
        }
    }

    /// Sets what was chosen by its position; none takes the condition away.
    pub(super) fn set(
        &self,
        filter: &mut UserFilter,
        index: Option<usize>,
        known: Known<'_>,
        context: &Context,
    ) -> Set {
        let yes_or_no = index.map(|index| index == 0);
        match self {
            Self::License => {
                filter.license = index.and_then(|index| LICENSES.get(index).copied());
            }
            Self::Profile => filter.connected = yes_or_no,
            Self::Hold => filter.on_hold = yes_or_no,
            Self::Group => {
                let group = index.and_then(|index| known.groups.get(index));
                filter.group = group.map(|group| group.id);
            }
            Self::LastActive => {
                filter.last_active = match index {
                    None => None,
                    Some(index) if index < ACTIVE.len() => {
                        let (side, days) = ACTIVE[index];
                        Some(LastActive::Ago(Ago::of(days, side, context.now)))
                    }
                    Some(index) if index == ACTIVE.len() => Some(LastActive::Never),
                    Some(_) => return Set::Days,
                };
            }
            Self::Invited => {
                filter.invited = match index {
                    None => None,
                    Some(index) if index < INVITED.len() => {
                        let (side, days) = INVITED[index];
                        Some(Ago::of(days, side, context.now))
                    }
                    Some(_) => return Set::Days,
                };
            }
            Self::Attribute(name) => {
                let mut own = known.values.iter().filter(|value| value.name == *name);
                match index.and_then(|index| own.nth(index)) {
                    Some(value) => {
                        filter.attributes.insert(name.clone(), value.value.clone());
                    }
                    None => {
                        filter.attributes.remove(name);
                    }
                }
            }
        }
        Set::Done
    }

    /// Sets so many days that have passed at least.
    pub(super) fn set_days(&self, filter: &mut UserFilter, days: u32, context: &Context) {
        let ago = Ago::of(days, Side::Longer, context.now);
        match self {
            Self::LastActive => filter.last_active = Some(LastActive::Ago(ago)),
            Self::Invited => filter.invited = Some(ago),
            Self::License | Self::Profile | Self::Hold | Self::Group | Self::Attribute(_) => {}
        }
    }

    /// What it is set to in a filter.
    pub(super) fn value(&self, filter: &UserFilter, groups: &[Group], context: &Context) -> String {
        let texts = &context.texts;
        let value = match self {
            Self::License => filter.license.map(|it| it.label().to_owned()),
            Self::Profile => filter.connected.map(|connected| {
                let said = if connected {
                    "Connected"
                } else {
                    "Not connected"
                };
                said.to_owned()
            }),
            Self::Hold => filter.on_hold.map(|held| {
                if held {
                    say!(texts, "filter-held")
                } else {
                    say!(texts, "filter-not-held")
                }
            }),
            Self::Group => filter.group.map(|wanted| {
                let group = groups.iter().find(|group| group.id == wanted);
                // A group of a kept filter may be gone since.
                group.map_or_else(|| format!("{wanted} –"), |group| group.name.clone())
            }),
            Self::LastActive => filter.last_active.map(|last| match last {
                LastActive::Never => say!(texts, "filter-active-never"),
                LastActive::Ago(ago) => active(context, ago.side, ago.days),
            }),
            Self::Invited => filter
                .invited
                .map(|ago| invited(context, ago.side, ago.days)),
            Self::Attribute(name) => filter.attributes.get(name).map(|value| {
                if context.privacy {
                    "•••".to_owned()
                } else {
                    value.clone()
                }
            }),
        };
        value.unwrap_or_else(|| say!(texts, "filter-any"))
    }
}

fn active(context: &Context, side: Side, days: u32) -> String {
    let days = u64::from(days);
    match side {
        Side::Within => say!(context.texts, "filter-active-within", days = days),
        Side::Longer => say!(context.texts, "filter-active-longer", days = days),
    }
}

fn invited(context: &Context, side: Side, days: u32) -> String {
    let days = u64::from(days);
    match side {
        Side::Within => say!(context.texts, "filter-invited-within", days = days),
        Side::Longer => say!(context.texts, "filter-invited-longer", days = days),
    }
}
