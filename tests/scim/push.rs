//! Runs of calls of a whole account: every change ends once and as it is at the server, wherever the process is killed and
//! whatever the server does; nobody is called twice without being asked about.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use offboard::connect::scim::{Fault as Gone, IdAttribute, Scim};
use offboard::domain::Language;
use offboard::domain::Page;
use offboard::domain::batch::{BatchState, RowOutcome};
use offboard::domain::id::{BatchId, UserId};
use offboard::domain::identifier::Fit;
use offboard::domain::op::{BatchOp, Op, PeopleOp, Secret};
use offboard::domain::plan::{Receipt, Warning};
use offboard::domain::provider::{
    Change, ChangeAct, ChangeState, EvidenceKind, HandoverState, Provider, ProviderOp,
    ProviderReceipt, Road, RosterDoubt, Scope,
};
use offboard::domain::query::{Answer, Export, Query};
use offboard::domain::reason::Reason;
use offboard::domain::request::RequestKind;
use offboard::error::Error;
use offboard::service::demo::scim_server::{Request, ScimServer};
use offboard::service::{CallsNow, NewConnection, PushReport, Service, TokenFrom};
use offboard::texts::Texts;
use offboard::wording;
use serde_json::{Value, json};

use super::client;
use super::proxy::{Fault, Proxy};
use super::servers::TOKEN;
use super::support::kills::{Passed, at_every_point};
use super::support::{self, Account};

/// Learners of an account here.
pub const LEARNERS: usize = 12;

/// An account whose learners are at a server of the program's own.
pub struct Stage {
    pub account: Account,
    pub server: ScimServer,
    /// Addresses, in the order of the server's own numbers.
    pub emails: Vec<String>,
    /// IDs, in the same order.
    pub ids: Vec<String>,
}

pub fn record(email: &str, id: &str) -> Value {
    json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": email, "externalId": id, "active": true,
        "emails": [{"value": email, "primary": true}],
    })
}

impl Stage {
    pub fn new(delete: Road) -> Self {
        let mut account = Account::seeded(LEARNERS as u64);
        let people = account.identities(LEARNERS);
        let op = account.settings_changed(|settings| {
            *settings = settings.clone().living_at(Provider::Scim);
            settings.delete_road = delete;
            settings.gate_percent = 100;
        });
        account.execute(&op).unwrap();
        let records = people.iter().map(|(email, id)| record(email, id));
        let server = ScimServer::start(TOKEN, records).unwrap();
        let (emails, ids) = people.into_iter().unzip();
        Self {
            account,
            server,
            emails,
            ids,
        }
    }

    pub fn scim(&self) -> Scim {
        client(&self.server.url()).0
    }

    pub fn user(&mut self, place: usize) -> UserId {
        let id = self.ids[place].clone();
        match self.account.load(&Query::FindUser(id)) {
            Answer::FindUser(Fit::One(user)) => user,
            other => panic!("{other:?}"),
        }
    }

    /// Confirms the deletion of learners, and lets the background work run.
    pub fn delete(&mut self, places: &[usize]) -> BatchId {
        let rows: String = places
            .iter()
            .map(|at| format!(",{}\n", self.ids[*at]))
            .collect();
        let text = format!("primary_email_address,unique_user_id\n{rows}");
        let path = self.account.file("leavers.csv", text);
        let review = self.account.review(&path).unwrap();
        let batch = self.account.confirm(&review).unwrap();
        self.account.settle();
        batch
    }

    pub fn revoke(&mut self, places: &[usize]) {
        let users = places.iter().map(|at| self.user(*at)).collect();
        let op = Op::People(PeopleOp::SetLicense {
            users,
            license: None,
        });
        self.account.execute(&op).unwrap();
    }

    pub fn push(&mut self, scim: &Scim) -> Result<PushReport, Error> {
        let account = &mut self.account;
        let pushed = account
            .service
            .push(&account.session, scim, &mut |_| true)?;
        account.settle();
        Ok(pushed)
    }

    pub fn changes(&mut self) -> Vec<Change> {
        let query = Query::Changes {
            handover: None,
            state: None,
            page: Page::first(1_000),
        };
        match self.account.load(&query) {
            Answer::Changes(window) => window.rows,
            other => panic!("{other:?}"),
        }
    }

    pub fn states(&mut self) -> Vec<ChangeState> {
        let mut states: Vec<_> = self.changes().iter().map(|it| it.state).collect();
        states.sort_unstable();
        states
    }

    /// Who is at the server, and active: by place.
    pub fn there(&self) -> Vec<(usize, bool)> {
        let place = |user: &Value| {
            let id = user["externalId"].as_str().unwrap();
            self.ids.iter().position(|one| one == id).unwrap()
        };
        let users = self.server.users();
        users
            .iter()
            .map(|user| (place(user), user["active"] == true))
            .collect()
    }

    pub fn check(&mut self) {
        let account = &mut self.account;
        account.checked();
        assert_is!(account.load(&Query::VerifyLog), Answer::VerifyLog(found) if found.fault.is_none());
    }

    /// The people to whom something was done twice without their being asked about in between.
    pub fn called_twice(&self) -> Vec<String> {
        twice_unasked(&self.server.calls())
    }
}

/// A connection as somebody says it.
pub fn connection(url: &str) -> NewConnection {
    NewConnection {
        url: url.to_owned(),
        token: TokenFrom::Said(Secret(TOKEN.to_owned())),
        ca_file: None,
        id_attribute: IdAttribute::ExternalId,
    }
}

/// Targets of deeds that came again before anybody asked about that person.
pub fn twice_unasked(calls: &[(String, String)]) -> Vec<String> {
    let (mut unasked, mut twice) = (BTreeSet::new(), Vec::new());
    for (method, target) in calls {
        if method == "GET" && (target.contains("filter=") || target.contains("startIndex=1&")) {
            // A filter that finds somebody asks about them; whom it found stands in no call, so it asks about everybody.
            unasked.clear();
        } else if method == "GET" {
            unasked.remove(target);
        } else if method != "OPTIONS" && !unasked.insert(target.clone()) {
            twice.push(target.clone());
        }
    }
    twice
}

#[test]
fn a_deletion_is_called_and_then_erased_here_and_the_certificate_names_the_answer() {
    let mut stage = Stage::new(Road::Scim);
    let batch = stage.delete(&[1, 4, 7]);
    assert_eq!(stage.account.batch(batch).state, BatchState::AtProvider);
    assert_eq!(stage.states(), [ChangeState::Prepared; 3]);
    let scim = stage.scim();
    let report = stage.push(&scim).unwrap();
    assert_eq!((report.tally.confirmed, report.tally.calls), (3, 3));
    assert_eq!((report.open(), report.ended), (0, None));
    assert_eq!(stage.account.batch(batch).state, BatchState::Completed);
    assert_eq!(stage.account.users(), LEARNERS as u64 - 3);
    let there: Vec<usize> = stage.there().into_iter().map(|(place, _)| place).collect();
    assert_eq!(there, [0, 2, 3, 5, 6, 8, 9, 10, 11]);
    for change in stage.changes() {
        assert_eq!(change.code.as_deref(), Some("204"));
        let evidence = change.evidence.unwrap();
        assert_eq!(evidence.kind, EvidenceKind::Answer);
        assert_eq!(evidence.source, stage.server.url());
        assert_eq!(evidence.sha256.map(|sha256| sha256.len()), Some(64));
    }
    let account = &mut stage.account;
    let path = account.folder.path().join("certificate.json");
    account
        .reader
        .export(
            &account.session,
            &Export::Certificate(batch),
            Some(&path),
            true,
        )
        .unwrap();
    let certificate = std::fs::read_to_string(&path).unwrap();
    assert!(certificate.contains("\"answer\""), "{certificate}");
    stage.check();
}

/// Does what a run of calls in the background has to be written down, until it is over.
pub fn until_over(stage: &mut Stage) -> PushReport {
    for _ in 0..10_000 {
        let service = &mut stage.account.service;
        let step = service.wait_for_calls(Duration::from_secs(10)).unwrap();
        if let Some(CallsNow::Over(report)) = step.and_then(|step| step.calls) {
            stage.account.settle();
            return *report;
        }
    }
    panic!("the calls do not end");
}

#[test]
fn calls_in_the_background_keep_nobody_else_from_writing() {
    let mut stage = Stage::new(Road::Scim);
    stage.delete(&[1, 4, 7]);
    let gate = Arc::new((Mutex::new(false), Condvar::new()));
    let own = Arc::clone(&gate);
    let proxy = Proxy::start(stage.server.port(), move |request, _| {
        if request.method == "DELETE" {
            let is_open = own.0.lock().unwrap();
            drop(own.1.wait_while(is_open, |is_open| !*is_open).unwrap());
        }
        Fault::Fine
    });
    let (scim, _) = client(&proxy.url(""));
    let session = stage.account.session.clone();
    let service = &mut stage.account.service;
    service
        .begin_calls(&session, scim, Arc::new(|| {}))
        .unwrap();
    for _ in 0..10_000 {
        if stage.states().contains(&ChangeState::InDoubt) {
            break;
        }
        let service = &mut stage.account.service;
        service.wait_for_calls(Duration::from_secs(10)).unwrap();
    }
    // The server is silent, and what was sent is written down: whoever else writes, writes.
    assert!(stage.states().contains(&ChangeState::InDoubt));
    let users = vec![stage.user(0)];
    let reason = "court".to_owned();
    let hold = Op::People(PeopleOp::PlaceHold { users, reason });
    stage.account.execute(&hold).unwrap();
    let (scim, _) = client(&proxy.url(""));
    let service = &mut stage.account.service;
    assert_is!(
        service.begin_calls(&session, scim, Arc::new(|| {})),
        Err(Error::Conflict(Reason::CallsUnderWay))
    );
    *gate.0.lock().unwrap() = true;
    gate.1.notify_all();
    let report = until_over(&mut stage);
    assert_eq!((report.tally.confirmed, report.open()), (3, 0));
    assert_eq!(stage.account.users(), LEARNERS as u64 - 3);
    assert_eq!(stage.called_twice(), Vec::<String>::new());
    stage.check();
}

#[test]
fn calls_that_somebody_stopped_wait_until_somebody_makes_them() {
    let mut stage = Stage::new(Road::Scim);
    stage.delete(&[1, 4, 7]);
    let session = stage.account.session.clone();
    let service = &mut stage.account.service;
    let url = stage.server.url();
    service
        .connect_provider(&session, &connection(&url))
        .unwrap()
        .unwrap();
    assert!(service.unattended_calls().unwrap().is_some());
    let stop = Op::Provider(ProviderOp::HoldCalls(true));
    stage.account.execute(&stop).unwrap();
    assert_is!(
        stage.account.execute(&stop),
        Err(Error::Conflict(Reason::NoCallsUnderWay))
    );
    // Nobody carries them on, and a run that does not know of it sends nothing.
    let service = &mut stage.account.service;
    assert!(service.unattended_calls().unwrap().is_none());
    let scim = stage.scim();
    let report = stage.push(&scim).unwrap();
    assert_eq!((report.not_sent, report.ended), (3, Some(Gone::Stopped)));
    assert_eq!(stage.server.changes(), Vec::new());
    // Whoever pushes lets them go on.
    let service = &mut stage.account.service;
    service
        .push_in_background(&session, Arc::new(|| {}))
        .unwrap();
    let report = until_over(&mut stage);
    assert_eq!((report.tally.confirmed, report.open()), (3, 0));
    stage.check();
}

#[test]
fn a_license_is_revoked_by_a_call_and_only_then_taken_here() {
    let mut stage = Stage::new(Road::File);
    let places: Vec<usize> = (0..LEARNERS).collect();
    let licensed: Vec<usize> = places
        .into_iter()
        .filter(|place| {
            let user = stage.user(*place);
            let profile = stage.account.load(&Query::Profile(user));
            matches!(profile, Answer::Profile(Some(profile)) if !profile.licenses.is_empty())
        })
        .take(2)
        .collect();
    stage.revoke(&licensed);
    assert!(stage.there().iter().all(|(_, active)| *active));
    let scim = stage.scim();
    assert_eq!(stage.push(&scim).unwrap().tally.confirmed, 2);
    let idle: Vec<usize> = stage
        .there()
        .into_iter()
        .filter(|(_, active)| !active)
        .map(|(place, _)| place)
        .collect();
    assert_eq!(idle, licensed);
    for place in licensed {
        let user = stage.user(place);
        assert_is!(stage.account.load(&Query::Profile(user)), Answer::Profile(Some(it)) if it.licenses.is_empty());
    }
    // Nothing is left to be done, and nothing is asked.
    let calls = stage.server.calls().len();
    assert_eq!(stage.push(&scim).unwrap(), PushReport::default());
    assert_eq!(stage.server.calls().len(), calls);
}

#[test]
#[expect(clippy::too_many_lines, reason = "a story is one piece")]
fn where_a_server_deletes_nobody_it_deactivates_and_the_deletion_goes_by_file() {
    // By the operator's choice.
    let mut stage = Stage::new(Road::File);
    let batch = stage.delete(&[2, 3]);
    let scim = stage.scim();
    let report = stage.push(&scim).unwrap();
    assert_eq!((report.tally.confirmed, report.tally.diverted), (2, 0));
    assert_eq!(stage.server.users().len(), LEARNERS);
    let idle = |stage: &Stage| stage.there().iter().filter(|(_, active)| !active).count();
    assert_eq!(idle(&stage), 2);
    assert_eq!(stage.account.batch(batch).state, BatchState::AtProvider);
    assert_eq!(stage.account.users(), LEARNERS as u64);
    // Because it turns out that the server does not do it.
    let mut stage = Stage::new(Road::Scim);
    let batch = stage.delete(&[2, 3, 9]);
    let proxy = Proxy::start(stage.server.port(), |request, _| {
        if request.method == "DELETE" {
            Fault::Before(405)
        } else {
            Fault::Fine
        }
    });
    let (scim, _) = client(&proxy.url(""));
    let report = stage.push(&scim).unwrap();
    assert_eq!((report.tally.diverted, report.tally.confirmed), (3, 3));
    assert_eq!(idle(&stage), 3);
    let states = stage.states();
    assert_eq!(
        states,
        [
            ChangeState::Prepared,
            ChangeState::Prepared,
            ChangeState::Prepared,
            ChangeState::Confirmed,
            ChangeState::Confirmed,
            ChangeState::Confirmed
        ]
    );
    let Answer::Handovers(window) = stage.account.load(&Query::Handovers(Page::first(10))) else {
        panic!("no handovers");
    };
    let file = window
        .rows
        .iter()
        .find(|it| it.state() == HandoverState::ToUpload);
    let file = file.unwrap();
    assert_eq!((file.road, file.counts.prepared), (Road::File, 3));
    let text = std::fs::read_to_string(file.file.as_ref().unwrap()).unwrap();
    assert_eq!(text.lines().count(), 4, "{text}");
    // Chosen again, it is refused with the reason.
    let op = stage
        .account
        .settings_changed(|settings| settings.delete_road = Road::File);
    stage.account.execute(&op).unwrap();
    let op = stage
        .account
        .settings_changed(|settings| settings.delete_road = Road::Scim);
    assert_is!(
        stage.account.execute(&op),
        Err(Error::Refused(Reason::ServerDeletesNobody))
    );
    // Taken back here, its learners are not deactivated afterwards either.
    stage
        .account
        .execute(&Op::Batch(BatchOp::Cancel(batch)))
        .unwrap();
    stage.account.settle();
    assert_eq!(stage.account.users(), LEARNERS as u64);
    stage.check();
}

#[test]
fn a_deactivation_is_taken_back_with_the_deletion_that_it_is_for() {
    let mut stage = Stage::new(Road::File);
    let batch = stage.delete(&[2, 3]);
    let op = Op::Provider(ProviderOp::Changes(
        Scope::Batch(batch),
        ChangeAct::TakeBack,
    ));
    stage.account.execute(&op).unwrap();
    let scim = stage.scim();
    assert_eq!(stage.push(&scim).unwrap(), PushReport::default());
    assert!(stage.there().iter().all(|(_, active)| *active));
    assert_eq!(stage.states(), [ChangeState::TakenBack; 4]);
}

#[test]
fn a_hold_stops_the_deactivation_of_a_deletion_by_file_and_what_is_made_is_told_when_it_is_taken_back()
 {
    let mut stage = Stage::new(Road::File);
    let batch = stage.delete(&[2, 3]);
    let hold = |stage: &mut Stage, place| {
        let users = vec![stage.user(place)];
        let reason = "court".to_owned();
        Op::People(PeopleOp::PlaceHold { users, reason })
    };
    let op = hold(&mut stage, 2);
    stage.account.execute(&op).unwrap();
    let scim = stage.scim();
    let report = stage.push(&scim).unwrap();
    assert_eq!((report.tally.confirmed, report.not_sent), (1, 1));
    assert!(report.held.contains_key("on_hold"), "{report:?}");
    assert!(stage.there().contains(&(2, true)) && stage.there().contains(&(3, false)));
    for change in stage.changes() {
        assert_eq!(change.batch, Some(batch), "{change:?}");
        let is_made = change.kind == RequestKind::Delete && change.user == stage.user(3);
        assert_eq!(change.is_deactivated, is_made, "{change:?}");
    }
    // A hold that comes later, taking back, and cancelling all say so.
    let taken_back = Op::Provider(ProviderOp::Changes(
        Scope::Batch(batch),
        ChangeAct::TakeBack,
    ));
    let later = hold(&mut stage, 3);
    for op in [&taken_back, &Op::Batch(BatchOp::Cancel(batch)), &later] {
        let account = &mut stage.account;
        let plan = account.reader.plan(&account.session, op).unwrap();
        assert!(
            plan.warnings.contains(&Warning::Deactivated(1)),
            "{op:?}: {:?}",
            plan.warnings
        );
    }
    let receipt = stage.account.execute(&taken_back).unwrap().receipt;
    assert_is!(
        receipt,
        Receipt::Provider(ProviderReceipt::Changed {
            count: 2,
            deactivated: 1,
            ..
        })
    );
    let texts = Texts::new(Language::English);
    for change in stage.changes() {
        let said = wording::change_words(&texts, &change).unwrap_or_default();
        assert_eq!(
            said.contains("activated again there"),
            change.is_deactivated,
            "{said}"
        );
    }
    stage.check();
}

#[test]
fn a_hold_stops_a_call_and_one_that_is_in_doubt_is_only_asked_about() {
    let mut stage = Stage::new(Road::Scim);
    stage.delete(&[5, 6]);
    let proxy = Proxy::start(stage.server.port(), |request, _| {
        match request.method.as_str() {
            "DELETE" => Fault::CutBefore,
            _ => Fault::Fine,
        }
    });
    let (scim, _) = client(&proxy.url(""));
    let report = stage.push(&scim).unwrap();
    assert_eq!(
        (report.not_sent, report.tally.in_doubt),
        (0, 2),
        "{report:?}"
    );
    assert_eq!(stage.states(), [ChangeState::InDoubt; 2]);
    // Another server, which has never had them, is not connected to meanwhile: it would answer that they are gone.
    let other = ScimServer::start(TOKEN, [record("other@x.example", "X-1")]).unwrap();
    let account = &mut stage.account;
    let first = connection(&stage.server.url());
    account
        .service
        .connect_provider(&account.session, &first)
        .unwrap()
        .unwrap();
    let second = connection(&other.url());
    assert_is!(
        account.service.connect_provider(&account.session, &second),
        Err(Error::Refused(Reason::ChangesInDoubt(2)))
    );
    // Nor is a server of strangers believed that came to stand at the same address, or answers to another token.
    let (strangers, _) = client(&other.url());
    let report = stage.push(&strangers).unwrap();
    assert_is!(report.ended, Some(Gone::Doubtful(doubts)) if matches!(doubts[..], [RosterDoubt::NothingInCommon(1, 12)]));
    assert_eq!(stage.states(), [ChangeState::InDoubt; 2]);
    let user = stage.user(5);
    let hold = Op::People(PeopleOp::PlaceHold {
        users: vec![user],
        reason: "court".to_owned(),
    });
    stage.account.execute(&hold).unwrap();
    let scim = stage.scim();
    let report = stage.push(&scim).unwrap();
    assert_eq!((report.not_sent, report.open()), (1, 1), "{report:?}");
    assert!(report.held.contains_key("on_hold"), "{report:?}");
    assert!(stage.there().contains(&(5, true)));
    assert!(!stage.there().iter().any(|(place, _)| *place == 6));
    assert_eq!(stage.called_twice(), Vec::<String>::new());
    stage.check();
}

#[test]
fn a_token_that_is_not_accepted_any_more_stops_the_run_in_the_words_of_the_server() {
    let mut stage = Stage::new(Road::Scim);
    stage.delete(&[1, 2, 3, 4, 5, 6, 7, 8]);
    let proxy = Proxy::start(stage.server.port(), |request, _| {
        match request.method.as_str() {
            "DELETE" => Fault::Before(403),
            _ => Fault::Fine,
        }
    });
    let (scim, _) = client(&proxy.url(""));
    let report = stage.push(&scim).unwrap();
    assert_is!(report.ended, Some(Gone::SignIn(said)) if said.status == 403);
    // The answer is known: nothing is in doubt.
    assert_eq!((report.not_sent, report.open()), (8, 8));
    assert!(proxy.deeds().len() <= 4, "{:?}", proxy.deeds());
    assert_eq!(stage.server.users().len(), LEARNERS);
    let scim = stage.scim();
    assert_eq!(stage.push(&scim).unwrap().tally.confirmed, 8);
    stage.check();
}

#[test]
fn whatever_a_server_does_once_every_change_ends_as_it_is_there() {
    for (what, fault) in super::faults::ONCE {
        let mut stage = Stage::new(Road::Scim);
        stage.delete(&[0, 3]);
        stage.revoke(&[7, 8]);
        let before = stage.changes().len();
        let own = fault.clone();
        let proxy = Proxy::start(stage.server.port(), move |request: &Request, seen| {
            if super::faults::changes(request) && seen == 0 {
                own.clone()
            } else {
                Fault::Fine
            }
        });
        let (scim, _) = client(&proxy.url(""));
        let _ = stage.push(&scim).unwrap();
        // Whatever was left is settled by the next run.
        let scim = stage.scim();
        let report = stage.push(&scim).unwrap();
        assert_eq!(report.open(), 0, "{what}: {report:?}");
        for change in stage.changes() {
            let is_final = matches!(change.state, ChangeState::Confirmed | ChangeState::Refused);
            assert!(is_final, "{what}: {change:?}");
        }
        assert_eq!(stage.changes().len(), before);
        assert_eq!(stage.called_twice(), Vec::<String>::new(), "{what}");
        let there = stage.there();
        for place in [1, 2, 4, 5, 6, 9, 10, 11] {
            assert!(
                there.contains(&(place, true)),
                "{what}: {place} in {there:?}"
            );
        }
        // Nobody is erased here who is there.
        let erased = LEARNERS as u64 - stage.account.users();
        assert_eq!((LEARNERS - there.len()) as u64, erased, "{what}: {there:?}");
    }
}

#[test]
fn one_process_calls_at_a_time() {
    let mut stage = Stage::new(Road::Scim);
    stage.delete(&[1, 2]);
    let mut other = Service::open(
        &stage.account.database,
        support::surroundings(&stage.account.clock),
    )
    .unwrap();
    let (session, url) = (stage.account.session.clone(), stage.server.url());
    let refused = Mutex::new(Vec::new());
    let scim = stage.scim();
    let account = &mut stage.account;
    account
        .service
        .push(&account.session, &scim, &mut |_| {
            let (scim, _) = client(&url);
            let second = other.push(&session, &scim, &mut |_| true);
            refused.lock().unwrap().push(second.unwrap_err());
            true
        })
        .unwrap();
    let refused = refused.into_inner().unwrap();
    assert!(!refused.is_empty());
    for error in refused {
        assert_is!(error, Error::Conflict(Reason::CallsUnderWay));
    }
}

#[test]
fn a_run_that_is_stopped_goes_on_where_it_was() {
    let mut stage = Stage::new(Road::Scim);
    let op = stage
        .account
        .settings_changed(|settings| settings.calls_at_once = 1);
    stage.account.execute(&op).unwrap();
    stage.delete(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    let scim = stage.scim();
    let account = &mut stage.account;
    let report = account
        .service
        .push(&account.session, &scim, &mut |tally| tally.done() < 2)
        .unwrap();
    assert!(
        report.tally.confirmed >= 2 && report.open() > 0,
        "{report:?}"
    );
    let scim = stage.scim();
    let report = stage.push(&scim).unwrap();
    assert_eq!(report.open(), 0);
    assert_eq!(stage.server.changes().len(), 10);
    stage.check();
}

#[test]
fn a_kill_at_any_point_of_a_push_ends_every_change_once() {
    at_every_point(
        12,
        &[
            "call: before it is written down",
            "provider_call: before its commit",
            "provider_call: after its commit",
            "conclusion: before its commit",
            "conclusion: after its commit",
        ],
        |at, passed| {
            push_until(at, passed, false).unwrap_or_else(|wrong| panic!("{at}: {wrong:?}"))
        },
    );
}

/// Pushes and dies at a point, then goes on with a new process; answers whether it died, or what is wrong in the end.
fn push_until(at: usize, names: &Passed, forgets: bool) -> Result<bool, Vec<String>> {
    let mut stage = Stage::new(Road::Scim);
    stage.delete(&[1, 2, 3]);
    stage.revoke(&[6]);
    stage.account.dies_at(at, names);
    names.lock().unwrap().clear();
    let scim = stage.scim();
    let died = catch_unwind(AssertUnwindSafe(|| stage.push(&scim).unwrap())).is_err();
    stage.account = stage.account.reopen();
    if forgets {
        let sql = "UPDATE provider_changes SET state = 'prepared', record = NULL WHERE state = 'in_doubt'";
        stage.account.alter(sql);
    }
    stage.account.settle();
    let scim = stage.scim();
    stage.push(&scim).unwrap();
    let mut wrong: Vec<String> = stage.called_twice();
    let (users, there) = (stage.account.users(), stage.there());
    if users != LEARNERS as u64 - 3 || there.len() != LEARNERS - 3 {
        wrong.push(format!("{users} here, {} there", there.len()));
    }
    if there.iter().filter(|(_, active)| !active).count() != 1 {
        wrong.push("nobody or too many are deactivated".to_owned());
    }
    let counts = stage.account.batch(BatchId(1)).counts;
    if counts.of(RowOutcome::Deleted) != 3 {
        wrong.push(format!("{counts:?}"));
    }
    for change in stage.changes() {
        if change.state != ChangeState::Confirmed {
            wrong.push(format!("{change:?}"));
        }
    }
    stage.check();
    if wrong.is_empty() {
        Ok(died)
    } else {
        Err(wrong)
    }
}

/// The negative control: a client that forgets what it had begun turns the trial red.
#[test]
fn a_push_that_forgets_its_calls_turns_the_trial_red() {
    let names = Arc::new(Mutex::new(Vec::new()));
    let found = (0..30).any(|at| {
        names.lock().unwrap().clear();
        push_until(at, &names, true).is_err()
    });
    assert!(found, "forgetting was never found out");
}

#[test]
fn a_person_who_is_called_twice_unasked_is_found() {
    let call = |method: &str, target: &str| (method.to_owned(), target.to_owned());
    let twice = [
        call("DELETE", "/Users/1"),
        call("GET", "/Users/2"),
        call("DELETE", "/Users/1"),
    ];
    assert_eq!(twice_unasked(&twice), ["/Users/1"]);
    let asked = [
        call("DELETE", "/Users/1"),
        call("GET", "/Users/1"),
        call("DELETE", "/Users/1"),
    ];
    assert!(twice_unasked(&asked).is_empty());
}
