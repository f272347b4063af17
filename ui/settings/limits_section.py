"""时限: each limit's length and whether it applies, local sets of rules; the lights that would move are listed first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.actions.settings import (
    checked_rule_sets,
    drop_rule_set,
    limit_changes,
    load_rule_set,
    reset_limit,
    set_limit,
)
from app.change import Change
from app.errors import Invalid, Unavailable, system_said
from app.ledger.would_move import Moved, would_move
from app.rules.declarations import Rule, Unit
from app.rules.status import Status
from app.schema.kinds import Count
from app.store.measures import rules_of
from app.store.office import Office
from ui.do import do
from ui.form.submit import button
from ui.frame import Frame
from ui.long_work import Progress, run_long
from ui.parts.band import Band
from ui.parts.flow import FlowLayout
from ui.parts.read_row import labelled
from ui.theme import current, set_role
from ui.undo import say_done

UNITS = {Unit.WORKING_DAYS: "个工作日", Unit.DAYS: "天", Unit.MONTHS: "个月"}
LISTED = 12
"""Lights named one by one; the others are counted."""


@dataclass(frozen=True)
class Proposal:
    """A change of the limits that is not made yet: what it is called, the settings it makes, how it is made."""

    label: str
    changes: Mapping[str, Any]
    apply: Callable[[], Change | None]


class LimitsSection(QWidget):
    """Choose a limit, change it, see what would move, apply it."""

    def __init__(self, frame: Frame, office: Office) -> None:
        super().__init__()
        self._frame, self._office = frame, office
        self.proposal: Proposal | None = None
        self.rules = {each.id: each for each in rules_of(office.setting)}
        self.rule, self.length, self.unit, self.active = QComboBox(), QLineEdit(), QComboBox(), QComboBox()
        for rule in self.rules.values():
            self.rule.addItem(f"{rule.id}  {rule.label}", rule.id)
        for unit, word in UNITS.items():
            self.unit.addItem(word, unit.value)
        self.active.addItem("启用", True)
        self.active.addItem("不启用", False)
        self.length.setFixedWidth(current().px(72))
        for part, name in (
            (self.rule, "时限"), (self.length, "长度"), (self.unit, "按什么算"), (self.active, "是否启用"),
        ):  # fmt: skip
            part.setAccessibleName(name)
        self.rule.currentIndexChanged.connect(lambda _row: self._show_rule())
        self.source = _quiet("")
        self.moved = QWidget()
        band = Band("时限", "改了先列出会变的灯，再决定改不改")
        band.add(labelled("时限", self.rule))
        band.add(labelled("期限", self._line()))
        band.add(labelled("", self.source))
        band.add(labelled("本地规则", self._sets()))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(band)
        self._layout.addWidget(self.moved)
        self._show_rule()

    @property
    def chosen(self) -> Rule:
        """The limit that stands in the fields."""
        return self.rules[str(self.rule.currentData())]

    def propose(self) -> None:
        """See what the fields as they stand would move."""
        do(self._frame, self._from_fields, done=self.look)

    def propose_reset(self) -> None:
        """See what the limit as it was shipped would move."""
        id = self.chosen.id
        kept = {each: said for each, said in self._office.setting("rules.changes").items() if each != id}
        self.look(
            Proposal(f"恢复 {id} 原来的时限", {"rules.changes": kept}, partial(reset_limit, self._office, id))
        )

    def load(self) -> None:
        """Ask for a file with local rules."""
        path, _ = QFileDialog.getOpenFileName(self, "选本地时限规则", "", "时限规则 (*.toml)")
        if path:
            self.propose_set(Path(path))

    def propose_set(self, path: Path) -> None:
        """See what a local set of rules would move."""
        do(self._frame, lambda: self._from_file(path), done=self.look)

    def propose_drop(self, name: str) -> None:
        """See what taking a local set away would move."""
        kept = {each: text for each, text in self._office.setting("rules.local").items() if each != name}
        self.look(
            Proposal(
                f"去掉本地规则“{name}”", {"rules.local": kept}, partial(drop_rule_set, self._office, name)
            )
        )

    def look(self, proposal: Proposal) -> None:
        """Reckon what it would move and list it."""
        office = self._office

        def work(progress: Progress) -> list[Moved]:
            progress.step("正在算会变的灯")
            try:
                return would_move(office, proposal.changes)
            finally:
                office.close()  # this thread's connection

        run_long(self._frame, proposal.label, work, done=lambda found: self._list(proposal, found))

    def apply(self) -> None:
        """Make the change that was looked at."""
        if self.proposal is not None:
            label, run = self.proposal.label, self.proposal.apply
            do(
                self._frame,
                run,
                done=lambda change: say_done(self._frame, self._office, f"已{label}", change),
            )

    def give_up(self) -> bool:
        """Leave everything as it is; False when nothing was looked at."""
        if self.proposal is None:
            return False
        self.proposal = None
        self._put(QWidget())
        return True

    def _from_fields(self) -> Proposal:
        rule = self.chosen
        limit = Count().from_text(self.length.text(), self._office.today)
        if not isinstance(limit, int):
            raise Invalid("请写期限的长度；还没定的写 0。")
        said = {
            "limit": limit,
            "unit": str(self.unit.currentData()),
            "active": bool(self.active.currentData()),
        }
        changes = limit_changes(self._office, rule.id, said)
        return Proposal(
            f"改时限 {rule.id}",
            {"rules.changes": changes},
            partial(set_limit, self._office, rule.id, limit=limit, unit=str(said["unit"]), active=bool(said["active"])),
        )  # fmt: skip

    def _from_file(self, path: Path) -> Proposal:
        try:
            text = path.read_text(encoding="utf-8")
        except OSError as error:
            raise Unavailable(f"文件读不了。{system_said(error, path)}") from None
        except UnicodeDecodeError:
            raise Invalid(f"“{path.name}”不是时限规则文件，请选 UTF-8 的 .toml 文件。") from None
        sets = checked_rule_sets(self._office, path.stem, text)
        run = partial(load_rule_set, self._office, path.stem, text)
        return Proposal(f"载入本地规则“{path.stem}”", {"rules.local": sets}, run)

    def _show_rule(self) -> None:
        rule = self.chosen
        self.length.setText(str(rule.limit))
        self.unit.setCurrentIndex(self.unit.findData(rule.unit.value))
        self.active.setCurrentIndex(self.active.findData(rule.active))
        changed = "本单位改过。" if rule.id in self._office.setting("rules.changes") else ""
        unset = "还没有定，写上长度就开始计。" if rule.limit == 0 else ""
        self.source.setText(f"{changed}{unset}依据：{rule.source}。{rule.note}")

    def _line(self) -> QWidget:
        line = QWidget()
        flow = FlowLayout(line)
        for part in (self.length, self.unit, self.active):
            flow.addWidget(part)
        flow.addWidget(button("看会变哪些灯", self.propose))
        flow.addWidget(button("恢复原来的", self.propose_reset, "quiet"))
        self.length.returnPressed.connect(self.propose)
        return line

    def _sets(self) -> QWidget:
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        names = list(self._office.setting("rules.local"))
        if not names:
            row.addWidget(_quiet("没有"))
        for name in names:
            row.addWidget(QLabel(name))
            row.addWidget(button("去掉", partial(self.propose_drop, name), "quiet"))
        row.addWidget(button("载入…", self.load))
        row.addStretch(1)
        return part

    def _list(self, proposal: Proposal, found: Sequence[Moved]) -> None:
        self.proposal = proposal
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        column.addWidget(QLabel(f"{proposal.label}：{told(found)}"))
        for moved in found[:LISTED]:
            column.addWidget(_quiet(sentence(moved)))
        if len(found) > LISTED:
            column.addWidget(_quiet(f"还有 {len(found) - LISTED} 个。"))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        go = button("照此修改", self.apply, "primary")
        buttons.addWidget(go)
        buttons.addWidget(button("不改了(Esc)", self.give_up))
        buttons.addStretch(1)
        column.addLayout(buttons)
        self._put(part)
        go.setFocus()

    def _put(self, part: QWidget) -> None:
        self._layout.replaceWidget(self.moved, part)
        self.moved.hide()
        self.moved.deleteLater()
        self.moved = part


def told(found: Sequence[Moved]) -> str:
    """How many lights and dates move."""
    turning = sum(each.turns for each in found)
    if not found:
        return "没有灯会变。"
    return f"{turning} 个灯会变颜色，{len(found) - turning} 个只变到期日。"


def sentence(moved: Moved) -> str:
    """One light before and after."""
    before, after = _light(moved.status_before), _light(moved.status_after)
    due = " → ".join(
        "没有" if each is None else each.isoformat() for each in (moved.due_before, moved.due_after)
    )
    return f"{moved.title} {moved.label}：{before} → {after}，到期日 {due}"


def _light(status: Status | None) -> str:
    return "没有" if status is None else status.label


def _quiet(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    set_role(label, "quiet")
    return label
