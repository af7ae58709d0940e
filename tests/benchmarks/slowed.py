"""Makes the pages of a browser slower, and their workers too: DevTools slows down only the thread of the page itself.

A program of its own lets the processes that show pages run for a moment, and stops them for the rest of each round.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks.measuring import family

MOMENT = 0.01
"""Seconds."""


@contextlib.contextmanager
def slowed(browser: int, times: int) -> Iterator[None]:
    """Give the pages of a browser a part of the time. `browser` is the id of its main process."""
    child = subprocess.Popen([sys.executable, "-m", __name__, str(browser), str(times)])
    try:
        yield
    finally:
        child.terminate()
        child.wait()


def main(browser: int, times: int) -> None:
    """Slow down until this process is ended, or the one that started it has."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    pages: Sequence[int] = ()
    parent = os.getppid()
    try:
        while os.getppid() == parent:
            start = time.perf_counter()
            time.sleep(MOMENT)
            pages = [process for process in family(browser) if _shows_pages(process)]
            _send(pages, signal.SIGSTOP)
            time.sleep((time.perf_counter() - start) * (times - 1))
            _send(pages, signal.SIGCONT)
    finally:
        _send(pages, signal.SIGCONT)


def _shows_pages(process: int) -> bool:
    with contextlib.suppress(OSError):
        return b"--type=renderer" in Path(f"/proc/{process}/cmdline").read_bytes()
    return False


def _send(processes: Sequence[int], what: signal.Signals) -> None:
    for process in processes:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, what)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
