"""The end that a trust has given a workshop is the same wherever its times are shown.

The first workshop takes two and a half hours, from 13:00 to 15:30.
"""

from __future__ import annotations

import datetime

import pytest

from generator.documents.calendar import calendar
from generator.documents.deck import deck
from generator.documents.document import Table, plain
from generator.documents.facilitator_guide import facilitator_guide
from generator.documents.letter_values import letter_values
from generator.documents.scheme_workbook import scheme_workbook
from generator.documents.session import occasion
from generator.model.library import Library, Trust
from generator.planning.playbook import Playbook
from generator.planning.session import sessions
from generator.writers import markdown
from tests.planning.profiles import playbook, profile
from tests.worked.cohorts import printed_of

DAY, START = datetime.date(2027, 1, 13), datetime.time(13)


def pinned(end: int) -> dict[str, object]:
    return {"pins": [{"what": "workshop-meeting", "day": DAY, "start": START, "end": datetime.time(end)}]}


def book(library: Library, end: int) -> Playbook:
    return playbook(library, profile(schedule=pinned(end)))


@pytest.mark.parametrize(
    ("end", "hours", "length"), [(17, "13:00 to 17:00", "4 hours"), (15, "13:00 to 15:00", "2 hours")]
)
def test_every_document_has_the_end_that_the_trust_has_given(
    worked_library: Library, end: int, hours: str, length: str
) -> None:
    planned = book(worked_library, end)
    text = markdown.blocks(printed_of(planned))
    events = calendar(planned)
    assert events is not None
    event = next(event for event in events.events if event.uid.startswith("workshop-meeting"))
    rows = [
        row for sheet in scheme_workbook(planned).sheets if sheet.name == "Dates" for row in sheet.rows if hours in row
    ]

    assert f"{hours} ({length}; the agenda takes until 15:30)" in text
    assert text.count(hours) == 3, "the dates of the plan, those with their reasons, and the workshop itself"
    assert "13:00 to 15:30" not in text
    assert (event.starts, event.ends) == (START, datetime.time(end))
    assert "\n15:30 End of the agenda\n" in event.description
    assert letter_values(planned)["workshop_1_time"] == hours
    assert len(rows) == 1


def test_files_for_facilitators_have_it_too(worked_library: Library) -> None:
    trust = profile(schedule=pinned(17))
    library = worked_library.model_copy(update={"trusts": {trust.id: Trust(profile=trust)}})
    session = sessions(library, trust.id)["meeting"]
    sheet = next(block for block in facilitator_guide(session).blocks if isinstance(block, Table))

    assert plain(occasion(session).runs).startswith(
        "Wednesday 13 January 2027, 13:00 to 17:00 (4 hours; the agenda takes until 15:30)"
    )
    slides = deck(session.plan, organisation="Test", colour="#14532d", release="2026.1", date=DAY, day=DAY)
    assert "Wednesday 13 January 2027, 13:00 to 17:00" in slides.slides[0].points
    assert [plain(cell) for cell in sheet.rows[-1]][:3] == ["15:30", "", "End of the agenda"]
    assert sessions(library, trust.id, datetime.time(9))["meeting"].plan.ends == datetime.time(11, 30)
