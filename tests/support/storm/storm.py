#!/usr/bin/env python3
"""A storm of registrations for a workshop, through the API, and what came of it.

    storm.py blow --database URL [--nodes N] [--people N] [--on-site N] [--online N] [--record FILE]
    storm.py judge FILE

The first serves an empty database by N programs, lets the people register all at once, and prints a
line of JSON: rate_per_second and p99_ms of what they posted, healthz_per_second of the same client with bare
requests, what happened how often, and `faults`: what is not as it must be. The second judges what
--record has written. Exit 1 with faults. ACCOLADE is the program (build/release/accolade)."""
import argparse
import asyncio
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from crowd import Crowd, Person  # noqa: E402
from http_line import Line  # noqa: E402
from judge import faults_of, happened  # noqa: E402
from stored import Stored  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[3]
PROGRAM = os.environ.get("ACCOLADE", str(ROOT / "build/release/accolade"))
FULL_STATES = ("taking_part", "offered")


def told(*command):
    return subprocess.run([PROGRAM, *command], check=True, capture_output=True, text=True).stdout


class Node:
    """One served program, until close(). Letters and its log are files in the folder."""

    def __init__(self, database, folder):
        os.mkdir(folder)
        self.log = open(f"{folder}/log", "w+", encoding="utf-8")
        self.process = subprocess.Popen(
            ["setpriv", "--pdeathsig", "TERM", "--", PROGRAM, "serve", "--database", database,
             "--smtp", f"file:{folder}/letters", "--listen", "127.0.0.1:0",
             "--workflows", str(ROOT / "workflows")],
            stdout=subprocess.PIPE, stderr=self.log, text=True)
        for line in self.process.stdout:
            if line.startswith("listening on "):
                self.port = int(line.rsplit(":", 1)[1])
                return
        self.log.seek(0)
        raise RuntimeError(self.log.read())

    def close(self):
        self.process.terminate()
        self.process.wait()
        self.log.close()


async def post(line, token, path, body):
    answer = await line.ask("POST", f"/api/v1{path}", token, body)
    if answer.status >= 300:
        raise RuntimeError(f"{path} was answered {answer.status}: {answer.body}")
    return answer.json()["id"]


async def opened(line, office, capacity):
    """The id of a workshop that is open."""
    year = time.gmtime().tm_year
    call = await post(line, office, "/instances", {"workflow": "workshop"})
    modes = [{"name": name, "label": name.replace("_", " "), "capacity": places}
             for name, places in capacity.items()]
    await post(line, office, f"/instances/{call}/events/open", {"fields": {
        "title": "Storm", "summary": "Everybody comes.", "venue": "Siena", "modes": modes,
        "closes_at": f"{year + 1}-04-01T08:00:00Z", "begins_at": f"{year + 1}-05-01T08:00:00Z",
        "ends_at": f"{year + 1}-05-02T16:00:00Z", "admission": "open"}})
    return call


async def watch(line, office, crowd, seen):
    """Looks whenever some more were answered how many places are taken, each time in one list."""
    path = (f"/api/v1/instances?workflow=registration&parent={crowd.call}&limit=200"
            + "".join(f"&state={state}" for state in FULL_STATES))
    while not crowd.is_over:
        await crowd.news.wait()
        crowd.news.clear()
        rows = (await line.ask("GET", path, office)).json()["items"]
        for mode in seen:
            taken = sum(row["fields"].get("mode") == mode for row in rows)
            seen[mode] = max(seen[mode], taken)


async def shown(person):
    path = f"/api/v1/instances/{person.registration}"
    instance = (await person.line.ask("GET", path, person.token)).json()
    history = (await person.line.ask("GET", path + "/history", person.token)).json()
    return {"hashes": [line["hash"] for line in history["items"]],
            "state": instance["configuration"][0], "mode": instance["fields"].get("mode")}


async def bare(people):
    """Requests a second that the same client gets with as many connections, doing nothing."""
    rounds = 3
    begin = time.monotonic()

    async def one(person):
        for _ in range(rounds):
            await person.line.ask("GET", "/healthz")
    await asyncio.gather(*(one(person) for person in people))
    return rounds * len(people) / (time.monotonic() - begin)


async def arrive(tokens, ports):
    """Everybody is connected before anybody asks; one of fifty is impatient, on two nodes."""
    people = []
    for number, (_, token) in enumerate(tokens):
        first, second = ports[number % len(ports)], ports[(number + 1) % len(ports)]
        line = await Line.to("127.0.0.1", first)
        twice = await Line.to("127.0.0.1", second) if number % 50 == 0 else None
        people.append(Person(number, token, line, twice))
    return people


async def blow(ports, tokens, office, capacity):
    own = await Line.to("127.0.0.1", ports[0])
    call = await opened(own, office, capacity)
    people = await arrive(tokens, ports)
    healthz = await bare(people)
    crowd = Crowd(call, ["online" if number % 8 == 5 else "on_site" for number in range(len(people))])
    seen = {mode: 0 for mode in capacity}
    watching = asyncio.create_task(watch(own, office, crowd, seen))
    begin = time.monotonic()
    await asyncio.gather(*(crowd.register(person) for person in people))
    seconds = time.monotonic() - begin
    latencies = sorted(answer["received"] - answer["sent"] for answer in crowd.told)
    figures = {"rate_per_second": round(len(latencies) / seconds, 1),
               "p99_ms": round(latencies[len(latencies) * 99 // 100] * 1000, 1),
               "healthz_per_second": round(healthz, 1)}
    await asyncio.gather(*(crowd.take_what_is_kept(person) for person in people))
    crowd.is_over = True
    crowd.news.set()
    await watching
    return figures, {"call": call, "capacity": capacity, "told": crowd.told, "seen": seen,
                     "shown": {person.registration: await shown(person) for person in people}}


def with_what_is_stored(record, stored):
    """Once nobody serves it any more: a program keeps an SQLite file to itself."""
    call = record["call"]
    pools = {name: list(taken) for name, taken in stored.pools(call).items()}
    return {**record, "entries": stored.entries(call), "people": stored.people_of(call),
            "queue": stored.queue(call), "pools": pools}


def storm(options):
    stored = Stored(options.database)
    told("migrate", "--database", options.database)
    told("person", "office@example.org", "The office", "--role", "secretary",
         "--database", options.database)
    office = told("token", "office@example.org", "--database", options.database).strip()
    tokens = stored.add_people(options.people)
    capacity = {"on_site": options.on_site, "online": options.online}
    nodes = []
    with tempfile.TemporaryDirectory(prefix="accolade-storm-") as folder:
        try:
            for number in range(options.nodes):
                nodes.append(Node(options.database, f"{folder}/{number}"))
            ports = [node.port for node in nodes]
            figures, record = asyncio.run(blow(ports, tokens, office, capacity))
        finally:
            for node in nodes:
                node.close()
    verified = subprocess.run([PROGRAM, "verify", "--database", options.database],
                              capture_output=True, text=True)
    record = with_what_is_stored(record, stored)
    record["verify"] = verified.stdout.splitlines() if verified.returncode else []
    return figures, record


def arguments():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    blowing = commands.add_parser("blow")
    blowing.add_argument("--database", required=True)
    for name, default in (("nodes", 1), ("people", 1000), ("on-site", 80), ("online", 40)):
        blowing.add_argument(f"--{name}", type=int, default=default)
    blowing.add_argument("--record")
    commands.add_parser("judge").add_argument("file")
    return parser.parse_args()


def main():
    options = arguments()
    figures = {}
    if options.command == "judge":
        record = json.loads(pathlib.Path(options.file).read_text())
    else:
        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192), hard))
        figures, record = storm(options)
        if options.record:
            pathlib.Path(options.record).write_text(json.dumps(record))
    faults = faults_of(record) + record["verify"]
    print(json.dumps({**figures, "happened": happened(record), "faults": faults}))
    sys.exit(1 if faults else 0)


main()
