"""Rows of lists become drafts: which column fills which field, how values are read, and what is reported where."""

from __future__ import annotations

import datetime
import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.draft import TO_DO, Draft
from generator.model.ids import id_from
from generator.model.menu_table import names
from generator.sources import excel
from generator.sources.column_guess import plain
from generator.sources.load import load
from generator.sources.menu_import import Existing, Imported, import_lists
from generator.sources.menu_names import MENU
from generator.sources.tables.read import read_lists
from generator.sources.yaml_reader import read
from generator.writers import yaml_text
from tests import small
from tests.sources.test_excel import saved, with_part, zipped

NAMES = names(load(small.files()).require())


def take(raw: bytes, file: str = "list.csv", existing: Existing | None = None, mapping: Any = None) -> Imported:
    """Take a list in, and hold that every row is accounted for."""
    result = import_lists(
        read_lists({file: raw}, MENU.field_of), mapping or {}, NAMES, existing or Existing(), shared=True
    )
    assert result.rows == len(result.drafts) + len(result.unchanged) + result.reported
    return result


def rows(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def draft_of(column: str, text: str) -> Draft:
    """The draft of a row with a title and one more cell."""
    raw = json.dumps([{"Title": "Sooner", column: text}]).encode()
    (draft,) = take(raw, "list.json").drafts
    return draft


def codes(result: Imported) -> list[tuple[str, str]]:
    return [(fault.code, str(fault.place)) for fault in result.faults]


# --- columns and fields ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("title", "title"),
        ("PROJECT-NAME", "title"),
        ("Idea", "title"),
        ("Rationale", "problem"),
        ("Objective", "aim"),
        ("Goals", "aim"),
        ("Level", "difficulty"),
        ("Duration (weeks)", "duration_weeks"),
        ("duration_weeks", "duration_weeks"),
        ("measurement.interval", "measurement.interval"),
        ("Exec Sponsor", "sponsor"),
        ("Dificulty", "difficulty"),
        ("How often to measure", "measurement.interval"),
        ("Initiative", "title"),
        ("Name", "title"),
        ("Favourite biscuit", None),
        ("Headlines", None),
        ("Case Study", None),
        ("", None),
    ],
)
def test_a_column_is_recognised_by_its_heading(title: str, field: str | None) -> None:
    assert MENU.match([title], {})[0].field == field


def test_no_two_columns_fill_one_field() -> None:
    background, problem = MENU.match(["Background", "Problem"], {})

    assert (problem.field, background.field, background.instead) == ("problem", None, "Problem")


def test_the_mapping_of_the_user_comes_before_a_guess() -> None:
    mapping = {plain("Lead"): "sponsor", plain("Notes"): None, plain("Idea"): "title"}

    assert [column.field for column in MENU.match(["Title", "Lead", "Notes", "Sponsor", "Idea"], mapping)] == [
        None, "sponsor", None, None, "title",
    ]  # fmt: skip


# --- values ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "typed", "field", "value"),
    [
        ("Weeks", "20", "duration_weeks", 20),
        ("Weeks", "20 weeks", "duration_weeks", 20),
        ("Duration", "6 months", "duration_weeks", 26),
        ("Duration (months)", "3", "duration_weeks", 13),
        ("Hours a month", "6 hours", "hours_a_month", 6),
        ("Level", "EASY", "difficulty", "starter"),
        ("Complexity", "Advanced", "difficulty", "stretching"),
        ("Theme", "FLOW", "theme", "flow"),
        ("Settings", "Wards; wards", "settings", ["wards"]),
        ("Kinds", "menu, Self-led", "kinds", ["menu", "self-led"]),
        ("In scope", "• One ward\n2) Two wards\n\n- Three", "scope_in", ["One ward", "Two wards", "Three"]),
        ("Out of scope", "Theatres; clinics", "scope_out", ["Theatres", "clinics"]),
        ("Aim", "Do\nmore\r\n for  “less”", "aim", "Do more for  “less”"),
        ("Sponsor", "  Dr\u202eX\u200e ", "sponsor", "DrX"),
        ("Risks", "Rush | Watch it", "risks", [{"risk": "Rush", "response": "Watch it"}]),
    ],
)
def test_values_are_read_as_people_type_them(column: str, typed: str, field: str, value: Any) -> None:
    assert draft_of(column, typed).values[field] == value


@pytest.mark.parametrize(
    ("column", "typed", "words"),
    [
        ("Weeks", "about half a year", "This is not a whole number."),
        ("Weeks", "350", "`duration_weeks` is 350; it must be at most 60."),
        ("Theme", "Floww", "`Floww` is not a known theme. Did you mean `Flow`?"),
        ("Level", "so so", "This must be one of starter, moderate, stretching."),
        ("Aim", "x" * 501, "`aim`: the line has 501 characters; the limit is 500."),
        ("Measures", "Time", "Each line must have 3 or 4 texts, with | between them."),
        ("Measures", "outcome | A | B", "`measures` has 1 entry; it needs at least 3."),
    ],
)
def test_a_value_that_cannot_be_used_is_marked_and_quoted(column: str, typed: str, words: str) -> None:
    draft = draft_of(column, typed)
    field = MENU.match([column], {})[0].field or ""

    assert draft.values[field] == TO_DO
    assert list(draft.notes[(field,)])[-2:] == [words, f"was: {typed}"]


def test_months_are_converted_to_weeks() -> None:
    assert draft_of("Duration", "6 months").notes[("duration_weeks",)] == ["6 months make 26 weeks.", "was: 6 months"]


def test_a_missing_value_says_what_to_enter() -> None:
    text = yaml_text.draft(draft_of("Aim", "Do it")).decode()

    assert f"# Its theme.\n# Choose from: flow.\ntheme: {TO_DO}\n" in text
    assert "evidence: suggested\n" in text
    assert "kinds: [menu]\n" in text


def test_columns_without_a_field_become_comments() -> None:
    text = yaml_text.draft(draft_of("Notes", "a\nb: c\u2028d\x85e\x1b[0m\u202e # f")).decode()

    assert text.endswith(
        "\n# These columns of the list have no field:\n# Notes: a\n#   b: c\n#   d\n#   e\ufffd[0m\ufffd # f\n"
    )
    source, faults = read("x.yml", text.encode())
    assert (faults, source is not None) == ([], True)


@given(st.text(max_size=40))
def test_no_text_ends_a_comment(text: str) -> None:
    draft = Draft("x", "list", {"title": "A"}, {("title",): [text]}, [(text or "x", text)])
    source, faults = read("x.yml", yaml_text.draft(draft))

    assert faults == []
    assert source is not None
    assert source.data == {"title": "A"}


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("../../x", "x"),
        ("con", "con-project"),
        ("NUL", "nul-project"),
        ("Gwell clinig ŵyŷ", "gwell-clinig-wyy"),
        ("Été à l’hôpital", "ete-a-lhopital"),  # noqa: RUF001
        ("{{ x }} <b>y</b>", "x-b-y-b"),
        ("x" * 300, "x" * 60),
        ("!!!", None),
        ("日本", None),
    ],
)
def test_an_id_is_safe_as_the_name_of_a_file(title: str, id: str | None) -> None:
    assert id_from(title) == id


# --- rows that are reported --------------------------------------------------------------------------------


def test_faults_of_rows_have_their_places() -> None:
    result = take(rows("Title,Aim", "One,a", ",b", "one,c", "!!!,d", "Two,e,f", "", "Total,9", "Three"))

    assert codes(result) == [
        ("no-title", "list.csv:3:1"),
        ("duplicate-title", "list.csv:4:1"),
        ("no-id", "list.csv:5:1"),
        ("long-row", "list.csv:6:1"),
        ("total-row", "list.csv:8:1"),
    ]
    assert "list.csv:2:1" in result.faults[1].message
    assert [draft.id for draft in result.drafts] == ["one", "three"]


def test_a_second_title_with_the_same_id_is_reported() -> None:
    result = take(rows("Title,Aim", "A b,1", "A-b,2"))

    assert codes(result) == [("id-taken", "list.csv:3:1")]


def test_an_existing_file_is_never_overwritten() -> None:
    existing = Existing({"sooner": ("menu/sooner.yml", b"title: Other\n")}, {"later": "projects_menu/later.yml"})
    result = take(rows("Title,Aim", "Sooner,1", "Later,2", "New,3"), existing=existing)

    assert [fault.code for fault in result.faults] == ["id-taken", "id-taken"]
    assert "menu/sooner.yml" in result.faults[0].message
    assert [draft.id for draft in result.drafts] == ["new"]


def test_a_row_that_was_imported_before_is_unchanged() -> None:
    raw = rows("Title,Aim", "Sooner,1")
    (draft,) = take(raw).drafts
    result = take(raw, existing=Existing({"sooner": ("menu/sooner.yml", yaml_text.draft(draft))}))

    assert (result.unchanged, result.drafts, result.faults) == (["sooner"], [], [])


def test_without_a_column_for_titles_all_rows_are_reported_at_once() -> None:
    result = take(rows("Colour,Aim", "red,1", "blue,2"))

    assert [fault.code for fault in result.faults] == ["no-title-column"]
    assert result.reported == 2


# --- Excel -------------------------------------------------------------------------------------------------


def test_a_sheet_with_a_line_above_its_header() -> None:
    lists = read_lists(
        {"list.xlsx": saved({"A1": "Our projects", "C1": "2027", "A3": "Title", "B3": "Aim", "C3": "X", "B4": "x"})},
        MENU.field_of,
    )

    assert lists.tables[0].layout == "column headings in row 3"


def test_formulas_and_errors_matter_only_in_columns_that_are_used() -> None:
    cells = {"A1": "Title", "B1": "Aim", "C1": "Sum", "A2": "One", "B2": "=1+1", "C2": "=1", "A3": "Two", "C3": "=2"}
    result = take(saved({**cells, "A4": "Four", "B4": "#REF!"}), "list.xlsx")

    assert codes(result) == [
        ("formula", "list.xlsx, sheet Sheet, cell B2"),
        ("cell-error", "list.xlsx, sheet Sheet, cell B4"),
    ]
    assert [draft.id for draft in result.drafts] == ["two"]
    assert result.drafts[0].left == [("Sum", "(a formula)")]


def test_cells_of_many_types() -> None:
    cells: dict[str, object] = {
        "A1": "Title", "B1": "Weeks", "C1": "Aim", "D1": "Sponsor", "A2": 2027, "B2": 20.0, "C2": True,
        "D2": datetime.date(2027, 1, 13),
    }  # fmt: skip
    (draft,) = take(saved(cells), "list.xlsx").drafts

    assert draft.values["title"] == "2027"
    assert draft.values["duration_weeks"] == 20
    assert (draft.values["aim"], draft.values["sponsor"]) == ("true", "2027-01-13")


def test_a_notice_names_sheets_without_titles() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Title", "Aim"])
    book.active.append(["One", "a"])
    book.create_sheet("Notes").append(["some", "words"])
    raw = io.BytesIO()
    book.save(raw)
    lists = read_lists({"list.xlsx": raw.getvalue()}, MENU.field_of)

    assert lists.notices == ["list.xlsx, sheet Notes: not read, as no column is for titles of projects"]


# --- whole files -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "raw", "code"),
    [
        ("list.xlsx", b"not a workbook", "bad-workbook"),
        ("list.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "bad-workbook"),
        ("list.xlsx", zipped({"xl/workbook.xml": b"0" * 60_000_000}), "bad-workbook"),
        ("list.xlsx", with_part(saved({"A1": 1}), "xl/vbaProject.bin", b"x"), "bad-workbook"),
        ("list.xlsx", saved({f"A{excel.MAX_ROWS + 5}": "x"}), "sheet-too-large"),
        ("list.xlsx", saved({"A1": "only"}), "no-list"),
        ("list.xlsx", saved({}), "no-list"),
        ("list.xlsx", b"Title,Aim\nx,y\n", "misnamed-file"),
        ("list.csv", saved({"A1": "Title"}), "misnamed-file"),
        ("list.csv", b"", "empty-file"),
        ("list.csv", b"one\ntwo\n", "no-header"),
        ("list.csv", b"Title,Aim\nx\0y,z\n", "control-character"),
        ("list.csv", b"Title,Aim\nCaf\x81,z\n", "bad-encoding"),
        ("list.csv", b"x" * 10_000_001, "file-too-large"),
        ("list.csv", b"Title,Aim\n" + b"a,b\n" * 20_001, "too-many-rows"),
        ("list.csv", b'Title,Aim\n"' + b"x" * 200_000 + b'",y\n', "unclosed-quote"),
        ("list.yml", b"just text", "no-list"),
        ("list.yml", b"- title: x\n  y: !tag z\n", "tag"),
        ("list.yml", b"- title: [\n", "yaml-syntax"),
        ("list.yml", b"- title: " + b"[" * 60 + b"]" * 60, "too-deep"),
        ("list.json", b"[1, 2", "json-syntax"),
        ("list.json", b'[{"title": NaN}]', "json-syntax"),
        ("list.json", b'[{"title": "x", "title": "y"}]', "duplicate-key"),
        ("list.json", b"[" * 60 + b"]" * 60, "too-deep"),
        ("list.md", b"", "empty-file"),
        ("list.docx", b"x", "unknown-format"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_fault(file: str, raw: bytes, code: str) -> None:
    result = take(raw, file)

    assert code in [fault.code for fault in result.faults]
    assert result.drafts == []


def test_a_byte_that_is_not_text_is_named_by_its_line() -> None:
    (fault,) = take(b"Title,Aim\nCaf\x81,z\n").faults

    assert str(fault.place) == "list.csv:2:1"


@pytest.mark.parametrize(
    ("raw", "notice"),
    [
        ("\ufeffTitle,Aim\nÉté,x\n".encode(), []),
        ("Title\tAim\nÉté\tx\n".encode("utf-16"), ["list.csv: read as UTF-16"]),
        (
            "Title;Aim\r\nÉté;x\r\n".encode("cp1252"),
            ["list.csv: read as Windows text (Windows-1252); check its accented letters"],
        ),
    ],
)
def test_csv_of_any_program(raw: bytes, notice: list[str]) -> None:
    assert read_lists({"list.csv": raw}, MENU.field_of).notices == notice
    assert [draft.values["title"] for draft in take(raw).drafts] == ["Été"]


@pytest.mark.parametrize(
    "text",
    [
        "- Title: One\n  Aim: x\n- Title: Two\n",
        "version: 1\nideas:\n  - title: One\n  - title: Two\n",
        "one:\n  title: One\ntwo:\n  title: Two\n",
        "title: One\n---\ntitle: Two\n",
    ],
)
def test_yaml_of_any_shape(text: str) -> None:
    assert [draft.id for draft in take(text.encode(), "list.yml").drafts] == ["one", "two"]


def test_json_knows_the_line_of_each_entry() -> None:
    result = take(b'{"ideas": [\n{"title": "One \\ud83d\\ude00"},\n{"aim": "x"}\n]}', "list.json")

    assert codes(result) == [("no-title", "list.json:3:1")]
    assert result.drafts[0].values["title"] == "One \U0001f600"


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_are_a_fault(raw: bytes) -> None:
    for file in ("list.csv", "list.yml", "list.json", "list.md", "list.xlsx"):
        take(raw, file)


@given(st.lists(st.dictionaries(st.sampled_from(["title", "aim", "x"]), st.text(max_size=8), max_size=3), max_size=6))
def test_no_row_is_lost(entries: list[Mapping[str, str]]) -> None:
    result = take(json.dumps(entries).encode(), "list.json")

    if any(entries):
        assert result.rows == len(entries)


def test_macros_are_refused_in_a_file_of_any_name() -> None:
    raw = saved({"A1": "Title", "B1": "Aim"})
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        assert "xl/workbook.xml" in package.namelist()
    assert take(with_part(raw, "xl/VBAProject.bin", b"x"), "list.xlsx").faults[0].message == "the file holds macros"


def test_files_of_projects_are_lists_too() -> None:
    text = small.files()["projects_menu/discharge.yml"].decode()
    (draft,) = take(text.replace("Sooner home", "Sooner").encode(), "list.yml").drafts
    source, _ = read("x.yml", text.encode())

    assert source is not None
    assert draft.to_do == []
    assert {**draft.values, "title": "Sooner home"} == source.data
