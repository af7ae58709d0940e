"""When milestones fall in a cohort of any length."""

from __future__ import annotations

from fractions import Fraction

from ..model.calendar_rules import CalendarRules
from ..model.required import Milestone

WEEKS_A_MONTH = Fraction(52, 12)


def milestone_weeks(calendar: CalendarRules, usual_months: int, months: int) -> dict[str, int]:
    """Whole weeks from the first workshop to each milestone.

    What comes before the first workshop needs the same time for any cohort. What lies between it and the end of the
    programme is stretched or shortened with the programme. What comes after the end keeps its distance from it.

    Args:
        calendar: milestones for a cohort of the usual length.
        usual_months: length that the calendar's weeks are meant for.
        months: length of this cohort.
    """
    stretch = Fraction(months, usual_months)
    milestones = calendar.milestones
    end = milestones[Milestone.PROGRAMME_END].weeks_from_launch
    own_end = round(end * stretch)
    weeks = {}
    for id, milestone in milestones.items():
        week = milestone.weeks_from_launch
        weeks[id] = week if week <= 0 else round(week * stretch) if week <= end else own_end + week - end
    return weeks
