"""Strict YAML: values are what the author typed, and each has its position."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator.sources import yaml_reader
from generator.sources.pure_yaml import PureLoader
from generator.sources.tree import read_project
from tests import small


def data(text: str | bytes) -> dict[str, Any]:
    source, faults = yaml_reader.read("a.yml", text.encode() if isinstance(text, str) else text)
    assert source is not None, faults
    return source.data


def codes(text: str | bytes) -> list[str]:
    source, faults = yaml_reader.read("a.yml", text.encode() if isinstance(text, str) else text)
    assert source is None
    return [fault.code for fault in faults]


@pytest.mark.parametrize(
    "typed", ["no", "on", "Yes", "010", "0x1F", "1_000", "12:30", "1e3", "+5", "2026-09-01", "TRUE", "Null", ".5"]
)
def test_text_that_other_readers_convert_stays_text(typed: str) -> None:
    assert data(f"key: {typed}\n") == {"key": typed}


def test_only_booleans_null_and_decimal_numbers_are_not_text() -> None:
    assert data("a: true\nb: false\nc: null\nd: -12\ne: 1.50\nf:\ng: '7'\n") == {
        "a": True,
        "b": False,
        "c": None,
        "d": -12,
        "e": 1.5,
        "f": None,
        "g": "7",
    }


def test_a_byte_order_mark_and_windows_line_ends_are_accepted() -> None:
    assert data(b"\xef\xbb\xbfkey: |\r\n  one\r\n  two\r\nother: 1\r\n") == {"key": "one\ntwo\n", "other": 1}


def test_every_value_has_its_position() -> None:
    source, _ = yaml_reader.read("a.yml", b"list:\n  - name: one\n    text: |\n      first\n      second\n")
    assert source is not None

    def where(*path: str | int, **options: Any) -> tuple[int | None, int | None]:
        place = source.place(path, **options)
        return place.line, place.column

    assert where("list", 0, "name") == (2, 11)
    assert where("list", 0, "name", key=True) == (2, 5)
    assert where("list", 0, "text", text_line=1) == (5, 7)
    assert where("list", 0, "missing") == (2, 5)


def test_all_faults_of_a_file_are_reported_at_once() -> None:
    assert codes("a: &x 1\nb: *x\nc: !!python/object:os.system 1\na: 2\n<<: {}\nd: .nan\n") == [
        "anchor",
        "alias",
        "tag",
        "duplicate-key",
        "merge",
        "not-a-number",
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty-file"),
        ("# only a comment\n", "empty-file"),
        ("- a\n", "not-a-mapping"),
        ("a: 1\n---\nb: 2\n", "two-documents"),
        ("a: " + "[" * 1000 + "]" * 1000, "too-deep"),
        ("a: " + "9" * 5000, "number-too-long"),
        (b"a: caf\xe9\n", "not-utf8"),
        ("a: x\n".encode("utf-16"), "not-utf8"),
        ("a: \x07\n", "control-character"),
        ("a: b: c\n", "yaml-syntax"),
        ("a: " + "x" * yaml_reader.MAX_BYTES, "file-too-large"),
        ("? [a, b]\n: 1\n", "bad-key"),
    ],
)
def test_a_file_that_cannot_be_read_has_one_fault(text: str | bytes, code: str) -> None:
    assert codes(text) == [code]


def test_an_alias_bomb_costs_nothing() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]

    assert set(codes("\n".join(lines))) == {"anchor", "alias"}


plain = st.recursive(
    st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc-_", min_size=1), inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(st.text("abcdef", min_size=1), plain, min_size=1))
def test_json_is_read_back_unchanged(values: dict[str, Any]) -> None:
    assert data(json.dumps(values, ensure_ascii=False)) == values


def both(text: str) -> list[tuple[yaml_reader.Source | None, list[str]]]:
    """Results of the C parser and of the pure parser."""
    results = []
    for loader in (yaml.CSafeLoader, PureLoader):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(yaml_reader, "_LOADER", loader)
            source, faults = yaml_reader.read("a.yml", text.encode())
            results.append((source, [fault.code for fault in faults]))
    return results


@given(st.dictionaries(st.text("abcdef", min_size=1), plain, min_size=1))
def test_the_pure_parser_reads_the_same_as_the_c_parser(values: dict[str, Any]) -> None:
    fast, slow = both(yaml.safe_dump(values, allow_unicode=True))

    assert fast == slow


QUESTIONS = st.tuples(st.sampled_from("ab"), st.text("ab?!.' -")).map(lambda parts: " ".join("".join(parts).split()))


@given(st.lists(QUESTIONS, min_size=1))
@example(["What did you hear?"])
@example(["a?b", "a ? b"])
def test_the_pure_parser_reads_questions_in_brackets(questions: list[str]) -> None:
    fast, slow = both(f"ask: [{', '.join(questions)}]\n")

    assert fast == slow
    assert fast[0] is not None
    assert fast[0].data == {"ask": questions}


@pytest.mark.slow
def test_both_parsers_read_the_projects_content_alike() -> None:
    for path, raw in read_project(small.ROOT).items():
        if path.endswith(".yml"):
            fast, slow = both(raw.decode())
            assert fast == slow, path


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_reported(raw: bytes) -> None:
    source, faults = yaml_reader.read("a.yml", raw)

    assert (source is None) == bool(faults)


def test_a_control_character_is_reported_at_its_own_place_after_a_no_break_space() -> None:
    _, faults = yaml_reader.read("a.yml", "a: two\xa0words\nb: \x07\n".encode())

    assert [(fault.place.line, fault.place.column, fault.message) for fault in faults] == [
        (2, 4, "the text contains the control character U+0007")
    ]
