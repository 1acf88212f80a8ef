//! How many may knock at once: connections on which nobody has shown a key yet.
//!
//! Few of one address, and the more there are in all, the more of the new ones are turned away by chance. But whoever
//! has stood there for a while without a key makes room for one who comes, and so does one of many of an address for one
//! of few. So those who have a key still come in while a crowd stands at the gate.

use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Most of one address.
const OF_ONE: usize = 20;
/// From how many on some are turned away by chance.
const SOME: usize = 30;
/// From how many on all are.
const ALL: usize = 100;
/// How long nobody has to make room for others.
const UNDISTURBED: Duration = Duration::from_secs(2);

/// Somebody who has not shown a key yet.
struct Knocking {
    number: u64,
    from: IpAddr,
    since: Instant,
    send_away: Box<dyn Fn() + Send>,
}

impl Knocking {
    /// Whether they have stood here for a while.
    fn has_stood(&self, now: Instant) -> bool {
        now.duration_since(self.since) >= UNDISTURBED
    }
}

/// Those at the gate, in the order in which they came.
#[derive(Default)]
struct Crowd {
    knocking: Vec<Knocking>,
    came: u64,
}

/// The gate.
#[derive(Clone, Default)]
pub(super) struct Gate(Arc<Mutex<Crowd>>);

/// A place at the gate, given back when it is dropped.
pub(super) struct Pass {
    gate: Gate,
    number: u64,
}

impl Gate {
    /// Lets somebody knock, whom `send_away` sends away where others need the place; none when there are too many.
    pub(super) fn enter(
        &self,
        from: IpAddr,
        now: Instant,
        send_away: impl Fn() + Send + 'static,
    ) -> Option<Pass> {
        let from = neighbourhood(from);
        let mut crowd = self.0.lock().ok()?;
        let of_one = crowd.of(from);
        let is_full = if of_one >= OF_ONE {
            !crowd.make_room(|it, _| it.from == from && it.has_stood(now))
        } else {
            is_turned_away(crowd.knocking.len(), chance())
                && !crowd.make_room(|it, of_other| it.has_stood(now) || of_other > of_one + 1)
        };
        if is_full {
            return None;
        }
        crowd.came += 1;
        let number = crowd.came;
        crowd.knocking.push(Knocking {
            number,
            from,
            since: now,
            send_away: Box::new(send_away),
        });
        let gate = self.clone();
        Some(Pass { gate, number })
    }
}

impl Crowd {
    /// How many of an address knock.
    fn of(&self, from: IpAddr) -> usize {
        self.knocking.iter().filter(|it| it.from == from).count()
    }

    /// Sends away one of those who may go, first of the address of which most are here; whether there was one.
    fn make_room(&mut self, may_go: impl Fn(&Knocking, usize) -> bool) -> bool {
        let knocking = self.knocking.iter().enumerate();
        // Where as many are here of several, the one who came first.
        let place = knocking
            .rev()
            .filter(|(_, it)| may_go(it, self.of(it.from)))
            .max_by_key(|(_, it)| self.of(it.from))
            .map(|(place, _)| place);
        if let Some(place) = place {
            (self.knocking.remove(place).send_away)();
        }
        place.is_some()
    }
}

impl Drop for Pass {
    fn drop(&mut self) {
        if let Ok(mut crowd) = self.gate.0.lock() {
            crowd.knocking.retain(|it| it.number != self.number);
        }
    }
}

/// What one customer of a provider has: a whole network of the new addresses counts as one.
fn neighbourhood(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

/// Whether one more is turned away while so many knock, by a chance of 0 to 255.
fn is_turned_away(all: usize, chance: u8) -> bool {
    if all >= ALL {
        return true;
    }
    let over = all.saturating_sub(SOME);
    usize::from(chance) * (ALL - SOME) < over * 256
}

fn chance() -> u8 {
    let mut byte = [0];
    // Without chance, nobody is turned away before the gate is full.
    match getrandom::fill(&mut byte) {
        Ok(()) => byte[0],
        Err(_) => u8::MAX,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::PoisonError;

    use super::*;

    #[test]
    fn one_address_never_fills_the_gate_and_places_are_given_back() {
        let (gate, now) = (Gate::default(), Instant::now());
        let one: IpAddr = [192, 0, 2, 1].into();
        let other: IpAddr = [192, 0, 2, 2].into();
        let knock = |from| gate.enter(from, now, || {});
        let passes: Vec<Pass> = (0..1_000).filter_map(|_| knock(one)).collect();
        assert_eq!(passes.len(), OF_ONE);
        assert!(knock(other).is_some());
        drop(passes);
        assert!(knock(one).is_some());
        assert!(gate.0.lock().is_ok_and(|crowd| crowd.knocking.is_empty()));
    }

    #[test]
    fn whoever_stands_there_without_a_key_makes_room_and_first_those_of_whom_many_came() {
        let (gate, began) = (Gate::default(), Instant::now());
        let gone = Arc::new(Mutex::new(Vec::new()));
        let knock = |last: u8, now: Instant| {
            let gone = Arc::clone(&gone);
            let send_away = move || {
                gone.lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(last);
            };
            gate.enter([192, 0, 2, last].into(), now, send_away)
        };
        // One alone, then a crowd of a thousand from sixty addresses.
        let alone = knock(1, began);
        let crowd: Vec<Pass> = (0..1_000)
            .filter_map(|number: u16| knock(u8::try_from(2 + number % 60).unwrap_or(2), began))
            .collect();
        let here = || gate.0.lock().map_or(0, |crowd| crowd.knocking.len());
        assert!(alone.is_some() && !crowd.is_empty() && (SOME..=ALL).contains(&here()));
        // One of whom nobody is here comes in at once.
        let newcomer = knock(99, began);
        assert!(newcomer.is_some());
        let later = began + UNDISTURBED;
        let newcomers: Vec<Pass> = (100..120).filter_map(|last| knock(last, later)).collect();
        assert_eq!(newcomers.len(), 20);
        let gone = gone.lock().map(|it| it.clone()).unwrap_or_default();
        assert!(!gone.contains(&1) && !gone.iter().any(|last| *last >= 99));
        assert!(here() <= ALL);
        // And one from the address of which twenty are there.
        let (gate, one) = (Gate::default(), IpAddr::from([192, 0, 2, 1]));
        let passes: Vec<Pass> = (0..100)
            .filter_map(|_| gate.enter(one, began, || {}))
            .collect();
        assert_eq!(passes.len(), OF_ONE);
        assert!(gate.enter(one, began, || {}).is_none());
        assert!(gate.enter(one, later, || {}).is_some());
    }

    #[test]
    fn a_crowd_is_thinned_out_and_never_grows_past_its_limit() {
        assert!(!is_turned_away(SOME, 0));
        assert!(is_turned_away(ALL, u8::MAX));
        let turned = |all: usize| (0..=u8::MAX).filter(|c| is_turned_away(all, *c)).count();
        assert!(turned(40) < turned(60) && turned(60) < turned(90));
        assert!((100..156).contains(&turned(65)));
    }

    #[test]
    fn a_network_of_new_addresses_is_one_neighbour() {
        let of = |text: &str| neighbourhood(text.parse().unwrap_or(IpAddr::V4([0; 4].into())));
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
    }
}
