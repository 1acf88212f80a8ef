//! The screens, one file each, and which of them shows which place.

pub mod deletion;
pub mod desk;
pub mod door;
pub mod home;
pub mod import;
pub mod me;
pub mod people;
pub mod reports;

use crate::ui::shell::context::Context;
use crate::ui::shell::layer::Layer;
use crate::ui::shell::route::Route;

/// Makes the screen of a place.
#[expect(clippy::too_many_lines, reason = "a table has as many lines as rows")]
pub fn build(route: &Route, context: &Context) -> Box<dyn Layer> {
    match route {
        Route::SignIn => Box::new(crate::ui::screens::door::sign_in::SignIn::new(context)),
        Route::FirstStart => Box::new(crate::ui::screens::door::first_start::FirstStart::new(
            context,
        )),
        Route::Home => Box::new(home::Home::default()),
        Route::Requests => Box::new(crate::ui::screens::desk::requests::Requests::default()),
        Route::RequestsToApprove => {
            Box::new(crate::ui::screens::desk::requests::Requests::to_approve())
        }
        Route::Request(request) => Box::new(crate::ui::screens::desk::request::RequestPage::new(
            *request,
        )),
        Route::Reports => Box::new(reports::Reports::default()),
        Route::DeletedUsers => Box::new(crate::ui::screens::me::deleted_users::DeletedUsers::new(
            context,
        )),
        Route::ActivityLog => {
            Box::new(crate::ui::screens::me::activity_log::ActivityLog::default())
        }
        Route::Outbox => Box::new(crate::ui::screens::me::outbox::Outbox::default()),
        Route::AtProvider => Box::new(crate::ui::screens::me::at_provider::AtProvider::default()),
        Route::Handover(handover) => {
            Box::new(crate::ui::screens::me::at_provider::handover::HandoverPage::new(*handover))
        }
        Route::Gone => Box::new(crate::ui::screens::me::at_provider::gone::Gone::default()),
        Route::Accepting(users) => Box::new(
            crate::ui::screens::deletion::wizard::Wizard::accepting(users.clone()),
        ),
        Route::Scim => Box::new(crate::ui::screens::me::scim::Scim::default()),
        Route::PullUsers => Box::new(import::Import::new(import::Aim::Server)),
        Route::TakeResults => Box::new(import::Import::new(import::Aim::Results)),
        Route::TakeRoster => Box::new(import::Import::new(import::Aim::Roster)),
        Route::Operators => Box::new(crate::ui::screens::me::operators::Operators::default()),
        Route::Sessions => Box::new(crate::ui::screens::me::sessions::Sessions::default()),
        Route::Keys => Box::new(crate::ui::screens::me::keys::Keys::own()),
        Route::KeysOf(operator, name) => Box::new(crate::ui::screens::me::keys::Keys::of(
            *operator,
            name.clone(),
        )),
        Route::AccountSettings => {
            Box::new(crate::ui::screens::me::account_settings::AccountSettings::new(context))
        }
        Route::Users => Box::new(crate::ui::screens::people::users::Users::everybody()),
        Route::OnHold => Box::new(crate::ui::screens::people::users::Users::on_hold()),
        Route::Group(group, name) => Box::new(crate::ui::screens::people::users::Users::of_group(
            *group,
            name.clone(),
        )),
        Route::User(user, tab) => Box::new(crate::ui::screens::people::profile::Profile::new(
            *user, *tab,
        )),
        Route::Groups => Box::new(crate::ui::screens::people::groups::Groups::default()),
        Route::Licenses => Box::new(crate::ui::screens::people::licenses::Licenses::default()),
        Route::Rules => Box::new(people::rules::RulesPage::default()),
        Route::OfRule(rule) => Box::new(deletion::wizard::Wizard::of_rule(*rule)),
        Route::IdleSeats => Box::new(crate::ui::screens::people::idle::Idle::default()),
        Route::Authenticate(section) => Box::new(
            crate::ui::screens::me::authenticate::Authenticate::new(*section),
        ),
        Route::Wizard(users) => Box::new(crate::ui::screens::deletion::wizard::Wizard::new(
            users.clone(),
        )),
        Route::Correcting(correction) => Box::new(
            crate::ui::screens::deletion::wizard::Wizard::correcting(correction.clone()),
        ),
        Route::WizardOf(file) => Box::new(crate::ui::screens::deletion::wizard::Wizard::of_file(
            file.clone(),
        )),
        Route::Import(kind) => Box::new(import::Import::new(import::Aim::of(*kind))),
        Route::Prepare(file) => Box::new(import::Import::preparing(file.clone())),
        Route::Batch(batch) => {
            Box::new(crate::ui::screens::deletion::batch::BatchPane::new(*batch))
        }
    }
}
