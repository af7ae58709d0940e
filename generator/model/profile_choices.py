"""What a planner chooses from on the sheets of a profile: the words of the content, and the ids they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from .base import EvidenceLabel
from .effort import Counted
from .guidance import GuidanceTopic
from .handbook import HandbookChapter
from .library import Library
from .pairing import Weight
from .programme import LearningComponent
from .progress import ProjectStatus
from .schedule_preferences import Spacing, Weekday
from .sheets import choices as lists
from .sheets.choices import by_words
from .sheets.form import Kind, SheetColumn
from .sheets.profile import CHOOSE, LISTS_OF_CHOICES, SheetField, field, yes_no
from .sheets.records import in_words
from .trust import TailoringKind, TrustProfile, Visibility
from .workshop import ActivityKind, Workshop


def choices(library: Library, profile: TrustProfile | None = None) -> dict[str, dict[str, str]]:
    """The ids in each list by the words that a planner sees; the sites are the profile's."""
    vocabulary = library.vocabulary
    roles = [(id, role.title) for id, role in vocabulary.roles.items()]
    staff_groups = [(id, group.title) for id, group in vocabulary.staff_groups.items()]
    texts = [(f"{lists.TOPIC}/{id}", topic.title) for id, topic in library.guidance.items()]
    texts += [(f"{lists.COMPONENT}/{id}", component.title) for id, component in library.components.items()]
    texts += [(f"{lists.HANDBOOK}/{id}", f"Handbook: {chapter.title}") for id, chapter in library.chapters.items()]
    return {
        lists.CHECK: {lists.YES: "true"},
        lists.YES_NO: {lists.YES: "true", lists.NO: "false"},
        lists.VISIBILITY: {"Private: files only": Visibility.PRIVATE, "Public: the site shows it": Visibility.PUBLIC},
        lists.METHODS: by_words((id, method.title) for id, method in library.pairing_methods.items()),
        lists.WEIGHTS: _capitalised(Weight),
        lists.FRAMEWORKS: by_words((id, framework.title) for id, framework in library.frameworks.items()),
        lists.STAFF_GROUPS: by_words(staff_groups),
        lists.WEEKDAYS: _capitalised(Weekday),
        lists.SPACINGS: {"In the programme's own weeks": Spacing.PROGRAMME, "Evenly spread": Spacing.EVEN},
        lists.PLACES: {"Site": "sites", "Partner organisation": "partners"},
        lists.CLOSED: {"Closed": "closed", "School holiday": "school_holidays"},
        lists.ROLES: by_words(roles),
        lists.RATED: by_words([*roles, *staff_groups]),
        lists.COUNTED: {f"For each {counted.value}": counted.value for counted in Counted},
        lists.CHANGES: _capitalised(TailoringKind),
        lists.TEXTS: by_words(texts),
        lists.EVIDENCE: _capitalised(EvidenceLabel),
        lists.REFERENCES: {id: id for id in library.references},
        lists.PROJECT_STATUS: _capitalised(ProjectStatus),
        lists.SITES: by_words((site.id, site.name) for site in profile.sites) if profile else {},
    }


def sections_by_words(library: Library, text: str) -> dict[str, str]:
    """Ids of the sections of a text, an id of the list of texts, by their headings."""
    kind, _, id = text.partition("/")
    nouns: dict[str, Mapping[str, GuidanceTopic | LearningComponent | HandbookChapter]] = {
        lists.TOPIC: library.guidance,
        lists.COMPONENT: library.components,
        lists.HANDBOOK: library.chapters,
    }
    return by_words((section.id, section.title) for section in nouns[kind][id].sections)


def activities_by_words(workshop: Workshop) -> dict[str, str]:
    """Ids of the activities of a workshop, after which a break can come, by their titles."""
    activities = (activity for activity in workshop.activities if activity.kind is not ActivityKind.BREAK)
    return by_words((activity.id, activity.title) for activity in activities)


def _capitalised(values: type[StrEnum]) -> dict[str, str]:
    return {in_words(value): value.value for value in values}


def choice_fields(library: Library) -> Iterator[SheetField]:
    """The rows that the sheet Choices can have."""
    nouns_of: tuple[tuple[str, Mapping[str, Any]], ...] = (
        ("Services", library.vocabulary.settings),
        ("Themes of projects", library.vocabulary.themes),
        ("Forms", library.instruments),
    )
    for path, (section, nouns) in zip(LISTS_OF_CHOICES, nouns_of, strict=True):
        for id, noun in nouns.items():
            column = SheetColumn(f"{path}.{id}", noun.title, 40, CHOOSE, Kind.CHOICE, lists.YES_NO, fill=True)
            yield SheetField(section, column)
    for id, rule in library.calendar.notice.items():
        help = "Weeks of notice that it needs here."
        yield field("Weeks of notice", f"schedule.notice.{id}", rule.title, help, Kind.NUMBER)
    for id, quiet in library.calendar.quiet.items():
        title, path = quiet.title[:1].upper() + quiet.title[1:], f"schedule.quiet.{id}"
        yield yes_no("Quiet periods", f"{path}.off", f"{title}: plan as usual", "Yes: as on other days.")
        yield field("Quiet periods", f"{path}.first", f"{title}: first day", "Such as 14 December.")
        yield field("Quiet periods", f"{path}.last", f"{title}: last day", "Such as 5 January.")
        weeks = "Weeks from the changeover, 1 to 8."
        yield field("Quiet periods", f"{path}.changeover_weeks", f"{title}: weeks", weeks, Kind.NUMBER)
