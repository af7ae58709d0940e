"""Every built page is valid HTML according to html-validate."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests import small

FOLDER = small.ROOT / ".venv" / "node"

RULES = {
    # Only the layout of the source, which nobody reads: Jinja leaves spaces, and MkDocs writes `open=""`.
    "no-trailing-whitespace": "off",
    "doctype-style": "off",
    "attribute-boolean-style": "off",
    # Advice about search results; four letters have long titles.
    "long-title": "off",
    # Column widths, alignment and the number of writing lines.
    "no-inline-style": ["error", {"allowedProperties": ["text-align", "width", "--lines"]}],
    # Material's own ids start with two underscores, which HTML allows.
    "valid-id": ["error", {"relaxed": True}],
    # Material's base.html sets `autocomplete` on the two checkboxes behind the drawer and the search, so that Firefox
    # resets them on a reload. Removing it would mean copying the whole template.
    "input-attributes": "off",
    "valid-autocomplete": "off",
}
"""Differences from the recommended rules of html-validate, with the reasons."""


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
    errors = json.loads(result.stdout)

    assert errors == [], "\n".join(f"{Path(file).relative_to(site)}:{rest}" for file, *rest in errors[:40])
