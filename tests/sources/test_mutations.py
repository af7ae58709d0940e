"""A valid file, changed in any way, is read, or its faults are reported at their places; there is no traceback."""

from __future__ import annotations

import random
import string
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from generator.model.diagnostics import errors, render_all
from generator.sources.load import Loaded, load
from tests import small
from tests.examples import examples
from tests.strategies import as_yaml

FILES = {path: raw for path, raw in small.files().items() if path.endswith(".yml")}
KINDS_OF_VALUES: list[Any] = [
    None, True, 0, -1, 10**14, 1.5, "", " ", "a", "2027-02-30", "9999-12-31", "25:00", "13:00Z", "con", "a\nb",
    "\u202e", "\U0001f600", "{{ 7*7 }}", "[a](javascript:x)", "../../x", [], {}, [[]], [None], {"a": {"b": {}}},
    "x" * 70_000,
]  # fmt: skip
ODD = "\x00\x07\x85\u2028\ufeff\ufffe\u202e\u200b\U0001f600\u0301&*!%@`\t\r\n:#-?|>{}[],'\"\\~<"


def _bytes(raw: bytes, chance: random.Random) -> bytes:
    """Change a few bytes."""
    mutated = bytearray(raw)
    for _ in range(chance.randint(1, 4)):
        mutated[chance.randrange(len(mutated))] = chance.randrange(256)
    return bytes(mutated)


def _cut(raw: bytes, chance: random.Random) -> bytes:
    """Cut the file off."""
    return raw[: chance.randrange(len(raw))]


def _lines(raw: bytes, chance: random.Random) -> bytes:
    """Delete, repeat, indent, unindent or swap a line."""
    lines = raw.split(b"\n")
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(5):
        case 0:
            del lines[first]
        case 1:
            lines.insert(second, lines[first])
        case 2:
            lines[first] = b" " * chance.randint(1, 5) + lines[first]
        case 3:
            lines[first] = lines[first].lstrip()
        case _:
            lines[first], lines[second] = lines[second], lines[first]
    return b"\n".join(lines)


def _odd(raw: bytes, chance: random.Random) -> bytes:
    """Insert characters with a special meaning."""
    text = raw.decode()
    for _ in range(chance.randint(1, 3)):
        position = chance.randrange(len(text) + 1)
        text = text[:position] + chance.choice(ODD) * chance.choice([1, 1, 2, 40]) + text[position:]
    return text.encode()


def _deep(raw: bytes, chance: random.Random) -> bytes:
    """Add a deeply nested value."""
    opening, closing = chance.choice([("[", "]"), ("{a: ", "}"), ("[{a: ", "}]"), ("- ", "")])
    depth = chance.choice([5, 29, 31, 1000])
    return raw + f"more: {opening * depth}{closing * depth}\n".encode()


def _values(raw: bytes, chance: random.Random) -> bytes:
    """Replace, delete or rename a value."""
    data = yaml.load(raw, Loader=yaml.BaseLoader)
    holders: list[Any] = []

    def collect(value: Any) -> None:
        if isinstance(value, dict | list) and value:
            holders.append(value)
            for nested in value.values() if isinstance(value, dict) else value:
                collect(nested)

    collect(data)
    holder = chance.choice(holders)
    key = chance.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
    if chance.random() < 0.6:
        holder[key] = chance.choice(KINDS_OF_VALUES)
    elif isinstance(holder, dict) and chance.random() < 0.7:
        name = chance.choice(
            [f"{key}s", "", "a\n", "con", "../x", "id", "source", "__class__", "\U0001f600", "A" * 300]
        )
        holder[name] = holder.pop(key)
    else:
        del holder[key]
    return as_yaml(data)


def _encoding(raw: bytes, chance: random.Random) -> bytes:
    """Save the file in another encoding."""
    text = raw.decode() + "note: caf\u00e9\n"
    encoding = chance.choice(["latin-1", "utf-16", "utf-16-be", "utf-8-sig", "utf-32", "cp500"])
    return text.replace("\n", chance.choice(["\n", "\r\n", "\r"])).encode(encoding)


MUTATIONS: list[Callable[[bytes, random.Random], bytes]] = [_bytes, _cut, _lines, _odd, _deep, _values, _encoding]


def examine(path: str, raw: bytes) -> Loaded:
    """Load the small project with one file replaced, and check that every diagnostic has a place in it."""
    loaded = load(small.files() | {path: raw}, advise=True)
    faults = errors(loaded.diagnostics)
    assert (loaded.library is None) == bool(faults)
    for diagnostic in loaded.diagnostics:
        text = loaded.texts.get(diagnostic.place.file, "")
        assert 1 <= diagnostic.place.line <= text.count("\n") + 1, diagnostic
        assert diagnostic.place.column >= 1, diagnostic
        assert diagnostic.message, diagnostic
    render_all(loaded.diagnostics).encode()
    if loaded.library is not None:
        reported = {diagnostic.place.file for diagnostic in loaded.diagnostics}
        assert path in _sources(loaded) or path in reported, f"{path} was dropped in silence"
    return loaded


def _sources(loaded: Loaded) -> set[str]:
    """Files that a Library was read from; those whose nouns have no `source` are always in it."""
    assert loaded.library is not None
    named = {
        noun.source
        for field in type(loaded.library).model_fields
        if isinstance(nouns := getattr(loaded.library, field), dict)
        for noun in nouns.values()
        if hasattr(noun, "source")
    }
    trusts = {trust.profile.source for trust in loaded.library.trusts.values()}
    return named | trusts | (FILES.keys() - {path for path in FILES if path.count("/") > 1 or "menu" in path})


mutated = st.tuples(
    st.sampled_from(sorted(FILES)), st.lists(st.sampled_from(MUTATIONS), min_size=1, max_size=3), st.integers(0, 2**32)
)


def mutate(path: str, mutations: list[Callable[[bytes, random.Random], bytes]], seed: int) -> bytes:
    """A file after some mutations. Those that cannot read the result of the earlier ones are skipped."""
    chance, raw = random.Random(seed), FILES[path]
    for mutation in mutations:
        try:
            raw = mutation(raw, chance)
        except (UnicodeDecodeError, yaml.YAMLError, ValueError, IndexError, AttributeError, TypeError, RecursionError):
            continue
    return raw


GENERATE = settings(phases=[Phase.explicit, Phase.generate], suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.slow
@settings(GENERATE, max_examples=50)
@given(mutated)
def test_a_mutated_file_is_read_or_reported(case: tuple[str, Any, int]) -> None:
    path, mutations, seed = case
    examine(path, mutate(path, mutations, seed))


@pytest.mark.slow
@settings(GENERATE, max_examples=20_000)
@given(mutated)
def test_very_many_mutated_files_are_read_or_reported(case: tuple[str, Any, int]) -> None:
    path, mutations, seed = case
    examine(path, mutate(path, mutations, seed))


@settings(GENERATE, max_examples=examples(60))
@given(st.sampled_from(sorted(FILES)), st.text(string.printable + ODD, max_size=200))
@example("content/releases.yml", "{}\n")
@example("content/bank_holidays.yml", "a: b\rc: d\r")
def test_any_text_is_read_or_reported(path: str, text: str) -> None:
    examine(path, text.encode(errors="surrogatepass"))
