-- Feedback that nobody can trace: how often each answer was given, what was written, and, without
-- an instant or an order, which instances have answered. Nothing joins the one with the other.
CREATE TABLE feedback_call (
  about @id NOT NULL PRIMARY KEY,
  root BIGINT NOT NULL,
  until BIGINT NOT NULL
);
CREATE TABLE feedback_giver (
  giver @id NOT NULL PRIMARY KEY,
  about BIGINT NOT NULL,
  root BIGINT NOT NULL
);
CREATE TABLE feedback_count (
  about BIGINT NOT NULL,
  question TEXT NOT NULL,
  answer TEXT NOT NULL,
  root BIGINT NOT NULL,
  count BIGINT NOT NULL CHECK (count > 0),
  PRIMARY KEY (about, question, answer)
) @keyed;
-- The mark is a hash of question and text: long texts are no keys, and it orders them by nothing
-- but what they say.
CREATE TABLE feedback_text (
  about BIGINT NOT NULL,
  question TEXT NOT NULL,
  mark TEXT NOT NULL,
  root BIGINT NOT NULL,
  text TEXT NOT NULL,
  count BIGINT NOT NULL CHECK (count > 0),
  PRIMARY KEY (about, question, mark)
) @keyed;
