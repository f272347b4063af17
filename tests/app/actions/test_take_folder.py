"""A folder taken: good files while bad ones are explained, each with its own undo, stopped and gone on with."""

from pathlib import Path

import openpyxl
import pytest
from msoffcrypto.method.ecma376_agile import ECMA376Agile

from app.actions.pair_passwords import keep_password, read_password
from app.actions.return_rows import return_rows
from app.actions.take_folder import MOVED, take_folder
from app.actions.take_foreign import take_foreign
from app.actions.undo import undo
from app.actions.units import add_unit
from app.exchange.folder import Fate, FolderFound, files_in, look_at_files
from app.exchange.foreign.inspection import inspect
from app.exchange.typing_over import type_over
from app.records.handling import Handling
from app.records.registration import Registration
from app.store.office import Office
from tests.app.exchange import by_hand
from tests.app.exchange import two_offices as two
from tests.app.exchange.conftest import county, town
from tests.app.exchange.foreign.ledgers import HEAD, row, workbook

__all__ = ["county", "town"]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The folder."""
    place = tmp_path / "本周"
    place.mkdir()
    return place


def looked_at(office: Office, place: Path) -> FolderFound:
    return look_at_files(office, files_in([place]))


def cases(office: Office) -> int:
    return len(office.find(Registration, voided=False))


def post(town: Office, place: Path, times: int = 1) -> list[Path]:
    """Register and send, so often."""
    found = []
    for number in range(times):
        two.report(town, summary=f"反映第{number}件")
        found.append(two.post(town, "QH00", place))
    return found


def test_postings_one_filled_in_by_hand_and_a_ledger_are_taken_together_and_bad_ones_explained(
    town: Office, county: Office, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_foreign(county, inspect(county, workbook(tmp_path / "a.xlsx", [HEAD, row(1)])))
    plain, typed = post(town, place, 2)
    number = str(town.find(Registration)[0].case_no)

    def typing(book: object) -> None:
        at = by_hand.row_of(book["台账"], number)  # type: ignore[index]
        by_hand.type_over(book, "台账", at, "registration.remark", "电话里又说了一遍")  # type: ignore[arg-type]

    by_hand.edited(typed, typed, typing)
    workbook(place / "别家.xlsx", [HEAD, row(2)])
    (place / "坏.xlsx").write_bytes(b"PK\x03\x04 half")
    made: list[str] = []
    for module in ("take", "take_foreign", "take_folder"):
        monkeypatch.setattr(f"app.actions.{module}.back_up", lambda office, why: made.append(why))
    found = looked_at(county, place)
    assert cases(county) == 1, "nothing is written by looking"
    done = take_folder(county, found)
    assert [line.path.name for line, _ in done.taken] == [plain.name, typed.name, "别家.xlsx"]
    assert [each.path.name for each in found.lines if each.fate is Fate.REFUSED] == ["坏.xlsx"]
    assert [change.action for _, change in done.taken] == ["take", "take", "import"]
    assert done.taken[1][0].counts is not None and done.taken[1][0].counts["手写"] == 1
    assert cases(county) == 4 and done.summary == "已收 3 份。"
    assert made == ["take"]


@pytest.mark.thorough
def test_each_file_is_its_own_step_that_can_be_taken_back(town: Office, county: Office, place: Path) -> None:
    post(town, place, 2)
    done = take_folder(county, looked_at(county, place))
    assert [change.seq for _, change in done.taken] == sorted(change.seq for _, change in done.taken)
    assert not any(change.edits for _, change in done.taken), "those of a county's week would be 150 MB"
    undo(county)
    assert cases(county) == 1
    undo(county)
    assert cases(county) == 0


@pytest.mark.thorough
def test_it_is_stopped_between_files_and_goes_on_where_it_stopped(
    town: Office, county: Office, place: Path
) -> None:
    post(town, place, 3)
    steps: list[int] = []
    first = take_folder(county, looked_at(county, place), lambda done, of: steps.append(done),
                        stopped=lambda: len(steps) == 2)  # fmt: skip
    assert first.stopped and [line.number for line, _ in first.taken] == [1, 2]
    assert "接着收" in first.summary
    again = looked_at(county, place)
    assert [(each.number, each.fate) for each in again.lines] == [
        (1, Fate.KNOWN), (2, Fate.KNOWN), (3, Fate.TAKE)
    ]  # fmt: skip
    rest = take_folder(county, again)
    assert [line.number for line, _ in rest.taken] == [3] and cases(county) == 3
    assert looked_at(county, place).wanted == []


@pytest.mark.thorough
def test_a_file_changed_or_gone_since_the_preview_is_left_and_the_others_taken(
    town: Office, county: Office, place: Path
) -> None:
    one, two_, three = post(town, place, 3)
    found = looked_at(county, place)
    one.write_bytes(three.read_bytes())
    two_.unlink()
    done = take_folder(county, found)
    assert [line.number for line, _ in done.taken] == [3]
    assert done.left[0].note == MOVED and done.left[1].note and done.left[1].fate is Fate.REFUSED


@pytest.mark.thorough
def test_an_older_number_taken_after_a_newer_one_brings_nothing_back(
    town: Office, county: Office, place: Path
) -> None:
    (case,) = [two.report(town, summary="旧的摘要")]
    two.post(town, "QH00", place)
    two.act(town, "accept", case)
    two.post(town, "QH00", place)
    take_folder(county, looked_at(county, place))
    assert county.get(Registration, case).accepted_on is not None


@pytest.mark.thorough
def test_our_own_posting_filled_in_by_hand_is_taken_along_with_the_others(
    town: Office, county: Office, place: Path
) -> None:
    """An office without Huiyin filled in what we sent it; its file lies among the postings of the week."""
    add_unit(county, code="SM02", name="石门镇纪委", unit_kind="township", uses_huiyin=False)
    given = two.report(county)
    two.act(county, "assign", given, supervision__handling_unit="石门镇纪委")
    number = str(county.find(Registration)[0].case_no)
    home = two.post(county, "SM02", place)
    words = {
        ("台账", number, "handling.received_on"): "2026-03-04",
        ("台账", number, "handling.handler"): "石大力",
    }
    home.write_bytes(type_over(home.read_bytes(), words))
    (plain,) = post(town, place, 1)
    done = take_folder(county, looked_at(county, place))
    assert [line.path.name for line, _ in done.taken] == [plain.name, home.name]
    assert [(line.kind, line.counted) for line, _ in done.taken][1] == ("home", "手写 2")
    (handling,) = county.find(Handling, owner="SM02")
    assert (handling.case, handling.handler) == (given, "石大力")


@pytest.mark.usefixtures("encrypted")
@pytest.mark.thorough
def test_a_file_of_an_unknown_password_is_explained_and_the_others_taken(
    town: Office, county: Office, place: Path, tmp_path: Path
) -> None:
    (locked,) = post(town, place, 1)
    workbook(place / "别家.xlsx", [HEAD, row(2)])
    take_foreign(county, inspect(county, workbook(tmp_path / "a.xlsx", [HEAD, row(1)])))
    found = looked_at(county, place)
    (refused,) = [each for each in found.lines if each.fate is Fate.REFUSED]
    assert refused.path == locked and "口令" in refused.note and "电话" in refused.note
    assert [line.path.name for line, _ in take_folder(county, found).taken] == ["别家.xlsx"]
    keep_password(county, "YX01", read_password(town, "QH00").password)
    assert [line.path.name for line, _ in take_folder(county, looked_at(county, place)).taken] == [
        locked.name
    ]


@pytest.mark.usefixtures("encrypted")
@pytest.mark.thorough
def test_the_key_of_a_file_is_drawn_once_for_the_look_and_the_taking(
    town: Office, county: Office, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(town, place, 2)
    keep_password(county, "YX01", read_password(town, "QH00").password)
    drawn: list[str] = []
    real = ECMA376Agile.makekey_from_password
    monkeypatch.setattr(
        ECMA376Agile, "makekey_from_password", lambda word, *rest: drawn.append(word) or real(word, *rest)
    )
    found = looked_at(county, place)
    assert len(take_folder(county, found).taken) == len(drawn) == 2
    looked_at(county, place)
    assert len(drawn) == 4, "what is looked at another time is opened by its password"


def test_a_return_workbook_says_its_reason_and_corrected_it_is_taken_with_the_others(
    county: Office, place: Path, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "a.xlsx", [HEAD, row(1), row(2, 问题摘要=None)])
    first = inspect(county, path)
    take_foreign(county, first)
    back = place / "退回.xlsx"
    return_rows(county, first, path.read_bytes(), back)
    (line,) = looked_at(county, place).lines
    assert line.fate is Fate.REFUSED and "问题摘要" in line.note
    book = openpyxl.load_workbook(back)
    sheet = book["台账"]
    at = next(cell.column for cells in sheet.iter_rows() for cell in cells if cell.value == "问题摘要")
    below = next(cells[0].row for cells in sheet.iter_rows() if cells[1].value == "安塘信〔2024〕2号")
    sheet.cell(below, at).value = "反映第2件事"
    book.save(back)
    before = cases(county)
    (taken,) = take_folder(county, looked_at(county, place)).taken
    assert taken[0].path == back and cases(county) == before + 1
