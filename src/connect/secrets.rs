//! The password in every form in which a server could throw it back: none of them may stand in what is shown or kept.

use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::commands::Auth;

use crate::domain::op::Secret;

/// The password as it is and as it is sent: none of these may stand in what a server says.
pub(super) fn unspeakable_forms((name, secret): &(String, Secret)) -> Vec<String> {
    let sent = |name: &str, password: &str| {
        let credentials = Credentials::new(name.to_owned(), password.to_owned());
        let auth = Auth::new(Mechanism::Plain, credentials, None).ok()?;
        auth.to_string()
            .trim_end()
            .rsplit(' ')
            .next()
            .map(str::to_owned)
    };
    let mut forms = vec![secret.0.clone()];
    forms.extend(sent(name, &secret.0));
    forms.extend(login_form(&secret.0));
    forms.retain(|form| !form.is_empty());
    // The longest first, so that no form is torn by a shorter one that stands in it.
    forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
    forms
}

/// The password as AUTH LOGIN sends it.
fn login_form(password: &str) -> Option<String> {
    let credentials = Credentials::new(String::new(), password.to_owned());
    let challenge = Some("Password:".to_owned());
    let auth = Auth::new(Mechanism::Login, credentials, challenge).ok()?;
    Some(auth.to_string().trim_end().to_owned())
}
