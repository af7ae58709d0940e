"""The studio's desk: what an edit costs, from the cell that was typed into to what the page shows."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any

from generator.sources.layout import profile_of
from generator.sources.library_json import library_json
from generator.sources.load import load
from generator.sources.tree import read_project
from generator.studio.data import EXAMPLE_LIST, EXAMPLES, LIBRARY, REGISTER
from generator.studio.desk import Desk
from generator.studio.updated import new
from generator.writers.new_profile import NewProfile, write
from tests import small
from tests.benchmarks.measuring import Run, cpu, say
from tests.benchmarks.rows import Row, at_most
from tests.benchmarks.schemes import PEOPLE, SLUG, TODAY, with_records
from tests.studio.desks import ask, cell

EXAMPLE = "westbrook"


def editing(run: Run) -> Iterator[Row]:
    """An edit of an example, and of a scheme of 200 people with every sheet filled in."""
    say("the studio's desk")
    content = read_project(small.ROOT)
    profile = NewProfile("Westshire", "Westshire", start=datetime.date(2027, 9, 15), groups=PEOPLE // 2)
    library = load(content | {profile_of(SLUG): write(profile).encode()}).require()
    inside = f"content/trusts/{EXAMPLE}/"
    own = {path.removeprefix(inside): raw for path, raw in content.items() if path.startswith(inside)}
    files = {f"{EXAMPLES}{EXAMPLE}/{path}": raw for path, raw in own.items()}
    desk = Desk({LIBRARY: library_json(library), REGISTER: b"", EXAMPLE_LIST: b"[]", **files})
    yield Row("  opening an example", cpu(lambda: ask(desk, "example", slug=EXAMPLE), run.rounds), "CPU s")
    yield from _edits(desk, ask(desk, "example", slug=EXAMPLE), "an example", run)
    large = new(with_records(library), SLUG, TODAY)
    opening = cpu(lambda: ask(desk, "open", [("large.xlsx", large)]), 1)
    yield Row(f"  opening the workbook of {PEOPLE} people", opening, "CPU s")
    # A sheet is read and checked as a whole, so here each edit of a person reads 200.
    yield from _edits(desk, ask(desk, "open", [("large.xlsx", large)]), f"{PEOPLE} people", run, person=0.06)

    def propose() -> None:
        desk.check()
        assert "pairs" in ask(desk, "pairs")

    yield at_most(f"proposing pairs of {PEOPLE} people, with reasons", cpu(propose, run.rounds), "CPU s", 1.0)
    yield Row("  saving it", cpu(lambda: ask(desk, "save"), 1), "CPU s")


def _edits(desk: Desk, opened: dict[str, Any], of: str, run: Run, person: float = 0.045) -> Iterator[Row]:
    start = cell(opened, "Scheme", "cohort.start", "choice")
    days = cycle(["2027-10-13", "2027-10-20", "2027-10-06", "2027-11-03"])
    name = cell(opened, "People", "next", "name")
    names = cycle(["Ada", "Bo", "Cy"])
    tasks = next(sheet for sheet in opened["sheets"] if sheet["name"] == "Tasks")
    task = cell(opened, "Tasks", tasks["rows"][0]["id"], "note")

    def edit(address: dict[str, Any], values: Iterator[str]) -> Callable[[], object]:
        return lambda: ask(desk, "edit", edits=[{**address, "value": next(values)}])

    yield at_most(f"an edit that moves every date: {of}", cpu(edit(start, days), run.rounds), "CPU s", 0.045)
    yield at_most(f"an edit of a person: {of}", cpu(edit(name, names), run.rounds), "CPU s", person)
    yield at_most(f"an edit of a task: {of}", cpu(edit(task, names), run.rounds), "CPU s", 0.045)
    ask(desk, "edit", edits=[])
