"""A scheme on the desk of the studio: opened, edited cell by cell, shown, saved."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from generator.documents.status import as_values
from generator.model.archive import zipped
from generator.planning.status import status
from generator.sources.typed_workbook import read_typed
from generator.studio.desk import Desk
from generator.studio.open_scheme import Checker
from generator.studio.preview import preview
from generator.studio.rehearsal import rehearsal
from generator.studio.trust_templates import template_faults
from tests.studio.desks import ask, ask_for_files, cell, desk, worked_desk
from tests.worked import content as worked

WESTSHIRE = {
    "name": "Westshire NHS Trust",
    "code": None,
    "start": "2027-09-15",
    "groups": 12,
    "group_size": 2,
    "months": 9,
}


def typed(desk: Desk, *edits: dict[str, Any]) -> dict[str, Any]:
    """The state after some edits."""
    state: dict[str, Any] = ask(desk, "edit", edits=list(edits))["state"]
    return state


def sheet(opened: dict[str, Any], name: str) -> dict[str, Any]:
    return next(each for each in opened["sheets"] if each["name"] == name)


def dates(state: dict[str, Any]) -> dict[str, Any]:
    """The dates of the plan by id."""
    return {date["id"]: date for date in state["plan"]["dates"]}


def faults(reply: dict[str, Any]) -> list[tuple[str, str]]:
    return [(fault["code"], fault["file"]) for fault in reply["faults"]]


# --- before a scheme is open -----------------------------------------------------------------------------------


def test_hello_has_what_the_page_shows_first() -> None:
    reply = ask(desk(), "hello")

    assert reply["release"]["id"] == "2026.5"
    assert reply["examples"][-1] == {
        "slug": "westbrook",
        "name": "Westbrook Hospitals and Community Trust",
        "words": "8 pairs, 9 months",
    }
    assert ["RJ1", "Guy's and St Thomas' NHS Foundation Trust", "London", None] in reply["trusts"]
    assert reply["sheets"][:2] == ["Start here", "Scheme"]


def test_without_a_scheme_there_is_nothing_to_edit_or_save() -> None:
    assert [faults(ask(worked_desk(), what, edits=[])) for what in ("edit", "save", "status")] == [
        [("nothing-open", "")]
    ] * 3


# --- six pairs, worked out by hand in tests/worked/six_pairs.md --------------------------------------------------


@pytest.fixture(scope="module")
def six_pairs() -> dict[str, Any]:
    return ask(worked_desk(), "example", slug="westbrook")


def test_the_heading_says_how_many_how_long_and_from_when(six_pairs: dict[str, Any]) -> None:
    assert six_pairs["state"]["plan"]["heading"] == {
        "cohort": "Cohort 1",
        "trust": "Westbrook Hospitals",
        "line": "6 pairs, 9 months, from Wed 20 Jan 2027",
    }


def test_each_date_has_its_day_its_time_and_its_reason(six_pairs: dict[str, Any]) -> None:
    fifth = dates(six_pairs["state"])["workshop-changing"]

    assert (fifth["what"], fifth["when"], fifth["time"], fifth["why"]) == (
        "Workshop 5: Changing things",
        "Wed 11 Aug 2027",
        "13:00 to 15:50",
        "28 weeks after the first workshop; moved because that day is the August changeover",
    )


def test_the_figures_are_those_of_the_documents(six_pairs: dict[str, Any]) -> None:
    assert [(each["what"], each["value"], each["note"]) for each in six_pairs["state"]["plan"]["figures"]] == [
        ("Hours for each participant", "63", "over 9 months"),
        ("Hours of all others", "308", ""),
        ("Cost", "£29,836", "prices 84 per cent of the hours"),
    ]


def test_each_project_has_its_verdict(six_pairs: dict[str, Any]) -> None:
    plan = six_pairs["state"]["plan"]

    assert {fit["title"]: (fit["verdict"], fit["weeks"]) for fit in plan["fits"]} == {
        "First case on time": ("Fits", 13),
        "Home visits": ("Does not fit", 30),
        "Quick letters": ("Fits", 14),
        "Safe handover": ("Tight", 32),
        "Ward round": ("Tight", 26),
        "Yearly review": ("Does not fit", 54),
    }
    assert plan["fits_line"] == "2 of 6 projects fit the 26 weeks"


def test_three_things_come_next(six_pairs: dict[str, Any]) -> None:
    assert six_pairs["state"]["plan"]["next"] == [
        {"what": "Book the room: Workshop 2: Listening", "when": "Wed 9 Dec 2026"},
        {"what": "Apply for study leave: Workshop 1: Meeting each other", "when": "Wed 9 Dec 2026"},
        {"what": "Pairing event", "when": "Wed 16 Dec 2026"},
    ]


def test_a_field_has_its_words_and_its_value(six_pairs: dict[str, Any]) -> None:
    start = next(row for row in sheet(six_pairs, "Scheme")["rows"] if row["id"] == "cohort.start")

    assert (start["label"], start["section"], start["kind"], start["required"]) == (
        "First workshop",
        "The cohort",
        "date",
        False,
    )
    assert start["cells"]["choice"] == {"date": "2027-01-20"}


def test_lists_to_choose_from_have_the_words_that_the_workbook_has(six_pairs: dict[str, Any]) -> None:
    columns = {column["key"]: column for column in sheet(six_pairs, "People")["columns"]}

    assert columns["site"]["choices"] == ["North hospital", "South hospital"]
    assert columns["staff_group"]["choices"][:2] == ["Resident doctors", "Consultants"]


def test_a_day_pinned_in_the_page_stays_and_what_moved_is_listed() -> None:
    on = worked_desk()
    fourth = dates(ask(on, "example", slug="westbrook")["state"])["workshop-measuring"]
    pin = fourth["pin"]
    day = {"sheet": pin["sheet"], "row": pin["row"], "column": pin["columns"]["day"], "value": "9/6/2027"}
    why = {**day, "column": pin["columns"]["reason"], "value": "The hall is free"}
    state = typed(on, day, why)

    pinned = dates(state)["workshop-measuring"]
    assert (pinned["when"], pinned["pinned"], pinned["moved"]) == (
        "Wed 9 Jun 2027",
        True,
        {"was": "Wed 16 Jun 2027, 14:00 to 15:30"},
    )
    moved = next(move for move in state["plan"]["moved"] if move["what"] == "Workshop 4: Measuring")
    assert (moved["now"], moved["why"]) == (
        "Wed 9 Jun 2027, 14:00 to 15:30",
        "The day the trust chose: The hall is free.",
    )


def test_another_cohort_has_not_moved() -> None:
    on = worked_desk()
    opened = ask(on, "example", slug="westbrook")
    number = {**cell(opened, "Scheme", "cohort.number", "choice"), "value": "2"}
    start = {**cell(opened, "Scheme", "cohort.start", "choice"), "value": "15/9/2027"}

    assert typed(on, number, start)["plan"]["moved"] == []


# --- editing ---------------------------------------------------------------------------------------------------


def test_edits_are_all_those_since_opening_so_that_undo_is_to_leave_one_out() -> None:
    on = worked_desk()
    opened = ask(on, "example", slug="westbrook")
    later = {**cell(opened, "Scheme", "cohort.start", "choice"), "value": {"date": "2027-02-03"}}

    assert typed(on, later)["plan"]["heading"]["line"].endswith("from Wed 3 Feb 2027")
    assert typed(on) == opened["state"]


def test_a_fault_is_at_the_cell_that_was_typed_into_and_there_is_no_plan() -> None:
    on = worked_desk()
    start = cell(ask(on, "example", slug="westbrook"), "Scheme", "cohort.start", "choice")
    state = typed(on, {**start, "value": "soon"})

    (fault,) = state["faults"]
    assert (fault["code"], fault["message"], fault["help"]) == (
        "bad-date",
        "`First workshop` is not a date",
        "type the day as 13/1/2027",
    )
    assert {name: fault[name] for name in start} == start
    assert state["plan"] is None


def test_a_text_longer_than_a_cell_is_a_fault_as_no_spreadsheet_program_takes_it() -> None:
    on = worked_desk()
    note = cell(ask(on, "example", slug="westbrook"), "Scheme", "note", "choice")

    assert faults(typed(on, {**note, "value": "x" * 32_768}))[0] == ("too-long", "westbrook.xlsx")


def test_a_cell_that_must_be_filled_in_and_is_empty_is_named() -> None:
    on = worked_desk()
    name = cell(ask(on, "example", slug="westbrook"), "Scheme", "short_name", "choice")

    assert typed(on, {**name, "value": None})["required"] == [{**name, "label": "Short name"}]


def test_a_row_without_any_value_needs_none() -> None:
    on = worked_desk()
    opened = ask(on, "example", slug="westbrook")
    kind, name = ({**cell(opened, "Sites and partners", "sites/south", key), "value": None} for key in ("kind", "name"))

    assert [each["label"] for each in typed(on, name)["required"]] == ["Name"]
    assert typed(on, name, kind)["required"] == []


def test_a_new_row_is_one_of_the_planners_own_until_its_cells_are_cleared() -> None:
    on = worked_desk()
    people = sheet(ask(on, "example", slug="westbrook"), "People")
    columns = {column["key"]: column["number"] for column in people["columns"]}
    name = {"sheet": "People", "row": people["next_row"], "column": columns["name"]}

    (shown, groups) = ask(on, "edit", edits=[{**name, "value": "Ada Example"}])["sheets"]
    assert [(row["own"], row["cells"]) for row in shown["rows"]] == [(True, {"name": "Ada Example"})]
    assert shown["next_row"] == people["next_row"] + 1
    assert {column["key"]: column["choices"] for column in groups["columns"]}["member_1"] == ["Ada Example"]

    again = {each["name"]: each for each in ask(on, "edit", edits=[{**name, "value": None}])["sheets"]}
    assert again["People"]["rows"] == []
    assert again["People"]["next_row"] == people["next_row"]


def test_a_change_of_a_value_alone_sends_no_sheet_again() -> None:
    on = worked_desk()
    name = cell(ask(on, "example", slug="westbrook"), "Scheme", "short_name", "choice")

    assert ask(on, "edit", edits=[{**name, "value": "Brook"}])["sheets"] == []


def test_the_hash_tells_whether_something_is_unsaved() -> None:
    on = worked_desk()
    opened = ask(on, "example", slug="westbrook")
    name = cell(opened, "Scheme", "short_name", "choice")

    assert typed(on, {**name, "value": "Brook"})["hash"] != opened["state"]["hash"]
    assert typed(on)["hash"] == opened["state"]["hash"]


def test_a_scheme_that_nobody_has_seen_yet_is_planned_from_nothing_each_time() -> None:
    on = worked_desk()
    opened = ask(on, "example", slug="westbrook")
    months = cell(opened, "Scheme", "cohort.months", "choice")
    typed(on, {**months, "value": 12})
    whys = [date["why"] for date in dates(typed(on, {**months, "value": 10})).values()]

    assert not [why for why in whys if "earlier plan" in why]
    ask(on, "save")
    whys = [date["why"] for date in dates(typed(on, {**months, "value": 12})).values()]
    assert [why for why in whys if "earlier plan" in why]


def test_a_new_scheme_of_another_size_is_split_as_the_tool_splits_it() -> None:
    on = desk()
    opened = ask(on, "new", **WESTSHIRE)
    groups = {**cell(opened, "Scheme", "cohort.groups", "choice"), "value": "10"}
    size = {**cell(opened, "Scheme", "cohort.group_size", "choice"), "value": "3"}
    reply = ask(on, "edit", edits=[groups, size])

    who = {row["id"]: row["cells"].get("number") for row in sheet(reply, "Who takes part")["rows"]}
    assert (who["resident-doctors"], who["managers"]) == (20, 10)
    assert reply["state"]["faults"] == []
    nurses = {**cell(opened, "Who takes part", "nurses", "number"), "value": 1}
    assert [fault["code"] for fault in typed(on, groups, size, nurses)["faults"]] == ["cohort-does-not-add-up"]


# --- opening ---------------------------------------------------------------------------------------------------


def test_a_new_scheme_has_its_dates_at_once() -> None:
    opened = ask(desk(), "new", **WESTSHIRE)

    assert (opened["opened"]["file"], opened["opened"]["unsaved"]) == ("westshire.xlsx", True)
    assert opened["state"]["faults"] == []
    assert opened["state"]["plan"]["heading"]["line"] == "12 pairs, 9 months, from Wed 15 Sep 2027"


def test_a_new_scheme_by_its_code_has_the_name_of_the_register() -> None:
    opened = ask(desk(), "new", **{**WESTSHIRE, "name": None, "code": "ryj"})

    assert opened["opened"]["name"] == "Imperial College Healthcare NHS Trust"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"name": " "}, "no-name"),
        ({"name": "!"}, "bad-id"),
        ({"code": "QQQ"}, "unknown-code"),
        ({"start": "2026-12-16"}, "start-too-soon"),
    ],
)
def test_a_scheme_that_cannot_be_started_says_why(values: dict[str, Any], code: str) -> None:
    assert faults(ask(desk(), "new", **{**WESTSHIRE, **values})) == [(code, "")]


def saved(on: Desk) -> dict[str, bytes]:
    return ask_for_files(on, "save")[1]


def test_a_workbook_with_faults_opens_so_that_they_can_be_corrected_here() -> None:
    on = worked_desk()
    months = cell(ask(on, "example", slug="westbrook"), "Scheme", "cohort.months", "choice")
    typed(on, {**months, "value": "nine"})
    _, draft = ask_for_files(on, "save", draft=True)
    opened = ask(worked_desk(), "open", list(draft.items()))

    assert faults(opened["state"]) == [("not-a-number", "westbrook.xlsx")]
    assert (opened["opened"]["name"], sheet(opened, "Scheme")["rows"][0]["label"]) == (
        "Westbrook Hospitals",
        "Full name of the trust",
    )


def test_a_column_that_lost_its_title_can_get_it_back_here() -> None:
    on = worked_desk()
    opened = ask(on, "example", slug="westbrook")
    title = {**cell(opened, "People", "titles", "name"), "value": "Who"}
    state = typed(on, title)

    assert [(fault["code"], fault["cell"]) for fault in state["faults"]] == [("column-renamed", "B2")]
    assert typed(on, {**title, "value": "Name *"})["faults"] == []


def test_a_workbook_comes_with_what_is_beside_it() -> None:
    (zip,) = saved_with(worked_desk(), "projects/own.yml")
    again = ask(worked_desk(), "open", [zip])

    assert zip[0] == "westbrook.zip"
    assert zipfile.ZipFile(io.BytesIO(zip[1])).namelist() == ["westbrook.xlsx", "westbrook/projects/own.yml"]
    assert again["opened"]["beside"] == ["projects/own.yml"]
    assert again["state"]["faults"] == []


def saved_with(on: Desk, path: str) -> list[tuple[str, bytes]]:
    """The worked scheme, saved with a project of its own beside it."""
    ask(on, "example", slug="westbrook")
    text = worked.files()["projects_menu/ward-round.yml"].replace(b"title: Ward round", b"title: Our own round")
    ask(on, "beside", [(path, text)])
    return list(saved(on).items())


def test_a_profile_opens_with_its_records_and_what_is_beside_it() -> None:
    files = [(f"brookfield/{path}", raw) for path, raw in worked_desk().examples["westbrook"].items()]
    opened = ask(worked_desk(), "open", files)

    assert (opened["opened"]["slug"], opened["opened"]["file"]) == ("brookfield", "brookfield.xlsx")
    assert opened["state"]["plan"]["heading"]["line"] == "6 pairs, 9 months, from Wed 20 Jan 2027"


def test_a_profile_without_a_folder_is_called_as_its_trust_is() -> None:
    profile = worked_desk().examples["westbrook"]["profile.yml"]

    assert ask(worked_desk(), "open", [("profile.yml", profile)])["opened"]["slug"] == "westbrook"


def test_a_fault_of_a_profile_names_the_file_as_the_planner_knows_it() -> None:
    profile = worked_desk().examples["westbrook"]["profile.yml"].replace(b"months: 9", b"months: nine")

    assert faults(ask(worked_desk(), "open", [("our/profile.yml", profile)])) == [("wrong-type", "our/profile.yml")]


def test_a_zip_may_hold_what_systems_add_to_it() -> None:
    (book,) = saved_with(worked_desk(), "projects/own.yml")
    workbook = zipfile.ZipFile(io.BytesIO(book[1])).read("westbrook.xlsx")
    zip = zipped({"mine/westbrook.xlsx": workbook, "__MACOSX/._westbrook.xlsx": b"", "mine/~$x.xlsx": b""})

    assert ask(worked_desk(), "open", [("plans.zip", zip)])["opened"]["file"] == "westbrook.xlsx"


def test_of_the_workbooks_of_a_playbook_that_of_the_scheme_is_opened() -> None:
    on = worked_desk()
    ask(on, "example", slug="westbrook")
    (scheme,) = saved(on).values()
    answers = ask_for_files(on, "answers-new")[1]["evaluation.xlsx"]
    zip = zipped({"westbrook-playbook/Scheme.xlsx": scheme, "westbrook-playbook/evaluation.xlsx": answers})

    assert ask(worked_desk(), "open", [("plan.zip", zip)])["opened"]["file"] == "Scheme.xlsx"


def test_faults_are_in_the_order_of_the_workbook() -> None:
    on = worked_desk()
    opened = ask(on, "example", slug="westbrook")
    first = cell(opened, "Closed days", "next", "first")
    edits = [{**first, "row": first["row"] + more, "value": "soon"} for more in range(12)]
    state = typed(on, {**cell(opened, "Hours", sheet(opened, "Hours")["rows"][0]["id"], "hours"), "value": "x"}, *edits)
    rows = [(fault["sheet"], fault["row"]) for fault in state["faults"] if fault["code"] == "bad-date"]

    assert rows == [("Closed days", first["row"] + more) for more in range(12)]
    assert [fault["sheet"] for fault in state["faults"]][-1] == "Hours"


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ([("notes.txt", b"x")], "no-scheme"),
        ([], "no-scheme"),
        ([("a.xlsx", b"x"), ("b.xlsx", b"x")], "several-schemes"),
        ([("a/profile.yml", b"x: 1"), ("b/profile.yml", b"x: 1")], "several-schemes"),
        ([("plan.zip", b"PK")], "bad-zip"),
        ([("plan.zip", zipped({"../profile.yml": b"name: x"}))], "bad-zip"),
        ([("plan.zip", zipped({"profile.yml": b" " * 30_000_000}))], "bad-zip"),
        ([("plan.zip", zipped({"notes.txt": b"x"}))], "no-scheme"),
        ([("plan.xlsx", b"x")], "bad-workbook"),
        ([("plan.xls", b"x")], "bad-workbook"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_scheme_is_refused_and_the_open_one_stays(files: list[tuple[str, bytes]], code: str) -> None:
    on = worked_desk()
    ask(on, "example", slug="westbrook")
    reply = ask(on, "open", files)

    assert {fault for fault, _ in faults(reply)} == {code}
    assert on.open_scheme.slug == "westbrook"


def test_a_file_that_nothing_reads_is_not_put_beside_a_workbook() -> None:
    on = worked_desk()
    ask(on, "example", slug="westbrook")

    assert faults(ask(on, "beside", [("notes.txt", b"x")])) == [("unexpected-file", "notes.txt")]


@pytest.mark.parametrize("name", ["template.docx", "template.dotx", "template.dotm", "template.pptx"])
def test_a_template_beside_a_workbook_is_checked_in_the_words_of_the_command_line(name: str) -> None:
    on = worked_desk()
    ask(on, "example", slug="westbrook")
    [said] = template_faults({f"content/trusts/westbrook/{name}": b"Dear all"})
    [fault] = ask(on, "beside", [(name, b"Dear all")])["state"]["faults"]

    assert (fault["code"], fault["message"], fault["help"]) == (said.code, said.message, said.help)
    assert fault["file"] == f"westbrook/{name}"
    assert ask(on, "beside", [], remove=[name])["state"]["faults"] == []


# --- saving ----------------------------------------------------------------------------------------------------


def test_after_saving_the_saved_workbook_is_open_and_what_moved_is_still_listed() -> None:
    on = worked_desk()
    start = cell(ask(on, "example", slug="westbrook"), "Scheme", "cohort.start", "choice")
    before = typed(on, {**start, "value": "3/2/2027"})
    reply, files = ask_for_files(on, "save")

    assert reply["saved"] == {"file": "westbrook.xlsx", "changes": reply["saved"]["changes"], "left_out": []}
    read = read_typed(files["westbrook.xlsx"], "westbrook.xlsx")
    assert [sheet.cells for sheet in read.sheets] == [sheet.cells for sheet in on.checked.typed.sheets]
    assert [move["what"] for move in reply["state"]["plan"]["moved"]] == [
        move["what"] for move in before["plan"]["moved"]
    ]
    assert reply["opened"]["unsaved"] is False


def test_with_errors_only_a_draft_can_be_saved() -> None:
    on = worked_desk()
    start = cell(ask(on, "example", slug="westbrook"), "Scheme", "cohort.start", "choice")
    typed(on, {**start, "value": "soon"})

    assert faults(ask(on, "save")) == [("bad-date", "westbrook.xlsx")]
    reply, files = ask_for_files(on, "save", draft=True)
    assert (list(reply), list(files)) == (["saved"], ["westbrook.xlsx"])


def pinned(date: dict[str, Any], day: str) -> list[dict[str, Any]]:
    """The edits by which the page pins a date."""
    pin = date["pin"]
    typed = {pin["columns"]["day"]: day, **({pin["id_column"]: date["id"]} if pin["id_column"] else {})}
    return [{"sheet": pin["sheet"], "row": pin["row"], "column": column, "value": typed[column]} for column in typed]


def longer() -> tuple[Desk, dict[str, Any]]:
    """An example, and the edit that makes it longer."""
    on = worked_desk()
    return on, {**cell(ask(on, "example", slug="westbrook"), "Scheme", "cohort.months", "choice"), "value": 12}


def dated() -> tuple[Desk, dict[str, Any]]:
    """A plan that was begun without a day, and the edit that gives it one."""
    on = desk()
    opened = ask(on, "new", **{**WESTSHIRE, "start": None})
    return on, {**cell(opened, "Scheme", "cohort.start", "choice"), "value": "15/9/2027"}


@pytest.mark.parametrize("begun", [pytest.param(longer, marks=pytest.mark.slow), dated])
def test_dates_that_the_workbook_lacks_can_be_pinned_before_it_is_saved(begun: Any) -> None:
    on, edit = begun()
    before = dates(typed(on, edit))
    first, second = [id for id, date in before.items() if date["pin"] and date["pin"]["id_column"]][:2]
    edits = [edit, *pinned(before[first], before[first]["day"])]
    again = dates(typed(on, *edits))
    after = dates(typed(on, *edits, *pinned(again[second], before[second]["day"])))

    assert [after[id]["pinned"] for id in (first, second)] == [True, True]
    assert after[second]["pin"]["row"] == after[first]["pin"]["row"] + 1 == before[first]["pin"]["row"] + 1
    assert {id: date["day"] for id, date in after.items()} == {id: date["day"] for id, date in before.items()}
    saved = ask(on, "save")
    rows = {row["id"]: row for row in sheet(saved, "Dates")["rows"]}
    assert [rows[id]["cells"]["pin_day"] for id in (first, second)] == [
        {"date": before[id]["day"]} for id in (first, second)
    ]
    assert not any(row["own"] for row in rows.values())
    assert {date["pin"]["id_column"] for date in dates(saved["state"]).values() if date["pin"]} == {None}


def test_a_plan_that_had_no_dates_yet_has_none_that_moved() -> None:
    on, edit = dated()
    state = typed(on, edit)

    assert state["plan"]["moved"] == []
    assert {date["moved"] for date in state["plan"]["dates"]} == {None}


def test_a_pin_taken_back_before_the_workbook_is_saved_leaves_nothing() -> None:
    on, edit = longer()
    before = typed(on, edit)
    pin = pinned(dates(before)["surgery-7"], "2027-11-17")

    assert typed(on, edit, *({**each, "value": None} for each in pin))["plan"] == before["plan"]


@pytest.mark.slow
def test_two_copies_become_one_and_contradictions_are_listed() -> None:
    on = worked_desk()
    opened = ask(on, "example", slug="westbrook")
    base = saved(on)["westbrook.xlsx"]
    name = cell(opened, "Scheme", "short_name", "choice")
    copies = []
    for words in ("Brook", "West"):
        typed(on, {**name, "value": words})
        copies.append((f"{words}.xlsx", saved(on)["westbrook.xlsx"]))
    merged = ask(on, "merge", [("base.xlsx", base), *copies])

    assert [(each["row"], each["column"]) for each in merged["merged"]["conflicts"]] == [("Short name", "Your choice")]
    assert merged["opened"]["file"] == "Brook.xlsx"


def test_the_status_has_its_headings() -> None:
    on = worked_desk()
    ask(on, "example", slug="westbrook")
    reply = ask(on, "status")

    assert reply["status"]["day"] == "2026-11-28"
    assert reply["headings"]["overdue"] == {"title": "Overdue", "nothing": "Nothing is overdue."}


def test_news_of_the_content_are_those_that_affect_the_scheme() -> None:
    on = desk()
    ask(on, "example", slug="westbrook")
    news = ask(on, "update-of-content", **{"from": "2026.2"})

    assert news["releases"] == ["2026.3", "2026.4", "2026.5"]
    assert ask(on, "update-of-content", **{"from": "2026.5"}) == {"releases": [], "groups": []}


def test_without_a_newer_release_nothing_is_planned_for_its_news(monkeypatch: pytest.MonkeyPatch) -> None:
    on = desk()
    ask(on, "example", slug="westbrook")
    monkeypatch.setattr("generator.studio.desk.plan", None)

    assert ask(on, "update-of-content", **{"from": "2026.5"}) == {"releases": [], "groups": []}


@pytest.mark.parametrize("slug", worked.library().trusts)
def test_a_new_workbook_has_the_plan_that_it_was_made_from(slug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    on = worked_desk()
    with monkeypatch.context() as patched:
        patched.setattr("generator.studio.open_scheme.plan_in_short", None)
        ask(on, "example", slug=slug)
    again = Checker(on.content).checked(on.open_scheme, on.today)
    assert again.plan is not None

    assert on.plan.profile == again.plan.profile
    assert preview(on.plan, on.before, on.checked.file) == preview(again.plan, on.before, again.file)
    assert as_values(status(on.plan, on.today)) == as_values(status(again.plan, on.today))


def test_the_rehearsal_leaves_the_desk_as_it_was() -> None:
    """The worker rehearses with a plan that nobody sees, in steps between which it answers."""
    on = worked_desk()
    for _ in rehearsal(on):
        assert on.scheme is None
    assert ask(on, "status")["faults"]
