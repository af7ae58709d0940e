"""What is due at a time that workshops and milestones give: the cohort's forms, and notice of its dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.base import Timing
from ..model.instrument import Instrument
from ..model.library import Library
from ..model.required import Role
from ..model.trust import TrustProfile
from . import dates
from .applicability import unmet
from .open_days import WEEK
from .reasons import why
from .schedule import EntryKind, Schedule, ScheduleEntry, on_day
from .weeks import PlanWeeks


def forms(instruments: Sequence[Instrument], draft: Schedule) -> Iterator[ScheduleEntry]:
    """The days by which forms are filled in."""
    for form in instruments:
        for number, timing in enumerate(form.timing, start=1):
            placed = draft.placed(timing)
            yield on_day(
                placed.day,
                f"form-{form.id}-{number}",
                EntryKind.EVALUATION,
                f"Fill in: {form.title}",
                tuple(dict.fromkeys((form.completed_by, Role.EVALUATION_LEAD))),
                why(placed, _when_due(timing, draft.weeks)),
                form.id,
            )


def _when_due(timing: Timing, weeks: PlanWeeks) -> str:
    words = weeks.in_words(timing)
    if weeks.offset(timing):
        return f"the form is due {words.replace(': ', ' ')}"
    on_the_day = f"on {words[0].lower()}{words[1:]}" if timing.workshop else f"at the milestone {words}"
    return f"the form is due {on_the_day}"


def deadlines(
    library: Library, profile: TrustProfile, workshops: Sequence[ScheduleEntry], draft: Schedule
) -> Iterator[ScheduleEntry]:
    """The last days on which notice of workshops is given, such as for study leave."""
    for rule in library.calendar.notice.values():
        if rule.do is None or unmet(rule.only_for, profile, library.vocabulary) is not None:
            continue
        weeks = profile.schedule.notice.get(rule.id, rule.weeks)
        named = "the first workshop" if rule.together else "the workshop"
        when = f"{dates.weeks(weeks)} before {named}" if weeks else f"the day of {named}"
        for workshop in workshops[:1] if rule.together else workshops:
            placed = draft.not_too_early(draft.days.on_or_before(workshop.first - weeks * WEEK))
            yield on_day(
                placed.day,
                rule.id if rule.together else f"{rule.id}-{workshop.id}",
                EntryKind.DEADLINE,
                rule.do if rule.together else f"{rule.do}: {workshop.title}",
                (rule.owner or Role.LEAD,),
                why(placed, f"{when} ({rule.title.lower()})"),
                "" if rule.together else workshop.subject,
            )
