"""The page on which a panel reads what is proposed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from generator.documents.document import Block, Callout, Document, Heading, Listing, Table, descendants, plain
from generator.documents.pairs_page import pairs_page
from generator.documents.pairs_text import explained
from generator.documents.pairs_words import in_brief, not_whole
from generator.documents.plain_text import in_plain_text
from generator.model.library import Library
from generator.model.scheme import Decision, LearningGroup, Records
from generator.pairing.answer import Answer, answer
from generator.pairing.cohort import WhatIf
from generator.pairing.conflict_words import own_sentences
from tests.pair_schemes import SIX, SIX_WITH_ONE_FIXED, playbook
from tests.pairing import drawn_cohort
from tests.pairing.small_cohort import clinician, manager, person


def proposed(library: Library, records: Records, changes: WhatIf | None = None) -> tuple[Answer, Document]:
    """What is proposed for some people of the two sites, and its page."""
    plan = playbook(library, records)
    given = answer(records, plan.profile, library, changes)
    return given, pairs_page(plan, given)


def table(page: Document, heading: str) -> list[list[str]]:
    """The rows of the table below a heading."""
    places = [place for place, block in enumerate(page.blocks) if isinstance(block, Heading) and block.text == heading]
    below = next(block for block in page.blocks[places[0] :] if isinstance(block, Table))
    return [[plain(cell) for cell in row] for row in below.rows]


def callouts(page: Document) -> dict[str, str]:
    return {block.title: in_plain_text(block.blocks) for block in page.blocks if isinstance(block, Callout)}


def words(page: Document) -> str:
    return " ".join(in_plain_text(page.blocks).split())


def test_every_pair_is_there_with_what_it_gives_up(library: Library) -> None:
    _, page = proposed(library, SIX_WITH_ONE_FIXED)

    assert table(page, "The pairs at a glance") == [
        ["Pair 1", "Ann (Stroke)\nHal (Surgery)", "Fixed by the planner", "0"],
        ["Pair 2", "Bea (Surgery)\nLou (Finance)", "\N{EN DASH}", "12"],
        ["Pair 3", "Cal (Theatres)\nGuy (Stroke)", "\N{EN DASH}", "6"],
        ["Pair 4", "Dee (Finance)\nIan (Stroke)", "\N{EN DASH}", "12"],
        ["Pair 5", "Eve (Stroke)\nKit (Estates)", "\N{EN DASH}", "12"],
        ["Pair 6", "Fay (Stroke)\nJay (Finance)", "Named each other", "8"],
    ]
    assert "6 pairs, proven best: no others meet the wishes better." in words(page)


def test_every_pair_has_its_reasons_and_the_next_best_partners(library: Library) -> None:
    given, page = proposed(library, SIX)

    rows = table(page, "Why each pair")
    assert [name for name, _ in rows] == [
        "\n".join([why.group.name, *(given.cohort.by_id[id].name for id in why.group.members)]) for why in given.reasons
    ]
    who, why = rows[0]
    assert who == "Pair 1\nAnn\nHal"
    assert why.startswith("For it: Both free on Wednesday afternoons; ")
    assert "each named the other first" in why
    assert "\nNext best: " in why


@pytest.mark.parametrize("size", [2, 3, pytest.param(4, marks=pytest.mark.slow)])
def test_everybody_on_the_sheet_is_in_one_place_of_the_page(library: Library, size: int) -> None:
    records, profile = drawn_cohort.records(library), drawn_cohort.profile(size)
    plan = playbook(library, records, profile)
    given = answer(records, profile, library)
    page = pairs_page(plan, given)

    noun, cohort = "pair" if size == 2 else "group", given.cohort
    placed = [line.partition(" (")[0] for row in table(page, f"The {noun}s at a glance") for line in row[1].split("\n")]
    others = [cohort.by_id[each.person].name for each in given.unmatched]
    left_over = [in_plain_text(item) for item in items(page, f"Without a {noun}")]
    assert all(line.startswith(f"{name} ") for line, name in zip(left_over, others, strict=True))
    others += [in_plain_text(item).partition(" (")[0] for item in items(page, "Reserves")]
    others += [
        name for item in items(page, "Not considered") for name in in_plain_text(item).split(": ")[1].split("; ")
    ]
    assert sorted([*placed, *others]) == sorted(person.name for person in records.people)


def items(page: Document, heading: str) -> list[tuple[Block, ...]]:
    """The items of the lists below a heading; none if there is no such heading."""
    below, result = False, []
    for block in page.blocks:
        if isinstance(block, Heading):
            below = block.text == heading
        elif below and isinstance(block, Listing):
            result += block.items
    return result


def test_who_has_no_pair_is_told_with_what_would_help(library: Library) -> None:
    people = [clinician("ann"), clinician("bob"), clinician("cal"), manager("dan")]
    given, page = proposed(library, Records(people=people))

    assert "There are places for one of three clinicians: two are left over." in words(page)
    assert [in_plain_text(item) for item in items(page, "Without a pair")] == [
        " ".join(own_sentences(given.cohort, each, given.unmatched)) for each in given.unmatched
    ]
    assert "Bob is left over. With Ann left over instead" in words(page)
    assert "Cal is left over. With Ann left over instead" in words(page)


def test_many_people_left_over_are_named_in_one_sentence(library: Library) -> None:
    people = [clinician(id) for id in ("ann", "bob", "cal", "eve")]
    _, page = proposed(library, Records(people=people))

    assert "There are places for none of four clinicians: four are left over." in words(page)
    names = [in_plain_text(item) for item in items(page, "Without a pair")]
    assert names == ["Ann, Bob, Cal and Eve are left over."]


def test_a_fixed_pair_says_which_wishes_it_gives_up(library: Library) -> None:
    _, page = proposed(library, SIX, WhatIf(pins=(("eve", "ian"),)))

    row = next(row for row in table(page, "The pairs at a glance") if "Eve" in row[1])
    assert row[2:] == ["Fixed by the planner\nDifferent departments", "48"]


def test_rules_that_cannot_hold_together_are_named_without_who_asked(library: Library) -> None:
    kept_apart = Records(people=[clinician("ann", not_with=["cat"]), manager("cat")])
    _, page = proposed(library, kept_apart)

    assert "A confidential request keeps Ann and Cat apart." in callouts(page)["Rules in the way"]
    asked_by_the_other = Records(people=[clinician("ann"), manager("cat", not_with=["ann"])])
    assert words(proposed(library, asked_by_the_other)[1]) == words(page)


def test_a_trial_says_what_is_different(library: Library) -> None:
    _, page = proposed(library, SIX, WhatIf(forbidden=(("bea", "lou"),)))

    assert "New: Bea and Guy." in callouts(page)["What is different in this trial"]
    assert "6 pairs, proven to be the best of those that separate as few people." in words(page)
    assert "What is different in this trial" not in callouts(proposed(library, SIX)[1])


def test_a_proposal_that_is_not_proven_says_how_far_from_the_best_it_is_at_most(library: Library) -> None:
    given, _ = proposed(library, SIX)
    loose = replace(given, proposal=replace(given.proposal, bound=49))

    assert in_brief(loose) == "6 pairs; others could meet the wishes better by 2 per cent at most"
    unknown = replace(given, proposal=replace(given.proposal, bound=0))
    assert in_brief(unknown) == "6 pairs; how much better others could be is not known"
    assert in_brief(replace(loose, moves_few=True)) == (
        "6 pairs; others that separate as few people could meet the wishes better by 2 per cent at most"
    )


def test_a_fixed_pair_of_which_somebody_is_not_considered_is_named(library: Library) -> None:
    people = [
        clinician("ann"),
        clinician("bob", decision=Decision.WITHDRAWN),
        manager("cat"),
        manager("dee", decision=Decision.RESERVE),
        clinician("eve"),
    ]
    groups = [
        LearningGroup(id=id, name=name, members=members, fixed=True)
        for id, name, members in (("1", "Pair 1", ["bob", "cat"]), ("2", "Pair 2", ["ann", "dee"]))
    ]
    given, page = proposed(library, Records(people=people, groups=groups))

    assert "Withdrew: Bob, though Pair 1 is fixed" in words(page)
    assert "Dee, though Pair 2 is fixed" in words(page)
    assert [group.name for group in not_whole(given.cohort)] == ["Pair 1", "Pair 2"]
    assert explained(given, "bob") == "Bob is not considered: withdrew, though Pair 1 is fixed."


def test_where_nobody_can_be_paired_the_page_says_so(library: Library) -> None:
    _, page = proposed(library, Records(people=[clinician("ann")]))

    assert "No pair can be proposed." in words(page)
    assert "The pairs at a glance" not in words(page)


def test_where_nobody_else_is_possible_the_reasons_say_so(library: Library) -> None:
    _, page = proposed(library, Records(people=[clinician("ann"), manager("ben")]))

    ((_, why),) = table(page, "Why each pair")
    assert why.endswith("\nNext best: Nobody else, unless more people are left out.")


def test_reserves_and_those_who_are_not_considered_are_listed(library: Library) -> None:
    others = [
        manager("rex", decision=Decision.RESERVE, reserve_place=2),
        manager("sue", decision=Decision.RESERVE, reserve_place=1),
        person("tom", decision=Decision.WITHDRAWN),
        person("una", decision=Decision.WITHDRAWN),
    ]
    _, page = proposed(library, Records(people=[*SIX.people, *others]))

    assert [in_plain_text(item) for item in items(page, "Reserves")] == ["Sue", "Rex"]
    assert [in_plain_text(item) for item in items(page, "Not considered")] == ["Withdrew: Tom; Una"]


def test_what_counts_is_said_in_words_and_points(library: Library) -> None:
    _, page = proposed(library, SIX)

    assert table(page, "What counts") == [
        ["Partners from the same site", "Matters most", "108"],
        ["Partners from different departments", "Matters", "36"],
        ["Partners who named each other", "A little", "12"],
    ]
    assert "half day a week in common" in words(page)


def test_how_wishes_were_met_is_counted_by_side_and_site(library: Library) -> None:
    _, page = proposed(library, SIX)

    assert table(page, "How wishes were met")[:5] == [
        ["Everybody (12)", "12/12", "12/12", "4/4"],
        ["Clinicians (6)", "6/6", "6/6", "3/3"],
        ["Managers (6)", "6/6", "6/6", "1/1"],
        ["North (6)", "6/6", "6/6", "3/3"],
        ["South (6)", "6/6", "6/6", "1/1"],
    ]


def test_groups_are_called_groups(library: Library) -> None:
    records, profile = drawn_cohort.records(library), drawn_cohort.profile(3)
    page = pairs_page(playbook(library, records, profile), answer(records, profile, library))

    assert page.title == "Proposed groups"
    assert "Each group has two clinicians and one manager." in words(page)
    assert not re.search(r"\bpairs?\b", re.sub("Pair 1", "", words(page)))


def test_the_page_is_for_the_panel_alone_and_says_what_it_is_not(library: Library) -> None:
    _, page = proposed(library, SIX)

    assert callouts(page)["For the panel only"].startswith("It draws on what people said in confidence.")
    label = next(run for run in descendants(page) if getattr(run, "role", None) == "evidence-suggested")
    assert label.text == "Suggested"
    assert "The panel decides, and may change any pair." in words(page)
