"""What a cohort costs: hours by role with the rates that the trust gave, other costs, and how much of it is priced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import prod
from typing import NamedTuple

from ..model.trust import Participants, TrustProfile
from .effort import PARTICIPANT_ROLES, Effort, EffortLine
from .figures import Range, exact, pounds, whole_number


class StaffCost(NamedTuple):
    """The hours of one role, or of the participants of one staff group, and what they cost."""

    role: str
    staff_group: str | None
    """None for a role other than participants."""
    people: int | None
    """Participants of the staff group; None where nobody counts the people of a role."""
    hours: Range
    backfill: Range
    """The hours among them in which somebody else must do the usual work."""
    rate: Fraction | None
    """Pounds an hour; None where the trust gave none."""
    band: str
    """Band or grade behind the rate; empty where the trust does not say."""

    @property
    def cost(self) -> Range | None:
        """Pounds; None without a rate."""
        return None if self.rate is None else self.hours.times(self.rate)


class OtherCost(NamedTuple):
    """A cost that is not anybody's time, such as rooms."""

    title: str
    pounds_each: Fraction
    each: tuple[str, ...]
    """What it is counted for; empty for once."""
    times: int

    @property
    def pounds(self) -> Fraction:
        return self.pounds_each * self.times


class BusinessCase(NamedTuple):
    """The hours and pounds of a cohort, low, usual and high by the size of its projects."""

    staff: tuple[StaffCost, ...]
    """Participants by staff group, then every other role."""
    others: tuple[OtherCost, ...]

    @property
    def hours(self) -> Range:
        return Range.sum(row.hours for row in self.staff)

    @property
    def backfill(self) -> Range:
        return Range.sum(row.backfill for row in self.staff)

    @property
    def priced(self) -> Range:
        """Hours that have a rate."""
        return Range.sum(row.hours for row in self.staff if row.rate is not None)

    @property
    def unpriced(self) -> tuple[StaffCost, ...]:
        """Rows that have hours and no rate."""
        return tuple(row for row in self.staff if row.rate is None and row.hours.usual)

    @property
    def unpriced_backfill(self) -> Range:
        """Hours of backfill that have no rate."""
        return Range.sum(row.backfill for row in self.unpriced)

    @property
    def share(self) -> Fraction:
        """The part of the usual hours that has a rate, from 0 to 1."""
        return self.priced.usual / self.hours.usual if self.hours.usual else Fraction(1)

    @property
    def staff_pounds(self) -> Range:
        """The value of the priced hours."""
        return Range.sum(row.cost for row in self.staff if row.cost)

    @property
    def other_pounds(self) -> Fraction:
        return sum((cost.pounds for cost in self.others), Fraction())

    @property
    def new_money(self) -> Range:
        """Pounds that nobody is paid already: backfill, at the rate of those who are away, and other costs."""
        backfill = Range.sum(row.backfill.times(row.rate) for row in self.staff if row.rate is not None)
        return backfill.plus(Range.of(self.other_pounds))

    @property
    def total(self) -> Range | None:
        """Pounds for the priced hours and other costs; None where the trust gave neither rates nor other costs."""
        if not self.others and all(row.rate is None for row in self.staff):
            return None
        return self.staff_pounds.plus(Range.of(self.other_pounds))


def business_case(profile: TrustProfile, effort: Effort) -> BusinessCase:
    """The business case of a trust's cohort."""
    others = tuple(
        OtherCost(
            cost.title,
            exact(cost.pounds),
            tuple(counted.value for counted in cost.each),
            prod(effort.counts[counted] for counted in cost.each),
        )
        for cost in profile.costs
    )
    return BusinessCase(tuple(_staff(profile, effort)), others)


def share_in_words(case: BusinessCase) -> str:
    """How many of the hours have a rate, such as 82 per cent of the hours."""
    if not case.unpriced:
        return "every hour"
    return f"{_per_cent(case)} per cent of the hours" if case.priced.usual else "no hour"


def _per_cent(case: BusinessCase) -> str:
    """The share, such as 82; never 100 or 0 by rounding alone."""
    shown = whole_number(case.share * 100)
    if shown == "100" and case.unpriced:
        return "more than 99"
    return "less than 1" if shown == "0" and case.priced.usual else shown


def money_blanks(case: BusinessCase) -> dict[str, str]:
    """What letters say about money, by the name of the blank; nothing where there is no total."""
    if case.total is None:
        return {}
    low, usual, high = map(whole_number, (case.total.low, case.total.usual, case.total.high))
    between = usual if low == high else f"{usual} ({low} to {high})"
    return {"cost": usual, "cost_range": between, "cost_hours_share": _per_cent(case)}


def total_in_words(case: BusinessCase) -> str | None:
    """The total with the share of the hours it prices; None where there is nothing to add up."""
    total = case.total
    return None if total is None else f"{pounds(total.usual)}, which prices {share_in_words(case)}"


def _staff(profile: TrustProfile, effort: Effort) -> Iterator[StaffCost]:
    for role in sorted(effort.roles, key=lambda role: role.role not in PARTICIPANT_ROLES):
        lines = [line for line in effort.lines if line.assumption.role == role.role]
        if role.role in PARTICIPANT_ROLES:
            for group in profile.cohort.participants:
                yield _row(profile, role.role, lines, group)
        else:
            yield _row(profile, role.role, lines, None)


def _row(profile: TrustProfile, role: str, lines: list[EffortLine], group: Participants | None) -> StaffCost:
    shares = [(line, _share(line, group, profile)) for line in lines]
    key = group.staff_group if group and group.staff_group in profile.rates else role
    rate = profile.rates.get(key)
    return StaffCost(
        role,
        group.staff_group if group else None,
        group.number if group else None,
        Range.sum(line.range.times(share) for line, share in shares),
        Range.sum(line.range.times(share) for line, share in shares if _needs_backfill(line, group)),
        None if rate is None else exact(rate),
        profile.bands.get(key, ""),
    )


def _share(line: EffortLine, group: Participants | None, profile: TrustProfile) -> Fraction:
    """The part of a line's hours that the participants of a staff group give."""
    if group is None:
        return Fraction(1)
    only = line.assumption.staff_groups
    counted: Mapping[str, int] = {
        each.staff_group: each.number for each in profile.cohort.participants if not only or each.staff_group in only
    }
    return Fraction(counted.get(group.staff_group, 0), sum(counted.values()))


def _needs_backfill(line: EffortLine, group: Participants | None) -> bool:
    only = line.assumption.backfill_for
    return line.assumption.backfill and (group is None or not only or group.staff_group in only)
