"""The files of a playbook's folder: their names, in words that people understand, and the items that they belong to.

A document is in several formats, so its name here has no suffix.
"""

from __future__ import annotations

import re
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import Final, NamedTuple

OPEN_FIRST: Final = "Open me first"
PLAN: Final = "1 Plan"
SPONSOR_PAGE: Final = "2 Page for the sponsor"
BUSINESS_CASE: Final = "2 Business case"
HANDBOOK: Final = "3 Participant handbook"
GUIDANCE: Final = "4 Guidance"
MENU: Final = "5 Project menu"
PROJECTS: Final = "5 Projects and charters"
LETTERS: Final = "Letters"
FORMS: Final = "Forms"
ONLINE_FORMS: Final = f"{FORMS}/Microsoft Forms"
PRINT_SETS: Final = "Print sets"
CHARTERS: Final = "Charters"
CALENDARS: Final = "Calendars"
ALL_DATES: Final = f"{CALENDARS}/All dates"
CHANGES: Final = f"{CALENDARS}/Changes"
STATUS: Final = "Status"
SCHEME: Final = "scheme"
EVALUATION: Final = "evaluation"
FOR_THE_TOOL: Final = "For the tool"
"""Folder of what the tool itself reads again, such as the recorded plan."""
PROFILE_USED: Final = f"{FOR_THE_TOOL}/profile.yml"
"""The profile as it was used."""
RECORDED_PLAN: Final = f"{FOR_THE_TOOL}/plan.json"
"""The plan as it is, which the next plan is compared with."""
PREVIOUS_PLAN: Final = f"{FOR_THE_TOOL}/previous-plan.json"
"""The plan that this one replaced. The same inputs give the same playbook only together with it."""
ARCHIVE: Final = "playbook.zip"

FORMATS: Final = ("html", "docx", "pdf", "ics", "xlsx")
"""Formats that a run can be limited to, by the suffix of the files."""
TITLE_LENGTH: Final = 60
"""The most characters of a title in the name of a file: paths of more than 400 are refused by SharePoint."""


class Reader(StrEnum):
    """Whom files are for, as a heading."""

    PLANNER = "For planners"
    SPONSOR = "For the sponsor"
    PARTICIPANT = "For participants and their managers"
    EVERYBODY = "For reference"
    RESPONDENT = "For those who fill in a questionnaire on a screen"


class Item(NamedTuple):
    """One thing in a playbook's folder, in one or more files."""

    id: str
    """What a user types after `--with`."""
    reader: Reader
    words: str
    """What it is for."""
    usual: tuple[str, ...]
    """Paths of the files that every playbook has, as patterns."""
    further: tuple[str, ...] = ()
    """Paths of the files that come with `--with`."""

    def has(self, path: str) -> bool:
        """Whether a path of the folder belongs to the item. A `*` stands for no folder."""
        depth = path.count("/")
        patterns = (pattern for pattern in (*self.usual, *self.further) if pattern.count("/") == depth)
        return any(fnmatchcase(path, pattern) for pattern in patterns)


def _named(name: str, *suffixes: str) -> tuple[str, ...]:
    return tuple(f"{name}.{suffix}" for suffix in suffixes)


ITEMS: Final = {
    item.id: item
    for item in (
        Item(
            "plan",
            Reader.PLANNER,
            "The plan of the cohort: what to decide now, every date, who does what, and the checklist",
            _named(PLAN, "html", "docx", "pdf"),
        ),
        Item(
            "sponsor",
            Reader.SPONSOR,
            "What to decide and by when, the cohort in figures and its three main risks",
            _named(SPONSOR_PAGE, "docx", "pdf"),
        ),
        Item(
            "business-case",
            Reader.SPONSOR,
            "Hours, cost and backfill on one page",
            _named(BUSINESS_CASE, "docx"),
            _named(BUSINESS_CASE, "html", "pdf"),
        ),
        Item(
            "handbook",
            Reader.PARTICIPANT,
            "What happens, when, what is expected and whom to ask",
            _named(HANDBOOK, "html", "docx", "pdf"),
        ),
        Item(
            "guidance",
            Reader.EVERYBODY,
            "How each thing is done: topics, workshops, projects and case studies in full",
            _named(GUIDANCE, "html"),
            _named(GUIDANCE, "docx", "pdf"),
        ),
        Item("menu", Reader.PARTICIPANT, "The projects to choose from, with filters", _named(MENU, "html")),
        Item(
            "projects",
            Reader.PARTICIPANT,
            "The projects that fit on two or three pages, and a charter of each to agree and sign",
            _named(PROJECTS, "docx"),
        ),
        Item(
            "charters",
            Reader.PARTICIPANT,
            "The charter of each project that is yours or chosen, in a file of its own",
            (),
            (f"{CHARTERS}/*.docx",),
        ),
        Item(
            "letters",
            Reader.PLANNER,
            "Letters, adverts and plans to fill in and send",
            (f"{LETTERS}/*.docx",),
            (f"{LETTERS}/*.docx",),
        ),
        Item(
            "forms",
            Reader.PLANNER,
            "Forms and questionnaires to print or send",
            (f"{FORMS}/*.docx",),
            (f"{FORMS}/*.docx",),
        ),
        Item(
            "answer-forms",
            Reader.RESPONDENT,
            "Pages to fill in on a phone or a computer: send each to those who fill it in",
            (),
            (f"{FORMS}/*.html",),
        ),
        Item(
            "online-forms",
            Reader.RESPONDENT,
            "The same for Microsoft Forms; the first file says how",
            (),
            (f"{ONLINE_FORMS}/*.docx",),
        ),
        Item(
            "print-sets",
            Reader.PLANNER,
            "What each workshop needs on paper, counted for your cohort: handouts, slips, cards, letters, signs",
            (),
            (f"{PRINT_SETS}/*.docx", f"{PRINT_SETS}/*.pdf"),
        ),
        Item(
            "calendars",
            Reader.PLANNER,
            "All dates for Outlook and other calendars, or those of each role",
            (f"{ALL_DATES}.ics",),
            (f"{CALENDARS}/*.ics",),
        ),
        Item(
            "changes",
            Reader.PLANNER,
            "Each event that moved since the last plan, to send to those whom it concerns",
            (f"{CHANGES}/*.*",),
        ),
        Item(
            "scheme",
            Reader.PLANNER,
            "Your own Excel file: people, groups, dates, tasks, risks and what happens",
            _named(SCHEME, "xlsx"),
        ),
        Item(
            "evaluation",
            Reader.PLANNER,
            "Answers to questionnaires, without names",
            _named(EVALUATION, "xlsx"),
        ),
        Item(
            "status",
            Reader.PLANNER,
            "What is late, what comes next and whom to ring, once your Excel file says who takes part",
            _named(STATUS, "html"),
        ),
    )
}
"""Everything that a playbook can have, by id, in the order in which a folder shows it."""


def format_of(path: str) -> str | None:
    """The format that a path of a playbook's folder belongs to; None for what every run writes."""
    if path == f"{OPEN_FIRST}.html":
        return None
    if path.casefold().startswith(f"{CALENDARS}/".casefold()):
        return "ics"  # with what explains them
    suffix = path.rpartition(".")[2]
    return suffix if suffix in FORMATS else None


_REPLACED = (
    (re.compile(r"\s*%"), " per cent"),
    (re.compile(r"\s*[:|]\s*"), " - "),
    (re.compile(r"\s*[/\\]\s*"), "-"),
    (re.compile(r'[\x00-\x1f\x7f*?"<>#]'), ""),
    (re.compile(r"\s+"), " "),
)
"""What Windows and SharePoint refuse in a name, and what replaces it."""


def safe_title(title: str) -> str:
    """A title as Windows and SharePoint take it in a file's name: at most `TITLE_LENGTH` characters, whole words."""
    for pattern, words in _REPLACED:
        title = pattern.sub(words, title)
    if len(title) > TITLE_LENGTH:
        start = title[: TITLE_LENGTH + 1].rpartition(" ")[0]
        title = start or title[:TITLE_LENGTH]
    return title.strip(" .-")
