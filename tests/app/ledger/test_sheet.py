"""The values of a filled-in list: every number of it can be walked."""

from datetime import date

from app.ledger.query import Query
from app.ledger.sheet import Cell, Head, Line, MeetingSheet, Number, Table
from app.rules.stat_periods import parse


def test_the_numbers_of_a_sheet_are_those_of_its_cells_and_of_its_tables() -> None:
    query = Query(date(2026, 3, 6))
    part, base, whole = Number(1, query), Number(2, query), Number(7, query, matters=True)
    rate = Line((Cell("办结率", "办结率"), Cell("50.00%（1/2）", None, (part, base))))
    tables = (
        Table("率", "", (Head("指标", 9), Head("本期", 9, True)), (rate,)),
        Table("件", "", (), (), whole),
    )
    sheet = MeetingSheet("weekly", "周对账", "表", "云溪镇纪委", parse("2026-W10"), "", tables, ())
    assert list(sheet.numbers()) == [part, base, whole]
