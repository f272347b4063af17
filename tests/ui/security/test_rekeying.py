"""更换数据密钥 from the settings: own password, new sheet, the window closes for it and opens again; it can be stopped."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.actions import locks, rekey
from app.actions.rekey import Begun
from app.store import keys
from app.store.office import Office
from app.store.rekeying import LAST_CALL, Rekeyed
from tests.ui.workplace import Clock, Typist, new_town
from ui.main_window import MainWindow
from ui.security.recovery_sheet import RecoverySheet
from ui.security.rekeying import STOPPED, Rekeying
from ui.start import Program

MINE = "correct horse"


@pytest.fixture
def town(quick: None, tmp_path: Path) -> Path:
    """A protected township's folder, closed."""
    clock = Clock()
    clock.at = datetime.now()
    new_town(tmp_path / "town", clock)
    office = Office.open(tmp_path / "town")
    locks.protect_office(office, "王敏", MINE)
    office.close()
    return tmp_path / "town"


@pytest.fixture
def program(qapp: QApplication, town: Path) -> Iterator[Program]:
    """The program on that office, logged in."""
    made = Program(qapp)
    made.use(Office.open(town, secret=MINE))
    yield made
    assert made.window is not None
    made.window.close()
    made.window.deleteLater()
    made.close()


def test_own_password_and_a_new_sheet_and_the_office_opens_again_under_a_new_key(
    program: Program, town: Path, qtbot: QtBot, typist: Typist
) -> None:
    old = keys.unlock(town, MINE).key
    window = program.window
    assert isinstance(window, MainWindow)
    window.show_page(window.settings)
    login = window.settings.login
    with qtbot.waitActive(window):
        window.activateWindow()
    login.key_button.click()
    typist.type(MINE)
    typist.enter()
    qtbot.waitUntil(lambda: bool(login.findChildren(RecoverySheet)))
    (sheet,) = login.findChildren(RecoverySheet)
    sheet.line.setText(sheet.code[-4:])
    sheet.confirm()
    qtbot.waitUntil(
        lambda: isinstance(program.window, MainWindow) and program.window is not window, timeout=20_000
    )
    assert isinstance(program.window, MainWindow)
    assert program.window.office.person == "王敏"
    assert "数据密钥已更换" in program.window.strip.message.text()
    assert keys.unlock(town, MINE).key != old
    assert keys.unlock(town, sheet.code).recovered


@pytest.mark.thorough
def test_a_wrong_password_is_told_below_the_field(program: Program, qtbot: QtBot, typist: Typist) -> None:
    window = program.window
    assert isinstance(window, MainWindow)
    window.show_page(window.settings)
    login = window.settings.login
    with qtbot.waitActive(window):
        window.activateWindow()
    login.key_button.click()
    typist.type("not this one")
    typist.enter()
    assert login.form is not None
    qtbot.waitUntil(lambda: login.form is not None and "口令不对" in said(login.form))


def said(form: object) -> str:
    """All words of a form."""
    from PySide6.QtWidgets import QLabel, QWidget

    assert isinstance(form, QWidget)
    return "".join(each.text() for each in form.findChildren(QLabel))


@pytest.fixture
def begun(program: Program) -> Begun:
    """Agreed; the office is closed."""
    assert program.office is not None
    made = rekey.begin(program.office, MINE)
    program.office.close()
    return made


Step = Callable[[str, int, int], None]


@pytest.mark.thorough
def test_stopped_in_time_nothing_has_changed_and_it_says_so(
    begun: Begun, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def carry_out(begun: Begun, code: str, step: Step) -> Rekeyed:
        part.stop()
        step("加密台账", 1, 2)
        raise AssertionError("it went on")

    monkeypatch.setattr(rekey, "carry_out", carry_out)
    ended: list[tuple[Rekeyed | None, str]] = []
    part = Rekeying(begun, "CODE", lambda done, said: ended.append((done, said)))
    qtbot.addWidget(part)
    part.begin()
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == [(None, STOPPED)]


@pytest.mark.thorough
def test_after_the_last_call_nothing_stops_it(
    begun: Begun, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = Rekeyed(b"k" * 32, ())

    def carry_out(begun: Begun, code: str, step: Step) -> Rekeyed:
        step(LAST_CALL, 0, 0)
        part.progress.stop()
        step("加密备份", 1, 2)
        return done

    monkeypatch.setattr(rekey, "carry_out", carry_out)
    ended: list[tuple[Rekeyed | None, str]] = []
    part = Rekeying(begun, "CODE", lambda done, said: ended.append((done, said)))
    qtbot.addWidget(part)
    part.begin()
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == [(done, "")] and part.firm
