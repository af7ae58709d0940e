"""The file's own properties: title, organisation, dates, language."""

from __future__ import annotations

from xml.etree import ElementTree

from ...documents.document import Document
from ..office.package import Package
from ..office.xml import DECLARATION, attribute, text

_TYPE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CONTENT_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_NAMESPACES = {
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_KEPT = ("cp:category", "cp:contentStatus", "cp:keywords")
"""What a template says of every document that is made from it."""


def put(package: Package, document: Document) -> None:
    """Put the properties of a document into a file."""
    name = package.related(_TYPE, "")
    kept = _kept(package.parts[name]) if name else {}
    if name is None:
        name = "docProps/core.xml"
        package.add(name, b"", _CONTENT_TYPE)
        package.relate(_TYPE, name, "")
    date = f"{document.date.isoformat()}T00:00:00Z"
    values = {
        "dc:title": document.title,
        "dc:subject": document.subtitle,
        "dc:creator": document.organisation,
        "dc:language": document.language,
        "cp:lastModifiedBy": document.organisation,
        "cp:revision": "1",
        **kept,
    }
    items = "".join(f"<{key}>{text(value)}</{key}>" for key, value in values.items())
    dates = "".join(
        f'<dcterms:{key} xsi:type="dcterms:W3CDTF">{date}</dcterms:{key}>' for key in ("created", "modified")
    )
    names = "".join(f' xmlns:{prefix}="{attribute(address)}"' for prefix, address in _NAMESPACES.items())
    package.parts[name] = f"{DECLARATION}<cp:coreProperties{names}>{items}{dates}</cp:coreProperties>".encode()


def _kept(part: bytes) -> dict[str, str]:
    root = ElementTree.fromstring(part)  # noqa: S314 - checked for entities before
    found = {name: root.findtext(name, "", _NAMESPACES) for name in _KEPT}
    return {name: value for name, value in found.items() if value}
