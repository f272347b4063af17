"""What an office remembers of others: postings, knowledge lists, and which cases go to whom."""

from app.actions.catalogue import CASE_ACTIONS
from app.actions.edit import edit_cases
from app.store import peers
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.store.offices import reported


def note(office: Office, receiver: str, number: int) -> None:
    """Remember one posting."""
    peers.note_sent(
        office.db, receiver=receiver, desk=office.desk, number=number, digest=f"{receiver}{number}",
        at=f"2026-03-0{number} 09:00:00", cases=1, file_name=f"{number}.xlsx", packed=b"truth",
    )  # fmt: skip


def known_of(office: Office) -> dict[str, str]:
    """Every record that travels with its present version."""
    return {
        id: version
        for kind in peers.CASE_KINDS
        for id, version in office.db.execute_sql(f'SELECT "id", "version" FROM "{kind}"').fetchall()
    }


def test_postings_are_numbered_for_each_receiver(office: Office) -> None:
    assert peers.last_sent(office.db, "QH00", office.desk) == (0, "")
    for receiver, number in (("QH00", 1), ("QH00", 2), ("YX02", 1)):
        note(office, receiver, number)
    assert peers.last_sent(office.db, "QH00", office.desk) == (2, "QH002")
    assert peers.last_sent(office.db, "QH00", "YX01/OTHER") == (0, "")
    assert [each["number"] for each in peers.sent(office.db, "QH00")] == [2, 1]
    assert len(peers.sent(office.db)) == 3


def test_a_receipt_answers_one_posting(office: Office) -> None:
    note(office, "QH00", 1)
    note(office, "QH00", 2)
    peers.note_answer(office.db, "HW02", "QH001", "收到别人的")
    assert [each["answered"] for each in peers.sent(office.db)] == [None, None]
    peers.note_answer(office.db, "QH00", "QH001", "已收 2026-03-09")
    assert [each["answered"] for each in peers.sent(office.db)] == [None, "已收 2026-03-09"]


def test_a_knowledge_list_replaces_the_one_before_it(office: Office) -> None:
    peers.note_known(office.db, "QH00/A", {"1": "v1", "2": "v1"})
    peers.note_known(office.db, "QH00/B", {"1": "v1"})
    peers.note_known(office.db, "QH00/A", {"2": "v2"})
    assert peers.known(office.db, "QH00/A") == {"2": "v2"}
    assert sorted(peers.desks_of(office.db, "QH00")) == ["QH00/A", "QH00/B"]
    assert peers.desks_of(office.db, "QH0") == []


def test_a_case_is_unknown_to_a_desk_until_it_knows_every_record_as_it_is_now(office: Office) -> None:
    case, other = reported(office), reported(office)
    assert peers.unknown_cases(office.db, "QH00/A") == {case, other}
    peers.note_known(office.db, "QH00/A", known_of(office))
    assert peers.unknown_cases(office.db, "QH00/A") == set()
    edit_cases(office, [case], {"allegation.unit": "别村"})
    assert peers.unknown_cases(office.db, "QH00/A") == {case}


def test_everything_goes_up_and_only_what_concerns_a_unit_goes_down(county: Office) -> None:
    given, kept = reported(county), reported(county)
    assign = CASE_ACTIONS["assign"]
    values = assign.defaults(county, read_case(county, given))
    assign.do(county, given, {**values, "supervision.handling_unit": "云溪镇纪委"})
    assert peers.shared_cases(county.db, receiver="SF00", names=["市里"], upward=True) == {given, kept}
    assert peers.shared_cases(county.db, receiver="YX01", names=["云溪镇纪委"], upward=False) == {given}
    assert peers.shared_cases(county.db, receiver="YX02", names=[], upward=False) == set()


def test_a_case_is_open_until_its_path_is_left(office: Office) -> None:
    case, other = reported(office), reported(office)
    edit_cases(office, [other], {"registration.retained_on": office.today})
    assert peers.open_cases(office.db) == {case}
