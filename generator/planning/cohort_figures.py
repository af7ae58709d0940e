"""The figures that running text names, by the name of their blank, from the same rules as the tables."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from fractions import Fraction

from ..model.english import figure, in_words, listed
from ..model.library import Library
from ..model.required import Milestone, Notice, Start, StartMethod
from ..model.trust import Brand, Cohort, PairingChoices, Participants, Site, TrustProfile
from ..model.vocabulary import StaffGroup, Vocabulary
from .applicability import groups
from .effort import Effort
from .figures import rounded, whole_number
from .schedule import EntryKind, Schedule, milestone_weeks
from .selection import WorkshopPlan

USUAL_GROUPS = 12
NOTICE = {"study_leave_weeks": Notice.STUDY_LEAVE, "rota_weeks": Notice.ROTA, "room_weeks": "room-booking"}
MILESTONES = {
    "midpoint_week": "midpoint",
    "presentation_week": Milestone.PRESENTATION_DAY,
    "end_week": Milestone.PROGRAMME_END,
}
"""Blanks for the week of a milestone."""
SPANS = {
    "applications_weeks": (Milestone.APPLICATIONS_OPEN, Milestone.APPLICATIONS_CLOSE),
    "answer_weeks": ("selection", Milestone.PLACES_CONFIRMED),
}
"""Blanks for the weeks between two milestones."""
COUNTS = {"visits": EntryKind.SHADOWING, "meetings": EntryKind.PAIR_MEETING, "surgeries": EntryKind.SURGERY}
"""Blanks for how often something happens."""


def usual_profile(library: Library) -> TrustProfile:
    """A cohort of usual length and size, without dates: what the site's figures are worked out for."""
    method = next((id for id in library.pairing_methods if id == StartMethod.MEET_THEN_CHOOSE), "")
    sides = [Participants(staff_group=id, number=USUAL_GROUPS) for id in (Start.CLINICIANS, Start.MANAGERS)]
    return TrustProfile(
        id="usual",
        source="",
        name="Your trust",
        short_name="Your trust",
        sites=[Site(id="site", name="Your site")],
        cohort=Cohort(name="Cohort 1", months=library.programme.months, groups=USUAL_GROUPS, participants=sides),
        pairing=PairingChoices(method=method),
        brand=Brand(colour="#000000"),
    )


def cohort_figures(
    library: Library,
    profile: TrustProfile,
    workshops: Sequence[WorkshopPlan],
    schedule: Schedule | None,
    effort: Effort,
) -> dict[str, str]:
    """Each figure as text shows it, by the content of its mark; what the rules do not say is missing."""
    cohort = profile.cohort
    notice = {id: profile.schedule.notice.get(id, rule.weeks) for id, rule in library.calendar.notice.items()}
    numbers = {
        "months": cohort.months,
        "participants": cohort.groups * cohort.group_size,
        **{name: notice[id] for name, id in NOTICE.items() if id in notice},
        **_weeks(_milestone_weeks(library, cohort, schedule)),
        **(_from_dates(schedule) if schedule else {}),
    }
    person = effort.hours_a_person
    return {
        "groups": groups(cohort),
        "group_members": group_members(profile, library.vocabulary),
        "workshops": in_words(len(workshops)),
        **{name: figure(number) for name, number in numbers.items()},
        **({"workshop_weeks": listed(map(str, _workshop_weeks(schedule)))} if schedule else {}),
        **({"participant_hours": whole_number(person)} if person else {}),
    }


def _milestone_weeks(library: Library, cohort: Cohort, schedule: Schedule | None) -> dict[str, int]:
    """Weeks from the first workshop to each milestone: those of its day, or else those of the rules."""
    if schedule is None:
        return milestone_weeks(library.calendar, library.programme.months, cohort.months)
    return {id: _week(schedule, day) for id, day in schedule.milestones.items()}


def _week(schedule: Schedule, day: datetime.date) -> int:
    """The week of a day, counted from the first workshop; half a week and more counts as one."""
    return int(rounded(Fraction((day - schedule.start).days, 7)))


def _weeks(milestones: dict[str, int]) -> Iterator[tuple[str, int]]:
    """Figures that follow from the weeks of milestones."""
    yield "lead_in_weeks", -min(milestones.values())
    for id, week in milestones.items():
        yield (f"weeks_after:{id}", week) if week > 0 else (f"weeks_before:{id}", -week)
    for name, id in MILESTONES.items():
        if id in milestones:
            yield name, milestones[id]
    for name, (first, last) in SPANS.items():
        if first in milestones and last in milestones:
            yield name, milestones[last] - milestones[first]


def _workshop_weeks(schedule: Schedule) -> list[int]:
    return [_week(schedule, entry.first) for entry in schedule.of(EntryKind.WORKSHOP)]


def _from_dates(schedule: Schedule) -> Iterator[tuple[str, int]]:
    """Figures that follow from the dates of a cohort."""
    for name, kind in COUNTS.items():
        yield name, len(schedule.of(kind))
    for surgery in schedule.of(EntryKind.SURGERY)[:1]:
        yield "first_surgery_week", _week(schedule, surgery.first)


def group_members(profile: TrustProfile, vocabulary: Vocabulary) -> str:
    """Who learns together, such as the clinician, the manager and the colleague from Westbrook Council.

    Staff groups with one person or more for each pair or group have places of their own; the others share what is left.
    """
    numbers: dict[str, int] = {}
    for each in profile.cohort.participants:
        member = _member(vocabulary.staff_groups[each.staff_group], profile)
        numbers[member] = numbers.get(member, 0) + each.number
    own, shared = [], []
    for member, number in numbers.items():
        places, rest = divmod(number, profile.cohort.groups)
        if rest or not places:
            shared.append(member)
        else:
            own.append(f"the {member}" if places == 1 else f"the {in_words(places)} {member}s")
    return listed([*own, f"the {listed(shared, 'or')}"] if shared else own)


def _member(staff_group: StaffGroup, profile: TrustProfile) -> str:
    """What one of a staff group is called in running text."""
    member = staff_group.member or staff_group.title.lower()
    organisations = listed((partner.name for partner in profile.partners), "or") or "the partner organisation"
    return f"{member} from {organisations}" if staff_group.of_partner else member
