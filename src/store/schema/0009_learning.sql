-- Learning reports that were imported. A period counts once: the same period again takes the place of the first.
CREATE TABLE learning_reports (
    id          INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 1048575),
    kind        TEXT NOT NULL CHECK (kind IN ('summary', 'detail')),
    first_day   INTEGER NOT NULL,
    last_day    INTEGER NOT NULL CHECK (last_day >= first_day),
    imported_at INTEGER NOT NULL,
    operator_id INTEGER NOT NULL,
    UNIQUE (kind, first_day, last_day)
) STRICT;

-- What a summary says of a learner, clustered by user: key = user_id << 20 | id of the report.
CREATE TABLE learning_sums (
    key         INTEGER PRIMARY KEY,
    minutes     INTEGER NOT NULL CHECK (minutes >= 0),
    completions INTEGER NOT NULL CHECK (completions >= 0),
    views       INTEGER NOT NULL CHECK (views >= 0),
    days        INTEGER NOT NULL CHECK (days >= 0)
) STRICT;
