"""A workshop that must not be given away: what participants come across, by search or by links, holds none of it."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest

from generator.model.library import Library
from generator.model.prose import plain_text
from generator.site import addresses
from generator.site.edition import SiteFiles
from generator.site.pages import site_files
from generator.site.search_text import words
from tests import search_files
from tests.writers.test_timer import THEME

NOTES = "workshops/powerlab/facilitators"
SHORTEST = 18
"""Letters of a sentence that nothing else on the site says by chance."""


@pytest.fixture(scope="module")
def pages(whole_site: SiteFiles) -> SiteFiles:
    return whole_site


@pytest.fixture(scope="module")
def secrets(library: Library) -> set[str]:
    """Every sentence of the role cards, the letters, the answers and the other handouts."""
    workshop = library.workshops["powerlab"]
    texts = [text for card in workshop.role_cards for text in (card.briefing, card.knows, card.piece) if text]
    texts += [text for prop in workshop.props for text in (prop.text, *prop.dealt) if text]
    texts += [part.text for handout in workshop.handouts for part in handout.parts if part.text]
    pieces = (piece for text in texts for piece in re.split(r"(?<=[.?!])\s+|\n+|\|", plain_text(text)))
    return {words for piece in pieces if len(words := words_of(piece)) >= SHORTEST}


def words_of(text: str) -> str:
    """Text without markup and line breaks."""
    return " ".join(re.sub("<[^>]*>", " ", unescape(text)).split())


def test_the_secrets_are_those_of_letters_cards_and_answers(secrets: set[str]) -> None:
    assert "Nobody has asked me how I am." in secrets
    assert "Send a plan of one page within ten minutes." in secrets
    assert "When the three boxes are filled." in secrets
    assert len(secrets) > 150


def test_the_search_knows_nothing_of_them(site: Path, secrets: set[str]) -> None:
    index = search_files.of_site(site)
    records = search_files.records(index)
    everything = words_of(" ".join(map(json.dumps, records)))
    assert "How to opt out" in everything
    assert [words for words in secrets if words in everything] == []
    assert [address for _, _, address, *_ in records if re.match("workshops/powerlab/.", address)] == []


def test_no_word_leads_to_the_notes_for_facilitators(pages: SiteFiles) -> None:
    """Words that only they have are not in the index."""
    texts = {uri: set(words(raw.decode())) for uri, raw in pages.files.items() if uri.endswith(".md")}
    notes = texts.pop(f"{NOTES}.md")
    theirs = notes - set().union(*texts.values())
    known = search_files.postings(search_files.data(pages.files))

    assert len(theirs) > 50
    assert theirs & known.keys() == set()


def test_only_the_page_for_facilitators_and_the_timer_that_says_so_hold_them(site: Path, secrets: set[str]) -> None:
    files = [path for path in site.rglob("*") if path.suffix in (".html", ".json", ".xml")]
    texts = {path.relative_to(site).as_posix(): words_of(path.read_text(encoding="utf-8")) for path in files}
    timers = {f"workshops/powerlab/timer/{folder}index.html" for folder in ("", "groups-of-3/", "groups-of-4/")}
    holders = {name for name, text in texts.items() if any(words in text for words in secrets)}
    assert holders - timers == {f"{NOTES}/index.html"}
    assert all("For facilitators: this gives the game away." in texts[timer] for timer in timers)


def test_the_page_for_facilitators_is_folded_and_in_no_menu(pages: SiteFiles, site: Path) -> None:
    text = pages.files[f"{NOTES}.md"].decode()
    head, _, rest = text.partition('<details class="gives-away" markdown>')
    assert "search:\n  exclude: true" in head
    assert "<summary>For facilitators: this gives the game away</summary>" in rest
    assert "Role cards" in rest and "letters" not in head.casefold()
    assert NOTES not in json.dumps(pages.navigation)
    assert '<meta name="robots" content="noindex">' in (site / NOTES / "index.html").read_text(encoding="utf-8")


def test_who_leads_to_it(pages: SiteFiles) -> None:
    """Pages for facilitators, and the workshop's own page in a line that says what it is; no project, no handbook."""
    leading = {
        uri for uri, content in pages.files.items() if uri.endswith(".md") and b"powerlab/facilitators.md" in content
    }
    assert leading == {"workshops/powerlab.md", addresses.FACILITATORS}
    assert b'href="../facilitators/index.html"' in pages.files["workshops/powerlab/timer/index.html"]


def test_read_from_disk_the_timer_leads_there_too(library: Library) -> None:
    workshops = library.model_copy(update={"projects": {}, "trusts": {}})
    pages = site_files(workshops, THEME, ending=".html")
    assert b'href="../facilitators.html"' in pages.files["workshops/powerlab/timer/index.html"]
    assert b'href="../../skills-for-change.html"' in pages.files["workshops/skills-for-change/timer/index.html"]


def test_participants_read_what_happens_how_to_opt_out_and_who_keeps_them_safe(pages: SiteFiles) -> None:
    text = unescape(pages.files["workshops/powerlab.md"].decode())
    headings = re.findall(r"^## (.*?) \{", text, re.MULTILINE)
    assert headings[:4] == ["What will happen", "How to opt out", "Who keeps you safe", "Whose idea it is"]
    assert "Barry Oshry" in text
    assert "timer" not in text


def test_other_workshops_have_one_page(pages: SiteFiles) -> None:
    text = pages.files["workshops/skills-for-change.md"].decode()
    assert "gives-away" not in text and "exclude: true" not in text
    assert "workshops/skills-for-change/facilitators.md" not in pages.files
