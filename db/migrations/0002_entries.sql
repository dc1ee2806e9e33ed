-- An entry of the history has a number of its own, given as it is written. What hangs on
-- an entry is keyed by it and so appended to its tables: by (instance, version) each step fell on
-- other pages of every index, and these were most of what a commit wrote.

ALTER TABLE history RENAME TO history_before;
CREATE TABLE history (
  id @id NOT NULL PRIMARY KEY,
  instance BIGINT NOT NULL,
  version BIGINT NOT NULL CHECK (version > 0),
  root BIGINT NOT NULL,
  event TEXT NOT NULL,
  at BIGINT NOT NULL,
  public_part TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL,
  UNIQUE (instance, version)
);
INSERT INTO id_block (name, next_id) VALUES ('entry', 1);
-- Those from before are numbered below 1, so that no number is given twice.
INSERT INTO history (id, instance, version, root, event, at, public_part, previous, hash)
SELECT row_number() OVER (ORDER BY at, instance, version) - (SELECT count(*) FROM history_before),
       instance, version, root, event, at, public_part, previous, hash
FROM history_before;
DROP TABLE history_before;

-- Erased with the person, which leaves the chain valid.
ALTER TABLE history_personal RENAME TO history_personal_before;
CREATE TABLE history_personal (
  entry @id NOT NULL PRIMARY KEY,
  instance BIGINT NOT NULL,
  root BIGINT NOT NULL,
  actor BIGINT NOT NULL,
  salt TEXT NOT NULL,
  personal_part TEXT NOT NULL
);
INSERT INTO history_personal (entry, instance, root, actor, salt, personal_part)
SELECT h.id, p.instance, p.root, p.actor, p.salt, p.personal_part
FROM history_personal_before AS p
JOIN history AS h ON h.instance = p.instance AND h.version = p.version;
DROP TABLE history_personal_before;

-- SQLite builds a table in memory for a list of more than two, for each row that is checked.
ALTER TABLE letter RENAME TO letter_before;
DROP INDEX letter_next_attempt;
DROP INDEX letter_lease;
CREATE TABLE letter (
  id @id NOT NULL PRIMARY KEY,
  root BIGINT NOT NULL,
  instance BIGINT NOT NULL,
  step BIGINT NOT NULL,
  entry BIGINT NOT NULL,
  package TEXT NOT NULL,
  workflow TEXT NOT NULL,
  letter TEXT NOT NULL,
  role TEXT NOT NULL,
  recipient BIGINT NOT NULL,
  fields TEXT NOT NULL,
  delivery TEXT NOT NULL CHECK (
    delivery = 'ready' OR delivery = 'sending' OR delivery = 'sent' OR delivery = 'deferred' OR
    delivery = 'failed' OR delivery = 'unknown' OR delivery = 'held' OR delivery = 'cancelled'),
  attempts BIGINT NOT NULL CHECK (attempts >= 0),
  reason TEXT NOT NULL,
  message_id TEXT NOT NULL,
  queued BIGINT NOT NULL,
  next_attempt BIGINT,
  lease_until BIGINT,
  fence BIGINT NOT NULL,
  sent BIGINT,
  UNIQUE (entry, letter, recipient),
  CHECK ((delivery = 'ready' OR delivery = 'deferred') = (next_attempt IS NOT NULL)),
  CHECK ((delivery = 'sending') = (lease_until IS NOT NULL)),
  CHECK ((delivery = 'sent') = (sent IS NOT NULL)),
  CHECK (attempts > 0 OR NOT (delivery = 'sending' OR delivery = 'sent' OR
                              delivery = 'deferred' OR delivery = 'unknown'))
);
INSERT INTO letter (id, root, instance, step, entry, package, workflow, letter, role, recipient,
                    fields, delivery, attempts, reason, message_id, queued, next_attempt,
                    lease_until, fence, sent)
SELECT l.id, l.root, l.instance, l.step,
       (SELECT h.id FROM history AS h WHERE h.instance = l.instance AND h.version = l.step),
       l.package, l.workflow, l.letter, l.role, l.recipient, l.fields, l.delivery, l.attempts,
       l.reason, l.message_id, l.queued, l.next_attempt, l.lease_until, l.fence, l.sent
FROM letter_before AS l;
DROP TABLE letter_before;
CREATE INDEX letter_next_attempt ON letter (next_attempt) WHERE next_attempt IS NOT NULL;
CREATE INDEX letter_lease ON letter (lease_until) WHERE lease_until IS NOT NULL;
