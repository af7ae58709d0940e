"""Pairs of least cost, their certificate, and rounds of a meet-first event: the engines alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.pairing.assignment import assign
from generator.pairing.certificate import check
from generator.pairing.rounds import rounds
from tests.benchmarks.measuring import Run, cpu, say
from tests.benchmarks.rows import Row, at_most
from tests.pairing.drawn_costs import LARGE, leave_out, realistic

MOST = 250
LIMIT = 2_000
"""CPU milliseconds."""


def pairs(run: Run) -> Iterator[Row]:
    """Costs of every kind for the most people, and costs as of a scheme for fewer."""
    say(f"pairs of {MOST} a side")
    for kind, draw in LARGE.items():
        costs = draw(MOST)
        out = [leave_out(costs)] * MOST
        seconds = cpu(partial(assign, costs, out, out), run.rounds)
        yield at_most(f"pairs, {MOST} a side, costs {kind}", 1_000 * seconds, "CPU ms", LIMIT)
    for size in (100, 50):
        costs = realistic(size)
        out = [leave_out(costs)] * size
        seconds = cpu(partial(assign, costs, out, out), run.rounds)
        yield Row(f"  {size} a side, costs realistic", 1_000 * seconds, "CPU ms")
    costs = realistic(MOST)
    out = [leave_out(costs)] * MOST
    checking = cpu(partial(check, costs, out, out, assign(costs, out, out)), run.rounds)
    yield Row(f"  checking the certificate of {MOST} a side", 1_000 * checking, "CPU ms")
    meeting = cpu(partial(rounds, realistic(60), 6), run.rounds)
    yield Row("  six rounds of a meet-first event, 60 a side", 1_000 * meeting, "CPU ms")
