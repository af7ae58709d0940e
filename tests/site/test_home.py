"""The home page, and the drawings of people that it begins with."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from generator.documents import citation
from generator.model.library import Library
from generator.model.programme import Scene
from generator.planning.cohort_figures import usual_wording
from generator.site.addresses import address, relative
from generator.site.pages import DRAWINGS
from generator.sources.load import load
from generator.sources.tree import read_theme
from tests import small
from tests.site.made import page_of

INK, PAPER, HAIR, CLINICIAN, MANAGER = "#1c2528", "#ffffff", "#33454b", "#0f6f83", "#f2b65e"
"""Colours that the style sheet changes in the dark; any other would stay."""
NUMBER = re.compile(r"\d")


@pytest.fixture(scope="module")
def home(library: Library) -> str:
    return page_of(library, "index.md")


def test_it_says_how_much_time_in_figures_of_the_planner(library: Library, home: str) -> None:
    figures = usual_wording(library).figures

    for name in ("participant_hours", "participant_hours_a_week", "fixed_hours", "months", "project_hours"):
        assert re.search(rf"\b{re.escape(figures[name])}\b", home), name


def test_nobody_types_its_figures(library: Library) -> None:
    assert library.home
    for step in library.home.steps:
        assert not NUMBER.search(f"{step.text}{step.hours}")
    for fact in library.home.facts:
        assert fact.cite or not NUMBER.search(fact.text), fact.title


def test_each_door_leads_to_its_path(library: Library, home: str) -> None:
    assert library.home
    assert {door.path for door in library.home.doors} == set(library.paths)
    for door in library.home.doors:
        assert f"[{door.title}]({relative(address('path', door.path), 'index.md')})" in home


def test_what_the_pilot_found_has_its_label_its_source_and_its_limits(library: Library, home: str) -> None:
    _, found = home.split("## What the pilot found")

    assert found.count(f"[{citation.LABELS[library.programme.figures[0].evidence]}](") == len(library.programme.figures)
    assert str(library.programme.limits) in found


def test_a_release_without_words_for_it_has_its_figures() -> None:
    files = {path: raw for path, raw in small.files().items() if path != "content/home.yml"}
    text = page_of(load(files).require(), "index.md")

    assert "Make your plan now" in text
    assert "75 per cent" in text
    assert "## Where do you come in?" not in text


@pytest.mark.parametrize("scene", Scene)
def test_a_drawing_is_small_says_what_it_shows_and_suits_the_dark(scene: Scene) -> None:
    raw = read_theme(small.ROOT)[f"{DRAWINGS}/{scene}.svg"]
    drawing = ET.fromstring(raw)

    assert len(raw) < 3000
    assert (drawing.get("viewBox"), drawing.get("class"), drawing.get("role")) == ("0 0 240 160", "scene", "img")
    assert len(str(drawing.findtext("{*}title"))) > 30
    colours = {each.get(name) for each in drawing.iter() for name in ("fill", "stroke")}
    assert colours - {None, "none"} <= {INK, PAPER, HAIR, CLINICIAN, MANAGER}
