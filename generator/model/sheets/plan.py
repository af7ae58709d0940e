"""The sheets of a scheme that the plan fills in: where to start, dates, tasks, hours and money, risks, the menu."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..effort import Counted
from .choices import CHECK, COUNTED, PROJECT_STATUS, RATED, ROLES, SITES, YES_NO
from .form import Kind, SheetColumn, SheetForm, Use, in_row, whole
from .records import STATUS

LEVELS = "Levels"
"""Name of a list to choose from."""
OVERDUE, SOON, SETTLED, PAST = "Overdue", "Next two weeks", "Done", "Past"
"""What the columns State say. Nothing is said of what is further ahead."""


def _text(key: str, title: str, width: int, help: str = "") -> SheetColumn:
    return SheetColumn(key, title, width, help)


def _fill(
    key: str,
    title: str,
    width: int,
    help: str,
    kind: Kind = Kind.TEXT,
    choices: str | None = None,
    *,
    strict: bool = True,
    several: bool = False,
    required: bool = False,
) -> SheetColumn:
    return SheetColumn(
        key, title, width, help, kind, choices, strict=strict, several=several, fill=True, required=required
    )


def _suggested(
    key: str,
    title: str,
    width: int,
    help: str,
    kind: Kind = Kind.TEXT,
    choices: str | None = None,
    *,
    strict: bool = True,
) -> SheetColumn:
    return SheetColumn(key, title, width, help, kind, choices, strict=strict, suggested=True)


def _hours(key: str, title: str, width: int = 11, formula: str | None = None, *, total: bool = True) -> SheetColumn:
    return SheetColumn(key, title, width, kind=Kind.HOURS, formula=formula, total=total)


def _pounds(key: str, title: str, formula: str) -> SheetColumn:
    return SheetColumn(key, title, 14, kind=Kind.MONEY, formula=formula, total=True)


START_HERE = SheetForm(
    "Start here",
    "StartHere",
    "What to do next, how to use this file, and what is on each sheet.",
    (_text("about", "About", 26), _text("what", "What to know", 100)),
    use=Use.READ,
)

_DAY, _LAST, _OVER = in_row("Dates", "Date"), in_row("Dates", "End date"), in_row("Dates", "Done")
DATES = SheetForm(
    "Dates",
    "Dates",
    "Every date of the cohort, with the reason for it. Type a day into Pin to, and the rest is planned around it.",
    (
        SheetColumn("date", "Date", 18, "The day, or the first day of a span.", Kind.DATE),
        _text("what", "What", 44),
        SheetColumn(
            "state",
            "State",
            16,
            "Done, past or in the next two weeks: it follows from today's date.",
            formula=f'IF({_DAY}="","",IF({_OVER}="Yes","{SETTLED}",IF(MAX({_DAY},{_LAST})<TODAY(),"{PAST}",'
            f'IF({_DAY}<=TODAY()+14,"{SOON}",""))))',
        ),
        SheetColumn("end_date", "End date", 18, "The last day of a span; empty for a single day.", Kind.DATE),
        _text("time", "Time", 16),
        _text("kind", "Kind", 16),
        _text("place", "Place", 22),
        _text("who", "Who", 32),
        _text("why", "Why", 42, "Why it is on this day."),
        _fill(
            "pin_day", "Pin to", 18, "A day of your own. The next update plans everything else around it.", Kind.DATE
        ),
        _fill("pin_start", "Pinned start", 11, "Start time, if it is not the usual one. Pin the day too.", Kind.TIME),
        _fill("pin_end", "Pinned end", 11, "End time, if it is not the usual one. Pin the day too.", Kind.TIME),
        _fill("pin_room", "Pinned room", 22, "Where it is held on that day. Pin the day too."),
        _fill("pin_reason", "Why pinned", 32, "Why that day. The plan shows it."),
        _fill("in_diaries", "In diaries", 10, "Yes once everybody has it in the diary.", Kind.CHECK, CHECK),
        _fill("done", "Done", 10, "Yes once it is over or settled.", Kind.CHECK, CHECK),
        _fill("note", "Note", 36, "Anything else."),
    ),
    fixed_columns=2,
    use=Use.PLAN,
)

_DUE, _STATUS = in_row("Tasks", "Due"), in_row("Tasks", "Status")
TASKS = SheetForm(
    "Tasks",
    "Tasks",
    "What to do, by when and by whom, earliest first. Add tasks of your own in the row below the last one.",
    (
        SheetColumn("due", "Due", 18, "The day by which it must be done. Type another if you agreed one.", Kind.DATE,
                    suggested=True),
        SheetColumn(
            "state",
            "State",
            16,
            "Done, overdue or due in the next two weeks: it follows from the status and today's date.",
            formula=f'IF(OR({_STATUS}="Done",{_STATUS}="Not needed"),"{SETTLED}",IF({_DUE}="","",'
            f'IF({_DUE}<TODAY(),"{OVERDUE}",IF({_DUE}<=TODAY()+14,"{SOON}",""))))',
        ),
        _text("action", "Action", 50),
        _suggested("owner", "Owner", 24, "Who does it: a role, or type a name.", Kind.CHOICE, ROLES, strict=False),
        _fill("status", "Status", 14, "How far it has got. Empty: not started.", Kind.CHOICE, STATUS),
        _fill("note", "Note", 36, "Anything else."),
        _text("milestone", "Milestone", 24, "The milestone that it leads to."),
        _text("when", "When", 34, "The rule behind the day."),
        _text("topic", "Topic", 28, "Where the plan says more."),
    ),
    fixed_columns=3,
    use=Use.PLAN,
)  # fmt: skip

_YOURS, _USUAL, _MONTHS = (in_row("Hours", title) for title in ("Your hours", "Usual hours", "Months"))
IN_ALL = "Hours in all"
_LINE_HOURS = (
    f'IF({_YOURS}="",{_USUAL},{_YOURS})*IF({_MONTHS}="",1,{_MONTHS})*{in_row("Hours", "Times")}'
    f"+{in_row('Hours', 'Workshop hours')}"
)
HOURS = SheetForm(
    "Hours",
    "Hours",
    "The hours that the cohort takes. Type a figure into Your hours, and every total follows.",
    (
        SheetColumn("line", "Line", 8, "Hours by month finds the row by this number.", Kind.NUMBER),
        _text("what", "What", 50),
        _text("role", "Role", 24, "Whose hours they are."),
        _hours("usual", "Usual hours", 10, total=False),
        _fill("hours", "Your hours", 10, "Hours each time, for one person. Empty: the usual hours.", Kind.HOURS),
        _hours("months", "Months", 10, total=False),
        SheetColumn("times", "Times", 9, "How often, all people counted.", Kind.NUMBER),
        _text("counted", "Counted", 36, "What the times count."),
        _hours("workshop", "Workshop hours", 12, total=False),
        _hours("in_all", IN_ALL, 12, _LINE_HOURS),
        _text("usual_from", "Usual hours from", 16, "The guide, or the projects that suit this cohort."),
    ),
    fixed_columns=2,
    use=Use.PLAN,
)


def _hours_of(role: str) -> str:
    return f"SUMPRODUCT(--({whole('Hours', 'Role')}={role}),{whole('Hours', IN_ALL)})"


_ROLE_HOURS, CASE_HOURS = _hours_of(in_row("HoursByRole", "Role")), _hours_of(in_row("BusinessCase", "Item"))
HOURS_BY_ROLE = SheetForm(
    "Hours by role",
    "HoursByRole",
    "The hours of each role, worked out from the sheet Hours.",
    (
        _text("role", "Role", 32),
        _hours("hours", "Hours", 14, _ROLE_HOURS),
        _hours("a_person", "Hours a person", 14, total=False),
    ),
    use=Use.READ,
)


def hours_by_month_form(months: Iterable[str]) -> SheetForm:
    """The hours of each line by month, with a column for each month."""
    hours = f"INDEX({whole('Hours', IN_ALL)},MATCH({in_row('HoursByMonth', 'Line')},{whole('Hours', 'Line')},0))"
    return SheetForm(
        "Hours by month",
        "HoursByMonth",
        "When the hours fall, worked out from the sheet Hours. Filter by role: the sums below are of what is shown.",
        (
            SheetColumn("line", "Line", 8, kind=Kind.NUMBER),
            _text("what", "What", 50),
            _text("role", "Role", 24),
            _hours("in_all", IN_ALL, 11, f'IFERROR({hours},"")'),
            *(_hours(f"month_{number}", month) for number, month in enumerate(months, start=1)),
        ),
        fixed_columns=3,
        use=Use.READ,
    )


_CASE_ROWS = " + ".join(
    f"({whole('BusinessCase', title)}={in_row('Rates', 'Whose time')})" for title in ("Item", "Staff group")
)
RATES = SheetForm(
    "Rates",
    "Rates",
    "What an hour costs with all costs of employment: your finance business partner knows. Empty: hours alone.",
    (
        SheetColumn(
            "who", "Whose time", 34, "A role, or a staff group of participants.", Kind.CHOICE, RATED, strict=False
        ),
        _hours("hours", "Hours", 12, f"SUMPRODUCT(--({_CASE_ROWS}>0),{whole('BusinessCase', 'Hours')})", total=False),
        _fill("pounds", "Pounds an hour", 14, "Such as 18.50. The costs follow.", Kind.MONEY),
        _fill("band", "Band or grade", 24, "Behind the rate, such as Band 8a."),
    ),
)


def costs_form(counts: Mapping[Counted, int]) -> SheetForm:
    """Costs besides time; `counts` says how many there are of what a cost may be counted for."""
    each, pounds, times = (in_row("Costs", title) for title in ("How often", "Pounds each *", "Times"))
    product = "*".join(f'IF(ISNUMBER(SEARCH("{counted}",{each})),{number},1)' for counted, number in counts.items())
    return SheetForm(
        "Costs",
        "Costs",
        "What the cohort costs besides people's time: rooms and lunch, printing, an outside facilitator, travel.",
        (
            _fill("title", "What", 44, "What it is for.", required=True),
            _fill("pounds", "Pounds each", 14, "Pounds each time.", Kind.MONEY, required=True),
            _fill(
                "each",
                "How often",
                40,
                "What it is paid for, with semicolons between several. Empty: once.",
                Kind.CHOICE,
                COUNTED,
                several=True,
            ),
            SheetColumn("times", "Times", 9, "How often in this cohort.", Kind.NUMBER,
                        formula=f'IF({pounds}="","",{product or "1"})'),
            _pounds("cost", "Cost", f'IF({pounds}="","",{pounds}*{times})'),
        ),
        blank_rows=8,
        example={"title": "Example: room and lunch", "each": f"For each {Counted.WORKSHOP}"},
    )  # fmt: skip


def _rate(column: str, who: str) -> str:
    return f"INDEX({whole('Rates', column)},MATCH({in_row('BusinessCase', who)},{whole('Rates', 'Whose time')},0))"


def _rated(column: str, empty: str) -> str:
    """A column of Rates for the staff group, or for the role where the staff group has no rate of its own."""
    group_has_rate = f'IFERROR({_rate("Pounds an hour", "Staff group")}<>"",FALSE)'
    of_group, of_role = _rate(column, "Staff group"), _rate(column, "Item")
    return f'IF({group_has_rate},{of_group}{empty},IFERROR(IF({of_role}="","",{of_role}),""))'


_RATE = in_row("BusinessCase", "Pounds an hour")
_CASE_POUNDS, _CASE_BAND = _rated("Pounds an hour", ""), _rated("Band or grade", '&""')


def _case_cost(hours: str) -> str:
    """The formula of a cost from a column of hours."""
    return f'IF({_RATE}="","",{in_row("BusinessCase", hours)}*{_RATE})'


_CASE_PRICED = f'IF({_RATE}="",0,{in_row("BusinessCase", "Hours")})'
CASE_COSTS = f"SUM({whole('Costs', 'Cost')})"
BUSINESS_CASE = SheetForm(
    "Business case",
    "BusinessCase",
    "What the cohort costs, from Hours, Rates and Costs. Low and high follow from the size of the projects.",
    (
        _text("item", "Item", 34),
        _text("staff_group", "Staff group", 28),
        *(
            _hours(key, title)
            for key, title in (
                ("hours", "Hours"),
                ("hours_low", "Hours low"),
                ("hours_high", "Hours high"),
                ("backfill", "Hours to backfill"),
            )
        ),
        SheetColumn("pounds", "Pounds an hour", 12, kind=Kind.MONEY, formula=_CASE_POUNDS),
        SheetColumn("band", "Band or grade", 16, formula=_CASE_BAND),
        _pounds("cost", "Cost", _case_cost("Hours")),
        _pounds("cost_low", "Cost low", _case_cost("Hours low")),
        _pounds("cost_high", "Cost high", _case_cost("Hours high")),
        _hours("priced", "Hours priced", formula=_CASE_PRICED),
    ),
    use=Use.READ,
)

RISKS = SheetForm(
    "Risks",
    "Risks",
    "What could go wrong, what is done about it and who watches it. Change what is here, and add your own below.",
    (
        _suggested("risk", "Risk", 52, "What could go wrong, and what would follow."),
        _suggested("likelihood", "Likelihood", 12, "How likely it is now.", Kind.CHOICE, LEVELS),
        _suggested("impact", "Impact", 12, "How serious it would be.", Kind.CHOICE, LEVELS),
        _suggested("response", "Response", 52, "What is done about it."),
        _suggested("owner", "Owner", 24, "Who watches it: a role, or type a name.", Kind.CHOICE, ROLES, strict=False),
        _suggested("review_on", "Review on", 18, "When to look at it next.", Kind.DATE),
        _fill("note", "Note", 36, "Anything else."),
    ),
    blank_rows=10,
    use=Use.PLAN,
)

MENU = SheetForm(
    "Menu",
    "Menu",
    "The projects to choose from, and how well each fits this cohort. What groups take on is on the sheet Projects.",
    (
        _text("project", "Project", 40),
        _text("on_menu", "On the menu", 10, "Whether it is on this cohort's menu at present."),
        _text("theme", "Theme", 20),
        _text("settings", "Where", 26),
        SheetColumn("weeks", "Weeks", 9, "From the charter to the last point of data.", Kind.NUMBER),
        SheetColumn("hours_a_month", "Hours a month", 11, "For each member.", Kind.NUMBER),
        _text("difficulty", "Difficulty", 13),
        _text("fit", "Fit", 13, "How well it fits the weeks that the cohort has for projects."),
        _text("why", "Why", 36),
        _text("usual_sponsor", "Usual sponsor", 28),
        _fill("offer", "Offer it", 10, "Yes in any row: only those with Yes are on your menu. No: it is left out.",
              Kind.CHOICE, YES_NO),
        _fill("order", "Order", 8, "1 comes first. Only for those with Yes.", Kind.NUMBER),
        _fill("sponsor", "Your sponsor", 28, "The post or person that sponsors it here."),
        _fill("status", "Status", 12, "Empty: open, so a group can take it.", Kind.CHOICE, PROJECT_STATUS),
        _fill("site", "Site", 24, "Where it happens.", Kind.CHOICE, SITES),
        _fill("starts", "Starts", 18, "First day.", Kind.DATE),
        _fill("ends", "Ends", 18, "Last day.", Kind.DATE),
        _fill("contact", "Contact", 26, "Whom a group may write to about it. Give the email too."),
        _fill("contact_email", "Contact email", 32, "The contact's email address."),
        _fill("contact_public", "Contact public", 10, "Yes: the site may show the contact.", Kind.CHECK, CHECK),
    ),
    use=Use.PLAN,
)  # fmt: skip
