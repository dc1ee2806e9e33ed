-- What store_one_step.sql steps on; run once, with -v instances=N.
INSERT INTO instance (id, root, parent, depth, workflow, package, version, configuration, data,
                      chain, created, changed)
SELECT n, n, 0, 0, 'nomination', repeat('a', 64), 1, '["draft"]', repeat('d', 440),
       repeat('c', 64), 0, 0
FROM generate_series(1, :instances) AS n;
CREATE SEQUENCE bench_number CACHE 4096;
VACUUM ANALYZE instance;
