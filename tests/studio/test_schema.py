"""The studio's replies are what the schema of messages says, and its page reads nothing that no reply has."""

from __future__ import annotations

import re
import types
import typing
from typing import Any, Literal

import pytest

from generator.documents.pairs_values import PairsValues
from generator.studio import schema
from generator.studio.desk import Desk
from tests import small
from tests.studio.desks import ask, cell, desk
from tests.studio.test_pairing import cohort, opened, person

SCRIPTS = small.ROOT / "theme/assets/javascripts/studio"
SHAPES = {
    "state": schema.State,
    "plan": schema.Plan,
    "opened": schema.Opened,
    "saved": schema.Saved,
    "proposal": PairsValues,
}
"""What the page's scripts call these shapes."""


def wrong(value: Any, hint: Any, path: str = "") -> list[str]:
    """Where a value differs from a type: a field that is missing, one too many, or a value of another kind."""
    arguments, origin = typing.get_args(hint), typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        return min((wrong(value, each, path) for each in arguments), key=len)
    if origin is Literal:
        return [] if value in arguments else [path]
    if origin is list:
        items = value if isinstance(value, list) else [value]
        return [fault for item in items for fault in wrong(item, arguments[0], f"{path}[]")]
    if origin is dict or typing.is_typeddict(hint):
        if not isinstance(value, dict):
            return [path]
        hints = dict.fromkeys(value, arguments[1]) if origin is dict else typing.get_type_hints(hint)
        faults = [f"{path}.{name}" for name in hints.keys() ^ value.keys()]
        for name in hints.keys() & value.keys():
            faults += wrong(value[name], hints[name], f"{path}.{name}")
        return faults
    return [] if type(value) is hint or (hint is float and type(value) is int) else [path]


@pytest.fixture(scope="module")
def on() -> Desk:
    return desk()


def test_a_difference_is_noticed() -> None:
    assert wrong({"what": "a", "when": 1}, schema.Next) == [".when"]
    assert wrong({"what": "a"}, schema.Next) == [".when"]
    assert wrong({"what": "a", "when": "b", "who": "c"}, schema.Next) == [".who"]


@pytest.mark.slow
def test_each_reply_has_the_fields_of_its_schema(on: Desk) -> None:
    assert wrong(ask(on, "hello"), schema.Hello) == []
    opened = ask(on, "example", slug="westbrook")
    assert wrong(opened, schema.OpenedReply) == []
    start = cell(opened, "Scheme", "cohort.start", "choice")
    assert wrong(ask(on, "edit", edits=[{**start, "value": "2027-02-03"}]), schema.EditReply) == []
    saved = ask(on, "save")
    assert wrong(saved.pop("saved"), schema.Saved) == []
    assert wrong(saved, schema.OpenedReply) == []
    assert wrong(ask(on, "edit", edits=[{**start, "value": "soon"}]), schema.EditReply) == []
    assert wrong(ask(on, "save"), schema.Faults) == []
    assert wrong(ask(on, "update-of-content", **{"from": "2026.1"}), schema.Faults) == []
    ask(on, "edit", edits=[])
    assert wrong(ask(on, "update-of-content", **{"from": "2026.1"}), schema.News) == []


def test_a_proposal_has_the_fields_of_its_schema() -> None:
    on, _ = opened(cohort(person("Quin Lamb", side="Manager")))
    assert wrong(ask(on, "pairs", before=[])["pairs"], PairsValues) == []


@pytest.mark.parametrize("name", SHAPES)
def test_the_page_reads_only_fields_that_replies_have(name: str) -> None:
    fields = set(typing.get_type_hints(SHAPES[name]))
    read = {
        match[1]
        for script in SCRIPTS.glob("*.js")
        for match in re.finditer(rf"(?<!\w){name}\??\.([a-z_]+)\b(?!\()", script.read_text(encoding="utf-8"))
    }

    assert read
    assert read <= fields
