//! What is said of keys.

use super::*;
use crate::domain::ssh::{SshKeyFault, SshReceipt};

/// Every reason that is about keys.
pub(super) fn reasons() -> Vec<Reason> {
    let mut reasons: Vec<Reason> = SshKeyFault::ALL.map(Reason::BadKey).into();
    reasons.extend([
        Reason::OutsideFolder,
        Reason::OnlyAtServer,
        Reason::KeyTaken,
        Reason::KeyGone,
        Reason::KeyRevoked,
        Reason::PassphraseAsked,
        Reason::SessionGone,
        Reason::ServedAlready,
        Reason::AuthorityNeedsSecond,
    ]);
    reasons
}

#[test]
fn what_was_done_with_a_key_names_it() {
    let (name, key) = ("Marta".to_owned(), "SHA256:x".to_owned());
    let receipts = [
        SshReceipt::KeyAdded(name.clone(), key.clone()),
        SshReceipt::KeyRemoved(name, key.clone()),
        SshReceipt::AuthorityAdded(key.clone()),
        SshReceipt::AuthorityRemoved(key.clone()),
        SshReceipt::Revoked(key),
    ];
    for texts in both() {
        let ended = Receipt::Ssh(SshReceipt::SessionEnded(7, "Marta".to_owned()));
        assert!(receipt(&texts, &ended).contains("Marta"));
        for done in &receipts {
            let said = receipt(&texts, &Receipt::Ssh(done.clone()));
            assert_said(&said);
            assert!(said.contains("SHA256:x"), "{said}");
        }
    }
}
