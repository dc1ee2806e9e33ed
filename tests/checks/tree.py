"""What git would commit, as text; what each C++ file includes; and how a check counts."""
import functools
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]


@functools.cache
def files():
    """Paths of all files, tracked and new but not ignored, relative to the root, sorted."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return sorted({name for name in listed.split("\0") if (ROOT / name).is_file()})


@functools.cache
def text(name):
    """The text of a file; empty for one that is not text, such as a picture."""
    try:
        return (ROOT / name).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def cpp_files():
    return [name for name in files() if name.endswith((".cpp", ".h"))]


def is_script(name):
    return text(name).startswith("#!")


@functools.cache
def includes(name):
    """(line number, header) of every #include of a C++ file."""
    found = re.finditer(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', text(name), re.MULTILINE)
    return [(text(name).count("\n", 0, match.start()) + 1, match[1]) for match in found]


@functools.cache
def reached(name):
    """The file and every file of ours that it includes, directly or not."""
    seen, waiting = set(), [name]
    while waiting:
        here = waiting.pop()
        if here not in seen and (ROOT / here).is_file():
            seen.add(here)
            waiting += [header for _, header in includes(here)]
    return sorted(seen)


class Count:
    """Prints each test's outcome as it is known, and the closing line that tests/run reads."""

    def __init__(self):
        self.passed = self.failed = 0

    def record(self, name, faults):
        if faults:
            self.failed += 1
            print(f"FAILED  {name}", *(f"    {fault}" for fault in faults), sep="\n", flush=True)
        else:
            self.passed += 1
            print(f"ok      {name}", flush=True)

    def close(self):
        """Prints the counts; the exit code of the check."""
        print(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed or not self.passed else 0
