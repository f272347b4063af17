"""What happens to workbooks on the way in the demonstration beyond loss and repetition.

Two desks write the same case, cells are typed over by hand, a correction is proposed and answered at both ends, an
office without Huiyin fills its workbook. What the lines say is read from the stores afterwards.
"""

import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from app.actions.accept_proposal import accept_proposal
from app.actions.catalogue import CASE_ACTIONS
from app.actions.decide import THEIRS, decide, fields_of, held
from app.actions.edit import edit_cases
from app.actions.propose_correction import propose_correction, record_of
from app.actions.refuse_proposal import refuse_proposal
from app.actions.register import Entry, register, registered_case
from app.actions.units import add_unit
from app.demo_carrying import Carrier
from app.errors import Unavailable
from app.exchange import encryption
from app.exchange.in_libreoffice import type_in
from app.exchange.pairs import pair
from app.exchange.proposals import STATE_WORDS, Proposal, proposals
from app.exchange.typing_over import Typed, cells_of, type_over
from app.exchange.unlocking import unlocked
from app.records.catalogue import field
from app.schema.kinds import Value
from app.store.case_file import read_case
from app.store.office import Office
from app.store.opening import copy_store

WITHOUT = ("BS02", "白石镇纪委")
"""The office that has no Huiyin."""
_GIVEN = (
    ("石富贵", "反映白石镇青石村占用公益林建房。"),
    ("石大山", "反映白石镇青石村修路款去向不明。"),
)
_FILLED = (
    {"handling.received_on": "2026.3.2", "handling.handler": "石大力", "handling.disposition": "初步核实"},
    {"handling.received_on": "2026.3.2", "handling.handler": "石小力", "handling.disposition": "谈话函询"},
)
Step = tuple[int, Callable[[], None]]


class Travels:
    """The second desk, the hand edit, the proposals and the office without Huiyin."""

    def __init__(
        self, carrier: Carrier, township: Office, county: Office, cases: Callable[[str], list[tuple[str, Any]]],
        program: Path | None,
    ) -> None:  # fmt: skip
        """`cases`: ids of the cases that bear this key in cases.toml, with what it says. `program`: LibreOffice."""
        self._carrier, self._township, self._county = carrier, township, county
        self._cases, self._program = cases, program
        self.second: Office | None = None
        self._given: list[str] = []
        self._filled = self._sent = Path()

    def programme(self) -> list[Step]:
        """What happens how many working days before today."""
        return [
            (11, self._give_to_one_without), (10, self._send_to_one_without),
            (6, self._second_desk), (5, self._write_twice), (5, self._come_home_filled),
            (3, self._type_by_hand), (3, self._propose), (1, self._answer),
        ]  # fmt: skip

    def in_the_end(self) -> None:
        """What the offices tell of it when the last workbooks have arrived."""
        said = [_answered(each) for each in proposals(self._county) if not each.is_open]
        self._carrier.note(self._county, "在“更正建议”里看到答复", "", "；".join(said))
        self._carrier.carry(self._township, self._desk())

    def _desk(self) -> Office:
        assert self.second is not None
        return self.second

    # -- two desks ------------------------------------------------------------------------------------------

    def _second_desk(self) -> None:
        township, carrier = self._township, self._carrier
        place = township.folder.with_name(f"{township.folder.name}_接访窗口")
        township.db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        copy_store(township.folder, place)
        self.second = Office.open(place, clock=carrier.clock)
        self.second.person = township.person
        carrier.names[self.second.desk] = f"{township.name}(接访窗口的电脑)"
        own = "机号、编号段都与第一台不同" if self.second.desk != township.desk else "机号与第一台相同"
        carrier.note(self.second, "接访窗口有了第二台电脑", "", own)

    def _write_twice(self) -> None:
        """Both desks write one field, neither knowing of the other; the first one decides."""
        ((case, (ours, theirs)),) = self._cases("torn")
        for office, words in ((self._township, ours), (self._desk(), theirs)):
            change = edit_cases(office, [case], {"registration.summary": words})
            assert change is not None
            self._carrier.note(
                office, change.label, "", f"改成“{read_case(office, case).registration.summary}”"
            )
        self._carrier.carry(self._desk(), self._township)
        (one,) = held(self._township)
        torn = "；".join(
            f"{each.label}：这台“{each.ours}”，那台“{each.theirs}”" for each in fields_of(self._township, one)
        )
        self._carrier.note(self._township, f"待裁定：{one.label}", "", torn)
        change = decide(self._township, one.id, THEIRS)
        kept = read_case(self._township, case).registration.summary
        self._carrier.note(
            self._township, change.label, "", f"定为“{kept}”，待裁定还有 {len(held(self._township))} 条"
        )
        self._carrier.carry(self._township, self._desk())

    # -- by hand --------------------------------------------------------------------------------------------

    def _type_by_hand(self) -> None:
        """The township's own workbook of the day before, typed over in a spreadsheet program, comes home."""
        ((case, cells),) = self._cases("typed")
        number = str(read_case(self._township, case).registration.case_no)
        sent = max(
            self._carrier.workbooks.glob(f"*寄_{self._county.name}*"),
            key=lambda each: each.stat().st_mtime_ns,
        )
        target = sent.with_stem(f"{sent.stem}_改过")
        typed = {("台账", number, name): words for name, words in cells}
        program = self._typed(self._township, sent, target, typed, self._county.code)
        self._carrier.note(
            self._township, f"在 {program} 里打开寄出的工作簿", target.name, f"改了 {len(typed)} 格，存盘"
        )
        self._carrier.take(self._township, target)

    def _typed(self, office: Office, source: Path, target: Path, values: Typed, other: str) -> str:
        """Type into a workbook with the program, else as it would; the name of the program."""
        plain = unlocked(office, source)
        word = pair(office, other).current if plain.encrypted else None
        if self._program is not None:
            try:
                password = None if word is None else word.password
                type_in(self._program, source, target, cells_of(plain.data, values), password)
                return "LibreOffice"
            except Unavailable:
                target.unlink(missing_ok=True)
        data = type_over(plain.data, values)
        target.write_bytes(
            data if word is None else encryption.encrypt(BytesIO(data), word.password, word.hint)
        )
        return "表格软件"

    # -- corrections ----------------------------------------------------------------------------------------

    def _propose(self) -> None:
        for case, (name, value, note, _) in self._cases("proposed"):
            kind, record, column = record_of(self._county, case, name)
            change = propose_correction(self._county, kind, record, column, value, note)
            number = read_case(self._county, case).registration.case_no
            mine = next(each for each in proposals(self._county) if each.case == case)
            self._carrier.note(
                self._county, change.label, "", f"{number}：“{mine.base}”改为“{mine.new}”，随下一份工作簿带去"
            )

    def _answer(self) -> None:
        why = {case: said[3] for case, said in self._cases("proposed")}
        for each in proposals(self._township, open_only=True):
            if reason := why[each.case]:
                refuse_proposal(self._township, [each.key], reason)
            else:
                accept_proposal(self._township, [each.key])
        said = [_answered(each) for each in proposals(self._township) if each.case in why]
        self._carrier.note(self._township, f"答复更正建议 {len(said)} 条", "", "；".join(said))

    # -- without Huiyin -------------------------------------------------------------------------------------

    def _give_to_one_without(self) -> None:
        code, name = WITHOUT
        add_unit(
            self._county,
            code=code,
            name=name,
            unit_kind="township",
            above=self._county.code,
            uses_huiyin=False,
        )
        self._given = [self._given_to(name, respondent, words) for respondent, words in _GIVEN]
        self._carrier.note(
            self._county, f"登记并交办 {name} {len(self._given)} 件", "", "这个单位没有回音，单位名录里标明了"
        )

    def _given_to(self, unit: str, respondent: str, words: str) -> str:
        said: dict[str, Value] = {
            "received_on": self._carrier.clock.day - timedelta(days=1), "intake_channel": "letter",
            "intake_source": "self", "identity_status": "anonymous", "category": "misconduct_report", "summary": words,
        }  # fmt: skip
        points: Sequence[Mapping[str, Value]] = [{"respondent": respondent, "rank_class": "village_other"}]
        case = registered_case(register(self._county, Entry(said, points)))
        assign = CASE_ACTIONS["assign"]
        values = assign.defaults(self._county, read_case(self._county, case))
        assign.do(self._county, case, values | {"supervision.handling_unit": unit})
        return case

    def _send_to_one_without(self) -> None:
        self._sent = self._carrier.send(self._county, WITHOUT[0])

    def _come_home_filled(self) -> None:
        """Typed into the workbook that we sent, as Excel or WPS saves it; it comes home on a stick."""
        numbers = [str(read_case(self._county, case).registration.case_no) for case in self._given]
        day = self._carrier.clock.before(8).isoformat()
        typed = {
            ("台账", number, name): day if name == "handling.received_on" else words
            for number, filled in zip(numbers, _FILLED, strict=True)
            for name, words in filled.items()
        }
        target = self._sent.with_stem(f"{self._sent.stem}_填好")
        shutil.copyfile(self._sent, target)
        data = type_over(unlocked(self._county, self._sent).data, typed)
        word = pair(self._county, WITHOUT[0]).current
        target.write_bytes(
            data if word is None else encryption.encrypt(BytesIO(data), word.password, word.hint)
        )
        self._carrier.take(self._county, target)
        done = [read_case(self._county, case).handling for case in self._given]
        said = "；".join(
            f"{number} 承办人{each.handler}，{field('handling.disposition').kind.to_text(each.disposition)}"
            for number, each in zip(numbers, done, strict=True)
            if each is not None
        )
        self._carrier.note(self._county, f"代{WITHOUT[1]}记下的办理", "", said)


def _answered(each: Proposal) -> str:
    why = f"({each.reason.rstrip('。')})" if each.reason else ""
    return f"{each.case_no}{each.label}改为“{each.new}”：{STATE_WORDS[each.state]}{why}，现在是“{each.now}”"
