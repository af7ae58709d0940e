"""Style sheets that arrive soon: joined, without comments, and split where a page needs only some of the rules.

A browser shows no words before it has all sheets that a page's head names, and on a slow phone each file costs another
round trip.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from ..model.characters import decoded
from ..publish.staged import Content

ONLY_AT_THE_BEGINNING = (b"@charset", b"@import", b"@namespace")
"""Rules that mean nothing in the middle of a style sheet."""
OF_RULES = ("@media", "@supports", "@container", "@layer")
"""At-rules that hold other rules."""

_STRING = r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\''
_COMMENT = r"/\*.*?\*/"
_PIECES = re.compile(f"{_STRING}|{_COMMENT}|[{{}};]", re.DOTALL)
_BETWEEN = re.compile(rf"({_STRING})|(?:{_COMMENT}|\s)+", re.DOTALL)
_WITHIN_PARENTHESES = re.compile(r"\([^()]*\)")
_NEEDED = re.compile(r"\.([\w-]+)|\[[\w-]+=\"?([\w-]+)\"?\]")
_DECLARATIONS = re.compile(rf"(?:{_STRING}|[^;\"'])+", re.DOTALL)
_USED = re.compile(r"var\(\s*(--[\w-]+)")


def joined(paths: Sequence[object], files: Mapping[str, Content]) -> tuple[list[object], dict[str, bytes]]:
    """What pages load instead of some style sheets, and the file that takes the place of the first of them.

    Only sheets next to one another are joined, so that their order and what they name by relative paths stay as they
    are: those of the first one's folder, up to the first sheet of elsewhere.
    """
    sheets: list[str] = []
    for path in paths:
        content = files.get(path) if isinstance(path, str) else None
        if not isinstance(content, bytes) or _folder(path) != _folder(paths[0]) or _must_begin(content):
            break
        sheets.append(shortened(decoded(content)))
    if len(sheets) < 2:
        return list(paths), {}
    return [paths[0], *paths[len(sheets) :]], {str(paths[0]): "\n".join(sheets).encode() + b"\n"}


def shortened(sheet: str) -> str:
    """A style sheet without comments and line breaks."""
    return _BETWEEN.sub(lambda match: match[1] or " ", sheet).strip()


def split_rules(sheet: str, names: Collection[str]) -> tuple[list[str], list[str]]:
    """The rules of a sheet that may apply to a page with these names of classes and values of attributes, and the rest.

    A rule is never taken apart but for the rules within it, and each list is in the order of the sheet.
    """
    first: list[str] = []
    rest: list[str] = []
    for rule in rules(sheet):
        selectors, brace, inner = rule.partition("{")
        if selectors.startswith(OF_RULES) and brace:
            for within, part in zip(split_rules(inner[:-1], names), (first, rest), strict=True):
                if within:
                    part.append(f"{selectors}{{{''.join(within)}}}")
        elif selectors.startswith("@") or _may_apply(selectors, names):
            first.append(rule)
        else:
            rest.append(rule)
    return first, rest


def split_variables(sheet: Sequence[str], others: Sequence[str]) -> tuple[list[str], list[str]]:
    """The rules of a sheet without the variables of `:root` that no sheet uses, and rules that set those variables."""
    used = set(_USED.findall("".join([*sheet, *others])))
    first: list[str] = []
    rest: list[str] = []
    for rule in sheet:
        selector, _, body = rule.partition("{")
        if selector != ":root":
            first.append(rule)
            continue
        parts: tuple[list[str], list[str]] = ([], [])
        for declaration in _DECLARATIONS.findall(body[:-1]):
            name = declaration.partition(":")[0].strip()
            parts[name.startswith("--") and name not in used].append(declaration)
        for declarations, part in zip(parts, (first, rest), strict=True):
            if declarations:
                part.append(f":root{{{';'.join(declarations)}}}")
    return first, rest


def rules(sheet: str) -> Iterator[str]:
    """The rules of a style sheet one after the other, each as it is written."""
    depth = start = 0
    for piece in _PIECES.finditer(sheet):
        depth += {"{": 1, "}": -1}.get(piece[0], 0)
        if depth == 0 and piece[0] in ("}", ";"):
            yield sheet[start : piece.end()].strip()
            start = piece.end()


def _may_apply(selectors: str, names: Collection[str]) -> bool:
    """Whether one of the selectors needs none but these names. What is in parentheses may be a choice or a negation."""
    before = None
    while before != selectors:
        before, selectors = selectors, _WITHIN_PARENTHESES.sub("", selectors)
    return any(
        all(name in names for pair in _NEEDED.findall(selector) for name in pair if name)
        for selector in selectors.split(",")
    )


def _folder(path: object) -> PurePosixPath:
    return PurePosixPath(str(path)).parent


def _must_begin(sheet: bytes) -> bool:
    return any(rule in sheet.lower() for rule in ONLY_AT_THE_BEGINNING)
