//! Columns of people's files in words.

use super::message_id;
use crate::domain::columns::{Destination, Field};
use crate::sanitise::visible;
use crate::say;
use crate::texts::Texts;

/// Where a column goes.
pub fn destination<F: Field>(texts: &Texts, to: &Destination<F>) -> String {
    let shown = |name: &str| visible(name).into_owned();
    match to {
        Destination::Field(field) => {
            let section = format!("column-{}", F::KIND.section());
            texts.message(&message_id(&section, field.code()))
        }
        Destination::License(name) => say!(texts, "columns-to-license", name = shown(name)),
        Destination::Attribute(name) => say!(texts, "columns-to-attribute", name = shown(name)),
        Destination::Ignored => say!(texts, "columns-to-nowhere"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Language;
    use crate::domain::columns::{LearningField, LeaverField, RosterField};

    fn assert_named<F: Field + std::fmt::Debug>() {
        for language in Language::ALL {
            let texts = Texts::new(language);
            for field in F::EVERY {
                let id = message_id(&format!("column-{}", F::KIND.section()), field.code());
                assert!(texts.has(&id), "{id} {language:?}");
            }
        }
    }

    #[test]
    fn every_field_of_every_file_has_a_name() {
        assert_named::<RosterField>();
        assert_named::<LearningField>();
        assert_named::<LeaverField>();
    }
}
