"""`make bench`: one table of figures and ratios, measured in one run. It says which budgets are met."""

from __future__ import annotations

import argparse
import datetime
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from generator.model.diagnostics import InputFault
from generator.sources.load import load
from generator.sources.tree import read_project
from tests import small
from tests.benchmarks import (
    evaluating,
    first_view,
    groups,
    menu_page,
    packs,
    pairs,
    playbooks,
    reading,
    releases,
    saving,
    schemes,
    search,
    site,
    studio,
    studio_page,
)
from tests.benchmarks.measuring import Run, say
from tests.benchmarks.rows import Row, missing, save, table

PARTS: dict[str, Callable[[Run], Iterator[Row]]] = {
    "site": site.built,
    "site-growth": site.growth,
    "site-large": site.large,
    "site-largest": site.largest,
    "save-to-see": saving.saving,
    "check": reading.checking,
    "import": reading.importing,
    "playbooks": playbooks.compared,
    "many-playbooks": playbooks.many,
    "schemes": schemes.updating,
    "studio": studio.editing,
    "studio-page": studio_page.studio_page,
    "packs": packs.packs,
    "pairs": pairs.pairs,
    "groups": groups.groups,
    "evaluation": evaluating.evaluating,
    "menu": menu_page.menu_page,
    "first-view": first_view.throttled,
    "weight": first_view.weight,
    "search": search.search,
    "memory": site.memory,
    "releases": releases.releases,
}


def main() -> None:
    """Measure the chosen parts."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--only", choices=PARTS, action="append", help="measure this part only; may be repeated")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, without the largest numbers")
    parser.add_argument(
        "--json",
        type=Path,
        metavar="PATH",
        help="also write the rows to a file; with --only, replace the rows of that part",
    )
    given = parser.parse_args()
    if given.json and not given.only:
        given.json.unlink(missing_ok=True)
    parts: dict[str, list[Row]] = {}
    date = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    release = load(read_project(small.ROOT)).require().release.id
    start = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="paired-learning-bench-") as folder:
        run = Run(3 if given.quick else 5, given.quick, Path(folder))
        for name in given.only or PARTS:
            try:
                parts[name] = list(PARTS[name](run))
            except (InputFault, RuntimeError, OSError) as error:
                for reason in _reasons(error):
                    say(reason)
                parts[name] = [missing(name, "failed; see above")]
            if given.json:
                save(given.json, parts, date, release)
    say(f"{(time.perf_counter() - start) / 60:.1f} minutes")
    print(table([row for rows in parts.values() for row in rows]))


def _reasons(error: Exception) -> list[str]:
    if isinstance(error, InputFault):
        return [f"{fault.place}: {fault.message}" for fault in error.diagnostics]
    return [str(error)]


if __name__ == "__main__":
    main()
