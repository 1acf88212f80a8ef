-- Of users whom an erasure took, a change says exactly who they are, so that nobody must read the range again: runs of
-- ids as pairs of LEB128 numbers, how many ids are left out and how many are gone, beginning at `first_user`. NULL: the
-- users of the range changed in any way.
ALTER TABLE changes ADD COLUMN gone BLOB;
