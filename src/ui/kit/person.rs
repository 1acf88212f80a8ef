//! A person as lists name one: name, email and ID.
//!
//! ```text
//!  Siti Nurhaliza Putri   siti.nurhaliza.p…@enigma.example   E-10977
//!  Siti Nurhaliza Purwa   siti.nurhaliza.w…@enigma.example   E-10978
//! ```
//!
//! Where the room is short, what everybody on the list shares gives way. What tells two of them apart is never cut: a
//! text that was shortened can be read as one of those beside it only. An ID gives way last: it is whole unless it takes
//! two fifths of the line.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::domain::identifier::{EmailAddress, UniqueId};
use crate::domain::request::RequestRow;
use crate::domain::user::{EmployeeInfo, UserRow};
use crate::sanitise::visible;
use crate::ui::kit::canvas::{cut, width};

/// Between an ID and an email in a text.
const BETWEEN: &str = " · ";
/// Columns between the parts of a person.
const GAP: u16 = 2;
/// Columns that a name keeps, whatever else needs room.
const LEAST_NAME: u16 = 12;

/// Whom a line names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// The name as shown.
    pub name: String,
    /// The primary email address; empty where there is none.
    pub email: String,
    /// The unique user ID; empty where there is none.
    pub id: String,
}

impl Person {
    /// The learner of a request; nobody once deleted.
    pub fn of_request(request: &RequestRow) -> Self {
        let name = request.user_name.as_deref().unwrap_or_default();
        let learner = request.learner.as_ref();
        let email = learner.and_then(|learner| learner.email.as_ref());
        let id = learner.and_then(|learner| learner.unique_id.as_ref());
        Self::new(
            name,
            email.map(EmailAddress::as_str),
            id.map(UniqueId::as_str),
        )
    }

    /// A person with what is known.
    pub fn new(name: &str, email: Option<&str>, id: Option<&str>) -> Self {
        Self {
            // As it is drawn: what hides in it takes its room.
            name: visible(name).into_owned(),
            email: email.unwrap_or_default().to_owned(),
            id: id.unwrap_or_default().to_owned(),
        }
    }

    /// The person of a row of the users table.
    pub fn of(row: &UserRow) -> Self {
        let email = row
            .email
            .as_ref()
            .map(crate::domain::identifier::EmailAddress::as_str);
        let id = row
            .unique_id
            .as_ref()
            .map(crate::domain::identifier::UniqueId::as_str);
        Self::new(&row.name, email, id)
    }

    /// The person whom **Employee info** is about.
    pub fn about(info: &EmployeeInfo) -> Self {
        let email = info
            .email
            .as_ref()
            .map(crate::domain::identifier::EmailAddress::as_str);
        let id = info
            .unique_id
            .as_ref()
            .map(crate::domain::identifier::UniqueId::as_str);
        Self::new(&info.full_name(), email, id)
    }

    /// ID and email: where there is no room for both, the ID is whole.
    pub fn identifiers(&self) -> String {
        let known = [self.id.as_str(), self.email.as_str()];
        let known = known.into_iter().filter(|text| !text.is_empty());
        known.collect::<Vec<_>>().join(BETWEEN)
    }

    /// Everything, in a text that is broken into lines and never cut. A name that is the email or the ID is said once.
    pub fn whole(&self) -> String {
        let parts = [&self.name, &self.email, &self.id];
        let mut said: Vec<&str> = Vec::new();
        for part in parts {
            if !part.is_empty() && !said.contains(&part.as_str()) {
                said.push(part);
            }
        }
        said.join(" · ")
    }
}

/// Identifiers as [`Person::identifiers`] says them, in so many columns: the ID is whole where it can be, and what is
/// shortened keeps what tells it from the `others`.
pub fn fitted(identifiers: &str, others: &[String], columns: u16) -> String {
    let short = |text: &str, columns: u16| {
        let others = others.iter().map(String::as_str);
        let texts: Vec<&str> = std::iter::once(text).chain(others).collect();
        apart(&texts, columns).swap_remove(0)
    };
    let Some((id, email)) = identifiers.split_once(BETWEEN) else {
        return short(identifiers, columns);
    };
    let room = columns.saturating_sub(width(id) + width(BETWEEN));
    if room < LEAST_NAME.min(width(email)) {
        return short(id, columns);
    }
    format!("{id}{BETWEEN}{}", short(email, room))
}

/// How near a learner comes to what was typed: an identifier that is the same first, then one that begins with it.
pub fn nearness(row: &UserRow, words: &str) -> u8 {
    let email = row
        .email
        .as_ref()
        .map(|email| email.as_str().to_lowercase());
    let id = row.unique_id.as_ref().map(|id| id.as_str().to_lowercase());
    let known: Vec<String> = email.into_iter().chain(id).collect();
    if known.iter().any(|text| text == words) {
        0
    } else if row.name.to_lowercase() == words {
        1
    } else if known.iter().any(|text| text.starts_with(words)) {
        2
    } else {
        3
    }
}

/// A line of so many columns for each person, part under part.
pub fn lines(people: &[Person], columns: u16) -> Vec<String> {
    let part = |of: fn(&Person) -> &String| -> Vec<&str> {
        people.iter().map(|person| of(person).as_str()).collect()
    };
    let (names, emails, ids) = (part(|it| &it.name), part(|it| &it.email), part(|it| &it.id));
    let widest = |texts: &[&str]| texts.iter().map(|text| width(text)).max().unwrap_or(0);
    let id_wide = widest(&ids).min(columns * 2 / 5);
    let gaps = GAP * 2;
    let room = columns.saturating_sub(id_wide + gaps);
    let (name_wide, email_wide) = shared_room(widest(&names), widest(&emails), room);
    let (names, emails) = (apart(&names, name_wide), apart(&emails, email_wide));
    let ids = apart(&ids, id_wide);
    let pad = |text: &str, wide: u16| {
        let blank = usize::from((wide + GAP).saturating_sub(width(text)));
        format!("{text}{}", " ".repeat(blank))
    };
    let lines = names.iter().zip(&emails).zip(&ids);
    let line = |((name, email), id): ((&String, &String), &String)| {
        let line = format!("{}{}{id}", pad(name, name_wide), pad(email, email_wide));
        cut(line.trim_end(), columns)
    };
    lines.map(line).collect()
}

/// What names and emails get of the room that they share: names up to half of it where both are long.
fn shared_room(names: u16, emails: u16, room: u16) -> (u16, u16) {
    if names + emails <= room {
        return (names, emails);
    }
    let least = LEAST_NAME.min(names).min(room);
    let name = room.saturating_sub(emails).max(room * 2 / 5).max(least);
    let name = name.min(names);
    (name, room.saturating_sub(name).min(emails))
}

/// Texts of one kind, each in at most so many columns. What is shortened lacks a part in its middle, and no other text
/// of these begins and ends like it, as long as there is such a way at all.
pub fn apart(texts: &[&str], columns: u16) -> Vec<String> {
    texts
        .iter()
        .map(|text| {
            if width(text) <= columns {
                (*text).to_owned()
            } else {
                shortened(text, texts, columns)
            }
        })
        .collect()
}

fn shortened(text: &str, among: &[&str], columns: u16) -> String {
    let others: Vec<&str> = among.iter().copied().filter(|it| *it != text).collect();
    let room = columns.saturating_sub(1);
    // The end of an address is its domain, that of a name its surname: the beginning gets the greater part at first.
    let preferred = room - room / 3;
    let mut heads: Vec<u16> = (0..=room).collect();
    heads.sort_by_key(|head| head.abs_diff(preferred));
    let mut fitting = heads.iter().map(|head| ends(text, *head, room - head));
    let telling = fitting.find(|(head, tail)| {
        let reads_as = |other: &&str| {
            other.starts_with(head)
                && other.ends_with(tail)
                && other.len() >= head.len() + tail.len()
        };
        !others.iter().any(reads_as)
    });
    match telling {
        Some((head, tail)) => format!("{head}…{tail}"),
        None => window(text, &others, columns),
    }
}

/// The beginning and the end of a text, in so many columns each at most.
fn ends(text: &str, head: u16, tail: u16) -> (&str, &str) {
    let graphemes: Vec<(usize, &str)> = text.grapheme_indices(true).collect();
    let mut used = 0;
    let mut until = 0;
    for (at, grapheme) in &graphemes {
        used += grapheme.width();
        if used > usize::from(head) {
            break;
        }
        until = at + grapheme.len();
    }
    let mut used = 0;
    let mut from = text.len();
    for (at, grapheme) in graphemes.iter().rev() {
        used += grapheme.width();
        if used > usize::from(tail) || *at < until {
            break;
        }
        from = *at;
    }
    (&text[..until], &text[from..])
}

/// The part in which a text differs first from the one most like it, where its beginning and its end say too little.
fn window(text: &str, others: &[&str], columns: u16) -> String {
    let alike = |other: &&str| {
        let pairs = text.graphemes(true).zip(other.graphemes(true));
        pairs.take_while(|(one, two)| one == two).count()
    };
    let shared = others.iter().map(alike).max().unwrap_or(0);
    let room = usize::from(columns.saturating_sub(2));
    let graphemes: Vec<&str> = text.graphemes(true).collect();
    let mut from = shared.min(graphemes.len());
    let mut before = 0;
    while from > 0 && before + graphemes[from - 1].width() <= room / 2 {
        from -= 1;
        before += graphemes[from].width();
    }
    let rest = graphemes[from..].concat();
    let (part, _) = ends(&rest, u16::try_from(room).unwrap_or(u16::MAX), 0);
    format!("…{part}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_that_were_shortened_still_tell_two_people_apart() {
        let said = |id: &str, email: &str| {
            let person = Person::new("Siti", Some(email), Some(id));
            fitted(&person.identifiers(), &[], 40)
        };
        let (one, two) = (
            "siti.nurhaliza.kusumawardhani.prawirodirdjo@kantor.example",
            "siti.nurhaliza.kusumawardhani.prawirodirdjo@cabang.example",
        );
        assert_eq!(said("", one), "siti.nurhaliza.kusumawardh…antor.example");
        assert_eq!(said("", two), "siti.nurhaliza.kusumawardh…abang.example");
        assert_eq!(
            said("HRIS-0000123456-B", one),
            "HRIS-0000123456-B · siti.nurhaliz…xample"
        );
        assert_eq!(said("K-7", "siti@x.example"), "K-7 · siti@x.example");
        // What differs in the middle only is what is shown of it.
        let (one, two) = (
            "muhammad.abdurrahman.khairul.azzam.satu@sangatpanjangsekali.example",
            "muhammad.abdurrahman.khairul.azzam.dua@sangatpanjangsekali.example",
        );
        let [one, two] =
            [(one, two), (two, one)].map(|(one, two)| fitted(one, &[two.to_owned()], 40));
        assert!(one != two && one.width() <= 40, "{one} {two}");
    }

    #[test]
    fn what_fits_is_not_shortened() {
        let people = [
            Person::new("Siti Aminah", Some("siti@enigma.example"), Some("E-7")),
            Person::new("Bo", Some("bo@enigma.example"), None),
        ];
        assert_eq!(
            lines(&people, 60),
            [
                "Siti Aminah  siti@enigma.example  E-7",
                "Bo           bo@enigma.example",
            ]
        );
    }

    #[test]
    fn people_with_long_names_and_addresses_stay_apart_and_keep_their_ids() {
        let person = |letter: char, id: &str| {
            let email = format!("muhammad.abdurrahman.wahid{letter}@subsidiaries.enigma.example");
            Person::new("Muhammad Abdurrahman Wahid Hasyim", Some(&email), Some(id))
        };
        let people = [person('1', "E-10442"), person('2', "E-10443")];
        for columns in [44, 52, 60, 70] {
            let lines = lines(&people, columns);
            assert!(lines.iter().all(|line| width(line) <= columns), "{lines:?}");
            assert!(
                lines[0].contains("wahid1") || lines[0].contains('1'),
                "{lines:?}"
            );
            assert!(lines[0].ends_with("E-10442") && lines[1].ends_with("E-10443"));
            let part = |line: &str| line.replace("E-10442", "").replace("E-10443", "");
            assert_ne!(part(&lines[0]), part(&lines[1]), "the emails say it too");
        }
    }

    #[test]
    fn an_id_that_would_take_the_line_leaves_the_names_and_stays_apart() {
        let person = |name, id| Person::new(name, Some("x@enigma.example"), Some(id));
        let people = [
            person("Siti Aminah", "0f8fad5b-d9cb-469f-a165-70867728950e"),
            person("Budi Santoso", "0f8fad5b-d9cb-469f-a165-70867728951e"),
        ];
        let lines = lines(&people, 60);
        assert!(lines.iter().all(|line| width(line) <= 60), "{lines:?}");
        assert!(lines[0].starts_with("Siti Aminah ") && lines[1].starts_with("Budi Santoso "));
        let id = |line: &str| line.rsplit(' ').next().map(str::to_owned);
        assert_ne!(id(&lines[0]), id(&lines[1]), "{lines:?}");
    }

    #[test]
    fn a_difference_at_the_beginning_in_the_middle_or_at_the_end_is_kept() {
        for texts in [
            [
                "a-long-address@enigma.example",
                "b-long-address@enigma.example",
            ],
            [
                "long-address@one.enigma.example",
                "long-address@two.enigma.example",
            ],
            ["address@enigma.example.one", "address@enigma.example.two"],
            [
                "a-very-long-beginning-X-and-a-very-long-end",
                "a-very-long-beginning-Y-and-a-very-long-end",
            ],
            ["漢字漢字漢字一漢字漢字漢字", "漢字漢字漢字二漢字漢字漢字"],
        ] {
            for columns in 8..20 {
                let short = apart(&texts, columns);
                assert!(short.iter().all(|it| width(it) <= columns), "{short:?}");
                assert_ne!(short[0], short[1], "{columns}");
            }
        }
    }

    #[test]
    fn one_alone_keeps_its_beginning_and_its_end() {
        assert_eq!(
            apart(&["siti.nurhaliza@enigma.example"], 16),
            ["siti.nurha…ample"]
        );
        assert_eq!(apart(&["siti"], 0), ["…"]);
    }

    #[test]
    fn nothing_is_said_twice() {
        let only = Person::new("x@y.example", Some("x@y.example"), Some("7"));
        assert_eq!(only.whole(), "x@y.example · 7");
    }
}
