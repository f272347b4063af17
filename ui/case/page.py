"""案件: one case whole: its bands, points, reporters, what can be done now, lights, timeline, history."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.actions.catalogue import allowed
from app.change import Change
from app.errors import Refused
from app.records.handling import Handling
from app.records.registration import Registration
from app.records.supervision import Supervision
from app.rules.day_warnings import day_warnings
from app.rules.status import days_of_light
from app.store.case_file import CaseFile, read_case
from app.store.office import Office
from ui.case.action_bar import ActionBar
from ui.case.attachments import AttachmentsPanel
from ui.case.band_form import BandForm
from ui.case.family import FamilyPanel
from ui.case.lists import ListsPanel
from ui.case.noticed import noticed
from ui.case.points import PointsPanel
from ui.case.reporters import ReportersPanel
from ui.case.rounds import RoundsPanel
from ui.case.same import SamePanel
from ui.case.side import SideColumn
from ui.case.unsaved import Asking, Unsaved
from ui.case.visits import VisitsPanel
from ui.do import do
from ui.form.context import office_context
from ui.form.submit import button, shortcut
from ui.frame import Frame
from ui.hit import Hit
from ui.page import Page
from ui.parts.banner import Banner
from ui.parts.drop import DropWidget
from ui.parts.keys import KeyRow
from ui.parts.light import LightCell, LightLabel
from ui.parts.scroll import scrolling
from ui.preset import hues
from ui.theme import light, set_role

BEGINS = "handling.received_on"
"""The field with which the handling of a case begins."""
Neighbour = Callable[[str, int], str | None]
"""The case so many places further in the list it was opened from; None at its end."""


class CasePage(Page):
    """Laid over the others by `Frame.open_page`; Esc goes back."""

    title, icon = "案件", "folder"

    def __init__(self, frame: Frame, office: Office, case: str, neighbour: Neighbour) -> None:
        super().__init__()
        self._frame, self._office, self._neighbour = frame, office, neighbour
        self.case = case
        self._file = read_case(office, case)

    def build(self) -> QWidget:
        context = office_context(self._office)
        page = DropWidget()
        page.setObjectName("page")
        self.number, self.stage, self.warning, self.notice = QLabel(), QLabel(), QLabel(), QLabel()
        self.light = LightLabel(LightCell(light("none")))
        self.banner = Banner()
        self.actions = ActionBar(self._frame, self._office, context)
        self.points = PointsPanel(self._frame, self._office, context)
        self.reporters = ReportersPanel(self._frame, self._office, context)
        self.visits = VisitsPanel(self._frame, self._office, context)
        self.lists = ListsPanel(self._frame, self._office, context, self.actions.open)
        self.rounds = RoundsPanel()
        self.attachments = AttachmentsPanel(self._frame, self._office, context)
        self.family = FamilyPanel(self._frame, self._office, context)
        self.family.open_asked.connect(self.turn_to)
        self.same = SamePanel(self._frame, self._office, context)
        self.same.open_asked.connect(self.turn_to)
        self.same.opened.connect(lambda: self.show_part(self.same))
        self.family.same_asked.connect(self.same.ask_number)
        self.side = SideColumn(self._office)
        self.unsaved = Unsaved(self.banner, self.actions, self._typed_in, self._close_forms)
        self.bands = {
            kind.kind: BandForm(self._frame, self._office, context, kind, absent)
            for kind, absent in (
                (Registration, ""),
                (Handling, ""),
                (Supervision, "还没有交办" if self._office.level == "county" else "上级没有交办"),
            )
        }
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 12, 8, 0)
        layout.setSpacing(10)
        layout.addLayout(self._head())
        layout.addWidget(self.banner)
        columns = QHBoxLayout()
        columns.setSpacing(24)
        self._scroll = scrolling(self._main())
        columns.addWidget(self._scroll, 7)
        columns.addWidget(scrolling(self.side), 4)
        layout.addLayout(columns, 1)
        page.dropped.connect(self.attachments.add_paths)
        shortcut("Ctrl+V", page, self.attachments.paste)
        shortcut("Ctrl+P", page, self.open_papers)
        shortcut("F4", page, self.actions.turn_others)
        shortcut("Alt+Left", page, lambda: self.go(-1))
        shortcut("Alt+Right", page, lambda: self.go(1))
        self._show()
        self.actions.resume()
        return page

    def entered(self) -> None:
        if self.actions.ask is not None:
            self.actions.ask.begin()
            return
        first = next(iter(self.actions.buttons.values()), None)
        (first or self.widget).setFocus()

    def refresh(self, change: Change | None) -> None:
        if change is not None and change.edits and not self._concerns(change):
            return
        try:
            self._file = read_case(self._office, self.case)
            self.case = self._file.registration.id  # it may be kept under another id now
        except Refused as gone:
            self.banner.ask(gone.sentence, (("返回", self._frame.back),), wrong=True)
            return
        self._show()
        inside = self._frame.focusWidget()
        if self._frame.page is self and (inside is None or not self.widget.isAncestorOf(inside)):
            self.entered()

    def _concerns(self, change: Change) -> bool:
        """What an escalation destroys, its change no longer names."""
        joined = any(edit.kind == "repeat" for edit in change.edits)
        return self.case in change.cases or joined or change.action == "escalate_case"

    def keys(self) -> Sequence[KeyRow]:
        return (
            ("Ctrl+S", "保存改动，或完成打开的操作"),
            ("Alt+← / Alt+→", "上一件 / 下一件"),
            ("Ctrl+P", "文书：预览、打印、另存"),
            ("F4", "全部操作：输入名称或首字母查找，回车打开"),
            ("Ctrl+V", "把复制的文件或图片加为附件"),
            ("Tab / 回车", "到下一项"),
            ("Esc", "关上打开的操作(填了内容先问)，再按返回"),
        )

    def hits(self, text: str) -> Sequence[Hit]:
        if not self.is_built or not text:
            return ()
        return [
            Hit(line.label, f"{line.phase} · {self._file.title}", line.run)
            for line in self.actions.lines()
            if line.run is not None and line.matches(text)
        ]

    def escaped(self) -> bool:
        """Close what is open; what was typed in it is asked about first."""
        if self.unsaved.is_asking:
            self.unsaved.stay()
            return True
        if self.points.question.isHidden() and self.unsaved.asked(leaving=False):
            return True
        return self._close_forms()

    def _typed_in(self) -> Iterable[Asking]:
        """The parts with forms of their own, of which no draft is kept."""
        yield from (self.points, self.visits, self.reporters, self.attachments)
        yield from self.lists.lists.values()

    def _close_forms(self) -> bool:
        return any(
            [
                self.actions.close_form(),
                self.points.escaped(),
                self.visits.close_form(),
                self.family.close_form(),
                self.same.close_form(),
                self.lists.close_form(),
                self.reporters.close_form(),
                self.attachments.close_form(),
            ]
        )

    def may_leave(self) -> bool:
        if not self.is_built:
            return True
        if not all([band.save() for band in self.bands.values()]):
            self.banner.ask(
                "有改动还没能保存，原因写在那一项下面。",
                (("接着改", self.banner.dismiss), ("放弃改动", self._give_up)),
                focus=False,
                wrong=True,
            )
            return False
        if self.unsaved.asked(leaving=True):
            return False
        self.actions.kept.settle()
        self.family.asker.settle()
        self.reporters.hide_again()
        return True

    def show_part(self, part: QWidget) -> None:
        """Bring a part of the page before the eyes, from its top."""
        self._scroll.verticalScrollBar().setValue(part.y())

    def open_papers(self) -> None:
        """Lay the papers of the case over it; what was typed is saved first, so that they say it."""
        if self.may_leave():
            from ui.documents.page import open_papers

            open_papers(self._frame, self._office, self.case)

    def go(self, step: int) -> None:
        """Show the case before or after in the list."""
        if not self.may_leave():
            return
        other = self._neighbour(self.case, step)
        if other is None:
            self._frame.say("已经是最后一件。" if step > 0 else "已经是第一件。")
            return
        do(self._frame, lambda: read_case(self._office, other), done=self._turn_to)

    def turn_to(self, case: str) -> None:
        """Show another case in the place of this one."""
        if self.may_leave():
            do(self._frame, lambda: read_case(self._office, case), done=self._turn_to)

    def _turn_to(self, file: CaseFile) -> None:
        self.actions.close_form(put_aside=True)
        self.points.close_form()
        self.visits.close_form()
        self.family.close_form()
        self.same.close_form()
        self.lists.close_form()
        self.attachments.close_form()
        self.banner.dismiss()
        self.case, self._file = file.registration.id, file
        self._show()
        self.actions.resume()
        self.entered()

    def _give_up(self) -> None:
        for band in self.bands.values():
            if band.is_dirty:
                band.give_up()
        self.banner.dismiss()

    def _show(self) -> None:
        file, today = self._file, self._office.today
        self.number.setText(file.title)
        self.stage.setText(_stage_words(file))
        days = days_of_light(file.obligations, file.measure.calendar, today)
        self.light.show_cell(LightCell(light(file.status(today), hues(file.measure.preset)), days))
        warnings = day_warnings(file.facts, today)
        self.warning.setText("\n".join(each.sentence for each in warnings))
        self.warning.setVisible(bool(warnings))
        self.notice.setText("\n".join(noticed(self._office, file)))
        self.notice.setVisible(bool(self.notice.text()))
        self.actions.show_case(file)
        self.points.show_case(file)
        self.reporters.show_case(file)
        self.visits.show_case(file)
        self.lists.show_case(file)
        self.rounds.show_case(file)
        self.attachments.show_case(file)
        self.family.show_case(file)
        self.same.show_case(file)
        self.side.show_case(file)
        self.bands["handling"].absent = self._without_handling()
        for kind, record in (
            ("registration", file.registration), ("handling", file.handling), ("supervision", file.supervision),
        ):  # fmt: skip
            self.bands[kind].show_record(record)
            self.bands[kind].form.warn(file.facts)

    def _without_handling(self) -> str:
        """What stands where nobody handles the case yet: the buttons that begin it, if this office has one."""
        begins = [each.label for each in allowed(self._office, self._file) if BEGINS in each.fields]
        words = "或".join(f"“{label}”" for label in begins)
        return f"还没有承办；用上面的{words}开始" if words else "还没有承办"

    def _head(self) -> QHBoxLayout:
        set_role(self.number, "title")
        set_role(self.stage, "quiet")
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 16, 0)
        head.setSpacing(12)
        for part in (self.number, self.light, self.stage):
            head.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        head.addWidget(button("文书(Ctrl+P)", self.open_papers, "quiet"))
        for word, step in (("上一件", -1), ("下一件", 1)):
            made = button(word, partial(self.go, step), "quiet")
            made.setToolTip("Alt+←" if step < 0 else "Alt+→")
            head.addWidget(made)
        head.addWidget(button("返回(Esc)", self._frame.back, "quiet"))
        return head

    def _main(self) -> QWidget:
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 16, 24)
        column.setSpacing(22)
        set_role(self.warning, "error")
        self.warning.setWordWrap(True)
        set_role(self.notice, "hint")
        self.notice.setWordWrap(True)
        for part in (
            self.actions, self.warning, self.notice, self.points, self.family, self.same, self.bands["registration"],
            self.bands["handling"], self.rounds, self.bands["supervision"], self.lists, self.reporters, self.visits,
            self.attachments,
        ):  # fmt: skip
            column.addWidget(part)
        column.addStretch(1)
        return main


def _stage_words(file: CaseFile) -> str:
    if file.registration.voided is not None:
        return f"已作废：{file.registration.voided}"
    return file.stage.label
