"""What figures are measured with: the programs of the release build, and a PostgreSQL cluster."""
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = ROOT / "tests/bench"
BUILD = pathlib.Path(os.environ.get("ACCOLADE_BENCH_BUILD", ROOT / "build/release"))


def output(*command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"tests/bench/run: {command[0]} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


class Rate(float):
    """So many a second, of which one of a hundred took longer than p99_ms."""

    def __new__(cls, value, p99_ms):
        rate = super().__new__(cls, value)
        rate.p99_ms = p99_ms
        return rate


class Cluster:
    """PostgreSQL with fsync and synchronous_commit on, as its packager ships it, until close()."""

    def __init__(self):
        self.script = subprocess.Popen([ROOT / "tests/support/postgres_cluster", "fsync=on"],
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.folder, self.port = self.script.stdout.readline().split()
        self.databases = 0

    def close(self):
        self.script.stdin.close()
        self.script.wait()

    def at(self):
        """Where it is, as psql and pgbench take it."""
        return ["-h", self.folder, "-p", self.port, "-U", "postgres"]

    def psql(self, database, *arguments):
        return output("psql", "--no-psqlrc", "-qAt", *self.at(), "-d", database, *arguments)

    def fresh(self):
        """The name of a new, empty database."""
        self.databases += 1
        name = f"bench_{self.databases}"
        self.psql("postgres", "-c", f"CREATE DATABASE {name}", "-c", "CHECKPOINT")
        return name

    def url(self, name):
        return f"postgresql://postgres@/{name}?host={self.folder}&port={self.port}"


class Bench:
    """Lives as long as a `with`; the cluster starts when first asked for."""

    seconds = int(os.environ.get("ACCOLADE_BENCH_SECONDS", "6"))  # of each measurement that has a length

    def __init__(self):
        self._cluster = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._cluster:
            self._cluster.close()

    @property
    def cluster(self):
        self._cluster = self._cluster or Cluster()
        return self._cluster

    def build(self, programs):
        if not (BUILD / "build.ninja").exists():
            output("cmake", "-S", ROOT, "-B", BUILD, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release")
        output("cmake", "--build", BUILD, "--target", *sorted(programs))

    def program(self, name, *arguments):
        """The number that the program prints last."""
        return float(output(BUILD / "tests/bench" / name, *arguments).split()[-1])
