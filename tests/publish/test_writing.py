"""Only publish/ writes: no other module creates, changes, renames or deletes a file."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests import small

MODULES = sorted(
    path for path in (small.ROOT / "generator").rglob("*.py") if path.relative_to(small.ROOT).parts[1] != "publish"
)
WRITING_MODULES = {"shutil", "tempfile", "filelock"}
WRITING_METHODS = {
    "write_text", "write_bytes", "mkdir", "touch", "unlink", "rmdir", "rename", "chmod", "symlink_to", "hardlink_to",
}  # fmt: skip
OF_OS = {
    "chmod", "link", "makedirs", "mkdir", "open", "remove", "removedirs", "rename", "renames", "replace", "rmdir",
    "symlink", "truncate", "unlink", "write",
}  # fmt: skip


def writes(tree: ast.AST) -> Iterator[str]:
    """What writes in a module, with its line."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names) if WRITING_MODULES & {name.name for name in names}:
                yield f"{node.lineno}: {ast.unparse(node)}"
            case ast.ImportFrom(module=module) if module in WRITING_MODULES:
                yield f"{node.lineno}: {ast.unparse(node)}"
            case ast.Call(func=function) if _writes(function, node):
                yield f"{node.lineno}: {ast.unparse(node)}"


def _writes(function: ast.expr, call: ast.Call) -> bool:
    match function:
        case ast.Attribute(value=ast.Name(id="os"), attr=name):
            return name in OF_OS
        case ast.Attribute(attr="replace"):
            # Of a path; that of a string takes two values, and that of a date takes names.
            return len(call.args) == 1 and not call.keywords
        case ast.Attribute(attr="open") | ast.Name(id="open"):
            modes = [value.value for value in [*call.args, *(key.value for key in call.keywords)] if _is_text(value)]
            return any(set(mode) <= set("rwaxbt+") and set(mode) & set("wax+") for mode in modes)
        case ast.Attribute(attr=name):
            return name in WRITING_METHODS
    return False


def _is_text(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and isinstance(value.value, str)


def test_no_module_outside_publish_writes() -> None:
    assert len(MODULES) > 100
    for path in MODULES:
        assert list(writes(ast.parse(path.read_text(encoding="utf-8")))) == [], path


@pytest.mark.parametrize(
    "code",
    [
        "path.write_text('x')",
        "path.replace(other)",
        "os.replace(a, b)",
        "open(path, 'w')",
        "path.open(mode='ab')",
        "import shutil",
        "from tempfile import mkdtemp",
    ],
)
def test_what_writes_is_recognised(code: str) -> None:
    assert list(writes(ast.parse(code))) == [f"1: {code}"]


@pytest.mark.parametrize("code", ["text.replace('a', 'b')", "day.replace(day=1)", "open(path, 'rb')", "path.open()"])
def test_what_only_reads_is_not(code: str) -> None:
    assert list(writes(ast.parse(code))) == []
