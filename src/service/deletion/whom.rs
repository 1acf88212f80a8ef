//! Whom a deletion means. Asked beside the review, which it neither slows nor enlarges: one walk over the users, and a
//! look at those who are named.

use std::collections::{BTreeMap, HashMap};

use crate::domain::batch::{Doom, DoomedPerson, NAMED, Whom, names_a_manager, users_of};
use crate::domain::folding::fold;
use crate::domain::id::UserId;
use crate::domain::identifier::matching_form;
use crate::domain::license::LicenseStatus;
use crate::domain::reason::Reason;
use crate::error::{Error, Result, Trouble};
use crate::service::Core;
use crate::service::directory::identity;
use crate::service::mail::letters::letters_of_deletion;
use crate::store::Db;

/// Whom a review or a batch means to delete.
pub(crate) fn whom(db: &Db<'_>, core: &Core, doom: Doom) -> Result<Whom> {
    let doomed = match doom {
        Doom::Review(review) => {
            let reviews = core.reviews()?;
            let pending = reviews
                .get(&review)
                .ok_or(Error::Refused(Reason::ReviewGone))?;
            users_of(&pending.rows.planned()?)
        }
        Doom::Batch(batch) => users_of(&db.planned_rows(batch)?),
    };
    let mut found = Whom {
        count: doomed.len() as u64,
        ..Whom::default()
    };
    found.people = people(db, core, &drawn(&doomed))?;
    let mut managers = Managers::of(&found.people);
    db.in_passing(|| break_down(db, &doomed, &mut found, &mut managers))?;
    let from = core.mail()?.sender.to_string();
    (found.mailed, found.letters) = letters_of_deletion(db, &doomed, &from, core.now())?;
    let counts = db.in_passing(|| managers.counted(db))?;
    for (person, manages) in found.people.iter_mut().zip(counts) {
        person.manages = manages;
    }
    Ok(found)
}

/// All of few, and some of many, each with the same chance. The draw hangs on who is meant and on nothing else, so that
/// the review, the confirmation and the second admin see the same people.
fn drawn(doomed: &[UserId]) -> Vec<UserId> {
    if doomed.len() <= NAMED {
        return doomed.to_vec();
    }
    let mut hash = blake3::Hasher::new();
    for user in doomed {
        hash.update(&user.0.to_le_bytes());
    }
    let mut numbers = hash.finalize_xof();
    let mut drawn: Vec<UserId> = Vec::with_capacity(NAMED);
    while drawn.len() < NAMED {
        let at = below(doomed.len() as u64, &mut numbers);
        if let Some(user) = doomed.get(at).filter(|user| !drawn.contains(user)) {
            drawn.push(*user);
        }
    }
    drawn
}

/// A number below another, each with the same chance.
fn below(limit: u64, numbers: &mut blake3::OutputReader) -> usize {
    let fair = u64::MAX - u64::MAX % limit;
    loop {
        let mut bytes = [0; 8];
        numbers.fill(&mut bytes);
        let number = u64::from_le_bytes(bytes);
        if number < fair {
            return usize::try_from(number % limit).unwrap_or_default();
        }
    }
}

fn people(db: &Db<'_>, core: &Core, users: &[UserId]) -> Result<Vec<DoomedPerson>> {
    let operators = identity::operators_among_users(db, core)?;
    let mut people = Vec::with_capacity(users.len());
    for row in db.user_rows(users)? {
        people.push(DoomedPerson {
            job_title: db.job_title(row.id)?.unwrap_or_default(),
            manages: 0,
            is_operator: operators.iter().any(|(user, _)| *user == row.id),
            row,
        });
    }
    people.sort_by_cached_key(|person| (fold(&person.row.name).into_owned(), person.row.id));
    Ok(people)
}

/// Counts by group and license, and meets everybody's manager on the way.
fn break_down(
    db: &Db<'_>,
    doomed: &[UserId],
    found: &mut Whom,
    managers: &mut Managers,
) -> Result<()> {
    let mut by_group: Vec<u64> = Vec::new();
    let mut by_license = [0; LicenseStatus::ALL.len()];
    let mut in_no_group = 0;
    let mut rest = doomed;
    db.each_bond(|bond| {
        if let Some(attributes) = bond.attributes()? {
            managers.meet(attributes)?;
        }
        while let Some((first, others)) = rest.split_first()
            && *first < bond.id
        {
            rest = others;
        }
        if rest.first() != Some(&bond.id) {
            return Ok(());
        }
        if let Some(count) = by_license.get_mut(bond.license()? as usize) {
            *count += 1;
        }
        let mut groups = bond.groups()?.peekable();
        if groups.peek().is_none() {
            in_no_group += 1;
        }
        for group in groups.map(usize::from) {
            if by_group.len() <= group {
                by_group.resize(group + 1, 0);
            }
            by_group[group] += 1;
        }
        Ok(())
    })?;
    let statuses = LicenseStatus::ALL.into_iter().zip(by_license);
    found.by_license = statuses.filter(|(_, count)| *count > 0).collect();
    found.in_no_group = in_no_group;
    for group in db.groups()? {
        let number = usize::try_from(group.id.0).unwrap_or(usize::MAX);
        if let Some(count) = by_group.get(number).filter(|count| **count > 0) {
            found.by_group.push((group.name, *count));
        }
    }
    // Groups come by name, and those of a size stay so.
    found
        .by_group
        .sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    Ok(())
}

/// Whose manager the people named are, as far as attributes say it: by email, ID, or a name that nobody else has.
struct Managers {
    by_identifier: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
    known: Vec<u64>,
    named: Vec<u64>,
}

impl Managers {
    fn of(people: &[DoomedPerson]) -> Self {
        let mut managers = Self {
            by_identifier: HashMap::new(),
            by_name: HashMap::new(),
            known: vec![0; people.len()],
            named: vec![0; people.len()],
        };
        for (at, person) in people.iter().enumerate() {
            let row = &person.row;
            if let Some(email) = &row.email {
                let email = email.matching_form();
                managers.by_identifier.insert(email, at);
            }
            if let Some(id) = &row.unique_id {
                managers.by_identifier.insert(id.as_str().to_owned(), at);
            }
            managers.by_name.insert(fold(&row.name).into_owned(), at);
        }
        managers
    }

    /// Meets somebody by the attributes as they are stored.
    fn meet(&mut self, attributes: &str) -> Result<()> {
        // Only attributes that can say it are read.
        let says = |word: &[u8]| memchr::memmem::find(attributes.as_bytes(), word).is_some();
        if self.known.is_empty() || !(says(b"anager") || says(b"ANAGER")) {
            return Ok(());
        }
        let attributes: BTreeMap<String, String> = serde_json::from_str(attributes)
            .map_err(|error| Error::from(Trouble::Damaged(format!("attributes: {error}"))))?;
        let mut met: Vec<(bool, usize)> = Vec::new();
        for (name, value) in &attributes {
            if !names_a_manager(name) {
                continue;
            }
            let value = value.trim();
            let identifiers = [value, &matching_form(value)];
            let known = identifiers
                .iter()
                .find_map(|text| self.by_identifier.get(*text));
            let named = || self.by_name.get(&*fold(value));
            match (known, known.is_none().then(named).flatten()) {
                (Some(at), _) => met.push((true, *at)),
                (None, Some(at)) => met.push((false, *at)),
                (None, None) => {}
            }
        }
        // Who names one manager by email and by ID counts once.
        met.sort_unstable_by_key(|(known, at)| (*at, !*known));
        met.dedup_by_key(|(_, at)| *at);
        for (known, at) in met {
            let counts = if known {
                &mut self.known
            } else {
                &mut self.named
            };
            if let Some(count) = counts.get_mut(at) {
                *count += 1;
            }
        }
        Ok(())
    }

    /// How many each manages. A name counts only where one user has it.
    fn counted(self, db: &Db<'_>) -> Result<Vec<u64>> {
        let mut bearers: Vec<u64> = vec![0; self.known.len()];
        if self.named.iter().any(|count| *count > 0) {
            db.each_name(|name| {
                if let Some(count) = self
                    .by_name
                    .get(&*fold(name))
                    .and_then(|at| bearers.get_mut(*at))
                {
                    *count += 1;
                }
            })?;
        }
        let named = self.named.iter().zip(&bearers);
        let named = named.map(|(count, bearers)| if *bearers == 1 { *count } else { 0 });
        Ok(self
            .known
            .iter()
            .zip(named)
            .map(|(known, named)| known + named)
            .collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_some_are_drawn_each_once_and_always_the_same() {
        let doomed: Vec<UserId> = (1..=500).map(UserId).collect();
        let first = drawn(&doomed);
        let mut each_once = first.clone();
        each_once.sort_unstable();
        each_once.dedup();
        assert_eq!(each_once.len(), NAMED);
        assert_eq!(drawn(&doomed), first);
        assert_ne!(drawn(&doomed[1..]), first);
        assert_eq!(drawn(&doomed[..NAMED]), doomed[..NAMED]);
    }

    #[test]
    fn everybody_has_about_the_same_chance() {
        let mut drawn_so_often = [0_u32; 21];
        for other in 0..2_000 {
            let mut doomed: Vec<UserId> = (1..=20).map(UserId).collect();
            doomed.push(UserId(1_000 + other));
            for user in drawn(&doomed) {
                let at = usize::try_from(user.0 - 1).unwrap_or_default();
                drawn_so_often[at.min(20)] += 1;
            }
        }
        // Ten of twenty-one, two thousand times.
        assert!(
            drawn_so_often
                .iter()
                .all(|count| (850..1_060).contains(count)),
            "{drawn_so_often:?}"
        );
    }
}
