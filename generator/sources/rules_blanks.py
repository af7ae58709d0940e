"""Checks of the blanks in shared text: their names, the milestones that they count from, and pairs of wordings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.blanks import (
    ANSWER_BY,
    DATE,
    FIGURES,
    LETTER_BLANKS,
    MILESTONE_FIGURES,
    UNFILLED,
    WORKSHOP_BLANKS,
    Mark,
    marks,
)
from ..model.blanks import stray_bracket as stray
from ..model.calendar_rules import CalendarRules
from ..model.diagnostics import Diagnostic
from ..model.handbook import Handbook
from ..model.suggestions import did_you_mean, nearest
from ..model.template import Template
from ..model.walk import Visit
from .entry import Entry, entries_of
from .references import Known

_ANYWHERE = {*FIGURES, *MILESTONE_FIGURES}
_BEFORE_WORKSHOPS = {*_ANYWHERE, *LETTER_BLANKS}
_IN_TEMPLATES = _BEFORE_WORKSHOPS - WORKSHOP_BLANKS.keys()
_NEEDS_MILESTONE = {*MILESTONE_FIGURES, DATE}


def check(entry: Entry) -> Iterator[Diagnostic]:
    """Marks that nothing can fill."""
    noun = entry.noun
    known = _IN_TEMPLATES if isinstance(noun, Template | Handbook) else _ANYWHERE
    if isinstance(noun, Template) and noun.weeks_before_workshop is not None:
        known = _BEFORE_WORKSHOPS
    for visit in _texts(entry):
        for mark in marks(visit.value):
            if fault := _fault(mark, known):
                code, message, advice = fault
                yield entry.fault(code, message, visit.path, advice, text_line=mark.line)
        if (line := stray(visit.value)) is not None:
            message = "unmatched curly bracket"
            advice = "add the other one, or use round brackets; a blank cannot contain another"
            yield entry.fault("stray-bracket", message, visit.path, advice, text_line=line)


def between(entries: Sequence[Entry], known: Known) -> Iterator[Diagnostic]:
    """Blanks that count from an unknown milestone, or from one on the other side of the first workshop."""
    weeks = {
        id: milestone.weeks_from_launch
        for _, calendar in entries_of(known.entries, CalendarRules)
        for id, milestone in calendar.milestones.items()
    }
    for entry in entries:
        for visit in _texts(entry):
            for mark in marks(visit.value):
                if mark.name in _NEEDS_MILESTONE and len(mark.wordings) == 1:
                    yield from _milestone(entry, visit, mark, weeks)


def _milestone(entry: Entry, visit: Visit, mark: Mark, weeks: dict[str, int]) -> Iterator[Diagnostic]:
    id, path = mark.argument, visit.path
    if id not in weeks:
        message = f"no milestone `{id[:80]}`" if id else f"`{{{mark.content}}}` names no milestone"
        advice = did_you_mean(id, weeks) or f"write one, as in `{{{mark.name}:{next(iter(weeks), 'selection')}}}`"
        yield entry.fault("unknown-milestone", message, path, advice, text_line=mark.line)
    elif mark.name != DATE and (weeks[id] > 0) != (mark.name == "weeks_after"):
        side, other = ("after", "weeks_after") if weeks[id] > 0 else ("before", "weeks_before")
        message = f"the milestone `{id}` is {side} the first workshop" if weeks[id] else f"`{id}` is the first workshop"
        advice = f"write `{{{other}:{id}}}`" if weeks[id] else "count from another milestone"
        yield entry.fault("wrong-side", message, path, advice, text_line=mark.line)


def _texts(entry: Entry) -> Iterator[Visit]:
    """The lines and prose of a noun that blanks are filled in; of what a trust wrote, that of its projects."""
    if "{" not in entry.source.text and "}" not in entry.source.text:
        return
    if entry.kind == "trust project" or (entry.trust is None and entry.kind not in UNFILLED):
        for visit in entry.visits:
            if (visit.shape.prose or visit.shape.line) and ("{" in visit.value or "}" in visit.value):
                yield visit


def _fault(mark: Mark, known: set[str]) -> tuple[str, str, str] | None:
    """The code, message and help for a mark that cannot be filled; None for one that can."""
    shown = f"`{{{mark.content[:60]}}}`"
    if len(mark.wordings) > 1:
        if len(mark.wordings) > 2 or not all(words.strip() for words in mark.wordings) or "](" in mark.content:
            advice = "write the words for pairs, a slash, and those for larger groups: `{your partner/your partners}`"
            return "bad-wordings", f"{shown} must have two wordings", f"{advice}; keep links outside"
        return None
    if mark.name not in known:
        if mark.name in WORKSHOP_BLANKS:
            message = f"{shown} can only be used in a letter that goes out before every workshop"
            return "workshop-blank", message, "add `weeks_before_workshop` to the letter, or reword the text without it"
        if mark.name in LETTER_BLANKS:
            return "letter-blank", f"{shown} can only be used in templates", "reword the text without it"
        match = nearest(mark.name, sorted(known))
        advice = f"did you mean `{match}`?" if match else "generator/model/blanks.py lists all blanks"
        return "unknown-blank", f"unknown blank {shown}", advice
    if (
        mark.argument
        and mark.name not in _NEEDS_MILESTONE
        and not (mark.name == ANSWER_BY and mark.argument.isascii() and mark.argument.isdigit())
    ):
        return "unknown-blank", f"unknown blank {shown}", f"write `{{{mark.name}}}`"
    return None
