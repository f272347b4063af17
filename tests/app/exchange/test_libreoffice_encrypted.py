"""LibreOffice opens an encrypted posting with the password of the pair, edits it, saves it encrypted: it is taken as plain."""

import shutil
import subprocess
from pathlib import Path

import pytest

from app.actions.pair_passwords import make_password
from app.exchange import encryption
from app.exchange.receive import preview
from app.exchange.unlocking import unlocked
from app.store.office import Office
from tests.app.exchange import two_offices as two
from tests.app.exchange.test_libreoffice_hand import NO_UNO, SCRIPT, python_with_uno


@pytest.mark.libreoffice
@pytest.mark.usefixtures("encrypted", "real_rounds")
@pytest.mark.thorough
def test_an_encrypted_posting_is_opened_edited_and_saved_encrypted_by_libreoffice(
    town: Office, tmp_path: Path
) -> None:
    python = python_with_uno()
    if python is None:
        pytest.skip(NO_UNO)
    for days, words in ((3, "低保评定不公"), (4, "占用林地"), (5, "修路款去向")):
        two.report(town, days, words)
    password = make_password(town, "QH00").password
    sent, saved = two.post(town, "QH00", tmp_path), tmp_path / "saved.xlsx"
    said = [python, SCRIPT, shutil.which("soffice"), tmp_path / "profile", sent, saved, password]
    done = subprocess.run([str(each) for each in said], capture_output=True, timeout=180, text=True)
    assert done.returncode == 0, done.stderr
    locked = encryption.open_container(saved.read_bytes())
    assert not encryption.opens(locked, password[::-1])  # LibreOffice 7.4 writes the older, "standard" way
    assert unlocked(town, saved).encrypted
    edits = {(each.case_no, each.label): (each.base, each.typed) for each in preview(town, saved).hand_edits}
    assert edits == {
        ("云信〔2026〕2号", "问题摘要"): ("占用林地", "占用公益林"),
        ("云信〔2026〕3号", "收到日期"): ("2026-03-01", "2026-03-04"),
        ("云信〔2026〕1号", "被反映人职务"): ("", "会计"),
    }
