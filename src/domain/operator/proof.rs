//! How whoever is at a console has shown who they are, and for how long a passphrase counts.

use super::Operator;
use crate::domain::settings::Settings;
use crate::domain::time::Timestamp;

/// How long a passphrase counts, in seconds.
pub(crate) const LASTS: i64 = 15 * 60;

/// How somebody has shown who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Proof {
    /// At the machine itself: by its account, or by a passphrase at sign-in.
    #[default]
    Here,
    /// By a key over SSH, and when by the passphrase too.
    Key(Option<Timestamp>),
}

/// By what and from where somebody came over SSH: a passphrase that was typed counts for whoever comes so again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// Fingerprint of the key.
    pub key: String,
    /// The address.
    pub address: String,
}

impl Proof {
    /// The same, with the passphrase at a moment.
    #[must_use]
    pub const fn with_passphrase(self, now: Timestamp) -> Self {
        match self {
            Self::Here => Self::Here,
            Self::Key(_) => Self::Key(Some(now)),
        }
    }

    /// Whether an operator is to be asked for the passphrase before an act of risk. Who has none cannot be asked.
    pub fn lacks_passphrase(
        self,
        operator: &Operator,
        settings: &Settings,
        now: Timestamp,
    ) -> bool {
        let counts = match self {
            Self::Here => true,
            Self::Key(None) => false,
            Self::Key(Some(at)) => at <= now && now.0 - at.0 < LASTS,
        };
        settings.passphrase_for_risk && operator.has_passphrase && !counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::OperatorId;
    use crate::domain::operator::{Access, Role};

    fn operator(has_passphrase: bool) -> Operator {
        Operator {
            id: OperatorId(1),
            name: "dl".to_owned(),
            email: None,
            role: Role::FullAdmin,
            has_passphrase,
            has_key: true,
            disabled: false,
            user: None,
            language: None,
            locked_until: None,
            access: Access::default(),
        }
    }

    #[test]
    fn a_passphrase_counts_for_a_quarter_of_an_hour_and_never_from_the_future() {
        let settings = Settings {
            passphrase_for_risk: true,
            ..Settings::default()
        };
        let lacks = |proof: Proof, now: i64| {
            proof.lacks_passphrase(&operator(true), &settings, Timestamp(now))
        };
        let at = |moment: i64| Proof::Key(None).with_passphrase(Timestamp(moment));
        assert!(lacks(Proof::Key(None), 1_000));
        assert!(!lacks(at(1_000), 1_000) && !lacks(at(1_000), 1_899));
        assert!(lacks(at(1_000), 1_900) && lacks(at(1_000), 999));
        assert!(!lacks(Proof::Here, 1_000));
        assert!(!Proof::Key(None).lacks_passphrase(&operator(false), &settings, Timestamp(0)));
        let usual = Settings::default();
        assert!(!Proof::Key(None).lacks_passphrase(&operator(true), &usual, Timestamp(0)));
    }
}
