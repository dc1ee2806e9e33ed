-- How much of a pool of places the children of an instance have taken.
CREATE TABLE pool (
  instance BIGINT NOT NULL,
  name TEXT NOT NULL,
  root BIGINT NOT NULL,
  held BIGINT NOT NULL CHECK (held >= 0),
  waiting BIGINT NOT NULL CHECK (waiting >= 0),
  last_number BIGINT NOT NULL,
  PRIMARY KEY (instance, name)
) @keyed;

-- Who waits for a place: a copy of what the children's snapshots say, in the order of the queue.
CREATE TABLE queue (
  parent BIGINT NOT NULL,
  pool TEXT NOT NULL,
  number BIGINT NOT NULL,
  child BIGINT NOT NULL,
  root BIGINT NOT NULL,
  PRIMARY KEY (parent, pool, number)
) @keyed;
CREATE INDEX queue_child ON queue (child);
