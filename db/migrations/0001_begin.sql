-- The tables of Accolade. Instants are microseconds UTC; JSON is text; a row that belongs to an
-- instance carries the root of its tree. Types that differ are spelled out in sql/dialect.cpp.

CREATE TABLE id_block (
  name TEXT NOT NULL PRIMARY KEY,
  next_id BIGINT NOT NULL
);
INSERT INTO id_block (name, next_id) VALUES ('id', 4096);

-- No index beyond the key: a second one would make every step write it (HOT updates).
CREATE TABLE instance (
  id @id NOT NULL PRIMARY KEY,
  root BIGINT NOT NULL,
  parent BIGINT NOT NULL,
  depth BIGINT NOT NULL,
  workflow TEXT NOT NULL,
  package TEXT NOT NULL,
  version BIGINT NOT NULL,
  configuration TEXT NOT NULL,
  data TEXT NOT NULL,
  chain TEXT NOT NULL,
  created BIGINT NOT NULL,
  changed BIGINT NOT NULL,
  CHECK ((parent = 0) = (depth = 0)),
  CHECK ((parent = 0) = (root = id)),
  CHECK ((version = 0) = (chain = ''))
) @roomy;

-- The active states, compound ones too; written when the configuration changes. Roots have parent 0.
CREATE TABLE instance_state (
  parent BIGINT NOT NULL,
  workflow TEXT NOT NULL,
  state TEXT NOT NULL,
  instance BIGINT NOT NULL,
  root BIGINT NOT NULL,
  PRIMARY KEY (parent, workflow, state, instance)
) @keyed;
CREATE INDEX instance_state_instance ON instance_state (instance);

-- What the children amount to. Decimals are millionths.
CREATE TABLE tally (
  instance BIGINT NOT NULL,
  name TEXT NOT NULL,
  root BIGINT NOT NULL,
  count BIGINT NOT NULL CHECK (count >= 0),
  total BIGINT NOT NULL,
  least BIGINT,
  most BIGINT,
  PRIMARY KEY (instance, name)
) @keyed;

-- What each child adds to a tally that needs them all: min, max, spread.
CREATE TABLE tally_part (
  parent BIGINT NOT NULL,
  tally TEXT NOT NULL,
  child BIGINT NOT NULL,
  root BIGINT NOT NULL,
  value BIGINT NOT NULL,
  PRIMARY KEY (parent, tally, child)
) @keyed;

CREATE TABLE history (
  instance BIGINT NOT NULL,
  version BIGINT NOT NULL CHECK (version > 0),
  root BIGINT NOT NULL,
  event TEXT NOT NULL,
  at BIGINT NOT NULL,
  public_part TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (instance, version)
);

-- Erased with the person, which leaves the chain valid.
CREATE TABLE history_personal (
  instance BIGINT NOT NULL,
  version BIGINT NOT NULL,
  root BIGINT NOT NULL,
  actor BIGINT NOT NULL,
  salt TEXT NOT NULL,
  personal_part TEXT NOT NULL,
  PRIMARY KEY (instance, version)
) @keyed;

-- One row for each deadline that all children of an instance wait for.
CREATE TABLE deadline (
  owner BIGINT NOT NULL,
  key TEXT NOT NULL,
  root BIGINT NOT NULL,
  due BIGINT,
  PRIMARY KEY (owner, key)
) @keyed;
CREATE INDEX deadline_due ON deadline (due) WHERE due IS NOT NULL;

-- When to wake an instance; what is due then is decided from the instance itself.
CREATE TABLE timer (
  instance BIGINT NOT NULL,
  number BIGINT NOT NULL,
  root BIGINT NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  entry BIGINT NOT NULL,
  due BIGINT,
  owner BIGINT,
  key TEXT,
  PRIMARY KEY (instance, number),
  CHECK ((owner IS NULL) = (key IS NULL)),
  CHECK (due IS NULL OR owner IS NULL)
) @keyed;
CREATE INDEX timer_due ON timer (due) WHERE due IS NOT NULL;
CREATE INDEX timer_deadline ON timer (owner, key) WHERE owner IS NOT NULL;

CREATE TABLE inbox (
  receiver BIGINT NOT NULL,
  sender BIGINT NOT NULL,
  step BIGINT NOT NULL,
  number BIGINT NOT NULL,
  root BIGINT NOT NULL,
  event TEXT NOT NULL,
  must BIGINT NOT NULL CHECK (must IN (0, 1)),
  PRIMARY KEY (receiver, sender, step, number)
) @keyed;

CREATE TABLE letter (
  id @id NOT NULL PRIMARY KEY,
  root BIGINT NOT NULL,
  instance BIGINT NOT NULL,
  step BIGINT NOT NULL,
  package TEXT NOT NULL,
  workflow TEXT NOT NULL,
  letter TEXT NOT NULL,
  role TEXT NOT NULL,
  recipient BIGINT NOT NULL,
  fields TEXT NOT NULL,
  delivery TEXT NOT NULL CHECK (delivery IN
    ('held', 'ready', 'sending', 'sent', 'deferred', 'failed', 'unknown', 'cancelled')),
  attempts BIGINT NOT NULL CHECK (attempts >= 0),
  reason TEXT NOT NULL,
  message_id TEXT NOT NULL,
  queued BIGINT NOT NULL,
  next_attempt BIGINT,
  lease_until BIGINT,
  fence BIGINT NOT NULL,
  sent BIGINT,
  UNIQUE (instance, step, letter, recipient),
  CHECK ((delivery IN ('ready', 'deferred')) = (next_attempt IS NOT NULL)),
  CHECK ((delivery = 'sending') = (lease_until IS NOT NULL)),
  CHECK ((delivery = 'sent') = (sent IS NOT NULL)),
  CHECK (delivery NOT IN ('sending', 'sent', 'deferred', 'unknown') OR attempts > 0)
);
CREATE INDEX letter_next_attempt ON letter (next_attempt) WHERE next_attempt IS NOT NULL;
CREATE INDEX letter_lease ON letter (lease_until) WHERE lease_until IS NOT NULL;

CREATE TABLE draft (
  instance BIGINT NOT NULL,
  field TEXT NOT NULL,
  root BIGINT NOT NULL,
  value TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  editor BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (instance, field)
);

CREATE TABLE file (
  id @id NOT NULL PRIMARY KEY,
  root BIGINT NOT NULL,
  instance BIGINT NOT NULL,
  field TEXT NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  bytes BIGINT NOT NULL CHECK (bytes >= 0),
  person BIGINT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX file_instance ON file (instance);

CREATE TABLE file_chunk (
  file BIGINT NOT NULL REFERENCES file (id) ON DELETE CASCADE,
  number BIGINT NOT NULL,
  bytes @bytes NOT NULL,
  PRIMARY KEY (file, number)
);

-- Who holds which role where. Instance 0 is the directory: the consortium above every tree. Roles
-- held from below are apart, because there may be thousands of them on one call.
CREATE TABLE member (
  instance BIGINT NOT NULL,
  is_below BIGINT NOT NULL CHECK (is_below IN (0, 1)),
  role TEXT NOT NULL,
  person BIGINT NOT NULL,
  source BIGINT NOT NULL,
  root BIGINT NOT NULL,
  from_at BIGINT,
  until_at BIGINT,
  PRIMARY KEY (instance, is_below, role, person, source)
) @keyed;
CREATE INDEX member_person ON member (person, instance, role);
CREATE INDEX member_source ON member (source) WHERE source <> 0;

-- Which role, held where, sees an instance now.
CREATE TABLE sight (
  instance BIGINT NOT NULL,
  role TEXT NOT NULL,
  held_at BIGINT NOT NULL,
  root BIGINT NOT NULL,
  PRIMARY KEY (instance, role, held_at)
) @keyed;

CREATE TABLE idempotency (
  key TEXT NOT NULL PRIMARY KEY,
  body_hash TEXT NOT NULL,
  instance BIGINT NOT NULL,
  version BIGINT NOT NULL,
  at BIGINT NOT NULL
);

CREATE TABLE person (
  id @id NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  created BIGINT NOT NULL
);

CREATE TABLE address (
  address TEXT NOT NULL PRIMARY KEY CHECK (address <> ''),
  person BIGINT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  verified BIGINT NOT NULL
);
CREATE INDEX address_person ON address (person, verified);

CREATE TABLE organisation (
  id @id NOT NULL PRIMARY KEY,
  country TEXT NOT NULL,
  name TEXT NOT NULL,
  acronym TEXT NOT NULL,
  status TEXT NOT NULL,
  UNIQUE (country, name)
);

CREATE TABLE organisation_alias (
  country TEXT NOT NULL,
  alias TEXT NOT NULL,
  organisation BIGINT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
  PRIMARY KEY (country, alias)
);

CREATE TABLE session (
  id @id NOT NULL PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  person BIGINT NOT NULL,
  created BIGINT NOT NULL,
  expires BIGINT NOT NULL,
  CHECK (expires > created)
);

CREATE TABLE session_task (
  session BIGINT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
  task BIGINT NOT NULL,
  person BIGINT NOT NULL,
  PRIMARY KEY (session, task, person)
);

CREATE TABLE sign_in (
  token_hash TEXT NOT NULL PRIMARY KEY,
  code_hash TEXT NOT NULL,
  person BIGINT NOT NULL,
  task BIGINT NOT NULL,
  go_to TEXT NOT NULL,
  expires BIGINT NOT NULL,
  used BIGINT,
  wrong_codes BIGINT NOT NULL CHECK (wrong_codes BETWEEN 0 AND 5),
  CHECK (task = 0 OR used IS NULL)
);
CREATE INDEX sign_in_person ON sign_in (person, expires);

-- The current package of a name is the one with its highest `turn`.
CREATE TABLE package (
  hash TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  turn BIGINT NOT NULL,
  published BIGINT NOT NULL
);
CREATE INDEX package_name ON package (name, turn);

CREATE TABLE package_file (
  package TEXT NOT NULL REFERENCES package (hash) ON DELETE CASCADE,
  path TEXT NOT NULL,
  bytes TEXT NOT NULL,
  PRIMARY KEY (package, path)
);
