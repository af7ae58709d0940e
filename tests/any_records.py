"""Draws the records of a cohort: any number of people, groups, sessions, projects and measures that fit together."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from generator.model import scheme
from generator.model.scheme import Attended, HalfDay, Records
from tests import strategies
from tests.strategies import Drawn

NAMES = st.one_of(st.sampled_from(["Sam Hill", "sam  hill", "Sam Hill (Surgery)", "Hill, Sam; Dr"]), strategies.WORDS)
"""Many people of one name, and names that look like a label or like several."""


@st.composite
def records(draw: st.DrawFn, known: dict[str, list[str]]) -> Records:
    """Records without errors. `known` has ids of staff groups, projects of the menu, sites, partners and sessions."""

    def items(model: type[Any], word: str, most: int) -> list[Drawn]:
        drawn = draw(st.lists(strategies.noun(model, known), max_size=most))
        return [each | {"id": f"{word}-{number}"} for number, each in enumerate(drawn)]

    def one_of(ids: list[str]) -> str | None:
        return draw(st.sampled_from([None, *ids]))

    people = items(scheme.Person, "person", 6)
    ids = [person["id"] for person in people]
    for person in people:
        person |= {"name": draw(NAMES), "site": one_of(known["site"]), "partner": one_of(known["partner"])}
        person["email"] = draw(st.sampled_from([None, f"{person['id']}@example.nhs.uk"]))
        person["days"] = [half for half in HalfDay if half in person.get("days", ())]
        others = [id for id in ids if id != person["id"]]
        for names in ("not_with", "named", "partners_before"):
            person[names] = draw(st.lists(st.sampled_from(others), unique=True)) if others else []
    groups = items(scheme.LearningGroup, "group", 3)
    free = draw(st.permutations(ids))
    for group in groups:
        size = draw(st.integers(0, min(3, len(free))))
        group["members"], free = free[:size], free[size:]
    projects = items(scheme.CohortProject, "project", 3)
    for project in projects:
        project["group"] = one_of([group["id"] for group in groups])
        project["title"] = draw(st.one_of(st.just("Sooner home"), strategies.WORDS))
    measurements = items(scheme.Measurement, "measure", 4) if projects else []
    for each in measurements:
        each["project"] = draw(st.sampled_from([project["id"] for project in projects]))
    letters = st.dictionaries(st.sampled_from(known["session"]), st.sampled_from(list(Attended)), min_size=1)
    attendance = draw(st.dictionaries(st.sampled_from(ids), letters)) if ids else {}
    values = {
        "people": people,
        "groups": groups,
        "projects": projects,
        "measurements": measurements,
        "attendance": attendance,
    }
    return Records.model_validate(values, strict=False)
