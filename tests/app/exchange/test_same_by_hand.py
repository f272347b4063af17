"""同一件 and what reaches it by the back door: rows typed over under the old 回音码, the firewall, a guessed id, ledgers."""

from pathlib import Path

import pytest

from app.actions.catalogue import CASE_ACTIONS
from app.actions.edit import edit_cases
from app.actions.same_case import part_again, say_same
from app.actions.take import take
from app.actions.undo import undo
from app.actions.units import add_unit
from app.errors import Refused
from app.exchange.hand_outcome import Becomes
from app.exchange.posting import make_posting, scope
from app.exchange.receive import open_truth, preview
from app.records.offices import Unit
from app.records.registration import Registration
from app.rules import rights
from app.store import firewall, rows, same
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.exchange import by_hand
from tests.app.exchange import two_offices as two
from tests.app.store.offices import Clock, new_township

Pair = tuple[Office, Office]


@pytest.fixture
def offices(tmp_path: Path) -> Pair:
    """A county that knows a township, and the township."""
    county, township = two.county(tmp_path / "county"), two.township(tmp_path / "township")
    add_unit(county, code="YX01", name="云溪镇纪委", unit_kind="township")
    return county, township


def typed(path: Path, number: str, field: str, value: str) -> Path:
    """The posting, with a value typed into the row of that number."""
    return by_hand.edited(
        path,
        path.with_name(f"typed_{path.name}"),
        lambda book: by_hand.type_over(book, "台账", by_hand.row_of(book["台账"], number), field, value),
    )


def number_of(office: Office, case: str) -> str:
    return str(office.get(Registration, case).case_no)


def test_a_row_under_the_old_code_is_an_edit_of_the_kept_case(offices: Pair, tmp_path: Path) -> None:
    """Our own posting comes home, filled in before the two were said to be one."""
    _, township = offices
    first, second = two.report(township), two.report(township)
    path = typed(
        two.post(township, "QH00", tmp_path), number_of(township, second), "registration.remark", "手写"
    )
    say_same(township, first, second)
    found = preview(township, path)
    (edit,) = found.hand_edits
    assert (edit.becomes, edit.id, edit.ticked) == (Becomes.EDIT, first, True)
    take(township, found)
    assert read_case(township, first).registration.remark == "手写"
    assert township.get(Registration, second).remark is None


@pytest.mark.thorough
def test_where_the_kept_case_says_something_else_the_typed_cell_is_listed_unticked(
    offices: Pair, tmp_path: Path
) -> None:
    _, township = offices
    first, second = two.report(township), two.report(township)
    path = typed(
        two.post(township, "QH00", tmp_path), number_of(township, second), "registration.remark", "手写"
    )
    say_same(township, first, second)
    edit_cases(township, [first], {"registration.remark": "后来写的"})
    (edit,) = preview(township, path).hand_edits
    assert (edit.becomes, edit.ticked, edit.now) == (Becomes.EDIT, False, "后来写的")


@pytest.mark.thorough
def test_the_sheets_show_the_kept_case_only_and_lists_under_its_number(offices: Pair, tmp_path: Path) -> None:
    _, township = offices
    first, second = two.report(township), two.report(township)
    edit_cases(township, [second], {"allegation.unit": "水口村"})
    say_same(township, first, second)
    path = two.post(township, "QH00", tmp_path)
    seen: list[list[object]] = []
    by_hand.edited(
        path,
        path.with_name("read.xlsx"),
        lambda book: seen.extend(
            [
                [
                    sheet.cell(row, by_hand.column(sheet, name)).value
                    for row in range(by_hand.FIRST, sheet.max_row + 1)
                ]
                for sheet, name in (
                    (book["台账"], "registration.case_no"),
                    (book["反映问题"], "registration.case_no"),
                )
            ]
        ),
    )
    number = number_of(township, first)
    assert seen == [[number], [number, number]]
    assert open_truth(path, township).header.cases == 1


def test_the_kept_case_going_up_takes_the_dropped_one_along(offices: Pair, tmp_path: Path) -> None:
    _, township = offices
    first, second = two.report(township), two.report(township, summary="某县领导插手工程")
    say_same(township, first, second)
    CASE_ACTIONS["escalate_case"].do(
        township,
        first,
        {"registration.approver": "刘书记", "registration.instructed_on": two.TODAY},
    )
    assert firewall.gone(township.db).keys() == {first, second}
    assert rows.fetch(township.db, "registration", "id", [first, second]) == []
    for case in (first, second):
        with pytest.raises(Refused):
            read_case(township, case)


@pytest.mark.thorough
def test_an_id_that_another_office_names_opens_nothing_of_ours_to_it(offices: Pair, tmp_path: Path) -> None:
    county, township = offices
    secret, theirs = two.report(county), two.report(township)
    assert secret < theirs
    with township.writing("冒认", action="same_case") as write:
        write.edit(township.get(Registration, theirs), same_as=secret)
    two.receive(county, two.post(township, "QH00", tmp_path))
    assert same.known(county.db) == {theirs: secret}
    (unit,) = county.find(Unit, code="YX01")
    assert make_posting(county, unit, full=True).header.cases == 1
    assert secret not in scope(county, unit, upward=False)


def test_the_parties_of_one_hear_of_the_other_where_our_office_said_it(offices: Pair, tmp_path: Path) -> None:
    county, _ = offices
    first, second = two.report(county), two.report(county)
    two.act(county, "assign", second, supervision__handling_unit="云溪镇纪委")
    (unit,) = county.find(Unit, code="YX01")
    assert scope(county, unit, upward=False) == [second]
    say_same(county, first, second)
    assert scope(county, unit, upward=False) == sorted([first, second])


@pytest.mark.thorough
def test_a_case_that_names_its_sender_under_either_id_stays_out(tmp_path: Path) -> None:
    office = new_township(tmp_path / "a", Clock())
    first, second = two.report(office), two.report(office)
    with office.writing("改", action="edit") as write:
        (point,) = [each for each in read_case(office, second).allegations]
        write.edit(point, respondent="王敏")
    say_same(office, first, second)
    office.roles = frozenset({rights.CLERK})
    unit = Unit(id="x", owner=office.code, code="QH00", name="清河县纪委监委信访室")
    assert make_posting(office, unit).header.cases == 0


@pytest.mark.thorough
def test_a_posting_taken_back_shows_the_dropped_case_again(offices: Pair, tmp_path: Path) -> None:
    county, township = offices
    first, second = two.report(township), two.report(township)
    two.receive(county, two.post(township, "QH00", tmp_path))
    say_same(township, first, second)
    two.receive(county, two.post(township, "QH00", tmp_path))
    assert same.known(county.db) == {second: first}
    undo(county)
    assert same.known(county.db) == {}
    part_again(township, second)
    two.receive(county, two.post(township, "QH00", tmp_path))
    assert same.known(county.db) == {}
