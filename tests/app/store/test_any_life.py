"""Whatever is done in whatever order: stage, duties and lights that are stored agree with a plain second opinion.

One office; every action on a case, the edits and settings that move lights, lines put off, days that pass, undo and redo.
The opinion (`plain_life.py`) reads the rules, the calendar and the schemes itself and uses nothing of `app.rules`.
"""

import shutil
import tempfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.actions.allegations import add_allegation, void_allegation
from app.actions.catalogue import CASE_ACTIONS, allowed
from app.actions.decide_at_meeting import decide_at_meeting
from app.actions.edit import edit_cases
from app.actions.put_off import put_off, take_up
from app.actions.record_meeting import meetings_about, record_meeting
from app.actions.settings import (
    drop_rule_set,
    load_rule_set,
    reset_limit,
    set_calendar,
    set_limit,
    set_setting,
)
from app.actions.undo import redo, undo
from app.actions.void_case import void_case
from app.errors import Invalid, NotAllowed
from app.ledger.today import look
from app.records.catalogue import KINDS, field
from app.records.matters import Reporter
from app.records.registration import Registration
from app.rules.stat_periods import containing
from app.schema.kinds import Choice, Choices, Count, Day, Kind, Money, Phone, Value
from app.schema.pinyin import initials
from app.store import journal, shelf
from app.store.case_file import CaseFile, read_case
from app.store.office import Office
from tests.app.actions.stories import AT_THE_COUNTY, STORY, do_action
from tests.app.store.offices import Clock, new_county, new_township, reported
from tests.app.store.plain_life import Plainly, after_closing_of, in_rounds, stage_of

DESTROYS = "escalate_case"
NAMES = sorted(CASE_ACTIONS)
DONE: Counter[str] = Counter()
"""How often each action was done and each thing was refused, over all runs of this process."""
IDENTITIES = st.sampled_from(["anonymous", "signed_unverified", "real_name"])
EDITED = ("registration.summary", "registration.registrar", "registration.is_repeat", "registration.category",
          "registration.handling_class", "registration.intake_source", "handling.handler", "handling.disposed_on",
          "handling.closed_on", "allegation.respondent")  # fmt: skip
LIMITS = ("T02", "T03", "T04", "T06", "T09", "T16", "H07", "H11", "H12", "H13")
KINDS_OF_DAY = ("holiday", "makeup", "ordinary")
SAID: dict[str, list[Any]] = {
    "limit": [None, 0, 1, 10, 40],
    "unit": [None, "days", "working_days", "months"],
    "active": [None, True, False],
    "warn": [None, 0, 7],
}
PRESETS = ("default", "C1", "C2", "C3", "C4", "C5")
LOCAL = """
[[rule]]
id = "L01"
label = "本地研判"
applies_to = "case"
start = "registration.accepted_on"
limit = 7
unit = "days"
done = ["handling.disposed_on"]
begins = "受理"
ends = "研判"
source = "本机关定"
stops = true
warn = 2

[[rule]]
id = "L02"
label = "本地送达"
applies_to = "inquiry"
start = "inquiry.sent_on"
limit = 3
unit = "working_days"
done = ["inquiry.received_on"]
begins = "发出函询"
ends = "送达"
source = "本机关定"
"""
FAR = (-30, -7, -2, -1, 0, 1, 2, 3, 5, 8, 13, 30, 75, 200)
"""Days from today on which stored lights are asked what they say."""
LIGHT = (
    'CASE WHEN {0}."settled" IS NOT NULL THEN {0}."settled" WHEN {0}."overdue_from" <= d."day" THEN \'overdue\' '
    'WHEN {0}."urgent_from" <= d."day" THEN \'urgent\' WHEN {0}."due_soon_from" <= d."day" THEN \'due_soon\' '
    "ELSE 'running' END"
)
CASES = (
    'SELECT r."id", c."stage", c."voided", c."due_on", c."due_rule", c."respondents", c."after", c."open", t."body", '
    'h."id", s."id" FROM "registration" r JOIN "case_row" c ON c."registration" = r."n" '
    'JOIN "case_text" t ON t."registration" = r."n" LEFT JOIN "handling" h ON h."n" = c."handling" '
    'LEFT JOIN "supervision" s ON s."n" = c."supervision"'
)
DUTIES = (
    'SELECT r."id", o."rule", o."subject", o."started_on", o."first_due_on", o."due_on", o."done_on", o."stopped_on", '
    'o."settled", o."due_soon_from", o."urgent_from", o."overdue_from" FROM "case_obligation" o '
    'JOIN "registration" r ON r."n" = o."registration"'
)
LIGHTS = 'SELECT r."id", c."settled", c."due_soon_from", c."urgent_from", c."overdue_from" FROM "case_row" c ' \
    'JOIN "registration" r ON r."n" = c."registration"'  # fmt: skip


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


def said_on(day: date, settled: Any, soon: Any, urgent: Any, overdue: Any) -> str:
    """What four stored dates say on a day."""
    if settled is not None:
        return str(settled)
    for since, status in ((overdue, "overdue"), (urgent, "urgent"), (soon, "due_soon")):
        if since is not None and since <= day.isoformat():
            return status
    return "running"


class AnyLife(RuleBasedStateMachine):
    """One office, all its actions, undo and redo, and days that pass."""

    cases = Bundle("cases")

    @initialize(target=cases, at_county=st.sampled_from([False, False, True]))
    def set_up(self, at_county: bool) -> str:
        self.folder = Path(tempfile.mkdtemp())
        self.clock = Clock()
        self.at_county = at_county
        self.office = (new_county if at_county else new_township)(self.folder / "office", self.clock)
        self.past: list[object] = []
        self.future: list[object] = []
        self.unsure = False
        """A case was destroyed: of what stood before, nobody knows how much can still be taken back."""
        self.moved = -1
        self.sound: dict[str, object] = {}
        first = self.register("real_name", 5)
        self.seq, self.now = journal.head(self.office.db)[0], self.what_counts()
        self.past.append(None)
        return first

    def teardown(self) -> None:
        if hasattr(self, "office"):
            assert journal.verify(self.office.db) == []
            self.office.close()
            shutil.rmtree(self.folder)

    def standing(self, case: str) -> CaseFile | None:
        """The case, when it is still there and counts."""
        found = self.office.find(Registration, id=case)
        return read_case(self.office, case) if found and found[0].voided is None else None

    @rule(target=cases, identity=IDENTITIES, days=st.integers(0, 30))
    def register_another(self, identity: str, days: int) -> str:
        return self.register(identity, days)

    def register(self, identity: str, days: int) -> str:
        """Register a report that came so many days ago."""
        received = self.office.today - timedelta(days=days)
        return reported(self.office, received_on=received, identity_status=identity)

    @rule(case=cases, data=st.data(), steps=st.integers(4, 9))
    def go_along_the_path(self, case: str, data: st.DataObject, steps: int) -> None:
        for _ in range(steps):
            found = self.standing(case)
            if found is None:
                return
            names = [each.id for each in allowed(self.office, found) if each.id != DESTROYS]
            if names:
                self.act(case, data.draw(st.sampled_from(names)), data)
            self.undo_and_redo_walk_along_a_stack()
            if data.draw(st.booleans(), "a day passes"):
                self.clock.forward(days=1)
                self.say_the_day()

    @rule(case=cases, names=st.lists(st.sampled_from(NAMES), min_size=3, max_size=6), data=st.data())
    def try_anything(self, case: str, names: list[str], data: st.DataObject) -> None:
        for name in names:
            self.act(case, name, data)
            self.undo_and_redo_walk_along_a_stack()

    def act(self, case: str, name: str, data: st.DataObject) -> None:
        """Do one action, or be refused with the sentence that was foretold."""
        if not self.office.find(Registration, id=case):
            return
        action, found = CASE_ACTIONS[name], read_case(self.office, case)
        reason = action.why_not(self.office, found)
        values = action.standing(self.office, found) if reason is None else {}
        part = ""
        if reason is None and (choices := action.choices(self.office, found)):
            part = data.draw(st.sampled_from(["", *(each.id for each in choices)]), "about")
        for each in action.fields if reason is None else ():
            if each not in values or data.draw(st.booleans(), "another than the default"):
                values[each] = data.draw(any_value(field(each).kind, self.office.today), each)
        self.attempt(action.id, action.fields, reason, lambda: action.do(self.office, case, values, part))

    def attempt(self, name: str, fields: Any, reason: str | None, do: Any) -> None:
        head = journal.head(self.office.db)
        try:
            do()
        except NotAllowed as error:
            assert error.sentence == reason
            assert journal.head(self.office.db) == head
            DONE["refused"] += 1
        except Invalid as error:
            assert reason is None
            assert error.field in fields
            assert journal.head(self.office.db) == head
            DONE["refused values"] += 1
        else:
            assert reason is None
            DONE[name] += 1

    @rule(target=cases, data=st.data())
    def live_a_story(self, data: st.DataObject) -> str:
        """What goes before an action and the action itself, so that none is rare."""
        fit = [each for each in NAMES if (each in AT_THE_COUNTY) is self.at_county]
        name = data.draw(st.sampled_from(fit))
        case = reported(self.office, received_on=self.office.today)
        self.undo_and_redo_walk_along_a_stack()
        for step in (*STORY[name][0], name):
            if step == "judge_repeat":
                self.judge(case)
            else:
                do_action(self.office, case, step)
            DONE[step] += 1
            self.undo_and_redo_walk_along_a_stack()
            self.what_is_stored_agrees_with_the_records()
            self.clock.forward(days=data.draw(st.sampled_from([0, 0, 1, 9]), "days"))
        return case

    def judge(self, case: str) -> None:
        """Judge a case a repeat of another that counts, where there is one."""
        mains = [each for each in self.office.find(Registration, voided=False) if each.id != case]
        if mains:
            action = CASE_ACTIONS["judge_repeat"]
            said = action.standing(self.office, read_case(self.office, case))
            action.do(self.office, case, said | {"repeat.main_no": mains[0].case_no})

    @rule(case=cases, name=st.sampled_from(EDITED), data=st.data(), all_of_them=st.booleans())
    def edit(self, case: str, name: str, data: st.DataObject, all_of_them: bool) -> None:
        if all_of_them:
            found = [each.id for each in self.office.find(Registration, voided=False)]
        else:
            found = [case] if self.standing(case) else []
        if found:
            said = {name: data.draw(any_value(field(name).kind, self.office.today))}
            reported = {each.respondent for id in found for each in read_case(self.office, id).allegations}
            if name == "handling.handler" and said[name] in reported:
                with pytest.raises(Invalid, match="被反映人"):
                    edit_cases(self.office, found, said)
            else:
                edit_cases(self.office, found, said)

    @rule(
        case=cases,
        what=st.sampled_from(["point", "no point", "void"]),
        respondent=st.sampled_from(["赵六", "某站"]),
    )
    def change_what_there_is(self, case: str, what: str, respondent: str) -> None:
        found = self.standing(case)
        if found and what == "point":
            add_allegation(self.office, case, {"respondent": respondent})
        elif found and what == "void":
            void_case(self.office, case, "登记错了")
        elif found and found.allegations:
            void_allegation(self.office, found.allegations[0].id, "写重了")

    @rule(case=cases)
    def a_meeting_decides(self, case: str) -> None:
        """In house: what nobody may order by hand."""
        found, office = self.standing(case), self.office
        if found is None:
            return
        week = containing("week", office.today)
        if not (
            held := [each for each in meetings_about(office, "weekly", week) if each.held_on == office.today]
        ):
            record_meeting(office, "weekly", week, {"minutes": "逐件对账"})
            held = meetings_about(office, "weekly", week)
            self.undo_and_redo_walk_along_a_stack()
        said: dict[str, Value] = {"order_kind": "in_house", "requirement": "抓紧"}
        try:
            decide_at_meeting(office, held[0], said, str(found.registration.case_no))
            DONE["decide_at_meeting"] += 1
        except NotAllowed:
            DONE["decide_at_meeting refused"] += 1

    @rule(what=st.sampled_from(["scheme", "calendar", "limit", "reset", "rule set"]), data=st.data())
    def change_a_setting(self, what: str, data: st.DataObject) -> None:
        office, draw = self.office, data.draw
        if what == "scheme":
            set_setting(office, "preset", draw(st.sampled_from(PRESETS)))
        elif what == "calendar":
            days = draw(st.dictionaries(st.integers(-5, 25), st.sampled_from(KINDS_OF_DAY), max_size=8))
            entries = [(office.today + timedelta(days=number), days[number], "县里调整") for number in days]
            set_calendar(office, entries)
        elif what == "limit":
            said: dict[str, Any] = {name: draw(st.sampled_from(SAID[name]), name) for name in SAID}
            set_limit(office, draw(st.sampled_from(LIMITS)), **said)
        elif what == "reset":
            reset_limit(office, draw(st.sampled_from(LIMITS)))
        elif "本地" in office.setting("rules.local"):
            drop_rule_set(office, "本地")
        else:
            load_rule_set(office, "本地", LOCAL)

    @rule(days=st.integers(0, 100), data=st.data())
    def put_a_line_off(self, days: int, data: st.DataObject) -> None:
        page = look(self.office, "case/")
        lines = [*page.overdue.duties, *page.soon.duties]
        if not lines:
            return
        line = lines[data.draw(st.integers(0, len(lines) - 1))]
        before = self.duties_of()
        if line.put_off is not None:
            take_up(self.office, line)
            return
        try:
            put_off(self.office, line, self.office.today + timedelta(days=days), "等县里统一部署")
        except Invalid:
            assert not 1 <= days <= 92
        except NotAllowed as error:
            assert error.sentence == "没有任何改动。"
        assert self.duties_of() == before, "what is put off moves no limit"

    @precondition(lambda self: self.past)
    @rule(times=st.integers(1, 4))
    def take_back_what_there_is(self, times: int) -> None:
        for _ in range(min(times, len(self.past))):
            undo(self.office)
            self.undo_and_redo_walk_along_a_stack()
            DONE["undo"] += 1

    @precondition(lambda self: self.future)
    @rule(times=st.integers(1, 3))
    def do_again(self, times: int) -> None:
        for _ in range(min(times, len(self.future))):
            redo(self.office)
            self.undo_and_redo_walk_along_a_stack()
            DONE["redo"] += 1

    @rule(days=st.integers(1, 40), open_again=st.booleans())
    def time_passes(self, days: int, open_again: bool) -> None:
        self.clock.forward(days=days)
        if open_again:
            self.office.close()
            self.office = Office.open(self.office.folder, clock=self.clock)
            self.moved = -1
        self.say_the_day()

    def say_the_day(self) -> None:
        """Answer the question that comes after a month of silence."""
        if self.office.clock_doubt() is not None:
            self.office.confirm_today(self.clock.now.date())

    def what_counts(self) -> object:
        """Every record that is not voided, without its version, and all that is kept beside; read anew when anything
        was written."""
        moved = self.office.db.connection().total_changes
        if moved != self.moved:
            self.moved = moved
            self.records = [
                each for kind in KINDS.values() for each in self.office.find(kind) if kind is not Reporter
            ]
            kept = [shelf.values(self.office.db, kind) for kind in ("setting", "put_off")]
            records = {
                each.id: (each.owner, dict(each.extra), each.stored())
                for each in self.records
                if each.voided is None
            }
            self.counts: object = (records, kept)
            self.opinion = Plainly(self.office.setting)
        return self.counts

    def duties_of(self) -> object:
        return sorted(self.office.db.execute_sql('SELECT * FROM "case_obligation"').fetchall())

    @precondition(lambda self: hasattr(self, "office"))
    @invariant()
    def undo_and_redo_walk_along_a_stack(self) -> None:
        seq, found = journal.head(self.office.db)[0], self.what_counts()
        assert seq <= self.seq + 1, "one rule writes one line"
        if seq == self.seq:
            assert found == self.now
            return
        line = journal.read(self.office.db, seq)
        assert line is not None
        if line.action == DESTROYS:
            self.past, self.future, self.unsure = [], [], True
        elif line.label.startswith("撤销："):
            self.future.append(self.now)
            before = self.past.pop()
            assert before is None or found == before
        elif line.label.startswith("重做："):
            self.past.append(self.now)
            assert found == self.future.pop()
        else:
            self.past.append(self.now)
            self.future.clear()
        if self.past or not self.unsure:
            assert (self.office.undoable() is not None) is bool(self.past)
        if self.future or not self.unsure:
            assert (self.office.redoable() is not None) is bool(self.future)
        self.seq, self.now = seq, found

    @precondition(lambda self: hasattr(self, "office"))
    @invariant()
    def what_is_stored_agrees_with_the_records(self) -> None:
        office = self.office
        self.what_counts()
        opinion = self.opinion
        cases: dict[str, dict[str, list[dict[str, Any]]]] = {}
        for each in self.records:
            case = each.id if each.kind == "registration" else getattr(each, "case", None)
            if case and (each.voided is None or each.kind == "registration"):
                row = {name.name: each.value(name.name) for name in each.columns()}
                row |= {"id": each.id, "owner": each.owner, "voided": each.voided}
                cases.setdefault(case, {}).setdefault(each.kind, []).append(row)
        stored = {id: said for id, *said in office.db.execute_sql(CASES).fetchall()}
        assert stored.keys() == cases.keys()
        duties: dict[str, dict[Any, Any]] = {id: {} for id in cases}
        for id, by, subject, *said in office.db.execute_sql(DUTIES).fetchall():
            duties[id][by, subject] = said
        lights = {id: said for id, *said in office.db.execute_sql(LIGHTS).fetchall()}
        days = [office.today + timedelta(days=number) for number in FAR]
        for id, rows in cases.items():
            case = (stored[id], duties[id], lights[id], rows, office.today)
            if self.sound.get(id) != (opinion.rules, opinion.preset, opinion.days.kinds, case):
                self.compare(opinion, *case, days)
                self.sound[id] = (opinion.rules, opinion.preset, opinion.days.kinds, case)

    def compare(
        self, opinion: Plainly, stored: list[Any], duties: dict[Any, Any], light: list[Any], rows: Any, today: date,
        days: list[date],
    ) -> None:  # fmt: skip
        """What is stored of one case, and what the plain opinion says."""
        stage, voided, due_on, due_rule, respondents, after, opened, body, handling, sheet = stored
        facts = in_rounds(rows)[-1][1]
        made = opinion.duties(rows)
        assert stage == stage_of(facts)
        assert voided == int(rows["registration"][0]["voided"] is not None)
        assert after == after_closing_of(facts, stage)
        assert opened == int(stage not in ("archived", "rejected", "transferred_out", "retained"))
        assert (handling, sheet) == (
            in_rounds(rows)[-1][0] or None,
            max(rows.get("supervision", []), key=lambda each: (str(each["assigned_on"] or ""), each["id"]),
                default={"id": None})["id"],
        )  # fmt: skip
        running = [each for each in made if each.running]
        assert due_on == min((str(each.due) for each in running), default=None)
        assert due_rule in {each.rule["id"] for each in running if str(each.due) == due_on} or due_on is None
        points = sorted(rows.get("allegation", []), key=lambda each: (each["seq"] or 0, each["id"]))
        names = [each["respondent"] for each in points if each["respondent"]]
        assert respondents == ("、".join(dict.fromkeys(names)) or None)
        found = rows["registration"][0]
        words = [found["case_no"], found["summary"], found["registrar"], *names, *map(initials, names)]
        assert all(word.lower() in body for word in words if word)
        assert {(each.rule["id"], each.subject) for each in made} == duties.keys()
        for each in made:
            *told, settled, soon, urgent, overdue = duties[each.rule["id"], each.subject]
            plain = (each.started, each.first, each.due, each.done, each.stopped)
            assert told == [None if day is None else day.isoformat() for day in plain], each
            for day in days:
                assert said_on(day, settled, soon, urgent, overdue) == each.light(
                    day, opinion.preset, opinion.days
                )
        for day in days:
            assert said_on(day, *light) == opinion.light(made, facts, day), day


THOROUGH, LONG = (settings.default.max_examples > few for few in (50, 500))


@pytest.mark.parametrize("name", NAMES)
def test_every_action_leaves_what_the_plain_opinion_expects(name: str) -> None:
    machine = AnyLife()
    machine.set_up(name in AT_THE_COUNTY)
    try:
        case = reported(machine.office)
        for step in (*STORY[name][0], name):
            do_action(machine.office, case, step)
            if step == name or THOROUGH:  # each step on the way is the end of a story of its own
                machine.what_is_stored_agrees_with_the_records()
        if name != DESTROYS:
            undo(machine.office)
            machine.what_is_stored_agrees_with_the_records()
            redo(machine.office)
            machine.what_is_stored_agrees_with_the_records()
    finally:
        machine.teardown()


TestAnyLife = AnyLife.TestCase
TestAnyLife.settings = settings(
    max_examples=1000 if LONG else 10,
    stateful_step_count=16 if THOROUGH else 8,
    # Making a failure smaller takes minutes: the long run does it.
    phases=tuple(Phase) if LONG else (Phase.explicit, Phase.reuse, Phase.generate),
)
