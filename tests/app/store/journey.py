"""A day's work in a process of its own, which says over a pipe what it is about to do and what was done.

Other tests kill it, make its disk fail, or look through what it left behind.
"""

import hashlib
import itertools
import os
import random
import tempfile
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from app.actions.attach import attach, file_of
from app.actions.catalogue import CASE_ACTIONS, allowed
from app.actions.edit import edit_cases
from app.actions.pair_passwords import keep_password
from app.actions.register import Entry, register, registered_case
from app.actions.send import send
from app.actions.take import take
from app.actions.units import add_unit
from app.errors import Refused
from app.exchange.receive import preview
from app.records.registration import Registration
from app.store import blind_index, case_rows, drafts, shelf
from app.store.case_file import read_case
from app.store.office import Office
from app.store.vault import CHUNK
from tests.app.store.offices import POINT, REPORT, REPORTER, Clock, new_county, reported

Tell = Callable[[tuple[Any, ...]], None]
PAGE = "entry/1"
GIVEN: dict[str, Any] = {
    "handling.handler": "张岩", "handling.disposition": "preliminary_verification",
    "handling.finding": "partly_substantiated", "handling.result": "已责令退还",
    "registration.rejection_ground": "other_organ", "registration.competent_organ": "镇政府",
    "handling.satisfaction": "satisfied",
}  # fmt: skip


WORD = "48271930556177029146"
"""The password under which the county's workbooks go to the township."""


def write_postings(folder: Path, count: int) -> list[Path]:
    """Postings of the county to the township, each with one more case."""
    made = []
    with tempfile.TemporaryDirectory() as room:
        county = new_county(Path(room) / "county", Clock())
        add_unit(county, code="YX01", name="云溪镇纪委", unit_kind="township", uses_huiyin=True)
        keep_password(county, "YX01", WORD)
        for number in range(count):
            case = reported(county)
            action = CASE_ACTIONS["assign"]
            file = read_case(county, case)
            given = {**action.defaults(county, file), "supervision.handling_unit": "云溪镇纪委"}
            action.do(county, case, given)
            made.append(send(county, "YX01", folder / f"posting{number}.xlsx").path)
        county.close()
    return made


class Journey:
    """Works at random until it is stopped; `tell` hears ("will", what, …) before and ("done", what, …, seq) after."""

    def __init__(self, office: Office, postings: list[Path], tell: Tell, seed: int) -> None:
        self.office, self.postings, self.tell = office, postings, tell
        self.random = random.Random(seed)
        self.words = itertools.count(1)

    def step(self) -> None:
        """One thing that a clerk does; typing is likeliest."""
        self.random.choice(
            [self.register, self.edit, self.edit, self.act, self.take, self.draft, self.draft, self.attach]
        )()

    def draft(self) -> None:
        """Type on, kept."""
        kept = drafts.kept(self.office, PAGE)
        number = 1 + (int(kept.body["number"]) if kept else 0)
        self.tell(("will", "draft", number))
        drafts.keep(self.office, PAGE, {"number": number, "typed": "反映" * (number % 200)})
        self.tell(("done", "draft", number))

    def register(self) -> None:
        """One report with a reporter."""
        self.tell(("will", "register"))
        said = {"received_on": self.office.today, **REPORT}
        change = register(self.office, Entry(said, (POINT,), REPORTER))
        self.tell(("done", "register", registered_case(change), change.seq))

    def edit(self) -> None:
        """A remark that was never written before."""
        case = self._case()
        if case is not None:
            word = f"备注 {os.getpid()} {next(self.words)}"
            self.tell(("will", "edit", case, word))
            change = edit_cases(self.office, [case], {"registration.remark": word})
            self.tell(("done", "edit", case, word, change.seq if change else 0))

    def act(self) -> None:
        """Whatever can be done with a case now."""
        case = self._case()
        if case is None:
            return
        file = read_case(self.office, case)
        able = allowed(self.office, file)
        if able:
            action = self.random.choice(able)
            values = action.defaults(self.office, file) | {
                name: GIVEN[name] for name in action.required if name in GIVEN
            }
            self.tell(("will", "act", case, action.id))
            self.tell(("done", "act", case, action.id, action.do(self.office, case, values).seq))

    def take(self) -> None:
        """The next workbook that was not taken yet."""
        taken = {str(said["file_name"]) for said in shelf.values(self.office.db, "taken").values()}
        waiting = [path for path in self.postings if path.name not in taken]
        if waiting:
            self.tell(("will", "take", waiting[0].name))
            self.tell(
                ("done", "take", waiting[0].name, take(self.office, preview(self.office, waiting[0])).seq)
            )

    def attach(self) -> None:
        """A scan of more than one chunk."""
        case = self._case()
        if case is not None:
            word = f"扫描 {os.getpid()} {next(self.words)}"
            content = b"%PDF-" + word.encode() + os.urandom(CHUNK)
            self.tell(("will", "attach", word))
            change = attach(
                self.office, case, file_of(self.office, content, "scan.pdf"), "original_letter", name=word
            )
            self.tell(("done", "attach", word, hashlib.sha256(content).hexdigest(), change.seq))

    def _case(self) -> str | None:
        ours = [each.id for each in self.office.find(Registration, owner=self.office.code)]
        return self.random.choice(ours) if ours else None


def run(folder: Path, postings: list[Path], pipe: Connection, seed: int) -> None:
    """Work in the office of this folder until somebody kills the process."""
    office = Office.open(folder, clock=Clock())
    keep_password(office, "QH00", WORD)
    journey = Journey(office, postings, pipe.send, seed)
    pipe.send(("open",))
    while True:
        try:
            journey.step()
        except Refused as refusal:
            pipe.send(("refused", refusal.sentence))
        except Exception:
            pipe.send(("broke", traceback.format_exc()))
            raise


def derived(office: Office) -> list[list[tuple[Any, ...]]]:
    """What the office keeps beside the facts, to be compared with what follows from them."""
    tables = ("case_row", "case_text", "reporter_index")
    return [
        sorted(map(tuple, office.db.execute_sql(f'SELECT * FROM "{name}"').fetchall()), key=repr)
        for name in tables
    ]


def derive_anew(office: Office) -> None:
    """Rebuild all that follows from the facts."""
    case_rows.refresh(office.db, [each.id for each in office.find(Registration)], office.measure)
    blind_index.rebuild(office.db, office._key)
