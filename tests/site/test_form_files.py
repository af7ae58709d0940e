"""Forms of the site to download: on paper each of them, on a screen those that are evaluated."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model.library import Library
from generator.planning.cohort_figures import in_usual_words
from generator.site.form_files import FORMS, form_files
from generator.site.pages import site_files
from generator.sources.tree import read_theme
from tests import small
from tests.site.made import page_of

THEME = read_theme(small.ROOT)


@pytest.fixture(scope="module")
def files(empty_project: Path, library: Library) -> dict[str, bytes]:
    return form_files(empty_project, in_usual_words(library), THEME)


def of(files: dict[str, bytes], form: str) -> list[str]:
    return sorted(path.removeprefix(f"forms/{form}/") for path in files if path.startswith(f"forms/{form}/"))


def test_each_form_is_there_on_paper_and_what_is_evaluated_on_a_screen_too(files: dict[str, bytes]) -> None:
    assert of(files, "application-form") == of(files, "project-charter") == ["form.docx"]
    assert of(files, "workshop-feedback") == ["form.docx", "form.html"]
    assert of(files, "sponsor-survey") == [
        "form-at-the-end.docx",
        "form-at-the-end.html",
        "form-before-the-programme.docx",
        "form-before-the-programme.html",
    ]


def test_a_form_of_the_site_is_for_no_particular_trust(files: dict[str, bytes], library: Library) -> None:
    text = files["forms/leaver-form/form.html"].decode()

    assert f'<p class="organisation">{library.programme.title}</p>' in text
    assert "Attach it to a message to the evaluation lead of your programme. A message shows who sent it." in text
    assert "My partner and I did not work well together" in text


def test_the_page_of_a_form_offers_its_files(library: Library) -> None:
    downloads = {"forms/leaver-form": {"form.docx": b"x", "form.html": b"x"}}
    forms = library.model_copy(update={"projects": {}, "trusts": {}})
    pages = site_files(forms, THEME, downloads).files

    page = str(pages["forms/leaver-form.md"])
    assert page.index("Not asked") < page.index("## ") < page.index("(leaver-form/form.docx)")
    assert page.index("(leaver-form/form.html)") < page.index("It takes two minutes")
    assert "## Downloads" not in str(pages["forms/project-charter.md"])


def test_a_form_is_written_again_only_if_it_changed(
    empty_project: Path, library: Library, files: dict[str, bytes]
) -> None:
    before = {path.name for path in (empty_project / FORMS).iterdir()}
    form = library.instruments["leaver-form"].model_copy(update={"title": "Leaving"})
    changed = library.model_copy(update={"instruments": library.instruments | {form.id: form}})
    again = form_files(empty_project, in_usual_words(changed), THEME)

    assert [path for path in files if files[path] != again[path]] == [
        "forms/leaver-form/form.docx",
        "forms/leaver-form/form.html",
    ]
    assert len(before & {path.name for path in (empty_project / FORMS).iterdir()}) == len(library.instruments) - 1


def test_the_copies_of_a_form_stand_in_the_order_in_which_they_are_filled_in(library: Library) -> None:
    names = ("form-at-the-end.docx", "form-before-the-programme.docx", "form-looking-back.docx")
    downloads = {"forms/preparedness-self-assessment": dict.fromkeys(names, b"x")}
    page = page_of(library, "forms/preparedness-self-assessment.md", downloads)

    assert page.index("Form before the programme") < page.index("Form at the end") < page.index("Form looking back")
