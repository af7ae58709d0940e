"""Schemes with people to pair: the six pairs worked out by hand, and the drawn cohort of 60, as plans and workbooks."""

from __future__ import annotations

import datetime

from generator.model.library import Library, Trust
from generator.model.scheme import LearningGroup, Records
from generator.model.trust import TrustProfile
from generator.planning.playbook import Playbook, plan
from generator.studio.updated import new
from tests.pairing import drawn_cohort, six_pairs
from tests.pairing.small_cohort import NOTHING
from tests.planning import profiles

TODAY = datetime.date(2026, 11, 28)
FIXED = LearningGroup(id="pair-1", name="Pair 1", members=["ann", "hal"], fixed=True)
SIX = Records(people=list(six_pairs.PEOPLE))
SIX_WITH_ONE_FIXED = Records(people=list(six_pairs.PEOPLE), groups=[FIXED])


def profile_of_six(method: str = "meet-then-choose") -> TrustProfile:
    """The profile of the cohort of twelve people."""
    sites = [{"id": "north", "name": "North"}, {"id": "south", "name": "South"}]
    return profiles.profile(sites=sites, pairing={"method": method, **NOTHING, **six_pairs.WEIGHTS})


def playbook(library: Library, records: Records, profile: TrustProfile | None = None) -> Playbook:
    """The plan of a scheme, by default that of the twelve people."""
    profile = profile or profile_of_six()
    return plan(_with(library, records, profile), profile.id, today=TODAY)


def workbook(library: Library, records: Records, profile: TrustProfile | None = None) -> bytes:
    """The workbook of a scheme, by default that of the twelve people."""
    profile = profile or profile_of_six()
    return new(_with(library, records, profile), profile.id, TODAY)


def drawn_workbook(library: Library) -> bytes:
    """The workbook of the drawn cohort of 60."""
    return workbook(library, drawn_cohort.records(library), drawn_cohort.profile())


def _with(library: Library, records: Records, profile: TrustProfile) -> Library:
    return library.model_copy(update={"trusts": {profile.id: Trust(profile=profile, records=records)}})
