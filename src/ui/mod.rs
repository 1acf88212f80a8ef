//! The console: model, view, update. Effects are data; only [`runtime`] touches threads, terminal and database.
//!
//! ```text
//! keys, mouse ─┐                        ┌─ Effect ─→ runtime: readers, writer, files, clipboard
//! replies ─────┼→ Event → App::update ──┤
//! background ──┘      │                 └─ (nothing to do)
//!                     └→ App::view → frame, Hits (what lies where, for the mouse)
//! ```
//!
//! # Who calls whom
//!
//! [`crate::ui::shell::app::App`] holds a stack of [`crate::ui::shell::layer::Layer`]s: screens, and overlays above the top screen. What happens goes to
//! the top layer first:
//!
//! * A key in a text field ([`crate::ui::shell::layer::Layer::is_typing`]) goes to [`crate::ui::shell::layer::Layer::input`] first. Otherwise the command
//!   table ([`crate::command`]) gives it a meaning in the layer's [`crate::command::Scope`]; the app asks the role, then
//!   [`crate::ui::shell::layer::Layer::obstacle`], then [`crate::ui::shell::layer::Layer::command`]; commands that the screen does not know are done by the
//!   app (places, palette, help, **Me**). A key without meaning goes to [`crate::ui::shell::layer::Layer::input`].
//! * A click is looked up in the hits of the last frame. A command's hit runs the command; every other goes to
//!   [`crate::ui::shell::layer::Layer::input`].
//! * A layer asks by an [`crate::ui::shell::layer::Asked`] field: `self.rows.load(Query::…, context, out)`. The reply comes to
//!   [`crate::ui::shell::layer::Layer::reply`], which compares with `self.rows.takes(ticket)`: only the latest question is answered.
//!   A failure that was waited for is given back as [`crate::ui::shell::layer::Handled::Fault`] and shown by the app, unless the layer
//!   shows it itself (a form does, beside the field).
//! * An act is `Confirm::act(command, op)` (planned, described, confirmed, done), or `self.saving.run(op, None, …)`
//!   where nothing needs confirming. The receipt becomes a toast and the changes reload screens without the layer.
//! * Screens name the kinds of data they show in [`crate::ui::shell::layer::Layer::shows`]; [`crate::ui::shell::layer::Layer::load`] is called when the
//!   screen opens, when one of them changed, when it is uncovered after a change, and when the size changes.
//!
//! # How to add a screen
//!
//! * One file in `screens/`: a struct that implements [`crate::ui::shell::layer::Layer`]: `scope`, `route`, `shows`, `load`, `hints`,
//!   `command` or `input`, `reply`, `view`. [`screens::home`] is a small one, [`crate::ui::screens::people::users`] a large one. Rows are
//!   shown by [`crate::ui::kit::list::List`] (state) and [`crate::ui::kit::table::Table`] (drawing), fields by
//!   [`crate::ui::kit::form::Form`].
//! * One line in [`screens::build`], and its place in [`crate::ui::shell::route::Route`].
//! * Its commands: a variant of [`crate::command::Command`] and a row in one of the rooms of [`crate::command`], with
//!   texts in both languages. A row that is in a menu needs nothing else to be in it.
//! * A line in `tests/screens.rs`, so that it is pictured in both languages and sizes.

pub mod dialogs;
pub mod kit;
pub mod runtime;
pub mod screens;
pub mod shell;
