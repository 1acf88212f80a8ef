//! `mail test`: one message on the road by which mail leaves, so that its setting-up can be tried.

use super::done;
use crate::cli::context::Context;
use crate::cli::output::Format;
use crate::cli::sheet::{Cell, Column, machine, object, text};
use crate::cli::{Ended, Ending};
use crate::domain::identifier::EmailAddress;
use crate::domain::reason::Reason;
use crate::error::Error;
use crate::service::mail::trial::{MailTrial, TrialLetter};
use crate::{say, wording};

const COLUMNS: [Column; 6] = [
    text("to", "out-to"),
    text("from", "letter-from"),
    text("road", "mail-test-road"),
    text("place", "mail-test-place"),
    text("message_id", "mail-test-id"),
    machine("trouble"),
];

/// Sends a message to an address and says what came of it. Nothing of the account stands in it.
pub(super) fn test(context: &mut Context, address: &str) -> Ended {
    let parsed = EmailAddress::parse(address);
    let to = parsed.map_err(|fault| Error::Refused(Reason::BadEmail(fault)))?;
    let open = context.open_for_mail()?;
    let texts = context.texts.clone();
    let letter = TrialLetter {
        to: to.as_str().to_owned(),
        subject: say!(texts, "mail-test-subject"),
        body: say!(texts, "mail-test-body"),
    };
    let road = context.mail_road();
    let trial = open.reader.try_mail(&open.session, &road, letter)?;
    let MailTrial {
        road,
        place,
        from,
        message_id,
        trouble,
    } = trial;
    let road_told = texts.message(&format!("mail-test-road-{}", road.replace('_', "-")));
    let record = vec![
        Cell::Text(to.as_str().to_owned()),
        Cell::Text(from),
        Cell::Code(road, road_told),
        Cell::Text(place),
        Cell::Text(message_id),
        match &trouble {
            Some(trouble) => Cell::Text(trouble.words.clone()),
            None => Cell::Nothing,
        },
    ];
    let Some(trouble) = trouble else {
        object(
            &mut context.output,
            &texts,
            context.format,
            &COLUMNS,
            &record,
        )?;
        context.output.narrate(&say!(texts, "mail-test-sent"));
        return Ok(done(()));
    };
    if context.format != Format::Table {
        object(
            &mut context.output,
            &texts,
            context.format,
            &COLUMNS,
            &record,
        )?;
    }
    let why = wording::trial_trouble(&texts, &trouble);
    context.output.alarm(&say!(texts, "mail-test-failed"));
    context.output.complain(&why);
    Ok(if trouble.kind.is_final() {
        Ending::InPart
    } else {
        Ending::Hindered
    })
}
