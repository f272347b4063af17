"""Every import contract of pyproject.toml holds, and each one has been seen to fail.

A contract that cannot fail guards nothing: a planted violation per contract, in a copy of the source, proves that
its name comes out BROKEN.
"""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
NAMES = {contract["id"]: contract["name"] for contract in CONTRACTS}

# contract id -> the files to plant, each with the text that breaks the contract.
VIOLATIONS = {
    "layers": {"app/schema/planted.py": "import app.actions.planted", "app/actions/planted.py": ""},
    "commons": {"app/errors.py": "import app.schema.planted", "app/schema/planted.py": ""},
    "core-without-screen": {"app/actions/planted.py": "from PySide6 import QtCore"},
    "screen-without-storage": {"ui/planted.py": "import openpyxl"},
    "database-behind-the-store": {"app/exchange/planted.py": "import peewee"},
    "spreadsheets-in-exchange": {"app/ledger/planted.py": "import openpyxl"},
    "letters-in-documents": {"app/exchange/planted.py": "import docx"},
    "no-ring-in-ui": {
        "ui/planted_one/__init__.py": "",
        "ui/planted_one/page.py": "import ui.planted_two.page",
        "ui/planted_two/__init__.py": "",
        "ui/planted_two/page.py": "import ui.planted_one.page",
    },
}
MORE_VIOLATIONS = [
    ("layers", {"app/planted.py": '"""A module of app that has no layer."""'}),
    ("layers", {"app/records/planted.py": "import app.rules.planted", "app/rules/planted.py": ""}),
    ("layers", {"app/ledger/planted.py": "import app.exchange.planted", "app/exchange/planted.py": ""}),
    ("layers", {"app/exchange/planted.py": "import app.documents.paper"}),
    ("layers", {"app/documents/planted.py": "import app.exchange.planted", "app/exchange/planted.py": ""}),
    ("layers", {"app/ledger/planted.py": "import app.documents.paper"}),
    ("core-without-screen", {"app/rules/planted.py": "import ui"}),
    ("screen-without-storage", {"ui/planted.py": "from docx import Document"}),
    ("letters-in-documents", {"app/actions/planted.py": "from lxml import etree"}),
    ("screen-without-storage", {"ui/planted.py": "from playhouse import sqlcipher_ext"}),
    ("database-behind-the-store", {"app/actions/planted.py": "import sqlite3"}),
    ("spreadsheets-in-exchange", {"app/actions/planted.py": "import python_calamine"}),
]
CASES = [*VIOLATIONS.items(), *MORE_VIOLATIONS]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run every contract over the packages in `folder`, in a process that knows no other copy of them."""
    code = (
        "import sys; from importlinter.cli import lint_imports_command as run; sys.path.insert(0, ''); run()"
    )
    command = [sys.executable, "-c", code, "--no-logo", "--cache-dir", str(folder / ".import_linter_cache")]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)


def copy_of_the_source(folder: Path) -> Path:
    def anything_but_python(directory: str, names: list[str]) -> list[str]:
        return [name for name in names if not name.endswith(".py") and not Path(directory, name).is_dir()]

    for package in ("app", "ui"):
        shutil.copytree(ROOT / package, folder / package, ignore=anything_but_python)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.fixture(scope="module")
def warm_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the source that import-linter has read once, so that each planted file costs little."""
    folder = copy_of_the_source(tmp_path_factory.mktemp("source"))
    lint(folder)
    return folder


def plant(folder: Path, files: dict[str, str]) -> dict[Path, str | None]:
    """Write the planted lines (at the end of a file that exists); return what stood there before."""
    before: dict[Path, str | None] = {}
    for name, line in files.items():
        path = folder / name
        before[path] = path.read_text("utf-8") if path.exists() else None
        path.parent.mkdir(exist_ok=True)
        path.write_text((before[path] or "") + line + "\n", "utf-8")
    return before


def uproot(before: dict[Path, str | None]) -> None:
    for path, text in before.items():
        if text is None:
            path.unlink()
        else:
            path.write_text(text, "utf-8")


def test_the_source_keeps_every_contract() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr
    for name in NAMES.values():
        assert f"{name} KEPT" in result.stdout


def test_every_contract_has_a_planted_violation() -> None:
    assert set(VIOLATIONS) == set(NAMES)


@pytest.mark.thorough
@pytest.mark.parametrize(("contract", "files"), CASES, ids=[f"{name}:{next(iter(f))}" for name, f in CASES])
def test_a_planted_violation_breaks_its_contract(
    contract: str, files: dict[str, str], warm_copy: Path
) -> None:
    before = plant(warm_copy, files)
    try:
        result = lint(warm_copy)
    finally:
        uproot(before)
    assert f"{NAMES[contract]} BROKEN" in result.stdout, result.stdout + result.stderr
    assert result.returncode == 1
