"""The hours of a cohort as sheets that recalculate when a figure changes."""

from __future__ import annotations

from fractions import Fraction

from ..model.effort import EffortAssumption
from ..planning.effort import EffortLine, RoleEffort
from ..planning.figures import rounded
from ..planning.playbook import Playbook
from .spreadsheet import Cell, Column, Formula, Kind, Sheet, in_row, whole
from .workbook_lists import ROLES

LINES, BY_ROLE, BY_MONTH = "Hours", "HoursByRole", "HoursByMonth"
IN_ALL = "Hours in all"

LINE_HOURS = f"{in_row(LINES, 'Hours each')}*{in_row(LINES, 'Times')}+{in_row(LINES, 'Workshop hours')}"
"""The formula of a line's hours. The other formulas follow from it."""
ROLE_HOURS = f"SUMPRODUCT(--({whole(LINES, 'Role')}={in_row(BY_ROLE, 'Role')}),{whole(LINES, IN_ALL)})"
RATE = in_row(BY_ROLE, "Rate in pounds")
COST = f'IF({RATE}="","",{in_row(BY_ROLE, "Hours")}*{RATE})'
HOURS_OF_LINE = f"INDEX({whole(LINES, IN_ALL)},MATCH({in_row(BY_MONTH, 'Line')},{whole(LINES, 'Line')},0))"


def sheets(playbook: Playbook) -> tuple[Sheet, ...]:
    """The assumptions with their totals, then the totals by role and by month."""
    return (_lines(playbook), _by_role(playbook), _by_month(playbook))


def _lines(playbook: Playbook) -> Sheet:
    workshops = "The length of the workshops themselves, for all people together."
    columns = (
        Column("Line", 8, Kind.NUMBER),
        Column("What", 52),
        Column("Role", 22, Kind.CHOICE, ROLES, strict=False, prompt="Whose hours they are."),
        Column("Hours each", 10, Kind.HOURS, fill=True, prompt="Hours each time, for one person. Totals follow."),
        Column("Times", 9, Kind.NUMBER, fill=True, prompt="How often, all people counted. Totals follow."),
        Column("Counted", 34),
        Column("Workshop hours", 11, Kind.HOURS, fill=True, prompt=workshops),
        Column(IN_ALL, 12, Kind.HOURS, total=True, formula=LINE_HOURS),
        Column("Figure from", 16),
    )
    rows = tuple(_line(number, line, playbook) for number, line in enumerate(playbook.effort.lines, start=1))
    note = "The hours that the cohort takes, from assumptions. Change a figure, and every total follows."
    return Sheet("Hours", LINES, note, columns, rows, fixed_columns=2)


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
        Formula(LINE_HOURS, _cell(line.hours)),
        "This trust" if line.adjusted else "Guide",
    )


def _counted(assumption: EffortAssumption) -> str:
    """What the hours are multiplied by."""
    each = " and ".join(counted.value for counted in assumption.each)
    words = f"for each {each}" if each else "once"
    return f"{words}, {assumption.people} people" if assumption.people > 1 else words


def _by_role(playbook: Playbook) -> Sheet:
    with_costs = playbook.effort.cost is not None
    note = "The hours of each role, worked out from the sheet Hours."
    columns = [
        Column("Role", 28),
        Column("Hours", 12, Kind.HOURS, total=True, formula=ROLE_HOURS),
        Column("Hours a person", 12, Kind.HOURS),
    ]
    if with_costs:
        note += " Change a rate, and the cost follows."
        columns += [
            Column("Rate in pounds", 12, Kind.MONEY, fill=True, prompt="Pounds an hour. The cost follows."),
            Column("Cost in pounds", 14, Kind.MONEY, total=True, formula=COST),
        ]
    rows = tuple(_role(role, playbook)[: len(columns)] for role in playbook.effort.roles)
    return Sheet("Hours by role", BY_ROLE, note, tuple(columns), rows)


def _role(role: RoleEffort, playbook: Playbook) -> tuple[Cell, ...]:
    cohort = playbook.profile.cohort
    each = None
    if role.hours_a_person is not None:
        people = cohort.groups * cohort.group_size
        each = Formula(f"{in_row(BY_ROLE, 'Hours')}/{people}", _cell(role.hours_a_person))
    return (
        playbook.vocabulary.roles[role.role].title,
        Formula(ROLE_HOURS, _cell(role.hours)),
        each,
        playbook.profile.rates.get(role.role),
        Formula(COST, "" if role.cost is None else _cell(role.cost)),
    )


def _by_month(playbook: Playbook) -> Sheet:
    """The hours of each line by month, in fixed shares of its total."""
    months = playbook.effort.months
    columns = (
        Column("Line", 8, Kind.NUMBER),
        Column("What", 52),
        Column("Role", 22),
        Column(IN_ALL, 11, Kind.HOURS, total=True, formula=HOURS_OF_LINE),
        *(Column(month.short_title, 11, Kind.HOURS, total=True) for month in months),
    )
    rows = tuple(
        (
            number,
            line.assumption.title,
            playbook.vocabulary.roles[line.assumption.role].title,
            Formula(HOURS_OF_LINE, _cell(line.hours)),
            *(_share(line.by_month[month], line.hours) if month in line.by_month else None for month in months),
        )
        for number, line in enumerate(playbook.effort.lines, start=1)
    )
    note = "When the hours fall, worked out from the sheet Hours. Filter by role: the sums below are of what is shown."
    return Sheet("Hours by month", BY_MONTH, note, columns, rows, fixed_columns=3)


def _share(hours: Fraction, total: Fraction) -> Formula:
    share = hours / total
    return Formula(f"{in_row(BY_MONTH, IN_ALL)}*{share.numerator}/{share.denominator}", float(rounded(hours, 4)))


def _cell(number: Fraction) -> float:
    return float(rounded(number, 2))
