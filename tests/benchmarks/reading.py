"""Cost of checking content, by the number of projects, and of importing a menu."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import partial

from generator.sources.load import load
from tests import small
from tests.benchmarks.measuring import Run, command, cpu, say
from tests.benchmarks.rows import Row, at_most
from tests.benchmarks.site import many_projects

ROWS = 1_000


def checking(run: Run) -> Iterator[Row]:
    """Reading and checking growing numbers of projects; 300 files as a whole command."""
    each: dict[int, float] = {}
    for number in (10, 100, 300, 1_000) if run.quick else (10, 100, 300, 1_000, 10_000):
        say(f"check of {number} projects")
        content = many_projects(number)
        each[number] = 1000 * cpu(partial(load, content, advise=True), 5 if number <= 1_000 else 3) / number
        yield Row(f"check of {number:,} projects, each", each[number], "CPU ms")
    last = max(each)
    yield at_most("  beside each of 300", each[last] / each[300], "times", 1)
    project = small.write(run.folder / "files", many_projects(300))
    say("check of 300 files")
    costs = [command("generator", "check", folder=project) for _ in range(run.rounds)]
    yield at_most("the command `check` on 300 files", sorted(cost.cpu for cost in costs)[len(costs) // 2], "CPU s", 1)


def importing(run: Run) -> Iterator[Row]:
    """A foreign list of a thousand projects."""
    say(f"import of {ROWS} rows")
    project = small.write(run.folder / "importing")
    with (project / "list.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("Title", "Summary", "Aim", "Lead"))
        for number in range(ROWS):
            writer.writerow((f"Fewer falls {number}", "Patients fall less.", "Halve falls on one ward.", "Matron"))
    cost = command("generator", "menu", "import", "list.csv", "--into", "projects_menu", folder=project)
    yield Row(f"import of a menu of {ROWS:,} rows", cost.cpu, "CPU s")
    yield Row("  memory", cost.memory, "MB")
