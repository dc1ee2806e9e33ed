-- What the search looks at, for whom, and the filters that people keep. See
-- engine/permission/findable.h. Rows from before are filled by db/search/filling.cpp in the same
-- transaction, because only the definitions know what is searched.

-- Which pieces of the instance the row shows, as bits.
ALTER TABLE sight ADD COLUMN pieces BIGINT NOT NULL DEFAULT 0;
-- The bit of the piece that the person's name is; 0 where it is none.
ALTER TABLE member ADD COLUMN named BIGINT NOT NULL DEFAULT 0;

-- A piece of an instance, 64 x its id + the number of the piece; or a person's name, 64 x the id +
-- 63. The words are folded: that is all that either database compares.
CREATE TABLE findable (
  id @id NOT NULL PRIMARY KEY,
  root BIGINT NOT NULL,
  instance BIGINT NOT NULL,
  person BIGINT NOT NULL,
  bit BIGINT NOT NULL,
  body TEXT NOT NULL CHECK (body <> ''),
  CHECK ((instance = 0) = (person <> 0)),
  CHECK (id = 64 * (instance + person) + CASE WHEN person = 0 THEN id % 64 ELSE 63 END)
);
@word_index

-- A person's own: what they look for again and again. `place` 0: a search over everything.
CREATE TABLE saved_filter (
  id @id NOT NULL PRIMARY KEY,
  person BIGINT NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  place BIGINT NOT NULL,
  workflow TEXT NOT NULL,
  state TEXT NOT NULL,
  typed TEXT NOT NULL,
  sort TEXT NOT NULL,
  created BIGINT NOT NULL,
  UNIQUE (person, name)
);
