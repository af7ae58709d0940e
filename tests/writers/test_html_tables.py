"""Tables of the HTML file: a screen reader hears which row and which column a cell is in."""

from __future__ import annotations

from generator.documents.document import Table, facts, text
from generator.writers import html
from generator.writers.theme import Theme
from tests.writers.sample import document

HEADER, ROWS = (text("Month"), text("Hours")), ((text("May"), text("6")), (text("June"), text("4")))


def body(table: Table) -> str:
    page = html.write(document(table), Theme({html.STYLE_SHEET: b""})).decode()
    return page[page.index("<thead>") : page.index("</table>")]


def test_the_first_cell_of_a_row_names_it() -> None:
    assert body(Table(HEADER, ROWS, row_headers=True)) == "\n".join(
        [
            '<thead><tr><th scope="col">Month</th><th scope="col">Hours</th></tr></thead>',
            "<tbody>",
            '<tr><th scope="row">May</th><td>6</td></tr>',
            '<tr><th scope="row">June</th><td>4</td></tr>',
            "</tbody>",
        ]
    )


def test_rows_without_names_have_plain_cells() -> None:
    assert "<tr><td>May</td><td>6</td></tr>" in body(Table(HEADER, ROWS))


def test_beside_the_first_cell_each_says_its_column_where_the_table_becomes_a_list() -> None:
    header = (text("When"), text("What"), text("Who"))
    page = body(Table(header, ((text("5 May"), text("Workshop 1"), text("All")),)))

    assert '<tr><td>5 May</td><td data-label="What">Workshop 1</td><td data-label="Who">All</td></tr>' in page


def test_numbers_are_aligned_with_their_title() -> None:
    assert body(Table(HEADER, ROWS, row_headers=True, numbers=(1,))).splitlines()[::2] == [
        '<thead><tr><th scope="col">Month</th><th scope="col" class="number">Hours</th></tr></thead>',
        '<tr><th scope="row">May</th><td class="number">6</td></tr>',
        "</tbody>",
    ]


def test_a_table_of_facts_has_no_titles() -> None:
    page = html.write(document(facts([("Start", "May")])), Theme({html.STYLE_SHEET: b""})).decode()

    assert "<thead>" not in page
    assert '<tr><th scope="row">Start</th><td>May</td></tr>' in page
