"""A PowerPoint file: opened without its slides, and written as the same bytes for the same deck."""

from __future__ import annotations

import datetime
import io
import re
import uuid
import zipfile
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import pptx
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.packuri import PackURI
from pptx.opc.serialized import PackageWriter
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation

from ...documents.deck import Deck
from ...model.colour import LEAST_CONTRAST, contrast
from ..office.package import CONTENT_TYPES, zipped
from ..office.xml import attribute
from .words import line

MAIN_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_MAIN = re.compile(rb"application/vnd\.openxmlformats-officedocument\.presentationml\.(template|slideshow)\.main\+xml")
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_OFFICE_2010 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
WHITE, INK = "FFFFFF", "1C2528"
_LONGEST = 255
"""Most characters in a property of the file."""
_ACCENT = re.compile(rb"(<a:accent1>\s*<a:srgbClr val=\")([0-9A-Fa-f]{6})")


def opened(raw: bytes) -> Presentation:
    """A file without its slides; a template or a slide show becomes a presentation."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[CONTENT_TYPES] = _MAIN.sub(MAIN_TYPE.encode(), parts[CONTENT_TYPES])
    presentation = pptx.Presentation(io.BytesIO(zipped(parts)))
    _emptied(presentation)
    return presentation


def _emptied(presentation: Presentation) -> None:
    """Remove the slides, everything that refers to them, and what describes the old file."""
    root = presentation.part._element
    for name in ("p:custShowLst", "p:modifyVerifier"):
        for element in root.findall(qn(name)):
            root.remove(element)
    for extension in [extension for extension in root.iter(qn("p:ext")) if extension.get("uri") == _SECTIONS]:
        extension.getparent().remove(extension)
    slides = root.sldIdLst
    for slide in list(slides) if slides is not None else []:
        presentation.part.drop_rel(slide.rId)
        slides.remove(slide)
    described = (RT.PRINTER_SETTINGS, RT.EXTENDED_PROPERTIES, RT.THUMBNAIL)
    for relationships in (presentation.part._rels, presentation.part.package._rels):
        for name in [name for name, each in relationships.items() if each.reltype in described]:
            relationships.pop(name)


def tint(presentation: Presentation, colour: str) -> None:
    """Give the theme a main colour, as RRGGBB, darkened as far as white words need."""
    part: Any = presentation.slide_master.part.part_related_by(RT.THEME)
    part._blob = _ACCENT.sub(rb"\g<1>" + readable(colour).encode(), part.blob, count=1)


def readable(colour: str) -> str:
    """A colour, darkened until white words can be read on it."""
    while contrast(colour, WHITE) < LEAST_CONTRAST:
        colour = "".join(f"{channel * 19 // 20:02X}" for channel in bytes.fromhex(colour))
    return colour


def ink_on(colour: str) -> str:
    """White or dark, whichever has more contrast with a colour."""
    return max((WHITE, INK), key=lambda ink: contrast(ink, colour))


def accent(presentation: Presentation) -> str:
    """The main colour of the theme, as RRGGBB; grey if the theme does not give one."""
    match = _ACCENT.search(presentation.slide_master.part.part_related_by(RT.THEME).blob)
    return match[2].decode() if match else "4A5A5F"


def sections(presentation: Presentation, names: Sequence[str]) -> None:
    """Group slides into the sections that PowerPoint shows beside them: neighbours with the same name."""
    slides = zip(names, presentation.part._element.sldIdLst, strict=True)
    markup = ""
    for number, (name, group) in enumerate(groupby(slides, key=itemgetter(0))):
        id = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{number} {line(name)}")).upper()
        ids = "".join(f'<p14:sldId id="{slide.get("id")}"/>' for _, slide in group)
        markup += (
            f'<p14:section name="{attribute(name)}" id="{{{id}}}"><p14:sldIdLst>{ids}</p14:sldIdLst></p14:section>'
        )
    markup = f'<p14:sectionLst xmlns:p14="{_OFFICE_2010}">{markup}</p14:sectionLst>'
    extension = parse_xml(f'<p:ext {nsdecls("p")} uri="{_SECTIONS}">{markup}</p:ext>')
    root = presentation.part._element
    extensions = root.find(qn("p:extLst"))
    if extensions is None:
        extensions = parse_xml(f"<p:extLst {nsdecls('p')}/>")
        root.append(extensions)
    extensions.append(extension)


def written(presentation: Presentation, deck: Deck) -> bytes:
    """The file with the deck's properties, and without the time of writing."""
    core = presentation.core_properties
    core.title, core.subject = line(deck.title)[:_LONGEST], line(deck.subject)[:_LONGEST]
    core.author = core.last_modified_by = line(deck.organisation)[:_LONGEST]
    core.language, core.version = line(deck.language)[:_LONGEST], line(deck.release)[:_LONGEST]
    core.revision, core.comments = 1, ""
    core.created = core.modified = datetime.datetime.combine(deck.date, datetime.time())
    _list_notes(presentation)
    package = presentation.part.package
    members = _Members()
    # python-pptx would write a ZIP with the time of the clock, which fails before 1980 and after 2107.
    writer: Any = PackageWriter("", package._rels, tuple(package.iter_parts()))
    writer._write_content_types_stream(members)
    writer._write_pkg_rels(members)
    writer._write_parts(members)
    return zipped(members)


class _Members(dict[str, bytes]):
    """Takes the members of a package from python-pptx."""

    def write(self, uri: PackURI, content: bytes) -> None:
        self[uri.membername] = content


def _list_notes(presentation: Presentation) -> None:
    """List the notes master in the presentation, which python-pptx leaves out when it adds one."""
    root = presentation.part._element
    if root.find(qn("p:notesMasterIdLst")) is None:
        id = presentation.part.relate_to(presentation.notes_master.part, RT.NOTES_MASTER)
        names = nsdecls("p", "r")
        masters = parse_xml(f'<p:notesMasterIdLst {names}><p:notesMasterId r:id="{id}"/></p:notesMasterIdLst>')
        root.find(qn("p:sldMasterIdLst")).addnext(masters)
