"""The menu for other programs: JSON that follows its schema, and a feed that feed readers understand."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import jsonschema

from generator.documents import menu_data
from generator.documents.feed import project_feed
from generator.model.changes import ChangeKind
from generator.model.library import Library
from generator.model.project import ImprovementProject
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


def test_a_field_that_the_model_does_not_need_is_optional_in_the_schema() -> None:
    required = set(menu_data.menu_schema()["$defs"]["ImprovementProject"]["required"])
    fields = {name for name, field in ImprovementProject.model_fields.items() if field.is_required()}

    assert required == fields - {"source"} | {"page", "came_in", "changed_in", "weeks_needed"}
    assert not required & {"cite", "only_for", "specialties", "withdrawn"}


def test_the_schema_refuses_other_data(library: Library) -> None:
    data = json.loads(menu_data.as_json(menu_data.menu_data(library)))
    del data["projects"][3]["aim"]
    data["projects"][4]["difficulty"] = "heroic"
    data["projects"][5]["colour"] = "blue"

    faults = jsonschema.Draft202012Validator(menu_data.menu_schema()).iter_errors(data)
    assert {fault.absolute_path[1] for fault in faults} == {3, 4, 5}


def test_every_project_is_there_with_its_text(library: Library) -> None:
    data = menu_data.menu_data(library)

    assert [entry["id"] for entry in data["projects"]] == list(library.projects)
    for entry, project in zip(data["projects"], library.projects.values(), strict=True):
        assert entry["problem"] == project.problem
        assert [measure["definition"] for measure in entry["measures"]] == [m.definition for m in project.measures]
        assert set(entry["settings"]) <= set(data["settings"])


def test_the_data_has_nothing_about_files_or_a_trust(library: Library) -> None:
    for entry in menu_data.menu_data(library)["projects"]:
        assert not {"source", "progress"} & set(entry)


def test_a_withdrawn_project_stays_in_the_data_and_says_so(worked_library: Library) -> None:
    data = menu_data.menu_data(withdrawn(worked_library, "ward-round"))
    gone = next(entry for entry in data["projects"] if entry["id"] == "ward-round")

    assert gone["withdrawn"]["reason"] == "Every ward does it now."
    assert "fits_from_months" not in gone
    jsonschema.validate(json.loads(menu_data.as_json(data)), menu_data.menu_schema())


def test_the_feed_has_each_project_once_with_an_id_that_stays(worked_library: Library) -> None:
    before = entries(worked_library)
    after = entries(with_releases(worked_library, ("2026.2", "ward-round", ChangeKind.CHANGED)))

    assert len(before) == len(worked_library.projects) == len({entry["id"] for entry in before})
    assert {entry["id"] for entry in after} == {entry["id"] for entry in before}


def test_what_changed_last_comes_first(worked_library: Library) -> None:
    first, second, *_ = entries(
        with_releases(
            worked_library,
            ("2026.2", "ward-round", ChangeKind.NEW),
            ("2026.3", "ward-round", ChangeKind.CHANGED),
            ("2026.2", "quick-letters", ChangeKind.NEW),
        )
    )

    assert first["title"] == "Changed in 2026.3: Ward round"
    assert (first["published"], first["updated"]) == ("2026-05-01T00:00:00Z", "2026-09-01T00:00:00Z")
    assert second["title"].startswith("New in 2026.2")
    assert first["link"] == "../projects/ward-round/"


def test_markup_in_a_title_is_text_in_the_feed(library: Library) -> None:
    id, project = next(iter(library.projects.items()))
    hostile = project.model_copy(update={"title": "<b>&amp;]]>", "summary": "\"'<script>"})
    changed = library.model_copy(update={"projects": {id: hostile}})

    assert entries(changed)[0]["title"].endswith(": <b>&amp;]]>")
