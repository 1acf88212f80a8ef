//! An account with an operator of every role, and what learners ask of it.

use std::process::{Command, Stdio};

use offboard::domain::Page;
use offboard::domain::id::{RequestId, UserId};
use offboard::domain::license::LicenseStatus;
use offboard::domain::mail::MailRow;
use offboard::domain::op::{
    NewOperator, NewPassphrase, Op, OperatorOp, OwnOp, PeopleOp, RequestOp, Secret,
};
use offboard::domain::operator::{Role, Session};
use offboard::domain::plan::{Outcome, Receipt};
use offboard::domain::query::{Answer, Query};
use offboard::domain::request::{NewRequest, Request, RequestKind};
use offboard::domain::user::{
    EmployeeInfo, InfoChange, Profile, UserFilter, UserSort, UsersQuestion,
};
use offboard::error::Error;

use crate::support::Account;

/// The passphrase of every operator.
pub const PASSPHRASE: &str = "correct horse";

/// An account with two operators of every role that acts.
pub struct Staff {
    pub account: Account,
    pub auditor: Session,
    pub help: Session,
    pub help_too: Session,
    pub sub: Session,
    pub sub_too: Session,
    pub full: Session,
    pub full_too: Session,
}

impl Staff {
    pub fn with(learners: u64) -> Self {
        let mut account = Account::seeded(learners);
        let secret = || Secret(PASSPHRASE.to_owned());
        account
            .execute(&Op::Own(OwnOp::SetPassphrase(NewPassphrase {
                present: None,
                wanted: secret(),
            })))
            .unwrap();
        let mut add = |name: &str, role| {
            let op = Op::Operator(OperatorOp::Add(Box::new(NewOperator {
                name: name.to_owned(),
                email: None,
                role,
                passphrase: Some(secret()),
            })));
            account.execute(&op).unwrap();
            account.reader.sign_in(name, &secret()).unwrap()
        };
        let auditor = add("Audi", Role::Auditor);
        let help = add("Hana", Role::HelpDesk);
        let help_too = add("Hugo", Role::HelpDesk);
        let sub = add("Sam", Role::SubAdmin);
        let sub_too = add("Sol", Role::SubAdmin);
        let full_too = add("Fia", Role::FullAdmin);
        let full = account.session.clone();
        Self {
            account,
            auditor,
            help,
            help_too,
            sub,
            sub_too,
            full,
            full_too,
        }
    }

    /// The same, and a learner with a connected profile and a license.
    pub fn and_learner(learners: u64) -> (Self, UserId) {
        let mut staff = Self::with(learners);
        let learner = staff.connected()[0];
        (staff, learner)
    }

    /// The first operator of every role, least first.
    pub fn by_role(&self) -> [Session; 4] {
        [&self.auditor, &self.help, &self.sub, &self.full].map(Clone::clone)
    }

    pub fn act(&mut self, who: &Session, op: &Op) -> Result<Outcome, Error> {
        self.account.service.execute(who, op, None)
    }

    pub fn ask(&mut self, who: &Session, query: &Query) -> Result<Answer, Error> {
        self.account.reader.load(who, query)
    }

    /// A learner's request, recorded by the help desk.
    pub fn request(&mut self, user: UserId, kind: RequestKind) -> RequestId {
        let who = self.help.clone();
        match self.act(&who, &new_request(user, kind)).unwrap().receipt {
            Receipt::RequestTaken(request) => request,
            other => panic!("{other:?}"),
        }
    }

    pub fn show(&mut self, request: RequestId) -> Request {
        let who = self.full.clone();
        match self.ask(&who, &Query::Request(request)).unwrap() {
            Answer::Request(Some(request)) => *request,
            other => panic!("{other:?}"),
        }
    }

    /// The act that changes **Employee info**, begun from how it stands.
    pub fn edit(&mut self, user: UserId, change: impl FnOnce(&mut EmployeeInfo)) -> Op {
        let seen = self.profile(user).unwrap().employee;
        let mut wanted = seen.clone();
        change(&mut wanted);
        let change = Box::new(InfoChange { seen, wanted });
        Op::People(PeopleOp::Edit { user, change })
    }

    pub fn profile(&mut self, user: UserId) -> Option<Box<Profile>> {
        match self.account.load(&Query::Profile(user)) {
            Answer::Profile(profile) => profile,
            other => panic!("{other:?}"),
        }
    }

    /// Learners that pass a filter and have an address, in the order of their names; no operator is among them.
    pub fn learners(&mut self, filter: UserFilter) -> Vec<UserId> {
        let page = Page::first(10_000);
        let sort = UserSort::default();
        match self
            .account
            .load(&Query::Users(UsersQuestion { filter, sort, page }))
        {
            Answer::Users(users) => {
                let rows = users.window.rows.into_iter();
                let rows = rows.filter(|row| row.email.is_some() && !row.on_hold);
                rows.map(|row| row.id).collect()
            }
            other => panic!("{other:?}"),
        }
    }

    /// Learners with a connected profile and a license.
    pub fn connected(&mut self) -> Vec<UserId> {
        self.learners(UserFilter {
            connected: Some(true),
            license: Some(LicenseStatus::Activated),
            ..UserFilter::default()
        })
    }

    /// The outbox as somebody sees it.
    pub fn outbox(&mut self, who: &Session) -> Vec<MailRow> {
        match self.ask(who, &Query::Outbox(Page::first(10_000))).unwrap() {
            Answer::Outbox(window) => window.rows,
            other => panic!("{other:?}"),
        }
    }

    /// The binary on this account, as an operator.
    pub fn command(&self, who: &Session, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_offboard"));
        command
            .env_clear()
            .env("HOME", self.account.folder.path())
            .env("TMPDIR", self.account.folder.path())
            .env("OFFBOARD_DB", &self.account.database)
            .env("OFFBOARD_OPERATOR", &who.name)
            .env("OFFBOARD_PASSPHRASE", PASSPHRASE)
            .env("OFFBOARD_NEW_PASSPHRASE", PASSPHRASE)
            .current_dir(self.account.folder.path())
            .stdin(Stdio::null())
            .args(words);
        command
    }

    /// Exit code, stdout and stderr of a call.
    pub fn run(&self, who: &Session, words: &[&str]) -> (i32, String, String) {
        let ended = self.command(who, words).output().unwrap();
        (
            ended.status.code().unwrap_or(-1),
            String::from_utf8_lossy(&ended.stdout).into_owned(),
            String::from_utf8_lossy(&ended.stderr).into_owned(),
        )
    }
}

pub fn new_request(user: UserId, kind: RequestKind) -> Op {
    Op::Request(RequestOp::New(Box::new(NewRequest {
        user,
        kind,
        channel: "Phone".to_owned(),
        asked_by: "Her manager Zuleika".to_owned(),
        note: "Wants it gone, says Xanthippe".to_owned(),
    })))
}

pub fn verify(request: RequestId) -> Op {
    Op::Request(RequestOp::Verify {
        request,
        how: Some("Called back the number on file, Yggdrasil 7".to_owned()),
    })
}

pub fn do_it(request: RequestId) -> Op {
    let phrase = None;
    Op::Request(RequestOp::Do {
        request,
        phrase,
        unverified: None,
    })
}

pub fn approve(request: &Request) -> Op {
    Op::Request(RequestOp::Approve {
        request: request.row.id,
        seal: request.approval.clone().unwrap().seal.unwrap_or_default(),
        phrase: None,
        unverified: None,
    })
}
