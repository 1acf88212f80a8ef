//! All users of a server, page by page.
//!
//! Whether they were all is not taken from the server's word alone: pages that repeat, a total that lies, a page size
//! other than was asked for, and users that come and go meanwhile all show in [`Completeness`]. Nobody is concluded to be
//! gone from a listing that is not [`Completeness::Whole`].

use std::collections::HashSet;

use serde_json::Value;

use crate::connect::scim::record::{attribute, number_of};
use crate::connect::scim::{Fault, Scim, ScimUser};

/// How many users are asked for at a time.
const PAGE: usize = 200;
/// More users than any account has: a server that goes on is not listened to without end.
pub const MOST_USERS: u64 = 5_000_000;

/// Whether a listing has everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Completeness {
    /// As many as the server says there are, each once, and the same number from the first page to the last.
    Whole,
    /// The server does not say how many there are.
    Unstated,
    /// Fewer or more than the server says.
    Miscounted,
    /// Users came or went meanwhile, or pages repeated themselves.
    Moved,
    /// Records without an id, of which nothing can be said.
    Nameless,
}

/// What came of a listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    /// Users, each counted once.
    pub users: u64,
    /// How many the server says there are, in its last word.
    pub stated: Option<u64>,
    /// Pages with users who had not come before.
    pub pages: u64,
    /// Whether they were all.
    pub completeness: Completeness,
}

/// A page of users.
pub(super) struct PageOfUsers {
    pub users: Vec<ScimUser>,
    pub stated: Option<u64>,
}

/// How many a server says there are, where it does.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Stated(Option<u64>);

/// What is known while pages come in.
#[derive(Default)]
struct Tally {
    seen: HashSet<Box<str>>,
    /// What the first page said.
    first: Option<Stated>,
    stated: Option<u64>,
    has_moved: bool,
    nameless: u64,
    pages: u64,
}

impl Scim {
    /// Reads every user, each handed on once with how many the server says there are.
    pub fn list(&self, mut each: impl FnMut(&ScimUser, Option<u64>)) -> Result<Listed, Fault> {
        let mut tally = Tally::default();
        let (mut begin, mut size) = (1, Some(PAGE));
        loop {
            let page = match self.page_of_users(begin, size) {
                // Some servers refuse a size that is more than theirs, and some a page beyond the last.
                Err(Fault::Answered(_)) if begin == 1 && size.is_some() => {
                    size = None;
                    continue;
                }
                Err(Fault::Answered(said)) if said.status < 500 && tally.has_all() => break,
                other => other?,
            };
            let returned = page.users.len();
            if returned == 0 {
                tally.state(page.stated);
                break;
            }
            if !tally.take(&page, &mut each) {
                break;
            }
            if tally.seen.len() as u64 > MOST_USERS {
                return Err(Fault::TooLong);
            }
            begin += returned;
        }
        Ok(tally.listed())
    }

    /// One page of users, from a place that is counted from 1.
    pub(super) fn page_of_users(
        &self,
        begin: usize,
        size: Option<usize>,
    ) -> Result<PageOfUsers, Fault> {
        let begin = begin.to_string();
        let size = size.map(|size| size.to_string());
        let mut questions = vec![("startIndex", begin.as_str())];
        questions.extend(size.as_deref().map(|size| ("count", size)));
        self.users_at(&self.address.of_users(&questions))
    }

    /// The users of an answer to a search.
    pub(super) fn users_at(&self, address: &str) -> Result<PageOfUsers, Fault> {
        let answer = self.ask(address)?;
        let said = || self.said(&answer);
        if !answer.is_success() {
            return Err(Fault::Answered(said()));
        }
        let json = answer.json().ok_or_else(|| Fault::NotScim(said()))?;
        read_page(&json).ok_or_else(|| Fault::NotScim(said()))
    }
}

/// Reads a list response; an answer with neither users nor a total is none.
fn read_page(json: &Value) -> Option<PageOfUsers> {
    let stated = number_of(json, "totalResults");
    let users = match attribute(json, "Resources") {
        Some(Value::Array(users)) => users.iter().map(ScimUser::read).collect(),
        None if stated.is_some() => Vec::new(),
        Some(_) | None => return None,
    };
    Some(PageOfUsers { users, stated })
}

impl Tally {
    /// Hands on the users of a page that are new; answers whether there were any.
    fn take(&mut self, page: &PageOfUsers, each: &mut impl FnMut(&ScimUser, Option<u64>)) -> bool {
        let had_all = self.has_all();
        let (mut new, mut repeated) = (false, false);
        for user in &page.users {
            if user.id.is_empty() {
                self.nameless += 1;
            } else if self.seen.insert(user.id.as_str().into()) {
                new = true;
                each(user, page.stated);
            } else {
                repeated = true;
            }
        }
        self.pages += u64::from(new);
        // A server may answer a page beyond the last with one that was there before.
        if repeated && (new || !had_all) {
            self.has_moved = true;
        }
        if new || !had_all {
            self.state(page.stated);
        }
        new
    }

    fn state(&mut self, stated: Option<u64>) {
        let is_first = self.first.is_none();
        let first = *self.first.get_or_insert(Stated(stated));
        // An empty page beyond the last may say nothing.
        let says_nothing = stated.is_none() || stated == Some(0) && !self.seen.is_empty();
        if says_nothing && !is_first {
            return;
        }
        self.has_moved |= Stated(stated) != first;
        self.stated = stated;
    }

    fn has_all(&self) -> bool {
        self.stated == Some(self.seen.len() as u64)
    }

    fn listed(&self) -> Listed {
        let completeness = if self.nameless > 0 {
            Completeness::Nameless
        } else if self.has_moved {
            Completeness::Moved
        } else if self.stated.is_none() {
            Completeness::Unstated
        } else if self.has_all() {
            Completeness::Whole
        } else {
            Completeness::Miscounted
        };
        Listed {
            users: self.seen.len() as u64,
            stated: self.stated,
            pages: self.pages,
            completeness,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Completeness::{Miscounted, Moved, Nameless, Unstated, Whole};
    use super::*;

    /// What is listed from pages of ids and totals, until one has nothing new.
    fn listed(pages: &[(&[&str], Option<u64>)]) -> (Listed, usize) {
        let mut tally = Tally::default();
        let mut handed = 0;
        for (ids, stated) in pages {
            let users = ids.iter().map(|id| ScimUser {
                id: (*id).to_owned(),
                ..ScimUser::default()
            });
            let page = PageOfUsers {
                users: users.collect(),
                stated: *stated,
            };
            if page.users.is_empty() {
                tally.state(page.stated);
                break;
            }
            if !tally.take(&page, &mut |_, _| handed += 1) {
                break;
            }
        }
        (tally.listed(), handed)
    }

    #[test]
    fn a_listing_is_whole_only_where_everything_agrees() {
        let completeness = |pages: &[(&[&str], Option<u64>)]| listed(pages).0.completeness;
        assert_eq!(
            completeness(&[(&["a", "b"], Some(3)), (&["c"], Some(3)), (&[], Some(3))]),
            Whole
        );
        assert_eq!(
            completeness(&[(&["a", "b"], Some(2)), (&[], Some(0))]),
            Whole
        );
        assert_eq!(
            completeness(&[(&["a", "b"], Some(2)), (&["a", "b"], Some(2))]),
            Whole
        );
        assert_eq!(completeness(&[(&[], Some(0))]), Whole);
        assert_eq!(
            completeness(&[(&["a", "b"], Some(9)), (&[], Some(9))]),
            Miscounted
        );
        assert_eq!(
            completeness(&[(&["a", "b"], Some(1)), (&[], Some(1))]),
            Miscounted
        );
        assert_eq!(completeness(&[(&["a"], Some(2)), (&["a"], Some(2))]), Moved);
        assert_eq!(
            completeness(&[
                (&["a", "b"], Some(3)),
                (&["b", "c"], Some(3)),
                (&[], Some(3))
            ]),
            Moved
        );
        assert_eq!(
            completeness(&[(&["a", "b"], Some(3)), (&["c"], Some(4)), (&[], Some(4))]),
            Moved
        );
        assert_eq!(completeness(&[(&["a"], None), (&[], None)]), Unstated);
        assert_eq!(
            completeness(&[(&["a", ""], Some(2)), (&[], Some(2))]),
            Nameless
        );
    }

    #[test]
    fn nobody_is_handed_on_twice() {
        let (listed, handed) = listed(&[
            (&["a", "b"], Some(3)),
            (&["b", "c"], Some(3)),
            (&["a"], Some(3)),
        ]);
        assert_eq!((handed, listed.users), (3, 3));
    }
}
