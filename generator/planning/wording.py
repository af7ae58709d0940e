"""Shared text in the words of a plan: its figures, and the nouns that fit the size of its learning groups."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from operator import is_not
from typing import Any, NamedTuple, TypeVar

from ..model.base import Noun
from ..model.blanks import FIGURES, REPORTED, UNFILLED, Mark, replaced
from ..model.library import KINDS, Library, Trust
from ..model.prose import as_prose
from ..model.walk import Shape, reports, shapes
from ..model.workshop import GroupVariant
from .agenda import in_groups_of
from .effort import Effort
from .schedule import EntryKind, Schedule
from .weeks import PlanWeeks

N = TypeVar("N", bound=Noun)

_PAIR = re.compile(
    r"\]\([^)]*\)|\{[^{}]*\}"
    r"|\bPair(?= (?:a|an|people|them|those)\b)|\b(?:and|can|or|to|who|you) pairs?(?= (?:people|them)\b)"
    r"|\b([Pp])air(?=s?\b)"
)
"""The noun, or what must stay as it is: the target of a link, a mark, and the verb."""
_COUNTED = re.compile(
    r"\{(?P<content>[a-z0-9_:-]+)\}(?P<between>[-\s](?:[a-z]+\s)?)"
    r"(?P<noun>weeks|hours|months|visits|meetings|surgeries|workshops|participants)\b"
)
_NUMBER = re.compile(r"[\d,.]+")
_SINGULAR = {"surgeries": "surgery"}


@dataclass(frozen=True, slots=True)
class Wording:
    """What the marks of a text become for one cohort."""

    group_size: int = 2
    figures: Mapping[str, str] = field(default_factory=dict)
    """By the content of their mark, such as `months` or `weeks_before:selection`."""

    def text(self, text: str, *, prose: bool = False, reported: bool = False) -> str:
        """A text in this cohort's words; `prose` is Markdown, and what is `reported` keeps its pairs."""
        if self.group_size > 2 and not reported and ("pair" in text or "Pair" in text):
            text = _PAIR.sub(_as_group, text)
        if "{" not in text:
            return text

        def value(mark: Mark) -> str | None:
            if len(mark.wordings) == 2:
                return mark.wordings[self.group_size > 2]
            figure = self.figures.get(mark.content)
            if figure is None:
                return f"[{FIGURES[mark.name]}]" if mark.name in FIGURES else None
            return figure if not prose or _NUMBER.fullmatch(figure) else as_prose(figure)

        return replaced(_COUNTED.sub(self._agreeing, text), value)

    def _agreeing(self, match: re.Match[str]) -> str:
        """A figure with the singular of what it counts where it is one."""
        if self.figures.get(match["content"]) not in ("1", "one"):
            return match[0]
        noun = match["noun"]
        return f"{{{match['content']}}}{match['between']}{_SINGULAR.get(noun, noun.removesuffix('s'))}"


def _as_group(match: re.Match[str]) -> str:
    if match[1] is None:
        return match[0]
    return "Group" if match[1] == "P" else "group"


def worded(noun: N, wording: Wording, *, reported: bool = False) -> N:
    """A noun in a cohort's words; the noun itself where nothing changes.

    What is `reported` keeps its pairs.
    """
    reported = reported or reports(noun)
    if isinstance(noun, GroupVariant) and wording.group_size == 2:
        wording = replace(wording, group_size=noun.group_sizes[0])
    changes = {}
    for name, shape in _fields_with_text(type(noun)):
        value = getattr(noun, name)
        if value and (changed := _value(value, shape, wording, reported)) is not value:
            changes[name] = changed
    return noun.model_copy(update=changes) if changes else noun


@cache
def _fields_with_text(model: type[Noun]) -> tuple[tuple[str, Shape], ...]:
    def has_text(shape: Shape) -> bool:
        inner = shape.list_of or shape.dict_of
        return has_text(inner) if inner else bool(shape.model or shape.prose or shape.line)

    return tuple((name, shape) for name, shape in shapes(model).items() if has_text(shape))


def _value(value: Any, shape: Shape, wording: Wording, reported: bool) -> Any:
    if value is None:
        return None
    if isinstance(value, str):
        return wording.text(value, prose=shape.prose, reported=reported)
    if shape.model:
        return worded(value, wording, reported=reported)
    inner = shape.list_of or shape.dict_of
    if inner is None:
        return value
    if isinstance(value, dict):
        entries = {key: _value(each, inner, wording, reported) for key, each in value.items()}
        return entries if any(entries[key] is not each for key, each in value.items()) else value
    items = [_value(each, inner, wording, reported) for each in value]
    return items if any(map(is_not, items, value)) else value


_FILLED = tuple(kind for kind in KINDS if not kind.within and kind.name not in UNFILLED and "<trust>" not in kind.file)


class Reworded(NamedTuple):
    """A library, and the same library in a cohort's words."""

    typed: Library
    wording: Wording
    result: Library

    def noun(self, attribute: str, id: str, noun: Noun) -> Noun | None:
        """The noun in the cohort's words; None if the library did not have it, or if groups are not pairs."""
        typed = getattr(self.typed, attribute)
        is_same = self.wording.group_size == 2 and typed.get(id) is noun
        return getattr(self.result, attribute)[id] if is_same else None


def worded_library(library: Library, wording: Wording, before: Reworded | None = None) -> Library:
    """The shared content in a cohort's words, with workshops as groups of its size run them.

    What trusts wrote, references and history stay as they are. For pairs, activities still hold what differs in groups.
    A noun that was put in the same words `before` is taken from there.
    """
    if before and before.wording != wording:
        before = None
    changes: dict[str, Any] = {}
    for kind in _FILLED:
        shape = shapes(Library)[kind.attribute]
        value = getattr(library, kind.attribute)
        reported = kind.name in REPORTED
        if before and shape.dict_of:
            nouns = {
                id: before.noun(kind.attribute, id, noun) or _value(noun, shape.dict_of, wording, reported)
                for id, noun in value.items()
            }
            changed = nouns if any(nouns[id] is not noun for id, noun in value.items()) else value
        else:
            changed = _value(value, shape, wording, reported)
        if changed is not value:
            changes[kind.attribute] = changed
    if wording.group_size > 2:
        workshops = changes.get("workshops", library.workshops)
        changes["workshops"] = {id: in_groups_of(each, wording.group_size) for id, each in workshops.items()}
    return library.model_copy(update=changes)


def worded_trust(trust: Trust, wording: Wording) -> Trust:
    """A trust with its own projects, which often begin as copies of shared ones, in its cohort's words."""
    projects = {id: worded(project, wording) for id, project in trust.projects.items()}
    return trust.model_copy(update={"projects": projects})


def worded_weeks(weeks: PlanWeeks, wording: Wording) -> PlanWeeks:
    """Weeks with the titles of milestones and workshops in a cohort's words."""
    return replace(weeks, titles={id: wording.text(title) for id, title in weeks.titles.items()})


def worded_schedule(schedule: Schedule, wording: Wording) -> Schedule:
    """Dates with titles in a cohort's words. A reason may quote the trust, so only that of pair meetings changes."""
    entries = tuple(
        replace(
            entry,
            title=wording.text(entry.title),
            reason=wording.text(entry.reason) if entry.kind is EntryKind.PAIR_MEETING else entry.reason,
        )
        for entry in schedule.entries
    )
    return replace(schedule, entries=entries, weeks=worded_weeks(schedule.weeks, wording))


def worded_effort(effort: Effort, wording: Wording) -> Effort:
    """Hours with their assumptions in a cohort's words."""
    return replace(
        effort, lines=tuple(replace(line, assumption=worded(line.assumption, wording)) for line in effort.lines)
    )
