"""`do` sends each outcome to its place: refresh and `done`, the strip, the field, or the rescue window."""

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from app.change import Change
from app.errors import Conflict, Invalid, NotAllowed, Refused, Unavailable
from ui.do import do
from ui.rescue import RescueDialog, install_excepthook, report


class Heard:
    """A frame that only listens."""

    def __init__(self) -> None:
        self.errors: list[str] = []
        self.changes: list[Change | None] = []

    def say_error(self, sentence: str) -> None:
        self.errors.append(sentence)

    def refresh(self, change: Change | None = None) -> None:
        self.changes.append(change)


CHANGE = Change(seq=1, action="register", label="登记", person="王敏", at="2026-03-06T09:00:00")


@pytest.fixture
def rescued(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[BaseException]]:
    seen: list[BaseException] = []
    monkeypatch.setattr(RescueDialog, "ask", lambda error: seen.append(error))
    yield seen


def raising(error: Exception) -> None:
    raise error


def test_a_change_refreshes_the_pages_before_done_is_called(rescued: list[BaseException]) -> None:
    heard, order = Heard(), []
    assert do(heard, lambda: CHANGE, done=lambda change: order.append((change, list(heard.changes))))
    assert order == [(CHANGE, [CHANGE])]


def test_a_result_that_is_no_change_goes_to_done_alone(rescued: list[BaseException]) -> None:
    heard, results = Heard(), []
    assert do(heard, lambda: 42, done=results.append)
    assert results == [42]
    assert heard.changes == []


@pytest.mark.parametrize("kind", [Refused, Invalid, Conflict, NotAllowed, Unavailable])
def test_what_is_refused_is_said_in_the_strip(rescued: list[BaseException], kind: type[Exception]) -> None:
    heard, results = Heard(), []
    assert not do(heard, lambda: raising(kind("请先填写收到日期。")), done=results.append)
    assert heard.errors == ["请先填写收到日期。"]
    assert results == []
    assert rescued == []


def test_the_form_may_take_a_refusal_to_its_field(rescued: list[BaseException]) -> None:
    heard, fields = Heard(), []

    def beside(error: Refused | Unavailable) -> bool:
        fields.append(error.field if isinstance(error, Invalid) else None)
        return isinstance(error, Invalid)

    do(heard, lambda: raising(Invalid("日期不对。", field="registration.received_on")), refused=beside)
    do(heard, lambda: raising(Conflict("别人刚改过，请重新打开。")), refused=beside)
    assert fields == ["registration.received_on", None]
    assert heard.errors == ["别人刚改过，请重新打开。"]


def test_a_bug_opens_the_rescue_window(rescued: list[BaseException]) -> None:
    heard = Heard()
    assert not do(heard, lambda: raising(ZeroDivisionError("张某某")))
    assert [type(error) for error in rescued] == [ZeroDivisionError]
    assert heard.errors == []


def test_the_report_names_places_and_holds_no_content() -> None:
    secret = "反映人张某某"
    try:
        try:
            raise KeyError(secret)
        except KeyError as cause:
            raise ValueError(secret) from cause
    except ValueError as error:
        text = report(error)
    assert "ValueError" in text and "KeyError" in text
    assert "tests/ui/test_do.py:" in text
    assert secret not in text
    assert "/work" not in text and "/home" not in text


def test_what_nobody_caught_opens_the_rescue_window_too(
    qapp: QApplication, rescued: list[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    passed: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: passed.append(kind))
    install_excepthook()
    for error in (ZeroDivisionError(), KeyboardInterrupt()):
        sys.excepthook(type(error), error, None)
    assert [type(error) for error in rescued] == [ZeroDivisionError]
    assert passed == [KeyboardInterrupt]


def test_the_rescue_window_copies_its_report(qapp: QApplication) -> None:
    dialog = RescueDialog("ValueError\n  ui/do.py:1")
    dialog.copy.click()
    assert qapp.clipboard().text() == "ValueError\n  ui/do.py:1"
    dialog.close()
    dialog.deleteLater()
