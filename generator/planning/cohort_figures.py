"""The figures that running text names, by the name of their blank, from the same rules as the tables."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from fractions import Fraction

from ..model.calendar_rules import CalendarRules
from ..model.effort import Counted
from ..model.english import figure, in_words, listed
from ..model.library import Library, Trust
from ..model.pairing import PairingChoices
from ..model.required import Milestone, Notice, Start
from ..model.trust import Brand, Cohort, Participants, Site, TrustProfile
from ..model.vocabulary import StaffGroup, Vocabulary
from ..model.workshop import Workshop
from .agenda import in_groups_of, varied_sizes
from .applicability import groups
from .cohort_numbers import CohortNumbers, cohort_numbers
from .figures import rounded
from .hour_figures import hour_figures, in_text
from .schedule import EntryKind, Schedule
from .weeks import least_lead_in_weeks, least_weeks
from .wording import Wording, worded, worded_library

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
DRIVER_DIAGRAM = "driver-diagram-sheet"
"""The form whose week is that of the driver diagram."""
COUNTS = {
    "participants": Counted.PARTICIPANT,
    "visits": Counted.VISIT,
    "meetings": Counted.MEETING,
    "surgeries": Counted.SURGERY,
}
"""Blanks for how often something happens."""
UNSEEN = "Usual"
"""Names of a profile that stands for no trust, which no text shows."""


def cohort_figures(library: Library, profile: TrustProfile, numbers: CohortNumbers) -> dict[str, str]:
    """Each figure as text shows it, by the content of its mark; what the rules do not say is missing."""
    cohort, counts = profile.cohort, numbers.effort.counts
    notice = {id: profile.schedule.notice.get(id, rule.weeks) for id, rule in library.calendar.notice.items()}
    figures = {
        "months": cohort.months,
        **{name: counts[counted] for name, counted in COUNTS.items()},
        **{name: notice[id] for name, id in NOTICE.items() if id in notice},
        **dict(_weeks(library, profile, numbers)),
        **dict(_least_weeks(library.calendar)),
    }
    return {
        "groups": groups(cohort),
        "group_members": group_members(profile, library.vocabulary),
        "workshops": in_words(len(numbers.workshops)),
        "workshop_weeks": listed(map(str, _workshop_weeks(numbers))),
        **{name: figure(number) for name, number in figures.items()},
        **{name: in_text(number) for name, number in hour_figures(numbers.effort).items()},
    }


def _weeks(library: Library, profile: TrustProfile, numbers: CohortNumbers) -> Iterator[tuple[str, int]]:
    """Weeks counted from the first workshop, and lengths in weeks: those of the dates, or else those of the rules."""
    plan, weeks = numbers.schedule, numbers.weeks.milestones
    if plan:
        weeks = {id: week_of(plan, day) for id, day in plan.milestones.items()}
    yield "lead_in_weeks", -min(weeks.values())
    for id, week in weeks.items():
        after = library.calendar.milestones[id].weeks_from_launch > 0
        yield (f"weeks_after:{id}", week) if after else (f"weeks_before:{id}", -week)
    for name, id in MILESTONES.items():
        if id in weeks:
            yield name, weeks[id]
    for name, (first, last) in SPANS.items():
        if first in weeks and last in weeks:
            yield name, weeks[last] - weeks[first]
    charter = week_of(plan, plan.charter_day) if plan and plan.charter_day else numbers.weeks.charter
    if charter is not None:
        yield "charter_week", charter
    yield "project_weeks", numbers.project_weeks.weeks
    if plan:
        surgeries = [week_of(plan, entry.first) for entry in plan.of(EntryKind.SURGERY)]
    else:
        surgeries = [*numbers.weeks.usual_surgeries(profile.schedule.surgery_spacing_weeks)]
    if surgeries:
        yield "first_surgery_week", surgeries[0]
    diagram = library.instruments.get(DRIVER_DIAGRAM)
    for timing in diagram.timing[:1] if diagram else ():
        yield "driver_diagram_week", week_of(plan, plan.due(timing)) if plan else numbers.weeks.week(timing)


def _least_weeks(calendar: CalendarRules) -> Iterator[tuple[str, int]]:
    """Weeks of the shortest preparation; none where the calendar does not say what it is."""
    if least := least_lead_in_weeks(calendar):
        yield "least_lead_in_weeks", least
        for id, milestone in calendar.milestones.items():
            if milestone.weeks_from_launch <= 0:
                yield f"least_weeks_before:{id}", -least_weeks(milestone)


def _workshop_weeks(numbers: CohortNumbers) -> list[int]:
    if plan := numbers.schedule:
        return [week_of(plan, entry.first) for entry in plan.of(EntryKind.WORKSHOP)]
    return [numbers.weeks.workshops[id] for id in numbers.weeks.run]


def week_of(schedule: Schedule, day: datetime.date) -> int:
    """The week of a day, counted from the first workshop; half a week and more counts as one."""
    return int(rounded(Fraction((day - schedule.start).days, 7)))


def group_members(profile: TrustProfile, vocabulary: Vocabulary) -> str:
    """Who learns together, such as the clinician, the manager and the colleague from Westbrook Council.

    Staff groups with one person or more for each pair or group have places of their own; the others share what is left.
    """
    numbers: dict[tuple[str, str, str], int] = {}
    for each in profile.cohort.participants:
        member = _member(vocabulary.staff_groups[each.staff_group], profile)
        numbers[member] = numbers.get(member, 0) + each.number
    own, shared = [], []
    for (name, plural, origin), number in numbers.items():
        places, rest = divmod(number, profile.cohort.groups)
        if rest or not places:
            shared.append(f"{name}{origin}")
        else:
            own.append(f"the {name}{origin}" if places == 1 else f"the {in_words(places)} {plural}{origin}")
    return listed([*own, f"the {listed(shared, 'or')}"] if shared else own)


def _member(staff_group: StaffGroup, profile: TrustProfile) -> tuple[str, str, str]:
    """What one of a staff group is called in running text, what several are, and what says where they come from."""
    several = staff_group.title.lower()
    member, members = (staff_group.member, f"{staff_group.member}s") if staff_group.member else (several, several)
    organisations = listed((partner.name for partner in profile.partners), "or") or "the partner organisation"
    return member, members, f" from {organisations}" if staff_group.of_partner else ""


def in_usual_words(library: Library, people: int | None = None, group_size: int = 2) -> Library:
    """The library in the words of a cohort without dates: what a reader sees who plans for no trust yet."""
    return worded_library(library, usual_wording(library, group_size, people))


def usual_wording(library: Library, group_size: int = 2, people: int | None = None) -> Wording:
    """The words of a cohort without dates: of so many people, or with the usual number of groups.

    Each group has one clinician, and managers in its other places.
    """
    people, known = people or group_size * library.programme.usual_groups, library.vocabulary.staff_groups
    groups = -(-people // group_size)
    sides = [id for id in (Start.CLINICIANS, Start.MANAGERS) if id in known] or list(known)[:2]
    profile = TrustProfile(
        id="usual",
        source="",
        name=UNSEEN,
        short_name=UNSEEN,
        sites=[Site(id="site", name=UNSEEN)],
        cohort=Cohort(
            name=UNSEEN,
            months=library.programme.months,
            group_size=group_size,
            groups=groups,
            participants=[
                Participants(staff_group=id, number=number)
                for id, number in zip(sides, (groups, people - groups), strict=True)
            ],
        ),
        pairing=PairingChoices(method=next(iter(library.pairing_methods))),
        brand=Brand(colour="#000000"),
    )
    numbers = cohort_numbers(library, Trust(profile=profile), None, None)
    return Wording(group_size, cohort_figures(library, profile, numbers))


def usual_workshops(library: Library) -> dict[str, dict[int, Workshop]]:
    """Workshops by id in a usual cohort's words, by size of group: for pairs, and for each size with variants."""
    sizes = {id: (2, *varied_sizes(workshop)) for id, workshop in library.workshops.items()}
    words = {size: usual_wording(library, size) for size in sorted({size for each in sizes.values() for size in each})}
    return {
        id: {size: in_groups_of(worded(workshop, words[size]), size) for size in sizes[id]}
        for id, workshop in library.workshops.items()
    }
