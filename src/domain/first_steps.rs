//! What a new account has to do before its people can work with it, in order, and what of it is done.

use crate::domain::coded::coded;

coded! {
    /// A step on the way from an empty account to one that works.
    pub enum FirstStep {
        /// License types, with their seats.
        LicenseTypes = "license_types",
        /// Learners, by hand or from a file.
        Users = "users",
        /// A report of what they learnt.
        Learning = "learning",
        /// The account's rules: profiles, gates, languages.
        Rules = "rules",
        /// Others who work with the console.
        Operators = "operators",
        /// The road by which mail leaves.
        Mail = "mail",
    }
}

/// What of an account the steps are judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Facts {
    /// Seats over all license types.
    pub seats: u64,
    /// Learners in the account.
    pub users: u64,
    /// Learning reports that were imported.
    pub learning_reports: u64,
    /// Whether somebody saved the settings, if only as they were.
    pub rules_set: bool,
    /// Operators who can sign in or could be enabled again.
    pub operators: u64,
    /// Whether the configuration says where mail goes.
    pub mail_set_up: bool,
    /// Whether the account began with the list, and nobody has put it away.
    pub listed: bool,
}

/// The steps of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstSteps {
    /// Each step, in order, with whether it is done.
    pub steps: [(FirstStep, bool); 6],
    /// Whether **Home** shows them: until all are done, or somebody puts the list away.
    pub shown: bool,
}

/// The steps of an account, by its facts.
pub fn first_steps(facts: &Facts) -> FirstSteps {
    let steps = FirstStep::ALL.map(|step| {
        let done = match step {
            FirstStep::LicenseTypes => facts.seats > 0,
            FirstStep::Users => facts.users > 0,
            FirstStep::Learning => facts.learning_reports > 0,
            FirstStep::Rules => facts.rules_set,
            FirstStep::Operators => facts.operators > 1,
            FirstStep::Mail => facts.mail_set_up,
        };
        (step, done)
    });
    FirstSteps {
        steps,
        shown: facts.listed && steps.iter().any(|(_, done)| !done),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: Facts = Facts {
        seats: 0,
        users: 0,
        learning_reports: 0,
        rules_set: false,
        operators: 1,
        mail_set_up: false,
        listed: true,
    };

    fn done(facts: &Facts) -> Vec<&'static str> {
        let steps = first_steps(facts).steps.into_iter();
        let done = steps.filter(|(_, done)| *done);
        done.map(|(step, _)| step.code()).collect()
    }

    #[test]
    fn each_fact_ticks_its_own_step() {
        assert_eq!(done(&NEW), Vec::<&str>::new());
        for (facts, step) in [
            (Facts { seats: 1, ..NEW }, "license_types"),
            (Facts { users: 1, ..NEW }, "users"),
            (
                Facts {
                    learning_reports: 1,
                    ..NEW
                },
                "learning",
            ),
            (
                Facts {
                    rules_set: true,
                    ..NEW
                },
                "rules",
            ),
            (
                Facts {
                    operators: 2,
                    ..NEW
                },
                "operators",
            ),
            (
                Facts {
                    mail_set_up: true,
                    ..NEW
                },
                "mail",
            ),
        ] {
            assert_eq!(done(&facts), [step]);
            assert!(first_steps(&facts).shown, "{step}");
        }
    }

    #[test]
    fn the_list_is_there_until_it_is_done_or_put_away() {
        assert!(first_steps(&NEW).shown);
        let away = Facts {
            listed: false,
            ..NEW
        };
        assert!(!first_steps(&away).shown);
        let all = Facts {
            seats: 1,
            users: 1,
            learning_reports: 1,
            rules_set: true,
            operators: 2,
            mail_set_up: true,
            listed: true,
        };
        assert!(!first_steps(&all).shown);
        assert_eq!(done(&all).len(), FirstStep::ALL.len());
    }
}
