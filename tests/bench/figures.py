"""What tests/bench/run measures: one row a figure.

A row has functions of a `Bench`, each of which measures once and returns a number. With `versus`
the goal is a ratio, value / versus, and the two are measured in turns; without, it is a number of
the unit. Programs print that number last: bench.program("bench_NAME", ...) runs one that
tests/bench/CMakeLists.txt builds."""
from dataclasses import dataclass
from typing import Callable, Optional

import moved
import overview
import search
import store
import storm

AT_LEAST = "at least"
AT_MOST = "at most"


@dataclass(frozen=True)
class Figure:
    key: str  # for the command line
    name: str
    unit: str
    programs: tuple  # to be built
    value: Callable
    goal: tuple  # AT_LEAST or AT_MOST, and the number
    versus: Optional[Callable] = None
    versus_name: str = ""


def condition(side):
    return lambda bench: bench.program("bench_condition", side, bench.seconds / 3)


FIGURES = [
    Figure(key="postgres", name="durable steps through store.apply on PostgreSQL", unit="steps/s",
           programs=("bench_store_steps",),
           value=store.store_on_postgres, goal=(AT_LEAST, 1.5), versus=store.pgbench,
           versus_name="pgbench, the same rows as one statement and one commit a step"),
    Figure(key="sqlite", name="durable steps through store.apply on SQLite", unit="steps/s",
           programs=("bench_store_steps", "bench_sqlite_loop"),
           value=store.store_on_sqlite, goal=(AT_LEAST, 4.0), versus=store.sqlite_loop,
           versus_name="a bare loop over the SQLite API, the same rows, one commit a step"),
    Figure(key="condition", name="one evaluation of `score >= 3 && status == \"open\" && (yes > no || chair)`",
           unit="ns", programs=("bench_condition",),
           value=condition("accolade"), goal=(AT_MOST, 0.25), versus=condition("lua"),
           versus_name="Lua 5.4, the same as a compiled chunk"),
    Figure(key="verify", name="checking 60 states in 4 regions of 15", unit="ms",
           programs=("bench_verify",),
           value=lambda bench: bench.program("bench_verify"), goal=(AT_MOST, 100)),
    Figure(key="moved-postgres", name="moving the deadline of 100,000 drafts on PostgreSQL",
           unit="us", programs=("bench_moved_deadline",),
           value=moved.many_on_postgres, goal=(AT_MOST, 1.5), versus=moved.few_on_postgres,
           versus_name="moving the deadline of 100 drafts"),
    Figure(key="moved-sqlite", name="moving the deadline of 100,000 drafts on SQLite",
           unit="us", programs=("bench_moved_deadline",),
           value=moved.many_on_sqlite, goal=(AT_MOST, 1.5), versus=moved.few_on_sqlite,
           versus_name="moving the deadline of 100 drafts"),
    Figure(key="overview-sqlite", name="overview of one call with 1,000,000 submissions, on SQLite",
           unit="us", programs=("bench_overview",),
           value=overview.on_sqlite(1, 1_000_000), goal=(AT_MOST, 1.5),
           versus=overview.on_sqlite(1, 100), versus_name="with 100"),
    Figure(key="overview-calls-sqlite",
           name="overview of 1,000 calls with 1,000 submissions each, on SQLite",
           unit="us", programs=("bench_overview",),
           value=overview.on_sqlite(1_000, 1_000), goal=(AT_MOST, 1.5),
           versus=overview.on_sqlite(20, 5), versus_name="20 calls with 5 each"),
    Figure(key="overview-postgres",
           name="overview of one call with 1,000,000 submissions, on PostgreSQL",
           unit="us", programs=("bench_overview",),
           value=overview.on_postgres(1, 1_000_000), goal=(AT_MOST, 1.5),
           versus=overview.on_postgres(1, 100), versus_name="with 100"),
    Figure(key="search-sqlite", name="search of a word that 20 of 100,000 instances have, on SQLite",
           unit="us", programs=("bench_search",),
           value=search.on_sqlite(100_000, "rare"), goal=(AT_MOST, 1.5),
           versus=search.on_sqlite(1_000, "rare"), versus_name="20 of 1,000"),
    Figure(key="search-postgres",
           name="search of a word that 20 of 100,000 instances have, on PostgreSQL",
           unit="us", programs=("bench_search",),
           value=search.on_postgres(100_000, "rare"), goal=(AT_MOST, 1.5),
           versus=search.on_postgres(1_000, "rare"), versus_name="20 of 1,000"),
    Figure(key="search-common-sqlite",
           name="search of a word that all of 100,000 instances have, on SQLite",
           unit="us", programs=("bench_search",),
           value=search.on_sqlite(100_000, "common"), goal=(AT_MOST, 100),
           versus=search.on_sqlite(1_000, "common"), versus_name="all of 1,000"),
    Figure(key="search-common-postgres",
           name="search of a word that all of 100,000 instances have, on PostgreSQL",
           unit="us", programs=("bench_search",),
           value=search.on_postgres(100_000, "common"), goal=(AT_MOST, 100),
           versus=search.on_postgres(1_000, "common"), versus_name="all of 1,000"),
    Figure(key="storm-sqlite", name="1,000 registrations at once for 80 + 40 places, through HTTP, on SQLite",
           unit="requests/s", programs=("accolade",),
           value=storm.on_sqlite(storm.FEW), goal=(AT_LEAST, 0.4),
           versus=storm.on_sqlite(storm.FOR_ALL), versus_name="with a place for each"),
    Figure(key="storm-postgres",
           name="1,000 registrations at once for 80 + 40 places, through HTTP, on two nodes with one PostgreSQL",
           unit="requests/s", programs=("accolade",),
           value=storm.on_postgres(storm.FEW), goal=(AT_LEAST, 0.4),
           versus=storm.on_postgres(storm.FOR_ALL), versus_name="with a place for each"),
]
