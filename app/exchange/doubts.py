"""What the records of a posting make a taker doubt: this store itself, or whose matter a case is.

None of it is a reason not to take the file; each is one sentence beside the preview.
"""

from dataclasses import dataclass, field

from app.exchange.merge import KNOWN, Merged
from app.exchange.rebuilding import STARTED, is_empty
from app.exchange.truth import Stated
from app.rules import jurisdiction
from app.store import rows
from app.store.office import Office

_LISTED = 10
STRAYS = "其中有本单位名下、本机却没有的记录（可能恢复过备份），请逐条看过再收取。"


@dataclass
class Doubts:
    """Gathered record by record with `look`; `warnings` says them all."""

    office: Office
    sister: bool = False
    """Whether the file comes from another desk of our office, which may well hold what we do not."""
    new_desk: bool = False
    """Whether others know more of our own hand than we do."""
    strays: bool = False
    """Whether it brings records of our own that are missing here."""
    shared_block: bool = False
    """Whether another desk of our office gave a case a number that this desk gave too."""
    above: list[str] = field(default_factory=list)
    """Numbers of the cases in which a respondent may belong above our own level, each once."""
    _ours: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._code, self._level = self.office.code, self.office.level
        self._desk, self._counter = self.office.desk, self.office.counter

    @property
    def warnings(self) -> list[str]:
        """The sentences, those about this store first."""
        if not self.above:
            return self._ours
        shown = "、".join(self.above[:_LISTED]) + (" 等" if len(self.above) > _LISTED else "")
        return [
            *self._ours,
            f"有 {len(self.above)} 件的被反映人职级或职务可能归上级管：{shown}。"
            "来件单位已核对过；收取前请再看一遍，不该由本单位办的，与来件单位联系。",
        ]

    def look(self, before: Stated | None, merged: Merged | str, incoming: list[Stated], case_no: str) -> None:
        """Look at one record of the comparison, of the case of that number."""
        first = incoming[0]
        if first.owner == self._code:
            self._doubt_this_desk(incoming)
            if before is None and not isinstance(merged, str):
                self._doubt_this_store(first)
        if first.kind == "allegation" and not isinstance(merged, str) and merged.verdict not in KNOWN:
            self._doubt_level(merged.current, case_no or "没有编号的一件")

    def _doubt_this_desk(self, incoming: list[Stated]) -> None:
        if not self.new_desk and any(each.version.get(self._desk, 0) > self._counter for each in incoming):
            self.new_desk = True
            self._ours.append(
                "对方手里有本机更晚写的内容，本机数据可能恢复过备份；收取时本机自动启用新的机号，不用另做什么。"
            )

    def _doubt_this_store(self, stray: Stated) -> None:
        if not (self.strays or self.sister):
            self.strays = True
            self._ours.append(STARTED if is_empty(self.office) else STRAYS)
        number = stray.fields.get("case_no") if stray.kind == "registration" else None
        if self.shared_block or not number:
            return
        self.shared_block = bool(rows.fetch(self.office.db, "registration", "case_no", [str(number)]))
        if self.shared_block:
            self._ours.append(
                f"“{number}”两台电脑各编过一件（数据被复制后两边同时在用），收取后请把后登记的一件改号；"
                "收取时本机换用另一个编号段，以后不会再重。"
            )

    def _doubt_level(self, point: Stated, case_no: str) -> None:
        """Note a respondent who may belong above us. Whoever wrote it judged it; it is not ours to refuse."""
        if case_no not in self.above and jurisdiction.doubt(self._level, point.fields) is not None:
            self.above.append(case_no)
