-- One step as one statement, one round trip, one commit: the rows that bench_store_steps writes.
\set id random(1, :instances)
WITH stepped AS (
  UPDATE instance
  SET version = version + 1, configuration = '["draft"]', data = repeat('d', 440),
      chain = repeat('c', 64), changed = 1780000000000000
  WHERE id = :id
  RETURNING id, root, version, package, workflow, nextval('bench_number') AS entry
), recorded AS (
  INSERT INTO history (id, instance, version, root, event, at, public_part, previous, hash)
  SELECT entry, id, version, root, 'count', 1780000000000000, repeat('p', 290),
         repeat('c', 64), repeat('c', 64)
  FROM stepped
), personal AS (
  INSERT INTO history_personal (entry, instance, root, actor, salt, personal_part)
  SELECT entry, id, root, 7, repeat('s', 64), '{"actor":7,"fields":{}}'
  FROM stepped
)
INSERT INTO letter (id, root, instance, step, entry, package, workflow, letter, role, recipient,
                    fields, delivery, attempts, reason, message_id, queued, next_attempt, fence)
SELECT nextval('bench_number'), root, id, version, entry, package, workflow, 'receipt',
       'applicant', 7, repeat('f', 75), 'ready', 0, '', '123456789.1780000000000000',
       1780000000000000, 1780000000000000, 0
FROM stepped;
