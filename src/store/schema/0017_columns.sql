-- What an operator said once about the columns of files with one header line: under a keyed hash of that line, because
-- the first line of a file without headers names a person. Column by column as it is typed on the command line, with
-- null where the header itself says where the column goes.
CREATE TABLE remembered_columns (
    kind        TEXT NOT NULL CHECK (kind IN ('roster', 'learning')),
    headers     BLOB NOT NULL CHECK (length(headers) = 32),
    columns     TEXT NOT NULL CHECK (json_valid(columns)),
    date_order  TEXT CHECK (date_order IN ('day-first', 'month-first')),
    license     TEXT,
    at          INTEGER NOT NULL,
    operator_id INTEGER NOT NULL,
    PRIMARY KEY (kind, headers)
) STRICT, WITHOUT ROWID;
