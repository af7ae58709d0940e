"""The files with which a browser runs this program, and the program run by them in Node.js."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import marshal
import re
import subprocess
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

from generator.model.diagnostics import InputFault
from generator.publish import studio_compiler, studio_packages, studio_runtime
from generator.publish.studio_packages import Carried, carried
from generator.publish.studio_runtime import shipped, studio_files
from tests import small
from tests.pair_schemes import drawn_workbook
from tests.studio.desks import TODAY, ask, ask_for_files, data, desk
from tests.studio.test_evaluation_bytes import answered


def archive(files: dict[str, bytes]) -> bytes:
    result = io.BytesIO()
    with tarfile.open(fileobj=result, mode="w") as target:
        for name, raw in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(raw)
            target.addfile(entry, io.BytesIO(raw))
    return result.getvalue()


def files_of(raw: bytes) -> dict[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(raw)) as source:
        return {member.name: file.read() for member in source if (file := source.extractfile(member))}


def run_bytecode(raw: bytes) -> dict[str, Any]:
    """The names that a module defines, from its bytecode."""
    values: dict[str, Any] = {}
    exec(marshal.loads(raw[16:]), values)
    return values


class TestBytecode:
    SOURCE = b'"""About."""\nfrom __future__ import annotations\ndef half(of):\n    "A half."\n    return of / 2\n'

    def test_sources_are_compiled_and_other_files_stay(self) -> None:
        files = files_of(studio_compiler.bytecode(archive({"lib/halves.py": self.SOURCE, "lib/list.csv": b"1,2"})))

        assert list(files) == ["lib/halves.pyc", "lib/list.csv"]
        assert run_bytecode(files["lib/halves.pyc"])["half"](3) == 1.5
        assert files["lib/list.csv"] == b"1,2"

    def test_it_is_never_compared_with_a_source(self) -> None:
        files = files_of(studio_compiler.bytecode(archive({"halves.py": self.SOURCE})))

        assert files["halves.pyc"][4:8] == b"\1\0\0\0"

    def test_docstrings_are_left_out_where_nothing_writes_another(self) -> None:
        dataclass = b'from dataclasses import dataclass\n@dataclass\nclass Half:\n    "A half."\n    of: int\n'
        files = files_of(studio_compiler.bytecode(archive({"halves.py": self.SOURCE + dataclass})))
        (names,) = (run_bytecode(raw) for raw in files.values())

        assert (names["__doc__"], names["half"].__doc__, names["Half"].__doc__) == ("", "", "A half.")


def test_a_pyodide_that_is_not_the_expected_one_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / studio_packages.CARRIERS[0]
    folder.mkdir(parents=True)
    for name in ("package.json", "pyodide.mjs"):
        (folder / name).write_bytes(b"other")

    with pytest.raises(InputFault) as caught:
        carried(small.ROOT, tmp_path)

    assert caught.value.diagnostics[0].message == "package.json of Pyodide is not as expected"


def test_a_node_that_cannot_run_is_a_fault(tmp_path: Path) -> None:
    task = studio_runtime.Task("wasm", b"", ("gzip",))

    with pytest.raises(InputFault) as caught:
        task.files(Carried(tmp_path, tmp_path, {}, ""))

    assert "cannot run Pyodide to compile the studio" in caught.value.diagnostics[0].message


def test_a_site_gets_the_shipped_files_that_it_lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(studio_runtime, "FOLDER", tmp_path)
    shelf = tmp_path / studio_runtime.SHIPPED
    shelf.mkdir()
    (shelf / "wasm.1.bin").write_bytes(b"module")
    (shelf / "wasm.0.bin").write_bytes(b"an earlier one")
    listed = json.dumps({"files": [{"file": "wasm.1.bin"}, {"file": "data.2.bin"}]}).encode()

    files = studio_runtime.shipped_files(small.ROOT, listed, own={"data.2.bin"})

    assert {name: path.read_bytes() for name, path in files.items()} == {"wasm.1.bin": b"module"}


def test_without_packages_there_is_no_studio(tmp_path: Path) -> None:
    assert carried(small.ROOT, tmp_path) is None


def imports(module: str, source: bytes) -> Iterator[str]:
    """The modules that a module imports when it is imported itself, and one of ours later too.

    Its syntax may be newer than this Python.
    """
    text = re.sub(r"^if TYPE_CHECKING:\n(?:(?: .*)?\n)+", "", source.decode(), flags=re.M)
    begin = "^ *" if module.startswith("generator.") else "^"
    package = module.removesuffix(".__init__") if module.endswith(".__init__") else module.rpartition(".")[0]
    for dots, parent, names in re.findall(begin + r"from (\.*)([\w.]*) import \(?([\w, ]+)", text, re.M):
        steps = package.split(".")
        steps = [*steps[: len(steps) + 1 - len(dots)], *filter(None, [parent])] if dots else [parent]
        yield ".".join(steps)
        yield from (".".join([*steps, name.strip()]) for name in names.split(","))
    for names in re.findall(begin + r"import ([\w., ]+)", text, re.M):
        yield from (name.split()[0] for name in names.split(",") if name.strip())


@dataclass
class Studio:
    """The program in Node.js, as a browser's worker starts it."""

    process: subprocess.Popen[bytes]

    def ask(self, what: str, files: Mapping[str, bytes] | None = None, **more: Any) -> tuple[Any, dict[str, bytes]]:
        """The reply to a request, and the files with it by name."""
        assert self.process.stdin and self.process.stdout
        encoded = [[name, base64.b64encode(raw).decode()] for name, raw in (files or {}).items()]
        line = json.dumps({"request": {"what": what, "today": TODAY, **more}, "files": encoded})
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        return answer["reply"], {name: base64.b64decode(text) for name, text in answer["files"]}


@pytest.fixture(scope="module")
def packages() -> Carried:
    """The packages that `make test-all` installs."""
    result = carried(small.ROOT)
    assert result, "run: make .venv/studio-ready"
    return result


@pytest.fixture(scope="module")
def files(packages: Carried) -> dict[str, bytes]:
    """The studio of the project's own content."""
    return {**shipped(packages), **studio_files(packages, data())}


@pytest.fixture(scope="module")
def studio(packages: Carried, files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    folder = tmp_path_factory.mktemp("studio")
    for name, raw in files.items():
        (folder / name).write_bytes(raw)
    command = [str(packages.node), str(Path(__file__).with_name("runtime.mjs")), str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield Studio(process)
        assert process.stdin
        process.stdin.close()


@pytest.mark.slow
class TestRuntime:
    def test_what_cannot_be_answered_is_said_in_words(self, studio: Studio) -> None:
        reply, _ = studio.ask("juggle")

        assert "KeyError: 'juggle'" in reply["failed"]

    def test_documents_are_loaded_when_they_are_needed(self, studio: Studio) -> None:
        assert studio.ask("documents")[0] == {"loaded": True}
        assert studio.ask("documents")[0] == {"loaded": True}

    def test_it_answers_as_this_python(self, studio: Studio) -> None:
        assert studio.ask("hello")[0] == ask(desk(), "hello")

    def test_files_are_those_of_this_python(self, studio: Studio) -> None:
        studio.ask("documents")
        here = desk()
        assert studio.ask("example", slug="westbrook")[0] == ask(here, "example", slug="westbrook")
        making, _ = studio.ask("make")
        ask(here, "make")

        for _ in range(making["making"]["total"] + 1):
            reply, files = studio.ask("next")
            assert files == ask_for_files(here, "next")[1], reply
        assert "finished" in reply

    def test_pairs_and_the_panels_files_are_those_of_this_python(self, studio: Studio) -> None:
        studio.ask("documents")
        here = desk()
        book = {"westshire.xlsx": drawn_workbook(here.library)}
        assert studio.ask("open", book)[0] == ask(here, "open", list(book.items()))
        pairs, _ = studio.ask("pairs")
        assert pairs == ask(here, "pairs")
        assert len(pairs["pairs"]["groups"]) == 30
        assert studio.ask("pairs-make")[0] == ask(here, "pairs-make")
        assert studio.ask("next") == ask_for_files(here, "next")

    def test_a_report_on_answers_is_that_of_this_python(self, studio: Studio) -> None:
        studio.ask("documents")
        here = desk()
        assert studio.ask("example", slug="westbrook")[0] == ask(here, "example", slug="westbrook")
        book = {"evaluation.xlsx": answered(here)}
        assert studio.ask("answers", book) == ask_for_files(here, "answers", list(book.items()))
        making, _ = studio.ask("answers-make", book)
        assert making == ask(here, "answers-make", list(book.items()))

        for _ in range(making["making"]["total"] + 1):
            reply, files = studio.ask("next")
            assert files == ask_for_files(here, "next")[1], reply
        assert "finished" in reply

    def test_a_fault_has_the_description_of_its_field(self, studio: Studio) -> None:
        profile = {"profile.yml": b"name: Westshire\ncohort:\n  pairs: many\n"}
        reply, _ = studio.ask("open", profile)

        assert reply == ask(desk(), "open", list(profile.items()))
        assert reply["faults"]

    def test_no_module_imports_one_that_is_left_out(self, packages: Carried) -> None:
        sources = {path: raw for files in studio_runtime.sources(packages).values() for path, raw in files.items()}
        with zipfile.ZipFile(io.BytesIO(packages.files["python_stdlib.zip"])) as archive:
            every = {name[:-3].replace("/", ".").removesuffix(".__init__") for name in archive.namelist()}
        ours = [path.relative_to(small.ROOT).as_posix() for path in (small.ROOT / "generator").rglob("*.py")]
        every |= {name[:-3].replace("/", ".").removesuffix(".__init__") for name in ours}
        modules = {
            path.removeprefix(studio_runtime.PACKAGES).removeprefix(studio_runtime.PYTHON)[:-3].replace("/", "."): raw
            for path, raw in sources.items()
            if path.endswith(".py")
        }
        frozen = " ".join(name.removesuffix(".py").replace("/", ".") for name in studio_runtime.FROZEN.split())
        left_out = {name for name in every if not any(fnmatch(name, pattern) for pattern in frozen.split())}
        left_out -= {name.removesuffix(".__init__") for name in modules}
        needs = {
            f"{name} imports {other}"
            for name, raw in modules.items()
            for other in imports(name, raw)
            if other in left_out
        }

        assert "argparse" in left_out
        # Only where a template for slides is tried, as the command line does.
        assert needs == {"generator.studio.trust_templates imports generator.writers.pptx"}

    def test_the_same_sources_give_the_same_bytes(self, packages: Carried) -> None:
        task = studio_runtime.tasks(packages)[3]

        assert task.name == "program.bin"
        assert task.files(packages) == task.files(packages)

    def test_a_browser_loads_little(self, files: dict[str, bytes]) -> None:
        sizes = {entry["what"]: entry["size"] for entry in json.loads(files["studio.json"])["files"]}

        assert sum(size for what, size in sizes.items() if what not in ("fonts", "typst")) < 9_000_000
        assert sizes["fonts"] + sizes["typst"] < 13_000_000

    def test_licences_are_beside_what_they_are_of(self, files: dict[str, bytes]) -> None:
        text = files["licences.txt"].decode()

        assert "Pyodide 314.0.7: Mozilla Public License 2.0" in text
        for name, words in {"pydantic": "MIT License", "typst": "Apache License", "openpyxl": "MIT"}.items():
            assert words in text.split(f"\n\n\n{name} ")[1][:400]

    def test_names_follow_from_the_content_of_files(self, files: dict[str, bytes]) -> None:
        entries = json.loads(files["studio.json"])["files"]

        assert all(hashlib.sha256(files[entry["file"]]).hexdigest()[:12] in entry["file"] for entry in entries)
