"""The numbered files that went out and came in, each as the page tells it: a line, its state, what stands behind it."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from app.actions.units import units
from app.exchange.trust import without
from app.store import peers, shelf
from app.store.office import Office
from ui.exchange.words import counted

WAITING_LONG = 10
"""Working days without a receipt after which a file counts in the badge."""

Tone = Literal["done", "waits", "late", "held"]
_REASONS = 3
_WITH_RECEIPT = (
    "对方收取后，回执随对方寄来的下一份到。对方没收到也不要紧：再导出一份，没收到的内容会一起带上。"
)
_BY_HAND = "对方没有回音，不会有回执：等它把这一份填好寄回，在“收到”里收取。很久没有寄回，就打电话问；丢了就再导出一份。"


@dataclass(frozen=True)
class FileLine:
    """One numbered file. `state` in words, `tone` its weight, `told` the sentences behind it."""

    number: int
    office: str
    day: str
    cases: int
    state: str
    tone: Tone
    told: str
    desk: str = ""
    """The desk that wrote a file taken; blank for one sent."""
    home: str = ""
    """Digest of a file sent that came home filled in."""

    @property
    def spoken(self) -> str:
        """The line read aloud."""
        return f"第 {self.number} 号，{self.office}，{self.day}，{self.cases} 件，{self.state}"


@dataclass(frozen=True)
class _Known:
    """What is asked once for all files sent. `home`: digests of those that came home filled in; `without`: codes of the
    offices without Huiyin, which send no receipts."""

    today: date | None
    wanted: peers.Wanted
    home: dict[str, dict[str, Any]]
    without: frozenset[str]
    later: dict[tuple[str, str, int], int]

    @classmethod
    def of(cls, office: Office, rows: Sequence[dict[str, Any]]) -> "_Known":
        home = peers.homecomings(office.db)
        today = None if office.clock_doubt() else office.today
        wanted, by_hand = peers.asks_for_receipt(office.db), frozenset(without(office))
        return cls(today, wanted, home, by_hand, _answered_later(rows, home))


def sent_files(office: Office) -> list[FileLine]:
    """Files sent, newest first."""
    rows = peers.sent(office.db)
    names = {unit.code: unit.name for unit in units(office)} | {office.code: "本单位的另一台电脑"}
    known = _Known.of(office, rows)
    return [_sent_line(office, row, names.get(row["receiver"]) or row["receiver"], known) for row in rows]


def taken_files(office: Office) -> list[FileLine]:
    """Files taken, newest first."""
    waiting = set(shelf.values(office.db, "sibling"))
    taken = shelf.values(office.db, "taken").values()
    ordered = sorted(taken, key=lambda said: (str(said["at"]), int(said["number"])), reverse=True)
    return [_taken_line(said, waiting) for said in ordered]


def waiting_long(office: Office) -> int:
    """Files sent that have waited for their receipt for more than `WAITING_LONG` working days."""
    return sum(line.tone == "late" for line in sent_files(office))


def waiting(office: Office) -> int:
    """Files sent whose receipt has not come."""
    return sum(line.tone in ("waits", "late") for line in sent_files(office))


def awaits_file(office: Office) -> bool:
    """Whether the next thing to come is a file of the other side: ours wait for receipts, and none of theirs for ours."""
    unanswered = any(not said.get("answered") for said in shelf.values(office.db, "taken").values())
    return waiting(office) > 0 and not unanswered


def held_count(office: Office) -> int:
    """Records that wait for a decision."""
    return len(shelf.values(office.db, "sibling"))


def _key(row: dict[str, Any]) -> tuple[str, str, int]:
    return row["receiver"], row["desk"], row["number"]


def _answered_later(rows: Sequence[dict[str, Any]], home: Collection[str]) -> dict[tuple[str, str, int], int]:
    """For each file the number of the next one of the same desk and receiver that was answered."""
    newest_answered: dict[tuple[str, str], int] = {}
    found: dict[tuple[str, str, int], int] = {}
    for row in sorted(rows, key=_key, reverse=True):
        line = (row["receiver"], row["desk"])
        if line in newest_answered:
            found[_key(row)] = newest_answered[line]
        if row["answered"] or row["digest"] in home:
            newest_answered[line] = row["number"]
    return found


def _sent_line(office: Office, row: dict[str, Any], name: str, known: _Known) -> FileLine:
    state, tone, told = _state_of_sent(office, row, known)
    return FileLine(
        row["number"], name, row["at"][:10], row["cases"], state, tone,
        f"{row['file_name']}\n{told}", home=row["digest"] if row["digest"] in known.home else "",
    )  # fmt: skip


def _state_of_sent(office: Office, row: dict[str, Any], known: _Known) -> tuple[str, Tone, str]:
    later, by_hand = known.later.get(_key(row)), row["receiver"] in known.without
    if row["answered"]:
        return _state_of_receipt(json.loads(row["answered"]))
    if (came := known.home.get(row["digest"])) is not None:
        return "已填回", "done", f"{came['at'][:16]} 收回对方填好的，手写的内容已代对方记下。"
    if not known.wanted(row):
        told = (
            "这一份只带回执，对方不用再回。"
            if _carried(office, row)
            else "这一份里没有案件，也没有回执，对方不用回。"
        )
        return "不用回执", "done", told
    if later is not None and by_hand:
        return "没有填回", "done", f"第 {later} 号已经填好寄回，这一份不用再等。"
    if later is not None:
        return "未回执", "done", f"第 {later} 号已有回执，这一份不用再等，内容没有丢。"
    days = None if known.today is None else office.calendar.working_days_between(
        date.fromisoformat(row["at"][:10]), known.today
    )  # fmt: skip
    told = _BY_HAND if by_hand else _WITH_RECEIPT
    if days is None or days < 1:
        return "等待填回" if by_hand else "等待回执", "waits", told
    return f"等待 {days} 个工作日", "late" if days > WAITING_LONG else "waits", told


def _carried(office: Office, row: dict[str, Any]) -> bool:
    """Whether a posting sent carried receipts."""
    return any(
        (said["office"], said.get("answered")) == (row["receiver"], row["number"])
        for said in shelf.values(office.db, "taken").values()
    )


def _state_of_receipt(answer: dict[str, Any]) -> tuple[str, Tone, str]:
    counts = answer.get("counts") or {}
    if not counts and (note := str(answer.get("note") or "")):
        told = f"对方 {str(answer.get('at', ''))[:16]} 收取过，{note}先打电话问清为什么，再决定要不要重寄。"
        return "对方撤销了收取", "held", told
    parts = ["已回执"]
    if counts.get("held"):
        parts.append(f"有 {counts['held']} 处待定")
    if counts.get("refused"):
        parts.append(f"拒收 {counts['refused']} 条")
    told = f"对方 {str(answer.get('at', ''))[:16]} 收取：{counted(counts)}。{_reasons(answer)}"
    return " · ".join(parts), "held" if len(parts) > 1 else "done", told


def _taken_line(said: dict[str, Any], waiting: set[str]) -> FileLine:
    counts = said["counts"]
    held = sum(each["verdict"] == "held" and each["id"] in waiting for each in said["details"])
    parts = [f"有 {held} 处待定"] if held else ["已收取"]
    if counts.get("refused"):
        parts.append(f"拒收 {counts['refused']} 条")
    answered = said.get("answered")
    receipt = f"回执已随第 {answered} 号寄出。" if answered else "回执会随下一份寄给对方的工作簿带去。"
    told = f"{said['file_name']}\n{said['at'][:16]} 收取：{counted(counts)}。{_reasons(said)}{receipt}"
    tone: Tone = "held" if held or counts.get("refused") else "done"
    return FileLine(
        said["number"],
        said["name"],
        said["at"][:10],
        said["cases"],
        " · ".join(parts),
        tone,
        told,
        said["desk"],
    )


def _reasons(said: dict[str, Any]) -> str:
    """Why records were refused: the first few reasons, each once."""
    refused = (each for each in said.get("details") or () if each.get("verdict") == "refused")
    return "".join(list(dict.fromkeys(str(each.get("reason", "")) for each in refused))[:_REASONS])
