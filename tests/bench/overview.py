"""What looking over everything costs, by how much there is: the median of one overview."""
import tempfile


def on_sqlite(calls, submissions):
    def measure(bench):
        with tempfile.TemporaryDirectory(prefix="accolade-bench-") as folder:
            return bench.program("bench_overview", f"sqlite:{folder}/store.db", calls, submissions)
    return measure


def on_postgres(calls, submissions):
    def measure(bench):
        url = bench.cluster.url(bench.cluster.fresh())
        return bench.program("bench_overview", url, calls, submissions)
    return measure
