"""Changes in words: for a terminal, for pages and for other programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic_core import to_jsonable_python

from ..model.changes import Change, ChangeDetail, ChangeKind, WordsHow
from ..model.english import counted
from ..planning import dates
from ..planning.changes import LISTED
from .trust_changes import MovedDate, TrustChanges

HEADINGS = {"programme": "The programme"} | {kind.label: kind.plural.capitalize() for kind in LISTED}
"""Headings by the kind that a change names."""
_RULES, _LISTS = "Rules for dates and hours", "Terms, lists and sources"
CHAPTERS = dict.fromkeys(
    (
        *("milestone", "notice rule", "changeover", "quiet period", "time of an event"),
        *("effort assumption", "responsibility"),
    ),
    _RULES,
) | dict.fromkeys(
    (
        *("leadership framework", "stage", "role", "staff group", "theme", "setting", "specialty"),
        *("career stage", "learning topic", "glossary term", "reference"),
    ),
    _LISTS,
)
"""Kinds that readers take for a single one, with its name; any other stands under its own heading."""
WHAT = {
    ChangeKind.NEW: "New",
    ChangeKind.CHANGED: "Changed",
    ChangeKind.WITHDRAWN: "Withdrawn",
    ChangeKind.REMOVED: "Removed",
}


def groups(changes: Iterable[Change]) -> dict[str, list[Change]]:
    """Changes by the heading of their kind, such as Workshops, in their order."""
    by_heading: dict[str, list[Change]] = {}
    for change in changes:
        by_heading.setdefault(HEADINGS[change.kind], []).append(change)
    return by_heading


def chapters(changes: Iterable[Change]) -> dict[str, list[Change]]:
    """Changes under a few headings, such as Workshops: rules are together, and so are terms and lists."""
    by_chapter: dict[str, list[Change]] = {}
    for change in changes:
        by_chapter.setdefault(CHAPTERS.get(change.kind) or HEADINGS[change.kind], []).append(change)
    return by_chapter


def counts(changes: Iterable[Change]) -> str:
    """How many items are new, changed, withdrawn and removed, such as `6 new, 7 changed`."""
    numbers = Counter(change.what for change in changes)
    return ", ".join(f"{numbers[what]} {what.value}" for what in ChangeKind if numbers[what])


def sentences(change: Change) -> list[str]:
    """What changed within an item, without the words of its texts."""
    rest = [f"And {counted(change.more, 'other change')}"] if change.more else []
    return [*(detail.text for detail in change.details), *rest]


def in_text(changes: Sequence[Change]) -> str:
    """Changes for a terminal: removed words in [-…-], added words in {+…+}."""
    if not changes:
        return "Nothing changed."
    lines: list[str] = []
    for title, group in groups(changes).items():
        lines += ["", title]
        for change in group:
            lines.append(f"  {change.title}" + ("" if change.what is ChangeKind.CHANGED else f" ({change.what.value})"))
            for detail in change.details:
                lines.extend(f"    {line}" for line in _detail(detail))
    return "\n".join(lines).strip("\n")


def _detail(detail: ChangeDetail) -> Iterator[str]:
    yield detail.text
    if detail.words:
        marks = {WordsHow.SAME: ("", ""), WordsHow.OUT: ("[-", "-]"), WordsHow.IN: ("{+", "+}")}
        pieces = (f"{marks[words.how][0]}{' '.join(words.text.split())}{marks[words.how][1]}" for words in detail.words)
        yield f"  {' '.join(filter(None, pieces))}"


def effect_in_text(effect: TrustChanges) -> str:
    """The effect on a trust, for a terminal."""
    name = effect.trust.short_name
    if effect.nothing:
        return f"None of this affects {name}."
    sections = [in_text(effect.changes)] if effect.changes else []
    for title, lines in (
        ("Dates that move", [moved(date) for date in effect.dates]),
        ("Tailorings to look at again", [f"{tailoring.where} ({tailoring.reason})" for tailoring in effect.tailorings]),
        ("Letters and templates with changed text: send them again", list(effect.letters)),
    ):
        if lines:
            sections.append("\n".join([title, *(f"  {line}" for line in lines)]))
    return "\n\n".join([f"What this means for {name}", *sections])


def effect_in_brief(effect: TrustChanges) -> str:
    """The effect on a trust, in one line."""
    counts = (
        (effect.changes, "change affects what it chose", "changes affect what it chose"),
        (effect.dates, "date moves", "dates move"),
        (effect.tailorings, "tailoring to look at again", "tailorings to look at again"),
        (effect.letters, "letter or template to send again", "letters and templates to send again"),
    )
    phrases = (counted(len(items), singular, plural) for items, singular, plural in counts if items)
    return ", ".join(phrases) or "none of it affects what it chose"


def moved(date: MovedDate) -> str:
    """A date that moved, in one line."""
    before, after = ("" if day is None else dates.short(day) for day in (date.before, date.after))
    if not before:
        return f"{date.title}: new, on {after}"
    return f"{date.title}: {after} instead of {before}" if after else f"{date.title}: removed, was on {before}"


def as_values(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """Changes as plain values, for JSON and for the record of a release."""
    return [change.model_dump(mode="json", exclude_defaults=True) for change in changes]


def effect_as_values(effect: TrustChanges) -> dict[str, Any]:
    """The effect on a trust, as plain values for JSON."""

    values = {field: to_jsonable_python(getattr(effect, field)) for field in ("dates", "tailorings", "letters")}
    return {"trust": effect.trust.id, "changes": as_values(effect.changes), **values}
