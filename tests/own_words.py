"""Runs of eight words, as hashes, so that no source has to be copied to check that nothing was copied from it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

WORDS_IN_A_RUN = 8
OF_SOURCES = Path(__file__).with_name("own_words.txt")
"""Hashes of all runs in the sentences of the sources that were read for this guide, without those that are names of
bodies or titles. `python -m tests.own_words < source.txt` writes the lines to add for another source."""

LINK_TARGET = re.compile(r"\]\([^)]*\)")
END_OF_SENTENCE = re.compile(r"(?<=[.;:!?])\s+|\n\s*\n")
WORD = re.compile(r"[a-z0-9']+")


def runs(text: str) -> Iterator[str]:
    """Each run of eight words in `text`, in lower case, whatever the punctuation, line breaks or links between them."""
    words = WORD.findall(LINK_TARGET.sub("]", text).lower().replace("\u2019", "'"))
    for first in range(len(words) - WORDS_IN_A_RUN + 1):
        yield " ".join(words[first : first + WORDS_IN_A_RUN])


def hashed(run: str) -> str:
    """The first ten hexadecimal digits of its SHA-256: among this many runs, two that differ do not meet by chance."""
    return sha256(run.encode()).hexdigest()[:10]


def shared(text: str, hashes: frozenset[str]) -> list[str]:
    """The runs of `text` that are among `hashes`."""
    return [run for run in runs(text) if hashed(run) in hashes]


def of_sources() -> frozenset[str]:
    """Hashes of the runs that content must not have."""
    return frozenset(OF_SOURCES.read_text(encoding="utf-8").split())


if __name__ == "__main__":
    hashes = {hashed(run) for sentence in END_OF_SENTENCE.split(sys.stdin.read()) for run in runs(sentence)}
    sys.stdout.writelines(f"{digits}\n" for digits in sorted(hashes))
