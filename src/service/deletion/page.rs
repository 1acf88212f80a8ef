//! An erasure certificate as a page for people: one HTML file that needs nothing beside it and prints on A4.
//!
//! It says what the certificate says, in the reader's language, and holds the certificate itself for machines. Nothing
//! runs in it, and it names no learner.

use std::fmt::Write as _;

use crate::domain::batch::{BatchState, RowOutcome};
use crate::domain::public_half::PublicHalf;
use crate::domain::record::Certificate;
use crate::domain::time::Timestamp;
use crate::error::{Error, Result};
use crate::formats;
use crate::sanitise::visible_lines;
use crate::say;
use crate::texts::Texts;
use crate::wording;

const STYLE: &str = include_str!("../../../assets/page/certificate.css");
/// What stands before the certificate itself, and after it.
const BEGIN: &str = "<script type=\"application/json\" id=\"certificate\">";
const END: &str = "</script>";

/// The page of a certificate.
pub(crate) fn written(texts: &Texts, certificate: &Certificate) -> Result<Vec<u8>> {
    let page = Page { texts, certificate };
    let body: String = [
        page.head(),
        page.counts(),
        page.people(),
        page.case(),
        page.evidence(),
        page.remains(),
        page.proof(),
    ]
    .concat();
    // A name that ends a script must not end this one.
    let json = serde_json::to_string(certificate).map_err(|error| Error::Bug(error.to_string()))?;
    let json = crate::sanitise::json(&json).replace('<', "\\u003c");
    let title = escaped(&say!(
        texts,
        "page-title",
        batch = certificate.batch.to_string(),
        account = certificate.account.as_str()
    ));
    let language = texts.language().code();
    Ok(format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n{body}<footer><p>{}</p></footer>\n{BEGIN}{json}{END}\n</body>\n</html>\n",
        escaped(&say!(texts, "page-nobody")),
    )
    .into_bytes())
}

/// The certificate that a page holds; none where there is none.
pub(crate) fn certificate_in(page: &str) -> Option<&str> {
    let (_, rest) = page.split_once(BEGIN)?;
    rest.split_once(END).map(|(json, _)| json)
}

/// A text as HTML says it: nothing in it is a tag, and nothing but a line end is invisible.
fn escaped(text: &str) -> String {
    let text = visible_lines(text);
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}

struct Page<'p> {
    texts: &'p Texts,
    certificate: &'p Certificate,
}

impl Page<'_> {
    fn number(&self, value: u64) -> String {
        formats::number(self.texts.language(), value)
    }

    fn moment(&self, rfc3339: &str) -> String {
        let at: Option<jiff::Timestamp> = rfc3339.parse().ok();
        at.map_or_else(
            || rfc3339.to_owned(),
            |at| formats::moment_exact(self.texts, Timestamp(at.as_second())),
        )
    }

    fn outcome(&self, code: &str) -> String {
        let known = RowOutcome::from_code(code);
        known.map_or_else(|| code.to_owned(), |it| wording::outcome(self.texts, it))
    }

    fn state(&self, code: &str) -> String {
        let known = BatchState::from_code(code);
        known.map_or_else(
            || code.to_owned(),
            |it| wording::batch_state(self.texts, it),
        )
    }

    fn head(&self) -> String {
        let (texts, it) = (self.texts, self.certificate);
        let deleted = it.outcomes.get(RowOutcome::Deleted.code()).copied();
        let sum = say!(
            texts,
            "page-sum",
            count = deleted.unwrap_or_default(),
            rows = it.rows
        );
        let about = say!(
            texts,
            "page-about",
            batch = it.batch.to_string(),
            state = self.state(&it.state)
        );
        format!(
            "<header>\n<h1>{}</h1>\n<p>{}</p>\n<p>{}</p>\n</header>\n<p class=\"sum\">{}</p>\n",
            escaped(&say!(texts, "page-heading")),
            escaped(&it.account),
            escaped(&about),
            escaped(&sum),
        )
    }

    fn section(title: &str, inner: &str) -> String {
        format!(
            "<section>\n<h2>{}</h2>\n{inner}</section>\n",
            escaped(title)
        )
    }

    /// A table of what is called how; what is not there has no row.
    fn table(rows: impl IntoIterator<Item = (String, Option<String>)>) -> String {
        let rows = rows.into_iter().filter_map(|(name, said)| {
            let said = said?;
            let (name, said) = (escaped(&name), escaped(&said));
            Some(format!(
                "<tr><th scope=\"row\">{name}</th><td>{said}</td></tr>\n"
            ))
        });
        format!("<table>\n{}</table>\n", rows.collect::<String>())
    }

    fn counts(&self) -> String {
        let rows = self.certificate.outcomes.iter().map(|(code, count)| {
            let (name, count) = (escaped(&self.outcome(code)), self.number(*count));
            format!("<tr><th scope=\"row\">{name}</th><td class=\"n\">{count}</td></tr>\n")
        });
        let table = format!("<table>\n{}</table>\n", rows.collect::<String>());
        Self::section(&say!(self.texts, "page-rows"), &table)
    }

    fn people(&self) -> String {
        let (texts, it) = (self.texts, self.certificate);
        let at = |moment: &Option<String>| moment.as_deref().map(|at| self.moment(at));
        let table = Self::table([
            (say!(texts, "page-operator"), Some(it.operator.clone())),
            (say!(texts, "page-taken-over"), it.taken_over_by.clone()),
            (say!(texts, "page-approver"), it.approver.clone()),
            (
                say!(texts, "page-confirmed"),
                Some(self.moment(&it.confirmed_at)),
            ),
            (say!(texts, "page-started"), at(&it.started_at)),
            (say!(texts, "page-finished"), at(&it.finished_at)),
        ]);
        Self::section(&say!(texts, "page-people"), &table)
    }

    /// The batches that correct each other's rows.
    fn case(&self) -> String {
        let (texts, Some(case)) = (self.texts, &self.certificate.case) else {
            return String::new();
        };
        let rows = case.batches.iter().map(|batch| {
            let name = say!(texts, "page-case-batch", batch = batch.batch.to_string());
            let said = say!(
                texts,
                "page-case-said",
                state = self.state(&batch.state),
                count = batch.deleted
            );
            (name, Some(said))
        });
        let sum = say!(
            texts,
            "page-case-sum",
            rows = case.rows,
            deleted = case.deleted,
            failed = case.failed
        );
        let inner = format!("<p>{}</p>\n{}", escaped(&sum), Self::table(rows));
        Self::section(&say!(texts, "page-case"), &inner)
    }

    /// What deletions at the provider were concluded from.
    fn evidence(&self) -> String {
        if self.certificate.provider_evidence.is_empty() {
            return String::new();
        }
        let texts = self.texts;
        let rows = self.certificate.provider_evidence.iter().map(|one| {
            let changes: u64 = one.changes.values().sum();
            let name = texts.message(&format!("page-evidence-{}", one.kind));
            let said = say!(
                texts,
                "page-evidence-said",
                taken = self.moment(&one.taken_at),
                count = changes
            );
            (name, Some(said))
        });
        Self::section(&say!(texts, "page-evidence"), &Self::table(rows))
    }

    /// What the scan found, and what it could not reach.
    fn remains(&self) -> String {
        let (texts, it) = (self.texts, self.certificate);
        let found = match (it.residue_found, it.residue_doubtful.unwrap_or_default()) {
            (None, _) => say!(texts, "page-residue-unscanned"),
            (Some(0), 0) => say!(texts, "page-residue-none"),
            (Some(found), doubtful) => {
                say!(
                    texts,
                    "page-residue-found",
                    found = found,
                    doubtful = doubtful
                )
            }
        };
        let mut inner = format!(
            "<p>{}</p>\n<p>{}</p>\n<ul>\n",
            escaped(&found),
            escaped(&say!(texts, "page-reach"))
        );
        for said in &it.out_of_reach {
            let told = wording::place_out_of_reach(texts, said);
            let _ = writeln!(inner, "<li>{}</li>", escaped(&told));
        }
        inner.push_str("</ul>\n");
        Self::section(&say!(texts, "page-remains"), &inner)
    }

    /// By what it can be checked.
    fn proof(&self) -> String {
        let (texts, it) = (self.texts, self.certificate);
        let key = it.signing_key.as_deref().and_then(PublicHalf::from_text);
        let log = say!(
            texts,
            "page-log-entry",
            entry = it.log_entries.to_string(),
            head = it.log_head.as_str()
        );
        let code = |text: &str| format!("<code>{}</code>", escaped(text));
        let mut rows = vec![
            (say!(texts, "page-upload"), code(&it.upload_sha256)),
            (say!(texts, "page-log"), code(&log)),
        ];
        if let Some(results) = &it.results_sha256 {
            rows.insert(1, (say!(texts, "page-results"), code(results)));
        }
        if let Some(key) = key {
            rows.push((say!(texts, "page-key"), code(&key.fingerprint())));
        }
        let rows = rows.into_iter().map(|(name, said)| {
            let name = escaped(&name);
            format!("<tr><th scope=\"row\">{name}</th><td>{said}</td></tr>\n")
        });
        let table = format!("<table>\n{}</table>\n", rows.collect::<String>());
        let inner = format!(
            "{table}<p>{}</p>\n<pre>{}</pre>\n<p>{}</p>\n",
            escaped(&say!(texts, "page-how")),
            escaped(&one_liner("certificate.html")),
            escaped(&say!(texts, "page-proves-not")),
        );
        Self::section(&say!(texts, "page-proof"), &inner)
    }
}

/// How a signed file is checked with what every machine has.
pub(crate) fn one_liner(file: &str) -> String {
    format!(
        "openssl pkeyutl -verify -pubin -inkey signing-key.pem \\\n    -rawin -in {file} -sigfile {file}.sig"
    )
}
