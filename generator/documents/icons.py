"""Icons of roles, kinds of dates and kinds of files: decoration, since the words beside each say the same."""

from __future__ import annotations

from enum import StrEnum

from ..model.required import Role
from ..planning.schedule import EntryKind
from .document import Run

PREFIX = "icon-"
"""Begins the role of a run that is an icon; the icon's name follows."""


class Icon(StrEnum):
    """The icons that a theme has, in `theme/documents/icons.json`."""

    PARTICIPANT = "participant"
    LEAD = "lead"
    FACILITATOR = "facilitator"
    COACH = "coach"
    SPONSOR = "sponsor"
    LINE_MANAGER = "line-manager"
    ADMINISTRATOR = "administrator"
    IMPROVEMENT_TEAM = "improvement-team"
    BOARD = "board"
    PERSON = "person"
    WORKSHOP = "workshop"
    DEADLINE = "deadline"
    MILESTONE = "milestone"
    WINDOW = "window"
    MEETING = "meeting"
    SHADOWING = "shadowing"
    SURGERY = "surgery"
    EVALUATION = "evaluation"
    PRESENTATION = "presentation"
    DOCUMENT = "document"
    WORKBOOK = "workbook"
    CALENDAR = "calendar"
    LETTER = "letter"
    FORM = "form"
    WARNING = "warning"
    EVIDENCE_PILOT = "evidence-pilot"
    EVIDENCE_PUBLISHED = "evidence-published"
    EVIDENCE_SUGGESTED = "evidence-suggested"


_OF_ENTRY = {
    EntryKind.MILESTONE: Icon.MILESTONE,
    EntryKind.WINDOW: Icon.WINDOW,
    EntryKind.WORKSHOP: Icon.WORKSHOP,
    EntryKind.SURGERY: Icon.SURGERY,
    EntryKind.PAIR_MEETING: Icon.MEETING,
    EntryKind.SHADOWING: Icon.SHADOWING,
    EntryKind.EVALUATION: Icon.EVALUATION,
    EntryKind.DEADLINE: Icon.DEADLINE,
}
_OF_ROLE: dict[str, Icon] = {
    Role.PARTICIPANT: Icon.PARTICIPANT,
    Role.CLINICIAN: Icon.PARTICIPANT,
    Role.MANAGER: Icon.PARTICIPANT,
    Role.LEAD: Icon.LEAD,
    Role.ADMINISTRATOR: Icon.ADMINISTRATOR,
    Role.SPONSOR: Icon.SPONSOR,
    Role.FACILITATOR: Icon.FACILITATOR,
    Role.COACH: Icon.COACH,
    Role.IMPROVEMENT_TEAM: Icon.IMPROVEMENT_TEAM,
    Role.EVALUATION_LEAD: Icon.EVALUATION,
}


def icon(name: str) -> Run:
    """An icon as a run without text.

    Raises:
        ValueError: no icon has this name.
    """
    return Run("", role=f"{PREFIX}{Icon(name)}")


def for_entry(kind: EntryKind) -> Run:
    """The icon of a kind of date."""
    return icon(_OF_ENTRY[kind])


def for_role(id: str) -> Run:
    """The icon of a role by its id: a person for a role that has no icon of its own."""
    return icon(_OF_ROLE.get(id, Icon.PERSON))
