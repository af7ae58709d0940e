"""A scheme on the desk of the studio: opened, edited cell by cell, and shown."""

from __future__ import annotations

from typing import Any

from generator.studio.desk import Desk
from tests.studio.desks import ask, cell, desk


def westshire(on: Desk) -> dict[str, Any]:
    """A new scheme of twelve pairs that starts on Wednesday 15 September 2027."""
    return ask(on, "new", name="Westshire NHS Trust", code=None, start="2027-09-15", groups=12, group_size=2, months=9)


def test_hello_has_what_the_page_shows_before_a_scheme_is_open() -> None:
    reply = ask(desk(), "hello")

    assert reply["release"]["id"] == "2026.4"
    assert {example["slug"] for example in reply["examples"]} == {"imperial", "kings", "north-middlesex", "westbrook"}
    assert ["RJ1", "Guy's and St Thomas' NHS Foundation Trust", "London", None] in reply["trusts"]
    assert reply["sheets"][:2] == ["Start here", "Scheme"]


def test_a_new_scheme_has_its_dates_at_once() -> None:
    opened = westshire(desk())

    assert opened["opened"]["file"] == "westshire.xlsx"
    assert opened["state"]["faults"] == []
    assert opened["state"]["plan"]["heading"]["line"] == "12 pairs, 9 months, from Wed 15 Sep 2027"


def test_a_typed_day_moves_the_plan() -> None:
    on = desk()
    start = cell(westshire(on), "Scheme", "cohort.start", "choice")
    state = ask(on, "edit", edits=[{**start, "value": "22/9/2027"}])["state"]

    assert state["plan"]["heading"]["line"] == "12 pairs, 9 months, from Wed 22 Sep 2027"
    first = next(date for date in state["plan"]["dates"] if date["id"] == "workshop-self-awareness")
    assert (first["day"], first["moved"]) == ("2027-09-22", {"was": "Wed 15 Sep 2027, 13:00 to 16:30"})


def test_a_fault_is_at_the_cell_that_was_typed_into() -> None:
    on = desk()
    start = cell(westshire(on), "Scheme", "cohort.start", "choice")
    state = ask(on, "edit", edits=[{**start, "value": "soon"}])["state"]

    (fault,) = state["faults"]
    assert (fault["code"], fault["message"]) == ("bad-date", "`First workshop` is not a date")
    assert {name: fault[name] for name in start} == start
    assert state["plan"] is None
