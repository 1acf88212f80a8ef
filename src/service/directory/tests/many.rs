//! The directory of many people, and of those whom only one test is about.

use super::*;

fn numbered(id: i64) -> Person {
    Person {
        first: format!("First{}", id % 97),
        last: format!("Last{}", id % 89),
        email: format!("p{id}@x.example"),
        unique_id: format!("E-{id}"),
        license: u8::try_from(id % 3).unwrap_or_default(),
        connected: id % 2 == 0,
        on_hold: id % 50 == 0,
        last_active: Some(id % 1_000 + 1),
        groups: vec![u16::try_from(id % 7).unwrap_or_default()],
        invited_at: (id % 3 == 1).then_some(id % 500 + 1),
        attributes: BTreeMap::from([("office".to_owned(), format!("Office {}", id % 11))]),
    }
}

#[test]
fn many_deletions_and_edits_are_packed_and_every_order_follows() {
    let mut people: BTreeMap<i64, Person> = (1..=20_000).map(|id| (id, numbered(id))).collect();
    let mut builder = Directory::builder();
    for (id, person) in &people {
        builder.push(&person.row(*id));
    }
    let mut directory = builder.finish();
    let everybody = UserFilter::default();
    let some = UserFilter {
        search: "first1 e-1".to_owned(),
        ..UserFilter::default()
    };
    let by_name = UserSort::default();
    let by_last_active = UserSort {
        column: UserColumn::LastActive,
        descending: true,
    };
    for first in (1..=20_000).step_by(2_000) {
        let last = first + 1_999;
        people.retain(|id, _| !(first..=last).contains(id) || id % 5 != 0);
        for (id, person) in people.range_mut(first..=last) {
            if id % 2 == 0 {
                person.last = "Changed".to_owned();
            }
        }
        let rows = people
            .range(first..=last)
            .map(|(id, person)| person.row(*id));
        directory.apply_range(first, last, rows);
        for sort in [by_name, by_last_active] {
            for filter in [&everybody, &some] {
                let all = naive(&people, filter, sort);
                let found: Vec<_> = directory.find(filter, sort).ids().collect();
                assert_eq!(found, all);
            }
        }
    }
    assert!(directory.rows.len() < 25_000, "it was packed");
}

#[test]
fn the_text_of_a_removed_user_is_blanked() {
    let mut builder = Directory::builder();
    for id in 1..=3 {
        builder.push(&numbered(id).row(id));
    }
    let mut directory = builder.finish();
    directory.apply_range(2, 2, []);
    let text = String::from_utf8_lossy(&directory.rows.text).into_owned();
    assert!(text.contains("p1@") && text.contains("p3@") && !text.contains("p2@"));
}

#[test]
fn composed_and_decomposed_letters_find_each_other() {
    let mut builder = Directory::builder();
    let mut person = numbered(1);
    person.first = "JOSE\u{301}".to_owned();
    builder.push(&person.row(1));
    let directory = builder.finish();
    for search in ["josé", "Jose\u{301}"] {
        let filter = UserFilter {
            search: search.to_owned(),
            ..UserFilter::default()
        };
        assert_eq!(directory.count(&filter), 1, "{search}");
    }
}

#[test]
fn a_name_that_ends_where_eight_bytes_end_comes_before_longer_ones() {
    let names = [
        "Muhammad Aminah",
        "Muhammad",
        "Muhammad A",
        "Muhammad Aminah P",
    ];
    let mut builder = Directory::builder();
    for (id, name) in (1..).zip(names) {
        let mut person = numbered(id);
        (person.first, person.last) = (name.to_owned(), String::new());
        builder.push(&person.row(id));
    }
    let mut directory = builder.finish();
    let mut order = |descending| {
        let column = UserColumn::Name;
        let sort = UserSort { column, descending };
        let found = directory
            .page(&UserFilter::default(), sort, Page::first(9))
            .1;
        found.into_iter().map(|id| id.0).collect::<Vec<_>>()
    };
    assert_eq!(order(false), [2, 3, 1, 4]);
    assert_eq!(order(true), [4, 1, 3, 2]);
}

/// Makes an order in looks between which people go, come and change.
fn order_made_while(
    people: &mut BTreeMap<i64, Person>,
    directory: &mut Directory,
    sort: UserSort,
    mut meanwhile: impl FnMut(usize, &mut BTreeMap<i64, Person>, &mut Directory),
) -> Option<()> {
    let mut looks = 0;
    let made = make_order(sort, &mut |piece| {
        piece(directory);
        looks += 1;
        meanwhile(looks, people, directory);
        true
    });
    assert!(looks >= 10, "so that it can be disturbed");
    directory.keep_order(made?);
    Some(())
}

#[test]
fn an_order_that_is_made_while_a_batch_deletes_and_somebody_is_renamed_is_right() {
    for column in UserColumn::ALL {
        for descending in [false, true] {
            let sort = UserSort { column, descending };
            let mut people: BTreeMap<i64, Person> =
                (1..=300).map(|id| (id, numbered(id))).collect();
            for person in people.values_mut() {
                // Long runs of equals, which are sorted in several looks.
                person.first = "Muhammad Abdullah".to_owned();
            }
            let mut builder = Directory::builder();
            for (id, person) in &people {
                builder.push(&person.row(*id));
            }
            let mut directory = builder.finish();
            let made = order_made_while(
                &mut people,
                &mut directory,
                sort,
                |look, people, directory| {
                    let at = i64::try_from(look).unwrap_or_default() % 300;
                    if at % 7 == 0 {
                        people.retain(|id, _| *id != at && *id != at + 1);
                        directory.remove([(at, at + 1)]);
                    } else if at % 41 == 0
                        && let Some(person) = people.get_mut(&at)
                    {
                        person.last = format!("Renamed{}", at % 3);
                        directory.apply_range(at, at, [person.row(at)]);
                    }
                },
            );
            assert!(made.is_some() && directory.has_order(sort), "{sort:?}");
            let everybody = UserFilter::default();
            let all = naive(&people, &everybody, sort);
            let found: Vec<_> = directory.find(&everybody, sort).ids().collect();
            assert_eq!(found, all, "{sort:?}");
            assert_eq!(
                directory.page(&everybody, sort, Page::first(0)).0,
                all.len()
            );
        }
    }
}

#[test]
fn an_order_that_was_begun_before_the_rows_were_packed_is_not_kept() {
    let mut people: BTreeMap<i64, Person> = (1..=300).map(|id| (id, numbered(id))).collect();
    let mut builder = Directory::builder();
    for (id, person) in &people {
        builder.push(&person.row(*id));
    }
    let mut directory = builder.finish();
    let sort = UserSort::default();
    let made = order_made_while(
        &mut people,
        &mut directory,
        sort,
        |look, people, directory| {
            if look == 10 {
                people.retain(|id, _| *id > 290);
                directory.remove([(1, 290)]);
            }
        },
    );
    assert!(made.is_none() && !directory.has_order(sort));
    let found: Vec<_> = directory.find(&UserFilter::default(), sort).ids().collect();
    assert_eq!(found, naive(&people, &UserFilter::default(), sort));
}

#[test]
fn rows_packed_beside_the_questions_are_taken_over_only_where_nobody_came_or_went() {
    let mut people: BTreeMap<i64, Person> = (1..=300).map(|id| (id, numbered(id))).collect();
    let mut builder = Directory::builder();
    for (id, person) in &people {
        builder.push(&person.row(*id));
    }
    let mut directory = builder.finish();
    let (everybody, sort) = (UserFilter::default(), UserSort::default());
    directory.prepare(sort);
    people.retain(|id, _| id % 5 < 2);
    for id in (1..=300).filter(|id| id % 5 >= 2) {
        directory.remove([(id, id)]);
    }
    assert_eq!(directory.rows.len(), 300, "not packed in passing");
    let mut is_disturbed = true;
    for length in [300, 119] {
        let mut looks = 0;
        let packed = pack(&mut |piece| {
            piece(&directory);
            looks += 1;
            if looks == 3 && std::mem::take(&mut is_disturbed) {
                people.remove(&5);
                directory.remove([(5, 5)]);
            }
            true
        });
        if let Some(packed) = packed {
            directory.keep_packed(packed);
        }
        assert_eq!(directory.rows.len(), length);
        let found: Vec<_> = directory.find(&everybody, sort).ids().collect();
        assert_eq!(found, naive(&people, &everybody, sort));
    }
}
