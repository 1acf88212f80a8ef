//! What a pull says of records that are not as they should be: each is named, and nobody is concluded from it.

use offboard::connect::scim::{IdAttribute, Scim};
use offboard::domain::op::Op;
use offboard::domain::plan::Receipt;
use offboard::domain::provider::{
    ChangeState, ProviderOp, ProviderReceipt, ProviderRoster, Road, RosterEffect,
};
use offboard::service::demo::scim_server::ScimServer;
use serde_json::{Value, json};

use super::client;
use super::program::Desk;
use super::proxy::{Fault, Proxy};
use super::push::{Stage, record};
use super::servers::{TOKEN, call, person};

fn post(server: &ScimServer, user: &Value) {
    let (status, body) = call(server.port(), "POST", "/Users", user);
    assert_eq!(status, 201, "{body}");
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A server whose learners are here, and who got records since that are not as they should be.
fn odd() -> (Desk, ScimServer) {
    let server = ScimServer::start(TOKEN, (1..=10).map(person)).unwrap();
    let desk = Desk::new();
    assert!(desk.connect(&server.url()).status.success());
    assert!(desk.run(&["provider", "set", "scim"]).status.success());
    let pulled = desk.run(&[
        "provider",
        "pull",
        "--license",
        "Learning",
        "--make-licenses",
    ]);
    assert!(pulled.status.success(), "{pulled:?}");
    let seats = desk.run(&["licenses", "seats", "Learning", "50"]);
    assert!(seats.status.success(), "{seats:?}");
    let mut twin = person(41);
    twin["externalId"] = "E-1".into();
    let mut shouted = person(42);
    shouted["userName"] = "PERSON2@enigma.example".into();
    let mut broken = person(43);
    broken["name"] = json!({"givenName": "Line\nBreak", "familyName": "A\u{200b}b"});
    broken["title"] = "#REF!".into();
    let nameless = json!({"userName": "svc-backup", "displayName": "Backup", "active": true});
    for user in [twin, shouted, broken, nameless] {
        post(&server, &user);
    }
    (desk, server)
}

#[test]
fn every_record_of_a_server_is_accounted_for_by_name_and_code() {
    let (desk, server) = odd();
    for format in ["json", "jsonl"] {
        let checked = desk.run(&["provider", "pull", "--check", "--format", format]);
        assert_eq!(checked.status.code(), Some(1), "{checked:?}");
        let found: Value = serde_json::from_slice(&checked.stdout).unwrap();
        assert_eq!(
            format == "jsonl",
            text(&checked.stdout).lines().count() == 1
        );
        let rows = found["results"].as_array().unwrap();
        assert_eq!(rows.len(), server.users().len(), "{found}");
        let of = |code: &str| {
            let of_code = rows.iter().filter(|row| row["code"] == code);
            let mut names: Vec<_> = of_code
                .map(|row| row["record"]["user_name"].as_str().unwrap())
                .collect();
            names.sort_unstable();
            names.into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(of("identifier_missing"), ["svc-backup"]);
        assert_eq!(
            of("twice_there"),
            [
                "PERSON2@enigma.example",
                "person1@enigma.example",
                "person2@enigma.example",
                "person41@enigma.example"
            ]
        );
        let counts = ["refused_rows", "nameless", "incomplete", "added", "gone"];
        let counts = counts.map(|name| found[name].as_u64().unwrap());
        assert_eq!(counts, [4, 1, 1, 1, 0], "{found}");
        let broken = rows
            .iter()
            .find(|row| row["unique_user_id"] == "E-43")
            .unwrap();
        assert_eq!(
            broken["record"]["left_out"],
            json!(["name.familyName", "title"])
        );
        assert_eq!(
            (&broken["name"], &broken["line"]),
            (&"Line Break".into(), &Value::Null)
        );
    }
}

#[test]
fn what_a_pull_advises_fits_a_server_in_both_languages() {
    let (desk, _server) = odd();
    for (language, advice) in [("en", "Correct it there"), ("id", "Perbaiki di server")] {
        let checked = desk.run(&["provider", "pull", "--check", "--lang", language]);
        assert_eq!(checked.status.code(), Some(1), "{checked:?}");
        let said = text(&checked.stdout) + &text(&checked.stderr);
        for wanted in [
            "svc-backup (id 14)",
            "person1@enigma.example (id 1)",
            "person41@enigma.example (id 11)",
            "person43@enigma.example (id 13)",
            advice,
        ] {
            assert!(said.contains(wanted), "{wanted}: {said}");
        }
        for wrong in [
            "spreadsheet",
            "Line ",
            "di baris",
            "upload",
            "pulled-",
            "CSV",
        ] {
            assert!(!said.contains(wrong), "{wrong}: {said}");
        }
    }
    let pulled = desk.run(&["provider", "pull"]);
    assert_eq!(pulled.status.code(), Some(1), "{pulled:?}");
    let said = text(&pulled.stderr);
    assert!(
        said.contains("5 records of the server were left out"),
        "{said}"
    );
    let users = desk.run(&["users", "list", "--format", "jsonl"]);
    assert_eq!(text(&users.stdout).lines().count(), 11, "{users:?}");
    let gone = desk.run(&["provider", "gone", "--format", "json"]);
    assert_eq!(text(&gone.stdout).trim(), "[]");
}

/// Takes everybody in whom the server shows.
fn pull(stage: &mut Stage, scim: &Scim) -> Box<RosterEffect> {
    // What is in doubt is in doubt since before.
    stage.account.clock.pass(60);
    let account = &mut stage.account;
    let server = (scim, IdAttribute::ExternalId);
    let license = Some("LinkedIn Learning".to_owned());
    let pulled = account
        .reader
        .pull_provider_roster(&account.session, server, license, &mut |_, _| true)
        .unwrap()
        .unwrap();
    let roster = ProviderRoster {
        import: pulled.import.unwrap(),
        taken_at: pulled.taken_at,
        phrase: None,
    };
    let done = account.execute(&Op::Provider(ProviderOp::Roster(roster)));
    match done.unwrap().receipt {
        Receipt::Provider(ProviderReceipt::Roster(effect)) => effect,
        other => panic!("{other:?}"),
    }
}

/// A learner whose deletion is in doubt, and one whose deactivation is.
fn in_doubt() -> Stage {
    let mut stage = Stage::new(Road::Scim);
    stage.delete(&[5]);
    stage.revoke(&[7]);
    let proxy = Proxy::start(stage.server.port(), |request, _| {
        match request.method.as_str() {
            "DELETE" | "PATCH" => Fault::CutBefore,
            _ => Fault::Fine,
        }
    });
    let (scim, _) = client(&proxy.url(""));
    assert_eq!(stage.push(&scim).unwrap().tally.in_doubt, 2);
    stage
}

#[test]
fn of_two_records_with_one_id_neither_concludes_anything_and_neither_is_deleted() {
    let mut stage = in_doubt();
    for place in [5, 7] {
        let mut twin = record(&format!("twin{place}@enigma.example"), &stage.ids[place]);
        twin["active"] = false.into();
        post(&stage.server, &twin);
    }
    let (there, scim) = (stage.server.users().len(), stage.scim());
    let effect = pull(&mut stage, &scim);
    assert_eq!((effect.confirmed, effect.refused, effect.gone()), (0, 4, 0));
    assert_eq!(stage.states(), [ChangeState::InDoubt; 2]);
    let report = stage.push(&scim).unwrap();
    assert_eq!(report.tally.confirmed, 0, "{report:?}");
    assert_eq!(stage.server.users().len(), there);
    stage.check();
}

#[test]
fn who_may_stand_in_a_record_that_names_nobody_is_not_called_gone() {
    // Whoever is missing is gone, and the deletion confirmed.
    let mut stage = in_doubt();
    let port = stage.server.port();
    assert_eq!(call(port, "DELETE", "/Users/6", &Value::Null).0, 204);
    let scim = stage.scim();
    assert_eq!(pull(&mut stage, &scim).confirmed, 1);
    // A record without a name may be anybody's.
    let mut stage = in_doubt();
    let port = stage.server.port();
    assert_eq!(call(port, "DELETE", "/Users/6", &Value::Null).0, 204);
    post(&stage.server, &json!({"userName": "svc-backup"}));
    let scim = stage.scim();
    let effect = pull(&mut stage, &scim);
    assert_eq!((effect.confirmed, effect.nameless), (0, 1));
    assert_eq!(stage.states(), [ChangeState::InDoubt; 2]);
    // One of somebody else's name is not theirs.
    let Some(last) = stage.server.users().pop() else {
        panic!("nobody is there");
    };
    let id = last["id"].as_str().unwrap();
    let backup = json!({"userName": "svc-backup", "displayName": "Backup Service"});
    assert_eq!(call(port, "PUT", &format!("/Users/{id}"), &backup).0, 200);
    assert_eq!(pull(&mut stage, &scim).confirmed, 1);
    stage.check();
}
