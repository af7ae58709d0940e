"""The studio's own Python: files that a browser loads to run this program, and the list of them.

Pyodide is CPython compiled to WebAssembly. It, Node.js and the compiled libraries come from packages that `make site`
installs into a folder of their own; pure libraries are those that this process uses itself. Finished files are cached
there, by a hash of what each is made from, so they are made once for all projects and releases.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib
import importlib.metadata
import importlib.resources
import io
import json
import lzma
import pkgutil
import subprocess
import tarfile
import tempfile
import zipfile
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path

from .. import model
from ..model.descriptions import BESIDE_BYTECODE, descriptions_of
from ..model.diagnostics import InputFault
from ..writers.manifest import hash_of
from . import studio_notices
from .build_cache import Files, cached
from .studio_packages import FOLDER, HASHES, LIBRARIES, Carried, carried, compiler
from .whole_file import write_whole

FINISHED = "finished"
"""Folder of the cached files within that of the packages."""
SHIPPED = "shipped"
"""The same of the files as sites have them."""
XZ = {"id": lzma.FILTER_LZMA2, "preset": 9, "dict_size": 1 << 22}
"""The data has 2 MB: a larger dictionary would only need more memory in the browser."""
LIST = "studio.json"
"""Name of the list of files."""
PYTHON = "lib/python3.14/"
"""Folder of Python in the browser's file system."""
PACKAGES = f"{PYTHON}site-packages/"
TYPST = f"{PACKAGES}typst/_typst.abi3.so"
COMPILED = ("pydantic_core", "typst")
"""Libraries for WebAssembly."""
ROOMS = ("data", "documents", "evaluation", "model", "pairing", "planning", "sources", "studio", "writers")
"""Rooms of this program."""
LEFT_OUT = """
    */tests/* annotated_types/test_cases.py dateutil/parser/* dateutil/tz/win.py dateutil/tzwin.py dateutil/zoneinfo/*
    generator/documents/attendance.py generator/documents/board_slide.py generator/documents/deck.py
    generator/documents/driver_diagram.py generator/documents/facilitator_guide.py generator/documents/feed.py
    generator/documents/feedback_sheets.py generator/documents/floor_plan.py generator/documents/menu_data.py
    generator/documents/menu_workbook.py generator/documents/pairs_text.py generator/documents/plan_on_a_page.py
    generator/documents/project_page.py generator/documents/rehearsal_sheet.py generator/documents/session_letters.py
    generator/documents/topic_page.py generator/documents/workshop_page.py generator/documents/workshop_preparation.py
    generator/model/summary.py generator/planning/history.py generator/sources/forgotten.py
    generator/sources/evaluation_example.py generator/sources/outside.py generator/sources/past.py
    generator/sources/private_files.py generator/sources/published_results.py generator/sources/recorded_plan.py
    generator/sources/repository.py generator/sources/schemas.py generator/sources/tree.py
    generator/studio/accepted.py generator/studio/forgotten.py generator/writers/atom.py generator/writers/csv_text.py
    generator/writers/fingerprint.py generator/writers/markdown.py generator/writers/pack.py generator/writers/pptx.py
    generator/writers/slides/* generator/writers/timer.py generator/writers/whole_pack.py icalendar/cli.py
    jinja2/ext.py jinja2/meta.py jinja2/nativetypes.py jinja2/sandbox.py markdown_it/cli/* markdown_it/tree.py
    pydantic/color.py pydantic/deprecated/* pydantic/experimental/* pydantic/mypy.py pydantic/v1/*
"""
"""Files that a browser never needs: for decks, packs, sites, git, command lines, type checkers and tests."""
UNUSED = """
    */__main__.py _ast_unparse.py _markupbase.py _pydatetime.py _pyio.py _pyrepl/* antigravity.py argparse.py
    asyncio/proactor_events.py asyncio/tools.py asyncio/windows_* bdb.py cProfile.py cmd.py compileall.py
    compression/gzip.py concurrent/futures/interpreter.py concurrent/futures/process.py concurrent/interpreters/*
    configparser.py ctypes/* doctest.py encodings/big5* encodings/cp125[013-8]* encodings/cp1[01]* encodings/cp42*
    encodings/cp[035789]* encodings/euc_* encodings/gb* encodings/hp_roman8.py encodings/hz.py encodings/iso2022*
    encodings/iso8859_1[0-46].py encodings/iso8859_[2-9].py encodings/johab.py encodings/koi8_* encodings/kz1048.py
    encodings/mac_[a-qs-z]* encodings/mac_romanian.py encodings/mbcs.py encodings/oem.py encodings/palmos.py
    encodings/ptcp154.py encodings/shift_jis* encodings/tis_620.py ensurepip/* filecmp.py fileinput.py ftplib.py
    getopt.py getpass.py gettext.py graphlib.py gzip.py html/parser.py http/* imaplib.py json/tool.py logging/config.py
    logging/handlers.py mailbox.py modulefinder.py multiprocessing/* netrc.py nturl2path.py optparse.py pdb.py
    pickletools.py plistlib.py poplib.py profile.py pstats.py pty.py py_compile.py pyclbr.py pydoc.py pydoc_data/*
    pyodide/_nodesock_transport.py pyodide/console.py pyodide/http/* rlcompleter.py runpy.py sched.py shelve.py
    site-packages/* smtplib.py socketserver.py sqlite3/* symtable.py tabnanny.py tarfile.py this.py timeit.py tomllib/*
    trace.py tty.py unittest/* urllib/error.py urllib/request.py urllib/response.py urllib/robotparser.py wave.py
    webbrowser.py wsgiref/* xml/dom/* xml/sax/* xmlrpc/* zipapp.py
"""
"""Files of the standard library that nothing of ours imports: tools for developers, servers, processes, and character
sets that no spreadsheet program of this country writes."""
FROZEN = """
    __hello__.py __phello__/* _collections_abc.py _sitebuiltins.py abc.py codecs.py genericpath.py
    importlib/_bootstrap*.py importlib/machinery.py importlib/util.py io.py ntpath.py os.py posixpath.py site.py
    stat.py zipimport.py
"""
"""Files of the standard library that Python has within itself."""
LATER = """
    _strptime.py _sysconfigdata* calendar.py csv.py difflib.py email/* fractions.py html/* importlib/metadata/*
    importlib/resources/* ipaddress.py mimetypes.py numbers.py pickle.py pkgutil.py platform.py pprint.py statistics.py
    sysconfig/* urllib/* uuid.py xml/* zoneinfo/*
"""
"""Files of the standard library that Python starts without. They go with the libraries, which it unpacks then."""


def _matches(name: str, patterns: str) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns.split())


def studio_files(packages: Carried, data: Files) -> dict[str, bytes]:
    """The files of a site that are its own, by name: the data, and the list of all files. The rest is `shipped`.

    `data` has what the program reads in the browser, by path, and the fonts, which only PDF files need.

    Raises:
        InputFault: Pyodide cannot be run here.
    """
    every = shipped(packages)
    fonts = {path: raw for path, raw in data.items() if path.endswith(".ttf")}
    rest = {path: raw for path, raw in data.items() if path not in fonts}
    # Python unpacks the data, the browser the fonts.
    archives = {
        "data.bin": lzma.compress(_tar(rest), filters=[XZ]),
        "fonts.bin": gzip.compress(_tar(fonts), mtime=0),
    }
    files = dict(_named(name, raw) for name, raw in archives.items())
    entries = [
        {"what": name.rsplit(".", 2)[0], "file": name, "size": len(raw)} for name, raw in {**every, **files}.items()
    ]
    # Pyodide asks which versions its packages are for, although it is given none.
    files[LIST] = json.dumps({"lock": packages.lock, "files": entries}, indent=1).encode() + b"\n"
    files[studio_notices.FILE] = studio_notices.notices(packages).encode()
    return files


def shipped(packages: Carried) -> dict[str, bytes]:
    """The files that are the same on each site, by name, and written beside the packages for `shipped_files`.

    Names contain a hash, so a browser may keep the files.

    Raises:
        InputFault: Pyodide cannot be run here, or the files cannot be written.
    """
    # Not every server knows that .mjs is JavaScript, and a browser would refuse it.
    scripts = {f"{what}.js": packages.files[f"{what}.mjs"] for what in ("pyodide", "pyodide.asm")}
    files = dict(_named(name, raw) for name, raw in {**finished_files(packages), **scripts}.items())
    for name, raw in files.items():
        if not (packages.folder / SHIPPED / name).exists():
            write_whole(packages.folder / SHIPPED / name, raw)
    return files


def shipped_files(project: Path, listed: bytes, own: Collection[str]) -> dict[str, Path]:
    """Where the shipped files on a list lie, by name. The list has the site's own files, too.

    Raises:
        InputFault: Pyodide cannot be run here, or the files cannot be written.
    """
    names = [entry["file"] for entry in json.loads(listed)["files"] if entry["file"] not in own]
    source = FOLDER / SHIPPED
    if not all((source / name).exists() for name in names) and (packages := carried(project)):
        shipped(packages)
    return {name: source / name for name in names}


def finished_files(packages: Carried) -> dict[str, bytes]:
    """The files that follow from the packages and this program alone, by name; each is cached.

    Raises:
        InputFault: Pyodide cannot be run here.
    """
    folder = packages.folder / FINISHED
    every = {task.key(packages): task for task in tasks(packages)}
    with ThreadPoolExecutor(2) as pool:
        # Each runs a process of its own.
        begun = {key: pool.submit(task.files, packages) for key, task in every.items() if not (folder / key).exists()}
        makers = {
            key: begun[key].result if key in begun else partial(task.files, packages) for key, task in every.items()
        }
        return cached(folder, makers)


def _named(name: str, raw: bytes) -> tuple[str, bytes]:
    """A file with a hash in its name."""
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(raw).hexdigest()[:12]}.{suffix}", raw


@dataclass(frozen=True, slots=True)
class Task:
    """A file that Pyodide itself compiles or compresses."""

    what: str
    raw: bytes
    steps: Sequence[str]
    """Functions of `studio_compiler.py`."""

    @property
    def name(self) -> str:
        return f"{self.what}.bin"

    def key(self, packages: Carried) -> str:
        """A hash of everything that the file is made from."""
        return hash_of(json.dumps([self.name, self.steps, packages.hashes, compiler()]), {"input": self.raw})

    def files(self, packages: Carried) -> Files:
        """The finished file by its name.

        Raises:
            InputFault: Pyodide cannot be run here.
        """
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "input").write_bytes(self.raw)
            with importlib.resources.as_file(importlib.resources.files(__package__)) as code:
                command: list[str | Path] = [
                    packages.node,
                    code / "studio_compiler.mjs",
                    packages.pyodide,
                    folder,
                    *self.steps,
                ]
                try:
                    subprocess.run(command, check=True, capture_output=True)  # noqa: S603  # its parts are ours
                except (OSError, subprocess.CalledProcessError) as error:
                    message = f"{packages.node.name} cannot run Pyodide to compile the studio: {error}"[:500]
                    advice = "run `make clean` and `make site` again; or `make clean` and `make site STUDIO=no`"
                    raise InputFault.of("studio", message, HASHES.as_posix(), advice) from error
            return {self.name: (folder / "output").read_bytes()}


def tasks(packages: Carried) -> list[Task]:
    """What has to be done for packages."""
    archives = [
        # Python unpacks what is not its own standard library.
        Task(what, _tar(files), ("bytecode", "gzip" if what == "standard" else "zstd"))
        for what, files in sources(packages).items()
    ]
    typst = packages.folder / TYPST.removeprefix(PACKAGES)
    module = packages.files["pyodide.asm.wasm"]
    return [Task("wasm", module, ("gzip",)), *archives, Task("typst", typst.read_bytes(), ("xz",))]


def sources(packages: Carried) -> dict[str, Files]:
    """The files of each archive by path in the browser's file system."""
    standard = _standard_library(packages)
    later = {path: raw for path, raw in standard.items() if _matches(path.removeprefix(PYTHON), LATER)}
    return {
        "standard": {path: raw for path, raw in standard.items() if path not in later},
        "libraries": {**later, **_libraries(packages)},
        "program": dict(_program()),
    }


def _standard_library(packages: Carried) -> Files:
    with zipfile.ZipFile(io.BytesIO(packages.files["python_stdlib.zip"])) as archive:
        names = [name for name in archive.namelist() if name.endswith(".py") and not _matches(name, UNUSED + FROZEN)]
        return {f"{PYTHON}{name}": archive.read(name) for name in names}


def _libraries(packages: Carried) -> Files:
    """The pure libraries as they are installed here, and the compiled ones but Typst's half, which is large."""
    files = {}
    for library in LIBRARIES:
        for path in importlib.metadata.files(library) or ():
            name = path.as_posix()
            if name.endswith(".py") and not name.startswith("..") and not _matches(name, LEFT_OUT):
                files[PACKAGES + name] = path.read_binary()
    for library in COMPILED:
        for file in sorted((packages.folder / library).iterdir()):
            if file.suffix in (".py", ".so") and PACKAGES + f"{library}/{file.name}" != TYPST:
                files[PACKAGES + f"{library}/{file.name}"] = file.read_bytes()
    return files


def _program() -> Iterator[tuple[str, bytes]]:
    root = importlib.resources.files("generator")
    yield f"{PACKAGES}generator/__init__.py", root.joinpath("__init__.py").read_bytes()
    for room in ROOMS:
        with importlib.resources.as_file(root.joinpath(room)) as folder:
            for file in sorted(folder.rglob("*")):
                name = f"generator/{room}/{file.relative_to(folder).as_posix()}"
                if file.suffix in (".py", ".csv") and not _matches(name, LEFT_OUT):
                    yield PACKAGES + name, file.read_bytes()
    modules = [module.name for module in pkgutil.walk_packages(model.__path__, f"{model.__name__}.")]
    for module in modules:
        importlib.import_module(module)
    described = {module: descriptions_of(module) for module in modules}
    yield f"{PACKAGES}generator/model/{BESIDE_BYTECODE}", json.dumps(described, ensure_ascii=False).encode()


def _tar(files: Files) -> bytes:
    """An archive whose bytes follow from its files alone."""
    result = io.BytesIO()
    with tarfile.open(fileobj=result, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, raw in sorted(files.items()):
            entry = tarfile.TarInfo(name)
            entry.size = len(raw)
            archive.addfile(entry, io.BytesIO(raw))
    return result.getvalue()


if __name__ == "__main__":
    if installed := carried(Path()):
        shipped(installed)
