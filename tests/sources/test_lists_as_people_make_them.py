"""Lists as people make them: no row becomes a wrong draft, and none is lost without a word."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from generator.model.draft import TO_DO
from generator.sources.menu_import import Imported
from generator.sources.menu_names import MENU
from generator.sources.tables.read import read_lists
from tests.sources.test_menu_import import codes, rows, take


def titles(result: Imported) -> list[str]:
    return [draft.values["title"] for draft in result.drafts]


def notices(raw: bytes, file: str = "list.csv") -> list[str]:
    return read_lists({file: raw}, MENU.field_of).notices


def workbook(lines: list[list[object]], change: Callable[[Worksheet], object]) -> bytes:
    """A workbook with these rows, changed as somebody would in Excel."""
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    change(book.active)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


# --- which row has the headings, and what separates the cells ---------------------------------------------


def test_a_cell_that_says_project_does_not_make_its_row_the_headings() -> None:
    result = take(rows("Initiative,Kind,Lead", "Better letters,Project,Bob", "Fewer forms,Audit,Ann", "Meals,Audit,Cy"))

    assert titles(result) == ["Better letters", "Fewer forms", "Meals"]


def test_without_a_heading_for_titles_every_row_is_reported() -> None:
    result = take(rows("Wibble,Kind,Lead", "Better letters,Project,Bob", "Fewer forms,Audit,Ann"))

    assert codes(result) == [("no-title-column", "list.csv:2:1")]
    assert result.reported == 2


def test_commas_in_prose_do_not_beat_semicolons() -> None:
    raw = rows("Name;Description", "Letters;They are long, unclear, late", "Forms;Many, and costly, and old")

    assert titles(take(raw)) == ["Letters", "Forms"]


@pytest.mark.parametrize(("separator", "encoding"), [(";", "utf-8"), ("\t", "utf-16")])
def test_a_long_list_of_another_program_comes_in_whole(separator: str, encoding: str) -> None:
    lines = [["Title", "Problem", "Aim", "Kind"]]
    lines += [[f"Idea {n}", "Slow, dear, and old", "Project, topic, idea, aim, title", "Audit"] for n in range(33)]
    result = take("\n".join(map(separator.join, lines)).encode(encoding))

    assert (len(result.drafts), result.faults) == (33, [])


def test_lines_above_the_headings_are_listed() -> None:
    assert notices(rows("Project,List of 2027", "", "Title,Aim,Weeks", "One,x,2")) == [
        "list.csv, line 1: not read, as it is above the column headings: Project, List of 2027"
    ]


def test_headings_repeated_further_down_do_not_take_the_place_of_the_first() -> None:
    result = take(rows("Title,Problem,", "One,x,", "Two,y,", "Title,Problem,Aim", "Three,z,"))

    assert codes(result) == [("repeated-header", "list.csv:4:1")]
    assert titles(result) == ["One", "Two", "Three"]


def test_rows_above_better_headings_are_reported_if_they_may_be_projects() -> None:
    def check(result: Imported, places: list[str]) -> None:
        assert codes(result) == [("above-headings", place) for place in places]
        assert (titles(result), result.reported) == (["Three"], 2)

    lines = ["Name,Our notes,", "One,n,", "Two,n,", "Title,Problem,Aim", "Three,x,y"]
    check(take(rows(*lines)), ["list.csv:2:1", "list.csv:3:1"])
    raw = workbook([[cell or None for cell in line.split(",")] for line in lines], lambda _: None)
    check(take(raw, "list.xlsx"), [f"list.xlsx, sheet Sheet, cell A{row}" for row in (2, 3)])


def test_a_single_column_of_titles_is_a_list() -> None:
    assert titles(take(rows("Title", "Sooner home, and well", "Meals"))) == ["Sooner home, and well", "Meals"]


WORDS = st.text(st.sampled_from('ab,;\t" \n'), max_size=12) | st.sampled_from(["Project", "Idea", "Total", "Weekly"])


@given(st.lists(st.lists(WORDS, min_size=3, max_size=3), max_size=12), st.sampled_from(",;\t"))
def test_every_row_of_a_csv_file_is_accounted_for(lines: list[list[str]], delimiter: str) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows([["Title", "Aim", "Weeks"], *lines])
    result = take(file.getvalue().encode())

    assert result.rows == sum(any(cell.strip() for cell in line) for line in lines)


# --- rows that are not projects ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "repeated", ["Title,Aim,Weeks", "Project,Goal,Duration", "Name of project,What you want,How long"]
)
def test_headings_that_are_repeated_are_reported(repeated: str) -> None:
    result = take(rows("Title,Aim,Weeks", "One,x,2", repeated, "Two,y,3"))

    assert codes(result) == [("repeated-header", "list.csv:3:1")]
    assert titles(result) == ["One", "Two"]


def test_a_title_that_is_close_to_a_heading_is_a_title() -> None:
    assert titles(take(rows("Name,Description", "Project 1,Slow", "Topical cream,Dear"))) == [
        "Project 1",
        "Topical cream",
    ]


def test_headings_of_sections_are_reported() -> None:
    result = take(rows("Title,Aim,Weeks", "Theatres,,", "One,x,2", "Two,y,3", "Wards,,", "Three,z,4"))

    assert codes(result) == [("section-row", "list.csv:2:1"), ("section-row", "list.csv:5:1")]
    assert titles(result) == ["One", "Two", "Three"]


def test_a_project_with_a_title_alone_is_a_project() -> None:
    assert titles(take(rows("Title,Aim,Weeks", "One,x,2", "Two,,", "Three,z,4"))) == ["One", "Two", "Three"]


def test_a_row_merged_across_columns_heads_a_section() -> None:
    lines: list[list[object]] = [["Title", "Aim"], ["One", "x"], ["Wards"], ["Two", "y"]]
    result = take(workbook(lines, lambda sheet: sheet.merge_cells("A3:B3")), "list.xlsx")

    assert codes(result) == [("section-row", "list.xlsx, sheet Sheet, cell A3")]
    assert titles(result) == ["One", "Two"]


def test_a_list_on_its_side_is_one_fault() -> None:
    lines = ["Title,Letters,Forms", "Problem,They are long,They are many", "Sponsor,Ann,Bob"]
    result = take(rows(*lines))

    assert codes(result) == [("list-on-its-side", "list.csv:2:1")]
    assert (result.reported, result.drafts) == (2, [])


# --- Excel ------------------------------------------------------------------------------------------------


def test_hidden_and_filtered_rows_are_read_and_named() -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True

    raw = workbook([["Title", "Aim"], ["One", "x"], ["Two", "y"]], hide)

    assert titles(take(raw, "list.xlsx")) == ["One", "Two"]
    assert notices(raw, "list.xlsx") == [
        "list.xlsx, sheet Sheet: row 3 is hidden or filtered out, and read all the same"
    ]


def test_headings_merged_over_two_rows_keep_their_columns() -> None:
    def merge(sheet: Worksheet) -> None:
        for area in ("A1:A2", "B1:C1", "D1:E1"):
            sheet.merge_cells(area)

    lines = [
        ["Title", "Sponsor", None, "Dates"],
        [None, "Name", "Aim", "Start", "End"],
        ["One", "Ann", "x", "2027", "2028"],
    ]
    raw = workbook(lines, merge)
    lists = read_lists({"list.xlsx": raw}, MENU.field_of)

    assert lists.tables[0].header == ("Title", "Name", "Aim", "Start", "End")
    assert lists.tables[0].layout == "column headings in rows 1 to 2"
    assert titles(take(raw, "list.xlsx")) == ["One"]


# --- text, Markdown, JSON ---------------------------------------------------------------------------------


def test_an_unclosed_quote_costs_its_own_row_alone() -> None:
    result = take(rows("Title,Aim", "One,x", 'Two,"unclosed', "Three,y", 'Four,"closed"'))

    assert codes(result) == [("unclosed-quote", "list.csv:3:1")]
    assert titles(result) == ["One", "Three", "Four"]


def test_a_quoted_cell_may_hold_line_breaks() -> None:
    assert take(rows("Title,Problem", 'One,"first ""line""', 'second, line"')).drafts[0].values["problem"] == (
        'first "line"\nsecond, line'
    )


@pytest.mark.parametrize("text", ["Title;Aim\nRéduire l’attente à l’hôpital;“x”\n", "Title;Aim\nUn café;£5 – x\n"])  # noqa: RUF001
def test_text_of_a_mac_is_not_taken_for_text_of_windows(text: str) -> None:
    for encoding, name in (("mac_roman", "Mac text (Mac OS Roman)"), ("cp1252", "Windows text (Windows-1252)")):
        raw = text.encode(encoding)
        assert titles(take(raw)) == [text.split("\n")[1].split(";")[0]]
        assert notices(raw) == [f"list.csv: read as {name}; check its accented letters"]


@pytest.mark.parametrize(("file", "text"), [("list.yml", "- title: Café\n"), ("list.md", "# Café\n\nIt is “full”.\n")])
def test_files_of_any_format_may_be_windows_text(file: str, text: str) -> None:
    raw = text.encode("cp1252")

    assert titles(take(raw, file)) == ["Café"]
    assert notices(raw, file) == [f"{file}: read as Windows text (Windows-1252); check its accented letters"]


def test_each_row_of_a_markdown_table_is_a_project() -> None:
    text = "# Our list\n\n| Project | Aim |\n|---|---|\n| One | x |\n| **Two** | y |\n"
    result = take(text.encode(), "list.md")

    assert [draft.id for draft in result.drafts] == ["one", "two"]
    assert notices(text.encode(), "list.md") == ["list.md: only its table was read, not the text around it"]


def test_each_bullet_below_project_ideas_is_a_project() -> None:
    text = "# Project ideas\n\n- One\n- **Two**: patients\n  wait\n- Three\n\n  Nobody knows why.\n"
    result = take(text.encode(), "list.md")

    assert titles(result) == ["One", "Two", "Three"]
    assert [draft.values["problem"] for draft in result.drafts][1:] == ["patients\nwait", "Nobody knows why."]


@pytest.mark.parametrize("heading", ["Project ideas", "Our menu"])
def test_each_section_below_project_ideas_is_a_project(heading: str) -> None:
    text = f"# {heading}\n\n## One\n\nLong.\n\n### Aim\n\nShort.\n\n## Two\n\n- bullet\n\n## !!!\n"
    result = take(text.encode(), "list.md")

    assert titles(result) == ["One", "Two"]
    assert [draft.values["aim"] for draft in result.drafts] == ["Short.", TO_DO]
    assert codes(result) == [("no-id", "list.md:15:1")]


def test_bullets_in_sections_of_project_ideas_are_projects() -> None:
    text = "# Ideas\n\n## Theatres\n\n- One\n- Two\n\n## Wards\n\n- Three\n- Four\n"

    assert titles(take(text.encode(), "list.md")) == ["One", "Two", "Three", "Four"]


def test_sections_named_after_fields_belong_to_one_project() -> None:
    text = "# Fewer ideas\n\n## Problem\n\nToo many.\n\n## Aim\n\nFewer.\n"

    assert titles(take(text.encode(), "list.md")) == ["Fewer ideas"]


def test_bullets_below_the_title_of_a_project_belong_to_it() -> None:
    assert titles(take(b"# Faster scans\n\n- Porters wait\n- People go for lunch\n", "list.md")) == ["Faster scans"]


@pytest.mark.parametrize(
    "data",
    [
        {"data": {"projects": [{"title": "One"}, {"title": "Two"}]}},
        {"title": "Our list", "projects": [{"title": "One"}, {"title": "Two"}]},
        {"wards": [{"title": "One"}], "theatres": [{"title": "Two"}]},
        [{"name": "Wards", "projects": [{"title": "One"}]}, {"name": "Theatres", "projects": [{"title": "Two"}]}],
        {"version": 1, "projects": {"first": {"title": "One"}, "second": {"title": "Two"}}},
    ],
)
def test_lists_within_json_are_read(data: object) -> None:
    assert titles(take(json.dumps(data).encode(), "list.json")) == ["One", "Two"]


def test_mentors_of_a_project_are_not_projects() -> None:
    raw = json.dumps({"title": "One", "project_mentors": [{"name": "A. Jones"}]}).encode()

    assert titles(take(raw, "list.json")) == ["One"]
