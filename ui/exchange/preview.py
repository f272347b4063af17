"""What taking a file would do, on the page itself: whose it is, what to mind, old → new, 收取 or 不收."""

from collections import Counter
from collections.abc import Callable, Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.actions.arriving import Arrivals, Arriving
from app.actions.likenesses import numbered
from app.exchange.merge import Verdict
from app.exchange.preview import Item, Preview
from ui.exchange.hand_panel import HandPanel
from ui.exchange.preview_model import OLD, WIDTHS, PreviewModel
from ui.exchange.table import PlainTable
from ui.exchange.whole import Whole
from ui.exchange.words import NEWS, VERDICTS, kind_label
from ui.form.submit import button, shortcut
from ui.parts.banner import Banner
from ui.parts.chip import ChipRow, ChipSpec
from ui.parts.empty import Empty
from ui.theme import set_role

ALL = "all"
HAND = "hand"
"""The chip of what people typed into the file."""
LISTED_ALIKE = 5
UNLISTED = (Verdict.SAME, Verdict.OLDER)


class PreviewPanel(QWidget):
    """One preview at a time. `taken` and `declined` say what the person decided."""

    taken = Signal(object)
    declined = Signal()
    typist_chosen = Signal(object, str)
    wanted_again = Signal(object)
    """The path of a file of which also what was taken back is to be taken."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Preview | None = None
        self._several_kinds = False
        self._verdict, self._kind = ALL, ALL
        self.head, self.facts = QLabel(), QLabel()
        set_role(self.head, "title")
        set_role(self.facts, "quiet")
        self.notice, self.refusal, self.question = Banner(), Banner(), Banner()
        self.warnings = QLabel()
        self.warnings.setWordWrap(True)
        self.alike = QLabel()
        self.alike.setWordWrap(True)
        self.alike.setTextFormat(Qt.TextFormat.PlainText)
        self.alike.hide()
        self.configuration = Whole()
        self.configuration.setAccessibleName("下发的配置会改什么")
        self.verdicts, self.kinds = ChipRow([]), ChipRow([])
        self.model = PreviewModel(self)
        self.table = PlainTable(self.model, WIDTHS, "收取后会有什么变化")
        self.table.selectionModel().currentChanged.connect(lambda now, before: self._tell(now.row()))
        self.hand = HandPanel()
        self.hand.typist_chosen.connect(lambda code: self.typist_chosen.emit(self.found, code))
        self.hand.ticks_changed.connect(self._dress)
        self.nothing = Empty("", icon="inbox")
        self.more = QLabel()
        set_role(self.more, "quiet")
        self.whole = Whole()
        self.hand.told.connect(self.whole.setPlainText)
        self.take = button("收取", self._take, "primary")
        self.decline = button("不收(Esc)", self.declined.emit)
        self._lay_out()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut(keys, self, self._take)

    def show_preview(self, found: Preview, notice: str = "") -> None:
        """Show what the file would do. `notice` says why it is shown again."""
        self.found = found
        header = found.header
        self.head.setText(f"{header.name} 寄给 {header.receiver_name} 的第 {header.number} 号")
        self.facts.setText(f"{header.made_at[:16]} 导出　共 {header.cases} 件　{found.path.name}")
        _say(self.notice, notice)
        _say(self.refusal, found.refusal or "", wrong=True)
        own = found.warnings[1:] if found.new_office else found.warnings
        self.warnings.setText("\n".join(f"· {each}" for each in own))
        self.warnings.setVisible(bool(own) and found.refusal is None)
        self.alike.hide()
        lines = _configuration_lines(found)
        self.configuration.setPlainText("\n".join(lines))
        self.configuration.setVisible(bool(lines) and found.refusal is None)
        self.hand.show_edits(found)
        self._fill_chips(found)
        self._fill()
        self._ask_about_office(found)
        self._dress_button(found)
        self.setAccessibleName(self.head.text())

    def show_alike(self, found: Arrivals) -> None:
        """Say which of the new cases may repeat a matter that is known here."""
        lines = [_alike_line(each) for each in found.alike[:LISTED_ALIKE]]
        more = len(found.alike) - len(lines)
        rest = f"等共 {len(found.alike)} 件。" if more else ""
        part = f"(只查了前 {found.looked_at} 件新件)" if found.looked_at < found.new else ""
        head = f"新件里有 {len(found.alike)} 件可能是重复件{part}，收取后在案件页的“同一事项”里认定："
        self.alike.setText("\n".join([head, *lines, *([rest] if rest else [])]))
        self.alike.setVisible(bool(lines))

    @property
    def ticked(self) -> Collection[str]:
        """Keys of the hand edits that are to be taken."""
        return self.hand.model.ticked

    def focus_first(self) -> None:
        """Put the focus where reading begins: the question, else the table, else the way out."""
        if self.question.choices and not self.question.isHidden():
            next(iter(self.question.choices.values())).setFocus()
        elif self._verdict == HAND:
            self.hand.focus_first()
        elif self.model.rowCount():
            self.table.setFocus()
        else:
            (self.take if self.take.isEnabled() and not self.take.isHidden() else self.decline).setFocus()

    def _ask_about_office(self, found: Preview) -> None:
        self.question.dismiss()
        if found.fewer and found.refusal is None:
            first = f"“{found.header.name}”是第一次寄来，照收就加入单位名录。" if found.new_office else ""
            choices = (("核对过了，照收", self._agree), ("不收", self.declined.emit))
            self.question.ask(f"{found.fewer}{first}", choices, focus=False)
            return
        if found.refusal is not None:
            return
        back = f"其中 {found.taken_back} 条收取后又撤销过，这次不收。" if found.taken_back else ""
        again = (("重新收取", lambda: self.wanted_again.emit(found.path)),) if back else ()
        if found.new_office:
            header = found.header
            text = f"第一次收到“{header.name}”（代码 {header.office}）的工作簿。{back}是您认识的单位吗？"
            known = (("是，加入单位名录", self._know), *again, ("不是，不收", self.declined.emit))
            self.question.ask(text, known, focus=False)
        elif back:
            self.question.ask(back, again, focus=False, plain=True)

    def _agree(self) -> None:
        assert self.found is not None
        self.found.agreed = True
        self._know()

    def _know(self) -> None:
        self.question.dismiss()
        self.take.setEnabled(True)
        self.take.setToolTip("")
        self.take.setFocus()

    def _dress_button(self, found: Preview) -> None:
        useless = found.refusal is not None or (found.already and not found.brings_news)
        self.take.setVisible(not useless)
        self.take.setText(_take_words(found, len(self.ticked)))
        asked = found.new_office or bool(found.fewer)
        self.take.setEnabled(not asked)
        self.take.setToolTip("请先回答上面的问题。" if asked else "")
        self.decline.setText("返回(Esc)" if useless else "不收(Esc)")

    def _dress(self) -> None:
        if self.found is not None and self.found.refusal is None:
            self.take.setText(_take_words(self.found, len(self.ticked)))

    def _take(self) -> None:
        if self.found is not None and self.take.isEnabled() and not self.take.isHidden():
            self.taken.emit(self.found)

    def _fill_chips(self, found: Preview) -> None:
        self._verdict, self._kind = HAND if found.hand_edits else ALL, ALL
        shown = [each for each in VERDICTS if found.counts[each]]
        total = sum(found.counts.values())
        specs = [ChipSpec(each, VERDICTS[each], found.counts[each]) for each in shown]
        if not found.home:
            specs.insert(0, ChipSpec(ALL, "全部", total))
        if found.hand_edits:
            specs.insert(0, ChipSpec(HAND, "手写", len(found.hand_edits)))
        self.verdicts = self._chips(self.verdicts, specs, self._pick_verdict)
        kinds = Counter(item.kind for item in found.items)
        sorts = [ChipSpec(kind, kind_label(kind), number) for kind, number in kinds.items()]
        self.kinds = self._chips(self.kinds, [ChipSpec(ALL, "各类记录"), *sorts], self._pick_kind)
        self.verdicts.setVisible(total > 0 or bool(found.hand_edits))
        self._several_kinds = len(kinds) > 1

    def _chips(self, old: ChipRow, specs: list[ChipSpec], picked: Callable[[str], object]) -> ChipRow:
        """Put new chips in the place of the old."""
        new = ChipRow(specs)
        new.picked.connect(picked)
        self._layout.replaceWidget(old, new)
        old.hide()
        old.deleteLater()
        return new

    def _pick_verdict(self, key: str) -> None:
        self._verdict = key
        self._fill()

    def _pick_kind(self, key: str) -> None:
        self._kind = key
        self._fill()

    def _passes(self, item: Item) -> bool:
        return self._verdict in (ALL, item.verdict.value) and self._kind in (ALL, item.kind)

    def _fill(self) -> None:
        assert self.found is not None
        by_hand = self._verdict == HAND
        self.hand.setVisible(by_hand)
        self.kinds.setVisible(self._several_kinds and not by_hand)
        if by_hand:
            self._show_by_hand()
            return
        self.model.show_items([item for item in self.found.items if self._passes(item)])
        rows = self.model.rowCount()
        for part in (self.table, self.whole):
            part.setVisible(rows > 0)
        self.table.setColumnHidden(OLD, not self.model.has_old)
        self.nothing.setVisible(rows == 0)
        self.nothing.sentence.setText(self._why_nothing(self.found))
        listed = sum(count for key, count in self.found.counts.items() if Verdict(key) not in UNLISTED)
        self.more.setText(f"变化太多，只列出前 {len(self.found.items)} 条；收取时 {listed} 条都会处理。")
        self.more.setVisible(listed > len(self.found.items))
        if rows:
            self.table.selectRow(0)
            self._tell(0)

    def _show_by_hand(self) -> None:
        for part in (self.table, self.nothing, self.more):
            part.hide()
        self.whole.show()
        self.hand.table.selectRow(0)
        self.hand.tell(0)

    def _why_nothing(self, found: Preview) -> str:
        if found.refusal is not None:
            return "没有收取，什么都没有写入。"
        if self._verdict == Verdict.SAME.value:
            return "这些记录与本机一样，不用收取，不逐条列出。"
        if self._verdict == Verdict.OLDER.value:
            return "这些是较旧的内容，不会盖掉本机较新的内容，不逐条列出。"
        if found.items:
            return "没有这样的记录。"
        if any(each.comes and each.items for each in found.configuration):
            return "里面没有新的案件记录；收取后接着逐项决定县里下发的配置。"
        return "里面的记录本机都有了。" if found.already else "里面没有新的记录；收取后只记下回执和号数。"

    def _tell(self, row: int) -> None:
        line = self.model.line(row)
        self.whole.setPlainText(line.whole if line is not None else "")

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.take)
        buttons.addWidget(self.decline)
        buttons.addWidget(self.more)
        buttons.addStretch(1)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 12)
        self._layout.setSpacing(10)
        for part in (self.head, self.facts, self.notice, self.refusal, self.question, self.warnings,
                     self.configuration, self.alike, self.verdicts, self.kinds):  # fmt: skip
            self._layout.addWidget(part)
        self._layout.addWidget(self.hand, 1)
        self._layout.addWidget(self.table, 1)
        self._layout.addWidget(self.nothing, 1)
        self._layout.addWidget(self.whole)
        self._layout.addLayout(buttons)


def _take_words(found: Preview, ticked: int) -> str:
    news = sum(found.counts[each] for each in NEWS) + ticked
    return f"收取 {news} 条(Ctrl+回车)" if news else "收取(Ctrl+回车)"


def _configuration_lines(found: Preview) -> list[str]:
    """What came of configuration, old and new; it is decided on a page of its own."""
    came = [item for each in found.configuration if each.comes for item in each.items]
    items = sorted(came, key=lambda each: not each.warning)  # what is longer than the law says comes first
    return [
        f"{each.label}：{each.old} → {each.new}{'　▲ ' + each.warning if each.warning else ''}"
        for each in items
    ]


def _alike_line(each: Arriving) -> str:
    card = each.card
    return f"· {each.case_no} ↔ {card.case_no}{numbered(card.reports)} {card.sure}({'、'.join(card.agrees)})"


def _say(banner: Banner, text: str, *, wrong: bool = False) -> None:
    banner.dismiss()
    if text:
        banner.ask(text, focus=False, wrong=wrong)
        banner.setAccessibleName(text)
