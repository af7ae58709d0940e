"""Background work that can be stopped between two steps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias, TypeVar

T = TypeVar("T")

GoOn: TypeAlias = Callable[[], None]
"""Returns at once, or raises an exception to stop the work. Anything already made is kept for next time."""


def always() -> None:
    """Carry on: somebody is waiting for the result."""


def step_by_step(items: Iterable[T], go_on: GoOn) -> Iterator[T]:
    """The items in order; `go_on` may stop the work before any of them."""
    for item in items:
        go_on()
        yield item
