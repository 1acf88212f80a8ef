-- The database that a user of the sqlite3 shell would have: an ordinary schema, filled from the reference data, user by
-- user (the order that is best for it), indexed after it is filled.
PRAGMA page_size = 4096;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -262144;
CREATE TABLE users (
    id          INTEGER PRIMARY KEY,
    first_name  TEXT NOT NULL,
    last_name   TEXT NOT NULL,
    email       TEXT,
    unique_id   TEXT,
    job_title   TEXT NOT NULL,
    language    TEXT,
    license     INTEGER NOT NULL,
    connected   INTEGER NOT NULL,
    last_active INTEGER,
    hold_since  INTEGER,
    hold_reason TEXT,
    attributes  TEXT NOT NULL
);
CREATE TABLE licenses (
    id              INTEGER PRIMARY KEY,
    user_id         INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    license_type_id INTEGER NOT NULL,
    status          INTEGER,
    assigned_at     INTEGER
);
CREATE TABLE group_members (
    id       INTEGER PRIMARY KEY,
    user_id  INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    group_id INTEGER NOT NULL
);
CREATE TABLE course_progress (
    id           INTEGER PRIMARY KEY,
    user_id      INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    course_id    INTEGER NOT NULL,
    percent      INTEGER,
    minutes      INTEGER,
    last_at      INTEGER,
    completed_at INTEGER
);
CREATE TABLE activity (
    id        INTEGER PRIMARY KEY,
    user_id   INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    course_id INTEGER NOT NULL,
    at        INTEGER,
    minutes   INTEGER
);
ATTACH '{ours}' AS ours;
BEGIN;
INSERT INTO users SELECT id, first_name, last_name, email, unique_id, job_title, language, license, connected, last_active,
    hold_since, hold_reason, attributes FROM ours.users ORDER BY id;
INSERT INTO licenses (user_id, license_type_id, status, assigned_at)
    SELECT user_id, license_type_id, status, assigned_at FROM ours.user_licenses;
INSERT INTO group_members (user_id, group_id)
    SELECT users.id, each.value FROM ours.users AS users, json_each(users.group_ids) AS each;
INSERT INTO course_progress (user_id, course_id, percent, minutes, last_at, completed_at)
    SELECT user_id, course_id, percent, minutes, last_at, completed_at FROM ours.user_progress;
-- The view of our tables reads hexadecimal numbers as JSON does; an older shell has to add the digits up.
INSERT INTO activity (user_id, course_id, at, minutes)
    SELECT user_id,
        4096 * instr('123456789ABCDEF', substr(piece, 1, 1)) + 256 * instr('123456789ABCDEF', substr(piece, 2, 1))
            + 16 * instr('123456789ABCDEF', substr(piece, 3, 1)) + instr('123456789ABCDEF', substr(piece, 4, 1)),
        268435456 * instr('123456789ABCDEF', substr(piece, 9, 1)) + 16777216 * instr('123456789ABCDEF', substr(piece, 10, 1))
            + 1048576 * instr('123456789ABCDEF', substr(piece, 11, 1)) + 65536 * instr('123456789ABCDEF', substr(piece, 12, 1))
            + 4096 * instr('123456789ABCDEF', substr(piece, 13, 1)) + 256 * instr('123456789ABCDEF', substr(piece, 14, 1))
            + 16 * instr('123456789ABCDEF', substr(piece, 15, 1)) + instr('123456789ABCDEF', substr(piece, 16, 1)),
        4096 * instr('123456789ABCDEF', substr(piece, 5, 1)) + 256 * instr('123456789ABCDEF', substr(piece, 6, 1))
            + 16 * instr('123456789ABCDEF', substr(piece, 7, 1)) + instr('123456789ABCDEF', substr(piece, 8, 1))
    FROM (SELECT user_id, substr(hex(events), value * 16 + 1, 16) AS piece
        FROM ours.histories, generate_series(0, length(events) / 8 - 1) ORDER BY user_id, value);
CREATE UNIQUE INDEX users_by_email ON users (email);
CREATE UNIQUE INDEX users_by_unique_id ON users (unique_id);
CREATE INDEX licenses_by_user ON licenses (user_id);
CREATE INDEX group_members_by_user ON group_members (user_id);
CREATE INDEX course_progress_by_user ON course_progress (user_id);
CREATE INDEX activity_by_user ON activity (user_id);
COMMIT;
DETACH ours;
