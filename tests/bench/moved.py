"""What moving the deadline of a call costs, by how many drafts wait for it: the median of one commit."""
import tempfile

MANY, FEW = 100_000, 100


def _on_postgres(bench, drafts):
    return bench.program("bench_moved_deadline", bench.cluster.url(bench.cluster.fresh()), drafts)


def _on_sqlite(bench, drafts):
    with tempfile.TemporaryDirectory(prefix="accolade-bench-") as folder:
        return bench.program("bench_moved_deadline", f"sqlite:{folder}/store.db", drafts)


def many_on_postgres(bench):
    return _on_postgres(bench, MANY)


def few_on_postgres(bench):
    return _on_postgres(bench, FEW)


def many_on_sqlite(bench):
    return _on_sqlite(bench, MANY)


def few_on_sqlite(bench):
    return _on_sqlite(bench, FEW)
