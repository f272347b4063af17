"""Who reported: masked; shown for a reason of the list that is journalled, for a minute or until the page is left."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.actions.edit_reporter import edit_reporter
from app.actions.release_reporter import receivers, release_reporter, released_to
from app.actions.reveal import SECONDS, reveal
from app.change import Change
from app.records.matters import Reporter
from app.rules.rights import refusal
from app.schema.kinds import Link
from app.store.case_file import CaseFile
from app.store.office import Office
from ui.case.asking import AskingPanel, short
from ui.case.release import ReleaseAsk
from ui.do import do
from ui.form.form import Form
from ui.form.make import FormContext
from ui.form.reasons import ReasonAsk
from ui.form.submit import button
from ui.frame import Frame
from ui.parts.band import Band
from ui.parts.read_row import ReadRow, labelled
from ui.parts.scroll import settle, show_whole
from ui.theme import set_role
from ui.undo import say_done

NOBODY = "没有登记反映人。"
REVEAL_NOTE = f"查看会记入日志；{SECONDS} 秒后或离开这一页就重新遮住。"

EDIT_NOTE = f"改动加密保存，日志只记改过，不记内容；停下 {SECONDS} 秒不动就关上。"


class ReportersPanel(AskingPanel):
    """The reporters of a case."""

    def __init__(self, frame: Frame, office: Office, context: FormContext) -> None:
        super().__init__(frame, office, context)
        self._reporters: tuple[Reporter, ...] = ()
        self._case = ""
        self.release_ask: ReleaseAsk | None = None
        self.revealed: tuple[Reporter, ...] = ()
        self.reasons: list[QPushButton] = []
        self.left = 0
        self.hide_button = QPushButton(self)
        self.hide_button.hide()
        self.clock = QTimer(self, interval=1000)
        self.clock.timeout.connect(self.tick)
        self._countdown = QLabel(self)
        self._countdown.hide()

    def show_case(self, case: CaseFile) -> None:
        """Show the reporters of a case, masked unless they are shown now."""
        if case.reporters != self._reporters:
            self.revealed = ()
            self.close_form()
        self._reporters, self._case = case.reporters, case.registration.id
        self._draw(asking=False)

    def hide_again(self) -> None:
        """Mask what is shown."""
        self.clock.stop()
        self.close_form()
        if self.revealed:
            self.revealed = ()
            self._draw(asking=False)

    def tick(self) -> None:
        """A second has passed."""
        self.left -= 1
        if self.left <= 0:
            self.hide_again()
        else:
            self._countdown.setText(f"{self.left} 秒后遮住")

    def ask_reason(self) -> None:
        """Ask why the reporter is looked at: one key."""
        self._draw(asking=True)
        self.reasons[0].setFocus()

    def ask_release(self) -> None:
        """Ask to which office who reported is given, and why."""
        self._draw(asking=False)
        ask = ReleaseAsk(receivers(self._office, self._case))
        ask.chosen.connect(self.release)
        ask.given_up.connect(lambda: self._draw(asking=False))
        self.release_ask = ask
        self._band.add(labelled("移交", ask))
        settle(self._band)
        ask.begin()

    def release(self, receiver: str, reason: str, words: str = "") -> None:
        """Give them to an office; they go sealed with the next workbook."""
        do(
            self._frame,
            lambda: release_reporter(self._office, self._case, receiver, reason, words),
            done=self._released,
        )

    def _released(self, change: Change) -> None:
        self._draw(asking=False)
        self._frame.say(f"已{change.label}。随下一份工作簿封存寄出，直到对方收到为止；已记入日志。")

    def reveal(self, reason: str, words: str = "") -> None:
        """Show the reporters in clear; the reason is journalled first."""
        do(self._frame, lambda: reveal(self._office, self._reporters, reason, words), done=self._shown)

    def open_edit(self, reporter: Reporter) -> None:
        """Change what is shown; as long as somebody types, it stays in sight."""
        form = Form(self._context)
        for field in reporter.columns():
            if not isinstance(field.kind, Link):
                form.make(field).set_value(reporter.value(field.name))
        form.changed.connect(self._stay)
        self.open(
            "修改反映人",
            form,
            lambda: edit_reporter(self._office, reporter, short(form.values())),
            EDIT_NOTE,
        )
        self._stay()

    def _stay(self) -> None:
        self.left = SECONDS

    def _done(self, change: Change | None) -> None:
        self.hide_again()
        say_done(self._frame, self._office, f"已{change.label}" if change else "", change)

    def _shown(self, found: tuple[Reporter, ...]) -> None:
        self.revealed, self.left = found, SECONDS
        self._draw(asking=False)
        self.hide_button.setFocus()
        show_whole(self._band)
        self.clock.start()
        self._frame.say("已显示反映人信息，这次查看已记入日志。")

    def _draw(self, *, asking: bool) -> None:
        band = Band("反映人", REVEAL_NOTE if self._reporters else NOBODY)
        if self.revealed:
            self._countdown = QLabel(f"{self.left} 秒后遮住")
            set_role(self._countdown, "quiet")
            band.add_to_head(self._countdown)
            self.hide_button = button("重新遮住", self.hide_again, "quiet")
            band.add_to_head(self.hide_button)
        elif self._reporters and not asking:
            barred = refusal("reveal", self._office.roles)
            look = button("查看", self.ask_reason)
            look.setEnabled(barred is None)
            look.setToolTip(barred or "")
            band.add_to_head(look)
            if any(each.owner == self._office.code for each in self._reporters):
                barred = refusal("release_reporter", self._office.roles)
                give = button("移交…", self.ask_release, "quiet")
                give.setEnabled(barred is None)
                give.setToolTip(barred or "交给参与这一件的别的单位，封存在工作簿里")
                band.add_to_head(give)
        if asking:
            band.add(self._ask())
        if self.revealed and refusal("edit_reporter", self._office.roles) is None:
            for reporter in self.revealed:
                if reporter.owner == self._office.code:
                    band.add_to_head(button("修改", partial(self.open_edit, reporter), "quiet"))
        for reporter in self.revealed or self._reporters:
            for field in reporter.columns():
                text = reporter.text(field.name)
                if text and not isinstance(field.kind, Link):
                    band.add(ReadRow(field.label, text))
        if self._reporters and (given := released_to(self._office, self._case)):
            band.add(ReadRow("已移交给", "、".join(given)))
        self.draw(band)

    def _ask(self) -> QWidget:
        ask = ReasonAsk()
        ask.chosen.connect(self.reveal)
        ask.given_up.connect(lambda: self._draw(asking=False))
        self.reasons = ask.reasons
        return labelled("查看理由", ask)
