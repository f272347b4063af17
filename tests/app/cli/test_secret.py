"""The password of a command: from the environment, a file or the terminal; `init` protects with it."""

import getpass
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.actions.register import Entry, register
from app.cli import secret
from app.errors import Unavailable
from app.store import keys
from app.store.office import Office
from tests.app.cli.conftest import CASE, Ended

PASSWORD = "Ceshi-Kouling-8"
Run = Callable[..., Ended]
OFFICE = ("--office", "YX01", "--name", "云溪镇纪委", "--level", "township", "--short", "云")


pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def locked(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Ended]:
    """An office that `init` protected, and what it said."""
    folder = tmp_path / "云溪"
    with monkeypatch.context() as environment:
        environment.setenv("HUIYIN_PASSWORD", PASSWORD)
        made = run("init", folder, *OFFICE, "--person", "王敏")
    assert made.code == 0, made.err
    return folder, made


def test_init_with_a_password_protects_and_prints_the_recovery_code_once(locked: tuple[Path, Ended]) -> None:
    folder, made = locked
    assert keys.unlock(folder, PASSWORD).name == "王敏"
    code = made.out.strip().splitlines()[-1]
    assert keys.unlock(folder, code).recovered
    assert PASSWORD not in made.out


def test_init_without_one_writes_a_key_file_and_says_that_it_protects_nothing(
    run: Run, tmp_path: Path
) -> None:
    made = run("init", tmp_path / "云溪", *OFFICE)
    assert made.code == 0 and "什么也保护不了" in made.out
    assert (tmp_path / "云溪" / keys.KEY_FILE).is_file()


@pytest.mark.thorough
def test_init_answers_a_machine_with_one_document(run: Run, tmp_path: Path) -> None:
    said = run(
        "init", tmp_path / "县", "--office", "QH00", "--name", "清河县纪委", "--level", "county", "--json"
    ).said
    assert said == {"dir": str(tmp_path / "县"), "office": "QH00", "recovery_code": None}


def test_init_asks_whose_password_it_is_and_refuses_a_short_one(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUIYIN_PASSWORD", PASSWORD)
    nameless = run("init", tmp_path / "云溪", *OFFICE)
    assert nameless.code == 1 and "--person" in nameless.err
    monkeypatch.setenv("HUIYIN_PASSWORD", "short")
    short = run("init", tmp_path / "云溪", *OFFICE, "--person", "王敏")
    assert short.code == 1 and "至少 8 个字符" in short.err
    assert not (tmp_path / "云溪").exists()


def test_a_command_takes_the_password_from_the_environment(
    run: Run, locked: tuple[Path, Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUIYIN_PASSWORD", PASSWORD)
    assert run("list", "--dir", locked[0]).code == 0
    monkeypatch.setenv("HUIYIN_PASSWORD", "not the right one")
    wrong = run("list", "--dir", locked[0])
    assert wrong.code == 1 and wrong.err.startswith("口令不对")


def test_a_command_takes_it_from_a_file_which_wins(
    run: Run, locked: tuple[Path, Ended], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUIYIN_PASSWORD", "not the right one")
    file = tmp_path / "口令.txt"
    file.write_text(f"{PASSWORD}\nsecond line\n", "utf-8-sig")
    assert run("list", "--dir", locked[0], "--password-file", file).code == 0
    file.write_text("", "utf-8")
    assert "第一行是空的" in run("list", "--dir", locked[0], "--password-file", file).err
    assert "读不了" in run("list", "--dir", locked[0], "--password-file", tmp_path / "none").err


def test_without_one_nobody_is_asked_where_there_is_no_terminal(run: Run, locked: tuple[Path, Ended]) -> None:
    ended = run("list", "--dir", locked[0])
    assert ended.code == 1 and "HUIYIN_PASSWORD" in ended.err and "--password-file" in ended.err


def test_at_a_terminal_it_is_asked(locked: tuple[Path, Ended], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(getpass, "getpass", lambda prompt: f"{prompt}{PASSWORD}")
    assert secret.secret_for(locked[0], None) == f"口令：{PASSWORD}"


def test_an_open_office_is_asked_nothing(tmp_path: Path) -> None:
    keys.create_unprotected(tmp_path)
    assert secret.secret_for(tmp_path, "no such file") is None
    with pytest.raises(Unavailable):
        secret.given("no such file")


def test_explain_is_refused_to_whoever_is_reported(
    run: Run, locked: tuple[Path, Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUIYIN_PASSWORD", PASSWORD)
    office = Office.open(locked[0], secret=PASSWORD)
    office.confirm_today(office.now.date())
    said = {**CASE["registration"], "received_on": office.today}
    office.roles = None
    register(office, Entry(said, [{"respondent": "王敏"}], {}))
    office.close()
    number = f"云信〔{office.now.year}〕1号"
    ended = run("explain", number, "--dir", locked[0], "--today", office.now.date().isoformat(), today=None)
    assert ended.code == 1 and "要回避" in ended.err
