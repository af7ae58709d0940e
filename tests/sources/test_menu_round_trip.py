"""What `menu export` writes, `menu import` reads: no field of any project changes, whatever its text."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.documents import menu_workbook
from generator.model.base import Line, Noun, Prose
from generator.model.characters import BIDIRECTIONAL_CONTROLS
from generator.model.draft import is_to_do
from generator.model.library import Library
from generator.model.menu_cells import escaped, split_at, unescaped, unguarded
from generator.model.menu_table import BY_FIELD, COLUMNS, names
from generator.model.project import ImprovementProject, Measure, PrimaryDriver, Risk, SecondaryDriver
from generator.model.prose import faults, internal_links
from generator.model.walk import shapes
from generator.sources.convert import convert
from generator.sources.menu_import import Existing, Imported, import_lists
from generator.sources.menu_names import MENU
from generator.sources.menu_values import Style, decode
from generator.sources.tables.read import read_lists
from generator.sources.yaml_reader import read
from generator.writers import csv_text, xlsx, yaml_text
from tests.examples import examples
from tests.strategies import SLUGS

NAMES = {
    "theme": {"flow": "Flow", "beds": "Beds; wards, and more"},
    "setting": {"wards": "Wards", "clinics": "Clinics, outpatients", "twin": "Wards"},
    "specialty": {"cardiology": "- Cardiology", "surgery": "Surgery"},
    "role": {"lead": "Programme lead", "coach": "Coach\\"},
    "domain": {"self": "Oneself", "others": "Others | all"},
    "workshop": {"listening": "Listening", "powerlab": "Powerlab: the day"},
    "case study": {"clinic": "A clinic", "ward": "clinic"},
    "reference": {"smith-2020": "smith-2020"},
    "release": {"2026.1": "2026.1", "2027.10": "2027.10"},
    "improvement project": {"other": "other"},
    "site": {"hill": "Hill"},
    "staff group": {"managers": "Managers"},
    "pairing method": {"random": "Random"},
}
NASTY = (
    "=1+1", "-dash", "'=quoted", "''", "+44", "@name", "a | b", "\\|", "a\\", "\\", "; x ;", "x;y", "- a", "-- b",
    "* c", "1. d", "12) e", "no", "yes", "null", "12:30", "2026.1", "# x", "a: b", "a #b", "{{ x }}", "<b>x</b>",
    "\u00e9t\u00e9 \u0153uvre", "\u0175y\u0177 Cymraeg", "\U0001f44d\U0001f3fd", "'tis", '"q"', "a  b", "\u2018x\u2019",
    "[a]", "%", "&amp;", "_x0041_", "outcome | x | y", "\u2028x", "\u00a0x y\u00a0z", "<r>x</r>", "TRUE", "1e5", ",",
)  # fmt: skip


def valid(kind: Any) -> Any:
    """A check whether a text may be a line, or prose."""
    adapter = TypeAdapter(kind)

    def holds(text: str) -> bool:
        try:
            return adapter.validate_python(text) == text and not is_to_do(text)
        except ValidationError:
            return False

    return holds


# Noncharacters cannot stand in XML, and openpyxl takes `x005F_` for its own.
LETTERS = st.characters(
    exclude_categories=("Cs", "Cn", "Cc"), exclude_characters=f"\ufffe\uffff{BIDIRECTIONAL_CONTROLS}"
)
LINES = st.one_of(
    st.sampled_from(NASTY),
    st.text(LETTERS, min_size=1, max_size=25).map(str.strip),
    st.lists(st.sampled_from(NASTY), min_size=1, max_size=4).map(" ".join),
).filter(valid(Line))
PROSE = (
    st.lists(st.one_of(LINES, st.just("")), max_size=4)
    .map(lambda lines: "\n".join([*lines, "  z"]).strip("\n").replace("\n#", "\nx #"))
    .filter(valid(Prose))
    .filter(lambda text: not faults(text) and not internal_links(text))
)
DATES = st.dates(datetime.date(2000, 1, 1), datetime.date(2090, 1, 1)).map(datetime.date.isoformat)


def several(entries: st.SearchStrategy[Any], most: int = 3, least: int = 1) -> st.SearchStrategy[list[Any]]:
    return st.lists(entries, min_size=least, max_size=most, unique_by=repr)


def ids(kind: str, least: int = 1) -> st.SearchStrategy[list[str]]:
    return several(st.sampled_from(sorted(NAMES[kind])), least=least)


def one_of(kind: str) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(NAMES[kind]))


DRIVERS = st.fixed_dictionaries(
    {
        "name": LINES,
        "secondary": several(st.fixed_dictionaries({"name": LINES, "changes": several(LINES)}), most=2),
    }
)


@st.composite
def measures(draw: st.DrawFn) -> list[dict[str, str]]:
    ids = draw(st.lists(SLUGS, min_size=3, max_size=4, unique=True))
    kinds = ["outcome", "process", "balancing", "outcome"]
    return [
        {"id": id, "name": draw(LINES), "kind": kind, "definition": draw(LINES)}
        for id, kind in zip(ids, kinds, strict=False)
    ]


@st.composite
def projects(draw: st.DrawFn) -> ImprovementProject:
    cited = draw(st.booleans())
    starts, ends = sorted([draw(DATES), draw(DATES)])
    contact = {"name": draw(LINES), "email": "a.b+c@x.example", "private": draw(st.booleans())}
    values = {
        "id": draw(SLUGS),
        "source": "p.yml",
        "title": draw(LINES),
        "summary": draw(LINES),
        "evidence": "published" if cited else "suggested",
        "cite": ["smith-2020"] if cited else [],
        "theme": draw(one_of("theme")),
        "settings": draw(ids("setting")),
        "specialties": draw(ids("specialty", 0)),
        "kinds": draw(several(st.sampled_from(["self-led", "allocated", "menu"]))),
        "difficulty": draw(st.sampled_from(["starter", "moderate", "stretching"])),
        "duration_weeks": draw(st.integers(30, 60)),
        "hours_a_month": draw(st.integers(1, 80)),
        "problem": draw(PROSE),
        "why_now": draw(PROSE),
        "aim": draw(LINES),
        "drivers": draw(several(DRIVERS, most=2)),
        "measures": draw(measures()),
        "measurement": {"interval": "weekly", "points_before": draw(st.integers(5, 15)), "points_after": 12},
        "data": {"source": draw(LINES), "access": draw(LINES), "lead_weeks": draw(st.integers(0, 260))},
        **{field: draw(several(LINES)) for field in ("scope_in", "scope_out", "recruit", "surgery_questions")},
        **{field: draw(LINES) for field in ("sponsor", "clinician_part", "manager_part", "sustained_by")},
        "sponsor_lead_weeks": draw(st.integers(0, 260)),
        "risks": draw(several(st.fixed_dictionaries({"risk": LINES, "response": LINES}))),
        "governance": draw(PROSE),
        "domains": draw(ids("domain")),
        "workshops": draw(ids("workshop")),
        "case_studies": draw(ids("case study", 0)),
        "owner": draw(one_of("role")),
        "only_for": draw(
            st.sampled_from([{}, {"months_at_least": 6, "staff_groups": ["managers"], "partners": False}])
        ),
        "progress": draw(
            st.sampled_from(
                [{}, {"status": "taken", "site": "hill", "starts": starts, "ends": ends, "contact": contact}]
            )
        ),
        "withdrawn": draw(st.sampled_from([None, {"reason": "= over", "instead": ["other"]}])),
    }
    return ImprovementProject.model_validate_json(json.dumps(values))


def exported(project: ImprovementProject, ending: str, library: Library) -> bytes:
    """A list of this project alone, in a format."""
    rows = menu_workbook.menu_rows([project], NAMES)
    if ending == "xlsx":
        stamp = datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)
        return xlsx.write(menu_workbook.menu_workbook(library, NAMES, rows, "Test"), stamp)
    if ending == "csv":
        return csv_text.write(menu_workbook.text_rows(rows))
    plain = menu_workbook.plain_rows(rows)
    return json.dumps(plain, ensure_ascii=False).encode() if ending == "json" else yaml_text.listing(plain)


def imported(raw: bytes, ending: str) -> Imported:
    lists = read_lists({f"list.{ending}": raw}, MENU.field_of)
    return import_lists(lists, {}, NAMES, Existing(), shared=False)


def comes_back(project: ImprovementProject, ending: str, library: Library) -> None:
    result = imported(exported(project, ending, library), ending)

    assert result.faults == []
    (draft,) = result.drafts
    assert (draft.to_do, draft.left) == ([], [])
    source, faults = read("p.yml", yaml_text.draft(draft))
    assert faults == []
    assert source is not None
    again, faults = convert(source, ImprovementProject, draft.id)
    assert faults == []
    assert again == project


@pytest.mark.parametrize("ending", ["csv", "json", "yml"])
@settings(max_examples=examples(12))
@given(project=projects())
def test_every_project_comes_back_as_it_was(ending: str, small_library: Library, project: ImprovementProject) -> None:
    comes_back(project, ending, small_library)


@settings(max_examples=examples(15))
@given(project=projects())
def test_every_project_comes_back_from_a_workbook(small_library: Library, project: ImprovementProject) -> None:
    assume("x005F_" not in project.model_dump_json())

    comes_back(project, "xlsx", small_library)


@pytest.mark.parametrize("text", ["=1+1", "＝1+1", "＋1", "－1", "＠x", "@x", "-1", "'=1", "\t=1"])  # noqa: RUF001
def test_no_cell_of_a_csv_file_begins_like_a_formula(text: str) -> None:
    assert csv_text.write([[text]]).decode("utf-8-sig") == f"'{text}\r\n"
    assert unguarded(f"'{text}") == text


WITHOUT_COLUMN = {"source": "the path of the file; a list says where its own rows are"}
"""Fields of a project that no column holds, and why."""


def without_column(model: type[Noun], above: str = "") -> set[str]:
    """Fields of a model that neither have a column nor consist of fields that have one."""
    missing = set()
    for name in model.model_fields:
        if (field := f"{above}{name}") not in BY_FIELD:
            inner = shapes(model)[name].model
            missing |= without_column(inner, f"{field}.") if inner else {field}
    return missing


def test_every_field_of_a_project_has_a_column_or_a_reason_to_have_none() -> None:
    assert without_column(ImprovementProject) == set(WITHOUT_COLUMN)


def test_a_cell_holds_every_field_of_an_entry() -> None:
    """A field added to one of these models needs a place in `menu_cells`, or an export would lose it."""
    assert {model.__name__: set(model.model_fields) for model in (Measure, Risk, PrimaryDriver, SecondaryDriver)} == {
        "Measure": {"id", "name", "kind", "definition"},
        "Risk": {"risk", "response"},
        "PrimaryDriver": {"name", "secondary"},
        "SecondaryDriver": {"name", "changes"},
    }


@given(LINES, LINES)
def test_an_escaped_separator_does_not_split(first: str, second: str) -> None:
    line = f"{escaped(first, alone=True)} | {escaped(second, alone=True)}"

    assert [unescaped(text) for text in split_at(line, "|")] == [first, second]
    assert len(split_at(line, ";")) == 1


def test_each_example_of_the_template_can_be_read(library: Library) -> None:
    known = names(library)
    for column in COLUMNS:
        if column.field not in ("cite", "case_studies", "progress.site"):
            value, _ = decode(column, column.title, column.example, Style(own=True), known)
            assert value, column.title
