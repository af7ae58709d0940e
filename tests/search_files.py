"""The index of the site's search, read back from its scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

SCRIPT = re.compile(r'pairedLearning\.search\.take\("(?P<name>[\w-]+)",(?P<data>.*)\);\n', re.DOTALL)


def data(files: Mapping[str, bytes]) -> dict[str, Any]:
    """What each file of an index hands over, by its name; `files` are by path, of the search or of a whole site."""
    result = {}
    for path, raw in files.items():
        if path.startswith("search/"):
            script = SCRIPT.fullmatch(raw.decode())
            assert script and path == f"search/{script['name']}.js", path
            result[script["name"]] = json.loads(script["data"])
    return result


def of_site(site: Path) -> dict[str, Any]:
    """The index of a built site."""
    return data({f"search/{path.name}": path.read_bytes() for path in (site / "search").iterdir()})


def records(index: Mapping[str, Any]) -> list[list[Any]]:
    """What results show: title, summary, address, sections and files of each entry."""
    return [record[1:] for _, name in index["index"]["records"] for record in index[name]]


def postings(index: Mapping[str, Any]) -> dict[str, dict[int, tuple[int, int]]]:
    """Score and section by the number of the entry, by word."""
    result = {}
    for _, name in index["index"]["words"]:
        for word, values, *_ in index[name]:
            entry, entries = 0, {}
            for gap, value in zip(values[::2], values[1::2], strict=True):
                entry += gap
                entries[entry] = (value % 64, value // 64)
            result[word] = entries
    return result
