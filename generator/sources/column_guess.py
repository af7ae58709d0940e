"""Which field a column of somebody's list fills, guessed from its title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from ..model.menu_table import COLUMNS

CLOSE = 0.82
"""How like a known title another one must be, from 0 to 1."""
LONGEST_TITLE = 80
"""Characters. A longer text is no title of a column."""

SYNONYMS = {
    "title": "project title,project name,project,name,idea,project idea,topic,name of project,improvement project",
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
    "case_studies": "case study,examples",
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
"""Other titles for a field, the surest first, each in small letters and without punctuation."""


class How(StrEnum):
    """How a field was found for a column, the surest first."""

    TOLD = "told by --map"
    OWN = "our own name for it"
    KNOWN = "known name"
    CLOSE = "close spelling"


@dataclass(frozen=True, slots=True)
class Match:
    """What became of one column."""

    column: str
    """Its title."""
    field: str | None
    """None where it is not used."""
    how: How | None = None
    instead: str | None = None
    """The column that fills the field in its place."""
    could: str | None = None
    """The field that it would fill if that column were not there."""


def plain(title: str) -> str:
    """A title in small letters, without accents, punctuation and doubled spaces."""
    letters = unicodedata.normalize("NFKD", title.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w]+|_", " ", bare).split())


_OWN = {name: column.field for column in COLUMNS for name in (plain(column.field), plain(column.title))}
_KNOWN = {word: field for field, words in SYNONYMS.items() for word in words.split(",")}
_RANK = {word: number for words in SYNONYMS.values() for number, word in enumerate(words.split(","))}


@lru_cache(maxsize=4096)
def guess(title: str) -> tuple[str, How, float] | None:
    """The field that a title seems to name, how it was found, and how sure that is."""
    if len(title) > LONGEST_TITLE:
        return None
    bare = plain(re.sub(r"\(.*?\)", " ", title)) or plain(title)
    for text in (plain(title), bare):
        if text in _OWN:
            return _OWN[text], How.OWN, 3.0
        if text in _KNOWN:
            return _KNOWN[text], How.KNOWN, 2.0 - _RANK[text] / 100
    best = max(({**_KNOWN, **_OWN}.items()), key=lambda pair: SequenceMatcher(None, bare, pair[0]).ratio())
    likeness = SequenceMatcher(None, bare, best[0]).ratio()
    return (best[1], How.CLOSE, likeness) if likeness >= CLOSE and len(bare) >= 4 else None


def names_title(title: str) -> bool:
    """Whether a column of this title holds titles of projects."""
    found = guess(title)
    return found is not None and found[0] == "title"


def match(header: Sequence[str], told: Mapping[str, str | None]) -> list[Match]:
    """What becomes of each column. No two columns fill one field.

    Args:
        header: titles of the columns; an empty one is not matched.
        told: fields by the plain title of the column, None for a column that is to be left alone.
    """
    chosen: dict[int, tuple[str, How]] = {}
    for number, title in enumerate(header):
        if told.get(plain(title)):
            chosen.setdefault(number, (str(told[plain(title)]), How.TOLD))
    guesses = {
        number: found
        for number, title in enumerate(header)
        if title and plain(title) not in told and (found := guess(title)) is not None
    }
    fields = {field: number for number, (field, _) in reversed(chosen.items())}
    for number in sorted(guesses, key=lambda number: (-guesses[number][2], number)):
        field, how, _ = guesses[number]
        if field not in fields:
            fields[field] = number
            chosen[number] = (field, how)
    result = []
    for number, title in enumerate(header):
        if number in chosen and fields[chosen[number][0]] == number:
            result.append(Match(title, *chosen[number]))
        else:
            better = fields.get(guesses[number][0]) if number in guesses else None
            left_out = How.TOLD if plain(title) in told else None
            could = guesses[number][0] if number in guesses else None
            result.append(Match(title, None, left_out, header[better] if better is not None else None, could))
    return result


def filling(filled: Collection[int], matches: Sequence[Match], *, spare: bool) -> dict[str, int]:
    """The column that fills each field in one row.

    Args:
        filled: numbers of the columns that hold something in the row.
        matches: what became of each column.
        spare: whether a column fills its field where the better one is empty.
    """
    numbers = [number for number in filled if number < len(matches)]
    fields = {str(matches[number].field): number for number in numbers if matches[number].field}
    for number in numbers if spare else ():
        could = matches[number].could
        if could is not None and matches[number].field is None:
            fields.setdefault(could, number)
    return fields
