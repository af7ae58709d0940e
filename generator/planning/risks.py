"""The risks of the register that matter most for a cohort, each with the fact of its plan that makes it matter."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import NamedTuple

from ..model.calendar_rules import QuietScope
from ..model.english import in_words, listed
from ..model.pairing import Weight, Wish
from ..model.required import Milestone, Notice
from ..model.template import Circumstance, Level, RegisterRisk, TemplateKind
from . import dates
from .applicability import groups, met, unmet
from .business_case import share_in_words
from .cohort_figures import week_of
from .open_days import DAY
from .planner import relevant_changeovers
from .playbook import Playbook
from .schedule import EntryKind

MOST = 10
_WEIGHTS = {Level.LOW: 1, Level.MEDIUM: 2, Level.HIGH: 3}
RAISED = 3
"""What a fact of the plan adds to likelihood times impact, which is from 1 to 9."""
SPARE_WEEKS = 2
"""A notice that is due so few weeks after places are confirmed, or less, is easily missed."""
FEW_GROUPS, MANY_GROUPS = 5, 12
LONG_MONTHS = 12
WINTER = (12, 1, 2)


class ChosenRisk(NamedTuple):
    """A risk of the register, and why it matters for this cohort in a sentence."""

    risk: RegisterRisk
    reason: str


def ten_risks(playbook: Playbook) -> tuple[ChosenRisk, ...]:
    """The ten risks that matter most, the greatest first; fewer where the register has fewer.

    Likelihood and impact count from 1 to 3 and are multiplied. A risk that is only for some cohorts, or that a fact of
    the plan raises, counts three more. Equal ones keep the order of the register.
    """
    registers = (template for template in playbook.templates if template.kind is TemplateKind.REGISTER)
    risks = [(risk, _fact(risk, playbook)) for register in registers for risk in register.risks]
    ranked = sorted(risks, key=lambda each: -_weight(*each))
    return tuple(ChosenRisk(risk, fact or _levels(risk)) for risk, fact in ranked[:MOST])


def _weight(risk: RegisterRisk, fact: str | None) -> int:
    return _WEIGHTS[risk.likelihood] * _WEIGHTS[risk.impact] + RAISED * (fact is not None)


def _levels(risk: RegisterRisk) -> str:
    return f"{risk.likelihood.value.capitalize()} likelihood and {risk.impact.value} impact in any cohort."


def _fact(risk: RegisterRisk, playbook: Playbook) -> str | None:
    """The first fact of the plan that raises a risk, or why it is for this cohort; None where it is for any."""
    for circumstance in risk.raised_by:
        if fact := _FACTS[circumstance](playbook):
            return fact
    reason = met(risk.only_for, playbook.profile, playbook.vocabulary)
    return reason and f"{reason[0].upper()}{reason[1:]}."


def _short_preparation(playbook: Playbook) -> str | None:
    return next(iter(playbook.given_up), None)


def _quiet_preparation(playbook: Playbook) -> str | None:
    """Days between the opening of applications and the first workshop on which nobody answers."""
    if (schedule := playbook.schedule) is None:
        return None
    opens = schedule.milestones[Milestone.APPLICATIONS_OPEN]
    for number in range((schedule.start - opens).days):
        day = opens + number * DAY
        if reason := schedule.days.quiet_on(day, QuietScope.ALL):
            return f"Part of the preparation, from {dates.date(day)}, is {reason}."
    return None


def _late_notice(playbook: Playbook, notice: Notice, what: str) -> str | None:
    """That a notice is due soon after places are confirmed, or before."""
    schedule, rule = playbook.schedule, playbook.calendar.notice.get(notice)
    if schedule is None or rule is None or unmet(rule.only_for, playbook.profile, playbook.vocabulary):
        return None
    weeks, confirmed = playbook.notice[notice], -week_of(schedule, schedule.milestones[Milestone.PLACES_CONFIRMED])
    if confirmed - weeks > SPARE_WEEKS:
        return None
    places = f"places are confirmed {in_words(confirmed)} weeks before the first workshop"
    return f"{what} {in_words(weeks)} weeks' notice, and {places}."


def _workshop_days(playbook: Playbook) -> list[datetime.date]:
    return [entry.first for entry in playbook.schedule.of(EntryKind.WORKSHOP)] if playbook.schedule else []


def _winter_workshops(playbook: Playbook) -> str | None:
    days = _workshop_days(playbook)
    winter = sum(day.month in WINTER for day in days)
    if not winter:
        return None
    verb = "is" if winter == 1 else "are"
    number = in_words(winter).capitalize()
    return f"{number} of the {in_words(len(days))} workshops {verb} in December, January or February."


def _school_holidays(playbook: Playbook) -> str | None:
    """A workshop in the school holidays, where the trust knows them and does not avoid them."""
    periods = playbook.profile.schedule.school_holidays
    inside = (day for day in _workshop_days(playbook) if any(each.first <= day <= each.last for each in periods))
    return next((f"The workshop on {dates.date(day)} is in the school holidays." for day in inside), None)


def _changeover(playbook: Playbook) -> str | None:
    if playbook.schedule is None:
        return None
    changeovers = relevant_changeovers(playbook.library, playbook.profile, playbook.schedule)
    first = min(changeovers, key=lambda each: each[1], default=None)
    return first and f"The {first[0].title}, on {dates.date(first[1])}, falls within the programme."


def _long_programme(playbook: Playbook) -> str | None:
    months = playbook.profile.cohort.months
    return f"The programme lasts {months} months." if months >= LONG_MONTHS else None


def _first_cohort(playbook: Playbook) -> str | None:
    return "This is the trust's first cohort." if playbook.profile.cohort.number == 1 else None


def _later_cohort(playbook: Playbook) -> str | None:
    return "This is not the trust's first cohort." if playbook.profile.cohort.number > 1 else None


def _same_department(playbook: Playbook) -> str | None:
    across = playbook.pairing_weights[Wish.ACROSS_DEPARTMENTS] is not Weight.NOT_AT_ALL
    return None if across else "Partners may come from the same department."


def _few_groups(playbook: Playbook) -> str | None:
    cohort = playbook.profile.cohort
    verb = "is" if cohort.groups == 1 else "are"
    return f"There {verb} only {groups(cohort)}." if cohort.groups <= FEW_GROUPS else None


def _many_groups(playbook: Playbook) -> str | None:
    cohort = playbook.profile.cohort
    return f"There are {groups(cohort)} to keep in touch with." if cohort.groups >= MANY_GROUPS else None


def _large_groups(playbook: Playbook) -> str | None:
    size = playbook.profile.cohort.group_size
    return f"Each group has {in_words(size)} members." if size > 2 else None


def _several_sites(playbook: Playbook) -> str | None:
    sites = [site.name for site in playbook.profile.sites]
    return f"People come from {in_words(len(sites))} sites: {listed(sites)}." if len(sites) > 1 else None


def _partners(playbook: Playbook) -> str | None:
    partners = [partner.name for partner in playbook.profile.partners]
    return f"{listed(partners)} {'take' if len(partners) > 1 else 'takes'} part too." if partners else None


def _few_contacts(playbook: Playbook) -> str | None:
    names = {contact.name for contact in playbook.profile.contacts}
    if len(names) > 1:
        return None
    return "The plan names only one person to ask." if names else "The plan names nobody to ask yet."


def _unpriced_hours(playbook: Playbook) -> str | None:
    case = playbook.business_case
    if case.total is None:
        return "The trust has given no hourly rates yet, so nobody knows what the cohort costs."
    only = "only " if case.priced.usual else ""
    return f"The cost in this plan prices {only}{share_in_words(case)}." if case.unpriced else None


def _data_first(playbook: Playbook) -> str | None:
    asked = "Data is asked for before the first workshop, and so before any charter."
    return asked if playbook.project_weeks.data_first else None


def _warning(playbook: Playbook, code: str) -> str | None:
    """What a warning of the plan says."""
    return next((each.message for each in playbook.warnings if each.code == code), None)


_FACTS: Mapping[Circumstance, Callable[[Playbook], str | None]] = {
    Circumstance.SHORT_PREPARATION: _short_preparation,
    Circumstance.QUIET_PREPARATION: _quiet_preparation,
    Circumstance.LATE_LEAVE: lambda playbook: _late_notice(playbook, Notice.STUDY_LEAVE, "Study leave needs"),
    Circumstance.LATE_ROTA: lambda playbook: _late_notice(playbook, Notice.ROTA, "Rotas need"),
    Circumstance.WINTER_WORKSHOPS: _winter_workshops,
    Circumstance.SCHOOL_HOLIDAYS: _school_holidays,
    Circumstance.WORKSHOPS_CLOSE: lambda playbook: _warning(playbook, "workshops-close"),
    Circumstance.CHANGEOVER: _changeover,
    Circumstance.LONG_PROGRAMME: _long_programme,
    Circumstance.FIRST_COHORT: _first_cohort,
    Circumstance.LATER_COHORT: _later_cohort,
    Circumstance.FEW_GROUPS: _few_groups,
    Circumstance.MANY_GROUPS: _many_groups,
    Circumstance.LARGE_GROUPS: _large_groups,
    Circumstance.SEVERAL_SITES: _several_sites,
    Circumstance.PARTNERS: _partners,
    Circumstance.SAME_DEPARTMENT: _same_department,
    Circumstance.FEW_CONTACTS: _few_contacts,
    Circumstance.UNPRICED_HOURS: _unpriced_hours,
    Circumstance.FEW_PROJECTS_FIT: lambda playbook: _warning(playbook, "few-projects-fit"),
    Circumstance.DATA_FIRST: _data_first,
}
"""When each circumstance holds: the fact in a sentence, or None."""
