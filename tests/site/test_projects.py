"""Project pages: the whole project, its plan and its charter, and nothing private."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pypdf
import pytest

from generator.documents.charter import own_charter
from generator.model.base import Applicability
from generator.model.diagnostics import InputFault
from generator.model.library import Library
from generator.model.project import ImprovementProject
from generator.model.prose import plain_text
from generator.model.walk import walk
from generator.planning.cohort_figures import in_usual_words
from generator.planning.feasibility import Verdict
from generator.planning.menu import CohortWeeks
from generator.planning.playbook import plan
from generator.planning.project_plan import usual_plans
from generator.site.addresses import address, own_project, page_files
from generator.site.pages import site_files
from generator.site.site_downloads import CHARTERS, charters, site_downloads
from generator.sources.load import load
from generator.sources.tree import FONTS, read_project, read_theme
from generator.writers import pdf
from tests import small
from tests.reading import Read, read
from tests.site.made import page_of

SECRET = "zebra crossing office"


def squeezed(words: str) -> str:
    """Text without spaces, which differ with lines and cells."""
    return re.sub(r"\s", "", words)


def built(site: Path, uri: str) -> Read:
    return read(site / page_files(uri) / "index.html")


def texts(project: ImprovementProject) -> list[str]:
    """Every line and piece of prose of a project for its readers, without links. Other words are for the search."""
    return [
        plain_text(visit.value) if visit.shape.prose else visit.value
        for visit in walk(project.model_copy(update={"also": []}))
        if visit.shape.prose or visit.shape.line
    ]


def check(project: ImprovementProject, page: Read) -> None:
    said = squeezed(page.text)
    for text in texts(project):
        assert squeezed(text) in said, f"{project.id}: {text}"


def test_every_text_of_a_project_is_on_its_page(library: Library, site: Path) -> None:
    for project in in_usual_words(library).menu.values():
        check(project, built(site, address("project", project.id)))
    for project in library.trusts["westbrook"].projects.values():
        check(project, built(site, own_project("westbrook", project.id)))


def test_every_number_and_choice_is_on_its_page(library: Library, site: Path) -> None:
    vocabulary = library.vocabulary
    for project in library.menu.values():
        page = built(site, address("project", project.id))
        said = squeezed(page.text)
        timing = project.measurement
        for words in (
            f"{project.weeks_needed} weeks from the charter to the last point",
            f"{project.hours_a_month} hours a month for each",
            f"{timing.points_before} before the change and {timing.points_after} after it",
            f"Allow {project.data.lead_weeks} week",
            f"allow {project.sponsor_lead_weeks} week",
            project.difficulty.value.capitalize(),
            vocabulary.themes[project.theme].title,
            vocabulary.roles[project.owner].title,
            *(vocabulary.settings[id].title for id in project.settings),
            *(vocabulary.specialties[id].title for id in project.specialties),
            *(kind.value.capitalize() for kind in project.kinds),
            *(measure.kind.value.capitalize() for measure in project.measures),
            *(library.workshops[id].title for id in project.workshops),
            *(library.domains[id].title for id in project.domains),
            *(library.case_studies[id].title for id in project.case_studies),
        ):
            assert squeezed(words) in said, f"{project.id}: {words}"


def test_verdicts_are_near_the_top_and_in_the_plan_with_reasons(library: Library, site: Path) -> None:
    cohorts = CohortWeeks(library)
    seen = set()
    for project in library.menu.values():
        page = built(site, address("project", project.id))
        top = page.text[: page.text.index("What is wrong")]
        for plan_in_weeks in usual_plans(project, cohorts):
            fit = plan_in_weeks.fit
            seen.add(fit.verdict)
            assert f"{plan_in_weeks.months} months: {fit.verdict.value}" in top
            assert squeezed(f"{fit.verdict.value.capitalize()}: {fit.reason}.") in squeezed(page.text)
    assert seen == set(Verdict)


def test_both_drawings_have_a_text_version_and_a_frame_for_the_keyboard(site: Path) -> None:
    page = built(site, address("project", "admission-review"))
    drawings = [values for tag, values in page.elements if tag == "svg" and values.get("role") == "img"]
    frames = [values for tag, values in page.elements if values.get("class") == "drawing"]

    assert [values["class"] for values in drawings] == ["driver-diagram", "plan"]
    for values in drawings:
        assert set(values["aria-labelledby"].split()) <= set(page.ids)
    assert [(values["role"], values["tabindex"], values["aria-label"]) for values in frames] == [
        ("group", "0", "Driver diagram: Review admissions side by side"),
        ("group", "0", "Plan on a page"),
    ]
    # Without a script the text is open.
    assert [values for tag, values in page.elements if tag == "details" and "open" in values]


def test_a_trusts_own_project_has_the_plan_of_its_cohort(library: Library, site: Path) -> None:
    fit = plan(library, "westbrook").feasibility["shared-equipment-store"]
    page = built(site, own_project("westbrook", "shared-equipment-store"))

    assert f"In Example cohort 2, of 9 months: {fit.verdict.value}. It {fit.reason}." in page.text
    assert "6 months" not in page.text
    assert "Open, 1 February 2027 to 15 September 2027, at Hill Community Hospital" in page.text


def test_a_page_says_which_cohorts_a_project_is_for(library: Library) -> None:
    rule = Applicability(months_at_least=9, later_cohort=True, pairing_methods=["meet-then-choose"])
    project = library.projects["admission-review"].model_copy(update={"only_for": rule})
    changed = library.model_copy(update={"projects": {**library.projects, project.id: project}})
    page = page_of(changed, "projects/admission-review.md")

    method = library.pairing_methods["meet-then-choose"].title
    assert f"for this way of pairing: {method}; for a second or later cohort; for cohorts of 9 months or more" in page
    assert "6 months:" not in page


def test_every_project_page_offers_its_charter(library: Library, site: Path) -> None:
    uris = [address("project", id) for id in library.menu]
    uris += [own_project("westbrook", id) for id in library.trusts["westbrook"].projects]
    for uri in uris:
        folder = site / page_files(uri)
        page = read(folder / "index.html")
        assert {"charter.docx", "charter.pdf", "#downloads"} <= set(page.links), uri
        assert (folder / "charter.pdf").read_bytes().startswith(b"%PDF")
        assert zipfile.ZipFile(folder / "charter.docx").testzip() is None


def test_a_page_without_downloads_does_not_mention_a_charter(small_library: Library) -> None:
    page = page_of(small_library, "projects/discharge.md")

    assert "one-page charter" not in page
    assert "Downloads" not in page


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with the fonts of the theme, which Typst reads from disk."""
    (tmp_path / FONTS).parent.mkdir(parents=True)
    (tmp_path / FONTS).symlink_to(small.ROOT / FONTS)
    return tmp_path


def few(library: Library, *ids: str) -> Library:
    shared = in_usual_words(library)
    return shared.model_copy(update={"projects": {id: shared.projects[id] for id in ids}, "trusts": {}})


def test_a_charter_is_written_again_only_when_its_content_changes(
    library: Library, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    write = pdf.write
    monkeypatch.setattr(pdf, "write", lambda document, theme: written.append(document.title) or write(document, theme))
    theme = read_theme(small.ROOT)
    two = few(library, "admission-review", "staff-rest-at-night")

    first = charters(project, two, theme, {})
    assert len(written) == 2
    assert charters(project, two, theme, {}) == first
    assert len(written) == 2

    renamed = two.projects["admission-review"].model_copy(update={"title": "Another name"})
    other = two.model_copy(update={"projects": {**two.projects, renamed.id: renamed}})
    charters(project, other, theme, {})
    assert written[2:] == ["Project charter: Another name"]

    charters(project, few(library, "staff-rest-at-night"), theme, {})
    assert len(written) == 3
    assert len(list((project / CHARTERS).iterdir())) == 1


def test_charters_need_no_cache(library: Library, project: Path) -> None:
    (project / ".cache").write_text("in the way")
    files = charters(project, few(library, "admission-review"), read_theme(small.ROOT), {})

    assert sorted(files) == ["projects/admission-review/charter.docx", "projects/admission-review/charter.pdf"]


def test_a_changed_theme_rewrites_all_charters(library: Library, project: Path) -> None:
    one, theme = few(library, "admission-review"), read_theme(small.ROOT)
    charters(project, one, theme, {})
    (before,) = (project / CHARTERS).iterdir()
    path = "theme/documents/document.typ"
    charters(project, one, theme | {path: theme[path] + b"\n"}, {})
    (after,) = (project / CHARTERS).iterdir()

    assert before.name != after.name


@pytest.mark.slow
def test_a_private_contact_is_in_the_trusts_own_files_but_not_on_the_site(project: Path) -> None:
    files = read_project(small.ROOT)
    for path, raw in files.items():
        if path.startswith("content/trusts/westbrook/") and path.endswith(".yml"):
            text = raw.decode().replace("private: false", "private: true")
            files[path] = re.sub(r"name: (Integrated care|Pharmacy) office", f"name: {SECRET}", text).encode()
    library = load(files).require()
    theme = read_theme(small.ROOT)
    site = site_files(library, theme, site_downloads(project, library, theme))

    uris = [uri for uri in site.files if uri.endswith(("charter.docx", "charter.pdf")) and "westbrook" in uri]
    assert len(uris) == 2
    for uri, raw in site.files.items():
        # Reading every PDF takes long, and those of shared projects and workshops have nothing of a trust.
        if "westbrook" in uri or not uri.endswith(".pdf"):
            assert SECRET not in words_of(uri, raw), uri
    entry = next(entry for entry in plan(library, "westbrook").menu if entry.own)
    assert SECRET in repr(own_charter(entry, plan(library, "westbrook")))


def words_of(uri: str, raw: bytes) -> str:
    """The text of a file, also of a zipped one."""
    if uri.endswith(".pdf"):
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(raw)).pages)
    if uri.endswith((".docx", ".zip", ".pptx", ".xlsx")):
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())
    return raw.decode(errors="replace")


def test_letters_that_no_font_has_are_a_located_fault(
    library: Library, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> bytes:
        raise pdf.PdfError("no font has it")

    monkeypatch.setattr(pdf, "write", refuse)
    with pytest.raises(InputFault) as fault:
        charters(project, few(library, "admission-review"), read_theme(small.ROOT), {})
    (diagnostic,) = fault.value.diagnostics
    assert (diagnostic.code, diagnostic.place.file) == ("pdf", "projects_menu/admission-review.yml")


def test_a_project_has_a_checklist_whose_ticks_belong_to_it(library: Library) -> None:
    text = page_of(library, "projects/theatre-first-case-start.md")
    steps = re.findall(r'^- <span data-task="theatre-first-case-start/([a-z-]+)">(.*)</span>$', text, re.MULTILINE)
    assert [id for id, _ in steps] == [
        "sponsor", "charter", "data", "governance", "recruit", "surgery",
        "baseline", "change", "follow-up", "present", "handover",
    ]  # fmt: skip
    assert dict(steps)["sponsor"].startswith("Find your sponsor: Theatre [general manager]")
    assert dict(steps)["baseline"] == "Measure as it is: 10 points"
    assert 'data-list="project-theatre-first-case-start"' in text


def test_who_does_what_is_in_no_fold(library: Library) -> None:
    project = library.projects["discharge-summary-same-day"]
    text = page_of(library, f"projects/{project.id}.md")

    part = text[text.index("## Who does what") : text.index("## What drives it")]
    assert "<details" not in part
    assert project.clinician_part.split(",")[0] in part
    assert "**The manager**" in part
