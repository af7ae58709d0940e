"""Every built page is HTML as it should be, in the eyes of html-validate."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests import small

FOLDER = small.ROOT / ".venv" / "node"

RULES = {
    # How the source looks, which nobody reads: Jinja leaves spaces, and MkDocs writes `open=""`.
    "no-trailing-whitespace": "off",
    "doctype-style": "off",
    "attribute-boolean-style": "off",
    # Advice for lists of search results; four letters have a long name.
    "long-title": "off",
    # Widths and alignment of columns, and the number of lines to write on.
    "no-inline-style": ["error", {"allowedProperties": ["text-align", "width", "--lines"]}],
    # Material's own ids start with two underscores, which HTML allows.
    "valid-id": ["error", {"relaxed": True}],
    # Material's base.html has `autocomplete` on the two boxes that stand for the open drawer and the open search, so
    # that Firefox forgets them on a reload. To leave it out we should have to copy that template whole.
    "input-attributes": "off",
    "valid-autocomplete": "off",
}
"""What is asked otherwise than html-validate recommends, and why."""


@pytest.mark.slow
def test_every_page_is_valid(site: Path) -> None:
    assert (FOLDER / "node_modules" / "html-validate").is_dir(), "run `make test-all`: it installs html-validate by npm"
    result = subprocess.run(
        ["node", str(Path(__file__).with_name("validate.mjs")), f"{FOLDER}/", json.dumps(RULES)],
        input="\n".join(str(file) for file in sorted(site.rglob("*.html"))),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    found = json.loads(result.stdout)

    assert found == [], "\n".join(f"{Path(file).relative_to(site)}:{rest}" for file, *rest in found[:40])
