"""Tests of taking the password off a file that came in."""

import io
from pathlib import Path

import pytest
from msoffcrypto.method.ecma376_agile import ECMA376Agile

from app.actions.pair_passwords import keep_password, make_password, send_in_clear
from app.actions.send import send
from app.actions.take import take
from app.actions.units import add_unit
from app.errors import NotAllowed
from app.exchange import encryption
from app.exchange.folder import Fate, look_at_files
from app.exchange.pairs import grouped, pair
from app.exchange.receive import UNLOCKED, preview
from app.exchange.unlocking import PasswordNeeded, WrongPassword, unlocked
from app.store import journal
from app.store.office import Office
from tests.app.exchange import two_offices as two

pytestmark = pytest.mark.usefixtures("encrypted")


def told(one: Office, other: Office) -> str:
    """The second office learns the password of the first."""
    word = pair(one, other.code).current or make_password(one, other.code)
    keep_password(other, one.code, word.password)
    return word.password


def test_the_first_posting_makes_the_password_and_says_so(town: Office, tmp_path: Path) -> None:
    sent = send(town, "QH00", tmp_path)
    again = send(town, "QH00", tmp_path)
    assert (sent.encrypted, sent.new_password, again.new_password) == (True, True, False)
    assert encryption.is_container(sent.path.read_bytes())


def test_without_the_password_it_is_asked_for_and_a_wrong_one_is_told(
    town: Office, county: Office, tmp_path: Path
) -> None:
    path = send(town, "QH00", tmp_path).path
    with pytest.raises(PasswordNeeded, match="向寄件单位问口令") as asked:
        preview(county, path)
    assert not isinstance(asked.value, WrongPassword)
    with pytest.raises(WrongPassword, match="20 个数字"):
        preview(county, path, password="11112222333344445555")


def test_a_typed_one_opens_it_and_the_preview_says_which(
    town: Office, county: Office, tmp_path: Path
) -> None:
    two.report(town)
    path = send(town, "QH00", tmp_path).path
    word = pair(town, "QH00").current
    assert word is not None
    before = journal.head(county.db)
    found = preview(county, path, password=grouped(word.password))
    assert found.typed == word.password
    assert found.counts["new"] > 0
    assert journal.head(county.db) == before


def test_a_kept_one_opens_it_without_asking(town: Office, county: Office, tmp_path: Path) -> None:
    told(town, county)
    found = preview(county, send(town, "QH00", tmp_path).path)
    assert found.typed is None and found.refusal is None


@pytest.mark.thorough
def test_an_old_one_still_opens_what_was_written_before_and_a_new_one_what_comes_after(
    town: Office, county: Office, tmp_path: Path
) -> None:
    told(town, county)
    before = send(town, "QH00", tmp_path).path
    make_password(town, "QH00")
    after = send(town, "QH00", tmp_path).path
    assert preview(county, before).refusal is None
    with pytest.raises(PasswordNeeded):
        preview(county, after)
    told(town, county)
    assert preview(county, after).refusal is None
    assert preview(county, before).refusal is None


@pytest.mark.thorough
def test_of_many_kept_passwords_the_right_one_is_known_at_once(
    town: Office, county: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        make_password(county, f"XX{number:02}")
    told(town, county)
    tried: list[str] = []
    opens = encryption.opens

    def counted(locked: encryption.Locked, password: str, *, hinted: bool = False) -> bool:
        tried.append(password)
        return opens(locked, password, hinted=hinted)

    monkeypatch.setattr(encryption, "opens", counted)
    assert preview(county, send(town, "QH00", tmp_path).path).refusal is None
    assert len(tried) == 1


def saved_elsewhere(path: Path, office: Office, password: str) -> Path:
    """The file as another program saves it: the same password, a salt of its own."""
    plain = unlocked(office, path).data
    path.write_bytes(ECMA376Agile.encrypt(password, io.BytesIO(plain), spin_count=100))
    return path


@pytest.mark.thorough
def test_a_file_saved_by_excel_or_wps_is_opened_by_trying_those_of_its_name_first(
    town: Office, county: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    password = told(town, county)
    take(county, preview(county, send(town, "QH00", tmp_path).path))
    for number in range(5):
        make_password(county, f"AA{number:02}")
    path = saved_elsewhere(send(town, "QH00", tmp_path).path, county, password)
    tried: list[str] = []
    opens = encryption.opens

    def counted(locked: encryption.Locked, password: str, *, hinted: bool = False) -> bool:
        tried.append(password)
        return opens(locked, password, hinted=hinted)

    monkeypatch.setattr(encryption, "opens", counted)
    assert preview(county, path).refusal is None
    assert tried == [password]
    other = path.rename(tmp_path / "无名.xlsx")
    assert preview(county, other).refusal is None


@pytest.mark.thorough
def test_a_pair_may_go_in_clear_on_purpose_and_a_file_that_comes_so_unasked_is_doubted(
    town: Office, county: Office, tmp_path: Path
) -> None:
    told(town, county)
    assert send_in_clear(town, "QH00", True) is not None
    assert send_in_clear(town, "QH00", True) is None
    sent = send(town, "QH00", tmp_path)
    assert not sent.encrypted
    assert sent.path.read_bytes().startswith(b"PK")
    assert UNLOCKED in preview(county, sent.path).warnings
    send_in_clear(town, "QH00", False)
    assert send(town, "QH00", tmp_path).encrypted


@pytest.mark.thorough
def test_the_file_of_a_posting_that_is_replaced_is_known_as_our_own(town: Office, tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    send(town, "QH00", path)
    assert send(town, "QH00", path, replace=True).header.number == 2


def test_a_file_under_somebody_elses_password_is_asked_about_before_it_is_taken(
    town: Office, county: Office, tmp_path: Path
) -> None:
    add_unit(county, code="YX02", name="白石镇纪委", unit_kind="township")
    other = make_password(county, "YX02").password
    told(town, county)
    two.report(town)
    keep_password(town, "QH00", other)  # 白石镇 writes in the name of 云溪镇 with the password it has itself
    path = send(town, "QH00", tmp_path).path
    found = preview(county, path)
    assert "写的是“云溪镇纪委”寄的，用的却是与“白石镇纪委”往来的口令" in found.fewer
    with pytest.raises(NotAllowed, match="有人冒用"):
        take(county, found)
    (line,) = look_at_files(county, [path]).lines
    assert line.fate is Fate.REFUSED and "请单独选这一份" in line.note
    found.agreed = True
    take(county, found)
