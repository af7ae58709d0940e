"""The record of a release is written into a file that people edit, and changes nothing of theirs."""

from __future__ import annotations

import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.model.changes import Change, ChangeDetail, ChangeKind, Words, WordsHow
from generator.publish.record import changes_file, with_field
from generator.sources.load import load
from tests import small

RELEASES = """# Releases, the oldest first.
"2026.1":
  date: 2026-11-24
  summary: The first.

# The next one.
2026.2:   # quoted or not
    date: 2027-01-13
    summary: >-
      Two
      lines.
    # a remark
"2026.10":
  date: 2027-05-01
  summary: The last."""


def test_adding_a_commit_changes_nothing_else() -> None:
    written = with_field(RELEASES, "2026.1", "commit", "a" * 40)

    assert written == RELEASES.replace("The first.\n", f"The first.\n  commit: {'a' * 40}\n")
    assert yaml.safe_load(with_field(RELEASES, "2026.10", "commit", "b" * 40))["2026.10"]["commit"] == "b" * 40


def test_an_existing_field_is_replaced() -> None:
    once = with_field(RELEASES, "2026.1", "commit", "a" * 40)

    assert with_field(once, "2026.1", "commit", "b" * 40) == once.replace("a" * 40, "b" * 40)


@given(st.text(max_size=60))
def test_any_reason_is_read_back_as_text(reason: str) -> None:
    values = yaml.safe_load(with_field(RELEASES, "2026.10", "withdrawn", f"x{reason}"))

    assert isinstance(values["2026.10"]["withdrawn"], str)


def test_what_is_written_is_read_back() -> None:
    words = [
        Words(how=WordsHow.SAME, text="no: "),
        Words(how=WordsHow.OUT, text="12:30 "),
        Words(how=WordsHow.IN, text="“é” "),
    ]
    changes = [
        Change(kind="improvement project", id="discharge", title="Sooner: home", what=ChangeKind.NEW),
        Change(kind="theme", id="discharge", title="An id that two kinds have", what=ChangeKind.NEW),
        Change(
            kind="workshop",
            id="listening",
            title="yes",
            what=ChangeKind.CHANGED,
            details=[ChangeDetail(text="Problem rewritten", path="problem", words=words)],
        ),
    ]
    files = small.files()
    files["content/releases.yml"] += b'"2026.2":\n  date: 2027-01-13\n  summary: The next.\n'
    files["content/changes/2026.2.yml"] = changes_file("2026.1", changes).encode()

    assert load(files).require().changes["2026.2"].changes == changes
