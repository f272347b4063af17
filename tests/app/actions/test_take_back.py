"""撤销收取: one file among many, also long after; nothing that was done since is lost, and the sender is told."""

import json
from pathlib import Path

import pytest

from app.actions.take import take
from app.actions.take_back import file_taken, take_back, taking
from app.actions.undo import redo
from app.errors import NotAllowed
from app.exchange.folder import look_at_files
from app.exchange.receive import preview
from app.records.registration import Registration
from app.store import peers, shelf
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.exchange import two_offices as two
from tests.app.exchange.conftest import county, town

__all__ = ["county", "town"]


def _posted(town: Office, county: Office, folder: Path, number: int) -> tuple[str, Path]:
    """A case registered, sent and taken as the file of that number."""
    case = two.report(town, summary=f"第 {number} 份里的")
    path = two.post(town, "QH00", folder)
    two.receive(county, path)
    return case, path


def _here(office: Office) -> set[str]:
    return {each.id for each in office.find(Registration, voided=False)}


def test_an_older_file_is_taken_back_alone_after_others_were_taken_and_its_receipt_has_gone_out(
    town: Office, county: Office, tmp_path: Path
) -> None:
    first, path = _posted(town, county, tmp_path, 1)
    own = two.report(county, summary="县里后来登记的")
    two.receive(town, two.post(county, "YX01", tmp_path))
    assert json.loads(peers.sent(town.db)[0]["answered"])["counts"]["new"]
    second, _ = _posted(town, county, tmp_path, 2)
    change = take_back(county, town.desk, 1)
    assert change.label == "撤销：收取 云溪镇纪委 第 1 号" and _here(county) == {own, second}
    two.receive(town, two.post(county, "YX01", tmp_path))
    told = {row["number"]: json.loads(row["answered"])["note"] for row in peers.sent(town.db)}
    assert told[1] == "收取后又撤销了，内容没有采用。"
    assert "其中 3 条收取后又撤销过，这次不收" in look_at_files(county, [path]).lines[0].note
    found = preview(county, path)
    assert found.taken_back and not found.counts["new"]
    take(county, preview(county, path, again=True))
    assert _here(county) == {own, first, second}


def test_cases_that_were_worked_on_since_stay_whole(town: Office, county: Office, tmp_path: Path) -> None:
    given, left = two.report(town), two.report(town, summary="没有动过的")
    two.receive(county, two.post(town, "QH00", tmp_path))
    two.act(county, "assign", given, supervision__handling_unit="云溪镇纪委")
    newer = two.report(town, summary="后来的")
    two.act(town, "accept", given)
    two.receive(county, two.post(town, "QH00", tmp_path))
    change = take_back(county, town.desk, 1)
    assert "之后又办过的 1 件留着" in change.label
    assert _here(county) == {given, newer}
    case = read_case(county, given)
    assert case.allegations and case.supervision is not None and case.registration.accepted_on is not None
    (back,) = shelf.values(county.db, "taken_back").values()
    assert "1 件留着" in back["note"]
    redo(county)
    assert _here(county) == {given, left, newer} and taking(county, town.desk, 1) is not None


def test_the_unit_stays_in_the_list_while_another_file_of_it_is_taken(
    town: Office, county: Office, tmp_path: Path
) -> None:
    from app.actions.units import unit_by_code

    _posted(town, county, tmp_path, 1)
    _posted(town, county, tmp_path, 2)
    take_back(county, town.desk, 1)
    assert unit_by_code(county, "YX01") is not None
    take_back(county, town.desk, 2)
    assert _here(county) == set()


def test_what_is_not_taken_is_not_taken_back(town: Office, county: Office, tmp_path: Path) -> None:
    _posted(town, county, tmp_path, 1)
    assert file_taken(county, "YX01#1") == file_taken(county, f"{town.desk}#1") == (town.desk, 1)
    with pytest.raises(NotAllowed, match=r"没有收过这一份.*云溪镇纪委"):
        file_taken(county, "YX01#7")
    take_back(county, town.desk, 1)
    with pytest.raises(NotAllowed, match="已经撤销"):
        take_back(county, town.desk, 1)
