"""A command line in a test: run a command, get code, output and errors; two offices to run it on."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from app.cli.main import main
from app.store.office import Office
from tests.ready_made import Offices

TODAY = "2026-03-06"
CASE: dict[str, Any] = {
    "registration": {
        "received_on": "2026-03-02", "intake_channel": "letter", "intake_source": "self",
        "identity_status": "real_name", "category": "misconduct_report", "summary": "反映柳树村低保评定不公",
    },
    "allegations": [{"respondent": "曾小明", "unit": "柳树村", "rank_class": "village_secretary"}],
    "reporter": {"name": "李长顺", "phone": "13800000101"},
}  # fmt: skip


def moment() -> datetime:
    """Now, on the day of the tests: commands are given the day only, so what they wrote has the hour of the clock."""
    return datetime.combine(date.fromisoformat(TODAY), datetime.now().time())


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)


Run = Callable[..., Ended]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on a fixed day."""

    def run_command(*arguments: object, today: str | None = TODAY) -> Ended:
        capsys.readouterr()
        day = ["--today", today] if today else []
        code = main([*(str(each) for each in arguments), *day])
        captured = capsys.readouterr()
        return Ended(code, captured.out, captured.err)

    return run_command


@pytest.fixture
def township(offices: Offices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A township's folder, the one that `HUIYIN_DIR` names."""
    folder = offices.copy(_township, tmp_path / "云溪")
    monkeypatch.setenv("HUIYIN_DIR", str(folder))
    return folder


@pytest.fixture
def county(run: Run, tmp_path: Path) -> Path:
    """The county's folder."""
    folder = tmp_path / "清河"
    made = run(
        "init",
        folder,
        "--office",
        "QH00",
        "--name",
        "清河县纪委监委信访室",
        "--level",
        "county",
        "--short",
        "清",
    )
    assert made.code == 0, made.err
    return folder


@pytest.fixture
def register(run: Run, township: Path, tmp_path: Path) -> Callable[..., Ended]:
    """Register what is given as JSON (an object, or a list)."""

    def register_said(said: object = CASE) -> Ended:
        file = tmp_path / "entry.json"
        file.write_text(json.dumps(said, ensure_ascii=False), "utf-8")
        return run("register", "--json", file)

    return register_said


def _township(folder: Path) -> None:
    words = ("init", folder, "--office", "YX01", "--name", "云溪镇纪委", "--level", "township", "--short", "云",
             "--above", "QH00", "--above-name", "清河县纪委监委信访室", "--today", TODAY)  # fmt: skip
    assert main([str(each) for each in words]) == 0


def lines_of_journal(folder: Path) -> int:
    """How many lines the journal of an office has."""
    office = Office.open(folder)
    try:
        return int(office.db.execute_sql("SELECT count(*) FROM journal").fetchone()[0])
    finally:
        office.close()
