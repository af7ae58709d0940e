"""What a reader must know of an item at a glance, for the head of its page, and what is folded until it is wanted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..model.english import counted
from .document import Block, Run, Words
from .plain_text import in_plain_text

WORDS_A_MINUTE = 200
"""Our estimate for prose with tables in it."""


class HeadFact(NamedTuple):
    """A fact at the head of a page."""

    icon: str
    """Its name in `icons.css`, as for the `icon` of page templates."""
    name: str
    words: Words


class Fold(NamedTuple):
    """A section of a page that is folded until a reader wants it."""

    id: str
    title: str
    hint: str
    """What is in it, in a few words."""
    blocks: tuple[Block, ...]


def figure_and_words(figure: str, words: str) -> Words:
    """A fact that begins with its figure, such as 25 weeks, and says in smaller words what that is."""
    return (Run(figure, strong=True), Run(" "), Run(words, role="small"))


def to_read(blocks: Iterable[Block]) -> str:
    """How long it takes to read blocks, in minutes."""
    return counted(max(1, round(len(in_plain_text(blocks).split()) / WORDS_A_MINUTE)), "minute")
