"""Tests of reporters that travel sealed."""

import base64
import json
from pathlib import Path

import pytest

from app.actions.edit_reporter import edit_reporter
from app.actions.pair_passwords import keep_password, make_password
from app.actions.register import Entry, register, registered_case
from app.actions.release_reporter import release_reporter
from app.actions.reveal import reveal
from app.actions.take import take
from app.actions.undo import undo
from app.exchange import identity
from app.exchange.pairs import pair
from app.exchange.receive import open_truth, preview
from app.records.matters import Reporter
from app.store import journal, rows, shelf
from app.store.office import Office
from tests.app.exchange import two_offices as two

pytestmark = pytest.mark.usefixtures("encrypted")
NAME, PHONE = "黎不传", "13900001111"


@pytest.fixture
def case(town: Office, county: Office) -> str:
    """A case of the township with a reporter; both offices know one password."""
    word = make_password(town, "QH00")
    keep_password(county, "YX01", word.password)
    return reported(town)


def reported(town: Office) -> str:
    entry = Entry(
        {"received_on": two.TODAY, "intake_channel": "letter", "intake_source": "self", "identity_status": "real_name",
         "category": "misconduct_report", "summary": "反映低保评定不公"},
        [{"respondent": "曾小明", "unit": "柳树村", "rank_class": "village_secretary"}],
        {"name": NAME, "phone": PHONE, "needs": "听障，需笔谈"},
    )  # fmt: skip
    return registered_case(register(town, entry))


def shown(office: Office, case: str) -> list[tuple[str | None, str | None, str | None]]:
    people = reveal(office, office.find(Reporter, case=case), "result")
    return [(each.name, each.phone, each.needs) for each in people]


def last_label(office: Office) -> str:
    change = journal.read(office.db, journal.head(office.db)[0])
    assert change is not None
    return change.label


def test_nobody_travels_who_was_not_released(town: Office, county: Office, case: str, tmp_path: Path) -> None:
    path = two.post(town, "QH00", tmp_path)
    assert list(open_truth(path, town).kept(identity.SORT)) == []
    two.receive(county, path)
    assert county.find(Reporter, case=case) == []


def test_who_was_released_arrives_sealed_and_is_read_there_with_a_reason(
    town: Office, county: Office, case: str, tmp_path: Path
) -> None:
    release_reporter(town, case, "QH00", "acceptance")
    assert last_label(town) == "把反映人信息交给清河县纪委监委信访室：受理告知"
    path = two.post(town, "QH00", tmp_path)
    plain = "".join(json.dumps(line, ensure_ascii=False) for line in open_truth(path, town).walk())
    assert NAME not in plain and PHONE not in plain
    found = preview(county, path)
    assert any("封存着 1 名反映人" in each for each in found.warnings)
    take(county, found)
    assert last_label(county).endswith("（含反映人 1 名）")
    (person,) = county.find(Reporter, case=case)
    assert person.owner == "YX01" and person.name == "●●●" and person.needs == "听障，需笔谈"
    assert shown(county, case) == [(NAME, PHONE, "听障，需笔谈")]
    assert last_label(county).startswith("查看反映人信息")


@pytest.mark.thorough
def test_it_is_repeated_until_the_other_office_shows_that_it_knows(
    town: Office, county: Office, case: str, tmp_path: Path
) -> None:
    release_reporter(town, case, "QH00", "acceptance")
    two.post(town, "QH00", tmp_path)  # lost
    second = two.post(town, "QH00", tmp_path)
    assert len(list(open_truth(second, town).kept(identity.SORT))) == 1
    two.receive(county, second)
    assert len(list(open_truth(two.post(town, "QH00", tmp_path), town).kept(identity.SORT))) == 1
    two.receive(town, two.post(county, "YX01", tmp_path))
    assert list(open_truth(two.post(town, "QH00", tmp_path), town).kept(identity.SORT)) == []


@pytest.mark.thorough
def test_what_was_mended_after_it_was_known_goes_again(
    town: Office, county: Office, case: str, tmp_path: Path
) -> None:
    release_reporter(town, case, "QH00", "acceptance")
    two.receive(county, two.post(town, "QH00", tmp_path))
    two.receive(town, two.post(county, "YX01", tmp_path))
    (person,) = reveal(town, town.find(Reporter, case=case), "result")
    edit_reporter(town, person, {"phone": "13900002222"})
    two.receive(county, two.post(town, "QH00", tmp_path))
    assert shown(county, case) == [(NAME, "13900002222", "听障，需笔谈")]


def test_another_office_and_another_password_open_nothing(
    town: Office, county: Office, case: str, tmp_path: Path
) -> None:
    release_reporter(town, case, "QH00", "acceptance")
    (line,) = identity.lines(town, "QH00")
    assert identity.brought(county, "YX01", [line], {case}).closed == 0
    assert identity.brought(county, "SM02", [line], {case}).closed == 1
    moved = {**line, "id": "00000000-0000-7000-8000-00000000000a"}
    assert identity.brought(county, "YX01", [moved], {case}).closed == 1
    raw = bytearray(base64.b64decode(line["sealed"]))
    raw[40] ^= 1
    bent = {**line, "sealed": base64.b64encode(bytes(raw)).decode()}
    for bad in (bent, {}, {"id": 1, "sealed": "!"}, [], None, "x"):
        assert identity.brought(county, "YX01", [bad], {case}).closed == 1


def test_a_reporter_without_the_case_is_not_kept(town: Office, county: Office, case: str) -> None:
    release_reporter(town, case, "QH00", "acceptance")
    (line,) = identity.lines(town, "QH00")
    assert identity.brought(county, "YX01", [line]).versions == []
    assert len(identity.brought(county, "YX01", [line], {case}).versions) == 1


def test_an_office_that_holds_the_password_cannot_write_a_reporter_of_ours_or_of_a_third(
    town: Office, county: Office, case: str
) -> None:
    hint = pair(town, "QH00").words[0].hint
    (row,) = rows.fetch(town.db, "reporter", "case", [case])
    for owner in ("QH00", "SM02"):
        forged = identity._sealed(town, "QH00", {**row, "owner": owner}, hint)
        assert identity.brought(county, "YX01", [forged], {case}).closed == 1


def test_undoing_the_taking_takes_the_reporter_away(
    town: Office, county: Office, case: str, tmp_path: Path
) -> None:
    release_reporter(town, case, "QH00", "acceptance")
    two.receive(county, two.post(town, "QH00", tmp_path))
    undo(county)
    assert county.find(Reporter, case=case) == []


def test_what_is_remembered_of_a_release_says_no_name(town: Office, case: str) -> None:
    release_reporter(town, case, "QH00", "other", "县里要求当面核实")
    ((key, said),) = shelf.values(town.db, identity.SHELF).items()
    assert key.startswith("QH00/") and said == {"case": case, "reason": "其他：县里要求当面核实"}
