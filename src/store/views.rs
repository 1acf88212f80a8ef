//! How operators want their tables.

use rusqlite::named_params;

use super::{Db, Tx};
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
}
