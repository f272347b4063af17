"""Tests of what a person does with the password of a pair."""

import pytest

from app.actions.pair_passwords import keep_password, make_password, read_password, send_in_clear
from app.errors import Invalid, NotAllowed
from app.exchange.pairs import pair
from app.store import journal
from app.store.office import Office
from tests.app.store.offices import Clock, new_township

pytestmark = pytest.mark.usefixtures("encrypted")


@pytest.fixture
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return new_township(tmp_path_factory.mktemp("o") / "town", Clock())


def last_line(office: Office) -> tuple[str, str]:
    seq, _, _ = journal.head(office.db)
    change = journal.read(office.db, seq)
    assert change is not None
    return change.action, change.label


def test_reading_it_out_is_journalled_first(office: Office) -> None:
    made = make_password(office, "QH00")
    assert read_password(office, "QH00").password == made.password
    assert last_line(office) == ("read_pair_password", "查看与清河县纪委监委信访室往来的口令")
    office.close()


def test_where_there_is_none_it_is_said_when_it_will_be_made(office: Office) -> None:
    with pytest.raises(NotAllowed, match="第一份时会自动生成"):
        read_password(office, "QH00")
    office.close()


@pytest.mark.parametrize("told", ["", "   ", "a\nb", "1" * 300])
def test_what_cannot_be_a_password_is_not_kept(office: Office, told: str) -> None:
    with pytest.raises(Invalid):
        keep_password(office, "QH00", told)
    assert pair(office, "QH00").words == ()
    office.close()


def test_neither_a_new_one_nor_a_told_one_nor_the_change_to_clear_is_undone(office: Office) -> None:
    make_password(office, "QH00")
    keep_password(office, "QH00", "1234 5678")
    send_in_clear(office, "QH00", True)
    last, _, _ = journal.head(office.db)
    changes = [journal.read(office.db, seq) for seq in range(last - 2, last + 1)]
    assert [change is not None and change.undoable for change in changes] == [False] * 3
    assert last_line(office) == ("send_in_clear", "寄给清河县纪委监委信访室的工作簿改为不加口令")
    office.close()
