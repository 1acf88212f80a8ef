//! Certificates: whether one is in force, and for whoever comes from where.

use std::net::SocketAddr;

use russh::keys::Certificate;
use russh::keys::ssh_key::certificate::CertType;

use crate::domain::time::Timestamp;

/// Until when a certificate is in force; none where it has no end.
pub(super) fn end(certificate: &Certificate) -> Option<Timestamp> {
    let end = i64::try_from(certificate.valid_before());
    end.ok().filter(|end| *end < i64::MAX).map(Timestamp)
}

/// Whether a certificate is one for people, is in force, and sets no condition that is not known here. What only
/// restricts a shell, a terminal or forwarding stands in its extensions and restricts nothing that there is.
pub(super) fn is_in_force(certificate: &Certificate, address: SocketAddr, now: Timestamp) -> bool {
    let now = u64::try_from(now.0).unwrap_or_default();
    let is_now = certificate.valid_after() <= now && now < certificate.valid_before();
    let mut conditions = certificate.critical_options().iter();
    let meets =
        conditions.all(|(name, value)| name == "source-address" && comes_from(address, value));
    certificate.cert_type() == CertType::User && is_now && meets
}

/// Whether an address is in a list of networks, such as `192.0.2.0/24,2001:db8::/32`.
fn comes_from(address: SocketAddr, networks: &str) -> bool {
    let bits = |address: std::net::IpAddr| match address.to_canonical() {
        std::net::IpAddr::V4(address) => (u128::from(u32::from(address)) << 96, 32),
        std::net::IpAddr::V6(address) => (u128::from(address), 128),
    };
    let (own, width) = bits(address.ip());
    networks.split(',').any(|network| {
        let (base, length) = network.split_once('/').unwrap_or((network, ""));
        let Ok(base) = base.trim().parse() else {
            return false;
        };
        let (base, base_width) = bits(base);
        let length = if length.is_empty() {
            Some(base_width)
        } else {
            length.parse().ok().filter(|length| *length <= base_width)
        };
        width == base_width
            && length.is_some_and(|length: u32| {
                (own ^ base).checked_shr(128 - length).unwrap_or_default() == 0
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_for_some_networks_is_none_for_others() {
        let from = |address: &str, networks: &str| {
            let ip = address
                .parse()
                .unwrap_or(std::net::IpAddr::V4([0; 4].into()));
            comes_from(SocketAddr::new(ip, 1), networks)
        };
        assert!(from("192.0.2.7", "192.0.2.0/24"));
        assert!(from("192.0.2.7", "10.0.0.0/8,192.0.2.7"));
        assert!(from("::ffff:192.0.2.7", "192.0.2.0/24"));
        assert!(from("2001:db8::1", "2001:db8::/32"));
        assert!(from("192.0.2.7", "0.0.0.0/0"));
        for networks in [
            "192.0.3.0/24",
            "",
            "x",
            "2001:db8::/32",
            "192.0.2.0/33",
            "::/0",
        ] {
            assert!(!from("192.0.2.7", networks), "{networks}");
        }
    }
}
