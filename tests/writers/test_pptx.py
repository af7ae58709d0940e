"""Decks read back by python-pptx: layouts, titles, notes, alternative text, numbers, order, the same bytes."""

from __future__ import annotations

import datetime
import itertools
import re
import time
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.slide import Slide as PowerPointSlide
from pptx.util import Inches

from generator.documents import deck as decks
from generator.documents import svg
from generator.documents.deck import Deck, Picture, Slide, SlideKind
from generator.model.library import Library
from generator.model.trust import WorkshopChoice
from generator.planning.agenda import timed
from generator.planning.selection import WorkshopPlan
from generator.writers import pptx
from generator.writers.slides import drawings, file, words
from generator.writers.slides.template import template_fault
from generator.writers.slides.words import line
from tests.examples import examples
from tests.writers.sample import parts
from tests.writers.slide_sample import BASE, POINTS, content, deck, everything, read, saved, trust

TEMPLATE = saved(trust())


def written(*slides: Slide, template: bytes | None = None, **values: object) -> list[PowerPointSlide]:
    return list(read(pptx.write(deck(*slides, **values), BASE, template)).slides)


def slide_with(*points: str, template: bytes | None = None, **values: object) -> PowerPointSlide:
    (slide,) = written(content(*points, **values), template=template)
    return slide


def kinds(slide: PowerPointSlide) -> list[PP_PLACEHOLDER | None]:
    """What is read, in order; None for a group of shapes."""
    return [shape.placeholder_format.type if shape.is_placeholder else None for shape in slide.shapes]


def texts(slide: PowerPointSlide, kind: PP_PLACEHOLDER) -> list[str]:
    return [shape.text_frame.text for shape in slide.placeholders if shape.placeholder_format.type == kind]


def workshop_decks(library: Library) -> Iterator[Deck]:
    for workshop in library.workshops.values():
        plan = WorkshopPlan(workshop, WorkshopChoice(workshop=workshop.id), timed(workshop))
        date = datetime.date(2026, 11, 24)
        yield decks.deck(plan, organisation="Westbrook", colour="#0f6f83", release="1.0.0", date=date)


@pytest.fixture(scope="module")
def presentations(library: Library) -> list[tuple[Deck, Any]]:
    """The deck of every workshop, and as it is read from its file without a template."""
    return [(each, read(pptx.write(each, BASE))) for each in workshop_decks(library)]


# What is on a slide.


def test_slides_are_wide_and_use_the_layouts() -> None:
    presentation = read(pptx.write(deck(), BASE))

    assert (presentation.slide_width, presentation.slide_height) == (12192000, Inches(7.5))
    assert [slide.slide_layout.name for slide in presentation.slides] == [
        "Title",
        "Section",
        "Title and content",
        "Title alone",
        *["Title and content"] * len(Picture),
        "Break",
        "Title",
    ]


def test_titles_and_points_are_in_their_placeholders() -> None:
    slide = slide_with(*POINTS)

    assert slide.shapes.title.text_frame.text == "What we do"
    assert [paragraph.text for paragraph in slide.placeholders[1].text_frame.paragraphs] == list(POINTS)


def test_the_title_is_read_first_and_furniture_last() -> None:
    assert kinds(slide_with(*POINTS, picture=Picture.WHEEL)) == [
        PP_PLACEHOLDER.TITLE,
        PP_PLACEHOLDER.OBJECT,
        None,
        PP_PLACEHOLDER.DATE,
        PP_PLACEHOLDER.FOOTER,
        PP_PLACEHOLDER.SLIDE_NUMBER,
    ]


def test_no_placeholder_stays_empty() -> None:
    for slide in written(*everything()):
        assert [shape.name for shape in slide.placeholders if not shape._element.xpath(".//a:t")] == []


def test_the_clock_the_footer_and_the_number_are_on_each_slide() -> None:
    first, second = written(content("a"), content("b", title="Welcome"))

    assert texts(first, PP_PLACEHOLDER.DATE) == ["13:00 to 13:25 · Welcome"]
    assert texts(second, PP_PLACEHOLDER.DATE) == ["13:00 to 13:25"]
    assert texts(first, PP_PLACEHOLDER.FOOTER) == ["Listening · Westbrook"]
    fields = [slide._element.find(f".//{qn('a:fld')}") for slide in (first, second)]
    assert [(field.get("type"), field.find(qn("a:t")).text) for field in fields] == [
        ("slidenum", "1"),
        ("slidenum", "2"),
    ]


def test_notes_are_the_facilitators_words_line_by_line() -> None:
    assert slide_with(notes="Say\n- Welcome.\n\nDo\n- Wait.").notes_slide.notes_text_frame.text == (
        "Say\n- Welcome.\n\nDo\n- Wait."
    )


@pytest.mark.parametrize("picture", Picture)
def test_a_picture_is_one_group_with_a_description(picture: Picture) -> None:
    slide = slide_with(*POINTS, picture=picture)
    (group,) = (shape for shape in slide.shapes if shape.shape_type is MSO_SHAPE_TYPE.GROUP)
    body = slide.placeholders[1]

    assert group._element.nvGrpSpPr.cNvPr.get("descr") == drawings.PICTURES[picture][1]
    assert len(list(group.shapes)) > 4
    assert group.left >= body.left + body.width
    assert group.left + group.width <= Inches(13.333)
    assert group.top >= body.top
    assert group.top + group.height <= Inches(6.9)


def test_a_drawing_is_a_picture_with_a_description_beside_the_points() -> None:
    drawing = svg.drawing("chart", "drawn", "How it went", "It rose.", (400, 200), [svg.words("Up", 10, 20)])
    slide = slide_with(*POINTS, drawing=drawing)
    (shape,) = (shape for shape in slide.shapes if shape.shape_type is MSO_SHAPE_TYPE.PICTURE)
    body = slide.placeholders[1]

    assert shape._element.nvPicPr.cNvPr.get("descr") == "It rose."
    assert shape.name == "How it went"
    assert (shape.width / shape.height) == pytest.approx(2, abs=0.001)
    assert shape.left >= body.left + body.width
    assert shape.left + shape.width <= Inches(13.333)


def test_words_in_pictures_are_large_enough() -> None:
    for slide in written(*(content(*POINTS, picture=picture) for picture in Picture)):
        (group,) = (shape for shape in slide.shapes if shape.shape_type is MSO_SHAPE_TYPE.GROUP)
        sizes = [run.font.size.pt for shape in group.shapes if shape.has_text_frame for run in _runs(shape)]
        assert min(sizes) >= 14


def _runs(shape: object) -> list[object]:
    return [run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]  # type: ignore[attr-defined]


def test_a_break_shows_a_clock() -> None:
    (slide,) = (slide for slide in written(*everything()) if slide.slide_layout.name == "Break")
    (group,) = (shape for shape in slide.shapes if shape.shape_type is MSO_SHAPE_TYPE.GROUP)

    assert group._element.nvGrpSpPr.cNvPr.get("descr") == "A clock that shows 13:40"


def test_every_run_has_its_language() -> None:
    for name, part in parts(pptx.write(deck(), BASE)).items():
        if re.fullmatch(r"ppt/(slides|notesSlides)/\w+\.xml", name):
            looks = ElementTree.fromstring(part).iter(qn("a:rPr"))
            assert {look.get("lang") for look in looks} <= {"en-GB"}, name


def test_slides_are_grouped_by_activity() -> None:
    xml = parts(pptx.write(deck(content("a"), content("b"), content("c", activity="Swap")), BASE))
    names = re.findall(r'section name="([^"]*)"', xml["ppt/presentation.xml"].decode())

    assert names == ["13:00 Welcome", "13:00 Swap"]


@pytest.mark.slow
def test_the_master_of_the_notes_is_listed_once() -> None:
    for template in (None, TEMPLATE):
        once = pptx.write(deck(), BASE, template)
        for raw in (once, pptx.write(deck(), BASE, once)):
            assert parts(raw)["ppt/presentation.xml"].count(b"<p:notesMasterId ") == 1


# What the file says of itself.


def test_the_properties_give_title_trust_language_and_release() -> None:
    core = read(pptx.write(deck(title="x" * 300), BASE)).core_properties

    assert (core.title, core.author, core.language, core.version) == ("x" * 255, "Westbrook", "en-GB", "1.0.0")
    assert {core.created, core.modified} == {datetime.datetime.combine(deck().date, datetime.time())}


@pytest.mark.slow
def test_the_same_deck_gives_the_same_bytes() -> None:
    for template in (None, TEMPLATE):
        assert pptx.write(deck(), BASE, template) == pptx.write(deck(), BASE, template)
    with zipfile.ZipFile(BytesIO(pptx.write(deck(), BASE))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_the_main_colour_is_the_trusts_and_dark_enough() -> None:
    theme = "ppt/theme/theme1.xml"

    assert b'"AB12CD"' in parts(pptx.write(deck(colour="#ab12cd"), BASE))[theme]
    assert b'"FFFF00"' not in parts(pptx.write(deck(colour="#ffff00"), BASE))[theme]
    with pytest.raises(ValueError, match="not a colour"):
        pptx.write(deck(colour="red"), BASE)


# Nothing runs over.


def test_every_layout_is_white_with_one_thin_rule_in_the_main_colour() -> None:
    presentation = file.opened(BASE)
    for layout in presentation.slide_layouts:
        of_master = layout._element.get("showMasterSp") != "0"
        shapes = [*layout.shapes, *(layout.slide_master.shapes if of_master else ())]
        (rule,) = (shape for shape in shapes if not shape.is_placeholder)

        assert layout.background.fill.fore_color.theme_color == MSO_THEME_COLOR.BACKGROUND_1
        assert rule.fill.fore_color.theme_color == MSO_THEME_COLOR.ACCENT_1
        assert rule.height < Inches(0.1)


def test_points_are_as_large_as_they_can_be() -> None:
    short, long = slide_with("Listen"), slide_with(*["Six words are on each point"] * 6)

    assert [run.font.size for run in _runs(short.placeholders[1])] == [None]
    assert {run.font.size.pt for run in _runs(long.placeholders[1])} == {28}


def test_a_very_long_list_continues_on_other_slides() -> None:
    points = [f"Point {number} has about as many words as a point can have" for number in range(60)]
    slides = written(content(*points, notes="Say"))

    assert [slide.shapes.title.text_frame.text for slide in slides[:2]] == ["What we do", "What we do (continued)"]
    assert [text for slide in slides for text in texts(slide, PP_PLACEHOLDER.OBJECT)[0].split("\n")] == points
    assert all(slide.notes_slide.notes_text_frame.text == "Say" for slide in slides)


def test_all_text_of_all_workshops_fits_at_24_points_or_more(presentations: list[tuple[Deck, Any]]) -> None:
    for a_deck, presentation in presentations:
        for slide in presentation.slides:
            for shape in slide.placeholders:
                if shape.placeholder_format.type in (PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.TITLE):
                    own = 36 if shape.placeholder_format.type == PP_PLACEHOLDER.TITLE else 32
                    sizes = {run.font.size.pt if run.font.size else own for run in _runs(shape)}
                    paragraphs = [paragraph.text for paragraph in shape.text_frame.paragraphs]
                    room = shape.height.pt + own * words.GAP
                    assert min(sizes) >= 24, (a_deck.title, paragraphs)
                    assert words.height(paragraphs, shape.width.pt - 15, min(sizes)) <= room, (a_deck.title, paragraphs)


def assert_complete(a_deck: Deck, presentation: Any) -> None:
    """Every slide has its title, a number and its notes."""
    slides = list(presentation.slides)
    assert [slide.shapes.title.text_frame.text for slide in slides] == [each.title for each in a_deck.slides]
    assert all(PP_PLACEHOLDER.SLIDE_NUMBER in kinds(slide) for slide in slides)
    for slide, wanted in zip(slides, a_deck.slides, strict=True):
        assert slide.notes_slide.notes_text_frame.text.split() == wanted.notes.split()


def test_every_workshop_has_a_title_notes_and_a_number_on_each_slide(presentations: list[tuple[Deck, Any]]) -> None:
    for a_deck, presentation in presentations:
        assert_complete(a_deck, presentation)


@pytest.mark.parametrize(
    "count", [pytest.param(1, id="a workshop"), pytest.param(None, id="every workshop", marks=pytest.mark.slow)]
)
def test_with_a_template_each_slide_has_them_too(library: Library, count: int | None) -> None:
    for a_deck in itertools.islice(workshop_decks(library), count):
        assert_complete(a_deck, read(pptx.write(a_deck, BASE, TEMPLATE)))


LINE = st.text(st.characters(), max_size=300)


@pytest.mark.slow
@settings(max_examples=examples(15))
@given(
    title=LINE,
    points=st.lists(LINE, max_size=12),
    notes=LINE,
    organisation=LINE,
    picture=st.sampled_from([None, *Picture]),
    template=st.sampled_from([None, TEMPLATE]),
    kind=st.sampled_from(SlideKind),
)
def test_any_text_stays_text(
    title: str,
    points: list[str],
    notes: str,
    organisation: str,
    picture: Picture | None,
    template: bytes | None,
    kind: SlideKind,
) -> None:
    slide = Slide(kind, title, tuple(points), notes, "13:00 to 13:25", title, picture)
    slides = written(slide, template=template, title=title, subject=title, organisation=organisation)

    shown = "".join(slide.shapes.title.text_frame.text for slide in slides[:1])
    assert shown == line(title)


@pytest.mark.parametrize("year", [1970, pytest.param(2108, marks=pytest.mark.slow)])
def test_a_system_clock_outside_the_range_of_zip_does_not_matter(monkeypatch: pytest.MonkeyPatch, year: int) -> None:
    expected = pptx.write(deck(), BASE)
    template_fault.cache_clear()
    monkeypatch.setattr(time, "localtime", lambda *_: time.struct_time((year, 1, 1, 0, 0, 0, 0, 1, 0)))

    assert template_fault(BASE) is None
    assert pptx.write(deck(), BASE) == expected
