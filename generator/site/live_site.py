"""What a preview shows at present: a folder, the faults above its pages, and which pages changed when."""

from __future__ import annotations

import secrets
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .addresses import FACTS

PAGE = "index.html"
"""The file of an address that ends with a slash."""
ON_ANY_PAGE = (".css", ".js", ".woff2", ".svg", ".png")
"""Endings of files that any page may load, other than the facts of a menu."""


class LiveSite:
    """A folder of pages that somebody looks at while it changes. Threads may share it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._run = secrets.token_hex(4)
        """Tells this run of the server from others: a browser may have a page of an earlier one."""
        self._state = 0
        self._changed: dict[str, int] = {}
        """By path of each file the state in which it was written last."""
        self._all_changed = 0
        self._faults = ""
        self._open: Counter[str] = Counter()
        self._news = threading.Condition()

    @property
    def faults(self) -> str:
        """What is wrong with the content; empty if nothing is."""
        return self._faults

    @property
    def state(self) -> str:
        """Name of what is shown now, for `wait_for_news`."""
        return f"{self._run}.{self._state}"

    def show(self, changed: Iterable[str], faults: str = "") -> bool:
        """Files of the folder changed, or what is wrong. Whether somebody who looks at a page has to see it again."""
        with self._news:
            self._state += 1
            self._changed.update(dict.fromkeys(changed, self._state))
            if faults != self._faults or any(map(_is_on_any_page, changed)):
                self._all_changed = self._state
            self._faults = faults
            self._news.notify_all()
            return any(self._since(page) == self._state for page in self._open)

    def open_pages(self) -> list[str]:
        """Paths of the files that somebody looks at."""
        with self._news:
            return list(self._open)

    @contextmanager
    def looked_at(self, path: str) -> Iterator[None]:
        """Somebody looks at a file as long as this block lasts."""
        with self._news:
            self._open[path] += 1
        try:
            yield
        finally:
            with self._news:
                self._open[path] -= 1
                self._open += Counter()

    def is_old(self, path: str, state: str) -> bool:
        """Whether a file, or the faults above it, have changed since a state."""
        run, _, number = state.partition(".")
        return run != self._run or not number.isdecimal() or self._since(path) > int(number)

    def wait_for_news(self, path: str, state: str, seconds: float) -> bool:
        """Wait for a file to be older than what is shown; False if it still is not after some seconds."""
        with self._news:
            return self._news.wait_for(lambda: self.is_old(path, state), seconds)

    def _since(self, path: str) -> int:
        facts = path.removesuffix(PAGE) + FACTS
        return max(self._all_changed, self._changed.get(path, 0), self._changed.get(facts, 0))


def _is_on_any_page(path: str) -> bool:
    return path.endswith(ON_ANY_PAGE) and not path.endswith(f"/{FACTS}")
