//! How a run of calls ends: whatever the server does and whoever stops it, the figures add up to the whole, and nothing is said
//! to be done that is not.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use offboard::connect::scim::{Deadlines, Fault as Ended, Scim, Silence};
use offboard::domain::Language;
use offboard::domain::batch::BatchState;
use offboard::domain::op::{Op, PeopleOp};
use offboard::domain::provider::{ChangeState, ProviderOp, Road, RosterDoubt};
use offboard::domain::query::Export;
use offboard::service::PushReport;
use offboard::service::demo::scim_server::{Request, ScimServer};
use offboard::texts::Texts;
use offboard::wording;
use serde_json::Value;

use super::faults::{ONCE, changes, filters};
use super::program::Desk;
use super::proxy::{Fault, Proxy};
use super::push::{LEARNERS, Stage, record, until_over};
use super::servers::{Server, TOKEN, person};
use super::{client, settings};

/// A client that waits for a second.
fn hasty(url: &str) -> Scim {
    let mut settings = settings(url);
    settings.deadlines = Deadlines {
        connect: Duration::from_secs(5),
        answer: Duration::from_secs(1),
    };
    Scim::new(&settings).unwrap()
}

/// The parts of a report.
fn parts(report: &PushReport) -> u64 {
    let tally = &report.tally;
    tally.confirmed
        + tally.accepted
        + tally.refused
        + tally.in_doubt
        + tally.diverted
        + report.not_sent
        + report.withdrawn
}

#[test]
fn a_server_that_hangs_is_named_with_its_call_and_leaves_one_change_in_doubt() {
    let mut stage = Stage::new(Road::Scim);
    stage.delete(&[4]);
    let proxy = Proxy::start(stage.server.port(), |request, seen| {
        // Before the first deletion, it is tried whether the server shows somebody by an id.
        let is_tried = request.method == "GET" && seen == 0;
        if request.path() == "/Users/5" && !is_tried {
            Fault::Never
        } else {
            Fault::Fine
        }
    });
    let report = stage.push(&hasty(&proxy.url(""))).unwrap();
    let silence = Silence {
        call: "GET /Users/5".to_owned(),
        seconds: 1,
    };
    assert_eq!(report.ended, Some(Ended::Silent(silence)));
    assert_eq!(stage.states(), [ChangeState::InDoubt]);
    for (language, doubt) in [
        (Language::English, "the next push asks the server"),
        (Language::Indonesian, "pengiriman berikutnya menanyakannya"),
    ] {
        let said = wording::calls_ended(&Texts::new(language), &report).unwrap();
        assert!(said.contains("GET /Users/5"), "{said}");
        assert!(said.contains(doubt), "{said}");
        assert!(!said.contains("timeout"), "{said}");
    }
    // The server has never heard of the call: it is sent once.
    let scim = stage.scim();
    assert_eq!(stage.push(&scim).unwrap().tally.confirmed, 1);
    assert_eq!(stage.server.changes().len(), 1);
    stage.check();
}

#[test]
fn a_call_without_an_answer_is_asked_about_and_not_sent_again_in_the_same_run() {
    let mut stage = Stage::new(Road::Scim);
    stage.delete(&[4, 6]);
    let proxy = Proxy::start(stage.server.port(), |request, _| {
        if request.method == "DELETE" && request.path() == "/Users/5" {
            Fault::Never
        } else {
            Fault::Fine
        }
    });
    let report = stage.push(&hasty(&proxy.url(""))).unwrap();
    assert_eq!(report.ended, None, "{report:?}");
    assert_eq!((report.tally.confirmed, report.tally.in_doubt), (1, 1));
    assert_eq!(parts(&report), 2);
    let scim = stage.scim();
    assert_eq!(stage.push(&scim).unwrap().tally.confirmed, 1);
    assert_eq!(stage.called_twice(), Vec::<String>::new());
    stage.check();
}

#[test]
fn whoever_stops_the_calls_does_not_wait_for_a_server_that_hangs() {
    let mut stage = Stage::new(Road::Scim);
    stage.delete(&[4]);
    let (tells, told) = mpsc::channel();
    let tells = Mutex::new(tells);
    let proxy = Proxy::start(stage.server.port(), move |request, _| {
        if request.method == "DELETE" {
            let _ = tells.lock().unwrap().send(());
            Fault::Never
        } else {
            Fault::Fine
        }
    });
    let mut settings = settings(&proxy.url(""));
    settings.deadlines.answer = Duration::from_hours(1);
    let scim = Scim::new(&settings).unwrap();
    let session = stage.account.session.clone();
    let service = &mut stage.account.service;
    service
        .begin_calls(&session, scim, Arc::new(|| {}))
        .unwrap();
    while told.try_recv().is_err() {
        let service = &mut stage.account.service;
        service.wait_for_calls(Duration::from_millis(100)).unwrap();
    }
    let stop = Op::Provider(ProviderOp::HoldCalls(true));
    stage.account.execute(&stop).unwrap();
    let report = until_over(&mut stage);
    assert_eq!(report.ended, Some(Ended::Stopped));
    assert_eq!((report.tally.in_doubt, report.not_sent), (1, 0));
    assert_eq!(stage.states(), [ChangeState::InDoubt]);
    let scim = stage.scim();
    let service = &mut stage.account.service;
    service.let_calls_go_on(&session).unwrap();
    assert_eq!(stage.push(&scim).unwrap().tally.confirmed, 1);
    assert_eq!(stage.server.changes().len(), 1);
    stage.check();
}

/// What of the changes stands where, by the database.
fn by_state(stage: &mut Stage) -> BTreeMap<ChangeState, u64> {
    let mut found = BTreeMap::new();
    for state in stage.states() {
        *found.entry(state).or_default() += 1;
    }
    found
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story, told to its end")]
fn the_figures_of_a_run_are_those_of_the_changes_and_add_up_whatever_goes_wrong_and_wherever_it_stops()
 {
    for seed in 0..12_usize {
        let mut stage = Stage::new(Road::Scim);
        let batch = stage.delete(&[0, 1, 2, 3, 4, 5, 6]);
        stage.revoke(&[8, 9, 10]);
        let whole = stage.changes().len() as u64;
        let mut mix: Vec<Fault> = ONCE.iter().map(|(_, fault)| fault.clone()).collect();
        mix.extend([
            Fault::EmptyPromise(202),
            Fault::Before(400),
            Fault::Before(409),
            Fault::Before(405),
        ]);
        let stop_after = seed.is_multiple_of(3).then_some(seed as u64 % 5);
        let proxy = Proxy::start(stage.server.port(), move |request: &Request, seen| {
            let number: usize = request
                .path()
                .rsplit('/')
                .next()
                .unwrap()
                .parse()
                .unwrap_or(0);
            if changes(request) && !(seed + number).is_multiple_of(3) {
                mix[(seed * 7 + number * 5 + seen * 3) % mix.len()].clone()
            } else {
                Fault::Fine
            }
        });
        let (scim, _) = client(&proxy.url(""));
        let (account, mut added) = (&mut stage.account, 0);
        let report = account
            .service
            .push(&account.session, &scim, &mut |tally| {
                assert!(tally.done() <= tally.total, "{tally:?}");
                added = tally.total - whole;
                stop_after.is_none_or(|most| tally.done() < most)
            })
            .unwrap();
        let found = by_state(&mut stage);
        let count = |state| found.get(&state).copied().unwrap_or_default();
        assert_eq!(report.tally.total, whole + added, "{seed}: {report:?}");
        assert_eq!(parts(&report), report.tally.total, "{seed}: {report:?}");
        assert_eq!(
            report.tally.confirmed,
            count(ChangeState::Confirmed),
            "{seed}: {report:?}"
        );
        assert_eq!(
            report.tally.refused,
            count(ChangeState::Refused),
            "{seed}: {report:?}"
        );
        assert_eq!(
            report.tally.in_doubt + report.tally.accepted,
            count(ChangeState::InDoubt),
            "{seed}: {report:?}"
        );
        let prepared = count(ChangeState::Prepared);
        assert_eq!(
            report.not_sent + report.tally.diverted,
            prepared,
            "{seed}: {report:?}"
        );
        assert_eq!(
            report.is_all_done(),
            report.tally.confirmed == whole,
            "{seed}: {report:?}"
        );
        let _ = batch;
    }
}

#[test]
fn what_a_server_takes_on_is_not_done_before_it_is_and_is_not_sent_again_meanwhile() {
    let mut stage = Stage::new(Road::Scim);
    let batch = stage.delete(&[4]);
    stage.revoke(&[7]);
    let proxy = Proxy::start(stage.server.port(), |request, _| {
        if changes(request) {
            Fault::EmptyPromise(202)
        } else {
            Fault::Fine
        }
    });
    for _ in 0..2 {
        let (scim, _) = client(&proxy.url(""));
        let report = stage.push(&scim).unwrap();
        assert_eq!((report.tally.accepted, report.tally.confirmed), (2, 0));
        assert!(!report.is_all_done(), "{report:?}");
        assert_eq!(report.ended, None);
        assert_eq!(stage.states(), [ChangeState::InDoubt; 2]);
        assert_eq!(stage.account.batch(batch).state, BatchState::AtProvider);
        // What has been agreed here since cannot call it back.
        let users = vec![stage.user(4)];
        let reason = "court".to_owned();
        let hold = Op::People(PeopleOp::PlaceHold { users, reason });
        let _ = stage.account.execute(&hold);
    }
    let users = vec![stage.user(4)];
    let reason = "settled".to_owned();
    let release = Op::People(PeopleOp::LiftHold { users, reason });
    stage.account.execute(&release).unwrap();
    let texts = Texts::new(Language::English);
    for change in stage.changes() {
        let said = wording::change_words(&texts, &change).unwrap();
        assert!(said.contains("has not done it yet"), "{said}");
    }
    // Once the server has done it, asking says so.
    let (status, _) = super::servers::call(stage.server.port(), "DELETE", "/Users/5", &Value::Null);
    assert_eq!(status, 204);
    let (scim, _) = client(&proxy.url(""));
    let report = stage.push(&scim).unwrap();
    assert_eq!((report.tally.confirmed, report.tally.accepted), (1, 1));
    assert_eq!(stage.account.batch(batch).state, BatchState::Completed);
    // What is not done in the days after which it is overdue is sent again.
    stage.account.clock.pass(9 * 86_400);
    let scim = stage.scim();
    assert_eq!(stage.push(&scim).unwrap().tally.confirmed, 1);
    assert!(stage.there().contains(&(7, false)));
    stage.check();
}

#[test]
fn a_server_that_shows_only_people_who_were_deleted_here_is_one_of_strangers() {
    let mut stage = Stage::new(Road::Scim);
    stage.delete(&[1]);
    let scim = stage.scim();
    assert_eq!(stage.push(&scim).unwrap().tally.confirmed, 1);
    let batch = stage.delete(&[5]);
    let proxy = Proxy::start(stage.server.port(), |request, _| {
        if request.method == "DELETE" {
            Fault::CutBefore
        } else {
            Fault::Fine
        }
    });
    let (scim, _) = client(&proxy.url(""));
    assert_eq!(stage.push(&scim).unwrap().tally.in_doubt, 1);
    let deleted = record(&stage.emails[1], &stage.ids[1]);
    let other = ScimServer::start(TOKEN, [deleted]).unwrap();
    let (scim, _) = client(&other.url());
    let report = stage.push(&scim).unwrap();
    let nothing = RosterDoubt::NothingInCommon(1, LEARNERS as u64 - 1);
    assert_eq!(report.ended, Some(Ended::Doubtful(vec![nothing])));
    assert_eq!((report.tally.in_doubt, parts(&report)), (1, 1));
    assert_eq!(other.changes(), Vec::new());
    assert_eq!(stage.states().last(), Some(&ChangeState::Confirmed));
    assert_eq!(stage.states().first(), Some(&ChangeState::InDoubt));
    assert_eq!(stage.account.batch(batch).state, BatchState::AtProvider);
    assert_eq!(stage.account.users(), LEARNERS as u64 - 1);
    let account = &mut stage.account;
    let path = account.folder.path().join("certificate.json");
    let certificate = Export::Certificate(batch);
    let written = account
        .reader
        .export(&account.session, &certificate, Some(&path), true);
    assert!(written.is_err() && !path.exists(), "{written:?}");
    // One learner among them is enough.
    let both = [1, 3].map(|at| record(&stage.emails[at], &stage.ids[at]));
    let own = ScimServer::start(TOKEN, both).unwrap();
    let (scim, _) = client(&own.url());
    assert_eq!(stage.push(&scim).unwrap().ended, None);
    stage.check();
}

#[test]
fn where_no_filter_can_be_relied_on_everybody_is_read_and_nobody_else_is_touched() {
    for lie in [Fault::IgnoreFilter, Fault::FindNobody, Fault::Before(400)] {
        let mut stage = Stage::new(Road::Scim);
        stage.delete(&[2, 9]);
        stage.revoke(&[7]);
        let own = lie.clone();
        let proxy = Proxy::start(stage.server.port(), move |request, _| {
            if filters(request) {
                own.clone()
            } else {
                Fault::Fine
            }
        });
        let (scim, _) = client(&proxy.url(""));
        let report = stage.push(&scim).unwrap();
        assert_eq!((report.tally.confirmed, report.ended), (3, None), "{lie:?}");
        let mut there = stage.there();
        there.retain(|(place, _)| ![2, 7, 9].contains(place));
        assert_eq!(there.len(), LEARNERS - 3, "{lie:?}");
        assert!(there.iter().all(|(_, active)| *active), "{lie:?}");
        assert!(stage.there().contains(&(7, false)));
        assert_eq!(stage.called_twice(), Vec::<String>::new());
        stage.check();
    }
}

#[test]
fn among_everybody_both_identifiers_must_be_the_records_and_a_part_is_not_everybody() {
    let mut stage = Stage::new(Road::Scim);
    stage.delete(&[2, 3]);
    // Somebody else has the address now; and there are two with the other's ID.
    let port = stage.server.port();
    let put =
        |id: &str, body: &Value| super::servers::call(port, "PUT", &format!("/Users/{id}"), body);
    assert_eq!(put("3", &record(&stage.emails[2], "SOMEBODY-ELSE")).0, 200);
    let twin = record("twin@enigma.example", &stage.ids[3]);
    assert_eq!(super::servers::call(port, "POST", "/Users", &twin).0, 201);
    let proxy = Proxy::start(port, |request, _| {
        if filters(request) {
            Fault::IgnoreFilter
        } else {
            Fault::Fine
        }
    });
    let (scim, _) = client(&proxy.url(""));
    let before = stage.server.changes().len();
    let report = stage.push(&scim).unwrap();
    assert_eq!(
        (report.tally.refused, report.tally.calls),
        (2, 0),
        "{report:?}"
    );
    let mut codes: Vec<_> = stage
        .changes()
        .into_iter()
        .map(|it| it.code.unwrap())
        .collect();
    codes.sort();
    assert_eq!(codes, ["other_id", "several"]);
    // A listing that has not everybody finds nobody.
    stage.delete(&[6]);
    proxy.rule(|request, _| {
        if filters(request) {
            Fault::IgnoreFilter
        } else {
            Fault::Lie(1)
        }
    });
    let (scim, _) = client(&proxy.url(""));
    let report = stage.push(&scim).unwrap();
    assert_eq!((report.ended, report.not_sent), (Some(Ended::NoFilter), 1));
    assert_eq!(stage.server.changes().len(), before);
}

#[test]
fn a_filter_works_that_finds_who_has_the_value_in_another_address() {
    let server = Server::own();
    server.add(1);
    let mut shared = person(2);
    shared["emails"] = serde_json::json!([
        {"value": "two@home.example", "type": "home", "primary": true},
        {"value": "person1@enigma.example", "type": "other"},
    ]);
    let (status, body) = super::servers::call(server.port(), "POST", "/Users", &shared);
    assert_eq!(status, 201, "{body}");
    let (scim, _) = client(&server.url());
    let survey = scim.survey().unwrap();
    assert_eq!(survey.keys().len(), 3, "{survey:?}");
}

/// An account of the program with learners of a server, some of whom are to be deleted.
fn desk(url: &str, leavers: usize) -> Desk {
    let desk = Desk::new();
    let good = |words: &[&str]| {
        let done = desk.run(words);
        assert!(done.status.success(), "{words:?}: {done:?}");
    };
    assert!(desk.connect(url).status.success());
    good(&["provider", "set", "scim"]);
    good(&["account", "set", "delete_road", "scim"]);
    good(&[
        "provider",
        "pull",
        "--license",
        "Learning",
        "--make-licenses",
    ]);
    let rows: String = (1..=leavers)
        .map(|number| format!(",E-{number}\n"))
        .collect();
    let file = desk.path("leavers.csv");
    std::fs::write(
        &file,
        format!("primary_email_address,unique_user_id\n{rows}"),
    )
    .unwrap();
    let confirm = match leavers {
        1 => "delete 1 user".to_owned(),
        leavers => format!("delete {leavers} users"),
    };
    let file = file.to_str().unwrap();
    good(&["deletions", "run", file, "--yes", "--confirm", &confirm]);
    desk
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn every_line_of_a_watched_push_is_one_object_and_its_figures_add_up() {
    let server = ScimServer::start(TOKEN, (1..=12).map(person)).unwrap();
    let desk = desk(&server.url(), 6);
    let placed = desk.run(&["users", "hold", "E-2", "--reason", "court"]);
    assert!(placed.status.success(), "{placed:?}");
    for format in ["json", "jsonl"] {
        let ended = desk.run(&["provider", "push", "--watch", "--format", format]);
        assert_eq!(ended.status.code(), Some(1), "{ended:?}");
        let out = text(&ended.stdout);
        let lines: Vec<Value> = out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}")))
            .collect();
        let last = lines.last().unwrap();
        let part = |name: &str| last[name].as_u64().unwrap();
        let names = [
            "confirmed",
            "accepted",
            "refused",
            "in_doubt",
            "diverted",
            "not_sent",
            "withdrawn",
        ];
        assert_eq!(names.map(part).iter().sum::<u64>(), part("total"), "{last}");
        let why = serde_json::json!([{"code": "on_hold", "count": 1}]);
        assert_eq!(last["held"], why, "{last}");
        assert_eq!(part("not_sent"), 1);
    }
    let table = desk.run(&["provider", "push"]);
    let out = text(&table.stdout);
    assert!(
        out.contains("1 change was not sent.") && !out.contains("on_hold"),
        "{out}"
    );
}

#[test]
fn an_interrupted_push_ends_although_the_server_does_not_answer_and_says_what_is_in_doubt() {
    let server = ScimServer::start(TOKEN, (1..=12).map(person)).unwrap();
    let desk = desk(&server.url(), 1);
    let (tells, told) = mpsc::channel();
    let tells = Mutex::new(tells);
    let proxy = Proxy::start(server.port(), move |request, _| {
        if changes(request) {
            let _ = tells.lock().unwrap().send(());
            Fault::Never
        } else {
            Fault::Fine
        }
    });
    assert!(desk.connect(&proxy.url("")).status.success());
    let child = desk
        .command(&["provider", "push", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    told.recv().unwrap();
    let interrupted = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(interrupted.unwrap().success());
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(1), "{ended:?}");
    let report: Value = serde_json::from_slice(&ended.stdout).unwrap();
    assert_eq!(
        (&report["ended_code"], &report["in_doubt"]),
        (&"stopped".into(), &1.into())
    );
    let said = text(&ended.stderr);
    assert!(said.contains("the next push asks the server"), "{said}");
    // It was never done: the next one asks, and sends it.
    assert!(desk.connect(&server.url()).status.code() == Some(1));
    proxy.rule(|_, _| Fault::Fine);
    let pushed = desk.run(&["provider", "push"]);
    assert!(pushed.status.success(), "{pushed:?}");
    assert_eq!(server.changes(), [("DELETE".to_owned(), "1".to_owned())]);
}
