"""What 对账 comes to for one unit: the cases apart, what is not here, and what to do about each, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.exchange.gaps import Run, numbers

UNKNOWN, BEHIND, AHEAD, TORN, BACK = "unknown", "behind", "ahead", "torn", "back"
_WORDS = {
    UNKNOWN: "对方没有", BEHIND: "对方还是旧的", AHEAD: "对方更新", TORN: "两边各写过", BACK: "对方的收取后撤销过",
}  # fmt: skip
_AGAIN = "要收，就再打开寄来的那一份，选“重新收取”；不收，请与对方说明"


@dataclass(frozen=True)
class Sent:
    """The newest posting to a unit, which no receipt has come for: number, day, working days since."""

    number: int
    day: str
    waited: int | None


@dataclass(frozen=True)
class Apart:
    """A case in which the lists differ, by how many records, and how; `sent`: the posting under way that carries it."""

    case: str
    case_no: str
    counts: Mapping[str, int]
    sent: Sent | None = None

    @property
    def unknown(self) -> int:
        """Records that they do not know at all."""
        return self.counts.get(UNKNOWN, 0)

    @property
    def other(self) -> int:
        """Records of which they know another version."""
        return sum(self.counts.values()) - self.unknown

    @property
    def words(self) -> str:
        """对方没有 3 条，对方还是旧的 1 条."""
        return "，".join(
            f"{word} {self.counts[each]} 条" for each, word in _WORDS.items() if self.counts.get(each)
        )

    @property
    def to_do(self) -> str:
        """What closes the difference."""
        said = []
        if self.counts.get(AHEAD):
            said.append("请对方再寄一份")
        if self.counts.get(BACK):
            said.append(_AGAIN)
        if self.counts.get(TORN):
            said.append("收下对方下一份后在“待裁定”里定")
        if self.counts.get(UNKNOWN) or self.counts.get(BEHIND):
            said.append("再寄一份" if self.sent is None else f"已随第 {self.sent.number} 号寄出，等对方收取")
        return "；".join(said)


@dataclass(frozen=True)
class Reconciled:
    """One unit: cases shared with it, those in which the lists differ, and how many of its records are not here.

    `heard` is False where no knowledge list of it was ever taken: then nothing can be compared. `ours` and `theirs` are
    the lengths of the two lists, `last` number and day of its newest posting here, `gaps` the numbers that never came.
    `taken_back`: records of theirs that are not here because their file was taken back; `gone`: those of cases that went up
    (Rules Art. 15), which are no difference; `undone`: numbers of our files that they took back.
    """

    code: str
    name: str
    cases: int
    apart: tuple[Apart, ...]
    lacking: int
    heard: bool
    ours: int = 0
    theirs: int = 0
    last: tuple[int, str] | None = None
    gaps: tuple[Run, ...] = ()
    sent: Sent | None = None
    without: bool = False
    telephone: str = ""
    taken_back: int = 0
    gone: int = 0
    undone: tuple[int, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether both lists say the same."""
        return self.heard and not self.apart and not self.lacking and not self.taken_back

    @property
    def summary(self) -> str:
        """In one sentence."""
        if self.without:
            return f"{self.name}：没有回音，由本单位代记，不用对账。"
        if not self.heard:
            return f"{self.name}：还没有收到过对方的工作簿，无从对账。"
        if self.agrees:
            return f"{self.name}：{self.cases} 件，两边一致。"
        lacking = f"，对方有 {self.lacking} 条本机没有" if self.lacking else ""
        lacking += f"，有 {self.taken_back} 条本机收取后撤销过" if self.taken_back else ""
        apart = f"{len(self.apart)} 件不一致" if self.apart else "共有的都一致"
        return f"{self.name}：{self.cases} 件，{apart}{lacking}。"

    @property
    def to_do(self) -> str:
        """What to do about it, in words; blank for nothing."""
        if self.without or self.agrees:
            return ""
        if not self.heard:
            return _wait(self.sent) if self.sent else "先寄一份，并请对方寄一份来"
        said = []
        if self.lacking or any(each.counts.get(AHEAD) for each in self.apart):
            said.append("请对方再寄一份；收了还缺，就请对方寄全量")
        if self.taken_back or any(each.counts.get(BACK) for each in self.apart):
            said.append(f"收取后撤销过的，{_AGAIN}")
        if self.undone:
            named = "、".join(map(str, self.undone))
            said.append(f"第 {named} 号对方收取后又撤销了，先打电话问清为什么")
        if any(each.sent is None and not each.counts.keys() <= {AHEAD, TORN, BACK} for each in self.apart):
            said.append("再寄一份就补齐")
        elif self.sent is not None:
            said.append(_wait(self.sent))
        if any(each.counts.get(TORN) for each in self.apart):
            said.append("两边各写过的，收下对方下一份后在“待裁定”里定")
        return "；".join(said)

    @property
    def asking(self) -> str:
        """What is told the other side, by telephone or in writing."""
        if not self.heard:
            return f"{self.name}：我们还没有收到贵单位的工作簿，请导出一份寄来。"
        said = [f"{self.name}：两边对账有出入。"]
        if self.last is not None:
            said.append(f"我们收到的最近一份是第 {self.last[0]} 号({self.last[1]})。")
        if self.gaps:
            said.append(f"第 {numbers(self.gaps)} 号没有收到。")
        if self.sent is not None:
            said.append(f"我们的第 {self.sent.number} 号({self.sent.day})请收取。")
        return "".join([*said, "请再导出一份寄来。"])


def _wait(sent: Sent) -> str:
    days = f"，已等 {sent.waited} 个工作日" if sent.waited else ""
    return f"第 {sent.number} 号已寄出({sent.day}{days})，等对方收取后寄回；久了就打电话催"
