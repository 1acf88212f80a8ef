//! Who had which role, from when to when: a box over **Me > Operators**.
//!
//! ```text
//! ┌ Roles over time ─────────────────────────────────────────────────┐
//! │ ana   sub admin   2026-11-03 to now · given by dl                │
//! │ ana   auditor     2026-11-01 to 2026-11-03 · given by dl · changed by dl │
//! └──────────────────────────────────────────────────────────────────┘
//! ```

use crate::domain::operator::history::RoleHistory;
use crate::say;
use crate::wording;

use crate::ui::dialogs::detail::Detail;
use crate::ui::shell::context::Context;

/// The box, with everybody's roles.
pub(super) fn shown(history: &RoleHistory, context: &Context) -> Detail {
    let (texts, names) = (&context.texts, &history.names);
    let mut detail = Detail::new(say!(texts, "roles-title"));
    for span in &history.spans {
        let name = wording::operator_named(texts, names, span.operator);
        detail = detail.row(name, wording::role_span(texts, names, span));
    }
    detail.text(say!(texts, "roles-explained"))
}
