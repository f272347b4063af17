"""附件: one attachment laid over its case, shown by the program itself; what it does not show can be saved outside."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.actions.read_attachment import Opened
from app.errors import Unavailable
from app.rules.media import size_words
from ui.form.submit import button, shortcut
from ui.frame import Frame
from ui.page import Page
from ui.parts.empty import Empty
from ui.parts.keys import KeyRow
from ui.theme import set_role
from ui.viewer.pages import Pages, pages_of
from ui.viewer.view import STEP, PaperView

SAVE = "另存到外面…"


class AttachmentPage(Page):
    """`save` asks where to write a copy. The content is let go of when the page is left."""

    title, icon = "附件", "folder"

    def __init__(self, frame: Frame, opened: Opened, save: Callable[[], object]) -> None:
        super().__init__()
        self._frame, self._opened, self._save = frame, opened, save
        self.view = PaperView()
        self.where, self.how_large = QLabel(), QLabel()
        self.empty: Empty | None = None

    def build(self) -> QWidget:
        page = QWidget()
        page.setObjectName("page")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._turning = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 12, 8, 0)
        layout.setSpacing(10)
        layout.addLayout(self._head())
        layout.addWidget(self._stack, 1)
        self.view.turned.connect(self._turned)
        self.view.failed.connect(self._cannot)
        for keys, by in (("Ctrl++", STEP), ("Ctrl+=", STEP), ("Ctrl+-", 1 / STEP), ("Ctrl+0", 0.0)):
            shortcut(keys, page, partial(self.view.zoom, by))
        try:
            pages = pages_of(self._opened.content, self._opened.media)
        except Unavailable as error:
            self._cannot(error.sentence)
        else:
            self._show(pages)
        return page

    def entered(self) -> None:
        if self.empty is not None and self.empty.button is not None:
            self.empty.button.setFocus()
        else:
            self.view.setFocus()

    def keys(self) -> Sequence[KeyRow]:
        return (
            ("空格 / PgDn", "往下看，到底翻到下一页"),
            ("PgUp", "往上看，到顶翻到上一页"),
            ("← / →", "上一页 / 下一页"),
            ("Home / End", "第一页 / 最后一页"),
            ("+ / - / 0", "放大 / 缩小 / 与窗口同宽"),
            ("Esc", "返回案件"),
        )

    def may_leave(self) -> bool:
        self.view.forget()
        return True

    def _show(self, pages: Pages | None) -> None:
        if pages is None:
            self._cannot(
                f"回音不打开这种文件（{self._opened.media.label}）。"
                + (self._opened.media.warning or "要看内容，请另存到外面，用别的软件打开。")
            )
            return
        self._turning.setVisible(True)
        self.view.show_pages(pages)

    def _cannot(self, sentence: str) -> None:
        """Say why nothing is shown, and offer the copy."""
        self.empty = Empty(sentence, icon="folder", action=SAVE, run=self._save)
        self._stack.addWidget(self.empty)
        self._stack.setCurrentWidget(self.empty)
        self._turning.hide()

    def _turned(self) -> None:
        count = 0 if self.view.pages is None else self.view.pages.count
        self.where.setText(f"第 {self.view.page + 1} / {count} 页")
        self.how_large.setText(f"{round(self.view.factor * 100)}%")

    def _head(self) -> QHBoxLayout:
        said = self._opened.attachment
        name = QLabel(str(said.name))
        set_role(name, "title")
        kind = said.text("scan_type")
        parts = [kind if kind != said.name else "", self._opened.media.label, size_words(said.size or 0)]
        about = QLabel(" · ".join(part for part in parts if part))
        about.setToolTip(f"原文件名：{self._opened.file_name}")
        for label in (about, self.where, self.how_large):
            set_role(label, "quiet")
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 16, 0)
        head.setSpacing(12)
        head.addWidget(name)
        head.addWidget(about)
        head.addStretch(1)
        head.addWidget(self._turns())
        head.addWidget(button(SAVE, self._save, "quiet"))
        head.addWidget(button("返回(Esc)", self._frame.back, "quiet"))
        return head

    def _turns(self) -> QWidget:
        row = QHBoxLayout(self._turning)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(button("上一页", lambda: self.view.turn(-1), "quiet"))
        row.addWidget(self.where)
        row.addWidget(button("下一页", lambda: self.view.turn(1), "quiet"))
        row.addSpacing(12)
        row.addWidget(button("缩小", lambda: self.view.zoom(1 / STEP), "quiet"))
        row.addWidget(self.how_large)
        row.addWidget(button("放大", lambda: self.view.zoom(STEP), "quiet"))
        row.addWidget(button("同宽", lambda: self.view.zoom(0), "quiet"))
        return self._turning
