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
from ..planning.changes import compare
from ..sources.layout import CHANGES, RELEASES, trust_of
from ..sources.past import PastContent, before, content_at, past_content
from ..sources.repository import Repository
from .branch import SiteBranch
from .locks import scratch
from .record import record_files, write_record
from .staged import MARKER, staged, write_files
from .versions import BuiltRelease, whole_tree

Build = Callable[[Library, Path], None]
"""Builds the site of a release's content into an empty folder."""

MUST_BE_COMMITTED = ("content", "projects_menu", "theme", "mkdocs.yml")


@dataclass(frozen=True, slots=True)
class Project:
    """A project whose content is released."""

    folder: Path
    """The folder that holds mkdocs.yml."""
    repository: Repository
    files: Mapping[str, bytes]
    """The present content files."""
    library: Library
    """The same, checked."""
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

    If a run is killed after it has changed the branch, the same command completes the release.

    Args:
        project: what it is made from.
        branch: the branch to put it on.
        id: a release in content/releases.yml.
        revision: name of the commit that holds its content.
        latest: whether `latest` becomes a copy of it.
        replace: whether it may replace a release of the same id.

    Raises:
        InputFault: the release cannot be made; nothing has changed.
    """
    _ready(project, id, revision, replace=replace)
    commit = project.repository.commit(revision)
    content = content_at(project.repository, project.files, project.library.releases[id], commit)
    previous = before(project.library, id)
    changes = _changes(project, previous, content)
    record = record_files(
        project.files[RELEASES].decode("utf-8-sig"), id, commit, previous.id if previous else None, changes
    )
    site = built(project, _recorded(project, record, id, commit), project.library.releases[id])
    with branch.lock():
        deployed = branch.deploy(site, latest=latest, replace=replace)
        write_record(project.folder, record)
    return Released(id, changes, deployed, tuple(record))


def _recorded(project: Project, record: Mapping[str, str], id: str, commit: str) -> PastContent:
    """The content of a release with its own record, so that its pages show what it changed."""
    files = {**project.files, **{path: text.encode() for path, text in record.items()}}
    return content_at(project.repository, files, project.library.releases[id], commit)


def _ready(project: Project, id: str, revision: str, *, replace: bool) -> None:
    known = project.library.releases
    place = Place(RELEASES)
    if id not in known:
        advice = "add it to content/releases.yml with its date and a summary, and commit"
        raise InputFault([Diagnostic("unknown-release", f"{RELEASES} has no release `{id[:60]}`", place, advice)])
    if known[id].withdrawn:
        raise InputFault(
            [Diagnostic("withdrawn", f"release {id} was withdrawn", place, "give the content a new release")]
        )
    previous = before(project.library, id)
    if previous is not None and previous.commit is None:
        advice = f"make release {previous.id} first: this release is compared with it"
        raise InputFault([Diagnostic("not-released", f"release {previous.id} has not been made yet", place, advice)])
    if known[id].commit and not replace and known[id].commit != project.repository.commit(revision):
        advice = "give the content a new release, or use --replace"
        raise InputFault([Diagnostic("release-exists", f"release {id} has been made already", place, advice)])
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
    return tuple(compare(old.library, content.library))


def built(project: Project, content: PastContent, release: Release) -> BuiltRelease:
    """A release with its site built.

    Raises:
        InputFault: the theme or a link has faults.
    """
    with scratch() as folder:
        site = folder / "site"
        site.mkdir()
        project.build(content.library, site)
        files = {
            path.relative_to(site).as_posix(): path.read_bytes()
            for path in sorted(site.rglob("*"))
            if path.is_file() and path.name != MARKER
        }
    return BuiltRelease(release.id, release.id, content.commit, files)


def rebuild(project: Project, ids: Sequence[str], target: Path, title: str, base: str) -> Iterator[str]:
    """Build releases again from the history, as a versioned tree of plain files; yield the id of each when it is built.

    Args:
        project: what they are made from.
        ids: the releases; if empty, all that have been made and not withdrawn.
        target: the folder to write.
        title: name of the site.
        base: path of the tree on its server.

    Raises:
        InputFault: a release is unknown or cannot be built; the target has not changed.
    """
    known = project.library.releases.values()
    wanted = ids or [release.id for release in known if release.commit and not release.withdrawn]
    contents = {id: past_content(project.repository, project.files, project.library, id) for id in wanted}
    if not wanted:
        raise InputFault([Diagnostic("no-release", "no release has been made yet", Place(RELEASES))])
    newest = [release.id for release in known if release.id in contents][-1]
    with staged(target) as folder:
        releases = []
        for id, content in contents.items():
            releases.append(built(project, content, project.library.releases[id]))
            yield id
        write_files(folder, whole_tree(releases, newest, title, base))
