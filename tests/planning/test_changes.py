"""What changed between two versions of the content, in its readers' words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.base import Noun
from generator.model.changes import Change, ChangeDetail, ChangeKind, Words, WordsHow
from generator.model.library import Library
from generator.planning.changes import LISTED, compare, recorded, title
from generator.planning.differences import differences, word_changes
from generator.sources.load import load
from tests import small

CONTENT = {path: raw for path, raw in small.files().items() if "/trusts/" not in path}


def edited(path: str, *pairs: tuple[str, str]) -> Library:
    """The small project's content with a file changed as an author would."""
    text = CONTENT[path].decode()
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return load(CONTENT | {path: text.encode()}).require()


@pytest.fixture(scope="module")
def before() -> Library:
    return load(CONTENT).require()


def lines(changes: list[Change]) -> list[str]:
    """Each change in a line."""
    return [
        f"{change.kind} {change.id} {change.what.value}: " + "; ".join(detail.text for detail in change.details)
        for change in changes
    ]


def test_nothing_changed(before: Library) -> None:
    assert compare(before, before) == []


def test_a_workshop_is_longer_and_has_a_new_activity(before: Library) -> None:
    activity = (
        "activities:\n  - id: early-coffee\n    title: Early coffee\n    kind: welcome\n    minutes: 15\n"
        "    do: [Greet everyone by name]\n"
    )
    after = edited(
        "content/workshops/listening.yml",
        ("duration_minutes: 60", "duration_minutes: 75"),
        ("activities:\n", activity),
    )

    assert lines(compare(before, after)) == [
        "workshop listening changed: 15 minutes longer: 75 instead of 60; New activity: Early coffee"
    ]


def test_a_notice_rule_changed(before: Library) -> None:
    after = edited("content/calendar_rules.yml", ("weeks: 6", "weeks: 8"))

    assert lines(compare(before, after)) == ["notice rule study-leave changed: Notice: 8 weeks instead of 6"]


def test_a_project_was_withdrawn(before: Library) -> None:
    path = "projects_menu/discharge.yml"
    after = edited(path, ("title:", "withdrawn:\n  reason: Every ward does it now.\ntitle:"))

    changes = compare(before, after)
    assert lines(changes) == ["improvement project discharge withdrawn: Every ward does it now."]
    assert [detail.path for detail in changes[0].details] == ["withdrawn"]


def test_the_programme_comes_first(before: Library) -> None:
    """With it come the bank holidays and the weeks after a changeover."""
    holidays = before.bank_holidays.model_copy(update={"until": 2029})
    calendar = before.calendar.model_copy(update={"settle_weeks": 6})
    programme = before.programme.model_copy(update={"title": "Smaller programme"})
    topic = before.guidance["time"].model_copy(update={"title": "Hours"})
    changes = compare(
        before,
        before.model_copy(
            update={
                "programme": programme,
                "bank_holidays": holidays,
                "calendar": calendar,
                "guidance": before.guidance | {"time": topic},
            }
        ),
    )

    assert [(change.kind, change.id, change.title, change.what.value) for change in changes] == [
        ("programme", "programme", "Smaller programme", "changed"),
        ("guidance topic", "time", "Hours", "changed"),
    ]
    assert [(detail.text, detail.path) for detail in changes[0].details] == [
        ("Title: “Smaller programme” instead of “Small programme”", "title"),
        ("Until: 2029 instead of 2028", "until"),
        ("Weeks after the August changeover: 6 instead of 4", "calendar/settle_weeks"),
    ]


def test_items_of_a_kind_are_in_the_order_of_their_titles(before: Library) -> None:
    topic = before.guidance["time"]
    titles = {"z": "apples", "a": "Pears", "m": "Figs", "b": "Figs"}
    topics = {id: topic.model_copy(update={"id": id, "title": title}) for id, title in titles.items()}
    changes = compare(before, before.model_copy(update={"guidance": before.guidance | topics}))

    assert [(change.id, change.title) for change in changes] == [
        ("z", "apples"),
        ("b", "Figs"),
        ("m", "Figs"),
        ("a", "Pears"),
    ]


def test_an_item_is_called_by_its_title_its_term_or_its_id(before: Library) -> None:
    assert title(before.guidance["time"]) == "Time"
    assert title(before.glossary["cohort"]) == "cohort"
    assert title(before.glossary["cohort"].model_copy(update={"id": "x", "term": "Cohort"})) == "Cohort"
    assert title(before.release) == "2026.1"


def test_a_new_project_and_one_that_was_removed(before: Library) -> None:
    path = "projects_menu/discharge.yml"
    text = CONTENT[path].decode().replace("title: ", "title: Another way of ", 1)
    files = {other: raw for other, raw in CONTENT.items() if other != path}
    after = load(files | {"projects_menu/another-call.yml": text.encode()}).require()

    assert [(change.id, change.what) for change in compare(before, after)] == [
        ("another-call", ChangeKind.NEW),
        ("discharge", ChangeKind.REMOVED),
    ]


def test_a_section_changed_with_the_words_that_changed(before: Library) -> None:
    section = before.guidance["time"].sections[0]
    first = section.body.split()[0]
    body = section.body.replace(first, "Tomorrow", 1)
    topic = before.guidance["time"]
    changed = topic.model_copy(update={"sections": [section.model_copy(update={"body": body}), *topic.sections[1:]]})
    after = before.model_copy(update={"guidance": before.guidance | {topic.id: changed}})

    (change,) = compare(before, after)
    (detail,) = change.details
    assert detail.text == f"{section.title}: text changed"
    assert detail.path == f"sections/{section.id}/body"
    assert [words.text.strip() for words in detail.words if words.how is WordsHow.OUT] == [first]
    assert [words.text.strip() for words in detail.words if words.how is WordsHow.IN] == ["Tomorrow"]


def test_a_chapter_of_the_handbook_is_named(before: Library) -> None:
    after = edited("content/handbook.yml", ("body: Facts first.", "body: No names."))
    [change] = compare(before, after)

    assert (change.kind, change.id, change.title) == ("handbook chapter", "notes", "Notes")


def test_content_from_before_there_was_a_handbook_is_compared(before: Library) -> None:
    changes = compare(before.model_copy(update={"handbook": None}), before)

    assert {change.what for change in changes} == {ChangeKind.NEW}
    assert {change.id for change in changes} == set(before.chapters)


def test_prose_is_compared_as_it_is_read(before: Library) -> None:
    topic = before.guidance["time"]
    long = "Ask the [rota coordinator](glossary:rota) in good time, and tell the ward what you have agreed with her. "
    old, new = (
        topic.model_copy(update={"sections": [topic.sections[0].model_copy(update={"body": long + end})]})
        for end in ("Write it down.", "*Write* it **all** down.")
    )
    (detail,) = differences(old, new)

    assert [(words.how.value, words.text.strip()) for words in detail.words][1:] == [("in", "all"), ("same", "down.")]


def test_every_kind_of_item_is_compared(before: Library) -> None:
    empty: dict[str, Any] = {
        "paths": {},
        "guidance": {},
        "components": {},
        "handbook": None,
        "workshops": {},
        "projects": {},
        "case_studies": {},
        "instruments": {},
        "templates": {},
        "pairing_methods": {},
        "frameworks": {},
        "references": {},
        "glossary": {},
        "pages": {},
    }
    lists = {name: {} for name in type(before.vocabulary).model_fields}
    bare = before.model_copy(
        update=empty
        | {
            "vocabulary": before.vocabulary.model_copy(update=lists),
            "effort": before.effort.model_copy(update={"assumptions": {}}),
            "responsibilities": before.responsibilities.model_copy(update={"tasks": {}}),
            "calendar": before.calendar.model_copy(update={"milestones": {}, "notice": {}, "changeovers": {}}),
        }
    )
    gone = {(change.kind, change.id) for change in compare(before, bare)}

    assert gone == {(kind.label, id) for kind in LISTED for id in kind.of(before)}


def leaves(noun: Noun, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    """Every plain value of a noun with the way to it."""
    leaves: list[tuple[tuple[str | int, ...], Any]] = []
    stack: list[tuple[tuple[str | int, ...], Any]] = [(path, noun.model_dump())]
    while stack:
        where, value = stack.pop()
        if isinstance(value, dict):
            stack.extend(((*where, key), inner) for key, inner in value.items() if key not in ("id", "source"))
        elif isinstance(value, list):
            stack.extend(((*where, number), inner) for number, inner in enumerate(value))
        elif isinstance(value, str | int) and not isinstance(value, bool):
            leaves.append((where, value))
    return leaves


@settings(max_examples=50)
@given(data=st.data())
def test_no_change_is_missed(before: Library, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from([kind for kind in LISTED if kind.of(before)]))
    item = data.draw(st.sampled_from(list(kind.of(before).values())))
    values = [leaf for leaf in leaves(item) if type(leaf[1]) in (str, int)]
    where, value = data.draw(st.sampled_from(values))
    dumped = item.model_dump()
    target: Any = dumped
    for step in where[:-1]:
        target = target[step]
    target[where[-1]] = value + 1 if isinstance(value, int) else f"{value}x"
    changed = type(item).model_construct(**_rebuilt(item, dumped, where))

    assert list(differences(item, changed)), (kind.name, item.id, where)


def _rebuilt(item: Noun, dumped: dict[str, Any], where: tuple[str | int, ...]) -> dict[str, Any]:
    """The item's values with one replaced, with nouns still nouns."""

    def copy(value: Any, steps: tuple[str | int, ...], new: Any) -> Any:
        if not steps:
            return new
        step = steps[0]
        if isinstance(value, Noun):
            return value.model_copy(update={str(step): copy(getattr(value, str(step)), steps[1:], new)})
        if isinstance(value, dict):
            return value | {step: copy(value[step], steps[1:], new)}
        return [copy(inner, steps[1:], new) if number == step else inner for number, inner in enumerate(value)]

    new: Any = dumped
    for step in where:
        new = new[step]
    return dict(copy(item, where, new))


SOME_WORDS = st.lists(st.sampled_from(["a ", "b ", "c\n", "dd "]), max_size=10)
"""So few that none is cut."""


@given(SOME_WORDS, SOME_WORDS)
def test_old_and_new_words_are_all_there(old: list[str], new: list[str]) -> None:
    """Unless no more than a few stayed, and then there are none."""
    before, after = "".join(old), "".join(new)
    changes = word_changes(before, after)

    if old == new:
        assert all(words.how is WordsHow.SAME for words in changes)
    elif changes:
        assert " ".join(words.text for words in changes if words.how is not WordsHow.IN).split() == before.split()
        assert " ".join(words.text for words in changes if words.how is not WordsHow.OUT).split() == after.split()


def test_unchanged_words_are_cut_to_those_beside_a_change() -> None:
    text = " ".join(f"word{number}" for number in range(100))
    changes = word_changes(text, text.replace("word50", "other"))

    assert [words.text.strip() for words in changes] == [
        "… " + " ".join(f"word{number}" for number in range(42, 50)),
        "word50",
        "other",
        " ".join(f"word{number}" for number in range(51, 59)) + " …",
    ]


def change(*paths: str) -> Change:
    """A changed item with a difference at each place, each with words."""
    words = [Words(how=WordsHow.OUT, text="old")]
    details = [ChangeDetail(text=f"Change {number}", path=path, words=words) for number, path in enumerate(paths, 1)]
    return Change(kind="workshop", id="listening", title="Listening", what=ChangeKind.CHANGED, details=details)


def test_a_release_keeps_the_words_of_an_item_with_three_differences_and_not_of_one_with_four() -> None:
    few, many = recorded([change("a", "b", "c"), change("a", "b", "c", "d")])

    assert [len(detail.words) for detail in few.details] == [1, 1, 1]
    assert [(detail.text, detail.path, detail.words) for detail in many.details] == [
        ("Change 1", "a", []),
        ("Change 2", "b", []),
        ("Change 3", "c", []),
        ("Change 4", "d", []),
    ]
    assert (few.more, many.more) == (0, 0)


def test_a_release_lists_six_differences_of_an_item_and_counts_the_others() -> None:
    six, seven, more = recorded([change(*"abcdef"), change(*"abcdefg"), change(*"abcdefghi")])

    assert [(len(item.details), item.more) for item in (six, seven, more)] == [(6, 0), (6, 1), (6, 3)]


def test_differences_next_to_the_item_come_before_those_within_its_entries() -> None:
    """Six are in their own order; of more, those that are nearest to the item are listed."""
    (six,) = recorded([change("a/b/c", "a/b", "a", "b", "c", "d")])
    (more,) = recorded([change("a/b/c", "a/b", "a", "a/c", "b/b/b", "b", "b/c")])

    assert [detail.path for detail in six.details] == ["a/b/c", "a/b", "a", "b", "c", "d"]
    assert [detail.path for detail in more.details] == ["a", "b", "a/b", "a/c", "b/c", "a/b/c"]


def test_a_new_item_is_recorded_as_it_is() -> None:
    new = Change(kind="workshop", id="listening", title="Listening", what=ChangeKind.NEW)

    assert recorded([new]) == [new]


def test_changed_texts_of_several_sections_share_a_line() -> None:
    texts = ["Why: text changed", "Length: new", "How: text rewritten", "Who: text changed", "Cost: text: title: new"]
    details = [ChangeDetail(text=text, path=f"sections/{number}/body") for number, text in enumerate(texts)]
    (item,) = recorded([change().model_copy(update={"details": details})])

    assert [(detail.text, detail.path) for detail in item.details] == [
        ("Length: new", "sections/1/body"),
        ("Cost: text: title: new", "sections/4/body"),
        ("Text changed: Why; Who", "sections"),
        ("How: text rewritten", "sections/2/body"),
    ]
    assert item.more == 0


def test_a_section_may_be_called_text() -> None:
    texts = ["Letters: text message: text changed", "Why: text changed", "Length: new", "Cost: new"]
    details = [ChangeDetail(text=text, path=f"sections/{number}/body") for number, text in enumerate(texts)]
    (item,) = recorded([change().model_copy(update={"details": details})])

    assert [detail.text for detail in item.details] == [
        "Length: new",
        "Cost: new",
        "Text changed: Letters: text message; Why",
    ]


def test_the_rest_is_counted_in_differences_and_not_in_lines() -> None:
    other = [ChangeDetail(text=f"{number}", path=f"{number}") for number in range(6)]
    texts = [ChangeDetail(text=f"{name}: text changed", path=f"sections/{name}/body") for name in "abc"]
    (item,) = recorded([change().model_copy(update={"details": [*texts, *other]})])

    assert ([detail.text for detail in item.details], item.more) == (["0", "1", "2", "3", "4", "5"], 3)


def test_a_line_for_several_texts_is_as_near_to_the_item_as_the_list_that_holds_them() -> None:
    paths = ("a/b/c", "a/b", "a/c", "b/b/b", "b", "b/c", "b/d")
    texts = [ChangeDetail(text=f"{name}: text changed", path=f"sections/{name}/body") for name in "de"]
    (item,) = recorded([change().model_copy(update={"details": [*change(*paths).details, *texts]})])

    assert [detail.path for detail in item.details] == ["b", "sections", "a/b", "a/c", "b/c", "b/d"]
    assert item.more == 2
