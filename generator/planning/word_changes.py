"""How the words of a text changed: those that stayed, went and came."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from ..model.changes import Words, WordsHow

BESIDE = 8
"""Words that are kept beside a change, where more stayed."""

_PIECE = re.compile(r"\S+\s*")


def word_changes(before: str, after: str) -> list[Words]:
    """What became of each run of words, in the order of reading.

    Args:
        before: the text as it was.
        after: the text as it is.
    """
    old, new = _PIECE.findall(before.strip()), _PIECE.findall(after.strip())
    bare = [piece.rstrip() for piece in old], [piece.rstrip() for piece in new]
    blocks = SequenceMatcher(None, *bare, autojunk=False).get_opcodes()
    result: list[Words] = []
    for number, (kind, old_first, old_end, new_first, new_end) in enumerate(blocks):
        if kind == "equal":
            text = _shortened(new[new_first:new_end], first=number == 0, last=number == len(blocks) - 1)
            result.append(Words(how=WordsHow.SAME, text=text))
            continue
        if old_end > old_first:
            result.append(Words(how=WordsHow.OUT, text="".join(old[old_first:old_end])))
        if new_end > new_first:
            result.append(Words(how=WordsHow.IN, text="".join(new[new_first:new_end])))
    return result


def _shortened(pieces: list[str], *, first: bool, last: bool) -> str:
    """Words that stayed: only those beside a change, where there are many."""
    head = [] if first else pieces[:BESIDE]
    tail = [] if last else pieces[-BESIDE:]
    if len(pieces) <= len(head) + len(tail) + 2:
        return "".join(pieces)
    return "".join(_joined(head, tail))


def _joined(head: list[str], tail: list[str]) -> Iterator[str]:
    yield from head
    yield "… "
    yield from tail
