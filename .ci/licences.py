"""Writes LICENSES/ from what is installed: one text per library the program ships, and the table over them.

Run after a pin of requirements.txt changed: .venv/bin/python .ci/licences.py
"""

import re
import shutil
import sys
from importlib.metadata import Distribution, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LICENSES = ROOT / "LICENSES"
SYSTEM_TEXTS = Path("/usr/share/common-licenses")

# What the metadata of a library leaves unsaid.
UNSAID = {
    "peewee": "MIT",
    "sqlcipher3": "zlib; carries SQLCipher (BSD-3-Clause), SQLite (public domain), OpenSSL (Apache-2.0)",
    "pylopdf-fonts-zh-cn": "OFL-1.1",
    "pypdfium2": "Apache-2.0 OR BSD-3-Clause; carries PDFium (BSD-3-Clause, Apache-2.0) and what that is built of",
    "pyside6-essentials": "LGPL-3.0-only (linked dynamically; its libraries lie as files beside the program)",
    "shiboken6": "LGPL-3.0-only (linked dynamically)",
}
# What the program ships that no requirement names: name, licence, where its text lies, what for.
OTHERS = [
    ("Noto Sans SC", "OFL-1.1", "pylopdf-fonts-zh-cn.txt", "the fallback face of the screen"),
    ("Tabler Icons", "MIT", "resources/icons/LICENSE", "the outline icons"),
    ("chinesecalendar (its table of days)", "MIT", "chinesecalendar.txt", "holidays and make-up days"),
    ("CPython", "PSF-2.0", "python.txt", "the interpreter inside the packaged program"),
    (
        "PyInstaller boot loader",
        "GPL-2.0-or-later with exception",
        "pyinstaller.txt",
        "starts the packaged program",
    ),
]
HEADING = """# What Huiyin ships of others

Huiyin's own code is under the MIT licence (`LICENSE`). The texts of the licences below lie beside this file.
Made by `.ci/licences.py`.

| component | version | licence | text |
|---|---|---|---|
"""


def shipped() -> list[str]:
    """The names of requirements.txt, each once."""
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    return sorted({match[1] for line in lines if (match := re.match(r"([a-z0-9][a-z0-9._-]*)==", line))})


def licence_of(found: Distribution) -> str:
    name = found.metadata["Name"].lower().replace("_", "-")
    return (
        UNSAID.get(name) or found.metadata["License-Expression"] or found.metadata["License"].splitlines()[0]
    )


def write_text(name: str, found: Distribution) -> None:
    """Copy every licence file of a distribution into the one text `name`.txt."""
    wanted = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
    carried = re.compile(r"/(BUILD_)?LICENSES/(?!android|v8_xfa|\w*_musl/)")
    files = [
        file
        for file in found.files or []
        if ".dist-info" in str(file) and (wanted.search(file.name) or carried.search(str(file)))
    ]
    texts = [_read(Path(str(file.locate()))) for file in sorted(files, key=str)]
    if texts:
        text = "\n\n".join(line.strip("\n") for line in texts)
        (LICENSES / f"{name}.txt").write_text(
            re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE) + "\n", "utf-8"
        )


def _read(path: Path) -> str:
    """A text in UTF-8, or as older ones are written."""
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def main() -> None:
    LICENSES.mkdir(exist_ok=True)
    rows = []
    for name in shipped():
        found = distribution(name)
        write_text(name, found)
        text = f"{name}.txt" if (LICENSES / f"{name}.txt").exists() else "LGPL-3.0.txt, GPL-3.0.txt"
        rows.append(f"| {name} | {found.version} | {licence_of(found)} | {text} |\n")
    write_text("pyinstaller", distribution("pyinstaller"))
    write_text("python", distribution("typing-extensions"))  # CPython's own text, which that package carries
    rows += [f"| {name}: {use} | | {licence} | {text} |\n" for name, licence, text, use in OTHERS]
    for name in ("LGPL-3", "GPL-3"):
        shutil.copy(SYSTEM_TEXTS / name, LICENSES / f"{name}.0.txt")
    (LICENSES / "THIRD-PARTY.md").write_text(HEADING + "".join(rows), "utf-8")
    sys.stdout.write(f"{len(rows)} components\n")


if __name__ == "__main__":
    main()
