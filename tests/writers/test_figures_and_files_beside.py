"""Large numbers, lists in place of drawings, and links to files of the same folder, in each format."""

from __future__ import annotations

import io

import docx
import pypdf
from lxml import html as html_reader

from generator.documents.document import BESIDE, Drawing, Figure, Figures, Paragraph, Run
from generator.sources.tree import FONTS, read_theme
from generator.writers import docx as word
from generator.writers import html, markdown, pdf
from generator.writers.theme import Theme
from tests import small
from tests.writers.sample import document

THEME = Theme.of(read_theme(small.ROOT), str(small.ROOT / FONTS))
FIGURES = Figures((Figure("14", "pairs"), Figure("76", "hours for each participant", "over nine months")))
BESIDES = Paragraph((Run("the handbook", link=f"{BESIDE}3 Participant handbook.html#shadowing"),))
SVG = '<svg role="img" viewBox="0 0 10 10" width="10" height="10" xmlns="http://www.w3.org/2000/svg"></svg>'
DRAWING = Drawing(SVG, "A year in words", rows=(("10 March", "Workshop 1"), ("14 April", "Workshop 2")))


def test_a_browser_shows_figures_with_their_labels() -> None:
    page = html_reader.fromstring(html.write(document(FIGURES), THEME))
    (figures,) = page.find_class("figures")
    assert [each.text_content() for each in figures.findall("div")] == [
        "pairs14",
        "hours for each participant76over nine months",
    ]


def test_word_and_pdf_have_the_figures() -> None:
    (table,) = docx.Document(io.BytesIO(word.write(document(FIGURES), THEME))).tables
    assert [cell.text for cell in table.rows[0].cells] == [
        "14\npairs",
        "76\nhours for each participant\nover nine months",
    ]
    text = pypdf.PdfReader(io.BytesIO(pdf.write(document(FIGURES), THEME))).pages[0].extract_text()
    for words in ("14", "pairs", "76", "hours for each participant", "over nine months"):
        assert words in text


def test_markdown_has_the_figures_as_a_list() -> None:
    assert markdown.blocks([FIGURES]) == (
        "- <strong>14</strong> pairs\n- <strong>76</strong> hours for each participant: over nine months"
    )


def test_a_browser_has_the_list_of_a_drawing_too() -> None:
    page = html_reader.fromstring(html.write(document(DRAWING), THEME))
    (figure,) = page.find_class("or-list")
    rows = [(row.findtext("dt"), row.findtext("dd")) for row in figure.iter("div")]
    assert rows == [("10 March", "Workshop 1"), ("14 April", "Workshop 2")]


def test_a_link_to_a_file_of_the_same_folder_is_relative() -> None:
    page = html_reader.fromstring(html.write(document(BESIDES), THEME))
    (link,) = page.xpath("//main//a")
    assert link.get("href") == "3%20Participant%20handbook.html#shadowing"
    read = docx.Document(io.BytesIO(word.write(document(BESIDES), THEME)))
    targets = [each.target_ref for each in read.part.rels.values() if each.is_external]
    assert targets == ["3%20Participant%20handbook.html#shadowing"]
    assert "the handbook" in pypdf.PdfReader(io.BytesIO(pdf.write(document(BESIDES), THEME))).pages[0].extract_text()
