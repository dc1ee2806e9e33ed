"""The figures of a storm: 1,000 people register at once through the API for 80 + 40 places, change,
cancel and wait; each run ends with what tests/support/storm/judge.py finds, and that is nothing."""
import json
import os
import tempfile

from bench import BUILD, ROOT, Rate, output

FEW, FOR_ALL = (80, 40), (1000, 1000)


def _blow(url, nodes, places):
    os.environ["ACCOLADE"] = str(BUILD / "accolade")
    on_site, online = places
    told = json.loads(output(ROOT / "tests/support/storm/storm.py", "blow", "--database", url, "--nodes",
                             nodes, "--on-site", on_site, "--online", online))
    return Rate(told["rate_per_second"], told["p99_ms"])


def on_sqlite(places):
    def measure(_):
        with tempfile.TemporaryDirectory(prefix="accolade-bench-") as folder:
            return _blow(f"sqlite:{folder}/storm.db", 1, places)
    return measure


def on_postgres(places):
    return lambda bench: _blow(bench.cluster.url(bench.cluster.fresh()), 2, places)
