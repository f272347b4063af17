"""What becomes of the cells and rows that people typed into a posting: edits, writing in trust, proposals, or a note.

The table stands in docs/REASONS.md. It asks three things: who typed (`Hand`), whose record it is, and whether
our present value is still the one that was exported. What already stands here is no news and is not listed, so the
same file a second time finds nothing.
"""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from app.exchange import proposals
from app.exchange.differences import in_words
from app.exchange.found_sheets import CASE
from app.exchange.hand_found import NUMBER, RESPONDENTS, LooseRow, Reading, TypedCell
from app.exchange.hand_outcome import Becomes, Hand, HandEdit
from app.exchange.hand_standing import Standing
from app.exchange.recused import KEPT_BACK
from app.exchange.storable_text import can_be_stored, shown
from app.exchange.trust import is_without
from app.records.catalogue import KINDS
from app.rules.jurisdiction import ASKED, doubt
from app.schema.kinds import Stored
from app.store import firewall, proposing, rows, shelf
from app.store.office import Office
from app.store.rows import Row
from app.store.unit_names import unit_name

SPACE = uuid.UUID("6f0d9a52-4c58-5d0e-9a6e-1b7f5a0c2e11")
"""Names of rows that were typed into a workbook; the id of such a record follows from what stands in the row."""


def judge(
    office: Office, reading: Reading, hand: Hand, standing: Standing, kept_back: Iterable[str] = ()
) -> list[HandEdit]:
    """What becomes of everything typed, in the order of the sheets; `kept_back` are cases that the reader may not see."""
    judge = _Judge(office, hand, standing, frozenset(kept_back))
    found = [each for cell in reading.cells if (each := judge.cell(cell)) is not None]
    return found + [each for row in reading.rows if (each := judge.row(row)) is not None]


class _Judge:
    def __init__(self, office: Office, hand: Hand, standing: Standing, kept_back: frozenset[str]) -> None:
        self._office, self._hand, self._standing, self._kept_back = office, hand, standing, kept_back
        self._gone = firewall.gone(office.db).keys()
        self._proposed = shelf.values(office.db, proposing.KIND)
        self._without: dict[str, bool] = {}

    def cell(self, cell: TypedCell) -> HandEdit | None:
        """What becomes of one cell; None where it says what stands here already."""
        cell = replace(cell, case=self._standing.kept(cell.case))
        plain = _plain(cell)
        if not _is_text(cell.id, cell.case, cell.base, cell.typed):
            return replace(plain, becomes=Becomes.UNREAD, reason="交换数据里这一格的内容不成文字，没有收。")
        if cell.case in self._kept_back:
            return replace(plain, base="", typed="", reason=KEPT_BACK)
        if cell.case in self._gone:
            return replace(plain, base="", typed="", reason="这一件已转为报上级件，内容不再收取。")
        if cell.wrong:
            return replace(plain, becomes=Becomes.UNREAD, reason=cell.wrong)
        if cell.computed:
            return self._computed(cell, plain)
        kind, _, name = cell.field.partition(".")
        row = self._standing.get(kind, cell.id) if cell.id else self._standing.band(kind, cell.case)
        if row is None and (cell.id or self._standing.get("registration", cell.case) is None):
            return replace(plain, reason="本机没有这条记录，这一格没有收。请先收取寄件单位寄来的工作簿。")
        if row is None:
            return self._first_of_band(cell, plain, kind)
        return self._against(replace(plain, kind=kind, id=str(row["id"])), row, name, cell.asked)

    def _against(self, plain: HandEdit, row: Row, name: str, asked: str = "") -> HandEdit | None:
        """A value against the record as it stands; None where it stands so already."""
        column = KINDS[plain.kind].column(name)
        now, owner = row[name], str(row["owner"])
        if plain.stored == now:
            return None
        found = replace(plain, now=in_words(column, now))
        if row["voided"] is not None:
            return replace(found, reason="这条记录已经作废，这一格没有收。")
        if self._writes(owner):
            return self._written(found, row, name, asked)
        return self._proposal(found, row, name, asked)

    def _writes(self, owner: str) -> bool:
        """Whether what this hand typed into a record of that owner is the owner's own writing."""
        if owner == self._office.code:
            return self._hand.office == owner
        return self._is_without(owner) and self._hand.office in (owner, self._office.code)

    def _is_without(self, code: str) -> bool:
        if code not in self._without:
            self._without[code] = is_without(self._office, code)
        return self._without[code]

    def _written(self, found: HandEdit, row: Row, name: str, asked: str) -> HandEdit:
        ours = row["owner"] == self._office.code
        column = KINDS[found.kind].column(name)
        done = replace(found, becomes=Becomes.EDIT if ours else Becomes.TRUST, ticked=True)
        if found.stored is None and column.required:
            return replace(found, becomes=Becomes.UNREAD, reason=f"“{column.label}”不能空着，没有收。")
        after = {**row, name: found.stored}
        if found.kind == "allegation" and name in ASKED and doubt(self._office.level, after) is not None:
            return replace(found, reason="被反映人可能归上级管，请在程序里改，改时会问。")
        if asked:
            return replace(done, ticked=False, reason=asked)
        if found.stored is None:
            return replace(done, ticked=False, reason="这一格被清空了：确实要清空才勾选。")
        if row[name] != found.stored_base:
            said = f"导出以后，这里已改成“{found.now or '空'}”：要用表里的才勾选。"
            return replace(done, ticked=False, reason=said)
        return replace(done, reason="" if ours else f"代“{self._name(str(row['owner']))}”记下。")

    def _proposal(self, found: HandEdit, row: Row, name: str, asked: str) -> HandEdit | None:
        if proposals.proposable(found.kind, name) is None:
            return replace(found, reason="这一栏由程序维护，不能提更正建议。")
        key = proposing.key_of(found.case, found.id, name, found.stored_base, found.stored)
        known = self._proposed.get(key)
        if known is not None and known["state"] != proposing.WITHDRAWN:
            if known["state"] == proposing.OPEN and self._hand.office in known["by"]:
                return None
            if known["state"] != proposing.OPEN:
                return replace(found, reason=proposals.already(known))
        owner = str(row["owner"])
        to = "本单位在“更正建议”里答复" if owner == self._office.code else f"请“{self._name(owner)}”答复"
        moved = f"这里已改成“{found.now or '空'}”；" if row[name] != found.stored_base else ""
        done = replace(found, becomes=Becomes.PROPOSAL, ticked=True, reason=f"{moved}作为更正建议，{to}。")
        return replace(done, ticked=False, reason=asked) if asked else done

    def _name(self, code: str) -> str:
        return self._office.name if code == self._office.code else unit_name(self._office.db, code)

    def _first_of_band(self, cell: TypedCell, plain: HandEdit, kind: str) -> HandEdit | None:
        """A cell of a band in which the case has no record yet."""
        if cell.typed is None:
            return None
        label = KINDS[kind].label
        if self._hand.office == self._office.code:
            done = replace(
                plain,
                kind=kind,
                becomes=Becomes.EDIT,
                ticked=True,
                reason=f"这一件还没有{label}，收取时新建。",
            )
        elif self._is_without(self._hand.office):
            done = replace(plain, kind=kind, becomes=Becomes.TRUST, ticked=True,
                           reason=f"代“{self._hand.name}”新建{label}。")  # fmt: skip
        else:
            return replace(plain, reason=f"这一件还没有{label}，不能提更正建议；请对方在程序里填写后再寄。")
        return replace(done, ticked=False, reason=cell.asked) if cell.asked else done

    def _computed(self, cell: TypedCell, plain: HandEdit) -> HandEdit | None:
        """Cells that the program made; where one field stands behind them, a change of that is offered."""
        said = "这一栏由程序算出或拼成，改了不算"
        if cell.field in (NUMBER, RESPONDENTS):
            kind, name = ("registration", "case_no") if cell.field == NUMBER else ("allegation", "respondent")
            found = self._standing.of(kind, cell.case) if kind == "allegation" else []
            sources = [row for row in found if row["voided"] is None]
            if kind == "registration" and (row := self._standing.get(kind, cell.case)) is not None:
                sources = [row]
            if len(sources) == 1 and cell.typed is not None:
                offered = self._offer(cell, plain, kind, name, sources[0])
                if offered is None:
                    return None
                label = KINDS[kind].column(name).label
                return replace(
                    offered, reason=f"{said}；勾选则改“{KINDS[kind].label}”的“{label}”。{offered.reason}"
                )
            return replace(plain, reason=f"{said}。请改“{KINDS[kind].label}”里的内容。")
        row = self._standing.get("registration", cell.case)
        if row is None or cell.typed is None:
            return replace(plain, reason=f"{said}。")
        remark = f"表中“{cell.label}”填为“{cell.new}”"
        if remark in str(row["remark"] or ""):
            return None
        text = "\n".join(part for part in (str(row["remark"] or ""), remark) if part)
        offered = self._against(replace(plain, kind="registration", id=str(row["id"]), target="registration.remark",
                                        stored=text, stored_base=row["remark"]), row, "remark")  # fmt: skip
        if offered is None:
            return None
        shown = replace(offered, now="", ticked=False)
        return (
            replace(shown, reason=f"{said}。勾选则把这句话作为建议写进备注。")
            if shown.can_be_taken
            else shown
        )

    def _offer(self, cell: TypedCell, plain: HandEdit, kind: str, name: str, row: Row) -> HandEdit | None:
        source = replace(plain, kind=kind, id=str(row["id"]), target=f"{kind}.{name}", stored=cell.typed,
                         stored_base=row[name])  # fmt: skip
        offered = self._against(source, row, name)
        return None if offered is None else replace(offered, ticked=False)

    def row(self, row: LooseRow) -> HandEdit | None:
        """What becomes of a row that is none of the file's; None where it was taken before."""
        kind = "registration" if row.kind == CASE else row.kind
        plain = HandEdit(
            f"{row.sheet}!{row.row}", row.sheet, f"第 {row.row} 行", row.row, shown(row.case),
            shown(str(row.values.get(NUMBER) or "")), kind, "", "", "整行", "", shown(row.said), "", None, None,
            Becomes.UNREAD, row.reason, False, {},
        )  # fmt: skip
        if not row.fresh or not _is_text(row.case, *row.values.values()):
            return plain
        if self._hand.office == self._office.code or not self._is_without(self._hand.office):
            return replace(
                plain, becomes=Becomes.NOTED, reason=f"{row.reason}新的内容请在程序里登记，这一行没有收。"
            )
        return self._new_row(row, plain, kind)

    def _new_row(self, row: LooseRow, plain: HandEdit, kind: str) -> HandEdit | None:
        """A row that an office without Huiyin added: a new record of its own."""
        if row.case in self._gone or row.case in self._kept_back:
            return replace(plain, typed="", reason="这一件不再收取内容。")
        if kind != "registration" and not row.case:
            return replace(plain, reason="新加的一行没有写对信访编号，不知道是哪一件的。请填写后再收。")
        if row.wrong:
            return replace(plain, reason=f"新加的一行里{row.wrong}改好后再收。")
        values = _values_of_new(self._hand.today, row, kind)
        missing = [each.label for each in KINDS[kind].columns() if each.required and each.id not in values]
        if missing:
            return replace(plain, reason=f"新加的一行缺“{'”“'.join(missing)}”，填好后再收。")
        point = {each.name: values.get(each.id) for each in KINDS["allegation"].columns()}
        if doubt(self._office.level, point) is not None:
            return replace(plain, reason="被反映人可能归上级管，请在程序里登记，登记时会问。")
        id = str(uuid.uuid5(SPACE, "|".join((self._hand.office, kind, *_content(row, kind)))))
        if rows.fetch(self._office.db, kind, "id", [id]):
            return None
        said = f"“{self._hand.name}”新加的一行，代它新建一条{KINDS[kind].label}。"
        return replace(plain, id=id, becomes=Becomes.NEW, ticked=True, reason=said, values=values)


def _values_of_new(today: date, row: LooseRow, kind: str) -> dict[str, Stored]:
    values = dict(row.values)
    if kind == "registration":
        values.setdefault("registration.registered_on", today.isoformat())
    else:
        values = {name: each for name, each in values.items() if name.startswith(f"{kind}.")}
        values[f"{kind}.case"] = row.case
    return values


def _content(row: LooseRow, kind: str) -> Iterator[str]:
    """What tells this new record from another: the number of a case, where it has one, else the whole row."""
    number = row.values.get(NUMBER)
    if kind == "registration" and number:
        yield str(number)
    else:
        yield from (f"{name}={value}" for name, value in sorted(row.values.items()))


def _is_text(*parts: Stored) -> bool:
    """Whether each can be stored: a damaged truth may hold halves of characters."""
    return all(can_be_stored(each) for each in parts if isinstance(each, str))


def _plain(cell: TypedCell) -> HandEdit:
    return HandEdit(
        f"{cell.sheet}!{cell.cell}", cell.sheet, cell.cell, cell.row, shown(cell.case), shown(cell.case_no), cell.kind,
        shown(cell.id), cell.field, cell.label, shown(cell.old), shown(cell.new), shown(cell.old), cell.typed, cell.base,
        Becomes.NOTED, "", False, {}, cell.field,
    )  # fmt: skip
