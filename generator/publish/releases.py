"""Makes releases: builds the site of the content at a commit, for the branch or as plain files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..model.changes import Change
from ..model.diagnostics import Diagnostic, InputFault, Place
from ..model.library import Library
from ..model.page import Release
from ..model.trust import Visibility
from ..planning.changes import compare, recorded
from ..sources.layout import CHANGES, RELEASES, trust_of
from ..sources.past import PastContent, before, content_at, past_content
from ..sources.repository import Repository
from ..writers.bundle import archive
from ..writers.manifest import NAME as MANIFEST
from ..writers.manifest import manifest
from .branch import SiteBranch
from .locks import scratch
from .record import record_files, write_record
from .staged import staged, write_files
from .versions import BuiltRelease, whole_tree
from .whole_file import write_whole

Build = Callable[[Mapping[str, bytes], Library, Path], None]
"""Builds the site of a release's content, from its files and what they say, into an empty folder."""

OFFLINE_FOLDER = "paired-learning"
"""Name of the folder within the archive of a site."""
READ_ME = "Open index.html in a browser. The site is release {id} and needs no connection.\n"
MUST_BE_COMMITTED = ("content", "projects_menu", "theme", "mkdocs.yml")


@dataclass(frozen=True, slots=True)
class Project:
    """A project with its present content."""

    folder: Path
    """The folder that holds mkdocs.yml."""
    repository: Repository
    files: Mapping[str, bytes]
    library: Library
    build: Build


@dataclass(frozen=True, slots=True)
class Released:
    """A release that was made."""

    id: str
    changes: tuple[Change, ...]
    deployed: bool
    """Whether the branch has changed; False if the release was on it already."""
    recorded: tuple[str, ...]
    """Files of the record, which the user has to commit."""


def release(project: Project, branch: SiteBranch, id: str, *, revision: str, latest: bool, replace: bool) -> Released:
    """Make a release: check, compare, build, put it on the branch, and record it.

    If a run is killed after it has changed the branch, the same command completes the release. `latest` and `replace`
    are as for `SiteBranch.deploy`.

    Raises:
        InputFault: the release cannot be made; nothing has changed.
    """
    _ready(project, id, revision, replace=replace)
    commit = project.repository.commit(revision)
    content = content_at(project.repository, project.files, project.library.releases[id], commit)
    previous = before(project.library, id)
    changes = _changes(project, previous, content)
    releases = project.files[RELEASES].decode("utf-8-sig")
    record = record_files(releases, id, commit, previous.id if previous else None, changes)
    # The pages of a release show what it changed.
    files = {**project.files, **{path: text.encode() for path, text in record.items()}}
    content = content_at(project.repository, files, project.library.releases[id], commit)
    site = BuiltRelease(id, content.commit, built_site(project.build, content.files, content.library))
    with branch.lock():
        deployed = branch.deploy(site, latest=latest, replace=replace)
        write_record(project.folder, record)
    return Released(id, changes, deployed, tuple(record))


def _ready(project: Project, id: str, revision: str, *, replace: bool) -> None:
    known = project.library.releases
    if id not in known:
        advice = f"add it to {RELEASES} with its date and a summary, and commit"
        raise InputFault.of("unknown-release", f"{RELEASES} has no release `{id[:60]}`", RELEASES, advice)
    if known[id].withdrawn:
        advice = "give the content a new release"
        raise InputFault.of("withdrawn", f"release {id} was withdrawn", RELEASES, advice)
    previous = before(project.library, id)
    if previous is not None and previous.commit is None:
        advice = f"make release {previous.id} first: this release is compared with it"
        raise InputFault.of("not-released", f"release {previous.id} has not been made yet", RELEASES, advice)
    if known[id].commit and not replace and known[id].commit != project.repository.commit(revision):
        advice = "give the content a new release, or use --replace"
        raise InputFault.of("release-exists", f"release {id} has been made already", RELEASES, advice)
    uncommitted = [path for path in project.repository.uncommitted(MUST_BE_COMMITTED) if _is_released(path, project)]
    if revision == "HEAD" and uncommitted:
        raise InputFault(
            [Diagnostic("not-committed", "the file is not committed", Place(path), "commit it") for path in uncommitted]
        )


def _is_released(path: str, project: Project) -> bool:
    """Whether a release would hold what is in a file.

    Hidden files are not content: one of ours may be left by a run that was killed while it wrote the record. The
    record itself is written by the release. A private profile is in no release and should not be committed.
    """
    trust = project.library.trusts.get(trust_of(path) or "")
    private = trust is not None and trust.profile.visibility is not Visibility.PUBLIC
    hidden = path.rpartition("/")[2].startswith(".")
    return not (private or hidden or path == RELEASES or path.startswith(CHANGES))


def _changes(project: Project, previous: Release | None, content: PastContent) -> tuple[Change, ...]:
    if previous is None:
        return ()
    old = past_content(project.repository, project.files, project.library, previous.id)
    return tuple(recorded(compare(old.library, content.library)))


def built_site(build: Build, content: Mapping[str, bytes], library: Library) -> dict[str, bytes]:
    """The files of a site by path.

    Raises:
        InputFault: the theme or a link has faults.
    """
    with scratch() as folder:
        site = folder / "site"
        site.mkdir()
        build(content, library, site)
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def offline_archive(content: Mapping[str, bytes], library: Library, build: Build, target: Path) -> int:
    """Write a site for reading without a server as a ZIP, whole or not at all, and return its size in bytes."""
    files = built_site(build, content, library)
    files["READ ME FIRST.txt"] = READ_ME.format(id=library.release.id).encode()
    files[MANIFEST] = manifest({"release": library.release.id}, files)
    raw = archive(files, OFFLINE_FOLDER)
    write_whole(target, raw)
    return len(raw)


def rebuild(project: Project, ids: Sequence[str], target: Path, title: str, base: str) -> Iterator[str]:
    """Build releases again from the history, as a versioned tree of plain files; yield the id of each when it is built.

    Without ids it builds all releases that have been made and not withdrawn. `base` is the path of the tree.

    Raises:
        InputFault: a release is unknown or cannot be built; the target has not changed.
    """
    known = project.library.releases.values()
    wanted = ids or [release.id for release in known if release.commit and not release.withdrawn]
    contents = {id: past_content(project.repository, project.files, project.library, id) for id in wanted}
    if not wanted:
        raise InputFault.of("no-release", "no release has been made yet", RELEASES)
    newest = [release.id for release in known if release.id in contents][-1]
    with staged(target) as folder:
        releases = []
        for id, content in contents.items():
            releases.append(BuiltRelease(id, content.commit, built_site(project.build, content.files, content.library)))
            yield id
        write_files(folder, whole_tree(releases, newest, title, base))
