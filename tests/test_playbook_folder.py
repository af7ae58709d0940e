"""The folder of a playbook: which files it has, what they are called, and the page to open first."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from html import unescape
from urllib.parse import unquote

import pytest

from generator.documents.document import Document, Run, Table, descendants, plain
from generator.documents.open_first import open_first
from generator.model.library import Library
from generator.model.playbook_files import FORMATS, ITEMS
from generator.model.scheme import Decision, Person, Records
from generator.planning.letters_and_forms import letters_and_forms
from generator.planning.playbook import Playbook, plan
from generator.sources.tree import FONTS, read_theme
from generator.writers.bundle import playbook_files
from generator.writers.formats import EVERYTHING, USUAL, Inputs, Wanted, outputs
from generator.writers.theme import Theme
from tests import small
from tests.planning.profiles import playbook as playbook_for
from tests.planning.profiles import profile

THEME = Theme.of(read_theme(small.ROOT), str(small.ROOT / FONTS))
DAY = datetime.date(2026, 12, 1)
DOCUMENTS = [
    "1 Plan.html",
    "1 Plan.docx",
    "1 Plan.pdf",
    "2 Page for the sponsor.docx",
    "2 Page for the sponsor.pdf",
    "2 Business case.docx",
    "3 Participant handbook.html",
    "3 Participant handbook.docx",
    "3 Participant handbook.pdf",
    "4 Guidance.html",
    "5 Project menu.html",
    "5 Projects and charters.docx",
]
OTHERS = ["Calendars/All dates.ics", "scheme.xlsx", "evaluation.xlsx"]
FIRST_LETTERS = [
    "Letters/01 by 17 February Briefing for the executive team.docx",
    "Letters/02 by 17 March Risk register.docx",
    "Letters/03 by 24 March Data protection impact starter.docx",
    "Letters/04 by 31 March Equality impact starter.docx",
    "Letters/05 by 5 May Privacy notice for participants.docx",
    "Letters/06 by 12 May Recruitment advert.docx",
    "Letters/07 by 12 May Invitation from both senior leads.docx",
    "Forms/01 by 12 May Application form.docx",
]
NEEDED_FIRST = {
    "imperial": FIRST_LETTERS,
    "north-middlesex": FIRST_LETTERS,
    "kings": [
        "Letters/01 by 10 March Briefing for the executive team.docx",
        "Letters/02 by 7 April Risk register.docx",
        "Letters/03 by 14 April Data protection impact starter.docx",
        "Letters/04 by 21 April Equality impact starter.docx",
        "Letters/05 by 26 May Privacy notice for participants.docx",
        "Letters/06 by 2 June Recruitment advert.docx",
        "Letters/07 by 2 June Invitation from both senior leads.docx",
        "Forms/01 by 2 June Application form.docx",
    ],
    # Planning has gone on since June, and the advert is out. The selection guide is used again on 4 November.
    "westbrook": [
        "Letters/08 by 14 October Selection guide.docx",
        "Letters/11 by 4 November Offer of a place.docx",
        "Letters/12 by 4 November Release letter to a consultant or educational supervisor.docx",
        "Letters/13 by 4 November Release letter to a line manager.docx",
        "Letters/14 by 11 November Release letter to a rota coordinator.docx",
        "Letters/15 by 18 November Letter to those not chosen.docx",
        "Letters/16 by 18 November Welcome letter.docx",
        "Forms/02 by 25 November Preparedness self-assessment - before the programme.docx",
    ],
}


def example(library: Library, slug: str) -> Playbook:
    return plan(library, slug, made=DAY)


def paths(playbook: Playbook, wanted: Wanted = USUAL) -> list[str]:
    return [each.path for files in outputs(Inputs(playbook, THEME, None), wanted).values() for each in files]


@pytest.mark.parametrize("slug", NEEDED_FIRST)
def test_what_every_folder_has(library: Library, slug: str) -> None:
    assert paths(example(library, slug)) == [*DOCUMENTS, *NEEDED_FIRST[slug], *OTHERS]


def test_a_folder_has_fewer_than_thirty_files(library: Library) -> None:
    started = replace(example(library, "imperial"), records=Records(keep_until=datetime.date(2028, 1, 31)))
    files = playbook_files(started, THEME, USUAL, b"profile")

    around = {f"For the tool/{name}" for name in ("manifest.json", "plan.json", "profile.yml")}
    assert files.keys() == {*paths(started), *around, "Open me first.html", "playbook.zip"}
    assert len(files) < 30


def test_everything_has_every_letter_form_charter_and_calendar(library: Library) -> None:
    playbook = example(library, "westbrook")
    every = paths(playbook, EVERYTHING)

    assert {f"{each.kind}/{each.name}.docx" for each in letters_and_forms(playbook)} <= set(every)
    assert set(paths(playbook)) < set(every)
    assert [path for path in every if path.startswith("Charters/")] == [
        "Charters/Medicines ready before lunch.docx",
        "Charters/A transfer form that people use.docx",
        "Charters/One store of equipment for two sites.docx",
    ]
    assert {"4 Guidance.docx", "4 Guidance.pdf", "2 Business case.pdf", "Calendars/Participant.ics"} <= set(every)


def test_names_are_unique_and_allowed_on_windows_and_in_sharepoint(library: Library) -> None:
    for slug in NEEDED_FIRST:
        every = paths(example(library, slug), EVERYTHING)

        assert len({path.casefold() for path in every}) == len(every)
        assert [path for path in every if re.search(r'[\\:*?"<>|#%~]|[. ](/|$)', path)] == []
        assert max(map(len, every)) < 100


@pytest.mark.parametrize("format", FORMATS)
def test_a_run_can_be_limited_to_a_format(library: Library, format: str) -> None:
    playbook = example(library, "westbrook")

    limited = paths(playbook, Wanted(frozenset([format])))
    assert limited == [path for path in paths(playbook) if path.endswith(f".{format}")]
    assert limited


@pytest.mark.parametrize("earlier", [[], ["2 Business case.docx"]])
def test_web_pages_alone_link_no_file_that_is_not_there(library: Library, earlier: list[str]) -> None:
    files = playbook_files(example(library, "westbrook"), THEME, Wanted(frozenset(["html"])), b"", earlier=earlier)
    page = files["1 Plan.html"].decode()
    links = {unquote(unescape(link)) for link in re.findall(r'href="([^"#:]+)', page)}

    assert links == {"3 Participant handbook.html", "4 Guidance.html", *earlier}
    assert "2 Page for the sponsor" in page.partition("<main")[2]


def test_no_name_of_a_person_is_in_the_name_of_a_file(library: Library) -> None:
    person = Person(id="zenobia", name="Zenobia Quirkington", decision=Decision.PARTICIPANT)
    contacts = [{"role": "programme-lead", "name": "Zenobia Quirkington", "email": "zq@example.nhs.uk"}]
    playbook = replace(
        playbook_for(library, profile(contacts=contacts)),
        records=Records(keep_until=datetime.date(2028, 1, 31), people=[person]),
    )

    every = paths(playbook, EVERYTHING)
    assert "Status.html" in every
    assert [path for path in every if re.search("zenobia|quirkington|zq", path, re.IGNORECASE)] == []


def page(playbook: Playbook, wanted: Wanted = USUAL) -> Document:
    files = outputs(Inputs(playbook, THEME, None), wanted)
    return open_first(playbook, {id: [each.path for each in group] for id, group in files.items()})


def linked(document: Document) -> list[str]:
    """The files that a page links to."""
    links = [run.link for run in descendants(document.blocks) if isinstance(run, Run) and run.link]
    return sorted({link.removeprefix("beside:").partition("#")[0] for link in links})


def rows(document: Document, header: str) -> list[list[str]]:
    """The words of each row of the tables that have some header."""
    tables = [each for each in document.blocks if isinstance(each, Table) and plain(each.header[0]) == header]
    return [[plain(cell) for cell in row] for each in tables for row in each.rows]


@pytest.mark.parametrize("wanted", [USUAL, EVERYTHING, Wanted(frozenset(["pdf"]))], ids=["usual", "everything", "pdf"])
def test_the_page_to_open_first_links_every_file_and_no_other(library: Library, wanted: Wanted) -> None:
    earlier = plan(library, "westbrook", made=DAY)
    playbook = replace(earlier, records=Records(keep_until=datetime.date(2028, 1, 31)))

    assert linked(page(playbook, wanted)) == sorted(paths(playbook, wanted))


def test_the_links_of_the_page_to_open_first_lead_to_files(library: Library) -> None:
    files = playbook_files(example(library, "westbrook"), THEME, Wanted(frozenset(["html", "ics"])), b"")
    links = re.findall(r'href="([^"#]+)', files["Open me first.html"].decode())

    assert links
    assert [link for link in links if unquote(unescape(link)) not in files] == []


def test_it_says_the_next_three_things_with_their_days(library: Library) -> None:
    things = rows(page(example(library, "imperial")), "When")

    assert [(when, who) for when, _, who in things] == [
        ("Wed 17 Feb 2027", "Senior clinician"),
        ("Wed 17 Feb 2027", "Programme lead"),
        ("Wed 17 Feb 2027", "Programme lead, Executive sponsor, Administrator"),
    ]
    assert things[2][1] == "Decision to explore"


def test_it_says_what_each_reader_reads_first(library: Library) -> None:
    assert [row[1].partition(":")[0] for row in rows(page(example(library, "imperial")), "You")] == [
        "1 Plan",
        "2 Page for the sponsor",
        "3 Participant handbook",
        "4 Guidance",
    ]


def test_it_lists_the_letters_and_forms_that_are_not_here_by_their_days(library: Library) -> None:
    titles = [(title, when) for title, when, _ in rows(page(example(library, "imperial")), "Title")]

    assert titles[:8] == [
        ("Briefing for the executive team", "Wed 17 Feb 2027"),
        ("Risk register", "Wed 17 Mar 2027"),
        ("Data protection impact starter", "Wed 24 Mar 2027"),
        ("Equality impact starter", "Wed 31 Mar 2027"),
        ("Privacy notice for participants", "Wed 5 May 2027"),
        ("Recruitment advert", "Wed 12 May 2027"),
        ("Invitation from both senior leads", "Wed 12 May 2027"),
        ("Application form", "Wed 12 May 2027"),
    ]
    assert titles[8] == ("Selection guide", "Wed 9 Jun 2027")
    assert titles[-1] == ("Workshop feedback", "When you need it")
    assert ("Retention table", "When you need it") in titles
    assert len(titles) == 50


def test_it_says_which_formats_a_document_has(library: Library) -> None:
    files = rows(page(example(library, "imperial")), "Name")

    assert {name: formats for name, _, formats in files if formats} == {
        "1 Plan": "Word, PDF",
        "2 Page for the sponsor": "Word, PDF",
        "2 Business case": "Word",
        "3 Participant handbook": "Word, PDF",
        "5 Projects and charters": "Word",
    }


def test_with_everything_none_is_missing(library: Library) -> None:
    texts = {each.text for each in descendants(page(example(library, "imperial"), EVERYTHING)) if hasattr(each, "text")}

    assert "Letters and forms" in texts
    assert "--with letters,forms" not in texts


def test_it_names_nobody(library: Library) -> None:
    contacts = [{"role": "programme-lead", "name": "Zenobia Quirkington", "email": "zq@example.nhs.uk"}]
    playbook = playbook_for(library, profile(contacts=contacts))

    assert "Quirkington" not in repr(page(playbook).blocks)


def test_every_item_says_what_it_is_for(library: Library) -> None:
    words = {row[1] for row in rows(page(example(library, "westbrook"), EVERYTHING), "Name")}

    assert {item.words for id, item in ITEMS.items() if id not in ("letters", "forms", "status", "changes")} <= words
