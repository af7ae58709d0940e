"""The core properties of a Word file: title, organisation, dates, language."""

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
_FROM_TEMPLATE = ("cp:category", "cp:contentStatus", "cp:keywords")
"""Properties that a template sets for every document based on it."""


def put(package: Package, document: Document) -> None:
    """Set the properties of a file to those of a document."""
    name = package.related(_TYPE, "")
    from_template = _from_template(package.parts[name]) if name else {}
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
        **from_template,
    }
    items = "".join(f"<{key}>{text(value)}</{key}>" for key, value in values.items())
    dates = "".join(
        f'<dcterms:{key} xsi:type="dcterms:W3CDTF">{date}</dcterms:{key}>' for key in ("created", "modified")
    )
    names = "".join(f' xmlns:{prefix}="{attribute(address)}"' for prefix, address in _NAMESPACES.items())
    package.parts[name] = f"{DECLARATION}<cp:coreProperties{names}>{items}{dates}</cp:coreProperties>".encode()


def _from_template(part: bytes) -> dict[str, str]:
    root = ElementTree.fromstring(part)  # noqa: S314 - checked for entities before
    return {name: value for name in _FROM_TEMPLATE if (value := root.findtext(name, "", _NAMESPACES))}
