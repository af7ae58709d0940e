"""Work that nobody waits for: between its steps it asks whether to go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias, TypeVar

T = TypeVar("T")

GoOn: TypeAlias = Callable[[], None]
"""Returns at once, or raises an exception to stop the work. What was made until then is kept for the next time."""


def always() -> None:
    """Work that somebody waits for is not stopped."""


def step_by_step(items: Iterable[T], go_on: GoOn) -> Iterator[T]:
    """Items, with the question before each of them."""
    for item in items:
        go_on()
        yield item
