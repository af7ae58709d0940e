"""Whether something is for a cohort, and if not, why not."""

from __future__ import annotations

from ..model.base import Applicability
from ..model.trust import TrustProfile
from ..model.vocabulary import Vocabulary


def unmet(rule: Applicability, profile: TrustProfile, vocabulary: Vocabulary) -> str | None:
    """The reason why something is not for a trust's cohort, in words for its planner; None where it is."""
    cohort = profile.cohort
    groups = {part.staff_group for part in cohort.participants}
    if rule.staff_groups and not groups & set(rule.staff_groups):
        names = " or ".join(vocabulary.staff_groups[id].title.lower() for id in rule.staff_groups)
        return f"for cohorts with {names}"
    if rule.pairing_methods and profile.pairing.method not in rule.pairing_methods:
        return "for another way of pairing"
    if rule.group_sizes and cohort.group_size not in rule.group_sizes:
        return "for " + " or ".join(group_name(size) for size in rule.group_sizes)
    if rule.several_sites is not None and rule.several_sites != (len(profile.sites) > 1):
        return "for trusts with several sites" if rule.several_sites else "for trusts with one site"
    return None


def group_name(size: int, number: int = 2) -> str:
    """What learning groups of a size are called: pairs, groups of three, groups of four.

    Args:
        size: people in a group, 2 to 4.
        number: how many groups, for singular or plural.
    """
    words = {2: "pair", 3: "group of three", 4: "group of four"}[size]
    return words if number == 1 else words.replace("pair", "pairs").replace("group", "groups")
