"""rekey from the command line: asks first, prints the new recovery code, leaves one login."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.store import keys
from tests.app.cli.conftest import Ended

PASSWORD = "Ceshi-Kouling-8"
Run = Callable[..., Ended]
OFFICE = ("--office", "YX01", "--name", "云溪镇纪委", "--level", "township", "--short", "云")


@pytest.fixture
def locked(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office with a password, the one that `HUIYIN_DIR` names."""
    monkeypatch.setattr(keys, "MEMORY", 1024)
    monkeypatch.setattr(keys, "ITERATIONS", 1)
    monkeypatch.setenv("HUIYIN_PASSWORD", PASSWORD)
    assert run("init", tmp_path / "云溪", *OFFICE, "--person", "王敏").code == 0
    monkeypatch.setenv("HUIYIN_DIR", str(tmp_path / "云溪"))
    return tmp_path / "云溪"


def test_without_a_yes_nothing_is_changed(run: Run, locked: Path) -> None:
    before = keys.snapshot(locked)
    ended = run("rekey")
    assert ended.code == 1 and "加 --yes" in ended.err
    assert keys.snapshot(locked) == before


def test_the_old_key_is_gone_and_the_printed_code_opens(run: Run, locked: Path) -> None:
    old = keys.unlock(locked, PASSWORD).key
    ended = run("rekey", "--yes")
    assert ended.code == 0, ended.err
    code = ended.out.splitlines()[1]
    assert keys.unlock(locked, code).recovered
    assert keys.unlock(locked, PASSWORD).key != old
    assert "数据密钥已更换" in ended.out
    verified = run("verify")
    assert verified.code == 0 and "首尾相连" in verified.out


def test_as_json_the_code_is_in_the_document(run: Run, locked: Path) -> None:
    said = run("rekey", "--yes", "--json").said
    assert keys.unlock(locked, said["recovery_code"]).recovered and said["left"] == []


def test_an_office_without_a_password_is_told_to_set_one(run: Run, township: Path) -> None:
    ended = run("rekey", "--yes")
    assert ended.code == 1 and "先设口令" in ended.err
