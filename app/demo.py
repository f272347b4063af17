"""The demonstration: a township and a county play the main job through real actions and real workbooks.

Everything is invented. The days are relative to today, so that every light occurs; each action is done "on its day"
by moving the clock, so that numbers, journal and workbooks look like two months of work.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from app.actions.attach import attach, read_file
from app.actions.catalogue import CASE_ACTIONS
from app.actions.create_office import NewOffice, create_office
from app.actions.edit import edit_cases
from app.actions.escalate import register_stub
from app.actions.locks import protect_office
from app.actions.pair_passwords import keep_password, read_password
from app.actions.register import Entry, register, registered_case
from app.actions.send import send
from app.actions.settings import add_staff
from app.actions.take import take
from app.actions.undo import undo
from app.exchange.receive import preview
from app.paths import resource
from app.rules.calendar import load_shipped
from app.schema.kinds import Value
from app.store.case_file import read_case
from app.store.office import Office

TOWNSHIP = NewOffice("YX01", "云溪镇纪委", "township", "云", "QH00", "清河县纪委监委信访室", "王敏")
COUNTY = NewOffice("QH00", "清河县纪委监委信访室", "county", "清", person="刘卫东")
PASSWORD = "huiyin-demo"
"""Opens the demonstration, and is told to everybody: its cases are invented."""
_HANDLERS = ("李青云", "赵长河", "周晓燕", "陈立新", "孙海波")
_ARGUMENT = {
    "hand_over": "handling.handler", "sign_receipt": "handling.handler", "dispose": "handling.disposition",
    "close": "handling.finding", "reject": "registration.rejection_ground",
}  # fmt: skip
_SET_UP = {TOWNSHIP.code: 50, COUNTY.code: 14}
"""Working days before today on which each office begins; a journal silent for 30 days would make its clock doubtful."""


@dataclass(frozen=True)
class Happened:
    """One line of what happened: the day, who, what, which file (blank: none), with what result."""

    day: date
    office: str
    what: str
    file: str
    result: str


@dataclass(frozen=True)
class Demo:
    """What was built: the folders of both offices and of the workbooks, and what happened."""

    township: Path
    county: Path
    workbooks: Path
    log: tuple[Happened, ...]


def build_demo(folder: Path, clock: Callable[[], datetime] = datetime.now) -> Demo:
    """Play the demonstration in `folder`. Raises NotAllowed where one was played already, Unavailable."""
    play = _Play(folder, _Clock(clock))
    try:
        for days, what in sorted(play.programme(), key=lambda each: -each[0]):
            play.clock.at(days)
            what()
    finally:
        play.close()
    return Demo(
        play.township.folder,
        play.county.folder,
        play.workbooks,
        tuple(sorted(play.log, key=lambda line: line.day)),
    )


def protect(demo: Demo) -> None:
    """Lock both offices as real ones are, under the password that the demonstration prints."""
    for folder, new in ((demo.township, TOWNSHIP), (demo.county, COUNTY)):
        office = Office.open(folder)
        try:
            protect_office(office, new.person, PASSWORD)
        finally:
            office.close()


class _Clock:
    """Today's clock, or nine o'clock and some minutes on a working day before today."""

    def __init__(self, real: Callable[[], datetime]) -> None:
        self._real, self._calendar = real, load_shipped()
        self.today = real().date()
        self.day = self.today
        self._minutes = 0

    def before(self, days: int) -> date:
        """The working day so many before today; a day after today for a number below zero."""
        if days < 0:
            return self._calendar.add_working_days(self.today, -days).day
        return self._calendar.subtract_working_days(self.today, days) if days else self.today

    def at(self, days: int) -> None:
        """Move to that day, or on by some minutes."""
        day = self.before(days)
        self._minutes = self._minutes + 3 if day == self.day else 0
        self.day = day

    def __call__(self) -> datetime:
        if self.day == self.today:
            return self._real()
        return datetime(self.day.year, self.day.month, self.day.day, 9) + timedelta(minutes=self._minutes)


@dataclass
class _Play:
    """The two offices while they work."""

    folder: Path
    clock: _Clock
    log: list[Happened] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.workbooks = self.folder / "工作簿"
        self.county = self._set_up("清河县信访室", COUNTY)
        self.township = self._set_up("云溪镇纪委", TOWNSHIP)
        self.workbooks.mkdir(exist_ok=True)
        self._ids: dict[int, str] = {}
        self._done: dict[str, int] = {}
        for name in _HANDLERS:
            add_staff(self.township, name=name, roles=("handler",))

    def _set_up(self, name: str, new: NewOffice) -> Office:
        self.clock.at(_SET_UP[new.code])
        office = create_office(self.folder / name, new, clock=self.clock)
        office.person = new.person
        self._note(office, "建立单位", "", f"代码 {new.code}，由{new.person}登录")
        return office

    def close(self) -> None:
        """Close both stores."""
        self.township.close()
        self.county.close()

    # -- the programme --------------------------------------------------------------------------------------

    def programme(self) -> list[tuple[int, Callable[[], None]]]:
        """What happens how many working days before today; within a day in this order."""
        said: list[dict[str, Any]] = tomllib.loads(resource("demo", "cases.toml").read_text("utf-8"))["case"]
        found: list[tuple[int, Callable[[], None]]] = []
        for number, case in enumerate(said):
            found.append((case["received"], partial(self._register, number, case)))
            for step in case.get("steps", ()):
                action, days, *argument = step.split()
                found.append((int(days), partial(self._step, number, case, action, argument)))
        found.append((15, self._stub))
        found.append((13, lambda: self._scan(said)))
        return [*found, *self._journeys(said)]

    def _journeys(self, said: list[dict[str, Any]]) -> list[tuple[int, Callable[[], None]]]:
        t, c = self.township, self.county
        return [
            (12, lambda: self._carry(t, c)),
            (11, lambda: self._assign(said)),
            (10, lambda: self._carry(c, t)),
            (7, lambda: self._lose(t, c)),
            (4, lambda: self._carry(t, c, again=True)),
            (2, lambda: self._supervise(said)),
            (2, lambda: self._carry(c, t, undone=True)),
            (0, lambda: self._carry(t, c)),
        ]

    # -- work on cases --------------------------------------------------------------------------------------

    def _register(self, number: int, case: Mapping[str, Any]) -> None:
        respondent, unit, position, rank, kind = case["about"]
        name, *phone = case.get("reporter", [None])
        visit: dict[str, Value] = {}
        if case["channel"] == "visit":
            visit = {"visit_kind": "window", "visit_order": "first", "batches": 1, "persons": 1 + number % 4,
                     "receiver": TOWNSHIP.person}  # fmt: skip
        entry = Entry(
            {"received_on": self.clock.day, "intake_channel": case["channel"], "intake_source": case["source"],
             "identity_status": case["identity"], "category": case["category"], "handling_class": case["class"],
             "incident_place": case["place"], "summary": case["summary"],
             "campaign_tag": tuple(case.get("tags", ())) or None},
            [{"respondent": respondent, "unit": unit or None, "position": position or None, "rank_class": rank,
              "allegation_type": kind}],
            {} if name is None else {"name": name, "phone": phone[0] if phone else None, "reporter_type": "person"},
            visit,
        )  # fmt: skip
        self._ids[number] = registered_case(register(self.township, entry))
        self._count("登记")

    def _step(self, number: int, case: Mapping[str, Any], action: str, argument: list[str]) -> None:
        id = self._ids[number]
        values = CASE_ACTIONS[action].defaults(self.township, read_case(self.township, id))
        if argument:
            values[_ARGUMENT[action]] = argument[0]
        if action == "close":
            values["handling.result"] = case["result"]
        CASE_ACTIONS[action].do(self.township, id, values)
        self._count(CASE_ACTIONS[action].label)

    def _stub(self) -> None:
        register_stub(
            self.township, self.clock.day, "letter", handed_to=COUNTY.name, handed_on=self.clock.day
        )
        self._note(self.township, "收到一件反映上级管理干部的信", "", "不登记内容，只留编号和送交记录")

    def _scan(self, said: list[dict[str, Any]]) -> None:
        given = next(number for number, case in enumerate(said) if "give" in case)
        letter = read_file(self.township, resource("demo", "letter.pdf"))
        attach(self.township, self._ids[given], letter, "original_letter", note="信封附后")
        self._note(self.township, "扫描原信", "", "加密存在这一件里，工作簿里只有一行")

    def _assign(self, said: list[dict[str, Any]]) -> None:
        given = [(number, case["give"]) for number, case in enumerate(said) if "give" in case]
        for letter, (number, due) in enumerate(given, start=31):
            id = self._ids[number]
            action = CASE_ACTIONS["assign"]
            values = action.defaults(self.county, read_case(self.county, id)) | {
                "supervision.letter_no": f"清纪信函〔{self.clock.day.year}〕{letter}号",
                "supervision.due_on": self.clock.before(due),
                "supervision.requirement": "查清事实，按期报结，实名件向反映人反馈。",
            }
            action.do(self.county, id, values)
        self._note(self.county, f"交办 {len(given)} 件", "", "定了期限和要求，随下一份工作簿送达")

    def _supervise(self, said: list[dict[str, Any]]) -> None:
        late = next(number for number, case in enumerate(said) if case.get("give", -1) > 0)
        edit_cases(self.county, [self._ids[late]], {
            "supervision.reason": "overdue", "supervision.method": "letter",
            "supervision.requirement": "已超过期限，请一周内办结并书面说明原因。",
            "supervision.reply_due_on": self.clock.before(-5),
        })  # fmt: skip
        self._note(self.county, "对超期的一件发函督办", "", "写明理由、方式和要求")

    # -- workbooks ------------------------------------------------------------------------------------------

    def _carry(self, sender: Office, receiver: Office, *, again: bool = False, undone: bool = False) -> None:
        path = self._send(sender, receiver)
        self._take(receiver, path)
        if again:
            found = preview(receiver, path)
            same = found.counts["same"]
            self._note(receiver, "同一份又送来一次", path.name, f"{same} 条都相同，什么都不变")
        if undone:
            self._note(receiver, f"撤销：{undo(receiver).label.partition('：')[2]}", "", "收取前的样子恢复了")
            self._take(receiver, path, again=True)

    def _lose(self, sender: Office, receiver: Office) -> None:
        self._send(sender, receiver, "路上丢了，没有送到；下一份会补上")

    def _send(self, sender: Office, receiver: Office, result: str = "") -> Path:
        self._tell_work(sender)
        sent = send(sender, receiver.code, self.workbooks)
        label = f"寄出 {sent.header.receiver_name} 第 {sent.header.number} 号"
        self._note(sender, label, sent.path.name, result or f"{sent.header.cases} 件")
        if sent.new_password:
            keep_password(receiver, sender.code, read_password(sender, receiver.code).password)
            self._note(sender, "电话告诉对方工作簿的口令", "", "两个单位一个口令，以后往来都用它")
        return sent.path

    def _take(self, receiver: Office, path: Path, *, again: bool = False) -> None:
        found = preview(receiver, path, again=again)
        change = take(receiver, found)
        words = {"new": "新收", "changed": "更新", "same": "相同", "held": "待定", "refused": "不收"}
        counts = "，".join(
            f"{word} {found.counts[name]} 条" for name, word in words.items() if found.counts[name]
        )
        self._note(receiver, change.label, path.name, "。".join([counts, *found.warnings]).rstrip("。"))

    def _count(self, label: str) -> None:
        self._done[label] = self._done.get(label, 0) + 1

    def _tell_work(self, office: Office) -> None:
        """A line for what the township did on cases since the last one."""
        if office is self.township and self._done:
            path = ["登记", *(action.label for action in CASE_ACTIONS.values())]
            done = sorted(self._done.items(), key=lambda each: path.index(each[0]))
            said = "，".join(f"{label} {number} 件" for label, number in done)
            self._done.clear()
            self._note(office, "登记和办理", "", said)

    def _note(self, office: Office, what: str, file: str, result: str) -> None:
        self.log.append(Happened(self.clock.day, office.name, what, file, result))
