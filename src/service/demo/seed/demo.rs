//! What a demo account has beside its learners: operators, requests, and a file to delete by.

use super::Seeder;
use crate::domain::operator::Role;
use crate::domain::request::RequestKind;

/// An operator of the demo account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoOperator {
    /// The name to sign in with.
    pub name: &'static str,
    /// Where mail goes.
    pub email: &'static str,
    /// The role.
    pub role: Role,
    /// Index of the learner who this operator also is.
    pub learner: Option<u64>,
}

/// A request that waits in the demo account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoRequest {
    /// What is wished.
    pub kind: RequestKind,
    /// Index of the learner who wishes it.
    pub learner: u64,
    /// The id of the words that say through which channel it came.
    pub channel: &'static str,
    /// The id of the words that say what the learner said.
    pub note: &'static str,
    /// Days since it was recorded.
    pub opened_days_ago: i64,
    /// Days until it must be done; negative when it is overdue.
    pub due_in_days: i64,
    /// Name of the operator who has claimed it.
    pub owner: Option<&'static str>,
    /// Whether the learner's identity was verified.
    pub identity_verified: bool,
}

/// The full admin who is signed in by default.
pub const ADMIN: DemoOperator = DemoOperator {
    name: "Maya Lestari",
    email: "maya.lestari@admin.enigma.example",
    role: Role::FullAdmin,
    learner: None,
};

/// The other operators.
pub const OPERATORS: [DemoOperator; 4] = [
    DemoOperator {
        name: "Tomás Rivera",
        email: "tomas.rivera@audit.example",
        role: Role::Auditor,
        learner: None,
    },
    DemoOperator {
        name: "Kwame Boateng",
        email: "kwame.boateng@enigma.example",
        role: Role::HelpDesk,
        learner: Some(4),
    },
    DemoOperator {
        name: "Dewi Anggraini",
        email: "dewi.anggraini@enigma.example",
        role: Role::SubAdmin,
        learner: Some(3),
    },
    DemoOperator {
        name: "Ingrid Solberg",
        email: "ingrid.solberg@admin.enigma.example",
        role: Role::FullAdmin,
        learner: None,
    },
];

/// An operator who has left and whose entry is disabled.
pub const FORMER: DemoOperator = DemoOperator {
    name: "Rahel Tesfaye",
    email: "rahel.tesfaye@admin.enigma.example",
    role: Role::SubAdmin,
    learner: None,
};

/// Indices of the learners who were deleted before the demo begins, in an account of any size.
pub const LEAVERS: std::ops::Range<u64> = 250..270;

/// The requests, oldest first.
pub const REQUESTS: [DemoRequest; 3] = [
    DemoRequest {
        kind: RequestKind::Delete,
        learner: 2,
        channel: "demo-chloe-channel",
        note: "demo-chloe-note",
        opened_days_ago: 24,
        due_in_days: 6,
        owner: Some("Kwame Boateng"),
        identity_verified: true,
    },
    DemoRequest {
        kind: RequestKind::Revoke,
        learner: 1,
        channel: "demo-channel-phone",
        note: "demo-budi-note",
        opened_days_ago: 9,
        due_in_days: -2,
        owner: None,
        identity_verified: false,
    },
    DemoRequest {
        kind: RequestKind::Disconnect,
        learner: 0,
        channel: "demo-siti-channel",
        note: "demo-siti-note",
        opened_days_ago: 1,
        due_in_days: 13,
        owner: None,
        identity_verified: true,
    },
];

/// A deletion CSV that shows every common outcome: leavers by email, by ID and by both, and rows that cannot be done.
/// It is meant for an account of at least 100 learners.
pub fn plain_deletion_csv(seeder: &Seeder) -> String {
    let email = |index: u64| seeder.learner(index).email.unwrap_or_default();
    let id = |index: u64| seeder.learner(index).unique_id;
    let mut rows = vec!["primary_email_address,unique_user_id".to_owned()];
    for nth in 0..24 {
        let index = 10 + nth * 3;
        rows.push(match nth % 3 {
            0 => format!("{},", email(index)),
            1 => format!(",{}", id(index)),
            _ => format!("{},{}", email(index).to_uppercase(), id(index)),
        });
    }
    rows.push("nobody.here@enigma.example,".to_owned());
    rows.push(format!(",E-{}", 99));
    rows.push(format!("{},", email(10)));
    rows.push("not an address,".to_owned());
    rows.push(String::new());
    rows.push(format!("{},{}", email(90), id(91)));
    rows.push(format!("{},", email(41)));
    rows.push(format!("{},", email(4)));
    rows.push(",1.04E+05".to_owned());
    rows.push(format!("{},", email(LEAVERS.start)));
    rows.push(format!(",{}", id(LEAVERS.start + 1)));
    rows.push(format!("{},{},one field too many", email(94), id(94)));
    rows.join("\n") + "\n"
}
