"""What an engine reads of a page before its text."""

from __future__ import annotations

from generator.site.front_matter import folded_headings, front_matter
from generator.site.page import Page

PAGE = """\
# Powerlab

## Agenda { #agenda }

<details class="facilitator activity" id="activity-welcome" markdown>
<summary markdown>Welcome</summary>

### Say { #say }

</details>

## Before the day { #preparation }

<details class="fold" id="time-left" markdown>
<summary markdown>You have one week</summary>

<details class="same-as-text" open markdown>

### Within another { #within }

</details>

### In one week { #one-week }

</details>

<details class="same-as-text" open markdown>

### Open at first { #open }

</details>

### So that everybody can take part { #everybody }
"""


def test_headings_in_a_closed_fold_are_found_whatever_is_folded_around_them() -> None:
    assert list(folded_headings(PAGE)) == ["say", "within", "one-week"]


def test_they_are_named_for_the_contents_beside_the_page() -> None:
    page = Page("workshops/powerlab.md", "workshop", "Powerlab", "What it is <for>.", ())

    lines = front_matter(page, PAGE).split("\n")
    assert lines == [
        "---",
        'description: "What it is &lt;for&gt;."',
        'folded: ["say", "within", "one-week"]',
        "---",
        "",
        "",
    ]
    assert not [line for line in front_matter(page, "# Nothing").split("\n") if line.startswith("folded")]
