"""Links between the files of a folder, whose addresses differ from place to place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from operator import is_
from typing import Any

from .document import BESIDE, Run


def linked_to(value: Any, addresses: Mapping[str, str]) -> Any:
    """A document, or anything in one, whose links to files of its folder lead to other addresses, by the file's path.

    Where a file has no address, the link is words alone.
    """
    if isinstance(value, Run):
        if not (value.link or "").startswith(BESIDE):
            return value
        path, hash_sign, anchor = (value.link or "").removeprefix(BESIDE).partition("#")
        return replace(value, link=f"{addresses[path]}{hash_sign}{anchor}" if path in addresses else None)
    if isinstance(value, tuple):
        items = tuple([linked_to(item, addresses) for item in value])
        return value if all(map(is_, items, value)) else items
    if names := getattr(value, "__dataclass_fields__", None):
        pairs = [(name, getattr(value, name)) for name in names]
        changed = {name: new for name, old in pairs if (new := linked_to(old, addresses)) is not old}
        return replace(value, **changed) if changed else value
    return value
