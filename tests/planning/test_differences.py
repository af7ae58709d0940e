"""Each kind of difference between two versions of a noun, in the exact words and at the exact place."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from generator.model.base import Noun
from generator.model.calendar_rules import NoticeRule
from generator.model.changes import WordsHow
from generator.model.instrument import Scale
from generator.model.pairing import Weight, Wish
from generator.model.project import Difficulty
from generator.model.workshop import Material
from generator.planning.differences import differences, word_changes
from tests.planning import cohort, profiles

LIBRARY = cohort.library()
WORKSHOP, PROJECT = LIBRARY.workshops["listening"], LIBRARY.projects["discharge"]
TOPIC, FORM = LIBRARY.guidance["time"], LIBRARY.instruments["log"]
WELCOME, BREAK, LISTENING = WORKSHOP.activities
RULE = LIBRARY.calendar.notice["study-leave"]
LONG = "x" * 90


def told(old: Noun, **changes: Any) -> list[tuple[str, str]]:
    """Sentence and place of each difference after some changes."""
    return [(detail.text, detail.path) for detail in differences(old, old.model_copy(update=changes))]


@pytest.mark.parametrize(
    ("old", "changes", "text", "path"),
    [
        (WORKSHOP, {"duration_minutes": 61}, "1 minute longer: 61 instead of 60", "duration_minutes"),
        (WORKSHOP, {"duration_minutes": 45}, "15 minutes shorter: 45 instead of 60", "duration_minutes"),
        (WORKSHOP, {"start": datetime.time(13, 30)}, "Start: 13:30 instead of 13:00", "start"),
        (WORKSHOP, {"number": 2}, "Number: 2 instead of 1", "number"),
        (WORKSHOP, {"online": "Use rooms."}, "Online: new", "online"),
        (LISTENING, {"summary": None}, "Summary: gone", "summary"),
        (LISTENING, {"if_late": None}, "What to do when late: gone", "if_late"),
        (RULE, {"weeks": 8}, "Notice: 8 weeks instead of 6", "weeks"),
        (RULE, {"weeks": 1}, "Notice: 1 week instead of 6", "weeks"),
        (RULE, {"title": "Leave"}, "Title: “Leave” instead of “Notice for study-leave”", "title"),
        (PROJECT, {"duration_weeks": 20}, "Length: 20 weeks instead of 16", "duration_weeks"),
        (PROJECT, {"sponsor_lead_weeks": 4}, "Sponsor lead weeks: 4 weeks instead of 2", "sponsor_lead_weeks"),
        (PROJECT, {"hours_a_month": 8}, "Hours a month: 8 hours instead of 6", "hours_a_month"),
        (PROJECT, {"difficulty": Difficulty.MODERATE}, "Difficulty: moderate instead of starter", "difficulty"),
        (PROJECT, {"scope_in": ["Two wards"]}, "Scope in: “Two wards” instead of “One ward”", "scope_in"),
        (PROJECT, {"scope_in": []}, "Scope in, taken out: One ward", "scope_in"),
        (PROJECT, {"recruit": ["Ward pharmacist", "A nurse"]}, "Recruit, new: A nurse", "recruit"),
        (cohort.changeover(8), {"closed": False}, "Closed: no instead of yes", "closed"),
        (cohort.changeover(8, closed=False), {"closed": True}, "Closed: yes instead of no", "closed"),
        (cohort.assumption("office", "coach", 1.0), {"hours": 1.5}, "Hours: 1.5 hours instead of 1", "hours"),
        (
            LIBRARY.bank_holidays.days[0],
            {"date": datetime.date(2027, 3, 25)},
            "Date: 25 March 2027 instead of 26 March 2027",
            "date",
        ),
    ],
)
def test_a_single_value(old: Noun, changes: dict[str, Any], text: str, path: str) -> None:
    assert told(old, **changes) == [(text, path)]


def test_several_fields_are_in_their_own_order() -> None:
    assert told(RULE, reason="So", title="Leave") == [
        ("Title: “Leave” instead of “Notice for study-leave”", "title"),
        ("Reason: “So” instead of “Because”", "reason"),
    ]


def test_what_is_derived_from_the_file_is_no_difference() -> None:
    assert told(RULE, id="other", source="elsewhere") == []


def test_entries_of_a_list_that_are_new_gone_changed_or_moved() -> None:
    longer = LISTENING.model_copy(update={"minutes": 40})
    pause = BREAK.model_copy(update={"id": "pause", "title": "Pause"})

    assert told(WORKSHOP, activities=[WELCOME, LISTENING]) == [("Activity taken out: Break", "activities/break")]
    assert told(WORKSHOP, activities=[WELCOME, BREAK, LISTENING, pause]) == [
        ("New activity: Pause", "activities/pause")
    ]
    assert told(WORKSHOP, activities=[WELCOME, BREAK, longer]) == [
        ("Listening in pairs: 5 minutes longer: 40 instead of 35", "activities/listening/minutes")
    ]
    assert told(WORKSHOP, activities=[BREAK, WELCOME, LISTENING]) == [("Activities: in another order", "activities")]


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("measures", "Measure taken out: Came back"),
        ("risks", "Risk taken out: People rush."),
        ("kinds", "Kinds, taken out: menu"),
        ("drivers", "Driver taken out: Medicines"),
    ],
)
def test_an_entry_is_named_in_the_singular(field: str, text: str) -> None:
    assert [text for text, _ in told(PROJECT, **{field: getattr(PROJECT, field)[:-1]})] == [text]


def test_an_entry_is_called_by_its_question_or_its_text() -> None:
    assert told(TOPIC, decisions=[]) == [("Decision taken out: On which day?", "decisions/when")]
    assert told(TOPIC, signs=[]) == [("Sign taken out: Everybody comes.", "signs/Everybody comes.")]


def test_a_list_whose_name_is_no_plural_keeps_it() -> None:
    assert told(WORKSHOP, preparation=[]) == [("Preparation taken out: Book the room", "preparation/Book the room")]
    assert told(WORKSHOP, activities=WORKSHOP.activities[:2]) == [
        ("Activity taken out: Listening in pairs", "activities/listening")
    ]


def test_an_entry_within_an_entry_names_both() -> None:
    slide = WELCOME.slides[0].model_copy(update={"points": ["Phones away"]})
    welcome = WELCOME.model_copy(update={"slides": [slide]})

    assert told(WORKSHOP, activities=[welcome, BREAK, LISTENING]) == [
        (
            "Welcome: Welcome: points: “Phones away” instead of “Phones off”",
            "activities/welcome/slides/Welcome/points",
        )
    ]


@pytest.mark.parametrize(("old", "field"), [(WORKSHOP, "objectives"), (FORM, "scales"), (PROJECT, "data")])
def test_a_whole_field_that_is_new_or_gone(old: Noun, field: str) -> None:
    without = old.model_copy(update={field: None})

    assert told(old, **{field: None}) == [(f"{field.capitalize()}: gone", field)]
    assert told(without, **{field: getattr(old, field)}) == [(f"{field.capitalize()}: new", field)]


def test_an_entry_with_an_id_is_called_by_its_text() -> None:
    assert told(WORKSHOP, objectives=[]) == [("Objective taken out: Listen without interrupting", "objectives/listen")]


def test_a_mapping_of_plain_values() -> None:
    profile = profiles.profile(rates={"coach": 30.5})

    assert told(profile, rates={"coach": 40.0}) == [("coach: 40 instead of 30.5", "rates/coach")]


def test_prose_that_differs_in_its_markup_alone_is_shown_with_it() -> None:
    section = TOPIC.sections[1]

    assert told(section, body="Ask the *rota* coordinator.") == [
        ("Text: “Ask the *rota* coordinator.” instead of “Ask the rota coordinator.”", "body")
    ]
    assert told(section, body="Ask the **ward** manager.") == [
        ("Text: “Ask the ward manager.” instead of “Ask the rota coordinator.”", "body")
    ]


def test_several_entries_that_are_new_or_gone_are_in_a_line() -> None:
    assert told(WORKSHOP, activities=[BREAK]) == [
        ("Activities taken out: Welcome; Listening in pairs", "activities/welcome")
    ]
    assert told(WORKSHOP.model_copy(update={"activities": [BREAK]}), activities=WORKSHOP.activities) == [
        ("New activities: Welcome; Listening in pairs", "activities/welcome")
    ]
    assert told(PROJECT, also=["DNA", "no show"]) == [("Words to search by, new: DNA; no show", "also")]


def test_sentences_in_a_line_lose_their_full_stops_but_the_last() -> None:
    late, lost = (TOPIC.pitfalls[0].model_copy(update={"pitfall": text}) for text in ("It is late.", "It is lost."))

    assert told(TOPIC.model_copy(update={"pitfalls": []}), pitfalls=[late, lost]) == [
        ("New pitfalls: It is late; It is lost.", "pitfalls/It is late.")
    ]


def test_a_line_of_entries_ends_at_240_characters() -> None:
    def added(*lengths: int) -> list[str]:
        names = [letter * length for letter, length in zip("abcde", lengths, strict=False)]
        return [text.removeprefix("Recruit, new: ") for text, _ in told(PROJECT, recruit=[*PROJECT.recruit, *names])]

    a, b, c, d = "a" * 80, "b" * 78, "c" * 78, "d"
    assert added(80, 78, 80) == [f"{a}; {b}; {'c' * 80}"]
    assert added(80, 79, 80) == [f"{a}; {'b' * 79}", "c" * 80]
    assert added(80, 78, 78, 1, 1) == [f"{a}; {b}; {c}", f"{d}; e"]


def test_entries_without_a_name_of_their_own_are_counted() -> None:
    pens, paper = (Material(item=item, quantity="one each") for item in ("Pens", "Paper"))

    assert told(WORKSHOP, materials=[pens, paper]) == [("Materials: 2 instead of 1", "materials")]
    assert told(WORKSHOP, materials=[paper]) == [("Materials rewritten", "materials")]


def test_two_entries_of_one_name_are_counted() -> None:
    first = TOPIC.actions[0]

    assert told(TOPIC, actions=[first, first]) == [("Actions rewritten", "actions")]


def test_entries_of_a_mapping_that_are_plain_values_are_named_by_their_keys() -> None:
    method = next(iter(LIBRARY.pairing_methods.values())).model_copy(update={"wishes": {}})

    assert told(method, wishes={Wish.SAME_SITE: Weight.MATTERS}) == [("New wish: same-site", "wishes/same-site")]


def test_entries_of_a_mapping() -> None:
    agree = FORM.scales["agree"]
    other = Scale(id="often", source="test", labels=["Never", "Often"])

    assert told(FORM, scales={"agree": agree, "often": other}) == [("New scale: often", "scales/often")]
    assert told(FORM, scales={}) == [("Scale taken out: agree", "scales/agree")]
    assert told(FORM, scales={"agree": agree.model_copy(update={"labels": ["No", "Partly", "Surely"]})}) == [
        ("agree: labels: “Surely” instead of “Yes”", "scales/agree/labels")
    ]


def test_a_field_within_a_field() -> None:
    data = PROJECT.data.model_copy(update={"lead_weeks": 1})

    assert told(PROJECT, data=data) == [("Data: lead weeks: 1 week instead of 3", "data/lead_weeks")]


def test_plain_values_in_another_order() -> None:
    project = PROJECT.model_copy(update={"recruit": ["A nurse", "A porter"]})

    assert told(project, recruit=["A porter", "A nurse"]) == [("Recruit: in another order", "recruit")]


def test_as_many_new_values_as_old_ones_are_rewordings() -> None:
    project = PROJECT.model_copy(update={"recruit": ["A nurse", "A porter", "A clerk"]})

    assert told(project, recruit=["The nurse", "A porter", "The clerk"]) == [
        ("Recruit: “The nurse” instead of “A nurse”", "recruit"),
        ("Recruit: “The clerk” instead of “A clerk”", "recruit"),
    ]


@pytest.mark.parametrize(("length", "quoted"), [(80, True), (81, False)])
def test_only_short_texts_are_quoted(length: int, quoted: bool) -> None:
    (detail,) = differences(RULE, RULE.model_copy(update={"reason": "y" * length}))

    assert detail.text == (f"Reason: “{'y' * length}” instead of “Because”" if quoted else "Reason rewritten")
    assert detail.words == []


@pytest.mark.parametrize(
    ("stays", "text"), [(10, "Reason changed"), (9, "Reason rewritten")], ids=["half of the words", "fewer"]
)
def test_words_are_shown_where_at_least_half_of_them_stayed(stays: int, text: str) -> None:
    """Ten words out and ten in; a text of which less than half stays is a new text to its reader."""
    words = [f"unchanged{number}" for number in range(stays)]
    old, new = ([*words, *(f"{kind}{number}" for number in range(10))] for kind in ("old", "new"))
    (detail,) = differences(
        RULE.model_copy(update={"reason": " ".join(old)}), RULE.model_copy(update={"reason": " ".join(new)})
    )

    assert detail.text == text
    assert [words.how for words in detail.words] == (
        [WordsHow.SAME, WordsHow.OUT, WordsHow.IN] if text == "Reason changed" else []
    )


def test_words_that_are_added_to_a_short_text_or_taken_from_a_long_one_are_shown() -> None:
    long = " ".join(f"more{number}" for number in range(20))

    assert runs("Ask your manager.", f"Ask your manager. {long}") == [("same", "Ask your manager. "), ("in", long)]
    assert [how for how, _ in runs(f"{long} Ask your manager.", "Ask your manager.")] == ["out", "same"]


def test_a_long_name_is_cut() -> None:
    def removed(name: str) -> str:
        topic = TOPIC.model_copy(update={"actions": [TOPIC.actions[0].model_copy(update={"do": name})]})
        ((text, _),) = told(topic, actions=[])
        return text

    assert removed("a" * 80) == f"Action taken out: {'a' * 80}"
    assert removed("a" * 81) == f"Action taken out: {'a' * 79}…"
    assert removed(f"{'a' * 78} {'b' * 20}") == f"Action taken out: {'a' * 78}…"


def test_a_long_sentence_and_a_long_place_are_cut() -> None:
    def within(length: int) -> tuple[str, str]:
        changed = RULE.model_copy(update={"weeks": 8})
        ((text, path),) = [
            (detail.text, detail.path) for detail in differences(RULE, changed, ("p" * length,), "n" * length)
        ]
        return text, path

    rest = ": notice: 8 weeks instead of 6"
    assert within(480 - len(rest)) == ("n" * (480 - len(rest)) + rest, f"{'p' * (480 - len(rest))}/weeks")
    assert within(480 - len(rest) + 1) == (
        ("n" * (481 - len(rest)) + rest)[:479] + "…",
        f"{'p' * (481 - len(rest))}/weeks",
    )
    assert within(478)[1] == f"{'p' * 478}/w"


def test_a_rule_of_another_noun_has_its_own_label() -> None:
    """Weeks of a notice rule are called Notice; weeks of work around a workshop keep their name."""
    booking = WORKSHOP.preparation[0]

    assert isinstance(RULE, NoticeRule)
    assert told(booking, weeks=1) == [("Weeks: 1 week instead of 8", "weeks")]


def runs(before: str, after: str) -> list[tuple[str, str]]:
    return [(words.how.value, words.text) for words in word_changes(before, after)]


def test_words_that_stayed_went_and_came() -> None:
    assert runs(" one two  three\nfour ", "one three\nfive four") == [
        ("same", "one "),
        ("out", "two  "),
        ("same", "three\n"),
        ("in", "five "),
        ("same", "four"),
    ]


def test_words_next_to_each_other_are_one_run() -> None:
    assert runs("one two three four", "one four") == [("same", "one "), ("out", "two three "), ("same", "four")]
    assert runs("one four", "one two three four") == [("same", "one "), ("in", "two three "), ("same", "four")]


def test_one_changed_word_of_a_long_text_of_few_words_is_one_change() -> None:
    words = [f"w{number % 20}" for number in range(260)]
    changes = runs(" ".join(words), " ".join([*words[:130], "new", *words[131:]]))

    assert [(how, text.strip()) for how, text in changes[1:3]] == [("out", "w10"), ("in", "new")]
    assert [how for how, _ in changes] == ["same", "out", "in", "same"]


def test_unchanged_words_between_two_changes_are_cut_in_the_middle() -> None:
    """Eight words stay beside each change; up to two more are not worth an ellipsis."""

    def between(number: int) -> str:
        middle = " ".join(f"w{word}" for word in range(number))
        ((_, text),) = [run for run in runs(f"old {middle} old", f"new {middle} new") if run[0] == "same"]
        return text

    assert between(18).split() == [f"w{word}" for word in range(18)]
    assert between(19).split() == [*(f"w{word}" for word in range(8)), "…", *(f"w{word}" for word in range(11, 19))]


def test_unchanged_words_at_either_end_are_cut_on_one_side() -> None:
    text = " ".join(f"w{word}" for word in range(11))

    assert runs(f"{text} old", f"{text} new")[0] == ("same", "… " + " ".join(f"w{word}" for word in range(3, 11)) + " ")
    assert runs(f"old {text}", f"new {text}")[-1] == ("same", " ".join(f"w{word}" for word in range(8)) + " … ")
