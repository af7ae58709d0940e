"""The hours of a cohort as sheets that recalculate when a figure changes."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ..model.effort import EffortAssumption
from ..planning.dates import Month
from ..planning.effort import EffortLine, RoleEffort
from ..planning.figures import rounded
from ..planning.playbook import Playbook
from .spreadsheet import Cell, Column, Formula, Kind, Sheet, in_row, whole
from .workbook_lists import ROLES

LINES, BY_ROLE, BY_MONTH = "Hours", "HoursByRole", "HoursByMonth"
IN_ALL = "Hours in all"


def sheets(playbook: Playbook) -> tuple[Sheet, ...]:
    """The assumptions with their totals, then the totals by role and by month."""
    return (_lines(playbook), _by_role(playbook), _by_month(playbook))


def _in_all() -> str:
    each, times, extra = (in_row(LINES, title) for title in ("Hours each", "Times", "Workshop hours"))
    return f"{each}*{times}+{extra}"


def _lines(playbook: Playbook) -> Sheet:
    columns = (
        Column("Line", 8, Kind.NUMBER),
        Column("What", 52),
        Column("Role", 22, Kind.CHOICE, ROLES, strict=False, prompt="Whose hours they are."),
        Column("Hours each", 10, Kind.HOURS, fill=True, prompt="Hours each time, for one person. Totals follow."),
        Column("Times", 9, Kind.NUMBER, fill=True, prompt="How often, all people counted. Totals follow."),
        Column("Counted", 34),
        Column(
            "Workshop hours",
            11,
            Kind.HOURS,
            fill=True,
            prompt="The length of the workshops themselves, for all people together.",
        ),
        Column(IN_ALL, 12, Kind.HOURS, total=True, formula=_in_all()),
        Column("Figure from", 16),
    )
    return Sheet(
        "Hours",
        LINES,
        "The hours that the cohort takes, from assumptions. Change a figure, and every total follows.",
        columns,
        tuple(_line(number, line, playbook) for number, line in enumerate(playbook.effort.lines, start=1)),
        fixed_columns=2,
    )


def _line(number: int, line: EffortLine, playbook: Playbook) -> tuple[Cell, ...]:
    assumption = line.assumption
    return (
        number,
        assumption.title,
        playbook.vocabulary.roles[assumption.role].title,
        float(line.hours_each),
        line.times,
        _counted(assumption),
        _cell(line.hours - line.hours_each * line.times) if assumption.workshop_length else None,
        Formula(_in_all(), _cell(line.hours)),
        "This trust" if line.adjusted else "Guide",
    )


def _counted(assumption: EffortAssumption) -> str:
    """What the hours are multiplied by."""
    each = " and ".join(counted.value for counted in assumption.each)
    words = f"for each {each}" if each else "once"
    return f"{words}, {assumption.people} people" if assumption.people > 1 else words


def _by_role(playbook: Playbook) -> Sheet:
    with_costs = playbook.effort.cost is not None
    columns = (
        Column("Role", 28),
        Column("Hours", 12, Kind.HOURS, total=True, formula=_of_role()),
        Column("Hours a person", 12, Kind.HOURS),
    )
    costs = (
        Column("Rate in pounds", 12, Kind.MONEY, fill=True, prompt="Pounds an hour. The cost follows."),
        Column("Cost in pounds", 14, Kind.MONEY, total=True, formula=_cost()),
    )
    note = "The hours of each role, worked out from the sheet Hours."
    return Sheet(
        "Hours by role",
        BY_ROLE,
        f"{note} Change a rate, and the cost follows." if with_costs else note,
        columns + costs if with_costs else columns,
        tuple(_role(role, playbook, with_costs) for role in playbook.effort.roles),
    )


def _of_role() -> str:
    return f"SUMPRODUCT(--({whole(LINES, 'Role')}={in_row(BY_ROLE, 'Role')}),{whole(LINES, IN_ALL)})"


def _cost() -> str:
    rate = in_row(BY_ROLE, "Rate in pounds")
    return f'IF({rate}="","",{in_row(BY_ROLE, "Hours")}*{rate})'


def _role(role: RoleEffort, playbook: Playbook, with_costs: bool) -> tuple[Cell, ...]:
    cohort, rates = playbook.profile.cohort, playbook.profile.rates
    people = cohort.groups * cohort.group_size
    each = None
    if role.hours_a_person is not None:
        each = Formula(f"{in_row(BY_ROLE, 'Hours')}/{people}", _cell(role.hours_a_person))
    row: tuple[Cell, ...] = (playbook.vocabulary.roles[role.role].title, Formula(_of_role(), _cell(role.hours)), each)
    if not with_costs:
        return row
    return (*row, rates.get(role.role), Formula(_cost(), "" if role.cost is None else _cell(role.cost)))


def _by_month(playbook: Playbook) -> Sheet:
    months = playbook.effort.months
    columns = (
        Column("Line", 8, Kind.NUMBER),
        Column("What", 52),
        Column("Role", 22),
        Column(IN_ALL, 11, Kind.HOURS, total=True, formula=_of_line()),
        *(Column(month.short_title, 11, Kind.HOURS, total=True) for month in months),
    )
    return Sheet(
        "Hours by month",
        BY_MONTH,
        "When the hours fall, worked out from the sheet Hours. Filter by role: the sums below are of what is shown.",
        columns,
        tuple(_months(number, line, playbook, months) for number, line in enumerate(playbook.effort.lines, start=1)),
        fixed_columns=3,
    )


def _of_line() -> str:
    return f"INDEX({whole(LINES, IN_ALL)},MATCH({in_row(BY_MONTH, 'Line')},{whole(LINES, 'Line')},0))"


def _months(number: int, line: EffortLine, playbook: Playbook, months: Sequence[Month]) -> tuple[Cell, ...]:
    """A line's hours by month, in fixed shares of its total."""
    return (
        number,
        line.assumption.title,
        playbook.vocabulary.roles[line.assumption.role].title,
        Formula(_of_line(), _cell(line.hours)),
        *(_share(line.by_month[month], line.hours) if month in line.by_month else None for month in months),
    )


def _share(part: Fraction, total: Fraction) -> Formula:
    share = part / total
    return Formula(f"{in_row(BY_MONTH, IN_ALL)}*{share.numerator}/{share.denominator}", float(rounded(part, 4)))


def _cell(number: Fraction) -> float:
    return float(rounded(number, 2))
