-- Of which approval whoever can give it was reminded on its last day: the moment from which it counts.
ALTER TABLE requests ADD COLUMN approval_reminded INTEGER;
ALTER TABLE batches ADD COLUMN approval_reminded INTEGER;
