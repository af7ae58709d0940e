"""The versioned site: a folder for each release, a copy of the newest as `latest`, and the list for version selectors.

The branch for a web server and the plain files for any other place hold the same tree. A release does not change once
it is in the tree. Only `latest` is meant for search engines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from ..writers.manifest import NAME as MANIFEST
from ..writers.manifest import manifest
from .version_list import LATEST, VERSIONS, VersionList

ROBOTS = b'<meta name="robots" content="noindex">'
"""In every page of a release, but not in those of `latest`."""


@dataclass(frozen=True, slots=True)
class BuiltRelease:
    """A release whose site has been built."""

    id: str
    commit: str
    """Commit of its content."""
    files: Mapping[str, bytes]
    """Its site by path."""

    def files_in(self, folder: str) -> Iterator[tuple[str, bytes]]:
        """Its files with a manifest, by path in the versioned tree. Search engines may list those of `latest`."""
        files = {path: content for path, content in self.files.items() if path != MANIFEST}
        if folder == LATEST:
            files |= {path: raw.replace(ROBOTS, b"") for path, raw in files.items() if path.endswith(".html")}
        for path, content in sorted(files.items()):
            yield f"{folder}/{path}", content
        yield f"{folder}/{MANIFEST}", manifest({"release": self.id, "commit": self.commit}, files)


def root_files(known: VersionList, title: str, base: str = "/") -> dict[str, bytes]:
    """The files beside the folders of releases: the list, a home page that forwards, and a page for missing addresses.

    `base` is the path of the tree on its server, with a slash at both ends.
    """
    home = f"{known.home or LATEST}/"
    forwarding = _page(title, "The site is in a folder of its own.", home, "Go to the newest release", forward=True)
    gone = "There is no page at this address. It may have left with a later release."
    return {
        VERSIONS: known.as_json(),
        "index.html": forwarding,
        "404.html": _page(title, gone, f"{base}{home}", "Go to the home page"),
        ".nojekyll": b"",
    }


def withdrawn_page(id: str, reason: str, title: str) -> bytes:
    """The page at the address of a withdrawn release."""
    text = f"Release {id} was withdrawn. {reason}"
    return _page(title, text, f"../{LATEST}/", "Go to the newest release")


def _page(title: str, text: str, link: str, words: str, *, forward: bool = False) -> bytes:
    """A small page without scripts, that forwards to its link if asked to."""
    refresh = f'<meta http-equiv="refresh" content="0; url={escape(link)}">\n' if forward else ""
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="robots" content="noindex">\n{refresh}<title>{escape(title)}</title>\n</head>\n'
        f"<body>\n<main>\n<h1>{escape(title)}</h1>\n<p>{escape(text)}</p>\n"
        f'<p><a href="{escape(link)}">{escape(words)}</a></p>\n</main>\n</body>\n</html>\n'
    ).encode()


def whole_tree(
    releases: Iterable[BuiltRelease], latest: str | None, title: str, base: str = "/"
) -> Iterator[tuple[str, bytes]]:
    """Every file of a versioned tree; `latest` is the id of the newest release, and `base` as for `root_files`."""
    known = VersionList()
    for release in releases:
        newest = release.id == latest
        known = known.with_release(release.id, release.commit, latest=newest)
        for folder in [release.id, LATEST] if newest else [release.id]:
            yield from release.files_in(folder)
    yield from root_files(known, title, base).items()
