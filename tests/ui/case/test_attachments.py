"""附件 on a case: added by path, by dropping, by pasting, with a key for the kind; shown, saved, taken away."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.actions.attach import attach, file_of
from app.actions.settings import set_setting
from app.records.matters import Attachment
from app.store import journal
from app.store.attachments import vault_of
from app.store.office import Office
from tests.app.store.papers import pdf, png
from tests.ui.workplace import CTRL, Typist, report
from ui.case.attachments import NONE
from ui.case.page import CasePage
from ui.main_window import MainWindow
from ui.viewer.page import AttachmentPage


@pytest.fixture
def page(window: MainWindow, office: Office) -> CasePage:
    window.open_case(report(office))
    page = window.page
    assert isinstance(page, CasePage)
    return page


def words(page: CasePage) -> str:
    """All that stands in the band."""
    return "\n".join(each.text() for each in page.attachments.findChildren(QLabel) if each.isVisible())


def buttons(page: CasePage, text: str) -> list[QPushButton]:
    """The buttons of the band that say this."""
    return [
        each
        for each in page.attachments.findChildren(QPushButton)
        if each.text() == text and each.isVisible()
    ]


def press(page: CasePage, text: str) -> None:
    """Press the button of the band that says this."""
    (found,) = buttons(page, text)
    found.click()


def kept(office: Office) -> list[Attachment]:
    return office.find(Attachment, voided=False)


def asked(qtbot: QtBot, page: CasePage) -> None:
    """Wait until the form for the kind is open."""
    qtbot.waitUntil(lambda: page.attachments.ask is not None)


def test_without_any_it_says_what_to_do(page: CasePage) -> None:
    assert NONE in words(page) and "拖到这一页" in NONE and "Ctrl+V" in NONE


def test_a_file_is_added_by_keys_alone_with_a_digit_for_its_kind(
    qtbot: QtBot,
    page: CasePage,
    office: Office,
    typist: Typist,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "李某某的信.pdf"
    path.write_bytes(pdf("one", "two"))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    press(page, "添加…")
    asked(qtbot, page)
    typist.type("1")
    typist.enter()
    typist.press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: page.attachments.ask is None)
    (made,) = kept(office)
    assert (made.scan_type, made.name, made.pages) == ("original_letter", "原信", 2)
    assert "原信 · 2 页" in words(page)
    assert "李某某" not in words(page)


@pytest.mark.thorough
def test_files_dropped_on_the_page_are_asked_for_one_after_the_other(
    qtbot: QtBot, page: CasePage, office: Office, tmp_path: Path
) -> None:
    for name, content in (("a.png", png()), ("b.pdf", pdf("x"))):
        (tmp_path / name).write_bytes(content)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.png", "b.pdf")])
    dropped = QDropEvent(
        QPointF(40, 40),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.widget.dropEvent(dropped)
    for kind in ("photo", "other"):
        asked(qtbot, page)
        ask = page.attachments.ask
        assert ask is not None
        ask.form.rows["attachment.scan_type"].set_value(kind)
        ask.confirm()
        qtbot.waitUntil(lambda ask=ask: page.attachments.ask is not ask)
    assert [each.scan_type for each in kept(office)] == ["photo", "other"]
    assert page.attachments.ask is None


@pytest.mark.thorough
def test_a_picture_is_pasted(qtbot: QtBot, page: CasePage, office: Office) -> None:
    picture = QImage(30, 20, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(picture)
    press(page, "粘贴")
    asked(qtbot, page)
    ask = page.attachments.ask
    assert ask is not None
    ask.form.rows["attachment.scan_type"].set_value("photo")
    ask.confirm()
    qtbot.waitUntil(lambda: page.attachments.ask is None)
    assert [(each.media, each.pages) for each in kept(office)] == [("image/png", 1)]
    QGuiApplication.clipboard().clear()


@pytest.mark.thorough
def test_an_empty_clipboard_says_what_to_copy(page: CasePage, window: MainWindow) -> None:
    QGuiApplication.clipboard().clear()
    press(page, "粘贴")
    assert "剪贴板里没有文件或图片" in window.strip.message.text()


def test_a_file_that_is_too_large_is_refused_in_a_sentence(
    qtbot: QtBot, page: CasePage, window: MainWindow, office: Office, tmp_path: Path
) -> None:
    set_setting(office, "attachment.megabytes", 1)
    (tmp_path / "a.bin").write_bytes(bytes(2_000_000))
    page.attachments.add_paths([tmp_path / "a.bin"])
    qtbot.waitUntil(lambda: "上限" in window.strip.message.text())
    assert page.attachments.ask is None and kept(office) == []


def test_esc_lets_go_of_the_files_that_wait(qtbot: QtBot, page: CasePage, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png())
    page.attachments.add_paths([tmp_path / "a.png", tmp_path / "a.png"])
    asked(qtbot, page)
    assert page.escaped() and page.attachments.ask is None and page.attachments.waiting == []


def added(office: Office, page: CasePage, content: bytes, name: str = "a.pdf") -> Attachment:
    """An attachment that is there already."""
    page.refresh(attach(office, page.case, file_of(office, content, name), "original_letter"))
    return kept(office)[-1]


def opened(qtbot: QtBot, window: MainWindow, page: CasePage) -> AttachmentPage:
    press(page, "查看")
    qtbot.waitUntil(lambda: isinstance(window.page, AttachmentPage))
    assert isinstance(window.page, AttachmentPage)
    return window.page


@pytest.mark.thorough
def test_looking_is_journalled_and_esc_comes_back_to_the_case(
    qtbot: QtBot, window: MainWindow, page: CasePage, office: Office, typist: Typist
) -> None:
    added(office, page, pdf("one", "two", "three"))
    viewer = opened(qtbot, window, page)
    change = journal.read(office.db, journal.head(office.db)[0])
    assert change is not None and change.action == "read_attachment"
    assert viewer.where.text() == "第 1 / 3 页"
    typist.press(Qt.Key.Key_Right)
    typist.press(Qt.Key.Key_Right)
    typist.press(Qt.Key.Key_Right)
    assert viewer.where.text() == "第 3 / 3 页"
    typist.press(Qt.Key.Key_Home)
    assert viewer.where.text() == "第 1 / 3 页"
    typist.press(Qt.Key.Key_Escape)
    assert window.page is page and viewer.view.pages is None


@pytest.mark.thorough
def test_keys_and_only_keys_make_it_larger_and_turn_at_the_end_of_a_page(
    qtbot: QtBot, window: MainWindow, page: CasePage, office: Office, typist: Typist
) -> None:
    added(office, page, pdf("one", "two"))
    viewer = opened(qtbot, window, page)
    fitting = viewer.view.factor
    assert (
        0.9 * viewer.view.viewport().width()
        < viewer.view.paper.pixmap().width()
        <= viewer.view.viewport().width()
    )
    typist.press(Qt.Key.Key_Plus)
    assert viewer.view.factor == pytest.approx(fitting * 1.25)
    typist.press(Qt.Key.Key_Minus)
    typist.press(Qt.Key.Key_Minus)
    assert viewer.view.factor == pytest.approx(fitting / 1.25)
    typist.press(Qt.Key.Key_0)
    assert viewer.view.factor == pytest.approx(fitting)
    for _ in range(6):
        typist.press(Qt.Key.Key_Space)
    assert viewer.where.text() == "第 2 / 2 页"


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"%PDF-1.4 nothing more", "a.pdf", "打不开"),
        (png()[:60], "a.png", "这张图片打不开"),
        (b"PK\x03\x04 x", "a.docx", "不打开这种文件（Word 文档）"),
        (b"MZ\x90\0", "a.exe", "不要打开"),
    ],
)
@pytest.mark.thorough
def test_what_cannot_be_shown_says_why_and_offers_a_copy(
    qtbot: QtBot, window: MainWindow, page: CasePage, office: Office, tmp_path: Path, content: bytes, name: str,
    said: str, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    added(office, page, content, name)
    viewer = opened(qtbot, window, page)
    assert viewer.empty is not None and said in viewer.empty.sentence.text()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "copy"), ""))
    assert viewer.empty.button is not None
    viewer.empty.button.click()
    qtbot.waitUntil(lambda: "没有加密" in window.strip.message.text())
    assert (tmp_path / "copy").read_bytes() == content


@pytest.mark.thorough
def test_one_is_voided_with_a_reason_and_undone(page: CasePage, window: MainWindow, office: Office) -> None:
    added(office, page, png(), "a.png")
    press(page, "作废")
    ask = page.attachments.ask
    assert ask is not None
    ask.form.rows["reason"].set_value("传错了")
    ask.confirm()
    assert kept(office) == [] and NONE in words(page)
    window.undo()
    assert len(kept(office)) == 1 and "原信" in words(page)


@pytest.mark.thorough
def test_one_whose_content_is_gone_says_so_instead_of_offering_it(page: CasePage, office: Office) -> None:
    letter = added(office, page, png(), "a.png")
    vault_of(office).path_of(str(letter.sha256)).unlink()
    page.refresh(None)
    assert "内容不见了" in words(page)
    assert buttons(page, "查看") == []


@pytest.mark.thorough
def test_who_may_not_look_sees_why(page: CasePage, office: Office) -> None:
    added(office, page, png(), "a.png")
    office.roles = frozenset({"administrator"})
    page.refresh(None)
    (look,) = buttons(page, "查看")
    assert not look.isEnabled() and "职责" in look.toolTip()
    office.roles = None
