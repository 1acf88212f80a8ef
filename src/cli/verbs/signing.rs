//! What an account signs: checked by anybody, without an account; and the key with which it is signed.

use std::path::Path;

use super::{done, sure};
use crate::cli::args::SigningKeyArguments;
use crate::cli::context::Context;
use crate::cli::output::Format;
use crate::cli::sheet::{Cell, machine};
use crate::cli::{Ended, Ending};
use crate::domain::batch::{BatchState, RowOutcome};
use crate::domain::public_half::PublicHalf;
use crate::domain::record::Certificate;
use crate::error::{Error, Result};
use crate::sanitise::visible;
use crate::say;
use crate::service::account::signing::{PublicHalves, signature_of};
use crate::service::deletion::verifying::{self, Checked, Document, Verdict};
use crate::texts::Texts;
use crate::wording;

/// Checks a signed file.
pub(super) fn verify(context: &mut Context, file: &Path, key: Option<&Path>) -> Ended {
    let given = key.map(|key| keys(&context.texts, key)).transpose()?;
    let checked = verifying::verify(file, given.as_deref())?;
    if context.format == Format::Table {
        for line in told(&context.texts, file, &checked) {
            context.output.line(&line)?;
        }
    } else {
        show(context, file, &checked)?;
    }
    Ok(Ending::good(checked.verdict.fits()))
}

fn keys(texts: &Texts, given: &Path) -> Result<Vec<PublicHalf>> {
    let given = given.to_string_lossy();
    let missing = || {
        let key = visible(&given).into_owned();
        Error::Usage(say!(texts, "cli-usage-verify-key", key = key))
    };
    verifying::keys_of(&given)?.ok_or_else(missing)
}

/// What came of it, of what the file speaks, and what that does not prove.
fn told(texts: &Texts, file: &Path, checked: &Checked) -> Vec<String> {
    let shown = |path: &Path| visible(&path.to_string_lossy()).into_owned();
    let name = shown(file);
    let mut lines = match checked.verdict {
        Verdict::Genuine(_) => vec![say!(texts, "verify-genuine", file = name)],
        Verdict::Unchanged(_) => vec![
            say!(texts, "verify-unchanged", file = name),
            say!(texts, "verify-compare"),
        ],
        Verdict::NotGenuine => vec![say!(texts, "verify-not-genuine")],
        Verdict::OtherKey(_) => vec![say!(texts, "verify-other-key")],
        Verdict::NoSignature => {
            let path = shown(&signature_of(file));
            vec![say!(texts, "verify-no-signature", path = path)]
        }
        Verdict::KeyNeeded => vec![say!(texts, "verify-key-needed")],
        Verdict::NotSigned => vec![say!(texts, "verify-not-signed")],
    };
    if let Some(key) = checked.verdict.key() {
        lines.push(say!(texts, "verify-key", key = key.fingerprint()));
    }
    // Whatever else it says, nobody knows who said it.
    if checked.verdict.fits() {
        lines.extend(spoken(texts, &checked.document));
    }
    lines
}

fn spoken(texts: &Texts, document: &Document) -> Vec<String> {
    match document {
        Document::Certificate(it) => {
            let state = BatchState::from_code(&it.state);
            let state = state.map_or_else(
                || visible(&it.state).into_owned(),
                |state| wording::batch_state(texts, state),
            );
            let places = it.out_of_reach.iter();
            let places: Vec<_> = places
                .map(|said| visible(&wording::place_out_of_reach(texts, said)).into_owned())
                .collect();
            let places = places.join("; ");
            vec![
                say!(
                    texts,
                    "verify-certificate",
                    batch = it.batch.to_string(),
                    account = visible(&it.account).into_owned(),
                    state = state,
                    count = deleted(it),
                    rows = it.rows
                ),
                say!(texts, "verify-certificate-not", places = places),
            ]
        }
        Document::Log {
            entries,
            first,
            last,
        } => {
            let number = |number: &Option<u64>| number.unwrap_or_default().to_string();
            vec![
                say!(
                    texts,
                    "verify-log",
                    entries = *entries,
                    first = number(first),
                    last = number(last)
                ),
                say!(texts, "verify-log-not"),
            ]
        }
        Document::Other => Vec::new(),
    }
}

fn deleted(certificate: &Certificate) -> u64 {
    let counted = certificate.outcomes.get(RowOutcome::Deleted.code());
    counted.copied().unwrap_or_default()
}

fn show(context: &mut Context, file: &Path, checked: &Checked) -> Result<()> {
    let columns = [
        "verdict",
        "file",
        "sha256",
        "key",
        "key_given",
        "document",
        "account",
        "batch",
        "state",
        "rows",
        "deleted",
        "finished_at",
        "entries",
        "first",
        "last",
    ]
    .map(machine);
    let fits = checked.verdict.fits();
    let (mut certificate, mut log) = (None, None);
    let document = match &checked.document {
        Document::Certificate(it) => {
            certificate = Some(it).filter(|_| fits);
            "certificate"
        }
        Document::Log {
            entries,
            first,
            last,
        } => {
            log = Some((*entries, *first, *last)).filter(|_| fits);
            "log"
        }
        Document::Other => "other",
    };
    let text = |said: Option<String>| Cell::maybe(said);
    let count = |count: Option<u64>| count.map_or(Cell::Nothing, Cell::Count);
    let key = checked.verdict.key().map(|key| key.fingerprint());
    let is_given = matches!(checked.verdict, Verdict::Genuine(_));
    let record = vec![
        Cell::Code(checked.verdict.code(), String::new()),
        Cell::Text(file.display().to_string()),
        Cell::Text(checked.sha256.clone()),
        text(key),
        Cell::Flag(is_given),
        Cell::Code(document, String::new()),
        text(certificate.map(|it| it.account.clone())),
        certificate.map_or(Cell::Nothing, |it| Cell::Number(it.batch)),
        text(certificate.map(|it| it.state.clone())),
        count(certificate.map(|it| it.rows)),
        count(certificate.map(|it| deleted(it))),
        text(certificate.and_then(|it| it.finished_at.clone())),
        count(log.map(|(entries, ..)| entries)),
        count(log.and_then(|(_, first, _)| first)),
        count(log.and_then(|(.., last)| last)),
    ];
    context.show(&columns, &record)
}

/// Shows the public halves of the signing key, or makes a new one.
pub(super) fn key(context: &mut Context, arguments: &SigningKeyArguments) -> Ended {
    let mut open = context.open()?;
    let halves = if arguments.new {
        let warning = say!(context.texts, "cli-warn-signing-key");
        sure(context, &warning, arguments.yes)?;
        let halves = open.service.renew_signing_key(&open.session)?;
        context.output.note_act();
        let key = halves.current.fingerprint();
        let said = say!(context.texts, "cli-signing-key-made", key = key);
        context.output.narrate(&said);
        halves
    } else {
        open.reader.signing_keys(&open.session)?
    };
    if context.format != Format::Table && arguments.target.output.is_none() {
        return Ok(show_halves(context, &halves).map(done)?);
    }
    let shown = halves
        .all()
        .take(if arguments.all { usize::MAX } else { 1 });
    let pem: String = shown.map(|half| half.pem()).collect();
    let written = context.write(pem.as_bytes(), &arguments.target, "signing-key.pem");
    Ok(written.map(done)?)
}

fn show_halves(context: &mut Context, halves: &PublicHalves) -> Result<()> {
    let columns = ["public_key", "fingerprint", "retired"].map(machine);
    let retired = halves.retired.iter().map(
        |half| serde_json::json!({"public_key": half.text(), "fingerprint": half.fingerprint()}),
    );
    let record = vec![
        Cell::Text(halves.current.text()),
        Cell::Text(halves.current.fingerprint()),
        Cell::Json(serde_json::Value::Array(retired.collect())),
    ];
    context.show(&columns, &record)
}
