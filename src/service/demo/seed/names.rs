//! Names of many origins, and an address for each that nobody else has.
//!
//! The index of a learner alone decides origin, name and number: of the learners of one origin, each run as long as
//! there are pairs of names goes through every pair once, and the run's number is what tells namesakes apart.

use super::dice::Dice;

const NAMES: &str = include_str!("../../../../assets/demo/names.txt");
/// Learners by whose origins the shares are kept.
const ROUND: u64 = 100;

/// Every origin with its names.
#[derive(Debug, Clone)]
pub(super) struct Names {
    origins: Vec<Origin>,
    /// The origin of each place of a round, and which of its learners in the round that is.
    places: Vec<(usize, u64)>,
    turn: u64,
}

#[derive(Debug, Clone)]
struct Origin {
    share: u64,
    indonesian: bool,
    given: Vec<Name>,
    family: Vec<Name>,
    step: u64,
    shift: u64,
}

#[derive(Debug, Clone)]
struct Name {
    shown: &'static str,
    in_address: String,
}

/// A name and what stands before the `@` of its address.
#[derive(Debug, Clone, Copy)]
pub(super) struct FullName<'a> {
    pub(super) first: &'static str,
    pub(super) last: &'static str,
    pub(super) local: (&'a str, &'a str),
    /// How many namesakes came before.
    pub(super) namesakes: u64,
    pub(super) indonesian: bool,
}

impl Names {
    pub(super) fn new(seed: u64) -> Self {
        let mut origins: Vec<Origin> = NAMES.split("\n[").skip(1).map(Origin::read).collect();
        let mut dice = Dice::of(seed, u64::MAX);
        for origin in &mut origins {
            origin.step = coprime_near(origin.pairs() * 5 / 8, origin.pairs());
            origin.shift = dice.below(origin.pairs());
        }
        let shares = origins.iter().enumerate();
        let places = shares.flat_map(|(at, origin)| (0..origin.share).map(move |nth| (at, nth)));
        Self {
            places: places.collect(),
            origins,
            turn: dice.below(ROUND),
        }
    }

    /// The name of the learner of an index.
    pub(super) fn of(&self, index: u64) -> FullName<'_> {
        let place = ((index % ROUND) * 37 + self.turn) % ROUND;
        let (origin, nth) = self.places[narrow(place)];
        let origin = &self.origins[origin];
        let ordinal = index / ROUND * origin.share + nth;
        let pair = (ordinal % origin.pairs() * origin.step + origin.shift) % origin.pairs();
        let families = origin.family.len().max(1) as u64;
        let given = &origin.given[narrow(pair / families)];
        let family = origin.family.get(narrow(pair % families));
        FullName {
            first: given.shown,
            last: family.map_or("", |family| family.shown),
            local: (
                &given.in_address,
                family.map_or("", |family| &family.in_address),
            ),
            namesakes: ordinal / origin.pairs(),
            indonesian: origin.indonesian,
        }
    }
}

impl Origin {
    fn read(section: &'static str) -> Self {
        let (head, rest) = section.split_once(']').unwrap_or_default();
        let words: Vec<&str> = head.split(' ').collect();
        let list = |kind: &str| {
            let line = rest.lines().find_map(|line| line.strip_prefix(kind));
            let names = line.into_iter().flat_map(|line| line.split(','));
            names.map(|name| Name::read(name.trim())).collect()
        };
        Self {
            share: words
                .get(1)
                .and_then(|share| share.parse().ok())
                .unwrap_or(0),
            indonesian: words.get(2) == Some(&"id"),
            given: list("given:"),
            family: list("family:"),
            step: 1,
            shift: 0,
        }
    }

    fn pairs(&self) -> u64 {
        (self.given.len() * self.family.len().max(1)) as u64
    }
}

impl Name {
    fn read(entry: &'static str) -> Self {
        let (shown, in_address) = entry.split_once('=').unwrap_or((entry, entry));
        let in_address = in_address.to_ascii_lowercase();
        Self {
            shown,
            in_address: in_address.replace(' ', ".").replace('\'', ""),
        }
    }
}

/// The nearest number from `from` on that has no divisor in common with `of`, so that its multiples reach everything.
fn coprime_near(from: u64, of: u64) -> u64 {
    let divides = |mut a: u64, mut b: u64| {
        while b != 0 {
            (a, b) = (b, a % b);
        }
        a
    };
    let mut steps = from.max(1)..of.max(2) * 2;
    steps.find(|step| divides(*step, of) == 1).unwrap_or(1)
}

fn narrow(number: u64) -> usize {
    usize::try_from(number).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_shares_make_a_hundred_and_every_list_is_filled() {
        let names = Names::new(1);
        assert_eq!(names.places.len(), 100);
        for origin in &names.origins {
            assert!(origin.given.len() >= 6);
            let all = origin.given.iter().chain(&origin.family);
            for name in all {
                let plain = |c: char| c.is_ascii_lowercase() || "-.".contains(c);
                assert!(name.in_address.chars().all(plain), "{name:?}");
            }
        }
    }

    #[test]
    fn no_two_pairs_of_names_share_an_address() {
        let mut seen = BTreeSet::new();
        for origin in Names::new(1).origins {
            for given in &origin.given {
                if origin.family.is_empty() {
                    assert!(seen.insert(given.in_address.clone()), "{given:?}");
                }
                for family in &origin.family {
                    let local = format!("{}.{}", given.in_address, family.in_address);
                    assert!(seen.insert(local), "{given:?} {family:?}");
                }
            }
        }
    }
}
