"""The nearest known name, for help that says `did you mean`."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is most like this one, or None where none is near."""
    matches = get_close_matches(name[:80], list(known), n=1, cutoff=0.6)
    return matches[0] if matches else None


def did_you_mean(name: str, known: Iterable[str]) -> str | None:
    """Help that names the nearest known name; where none is near and they are few, all of them."""
    names = sorted(known)
    match = nearest(name, names)
    if match is not None:
        return f"did you mean `{match}`?"
    if 0 < len(names) <= 12:
        return "use one of " + ", ".join(f"`{known_name}`" for known_name in names)
    return None
