//! The directory against a naive full filter and sort.

mod many;

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::domain::filter::{Ago, LastActive, Side};
use crate::domain::folding::fold;
use crate::domain::id::GroupId;
use crate::domain::license::LicenseStatus;
use crate::domain::time::Timestamp;
use crate::domain::user::UserColumn;

#[derive(Debug, Clone)]
struct Person {
    first: String,
    last: String,
    email: String,
    unique_id: String,
    license: u8,
    connected: bool,
    on_hold: bool,
    last_active: Option<i64>,
    invited_at: Option<i64>,
    groups: Vec<u16>,
    attributes: BTreeMap<String, String>,
}

impl Person {
    fn row(&self, id: i64) -> DirectoryRow<'_> {
        DirectoryRow {
            id,
            first_name: &self.first,
            last_name: &self.last,
            email: &self.email,
            unique_id: &self.unique_id,
            license: self.license,
            connected: self.connected,
            on_hold: self.on_hold,
            last_active: self.last_active,
            invited_at: self.invited_at,
            groups: &self.groups,
            attributes: &self.attributes,
        }
    }

    fn name(&self) -> String {
        fold(format!("{} {}", self.first, self.last).trim()).into_owned()
    }

    fn passes(&self, filter: &UserFilter) -> bool {
        let fields = [
            self.name(),
            fold(&self.email).into_owned(),
            fold(&self.unique_id).into_owned(),
        ];
        let search = fold(&filter.search);
        let mut words = search.split([' ', ',']);
        words.all(|word| fields.iter().any(|field| field.contains(word)))
            && filter
                .license
                .is_none_or(|wanted| wanted.number() == i64::from(self.license))
            && filter
                .connected
                .is_none_or(|wanted| wanted == self.connected)
            && filter.on_hold.is_none_or(|wanted| wanted == self.on_hold)
            && filter
                .group
                .is_none_or(|group| self.groups.iter().any(|held| i64::from(*held) == group.0))
            && filter
                .last_active
                .is_none_or(|wanted| wanted.holds(self.last_active.map(Timestamp)))
            && filter.invited.is_none_or(|wanted| {
                self.invited_at
                    .is_some_and(|at| wanted.holds(Timestamp(at)))
            })
            && filter.attributes.iter().all(|(name, value)| {
                let mut own = self.attributes.iter();
                own.any(|(of, held)| fold(of) == fold(name) && fold(held) == fold(value))
            })
    }
}

fn compared(person: &Person) -> Vec<String> {
    let own = person.attributes.iter();
    own.map(|(name, value)| super::pairs::compared(name, value))
        .collect()
}

fn naive(people: &BTreeMap<i64, Person>, filter: &UserFilter, sort: UserSort) -> Vec<UserId> {
    let passing = people.iter().filter(|(_, person)| person.passes(filter));
    let mut keyed: Vec<(Option<Vec<u8>>, i64)> = passing
        .map(|(id, person)| (value(person, sort.column), *id))
        .collect();
    keyed.sort_by(|(a, a_id), (b, b_id)| {
        let values = match (a, b) {
            (Some(a), Some(b)) if sort.descending => b.cmp(a),
            (Some(a), Some(b)) => a.cmp(b),
            _ => a.is_none().cmp(&b.is_none()),
        };
        values.then(a_id.cmp(b_id))
    });
    keyed.into_iter().map(|(_, id)| UserId(id)).collect()
}

fn value(person: &Person, column: UserColumn) -> Option<Vec<u8>> {
    let text = |text: String| Some(text.into_bytes()).filter(|text| !text.is_empty());
    match column {
        UserColumn::Name => text(person.name()),
        UserColumn::Email => text(fold(&person.email).into_owned()),
        UserColumn::UniqueId => text(fold(&person.unique_id).into_owned()),
        UserColumn::License => Some(vec![person.license]),
        UserColumn::Profile => Some(vec![person.connected.into()]),
        UserColumn::LastActive => person.last_active.map(|at| at.to_be_bytes().to_vec()),
    }
}

fn person() -> impl Strategy<Value = Person> {
    let first = prop::sample::select(vec![
        "Siti", "siti", "Álvaro", "alvaro", "王", "Muhammad", "O", "",
    ]);
    let last = prop::sample::select(vec!["Aminah", "Aminah Putri", "Ärger", "", "Sitiawan"]);
    let email = "(|[ab]{1,2}|Muhammad[ab]{0,3})";
    let unique_id = "(|E-[0-9]{1,2})";
    let rest = (
        0..3_u8,
        any::<bool>(),
        prop::bool::weighted(0.1),
        prop::option::of(1..5_i64),
        prop::collection::vec(1..4_u16, 0..3),
        prop::option::of(1..5_i64),
        attributes(),
    );
    (first, last, email, unique_id, rest).prop_map(|(first, last, email, unique_id, rest)| Person {
        first: first.to_owned(),
        last: last.to_owned(),
        email: if email.is_empty() {
            email
        } else {
            format!("{email}@x.example")
        },
        unique_id,
        license: rest.0,
        connected: rest.1,
        on_hold: rest.2,
        last_active: rest.3,
        groups: rest.4,
        invited_at: rest.5,
        attributes: rest.6,
    })
}

fn attributes() -> impl Strategy<Value = BTreeMap<String, String>> {
    let name = prop::sample::select(vec!["department", "Department", "office"]);
    let value = prop::sample::select(vec!["Sales", "sales", "HR", "Oslo"]);
    let name = name.prop_map(str::to_owned);
    let value = value.prop_map(str::to_owned);
    prop::collection::btree_map(name, value, 0..3)
}

fn ago() -> impl Strategy<Value = Ago> {
    let side = prop::sample::select(Side::ALL.to_vec());
    (0..6_i64, side).prop_map(|(moment, side)| Ago {
        days: 1,
        side,
        moment: Timestamp(moment),
    })
}

/// A range, its people by distance from its beginning, whether all of it go instead, and a question.
type Stride = (
    (i64, i64, bool),
    BTreeMap<i64, Person>,
    UserFilter,
    UserSort,
    Page,
);

fn stride() -> impl Strategy<Value = Stride> {
    let search = prop::sample::select(vec![
        "",
        "",
        "siti",
        "SITI amin",
        "a",
        "á",
        "ALVARO",
        "aminah, siti",
        "王",
        "x.e e-1",
        "muhammada",
        "minahp",
        "h p",
        "nobody",
    ]);
    let filter = (
        search,
        prop::option::weighted(0.2, prop::sample::select(LicenseStatus::ALL.to_vec())),
        prop::option::weighted(0.2, any::<bool>()),
        prop::option::weighted(0.2, 1..5_i64),
        prop::option::weighted(0.2, any::<bool>()),
        prop::option::weighted(
            0.2,
            prop_oneof![Just(LastActive::Never), ago().prop_map(LastActive::Ago)],
        ),
        prop::option::weighted(0.2, ago()),
        prop_oneof![4 => Just(BTreeMap::new()), 1 => attributes()],
    )
        .prop_map(
            |(search, license, connected, group, on_hold, last, invited, attributes)| UserFilter {
                search: search.to_owned(),
                license,
                connected,
                group: group.map(GroupId),
                on_hold,
                last_active: last,
                invited,
                attributes,
            },
        );
    // Often the same: a search that goes on is answered from the one before only in its order.
    let any_sort = (
        prop::sample::select(UserColumn::ALL.to_vec()),
        any::<bool>(),
    )
        .prop_map(|(column, descending)| UserSort { column, descending });
    let sort = prop_oneof![Just(UserSort::default()), any_sort];
    let page = (0..30_usize, 0..12_usize).prop_map(|(offset, limit)| Page { offset, limit });
    let people = prop::collection::btree_map(0..12_i64, person(), 0..10);
    let range = (0..40_i64, 0..12_i64, prop::bool::weighted(0.4));
    (range, people, filter, sort, page)
}

/// What somebody typed, letter by letter.
fn typed(filter: &UserFilter) -> impl Iterator<Item = UserFilter> {
    let ends = filter.search.char_indices().map(|(at, _)| at);
    ends.chain([filter.search.len()]).map(|end| UserFilter {
        search: filter.search[..end].to_owned(),
        ..filter.clone()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_page_equals_a_naive_filter_and_sort_after_any_changes(
        initial in prop::collection::btree_map(0..40_i64, person(), 0..30),
        strides in prop::collection::vec(stride(), 1..8),
    ) {
        let mut people = initial;
        let mut builder = Directory::builder();
        for (id, person) in &people {
            builder.push(&person.row(*id));
        }
        let mut directory = builder.finish();
        for ((from, length, all_go), new, filter, sort, page) in strides {
            people.retain(|id, _| *id < from || *id > from + length);
            if all_go {
                // Some of them one by one, as a chunk of a batch tells, the rest together; some never were.
                let odd = (from..=from + length).filter(|id| id % 2 == 1);
                directory.remove(odd.map(|id| (id, id)).chain([(from, from + length)]));
            } else {
                let new = new.into_iter().filter(|(at, _)| *at <= length);
                people.extend(new.map(|(at, person)| (from + at, person)));
                let rows = people.range(from..=from + length);
                let rows: Vec<_> = rows.map(|(id, person)| person.row(*id)).collect();
                directory.apply_range(from, from + length, rows);
            }
            for filter in typed(&filter) {
                let all = naive(&people, &filter, sort);
                prop_assert_eq!(directory.first(&filter, sort, page.limit), &all[..page.limit.min(all.len())]);
                prop_assert_eq!(directory.page(&filter, sort, page).0, all.len());
            }

            let all = naive(&people, &filter, sort);
            let part: Vec<_> = all.iter().copied().skip(page.offset).take(page.limit).collect();
            prop_assert_eq!(directory.first(&filter, sort, page.limit), &all[..page.limit.min(all.len())]);
            prop_assert_eq!(directory.page(&filter, sort, page), (all.len(), part));
            let mut ids = all;
            ids.sort();
            prop_assert_eq!(directory.count(&filter), ids.len());
            prop_assert_eq!(directory.ids(&filter), ids);
            prop_assert_eq!(directory.counters().users, people.len() as u64);
            let mut values: Vec<String> = people.values().flat_map(compared).collect();
            values.sort();
            values.dedup();
            prop_assert_eq!(directory.attribute_values().len(), values.len());
            let held = people.values().filter(|person| person.on_hold).count();
            prop_assert_eq!(directory.counters().on_hold, held as u64);
            let members = people.values().map(|person| person.groups.iter().filter(|group| **group == 2).count());
            prop_assert_eq!(directory.counters().members(2), members.sum::<usize>() as u64);
        }
    }
}
