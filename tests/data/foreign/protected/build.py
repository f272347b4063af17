"""Has LibreOffice save a ledger as .xls and .ods under a password, through UNO, which alone can say one.

    /usr/bin/python3 tests/data/foreign/protected/build.py LEDGER.xlsx

The ledger was three rows of `tests/app/exchange/foreign/ledgers.py`; the password is WORD.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

HERE, WORD = Path(__file__).parent.resolve(), "Qinghe2026"
WHERE = "socket,host=localhost,port=23911;urp;"


def said(name: str, value: object) -> object:
    """One property of a call."""
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def main() -> None:
    """Write both files anew."""
    with tempfile.TemporaryDirectory() as room:
        office = subprocess.Popen(
            ["soffice", "--headless", f"-env:UserInstallation=file://{room}", f"--accept={WHERE}"]
        )
        here = uno.getComponentContext()
        resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
        for _ in range(60):
            try:
                context = resolver.resolve(f"uno:{WHERE}StarOffice.ComponentContext")
                break
            except Exception:
                time.sleep(1)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        source = Path(sys.argv[1]).resolve().as_uri()
        book = desktop.loadComponentFromURL(source, "_blank", 0, (said("Hidden", True),))
        for name, way in (("old.xls", "MS Excel 97"), ("open.ods", "calc8")):
            book.storeToURL((HERE / name).as_uri(), (said("FilterName", way), said("Password", WORD)))
        book.close(True)
        office.terminate()
        office.wait(30)


if __name__ == "__main__":
    main()
