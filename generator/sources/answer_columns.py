"""Which form an export of answers is of, and which question each of its columns answers, by the words above them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from ..model.instrument import WAVE_TITLES, Instrument, Question, Wave
from ..model.required import STATEMENTS, FormQuestion
from ..model.sheets.evaluation import COPY, sheets_of
from ..model.workshop import Workshop
from .column_guess import ColumnNames, How, Match, plain
from .tables.exports import Grid
from .tables.table import Row

HEADER_ROWS = 20
"""Rows at the top of an export in which the headings must be."""
CLOSE_ROWS = 5
"""Rows at the top in which the headings must be if no question has quite its own words."""
FEWEST_FIELDS = 2
"""Headings name at least so many questions: a sentence in a row may happen to be one."""
LONGEST_HEADING = 400
"""Characters, with what a tool puts before the question."""
MARGIN = 0.04
"""How much closer a changed wording must be to one question than to any other."""

_CODE = re.compile(r"[A-Za-z]\w{0,19}(?:\[[^\]]*\])?\s*[.:]\s+(?=\S)")
"""A code that LimeSurvey puts before a question, such as `G01Q02[SQ003]. `."""
_NUMBER = re.compile(r"\(?(?:question|q)?\s*\d{1,3}\s*[.):\u2013-]\s*(?=\D)", re.IGNORECASE)
_ROW = re.compile(r"(?P<around>.*)\[(?P<row>[^\]]+)\]\s*", re.DOTALL)
"""A row of a grid, such as `How prepared am I to [Lead a team]`."""
_SECOND = re.compile(r"(.*[^\d\s])\s?[2-9]", re.DOTALL)
"""Microsoft Forms ends the heading of a question that is asked again with the number of the time."""
_TAIL = re.compile(r"(?P<around>.*)(?:\s[-\u2013]|:)\s+(?P<row>.+)", re.DOTALL)
"""A row of a grid, as other tools write it, such as `Looking back: Lead a team`."""
_QUIZ = re.compile(
    r"(?:points|feedback)\s*[-\u2013]\s*\S.*|.*\[(?:score|feedback)\]|total points|quiz feedback|score",
    re.IGNORECASE | re.DOTALL,
)
_ID = re.compile(r"[a-z][a-z0-9-]*")
_TICK = re.compile(r"\s*\bTick (?:one|all)\b.*")
"""What a form on paper says and one on a screen need not."""

_WHO = "your|my|full|first|last|middle|family|given|user|participant|respondent|employee|staff|display|preferred"
_PERSONAL = re.compile(
    "|".join(
        (
            rf"(?:(?:{_WHO}) )*(?:name|surname|forename|initials|username)(?: \w+){{0,3}}|names",
            r"(?:\w+ ){0,3}(?:e ?mail|tokens?|timestamp|telephone|phone|mobile|address|post ?code)(?: \w+){0,3}",
            r"ip|ipaddr|access code|id|seed|(?:date of )?birth(?:day)?|dob",
            r"(?:response|respondent|submission|collector|recipient|external|user|network|employee|staff|student|nhs|esr)"
            r" ?(?:id|number|reference|data reference)",
            r"(?:start|started|end|ended|finish|finished|completion|completed|last modified|submission|submit|submitted"
            r"|last action|recorded|created|modified)(?: ?(?:time|date|at|on|by))?(?: \w+)?",
            r"date ?(?:submitted|started|completed|last action|stamp)|datestamp|time ?taken|total ?time",
            r"duration.*|(?:group|question) ?time.*|interview ?time",
            r"user agent|browser.*|device.*|(?:location)? ?(?:latitude|longitude)|refer+er.*|refurl|custom data \d+",
            r"recipient.*|external ?reference",
        )
    )
)
"""Plain headings of columns that may tell who answered or when."""


class LeftOut(StrEnum):
    """Why a column is not used."""

    PERSONAL = "never taken: it may tell who answered, or when"
    QUIZ = "not used: points or feedback of a quiz"
    MAPPED = "not used, as you said"
    TWICE = "not used: another column answers the same question"
    OTHER_COPY = "not used: this copy of the form does not ask it"
    UNKNOWN = "not used: no question has these words"
    NONE = "not used: it has no heading"


class FormWords:
    """A form, and what its questions may be called in an export."""

    def __init__(self, form: Instrument, others: Iterable[Instrument], workshops: Iterable[Workshop]) -> None:
        """Read the words.

        Args:
            form: the form in the words of the cohort.
            others: the same form in other words, such as those for groups.
            workshops: what its statements may be about, if it asks which workshop it is about.
        """
        self.form = form
        self.wordings = (form, *others)
        self.questions: dict[str, Question] = {question.id: question for question in form.evaluated}
        self.waves = {
            question.id: tuple(wave for wave in form.waves if not group.waves or wave in group.waves)
            for group in form.groups
            for question in group.questions
        }
        self.only_after = {id: question.workshops for id, question in self.questions.items() if question.workshops}
        self.workshops: dict[str, set[str]] = {}
        """Ids of the workshops that have a statement, by its plain words."""
        self.names = ColumnNames(*self._words(workshops), longest=LONGEST_HEADING, margin=MARGIN, readings=readings)

    def _words(self, workshops: Iterable[Workshop]) -> tuple[dict[str, str], dict[str, list[str]]]:
        sheet = sheets_of([self.form])[self.form.id]
        own = {column.title: column.key for column in sheet.columns}
        own |= {question.text: question.id for question in self.questions.values()}
        known: dict[str, list[str]] = {id: list(_USUAL.get(id, ())) for id in self.questions}
        if self.form.waves:
            known[COPY] = list(_USUAL[COPY])
        for wording in self.wordings:
            for question in wording.evaluated:
                if question.id in known:
                    known[question.id] += [question.text, _TICK.sub("", question.text)]
        statements = [id for id in STATEMENTS if id in self.questions and FormQuestion.WORKSHOP in self.questions]
        for workshop in workshops if statements else ():
            for id, item in zip(statements, workshop.evaluation, strict=False):
                known[id].append(item.text)
                self.workshops.setdefault(plain(item.text), set()).add(workshop.id)
        return own, known

    def match(self, header: Sequence[str], mapping: Mapping[str, str | None], copies: int) -> list[Match]:
        """How each column is used, of which so many may answer the same question."""
        left_out = {
            plain(title): None
            for title in header
            if (_QUIZ.fullmatch(title) or is_personal(title)) and not self._asked(title)
        }
        ids = {plain(title): id for title in header if (id := self._id(title))}
        matches = self.names.match(
            header, {**ids, **mapping, **left_out}, lambda field: 1 if field in (*FormQuestion, COPY) else copies
        )
        return [
            replace(each, how=How.KNOWN)
            if each.field and each.how is How.MAPPED and plain(each.column) not in mapping
            else each
            for each in matches
        ]

    def answered(self, header: Iterable[str], mapping: Mapping[str, str | None]) -> set[str]:
        """The fields that some headings name exactly, or as the user said."""
        fields = (mapping.get(plain(title)) or self._id(title) or self._asked(title) for title in header)
        return {field for field in fields if field in self.questions or field == COPY}

    def workshops_of(self, title: str) -> set[str]:
        """Ids of the workshops that have a statement with these words; none if it is no statement."""
        return next((ids for text in readings(title) if (ids := self.workshops.get(plain(text)))), set())

    def _asked(self, title: str) -> str | None:
        guess = self.names.exact(title) if title and not _QUIZ.fullmatch(title) else None
        return guess.field if guess else None

    def _id(self, title: str) -> str | None:
        """The question whose id a heading is, as in an export that has codes alone."""
        code = (match["row"] if (match := _ROW.fullmatch(title)) else title).strip()
        if not _ID.fullmatch(code):
            return None
        return next((id for id in self.questions if code in (id, id.replace("-", ""))), None)


_USUAL: Mapping[str, Sequence[str]] = {
    COPY: ("Wave", "Copy of the form"),
    FormQuestion.CODE: ("Matching code", "Your code", "My code", "My matching code"),
    FormQuestion.SIDE: ("Side", "I take part as", "I took part as", "I am here as", "Profession", "Your profession"),
    FormQuestion.WORKSHOP: ("Workshop", "Which workshop", "Which workshop is this about", "Name of the workshop"),
}
"""What others, and our own workbooks up to release 2026.4, call the columns that code relies on."""


def readings(heading: str) -> Iterator[str]:
    """A heading, then what it says without codes, numbers, the words of its grid, and the number of the time."""
    if _QUIZ.fullmatch(heading):
        yield heading
        return
    seen = set()
    bases = [" ".join(heading.split())]
    for pattern in (_CODE, _NUMBER):
        bases += [pattern.sub("", base, count=1) for base in bases if pattern.match(base)]
    for base in bases:
        grid = _ROW.fullmatch(base) or _TAIL.fullmatch(base)
        for text in (base, grid["row"].strip()) if grid else (base,):
            again = _SECOND.fullmatch(text)
            for reading in (text, again[1]) if again else (text,):
                if reading and reading not in seen:
                    seen.add(reading)
                    yield reading


def is_personal(heading: str) -> bool:
    """Whether a column may tell who answered, or when."""
    return any(_PERSONAL.fullmatch(plain(text)) for text in readings(heading))


def wave_of(heading: str) -> Wave | None:
    """The copy that the words round a question name, as in `Looking back [Lead a team]`."""
    match = _ROW.fullmatch(heading) or _TAIL.fullmatch(heading)
    around = plain(match["around"]) if match else ""
    return next((wave for wave, words in WAVE_TITLES.items() if plain(words) in around), None)


class Export(NamedTuple):
    """A grid with its headings."""

    grid: Grid
    header: tuple[str, ...]
    """By the number of the column; empty where a column has none."""
    at: Row
    """The lowest row of the headings."""
    above: tuple[Row, ...]
    """Rows that were not read."""
    rows: tuple[Row, ...]
    fields: int
    """How many questions the headings name, of the form for which they name most."""


def export_of(grids: Iterable[Grid], forms: Sequence[FormWords], mapping: Mapping[str, str | None]) -> Export | None:
    """The grid whose headings name most questions of a form, from those that the same file may be."""
    best: Export | None = None
    for grid in grids:
        export = _headed(grid, forms, mapping)
        if export and (best is None or export.fields > best.fields):
            best = export
    return best


def _headed(grid: Grid, forms: Sequence[FormWords], mapping: Mapping[str, str | None]) -> Export | None:
    rows = grid.rows[:HEADER_ROWS]
    texts = [_texts(row) for row in rows]
    counts = [_named(row, forms, mapping) for row in texts]
    if max(counts, default=0) < FEWEST_FIELDS:
        counts = [_close(row, forms) for row in texts[:CLOSE_ROWS]]
    if max(counts, default=0) < FEWEST_FIELDS:
        return None
    number = counts.index(max(counts))
    # Codes above the words; or the headings once more, which some tools write.
    while number + 1 < len(counts) and counts[number + 1] >= counts[number]:
        number += 1
    header, count, top = texts[number], counts[number], number
    for upper in sorted({number - 1, number} & {*range(len(rows) - 1)}):
        joined = _joined(texts[upper], texts[upper + 1], forms)
        if (named := _named(joined, forms, mapping)) > count:
            header, count, number, top = joined, named, upper + 1, upper
    return Export(grid, header, rows[number], rows[:top], grid.rows[number + 1 :], count)


def _texts(row: Row) -> tuple[str, ...]:
    width = max(row.cells, default=-1) + 1
    cells = (row.cells.get(number) for number in range(width))
    return tuple(cell.value.strip() if cell and isinstance(cell.value, str) else "" for cell in cells)


def _joined(upper: Sequence[str], lower: Sequence[str], forms: Sequence[FormWords]) -> tuple[str, ...]:
    """Headings over two rows: the lower one, or where it names no question the upper one with or without it."""
    titles, group = [], ""
    for number in range(max(len(upper), len(lower))):
        above, below = (texts[number] if number < len(texts) else "" for texts in (upper, lower))
        group = above or (group if below else "")
        options = (below, f"{group} [{below}]" if group and below else "", group)
        titles.append(next((text for text in options if text and _named([text], forms, {})), below or above))
    return tuple(titles)


def _named(texts: Sequence[str], forms: Iterable[FormWords], mapping: Mapping[str, str | None]) -> int:
    return max((len(form.answered(texts, mapping)) for form in forms), default=0)


def _close(texts: Sequence[str], forms: Iterable[FormWords]) -> int:
    """How many questions some headings seem to name."""
    return max((len({form.names.field_of(text) for text in texts if text} - {None}) for form in forms), default=0)


@dataclass(frozen=True, slots=True)
class Columns:
    """How the columns of an export are used."""

    matches: tuple[Match, ...]
    waves: tuple[Wave | None, ...]
    """The copy that each column answers; None for one that answers every copy, or if the rows say which copy it is."""

    def of(self, wave: Wave | None) -> dict[str, int]:
        """The number of the column of each field, for one copy of the form."""
        numbered = enumerate(zip(self.matches, self.waves, strict=True))
        return {each.field: number for number, (each, of) in numbered if each.field and of in (None, wave)}

    @property
    def close(self) -> list[Match]:
        """The columns whose words are not quite those of their question."""
        return [each for each in self.matches if each.how is How.CLOSE]


def columns_of(
    form: FormWords, header: Sequence[str], mapping: Mapping[str, str | None], copies: Sequence[Wave]
) -> Columns:
    """How the columns of an export of a form are used.

    Args:
        form: the form.
        header: the headings.
        mapping: as for `ColumnNames.match`.
        copies: the copies that a row has, in the order in which it has them; none if the rows say which, or if there
            is a single copy.
    """
    matches = form.match(header, mapping, max(1, len(copies)))
    waves: list[Wave | None] = [None] * len(matches)
    for id in form.questions.keys() - {*FormQuestion}:
        numbers = [number for number, each in enumerate(matches) if each.field == id]
        free = [wave for wave in copies if wave in form.waves[id]]
        for number in numbers:
            if (wave := wave_of(header[number])) in free:
                waves[number] = wave
                free.remove(wave)
        for number in numbers:
            if copies and waves[number] is None:
                if free:
                    waves[number] = free.pop(0)
                else:
                    asked = not set(copies).isdisjoint(form.waves[id])
                    matches[number] = Match(header[number], None, None, header[numbers[0]] if asked else None, id)
    return Columns(tuple(matches), tuple(waves))


def left_out(column: Match) -> LeftOut | None:
    """Why a column is not used; None if it is."""
    if column.field is not None:
        return None
    if not column.column:
        return LeftOut.NONE
    if column.could is not None:
        return LeftOut.OTHER_COPY if column.instead is None else LeftOut.TWICE
    if _QUIZ.fullmatch(column.column):
        return LeftOut.QUIZ
    if is_personal(column.column):
        return LeftOut.PERSONAL
    return LeftOut.MAPPED if column.how is How.MAPPED else LeftOut.UNKNOWN
