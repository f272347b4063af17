"""Whatever is done in whatever order: what is stored of a case agrees with a slow recomputation from its records."""

import shutil
import tempfile
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.actions.allegations import add_allegation, void_allegation
from app.actions.catalogue import CASE_ACTIONS, allowed
from app.actions.edit import edit_cases
from app.actions.settings import set_calendar, set_setting
from app.actions.undo import redo, undo
from app.actions.void_case import void_case
from app.errors import Invalid, NotAllowed
from app.ledger.stored_duties import LIGHT
from app.records.catalogue import KINDS, field
from app.records.matters import Reporter
from app.records.movements import Extension, Pause
from app.records.oversight import Answer
from app.records.record import Record
from app.records.registration import Registration
from app.rules.matter import Extension as Longer
from app.rules.matter import Matter, Part, Stop
from app.rules.obligations import duties as every_duty
from app.rules.obligations import of_this_round, unlimited
from app.rules.stage import stage
from app.rules.status import obligation_status
from app.schema.kinds import Choice, Choices, Count, Day, Kind, Money, Phone
from app.schema.pinyin import initials
from app.store import journal
from app.store.case_file import CaseFile, read_case
from app.store.case_rows import PARTS
from app.store.office import Office
from app.store.shelf import DEFAULTS
from tests.app.store.offices import Clock, new_county, new_township, reported

UNDOABLE = sorted(CASE_ACTIONS.keys() - {"escalate_case"})
"""All but the one that destroys (tests/app/actions/test_escalate_case.py)."""
IDENTITIES = st.sampled_from(["anonymous", "signed_unverified", "real_name"])
EDITED = ("registration.summary", "registration.registrar", "registration.is_repeat", "registration.category",
          "handling.handler", "handling.disposed_on", "allegation.respondent")  # fmt: skip


def any_value(kind: Kind, today: date) -> st.SearchStrategy[Any]:
    """A value that may stand in a field of this kind."""
    if isinstance(kind, Choices):
        codes = [code.id for code in kind.codes.offered]
        return st.lists(st.sampled_from(codes), min_size=1, max_size=3, unique=True).map(tuple)
    if isinstance(kind, Choice):
        return st.sampled_from([code.id for code in kind.codes.offered])
    if isinstance(kind, Day):
        return st.integers(-40, 0).map(lambda days: today + timedelta(days=days))
    if isinstance(kind, Count | Money):
        return st.integers(0, 9)
    if kind.column == "integer":
        return st.booleans()
    if isinstance(kind, Phone):
        return st.just("13900001111")
    return st.sampled_from(["曾小明", "李四", "王五", "柳树村"])


class AnyHistory(RuleBasedStateMachine):
    """One office, all its actions, undo and redo, and days that pass."""

    cases = Bundle("cases")

    @initialize(target=cases, at_county=st.booleans())
    def set_up(self, at_county: bool) -> str:
        self.folder = Path(tempfile.mkdtemp())
        self.clock = Clock()
        self.office = (new_county if at_county else new_township)(self.folder / "office", self.clock)
        self.numbers: set[str] = set()
        self.past: list[object] = []
        self.future: list[object] = []
        first = self.register("real_name", 5)
        self.seq, self.now = journal.head(self.office.db)[0], what_counts(self.office)
        self.past.append(None)
        return first

    def teardown(self) -> None:
        if hasattr(self, "office"):
            assert journal.verify(self.office.db) == []
            self.office.close()
            shutil.rmtree(self.folder)

    def standing(self, case: str) -> CaseFile | None:
        """The case, when it counts."""
        found = read_case(self.office, case)
        return None if found.registration.voided else found

    @rule(target=cases, identity=IDENTITIES, days=st.integers(0, 30))
    def register_another(self, identity: str, days: int) -> str:
        return self.register(identity, days)

    def register(self, identity: str, days: int) -> str:
        """Register a report that came so many days ago."""
        received = self.office.today - timedelta(days=days)
        case = reported(self.office, received_on=received, identity_status=identity)
        number = str(read_case(self.office, case).registration.case_no)
        assert number not in self.numbers
        self.numbers.add(number)
        return case

    @rule(case=cases, data=st.data(), steps=st.integers(1, 4))
    def go_along_the_path(self, case: str, data: st.DataObject, steps: int) -> None:
        for _ in range(steps):
            self.do_what_is_allowed(case, data)
            self.undo_and_redo_walk_along_a_stack()

    def do_what_is_allowed(self, case: str, data: st.DataObject) -> None:
        """One of the actions that the case page would offer."""
        names = [
            action.id
            for action in allowed(self.office, read_case(self.office, case))
            if action.id in UNDOABLE
        ]
        if names:
            self.act(case, data.draw(st.sampled_from(names)), data)

    @rule(case=cases, name=st.sampled_from(UNDOABLE), data=st.data())
    def try_anything(self, case: str, name: str, data: st.DataObject) -> None:
        self.act(case, name, data)

    def act(self, case: str, name: str, data: st.DataObject) -> None:
        """Do one action, or be refused with the sentence that was foretold."""
        action, found = CASE_ACTIONS[name], read_case(self.office, case)
        reason = action.why_not(self.office, found)
        values = action.standing(self.office, found) if reason is None else {}
        for each in action.fields:
            if each not in values or data.draw(st.booleans(), "another than the default"):
                values[each] = data.draw(any_value(field(each).kind, self.office.today), each)
        head = journal.head(self.office.db)
        try:
            action.do(self.office, case, values)
        except NotAllowed as error:
            assert error.sentence == reason
            assert journal.head(self.office.db) == head
        except Invalid as error:
            assert reason is None
            assert error.field in action.fields
            assert journal.head(self.office.db) == head
        else:
            assert reason is None

    @rule(case=cases, name=st.sampled_from(EDITED), data=st.data())
    def edit(self, case: str, name: str, data: st.DataObject) -> None:
        if self.standing(case):
            edit_cases(self.office, [case], {name: data.draw(any_value(field(name).kind, self.office.today))})

    @rule(name=st.sampled_from(EDITED), data=st.data())
    def edit_all(self, name: str, data: st.DataObject) -> None:
        found = [each.id for each in self.office.find(Registration, voided=False)]
        edit_cases(self.office, found, {name: data.draw(any_value(field(name).kind, self.office.today))})

    @rule(case=cases, respondent=st.sampled_from(["赵六", "曾小明", "某站"]))
    def add_point(self, case: str, respondent: str) -> None:
        if self.standing(case):
            add_allegation(self.office, case, {"respondent": respondent})

    @rule(case=cases)
    def void_point(self, case: str) -> None:
        found = self.standing(case)
        if found and found.allegations:
            void_allegation(self.office, found.allegations[0].id, "写重了")

    @rule(case=cases)
    def void(self, case: str) -> None:
        if self.standing(case):
            void_case(self.office, case, "登记错了")

    @rule(days=st.integers(0, 20), kind=st.sampled_from(["default", "C1", "holiday", "makeup"]))
    def change_a_setting(self, days: int, kind: str) -> None:
        if kind in ("default", "C1"):
            set_setting(self.office, "preset", kind)
        else:
            set_calendar(self.office, [(self.office.today + timedelta(days=days), kind, "县里调整")])

    @precondition(lambda self: self.past)
    @rule(times=st.integers(1, 3))
    def take_back_what_there_is(self, times: int) -> None:
        for _ in range(min(times, len(self.past))):
            undo(self.office)
            self.undo_and_redo_walk_along_a_stack()

    @rule()
    def do_again(self) -> None:
        if self.office.redoable() is not None:
            redo(self.office)

    @rule(days=st.integers(1, 15))
    def time_passes(self, days: int) -> None:
        self.clock.forward(days=days)
        self.say_the_day()

    @rule()
    def open_again(self) -> None:
        self.office.close()
        self.office = Office.open(self.office.folder, clock=self.clock)
        self.say_the_day()

    def say_the_day(self) -> None:
        """Answer the question that comes after a month of silence."""
        if self.office.clock_doubt() is not None:
            self.office.confirm_today(self.clock.now.date())

    @precondition(lambda self: hasattr(self, "office"))
    @invariant()
    def undo_and_redo_walk_along_a_stack(self) -> None:
        seq, found = journal.head(self.office.db)[0], what_counts(self.office)
        assert seq <= self.seq + 1, "one rule writes one line"
        line = journal.read(self.office.db, seq)
        assert line is not None
        if seq > self.seq and line.label.startswith("撤销："):
            self.future.append(self.now)
            before = self.past.pop()
            assert before is None or found == before
        elif seq > self.seq and line.label.startswith("重做："):
            self.past.append(self.now)
            assert found == self.future.pop()
        elif seq > self.seq:
            self.past.append(self.now)
            self.future.clear()
        else:
            assert found == self.now
        assert (self.office.undoable() is not None) is bool(self.past)
        assert (self.office.redoable() is not None) is bool(self.future)
        self.seq, self.now = seq, found

    @precondition(lambda self: hasattr(self, "office"))
    @invariant()
    def what_is_stored_agrees_with_the_records(self) -> None:
        office = self.office
        light = (
            'SELECT CASE WHEN "settled" IS NOT NULL THEN "settled" WHEN "overdue_from" <= :day THEN \'overdue\' '
            "WHEN \"urgent_from\" <= :day THEN 'urgent' WHEN \"due_soon_from\" <= :day THEN 'due_soon' "
            'ELSE \'running\' END, c."stage", c."voided", c."due_on", c."respondents", t."body" FROM "case_row" c '
            'JOIN "case_text" t USING ("registration") JOIN "registration" r ON r."n" = c."registration" '
            'WHERE r."id" = :id'
        )
        registrations = office.find(Registration)
        assert office.db.execute_sql('SELECT count(*) FROM "case_row"').fetchone() == (len(registrations),)
        for each in registrations:
            found = read_case(office, each.id)
            stored = office.db.execute_sql(light, {"day": office.today.isoformat(), "id": each.id}).fetchone()
            assert stored[:5] == slowly(office, found)
            assert all(word in stored[5] for word in words(found))
            assert stored_duties(office, each.id) == slow_duties(office, found)


def what_counts(office: Office) -> object:
    """Every record that is not voided, without its version, and every setting."""
    records = {
        each.id: (each.owner, dict(each.extra), each.stored())
        for kind in KINDS.values()
        for each in office.find(kind, voided=False)
        if kind is not Reporter
    }
    return records, {key: office.setting(key) for key in DEFAULTS}


def slowly(office: Office, case: CaseFile) -> tuple[object, ...]:
    """Light, stage, voided, next due date and respondents, computed anew from what the records say."""
    facts = slow_facts(case.registration, case.handling, case.supervision)
    measure = office.measure
    duties = of_this_round(every_duty(measure.rules, slow_matter(case), measure.calendar))
    opened = [each for each in duties if each.is_open]
    light = measure.preset.worst(
        obligation_status(each, measure.preset, measure.calendar, office.today) for each in opened or duties
    )
    due = min((each.due_on.isoformat() for each in opened), default=None)
    names = [each.respondent for each in case.allegations if each.respondent]
    voided = int(case.registration.voided is not None)
    return light.value, stage(facts).value, voided, due, "、".join(dict.fromkeys(names)) or None


def stored_duties(office: Office, case: str) -> set[tuple[object, ...]]:
    """Rule, subject, light of today and due date of every duty as they are stored."""
    sql = (
        f'SELECT o."rule", o."subject", {LIGHT}, o."due_on" FROM "case_obligation" o '
        'JOIN "registration" r ON r."n" = o."registration" WHERE r."id" = :id'
    )
    return set(office.db.execute_sql(sql, {"day": office.today.isoformat(), "id": case}).fetchall())


def slow_duties(office: Office, case: CaseFile) -> set[tuple[object, ...]]:
    """The same, computed anew from the records."""
    measure = office.measure
    made = every_duty(measure.rules, slow_matter(case), measure.calendar)
    waiting = unlimited(measure.rules, slow_matter(case))
    return {
        (each.rule.id, each.subject, obligation_status(each, measure.preset, measure.calendar, office.today).value,
         each.due_on.isoformat())
        for each in made
    } | {(each.rule.id, each.subject, "none", None) for each in waiting}  # fmt: skip


def slow_matter(case: CaseFile) -> Matter:
    """What rules look at, put together from the records one by one."""
    facts = slow_facts(case.registration, case.handling, case.supervision)
    answers = case.of(Answer)
    parts = []
    for kind in PARTS:
        for record in case.of(KINDS[kind]):
            own = slow_facts(record)
            days = [each.answered_on for each in answers if each.order == record.id and each.answered_on]
            own |= {"answer.answered_on": min(days)} if days else {}
            label = str(record.value(record.called) or "") if record.called else ""
            parts.append(Part(kind, record.id, {**facts, **own}, label))
    stops = tuple(Stop(each.begun_on, each.ended_on) for each in case.of(Pause) if each.begun_on)
    longer = sorted(case.of(Extension), key=lambda each: str(each.decided_on or ""))
    extended = tuple(
        Longer(str(each.rule), each.due_on, each.decided_on)
        for each in longer
        if each.decision == "approved" and each.due_on
    )
    return Matter(facts, tuple(parts), stops, extended, slow_rounds(case))


def slow_rounds(case: CaseFile) -> tuple[Part, ...]:
    """The handlings before the one that stands in the band, each ended on the day on which the next began."""
    standing = sorted(
        case.handlings, key=lambda each: (each.round_no or 0, str(each.received_on or ""), each.id)
    )
    return tuple(
        Part("round", each.id, slow_facts(case.registration, each, case.supervision), f"第{each.round_no}轮",
             later.reopened_on or later.received_on or each.returned_on or each.closed_on or date.min)
        for each, later in pairwise(standing)
    )  # fmt: skip


def slow_facts(*records: Record | None) -> dict[str, object]:
    """Full field id to value of what is filled in."""
    return {
        each.id: record.value(each.name)
        for record in records
        if record is not None
        for each in record.columns()
        if record.value(each.name) is not None
    }


def words(case: CaseFile) -> list[str]:
    """What a person would search the case by."""
    found = [case.registration.case_no, case.registration.summary, case.registration.registrar]
    found += [each.respondent for each in case.allegations]
    found += [initials(each.respondent) for each in case.allegations if each.respondent]
    found += [case.handling.handler] if case.handling else []
    return [each.lower() for each in found if each]


LONG = settings.default.max_examples > 500
TestAnyHistory = AnyHistory.TestCase
TestAnyHistory.settings = settings(
    max_examples=300 if LONG else 10,
    stateful_step_count=60 if LONG else 40,
    # Making a failure smaller takes minutes: the long run does it.
    phases=tuple(Phase) if LONG else (Phase.explicit, Phase.reuse, Phase.generate),
)
