"""backup, backups, restore, salvage, pack and unpack from the command line."""

import json
from pathlib import Path

import pytest

from app.actions.settings import add_staff
from app.store import backups as kept
from app.store import holding, keys
from app.store.office import Office
from app.store.opening import FILE_NAME
from tests.app.cli.conftest import CASE, Run, moment


def report(run: Run, tmp_path: Path) -> None:
    """Register one case."""
    (tmp_path / "case.json").write_text(json.dumps(CASE, ensure_ascii=False), "utf-8")
    assert run("register", "--json", tmp_path / "case.json").code == 0


def cases(run: Run) -> int:
    """How many cases the office lists."""
    return len(run("list", "--json").said)


def test_a_backup_is_made_copied_and_listed(run: Run, township: Path, tmp_path: Path) -> None:
    report(run, tmp_path)
    (tmp_path / "stick").mkdir()
    made = run("backup", "--to", tmp_path / "stick", "--json").said
    assert (made["cases"], made["reason"], made["verified"]) == (1, "manual", True)
    assert (tmp_path / "stick" / kept.FOLDER / Path(made["file"]).name).is_file()
    (listed,) = run("backups", "--json").said
    assert listed == {key: value for key, value in made.items() if key != "hint"}
    shown = run("backups").out
    assert "手动" in shown and "登记 云信" in shown and "已验证" in shown
    assert "已备份 1 件" in run("backup").out


def test_a_stick_that_is_not_there_is_told_and_the_backup_stands(
    run: Run, township: Path, tmp_path: Path
) -> None:
    ended = run("backup", "--to", tmp_path / "gone")
    assert ended.code == 1 and "本机的备份已做好" in ended.err
    assert len(run("backups", "--json").said) == 1


def test_a_restore_needs_a_yes_and_says_what_is_lost(run: Run, township: Path, tmp_path: Path) -> None:
    name = Path(run("backup", "--json").said["file"]).name
    report(run, tmp_path)
    asked = run("restore", name)
    assert asked.code == 1 and "以后的 1 步会丢失" in asked.err and "--yes" in asked.err
    assert cases(run) == 1
    done = run("restore", name, "--yes", "--json")
    assert done.code == 0, done.err
    assert done.said["desk"].startswith("YX01/")
    assert cases(run) == 0
    assert run("verify").code == 0


def test_a_restore_under_an_open_window_is_refused(run: Run, township: Path) -> None:
    name = Path(run("backup", "--json").said["file"]).name
    window = holding.window(township)
    ended = run("restore", name, "--yes")
    window.release()
    assert ended.code == 1 and "另一个回音窗口" in ended.err


@pytest.mark.thorough
def test_a_damaged_store_says_the_sentence_and_the_way_out(run: Run, township: Path, tmp_path: Path) -> None:
    report(run, tmp_path)
    name = Path(run("backup", "--json").said["file"]).name
    (township / FILE_NAME).write_bytes(b"\xff" * 9000)
    ended = run("list")
    assert ended.code == 1
    assert all(word in ended.err for word in ("打不开", "backups", "restore", "salvage"))
    assert len(run("backups", "--json").said) == 1
    assert "抢救" in run("salvage").err
    assert run("salvage", "--yes").code == 1
    assert run("restore", name, "--yes").code == 0
    assert cases(run) == 1


@pytest.mark.thorough
def test_what_can_be_read_is_salvaged(run: Run, township: Path, tmp_path: Path) -> None:
    report(run, tmp_path)
    done = run("salvage", "--yes", "--json")
    assert done.code == 0, done.err
    assert done.said["rows"]["registration"] == 1 and done.said["holes"] == []
    assert cases(run) == 1
    assert "抢救出" in run("salvage", "--yes").out


def test_a_lost_data_file_is_restored(run: Run, township: Path, tmp_path: Path) -> None:
    report(run, tmp_path)
    name = Path(run("backup", "--json").said["file"]).name
    (township / FILE_NAME).unlink()
    assert "没有可以抢救的" in run("salvage", "--yes").err
    assert run("restore", name, "--yes").code == 0
    assert cases(run) == 1


@pytest.mark.parametrize("name", ["no.db", "照片.db"])
def test_what_is_no_backup_is_refused(run: Run, township: Path, name: str) -> None:
    ended = run("restore", name, "--yes")
    assert ended.code == 1 and "不是回音的备份" in ended.err


@pytest.mark.thorough
def test_an_office_moves_as_one_file(run: Run, township: Path, tmp_path: Path) -> None:
    report(run, tmp_path)
    parcel = tmp_path / "a.huiyin"
    assert run("pack", parcel, "--json").said["cases"] == 1
    assert run("unpack", parcel, "--dir", tmp_path / "new", "--json").said["office"] == "YX01"
    assert len(run("list", "--json", "--dir", tmp_path / "new").said) == 1
    again = run("unpack", parcel, "--dir", tmp_path / "new")
    assert again.code == 1 and "不能覆盖" in again.err
    assert "已打包" in run("pack", tmp_path / "b.huiyin").out
    assert "口令和原来一样" in run("unpack", tmp_path / "b.huiyin", "--dir", tmp_path / "other").out


@pytest.mark.thorough
def test_a_protected_office_is_restored_by_its_administrator_alone(
    run: Run, township: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "MEMORY", 1024)
    office = Office.open(township, clock=moment)
    add_staff(office, name="王敏", roles=("administrator",))
    office.close()
    name = Path(run("backup", "--json").said["file"]).name
    key = keys.unlock(township, None).key
    keys.protect(township, key, "王敏", "柳树村的早晨很安静")
    keys.add_person(township, key, "李岚", "another good one")
    assert "口令保护" in run("restore", name, "--yes").err
    assert [each["last"] for each in run("backups", "--json").said] == [""]
    monkeypatch.setenv("HUIYIN_PASSWORD", "another good one")
    assert "由管理员办理" in run("restore", name, "--yes").err
    assert not (township / kept.SET_ASIDE).exists()
    monkeypatch.setenv("HUIYIN_PASSWORD", "柳树村的早晨很安静")
    assert run("restore", name, "--yes").code == 0
    assert [each["last"] for each in run("backups", "--json").said] == ["新增人员 王敏"]
