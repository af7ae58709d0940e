"""Series of numbers from published examples, with where they come from. Numbers only."""

from __future__ import annotations

WARDS = {
    "WardX": "9 22 19 18 8 7 11 11 11 12 2 8 9 6 7 11 11 11 21 12 21 12 21 13 5 6 4 15 12 7 14 7 9 13 13 7 5 4 10 "
    "4 9 4 8 6 9 9 4 5 2 6 16 8 7 6 4",
    "WardY": "11 18 5 14 12 14 23 9 9 13 4 16 19 18 20 19 19 18 11 8 18 15 3 12 17 11 15 21 15 9 6 9 6 17 12 15 9 "
    "20 9 17 15 10 12 14 16 7 3 8 11 7 9 8 8 7 8",
    "WardZ": "2 6 3 4 5 9 4 4 3 6 3 4 5 6 9 11 7 9 4 4 3 5 12 4 4 3 4 3 7 4 5 4 5 6 1 3 9 7 10 3 4 6 10 9 12 9 4 7 "
    "6 5 9 10 5 8 16",
    "WardV": "5 3 3 12 1 7 13 10 19 13 14 1 6 13 17 15 15 15 10 5 18 11 13 2 12 2 7 9 14 3 18 4 5 6 10 18 15 5 9 "
    "10 11 15 4 4 11 11 13 4 15 17 15 7 20 18 6",
}
"""The data set `signals` of the R package runcharter (johnmackintosh/runcharter, data-raw/signals.R): months from
January 2014 to July 2018."""

PLOT_THE_DOTS = (
    *(-0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123, -0.68685285),
    *(-0.44566197, 1.22408180, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314, 0.49785048, -1.96661716),
    *(0.70135590, -0.47279141),
)
"""R's `set.seed(123); rnorm(20)` to eight decimals, the data of the tests of the R package NHSRplotthedots
(nhs-r-community/NHSRplotthedots, tests/testthat/test-ptd_spc_standard.R and test-ptd_spc.R)."""


def ward(name: str) -> list[int]:
    """The values of a ward, in order of time."""
    return [int(value) for value in WARDS[name].split()]


def month(year: int, number: int) -> int:
    """Position of a month in the series of a ward."""
    return (year - 2014) * 12 + number - 1
