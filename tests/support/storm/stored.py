"""What the storm writes to a database by hand, and what it reads of it: a thousand people with bearer
tokens at once, and the histories in the order in which they were committed."""
import hashlib
import json
import secrets
import sqlite3
import subprocess
import time

# Entries are numbered in the order in which they were decided. Two programs number apart; but
# whoever changes places holds the lock of the call, and has the number of its transaction from then.
IN_ORDER = {"sqlite": "h.id", "postgresql": "h.xmin::text::bigint, h.id"}


class Stored:
    def __init__(self, url):
        self.url = url
        self.kind = url.split(":", 1)[0]

    def _psql(self, script):
        done = subprocess.run(["psql", "--no-psqlrc", "-qAt", "-v", "ON_ERROR_STOP=1", "-d", self.url],
                              input=script, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        return done.stdout

    def rows(self, sql):
        """All rows of one statement, each as a dict."""
        if self.kind == "sqlite":
            connection = sqlite3.connect(self.url.split(":", 1)[1])
            connection.row_factory = sqlite3.Row
            try:
                return [dict(row) for row in connection.execute(sql)]
            finally:
                connection.close()
        return json.loads(self._psql(f"SELECT coalesce(json_agg(t), '[]') FROM ({sql}) AS t"))

    def run(self, statements):
        """All of them in one transaction."""
        if self.kind == "sqlite":
            connection = sqlite3.connect(self.url.split(":", 1)[1])
            try:
                connection.executescript("BEGIN IMMEDIATE;" + ";".join(statements) + ";COMMIT")
            finally:
                connection.close()
        else:
            self._psql("BEGIN;" + ";".join(statements) + ";COMMIT")

    def add_people(self, count):
        """So many people who are signed in: [(person, token)]. Before any program serves this."""
        first = self.rows("SELECT next_id FROM id_block WHERE name = 'id'")[0]["next_id"]
        now = int(time.time() * 1_000_000)
        people = [(first + 2 * i, secrets.token_urlsafe(32)) for i in range(count)]
        month = 30 * 24 * 3600 * 1_000_000
        values = {"person": [], "address": [], "session": []}
        for i, (person, token) in enumerate(people):
            stored = hashlib.blake2b(token.encode(), digest_size=32).hexdigest()
            values["person"].append(f"({person}, '', {now})")
            values["address"].append(f"('person{i}@example.org', {person}, {now})")
            values["session"].append(f"({person + 1}, '{stored}', {person}, {now}, {now + month})")
        columns = {"person": "id, name, created", "address": "address, person, verified",
                   "session": "id, token_hash, person, created, expires"}
        self.run([f"UPDATE id_block SET next_id = {first + 2 * count} WHERE name = 'id'"] +
                 [f"INSERT INTO {table} ({columns[table]}) VALUES {', '.join(rows)}"
                  for table, rows in values.items()])
        return people

    def entries(self, call):
        """The histories of all registrations, in the order in which they became true."""
        rows = self.rows(f"""
SELECT h.instance, h.version, h.event, h.hash, h.public_part
FROM history AS h
JOIN instance AS i ON i.id = h.instance
WHERE i.parent = {call}
ORDER BY {IN_ORDER[self.kind]}""")
        entries = []
        for row in rows:
            happened = json.loads(row["public_part"])
            entries.append({"instance": str(row["instance"]), "version": row["version"],
                            "event": row["event"], "hash": row["hash"], "to": happened["to"],
                            "mode": happened["fields"].get("mode")})
        return entries

    def people_of(self, call):
        """Who holds which registration: [(instance, person)]."""
        rows = self.rows(f"""
SELECT m.instance, m.person
FROM member AS m
JOIN instance AS i ON i.id = m.instance
WHERE i.parent = {call} AND m.is_below = 0 AND m.role = 'participant'
ORDER BY m.instance, m.person""")
        return [(str(row["instance"]), row["person"]) for row in rows]

    def pools(self, call):
        """name -> (held, waiting), as the call's own figures say."""
        rows = self.rows(f"SELECT name, held, waiting FROM pool WHERE instance = {call}")
        return {row["name"]: (row["held"], row["waiting"]) for row in rows}

    def queue(self, call):
        """pool -> those who wait, in order."""
        queues = {}
        for row in self.rows(f"SELECT pool, child FROM queue WHERE parent = {call}"
                             " ORDER BY pool, number"):
            queues.setdefault(row["pool"], []).append(str(row["child"]))
        return queues
