"""Style sheets of every page are a single file, so that a slow phone waits for one round trip and not for six."""

from __future__ import annotations

from pathlib import Path

from generator.site.style_sheets import joined

FILES: dict[str, bytes | Path] = {
    "styles/first.css": b"p { color: red; }\n\n",
    "styles/second.css": b"p { color: blue; }",
    "styles/imports.css": b'@import "first.css";\n',
    "other/third.css": b"p { background: url(dot.png); }",
}


def test_sheets_are_joined_in_their_order() -> None:
    paths, files = joined(["styles/first.css", "styles/second.css"], FILES)

    assert paths == ["styles/first.css"]
    assert files == {"styles/first.css": b"p { color: red; }\n\np { color: blue; }\n"}


def test_a_sheet_of_another_folder_keeps_its_own_file_because_of_what_it_names() -> None:
    paths, files = joined(["styles/first.css", "styles/second.css", "other/third.css", "styles/first.css"], FILES)

    assert paths == ["styles/first.css", "other/third.css", "styles/first.css"]
    assert b"blue" in files["styles/first.css"]


def test_a_sheet_that_imports_another_is_left_alone() -> None:
    assert joined(["styles/imports.css", "styles/first.css"], FILES) == (["styles/imports.css", "styles/first.css"], {})


def test_what_is_on_another_server_or_nowhere_is_left_alone() -> None:
    paths = ["https://example.org/a.css", "styles/missing.css"]
    assert joined(paths, FILES) == (paths, {})
    assert joined([], FILES) == ([], {})
