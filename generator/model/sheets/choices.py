"""Lists to choose from in a scheme's workbook: their names, and the words that planners see for ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

YES, NO = "Yes", "No"
CHECK, YES_NO, VISIBILITY, METHODS, STAFF_GROUPS, WEEKDAYS = (
    "Yes",
    "Yes or no",
    "Who may see it",
    "Pairing methods",
    "Staff groups",
    "Weekdays",
)
SPACINGS, PLACES, CLOSED, ROLES, RATED, COUNTED = (
    "Spacing of workshops",
    "Kinds of place",
    "Kinds of closed days",
    "Roles",
    "Roles and staff groups",
    "How often",
)
CHANGES, TEXTS, EVIDENCE, REFERENCES, PROJECT_STATUS, SITES, WEIGHTS, FRAMEWORKS = (
    "Changes of the text",
    "Guidance and components",
    "Evidence",
    "References",
    "Status of projects",
    "Sites",
    "Weights",
    "Leadership frameworks",
)
"""Names of the lists."""

TOPIC, COMPONENT, HANDBOOK = "topic", "component", "handbook"
TEXT_FIELDS = (TOPIC, COMPONENT, HANDBOOK)
"""The kinds of text in the list of texts, which are fields of a tailoring; an id there is such as `topic/ID`."""


def same_words(text: str) -> str:
    """A text as words are compared: capitals and spaces do not matter."""
    return " ".join(text.split()).casefold()


def by_words(titles: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Ids by their titles: two that have the same title get their ids in brackets, and no title has a semicolon."""
    pairs = [(id, " ".join(title.replace(";", ",").split())) for id, title in titles]
    known = [same_words(title) for _, title in pairs]
    ids = {id for id, _ in pairs}
    return {
        (
            title if known.count(same_words(title)) == 1 and same_words(title) not in ids - {id} else f"{title} ({id})"
        ): id
        for id, title in pairs
    }


def word_of(id: str, words: Mapping[str, str]) -> str:
    """The words for an id; the id itself if the list does not have it."""
    return next((word for word, listed in words.items() if listed == id), id)
