"""LibreOffice as somebody at a desk uses it: opens a workbook, edits it by its own API, and saves it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

HAS_LIBREOFFICE = shutil.which("soffice") is not None
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
{code}
</script:module>
"""
_EDIT = """
Sub Edit(source As String, target As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  Dim book, sheet
  book = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
{edits}
  Dim format(0) As New com.sun.star.beans.PropertyValue
  format(0).Name = "FilterName"
  format(0).Value = "Calc MS Excel 2007 XML"
  book.storeToURL(target, format())
  book.close(True)
End Sub
"""


def edited_in_libreoffice(raw: bytes, edits: str, folder: Path) -> bytes:
    """A workbook after LibreOffice edited it. `edits` is Basic: `book` is the workbook, and `sheet` a free variable."""
    profile = folder / "office"
    office = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    # Its first start makes the profile, and would write over a macro.
    subprocess.run([*office, "--terminate_after_init"], check=True, capture_output=True, timeout=180)
    code = _MODULE.format(code=escape(_EDIT.format(edits=edits)))
    (profile / "user/basic/Standard/Module1.xba").write_text(code, encoding="utf-8")
    source, target = folder / "source.xlsx", folder / "target.xlsx"
    source.write_bytes(raw)
    macro = f'macro:///Standard.Module1.Edit("{source.as_uri()}","{target.as_uri()}")'
    subprocess.run([*office, macro], check=True, capture_output=True, timeout=180)
    return target.read_bytes()
