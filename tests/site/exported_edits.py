"""Edits of an exported project, drawn one after the other, of every kind that a kept page must not outlive."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from generator.site.export import Exported

SENTENCES = ("Ask before the first week.", "Nobody loses leave.", "*Twice* a month, with `care`.", "A & B < C.")
ICONS = ("material/home", "material/clock", "")
THEMES = (
    "{# Another comment. #}",
    "{% block footer %}{{ super() }}<p>{{ nav.homepage.title }}</p>{% endblock %}",
    "{% block footer %}{{ super() }}<p>{{ nav.pages | map(attribute='title') | join(', ') }}</p>{% endblock %}",
    "{% block footer %}{{ super() }}<p>{{ page.next_page.meta.description if page.next_page }}</p>{% endblock %}",
    "{% block footer %}{{ super() }}<p>{{ nav.items[0].content | length }}</p>{% endblock %}",
    "{% block footer %}{{ super() }}<p>{{ page.previous_page.toc | length if page.previous_page }}</p>{% endblock %}",
    "{% block footer %}{{ super() }}<p>{{ pages | length }} {{ config.nav | length }}</p>{% endblock %}",
    "{% block footer %}{{ super() }}{% for item in nav %}{{ item.title }}{% endfor %}{% endblock %}",
)
"""What is put at the end of main.html: templates that read all kinds of things of other pages."""

Edit = Callable[[Exported, random.Random], Exported]


def markdown(project: Exported) -> list[str]:
    """Paths of all pages."""
    return sorted(path for path in project.docs if path.endswith(".md"))


def _page(project: Exported, draw: random.Random) -> tuple[str, str]:
    path = draw.choice(markdown(project))
    raw = project.docs[path]
    assert isinstance(raw, bytes)
    return path, raw.decode()


def _with(project: Exported, path: str, text: str) -> Exported:
    return replace(project, docs={**project.docs, path: text.encode()})


def words(project: Exported, draw: random.Random) -> Exported:
    path, text = _page(project, draw)
    return _with(project, path, f"{text}\n{draw.choice(SENTENCES)}\n")


def heading(project: Exported, draw: random.Random) -> Exported:
    """A heading with another name, and so with another anchor; links to it may break."""
    path, text = _page(project, draw)
    lines = text.split("\n")
    headings = [number for number, line in enumerate(lines) if line.startswith(("## ", "# "))]
    if headings:
        lines[draw.choice(headings)] += f" {draw.randrange(100)}"
    return _with(project, path, "\n".join(lines))


def front_matter(project: Exported, draw: random.Random) -> Exported:
    """Another description, or an icon in the navigation."""
    path, text = _page(project, draw)
    line = draw.choice([f'description: "Number {draw.randrange(100)}"', f'icon: "{draw.choice(ICONS)}"'])
    rest = [each for each in text.split("\n") if not each.startswith(line.split(":")[0])]
    return _with(project, path, "\n".join([rest[0], line, *rest[1:]]))


def _nav(project: Exported) -> list[Any]:
    return copy.deepcopy(list(project.settings["nav"]))


def _lists(items: list[Any]) -> Iterator[list[Any]]:
    """Every list of a navigation."""
    yield items
    for item in items:
        for inner in item.values():
            if isinstance(inner, list):
                yield from _lists(inner)


def _set(project: Exported, **settings: object) -> Exported:
    return replace(project, settings={**project.settings, **settings})


def title(project: Exported, draw: random.Random) -> Exported:
    nav = _nav(project)
    items = draw.choice(list(_lists(nav)))
    number = draw.randrange(len(items))
    ((name, inner),) = items[number].items()
    items[number] = {f"{name} {draw.randrange(100)}": inner}
    return _set(project, nav=nav)


def order(project: Exported, draw: random.Random) -> Exported:
    nav = _nav(project)
    draw.shuffle(draw.choice(list(_lists(nav))))
    return _set(project, nav=nav)


def new_page(project: Exported, draw: random.Random) -> Exported:
    path = f"new/page-{draw.randrange(1000)}.md"
    nav = _nav(project)
    draw.choice(list(_lists(nav))).append({f"New {path}": path})
    return _set(_with(project, path, f"# New\n\n[Home](../index.md)\n\n{draw.choice(SENTENCES)}\n"), nav=nav)


def removed_page(project: Exported, draw: random.Random) -> Exported:
    """A page that goes, from the navigation too. Links to it may break."""
    path, _ = _page(project, draw)
    nav = _nav(project)
    for items in _lists(nav):
        items[:] = [item for item in items if path not in item.values()]
    return _set(replace(project, docs={name: raw for name, raw in project.docs.items() if name != path}), nav=nav)


def renamed_page(project: Exported, draw: random.Random) -> Exported:
    path, text = _page(project, draw)
    new = path.replace(".md", f"-{draw.randrange(100)}.md")
    nav = _nav(project)
    for items in _lists(nav):
        items[:] = [{name: new if inner == path else inner for name, inner in item.items()} for item in items]
    docs = {name: raw for name, raw in project.docs.items() if name != path}
    return _set(replace(project, docs={**docs, new: text.encode()}), nav=nav)


def settings(project: Exported, draw: random.Random) -> Exported:
    theme = dict(project.settings["theme"])
    feature = draw.choice(["navigation.prune", "navigation.footer", "navigation.path", "navigation.indexes"])
    theme["features"] = sorted({*theme["features"]} ^ {feature})
    return draw.choice(
        [
            _set(project, theme=theme),
            _set(project, site_name=f"Site {draw.randrange(100)}"),
            _set(project, site_url=f"https://example.org/{draw.randrange(100)}/"),
            _set(project, markdown_extensions=[*project.settings["markdown_extensions"], "smarty"][-6:]),
        ]
    )


def edition(project: Exported, draw: random.Random) -> Exported:
    extra = dict(project.settings["extra"])
    name, value = draw.choice(
        [("preview", True), ("release", {"id": "2026.9", "address": ""}), ("faults", "Something is wrong"), ("", None)]
    )
    extra = {**extra, name: value} if name not in extra and name else {}
    addresses = draw.choice([True, True, False])
    return replace(
        _set(project, extra=extra, use_directory_urls=addresses), date=project.date + timedelta(draw.randrange(3))
    )


def theme(project: Exported, draw: random.Random) -> Exported:
    """Other words at the end of the main template."""
    main = project.overrides["main.html"].decode().split("\n{# drawn #}")[0]
    return replace(
        project, overrides={**project.overrides, "main.html": f"{main}\n{{# drawn #}}{draw.choice(THEMES)}".encode()}
    )


def asset(project: Exported, draw: random.Random) -> Exported:
    """A file that goes on the site as it is: changed, or new."""
    path = draw.choice(["stylesheets/site.css", "stylesheets/new.css", "files/.hidden"])
    return replace(project, docs={**project.docs, path: f"/* {draw.randrange(100)} */".encode()})


EDITS: tuple[Edit, ...] = (
    *(words, words, heading, front_matter, front_matter, title, title, order, new_page, removed_page, renamed_page),
    *(settings, edition, theme, theme, asset),
)
