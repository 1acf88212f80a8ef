//! How a roster shows learners of whom something depends on it: missing from it, in it, or perhaps in it under another
//! identifier.

use std::collections::HashMap;

use super::{Deeds, roster_of};
use crate::domain::folding::fold;
use crate::domain::id::UserId;
use crate::domain::provider::Sighting;
use crate::domain::roster::{Cell, RosterImport, RosterMark, RosterRow};
use crate::error::Result;
use crate::service::Core;
use crate::service::directory::identity;
use crate::store::Sought;

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

/// In it, and nothing is said of them.
const UNSAID: Sighting = Sighting::Here {
    licensed: None,
    connected: None,
};

/// What is gathered while the rows go by.
struct Looking<'o> {
    emails: HashMap<i64, Vec<usize>>,
    ids: HashMap<i64, Vec<usize>>,
    /// Names of those who are missing, folded.
    names: HashMap<String, Vec<usize>>,
    /// Whether any row has an address, and an ID.
    columns: (bool, bool),
    open: &'o [&'o Sought],
    sighted: Vec<Sighting>,
}

/// How a roster shows learners, in their order.
pub(crate) fn sight(
    core: &Core,
    import: &RosterImport,
    deeds: &Deeds,
    open: &[&Sought],
) -> Result<Vec<Sighting>> {
    if open.is_empty() {
        return Ok(Vec::new());
    }
    let roster = roster_of(core, import)?;
    let mut looking = Looking::new(core, deeds, open);
    let marks = deeds.verdicts.marks();
    // Rows that cannot be read stand among the marks and not on the shelf.
    let all_read = marks.len() == roster.shelf.len();
    roster.shelf.each(|one| {
        looking.columns.0 |= one.head.email.is_some();
        looking.columns.1 |= one.head.unique_id.is_some();
        let is_new = !all_read || marks.get(one.place) == Some(&RosterMark::Added);
        let met = looking.met(one.head.email, one.head.unique_id);
        if !met.is_empty() {
            let row = one.row();
            for place in met {
                if roster.is_twice(row.line) {
                    looking.sighted[place] = UNSAID;
                } else if !means_another(&row, open[place]) {
                    looking.sighted[place] = shown(&row);
                }
            }
        } else if is_new && !looking.names.is_empty() {
            looking.meet_namesake(&one.row());
        }
        Ok(())
    })?;
    for nameless in roster.nameless() {
        looking.meet_nameless(&nameless.name);
    }
    Ok(looking.end())
}

impl<'o> Looking<'o> {
    fn new(core: &Core, deeds: &Deeds, open: &'o [&'o Sought]) -> Self {
        let mut looking = Self {
            emails: HashMap::new(),
            ids: HashMap::new(),
            names: HashMap::new(),
            columns: (false, false),
            open,
            sighted: Vec::with_capacity(open.len()),
        };
        for (place, change) in open.iter().enumerate() {
            if deeds.misses(change.user) {
                looking.sighted.push(Sighting::Missing);
                let name = folded_name(&change.name);
                if !name.is_empty() {
                    looking.names.entry(name).or_default().push(place);
                }
                continue;
            }
            looking.sighted.push(UNSAID);
            if let Some(email) = &change.email {
                let hash = identity::email_hash(core, email);
                looking.emails.entry(hash).or_default().push(place);
            }
            if let Some(id) = &change.unique_id {
                let hash = identity::id_hash(core, id);
                looking.ids.entry(hash).or_default().push(place);
            }
        }
        looking
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

    /// Somebody new who has the name of somebody missing may be that person.
    fn meet_namesake(&mut self, row: &RosterRow<'_>) {
        let parts = [&row.first_name, &row.last_name].map(Cell::text);
        self.hide(&folded_name(&parts.join(" ")));
    }

    /// So may somebody whose record has nothing by which they could be known; without a name, anybody.
    fn meet_nameless(&mut self, name: &str) {
        let name = folded_name(name);
        if !name.is_empty() {
            return self.hide(&name);
        }
        let missing = |sighting: &&mut Sighting| **sighting == Sighting::Missing;
        let all = self.sighted.iter_mut().filter(missing);
        all.for_each(|sighting| *sighting = Sighting::Hidden);
    }

    fn hide(&mut self, name: &str) {
        for place in self.names.get(name).into_iter().flatten() {
            self.sighted[*place] = Sighting::Hidden;
        }
    }

    /// Nobody is missing from a file that has no column for what identifies them.
    fn end(mut self) -> Vec<Sighting> {
        let (emails, ids) = self.columns;
        for (change, sighting) in self.open.iter().zip(&mut self.sighted) {
            let could_show = change.email.is_some() && emails || change.unique_id.is_some() && ids;
            if *sighting == Sighting::Missing && !could_show {
                *sighting = Sighting::Hidden;
            }
        }
        self.sighted
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
