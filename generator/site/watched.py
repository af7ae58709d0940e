"""Waits for files of a project to be saved."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

CHANGES = ("closed", "created", "deleted", "modified", "moved")
"""Kinds of events after which a file may be another. To open and read one is an event, too."""
STILL, LONGEST = 0.02, 0.3
"""Seconds without an event after which a save is over, and seconds after which nobody waits for its end.

Editors write a file in several steps, or write another and rename it.
"""


class Watched:
    """Files and folders, watched from now on."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._saved = _Saves()
        self._observer = Observer()
        for path in paths:
            # Files cannot be watched on every system, but their folders can.
            if path.is_dir():
                self._observer.schedule(_Handler(self._saved), str(path), recursive=True)
            else:
                self._observer.schedule(_Handler(self._saved, path.name), str(path.parent), recursive=False)
        self._observer.start()

    def saved_within(self, seconds: float) -> bool:
        """Wait for something to be saved, but no longer than some seconds. What was saved since `wait` counts."""
        return self._saved.event.wait(seconds)

    def wait(self) -> None:
        """Wait for something to be saved."""
        # Python on Windows handles Ctrl+C only between waits.
        while not self._saved.event.wait(0.5):
            pass
        end = time.monotonic() + LONGEST
        # A save that was made while nobody waited may be over already.
        while (rest := min(self._saved.latest + STILL, end) - time.monotonic()) > 0:
            time.sleep(rest)
        self._saved.event.clear()

    def stop(self) -> None:
        """Watch no longer."""
        self._observer.stop()
        self._observer.join()


class _Saves:
    """Whether something was saved, and when last, in seconds of the monotonic clock."""

    def __init__(self) -> None:
        self.event = threading.Event()
        self.latest = 0.0

    def add(self) -> None:
        """Note that something is being saved."""
        self.latest = time.monotonic()
        self.event.set()


class _Handler(FileSystemEventHandler):
    def __init__(self, saved: _Saves, name: str = "") -> None:
        self._saved, self._name = saved, name

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a change of a file, if it has the name."""
        names = {str(path).replace("\\", "/").rpartition("/")[2] for path in (event.src_path, event.dest_path)}
        # A folder is modified when a file in it is, which has an event of its own.
        is_change = event.event_type in CHANGES and not (event.is_directory and event.event_type == "modified")
        if is_change and (not self._name or self._name in names):
            self._saved.add()
