"""Help that suggests the nearest known name."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most similar to this one; None if none is similar."""
    return next(iter(get_close_matches(name[:80], list(known), n=1, cutoff=0.6)), None)


def did_you_mean(name: str, known: Iterable[str]) -> str | None:
    """Help that suggests the nearest known name, or all of them if they are few."""
    names = sorted(known)
    match = nearest(name, names)
    if match is not None:
        return f"did you mean `{match}`?"
    if 0 < len(names) <= 12:
        return "use one of " + ", ".join(f"`{known_name}`" for known_name in names)
    return None
