"""A posting on its way to disk: whatever fails at whatever step, file and store say the same afterwards."""

import os
from pathlib import Path
from typing import Any

import pytest

from app.actions.send import send
from app.errors import Conflict, NotAllowed, Unavailable
from app.exchange import leaving
from app.exchange.receive import open_truth
from app.store import peers
from app.store.office import Office


class Crash(BaseException):
    """The process ends here."""


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def fail(*_: Any, **__: Any) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("step", ["open", "fsync"])
def test_a_part_that_cannot_be_written_leaves_nothing(
    town: Office, out: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    if step == "open":
        monkeypatch.setattr(leaving, "open", fail, raising=False)
    else:
        monkeypatch.setattr(leaving.os, "fsync", fail)
    with pytest.raises(Unavailable, match="没有写成"):
        send(town, "QH00", out)
    monkeypatch.undo()
    assert files(out) == [] and peers.sent(town.db) == []
    assert send(town, "QH00", out).header.number == 1


def test_of_two_exports_at_the_same_moment_one_is_told_to_try_again_and_leaves_no_file(
    town: Office, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin, other = leaving.begin, Office.open(town.folder, clock=lambda: town.now)

    def overtaken(*said: Any) -> leaving.Leaving:
        monkeypatch.setattr(leaving, "begin", begin)
        begun = begin(*said)
        send(other, "QH00", out / "先.xlsx")
        return begun

    monkeypatch.setattr(leaving, "begin", overtaken)
    with pytest.raises(Conflict, match="第 1 号，这一份没有寄：请再导出一次"):
        send(town, "QH00", out / "后.xlsx")
    other.close()
    assert files(out) == ["先.xlsx"]
    assert send(town, "QH00", out / "后.xlsx").header.number == 2
    assert set(files(out)) == {"先.xlsx", "后.xlsx"}


def test_a_store_that_cannot_remember_leaves_no_file(
    town: Office, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(peers, "note_sent", fail)
    with pytest.raises((Unavailable, OSError)):
        send(town, "QH00", out)
    monkeypatch.undo()
    assert files(out) == [] and peers.sent(town.db) == []
    assert send(town, "QH00", out).header.number == 1


def test_a_failure_after_the_store_remembers_gives_the_file_its_name(
    town: Office, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(town.second_journal, "catch_up", fail)
    with pytest.raises(OSError, match="No space"):
        send(town, "QH00", out)
    monkeypatch.undo()
    (name,) = files(out)
    assert open_truth(out / name).digest == peers.sent(town.db)[0]["digest"]


def test_a_name_that_cannot_be_given_is_given_later(
    town: Office, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaving.os, "replace", fail)
    with pytest.raises(Unavailable, match="自动改好"):
        send(town, "QH00", out)
    monkeypatch.undo()
    assert [name.endswith(".part") for name in files(out)] == [True]
    (said,) = leaving.settle(town)
    (name,) = files(out)
    assert name in said and "第 1 号" in said
    assert open_truth(out / name).digest == peers.sent(town.db)[0]["digest"]
    assert leaving.settle(town) == []


@pytest.mark.parametrize(("step", "sent"), [("_remember", 0), ("finish", 1)])
@pytest.mark.thorough
def test_what_a_crash_leaves_is_settled_at_the_next_sending(
    town: Office, out: Path, monkeypatch: pytest.MonkeyPatch, step: str, sent: int
) -> None:
    from app.actions import send as module

    def crash(*_: Any) -> None:
        raise Crash

    monkeypatch.setattr(module if step == "_remember" else leaving, step, crash)
    if step == "_remember":  # the process is gone: nothing tidies up behind it
        monkeypatch.setattr(leaving, "settle", lambda office: [])
    with pytest.raises(Crash):
        send(town, "QH00", out)
    monkeypatch.undo()
    assert [name.endswith(".part") for name in files(out)] == [True]
    assert len(peers.sent(town.db)) == sent
    second = send(town, "QH00", out)
    assert second.header.number == sent + 1
    truths = [open_truth(out / name) for name in files(out)]
    assert sorted(truth.digest for truth in truths) == sorted(each["digest"] for each in peers.sent(town.db))


def test_a_part_on_a_stick_that_is_away_waits_for_it(
    town: Office, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaving.os, "replace", fail)
    with pytest.raises(Unavailable):
        send(town, "QH00", out)
    monkeypatch.undo()
    os.rename(out, tmp_path / "away")
    assert leaving.settle(town) == []
    os.rename(tmp_path / "away", out)
    assert len(leaving.settle(town)) == 1


def test_a_part_that_another_process_is_writing_is_left_alone(
    town: Office, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.exchange.posting import make_posting
    from app.records.offices import Unit

    (unit,) = town.find(Unit, code="QH00")
    monkeypatch.setattr(leaving.os, "getpid", lambda: 1)
    leaving.begin(town, make_posting(town, unit), out / "x.xlsx")
    monkeypatch.undo()
    assert leaving.settle(town) == [] and len(files(out)) == 1
    for name in files(out):
        os.utime(out / name, (0, 0))
    leaving.settle(town)
    assert files(out) == []


def test_a_file_that_stands_is_never_written_over(town: Office, out: Path) -> None:
    path = out / "上报.xlsx"
    path.write_text("别的东西")
    for replace in (False, True):
        with pytest.raises(NotAllowed, match=r"“上报\.xlsx”已经有了，不是本单位寄出的工作簿"):
            send(town, "QH00", path, replace=replace)
    assert path.read_text() == "别的东西" and peers.sent(town.db) == []


@pytest.mark.thorough
def test_a_posting_of_our_own_is_replaced_only_when_asked(town: Office, out: Path) -> None:
    path = out / "上报.xlsx"
    send(town, "QH00", path)
    with pytest.raises(
        NotAllowed, match=r"“上报\.xlsx”已经有了，是寄给“清河县纪委监委信访室”的第 1 号.*--replace"
    ):
        send(town, "QH00", path)
    assert open_truth(path).header.number == 1
    assert send(town, "QH00", path, replace=True).header.number == 2
    assert open_truth(path).header.number == 2


def test_in_a_folder_a_name_that_is_taken_gets_a_number(town: Office, out: Path) -> None:
    first = send(town, "QH00", out).path
    name = first.name
    twin = out / name.replace("第1号", "第2号")
    twin.write_text("x")
    assert send(town, "QH00", out).path.name == twin.name.replace(".xlsx", " (2).xlsx")
    assert twin.read_text() == "x"


def test_the_longest_names_of_offices_make_a_file_name_that_every_disk_takes(
    town: Office, county: Office, out: Path
) -> None:
    from app.records.offices import Unit

    (unit,) = town.find(Unit, code="QH00")
    with town.writing("改名", action="edit_unit") as write:
        write.edit(unit, name="清河县" * 400)
    path = send(town, "QH00", out).path
    assert len(path.name.encode()) <= 240 and path.name.endswith(".xlsx") and "第1号" in path.name
    assert open_truth(path).header.receiver_name == "清河县" * 400


@pytest.mark.parametrize("name", ["长" * 100 + ".xlsx", "a\0b.xlsx"])
def test_a_file_name_that_no_disk_takes_is_told(town: Office, out: Path, name: str) -> None:
    with pytest.raises(Unavailable):
        send(town, "QH00", out / name)
    assert files(out) == [] and peers.sent(town.db) == []
