//! Who of those that a roster shows and nobody here knows may be a learner who is missing from it.
//!
//! Whoever changes address and ID at the provider looks like one who left and one who came. Two people are taken for one where
//! they have the same name, whatever the order of its words, with a middle name or an initial more or less; and, where the
//! roster leaves an identifier out by which they could be distinguished, where they have the same first name and the same work:
//! a surname changes by marriage. Others of the account who are called alike keep nobody open: they are known here.

use crate::domain::folding::{fold, in_two_letters};
use crate::domain::id::ChangeId;
use crate::domain::likeness::{contradict, words_of};

/// Words of a name that are put together in twos to find whoever has them too; nobody has more of them that count.
const MOST_WORDS: usize = 8;

/// A person, as a learner or a row of a roster has them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// First name.
    pub first: String,
    /// Last name.
    pub last: String,
    /// Job title; empty where nothing says it.
    pub title: String,
    /// Groups by name; none where nothing says them.
    pub groups: Vec<String>,
    /// Whether the address is said.
    pub has_email: bool,
    /// Whether the ID is said.
    pub has_id: bool,
}

/// A learner whose deletion a roster leaves open, because somebody who stands in it may be them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// The deletion.
    pub change: ChangeId,
    /// The learner: name, and address or ID.
    pub learner: String,
    /// The line on which the other stands; none where an earlier roster brought them.
    pub line: Option<u32>,
    /// The other: name, and address or ID.
    pub other: String,
}

/// Somebody as people read it: the name, and the address or the ID.
pub fn called(name: &str, email: Option<&str>, unique_id: Option<&str>) -> String {
    let said = [Some(name.trim()), email.or(unique_id)];
    let said = said.into_iter().flatten().filter(|text| !text.is_empty());
    said.collect::<Vec<_>>().join(", ")
}

impl Person {
    fn name(&self) -> String {
        format!("{} {}", self.first, self.last)
    }

    fn first_word(&self) -> Option<String> {
        words_of(&self.first).into_iter().next()
    }

    /// Under what a missing learner is kept, so that [`Person::looked_up`] finds whoever may be them.
    pub fn kept(&self) -> Vec<String> {
        let mut keys = name_keys(&self.name());
        if let Some(first) = self.first_word() {
            keys.extend(title_key(&first, &self.title));
            keys.push(first + " \0");
        }
        keys
    }

    /// Under what somebody new looks for the missing learner who they may be.
    pub fn looked_up(&self) -> Vec<String> {
        let mut keys = name_keys(&self.name());
        if let Some(first) = self.first_word() {
            let by_title = title_key(&first, &self.title);
            keys.push(by_title.unwrap_or(first + " \0"));
        }
        keys
    }

    /// Whether somebody new may be this learner, who is missing.
    pub fn may_be(&self, new: &Self) -> bool {
        let has_name = |one: &Self| !words_of(&one.name()).is_empty();
        let is_same_name =
            has_name(self) && has_name(new) && !contradict(&self.name(), &new.name());
        let told_apart = self.has_email && new.has_email && self.has_id && new.has_id;
        is_same_name || !told_apart && self.is_renamed(new)
    }

    /// Whether first name and work are the same.
    fn is_renamed(&self, new: &Self) -> bool {
        let first = self.first_word();
        let same = |one: &str, other: &str| fold(one.trim()) == fold(other.trim());
        let together = |group: &String| new.groups.iter().any(|other| same(group, other));
        let groups = match (self.groups.is_empty(), new.groups.is_empty()) {
            (false, false) => Some(self.groups.iter().any(together)),
            // Who is in no group any more may be who was in one.
            (true, true | false) | (false, true) => None,
        };
        let work = if new.title.trim().is_empty() {
            groups == Some(true)
        } else {
            same(&self.title, &new.title) && groups != Some(false)
        };
        first.is_some() && first == new.first_word() && work
    }
}

fn title_key(first: &str, title: &str) -> Option<String> {
    let title = fold(title.trim());
    (!title.is_empty()).then(|| format!("{first} \0{title}"))
}

/// Every two words of a name; the one of a name that has no other. An initial is none.
fn name_keys(name: &str) -> Vec<String> {
    let mut keys = Vec::new();
    for spelling in [Some(name.to_owned()), in_two_letters(name)]
        .into_iter()
        .flatten()
    {
        let mut words = words_of(&spelling);
        words.retain(|word| word.chars().nth(1).is_some());
        words.sort_unstable();
        words.truncate(MOST_WORDS);
        if let [only] = &words[..] {
            keys.push(only.clone());
        }
        for (place, one) in words.iter().enumerate() {
            keys.extend(
                words[place + 1..]
                    .iter()
                    .map(|other| format!("{one} {other}")),
            );
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(first: &str, last: &str, (email, id): (bool, bool)) -> Person {
        Person {
            first: first.to_owned(),
            last: last.to_owned(),
            title: "Engineer".to_owned(),
            groups: vec!["Research".to_owned()],
            has_email: email,
            has_id: id,
        }
    }

    /// Found, and then taken for one.
    fn one(missing: &Person, new: &Person) -> bool {
        let kept = missing.kept();
        new.looked_up().iter().any(|key| kept.contains(key)) && missing.may_be(new)
    }

    #[test]
    fn the_same_name_may_be_the_same_person_however_it_is_written() {
        let missing = person("Siti Nur", "Aminah", (true, true));
        for (first, last) in [
            ("Siti Nur", "Aminah"),
            ("SITI NUR", "AMINAH"),
            ("Aminah", "Siti Nur"),
            ("Siti", "Aminah"),
            ("Siti N.", "Aminah"),
            ("Siti Nur M.", "Aminah"),
            ("", "Siti Nur Aminah"),
        ] {
            let new = person(first, last, (true, true));
            assert!(one(&missing, &new), "{first} {last}");
            assert!(one(&new, &missing), "{first} {last}");
        }
        let sharp = person("Jürgen", "Müller", (true, true));
        assert!(one(&sharp, &person("Juergen", "Mueller", (true, true))));
        let single = person("Suharto", "", (true, true));
        assert!(one(&single, &person("", "Suharto", (true, true))));
    }

    #[test]
    fn a_newcomer_of_another_name_is_somebody_else_where_they_can_be_told_apart() {
        let missing = person("Siti", "Aminah", (true, true));
        for (first, last) in [
            ("Siti", "Wijaya"),
            ("Budi", "Aminah"),
            ("", ""),
            ("Dewi", "Lestari"),
        ] {
            assert!(
                !one(&missing, &person(first, last, (true, true))),
                "{first} {last}"
            );
        }
    }

    #[test]
    fn another_surname_may_be_the_same_person_where_an_identifier_is_left_out_and_the_work_is_the_same()
     {
        let missing = person("Siti", "Aminah", (true, true));
        let married = person("Siti", "Wijaya", (true, false));
        assert!(one(&missing, &married));
        assert!(one(&missing, &person("Siti", "Wijaya", (false, true))));
        let other = |change: fn(&mut Person)| {
            let mut new = married.clone();
            change(&mut new);
            one(&missing, &new)
        };
        assert!(!other(|new| new.title = "Clerk".to_owned()));
        assert!(!other(|new| new.groups = vec!["Sales".to_owned()]));
        assert!(!other(|new| new.first = "Budi".to_owned()));
        // Where the roster says nothing of the work, a first name alone says nothing either.
        assert!(other(|new| new.title = String::new()));
        assert!(other(|new| new.groups = Vec::new()));
        assert!(!other(|new| {
            new.title = String::new();
            new.groups = Vec::new();
        }));
    }
}
