-- How an operator wants a table: codes of columns and their widths as JSON, nothing of a learner.
CREATE TABLE table_views (
    operator_id INTEGER NOT NULL,
    name        TEXT NOT NULL CHECK (name <> ''),
    view        TEXT NOT NULL CHECK (view <> ''),
    PRIMARY KEY (operator_id, name)
) STRICT, WITHOUT ROWID;
