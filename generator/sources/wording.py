"""Warnings about the shared text: American spelling, other words than ours, long sentences, repeated sentences.

A trust's own files are not checked, references keep the words of their sources, and nobody types what a release
changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ..model.blanks import for_pairs
from ..model.changes import ReleaseChanges
from ..model.diagnostics import Diagnostic
from ..model.prose import plain_text
from ..model.reference import Reference
from ..model.vocabulary import PreferredTerm
from ..model.walk import Path
from .entry import Entry, entries_of

LONGEST_SENTENCE = 30
"""In words; busy readers lose the thread of longer ones."""
REPEATED_WORDS = 8
"""A sentence of at least this many words should appear only once in the content."""

_SENTENCE_END = re.compile(r"(?<=[.?!])[\"')]*\s+|\n")
_QUOTED = re.compile(r"\"[^\"\n]*\"|\u201c[^\u201d\n]*\u201d")
_WORD = re.compile(r"[\w'\u2019-]+")

_AMERICAN = {
    "analyze": "analyse",
    "anesthetic": "anaesthetic",
    "anesthetist": "anaesthetist",
    "behavior": "behaviour",
    "center": "centre",
    "centered": "centred",
    "color": "colour",
    "counselor": "counsellor",
    "enroll": "enrol",
    "favor": "favour",
    "favorite": "favourite",
    "fulfill": "fulfil",
    "gray": "grey",
    "gynecology": "gynaecology",
    "hematology": "haematology",
    "labor": "labour",
    "modeling": "modelling",
    "neighbor": "neighbour",
    "orthopedic": "orthopaedic",
    "pediatric": "paediatric",
    "practicing": "practising",
    "program": "programme",
    "skillful": "skilful",
    "traveling": "travelling",
}
_ISE = re.compile(r"([a-z]{2,})iz(e|ed|er|ers|es|ing|ation|ations)")
_REALLY_IZE = ("cap", "downs", "pr", "res", "se", "s")
"""What comes before -ize in capsize, downsize, prize, resize, seize and size, which are British too."""
_MAYBE_SMALL = re.compile(rf"\b(?:(?:{'|'.join(_AMERICAN)})s?|{_ISE.pattern})\b")
_MAYBE_AMERICAN = re.compile(_MAYBE_SMALL.pattern, re.IGNORECASE)


def check(entries: Sequence[Entry]) -> list[Diagnostic]:
    """Warnings about the wording of the shared content."""
    warnings: list[Diagnostic] = []
    first: dict[str, tuple[Entry, Path, str]] = {}
    other_words = _OtherWords(term for _, term in entries_of(entries, PreferredTerm))
    for entry in entries:
        if entry.trust is None and not isinstance(entry.noun, Reference | PreferredTerm | ReleaseChanges):
            for visit in entry.visits:
                if visit.shape.prose or visit.shape.line:
                    text = for_pairs(plain_text(visit.value) if visit.shape.prose else visit.value)
                    warnings.extend(_spelling(entry, visit.path, text))
                    if "also" not in visit.path:  # Words to search by.
                        warnings.extend(other_words.check(entry, visit.path, text))
                    # A line without an end is a title or a name.
                    if visit.shape.prose or text.endswith((".", "?", "!")):
                        warnings.extend(_sentences(entry, visit.path, text, first))
    return warnings


class _OtherWords:
    """Looks for words that this guide does not use, outside quotation marks."""

    def __init__(self, terms: Iterable[PreferredTerm]) -> None:
        # A sentence may begin with it. Other capitals make a difference: the Power Lab, the Trust.
        self._terms = {word[0].lower() + word[1:]: term for term in terms for word in term.instead_of}
        words = "|".join(f"(?i:{re.escape(word[0])}){re.escape(word[1:])}" for word in self._terms)
        self._expression = re.compile(rf"\b(?:{words or '(?!)'})s?\b")

    def check(self, entry: Entry, path: Path, text: str) -> Iterator[Diagnostic]:
        for match in self._expression.finditer(text):
            if any(quoted.start() < match.start() < quoted.end() for quoted in _QUOTED.finditer(text)):
                continue
            term = self._term(match[0])
            message = f"this guide says {term.term}, not `{match[0]}`"
            advice = f"write `{term.term}` if it is that; a title or what somebody says goes in quotation marks"
            yield entry.warning("other-word", message, path, advice, words=match[0])

    def _term(self, word: str) -> PreferredTerm:
        singular = word[0].lower() + word[1:]
        return self._terms.get(singular) or self._terms[singular.removesuffix("s")]


def _british(word: str) -> str | None:
    """The British spelling of an American word; None if the word is British already."""
    lower = word.lower()
    for ending in ("", "s"):
        stem = lower.removesuffix(ending)
        if stem in _AMERICAN:
            return _AMERICAN[stem] + ending
    match = _ISE.fullmatch(lower)
    if match and match[1] not in _REALLY_IZE:
        return f"{match[1]}is{match[2]}"
    return None


def _spelling(entry: Entry, path: Path, text: str) -> Iterator[Diagnostic]:
    # To look for small letters is three times as fast as to ignore the case.
    if not _MAYBE_SMALL.search(text.lower()):
        return
    for match in _MAYBE_AMERICAN.finditer(text):
        if better := _british(match[0]):
            message = f"`{match[0]}` is American spelling"
            yield entry.warning("american-spelling", message, path, f"write `{better}`", words=match[0])


def _sentences(entry: Entry, path: Path, text: str, first: dict[str, tuple[Entry, Path, str]]) -> Iterator[Diagnostic]:
    if text.count(" ") < REPEATED_WORDS - 1:
        return
    for sentence in _SENTENCE_END.split(text):
        if sentence.count(" ") < REPEATED_WORDS - 1:
            continue
        words = _WORD.findall(sentence.lower())
        if len(words) > LONGEST_SENTENCE:
            message = f"the sentence has {len(words)} words; the limit is {LONGEST_SENTENCE}: {sentence[:40]}..."
            yield entry.warning("long-sentence", message, path, "split it into two", words=sentence[:20])
        # A variant says again whatever stays of what it replaces.
        if len(words) >= REPEATED_WORDS and "variants" not in path:
            here = (entry, path, sentence[:20])
            before = first.setdefault(" ".join(words), here)
            if before is not here:
                earlier, earlier_path, start = before
                other = earlier.place_of(earlier_path, start)
                message = f"this sentence is already in {other.file}:{other.line}: {sentence[:40]}..."
                advice = "say it once and link to it, or say what is different here"
                yield entry.warning("repeated-sentence", message, path, advice, words=sentence[:20])
