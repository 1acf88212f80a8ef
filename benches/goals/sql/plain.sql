-- What one would type: bring the list in, delete, let the foreign keys do the rest.
PRAGMA foreign_keys = ON;
PRAGMA synchronous = FULL;
PRAGMA secure_delete = ON;
CREATE TEMP TABLE leavers (email TEXT, unique_id TEXT);
.import --csv --schema temp "{list}" leavers
BEGIN;
DELETE FROM users WHERE email IN (SELECT email FROM leavers WHERE email <> '');
DELETE FROM users WHERE unique_id IN (SELECT unique_id FROM leavers WHERE email = '');
COMMIT;
