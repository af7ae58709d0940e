"""Pages for people who run workshops: timers, the facilitators' checklist, downloads."""

from __future__ import annotations

from html import unescape

import pytest

from generator.model.library import Library
from generator.site import addresses
from generator.site.downloads import Download, download_list, grouped
from generator.site.edition import SiteFiles
from generator.site.pages import site_files
from generator.site.workshop_pages import checklist
from tests import varied
from tests.site.made import page_of
from tests.writers.test_timer import THEME, plan

PACKS = {
    "workshops/listening": {
        "facilitator-guide.docx": b"x" * 84_000,
        "slides.pptx": b"y" * 1_240_000,
        "workshop-1.zip": b"z",
    },
    "workshops/facilitators": {"all-workshops.zip": b"z" * 2_000_000},
}
"""Made-up files."""


@pytest.fixture(scope="module")
def site(whole_site: SiteFiles) -> SiteFiles:
    return whole_site


@pytest.fixture(scope="module")
def small_site(small_library: Library) -> SiteFiles:
    return site_files(small_library, THEME)


def text_of(site: SiteFiles, uri: str) -> str:
    return unescape(site.files[uri].decode())


def test_every_workshop_has_a_timer_that_links_to_its_notes(library: Library, site: SiteFiles) -> None:
    for id in library.workshops:
        notes = b"../facilitators/index.html" if id == "powerlab" else b"../index.html"
        assert b'href="%b"' % notes in site.files[f"workshops/{id}/timer/index.html"]
        page = addresses.workshop_notes(library.workshops[id])
        assert "[Open the timer](" in site.files[page].decode()


def test_what_opens_a_note_holds_no_link(library: Library, site: SiteFiles) -> None:
    """A link within it could not be pressed by everybody, and assistive programs may not say that it is there."""
    for workshop in library.workshops.values():
        text = text_of(site, addresses.workshop_notes(workshop))
        openers = [piece.partition("</summary>")[0] for piece in text.split("<summary")[1:]]

        assert len(openers) > len(workshop.activities) / 2
        assert [words for words in openers if "](" in words or "<a " in words] == []


def test_the_facilitators_page_lists_every_workshop_with_its_length_and_timer(
    library: Library, site: SiteFiles
) -> None:
    text = text_of(site, addresses.FACILITATORS)

    for workshop in library.workshops.values():
        page = addresses.workshop_notes(workshop).removeprefix("workshops/")
        entry = text.partition(f"[{workshop.number}. {workshop.title}]({page})")[2].partition("\n")[0]
        assert "3 hours 30 minutes, usually 13:00" in entry
        assert f"[Timer {workshop.number}](" in entry
        assert f"({workshop.id}/timer/index.html)" in text


def test_the_facilitators_page_is_in_the_section_workshops(site: SiteFiles) -> None:
    sections = {name: pages for entry in site.navigation for name, pages in entry.items()}

    assert {"For facilitators": addresses.FACILITATORS} in sections["Workshops"]
    assert "about/facilitators.md" not in f"{sections['About']}"


def test_the_checklist_has_the_tasks_of_each_workshop_near_its_day(library: Library) -> None:
    stages, others = checklist(library, library.pages["facilitators"].sections)

    assert [stage.id for stage in stages] == ["week-before", "the-day", "day-after"]
    assert all(stage.section for stage in stages)
    assert [section.id for section in others] == ["timer"]
    powerlab = {
        stage.id: [task.do for workshop, tasks in stage.tasks if workshop.id == "powerlab" for task in tasks]
        for stage in stages
    }
    assert "Rehearse round one with friends, letters and bell included" in powerlab["week-before"]
    assert len(powerlab["the-day"]) == 1
    assert len(powerlab["day-after"]) == 2


def test_a_box_belongs_to_the_id_of_a_task(site: SiteFiles, small_site: SiteFiles) -> None:
    text = text_of(site, addresses.FACILITATORS)
    assert '- <span data-task="any/turn-alarms-own">Turn alarms of your own off' in text
    assert '- <span data-task="powerlab/rehearse-round-one">Rehearse round one' in text
    assert '<span data-task="leadership/' in text_of(site, addresses.CHECKLIST)
    # Content of earlier releases has tasks without ids.
    assert "data-task" not in text_of(small_site, addresses.FACILITATORS)


def test_a_library_without_prose_for_facilitators_has_the_list_of_workshops(small_site: SiteFiles) -> None:
    text = text_of(small_site, addresses.FACILITATORS)

    assert "Listening" in text
    assert "The week before" not in text


def test_a_page_without_files_has_no_section_downloads(small_site: SiteFiles) -> None:
    assert "Downloads" not in text_of(small_site, "workshops/listening.md")
    assert "Files 1" not in text_of(small_site, addresses.FACILITATORS)


def test_downloads_have_a_format_a_size_and_programs_that_open_them(small_library: Library) -> None:
    site = site_files(small_library, THEME, PACKS)
    text = unescape(site.files["workshops/listening.md"].decode())

    for title, file in (
        ("Workshop 1", "ZIP, 1 KB](listening/workshop-1.zip)"),
        ("Facilitator guide", "Word, 84 KB](listening/facilitator-guide.docx)"),
        ("Slides", "PowerPoint, 1.2 MB](listening/slides.pptx)"),
    ):
        assert f'- <span class="file-title">{title}</span> [<span class="unseen">{title}, </span>{file}' in text
    for programs in (
        "- ZIP: Windows, macOS and phones, as a folder",
        "- Word: Word, LibreOffice, Pages, Google Docs",
        "- PowerPoint: PowerPoint, LibreOffice, Keynote, Google Slides",
    ):
        assert programs in text.split("\n")
    assert f"Content release {small_library.release.id}, " in text[text.index("Slides") :]
    assert site.files["workshops/listening/slides.pptx"] == PACKS["workshops/listening"]["slides.pptx"]
    overview = unescape(site.files[addresses.FACILITATORS].decode())
    assert "All workshops, </span>ZIP, 2.0 MB](facilitators/all-workshops.zip)" in overview
    assert "[Files 1 (ZIP, 1 KB)](listening/workshop-1.zip)" in overview


def test_formats_of_the_same_are_one_row_in_the_order_of_the_first() -> None:
    files = [Download(f"pack/{name}", 1) for name in ("slides.pptx", "guide.docx", "slides.pdf", "guide.pdf")]

    rows = [(row.title, [file.format for file in row.files]) for row in grouped(files)]
    assert rows == [("Slides", ["PowerPoint", "PDF"]), ("Guide", ["Word", "PDF"])]


def test_whoever_needs_another_format_is_led_to_the_contact(library: Library) -> None:
    text = page_of(library, "workshops/powerlab/facilitators.md", {"workshops/powerlab": {"guide.pdf": b"x"}})

    statement = "[Ask for an accessible format](../../about/accessibility.md#feedback)"
    assert statement in text


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(KeyError, match=r"pack/notes\.odd"):
        download_list({"pack": {"notes.odd": b"", "notes.pdf": b""}}, "pack")


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "1 KB"), (1_499, "1 KB"), (84_400, "84 KB"), (999_499, "999 KB"), (999_999, "1.0 MB"), (1_249_000, "1.2 MB")],
)
def test_sizes_in_words(size: int, words: str) -> None:
    assert Download("workshops/powerlab/slides.pptx", size).length == words


@pytest.fixture(scope="module")
def varied_site() -> SiteFiles:
    return site_files(varied.library(), THEME)


def test_a_page_has_the_agenda_of_each_size_of_group_and_says_at_the_activity_what_differs(
    varied_site: SiteFiles,
) -> None:
    text = text_of(varied_site, "workshops/listening.md")
    fours, after = text.index("<summary>Agenda for groups of four"), text.index("## Afterwards, participants can")
    threes = text[text.index("<summary>Agenda for groups of three") : fours]

    assert "| 13:00 | 6 | [Welcome](#activity-welcome)<br>4 minutes shorter than in pairs |" in threes
    assert "| 13:06 | 15 | Break |" in threes
    assert "| 13:21 | 39 | [Listening in groups](#activity-listening)<br>4 minutes longer than in pairs |" in threes
    assert "| 14:00 | " in threes
    assert "[Timer for groups of three](listening/timer/groups-of-3/index.html)" in threes
    assert "| 13:00 | 10 | [Welcome](#activity-welcome)<br>Other steps than in pairs |" in text[fours:after]
    assert '35 min</span> <span class="activity-what">One talks, one listens. In groups of three: 39 minutes.' in text
    differs = text[text.index("**In groups of three, 39 minutes**") :]
    assert "Two talk, the others of a group listen." in differs
    assert "-   Minutes 13 to 39: the second, then the third." in differs
    assert "-   Minute 26: The third of you talks." in differs
    assert "<strong>If time is short:</strong> Do one round instead of two. This saves 5 minutes." in differs
    assert "**Slide: Three rounds**" in differs
    assert "One of you talks." not in differs


def test_each_size_of_group_has_a_timer_with_links_to_the_others(varied_site: SiteFiles, small_site: SiteFiles) -> None:
    pairs, threes = (
        varied_site.files[f"workshops/listening/timer/{folder}index.html"].decode() for folder in ("", "groups-of-3/")
    )

    assert '<a href="index.html" aria-current="page">Pairs</a>' in pairs
    assert '<a href="groups-of-3/index.html">Groups of three</a>' in pairs
    assert '<a href="../index.html">Pairs</a>' in threes
    assert '<a href="../groups-of-4/index.html">Groups of four</a>' in threes
    assert 'href="../../index.html">Facilitator notes' in threes
    assert '<td class="clock">13:21</td><td>Listening in groups ' in threes
    assert [plan(text)["workshop"] for text in (pairs, threes)] == ["listening", "listening-3"]
    assert "workshops/listening/timer/groups-of-3/index.html" not in small_site.files
    assert b'id="sizes"' not in small_site.files["workshops/listening/timer/index.html"]


def test_a_workshops_page_leads_to_what_to_do_with_little_time(library: Library, site: SiteFiles) -> None:
    for workshop in library.workshops.values():
        text = text_of(site, addresses.workshop_notes(workshop))
        assert "[What to do, and what to leave out](#time-left)" in text
        assert 'id="time-left"' in text
    # Where the rest is folded, so is the way to it.
    powerlab = text_of(site, "workshops/powerlab/facilitators.md")
    assert powerlab.index('<details class="gives-away"') < powerlab.index("(#time-left)")


def test_how_to_use_links_to_the_menu_and_the_charter_and_not_to_what_the_words_mean(site: SiteFiles) -> None:
    text = text_of(site, "about/how-to-use.md")

    assert "[project menu](../projects/index.md)" in text
    assert "[charter](../forms/project-charter.md)" in text
    assert "glossary.md#project-menu" not in text
    assert "glossary.md#charter" not in text


def test_the_page_of_a_letter_before_workshops_says_when_it_is_sent(site: SiteFiles) -> None:
    text = text_of(site, "letters/letter-to-participants.md")

    assert "2 weeks before each workshop" in text[: text.index('<div class="template"')]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("form-pdsa-sheet.docx", "Form PDSA sheet"),
        ("posters-a3.pdf", "Posters A3"),
        ("what-to-print.pdf", "What to print"),
    ],
)
def test_a_file_has_its_title_from_its_name(name: str, title: str) -> None:
    assert Download(f"workshops/{name}", 1).title == title
