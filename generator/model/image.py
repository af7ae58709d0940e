"""Images from outside: PNG only, checked by structure, limited in bytes and pixels.

Section numbers are those of the PNG specification (W3C, second edition).
"""

from __future__ import annotations

import struct
import zlib

MAX_BYTES = 2_000_000
MAX_SIDE = 2_000
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
"""Bit depths by colour type (table 11.1)."""
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""First pixel and step, across and down, of each pass of an interlaced image (section 8.2)."""
_LAST_FILTER = 4


def png_fault(raw: bytes) -> str | None:
    """What is wrong with a PNG file; None if nothing is. Reads its chunks (section 5) and counts its pixels."""
    if not raw.startswith(b"\x89PNG\r\n\x1a\n"):
        return "is not a PNG file"
    if len(raw) > MAX_BYTES:
        return f"has {len(raw):,} bytes; the limit is {MAX_BYTES:,}"
    position, first = 8, True
    header, pixels = b"", bytearray()
    while position + 12 <= len(raw):
        length, kind = struct.unpack(">I4s", raw[position : position + 8])
        end = position + 12 + length
        if end > len(raw):
            return "is incomplete"
        body = raw[position + 8 : end - 4]
        if zlib.crc32(kind + body) != struct.unpack(">I", raw[end - 4 : end])[0]:
            return "is damaged"
        if first:
            if kind != b"IHDR" or length != 13:
                return "has no header"
            width, height = struct.unpack(">II", body[:8])
            if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE):
                return f"is {width} by {height} pixels; the limit is {MAX_SIDE} a side"
            header = body
        if kind == b"IDAT":
            pixels += body
        if kind == b"IEND":
            return _pixels_fault(header, bytes(pixels)) if pixels else "has no image data"
        position, first = end, False
    return "is incomplete"


def _pixels_fault(header: bytes, packed: bytes) -> str | None:
    """What is wrong with the pixels, which must be as many as the header says. Unpacks no more than those."""
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", header)
    if depth not in _DEPTHS.get(colour, ()):
        return "has an invalid colour type or bit depth"
    passes = _PASSES if interlaced else ((0, 0, 1, 1),)
    rows = [
        ((-(-(width - x) // across) * _CHANNELS[colour] * depth + 7) // 8 + 1, -(-(height - y) // down))
        for x, y, across, down in passes
        if width > x and height > y
    ]
    most = sum(length * number for length, number in rows)
    try:
        raw = zlib.decompressobj().decompress(packed, most + 1)
    except zlib.error:
        return "is damaged"
    position = 0
    for length, number in rows:
        end = position + length * number
        if max(raw[position:end:length], default=0) > _LAST_FILTER:
            return "is damaged"
        position = end
    return None if len(raw) == most else "is damaged"
