"""The list of versions: read, changed and written again in mike's form."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mike.versions import Versions

from generator.model.diagnostics import InputFault
from generator.publish.version_list import VersionList


def entry(version: str, *aliases: str, **others: Any) -> dict[str, Any]:
    return {"version": version, "title": version, "aliases": [*aliases], **others}


def read(*entries: object) -> VersionList:
    return VersionList.of(json.dumps(entries).encode(), "versions.json")


def ids(versions: VersionList) -> list[str]:
    return [version.id for version in versions]


def written(versions: VersionList) -> Any:
    return json.loads(versions.as_json())


def test_the_newest_comes_first_and_ten_is_newer_than_nine() -> None:
    assert ids(read(entry("2026.9"), entry("2027.1"), entry("2026.10"))) == ["2027.1", "2026.10", "2026.9"]


def test_a_candidate_is_older_than_its_release_and_a_name_is_newer_than_any_number() -> None:
    assert ids(read(entry("2.0-rc1"), entry("dev"), entry("2.0"))) == ["dev", "2.0", "2.0-rc1"]


NAMES = st.from_regex(
    r"v?[0-9]{1,3}(\.[0-9]{1,3}){0,2}(-?(rc|pre|dev|a|post|x)[0-9]?)?|[a-z.\-_0]{1,6}", fullmatch=True
)


@given(st.lists(NAMES.filter(lambda name: name not in {".", "..", "latest"}), unique=True, max_size=8))
def test_the_order_is_that_of_mike(names: list[str]) -> None:
    entries = [entry(name) for name in names]
    mikes = [str(info.version) for info in Versions.from_json(entries)]

    assert ids(read(*entries)) == mikes
    assert [str(info.version) for info in Versions.from_json(written(read(*entries)))] == mikes


def test_a_release_takes_latest_from_the_one_before() -> None:
    versions = VersionList().with_release("2026.1", "a1", latest=True).with_release("2026.2", "b2", latest=True)

    assert versions.latest == "2026.2"
    assert written(versions) == [
        entry("2026.2", "latest", properties={"commit": "b2"}),
        entry("2026.1", properties={"commit": "a1"}),
    ]


def test_what_others_wrote_into_the_list_stays() -> None:
    first = entry("2026.1", "spring", "latest", properties={"hidden": True, "commit": "a1"}, colour="red")
    versions = read(first | {"title": "The first"}).with_release("2026.1", "b2", latest=False)

    assert written(versions) == [
        {
            "version": "2026.1",
            "title": "The first",
            "aliases": ["latest", "spring"],
            "properties": {"hidden": True, "commit": "b2"},
            "colour": "red",
        }
    ]


def test_a_release_with_the_name_of_an_alias_takes_it() -> None:
    versions = read(entry("2026.1", "2026.2")).with_release("2026.2", "b2", latest=False)

    assert written(versions) == [entry("2026.2", properties={"commit": "b2"}), entry("2026.1")]


def test_without_the_latest_release_the_newest_that_remains_is_latest() -> None:
    versions = read(entry("2026.3", "latest"), entry("2026.1"), entry("2026.2"))

    assert written(versions.without("2026.3")) == [entry("2026.2", "latest"), entry("2026.1")]
    assert written(versions.without("2026.1")) == [entry("2026.3", "latest"), entry("2026.2")]
    assert ids(read(entry("2026.1", "latest")).without("2026.1")) == []


@pytest.mark.parametrize(
    ("versions", "home"),
    [(read(), None), (read(entry("2026.1"), entry("2026.2")), "2026.2"), (read(entry("1", "latest")), "latest")],
)
def test_readers_who_name_no_version_go_to_latest_or_to_the_newest(versions: VersionList, home: str | None) -> None:
    assert versions.home == home


@pytest.mark.parametrize("properties", [None, [], "words", {}, {"commit": 7}])
def test_a_commit_may_be_unknown(properties: object) -> None:
    assert [version.commit for version in read(entry("2026.1", properties=properties))] == [None]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "it is not JSON"),
        (b"{", "it is not JSON"),
        (b"\xff[]", "it is not JSON"),
        (b"{}", "it is not a list"),
        (b"[7]", "entry 1 is not an object"),
        (json.dumps([entry("1"), {"title": "2"}]).encode(), "entry 2 has no version and title as text"),
        (json.dumps([entry("1") | {"title": None}]).encode(), "entry 1 has no version and title as text"),
        (json.dumps([entry("1") | {"aliases": "latest"}]).encode(), "entry 1 has no list of aliases"),
        (json.dumps([entry("1") | {"aliases": [1]}]).encode(), "entry 1 has no list of aliases"),
        (json.dumps([entry("../1")]).encode(), "`../1` cannot be the name of a folder"),
        (json.dumps([entry("1", "..")]).encode(), "`..` cannot be the name of a folder"),
        (json.dumps([entry("1"), entry("1")]).encode(), "`1` is in it twice"),
        (json.dumps([entry("1", "new"), entry("2", "new")]).encode(), "`new` is in it twice"),
        (json.dumps([entry("latest")]).encode(), "`latest` is a version, not an alias"),
        (b"[" * 100_000, "it is nested too deeply"),
    ],
)
def test_what_is_no_list_of_versions_is_one_fault(raw: bytes, reason: str) -> None:
    with pytest.raises(InputFault) as raised:
        VersionList.of(raw, "versions.json")

    (fault,) = raised.value.diagnostics
    assert fault.code == "bad-versions"
    assert fault.message == f"versions.json is not a list of versions: {reason}"
