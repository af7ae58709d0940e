"""Letters and other templates of the site to download, for no particular trust."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from generator.documents.shared_letter import shared_letter
from generator.model.library import Library
from generator.planning.cohort_figures import in_usual_words
from generator.site.letter_files import LETTERS, letter_files
from generator.site.pages import site_files
from generator.sources.tree import read_theme
from tests import small

THEME = read_theme(small.ROOT)


@pytest.fixture(scope="module")
def files(empty_project: Path, library: Library) -> dict[str, bytes]:
    return letter_files(empty_project, in_usual_words(library), THEME)


def words(file: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(file)).paragraphs)


def test_every_template_is_there_as_a_word_file_named_after_its_kind(files: dict[str, bytes], library: Library) -> None:
    assert {path.split("/")[1] for path in files} == set(library.templates)
    assert len(files) == len(library.templates)
    assert {"letters/invitation/letter.docx", "letters/risk-register/register.docx"} <= set(files)


def test_a_letter_for_no_particular_trust_has_every_blank_left_to_fill_in(files: dict[str, bytes]) -> None:
    letter = words(files["letters/invitation/letter.docx"])

    assert letter.startswith("Paired Learning\nInvitation from both senior leads")
    assert "We invite you to apply for paired learning at [name of the trust]. For 9 months you learn" in letter
    assert letter.index("Only for cohorts with a partner organisation") < letter.index("[partner organisations] take")


def test_a_link_within_the_site_is_words_alone(files: dict[str, bytes]) -> None:
    for path, file in files.items():
        relations = docx.Document(io.BytesIO(file)).part.rels.values()
        outside = [each.target_ref for each in relations if each.is_external]
        assert all(address.startswith(("https://", "mailto:")) for address in outside), path


def test_a_certificate_has_its_own_title_alone(files: dict[str, bytes]) -> None:
    assert words(files["letters/certificate/certificate.docx"]).count("Certificate of completion") == 1


def test_a_register_has_its_risks_and_a_filled_form_its_answers(library: Library) -> None:
    shared = in_usual_words(library)

    register = repr(shared_letter(shared.templates["risk-register"], shared))
    charter = repr(shared_letter(shared.templates["filled-charter"], shared))
    assert all(repr(risk.response) in register for risk in shared.templates["risk-register"].risks)
    assert "'What the form asks'" in charter


def test_the_page_of_a_letter_offers_its_file(library: Library) -> None:
    downloads = {"letters/invitation": {"letter.docx": b"x"}}
    pages = site_files(library.model_copy(update={"projects": {}, "trusts": {}}), THEME, downloads).files

    page = str(pages["letters/invitation.md"])
    assert page.index("Downloads") < page.index("(invitation/letter.docx)") < page.index("Dear")
    assert "## Downloads" not in str(pages["letters/welcome.md"])


def test_a_changed_letter_is_the_only_one_that_is_made_again(empty_project: Path, library: Library) -> None:
    before = letter_files(empty_project, in_usual_words(library), THEME)
    kept = {path.name for path in (empty_project / LETTERS).iterdir()}
    welcome = library.templates["welcome"].model_copy(update={"summary": "Says hello."})
    templates = {**library.templates, "welcome": welcome}

    after = letter_files(empty_project, in_usual_words(library.model_copy(update={"templates": templates})), THEME)

    assert len({path.name for path in (empty_project / LETTERS).iterdir()} - kept) == 1
    assert [path for path in after if after[path] != before[path]] == ["letters/welcome/letter.docx"]
