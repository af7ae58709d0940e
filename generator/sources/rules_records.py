"""Rules of a cohort's records that no field can say, alone and beside the profile."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping

from ..model.base import Noun
from ..model.diagnostics import Diagnostic, Place, Severity
from ..model.english import counted
from ..model.library import Library, Trust
from ..model.scheme import Decision, Person, ProjectStage, Records
from ..model.sheets.records import PEOPLE, PROJECTS
from ..model.suggestions import did_you_mean
from ..model.trust import TrustProfile
from ..model.walk import Path
from .yaml_reader import Source

YEAR, MONTH = datetime.timedelta(days=365), datetime.timedelta(days=30)
_NO_PARTICIPANT = (Decision.APPLIED, Decision.OFFERED, Decision.RESERVE, Decision.NOT_THIS_TIME)
"""Decisions of people who cannot have been at a session as participants."""
_WHAT = {"stage": "career stage", "learn": "learning topic", "offer": "learning topic", "starred": "project"}
"""What the ids in a field are of, where the field is not called so."""


class _Rules:
    """Diagnostics at the places of a source. None quotes a value or shows its line."""

    def __init__(self, source: Source) -> None:
        self.source = source

    def fault(self, code: str, message: str, path: Path, help: str) -> Diagnostic:
        return Diagnostic(code, message, self.source.place(path), help, excerpt="")

    def warning(self, code: str, message: str, path: Path, help: str) -> Diagnostic:
        return Diagnostic(code, message, self.source.place(path), help, Severity.WARNING, excerpt="")

    def where(self, path: Path) -> str:
        """A place within the same file, in words that follow `in`."""
        return _where(self.source.place(path))


def _where(place: Place) -> str:
    if place.cell is None:
        return f"line {place.line}"
    sheet, _, cell = place.cell.partition("!")
    return f"cell {cell} of the sheet {sheet}"


def check(records: Records, source: Source) -> list[Diagnostic]:
    """Errors and warnings within the records."""
    rules = _Rules(source)
    each = (_ids, _people, _groups, _projects, _measurements, _attendance, _left_of_the_example)
    return [diagnostic for rule in each for diagnostic in rule(records, rules)]


def _ids(records: Records, rules: _Rules) -> Iterator[Diagnostic]:
    """Ids that come twice; in a workbook the rows see to them."""
    for name in ("people", "groups", "projects", "measurements"):
        seen: dict[str, Path] = {}
        for number, item in enumerate(getattr(records, name)):
            path: Path = (name, number, "id")
            if item.id in seen:
                message = f"this id is already in {rules.where(seen[item.id])}"
                yield rules.fault("duplicate-id", message, path, "give one of the two another id")
            seen.setdefault(item.id, path)


def _people(records: Records, rules: _Rules) -> Iterator[Diagnostic]:
    known = {person.id for person in records.people}
    emails: dict[str, tuple[Path, Person]] = {}
    for number, person in enumerate(records.people):
        here: Path = ("people", number)
        for field in ("partners_before", "named", "not_with"):
            for other in getattr(person, field):
                if other == person.id:
                    message, advice = "this is the person of the same row", "name somebody else, or clear the cell"
                    yield rules.fault("names-itself", message, (*here, field), advice)
                elif other not in known:
                    message, advice = "no person has this id", "use the id of a person"
                    yield rules.fault("unknown-person", message, (*here, field), advice)
        if person.email:
            path, first = emails.setdefault(person.email.casefold(), ((*here, "email"), person))
            if first is not person:
                yield _same_email(rules, person, first, (*here, "email"), path)
        if person.reserve_place is not None and person.decision is not Decision.RESERVE:
            message = "the person has a place in the order of reserves, but is not a reserve"
            advice = "choose Reserve as the decision, or clear the place"
            yield rules.warning("no-reserve", message, (*here, "reserve_place"), advice)
    if records.people and records.keep_until is None:
        message = "the file has people in it, but no day by which they must be deleted"
        advice = "type the day that you promised them: in the sheet Scheme, row Keep until (keep_until in records.yml)"
        yield rules.warning("no-keep-until", message, ("keep_until",), advice)


def _left_of_the_example(records: Records, rules: _Rules) -> Iterator[Diagnostic]:
    """Cells of a row that somebody typed over the example, but that still hold the example's words."""
    for name, form, items in (("people", PEOPLE, records.people), ("projects", PROJECTS, records.projects)):
        # The others are words that a planner may well use herself.
        words = {field: text for field, text in form.example.items() if "example" in str(text).casefold()}
        for number, item in enumerate(items):
            for field, text in words.items():
                if getattr(item, field) == text:
                    message = "these words are the example's"
                    yield rules.warning("example", message, (name, number, field), "type your own, or clear the cell")


def _same_email(rules: _Rules, person: Person, first: Person, path: Path, other: Path) -> Diagnostic:
    same = " ".join(person.name.casefold().split()) == " ".join(first.name.casefold().split())
    if same:
        message = f"this person is already in {rules.where(other)}, with the same name and email"
        return rules.fault("duplicate-person", message, path, "keep one of the two rows")
    message = f"another person has the same email, in {rules.where(other)}"
    return rules.warning("duplicate-email", message, path, "correct one of the two, unless they share a mailbox")


def _groups(records: Records, rules: _Rules) -> Iterator[Diagnostic]:
    people = records.by_id
    seen: dict[str, Path] = {}
    for number, group in enumerate(records.groups):
        for place, member in enumerate(group.members):
            path: Path = ("groups", number, "members", place)
            if member not in people:
                message, advice = "no person has this id", "use the id of a person"
                yield rules.fault("unknown-person", message, path, advice)
                continue
            if member in seen:
                message = f"this person is already in a group, in {rules.where(seen[member])}"
                yield rules.fault("two-groups", message, path, "take the person out of one of the two")
            seen.setdefault(member, path)
            if people[member].decision is not Decision.PARTICIPANT:
                message = "this member is not a participant"
                advice = "choose Participant as the decision on the sheet People, or take the person out of the group"
                yield rules.warning("no-participant", message, path, advice)
            if others := {id for id in people[member].not_with if id in group.members[:place]} | {
                id for id in group.members[:place] if id in people and member in people[id].not_with
            }:
                message = f"this person must not be paired with {counted(len(others), 'other member')} of the group"
                yield rules.warning("not-with", message, path, "look at the column Not to be paired with")


def _projects(records: Records, rules: _Rules) -> Iterator[Diagnostic]:
    groups = {group.id for group in records.groups}
    for number, project in enumerate(records.projects):
        path: Path = ("projects", number, "group")
        if project.group is None and project.stage not in (ProjectStage.IDEA, ProjectStage.STOPPED):
            message, advice = "the project has no group", "choose who carries it out"
            yield rules.warning("no-group", message, path, advice)
        elif project.group is not None and project.group not in groups:
            yield rules.fault("unknown-group", "no group has this id", path, "use the id of a group")


def _measurements(records: Records, rules: _Rules) -> Iterator[Diagnostic]:
    projects = {project.id for project in records.projects}
    days: dict[tuple[tuple[str, str], datetime.date], Path] = {}
    settled: dict[tuple[tuple[str, str], str], tuple[Path, object]] = {}
    for number, each in enumerate(records.measurements):
        here: Path = ("measurements", number)
        if each.project not in projects:
            message, advice = "no project of the cohort has this id", "use the id of a project"
            yield rules.fault("unknown-project", message, (*here, "project"), advice)
        first = days.setdefault((each.series, each.day), (*here, "day"))
        if first != (*here, "day"):
            message = f"the measure already has a value for this day, in {rules.where(first)}"
            advice = "keep one of the two: charts show the first"
            yield rules.warning("two-values", message, (*here, "value"), advice)
        for field in ("kind", "better", "target"):
            if (value := getattr(each, field)) is not None:
                path, settled_value = settled.setdefault((each.series, field), ((*here, field), value))
                if value != settled_value:
                    message = f"{rules.where(path)} says something else of this measure, and that counts"
                    advice = "make them the same, or clear this cell"
                    yield rules.warning("measure-differs", message, (*here, field), advice)
    yield from _late_baselines(records, rules)


def _late_baselines(records: Records, rules: _Rules) -> Iterator[Diagnostic]:
    """Values marked as baseline after a value that is not."""
    over: set[tuple[str, str]] = set()
    for number, each in sorted(enumerate(records.measurements), key=lambda pair: pair[1].day):
        if not each.baseline:
            over.add(each.series)
        elif each.series in over:
            message = "this value is marked as baseline, but an earlier value of the measure is not"
            advice = "mark the earlier values too, or clear this cell: a baseline is the first values of a measure"
            yield rules.warning("late-baseline", message, ("measurements", number, "baseline"), advice)


def _attendance(records: Records, rules: _Rules) -> Iterator[Diagnostic]:
    people = records.by_id
    for id, sessions in records.attendance.items():
        path: Path = ("attendance", id, next(iter(sessions), ""))
        if id not in people:
            message, advice = "no person has this id", "use the id of a person"
            yield rules.fault("unknown-person", message, path, advice)
        elif people[id].decision in _NO_PARTICIPANT:
            message = "the row has letters, but the person is not a participant"
            advice = "choose Participant or Withdrawn as the decision on the sheet People, or clear the letters"
            yield rules.warning("no-participant", message, path, advice)


def check_with_trust(
    records: Records, source: Source, library: Library, trust: Trust, today: datetime.date | None = None
) -> list[Diagnostic]:
    """Errors and warnings of records beside the trust's profile.

    Without a day it is not said whether the people must have been deleted by now.
    """
    rules, profile = _Rules(source), trust.profile
    known: dict[str, Collection[str]] = {
        "staff_group": library.vocabulary.staff_groups,
        "stage": library.vocabulary.career_stages,
        "learn": library.vocabulary.learning_topics,
        "offer": library.vocabulary.learning_topics,
        "starred": {**library.projects, **trust.projects},
        "project": {**library.projects, **trust.projects},
        "site": [site.id for site in profile.sites],
        "partner": [partner.id for partner in profile.partners],
    }
    return [*_unknown(records, rules, known), *_sizes(records, rules, profile), *_days(records, rules, profile, today)]


def _unknown(records: Records, rules: _Rules, known: Mapping[str, Collection[str]]) -> Iterator[Diagnostic]:
    fields_of = {"people": tuple(field for field in known if field != "project"), "projects": ("project",)}
    for list_name, fields in fields_of.items():
        for number, item in enumerate(getattr(records, list_name)):
            for field in fields:
                value = getattr(item, field)
                for id in value if isinstance(value, list) else [value]:
                    if id is not None and id not in known[field]:
                        what = _WHAT.get(field, field.replace("_", " "))
                        advice = did_you_mean(id, known[field]) or f"use the id of a {what}"
                        path: Path = (list_name, number, field)
                        yield rules.fault(f"unknown-{what.split()[-1]}", f"no {what} has this id", path, advice)


def _sizes(records: Records, rules: _Rules, profile: TrustProfile) -> Iterator[Diagnostic]:
    size = profile.cohort.group_size
    for number, group in enumerate(records.groups):
        if len(group.members) > size:
            message = f"the group has {counted(len(group.members), 'member')}; groups of this cohort have {size}"
            advice = "leave it if somebody joined them on purpose; otherwise take somebody out"
            yield rules.warning("large-group", message, ("groups", number, "members", size), advice)


def _days(records: Records, rules: _Rules, profile: TrustProfile, today: datetime.date | None) -> Iterator[Diagnostic]:
    if records.people and records.keep_until and today and records.keep_until < today:
        message = "the day by which the people in this file must be deleted is over"
        advice = "take these people out of every sheet, or delete the file"
        yield rules.warning("keep-until-over", message, ("keep_until",), advice)
    start = profile.cohort.start
    if start is None:
        return
    end = start + datetime.timedelta(days=30 * profile.cohort.months)
    for path, day in _own_days(records):
        if not start - YEAR <= day <= end + YEAR:
            message = "the day is more than a year before or after the cohort"
            yield rules.warning("far-from-cohort", message, path, "check the year")
    for number, person in enumerate(records.people):
        if person.decision is Decision.PARTICIPANT and person.post_ends and person.post_ends < end - MONTH:
            message, path = "the person's post ends before the cohort does", ("people", number, "post_ends")
            yield rules.warning("post-ends-early", message, path, "ask whether the person can come until the end")


def _own_days(records: Records) -> Iterator[tuple[Path, datetime.date]]:
    """The days that a planner typed, with their paths."""
    lists: tuple[tuple[str, Iterable[tuple[int | str, Noun]], tuple[str, ...]], ...] = (
        ("groups", enumerate(records.groups), ("first_met",)),
        ("projects", enumerate(records.projects), ("charter_day", "next_step_by")),
        ("measurements", enumerate(records.measurements), ("day",)),
        ("dates", records.dates.items(), ("day",)),
        ("tasks", records.tasks.items(), ("due",)),
    )
    for name, items, fields in lists:
        for key, item in items:
            for field in fields:
                if day := getattr(item, field):
                    yield (name, key, field), day
