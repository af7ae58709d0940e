"""Which field a column of a foreign list fills, guessed from its heading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache

from ..model.menu_table import COLUMNS

CLOSE = 0.82
"""How similar a heading must be to a known one, from 0 to 1."""
LONGEST_TITLE = 80
"""Characters. A longer text is not a heading."""

SYNONYMS = {
    "title": "project title,project name,project,idea,project idea,topic,name of project,improvement project,"
    "initiative,name",
    "summary": "abstract,short description,overview,in brief,one line summary,in one sentence",
    "evidence": "evidence label",
    "cite": "references,citations,literature,sources",
    "theme": "category,area,programme,workstream,priority area,strategic theme",
    "settings": "setting,location,ward,department,place,where,locations",
    "specialties": "specialty,speciality,specialities,clinical specialty,division",
    "kinds": "kind,type,project type",
    "difficulty": "level,difficulty level,complexity,effort level",
    "duration_weeks": "duration,length,weeks,duration weeks,duration months,length in weeks,time needed,timescale",
    "hours_a_month": "hours,hours per month,hours each month,time a month,commitment",
    "problem": "background,rationale,description,context,issue,body,the problem,problem statement,introduction",
    "why_now": "urgency,why,why is it important,importance,case for change",
    "aim": "goal,goals,objective,objectives,aims,aim statement,smart aim,purpose,expected results,expected outcome",
    "drivers": "driver diagram,change ideas,drivers of change",
    "measures": "metrics,measure,indicators,family of measures,outcome measures",
    "measurement.interval": "measurement interval,frequency,measured,how often",
    "measurement.points_before": "baseline points,points before the change",
    "measurement.points_after": "points after the change,follow up points",
    "data.source": "data,data sources,source of data",
    "data.access": "access to data,how to get the data",
    "data.lead_weeks": "data lead weeks,data lead time",
    "scope_in": "scope,inclusions,includes,included,within scope",
    "scope_out": "exclusions,excludes,excluded,not in scope",
    "sponsor": "executive sponsor,project sponsor,senior sponsor,lead sponsor,sponsored by",
    "recruit": "team,team members,stakeholders,people needed,who to involve,whom to involve",
    "clinician_part": "clinician,clinical role,role of the clinician,clinician part",
    "manager_part": "manager,management role,role of the manager,manager part",
    "risks": "risk,risks and mitigation,risks and issues",
    "governance": "ethics,information governance,ig,approvals,ethics and governance",
    "surgery_questions": "questions,open questions",
    "sustained_by": "sustainability,sustainability lead,sustained",
    "domains": "leadership domains,domain,leadership domain",
    "workshops": "workshop,training",
    "case_studies": "examples",
    "owner": "owned by,owner role",
    "progress.status": "state,progress,project status,stage",
    "progress.site": "hospital site,hospital,campus",
    "progress.starts": "start,start date,begins,starts on,first day",
    "progress.ends": "end,end date,finish,finish date,deadline,ends on,last day",
    "progress.contact.name": "contact,contact person,lead contact",
    "progress.contact.email": "email,e mail,email address,contact details",
    "withdrawn.reason": "why withdrawn,withdrawn",
    "id": "identifier,slug,project id",
}
"""Other headings for a field, the surest first, in small letters and without punctuation."""


class How(StrEnum):
    """How the field of a column was chosen, the surest first."""

    MAPPED = "as you said"
    OWN = "our own name for it"
    KNOWN = "known name"
    CLOSE = "close spelling"


@dataclass(frozen=True, slots=True)
class Match:
    """How one column is used."""

    column: str
    """Its heading."""
    field: str | None
    """None if it is not used."""
    how: How | None = None
    instead: str | None = None
    """The column that fills the field in its place."""
    could: str | None = None
    """The field that it would fill without that column."""


def plain(title: str) -> str:
    """A heading in small letters, without accents, punctuation and doubled spaces."""
    letters = unicodedata.normalize("NFKD", title.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w]+|_", " ", bare).split())


_KNOWN = {
    word: (field, How.KNOWN, 2 - rank / 100)
    for field, words in SYNONYMS.items()
    for rank, word in enumerate(words.split(","))
}
_OWN = {name: (column.field, How.OWN, 3.0) for column in COLUMNS for name in (plain(column.field), plain(column.title))}
_NAMES = _KNOWN | _OWN


@lru_cache(maxsize=4096)
def guess(title: str) -> tuple[str, How, float] | None:
    """The field that a heading seems to name, how it was recognised, and the confidence in that."""
    if len(title) > LONGEST_TITLE:
        return None
    bare = plain(re.sub(r"\(.*?\)", " ", title)) or plain(title)
    if exact := _NAMES.get(plain(title)) or _NAMES.get(bare):
        return exact
    # The first letter is seldom mistyped: without it, "headlines" would be close to "deadline".
    candidates = [name for name in _NAMES if len(bare) >= 4 and name[0] == bare[0]]
    close = get_close_matches(bare, candidates, n=1, cutoff=CLOSE)
    return (_NAMES[close[0]][0], How.CLOSE, 1.0) if close else None


def field_of(title: str) -> str | None:
    """The field that a heading seems to name."""
    return best[0] if (best := guess(title)) else None


def match(header: Sequence[str], mapping: Mapping[str, str | None]) -> list[Match]:
    """How each column is used; one without a heading is not. No two columns fill the same field.

    `mapping` has the field by the plain heading of each column that the user named, None for one to leave out.
    """
    wanted: dict[int, tuple[str, How, float]] = {}
    for number, title in enumerate(header):
        if field := mapping.get(plain(title)):
            wanted[number] = (field, How.MAPPED, 4.0)
        elif title and plain(title) not in mapping and (best := guess(title)):
            wanted[number] = best
    columns: dict[str, int] = {}
    for number in sorted(wanted, key=lambda number: (-wanted[number][2], number)):
        columns.setdefault(wanted[number][0], number)
    result = []
    for number, title in enumerate(header):
        field, how, _ = wanted.get(number, (None, None, 0))
        if field is not None and columns[field] == number:
            result.append(Match(title, field, how))
        else:
            left_out = How.MAPPED if plain(title) in mapping else None
            result.append(Match(title, None, left_out, header[columns[field]] if field else None, field))
    return result


def filling(filled: Collection[int], matches: Sequence[Match], *, spare: bool) -> dict[str, int]:
    """The number of the column that fills each field of a row, whose filled columns are given by number.

    With `spare`, a column may fill its field if the better one is empty.
    """
    columns = {number: matches[number] for number in filled if number < len(matches)}
    fields = {column.field: number for number, column in columns.items() if column.field}
    for number, column in columns.items():
        if spare and column.could:
            fields.setdefault(column.could, number)
    return fields
