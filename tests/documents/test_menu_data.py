"""The menu for other programs: JSON that its schema describes, and a feed that a reader reads."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import jsonschema

from generator.documents import menu_data
from generator.documents.feed import project_feed
from generator.model.changes import ChangeKind
from generator.model.library import Library
from generator.writers import atom
from tests.planning.test_history import with_releases
from tests.planning.test_menu import withdrawn

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(library: Library) -> list[dict[str, str]]:
    """Entries of the feed as an XML parser reads them."""
    root = ElementTree.fromstring(atom.write(project_feed(library), menu_data.LICENCE))
    return [
        {child.tag.removeprefix(ATOM): child.text or child.get("href", "") for child in entry}
        for entry in root.iter(f"{ATOM}entry")
    ]


def test_the_schema_describes_the_data(library: Library) -> None:
    schema = menu_data.menu_schema()
    jsonschema.Draft202012Validator.check_schema(schema)

    jsonschema.validate(json.loads(menu_data.as_json(menu_data.menu_data(library))), schema)


def test_the_schema_refuses_what_is_no_menu(library: Library) -> None:
    data = json.loads(menu_data.as_json(menu_data.menu_data(library)))
    del data["projects"][3]["aim"]
    data["projects"][4]["difficulty"] = "heroic"
    data["projects"][5]["colour"] = "blue"

    faults = jsonschema.Draft202012Validator(menu_data.menu_schema()).iter_errors(data)
    assert {fault.absolute_path[1] for fault in faults} == {3, 4, 5}


def test_every_project_is_there_with_its_words(library: Library) -> None:
    data = menu_data.menu_data(library)

    assert [one["id"] for one in data["projects"]] == list(library.projects)
    for one, project in zip(data["projects"], library.projects.values(), strict=True):
        assert one["problem"] == project.problem
        assert [measure["definition"] for measure in one["measures"]] == [m.definition for m in project.measures]
        assert set(one["settings"]) <= set(data["settings"])


def test_the_data_says_nothing_of_files_or_of_a_trust(library: Library) -> None:
    for one in menu_data.menu_data(library)["projects"]:
        assert not {"source", "progress"} & set(one)


def test_a_withdrawn_project_stays_in_the_data_and_says_so(library: Library) -> None:
    data = menu_data.menu_data(withdrawn(library, "staff-rest-at-night"))
    gone = next(one for one in data["projects"] if one["id"] == "staff-rest-at-night")

    assert gone["withdrawn"]["reason"] == "Every ward does it now."
    assert "fits_from_months" not in gone
    jsonschema.validate(json.loads(menu_data.as_json(data)), menu_data.menu_schema())


def test_the_feed_has_each_project_once_with_an_id_that_stays(library: Library) -> None:
    before = entries(library)
    after = entries(with_releases(library, ("2026.2", "staff-rest-at-night", ChangeKind.CHANGED)))

    assert len(before) == len(library.projects) == len({entry["id"] for entry in before})
    assert {entry["id"] for entry in after} == {entry["id"] for entry in before}


def test_what_changed_last_comes_first(library: Library) -> None:
    first, second, *_ = entries(
        with_releases(
            library,
            ("2026.2", "staff-rest-at-night", ChangeKind.NEW),
            ("2026.3", "staff-rest-at-night", ChangeKind.CHANGED),
            ("2026.2", "locum-and-bank-requests", ChangeKind.NEW),
        )
    )

    assert first["title"] == f"Changed in 2026.3: {library.projects['staff-rest-at-night'].title}"
    assert (first["published"], first["updated"]) == ("2026-05-01T00:00:00Z", "2026-09-01T00:00:00Z")
    assert second["title"].startswith("New in 2026.2")
    assert first["link"] == "../projects/staff-rest-at-night/"


def test_words_are_words_in_the_feed(library: Library) -> None:
    id, project = next(iter(library.projects.items()))
    hostile = project.model_copy(update={"title": "<b>&amp;]]>", "summary": "\"'<script>"})
    changed = library.model_copy(update={"projects": {id: hostile}})

    assert entries(changed)[0]["title"].endswith(": <b>&amp;]]>")
