"""The reasons for looking at a reporter: one key each, words for 其他."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.schema.codes import code_list
from ui.form.reasons import ReasonAsk
from ui.theme import apply_theme


def test_a_reason_is_one_key_and_another_one_is_written(qtbot: QtBot) -> None:
    ask = ReasonAsk()
    qtbot.addWidget(ask)
    said: list[tuple[str, str]] = []
    ask.chosen.connect(lambda reason, words: said.append((reason, words)))
    assert len(ask.reasons) == len(code_list("reveal_reason").codes)
    ask.reasons[0].click()
    assert said == [(code_list("reveal_reason").codes[0].id, "")]
    ask.reasons[-1].click()
    assert len(said) == 1 and not ask.words.isHidden()
    ask.words.setText("县里来电")
    ask.words.returnPressed.emit()
    assert said[-1] == ("other", "县里来电")


def test_every_reason_is_in_sight_on_a_narrow_page_with_large_type(qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, scale=1.5)
    ask = ReasonAsk()
    qtbot.addWidget(ask)
    ask.resize(420, ask.heightForWidth(420))
    ask.show()
    qapp.processEvents()
    assert ask.width() == 420
    for each in ask.reasons:
        assert each.mapTo(ask, each.rect().bottomRight()).x() < 420
