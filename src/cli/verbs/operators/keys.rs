//! `operators key` and `operators ca`: keys with which operators come over SSH.

use std::path::Path;

use super::{is_own, named};
use crate::cli::Ended;
use crate::cli::args::{AuthorityVerb, KeyVerb};
use crate::cli::context::{Context, Failure, Open, load};
use crate::cli::sheet::{Cell, Column, List, Record, machine, text};
use crate::cli::verbs::{done, sure, warn_and_act};
use crate::domain::id::OperatorId;
use crate::domain::op::Op;
use crate::domain::operator::Grant;
use crate::domain::query::Query;
use crate::domain::reason::Reason;
use crate::domain::ssh::{Authority, OperatorKey, RevokedKey, SshKey, SshOp};
use crate::error::Error;
use crate::say;
use crate::service::files::read_small;

/// The longest file that is read for a key, in bytes.
const LONGEST: u64 = 65_536;

const KEY_COLUMNS: [Column; 7] = [
    machine("operator"),
    text("name", "out-name"),
    text("fingerprint", "out-fingerprint"),
    text("kind", "out-kind"),
    text("comment", "out-comment"),
    text("added", "out-added-at"),
    text("used", "out-used-at"),
];

const AUTHORITY_COLUMNS: [Column; 4] = [
    text("fingerprint", "out-fingerprint"),
    text("kind", "out-kind"),
    text("comment", "out-comment"),
    text("added", "out-added-at"),
];

const REVOKED_COLUMNS: [Column; 2] = [
    text("fingerprint", "out-fingerprint"),
    text("revoked", "out-revoked-at"),
];

/// Runs a verb of keys.
pub(super) fn run(context: &mut Context, open: &mut Open, verb: KeyVerb) -> Ended {
    let act = match verb {
        KeyVerb::List { revoked: true, .. } => return revoked(context, open),
        KeyVerb::List {
            name,
            revoked: false,
        } => return list(context, open, name.as_deref()),
        KeyVerb::Add { name, file } => SshOp::AddKey {
            key: key(context, &file)?,
            operator: whose(open, &name)?,
        },
        KeyVerb::Remove { name, fingerprint } => SshOp::RemoveKey {
            operator: whose(open, &name)?,
            fingerprint,
        },
        KeyVerb::Revoke { fingerprint, yes } => {
            let warning = say!(context.texts, "cli-warn-revoke-key");
            sure(context, &warning, yes)?;
            SshOp::Revoke(fingerprint)
        }
    };
    warn_and_act(context, open, &Op::Ssh(act)).map(done)
}

/// Runs a verb of keys whose certificates are trusted.
pub(super) fn run_authority(context: &mut Context, open: &mut Open, verb: AuthorityVerb) -> Ended {
    let act = match verb {
        AuthorityVerb::List => return authorities(context, open),
        AuthorityVerb::Add { file } => SshOp::AddAuthority(key(context, &file)?),
        AuthorityVerb::Remove { fingerprint } => SshOp::RemoveAuthority(fingerprint),
    };
    warn_and_act(context, open, &Op::Ssh(act)).map(done)
}

/// Whose keys are meant; none for one's own.
fn whose(open: &mut Open, name: &str) -> Result<Option<OperatorId>, Failure> {
    if is_own(open, name) {
        return Ok(None);
    }
    named(open, name).map(Some)
}

/// Reads a key from a file, or from stdin.
fn key(context: &Context, file: &Path) -> Result<SshKey, Failure> {
    let incoming = context.incoming(file)?;
    let text = read_small(incoming.path(), LONGEST).map_err(Error::from)?;
    let key = SshKey::parse(&text);
    Ok(key.map_err(|fault| Error::Refused(Reason::BadKey(fault)))?)
}

fn list(context: &mut Context, open: &mut Open, name: Option<&str>) -> Ended {
    let sees_all = Query::Keys.permission().granted_to(open.session.role) == Grant::Yes;
    let own = name.map_or(!sees_all, |name| is_own(open, name));
    let keys = if own {
        load!(open, Query::OwnKeys, OwnKeys)
    } else {
        let only = name.map(|name| named(open, name)).transpose()?;
        let mut keys = load!(open, Query::Keys, Keys);
        keys.retain(|key| only.is_none_or(|only| key.operator == only));
        keys
    };
    let records: Vec<Record> = keys.iter().map(key_record).collect();
    write(context, &KEY_COLUMNS, &records)
}

fn authorities(context: &mut Context, open: &mut Open) -> Ended {
    let (authorities, _) = trusted(open)?;
    let records: Vec<Record> = authorities.iter().map(authority_record).collect();
    write(context, &AUTHORITY_COLUMNS, &records)
}

fn revoked(context: &mut Context, open: &mut Open) -> Ended {
    let (_, revoked) = trusted(open)?;
    let record = |key: &RevokedKey| vec![Cell::Text(key.fingerprint.clone()), Cell::Moment(key.at)];
    let records: Vec<Record> = revoked.iter().map(record).collect();
    write(context, &REVOKED_COLUMNS, &records)
}

fn trusted(open: &mut Open) -> Result<(Vec<Authority>, Vec<RevokedKey>), Failure> {
    use crate::domain::query::Answer;
    match open.reader.load(&open.session, &Query::Authorities)? {
        Answer::Authorities(authorities, revoked) => Ok((authorities, revoked)),
        _ => Err(Error::Bug("the authorities were not answered".to_owned()).into()),
    }
}

fn write(context: &mut Context, columns: &[Column], records: &[Record]) -> Ended {
    let texts = context.texts.clone();
    let mut list = List::new(columns, context.format, &texts);
    list.page(&mut context.output, records)?;
    Ok(list.end(&mut context.output).map(done)?)
}

fn key_record(key: &OperatorKey) -> Record {
    vec![
        Cell::Number(key.operator.0),
        Cell::Text(key.name.clone()),
        Cell::Text(key.key.fingerprint()),
        Cell::Text(key.key.kind().code().to_owned()),
        Cell::Text(key.key.comment().to_owned()),
        Cell::Moment(key.added_at),
        Cell::maybe_moment(key.used_at),
    ]
}

fn authority_record(authority: &Authority) -> Record {
    vec![
        Cell::Text(authority.key.fingerprint()),
        Cell::Text(authority.key.kind().code().to_owned()),
        Cell::Text(authority.key.comment().to_owned()),
        Cell::Moment(authority.added_at),
    ]
}
