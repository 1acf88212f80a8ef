//! Accounts that live at a provider, by files: a batch goes out as files and its learners are erased here only once
//! evidence says that they are deleted there; rosters that cannot be believed conclude nothing; a kill at any point
//! leaves every change to end once.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what fails here fails the test"
)]

#[macro_use]
mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use offboard::domain::Page;
use offboard::domain::batch::{Batch, BatchState, RowOutcome};
use offboard::domain::id::{BatchId, ChangeId, HandoverId, UserId};
use offboard::domain::identifier::Fit;
use offboard::domain::op::{
    BatchOp, NewOperator, NewPassphrase, Op, OperatorOp, OwnOp, PeopleOp, RequestOp,
};
use offboard::domain::operator::{Role, Session};
use offboard::domain::plan::{Plan, Receipt, Warning};
use offboard::domain::provider::{
    Change, ChangeAct, ChangeState, EvidenceKind, Handover, HandoverState, Provider,
    ProviderEffect, ProviderOp, ProviderReceipt, ProviderRoster, Reached, ResultsEffect, Road,
    RosterDoubt, RosterEffect, Scope, WhyNobody,
};
use offboard::domain::query::{Answer, Export, Query, ReviewSource, TombstoneAnswer};
use offboard::domain::reason::Reason;
use offboard::domain::request::{NewRequest, RequestKind, RequestState};
use offboard::domain::roster::{Kept, RosterList, RosterResult};
use offboard::domain::time::{Clock, Timestamp};
use offboard::error::Error;
use offboard::service::RosterChoice;
use offboard::service::deletion::verifying::{self, Verdict};
use support::kills::{Passed, at_every_point};
use support::{Account, NOON};

const DAY: i64 = 86_400;

/// An account that lives at the hosted product, with so many learners.
fn elsewhere(learners: u64) -> Account {
    let mut account = Account::seeded(learners);
    let op = account.settings_changed(|settings| {
        settings.provider = Provider::File;
        settings.gate_users = 10_000;
        settings.gate_percent = 20;
    });
    account.execute(&op).unwrap();
    account
}

/// The roster as the provider would give it, without these learners: header and rows.
fn download(account: &mut Account, without: &[String]) -> String {
    let mut text = Vec::new();
    let export = Export::Users(Default::default());
    account
        .reader
        .export_to(&account.session, &export, &mut text)
        .unwrap();
    let text = String::from_utf8(text).unwrap();
    let kept = text.lines().filter(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        !without
            .iter()
            .any(|gone| cells[2] == gone || cells[3] == gone)
    });
    kept.map(|line| format!("{line}\n")).collect()
}

fn ids(account: &mut Account, count: usize) -> Vec<String> {
    let people = account.identities(count);
    people.into_iter().map(|(_, id)| id).collect()
}

/// Confirms the deletion of learners by ID, and lets the background work run.
fn batch_of(account: &mut Account, ids: &[String]) -> BatchId {
    let rows: String = ids.iter().map(|id| format!(",{id}\n")).collect();
    let name = format!("leavers-{}.csv", ids.len());
    let path = account.file(
        &name,
        format!("primary_email_address,unique_user_id\n{rows}"),
    );
    let review = account.review(&path).unwrap();
    let batch = account.confirm(&review).unwrap();
    account.settle();
    batch
}

fn handovers(account: &mut Account) -> Vec<Handover> {
    match account.load(&Query::Handovers(Page::first(100))) {
        Answer::Handovers(window) => window.rows,
        other => panic!("{other:?}"),
    }
}

fn changes(account: &mut Account) -> Vec<Change> {
    let query = Query::Changes {
        handover: None,
        state: None,
        page: Page::first(1_000),
    };
    match account.load(&query) {
        Answer::Changes(window) => window.rows,
        other => panic!("{other:?}"),
    }
}

fn states(account: &mut Account) -> Vec<ChangeState> {
    let mut states: Vec<_> = changes(account).iter().map(|it| it.state).collect();
    states.sort_unstable();
    states
}

/// Marks every file as uploaded now.
fn upload(account: &mut Account) {
    let at = account.clock.now();
    for handover in handovers(account) {
        if handover.state() == HandoverState::ToUpload {
            let handover = handover.id;
            let op = Op::Provider(ProviderOp::MarkUploaded { handover, at });
            account.execute(&op).unwrap();
        }
    }
}

fn brought(account: &mut Account, name: &str, text: &str, phrase: Option<&str>) -> Op {
    let path = account.file(name, text);
    let choice = RosterChoice::by_headers(&path).unwrap();
    let import = account
        .reader
        .read_provider_roster(&account.session, &path, &choice)
        .unwrap();
    Op::Provider(ProviderOp::Roster(ProviderRoster {
        import,
        taken_at: account.clock.now(),
        phrase: phrase.map(str::to_owned),
    }))
}

fn roster(account: &mut Account, text: &str) -> Result<RosterEffect, Error> {
    let op = brought(account, "all-users.csv", text, None);
    match account.execute(&op)?.receipt {
        Receipt::Provider(ProviderReceipt::Roster(effect)) => {
            account.settle();
            Ok(*effect)
        }
        other => panic!("{other:?}"),
    }
}

fn doubts_of(found: Result<RosterEffect, Error>) -> Vec<RosterDoubt> {
    match found {
        Err(Error::Refused(Reason::RosterDoubtful(doubts, _))) => doubts,
        other => panic!("{other:?}"),
    }
}

fn results(account: &mut Account, text: &str) -> Result<Receipt, Error> {
    let path = account.file("results.csv", text);
    let token = account
        .reader
        .read_provider_results(&account.session, &path, None)?;
    let op = Op::Provider(ProviderOp::Results(token));
    Ok(account.execute(&op)?.receipt)
}

fn find(account: &mut Account, key: &str) -> Option<UserId> {
    match account.load(&Query::FindUser(key.to_owned())) {
        Answer::FindUser(Fit::One(user)) => Some(user),
        Answer::FindUser(_) => None,
        other => panic!("{other:?}"),
    }
}

fn check(account: &mut Account) {
    account.checked();
    assert_is!(account.load(&Query::VerifyLog), Answer::VerifyLog(found) if found.fault.is_none());
}

#[test]
fn an_address_is_handed_on_by_a_roster_but_not_by_whom_the_provider_still_knows_by_it() {
    let mut account = elsewhere(50);
    let people = account.identities(2);
    let (leaver, other) = (people[0].clone(), people[1].clone());
    batch_of(&mut account, std::slice::from_ref(&leaver.1));
    upload(&mut account);
    let found = [&leaver, &other].map(|(_, id)| find(&mut account, id).unwrap());
    let mut text = download(&mut account, &[]);
    for ((email, _), place) in [&leaver, &other].into_iter().zip(1..) {
        text = text.replace(email, &format!("renamed-{place}@x.example"));
        text = format!("{text}New,Person,{email},NEW-{place}\n");
    }
    let op = brought(&mut account, "all-users.csv", &text, None);
    let plan = account.reader.plan(&account.session, &op).unwrap();
    let refused: Vec<_> = plan
        .roster
        .iter()
        .filter_map(|row| match row.result {
            offboard::domain::roster::RosterResult::Refused(why) => Some((row.line, *why)),
            _ => None,
        })
        .collect();
    let line = |sought: &str| {
        let place = text.lines().position(|row| row.contains(sought)).unwrap();
        u32::try_from(place + 1).unwrap()
    };
    let at_provider = Reason::GiverAtProvider(line("renamed-1@"));
    assert_eq!(refused, [(line("NEW-1"), at_provider)]);
    roster(&mut account, &text).unwrap();
    assert_eq!(find(&mut account, "NEW-1"), None);
    let taker = find(&mut account, &other.0).unwrap();
    assert_eq!(find(&mut account, "NEW-2"), Some(taker));
    // Whom the provider still knows by the address keeps it.
    assert_eq!(find(&mut account, &leaver.0), Some(found[0]));
    assert_eq!(find(&mut account, "renamed-2@x.example"), Some(found[1]));
    check(&mut account);
}

#[test]
fn a_batch_goes_out_as_a_file_and_deletes_nobody_before_evidence_comes() {
    let mut account = elsewhere(50);
    let leavers = ids(&mut account, 4);
    let batch = batch_of(&mut account, &leavers);
    assert_eq!(account.batch(batch).state, BatchState::AtProvider);
    assert_eq!(account.users(), 50);
    assert_eq!(states(&mut account), [ChangeState::Prepared; 4]);
    let found = handovers(&mut account);
    assert_eq!(found[0].state(), HandoverState::ToUpload);
    let file = found[0].file.clone().unwrap();
    assert!(file.ends_with(format!("deletions-{batch}-1-of-1.csv")));
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(
        text.starts_with("primary_email_address,unique_user_id\n"),
        "{text}"
    );
    assert_eq!(text.lines().count(), 5);
    assert_eq!(mode(&file), 0o600);
    let note = std::fs::read_to_string(note_of(&file)).unwrap();
    assert_eq!(mode(&note_of(&file)), 0o600);
    assert!(
        note.contains("Enigma Hub") && note.contains("User Deletion"),
        "{note}"
    );
    assert!(note.contains(found[0].sha256.as_deref().unwrap()), "{note}");
    upload(&mut account);
    // What is uploaded is not done: time goes by and nobody is deleted.
    account.clock.pass(3 * DAY);
    account.settle();
    assert_eq!(account.users(), 50);
    assert_eq!(states(&mut account), [ChangeState::HandedOver; 4]);
    // A roster without three of them confirms those, and leaves the fourth open.
    let text = download(&mut account, &leavers[..3]);
    let effect = roster(&mut account, &text).unwrap();
    assert_eq!((effect.confirmed, effect.open, effect.gone()), (3, 1, 0));
    assert_eq!(account.users(), 47);
    assert_eq!(account.batch(batch).state, BatchState::AtProvider);
    assert_is!(
        account.load(&Query::AskTombstones(leavers[0].clone())),
        Answer::AskTombstones(TombstoneAnswer::Deleted(tombstone)) if tombstone.batch == batch
    );
    // Eight days after the upload the fourth is overdue.
    account.clock.pass(5 * DAY);
    account.settle();
    assert!(states(&mut account).contains(&ChangeState::Overdue));
    assert_eq!(handovers(&mut account)[0].state(), HandoverState::Overdue);
    let text = download(&mut account, &leavers);
    roster(&mut account, &text).unwrap();
    assert_eq!(account.users(), 46);
    assert_eq!(states(&mut account), [ChangeState::Confirmed; 4]);
    let known = account.batch(batch);
    assert_eq!(known.state, BatchState::Completed);
    assert_eq!(known.counts.of(RowOutcome::Deleted), 4);
    assert_eq!((known.residue, known.processed), (Some(0), 4));
    check(&mut account);
    let certificate = certificate(&mut account, batch);
    let evidence = certificate["provider_evidence"].as_array().unwrap();
    assert_eq!(evidence.len(), 2);
    assert_eq!(evidence[0]["kind"], "roster");
    assert_eq!(evidence[0]["changes"]["confirmed"], 3);
}

/// Where the note of a file lies.
fn note_of(file: &Path) -> PathBuf {
    let stem = file.file_stem().unwrap().to_string_lossy();
    file.with_file_name(format!("{stem}-note.txt"))
}

fn certificate(account: &mut Account, batch: BatchId) -> serde_json::Value {
    let path = account.folder.path().join("certificate.json");
    let export = Export::Certificate(batch);
    account
        .reader
        .export(&account.session, &export, Some(&path), true)
        .unwrap();
    let verdict = account.reader.verify_certificate(&account.session, &path);
    assert_is!(
        verdict,
        Ok(offboard::service::CertificateVerdict::Genuine(_, true))
    );
    let halves = account.reader.signing_keys(&account.session).unwrap();
    let checked = verifying::verify(&path, Some(&[halves.current])).unwrap();
    assert_eq!(checked.verdict, Verdict::Genuine(halves.current));
    let text = std::fs::read_to_string(path).unwrap();
    assert_eq!(in_order_of_the_reference(&text), fields(&text));
    serde_json::from_str(&text).unwrap()
}

/// The fields of a certificate, as it writes them.
fn fields(text: &str) -> Vec<String> {
    let lines = text.lines().filter_map(|line| line.strip_prefix("  \""));
    let names = lines.filter_map(|line| line.split_once("\":"));
    names.map(|(name, _)| name.to_owned()).collect()
}

/// The same, in the order in which the reference of formats names them.
fn in_order_of_the_reference(text: &str) -> Vec<String> {
    let reference = include_str!("../docs/formats.md");
    let (_, section) = reference.split_once("## Certificates").unwrap();
    let (_, list) = section.split_once("fields in this order:").unwrap();
    let mut places: Vec<(Option<usize>, String)> = fields(text)
        .into_iter()
        .map(|name| (list.find(&format!("`{name}`")), name))
        .collect();
    places.sort();
    places.into_iter().map(|(_, name)| name).collect()
}

fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn rows_of_a_results_file_are_refused_in_the_providers_words_and_the_rest_waits() {
    let mut account = elsewhere(50);
    let leavers = ids(&mut account, 4);
    let batch = batch_of(&mut account, &leavers);
    let text = format!(
        "primary_email_address,unique_user_id,Error Message\n,{},Learner is an admin\n,E-unknown,gone\n",
        leavers[0]
    );
    // Before the upload there is nothing to refuse.
    assert_is!(
        results(&mut account, &text),
        Err(Error::Refused(Reason::NoResults(effect)))
            if effect.strangers[0].why == WhyNobody::NotHandedOver
    );
    upload(&mut account);
    let receipt = results(&mut account, &text).unwrap();
    assert_is!(
        receipt,
        Receipt::Provider(ProviderReceipt::Results(effect)) if (effect.refused, effect.unknown()) == (1, 1)
    );
    assert_eq!(account.users(), 50);
    let refused = changes(&mut account)
        .into_iter()
        .find(|it| it.state == ChangeState::Refused);
    let refused = refused.unwrap();
    assert_eq!(refused.words.as_deref(), Some("Learner is an admin"));
    assert_eq!(refused.evidence.unwrap().kind, EvidenceKind::Results);
    account.clock.pass(DAY);
    let text = download(&mut account, &leavers[1..]);
    assert_eq!(roster(&mut account, &text).unwrap().confirmed, 3);
    let known = account.batch(batch);
    assert_eq!(known.state, BatchState::CompletedWithErrors);
    assert_eq!(known.counts.of(RowOutcome::RefusedThere), 1);
    assert_eq!(known.counts.of(RowOutcome::Deleted), 3);
    let listed = std::fs::read_to_string(known.results_file.unwrap()).unwrap();
    assert!(listed.contains("refused_by_provider"), "{listed}");
    assert!(find(&mut account, &leavers[0]).is_some());
    check(&mut account);
}

#[test]
fn a_refused_row_is_handed_over_again_while_its_batch_is_at_the_provider() {
    let mut account = elsewhere(50);
    let leavers = ids(&mut account, 3);
    let batch = batch_of(&mut account, &leavers);
    upload(&mut account);
    let text = format!("unique_user_id,Message\n{},try later\n", leavers[0]);
    results(&mut account, &text).unwrap();
    let op = Op::Provider(ProviderOp::Changes(
        Scope::Batch(batch),
        ChangeAct::PrepareAgain,
    ));
    assert_is!(
        account.execute(&op).unwrap().receipt,
        Receipt::Provider(ProviderReceipt::Changed {
            act: ChangeAct::PrepareAgain,
            count: 1,
            ..
        })
    );
    let again = handovers(&mut account)
        .into_iter()
        .find(|it| it.state() == HandoverState::ToUpload);
    let text = std::fs::read_to_string(again.unwrap().file.unwrap()).unwrap();
    assert_eq!(text.lines().count(), 2);
    upload(&mut account);
    account.clock.pass(DAY);
    let text = download(&mut account, &leavers);
    assert_eq!(roster(&mut account, &text).unwrap().confirmed, 3);
    assert_eq!(account.batch(batch).state, BatchState::Completed);
    check(&mut account);
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story, told to its end")]
fn a_roster_that_cannot_be_believed_concludes_nothing_and_says_why_in_figures() {
    let mut account = elsewhere(60);
    let leavers = ids(&mut account, 2);
    batch_of(&mut account, &leavers);
    upload(&mut account);
    account.clock.pass(2 * DAY);
    let whole = download(&mut account, &leavers);
    let lines: Vec<&str> = whole.lines().collect();
    // Cut short in the middle: everything behind is missing.
    let half: String = lines[..30].iter().map(|line| format!("{line}\n")).collect();
    let doubts = doubts_of(roster(&mut account, &half));
    assert_is!(doubts[..], [RosterDoubt::Part(29, 60, 20)]);
    // Cut short in its last line.
    let cut = &whole[..whole.len() - 1];
    assert_is!(
        doubts_of(roster(&mut account, cut))[..],
        [RosterDoubt::CutShort]
    );
    // Another account's.
    let other: String = (0..55)
        .map(|n| format!("Ana,Other{n},ana{n}@other.example,Z-{n}\n"))
        .collect();
    let other = format!(
        "preferred_first_name,preferred_last_name,primary_email_address,unique_user_id\n{other}"
    );
    assert_is!(
        doubts_of(roster(&mut account, &other))[..],
        [RosterDoubt::NothingInCommon(55, 60)]
    );
    // A header and nothing else.
    let header = format!("{}\n", lines[0]);
    assert_is!(
        doubts_of(roster(&mut account, &header))[..],
        [RosterDoubt::HeaderOnly]
    );
    // Rows that cannot be read may be those of anybody.
    let broken = format!("{whole}x,y,no address,=\n");
    assert_is!(
        doubts_of(roster(&mut account, &broken))[..],
        [RosterDoubt::Unreadable(1)]
    );
    assert_eq!(account.users(), 60);
    assert_eq!(states(&mut account), [ChangeState::HandedOver; 2]);
    // Older than the last one.
    roster(&mut account, &whole).unwrap();
    assert_eq!(account.users(), 58);
    let more = ids(&mut account, 1);
    batch_of(&mut account, &more);
    let text = download(&mut account, &more);
    let path = account.file("older.csv", text);
    let choice = RosterChoice::by_headers(&path).unwrap();
    let import = account
        .reader
        .read_provider_roster(&account.session, &path, &choice)
        .unwrap();
    let taken_at = Timestamp(account.clock.now().0 - 60);
    let roster_of = |phrase: Option<&str>| {
        Op::Provider(ProviderOp::Roster(ProviderRoster {
            import,
            taken_at,
            phrase: phrase.map(str::to_owned),
        }))
    };
    let refused = account.execute(&roster_of(None));
    assert_is!(
        refused,
        Err(Error::Refused(Reason::RosterDoubtful(doubts, Some(phrase))))
            if matches!(doubts[..], [RosterDoubt::Older(..)]) && phrase == "believe 57 rows"
    );
    assert_is!(
        account.execute(&roster_of(Some("believe 58 rows"))),
        Err(Error::Refused(_))
    );
    account
        .execute(&roster_of(Some("believe 57 rows")))
        .unwrap();
    account.settle();
    // It was believed, and was taken before the handover: it concludes nothing.
    assert_eq!(account.users(), 58);
    check(&mut account);
}

#[test]
fn a_department_alone_is_not_the_account() {
    let mut account = elsewhere(80);
    let leavers = ids(&mut account, 2);
    batch_of(&mut account, &leavers);
    upload(&mut account);
    account.clock.pass(DAY);
    let whole = download(&mut account, &leavers);
    let header = whole.lines().next().unwrap();
    let Answer::Groups(groups) = account.load(&Query::Groups) else {
        panic!("no groups");
    };
    let first = groups[0].name.clone();
    let kept = whole
        .lines()
        .filter(|line| *line == header || line.contains(&first));
    let department: String = kept.map(|line| format!("{line}\n")).collect();
    assert!(department.lines().count() < 60);
    assert_is!(
        doubts_of(roster(&mut account, &department))[..],
        [RosterDoubt::Part(_, 80, 20)]
    );
    assert_eq!(account.users(), 80);
}

#[test]
fn somebody_who_may_stand_in_the_roster_under_another_identifier_is_not_taken_for_deleted() {
    let mut account = elsewhere(60);
    let leavers = ids(&mut account, 2);
    batch_of(&mut account, &leavers);
    upload(&mut account);
    account.clock.pass(DAY);
    let whole = download(&mut account, &[]);
    // The provider knows the first by another address and another ID now.
    let text: String = whole
        .lines()
        .filter(|line| line.split(',').nth(3) != Some(leavers[1].as_str()))
        .map(|line| {
            let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
            if cells[3] == leavers[0] {
                cells[2] = "new.name@enigma.example".to_owned();
                cells[3] = "E-renamed".to_owned();
            }
            format!("{}\n", cells.join(","))
        })
        .collect();
    let effect = roster(&mut account, &text).unwrap();
    assert_eq!((effect.confirmed, effect.open), (1, 1));
    assert!(find(&mut account, &leavers[0]).is_some());
    assert!(find(&mut account, &leavers[1]).is_none());
}

/// How the first leaver stands in the roster of the provider after its file was taken, and whether the deletion stays open:
/// cells of name, address, ID and title, where they are other than they were.
type Renamed = (&'static str, fn(&mut Vec<String>), bool);

const RENAMED: [Renamed; 7] = [
    ("nothing is the same", |_| {}, true),
    (
        "first and last name swapped",
        |cells| cells.swap(0, 1),
        true,
    ),
    ("an initial more", |cells| cells[0].push_str(" M."), true),
    (
        "in capitals",
        |cells| cells[0] = cells[0].to_uppercase(),
        true,
    ),
    (
        "married, without an ID",
        |cells| {
            "Zzz".clone_into(&mut cells[1]);
            cells[3].clear();
        },
        true,
    ),
    (
        "another surname and both identifiers",
        |cells| "Zzz".clone_into(&mut cells[1]),
        false,
    ),
    (
        "another first name, without an ID",
        |cells| {
            "Zzz".clone_into(&mut cells[0]);
            cells[3].clear();
        },
        false,
    ),
];

#[test]
fn a_newcomer_who_may_be_the_missing_learner_keeps_the_deletion_open_whatever_becomes_of_the_row() {
    for (what, rename, stays) in RENAMED {
        for is_refused in [false, true] {
            let mut account = elsewhere(60);
            let leavers = ids(&mut account, 2);
            batch_of(&mut account, &leavers);
            upload(&mut account);
            account.clock.pass(DAY);
            let whole = download(&mut account, &[]);
            let renamed: String = whole
                .lines()
                .filter(|line| line.split(',').nth(3) != Some(leavers[1].as_str()))
                .map(|line| {
                    let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
                    if cells[3] == leavers[0] {
                        cells[2] = "new.name@enigma.example".to_owned();
                        cells[3] = "E-renamed".to_owned();
                        rename(&mut cells);
                        if is_refused {
                            // A text that cannot be kept.
                            cells[4] = "x".repeat(300);
                        }
                    }
                    format!("{}\n", cells.join(","))
                })
                .collect();
            let effect = roster(&mut account, &renamed).unwrap();
            let open = u64::from(stays && !(is_refused && what.contains("married")));
            assert_eq!(
                (effect.confirmed, effect.open),
                (2 - open, open),
                "{what} {is_refused}"
            );
            assert_eq!(effect.refused, u64::from(is_refused), "{what}");
            assert_eq!(effect.alike.len() as u64, open, "{what} {is_refused}");
            assert_eq!(
                find(&mut account, &leavers[0]).is_some(),
                open == 1,
                "{what}"
            );
            assert!(find(&mut account, &leavers[1]).is_none());
        }
    }
}

#[test]
fn whoever_may_be_the_missing_learner_is_as_new_in_the_next_roster_until_a_full_admin_decides() {
    let mut account = elsewhere(60);
    let leavers = ids(&mut account, 1);
    let batch = batch_of(&mut account, &leavers);
    upload(&mut account);
    account.clock.pass(DAY);
    let whole = download(&mut account, &[]);
    let text = whole.replace(&leavers[0], "E-renamed");
    let (email, _) = account.identities(1).remove(0);
    let text = text.replace(&email, "new.name@enigma.example");
    assert_eq!(roster(&mut account, &text).unwrap().open, 1);
    account.clock.pass(DAY);
    let again = roster(&mut account, &text).unwrap();
    assert_eq!((again.added, again.open), (0, 1));
    assert_eq!(again.alike[0].line, None);
    assert!(find(&mut account, &leavers[0]).is_some());
    let phrase = again.others_phrase().unwrap();
    assert_eq!(phrase, "1 is somebody else");
    let op = brought(&mut account, "again.csv", &text, Some(&phrase));
    account.execute(&op).unwrap();
    account.settle();
    assert!(find(&mut account, &leavers[0]).is_none());
    assert!(find(&mut account, "E-renamed").is_some());
    assert_eq!(account.batch(batch).state, BatchState::Completed);
    check(&mut account);
}

#[test]
fn a_file_that_is_not_uploaded_names_nobody_who_was_erased_meanwhile() {
    let mut account = elsewhere(60);
    let users = licensed(&mut account, 2);
    let op = Op::People(PeopleOp::SetLicense {
        users: users.clone(),
        license: None,
    });
    account.execute(&op).unwrap();
    let revocation = handovers(&mut account)[0].clone();
    let file = revocation.file.clone().unwrap();
    let note = file.with_file_name(format!("revocations-{}-note.txt", revocation.id));
    let gone: Vec<String> = users
        .iter()
        .map(|user| id_of(&mut account, *user))
        .collect();
    for (nth, one) in gone.iter().enumerate() {
        batch_of(&mut account, std::slice::from_ref(one));
        let waits = handovers(&mut account).into_iter();
        let waits = waits
            .filter(|it| it.kind == RequestKind::Delete && it.state() == HandoverState::ToUpload);
        let at = account.clock.now();
        for handover in waits.map(|it| it.id).collect::<Vec<_>>() {
            let op = Op::Provider(ProviderOp::MarkUploaded { handover, at });
            account.execute(&op).unwrap();
        }
        account.clock.pass(DAY);
        let text = download(&mut account, &gone[..=nth]);
        roster(&mut account, &text).unwrap();
        assert_eq!(find(&mut account, one), None);
        let left = std::fs::read_to_string(&file).ok();
        assert!(
            !left.as_deref().unwrap_or_default().contains(one.as_str()),
            "{left:?}"
        );
        // The last one takes file and note away.
        assert_eq!((left.is_some(), note.exists()), (nth == 0, nth == 0));
        if nth == 0 {
            let known = handovers(&mut account);
            let known = known.iter().find(|it| it.id == revocation.id).unwrap();
            let said = std::fs::read_to_string(&note).unwrap();
            assert!(said.contains(known.sha256.as_deref().unwrap()), "{said}");
        }
    }
    check(&mut account);
}

fn licensed(account: &mut Account, count: usize) -> Vec<UserId> {
    let db = rusqlite::Connection::open(&account.database).unwrap();
    let sql = "SELECT id FROM users WHERE license > 0 AND hold_since IS NULL AND unique_id IS NOT NULL ORDER BY id LIMIT ?1";
    let mut statement = db.prepare(sql).unwrap();
    let found = statement.query_map([i64::try_from(count).unwrap()], |row| {
        Ok(UserId(row.get(0)?))
    });
    let found: Vec<UserId> = found.unwrap().map(Result::unwrap).collect();
    assert!(account.users() > 0 && found.len() == count);
    found
}

fn id_of(account: &mut Account, user: UserId) -> String {
    let db = rusqlite::Connection::open(&account.database).unwrap();
    let sql = "SELECT unique_id FROM users WHERE id = ?1";
    db.query_row(sql, [user.0], |row| row.get(0)).unwrap()
}

#[test]
fn a_results_file_that_was_taken_in_before_says_nothing_of_what_was_handed_over_since() {
    let mut account = elsewhere(50);
    let leavers = ids(&mut account, 2);
    batch_of(&mut account, &leavers);
    upload(&mut account);
    account.clock.pass(DAY);
    let text = format!(
        "unique_user_id,Bemerkung,error\n{},Locked out,E7\n",
        leavers[0]
    );
    results(&mut account, &text).unwrap();
    let refused = |account: &mut Account| {
        let found = changes(account).into_iter();
        let mut found = found.filter(|it| it.state == ChangeState::Refused);
        found.next()
    };
    assert_eq!(refused(&mut account).unwrap().words.as_deref(), Some("E7"));
    // The same file with another column: its words take the place of those it gave before.
    let path = account.file("results.csv", &text);
    let token = account
        .reader
        .read_provider_results(&account.session, &path, Some("Bemerkung"))
        .unwrap();
    account
        .execute(&Op::Provider(ProviderOp::Results(token)))
        .unwrap();
    let found = refused(&mut account).unwrap();
    assert_eq!(found.words.as_deref(), Some("Locked out"));
    account.clock.pass(DAY);
    let again = ChangeAct::PrepareAgain;
    let op = Op::Provider(ProviderOp::Changes(Scope::Change(found.id), again));
    account.execute(&op).unwrap();
    upload(&mut account);
    account.clock.pass(DAY);
    assert_is!(
        results(&mut account, &text),
        Err(Error::Refused(Reason::NoResults(effect)))
            if effect.before.is_some() && effect.strangers[0].why == WhyNobody::FileBefore
    );
    assert_eq!(states(&mut account), [ChangeState::HandedOver; 2]);
    check(&mut account);
}

#[test]
fn a_batch_that_is_over_says_how_a_refused_row_goes_again_and_a_cancelled_one_what_the_provider_has()
 {
    let mut account = elsewhere(50);
    let leavers = ids(&mut account, 2);
    let batch = batch_of(&mut account, &leavers[..1]);
    upload(&mut account);
    let text = format!("unique_user_id,error\n{},Locked\n", leavers[0]);
    results(&mut account, &text).unwrap();
    account.settle();
    let again = ProviderOp::Changes(Scope::Batch(batch), ChangeAct::PrepareAgain);
    assert_is!(
        account.execute(&Op::Provider(again)),
        Err(Error::Conflict(Reason::BatchOver(over))) if *over == batch
    );
    let second = batch_of(&mut account, &leavers[1..]);
    upload(&mut account);
    let outcome = account
        .execute(&Op::Batch(BatchOp::Cancel(second)))
        .unwrap();
    assert_is!(
        outcome.receipt,
        Receipt::Provider(ProviderReceipt::BatchCancelled(id, 1)) if *id == second
    );
    // Time is up by itself, whoever opens the account next.
    account.clock.pass(9 * DAY);
    account.service.note_overdue().unwrap();
    assert!(states(&mut account).contains(&ChangeState::Overdue));
    check(&mut account);
}

#[test]
fn a_roster_without_the_column_that_identifies_a_learner_does_not_miss_them() {
    let mut account = elsewhere(40);
    let db = rusqlite::Connection::open(&account.database).unwrap();
    let leavers = ids(&mut account, 1);
    db.execute(
        "UPDATE users SET email = NULL WHERE unique_id = ?1",
        [&leavers[0]],
    )
    .unwrap();
    drop(db);
    let mut account = account.reopen();
    batch_of(&mut account, &leavers);
    upload(&mut account);
    account.clock.pass(DAY);
    let whole = download(&mut account, &leavers);
    let text: String = whole
        .lines()
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            format!("{}\n", [cells[0], cells[1], cells[2]].join(","))
        })
        .filter(|line| line.trim_end().rsplit(',').next() != Some(""))
        .collect();
    let effect = roster(&mut account, &text).unwrap();
    assert_eq!((effect.confirmed, effect.open), (0, 1));
    assert_eq!(account.users(), 40);
}

#[test]
fn what_is_only_prepared_is_taken_back_by_row_or_whole_and_the_file_is_written_anew() {
    let mut account = elsewhere(50);
    let leavers = ids(&mut account, 3);
    let batch = batch_of(&mut account, &leavers);
    let file = handovers(&mut account)[0].file.clone().unwrap();
    let first = changes(&mut account)[0].clone();
    let op = Op::Provider(ProviderOp::Changes(
        Scope::Change(first.id),
        ChangeAct::TakeBack,
    ));
    account.execute(&op).unwrap();
    let text = std::fs::read_to_string(&file).unwrap();
    assert_eq!(text.lines().count(), 3);
    assert!(
        !text.contains(first.unique_id.as_deref().unwrap()),
        "{text}"
    );
    // Given up it cannot be: the provider does not have it.
    let rest = changes(&mut account)[1].id;
    let op = Op::Provider(ProviderOp::Changes(
        Scope::Change(rest),
        ChangeAct::GiveUp {
            reason: "no".to_owned(),
        },
    ));
    assert_is!(
        account.execute(&op),
        Err(Error::Conflict(Reason::ChangeIs(_)))
    );
    account.execute(&Op::Batch(BatchOp::Cancel(batch))).unwrap();
    account.settle();
    assert!(!file.exists());
    let known = account.batch(batch);
    assert_eq!(known.state, BatchState::Cancelled);
    assert_eq!(known.counts.of(RowOutcome::Cancelled), 3);
    assert_eq!(account.users(), 50);
    check(&mut account);
}

#[test]
fn giving_up_ends_a_batch_without_deleting_anybody() {
    let mut account = elsewhere(50);
    let leavers = ids(&mut account, 2);
    let batch = batch_of(&mut account, &leavers);
    upload(&mut account);
    // It can be neither withdrawn nor taken back any more.
    assert_is!(
        account.execute(&Op::Batch(BatchOp::Withdraw(batch))),
        Err(Error::Conflict(_))
    );
    let op = Op::Provider(ProviderOp::Changes(
        Scope::Batch(batch),
        ChangeAct::TakeBack,
    ));
    assert_is!(
        account.execute(&op),
        Err(Error::Conflict(Reason::NoChanges))
    );
    let op = |reason: &str| {
        Op::Provider(ProviderOp::Changes(
            Scope::Batch(batch),
            ChangeAct::GiveUp {
                reason: reason.to_owned(),
            },
        ))
    };
    assert_is!(
        account.execute(&op(" ")),
        Err(Error::Refused(Reason::ReasonMissing))
    );
    account.execute(&op("The file was never accepted")).unwrap();
    account.settle();
    let known = account.batch(batch);
    assert_eq!(known.state, BatchState::CompletedWithErrors);
    assert_eq!(known.counts.of(RowOutcome::GivenUp), 2);
    assert_eq!(account.users(), 50);
    check(&mut account);
}

#[test]
fn a_learner_on_the_way_is_neither_edited_nor_put_into_a_second_batch_and_the_account_stays() {
    let mut account = elsewhere(50);
    let leavers = ids(&mut account, 2);
    batch_of(&mut account, &leavers);
    let user = find(&mut account, &leavers[0]).unwrap();
    let Answer::Profile(Some(profile)) = account.load(&Query::Profile(user)) else {
        panic!("no profile");
    };
    assert_eq!(profile.at_provider[0].kind, RequestKind::Delete);
    let mut change = Box::new(offboard::domain::user::InfoChange {
        seen: profile.employee.clone(),
        wanted: profile.employee,
    });
    change.wanted.job_title = "Other".to_owned();
    assert_is!(
        account.execute(&Op::People(PeopleOp::Edit { user, change })),
        Err(Error::Conflict(Reason::AtProvider(RequestKind::Delete)))
    );
    let source = ReviewSource::Users(vec![user]);
    let review = account
        .reader
        .review(&account.session, &source, &mut |_| true)
        .unwrap();
    assert_eq!(review.counts.of(RowOutcome::AtProvider), 1);
    let op = account.settings_changed(|settings| settings.provider = Provider::Here);
    assert_is!(
        account.execute(&op),
        Err(Error::Refused(Reason::ChangesOpen(2)))
    );
    // Plain files do not carry what is open: none are written.
    let folder = account.folder.path().join("everything");
    assert_is!(
        account.reader.export_everything(&account.session, &folder),
        Err(Error::Refused(Reason::ChangesNotCarried(2)))
    );
    assert!(!folder.exists());
    // A hold says which file names the learner, and keeps that file from being marked.
    let op = Op::People(PeopleOp::PlaceHold {
        users: vec![user],
        reason: "Inquiry".to_owned(),
    });
    let plan: Plan = account.reader.plan(&account.session, &op).unwrap();
    let file = handovers(&mut account)[0].file.clone().unwrap();
    let name = file.file_name().unwrap().to_str().unwrap().to_owned();
    assert_eq!(plan.warnings, [Warning::HandedOver(1, Some(name))]);
    account.execute(&op).unwrap();
    let handover = handovers(&mut account)[0].id;
    let at = account.clock.now();
    let op = Op::Provider(ProviderOp::MarkUploaded { handover, at });
    assert_is!(
        account.execute(&op),
        Err(Error::Refused(Reason::HeldInHandover(1)))
    );
}

#[test]
fn a_hold_after_the_handover_keeps_the_learner_here_although_they_are_deleted_there() {
    let mut account = elsewhere(50);
    let leavers = ids(&mut account, 2);
    let batch = batch_of(&mut account, &leavers);
    upload(&mut account);
    let user = find(&mut account, &leavers[0]).unwrap();
    let reason = "Inquiry".to_owned();
    account
        .execute(&Op::People(PeopleOp::PlaceHold {
            users: vec![user],
            reason,
        }))
        .unwrap();
    account.clock.pass(DAY);
    let text = download(&mut account, &leavers);
    roster(&mut account, &text).unwrap();
    assert_eq!(find(&mut account, &leavers[0]), Some(user));
    let known: Batch = account.batch(batch);
    assert_eq!(known.state, BatchState::CompletedWithErrors);
    assert_eq!(known.counts.of(RowOutcome::OnHold), 1);
    assert!(changes(&mut account).iter().any(|it| it.kept_here));
    check(&mut account);
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story, told to its end")]
fn a_license_is_revoked_by_a_file_and_a_profile_disconnected_by_hand() {
    let mut account = elsewhere(60);
    let licensed = one_with(&mut account, "license = 2 AND connected = 1");
    let users = vec![licensed];
    let license = None;
    let op = Op::People(PeopleOp::SetLicense {
        users: users.clone(),
        license,
    });
    assert_is!(
        account.execute(&op).unwrap().receipt,
        Receipt::Provider(ProviderReceipt::Prepared(RequestKind::Revoke, 1, _, 0))
    );
    let file = handovers(&mut account)[0].file.clone().unwrap();
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("inactive"), "{text}");
    assert_is!(
        account.execute(&op),
        Err(Error::Refused(Reason::AtProvider(RequestKind::Revoke)))
    );
    upload(&mut account);
    account
        .execute(&Op::People(PeopleOp::Disconnect { users }))
        .unwrap();
    let open = changes(&mut account);
    assert_eq!(
        (open[0].kind, open[0].state),
        (RequestKind::Disconnect, ChangeState::Prepared)
    );
    let portion = handovers(&mut account).remove(0);
    assert_eq!(portion.state(), HandoverState::ByHand);
    assert_eq!(portion.handed_at, None);
    let still = format!(
        "SELECT count(*) FROM users WHERE id = {licensed} AND license = 2 AND connected = 1"
    );
    assert_eq!(count(&account, &still), 1);
    account
        .execute(&Op::Provider(ProviderOp::Changes(
            Scope::Change(open[0].id),
            ChangeAct::TickOff,
        )))
        .unwrap();
    let disconnected =
        format!("SELECT count(*) FROM users WHERE id = {licensed} AND connected = 0");
    assert_eq!(count(&account, &disconnected), 1);
    // The provider mails by itself.
    assert_eq!(
        count(
            &account,
            "SELECT count(*) FROM outbox WHERE kind = 'reregister'"
        ),
        0
    );
    account.clock.pass(DAY);
    let whole = download(&mut account, &[]);
    let unchanged = roster(&mut account, &whole).unwrap();
    assert_eq!((unchanged.confirmed, unchanged.open), (0, 1));
    account.clock.pass(60);
    let id = open[0].unique_id.clone().unwrap();
    let text: String = whole
        .lines()
        .map(|line| {
            let is_theirs = line.split(',').nth(3) == Some(id.as_str());
            let line = if is_theirs {
                line.replace(",active", ",inactive")
            } else {
                line.to_owned()
            };
            format!("{line}\n")
        })
        .collect();
    assert_eq!(roster(&mut account, &text).unwrap().confirmed, 1);
    let revoked = format!("SELECT count(*) FROM users WHERE id = {licensed} AND license = 0");
    assert_eq!(count(&account, &revoked), 1);
    check(&mut account);
}

fn one_with(account: &mut Account, condition: &str) -> UserId {
    let sql =
        format!("SELECT id FROM users WHERE {condition} AND email IS NOT NULL ORDER BY id LIMIT 1");
    UserId(count(account, &sql))
}

fn count(account: &Account, sql: &str) -> i64 {
    let db = rusqlite::Connection::open(&account.database).unwrap();
    db.query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story, told to its end")]
fn a_request_is_done_and_the_learner_is_told_only_once_the_provider_has_done_it() {
    let mut account = elsewhere(60);
    let (deleting, revoking) = (
        one_with(&mut account, "license = 2"),
        one_with(&mut account, "license = 1"),
    );
    let mut requests = Vec::new();
    for (user, kind) in [
        (deleting, RequestKind::Delete),
        (revoking, RequestKind::Revoke),
    ] {
        let new = NewRequest {
            user,
            kind,
            channel: "phone".to_owned(),
            asked_by: String::new(),
            note: String::new(),
        };
        let Receipt::RequestTaken(request) = account
            .execute(&Op::Request(RequestOp::New(Box::new(new))))
            .unwrap()
            .receipt
        else {
            panic!("no request");
        };
        let how = Some("called back".to_owned());
        account
            .execute(&Op::Request(RequestOp::Verify { request, how }))
            .unwrap();
        account
            .execute(&Op::Request(RequestOp::Do {
                request,
                phrase: None,
                unverified: None,
            }))
            .unwrap();
        requests.push(request);
    }
    account.settle();
    upload(&mut account);
    let told = "SELECT count(*) FROM outbox WHERE kind LIKE '%outcome%'";
    let scheduled = "SELECT count(*) FROM requests WHERE state = 'scheduled'";
    assert_eq!((count(&account, told), count(&account, scheduled)), (0, 2));
    let Answer::Request(Some(request)) = account.load(&Query::Request(requests[1])) else {
        panic!("no request");
    };
    assert_eq!(request.row.state, RequestState::Scheduled);
    // The revocation is refused: its request is in review again.
    let known = changes(&mut account)
        .into_iter()
        .find(|it| it.kind == RequestKind::Revoke)
        .unwrap();
    let text = format!("unique_user_id,Message\n{},no\n", known.unique_id.unwrap());
    results(&mut account, &text).unwrap();
    let review = "SELECT count(*) FROM requests WHERE state = 'in_review' AND setback = 'refused_by_provider'";
    assert_eq!(count(&account, review), 1);
    account.clock.pass(DAY);
    let gone = changes(&mut account)
        .into_iter()
        .find(|it| it.kind == RequestKind::Delete)
        .unwrap();
    let text = download(&mut account, &[gone.unique_id.unwrap()]);
    let op = brought(&mut account, "all-users.csv", &text, None);
    account.execute(&op).unwrap();
    // The outcome is written in the step that erases the learner, and goes with nobody once it was sent.
    let outcome = "SELECT count(*) FROM outbox WHERE subject LIKE '%hasil permintaan%'";
    let mut steps = 0;
    while count(&account, outcome) == 0 {
        account.service.step().unwrap();
        steps += 1;
        assert!(steps < 100, "the learner hears nothing");
    }
    account.settle();
    assert_eq!(
        count(
            &account,
            "SELECT count(*) FROM requests WHERE state = 'done'"
        ),
        1
    );
    check(&mut account);
}

#[test]
fn nothing_of_a_learner_is_left_in_what_is_kept_of_their_change() {
    let mut account = elsewhere(50);
    let people = account.identities(2);
    let leavers: Vec<String> = people.iter().map(|(_, id)| id.clone()).collect();
    let batch = batch_of(&mut account, &leavers);
    upload(&mut account);
    let (email, id) = &people[0];
    let text = format!("unique_user_id,Message\n{id},{email} is an admin\n");
    results(&mut account, &text).unwrap();
    let op = Op::Provider(ProviderOp::Changes(
        Scope::Batch(batch),
        ChangeAct::PrepareAgain,
    ));
    account.execute(&op).unwrap();
    upload(&mut account);
    account.clock.pass(DAY);
    let text = download(&mut account, &leavers);
    roster(&mut account, &text).unwrap();
    assert_eq!(account.batch(batch).state, BatchState::Completed);
    let left = account.files_with(email);
    let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    // The file that was uploaded is for whoever keeps a copy of it.
    let database: Vec<String> = left
        .iter()
        .map(name)
        .filter(|name| name.contains(".db"))
        .collect();
    assert_eq!(database, [""; 0], "{left:?}");
}

#[test]
fn sub_admins_bring_evidence_and_neither_upload_nor_give_up_nor_overrule() {
    let mut account = elsewhere(50);
    let leavers = ids(&mut account, 2);
    let batch = batch_of(&mut account, &leavers);
    let new = NewOperator {
        name: "Sri".to_owned(),
        email: None,
        role: Role::SubAdmin,
        passphrase: Some(offboard::domain::op::Secret(
            "correct horse battery".to_owned(),
        )),
    };
    let own = offboard::domain::op::Secret("correct horse battery".to_owned());
    account
        .execute(&Op::Own(OwnOp::SetPassphrase(NewPassphrase {
            present: None,
            wanted: own.clone(),
        })))
        .unwrap();
    account
        .execute(&Op::Operator(OperatorOp::Add(Box::new(new))))
        .unwrap();
    let full: Session = account.session.clone();
    let sub = account.reader.sign_in("Sri", &own).unwrap();
    let handover = handovers(&mut account)[0].id;
    let at = account.clock.now();
    account.session = sub.clone();
    for op in [
        ProviderOp::MarkUploaded { handover, at },
        ProviderOp::Changes(
            Scope::Batch(batch),
            ChangeAct::GiveUp {
                reason: "no".to_owned(),
            },
        ),
        ProviderOp::Changes(Scope::Batch(batch), ChangeAct::TakeBack),
    ] {
        assert_is!(
            account.execute(&Op::Provider(op)),
            Err(Error::NotAllowed(_))
        );
    }
    account.session = full;
    upload(&mut account);
    account.clock.pass(DAY);
    let whole = download(&mut account, &leavers);
    let half: String = whole
        .lines()
        .take(20)
        .map(|line| format!("{line}\n"))
        .collect();
    account.session = sub;
    let op = brought(&mut account, "half.csv", &half, Some("believe 19 rows"));
    assert_is!(
        account.execute(&op),
        Err(Error::Refused(Reason::RosterDoubtful(..)))
    );
    let effect = roster(&mut account, &whole).unwrap();
    assert_eq!(effect.confirmed, 2);
}

#[test]
fn a_kill_at_any_point_of_a_handover_a_results_file_or_a_roster_ends_every_change_once() {
    at_every_point(
        30,
        &[
            "preparation: before its commit",
            "handover: before a file of it",
            "handover: after its files",
            "handover: before its commit",
            "handover: after its commit",
            "provider_results: before its commit",
            "roster: before its commit",
            "provider_roster: after its commit",
            "journal: after its entry",
            "conclusion: before its commit",
            "conclusion: before the commit of its end",
            "conclusion: after its commit",
        ],
        life_until,
    );
}

#[test]
fn the_files_are_purged_once_after_a_roster_that_ends_a_batch() {
    let mut account = elsewhere(30);
    let leavers = ids(&mut account, 4);
    let names = Passed::default();
    account.dies_at(usize::MAX - 1, &names);
    lead(&mut account, &leavers);
    assert_eq!(account.users(), 27);
    let passed = names.lock().unwrap();
    let purges = passed
        .iter()
        .filter(|name| *name == "purge: before the compaction");
    assert_eq!(purges.count(), 1, "{passed:?}");
}

/// Leads a batch through the provider and dies at a point, then goes on with a new process to the end; answers whether it
/// died.
fn life_until(at: usize, names: &Passed) -> bool {
    let mut account = elsewhere(30);
    let leavers = ids(&mut account, 4);
    let died = {
        account.dies_at(at, names);
        let led = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            lead(&mut account, &leavers);
        }));
        led.is_err()
    };
    let mut account = account.reopen();
    account.settle();
    lead(&mut account, &leavers);
    let known = account.batch(BatchId(1));
    assert!(known.state.is_final(), "{at}: {:?}", known.state);
    assert_eq!(account.users(), 27, "{at}");
    assert_eq!(known.counts.of(RowOutcome::Deleted), 3, "{at}");
    assert_eq!(known.counts.of(RowOutcome::RefusedThere), 1, "{at}");
    let once = "SELECT count(*) FROM provider_changes WHERE state IN ('confirmed', 'refused')";
    assert_eq!(count(&account, once), 4, "{at}");
    check(&mut account);
    died
}

/// Does what is still to be done of the life of a batch at the provider.
fn lead(account: &mut Account, leavers: &[String]) {
    if count(account, "SELECT count(*) FROM batches") == 0 {
        batch_of(account, leavers);
    }
    account.settle();
    upload(account);
    let refused = "SELECT count(*) FROM provider_changes WHERE state = 'refused'";
    if count(account, refused) == 0 {
        let text = format!("unique_user_id,Message\n{},an admin\n", leavers[0]);
        results(account, &text).unwrap();
    }
    account.clock.pass(60);
    let open = "SELECT count(*) FROM provider_changes WHERE state = 'handed_over'";
    if count(account, open) > 0 {
        let text = download(account, &leavers[1..]);
        roster(account, &text).unwrap();
    }
    account.settle();
}

fn gone(account: &mut Account) -> Vec<UserId> {
    match account.load(&Query::Gone(Page::first(100))) {
        Answer::Gone(window) => window.rows.iter().map(|one| one.user).collect(),
        other => panic!("{other:?}"),
    }
}

fn accept(account: &mut Account, wait_days: u8) -> Result<BatchId, Error> {
    let source = ReviewSource::Gone(None);
    let review = account
        .reader
        .review(&account.session, &source, &mut |_| true)?;
    let op = Op::Batch(BatchOp::Confirm {
        review: review.token,
        wait_days,
        phrase: None,
        again: false,
    });
    match account.execute(&op)?.receipt {
        Receipt::BatchConfirmed(batch) => Ok(batch),
        other => panic!("{other:?}"),
    }
}

#[test]
fn who_is_gone_without_our_doing_is_erased_here_by_a_reviewed_batch_alone() {
    let mut account = elsewhere(50);
    assert_is!(
        accept(&mut account, 0),
        Err(Error::Refused(Reason::NoRosterYet))
    );
    let people = ids(&mut account, 3);
    let users: BTreeSet<UserId> = people
        .iter()
        .map(|id| find(&mut account, id).unwrap())
        .collect();
    account.clock.pass(DAY);
    let text = download(&mut account, &people);
    let effect = roster(&mut account, &text).unwrap();
    assert_eq!((effect.gone(), effect.hidden), (3, 0));
    // It is a list, and nobody is deleted by it.
    assert_eq!(account.users(), 50);
    assert_eq!(
        gone(&mut account).into_iter().collect::<BTreeSet<_>>(),
        users
    );
    let stranger = ids(&mut account, 10).pop().unwrap();
    let stranger = find(&mut account, &stranger).unwrap();
    let source = ReviewSource::Gone(Some(vec![stranger]));
    assert_is!(
        account
            .reader
            .review(&account.session, &source, &mut |_| true),
        Err(Error::Refused(Reason::NotGoneThere))
    );
    let batch = accept(&mut account, 0).unwrap();
    account.settle();
    let known = account.batch(batch);
    assert_eq!(known.state, BatchState::Completed);
    assert!(known.accepts.is_some());
    assert_eq!(known.counts.of(RowOutcome::Deleted), 3);
    assert_eq!(account.users(), 47);
    assert!(gone(&mut account).is_empty());
    assert_is!(
        accept(&mut account, 0),
        Err(Error::Refused(Reason::NobodyGoneThere))
    );
    assert!(handovers(&mut account).is_empty());
    let certificate = certificate(&mut account, batch);
    let evidence = certificate["provider_evidence"].as_array().unwrap();
    assert_eq!(evidence[0]["kind"], "roster");
    assert_eq!(evidence[0]["changes"]["gone"], 3);
    check(&mut account);
}

#[test]
fn who_is_there_again_is_spared_and_a_review_of_an_older_roster_is_stale() {
    let mut account = elsewhere(50);
    let people = ids(&mut account, 2);
    account.clock.pass(DAY);
    let text = download(&mut account, &people);
    let whole = download(&mut account, &people[1..]);
    roster(&mut account, &text).unwrap();
    let batch = accept(&mut account, 2).unwrap();
    // Another roster came in between: one of them is there again.
    let source = ReviewSource::Gone(None);
    let review = account
        .reader
        .review(&account.session, &source, &mut |_| true)
        .unwrap();
    account.clock.pass(60);
    assert_eq!(roster(&mut account, &whole).unwrap().gone(), 1);
    assert_is!(account.confirm(&review), Err(Error::Stale));
    account.clock.pass(3 * DAY);
    account.settle();
    let known = account.batch(batch);
    assert_eq!(known.counts.of(RowOutcome::Deleted), 1);
    assert_eq!(known.counts.of(RowOutcome::BackThere), 1);
    assert_eq!(account.users(), 49);
    assert!(find(&mut account, &people[0]).is_some());
    assert!(find(&mut account, &people[1]).is_none());
    check(&mut account);
}

/// The negative control: a conclusion from absence alone, without asking whether the roster can be believed, would take
/// half of the account for deleted. The same figures through the gate conclude nothing.
#[test]
fn absence_alone_would_delete_learners_who_are_there() {
    let mut account = elsewhere(60);
    let leavers = ids(&mut account, 20);
    let batch = batch_of(&mut account, &leavers);
    upload(&mut account);
    account.clock.pass(DAY);
    let whole = download(&mut account, &[]);
    let half: String = whole
        .lines()
        .rev()
        .take(25)
        .map(|line| format!("{line}\n"))
        .collect();
    let truncated = format!("{}\n{half}", whole.lines().next().unwrap());
    assert!(
        leavers
            .iter()
            .all(|id| !truncated.contains(&format!(",{id},")))
    );
    let facts = doubts_of(roster(&mut account, &truncated));
    assert!(!facts.is_empty());
    assert_eq!(account.users(), 60);
    // A full admin who overrules the gate takes the answer for it: then everybody missing is gone.
    let op = brought(
        &mut account,
        "half.csv",
        &truncated,
        Some("believe 25 rows"),
    );
    account.execute(&op).unwrap();
    account.settle();
    assert_eq!(account.batch(batch).counts.of(RowOutcome::Deleted), 20);
    assert_eq!(account.users(), 40);
}

fn results_of(account: &mut Account, text: &str) -> ResultsEffect {
    match results(account, text).unwrap() {
        Receipt::Provider(ProviderReceipt::Results(effect)) => effect,
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_row_of_a_results_file_is_counted_once_and_who_it_means_is_named() {
    let mut account = elsewhere(50);
    let people = account.identities(7);
    let ids: Vec<String> = people.iter().map(|(_, id)| id.clone()).collect();
    // The first is deleted here, the second refused, the third waits, the fourth is prepared only.
    batch_of(&mut account, &ids[..3]);
    upload(&mut account);
    account.clock.pass(DAY);
    let text = download(&mut account, &ids[..1]);
    assert_eq!(roster(&mut account, &text).unwrap().confirmed, 1);
    let text = format!("unique_user_id,Message\n{},an admin\n", ids[1]);
    results_of(&mut account, &text);
    batch_of(&mut account, &ids[3..4]);
    let text = format!(
        "primary_email_address,unique_user_id,Status,Message\n\
         ,{},FAILED,gone\n,{},FAILED,again\n,{},FAILED,no\n,{},FAILED,early\n{},{},FAILED,two\n\
         {},,FAILED,nothing\nno address,,FAILED,what\n,Z-9,FAILED,who\n,{},FAILED,twice\n{},,SUCCESS,\n",
        ids[0], ids[1], ids[2], ids[3], people[4].0, ids[5], people[5].0, ids[2], people[6].0,
    );
    let effect = results_of(&mut account, &text);
    assert_eq!((effect.rows(), effect.refused), (10, 1));
    assert_eq!((effect.well, effect.again, effect.unknown()), (1, 1, 7));
    let named = effect.strangers.iter().map(|row| (row.line, row.why));
    let expected = [
        (2, WhyNobody::Deleted),
        (3, WhyNobody::Ended),
        (5, WhyNobody::NotHandedOver),
        (6, WhyNobody::IdsDisagree),
        (7, WhyNobody::NoChange),
        (8, WhyNobody::Unreadable),
        (9, WhyNobody::NotFound),
    ];
    assert_eq!(named.collect::<Vec<_>>(), expected);
    assert_eq!(effect.strangers[5].said, "no address");
    check(&mut account);
}

#[test]
fn every_file_has_its_note_whichever_act_wrote_it() {
    let mut account = elsewhere(50);
    let leavers = ids(&mut account, 4);
    let batch = batch_of(&mut account, &leavers);
    let noted = |account: &mut Account, rows: &str| {
        let found = handovers(account);
        let waits = found
            .iter()
            .find(|it| it.state() == HandoverState::ToUpload);
        let (file, sha256) = waits
            .map(|it| (it.file.clone().unwrap(), it.sha256.clone().unwrap()))
            .unwrap();
        let note = std::fs::read_to_string(note_of(&file)).unwrap();
        assert!(note.contains("Enigma Hub"), "{note}");
        assert!(note.contains(&sha256) && note.contains(rows), "{note}");
        file
    };
    noted(&mut account, "4 rows");
    // A row is taken back: the file is another one, and so is its note.
    let first = changes(&mut account).pop().unwrap().id;
    let act = |scope, act| Op::Provider(ProviderOp::Changes(scope, act));
    account
        .execute(&act(Scope::Change(first), ChangeAct::TakeBack))
        .unwrap();
    noted(&mut account, "3 rows");
    upload(&mut account);
    let text = format!("unique_user_id,Message\n{},try later\n", leavers[1]);
    results_of(&mut account, &text);
    account
        .execute(&act(Scope::Batch(batch), ChangeAct::PrepareAgain))
        .unwrap();
    let again = noted(&mut account, "1 row\n");
    // Where no row is left, neither file nor note is.
    account
        .execute(&act(Scope::Batch(batch), ChangeAct::TakeBack))
        .unwrap();
    assert!(!again.exists() && !note_of(&again).exists());
    let user = find(&mut account, &leavers[3]);
    assert!(user.is_some());
}

/// Believes a roster without these learners; answers what it came to.
fn without(account: &mut Account, gone: &[String]) -> Result<RosterEffect, Error> {
    account.clock.pass(DAY);
    let text = download(account, gone);
    roster(account, &text)
}

#[test]
fn who_is_known_to_be_gone_is_not_counted_again_but_files_alone_do_not_walk_the_account_away() {
    let mut account = elsewhere(100);
    let all = ids(&mut account, 60);
    let effect = without(&mut account, &all[..15]).unwrap();
    assert_eq!((effect.gone(), effect.gone_before), (15, 0));
    let since = account.clock.now();
    // The same are missing, and six more: those six count.
    let effect = without(&mut account, &all[..21]).unwrap();
    assert_eq!((effect.gone(), effect.gone_before), (21, 15));
    assert_eq!((effect.facts.known, effect.facts.accepted), (15, 0));
    let gone = match account.load(&Query::Gone(Page::first(100))) {
        Answer::Gone(window) => window.rows,
        other => panic!("{other:?}"),
    };
    assert_eq!(gone.len(), 21);
    assert_eq!(gone.iter().filter(|one| one.missed_at == since).count(), 15);
    // Whoever is there again is not known to be gone any more.
    let effect = without(&mut account, &all[1..21]).unwrap();
    assert_eq!((effect.gone(), effect.gone_before), (20, 20));
    // Rosters that are each a little shorter are refused in the end, however small the steps are.
    let mut lost = 21;
    while without(&mut account, &all[..lost]).is_ok() {
        lost += 1;
    }
    assert_eq!(lost, 41);
    let doubts = doubts_of(without(&mut account, &all[..45]));
    assert_is!(doubts[..], [RosterDoubt::Part(25, 100, 20)]);
    // A full admin types the phrase: from then on those absences have a word, and the count begins anew.
    let text = download(&mut account, &all[..45]);
    let op = brought(
        &mut account,
        "all-users.csv",
        &text,
        Some("believe 55 rows"),
    );
    account.execute(&op).unwrap();
    let effect = without(&mut account, &all[..50]).unwrap();
    assert_eq!((effect.gone(), effect.gone_before), (50, 45));
    assert_eq!((effect.facts.accepted, effect.facts.known), (45, 0));
    assert_eq!(account.users(), 100);
    check(&mut account);
}

#[test]
fn whose_deletion_was_given_up_and_who_is_gone_then_is_explained_and_stays_on_the_list() {
    let mut account = elsewhere(100);
    let leavers = ids(&mut account, 45);
    batch_of(&mut account, &leavers[..20]);
    upload(&mut account);
    let scope = Scope::Handover(handovers(&mut account)[0].id);
    let reason = "nobody answers".to_owned();
    let op = Op::Provider(ProviderOp::Changes(scope, ChangeAct::GiveUp { reason }));
    account.execute(&op).unwrap();
    account.settle();
    let effect = without(&mut account, &leavers[..40]).unwrap();
    assert_eq!((effect.facts.accepted, effect.gone()), (20, 40));
    // Nobody is deleted here by it.
    assert_eq!(account.users(), 100);
    let doubts = doubts_of(
        without(&mut account, &leavers[..10])
            .map(|_| {
                account.clock.pass(DAY);
                let text = download(&mut account, &leavers);
                roster(&mut account, &text).unwrap_err()
            })
            .and_then(Err),
    );
    assert_is!(doubts[..], [RosterDoubt::Part(25, 100, 20)]);
}

#[test]
fn identifiers_that_were_handed_over_stay_while_the_change_is_open_and_are_named() {
    let mut account = elsewhere(50);
    let people = account.identities(3);
    let leavers: Vec<String> = people.iter().map(|(_, id)| id.clone()).collect();
    batch_of(&mut account, &leavers[..1]);
    upload(&mut account);
    account.clock.pass(DAY);
    let user = find(&mut account, &leavers[0]).unwrap();
    let other = find(&mut account, &leavers[1]).unwrap();
    let renamed = download(&mut account, &[])
        .replace(&people[0].0, "married@enigma.example")
        .replace(&people[1].0, "other@enigma.example");
    let op = brought(&mut account, "all-users.csv", &renamed, None);
    let Op::Provider(ProviderOp::Roster(found)) = &op else {
        panic!("{op:?}")
    };
    let query = Query::RosterRows {
        import: found.import,
        list: RosterList::Held,
        page: Page::first(10),
    };
    let rows = match account.load(&query) {
        Answer::RosterRows(window) => window.rows,
        other => panic!("{other:?}"),
    };
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].email.as_deref(), Some(people[0].0.as_str()));
    assert_eq!(rows[0].changes[0].new, "married@enigma.example");
    assert_eq!(rows[0].changes[0].kept, Some(Kept::AtProvider));
    let effect = roster(&mut account, &renamed).unwrap();
    assert_eq!((effect.open, effect.held, effect.gone()), (1, 1, 0));
    assert_eq!(effect.changed, 1);
    assert_eq!(find(&mut account, &people[0].0), Some(user));
    assert_eq!(find(&mut account, "other@enigma.example"), Some(other));
    // The provider's answer names who was handed over.
    let text = format!("primary_email_address,Message\n{},an admin\n", people[0].0);
    assert_eq!(results_of(&mut account, &text).refused, 1);
    account.settle();
    // Now that the change has ended, the roster's word counts.
    account.clock.pass(DAY);
    let effect = roster(&mut account, &renamed).unwrap();
    assert_eq!((effect.held, effect.changed), (0, 1));
    assert_eq!(find(&mut account, "married@enigma.example"), Some(user));
    assert_eq!(find(&mut account, &people[0].0), None);
    check(&mut account);
}

#[test]
fn who_was_deleted_here_and_stands_in_a_later_roster_is_named_and_not_made_anew() {
    let mut account = elsewhere(50);
    let leavers = ids(&mut account, 2);
    let batch = batch_of(&mut account, &leavers);
    upload(&mut account);
    let whole = download(&mut account, &[]);
    assert_eq!(without(&mut account, &leavers).unwrap().confirmed, 2);
    assert_eq!(account.users(), 48);
    account.clock.pass(DAY);
    let op = brought(&mut account, "all-users.csv", &whole, None);
    let Op::Provider(ProviderOp::Roster(found)) = &op else {
        panic!("{op:?}")
    };
    let query = Query::RosterRows {
        import: found.import,
        list: RosterList::Refused,
        page: Page::first(10),
    };
    let rows = match account.load(&query) {
        Answer::RosterRows(window) => window.rows,
        other => panic!("{other:?}"),
    };
    assert_eq!(rows.len(), 2);
    for row in &rows {
        assert_is!(
            &row.result,
            Some(RosterResult::Refused(why))
                if matches!(&**why, Reason::EmailDeleted(known) | Reason::IdDeleted(known) if known.batch == batch)
        );
    }
    let effect = roster(&mut account, &whole).unwrap();
    assert_eq!((effect.refused, effect.added), (2, 0));
    assert_eq!(effect.back_total, 2);
    let back = effect.back.iter().map(|(_, known)| known.batch);
    assert_eq!(back.collect::<Vec<_>>(), [batch, batch]);
    assert_eq!(account.users(), 48);
    check(&mut account);
}

#[test]
fn nobodys_word_concludes_what_goes_by_file() {
    let mut account = elsewhere(50);
    let leavers = ids(&mut account, 1);
    batch_of(&mut account, &leavers);
    upload(&mut account);
    let change = changes(&mut account)[0].id;
    let tick = Op::Provider(ProviderOp::Changes(
        Scope::Change(change),
        ChangeAct::TickOff,
    ));
    assert_is!(
        account.execute(&tick),
        Err(Error::Refused(Reason::NotByHand(
            RequestKind::Delete,
            Some(Road::File)
        )))
    );
}

#[test]
fn an_act_on_what_is_not_there_is_refused_and_on_what_stands_elsewhere_a_conflict() {
    let mut account = elsewhere(50);
    let leavers = ids(&mut account, 2);
    let batch = batch_of(&mut account, &leavers);
    upload(&mut account);
    let at = account.clock.now();
    let handover = handovers(&mut account)[0].id;
    let change = changes(&mut account)[0].id;
    let reason = "no answer".to_owned();
    let give_up = ChangeAct::GiveUp { reason };
    let uploaded = |handover| Op::Provider(ProviderOp::MarkUploaded { handover, at });
    let acts = [ChangeAct::TakeBack, ChangeAct::PrepareAgain];
    // What is uploaded is not uploaded again, not taken back, and not prepared again.
    assert_is!(
        account.execute(&uploaded(handover)),
        Err(Error::Conflict(_))
    );
    for scope in [
        Scope::Handover(handover),
        Scope::Batch(batch),
        Scope::Change(change),
    ] {
        for act in acts.clone() {
            let op = Op::Provider(ProviderOp::Changes(scope, act));
            assert_is!(account.execute(&op), Err(Error::Conflict(_)));
        }
    }
    // There is no such thing.
    assert_is!(
        account.execute(&uploaded(HandoverId(99))),
        Err(Error::Refused(Reason::HandoverGone))
    );
    for act in acts.into_iter().chain([give_up.clone()]) {
        for (scope, why) in [
            (Scope::Handover(HandoverId(99)), Reason::HandoverGone),
            (Scope::Batch(BatchId(99)), Reason::BatchGone),
            (Scope::Change(ChangeId(99)), Reason::ChangeGone),
        ] {
            let op = Op::Provider(ProviderOp::Changes(scope, act.clone()));
            assert_is!(account.execute(&op), Err(Error::Refused(found)) if *found == why);
        }
    }
    let op = Op::Provider(ProviderOp::Changes(
        Scope::Handover(handover),
        give_up.clone(),
    ));
    account.execute(&op).unwrap();
    assert_is!(
        account.execute(&op),
        Err(Error::Conflict(Reason::NoChanges))
    );
    let op = Op::Provider(ProviderOp::Changes(Scope::Change(change), give_up));
    assert_is!(
        account.execute(&op),
        Err(Error::Conflict(Reason::ChangeIs(_)))
    );
}

#[test]
fn an_account_that_lives_here_is_as_it_was() {
    let mut account = Account::seeded(30);
    let op = account.settings_changed(|settings| settings.gate_percent = 100);
    account.execute(&op).unwrap();
    let leavers = ids(&mut account, 3);
    let batch = batch_of(&mut account, &leavers);
    assert_eq!(account.batch(batch).state, BatchState::Completed);
    assert_eq!(account.users(), 27);
    assert_is!(account.load(&Query::Home), Answer::Home(home) if home.provider.is_none());
    let text = download(&mut account, &[]);
    let op = brought(&mut account, "all.csv", &text, None);
    assert_is!(account.execute(&op), Err(Error::Refused(Reason::LivesHere)));
    let plan: Result<Plan, Error> = account.reader.plan(&account.session, &op);
    assert!(plan.is_err());
    let _ = (NOON, ProviderEffect::Changes(Reached::default()));
}
