"""The ledger that is raced: realistic invented cases, built once per shape and kept in `.cache/bench`."""

import hashlib
import shutil
import sys
from datetime import datetime
from pathlib import Path

from app.actions.create_office import NewOffice, create_office
from app.demo_cases import fill
from app.errors import Refused, Unavailable
from app.store.office import Office

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 3, 6, 9, 30)
OFFICE = NewOffice("YX01", "云溪镇纪委", "township", "云", "QH00", "清河县纪委监委信访室", "王敏")
_SHAPE = ("app/demo_cases.py", "resources/demo/words.toml", "app/store/migrations", "app/store/case_rows.py",
          "app/schema/pinyin.py", "resources/rules", "resources/presets")  # fmt: skip


def clock() -> datetime:
    """The moment at which the raced program believes to be."""
    return NOW


def folder_of(cases: int) -> Path:
    """The folder of a ledger with so many cases; built when there is none of this shape yet."""
    folder = ROOT / ".cache" / "bench" / f"{cases}-{_shape()}"
    if not _is_ready(folder):
        shutil.rmtree(folder, ignore_errors=True)
        _build(folder, cases)
        (folder / "ready").touch()
    return folder


def _is_ready(folder: Path) -> bool:
    """Whether the ledger was built to its end and this program can still open it."""
    if not (folder / "ready").is_file():
        return False
    try:
        open_office(folder).close()
    except (Refused, Unavailable):
        return False
    return True


def open_office(folder: Path) -> Office:
    """The ledger, open, on its own day."""
    return Office.open(folder, clock=clock)


def _build(folder: Path, cases: int) -> None:
    office = create_office(folder, OFFICE, clock=clock)
    try:
        fill(
            office,
            cases,
            progress=lambda done, total: print(f"建测速台账 {done}/{total}", end="\r", file=sys.stderr),
        )
        office.db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        print(file=sys.stderr)
        office.close()


def _shape() -> str:
    digest = hashlib.sha256()
    for name in _SHAPE:
        path = ROOT / name
        for file in [path] if path.is_file() else sorted(path.rglob("*.py")) + sorted(path.rglob("*.toml")):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
