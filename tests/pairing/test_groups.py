from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations

import pytest

from generator.pairing import groups
from generator.pairing.group_problem import Pricing
from generator.pairing.group_quick_bound import quick_bound
from generator.pairing.groups import Effort, Grouping, GroupProblem, group, group_by_place
from tests.pairing.drawn_groups import drawn, sites

SHAPES = [
    ((3, 4), (1, 1)),
    ((7,), (2,)),
    ((3, 3, 2), (1, 1, 1)),
    ((5, 3), (2, 1)),
    ((7,), (3,)),
    ((4, 4), (2, 2)),
    ((5, 3), (2, 2)),
    ((2, 2, 2, 2), (1, 1, 1, 1)),
    ((4, 2, 2), (2, 1, 1)),
    ((8,), (4,)),
    ((3, 3, 2), (1, 1, 0)),
]
LITTLE = Effort(seating=1, proof=1)


def drawn_with_rules(seed: int) -> GroupProblem:
    """Up to eight people with pins, forbidden pairs and few half days."""
    draw = random.Random(seed)
    sizes, make_up = SHAPES[seed % len(SHAPES)]
    problem = drawn(sizes, make_up, seed, forbidden=draw.choice((0, 0.1, 0.3, 0.6)))
    people = draw.sample(range(len(problem.sides)), 5)
    pins = draw.choice(((), (people[:2],), (people[:3],), (people[:2], people[2:4])))
    together = tuple(tuple(sorted(pin)) for pin in pins)
    return replace(problem, common=draw.choice((0, 1, 3, 5)), together=together)


def least_cost(problem: GroupProblem) -> int:
    """By trying every grouping."""

    def least(people: tuple[int, ...]) -> int:
        if not people:
            return 0
        first, *others = people
        costs = [problem.leave_out[first] + least(tuple(others))]
        for rest in combinations(others, sum(problem.make_up) - 1):
            cost = cost_of(problem, (first, *rest))
            if cost is not None:
                costs.append(cost + least(tuple(person for person in others if person not in rest)))
        return min(costs)

    return least(tuple(range(len(problem.sides))))


def cost_of(problem: GroupProblem, members: tuple[int, ...]) -> int | None:
    """Of one group; None if it breaks a rule."""
    make_up = tuple(sum(problem.sides[person] == side for person in members) for side in range(len(problem.make_up)))
    days = [day for day in range(10) if all(problem.half_days[person] >> day & 1 for person in members)]
    costs = [problem.costs[first][second] for first, second in combinations(members, 2)]
    parted = any(set(members) & set(people) and not set(people) <= set(members) for people in problem.together)
    if make_up != problem.make_up or len(days) < problem.common or None in costs or parted:
        return None
    return sum(cost for cost in costs if cost is not None)


def recounted(problem: GroupProblem, answer: Grouping) -> int:
    """The cost of an answer, after checking that it keeps all rules and that nobody is lost."""
    people = [person for members in answer.groups for person in members] + list(answer.left_out)
    assert sorted(people) == list(range(len(problem.sides)))
    assert list(answer.groups) == sorted(tuple(sorted(members)) for members in answer.groups)
    costs = [cost_of(problem, members) for members in answer.groups]
    assert None not in costs
    return sum(cost or 0 for cost in costs) + sum(problem.leave_out[person] for person in answer.left_out)


# Blocks differ in nothing but what is drawn: 120 cohorts are for each run, all 330 for `make test-all`.
@pytest.mark.parametrize("block", [*range(4), *(pytest.param(block, marks=pytest.mark.slow) for block in range(4, 11))])
def test_a_small_cohort_gets_the_best_groups_that_there_are(block: int) -> None:
    for seed in range(block, 330, 11):
        problem = drawn_with_rules(seed)
        answer = group(problem)

        assert (answer.cost, answer.bound, answer.proven) == (least_cost(problem), answer.cost, True), seed
        assert recounted(problem, answer) == answer.cost


@pytest.mark.parametrize("block", range(11))
def test_whatever_the_effort_the_bound_is_never_above_the_best(block: int) -> None:
    for seed in range(block, 110, 11):
        problem = drawn_with_rules(seed)
        answer = group(problem, LITTLE)

        assert answer.bound <= least_cost(problem) <= answer.cost == recounted(problem, answer), seed
        assert answer.proven == (answer.bound == answer.cost)


@pytest.mark.parametrize(
    ("sizes", "make_up", "left_out"),
    [
        ((8, 8, 8), (1, 1, 1), 0),
        ((12, 12), (2, 2), 0),
        ((9, 8, 7), (1, 1, 1), 3),
        ((13, 11), (2, 2), 4),
        ((16, 8), (2, 1), 0),
        ((6, 6, 6, 6), (1, 1, 1, 1), 0),
    ],
)
def test_the_best_groups_of_24_people_are_proven(
    sizes: tuple[int, ...], make_up: tuple[int, ...], left_out: int
) -> None:
    for seed in range(2):
        problem = drawn(sizes, make_up, seed)
        answer = group(problem)

        assert (answer.proven, len(answer.left_out)) == (True, left_out)
        assert recounted(problem, answer) == answer.cost == answer.bound


@pytest.mark.parametrize(
    ("sizes", "make_up", "cost"), [((18, 18), (2, 2), 3732), ((24, 24), (2, 2), 4146), ((32, 32, 32), (1, 1, 1), 5034)]
)
def test_more_people_are_often_proven_too(sizes: tuple[int, ...], make_up: tuple[int, ...], cost: int) -> None:
    problem = drawn(sizes, make_up, 0)
    answer = group(problem)

    assert (answer.cost, answer.bound) == (cost, cost)
    assert recounted(problem, answer) == cost


@pytest.mark.parametrize("seed", range(44))
def test_too_many_groups_for_a_table_have_a_quick_bound(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups, "MOST_GROUPS", 0)
    problem = drawn_with_rules(seed)
    answer = group(problem)

    assert 0 < answer.bound <= least_cost(problem) <= answer.cost == recounted(problem, answer)


@pytest.mark.parametrize(
    ("sizes", "make_up", "best", "bound"),
    [
        ((24, 24), (2, 2), 4146, 3546),
        ((13, 11), (2, 2), 1614, 1107),
        ((16, 8), (2, 1), 1776, 1533),
        ((8, 8, 8), (1, 1, 1), 1824, 1752),
    ],
)
def test_the_quick_bound_is_not_far_from_the_best(
    sizes: tuple[int, ...], make_up: tuple[int, ...], best: int, bound: int
) -> None:
    problem = drawn(sizes, make_up, 0)
    answer = group(problem)
    left_out = sum(problem.leave_out[person] for person in answer.left_out)

    assert (answer.cost - left_out, quick_bound(Pricing(problem)) - left_out) == (best, bound)
    assert answer.proven


@pytest.mark.parametrize("seed", range(110))
def test_the_quick_bound_is_never_above_the_best(seed: int) -> None:
    problem = drawn_with_rules(seed)

    assert quick_bound(Pricing(problem)) <= least_cost(problem)


def test_where_there_are_too_many_groups_each_place_is_grouped_apart_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups, "MOST_GROUPS", 2000)
    problem, effort = drawn((12, 12), (2, 2), 0), Effort(seating=1)
    answer = group_by_place(problem, sites((12, 12), 0), effort)

    assert (group(problem, effort).cost, answer.cost, answer.bound) == (2772, 2184, 1992)
    assert recounted(problem, answer) == answer.cost
    assert answer.left_out == ()


@pytest.mark.parametrize("seed", range(44))
def test_places_never_make_it_worse_or_break_a_rule(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups, "MOST_GROUPS", 0)
    problem = drawn_with_rules(seed)
    answer = group_by_place(problem, [(None, 0, 1)[person % 3] for person in range(len(problem.sides))], LITTLE)

    assert recounted(problem, answer) == answer.cost <= group(problem, LITTLE).cost


def test_people_who_must_be_together_may_be_of_two_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups, "MOST_GROUPS", 1000)
    problem = replace(drawn((12, 12), (2, 2), 1), together=((0, 23),))
    answer = group_by_place(problem, [0] * 6 + [1] * 6 + [0] * 6 + [1] * 6, Effort(seating=1))

    assert any({0, 23} <= set(members) for members in answer.groups)


def test_few_people_are_not_grouped_by_place() -> None:
    problem = drawn((6, 6), (2, 2), 5)

    assert group_by_place(problem, [0, 1] * 6) == group(problem)


def test_the_same_problem_has_the_same_answer_each_time() -> None:
    problem = drawn((6, 6), (2, 2), 5)

    assert group(problem) == group(problem)


def test_people_who_must_be_together_are() -> None:
    problem = drawn((12, 12), (2, 2), 1)
    pinned = group(replace(problem, together=((0, 20), (3, 4, 12))))

    assert any({0, 20} <= set(members) for members in pinned.groups)
    assert any({3, 4, 12} <= set(members) for members in pinned.groups)
    assert pinned.proven
    assert pinned.cost >= group(problem).cost


def test_people_who_must_be_together_but_cannot_are_all_left_out() -> None:
    problem = drawn((4, 4), (1, 1), 1, forbidden=0)
    answer = group(replace(problem, together=((0, 1),)))

    assert answer.left_out[:2] == (0, 1)
    assert len(answer.groups) == 2


def test_nobody_and_a_side_without_people_have_no_groups() -> None:
    nobody = GroupProblem((), (1, 1, 1), (), (), 1, (), ())
    one_side = GroupProblem((0, 0), (1, 1), ((None, 1), (1, None)), (1, 1), 1, (), (100, 200))

    assert group(nobody) == Grouping((), (), 0, 0, True)
    assert group(one_side) == Grouping((), (0, 1), 300, 300, True)


def test_it_is_the_dearer_person_who_is_placed() -> None:
    problem = GroupProblem((0, 0, 1), (1, 1), ((0, 0, 1), (0, 0, 9), (1, 9, 0)), (1, 1, 1), 1, (), (100, 200, 100))

    assert group(problem) == Grouping(((1, 2),), (0,), 109, 109, True)
