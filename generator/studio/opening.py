"""Opens a scheme: a new one, an example, or what a planner has: a workbook, a profile, an older form, a ZIP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..documents.spreadsheet import Workbook
from ..model import archive
from ..model.diagnostics import Diagnostic, InputFault, Place
from ..model.ids import id_from
from ..model.sheets.evaluation import CODES, READ_ME
from ..model.sheets.every import SHEETS
from ..model.sheets.form import RECORD
from ..model.suggestions import did_you_mean
from ..model.typed_workbook import TypedWorkbook
from ..planning.playbook import plan
from ..sources.layout import TRUSTS, WORKBOOK_ENDINGS, is_beside, scheme_of
from ..sources.load import load_trust
from ..sources.scheme import stem
from ..sources.scheme_file import SchemeReader
from ..sources.trust_register import short_name
from ..sources.typed_workbook import read_typed
from ..sources.yaml_reader import read
from ..writers.new_profile import NewProfile, write
from .desk import Desk
from .open_scheme import OpenScheme
from .wire import Files

PROFILE = "profile.yml"
_YAML = (".yml", ".yaml")
_OF_SYSTEMS = ("__MACOSX/", ".", "~$")
"""How names begin of what programs and systems put beside a planner's files."""
_ADVICE = "choose a workbook such as westshire.xlsx, or a profile.yml"


def new_scheme(desk: Desk, profile: NewProfile) -> OpenScheme:
    """A scheme of a trust that has none yet.

    Raises:
        InputFault: the name gives no id, or no plan can be made.
    """
    slug = _slug(short_name(profile.name), "")
    scheme = _of_profile(desk, slug, {PROFILE: write(profile).encode()}, {})
    return replace(scheme, own_split=True, profile_files=None)


def chosen(desk: Desk, name: str | None, code: str | None) -> NewProfile:
    """A new profile by the trust's code in the register, by its name, or by both; then the name is the planner's own.

    Raises:
        InputFault: no trust has the code, or there is neither.
    """
    if not code:
        if not name or not name.strip():
            raise InputFault.of("no-name", "the trust has no name", "", "type the full name of the trust")
        return NewProfile(name.strip(), short_name(name))
    trust = desk.register.get(code.strip().upper())
    if trust is None:
        advice = did_you_mean(code.upper(), desk.register) or "look the code up in the NHS Organisation Data Service"
        raise InputFault.of("unknown-code", f"no trust has the code `{code[:20]}`", "", advice)
    full = name.strip() if name and name.strip() else trust.name
    return NewProfile(full, short_name(full), trust.code, trust.region)


def example(desk: Desk, slug: str) -> OpenScheme:
    """A copy of an example."""
    files = desk.examples.get(slug)
    if files is None:
        raise InputFault.of("unknown-example", f"no example has the name `{slug[:80]}`", "")
    return replace(_of_profile(desk, slug, files, {}), example=True)


def opened(desk: Desk, files: Files) -> OpenScheme:
    """The scheme in some files: a workbook, or a profile, each with what is beside it; or a ZIP of these.

    Raises:
        InputFault: there is no scheme in them, or more than one, or it cannot be read.
    """
    unpacked = {path: raw for name, content in files for path, raw in _unpacked(name, content)}
    books = [path for path in unpacked if path.lower().endswith(WORKBOOK_ENDINGS)]
    if len(books) > 1:
        # The ZIP of a playbook has other workbooks too.
        books = [path for path in books if _is_scheme(unpacked[path])] or books
    if len(books) > 1:
        raise InputFault(_several(books))
    if books:
        return _of_workbook(desk, books[0], unpacked)
    profiles = [path for path in unpacked if _name(path) == PROFILE] or [
        path for path in unpacked if path.lower().endswith(_YAML)
    ]
    if len(profiles) > 1:
        raise InputFault(_several(profiles))
    if not profiles:
        shown = ", ".join(name for name, _ in files)[:200]
        raise InputFault.of("no-scheme", "there is no scheme in this", shown, _ADVICE)
    path = profiles[0]
    folder = path.removesuffix(_name(path))
    inside = {other.removeprefix(folder): raw for other, raw in unpacked.items() if other.startswith(folder)}
    inside[PROFILE] = inside.pop(_name(path))
    slug = _slug(_name(folder.rstrip("/")) or _stated_name(inside[PROFILE]) or stem(path), path)
    names = {f"{TRUSTS}/{slug}/{other}": f"{folder}{other}" for other in inside} | {f"{TRUSTS}/{slug}/{PROFILE}": path}
    return _of_profile(desk, slug, inside, names)


def beside(files: Files, book: str) -> dict[str, bytes]:
    """Those of some files that belong beside a workbook, by their path in its folder.

    The folder beside a workbook is called as the workbook is. A single file may also come without its folder.
    """
    folder = f"{stem(book)}/"
    own = {}
    for path, raw in files:
        near = path.removeprefix(book.removesuffix(_name(book)))
        inside = near.partition(folder)[2] or near
        if is_beside(inside):
            own[inside] = raw
    return own


def _unpacked(name: str, raw: bytes) -> list[tuple[str, bytes]]:
    """A file, or those in a ZIP. What a system or a program put there for itself is left out."""
    if not name.lower().endswith(".zip"):
        return [(name, raw)]
    members = archive.opened(raw, "ZIP", ".zip")
    if isinstance(members, str):
        raise InputFault.of("bad-zip", f"the file {members}", name, "open the workbook itself")
    return [
        (path, content)
        for path, content in members.items()
        if not path.endswith("/") and not any(piece.startswith(_OF_SYSTEMS) for piece in (path, _name(path)))
    ]


def _is_scheme(raw: bytes) -> bool:
    """Whether a workbook has the sheet in which the tool keeps what it wrote, and is not one of answers."""
    parts = archive.opened(raw, "Excel", ".xlsx")
    names = b"" if isinstance(parts, str) else parts.get("xl/workbook.xml", b"")
    has = {name: f'name="{name}"'.encode() in names for name in (RECORD, READ_ME, CODES)}
    return has[RECORD] and not (has[READ_ME] and has[CODES])


def _several(paths: Sequence[str]) -> list[Diagnostic]:
    message = f"there are {len(paths)} of them here, and only one scheme can be open"
    return [Diagnostic("several-schemes", message, Place(path), "open one of them alone") for path in paths]


def _of_workbook(desk: Desk, path: str, files: Mapping[str, bytes]) -> OpenScheme:
    name, raw = _name(path), files[path]
    typed = read_typed(raw, name)
    try:
        file, _ = SchemeReader(SHEETS).read(typed)
    except InputFault as fault:
        if [each.code for each in fault.diagnostics] != ["old-form"]:
            raise
        from .converted import form_as_profile

        slug = _slug(stem(name), name)
        profile = form_as_profile(raw, name, slug, desk.content)
        return replace(_of_profile(desk, slug, {PROFILE: profile}, {}), profile_files=None)
    slug = file.record.trust if file.record else _slug(stem(name), name)
    others = [(other, content) for other, content in files.items() if other != path]
    return OpenScheme(slug, name, raw, replace(typed, file=scheme_of(slug)), beside(others, path))


def _of_profile(desk: Desk, slug: str, files: Mapping[str, bytes], names: Mapping[str, str]) -> OpenScheme:
    """A scheme made of a profile, and of its records if there are some. `names` are for faults, by path."""
    from .updated import new_workbook

    inside = {f"{TRUSTS}/{slug}/{path}": raw for path, raw in files.items()}
    try:
        library = load_trust(desk.content, slug, inside).require()
        playbook = plan(library, slug, today=desk.today, made=desk.today)
        workbook = new_workbook(playbook)
    except InputFault as fault:
        raise InputFault(_named(each, names) for each in fault.diagnostics) from None
    return replace(fresh(desk, slug, files, workbook), playbook=playbook)


def fresh(desk: Desk, slug: str, files: Mapping[str, bytes], workbook: Workbook) -> OpenScheme:
    """A scheme that was never saved. `files` are those that its workbook was made from."""
    from .as_read import as_read
    from .updated import to_file

    others = {path: content for path, content in files.items() if is_beside(path)}
    typed, release = as_read(workbook, scheme_of(slug)), desk.library.release
    return OpenScheme(
        slug,
        f"{slug}.xlsx",
        lambda: to_file(workbook, release),
        typed,
        others,
        unsaved=True,
        fresh=True,
        profile_files=files,
    )


def _named(fault: Diagnostic, names: Mapping[str, str]) -> Diagnostic:
    """A fault that names the file as the planner knows it; a file that she does not know has no name."""
    return replace(fault, place=replace(fault.place, file=names.get(fault.place.file, "")))


def read_as(raw: bytes, slug: str) -> TypedWorkbook:
    """A workbook of ours, with the path that it has among the content."""
    return replace(read_typed(raw, f"{slug}.xlsx"), file=scheme_of(slug))


def _stated_name(profile: bytes) -> str | None:
    """What a profile calls its trust."""
    source, _ = read(PROFILE, profile)
    name = source.data.get("name") if source else None
    return short_name(name) if isinstance(name, str) else None


def _slug(text: str, file: str) -> str:
    slug = id_from(text)
    if slug is None:
        message = "the name has no letters or digits for the trust's id"
        raise InputFault.of("bad-id", message, file, "use letters and digits in the name")
    return slug


def _name(path: str) -> str:
    return path.rpartition("/")[2]
