"""The sheets of a scheme with what happens to its cohort: people, groups, sessions, projects and measures."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from ..model import record_choices as choices
from ..model.base import Noun
from ..model.scheme import Attended, LearningGroup, Person, Records
from ..model.sheets.choices import YES, word_of
from ..model.sheets.form import SheetForm, Value
from ..model.sheets.labels import SEPARATOR, Labels, group_labels, people_labels, project_labels
from ..model.sheets.records import (
    GROUP_NAMES,
    MEASURES,
    MEMBER,
    PEOPLE,
    PEOPLE_NAMES,
    PROJECT_TITLES,
    PROJECTS,
    SCORE,
    SCORES,
    groups_form,
    half_days_in_words,
    sessions_form,
)
from ..planning import dates
from ..planning.playbook import Playbook
from ..planning.schedule import EntryKind
from .spreadsheet import Cell, Choices, ColumnChoices, Sheet, computed, sheet_of

_FEWEST_BLANK_ROWS = 5


def sheets(playbook: Playbook) -> tuple[Sheet, ...]:
    """People, Groups, Sessions, Projects and Measures."""
    records, cohort = playbook.records, playbook.profile.cohort
    names = _Names.of(playbook)
    places = cohort.groups * cohort.group_size
    people = _with_blank_rows(PEOPLE, places + places // 2, len(records.people))
    size = max([cohort.group_size, *(len(group.members) for group in records.groups)])
    groups = _with_blank_rows(groups_form(size), cohort.groups, len(records.groups))
    attendance = sessions_form(sessions(playbook))
    return (
        sheet_of(people, ((person.id, names.person(person)) for person in records.people)),
        sheet_of(groups, ((group.id, names.group(group)) for group in records.groups)),
        sheet_of(attendance, _attendance(records, attendance)),
        sheet_of(PROJECTS, ((project.id, names.cells(project, PROJECTS)) for project in records.projects)),
        sheet_of(MEASURES, ((value.id, names.cells(value, MEASURES)) for value in records.measurements)),
    )


def lists(playbook: Playbook) -> tuple[Choices | ColumnChoices, ...]:
    """The lists that these sheets refer to."""
    return (
        *(Choices(name, tuple(values)) for name, values in record_choices(playbook).items()),
        ColumnChoices(PEOPLE_NAMES, "People", "name"),
        ColumnChoices(GROUP_NAMES, "Groups", "name"),
        ColumnChoices(PROJECT_TITLES, "Projects", "title"),
    )


def record_choices(playbook: Playbook) -> dict[str, dict[str, str]]:
    """The values in each list by the words that a planner sees, in the content as it was typed."""
    profile, library = playbook.profile, playbook.library
    return choices.record_choices(library, profile.sites, profile.partners, library.trusts[profile.id].projects)


def sessions(playbook: Playbook) -> dict[str, str]:
    """The workshops and surgeries of the plan by the ids of their entries, each with its number and day.

    A session that the plan no longer has follows if somebody's attendance was recorded. While the cohort has no start,
    there are its workshops alone.
    """
    titles: dict[str, str] = {}
    for kind, name in ((EntryKind.WORKSHOP, "Workshop"), (EntryKind.SURGERY, "Surgery")):
        for number, entry in enumerate(playbook.schedule.of(kind) if playbook.schedule else (), start=1):
            titles[entry.id] = f"{name} {number} on {dates.short(entry.first)}"
    if playbook.schedule is None:
        titles = {f"workshop-{plan.workshop.id}": f"Workshop {n}" for n, plan in enumerate(playbook.workshops, start=1)}
    recorded = dict.fromkeys(id for attended in playbook.records.attendance.values() for id in attended)
    for id in recorded:
        titles.setdefault(id, f"{id.replace('-', ' ').capitalize()}, no longer planned")
    return titles


def _with_blank_rows(form: SheetForm, wanted: int, filled: int) -> SheetForm:
    return replace(form, blank_rows=max(_FEWEST_BLANK_ROWS, wanted - filled))


def _attendance(records: Records, form: SheetForm) -> Iterator[tuple[str, dict[str, Cell]]]:
    """A row for each participant, and for anybody else whose attendance was recorded."""
    groups = {member: group.name for group in records.groups for member in group.members}
    participants = {person.id for person in records.participants}
    for person in records.people:
        if person.id in participants or person.id in records.attendance:
            marks = records.attendance.get(person.id, {})
            attended = computed(form, "attended", list(marks.values()).count(Attended.ATTENDED))
            yield person.id, {"name": person.name, "group": groups.get(person.id), "attended": attended, **marks}


class _Names(NamedTuple):
    """What the sheets call everything that has an id."""

    words: Mapping[str, Mapping[str, str]]
    """The values of each list by their words."""
    labels: Mapping[str, Labels]
    """Labels of people, groups and projects by their list."""

    @classmethod
    def of(cls, playbook: Playbook) -> _Names:
        records = playbook.records
        words = record_choices(playbook)
        labels = (people_labels(records), group_labels(records), project_labels(records))
        return cls(words, dict(zip((PEOPLE_NAMES, GROUP_NAMES, PROJECT_TITLES), labels, strict=True)))

    def cells(self, noun: Noun, form: SheetForm) -> dict[str, Value]:
        """The cells of a noun by the keys of the columns that its fields have."""
        columns = (column for column in form.columns if hasattr(noun, column.key))
        return {column.key: self.cell(getattr(noun, column.key), column.choices) for column in columns}

    def cell(self, value: Any, list_name: str | None) -> Value:
        """The value of a field as its cell has it."""
        if isinstance(value, list):
            return f"{SEPARATOR} ".join(str(self.cell(each, list_name)) for each in value) or None
        if isinstance(value, bool):
            return YES if value else None
        if not isinstance(value, str) or list_name is None:
            return value  # type: ignore[no-any-return]
        labels = self.labels.get(list_name)
        return labels.label(value) if labels else word_of(value, self.words.get(list_name, {}))

    def person(self, person: Person) -> dict[str, Cell]:
        scores = {f"{SCORE}{field}": getattr(person.scores, field) for field in SCORES}
        given = [score for score in scores.values() if score is not None]
        points = computed(PEOPLE, "points", math.fsum(given) if given else "")
        days = half_days_in_words(person.days) or None
        return {**self.cells(person, PEOPLE), **scores, "points": points, "days": days}

    def group(self, group: LearningGroup) -> dict[str, Value]:
        members = {f"{MEMBER}{number}": self.cell(id, PEOPLE_NAMES) for number, id in enumerate(group.members, start=1)}
        return self.cells(group, groups_form(len(group.members))) | members
