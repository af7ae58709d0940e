"""A heading or label stands in one place: in the documents where they have it too, else in the site's templates."""

from __future__ import annotations

import ast
import re

import pytest

from tests import small

TEMPLATES = sorted((small.ROOT / "theme/pages").glob("*.jinja"))
DOCUMENTS = sorted((small.ROOT / "generator/documents").glob("*.py"))

ORDINARY = {
    "Decide": "what a topic leaves to its readers, and a column of the page for the sponsor",
    "Figure": "a column of the page Quality, and of the figures that a programme reports",
    "For": "whom a handout is for, and a column of the list of what to print",
    "Forms": "the forms of one activity, and the part of a playbook that lists all forms",
    "No": "that a budget is not kept, and an answer on a form",
    "Withdrawn": "a heading on two pages, and what a release did to a project",
}
"""Single words that mean different things in a template and in a document."""

PATTERNS = (
    r"^#+ (.+?) \{ #",  # a heading
    r"\*\*([^*{}]+)\*\*",  # a name in bold
    r">([A-Z][^<>{}]*)<",  # the words of an element
    r'"([A-Z][^"]*)"',  # a string in Jinja
    r"^(?:- )?([A-Z][^\[{:|]*):",  # the label of a line
)


def labels(template: str) -> set[str]:
    """Headings and labels that a template types: cells of tables, names in bold, what precedes a colon and the like."""
    words = {match for pattern in PATTERNS for match in re.findall(pattern, template, re.MULTILINE)}
    for row in re.findall(r"^\|(.+)\|$", template, re.MULTILINE):
        words |= set(row.split("|"))
    return {bare(word) for word in words}


def bare(words: str) -> str:
    """A label without what surrounds it."""
    return words.strip(" *:.")


def strings(module: str) -> set[str]:
    """Strings of a Python file, without its docstrings."""
    tree = ast.parse(module)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return {
        bare(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    }


def test_no_heading_or_label_is_typed_in_a_template_and_in_a_document() -> None:
    typed = {path.name: labels(path.read_text(encoding="utf-8")) for path in TEMPLATES}
    documents = set().union(*(strings(path.read_text(encoding="utf-8")) for path in DOCUMENTS))
    documents = {words for words in documents if words[:1].isupper()}

    assert len(documents) > 300
    assert {
        (name, label) for name, words in typed.items() for label in words & documents if label not in ORDINARY
    } == set()


def test_the_ordinary_words_are_single_words_that_both_still_use() -> None:
    typed = set().union(*(labels(path.read_text(encoding="utf-8")) for path in TEMPLATES))
    documents = set().union(*(strings(path.read_text(encoding="utf-8")) for path in DOCUMENTS))

    assert [word for word in ORDINARY if " " in word or word not in typed & documents] == []


@pytest.mark.parametrize(
    ("template", "label"),
    [
        ("## What to do { #actions }", "What to do"),
        ("| Measure | Kind |", "Kind"),
        ("| **How long** | {{ weeks }} |", "How long"),
        ("**If time is short:** {{ line }}", "If time is short"),
        ("<summary>Notes</summary>", "Notes"),
        ('{{ "Kept by" if x }}', "Kept by"),
        ("- Workshop: [x](y)", "Workshop"),
        ("Filled in by: {{ role }}", "Filled in by"),
    ],
)
def test_every_way_to_type_a_label_is_recognised(template: str, label: str) -> None:
    assert label in labels(template)
