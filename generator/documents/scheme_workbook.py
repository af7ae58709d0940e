"""A scheme as a workbook: the planner's own file, with everything that she chose, and everything that is planned."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.profile_choices import choices
from ..model.sheets.plan import LEVELS
from ..model.sheets.records import in_words
from ..model.template import Level
from ..planning.playbook import Playbook
from ..planning.status import status
from . import scheme_records
from .scheme_money import money_sheets
from .scheme_plan import plan_sheets
from .scheme_profile import plan_cells, profile_lists, profile_sheets
from .scheme_start import start_sheet
from .spreadsheet import Choices, ColumnChoices, Sheet, Workbook

ORDER = (
    "Scheme",
    "Rooms",
    "Who takes part",
    "Sites and partners",
    "Closed days",
    "People",
    "Groups",
    "Dates",
    "Tasks",
    "Sessions",
    "Projects",
    "Measures",
    "Hours",
    "Hours by role",
    "Hours by month",
    "Rates",
    "Costs",
    "Business case",
    "Risks",
    "Contacts",
    "Menu",
    "Choices",
    "Own words",
    "Background",
)
"""The sheets after the first one."""


def scheme_workbook(playbook: Playbook, record: str = "") -> Workbook:
    """A scheme's workbook, as if new. `record` is what the tool writes down in it for itself."""
    by_name = {sheet.name: sheet for sheet in _sheets(playbook)}
    sheets = tuple(by_name[name] for name in ORDER)
    profile = playbook.library.trusts[playbook.profile.id].profile
    return Workbook(
        title=f"{playbook.programme.title} scheme",
        organisation=profile.name,
        cohort=profile.cohort.name,
        release=playbook.release.id,
        colour=profile.brand.colour,
        sheets=(start_sheet(playbook, status(playbook, playbook.today), sheets), *sheets),
        lists=tuple(_lists(playbook).values()),
        record=record,
    )


def _sheets(playbook: Playbook) -> Iterator[Sheet]:
    library = playbook.library
    trust = library.trusts[playbook.profile.id]
    profile, row_ids = trust.profile, trust.row_ids
    typed = plan_cells(profile, library, row_ids)
    yield from profile_sheets(profile, library, row_ids, keep_until=playbook.records.keep_until).values()
    yield from scheme_records.sheets(playbook)
    yield from plan_sheets(playbook, typed)
    yield from money_sheets(playbook, typed, choices(library, profile))


def _lists(playbook: Playbook) -> dict[str, Choices | ColumnChoices]:
    """The lists behind the drop-down menus by name."""
    library = playbook.library
    lists = (
        Choices(LEVELS, tuple(in_words(level) for level in Level)),
        *scheme_records.lists(playbook),
        *profile_lists(library, library.trusts[playbook.profile.id].profile),
    )
    return {each.name: each for each in lists}
