//! Making and opening an account: key, journal, leftovers, all settled before anybody sees the data.

use crate::domain::act::Act;
use crate::domain::record::{Detail, Word};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::key::AccountKey;
use super::place::{AccountPaths, OWN_FOLDERS, beside, is_beside_database, private_directory};
use super::whole::{self, Package};
use super::{chain, passphrase, place, restoring, signing, spellings, upkeep};
use crate::domain::hidden::{breaks_line, hidden};
use crate::domain::id::OperatorId;
use crate::domain::identifier::{EmailAddress, IdentifierKind, domain_spellings};
use crate::domain::operator::Role;
use crate::domain::reason::Reason;
use crate::domain::settings::Settings;
use crate::durable::{self, Overwrite, folder_of};
use crate::error::{Error, Result, Trouble};
use crate::service::deletion::{erasure, lock, review};
use crate::service::files::unfinished::remove_unfinished;
use crate::service::residue::journal::Journal;
use crate::service::residue::{lost, settling};
use crate::service::{Core, NewAccount, Notice, Service, Surroundings};
use crate::store::{self, Entry, NewOperator, Store, Tx};

/// Makes a database; see [`Service::create`].
pub(crate) fn create(
    database: &Path,
    account: &NewAccount,
    from: Option<&Path>,
    surroundings: Surroundings,
) -> Result<Service> {
    store::check_library()?;
    surroundings.may_write()?;
    let package = from.map(whole::open).transpose()?;
    let settings = beginning(account, package.as_ref(), &surroundings);
    let place = AccountPaths::of(database);
    let database = &place.database.clone();
    can_be_made(database)?;
    let admin = first_admin(account, &settings, &surroundings)?;
    private_directory(folder_of(database))?;
    let lock_was_there = is_there(&place.batch_lock);
    let Some(lock) = lock::try_lock_at(&place.batch_lock)? else {
        return Err(Trouble::Exists(database.clone()).into());
    };
    let before = Before::of(&place, lock_was_there);
    let made = make(&place, (&settings, &admin), package.as_ref(), surroundings);
    let (core, journal) = made.inspect_err(|_| before.put_back(&place))?;
    drop(lock);
    let store = Store::open(database)?;
    let core = Core {
        place: place.told_by(&store.db())?,
        ..core
    };
    Ok(Service::assemble(
        store,
        journal,
        Arc::new(core),
        Vec::new(),
    ))
}

/// Whether anything lies at a path; what cannot be looked at counts as there.
fn is_there(path: &Path) -> bool {
    let found = std::fs::symlink_metadata(path);
    found.map_or_else(|error| error.kind() != ErrorKind::NotFound, |_| true)
}

/// What did not lie beside the place of a new database before it was made.
struct Before(Vec<PathBuf>);

impl Before {
    fn of(place: &AccountPaths, lock_was_there: bool) -> Self {
        let files = [&place.key, &place.journal, &place.signing_key];
        let files = files.into_iter().filter(|path| !is_there(path));
        let lock = (!lock_was_there).then_some(&place.batch_lock);
        Self(files.chain(lock).cloned().collect())
    }

    /// Removes what an account that could not be made has left, and nothing that lay there before. Once there is a
    /// database, its key and journal stay. The lock, which is held meanwhile, goes last.
    fn put_back(&self, place: &AccountPaths) {
        place::remove_with_side_files(&beside(&place.database, ".new"));
        if place.database.try_exists().unwrap_or(true) {
            return;
        }
        for path in &self.0 {
            let _ = std::fs::remove_file(path);
        }
    }
}

/// Makes the database, with its key and its journal, and gives it its name only when it is whole: who is stopped on the
/// way leaves none that could not be used.
fn make(
    place: &AccountPaths,
    (settings, admin): (&Settings, &NewOperator),
    package: Option<&Package>,
    surroundings: Surroundings,
) -> Result<(Core, Journal)> {
    let shared = place.is_shared();
    let database = &place.database;
    let key = match AccountKey::read(&place.key)? {
        Some(key) => key,
        None => AccountKey::create(&place.key)?,
    };
    let partial = beside(database, ".new");
    place::remove_with_side_files(&partial);
    let mut store = Store::create(&partial)?;
    let mut journal = open_journal(place, &key)?;
    let core = Core::new(place.clone(), key, 1, surroundings);
    core.at("account", "after its schema");
    store.write(|tx| {
        let operator = begin(tx, &core, &journal, (settings, admin), shared)?;
        if let Some(package) = package {
            whole::fill(tx, &core, &mut journal, operator, package)?;
        }
        core.at("account", "before its commit");
        Ok(())
    })?;
    core.at("account", "after its commit");
    store.close()?;
    if database.exists() {
        return Err(Trouble::Exists(database.clone()).into());
    }
    upkeep::move_into_place(&partial, database)?;
    core.at("account", "after it has its name");
    Ok((core, journal))
}

/// Writes what every account has from its first commit on; answers its first operator.
fn begin(
    tx: &Tx<'_>,
    core: &Core,
    journal: &Journal,
    (settings, admin): (&Settings, &NewOperator),
    is_shared: bool,
) -> Result<OperatorId> {
    let now = core.now();
    tx.add_key(&core.key.fingerprint(), now.0)?;
    tx.save_settings(settings)?;
    tx.list_first_steps(true)?;
    tx.set_fact(OWN_FOLDERS, i64::from(is_shared))?;
    tx.set_fact(erasure::JOURNAL_NUMBER, journal.last_number().cast_signed())?;
    if journal.last_number() > 0 {
        tx.note_journal_mark(journal.last_number(), journal.head())?;
    }
    let operator = tx.insert_operator(admin)?;
    signing::begin(tx, core)?;
    let entry = Entry {
        at: now,
        operator: Some(operator),
        act: Act::AccountCreate,
        user: None,
        batch: None,
        detail: Detail::NOTHING,
    };
    chain::append(tx, core, &entry)?;
    Ok(operator)
}

/// Whether a database can be made in a place.
fn can_be_made(database: &Path) -> Result<()> {
    if database.exists() {
        return Err(Trouble::Exists(database.to_owned()).into());
    }
    if is_beside_database(database) {
        return Err(Trouble::OfTheDatabase(database.to_owned()).into());
    }
    Ok(())
}

/// The full admin with whom an account begins.
fn first_admin(
    account: &NewAccount,
    settings: &Settings,
    surroundings: &Surroundings,
) -> Result<NewOperator> {
    let email = EmailAddress::parse(&account.admin_email)
        .map_err(|fault| Error::Refused(Reason::BadEmail(fault)))?;
    if settings.account.is_empty() || account.admin_name.trim().is_empty() {
        return Err(Error::Refused(Reason::NameMissing));
    }
    let names = [&settings.account, &account.admin_name];
    if let Some(name) = names
        .into_iter()
        .find(|name| name.trim().chars().any(breaks_line))
    {
        return Err(Error::Refused(Reason::NotOneLine(name.trim().to_owned())));
    }
    if let Some(found) = names.into_iter().find_map(|name| hidden(name)) {
        return Err(Error::Refused(Reason::SuspiciousCharacters(found)));
    }
    let passphrase = match &account.passphrase {
        Some(secret) => {
            passphrase::may_be_chosen(secret, surroundings)?;
            Some(passphrase::hash(secret, surroundings)?)
        }
        None => None,
    };
    Ok(NewOperator {
        name: account.admin_name.trim().to_owned(),
        email: Some(email),
        role: Role::FullAdmin,
        passphrase,
        language: Some(account.language),
    })
}

/// The settings with which an account begins.
fn beginning(account: &NewAccount, package: Option<&Package>, own: &Surroundings) -> Settings {
    let usual = Settings {
        language: account.language,
        time_zone: own.zone.clone(),
        ..Settings::default()
    };
    let mut settings = package.map_or(usual, |package| package.settings().clone());
    if !account.account.trim().is_empty() {
        account.account.trim().clone_into(&mut settings.account);
    }
    settings
}

/// Opens a database; see [`Service::open`].
pub(crate) fn open(database: &Path, surroundings: Surroundings) -> Result<Service> {
    store::check_library()?;
    let timings = surroundings.timings.clone();
    let _whole = timings.phase("open");
    let place = AccountPaths::of(database);
    let part = timings.phase("open.database");
    let mut store = if surroundings.read_only {
        Store::open_read_only(&place.database)?
    } else {
        Store::open(&place.database)?
    };
    let place = place.told_by(&store.db())?;
    if let Some(pages) = surroundings.page_limit {
        store.limit_pages(pages)?;
    }
    drop(part);
    let (key, key_number) = settle_key(&store, &place)?;
    let mut notices = Vec::new();
    let part = timings.phase("open.journal");
    let mut journal = Journal::find(&place.journal, key.secret(), key.id())
        .map_err(|fault| fault.into_error(&place.journal))?;
    let core = Core::new(place, key, key_number, surroundings);
    settle_journal(&mut store, &core, &mut journal, &mut notices)?;
    spellings::settle(&mut store, &core)?;
    drop(part);
    settle_zone(&mut store, &core, &mut notices)?;
    notices.extend(core.place.exposed().into_iter().map(Notice::Exposed));
    if signing::kept(&store.db(), &core).is_err() {
        notices.push(Notice::SigningKeyUnusable(core.place.signing_key.clone()));
    }
    if core.surroundings.read_only {
        return Ok(Service::assemble(store, journal, Arc::new(core), notices));
    }
    review::remove_leftovers(&mut store, &core)?;
    let mut service = Service::assemble(store, journal, Arc::new(core), notices);
    service.bound_moments()?;
    // What cannot be removed now is removed by a later start.
    let _ = service.remove_uploads();
    let _ = restoring::remove_unfinished(&service.core.place);
    let place = &service.core.place;
    for folder in [folder_of(&place.database), &place.exports] {
        remove_unfinished(folder);
    }
    Ok(service)
}

/// Gives an account of a version that knew no time zones that of this machine, once.
fn settle_zone(store: &mut Store, core: &Core, notices: &mut Vec<Notice>) -> Result<()> {
    if store.db().has_time_zone()? {
        return Ok(());
    }
    let zone = core.surroundings.zone.clone();
    let name = zone.name().to_owned();
    store.write(|tx| {
        // Another process may have been faster.
        if tx.has_time_zone()? {
            return Ok(());
        }
        let settings = Settings {
            time_zone: zone.clone(),
            ..tx.settings()?
        };
        tx.save_settings(&settings)?;
        let entry = Entry {
            at: core.now(),
            operator: None,
            act: Act::SettingsChange,
            user: None,
            batch: None,
            detail: Detail::TimeZone {
                time_zone: Word::of(zone.name()),
            },
        };
        chain::append(tx, core, &entry)?;
        Ok(())
    })?;
    notices.push(Notice::ZoneTaken(name));
    Ok(())
}

fn open_journal(place: &AccountPaths, key: &AccountKey) -> Result<Journal> {
    Journal::open(&place.journal, key.secret(), key.id())
        .map_err(|fault| fault.into_error(&place.journal))
}

/// Reads the key, which must be there and be the newest of the database, and answers it with its number.
fn settle_key(store: &Store, place: &AccountPaths) -> Result<(AccountKey, i64)> {
    let newest = store.db().newest_key()?;
    let known = |key: &AccountKey| match &newest {
        Some((number, fingerprint)) if *fingerprint == key.fingerprint() => Some(*number),
        _ => None,
    };
    if let Some(key) = AccountKey::read(&place.key)? {
        let number = known(&key).ok_or_else(|| Trouble::OtherKey(place.key.clone()))?;
        return Ok((key, number));
    }
    // A renewal that was stopped when the database knew the new key already is brought to its end.
    let pending = beside(&place.key, PENDING);
    let missing = || Trouble::KeyMissing(place.key.clone());
    let key = AccountKey::read(&pending)?.ok_or_else(missing)?;
    let number = known(&key).ok_or_else(missing)?;
    upkeep::move_into_place(&pending, &place.key)?;
    Ok((key, number))
}

/// What a new key has at the end of its name until the database knows it: a key that it does not know would be taken
/// for a wrong one.
const PENDING: &str = ".new";

/// Makes a new key; see [`Service::renew_key`].
pub(crate) fn renew_key(database: &Path, surroundings: Surroundings) -> Result<u64> {
    store::check_library()?;
    surroundings.may_write()?;
    let place = AccountPaths::of(database);
    let mut store = Store::open(&place.database)?;
    let Some(_lock) = lock::try_lock_at(&place.batch_lock)? else {
        return Err(Trouble::Busy.into());
    };
    match settle_key(&store, &place) {
        Err(Error::Environment(Trouble::KeyMissing(_))) => {}
        Ok(_) => return Err(Trouble::Exists(place.key).into()),
        Err(other) => return Err(other),
    }
    let pending = beside(&place.key, PENDING);
    let key = match AccountKey::read(&pending)? {
        Some(key) => key,
        None => AccountKey::create(&pending)?,
    };
    let points = surroundings.points.clone();
    points.reach("key", "after it is made anew");
    let lost = store.db().newest_key()?.map_or(0, |(number, _)| number);
    put_aside(&place, lost)?;
    points.reach("key", "after its journal is put aside");
    let out_of_reach = store.db().counter("deleted")?;
    register_key(&mut store, &key, &place, surroundings)?;
    points.reach("key", "after its commit");
    upkeep::move_into_place(&pending, &place.key)?;
    points.reach("key", "after it has its name");
    Ok(out_of_reach)
}

/// The old journal can only be read with the old key; it is put aside, never thrown away.
fn put_aside(place: &AccountPaths, number: i64) -> Result<()> {
    if !place.journal.exists() {
        return Ok(());
    }
    let aside = beside(&place.journal, &format!(".{number}"));
    durable::move_to(&place.journal, &aside, Overwrite::Replace)
        .map_err(|error| Error::from_io(&error, &place.journal))
}

/// Makes a key the database's own, registers the living anew, and begins a new chain of the activity log.
fn register_key(
    store: &mut Store,
    key: &AccountKey,
    place: &AccountPaths,
    surroundings: Surroundings,
) -> Result<()> {
    store.write(|tx| {
        let now = surroundings.clock.now();
        let number = tx.add_key(&key.fingerprint(), now.0)?;
        rebuild_registries(tx, key, number)?;
        tx.set_fact(erasure::JOURNAL_NUMBER, 0)?;
        tx.forget_journal_marks_after(0)?;
        let core = Core::new(place.clone(), key.clone(), number, surroundings);
        chain::begin_anew(tx, &core, &system_user(&core.place.database))?;
        core.at("key", "before its commit");
        Ok(())
    })
}

fn rebuild_registries(tx: &Tx<'_>, key: &AccountKey, number: i64) -> Result<()> {
    tx.clear_registries()?;
    let mut entries = Vec::new();
    let mut emails = Vec::new();
    let mut domains = std::collections::BTreeSet::new();
    tx.each_identity(|user, email, unique_id, _| {
        if let Ok(email) = EmailAddress::parse(email) {
            let spellings = domain_spellings(email.as_str());
            domains.extend(spellings.map(|domain| (key.email_text(&domain), domain.len())));
            emails.push((email, user));
        }
        if !unique_id.is_empty() {
            entries.push((
                IdentifierKind::UniqueId,
                key.unique_id_text(unique_id),
                user,
            ));
        }
    })?;
    for (hash, bytes) in domains {
        tx.note_domain(hash, bytes)?;
    }
    for (email, user) in emails {
        spellings::register(tx, key, &email, user, number)?;
    }
    for (kind, hash, user) in entries {
        tx.register(kind, hash, user, number)?;
    }
    Ok(())
}

fn settle_journal(
    store: &mut Store,
    core: &Core,
    journal: &mut Journal,
    notices: &mut Vec<Notice>,
) -> Result<()> {
    // Whoever only reads begins no new one.
    if lost::is_lost(&store.db(), core, journal)? {
        notices.push(Notice::JournalLost);
        return Ok(());
    }
    if settling::is_to_do(&store.db(), core, journal)? {
        let settled = store.write(|tx| settling::settle(tx, core, journal, core.now()))?;
        // A process that is stopped leaves one frame that the database lacks; an older copy of it usually lacks more.
        if settled.frames == 1 && settled.users_in_the_middle > 0 {
            notices.push(Notice::StoppedInTheMiddle(settled.users));
        } else if settled.users > 0 {
            notices.push(Notice::ErasuresApplied(settled.users));
        }
    }
    Ok(())
}

/// Who runs this program, as the system knows them: nobody can sign in without a key.
fn system_user(database: &Path) -> String {
    use std::os::unix::fs::MetadataExt;
    let own = std::fs::metadata("/proc/self").or_else(|_| std::fs::metadata(database));
    let Ok(uid) = own.map(|own| own.uid()) else {
        return "unknown".to_owned();
    };
    let users = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let named = users.lines().find_map(|line| {
        let mut fields = line.split(':');
        let (name, number) = (fields.next()?, fields.nth(1)?);
        (number == uid.to_string()).then(|| name.to_owned())
    });
    named.unwrap_or_else(|| uid.to_string())
}
