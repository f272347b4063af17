"""All further lists of a case, one panel each, only those that hold something; below them how the others begin."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.records.aftermath import Clarification, Feedback, FollowUp, Lookback
from app.records.movements import Extension, Pause, Receipt, Transfer
from app.records.oversight import Answer, Order, Protection, Reward, UpReport
from app.records.proceedings import Inquiry, Measure, Review
from app.records.record import Record
from app.rules.rights import refusal
from app.store.case_file import CaseFile
from app.store.office import Office
from ui.case.record_list import Act, RecordList, makers
from ui.form.make import FormContext
from ui.form.submit import button
from ui.frame import Frame
from ui.parts.band import Band
from ui.parts.scroll import settle
from ui.theme import set_role

SHOWN: tuple[type[Record], ...] = (
    Receipt, Transfer, Inquiry, Measure, Pause, Extension, Review, Feedback, FollowUp, Clarification, Order, Answer,
    UpReport, Lookback, Protection, Reward,
)  # fmt: skip
"""In the order in which a case meets them."""
SEEN_BY = {"protection": "protect", "reward": "propose_reward"}
"""Lists that only those see who may do this: they speak of the reporter (Rules Art. 47, 49)."""
NONE_YET = "还没有的记录"


class ListsPanel(QWidget):
    """The lists of a case. `act` opens the form of an action."""

    def __init__(self, frame: Frame, office: Office, context: FormContext, act: Act) -> None:
        super().__init__()
        self._frame, self._office, self._context, self._act = frame, office, context, act
        self._case: CaseFile | None = None
        self._open = False
        self.lists: dict[str, RecordList] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(22)
        self._places = {each.kind: QVBoxLayout() for each in SHOWN}
        for place in self._places.values():
            self._column.addLayout(place)
        self.absent = QWidget()
        self._column.addWidget(self.absent)

    def show_case(self, case: CaseFile) -> None:
        """Show what the case holds; an open form stays."""
        self._case = case
        missing = []
        for kind in SHOWN:
            if refusal(SEEN_BY.get(kind.kind, "read_attachment"), self._office.roles) is not None:
                continue
            panel = self.lists.get(kind.kind)
            if panel is None and case.of(kind):
                panel = self.lists[kind.kind] = RecordList(
                    self._frame, self._office, self._context, kind, self._act
                )
                self._places[kind.kind].addWidget(panel)
            if panel is not None:
                panel.show_case(case)
            if not case.of(kind) and makers(kind):
                missing.append(kind)
        self._show_absent(case, missing)

    def close_form(self) -> bool:
        """Close the open forms; False when there was none."""
        return any([panel.close_form() for panel in self.lists.values()])

    def turn(self) -> None:
        """Show or hide which lists are empty and what begins them."""
        self._open = not self._open
        if self._case is not None:
            self.show_case(self._case)

    def _show_absent(self, case: CaseFile, missing: list[type[Record]]) -> None:
        band = Band(NONE_YET)
        band.add_to_head(button("收起" if self._open else "展开", self.turn, "quiet"))
        if not self._open:
            words = QLabel("、".join(each.label for each in missing))
            words.setWordWrap(True)
            set_role(words, "quiet")
            band.add(words)
        for kind in missing if self._open else ():
            band.add(self._beginning(case, kind))
        self._column.replaceWidget(self.absent, band)
        self.absent.hide()
        self.absent.deleteLater()
        self.absent = band
        band.setVisible(bool(missing))
        settle(band)

    def _beginning(self, case: CaseFile, kind: type[Record]) -> QWidget:
        """Which action makes the first of them, or why none can yet."""
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        actions = makers(kind)
        can = [each for each in actions if each.why_not(self._office, case) is None]
        words = QLabel(
            f"还没有{kind.label}，用“{can[0].label}”写第一条。"
            if can
            else f"还没有{kind.label}：{actions[0].why_not(self._office, case)}"
        )
        words.setWordWrap(True)
        set_role(words, "quiet")
        row.addWidget(words, 1)
        for action in can[:1]:
            row.addWidget(button(action.label, partial(self._act, action, ""), "quiet"))
        return line
