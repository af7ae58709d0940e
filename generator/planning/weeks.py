"""The weeks of a cohort, counted from its first workshop: milestones, workshops, and what is timed from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from ..model.base import Timing
from ..model.calendar_rules import CalendarRules
from ..model.calendar_rules import Milestone as MilestoneRule
from ..model.english import counted
from ..model.library import Library
from ..model.required import Milestone
from ..model.schedule_preferences import SchedulePreferences, Spacing

FIRST_SURGERY_WEEK = 10
"""Weeks after the first workshop in a cohort of the usual length: pairs have nothing to ask about before then."""
LAST_SURGERY_WEEKS = 2
"""Weeks before the last workshop: advice that comes later is too late to use."""


def milestone_weeks(
    calendar: CalendarRules,
    usual_months: int,
    months: int,
    lead_in: int | None,
    notice: int,
    calendar_weeks: Sequence[int],
) -> dict[str, int]:
    """Whole weeks from the first workshop to each milestone, by the milestone's id.

    Weeks before the first workshop are the same for every cohort, unless only `lead_in` weeks are left for them, fewer
    than usual. These weeks of preparation are then turned into `calendar_weeks`, if there are any, by their number.
    Those between the first workshop and the end of the programme stretch with the cohort's length; the calendar's own
    are for a cohort of `usual_months`. Milestones after the end keep their distance from it.
    """
    preparation = {} if lead_in is None else _preparation(calendar, lead_in, notice)
    stretch = Fraction(months, usual_months)
    end = calendar.milestones[Milestone.PROGRAMME_END].weeks_from_launch

    def week(id: str, usual: int) -> int:
        if usual <= 0:
            week = preparation.get(id, usual)
            return -calendar_weeks[-week] if calendar_weeks else week
        return round(usual * stretch) if usual <= end else round(end * stretch) + usual - end

    return {id: week(id, milestone.weeks_from_launch) for id, milestone in calendar.milestones.items()}


def _preparation(calendar: CalendarRules, lead_in: int, notice: int) -> dict[str, int]:
    """Weeks from the first workshop to each milestone before it, in `lead_in` weeks; empty where they are all needed.

    Each milestone lies between its usual and its least weeks. Places are confirmed at least the weeks of `notice`
    ahead that participants' leave needs, as far as the time allows.
    """
    usual_lead, least_lead = lead_in_weeks(calendar), least_lead_in_weeks(calendar)
    if least_lead >= usual_lead:
        return {}
    places = calendar.milestones[Milestone.PLACES_CONFIRMED]
    longer = max(0, min(notice + least_weeks(places), lead_in - least_lead))
    least_lead += longer
    share = max(Fraction(0), min(Fraction(1), Fraction(lead_in - least_lead, usual_lead - least_lead)))
    weeks = {}
    for id, milestone in calendar.milestones.items():
        usual, least = milestone.weeks_from_launch, least_weeks(milestone)
        if usual <= places.weeks_from_launch:
            least = max(usual, least - longer)
        weeks[id] = round(least + (usual - least) * share)
    return weeks


def least_weeks(milestone: MilestoneRule) -> int:
    """Weeks from the first workshop in the shortest preparation that works; negative before it."""
    return milestone.weeks_from_launch if milestone.least_weeks is None else milestone.least_weeks


def lead_in_weeks(calendar: CalendarRules) -> int:
    """The usual weeks of preparation before the first workshop."""
    return -min(milestone.weeks_from_launch for milestone in calendar.milestones.values())


def least_lead_in_weeks(calendar: CalendarRules) -> int:
    """The fewest weeks of preparation that work; 0 where the calendar does not say."""
    milestones = calendar.milestones.values()
    if all(milestone.least_weeks is None for milestone in milestones):
        return 0
    return -min(map(least_weeks, milestones))


@dataclass(frozen=True, slots=True)
class PlanWeeks:
    """The planned weeks of a cohort, before holidays move anything."""

    milestones: dict[str, int]
    """Weeks from the first workshop by milestone id; negative before it."""
    workshops: dict[str, int]
    """The same by workshop id; a workshop that is not run has its usual week, stretched."""
    run: tuple[str, ...]
    """Ids of the workshops that the cohort runs, in order."""
    stretch: Fraction
    """The cohort's months as a share of the usual ones."""
    titles: dict[str, str]
    """Titles of milestones and workshops by id; a milestone's id comes first where both have it."""
    charter: int | None
    """Week in which project charters are signed; None where the programme does not say."""
    calendar_weeks: tuple[int, ...] = ()
    """The weeks on the calendar that hold 0, 1, 2 and more weeks of preparation; empty where they are the same."""

    @classmethod
    def of(
        cls,
        library: Library,
        months: int | None = None,
        workshops: Sequence[str] | None = None,
        preferences: SchedulePreferences | None = None,
        lead_in: int | None = None,
        notice: int = 0,
        calendar_weeks: tuple[int, ...] = (),
    ) -> PlanWeeks:
        """The weeks of a cohort; each value that is None is as usual.

        Args:
            library: all content.
            months: the cohort's length.
            workshops: ids of the workshops that it runs, in order.
            preferences: the trust's choices for the spacing of its workshops.
            lead_in: weeks of preparation before the first workshop.
            notice: weeks of notice that participants' leave needs.
            calendar_weeks: the weeks on the calendar that hold 0, 1, 2 and more weeks of preparation, up to `lead_in`.
        """
        programme = library.programme
        months = months or programme.months
        milestones = milestone_weeks(library.calendar, programme.months, months, lead_in, notice, calendar_weeks)
        stretch = Fraction(months, programme.months)
        last = milestones[Milestone.PRESENTATION_DAY]
        usual = {id: round(week * stretch) for id, week in _usual_weeks(library).items()}
        run = tuple(programme.workshops if workshops is None else workshops)
        choices = preferences or SchedulePreferences()
        if not programme.workshop_weeks:
            choices = choices.model_copy(update={"workshop_spacing": Spacing.EVEN})
        own = dict(zip(run, _workshop_weeks(run, usual, last, choices), strict=True))
        weeks = cls(
            milestones,
            {**usual, **own},
            run,
            stretch,
            {
                **{id: workshop.title for id, workshop in library.workshops.items()},
                **{id: milestone.title for id, milestone in library.calendar.milestones.items()},
            },
            None,
            calendar_weeks,
        )
        charter = weeks.week(programme.charter) if programme.charter else None
        return replace(weeks, charter=charter)

    def open_weeks(self, week: int) -> int:
        """The weeks of preparation, without quiet periods, from a milestone's week before the first workshop."""
        return self.calendar_weeks.index(-week) if self.calendar_weeks else -week

    def surgeries(self, spacing: int, charter: int | None, last_workshop: int) -> range:
        """The weeks of the design surgeries, some weeks apart, from the weeks of the charter and the last workshop.

        Pairs bring their charter to the first one.
        """
        first = max(spacing, round(FIRST_SURGERY_WEEK * self.stretch))
        if charter is not None:
            first = max(first, charter + 1)
        return range(first, last_workshop - LAST_SURGERY_WEEKS + 1, spacing)

    def usual_surgeries(self, spacing: int) -> range:
        """The same for a cohort without dates."""
        last = self.workshops[self.run[-1]] if self.run else self.milestones[Milestone.PROGRAMME_END]
        return self.surgeries(spacing, self.charter, last)

    @property
    def to_prepare(self) -> int:
        """Weeks from the first milestone to the first workshop."""
        return -min(self.milestones.values())

    def offset(self, timing: Timing) -> int:
        """Weeks from the anchor of a timing, negative before it; those from a workshop stretch, down to one week."""
        weeks = timing.weeks_after - timing.weeks_before
        if timing.workshop is None or not weeks:
            return weeks
        stretched = max(1, round(abs(weeks) * self.stretch))
        return stretched if weeks > 0 else -stretched

    def week(self, timing: Timing) -> int:
        """The week of a timing; between its workshop and the next one, or the one before."""
        offset = self.offset(timing)
        if timing.milestone is not None:
            return self.milestones[timing.milestone] + offset
        anchor = self.workshops[timing.workshop or ""]
        run = [self.workshops[id] for id in self.run]
        latest = min([anchor + offset, *(week - 1 for week in run if week > anchor)])
        return max([latest, *(week + 1 for week in run if week < anchor)])

    def in_words(self, timing: Timing) -> str:
        """A timing in words, such as `4 weeks before: applications open`."""
        weeks = abs(self.offset(timing))
        when = f"{counted(weeks, 'week')} {'before' if timing.weeks_before else 'after'}"
        if timing.milestone is None:
            workshop = f"the workshop {self.titles[timing.workshop or '']}"
            return f"{when} {workshop}" if weeks else f"The day of {workshop}"
        title = self.titles[timing.milestone]
        if not weeks:
            return title
        name = title if title[:2].isupper() else title[0].lower() + title[1:]
        return f"{when}: {name}"


def week_in_words(week: int) -> str:
    """A week counted from the first workshop, such as 3 weeks before the first workshop."""
    if week == 0:
        return "the week of the first workshop"
    return f"{counted(abs(week), 'week')} {'before' if week < 0 else 'after'} the first workshop"


def _usual_weeks(library: Library) -> dict[str, int]:
    """The week of every workshop in a cohort of the usual length."""
    programme = library.programme
    last = library.calendar.milestones[Milestone.PRESENTATION_DAY].weeks_from_launch
    weeks = programme.workshop_weeks or _even(len(programme.workshops), last)
    return dict.fromkeys(library.workshops, last) | dict(zip(programme.workshops, weeks, strict=True))


def _workshop_weeks(
    run: Sequence[str], usual: dict[str, int], last: int, preferences: SchedulePreferences
) -> list[int]:
    """The week of each workshop that is run: the first at 0, the last on presentation day."""
    spacing = preferences.workshop_spacing_weeks
    if spacing is not None:
        return [number * spacing for number in range(len(run))]
    if len(preferences.workshop_weeks) == len(run):
        return list(preferences.workshop_weeks)
    if preferences.workshop_spacing is Spacing.PROGRAMME:
        weeks = [0, *(usual[id] for id in run[1:-1]), last][: len(run)]
        if all(before < after for before, after in pairwise(weeks)):
            return weeks
    return _even(len(run), last)


def _even(count: int, last: int) -> list[int]:
    return [round(Fraction(last * number, count - 1)) if number else 0 for number in range(count)]
