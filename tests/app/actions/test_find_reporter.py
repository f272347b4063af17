"""A caller is found by a whole value, one journal line each, and never among anonymous items."""

import pytest

from app.actions.edit import edit_cases
from app.actions.find_reporter import find_reporter
from app.actions.void_case import void_case
from app.errors import Invalid, NotAllowed
from app.store import journal
from app.store.office import Office
from tests.app.store.offices import REPORTER, reported


def test_every_case_of_the_caller_is_found(office: Office) -> None:
    cases = [reported(office, REPORTER), reported(office, {"name": "别的人"}), reported(office, REPORTER)]
    found = find_reporter(office, name="黎不传")
    assert [each.id for each in found.cases] == [cases[0], cases[2]]
    assert [each.id for each in find_reporter(office, phone="139 0000 1111").cases] == [cases[0], cases[2]]


def test_a_search_leaves_one_line_with_the_cases_and_without_the_name(office: Office) -> None:
    case = reported(office, REPORTER)
    found = find_reporter(office, name="黎不传")
    line = journal.read(office.db, found.change.seq)
    assert line is not None
    assert (line.action, line.label) == ("search_identity", "按反映人姓名查找，找到 1 件")
    assert line.cases == {case} and "黎不传" not in repr(line)
    assert line.person == "王敏" and not line.undoable


def test_a_search_that_finds_nothing_leaves_its_line_too(office: Office) -> None:
    before = journal.head(office.db)[0]
    assert find_reporter(office, id_number="110101199003071233").cases == ()
    assert journal.head(office.db)[0] == before + 1


def test_an_item_that_became_anonymous_or_void_is_not_found(office: Office) -> None:
    first, second = reported(office, REPORTER), reported(office, REPORTER)
    edit_cases(office, [first], {"registration.identity_status": "anonymous"})
    void_case(office, second, "重复登记")
    assert find_reporter(office, name="黎不传").cases == ()


def test_whoever_is_reported_does_not_find_the_case(office: Office) -> None:
    reported(office, REPORTER)
    office.person = "曾小明"
    assert find_reporter(office, name="黎不传").cases == ()


@pytest.mark.parametrize("said", [{}, {"name": " "}, {"name": "黎", "phone": "1"}, {"phone": "无"}])
def test_exactly_one_whole_value_is_asked(office: Office, said: dict[str, str]) -> None:
    before = journal.head(office.db)[0]
    with pytest.raises(Invalid, match="完整"):
        find_reporter(office, **said)
    assert journal.head(office.db)[0] == before


@pytest.mark.parametrize(("role", "may"), [("clerk", True), ("handler", True), ("leader", True),
                                           ("administrator", False), ("auditor", False)])  # fmt: skip
def test_only_those_who_work_on_cases_may_search(office: Office, role: str, may: bool) -> None:
    reported(office, REPORTER)
    office.roles = frozenset({role})
    if may:
        assert len(find_reporter(office, name="黎不传").cases) == 1
    else:
        with pytest.raises(NotAllowed):
            find_reporter(office, name="黎不传")
