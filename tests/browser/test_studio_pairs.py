"""Finding partners in the studio, with the answers of the program itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import axe, studio_views
from tests.browser.conftest import Open, open_pages
from tests.browser.studio_server import serve_studio
from tests.browser.test_site import sideways
from tests.studio.desks import ask, ask_for_files, desk
from tests.studio.test_pairing import cohort, open_on, person


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the view of three pairs, with a reserve and somebody who withdrew."""
    people = cohort(
        person("Pia Kerr", side="Clinician", department="Imaging", decision="Reserve", reserve_place=1),
        person("Quin Lamb", side="Manager", department="Estates", decision="Withdrawn"),
    )
    on = desk()
    opened, edits = open_on(on, people)
    reply = ask(on, "edit", edits=edits)
    sheets = {sheet["name"]: sheet for sheet in (*opened["sheets"], *reply["sheets"])}
    opened = {**opened, "state": reply["state"], "sheets": list(sheets.values())}
    with studio_views.served(tmp_path_factory.mktemp("pairs"), opened, studio_views.REAL, on) as each:
        yield each


@pytest.fixture
def opened(chromium: Browser, address: str) -> Iterator[Open]:
    """Opens the view."""
    with open_pages(chromium, address) as each:
        yield each


def proposed(opened: Open, **how: object) -> Page:
    page = opened("index.html?view=pairs,pairsView", **how)
    page.get_by_role("button", name="Propose pairs").click()
    expect(cards(page)).to_have_count(3)
    return page


def cards(page: Page) -> Locator:
    return page.locator(".pairs-card")


def members(page: Page) -> list[str]:
    return [" and ".join(card.locator(".pairs-who strong").all_text_contents()) for card in cards(page).all()]


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def test_pairs_are_shown_with_what_is_met_and_what_is_given_up(opened: Open) -> None:
    page = proposed(opened)
    assert members(page) == ["Asha Rao and Max Hill", "Beth Cole and Ned Ives", "Cora Dunn and Olu Joy"]
    expect(page.locator(".pairs-line")).to_have_text("3 pairs, proven best: no others meet the wishes better.")
    expect(page.locator(".pairs-met").first).to_contain_text("each named the other first")
    expect(page.locator(".pairs-given-up").first).to_contain_text("Given up: ")
    page.locator("summary", has_text="Next best").first.click()
    expect(cards(page).first.locator("details li").first).to_contain_text("Asha Rao with")
    page.get_by_text("Reserves (1)").click()
    expect(button(page, "Put in Pia Kerr")).to_be_visible()


def test_what_is_tried_out_is_shown_with_what_changed_and_can_be_undone(opened: Open) -> None:
    page = proposed(opened)
    button(page, "Keep Asha Rao and Max Hill apart").click()
    news = page.locator(".pairs-news")
    expect(news).to_contain_text("No longer together: Asha Rao and Max Hill.")
    expect(news).to_be_focused()
    expect(page.locator("#said")).to_contain_text("2 pairs are new, and 1 pair stays as it was.")
    assert "Asha Rao and Max Hill" not in members(page)
    expect(page.locator(".pairs-tried li")).to_contain_text("Apart: Asha Rao and Max Hill")
    unwritten = page.get_by_text("The sheet Groups takes the pairs, but not whom you keep apart")
    expect(unwritten).to_be_visible()
    button(page, "Undo: Apart: Asha Rao and Max Hill").click()
    expect(news).to_contain_text("New: Asha Rao and Max Hill.")
    expect(page.locator(".pairs-tried")).to_be_hidden()
    expect(unwritten).to_be_hidden()


def test_a_pinned_pair_can_be_unpinned_with_the_same_key(opened: Open) -> None:
    page = proposed(opened)
    pin = button(page, "Pin Asha Rao and Max Hill")
    pin.focus()
    page.keyboard.press("Enter")
    expect(cards(page).first.locator(".pairs-mark")).to_have_text("Pinned")
    unpin = button(page, "Unpin Asha Rao and Max Hill")
    expect(unpin).to_be_focused()
    page.keyboard.press("Enter")
    expect(button(page, "Pin Asha Rao and Max Hill")).to_be_focused()


def test_somebody_taken_out_can_be_put_back_and_a_reserve_put_in(opened: Open) -> None:
    page = proposed(opened)
    button(page, "Take out Asha Rao").click()
    expect(page.locator(".pairs-unmatched h3")).to_have_text("Without a pair (1)")
    page.get_by_text("Reserves (1)").click()
    button(page, "Put in Pia Kerr").click()
    expect(page.locator(".pairs-unmatched")).to_have_count(0)
    assert "Pia Kerr and Max Hill" in members(page)
    page.get_by_text("Not considered (2)").click()
    button(page, "Put back Asha Rao").click()
    expect(page.locator(".pairs-unmatched h3")).to_have_text("Without a pair (1)")


def test_pairs_that_are_used_are_typed_in_one_step_that_can_be_undone(opened: Open) -> None:
    page = proposed(opened)
    button(page, "Use these pairs").click()
    expect(page.locator("#said")).to_have_text("3 pairs on the sheet Groups. Undo takes them back.")
    values = [edit["value"] for edit in page.evaluate("studio.scheme.edits()")]
    assert {"Pair 1", "Asha Rao", "Max Hill"} < set(values)
    assert page.evaluate("studio.scheme.undo()") == "3 pairs on the sheet Groups"


@pytest.mark.slow
def test_the_files_for_the_panel_are_made_of_what_is_shown(opened: Open) -> None:
    page = proposed(opened)
    with page.expect_download() as download:
        button(page, "Files for the panel").click()
        button(page, "Go on without it").click()
    assert download.value.suggested_filename == "westshire-pairs.zip"


def test_a_proposal_waits_while_something_has_to_be_put_right(opened: Open) -> None:
    page = proposed(opened)
    page.evaluate(
        """() => {
          studio.client.ask = async () => ({ reply: { faults: [{ message: "this is no day", help: null }] } });
          studio.scheme.state = { ...studio.scheme.state, hash: "new", faults: [{ severity: "error" }] };
          studio.view.update();
        }"""
    )
    expect(page.locator(".sheet-message")).to_have_text("Put right first what is listed above.")
    expect(button(page, "Use these pairs")).to_be_disabled()
    assert len(members(page)) == 3


def test_another_plan_shows_nobody_of_the_last(opened: Open) -> None:
    page = proposed(opened)
    page.evaluate("() => { studio.scheme.opened = { ...studio.scheme.opened }; studio.view.update(); }")
    expect(button(page, "Propose pairs")).to_be_visible()
    expect(page.get_by_text("Asha Rao")).to_have_count(0)


@pytest.mark.slow
def test_a_weight_is_changed_and_the_pairs_go_into_the_sheet_groups(
    chromium: Browser, site: Path, tmp_path: Path
) -> None:
    people = [{**each, "department": department} for each, department in zip(cohort(), "ABBACC", strict=True)]
    on = desk()
    open_on(on, people)
    (raw,) = ask_for_files(on, "save")[1].values()
    (tmp_path / "westshire.xlsx").write_bytes(raw)
    with serve_studio(site, desk()) as address, open_pages(chromium, address) as opened:
        page = opened("studio/")
        page.locator("input[type=file]").first.set_input_files(tmp_path / "westshire.xlsx")
        page.locator(".studio-steps a[href='#pairs']").click()
        button(page, "Propose pairs").click()
        expect(cards(page).first).to_contain_text("Max Hill")
        page.get_by_text("What counts, and how much").click()
        page.get_by_label("Partners who named each other").select_option("Not at all")
        page.get_by_label("Partners from the same department").select_option("Matters most")
        expect(page.locator(".pairs-news")).to_contain_text("New: Asha Rao and Ned Ives.")
        button(page, "Use these pairs").click()
        expect(page.locator(".pairs-used")).to_contain_text("These pairs are on the sheet Groups.")
        page.locator(".pairs-used a").click()
        table = page.locator(".studio-step-groups .sheet-grid")
        expect(table).to_contain_text("Ned Ives")
        button(page, "Undo").click()
        expect(table).not_to_contain_text("Ned Ives")


@pytest.mark.slow
def test_nothing_is_wrong_for_axe_or_runs_over_the_edge(opened: Open) -> None:
    page = proposed(opened, width=320)
    button(page, "Take out Asha Rao").click()
    page.locator(".pairs-unmatched").wait_for()
    for summary in page.locator("summary").all():
        summary.click()
    assert axe.faults(page) == []
    assert sideways(page) <= 0
    page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    assert axe.faults(page) == []
