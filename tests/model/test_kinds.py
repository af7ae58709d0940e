"""The table of kinds: it agrees with the Library, and a new noun needs nothing else."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from generator.model.library import KINDS, LINKS, Kind, Library, Trust
from generator.model.walk import shapes
from tests import small
from tests.command import run

TOOL = """
from .base import Item, Line, Prose


class Tool(Item):
    \"\"\"Something that pairs use.\"\"\"

    title: Line
    summary: Line
    how: Prose
"""
ROW = """
    Kind("tool", "tools", "tools", Tool, "content/tools/*.yml", link="tool", page="tools/*.md", label="tool"),
"""
TEMPLATE = """{% extends "layout" %}
{% block content %}
{{ write.prose(noun.how) }}
{% endblock %}
"""
STOPWATCH = """
title: Stopwatch
summary: Shows how long each step takes.
how: Take one to the [workshop](workshop:listening).
"""


def project_with_a_new_noun(folder: Path) -> Path:
    """The small project with a generator and a theme that know of tools."""
    small.write(folder)
    shutil.copytree(small.ROOT / "generator", folder / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "generator/model/tool.py").write_text(TOOL, encoding="utf-8")
    (folder / "theme/pages/tool.md.jinja").write_text(TEMPLATE, encoding="utf-8")
    library = folder / "generator/model/library.py"
    text = library.read_text(encoding="utf-8")
    for old, new in (
        ("from .trust import", "from .tool import Tool\nfrom .trust import"),
        ("    pages: dict[str, SitePage]\n", "    tools: dict[str, Tool] = {}\n    pages: dict[str, SitePage]\n"),
        ("KINDS = (\n", f"KINDS = ({ROW}"),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    library.write_text(text, encoding="utf-8")
    (folder / "content/tools").mkdir()
    (folder / "content/tools/stopwatch.yml").write_text(STOPWATCH, encoding="utf-8")
    return folder


def touched(folder: Path) -> list[str]:
    """Files of the generator and theme that differ from the project's own."""
    return sorted(
        path.relative_to(folder).as_posix()
        for room in ("generator", "theme")
        for path in (folder / room).rglob("*")
        if path.is_file()
        and "__pycache__" not in path.parts
        and not (
            (original := small.ROOT / path.relative_to(folder)).exists() and original.read_bytes() == path.read_bytes()
        )
    )


@pytest.mark.slow
def test_a_new_noun_needs_its_model_its_template_and_a_row(tmp_path: Path) -> None:
    folder = project_with_a_new_noun(tmp_path)
    assert touched(folder) == ["generator/model/library.py", "generator/model/tool.py", "theme/pages/tool.md.jinja"]

    topic = folder / "content/guidance/time.yml"
    topic.write_text(
        topic.read_text(encoding="utf-8").replace("[conversation](component:conversation)", "[watch](tool:stopwatch)")
    )
    built = run("build", folder=folder, PYTHONPATH=str(folder))

    assert built.returncode == 0, built.stderr
    page = (folder / "site/tools/stopwatch/index.html").read_text(encoding="utf-8")
    assert "<h1" in page and "Stopwatch" in page and "../../workshops/listening/" in page
    assert "../../tools/stopwatch/" in (folder / "site/plan/time/index.html").read_text(encoding="utf-8")

    topic.write_text(topic.read_text(encoding="utf-8").replace("tool:stopwatch", "tool:stopwach"))
    checked = run("check", "--format", "json", folder=folder, PYTHONPATH=str(folder))

    faults = [fault for fault in json.loads(checked.stdout) if fault["severity"] == "error"]
    assert [(fault["code"], fault["help"]) for fault in faults] == [("unknown-tool", "did you mean `stopwatch`?")]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_field_of_a_kind_holds_its_model(kind: Kind) -> None:
    holder = next((other.model for other in KINDS if other.name == kind.within), None)
    model = holder or (Trust if "<trust>" in kind.file else Library)
    shape = shapes(model)[kind.attribute]

    assert (shape.model or (shape.dict_of or shape.list_of or shape).model) is kind.model


def test_names_files_and_links_are_unique() -> None:
    for values in ([kind.name for kind in KINDS], [kind.file for kind in KINDS if kind.file], list(LINKS)):
        assert len(set(values)) == len(values)


def test_every_noun_of_the_library_is_of_a_kind() -> None:
    assert {kind.attribute for kind in KINDS if kind.file and "<" not in kind.file} == {*Library.model_fields} - {
        "trusts"
    }
