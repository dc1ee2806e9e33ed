-- What entries say of answers that are deleted after a time, one row a field; the entry holds a
-- salted commitment of each. `called` is its name in the version of the workflow of now.
CREATE TABLE history_kept (
  entry BIGINT NOT NULL,
  field TEXT NOT NULL,
  called TEXT NOT NULL,
  instance BIGINT NOT NULL,
  root BIGINT NOT NULL,
  salt TEXT NOT NULL,
  part TEXT NOT NULL,
  PRIMARY KEY (entry, field)
) @keyed;
CREATE INDEX history_kept_instance ON history_kept (instance, called);
