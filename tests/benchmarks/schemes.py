"""A planner's workbook: what it costs to bring it up to date."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import partial

from generator.model.library import Library
from generator.model.scheme import Records
from generator.planning.playbook import plan
from generator.planning.schedule import EntryKind
from generator.sources.layout import profile_of
from generator.sources.load import load
from generator.sources.tree import read_project
from generator.studio.opened import checking, opened
from generator.studio.updated import new, updated
from generator.writers.new_profile import NewProfile, write
from tests import small
from tests.benchmarks.measuring import Run, cpu, say
from tests.benchmarks.rows import Row, at_most

PEOPLE = 200
TODAY = datetime.date(2026, 11, 28)
SLUG = "westshire"


def updating(run: Run) -> Iterator[Row]:
    """`scheme update` for 200 people in 100 pairs, every sheet filled in, without the start of the program."""
    say(f"a scheme of {PEOPLE} people")
    content = {path: raw for path, raw in read_project(small.ROOT).items() if "/trusts/" not in path}
    profile = NewProfile("Westshire", "Westshire", start=datetime.date(2027, 9, 15), groups=PEOPLE // 2)
    library = load(content | {profile_of(SLUG): write(profile).encode()}).require()
    raw = new(with_records(library), SLUG, TODAY)
    reading = cpu(partial(load, content), run.rounds)
    whole = cpu(lambda: updated(opened(raw, "westshire.xlsx", checking(content)), TODAY), run.rounds)
    yield at_most(f"`scheme update` for {PEOPLE} people, without reading the content", whole - reading, "CPU s", 2)
    yield Row("  reading the content", reading, "CPU s")
    yield Row("  size of its workbook", len(raw) / 1000, "KB")


def with_records(library: Library) -> Library:
    """The library with records of everybody: sessions, projects and measures too."""
    trust = library.trusts[SLUG]
    schedule = plan(library, SLUG, today=TODAY).schedule
    assert schedule is not None
    sessions = [entry.id for kind in (EntryKind.WORKSHOP, EntryKind.SURGERY) for entry in schedule.of(kind)]
    groups = range(1, PEOPLE // 2 + 1)
    records = {
        "keep_until": "2029-08-31",
        "people": [
            {
                "id": f"person-{number}",
                "name": f"Person Number{number}",
                "email": f"person{number}@example.nhs.uk",
                "staff_group": "managers" if number % 2 else "resident-doctors",
                "department": f"Ward {number % 20}",
                "line_manager": f"Manager {number}",
                "line_manager_email": f"manager{number}@example.nhs.uk",
                "days": ["monday-morning", "wednesday-afternoon"],
                "wishes": "To see how the other side decides, and to make one thing better together.",
                "decision": "participant",
                "release": "agreed",
            }
            for number in range(1, PEOPLE + 1)
        ],
        "groups": [
            {
                "id": f"group-{number}",
                "name": f"Pair {number}",
                "members": [f"person-{2 * number - 1}", f"person-{2 * number}"],
            }
            for number in groups
        ],
        "attendance": {f"person-{number}": dict.fromkeys(sessions, "A") for number in range(1, PEOPLE + 1)},
        "projects": [
            {"id": f"project-{number}", "title": f"Project {number}", "group": f"group-{number}", "stage": "under-way"}
            for number in groups
        ],
        "measurements": [
            {"id": f"measure-{number}-{week}", "day": f"2028-01-{week + 1:02}", "project": f"project-{number}",
             "measure": "Hours waited", "value": 10 - week}
            for number in groups
            for week in range(4)
        ],
    }  # fmt: skip
    filled = trust.model_copy(update={"records": Records.model_validate(records, strict=False)})
    return library.model_copy(update={"trusts": {SLUG: filled}})
