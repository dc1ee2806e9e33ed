// The index of words on each engine: what makes it, and how a term is asked of it. Both compare
// folded words byte by byte (engine/search/words.h); neither parses a text or knows a language.
#pragma once

namespace accolade::db {

// On SQLite FTS5 beside `findable`, kept by triggers. Its tokenizer `ascii` parts at what is
// neither a letter or digit of ASCII nor a byte beyond it: at the spaces of a folded text.
inline constexpr const char* sqlite_word_index = R"(
CREATE VIRTUAL TABLE found_word USING fts5(body, content = 'findable', content_rowid = 'id',
                                           tokenize = 'ascii');
CREATE TRIGGER findable_added AFTER INSERT ON findable BEGIN
  INSERT INTO found_word (rowid, body) VALUES (new.id, new.body);
END;
CREATE TRIGGER findable_gone AFTER DELETE ON findable BEGIN
  INSERT INTO found_word (found_word, rowid, body) VALUES ('delete', old.id, old.body);
END;
CREATE TRIGGER findable_changed AFTER UPDATE ON findable BEGIN
  INSERT INTO found_word (found_word, rowid, body) VALUES ('delete', old.id, old.body);
  INSERT INTO found_word (rowid, body) VALUES (new.id, new.body);
END;
)";

// On PostgreSQL a column that follows from the folded text: written as a tsvector, so that no
// parser and no locale has a say. chr(183) is `unlisted` of engine/search/words.h.
inline constexpr const char* postgres_word_index = R"(
CREATE FUNCTION words_in(body text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(CAST(string_agg(quote_literal(w.word) || ':' || w.number, ' ') AS tsvector),
                  CAST('' AS tsvector))
  FROM unnest(string_to_array(body, ' ')) WITH ORDINALITY AS w(word, number)
  WHERE w.word <> chr(183)
$$;
ALTER TABLE findable ADD COLUMN words tsvector GENERATED ALWAYS AS (words_in(body)) STORED;
CREATE INDEX findable_words ON findable USING gin (words);
)";

}  // namespace accolade::db
