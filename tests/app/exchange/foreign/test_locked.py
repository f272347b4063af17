"""Ledgers of others that ask for a password: today's workbooks, those of before 2007, and what cannot be opened."""

import io
from pathlib import Path

import pytest

from app.actions.return_rows import return_rows
from app.errors import Unavailable
from app.exchange.encryption import encrypt, hint_of
from app.exchange.foreign.inspection import inspect
from app.exchange.foreign.locked import LedgerLocked, LedgerWrong, open_ledger
from app.exchange.unlocking import PasswordNeeded, WrongPassword
from app.store.office import Office
from tests.app.exchange.foreign.ledgers import HEAD, row, workbook

PROTECTED = Path(__file__).resolve().parents[3] / "data" / "foreign" / "protected"
"""Three matters saved by LibreOffice under WORD, as .xls and .ods."""
WORD = "Qinghe2026"


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    plain = workbook(tmp_path / "a.xlsx", [HEAD, row(1), row(2, 问题摘要=None)]).read_bytes()
    (tmp_path / "b.xlsx").write_bytes(encrypt(io.BytesIO(plain), WORD, hint_of(WORD)))
    return tmp_path / "b.xlsx"


def test_a_workbook_asks_for_its_password_and_opens_with_it(office: Office, locked: Path) -> None:
    with pytest.raises(PasswordNeeded):
        open_ledger(office, locked)
    with pytest.raises(WrongPassword):
        open_ledger(office, locked, "nope")
    found = open_ledger(office, locked, WORD)
    assert found is not None and found.password == WORD
    assert inspect(office, found.source).counts()["new"] == 1


def test_a_workbook_of_before_2007_asks_too(office: Office) -> None:
    with pytest.raises(LedgerLocked, match="加了打开密码"):
        open_ledger(office, PROTECTED / "old.xls")
    with pytest.raises(LedgerWrong, match="密码不对"):
        open_ledger(office, PROTECTED / "old.xls", "nope")
    found = open_ledger(office, PROTECTED / "old.xls", WORD)
    assert found is not None and found.source.kind == "xls"
    assert inspect(office, found.source).counts()["read"] == 3


def test_an_ods_under_a_password_is_to_be_saved_otherwise(office: Office) -> None:
    with pytest.raises(Unavailable, match=r"输入密码打开，另存为 \.xlsx"):
        open_ledger(office, PROTECTED / "open.ods")


def test_a_broken_old_workbook_is_told(office: Office, tmp_path: Path) -> None:
    data = (PROTECTED / "old.xls").read_bytes()
    (tmp_path / "cut.xls").write_bytes(data[:1500])
    with pytest.raises(Unavailable):
        open_ledger(office, tmp_path / "cut.xls", WORD)


def test_what_goes_back_has_the_password_it_came_with(office: Office, locked: Path, tmp_path: Path) -> None:
    found = open_ledger(office, locked, WORD)
    assert found is not None
    back = tmp_path / "back.xlsx"
    return_rows(office, inspect(office, found.source), found.data, back, password=found.password)
    with pytest.raises(PasswordNeeded):
        open_ledger(office, back)
    again = open_ledger(office, back, WORD)
    assert again is not None and inspect(office, again.source).counts()["refused"] == 1


def test_a_file_of_wps_itself_gets_a_sentence(office: Office, tmp_path: Path) -> None:
    (tmp_path / "a.et").write_bytes((PROTECTED / "old.xls").read_bytes())
    with pytest.raises(Unavailable, match=r"WPS 的 \.et 格式：请用 WPS 打开，另存为 \.xlsx"):
        open_ledger(office, tmp_path / "a.et")


def test_the_question_fits_a_posting_and_a_ledger_of_others(office: Office, locked: Path) -> None:
    with pytest.raises(PasswordNeeded, match="别人的台账：请向做表的人问打开密码"):
        open_ledger(office, locked)
    with pytest.raises(WrongPassword, match="别人的台账：请向做表的人核对，区分大小写"):
        open_ledger(office, locked, "nope")
