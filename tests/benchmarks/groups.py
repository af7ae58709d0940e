"""Groups of three and four: value, bound and CPU time, beside a plain model for HiGHS that has a minute."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from generator.pairing.groups import Grouping, GroupProblem, group
from tests.benchmarks.measuring import Run, cpu, say
from tests.benchmarks.rows import Row, at_most, missing
from tests.pairing.drawn_groups import drawn

SHAPES = [
    ((number // len(make_up),) * len(make_up), make_up)
    for number in (24, 36, 48, 96)
    for make_up in ((1, 1, 1), (2, 2))
]
SEED = 1
LIMIT = 2
"""CPU seconds."""
MINUTE = 60


def groups(run: Run) -> Iterator[Row]:
    """Drawn people of each size in threes and fours."""
    for sizes, make_up in SHAPES:
        title = f"{sum(sizes)} people in groups of {sum(make_up)}"
        say(title)
        problem = drawn(sizes, make_up, SEED)
        answers: list[Grouping] = []
        seconds = cpu(lambda problem=problem, answers=answers: answers.append(group(problem)), run.rounds)
        yield at_most(title, seconds, "CPU s", LIMIT)
        yield Row("  cost", answers[0].cost, "proven best" if answers[0].proven else "")
        yield Row("  bound", answers[0].bound, f"{gap(answers[0].cost, answers[0].bound):.1f} % below")
        if run.quick:
            yield missing("  plain model for HiGHS", "left out when quick")
            continue
        cost, bound = plain(problem, MINUTE)
        yield Row(f"  plain model for HiGHS in {MINUTE} s, cost", cost, "")
        yield Row(f"  plain model for HiGHS in {MINUTE} s, bound", bound, f"{gap(cost, bound):.1f} % below")


def gap(cost: float, bound: float) -> float:
    """Per cent of the cost that the bound is below it."""
    return 100 * (cost - bound) / cost if cost else 0.0


def plain(problem: GroupProblem, seconds: float) -> tuple[float, float]:
    """Cost and bound of what first comes to mind: who is at which table, and which two people share one.

    It needs a table for everybody, so it is for sides that add up and people who can all be placed.
    """
    import highspy

    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("time_limit", float(seconds))
    model.setOptionValue("threads", 1)
    people, tables = range(len(problem.sides)), range(len(problem.sides) // sum(problem.make_up))
    at = {(person, table): model.addBinary() for person in people for table in tables}
    for person in people:
        model.addConstr(sum(at[person, table] for table in tables) == 1)
    for table in tables:
        for side, number in enumerate(problem.make_up):
            model.addConstr(sum(at[person, table] for person in people if problem.sides[person] == side) == number)
    for one, other in combinations(people, 2):
        cost = problem.costs[one][other]
        if cost is None:
            for table in tables:
                model.addConstr(at[one, table] + at[other, table] <= 1)
        elif cost:
            both = model.addVariable(0, 1, cost)
            for table in tables:
                model.addConstr(both >= at[one, table] + at[other, table] - 1)
    days = {1 << bit for shared in problem.half_days for bit in range(shared.bit_length()) if shared >> bit & 1}
    for table in tables:
        free = {day: model.addBinary() for day in sorted(days)}
        model.addConstr(sum(free.values()) >= problem.common)
        for day, person in product(free, people):
            if not problem.half_days[person] & day:
                model.addConstr(free[day] + at[person, table] <= 1)
    model.run()
    info = model.getInfo()
    return info.objective_function_value, info.mip_dual_bound
