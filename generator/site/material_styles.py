"""Material's style sheets in two: what a page of ours needs before it can show its words, and the rest.

No rule is left out. The templates decide which rule goes where, so a new version of Material or a new page needs no
change here.
"""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..model.characters import decoded
from .style_sheets import split_rules, split_variables

FIRST, REST = "stylesheets/material.css", "stylesheets/material_rest.css"
"""The two sheets, by path from the root of the docs folder."""
SHEETS = ("main", "palette")
"""Material's style sheets in their order, by the beginning of their names."""
OF_MARKDOWN = frozenset({"headerlink"})
"""Classes that Markdown puts into every page and no template names."""

_WORD = re.compile(r"[\w-]+")
_TEMPLATE = re.compile(r"""["']([\w/.-]+\.html)["']""")
_ADDRESS = re.compile(r"url\((?!\s*[\"']?data:)")


def material_styles(
    theme: Mapping[str, bytes], settings: Mapping[str, Any], sheets: Mapping[str, str]
) -> dict[str, bytes]:
    """The two sheets; none where Material is not the theme, is not installed, or has other files than expected.

    `theme` are templates and scripts of ours by path, and `sheets` our style sheets.
    """
    look = settings.get("theme")
    if not isinstance(look, dict) or look.get("name") != "material":
        return {}
    own = {path: decoded(raw) for path, raw in theme.items() if path.endswith((".html", ".jinja", ".js"))}
    values = json.dumps([look, settings.get("extra")], default=repr)
    return _parts(tuple(sorted(own.items())), values, tuple(sheets.values()))


@lru_cache(maxsize=2)
def _parts(own: tuple[tuple[str, str], ...], values: str, sheets: tuple[str, ...]) -> dict[str, bytes]:
    folder = _folder()
    if folder is None:
        return {}
    material = []
    for name in SHEETS:
        files = sorted((folder / "assets/stylesheets").glob(f"{name}.*.css"))
        if len(files) != 1:
            return {}
        material.append(re.sub(r"/\*#.*?\*/", "", files[0].read_text(encoding="utf-8")))
    if any(map(_ADDRESS.search, material)):
        # What a sheet names by a relative path is not where the new one is.
        return {}
    # What our own sheets style otherwise must come before them.
    texts = [*dict(own).values(), *_reachable(dict(own), folder), *sheets, values]
    names = OF_MARKDOWN.union(*(_WORD.findall(text) for text in texts))
    needed: list[str] = []
    rest: list[str] = []
    for sheet in material:
        for rules, part in zip(split_rules(sheet, names), (needed, rest), strict=True):
            part += rules
    first, unused = split_variables(needed, sheets)
    return {FIRST: "".join(first).encode() + b"\n", REST: "".join([*unused, *rest]).encode() + b"\n"}


def _folder() -> Path | None:
    """The folder of Material's templates; None where it is not installed."""
    package = importlib.util.find_spec("material")
    places = (package.submodule_search_locations if package else None) or ()
    return next((Path(place) / "templates" for place in places), None)


def _reachable(own: Mapping[str, str], folder: Path) -> Iterator[str]:
    """Material's templates that ours extend or include, directly or not, but for those that ours replace."""
    seen = {path.removeprefix("theme/overrides/") for path in own}
    waiting = [name for text in own.values() for name in _TEMPLATE.findall(text)]
    while waiting:
        name = waiting.pop()
        file = folder / name
        if name in seen or not file.is_file():
            continue
        seen.add(name)
        text = file.read_text(encoding="utf-8")
        waiting += _TEMPLATE.findall(text)
        yield text
