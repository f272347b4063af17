"""Two desks of one office exchange everything: cases, reporters, stubs; what is torn is decided, what is not is joined."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions.decide import decide_fields, fields_of, held
from app.actions.edit import edit_cases
from app.actions.escalate import register_stub
from app.actions.register import Entry, register, registered_case
from app.actions.undo import redo, undo
from app.errors import NotAllowed
from app.exchange.receive import open_truth, preview
from app.records.matters import Escalation, Reporter
from app.records.offices import Staff, Unit
from app.store import journal, rows
from app.store.case_file import read_case
from app.store.office import Office
from app.store.sister_desks import CASE_KINDS, TRAVELLING, is_home
from tests.app.exchange import two_offices as two

SUMMARY, PLACE = "registration.summary", "registration.incident_place"

SIGNED = Entry(
    {"received_on": two.TODAY, "intake_channel": "letter", "intake_source": "self",
     "identity_status": "real_name", "category": "misconduct_report", "summary": "反映村务不公开"},
    [], {"name": "黎不传", "phone": "13800000199"},
)  # fmt: skip
"""A report whose reporter is named."""


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[Office, Office]]:
    """A township's first desk with one case, and a second one copied from it."""
    one = two.township(tmp_path / "one")
    two.report(one)
    other = two.copied(one, tmp_path / "other")
    other.person = "李岚"
    yield one, other
    one.close()
    other.close()


def carry(sender: Office, receiver: Office, folder: Path) -> None:
    two.receive(receiver, two.post(sender, receiver.desk, folder))


def case_of(office: Office) -> str:
    return str(rows.fetch_all(office.db, "registration")[0]["id"])


def said(office: Office) -> tuple[object, object]:
    registration = read_case(office, case_of(office)).registration
    return registration.summary, registration.incident_place


def test_a_new_case_goes_to_the_other_desk_with_its_reporter_and_stubs(
    desks: tuple[Office, Office], tmp_path: Path
) -> None:
    one, other = desks
    case = registered_case(register(one, SIGNED))
    register_stub(one, two.TODAY, "letter")
    path = two.post(one, "YX01", tmp_path)
    assert open_truth(path).header.receiver == "YX01"
    two.receive(other, path)
    (reporter,) = other.find(Reporter, case=case)
    assert other.reveal(reporter, "回访").name == "黎不传"
    assert len(other.find(Escalation)) == 1
    assert b"\xe9\xbb\x8e\xe4\xb8\x8d\xe4\xbc\xa0" not in path.read_bytes()


def test_different_fields_are_joined_and_both_desks_end_alike(
    desks: tuple[Office, Office], tmp_path: Path
) -> None:
    one, other = desks
    edit_cases(one, [case_of(one)], {SUMMARY: "甲写"})
    edit_cases(other, [case_of(other)], {PLACE: "柳树村"})
    carry(one, other, tmp_path)
    assert said(other) == ("甲写", "柳树村") and held(other) == []
    carry(other, one, tmp_path)
    assert said(one) == ("甲写", "柳树村")
    assert two.versions(one, {case_of(one)}) == two.versions(other, {case_of(other)})


@pytest.mark.thorough
def test_desks_that_send_at_the_same_time_end_alike_too(desks: tuple[Office, Office], tmp_path: Path) -> None:
    one, other = desks
    for turn in range(3):
        edit_cases(one, [case_of(one)], {SUMMARY: f"甲写 {turn}"})
        edit_cases(other, [case_of(other)], {PLACE: f"柳树村 {turn}"})
        there, back = two.post(one, other.desk, tmp_path), two.post(other, one.desk, tmp_path)
        two.receive(other, there)
        two.receive(one, back)
        assert said(one) == said(other) == (f"甲写 {turn}", f"柳树村 {turn}")
        assert two.versions(one, {case_of(one)}) == two.versions(other, {case_of(other)})


def test_the_same_field_is_torn_and_either_desk_decides_for_both(
    desks: tuple[Office, Office], tmp_path: Path
) -> None:
    one, other = desks
    edit_cases(one, [case_of(one)], {SUMMARY: "甲写"})
    edit_cases(other, [case_of(other)], {SUMMARY: "乙写", PLACE: "柳树村"})
    carry(one, other, tmp_path)
    carry(other, one, tmp_path)
    (waits,) = held(one)
    assert waits.owned and held(other)[0].owned
    assert {each.name: each.torn for each in fields_of(one, waits)} == {
        "summary": True,
        "incident_place": False,
    }
    decide_fields(one, waits.id, {"summary": "乙写"})
    carry(one, other, tmp_path)
    assert said(one) == said(other) == ("乙写", "柳树村")
    assert held(one) == [] == held(other)


def test_taking_another_desks_posting_back_is_local_and_done_again(
    desks: tuple[Office, Office], tmp_path: Path
) -> None:
    one, other = desks
    new = two.report(one, summary="反映村务不公开")
    edit_cases(one, [case_of(one)], {SUMMARY: "甲写"})
    carry(one, other, tmp_path)
    undo(other)
    assert said(other)[0] == "反映低保评定不公"
    assert rows.fetch(other.db, "registration", "id", [new]) == []
    redo(other)
    assert said(other)[0] == "甲写"
    assert two.versions(one, {new, case_of(one)}) == two.versions(other, {new, case_of(one)})


@pytest.mark.thorough
def test_a_desk_with_another_key_does_not_take_what_it_could_not_read(
    desks: tuple[Office, Office], tmp_path: Path
) -> None:
    one, _ = desks
    entry = Entry(
        {"received_on": two.TODAY, "intake_channel": "letter", "intake_source": "self",
         "identity_status": "real_name", "category": "misconduct_report", "summary": "反映村务不公开"},
        [], {"name": "黎不传"},
    )  # fmt: skip
    register(one, entry)
    fresh = two.township(tmp_path / "fresh")
    found = preview(fresh, two.post(one, "YX01", tmp_path))
    assert found.refusal is None and found.counts["refused"] == 1
    assert any("钥匙" in item.note for item in found.items)
    fresh.close()


@pytest.mark.thorough
def test_a_posting_for_one_desk_is_not_taken_by_another_nor_by_its_own(
    desks: tuple[Office, Office], tmp_path: Path
) -> None:
    one, other = desks
    for_other = two.post(one, other.desk, tmp_path)
    assert "自己寄出" in str(preview(one, for_other).refusal)
    third = two.copied(one, tmp_path / "third")
    assert "不是这一台" in str(preview(third, for_other).refusal)
    with pytest.raises(NotAllowed, match="这台电脑自己"):
        two.post(one, one.desk, tmp_path)
    third.close()


def test_people_and_units_are_each_desks_own() -> None:
    assert {Staff.kind, Unit.kind}.isdisjoint(TRAVELLING)
    assert Reporter.kind in CASE_KINDS
    assert is_home("YX01", "YX01/ABC") and is_home("YX01", "YX01") and not is_home("YX01", "YX012/A")


@pytest.mark.thorough
def test_a_case_that_one_desk_sent_up_is_destroyed_at_the_other_whatever_was_written_there(
    desks: tuple[Office, Office], tmp_path: Path
) -> None:
    one, other = desks
    case = case_of(one)
    edit_cases(other, [case], {SUMMARY: "绝密内容"})
    two.act(one, "escalate_case", case, registration__approver="钱主任")
    carry(one, other, tmp_path)
    assert rows.fetch(other.db, "registration", "id", [case]) == []
    assert rows.fetch(other.db, "allegation", "case", [case]) == []
    last, _, _ = journal.head(other.db)
    for seq in range(1, last + 1):
        change = journal.read(other.db, seq)
        assert change is not None and not any("绝密内容" in str(edit) for edit in change.edits)
    assert journal.verify(other.db) == []
    with pytest.raises(NotAllowed):
        undo(other)
    carry(other, one, tmp_path)
    carry(one, other, tmp_path)
    assert rows.fetch(one.db, "registration", "id", [case]) == []
    assert rows.fetch(other.db, "registration", "id", [case]) == []


@pytest.mark.thorough
def test_at_the_county_the_stub_beats_what_another_desk_wrote_beside_it(
    desks: tuple[Office, Office], tmp_path: Path
) -> None:
    one, other = desks
    county = two.county(tmp_path / "county")
    two.receive(county, two.post(one, "QH00", tmp_path))
    case = case_of(one)
    edit_cases(other, [case], {SUMMARY: "另一台写的"})
    late = two.post(other, "QH00", tmp_path)
    two.act(one, "escalate_case", case, registration__approver="钱主任")
    for path in (two.post(one, "QH00", tmp_path), late):
        two.receive(county, path)
        (row,) = rows.fetch(county.db, "registration", "id", [case])
        assert row["summary"] is None and str(row["voided"]).startswith("已转为报上级件")
        assert held(county) == []
    county.close()


@pytest.mark.thorough
def test_what_came_from_the_other_desk_is_not_sent_back_twice_and_is_no_sign_of_a_backup(
    desks: tuple[Office, Office], tmp_path: Path
) -> None:
    one, other = desks
    register(one, SIGNED)
    found = two.receive(other, two.post(one, "YX01", tmp_path))
    assert found.warnings == []
    back = preview(one, two.post(other, "YX01", tmp_path))
    assert back.counts["refused"] == 0 and back.counts["same"] > 0
