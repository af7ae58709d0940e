"""Tables of the studio as a planner uses them: typing, keys, blocks from Excel, undo, a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from generator.model.sheets.plan import DATES, TASKS
from generator.model.sheets.profile import SITES
from generator.model.sheets.records import PEOPLE, sessions_form
from tests.browser import axe, studio_views
from tests.browser.conftest import Open, open_pages
from tests.browser.test_site import sideways

CHOICES = {
    "Staff groups": ("Doctors in training", "General managers"),
    "Half days": ("Monday", "Tuesday", "Friday afternoon"),
    "Decisions": ("Applied", "Offered", "Accepted"),
}
PAIR = (
    {"name": "Anna Bell", "email": "anna.bell@example.nhs.uk", "post_ends": {"date": "2027-08-03"}},
    {"name": "Omar Haddad", "staff_group": "General managers", "days": "Monday"},
)
CLIPBOARD = """([text, selector]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const target = selector ? document.querySelector(selector) : document.activeElement;
  target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
COPIED = """() => {
  const data = new DataTransfer();
  document.activeElement.dispatchEvent(new ClipboardEvent("copy", { clipboardData: data, bubbles: true }));
  return data.getData("text/plain");
}"""

FIRST, SECOND, NEW = studio_views.FIRST_ROW, studio_views.FIRST_ROW + 1, studio_views.FIRST_ROW + 2


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a table of two people."""
    with studio_views.served(tmp_path_factory.mktemp("people"), {"sheets": [_people(PAIR)]}) as address:
        yield address


@pytest.fixture
def table(chromium: Browser, people: str) -> Iterator[Open]:
    """Opens the table of two people."""
    with open_pages(chromium, people) as opened:
        yield opened


def _people(rows: object) -> studio_views.Json:
    return studio_views.sheet(PEOPLE, rows, CHOICES)  # type: ignore[arg-type]


def show(opened: Open, **how: object) -> Page:
    page = opened("index.html?view=table,renderTable", **how)
    page.locator("body[data-ready]").wait_for()
    return page


def number(key: str) -> int:
    return studio_views.FIRST_COLUMN + [column.key for column in PEOPLE.columns].index(key)


def cell(page: Page, row: int, key: str) -> Locator:
    place = [column.key for column in PEOPLE.columns].index(key)
    return page.locator(f'tr[data-row="{row}"] > :nth-child({place + 1})')


def value(page: Page, row: int, key: str) -> object:
    return page.evaluate(f"studio.scheme.valueOf('People', {row}, {number(key)})")


def paste(page: Page, text: str) -> None:
    page.evaluate(CLIPBOARD, [text, None])


def names(page: Page) -> list[str]:
    return page.locator("tbody th .sheet-value").all_text_contents()


def test_typing_replaces_a_value_and_enter_goes_down(table: Open) -> None:
    page = show(table)
    cell(page, FIRST, "post").click()
    page.keyboard.type("Registrar")
    page.keyboard.press("Enter")
    page.keyboard.type("Manager")
    page.keyboard.press("Tab")

    assert (value(page, FIRST, "post"), value(page, SECOND, "post")) == ("Registrar", "Manager")
    expect(cell(page, SECOND, "staff_group")).to_be_focused()


def test_enter_opens_a_value_and_escape_leaves_it_as_it_was(table: Open) -> None:
    page = show(table)
    cell(page, FIRST, "post_ends").click()
    expect(cell(page, FIRST, "post_ends")).to_have_text("3/8/2027")
    page.keyboard.press("Enter")
    page.keyboard.press("End")
    page.keyboard.type("9")
    page.keyboard.press("Escape")

    expect(cell(page, FIRST, "post_ends")).to_be_focused()
    assert value(page, FIRST, "post_ends") == {"date": "2027-08-03"}
    assert page.evaluate("studio.scheme.edits()") == []


def test_a_list_is_chosen_from(table: Open) -> None:
    page = show(table)
    cell(page, FIRST, "staff_group").dblclick()
    page.get_by_label("Staff group, Anna Bell").select_option("Doctors in training")
    page.keyboard.press("Tab")

    assert value(page, FIRST, "staff_group") == "Doctors in training"
    expect(cell(page, FIRST, "staff_group").locator(".sheet-value")).to_have_text("Doctors in training")


def test_several_values_are_suggested_after_a_semicolon(table: Open) -> None:
    page = show(table)
    cell(page, SECOND, "days").click()
    page.keyboard.press("F2")
    page.keyboard.press("End")
    page.keyboard.type("; ")
    suggestions = cell(page, SECOND, "days").locator("option").evaluate_all("all => all.map((option) => option.value)")

    assert suggestions == ["Monday; Tuesday", "Monday; Friday afternoon"]


def test_what_is_typed_below_the_last_row_becomes_a_row(table: Open) -> None:
    page = show(table)
    page.get_by_role("button", name="Add a row").click()
    page.keyboard.type("Grace O\u2019Neill")
    page.keyboard.press("Enter")

    assert value(page, NEW, "name") == "Grace O\u2019Neill"
    assert names(page) == ["Anna Bell", "Omar Haddad", "Grace O\u2019Neill", ""]
    expect(cell(page, NEW + 1, "name")).to_be_focused()


def test_a_block_from_excel_goes_into_the_cells_and_below_the_last_row(table: Open) -> None:
    """Cells with line breaks, tabs or quotes have quotes around them; Excel ends the block with a line break."""
    page = show(table)
    cell(page, SECOND, "name").click()
    paste(
        page,
        'Omar Haddad\tomar@example.nhs.uk\t01234\t"Manager\nof ""beds"""\r\nPriya Raman\t\t\tNurse "in charge"\r\n',
    )

    assert value(page, SECOND, "post") == 'Manager\nof "beds"'
    assert value(page, SECOND, "phone") == "01234"
    assert (value(page, NEW, "name"), value(page, NEW, "post")) == ("Priya Raman", 'Nurse "in charge"')
    expect(page.locator(".sheet-report [role=status]")).to_have_text("2 rows pasted, 1 of them new.")


def test_pasted_cells_that_are_not_understood_are_listed_with_their_places(table: Open) -> None:
    page = show(table)
    cell(page, FIRST, "post_ends").click()
    paste(page, "31/8/2027\nnext summer")

    expect(page.locator(".sheet-report [role=status]")).to_have_text("2 rows pasted. 1 cell was not understood.")
    expect(cell(page, SECOND, "post_ends")).to_contain_text("This is not a date. Type the day as 13/1/2027.")
    assert sideways(page) <= 0
    page.get_by_role("button", name="Post ends of Omar Haddad").click()
    expect(cell(page, SECOND, "post_ends")).to_be_focused()
    page.keyboard.type("31/8/2028")
    page.keyboard.press("Enter")
    expect(page.locator(".sheet-report [role=status]")).to_have_text("2 rows pasted.")


def test_pasted_cells_without_a_place_are_listed_and_never_dropped_in_silence(table: Open) -> None:
    page = show(table)
    cell(page, FIRST, "points").click()
    paste(page, "11\tOffered\t1\tAgreed\tA note\tToo far")

    assert (value(page, FIRST, "decision"), value(page, FIRST, "note")) == ("Offered", "A note")
    expect(page.locator(".sheet-unplaced li")).to_have_text(
        [
            "Left out: \u201c11\u201d, cell A1 of what you pasted, because \u201cPoints\u201d cannot be changed.",
            "Left out: \u201cToo far\u201d, cell F1 of what you pasted, because there is no column for it.",
        ]
    )


def test_a_first_row_with_titles_says_where_the_columns_go(table: Open) -> None:
    page = show(table)
    page.get_by_role("button", name="Paste rows from Excel").click()
    area = page.get_by_label("Copy the rows in Excel")
    area.fill("Email\tShoe size\tName\ngrace@example.nhs.uk\t38\tGrace O\u2019Neill\n")
    expect(page.locator(".sheet-paste [role=status]")).to_have_text(
        "1 new row. By their titles they go into Email and Name. 1 cell will not fit."
    )
    page.get_by_role("button", name="Add these rows").click()

    assert (value(page, NEW, "name"), value(page, NEW, "email")) == ("Grace O\u2019Neill", "grace@example.nhs.uk")
    expect(page.locator(".sheet-unplaced")).to_have_text(
        "Left out: \u201c38\u201d, cell B2 of what you pasted, because no column has this title."
    )


def test_undo_takes_back_a_whole_block_and_redo_puts_it_in_again(table: Open) -> None:
    page = show(table)
    cell(page, SECOND, "name").click()
    paste(page, "Omar H\nPriya Raman\nTom Lee")
    assert names(page) == ["Anna Bell", "Omar H", "Priya Raman", "Tom Lee", ""]
    page.keyboard.press("Control+z")
    assert names(page) == ["Anna Bell", "Omar Haddad", ""]
    page.keyboard.press("Control+y")
    assert names(page) == ["Anna Bell", "Omar H", "Priya Raman", "Tom Lee", ""]


def test_a_row_of_ones_own_can_be_deleted_and_comes_back(table: Open) -> None:
    page = show(table)
    cell(page, FIRST, "email").click()
    page.get_by_role("button", name="Delete row of Anna Bell").click()
    assert names(page) == ["Omar Haddad", ""]
    expect(page.get_by_role("button", name="Delete row of Omar Haddad")).to_be_focused()
    assert [value(page, FIRST, key) for key in ("name", "email", "post_ends")] == [None, None, None]

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+z")
    assert names(page) == ["Anna Bell", "Omar Haddad", ""]
    assert value(page, FIRST, "post_ends") == {"date": "2027-08-03"}


def test_several_cells_are_chosen_copied_and_cleared(table: Open) -> None:
    page = show(table)
    cell(page, FIRST, "name").click()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowRight")

    assert page.evaluate(COPIED) == "Anna Bell\tanna.bell@example.nhs.uk\nOmar Haddad\t"
    page.keyboard.press("Delete")
    assert names(page)[:2] == ["", ""]


@pytest.mark.slow
def test_the_mouse_chooses_cells_when_it_is_drawn_over_them(table: Open) -> None:
    page = show(table)
    cell(page, FIRST, "name").hover()
    page.mouse.down()
    cell(page, SECOND, "email").hover()
    page.mouse.up()
    assert page.evaluate(COPIED) == "Anna Bell\tanna.bell@example.nhs.uk\nOmar Haddad\t"


@pytest.mark.slow
def test_columns_that_only_tell_can_be_hidden(tmp_path: Path, chromium: Browser) -> None:
    rows = [{"date": {"date": "2027-01-13"}, "what": "Workshop 1", "why": "The first"}]
    with (
        studio_views.served(tmp_path, {"sheets": [studio_views.sheet(DATES, rows)]}) as address,
        open_pages(chromium, address) as opened,
    ):
        page = show(opened)
        page.get_by_label("Only columns to fill in").check()
        titles = page.locator("thead th").all_text_contents()
        assert titles[:3] == ["Date", "What", "Pin to"]
        assert "Why" not in titles
        page.get_by_label("Only columns to fill in").uncheck()
        expect(page.locator("thead")).to_contain_text("Why")


def test_the_keyboard_goes_through_the_table_and_out_of_it(table: Open) -> None:
    page = show(table)
    page.get_by_role("button", name="Paste rows").focus()
    page.keyboard.press("Tab")
    expect(cell(page, FIRST, "name")).to_be_focused()
    page.keyboard.press("Control+ArrowRight")
    page.keyboard.press("Tab")
    expect(cell(page, SECOND, "name")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.locator(".sheet-keys summary")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(cell(page, SECOND, "name")).to_be_focused()


@pytest.mark.slow
def test_a_task_of_ones_own_has_words_where_those_of_the_plan_cannot_be_changed(
    tmp_path: Path, chromium: Browser
) -> None:
    rows = [{"due": {"date": "2027-01-13"}, "action": "Ask an executive director to sponsor the scheme"}]
    with (
        studio_views.served(tmp_path, {"sheets": [studio_views.sheet(TASKS, rows)]}) as address,
        open_pages(chromium, address) as opened,
    ):
        page = show(opened)
        action = f"tr[data-row='{FIRST}'] > :nth-child(3)"
        expect(page.locator(action)).to_have_attribute("aria-readonly", "true")
        page.locator(action).click()
        expect(page.get_by_role("button", name="Delete row")).to_be_disabled()
        own = page.locator(f"tr[data-row='{FIRST + 1}'] > :nth-child(3)")
        own.click()
        page.keyboard.type("Order sandwiches")
        page.keyboard.press("Enter")
        expect(own.locator(".sheet-value")).to_have_text("Order sandwiches")
        expect(page.locator(f"tr[data-row='{FIRST + 1}'] > :nth-child(2)")).to_have_attribute("aria-readonly", "true")


def test_columns_that_are_worked_out_are_text(tmp_path: Path, chromium: Browser) -> None:
    form = sessions_form({"workshop-1": "Workshop 1"})
    rows = [{"name": "Anna Bell", "group": "Pair 1", "workshop-1": "P", "attended": 0}]
    with (
        studio_views.served(tmp_path, {"sheets": [studio_views.sheet(form, rows)]}) as address,
        open_pages(chromium, address) as opened,
    ):
        page = show(opened)
        name = page.locator("tbody th").first
        name.click()
        page.keyboard.type("x")
        expect(name).to_have_attribute("aria-readonly", "true")
        expect(page.locator("tbody .sheet-input")).to_have_count(0)
        expect(page.locator(".sheet-cell-line")).to_contain_text("It is worked out, or comes from another sheet.")


@pytest.mark.slow
def test_a_sheet_without_rows_says_where_they_come_from(tmp_path: Path, chromium: Browser) -> None:
    form = sessions_form({"workshop-1": "Workshop 1"})
    with (
        studio_views.served(tmp_path, {"sheets": [studio_views.sheet(form, [])]}) as address,
        open_pages(chromium, address) as opened,
    ):
        page = show(opened)
        expect(page.get_by_text("Nothing here yet: the rows come from other sheets.")).to_be_visible()
        expect(page.locator("table")).to_be_hidden()
        assert axe.faults(page) == []


@pytest.mark.slow
def test_a_letter_touches_nothing_but_its_field_though_there_are_200_people(tmp_path: Path, chromium: Browser) -> None:
    rows = [{"name": f"Person {number}", "post": "Registrar"} for number in range(200)]
    with (
        studio_views.served(tmp_path, {"sheets": [_people(rows)]}) as address,
        open_pages(chromium, address) as opened,
    ):
        page = show(opened)
        cell(page, FIRST + 100, "post").click()
        page.keyboard.press("Enter")
        page.evaluate(
            """() => {
              window.changes = 0;
              const count = (records) => { window.changes += records.length; };
              new MutationObserver(count).observe(document.body, { subtree: true, childList: true, attributes: true });
            }"""
        )
        page.keyboard.type("Consultant")
        assert page.evaluate("window.changes") == 0
        page.keyboard.press("Enter")
        assert value(page, FIRST + 100, "post") == "Consultant"


def test_on_a_phone_each_row_is_a_card_with_labelled_fields(table: Open) -> None:
    page = show(table, width=320)
    expect(page.locator("table")).to_have_count(0)
    page.get_by_text("Omar Haddad").click()
    page.get_by_label("Post ends").fill("next summer")
    page.get_by_label("Post ends").press("Tab")

    card = page.locator(".sheet-card[open]")
    expect(card).to_contain_text("This is not a date. Type the day as 13/1/2027.")
    expect(card.locator("summary")).to_contain_text("1 to look at")
    assert value(page, SECOND, "post_ends") == "next summer"
    assert sideways(page) <= 0
    page.get_by_role("button", name="Delete this row").click()
    expect(page.locator("summary", has_text="Add a row")).to_be_focused()
    page.locator("summary", has_text="Add a row").click()
    page.locator(".sheet-card.sheet-new[open]").get_by_label("Name (needed)").fill("Tom Lee")
    page.keyboard.press("Tab")
    assert value(page, NEW, "name") == "Tom Lee"


@pytest.mark.slow
def test_a_table_that_fits_a_narrow_column_stays_a_table(tmp_path: Path, chromium: Browser) -> None:
    rows = [{"kind": "Site", "name": "Westbrook General"}]
    with (
        studio_views.served(tmp_path, {"sheets": [studio_views.sheet(SITES, rows)]}) as address,
        open_pages(chromium, address) as opened,
    ):
        page = show(opened, width=480)
        expect(page.locator("table")).to_be_visible()
        assert sideways(page) <= 0
        page.set_viewport_size({"width": 320, "height": 900})
        expect(page.locator(".sheet-card-title").first).to_have_text("Westbrook General")


@pytest.mark.parametrize(
    ("width", "scheme"),
    [*(pytest.param(1280, scheme, marks=pytest.mark.slow) for scheme in ("light", "dark")), (320, "light")],
)
def test_nothing_is_wrong_for_axe(table: Open, width: int, scheme: str) -> None:
    page = show(table, width=width, scheme=scheme)
    if scheme == "dark":
        page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    if width == 320:
        page.get_by_text("Omar Haddad").click()
    else:
        cell(page, FIRST, "post_ends").click()
        paste(page, "31/8/2027\nnext summer")
        page.get_by_role("button", name="Paste rows from Excel").click()
        cell(page, FIRST, "post").click()
        page.keyboard.press("Enter")
    assert axe.faults(page) == []
