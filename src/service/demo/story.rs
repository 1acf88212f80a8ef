//! What happened in the demo account before it is opened, in the order of time.
//!
//! The first six learners are the cast of every account, with the requests that the walkthroughs use; everybody else
//! plays the part that falls to the first who fits. What they write are messages, in the language of the account.

use super::stage::{Stage, user};
use super::{DEMO_PASSPHRASE, elsewhere};
use crate::domain::id::{GroupId, LicenseTypeId, RequestId};
use crate::domain::identifier::{EmailAddress, UniqueId};
use crate::domain::license::LicenseStatus;
use crate::domain::op::{
    BatchOp, GroupOp, NewOperator, Op, OperatorOp, PeopleOp, RequestOp, Secret,
};
use crate::domain::operator::Session;
use crate::domain::provider::Provider;
use crate::domain::request::RequestKind;
use crate::domain::settings::{ProfileConnection, Settings};
use crate::domain::user::EmployeeInfo;
use crate::error::Result;
use crate::say;
use crate::service::demo::seed;
use crate::service::demo::seed::{LEAVERS, SeedLearner};

/// Where the search for somebody to play a part begins: those before are named by the demo's deletion CSV.
const EXTRAS: u64 = 100;
/// Days for which the account keeps a batch's CSV.
const KEEP_UPLOADS: u16 = 90;

/// Who acts.
struct Crew {
    maya: Session,
    ingrid: Session,
    dewi: Session,
    kwame: Session,
}

/// The story of an account of at least [`super::WHOLE_STORY`] learners.
pub(super) fn whole(stage: &mut Stage<'_>, provider: Provider) -> Result<()> {
    let crew = begin(stage)?;
    leavers_of_the_quarter(stage, &crew)?;
    everyday_work(stage, &crew)?;
    erasure_on_request(stage, &crew)?;
    chloe(stage, &crew.kwame)?;
    license_given_back(stage, &crew)?;
    wrong_list_and_right_list(stage, &crew)?;
    budi(stage, &crew.dewi)?;
    closed_without_deed(stage, &crew)?;
    waiting_for_the_learner(stage, &crew)?;
    second_thoughts(stage, &crew)?;
    last_days(stage, &crew)?;
    elsewhere::moves(stage, provider)?;
    // The message that is tried again and again is tried once more.
    stage.before_now(10)
}

/// What can happen among few learners: the requests of the cast.
pub(super) fn of_few(stage: &mut Stage<'_>, learners: u64) -> Result<()> {
    let crew = begin(stage)?;
    if learners > 2 {
        chloe(stage, &crew.kwame)?;
    }
    if learners > 1 {
        budi(stage, &crew.dewi)?;
    }
    if learners > 0 {
        stage.before_now(24 * 60)?;
        siti(stage, &crew.kwame)?;
    }
    Ok(())
}

/// Operators and settings.
fn begin(stage: &mut Stage<'_>) -> Result<Crew> {
    let maya = stage.operator(seed::ADMIN.name)?;
    stage.day(44, 9, 5)?;
    for one in seed::OPERATORS.iter().chain([&seed::FORMER]) {
        let operator = NewOperator {
            name: one.name.to_owned(),
            email: EmailAddress::parse(one.email).ok(),
            role: one.role,
            passphrase: Some(Secret(DEMO_PASSPHRASE.to_owned())),
        };
        stage.act(&maya, &Op::Operator(OperatorOp::Add(Box::new(operator))))?;
    }
    let settings = usual_settings(stage)?;
    stage.change_settings(&maya, settings)?;
    let [_, help, sub, full] = seed::OPERATORS;
    Ok(Crew {
        ingrid: stage.operator(full.name)?,
        dewi: stage.operator(sub.name)?,
        kwame: stage.operator(help.name)?,
        maya,
    })
}

fn usual_settings(stage: &Stage<'_>) -> Result<Settings> {
    Ok(Settings {
        profile_connection: ProfileConnection::Required,
        keep_upload_days: KEEP_UPLOADS,
        ..stage.settings()?
    })
}

/// A deletion with failures, and the same file corrected.
fn leavers_of_the_quarter(stage: &mut Stage<'_>, crew: &Crew) -> Result<()> {
    stage.day(38, 10, 20)?;
    let email = |index: u64| stage.learner(index).email.unwrap_or_default();
    let id = |index: u64| stage.learner(index).unique_id;
    let first = LEAVERS.start;
    let mut rows: Vec<String> = (first..first + 12)
        .map(|index| match index % 3 {
            0 => format!("{},", email(index)),
            1 => format!(",{}", id(index)),
            _ => format!("{},{}", email(index), id(index)),
        })
        .collect();
    rows.push(format!("{},", email(first + 2)));
    rows.push(format!("{},", email(138)));
    rows.push("r.oliveira@enigma.exmaple,".to_owned());
    rows.push("hana.kovacs(at)enigma.example,".to_owned());
    rows.push(",E-9".to_owned());
    rows.push(format!("{},{}", email(first + 12), id(first + 13)));
    let file = format!("leavers-{}.csv", stage.month());
    stage.confirm(&crew.maya, &file, &rows, 0)?;
    stage.work()?;
    // The row in which two people stood is corrected, and two more have left.
    stage.day(36, 9, 40)?;
    let learner = |index: u64| stage.learner(index);
    let rows: Vec<String> = (first + 12..first + 15)
        .map(|index| {
            let one = learner(index);
            format!("{},{}", one.email.unwrap_or_default(), one.unique_id)
        })
        .collect();
    let file = format!("leavers-{}-corrected.csv", stage.month());
    stage.confirm(&crew.maya, &file, &rows, 0)?;
    stage.work()
}

/// Licenses, profiles, groups, holds.
fn everyday_work(stage: &mut Stage<'_>, crew: &Crew) -> Result<()> {
    stage.day(35, 11, 0)?;
    let newcomer = stage.somebody(EXTRAS, |learner| learner.licenses.is_empty())?;
    let license = Some(LicenseTypeId(1));
    let users = vec![user(newcomer)];
    stage.act(
        &crew.dewi,
        &Op::People(PeopleOp::SetLicense { users, license }),
    )?;
    let married = stage.somebody(EXTRAS, |learner| {
        learner.last_name.is_ascii() && !learner.last_name.is_empty()
    })?;
    let info = renamed(&stage.learner(married));
    let edit = Op::People(PeopleOp::Edit {
        user: user(married),
        info: Box::new(info),
    });
    stage.act(&crew.dewi, &edit)?;
    stage.day(33, 14, 10)?;
    let connected = stage.somebody(EXTRAS, |learner| learner.connected)?;
    let note = "demo-former-employer";
    let request = stage.request(
        &crew.kwame,
        RequestKind::Disconnect,
        connected,
        "demo-channel-phone",
        note,
    )?;
    stage.claim(&crew.kwame, request)?;
    stage.verify(&crew.kwame, request, "demo-called-back")?;
    stage.do_it(&crew.kwame, request)?;
    stage.day(31, 15, 30)?;
    let held = stage.somebody(EXTRAS, |learner| learner.groups.len() > 2)?;
    let users = vec![user(held)];
    let reason = say!(stage.texts, "demo-hold-reason");
    stage.act(
        &crew.dewi,
        &Op::People(PeopleOp::PlaceHold { users, reason }),
    )?;
    stage.day(30, 10, 0)?;
    let users = vec![user(235)];
    let reason = say!(stage.texts, "demo-hold-lifted");
    stage.act(
        &crew.maya,
        &Op::People(PeopleOp::LiftHold { users, reason }),
    )?;
    let users = vec![user(newcomer), user(married)];
    let group = GroupId(1);
    stage
        .act(&crew.dewi, &Op::Group(GroupOp::Add { group, users }))
        .map(drop)
}

fn renamed(learner: &SeedLearner) -> EmployeeInfo {
    EmployeeInfo {
        first_name: learner.first_name.to_owned(),
        last_name: format!("{}-Marchetti", learner.last_name),
        email: learner
            .email
            .as_deref()
            .and_then(|email| EmailAddress::parse(email).ok()),
        unique_id: UniqueId::parse(&learner.unique_id).ok(),
        job_title: learner.job_title.to_owned(),
        language: learner.language,
        attributes: std::collections::BTreeMap::new(),
    }
}

/// A deletion that a learner asked for, from the letter to the proof: afterwards no personal word of it is left.
fn erasure_on_request(stage: &mut Stage<'_>, crew: &Crew) -> Result<()> {
    stage.day(28, 9, 30)?;
    let index = LEAVERS.start + 15;
    let note = "demo-erasure-note";
    let request = stage.request(
        &crew.kwame,
        RequestKind::Delete,
        index,
        "demo-channel-letter",
        note,
    )?;
    stage.claim(&crew.kwame, request)?;
    stage.verify(&crew.kwame, request, "demo-erasure-verified")?;
    stage.note_on(&crew.kwame, request, "demo-erasure-checked")?;
    stage.reply(&crew.kwame, request, "demo-erasure-reply", false)?;
    stage.do_it(&crew.kwame, request)?;
    stage.later(4)?;
    stage.approve(&crew.ingrid, request)?;
    stage.work()
}

/// Chloé's request is in review, with her identity verified.
fn chloe(stage: &mut Stage<'_>, kwame: &Session) -> Result<()> {
    stage.day(24, 10, 5)?;
    let [asked, ..] = seed::REQUESTS;
    let request = stage.request(kwame, asked.kind, asked.learner, asked.channel, asked.note)?;
    stage.claim(kwame, request)?;
    stage.verify(kwame, request, "demo-chloe-verified")?;
    stage.note_on(kwame, request, "demo-chloe-checked")
}

/// Budi's request is overdue, and nobody has claimed it.
fn budi(stage: &mut Stage<'_>, dewi: &Session) -> Result<()> {
    stage.day(16, 16, 40)?;
    let [_, asked, _] = seed::REQUESTS;
    stage
        .request(dewi, asked.kind, asked.learner, asked.channel, asked.note)
        .map(drop)
}

/// Siti's request is new.
fn siti(stage: &mut Stage<'_>, kwame: &Session) -> Result<()> {
    let [_, _, asked] = seed::REQUESTS;
    stage
        .request(kwame, asked.kind, asked.learner, asked.channel, asked.note)
        .map(drop)
}

/// A license request that the help desk may not do itself.
fn license_given_back(stage: &mut Stage<'_>, crew: &Crew) -> Result<()> {
    stage.day(23, 13, 20)?;
    let index = stage.somebody(EXTRAS, holds_license)?;
    let note = "demo-parental-leave";
    let request = stage.request(
        &crew.kwame,
        RequestKind::Revoke,
        index,
        "demo-channel-email",
        note,
    )?;
    stage.claim(&crew.kwame, request)?;
    stage.verify(&crew.kwame, request, "demo-manager-confirmed")?;
    stage.do_it(&crew.kwame, request)?;
    stage.later(2)?;
    stage.approve(&crew.dewi, request)
}

/// A batch that was stopped before its first row, and the one that should have been run.
fn wrong_list_and_right_list(stage: &mut Stage<'_>, crew: &Crew) -> Result<()> {
    stage.day(20, 15, 5)?;
    let row = |index: u64| format!("{},", stage.learner(index).email.unwrap_or_default());
    let wrong: Vec<String> = (201..207).map(row).collect();
    let right: Vec<String> = (LEAVERS.start + 16..LEAVERS.end).map(row).collect();
    let batch = stage.confirm(&crew.ingrid, "seasonal-staff.csv", &wrong, 0)?;
    stage.act(&crew.ingrid, &Op::Batch(BatchOp::Cancel(batch)))?;
    stage.work()?;
    stage.day(19, 10, 45)?;
    stage.confirm(&crew.ingrid, "seasonal-staff-corrected.csv", &right, 0)?;
    stage.work()
}

/// A request that was turned down, and one that is no longer wanted.
fn closed_without_deed(stage: &mut Stage<'_>, crew: &Crew) -> Result<()> {
    stage.day(14, 11, 30)?;
    let index = stage.somebody(EXTRAS, |learner| learner.connected)?;
    let words = ("demo-relative", "demo-relative-note");
    let kwame = &crew.kwame;
    let request = stage.request_by(
        kwame,
        RequestKind::Delete,
        index,
        "demo-channel-phone",
        words,
    )?;
    stage.claim(kwame, request)?;
    stage.note_on(kwame, request, "demo-relative-checked")?;
    let reason = say!(stage.texts, "demo-relative-rejected");
    stage.act(kwame, &Op::Request(RequestOp::Reject { request, reason }))?;
    stage.day(10, 9, 50)?;
    let index = stage.somebody(EXTRAS, holds_license)?;
    let note = "demo-license-unused";
    let request = stage.request(
        &crew.dewi,
        RequestKind::Revoke,
        index,
        "demo-channel-chat",
        note,
    )?;
    stage.claim(&crew.dewi, request)?;
    let reason = say!(stage.texts, "demo-license-kept");
    stage
        .act(
            &crew.dewi,
            &Op::Request(RequestOp::Cancel {
                request,
                reason,
                mail: true,
            }),
        )
        .map(drop)
}

/// The clock of this request stands still until the learner answers.
fn waiting_for_the_learner(stage: &mut Stage<'_>, crew: &Crew) -> Result<()> {
    stage.day(9, 14, 0)?;
    let index = stage.somebody(EXTRAS, |learner| learner.connected)?;
    let note = "demo-two-profiles";
    let request = stage.request(
        &crew.dewi,
        RequestKind::Disconnect,
        index,
        "demo-channel-email",
        note,
    )?;
    stage.claim(&crew.dewi, request)?;
    let words = "demo-which-profile";
    stage.reply(&crew.dewi, request, words, true)?;
    // This learner's address is not known to the mail server any more.
    stage.day(8, 10, 10)?;
    let unreachable = stage.somebody(EXTRAS, |learner| learner.connected)?;
    stage.hire_postman(Some(unreachable), None);
    let users = vec![user(unreachable)];
    stage.act(&crew.dewi, &Op::People(PeopleOp::Disconnect { users }))?;
    stage.deliver()
}

/// A batch that was withdrawn before it was due, and an operator who has left.
fn second_thoughts(stage: &mut Stage<'_>, crew: &Crew) -> Result<()> {
    stage.day(6, 9, 20)?;
    let rows = stage.rows_of(5)?;
    let batch = stage.confirm(&crew.maya, "branch-office.csv", &rows, 3)?;
    stage.later(3)?;
    stage.act(&crew.maya, &Op::Batch(BatchOp::Withdraw(batch)))?;
    let former = stage.operator(seed::FORMER.name)?;
    stage
        .act(
            &crew.ingrid,
            &Op::Operator(OperatorOp::Disable(former.operator)),
        )
        .map(drop)
}

/// What still waits: counted in hours, because approvals expire and batches fall due whatever the weekday.
fn last_days(stage: &mut Stage<'_>, crew: &Crew) -> Result<()> {
    let hour = 60;
    stage.before_now(46 * hour)?;
    let index = stage.somebody(EXTRAS, holds_license)?;
    let note = "demo-last-day";
    let leaving = stage.request(
        &crew.dewi,
        RequestKind::Delete,
        index,
        "demo-channel-email",
        note,
    )?;
    gates_on_trial(stage, crew, leaving)?;
    stage.before_now(26 * hour)?;
    let index = stage.somebody(EXTRAS, holds_license)?;
    let note = "demo-partner-company";
    let request = stage.request(
        &crew.kwame,
        RequestKind::Delete,
        index,
        "demo-channel-email",
        note,
    )?;
    stage.verify(&crew.kwame, request, "demo-signed-mail")?;
    stage.do_it(&crew.kwame, request)?;
    let index = stage.somebody(EXTRAS, holds_license)?;
    let note = "demo-workshop";
    let request = stage.request(
        &crew.kwame,
        RequestKind::Revoke,
        index,
        "demo-channel-phone",
        note,
    )?;
    stage.verify(&crew.kwame, request, "demo-called-back")?;
    stage.do_it(&crew.kwame, request)?;
    stage.before_now(24 * hour)?;
    siti(stage, &crew.kwame)?;
    stage.before_now(20 * hour)?;
    let rows = stage.rows_of(6)?;
    let file = format!("contracts-ending-{}.csv", stage.month());
    stage.confirm(&crew.maya, &file, &rows, 5)?;
    full_mailbox(stage, crew)
}

/// The safety gates are tried out: a waiting time, then the approval of a second full admin.
fn gates_on_trial(stage: &mut Stage<'_>, crew: &Crew, leaving: RequestId) -> Result<()> {
    stage.before_now(30 * 60)?;
    let usual = stage.settings()?;
    let waiting = Settings {
        wait_days: 6,
        ..usual.clone()
    };
    let approving = Settings {
        second_admin: true,
        ..usual.clone()
    };
    let ingrid = &crew.ingrid;
    stage.change_settings(ingrid, waiting)?;
    stage.verify(ingrid, leaving, "demo-known")?;
    stage.do_it(ingrid, leaving)?;
    stage.change_settings(ingrid, approving)?;
    let rows = stage.rows_of(4)?;
    stage.confirm(ingrid, "contractors-of-the-old-agency.csv", &rows, 0)?;
    stage.change_settings(ingrid, usual.clone())?;
    // A guard is taken away by two.
    stage.approve_settings(&crew.maya, usual)
}

/// A message that is tried again and again.
fn full_mailbox(stage: &mut Stage<'_>, crew: &Crew) -> Result<()> {
    stage.before_now(7 * 60)?;
    let index = stage.somebody(EXTRAS, holds_license)?;
    stage.hire_postman(None, Some(index));
    let (users, license) = (vec![user(index)], None);
    stage.act(
        &crew.dewi,
        &Op::People(PeopleOp::SetLicense { users, license }),
    )?;
    for minutes in [400, 390, 380, 360, 330, 280, 200] {
        stage.before_now(minutes)?;
    }
    Ok(())
}

fn holds_license(learner: &SeedLearner) -> bool {
    let mut held = learner.licenses.iter();
    held.any(|(_, status)| *status == LicenseStatus::Activated)
}
