//! Whose fault it is that a mail server refuses, by its words: that of whoever sends, so that every message waits, or that
//! of a mailbox, so that one message fails.

/// Whether a server that refuses at the recipient says that it does not pass on mail for this machine.
pub(super) fn refuses_to_relay(words: &str) -> bool {
    words.to_ascii_lowercase().contains("relay")
}

/// Whether a refusal is of whoever sends, and so would concern every message, by its enhanced status code (RFC 3463): the
/// sender's address is of no use (`X.1.7`, `X.1.8`), or the server's rules do not let the sender send (`X.7.…`). Of
/// those, some speak of a mailbox: a list or a person that takes no mail from outside (`X.7.2`, and Exchange's
/// `X.7.12…` and `X.7.13…` with three digits), or one that changed hands (`X.7.13`, `X.7.17`, `X.7.18`).
pub(super) fn blames_us(words: &str) -> bool {
    let parts = words.split(|letter: char| !(letter.is_ascii_digit() || letter == '.'));
    let code = parts
        .filter_map(|part| part.strip_prefix("5."))
        .find_map(|rest| {
            let (subject, detail) = rest.split_once('.')?;
            Some((
                subject.parse::<u16>().ok()?,
                detail.trim_end_matches('.').parse::<u16>().ok()?,
            ))
        });
    match code {
        Some((1, detail)) => matches!(detail, 7 | 8),
        Some((7, detail)) => !matches!(detail, 2 | 13 | 17 | 18 | 120..=139),
        Some(_) | None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_says_whether_it_is_of_the_sender_or_of_a_mailbox() {
        for (words, ours) in [
            (
                "550 5.7.1 Client does not have permissions to send as this sender",
                true,
            ),
            ("550 5.7.26 Unauthenticated email is not accepted", true),
            (
                "554 5.7.1 Service unavailable; Client host [203.0.113.7] blocked",
                true,
            ),
            (
                "550 5.7.606 Access denied, banned sending IP [203.0.113.7].",
                true,
            ),
            ("550 5.1.8 Bad sender's system address", true),
            ("550 5.1.1 no such mailbox", false),
            ("550 5.1.10 RESOLVER.ADR.RecipientNotFound", false),
            ("550 5.7.2 Mailing list expansion prohibited", false),
            (
                "550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup",
                false,
            ),
            ("550 5.7.13 User account disabled", false),
            ("552 5.2.2 mailbox full", false),
            ("554 5.6.0 not this text", false),
            ("550 no", false),
        ] {
            assert_eq!(blames_us(words), ours, "{words}");
        }
    }
}
