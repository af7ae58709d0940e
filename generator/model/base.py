"""Base of every noun: strict models, and the types of their fields: lines, prose, ids, references."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from .characters import BIDIRECTIONAL_CONTROLS, NOT_TEXT
from .colour import PATTERN as COLOUR_PATTERN
from .descriptions import descriptions

SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
SLUG_LENGTH = 60
LINE_LENGTH = 500
PROSE_LENGTH = 60_000
TEXT_LENGTH = 15_000
"""Characters of a plain text, so that it fits a cell of a workbook whatever its characters are."""

_NOT_PLAIN = re.compile(f"[{BIDIRECTIONAL_CONTROLS}{NOT_TEXT}]")
_DEVICE = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")
FIRST_DAY, LAST_DAY = datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)
"""Range of dates in the content; every calendar program and workbook can show these."""


class Noun(BaseModel):
    """Base of every model: unknown fields are errors, types are not converted, values are frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, ser_json_inf_nan="strings")

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The JSON Schema with the description of each field."""
        result = handler(schema)
        fields = handler.resolve_ref_schema(result)["properties"]
        for name, text in descriptions(cls).items():
            fields[name]["description"] = text
        return result


class Item(Noun):
    """A noun that has an id of its own. The id is the file's name or the entry's key."""

    id: str = Field(json_schema_extra={"authored": False})
    """Stable id, from the file name or the key; never typed inside the entry."""
    source: str = Field(json_schema_extra={"authored": False})
    """File that it was read from, relative to the project folder, with forward slashes."""


@dataclass(frozen=True)
class Refers:
    """Marks a text field as the id of another noun; `sources/references.py` checks all of them."""

    kind: str


class Check(AfterValidator):
    """A check of a value, which may also change it.

    pydantic would look at the signature of the function again for each of some 330 fields.
    """

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        check: Callable[[Any], Any] = self.func  # type: ignore[assignment]
        return core_schema.no_info_after_validator_function(check, handler(source))


def _plain(value: str) -> str:
    match = _NOT_PLAIN.search(value)
    if match is None:
        return value
    code = f"{ord(match[0]):04X}"
    if match[0] in BIDIRECTIONAL_CONTROLS:
        raise PydanticCustomError(
            "hidden-character",
            "the text contains the invisible character U+{code}, which can disguise what it says",
            {"code": code},
        )
    raise PydanticCustomError("control-character", "the text contains the control character U+{code}", {"code": code})


def _visible(value: str, margin: str | None = None) -> str:
    """A text without its margin, which is white space unless it says which characters."""
    text = _plain(value).strip(margin)
    shows = text.isprintable() and text and not text.isspace()  # Nearly every text, and much quicker to tell.
    if not shows and not any(character.isprintable() and not character.isspace() for character in text):
        raise PydanticCustomError("empty-text", "the text is empty", {})
    return text


def _limited(text: str, noun: str, most: int) -> str:
    if len(text) > most:
        values = {"noun": noun, "length": len(text), "most": most}
        raise PydanticCustomError("too-long", "the {noun} has {length} characters; the limit is {most}", values)
    return text


def _line(value: str) -> str:
    text = _visible(value)
    if "\n" in text or "\t" in text:
        raise PydanticCustomError("not-one-line", "this must be a single line of text", {})
    return _limited(text, "line", LINE_LENGTH)


def _composed_line(value: str) -> str:
    return _limited(_visible(value), "line", 10 * LINE_LENGTH)


def _prose(value: str) -> str:
    return _limited(_visible(value, "\n"), "text", PROSE_LENGTH)


def _plain_text(value: str) -> str:
    return _limited(_visible(value), "text", TEXT_LENGTH)


def is_slug(text: str) -> bool:
    """Whether a text has the form of an id."""
    return len(text) <= SLUG_LENGTH and re.fullmatch(SLUG_PATTERN, text) is not None


def is_device(text: str) -> bool:
    """Whether Windows reserves a file name for a device, with any suffix."""
    return _DEVICE.fullmatch(text.partition(".")[0].lower()) is not None


@lru_cache(maxsize=10_000)
def _slug(value: str) -> str:
    if is_device(value):
        raise PydanticCustomError(
            "device-name", "`{value}` cannot be an id: Windows reserves the name for a device", {"value": value}
        )
    if not is_slug(value):
        raise PydanticCustomError(
            "bad-id",
            "`{value}` is not an id: use small letters, digits and single hyphens, at most {most} characters",
            {"value": value[:SLUG_LENGTH], "most": SLUG_LENGTH},
        )
    return value


def _https(value: str) -> str:
    _plain(value)
    if not re.fullmatch(r"https://[A-Za-z0-9.-]+(:[0-9]+)?(/[^\s\"<>\\^`{|}]*)?", value):
        raise PydanticCustomError("bad-link", "`{value}` is not an https address", {"value": value[:80]})
    return value


def _email(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", value):
        raise PydanticCustomError("bad-email", "`{value}` is not an email address", {"value": value[:80]})
    return value


def _day(value: datetime.date) -> datetime.date:
    if not FIRST_DAY <= value <= LAST_DAY:
        values = {"day": value.isoformat(), "first": FIRST_DAY.year, "last": LAST_DAY.year}
        raise PydanticCustomError("bad-date", "the date {day} is outside the years {first} to {last}", values)
    return value


def _clock(value: datetime.time) -> datetime.time:
    if value.tzinfo is not None or value.second or value.microsecond:
        raise PydanticCustomError("bad-time", "`{time}` must be hours and minutes only", {"time": value.isoformat()})
    return value


Line = Annotated[str, Check(_line)]
"""One line of plain text. No markup: an asterisk is an asterisk."""

ComposedLine = Annotated[str, Check(_composed_line)]
"""A line that the generator composed of several, such as a reason."""

Prose = Annotated[str, Check(_prose), Field(json_schema_extra={"contentMediaType": "text/markdown"})]
"""Markdown: paragraphs, lists, tables, emphasis and links. No headings, images or HTML."""

PlainText = Annotated[str, Check(_plain_text)]
"""Plain text of one or more lines. No markup: what somebody typed into a cell."""

Slug = Annotated[str, Check(_slug), Field(json_schema_extra={"pattern": SLUG_PATTERN})]
"""An id: small letters, digits and single hyphens."""

Web = Annotated[str, Check(_https), Field(json_schema_extra={"format": "uri"})]
"""An https address."""

Email = Annotated[str, Check(_email), Field(json_schema_extra={"format": "email"})]
"""An email address."""

Day = Annotated[datetime.date, Check(_day)]
"""A date of this century."""

Clock = Annotated[datetime.time, Check(_clock)]
"""A local time of day in whole minutes."""

Colour = Annotated[str, StringConstraints(pattern=COLOUR_PATTERN)]
"""A colour as #rrggbb."""

Weeks = Annotated[int, Field(ge=0, le=260)]
"""A number of whole weeks."""

Minutes = Annotated[int, Field(ge=1, le=600)]
"""A number of whole minutes."""

CareerStageId = Annotated[str, Refers("career stage")]
CaseStudyId = Annotated[str, Refers("case study")]
ComponentId = Annotated[str, Refers("component")]
DomainId = Annotated[str, Refers("domain")]
FrameworkId = Annotated[str, Refers("framework")]
GlossaryTermId = Annotated[str, Refers("glossary term")]
GuidanceId = Annotated[str, Refers("guidance topic")]
HandbookChapterId = Annotated[str, Refers("handbook chapter")]
InstrumentId = Annotated[str, Refers("instrument")]
LearningPathId = Annotated[str, Refers("learning path")]
LearningTopicId = Annotated[str, Refers("learning topic")]
ObjectiveId = Annotated[str, Refers("objective")]
"""An objective of a workshop, as workshop/objective."""
MilestoneId = Annotated[str, Refers("milestone")]
PairingMethodId = Annotated[str, Refers("pairing method")]
ProjectId = Annotated[str, Refers("improvement project")]
ReferenceId = Annotated[str, Refers("reference")]
ReleaseId = Annotated[str, Refers("release")]
RoleId = Annotated[str, Refers("role")]
SettingId = Annotated[str, Refers("setting")]
SpecialtyId = Annotated[str, Refers("specialty")]
StaffGroupId = Annotated[str, Refers("staff group")]
StageId = Annotated[str, Refers("stage")]
TemplateId = Annotated[str, Refers("template")]
ThemeId = Annotated[str, Refers("theme")]
WorkshopId = Annotated[str, Refers("workshop")]


class EvidenceLabel(StrEnum):
    """How far a claim is backed."""

    PILOT = "pilot"
    PUBLISHED = "published"
    SUGGESTED = "suggested"


class Evidenced(Noun):
    """Something that makes a claim, with a label for the strength of its evidence."""

    evidence: EvidenceLabel
    """pilot: a paired learning scheme that ran reported it; published: reported elsewhere in print;
    suggested: this guide's own advice."""
    cite: list[ReferenceId] = []
    """Ids of the references that back the claim. None for `suggested`, at least one otherwise."""


class Advice(Noun):
    """Something that is our own advice unless it says otherwise."""

    evidence: EvidenceLabel = EvidenceLabel.SUGGESTED
    """pilot, published or suggested; suggested when left out."""
    cite: list[ReferenceId] = []
    """Ids of the references that back it. None for `suggested`, at least one otherwise."""


class Searched(Noun):
    """Something with a page that people search for."""

    also: list[Line] = []
    """Other words by which people search for it, which its page need not say."""


class Applicability(Noun):
    """Which cohorts something is for. An empty list or an absent field means every cohort."""

    staff_groups: list[StaffGroupId] = []
    """Only for cohorts that include one of these staff groups."""
    pairing_methods: list[PairingMethodId] = []
    """Only for cohorts that pair in one of these ways."""
    group_sizes: list[Annotated[int, Field(ge=2, le=4)]] = []
    """Only for learning groups of these sizes, 2 to 4."""
    several_sites: bool | None = None
    """true: only for trusts with more than one site; false: only for trusts with one."""
    partners: bool | None = None
    """true: only for cohorts with a partner organisation; false: only for those without."""
    later_cohort: bool | None = None
    """true: only for a second or later cohort; false: only for a trust's first."""
    months_at_least: Annotated[int, Field(ge=1, le=24)] | None = None
    """Only for cohorts of at least this many months."""
    months_at_most: Annotated[int, Field(ge=1, le=24)] | None = None
    """Only for cohorts of at most this many months."""
    weeks_to_prepare_at_most: Annotated[int, Field(ge=1, le=104)] | None = None
    """Only for cohorts with at most this many weeks to prepare; for guidance, handbook and templates."""

    def __hash__(self) -> int:
        # pydantic makes a copy of a default for each noun, unless the default can be hashed.
        return hash(self.model_dump_json())


class Section(Evidenced):
    """A titled piece of prose with its evidence."""

    id: Slug
    """Short id of the section, unique within its page; links and tailoring use it."""
    title: Line
    """Heading of the section."""
    body: Prose
    """What the section says, in Markdown."""
    only_for: Applicability = Applicability()
    """Which cohorts the section is for; every cohort when left out."""

    @property
    def content_hash(self) -> str:
        """Twelve hexadecimal digits of the SHA-256 of heading and text."""
        return hashlib.sha256(f"{self.title}\n{self.body}".encode()).hexdigest()[:12]


class Claim(Evidenced):
    """A statement with its evidence."""

    text: Prose
    """What is claimed, in Markdown."""


class Point(Advice):
    """One line that is our own advice unless it says otherwise."""

    text: Line
    """The point, in one line."""


class Timing(Noun):
    """When something falls, counted in whole weeks from a milestone of the calendar rules or from a workshop."""

    milestone: MilestoneId | None = None
    """The milestone that it is counted from; give this or `workshop`."""
    workshop: WorkshopId | None = None
    """The workshop that it is counted from. The weeks stretch with the cohort's length, and what comes after the
    workshop comes before the next one."""
    weeks_before: Weeks = 0
    """Weeks before the milestone or workshop."""
    weeks_after: Weeks = 0
    """Weeks after the milestone or workshop. Give one of the two, or neither for the day itself."""
