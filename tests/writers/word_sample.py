"""A document with every kind of block, in every place where it may stand."""

from __future__ import annotations

import struct
import zlib

from generator.documents import case_study
from generator.documents.document import (
    AnswerBoxes,
    Block,
    Callout,
    Checklist,
    ChecklistEntry,
    Code,
    Heading,
    Listing,
    Paragraph,
    Quotation,
    Run,
    Table,
    WritingLines,
    paragraph,
    text,
)
from generator.model.base import EvidenceLabel
from generator.model.case_study import Better, Result
from generator.writers.theme import Theme
from tests import small

THEME = Theme(
    {str(path.relative_to(small.ROOT).as_posix()): path.read_bytes() for path in (small.ROOT / "theme").rglob("*.*")}
)
RESULT = Result(
    id="seen",
    evidence=EvidenceLabel.PUBLISHED,
    cite=["someone-2020"],
    measure="Patients seen within four hours",
    before=40.5,
    after=75.0,
    after_label="a year later",
    unit="per cent of patients",
    better=Better.HIGHER,
)
DRAWING = case_study.before_and_after(RESULT, "seen")


def png(width: int, height: int) -> bytes:
    """A black picture."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + bytes(width) for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def listing(*lines: str, numbered: bool = False, start: int = 1) -> Listing:
    """A list of lines."""
    return Listing(tuple((paragraph(line),) for line in lines), numbered, start)


def everything(word: str = "word") -> tuple[Block, ...]:
    """Every kind of block, with a word in every place that text can stand in."""
    run = Run(word)
    looks = (
        run,
        Run(word, strong=True),
        Run(word, emphasis=True),
        Run(word, code=True),
        Run(word, role="evidence-pilot"),
        Run(word, link="https://example.org/a?b=1&c=2#d", title=word),
        Run(word, link="mailto:a@example.org"),
        Run(word, link="#first"),
    )
    nested = Listing(
        (
            (paragraph(word), listing(word, word, numbered=True), paragraph(word)),
            (listing(word), Table((text(word),), ((text(word),),))),
            (),
        )
    )
    inner: tuple[Block, ...] = (
        Paragraph(looks),
        nested,
        Listing(((paragraph(word), nested),), numbered=True),
        Table(((run,), (run,)), (((run,), (run,)),), caption=word, widths=(1, 2), row_headers=True),
        Code(f"{word}\n\t{word}"),
        WritingLines(2),
        AnswerBoxes((word, word)),
        AnswerBoxes((word, word, word)),
        Checklist((ChecklistEntry((run,), (paragraph(word), nested), word, word),)),
        DRAWING,
    )
    return (
        paragraph(word, "lead"),
        Callout(word, inner, "warning"),
        Heading(1, word, "first"),
        *inner,
        *inner,
        Heading(2, word, "second-" + "long-" * 10),
        Callout(word, inner),
        Heading(3, word, "second-" + "long-" * 11),
        Paragraph(looks, "evidence"),
        paragraph(word, "reason"),
        Quotation(inner),
        Heading(4, word, "fourth"),
        Heading(6, word, "sixth"),
        Table((text(word),) * 5, ()),
        Table((text(word),), ()),
        Heading(1, word, "last", starts_page=True),
        Paragraph(looks, "reference", "reference-one"),
    )
