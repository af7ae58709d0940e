"""Ids of the content that code looks up by name, each with what would be lost without it.

Code uses these and never spells such an id itself; `check` reports each one that the content lacks.
"""

from __future__ import annotations

from enum import StrEnum


class Required(StrEnum):
    """Base of the required ids of a kind."""

    loss: str
    """What goes wrong; follows the words "without it" in a diagnostic."""

    def __new__(cls, id: str, loss: str) -> Required:
        member = str.__new__(cls, id)
        member._value_, member.loss = id, loss
        return member


class Role(Required):
    """Roles of the vocabulary."""

    PARTICIPANT = "participant", "nobody has the workshops, meetings and visits in their calendar"
    CLINICIAN = "clinician-participant", "clinicians who take part have no dates or hours of their own"
    MANAGER = "manager-participant", "managers who take part have no dates or hours of their own"
    LEAD = "programme-lead", "nobody has the milestones in their calendar, and letters do not name the lead"
    ADMINISTRATOR = "administrator", "the programme office has no calendar, and letters do not give its address"
    SPONSOR = "executive-sponsor", "the sponsor has no calendar, and letters do not name the sponsor"
    FACILITATOR = "facilitator", "facilitators do not have the workshops in their calendar"
    COACH = "coach", "coaches do not have the design surgeries in their calendar"
    IMPROVEMENT_TEAM = "quality-improvement-team", "that team does not have the design surgeries in its calendar"
    EVALUATION_LEAD = "evaluation-lead", "nobody has the forms in their calendar or writes the report for the board"


class Milestone(Required):
    """Milestones of the calendar rules."""

    APPLICATIONS_OPEN = "applications-open", "the plan has no time for applications"
    APPLICATIONS_CLOSE = "applications-close", "the plan has no time for applications"
    PLACES_CONFIRMED = "places-confirmed", "nobody is warned that a notice is due before places are confirmed"
    PAIRING_EVENT = "pairing-event", "the plan has no day for the pairing event"
    LAUNCH = "launch", "no date can be worked out"
    PRESENTATION_DAY = "presentation-day", "the last workshop has no week, and projects have no deadline"
    PROGRAMME_END = "programme-end", "the plan does not know when the programme ends"
    BOARD_REPORT = "board-report", "the evaluation plan does not say by when the board gets its report"
    SIX_MONTHS_AFTER = "six-months-after", "the key dates end with the programme"


class Notice(Required):
    """Notice rules of the calendar."""

    STUDY_LEAVE = "study-leave", "letters do not say how many weeks of notice study leave needs"
    ROTA = "generic-rota", "letters do not say how many weeks of notice the rota needs"


class ChangeoverDay(Required):
    """Changeovers of the calendar rules."""

    AUGUST = "august", "no cohort can start after the August changeover"


class Topic(Required):
    """Guidance topics."""

    PAIRING = "pairing", "the chosen pairing method is not shown with the guidance on pairing"
    EVALUATION = "evaluation", "a playbook puts it among the topics to settle before the start"
    SUSTAINING = "sustaining", "a playbook puts it among the topics to settle before the start"


class Component(Required):
    """Learning components that pages link to."""

    SURGERIES = "design-surgeries", "projects do not say how a design surgery works"
    PROJECTS = "improvement-projects", "the project menu does not say how projects work"


class ProsePage(Required):
    """Pages of prose."""

    ABOUT = "about", "the page about paired learning says little"
    FACILITATORS = "facilitators", "the facilitators' checklist holds nothing that every workshop needs"
    EXAMPLE_REPORT = "example-report", "nobody sees on the site what an evaluation looks like"
    HOW_TO_USE = "how-to-use", "no page explains how to use the site"
    ACCESSIBILITY = "accessibility", "no page says where to ask for a file in another format"


PROJECT_MENU = "project-menu"
"""What links of the kind `page` call the page with all projects."""


class Start(Required):
    """What the profile of a new trust starts with."""

    CLINICIANS = "resident-doctors", "`new trust` writes a profile with an unknown staff group"
    MANAGERS = "managers", "`new trust` writes a profile with an unknown staff group"


class FormQuestion(Required):
    """Questions of forms that are evaluated."""

    CODE = "code", "nobody can join the copies that a person filled in"
    SIDE = "side", "no result can be shown by profession"
    WORKSHOP = "workshop", "nobody can tell which workshop the answers are about"


STATEMENTS = ("first", "second", "third", "fourth", "fifth")
"""Questions of feedback that stand for the statements of the workshop that it is about, in their order. A form without
them is shown in its own words."""


class StartMethod(Required):
    """The pairing method that the profile of a new trust starts with."""

    MEET_THEN_CHOOSE = "meet-then-choose", "`new trust` writes a profile with an unknown pairing method"


REQUIRED: dict[str, type[Required]] = {
    "role": Role,
    "milestone": Milestone,
    "notice rule": Notice,
    "changeover": ChangeoverDay,
    "guidance topic": Topic,
    "component": Component,
    "page": ProsePage,
    "staff group": Start,
    "pairing method": StartMethod,
}
"""Required ids by the kind of noun."""
OPTIONAL = (Topic, Component, ProsePage, Start, StartMethod)
"""Ids without which every plan and document is still right: their absence is a warning."""
