"""Everything on paper or by mail for the people of a cohort, with what is missing in it and how to use it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..model.blanks import filled, marks
from ..model.english import counted
from ..model.ids import fresh_id
from ..model.prose import as_prose
from ..model.template import Audience, Template, TemplateKind
from ..planning import dates
from ..planning.playbook import Playbook
from . import prose
from .document import Document
from .letter_values import letter_values
from .personal_letters import DECISIONS, PersonalLetter, notes, personal_letters
from .plain_text import in_plain_text
from .session_papers import attendance_lists, name_badges, table_plans
from .spreadsheet import Column, Sheet, Workbook

LETTERS, SESSIONS, MAILS = "letters", "sessions", "mails"
"""Folders."""
NO_ADDRESS = "no email address"
_LONGEST_SHEET_NAME = 31
_LONGEST_FIELD_NAME = 40
"""Word takes no longer name of a field."""


@dataclass(frozen=True, slots=True)
class Papers:
    """Documents of one kind, each for one person or session."""

    id: str
    """Name of their folder, and of the file with all of them."""
    title: str
    folder: str
    documents: Mapping[str, Document]
    """By file name, without its ending."""
    template: Template | None = None
    """The template of letters, in full; None for papers of a session."""
    letters: Mapping[str, PersonalLetter] = field(default_factory=dict)
    """By the same names; empty for papers of a session."""

    @property
    def words(self) -> set[str]:
        """What a planner may call them."""
        audience = self.template.goes_to if self.template else None
        return {normal(self.id), normal(self.title), *(words_for(audience) if audience else ())}

    @property
    def mailed(self) -> bool:
        """Whether they are sent by mail."""
        return self.template is not None and self.template.kind is TemplateKind.LETTER

    def gaps(self, letter: PersonalLetter) -> tuple[str, ...]:
        """What is still missing in one of the letters."""
        return (*letter.missing, *([NO_ADDRESS] if self.mailed and not letter.email else []))


def all_papers(playbook: Playbook) -> tuple[Papers, ...]:
    """All papers for the people of a cohort. Some may have no documents yet."""
    templates = {template.id: template for template in (*playbook.templates, *playbook.workshop_letters)}
    result = []
    for id, letters in personal_letters(playbook).items():
        named: dict[str, PersonalLetter] = {}
        for letter in letters:
            # One letter to whoever releases several people has the recipient's name.
            of_recipient = templates[id].goes_to is Audience.LEADS and letter.recipient
            named[fresh_id(of_recipient or letter.about, "person", set(named))] = letter
        documents = {name: letter.document for name, letter in named.items()}
        result.append(Papers(id, templates[id].title, LETTERS, documents, templates[id], named))
    badges = name_badges(playbook)
    return (
        *result,
        Papers("attendance-lists", "Attendance lists", SESSIONS, attendance_lists(playbook)),
        Papers("table-plans", "Table plans", SESSIONS, table_plans(playbook)),
        Papers("name-badges", "Name badges", SESSIONS, {"name-badges": badges} if badges else {}),
    )


def normal(word: str) -> str:
    """A word as it is compared: small letters, spaces in place of hyphens."""
    return " ".join(word.casefold().replace("-", " ").split())


def words_for(audience: Audience) -> set[str]:
    """What a planner may call an audience: by its own name, or as the sheet People calls them."""
    return {normal(each) for each in (audience, DECISIONS.get(audience, audience))}


def choices(every: Iterable[Papers]) -> list[str]:
    """What a planner may ask for: those to whom letters go, and the titles of papers."""
    return [*map(normal, Audience), *(papers.title for papers in every)]


def mail_merge(playbook: Playbook, every: Iterable[Papers]) -> Workbook | None:
    """A sheet for each letter, for Word's own mail merge: a row for each recipient and a column for each blank.

    None while there are no recipients.
    """
    sheets: list[Sheet] = []
    for each in every:
        if each.letters:
            sheets.append(_merge_sheet(each, {sheet.name for sheet in sheets}, len(sheets)))
    return (
        sheets
        and Workbook(
            title="Mail merge",
            organisation=playbook.profile.name,
            cohort=playbook.profile.cohort.name,
            release=playbook.release.id,
            colour=playbook.profile.brand.colour,
            sheets=tuple(sheets),
            lists=(),
        )
    ) or None


def _merge_sheet(papers: Papers, taken: set[str], number: int) -> Sheet:
    letters = papers.letters.values()
    blanks = dict.fromkeys(blank for letter in letters for blank in _blanks(letter.template))
    titles = {blank: _field_name(blank) for blank in blanks if blank != "recipient"}
    header = ["recipient", "recipient_email", "about", *titles.values()]
    rows = tuple(
        (letter.recipient or None, letter.email or None, letter.about, *map(letter.values.get, titles))
        for letter in letters
    )
    name = papers.id[:_LONGEST_SHEET_NAME]
    if name in taken:
        name = next(f"{name[:-3]}-{n}" for n in range(2, 99) if f"{name[:-3]}-{n}" not in taken)
    columns = tuple(Column(title, 24) for title in header)
    return Sheet(name, f"Recipients{chr(ord('A') + number)}", papers.title, columns, rows)


def _blanks(template: Template) -> Iterator[str]:
    texts = (template.subject or "", *(section.body for section in template.sections))
    return (mark.content for text in texts for mark in marks(text))


def _field_name(blank: str) -> str:
    return re.sub(r"\W+", "_", blank)[:_LONGEST_FIELD_NAME]


def still_missing(playbook: Playbook, every: Iterable[Papers]) -> str:
    """What the sender still has to write, by letter and person."""
    lines = [f"Still missing in the letters of {playbook.profile.cohort.name}, {playbook.profile.name}"]
    for each in every:
        gaps = {name: each.gaps(letter) for name, letter in each.letters.items()}
        if not any(gaps.values()):
            continue
        first, *others = gaps.values()
        common = [gap for gap in first if others and all(gap in other for other in others)]
        lines += ["", f"{each.title} ({each.folder}/{each.id})"]
        if common:
            lines.append(f"  In each: {'; '.join(common)}")
        for name, own in gaps.items():
            if rest := [gap for gap in own if gap not in common]:
                lines.append(f"  {each.letters[name].about}: {'; '.join(rest)}")
    if len(lines) == 1:
        lines += ["", "Nothing."]
    return "\n".join(lines) + "\n"


def in_brief(papers: Papers) -> str:
    """How many documents there are and how much is missing in them, without a name."""
    number = counted(len(papers.documents), "document")
    missing = sum(len(papers.gaps(letter)) for letter in papers.letters.values())
    return f"{papers.title}: {number}" + (f", {counted(missing, 'gap')} to fill" if missing else "")


def read_me(playbook: Playbook, every: Sequence[Papers]) -> str:
    """What is in the folder, who may see it, and what to do before a letter is sent."""
    profile = playbook.profile
    text = f"""\
Letters of {profile.cohort.name}, {profile.name}

WHO MAY SEE THIS FOLDER
Its files, their names and manifest.json hold the names and addresses of people. Keep it where only the programme team
can open it, send nobody the whole folder, put it in no shared drive, website or version control, and delete it when
you no longer need it. Nothing in it is needed to make it again.

WHAT IS IN IT
still-missing.txt   what you still have to write, by letter and person; it is highlighted in the letters
letters/            each letter as one Word file with a page or more for each recipient, and a folder with one file each
mails/              a draft of a mail for each recipient: Outlook for Windows opens it unsent, so that you can read and
                    change it before you press Send
mail-merge.xlsx     for Word's own mail merge: one sheet a letter, one row a recipient, one column a blank
                    (Mailings, Select Recipients, Use an Existing List)
sessions/           lists to sign, table plans, and name badges of 90 by 55 mm to print on card and cut out

Files that you change stay as they are when you make the letters again; the new version comes beside them.
"""
    if days := "\n".join(_days(playbook, every)):
        text += f"\nWHEN TO SEND THE LETTERS BEFORE WORKSHOPS\n{days}\n"
    values = {name: as_prose(value) for name, value in letter_values(playbook).items()}
    for each in every:
        sections = notes(each.template) if each.template and each.letters else []
        if sections:
            bodies = (filled(section.body, values) for section in sections)
            blocks = [block for body in bodies for block in prose.blocks(body, _no_link)]
            text += f"\nBEFORE YOU SEND: {each.title}\n{in_plain_text(blocks)}\n"
    return text


def _days(playbook: Playbook, every: Iterable[Papers]) -> Iterator[str]:
    """A line for each letter before a workshop that somebody gets, with its day; none where the cohort has no dates."""
    for each in every:
        if each.letters and each.template and each.template.weeks_before_workshop is not None and playbook.schedule:
            day = dates.weekday_and_date(playbook.schedule.due(each.template.timing[0]))
            yield f"By {day}: {each.title}"


def _no_link(_kind: str, _id: str) -> None:
    """Nothing to link to in plain text."""
