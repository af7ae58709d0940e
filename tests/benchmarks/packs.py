"""Cost of the packs of six workshops, by format."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from generator.documents.attendance import attendance, feedback
from generator.documents.facilitator_guide import facilitator_guide
from generator.documents.handouts import handouts
from generator.planning.session import sessions
from generator.publish.project_theme import project_theme
from generator.sources.load import load
from generator.sources.tree import read_project, read_theme
from generator.writers import docx, pdf, xlsx
from generator.writers.whole_pack import Looks, shared_packs, slides
from tests import small
from tests.benchmarks.measuring import Run, cpu, say
from tests.benchmarks.rows import Row


def packs(run: Run) -> Iterator[Row]:
    """Each format of the six packs, and all formats."""
    say("packs of workshops")
    library = load(read_project(small.ROOT)).require()
    looks = Looks.of(project_theme(small.ROOT, read_theme(small.ROOT)), None)
    workshops = list(sessions(library).values())
    guides = [facilitator_guide(workshop) for workshop in workshops]
    sheets = [handouts(workshop) for workshop in workshops]
    texts = [*guides, *(sheet for sheet in sheets if sheet is not None)]
    books = [book for workshop in workshops for book in (attendance(workshop), feedback(workshop)) if book]
    stamp = datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC)
    for name, work in (
        ("slides", lambda: [slides(workshop, looks) for workshop in workshops]),
        ("Word", lambda: [docx.write(text, looks.theme) for text in texts]),
        ("PDF", lambda: [pdf.write(text, looks.theme) for text in texts]),
        ("Excel", lambda: [xlsx.write(book, stamp) for book in books]),
        ("all formats", lambda: shared_packs(library, looks)),
    ):
        yield Row(f"packs of six workshops: {name}", cpu(work, 1 if run.quick else 3), "CPU s")
