//! The screens, one file each, and which of them shows which place.

pub mod account_settings;
pub mod activity_log;
pub mod authenticate;
pub mod batch;
pub mod deleted_users;
pub mod desk;
pub use desk::person_of;
mod door;
pub mod first_start;
pub mod groups;
pub mod home;
pub mod learner;
pub mod licenses;
pub mod operators;
pub mod outbox;
pub mod profile;
pub mod reports;
pub mod request;
pub mod requests;
pub mod sign_in;
pub mod users;
pub mod wizard;

use super::context::Context;
use super::layer::Layer;
use super::route::Route;

/// Makes the screen of a place.
pub fn build(route: &Route, context: &Context) -> Box<dyn Layer> {
    match route {
        Route::SignIn => Box::new(sign_in::SignIn::new(context)),
        Route::FirstStart => Box::new(first_start::FirstStart::new(context)),
        Route::Home => Box::new(home::Home::default()),
        Route::Requests => Box::new(requests::Requests::default()),
        Route::RequestsToApprove => Box::new(requests::Requests::to_approve()),
        Route::Request(request) => Box::new(request::RequestPage::new(*request)),
        Route::Reports => Box::new(reports::Reports::default()),
        Route::DeletedUsers => Box::new(deleted_users::DeletedUsers::new(context)),
        Route::ActivityLog => Box::new(activity_log::ActivityLog::default()),
        Route::Outbox => Box::new(outbox::Outbox::default()),
        Route::Operators => Box::new(operators::Operators::default()),
        Route::AccountSettings => Box::new(account_settings::AccountSettings::new(context)),
        Route::Users => Box::new(users::Users::everybody()),
        Route::Group(group, name) => Box::new(users::Users::of_group(*group, name.clone())),
        Route::User(user, tab) => Box::new(profile::Profile::new(*user, *tab)),
        Route::Groups => Box::new(groups::Groups::default()),
        Route::Licenses => Box::new(licenses::Licenses::default()),
        Route::Authenticate(section) => Box::new(authenticate::Authenticate::new(*section)),
        Route::Wizard(users) => Box::new(wizard::Wizard::new(users.clone())),
        Route::Batch(batch) => Box::new(batch::BatchPane::new(*batch)),
    }
}
