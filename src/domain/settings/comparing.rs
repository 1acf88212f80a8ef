//! Which settings differ, and one change laid over another.

use super::Settings;

/// Every setting, so that none is left out of a comparison; one that is missing here does not compile.
macro_rules! of_every_setting {
    ($what:ident) => {
        $what!(
            account profile_connection other_products gate_users gate_percent second_admin wait_days max_rows
            keep_upload_days mail_on_revoke help_desk_contact language time_zone colour word provider revoke_road
            delete_road provider_mails package_rows overdue_after
            calls_at_once record_sessions keep_recordings_days passphrase_for_risk
        )
    };
}

impl Settings {
    /// The names of the settings in which these and others differ.
    pub fn differing(&self, others: &Self) -> Vec<&'static str> {
        macro_rules! names {
            ($($name:ident)*) => {{
                let Self { $($name),* } = self;
                let pairs = [$((stringify!($name), *$name != others.$name)),*];
                pairs.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
            }};
        }
        of_every_setting!(names)
    }

    /// These settings, with each guard as it is in the present ones where these would weaken it.
    #[must_use]
    pub fn with_guards_of(&self, present: &Self) -> Self {
        let mut guarded = self.clone();
        macro_rules! kept {
            ($($name:ident)*) => {$(
                let with_theirs = Self { $name: self.$name.clone(), ..present.clone() };
                if present.is_weakened_by(&with_theirs) {
                    guarded.$name.clone_from(&present.$name);
                }
            )*};
        }
        of_every_setting!(kept);
        guarded
    }

    /// These settings with a change laid over them: what the change leaves alone stays as it is here.
    #[must_use]
    pub fn under(&self, seen: &Self, wanted: &Self) -> Self {
        let (seen, wanted, present) = (seen.clone(), wanted.clone(), self.clone());
        macro_rules! laid {
            ($($name:ident)*) => {
                Self { $($name: if wanted.$name == seen.$name { present.$name } else { wanted.$name }),* }
            };
        }
        of_every_setting!(laid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_accounts_the_stricter_guards_are_taken_and_nothing_else() {
        let now = Settings {
            account: "Now".to_owned(),
            gate_users: 10,
            gate_percent: 30,
            max_rows: Some(100),
            second_admin: true,
            ..Settings::default()
        };
        let then = Settings {
            wait_days: 3,
            ..Settings::default()
        };
        let kept = then.with_guards_of(&now);
        let names = then.differing(&kept);
        assert_eq!(names, ["gate_users", "second_admin", "max_rows"]);
        assert_eq!((kept.gate_users, kept.gate_percent), (10, 20));
        assert_eq!((kept.wait_days, kept.max_rows), (3, Some(100)));
        assert!(!now.is_weakened_by(&kept));
        assert_eq!(now.with_guards_of(&now), now);
    }
}
