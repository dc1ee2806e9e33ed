"""What a search costs, by how much there is to search: the median of one search."""
import tempfile


def on_sqlite(instances, word):
    def measure(bench):
        with tempfile.TemporaryDirectory(prefix="accolade-bench-") as folder:
            return bench.program("bench_search", f"sqlite:{folder}/store.db", instances, word)
    return measure


def on_postgres(instances, word):
    def measure(bench):
        url = bench.cluster.url(bench.cluster.fresh())
        return bench.program("bench_search", url, instances, word)
    return measure
