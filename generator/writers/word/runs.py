"""Runs of text as WordprocessingML, with their properties and links, and the paragraphs that hold them."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TypeAlias

from ...documents.document import CIRCLE, Inline, Run, size_of
from ...documents.evidence_marks import LABEL, is_label
from ...documents.icons import PREFIX
from ...model.base import EvidenceLabel
from ...model.characters import clean
from ..office.xml import attribute, text
from . import pictures
from .target import Target

_PIECES = re.compile(r"([\n\t])")
_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_LONGEST_TIP = 250
_LONGEST_NAME = 64
"""Word takes no longer title of a content control."""
_LARGE = 16
"""Size of large text, in points."""
_MISSING = '<w:highlight w:val="yellow"/><w:u w:val="dotted"/>'
_MARKS = {EvidenceLabel.PILOT: "\u25cf", EvidenceLabel.PUBLISHED: "\u25d0", EvidenceLabel.SUGGESTED: "\u25cb"}
"""A filled, a half filled and an empty circle."""
Level: TypeAlias = tuple[int, int]
"""Id of a list, and the level in it; 0 is the outermost."""


def inline(runs: Inline, target: Target, *, strong: bool = False) -> str:
    """Runs in a paragraph; `strong` makes all of them bold."""
    groups = []
    for (link, title), group in groupby(runs, key=lambda run: (run.link, run.title)):
        where = target.link(link) if link else None
        content = "".join(
            _run(run, target, strong=strong, linked=where is not None, begins=run is runs[0]) for run in group
        )
        if where is not None:
            tip = f' w:tooltip="{attribute(title[:_LONGEST_TIP])}"' if title else ""
            content = f'<w:hyperlink {where} w:history="1"{tip}>{content}</w:hyperlink>'
        groups.append(content)
    return "".join(groups)


def _run(run: Run, target: Target, *, strong: bool, linked: bool, begins: bool) -> str:
    """A run. An icon is a picture, and the label of evidence a mark, with its word where it begins a paragraph."""
    role = run.role or ""
    if role.startswith(PREFIX):
        outline = target.icons.get(role.removeprefix(PREFIX))
        return pictures.icon(outline, target) + words("\u00a0") if outline else ""
    if is_label(run):
        style = f'<w:rStyle w:val="{attribute(target.styles.id("Evidence Mark", "character"))}"/>'
        return words(_MARKS[EvidenceLabel(role.removeprefix(LABEL))], style) + words(f" {run.text}" if begins else "")
    if role == CIRCLE:
        return check_box(run.title or run.text, target, round=True) + words(f" {run.text}")
    name = _character_style(run, linked=linked)
    looks = f'<w:rStyle w:val="{attribute(target.styles.id(name, "character"))}"/>' if name else ""
    if run.strong or strong:
        looks += "<w:b/><w:bCs/>"
    if run.emphasis:
        looks += "<w:i/><w:iCs/>"
    if points := _LARGE if run.role == "large" else size_of(run.role):
        looks += f'<w:sz w:val="{2 * points}"/><w:szCs w:val="{2 * points}"/>'
    if run.role == "missing":
        looks += _MISSING
    return words(run.text, looks)


def _character_style(run: Run, *, linked: bool) -> str | None:
    """Name of the character style of a run, which can have only one."""
    if linked:
        return "Hyperlink"
    return "Inline Code" if run.code else None


def words(value: str, looks: str = "") -> str:
    """Text as a run, with Word's own elements for line breaks and tabs."""
    pieces = filter(None, _PIECES.split(clean(value)))
    content = "".join(_BREAKS.get(piece, f'<w:t xml:space="preserve">{text(piece)}</w:t>') for piece in pieces)
    return f"<w:r>{f'<w:rPr>{looks}</w:rPr>' if looks else ''}{content}</w:r>" if content else ""


def paragraph(
    style: str, content: str, *, keep: bool = False, page: bool = False, level: Level | None = None, direct: str = ""
) -> str:
    """A paragraph, its properties in the order that the schema requires.

    Args:
        style: id of its style; empty for the default of the file.
        content: its runs.
        keep: whether it stays on the same page as what follows.
        page: whether it starts a new page.
        level: its list and level, if its style does not set them.
        direct: tab stops, spacing and indents that are not those of its style.
    """
    properties = f'<w:pStyle w:val="{attribute(style)}"/>' if style else ""
    properties += "<w:keepNext/>" * keep + "<w:pageBreakBefore/>" * page
    if level:
        properties += f'<w:numPr><w:ilvl w:val="{level[1]}"/><w:numId w:val="{level[0]}"/></w:numPr>'
    properties += direct
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def bookmarked(content: str, anchor: str | None, target: Target) -> str:
    """Runs with a bookmark around them, so that links in the document can lead there."""
    name = target.place_bookmark(anchor) if anchor else None
    if name is None:
        return content
    id = target.next_id("bookmark")
    return f'<w:bookmarkStart w:id="{id}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{id}"/>'


def box_name(answer: str, question: str) -> str:
    """What a screen reader says for a box: the answer, and the question if there is one."""
    return f"{answer}: {question}" if question else answer


def check_box(name: str, target: Target, *, round: bool = False, size: int = 12) -> str:
    """A box of a size in points, to tick on paper or by clicking, with a name for screen readers."""
    empty, ticked = ("25CB", "25C9") if round else ("2610", "2612")
    font = "MS Gothic"
    looks = (
        f'<w:rFonts w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}" w:hint="eastAsia"/><w:sz w:val="{2 * size}"/>'
    )
    name = attribute(name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…")
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{name}"/><w:id w:val="{target.next_id("control")}"/>'
        f'<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="{ticked}" w14:font="{font}"/>'
        f'<w14:uncheckedState w14:val="{empty}" w14:font="{font}"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent><w:r><w:rPr>{looks}</w:rPr><w:t>{chr(int(empty, 16))}</w:t></w:r></w:sdtContent></w:sdt>"
    )
