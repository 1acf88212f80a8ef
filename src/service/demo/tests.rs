//! The demo account: the same every time, everything in it, nothing wrong with it.

use super::*;
use crate::connect::scim::Scim;
use crate::domain::Page;
use crate::domain::batch::{BatchState, RowOutcome};
use crate::domain::mail::MailState;
use crate::domain::operator::Permission;
use crate::domain::provider::Provider;
use crate::domain::query::{Answer, Query, ReviewSource};
use crate::domain::record::LogFilter;
use crate::domain::request::{RequestFilter, RequestRow, RequestState, RequestView};
use crate::domain::time::{FixedClock, Timestamp};
use crate::service::Reader;

/// 2026-11-21T12:00:00Z, a Saturday.
const NOON: Timestamp = Timestamp(1_795_262_400);

struct Demo {
    folder: tempfile::TempDir,
    service: Service,
    reader: Reader,
    session: Session,
}

fn surroundings(now: Timestamp) -> Surroundings {
    Surroundings {
        cheap_passphrases: true,
        ..Surroundings::at(Arc::new(FixedClock(now)))
    }
}

fn demo(learners: u64, role: Role, now: Timestamp) -> Result<Demo> {
    demo_in(Language::English, learners, role, now)
}

fn demo_in(language: Language, learners: u64, role: Role, now: Timestamp) -> Result<Demo> {
    let folder = tempfile::tempdir().map_err(|error| Error::Bug(error.to_string()))?;
    let database = folder.path().join("demo.db");
    let new = NewDemo {
        learners,
        language,
        provider: Provider::Here,
    };
    let surroundings = surroundings(now);
    let session = Service::create_demo(&database, &new, role, &surroundings, &mut |_| true)?;
    let service = Service::open(&database, surroundings)?;
    let reader = service.reader()?;
    Ok(Demo {
        folder,
        service,
        reader,
        session,
    })
}

fn page() -> Page {
    Page {
        offset: 0,
        limit: 1_000,
    }
}

#[test]
fn a_demo_account_lives_at_a_provider_with_changes_on_their_way() -> Result<()> {
    for (provider, batches) in [(Provider::File, 2), (Provider::Scim, 1)] {
        let folder = tempfile::tempdir().map_err(|error| Error::Bug(error.to_string()))?;
        let database = folder.path().join("demo.db");
        let new = NewDemo {
            learners: 250,
            language: Language::English,
            provider,
        };
        let surroundings = surroundings(NOON);
        let role = Role::FullAdmin;
        let session = Service::create_demo(&database, &new, role, &surroundings, &mut |_| true)?;
        let mut service = Service::open(&database, surroundings)?;
        let there = service.store.db().batches_in(BatchState::AtProvider)?;
        assert_eq!(there.len(), batches, "{provider:?}");
        let server = service.demo_server()?;
        assert_eq!(server.is_some(), provider == Provider::Scim);
        let Some(server) = server else { continue };
        // The whole of it can be pushed to the demo's own server.
        assert_eq!(server.users().len(), 250);
        let settings = service.provider_connection(&session, Permission::TakeEvidence)?;
        let settings = settings.ok_or_else(|| Error::Bug("no connection".to_owned()))?;
        let scim = Scim::new(&settings).map_err(|fault| Error::Bug(format!("{fault:?}")))?;
        let report = service.push(&session, &scim, &mut |_| true)?;
        assert_eq!(
            (report.tally.confirmed, report.open()),
            (8, 0),
            "{report:?}"
        );
        assert_eq!(server.users().len(), 245);
    }
    Ok(())
}

/// Everything that screens list.
fn listed(demo: &mut Demo) -> Result<Vec<String>> {
    let page = page();
    let questions = [
        Query::Batches(page),
        Query::Requests {
            view: RequestView::All,
            filter: RequestFilter::default(),
            page,
        },
        Query::Outbox(page),
        Query::Operators,
        Query::Groups,
        Query::Licenses,
        Query::AggregateReport,
        Query::Log {
            filter: LogFilter::default(),
            page,
        },
    ];
    let mut lines = Vec::new();
    for question in questions {
        let mut answer = demo.reader.load(&demo.session, &question)?;
        if let Answer::Outbox(window) = &mut answer {
            // What a mail about a batch says of the log's chain hangs on the account's own key.
            for mail in &mut window.rows {
                mail.body.clear();
            }
        }
        lines.push(format!("{answer:#?}"));
    }
    let folder = demo.folder.path().display().to_string();
    for line in &mut lines {
        *line = line.replace(&folder, "");
    }
    Ok(lines)
}

fn requests(demo: &mut Demo) -> Result<Vec<RequestRow>> {
    let question = Query::Requests {
        view: RequestView::All,
        filter: RequestFilter::default(),
        page: page(),
    };
    match demo.reader.load(&demo.session, &question)? {
        Answer::Requests(window) => Ok(window.rows),
        other => Err(Error::Bug(format!("{other:?}"))),
    }
}

#[test]
fn the_same_moment_makes_the_same_account() -> Result<()> {
    let mut one = demo(250, Role::FullAdmin, NOON)?;
    let mut other = demo(250, Role::FullAdmin, NOON)?;
    for (one, other) in listed(&mut one)?.iter().zip(listed(&mut other)?) {
        assert_eq!(*one, other);
    }
    Ok(())
}

#[test]
fn requests_batches_and_mail_are_there_in_every_state() -> Result<()> {
    let mut demo = demo(250, Role::FullAdmin, NOON)?;
    let requests = requests(&mut demo)?;
    for state in RequestState::ALL {
        assert!(
            requests.iter().any(|request| request.state == state),
            "no request is {state:?}"
        );
    }
    assert!(requests.iter().any(|request| request.is_overdue(NOON)));
    let redacted = requests.iter().find(|request| request.user.is_none());
    assert_eq!(
        redacted.map(|request| request.state),
        Some(RequestState::Done)
    );
    assert!(redacted.is_some_and(|request| request.note.is_none()));
    let db = demo.service.store.db();
    for state in [
        BatchState::AwaitingApproval,
        BatchState::Scheduled,
        BatchState::Completed,
        BatchState::CompletedWithErrors,
        BatchState::Cancelled,
        BatchState::Withdrawn,
    ] {
        assert!(!db.batches_in(state)?.is_empty(), "no batch is {state:?}");
    }
    for state in [MailState::Queued, MailState::Sent, MailState::Failed] {
        assert!(db.mail_in(state)? > 0, "no mail is {state:?}");
    }
    Ok(())
}

#[test]
fn nothing_is_wrong_with_it_on_any_day_of_the_week() -> Result<()> {
    // The last one is in the first days of January, after a row of holidays.
    for day in [0, 1, 4, 44] {
        let now = Timestamp(NOON.plus_days(day).0 + day % 7 * 11_000 - 30_000);
        let mut demo = demo(250, Role::FullAdmin, now)?;
        let report = demo.service.check(&demo.session, &mut |_| true)?;
        assert!(report.faults.is_empty(), "{:?}", report.faults);
        assert!(report.counters.is_empty(), "{:?}", report.counters);
        assert_eq!(report.users, 250);
        assert_eq!(report.tombstones, 20);
        let waiting = requests(&mut demo)?;
        let asked = |request: &&RequestRow| request.state == RequestState::WaitingForApproval;
        assert_eq!(waiting.iter().filter(asked).count(), 2);
        let mut last = (0, NOON.plus_days(-60));
        demo.service.store.db().each_log_entry(|stored| {
            assert!(stored.at >= last.1 && stored.at <= now);
            last = (last.0 + 1, stored.at);
            true
        })?;
        assert!(last.0 > 80, "{} entries", last.0);
    }
    Ok(())
}

#[test]
fn every_role_can_open_it_and_every_operator_knows_the_passphrase() -> Result<()> {
    for role in Role::ALL {
        let mut demo = demo(30, role, NOON)?;
        assert_eq!(demo.session.role, role);
        let name = demo.session.name.clone();
        let known = Secret("demo".to_owned());
        assert_eq!(demo.reader.sign_in(&name, &known)?.role, role);
    }
    Ok(())
}

#[test]
fn a_tiny_or_a_large_one_has_the_learners_that_were_asked_for() -> Result<()> {
    for learners in [0, 1, 3, 249, 251, 600] {
        let mut demo = demo(learners, Role::FullAdmin, NOON)?;
        let report = demo.service.check(&demo.session, &mut |_| true)?;
        assert!(report.faults.is_empty(), "{:?}", report.faults);
        assert!(report.counters.is_empty(), "{:?}", report.counters);
        assert_eq!(report.users, learners);
    }
    Ok(())
}

#[test]
fn its_deletion_file_shows_many_outcomes_and_no_gate() -> Result<()> {
    for learners in [250, 700] {
        let mut demo = demo(learners, Role::FullAdmin, NOON)?;
        let path = demo.folder.path().join("leavers.csv");
        let csv = plain_deletion_csv(&surroundings(NOON));
        std::fs::write(&path, csv).map_err(|error| Error::from_io(&error, &path))?;
        let source = ReviewSource::File(path);
        let review = demo.reader.review(&demo.session, &source, &mut |_| true)?;
        for (outcome, count) in [
            (RowOutcome::Deleted, 24),
            (RowOutcome::NotFound, 2),
            (RowOutcome::Duplicate, 1),
            (RowOutcome::InvalidEmail, 1),
            (RowOutcome::InvalidId, 1),
            (RowOutcome::AlreadyDeleted, 2),
            (RowOutcome::OnHold, 1),
            (RowOutcome::IdsDisagree, 1),
            (RowOutcome::ProtectedOperator, 1),
            (RowOutcome::WrongFieldCount, 1),
        ] {
            assert_eq!(review.counts.of(outcome), count, "{outcome:?}");
        }
        assert_eq!(review.gate.phrase(), None);
        assert_eq!(review.tally.blank, 1);
    }
    Ok(())
}

#[test]
fn what_is_written_is_written_in_the_language_of_the_account() -> Result<()> {
    for (language, words) in [
        (Language::English, ["Phone", "Called back on the number"]),
        (
            Language::Indonesian,
            ["Telepon", "Ditelepon kembali ke nomor"],
        ),
    ] {
        let mut demo = demo_in(language, WHOLE_STORY, Role::FullAdmin, NOON)?;
        let all = Query::Requests {
            view: RequestView::All,
            filter: RequestFilter::default(),
            page: page(),
        };
        let Answer::Requests(rows) = demo.reader.load(&demo.session, &all)? else {
            return Err(Error::Bug("no requests".to_owned()));
        };
        let mut shown = Vec::new();
        for row in rows.rows {
            let question = Query::Request(row.id);
            shown.push(demo.reader.load(&demo.session, &question)?);
        }
        let written = format!("{shown:?}");
        for word in words {
            assert!(written.contains(word), "{language:?}: {word}");
        }
        // The id of a message that is not there would stand in its place.
        assert!(!written.contains("demo-") && !written.contains("No localization"));
    }
    Ok(())
}

#[test]
fn a_demo_account_says_so_beside_its_name() -> Result<()> {
    for learners in [3, WHOLE_STORY] {
        let made = demo_in(
            Language::English,
            learners,
            Role::FullAdmin,
            Timestamp(1_795_262_400),
        )?;
        let word = made.service.store.db().settings()?.word;
        assert_eq!(word, AccountWord::Demo);
    }
    Ok(())
}
