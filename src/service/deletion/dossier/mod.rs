//! The dossier: what proves that a request or a deletion was carried out, in one archive that can be checked without this
//! program.
//!
//! It holds numbers, codes, moments and names of operators: no name, address or ID of a learner, no word that somebody
//! typed about one, and no mail but that it was sent. So it can be kept and handed on when the learner is gone. Its files
//! are stored as they are, and `MANIFEST.sha256` names the SHA-256 of each.

use std::io::{Cursor, Write};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

pub(crate) mod about;

use self::about::{About, about};
use crate::domain::Page;
use crate::domain::batch::{Batch, RowOutcome};
use crate::domain::id::{BatchId, UserId};
use crate::domain::mail::MailRow;
use crate::domain::operator::Operator;
use crate::domain::query::DossierOf;
use crate::domain::request::Request;
use crate::error::{Error, Result};
use crate::intake::writing::CsvWriter;
use crate::say;
use crate::service::Core;
use crate::service::account::chain;
use crate::service::account::restoring::known::known_batch;
use crate::service::account::signing::SigningKey;
use crate::service::deletion::listing::Roll;
use crate::service::deletion::log_rows;
use crate::service::deletion::results::{ResultsScope, write_without_text};
use crate::service::deletion::said::moment;
use crate::service::deletion::{certificate, misfits, page};
use crate::service::files::hexadecimal;
use crate::store::Db;
use crate::texts::Texts;

/// Messages of the outbox that are looked through at a time.
const MAIL_AT_ONCE: usize = 1_000;
/// The file that names the others with their SHA-256.
const MANIFEST: &str = "MANIFEST.sha256";
/// The erasure certificate.
const CERTIFICATE: &str = "certificate.json";

/// Writes a dossier.
pub(crate) fn write(
    db: &Db<'_>,
    (core, key): (&Core, &SigningKey),
    operator: &Operator,
    of: &DossierOf,
    out: &mut dyn Write,
) -> Result<()> {
    let about = about(db, core, of)?;
    let settings = db.settings()?;
    let language = operator.language.unwrap_or(settings.language);
    let texts = Texts::new(language).in_zone(settings.time_zone.rules().clone());
    let mut files = Files::default();
    files.add("README.txt", read_me(&texts).as_bytes());
    files.json("dossier.json", &head(db, core, &about)?)?;
    for request in &about.requests {
        if let Some(request) = db.request(*request)? {
            files.json(
                &format!("request-{}.json", request.row.id),
                &request_file(&request),
            )?;
        }
    }
    if let Some(batch) = about.batch {
        add_batch(db, &mut files, &about, batch)?;
        add_certificate(db, (core, key), &texts, &mut files, batch)?;
    }
    files.add("mail.csv", &mail(db, &about)?);
    files.add("log.csv", &log(db, &about)?);
    let archive = files.archive()?;
    out.write_all(&archive).map_err(|error| fault(&error))
}

fn fault(error: &std::io::Error) -> Error {
    Error::from_io(error, std::path::Path::new("dossier"))
}

fn head(db: &Db<'_>, core: &Core, about: &About) -> Result<Value> {
    let (entries, last) = chain::head(db)?;
    let requests: Vec<i64> = about.requests.iter().map(|request| request.0).collect();
    Ok(json!({
        "document": "offboard dossier",
        "version": 1,
        "account": db.settings()?.account,
        "written_at": moment(core.now()),
        "requests": requests,
        "batch": about.batch.map(|batch| batch.0),
        "learner": about.user.map(|user| user.0),
        "log_entries": entries,
        "log_head": last,
    }))
}

/// A request without a word that anybody typed.
fn request_file(request: &Request) -> Value {
    let row = &request.row;
    json!({
        "request": row.id.0,
        "kind": row.kind.code(),
        "state": row.state.code(),
        "recorded_by": request.taken_by_name,
        "recorded_at": moment(row.opened_at),
        "due_at": moment(row.due_at),
        "closed_at": row.closed_at.map(moment),
        "owner": row.owner_name,
        "identity": request.identity.as_ref().map(|check| json!({
            "verified_by": check.by_name,
            "verified_at": moment(check.at),
        })),
        "approval": request.approval.as_ref().map(|approval| json!({
            "asked_by": approval.by_name,
            "asked_at": moment(approval.at),
            "expires_at": moment(approval.expires_at),
            "approved_by": request.approver_name,
        })),
        "batch": row.batch.map(|batch| batch.0),
        "log_entry": request.proof.log_entry,
        "mail": request.proof.mail.map(|mail| mail.0),
        // Letters to a learner go with the learner.
        "mail_erased": row.user.is_none(),
        "notes_and_replies": request.entries.len(),
    })
}

fn add_batch(db: &Db<'_>, files: &mut Files, about: &About, batch: BatchId) -> Result<()> {
    let known = known_batch(db, batch)?;
    let mut roll = Roll::of_batch(db, &known, false)?;
    files.json("batch.json", &batch_file(&known))?;
    let mut rows = Vec::new();
    let is_wanted = |line: u32| about.line.is_none_or(|wanted| wanted == line);
    let mut failed = None;
    let mut next = || match roll.next_row(db) {
        Ok(row) => row.map(|row| {
            let outcome = row.outcome.filter(|_| is_wanted(row.line));
            (row.line, outcome.map(|outcome| (outcome, String::new())))
        }),
        Err(error) => {
            failed = Some(error);
            None
        }
    };
    write_without_text(&mut next, ResultsScope::EveryRow, &mut rows)?;
    if let Some(error) = failed {
        return Err(error);
    }
    files.add("batch-rows.csv", &rows);
    let case = misfits::case(db, batch)?;
    if case.is_chain() {
        let batches = case.batches.iter().map(|one| {
            json!({
                "batch": one.batch.0,
                "corrects": one.corrects.map(|batch| batch.0),
                "state": one.state.code(),
                "rows": one.rows,
                "deleted": one.counts.of(RowOutcome::Deleted),
            })
        });
        files.json("case.json", &Value::Array(batches.collect()))?;
    }
    Ok(())
}

/// The certificate of a batch that is over and its page, each with its signature, and what they can be checked with.
fn add_certificate(
    db: &Db<'_>,
    (core, key): (&Core, &SigningKey),
    texts: &Texts,
    files: &mut Files,
    batch: BatchId,
) -> Result<()> {
    if !known_batch(db, batch)?.state.is_final() {
        return Ok(());
    }
    let certificate = certificate::make(db, core, batch, key.public())?;
    let signed = [
        (CERTIFICATE, certificate::written(&certificate)?),
        ("certificate.html", page::written(texts, &certificate)?),
    ];
    for (name, content) in signed {
        files.add(name, &content);
        files.add(&format!("{name}.sig"), &key.sign(&content));
    }
    files.add("signing-key.pem", key.public().pem().as_bytes());
    Ok(())
}

/// A batch without the name of its file, which somebody may have named after a learner.
fn batch_file(batch: &Batch) -> Value {
    json!({
        "batch": batch.id.0,
        "state": batch.state.code(),
        "corrects": batch.corrects.map(|batch| batch.0),
        "upload_sha256": batch.sha256,
        "plan_sha256": batch.plan_sha256,
        "lines": batch.tally,
        "users_before": batch.users_before,
        "users_after": batch.users_after,
        "outcomes": batch.counts,
        "confirmed_by": batch.operator_name,
        "confirmed_at": moment(batch.confirmed_at),
        "approved_by": batch.approver_name,
        "taken_over_by": batch.taken_over_by,
        "due_at": moment(batch.due_at),
        "started_at": batch.started_at.map(moment),
        "finished_at": batch.finished_at.map(moment),
    })
}

/// The mail about it: that it was sent and when, not to whom and not what it said.
fn mail(db: &Db<'_>, about: &About) -> Result<Vec<u8>> {
    let concerns = |mail: &MailRow| {
        let request = mail
            .request
            .is_some_and(|one| about.requests.contains(&one));
        let batch = about.batch.is_some() && mail.batch == about.batch;
        let user = about.user.is_some() && mail.user == about.user;
        request || batch || user
    };
    let mut writer = CsvWriter::new(Vec::new());
    let header = [
        "mail",
        "kind",
        "state",
        "request",
        "batch",
        "queued_at",
        "sent_at",
        "attempts",
    ];
    writer.row(header).map_err(|error| fault(&error))?;
    let mut page = Page::first(MAIL_AT_ONCE);
    loop {
        let window = db.outbox(None, page)?;
        for mail in window.rows.iter().filter(|mail| concerns(mail)) {
            let number =
                |number: Option<i64>| number.map(|one| one.to_string()).unwrap_or_default();
            let cells = [
                mail.id.0.to_string(),
                mail.kind.code().to_owned(),
                mail.state.code().to_owned(),
                number(mail.request.map(|one| one.0)),
                number(mail.batch.map(|one| one.0)),
                moment(mail.queued_at),
                mail.sent_at.map(moment).unwrap_or_default(),
                mail.attempts.to_string(),
            ];
            let cells = cells.iter().map(String::as_str);
            writer.row(cells).map_err(|error| fault(&error))?;
        }
        page.offset += window.rows.len();
        if window.rows.is_empty() || page.offset >= window.total {
            return Ok(writer.into_inner());
        }
    }
}

/// The entries of the log about it, each with its mark in the chain.
fn log(db: &Db<'_>, about: &About) -> Result<Vec<u8>> {
    let mut file = Vec::new();
    log_rows::write(db, "learner", &mut file, fault, |entry| {
        let told = entry.told();
        let of_request = told
            .request()
            .is_some_and(|it| about.requests.contains(&it));
        let of_user = about.user.is_some() && entry.user == about.user;
        let of_batch =
            about.batch.is_some() && entry.batch == about.batch && !is_other(about, entry.user);
        (of_user || of_batch || of_request).then(|| told.without_words())
    })?;
    Ok(file)
}

/// Whether an entry is about another learner than the one whom the dossier is about.
fn is_other(about: &About, user: Option<UserId>) -> bool {
    about.user.is_some() && user.is_some() && user != about.user
}

fn read_me(texts: &Texts) -> String {
    say!(
        texts,
        "dossier-read-me",
        manifest = MANIFEST,
        check = page::one_liner(CERTIFICATE)
    )
}

/// The files of an archive, in order.
#[derive(Default)]
struct Files(Vec<(String, Vec<u8>)>);

impl Files {
    fn add(&mut self, name: &str, content: &[u8]) {
        self.0.push((name.to_owned(), content.to_owned()));
    }

    fn json(&mut self, name: &str, value: &Value) -> Result<()> {
        let text =
            serde_json::to_string_pretty(value).map_err(|error| Error::Bug(error.to_string()))?;
        self.add(
            name,
            format!("{}\n", crate::sanitise::json(&text)).as_bytes(),
        );
        Ok(())
    }

    /// The archive, with the manifest of what is in it.
    fn archive(mut self) -> Result<Vec<u8>> {
        let lines = self.0.iter().map(|(name, content)| {
            let sum = hexadecimal(&Sha256::digest(content));
            format!("{sum}  {name}\n")
        });
        let manifest: String = lines.collect();
        self.add(MANIFEST, manifest.as_bytes());
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .unix_permissions(0o600);
        let bug = |error: zip::result::ZipError| Error::Bug(error.to_string());
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.0 {
            archive.start_file(name.as_str(), options).map_err(bug)?;
            archive.write_all(content).map_err(|error| fault(&error))?;
        }
        Ok(archive.finish().map_err(bug)?.into_inner())
    }
}
