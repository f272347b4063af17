"""Invented cases in any number, realistic and the same for the same seed and day: for benches, races and trials.

Names, villages and matters are data in `resources/demo/words.toml`. Dates reach back some years, most old cases are
closed, a few were forgotten, so that every channel, light, stage, handling and finding occurs.
"""

import random
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Any

from app.paths import resource
from app.records.handling import Handling
from app.records.matters import Allegation, Step
from app.records.registration import Registration
from app.records.supervision import Supervision
from app.rules.numbering import CASE_NUMBER, HANDLING_NUMBER
from app.schema.codes import code_list
from app.schema.kinds import Value
from app.store.office import Office
from app.store.writing import Writer

CHUNK = 2000
"""Cases written in one transaction."""
_A_YEAR = 7000
"""Cases of one year: below what a block of numbers holds."""
Values = dict[str, Value]
_CHANNELS = (
    "letter",
    "letter",
    "letter",
    "visit",
    "visit",
    "visit",
    "phone",
    "phone",
    "online",
    "online",
    "other",
)
_IDENTITIES = (
    ("anonymous",) * 9 + ("real_name",) * 9 + ("signed_unverified", "signed_unverified", "impersonated")
)
_CATEGORIES = ("misconduct_report",) * 16 + (
    "appeal",
    "suggestion",
    "suggestion",
    "out_of_scope",
    "no_substance",
)
_RANKS = ("village_secretary", "village_director", "village_other", "village_other", "group_leader", "official",
          "public_institution", "party_member", "unit", "unknown", "official", "enterprise", "other")  # fmt: skip


@dataclass(frozen=True)
class Invented:
    """One case: values by field name for each record; None where there is none yet."""

    registration: Values
    allegations: tuple[Values, ...]
    handling: Values | None
    supervision: Values | None
    steps: tuple[Values, ...]


def cases(number: int, seed: int = 1, today: date | None = None) -> Iterator[Invented]:
    """So many invented cases, the oldest first."""
    day = today or date.today()
    dice = random.Random(seed)
    span = 365 * max(3, -(-number // _A_YEAR))
    for at in range(number):
        back = span - 1 - at * span // max(number, 1)
        yield _Case(dice, day, day - timedelta(days=back), at).invented()


def fill(
    office: Office, number: int, seed: int = 1, progress: Callable[[int, int], None] | None = None
) -> None:
    """Write so many invented cases into an office, 2,000 in one transaction; one line of the journal each."""
    walk = cases(number, seed, office.today)
    inventor = _Inventor(office)
    for start in range(0, number, CHUNK):
        with office.writing("导入演示案件", action="import", undoable=False) as write:
            for _, each in zip(range(CHUNK), walk, strict=False):
                inventor.write(write, each)
        if progress is not None:
            progress(min(start + CHUNK, number), number)


class _Inventor:
    """Writes invented cases; those of this year take their numbers from the desk's block, like registered ones."""

    def __init__(self, office: Office) -> None:
        self._unit, self._year = office.name, office.today.year
        self._short = str(office.setting("office.short")) or office.name[:1]
        self._serials: Counter[int] = Counter()

    def write(self, write: Writer, case: Invented) -> None:
        """One case with all its records."""
        received = case.registration["received_on"]
        assert isinstance(received, date)
        serial = self._serial(write, received.year)
        number = CASE_NUMBER.format(self._short, received.year, serial)
        made = write.add(Registration, case_no=number, **case.registration)
        for point in case.allegations:
            write.add(Allegation, case=made.id, **point)
        if case.handling is not None:
            number = HANDLING_NUMBER.format(self._short, received.year, serial)
            write.add(Handling, case=made.id, handling_no=number, unit=self._unit, **case.handling)
        if case.supervision is not None:
            write.add(Supervision, case=made.id, handling_unit=self._unit, **case.supervision)
        for step in case.steps:
            write.add(Step, case=made.id, unit=self._unit, **step)

    def _serial(self, write: Writer, year: int) -> int:
        if year == self._year:
            return write.number("case", year)
        self._serials[year] += 1
        return self._serials[year]


@cache
def _words() -> Mapping[str, Any]:
    return tomllib.loads(resource("demo", "words.toml").read_text("utf-8"))


@cache
def _ids(list_id: str) -> tuple[str, ...]:
    return tuple(code.id for code in code_list(list_id).offered)


class _Case:
    """One case while it is made up: dates one after the other until today, or until somebody forgot it."""

    def __init__(self, dice: random.Random, today: date, received: date, at: int) -> None:
        self.dice, self.today, self.received, self.at = dice, today, received, at
        self.words = _words()
        self.matter = dice.choice(self.words["matter"])
        self.place = dice.choice(self.words["villages"])
        self.forgotten = dice.random() < 0.03
        self.day = received
        self.steps: list[Values] = []

    def invented(self) -> Invented:
        """The whole case."""
        registration = self._registration()
        supervision = self._supervision() if self.dice.random() < 0.15 else None
        handling = self._handling() if registration.get("accepted_on") else None
        points = tuple(self._allegation(seq) for seq in range(1, self.dice.choice((2, 2, 2, 2, 3))))
        return Invented(registration, points, handling, supervision, tuple(self.steps))

    def _next(self, least: int, most: int) -> date | None:
        """A day so many days on, None when that lies ahead or the case was forgotten here."""
        if self.forgotten and self.dice.random() < 0.25:
            self.day = date.max
        if self.day == date.max or ((self.today - self.day).days < most and self.dice.random() < 0.5):
            self.day = date.max
            return None
        day = self.day + timedelta(days=self.dice.randint(least, most))
        self.day = day if day <= self.today else date.max
        return day if day <= self.today else None

    def _step(self, kind: str, day: date | None) -> date | None:
        if day is not None:
            self.steps.append({"step_kind": kind, "day": day, "person": self.handler})
        return day

    @cached_property
    def handler(self) -> str:
        return str(self.dice.choice(self.words["handlers"]))

    def _registration(self) -> Values:
        dice = self.dice
        category = dice.choice(_CATEGORIES)
        found: Values = {
            "received_on": self.received, "registered_on": self.received, "registrar": self.words["handlers"][0],
            "intake_channel": dice.choice(_CHANNELS),
            "intake_source": dice.choice(("self",) * 9 + _ids("intake_source")),
            "identity_status": dice.choice(_IDENTITIES), "category": category,
            "handling_class": dice.choice(("routine", "routine", "routine", "priority", "immediate")),
            "is_repeat": dice.random() < 0.12, "summary": self._summary(), "incident_place": self.place,
            "campaign_tag": (self.matter["tag"],), "proposed_action": dice.choice(_ids("proposed_action")),
            "proposer": self.words["handlers"][0], "proposed_on": self.received,
        }  # fmt: skip
        self._step("register", self.received)
        if dice.random() < 0.3:
            found |= {"county_ref_no": f"清信转〔{self.received.year}〕{self.at % 900 + 1}号"}
        if dice.random() < 0.6:
            found |= {"instruction": "请抓紧办理，注意保密。", "approver": dice.choice(self.words["leaders"]),
                      "instructed_on": self.received}  # fmt: skip
        return found | self._decided(category)

    def _decided(self, category: str) -> Values:
        if category in ("out_of_scope", "no_substance"):
            ground = "other_organ" if category == "out_of_scope" else "no_substance"
            day = self._step("reject", self._next(1, 8))
            return {"rejected_on": day, "rejection_ground": ground if day else None}
        if self.dice.random() < 0.02:
            day = self._next(1, 8)
            return {"transferred_on": day, "transferred_to": "县公安局" if day else None}
        accepted = self._step("accept", self._next(1, 6))
        told = self._step("notify", self._next(1, 14)) if accepted and self.dice.random() < 0.8 else None
        return {"accepted_on": accepted, "acceptance_told_on": told}

    def _summary(self) -> str:
        dice = self.dice
        text = dice.choice(self.matter["texts"])
        filled = text.format(count=dice.randint(2, 60), money=f"{dice.randint(3, 900) / 10:.1f}")
        ending = dice.choice(
            ("，要求查处。", "，希望核实。", "，群众意见很大。", "，多次反映没有结果。", "。")
        )
        return f"{self.place}：{filled}{ending}"

    def _name(self) -> str:
        dice = self.dice
        return str(dice.choice(self.words["surnames"])) + "".join(
            dice.choices(self.words["given"], k=dice.choice((1, 2, 2)))
        )

    def _allegation(self, seq: int) -> Values:
        rank = self.dice.choice(_RANKS)
        return {
            "seq": seq, "respondent": f"{self.place}村民委员会" if rank == "unit" else self._name(), "unit": self.place,
            "position": self.words["posts"].get(rank), "rank_class": rank,
            "allegation_type": self.matter["type"] if seq == 1 else self.dice.choice(_ids("allegation_type")),
        }  # fmt: skip

    def _supervision(self) -> Values:
        assigned = min(self.today, self.received + timedelta(days=self.dice.randint(2, 9)))
        found: Values = {
            "letter_no": f"清纪信函〔{assigned.year}〕{self.at % 900 + 1}号", "assigned_on": assigned,
            "referral_kind": self.dice.choice(("assign_result", "assign_result", "assign_situation", "forward")),
            "due_on": assigned + timedelta(days=self.dice.choice((30, 60, 90))),
        }  # fmt: skip
        if self.dice.random() < 0.1:
            found |= {"reason": self.dice.choice(_ids("supervision_reason")), "method": "letter",
                      "requirement": "请说明办理进展和超期原因。"}  # fmt: skip
        return found

    def _handling(self) -> Values | None:
        received = self._step("hand_over", self._next(1, 10))
        if received is None:
            return None
        disposed = self._step("dispose", self._next(3, 26))
        found: Values = {
            "round_no": 1, "received_on": received, "handler": self.handler, "disposed_on": disposed,
            "disposition": self.dice.choice(_ids("disposition")) if disposed else None,
        }  # fmt: skip
        closed = self._step("close", self._next(5, 80)) if disposed else None
        return found | self._closing(closed) if closed else found

    def _closing(self, closed: date) -> Values:
        dice, words = self.dice, self.words
        finding = dice.choice(_ids("finding"))
        text = dice.choice(words["results"]).format(
            finding=f"反映问题{code_list('finding').name_of(finding)}", count=dice.randint(2, 40)
        )
        told = self._step("feed_back", self._next(1, 18)) if dice.random() < 0.6 else None
        return {
            "closed_on": closed, "finding": finding, "result": text,
            "four_forms": dice.choice(_ids("four_forms")) if dice.random() < 0.3 else None,
            "persons_handled": dice.randint(0, 3), "fed_back_on": told,
            "feedback_way": dice.choice(_ids("feedback_way")) if told else None,
            "satisfaction": dice.choice(_ids("satisfaction")) if told else None,
            "archived_on": self._step("archive", self._next(2, 30)),
        }  # fmt: skip
