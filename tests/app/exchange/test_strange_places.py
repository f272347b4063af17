"""Files and folders as a clumsy or hostile office hands them over: pipes, endless lines, a stick pulled out, clocks that do not
agree. Each ends in one sentence, or is taken.
"""

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from app.actions.send import send
from app.actions.take import take
from app.actions.take_folder import take_folder
from app.errors import Unavailable
from app.exchange.folder import files_in, look_at, look_at_files
from app.exchange.foreign.locked import open_ledger
from app.exchange.receive import preview
from app.store.office import Office
from tests.app.exchange import two_offices as two


def told(office: Office, path: Path) -> str:
    """The one sentence that opening a file ends in."""
    with pytest.raises(Unavailable) as said:
        open_ledger(office, path)
    assert said.value.sentence.endswith("。")
    return said.value.sentence


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_is_no_file_and_is_not_waited_for(town: Office, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "报送.xlsx")
    assert "不是普通文件" in told(town, tmp_path / "报送.xlsx")
    with pytest.raises(Unavailable, match="不是普通文件"):
        preview(town, tmp_path / "报送.xlsx")
    line, _ = look_at(town, tmp_path / "报送.xlsx", look_at_files(town, []).keys)
    assert "不是普通文件" in line.note


@pytest.mark.parametrize(
    "text",
    ["信访编号," * 20_000, "信访编号,收件时间\n\"" + "甲" * 1_100_000, "<table><tr>" + "<td>甲" * 4_100_000],
    ids=["many columns", "an endless cell", "many cells of a web page"],
)  # fmt: skip
def test_a_text_without_measure_is_refused_before_it_is_parsed(
    town: Office, tmp_path: Path, text: str
) -> None:
    (tmp_path / "台账.csv").write_text(text, encoding="utf-8")
    assert "不像台账" in told(town, tmp_path / "台账.csv")


def test_a_stick_pulled_out_after_the_look_takes_what_was_looked_at_and_its_folder_is_missed(
    town: Office, county: Office, tmp_path: Path
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    two.report(town)
    found = preview(county, two.post(town, "QH00", stick))
    shutil.rmtree(stick)
    take(county, found)
    assert county.undoable() is not None
    with pytest.raises(Unavailable, match="U 盘可能拔掉了"):
        send(county, "YX01", stick)
    assert not stick.exists()
    (line,) = look_at_files(county, files_in([stick])).lines
    assert line.note.startswith("找不到")


def test_of_a_folder_of_two_hundred_mixed_files_the_good_ones_are_taken_and_each_other_has_its_sentence(
    town: Office, county: Office, tmp_path: Path
) -> None:
    room = tmp_path / "收"
    room.mkdir()
    for days in range(3):
        two.report(town, days)
        two.post(town, "QH00", room)
    for number in range(195):
        (room / f"{number}.xlsx").write_bytes((b"", b"PK\x03\x04" + bytes(40), b"%PDF-1.4")[number % 3])
    (room / "里面.xlsx").mkdir()
    (room / "环.xlsx").symlink_to(room / "环.xlsx")
    found = look_at_files(county, files_in([room]))
    assert found.summary == "共 198 份：可以收 3 份，不能收 195 份。"
    assert all(each.note.endswith("。") for each in found.lines if each not in found.wanted)
    found.wanted[1].path.rename(room / "改了名.xlsx")
    done = take_folder(county, found)
    assert done.summary == "已收 2 份，没有收 1 份。" and done.left[0].note.startswith("找不到")
    rest = take_folder(county, look_at_files(county, files_in([room / "改了名.xlsx"])))
    assert rest.summary in ("已收 1 份，没有收 0 份。", "已收 1 份。", "已收 0 份。")


def test_a_file_of_tomorrow_is_told_and_taken(
    town: Office, county: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(two, "NOW", two.NOW + timedelta(days=5))
    two.report(town, 9)
    path = two.post(town, "QH00", tmp_path)
    monkeypatch.setattr(two, "NOW", two.NOW - timedelta(days=5))
    found = preview(county, path)
    assert [each for each in found.warnings if "比本机今天" in each] == [
        "这一份写的导出日期是 2026-03-11，比本机今天（2026-03-06）还晚：请核对两边电脑的日期。照样可以收取。"
    ]
    assert take(county, found).edits
