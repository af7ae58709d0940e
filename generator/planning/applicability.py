"""Whether something applies to a cohort, and why or why not."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..model.base import Applicability
from ..model.english import in_words, listed
from ..model.trust import Cohort, TrustProfile
from ..model.vocabulary import PairingMethod, Vocabulary


def audience(rule: Applicability, vocabulary: Vocabulary, methods: Mapping[str, PairingMethod]) -> tuple[str, ...]:
    """Whom something is for, a phrase for each condition; empty where it is for every cohort."""
    phrases = _phrases(rule, vocabulary)
    if rule.pairing_methods:
        names = ", ".join(methods[id].title for id in rule.pairing_methods)
        phrases["pairing_methods"] = f"for this way of pairing: {names}"
    return tuple(phrases.values())


def _phrases(rule: Applicability, vocabulary: Vocabulary) -> dict[str, str]:
    """A phrase for each condition that a rule sets, by the name of its field."""
    names = " or ".join(vocabulary.staff_groups[id].title.lower() for id in rule.staff_groups)
    phrases = {
        "staff_groups": f"for cohorts with {names}" if names else "",
        "pairing_methods": "for another way of pairing" if rule.pairing_methods else "",
        "group_sizes": "for " + " or ".join(map(group_name, rule.group_sizes)) if rule.group_sizes else "",
        "partners": _either(
            rule.partners, "for cohorts with a partner organisation", "for cohorts of one organisation"
        ),
        "later_cohort": _either(rule.later_cohort, "for a second or later cohort", "for a trust's first cohort"),
        "months_at_least": f"for cohorts of {rule.months_at_least} months or more" if rule.months_at_least else "",
        "months_at_most": f"for cohorts of {rule.months_at_most} months or less" if rule.months_at_most else "",
        "several_sites": _either(rule.several_sites, "for trusts with several sites", "for trusts with one site"),
        "weeks_to_prepare_at_most": (
            f"for cohorts with {rule.weeks_to_prepare_at_most} weeks or less to prepare"
            if rule.weeks_to_prepare_at_most
            else ""
        ),
    }
    return {name: phrase for name, phrase in phrases.items() if phrase}


def _either(value: bool | None, yes: str, no: str) -> str:
    return "" if value is None else yes if value else no


def unmet(
    rule: Applicability, profile: TrustProfile, vocabulary: Vocabulary, weeks_to_prepare: int | None = None
) -> str | None:
    """Why something is not for a trust's cohort, in words for its planner; None where it is.

    Nothing that is for a short preparation is for a cohort whose weeks are not given.
    """
    phrases = _phrases(rule, vocabulary)
    if not phrases:
        return None
    cohort = profile.cohort
    staff_groups = {each.staff_group for each in cohort.participants}
    holds = {
        "staff_groups": bool(staff_groups & set(rule.staff_groups)),
        "pairing_methods": profile.pairing.method in rule.pairing_methods,
        "group_sizes": cohort.group_size in rule.group_sizes,
        "partners": rule.partners == bool(profile.partners),
        "later_cohort": rule.later_cohort == (cohort.number > 1),
        "months_at_least": cohort.months >= (rule.months_at_least or 0),
        "months_at_most": cohort.months <= (rule.months_at_most or cohort.months),
        "several_sites": rule.several_sites == (len(profile.sites) > 1),
        "weeks_to_prepare_at_most": rule.weeks_to_prepare_at_most is None
        or (weeks_to_prepare is not None and weeks_to_prepare <= rule.weeks_to_prepare_at_most),
    }
    return next((phrase for name, phrase in phrases.items() if not holds[name]), None)


def group_name(size: int, number: int = 2) -> str:
    """The term for a number of learning groups of 2 to 4 people: pair, pairs, group of three, groups of four."""
    plural = "" if number == 1 else "s"
    return f"pair{plural}" if size == 2 else f"group{plural} of {in_words(size)}"


def groups(cohort: Cohort) -> str:
    """How many learning groups a cohort has, such as 6 pairs or 5 groups of three."""
    return f"{cohort.groups} {group_name(cohort.group_size, cohort.groups)}"


_COMMON = re.compile(
    r"(?:cohort|joint|pilot|trial|example|test|new|next|shared|mixed|combined|regional|local|first|second|third|fourth|fifth|"
    r"sixth|spring|summer|autumn|winter)\b",
    re.I,
)
"""Words at the start of a cohort's name that are no names of their own."""
_ARTICLE = re.compile(r"^the\s+", re.I)


def cohort_in_sentence(name: str) -> str:
    """A cohort's name as running text has it: Cohort 2, the joint cohort, the Nightingale cohort, the spring cohort."""
    bare = _ARTICLE.sub("", name)
    if any(character.isdigit() for character in bare):
        return name
    common = _COMMON.match(bare)
    if common:
        bare = bare[0].lower() + bare[1:]
    if bare.lower().endswith("cohort"):
        return f"the {bare}"
    if common and common.end() == len(bare):
        return f"the {bare} cohort"
    return name


def participants(cohort: Cohort, vocabulary: Vocabulary) -> str:
    """Who takes part, for a table, such as 12 nurses, 12 managers."""
    return ", ".join(_participants(cohort, vocabulary))


def participants_in_sentence(cohort: Cohort, vocabulary: Vocabulary) -> str:
    """Who takes part, in running text, such as 12 nurses and 12 managers."""
    return listed(_participants(cohort, vocabulary))


def _participants(cohort: Cohort, vocabulary: Vocabulary) -> list[str]:
    numbers = [(each.number, vocabulary.staff_groups[each.staff_group].title.lower()) for each in cohort.participants]
    # The vocabulary has no singulars.
    if any(number == 1 for number, _ in numbers):
        return [f"{name} ({number})" for number, name in numbers]
    return [f"{number} {name}" for number, name in numbers]


def met(
    rule: Applicability, profile: TrustProfile, vocabulary: Vocabulary, weeks_to_prepare: int | None = None
) -> str | None:
    """Why something that is only for some cohorts applies to this one; None where it is for every cohort."""
    cohort = profile.cohort
    present = [each.staff_group for each in cohort.participants if each.staff_group in rule.staff_groups]
    names = " and ".join(vocabulary.staff_groups[id].title.lower() for id in present)
    phrases = (
        f"has {names}" if names else "",
        "finds partners in this way" if rule.pairing_methods else "",
        f"learns in {group_name(cohort.group_size)}" if rule.group_sizes else "",
        _either(rule.several_sites, "works on several sites", "works on one site"),
        _either(rule.partners, "has a partner organisation", "is of one organisation"),
        _either(rule.later_cohort, "is not the trust's first", "is the trust's first"),
        f"lasts {cohort.months} months" if rule.months_at_least or rule.months_at_most else "",
        f"has {weeks_to_prepare} weeks to prepare" if rule.weeks_to_prepare_at_most else "",
    )
    reasons = ", ".join(phrase for phrase in phrases if phrase)
    return f"the cohort {reasons}" if reasons else None
