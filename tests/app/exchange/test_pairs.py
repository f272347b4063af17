"""Tests of the passwords that are kept for each pair of offices."""

import pytest

from app.actions.pair_passwords import keep_password, make_password, send_in_clear
from app.exchange.pairs import DIGITS, MOST_KEPT, grouped, new_password, pair, pairs, spellings
from app.store import journal
from app.store.office import Office
from app.store.tables import Shelf

pytestmark = pytest.mark.usefixtures("encrypted")


def test_a_password_is_twenty_digits_and_never_the_same() -> None:
    made = {new_password() for _ in range(50)}
    assert len(made) == 50
    assert all(each.isdigit() and len(each) == DIGITS for each in made)


def test_it_is_read_out_in_groups_of_four() -> None:
    assert grouped("48271930556177029146") == "4827 1930 5561 7702 9146"
    assert grouped("abc") == "abc"


@pytest.mark.parametrize(
    "typed",
    [
        "4827 1930 5561 7702 9146",
        "4827-1930-5561-7702-9146",
        "４８２７１９３０５５６１７７０２９１４６",
        "  48271930556177029146\t",
        "4827 1930　5561 7702－9146",
    ],
)
def test_digits_are_understood_however_they_are_typed(typed: str) -> None:
    assert spellings(typed)[0] == "48271930556177029146"


def test_a_password_of_other_signs_is_taken_as_it_stands() -> None:
    assert spellings(" Abc 12 ") == ["Abc 12"]
    assert spellings("") == [""]


def test_the_new_one_comes_first_and_the_old_ones_stay(town: Office) -> None:
    first, second = make_password(town, "QH00"), make_password(town, "QH00")
    assert [each.password for each in pair(town, "QH00").words] == [second.password, first.password]
    assert [code for code, _ in pairs(town)] == ["QH00"]


def test_one_that_is_told_again_comes_first_and_stands_once(town: Office) -> None:
    first = make_password(town, "QH00")
    make_password(town, "QH00")
    assert keep_password(town, "QH00", grouped(first.password)) is not None
    found = pair(town, "QH00")
    assert found.current is not None and found.current.password == first.password
    assert len(found.words) == 2
    assert keep_password(town, "QH00", first.password) is None


def test_only_so_many_are_kept(town: Office) -> None:
    for _ in range(MOST_KEPT + 3):
        make_password(town, "QH00")
    assert len(pair(town, "QH00").words) == MOST_KEPT


def test_no_password_stands_in_clear_on_the_shelf_or_in_the_journal(town: Office) -> None:
    made = make_password(town, "QH00")
    send_in_clear(town, "QH00", True)
    shelved = "".join(value for (value,) in Shelf.select(Shelf.value).tuples().execute(town.db))
    last, _, _ = journal.head(town.db)
    told = "".join(repr(journal.read(town.db, seq)) for seq in range(1, last + 1))
    assert "pair" in told
    for secret in (made.password, grouped(made.password), made.hint.hex()):
        assert secret not in shelved and secret not in told


def test_a_pair_of_which_nothing_is_kept_has_no_password_and_is_not_in_clear(town: Office) -> None:
    found = pair(town, "QH00")
    assert found.current is None and not found.open_on_purpose
