-- How many instances of a tree are in each atomic state, how many came to it, and how long those
-- that left it had stayed. Steps only append what changed; that is added up once a second, so that
-- no row is written by everybody.
CREATE TABLE state_change (
  id @serial PRIMARY KEY,
  root BIGINT NOT NULL,
  workflow TEXT NOT NULL,
  state TEXT NOT NULL,
  delta BIGINT NOT NULL CHECK (delta = 1 OR delta = -1),
  wait_class BIGINT,
  CHECK ((delta = -1) = (wait_class IS NOT NULL))
);

CREATE TABLE state_figure (
  root BIGINT NOT NULL,
  workflow TEXT NOT NULL,
  state TEXT NOT NULL,
  here BIGINT NOT NULL,
  entered BIGINT NOT NULL,
  PRIMARY KEY (root, workflow, state)
) @keyed;
INSERT INTO state_figure (root, workflow, state, here, entered)
SELECT i.root, i.workflow, c.value, count(*), count(*)
FROM instance AS i, @texts(c, i.configuration)
GROUP BY i.root, i.workflow, c.value;

CREATE TABLE state_wait (
  root BIGINT NOT NULL,
  workflow TEXT NOT NULL,
  state TEXT NOT NULL,
  wait_class BIGINT NOT NULL,
  count BIGINT NOT NULL,
  PRIMARY KEY (root, workflow, state, wait_class)
) @keyed;

-- When an instance should have gone on; only of those in a state that says how long it takes.
CREATE TABLE expectation (
  instance @id NOT NULL PRIMARY KEY,
  root BIGINT NOT NULL,
  due BIGINT NOT NULL
);
CREATE INDEX expectation_due ON expectation (due, instance);

-- Letters that somebody has to look after.
CREATE INDEX letter_trouble ON letter (id) WHERE delivery = 'failed' OR delivery = 'unknown';
