"""Measures CPU seconds of commands and functions, in rounds that take turns."""

from __future__ import annotations

import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests import small


@dataclass(frozen=True, slots=True)
class Cost:
    """Cost of a command and every process that it started."""

    cpu: float
    seconds: float
    memory: float
    """Peak megabytes (10^6 bytes) of all its processes together, with shared memory counted once."""


@dataclass(frozen=True)
class Run:
    """One run of the benchmarks."""

    rounds: int
    quick: bool
    folder: Path
    """A folder that is deleted when the run ends."""

    @cached_property
    def site(self) -> Path:
        """A built site of this project."""
        folder = self.folder / "built"
        command("generator", "build", "--site", str(folder))
        return folder


def say(text: str) -> None:
    """Print progress on stderr."""
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def command(*arguments: str, folder: Path = small.ROOT) -> Cost:
    """Run a module of this Python quietly."""
    return program([sys.executable, "-m", *arguments], folder)


def program(arguments: Sequence[str], folder: Path) -> Cost:
    """Run a program quietly, with the release date for a clock.

    Raises:
        RuntimeError: the program failed.
    """
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        child = subprocess.Popen(arguments, cwd=folder, stdout=output, stderr=output, env=environment())
        watch = _Watch(child.pid)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        watch.end()
        if child.returncode:
            output.seek(0)
            raise RuntimeError(f"{' '.join(arguments)}: {output.read().decode(errors='replace')[-2000:]}")
    # The maximum from the system includes the memory of this process at the fork, so it is the last resort.
    return Cost(usage.ru_utime + usage.ru_stime, seconds, watch.most or usage.ru_maxrss * 1024 / 1e6)


def environment() -> dict[str, str]:
    """The environment of every command: this project's modules, and the release date for a clock."""
    settings = {"PYTHONPATH": str(small.ROOT), "SOURCE_DATE_EPOCH": "1795478400", "NO_COLOR": "1"}
    # An installed program has its modules compiled; where Python may not keep them, each start compiles them again.
    return {**os.environ, **settings, "PYTHONDONTWRITEBYTECODE": ""}


class _Watch:
    """Samples the memory of a process and its descendants (Linux only)."""

    def __init__(self, process: int) -> None:
        self.most = 0.0
        self._process, self._ended = process, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(0.2):
            self.most = max(self.most, megabytes(self._process))


def family(process: int) -> list[int]:
    """A process and its descendants (Linux only)."""
    processes = [process]
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                processes += family(int(child))
    return processes


def megabytes(process: int) -> float:
    """Memory of a process and its descendants, with shared memory counted once (Linux only)."""
    return sum(map(_megabytes, family(process)))


def _megabytes(process: int) -> float:
    """Megabytes of a process, with its share of shared memory."""
    with contextlib.suppress(OSError, ValueError, StopIteration):
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024 / 1e6
    return 0.0


def in_turns(rounds: int, *works: Callable[[], Cost]) -> list[list[float]]:
    """CPU seconds of several commands that take turns, so that a busy machine affects all alike."""
    seconds: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, costs in zip(works, seconds, strict=True):
            costs.append(work().cpu)
    return seconds


def ratio(firsts: Sequence[float], seconds: Sequence[float]) -> float:
    """Median of the ratios of pairs."""
    return statistics.median(first / second for first, second in zip(firsts, seconds, strict=True))


def cpu(work: Callable[[], object], rounds: int = 1) -> float:
    """Median CPU seconds of a function in this process."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)
