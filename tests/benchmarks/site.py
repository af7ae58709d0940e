"""Builds of the site beside plain MkDocs and other programs; growth with the menu; memory."""

from __future__ import annotations

import re
import shutil
import statistics
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from generator.publish.build_cache import FOLDER
from generator.site.build import RENDERED
from generator.site.cached_pages import CACHE
from generator.site.pages import site_files
from generator.sources.load import load
from generator.sources.tree import read_project, read_theme
from tests import small
from tests.benchmarks.measuring import Cost, Run, command, cpu, in_turns, ratio, say
from tests.benchmarks.other_programs import other_programs
from tests.benchmarks.rows import Row, at_most, missing

PROJECT = "projects_menu/ward-stock-that-is-used.yml"
MANY = 1_000
TURNS = 3
"""First builds of the same projects."""
FEW_AND_MOST = (500, 5_000)
"""Projects of the builds whose time for each page is compared."""


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
    others = other_programs(exported, run.folder)
    works |= {name: work for name, (_, work) in others.items() if work}
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
    for name, (what, work) in others.items():
        if name in times:
            yield Row(f"build after a change, beside {what}", ratio(edited, times[name]), "times")
        else:
            yield missing(f"build after a change, beside {what}", "it failed; see above" if work else "not installed")


def _edited(project: Path, site: Path) -> Cost:
    """A build after a new change."""
    file = project / PROJECT
    number = len(re.findall("# edited", file.read_text(encoding="utf-8"))) + 1
    file.write_text(f"{file.read_text(encoding='utf-8')}# edited {number}\n", encoding="utf-8")
    return command("generator", "build", "--site", str(site), folder=project)


def growth(run: Run) -> Iterator[Row]:
    """Pages of growing numbers of projects."""
    theme = read_theme(small.ROOT)
    first = None
    for number in (10, 100) if run.quick else (10, 100, MANY):
        say(f"pages of {number} projects")
        library = load(many_projects(number)).require()
        each = 1000 * cpu(partial(site_files, library, theme), 1 if number > 100 else 3) / number
        yield Row(f"pages and files of {number:,} projects, each", each, "CPU ms")
        if first is not None:
            yield at_most("  beside each of 10", each / first, "times", 1)
        first = first or each


def large(run: Run) -> Iterator[Row]:
    """First builds of a large menu, from nothing: beside plain MkDocs, and their memory."""
    what = f"first build of {MANY:,} projects"
    if run.quick:
        yield missing(what, "left out when quick")
        return
    say(what)
    files, exported = many_projects(MANY), run.folder / "many-exported"
    command("generator", "export", str(exported), folder=small.write(run.folder / "many", files))
    firsts, plains, with_cache = [], [], []
    # A busy machine changes a build of a minute by half, and the two that are compared by different halves.
    for number in range(TURNS):
        say(f"  round {number + 1} of {TURNS}")
        # A file system that has just deleted many files takes long to make new ones, so every build has new folders.
        project = small.write(run.folder / f"first-{number}", files)
        firsts.append(_build(project))
        cached = small.write(run.folder / f"cached-{number}", files)
        leave_out = shutil.ignore_patterns(CACHE.name, RENDERED.name)
        shutil.copytree(project / FOLDER, cached / FOLDER, ignore=leave_out)
        with_cache.append(_build(cached))
        site = run.folder / f"plain-{number}"
        plains.append(command("mkdocs", "build", "--strict", "--site-dir", str(site), folder=exported))
    first, plain, found = (min(costs, key=lambda cost: cost.cpu) for costs in (firsts, plains, with_cache))
    yield Row(what, first.cpu, "CPU s")
    yield at_most("  beside plain mkdocs build, the fastest of each", first.cpu / plain.cpu, "times", 1.3)
    yield at_most("  memory", first.memory, "MB", 400)
    yield at_most(
        "  with charters and packs found in .cache, beside plain mkdocs build", found.cpu / plain.cpu, "times", 1.3
    )
    yield Row("  memory of plain mkdocs build", plain.memory, "MB")
    changed = project / "projects_menu/copy-0.yml"
    changed.write_text(changed.read_text(encoding="utf-8") + "# edited\n", encoding="utf-8")
    again = _build(project)
    yield at_most("  after a change of one of them, beside plain mkdocs build", again.cpu / plain.cpu, "times", 1.15)


def largest(run: Run) -> Iterator[Row]:
    """First builds of 500 and 5,000 projects: how the time for each page grows."""
    few, most = FEW_AND_MOST
    what = f"first build of {most:,} projects, each page"
    if run.quick:
        yield missing(what, "left out when quick")
        return
    # The larger takes minutes, in which the machine may be slower than before or after: so the smaller come around it.
    numbers = [few] * TURNS + [most] + [few] * TURNS
    each: dict[int, list[float]] = {few: [], most: []}
    for turn, number in enumerate(numbers):
        say(f"first build of {number:,} projects")
        project = small.write(run.folder / f"growth-{turn}", many_projects(number))
        seconds = _build(project).cpu
        each[number].append(1000 * seconds / len(list((project / "site").rglob("*.html"))))
    smaller, larger = (statistics.mean(each[number]) for number in FEW_AND_MOST)
    yield Row(f"first build of {few:,} projects, each page", smaller, "CPU ms")
    yield Row(what, larger, "CPU ms")
    yield at_most("  beside each page of the smaller site", larger / smaller, "times", 1.3)


def _build(project: Path) -> Cost:
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
