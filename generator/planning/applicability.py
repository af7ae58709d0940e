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
    if rule.partners is not None and rule.partners != bool(profile.partners):
        return "for cohorts with a partner organisation" if rule.partners else "for cohorts of one organisation"
    if rule.later_cohort is not None and rule.later_cohort != (cohort.number > 1):
        return "for a second or later cohort" if rule.later_cohort else "for a trust's first cohort"
    if rule.months_at_least is not None and cohort.months < rule.months_at_least:
        return f"for cohorts of {rule.months_at_least} months or more"
    if rule.months_at_most is not None and cohort.months > rule.months_at_most:
        return f"for cohorts of {rule.months_at_most} months or less"
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


def met(rule: Applicability, profile: TrustProfile, vocabulary: Vocabulary) -> str | None:
    """Why something that is only for some cohorts is for this one; None where it is for every cohort."""
    cohort = profile.cohort
    reasons = []
    if rule.staff_groups:
        present = [part.staff_group for part in cohort.participants if part.staff_group in rule.staff_groups]
        reasons.append("has " + " and ".join(vocabulary.staff_groups[id].title.lower() for id in present))
    if rule.pairing_methods:
        reasons.append("pairs in this way")
    if rule.group_sizes:
        reasons.append(f"learns in {group_name(cohort.group_size)}")
    if rule.several_sites is not None:
        reasons.append("works on several sites" if rule.several_sites else "works on one site")
    if rule.partners is not None:
        reasons.append("has a partner organisation" if rule.partners else "is of one organisation")
    if rule.later_cohort is not None:
        reasons.append("is not the trust's first" if rule.later_cohort else "is the trust's first")
    if rule.months_at_least is not None or rule.months_at_most is not None:
        reasons.append(f"lasts {cohort.months} months")
    return f"the cohort {', '.join(reasons)}" if reasons else None
