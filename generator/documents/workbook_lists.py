"""The lists behind a workbook's drop-down menus."""

from __future__ import annotations

from ..model.instrument import Instrument, InstrumentKind, Wave
from ..model.template import Level
from ..planning.playbook import Playbook
from .spreadsheet import Choices

ROLES, STATUS, LEVELS, YES = "Roles", "Status", "Levels", "Yes"
PROJECT_STATUS, ATTENDANCE, STAFF_GROUPS, WAVES = "Project status", "Attendance", "Staff groups", "Waves"

NOT_STARTED, ON_OFFER = "Not started", "On offer"
ATTENDED = "Attended"
ATTENDANCES = (ATTENDED, "Part of it", "Apologies", "Absent")


def lists(playbook: Playbook) -> tuple[Choices, ...]:
    """Every list that a sheet refers to."""
    vocabulary, form, participants = (
        playbook.vocabulary,
        self_assessment(playbook),
        playbook.profile.cohort.participants,
    )
    values = {
        STATUS: (NOT_STARTED, "In progress", "Done", "Not needed"),
        ROLES: (role.title for role in vocabulary.roles.values()),
        LEVELS: (level.value.capitalize() for level in Level),
        PROJECT_STATUS: (ON_OFFER, playbook.wording.text("Taken by a pair"), "Under way", "Finished", "Withdrawn"),
        WAVES: (wave.value.capitalize() for wave in (form.waves if form else ()) or Wave),
        ATTENDANCE: ATTENDANCES,
        STAFF_GROUPS: (vocabulary.staff_groups[each.staff_group].title for each in participants),
        YES: ("Yes",),
    }
    return tuple(Choices(name, tuple(dict.fromkeys(choices))) for name, choices in values.items())


def self_assessment(playbook: Playbook) -> Instrument | None:
    """The form with which participants rate themselves; None where the trust does not use it."""
    kind = InstrumentKind.SELF_ASSESSMENT
    return next((form for form in playbook.instruments if form.kind is kind), None)
