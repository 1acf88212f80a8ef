//! Whom the identifiers of a file name: first by their hashes in the registries, then by the real identifiers of those
//! found.

use super::second_look::{SecondLook, TwoSenses};
use super::sought::{HASH_HEAPS, Sought, SoughtName, hashes_on};
use super::{Answer, Answers, PASS_SHARE, Question, living};
use crate::domain::id::UserId;
use crate::domain::identifier::IdentifierKind;
use crate::error::Result;
use crate::service::Core;
use crate::service::account::key::AccountKey;
use crate::service::deletion::heaps::Heaps;
use crate::store::Db;

/// Heaps of entries found, by the user.
const USER_HEAPS: i64 = 64;
/// Entries that are verified together.
const TOGETHER: usize = 1 << 15;

/// Answers to all identifiers.
pub(super) fn find(db: &Db<'_>, core: &Core, sought: &Sought) -> Result<Answers> {
    let by_pass = sought.names() * PASS_SHARE > db.counter("users")?;
    let mut finder = Finder {
        db,
        core,
        users_on_a_heap: db.last_user_id()? / USER_HEAPS + 1,
        found: Heaps::new(&core.place.uploads),
        answers: Answers::new(&core.place.uploads),
        second: SecondLook::new(&core.place.uploads, sought.has_deleted()),
    };
    let is_odd = if by_pass {
        db.in_passing(|| {
            finder.look_through_registries(sought)?;
            finder.verify_by_pass()
        })?
    } else {
        finder.look_up(sought)?;
        finder.verify_each()?;
        // Nobody has looked.
        TwoSenses {
            zeros: true,
            addresses: true,
        }
    };
    let Finder {
        mut answers,
        second,
        ..
    } = finder;
    db.in_passing(|| {
        second.take(db, core, is_odd, &mut answers)?;
        second.ask_the_deleted(db, &mut answers)
    })?;
    Ok(answers)
}

/// What is found out, and what is still to be found out.
struct Finder<'f, 'c> {
    db: &'f Db<'c>,
    core: &'f Core,
    users_on_a_heap: i64,
    /// Registry entries that identifiers have found, on heaps by the user.
    found: Heaps<{ Found::BYTES }>,
    answers: Answers,
    second: SecondLook,
}

/// An identifier with the user whose entry has its hash.
#[derive(Clone, Copy)]
struct Found {
    user: UserId,
    name: SoughtName,
}

impl Found {
    const BYTES: usize = 8 + SoughtName::BYTES;

    fn packed(&self) -> [u8; Self::BYTES] {
        let mut packed = [0; Self::BYTES];
        packed[..8].copy_from_slice(&self.user.0.to_le_bytes());
        packed[8..].copy_from_slice(&self.name.packed());
        packed
    }

    fn unpacked(packed: &[u8; Self::BYTES]) -> Option<Self> {
        let (user, name) = packed.split_first_chunk()?;
        Some(Self {
            user: UserId(i64::from_le_bytes(*user)),
            name: SoughtName::unpacked(name.try_into().ok()?),
        })
    }
}

impl Finder<'_, '_> {
    /// Looks for all identifiers, heap by heap, in the part of the registry where they would stand.
    fn look_through_registries(&mut self, sought: &Sought) -> Result<()> {
        let mut entries = Vec::new();
        for kind in [IdentifierKind::Email, IdentifierKind::UniqueId] {
            let names = sought.of(kind);
            for heap in 0..HASH_HEAPS.min(names.count()) {
                let (first, last) = hashes_on(heap);
                self.db
                    .registered_between(kind, first, last, &mut entries)?;
                names.each(heap, |packed| {
                    let name = SoughtName::unpacked(packed);
                    let at = entries.binary_search_by_key(&name.print.hash, |(hash, _)| *hash);
                    let entry = at.ok().and_then(|at| entries.get(at));
                    self.meet(name, entry.map(|(_, user)| *user))
                })?;
            }
        }
        Ok(())
    }

    /// Looks every identifier up.
    fn look_up(&mut self, sought: &Sought) -> Result<()> {
        for kind in [IdentifierKind::Email, IdentifierKind::UniqueId] {
            let names = sought.of(kind);
            for heap in 0..names.count() {
                names.each(heap, |packed| {
                    let name = SoughtName::unpacked(packed);
                    let user = self.db.registered(kind, name.print.hash)?;
                    self.meet(name, user)
                })?;
            }
        }
        Ok(())
    }

    fn meet(&mut self, name: SoughtName, user: Option<UserId>) -> Result<()> {
        let Some(user) = user else {
            return self.answer(name, Answer::Nobody);
        };
        let heap = (user.0 / self.users_on_a_heap).clamp(0, USER_HEAPS - 1);
        let found = Found { user, name };
        let heap = usize::try_from(heap).unwrap_or_default();
        self.found.put(heap, &found.packed())
    }

    fn answer(&mut self, name: SoughtName, answer: Answer) -> Result<()> {
        let question = match name.kind {
            IdentifierKind::Email => Question::Email,
            IdentifierKind::UniqueId if name.is_in_email_column => Question::EmailAsId,
            IdentifierKind::UniqueId => Question::Id,
        };
        self.answers.note(name.row, question, answer)?;
        self.second.note(name, answer)
    }

    /// Verifies what was found in one pass over all users; answers in which other senses their IDs can be meant.
    fn verify_by_pass(&mut self) -> Result<TwoSenses> {
        let mut odd = TwoSenses::default();
        for heap in 0..USER_HEAPS {
            let first = if heap == 0 {
                i64::MIN
            } else {
                heap * self.users_on_a_heap
            };
            let last = if heap == USER_HEAPS - 1 {
                i64::MAX
            } else {
                (heap + 1) * self.users_on_a_heap - 1
            };
            let heap = usize::try_from(heap).unwrap_or_default();
            let mut is_first = true;
            self.each_part(heap, true, |finder, part| {
                let (Some(from), Some(to)) = (part.first(), part.last()) else {
                    return finder.pass(&[], (UserId(first), UserId(last)), &mut odd);
                };
                // The first part sees all users of the heap, the others those they mean.
                let all = std::mem::take(&mut is_first).then_some((UserId(first), UserId(last)));
                finder.pass(part, all.unwrap_or((from.user, to.user)), &mut odd)
            })?;
        }
        Ok(odd)
    }

    /// Meets the users between two with what was found of them, which is in their order.
    fn pass(
        &mut self,
        part: &[Found],
        (first, last): (UserId, UserId),
        odd: &mut TwoSenses,
    ) -> Result<()> {
        let mut left = part.iter().peekable();
        let (db, core) = (self.db, self.core);
        db.identities_between(first, last, |user, identity| {
            let unique_id = identity.unique_id()?;
            odd.note(unique_id);
            while let Some(gone) = left.next_if(|found| found.user < user) {
                self.answer(gone.name, Answer::Deleted { user: gone.user.0 })?;
            }
            let mut checks = [None; 2];
            while let Some(here) = left.next_if(|found| found.user == user) {
                let kind = here.name.kind;
                let borne = match kind {
                    IdentifierKind::Email => identity.email()?,
                    IdentifierKind::UniqueId => unique_id,
                };
                let check = checks[usize::from(kind == IdentifierKind::Email)]
                    .get_or_insert_with(|| check_of(core, kind, borne));
                let verified = *check == Some(here.name.print.check);
                self.answer(here.name, living(user, identity.on_hold()?, verified))?;
            }
            Ok(())
        })?;
        left.try_for_each(|gone| self.answer(gone.name, Answer::Deleted { user: gone.user.0 }))
    }

    /// Verifies what was found by looking each user up.
    fn verify_each(&mut self) -> Result<()> {
        for heap in 0..self.found.count() {
            self.each_part(heap, false, |finder, part| {
                for same in part.chunk_by(|one, next| one.user == next.user) {
                    finder.verify(same)?;
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    /// Verifies what was found of one user.
    fn verify(&mut self, found: &[Found]) -> Result<()> {
        let Some(Found { user, .. }) = found.first() else {
            return Ok(());
        };
        let known = self.db.doomed_user(*user)?;
        for one in found {
            let answer = known
                .as_ref()
                .map_or(Answer::Deleted { user: user.0 }, |known| {
                    let borne = match one.name.kind {
                        IdentifierKind::Email => known.email.as_deref(),
                        IdentifierKind::UniqueId => known.unique_id.as_deref(),
                    };
                    let check = check_of(self.core, one.name.kind, borne.unwrap_or_default());
                    living(*user, known.on_hold, check == Some(one.name.print.check))
                });
            self.answer(one.name, answer)?;
        }
        Ok(())
    }

    /// What lies on a heap, in parts, each in the order of its users. Where an empty heap counts, it is one part.
    fn each_part(
        &mut self,
        heap: usize,
        even_empty: bool,
        mut each: impl FnMut(&mut Self, &[Found]) -> Result<()>,
    ) -> Result<()> {
        let mut part = Vec::new();
        let mut buffer = Vec::new();
        let mut parts = 0;
        for block in 0.. {
            let bytes = self.found.block(heap, block, &mut buffer)?;
            let is_over = bytes.is_none();
            let found = bytes.unwrap_or_default().as_chunks().0;
            part.extend(found.iter().filter_map(Found::unpacked));
            if part.len() >= TOGETHER || (is_over && (!part.is_empty() || even_empty && parts == 0))
            {
                part.sort_unstable_by_key(|found| (found.user, found.name.row));
                each(self, &part)?;
                part.clear();
                parts += 1;
            }
            if is_over {
                break;
            }
        }
        Ok(())
    }
}

/// The verifying hash of an identifier that a user bears; none where they bear none.
fn check_of(core: &Core, kind: IdentifierKind, borne: &str) -> Option<u64> {
    let print = match kind {
        // Stored as it was read, so nothing but the letters' case and the domain's spelling is left to settle.
        IdentifierKind::Email => AccountKey::email_print,
        IdentifierKind::UniqueId => AccountKey::id_print,
    };
    (!borne.is_empty()).then(|| print(&core.key, borne).check)
}
