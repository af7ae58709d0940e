"""The index of the site's search, in files of which a search loads only a few.

Words are sorted and cut into files of about the same size, so that a word, every word that begins like it and every
name that begins with it are in one file or in neighbouring ones. Each file is a script that hands over its data:
scripts load on pages from a server and on pages that are read from files alike.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from ..model.vocabulary import GlossaryTerm, Vocabulary
from .search_entries import KINDS, Entry
from .search_postings import Names, postings

FOLDER = "search"
INDEX = f"{FOLDER}/index.js"
FILE_SIZE = 12_000
"""Letters of a file. About a third of it crosses the network, compressed."""
HIGHEST = 63
"""The highest score of a posting, which is written as one number: the score and 64 times the section."""
SHORTEST_CORRECTED = 4
"""Letters of the shortest word that is taken for what somebody meant to type."""
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

Row = tuple[Any, ...]


def index_files(entries: Iterable[Entry], vocabulary: Vocabulary, glossary: Iterable[GlossaryTerm]) -> dict[str, bytes]:
    """The files of the index by path from the root of the site."""
    names, listed = Names(vocabulary, glossary), list[Entry]()
    by_word: dict[str, list[int]] = {}
    last: dict[str, int] = {}
    for number, entry in enumerate(entries):
        listed.append(entry)
        for word, (score, section) in postings(entry, names).items():
            gap, last[word] = number - last.get(word, 0), number
            by_word.setdefault(word, []).extend((gap, min(score, HIGHEST) + (HIGHEST + 1) * section))
    ordered = sorted(by_word, key=lambda word: (word.lower(), word))
    files: dict[str, bytes] = {}
    packed_words = _packed((word, by_word[word], *_meaning(names, word)) for word in ordered)
    packed_entries = _packed((number, *_record(entry)) for number, entry in enumerate(listed))
    index = {
        "kinds": [[kind.title, kind.plural, kind.weight] for kind in KINDS.values()],
        "entries": "".join(DIGITS[list(KINDS).index(entry.kind)] for entry in listed),
        "words": [(first.lower(), _add(files, "words", rows)) for first, rows in packed_words],
        "records": [(first, _add(files, "entries", rows)) for first, rows in packed_entries],
        "spelling": _spelling(files, {word: len(by_word[word]) // 2 for word in ordered}),
    }
    files[INDEX] = _script("index", _json(index))
    return files


def _meaning(names: Names, word: str) -> Row:
    """What a name stands for, if it stands for no more than two things."""
    meanings = sorted({title.lower() for title in names.meanings.get(word, ())})
    return (" or ".join(meanings),) if 0 < len(meanings) <= 2 else ()


def _record(entry: Entry) -> Row:
    """What a result shows: title, summary, address, its sections with addresses, and its files."""
    sections = [[section.anchor, section.heading] for section in entry.sections[1:]]
    record = (entry.title, entry.summary, entry.address, sections, [list(link) for link in entry.files])
    return record if entry.files else record[:4] if sections else record[:3]


def _spelling(files: dict[str, bytes], uses: dict[str, int]) -> list[Row]:
    """Files of the words to correct a misspelt one by, each with the first letter that its words share."""
    by_letter: dict[str, list[str]] = {}
    for word, number in uses.items():
        if len(word) >= SHORTEST_CORRECTED and word.islower() and " " not in word:
            by_letter.setdefault(word[0], []).append(_json((word, number)))
    return [(letter, _add(files, "spelling", rows)) for letter, rows in by_letter.items()]


def _packed(rows: Iterable[Row]) -> Iterator[tuple[Any, list[str]]]:
    """Rows as JSON in groups of about the size of a file, each with what its first row begins with."""
    group: list[str] = []
    first, size = None, 0
    for row in rows:
        first = first if group else row[0]
        group.append(_json(row))
        size += len(group[-1])
        if size >= FILE_SIZE:
            yield first, group
            group, size = [], 0
    if group:
        yield first, group


def _add(files: dict[str, bytes], kind: str, rows: list[str]) -> str:
    """Add a file, and return its name. A hash in the name keeps a browser from mixing files of two versions."""
    data = f"[{','.join(rows)}]"
    name = f"{kind}-{hashlib.sha256(data.encode()).hexdigest()[:10]}"
    files[f"{FOLDER}/{name}.js"] = _script(name, data)
    return name


def _script(name: str, data: str) -> bytes:
    return f'pairedLearning.search.take("{name}",{data});\n'.encode()


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
