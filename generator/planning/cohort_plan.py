"""A cohort's plan without the shared text: its dates, projects, hours and money, and what to look at first."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from ..model.guidance import GuidanceTopic
from ..model.library import Library, Trust
from ..model.project import ImprovementProject
from ..model.recorded_plan import RecordedPlan
from ..model.scheme import Records
from ..model.trust import Contact, TrustProfile
from ..model.vocabulary import Vocabulary
from ..model.workshop import Workshop
from .business_case import BusinessCase, business_case
from .checklist import ChecklistSection, checklist
from .cohort_figures import cohort_figures
from .cohort_numbers import CohortNumbers, cohort_numbers
from .effort import Effort
from .feasibility import Feasibility, ProjectWeeks
from .menu import CohortWeeks, MenuEntry, by_theme, menu_entries, without_private_contacts
from .schedule import Schedule
from .selection import Selection, WorkshopPlan
from .warnings import PlanWarning, warnings
from .weeks import PlanWeeks
from .wording import Wording, worded, worded_effort, worded_schedule, worded_trust, worded_weeks

Titled = TypeVar("Titled", GuidanceTopic, Workshop, ImprovementProject)


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortPlan:
    """What follows from the rules and a trust's choices, in the words of its cohort."""

    profile: TrustProfile
    planning_from: datetime.date
    """The day on which planning started; nothing is planned before it."""
    today: datetime.date
    """The day on which this plan is made, for what is late and what comes next. Dates do not depend on it."""
    previous: RecordedPlan | None
    """The plan of the same cohort that this one replaces; None for a first plan."""
    contacts: tuple[Contact, ...]
    workshops: tuple[WorkshopPlan, ...]
    projects: tuple[ImprovementProject, ...]
    menu: tuple[MenuEntry, ...]
    """The same projects sorted by theme, with the trust's progress on each."""
    project_weeks: ProjectWeeks
    """The weeks that the cohort has for projects."""
    feasibility: dict[str, Feasibility]
    """How well each project fits the cohort's weeks, by project id."""
    checklist: tuple[ChecklistSection, ...]
    schedule: Schedule | None
    """None while the cohort has no start."""
    effort: Effort
    business_case: BusinessCase
    warnings: tuple[PlanWarning, ...]
    given_up: tuple[str, ...]
    """What a shorter preparation than usual gives up, a sentence each; empty where none is."""
    vocabulary: Vocabulary
    weeks: PlanWeeks
    wording: Wording
    """The words and figures of its shared text."""
    records: Records
    """What happens to the cohort; empty in a plan that the public may see."""


def plan_in_short(
    library: Library,
    slug: str,
    *,
    today: datetime.date | None = None,
    previous: RecordedPlan | None = None,
    made: datetime.date | None = None,
    usual: CohortWeeks | None = None,
) -> CohortPlan:
    """The plan of a trust's cohort as `plan` has it. Shared text that it does not show is not put in its words.

    Args:
        library: the checked content.
        slug: the trust's id.
        today: the day on which planning starts, unless the profile has one. Default: the release date of the content.
        previous: the plan that this one replaces. Plans of other cohorts are ignored.
        made: the day on which the plan is made. Default: the day on which planning starts.
        usual: the weeks of cohorts of each length, if they have been worked out before.

    Raises:
        InputFault: the first workshop is in the past or too soon, or closed periods leave no day for something.
    """
    trust = library.trusts[slug]
    numbers = cohort_numbers(library, trust, today, previous)
    wording = Wording(trust.profile.cohort.group_size, cohort_figures(library, trust.profile, numbers))
    usual = usual or CohortWeeks(library)
    library, trust = _shown(library, wording), worded_trust(trust, wording)
    selection = Selection(library, trust, numbers.weeks.to_prepare)
    topics = [*selection.topics()]
    return cohort_plan(
        library, trust, numbers, wording, topics, selection.workshops(), selection.projects(), usual, made=made
    )


def cohort_plan(
    library: Library,
    trust: Trust,
    numbers: CohortNumbers,
    wording: Wording,
    topics: Iterable[GuidanceTopic],
    workshops: tuple[WorkshopPlan, ...],
    projects: tuple[ImprovementProject, ...],
    usual: CohortWeeks,
    *,
    public: bool = False,
    made: datetime.date | None = None,
) -> CohortPlan:
    """The plan of a cohort from content in its words, and from what was selected of it.

    `public` leaves out private contacts; the other arguments are as for `plan_in_short`.
    """
    profile = trust.profile
    schedule = numbers.schedule and worded_schedule(numbers.schedule, wording)
    weeks, hours = worded_weeks(numbers.weeks, wording), worded_effort(numbers.effort, wording)
    own, months = frozenset(trust.projects), profile.cohort.months
    entries = menu_entries(projects, own, profile.menu, usual, months, numbers.feasibility)
    menu = by_theme(entries, library.vocabulary.themes)
    actions = [(topic, action) for topic in topics for action in topic.actions]
    return CohortPlan(
        profile=profile,
        planning_from=numbers.planning_from,
        today=made or numbers.planning_from,
        previous=numbers.previous,
        contacts=tuple(contact for contact in profile.contacts if not (public and contact.private)),
        workshops=workshops,
        projects=projects,
        menu=without_private_contacts(menu) if public else menu,
        project_weeks=numbers.project_weeks,
        feasibility=numbers.feasibility,
        checklist=checklist(actions, library.calendar, weeks, schedule),
        schedule=schedule,
        effort=hours,
        business_case=business_case(profile, hours),
        warnings=warnings(library, profile, schedule, workshops, menu),
        given_up=schedule.given_up if schedule else (),
        vocabulary=library.vocabulary,
        weeks=weeks,
        wording=wording,
        records=trust.records,
    )


def _shown(library: Library, wording: Wording) -> Library:
    """Content with that in a cohort's words which the cohort's plan shows: above all titles and actions."""

    def titled(nouns: Mapping[str, Titled]) -> dict[str, Titled]:
        return {id: noun.model_copy(update={"title": wording.text(noun.title)}) for id, noun in nouns.items()}

    guidance = {
        id: topic.model_copy(update={"actions": [worded(action, wording) for action in topic.actions]})
        for id, topic in titled(library.guidance).items()
    }
    return library.model_copy(
        update={
            "guidance": guidance,
            "workshops": titled(library.workshops),
            "projects": titled(library.projects),
            **{name: worded(getattr(library, name), wording) for name in ("programme", "vocabulary", "calendar")},
        }
    )
