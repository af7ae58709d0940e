"""Makes a plan that nobody sees, so that the planner's first plan costs no more than each later one."""

from __future__ import annotations

import copy
import datetime
import json
from collections.abc import Iterator

from ..documents.updated_scheme import updated_scheme
from ..planning.playbook import plan
from ..sources.layout import TRUSTS
from ..sources.load import load_trust
from ..writers.new_profile import NewProfile, write
from .desk import Desk
from .opening import PROFILE, fresh
from .shown import opened

_TODAY, _START = datetime.date(2026, 1, 5), datetime.date(2027, 1, 13)
_SLUG = "a-trust"


def rehearsal(desk: Desk) -> Iterator[None]:
    """Work out what is the same for all plans, on a copy of the desk.

    Between two steps requests can be answered, so the steps are about as long as each other.
    """
    own = copy.copy(desk)
    own.today = _TODAY
    raw = write(NewProfile("A trust", "A trust", start=_START)).encode()
    library = load_trust(own.content, _SLUG, {f"{TRUSTS}/{_SLUG}/{PROFILE}": raw}).require()
    yield
    playbook = plan(library, _SLUG, today=_TODAY, made=_TODAY)
    yield
    workbook, _ = updated_scheme(playbook)
    yield
    scheme = fresh(own, _SLUG, {PROFILE: raw}, workbook)
    yield
    own.open(scheme)
    yield
    json.dumps(opened(own))
