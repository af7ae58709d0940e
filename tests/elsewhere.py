"""Evaluates an expression on a machine with another time zone and locale."""

from __future__ import annotations

import os
import subprocess
import sys

from tests import small

SCRIPT = """
import datetime, sys
sys.modules["tzdata"] = None
from generator.documents.calendar import calendar
from generator.documents.scheme_workbook import scheme_workbook
from generator.planning.playbook import plan
from generator.sources.load import load
from generator.writers import ics, xlsx
from tests import small
playbook = plan(load(small.files()).require(), "westbrook")
stamp = datetime.datetime(2026, 11, 24, 9, tzinfo=datetime.UTC)
sys.stdout.buffer.write({what})
"""


def written(what: str, zone: str) -> bytes:
    """The bytes of an expression over `playbook` and `stamp`, from a process without a time zone database.

    Args:
        what: the expression.
        zone: the machine's time zone.
    """
    environment = {
        "PYTHONPATH": str(small.ROOT),
        "PYTHONTZPATH": "",
        "TZ": zone,
        "LC_ALL": "C",
        "PYTHONHASHSEED": str(len(zone)),
    }
    return subprocess.run(
        [sys.executable, "-c", SCRIPT.replace("{what}", what)],
        env={**os.environ, **environment},
        capture_output=True,
        check=True,
    ).stdout
