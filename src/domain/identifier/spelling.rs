//! The one form in which the domain of an address is compared: `ü.example` and `xn--tda.example` are one domain.
//!
//! A label is brought to its letters in small, as the standard for international domain names says (UTS 46), and only where
//! that changes nothing but capitals and punycode: letters that merely look alike stay apart. What is no such name stays as
//! it is written. An address in plain ASCII takes no more than one look at its domain.

use std::borrow::Cow;

use super::EmailAddress;

/// What a label in punycode begins with.
const PUNYCODE: &str = "xn--";

impl EmailAddress {
    /// The form that is compared and hashed: NFC, ASCII letters in lower case, the domain in its own letters.
    pub fn matching_form(&self) -> String {
        matching_form(&self.0)
    }

    /// The other forms under which an address may have been hashed by a version that took each spelling of a domain for
    /// a domain of its own; none for a plain address.
    pub fn older_forms(&self) -> Vec<String> {
        older_forms(&self.0)
    }

    /// Whether both name the same mailbox here.
    pub fn matches(&self, other: &Self) -> bool {
        is_same_mailbox(&self.0, &other.0)
    }
}

/// The matching form of an address that was read before.
pub fn matching_form(address: &str) -> String {
    match in_parts(address) {
        None => address.to_ascii_lowercase(),
        Some((local, domain)) => joined(local, &domain_form(domain)),
    }
}

/// Hands the bytes of the matching form of an address on. Most addresses are plain, and take no memory for it.
pub fn with_matching_form<T>(address: &str, take: impl FnOnce(&[u8]) -> T) -> T {
    let mut small = [0; 128];
    match small.get_mut(..address.len()) {
        Some(small) if has_one_spelling(address) => {
            small.copy_from_slice(address.as_bytes());
            small.make_ascii_lowercase();
            take(small)
        }
        _ => take(matching_form(address).as_bytes()),
    }
}

/// See [`EmailAddress::older_forms`].
pub fn older_forms(address: &str) -> Vec<String> {
    let Some((local, domain)) = in_parts(address) else {
        return Vec::new();
    };
    let own = domain_form(domain);
    let mut domains = other_spellings(&own);
    domains.push(domain.to_ascii_lowercase());
    domains.sort_unstable();
    domains.dedup();
    domains.retain(|other| *other != own);
    domains.iter().map(|domain| joined(local, domain)).collect()
}

/// Whether two addresses that were read before name the same mailbox here.
pub fn is_same_mailbox(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
        || (in_parts(one).is_some() || in_parts(other).is_some())
            && matching_form(one) == matching_form(other)
}

/// Every spelling of the domain of an address, its own form first.
pub fn domain_spellings(address: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let written = address.rsplit_once('@').map_or("", |(_, domain)| domain);
    let mut others = Vec::new();
    let own = if is_plain(written) {
        in_small(written)
    } else {
        let own = domain_form(written);
        others = other_spellings(&own);
        others.push(written.to_ascii_lowercase());
        others.dedup();
        others.retain(|other| *other != own);
        own.into()
    };
    std::iter::once(own).chain(others.into_iter().map(Cow::from))
}

/// An address in another spelling of its domain than the one in which it is written; none where there is only one.
pub fn spelt_otherwise(address: &str) -> Option<String> {
    let (local, domain) = in_parts(address)?;
    let own = domain_form(domain);
    let other = if own == domain.to_lowercase() {
        other_spellings(&own).into_iter().next()?
    } else {
        own
    };
    Some(joined(local, &other))
}

/// The one form of a domain.
pub fn domain_form(domain: &str) -> String {
    if is_plain(domain) {
        return domain.to_ascii_lowercase();
    }
    let labels: Vec<String> = domain.split('.').map(label_form).collect();
    labels.join(".")
}

fn label_form(label: &str) -> String {
    let written = label.to_ascii_lowercase();
    let (letters, understood) = idna::domain_to_unicode(&written);
    let is_same = written.starts_with(PUNYCODE) || letters == label.to_lowercase();
    if understood.is_ok() && is_same {
        letters
    } else {
        written
    }
}

/// A domain in punycode, where it has such a form.
fn other_spellings(own: &str) -> Vec<String> {
    let ascii = idna::domain_to_ascii(own).ok();
    ascii.filter(|ascii| ascii != own).into_iter().collect()
}

/// Local part and domain of an address whose domain can be spelt in several ways.
fn in_parts(address: &str) -> Option<(&str, &str)> {
    if has_one_spelling(address) {
        return None;
    }
    let (local, domain) = address.rsplit_once('@')?;
    (!is_plain(domain)).then_some((local, domain))
}

/// Whether one look shows that an address has one spelling, but for capitals: it is in plain ASCII, and without a hyphen
/// there is no punycode. Of others the domain is looked at.
fn has_one_spelling(address: &str) -> bool {
    address.is_ascii() && memchr::memchr(b'-', address.as_bytes()).is_none()
}

/// Whether a domain has one spelling, but for capitals.
fn is_plain(domain: &str) -> bool {
    let may_be_punycode = || domain.as_bytes().contains(&b'-');
    domain.is_ascii() && !(may_be_punycode() && domain.to_ascii_lowercase().contains(PUNYCODE))
}

fn in_small(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        text.to_ascii_lowercase().into()
    } else {
        text.into()
    }
}

fn joined(local: &str, domain: &str) -> String {
    format!("{}@{domain}", local.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_domain_and_its_punycode_are_one_and_look_alikes_stay_apart() {
        for (one, other, same) in [
            ("a@ü.example", "a@xn--tda.example", true),
            ("a@Ü.example", "A@XN--TDA.Example", true),
            ("a@ü.ü.example", "a@xn--tda.ü.example", true),
            ("a@u\u{308}.example", "a@xn--tda.example", false),
            ("a@ü.example", "a@u.example", false),
            ("a@ü.example", "b@xn--tda.example", false),
            // The local part is nobody's to decode.
            ("xn--tda@x.example", "ü@x.example", false),
            // Full-width letters and ligatures look like others: they are not read as them.
            ("a@ｅxample.com", "a@example.com", false),
            ("a@ﬀ.example", "a@ff.example", false),
            // What is no name stays as it is written.
            ("a@xn--a.example", "a@xn--a.example", true),
            ("a@xn--a.example", "a@xn--b.example", false),
            ("a@straße.example", "a@strasse.example", false),
            ("a@straße.example", "a@xn--strae-oqa.example", true),
            ("a@my-host.example", "A@My-Host.Example", true),
        ] {
            assert_eq!(is_same_mailbox(one, other), same, "{one} {other}");
            let forms = matching_form(one) == matching_form(other);
            assert_eq!(forms, same, "{one} {other}");
        }
    }

    #[test]
    fn older_forms_are_those_of_other_spellings_and_none_for_plain_addresses() {
        assert!(older_forms("Anna@My-Host.example").is_empty());
        assert!(older_forms("Ännä@my-host.example").is_empty());
        assert_eq!(older_forms("A@ü.example"), ["a@xn--tda.example"]);
        assert_eq!(older_forms("a@XN--tda.example"), ["a@xn--tda.example"]);
        let forms = ["a@xn--tda.example", "a@Ü.example"];
        assert_eq!(older_forms("a@Ü.example"), forms);
        let all = |address| domain_spellings(address).collect::<Vec<_>>();
        let three = ["ü.example", "xn--tda.example", "Ü.example"];
        assert_eq!(all("a@Ü.example"), three);
        assert_eq!(all("a@X.example"), ["x.example"]);
        let other = |text| spelt_otherwise(text);
        assert_eq!(other("a@ü.example").as_deref(), Some("a@xn--tda.example"));
        assert_eq!(other("a@xn--tda.example").as_deref(), Some("a@ü.example"));
        assert_eq!(other("a@x.example"), None);
    }

    proptest! {
        #[test]
        fn a_form_is_its_own_form_and_plain_addresses_are_only_put_in_small(
            local in "[a-zA-Zé.-]{1,6}",
            domain in "(xn--)?[a-zA-Züé王ß-]{1,6}(\\.(xn--)?[a-z0-9ü-]{1,5}){0,2}",
        ) {
            let address = format!("{local}@{domain}");
            let form = matching_form(&address);
            prop_assert_eq!(&matching_form(&form), &form);
            prop_assert!(is_same_mailbox(&address, &form));
            prop_assert_eq!(with_matching_form(&address, <[u8]>::to_vec), form.as_bytes());
            let is_one = is_plain(address.rsplit_once('@').map_or("", |(_, domain)| domain));
            prop_assert!(!has_one_spelling(&address) || is_one);
            for other in older_forms(&address).into_iter().chain(spelt_otherwise(&address)) {
                prop_assert_eq!(&matching_form(&other), &form);
            }
            if address.is_ascii() && !domain.to_ascii_lowercase().contains("xn--") {
                prop_assert_eq!(form, address.to_ascii_lowercase());
            }
        }
    }
}
