"""How the demonstration carries workbooks: sent, lost, repeated, taken back; every result is read from what was found."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from app.actions.pair_passwords import keep_password, read_password
from app.actions.send import send
from app.actions.take import take
from app.actions.undo import undo
from app.demo_clock import DemoClock
from app.exchange.hand_outcome import HandEdit
from app.exchange.preview import Preview
from app.exchange.receive import preview
from app.exchange.trust import is_without
from app.store.office import Office

_WORDS = {"new": "新收", "changed": "更新", "same": "相同", "held": "待裁定", "refused": "不收"}


@dataclass(frozen=True)
class Happened:
    """One line of what happened: the day, who, what, which file (blank: none), with what result."""

    day: date
    office: str
    what: str
    file: str
    result: str


def nothing(office: Office) -> None:
    """For who has nothing to tell before a file leaves."""


@dataclass
class Carrier:
    """Carries workbooks between open offices and writes down what came of it."""

    workbooks: Path
    clock: DemoClock
    before_sending: Callable[[Office], None] = nothing
    log: list[Happened] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    """What a desk is called where its office has two."""

    def note(self, office: Office, what: str, file: str, result: str) -> None:
        """Write down one line."""
        self.log.append(
            Happened(self.clock.day, self.names.get(office.desk, office.name), what, file, result)
        )

    def carry(self, sender: Office, receiver: Office, *, again: bool = False, undone: bool = False) -> None:
        """Send and take; `again`: the same file arrives twice; `undone`: taken back and taken again."""
        path = self.send(sender, receiver)
        self.take(receiver, path)
        if again:
            found = preview(receiver, path)
            same = found.counts["same"]
            news = "又有新内容" if found.brings_news else "什么都不变"
            self.note(receiver, "同一份又送来一次", path.name, f"{same} 条都相同，{news}")
        if undone:
            self.note(receiver, f"撤销：{undo(receiver).label.partition('：')[2]}", "", "收取前的样子恢复了")
            self.take(receiver, path, again=True)

    def lose(self, sender: Office, receiver: Office) -> None:
        """Send a file that never arrives."""
        self.send(sender, receiver, "路上丢了，没有送到；下一份会补上")

    def send(self, sender: Office, receiver: Office | str, result: str = "") -> Path:
        """Write the next posting; its password is told by telephone, once. A code is an office without Huiyin."""
        self.before_sending(sender)
        code = receiver if isinstance(receiver, str) else receiver.code
        sent = send(sender, code, self.workbooks)
        label = f"寄出 {sent.header.receiver_name} 第 {sent.header.number} 号"
        self.note(sender, label, sent.path.name, result or f"{sent.header.cases} 件")
        if sent.new_password:
            if isinstance(receiver, Office):
                keep_password(receiver, sender.code, read_password(sender, code).password)
            self.note(sender, "电话告诉对方工作簿的口令", "", _told(sender, code))
        return sent.path

    def take(self, receiver: Office, path: Path, *, again: bool = False) -> Preview:
        """Preview, take, and say what was new, changed, typed by hand, in conflict; returns the preview."""
        found = preview(receiver, path, again=again)
        change = take(receiver, found)
        counts = [f"{word} {found.counts[name]} 条" for name, word in _WORDS.items() if found.counts[name]]
        typed = [_typed(each) for each in found.hand_edits if each.ticked]
        said = ["，".join(counts), "；".join(typed), *(() if found.home else found.warnings)]
        self.note(receiver, change.label, path.name, "。".join(filter(None, said)).rstrip("。"))
        return found


def _told(sender: Office, code: str) -> str:
    if code == sender.code:
        return "两台电脑用一个口令"
    if is_without(sender, code):
        return "对方用 Excel、WPS 打开时输入"
    return "两个单位一个口令，以后往来都用它"


def _typed(each: HandEdit) -> str:
    return f"{each.case_no}的{each.label}“{each.now or '空'}”→“{each.typed}”"
