//! Two operators at once: whoever is slower overwrites nothing of what the other has done.

#![expect(clippy::panic, reason = "a test that cannot go on has failed")]

mod support;

use offboard::domain::license::LicenseTypeOp;
use offboard::domain::op::{AccountOp, BatchOp, GroupOp, Op, OperatorOp, RequestOp};
use offboard::domain::operator::Role;
use offboard::domain::plan::{Outcome, Receipt, Warning};
use offboard::domain::query::{Answer, Query};
use offboard::domain::reason::{Reason, Shown};
use offboard::domain::record::{Detail, LogFilter};
use offboard::domain::request::{Correction, RequestKind};
use offboard::domain::settings::{Settings, SettingsChange};
use offboard::domain::user::EmployeeInfo;
use offboard::domain::{Language, Page};
use offboard::error::Error;
use offboard::texts::Texts;
use offboard::wording::log_detail;

use support::staff::{Staff, do_it, verify};

/// That somebody was faster, with what and who; on the command line that ends with 4.
fn faster(result: Result<Outcome, Error>) -> (Shown, String) {
    match result {
        Err(error @ Error::Conflict(_)) => {
            assert_eq!(error.exit_code(), 4);
            match error {
                Error::Conflict(Reason::ChangedMeanwhile { what, by }) => (what, by),
                other => panic!("{other:?}"),
            }
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_stale_form_writes_what_was_changed_in_it_and_nothing_else() {
    let (mut staff, learner) = Staff::and_learner(50);
    let (fia, sub) = (staff.full_too.clone(), staff.sub.clone());
    let job = |to: &'static str| move |info: &mut EmployeeInfo| info.job_title = to.to_owned();
    let boss = staff.edit(learner, job("Boss"));
    let married = staff.edit(learner, |info| info.last_name = "Chukwu".to_owned());
    let chief = staff.edit(learner, job("Chief"));
    staff.act(&fia, &boss).unwrap();
    staff.act(&sub, &married).unwrap();
    let saved = staff.profile(learner).unwrap().employee;
    assert_eq!(saved.job_title, "Boss");
    assert_eq!(saved.last_name, "Chukwu");
    let filter = LogFilter {
        user: Some(learner),
        ..LogFilter::default()
    };
    let page = Page::first(1);
    let Answer::Log(log) = staff.account.load(&Query::Log { filter, page }) else {
        panic!("no log");
    };
    assert_eq!(log.rows[0].detail.encoded(), "fields=last_name");
    // The job title was changed by both: the slower one is told who was before.
    let head = staff.edit(learner, job("Head"));
    staff.act(&fia, &head).unwrap();
    let told = faster(staff.act(&sub, &chief));
    assert_eq!(told, (Shown::JobTitle, "Fia".to_owned()));
    assert_eq!(staff.profile(learner).unwrap().employee.job_title, "Head");
}

#[test]
fn a_name_a_number_of_seats_and_a_role_are_changed_only_as_they_were_shown() {
    let mut staff = Staff::with(50);
    let (full, fia) = (staff.full.clone(), staff.full_too.clone());
    let Answer::Groups(groups) = staff.account.load(&Query::Groups) else {
        panic!("no groups");
    };
    let rename = |name: &str| {
        Op::Group(GroupOp::Rename {
            group: groups[0].id,
            seen: groups[0].name.clone(),
            name: name.to_owned(),
        })
    };
    staff.act(&fia, &rename("North")).unwrap();
    let told = faster(staff.act(&full, &rename("South")));
    assert_eq!(told, (Shown::Name, "Fia".to_owned()));

    let Answer::Licenses(types) = staff.account.load(&Query::Licenses) else {
        panic!("no license types");
    };
    let seats = |more: u32| {
        Op::LicenseType(LicenseTypeOp::SetSeats {
            license: types[0].id,
            seen: types[0].seats,
            seats: u32::try_from(types[0].seats).unwrap() + more,
        })
    };
    staff.act(&fia, &seats(10)).unwrap();
    let told = faster(staff.act(&full, &seats(20)));
    assert_eq!(told, (Shown::Seats, "Fia".to_owned()));
    let renamed = |name: &str| {
        Op::LicenseType(LicenseTypeOp::Rename {
            license: types[0].id,
            seen: types[0].name.clone(),
            name: name.to_owned(),
        })
    };
    staff.act(&fia, &renamed("First")).unwrap();
    let told = faster(staff.act(&full, &renamed("Second")));
    assert_eq!(told, (Shown::Name, "Fia".to_owned()));

    let becomes = |role| {
        Op::Operator(OperatorOp::ChangeRole {
            operator: staff.sub.operator,
            seen: Role::SubAdmin,
            role,
        })
    };
    let (helps, audits) = (becomes(Role::HelpDesk), becomes(Role::Auditor));
    staff.act(&fia, &helps).unwrap();
    let told = faster(staff.act(&full, &audits));
    assert_eq!(told, (Shown::Role, "Fia".to_owned()));
}

#[test]
fn a_correction_of_a_request_that_was_corrected_meanwhile_is_refused() {
    let mut staff = Staff::with(50);
    let learners = staff.connected();
    let (sub, fia) = (staff.sub.clone(), staff.full_too.clone());
    let request = staff.request(learners[0], RequestKind::Revoke);
    let correct = |user, kind| {
        Op::Request(RequestOp::Correct(Correction {
            request,
            seen: (Some(learners[0]), RequestKind::Revoke),
            user,
            kind,
        }))
    };
    let theirs = correct(learners[1], RequestKind::Revoke);
    let receipt = staff.act(&fia, &theirs).unwrap().receipt;
    assert_eq!(receipt, Receipt::RequestCorrected(request));
    let back = Op::Request(RequestOp::Release(request));
    staff.act(&fia, &back).unwrap();
    // A deletion of a learner whom nobody has seen together with it.
    let told = faster(staff.act(&sub, &correct(learners[0], RequestKind::Delete)));
    assert_eq!(told, (Shown::Request, "Fia".to_owned()));
    let row = staff.show(request).row;
    assert_eq!(
        (row.user, row.kind),
        (Some(learners[1]), RequestKind::Revoke)
    );
}

/// What waits for another full admin, from what to what.
fn waiting(staff: &mut Staff) -> Option<(Settings, Settings)> {
    match staff.account.load(&Query::WaitingSettings) {
        Answer::WaitingSettings(waiting) => waiting.map(|it| (it.seen, it.wanted)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_change_of_the_settings_that_waits_is_not_thrown_away_by_another() {
    let mut staff = Staff::with(50);
    let (full, fia) = (staff.full.clone(), staff.full_too.clone());
    let second = staff.account.settings_changed(|it| it.second_admin = true);
    staff.act(&full, &second).unwrap();
    let percent = staff.account.settings_changed(|it| it.gate_percent = 91);
    let receipt = staff.act(&full, &percent).unwrap().receipt;
    assert_eq!(receipt, Receipt::SettingsWait);

    // Somebody else does not ask for something else meanwhile; they are told who does.
    let users = staff.account.settings_changed(|it| it.gate_users = 9_000);
    let told = staff.act(&fia, &users);
    let Err(Error::Conflict(Reason::SettingsWaitFor(by))) = told else {
        panic!("{told:?}");
    };
    assert_eq!(by, staff.full.name);
    // Who asks adds to it.
    staff.act(&full, &users).unwrap();
    let (seen, wanted) = waiting(&mut staff).unwrap();
    assert_eq!((wanted.gate_percent, wanted.gate_users), (91, 9_000));
    assert_eq!((seen.gate_percent, seen.gate_users), (20, 500));

    // What weakens nothing is saved, and the rest goes on waiting over it.
    let keep = staff.account.settings_changed(|it| it.keep_upload_days = 2);
    let receipt = staff.act(&fia, &keep).unwrap().receipt;
    assert_eq!(receipt, Receipt::SettingsSaved);
    let (seen, wanted) = waiting(&mut staff).unwrap();
    assert_eq!((seen.keep_upload_days, wanted.keep_upload_days), (2, 2));
    assert_eq!((wanted.gate_percent, wanted.gate_users), (91, 9_000));

    // A setting that waits and is made stricter waits no more, which is said before.
    let strict = staff.account.settings_changed(|it| it.gate_percent = 10);
    let plan = staff.account.reader.plan(&fia, &strict).unwrap();
    assert_eq!(plan.warnings, [Warning::EndsWaitingSetting]);
    staff.act(&fia, &strict).unwrap();
    let (seen, wanted) = waiting(&mut staff).unwrap();
    assert_eq!((wanted.gate_percent, wanted.gate_users), (10, 9_000));
    let approve = Op::Account(AccountOp::ApproveSettings(Box::new(SettingsChange {
        seen,
        wanted,
    })));
    staff.act(&fia, &approve).unwrap();
    assert_eq!(waiting(&mut staff), None);
    let log = log(&mut staff, 5);
    let acts: Vec<_> = log
        .iter()
        .map(|(act, detail)| (&**act, &**detail))
        .collect();
    assert_eq!(
        acts,
        [
            ("settings_approve", r#"settings={"gate_users":[500,9000]}"#),
            ("settings_change", r#"settings={"gate_percent":[20,10]}"#),
            ("settings_change", r#"settings={"keep_upload_days":[0,2]}"#),
            ("settings_ask", r#"settings={"gate_users":[500,9000]}"#),
            ("settings_ask", r#"settings={"gate_percent":[20,91]}"#),
        ]
    );
    let texts = Texts::new(Language::English);
    assert_eq!(
        log_detail(&texts, &Detail::decoded(&log[0].0, &log[0].1)),
        "Phrase past users (gate_users): 500 → 9,000"
    );
}

/// The newest entries of the log that are about settings, with what stands beside them.
fn log(staff: &mut Staff, count: usize) -> Vec<(String, String)> {
    let (filter, page) = (LogFilter::default(), Page::first(50));
    let Answer::Log(log) = staff.account.load(&Query::Log { filter, page }) else {
        panic!("no log");
    };
    let about = log
        .rows
        .into_iter()
        .filter(|it| it.act.starts_with("settings"));
    about
        .map(|it| (it.act, it.detail.encoded()))
        .take(count)
        .collect()
}

#[test]
fn who_asked_is_mailed_when_somebody_else_withdraws_the_batch_of_a_request() {
    let (mut staff, learner) = Staff::and_learner(50);
    let (full, fia) = (staff.full.clone(), staff.full_too.clone());
    let second = staff.account.settings_changed(|it| {
        it.second_admin = true;
        it.wait_days = 2;
    });
    staff.act(&full, &second).unwrap();
    let request = staff.request(learner, RequestKind::Delete);
    staff.act(&full, &verify(request)).unwrap();
    let begun = staff.act(&full, &do_it(request)).unwrap().receipt;
    let Receipt::RequestAwaitsSecond(_, batch) = begun else {
        panic!("{begun:?}");
    };
    let before = staff.outbox(&full).len();
    staff
        .act(&fia, &Op::Batch(BatchOp::Withdraw(batch)))
        .unwrap();
    let mails = staff.outbox(&full);
    assert_eq!(mails.len(), before + 1);
    assert_eq!(mails[0].batch, Some(batch));
    let said = "Fia has withdrawn it before it began";
    assert!(mails[0].body.contains(said), "{}", mails[0].body);
    // Who takes back their own knows it.
    let begun = staff.act(&full, &do_it(request)).unwrap().receipt;
    let Receipt::RequestAwaitsSecond(_, batch) = begun else {
        panic!("{begun:?}");
    };
    let before = staff.outbox(&full).len();
    staff
        .act(&full, &Op::Batch(BatchOp::Withdraw(batch)))
        .unwrap();
    assert_eq!(staff.outbox(&full).len(), before);
}
