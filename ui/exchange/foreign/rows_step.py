"""第 4 步 收取: what becomes of each row, counts that agree, and the three ways out: take, give back, leave."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from app.actions.foreign_alike import RESULT, Alike, Place, with_alike
from app.exchange.foreign.inspection import Inspection
from app.exchange.foreign.matching import CellChange, Outcome, Result
from app.exchange.foreign.owners import Way
from ui.exchange.foreign.text_rows import TextRows
from ui.exchange.table import PlainTable
from ui.exchange.whole import FEW, Whole
from ui.exchange.words import EMPTY
from ui.form.submit import button, shortcut
from ui.parts.chip import ChipRow, ChipSpec
from ui.theme import set_role

ALL, SKIPPED = "all", "skipped"
WORDS = {
    "new": "新增",
    RESULT: "可能重复",
    "changed": "更新",
    "same": "相同",
    "refused": "不收",
    SKIPPED: "跳过",
}
_TONES = {"new": "green", RESULT: "orange", "changed": "blue", "same": "text_soft", "refused": "red",
          SKIPPED: "text_soft"}  # fmt: skip
_LOOK_EVERY = 250
"""Milliseconds between two words on how far the comparison is."""


WAYS = {
    Way.OURS: "", Way.TRUST: "（代该单位记下）", Way.PROPOSAL: "（由别的单位填写，提更正建议）",
    Way.NOTED: "（由别的单位填写，不改）",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One line of the list: which table and row of the sheet, what becomes of it, and everything there is to read."""

    place: Place
    result: str
    number: str
    who: str
    said: str
    whole: str


class RowsStep(QWidget):
    """`taken` (all or nothing?), `returned` (存退回表) and `pointed` (table, row) say what the person wants."""

    taken = Signal(bool)
    returned = Signal()
    pointed = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._all: list[Row] = []
        self.shown: list[Row] = []
        self._found: Inspection | None = None
        self._alike: Mapping[Place, Alike] = {}
        self._comparing = self._pressed = False
        self.compared = (0, 0)
        """How many new rows were compared with what is known, of how many; another thread says it."""
        self._look = QTimer(self, interval=_LOOK_EVERY)
        self._look.timeout.connect(self._dress)
        self._filter = ALL
        self.counts = QLabel()
        self.counts.setWordWrap(True)
        self.chips = ChipRow(
            [ChipSpec(ALL, "全部", 0), *(ChipSpec(key, word, 0) for key, word in WORDS.items())]
        )
        self.chips.picked.connect(self._pick)
        self.model = TextRows(self, ("行", "结果", "编号", "被反映人", "内容"), 1)
        self.table = PlainTable(self.model, (52, 84, 136, 84), "各行收取后怎样")
        self.table.selectionModel().currentChanged.connect(lambda now, before: self._tell(now.row()))
        self.whole = Whole(FEW)
        self.good, self.every = QRadioButton("先收好的，不能收的退回"), QRadioButton("全部能收才收")
        self.good.setChecked(True)
        self.every.toggled.connect(lambda on: self._dress())
        self.take = button("收取", self._take, "primary")
        self.give_back = button("存退回表…", self.returned.emit)
        self.why = QLabel()
        self.why.setWordWrap(True)
        set_role(self.why, "quiet")
        self._lay_out()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut(keys, self, self._take)

    def show_rows(self, found: Inspection) -> None:
        """Show what taking the file would do; 收取 waits for `show_alike`."""
        self._found, self._alike, self._pressed = found, {}, False
        self._comparing, self.compared = found.counts()["new"] > 0, (0, 0)
        self._look.start() if self._comparing else self._look.stop()
        self._list()

    def show_alike(self, alike: Mapping[Place, Alike]) -> None:
        """Say which of the new rows may repeat a matter that is known; what waited for it is taken if there are none."""
        self._alike, self._comparing = alike, False
        self._look.stop()
        self._list()
        if self._pressed and not alike:
            self._take()
        elif self._pressed:
            self.why.setText(f"有 {len(alike)} 行可能与台账里的是同一件：看一看，要收再按一次。")
        self._pressed = False

    def focus_first(self) -> None:
        """Put the focus on the list, or on the way out."""
        (self.table if self.shown else self.take).setFocus()

    def _list(self) -> None:
        assert self._found is not None
        self._all = _rows(self._found, self._alike)
        counts = with_alike(self._found.counts(), self._alike)
        self.counts.setText(counted(counts))
        self.chips.set_counts({ALL: counts["read"], **{key: counts[key] for key in WORDS}})
        some = {key for key in WORDS if counts[key]}
        self.chips.show_only({ALL, self._filter, *some})
        self._fill()
        self._dress()

    def _pick(self, key: str) -> None:
        self._filter = key
        self._fill()

    def _fill(self) -> None:
        row = max(0, self.table.currentIndex().row())
        self.shown = [each for each in self._all if self._filter in (ALL, each.result)]
        self.model.show_lines(
            [(str(each.place[1] + 1), WORDS[each.result], each.number, each.who, each.said) for each in self.shown],
            [_TONES[each.result] for each in self.shown],
        )  # fmt: skip
        if self.shown:
            self.table.selectRow(min(row, len(self.shown) - 1))
        else:
            self.whole.setPlainText("没有这样的行。")

    def _dress(self) -> None:
        if self._found is None:
            return
        counts = self._found.counts()
        wanted, refused = counts["new"] + counts["changed"], counts["refused"]
        self.take.setText(f"收取 {wanted} 行(Ctrl+回车)" if wanted else "收取(Ctrl+回车)")
        blocked = self.every.isChecked() and refused > 0
        self.take.setEnabled(wanted > 0 and not blocked)
        self.why.setText(
            f"有 {refused} 行不能收：回前面改好，或改选“先收好的”。" if blocked
            else self._nothing_to_take() if not wanted
            else self._how_far()
        )  # fmt: skip
        for part in (self.good, self.every, self.give_back):
            part.setVisible(refused > 0)
        self.give_back.setText(f"存退回表（{refused} 行）…")

    def _nothing_to_take(self) -> str:
        """Why nothing is taken: most often a column that was not recognised, which one word mends."""
        assert self._found is not None
        unfound = dict.fromkeys(each for looked in self._found.looked for each in looked.understood.unfound)
        if not unfound:
            return "没有可收的新内容。"
        names = "".join(f"“{each}”" for each in unfound)
        return f"没有认出{names}是哪一列：回第 2 步指出来。"

    def _how_far(self) -> str:
        """How far the comparison with what is known is; nothing while it may be over in a moment."""
        done, total = self.compared
        if not self._comparing or not (done or self._pressed):
            return ""
        far = f"：{done:,} / {total:,} 行" if done else ""
        return f"正在看台账里有没有同一件{far}" + ("，看完就收。" if self._pressed else "。")

    def _take(self) -> None:
        if not self.take.isEnabled() or not self.isVisible():
            return
        if self._comparing:
            self._pressed = True
            self._dress()
        else:
            self.taken.emit(self.every.isChecked())

    def _tell(self, row: int) -> None:
        if 0 <= row < len(self.shown):
            self.whole.setPlainText(self.shown[row].whole)
            self.pointed.emit(*self.shown[row].place)

    def _lay_out(self) -> None:
        how, buttons = QHBoxLayout(), QHBoxLayout()
        for each in (self.good, self.every):
            how.addWidget(each)
        how.addStretch(1)
        for part in (self.take, self.give_back):
            buttons.addWidget(part)
        buttons.addWidget(self.why, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.counts, self.chips):
            layout.addWidget(widget)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.whole)
        layout.addLayout(how)
        layout.addLayout(buttons)


def counted(counts: Mapping[str, int]) -> str:
    """The counts in one sentence; together they are the rows read."""
    said = "，".join(f"{word} {counts[key]}" for key, word in WORDS.items() if counts.get(key))
    return f"共读 {counts['read']} 行：{said or '没有内容'}。"


def _rows(found: Inspection, alike: Mapping[Place, Alike]) -> list[Row]:
    rows = []
    for table, looked in enumerate(found.looked):
        rows += [
            _row((table, each.line.row), each, alike.get((table, each.line.row))) for each in looked.outcomes
        ]
        for passed in looked.understood.passed:
            said = f"跳过：{passed.reason}"
            rows.append(Row((table, passed.row), SKIPPED, "", "", said, f"第 {passed.row + 1} 行{said}"))
    return sorted(rows, key=lambda each: each.place)


def _row(place: Place, outcome: Outcome, alike: Alike | None) -> Row:
    line = outcome.line
    names = [str(point.get("respondent") or "") for point in line.allegations]
    new = [str(point.get("respondent") or "") for point in outcome.added]
    changes = [_change(each) for each in outcome.changes] + [f"增加被反映人 {name}" for name in new]
    changes += [f"增加 {each.get('respondent')} 的处理处分" for each in outcome.added_measures]
    changes += ["补上反映人"] if outcome.adds_reporter else []
    summary = str(line.values.get("registration.summary") or "")
    said = {
        Result.REFUSED: "；".join(outcome.reasons), Result.CHANGED: "；".join(changes),
        Result.SAME: "；".join(outcome.reasons) or "与台账一样",
    }.get(outcome.result, "；".join(filter(None, (*outcome.reasons, summary))))  # fmt: skip
    whole = [f"第 {'、'.join(str(row + 1) for row in line.rows)} 行　{summary}", *outcome.reasons, *changes]
    if alike is not None:
        said = f"可能重复 {alike.case_no}；{said}"
        whole.insert(1, f"{alike.said}，收取后在案件页认定")
    result = outcome.result.value if alike is None else RESULT
    return Row(place, result, outcome.case_no, "、".join(filter(None, names)), said, "\n".join(whole))


def _change(each: CellChange) -> str:
    old, new = each.shown()
    mine = WAYS[each.way]
    return f"{each.label}：{old or EMPTY} → {new or EMPTY}{mine}"
