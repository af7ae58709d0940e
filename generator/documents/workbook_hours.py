"""The hours and costs of a cohort as sheets that recalculate when a figure changes."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ..model.effort import EffortAssumption
from ..model.sheets.form import Kind, in_row, whole
from ..planning.business_case import StaffCost, share_in_words
from ..planning.effort import EffortLine, RoleEffort
from ..planning.figures import Range, rounded
from ..planning.playbook import Playbook
from .hours import named
from .spreadsheet import Cell, Column, Formula, Sheet
from .workbook_lists import ROLES

LINES, BY_ROLE, BY_MONTH, CASE = "Hours", "HoursByRole", "HoursByMonth", "BusinessCase"
IN_ALL = "Hours in all"

LINE_HOURS = f"{in_row(LINES, 'Hours each')}*{in_row(LINES, 'Times')}+{in_row(LINES, 'Workshop hours')}"
"""The formula of a line's hours. The other formulas follow from it."""
ROLE_HOURS = f"SUMPRODUCT(--({whole(LINES, 'Role')}={in_row(BY_ROLE, 'Role')}),{whole(LINES, IN_ALL)})"
CASE_HOURS = f"SUMPRODUCT(--({whole(LINES, 'Role')}={in_row(CASE, 'Item')}),{whole(LINES, IN_ALL)})"
POUNDS = in_row(CASE, "Pounds each")
HOURS_PRICED = f'IF({POUNDS}="",0,{in_row(CASE, "Hours")})'
USUAL_COSTS = ("Rooms and catering", "Printing", "Outside facilitation", "Travel")
"""Lines to fill in where the trust has given no costs besides people's time."""
HOURS_OF_LINE = f"INDEX({whole(LINES, IN_ALL)},MATCH({in_row(BY_MONTH, 'Line')},{whole(LINES, 'Line')},0))"


def sheets(playbook: Playbook) -> tuple[Sheet, ...]:
    """The assumptions with their totals, then the totals by role and by month, and the business case."""
    return (_lines(playbook), _by_role(playbook), _by_month(playbook), _business_case(playbook))


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
        float(rounded(line.hours_each, 6)),
        line.times,
        _counted(assumption, playbook.profile.cohort.group_size),
        _cell(line.hours - line.hours_each * line.times) if assumption.workshop_length else None,
        Formula(LINE_HOURS, _cell(line.hours)),
        "This trust" if line.adjusted else "Projects" if assumption.from_projects else "Guide",
    )


def _counted(assumption: EffortAssumption, group_size: int) -> str:
    """What the hours are multiplied by, such as every week, for every 8 pairs begun."""
    each = " and ".join(named(counted.value, group_size) for counted in assumption.each)
    phrases = (
        f"every {assumption.every.value}" if assumption.every else "",
        f"for each {each}" if each else "",
        f"for every {assumption.groups_each} {named('group', group_size)}s begun" if assumption.groups_each else "",
    )
    words = ", ".join(filter(None, phrases)) or "once"
    return f"{words}, {assumption.people} people" if assumption.people > 1 else words


def _by_role(playbook: Playbook) -> Sheet:
    columns = (
        Column("Role", 28),
        Column("Hours", 12, Kind.HOURS, total=True, formula=ROLE_HOURS),
        Column("Hours a person", 12, Kind.HOURS),
    )
    rows = tuple(_role(role, playbook) for role in playbook.effort.roles)
    return Sheet("Hours by role", BY_ROLE, "The hours of each role, worked out from the sheet Hours.", columns, rows)


def _role(role: RoleEffort, playbook: Playbook) -> tuple[Cell, ...]:
    cohort = playbook.profile.cohort
    each = None
    if role.a_person is not None:
        people = cohort.groups * cohort.group_size
        each = Formula(f"{in_row(BY_ROLE, 'Hours')}/{people}", _cell(role.a_person.usual))
    return (playbook.vocabulary.roles[role.role].title, Formula(ROLE_HOURS, _cell(role.hours)), each)


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


def _cost(hours: str) -> str:
    """The formula of a cost from a column of hours; a line that is not time has times instead."""
    return f'IF({POUNDS}="","",({in_row(CASE, hours)}+{in_row(CASE, "Times")})*{POUNDS})'


def _business_case(playbook: Playbook) -> Sheet:
    """Staff time and other costs; the sums of hours and of priced hours say how much of the time has a rate."""
    rate = "Pounds an hour, or pounds each time. Your finance business partner knows the rates. The cost follows."
    columns = (
        Column("Item", 34),
        Column("Staff group", 28),
        Column("Hours", 11, Kind.HOURS, total=True),
        Column("Hours low", 11, Kind.HOURS, total=True),
        Column("Hours high", 11, Kind.HOURS, total=True),
        Column("Hours to backfill", 11, Kind.HOURS, total=True),
        Column("Times", 9, Kind.NUMBER, fill=True, prompt="How often a cost other than time is paid."),
        Column("Pounds each", 12, Kind.MONEY, fill=True, prompt=rate),
        Column("Band or grade", 16, fill=True),
        Column("Cost", 14, Kind.MONEY, total=True, formula=_cost("Hours")),
        Column("Cost low", 14, Kind.MONEY, total=True, formula=_cost("Hours low")),
        Column("Cost high", 14, Kind.MONEY, total=True, formula=_cost("Hours high")),
        Column("Hours priced", 11, Kind.HOURS, total=True, formula=HOURS_PRICED),
    )
    case = playbook.business_case
    others = [_other(cost.title, cost.times, cost.pounds_each) for cost in case.others]
    rows = (
        *(_staff(row, playbook) for row in case.staff),
        *(others or [_other(title, 1, None) for title in USUAL_COSTS]),
    )
    priced = f"The rates price {share_in_words(case)}" if case.priced.usual else "No hour has a rate yet"
    note = (
        "What the cohort costs. Low and high follow from the size of the projects. "
        f"{priced}: compare the totals of Hours and Hours priced."
    )
    return Sheet("Business case", CASE, note, columns, rows, fixed_columns=1)


def _staff(row: StaffCost, playbook: Playbook) -> tuple[Cell, ...]:
    vocabulary, usual = playbook.vocabulary, in_row(CASE, "Hours")
    whole_role = next(role.hours for role in playbook.effort.roles if role.role == row.role)
    share = row.hours.usual / whole_role if whole_role else Fraction(1)
    return (
        vocabulary.roles[row.role].title,
        vocabulary.staff_groups[row.staff_group].title if row.staff_group else None,
        Formula(f"{CASE_HOURS}{_times(share)}", _cell(row.hours.usual)),
        *(
            Formula(f"{usual}{_times(hours / row.hours.usual if row.hours.usual else Fraction(1))}", _cell(hours))
            for hours in (row.hours.low, row.hours.high, row.backfill.usual)
        ),
        None,
        None if row.rate is None else float(row.rate),
        row.band or None,
        *_costs(row.cost),
        Formula(HOURS_PRICED, _cell(row.hours.usual) if row.cost else 0),
    )


def _other(title: str, times: int, pounds_each: Fraction | None) -> tuple[Cell, ...]:
    costs = _costs(None if pounds_each is None else Range.of(pounds_each * times))
    each = None if pounds_each is None else float(pounds_each)
    return (title, None, None, None, None, None, times, each, None, *costs, Formula(HOURS_PRICED, 0))


def _costs(cost: Range | None) -> Iterator[Formula]:
    """Usual, low and high cost; empty without a rate."""
    pounds = {"Hours": cost.usual, "Hours low": cost.low, "Hours high": cost.high} if cost else {}
    for column in ("Hours", "Hours low", "Hours high"):
        yield Formula(_cost(column), _cell(pounds[column]) if pounds else "")


def _times(factor: Fraction) -> str:
    return f"*{factor.numerator}/{factor.denominator}"


def _share(hours: Fraction, total: Fraction) -> Formula:
    share = hours / total
    return Formula(f"{in_row(BY_MONTH, IN_ALL)}{_times(share)}", float(rounded(hours, 4)))


def _cell(number: Fraction) -> float:
    return float(rounded(number, 2))
