//! The table of `roles.md`, every cell, through the service door and through the command line door.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

#[macro_use]
mod support;

use offboard::domain::Page;
use offboard::domain::batch::{ApprovalLapse, BatchState, ReviewToken};
use offboard::domain::columns::{FileKind, HeaderLine};
use offboard::domain::id::{BatchId, GroupId, LicenseTypeId, MailId, OperatorId, RuleId, UserId};
use offboard::domain::identifier::EmailAddress;
use offboard::domain::license::LicenseTypeOp;
use offboard::domain::mail::MailKind;
use offboard::domain::op::{
    AccountOp, BatchOp, GroupOp, ImportOp, NewOperator, NewPassphrase, Op, OperatorOp, OwnOp,
    PeopleOp, ReleaseScope, RequestOp, Secret,
};
use offboard::domain::operator::{Role, Session};
use offboard::domain::plan::Receipt;
use offboard::domain::query::{Answer, DossierOf, Export, Query, ReviewSource};
use offboard::domain::reason::Reason;
use offboard::domain::record::LogFilter;
use offboard::domain::request::{
    Correction, Reply, RequestFilter, RequestKind, RequestState, RequestView,
};
use offboard::domain::retention::{Condition, Months, RuleLicense, RuleOp, Unknown};
use offboard::domain::roster::RosterImport;
use offboard::domain::settings::{Settings, SettingsChange};
use offboard::domain::ssh::{SshKey, SshOp};
use offboard::domain::user::{UserFilter, UserSort, UsersQuestion};
use offboard::error::Error;
use support::staff::{Staff, approve, do_it, new_request, verify};

/// A key that nobody has.
const KEY: &str =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILM+rvN+ot98qgEN796jTiQfZfG1KaT0PtFDJ/XFSqti spare";

/// Cells of a row: auditor, help desk, sub admin, full admin. `y` may, `-` may not, `v` may on a verified request,
/// `a` asks for approval.
type Cells = &'static str;

/// What a door says of one try: whether the role stood in the way, and how.
fn cell_of<T: std::fmt::Debug>(tried: &Result<T, Error>) -> char {
    match tried {
        Err(Error::NotAllowed(Reason::NeedsRole(_) | Reason::NeedsApprover | Reason::NotOwn)) => {
            '-'
        }
        Err(Error::NotAllowed(Reason::NeedsVerifiedRequest)) => 'v',
        Err(Error::NotAllowed(Reason::NeedsApproval)) => 'a',
        Err(Error::NotAllowed(other)) => panic!("{other:?}"),
        _ => 'y',
    }
}

#[expect(clippy::too_many_lines, reason = "a table has as many lines as rows")]
/// Acts as rows of the table. They name things that are not there: the role is asked first.
fn acts(user: UserId) -> Vec<(Cells, Op)> {
    let users = vec![UserId(999_999)];
    let reason = || "Lawsuit".to_owned();
    let batch = BatchId(999);
    let operator = OperatorId(999);
    let group = GroupId(999);
    let name = || "Finance".to_owned();
    let new_operator = NewOperator {
        name: String::new(),
        email: None,
        role: Role::Auditor,
        passphrase: None,
    };
    let request = offboard::domain::id::RequestId(999);
    let text = || "Hello".to_owned();
    let key = || SshKey::parse(KEY).unwrap();
    vec![
        ("-yyy", new_request(UserId(999_999), RequestKind::Delete)),
        (
            "-yyy",
            Op::Request(RequestOp::Claim {
                request,
                version: 1,
            }),
        ),
        ("-yyy", Op::Request(RequestOp::Release(request))),
        (
            "-yyy",
            Op::Request(RequestOp::Note {
                request,
                text: text(),
            }),
        ),
        (
            "-yyy",
            Op::Request(RequestOp::Reply {
                request,
                reply: Reply::DisconnectYourself,
                wait: false,
            }),
        ),
        ("-yyy", verify(request)),
        ("-yyy", Op::Request(RequestOp::Wait(request))),
        ("-yyy", Op::Request(RequestOp::GoOn(request))),
        ("-yyy", do_it(request)),
        (
            "-yyy",
            Op::Request(RequestOp::Reject {
                request,
                reason: reason(),
            }),
        ),
        (
            "-yyy",
            Op::Request(RequestOp::Cancel {
                request,
                reason: reason(),
                mail: true,
            }),
        ),
        (
            "-vyy",
            Op::People(PeopleOp::Disconnect {
                users: users.clone(),
            }),
        ),
        (
            "-ayy",
            Op::People(PeopleOp::SetLicense {
                users: users.clone(),
                license: None,
            }),
        ),
        (
            "-ayy",
            Op::People(PeopleOp::ChangeLicense {
                users: users.clone(),
                license: LicenseTypeId(1),
                held: false,
            }),
        ),
        (
            "---y",
            Op::Account(AccountOp::Rule(RuleOp::Add(Condition {
                license: RuleLicense::None,
                months: Months::USUAL,
                unknown: Unknown::Stays,
            }))),
        ),
        (
            "---y",
            Op::Account(AccountOp::Rule(RuleOp::Propose(RuleId(999)))),
        ),
        (
            "---y",
            Op::Account(AccountOp::Rule(RuleOp::Remove(RuleId(999)))),
        ),
        (
            "-ayy",
            Op::People(PeopleOp::ReclaimSeats {
                users: users.clone(),
                days: 90,
            }),
        ),
        (
            "---y",
            Op::LicenseType(LicenseTypeOp::Add {
                name: String::new(),
                seats: 0,
            }),
        ),
        (
            "---y",
            Op::LicenseType(LicenseTypeOp::Rename {
                license: LicenseTypeId(999),
                seen: String::new(),
                name: String::new(),
            }),
        ),
        (
            "---y",
            Op::LicenseType(LicenseTypeOp::SetSeats {
                license: LicenseTypeId(999),
                seen: 0,
                seats: 0,
            }),
        ),
        (
            "---y",
            Op::LicenseType(LicenseTypeOp::Remove {
                license: LicenseTypeId(999),
                move_to: None,
            }),
        ),
        ("--yy", Op::People(PeopleOp::Add(Box::default()))),
        (
            "--yy",
            Op::People(PeopleOp::Edit {
                user: UserId(999_999),
                change: Box::default(),
            }),
        ),
        (
            "--yy",
            Op::Group(GroupOp::Create {
                name: String::new(),
            }),
        ),
        (
            "--yy",
            Op::Group(GroupOp::Rename {
                group,
                seen: String::new(),
                name: name(),
            }),
        ),
        ("--yy", Op::Group(GroupOp::Remove { group })),
        (
            "--yy",
            Op::Group(GroupOp::Add {
                group,
                users: users.clone(),
            }),
        ),
        (
            "--yy",
            Op::Group(GroupOp::TakeOut {
                group,
                users: users.clone(),
            }),
        ),
        ("--yy", Op::Import(ImportOp::Users(RosterImport::default()))),
        (
            "--yy",
            Op::Import(ImportOp::ForgetColumns(HeaderLine {
                kind: FileKind::Roster,
                headers: Vec::new(),
            })),
        ),
        (
            "---y",
            Op::Batch(BatchOp::Confirm {
                review: ReviewToken(0),
                wait_days: 0,
                phrase: None,
                again: false,
            }),
        ),
        ("---y", Op::Batch(BatchOp::Cancel(batch))),
        ("---y", Op::Batch(BatchOp::Resume(batch))),
        ("---y", Op::Batch(BatchOp::Withdraw(batch))),
        (
            "---y",
            Op::Batch(BatchOp::Approve {
                batch,
                plan_sha256: String::new(),
            }),
        ),
        (
            "--yy",
            Op::People(PeopleOp::PlaceHold {
                users: vec![user],
                reason: reason(),
            }),
        ),
        (
            "---y",
            Op::People(PeopleOp::LiftHold {
                users,
                reason: reason(),
            }),
        ),
        (
            "---y",
            Op::Account(AccountOp::ReleaseIdentifier {
                key: "x@y.example".to_owned(),
                scope: ReleaseScope::Whole,
                reason: reason(),
            }),
        ),
        (
            "---y",
            Op::Operator(OperatorOp::Add(Box::new(new_operator))),
        ),
        (
            "---y",
            Op::Operator(OperatorOp::ChangeRole {
                operator,
                seen: Role::FullAdmin,
                role: Role::Auditor,
            }),
        ),
        ("---y", Op::Operator(OperatorOp::Disable(operator))),
        ("---y", Op::Operator(OperatorOp::Enable(operator))),
        (
            "---y",
            Op::Operator(OperatorOp::ResetPassphrase {
                operator,
                passphrase: Secret("1a2b3c4d 5e".to_owned()),
            }),
        ),
        (
            "---y",
            Op::Account(AccountOp::ChangeSettings(Box::new(SettingsChange {
                seen: Settings::default(),
                wanted: Settings::default(),
            }))),
        ),
        (
            "---y",
            Op::Account(AccountOp::ApproveSettings(Box::new(SettingsChange {
                seen: Settings::default(),
                wanted: Settings::default(),
            }))),
        ),
        ("---y", Op::Operator(OperatorOp::Erase(operator))),
        (
            "yyyy",
            Op::Ssh(SshOp::AddKey {
                operator: None,
                key: key(),
            }),
        ),
        (
            "---y",
            Op::Ssh(SshOp::AddKey {
                operator: Some(operator),
                key: key(),
            }),
        ),
        (
            "yyyy",
            Op::Ssh(SshOp::RemoveKey {
                operator: None,
                fingerprint: text(),
            }),
        ),
        (
            "---y",
            Op::Ssh(SshOp::RemoveKey {
                operator: Some(operator),
                fingerprint: text(),
            }),
        ),
        ("---y", Op::Ssh(SshOp::AddAuthority(key()))),
        ("---y", Op::Ssh(SshOp::RemoveAuthority(text()))),
        ("---y", Op::Ssh(SshOp::Revoke(text()))),
        ("---y", Op::Account(AccountOp::DismissFirstSteps)),
        (
            "---y",
            Op::People(PeopleOp::ClearResidue {
                users: vec![UserId(999_999)],
            }),
        ),
        ("--yy", Op::Account(AccountOp::SendAgain(MailId(999)))),
        (
            "--yy",
            Op::Request(RequestOp::Return {
                request,
                question: text(),
            }),
        ),
        (
            "-yyy",
            Op::Request(RequestOp::Correct(Correction {
                request,
                seen: (None, RequestKind::Delete),
                user: UserId(999_999),
                kind: RequestKind::Revoke,
            })),
        ),
        (
            "--yy",
            Op::Request(RequestOp::Approve {
                request,
                seal: String::new(),
                phrase: None,
                unverified: None,
            }),
        ),
    ]
}

#[test]
fn every_act_is_open_to_the_roles_of_the_table_and_to_no_other() {
    let mut staff = Staff::with(30);
    let user = staff.connected()[0];
    let roles = staff.by_role();
    for (cells, op) in acts(user) {
        let mut told = [String::new(), String::new()];
        for who in &roles {
            told[0].push(cell_of(&staff.account.reader.plan(who, &op)));
            told[1].push(cell_of(&staff.act(who, &op)));
        }
        assert_eq!(told, [cells, cells], "{op:?}");
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story, told to its end")]
fn every_question_and_every_file_is_open_to_the_roles_of_the_table_and_to_no_other() {
    let mut staff = Staff::with(30);
    let user = staff.connected()[0];
    let page = Page::first(1);
    let (filter, sort) = (UserFilter::default(), UserSort::default());
    let question = UsersQuestion { filter, sort, page };
    let view = RequestView::All;
    let queries: Vec<(Cells, Query)> = vec![
        ("yyyy", Query::Home),
        ("yyyy", Query::Users(question)),
        ("yyyy", Query::Profile(user)),
        ("yyyy", Query::IdleSeats { days: 90, page }),
        ("yyyy", Query::IdleIds(90)),
        (
            "yyyy",
            Query::Requests {
                view,
                filter: RequestFilter::default(),
                page,
            },
        ),
        ("yyyy", Query::Request(offboard::domain::id::RequestId(1))),
        ("yyyy", Query::LearnerReport(user)),
        ("yyyy", Query::AggregateReport),
        (
            "y-yy",
            Query::Log {
                filter: LogFilter::default(),
                page,
            },
        ),
        ("y-yy", Query::VerifyLog),
        ("yyyy", Query::AskTombstones("x@y.example".to_owned())),
        ("yyyy", Query::Outbox(page)),
        ("yyyy", Query::Mail(MailId(999))),
        ("y-yy", Query::LogEntry(999_999)),
        ("y-yy", Query::LogActs),
        ("y--y", Query::Operators),
        ("---y", Query::Keys),
        ("yyyy", Query::OwnKeys),
        ("---y", Query::Authorities),
        ("---y", Query::Residue),
        ("yyyy", Query::WaitingSettings),
        ("--yy", Query::Rules),
        ("---y", Query::Batches(page)),
        ("---y", Query::Batch(BatchId(999))),
        (
            "---y",
            Query::BatchRows {
                batch: BatchId(999),
                outcome: None,
                page,
            },
        ),
    ];
    let roles = staff.by_role();
    for (cells, query) in queries {
        let told: String = roles
            .iter()
            .map(|who| cell_of(&staff.account.reader.load(who, &query)))
            .collect();
        assert_eq!(told, cells, "{query:?}");
    }
    let batch = BatchId(999);
    let exports: Vec<(Cells, Export)> = vec![
        ("yyyy", Export::Months),
        ("yyyy", Export::LearnerReport(user)),
        ("y-yy", Export::Log(LogFilter::default())),
        ("y--y", Export::Dossier(DossierOf::Batch(batch))),
        ("--yy", Export::Users(UserFilter::default())),
        ("---y", Export::Results { batch, all: false }),
        ("y--y", Export::Certificate(batch)),
        ("---y", Export::Upload(batch)),
    ];
    for (cells, export) in exports {
        let told: String = roles
            .iter()
            .map(|who| {
                let to = &mut Vec::new();
                cell_of(&staff.account.reader.export_to(who, &export, to))
            })
            .collect();
        assert_eq!(told, cells, "{export:?}");
    }
    let file = staff.account.file(
        "leavers.csv",
        "primary_email_address,unique_user_id\nx@y.example,\n",
    );
    let told: String = roles
        .iter()
        .map(|who| {
            let source = ReviewSource::File(file.clone());
            cell_of(&staff.account.reader.review(who, &source, &mut |_| true))
        })
        .collect();
    assert_eq!(told, "--yy");
    let told: String = roles
        .iter()
        .map(|who| cell_of(&staff.account.service.check(who, &mut |_| true)))
        .collect();
    assert_eq!(told, "---y");
}

/// Calls of the binary as rows of the table. `v` and `a` end like `-`: the direct door is closed.
#[expect(clippy::too_many_lines, reason = "one story, told to its end")]
fn calls(email: &str, other: &str, request: &str) -> Vec<(Cells, Vec<String>)> {
    let rows: Vec<(Cells, String)> = vec![
        ("yyyy", "users list --limit 1".to_owned()),
        ("yyyy", format!("users show {email}")),
        ("yyyy", "requests list".to_owned()),
        ("yyyy", format!("requests show {request}")),
        ("yyyy", "reports aggregate".to_owned()),
        ("yyyy", format!("reports learner {email}")),
        ("y-yy", "audit list --limit 1".to_owned()),
        ("y-yy", "audit verify".to_owned()),
        ("y-yy", "audit export -o -".to_owned()),
        (
            "-yyy",
            format!("requests new {other} --kind revoke --channel Phone"),
        ),
        ("-yyy", format!("requests note {request} Nervous")),
        ("-yyy", format!("requests claim {request}")),
        ("-yyy", format!("requests reply {request} Hello")),
        ("-yyy", format!("requests verify {request} --how Call")),
        ("-yyy", format!("requests wait {request}")),
        ("-yyy", format!("requests resume {request}")),
        ("-yyy", format!("requests release {request}")),
        ("-yyy", format!("requests do {request} --yes")),
        ("---y", format!("requests approve {request} --yes")),
        ("-yyy", format!("requests reject {request} --reason No")),
        ("-yyy", format!("requests cancel {request} --reason No")),
        ("yyyy", "outbox show 999".to_owned()),
        ("--yy", "outbox send 999".to_owned()),
        ("yyyy", "users list --search a --limit 1".to_owned()),
        ("yyyy", "account show".to_owned()),
        ("--yy", format!("users disconnect {email} --yes")),
        ("--yy", format!("users license {email} none --yes")),
        ("--yy", format!("users edit {email} --job-title Pilot")),
        ("--yy", "users import roster.csv".to_owned()),
        ("--yy", "users export -o -".to_owned()),
        ("--yy", "deletions check leavers.csv".to_owned()),
        ("--yy", format!("users hold {email} --reason Lawsuit")),
        ("---y", format!("users hold {email} --lift --reason Over")),
        ("---y", "deletions run nobody.csv --yes".to_owned()),
        ("---y", "deletions list".to_owned()),
        ("---y", "deletions show 1".to_owned()),
        ("---y", "deletions show 1 --rows".to_owned()),
        ("---y", "deletions cancel 999".to_owned()),
        ("---y", "deletions resume 1".to_owned()),
        ("---y", "deletions withdraw 999".to_owned()),
        ("---y", "deletions approve 1".to_owned()),
        ("y--y", "deletions certificate 1 -o -".to_owned()),
        ("---y", "deletions results 1 -o -".to_owned()),
        ("yyyy", "deletions find x@y.example".to_owned()),
        (
            "---y",
            "deletions release x@y.example --reason Back".to_owned(),
        ),
        ("yyyy", "outbox list".to_owned()),
        ("-yyy", "outbox send".to_owned()),
        ("y--y", "operators list".to_owned()),
        ("---y", "operators add Nobody --role full-admin".to_owned()),
        ("---y", "operators role Hugo auditor".to_owned()),
        ("---y", "operators disable Hugo".to_owned()),
        ("---y", "operators enable Hugo".to_owned()),
        ("---y", "operators passphrase Hugo".to_owned()),
        ("---y", "operators erase Hugo --yes".to_owned()),
        ("---y", "account approve".to_owned()),
        ("---y", "db residue".to_owned()),
        ("---y", "account set wait_days=0".to_owned()),
        ("---y", "db check".to_owned()),
        ("---y", "db backup copy.db --force".to_owned()),
        ("---y", "db restore copy.db --yes".to_owned()),
        ("---y", "db purge".to_owned()),
    ];
    rows.into_iter()
        .map(|(cells, line)| (cells, line.split(' ').map(str::to_owned).collect()))
        .collect()
}

#[test]
fn the_command_line_is_open_to_the_roles_of_the_table_and_to_no_other() {
    let mut staff = Staff::with(30);
    let learners = staff.connected();
    let email = |staff: &mut Staff, user| staff.profile(user).unwrap().employee.email.unwrap();
    let first = email(&mut staff, learners[0]).as_str().to_owned();
    let third = email(&mut staff, learners[2]).as_str().to_owned();
    let request = staff.request(learners[3], RequestKind::Delete).to_string();
    staff.account.file(
        "leavers.csv",
        format!("primary_email_address,unique_user_id\n{third},\n"),
    );
    staff.account.file(
        "nobody.csv",
        "primary_email_address,unique_user_id\nx@y.example,\n",
    );
    staff
        .account
        .file("roster.csv", format!("primary_email_address\n{third}\n"));
    // A batch that waits, for the verbs that name one.
    let leavers = staff.account.folder.path().join("leavers.csv");
    let review = staff.account.review(&leavers).unwrap();
    let batch = staff.account.confirm(&review).unwrap();
    assert_eq!(batch, BatchId(1));
    let roles = staff.by_role();
    for (cells, words) in calls(&first, &third, &request) {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut told = String::new();
        for who in &roles {
            let (code, _, said) = staff.run(who, &words);
            assert!(
                ![2, 70, -1].contains(&code),
                "{words:?} as {}: {code} {said}",
                who.name
            );
            told.push(if code == 3 { '-' } else { 'y' });
        }
        assert_eq!(told, cells, "{words:?}");
    }
}

#[test]
fn the_help_desk_asks_for_approval_where_the_table_says_so_and_the_right_role_gives_it() {
    for (kind, asks, approves) in [
        (RequestKind::Disconnect, "-y", "--"),
        (RequestKind::Revoke, "-a", "yy"),
        (RequestKind::Delete, "aa", "-y"),
    ] {
        let mut staff = Staff::with(30);
        let learners = staff.connected();
        let asker = staff.help.clone();
        let request = staff.request(learners[0], kind);
        staff.act(&asker, &verify(request)).unwrap();
        staff.act(&asker, &do_it(request)).unwrap();
        let seen = staff.show(request);
        let waits = seen.row.state == RequestState::WaitingForApproval;
        assert_eq!(waits, asks.ends_with('a'), "{kind:?}");
        if waits {
            let mut told = String::new();
            for who in [staff.sub.clone(), staff.full.clone()] {
                let may = staff.act(&who, &approve(&seen));
                let role_forbids = matches!(may, Err(Error::NotAllowed(_)));
                told.push(if role_forbids { '-' } else { 'y' });
            }
            assert_eq!(told, approves, "{kind:?}");
        }
        // A sub admin does what is theirs at once, and asks for the deletion.
        let sub = staff.sub.clone();
        let request = staff.request(learners[1], kind);
        staff.act(&sub, &verify(request)).unwrap();
        staff.act(&sub, &do_it(request)).unwrap();
        let waits = staff.show(request).row.state == RequestState::WaitingForApproval;
        assert_eq!(waits, kind == RequestKind::Delete, "{kind:?}");
        // A full admin does everything at once.
        let full = staff.full.clone();
        let request = staff.request(learners[2], kind);
        staff.act(&full, &verify(request)).unwrap();
        staff.act(&full, &do_it(request)).unwrap();
        let state = staff.show(request).row.state;
        assert!(matches!(
            state,
            RequestState::Done | RequestState::Scheduled
        ));
    }
}

#[test]
fn the_help_desk_sees_and_sends_mail_of_its_own_requests_only() {
    let mut staff = Staff::with(30);
    let learners = staff.connected();
    let (help, other, sub) = (
        staff.help.clone(),
        staff.help_too.clone(),
        staff.sub.clone(),
    );
    let users = vec![learners[0]];
    staff
        .act(&sub, &Op::People(PeopleOp::Disconnect { users }))
        .unwrap();
    let request = staff.request(learners[1], RequestKind::Delete);
    let reply = Op::Request(RequestOp::Reply {
        request,
        reply: Reply::Text("Hello".to_owned()),
        wait: false,
    });
    staff.act(&help, &reply).unwrap();
    assert_eq!(staff.outbox(&sub).len(), 3);
    assert_eq!(staff.outbox(&other).len(), 0);
    let own = staff.outbox(&help);
    assert_eq!(own.len(), 2);
    assert_eq!(own[0].kind, MailKind::RequestReply);
    let again = Op::Account(AccountOp::SendAgain(own[0].id));
    assert!(staff.act(&help, &again).is_ok());
    let refused = staff.act(&other, &again);
    assert_is!(refused, Err(Error::NotAllowed(_)));
}

#[test]
fn a_sub_admin_sees_only_their_own_acts() {
    let mut staff = Staff::with(30);
    let sub = staff.sub.clone();
    let name = "Night shift of the archive".to_owned();
    staff
        .act(&sub, &Op::Group(GroupOp::Create { name }))
        .unwrap();
    // Whose entries are asked for is never dropped: it is refused.
    let filter = LogFilter {
        operator: Some(staff.full.operator),
        ..LogFilter::default()
    };
    let page = Page::first(1_000);
    let others = staff.ask(&sub, &Query::Log { filter, page });
    assert_is!(others, Err(Error::NotAllowed(Reason::NotOwn)));
    let filter = LogFilter::default();
    match staff.ask(&sub, &Query::Log { filter, page }).unwrap() {
        Answer::Log(log) => {
            assert!(log.total >= 2);
            assert!(
                log.rows
                    .iter()
                    .all(|entry| entry.operator == Some(sub.operator))
            );
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_last_full_admin_is_neither_demoted_nor_disabled() {
    let mut staff = Staff::with(0);
    let (full, other) = (staff.full.clone(), staff.full_too.clone());
    let demote = |who: &Session| {
        Op::Operator(OperatorOp::ChangeRole {
            operator: who.operator,
            seen: Role::FullAdmin,
            role: Role::SubAdmin,
        })
    };
    staff.act(&full, &demote(&other)).unwrap();
    for op in [
        demote(&full),
        Op::Operator(OperatorOp::Disable(full.operator)),
    ] {
        let refused = staff.act(&full, &op);
        assert_is!(refused, Err(Error::Refused(Reason::LastFullAdmin)));
    }
}

#[test]
fn nobody_is_locked_out_by_a_second_operator() {
    let mut account = support::Account::seeded(0);
    let op = Op::Operator(OperatorOp::Add(Box::new(NewOperator {
        name: "Second".to_owned(),
        email: None,
        role: Role::Auditor,
        passphrase: None,
    })));
    let refused = account.execute(&op);
    assert_is!(refused, Err(Error::Refused(Reason::PassphraseFirst)));
}

#[test]
fn who_is_disabled_may_nothing_and_signs_in_no_more() {
    let mut staff = Staff::with(0);
    let (full, sub) = (staff.full.clone(), staff.sub.clone());
    staff
        .act(&full, &Op::Operator(OperatorOp::Disable(sub.operator)))
        .unwrap();
    let refused = staff.ask(&sub, &Query::Home);
    assert_is!(refused, Err(Error::NotAllowed(Reason::Disabled)));
    let secret = Secret(support::staff::PASSPHRASE.to_owned());
    assert!(staff.account.reader.sign_in("Sam", &secret).is_err());
    staff
        .act(&full, &Op::Operator(OperatorOp::Enable(sub.operator)))
        .unwrap();
    let passphrase = Secret("another one".to_owned());
    let operator = sub.operator;
    let reset = Op::Operator(OperatorOp::ResetPassphrase {
        operator,
        passphrase: passphrase.clone(),
    });
    staff.act(&full, &reset).unwrap();
    assert!(staff.account.reader.sign_in("Sam", &secret).is_err());
    assert!(staff.account.reader.sign_in("Sam", &passphrase).is_ok());
}

/// A batch that waits for a second full admin.
fn waiting_batch(staff: &mut Staff) -> offboard::domain::batch::Batch {
    waiting_batch_of(staff, 0)
}

/// The same, due after some days.
fn waiting_batch_of(staff: &mut Staff, wait_days: u8) -> offboard::domain::batch::Batch {
    let full = staff.full.clone();
    let second = staff.account.settings_changed(|it| it.second_admin = true);
    staff.act(&full, &second).unwrap();
    let batch = confirmed(staff, wait_days);
    staff.account.batch(batch)
}

/// A batch of one learner that a full admin confirmed.
fn confirmed(staff: &mut Staff, wait_days: u8) -> BatchId {
    let full = staff.full.clone();
    let learner = staff.connected()[0];
    let source = ReviewSource::Users(vec![learner]);
    let reader = &mut staff.account.reader;
    let review = reader.review(&full, &source, &mut |_| true).unwrap();
    let op = Op::Batch(BatchOp::Confirm {
        review: review.token,
        wait_days,
        phrase: review.gate.phrase(),
        again: true,
    });
    match staff.act(&full, &op).unwrap().receipt {
        Receipt::BatchConfirmed(batch) => batch,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_batch_waits_for_a_second_full_admin_who_approves_exactly_its_rows() {
    let mut staff = Staff::with(30);
    let (full, other) = (staff.full.clone(), staff.full_too.clone());
    let batch = waiting_batch(&mut staff);
    assert_eq!(batch.state, BatchState::AwaitingApproval);
    staff.account.settle();
    assert_eq!(staff.account.batch(batch.id).processed, 0);
    let approve = |plan: &str| {
        Op::Batch(BatchOp::Approve {
            batch: batch.id,
            plan_sha256: plan.to_owned(),
        })
    };
    let own = staff.act(&full, &approve(&batch.plan_sha256));
    assert_is!(own, Err(Error::NotAllowed(Reason::OwnApproval)));
    let forged = staff.act(&other, &approve(&"0".repeat(64)));
    assert_is!(forged, Err(Error::Conflict(Reason::ApprovalOutdated)));
    staff.act(&other, &approve(&batch.plan_sha256)).unwrap();
    let replayed = staff.act(&other, &approve(&batch.plan_sha256));
    assert_is!(replayed, Err(Error::Conflict(Reason::BatchIs(_))));
    staff.account.settle();
    let done = staff.account.batch(batch.id);
    assert_eq!(done.state, BatchState::Completed);
    assert_eq!(done.approver_name.as_deref(), Some("Fia"));
}

#[test]
fn a_batch_that_nobody_approves_is_withdrawn_after_seventy_two_hours() {
    let mut staff = Staff::with(30);
    let other = staff.full_too.clone();
    let batch = waiting_batch(&mut staff);
    staff.account.clock.pass(72 * 3_600 - 1);
    staff.account.settle();
    assert_eq!(
        staff.account.batch(batch.id).state,
        BatchState::AwaitingApproval
    );
    staff.account.clock.pass(1);
    let plan_sha256 = batch.plan_sha256.clone();
    let late = Op::Batch(BatchOp::Approve {
        batch: batch.id,
        plan_sha256,
    });
    let refused = staff.act(&other, &late);
    assert_is!(refused, Err(Error::Conflict(Reason::ApprovalExpired)));
    staff.account.settle();
    let over = staff.account.batch(batch.id);
    assert_eq!((over.state, over.processed), (BatchState::Withdrawn, 0));
}

#[test]
fn a_batch_that_waited_a_week_says_that_nobody_approved_it_and_one_taken_back_does_not() {
    let mut staff = Staff::with(30);
    let full = staff.full.clone();
    let wait = staff.account.settings_changed(|it| it.wait_days = 7);
    staff.act(&full, &wait).unwrap();
    let batch = waiting_batch_of(&mut staff, 7);
    staff.account.clock.pass(72 * 3_600);
    staff.account.settle();
    let over = staff.account.batch(batch.id);
    assert_eq!(over.state, BatchState::Withdrawn);
    assert!(over.approval_expired(over.approval_ends()));
    let mail = staff.outbox(&full).remove(0);
    assert_eq!(
        (mail.kind, mail.batch),
        (MailKind::BatchApproval, Some(batch.id))
    );
    assert!(mail.body.contains("Nobody approved it"), "{}", mail.body);
    // Nobody had to approve this one.
    let other = staff.full_too.clone();
    let first = staff.account.settings_changed(|it| it.second_admin = false);
    let asked = staff.act(&full, &first).unwrap().receipt;
    assert_eq!(asked, Receipt::SettingsWait);
    let Op::Account(AccountOp::ChangeSettings(change)) = first else {
        panic!("no change");
    };
    staff
        .act(&other, &Op::Account(AccountOp::ApproveSettings(change)))
        .unwrap();
    let other = confirmed(&mut staff, 7);
    staff.account.clock.pass(5 * 86_400);
    staff
        .act(&full, &Op::Batch(BatchOp::Withdraw(other)))
        .unwrap();
    let over = staff.account.batch(other);
    assert_eq!(over.state, BatchState::Withdrawn);
    assert!(!over.approval_expired(over.approval_ends()));
}

#[test]
#[expect(clippy::too_many_lines, reason = "a story is one piece")]
fn an_approval_does_not_outlast_the_rights_of_who_gave_it() {
    for disables in [true, false] {
        let mut staff = Staff::with(30);
        let (full, other) = (staff.full.clone(), staff.full_too.clone());
        let third = NewOperator {
            name: "Fitri".to_owned(),
            email: Some(EmailAddress::parse("fitri@admin.example").unwrap()),
            role: Role::FullAdmin,
            passphrase: Some(Secret(support::staff::PASSPHRASE.to_owned())),
        };
        staff
            .act(&full, &Op::Operator(OperatorOp::Add(Box::new(third))))
            .unwrap();
        let secret = Secret(support::staff::PASSPHRASE.to_owned());
        let third = staff.account.reader.sign_in("Fitri", &secret).unwrap();
        let wait = staff.account.settings_changed(|it| it.wait_days = 5);
        staff.act(&full, &wait).unwrap();
        let batch = waiting_batch_of(&mut staff, 5);
        let approve = Op::Batch(BatchOp::Approve {
            batch: batch.id,
            plan_sha256: batch.plan_sha256.clone(),
        });
        staff.act(&other, &approve).unwrap();
        assert_eq!(staff.account.batch(batch.id).state, BatchState::Scheduled);
        let operator = other.operator;
        let gone = if disables {
            Op::Operator(OperatorOp::Disable(operator))
        } else {
            let role = Role::SubAdmin;
            let seen = Role::FullAdmin;
            Op::Operator(OperatorOp::ChangeRole {
                operator,
                seen,
                role,
            })
        };
        staff.act(&full, &gone).unwrap();
        staff.account.clock.pass(5 * 86_400);
        staff.account.settle();
        let lapsed = staff.account.batch(batch.id);
        assert_eq!(lapsed.state, BatchState::AwaitingApproval);
        assert_eq!(lapsed.approval_lapse, Some(ApprovalLapse::ApproverLeft));
        assert_eq!((lapsed.processed, lapsed.approver_name), (0, None));
        let told = |mails: &[offboard::domain::mail::MailRow], to: &str| {
            let mine = mails.iter().rev().filter(|mail| mail.to == to);
            let bodies = mine.map(|mail| mail.body.clone());
            bodies.collect::<Vec<_>>()
        };
        let mails = staff.outbox(&full);
        let dewi = told(&mails, "dewi@admin.example");
        assert_eq!(dewi.len(), 2, "{dewi:?}");
        assert!(dewi[0].contains("Fia has approved it") && dewi[1].contains("Fia, who had"));
        let fitri = told(&mails, "fitri@admin.example");
        assert_eq!(fitri.len(), 2, "{fitri:?}");
        assert!(fitri[0].contains("waits for the approval") && fitri[1].contains("somebody else"));
        staff.act(&third, &approve).unwrap();
        staff.account.settle();
        let done = staff.account.batch(batch.id);
        assert_eq!(done.state, BatchState::Completed);
        assert_eq!(done.approver_name.as_deref(), Some("Fitri"));
        assert_eq!(done.approval_lapse, None);
    }
}

#[test]
fn whoever_has_a_passphrase_shows_it_before_it_is_changed_and_what_fails_is_on_record() {
    let mut staff = Staff::with(0);
    let (full, sam) = (staff.full.clone(), staff.sub.clone());
    let wanted = Secret("another horse".to_owned());
    let change = |present: Option<&str>| {
        Op::Own(OwnOp::SetPassphrase(NewPassphrase {
            present: present.map(|it| Secret(it.to_owned())),
            wanted: wanted.clone(),
        }))
    };
    for present in [None, Some("wrong")] {
        let refused = staff.act(&sam, &change(present));
        assert_is!(refused, Err(Error::NotAllowed(Reason::SignInFailed)));
    }
    assert!(staff.account.reader.sign_in("Sam", &wanted).is_err());
    let right = support::staff::PASSPHRASE;
    staff.act(&sam, &change(Some(right))).unwrap();
    assert!(staff.account.reader.sign_in("Sam", &wanted).is_ok());
    // Five failures keep out, a name that is nobody's is a failure of nobody's; both stand in the log.
    for _ in 0..5 {
        let wrong = Secret("wrong".to_owned());
        staff.account.reader.sign_in("Sol", &wrong).unwrap_err();
        staff.account.reader.sign_in("Nobody", &wrong).unwrap_err();
    }
    let mut log = Vec::new();
    staff
        .account
        .reader
        .export_to(&full, &Export::Log(Default::default()), &mut log)
        .unwrap();
    let log = String::from_utf8(log).unwrap();
    let failed = |what: &str| {
        let lines = log.lines().filter(|line| line.contains(",sign_in_failed,"));
        lines.filter(|line| line.contains(what)).count()
    };
    assert_eq!(failed("seconds=30"), 1, "{log}");
    assert_eq!(failed(""), 3 + 5 + 5, "{log}");
    assert!(!log.contains("Nobody"), "{log}");
}
