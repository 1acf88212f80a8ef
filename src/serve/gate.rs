//! How many may knock at once: connections on which nobody has shown a key yet.
//!
//! Few of one address, and the more there are in all, the more of the new ones are turned away by chance, so that those
//! who have a key still come in while a crowd stands at the gate.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex};

/// Most of one address.
const OF_ONE: usize = 20;
/// From how many on some are turned away by chance.
const SOME: usize = 30;
/// From how many on all are.
const ALL: usize = 100;

/// The gate.
#[derive(Debug, Clone, Default)]
pub(super) struct Gate(Arc<Mutex<HashMap<IpAddr, usize>>>);

/// A place at the gate, given back when it is dropped.
#[derive(Debug)]
pub(super) struct Pass {
    gate: Gate,
    from: IpAddr,
}

impl Gate {
    /// Lets somebody knock; none when there are too many.
    pub(super) fn enter(&self, from: IpAddr) -> Option<Pass> {
        let from = neighbourhood(from);
        let mut waiting = self.0.lock().ok()?;
        let (all, of_one) = (
            waiting.values().sum::<usize>(),
            waiting.get(&from).copied().unwrap_or_default(),
        );
        if of_one >= OF_ONE || is_turned_away(all, chance()) {
            return None;
        }
        *waiting.entry(from).or_default() += 1;
        Some(Pass {
            gate: self.clone(),
            from,
        })
    }
}

impl Drop for Pass {
    fn drop(&mut self) {
        if let Ok(mut waiting) = self.gate.0.lock()
            && let Some(count) = waiting.get_mut(&self.from)
        {
            *count -= 1;
            if *count == 0 {
                waiting.remove(&self.from);
            }
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
    use super::*;

    #[test]
    fn one_address_never_fills_the_gate_and_places_are_given_back() {
        let gate = Gate::default();
        let one: IpAddr = [192, 0, 2, 1].into();
        let other: IpAddr = [192, 0, 2, 2].into();
        let passes: Vec<Pass> = (0..1_000).filter_map(|_| gate.enter(one)).collect();
        assert_eq!(passes.len(), OF_ONE);
        assert!(gate.enter(other).is_some());
        drop(passes);
        assert!(gate.enter(one).is_some());
        assert!(gate.0.lock().is_ok_and(|waiting| waiting.is_empty()));
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
