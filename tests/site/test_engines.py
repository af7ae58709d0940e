"""Each engine builds the same articles from the exported project. Only the frame around them is an engine's own."""

from __future__ import annotations

import importlib.metadata
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest

from generator.model.diagnostics import InputFault
from generator.site.build import export
from generator.site.command_engine import CommandEngine
from generator.site.engines import engine_for
from generator.site.export import ENGINES, SETTINGS, Exported
from tests import small
from tests.command import run

OTHERS = [engine for engine in ENGINES if engine != "mkdocs"]
OF_THE_FRAME = {"__skip"}
"""Ids that an engine sets at the start of an article."""
HEADING = re.compile("h[1-6]")


class Article(HTMLParser):
    """What the article of a page says and where it leads, however its HTML is written."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "article" and not self._depth:
            self._depth = 1
        elif self._depth:
            self._depth += tag == "article"
            if values.get("id") in OF_THE_FRAME:
                return
            for name in {"href", "src"} & values.keys():
                values[name] = self._resolved(values[name])
            self.elements.append((tag, values))

    def handle_endtag(self, tag: str) -> None:
        self._depth -= bool(self._depth) and tag == "article"

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.words += data.split()

    def _resolved(self, link: str) -> str:
        """A link from the root of the site; a folder and its page are one address."""
        address, fragment = urldefrag(urljoin(self.address, link))
        return address.removesuffix("index.html") + (f"#{fragment}" if fragment else "")

    @property
    def ids(self) -> list[str]:
        return [values["id"] for _, values in self.elements if "id" in values]

    @property
    def headings(self) -> list[tuple[str, str]]:
        return [(tag, values.get("id", "")) for tag, values in self.elements if HEADING.fullmatch(tag)]

    @property
    def links(self) -> list[str]:
        return [values[name] for _, values in self.elements for name in ("href", "src") if name in values]


def articles(site: Path, pages: list[str]) -> dict[str, Article]:
    """The articles of some pages by path."""
    result = {}
    for path in pages:
        result[path] = Article(f"https://site.example/{path}")
        result[path].feed((site / path).read_text(encoding="utf-8"))
    return result


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project. Copies have what was cached when it was exported, so that only what differs is made again."""
    return small.write(tmp_path_factory.mktemp("engines") / "project")


@pytest.fixture(scope="module")
def exported(project: Path) -> Exported:
    """The small project as engines are given it."""
    return export(project)


@pytest.fixture
def copied(project: Path, exported: Exported, tmp_path: Path) -> Path:
    """A copy of the small project that a test may change."""
    return Path(shutil.copytree(project, tmp_path / "project"))


@pytest.fixture(scope="module")
def built(exported: Exported, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Builds the small project with an engine, once."""
    sites: dict[str, Path] = {}

    def build(engine: str) -> Path:
        if engine not in sites:
            sites[engine] = tmp_path_factory.mktemp(engine)
            chosen = replace(exported, engine=engine)
            engine_for(chosen).build(chosen, sites[engine])
        return sites[engine]

    return build


@pytest.fixture(scope="module")
def pages(exported: Exported) -> list[str]:
    """Path of each page on the site."""
    names = [path.removesuffix(".md") for path in exported.docs if path.endswith(".md")]
    return [f"{name}.html" if f"/{name}".endswith("/index") else f"{name}/index.html" for name in names]


@pytest.mark.parametrize("engine", OTHERS)
def test_articles_have_the_same_words_headings_anchors_and_links(
    built: Callable[[str], Path], pages: list[str], engine: str
) -> None:
    expected, actual = articles(built("mkdocs"), pages), articles(built(engine), pages)

    assert len(pages) > 30
    for path in pages:
        assert len(expected[path].words) > 5
        assert actual[path].words == expected[path].words, path
        assert actual[path].headings == expected[path].headings, path
        assert actual[path].ids == expected[path].ids, path
        assert actual[path].links == expected[path].links, path


@pytest.mark.parametrize("engine", OTHERS)
def test_articles_have_the_same_elements(built: Callable[[str], Path], pages: list[str], engine: str) -> None:
    expected, actual = articles(built("mkdocs"), pages), articles(built(engine), pages)

    for path in pages:
        assert actual[path].elements == expected[path].elements, path


@pytest.mark.parametrize("engine", OTHERS)
def test_every_other_file_is_the_same(built: Callable[[str], Path], exported: Exported, engine: str) -> None:
    for path, content in exported.docs.items():
        if not path.endswith(".md"):
            raw = content.read_bytes() if isinstance(content, Path) else content
            assert (built("mkdocs") / path).read_bytes() == raw, path
            assert (built(engine) / path).read_bytes() == raw, path


@pytest.mark.parametrize("engine", OTHERS)
def test_the_navigation_names_the_same_pages_in_the_same_order(built: Callable[[str], Path], engine: str) -> None:
    def tabs(site: Path) -> list[tuple[str, str]]:
        text = (site / "index.html").read_text(encoding="utf-8")
        links = re.findall(r'<a href="([^"]*)" class="md-tabs__link">\s*(.*?)\s*</a>', text, re.DOTALL)
        return [(urljoin("/", link), name) for link, name in links]

    assert len(tabs(built("mkdocs"))) > 5
    assert tabs(built(engine)) == tabs(built("mkdocs"))


@pytest.mark.parametrize("engine", OTHERS)
def test_a_broken_link_is_a_fault_with_its_page(exported: Exported, tmp_path: Path, engine: str) -> None:
    page = exported.docs["about/index.md"]
    assert isinstance(page, bytes)
    docs = {**exported.docs, "about/index.md": page + b"\n[nowhere](nowhere.md)\n"}

    with pytest.raises(InputFault) as caught:
        CommandEngine(engine).build(replace(exported, docs=docs), tmp_path)
    (fault,) = caught.value.diagnostics
    assert fault.code == "broken-link"
    assert "about/index.md" in fault.message
    assert fault.place.file == "theme/pages/about.md.jinja"
    assert list(tmp_path.iterdir()) == []


def test_an_engine_that_is_not_installed_is_a_fault_that_says_how_to_install_it(
    exported: Exported, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(InputFault) as caught:
        CommandEngine("properdocs").build(exported, tmp_path)
    assert caught.value.diagnostics[0].help == "install it: pip install properdocs"


@pytest.mark.parametrize("engine", OTHERS)
def test_the_project_says_which_engine_builds_its_site(copied: Path, engine: str) -> None:
    settings = (copied / SETTINGS).read_text(encoding="utf-8")
    (copied / SETTINGS).write_text(f"{settings}\nextra:\n  engine: {engine}\n", encoding="utf-8")
    result = run("build", folder=copied)

    assert result.returncode == 0, result.stderr
    page = (copied / "site/index.html").read_text(encoding="utf-8")
    version = importlib.metadata.version(engine)
    assert re.search(f'<meta name="generator" content="[^"]*{engine}[ -]{re.escape(version)}', page, re.IGNORECASE)


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ("extra:\n  engine: hugo\n", "unknown-engine"),
        ("extra: yes\n", "not-a-mapping"),
        ("hooks:\n  - ours.py\n", "not-exported"),
        ("INHERIT: other.yml\n", "not-exported"),
        ("site_url: !ENV SITE\n", "yaml-syntax"),
    ],
)
def test_settings_that_no_engine_could_follow_are_faults(copied: Path, settings: str, code: str) -> None:
    text = (copied / SETTINGS).read_text(encoding="utf-8")
    (copied / SETTINGS).write_text(f"{text}\n{settings}", encoding="utf-8")
    with pytest.raises(InputFault) as caught:
        export(copied)
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.place.file) == (code, SETTINGS)
