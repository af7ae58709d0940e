"""A trust's own PowerPoint file: its looks are kept, and one that means harm is named."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx.enum.shapes import PP_PLACEHOLDER

from generator.documents.deck import Picture
from generator.writers import pptx
from generator.writers.office import slide_checks
from generator.writers.slides.template import NOT_SAVED_BY_POWERPOINT
from tests.examples import examples
from tests.writers.sample import parts
from tests.writers.slide_sample import BASE, POINTS, changed, content, deck, read, saved, trust, with_text

MAIN = "ppt/presentation.xml"
TYPES = "[Content_Types].xml"
TEMPLATE = saved(trust())


def test_a_template_keeps_its_look_and_loses_its_slides() -> None:
    raw = pptx.write(deck(), BASE, TEMPLATE)
    presentation = read(raw)
    words = [shape.text_frame.text for slide in presentation.slides for shape in slide.shapes if shape.has_text_frame]

    assert b"C0392B" in parts(raw)["ppt/theme/theme1.xml"]
    assert all(b"0F6F83" not in part.upper() for part in parts(raw).values())
    assert len(presentation.slides) == len(deck().slides)
    assert "Delete this slide" not in words
    assert all(b"Delete this slide" not in part and b"Advice" not in part for part in parts(raw).values())


def test_layouts_are_identified_by_their_placeholders_not_by_their_names() -> None:
    names = [slide.slide_layout.name for slide in read(pptx.write(deck(), BASE, TEMPLATE)).slides]

    assert names == [
        "Ours Title Slide",
        "Ours Title and Content",
        "Ours Title and Content",
        "Ours Title Only",
        *["Ours Title and Content"] * len(Picture),
        "Ours Title Slide",
        "Ours Title Slide",
    ]


def test_a_section_has_its_own_layout_if_the_title_is_above_the_text() -> None:
    template = trust()
    title, text = list(template.slide_layouts[2].placeholders)[:2]
    title.top, text.top = text.top, title.top
    names = [slide.slide_layout.name for slide in read(pptx.write(deck(), BASE, saved(template))).slides]

    assert (names[1], names[-2]) == ("Ours Section Header", "Ours Section Header")


def test_a_narrow_placeholder_for_the_date_has_only_the_time() -> None:
    long = content(*POINTS, activity="An activity with quite a long name, as some of them have")
    (slide,) = read(pptx.write(deck(long), BASE, TEMPLATE)).slides
    (date,) = (shape for shape in slide.placeholders if shape.placeholder_format.type == PP_PLACEHOLDER.DATE)

    assert date.text_frame.text == "13:00 to 13:25"


def test_a_template_with_one_layout_is_enough() -> None:
    template = saved(trust(layouts=(1,), advice=False))
    slides = read(pptx.write(deck(), BASE, template)).slides

    assert {slide.slide_layout.name for slide in slides} == {"Ours Title and Content"}
    assert [slide.shapes.title.text_frame.text for slide in slides] == [slide.title for slide in deck().slides]


def test_a_powerpoint_template_becomes_a_presentation() -> None:
    raw = with_text(TYPES, "presentationml.presentation.main+xml", "presentationml.template.main+xml")

    assert pptx.template_fault(raw) is None
    assert b"template.main+xml" not in parts(pptx.write(deck(), BASE, raw))[TYPES]


def test_sections_and_custom_shows_of_a_template_are_left_out() -> None:
    first = pptx.write(deck(content("a", activity="Old one")), BASE)
    show = '<p:custShowLst><p:custShow name="x" id="0"><p:sldLst/></p:custShow></p:custShowLst><p:defaultTextStyle'
    xml = parts(pptx.write(deck(content("b")), BASE, with_text(MAIN, "<p:defaultTextStyle", show, raw=first)))[MAIN]

    assert b"Old one" not in xml
    assert b"custShow" not in xml
    assert xml.count(b"sectionLst") == 2


def test_good_files_have_no_fault() -> None:
    assert pptx.template_fault(BASE) is None
    assert pptx.template_fault(TEMPLATE) is None
    assert pptx.template_fault(pptx.write(deck(), BASE)) is None


def test_every_relationship_has_its_target() -> None:
    for template in (None, TEMPLATE):
        files = parts(pptx.write(deck(), BASE, template))
        for name in (name for name in files if name.endswith(".rels")):
            folder = name.split("_rels/")[0]
            for tie in ElementTree.fromstring(files[name]):
                target = tie.get("Target", "")
                path = target[1:] if target.startswith("/") else f"{folder}{target}"
                while "../" in path:
                    path = re.sub(r"[^/]+/\.\./", "", path, count=1)
                assert tie.get("TargetMode") == "External" or path in files, (name, target)


def with_tie(kind: str, target: str, part: str = "slideMasters/_rels/slideMaster1", mode: str = "External") -> bytes:
    tie = f'<Relationship Id="rId99" Type="http://x/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    return with_text(f"ppt/{part}.xml.rels", "</Relationships>", tie)


BUTTON = '<p:cNvPr id="2" name="Rule"><a:hlinkClick r:id="" action="ppaction://{}?name=x"/></p:cNvPr>'
MASTER = "ppt/slideMasters/slideMaster1.xml"
HOSTILE = {
    "empty": (b"", "is not a complete PowerPoint file (.pptx)"),
    "cut off": (BASE[: len(BASE) // 2], "is not a complete PowerPoint file"),
    "old or with a password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "or is an old .ppt file; save it as"),
    "too large": (bytes(20_000_001), "has 20,000,001 bytes"),
    "a zip bomb": (
        changed(lambda files: files.update({"ppt/x.bin": bytes(30_000_000)})),
        "more than 200 times its size",
    ),
    "a Word file": (changed(lambda files: files.pop(MAIN)), "has no ppt/presentation.xml"),
    "a way out": (changed(lambda files: files.update({"ppt/../../x.xml": b"<x/>"})), "leads out of the zip"),
    "a document type": (with_text(MAIN, "<p:presentation", "<!DOCTYPE x []><p:presentation"), "document type"),
    "not well-formed": (with_text(MAIN, "</p:presentation>", ""), "not well-formed"),
    "a namespace that no parser takes": (
        with_text("ppt/_rels/presentation.xml.rels", 'xmlns="http', 'xmlns="}http'),
        "not well-formed",
    ),
    "a place without a width": (with_text(MASTER, 'cx="10817352" ', ""), "is not written as PowerPoint writes"),
    "no properties": (
        with_text("docProps/core.xml", "package/2006/metadata/core-properties", "other"),
        "is not written as PowerPoint writes",
    ),
    "macros": (changed(lambda files: files.update({"ppt/vbaProject.bin": b"x"})), "holds macros"),
    "a picture elsewhere": (with_tie("image", "http://evil.example/x.png"), "fetches something from outside (image"),
    "an object": (with_tie("oleObject", "../x.bin", mode="Internal"), "an embedded object"),
    "an add-in": (with_tie("webextension", "../x.xml", mode="Internal"), "an add-in"),
    "a link to a slide": (with_tie("slide", "../slides/slide1.xml", mode="Internal"), "a layout that links to a slide"),
    "a button for a program": (
        with_text(MASTER, '<p:cNvPr id="2" name="Rule"/>', BUTTON.format("program")),
        "a button that starts a program",
    ),
    "a button for a macro": (
        with_text(MASTER, '<p:cNvPr id="2" name="Rule"/>', BUTTON.format("macro")),
        "a button that starts a macro",
    ),
    "no layout": (saved(trust(layouts=(6,), advice=False)), "has no layout with a title and a text"),
    "a missing master": (
        changed(lambda files: files.pop("ppt/slideMasters/slideMaster1.xml")),
        "is not written as PowerPoint writes",
    ),
}


EVERY = {**{name: raw for name, (raw, _) in HOSTILE.items()}, "ours": BASE, "a trust's": TEMPLATE}


@pytest.mark.parametrize("raw", EVERY.values(), ids=EVERY)
def test_a_browser_says_the_same_of_a_template_but_for_what_only_writing_slides_shows(raw: bytes) -> None:
    fault = pptx.template_fault(raw)

    assert slide_checks.fault(raw) == (None if fault == NOT_SAVED_BY_POWERPOINT else fault)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_template_is_named_and_refused(name: str) -> None:
    raw, words = HOSTILE[name]

    assert words in str(pptx.template_fault(raw))
    with pytest.raises(ValueError, match="the template "):
        pptx.write(deck(), BASE, raw)


@pytest.mark.slow
@given(st.integers(0, len(BASE) - 1), st.integers(0, 255))
def test_a_damaged_file_is_named_or_works(place: int, value: int) -> None:
    named_or_works(BASE[:place] + bytes([value]) + BASE[place + 1 :])


@settings(max_examples=examples(25))
@given(st.sampled_from(sorted(parts(TEMPLATE))), st.floats(0, 1), st.integers(0, 12), st.binary(max_size=2))
def test_a_damaged_part_is_named_or_the_file_works(name: str, place: float, length: int, value: bytes) -> None:
    def change(files: dict[str, bytes]) -> None:
        start = int(place * len(files[name]))
        files[name] = files[name][:start] + value + files[name][start + length :]

    named_or_works(changed(change, raw=TEMPLATE))


def named_or_works(raw: bytes) -> None:
    if pptx.template_fault(raw) is None:
        assert pptx.write(deck(content(*POINTS)), BASE, raw)
