"""What a report is looked at for while it is typed: bare offence names (M25), signs of a major matter (M52).

Nothing here blocks. That it is a major matter a person says; it is kept with the draft.
"""

from typing import Any

from PySide6.QtCore import QObject, Signal

from app.rules import major
from app.rules.substance import BARE
from ui.entry.report_form import ReportForm
from ui.parts.banner import Banner

YES, NO = "标为重大信访(F7)", "不是"
MARKED = "已标为重大信访：保存后今日里会列出“重大信访报告”，当日报告上级，最迟次日。"


class EntryChecks(QObject):
    """`changed`: what was said is worth keeping in the draft."""

    changed = Signal()

    def __init__(self, report: ReportForm, parent: QObject) -> None:
        super().__init__(parent)
        self._report = report
        self.bare, self.proposal = Banner(), Banner()
        self.major = False
        self._refused: tuple[str, ...] = ()
        self._shown: object = None
        report.changed.connect(self.look)

    def look(self) -> None:
        """Say what stands out in what is typed now."""
        bare, grounds = self._report.is_bare(), self._report.grounds()
        now = (bare, grounds, self.major, self._refused)
        if now == self._shown:
            return
        self._shown = now
        if bare:
            self.bare.ask(BARE, focus=False)
        else:
            self.bare.dismiss()
        if self.major:
            self.proposal.ask(MARKED, (("取消", self.turn),), focus=False, plain=True)
        elif set(grounds) - set(self._refused):
            self.proposal.ask(
                major.words(grounds), ((YES, self.turn), (NO, self.refuse)), focus=False, plain=True
            )
        else:
            self.proposal.dismiss()

    def turn(self) -> None:
        """It is a major matter, or is none after all."""
        self.major = not self.major
        self._refused = () if self.major else self._report.grounds()
        self._say()

    def refuse(self) -> None:
        """What speaks for it now does not make it one."""
        self._refused = self._report.grounds()
        self._say()

    def clear(self) -> None:
        """A fresh report."""
        self.major, self._refused = False, ()
        self.look()

    def typed(self) -> dict[str, Any]:
        """For the draft."""
        return {"major": self.major}

    def restore(self, typed: dict[str, Any]) -> None:
        """What a draft said."""
        self.major = bool(typed.get("major"))
        self.look()

    def _say(self) -> None:
        self.look()
        self.changed.emit()
        self._report.setFocus()
