"""The demonstration: a township and a county play the main job through real actions and real workbooks.

What befalls the workbooks on the way stands in `demo_travels`.

Everything is invented. The days are relative to today, so that every light occurs; each action is done "on its day"
by moving the clock, so that numbers, journal and workbooks look like two months of work.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from app.actions.attach import attach, read_file
from app.actions.catalogue import CASE_ACTIONS
from app.actions.create_office import NewOffice, create_office
from app.actions.edit import edit_cases
from app.actions.escalate import register_stub
from app.actions.locks import protect_office
from app.actions.register import Entry, register, registered_case
from app.actions.settings import add_staff
from app.demo_carrying import Carrier, Happened
from app.demo_clock import DemoClock
from app.demo_travels import Travels
from app.paths import resource
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
class Demo:
    """What was built: the folders of the offices (`second`: another desk of the township) and of the workbooks, and what
    happened."""

    township: Path
    county: Path
    second: Path
    workbooks: Path
    log: tuple[Happened, ...]


def build_demo(
    folder: Path, clock: Callable[[], datetime] = datetime.now, program: Path | None = None
) -> Demo:
    """Play the demonstration in `folder`; `program`: a LibreOffice for what is typed by hand, else the same is typed by
    ourselves. Raises NotAllowed where one was played already, Unavailable."""
    play = _Play(folder, DemoClock(clock), program)
    try:
        for days, what in sorted(play.programme(), key=lambda each: -each[0]):
            play.clock.at(days)
            what()
        second = play.travels.second
        assert second is not None
    finally:
        play.close()
    log = sorted(play.carrier.log, key=lambda line: line.day)
    return Demo(play.township.folder, play.county.folder, second.folder, play.carrier.workbooks, tuple(log))


def protect(demo: Demo) -> None:
    """Lock the offices as real ones are, under the password that the demonstration prints."""
    for folder, new in ((demo.township, TOWNSHIP), (demo.second, TOWNSHIP), (demo.county, COUNTY)):
        office = Office.open(folder)
        try:
            protect_office(office, new.person, PASSWORD)
        finally:
            office.close()


@dataclass
class _Play:
    """The offices while they work."""

    folder: Path
    clock: DemoClock
    program: Path | None = None

    def __post_init__(self) -> None:
        self.carrier = Carrier(self.folder / "工作簿", self.clock, self._tell_work)
        self._note = self.carrier.note
        self.county = self._set_up("清河县信访室", COUNTY)
        self.township = self._set_up("云溪镇纪委", TOWNSHIP)
        self.carrier.workbooks.mkdir(exist_ok=True)
        self._ids: dict[int, str] = {}
        self._done: dict[str, int] = {}
        for name in _HANDLERS:
            add_staff(self.township, name=name, roles=("handler",))
        self.travels = Travels(self.carrier, self.township, self.county, self._marked, self.program)

    def _set_up(self, name: str, new: NewOffice) -> Office:
        self.clock.at(_SET_UP[new.code])
        office = create_office(self.folder / name, new, clock=self.clock)
        office.person = new.person
        self._note(office, "建立单位", "", f"代码 {new.code}，由{new.person}登录")
        return office

    def close(self) -> None:
        """Close the stores."""
        for office in filter(None, (self.township, self.county, self.travels.second)):
            office.close()

    # -- the programme --------------------------------------------------------------------------------------

    def programme(self) -> list[tuple[int, Callable[[], None]]]:
        """What happens how many working days before today; within a day in this order."""
        said = self._said = tomllib.loads(resource("demo", "cases.toml").read_text("utf-8"))["case"]
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
        t, c, carrier = self.township, self.county, self.carrier
        return [
            (12, lambda: carrier.carry(t, c)),
            (11, lambda: self._assign(said)),
            (10, lambda: carrier.carry(c, t)),
            (7, lambda: carrier.lose(t, c)),
            (4, lambda: carrier.carry(t, c, again=True)),
            (2, lambda: self._supervise(said)),
            *self.travels.programme(),
            (2, lambda: carrier.carry(c, t, undone=True)),
            (0, lambda: carrier.carry(t, c)),
            (0, self.travels.in_the_end),
        ]

    def _marked(self, key: str) -> list[tuple[str, Any]]:
        """Ids of the cases that bear this key, with what it says."""
        return [(self._ids[number], case[key]) for number, case in enumerate(self._said) if key in case]

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
