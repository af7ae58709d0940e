"""Waits for files of a project to be saved."""

from __future__ import annotations

import threading
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
        self._saved = threading.Event()
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
        return self._saved.wait(seconds)

    def wait(self) -> None:
        """Wait for something to be saved."""
        # Python on Windows handles Ctrl+C only between waits.
        while not self._saved.wait(0.5):
            pass
        rounds = round(LONGEST / STILL)
        while rounds and self._saved.is_set():
            self._saved.clear()
            self._saved.wait(STILL)
            rounds -= 1
        self._saved.clear()

    def stop(self) -> None:
        """Watch no longer."""
        self._observer.stop()
        self._observer.join()


class _Handler(FileSystemEventHandler):
    def __init__(self, saved: threading.Event, name: str = "") -> None:
        self._saved, self._name = saved, name

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a change of a file, if it has the name."""
        names = {str(path).replace("\\", "/").rpartition("/")[2] for path in (event.src_path, event.dest_path)}
        # A folder is modified when a file in it is, which has an event of its own.
        is_change = event.event_type in CHANGES and not (event.is_directory and event.event_type == "modified")
        if is_change and (not self._name or self._name in names):
            self._saved.set()
