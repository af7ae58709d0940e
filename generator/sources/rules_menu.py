"""Checks of the project menu: a trust's progress with projects, and withdrawn projects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.diagnostics import Diagnostic
from ..model.progress import Progress
from ..model.project import ImprovementProject
from ..model.suggestions import did_you_mean
from ..model.trust import TrustProfile
from ..model.walk import Path
from .entry import Entry, entries_of
from .references import Known


def project(entry: Entry, project: ImprovementProject) -> Iterator[Diagnostic]:
    """A project's own progress."""
    yield from _dates(entry, ("progress",), project.progress)
    if entry.trust is None and project.progress != Progress():
        message = "a shared project cannot have progress of its own"
        advice = "move it to `progress` of `menu` in the trust's profile"
        yield entry.fault("progress-of-shared", message, ("progress",), advice, key=True)


def profile(entry: Entry, profile: TrustProfile) -> Iterator[Diagnostic]:
    """Progress with shared projects, from a profile."""
    for number, progress in enumerate(profile.menu.progress):
        path: Path = ("menu", "progress", number)
        yield from _dates(entry, path, progress)
        yield from _site(entry, path, progress, profile)


def _dates(entry: Entry, path: Path, progress: Progress) -> Iterator[Diagnostic]:
    if progress.starts and progress.ends and progress.ends < progress.starts:
        message = f"it ends on {progress.ends.isoformat()}, before it starts on {progress.starts.isoformat()}"
        yield entry.fault("out-of-order", message, (*path, "ends"), "put the earlier date in `starts`")


def _site(entry: Entry, path: Path, progress: Progress, profile: TrustProfile) -> Iterator[Diagnostic]:
    sites = [site.id for site in profile.sites]
    if progress.site is not None and progress.site not in sites:
        message = f"{profile.short_name} has no site `{progress.site[:80]}`"
        advice = did_you_mean(progress.site, sites) or f"its sites are {', '.join(sites)}"
        yield entry.fault("unknown-site", message, (*path, "site"), advice)


def between(entries: Sequence[Entry], known: Known) -> Iterator[Diagnostic]:
    """Sites of trusts' own projects, and replacements that are withdrawn too."""
    profiles = {entry.trust: profile for entry, profile in entries_of(entries, TrustProfile)}
    every = entries_of(known.entries, ImprovementProject)
    projects = {(entry.trust, project.id): project for entry, project in every}
    for entry, project in entries_of(entries, ImprovementProject):
        if entry.trust in profiles:
            yield from _site(entry, ("progress",), project.progress, profiles[entry.trust])
        for number, id in enumerate(project.withdrawn.instead if project.withdrawn else ()):
            other = projects.get((entry.trust, id)) or projects.get((None, id))
            if other is not None and (other.withdrawn or other is project):
                message, advice = f"the replacement `{id}` is also withdrawn", "name a project that is on the menu"
                yield entry.fault("points-on-to-withdrawn", message, ("withdrawn", "instead", number), advice)
    for entry, profile in entries_of(entries, TrustProfile):
        for number, progress in enumerate(profile.menu.progress):
            if (entry.trust, progress.project) in projects:
                message = f"`{progress.project}` is the trust's own project"
                advice = f"set `progress` in the project's own file, {progress.project}.yml"
                yield entry.fault("progress-of-own", message, ("menu", "progress", number, "project"), advice)


def advise(entries: Sequence[Entry]) -> Iterator[Diagnostic]:
    """Withdrawn projects that a profile chooses: its menu leaves them out."""
    withdrawals = {
        project.id: project.withdrawn for _, project in entries_of(entries, ImprovementProject) if project.withdrawn
    }
    for entry, profile in entries_of(entries, TrustProfile):
        for number, id in enumerate(profile.menu.projects):
            if withdrawal := withdrawals.get(id):
                message = f"`{id}` is withdrawn: {withdrawal.reason}"
                instead = " or ".join(f"`{other}`" for other in withdrawal.instead)
                advice = f"take {instead}" if instead else "take it out of the list"
                yield entry.warning("withdrawn-project", message, ("menu", "projects", number), advice)
