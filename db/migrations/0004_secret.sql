-- What codes for the door, certificates and links are sealed with: made by the program when it is
-- first needed, never changed, because every code that was handed out would be worth nothing then.
CREATE TABLE secret (
  id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
  text TEXT NOT NULL CHECK (length(text) >= 43)
);
