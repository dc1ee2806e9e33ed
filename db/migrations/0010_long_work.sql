-- Work that takes longer than a page may, of the person who began it. `key` is the form's: sent
-- twice, it is one work. `asked` is emptied when it ends: it may hold a whole table of people.
CREATE TABLE long_work (
  id @id NOT NULL PRIMARY KEY,
  person BIGINT NOT NULL,
  key TEXT NOT NULL CHECK (key <> ''),
  kind TEXT NOT NULL,
  about BIGINT NOT NULL,
  title TEXT NOT NULL,
  asked TEXT NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN ('waiting', 'working', 'done', 'refused', 'failed')),
  step TEXT NOT NULL,
  done BIGINT NOT NULL CHECK (done >= 0),
  total BIGINT NOT NULL CHECK (total >= 0),
  result TEXT NOT NULL,
  file BIGINT NOT NULL DEFAULT 0,
  created BIGINT NOT NULL,
  ended BIGINT,
  lease_until BIGINT,
  fence BIGINT NOT NULL,
  UNIQUE (person, key),
  CHECK ((ended IS NULL) = (stage IN ('waiting', 'working'))),
  CHECK ((lease_until IS NULL) = (ended IS NOT NULL)),
  CHECK (ended IS NULL OR asked = '')
);
-- What waits, in the order in which it was begun; it holds no more than what is under way.
CREATE INDEX long_work_waiting ON long_work (lease_until, id) WHERE ended IS NULL;
-- And what ended, to be forgotten.
CREATE INDEX long_work_ended ON long_work (ended) WHERE ended IS NOT NULL;
