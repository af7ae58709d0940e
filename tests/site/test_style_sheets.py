"""Style sheets of every page are short and few, so that a slow phone does not wait for what no page needs at first."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.site.material_styles import FIRST, REST, material_styles
from generator.site.style_sheets import joined, rules, shortened, split_rules, split_variables

FILES: dict[str, bytes | Path] = {
    "styles/first.css": b"p { color: red; }\n\n",
    "styles/second.css": b"p { color: blue; }",
    "styles/imports.css": b'@import "first.css";\n',
    "other/third.css": b"p { background: url(dot.png); }",
}


def test_sheets_are_joined_in_their_order() -> None:
    paths, files = joined(["styles/first.css", "styles/second.css"], FILES)

    assert paths == ["styles/first.css"]
    assert files == {"styles/first.css": b"p { color: red; }\np { color: blue; }\n"}


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


def test_bytes_that_are_no_text_stop_nothing() -> None:
    _, files = joined(["a.css", "b.css"], {"a.css": b"p { content: '\xff'; }", "b.css": b"q { top: 0; }"})

    assert files["a.css"].endswith(b"q { top: 0; }\n")


# Shorter


def test_comments_and_line_breaks_go_and_what_is_quoted_stays() -> None:
    sheet = """/* Why. */
    .a > .b,
    .c { content: "/* no  comment */ \\" {"; }  /* And
    again. */
    .d { color: red; }
    """

    assert shortened(sheet) == '.a > .b, .c { content: "/* no  comment */ \\" {"; } .d { color: red; }'


# What comes first


@pytest.mark.parametrize(
    ("selectors", "is_first"),
    [
        (".shown", True),
        ("p", True),
        ("*", True),
        (":root,[data-scheme=light]", True),
        (".shown .hidden", False),
        (".hidden,.shown", True),
        (".shown[data-scheme=dark]", False),
        ('.shown[data-scheme="light"]', True),
        (".shown:not(.hidden)", True),
        (":is(.hidden,.shown:not(.hidden)) p", True),
        (".shown:hover:before", True),
    ],
)
def test_a_rule_is_first_if_one_of_its_selectors_needs_only_names_of_the_page(
    selectors: str, *, is_first: bool
) -> None:
    rule = f"{selectors}{{color:red}}"

    assert split_rules(rule, {"shown", "light"}) == (([rule], []) if is_first else ([], [rule]))


def test_rules_within_rules_keep_what_is_around_them() -> None:
    sheet = "@media screen{.shown{top:0}.hidden{top:1px}}@supports (top:0){.hidden{top:2px}}"

    assert split_rules(sheet, {"shown"}) == (
        ["@media screen{.shown{top:0}}"],
        ["@media screen{.hidden{top:1px}}", "@supports (top:0){.hidden{top:2px}}"],
    )


def test_fonts_movements_and_paper_cannot_wait() -> None:
    """What is for paper would come after our own rules for paper, and so before them in rank."""
    sheet = ["@font-face{a:b}", "@media print{p{top:0}}", "@keyframes x{from{top:0}}", "@page{margin:0}"]

    assert split_rules("".join(sheet), ()) == (sheet, [])


def test_braces_and_semicolons_in_quotes_end_no_rule() -> None:
    sheet = """@charset "utf-8";.a{content:"}";b:url("data:x;{")}.c{d:'{'}"""

    assert list(rules(sheet)) == ['@charset "utf-8";', """.a{content:"}";b:url("data:x;{")}""", ".c{d:'{'}"]


def test_variables_that_nothing_uses_can_wait() -> None:
    sheet = [':root{--here:1px;--there:2px;--nowhere:url("data:;--x:");color:red}', "p{top:var(--here)}"]

    assert split_variables(sheet, ["q { left: var( --there, 1px ); }"]) == (
        [":root{--here:1px;--there:2px;color:red}", "p{top:var(--here)}"],
        [':root{--nowhere:url("data:;--x:")}'],
    )


# Material's own


MATERIAL = {"theme": {"name": "material"}, "extra": {}}


def test_no_rule_of_material_is_lost() -> None:
    import material

    folder = Path(material.__path__[0]) / "templates/assets/stylesheets"
    before = "".join(next(folder.glob(f"{name}.*.css")).read_text(encoding="utf-8") for name in ("main", "palette"))
    sheets = material_styles({"theme/overrides/main.html": b'{% extends "base.html" %}'}, MATERIAL, {})

    # Within rules of media and of variables, what is in both halves is told apart by its declarations.
    after = "".join(raw.decode() for raw in sheets.values())
    assert declarations(after) == declarations(before)
    assert 0.2 < len(sheets[FIRST]) / len(before) < 0.6


def declarations(sheet: str) -> list[str]:
    text = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    return sorted(re.findall(r"([^{};]+)(?=[;}])", text))


def test_a_class_that_one_of_our_templates_or_scripts_names_is_styled_at_first() -> None:
    def first(files: dict[str, bytes]) -> str:
        return material_styles(files, MATERIAL, {})[FIRST].decode()

    base = b'{% extends "base.html" %}'
    assert ".md-annotation" not in first({"theme/overrides/main.html": base})
    assert ".md-annotation{" in first({"theme/overrides/main.html": base + b'<p class="md-annotation">'})
    assert ".md-annotation{" in first({"theme/overrides/main.html": base, "a.js": b'add("md-annotation")'})


def test_what_one_of_our_sheets_styles_otherwise_comes_before_it() -> None:
    sheets = material_styles({}, MATERIAL, {"stylesheets/site.css": ".md-tooltip { color: red; }"})

    assert ".md-tooltip{" in sheets[FIRST].decode()
    assert ".md-tooltip{" not in sheets[REST].decode()


def test_another_theme_keeps_its_own_sheets() -> None:
    assert material_styles({}, {"theme": {"name": "mkdocs"}}, {}) == {}
    assert material_styles({}, {"theme": "material"}, {}) == {}
    assert set(material_styles({}, MATERIAL, {})) == {FIRST, REST}
