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
import pkgutil
import re
import subprocess
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .. import model
from ..model.descriptions import BESIDE_BYTECODE, descriptions_of
from ..writers.manifest import hash_of
from .build_cache import Files, cached
from .studio_packages import LIBRARIES, Carried, compiler

FINISHED = "finished"
"""Folder of the finished files within that of the packages."""
LIST = "studio.json"
"""Name of the list of files."""
PYTHON = "lib/python3.14/"
"""Folder of Python in the browser's file system."""
PACKAGES = f"{PYTHON}site-packages/"
TYPST = f"{PACKAGES}typst/_typst.abi3.so"
COMPILED = ("pydantic_core", "typst")
"""Libraries for WebAssembly."""
ROOMS = ("data", "documents", "model", "planning", "sources", "studio", "writers")
"""Rooms of this program."""
LEFT_OUT = re.compile(
    r"generator/writers/(pptx|whole_pack|slides/.*)\.py|markdown_it/cli/.*|pydantic/(v1/.*|mypy\.py)|(.*/)?tests/.*"
)
"""Files that a browser never needs: for decks, command lines, type checkers, and tests."""
UNUSED = re.compile(
    r"(_pyrepl|concurrent/interpreters|ctypes/macholib|ensurepip|multiprocessing|pydoc_data|site-packages|sqlite3|unittest"
    r"|wsgiref|xmlrpc)/.*|(_ast_unparse|_pydatetime|_pyio|antigravity|argparse|bdb|cProfile|cmd|compileall|configparser"
    r"|doctest|filecmp|fileinput|ftplib|imaplib|mailbox|modulefinder|netrc|nturl2path|optparse|pdb|pickletools|plistlib"
    r"|poplib|profile|pstats|pty|py_compile|pyclbr|pydoc|rlcompleter|sched|shelve|smtplib|socketserver|symtable|tabnanny"
    r"|this|timeit|trace|tty|wave|webbrowser|zipapp|asyncio/(proactor_events|windows_.*)|concurrent/futures/process"
    r"|http/(cookiejar|server)|logging/(config|handlers)|xml/dom/(?!__init__|NodeFilter|domreg|minicompat|minidom|xmlbuilder).*"
    r"|encodings/(big5.*|cp932|cp949|cp950|euc_.*|gb.*|hz|iso2022.*|johab|shift_jis.*|mbcs|oem))\.py"
)
"""Files of the standard library that nothing of ours imports: tools for developers, servers, processes, and character
sets of which tables are not there either."""


def studio_files(packages: Carried, data: Files) -> dict[str, bytes]:
    """Every file that a browser loads, by name, and the list of them.

    `data` has what the program reads in the browser, by path. Names contain a hash, so a browser may keep the files.
    """
    tasks = _tasks(packages)
    finished = cached(packages.folder / FINISHED, {task.key(packages): task.maker(packages) for task in tasks})
    finished["data.bin"] = gzip.compress(_tar(data), mtime=0)
    # Not every server knows that .mjs is JavaScript, and a browser would refuse it.
    finished |= {f"{what}.js": packages.files[f"{what}.mjs"] for what in ("pyodide", "pyodide.asm")}
    files, entries = {}, []
    for name, raw in finished.items():
        hashed = _hashed(name, raw)
        files[hashed] = raw
        entries.append({"what": name.rpartition(".")[0], "file": hashed, "size": len(raw)})
    # Pyodide asks which versions its packages are for, although it is given none.
    lock = {"info": json.loads(packages.files["pyodide-lock.json"])["info"], "packages": {}}
    files[LIST] = json.dumps({"lock": lock, "files": entries}, indent=1).encode() + b"\n"
    return files


def _hashed(name: str, raw: bytes) -> str:
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(raw).hexdigest()[:12]}.{suffix}"


@dataclass(frozen=True, slots=True)
class _Task:
    """A file that Pyodide itself compiles or compresses."""

    what: str
    raw: bytes
    steps: Sequence[str]

    @property
    def name(self) -> str:
        return f"{self.what}.bin"

    def key(self, packages: Carried) -> str:
        """A hash of everything that the file is made from."""
        start = json.dumps([self.name, self.steps, packages.hashes, compiler()])
        return hash_of(start, {"input": self.raw})

    def maker(self, packages: Carried) -> Any:
        return lambda: {self.name: _compiled(self, packages)}


def _compiled(task: _Task, packages: Carried) -> bytes:
    """The file of a task, by running Pyodide."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "input").write_bytes(task.raw)
        tasks = [{"input": "input", "output": "output", "steps": task.steps}]
        (folder / "tasks.json").write_text(json.dumps(tasks), encoding="utf-8")
        with importlib.resources.as_file(importlib.resources.files(__package__)) as code:
            command = [str(packages.node), str(code / "studio_compiler.mjs"), str(packages.pyodide), str(folder)]
            subprocess.run(command, check=True, capture_output=True)  # noqa: S603  # its parts are ours
        return (folder / "output").read_bytes()


def _tasks(packages: Carried) -> list[_Task]:
    typst = (packages.folder / "typst/_typst.abi3.so").read_bytes()
    archive = ("bytecode", "gzip")
    return [
        _Task("wasm", packages.files["pyodide.asm.wasm"], ("gzip",)),
        _Task("standard", _tar(_standard_library(packages)), archive),
        _Task("libraries", _tar(_libraries(packages)), archive),
        _Task("program", _tar(dict(_program())), archive),
        _Task("typst", typst, ("xz",)),
    ]


def _standard_library(packages: Carried) -> Files:
    with zipfile.ZipFile(io.BytesIO(packages.files["python_stdlib.zip"])) as archive:
        names = [name for name in archive.namelist() if name.endswith(".py") and not UNUSED.fullmatch(name)]
        return {f"{PYTHON}{name}": archive.read(name) for name in names}


def _libraries(packages: Carried) -> Files:
    """The pure libraries as they are installed here, and the compiled ones but Typst's half, which is large."""
    files = {}
    for library in LIBRARIES:
        for path in importlib.metadata.files(library) or ():
            name = path.as_posix()
            if name.endswith(".py") and not name.startswith("..") and not LEFT_OUT.fullmatch(name):
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
                if file.suffix in (".py", ".csv") and not LEFT_OUT.fullmatch(name):
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
