"""A folder looked at: every file its line, and what can be said of a file only beside the others."""

import shutil
from pathlib import Path

import pytest

from app.actions.take_foreign import take_foreign
from app.errors import Unavailable
from app.exchange import folder
from app.exchange.folder import Fate, FileLine, files_in, look_at, look_at_files
from app.exchange.foreign.inspection import inspect
from app.exchange.preview import Preview
from app.exchange.receive import preview
from app.exchange.unlocking import Keys
from app.store.office import Office
from tests.app.exchange import two_offices as two
from tests.app.exchange.foreign.ledgers import HEAD, row, workbook


def lines(office: Office, place: Path) -> dict[str, FileLine]:
    """The lines by file name, in the order in which the files would be taken."""
    return {each.path.name: each for each in look_at_files(office, files_in([place])).lines}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The folder."""
    place = tmp_path / "本周"
    place.mkdir()
    return place


def test_numbers_of_one_desk_come_in_order_and_none_that_is_here_is_missed(
    town: Office, county: Office, place: Path
) -> None:
    for number in (1, 2, 3):
        two.report(town, summary=f"反映第{number}件")
        two.post(town, "QH00", place)
    (place / "YX01_x.xlsx").unlink(missing_ok=True)
    found = look_at_files(county, files_in([place]))
    assert [each.number for each in found.wanted] == [1, 2, 3]
    assert not any("中间缺" in each.note for each in found.lines)
    assert (
        found.new_offices == ["云溪镇纪委"]
        and found.without({found.lines[0].path}).wanted == found.wanted[1:]
    )
    assert found.lines[0].counted == "新收 3" and found.summary == "共 3 份：可以收 3 份。"
    found.lines[1].path.unlink()
    assert "中间缺第 2 号" in look_at_files(county, files_in([place])).lines[1].note


def test_the_records_of_a_folder_are_counted_and_not_put_in_words(
    town: Office, county: Office, place: Path
) -> None:
    two.report(town)
    path = two.post(town, "QH00", place)
    line, found = look_at(county, path, Keys())
    whole = preview(county, path)
    assert isinstance(found, Preview) and (found.items, found.counts) == ([], whole.counts)
    assert whole.items and line.counts is not None and line.counts["新收"] == whole.counts["new"]


def test_a_file_that_lies_there_twice_is_taken_once(town: Office, county: Office, place: Path) -> None:
    two.report(town)
    path = two.post(town, "QH00", place)
    shutil.copy(path, place / "z.xlsx")
    found = lines(county, place)
    assert (found[path.name].fate, found["z.xlsx"].fate) == (Fate.TAKE, Fate.KNOWN)
    assert found["z.xlsx"].note == f"与“{path.name}”是同一份，只收一份。"


def test_two_different_files_of_one_number_are_both_left(
    town: Office, county: Office, place: Path, tmp_path: Path
) -> None:
    two.report(town)
    other = shutil.copytree(town.folder, tmp_path / "again")
    path = two.post(town, "QH00", place)
    found = look_at_files(county, files_in([place])).lines[0]
    forged = [
        found,
        FileLine(place / "b.xlsx", Fate.TAKE, "posting", found.name, found.desk, 1, truth="x", content="y"),
    ]
    assert other.is_dir() and [each.fate for each in folder._beside(forged)] == [Fate.REFUSED, Fate.REFUSED]
    assert "两份不同的第 1 号" in folder._beside(forged)[0].note and path.exists()


def test_what_is_no_workbook_is_explained_and_what_programs_leave_is_passed_over(
    town: Office, county: Office, place: Path
) -> None:
    two.report(town)
    two.post(town, "QH00", place)
    (place / "通知.pdf").write_bytes(b"%PDF-1.4 ...")
    (place / "空.xlsx").write_bytes(b"")
    (place / "~$台账.xlsx").write_bytes(b"x")
    (place / "Thumbs.db").write_bytes(b"x")
    (place / "上周").mkdir()
    found = lines(county, place)
    assert len(found) == 3
    assert found["通知.pdf"].fate is found["空.xlsx"].fate is Fate.REFUSED
    assert "PDF" in found["通知.pdf"].note and "0 字节" in found["空.xlsx"].note


def test_a_ledger_of_others_is_taken_along_once_its_columns_were_confirmed(
    county: Office, place: Path
) -> None:
    first = workbook(place / "a.xlsx", [HEAD, row(1)])
    assert lines(county, place)["a.xlsx"].note == folder.UNKNOWN_HEADER
    take_foreign(county, inspect(county, first))
    assert (lines(county, place)["a.xlsx"].fate, lines(county, place)["a.xlsx"].note) == (
        Fate.KNOWN,
        folder.NOTHING_NEW,
    )
    workbook(place / "b.xlsx", [HEAD, row(2), row(3, 问题摘要=None)])
    found = lines(county, place)["b.xlsx"]
    assert (found.fate, found.counted, found.cases) == (Fate.TAKE, "新增 1，不收 1", 2)
    assert found.note.startswith("不收的：第 3 行：")
    workbook(place / "c.xlsx", [HEAD, row(4, 问题摘要=None)])
    assert "没有能收的行" in lines(county, place)["c.xlsx"].note


def test_a_folder_without_files_and_one_with_too_many_are_refused(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Unavailable, match="没有文件"):
        files_in([place])
    for name in ("a", "b"):
        (place / name).write_bytes(b"x")
    monkeypatch.setattr(folder, "MOST", 1)
    with pytest.raises(Unavailable, match="有 2 个文件"):
        files_in([place])
    assert files_in([place / "a"]) == [place / "a"]
