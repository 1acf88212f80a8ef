//! A demo account that lives at a provider: what is on its way there, and the server where its learners are.

use serde_json::{Value, json};

use super::scim_server::ScimServer;
use super::seed;
use super::stage::Stage;
use crate::connect::scim::IdAttribute;
use crate::domain::Page;
use crate::domain::id::UserId;
use crate::domain::op::{Op, PeopleOp, Secret};
use crate::domain::operator::{Role, Session};
use crate::domain::provider::{HandoverState, Provider, ProviderOp, Road};
use crate::error::{Error, Result, Trouble};
use crate::service::{NewConnection, Service, TokenFrom};

/// The token of the demo's server: it lets nobody in anywhere else.
const TOKEN: &str = "demo-token";

/// The last hours of an account that has moved to a provider: deletions, licenses and a profile on their way.
pub(super) fn moves(stage: &mut Stage<'_>, provider: Provider) -> Result<()> {
    if !provider.is_elsewhere() {
        return Ok(());
    }
    let admin = stage.operator(seed::ADMIN.name)?;
    stage.before_now(190)?;
    let mut settings = stage.settings()?.living_at(provider);
    if provider == Provider::Scim {
        settings.delete_road = Road::Scim;
    }
    stage.change_settings(&admin, settings)?;
    let licensed = stage.somebodies(3, |learner| !learner.licenses.is_empty())?;
    let revoke = PeopleOp::SetLicense {
        users: licensed,
        license: None,
    };
    stage.act(&admin, &Op::People(revoke))?;
    let connected = stage.somebodies(1, |learner| learner.connected)?;
    let disconnect = PeopleOp::Disconnect { users: connected };
    stage.act(&admin, &Op::People(disconnect))?;
    stage.before_now(140)?;
    let rows = stage.rows_of(5)?;
    let file = format!("leavers-{}.csv", stage.month());
    stage.confirm(&admin, &file, &rows, 0)?;
    stage.work()?;
    if provider == Provider::File {
        stage.before_now(100)?;
        upload(stage, &admin)?;
        stage.before_now(60)?;
        let rows = stage.rows_of(4)?;
        stage.confirm(&admin, "contractors-who-left.csv", &rows, 0)?;
        stage.work()?;
    }
    Ok(())
}

/// Marks the files of deletions as uploaded.
fn upload(stage: &mut Stage<'_>, admin: &Session) -> Result<()> {
    for handover in stage.handovers(Page::first(50))? {
        if handover.state() == HandoverState::ToUpload && handover.batch.is_some() {
            let (handover, at) = (handover.id, stage.moment());
            let op = ProviderOp::MarkUploaded { handover, at };
            stage.act(admin, &Op::Provider(op))?;
        }
    }
    Ok(())
}

impl Service {
    /// The server of a demo account that lives at one, with the account's learners, and the connection to it; none of an
    /// account that lives elsewhere. It runs until it is dropped.
    pub fn demo_server(&mut self) -> Result<Option<ScimServer>> {
        if self.store.db().settings()?.provider != Provider::Scim {
            return Ok(None);
        }
        let mut people = Vec::new();
        let db = self.store.db();
        db.each_directory_user(UserId(0), UserId(i64::MAX), |user| {
            people.push(record(
                (user.first_name, user.last_name),
                (user.email, user.unique_id),
                user.license != 0,
            ));
        })?;
        let fault = |error: std::io::Error| Error::Environment(Trouble::Io(error.to_string()));
        let server = ScimServer::start(TOKEN, people).map_err(fault)?;
        let new = NewConnection {
            url: server.url(),
            token: TokenFrom::Said(Secret(TOKEN.to_owned())),
            ca_file: None,
            id_attribute: IdAttribute::ExternalId,
        };
        let admin = self.session_of(Role::FullAdmin)?;
        match self.connect_provider(&admin, &new)? {
            Ok(_) => Ok(Some(server)),
            Err(why) => Err(Error::Bug(format!("the demo's server: {why:?}"))),
        }
    }
}

fn record((first, last): (&str, &str), (email, id): (&str, &str), active: bool) -> Value {
    let mut record = json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "userName": if email.is_empty() { id } else { email },
        "name": {"givenName": first, "familyName": last}, "active": active,
    });
    if !id.is_empty() {
        record["externalId"] = json!(id);
    }
    if !email.is_empty() {
        record["emails"] = json!([{"value": email, "type": "work", "primary": true}]);
    }
    record
}
