//! How a roster shows learners of whom something depends on it: missing from it, in it, or perhaps in it under another
//! identifier.

use std::collections::HashMap;

use super::{Deeds, roster_of};
use crate::domain::folding::fold;
use crate::domain::id::{GroupId, UserId};
use crate::domain::identifier::{EmailAddress, UniqueId};
use crate::domain::provider::{Person, Sighting, called};
use crate::domain::roster::{Cell, RosterImport, RosterMark, RosterRow};
use crate::error::Result;
use crate::service::Core;
use crate::service::directory::identity;
use crate::store::{Db, Sought};

impl Deeds {
    /// Whether no row means a user.
    pub(crate) fn misses(&self, user: UserId) -> bool {
        self.gone.has(user)
    }

    /// The users whom no row means, in the order of their numbers.
    pub(crate) fn missed(&self) -> impl Iterator<Item = UserId> {
        self.gone.iter()
    }

    /// How many users no row means.
    pub(crate) fn missing(&self) -> u64 {
        self.gone.count()
    }
}

/// A learner who is looked for in a roster.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LookedFor<'o> {
    /// Who.
    pub learner: &'o Sought,
    /// The last learner who was here before a roster left this one open: whoever came later may be them too.
    pub before: Option<i64>,
}

/// How a roster shows a learner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seen {
    /// How.
    pub sighting: Sighting,
    /// Who in it may be this learner, who is missing but for that: the line, and name and identifier.
    pub alike: Option<(Option<u32>, String)>,
}

/// In it, and nothing is said of them.
const UNSAID: Sighting = Sighting::Here {
    licensed: None,
    connected: None,
};

/// What is gathered while the rows go by.
struct Looking<'o> {
    emails: HashMap<i64, Vec<usize>>,
    ids: HashMap<i64, Vec<usize>>,
    /// Those who are missing, by what whoever may be them looks up.
    missing: HashMap<String, Vec<usize>>,
    /// Those who are missing, as people.
    people: HashMap<usize, Person>,
    /// Whether any row has an address, and an ID.
    columns: (bool, bool),
    open: &'o [LookedFor<'o>],
    seen: Vec<Seen>,
}

/// How a roster shows learners, in their order.
pub(crate) fn sight(
    db: &Db<'_>,
    core: &Core,
    import: &RosterImport,
    deeds: &Deeds,
    open: &[LookedFor<'_>],
) -> Result<Vec<Seen>> {
    if open.is_empty() {
        return Ok(Vec::new());
    }
    let roster = roster_of(core, import)?;
    let groups = db.groups()?.into_iter();
    let groups: HashMap<GroupId, String> = groups.map(|group| (group.id, group.name)).collect();
    let mut looking = Looking::new((db, core, deeds), &groups, open)?;
    // Rows that cannot be read stand among the marks and not on the shelf.
    let marks = deeds.verdicts.marks().iter();
    let mut marks = marks.filter(|mark| !mark.is_unread());
    roster.shelf.each(|one| {
        looking.columns.0 |= one.head.email.is_some();
        looking.columns.1 |= one.head.unique_id.is_some();
        let is_known = match marks.next() {
            Some(RosterMark::Changed | RosterMark::Unchanged) => true,
            // Whoever is refused, for want of a seat or for a word that cannot be kept, is there all the same.
            Some(
                RosterMark::Added
                | RosterMark::Refused
                | RosterMark::Unreadable
                | RosterMark::HeaderAgain,
            )
            | None => false,
        };
        let met = looking.met(one.head.email, one.head.unique_id);
        if !met.is_empty() {
            let row = one.row();
            for place in met {
                if roster.is_twice(row.line) {
                    looking.seen[place].sighting = UNSAID;
                } else if !means_another(&row, open[place].learner) {
                    looking.seen[place].sighting = shown(&row);
                }
            }
        } else if !is_known && !looking.missing.is_empty() {
            let row = one.row();
            looking.meet(&of_row(&row), None, || (Some(row.line), named(&row)));
        }
        Ok(())
    })?;
    looking.meet_newcomers(db, deeds, &groups)?;
    for nameless in roster.nameless() {
        looking.meet_nameless(&nameless.name);
    }
    Ok(looking.end())
}

impl<'o> Looking<'o> {
    fn new(
        (db, core, deeds): (&Db<'_>, &Core, &Deeds),
        groups: &HashMap<GroupId, String>,
        open: &'o [LookedFor<'o>],
    ) -> Result<Self> {
        let mut looking = Self {
            emails: HashMap::new(),
            ids: HashMap::new(),
            missing: HashMap::new(),
            people: HashMap::new(),
            columns: (false, false),
            open,
            seen: Vec::with_capacity(open.len()),
        };
        for (place, LookedFor { learner, .. }) in open.iter().enumerate() {
            let is_missing = deeds.misses(learner.user);
            let sighting = if is_missing {
                Sighting::Missing
            } else {
                UNSAID
            };
            let alike = None;
            looking.seen.push(Seen { sighting, alike });
            if is_missing {
                let person = of_learner(db, groups, learner)?;
                for key in person.kept() {
                    looking.missing.entry(key).or_default().push(place);
                }
                looking.people.insert(place, person);
                continue;
            }
            if let Some(email) = &learner.email {
                let hash = identity::email_hash(core, email);
                looking.emails.entry(hash).or_default().push(place);
            }
            if let Some(id) = &learner.unique_id {
                let hash = identity::id_hash(core, id);
                looking.ids.entry(hash).or_default().push(place);
            }
        }
        Ok(looking)
    }

    /// Changes whose learner a row means.
    fn met(&self, email: Option<i64>, id: Option<i64>) -> Vec<usize> {
        let by_email = email.and_then(|hash| self.emails.get(&hash));
        let by_id = id.and_then(|hash| self.ids.get(&hash));
        by_email
            .into_iter()
            .chain(by_id)
            .flatten()
            .copied()
            .collect()
    }

    /// Whose record has nothing by which they could be known may be one who is missing and has the name; without a name,
    /// anybody.
    fn meet_nameless(&mut self, name: &str) {
        let name = folded_name(name);
        for (seen, one) in self.seen.iter_mut().zip(self.open) {
            let may_be = name.is_empty() || folded_name(&one.learner.name()) == name;
            if seen.sighting == Sighting::Missing && may_be {
                seen.sighting = Sighting::Hidden;
            }
        }
    }

    /// Somebody who may be one of those who are missing. Of somebody who is a learner here it is asked when they came.
    fn meet(
        &mut self,
        person: &Person,
        user: Option<UserId>,
        told: impl Fn() -> (Option<u32>, String),
    ) {
        for key in person.looked_up() {
            for place in self.missing.get(&key).into_iter().flatten() {
                let before = self.open[*place].before;
                let came_since = user.is_none_or(|user| before.is_some_and(|last| user.0 > last));
                let seen = &mut self.seen[*place];
                let may_be = |missing: &Person| missing.may_be(person);
                if seen.alike.is_none() && came_since && self.people.get(place).is_some_and(may_be)
                {
                    seen.sighting = Sighting::Hidden;
                    seen.alike = Some(told());
                }
            }
        }
    }

    /// Whoever an earlier roster brought, when it left somebody open, is as new as they were then.
    fn meet_newcomers(
        &mut self,
        db: &Db<'_>,
        deeds: &Deeds,
        groups: &HashMap<GroupId, String>,
    ) -> Result<()> {
        let open = self
            .open
            .iter()
            .filter(|one| deeds.misses(one.learner.user));
        let Some(first) = open.filter_map(|one| one.before).min() else {
            return Ok(());
        };
        for newcomer in db.sought_after(first)? {
            if !deeds.misses(newcomer.user) {
                let person = of_learner(db, groups, &newcomer)?;
                self.meet(&person, Some(newcomer.user), || (None, newcomer.called()));
            }
        }
        Ok(())
    }

    /// Nobody is missing from a file that has no column for what identifies them.
    fn end(mut self) -> Vec<Seen> {
        let (emails, ids) = self.columns;
        for (LookedFor { learner, .. }, seen) in self.open.iter().zip(&mut self.seen) {
            let by_email = learner.email.is_some() && emails;
            let could_show = by_email || learner.unique_id.is_some() && ids;
            let is_missing = matches!(seen.sighting, Sighting::Missing | Sighting::Hidden);
            if is_missing && !could_show {
                seen.sighting = Sighting::Hidden;
                // That nobody can decide.
                seen.alike = None;
            }
        }
        self.seen
    }
}

/// Whether a row that has the address of a learner means somebody else: it has another ID.
fn means_another(row: &RosterRow<'_>, learner: &Sought) -> bool {
    let Some(known) = learner.unique_id.as_deref() else {
        return false;
    };
    let mut ids = [&row.unique_id, &row.new_unique_id]
        .into_iter()
        .filter_map(Cell::as_filled)
        .peekable();
    ids.peek().is_some() && ids.all(|id| id.as_str() != known)
}

fn shown(row: &RosterRow<'_>) -> Sighting {
    let licenses = &row.licenses;
    Sighting::Here {
        licensed: (!licenses.is_empty()).then(|| licenses.iter().any(|(_, cell)| cell.is_held())),
        connected: row.connected,
    }
}

/// A name as two that are the same are written alike.
pub(crate) fn folded_name(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    fold(&words.join(" ")).into_owned()
}

fn of_learner(db: &Db<'_>, names: &HashMap<GroupId, String>, learner: &Sought) -> Result<Person> {
    let groups = db.groups_of(learner.user)?.unwrap_or_default().into_iter();
    Ok(Person {
        first: learner.first_name.clone(),
        last: learner.last_name.clone(),
        title: learner.title.clone(),
        groups: groups
            .filter_map(|group| names.get(&GroupId(group.into())).cloned())
            .collect(),
        has_email: learner.email.is_some(),
        has_id: learner.unique_id.is_some(),
    })
}

fn of_row(row: &RosterRow<'_>) -> Person {
    let groups = row.groups_wanted().unwrap_or_default().iter();
    Person {
        first: row.first_name.text().to_owned(),
        last: row.last_name.text().to_owned(),
        title: row.work_title.text().to_owned(),
        groups: groups.map(|&group| group.to_owned()).collect(),
        has_email: row.email.as_filled().is_some(),
        has_id: row.unique_id.as_filled().is_some() || row.new_unique_id.as_filled().is_some(),
    }
}

/// Whom a row shows: name, and address or ID.
fn named(row: &RosterRow<'_>) -> String {
    let email = row.email.as_filled().map(EmailAddress::as_str);
    let id = row.unique_id.as_filled().map(UniqueId::as_str);
    let [first, last] = [&row.first_name, &row.last_name].map(Cell::text);
    called(&format!("{first} {last}"), email, id)
}
