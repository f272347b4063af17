"""Any history of a township and a county: files lost, repeated, out of order, takings undone, a store restored.

After exchanges until neither has news for the other, both hold the same versions of everything they share; what was
written on both sides unknown to each other is listed on both; and no version that anybody wrote is forgotten.
"""

import itertools
import shutil
import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

import hypothesis.strategies as st
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from app.actions.catalogue import allowed
from app.actions.decide import decide, held
from app.actions.edit import edit_cases
from app.actions.take import take
from app.actions.undo import redo, undo
from app.errors import Refused
from app.exchange.receive import preview
from app.ledger.query import Query, ids, record_ids
from app.records.version import Relation, decode, relation
from app.store import backups, journal, peers, rows
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.exchange import two_offices as two
from tests.app.exchange.predictable import predictable

ANY = st.integers(min_value=0, max_value=999)
FIELDS = {
    "township": ("registration.summary", "registration.incident_place", "handling.result", "allegation.unit"),
    "county": ("supervision.requirement", "supervision.review_opinion"),
}


PLAYED = frozenset({"accept", "reject", "tell_acceptance", "assign", "sign_receipt", "hand_over", "dispose", "close",
                    "report_up", "feed_back", "archive"})  # fmt: skip
"""The steps that are played here; the others have their stories in `tests/app/actions`."""


class TwoOffices(RuleBasedStateMachine):
    """One township, whose store may be replaced by an older copy of itself, and one county."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.patches = ExitStack()
        self.patches.enter_context(predictable())
        self.patches.enter_context(
            patch.object(backups, "make")
        )  # tested elsewhere; here they only cost time
        self.offices: dict[str, Office] = {
            "township": two.township(self.root / "t0"), "county": two.county(self.root / "c0")
        }  # fmt: skip
        self.files: list[tuple[str, Path]] = []
        self.backups: list[Path] = []
        self.copies = itertools.count(1)
        self.words = itertools.count(1)

    def teardown(self) -> None:
        try:
            self.settle()
        finally:
            self.patches.close()
            for office in self.offices.values():
                office.close()
            shutil.rmtree(self.root, ignore_errors=True)

    def _case(self, office: Office, pick: int) -> str | None:
        numbers = ids(office.db, Query(office.today))
        return record_ids(office.db, "case", [numbers[pick % len(numbers)]]).popitem()[1] if numbers else None

    @rule(who=st.sampled_from(["township", "township", "county"]), days=st.integers(0, 60))
    def register(self, who: str, days: int) -> None:
        two.report(self.offices[who], days, f"反映事项 {next(self.words)}")

    @rule(who=st.sampled_from(["township", "county"]), pick=ANY, which=ANY)
    def edit(self, who: str, pick: int, which: int) -> None:
        office = self.offices[who]
        case = self._case(office, pick)
        field = FIELDS[who][which % len(FIELDS[who])]
        if case is not None:
            try:
                edit_cases(office, [case], {field: f"内容 {next(self.words)}"})
            except Refused as refusal:
                assert "填写" in refusal.sentence

    @rule(who=st.sampled_from(["township", "county"]), pick=ANY, which=ANY)
    def act(self, who: str, pick: int, which: int) -> None:
        office = self.offices[who]
        case = self._case(office, pick)
        if case is None:
            return
        file = read_case(office, case)
        able = [each for each in allowed(office, file) if each.id in PLAYED]
        if not able:
            return
        action = able[which % len(able)]
        values = action.defaults(office, file)
        given = {
            "handling.handler": "张岩", "handling.disposition": "preliminary_verification",
            "handling.finding": "partly_substantiated", "handling.result": f"结果 {next(self.words)}",
            "registration.rejection_ground": "other_organ", "supervision.handling_unit": "云溪镇纪委",
        }  # fmt: skip
        with suppress(
            Refused
        ):  # a real-name case is not archived before it was told; the invariants see that nothing stays
            action.do(office, case, values | {name: given[name] for name in action.required if name in given})

    @rule(who=st.sampled_from(["township", "county"]))
    def take_back(self, who: str) -> None:
        self._reverse(who, undo)

    @rule(who=st.sampled_from(["township", "county"]))
    def do_again(self, who: str) -> None:
        self._reverse(who, redo)

    def _reverse(self, who: str, way: Any) -> None:
        try:
            way(self.offices[who])
        except Refused as refusal:
            assert refusal.sentence.endswith("。")

    @rule(who=st.sampled_from(["township", "county"]))
    def send(self, who: str) -> None:
        other = "QH00" if who == "township" else "YX01"
        try:
            self.files.append(("county" if who == "township" else "township",
                               two.post(self.offices[who], other, self.root)))  # fmt: skip
        except Refused as refusal:  # the county knows no township before its first file
            assert "单位名录" in refusal.sentence

    @precondition(lambda self: self.files)
    @rule(pick=ANY)
    def arrive(self, pick: int) -> None:
        """A file arrives: any of those ever sent, so also late, or once more."""
        to, path = self.files[pick % len(self.files)]
        found = preview(self.offices[to], path)
        assert found.refusal is None, found.refusal
        try:
            take(self.offices[to], found)
        except Refused as refusal:
            assert "收过" in refusal.sentence

    @precondition(lambda self: self.files)
    @rule(pick=ANY)
    def lose(self, pick: int) -> None:
        self.files.pop(pick % len(self.files))

    @rule()
    def back_up(self) -> None:
        office = self.offices["township"]
        office.db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        kept = self.root / f"backup{next(self.copies)}"
        two.copy_store(office.folder, kept)
        self.backups.append(kept)

    @precondition(lambda self: self.backups)
    @rule(pick=ANY)
    def restore(self, pick: int) -> None:
        """The township's disk dies; an older copy takes its place. What was never sent or backed up is gone."""
        self.offices["township"].close()
        target = self.root / f"t{next(self.copies)}"
        two.copy_store(self.backups[pick % len(self.backups)], target)
        before = self.offices["township"].desk
        self.offices["township"] = Office.open(target, clock=lambda: two.NOW)
        assert self.offices["township"].desk != before

    @precondition(lambda self: held(self.offices["township"]))
    @rule(pick=ANY, keep=st.sampled_from(["ours", "theirs"]))
    def decide(self, pick: int, keep: str) -> None:
        waiting = held(self.offices["township"])
        decide(self.offices["township"], waiting[pick % len(waiting)].id, keep)

    @invariant()
    def journals_hold(self) -> None:
        for office in self.offices.values():
            assert journal.verify(office.db) == []

    def exchange(self) -> None:
        for _ in range(4):
            two.receive(self.offices["county"], two.post(self.offices["township"], "QH00", self.root))
            two.receive(self.offices["township"], two.post(self.offices["county"], "YX01", self.root))

    def shared(self) -> set[str]:
        township, county = self.offices["township"], self.offices["county"]
        up = peers.shared_cases(township.db, receiver="QH00", names=[], upward=True)
        return up | peers.shared_cases(county.db, receiver="YX01", names=["云溪镇纪委"], upward=False)

    def settle(self) -> None:
        self.exchange()
        self.agree()
        waiting = {one.id for one in held(self.offices["township"]) if one.owned}
        assert waiting == {one.id for one in held(self.offices["county"]) if one.ours.owner == "YX01"}
        for one in held(self.offices["township"]):
            if one.owned:
                decide(self.offices["township"], one.id, "theirs")
        self.exchange()
        self.agree()
        assert held(self.offices["township"]) == [] == held(self.offices["county"])
        self.nothing_lost()

    def agree(self) -> None:
        shared = self.shared()
        at_township = two.versions(self.offices["township"], shared)
        at_county = two.versions(self.offices["county"], shared)
        assert at_township == at_county

    def nothing_lost(self) -> None:
        """Every version a living store wrote is current, or a current version was written knowing it."""
        for office in self.offices.values():
            for kind, id, version in two.written(office):
                found = rows.fetch(office.db, kind, "id", [id])
                assert found, (kind, id)
                how = relation(decode(str(found[0]["version"])), version)
                assert how in (Relation.EQUAL, Relation.NEWER), (kind, id, how)


TestTwoOffices = pytest.mark.thorough(TwoOffices.TestCase)
TestTwoOffices.settings = settings(max_examples=settings().max_examples // 10, stateful_step_count=30)
