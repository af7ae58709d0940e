"""Images from outside: only PNG, checked by structure, bounded in bytes and pixels."""

from __future__ import annotations

import struct
import zlib

MAX_BYTES = 2_000_000
MAX_SIDE = 2_000


def png_fault(raw: bytes) -> str | None:
    """What is wrong with a PNG file, or None where nothing is. Reads its chunks, not its pixels (PNG, section 5)."""
    if not raw.startswith(b"\x89PNG\r\n\x1a\n"):
        return "is not a PNG file"
    if len(raw) > MAX_BYTES:
        return f"has {len(raw):,} bytes, the most is {MAX_BYTES:,}"
    position, first, has_pixels = 8, True, False
    while position + 12 <= len(raw):
        length, kind = struct.unpack(">I4s", raw[position : position + 8])
        end = position + 12 + length
        if end > len(raw):
            return "is cut off"
        body = raw[position + 8 : end - 4]
        if zlib.crc32(kind + body) != struct.unpack(">I", raw[end - 4 : end])[0]:
            return "is damaged"
        if first:
            if kind != b"IHDR" or length != 13:
                return "has no header"
            width, height = struct.unpack(">II", body[:8])
            if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE):
                return f"is {width} by {height} pixels, the most is {MAX_SIDE} a side"
        has_pixels = has_pixels or kind == b"IDAT"
        if kind == b"IEND":
            return None if has_pixels else "holds no picture"
        position, first = end, False
    return "is cut off"
