"""Twelve people whose best pairs can be worked out by hand.

The site counts most, so the people of each site are paired with one another. There, different departments matter, and
whom people named counts a little. A pair costs 0 at least and 12 if neither named the other; a shared department costs
36 more, and different sites 108 more.

- North: Ann and Hal named each other first (0). Cal named Guy first, who named nobody (6). Bea and Lou are left (12).
- South: Dee cannot be with Jay (both in Finance), nor Eve or Fay with Ian (all in Stroke), so Dee is with Ian (12). Fay
  named Jay second (2 + 6), which leaves Eve with Kit (12).

So the best pairs cost 0 + 12 + 6 + 12 + 12 + 8 = 50.
"""

from __future__ import annotations

from typing import Any

from generator.model.library import Library
from generator.model.scheme import HalfDay
from generator.pairing.cohort import Cohort
from tests.pairing.small_cohort import clinician, manager, small_cohort

PEOPLE = (
    clinician(
        "ann",
        site="north",
        department="Stroke",
        named=["hal"],
        days=[HalfDay.TUESDAY_MORNING, HalfDay.WEDNESDAY_AFTERNOON],
    ),
    clinician("bea", site="north", department="Surgery"),
    clinician("cal", site="north", department="Theatres", named=["guy"]),
    clinician("dee", site="south", department="Finance"),
    clinician("eve", site="south", department="Stroke"),
    clinician("fay", site="south", department="Stroke", named=["ian", "jay"]),
    manager("guy", site="north", department="Stroke"),
    manager("hal", site="north", department="Surgery", named=["ann"], days=[HalfDay.WEDNESDAY_AFTERNOON]),
    manager("ian", site="south", department="Stroke"),
    manager("jay", site="south", department="Finance"),
    manager("kit", site="south", department="Estates"),
    manager("lou", site="north", department="Finance"),
)
PAIRS = (("ann", "hal"), ("bea", "lou"), ("cal", "guy"), ("dee", "ian"), ("eve", "kit"), ("fay", "jay"))
COSTS = (0, 12, 6, 12, 12, 8)
WEIGHTS = {"same_site": "matters-most", "across_departments": "matters", "named_each_other": "a-little"}


def six_pairs(library: Library, **more: Any) -> Cohort:
    """The cohort. `more` is as for a small cohort."""
    return small_cohort(library, *more.pop("people", PEOPLE), **{**WEIGHTS, **more})
