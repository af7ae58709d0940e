"""How many examples Hypothesis draws for a test."""

from __future__ import annotations

from hypothesis import settings

FEW = "few"
"""The profile of `make test`."""


def examples(number: int) -> int:
    """All of a number of examples, or with the profile of `make test` a fifth of them and at least two."""
    return max(2, number // 5) if settings.get_current_profile_name() == FEW else number
