"""The open store, the person and the clock: the only door to reading and writing.

    office = Office.open(folder)
    with office.writing("登记", action="register") as write:
        write.add(Registration, received_on=...)
    write.change        # what it did

One Office is one connection per thread to one file. It notices when the PC's clock cannot be trusted and then
refuses to number, date or colour until `confirm_today` was answered.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from threading import RLock, get_ident
from typing import Any, TypeVar

from peewee import Database

from app.change import Change
from app.errors import Invalid, NotAllowed, Refused
from app.records.offices import Staff
from app.records.record import Record
from app.rules import rights
from app.rules.calendar import WorkCalendar
from app.schema import codes
from app.store import (
    attempts,
    blind_index,
    case_rows,
    disk,
    journal,
    key_change,
    opening,
    recusal,
    reporter_key,
    rows,
    same,
    sealing,
    shelf,
)
from app.store.day import DateDoubtful as DateDoubtful
from app.store.day import Days
from app.store.holding import Hold
from app.store.keys import Unlocked
from app.store.measures import MEASURING, Measure, measure_of
from app.store.one_pen import OnePen
from app.store.opening import explained
from app.store.own_desk import OwnDesk, told_of
from app.store.second_journal import SecondJournal
from app.store.writing import Pen, Writer

R = TypeVar("R", bound=Record)
MEASURED_AT_ONCE = 500
"""Cases whose lights are measured anew while the office is opened: half a second."""
BY_RECOVERY = "恢复码"
"""Who writes while the store stands open by the recovery code and nobody has got a new password yet."""


class Office:
    """An open office. Make one with `create` or `open`, and `close` it."""

    def __init__(
        self,
        folder: Path,
        db: Database,
        clock: Callable[[], datetime],
        hold: Hold,
        lights_later: bool = False,
    ) -> None:
        self.folder = folder
        self.db = db
        self.person = ""
        self.roles: frozenset[str] | None = None
        recusal.watch(db, self)
        self.news = ""
        """What was noticed of the store itself and is to be told, in a sentence; blank for nothing."""
        self.second_journal = SecondJournal(folder, opening.data_key(db))
        self._own_desk = OwnDesk(folder, db, hold, self.second_journal)
        self.code = self._own_desk.office
        self._clock = clock
        self._days = Days(clock, journal.head(db)[2])
        self._measure: Measure | None = None
        self.progress: Callable[[int, int], None] | None = None
        """Told how far it is while all cases are measured anew; what it raises takes the whole change back."""
        self.hold = hold
        self._thread = get_ident()
        self._pen = OnePen()
        self._settled, self._settling = False, RLock()
        blind_index.settle(db, self._key)
        self.lights_are_old = lights_later and case_rows.unsettled(db) > MEASURED_AT_ONCE
        """Whether the lights must be measured anew, by `measure_anew`, before anything is shown."""
        if not self.lights_are_old:
            case_rows.settle(db, lambda: self.measure)
        codes.in_force(self.code, self.setting("codes.changes"))

    @classmethod
    def create(cls, folder: Path, code: str, *, clock: Callable[[], datetime] = datetime.now) -> "Office":
        """Set up an empty store for the office `code`. Raises NotAllowed where one already lies."""
        from app.store import founding

        with founding.founded(folder, code) as (db, hold):
            return cls(folder, db, clock, hold)

    @classmethod
    def open(
        cls, folder: Path, *, secret: str | None = None, clock: Callable[[], datetime] = datetime.now,
        lock: Unlocked | None = None, lights_later: bool = False,
    ) -> "Office":  # fmt: skip
        """Open the store in `folder` with a password or the recovery code; a key file needs none.

        `lock`: it was opened already, away from the screen's thread. `lights_later`: where this version of the program
        comes with other rules, many cases are left to `measure_anew`, and `lights_are_old` tells it.
        Raises NotAllowed or Unavailable with what to do.
        """
        if not opening.exists(folder):
            from app.store import traces

            if traces.found(folder):
                raise traces.missing(folder)
            raise NotAllowed(f"“{folder}”里没有回音的数据。请先新建单位，或选择另一个文件夹。")
        disk.refuse_unfit(folder)
        lock = lock or attempts.unlock(folder, secret, clock())
        with explained(folder):
            db, hold = opening.open_store(folder, lock.key)
            try:
                _resume_rekeying(folder)
                office = cls(folder, db, clock, hold, lights_later)
                office._begin(lock)
                office.news = office._own_desk.settle()
                office.note_failed_logins()
            except BaseException:
                db.close()
                hold.release()
                raise
        return office

    def measure_anew(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Measure all lights by this version's rules, all or none. What `progress` raises stops it."""
        with explained(self.folder):
            case_rows.settle(self.db, lambda: self.measure, progress)
        self.lights_are_old = False

    def close(self) -> None:
        """Close the connection of this thread; a thread that read or wrote calls it before it ends."""
        if not self.db.is_closed():
            self.db.close()
        if get_ident() == self._thread:
            self.hold.release()

    def abandon(self) -> None:
        """Take away a store that could not be set up to its end."""
        if journal.head(self.db)[0]:
            raise AssertionError("only a store that never held anything may be taken away")
        self.close()
        opening.remove_store(self.folder)

    def draw_desk(self) -> None:
        """Take a desk number and a number block that nobody used: after a restore or a copy."""
        self._own_desk.draw()

    def leave_block(self) -> None:
        """Take another block of numbers: another desk of this office has drawn from ours."""
        self._own_desk.leave_block()

    def settle_desk(self) -> None:
        """Before the first write: an older database put in this one's place, file number and all, is another desk.

        The journal's second file knows what this desk wrote later. To go on under its name would give numbers and
        versions twice. What happened is told in `news` and stands in the journal.
        """
        with self._settling:
            if not self._settled and self.clock_doubt() is None:
                self._settled = True
                self._leave_desk_of_newer_data()

    def _leave_desk_of_newer_data(self) -> None:
        lost = self._own_desk.written_later()
        if lost:
            self.draw_desk()
            label, news = told_of(lost)
            with self.writing(label, action="older_data", undoable=False):
                pass
            self.news = news

    # -- who and when ---------------------------------------------------------------------------------------

    @property
    def desk(self) -> str:
        """The name of this store in versions: office code, slash, desk number."""
        return self._own_desk.name

    def log_in(self, name: str) -> None:
        """Work as this person from now on, with the roles that the list of people gives; without an entry, none."""
        self.person = name
        found = [each for each in self.find(Staff, voided=False, name=name) if each.active is not False]
        self.roles = frozenset(role for each in found for role in each.roles or ())

    def _begin(self, lock: Unlocked) -> None:
        if lock.recovered:
            self.person, self.roles = BY_RECOVERY, frozenset({rights.ADMINISTRATOR})
        elif lock.name:
            self.log_in(lock.name)

    def note_failed_logins(self) -> None:
        """Write into the journal how often a wrong password was tried since the last login, and count anew.

        While the date is in doubt the count stays, and `confirm_today` comes back to it.
        """
        before = attempts.failed(self.folder)
        if before is None or self.clock_doubt() is not None:
            return
        said = f"口令输错 {before.count} 次，最后一次 {opening.moment(before.last)}"
        with self.writing(said, action="failed_login", undoable=False):
            pass
        attempts.forget(self.folder)

    @property
    def counter(self) -> int:
        """How many times this desk has written."""
        return self._own_desk.counter

    @property
    def now(self) -> datetime:
        """This moment by the PC's clock, moved to the day that somebody confirmed."""
        return self._days.now

    def clock_doubt(self) -> str | None:
        """Why the PC's date cannot be trusted, in a sentence that asks for the date; None when it can."""
        return self._days.doubt()

    def confirm_today(self, day: date, *, sure: bool = False) -> None:
        """Answer the doubt: today is `day`.

        A day before the last line of the journal is Backwards unless the person is `sure` (that line was written by
        a wrong clock); the answer is then journalled.
        """
        last, backwards = self._days.last_at, self._days.is_backwards(day)
        self._days.confirm(day, sure=sure)
        if backwards and last is not None:
            label = f"确认今天是 {day.isoformat()}，早于最后一次记录 {last.date()}"
            with self.writing(label, action="confirm_today", undoable=False):
                pass
        self.note_failed_logins()

    @property
    def today(self) -> date:
        """Today; raises DateDoubtful while the clock is in doubt."""
        return self._days.today

    # -- settings and measures ------------------------------------------------------------------------------

    def setting(self, key: str) -> Any:
        """A setting of the office (`shelf.DEFAULTS` lists them all)."""
        return shelf.setting(self.db, key)

    @property
    def name(self) -> str:
        """The office's name as the window and workbooks show it."""
        return str(self.setting("office.name") or self.code)

    @property
    def level(self) -> str:
        """township, dispatched or county."""
        return str(self.setting("office.level"))

    @property
    def above(self) -> str:
        """Code of the office directly above, or blank."""
        return str(self.setting("office.above"))

    @property
    def measure(self) -> Measure:
        """Rules, calendar and preset in force."""
        if self._measure is None:
            self._measure = measure_of(self.setting)
        return self._measure

    @property
    def calendar(self) -> WorkCalendar:
        """The working-day calendar with this office's changes."""
        return self.measure.calendar

    # -- reading --------------------------------------------------------------------------------------------

    def get(self, record: type[R], id: str) -> R:
        """One record by id; Refused when there is none."""
        found = self.find(record, id=id)
        if not found:
            raise Refused(f"找不到这条{record.label}，可能已被撤销，请刷新。")
        return found[0]

    def find(self, record: type[R], *, voided: bool = True, **equals: str) -> list[R]:
        """Records of one kind whose one named column has a value, oldest first; all when none is named.

        Those of a `case` are found under every id of it (`app.store.same`).
        """
        if equals:
            ((column, value),) = equals.items()
            wanted = same.under(self.db, [value]) if column == "case" else [value]
            found = rows.fetch(self.db, record.kind, column, wanted)
        else:
            found = rows.fetch_all(self.db, record.kind)
        return [rows.to_record(record, row) for row in found if voided or row["voided"] is None]

    def reveal(self, record: R, reason: str) -> R:
        """The record with its sealed values in clear; journalled with the reason before it is given."""
        if not reason.strip():
            raise Invalid("查看反映人信息要写明理由。")
        with self.writing(f"查看反映人信息：{reason.strip()}", action="reveal", undoable=False) as write:
            write.note_reading(self.get(type(record), record.id))
        return reporter_key.unsealed(self.db, record)

    def seal_text(self, text: str, place: str) -> str:
        """`text` sealed under this office's key, so that only `unseal_text` for the same place reads it."""
        return sealing.seal(self._key(), text, place)

    def unseal_text(self, sealed: str, place: str) -> str:
        """What `seal_text` was given."""
        return sealing.unseal(self._key(), sealed, place)

    def _key(self) -> bytes:
        return reporter_key.read(self.db)

    def refusal(self, action: str) -> str | None:
        """Why whoever works here may not do the action, in one sentence, or None."""
        signs = action in rights.SIGNED and bool(self.setting("leader.signs"))
        return rights.refusal(action, self.roles, leader_signs=signs)

    # -- writing --------------------------------------------------------------------------------------------

    @contextmanager
    def writing(
        self, label: str, *, action: str = "", undoable: bool = True, undoes: int | None = None
    ) -> Iterator[Writer]:
        """The only way to write: checked, version-checked, journalled, all or nothing.

        `label` is what the journal and the undo menu say. Raises Refused or Unavailable; then nothing was written.
        """
        barred = self.refusal(action)
        if barred is not None:
            raise NotAllowed(barred)
        self.settle_desk()
        with self._pen.held(), self._measure_kept_if_written():
            today, now = self.today, self.now
            with explained(self.folder), self.db.atomic("IMMEDIATE"):
                pen = Pen(
                    self.db,
                    self.code,
                    self.desk,
                    self.person,
                    now,
                    today,
                    self._key,
                    lambda: self.level,
                )
                writer = Writer(pen, label, action, undoable=undoable, undoes=undoes)
                yield writer
                self._finish(writer)
            if writer.change is not None:
                self._days.last_at = now
                if any(edit.id == "codes.changes" for edit in writer.change.of("setting")):
                    codes.in_force(self.code, self.setting("codes.changes"))
                if not self.db.in_transaction():  # else it may still be taken back: see `together`
                    self.second_journal.catch_up(self.db, writer.change)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Several writings, each a line and an undo step of its own, all of them or none."""
        with explained(self.folder), self.db.atomic("IMMEDIATE"):
            yield
        self.second_journal.catch_up(self.db)

    @contextmanager
    def _measure_kept_if_written(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self._measure = None  # it may have been made from settings that were not written after all
            raise

    def _finish(self, writer: Writer) -> None:
        cases = writer.flush()
        if writer.change is None:
            return
        self.refuse_what_is_not_his(writer.change)
        if writer.dropped:
            case_rows.drop_orphans(self.db)
        if any(edit.id in MEASURING for edit in writer.change.of("setting")):
            self._measure = None
            case_rows.refresh(self.db, self._all_cases(), self.measure, self.progress)
        elif cases:
            case_rows.refresh(self.db, cases, self.measure)

    def refuse_what_is_not_his(self, change: Change) -> None:
        """People, settings and one's own case are kept from whoever may not write them, by whatever action.

        A posting that is taken, or taken back, may hold a case about its clerk: nobody opens it by that.
        """
        if self.roles is None:
            return
        barred = rights.refusal_of_kinds({edit.kind for edit in change.edits}, self.roles)
        if barred is not None and change.action != "create_office":
            raise NotAllowed(barred)
        undone = None if change.undoes is None else journal.read(self.db, change.undoes)
        if "take" not in (change.action, None if undone is None else undone.action):
            recusal.refuse(self.db, self.person, change.cases)

    def _all_cases(self) -> Sequence[str]:
        model = rows.table("registration")
        return [id for (id,) in model.select(model.id).tuples().execute(self.db)]

    # -- undo -----------------------------------------------------------------------------------------------

    def undoable(self) -> Change | None:
        """What 撤销 would take back now."""
        seq = journal.next_undo(self.db, self.desk)
        return None if seq is None else journal.read(self.db, seq)

    def redoable(self) -> Change | None:
        """The undo that 重做 would take back now."""
        seq = journal.next_redo(self.db, self.desk)
        return None if seq is None else journal.read(self.db, seq)

    def reverse(self, seq: int, *, late: bool = False) -> Change:
        """Read a line of the journal backwards as a new write. Raises Conflict when someone moved on since.

        `late`: of a file that was taken only what nobody has written on since goes back.
        """
        from app.store import undoing

        return undoing.reverse(self, seq, late=late)


def _resume_rekeying(folder: Path) -> None:
    if key_change.is_open(folder):
        from app.store import rekeying

        rekeying.resume(folder)
