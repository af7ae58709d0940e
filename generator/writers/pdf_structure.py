"""What Typst does not write into a PDF: which cells of a table name their row, and a file without waste.

Typst writes each object on its own, uncompressed but for its streams, with the elements of the structure tree as plain
dictionaries. That makes both edits exact: no object is added, moved or read beyond the keys named here.
ISO 32000-1: 14.8.5.7 for headers of tables, 7.5.7 and 7.5.8 for object streams and cross-reference streams.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Sequence

from ..documents.document import Table

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_ENTRY = re.compile(rb"(\d{10}) \d{5} n\r\n")
_TRAILER = re.compile(rb"trailer\n<</Size \d+(.*)>>\nstartxref", re.DOTALL)
_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*)\nendobj\s*", re.DOTALL)
_KIND = re.compile(rb"<</Type/StructElem/S/(\w+)")
_CHILDREN = re.compile(rb"/K\[([^\]]*)\](?:/Pg \d+ 0 R)?>>$")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_HEADERS = re.compile(rb"/Headers\[([^\]]*)\]")
_COLUMN_HEADER = re.compile(rb"/ID\((U\d+)x0y0\)")
_NAMES = re.compile(rb"/IDTree<</Names\[([^\]]*)\]>>")
_NAME = re.compile(rb"\(([^)]*)\)(\d+) 0 R")
_OBJECTS = re.compile(rb"/Type/ObjStm[^>]*>>\nstream\n")
_PAGES = re.compile(rb"/Type/Pages/Count (\d+)")
_PLACE = struct.Struct(">BIH")
"""An entry of the cross-reference table: what it is, and two numbers, in 1, 4 and 2 bytes."""
_IN_STREAM = 2
"""Type of a cross-reference entry whose object is in an object stream."""
_PER_STREAM = 200
"""Objects in each object stream: few enough to be read fast, many enough to be packed well."""


class StructureError(Exception):
    """The PDF is not written in the way that this module edits."""


def finished(pdf: bytes, tables: Sequence[Table]) -> bytes:
    """A PDF of Typst with row headers, and smaller.

    Args:
        tables: those of the document, in the order in which they are read.

    Raises:
        StructureError: it is not written as expected, or holds other tables than these.
    """
    objects, trailer = _objects(pdf)
    root = _number(trailer, rb"/Root (\d+) 0 R")
    tree = _number(objects[root], rb"/StructTreeRoot (\d+) 0 R")
    rows_of_each = _tables(objects, _number(objects[tree], rb"/K\[(\d+) 0 R\]"))
    if len(rows_of_each) != len(tables):
        raise StructureError(f"the PDF has {len(rows_of_each)} tables, the document {len(tables)}")
    names = dict(_NAME.findall(objects[tree]))
    for order, (rows, table) in enumerate(zip(rows_of_each, tables, strict=True), start=1):
        turned = len(_children(objects[rows[0]])) != len(table.header)
        if table.row_headers or turned:
            _name_rows(objects, rows, b"R%d" % order, names)
    pairs = b"".join(b"(%s)%s 0 R" % pair for pair in sorted(names.items()))
    objects[tree] = _NAMES.sub(b"", objects[tree])
    if pairs:
        objects[tree] = objects[tree].removesuffix(b">>") + b"/IDTree<</Names[%s]>>>>" % pairs
    return _packed(pdf[: pdf.index(b"\n1 0 obj")], objects, trailer)


def page_count(pdf: bytes) -> int:
    """How many pages a finished PDF has.

    Raises:
        StructureError: it has no tree of pages in an object stream.
    """
    for match in _OBJECTS.finditer(pdf):
        packed = zlib.decompressobj().decompress(pdf[match.end() :])
        if counts := _PAGES.findall(packed):
            return max(map(int, counts))
    raise StructureError("the PDF has no pages")


def _objects(pdf: bytes) -> tuple[dict[int, bytes], bytes]:
    """Objects by number, and the entries of the trailer but for its size."""
    start, trailer = _START.search(pdf[-64:]), _TRAILER.search(pdf, len(pdf) - 512)
    if start is None or trailer is None:
        raise StructureError("the PDF has no plain cross-reference table")
    offsets = sorted(int(at) for at in _ENTRY.findall(pdf, int(start[1])))
    objects = {}
    for first, end in zip(offsets, [*offsets[1:], int(start[1])], strict=True):
        match = _OBJECT.fullmatch(pdf, first, end)
        if match is None:
            raise StructureError(f"the PDF has no plain object at {first}")
        objects[int(match[1])] = match[2]
    return objects, trailer[1]


def _number(raw: bytes, pattern: bytes) -> int:
    match = re.search(pattern, raw)
    if match is None:
        raise StructureError(f"the PDF lacks {pattern.decode()}")
    return int(match[1])


def _children(raw: bytes) -> list[int]:
    match = _CHILDREN.search(raw)
    return [int(number) for number in _REFERENCE.findall(match[1])] if match else []


def _kind(raw: bytes) -> bytes:
    match = _KIND.match(raw)
    return match[1] if match else b""


def _tables(objects: dict[int, bytes], within: int) -> list[list[int]]:
    """The rows of each table, in the order of reading. No table stands within another."""
    tables: list[list[int]] = []
    waiting = [within]
    while waiting:
        number = waiting.pop()
        match _kind(objects[number]):
            case b"Table":
                tables.append([])
            case b"TR":
                tables[-1].append(number)
        waiting += reversed(_children(objects[number]))
    return tables


def _name_rows(objects: dict[int, bytes], rows: Sequence[int], name: bytes, names: dict[bytes, bytes]) -> None:
    """Make the first cell of each row of a table's body its header, which the others name besides their column's."""
    for row, number in enumerate(rows):
        first, *others = _children(objects[number])
        if _kind(objects[first]) != b"TD":
            continue
        id = b"%sy%d" % (name, row)
        names[id] = b"%d" % first
        above = _HEADERS.search(objects[first])
        scope = b"/Scope/Row" + (above[0] if above else b"")
        objects[first] = _with(objects[first], scope).replace(b"/S/TD", b"/S/TH/ID(%s)" % id, 1)
        for cell in others:
            above = _HEADERS.search(objects[cell])
            objects[cell] = _with(objects[cell], b"/Headers[%s(%s)]" % (above[1] if above else b"", id))


def _with(cell: bytes, attribute: bytes) -> bytes:
    """A cell's element with an attribute of the table in place of its headers."""
    if _HEADERS.search(cell):
        return _HEADERS.sub(lambda _: attribute, cell, count=1)
    attribute = b"<</O/Table%s>>" % attribute
    if b"/A[" in cell:
        return cell.replace(b"/A[", b"/A[" + attribute, 1)
    return cell.removesuffix(b">>") + b"/A[" + attribute + b"]>>"


def _packed(head: bytes, objects: dict[int, bytes], trailer: bytes) -> bytes:
    """A PDF file of these objects, those without a stream of their own together in compressed streams."""
    body = [head + b"\n"]
    places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
    position = len(body[0])

    def add(number: int, raw: bytes) -> None:
        nonlocal position
        places[number] = (1, position, 0)
        body.append(b"%d 0 obj\n%s\nendobj\n" % (number, raw))
        position += len(body[-1])

    plain = []
    for number, raw in sorted(objects.items()):
        if raw.endswith(b"endstream"):
            add(number, raw)
        else:
            plain.append(number)
    size = max(objects) + 1
    for start in range(0, len(plain), _PER_STREAM):
        chunk = plain[start : start + _PER_STREAM]
        index, values, at = [], [], 0
        for order, number in enumerate(chunk):
            places[number] = (_IN_STREAM, size, order)
            index.append(b"%d %d" % (number, at))
            values.append(objects[number])
            at += len(objects[number]) + 1
        first = b" ".join(index) + b" "
        keys = b"/Type/ObjStm/N %d/First %d" % (len(chunk), len(first))
        add(size, _stream(keys, first + b" ".join(values)))
        size += 1
    places[size] = (1, position, 0)
    table = b"".join(_PLACE.pack(*places[number]) for number in range(size + 1))
    keys = b"/Type/XRef/W[1 4 2]/Size %d%s" % (size + 1, trailer)
    start = position
    add(size, _stream(keys, table))
    return b"".join(body) + b"startxref\n%d\n%%%%EOF" % start


def _stream(keys: bytes, raw: bytes) -> bytes:
    packed = zlib.compress(raw, 6)
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (keys, len(packed), packed)
