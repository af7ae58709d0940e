"""Put each fault of the table into a copy of the project and see which test of its own room finds it.

Run by `make mutants`; `python -m tests.mutants CSV` tries those alone whose title has that word. Exits with 0 where
every fault was found, with 1 where one was not, and with 2 where the table does not fit the code.
"""

from __future__ import annotations

import os
import queue
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests import small
from tests.mutants import trees
from tests.mutants.faults import FAULTS, Fault

AT_ONCE = 2
PYTEST = ("-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-n", "0")
_FAILED = re.compile(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", re.MULTILINE)


class CannotRunError(Exception):
    """Tests fail for another reason than the fault, so they say nothing about it."""


def found_by(fault: Fault, tree: Path) -> str | None:
    """The id of the test that finds a fault; None where every test of its room passes.

    Raises:
        CannotRunError: pytest could not run, or the test fails without the fault too.
    """
    path = tree / "generator" / fault.file
    original = path.read_text(encoding="utf-8")
    times = path.stat()
    path.write_text(original.replace(fault.old, fault.new), encoding="utf-8")
    try:
        test = next(filter(None, (failing(tree, tests) for tests in fault.tests)), None)
    finally:
        path.write_text(original, encoding="utf-8")
        # The compiled module beside it is for a source of this time.
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    if test and failing(tree, [test]):
        raise CannotRunError(f"{test} fails without a fault too")
    return test


def failing(tree: Path, tests: Iterable[str]) -> str | None:
    """The id of the first test that fails; None where all pass.

    Raises:
        CannotRunError: pytest neither passed nor failed.
    """
    done = subprocess.run(
        [sys.executable, *PYTEST, *(test for test in tests if (tree / test.partition("::")[0]).exists())],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 0:
        return None
    match = _FAILED.search(done.stdout)
    if done.returncode != 1 or match is None:
        raise CannotRunError(f"pytest exits with {done.returncode}\n{done.stdout}{done.stderr}")
    return match[1]


def main(words: list[str]) -> int:
    """Try every fault whose title has all of some words, some at once.

    Returns:
        The exit code.
    """
    faults = [fault for fault in FAULTS if all(word in fault.title for word in words)]
    outdated = [fault for fault in faults if fault.occurrences(small.ROOT) != 1]
    for fault in outdated:
        times = fault.occurrences(small.ROOT)
        print(f"generator/{fault.file} has {times} times, not once: {fault.old!r} ({fault.title})")
    if outdated:
        print("Update tests/mutants/faults.py.")
        return 2
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(AT_ONCE) as pool:
        copies: queue.SimpleQueue[Path] = queue.SimpleQueue()
        for number in range(AT_ONCE):
            copies.put(trees.copy_to(Path(folder) / f"{number}"))

        def attempt(fault: Fault) -> str | None:
            tree = copies.get()
            try:
                return found_by(fault, tree)
            finally:
                copies.put(tree)

        missed = 0
        for fault, test in zip(faults, pool.map(attempt, faults), strict=True):
            print(f"{fault.room}: {fault.title}: {f'found by {test}' if test else 'NOT FOUND'}", flush=True)
            missed += test is None
    print(f"{len(faults) - missed} of {len(faults)} found.")
    return 1 if missed else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except CannotRunError as error:
        sys.exit(f"{error}")
