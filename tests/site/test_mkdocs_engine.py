"""Whatever changes, a site from the cache, and one that is brought up to date, have the bytes of one from nothing."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest

from generator.model.diagnostics import InputFault
from generator.site import mkdocs_build
from generator.site.build import export
from generator.site.export import SETTINGS, Exported
from generator.site.mkdocs_build import build_plainly
from generator.site.mkdocs_engine import MkDocsEngine, can_keep, dated
from tests import small
from tests.command import run, run_python
from tests.site import exported_edits
from tests.site.test_build import contents, differences


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """The small project as the engine is given it."""
    project = export(small.write(tmp_path_factory.mktemp("exported") / "project"))
    return replace(project, settings={**project.settings, "plugins": []})


def built(project: Exported, folder: Path, engine: MkDocsEngine | None = None) -> dict[str, bytes]:
    """The files of a site that an engine builds into a folder."""
    folder.mkdir(exist_ok=True)
    (engine or MkDocsEngine()).build(project, folder)
    return contents(folder)


def said(build: Callable[[], object]) -> list[str]:
    """The faults of a build."""
    with pytest.raises(InputFault) as caught:
        build()
    return sorted(fault.message for fault in caught.value.diagnostics)


@pytest.mark.parametrize(("seed", "number"), [(4, 3), pytest.param(2, 200, marks=pytest.mark.slow)])
def test_kept_pages_are_those_of_a_build_from_nothing(
    exported: Exported, tmp_path: Path, seed: int, number: int
) -> None:
    draw = random.Random(seed)
    project, kept = exported, tmp_path / "cache"
    running, shown = MkDocsEngine(), tmp_path / "shown"
    built(project, shown, running)
    built(project, tmp_path / "first", MkDocsEngine(kept))
    faulty = 0
    for step in range(number):
        for name in ("nothing", "kept", "again"):
            shutil.rmtree(tmp_path / name, ignore_errors=True)
        edit = draw.choice(exported_edits.EDITS)
        edited = edit(project, draw)
        what = f"edit {step}: {edit.__name__}"
        before = contents(shown)
        try:
            nothing = built(edited, tmp_path / "nothing")
        except InputFault as fault:
            faulty += 1
            messages = sorted(each.message for each in fault.diagnostics)
            assert said(lambda: built(edited, shown, running)) == messages, what  # noqa: B023
            assert said(lambda: built(edited, tmp_path / "kept", MkDocsEngine(kept))) == messages, what  # noqa: B023
            assert differences(contents(shown), before) == [], what
            continue
        words = {uri: raw for uri, raw in edited.docs.items() if uri.endswith(".md") and project.docs.get(uri) != raw}
        project = edited
        changed = running.refresh(words, shown) | running.build(project, shown)
        assert differences(contents(shown), nothing) == [], what
        assert changed == set(differences(before, nothing)), what
        assert differences(built(project, tmp_path / "kept", MkDocsEngine(kept)), nothing) == [], what
        assert differences(built(project, tmp_path / "again", MkDocsEngine(kept)), nothing) == [], what
    assert 0 < faulty < number


def test_the_pages_are_those_of_plain_mkdocs(exported: Exported, tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    with dated(exported.date):
        build_plainly(exported, tmp_path / "plain")

    assert can_keep(exported)
    assert differences(built(exported, tmp_path / "ours"), contents(tmp_path / "plain")) == []


def test_with_nothing_changed_neither_mkdocs_nor_jinja_is_imported(tmp_path: Path) -> None:
    project = small.write(tmp_path / "project")
    settings = (project / SETTINGS).read_text(encoding="utf-8")
    (project / SETTINGS).write_text(
        re.sub(r"^plugins:\n( .*\n|\n)+", "plugins: []\n", settings, flags=re.M), encoding="utf-8"
    )
    assert run("build", folder=project).returncode == 0
    before = contents(project / "site")
    program = """
import sys
from pathlib import Path
from generator.site.build import build
Path("again").mkdir()
build(Path(), Path("again"))
print(sorted({name.partition(".")[0] for name in sys.modules} & {"mkdocs", "jinja2", "markdown"}))
"""
    result = run_python(program, folder=project)

    assert result.stdout.strip() == "[]", result.stderr
    assert differences(contents(project / "again"), before) == []


def test_one_changed_page_is_the_only_one_that_is_made(
    exported: Exported, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(exported, tmp_path / "first", MkDocsEngine(tmp_path / "cache"))
    page = exported.docs["about/index.md"]
    assert isinstance(page, bytes)
    changed = replace(exported, docs={**exported.docs, "about/index.md": page + b"\nOne more sentence.\n"})
    made: list[str] = []
    convert, render = mkdocs_build.converted, mkdocs_build.PreparedSite.rendered
    monkeypatch.setattr(
        mkdocs_build, "converted", lambda page, *rest: made.append(page.file.src_uri) or convert(page, *rest)
    )
    monkeypatch.setattr(
        mkdocs_build.PreparedSite, "rendered", lambda site, page: made.append(page.file.dest_uri) or render(site, page)
    )
    built(changed, tmp_path / "second", MkDocsEngine(tmp_path / "cache"))

    assert made == ["about/index.md", "about/index.html"]


def test_a_page_that_is_refreshed_is_that_of_a_whole_build(exported: Exported, tmp_path: Path) -> None:
    engine, shown = MkDocsEngine(), tmp_path / "shown"
    before = built(exported, shown, engine)
    words = exported.docs["about/index.md"] + b"\nOne more sentence, and a [link](glossary.md).\n"
    whole = built(replace(exported, docs={**exported.docs, "about/index.md": words}), tmp_path / "whole")

    assert engine.refresh({"about/index.md": words}, shown) == {"about/index.html"}
    assert differences(contents(shown), whole) == []
    assert engine.refresh({"about/index.md": words}, shown) == set()
    assert engine.refresh({"about/index.md": exported.docs["about/index.md"]}, shown) == {"about/index.html"}
    assert differences(contents(shown), before) == []


def test_a_page_that_cannot_be_refreshed_stays_as_it_is(exported: Exported, tmp_path: Path) -> None:
    engine, shown = MkDocsEngine(), tmp_path / "shown"
    before = built(exported, shown, engine)

    assert engine.refresh({"about/index.md": b"# About\n\n[Nowhere](nowhere.md)\n"}, shown) == set()
    assert engine.refresh({"about/index.md": b"---\ntemplate: nowhere.html\n---\n# About\n"}, shown) == set()
    assert engine.refresh({"about/another.md": b"# Another\n"}, shown) == set()
    assert engine.refresh({"about/index.md": exported.docs["about/index.md"]}, tmp_path / "elsewhere") == set()
    assert differences(contents(shown), before) == []


def test_a_damaged_cache_is_made_again(exported: Exported, tmp_path: Path) -> None:
    damages = cycle([b"", b"0" * 64 + b"\n[]\n", b"\xff\x00"])
    nothing = built(exported, tmp_path / "first", MkDocsEngine(tmp_path / "cache"))
    for entry, damage in zip(sorted((tmp_path / "cache").iterdir())[::2], damages, strict=False):
        entry.write_bytes(damage)
    assert differences(built(exported, tmp_path / "second", MkDocsEngine(tmp_path / "cache")), nothing) == []
    for entry, damage in zip(sorted((tmp_path / "cache").glob("*.html")), damages, strict=False):
        entry.write_bytes(damage)
    assert differences(built(exported, tmp_path / "third", MkDocsEngine(tmp_path / "cache")), nothing) == []


def test_a_site_with_a_plugin_is_built_by_mkdocs_alone(exported: Exported, tmp_path: Path) -> None:
    searched = replace(exported, settings={**exported.settings, "plugins": ["search"]})

    assert not can_keep(searched)
    engine = MkDocsEngine()
    assert "search/search_index.json" in built(searched, tmp_path / "site", engine)
    assert engine.refresh({"about/index.md": b"# Another\n"}, tmp_path / "site") == set()


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("{% extends 'base.html' %}\n{% if %}", 2),
        ("{% extends 'base.html' %}\n{% block footer %}\n{{ no.such }}{% endblock %}", 3),
    ],
)
def test_a_template_that_cannot_be_used_is_a_fault_with_its_line(
    exported: Exported, tmp_path: Path, template: str, line: int
) -> None:
    broken = replace(exported, overrides={**exported.overrides, "main.html": template.encode()})
    with pytest.raises(InputFault) as caught:
        built(broken, tmp_path / "site")
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.place.file, fault.place.line) == ("template", "theme/overrides/main.html", line)


@pytest.mark.parametrize(("longest", "listed"), [(4, ["Page 0", "Page 1", "Page 2"]), (3, ["Page 1"])])
def test_a_section_that_is_too_long_shows_its_first_page_and_the_open_one_alone(
    exported: Exported, tmp_path: Path, longest: int, listed: list[str]
) -> None:
    names = {"All": "long/index.md"} | {f"Page {number}": f"long/page-{number}.md" for number in range(3)}
    docs = {"index.md": b"# Home\n", **{path: f"# {name}\n".encode() for name, path in names.items()}}
    nav = [{"Home": "index.md"}, {"Long": [{name: path} for name, path in names.items()]}]
    template = "partials/nav-item.html"
    shorter = exported.overrides[template].replace(b"longest = 200", f"longest = {longest}".encode())
    overrides = {**exported.overrides, template: shorter}
    project = replace(exported, settings={**exported.settings, "nav": nav}, docs=docs, overrides=overrides)

    page = built(project, tmp_path / "site")["long/page-1/index.html"].decode()
    menu = page[page.index("md-nav--primary") : page.index("md-content")]
    assert '<a href="../" class="md-nav__link' in menu
    assert [name for name in names if re.search(rf"\s{name}\s", menu)] == listed
