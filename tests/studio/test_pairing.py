"""Pairs and groups in the studio: proposed, tried out, and typed into the open scheme."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.model.sheets.records import MEMBER
from generator.studio.desk import Desk
from tests.command import run
from tests.studio.desks import TODAY, ask, ask_for_files, cell, desk

CLINICIANS = ("Asha Rao", "Beth Cole", "Cora Dunn")
NEW = {
    "name": "Westshire NHS Trust",
    "short_name": None,
    "code": None,
    "start": "2027-09-15",
    "groups": 3,
    "group_size": 2,
    "months": 9,
}
MANAGERS = ("Max Hill", "Ned Ives", "Olu Joy")


def person(name: str, **values: Any) -> dict[str, Any]:
    return {"name": name, "email": f"{name.split()[0].lower()}@example.nhs.uk", "decision": "Participant", **values}


def cohort(*others: dict[str, Any]) -> list[dict[str, Any]]:
    """Three clinicians and three managers of as many departments, of whom each two have named each other."""
    people = []
    for clinician, manager in zip(CLINICIANS, MANAGERS, strict=True):
        people += [
            person(clinician, side="Clinician", department="Surgery", named=manager),
            person(manager, side="Manager", department="Finance", named=clinician),
        ]
    return [*people, *others]


def open_on(on: Desk, people: list[dict[str, Any]], **scheme: Any) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Start a scheme of pairs with some people on a desk. Gives it as it was opened, and what was typed since."""
    reply = ask(on, "new", **NEW)
    sheet = next(each for each in reply["sheets"] if each["name"] == "People")
    numbers = {column["key"]: column["number"] for column in sheet["columns"]}
    edits: list[dict[str, Any]] = [
        {"sheet": "People", "row": sheet["next_row"] + place, "column": numbers[key], "value": value}
        for place, values in enumerate(people)
        for key, value in values.items()
    ]
    edits += [{**cell(reply, "Scheme", id, "choice"), "value": value} for id, value in scheme.items()]
    assert errors(ask(on, "edit", edits=edits)) == []
    return reply, edits


def opened(people: list[dict[str, Any]], **scheme: Any) -> tuple[Desk, list[dict[str, Any]]]:
    """A desk with such a scheme, and what was typed so far."""
    on = desk()
    return on, open_on(on, people, **scheme)[1]


def errors(reply: dict[str, Any]) -> list[str]:
    return [fault["message"] for fault in reply["state"]["faults"] if fault["severity"] == "error"]


def proposed(on: Desk, **tried: Any) -> dict[str, Any]:
    pairs: dict[str, Any] = ask(on, "pairs", **tried)["pairs"]
    return pairs


def names(pairs: dict[str, Any]) -> list[tuple[str, ...]]:
    return [tuple(pairs["people"][id]["name"] for id in group["members"]) for group in pairs["groups"]]


def ids(pairs: dict[str, Any]) -> dict[str, str]:
    return {person["name"]: id for id, person in pairs["people"].items()}


def groups_sheet(on: Desk, edits: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of the sheet Groups once some edits are typed."""
    reply = ask(on, "edit", edits=edits)
    assert errors(reply) == []
    sheets = [sheet for sheet in reply["sheets"] if sheet["name"] == "Groups"]
    return [row["cells"] for row in sheets[0]["rows"] if row["own"]] if sheets else []


def test_pairs_are_proposed_with_reasons() -> None:
    on, _ = opened(cohort())
    pairs = proposed(on)
    assert names(pairs) == list(zip(CLINICIANS, MANAGERS, strict=True))
    assert (pairs["noun"], pairs["proven"], pairs["changes"]) == ("pair", True, None)
    assert "different departments (Surgery and Finance)" in pairs["groups"][0]["met"]


def test_what_is_tried_out_is_solved_again_and_what_changed_is_listed() -> None:
    on, _ = opened(cohort())
    first = proposed(on)
    known, seen = ids(first), [group["members"] for group in first["groups"]]
    pinned = proposed(on, pins=[[known["Asha Rao"], known["Ned Ives"]]], before=seen)
    assert names(pinned) == [("Asha Rao", "Ned Ives"), ("Beth Cole", "Max Hill"), ("Cora Dunn", "Olu Joy")]
    assert pinned["changes"][:2] == ["2 pairs are new, and 1 pair stays as it was.", "New: Asha Rao and Ned Ives."]
    apart = proposed(on, forbidden=[[known["Cora Dunn"], known["Olu Joy"]]])
    assert ("Cora Dunn", "Olu Joy") not in names(apart)
    assert len(apart["groups"]) == 3
    out = proposed(on, without=[known["Cora Dunn"]])
    assert [out["people"][each["person"]]["name"] for each in out["unmatched"]] == ["Olu Joy"]
    assert {"person": known["Cora Dunn"], "why": "taken out for this trial"} in out["aside"]


@pytest.mark.slow
def test_another_weight_is_solved_again_and_what_changed_is_listed() -> None:
    people = [{**each, "department": department} for each, department in zip(cohort(), "ABBACC", strict=True)]
    on, edits = opened(people)
    first = proposed(on)
    weights = {"same_department": "Matters most", "named_each_other": "Not at all"}
    reply = ask(desk(), "new", **NEW)
    edits += [{**cell(reply, "Scheme", f"pairing.{wish}", "choice"), "value": words} for wish, words in weights.items()]
    assert errors(ask(on, "edit", edits=edits)) == []
    again = proposed(on, before=[group["members"] for group in first["groups"]])
    assert names(again) == [("Asha Rao", "Ned Ives"), ("Beth Cole", "Max Hill"), ("Cora Dunn", "Olu Joy")]
    assert again["changes"][0] == "2 pairs are new, and 1 pair stays as it was."
    assert again["not_written"] is None


def test_what_is_tried_out_and_not_written_is_said() -> None:
    on, _ = opened(cohort())
    known = ids(proposed(on))
    two = [known["Asha Rao"], known["Max Hill"]]

    assert proposed(on, pins=[two])["not_written"] is None
    assert proposed(on, forbidden=[two], without=[known["Olu Joy"]])["not_written"] == (
        "The sheet Groups takes the pairs, but not whom you keep apart or whom you leave out: "
        "the next proposal may be different. Choose Yes in its column Fixed to keep a pair."
    )


def test_somebody_who_is_no_longer_on_the_sheet_is_not_asked_for() -> None:
    on, _ = opened(cohort())
    assert len(proposed(on, pins=[["gone", "away"]], without=["gone"], forbidden=[["gone", "away"]])["groups"]) == 3


def test_pairs_are_typed_into_the_sheet_groups_and_taken_away_again() -> None:
    on, edits = opened(cohort())
    assert ask(on, "pairs")["used"] is False
    typed = ask(on, "pairs-edits")
    rows = groups_sheet(on, edits + typed["edits"])
    assert [(row["name"], row[f"{MEMBER}1"], row[f"{MEMBER}2"]) for row in rows] == [
        ("Pair 1", "Asha Rao", "Max Hill"),
        ("Pair 2", "Beth Cole", "Ned Ives"),
        ("Pair 3", "Cora Dunn", "Olu Joy"),
    ]
    assert all(row["formed"] and row["reason"] for row in rows)
    assert ask(on, "pairs-edits")["edits"] == []
    assert ask(on, "pairs")["used"] is True
    assert groups_sheet(on, edits) == []


def test_other_pairs_take_the_rows_of_those_that_are_no_longer_together() -> None:
    on, edits = opened(cohort())
    edits = edits + ask(on, "pairs-edits")["edits"]
    groups_sheet(on, edits)
    known = ids(proposed(on))
    again = ask(on, "pairs-edits", forbidden=[[known["Asha Rao"], known["Max Hill"]]], without=[known["Cora Dunn"]])
    assert again["removed"] == ["Pair 1", "Pair 3"]
    assert again["noted"] == []
    rows = groups_sheet(on, edits + again["edits"])
    assert len(rows) == 2
    assert {row["row"] for row in again["edits"]} <= {row["row"] for row in edits if row["sheet"] == "Groups"}


def test_a_reserve_who_is_put_in_becomes_a_participant_with_the_pair() -> None:
    people = cohort(
        person("Pia Kerr", side="Clinician", decision="Reserve", reserve_place=1), person("Quin Lamb", side="Manager")
    )
    on, edits = opened(people)
    pairs = proposed(on)
    pia = ids(pairs)["Pia Kerr"]
    assert pairs["reserves"] == [pia]
    assert len(pairs["unmatched"]) == 1
    typed = ask(on, "pairs-edits", **{"with": [pia]})
    assert typed["admitted"] == [pia]
    assert len(groups_sheet(on, edits + typed["edits"])) == 4


def test_a_scheme_without_participants_says_what_to_do() -> None:
    on, _ = opened([])
    (fault,) = ask(on, "pairs")["faults"]
    assert (fault["code"], fault["message"]) == ("no-participants", "nobody has a place yet")


def test_a_sheet_without_enough_columns_for_members_asks_to_be_saved_first() -> None:
    on, _ = opened(cohort(), **{"cohort.group_size": 3, "cohort.groups": 2})
    (fault,) = ask(on, "pairs-edits")["faults"]
    assert fault["code"] == "few-member-columns"


def test_the_files_for_the_panel_are_made_of_what_is_shown() -> None:
    on, _ = opened(cohort())
    known = ids(proposed(on))
    making = ask(on, "pairs-make", documents=False, forbidden=[[known["Asha Rao"], known["Max Hill"]]])["making"]
    assert (making["total"], making["files"][0]["needs_documents"]) == (1, False)
    _, files = ask_for_files(on, "next")
    assert {"Pairs.html", "Pairs.docx", "read-me.txt"} <= files.keys()
    assert "No longer together: Asha Rao and Max Hill." in files["Pairs.html"].decode()
    assert ask(on, "next") == {"finished": {"zip": "westshire-pairs.zip"}}


@pytest.mark.slow
def test_the_command_gives_the_same_answer(tmp_path: Path) -> None:
    on, _ = opened(cohort(person("Quin Lamb", side="Manager", department="Estates")))
    book, output = tmp_path / "westshire.xlsx", tmp_path / "out"
    (raw,) = ask_for_files(on, "save")[1].values()
    book.write_bytes(raw)
    apart = ["Beth Cole", "Ned Ives"]
    result = run("pairs", str(book), "--what-if", f"forbid {'; '.join(apart)}", "--format", "json", "--today", TODAY,
                 "--output", str(output))  # fmt: skip
    assert result.stderr == ""
    values = json.loads((output / "pairs.json").read_text(encoding="utf-8"))
    known = ids(proposed(on))
    assert proposed(on, forbidden=[[known[name] for name in apart]]) == values
    assert values["changes"]
