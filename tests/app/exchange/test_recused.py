"""Whoever is respondent in a case reads nothing of it in a file that comes, nor in a record that waits."""

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from app.actions.decide import decide, held
from app.actions.edit import edit_cases
from app.actions.send import send
from app.errors import NotAllowed
from app.exchange.receive import preview
from app.exchange.recused import KEPT_BACK, bare
from app.exchange.truth import Stated
from app.records.registration import Registration
from app.store.office import Office
from tests.app.exchange.two_offices import copied, county, post, receive, report, township

SECRET, OURS, THEIRS = "低保金三千元", "鱼塘发包不公开", "金额约两万元"


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Office]:
    opened = township(tmp_path / "town")
    yield opened
    opened.close()


@pytest.fixture
def above(tmp_path: Path) -> Iterator[Office]:
    opened = county(tmp_path / "county")
    yield opened
    opened.close()


def log_in(office: Office, person: str) -> None:
    office.person, office.roles = person, frozenset({"clerk", "handler", "leader", "admin"})


def test_the_preview_of_a_new_case_about_the_reader_says_only_that_it_is_kept_back(
    town: Office, above: Office, tmp_path: Path
) -> None:
    report(town, summary=SECRET)
    file = post(town, "QH00", tmp_path)
    log_in(above, "曾小明")

    found = preview(above, file)

    assert found.items and {item.note for item in found.items} == {KEPT_BACK}
    assert all(item.case_no and not item.differences for item in found.items if item.kind == "registration")
    assert SECRET not in str(found.as_json()) and "柳树村" not in str(found.as_json())
    log_in(above, "赵科")
    assert SECRET in str(preview(above, file).as_json())


@pytest.mark.thorough
def test_what_changed_in_such_a_case_is_kept_back_and_other_cases_are_shown(
    town: Office, above: Office, tmp_path: Path
) -> None:
    own = report(town)
    receive(above, post(town, "QH00", tmp_path))
    edit_cases(town, [own], {"registration.summary": SECRET})
    file = post(town, "QH00", tmp_path)
    log_in(above, "曾小明")

    (item,) = preview(above, file).items

    assert (item.case, item.note, item.differences) == (own, KEPT_BACK, ())


@pytest.fixture
def torn(town: Office, above: Office, tmp_path: Path) -> str:
    """A record that two desks of the township wrote, held at both offices; its id is the case's."""
    case = report(town)
    receive(above, post(town, "QH00", tmp_path))
    other = copied(town, tmp_path / "other")
    for desk, words in ((town, OURS), (other, THEIRS)):
        edit_cases(desk, [case], {"registration.summary": words})
        receive(above, post(desk, "QH00", tmp_path))
    other.close()
    receive(town, post(above, "YX01", tmp_path))
    return case


def test_a_record_that_waits_says_nothing_to_the_respondent_and_is_not_decided_by_him(
    town: Office, torn: str
) -> None:
    (before,) = held(town)
    assert OURS in str(before.ours) and THEIRS in str(before.others)
    log_in(town, "曾小明")

    (one,) = held(town)

    assert one.kept_back and one.label == before.label and one.differences() == ()
    assert not any(words in str(one) for words in (OURS, THEIRS))
    for keep in ("ours", "theirs"):
        with pytest.raises(NotAllowed, match="要回避"):
            decide(town, torn, keep)
    log_in(town, "王敏")
    assert held(town) == [before]


def test_a_bare_version_keeps_who_wrote_it_and_when_and_nothing_else() -> None:
    full = Stated("registration", "a", "YX01", {"YX01/1": 2}, "登记错", {"summary": SECRET})
    assert bare(full) == Stated("registration", "a", "YX01", {"YX01/1": 2}, None, {})


@pytest.mark.thorough
def test_what_names_the_sender_stays_here_until_a_colleague_sends(
    town: Office, above: Office, tmp_path: Path
) -> None:
    report(town, summary=SECRET)
    log_in(town, "曾小明")

    sent = send(town, "QH00", tmp_path)

    assert (sent.header.cases, sent.header.total_cases, sent.kept_back) == (0, 1, 1)
    assert "请别的同事登录后再寄一次" in sent.remark
    with ZipFile(sent.path) as book:
        assert not any(SECRET.encode() in book.read(name) for name in book.namelist())
    receive(above, sent.path)
    assert above.find(Registration) == []
    log_in(town, "王敏")
    again = send(town, "QH00", tmp_path)
    assert (again.header.cases, again.kept_back, again.remark) == (1, 0, "")
    receive(above, again.path)
    assert [each.summary for each in above.find(Registration)] == [SECRET]


@pytest.mark.thorough
def test_a_closed_case_kept_back_goes_too_though_the_receiver_has_answered(
    town: Office, above: Office, tmp_path: Path
) -> None:
    """It is not taken for one that the receiver knows."""
    receive(above, post(town, "QH00", tmp_path))
    receive(town, post(above, "YX01", tmp_path))
    case = report(town, summary=SECRET)
    edit_cases(town, [case], {"handling.closed_on": town.today})
    log_in(town, "曾小明")
    receive(above, send(town, "QH00", tmp_path).path)
    receive(town, post(above, "YX01", tmp_path))
    log_in(town, "王敏")
    receive(above, send(town, "QH00", tmp_path).path)
    assert [each.summary for each in above.find(Registration)] == [SECRET]
