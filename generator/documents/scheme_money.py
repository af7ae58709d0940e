"""The hours and money of a scheme as sheets that recalculate when a figure changes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction

from ..model.effort import EffortAssumption
from ..model.sheets.choices import RATED
from ..model.sheets.form import SheetForm, in_row
from ..model.sheets.plan import (
    BUSINESS_CASE,
    CASE_COSTS,
    CASE_HOURS,
    HOURS,
    HOURS_BY_ROLE,
    IN_ALL,
    RATES,
    costs_form,
    hours_by_month_form,
)
from ..planning.business_case import StaffCost
from ..planning.effort import EffortLine, RoleEffort
from ..planning.figures import Range, exact, rounded
from ..planning.playbook import Playbook
from ..planning.schedule import WEEKS_A_MONTH
from .hours import named
from .scheme_plan import Cells
from .spreadsheet import Cell, Formula, Sheet, computed, sheet_of

OTHER_COSTS = "other-costs"
"""Id of the row of the business case with all costs besides time."""


def money_sheets(
    playbook: Playbook,
    typed: Mapping[str, Mapping[str, Cells]],
    lists: Mapping[str, Mapping[str, str]],
) -> Iterator[Sheet]:
    """The hours with their totals by role and by month, rates, costs, and the business case that follows from them.

    `typed` has what the profile says in each sheet, by row id; `lists` has ids by the words of each list.
    """
    months = hours_by_month_form(month.short_title for month in playbook.effort.months)
    costs = costs_form(playbook.effort.counts)
    rated = {id: words for words, id in lists[RATED].items()}
    yield sheet_of(HOURS, _hours(playbook, typed.get(HOURS.name, {}), rated))
    yield sheet_of(HOURS_BY_ROLE, (_role(role, playbook, rated) for role in playbook.effort.roles))
    yield sheet_of(months, _by_month(playbook, months, rated))
    yield sheet_of(RATES, _rates(playbook, typed.get(RATES.name, {}), rated))
    yield sheet_of(costs, _costs(playbook, typed.get(costs.name, {}), costs))
    yield sheet_of(BUSINESS_CASE, _business_case(playbook, rated))


def _hours(playbook: Playbook, own: Mapping[str, Cells], rated: Mapping[str, str]) -> Iterator[tuple[str, Cells]]:
    for number, line in enumerate(playbook.effort.lines, start=1):
        assumption = line.assumption
        workshop = line.hours - line.hours_each * line.times if assumption.workshop_length else None
        yield (
            assumption.id,
            {
                "line": number,
                "what": assumption.title,
                "role": rated[assumption.role],
                "usual": _exact(line.usual_each),
                "months": _months(line, playbook),
                "times": line.times,
                "counted": _counted(assumption, playbook.profile.cohort.group_size),
                "workshop": None if workshop is None else _cell(workshop),
                "in_all": computed(HOURS, "in_all", _cell(line.hours)),
                "usual_from": "Projects" if assumption.from_projects else "Guide",
                **own.get(assumption.id, {}),
            },
        )
    counted = {line.assumption.id for line in playbook.effort.lines}
    for id, cells in own.items():
        if id not in counted:
            # Its figure stays for a cohort to which the line applies again.
            title = f"{playbook.library.effort.assumptions[id].title} (not in this cohort)"
            yield id, {"what": title, "in_all": computed(HOURS, "in_all", 0), **cells}


def _months(line: EffortLine, playbook: Playbook) -> float | None:
    """The months over which hours a month are counted."""
    project = playbook.effort.project
    return _exact(project.weeks / WEEKS_A_MONTH) if line.assumption.from_projects and project else None


def _counted(assumption: EffortAssumption, group_size: int) -> str:
    """What the hours are multiplied by, such as every week, for every 8 pairs begun."""
    each = " and ".join(named(counted.value, group_size) for counted in assumption.each)
    phrases = (
        "hours a month" if assumption.from_projects else "",
        f"every {assumption.every.value}" if assumption.every else "",
        f"for each {each}" if each else "",
        f"for every {assumption.groups_each} {named('group', group_size)}s begun" if assumption.groups_each else "",
    )
    words = ", ".join(filter(None, phrases)) or "once"
    return f"{words}, {assumption.people} people" if assumption.people > 1 else words


def _role(role: RoleEffort, playbook: Playbook, rated: Mapping[str, str]) -> tuple[str, Cells]:
    cells: dict[str, Cell] = {
        "role": rated[role.role],
        "hours": computed(HOURS_BY_ROLE, "hours", _cell(role.hours)),
    }
    if role.a_person is not None:
        people = playbook.profile.cohort.groups * playbook.profile.cohort.group_size
        cells["a_person"] = Formula(f"{in_row('HoursByRole', 'Hours')}/{people}", _cell(role.a_person.usual))
    return role.role, cells


def _by_month(playbook: Playbook, form: SheetForm, rated: Mapping[str, str]) -> Iterator[tuple[str, Cells]]:
    """The hours of each line by month, in fixed shares of its total."""
    for number, line in enumerate(playbook.effort.lines, start=1):
        cells: dict[str, Cell] = {
            "line": number,
            "what": line.assumption.title,
            "role": rated[line.assumption.role],
            "in_all": computed(form, "in_all", _cell(line.hours)),
        }
        for month, title in enumerate(playbook.effort.months, start=1):
            if title in line.by_month:
                hours = line.by_month[title]
                share = f"{in_row('HoursByMonth', IN_ALL)}{_times(hours / line.hours)}"
                cells[f"month_{month}"] = Formula(share, float(rounded(hours, 4)))
        yield line.assumption.id, cells


def _rates(playbook: Playbook, typed: Mapping[str, Cells], rated: Mapping[str, str]) -> Iterator[tuple[str, Cells]]:
    """A row for each role and staff group that has hours or a rate."""
    hours: dict[str, Fraction] = {}
    for row in playbook.business_case.staff:
        for id in filter(None, (row.role, row.staff_group)):
            hours[id] = hours.get(id, Fraction()) + row.hours.usual
    for id in dict.fromkeys((*hours, *typed)):
        in_all = computed(RATES, "hours", _cell(hours.get(id, Fraction())))
        yield id, {"who": rated[id], "hours": in_all, **typed.get(id, {})}


def _costs(playbook: Playbook, typed: Mapping[str, Cells], form: SheetForm) -> Iterator[tuple[str, Cells]]:
    counts = playbook.effort.counts
    costs = playbook.library.trusts[playbook.profile.id].profile.costs
    for cost, (id, cells) in zip(costs, typed.items(), strict=True):
        times = math.prod(counts[counted] for counted in cost.each)
        pounds = computed(form, "cost", _cell(exact(cost.pounds) * times))
        yield id, {**cells, "times": computed(form, "times", times), "cost": pounds}


def _business_case(playbook: Playbook, rated: Mapping[str, str]) -> Iterator[tuple[str, Cells]]:
    """Staff time, then all other costs in one row."""
    case = playbook.business_case
    for row in case.staff:
        yield f"{row.role}/{row.staff_group}" if row.staff_group else row.role, _staff(row, playbook, rated)
    others = Formula(CASE_COSTS, _cell(case.other_pounds))
    yield (
        OTHER_COSTS,
        {
            "item": "Costs besides time",
            "pounds": None,
            "band": None,
            "cost": others,
            "cost_low": others,
            "cost_high": others,
            "priced": None,
        },
    )


def _staff(row: StaffCost, playbook: Playbook, rated: Mapping[str, str]) -> dict[str, Cell]:
    usual = in_row("BusinessCase", "Hours")
    whole_role = next(role.hours for role in playbook.effort.roles if role.role == row.role)
    share = row.hours.usual / whole_role if whole_role else Fraction(1)

    def of_usual(hours: Fraction) -> Formula:
        return Formula(f"{usual}{_times(hours / row.hours.usual if row.hours.usual else Fraction(1))}", _cell(hours))

    return {
        "item": rated[row.role],
        "staff_group": rated[row.staff_group] if row.staff_group else None,
        "hours": Formula(f"{CASE_HOURS}{_times(share)}", _cell(row.hours.usual)),
        "hours_low": of_usual(row.hours.low),
        "hours_high": of_usual(row.hours.high),
        "backfill": of_usual(row.backfill.usual),
        "pounds": computed(BUSINESS_CASE, "pounds", "" if row.rate is None else float(row.rate)),
        "band": computed(BUSINESS_CASE, "band", row.band),
        **_cost(row.cost),
        "priced": computed(BUSINESS_CASE, "priced", _cell(row.hours.usual) if row.cost else 0),
    }


def _cost(cost: Range | None) -> dict[str, Cell]:
    """Usual, low and high cost; empty without a rate."""
    pounds = {"cost": cost.usual, "cost_low": cost.low, "cost_high": cost.high} if cost else {}
    return {
        key: computed(BUSINESS_CASE, key, _cell(pounds[key]) if pounds else "")
        for key in ("cost", "cost_low", "cost_high")
    }


def _times(factor: Fraction) -> str:
    return f"*{factor.numerator}/{factor.denominator}"


def _exact(number: Fraction) -> float:
    return float(rounded(number, 6))


def _cell(number: Fraction) -> float:
    return float(rounded(number, 2))
