//! **Privacy mode**: who shares the screen shows nobody's name, email or ID.
//!
//! What the service answers is masked here, before any screen gets it: so no screen, no dialog and no search can show
//! what is masked, whatever it draws. Every kind of answer is named, so that a new one says whom it names. Files and
//! letters are made by the service and know nothing of it.

use std::sync::Arc;

use crate::domain::batch::{BatchRow, Whom};
use crate::domain::case::{Misfit, Misfitting};
use crate::domain::identifier::{EmailAddress, UniqueId};
use crate::domain::idle::IdleSeat;
use crate::domain::mail::{LetterSeen, MailRow, MailTrouble};
use crate::domain::plan::{Outcome, Plan, Receipt, Target};
use crate::domain::provider::{Change, GoneLearner};
use crate::domain::query::{Answer, Home, Leftover, LeftoverPlace};
use crate::domain::record::{Detail, LogEntry};
use crate::domain::request::{Request, RequestRow};
use crate::domain::residue::ResidueFound;
use crate::domain::roster::{RosterChange, RosterLine};
use crate::domain::tombstones::TombstoneAnswer;
use crate::domain::user::{EmployeeInfo, Profile, UserRow};
use crate::service::BegunFile;
use crate::ui::shell::event::Reply;

/// What stands in place of words.
const HIDDEN: &str = "***";

/// Masks everybody in an answer.
pub fn mask(reply: &mut Reply) {
    match reply {
        Reply::Answer(answer) => of_answer(answer),
        Reply::Plan(plan) => of_plan(plan),
        Reply::Outcome(outcome) => of_outcome(outcome),
        Reply::ImportBegun(begun) => {
            let beginning = match &mut **begun {
                BegunFile::Roster(begun) => &mut begun.beginning,
                BegunFile::Learning(begun) => &mut begun.beginning,
                BegunFile::Leavers(begun) => &mut begun.beginning,
            };
            beginning.samples.iter_mut().flatten().for_each(words);
        }
        Reply::LearningRead(review) => {
            let review = Arc::make_mut(review);
            review
                .passed_over
                .iter_mut()
                .for_each(|row| name(&mut row.named));
        }
        // Counts, files, keys and sessions of operators.
        Reply::Review(_)
        | Reply::RosterRead(_)
        | Reply::ResultsRead(_)
        | Reply::ServerTried(_)
        | Reply::Connected(_)
        | Reply::ServerRead(_)
        | Reply::CallsBegun
        | Reply::LeaversRead(_)
        | Reply::Exported(_)
        | Reply::FileChosen(_)
        | Reply::Listing(_)
        | Reply::Seen(_)
        | Reply::KeyRead(_)
        | Reply::Proven(_)
        | Reply::SignedIn(_)
        | Reply::BackedUp(_)
        | Reply::BackupSeen(_)
        | Reply::Restored(_) => {}
    }
}

fn of_answer(answer: &mut Answer) {
    match answer {
        Answer::Home(home) => of_home(home),
        Answer::Users(page) => page.window.rows.iter_mut().for_each(of_user),
        // What cannot be read cannot be chosen either.
        Answer::AttributeValues(values) => values.clear(),
        Answer::Profile(profile) => profile.iter_mut().for_each(|profile| of_profile(profile)),
        Answer::IdleSeats(seats) => seats.window.rows.iter_mut().for_each(of_seat),
        Answer::BatchRows(window) | Answer::ReviewRows(window) => {
            window.rows.iter_mut().for_each(of_batch_row);
        }
        Answer::RosterRows(window) => window.rows.iter_mut().for_each(of_roster_line),
        Answer::Misfits(window) => window.rows.iter_mut().for_each(of_misfit),
        Answer::Whom(whom) => of_whom(whom),
        Answer::AskTombstones(answer) => of_tombstone(answer),
        Answer::Log(window) => window.rows.iter_mut().for_each(of_entry),
        Answer::LogEntry(entry) => entry.iter_mut().for_each(|entry| of_entry(entry)),
        Answer::Outbox(window) => window.rows.iter_mut().for_each(of_mail),
        Answer::Mail(mail) => mail.iter_mut().for_each(|mail| of_mail(mail)),
        Answer::Requests(window) => window.rows.iter_mut().for_each(of_request_row),
        Answer::Request(request) => request.iter_mut().for_each(|request| of_request(request)),
        Answer::Residue(found) => of_residue(found),
        Answer::Changes(window) => window.rows.iter_mut().for_each(of_change),
        Answer::Gone(window) => window.rows.iter_mut().for_each(of_gone),
        // Numbers, states, courses, and operators, who are no learners.
        Answer::UserIds(_)
        | Answer::FindUser(_)
        | Answer::LearnerReport(_)
        | Answer::Groups(_)
        | Answer::Licenses(_)
        | Answer::IdleIds(_)
        | Answer::Rules(_)
        | Answer::Batches(_)
        | Answer::Batch(_)
        | Answer::Case(_)
        | Answer::VerifyLog(_)
        | Answer::LogActs(_)
        | Answer::AggregateReport(_)
        | Answer::Operators(_)
        | Answer::RoleHistory(_)
        | Answer::OperatorNamed(_)
        | Answer::Keys(_)
        | Answer::OwnKeys(_)
        | Answer::Authorities(..)
        | Answer::Sittings(_)
        | Answer::Settings(_)
        | Answer::WaitingSettings(_)
        | Answer::FirstSteps(_)
        | Answer::Preferences(..)
        | Answer::Views(_)
        | Answer::SavedFilters(_)
        | Answer::AtProvider(_)
        | Answer::Handovers(_)
        | Answer::Handover(_)
        | Answer::HandoversOf(_)
        | Answer::Underway(_) => {}
    }
}

/// Masks everybody on Home.
pub(super) fn of_home(home: &mut Home) {
    home.approvals.iter_mut().for_each(of_request_row);
    home.mail_trouble.iter_mut().for_each(of_trouble);
}

fn of_plan(plan: &mut Plan) {
    plan.sample.iter_mut().for_each(of_target);
    plan.refused
        .iter_mut()
        .for_each(|(target, _)| of_target(target));
    plan.letters.iter_mut().for_each(of_letter);
}

fn of_target(target: &mut Target) {
    name(&mut target.name);
    some(&mut target.email, email_text);
    some(&mut target.unique_id, id_text);
}

fn of_outcome(outcome: &mut Outcome) {
    match &mut outcome.receipt {
        Receipt::Disconnected { name: only, .. }
        | Receipt::LicenseSet { name: only, .. }
        | Receipt::LicenseTaken { name: only, .. } => some(only, name),
        Receipt::UserAdded(_, added) => name(added),
        Receipt::ProfileSaved(saved) => name(saved),
        _ => {}
    }
}

fn of_user(row: &mut UserRow) {
    // A manager's address may stand there.
    row.attributes.values_mut().for_each(words);
    name(&mut row.name);
    email(&mut row.email);
    id(&mut row.unique_id);
}

fn of_profile(profile: &mut Profile) {
    of_employee(&mut profile.employee);
    if let Some(hold) = &mut profile.hold {
        words(&mut hold.reason);
    }
}

fn of_employee(employee: &mut EmployeeInfo) {
    name(&mut employee.first_name);
    name(&mut employee.last_name);
    email(&mut employee.email);
    id(&mut employee.unique_id);
    // A manager's address may stand there.
    employee.attributes.values_mut().for_each(words);
}

fn of_seat(seat: &mut IdleSeat) {
    name(&mut seat.name);
    email(&mut seat.email);
    id(&mut seat.unique_id);
}

fn of_batch_row(row: &mut BatchRow) {
    if let Some((address, number)) = &mut row.text {
        email_text(address);
        id_text(number);
    }
    if let Some(refused) = &mut row.refused {
        some(&mut refused.words, words);
    }
}

fn of_roster_line(line: &mut RosterLine) {
    name(&mut line.name);
    some(&mut line.email, email_text);
    some(&mut line.unique_id, id_text);
    for record in line.record.iter_mut().chain(&mut line.same_as) {
        some(&mut record.user_name, id_text);
        id_text(&mut record.id);
    }
    line.changes.iter_mut().for_each(of_difference);
    line.remarks
        .iter_mut()
        .for_each(|remark| words(&mut remark.text));
}

fn of_difference(change: &mut RosterChange) {
    words(&mut change.old);
    words(&mut change.new);
    for other in [&mut change.from, &mut change.to].into_iter().flatten() {
        some(&mut other.called, name);
    }
}

fn of_misfit(misfit: &mut Misfit) {
    if let Some((address, number)) = &mut misfit.text {
        email_text(address);
        id_text(number);
    }
    name(&mut misfit.name);
    misfit.cells.iter_mut().for_each(|(_, cell)| words(cell));
    for near in &mut misfit.nearest {
        name(&mut near.name);
        some(&mut near.email, email_text);
        some(&mut near.unique_id, id_text);
    }
    match &mut misfit.why {
        Misfitting::Deletion(row) => of_batch_row(row),
        Misfitting::Import(_) => {}
    }
}

fn of_whom(whom: &mut Whom) {
    whom.people
        .iter_mut()
        .for_each(|person| of_user(&mut person.row));
    whom.letters.iter_mut().for_each(of_letter);
}

fn of_tombstone(answer: &mut TombstoneAnswer) {
    match answer {
        TombstoneAnswer::StillHere(_, Some(released)) | TombstoneAnswer::Released(released) => {
            words(&mut released.reason);
        }
        TombstoneAnswer::TwoFit(answers) => {
            answers
                .iter_mut()
                .for_each(|(_, answer)| of_tombstone(answer));
        }
        TombstoneAnswer::NotAnIdentifier
        | TombstoneAnswer::NeverSeen
        | TombstoneAnswer::GivenUp(_)
        | TombstoneAnswer::StillHere(_, None)
        | TombstoneAnswer::Deleted(_)
        | TombstoneAnswer::KeyLost => {}
    }
}

fn of_entry(entry: &mut LogEntry) {
    some(&mut entry.user_name, name);
    entry.changes.iter_mut().for_each(of_difference);
    let without = entry.detail.without_words();
    if without != entry.detail.encoded() {
        entry.detail = Detail::decoded(&entry.act, &without);
    }
}

fn of_mail(mail: &mut MailRow) {
    email_text(&mut mail.to);
    words(&mut mail.subject);
    words(&mut mail.body);
    mail.trouble.iter_mut().for_each(of_trouble);
}

fn of_trouble(trouble: &mut MailTrouble) {
    words(&mut trouble.words);
}

fn of_letter(letter: &mut LetterSeen) {
    email_text(&mut letter.to);
    words(&mut letter.subject);
    words(&mut letter.body);
}

fn of_request_row(row: &mut RequestRow) {
    some(&mut row.user_name, name);
    if let Some(learner) = &mut row.learner {
        email(&mut learner.email);
        id(&mut learner.unique_id);
    }
    some(&mut row.asked_by, words);
    some(&mut row.note, words);
}

fn of_request(request: &mut Request) {
    of_request_row(&mut request.row);
    if let Some(identity) = &mut request.identity {
        some(&mut identity.how, words);
    }
    some(&mut request.reason, words);
    for entry in &mut request.entries {
        some(&mut entry.text, words);
    }
}

fn of_residue(found: &mut ResidueFound) {
    for Leftover {
        place,
        text,
        without,
        ..
    } in &mut found.fields
    {
        words(text);
        words(without);
        match place {
            LeftoverPlace::Learner(_, learner) => name(learner),
            LeftoverPlace::Operator(..) | LeftoverPlace::Elsewhere(..) => {}
        }
    }
    found
        .places
        .iter_mut()
        .for_each(|place| email_text(&mut place.text));
}

fn of_change(change: &mut Change) {
    some(&mut change.name, name);
    some(&mut change.email, email_text);
    some(&mut change.unique_id, id_text);
    some(&mut change.words, words);
}

fn of_gone(learner: &mut GoneLearner) {
    name(&mut learner.name);
    some(&mut learner.email, email_text);
    some(&mut learner.unique_id, id_text);
}

fn some(text: &mut Option<String>, mask: fn(&mut String)) {
    if let Some(text) = text {
        mask(text);
    }
}

/// A name keeps the first letter of each word, so that the rows of a list can be spoken of.
fn name(text: &mut String) {
    let words = text.split_whitespace();
    let masked = words.map(|word| format!("{}{HIDDEN}", first(word)));
    *text = masked.collect::<Vec<_>>().join(" ");
}

fn email_text(text: &mut String) {
    if !text.is_empty() {
        *text = format!("{}{HIDDEN}@hidden.example", first(text));
    }
}

fn id_text(text: &mut String) {
    if !text.is_empty() {
        *text = format!("{}{HIDDEN}", first(text));
    }
}

fn words(text: &mut String) {
    if !text.is_empty() {
        HIDDEN.clone_into(text);
    }
}

fn first(text: &str) -> String {
    text.chars().take(1).collect()
}

fn email(address: &mut Option<EmailAddress>) {
    *address = address.take().and_then(|address| {
        let mut text = address.to_string();
        email_text(&mut text);
        let bare = format!("{HIDDEN}@hidden.example");
        EmailAddress::parse(&text)
            .or_else(|_| EmailAddress::parse(&bare))
            .ok()
    });
}

fn id(unique_id: &mut Option<UniqueId>) {
    *unique_id = unique_id.take().and_then(|known| {
        let mut text = known.to_string();
        id_text(&mut text);
        UniqueId::parse(&text)
            .or_else(|_| UniqueId::parse(HIDDEN))
            .ok()
    });
}
