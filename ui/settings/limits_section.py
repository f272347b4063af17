"""时限: each limit's length and whether it applies, local sets of rules; the lights that would move are listed first."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.actions.settings import (
    checked_rule_sets,
    drop_rule_set,
    limit_changes,
    load_rule_set,
    reset_limit,
    set_limit,
)
from app.actions.take_configuration import restore, restored
from app.errors import Invalid, Unavailable, system_said
from app.exchange.issued.arrived import departed, sources
from app.rules.declarations import Rule, Unit
from app.schema.kinds import Count
from app.store.measures import rules_of
from app.store.office import Office
from ui.do import do
from ui.form.submit import button
from ui.frame import Frame
from ui.parts.band import Band
from ui.parts.flow import FlowLayout
from ui.parts.read_row import labelled
from ui.settings.moved_box import MovedBox, Proposal
from ui.theme import current, set_role

UNITS = {Unit.WORKING_DAYS: "个工作日", Unit.DAYS: "天", Unit.MONTHS: "个月"}


class LimitsSection(QWidget):
    """Choose a limit, change it, see what would move, apply it."""

    def __init__(self, frame: Frame, office: Office, open_case: Callable[[str], object]) -> None:
        super().__init__()
        self._frame, self._office = frame, office
        self.box = MovedBox(frame, office, open_case)
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
        band = Band("时限", "改了先列出会变的灯，再决定改不改")
        band.add(labelled("时限", self.rule))
        band.add(labelled("期限", self._line()))
        band.add(labelled("", self.source))
        band.add(labelled("本地规则", self._sets()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(band)
        layout.addWidget(self.box)
        self._show_rule()

    @property
    def chosen(self) -> Rule:
        """The limit that stands in the fields."""
        return self.rules[str(self.rule.currentData())]

    def propose(self) -> None:
        """See what the fields as they stand would move."""
        do(self._frame, self._from_fields, done=self.box.look)

    def propose_reset(self) -> None:
        """See what the limit as it was shipped would move."""
        id = self.chosen.id
        kept = {each: said for each, said in self._office.setting("rules.changes").items() if each != id}
        self.box.look(
            Proposal(f"恢复 {id} 原来的时限", {"rules.changes": kept}, partial(reset_limit, self._office, id))
        )

    def propose_county(self) -> None:
        """See what the limit as it was taken from the county would move."""
        office, id = self._office, self.chosen.id

        def read() -> Proposal:
            made = restored(office, "rules", id, to_county=True)
            return Proposal(
                f"恢复县里下发的 {id}", made, partial(restore, office, "rules", id, to_county=True)
            )

        do(self._frame, read, done=self.box.look)

    def load(self) -> None:
        """Ask for a file with local rules."""
        path, _ = QFileDialog.getOpenFileName(self, "选本地时限规则", "", "时限规则 (*.toml)")
        if path:
            self.propose_set(Path(path))

    def propose_set(self, path: Path) -> None:
        """See what a local set of rules would move."""
        do(self._frame, lambda: self._from_file(path), done=self.box.look)

    def propose_drop(self, name: str) -> None:
        """See what taking a local set away would move."""
        kept = {each: text for each, text in self._office.setting("rules.local").items() if each != name}
        self.box.look(
            Proposal(
                f"去掉本地规则“{name}”", {"rules.local": kept}, partial(drop_rule_set, self._office, name)
            )
        )

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
        source = sources(self._office, "rules").get(rule.id, "程序自带")
        self.county.setVisible(rule.id in departed(self._office, "rules"))
        unset = "还没有定，写上长度就开始计。" if rule.limit == 0 else ""
        self.source.setText(f"来源：{source}。{unset}依据：{rule.source}。{rule.note}")

    def _line(self) -> QWidget:
        line = QWidget()
        flow = FlowLayout(line)
        for part in (self.length, self.unit, self.active):
            flow.addWidget(part)
        flow.addWidget(button("看会变哪些灯", self.propose))
        flow.addWidget(button("恢复程序自带的", self.propose_reset, "quiet"))
        self.county = button("恢复县里的", self.propose_county, "quiet")
        flow.addWidget(self.county)
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


def _quiet(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    set_role(label, "quiet")
    return label
