//! How operators want their tables, and the filters that they kept.

use rusqlite::named_params;

use super::{Db, Tx};
use crate::domain::filter::SavedFilter;
use crate::domain::id::OperatorId;
use crate::domain::view::{TableName, TableView, Views};
use crate::error::{Error, Result, Trouble};

impl Db<'_> {
    /// The views of an operator.
    pub fn views_of(&self, operator: OperatorId) -> Result<Views> {
        let sql = "SELECT name, view FROM table_views WHERE operator_id = :operator ORDER BY name";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(named_params! {":operator": operator.0})?;
        let mut views = Views::new();
        while let Some(row) = rows.next()? {
            let (name, view): (String, String) = (row.get(0)?, row.get(1)?);
            let damaged = |told: String| Trouble::Damaged(format!("view of {name}: {told}"));
            let table = TableName::from_code(&name).ok_or_else(|| damaged(String::new()))?;
            let view: TableView =
                serde_json::from_str(&view).map_err(|error| damaged(error.to_string()))?;
            views.insert(table, view);
        }
        Ok(views)
    }

    /// The filters that an operator kept, by name.
    pub fn filters_of(&self, operator: OperatorId) -> Result<Vec<SavedFilter>> {
        let sql =
            "SELECT name, filter FROM saved_filters WHERE operator_id = :operator ORDER BY name";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(named_params! {":operator": operator.0})?;
        let mut filters = Vec::new();
        while let Some(row) = rows.next()? {
            let (name, filter): (String, String) = (row.get(0)?, row.get(1)?);
            let filter = serde_json::from_str(&filter)
                .map_err(|error| Trouble::Damaged(format!("filter {name}: {error}")))?;
            filters.push(SavedFilter { name, filter });
        }
        Ok(filters)
    }
}

impl Tx<'_> {
    /// Keeps how an operator wants a table, or forgets it where nothing is chosen.
    pub fn set_view(&self, operator: OperatorId, table: TableName, view: &TableView) -> Result<()> {
        let sql = "DELETE FROM table_views WHERE operator_id = :operator AND name = :name";
        let parameters = named_params! {":operator": operator.0, ":name": table.code()};
        self.connection.prepare_cached(sql)?.execute(parameters)?;
        if view.columns.is_empty() {
            return Ok(());
        }
        let view =
            serde_json::to_string(view).map_err(|error| Error::Bug(format!("a view: {error}")))?;
        let sql =
            "INSERT INTO table_views (operator_id, name, view) VALUES (:operator, :name, :view)";
        let parameters =
            named_params! {":operator": operator.0, ":name": table.code(), ":view": view};
        self.connection.prepare_cached(sql)?.execute(parameters)?;
        Ok(())
    }

    /// Keeps a filter; one of the same name is replaced.
    pub fn save_filter(&self, operator: OperatorId, saved: &SavedFilter) -> Result<()> {
        let filter = serde_json::to_string(&saved.filter)
            .map_err(|error| Error::Bug(format!("a filter: {error}")))?;
        let sql = "INSERT INTO saved_filters (operator_id, name, filter) VALUES (:operator, :name, :filter) \
                   ON CONFLICT (operator_id, name) DO UPDATE SET filter = excluded.filter";
        let parameters =
            named_params! {":operator": operator.0, ":name": saved.name, ":filter": filter};
        self.connection.prepare_cached(sql)?.execute(parameters)?;
        Ok(())
    }

    /// Forgets a filter; false where there is none of this name.
    pub fn remove_filter(&self, operator: OperatorId, name: &str) -> Result<bool> {
        let sql = "DELETE FROM saved_filters WHERE operator_id = :operator AND name = :name";
        let parameters = named_params! {":operator": operator.0, ":name": name};
        let gone = self.connection.prepare_cached(sql)?.execute(parameters)?;
        Ok(gone > 0)
    }
}
