"""A trust's own Word file or template: which names are taken, and which are refused with a reason."""

from __future__ import annotations

import pytest

from generator.sources.load import load
from generator.studio.trust_templates import PLAIN_COPY, template_faults
from generator.writers import docx
from tests import small
from tests.writers.sample import with_text
from tests.writers.word_sample import THEME

FOLDER = "content/trusts/westbrook"
BASE = THEME.files[docx.BASE]
TYPES = "[Content_Types].xml"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
DOTX = with_text(TYPES, "document.main+xml", "template.main+xml", BASE)
DOTM = with_text(TYPES, MAIN, "application/vnd.ms-word.template.macroEnabledTemplate.main+xml", BASE)


def faults(**files: bytes) -> list[tuple[str, str, str | None]]:
    content = {f"{FOLDER}/template.{ending}": raw for ending, raw in files.items()}
    return [(each.place.file, each.message, each.help) for each in template_faults(content)]


@pytest.mark.parametrize("ending", ["docx", "dotx"])
@pytest.mark.parametrize("raw", [BASE, DOTX], ids=["document", "template"])
def test_a_document_and_a_template_are_taken_under_either_name(ending: str, raw: bytes) -> None:
    loaded = load(small.files() | {f"{FOLDER}/template.{ending}": raw})

    assert faults(**{ending: raw}) == []
    assert [each for each in loaded.diagnostics if "template" in each.place.file] == []
    assert loaded.require().trusts["westbrook"].word_template == raw


def test_macros_are_refused_whatever_the_file_is_called() -> None:
    type = "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"

    assert faults(dotm=DOTM) == [
        (f"{FOLDER}/template.dotm", "the template is of a kind that can hold macros; save it without them", PLAIN_COPY)
    ]
    assert faults(docm=BASE)[0][1] == "the template is of a kind that can hold macros; save it without them"
    assert faults(dotx=DOTM)[0][1] == f"the template holds macros or controls ({type}); save it without them"


def test_only_one_of_two_templates_can_be_used() -> None:
    assert faults(docx=BASE, dotx=DOTX) == [
        (
            f"{FOLDER}/template.dotx",
            "the template has template.docx beside it, and only one can be used",
            "delete one of the two",
        )
    ]
