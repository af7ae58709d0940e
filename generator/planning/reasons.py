"""Why something is on its day, in the words that a plan shows."""

from __future__ import annotations

from ..model.schedule_preferences import Pin
from .open_days import Placed


def why(placed: Placed, rule: str) -> str:
    """The rule that gives a day, and why the day is another one."""
    return _capital(rule) + (f"; moved {placed.moved}" if placed.moved else "")


def why_pinned(pin: Pin) -> str:
    """That the trust chose the day, with its reason if it gives one."""
    return "The day the trust chose" + (f": {pin.reason}" if pin.reason else "")


def why_unmoved(rule: str) -> str:
    """That a day stays as it was, although the rule now gives another one."""
    return f"{_capital(rule)}; kept on its day in the earlier plan"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
