"""The figures of store.apply: ours, and the best that one commit a step does with the same rows."""
import re
import tempfile

from bench import HERE, output

IN_FLIGHT = 64
INSTANCES = 2000


def _store(bench, url):
    return bench.program("bench_store_steps", url, bench.seconds, IN_FLIGHT, INSTANCES)


def _schema(bench, url):
    bench.program("bench_store_steps", url, 0, 0, 0)


def store_on_postgres(bench):
    return _store(bench, bench.cluster.url(bench.cluster.fresh()))


def pgbench(bench):
    cluster = bench.cluster
    name = cluster.fresh()
    _schema(bench, cluster.url(name))
    cluster.psql(name, "-v", f"instances={INSTANCES}", "-f", HERE / "store_instances.sql")
    told = output("pgbench", "-n", "-M", "prepared", "-c", IN_FLIGHT, "-j", 2, "-T", bench.seconds,
                  "-D", f"instances={INSTANCES}", "-f", HERE / "store_one_step.sql", *cluster.at(),
                  name)
    return float(re.search(r"tps = ([\d.]+)", told)[1])


def store_on_sqlite(bench):
    with tempfile.TemporaryDirectory(prefix="accolade-bench-") as folder:
        return _store(bench, f"sqlite:{folder}/store.db")


def sqlite_loop(bench):
    with tempfile.TemporaryDirectory(prefix="accolade-bench-") as folder:
        _schema(bench, f"sqlite:{folder}/loop.db")
        return bench.program("bench_sqlite_loop", f"{folder}/loop.db", bench.seconds, INSTANCES)
