"""`make bench`: ratios within one run, so that they mean the same on any machine. It judges nothing; people do."""

from __future__ import annotations

import datetime
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from generator.documents import playbook as playbook_document
from generator.documents.attendance import attendance_and_feedback
from generator.documents.facilitator_guide import facilitator_guide
from generator.documents.handouts import handouts
from generator.planning.playbook import plan
from generator.planning.session import sessions
from generator.sources.load import load
from generator.sources.tree import FONTS, read_project, read_theme
from generator.writers import docx, html, pdf, xlsx
from generator.writers.whole_pack import Looks, shared_packs, slides
from tests import small
from tests.benchmarks.many_trusts import many_trusts
from tests.benchmarks.menu_page import menu_page
from tests.benchmarks.releases import releases

ROUNDS = 5


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median time of some rounds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def command(*arguments: str, folder: Path = small.ROOT) -> None:
    """Run a command quietly; the release date stands in for the clock."""
    subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(small.ROOT), "SOURCE_DATE_EPOCH": "1795478400"},
    )


def building(folder: Path) -> None:
    """Our build against plain MkDocs on the exported project. The rounds take turns, so that load is shared."""
    exported = folder / "exported"
    command("generator", "export", str(exported))
    ours, plain = [], []
    for _ in range(ROUNDS):
        ours.append(seconds(lambda: command("generator", "build", "--site", str(folder / "site")), 1))
        plain.append(seconds(lambda: command("mkdocs", "build", "--strict", folder=exported), 1))
    one, other = statistics.median(ours), statistics.median(plain)
    print(f"build          {one:.2f} s, plain mkdocs {other:.2f} s: {one / other:.2f} times (budget 1.15)")


def checking() -> None:
    """Time of a check by number of projects: as many files as the budget names, then ten times more each."""
    content = small.files()
    project = content["projects_menu/discharge.yml"].decode()
    per_file: list[float] = []
    for number in (300, 3_000, 10_000):
        many = content | {
            f"projects_menu/copy-{n}.yml": project.replace("Sooner home", f"Sooner home {n}").encode()
            for n in range(number)
        }
        taken = seconds(lambda many=many: load(many), 3 if number < 10_000 else 1)  # type: ignore[misc]
        per_file.append(taken / number)
        print(f"check          {number:>6} projects {taken:.2f} s ({1000 * taken / number:.2f} ms each)")
    print(f"check          10,000 projects cost {per_file[-1] / per_file[0]:.2f} times as much each as 300 (at most 1)")


def playbooks() -> None:
    """A playbook as HTML, and the share of it that is not planning."""
    library = load(read_project(small.ROOT)).require()
    theme = html.HtmlTheme.of(read_theme(small.ROOT))
    planned = seconds(lambda: plan(library, "imperial"), 20)
    whole = seconds(lambda: html.write(playbook_document.document(plan(library, "imperial")), theme), 20)
    print(f"playbook       {1000 * whole:.0f} ms as HTML, of which planning {1000 * planned:.0f} ms")


def packs() -> None:
    """What each format of the six packs takes, and all of them."""
    library = load(read_project(small.ROOT)).require()
    looks = Looks.of(read_theme(small.ROOT), str(small.ROOT / FONTS), None)
    held = list(sessions(library).values())
    guides, sheets = [facilitator_guide(one) for one in held], [handouts(one) for one in held]
    texts = [*guides, *(sheet for sheet in sheets if sheet is not None)]
    books = [attendance_and_feedback(one) for one in held]
    stamp = datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC)
    for name, work in (
        ("slides", lambda: [slides(one, looks) for one in held]),
        ("Word", lambda: [docx.write(text, looks.themes.docx) for text in texts]),
        ("PDF", lambda: [pdf.write(text, looks.themes.pdf) for text in texts]),
        ("Excel", lambda: [xlsx.write(book, stamp) for book in books]),
        ("all", lambda: shared_packs(library, looks)),
    ):
        print(f"packs          {name:<8}{seconds(work, 3):.2f} s for six workshops")


def main() -> None:
    """Run all."""
    with tempfile.TemporaryDirectory() as folder:
        building(Path(folder))
        menu_page(Path(folder) / "site")
        releases(Path(folder))
    checking()
    playbooks()
    packs()
    many_trusts()


if __name__ == "__main__":
    main()
