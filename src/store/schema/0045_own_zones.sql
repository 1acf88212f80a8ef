-- The time zone in which an operator reads dates, by its IANA name; that of the account where none stands here.
ALTER TABLE operators ADD COLUMN time_zone TEXT;
