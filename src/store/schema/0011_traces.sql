-- What an import changed of each learner it reached, some hundred learners a row, in the order of their ids. The import's
-- own entry in the log carries a checksum of all of them. Which fields and which numbers, never what is written in them.
CREATE TABLE import_traces (
    log_number INTEGER NOT NULL,
    first_user INTEGER NOT NULL,
    last_user  INTEGER NOT NULL CHECK (last_user >= first_user),
    changes    BLOB NOT NULL,
    UNIQUE (log_number, first_user)
) STRICT;
