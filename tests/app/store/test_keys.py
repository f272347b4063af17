"""The lock: passwords, recovery code, hand-over; each failure its own sentence."""

import json
from pathlib import Path

import pytest

from app.errors import Conflict, Invalid, NotAllowed, Unavailable
from app.store import keys

GOOD, OTHER = "柳树村的早晨很安静", "another good one"


pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def locked(tmp_path: Path) -> tuple[Path, bytes, str]:
    """A folder protected for 王敏: folder, data key, recovery code."""
    key = keys.create_unprotected(tmp_path)
    return tmp_path, key, keys.protect(tmp_path, key, "王敏", GOOD)


def test_a_key_file_opens_without_a_password_and_says_that_it_protects_nothing(tmp_path: Path) -> None:
    key = keys.create_unprotected(tmp_path)
    assert keys.unlock(tmp_path, None) == keys.Unlocked(key, "")
    assert "谁有它谁就能打开" in (tmp_path / keys.KEY_FILE).read_text("utf-8")
    assert not keys.is_protected(tmp_path)


def test_a_password_opens_what_it_protects(locked: tuple[Path, bytes, str]) -> None:
    folder, key, _ = locked
    assert keys.unlock(folder, GOOD) == keys.Unlocked(key, "王敏")
    assert keys.is_protected(folder)
    assert not (folder / keys.KEY_FILE).exists()


def test_the_recovery_code_opens_as_it_is_typed(locked: tuple[Path, bytes, str]) -> None:
    folder, key, code = locked
    assert keys.unlock(folder, code.lower().replace("-", " ")).key == key


def test_wrong_missing_and_damaged_are_told_apart(locked: tuple[Path, bytes, str]) -> None:
    folder, _, _ = locked
    with pytest.raises(NotAllowed, match="口令不对"):
        keys.unlock(folder, "wrong password")
    with pytest.raises(NotAllowed, match="请输入口令"):
        keys.unlock(folder, None)
    path = folder / keys.SLOTS_FILE
    whole = path.read_text("utf-8")
    for text in (
        whole[:40],
        "[]",
        '{"slots":[]}',
        whole.replace('"salt"', '"pepper"'),
        whole.replace('"m": 1024', '"m": 9'),
        whole.replace('"m": 1024', '"m": 4194304'),
        whole.replace('"t": 1', '"t": 1.5'),
        '{"slots": 5}',
        "null",
    ):
        path.write_text(text, "utf-8")
        with pytest.raises(Unavailable, match="已损坏"):
            keys.unlock(folder, GOOD)
    path.unlink()
    with pytest.raises(Unavailable, match="找不到钥匙文件"):
        keys.unlock(folder, GOOD)


def test_neither_password_nor_key_stands_in_the_slots(locked: tuple[Path, bytes, str]) -> None:
    folder, key, code = locked
    text = (folder / keys.SLOTS_FILE).read_text("utf-8")
    assert GOOD not in text
    assert code not in text
    assert key.hex() not in text
    assert {slot["name"] for slot in json.loads(text)["slots"]} == {"王敏", keys.RECOVERY}


def test_a_changed_password_opens_the_same_key(locked: tuple[Path, bytes, str]) -> None:
    folder, key, _ = locked
    keys.change_password(folder, key, "王敏", OTHER)
    assert keys.unlock(folder, OTHER).key == key
    with pytest.raises(NotAllowed):
        keys.unlock(folder, GOOD)
    with pytest.raises(NotAllowed, match="没有“李四”"):
        keys.change_password(folder, key, "李四", OTHER)


def test_a_post_is_handed_over(locked: tuple[Path, bytes, str]) -> None:
    folder, key, _ = locked
    keys.add_person(folder, key, "李岚", OTHER)
    assert keys.people(folder) == ["王敏", "李岚"]
    assert keys.unlock(folder, OTHER) == keys.Unlocked(key, "李岚")
    with pytest.raises(Conflict):
        keys.add_person(folder, key, "李岚", OTHER)
    keys.remove_person(folder, "王敏")
    with pytest.raises(NotAllowed):
        keys.unlock(folder, GOOD)
    with pytest.raises(NotAllowed, match="至少要留一个人"):
        keys.remove_person(folder, "李岚")


def test_a_new_recovery_sheet_replaces_the_old_one(locked: tuple[Path, bytes, str]) -> None:
    folder, key, code = locked
    fresh = keys.renew_recovery(folder, key)
    assert keys.unlock(folder, fresh).key == key
    with pytest.raises(NotAllowed):
        keys.unlock(folder, code)


def test_a_short_password_is_refused(tmp_path: Path) -> None:
    key = keys.create_unprotected(tmp_path)
    with pytest.raises(Invalid, match="至少 8 个字符"):
        keys.protect(tmp_path, key, "王敏", "1234567")
    assert keys.unlock(tmp_path, None).key == key


def test_a_damaged_key_file_is_told(tmp_path: Path) -> None:
    keys.create_unprotected(tmp_path)
    (tmp_path / keys.KEY_FILE).write_text("# nothing\n", "utf-8")
    with pytest.raises(Unavailable, match="已损坏"):
        keys.unlock(tmp_path, None)
