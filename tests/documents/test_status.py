"""The status of a cohort as a page, as text and as values says the same."""

from __future__ import annotations

from dataclasses import replace

from generator.documents.document import Heading, Table, plain
from generator.documents.status import SECTIONS, as_values, in_text, status_page
from generator.model.scheme import Records
from generator.planning.status import status
from generator.sources.tree import read_theme
from generator.writers.formats import USUAL, Inputs, outputs
from generator.writers.theme import Theme
from tests import small
from tests.planning.test_status import ASHA, BEN, CARA, PAIR, SPRING
from tests.worked.cohorts import playbook

RECORDS = Records(people=[ASHA, BEN, CARA], groups=[PAIR])
STATE = status(replace(playbook("westbrook"), records=RECORDS), SPRING)


def test_the_page_has_a_table_for_each_list_that_is_not_empty() -> None:
    page = status_page(playbook("westbrook"), STATE)

    headings = [block.text for block in page.blocks if isinstance(block, Heading)]
    assert headings == [
        "What to do next",
        "Overdue (4)",
        "In the next two weeks (1)",
        "No release yet (2)",
        "Without a group (1)",
        "Have not met yet (1)",
        "Projects that need help",
        "Missed workshops (2)",
    ]
    tables = [block for block in page.blocks if isinstance(block, Table)]
    assert [len(block.rows) for block in tables] == [4, 1, 2, 1, 1, 2]
    released = tables[2].rows[0]
    assert [plain(cell) for cell in released] == [
        "Ben Madeup: asked, no answer yet",
        "Wed 4 Nov 2026",
        "Lin Madeup (line manager), lin@example.nhs.uk; rota@example.nhs.uk (rota contact)",
    ]
    assert [run.link for run in released[2] if run.link] == ["mailto:lin@example.nhs.uk", "mailto:rota@example.nhs.uk"]


def test_the_page_says_that_it_names_people() -> None:
    page = status_page(playbook("westbrook"), STATE)

    assert page.subtitle == "On Friday 19 March 2027. Names people: for the team only."


def test_the_text_leaves_empty_lists_out() -> None:
    text = in_text(playbook("westbrook"), STATE)

    assert text.startswith("Cohort 1 on Friday 19 March 2027\n")
    pair = "Wed 17 Feb 2027: Pair 1 - Asha Madeup (020 7946 0000, asha@example.nhs.uk); Ben Madeup"
    assert f"Have not met yet (1)\n  {pair}" in text
    assert "Projects that need help" not in text


def test_the_values_hold_every_list() -> None:
    values = as_values(STATE)

    assert values.keys() == {"day", "warnings", "next_steps", *SECTIONS}
    assert values["day"] == "2027-03-19"
    assert values["coming"] == [{"what": "Design surgery 1", "day": "2027-03-31", "speak_to": []}]


def test_a_playbook_has_the_page_only_where_its_planner_writes_things_down() -> None:
    six_pairs = playbook("westbrook")
    theme = Theme.of(read_theme(small.ROOT), "")

    started = replace(six_pairs, records=RECORDS, today=SPRING)
    assert "status" not in outputs(Inputs(six_pairs, theme, None), USUAL)
    (file,) = outputs(Inputs(started, theme, None), USUAL)["status"]
    page = file.write().decode()
    assert file.path == "Status.html"
    assert "On Friday 19 March 2027." in page
    assert "Ben Madeup: asked, no answer yet" in page
