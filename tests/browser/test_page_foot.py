"""The foot of a page in a browser: copying how to cite it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open

PAGE = "case-studies/pre-surgery-clinic/"


def test_how_to_cite_a_page_is_copied_with_its_address(open_page: Open) -> None:
    page = open_page(PAGE, own=True)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_text("Cite this page").click()
    page.get_by_role("button", name="Copy with its address").click()

    expect(page.locator(".copied")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(".citation").inner_text()
    assert copied.startswith("Paired Learning. A clinic before surgery. Release ")
    assert copied.endswith(f". {page.url}")


@pytest.mark.slow
def test_without_a_clipboard_the_old_command_copies_it(open_page: Open) -> None:
    page = open_page(PAGE, own=True)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.get_by_text("Cite this page").click()
    page.get_by_role("button", name="Copy with its address").click()

    expect(page.locator(".copied")).to_have_text("Copied.")
    assert page.evaluate("getSelection().toString()") == page.locator(".citation").inner_text()


def test_without_scripts_the_words_are_there_to_select(open_page: Open) -> None:
    page = open_page(PAGE, scripts=False)
    page.get_by_text("Cite this page").click()

    expect(page.locator(".citation")).to_contain_text("A clinic before surgery. Release ")
    expect(page.get_by_role("button", name="Copy with its address")).to_be_hidden()
