//! What is left of deleted users in the files of the database: the residue scan with the registry as its register.
//!
//! Everything the scan asks is resident, because a file holds millions of candidates.

use std::collections::HashSet;
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::domain::identifier::{IdentifierKind, matching_form, older_forms, within};
use crate::domain::record::Residue;
use crate::domain::residue::RawPlace;
use crate::error::{Error, Result};
use crate::service::Core;
use crate::service::account::key::AccountKey;
use crate::service::directory::identity;
use crate::service::residue;
use crate::service::residue::{Scanned, Standing};
use crate::store::{Db, OpenBeside};

/// Bytes that a thread takes at once.
const PART: u64 = 4 << 20;

/// Scans the raw bytes of every file of the database for addresses of deleted users; answers what it found, and what it
/// cannot tell.
pub(crate) fn scan(core: &Core, known: &Known) -> Result<Residue> {
    Ok(scan_for_places(core, known)?.0)
}

/// The same with the first places.
pub(crate) fn scan_for_places(core: &Core, known: &Known) -> Result<(Residue, Vec<RawPlace>)> {
    let (mut residue, mut places) = (Residue::default(), Vec::new());
    for path in core.place.database_files() {
        let scanned = scan_file(&path, known);
        let scanned = scanned.map_err(|error| Error::from_io(&error, &path))?;
        residue.found += scanned.deleted;
        residue.doubtful += scanned.doubtful;
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        places.extend(scanned.marks.into_iter().map(|mark| RawPlace {
            file: file.clone().into_owned(),
            at: mark.at,
            text: mark.address,
            is_doubtful: mark.is_doubtful,
        }));
    }
    Ok((residue, places))
}

/// Scans a file, with as many threads as there are processors; each takes the next part when it is through with one,
/// because addresses are not spread evenly over a file.
fn scan_file(path: &Path, known: &Known) -> std::io::Result<Scanned> {
    let parts = OpenBeside::open(path)?.length()?.div_ceil(PART);
    let processors = std::thread::available_parallelism().map_or(1, |count| count.get() as u64);
    let next = AtomicU64::new(0);
    let scan_some = || -> std::io::Result<Scanned> {
        let mut scanned = Scanned::default();
        let mut file = OpenBeside::open(path)?;
        loop {
            let from = next.fetch_add(1, Ordering::Relaxed) * PART;
            if from >= parts * PART {
                return Ok(scanned);
            }
            scanned += residue::scan_between(&mut file, from, from + PART, &mut &*known)?;
        }
    };
    std::thread::scope(|scope| {
        let beside = (1..processors.min(parts)).map(|_| scope.spawn(scan_some));
        let beside: Vec<_> = beside.collect();
        let mut scanned = scan_some()?;
        for thread in beside {
            let failed = |_| std::io::Error::other("a thread of the scan failed");
            scanned += thread.join().map_err(failed)??;
        }
        Ok(scanned)
    })
}

/// What the scan asks of the registry.
pub(crate) struct Known {
    key: AccountKey,
    registered: Registered,
    /// Addresses that outlive their learner until they have served; they are known to be there.
    fleeting: HashSet<i64>,
    /// Addresses of people who are no learners: of operators, and those to whom a letter goes. One can end as that of
    /// somebody deleted does (`joan@…`, `an@…`).
    others: HashSet<i64>,
    domains: HashSet<i64>,
    lengths: HashSet<usize>,
    /// How many had been deleted when this was read.
    deleted: u64,
}

impl Known {
    /// Reads it. The figure that tells its age comes first, so that it never passes for newer than it is.
    pub(crate) fn of(db: &Db<'_>, core: &Core) -> Result<Self> {
        let deleted = db.counter("deleted")?;
        let living = db.living()?;
        let mut registered = Vec::new();
        db.each_registered(IdentifierKind::Email, |hash, user| {
            registered.push(Registered::entry(hash, living.contains(user)));
        })?;
        // What somebody deleted had before is theirs as well, unless somebody bears it now.
        let mut former = Vec::new();
        db.each_given_up(IdentifierKind::Email, |hash, user| {
            let entry = Registered::entry(hash, false);
            let of_hash = |known: &u64| known >> 1;
            let is_borne = registered.binary_search_by_key(&of_hash(&entry), of_hash);
            if !living.contains(user) && is_borne.is_err() {
                former.push(entry);
            }
        })?;
        registered.append(&mut former);
        let recipients = db.fleeting_recipients()?;
        let fleeting = recipients
            .iter()
            .map(|recipient| identity::email_hash(core, recipient));
        let (domains, lengths) = db.domains()?.into_iter().unzip();
        let mut known = Self {
            key: core.key.clone(),
            registered: Registered::new(registered),
            fleeting: fleeting.collect(),
            others: HashSet::new(),
            domains,
            lengths,
            deleted,
        };
        known.note_others(db)?;
        Ok(known)
    }

    /// Notes the addresses of people who are no learners, and those of outsiders that stand in texts about learners: where a text has borders there is no doubt that
    /// `joan@…` is not `an@…`, and no end of hers is taken for somebody deleted in the bytes of the files.
    fn note_others(&mut self, db: &Db<'_>) -> Result<()> {
        if self.deleted == 0 {
            return Ok(());
        }
        let mut outsiders = Vec::new();
        db.each_text_with_an_at(|text| {
            for (at, _) in text.match_indices('@') {
                let readings = within::readings(text, at);
                let mut form = |range: &Range<usize>| {
                    let address = text.get(range.clone()).unwrap_or_default();
                    let form = matching_form(address);
                    let standing = residue::Register::standing(&mut &*self, &form);
                    (standing == Standing::Nobody).then_some(form)
                };
                let forms: Option<Vec<String>> = readings.iter().map(&mut form).collect();
                outsiders.extend(forms.and_then(|forms| forms.into_iter().next()));
            }
        })?;
        for address in outsiders.into_iter().chain(db.addresses_of_others()?) {
            // A domain can go on where that of somebody deleted ends: `ann@x.example.org`.
            let form = matching_form(&address);
            if let Some((_, domain)) = form.rsplit_once('@') {
                self.domains.insert(self.key.email_text(domain));
                self.lengths.insert(domain.len());
            }
            self.others.insert(self.key.email_text(&form));
        }
        Ok(())
    }

    /// Whether nobody has been deleted since it was read.
    pub(crate) fn is_current(&self, db: &Db<'_>) -> Result<bool> {
        Ok(self.deleted == db.counter("deleted")?)
    }
}

impl Known {
    fn standing_of(&self, form: &str) -> Standing {
        let hash = self.key.email_text(form);
        match self.registered.find(hash) {
            Standing::Living => Standing::Living,
            _ if self.fleeting.contains(&hash) => Standing::Living,
            Standing::Nobody if self.others.contains(&hash) => Standing::Living,
            other => other,
        }
    }
}

impl residue::Register for &Known {
    fn has_domain_of(&self, bytes: usize) -> bool {
        self.lengths.contains(&bytes)
    }

    fn is_domain(&mut self, domain: &str) -> bool {
        self.domains.contains(&self.key.email_text(domain))
    }

    fn standing(&mut self, address: &str) -> Standing {
        let mut found = self.standing_of(&matching_form(address));
        // A domain in several spellings may have been registered in another one.
        for form in older_forms(address) {
            match (found, self.standing_of(&form)) {
                (Standing::Living, _) | (_, Standing::Nobody) => {}
                (Standing::Nobody | Standing::Deleted, other) => found = other,
            }
        }
        found
    }
}

/// The registered hashes with their standing, eight bytes each: in their order, found through the first bits, which are
/// spread evenly because the hashes are keyed.
struct Registered {
    /// The 63 bits of a hash and one that says whether its user is living.
    entries: Vec<u64>,
    /// Where the entries begin that have these first bits, and at last their end.
    begins: Vec<u32>,
    /// How far an entry is shifted to leave those first bits.
    shift: u32,
}

impl Registered {
    /// The entry of a hash.
    const fn entry(hash: i64, living: bool) -> u64 {
        hash.cast_unsigned() << 1 | living as u64
    }

    fn new(mut entries: Vec<u64>) -> Self {
        entries.sort_unstable();
        // Some eight entries to the bucket: one line of the processor's cache.
        let bits = (entries.len() / 8).max(2).ilog2();
        let shift = u64::BITS - bits;
        let mut begins = Vec::with_capacity((1 << bits) + 1);
        for (position, entry) in (0..).zip(&entries) {
            while begins.len() as u64 <= entry >> shift {
                begins.push(position);
            }
        }
        begins.resize(
            (1 << bits) + 1,
            u32::try_from(entries.len()).unwrap_or(u32::MAX),
        );
        Self {
            entries,
            begins,
            shift,
        }
    }

    fn find(&self, hash: i64) -> Standing {
        let wanted = Self::entry(hash, true);
        let bucket = usize::try_from(wanted >> self.shift).unwrap_or(usize::MAX);
        let (Some(begin), Some(end)) = (self.begins.get(bucket), self.begins.get(bucket + 1))
        else {
            return Standing::Nobody;
        };
        let bucket = &self.entries[*begin as usize..*end as usize];
        match bucket.iter().find(|entry| **entry | 1 == wanted) {
            None => Standing::Nobody,
            Some(entry) if entry & 1 == 1 => Standing::Living,
            Some(_) => Standing::Deleted,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_registered_hash_is_found_with_its_standing(
            some in prop::collection::btree_map(0..=i64::MAX, any::<bool>(), 0..300),
            others in prop::collection::vec(0..=i64::MAX, 50),
        ) {
            let registered = Registered::new(
                some.iter().map(|(hash, living)| Registered::entry(*hash, *living)).collect(),
            );
            let standing = |hash: i64| match some.get(&hash) {
                None => Standing::Nobody,
                Some(true) => Standing::Living,
                Some(false) => Standing::Deleted,
            };
            let near = some.keys().flat_map(|hash| [hash ^ 1, hash ^ 1 << 62]);
            for hash in some.keys().copied().chain(near).chain(others).chain([0, i64::MAX]) {
                prop_assert_eq!(registered.find(hash), standing(hash));
            }
        }
    }
}
