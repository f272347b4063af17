"""undo, redo, stats, verify, units and what the program says of itself."""

import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from app.actions.create_office import LEVELS
from app.actions.settings import add_staff
from app.cli import main as cli_main
from app.cli.commands import COMMANDS, OF_THE_WINDOW, build_parser
from app.store import keys
from app.store.office import Office
from tests.app.cli.conftest import CASE, Ended, Run, lines_of_journal, moment

ROOT = Path(__file__).resolve().parents[3]


def test_undo_and_redo_work_from_one_command_to_the_next(register: Callable[..., Ended], run: Run) -> None:
    register()
    run("act", "云信〔2026〕1号", "accept")
    assert "撤销：受理" in run("undo").out
    assert run("list", "--json").said[0]["registration.accepted_on"] is None
    assert run("redo", "--json").said["label"].startswith("重做：受理")
    assert run("list", "--json").said[0]["registration.accepted_on"] == "2026-03-06"


def test_statistics_count_by_every_counted_field(register: Callable[..., Ended], run: Run) -> None:
    repeat = {"registration": {**CASE["registration"], "is_repeat": True, "intake_channel": "visit"},
              "visit": {"visit_kind": "window", "batches": 1, "persons": 3}}  # fmt: skip
    register([CASE, repeat])
    said = run("stats", "--json").said
    assert (said["items"], said["matters"]) == (2, 2)
    assert said["by"]["registration.intake_channel"]["counts"] == {"letter": 1, "visit": 1}
    assert said["visits"] == {"records": 1, "batches": 1, "persons": 3}
    assert run("stats", "--from", "2026-03-03", "--json").said["items"] == 0
    assert "2 件次，2 件" in run("stats").out


def test_verify_says_that_all_is_well(register: Callable[..., Ended], run: Run) -> None:
    register()
    said = run("verify", "--json").said
    assert said["ok"] is True and said["faults"] == [] and said["lines"] == 2
    assert "完好" in run("verify").out


@pytest.mark.parametrize("today", ["2020-01-01", None])
def test_a_wrong_date_does_not_refuse_what_numbers_dates_and_colours_nothing(
    register: Callable[..., Ended], run: Run, county: Path, tmp_path: Path, today: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    register()
    file = tmp_path / "posting.xlsx"
    assert run("export", "--to", "QH00", "-o", file).code == 0
    defaults = vars(Office)["open"].__func__.__kwdefaults__
    monkeypatch.setitem(defaults, "clock", lambda: datetime(2020, 1, 1, 9))
    assert run("list", today=today).code == 1
    before = lines_of_journal(county)
    for command in (["verify"], ["verify", "--dir", county], ["inspect", file, "--dir", county]):
        ended = run(*command, today=today)
        assert (ended.code, ended.err) == (0, ""), command
    assert lines_of_journal(county) == before


def tamper(folder: Path, *statements: str) -> None:
    """Do to the file what nobody may: its guards are taken off first."""
    office = Office.open(folder)
    guards = office.db.execute_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for statement in (
        "PRAGMA foreign_keys = 0",
        *(f'DROP TRIGGER "{name}"' for (name,) in guards),
        *statements,
    ):
        office.db.execute_sql(statement)
    office.close()


def test_verify_shows_where_the_journal_was_touched(
    register: Callable[..., Ended], run: Run, township: Path
) -> None:
    register()
    tamper(township, "UPDATE journal SET label = '别的' WHERE seq = 2")
    ended = run("verify", "--json")
    assert ended.code == 1 and ended.said["ok"] is False
    assert [fault["where"] for fault in ended.said["faults"]] == ["journal:2"]
    assert len(ended.err.strip().splitlines()) == 1
    assert "第 2 条日志" in run("verify").out


def test_verify_shows_a_missing_link(register: Callable[..., Ended], run: Run, township: Path) -> None:
    register()
    tamper(township, "DELETE FROM journal WHERE seq = 2")
    where = [fault["where"] for fault in run("verify", "--json").said["faults"]]
    assert any(each.startswith("journal_content") for each in where)


def test_units_are_listed_and_added(township: Path, run: Run) -> None:
    assert run("add-unit", "LS02", "--name", "柳树村", "--kind", "村", "--above", "YX01").code == 0
    known = {unit["code"]: unit for unit in run("units", "--json").said}
    assert known["LS02"]["unit_kind"] == "village" and known["QH00"]["unit_kind"] == "county"
    assert "柳树村" in run("units").out


def test_the_help_names_every_command() -> None:
    text = build_parser().format_help()
    assert [name for name in (*COMMANDS, *OF_THE_WINDOW) if name not in text] == []
    assert "usage" not in text and "optional" not in text


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_a_function(run: Run, name: str) -> None:
    ended = run(name, "--help", today=None)
    assert ended.code == 0 and COMMANDS[name].help in ended.out and "用法" in ended.out
    module = __import__(f"app.cli.{COMMANDS[name].module}", fromlist=["_"])
    assert callable(getattr(module, COMMANDS[name].function))


def test_the_levels_offered_are_those_that_an_office_can_have() -> None:
    refused = build_parser().parse_args
    for level in LEVELS:
        assert refused(["init", "x", "--office", "A", "--name", "B", "--level", level]).level == level


def test_the_version_is_the_one_of_the_package(run: Run) -> None:
    ended = run("--version", today=None)
    assert cli_main.VERSION in ended.out and f'version = "{cli_main.VERSION}"' in (
        ROOT / "pyproject.toml"
    ).read_text("utf-8")


def test_a_command_imports_no_part_of_the_screen_and_nothing_slow() -> None:
    slow = {"PySide6", "openpyxl", "pypinyin", "xlsxwriter", "python_calamine"}
    code = (
        "import sys; from app.cli.main import main; main(['list']); "
        f"print(sorted({slow!r} & {{name.partition('.')[0] for name in sys.modules}}))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert ended.stdout.strip() == "[]"


@pytest.mark.thorough
def test_output_cut_short_by_a_pipe_is_no_error(register: Callable[..., Ended], township: Path) -> None:
    register([CASE] * 30)
    command = f'"{sys.executable}" -m ui list --json --today 2026-03-06 --dir "{township}" | head -c 1'
    ended = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert "Traceback" not in ended.stderr and "BrokenPipe" not in ended.stderr


@pytest.mark.thorough
def test_a_protected_office_is_opened_with_the_password_from_the_environment(
    register: Callable[..., Ended], run: Run, township: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register()
    office = Office.open(township, clock=moment)
    key = keys.unlock(township, None).key
    add_staff(office, name="王敏", roles=("clerk",))
    office.close()
    keys.protect(township, key, "王敏", "Ceshi-Kouling-8")
    locked = run("list")
    assert locked.code == 1 and "口令" in locked.err
    monkeypatch.setenv("HUIYIN_PASSWORD", "Ceshi-Kouling-8")
    assert "共 1 件" in run("list", "--person", "别人").out
