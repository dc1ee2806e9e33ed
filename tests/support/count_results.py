#!/usr/bin/env python3
"""Counts what one suite did: prints "PASSED FAILED SKIPPED", then a few lines about each failure.
usage: count_results.py EXIT_CODE LOG [GTEST_JSON]. A suite that did not run to its end, or ran no
test, has failed at least once, whatever it counted before."""
import json
import pathlib
import re
import sys


def from_googletest(report):
    """The report that a GoogleTest program writes when it has run to its end."""
    passed, skipped, failures = 0, 0, []
    for suite in report["testsuites"]:
        for test in suite["testsuite"]:
            if "failures" in test:
                failures.append(f"{suite['name']}.{test['name']}")
                failures += ["    " + line for failure in test["failures"]
                             for line in failure["failure"].splitlines()[:12]]
            elif test.get("result") == "SKIPPED":
                skipped += 1
            elif test.get("status") == "RUN":
                passed += 1
    failed = sum(not line.startswith("    ") for line in failures)
    return passed, failed, skipped, failures


def from_cut_googletest(log):
    """What a GoogleTest program printed before it died: the test that it was in has failed."""
    passed = set(re.findall(r"^\[       OK \] (\S+)", log, re.MULTILINE))
    failed = set(re.findall(r"^\[  FAILED  \] ([^\s,]+\.[^\s,]+)", log, re.MULTILINE))
    begun = re.findall(r"^\[ RUN      \] (\S+)", log, re.MULTILINE)
    if begun and begun[-1] not in passed:
        failed.add(begun[-1])
    return len(passed), len(failed), 0, [*sorted(failed), "the program died; its last words:",
                                         *("    " + line for line in log.splitlines()[-25:])]


def from_tap(log):
    """The summary of node's test runner, and the error of each test that is not ok."""
    count = {word: int(number) for word, number in
             re.findall(r"^# (pass|fail|cancelled|skipped|todo) (\d+)$", log, re.MULTILINE)}
    failures = []
    for match in re.finditer(r"^ *not ok \d+ - (.*)\n((?: +.*\n)*)", log, re.MULTILINE):
        failures += [match[1], *("    " + line for line in match[2].splitlines()[:25])]
    return (count["pass"], count["fail"] + count["cancelled"], count["skipped"] + count["todo"],
            failures)


def from_plain(log):
    """A suite that closes with the line "N passed, N failed" and names each test that failed."""
    last = re.findall(r"^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$", log, re.MULTILINE)[-1]
    failures = re.findall(r"^FAILED .*(?:\n    .*)*", log, re.MULTILINE)
    return (*(int(number or 0) for number in last), "\n".join(failures).splitlines())


def counted(log, report):
    if report:
        return from_googletest(json.loads(report))
    if re.search(r"^\[ RUN      \]", log, re.MULTILINE):
        return from_cut_googletest(log)
    if re.search(r"^# pass \d+$", log, re.MULTILINE):
        return from_tap(log)
    if re.search(r"^\d+ passed, \d+ failed(, \d+ skipped)?$", log, re.MULTILINE):
        return from_plain(log)
    return 0, 1, 0, ["it ran no test:", *("    " + line for line in log.splitlines()[-40:])]


exit_code = int(sys.argv[1])
text = pathlib.Path(sys.argv[2]).read_text(errors="replace")
file = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else None
passed, failed, skipped, failures = counted(text, file and file.exists() and file.read_text())
if passed + failed == 0:
    failed, failures = 1, ["it ran no test"]
if exit_code != 0 and failed == 0:
    failed = 1
    failures = [f"it ended with exit code {exit_code} after its tests; its last words:",
                *("    " + line for line in text.splitlines()[-25:])]
print(passed, failed, skipped)
print("\n".join(failures[:80]))
