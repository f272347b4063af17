"""LibreOffice itself opens a posting, types, sorts, moves and deletes columns, saves: exactly the edits are taken."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.actions.take import take
from app.exchange.receive import preview
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.exchange import two_offices as two

SCRIPT = Path(__file__).with_name("in_libreoffice.py")
NO_UNO = "no Python with `uno`; to run this: apt-get install python3-uno"


def python_with_uno() -> str | None:
    """A Python that can speak with LibreOffice: the system's, or the one LibreOffice brings."""
    soffice = Path(shutil.which("soffice") or "/nowhere").resolve()
    for each in (sys.executable, "/usr/bin/python3", str(soffice.parent / "python")):
        if (
            Path(each).exists()
            and not subprocess.run([each, "-c", "import uno"], capture_output=True).returncode
        ):
            return each
    return None


@pytest.mark.libreoffice
def test_what_was_typed_in_libreoffice_is_taken_and_nothing_else(town: Office, tmp_path: Path) -> None:
    python = python_with_uno()
    if python is None:
        pytest.skip(NO_UNO)
    cases = [
        two.report(town, days, words)
        for days, words in ((3, "低保评定不公"), (4, "占用林地"), (5, "修路款去向"))
    ]
    sent, saved = two.post(town, "QH00", tmp_path), tmp_path / "saved.xlsx"
    words = [
        python,
        str(SCRIPT),
        str(shutil.which("soffice")),
        str(tmp_path / "profile"),
        str(sent),
        str(saved),
    ]
    done = subprocess.run(words, capture_output=True, timeout=180, text=True)
    assert done.returncode == 0, done.stderr
    found = preview(town, saved)
    edits = {(each.case_no, each.label): (each.base, each.typed) for each in found.hand_edits}
    assert edits == {
        ("云信〔2026〕2号", "问题摘要"): ("占用林地", "占用公益林"),
        ("云信〔2026〕3号", "收到日期"): ("2026-03-01", "2026-03-04"),
        ("云信〔2026〕1号", "被反映人职务"): ("", "会计"),
    }
    assert all(each.ticked for each in found.hand_edits) and {each.sheet for each in found.hand_edits} == {
        "三月台账", "反映问题",
    }  # fmt: skip
    change = take(town, found)
    files = [read_case(town, case) for case in cases]
    assert [file.registration.summary for file in files] == ["低保评定不公", "占用公益林", "修路款去向"]
    assert files[2].registration.text("received_on") == "2026-03-04"
    assert [file.allegations[0].position for file in files] == ["会计", None, None]
    assert len(change.edits) == 3
    assert preview(town, saved).hand_edits == []
