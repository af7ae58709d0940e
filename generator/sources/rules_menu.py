"""Checks of the project menu: a trust's progress with projects, and withdrawn projects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.diagnostics import Diagnostic, Severity
from ..model.progress import Progress
from ..model.project import ImprovementProject
from ..model.trust import TrustProfile
from ..model.walk import Path
from .entry import Entry
from .suggestions import did_you_mean


def project(entry: Entry, project: ImprovementProject) -> Iterator[Diagnostic]:
    """A project's own progress."""
    yield from _dates(entry, ("progress",), project.progress)
    if entry.trust is None and project.progress != Progress():
        yield Diagnostic(
            "progress-of-shared",
            "a shared project cannot have progress of its own",
            entry.place(("progress",), key=True),
            "move it to `progress` of `menu` in the trust's profile",
        )


def profile(entry: Entry, profile: TrustProfile) -> Iterator[Diagnostic]:
    """Progress with shared projects, from a profile."""
    seen: dict[str, int] = {}
    for number, progress in enumerate(profile.menu.progress):
        path: Path = ("menu", "progress", number)
        yield from _dates(entry, path, progress)
        yield from _site(entry, path, progress, profile)
        if progress.project in seen:
            place = entry.place((*path, "project"))
            yield Diagnostic(
                "repeated", f"`{progress.project[:80]}` appears twice in `progress`", place, "delete one of them"
            )
        seen[progress.project] = number


def _dates(entry: Entry, path: Path, progress: Progress) -> Iterator[Diagnostic]:
    if progress.starts and progress.ends and progress.ends < progress.starts:
        yield Diagnostic(
            "out-of-order",
            f"it ends on {progress.ends.isoformat()}, before it starts on {progress.starts.isoformat()}",
            entry.place((*path, "ends")),
            "put the earlier date in `starts`",
        )


def _site(entry: Entry, path: Path, progress: Progress, profile: TrustProfile) -> Iterator[Diagnostic]:
    sites = [site.id for site in profile.sites]
    if progress.site is not None and progress.site not in sites:
        yield Diagnostic(
            "unknown-site",
            f"{profile.short_name} has no site `{progress.site[:80]}`",
            entry.place((*path, "site")),
            did_you_mean(progress.site, sites) or f"its sites are {', '.join(sites)}",
        )


def between(entries: Sequence[Entry]) -> Iterator[Diagnostic]:
    """Sites of trusts' own projects, and replacements that are withdrawn too."""
    profiles = {entry.trust: entry.noun for entry in entries if isinstance(entry.noun, TrustProfile)}
    projects = {
        (entry.trust, entry.noun.id): entry.noun for entry in entries if isinstance(entry.noun, ImprovementProject)
    }
    for entry in entries:
        noun = entry.noun
        if isinstance(noun, ImprovementProject):
            if entry.trust in profiles:
                yield from _site(entry, ("progress",), noun.progress, profiles[entry.trust])
            for number, id in enumerate(noun.withdrawn.instead if noun.withdrawn else ()):
                other = projects.get((entry.trust, id)) or projects.get((None, id))
                if other is not None and (other.withdrawn or other is noun):
                    yield Diagnostic(
                        "points-on-to-withdrawn",
                        f"the replacement `{id}` is also withdrawn",
                        entry.place(("withdrawn", "instead", number)),
                        "name a project that is on the menu",
                    )
        elif isinstance(noun, TrustProfile):
            yield from _own_progress(entry, noun, {id for trust, id in projects if trust == entry.trust})


def _own_progress(entry: Entry, profile: TrustProfile, own: set[str]) -> Iterator[Diagnostic]:
    for number, progress in enumerate(profile.menu.progress):
        if progress.project in own:
            yield Diagnostic(
                "progress-of-own",
                f"`{progress.project}` is the trust's own project",
                entry.place(("menu", "progress", number, "project")),
                f"set `progress` in content/trusts/{profile.id}/projects/{progress.project}.yml",
            )


def advise(entries: Sequence[Entry]) -> Iterator[Diagnostic]:
    """Withdrawn projects that a profile chooses: its menu leaves them out."""
    gone = {
        entry.noun.id: entry.noun.withdrawn
        for entry in entries
        if isinstance(entry.noun, ImprovementProject) and entry.noun.withdrawn
    }
    for entry in entries:
        if isinstance(entry.noun, TrustProfile):
            for number, id in enumerate(entry.noun.menu.projects):
                if id in gone:
                    instead = " or ".join(f"`{other}`" for other in gone[id].instead)
                    yield Diagnostic(
                        "withdrawn-project",
                        f"`{id}` is withdrawn: {gone[id].reason}",
                        entry.place(("menu", "projects", number)),
                        f"take {instead}" if instead else "take it out of the list",
                        Severity.WARNING,
                    )
