"""Forms to fill in on a screen, as somebody does who got one by email: opened from a folder, saved as a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from generator.documents.answer_form import answer_forms
from generator.model.answers import Answers, Response
from generator.model.instrument import Wave
from generator.model.library import Library
from generator.planning.playbook import Playbook, plan
from generator.sources.answers_import import Wanted, import_answers
from generator.sources.tree import read_theme
from generator.writers import answer_form
from tests import small
from tests.browser.conftest import Open, open_pages, reload_file
from tests.browser.test_accessibility import clean
from tests.browser.test_keyboard import press, walk
from tests.browser.test_reflow import ADD_STYLE, BEYOND, CUT_OFF, SPACING, forced
from tests.browser.test_site import sideways

BEFORE, THEN, FEEDBACK, LEAVER, COLLEAGUE = (
    "preparedness-self-assessment-before",
    "preparedness-self-assessment-then",
    "workshop-feedback",
    "leaver-form",
    "colleague-view",
)
FIRST, POWERLAB = "Self-awareness and a shared purpose", "Powerlab: working within systems"
NO_STORE = """
Object.defineProperty(window, "localStorage", {get() { throw new DOMException("no", "SecurityError"); }});
"""
NO_CLIPBOARD = 'Object.defineProperty(navigator, "clipboard", {value: undefined});'
COPIED = """
Object.defineProperty(navigator, "clipboard", {value: {writeText: async (text) => { window.copied = text; }}});
"""


@pytest.fixture(scope="module")
def playbook(library: Library) -> Playbook:
    return plan(library, "westbrook")


@pytest.fixture(scope="module")
def folder(playbook: Playbook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, look = tmp_path_factory.mktemp("forms"), answer_form.theme_of(read_theme(small.ROOT))
    for id, form in answer_forms(playbook).items():
        (folder / f"{id}.html").write_bytes(answer_form.write(form, look))
    return folder


@pytest.fixture
def open_form(chromium: Browser, folder: Path) -> Iterator[Open]:
    """Opens a form by its id, with no network."""
    with open_pages(chromium, f"{folder.as_uri()}/", offline=True) as opened:
        yield lambda name, **values: opened(f"{name}.html", **values)


def rate(page: Page, question: str, answer: str) -> None:
    """Choose an answer."""
    page.locator(f"#q-{question}").get_by_role("radio", name=re.compile(rf"^(\d )?{answer}$")).check(timeout=5000)


def finish(page: Page) -> None:
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_role("heading", name="Nothing has been sent yet")).to_be_focused()


def saved(page: Page) -> tuple[str, bytes]:
    """The name and the content of the file that the page gives."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Save my answers").click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def imported(playbook: Playbook, raw: bytes) -> list[Response]:
    """The answers that the workbook of answers would get, with nothing reported."""
    workshops = [each.workshop for each in playbook.workshops]
    result = import_answers({"answers.csv": raw}, [playbook.instruments], workshops, Answers(), Wanted())
    assert result.diagnostics == []
    return result.responses


def fill_in_the_copy_looking_back(page: Page) -> None:
    page.get_by_label("Your matching code").fill(" mi-07 d")
    rate(page, "side", "Manager")
    rate(page, "under-pressure", "Well prepared")
    rate(page, "take-feedback", "Not at all prepared")
    page.get_by_label("Which line do you see differently").fill('=SUM(1), he said "no"\nand\tthen yes')


# Answers out


def test_the_import_takes_the_file_that_a_form_saves(open_form: Open, playbook: Playbook) -> None:
    page = open_form(THEN, width=390)
    fill_in_the_copy_looking_back(page)
    finish(page)
    name, raw = saved(page)
    (response,) = imported(playbook, raw)

    assert (response.instrument, response.wave, response.code, response.side) == (
        "preparedness-self-assessment",
        Wave.THEN,
        "MI07D",
        "Manager",
    )
    assert response.answers == {
        "under-pressure": 4,
        "take-feedback": 1,
        "see-differently": '=SUM(1), he said "no"\nand\tthen yes',
    }
    assert re.fullmatch(r"preparedness-self-assessment-then-[a-z2-9]{4}\.csv", name)


@pytest.mark.slow
def test_the_import_takes_directions_choices_and_yes_or_no(open_form: Open, playbook: Playbook) -> None:
    page = open_form(COLLEAGUE)
    rate(page, "asks", "Less often")
    rate(page, "tests", "More often")
    finish(page)
    (colleague,) = imported(playbook, saved(page)[1])
    page = open_form(LEAVER)
    rate(page, "reason", "A new post, or a move")
    rate(page, "told-early", "No")
    finish(page)
    (leaver,) = imported(playbook, saved(page)[1])

    assert colleague.answers == {"asks": -1, "tests": 1}
    assert leaver.answers == {"reason": "A new post, or a move", "told-early": False}


def test_feedback_shows_the_statements_of_the_chosen_workshop(open_form: Open, playbook: Playbook) -> None:
    page = open_form(FEEDBACK)
    expect(page.get_by_text("Choose the workshop first. Its statements appear here.")).to_be_visible()
    expect(page.locator("#q-first")).to_be_hidden()
    page.get_by_label("Title of the workshop").select_option(FIRST)
    expect(page.locator("#q-first legend")).to_have_text(
        "2. I can name three values of mine and a moment that tested one."
    )
    expect(page.locator("#q-left-role")).to_be_hidden()
    expect(page.locator("#q-use label")).to_have_text("11. One thing that I shall do differently, and by when")
    rate(page, "fifth", "Agree")

    page.get_by_label("Title of the workshop").select_option(POWERLAB)
    expect(page.locator("#q-fifth")).to_be_hidden()
    expect(page.locator("#q-left-role legend")).to_have_text("10. The de-roling worked, and I left as myself.")
    expect(page.locator("#q-use label")).to_have_text("12. One thing that I shall do differently, and by when")
    rate(page, "first", "Agree strongly")
    rate(page, "support", "Yes")
    finish(page)
    (response,) = imported(playbook, saved(page)[1])
    assert (response.workshop, response.answers) == ("powerlab", {"first": 5, "support": True})


def test_a_line_has_a_cell_for_each_column_of_the_sheet(open_form: Open, playbook: Playbook) -> None:
    page = open_form(THEN, own=True)
    page.add_init_script(COPIED)
    page.reload()
    fill_in_the_copy_looking_back(page)
    finish(page)
    page.get_by_role("button", name="Copy a line").click()
    expect(page.locator("#copied")).to_have_text("Copied. Paste it into your message.")
    cells = str(page.evaluate("window.copied")).split("\t")

    assert cells[:5] == ["MI07D", "Looking back", "Manager", "4", "1"]
    assert cells[-1] == '\'=SUM(1), he said "no" and then yes'
    assert len(cells) == len(answer_forms(playbook)[THEN].columns)


@pytest.mark.slow
def test_a_line_can_be_copied_by_hand(open_form: Open) -> None:
    page = open_form(LEAVER, own=True)
    page.add_init_script(NO_CLIPBOARD)
    page.reload()
    rate(page, "useful", "Yes")
    finish(page)
    page.get_by_role("button", name="Copy a line").click()

    line = page.get_by_label("Your answers as a line")
    expect(line).to_be_focused()
    expect(line).to_have_value("\t\t\tYes")


# While it is filled in


def test_a_draft_is_kept_until_it_is_deleted(open_form: Open) -> None:
    page = open_form(BEFORE)
    page.get_by_label("Your matching code").fill("MI07D")
    rate(page, "side", "Clinician")
    reload_file(page, page.get_by_text("2 of 29 answered"))
    expect(page.get_by_label("Your matching code")).to_have_value("MI07D")
    expect(page.get_by_role("status").filter(has_text="Your draft is back.")).to_have_count(1)

    page.get_by_role("button", name="Delete my draft").click()
    page.get_by_role("dialog").get_by_role("button", name="Keep it").click()
    expect(page.locator("#progress")).to_have_text("2 of 29 answered")
    page.get_by_role("button", name="Delete my draft").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.locator("#progress")).to_have_text("0 of 29 answered")
    assert page.evaluate("localStorage.length") == 0


def test_drafts_of_two_forms_do_not_meet(open_form: Open) -> None:
    page = open_form(BEFORE)
    rate(page, "side", "Clinician")
    page.goto(page.url.replace(BEFORE, THEN))

    expect(page.locator("#progress")).to_have_text("0 of 30 answered")


def test_where_no_draft_can_be_kept_the_page_says_so(open_form: Open) -> None:
    page = open_form(BEFORE, own=True)
    expect(page.locator("#draft")).to_contain_text("On a device that other people use, delete the draft")
    page.add_init_script(NO_STORE)
    page.reload()

    expect(page.locator("#draft")).to_contain_text("does not let the page keep a draft")
    expect(page.get_by_role("button", name="Delete my draft")).to_have_count(0)
    rate(page, "side", "Other")
    expect(page.locator("#progress")).to_have_text("1 of 29 answered")


@pytest.mark.slow
def test_an_unusual_code_gets_a_hint_and_is_taken(open_form: Open, playbook: Playbook) -> None:
    page = open_form(BEFORE)
    code = page.get_by_label("Your matching code")
    for typed, hint in (("mi07d", ""), ("MI 31 D", ""), ("MI32D", "Most codes are"), ("ABC", "Most codes are")):
        code.fill(typed)
        code.blur()
        expect(page.locator("#hint")).to_have_text(re.compile(f"^{hint}"))
    rate(page, "side", "Other")
    rate(page, "budget", "Fairly prepared")
    finish(page)
    (response,) = imported(playbook, saved(page)[1])

    assert response.code == "ABC"


def test_an_answer_can_be_taken_back(open_form: Open) -> None:
    page = open_form(LEAVER)
    clear = page.locator("#q-useful").get_by_role("button", name="Clear this answer")
    expect(clear).to_be_hidden()
    rate(page, "useful", "No")
    expect(page.locator("#progress")).to_have_text("1 of 4 answered")
    clear.click()

    expect(page.locator("#progress")).to_have_text("0 of 4 answered")
    expect(clear).to_be_hidden()


@pytest.mark.slow
def test_finish_names_what_is_left_out_and_leads_there(open_form: Open) -> None:
    page = open_form(LEAVER)
    page.get_by_label("What would have kept me").fill("Time")
    rate(page, "useful", "No")
    finish(page)
    expect(page.locator("#left-out")).to_have_text("2 questions have no answer. You may leave them out.")
    page.get_by_role("link", name="Could you say early enough that it was getting hard?").click()

    expect(page.locator("#q-told-early input").first).to_be_focused()
    rate(page, "told-early", "Yes")
    rate(page, "reason", "Another reason")
    expect(page.locator("#left-out")).to_have_text("You have answered everything.")


# For everybody


@pytest.mark.parametrize(
    ("id", "width", "scheme"),
    [pytest.param(FEEDBACK, 320, "dark", marks=pytest.mark.slow), (THEN, 1280, "light")],
)
def test_axe_has_nothing_to_report(open_form: Open, id: str, width: int, scheme: str) -> None:
    page = open_form(id, width=width, scheme=scheme)
    if id == FEEDBACK:
        page.get_by_label("Title of the workshop").select_option(POWERLAB)
    rate(page, "side", "Clinician")
    finish(page)
    clean(page)

    page.get_by_role("button", name="Delete my draft").last.click()
    clean(page)


@pytest.mark.parametrize("id", [FEEDBACK, pytest.param(BEFORE, marks=pytest.mark.slow)])
def test_nothing_is_wider_than_a_phone_or_cut_off(open_form: Open, id: str) -> None:
    page = open_form(id, width=320)
    if id == FEEDBACK:
        page.get_by_label("Title of the workshop").select_option(POWERLAB)
    finish(page)
    assert sideways(page) <= 0
    assert page.evaluate(BEYOND) == []

    page.evaluate(ADD_STYLE, SPACING)
    assert sideways(page) <= 0
    assert page.evaluate(CUT_OFF) == []


def test_a_keyboard_is_enough(open_form: Open) -> None:
    page = open_form(COLLEAGUE, width=320)
    walk(page, "^asks$")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#q-asks").get_by_label("More often")).to_be_checked()
    press(page, "^Finish$")
    with page.expect_download():
        press(page, "^Save my answers$")


def test_what_has_the_focus_is_not_under_the_bar(open_form: Open) -> None:
    page = open_form(COLLEAGUE, width=320)
    under: list[Any] = []
    for _ in range(8):
        page.keyboard.press("Tab")
        under.append(
            page.evaluate(
                """() => {
                  const bar = document.getElementById("bar");
                  const [field, top] = [document.activeElement, bar.getBoundingClientRect().top];
                  return !bar.contains(field) && field.getBoundingClientRect().bottom > top;
                }"""
            )
        )

    assert not any(under)


def test_each_answer_is_named_with_its_question(open_form: Open) -> None:
    page = open_form(COLLEAGUE)

    group = page.get_by_role("group", name="1. Asks people of other professions before deciding")
    expect(group.get_by_role("radio", name="As before")).to_have_count(1)


@pytest.mark.slow
def test_boxes_are_visible_in_forced_colours(open_form: Open) -> None:
    assert all(forced(open_form(COLLEAGUE), ".options label, button, textarea"))


def test_without_javascript_the_questions_can_be_printed(open_form: Open) -> None:
    page = open_form(FEEDBACK, scripts=False)

    expect(page.get_by_text("This page needs JavaScript to save")).to_be_visible()
    expect(page.get_by_role("group", name="2. First statement")).to_be_visible()
    expect(page.get_by_role("button", name="Finish")).to_be_hidden()


@pytest.mark.parametrize("grows", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_paper_has_the_questions_with_their_answers_alone(open_form: Open, *, grows: bool) -> None:
    """Fields grow with their text by themselves in Chromium; elsewhere the page does it."""
    page = open_form(LEAVER, own=not grows)
    if not grows:
        page.add_init_script("CSS.supports = () => false;")
        page.reload()
        page.evaluate(ADD_STYLE, "textarea { field-sizing: fixed }")
    long = "\n".join(["What would have kept me."] * 30)
    page.get_by_label("What would have kept me").fill(long)
    rate(page, "useful", "No")
    finish(page)
    page.emulate_media(media="print")

    for hidden in ("#draft", "#bar", "#end", ".clear >> nth=-1"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator("#q-useful").get_by_label("No", exact=True)).to_be_checked()
    assert whole(page.get_by_label("What would have kept me"))


def whole(field: Locator) -> bool:
    """Whether a field shows all of its text."""
    return bool(field.evaluate("(field) => field.scrollHeight <= field.clientHeight + 1"))
