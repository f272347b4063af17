"""Taking a file: previewed, in one transaction, undone whole; receipts, held records, numbers."""

import json
import zlib
from pathlib import Path

import pytest

from app.actions.allegations import add_allegation
from app.actions.decide import decide, held
from app.actions.edit import edit_cases
from app.actions.take import take
from app.actions.undo import undo
from app.errors import NotAllowed, Refused, Unavailable
from app.exchange import posting
from app.exchange.read_xlsx import read_book
from app.exchange.receive import open_truth, preview
from app.exchange.truth import Header, Stated
from app.records.registration import Registration
from app.records.version import encode
from app.store import journal, peers, rows, shelf
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.exchange import two_offices as two
from tests.tiers import some


def test_a_township_report_reaches_the_county_and_an_assignment_comes_back(
    town: Office, county: Office, tmp_path: Path
) -> None:
    case = two.report(town)
    two.receive(county, two.post(town, "QH00", tmp_path))
    assert read_case(county, case).registration == read_case(town, case).registration
    two.act(county, "assign", case)
    two.receive(town, two.post(county, "YX01", tmp_path))
    file = read_case(town, case)
    assert file.supervision is not None and file.supervision.owner == "QH00"
    two.act(town, "sign_receipt", case)
    two.receive(county, two.post(town, "QH00", tmp_path))
    assert two.versions(town, {case}) == two.versions(county, {case})


def test_the_reporter_and_the_stub_stay_at_home(town: Office, county: Office, tmp_path: Path) -> None:
    from app.actions.escalate import register_stub
    from app.actions.register import Entry, register

    register_stub(town, two.TODAY, "letter", handed_to="县纪委密收件人")
    register(town, Entry(
        {"received_on": two.TODAY, "intake_channel": "letter", "intake_source": "self", "identity_status": "real_name",
         "category": "misconduct_report", "summary": "反映修路款"},
        reporter={"name": "隐名某", "phone": "13912345678", "address": "柳树村九组"},
    ))  # fmt: skip
    path = two.post(town, "QH00", tmp_path)
    text = "".join(str(cell) for sheet in read_book(path).sheets.values() for row in sheet for cell in row)
    truth = "".join(json.dumps(line, ensure_ascii=False) for line in open_truth(path).walk())
    for secret in ("隐名某", "13912345678", "柳树村九组", "县纪委密收件人", "sealed"):
        assert secret not in text + truth
    assert "反映修路款" in text


@pytest.mark.thorough
def test_a_respondent_above_our_level_is_pointed_at_and_taken(
    town: Office, county: Office, tmp_path: Path
) -> None:
    case = two.report(town)
    add_allegation(
        town, case, {"respondent": "孙某某", "rank_class": "county_rank"}, own_level_confirmed=True
    )
    found = two.receive(county, two.post(town, "QH00", tmp_path))
    number = read_case(town, case).title
    assert [line for line in found.warnings if f"归上级管：{number}。" in line and "有 1 件" in line]
    assert [point.rank_class for point in read_case(county, case).allegations] == [
        "village_secretary", "county_rank",
    ]  # fmt: skip
    again = preview(county, two.post(town, "QH00", tmp_path))
    assert not [line for line in again.warnings if "归上级管" in line]


def test_preview_writes_nothing(town: Office, county: Office, tmp_path: Path) -> None:
    two.report(town)
    path = two.post(town, "QH00", tmp_path)
    before = journal.head(county.db)
    found = preview(county, path)
    assert found.counts["new"] == 3
    assert found.new_office
    assert journal.head(county.db) == before
    assert rows.fetch_all(county.db, "registration") == []


def test_the_same_file_twice_changes_nothing(town: Office, county: Office, tmp_path: Path) -> None:
    two.report(town)
    path = two.post(town, "QH00", tmp_path)
    two.receive(county, path)
    before = journal.head(county.db)
    again = preview(county, path)
    assert again.already
    assert set(again.counts) == {"same"}
    with pytest.raises(NotAllowed, match="已经收过"):
        take(county, again)
    assert journal.head(county.db) == before


@pytest.mark.thorough
def test_an_older_file_brings_no_old_version_back(town: Office, county: Office, tmp_path: Path) -> None:
    case = two.report(town, summary="旧的")
    first = two.post(town, "QH00", tmp_path)
    edit_cases(town, [case], {"registration.summary": "新的"})
    two.receive(county, two.post(town, "QH00", tmp_path))
    late = preview(county, first)
    assert any("较早" in warning for warning in late.warnings)
    take(county, late)
    assert read_case(county, case).registration.summary == "新的"


def test_a_lost_file_heals_itself(town: Office, county: Office, tmp_path: Path) -> None:
    case = two.report(town)
    two.receive(county, two.post(town, "QH00", tmp_path))
    edit_cases(town, [case], {"registration.summary": "改过的"})
    two.post(town, "QH00", tmp_path).unlink()
    found = preview(county, two.post(town, "QH00", tmp_path))
    assert any("缺第 2 号" in warning for warning in found.warnings)
    take(county, found)
    assert read_case(county, case).registration.summary == "改过的"


def test_a_taken_file_is_undone_as_one_and_can_be_taken_again(
    town: Office, county: Office, tmp_path: Path
) -> None:
    cases = [two.report(town), two.report(town)]
    path = two.post(town, "QH00", tmp_path)
    two.receive(county, path)
    undo(county)
    assert rows.fetch_all(county.db, "registration") == []
    assert county.db.execute_sql("SELECT count(*) FROM case_row").fetchone() == (0,)
    take(county, preview(county, path, again=True))
    assert {row["id"] for row in rows.fetch_all(county.db, "registration")} == set(cases)


@pytest.mark.thorough
def test_a_taking_whose_receipt_is_on_its_way_is_undone_and_the_next_receipt_says_so(
    town: Office, county: Office, tmp_path: Path
) -> None:
    two.report(town)
    two.receive(county, two.post(town, "QH00", tmp_path))
    first = two.post(county, "YX01", tmp_path)
    undo(county)
    assert county.find(Registration) == []
    for path in (first, two.post(county, "YX01", tmp_path)):
        two.receive(town, path)
    assert "撤销" in json.loads(peers.sent(town.db)[0]["answered"])["note"]


@pytest.mark.thorough
def test_the_receipt_comes_home(town: Office, county: Office, tmp_path: Path) -> None:
    two.report(town)
    two.receive(county, two.post(town, "QH00", tmp_path))
    assert peers.sent(town.db)[0]["answered"] is None
    back = two.post(county, "YX01", tmp_path)
    assert "回执" in read_book(back).sheets
    two.receive(town, back)
    answer = json.loads(peers.sent(town.db)[0]["answered"])
    assert answer["counts"]["new"] == 3
    assert "回执" not in read_book(two.post(county, "YX01", tmp_path)).sheets


@pytest.mark.thorough
def test_a_receipt_of_another_office_answers_nothing(town: Office, county: Office, tmp_path: Path) -> None:
    two.report(town)
    two.post(town, "QH00", tmp_path)
    (sent,) = peers.sent(town.db)
    with town.writing("收取 白石镇纪委 第 1 号", action="take", undoable=False):
        peers.note_answer(town.db, "YX02", sent["digest"], "{}")
        assert peers.sent(town.db)[0]["answered"] is None
        peers.note_answer(town.db, "QH00", sent["digest"], "{}")
    assert peers.sent(town.db)[0]["answered"] == "{}"


@pytest.mark.thorough
def test_known_and_archived_cases_are_not_sent_again(town: Office, county: Office, tmp_path: Path) -> None:
    done, running = two.report(town), two.report(town)
    for action, more in (
        ("accept", {}), ("hand_over", {"handling__handler": "张岩"}),
        ("close", {"handling__finding": "substantiated", "handling__result": "已退还"}),
        ("archive", {"handling__no_feedback_reason": "unreachable"}),
    ):  # fmt: skip
        two.act(town, action, done, **more)
    two.receive(county, two.post(town, "QH00", tmp_path))
    two.receive(town, two.post(county, "YX01", tmp_path))
    truth = open_truth(two.post(town, "QH00", tmp_path))
    assert {versions[0].id for versions in truth.versions() if versions[0].kind == "registration"} == {
        running
    }
    assert any(sort == "knows" and done in said for sort, said in truth.walk())


@pytest.mark.parametrize("keep", some(["theirs", "ours"]))
def test_a_record_written_on_two_desks_is_held_and_decided(
    town: Office, county: Office, tmp_path: Path, keep: str
) -> None:
    case = two.report(town)
    second = two.copied(town, tmp_path / "copy")
    edit_cases(town, [case], {"registration.summary": "甲写的"})
    edit_cases(second, [case], {"registration.summary": "乙写的"})
    two.receive(county, two.post(town, "QH00", tmp_path))
    two.receive(county, two.post(second, "QH00", tmp_path))
    second.close()
    (waiting,) = held(county)
    assert {waiting.differences()[0].old, waiting.differences()[0].new} == {"甲写的", "乙写的"}
    decide(county, case, "theirs")
    assert read_case(county, case).registration.summary == "乙写的"
    assert len(held(county)) == 1, "only the owner ends the matter"
    two.receive(town, two.post(county, "YX01", tmp_path))
    assert [one.id for one in held(town)] == [case]
    decide(town, case, keep)
    assert held(town) == []
    two.receive(county, two.post(town, "QH00", tmp_path))
    assert held(county) == []
    wanted = {"ours": "甲写的", "theirs": "乙写的"}[keep]
    assert (
        read_case(town, case).registration.summary == wanted == read_case(county, case).registration.summary
    )


@pytest.mark.thorough
def test_a_decision_can_be_undone(town: Office, county: Office, tmp_path: Path) -> None:
    case = two.report(town)
    second = two.copied(town, tmp_path / "copy")
    edit_cases(second, [case], {"registration.summary": "乙写的"})
    two.receive(county, two.post(second, "QH00", tmp_path))
    second.close()
    found = two.receive(town, two.post(county, "YX01", tmp_path))
    assert found.counts["held"] == 1
    decide(town, case, "theirs")
    undo(town)
    assert read_case(town, case).registration.summary == "反映低保评定不公"
    assert [one.id for one in held(town)] == [case]
    with pytest.raises(Refused, match="请选择"):
        decide(town, case, "both")


def test_known_versions_are_written_as_one_comparable_text() -> None:
    one = Stated("step", "a", "YX01", {"YX01/B": 1, "YX01/A": 2}, None, {})
    assert posting.known_text(one) == encode({"YX01/A": 2, "YX01/B": 1})


@pytest.mark.thorough
def test_numbers_run_per_receiver_and_desk(town: Office, tmp_path: Path) -> None:
    numbers = [open_truth(two.post(town, "QH00", tmp_path)).header for _ in range(2)]
    assert [header.number for header in numbers] == [1, 2]
    assert numbers[1].previous == peers.sent(town.db)[1]["digest"]
    assert isinstance(numbers[0], Header)
    second = two.copied(town, tmp_path / "copy")
    assert open_truth(two.post(second, "QH00", tmp_path)).header.number == 1
    second.close()


@pytest.mark.thorough
def test_a_file_that_cannot_be_written_uses_up_no_number(town: Office, tmp_path: Path) -> None:
    from app.actions.send import send

    with pytest.raises(Unavailable, match="没有写成。找不到“"):
        send(town, "QH00", tmp_path / "no such folder" / "x.xlsx")
    assert open_truth(two.post(town, "QH00", tmp_path)).header.number == 1
    assert list(tmp_path.glob("**/*.part")) == []
    with pytest.raises(NotAllowed, match="单位名录"):
        send(town, "XX99", tmp_path)


@pytest.mark.thorough
def test_the_taken_file_is_remembered_with_its_counts(town: Office, county: Office, tmp_path: Path) -> None:
    two.report(town)
    two.receive(county, two.post(town, "QH00", tmp_path))
    (said,) = shelf.values(county.db, "taken").values()
    assert (said["number"], said["counts"], said["cases"]) == (1, {"new": 3}, 1)
    kept = county.db.execute_sql("SELECT body FROM payload").fetchone()[0]
    assert zlib.decompress(kept).startswith(b'{"header"')


@pytest.mark.thorough
def test_two_desks_that_drew_from_one_block_are_told_and_part(
    town: Office, county: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.store.desk.BLOCKS", [0])  # the lot falls on the block of the twin
    twin = two.copied(town, tmp_path / "twin")
    monkeypatch.undo()
    first, second = two.report(town), two.report(twin)
    numbers = [office.get(Registration, case).case_no for office, case in ((town, first), (twin, second))]
    assert numbers[0] == numbers[1]
    two.receive(county, two.post(twin, "QH00", tmp_path))
    two.act(county, "assign", second, supervision__handling_unit="云溪镇纪委")
    found = two.receive(town, two.post(county, "YX01", tmp_path))
    assert found.shared_block and any("改号" in each for each in found.warnings)
    case = two.report(town)
    assert str(town.get(Registration, case).case_no).endswith("001号")
    twin.close()
