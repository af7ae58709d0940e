"""Compiles and compresses the files of the studio. It runs in Pyodide when they are built, and imports nothing of ours.

Its folder has `input` and is given `output`. Steps are `bytecode`, for an archive of Python sources, and `gzip`, `zstd`
and `xz`.
"""

from __future__ import annotations

import ast
import importlib
import io
import lzma
import marshal
import tarfile
import zlib
from collections.abc import Sequence
from importlib.util import MAGIC_NUMBER, source_hash
from pathlib import Path
from types import CodeType

XZ = [{"id": lzma.FILTER_LZMA2, "preset": 6, "dict_size": 1 << 24}]
"""A larger dictionary or a higher preset saves less than 0.1 per cent of Typst, and the browser needs more memory."""
ZSTD_LEVEL = 19
"""The highest before the levels that need more memory."""
UNCHECKED = (1).to_bytes(4, "little")
"""Flags of bytecode that Python runs without looking for its source (PEP 552)."""


def bytecode(raw: bytes) -> bytes:
    """A tar archive with each Python source as bytecode that is never compared with its source; the rest as it is."""
    result = io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(raw)) as sources,
        tarfile.open(fileobj=result, mode="w", format=tarfile.USTAR_FORMAT) as target,
    ):
        for member in sources:
            file = sources.extractfile(member)
            content, name = file.read() if file else b"", member.name
            if name.endswith(".py"):
                name, content = f"{name}c", _compiled(name, content)
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            target.addfile(entry, io.BytesIO(content))
    return result.getvalue()


def _compiled(name: str, source: bytes) -> bytes:
    tree = ast.parse(source, name)
    for node in ast.walk(tree):
        _drop_docstring(node)
    code = _without_lines(compile(tree, name, "exec", dont_inherit=True))
    return MAGIC_NUMBER + UNCHECKED + source_hash(source) + marshal.dumps(code)


def _without_lines(code: CodeType) -> CodeType:
    """Code without the places of its instructions, which are a third of its compressed bytes.

    A traceback still names files and functions.
    """
    inner = tuple(_without_lines(value) if isinstance(value, CodeType) else value for value in code.co_consts)
    return code.replace(co_linetable=b"", co_consts=inner)


def _drop_docstring(node: ast.AST) -> None:
    """Docstrings are a seventh of the bytecode. A dataclass keeps its own, or it would write one."""
    if isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        documented = ast.get_docstring(node, clean=False) is not None
        if documented and not (isinstance(node, ast.ClassDef) and node.decorator_list):
            node.body[0] = ast.copy_location(ast.Expr(ast.copy_location(ast.Constant(""), node.body[0])), node.body[0])


def gzip(raw: bytes) -> bytes:
    """As gzip, without a time."""
    compressor = zlib.compressobj(9, wbits=31)
    return compressor.compress(raw) + compressor.flush()


def xz(raw: bytes) -> bytes:
    """As xz, for what Python unpacks."""
    return lzma.compress(raw, check=lzma.CHECK_CRC32, filters=XZ)


def zstd(raw: bytes) -> bytes:
    """As Zstandard, which only the newer Python of the browser knows: smaller than gzip and as quick to unpack."""
    return bytes(importlib.import_module("compression.zstd").compress(raw, level=ZSTD_LEVEL))


STEPS = {"bytecode": bytecode, "gzip": gzip, "zstd": zstd, "xz": xz}


def run(folder: str, steps: Sequence[str]) -> None:
    """Carry out steps on the input of a folder, one after the other."""
    content = Path(folder, "input").read_bytes()
    for step in steps:
        content = STEPS[step](content)
    Path(folder, "output").write_bytes(content)
