-- Conditions of the users table that an operator kept under a name, as JSON. No words that were searched for and no addresses.
CREATE TABLE saved_filters (
    operator_id INTEGER NOT NULL,
    name        TEXT NOT NULL CHECK (name <> ''),
    filter      TEXT NOT NULL CHECK (filter <> ''),
    PRIMARY KEY (operator_id, name)
) STRICT, WITHOUT ROWID;
