"""Ids that code looks up: each is declared once, and content without one is told what goes missing."""

from __future__ import annotations

import re

import pytest
import yaml

from generator.model.diagnostics import Severity
from generator.model.library import KIND
from generator.model.required import OPTIONAL, REQUIRED, Required
from generator.sources.load import load
from tests import small

IDS = [(kind, id) for kind, ids in REQUIRED.items() for id in ids]


def without(name: str, id: str) -> dict[str, bytes]:
    """The small project without one noun."""
    files, kind = small.files(), KIND[name]
    if not kind.within and not kind.keyed:
        del files[kind.file.replace("*", id)]
        return files
    path = KIND[kind.within].file if kind.within else kind.file
    values = yaml.safe_load(files[path])
    del (values[kind.attribute] if kind.within else values)[id]
    return files | {path: yaml.safe_dump(values, sort_keys=False).encode()}


@pytest.mark.parametrize(("kind", "id"), IDS)
def test_content_without_it_is_told_what_goes_missing(kind: str, id: Required) -> None:
    loaded = load(without(kind, id), advise=True)
    faults = [fault for fault in loaded.diagnostics if fault.code == "missing-id"]

    assert [fault.message for fault in faults] == [f"the content has no {kind} `{id}`"]
    assert id.loss in (faults[0].help or "")
    assert (faults[0].severity is Severity.WARNING) == isinstance(id, OPTIONAL)
    assert faults[0].place.file == KIND[KIND[kind].within or kind].file.replace("*", id)


def test_no_other_file_of_the_generator_spells_such_an_id() -> None:
    pattern = re.compile("|".join(rf"[\"']{id}[\"']" for _, id in IDS if "-" in id))
    spelled = [
        f"{path.relative_to(small.ROOT)}: {match[0]}"
        for path in (small.ROOT / "generator").rglob("*.py")
        if path.name != "required.py"
        for match in pattern.finditer(path.read_text(encoding="utf-8"))
    ]
    assert spelled == []


def test_templates_name_required_nouns_alone() -> None:
    pattern = re.compile(r"write\.link\(\"([a-z-]+)\", \"([a-z-]+)\"\)|\"([a-z-]+)\" in library\.([a-z_]+)")
    by_link = {kind.link: kind.name for kind in KIND.values() if kind.link}
    by_field = {kind.attribute: kind.name for kind in KIND.values() if kind.link}
    for path in (small.ROOT / "theme/pages").glob("*.jinja"):
        for link, linked, checked, field in pattern.findall(path.read_text(encoding="utf-8")):
            kind, id = (by_link[link], linked) if link else (by_field[field], checked)
            assert id in list(REQUIRED[kind]), f"{path.name}: {id}"
