"""LibreOffice itself types into a workbook of ours for the demonstration, in clear and under a password."""

from pathlib import Path

import pytest

from app.actions.pair_passwords import make_password
from app.errors import Unavailable
from app.exchange.in_libreoffice import libreoffice, type_in
from app.exchange.receive import preview
from app.exchange.typing_over import cells_of
from app.exchange.unlocking import unlocked
from app.store.office import Office
from tests.app.exchange import two_offices as two

WORDS = "反映“低保”评定不公，涉及 3 户"


@pytest.mark.thorough
@pytest.mark.libreoffice
@pytest.mark.usefixtures("encrypted", "real_rounds")
def test_it_types_under_the_password_of_the_file(town: Office, tmp_path: Path) -> None:
    program = libreoffice()
    assert program is not None
    two.report(town)
    password = make_password(town, "QH00").password
    sent, saved = two.post(town, "QH00", tmp_path), tmp_path / "改过.xlsx"
    cells = cells_of(unlocked(town, sent).data, {("台账", "云信〔2026〕1号", "registration.summary"): WORDS})
    type_in(program, sent, saved, cells, password)
    assert unlocked(town, saved).encrypted
    assert [(each.label, each.typed, each.ticked) for each in preview(town, saved).hand_edits] == [
        ("问题摘要", WORDS, True)
    ]


def test_a_program_that_does_nothing_is_told(town: Office, tmp_path: Path) -> None:
    two.report(town)
    sent = two.post(town, "QH00", tmp_path)
    for program in (Path("/bin/true"), tmp_path / "没有"):
        with pytest.raises(Unavailable, match="LibreOffice"):
            type_in(program, sent, tmp_path / "x.xlsx", [("台账", "B6", "字")], None)
