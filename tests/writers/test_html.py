"""The self-contained HTML file: safe whatever the content, complete offline, the same each time."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.documents.document import (
    AnswerBoxes,
    Block,
    Callout,
    Checklist,
    ChecklistEntry,
    Front,
    Heading,
    Listing,
    Paragraph,
    Run,
    Table,
    paragraph,
)
from generator.documents.guidance_book import guidance_document
from generator.documents.handbook import handbook
from generator.documents.icons import icon
from generator.documents.open_first import open_first
from generator.documents.plan import plan_document
from generator.model.colour import LEAST_CONTRAST, contrast, lightened
from generator.model.library import Library
from generator.model.playbook_files import OPEN_FIRST
from generator.planning.playbook import plan
from generator.sources.tree import read_theme
from generator.writers import html
from generator.writers.formats import USUAL, Inputs, outputs
from generator.writers.theme import DARK_CONTRAST, DARK_PAPER, DOCUMENT_FONT, FURTHER_FONT, ICONS, Theme, accents
from tests import small
from tests.writers.sample import document

THEME = Theme({html.STYLE_SHEET: b"body { color: black }"})
STYLE_SHEET = (small.ROOT / html.STYLE_SHEET).read_text(encoding="utf-8")
HOSTILE = '</title></style><script>alert("1")</script><img src=x onerror=alert(1)>&amp;'


class Elements(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data: str) -> None:
        self.text += data


def written(*blocks: Block, **values: object) -> str:
    return html.write(document(*blocks, **values), THEME).decode()


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1))
def test_any_text_stays_text(text: str) -> None:
    page = Elements(written(Paragraph((Run(text),)), title=text, organisation=text))

    assert text in page.text
    assert "script" not in [tag for tag, _ in page.tags]


def test_hostile_text_adds_no_element_anywhere() -> None:
    def everything(text: str) -> list[str]:
        run = (Run(text, link="https://example.org", title=text, role="evidence-pilot"),)
        page = written(
            Heading(1, text, "a"),
            Heading(2, text, "b"),
            Paragraph(run),
            Listing(((Paragraph(run),),)),
            Table((run,), ((run,),), caption=text),
            Callout(text, (Paragraph(run),)),
            Checklist((ChecklistEntry(run, (Paragraph(run),), text, text),)),
            title=text,
            subtitle=text,
            organisation=text,
        )
        return [tag for tag, _ in Elements(page).tags]

    assert everything(HOSTILE) == everything("harmless")


@pytest.mark.parametrize(
    "colour",
    [
        "#0f4c5c",
        "#005eb8",
        "#003087",
        "#5c2033",
        "#14532d",
        "#7c2855",
        "#330072",
        "#8a1538",
        "#333333",
        "#000000",
        "#006747",
        "#a65000",
    ],
)
def test_a_trusts_colour_can_be_read_on_light_and_dark_paper(colour: str) -> None:
    light, dark = re.findall(r"--accent:(#[0-9a-f]{6})", accents(colour))

    assert light == colour
    assert contrast(light, "#ffffff") >= LEAST_CONTRAST
    assert contrast(dark, DARK_PAPER) >= DARK_CONTRAST


def test_the_dark_page_is_that_of_the_style_sheet() -> None:
    dark = STYLE_SHEET[STYLE_SHEET.index("prefers-color-scheme: dark") :]

    assert re.search(r"--paper: (#[0-9a-f]{6})", dark)[1] == DARK_PAPER  # type: ignore[index]


def test_the_dark_colour_keeps_its_hue() -> None:
    assert lightened("#005eb8", DARK_PAPER, 6) == "#2e99ff"
    assert lightened("#5c2033", DARK_PAPER, 6) == "#d27e99"
    assert lightened("#8fd0dd", DARK_PAPER, 6) == "#8fd0dd"
    assert lightened("#000000", "#777777", 6) == "#ffffff"


def test_evidence_is_a_mark_with_a_name_after_the_sentence() -> None:
    label = Run("Suggested", role="evidence-suggested")
    page = written(Paragraph((Run("Start early."),)), Paragraph((label,), "evidence"))

    assert (
        '<p>Start early.\u00a0<span class="mark suggested" role="img" aria-label="Evidence: suggested" '
        'title="Evidence: suggested"></span></p>'
    ) in page


def test_a_label_that_begins_a_line_stands_with_its_word() -> None:
    page = written(Paragraph((Run("Pilot", role="evidence-pilot"), Run(" means that it ran."))))

    assert '<p><span class="mark pilot" aria-hidden="true"></span> Pilot means that it ran.</p>' in page


def test_letters_of_welsh_bring_their_font_and_no_others_do() -> None:
    theme = Theme({html.STYLE_SHEET: b"", DOCUMENT_FONT: b"usual", FURTHER_FONT: b"further"})
    fonts = [html.write(document(paragraph(text)), theme).decode().count("@font-face") for text in ("Tŷ Gwyn", "Café")]

    assert fonts == [2, 1]


def test_icons_are_decoration_whose_outlines_stand_once() -> None:
    theme = Theme({html.STYLE_SHEET: b"", ICONS: b'{"workshop": "M 1 2 L 3 4 Z"}'})
    line = Paragraph((icon("workshop"), Run("Workshop 1")))
    page = html.write(document(line, line), theme).decode()

    assert page.count('<p><svg class="icon" aria-hidden="true"><use href="#icon-workshop"/></svg>Workshop 1</p>') == 2
    assert page.count('<symbol id="icon-workshop" viewBox="0 0 24 24"><path d="M 1 2 L 3 4 Z"/></symbol>') == 1
    assert "<symbol" not in written(paragraph("No icon."))


def test_many_short_answers_have_two_columns_and_others_follow_each_other() -> None:
    labels = tuple("abcdefg")

    assert '<ul class="answers paired"><li>a</li><li>b</li>' in written(AnswerBoxes(labels))
    assert '<ul class="answers choices"><li>a</li>' in written(AnswerBoxes(labels[:6]))
    assert '<ul class="answers choices">' in written(AnswerBoxes(("x" * 33, *labels)))


def test_a_heading_that_starts_a_page_says_so_for_print() -> None:
    assert '<h2 id="ratings" class="starts-page">Ratings</h2>' in written(Heading(1, "Ratings", "ratings", True))
    assert '<h2 id="ratings">Ratings</h2>' in written(Heading(1, "Ratings", "ratings"))


def test_only_a_document_with_a_cover_has_contents() -> None:
    blocks = (Heading(1, "Dates", "dates"), Heading(2, "Key dates", "key-dates"))
    contents = [Elements(written(*blocks, front=front)).text.count("Contents") for front in Front]

    assert contents == [front is Front.COVER for front in Front]
    assert "Contents" not in Elements(written()).text


def test_a_colour_cannot_carry_a_style() -> None:
    with pytest.raises(ValueError, match="not a colour"):
        written(colour="#fff}body{display:none")


def test_a_long_document_makes_no_requests(library: Library) -> None:
    page = html.write(
        guidance_document(plan(library, "imperial")), Theme({html.STYLE_SHEET: b"", DOCUMENT_FONT: b"wOF2"})
    ).decode()
    elements = Elements(page)

    for tag, attributes in elements.tags:
        assert tag not in ("script", "link", "iframe", "object", "embed", "base")
        assert (attributes.get("src") or "data:").startswith("data:")
        assert not any(name.startswith("on") for name in attributes)
    assert re.findall(r"url\((?!data:)", page) == []
    assert "default-src 'none'" in page


def test_ids_are_unique(library: Library) -> None:
    for slug in library.trusts:
        playbook = plan(library, slug)
        for whole in (plan_document(playbook), handbook(playbook), guidance_document(playbook)):
            ids = re.findall(r' id="([^"]+)"', html.write(whole, THEME).decode())
            assert len(ids) == len(set(ids))


def test_a_plan_is_under_150_kb_and_a_handbook_under_120(library: Library) -> None:
    theme = Theme(read_theme(small.ROOT))
    for slug in library.trusts:
        playbook = plan(library, slug)
        assert len(html.write(plan_document(playbook), theme)) < 150_000
        assert len(html.write(handbook(playbook), theme)) < 120_000


def test_every_link_of_a_folder_leads_to_a_file_and_a_place_in_it(library: Library) -> None:
    playbook, theme = plan(library, "westbrook"), Theme(read_theme(small.ROOT))
    written = outputs(Inputs(playbook, theme, None), USUAL)
    files = {each.path: each for group in written.values() for each in group}
    paths = {id: [each.path for each in group] for id, group in written.items()}
    pages = {path: Elements(each.write().decode()).tags for path, each in files.items() if path.endswith(".html")}
    pages[OPEN_FIRST] = Elements(html.write(open_first(playbook, paths), theme).decode()).tags
    places = {path: {attributes.get("id") for _, attributes in tags} for path, tags in pages.items()}
    links = {
        (path, unquote(attributes["href"] or ""))
        for path, tags in pages.items()
        for tag, attributes in tags
        if tag == "a" and not re.match("https:|mailto:", attributes["href"] or "")
    }
    lost = []
    for path, link in links:
        target, _, anchor = link.partition("#")
        target = target or path
        if (target not in files and target != OPEN_FIRST) or (anchor and anchor not in places[target]):
            lost.append((path, link))

    assert len(links) > 200
    assert lost == []


def test_the_same_input_gives_the_same_bytes(library: Library) -> None:
    first, second = (html.write(guidance_document(plan(library, "imperial")), THEME) for _ in range(2))

    assert first == second


def test_a_logo_is_embedded_with_its_text() -> None:
    page = Elements(written(logo=b"\x89PNG", logo_text='A "tree"'))
    (image,) = [attributes for tag, attributes in page.tags if tag == "img"]

    assert image == {"src": "data:image/png;base64,iVBORw==", "alt": 'A "tree"'}
