"""Types into a workbook in LibreOffice itself, where it is installed: the demonstration's hand edit by a real program.

LibreOffice runs one macro in a profile of its own, made for this once, so that nobody's own LibreOffice is touched. It
opens the file with its password, types, and saves it under the same password, as a person would.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

from app.errors import Unavailable

_LONGEST = 90
"""Seconds after which LibreOffice is given up."""
_SILENT = ("--headless", "--norestore", "--nologo")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_LIBRARY = (
    f'{_HEAD}<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">\n'
    '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" '
    'library:readonly="false" library:passwordprotected="false"><library:element library:name="Typing"/>'
    "</library:library>"
)
_MODULE = (
    f'{_HEAD}<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">\n'
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Typing" '
    'script:language="StarBasic">{0}</script:module>'
)
_MACRO = """
Function Said(name, value)
  Dim found As New com.sun.star.beans.PropertyValue
  found.Name = name
  found.Value = value
  Said = found
End Function
Function Word(name, value)
  Dim found As New com.sun.star.beans.NamedValue
  found.Name = name
  found.Value = value
  Word = found
End Function
Sub TypeOver
  book = StarDesktop.loadComponentFromURL(%(source)s, "_blank", 0, Array(Said("Hidden", True)%(opened)s))
%(typed)s
  book.storeToURL(%(target)s, Array(Said("FilterName", "Calc MS Excel 2007 XML")%(locked)s))
  book.close(True)
  StarDesktop.terminate()
End Sub
"""


def libreoffice() -> Path | None:
    """The program, where it is installed."""
    places = [shutil.which(name) for name in ("soffice", "libreoffice")]
    if sys.platform == "win32":
        places += [
            rf"{root}\LibreOffice\program\soffice.exe" for root in (r"C:\Program Files", r"D:\Program Files")
        ]
    return next((Path(each) for each in places if each and Path(each).is_file()), None)


def type_in(
    program: Path, source: Path, target: Path, cells: Iterable[tuple[str, str, str]], password: str | None
) -> None:
    """Open `source`, type into the cells (sheet, address, words), save as `target`, both under the password if there is
    one. Raises Unavailable when LibreOffice does not do it."""
    with tempfile.TemporaryDirectory() as room:
        profile = Path(room) / "profile"
        _run(program, profile, "--terminate_after_init")  # makes the profile, which replaces what lay there
        library = profile / "user" / "basic" / "Standard"
        if not library.is_dir():
            raise Unavailable("LibreOffice 没有启动起来。")
        (library / "script.xlb").write_text(_LIBRARY, "utf-8")
        macro = _macro(source, target, cells, password)
        (library / "Typing.xba").write_text(_MODULE.format(escape(macro)), "utf-8")
        _run(program, profile, "macro:///Standard.Typing.TypeOver")
    if not target.is_file():
        raise Unavailable("LibreOffice 没有存下改过的工作簿。")


def _run(program: Path, profile: Path, *words: str) -> None:
    command = [str(program), f"-env:UserInstallation={profile.as_uri()}", *_SILENT, *words]
    try:
        subprocess.run(command, capture_output=True, check=False, timeout=_LONGEST)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unavailable("LibreOffice 没有运行完。") from error


def _macro(source: Path, target: Path, cells: Iterable[tuple[str, str, str]], password: str | None) -> str:
    typed = "\n".join(
        f"  book.Sheets.getByName({_text(sheet)}).getCellRangeByName({_text(address)}).FormulaLocal = {_text(words)}"
        for sheet, address, words in cells
    )
    opened = locked = ""
    if password is not None:
        opened = f', Said("Password", {_text(password)})'
        kind = 'Word("CryptoType", "StrongEncryptionDataSpace")'
        locked = f', Said("EncryptionData", Array({kind}, Word("OOXPassword", {_text(password)})))'
    return _MACRO % {
        "source": _text(source.as_uri()), "target": _text(target.as_uri()), "typed": typed, "opened": opened,
        "locked": locked,
    }  # fmt: skip


def _text(words: str) -> str:
    """A literal of Basic, which knows one sign only that has to be doubled."""
    return '"' + words.replace('"', '""') + '"'
